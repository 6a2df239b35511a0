//! One field of a JSON object (RFC 8259), of which all is checked.
//!
//! ```
//! use snowglobe_web::own_data::storage::records::json::field;
//!
//! let key = field(br#"{"a": {"id": 1}, "id": "t\u00e9a"}"#, "id");
//! assert_eq!(key.unwrap().as_ref(), "téa".as_bytes());
//! ```
//!
//! A text is taken without its quotes and escapes, a number or truth value as it is written. Nothing else makes a key.

use std::borrow::Cow;

use super::Problem;

/// Objects and lists inside one another, at most.
const MAX_DEPTH: u32 = 128;

/// The value of a field of the object as a key; of fields with the same name, the last.
///
/// # Errors
/// [`Problem::Json`] if the text is no object, [`Problem::NoKey`] if it has no such field, or one that is no key.
pub fn field<'t>(text: &'t [u8], name: &str) -> Result<Cow<'t, [u8]>, Problem> {
    let mut found = None;
    walk(text, |field, value| {
        if unescaped(field).is_some_and(|field| field.as_ref() == name.as_bytes()) {
            found = Some(value);
        }
    })
    .ok_or(Problem::Json)?;
    match found {
        Some([b'"', inner @ .., b'"']) => unescaped(inner).ok_or(Problem::Json),
        Some([b'{' | b'[' | b'n', ..]) | None => Err(Problem::NoKey),
        Some(value) => Ok(value.into()),
    }
}

/// The names of an object's fields, in their order.
#[must_use]
pub fn names(text: &[u8]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    walk(text, |field, _| {
        names.extend(unescaped(field).map(|name| String::from_utf8_lossy(&name).into_owned()));
    })?;
    Some(names)
}

/// Shows each field of an object: its name without the quotes, and its value. `None` if it is no object.
fn walk<'t>(text: &'t [u8], mut each: impl FnMut(&'t [u8], &'t [u8])) -> Option<()> {
    let text = std::str::from_utf8(text).ok()?.as_bytes();
    let mut at = expect(text, blanks(text, 0), b'{')?;
    if text.get(at) == Some(&b'}') {
        return (blanks(text, at + 1) == text.len()).then_some(());
    }
    loop {
        let end = string(text, at)?;
        let name = text.get(at + 1..end - 1)?;
        let start = expect(text, blanks(text, end), b':')?;
        let end = value(text, start, 0)?;
        each(name, text.get(start..end)?);
        at = blanks(text, end);
        match text.get(at)? {
            b',' => at = blanks(text, at + 1),
            b'}' => return (blanks(text, at + 1) == text.len()).then_some(()),
            _ => return None,
        }
    }
}

fn blanks(text: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\t' | b'\r' | b'\n') = text.get(at) {
        at += 1;
    }
    at
}

/// Behind this byte and the blanks after it.
fn expect(text: &[u8], at: usize, byte: u8) -> Option<usize> {
    (text.get(at) == Some(&byte)).then(|| blanks(text, at + 1))
}

/// Where the value at a place ends.
fn value(text: &[u8], at: usize, depth: u32) -> Option<usize> {
    match text.get(at)? {
        b'"' => string(text, at),
        b'{' | b'[' if depth >= MAX_DEPTH => None,
        b'{' => nested(text, at, b'}', |at| {
            let at = expect(text, blanks(text, string(text, at)?), b':')?;
            value(text, at, depth + 1)
        }),
        b'[' => nested(text, at, b']', |at| value(text, at, depth + 1)),
        b'-' | b'0'..=b'9' => number(text, at),
        _ => ["true", "false", "null"]
            .iter()
            .find_map(|word| text.get(at..)?.starts_with(word.as_bytes()).then_some(at + word.len())),
    }
}

/// Parts with commas between them.
fn nested(text: &[u8], at: usize, close: u8, part: impl Fn(usize) -> Option<usize>) -> Option<usize> {
    let mut at = blanks(text, at + 1);
    if text.get(at) == Some(&close) {
        return Some(at + 1);
    }
    loop {
        at = blanks(text, part(at)?);
        match text.get(at)? {
            b',' => at = blanks(text, at + 1),
            byte if *byte == close => return Some(at + 1),
            _ => return None,
        }
    }
}

fn string(text: &[u8], at: usize) -> Option<usize> {
    if text.get(at) != Some(&b'"') {
        return None;
    }
    let mut at = at + 1;
    loop {
        match text.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => {
                at += match text.get(at + 1)? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
                    b'u' => text.get(at + 2..at + 6)?.iter().all(u8::is_ascii_hexdigit).then_some(6)?,
                    _ => return None,
                }
            }
            0..0x20 => return None,
            _ => at += 1,
        }
    }
}

fn number(text: &[u8], at: usize) -> Option<usize> {
    let digits = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then_some(from + count)
    };
    let start = at + usize::from(text.get(at) == Some(&b'-'));
    let mut end = if text.get(start) == Some(&b'0') { start + 1 } else { digits(start)? };
    if text.get(end) == Some(&b'.') {
        end = digits(end + 1)?;
    }
    if let Some(b'e' | b'E') = text.get(end) {
        let signed = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        end = digits(end + 1 + signed)?;
    }
    Some(end)
}

/// A text without its escapes; `None` if it has half of a pair of surrogates.
fn unescaped(inner: &[u8]) -> Option<Cow<'_, [u8]>> {
    if !inner.contains(&b'\\') {
        return Some(inner.into());
    }
    let (mut out, mut rest) = (Vec::with_capacity(inner.len()), inner);
    while let Some((byte, after)) = rest.split_first() {
        if *byte != b'\\' {
            out.push(*byte);
            rest = after;
            continue;
        }
        let (escape, after) = after.split_first()?;
        rest = after;
        match escape {
            b'u' => {
                let (mut code, after) = unit(rest)?;
                rest = after;
                if (0xd800..0xdc00).contains(&code) {
                    let (low, after) = unit(rest.strip_prefix(b"\\u")?)?;
                    rest = after;
                    let low = low.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                    code = 0x1_0000 + ((code - 0xd800) << 10) + low;
                }
                out.extend_from_slice(char::from_u32(code)?.encode_utf8(&mut [0; 4]).as_bytes());
            }
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            other => out.push(*other),
        }
    }
    Some(out.into())
}

/// Four hexadecimal digits.
fn unit(text: &[u8]) -> Option<(u32, &[u8])> {
    let (digits, rest) = text.split_at_checked(4)?;
    Some((u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?, rest))
}
