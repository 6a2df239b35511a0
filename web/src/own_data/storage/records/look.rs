//! What a file looks like from its first bytes: paragraphs, JSON, a table, or no text.

use super::Format;
use super::json::names;
use crate::own_data::sniff::{self, Table, sniff};

/// Lines of which the fields are offered.
const LINES: usize = 20;
/// Fields that are offered.
const MOST_FIELDS: usize = 200;
/// Fields of these names are where keys usually are, the surest first.
const KEY_NAMES: [&str; 7] = ["key", "id", "_id", "uuid", "name", "url", "path"];

/// What a file seems to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing, or blanks only.
    Empty,
    /// No text.
    Binary,
    /// Two bytes to a character.
    Utf16,
    /// JSON, but no object a line: an array, or an object over several lines.
    OtherJson,
    /// A package index.
    Packages,
    /// JSON objects with these fields.
    Json(Vec<String>),
    /// A table; lines without one are a table of one column.
    Csv(Table),
}

/// Looks at the first [`SNIFF_BYTES`](sniff::SNIFF_BYTES) of a file.
#[must_use]
pub fn look(head: &[u8]) -> Look {
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return Look::Utf16;
    }
    let text = head.strip_prefix(super::BOM).unwrap_or(head);
    let format = sniff(head);
    match format {
        sniff::Format::Empty => return Look::Empty,
        sniff::Format::Binary => return Look::Binary,
        _ => {}
    }
    if text.trim_ascii_start().starts_with(b"Package:") {
        return Look::Packages;
    }
    let mut fields: Vec<String> = Vec::new();
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let mut objects = lines.take(LINES).map(names);
    // A long first line may be cut off here: then it begins as an object does.
    if objects.next().flatten().map(|first| fields = first).is_some() {
        for name in objects.flatten().flatten() {
            if !fields.contains(&name) {
                fields.push(name);
            }
        }
        fields.truncate(MOST_FIELDS);
        return Look::Json(fields);
    }
    if is_json(text) {
        return Look::OtherJson;
    }
    match format {
        sniff::Format::Csv(table) => Look::Csv(table),
        sniff::Format::Lines { preview } => Look::Csv(Table {
            delimiter: NO_DELIMITER,
            header: false,
            columns: preview.first().cloned().into_iter().collect(),
            rows: preview.into_iter().skip(1).map(|line| vec![line]).collect(),
            key_column: 0,
        }),
        sniff::Format::Empty | sniff::Format::Binary => Look::Empty,
    }
}

/// Whether a text begins as an object of JSON, or a list of such.
fn is_json(text: &[u8]) -> bool {
    let mut letters = text.iter().filter(|byte| !byte.is_ascii_whitespace());
    matches!(
        (letters.next(), letters.next()),
        (Some(b'{'), None | Some(b'"' | b'}')) | (Some(b'['), Some(b'{'))
    )
}

/// Stands between the fields of lines that have none.
const NO_DELIMITER: u8 = 0x1f;

impl Look {
    /// How it should be read, if it can be.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        match self {
            Self::Empty | Self::Binary | Self::Utf16 | Self::OtherJson => None,
            Self::Packages => Some(Format::Packages),
            Self::Json(fields) => {
                let known = KEY_NAMES.iter().find_map(|name| fields.iter().find(|field| field == name));
                known.or(fields.first()).map(|field| Format::Json { field: field.clone() })
            }
            Self::Csv(table) => Some(Format::Csv {
                delimiter: table.delimiter,
                column: table.key_column,
                header: table.header,
            }),
        }
    }
}
