//! The table of names: which file of the pool is called what.
//!
//! ```text
//!   "SGNT" │ version: 1, 4 │ number, 8 │ names, 4 ┃ file 4 │ length 1 │ name ┃ …  ┃ CRC-32C of all before, 4
//! ```
//!
//! Two places hold it, and both hold the same: a new table goes to one of them, and when it is durable, to the other.
//! Only then are the names. So one that cannot be read was either never promised or is there once more: a crash in the
//! midst of writing and a bit that flipped need not be told apart. Opening makes the two alike again.
//!
//! A later version keeps magic, version and checksum where they are, so that it is known as one and left alone.

use std::collections::BTreeMap;

use snowglobe_core::disk::{DiskError, Reason};
use snowglobe_core::hash::crc32c;
use snowglobe_core::lsm::{Damage, LsmError};

use super::handle::Handle;

const MAGIC: [u8; 4] = *b"SGNT";
const VERSION: u32 = 1;
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

/// What a place holds.
enum Content {
    /// A whole table: its number, and the names.
    Whole(u64, Names),
    /// One of a later version.
    Later(u32),
    /// None, or what is left of one.
    Unreadable,
}

fn decode(bytes: &[u8]) -> Content {
    let right = |(content, check): &(&[u8], &[u8; 4])| crc32c(content).to_le_bytes() == **check;
    let content =
        bytes.split_last_chunk::<4>().filter(right).and_then(|(content, _)| content.strip_prefix(&MAGIC));
    let Some((version, rest)) = content.and_then(|rest| rest.split_first_chunk::<4>()) else {
        return Content::Unreadable;
    };
    match u32::from_le_bytes(*version) {
        VERSION => {
            numbered(rest).map_or(Content::Unreadable, |(number, names)| Content::Whole(number, names))
        }
        later if later > VERSION => Content::Later(later),
        _ => Content::Unreadable,
    }
}

/// What follows the version.
fn numbered(bytes: &[u8]) -> Option<(u64, Names)> {
    let (number, rest) = bytes.split_first_chunk::<8>()?;
    let (count, mut rest) = rest.split_first_chunk::<4>()?;
    let mut names = Names::new();
    for _ in 0..u32::from_le_bytes(*count) {
        let ([f0, f1, f2, f3, length], after) = rest.split_first_chunk::<5>()?;
        let (name, after) = after.split_at_checked(usize::from(*length))?;
        names.insert(String::from_utf8(name.to_vec()).ok()?, u32::from_le_bytes([*f0, *f1, *f2, *f3]));
        rest = after;
    }
    rest.is_empty().then_some((u64::from_le_bytes(*number), names))
}

/// The two places, and where the last table is for certain.
#[derive(Debug)]
pub struct Tables<H> {
    even: H,
    odd: H,
    last: Place,
    number: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Even,
    Odd,
}

impl<H: Handle> Tables<H> {
    /// The last table. If there is none and no file is `used`, an empty one is written, before any file can be.
    ///
    /// # Errors
    /// [`LsmError::Corrupt`] if there is no whole table, [`LsmError::Future`] if a later program wrote one: nothing is
    /// written then. And what [`Tables::write`] says.
    pub fn open([even, odd]: [H; 2], used: bool) -> Result<(Self, Names), LsmError> {
        let (first, second) = (read(&even)?, read(&odd)?);
        let (last, number, names) = match (decode(&first), decode(&second)) {
            (Content::Later(version), _) | (_, Content::Later(version)) => {
                return Err(LsmError::Future { file: NAMES.into(), version });
            }
            (Content::Whole(number, names), Content::Whole(other, _)) if number >= other => {
                (Place::Even, number, names)
            }
            (_, Content::Whole(number, names)) => (Place::Odd, number, names),
            (Content::Whole(number, names), _) => (Place::Even, number, names),
            // The very first table goes to the second place first, and may be torn there.
            _ if first.is_empty() && !used => (Place::Even, 0, Names::new()),
            _ => return Err(LsmError::corrupt(NAMES, 0, Damage::Checksum)),
        };
        let mut tables = Self { even, odd, last, number };
        if number == 0 {
            tables.write(&names)?;
        } else if first != second {
            tables.put(last.other(), &encode(number, &names))?;
        }
        Ok((tables, names))
    }

    /// Writes the next table, for good.
    ///
    /// # Errors
    /// If the browser does not take it; then it counts or does not, and the one before may be read instead.
    pub fn write(&mut self, names: &Names) -> Result<(), DiskError> {
        let bytes = encode(self.number + 1, names);
        let place = self.last.other();
        self.put(place, &bytes)?;
        (self.last, self.number) = (place, self.number + 1);
        self.put(place.other(), &bytes)
    }

    fn put(&mut self, place: Place, bytes: &[u8]) -> Result<(), DiskError> {
        let handle = match place {
            Place::Even => &mut self.even,
            Place::Odd => &mut self.odd,
        };
        let mut done = 0;
        while let Some(rest) = bytes.get(done..).filter(|rest| !rest.is_empty()) {
            match handle.write(done as u64, rest).map_err(failed)? {
                0 => return Err(failed(Reason::Full)),
                count => done += count,
            }
        }
        handle.truncate(bytes.len() as u64).and_then(|()| handle.flush()).map_err(failed)
    }
}

impl Place {
    fn other(self) -> Self {
        match self {
            Self::Even => Self::Odd,
            Self::Odd => Self::Even,
        }
    }
}

fn failed(reason: Reason) -> DiskError {
    DiskError::of(NAMES, reason)
}

fn read<H: Handle>(handle: &H) -> Result<Vec<u8>, DiskError> {
    let size = handle.size().map_err(failed)?;
    let mut bytes = vec![0; size.min(LONGEST) as usize];
    let mut done = 0;
    while let Some(room) = bytes.get_mut(done..).filter(|room| !room.is_empty()) {
        match handle.read(done as u64, room).map_err(failed)? {
            0 => break,
            count => done += count,
        }
    }
    Ok(bytes)
}
