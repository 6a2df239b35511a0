//! What stands still: the circle of ranges, machines, clients, who cannot reach whom, and one number.

use super::crowd::{self, Crowd};
use super::headline::headline;
use super::{key, name, replica, words};
use crate::picture::{Dash, Mark, Paint, Picture, Shape, Thing, Token};
use crate::scenes::Frame;
use crate::scenes::circle::Layout;
use crate::scenes::flow::Places;
use crate::scenes::marks::{Pen, crossed_out};
use crate::text::Language;
use crate::text::number::counted;
use snowglobe_core::sim::{Globe, NodeId, Place, Role, World};
use snowglobe_core::systems::kv::placement::{Member, Placement, RANGES};
use snowglobe_core::systems::kv::{Key, Kv, Node};

/// Radius of a bubble in which a name can be read.
const READABLE: f32 = 9.5;
/// Radius of a bubble that has room for two lines.
const ROOMY: f32 = 14.0;
/// Nodes up to which there is room for names.
const MOST_NAMED: usize = 60;

pub(super) fn layout(world: &World<Kv>, frame: &Frame) -> Layout {
    let nodes = world.places().iter().enumerate().map(|(id, place)| (NodeId(id as u32), place.role));
    Layout::new(frame.width, frame.height, nodes)
}

pub(super) fn picture(world: &World<Kv>, globe: &dyn Globe, frame: &Frame) -> Picture {
    let layout = layout(world, frame);
    let mut marks = Vec::new();
    let subject = frame.subject.as_ref().and_then(|subject| subject.node.as_deref());
    let (crowd, crowded) = (Crowd::about(world, subject), crowd::is_one(world));
    circle(world, &crowd, &layout, &mut marks);
    if let Some(key) = frame.watched.and_then(|id| key(world, id)) {
        ways(world, key, &layout, &mut marks);
    }
    let sides = if crowded { None } else { sides(world) };
    for (index, place) in world.places().iter().enumerate() {
        let id = NodeId(index as u32);
        let side = sides.as_ref().and_then(|sides| sides.get(index).copied().flatten());
        match place.role {
            Role::Server if crowded => marks.push(crowd.dot(place, id, &layout)),
            Role::Server => machine(world, &crowd, id, &layout, frame.language, &mut marks),
            _ => client(place, id, &layout, frame.language, &mut marks),
        }
        if let Some(side) = side.filter(|_| layout.bubble >= READABLE) {
            badge(id, side, &layout, &mut marks);
        }
    }
    // After them: which of its lines there are changes all the time.
    headline(world, globe, &crowd, frame, &layout, &mut marks);
    let label = if crowded {
        crowd::label(world, frame.language)
    } else {
        words::PICTURE.of(frame.language).to_owned()
    };
    Picture { width: frame.width, height: frame.height, label, still: marks, moving: Vec::new() }
}

/// Each range in the colour of the first of its preference list.
fn circle(world: &World<Kv>, crowd: &Crowd, layout: &Layout, marks: &mut Vec<Mark>) {
    let (x, y) = layout.centre;
    let ring = Shape::Circle { x, y, r: layout.radius };
    marks.push(Mark::new("circle", ring, Paint::stroke(Token::Faint, 10.0).faded(0.6)));
    let placement = &world.system().placement;
    let first = |range: &usize| placement.order(*range).first().copied();
    let mut owners: Vec<u32> = (0..RANGES).filter_map(|range| first(&range)).collect();
    owners.sort_unstable();
    owners.dedup();
    for owner in owners {
        let own = (0..RANGES).filter(|range| first(range) == Some(owner));
        let path: String = own.map(|range| arc(layout, range, layout.radius)).collect();
        let paint = Paint::stroke(Token::Soft(crowd.identity(NodeId(owner))), 6.0);
        marks.push(Mark::new(format!("ranges {owner}"), Shape::Path(path), paint));
    }
}

fn arc(layout: &Layout, range: usize, distance: f32) -> String {
    layout.arc(range as f32 / RANGES as f32, (range + 1) as f32 / RANGES as f32, distance)
}

fn state(crowd: &Crowd, id: NodeId, place: &Place<Node>) -> (crate::text::Text, Paint) {
    let ground = if crowd.knows(id) { Token::Faint } else { Token::Card };
    let paint = Paint::fill(ground).lined(Token::Node(crowd.identity(id)), 2.6);
    match (place.up, crowd.is_member(id), crowd.is_suspected(id)) {
        (false, ..) => (words::DOWN, paint.lined(Token::Dead, 2.6).dashed(Dash::Dotted)),
        (_, false, _) => (words::LEFT, paint.dashed(Dash::Dashed).faded(0.55)),
        (_, _, true) => (words::SUSPECTED, paint.dashed(Dash::Dashed)),
        _ if place.slowness > 100 => (words::SLOW, paint),
        _ => (words::UP, paint),
    }
}

