//! One log under work, in chunks, packed or not.
//!
//! ```
//! use snowglobe_web::own_data::gateway::request::Request;
//! use snowglobe_web::own_data::gateway::session::Session;
//!
//! let rules = "domain: shop\ndescriptors:\n  - key: key\n    rate_limit: {unit: second, requests_per_unit: 1}\n";
//! let mut session = Session::new(Request::new(rules), 40)?;
//! session.push(b"100.0 ann\n100.5 bob\n1")?;
//! session.push(b"00.6 ann\n101.6 ann")?;
//! let report = session.finish()?;
//! assert_eq!((report.requests, report.denied), (4, 1));
//! # Ok::<(), snowglobe_web::own_data::gateway::failure::Failure>(())
//! ```
//!
//! ```text
//!  chunk ──▶ gzip? unpack ──▶ Reader: lines in order, what the rules say to them ──▶ Report
//! ```
//!
//! Progress is the caller's: how many bytes of the file it has given. To cancel is to give no more.

use super::analysis::{MAX_KEYS, Setting};
use super::failure::Failure;
use super::gzip::{Gunzip, is_gzip};
use super::reader::{HEAD_BYTES, Reader};
use super::report::Report;
use super::request::Request;
use crate::own_data::work::Work;

/// No line of a request is shorter, its end included: so a file cannot have more keys than this many to a byte.
const SHORTEST_LINE: u64 = 4;

/// How many of the first bytes tell whether a file is packed.
const MAGIC_BYTES: usize = 2;

/// The work on one log; see the module.
#[derive(Debug)]
pub struct Session {
    request: Request,
    file_bytes: u64,
    source: Source,
}

#[derive(Debug)]
enum Source {
    /// The first bytes, until there are [`MAGIC_BYTES`].
    Unknown(Vec<u8>),
    Text(Box<Reader>),
    Gzip(Box<Gunzip>, Box<Reader>),
    /// After the end or a failure nothing more can be asked.
    Over,
}

impl Session {
    /// Begins the work on a file of this many bytes.
    ///
    /// # Errors
    /// [`FileFailure::TooLarge`](crate::own_data::failure::FileFailure::TooLarge), or as
    /// [`Request::check`]: before anything is read.
    pub fn new(request: Request, file_bytes: u64) -> Result<Self, Failure> {
        Self::check(&request, file_bytes)?;
        Ok(Self { request, file_bytes, source: Source::Unknown(Vec::new()) })
    }

    /// Lines read so far.
    #[must_use]
    pub fn lines(&self) -> u64 {
        match &self.source {
            Source::Text(reader) | Source::Gzip(_, reader) => reader.lines(),
            Source::Unknown(_) | Source::Over => 0,
        }
    }

    /// Takes the next chunk, and says how many bytes of it: a packed one may be taken in several calls,
    /// each of which unpacks a few megabytes at most.
    ///
    /// # Errors
    /// As [`Reader::push`], and [`Failure::Gzip`]: the file must not be read further.
    pub fn push(&mut self, chunk: &[u8]) -> Result<usize, Failure> {
        let result = self.take(chunk);
        if result.is_err() {
            self.source = Source::Over;
        }
        result
    }

    /// Ends the file.
    ///
    /// # Errors
    /// As [`Reader::finish`], and [`Failure::Gzip`] if it ends in the middle.
    pub fn finish(&mut self) -> Result<Report, Failure> {
        if let Source::Unknown(_) = self.source {
            self.tell(true)?;
        }
        match std::mem::replace(&mut self.source, Source::Over) {
            Source::Text(reader) => reader.finish(false),
            Source::Gzip(gunzip, reader) => {
                gunzip.finish().map_err(|broken| Failure::Gzip { broken, lines: reader.lines() })?;
                reader.finish(true)
            }
            Source::Unknown(_) | Source::Over => Err(Failure::broken("finish out of turn")),
        }
    }

    fn take(&mut self, chunk: &[u8]) -> Result<usize, Failure> {
        match &mut self.source {
            Source::Unknown(first) => {
                let (magic, rest) = chunk.split_at(chunk.len().min(MAGIC_BYTES - first.len()));
                first.extend_from_slice(magic);
                self.tell(false)?;
                if rest.is_empty() { Ok(chunk.len()) } else { Ok(magic.len() + self.take(rest)?) }
            }
            Source::Text(reader) => reader.push(chunk).map(|()| chunk.len()),
            Source::Gzip(gunzip, reader) => unpack(gunzip, reader, chunk),
            Source::Over => Err(Failure::broken("push out of turn")),
        }
    }

    /// Begins to read what was held back, if it is enough to tell how, or all there is.
    fn tell(&mut self, ended: bool) -> Result<(), Failure> {
        let Source::Unknown(first) = &mut self.source else {
            return Ok(());
        };
        if first.len() < MAGIC_BYTES && !ended {
            return Ok(());
        }
        let first = std::mem::take(first);
        let mut reader = Box::new(self.reader(is_gzip(&first))?);
        self.source = if is_gzip(&first) {
            let mut gunzip = Box::new(Gunzip::new());
            unpack(&mut gunzip, &mut reader, &first)?;
            Source::Gzip(gunzip, reader)
        } else {
            reader.push(&first)?;
            Source::Text(reader)
        };
        Ok(())
    }

    fn reader(&self, gzip: bool) -> Result<Reader, Failure> {
        let lines = if gzip { u64::MAX } else { self.file_bytes / SHORTEST_LINE + 1 };
        let setting = Setting {
            algorithm: self.request.decides()?,
            clients: self.request.clients,
            keys: usize::try_from(lines).unwrap_or(usize::MAX).min(MAX_KEYS),
            compare: self.request.compare,
            watch: self.request.watch,
            ..Setting::default()
        };
        Ok(Reader::new(self.request.specs()?, setting, self.request.format))
    }
}

fn unpack(gunzip: &mut Gunzip, reader: &mut Reader, bytes: &[u8]) -> Result<usize, Failure> {
    let mut read = Ok(());
    let used = gunzip.push(bytes, &mut |text| {
        if read.is_ok() {
            read = reader.push(text);
        }
    });
    read?;
    used.map_err(|broken| Failure::Gzip { broken, lines: reader.lines() })
}

impl Work for Session {
    const CLASS: &'static str = "AccessLogWork";
    type Request = Request;
    type Report = Report;
    type Failure = Failure;

    /// 16 GiB. Memory does not grow with a file, only time.
    const MAX_FILE_BYTES: u64 = 16 << 30;
    const HEAD_BYTES: usize = HEAD_BYTES;

    fn check_request(request: &Request) -> Result<(), Failure> {
        request.check()
    }

    fn begin(request: Request, file_bytes: u64) -> Result<Self, Failure> {
        Self::new(request, file_bytes)
    }

    fn push(&mut self, chunk: &[u8]) -> Result<usize, Failure> {
        self.push(chunk)
    }

    fn finish(&mut self) -> Result<Report, Failure> {
        self.finish()
    }

    fn count(&self) -> u64 {
        self.lines()
    }
}

#[cfg(test)]
mod tests;
