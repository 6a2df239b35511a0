//! What the bytes of an engine's files are: log, manifest, table, and `CURRENT`. For an example see
//! [`anatomy`](crate::anatomy).
//!
//! ```text
//!   annotate   all parts of a piece of a file      frame 12: length │ kind │ checksum │ … │ key │ value
//!   outline    what there is, without its parts    header │ block 0 │ block 1 │ … │ filter │ index │ footer
//!   entry_at   the entry that a byte belongs to, with its whole key
//!   unpacked   what a compressed block holds
//! ```
//!
//! Files are known by their names, or, if those are other ones, by what they begin with. A place is looked for by
//! reading what comes before it in a log, and by the index in a table; only what was asked for is taken apart.

mod bodies;
mod entry;
mod frames;
mod sections;
mod table;

pub use entry::entry_at;
pub use table::unpacked;

use super::checksum::checksum;
use super::coding::{u32_at, u64_at};
use super::error::LsmError;
use super::names::{CURRENT, CURRENT_NEW, FileKind, HEADER, VERSION, check_header, parse, parse_current};
use crate::anatomy::{Anatomy, Group, Marker, What, Why};

/// Whether this is a file of an engine, by its name or by what it begins with.
#[must_use]
pub fn knows(name: &str, bytes: &[u8]) -> bool {
    [CURRENT, CURRENT_NEW].contains(&name) || identify(name, bytes).is_some()
}

/// The spans of a file from the one at `from` on, at most `limit` of them (at least one). O(file) for a log or
/// manifest; O(blocks of the table, and the spans) for a table.
#[must_use]
pub fn annotate(name: &str, bytes: &[u8], from: u64, limit: usize) -> Anatomy {
    walk(name, bytes, Marker::new(bytes.len(), from, limit, false))
}

/// The same, with one span for each group: what a table of contents needs.
#[must_use]
pub fn outline(name: &str, bytes: &[u8], from: u64, limit: usize) -> Anatomy {
    walk(name, bytes, Marker::new(bytes.len(), from, limit, true))
}

fn walk(name: &str, bytes: &[u8], mut marker: Marker) -> Anatomy {
    if [CURRENT, CURRENT_NEW].contains(&name) {
        current(bytes, &mut marker);
        return marker.finish(What::Damaged(Why::Checksum));
    }
    let Some(file) = identify(name, bytes) else { return marker.finish(What::Unknown) };
    header(file, bytes, &mut marker);
    match file.kind {
        FileKind::Log | FileKind::Manifest => frames::mark(file.number, bytes, &mut marker),
        FileKind::Table => table::mark(file.number, bytes, &mut marker),
    }
    marker.finish(What::Damaged(Why::Encoding))
}

/// Which file it is.
#[derive(Clone, Copy, Debug)]
struct File {
    kind: FileKind,
    number: u64,
}

/// Which file it is, if it is an engine's.
fn identify(name: &str, bytes: &[u8]) -> Option<File> {
    let named = parse(name).map(|(kind, number)| File { kind, number });
    named.or_else(|| Some(File { kind: FileKind::of(bytes)?, number: u64_at(bytes, 12)? }))
}

fn header(file: File, bytes: &[u8], marker: &mut Marker) {
    if !marker.open(Group::Header, HEADER as u64) {
        return;
    }
    let Some(head) = bytes.get(..HEADER) else {
        marker.to(HEADER as u64, What::Damaged(Why::Truncated));
        return;
    };
    let right = head.starts_with(file.kind.magic());
    marker.take(8, if right { What::Magic } else { What::Damaged(Why::Header) });
    let version = u32_at(head, 8).unwrap_or(0);
    let later = matches!(check_header(file.kind, file.number, bytes), Err(LsmError::Future { .. }));
    marker.take(4, if later { What::Damaged(Why::Version) } else { What::Version(version.into()) });
    let number = u64_at(head, 12).unwrap_or(0);
    marker.take(8, What::FileNumber { number, right: number == file.number });
    let right = u32_at(head, 20) == Some(checksum(&[&head[..20]])) && (later || version == VERSION);
    marker.take(4, What::Checksum { right });
}

/// `CURRENT`: a name, and a checksum in hexadecimal.
fn current(bytes: &[u8], marker: &mut Marker) {
    if !marker.open(Group::Header, bytes.len() as u64) {
        return;
    }
    let right = parse_current(bytes).is_ok();
    if let Some(blank) = bytes.iter().position(|byte| *byte == b' ') {
        marker.take(blank, What::ManifestName);
        marker.take(bytes.len() - blank, What::Checksum { right });
    }
}
