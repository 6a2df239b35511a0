//! What is in the cells of a page, by its kind.
//!
//! ```text
//!   leaf    length of the key, 2 bytes │ key │ value
//!   inner   page below, 4 bytes        │ key            what that page holds is not below the key
//!   meta    first free page, 4 bytes   │ pages, 4 bytes
//! ```
//!
//! An inner page of n cells has n + 1 pages below it; the leftmost is its link.
//!
//! ```text
//!        link   "fig"   "rye"
//!         │       │       │
//!      < "fig"  < "rye"   the rest
//! ```

use super::Damage;
use super::page::{HEADER, Kind, Page, SLOT};
use alloc::vec::Vec;

/// The most bytes of a key and its value: a quarter of a page, so that each half of a split has room.
pub(super) fn most(page_bytes: usize) -> usize {
    // A cell of an inner page has two bytes more than one of a leaf with an empty value.
    (page_bytes - HEADER) / 4 - SLOT - 4
}

pub(super) fn leaf(key: &[u8], value: &[u8]) -> Vec<u8> {
    let mut cell = Vec::with_capacity(2 + key.len() + value.len());
    cell.extend((key.len() as u16).to_le_bytes());
    cell.extend(key);
    cell.extend(value);
    cell
}

pub(super) fn inner(key: &[u8], child: u32) -> Vec<u8> {
    let mut cell = Vec::with_capacity(4 + key.len());
    cell.extend(child.to_le_bytes());
    cell.extend(key);
    cell
}

/// Key and value of a leaf's cell.
pub(super) fn entry(cell: &[u8]) -> (&[u8], &[u8]) {
    let parts = cell.split_first_chunk::<2>();
    let length = |bytes: [u8; 2]| usize::from(u16::from_le_bytes(bytes));
    parts.and_then(|(bytes, rest)| rest.split_at_checked(length(*bytes))).unwrap_or_default()
}

/// Key of an inner page's cell, and the page below.
pub(super) fn branch(cell: &[u8]) -> (&[u8], u32) {
    cell.split_first_chunk::<4>().map_or((&[], 0), |(child, key)| (key, u32::from_le_bytes(*child)))
}

/// The key of a cell.
pub(super) fn key(kind: Kind, cell: &[u8]) -> &[u8] {
    if kind == Kind::Inner { branch(cell).0 } else { entry(cell).0 }
}

/// Where a key is, or would be.
pub(super) fn search(page: &Page, wanted: &[u8]) -> Result<usize, usize> {
    let (mut low, mut high) = (0, page.count());
    while low < high {
        let middle = low.midpoint(high);
        match key(page.kind(), page.cell(middle)).cmp(wanted) {
            core::cmp::Ordering::Less => low = middle + 1,
            core::cmp::Ordering::Equal => return Ok(middle),
            core::cmp::Ordering::Greater => high = middle,
        }
    }
    Err(low)
}

/// The page below an inner one that stands at this place: 0 is the leftmost.
pub(super) fn child(page: &Page, at: usize) -> u32 {
    match at.checked_sub(1) {
        None => page.link(),
        Some(slot) => branch(page.cell(slot)).1,
    }
}

/// Whether a cell is one of such a page.
pub(super) fn is_sound(kind: Kind, cell: &[u8]) -> bool {
    match kind {
        Kind::Free => false,
        Kind::Leaf => cell
            .first_chunk::<2>()
            .is_some_and(|length| usize::from(u16::from_le_bytes(*length)) <= cell.len() - 2),
        Kind::Inner => cell.len() >= 4,
        Kind::Meta => cell.len() == 8,
    }
}

/// Whether the cells of a page are sound, and its keys ascend.
pub(super) fn check(page: &Page) -> Result<(), Damage> {
    let kind = page.kind();
    if !page.cells().all(|cell| is_sound(kind, cell)) || (kind == Kind::Meta && page.count() != 1) {
        return Err(Damage::Cells);
    }
    if (kind == Kind::Leaf && page.level() != 0) || (kind == Kind::Inner && page.level() == 0) {
        return Err(Damage::Kind);
    }
    let ascending = |at: usize| key(kind, page.cell(at - 1)) < key(kind, page.cell(at));
    if kind != Kind::Meta && !(1..page.count()).all(ascending) { Err(Damage::Order) } else { Ok(()) }
}
