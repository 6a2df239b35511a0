//! Reads a request: `GET /a/b/?x HTTP/1.1`, headers, an empty line. Bodies are not read; no file wants one.

use std::io::{self, BufRead, Read};

/// The longest head that is read, in bytes.
const HEAD: u64 = 16 * 1024;

/// One request, as far as a file server cares.
pub(super) struct Request {
    pub(super) method: String,
    /// With percent signs decoded, without the query.
    pub(super) path: String,
    /// What follows the path, from its question mark on, as it was sent.
    pub(super) query: String,
    /// The version of the file that the browser has, `If-None-Match`.
    pub(super) has: Option<String>,
    /// Whether the connection closes after the answer.
    pub(super) last: bool,
}

impl Request {
    /// The next request, or `None` at the end of the connection or of what can be understood.
    pub(super) fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut head = reader.take(HEAD);
        let mut line = String::new();
        head.read_line(&mut line)?;
        let mut words = line.split_whitespace();
        let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next()) else {
            return Ok(None);
        };
        let (path, query) = target.split_at(target.find('?').unwrap_or(target.len()));
        let mut request = Self {
            method: method.to_owned(),
            path: decode(path),
            query: query.to_owned(),
            has: None,
            last: version != "HTTP/1.1" || !matches!(method, "GET" | "HEAD"),
        };
        loop {
            let mut line = String::new();
            if head.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            if line.trim().is_empty() {
                return Ok(Some(request));
            }
            let (name, value) = line.split_once(':').unwrap_or((&line, ""));
            match name.to_ascii_lowercase().as_str() {
                "connection" => request.last |= value.trim().eq_ignore_ascii_case("close"),
                "if-none-match" => request.has = Some(value.trim().to_owned()),
                _ => {}
            }
        }
    }
}

/// `%2F` and the like become the bytes they stand for; a broken one stays as it is.
fn decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        bytes.push(*first);
        if let ([high, low, after @ ..], b'%') = (tail, first)
            && let (Some(high), Some(low)) = (char::from(*high).to_digit(16), char::from(*low).to_digit(16))
            && let Ok(value) = u8::try_from(high * 16 + low)
        {
            bytes.pop();
            bytes.push(value);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
