//! Frames of the redo log: what one operation changed, on all the pages that it changed, whole or not at all.
//!
//! ```text
//!   length, 4 bytes │ CRC-32C of the body │ CRC-32C of these two, the generation and the place ┃ body
//!   body: number, 8 │ durable, 8 │ change │ change │ …
//!
//!   change   1 image    page, 4 bytes │ head: length, 4, bytes │ tail: length, 4, bytes
//!            2 insert   page          │ slot, 2                │ cell: length, 4, bytes
//!            3 remove   page          │ slot, 2
//! ```
//!
//! An image is a page without its free space. It stands for the first change of a page after a checkpoint, and for
//! any that moves many cells; the others are small. *Durable* is how much of the log was so when the frame was
//! written: a frame before that place which cannot be read was not torn by a crash, it is damaged. The checksum of the
//! head takes the log's generation and the place of the frame in: a frame is nothing anywhere else, such as in a value.

use super::Damage;
use super::cell;
use super::page::Page;
use crate::hash::crc32c;
use alloc::vec::Vec;

/// Length and two checksums.
pub(super) const FRAME_HEADER: usize = 12;
/// Number and durable.
const BODY_HEADER: usize = 16;

/// A small change of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Insert(usize, Vec<u8>),
    Remove(usize),
}

/// A frame being written.
pub(super) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn new(lsn: u64, durable: u64) -> Self {
        let mut bytes = Vec::with_capacity(256);
        bytes.extend([0; FRAME_HEADER]);
        bytes.extend(lsn.to_le_bytes());
        bytes.extend(durable.to_le_bytes());
        Self { bytes }
    }

    pub(super) fn image(&mut self, page: &Page) {
        let (head, tail) = page.image();
        self.start(1, page.number());
        self.run(head);
        self.run(tail);
    }

    pub(super) fn change(&mut self, page: u32, change: &Change) {
        match change {
            Change::Insert(slot, cell) => {
                self.start(2, page);
                self.bytes.extend((*slot as u16).to_le_bytes());
                self.run(cell);
            }
            Change::Remove(slot) => {
                self.start(3, page);
                self.bytes.extend((*slot as u16).to_le_bytes());
            }
        }
    }

    fn start(&mut self, tag: u8, page: u32) {
        self.bytes.push(tag);
        self.bytes.extend(page.to_le_bytes());
    }

    fn run(&mut self, bytes: &[u8]) {
        self.bytes.extend((bytes.len() as u32).to_le_bytes());
        self.bytes.extend(bytes);
    }

    /// The whole frame, for this place of the log of this generation.
    pub(super) fn sealed(mut self, generation: u64, place: u64) -> Vec<u8> {
        let (head, body) = self.bytes.split_at_mut(FRAME_HEADER);
        head[..4].copy_from_slice(&(body.len() as u32).to_le_bytes());
        head[4..8].copy_from_slice(&crc32c(body).to_le_bytes());
        let check = head_check(&head[..8], generation, place);
        head[8..].copy_from_slice(&check.to_le_bytes());
        self.bytes
    }
}

fn head_check(head: &[u8], generation: u64, place: u64) -> u32 {
    let mut bytes = [0; 24];
    bytes[..8].copy_from_slice(head);
    bytes[8..16].copy_from_slice(&generation.to_le_bytes());
    bytes[16..].copy_from_slice(&place.to_le_bytes());
    crc32c(&bytes)
}

/// A frame that was read.
pub(super) struct Frame<'a> {
    pub(super) lsn: u64,
    pub(super) durable: u64,
    pub(super) changes: &'a [u8],
    /// The place after it.
    pub(super) next: usize,
}

/// What comes before the body: the checksum that the body should have, and the place after it.
fn head(bytes: &[u8], at: usize, generation: u64) -> Option<(u32, usize)> {
    let head = bytes.get(at..)?.first_chunk::<FRAME_HEADER>()?;
    let word = |at: usize| head[at..at + 4].iter().rev().fold(0, |all, byte| all << 8 | u32::from(*byte));
    let next = (at + FRAME_HEADER).checked_add(word(0) as usize)?;
    (word(8) == head_check(&head[..8], generation, at as u64)).then_some((word(4), next))
}

/// The frame at this place of the log of this generation, if there is a sound one.
pub(super) fn read(bytes: &[u8], at: usize, generation: u64) -> Option<Frame<'_>> {
    let (checksum, next) = head(bytes, at, generation)?;
    let body = bytes.get(at + FRAME_HEADER..next)?;
    let (lsn, after) = body.split_first_chunk::<8>()?;
    let (durable, changes) = after.split_first_chunk::<8>()?;
    if crc32c(body) != checksum {
        return None;
    }
    Some(Frame { lsn: u64::from_le_bytes(*lsn), durable: u64::from_le_bytes(*durable), changes, next })
}

/// The first frame behind a place that says that the place was durable once, and where it is: then what is there was not
/// torn by a crash. What a good head says is its frame's is not searched for others. O(bytes), whatever they are.
pub(super) fn vouching(bytes: &[u8], place: usize, generation: u64) -> Option<(usize, Frame<'_>)> {
    let mut at = place;
    while at + FRAME_HEADER < bytes.len() {
        let Some((_, next)) = head(bytes, at, generation) else {
            at += 1;
            continue;
        };
        let frame = read(bytes, at, generation).filter(|frame| frame.durable > place as u64);
        if let Some(frame) = frame {
            return Some((at, frame));
        }
        at = next;
    }
    None
}

/// What a frame does to one page.
pub(super) enum Redo<'a> {
    Image(u32, &'a [u8], &'a [u8]),
    Change(u32, Change),
}

/// The first of these changes, and the others.
pub(super) fn next_change(bytes: &[u8]) -> Option<(Redo<'_>, &[u8])> {
    let ([tag, page @ ..], rest) = bytes.split_first_chunk::<5>()?;
    let page = u32::from_le_bytes(*page);
    let slot =
        || rest.split_first_chunk::<2>().map(|(at, rest)| (usize::from(u16::from_le_bytes(*at)), rest));
    Some(match tag {
        1 => {
            let (head, rest) = run(rest)?;
            let (tail, rest) = run(rest)?;
            (Redo::Image(page, head, tail), rest)
        }
        2 => {
            let (at, rest) = slot()?;
            let (cell, rest) = run(rest)?;
            (Redo::Change(page, Change::Insert(at, cell.to_vec())), rest)
        }
        3 => {
            let (at, rest) = slot()?;
            (Redo::Change(page, Change::Remove(at)), rest)
        }
        _ => return None,
    })
}

fn run(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

impl Change {
    /// Does it to a page, as it was done when it was logged.
    pub(super) fn apply(&self, page: &mut Page) -> Result<(), Damage> {
        let done = match self {
            Self::Insert(at, bytes) => cell::is_sound(page.kind(), bytes) && page.insert(*at, bytes),
            Self::Remove(at) => page.remove(*at),
        };
        if done { Ok(()) } else { Err(Damage::Change) }
    }
}

/// The least bytes that a frame takes.
pub(super) const SMALLEST_FRAME: usize = FRAME_HEADER + BODY_HEADER;
