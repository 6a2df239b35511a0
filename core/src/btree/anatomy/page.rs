//! A page, in its file or as an image in the log.

use crate::anatomy::{Group, Marker, What, Why};
use crate::btree::options::{LARGEST_PAGE, SMALLEST_PAGE, is_page};
use crate::btree::page::{HEADER, Kind, Page, SLOT};
use crate::btree::{Damage, cell};
use alloc::vec::Vec;

/// Pages that are looked at to learn how long one is.
const LOOKED_AT: usize = 16;

/// How long the pages of a file are: so that one of the first is sound.
pub(super) fn page_bytes(bytes: &[u8]) -> Option<usize> {
    let sizes = || (SMALLEST_PAGE..=LARGEST_PAGE).filter(|size| is_page(*size));
    (0..LOOKED_AT).find_map(|number| {
        sizes().find(|size| {
            let piece = bytes.get(number * size..(number + 1) * size);
            piece.is_some_and(|piece| Page::read(piece.to_vec(), number as u32).is_ok())
        })
    })
}

/// All pages of a file.
pub(super) fn mark_file(bytes: &[u8], marker: &mut Marker) {
    let Some(size) = page_bytes(bytes) else {
        if marker.open(Group::Rest, bytes.len() as u64) {
            marker.to(bytes.len() as u64, What::Damaged(Why::Lost));
        }
        return;
    };
    for (number, piece) in bytes.chunks(size).enumerate() {
        if marker.is_full() {
            return;
        }
        let end = marker.at() + piece.len() as u64;
        if marker.open(Group::Page(number as u64), end) {
            if piece.len() < size {
                marker.to(end, What::Torn);
            } else if piece.iter().all(|byte| *byte == 0) {
                marker.to(end, What::Hole);
            } else {
                mark(piece, number as u32, marker);
            }
        }
    }
}

/// A page of a file.
fn mark(bytes: &[u8], number: u32, marker: &mut Marker) {
    let end = marker.at() + bytes.len() as u64;
    let read = Page::read(bytes.to_vec(), number);
    mark_header(bytes, !matches!(read, Err(Damage::Checksum)), marker);
    // Whatever its checksum: what is damaged can be seen only if it is shown.
    let Ok(page) = read.or_else(|_| Page::from_image(bytes.len(), bytes, &[], number)) else {
        marker.to(end, What::Damaged(Why::Checksum));
        return;
    };
    mark_slots(&page, marker);
    marker.take(page.free(), What::FreeSpace);
    mark_cells(&page, marker);
}

/// An image: a page without its free space.
pub(super) fn mark_image(page: &Page, head: &[u8], tail: (usize, u64), marker: &mut Marker) {
    // The checksum of an image is not that of the page: it is written with that of its frame.
    mark_header(head, true, marker);
    mark_slots(page, marker);
    let (bytes, length) = tail;
    marker.take(bytes, What::Length(length));
    mark_cells(page, marker);
}

fn mark_header(bytes: &[u8], right: bool, marker: &mut Marker) {
    let Some(head) = bytes.get(..HEADER) else { return };
    let number = |at: usize, size: usize| {
        let field = head.get(at..at + size).unwrap_or_default();
        field.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte))
    };
    marker.take(4, What::Checksum { right });
    marker.take(4, What::PageNumber(number(4, 4)));
    marker.take(8, What::FrameNumber(number(8, 8)));
    let kind = [Kind::Free, Kind::Leaf, Kind::Inner, Kind::Meta].into_iter();
    let kind = kind.into_iter().find(|kind| *kind as u64 == number(16, 1));
    marker.take(1, kind.map_or(What::Damaged(Why::Encoding), What::PageKind));
    marker.take(1, What::PageLevel(number(17, 1)));
    marker.take(2, What::Slots(number(18, 2)));
    marker.take(4, What::CellsStart(number(20, 4)));
    marker.take(4, What::Link(number(24, 4)));
    marker.take(4, What::Reserved);
}

fn mark_slots(page: &Page, marker: &mut Marker) {
    for at in 0..page.count() {
        marker.item(Some(at as u64));
        let (from, bytes) = page.slot(at);
        marker.take(SLOT, What::Slot { from: from as u64, bytes: bytes as u64 });
    }
    marker.item(None);
}

/// The cells, in the order in which they stand: that in which they came.
fn mark_cells(page: &Page, marker: &mut Marker) {
    let mut cells: Vec<(usize, usize)> = (0..page.count()).map(|at| (page.slot(at).0, at)).collect();
    crate::order::heap_sort(&mut cells, |a, b| a < b);
    for (_, at) in cells {
        if marker.is_full() {
            return;
        }
        marker.item(Some(at as u64));
        mark_cell(page.kind(), page.cell(at), marker);
    }
    marker.item(None);
}

/// A cell of such a page; sound.
pub(super) fn mark_cell(kind: Kind, bytes: &[u8], marker: &mut Marker) {
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
    match kind {
        Kind::Leaf => {
            let (key, value) = cell::entry(bytes);
            marker.take(2, What::KeyLength(key.len() as u64));
            marker.take(key.len(), What::Key);
            marker.take(value.len(), What::Value);
        }
        Kind::Inner => {
            let (key, child) = cell::branch(bytes);
            marker.take(4, What::Child(child.into()));
            marker.take(key.len(), What::Key);
        }
        Kind::Meta => {
            marker.take(4, What::FreePage(number(bytes.get(..4).unwrap_or_default())));
            marker.take(4, What::Pages(number(bytes.get(4..).unwrap_or_default())));
        }
        Kind::Free => {}
    }
}
