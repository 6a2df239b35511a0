//! Puts lines back in order: a log is written at the end of a request and may tell of its beginning.
//!
//! ```
//! use snowglobe_web::own_data::gateway::order::Order;
//!
//! let mut order = Order::new(2, 0);
//! let mut times = Vec::new();
//! for (number, time) in [(1, 10), (2, 12), (3, 11), (4, 13), (5, 9)] {
//!     let (held, _) = order.next_slot();
//!     held.fields.time = time;
//!     held.keep(number, b"a line", b"");
//!     order.push();
//!     while let Some(due) = order.overdue() {
//!         times.push((due.held.number, due.time));
//!     }
//! }
//! order.end();
//! while let Some(due) = order.overdue() {
//!     times.push((due.held.number, due.time));
//! }
//! // Number 5 is 4 lines late where 2 are held: it counts at the latest time gone out.
//! assert_eq!(times, [(1, 10), (3, 11), (5, 11), (2, 12), (4, 13)]);
//! assert_eq!((order.late(), order.too_late()), (1, 1));
//! ```
//!
//! The last [`HELD_LINES`] lines are held, and the earliest of them goes out when one more comes; so any line
//! goes out in order that stands at most that many lines too late. One that is later still is counted
//! and goes out at the latest time that went out before it. Lines of one stamp keep the order of the
//! file. A bound in lines and not in seconds keeps one line with a wrong clock, far ahead, from
//! making all others late: it waits at the end.
//!
//! With each line goes a number for each rule, its key, which is all that most lines are asked for when
//! they go out: reading the line itself again would be waiting for memory. Held are the lines as well, at
//! most [`HELD_BYTES`] of them (longer lines: fewer of them), or, once no line will be shown whole any more, the
//! parts that rules ask for. New ones are sorted in from the end, which in a log nearly in order is a step or two.

use std::collections::VecDeque;

use super::line::{Field, Fields};

/// Lines held at most.
pub const HELD_LINES: usize = 4_096;
/// Bytes of lines held at most.
pub const HELD_BYTES: usize = 8 << 20;
/// A buffer that grew beyond this for one long line is not kept.
const KEPT_BYTES: usize = 4 << 10;

/// A line on hold.
#[derive(Debug, Default)]
pub struct Held {
    /// Its number in the file, from 1.
    pub number: u64,
    /// Where its parts are in [`Held::text`].
    pub fields: Fields,
    /// The line, and what the parser wrote out of it; or parts of the line.
    pub text: Vec<u8>,
    /// How much of that is the line; 0 if there are only parts of it.
    pub line: u32,
}

impl Held {
    /// Keeps a line, and what the parser wrote out of it.
    #[inline]
    pub fn keep(&mut self, number: u64, line: &[u8], written: &[u8]) {
        (self.number, self.line) = (number, line.len() as u32);
        self.text.clear();
        self.text.extend_from_slice(line);
        self.text.extend_from_slice(written);
    }

    /// Keeps only these parts of a line of which nothing was written out. No other may be asked for any more.
    #[inline]
    pub fn keep_parts(&mut self, number: u64, line: &[u8], parts: &[Field]) {
        (self.number, self.line) = (number, 0);
        self.text.clear();
        self.fields.gather(line, parts, &mut self.text);
    }
}

/// A line that goes out.
#[derive(Clone, Copy, Debug)]
pub struct Due<'a> {
    /// When it counts.
    pub time: u64,
    /// Its keys.
    pub keys: &'a [u64],
    /// The line.
    pub held: &'a Held,
}

/// Where a held line is. Two numbers, so that it travels in registers.
#[derive(Clone, Copy, Debug)]
struct Place {
    time: u64,
    /// The slot, and above it how many bytes are in it.
    slot_and_bytes: u64,
}

impl Place {
    fn slot(self) -> u32 {
        self.slot_and_bytes as u32
    }

    fn bytes(self) -> usize {
        (self.slot_and_bytes >> 32) as usize
    }
}

