//! The disk of an LSM tree: its log, and below it the levels, each table a bar over the range of its keys.
//!
//! ```text
//!   log  ▓▓▓▓▓▓▒▒                 durable, and what a crash may take
//!   L0   ▬▬▬▬▬▬▬▬▬▬▬▬             each run a row: at level 0 they overlap
//!        ▬▬▬▬▬▬▬▬▬▬▬
//!   L1   ▬▬▬▬▬ ▬▬▬▬▬ ▬▬▬▬▬        one run: no key is in two tables
//! ```

use super::axis::{Axis, Scale};
use super::draw::{NOTE, bytes, rect};
use super::{DiskFile, Spot, Whose, words};
use crate::picture::{Area, Dash, Mark, Paint, Thing, Token};
use crate::scenes::marks::Pen;
use crate::text::number::counted;
use snowglobe_core::disk::Disk;
use snowglobe_core::lsm::compaction::Shape as Levels;
use snowglobe_core::lsm::{Lsm, TableInfo, table_file};

/// Levels that are shown even when they are empty.
const SHOWN: usize = 3;
/// Levels that are shown at most; deeper ones share the last row.
const MOST: usize = 7;

/// The rows of a disk.
pub(crate) struct Rows {
    /// Room for the names of rows, on the left.
    names: f32,
    left: f32,
    right: f32,
    top: f32,
    high: f32,
}

impl Rows {
    /// Room for the log and so many levels.
    pub(crate) fn new(disk: Area, levels: usize) -> Self {
        let names = if disk.w > 240.0 { 66.0 } else { 30.0 };
        let rows = (levels + 1) as f32;
        let top = disk.y + 20.0;
        Self {
            names,
            left: disk.x + names,
            right: disk.x + disk.w - 10.0,
            top,
            high: ((disk.y + disk.h - 6.0 - top) / rows).clamp(6.0, 84.0),
        }
    }

    /// Whether words fit beside a row, where its name is.
    pub(crate) fn names(&self, pen: &Pen, words: &str) -> bool {
        pen.width(words) + 8.0 <= self.names
    }

    /// Whether a place from left to right is where tables are, and not where the names of rows stand.
    pub(crate) fn holds(&self, x: f32) -> bool {
        x >= self.left
    }

    /// How many levels of these are shown.
    pub(crate) fn levels(shape: Option<&Levels>) -> usize {
        shape.map_or(0, |shape| shape.levels.len()).clamp(SHOWN, MOST)
    }

    /// The room of a row; 0 is the log.
    pub(crate) fn row(&self, row: usize) -> Area {
        let gap = (self.high * 0.18).clamp(1.0, 7.0);
        let y = self.top + self.high * row as f32;
        Area { x: self.left, y: y + gap / 2.0, w: (self.right - self.left).max(10.0), h: self.high - gap }
    }

    /// The axis of keys.
    pub(crate) fn axis(&self, scale: Scale) -> Axis {
        Axis::new(scale, (self.left, self.right))
    }

    /// The room of a table.
    pub(crate) fn table(
        &self,
        axis: Axis,
        (level, run, runs): (usize, usize, usize),
        info: &TableInfo,
    ) -> Area {
        let row = self.row(level.min(MOST - 1) + 1);
        let high = row.h / runs.max(1) as f32;
        let (left, right) = (axis.at(&info.smallest), axis.at(&info.largest));
        let w = (right - left).max(3.0);
        let h = (high - if runs > 1 { 1.0 } else { 0.0 }).max(1.0);
        Area { x: left.min(self.right - w), y: row.y + high * run as f32, w, h }
    }
}

