//! Puts lines back in order: a log is written at the end of a request and may tell of its beginning.
//!
//! ```
//! use snowglobe_web::own_data::gateway::order::Order;
//!
//! let mut order = Order::new(2);
//! let mut times = Vec::new();
//! for (number, time) in [(1, 10), (2, 12), (3, 11), (4, 13), (5, 9)] {
//!     order.next().fields.time = time;
//!     order.push(number, b"a line", b"");
//!     while let Some(held) = order.overdue() {
//!         times.push((held.number, held.fields.time));
//!     }
//! }
//! order.end();
//! while let Some(held) = order.overdue() {
//!     times.push((held.number, held.fields.time));
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
//! Held are the lines themselves, at most [`HELD_BYTES`] of them (longer lines: fewer of them). New ones are
//! sorted in from the end, which in a log nearly in order is a step or two.

use std::collections::VecDeque;

use super::line::Fields;

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
    /// Its time, and where its parts are in [`Held::text`].
    pub fields: Fields,
    /// The line, and what the parser wrote out of it.
    pub text: Vec<u8>,
    /// How much of that is the line.
    pub line: usize,
}

/// Puts lines in order; see the module.
#[derive(Debug)]
pub struct Order {
    most: usize,
    /// The held lines by time, the earliest first: time and place in `slots`.
    queue: VecDeque<(u64, u32)>,
    slots: Vec<Held>,
    free: Vec<u32>,
    /// The slot that is filled next.
    next: u32,
    /// The slot that went out last, which is free when another one goes.
    out: Option<u32>,
    bytes: usize,
    latest_in: u64,
    latest_out: u64,
    ending: bool,
    late: u64,
    too_late: u64,
}

impl Order {
    /// Holds so many lines, at least one.
    #[must_use]
    pub fn new(lines: usize) -> Self {
        Self {
            most: lines.max(1),
            queue: VecDeque::new(),
            slots: vec![Held::default()],
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

    /// Where the next line's fields go, before [`Order::push`].
    #[inline]
    pub fn next(&mut self) -> &mut Held {
        // There is always a slot of this number: `push` sees to it.
        let next = self.next as usize;
        if next >= self.slots.len() {
            self.slots.push(Held::default());
        }
        &mut self.slots[next]
    }

    /// Takes the line whose fields were put into [`Order::next`]. `written` is what the parser wrote out
    /// of it. O(lines held) at worst, O(1) if the line is in order.
    #[inline]
    pub fn push(&mut self, number: u64, line: &[u8], written: &[u8]) {
        let latest_out = self.latest_out;
        let held = self.next();
        held.number = number;
        held.line = line.len();
        held.text.clear();
        held.text.extend_from_slice(line);
        held.text.extend_from_slice(written);
        let mut time = held.fields.time;
        let too_late = time < latest_out;
        if too_late {
            time = latest_out;
            held.fields.time = time;
        }
        self.bytes += line.len() + written.len();
        let entry = (time, self.next);
        if time >= self.latest_in {
            self.latest_in = time;
            self.queue.push_back(entry);
        } else {
            *(if too_late { &mut self.too_late } else { &mut self.late }) += 1;
            let at = self.queue.partition_point(|(other, _)| *other <= time);
            self.queue.insert(at, entry);
        }
        self.next = self.free.pop().unwrap_or(self.slots.len() as u32);
    }

    /// No line comes any more: all that are held may go.
    pub fn end(&mut self) {
        self.ending = true;
    }

    /// The earliest line, if too many are held. Ask until there is none.
    #[inline]
    pub fn overdue(&mut self) -> Option<&Held> {
        if let Some(out) = self.out.take() {
            self.release(out);
        }
        let full = self.queue.len() > self.most || self.bytes > HELD_BYTES || self.ending;
        let (time, slot) = if full { self.queue.pop_front()? } else { return None };
        self.latest_out = time;
        self.out = Some(slot);
        self.slots.get(slot as usize)
    }

    #[inline]
    fn release(&mut self, slot: u32) {
        if let Some(held) = self.slots.get_mut(slot as usize) {
            self.bytes -= held.text.len();
            if held.text.capacity() > KEPT_BYTES {
                held.text = Vec::new();
            }
        }
        self.free.push(slot);
    }
}

#[cfg(test)]
mod tests;
