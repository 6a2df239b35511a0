//! Any file of the disk, byte by byte, with what each byte is.
//!
//! ```text
//!   [log-000004] [table-000005] …                              the files, to choose from
//!   000040  0a 05 40 6b 65 79 2d …     key length 10 · value length 64 · key key-000042 · …
//! ```
//!
//! It is what the disk has at the moment: what is on its way to it is not in it yet.

use super::draw::{NAME, NOTE, bytes as size, rect};
use super::words;
use crate::picture::{Area, Mark, Paint, Picture, Thing, Token};
use crate::scenes::Frame;
use crate::scenes::marks::Pen;
use crate::text::Language;
use crate::text::anatomy_words as named;
use snowglobe_core::anatomy::{Anatomy, Span, What};

/// Height of a row of bytes.
const ROW: f32 = 19.0;
/// Spans that are asked for at once: each has a byte at least.
const MOST_SPANS: usize = 2_000;

/// What saying how many more files there are takes.
const MORE: f32 = 40.0;

/// Files that can be opened.
pub(crate) struct Files<'a> {
    /// Their names and what is in them.
    pub(crate) all: Vec<(String, &'a [u8])>,
    /// What the bytes of a file are, from a place on, at most so many spans.
    pub(crate) annotate: fn(&str, &[u8], u64, usize) -> Anatomy,
    /// From where on there is room for them on the stage.
    pub(crate) top: f32,
}

/// A file that is open, from a place on.
struct Opened<'a> {
    name: &'a str,
    bytes: &'a [u8],
    at: u64,
    annotate: fn(&str, &[u8], u64, usize) -> Anatomy,
}

/// What a place in a file says: the name and the offset.
fn place(thing: Option<&Thing>) -> Option<(&str, u64)> {
    let Some(Thing::File(place)) = thing else { return None };
    let (name, at) = place.split_once('@').unwrap_or((place, "0"));
    Some((name, at.parse().unwrap_or_default()))
}

/// The span at a place of a file, and what it is, for the inspector.
pub(crate) fn span_at(files: &Files<'_>, thing: &Thing, language: Language) -> Option<[String; 3]> {
    let (name, at) = place(Some(thing))?;
    let (_, bytes) = files.all.iter().find(|(file, _)| *file == name)?;
    let spans = (files.annotate)(name, bytes, at, MOST_SPANS).spans;
    let span = spans.into_iter().find(|span| (span.from..span.to).contains(&at))?;
    Some([
        format!("{}–{}", span.from, span.to.saturating_sub(1)),
        named::group(language, span.group),
        told(&span, bytes, language),
    ])
}

/// Letters of a key or value that are shown.
const LETTERS: usize = 24;

/// What a span is, in words; of keys and values with what stands there.
fn told(span: &Span, file: &[u8], language: Language) -> String {
    let name = named::what(language, span.what);
    let legible = matches!(
        span.what,
        What::Key | What::Value | What::SmallestKey | What::LargestKey | What::LastKey | What::ManifestName
    );
    if !legible {
        return name;
    }
    format!("{name} {}", printed(span.bytes(file)))
}

/// Bytes as letters; what cannot be printed is a dot.
pub(crate) fn printed(bytes: &[u8]) -> String {
    let letter = |byte: &u8| if byte.is_ascii_graphic() || *byte == b' ' { char::from(*byte) } else { '·' };
    let text: String = bytes.iter().take(LETTERS).map(letter).collect();
    format!("{text}{}", if bytes.len() > LETTERS { "…" } else { "" })
}

/// The colour behind bytes, by what they are.
fn token(what: What) -> Token {
    match what {
        What::Checksum { right: true } => Token::Soft(5),
        What::Checksum { right: false } | What::FileNumber { right: false, .. } => Token::Danger,
        What::Damaged(_) | What::Torn | What::Unknown => Token::Danger,
        What::Key | What::SmallestKey | What::LargestKey | What::LastKey | What::ManifestName => {
            Token::Soft(0)
        }
        What::Value | What::Cell => Token::Soft(2),
        What::Tag { put: false, .. } | What::Write { put: false } => Token::Soft(1),
        What::Tag { .. } | What::Write { .. } | What::Sequence(_) | What::Contents(_) => Token::Soft(4),
        What::FilterWords | What::FilterKind | What::FilterBits(_) | What::FilterHashes(_) => Token::Soft(3),
        What::FreeSpace | What::Hole | What::Reserved => Token::Surface,
        _ => Token::Soft(6),
    }
}