/// The logs: what is durable, and what is not. A row is full at so many bytes, or more if there are more.
pub(crate) fn logs(
    rows: &Rows,
    files: &[DiskFile<'_>],
    (usual, name): (u64, &str),
    whose: Whose<'_>,
    marks: &mut Vec<Mark>,
) -> Vec<Spot> {
    let row = rows.row(0);
    let short = words::LOG_SHORT.of(whose.language);
    let shown = if rows.names(&NOTE, name) { name } else { short };
    write_row(row, shown, rows, &whose.file(name), marks);
    let all: u64 = files.iter().map(|file| file.durable + file.volatile).sum();
    let scale = row.w / all.max(usual).max(1) as f32;
    let mut left = row.x;
    let mut spots = Vec::new();
    for file in files {
        let whole = file.durable + file.volatile;
        let area = Area { x: left, w: (whole as f32 * scale).max(2.0), ..row };
        let safe = Area { w: (file.durable as f32 * scale).max(0.5), ..area };
        let label = format!("{}, {} + {}", file.name, bytes(file.durable), bytes(file.volatile));
        let outline = Paint::fill(Token::Surface).lined(Token::Muted, 1.0);
        let thing = whose.file(file.name);
        let mark = Mark::new(format!("log {thing}"), rect(area, 2.0), outline);
        marks.push(mark.of(Thing::File(thing.clone()), label));
        if file.durable > 0 {
            let paint = Paint::fill(Token::Soft(0));
            marks.push(Mark::new(format!("durable {thing}"), rect(safe, 2.0), paint));
        }
        spots.push(Spot { file: file.name.to_owned(), area, bytes: whole });
        left += area.w + 2.0;
    }
    spots
}

/// The name of a row, on its left.
fn write_row(row: Area, name: &str, rows: &Rows, key: &str, marks: &mut Vec<Mark>) {
    let room = rows.left - 6.0;
    let fits = |pen: &Pen| rows.names(pen, name);
    let pens = [NOTE.ending(), Pen::new(9.0, Token::Muted).ending(), Pen::new(8.0, Token::Muted).ending()];
    if let Some(pen) = pens.into_iter().find(fits).filter(|_| row.h >= 7.0) {
        marks.push(pen.write(format!("row {key}"), (room, row.y + row.h / 2.0 + pen.drop()), name));
    }
}

/// The levels with their tables; where each is.
pub(crate) fn levels<D: Disk>(
    rows: &Rows,
    lsm: &Lsm<D>,
    scale: Scale,
    whose: Whose<'_>,
    marks: &mut Vec<Mark>,
) -> Vec<Spot> {
    let overview = lsm.overview();
    let axis = rows.axis(scale);
    let merged: &[u64] = overview.merge.as_ref().map_or(&[], |merge| &merge.job.tables);
    let mut spots = Vec::new();
    for level in 0..Rows::levels(Some(&overview.shape)) {
        let row = rows.row(level + 1);
        let level_name = words::LEVEL.of(whose.language).replace("{}", &level.to_string());
        write_row(row, &level_name, rows, &whose.file(&level_name), marks);
        let ground = Paint::fill(Token::Surface).faded(0.6);
        marks.push(Mark::new(format!("level {}{level}", whose.owner), rect(row, 3.0), ground));
    }
    for (level, runs) in overview.shape.levels.iter().enumerate() {
        for (run, tables) in runs.iter().enumerate() {
            for info in &tables.tables {
                let area = rows.table(axis, (level, run, runs.len()), info);
                table(info, (level, area), merged.contains(&info.number), whose, marks);
                spots.push(Spot { file: table_file(info.number), area, bytes: info.bytes });
            }
        }
    }
    spots
}

fn table(
    info: &TableInfo,
    (level, area): (usize, Area),
    merging: bool,
    whose: Whose<'_>,
    marks: &mut Vec<Mark>,
) {
    let name = table_file(info.number);
    let of = format!("{}{}", whose.owner, info.number);
    let label = format!(
        "{name}, L{level}, {}, {}",
        bytes(info.bytes),
        counted(words::ENTRIES, info.entries, whose.language)
    );
    let paint = match merging {
        true => Paint::fill(Token::Soft(0)).lined(Token::Warning, 1.8).dashed(Dash::Dashed),
        false => Paint::fill(Token::Soft(0)).lined(Token::Node(0), 1.0),
    };
    let mark = Mark::new(format!("table {of}"), rect(area, 2.0), paint);
    marks.push(mark.of(Thing::File(whose.file(&name)), label));
    // The part of its entries that are tombstones, along the lower edge.
    if info.tombstones > 0 && area.h > 4.0 {
        let w = area.w * info.tombstones as f32 / info.entries.max(1) as f32;
        let strip = Area { y: area.y + area.h - 3.0, h: 3.0, w, ..area };
        marks.push(Mark::new(format!("tombstones {of}"), rect(strip, 0.0), Paint::fill(Token::Danger)));
    }
    let number = info.number.to_string();
    let pen = Pen::new(9.5, Token::Ink).centred();
    if area.h >= 13.0 && pen.width(&number) + 4.0 < area.w {
        let at = (area.x + area.w / 2.0, area.y + area.h / 2.0 + pen.drop());
        marks.push(pen.write(format!("number {of}"), at, &number));
    }
}
