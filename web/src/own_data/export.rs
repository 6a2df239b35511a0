//! The answer as a CSV, `key,server,server_after`, written in a second pass over the file.
//!
//! ```
//! use snowglobe_web::own_data::export::write_field;
//!
//! let mut out = Vec::new();
//! write_field(b"a \"b\", c", &mut out);
//! write_field(b"=1+1", &mut out);
//! assert_eq!(out, b"\"a \"\"b\"\", c\"'=1+1");
//! ```
//!
//! RFC 4180 with CRLF. Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, a tab or a CR as
//! a formula, so such a key gets an apostrophe in front (OWASP, "CSV injection"). A key that begins
//! with an apostrophe gets one too, so that the rule can be undone: drop one leading apostrophe.

use snowglobe_core::ring::Scheme;

use super::report::run::Placed;

/// Writes the rows of one placement, key by key.
#[derive(Debug)]
pub struct Export {
    scheme: Scheme,
    /// The servers' names as fields.
    names: Vec<Vec<u8>>,
    next: usize,
}

impl Export {
    /// Starts a table, its header written to `out`.
    #[must_use]
    pub fn new(placed: &Placed, scheme: Scheme, out: &mut Vec<u8>) -> Self {
        let field = |name: &str| {
            let mut field = Vec::new();
            write_field(name.as_bytes(), &mut field);
            field
        };
        let changes = placed.request().change != super::request::Change::None;
        out.extend_from_slice(if changes { b"key,server,server_after\r\n" } else { b"key,server\r\n" });
        Self { scheme, names: placed.request().everyone().map(|s| field(&s.name)).collect(), next: 0 }
    }

    /// Writes the row of the next key. The keys must come in the order of the first pass.
    pub fn key(&mut self, placed: &Placed, key: &[u8], out: &mut Vec<u8>) {
        let Some((before, after)) = placed.owners(self.scheme, self.next, key) else {
            return;
        };
        self.next += 1;
        write_field(key, out);
        for server in [Some(before), after].into_iter().flatten() {
            out.push(b',');
            out.extend_from_slice(self.names.get(server).map_or(&[][..], Vec::as_slice));
        }
        out.extend_from_slice(b"\r\n");
    }
}

/// Appends one field, quoted where it must be and never a formula; see the module.
pub fn write_field(field: &[u8], out: &mut Vec<u8>) {
    let quoted = field.iter().any(|b| b",\"\r\n\t".contains(b))
        || field.first() == Some(&b' ')
        || field.last() == Some(&b' ');
    if quoted {
        out.push(b'"');
    }
    if field.first().is_some_and(|b| b"=+-@\t\r'".contains(b)) {
        out.push(b'\'');
    }
    if quoted {
        for &byte in field {
            if byte == b'"' {
                out.push(b'"');
            }
            out.push(byte);
        }
        out.push(b'"');
    } else {
        out.extend_from_slice(field);
    }
}

#[cfg(test)]
mod tests;
