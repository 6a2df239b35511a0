//! The comparisons that checks end with.

use std::fmt::Debug;

use super::{Checked, VectorError};

/// Holds if both are equal.
pub(super) fn same<T: PartialEq + Debug>(what: &str, expected: &T, found: &T) -> Checked {
    if expected == found {
        return Ok(());
    }
    Err(VectorError::Differs { what: what.to_owned(), expected: brief(expected), found: brief(found) })
}

/// Holds if the two are at most `tolerance` apart; a NaN never is.
pub(super) fn near(what: &str, expected: f64, found: f64, tolerance: f64) -> Checked {
    if (found - expected).abs() <= tolerance {
        return Ok(());
    }
    Err(VectorError::Differs {
        what: what.to_owned(),
        expected: format!("{expected} within {tolerance}"),
        found: found.to_string(),
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