/// The file that is selected, else the latest table, else the first file there is.
pub(crate) fn picture(files: &Files<'_>, selected: Option<&Thing>, frame: &Frame) -> Picture {
    let mut marks = Vec::new();
    let margin = (frame.width * 0.02).clamp(6.0, 16.0);
    let (all, annotate) = (&files.all, files.annotate);
    let usual = || all.iter().rev().find(|(name, _)| base(name).starts_with("table")).or(all.first());
    let chosen = place(selected)
        .and_then(|(name, at)| Some((all.iter().find(|(file, _)| *file == name)?, at)))
        .or_else(|| Some((usual()?, 0)));
    let mut label = words::BYTES_PICTURE.of(frame.language).to_owned();
    match chosen.map(|((name, bytes), at)| Opened { name, bytes, at, annotate }) {
        Some(opened) => {
            label = format!("{label}: {}", opened.name);
            let top = choice(all, (opened.name, files.top), (margin, frame.width - margin), &mut marks);
            let room =
                Area { x: margin, y: top, w: frame.width - 2.0 * margin, h: frame.height - top - 30.0 };
            rows(&opened, room, frame, &mut marks);
        }
        None => {
            let pen = Pen::new(14.0, Token::Muted).centred();
            let at = (frame.width / 2.0, frame.height / 2.0);
            marks.push(pen.write("no files", at, words::NO_FILES.of(frame.language)));
        }
    }
    Picture { width: frame.width, height: frame.height, label, still: marks, moving: Vec::new() }
}

/// The name of a file on its own disk.
fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// The files as buttons, in at most three rows; where the bytes may begin.
fn choice(
    files: &[(String, &[u8])],
    (open, top): (&str, f32),
    (left, right): (f32, f32),
    marks: &mut Vec<Mark>,
) -> f32 {
    let (mut x, mut y, high) = (left, top, 20.0);
    for (shown, (name, bytes)) in files.iter().enumerate() {
        let chosen = *name == open;
        let pen = NOTE.coloured(if chosen { Token::Ink } else { Token::Muted }).bold(chosen);
        let wide = NOTE.bold(true).width(base(name)) + 12.0;
        // The last row keeps room to say how many more there are.
        let last = y > top + 1.5 * (high + 4.0);
        let room = if last && shown + 1 < files.len() { right - MORE } else { right };
        if x + wide > right && !last {
            (x, y) = (left, y + high + 4.0);
        }
        if last && x + wide > room || left + wide > right {
            let more = format!("+{}", files.len() - shown);
            marks.push(NOTE.write("more files", (x + 6.0, y + 14.0), &more));
            break;
        }
        let line = if chosen { (Token::Accent, 2.0) } else { (Token::Faint, 1.2) };
        let area = Area { x, y, w: wide, h: high };
        let mark = Mark::new(
            format!("file {name}"),
            rect(area, 6.0),
            Paint::fill(Token::Card).lined(line.0, line.1),
        );
        let label = format!("{name}, {}", size(bytes.len() as u64));
        marks.push(mark.of(Thing::File(name.clone()), label));
        marks.push(pen.write(format!("file name {name}"), (x + 6.0, y + 14.0), base(name)));
        x += wide + 5.0;
    }
    y + high + 12.0
}

