//! The table of names: which file of the pool is called what.
//!
//! ```text
//!   "SGNT" │ version: 1, 4 │ number, 8 │ names, 4 ┃ file 4 │ length 1 │ name ┃ …  ┃ CRC-32C of all before, 4
//! ```
//!
//! Two places hold one table each. The right one with the higher number counts; a new one goes to the other place, so
//! that the one that counts is never written over.

use std::collections::BTreeMap;

use snowglobe_core::disk::{DiskError, Reason};
use snowglobe_core::hash::crc32c;

use super::handle::Handle;

const MAGIC: [u8; 4] = *b"SGNT";
const VERSION: u32 = 1;
const HEADER: usize = 20;
/// No table of ours is longer.
const LONGEST: u64 = 1 << 20;
/// What the table is called in errors.
pub const NAMES: &str = "names";

type Names = BTreeMap<String, u32>;

fn encode(number: u64, names: &Names) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(number.to_le_bytes());
    bytes.extend((names.len() as u32).to_le_bytes());
    for (name, file) in names {
        bytes.extend(file.to_le_bytes());
        bytes.push(name.len() as u8);
        bytes.extend(name.as_bytes());
    }
    bytes.extend(crc32c(&bytes).to_le_bytes());
    bytes
}

/// Number and names, if these bytes are a whole table.
fn decode(bytes: &[u8]) -> Option<(u64, Names)> {
    let (content, check) = bytes.split_last_chunk::<4>()?;
    if crc32c(content) != u32::from_le_bytes(*check) {
        return None;
    }
    let (header, mut rest) = content.split_first_chunk::<HEADER>()?;
    let field = |at: usize| header.get(at..at + 4).and_then(|four| four.first_chunk::<4>()).copied();
    if field(0)? != MAGIC || u32::from_le_bytes(field(4)?) != VERSION {
        return None;
    }
    let number = u64::from(u32::from_le_bytes(field(8)?)) | u64::from(u32::from_le_bytes(field(12)?)) << 32;
    let mut names = Names::new();
    for _ in 0..u32::from_le_bytes(field(16)?) {
        let ([f0, f1, f2, f3, length], after) = rest.split_first_chunk::<5>()?;
        let (name, after) = after.split_at_checked(usize::from(*length))?;
        names.insert(String::from_utf8(name.to_vec()).ok()?, u32::from_le_bytes([*f0, *f1, *f2, *f3]));
        rest = after;
    }
    rest.is_empty().then_some((number, names))
}

/// The table that counts, and its number; none yet if both places are empty.
///
/// # Errors
/// If there is something in them, and no whole table.
pub fn read<H: Handle>(places: &mut [H; 2]) -> Result<(u64, Names), DiskError> {
    let failed = |reason| DiskError::of(NAMES, reason);
    let [even, _] = &*places;
    // The first table goes to the other place, and the second here.
    let begun_anew = even.size().map_err(failed)? == 0;
    let mut best = None;
    for place in places {
        let size = place.size().map_err(failed)?;
        let mut bytes = vec![0; size.min(LONGEST) as usize];
        let mut done = 0;
        while let Some(room) = bytes.get_mut(done..).filter(|room| !room.is_empty()) {
            match place.read(done as u64, room).map_err(failed)? {
                0 => break,
                count => done += count,
            }
        }
        best = best.max(decode(&bytes));
    }
    match best {
        Some(found) => Ok(found),
        // The very first table may have been torn: then nothing was promised yet.
        None if begun_anew => Ok((0, Names::new())),
        None => Err(DiskError::at(NAMES, 0, Reason::Device)),
    }
}

/// Writes a table to a place, for good.
///
/// # Errors
/// If the browser does not take it; then it may be there, or half of it.
pub fn write<H: Handle>(place: &mut H, number: u64, names: &Names) -> Result<(), DiskError> {
    let bytes = encode(number, names);
    let failed = |reason| DiskError::of(NAMES, reason);
    let mut done = 0;
    while let Some(rest) = bytes.get(done..).filter(|rest| !rest.is_empty()) {
        match place.write(done as u64, rest).map_err(failed)? {
            0 => return Err(failed(Reason::Full)),
            count => done += count,
        }
    }
    place.truncate(bytes.len() as u64).map_err(failed)?;
    place.flush().map_err(failed)
}
