//! What a file looks like from its first bytes: lines, a CSV (of which columns?), or no text.
//!
//! ```
//! use snowglobe_web::own_data::sniff::{sniff, Format};
//!
//! let format = sniff(b"time;key;bytes\n10:01;user:7;120\n10:02;user:9;80\n");
//! let Format::Csv(table) = &format else { panic!() };
//! assert_eq!(table.columns, ["time", "key", "bytes"]);
//! assert_eq!((table.delimiter, table.key_column, table.header), (b';', 1, true));
//! ```
//!
//! A guess only, which the reader can overrule: the delimiter is the one under which nearly all
//! rows have the same number of columns (the idea of Python's `csv.Sniffer`), and a header is a
//! first row that looks like names over rows that do not.

use std::collections::BTreeSet;

use csv_core::ReadFieldResult;

/// How much of a file is looked at.
pub const SNIFF_BYTES: usize = 64 << 10;
/// How many rows the preview shows.
pub const PREVIEW_ROWS: usize = 5;

/// Rows looked at.
const ROWS: usize = 200;
/// Columns beyond these are not offered.
const MAX_COLUMNS: usize = 200;
/// A field is shown up to this many characters.
const SHOWN_CHARS: usize = 60;
/// A blank comes last: it parts many a text that is no table.
const DELIMITERS: [u8; 5] = [b',', b'\t', b';', b'|', b' '];
/// Columns of these names are where keys usually are, the surest first.
const KEY_NAMES: [&str; 8] = ["key", "cache_key", "id", "user_id", "uid", "url", "path", "키"];

/// What a file seems to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// Nothing, or blanks only.
    Empty,
    /// Zero bytes: no text in any encoding read here.
    Binary,
    /// A key a line; the first few of them.
    Lines {
        /// Up to [`PREVIEW_ROWS`] lines.
        preview: Vec<String>,
    },
    /// A table.
    Csv(Table),
}

/// The shape of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The byte between two fields.
    pub delimiter: u8,
    /// Whether the first row seems to name the columns.
    pub header: bool,
    /// The fields of the first row, be it a header or not.
    pub columns: Vec<String>,
    /// The first [`PREVIEW_ROWS`] rows after it.
    pub rows: Vec<Vec<String>>,
    /// The column that most likely holds the keys, from 0.
    pub key_column: usize,
}

/// Looks at the first [`SNIFF_BYTES`] of a file. A shorter slice is taken for the whole file.
/// O(bytes), and nothing in it can fail.
#[must_use]
pub fn sniff(head: &[u8]) -> Format {
    let whole = head.len() < SNIFF_BYTES;
    let head = head.get(..SNIFF_BYTES).unwrap_or(head);
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if head.contains(&0) || head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return Format::Binary;
    }
    if head.iter().all(u8::is_ascii_whitespace) {
        return Format::Empty;
    }
    for delimiter in DELIMITERS {
        let rows = read_rows(head, delimiter, whole);
        if let Some(width) = common_width(&rows, if delimiter == b' ' { 3 } else { 2 }) {
            return Format::Csv(describe(delimiter, width, &rows));
        }
    }
    let text = String::from_utf8_lossy(head);
    let preview = text.lines().filter(|l| !l.trim().is_empty()).take(PREVIEW_ROWS).map(shorten).collect();
    Format::Lines { preview }
}

/// The first rows as text. An unfinished last row is left out unless the file ends there.
fn read_rows(head: &[u8], delimiter: u8, whole: bool) -> Vec<Vec<String>> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), Vec::new());
    let (mut input, mut buffer) = (head, [0; 1024]);
    while rows.len() < ROWS && (whole || !input.is_empty()) {
        let (result, used, written) = reader.read_field(input, &mut buffer);
        input = input.get(used..).unwrap_or_default();
        field.extend_from_slice(buffer.get(..written).unwrap_or_default());
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::End => break,
            ReadFieldResult::Field { record_end } => {
                row.push(shorten(&String::from_utf8_lossy(&std::mem::take(&mut field))));
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
        }
    }
    rows
}

/// The number of columns that at least nine rows in ten have, if that is `least` or more.
fn common_width(rows: &[Vec<String>], least: usize) -> Option<usize> {
    let width = rows.get(rows.len() / 2)?.len();
    let same = rows.iter().filter(|r| r.len() == width).count();
    (width >= least && same * 10 >= rows.len() * 9).then_some(width)
}

fn describe(delimiter: u8, width: usize, rows: &[Vec<String>]) -> Table {
    let (columns, body) =
        rows.split_first().map_or((Vec::new(), rows), |(first, body)| (first.clone(), body));
    let header = looks_like_header(&columns, body);
    let named = KEY_NAMES.iter().filter(|_| header);
    let named = named.filter_map(|name| columns.iter().position(|c| c.trim().to_lowercase() == *name)).next();
    let key_column = named.unwrap_or_else(|| most_varied(width, if header { body } else { rows }));
    Table {
        delimiter,
        header,
        columns: columns.into_iter().take(MAX_COLUMNS).collect(),
        rows: body.iter().take(PREVIEW_ROWS).map(|r| r.iter().take(MAX_COLUMNS).cloned().collect()).collect(),
        key_column,
    }
}

/// Names are words without `:`, `/` or digits alone, all different, and not met again below.
fn looks_like_header(first: &[String], body: &[Vec<String>]) -> bool {
    let is_name = |f: &String| {
        f.chars().any(char::is_alphabetic) && f.chars().all(|c| c.is_alphanumeric() || "_- .()%#".contains(c))
    };
    let distinct = first.iter().collect::<BTreeSet<_>>().len() == first.len();
    let is_number = |f: &String| {
        let digits = f.trim().trim_start_matches(['-', '+']).replacen('.', "", 1);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let has_digit = first.iter().any(|f| f.contains(|c: char| c.is_ascii_digit()));
    let numbers_below =
        (0..first.len()).any(|c| !body.is_empty() && body.iter().all(|r| r.get(c).is_some_and(is_number)));
    let met_again = body.iter().any(|r| r.iter().zip(first).any(|(a, b)| a == b));
    !body.is_empty() && distinct && first.iter().all(is_name) && !met_again && (numbers_below || !has_digit)
}

/// The column with the most different values, the first of equals.
fn most_varied(width: usize, rows: &[Vec<String>]) -> usize {
    let variety = |c: usize| rows.iter().filter_map(|r| r.get(c)).collect::<BTreeSet<_>>().len();
    (0..width.min(MAX_COLUMNS)).rev().max_by_key(|&c| variety(c)).unwrap_or(0)
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= SHOWN_CHARS {
        return text.to_owned();
    }
    text.chars().take(SHOWN_CHARS).chain(['…']).collect()
}

#[cfg(test)]
mod tests;
