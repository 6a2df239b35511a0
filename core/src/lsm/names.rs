//! What an engine's files are called, and how each begins.
//!
//! ```text
//!   CURRENT            which manifest counts: "manifest-000003 1a2b3c4d\n"
//!   manifest-000003    which tables there are                     24 bytes at the start of each numbered file:
//!   log-000004         writes that are in no table yet             magic 8 │ version 4 │ number 8 │ checksum 4
//!   table-000005       a sorted run, or a part of one
//! ```
//!
//! Files of other names are not ours and are never touched, nor those of such names that no engine has written.

use super::checksum::checksum;
use super::coding::{u32_at, u64_at};
use super::error::{Damage, LsmError};
use crate::disk::{DiskError, Reason};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Names the manifest that counts.
pub(super) const CURRENT: &str = "CURRENT";
/// The next [`CURRENT`], until it is renamed.
pub(super) const CURRENT_NEW: &str = "CURRENT.new";
/// The format that is written; no later one is read.
pub(super) const VERSION: u32 = 1;
/// Bytes before the content of a numbered file.
pub(super) const HEADER: usize = 24;

/// All files have lower numbers.
pub(super) const LAST_FILE: u64 = 1 << 48;
/// No engine makes so many files between two edits of its manifest: what is further ahead is a stranger's.
const AHEAD: u64 = 1 << 32;

/// Kinds of numbered files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    Manifest,
    Log,
    Table,
}

impl FileKind {
    const ALL: [Self; 3] = [Self::Manifest, Self::Log, Self::Table];

    fn word(self) -> &'static str {
        match self {
            Self::Manifest => "manifest-",
            Self::Log => "log-",
            Self::Table => "table-",
        }
    }

    pub(super) fn magic(self) -> &'static [u8; 8] {
        match self {
            Self::Manifest => b"SnowLSMm",
            Self::Log => b"SnowLSMl",
            Self::Table => b"SnowLSMt",
        }
    }

    /// The kind of a file that begins so.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| bytes.starts_with(kind.magic()))
    }

    /// The name of the file of this number.
    pub(super) fn name(self, number: u64) -> String {
        format!("{}{number:06}", self.word())
    }
}

/// The name of the table of this number.
///
/// ```
/// assert_eq!(snowglobe_core::lsm::table_file(5), "table-000005");
/// ```
#[must_use]
pub fn table_file(number: u64) -> String {
    FileKind::Table.name(number)
}

/// Kind and number of a file, if the name is one that [`FileKind::name`] gives.
pub(super) fn parse(name: &str) -> Option<(FileKind, u64)> {
    FileKind::ALL.into_iter().find_map(|kind| {
        let number = name.strip_prefix(kind.word())?.parse().ok().filter(|number| *number < LAST_FILE)?;
        (kind.name(number) == name).then_some((kind, number))
    })
}

/// The number after those of the files that there are, and at least `next`. A stranger's file whose number is far
/// ahead does not count, or it would use up all that there are.
pub(super) fn free_number(names: &[String], next: u64) -> u64 {
    let numbers = names.iter().filter_map(|name| parse(name)).map(|(_, number)| number);
    numbers.filter(|number| *number < next + AHEAD).map(|number| number + 1).fold(next.max(1), u64::max)
}

/// Takes the next number, for a file of this kind.
///
/// # Errors
/// [`Reason::Name`] if there is none left.
pub(super) fn take_number(kind: FileKind, next: &mut u64) -> Result<u64, DiskError> {
    let number = *next;
    if number >= LAST_FILE {
        return Err(DiskError::of(&kind.name(number), Reason::Name));
    }
    *next += 1;
    Ok(number)
}

/// How a file begins.
pub(super) fn header(kind: FileKind, number: u64) -> Vec<u8> {
    let mut bytes = kind.magic().to_vec();
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&number.to_le_bytes());
    let check = checksum(&[&bytes]);
    bytes.extend_from_slice(&check.to_le_bytes());
    bytes
}

/// Whether a file begins as it should.
///
/// # Errors
/// [`Damage::Header`], [`Damage::Truncated`], or a future version.
pub(super) fn check_header(kind: FileKind, number: u64, bytes: &[u8]) -> Result<(), LsmError> {
    let name = kind.name(number);
    let Some(head) = bytes.get(..HEADER) else {
        return Err(LsmError::corrupt(&name, bytes.len() as u64, Damage::Truncated));
    };
    let version = u32_at(head, 8).unwrap_or(0);
    let right = head.starts_with(kind.magic()) && u32_at(head, 20) == Some(checksum(&[&head[..20]]));
    if right && version > VERSION {
        return Err(LsmError::Future { file: name, version });
    }
    if !right || version != VERSION || u64_at(head, 12) != Some(number) {
        return Err(LsmError::corrupt(&name, 0, Damage::Header));
    }
    Ok(())
}

/// What [`CURRENT`] says of this manifest.
pub(super) fn current(number: u64) -> String {
    let name = FileKind::Manifest.name(number);
    format!("{name} {:08x}\n", checksum(&[name.as_bytes()]))
}

/// The manifest that [`CURRENT`] names.
///
/// # Errors
/// If it says anything else than [`current`] would.
pub(super) fn parse_current(bytes: &[u8]) -> Result<u64, LsmError> {
    let name = core::str::from_utf8(bytes).ok().and_then(|text| text.split(' ').next());
    match name.and_then(parse) {
        Some((FileKind::Manifest, number)) if current(number).as_bytes() == bytes => Ok(number),
        _ => Err(LsmError::corrupt(CURRENT, 0, Damage::Checksum)),
    }
}

/// Whether these bytes are some of what [`current`] gives, from the first on, or zeros: what a crash leaves of it.
pub(super) fn begins_current(bytes: &[u8]) -> bool {
    let text = core::str::from_utf8(bytes).unwrap_or(" ");
    let whole = text.split_once(' ').and_then(|(name, _)| parse(name));
    match whole {
        Some((kind, number)) => kind == FileKind::Manifest && current(number).starts_with(text),
        None => {
            let word = FileKind::Manifest.word();
            let number = text.strip_prefix(word);
            bytes.iter().all(|byte| *byte == 0)
                || word.starts_with(text)
                || number
                    .is_some_and(|number| number.len() < 16 && number.bytes().all(|b| b.is_ascii_digit()))
        }
    }
}
