//! Everything, written out piece by piece, in the order of the keys.
//!
//! ```text
//!   as imported   id,name⏎7,tea⏎            the header that was, and the records
//!   CSV           key,value⏎7,"7,tea"⏎      fields that a spreadsheet would run get an apostrophe: see own_data/csv.rs
//!   JSON lines    {"key":"7","value":"7,tea"}⏎      bytes that are no text as "key_hex" and "value_hex"
//! ```

use std::ops::Bound;

use snowglobe_core::disk::Disk;
use snowglobe_core::lsm::{Lsm, LsmError};

use super::about::Form;
use super::request::Export;
use crate::own_data::csv::write_field;

/// Bytes of a piece, about.
const PIECE: usize = 1 << 20;

/// See the module.
#[derive(Debug)]
pub struct Writing {
    export: Export,
    form: Option<Form>,
    after: Option<Vec<u8>>,
}

impl Writing {
    /// Begins, with what comes before the first record.
    #[must_use]
    pub fn new(export: Export, form: Option<Form>) -> (Self, Vec<u8>) {
        let first = match (export, &form) {
            (Export::Csv, _) => b"key,value\r\n".to_vec(),
            (Export::Original, Some(Form::Csv(Some(header)))) => [header.as_slice(), b"\n"].concat(),
            _ => Vec::new(),
        };
        (Self { export, form, after: None }, first)
    }

    /// The next records; empty at the end.
    ///
    /// # Errors
    /// What the engine says.
    pub fn next<D: Disk>(&mut self, engine: &Lsm<D>) -> Result<Vec<u8>, LsmError> {
        let mut out = Vec::new();
        let start = self.after.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
        let mut last = None;
        for entry in engine.scan::<&[u8]>((start, Bound::Unbounded))? {
            let (key, value) = entry?;
            self.write(&key, &value, &mut out);
            last = Some(key);
            if out.len() >= PIECE {
                break;
            }
        }
        self.after = last.or(self.after.take());
        Ok(out)
    }

    fn write(&self, key: &[u8], value: &[u8], out: &mut Vec<u8>) {
        match self.export {
            Export::Original => {
                out.extend_from_slice(value);
                out.extend_from_slice(if self.form == Some(Form::Packages) { b"\n\n" } else { b"\n" });
            }
            Export::Csv => {
                write_field(key, out);
                out.push(b',');
                write_field(value, out);
                out.extend_from_slice(b"\r\n");
            }
            Export::Json => {
                out.push(b'{');
                json_field("key", key, out);
                out.push(b',');
                json_field("value", value, out);
                out.extend_from_slice(b"}\n");
            }
        }
    }
}

fn json_field(name: &str, bytes: &[u8], out: &mut Vec<u8>) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        out.extend(format!("\"{name}_hex\":\"").bytes());
        out.extend(bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()));
        out.push(b'"');
        return;
    };
    out.extend(format!("\"{name}\":\"").bytes());
    for char in text.chars() {
        match char {
            '"' => out.extend(b"\\\""),
            '\\' => out.extend(b"\\\\"),
            '\n' => out.extend(b"\\n"),
            '\r' => out.extend(b"\\r"),
            '\t' => out.extend(b"\\t"),
            '\0'..' ' => out.extend(format!("\\u{:04x}", u32::from(char)).bytes()),
            _ => out.extend(char.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
    out.push(b'"');
}
