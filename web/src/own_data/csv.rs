//! Fields of a CSV as they are written to a file that a reader downloads.
//!
//! ```
//! use snowglobe_web::own_data::csv::write_field;
//!
//! let mut out = Vec::new();
//! write_field(b"a \"b\", c", &mut out);
//! write_field(b"=1+1", &mut out);
//! assert_eq!(out, b"\"a \"\"b\"\", c\"'=1+1");
//! ```
//!
//! RFC 4180 with CRLF. Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, a tab or a CR as
//! a formula, so such a field gets an apostrophe in front (OWASP, "CSV injection"). A field that begins
//! with an apostrophe gets one too, so that the rule can be undone: drop one leading apostrophe.

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
