//! One record of a log or manifest, with what it takes to find it damaged, and to tell damage from a crash.
//!
//! ```text
//!   length 4 │ kind 1 │ checksum of payload 4 │ checksum of head 4 ┃ behind, body        (payload)
//! ```
//!
//! The checksum of the head takes the file's number and the place of the frame in: a frame is nothing anywhere
//! else. *Behind* says how many bytes before this frame were not durable when it was written.
//!
//! A frame that cannot be read is *torn* if the machine stopped before it was durable: then it ends the log. But if
//! a good frame anywhere behind it says that it was durable, it has rotted, and that is an error. (`LevelDB` takes
//! any damage for the end of the log; it has no way to tell.) A sync that nothing was written after is vouched for
//! by the closing frame, if the engine was closed.

use crate::lsm::checksum::checksum;
use crate::lsm::coding::{Decoder, put_varint, u32_at};
use alloc::vec::Vec;

/// Bytes before the payload.
pub(in crate::lsm) const HEAD: usize = 13;

/// What a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(in crate::lsm) enum FrameKind {
    /// The first of a log: which one it comes after.
    Begin = 1,
    /// Writes.
    Batch = 2,
    /// A change of the set of tables.
    Edit = 3,
    /// The engine was closed; nothing follows.
    Closed = 4,
}

/// A frame that was read.
#[derive(Clone, Copy, Debug)]
pub(in crate::lsm) struct Frame<'a> {
    pub(in crate::lsm) kind: FrameKind,
    /// Bytes of the file that were durable when it was written.
    pub(in crate::lsm) durable: u64,
    pub(in crate::lsm) body: &'a [u8],
    /// The place after it.
    pub(in crate::lsm) next: usize,
}

fn head_check(head: &[u8], number: u64, offset: u64) -> u32 {
    checksum(&[head, &number.to_le_bytes(), &offset.to_le_bytes()])
}

/// Appends a frame to `out`; in the file of this number it will be at `offset`.
pub(in crate::lsm) fn put_frame(
    out: &mut Vec<u8>,
    kind: FrameKind,
    (number, offset, durable): (u64, u64, u64),
    body: impl FnOnce(&mut Vec<u8>),
) {
    let start = out.len();
    out.extend_from_slice(&[0; HEAD]);
    put_varint(out, offset - durable);
    body(out);
    let (head, payload) = out[start..].split_at_mut(HEAD);
    head[..4].copy_from_slice(&(payload.len() as u32).to_le_bytes());
    head[4] = kind as u8;
    head[5..9].copy_from_slice(&checksum(&[payload]).to_le_bytes());
    let check = head_check(&head[..9], number, offset);
    head[9..].copy_from_slice(&check.to_le_bytes());
}

/// What comes before the payload.
#[derive(Clone, Copy, Debug)]
pub(in crate::lsm) struct Head {
    pub(in crate::lsm) kind: FrameKind,
    /// The checksum that the payload should have.
    check: u32,
    /// The place after the frame.
    pub(in crate::lsm) next: usize,
}

impl Head {
    /// The head at a place, if there is a good one.
    pub(in crate::lsm) fn at(bytes: &[u8], at: usize, number: u64) -> Option<Self> {
        let head = bytes.get(at..at.checked_add(HEAD)?)?;
        let kind = match head[4] {
            1 => FrameKind::Begin,
            2 => FrameKind::Batch,
            3 => FrameKind::Edit,
            4 => FrameKind::Closed,
            _ => return None,
        };
        let next = (at + HEAD).checked_add(u32_at(head, 0)? as usize)?;
        let right = u32_at(head, 9)? == head_check(&head[..9], number, at as u64);
        right.then_some(Self { kind, check: u32_at(head, 5)?, next })
    }
}

/// The frame at a place, if there is a good one.
pub(in crate::lsm) fn frame_at(bytes: &[u8], at: usize, number: u64) -> Option<Frame<'_>> {
    let Head { kind, check, next } = Head::at(bytes, at, number)?;
    let payload = bytes.get(at + HEAD..next)?;
    if check != checksum(&[payload]) {
        return None;
    }
    let mut decoder = Decoder::new(payload);
    let durable = (at as u64).checked_sub(decoder.number()?)?;
    Some(Frame { kind, durable, body: decoder.rest(), next })
}

/// Whether a good frame behind this place says that the place was durable: then what is there has rotted. What a good
/// head says is its frame's is not searched for others, even if the payload has rotted. O(bytes), whatever they are.
pub(in crate::lsm) fn was_durable(bytes: &[u8], place: usize, number: u64) -> bool {
    let mut at = place;
    while at + HEAD < bytes.len() {
        let Some(head) = Head::at(bytes, at, number) else {
            at += 1;
            continue;
        };
        if frame_at(bytes, at, number).is_some_and(|frame| frame.durable > place as u64) {
            return true;
        }
        at = head.next;
    }
    false
}
