//! The Merkle tree of a key's range at one machine, held against those of the others at which the range is at home.
//!
//! ```text
//!            ◉               the root: it differs somewhere below
//!        ○       ◉
//!      ○   ○   ○   ◉
//!     ○ ○ ○ ○ ○ ○ ○ ◉        buckets: what differs is sent, and nothing else is
//! ```
//!
//! Merkle, "A digital signature based on a conventional encryption function", CRYPTO 1987; Dynamo, section 4.7.

use crate::picture::{Area, Mark, Paint, Shape, Token};
use crate::scenes::Frame;
use crate::scenes::engine::draw::{NOTE, fit};
use crate::scenes::kv::{replica, words};
use snowglobe_core::merkle::{Fast, RangeTree};
use snowglobe_core::sim::{NodeId, World};
use snowglobe_core::systems::kv::placement::Placement;
use snowglobe_core::systems::kv::{HEIGHT, Key, Kv, Store};

/// Room that a tree takes, below a machine.
pub(super) const HIGH: f32 = 96.0;

/// The tree of a range at a machine that is up; that of no records if it has none there.
fn of(world: &World<Kv>, node: u32, range: usize) -> Option<RangeTree<Fast>> {
    let store =
        world.place(NodeId(node)).filter(|place| place.up).and_then(|_| replica(world, node)?.store())?;
    store.tree(range).cloned().or_else(|| RangeTree::new(HEIGHT).ok())
}

/// The tree, with what differs standing out.
pub(super) fn draw(
    world: &World<Kv>,
    (node, key): (u32, Key),
    area: Area,
    frame: &Frame,
    marks: &mut Vec<Mark>,
) {
    let range = Placement::range(key);
    let Some(own) = of(world, node, range) else { return };
    let home = world.system().placement.home(range).iter().filter(|other| **other != node);
    let others: Vec<RangeTree<Fast>> = home.filter_map(|other| of(world, *other, range)).collect();
    let differs = |at: usize| others.iter().any(|other| other.at(at) != own.at(at));
    let buckets = own.len();
    let unlike = (buckets..2 * buckets).filter(|at| differs(*at)).count();
    let told = words::TREE.of(frame.language).replace("{}", &range.to_string());
    let told = told.replace("{b}", &unlike.to_string()).replace("{c}", &buckets.to_string());
    let pen = if unlike > 0 { NOTE.coloured(Token::Danger).bold(true) } else { NOTE };
    fit(marks, format!("tree name {node}"), pen, (area.x + 8.0, area.y + 13.0), area.x + area.w - 4.0, &told);
    let (top, bottom) = (area.y + 24.0, area.y + area.h - 8.0);
    let place = |at: usize| {
        let level = at.ilog2();
        let part = (at - (1 << level)) as f32 + 0.5;
        let x = area.x + 6.0 + (area.w - 12.0) * part / (1 << level) as f32;
        (x, top + (bottom - top) * level as f32 / HEIGHT as f32)
    };
    let mine = buckets + Store::bucket(key);
    for at in 2..2 * buckets {
        let on_way = (0..=HEIGHT).any(|up| mine >> up == at);
        let paint = match (on_way, differs(at)) {
            (true, _) => Paint::stroke(Token::Ink, 1.6),
            (false, true) => Paint::stroke(Token::Danger, 1.2),
            (false, false) => Paint::stroke(Token::Faint, 1.0),
        };
        let way = Shape::Line { from: place(at / 2), to: place(at) };
        marks.push(Mark::new(format!("branch {node} {at}"), way, paint));
    }
    for at in 1..2 * buckets {
        let (x, y) = place(at);
        let (r, paint) = match differs(at) {
            true => (3.6, Paint::fill(Token::Card).lined(Token::Danger, 2.0)),
            false => (2.4, Paint::fill(Token::Muted)),
        };
        marks.push(Mark::new(format!("hash {node} {at}"), Shape::Circle { x, y, r }, paint));
    }
}

/// How many ranges of a machine there are, and how many are not as one of the other copies has them.
pub(in crate::scenes::kv) fn unlike(world: &World<Kv>, node: u32) -> (usize, usize) {
    let placement = &world.system().placement;
    let differs = |range: &usize| {
        let Some(own) = of(world, node, *range) else { return false };
        let others = placement.home(*range).iter().filter(|other| **other != node);
        others.filter_map(|other| of(world, *other, *range)).any(|other| other.root() != own.root())
    };
    let ranges: Vec<usize> = placement.ranges_of(node).collect();
    (ranges.len(), ranges.iter().filter(|range| differs(range)).count())
}