/// The bytes in rows, as many as there is room for, and the way to those before and after.
fn rows(opened: &Opened<'_>, area: Area, frame: &Frame, marks: &mut Vec<Mark>) {
    let wide = area.w > 540.0;
    let columns: u64 = if wide { 16 } else { 8 };
    let cell = if wide { 19.0 } else { ((area.w - 46.0) / 15.0).clamp(12.0, 22.0) };
    let count = ((area.h / ROW) as u64).max(1);
    let whole = opened.bytes.len() as u64;
    let from = opened.at.min(whole.saturating_sub(1)) / columns * columns;
    let to = (from + count * columns).min(whole);
    let hex = area.x + 46.0;
    let beside = hex + cell * columns as f32 + 8.0;
    let found = (opened.annotate)(opened.name, opened.bytes, from, MOST_SPANS).spans;
    let mut written = vec![0.0_f32; count as usize];
    for span in found.iter().filter(|span| span.from < to && span.to > from) {
        let words = told(span, opened.bytes, frame.language);
        let (mut at, end) = (span.from.max(from), span.to.min(to));
        let row = ((at - from) / columns) as usize;
        while at < end {
            let (line, column) = ((at - from) / columns, (at - from) % columns);
            let stop = end.min(from + (line + 1) * columns);
            let x = hex + cell * column as f32;
            let y = area.y + ROW * line as f32;
            let room = Area { x: x + 0.5, y: y + 1.0, w: cell * (stop - at) as f32 - 1.0, h: ROW - 2.0 };
            let paint = Paint::fill(token(span.what)).lined(Token::Faint, 0.6);
            let mark = Mark::new(format!("span {} {line}", span.from), rect(room, 3.0), paint);
            let thing = Thing::File(format!("{}@{}", opened.name, span.from));
            // One name for each span, where it begins.
            let mark = if at == span.from.max(from) {
                mark.of(thing, words.clone())
            } else {
                Mark { thing: Some(thing), ..mark }
            };
            marks.push(mark);
            at = stop;
        }
        // Beside the row in which it begins, as far as there is room; the first in any case.
        if let Some(used) = written.get_mut(row).filter(|_| span.from >= from) {
            let room = area.x + area.w - beside - *used;
            let said = if *used > 0.0 { format!("· {words}") } else { NOTE.shortened(&words, room) };
            if !said.is_empty() && NOTE.width(&said) <= room {
                let at = (beside + *used, area.y + ROW * row as f32 + 13.0);
                marks.push(NOTE.write(format!("told {}", span.from), at, &said));
                *used += NOTE.width(&said) + 5.0;
            }
        }
    }
    hexadecimal(opened, (from, to, columns), (hex, cell), area, marks);
    turn(opened, (from, to, count * columns), area, marks);
}

/// The numbers themselves, and the offset of each row.
fn hexadecimal(
    opened: &Opened<'_>,
    (from, to, columns): (u64, u64, u64),
    (hex, cell): (f32, f32),
    area: Area,
    marks: &mut Vec<Mark>,
) {
    let pen = Pen::new((cell * 0.55).min(10.5), Token::Ink).centred();
    for line in 0..(to.saturating_sub(from)).div_ceil(columns.max(1)) {
        let y = area.y + ROW * line as f32 + 13.0;
        let offset = from + line * columns;
        marks.push(NOTE.write(format!("offset {offset}"), (area.x, y), &format!("{offset:06x}")));
        for at in offset..(offset + columns).min(to) {
            let Some(byte) = usize::try_from(at).ok().and_then(|at| opened.bytes.get(at)) else { continue };
            let x = hex + cell * ((at - offset) as f32 + 0.5);
            marks.push(pen.write(format!("byte {at}"), (x, y), &format!("{byte:02x}")));
        }
    }
}

/// The way to the bytes before and after these.
fn turn(opened: &Opened<'_>, (from, to, page): (u64, u64, u64), area: Area, marks: &mut Vec<Mark>) {
    let y = area.y + area.h + 6.0;
    let whole = opened.bytes.len() as u64;
    let middle = format!("{from}–{} / {}", to.saturating_sub(1), whole);
    marks.push(NAME.centred().write("where", (area.x + area.w / 2.0, y + 13.0), &middle));
    let ways = [
        ("earlier", "◀", (from > 0).then(|| from.saturating_sub(page)), area.x),
        ("later", "▶", (to < whole).then_some(to), area.x + area.w - 40.0),
    ];
    for (key, sign, at, x) in ways {
        let Some(at) = at else { continue };
        let thing = Thing::File(format!("{}@{at}", opened.name));
        let room = Area { x, y: y - 1.0, w: 40.0, h: 20.0 };
        let mark = Mark::new(key, rect(room, 6.0), Paint::fill(Token::Card).lined(Token::Muted, 1.2));
        marks.push(mark.of(thing.clone(), format!("{} {at}", opened.name)));
        let text = NAME.centred().write(format!("{key} sign"), (x + 20.0, y + 13.0), sign);
        marks.push(Mark { thing: Some(thing), ..text });
    }
}
