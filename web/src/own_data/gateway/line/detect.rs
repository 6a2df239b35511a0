//! Which format a log is in, told from its first lines.
//!
//! ```
//! use snowglobe_web::own_data::gateway::line::{Format, detect};
//!
//! assert_eq!(detect(b"1700000000.5 user-7\n1700000001 user-9\n"), Some(Format::Plain));
//! assert_eq!(detect(b"Dear diary,\n"), None);
//! ```

use super::{Field, Fields, Format, Parser, Wanted};

/// Lines looked at.
const LINES: usize = 500;

/// The format that most of the first lines are understood in; `None` if none is in any. The text may end in the
/// middle of a line.
#[must_use]
pub fn detect(head: &[u8]) -> Option<Format> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let lines = || head.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).take(LINES);
    let mut wanted = Wanted::default();
    wanted.add("user_agent");
    let understood = |format: Format, also: fn(&Fields, &[u8]) -> bool| {
        let mut parser = Parser::new(format, wanted.clone());
        let mut fields = Fields::default();
        lines()
            .filter(|line| {
                let line = line.strip_suffix(b"\r").unwrap_or(line);
                parser.parse(line, &mut fields).is_ok() && also(&fields, line)
            })
            .count()
    };
    let counts = [
        (understood(Format::Json, |_, _| true), Format::Json),
        (understood(Format::Combined, |_, _| true), Format::Common),
        (understood(Format::Plain, |_, _| true), Format::Plain),
    ];
    // The first of equals.
    let (most, format) = counts.into_iter().rev().max_by_key(|(count, _)| *count)?;
    let has_agent = |fields: &Fields, line: &[u8]| {
        line.iter().filter(|byte| **byte == b'"').count() >= 6 || !fields.of(Field::Agent, line).is_empty()
    };
    match format {
        _ if most == 0 => None,
        Format::Common if understood(Format::Combined, has_agent) * 2 >= most => Some(Format::Combined),
        format => Some(format),
    }
}
