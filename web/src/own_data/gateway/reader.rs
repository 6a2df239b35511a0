//! Text of a log, in chunks → requests in order → what the rules say to them.
//!
//! ```text
//!  text ──▶ head, 64 KiB: which format? ──▶ Lines ──▶ Parser ──▶ Order ──▶ Analysis
//!                                             └── too long, not understood: counted, the first few kept
//! ```
//!
//! Nothing is lost silently: every line is a request, blank, or counted under a [`Problem`].

use super::analysis::shown::shown;
use super::analysis::{Analysis, SHOWN_LINE, Setting, Spec};
use super::failure::Failure;
use super::line::{Field, Format, Parser, Problem, detect};
use super::lines::{Lines, Piece};
use super::order::{HELD_LINES, Order};
use super::report::{BadLine, LISTED_PROBLEMS, Reading, Report};
use crate::own_data::failure::FileFailure;

/// How much of a log is looked at to tell its format.
pub const HEAD_BYTES: usize = 64 << 10;
/// How much is looked at if that tells nothing: the first lines may be long, or zero bytes that a rotation
/// left.
pub const LONGEST_HEAD: usize = 4 << 20;
/// Lines whose keys are looked up together before they go out one by one.
const COMING: usize = 32;

/// Reads a log that is no longer packed; see the module.
#[derive(Debug)]
pub struct Reader {
    specs: Vec<Spec>,
    setting: Setting,
    format: Option<Format>,
    bytes: u64,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// The beginning, until there is enough of it.
    Head(Vec<u8>),
    Body(Box<Body>),
}

#[derive(Debug)]
struct Body {
    lines: Lines,
    sorter: Sorter,
}

/// What happens to a line.
#[derive(Debug)]
struct Sorter {
    format: Format,
    parser: Parser,
    /// What is kept of a line that will not be shown whole.
    parts: Vec<Field>,
    order: Order,
    analysis: Analysis,
    lines: u64,
    blank: u64,
    problems: [u64; Problem::ALL.len()],
    examples: Vec<BadLine>,
}

impl Reader {
    /// At the beginning of a log, in this format or in one that shows. `setting.format` is not looked at.
    #[must_use]
    pub fn new(specs: Vec<Spec>, setting: Setting, format: Option<Format>) -> Self {
        Self { specs, setting, format, bytes: 0, stage: Stage::Head(Vec::new()) }
    }

    /// Lines read so far.
    #[must_use]
    pub fn lines(&self) -> u64 {
        match &self.stage {
            Stage::Head(_) => 0,
            Stage::Body(body) => body.sorter.lines,
        }
    }

    /// Takes the next chunk of text, of any length.
    ///
    /// # Errors
    /// Once the head is there: [`FileFailure::Binary`], [`FileFailure::Utf16`], [`Failure::Packed`],
    /// [`Failure::Empty`], [`Failure::UnknownFormat`], or as [`Analysis::new`].
    #[inline]
    pub fn push(&mut self, text: &[u8]) -> Result<(), Failure> {
        self.bytes += text.len() as u64;
        match &mut self.stage {
            Stage::Body(body) => body.push(text),
            Stage::Head(_) => self.push_head(text)?,
        }
        Ok(())
    }

    /// Adds to the head. The format is looked for as soon as there is enough of it, and once more at its end.
    fn push_head(&mut self, text: &[u8]) -> Result<(), Failure> {
        let Stage::Head(head) = &mut self.stage else {
            return Ok(());
        };
        let before = head.len();
        let (first, rest) = text.split_at(text.len().min(LONGEST_HEAD - before));
        head.extend_from_slice(first);
        let (enough, full) = (head.len() >= HEAD_BYTES && before < HEAD_BYTES, head.len() == LONGEST_HEAD);
        if full || enough && recognise(head, self.format).is_ok() {
            self.begin()?.push(rest);
        }
        Ok(())
    }

    /// Ends the log.
    ///
    /// # Errors
    /// As [`Reader::push`], and [`Failure::Empty`] or [`Failure::NothingUnderstood`].
    pub fn finish(mut self, gzip: bool) -> Result<Report, Failure> {
        if matches!(self.stage, Stage::Head(_)) {
            self.begin()?;
        }
        let Stage::Body(body) = self.stage else {
            return Err(Failure::broken("the log did not begin"));
        };
        body.finish(gzip, self.bytes, self.setting.algorithm.name())
    }

    /// Looks at the head, and reads it.
    fn begin(&mut self) -> Result<&mut Body, Failure> {
        let Stage::Head(head) = &mut self.stage else {
            return Err(Failure::broken("the log begins twice"));
        };
        let head = std::mem::take(head);
        let format = recognise(&head, self.format)?;
        let analysis = Analysis::new(&self.specs, &Setting { format, ..self.setting })?;
        let sorter = Sorter {
            format,
            parser: Parser::new(format, analysis.wanted().clone()),
            parts: analysis.wanted().parts(),
            order: Order::new(HELD_LINES, self.specs.len()),
            analysis,
            lines: 0,
            blank: 0,
            problems: [0; Problem::ALL.len()],
            examples: Vec::new(),
        };
        self.stage = Stage::Body(Box::new(Body { lines: Lines::default(), sorter }));
        let Stage::Body(body) = &mut self.stage else {
            return Err(Failure::broken("the log did not begin"));
        };
        body.push(&head);
        Ok(body)
    }
}

