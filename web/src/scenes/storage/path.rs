//! A key in hand: where its versions are, and what the latest read of it looked at.
//!
//! ```text
//!   memtable   ○            asked, and not here
//!   L0         ⊘            the filter said no: not read
//!   L1         ●            a block was read, and there it was
//!              ┆            where the key is between left and right
//! ```

use super::draw::NOTE;
use super::layout::{Machine, Spot};
use super::levels::Rows;
use super::memory;
use crate::picture::{Area, Dash, Mark, Paint, Shape, Token, bar, number};
use snowglobe_core::lsm::inspect::Probe;
use snowglobe_core::lsm::{Located, Where};
use snowglobe_core::systems::storage::{Engine, FileCode, Key, LastRead};

/// The key that is looked at: the one that is selected, else that of the latest read.
pub(super) fn in_hand(engine: &Engine, watched: Option<u32>) -> Option<Key> {
    match watched {
        Some(number) => Some(Key::Number(number)),
        None => match engine.last_read()? {
            LastRead::Get(key, _) => Some(key.clone()),
            LastRead::Scan(_) => None,
        },
    }
}

/// Draws it over the tables.
pub(super) fn draw(
    machine: &Machine,
    rows: &Rows,
    keys: u32,
    engine: &Engine,
    key: &Key,
    marks: &mut Vec<Mark>,
) {
    let x = rows.axis(keys).at(key.stored().as_bytes());
    let bottom = machine.disk.y + machine.disk.h - 4.0;
    let n = number;
    let line = format!("M{} {}L{} {}", n(x), n(rows.row(0).y + rows.row(0).h + 1.0), n(x), n(bottom));
    marks.push(Mark::new(
        "key in hand",
        Shape::Path(line),
        Paint::stroke(Token::Accent, 1.2).dashed(Dash::Dotted),
    ));
    let name = key.stored();
    let pen = NOTE.coloured(Token::Accent).bold(true).on(Token::Card).centred();
    let half = pen.width(&name) / 2.0;
    let right = machine.disk.x + machine.disk.w - 6.0;
    let at = (x.clamp(machine.disk.x + half + 6.0, (right - half).max(machine.disk.x + half + 6.0)), bottom);
    marks.push(pen.write("key in hand name", at, &name));
    let spot = |table: u64| machine.spots.iter().find(|spot| spot.code == FileCode::Table(table));
    let inner = Area { x: machine.engine.x + 8.0, w: machine.engine.w - 16.0, ..machine.engine };
    let [memtable, frozen, _] = memory::parts(inner);
    // A file that cannot be read tells nothing of where the key is.
    for (place, version) in engine.locate(key).unwrap_or_default().iter().enumerate() {
        let at = match version.place {
            Where::Memtable => Some((memtable.x + memtable.w - 21.0, low(machine))),
            Where::Frozen(_) => Some((frozen.x + 8.0, low(machine))),
            Where::Table { table, .. } => spot(table).map(|spot| (x, middle(spot))),
        };
        if let Some(at) = at {
            marks.push(version_mark(place, version, at));
        }
    }
    let Some(LastRead::Get(read, path)) = engine.last_read() else { return };
    if read != key {
        return;
    }
    for (place, probe) in path.probes.iter().enumerate() {
        let looked = |found| match found {
            true => Paint::stroke(Token::Good, 2.4),
            false => Paint::stroke(Token::Warning, 2.0),
        };
        let beside = |table: u64| spot(table).map(|spot| (x - 13.0, middle(spot)));
        let (at, path, paint): (_, fn(f32, f32) -> String, _) = match probe {
            Probe::Memtable { found } => {
                // Frozen ones have a place each, as far as there is room.
                let right =
                    if place == 0 { memtable.x + memtable.w } else { frozen.x + 13.0 * place as f32 + 8.0 };
                (Some((right - 8.0, low(machine))), circle, looked(*found))
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
            marks.push(Mark::new(format!("probe {place}"), Shape::Path(path(x, y)), paint));
        }
    }
}

fn middle(spot: &Spot) -> f32 {
    spot.area.y + spot.area.h / 2.0
}

/// Below the bars of the engine's memory.
fn low(machine: &Machine) -> f32 {
    machine.engine.y + machine.engine.h - 6.0
}

/// A version: a full dot, the newest in the accent; a tombstone is hollow with a stroke through it.
fn version_mark(place: usize, version: &Located, (x, y): (f32, f32)) -> Mark {
    let token = if place == 0 { Token::Accent } else { Token::Muted };
    let key = format!("version {}", version.sequence);
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
