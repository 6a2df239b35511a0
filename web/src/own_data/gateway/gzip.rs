//! Unpacks a gzip file chunk by chunk (RFC 1952), all its members one after another.
//!
//! ```
//! use snowglobe_web::own_data::gateway::gzip::{Gunzip, is_gzip};
//!
//! // `printf 'a\n' | gzip -n`
//! let file = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\xe4\x02\0\x07\xa1\xea\xdd\x02\0\0\0";
//! assert!(is_gzip(file));
//! let mut unpacked = Vec::new();
//! let mut gunzip = Gunzip::new();
//! let used = gunzip.push(file, &mut |bytes| unpacked.extend_from_slice(bytes))?;
//! gunzip.finish()?;
//! assert_eq!((used, unpacked), (file.len(), b"a\n".to_vec()));
//! # Ok::<(), snowglobe_web::own_data::gateway::gzip::Broken>(())
//! ```
//!
//! Log rotation appends members (`cat a.gz b.gz`), so what follows a member is another one; zero bytes after
//! the last are padding (as from a tape). Checksum and length of each member are checked. One call unpacks at
//! most [`MOST_AT_ONCE`] bytes, whatever it is given: a few bytes can be made to unpack to gigabytes, and
//! then the caller still gets to show progress and to stop. The inflating is miniz_oxide's, straight into a
//! window of 64 KiB from which the lines are read; nothing else is held.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use serde::{Deserialize, Serialize};

use crc::Crc;
use header::Header;

mod crc;
mod header;

/// Bytes that one call unpacks at most.
pub const MOST_AT_ONCE: usize = 4 << 20;
/// A power of two, at least the 32 KiB that deflate may refer back to.
const WINDOW: usize = 64 << 10;
/// Checksum and length.
const TRAILER: usize = 8;

/// What is wrong with a packed file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broken {
    /// Where in the file it was noticed, in bytes.
    pub offset: u64,
    /// What it is.
    pub fault: Fault,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// A header that gzip does not have, or bytes after the end.
    Header,
    /// What is packed makes no sense.
    Data,
    /// What came out has another checksum or length than it should.
    Checksum,
    /// The file ends in the middle.
    Truncated,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "broken gzip at byte {}: {:?}", self.offset, self.fault)
    }
}

impl std::error::Error for Broken {}

/// Whether a file begins as gzip does.
#[must_use]
pub fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(b"\x1f\x8b")
}

/// Unpacks; see the module.
pub struct Gunzip {
    stage: Stage,
    inflater: Box<DecompressorOxide>,
    window: Box<[u8]>,
    /// Where in the window the next byte goes.
    at: usize,
    crc: Crc,
    /// Bytes of this member, modulo 2^32.
    length: u32,
    offset: u64,
}

#[derive(Debug)]
enum Stage {
    Header(Header),
    Body,
    Trailer([u8; TRAILER], usize),
    /// After a member: whether there were zeros, after which there is no other.
    Padding {
        zeros: bool,
    },
}

impl std::fmt::Debug for Gunzip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gunzip")
            .field("stage", &self.stage)
            .field("offset", &self.offset)
            .finish_non_exhaustive()
    }
}

impl Default for Gunzip {
    fn default() -> Self {
        Self::new()
    }
}

impl Gunzip {
    /// At the beginning of a file.
    #[must_use]
    pub fn new() -> Self {
        Self {
            stage: Stage::Header(Header::default()),
            inflater: Box::default(),
            window: vec![0; WINDOW].into_boxed_slice(),
            at: 0,
            crc: Crc::new(),
            length: 0,
            offset: 0,
        }
    }

    /// Takes the next bytes of the file, hands over what comes out, and says how many it used: not all of
    /// them if [`MOST_AT_ONCE`] came out.
    ///
    /// # Errors
    /// [`Broken`]; what was handed over before is sound but for the checksum.
    pub fn push(&mut self, bytes: &[u8], take: &mut impl FnMut(&[u8])) -> Result<usize, Broken> {
        let (mut rest, mut room) = (bytes, MOST_AT_ONCE);
        while !rest.is_empty() && room > 0 {
            let used = match &mut self.stage {
                Stage::Header(header) => match header.push(rest) {
                    Ok((used, done)) => {
                        if done {
                            self.begin_member();
                        }
                        used
                    }
                    Err(at) => return Err(self.broken(at, Fault::Header)),
                },
                Stage::Body => self.inflate(rest, &mut room, take)?,
                Stage::Trailer(..) => self.trailer(rest)?,
                Stage::Padding { zeros } => match rest.iter().position(|byte| *byte != 0) {
                    None => {
                        *zeros = true;
                        rest.len()
                    }
                    Some(0) if !*zeros => {
                        self.stage = Stage::Header(Header::default());
                        0
                    }
                    Some(at) => return Err(self.broken(at, Fault::Header)),
                },
            };
            self.offset += used as u64;
            rest = rest.get(used..).unwrap_or_default();
        }
        Ok(bytes.len() - rest.len())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`Fault::Truncated`] if it ends in the middle.
    pub fn finish(&self) -> Result<(), Broken> {
        match &self.stage {
            Stage::Padding { .. } => Ok(()),
            _ => Err(self.broken(0, Fault::Truncated)),
        }
    }

    fn begin_member(&mut self) {
        self.inflater.init();
        self.at = 0;
        self.crc.reset();
        self.length = 0;
        self.stage = Stage::Body;
    }

    fn inflate(
        &mut self,
        rest: &[u8],
        room: &mut usize,
        take: &mut impl FnMut(&[u8]),
    ) -> Result<usize, Broken> {
        let (status, used, made) =
            decompress(&mut self.inflater, rest, &mut self.window, self.at, TINFL_FLAG_HAS_MORE_INPUT);
        let out = self.window.get(self.at..self.at + made).unwrap_or_default();
        self.crc.update(out);
        take(out);
        self.length = self.length.wrapping_add(made as u32);
        self.at = (self.at + made) % WINDOW;
        *room = room.saturating_sub(made);
        match status {
            TINFLStatus::Done => self.stage = Stage::Trailer([0; TRAILER], 0),
            TINFLStatus::NeedsMoreInput | TINFLStatus::HasMoreOutput => {}
            _ => return Err(self.broken(used, Fault::Data)),
        }
        Ok(used)
    }

    fn trailer(&mut self, rest: &[u8]) -> Result<usize, Broken> {
        let Stage::Trailer(bytes, have) = &mut self.stage else {
            return Ok(0);
        };
        let used = rest.len().min(TRAILER - *have);
        for (to, from) in bytes.iter_mut().skip(*have).zip(rest) {
            *to = *from;
        }
        *have += used;
        if *have == TRAILER {
            let [c0, c1, c2, c3, l0, l1, l2, l3] = *bytes;
            if u32::from_le_bytes([c0, c1, c2, c3]) != self.crc.value()
                || u32::from_le_bytes([l0, l1, l2, l3]) != self.length
            {
                return Err(self.broken(used, Fault::Checksum));
            }
            self.stage = Stage::Padding { zeros: false };
        }
        Ok(used)
    }

    fn broken(&self, at: usize, fault: Fault) -> Broken {
        Broken { offset: self.offset + at as u64, fault }
    }
}

#[cfg(test)]
mod tests;
