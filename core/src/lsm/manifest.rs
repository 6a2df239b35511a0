//! Which tables count: a file of edits, of which the first says everything.
//!
//! ```text
//!   CURRENT ──▶ manifest-000012:  [all tables, log 11] [+ table 13, log 14] [− 8 − 9 + 15 at level 1]
//! ```
//!
//! An edit counts when it is durable. When that fails, nobody knows whether it is, so a new manifest is begun that
//! says everything, and `CURRENT` is renamed to it; until then no file goes that either of the two may need.

use super::coding::{Decoder, put_bytes, put_varint};
use super::error::{Damage, LsmError};
use super::log::frame::FrameKind;
use super::log::replay::{Ends, FrameFile, read_whole};
use super::log::writer::FrameWriter;
use super::names::{CURRENT, CURRENT_NEW, FileKind, LAST_FILE, begins_current, current, parse_current};
use super::table::{LAST_SEQUENCE, TableInfo};
use crate::disk::{Disk, DiskError, Reason};
use alloc::vec::Vec;

/// A manifest of more bytes than this is begun anew.
const LONG: u64 = 4 << 20;

/// Where a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) level: u32,
    pub(super) run: u64,
}

/// A change of the set of tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Edit {
    /// The first log that is needed.
    pub(super) log: u64,
    /// The last sequence number that is in tables.
    pub(super) flushed: u64,
    /// No file has this number yet, nor a higher one.
    pub(super) next_file: u64,
    pub(super) removed: Vec<u64>,
    pub(super) added: Vec<(Place, TableInfo)>,
}

impl Edit {
    fn encode(&self, out: &mut Vec<u8>) {
        for number in [self.log, self.flushed, self.next_file, self.removed.len() as u64] {
            put_varint(out, number);
        }
        for number in &self.removed {
            put_varint(out, *number);
        }
        for (place, info) in &self.added {
            let numbers =
                [u64::from(place.level), place.run, info.number, info.bytes, info.entries, info.tombstones];
            for number in numbers {
                put_varint(out, number);
            }
            put_bytes(out, &info.smallest);
            put_bytes(out, &info.largest);
        }
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let mut decoder = Decoder::new(bytes);
        let mut edit = Self {
            log: decoder.number()?,
            flushed: decoder.number()?,
            next_file: decoder.number()?,
            ..Self::default()
        };
        for _ in 0..decoder.number()? {
            edit.removed.push(decoder.number()?);
        }
        while !decoder.is_done() {
            let level = u32::try_from(decoder.number()?).ok().filter(|level| *level < 64)?;
            let place = Place { level, run: decoder.number()? };
            let info = TableInfo {
                number: decoder.number()?,
                bytes: decoder.number()?,
                entries: decoder.number()?,
                tombstones: decoder.number()?,
                smallest: decoder.bytes()?.to_vec(),
                largest: decoder.bytes()?.to_vec(),
            };
            edit.added.push((place, info));
        }
        edit.is_sane().then_some(edit)
    }

    /// Whether numbers are those of an engine, so that counting on cannot overflow.
    fn is_sane(&self) -> bool {
        let numbers = self.added.iter().map(|(place, info)| info.number.max(place.run));
        self.flushed <= LAST_SEQUENCE
            && self.next_file <= LAST_FILE
            && numbers.chain([self.log]).all(|number| number < self.next_file)
    }

    /// What both edits make together.
    fn then(&mut self, later: Self) {
        (self.log, self.flushed, self.next_file) = (later.log, later.flushed, later.next_file);
        self.added.retain(|(_, info)| !later.removed.contains(&info.number));
        self.added.extend(later.added);
    }
}

/// The manifest that is written; see the module.
#[derive(Clone, Debug)]
pub(super) struct Manifest {
    pub(super) writer: FrameWriter,
    failed: bool,
}

impl Manifest {
    /// Begins a manifest that says everything, and makes it the one that counts.
    ///
    /// # Errors
    /// That the disk does not take it. Then either may count.
    pub(super) fn begin<D: Disk>(disk: &mut D, number: u64, all: &Edit) -> Result<Self, DiskError> {
        let mut writer = FrameWriter::create(disk, FileKind::Manifest, number)?;
        writer.add(FrameKind::Edit, |out| all.encode(out));
        let done = writer.sync(disk).and_then(|()| disk.sync_names()).and_then(|()| point_to(disk, number));
        match done {
            Ok(()) => Ok(Self { writer, failed: false }),
            Err(error) => {
                disk.close(writer.file);
                Err(error)
            }
        }
    }

