//! A page: a header, slots that say where cells are, and the cells, which grow from the end.
//!
//! ```text
//!   0        32                                                          page size
//!   │ header │ slot slot slot ▶ │         free         │ ◀ cell cell cell │
//!
//!   header:   0  CRC-32C of the rest     16  kind        20  where the cells begin
//!             4  number of the page      17  level       24  link: the leftmost child, the next free page, the root
//!             8  number of the frame     18  slots       28  0
//!                that changed it last
//!   slot:     where its cell begins, 2 bytes; how long it is, 2 bytes            all numbers little-endian
//! ```
//!
//! Slots are in the order of the keys, cells in any; there is never a hole between cells.

use super::Damage;
use super::cell;
use crate::hash::crc32c;
use crate::order;
use alloc::vec;
use alloc::vec::Vec;

pub(super) const HEADER: usize = 32;
pub(super) const SLOT: usize = 4;
const CHECKSUM: usize = 4;

/// What a page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Nothing at present; linked to the next such page.
    Free = 0,
    /// Keys and their values.
    Leaf = 1,
    /// Keys, and the pages below that hold what lies between them.
    Inner = 2,
    /// Page 0: where the root is, and which pages are free.
    Meta = 3,
}

/// A page in memory. What it holds is sound: it was checked when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    bytes: Vec<u8>,
}

impl Page {
    pub(super) fn new(bytes: usize, number: u32, kind: Kind, level: u8) -> Self {
        let mut page = Self { bytes: vec![0; bytes] };
        page.put_u32(4, number);
        (page.bytes[16], page.bytes[17]) = (kind as u8, level);
        page.put_u32(20, bytes as u32);
        page
    }

    /// The page that these bytes are.
    pub(super) fn read(bytes: Vec<u8>, number: u32) -> Result<Self, Damage> {
        let page = Self { bytes };
        if crc32c(&page.bytes[CHECKSUM..]) != page.u32(0) {
            return Err(Damage::Checksum);
        }
        page.checked(number)
    }

    /// The page, if it is this one and sound, whatever its checksum.
    pub(super) fn checked(self, number: u32) -> Result<Self, Damage> {
        if self.number() != number {
            return Err(Damage::Number);
        }
        self.check_slots()?;
        cell::check(&self)?;
        Ok(self)
    }

    /// Cells must fill what lies between the free space and the end, or moving them would go astray.
    fn check_slots(&self) -> Result<(), Damage> {
        let cells = self.u32(20) as usize;
        let slots_end = HEADER + self.count() * SLOT;
        if self.bytes[16] > Kind::Meta as u8 || cells > self.bytes.len() || slots_end > cells {
            return Err(Damage::Cells);
        }
        let mut spans: Vec<(usize, usize)> = (0..self.count()).map(|at| self.slot(at)).collect();
        order::heap_sort(&mut spans, |a, b| a < b);
        let end = spans.iter().try_fold(cells, |end, (start, length)| {
            if *start == end { Ok(start + length) } else { Err(Damage::Cells) }
        })?;
        if end == self.bytes.len() { Ok(()) } else { Err(Damage::Cells) }
    }

    /// The page with its checksum, as it is to be written.
    pub(super) fn sealed(&mut self) -> &[u8] {
        let checksum = crc32c(&self.bytes[CHECKSUM..]);
        self.put_u32(0, checksum);
        &self.bytes
    }

    /// All but the free space: from the start so many bytes, and from the end so many.
    pub(super) fn image(&self) -> (&[u8], &[u8]) {
        let head = &self.bytes[..HEADER + self.count() * SLOT];
        (head, &self.bytes[self.cells_start()..])
    }

    /// The page of this image.
    pub(super) fn from_image(bytes: usize, head: &[u8], tail: &[u8], number: u32) -> Result<Self, Damage> {
        if head.len() < HEADER || head.len() + tail.len() > bytes {
            return Err(Damage::Cells);
        }
        let mut all = vec![0; bytes];
        all[..head.len()].copy_from_slice(head);
        all[bytes - tail.len()..].copy_from_slice(tail);
        Self { bytes: all }.checked(number)
    }

    pub(super) fn number(&self) -> u32 {
        self.u32(4)
    }