impl Body {
    #[inline]
    fn push(&mut self, text: &[u8]) {
        let sorter = &mut self.sorter;
        self.lines.push(text, &mut |number, piece| sorter.line(number, piece));
    }

    fn finish(mut self, gzip: bool, bytes: u64, algorithm: &str) -> Result<Report, Failure> {
        let sorter = &mut self.sorter;
        self.lines.finish(&mut |number, piece| sorter.line(number, piece));
        self.sorter.finish(gzip, bytes, algorithm)
    }
}

impl Sorter {
    #[inline]
    fn line(&mut self, number: u64, piece: Piece<'_>) {
        self.lines = number;
        let (line, problem) = match piece {
            Piece::Line(line) => match self.parser.parse(line, &mut self.order.next_slot().0.fields) {
                Ok(()) => {
                    self.hold(number, line);
                    self.order.push();
                    if number.is_multiple_of(COMING as u64) {
                        self.analysis.expect(self.order.coming(COMING));
                    }
                    return self.drain();
                }
                Err(_) if line.iter().all(u8::is_ascii_whitespace) => return self.blank += 1,
                Err(problem) => (line, problem),
            },
            Piece::Zero(line) => (line, Problem::ZeroByte),
            Piece::TooLong(line) => (line, Problem::TooLong),
        };
        self.note(number, problem, line);
    }

    /// Holds the line that was parsed last, with its keys.
    #[inline]
    fn hold(&mut self, number: u64, line: &[u8]) {
        let (held, keys) = self.order.next_slot();
        let written = self.parser.written();
        if self.analysis.lists_more() || !written.is_empty() {
            held.keep(number, line, written);
            // The same text; but that which was just written is not as quickly read again.
            let text = if written.is_empty() { line } else { &held.text };
            self.analysis.keys(&held.fields, text, keys);
        } else {
            self.analysis.keys(&held.fields, line, keys);
            held.keep_parts(number, line, &self.parts);
        }
    }

    #[inline]
    fn drain(&mut self) {
        while let Some(due) = self.order.overdue() {
            self.analysis.take(due);
        }
    }

    #[cold]
    fn note(&mut self, number: u64, problem: Problem, line: &[u8]) {
        if let Some((count, _)) = self.problems.iter_mut().zip(Problem::ALL).find(|(_, one)| *one == problem)
        {
            *count += 1;
            if *count <= LISTED_PROBLEMS as u64 {
                self.examples.push(BadLine { number, problem, text: shown(line, SHOWN_LINE) });
            }
        }
    }

    fn finish(mut self, gzip: bool, bytes: u64, algorithm: &str) -> Result<Report, Failure> {
        self.order.end();
        self.drain();
        let sums = self.analysis.finish();
        let Some((first, last)) = sums.span else {
            let bad = self.examples.into_iter().next().ok_or(Failure::Empty)?;
            return Err(Failure::NothingUnderstood {
                lines: self.lines,
                problem: bad.problem,
                line: bad.text,
            });
        };
        let reading = Reading {
            format: self.format,
            gzip,
            bytes,
            lines: self.lines,
            blank: self.blank,
            problems: self.problems.to_vec(),
            examples: self.examples,
            late: self.order.late(),
            too_late: self.order.too_late(),
            first,
            last,
        };
        Ok(Report {
            reading,
            algorithm: algorithm.to_owned(),
            requests: sums.requests,
            delayed: sums.delayed,
            denied: sums.denied,
            timeline: sums.timeline,
            rules: sums.rules,
            first_denied: sums.first_denied,
            seen: sums.seen,
        })
    }
}

/// What packs files, and how such a file begins.
const PACKERS: [(&[u8], &str); 5] = [
    (b"PK\x03\x04", "zip"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ\0", "xz"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"7z\xBC\xAF\x27\x1C", "7-Zip"),
];

/// The format of a log that begins so, or why it is none. At most [`LONGEST_HEAD`] bytes are looked at.
///
/// # Errors
/// As [`Reader::push`].
pub fn recognise(head: &[u8], wanted: Option<Format>) -> Result<Format, Failure> {
    let head = head.get(..LONGEST_HEAD).unwrap_or(head);
    if let Some((_, by)) = PACKERS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(Failure::Packed { by: (*by).to_owned() });
    }
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return Err(FileFailure::Utf16.into());
    }
    if let Some(format) = wanted.or_else(|| detect(head)) {
        return Ok(format);
    }
    if let Some(offset) = head.iter().position(|byte| *byte == 0) {
        return Err(FileFailure::Binary { offset: offset as u64 }.into());
    }
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut lines = bare.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    match lines.find(|line| !line.is_empty()) {
        Some(line) => Err(Failure::UnknownFormat { line: shown(line, SHOWN_LINE) }),
        None => Err(Failure::Empty),
    }
}

#[cfg(test)]
mod tests;