    /// Whether another must be begun for the next edit.
    pub(super) fn is_over(&self) -> bool {
        self.failed || self.writer.is_spent() || self.writer.end() > LONG
    }

    /// Whether nobody knows which edits count.
    pub(super) fn is_doubtful(&self) -> bool {
        self.failed
    }

    /// Says that nobody knows.
    pub(super) fn doubt(&mut self) {
        self.failed = true;
    }

    /// Adds an edit, durably.
    ///
    /// # Errors
    /// That the disk does not take it. Then it may count, or not.
    pub(super) fn add<D: Disk>(&mut self, disk: &mut D, edit: &Edit) -> Result<(), DiskError> {
        self.writer.add(FrameKind::Edit, |out| edit.encode(out));
        let synced = self.writer.sync(disk);
        self.failed |= synced.is_err();
        synced
    }
}

impl Manifest {
    /// Says that the engine was closed, and where its last log ends.
    ///
    /// # Errors
    /// That the disk does not take it.
    pub(super) fn close<D: Disk>(&mut self, disk: &mut D, log: Option<(u64, u64)>) -> Result<(), DiskError> {
        self.writer.add(FrameKind::Closed, |out| {
            if let Some((number, end)) = log {
                put_varint(out, number);
                put_varint(out, end);
            }
        });
        self.writer.sync(disk)
    }
}

/// Makes a manifest the one that counts.
fn point_to<D: Disk>(disk: &mut D, number: u64) -> Result<(), DiskError> {
    clear_current_new(disk)?;
    let file = disk.create(CURRENT_NEW)?;
    let written = disk.append(file, current(number).as_bytes()).and_then(|()| disk.sync(file));
    disk.close(file);
    written?;
    disk.rename(CURRENT_NEW, CURRENT)?;
    disk.sync_names()
}

/// Takes away the [`CURRENT_NEW`] that a crash has left.
///
/// # Errors
/// [`Reason::Exists`] if it is no engine's.
fn clear_current_new<D: Disk>(disk: &mut D) -> Result<(), DiskError> {
    let file = match disk.open(CURRENT_NEW) {
        Err(error) if error.reason == Reason::Missing => return Ok(()),
        opened => opened?,
    };
    let mut bytes = [0; 64];
    let read = disk.read_at(file, 0, &mut bytes);
    disk.close(file);
    if begins_current(&bytes[..read?]) {
        disk.delete(CURRENT_NEW)
    } else {
        Err(DiskError::of(CURRENT_NEW, Reason::Exists))
    }
}

/// What a manifest says.
#[derive(Clone, Debug, Default)]
pub(super) struct Recovered {
    /// All of its edits in one.
    pub(super) edit: Edit,
    /// If the engine was closed: the last log, and where it ends.
    pub(super) closed: Option<(u64, u64)>,
}

/// What the manifest that counts says.
///
/// # Errors
/// If it is damaged or missing.
pub(super) fn recover<D: Disk>(disk: &mut D) -> Result<Recovered, LsmError> {
    let number = parse_current(&read_whole(disk, CURRENT)?)?;
    let file = FrameFile::read(disk, FileKind::Manifest, number).map_err(missing)?;
    let mut all: Option<Edit> = None;
    let mut closed = None;
    file.replay(Ends::Anywhere, |kind, at, body| {
        let mut decoder = Decoder::new(body);
        closed = (kind == FrameKind::Closed).then(|| decoder.number().zip(decoder.number())).flatten();
        if kind == FrameKind::Edit {
            let edit = Edit::decode(body).ok_or_else(|| file.damage(at as usize, Damage::Encoding))?;
            match &mut all {
                Some(all) => all.then(edit),
                None => all = Some(edit),
            }
        }
        Ok(())
    })?;
    // The first edit was durable before the manifest counted.
    let edit = all.ok_or_else(|| file.damage(super::names::HEADER, Damage::Checksum))?;
    Ok(Recovered { edit, closed })
}

/// A file that should be there and is not is damage.
pub(super) fn missing(error: LsmError) -> LsmError {
    match error {
        LsmError::Disk(DiskError { file, reason: Reason::Missing, .. }) => {
            LsmError::corrupt(&file, 0, Damage::Missing)
        }
        error => error,
    }
}
