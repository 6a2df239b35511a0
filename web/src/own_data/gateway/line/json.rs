//! A flat JSON object a line, as nginx writes it with `log_format … escape=json`.
//!
//! ```text
//! {"time_iso8601":"2023-11-14T22:13:20+09:00","remote_addr":"192.0.2.7","request":"GET /a HTTP/1.1","status":200}
//! ```
//!
//! Which field is what is told by its name (nginx's variables and the usual others). The time is the finest
//! there is: `msec` before an ISO stamp before `time_local`. There must be an address only where a rule asks for
//! one. An object or list inside is passed over, up to a depth of 16. This is a scanner and no validator
//! (RFC 8259): it asks for no more than it needs.

use std::ops::Range;

use super::quoted::closing_quote;
use super::{Field, Fields, Parser, Problem, text, time, wanted};

/// Objects and lists inside one another, at most.
const MAX_DEPTH: u32 = 16;

/// A value: where it is, and whether it is a string with escapes.
struct Value {
    span: Range<usize>,
    escaped: bool,
}

pub(super) fn parse(parser: &mut Parser, line: &[u8], fields: &mut Fields) -> Result<(), Problem> {
    *fields = Fields::default();
    let mut at = skip_blanks(line, 0);
    if line.get(at) != Some(&b'{') {
        return Err(Problem::Shape);
    }
    at = skip_blanks(line, at + 1);
    let mut best = 0;
    while line.get(at) == Some(&b'"') {
        let (end, _) = closing_quote(line, at + 1).ok_or(Problem::Shape)?;
        let name = line.get(at + 1..end).unwrap_or_default();
        at = skip_blanks(line, end + 1);
        if line.get(at) != Some(&b':') {
            return Err(Problem::Shape);
        }
        at = skip_blanks(line, at + 1);
        let (value, after) = read_value(line, at)?;
        take(parser, line, name, value, fields, &mut best)?;
        at = skip_blanks(line, after);
        match line.get(at) {
            Some(b',') => at = skip_blanks(line, at + 1),
            Some(b'}') => break,
            _ => return Err(Problem::Shape),
        }
    }
    if line.get(at) != Some(&b'}') {
        return Err(Problem::Shape);
    }
    if best == 0 {
        return Err(Problem::NoTime);
    }
    let nobody = !fields.has(Field::Address) && !fields.has(Field::Forwarded);
    if nobody && parser.wanted.has(Field::Address) {
        return Err(Problem::NoKey);
    }
    Ok(())
}

/// How good a name is for the time; 0 if it is another field.
fn time_rank(name: &[u8]) -> u8 {
    match name {
        b"msec" => 3,
        b"time_iso8601" | b"@timestamp" | b"timestamp" | b"time" | b"ts" | b"datetime" => 2,
        b"time_local" => 1,
        _ => 0,
    }
}

fn take(
    parser: &mut Parser,
    line: &[u8],
    name: &[u8],
    value: Value,
    fields: &mut Fields,
    best: &mut u8,
) -> Result<(), Problem> {
    let rank = time_rank(name);
    let Range { start, end } = value.span;
    if rank > *best {
        let text = line.get(start..end).unwrap_or_default();
        let (time, length) = match text {
            [_, _, b'/', ..] => parser.memory.clf(text)?,
            _ => time::any(text)?,
        };
        if length != text.len() {
            return Err(Problem::NoTime);
        }
        (fields.time, *best) = (time, rank);
    } else if name == b"request" {
        let (method, path) = text::request(line.get(start..end).unwrap_or_default());
        fields.set(Field::Method, start + method.start, start + method.end);
        set(parser, line, Value { span: start + path.start..start + path.end, ..value }, Field::Path, fields);
    } else if let Some(field) = parser.wanted.named(name) {
        set(parser, line, value, field, fields);
    } else if let Some(field) = wanted::known(name) {
        let text = line.get(start..end).unwrap_or_default();
        let end = if field == Field::Path { start + text::path_length(text) } else { end };
        // Of several addresses the peer's own is meant, else the first.
        let taken = name != b"remote_addr" && fields.has(field);
        if text != b"-" && !taken {
            set(parser, line, Value { span: start..end, ..value }, field, fields);
        }
    }
    Ok(())
}

fn set(parser: &mut Parser, line: &[u8], value: Value, field: Field, fields: &mut Fields) {
    if value.escaped {
        text::write_out(&mut parser.written, line, value.span, field, fields);
    } else {
        fields.set(field, value.span.start, value.span.end);
    }
}

#[inline]
fn skip_blanks(line: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\t' | b'\r') = line.get(at) {
        at += 1;
    }
    at
}

/// Reads what stands at `at`, and where it ends.
#[inline]
fn read_value(line: &[u8], at: usize) -> Result<(Value, usize), Problem> {
    match line.get(at) {
        Some(b'"') => {
            let (end, escaped) = closing_quote(line, at + 1).ok_or(Problem::Shape)?;
            Ok((Value { span: at + 1..end, escaped }, end + 1))
        }
        Some(b'{' | b'[') => {
            let end = skip_nested(line, at)?;
            Ok((Value { span: at..at, escaped: false }, end))
        }
        _ => {
            let rest = line.get(at..).unwrap_or_default();
            let length = rest
                .iter()
                .position(|byte| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\r'))
                .filter(|length| *length > 0)
                .ok_or(Problem::Shape)?;
            let null = rest.get(..length) == Some(b"null");
            Ok((Value { span: at..if null { at } else { at + length }, escaped: false }, at + length))
        }
    }
}

fn skip_nested(line: &[u8], mut at: usize) -> Result<usize, Problem> {
    let mut depth = 0;
    loop {
        match line.get(at).ok_or(Problem::Shape)? {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => at = closing_quote(line, at + 1).ok_or(Problem::Shape)?.0,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Ok(at);
        }
        if depth > MAX_DEPTH {
            return Err(Problem::Shape);
        }
    }
}
