//! The parser's events, with what rules never contain refused.
//!
//! Events come one at a time, so that reading stops at the first thing wrong, however much follows.

use super::{Kind, Problem, RulesError};
use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, StrInput};

/// A step into the text.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Field(&'static str),
    Index(usize),
}

/// What begins or ends.
pub(super) enum Token<'t> {
    Text(Cow<'t, str>),
    Nothing,
    List,
    Fields,
    /// Of a list or of fields.
    End,
}

impl Token<'_> {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Token::Text(_) => Kind::Text,
            Token::List => Kind::List,
            Token::Fields => Kind::Fields,
            Token::Nothing | Token::End => Kind::Nothing,
        }
    }
}

/// Where something stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl From<Marker> for Place {
    fn from(marker: Marker) -> Place {
        Place { line: marker.line().max(1), column: marker.col() + 1 }
    }
}

/// The rest of a text, and the field that is being read.
pub(super) struct Events<'t> {
    parser: Parser<'t, StrInput<'t>>,
    pub(super) path: Vec<Step>,
}

impl<'t> Events<'t> {
    /// At the first value of the only document.
    pub(super) fn new(text: &'t str) -> Events<'t> {
        Events { parser: Parser::new_from_str(text), path: Vec::new() }
    }

    /// The error for what stands there, in the field that is being read.
    pub(super) fn error(&self, place: Place, problem: Problem) -> RulesError {
        let mut field = String::new();
        for step in &self.path {
            let _ = match step {
                Step::Field(name) if field.is_empty() => write!(field, "{name}"),
                Step::Field(name) => write!(field, ".{name}"),
                Step::Index(index) => write!(field, "[{index}]"),
            };
        }
        RulesError { line: place.line, column: place.column, field, problem }
    }

    /// The next token. The end of the text counts as an end.
    pub(super) fn next(&mut self) -> Result<(Token<'t>, Place), RulesError> {
        loop {
            let Some(event) = self.parser.next_event() else {
                return Ok((Token::End, Place::default()));
            };
            let (event, span) = event.map_err(|error| self.syntax(&error))?;
            let place = Place::from(span.start);
            let refused = |problem| Err(self.error(place, problem));
            let token = match event {
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => {
                    continue;
                }
                Event::StreamEnd | Event::SequenceEnd | Event::MappingEnd => Token::End,
                Event::Alias(_) => return refused(Problem::Alias),
                Event::Scalar(_, _, 1.., _) | Event::SequenceStart(1.., _) | Event::MappingStart(1.., _) => {
                    return refused(Problem::Anchor);
                }
                Event::Scalar(_, _, _, Some(_))
                | Event::SequenceStart(_, Some(_))
                | Event::MappingStart(_, Some(_)) => return refused(Problem::Tag),
                Event::Scalar(text, ScalarStyle::Plain, ..) if matches!(&*text, "" | "~" | "null") => {
                    Token::Nothing
                }
                Event::Scalar(text, ..) => Token::Text(text),
                Event::SequenceStart(..) => Token::List,
                Event::MappingStart(..) => Token::Fields,
            };
            return Ok((token, place));
        }
    }

    /// After the document: nothing may follow.
    pub(super) fn finish(&mut self) -> Result<(), RulesError> {
        while let Some(event) = self.parser.next_event() {
            let (event, span) = event.map_err(|error| self.syntax(&error))?;
            if matches!(event, Event::DocumentStart(_)) {
                return Err(self.error(span.start.into(), Problem::SeveralDocuments));
            }
        }
        Ok(())
    }

    fn syntax(&self, error: &ScanError) -> RulesError {
        self.error((*error.marker()).into(), Problem::Syntax { detail: shorten(error.info()) })
    }
}

/// At most 80 characters of a text.
pub(super) fn shorten(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_string(),
    }
}
