//! The frames of a log or manifest, and what is between them that is none.
//!
//! ```text
//!   good ┼ good ┼ ▒▒▒▒ ┼ good        damaged, if a frame behind says that it was durable: reading goes on there
//!   good ┼ good ┼ ▒▒▒▒▒▒▒▒▒▒▒▒       torn, otherwise: the engine cuts it off, and all that is behind
//! ```

use super::bodies;
use crate::anatomy::{Contents, Group, Marker, What, Why};
use crate::lsm::log::frame::{Frame, FrameKind, HEAD, Head, frame_at};
use crate::lsm::names::HEADER;

/// Heads that are good before a payload that is not: more than these no file has that was not made to be slow.
const MOST_LOOKED_AT: usize = 10_000;

/// The frames of the file of this number.
pub(super) fn mark(number: u64, bytes: &[u8], marker: &mut Marker) {
    let mut at = HEADER;
    let mut durable = None;
    for index in 0.. {
        if at >= bytes.len() || marker.is_full() {
            return;
        }
        let (head, frame) = (Head::at(bytes, at, number), frame_at(bytes, at, number));
        if let (Some(head), Some(frame)) = (head, frame) {
            if marker.open(Group::Frame(index), head.next as u64) {
                mark_head(head, at, true, marker);
                mark_frame(frame, head, marker);
                marker.item(None);
                marker.to(head.next as u64, What::Damaged(Why::Encoding));
            }
            at = head.next;
            continue;
        }
        let durable = *durable.get_or_insert_with(|| durable_up_to(bytes, number));
        let rotten = durable > at as u64;
        let next = if rotten { next_good(bytes, at, number) } else { bytes.len() };
        if marker.open(if head.is_some() { Group::Frame(index) } else { Group::Rest }, next as u64) {
            if let Some(head) = head {
                mark_head(head, at, false, marker);
            }
            marker.to(next as u64, if rotten { What::Damaged(Why::Checksum) } else { What::Torn });
        }
        at = next;
    }
}

fn mark_head(head: Head, at: usize, right: bool, marker: &mut Marker) {
    marker.take(4, What::Length((head.next - at - HEAD) as u64));
    let contents = match head.kind {
        FrameKind::Begin => Contents::Begin,
        FrameKind::Batch => Contents::Batch,
        FrameKind::Edit => Contents::Edit,
        FrameKind::Closed => Contents::Closed,
    };
    marker.take(1, What::Contents(contents));
    marker.take(4, What::Checksum { right });
    marker.take(4, What::Checksum { right: true });
}

fn mark_frame(frame: Frame<'_>, head: Head, marker: &mut Marker) {
    let at = marker.at().saturating_sub(HEAD as u64);
    let body = (head.next - frame.body.len()) as u64;
    marker.to(body, What::Behind(at.saturating_sub(frame.durable)));
    match frame.kind {
        FrameKind::Begin => bodies::begin(frame.body, marker),
        FrameKind::Batch => bodies::batch(frame.body, marker),
        FrameKind::Edit => bodies::edit(frame.body, marker),
        FrameKind::Closed => bodies::closed(frame.body, marker),
    }
}

/// The place up to which the file was durable once: the furthest that a good frame says. What cannot be read before
/// it has rotted, as [`was_durable`](crate::lsm::log::frame::was_durable) has it of one place.
fn durable_up_to(bytes: &[u8], number: u64) -> u64 {
    let (mut at, mut most) = (HEADER, 0);
    while at < bytes.len() {
        most = frame_at(bytes, at, number).map_or(most, |frame| frame.durable.max(most));
        at = Head::at(bytes, at, number).map_or(at + 1, |head| head.next);
    }
    most
}

/// Where the next good frame behind a place is, or the end.
pub(super) fn next_good(bytes: &[u8], at: usize, number: u64) -> usize {
    let mut looked_at = 0;
    for next in at + 1..bytes.len() {
        if let Some(head) = Head::at(bytes, next, number) {
            looked_at += 1;
            if head.next <= bytes.len() && frame_at(bytes, next, number).is_some() {
                return next;
            }
            if looked_at > MOST_LOOKED_AT {
                break;
            }
        }
    }
    bytes.len()
}
