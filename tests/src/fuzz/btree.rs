//! Files of a B+tree, each beside a good one.
//!
//! `pages(bytes, true)` is a tree whose log is empty and whose pages are made up, each with a right checksum.

use super::Met;
use super::sealing::{crc, put, u32_at, u64_at};
use snowglobe_core::btree::{BTree, BTreeError, Direction, Options, SMALLEST_PAGE, SMALLEST_POOL};
use snowglobe_core::disk::{Disk, MemoryDisk};
use std::ops::Bound;

const PAGES: &str = "pages";
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 12;

fn options() -> Options {
    Options { page_bytes: SMALLEST_PAGE, pool_pages: SMALLEST_POOL, sync_every: 1, checkpoint_bytes: 1 << 16 }
}

/// A tree of several pages, all in their places if it is closed, and in the log otherwise.
fn good(closed: bool) -> MemoryDisk {
    let mut disk = MemoryDisk::default();
    let write = |disk: &mut MemoryDisk| -> Result<(), BTreeError> {
        let mut tree = BTree::open(disk, options())?;
        for number in 0..40 {
            tree.put(format!("key-{number:02}").as_bytes(), b"a value of some length")?;
        }
        for number in 10..20 {
            tree.delete(format!("key-{number:02}").as_bytes())?;
        }
        if closed { tree.close() } else { Ok(()) }
    };
    write(&mut disk).expect("memory");
    disk
}

fn redo_name(disk: &MemoryDisk) -> String {
    let names = disk.list().expect("memory");
    names.into_iter().find(|name| name.starts_with("redo-")).expect("a log")
}

/// Pages of a tree that was closed.
#[must_use]
pub fn pages_seed() -> Vec<u8> {
    good(true).bytes(PAGES).expect("it is there").to_vec()
}

/// The redo log of a tree that was not closed.
#[must_use]
pub fn redo_seed() -> Vec<u8> {
    let disk = good(false);
    disk.bytes(&redo_name(&disk)).expect("it is there").to_vec()
}

pub(super) fn pages(mut bytes: Vec<u8>, sealed: bool) -> Met {
    if sealed {
        for (number, page) in bytes.chunks_mut(SMALLEST_PAGE).enumerate() {
            put(page, 4, &(number as u32).to_le_bytes());
            let check = crc(&[page.get(4..).unwrap_or_default()]);
            put(page, 0, &check);
        }
    }
    let mut disk = good(true);
    *disk.bytes_mut(PAGES).expect("it is there") = bytes;
    open(disk)
}

pub(super) fn redo(mut bytes: Vec<u8>, sealed: bool) -> Met {
    let mut disk = good(false);
    let name = redo_name(&disk);
    if sealed {
        seal(&mut bytes, disk.bytes(&name).expect("it is there"));
    }
    *disk.bytes_mut(&name).expect("it is there") = bytes;
    open(disk)
}

/// Gives a log the header of a good one, and its frames ascending numbers and right checksums.
fn seal(bytes: &mut [u8], good: &[u8]) {
    put(bytes, 0, &good[..LOG_HEADER]);
    let mut number = u64_at(good, 20).expect("a header") as u64;
    let generation = good[12..20].to_vec();
    let mut at = LOG_HEADER;
    while at + FRAME_HEADER + 16 <= bytes.len() {
        let left = bytes.len() - at - FRAME_HEADER;
        let length = u32_at(bytes, at).unwrap_or(0).clamp(16, left);
        let body = at + FRAME_HEADER;
        put(bytes, body, &number.to_le_bytes());
        put(bytes, at, &(length as u32).to_le_bytes());
        let check = crc(&[&bytes[body..body + length]]);
        put(bytes, at + 4, &check);
        let check = crc(&[&bytes[at..at + 8], &generation, &(at as u64).to_le_bytes()]);
        put(bytes, at + 8, &check);
        number += 1;
        at = body + length;
    }
}

/// Opens a tree, looks at all of it, and changes it.
fn open(mut disk: MemoryDisk) -> Met {
    let Ok(mut tree) = BTree::open(&mut disk, options()) else { return Met::Refused };
    let mut whole = tree.check().is_ok();
    for direction in [Direction::Forwards, Direction::Backwards] {
        let mut range = tree.range(Bound::Unbounded, Bound::Unbounded, direction);
        whole &= range.all(|entry| entry.is_ok());
    }
    for number in 0..40_u32 {
        let key = format!("key-{number:02}");
        whole &= tree.get(key.as_bytes()).is_ok();
        let changed = match number % 3 {
            0 => tree.delete(key.as_bytes()).map(drop),
            _ => tree.put(key.as_bytes(), &[b'v'; 40]),
        };
        whole &= changed.is_ok();
    }
    whole &= tree.close().is_ok();
    if whole { Met::Read } else { Met::Damaged }
}
