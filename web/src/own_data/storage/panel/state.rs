//! What the panel holds: how the database is, what was typed, and what came of it. It knows no browser.

use crate::own_data::source::Source;
use crate::own_data::stage::{Progress, Stage};
use crate::own_data::storage::failure::Failure;
use crate::own_data::storage::records::Format;
use crate::own_data::storage::records::look::Look;
use crate::own_data::storage::request::{Answer, Got, Page, Report, Scan, Status};

/// A part of the panel, in which what was asked there is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// How things are.
    Figures,
    /// A file is taken in.
    Import,
    /// A key is read.
    Read,
    /// A range is gone through.
    Scan,
    /// A record is put.
    Put,
    /// A record is deleted.
    Delete,
    /// Everything is written out, or deleted.
    Export,
}

/// Whether the database is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Opening {
    /// Not yet.
    #[default]
    Waiting,
    /// It is; whether the browser promises to keep it.
    Open(bool),
    /// It cannot be opened.
    Failed(Failure),
}

/// Why nothing can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The database is not open.
    Database,
    /// There is no file.
    File,
    /// There is one that cannot be read.
    OtherFile,
}

/// See the module.
#[derive(Debug, Default)]
pub struct State {
    /// Whether the database is open.
    pub opening: Opening,
    /// How it is.
    pub status: Option<Status>,
    /// What is being done, and where its answer goes.
    pub busy: Option<Part>,
    /// What could not be done, and where that was asked.
    pub failed: Option<(Part, Failure)>,
    /// The file to be imported.
    pub source: Option<Source>,
    /// What it looks like.
    pub look: Option<Look>,
    /// How it is to be read.
    pub format: Option<Format>,
    /// How far the import is.
    pub import: Stage<Report, Failure>,
    /// The key to be read.
    pub key: String,
    /// What was read.
    pub got: Option<Got>,
    /// The range to be gone through: prefix and first key.
    pub range: (String, String),
    /// What was asked for last.
    pub scan: Scan,
    /// What came of it.
    pub page: Option<Page>,
    /// The record to be written.
    pub record: (String, String),
    /// What was written last.
    pub written: Option<Part>,
    /// How much was exported.
    pub exported: Option<Progress>,
    /// Whether the last export was stopped.
    pub stopped: bool,
    /// Whether the reader is asked if the database may really go.
    pub sure: bool,
}

impl State {
    /// Whether something can be asked.
    #[must_use]
    pub fn is_free(&self) -> bool {
        matches!(self.opening, Opening::Open(_)) && self.busy.is_none()
    }

    /// Begins something, if nothing else is being done.
    pub fn begin(&mut self, part: Part) -> bool {
        let free = self.is_free();
        if free {
            self.busy = Some(part);
            self.failed = None;
            self.written = None;
            self.stopped = false;
        }
        free
    }

    /// Takes another file: what came of the old one is no longer shown.
    pub fn take(&mut self, source: Source) {
        self.source = Some(source);
        (self.look, self.format, self.import) = (None, None, Stage::Idle);
    }

    /// Takes how the file begins.
    pub fn look_at(&mut self, look: Look) {
        self.format = look.format();
        self.look = Some(look);
    }

    /// Chooses the column or field of the key, by its place in the list.
    pub fn choose(&mut self, place: usize) {
        match (&mut self.format, &self.look) {
            (Some(Format::Csv { column, .. }), _) => *column = place,
            (Some(Format::Json { field }), Some(Look::Json(fields))) => {
                if let Some(name) = fields.get(place) {
                    field.clone_from(name);
                }
            }
            _ => {}
        }
    }

    /// Says whether the first row names the columns.
    pub fn set_header(&mut self, named: bool) {
        if let Some(Format::Csv { header, .. }) = &mut self.format {
            *header = named;
        }
    }

    /// What keeps the file from being imported.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        match (&self.opening, &self.source, &self.format) {
            (Opening::Open(_), Some(_), Some(_)) => None,
            (Opening::Open(_), None, _) => Some(Missing::File),
            (Opening::Open(_), Some(_), None) => Some(Missing::OtherFile),
            _ => Some(Missing::Database),
        }
    }

    /// Takes an answer.
    pub fn hear(&mut self, answer: Answer) {
        let part = self.busy.take();
        match answer {
            Answer::Status(status) => {
                self.status = Some(status);
                self.written = part.filter(|part| matches!(part, Part::Put | Part::Delete));
            }
            Answer::Got(got) => self.got = Some(got),
            Answer::Page(page) => self.page = Some(page),
        }
    }

    /// Takes what an import came to.
    pub fn imported(&mut self, report: Report) {
        self.busy = None;
        self.status = Some(report.status.clone());
        self.import = Stage::Done(report.into());
    }

    /// Takes that something was not done.
    pub fn fail(&mut self, failure: Failure) {
        self.exported = None;
        match self.busy.take() {
            _ if failure == Failure::Locked => self.opening = Opening::Failed(failure),
            None | Some(Part::Figures) => self.opening = Opening::Failed(failure),
            Some(Part::Import) => self.import = Stage::Failed(failure),
            Some(part) => self.failed = Some((part, failure)),
        }
    }

    /// What failed in a part.
    #[must_use]
    pub fn failure(&self, parts: &[Part]) -> Option<&Failure> {
        self.failed.as_ref().filter(|(part, _)| parts.contains(part)).map(|(_, failure)| failure)
    }
}

#[cfg(test)]
mod tests;
