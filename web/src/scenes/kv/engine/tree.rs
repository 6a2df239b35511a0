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

use crate::picture::{Area, Mark, Paint, Shape, Token, wrapped};
use crate::scenes::Frame;
use crate::scenes::engine::draw::{NOTE, fit};
use crate::scenes::kv::{replica, words};
use crate::text::number::grouped;
use snowglobe_core::merkle::{Fast, SparseTree};
use snowglobe_core::sim::{NodeId, World};
use snowglobe_core::systems::kv::placement::Placement;
use snowglobe_core::systems::kv::{Key, Kv, Store};

/// Room that a tree takes below a machine, and height of a machine from which there is as much.
const HIGH: f32 = 96.0;
const ROOMY: f32 = 330.0;
/// How much of the height a high tree takes.
const OF_HIGH: f32 = 0.45;
/// The least width and height of a tree beside a machine, where there is no room below it: on a telephone.
const SLIM: (f32, f32) = (90.0, 200.0);
/// Between the two, and how much of the width the machine keeps.
const GAP: f32 = 6.0;
const KEPT: f32 = 0.55;
/// Height of a line of words.
const LINE: f32 = 13.5;
/// Trees up to this height are drawn whole; of higher ones, what is compared.
const WHOLE: u32 = 4;
/// How far children stand from where their parent stands, at least; twice as far where levels are so far apart.
const APART: f32 = 3.0;
const FAR: f32 = 8.0;
/// Where there is but one way down, the two children that are compared stand so far from the middle.
const LADDER: f32 = 11.0;
/// Places that are drawn at most.
const MOST: usize = 300;

/// Room for a tree of so many levels below a machine or beside it, and what is left for the machine, which is no narrower
/// than `narrow`.
pub(super) fn room(area: Area, narrow: f32, height: u32) -> Option<(Area, Area)> {
    if area.h >= ROOMY {
        let high = if height > WHOLE { (area.h * OF_HIGH).max(HIGH) } else { HIGH };
        let below = Area { y: area.y + area.h - high, h: high, ..area };
        return Some((below, Area { h: area.h - high, ..area }));
    }
    let kept = (area.w * KEPT).max(narrow);
    let beside = Area { x: area.x + kept + GAP, w: area.w - kept - GAP, ..area };
    (beside.w >= SLIM.0 && beside.h >= SLIM.1).then_some((beside, Area { w: kept, ..area }))
}

/// The least width of a machine in so much height: a high tree, of which there is something to be followed, keeps its room
/// beside the machine where there is none below.
pub(super) fn least(room: f32, narrow: f32, height: u32) -> f32 {
    if height > WHOLE && room < ROOMY + 2.0 * LINE { narrow + GAP + SLIM.0 + 2.0 * GAP } else { narrow }
}

/// The tree of a range at a machine that is up; that of no records if it has none there.
fn of(world: &World<Kv>, node: u32, range: usize) -> Option<SparseTree<Fast>> {
    let store =
        world.place(NodeId(node)).filter(|place| place.up).and_then(|_| replica(world, node)?.store())?;
    store.tree(range).cloned().or_else(|| SparseTree::new(world.shared().parameters.tree_height).ok())
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
    let others: Vec<SparseTree<Fast>> = home.filter_map(|other| of(world, *other, range)).collect();
    let differs = |at: usize| others.iter().any(|other| other.at(at) != own.at(at));
    let mut unlike: Vec<usize> = others.iter().flat_map(|other| own.unlike(other)).collect();
    unlike.sort_unstable();
    unlike.dedup();
    let pen = if unlike.is_empty() { NOTE } else { NOTE.coloured(Token::Danger).bold(true) };
    let told = [words::TREE, words::TREE_SHORT].map(|text| {
        let told = text.of(frame.language).replace("{}", &range.to_string());
        told.replace("{b}", &grouped(unlike.len() as u64)).replace("{c}", &grouped(own.len() as u64))
    });
    // Where even the short words are too long, they are broken.
    let fits = |told: &&String| pen.width(told) + 12.0 <= area.w;
    let lines = told
        .iter()
        .find(fits)
        .map_or_else(|| wrapped(&told[1], area.w - 12.0, |line| pen.width(line)), |told| vec![told.clone()]);
    for (at, line) in lines.iter().enumerate() {
        let start = (area.x + 8.0, area.y + 13.0 + LINE * at as f32);
        fit(marks, format!("tree name {node} {at}"), pen, start, area.x + area.w, line);
    }
    let more = LINE * lines.len().saturating_sub(1) as f32;
    let area = Area { y: area.y + more, h: area.h - more, ..area };
    let mine = own.len() + Store::bucket(key, own.height());
    let places = places(&own, mine, differs);
    let spread = Spread::new(area, own.height(), &places);
    for at in places.iter().copied().filter(|at| *at > 1) {
        let on_way = (0..=own.height()).any(|up| mine >> up == at);
        let paint = match (on_way, differs(at)) {
            (true, _) => Paint::stroke(Token::Ink, 1.6),
            (false, true) => Paint::stroke(Token::Danger, 1.2),
            (false, false) => Paint::stroke(Token::Faint, 1.0),
        };
        let way = Shape::Line { from: spread.of(at / 2), to: spread.of(at) };
        marks.push(Mark::new(format!("branch {node} {at}"), way, paint));
    }
    let small = match own.height() > WHOLE {
        true if spread.is_far() => 0.8,
        true => 0.5,
        false => 1.0,
    };
    for at in places {
        let (x, y) = spread.of(at);
        let (r, paint) = match differs(at) {
            true => (3.6 * small, Paint::fill(Token::Card).lined(Token::Danger, 2.0 * small)),
            false => (2.4 * small, Paint::fill(Token::Muted)),
        };
        marks.push(Mark::new(format!("hash {node} {at}"), Shape::Circle { x, y, r }, paint));
    }
}

