//! Where the [table of names](NameTable) is, which says which file of the pool is called what.
//!
//! Two places hold it, and both hold the same: a new table goes to one of them, and when it is durable, to the other.
//! Only then are the names. So one that cannot be read was either never promised or is there once more: a crash in the
//! midst of writing and a bit that flipped need not be told apart. Opening makes the two alike again.

use snowglobe_core::disk::{DiskError, NameTable, NameTableError, Names, Reason};
use snowglobe_core::lsm::{Damage, LsmError};

use super::handle::Handle;

/// No table of ours is longer.
const LONGEST: u64 = 1 << 20;
/// What the table is called in errors.
pub const NAMES: &str = "names";

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
        let (last, table) = match (NameTable::decode(&first), NameTable::decode(&second)) {
            (Err(NameTableError::Later(version)), _) | (_, Err(NameTableError::Later(version))) => {
                return Err(LsmError::Future { file: NAMES.into(), version });
            }
            (Ok(table), Ok(other)) if table.number >= other.number => (Place::Even, table),
            (_, Ok(table)) => (Place::Odd, table),
            (Ok(table), _) => (Place::Even, table),
            // The very first table goes to the second place first, and may be torn there.
            _ if first.is_empty() && !used => (Place::Even, NameTable::default()),
            _ => return Err(LsmError::corrupt(NAMES, 0, Damage::Checksum)),
        };
        let mut tables = Self { even, odd, last, number: table.number };
        if table.number == 0 {
            tables.write(&table.names)?;
        } else if first != second {
            tables.put(last.other(), &table.encode())?;
        }
        Ok((tables, table.names))
    }

    /// Writes the next table, for good.
    ///
    /// # Errors
    /// If the browser does not take it; then it counts or does not, and the one before may be read instead.
    pub fn write(&mut self, names: &Names) -> Result<(), DiskError> {
        let bytes = NameTable { number: self.number + 1, names: names.clone() }.encode();
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