/// Puts lines in order; see the module.
#[derive(Debug)]
pub struct Order {
    most: usize,
    /// The held lines by time, the earliest first.
    queue: VecDeque<Place>,
    slots: Vec<Held>,
    /// So many keys for each slot.
    keys: Vec<u64>,
    keys_each: usize,
    free: Vec<u32>,
    /// The slot that is filled next.
    next: u32,
    /// The slot that went out last, which is free when another one goes.
    out: Option<Place>,
    bytes: usize,
    latest_in: u64,
    latest_out: u64,
    ending: bool,
    late: u64,
    too_late: u64,
}

impl Order {
    /// Holds so many lines, at least one, and so many keys with each.
    #[must_use]
    pub fn new(lines: usize, keys_each: usize) -> Self {
        Self {
            most: lines.max(1),
            queue: VecDeque::new(),
            slots: vec![Held::default()],
            keys: vec![0; keys_each],
            keys_each,
            free: Vec::new(),
            next: 0,
            out: None,
            bytes: 0,
            latest_in: 0,
            latest_out: 0,
            ending: false,
            late: 0,
            too_late: 0,
        }
    }

    /// Lines that came after later ones and were put back in order.
    #[must_use]
    pub fn late(&self) -> u64 {
        self.late
    }

    /// Lines that came too late for that.
    #[must_use]
    pub fn too_late(&self) -> u64 {
        self.too_late
    }

    /// Where the next line goes, and its keys. It is held only after [`Order::push`].
    #[inline]
    pub fn next_slot(&mut self) -> (&mut Held, &mut [u64]) {
        let (next, each) = (self.next as usize, self.keys_each);
        let keys = self.keys.get_mut(next * each..(next + 1) * each).unwrap_or_default();
        // `push` sees to it that there is a slot of this number.
        (&mut self.slots[next], keys)
    }

    /// Takes what was put into [`Order::next_slot`]. O(lines held) at worst, O(1) if the line is in order.
    #[inline]
    pub fn push(&mut self) {
        let (held, _) = self.next_slot();
        let (time, bytes) = (held.fields.time, held.text.len());
        let place = Place { time, slot_and_bytes: (bytes as u64) << 32 | u64::from(self.next) };
        self.bytes += bytes;
        if time >= self.latest_in {
            self.latest_in = time;
            self.queue.push_back(place);
        } else {
            self.sort_in(place);
        }
        self.next = self.free.pop().unwrap_or_else(|| self.new_slot());
    }

    fn sort_in(&mut self, place: Place) {
        *(if place.time < self.latest_out { &mut self.too_late } else { &mut self.late }) += 1;
        let time = place.time.max(self.latest_out);
        let at = self.queue.partition_point(|other| other.time <= time);
        self.queue.insert(at, Place { time, ..place });
    }

    #[cold]
    fn new_slot(&mut self) -> u32 {
        self.slots.push(Held::default());
        self.keys.resize(self.slots.len() * self.keys_each, 0);
        self.slots.len() as u32 - 1
    }

    /// No line comes any more: all that are held may go.
    pub fn end(&mut self) {
        self.ending = true;
    }

    /// The keys of the lines that go out next, as far as can be told.
    pub fn coming(&self, lines: usize) -> impl Iterator<Item = &[u64]> + Clone {
        let each = self.keys_each;
        let slots = self.queue.iter().take(lines).map(|place| place.slot() as usize);
        slots.filter_map(move |at| self.keys.get(at * each..(at + 1) * each))
    }

    /// The earliest line, if too many are held. Ask until there is none.
    #[inline]
    pub fn overdue(&mut self) -> Option<Due<'_>> {
        if let Some(out) = self.out.take() {
            self.release(out);
        }
        let full = self.queue.len() > self.most || self.bytes > HELD_BYTES || self.ending;
        let place = if full { self.queue.pop_front()? } else { return None };
        self.latest_out = place.time;
        self.out = Some(place);
        let (at, each) = (place.slot() as usize, self.keys_each);
        let keys = self.keys.get(at * each..(at + 1) * each).unwrap_or_default();
        Some(Due { time: place.time, keys, held: self.slots.get(at)? })
    }

    #[inline]
    fn release(&mut self, place: Place) {
        self.bytes -= place.bytes();
        if place.bytes() > KEPT_BYTES
            && let Some(held) = self.slots.get_mut(place.slot() as usize)
        {
            held.text = Vec::new();
        }
        self.free.push(place.slot());
    }
}

#[cfg(test)]
mod tests;
