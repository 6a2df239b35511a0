//! What can be wrong with rules, and where.

use super::{MAX_BYTES, MAX_DEPTH, MAX_DESCRIPTORS, MAX_NAME_BYTES, Unit};
use alloc::string::String;
use core::fmt;

/// Something wrong with rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The field, such as `descriptors[0].rate_limit.unit`; empty for the text as a whole.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The text is longer than [`MAX_BYTES`].
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// More descriptors than [`MAX_DESCRIPTORS`].
    TooManyDescriptors,
    /// Descriptors deeper than [`MAX_DEPTH`].
    TooDeep,
    /// Not YAML.
    Syntax {
        /// What the parser says, in English.
        detail: String,
    },
    /// An anchor (`&name`): it is there to be repeated, and what repeats can grow without end.
    Anchor,
    /// An alias (`*name`): it repeats what it stands for, and can stand within that.
    Alias,
    /// A tag (`!name`).
    Tag,
    /// More than one document (`---`).
    SeveralDocuments,
    /// A field that must be there is not.
    Missing,
    /// A field that is not known here.
    UnknownField {
        /// Its name, shortened.
        name: String,
        /// The names that are.
        known: &'static [&'static str],
    },
    /// A field that is there already.
    RepeatedField,
    /// Another kind of value.
    WrongKind {
        /// What should stand here.
        wanted: Kind,
        /// What stands here.
        found: Kind,
    },
    /// A name of more than [`MAX_NAME_BYTES`].
    NameTooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// Not a whole number.
    NotANumber {
        /// The text, shortened.
        text: String,
    },
    /// A number below 0: it would let nothing pass.
    Negative {
        /// The text, shortened.
        text: String,
    },
    /// A limit of 0: it would let nothing pass.
    Zero,
    /// A number over `u32::MAX`.
    TooLarge {
        /// The text, shortened.
        text: String,
    },
    /// No unit has this name.
    UnknownUnit {
        /// The text, shortened.
        text: String,
    },
    /// A second limit for the same unit.
    RepeatedUnit {
        /// The unit.
        unit: Unit,
    },
    /// A second descriptor for the same key and value in the same place.
    Duplicate {
        /// Where the first begins.
        first_line: usize,
    },
}

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text or number.
    Text,
    /// A list.
    List,
    /// Fields with names.
    Fields,
    /// Fields, or a list of them.
    FieldsOrList,
    /// Nothing at all.
    Nothing,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Text => "a text",
            Kind::List => "a list",
            Kind::Fields => "fields",
            Kind::FieldsOrList => "fields or a list of them",
            Kind::Nothing => "nothing",
        })
    }
}

impl fmt::Display for RulesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)?;
        if !self.field.is_empty() {
            write!(f, ", {}", self.field)?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { bytes } => {
                write!(f, "the text is {bytes} bytes long; at most {MAX_BYTES} are read")
            }
            Self::TooManyDescriptors => {
                write!(f, "there are more than {MAX_DESCRIPTORS} descriptors; leave some out")
            }
            Self::TooDeep => {
                write!(f, "descriptors are more than {MAX_DEPTH} deep; nest them less")
            }
            Self::Syntax { detail } => write!(f, "this is not YAML: {detail}"),
            Self::Anchor => f.write_str("anchors (&) are not followed; leave it out"),
            Self::Alias => {
                f.write_str("aliases (*) are not followed, since they can go in circles; write it out")
            }
            Self::Tag => f.write_str("tags (!) are not known here; leave it out"),
            Self::SeveralDocuments => f.write_str("a second document begins here; keep one of them"),
            Self::Missing => f.write_str("this field is missing; add it"),
            Self::UnknownField { name, known } => {
                write!(f, "there is no field \"{name}\"; use")?;
                list(f, known.iter())
            }
            Self::RepeatedField => f.write_str("this field is there twice; keep one of them"),
            Self::WrongKind { wanted, found } => write!(f, "{wanted} should stand here, not {found}"),
            Self::NameTooLong { bytes } => {
                write!(f, "this is {bytes} bytes long; use at most {MAX_NAME_BYTES}")
            }
            Self::NotANumber { text } => write!(f, "\"{text}\" is no whole number; write one such as 5"),
            Self::Negative { text } => write!(f, "{text} is below 0; use 1 or more"),
            Self::Zero => f.write_str("a limit of 0 lets nothing pass; use 1 or more"),
            Self::TooLarge { text } => write!(f, "{text} is too large; use at most {}", u32::MAX),
            Self::UnknownUnit { text } => {
                write!(f, "there is no unit \"{text}\"; use")?;
                list(f, Unit::ALL.iter())
            }
            Self::RepeatedUnit { unit } => {
                write!(f, "there is a limit per {unit} already; keep the smaller one")
            }
            Self::Duplicate { first_line } => {
                write!(f, "the same key and value stand at line {first_line}; keep one of them")
            }
        }
    }
}

/// `a, b or c`.
fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, names: impl ExactSizeIterator<Item = T>) -> fmt::Result {
    let last = names.len().saturating_sub(1);
    for (i, name) in names.enumerate() {
        let before = match i {
            0 => " ",
            _ if i == last => " or ",
            _ => ", ",
        };
        write!(f, "{before}{name}")?;
    }
    Ok(())
}

impl core::error::Error for RulesError {}
