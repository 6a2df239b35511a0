//! A key in hand: where its versions are, and what the latest read of it looked at.
//!
//! ```text
//!   memtable   ○            asked, and not here
//!   L0         ⊘            the filter said no: not read
//!   L1         ●            a block was read, and there it was
//!              ┆            where the key is between left and right
//! ```

use super::axis::Scale;
use super::draw::NOTE;
use super::levels::Rows;
use super::{Spot, Stand, memory};
use crate::picture::{Dash, Mark, Paint, Shape, Token, bar, number};
use snowglobe_core::lsm::inspect::Probe;
use snowglobe_core::lsm::{Located, Where};

/// A key in hand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InHand<'a> {
    /// As it is stored.
    pub(crate) stored: &'a [u8],
    /// As it is called.
    pub(crate) name: &'a str,
    /// Where its versions are, the newest first.
    pub(crate) versions: &'a [Located],
    /// What a read of it looked at.
    pub(crate) probes: &'a [Probe],
    /// Before the names of marks, where there are several disks.
    pub(crate) owner: &'a str,
}

/// Draws it over the tables.
pub(crate) fn draw(stand: Stand<'_>, rows: &Rows, scale: Scale, key: InHand<'_>, marks: &mut Vec<Mark>) {
    let x = rows.axis(scale).at(key.stored);
    line(stand, rows, x, key, marks);
    let [memtable, frozen, _] = memory::parts(stand.memory());
    for (place, version) in key.versions.iter().enumerate() {
        let at = match version.place {
            Where::Memtable => Some((memtable.x + memtable.w - 21.0, low(stand))),
            Where::Frozen(_) => Some((frozen.x + 8.0, low(stand))),
            Where::Table { table, .. } => stand.table(table).map(|spot| (x, middle(spot))),
        };
        if let Some(at) = at {
            marks.push(version_mark(place, version, at, key.owner));
        }
    }
    for (place, probe) in key.probes.iter().enumerate() {
        let looked = |found| match found {
            true => Paint::stroke(Token::Good, 2.4),
            false => Paint::stroke(Token::Warning, 2.0),
        };
        // Left of the key, or right of it where the names of rows stand.
        let aside = if rows.holds(x - 13.0 - R) { x - 13.0 } else { x + 13.0 };
        let beside = |table: u64| stand.table(table).map(|spot| (aside, middle(spot)));
        let (at, path, paint): (_, fn(f32, f32) -> String, _) = match probe {
            Probe::Memtable { found } => {
                // Frozen ones have a place each, as far as there is room.
                let right =
                    if place == 0 { memtable.x + memtable.w } else { frozen.x + 13.0 * place as f32 + 8.0 };
                (Some((right - 8.0, low(stand))), circle, looked(*found))
            }
            // What an index says is where the block comes from.
            Probe::Index { block: Some(_), .. } => continue,
            Probe::Index { table, block: None } => (beside(*table), circle, looked(false)),
            Probe::Filtered { table } => {
                (beside(*table), struck, Paint::fill(Token::Card).lined(Token::Warning, 1.6))
            }
            Probe::Block { table, found, .. } => (beside(*table), circle, looked(*found)),
        };
        if let Some((x, y)) = at {
            marks.push(Mark::new(format!("probe {}{place}", key.owner), Shape::Path(path(x, y)), paint));
        }
    }
}

/// Where the key is from left to right, through all levels.
fn line(stand: Stand<'_>, rows: &Rows, x: f32, key: InHand<'_>, marks: &mut Vec<Mark>) {
    let bottom = stand.disk.y + stand.disk.h - 4.0;
    let n = number;
    let line = format!("M{} {}L{} {}", n(x), n(rows.row(0).y + rows.row(0).h + 1.0), n(x), n(bottom));
    let paint = Paint::stroke(Token::Accent, 1.2).dashed(Dash::Dotted);
    marks.push(Mark::new(format!("key in hand{}", key.owner), Shape::Path(line), paint));
    let pen = NOTE.coloured(Token::Accent).bold(true).on(Token::Card).centred();
    let half = pen.width(key.name) / 2.0;
    let (left, right) = (stand.disk.x + half + 6.0, stand.disk.x + stand.disk.w - half - 6.0);
    let at = (x.clamp(left, right.max(left)), bottom);
    marks.push(pen.write(format!("key in hand name{}", key.owner), at, key.name));
}

fn middle(spot: &Spot) -> f32 {
    spot.area.y + spot.area.h / 2.0
}

/// Below the bars of the engine's memory.
fn low(stand: Stand<'_>) -> f32 {
    stand.engine.y + stand.engine.h - 6.0
}

/// A version: a full dot, the newest in the accent; a tombstone is hollow with a stroke through it.
fn version_mark(place: usize, version: &Located, (x, y): (f32, f32), owner: &str) -> Mark {
    let token = if place == 0 { Token::Accent } else { Token::Muted };
    let key = format!("version {owner}{}", version.sequence);
    match version.value {
        Some(_) => Mark::new(key, Shape::Circle { x, y, r: 4.5 }, Paint::fill(token).lined(Token::Card, 1.2)),
        None => Mark::new(key, Shape::Path(struck(x, y)), Paint::fill(Token::Card).lined(token, 1.8)),
    }
}

/// Radius of the marks.
const R: f32 = 5.0;

fn struck(x: f32, y: f32) -> String {
    format!("{}{}", circle(x, y), bar(x, y, R))
}

fn circle(x: f32, y: f32) -> String {
    let n = number;
    let (left, right, y, r) = (n(x - R), n(x + R), n(y), n(R));
    format!("M{left} {y}A{r} {r} 0 1 1 {right} {y}A{r} {r} 0 1 1 {left} {y}Z")
}
