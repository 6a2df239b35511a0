//! Common and Combined Log Format.
//!
//! ```text
//! 192.0.2.7 - kim [10/Oct/2000:13:55:36 -0700] "GET /a?b=1 HTTP/1.0" 200 2326 "http://r/" "agent" "198.51.100.9"
//! address     user time                         method path          status bytes referrer  agent   forwarded for
//! ```
//!
//! Everything from the status on may be missing; what is not wanted is not looked at. In quotes, `\"`, `\\`
//! and `\x22` stand for a byte (Apache and nginx escape so). A request that is no request, as port scanners
//! send (`"\x16\x03"`), has neither method nor path, and the line is understood all the same.

use memchr::{memchr, memchr2};

use super::{Field, Fields, Parser, Problem, text};

pub(super) fn parse(parser: &mut Parser, line: &[u8], fields: &mut Fields) -> Result<(), Problem> {
    let address = memchr(b' ', line).filter(|at| *at > 0).ok_or(Problem::NoKey)?;
    fields.set(Field::Address, 0, address);
    let stamp = find_stamp(line, address, fields)?;
    let (time, length) = parser.memory.clf(line.get(stamp..).unwrap_or_default())?;
    fields.time = time;
    let rest = stamp + length;
    let Some([b']', b' ', b'"', ..]) = line.get(rest..) else {
        return Err(Problem::Shape);
    };
    let request = rest + 3;
    let (end, escaped) = closing_quote(line, request).ok_or(Problem::Shape)?;
    if parser.wanted.has(Field::Method) || parser.wanted.has(Field::Path) {
        split_request(parser, line, request..end, escaped, fields);
    }
    let Some([b' ', status @ ..]) = line.get(end + 1..) else {
        return Err(Problem::Shape);
    };
    if !matches!(status, [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', ..]) {
        return Err(Problem::Shape);
    }
    fields.set(Field::Status, end + 2, end + 5);
    if parser.wanted.has(Field::Agent) || parser.wanted.has(Field::Forwarded) {
        quoted_tail(parser, line, end + 5, fields);
    }
    Ok(())
}

/// Where the time begins, after ` ident user [`. A user's name may have blanks in it.
#[inline]
fn find_stamp(line: &[u8], address: usize, fields: &mut Fields) -> Result<usize, Problem> {
    let rest = line.get(address..).unwrap_or_default();
    if rest.starts_with(b" - - [") {
        fields.set(Field::User, 0, 0);
        return Ok(address + 6);
    }
    let mut from = 0;
    while let Some(at) = memchr(b'[', rest.get(from..).unwrap_or_default()) {
        let open = from + at;
        // A user may be called "[x]": a stamp has a slash after the day.
        if let (Some([before @ .., b' ']), Some(b'/')) = (rest.get(..open), rest.get(open + 3)) {
            // ` ident user`, of which only the user is wanted.
            let ident = before.iter().skip(1).position(|byte| *byte == b' ').map(|at| at + 1);
            let user = before.get(ident.map_or(before.len(), |at| at + 1)..).unwrap_or_default();
            let user = if user == b"-" { 0 } else { user.len() };
            let end = address + before.len();
            fields.set(Field::User, end - user, end);
            return Ok(address + open + 1);
        }
        from = open + 1;
    }
    Err(Problem::NoTime)
}

/// Where the quote closes that opened before `from`, and whether there are escapes on the way.
#[inline]
pub(super) fn closing_quote(line: &[u8], from: usize) -> Option<(usize, bool)> {
    let (mut at, mut escaped) = (from, false);
    loop {
        let found = at + memchr2(b'"', b'\\', line.get(at..)?)?;
        if line.get(found) == Some(&b'"') {
            return Some((found, escaped));
        }
        escaped = true;
        at = found + 2;
    }
}

fn split_request(
    parser: &mut Parser,
    line: &[u8],
    request: std::ops::Range<usize>,
    escaped: bool,
    fields: &mut Fields,
) {
    let text = line.get(request.clone()).unwrap_or_default();
    let (method, path) = text::request(text);
    let whole = |part: std::ops::Range<usize>| request.start + part.start..request.start + part.end;
    fields.set(Field::Method, whole(method.clone()).start, whole(method).end);
    let path = whole(path);
    if escaped {
        text::write_out(&mut parser.written, line, path, Field::Path, fields);
    } else {
        fields.set(Field::Path, path.start, path.end);
    }
}

/// ` bytes "referrer" "agent" "forwarded for"`: the second and third quoted parts.
fn quoted_tail(parser: &mut Parser, line: &[u8], mut at: usize, fields: &mut Fields) {
    fields.set(Field::Agent, 0, 0);
    fields.set(Field::Forwarded, 0, 0);
    for field in [None, Some(Field::Agent), Some(Field::Forwarded)] {
        let Some(open) = memchr(b'"', line.get(at..).unwrap_or_default()) else {
            return;
        };
        let start = at + open + 1;
        let Some((end, escaped)) = closing_quote(line, start) else {
            return;
        };
        match field {
            Some(_) if line.get(start..end) == Some(b"-") => {}
            Some(field) if escaped => text::write_out(&mut parser.written, line, start..end, field, fields),
            Some(field) => fields.set(field, start, end),
            None => {}
        }
        at = end + 1;
    }
}
