//! Reads a file of frames after a crash, or after a good night.
//!
//! ```text
//!   how it ends      ├ good ┼ good ┼ torn ┤             the end, or an error if it was durable
//!   Ends::At(212)    ├ good ┼ good ┤ 212 whatever       all up to there must be good: a later log vouches for it
//! ```

use super::frame::{FrameKind, frame_at, was_durable};
use crate::disk::Disk;
use crate::lsm::coding::{Decoder, u64_at};
use crate::lsm::error::{Damage, LsmError};
use crate::lsm::names::{FileKind, HEADER, check_header};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Where a file of frames ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lsm) enum Ends {
    /// Where the frames do.
    Anywhere,
    /// Here.
    At(u64),
}

/// A file of frames in memory.
#[derive(Clone, Debug)]
pub(in crate::lsm) struct FrameFile {
    pub(in crate::lsm) number: u64,
    pub(in crate::lsm) name: String,
    pub(in crate::lsm) bytes: Vec<u8>,
    kind: FileKind,
}

/// Reads a whole file.
pub(in crate::lsm) fn read_whole<D: Disk>(disk: &mut D, name: &str) -> Result<Vec<u8>, LsmError> {
    let file = disk.open(name)?;
    let read = (|| {
        let size = disk.size(file)?;
        let size = usize::try_from(size).map_err(|_| LsmError::corrupt(name, u64::MAX, Damage::Encoding))?;
        let mut bytes = vec![0; size];
        let count = disk.read_at(file, 0, &mut bytes)?;
        bytes.truncate(count);
        Ok(bytes)
    })();
    disk.close(file);
    read
}

impl FrameFile {
    pub(in crate::lsm) fn read<D: Disk>(disk: &mut D, kind: FileKind, number: u64) -> Result<Self, LsmError> {
        let name = kind.name(number);
        let bytes = read_whole(disk, &name)?;
        Ok(Self { number, name, bytes, kind })
    }

    /// Calls `each` with kind, place and body of the good frames, and gives the place where they end.
    ///
    /// # Errors
    /// If the file is damaged, or what `each` says.
    pub(in crate::lsm) fn replay(
        &self,
        ends: Ends,
        mut each: impl FnMut(FrameKind, u64, &[u8]) -> Result<(), LsmError>,
    ) -> Result<u64, LsmError> {
        check_header(self.kind, self.number, &self.bytes)?;
        let bytes = match ends {
            Ends::Anywhere => &self.bytes[..],
            Ends::At(end) => {
                let end = usize::try_from(end).ok().and_then(|end| self.bytes.get(..end));
                end.ok_or_else(|| self.damage(self.bytes.len(), Damage::Truncated))?
            }
        };
        let mut at = HEADER;
        while at < bytes.len() {
            let Some(frame) = frame_at(bytes, at, self.number) else {
                if ends != Ends::Anywhere || was_durable(bytes, at, self.number) {
                    return Err(self.damage(at, Damage::Checksum));
                }
                break;
            };
            each(frame.kind, at as u64, frame.body)?;
            at = frame.next;
        }
        Ok(at as u64)
    }

    /// An error at a place of it.
    pub(in crate::lsm) fn damage(&self, at: usize, damage: Damage) -> LsmError {
        LsmError::corrupt(&self.name, at as u64, damage)
    }
}

/// The first frame of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lsm) struct Begin {
    /// The log before; 0 if there is none that counts.
    pub(in crate::lsm) after: u64,
    /// Bytes of that log that count.
    pub(in crate::lsm) length: u64,
    /// Whether they were durable when this log was begun.
    pub(in crate::lsm) certain: bool,
    /// The sequence number of the first write.
    pub(in crate::lsm) first: u64,
}

/// Bytes of a log in which nothing was written: header, and the frame of [`Begin`] with its one byte of *behind*.
pub(in crate::lsm) const EMPTY_LOG: usize = HEADER + super::frame::HEAD + 1 + 25;

impl Begin {
    pub(in crate::lsm) fn put(&self, out: &mut Vec<u8>) {
        for number in [self.after, self.length, self.first] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        out.push(u8::from(self.certain));
    }

    fn parse(body: &[u8]) -> Option<Self> {
        let number = |index: usize| u64_at(body, 8 * index);
        Some(Self { after: number(0)?, length: number(1)?, first: number(2)?, certain: *body.get(24)? != 0 })
    }

    /// What a log begins with, if it was begun completely.
    pub(in crate::lsm) fn of(log: &FrameFile) -> Result<Option<Self>, LsmError> {
        let good = check_header(FileKind::Log, log.number, &log.bytes);
        let frame = frame_at(&log.bytes, HEADER, log.number).filter(|frame| frame.kind == FrameKind::Begin);
        match (good, frame.and_then(|frame| Self::parse(frame.body))) {
            (Ok(()), Some(begin)) => Ok(Some(begin)),
            (Err(LsmError::Future { file, version }), _) => Err(LsmError::Future { file, version }),
            // Writes are added only when the beginning is durable.
            _ if log.bytes.len() <= EMPTY_LOG => Ok(None),
            (Err(error), _) => Err(error),
            (Ok(()), None) => Err(log.damage(HEADER, Damage::Checksum)),
        }
    }
}

/// The first sequence number of a batch, how many writes it has, and the writes.
pub(in crate::lsm) fn parse_batch(body: &[u8]) -> Option<(u64, u64, Decoder<'_>)> {
    let mut decoder = Decoder::new(body);
    let (first, count) = (decoder.number()?, decoder.number()?);
    Some((first, count, Decoder::new(decoder.rest())))
}
