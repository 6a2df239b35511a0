//! One vector, and what can be wrong with it.

use std::fmt;

use serde_json::Value;

use super::Field;

/// An input and the outcome that it must lead to.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    /// Name within the file, for messages.
    pub id: String,
    /// Which check it is for.
    pub group: String,
    input: Value,
    expect: Value,
    tolerance: Value,
}

impl Vector {
    /// Reads one entry of a file's list.
    ///
    /// # Errors
    /// Says which member is missing.
    pub fn read(entry: &Value) -> Result<Self, VectorError> {
        let text = |name: &str| {
            let value = entry.get(name).and_then(Value::as_str);
            value.map(str::to_owned).ok_or_else(|| VectorError::Shape {
                place: name.to_owned(),
                wanted: "a text",
                found: entry.get(name).map_or("nothing".into(), shorten),
            })
        };
        let member = |name: &str| entry.get(name).cloned().unwrap_or(Value::Null);
        Ok(Self {
            id: text("id")?,
            group: text("group")?,
            input: member("input"),
            expect: member("expect"),
            tolerance: member("tolerance"),
        })
    }

    /// The input, to be read member by member.
    #[must_use]
    pub fn input(&self) -> Field<'_> {
        Field::new("input", &self.input)
    }

    /// The expected outcome.
    #[must_use]
    pub fn expect(&self) -> Field<'_> {
        Field::new("expect", &self.expect)
    }

    /// How far off a statistical outcome may be.
    #[must_use]
    pub fn tolerance(&self) -> Field<'_> {
        Field::new("tolerance", &self.tolerance)
    }
}

/// Why a vector does not hold, or cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VectorError {
    /// The core's outcome is another one.
    Differs {
        /// What was compared.
        what: String,
        /// The vector's value.
        expected: String,
        /// The core's value.
        found: String,
    },
    /// A member is missing or of the wrong kind.
    Shape {
        /// Path of the member.
        place: String,
        /// What should stand there.
        wanted: &'static str,
        /// What stands there.
        found: String,
    },
    /// A value is outside what the core or this runner takes.
    Refused {
        /// Path of the member, or name of the step.
        place: String,
        /// The reason.
        reason: String,
    },
}

impl fmt::Display for VectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Differs { what, expected, found } => write!(f, "{what}: expected {expected}, got {found}"),
            Self::Shape { place, wanted, found } => {
                write!(f, "{place}: {wanted} should stand here, not {found}")
            }
            Self::Refused { place, reason } => write!(f, "{place}: {reason}"),
        }
    }
}

impl std::error::Error for VectorError {}

/// A value in at most 80 characters.
pub(super) fn shorten(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
