//! Records of lines: a JSON object on each, or paragraphs that an empty line ends.

use std::borrow::Cow;

use super::{Held, Problem, Record, Take, checked, json};

/// What the lines are.
#[derive(Debug)]
pub(super) enum Form {
    /// An object each; its key is in the field of this name.
    Json(String),
    /// Paragraphs that begin with `Package: ` and a name (Debian Policy, section 5.1).
    Packages,
}

const PACKAGE: &[u8] = b"Package:";

/// Reads lines.
#[derive(Debug)]
pub(super) struct Lines {
    form: Form,
    /// The record so far; ends in the midst of a line if `open`.
    held: Held,
    /// Where its last line begins.
    last: usize,
    /// Whether there is something on the line at hand, kept or not.
    written: bool,
    line: u64,
    /// The line on which it begins.
    start: u64,
}

impl Lines {
    pub(super) fn new(form: Form) -> Self {
        Self { form, held: Held::default(), last: 0, written: false, line: 1, start: 1 }
    }

    pub(super) fn push(&mut self, mut bytes: &[u8], take: Take<'_>) {
        while let Some(end) = memchr::memchr(b'\n', bytes) {
            let (line, rest) = bytes.split_at(end + 1);
            self.add(line);
            self.end_line(take);
            bytes = rest;
        }
        self.add(bytes);
    }

    fn add(&mut self, bytes: &[u8]) {
        self.written |= !bytes.trim_ascii().is_empty();
        self.held.add(bytes);
    }

    pub(super) fn finish(&mut self, take: Take<'_>) {
        if !self.held.text.is_empty() {
            self.end_record(self.held.text.len(), take);
        }
    }

    fn end_line(&mut self, take: Take<'_>) {
        self.line += 1;
        let blank = !core::mem::take(&mut self.written);
        match self.form {
            Form::Packages if blank && self.last == 0 => self.begin(),
            Form::Packages if blank => self.end_record(self.last, take),
            Form::Packages => self.last = self.held.text.len(),
            Form::Json(_) if blank => self.begin(),
            Form::Json(_) => self.end_record(self.held.text.len(), take),
        }
    }

    fn end_record(&mut self, end: usize, take: Take<'_>) {
        let text = self.held.text.get(..end).unwrap_or_default();
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        let key = if self.held.long { Err(Problem::Long) } else { key(&self.form, text) };
        let key = match &key {
            Ok(key) => checked(key, text),
            // What is no JSON for a zero byte is told so.
            Err(Problem::Json) if text.contains(&0) => Err(Problem::Zero),
            Err(problem) => Err(*problem),
        };
        // The last line of a file may be blank, too.
        if !text.trim_ascii().is_empty() {
            take(Record { line: self.start, key, text });
        }
        self.begin();
    }

    /// The next line begins a record.
    fn begin(&mut self) {
        self.held.clear();
        (self.last, self.start) = (0, self.line);
    }
}

fn key<'t>(form: &Form, text: &'t [u8]) -> Result<Cow<'t, [u8]>, Problem> {
    match form {
        Form::Json(field) => json::field(text, field),
        Form::Packages => {
            let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
            first.strip_prefix(PACKAGE).map(|name| name.trim_ascii().into()).ok_or(Problem::NoKey)
        }
    }
}
