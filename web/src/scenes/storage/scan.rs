//! A range that was read: where it is, and what each run had to give for it.
//!
//! ```text
//!   memtable  2              entries of the range that were merged
//!   L0        ┆▒▒▒▒┆ 13      every run that has to do with the range is read: of a level, what they gave together
//!             ┆▒▒▒▒┆
//!   L1        ┆▒▒▒▒┆ 10
//! ```

use super::layout::Machine;
use super::{axis, words};
use crate::picture::{Area, Dash, Mark, Paint, Shape, Token, number};
use crate::scenes::engine::draw::{NOTE, rect};
use crate::scenes::engine::levels::Rows;
use crate::scenes::engine::memory;
use crate::text::Language;
use crate::text::number::grouped;
use snowglobe_core::lsm::inspect::ScanSource;
use snowglobe_core::systems::storage::ScannedRange;

/// The range with its rows, in words.
pub(super) fn told(range: &ScannedRange, language: Language) -> String {
    let key = |stored: &[u8]| String::from_utf8_lossy(stored).into_owned();
    let words = if range.last.is_some() { words::SCANNED } else { words::SCANNED_ON };
    let told = words.of(language).replace("{}", &grouped(range.rows)).replace("{a}", &key(&range.from));
    told.replace("{b}", &range.last.as_deref().map(key).unwrap_or_default())
}

/// Draws it over the tables.
pub(super) fn draw(
    machine: &Machine,
    rows: &Rows,
    keys: u32,
    (range, language): (&ScannedRange, Language),
    marks: &mut Vec<Mark>,
) {
    let (axis, first) = (rows.axis(axis::scale(keys)), rows.row(0));
    let left = axis.at(&range.from);
    let right = range.last.as_ref().map_or(first.x + first.w, |last| axis.at(last)).max(left + 2.0);
    let (top, bottom) = (first.y + first.h + 1.0, machine.disk.y + machine.disk.h - 4.0);
    let n = number;
    let edges = format!(
        "M{} {}L{} {}M{} {}L{} {}",
        n(left),
        n(top),
        n(left),
        n(bottom),
        n(right),
        n(top),
        n(right),
        n(bottom)
    );
    let paint = Paint::stroke(Token::Accent, 1.2).dashed(Dash::Dotted);
    marks.push(Mark::new("range in hand", Shape::Path(edges), paint));
    let [memtable, frozen, _] = memory::parts(machine.stand().memory());
    let pen = NOTE.coloured(Token::Accent).bold(true).on(Token::Card);
    let low = machine.engine.y + machine.engine.h - 3.0;
    // What the runs of a level gave is one number: there may be many of them in a row.
    let mut levels: Vec<(usize, u64, Vec<Area>)> = Vec::new();
    for (place, (source, given)) in range.path.merged.iter().enumerate() {
        let said = words::GIVEN.of(language).replace("{}", &grouped(*given));
        let at = match source {
            ScanSource::Memtable => (memtable.x + memtable.w - pen.width(&said) - 4.0, low),
            // Of several frozen ones the oldest has the room.
            ScanSource::Frozen(0) => (frozen.x + 4.0, low),
            ScanSource::Frozen(_) => continue,
            ScanSource::Run { level, tables } => {
                let stand = machine.stand();
                let spots = tables.iter().filter_map(|table| stand.table(*table)).map(|spot| spot.area);
                match levels.last_mut() {
                    Some((last, sum, areas)) if last == level => {
                        *sum += given;
                        areas.extend(spots);
                    }
                    _ => levels.push((*level, *given, spots.collect())),
                }
                continue;
            }
        };
        marks.push(pen.write(format!("given in memory {place}"), at, &said));
    }
    for (level, given, areas) in levels {
        for (at, area) in areas.iter().enumerate() {
            let x = area.x.max(left);
            let w = ((area.x + area.w).min(right) - x).max(2.0);
            let paint = Paint::stroke(Token::Accent, 1.8);
            marks.push(Mark::new(format!("range {level} {at}"), rect(Area { x, w, ..*area }, 0.0), paint));
        }
        // Below the name of the level, where there is room for two lines.
        let said = words::GIVEN.of(language).replace("{}", &grouped(given));
        let row = rows.row(level + 1);
        if rows.names(&pen, &said) && row.h >= 36.0 {
            let at = (first.x - 6.0, row.y + row.h / 2.0 + 15.0 + pen.drop());
            marks.push(pen.ending().write(format!("given at {level}"), at, &said));
        }
    }
    let name = told(range, language);
    let half = pen.width(&name) / 2.0;
    // Beside the names of rows, if it fits there.
    if 2.0 * half < first.w {
        let x = ((left + right) / 2.0).clamp(first.x + half, first.x + first.w - half);
        marks.push(pen.centred().write("range in hand name", (x, bottom), &name));
    }
}
