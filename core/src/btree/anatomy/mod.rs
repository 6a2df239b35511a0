//! What the bytes of a tree's files are: `pages`, and the redo logs. For an example of the form see
//! [`anatomy`](crate::anatomy).
//!
//! ```text
//!   pages    page 0: checksum │ number │ … │ slot │ free space │ cell        page 1: …
//!   redo-7   header │ frame 41: insert, page 3, slot 2, key, value │ frame 42 │ ▒▒▒ torn
//! ```
//!
//! Nothing in the file of pages says how long a page is; it is the size at which a page is sound.

mod page;
mod redo;

use super::log::{NEW_LOG, generation_of};
use super::store::PAGES;
use crate::anatomy::{Anatomy, Marker, What};

/// Whether this is a file of a tree, by its name or by what it begins with.
#[must_use]
pub fn knows(name: &str, bytes: &[u8]) -> bool {
    identify(name, bytes).is_some()
}

/// The spans of a file from the one at `from` on, at most `limit` of them (at least one). O(file) for a log,
/// O(pages and the spans) for pages.
#[must_use]
pub fn annotate(name: &str, bytes: &[u8], from: u64, limit: usize) -> Anatomy {
    walk(name, bytes, Marker::new(bytes.len(), from, limit, false))
}

/// The same, with one span for each page or frame.
#[must_use]
pub fn outline(name: &str, bytes: &[u8], from: u64, limit: usize) -> Anatomy {
    walk(name, bytes, Marker::new(bytes.len(), from, limit, true))
}

enum File {
    Pages,
    /// Of this generation, if the name says which.
    Redo(Option<u64>),
}

fn identify(name: &str, bytes: &[u8]) -> Option<File> {
    match name {
        PAGES => Some(File::Pages),
        NEW_LOG => Some(File::Redo(None)),
        _ if generation_of(name).is_some() => Some(File::Redo(generation_of(name))),
        _ if bytes.starts_with(&super::log::MAGIC) => Some(File::Redo(None)),
        _ => page::page_bytes(bytes).map(|_| File::Pages),
    }
}

fn walk(name: &str, bytes: &[u8], mut marker: Marker) -> Anatomy {
    match identify(name, bytes) {
        Some(File::Pages) => page::mark_file(bytes, &mut marker),
        Some(File::Redo(generation)) => redo::mark(generation, bytes, &mut marker),
        None => {}
    }
    marker.finish(What::Unknown)
}