/// Whether the name of each machine is written in it.
pub(super) fn is_named(world: &World<Kv>, layout: &Layout) -> bool {
    layout.bubble >= READABLE && world.places().len() <= MOST_NAMED
}

/// What a machine is doing, in words.
pub(super) fn told(crowd: &Crowd, id: NodeId, place: &Place<Node>, language: Language) -> &'static str {
    match place.role {
        Role::Server => state(crowd, id, place).0.of(language),
        _ if place.up => words::UP.of(language),
        _ => words::DOWN.of(language),
    }
}

fn machine(
    world: &World<Kv>,
    crowd: &Crowd,
    id: NodeId,
    layout: &Layout,
    language: Language,
    marks: &mut Vec<Mark>,
) {
    let Some(place) = world.place(id) else { return };
    let (x, y) = layout.place(id);
    let (state, paint) = state(crowd, id, place);
    let mut title = format!("{} — {}", place.name, state.of(language));
    if crowd.knows(id) {
        title = format!("{title}, {}", words::HOLDS_DEAD.of(language));
    }
    let thing = Thing::Node(place.name.to_string());
    let circle = Shape::Circle { x, y, r: layout.bubble };
    marks.push(Mark::new(format!("node {}", id.0), circle, paint).of(thing.clone(), title));
    let size = (layout.bubble * 0.66).clamp(8.0, 13.0);
    let named = is_named(world, layout);
    if named {
        let ink = if place.up { Token::Ink } else { Token::Muted };
        let pen = Pen::new(size, ink).bold(true).centred();
        let small = Pen::new((size * 0.66).max(7.5), Token::Muted).centred();
        let site =
            site(world, id).filter(|site| layout.bubble >= ROOMY && small.width(site) <= layout.bubble * 1.5);
        // With a second line in the bubble the first moves up.
        let up = if site.is_some() { layout.bubble * 0.3 } else { 0.0 };
        let name = pen.write(format!("name {}", id.0), (x, y - up + pen.drop()), &place.name);
        marks.push(Mark { thing: Some(thing.clone()), ..name });
        if let Some(site) = site {
            let at = (x, y + layout.bubble * 0.5 + small.drop());
            marks.push(Mark { thing: Some(thing), ..small.write(format!("site {}", id.0), at, &site) });
        }
    }
    if !place.up {
        // At its shoulder, so that the name can be read.
        let (x, y) = (x + layout.bubble * 0.85, y + layout.bubble * 0.85);
        let r = (layout.bubble * 0.42).clamp(4.0, 8.0);
        let ground = Paint::fill(Token::Card).lined(Token::Dead, 1.4);
        marks.push(Mark::new(format!("down {}", id.0), Shape::Circle { x, y, r }, ground));
        marks.push(crossed_out(format!("cross {}", id.0), (x, y), r * 0.55));
    }
    let hints = replica(world, id.0).and_then(|replica| replica.store()).map_or(0, |store| store.hints());
    if hints > 0 && named {
        let words = counted(words::HINTS_HELD, hints, language);
        let pen = Pen::new(size * 0.85, Token::Warning).bold(true).centred().on(Token::Surface);
        // Kept within the stage: names of machines stand near its edge.
        let half = pen.width(&words) / 2.0;
        let x = x.clamp(half + 2.0, (layout.centre.0 * 2.0 - half - 2.0).max(half + 2.0));
        marks.push(pen.write(format!("hints {}", id.0), (x, y + layout.bubble + size), &words));
    }
}

/// The data centre and the zone of a machine, each if there are several.
fn site(world: &World<Kv>, id: NodeId) -> Option<String> {
    let placement = &world.system().placement;
    let member = placement.member(id.0)?;
    let several = |of: fn(&Member) -> u32| placement.members().iter().any(|other| of(other) != of(member));
    match (several(|member| member.centre), several(|member| member.zone)) {
        (true, true) => Some(format!("dc{}·z{}", member.centre, member.zone)),
        (true, false) => Some(format!("dc{}", member.centre)),
        (false, true) => Some(format!("z{}", member.zone)),
        (false, false) => None,
    }
}

fn client(place: &Place<Node>, id: NodeId, layout: &Layout, language: Language, marks: &mut Vec<Mark>) {
    let (x, y) = layout.place(id);
    let half = (layout.bubble * 0.8).clamp(9.0, 17.0);
    let wide = half * 1.15;
    let shape = Shape::Rect { x: x - wide, y: y - half, w: wide * 2.0, h: half * 2.0, r: 6.0 };
    let (line, dash, state) = match place.up {
        true => (Token::Muted, Dash::Solid, words::UP),
        false => (Token::Dead, Dash::Dotted, words::DOWN),
    };
    let title = format!("{} {} — {}", words::CLIENT.of(language), place.name, state.of(language));
    let paint = Paint::fill(Token::Card).lined(line, 1.8).dashed(dash);
    let thing = Thing::Node(place.name.to_string());
    marks.push(Mark::new(format!("node {}", id.0), shape, paint).of(thing.clone(), title));
    let pen = Pen::new((half * 0.8).clamp(8.0, 12.5), Token::Ink).bold(true).centred();
    let name = pen.write(format!("name {}", id.0), (x, y + pen.drop()), &place.name);
    marks.push(Mark { thing: Some(thing), ..name });
}

