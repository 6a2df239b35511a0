//! Records of a file: of a package index of Debian, or of lines with a tab.
//!
//! ```text
//!   Package: apt          key   apt                        KEY<TAB>VALUE      key   KEY
//!   Version: 2.6.1        value the whole paragraph                           value VALUE
//!
//!   Package: bash
//! ```
//!
//! Which it is tells the first line. Sources: Debian Policy, section 5.1 (paragraphs end with an empty line).

use std::io::{BufRead, Read};

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) key: Vec<u8>,
    pub(crate) value: Vec<u8>,
}

/// The most bytes of a record: what a value may have.
const MOST: usize = snowglobe_core::lsm::MAX_VALUE;
const PACKAGE: &[u8] = b"Package: ";

/// The records of a text, read as they are asked for; ends with the first that is wrong.
pub(crate) fn records(source: impl BufRead) -> impl Iterator<Item = Result<Record, String>> {
    let mut reader = Reader { source, line: 0, paragraphs: None, over: false };
    std::iter::from_fn(move || {
        let next = if reader.over { None } else { reader.next() };
        reader.over = !matches!(next, Some(Ok(_)));
        next
    })
}

struct Reader<R> {
    source: R,
    line: u64,
    /// Whether it is a package index; not known before the first line.
    paragraphs: Option<bool>,
    over: bool,
}

impl<R: BufRead> Reader<R> {
    fn next(&mut self) -> Option<Result<Record, String>> {
        let mut text = Vec::new();
        loop {
            let before = text.len();
            match self.read_line(&mut text) {
                Ok(0) if text.is_empty() => return None,
                Ok(0) => return Some(self.record(text)),
                Ok(_) => {}
                Err(sentence) => return Some(Err(sentence)),
            }
            let line = text.get(before..).unwrap_or_default();
            let paragraphs = *self.paragraphs.get_or_insert_with(|| line.starts_with(PACKAGE));
            match line.trim_ascii_end().is_empty() {
                true if before == 0 => text.clear(),
                true if paragraphs => {
                    text.truncate(before);
                    return Some(self.record(text));
                }
                false if !paragraphs => return Some(self.record(text)),
                _ => {}
            }
        }
    }

    /// Adds a line to the text; how many bytes it has.
    fn read_line(&mut self, text: &mut Vec<u8>) -> Result<usize, String> {
        // A file may be one line without an end.
        let mut source = self.source.by_ref().take(MOST as u64 + 1);
        let read = source.read_until(b'\n', text).map_err(|error| error.to_string())?;
        self.line += u64::from(read > 0);
        if text.len() > MOST {
            Err(format!("line {}: a record of more than {MOST} bytes", self.line))
        } else {
            Ok(read)
        }
    }

    fn record(&self, text: Vec<u8>) -> Result<Record, String> {
        let wrong = |what: &str| Err(format!("line {}: {what}", self.line));
        if self.paragraphs == Some(true) {
            let name = text.strip_prefix(PACKAGE).and_then(|rest| rest.split(|byte| *byte == b'\n').next());
            return match name.map(<[u8]>::trim_ascii) {
                Some(name) if !name.is_empty() => Ok(Record { key: name.to_vec(), value: text }),
                _ => wrong("a paragraph that does not begin with \"Package: \" and a name"),
            };
        }
        let line = text.strip_suffix(b"\n").unwrap_or(&text);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match line.iter().position(|byte| *byte == b'\t') {
            Some(tab) => Ok(Record { key: line[..tab].to_vec(), value: line[tab + 1..].to_vec() }),
            None => wrong("no tab between key and value"),
        }
    }
}
