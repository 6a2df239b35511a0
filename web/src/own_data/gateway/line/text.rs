//! What formats have in common: a request line taken apart, and escapes written out.
//!
//! ```text
//!   GET /a/b?c=1 HTTP/1.1  ──▶  GET, /a/b
//!   caf\xC3\xA9 \"x\" \/ \u00e9  ──▶  café "x" / é
//! ```

use std::ops::Range;

use super::{Field, Fields};

/// Where in `GET /a?b HTTP/1.1` the method and the path are. What is no request has neither.
pub(super) fn request(text: &[u8]) -> (Range<usize>, Range<usize>) {
    let method = text.iter().position(|byte| !byte.is_ascii_uppercase()).unwrap_or(0);
    if method == 0 || text.get(method) != Some(&b' ') {
        return (0..0, 0..0);
    }
    let path = method + 1;
    (0..method, path..path + path_length(text.get(path..).unwrap_or_default()))
}

/// How long the path is at the start of a target.
pub(super) fn path_length(target: &[u8]) -> usize {
    target.iter().position(|byte| matches!(byte, b'?' | b'#' | b' ')).unwrap_or(target.len())
}

/// Writes a part out without its escapes, and lets the field be that.
#[cold]
pub(super) fn write_out(
    written: &mut Vec<u8>,
    line: &[u8],
    part: Range<usize>,
    field: Field,
    fields: &mut Fields,
) {
    let start = written.len();
    let mut rest = line.get(part).unwrap_or_default();
    while let [first, tail @ ..] = rest {
        rest = match (first, tail) {
            (b'\\', [b'x', high, low, tail @ ..]) if let Some(byte) = hex(&[*high, *low]) => {
                written.push(byte as u8);
                tail
            }
            (b'\\', [b'u', tail @ ..]) => utf16(tail, written),
            (b'\\', [escape, tail @ ..]) => {
                written.push(match escape {
                    b'n' => b'\n',
                    b't' => b'\t',
                    b'r' => b'\r',
                    b'b' => 8,
                    b'f' => 12,
                    b'v' => 11,
                    other => *other,
                });
                tail
            }
            _ => {
                written.push(*first);
                tail
            }
        };
    }
    fields.set(field, line.len() + start, line.len() + written.len());
}

/// Writes the character of `00e9` or `d83d\ude00` and gives what follows. Half a pair becomes U+FFFD.
fn utf16<'a>(text: &'a [u8], written: &mut Vec<u8>) -> &'a [u8] {
    let Some((unit, mut rest)) =
        text.split_at_checked(4).and_then(|(digits, rest)| Some((hex(digits)?, rest)))
    else {
        written.push(b'u');
        return text;
    };
    let mut units = [unit as u16, 0];
    let mut used = 1;
    if let (0xD800..=0xDBFF, Some((b"\\u", tail))) = (unit, rest.split_at_checked(2))
        && let Some((digits, tail)) = tail.split_at_checked(4)
        && let Some(low @ 0xDC00..=0xDFFF) = hex(digits)
    {
        units[1] = low as u16;
        used = 2;
        rest = tail;
    }
    let mut buffer = [0; 4];
    for char in char::decode_utf16(units.into_iter().take(used)) {
        let char = char.unwrap_or(char::REPLACEMENT_CHARACTER);
        written.extend_from_slice(char.encode_utf8(&mut buffer).as_bytes());
    }
    rest
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| Some(sum * 16 + char::from(*digit).to_digit(16)?))
}