/// On which side of a cut each node is; none if all can reach all. Who is cut one way only is on no side of its own.
fn sides(world: &World<Kv>) -> Option<Vec<Option<usize>>> {
    let network = world.network();
    if network.cuts().is_empty() {
        return None;
    }
    let count = world.places().len();
    let mut sides: Vec<Option<usize>> = vec![None; count];
    let mut next = 0;
    for start in 0..count {
        if sides.get(start).copied().flatten().is_some() {
            continue;
        }
        let mut reached = vec![start];
        while let Some(from) = reached.pop() {
            let Some(side) = sides.get_mut(from).filter(|side| side.is_none()) else { continue };
            *side = Some(next);
            let a = NodeId(from as u32);
            let both =
                |to: &usize| !network.is_cut(a, NodeId(*to as u32)) && !network.is_cut(NodeId(*to as u32), a);
            reached.extend((0..count).filter(both));
        }
        next += 1;
    }
    (next > 1).then_some(sides)
}

/// The side of a cut on which a node is, as a letter at its shoulder.
fn badge(id: NodeId, side: usize, layout: &Layout, marks: &mut Vec<Mark>) {
    let (x, y) = layout.place(id);
    let reach = layout.bubble * 0.75;
    let letter = char::from(b'A' + (side % 26) as u8).to_string();
    let (x, y) = (x + reach, y - reach);
    let r = (layout.bubble * 0.42).clamp(4.0, 8.0);
    let token = if side == 0 { Token::Accent } else { Token::Danger };
    marks.push(Mark::new(
        format!("side {}", id.0),
        Shape::Circle { x, y, r },
        Paint::fill(Token::Card).lined(token, 1.6),
    ));
    let pen = Pen::new(r * 1.3, token).bold(true).centred();
    marks.push(pen.write(format!("side name {}", id.0), (x, y + pen.drop()), &letter));
}

/// Where a key is, a little inside of the circle.
fn spot(key: Key, layout: &Layout, inside: f32) -> (f32, f32) {
    let turn = key.hash as f64 / 18_446_744_073_709_551_616.0;
    layout.at(turn as f32, layout.radius - inside)
}

/// From a key to the machines of its preference list: beneath all that is written.
fn ways(world: &World<Kv>, key: Key, layout: &Layout, marks: &mut Vec<Mark>) {
    let from = spot(key, layout, 20.0);
    let homes = world.system().placement.home(Placement::range(key));
    for (place, node) in homes.iter().enumerate() {
        let way = Shape::Line { from, to: layout.edge(NodeId(*node), from) };
        let paint = Paint::stroke(Token::Ink, 1.3).dashed(Dash::Dashed).faded(0.7);
        marks.push(Mark::new(format!("preference {place}"), way, paint));
    }
}

/// A key: its range, and the order of the machines of its preference list.
pub(super) fn preference(world: &World<Kv>, key: Key, frame: &Frame) -> Vec<Mark> {
    let layout = layout(world, frame);
    let placement = &world.system().placement;
    let range = Placement::range(key);
    let mut marks = Vec::new();
    let path = arc(&layout, range, layout.radius);
    marks.push(Mark::new("range of key", Shape::Path(path), Paint::stroke(Token::Ink, 9.0)));
    let (x, y) = spot(key, &layout, 20.0);
    let named = world.system().key_name(key.id);
    for (place, node) in placement.home(range).iter().enumerate() {
        let to = layout.place(NodeId(*node));
        let (nx, ny) = (to.0 - layout.bubble * 0.75, to.1 - layout.bubble * 0.75);
        let r = (layout.bubble * 0.42).clamp(4.0, 8.0);
        marks.push(Mark::new(
            format!("order {place}"),
            Shape::Circle { x: nx, y: ny, r },
            Paint::fill(Token::Ink),
        ));
        let pen = Pen::new(r * 1.3, Token::Card).bold(true).centred();
        marks.push(pen.write(
            format!("order number {place}"),
            (nx, ny + pen.drop()),
            &(place + 1).to_string(),
        ));
    }
    let title = placement.home(range).iter().map(|node| name(world, *node)).collect::<Vec<_>>().join(", ");
    marks.push(
        Mark::new("key in hand", Shape::Circle { x, y, r: 5.5 }, Paint::fill(Token::Ink))
            .of(Thing::Key(key.id), format!("{named} → {title}")),
    );
    let at = spot(key, &layout, 44.0);
    let pen = Pen::new(12.0, Token::Ink).bold(true).centred().on(Token::Surface);
    marks.push(pen.write("key in hand name", (at.0, at.1 + 4.0), &named));
    marks
}

#[cfg(test)]
mod tests;
