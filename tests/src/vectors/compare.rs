//! The comparisons that checks end with.

use std::fmt::Debug;

use super::{Checked, VectorError};

/// Holds if both are equal.
pub(super) fn same<T: PartialEq + Debug>(what: &str, expected: &T, found: &T) -> Checked {
    if expected == found {
        return Ok(());
    }
    Err(VectorError::Differs {
        what: what.to_owned(),
        expected: brief(expected),
        found: brief(found),
    })
}

/// At most 200 characters of a value.
fn brief(value: &impl Debug) -> String {
    let text = format!("{value:?}");
    match text.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