    pub(super) fn lsn(&self) -> u64 {
        u64::from(self.u32(12)) << 32 | u64::from(self.u32(8))
    }

    pub(super) fn set_lsn(&mut self, lsn: u64) {
        self.bytes[8..16].copy_from_slice(&lsn.to_le_bytes());
    }

    pub(super) fn kind(&self) -> Kind {
        match self.bytes[16] {
            1 => Kind::Leaf,
            2 => Kind::Inner,
            3 => Kind::Meta,
            _ => Kind::Free,
        }
    }

    /// 0 for a leaf, and one more for each step up.
    pub(super) fn level(&self) -> u8 {
        self.bytes[17]
    }

    pub(super) fn count(&self) -> usize {
        usize::from(u16::from_le_bytes([self.bytes[18], self.bytes[19]]))
    }

    pub(super) fn link(&self) -> u32 {
        self.u32(24)
    }

    pub(super) fn set_link(&mut self, link: u32) {
        self.put_u32(24, link);
    }

    /// Bytes that are free.
    pub(super) fn free(&self) -> usize {
        self.cells_start() - HEADER - self.count() * SLOT
    }

    /// The cell in this slot; empty beyond the last.
    pub(super) fn cell(&self, at: usize) -> &[u8] {
        if at >= self.count() {
            return &[];
        }
        let (start, length) = self.slot(at);
        &self.bytes[start..start + length]
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.count()).map(|at| self.cell(at))
    }

    /// Puts a cell into a slot and moves those behind up. Says whether there was room, and such a slot.
    pub(super) fn insert(&mut self, at: usize, cell: &[u8]) -> bool {
        let count = self.count();
        if at > count || self.free() < cell.len() + SLOT {
            return false;
        }
        let start = self.cells_start() - cell.len();
        self.bytes[start..start + cell.len()].copy_from_slice(cell);
        self.put_u32(20, start as u32);
        let slot = HEADER + at * SLOT;
        self.bytes.copy_within(slot..HEADER + count * SLOT, slot + SLOT);
        self.put_slot(at, start, cell.len());
        self.put_count(count + 1);
        true
    }

    /// Takes the cell of a slot out and closes the gaps. Says whether there was one.
    pub(super) fn remove(&mut self, at: usize) -> bool {
        let count = self.count();
        if at >= count {
            return false;
        }
        let (start, length) = self.slot(at);
        let cells = self.cells_start();
        self.bytes.copy_within(cells..start, cells + length);
        // What is free is 0, so that equal pages have equal bytes.
        self.bytes[cells..cells + length].fill(0);
        self.put_u32(20, (cells + length) as u32);
        for other in 0..count {
            let (moved, its_length) = self.slot(other);
            if moved < start {
                self.put_slot(other, moved + length, its_length);
            }
        }
        let slot = HEADER + at * SLOT;
        self.bytes.copy_within(slot + SLOT..HEADER + count * SLOT, slot);
        self.bytes[HEADER + (count - 1) * SLOT..][..SLOT].fill(0);
        self.put_count(count - 1);
        true
    }

    /// Puts these cells in place of all there are. Says whether there was room.
    pub(super) fn rewrite(&mut self, cells: &[Vec<u8>]) -> bool {
        self.bytes[HEADER..].fill(0);
        self.put_count(0);
        self.put_u32(20, self.bytes.len() as u32);
        cells.iter().enumerate().all(|(at, cell)| self.insert(at, cell))
    }

    fn cells_start(&self) -> usize {
        self.u32(20) as usize
    }

    fn slot(&self, at: usize) -> (usize, usize) {
        let value = self.u32(HEADER + at * SLOT);
        ((value & 0xffff) as usize, (value >> 16) as usize)
    }

    fn put_slot(&mut self, at: usize, start: usize, length: usize) {
        self.put_u32(HEADER + at * SLOT, start as u32 | (length as u32) << 16);
    }

    fn put_count(&mut self, count: usize) {
        self.bytes[18..20].copy_from_slice(&(count as u16).to_le_bytes());
    }

    fn u32(&self, at: usize) -> u32 {
        u32::from_le_bytes([self.bytes[at], self.bytes[at + 1], self.bytes[at + 2], self.bytes[at + 3]])
    }

    fn put_u32(&mut self, at: usize, value: u32) {
        self.bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
}
