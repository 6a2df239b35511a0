//! One file under work, in chunks: first the report, then as many exports as are asked for.
//!
//! The worker and the page's own thread (where there is no worker) both drive this:
//!
//! ```
//! use snowglobe_web::own_data::cache::{keys::Reading, request::{Change, Request}, servers, session::Session};
//! use snowglobe_web::own_data::work::{Tables, Work};
//!
//! let servers = servers::parse(b"a\nb").servers;
//! let mut session = Session::begin(Request::new(servers, Change::None, Reading::Lines), 7)?;
//! session.push(b"x\ny")?;
//! session.push(b"z\n")?;
//! let report = session.finish()?;
//! assert_eq!(report.counts.keys, 2);
//! session.start_export("ring")?;
//! let rows = session.export(b"x\nyz\n")?;
//! assert!(rows.starts_with(b"x,"));
//! session.finish_export()?;
//! # Ok::<(), snowglobe_web::own_data::cache::failure::Failure>(())
//! ```

use snowglobe_core::ring::Scheme;

use super::export::Export;
use super::failure::Failure;
use super::keys::{KeyReader, MAX_FILE_BYTES};
use super::report::{Analysis, Report, run::Placed};
use super::request::Request;
use crate::own_data::failure::check_size;
use crate::own_data::sniff::SNIFF_BYTES;
use crate::own_data::work::{Tables, Work};

/// The work on one file; see the module.
#[derive(Debug)]
pub struct Session {
    reader: KeyReader,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Reading(Box<Analysis>),
    Done(Box<Placed>),
    Exporting(Box<Placed>, Export),
    /// After a failure nothing more can be asked.
    Failed,
}

impl Work for Session {
    const CLASS: &'static str = "OwnDataWork";
    type Request = Request;
    type Report = Report;
    type Failure = Failure;

    const MAX_FILE_BYTES: u64 = MAX_FILE_BYTES;
    const HEAD_BYTES: usize = SNIFF_BYTES;

    fn check_request(request: &Request) -> Result<(), Failure> {
        request.check()
    }

    fn begin(request: Request, file_bytes: u64) -> Result<Self, Failure> {
        check_size(file_bytes, MAX_FILE_BYTES)?;
        let analysis = Analysis::new(&request)?;
        Ok(Self { reader: KeyReader::new(request.reading), stage: Stage::Reading(Box::new(analysis)) })
    }

    fn push(&mut self, chunk: &[u8]) -> Result<usize, Failure> {
        let Stage::Reading(analysis) = &mut self.stage else {
            return Err(out_of_turn("push"));
        };
        self.reader.push(chunk, &mut |key| analysis.key(key))?;
        Ok(chunk.len())
    }

    fn finish(&mut self) -> Result<Report, Failure> {
        let Stage::Reading(mut analysis) = std::mem::replace(&mut self.stage, Stage::Failed) else {
            return Err(out_of_turn("finish"));
        };
        let counts = self.reader.finish(&mut |key| analysis.key(key))?;
        let (report, placed) = analysis.finish(counts)?;
        self.stage = Stage::Done(Box::new(placed));
        Ok(report)
    }

    fn count(&self) -> u64 {
        self.reader.counts().keys
    }
}

/// A table is named by its placement; more than one can be asked for, one after the other.
impl Tables for Session {
    fn start_export(&mut self, scheme: &str) -> Result<Vec<u8>, Failure> {
        let scheme = Scheme::parse(scheme).map_err(|_| out_of_turn(scheme))?;
        let placed = match std::mem::replace(&mut self.stage, Stage::Failed) {
            Stage::Done(placed) | Stage::Exporting(placed, _) => placed,
            other => {
                self.stage = other;
                return Err(out_of_turn("export"));
            }
        };
        let mut out = Vec::new();
        let export = Export::new(&placed, scheme, &mut out);
        self.reader = KeyReader::new(placed.request().reading.clone());
        self.stage = Stage::Exporting(placed, export);
        Ok(out)
    }

    fn export(&mut self, chunk: &[u8]) -> Result<Vec<u8>, Failure> {
        let Stage::Exporting(placed, export) = &mut self.stage else {
            return Err(out_of_turn("export"));
        };
        let mut out = Vec::with_capacity(chunk.len() * 2);
        self.reader.push(chunk, &mut |key| export.key(placed, key, &mut out))?;
        Ok(out)
    }

    fn finish_export(&mut self) -> Result<Vec<u8>, Failure> {
        let Stage::Exporting(placed, export) = &mut self.stage else {
            return Err(out_of_turn("export"));
        };
        let mut out = Vec::new();
        self.reader.finish(&mut |key| export.key(placed, key, &mut out))?;
        Ok(out)
    }
}

fn out_of_turn(what: &str) -> Failure {
    Failure::broken(format!("{what} out of turn"))
}

#[cfg(test)]
mod tests;
