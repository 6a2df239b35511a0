//! A few records, so that a visitor can try without a file; embedded, so that the single file has them too.

/// Teas, a JSON object a line.
pub const TEAS: &str = include_str!("../../../../static/samples/teas.jsonl");
/// The name of that as a file.
pub const TEAS_NAME: &str = "teas.jsonl";