/// The places that are drawn, from the root on: all of a low tree. Of a high one the way to a key's bucket, and below each
/// that differs both children: what is compared.
fn places(tree: &SparseTree<Fast>, mine: usize, differs: impl Fn(usize) -> bool) -> Vec<usize> {
    if tree.height() <= WHOLE {
        return (1..2 * tree.len()).collect();
    }
    let mut places = vec![1];
    let mut next = 0;
    while let Some(at) = places.get(next).copied().filter(|at| *at < tree.len() && places.len() < MOST) {
        let depth = at.ilog2();
        if differs(at) || mine >> (tree.height() - depth) == at {
            places.extend([2 * at, 2 * at + 1]);
        }
        next += 1;
    }
    places
}

/// Where the places of a tree stand.
struct Spread {
    area: Area,
    height: f32,
    /// Two children stand at least so far from where their parent stands, or nobody could tell them apart.
    apart: f32,
    /// How much of what levels would take aside there is room for.
    part: f32,
    /// There is but one way down: two places on each level.
    ladder: bool,
}

impl Spread {
    /// For these places; where levels are far apart, so are children.
    fn new(area: Area, height: u32, places: &[usize]) -> Self {
        let area = Area { x: area.x + 6.0, y: area.y + 24.0, w: area.w - 12.0, h: area.h - 32.0 };
        let height = height as f32;
        let apart = if area.h >= height * FAR { 2.0 * APART } else { APART };
        let ladder = height > WHOLE as f32 && places.len() as f32 <= 2.0 * height + 1.0;
        let mut spread = Self { area, height, apart, part: 1.0, ladder };
        let widest = places.iter().map(|at| spread.aside(*at).abs()).fold(1.0, f32::max);
        spread.part = (area.w / 2.0 / widest).min(1.0);
        spread
    }

    /// Whether levels are far apart.
    fn is_far(&self) -> bool {
        self.apart > APART
    }

    /// How far from the root: each level halves the room between two places, but for what they need.
    fn aside(&self, at: usize) -> f32 {
        let depth = at.ilog2();
        if self.ladder {
            let side = if at & 1 == 1 { LADDER } else { -LADDER };
            return if depth == 0 { 0.0 } else { side * self.part };
        }
        let step = |level: u32| {
            let aside = (self.area.w / 2_f32.powi(level as i32 + 1)).max(self.apart);
            if at >> (depth - level) & 1 == 1 { aside } else { -aside }
        };
        (1..=depth).map(step).sum::<f32>() * self.part
    }

    fn of(&self, at: usize) -> (f32, f32) {
        let Area { x, y, w, h } = self.area;
        (x + w / 2.0 + self.aside(at), y + h * at.ilog2() as f32 / self.height)
    }
}

/// How many ranges of a machine there are, and how many are not as one of the other copies has them.
pub(in crate::scenes::kv) fn unlike(world: &World<Kv>, node: u32) -> (usize, usize) {
    let placement = &world.system().placement;
    let differs = |range: &usize| {
        let Some(own) = of(world, node, *range) else { return false };
        let others = placement.home(*range).iter().filter(|other| **other != node);
        others.filter_map(|other| of(world, *other, *range)).any(|other| other.at(1) != own.at(1))
    };
    let ranges: Vec<usize> = placement.ranges_of(node).collect();
    (ranges.len(), ranges.iter().filter(|range| differs(range)).count())
}
