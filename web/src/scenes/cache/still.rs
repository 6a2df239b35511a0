//! What stands still: the circle, the servers, the clients, the database, and the one number.

use super::arcs::{self, Arcs};
use super::wording::{colour, is_reply};
use super::{first_client, identity, name, words};
use crate::picture::{Dash, Mark, Paint, Picture, Shape, Thing, Token};
use crate::scenes::Frame;
use crate::scenes::circle::Layout;
use crate::scenes::flow::between;
use crate::scenes::marks::{Pen, crossed_out};
use crate::text::Language;
use snowglobe_core::sim::{Fact, Globe, NodeId, Role, World};
use snowglobe_core::systems::cache::{Cache, Client, Node, View};

/// Radius of a bubble in which a name can be read.
const READABLE: f32 = 9.5;
/// Ways drawn; beyond so many they would hide everything else.
const MOST_WAYS: usize = 48;

pub(super) fn picture(world: &World<Cache>, globe: &dyn Globe, frame: &Frame) -> Picture {
    let nodes = world.places().iter().enumerate().map(|(id, place)| (NodeId(id as u32), place.role));
    let layout = Layout::new(frame.width, frame.height, nodes);
    let mut marks = Vec::new();
    if let Some(client) = first_client(world) {
        circle(world, client.view(), &layout, &mut marks);
        headline(globe, client, frame, &layout, &mut marks);
    }
    ways(world, &layout, &mut marks);
    for (index, place) in world.places().iter().enumerate() {
        let id = NodeId(index as u32);
        match place.role {
            Role::Server => server(world, id, &layout, frame.language, &mut marks),
            _ => boxed(world, id, &layout, frame.language, &mut marks),
        }
    }
    let label = words::PICTURE.of(frame.language).to_owned();
    Picture { width: frame.width, height: frame.height, label, still: marks, moving: Vec::new() }
}

fn circle(world: &World<Cache>, view: &View, layout: &Layout, marks: &mut Vec<Mark>) {
    let scheme = world.shared().parameters.options.scheme;
    let Some(Arcs { arcs, points, .. }) = arcs::arcs(view, scheme) else { return };
    let (x, y) = layout.centre;
    let ring = Shape::Circle { x, y, r: layout.radius };
    marks.push(Mark::new("circle", ring, Paint::stroke(Token::Faint, 10.0).faded(0.6)));
    for (server, node) in view.nodes().iter().enumerate() {
        let own = arcs.iter().filter(|arc| arc.2 == server);
        let path: String = own.map(|arc| layout.arc(arc.0, arc.1, layout.radius)).collect();
        let paint = Paint::stroke(Token::Soft(identity(world, *node)), 6.0);
        marks.push(Mark::new(format!("arc {}", node.0), Shape::Path(path), paint));
    }
    // Ticks that would touch each other say nothing.
    if points.len() <= 240 {
        for (index, (turn, server)) in points.iter().enumerate() {
            let Some(node) = view.node(*server) else { continue };
            let (from, to) = (layout.at(*turn, layout.radius - 8.0), layout.at(*turn, layout.radius + 8.0));
            let paint = Paint::stroke(Token::Node(identity(world, node)), 2.0);
            marks.push(Mark::new(format!("point {index}"), Shape::Line { from, to }, paint));
        }
    }
}

/// The ways of the messages under way: requests solid, replies dashed.
fn ways(world: &World<Cache>, layout: &Layout, marks: &mut Vec<Mark>) {
    for (index, flight) in world.flights().take(MOST_WAYS).enumerate() {
        let label = snowglobe_core::sim::Said::label(&flight.message);
        let dash = if is_reply(label) { Dash::Dashed } else { Dash::Solid };
        let (from, to) = (layout.place(flight.from), layout.place(flight.to));
        let paint = Paint::stroke(colour(label), 1.3).dashed(dash).faded(0.5);
        marks.push(Mark::new(format!("way {index}"), Shape::Line { from, to }, paint));
    }
}

fn server(world: &World<Cache>, id: NodeId, layout: &Layout, language: Language, marks: &mut Vec<Mark>) {
    let Some(place) = world.place(id) else { return };
    let (x, y) = layout.place(id);
    let token = Token::Node(identity(world, id));
    let listed = world.system().list.iter().any(|(_, node)| *node == id);
    let suspected = first_client(world).is_some_and(|client| client.ejected().contains(&id));
    let paint = Paint::fill(Token::Card).lined(token, 2.6);
    let (paint, state) = match (place.up, suspected, listed) {
        (false, _, _) => (paint.lined(Token::Dead, 2.6).dashed(Dash::Dotted), words::DOWN),
        (_, true, _) => (paint.dashed(Dash::Dashed), words::SUSPECTED),
        (_, _, false) => (paint.dashed(Dash::Dashed).faded(0.55), words::OFF_LIST),
        _ if place.slowness > 100 => (paint, words::SLOW),
        _ => (paint, words::UP),
    };
    let title = format!("{} — {}", place.name, state.of(language));
    let thing = Thing::Node(place.name.to_string());
    let circle = Shape::Circle { x, y, r: layout.bubble };
    marks.push(Mark::new(format!("node {}", id.0), circle, paint).of(thing.clone(), title));
    let ink = if place.up { Token::Ink } else { Token::Dead };
    let size = (layout.bubble * 0.66).clamp(8.0, 13.0);
    // Where hundreds stand, names would only cover each other; each is still said and selectable.
    if layout.bubble >= READABLE {
        let pen = Pen::new(size, ink).bold(true).centred();
        let name = pen.write(format!("name {}", id.0), (x, y + pen.drop()), &place.name);
        marks.push(Mark { thing: Some(Thing::Node(place.name.to_string())), ..name });
    }
    if !place.up {
        marks.push(crossed_out(format!("cross {}", id.0), (x, y), layout.bubble * 0.9));
    }
    if let Node::Server(server) = &place.node
        && server.waiting() > 1
    {
        let waiting = format!("+{}", server.waiting() - 1);
        let at = (x, y + layout.bubble + size);
        let pen = Pen::new(size * 0.9, Token::Warning).centred();
        marks.push(pen.write(format!("queue {}", id.0), at, &waiting));
    }
}

/// A client or the database.
fn boxed(world: &World<Cache>, id: NodeId, layout: &Layout, language: Language, marks: &mut Vec<Mark>) {
    let Some(place) = world.place(id) else { return };
    let (x, y) = layout.place(id);
    let origin = place.role == Role::Origin;
    let half = (layout.bubble * 0.8).clamp(9.0, 17.0);
    let wide = if origin { half * 1.7 } else { half * 1.15 };
    let shape = Shape::Rect { x: x - wide, y: y - half, w: wide * 2.0, h: half * 2.0, r: 6.0 };
    let line = if place.up { Token::Muted } else { Token::Dead };
    let dash = if place.up { Dash::Solid } else { Dash::Dotted };
    let kind = if origin { words::DATABASE } else { words::CLIENT };
    let state = if place.up { words::UP } else { words::DOWN };
    let title = format!("{} {} — {}", kind.of(language), place.name, state.of(language));
    let paint = Paint::fill(Token::Card).lined(line, 1.8).dashed(dash);
    let thing = Thing::Node(place.name.to_string());
    marks.push(Mark::new(format!("node {}", id.0), shape, paint).of(thing, title));
    let size = (half * 0.8).clamp(8.0, 12.5);
    let pen = Pen::new(size, Token::Ink).bold(true).centred();
    let name = pen.write(format!("name {}", id.0), (x, y + pen.drop()), &place.name);
    marks.push(Mark { thing: Some(Thing::Node(place.name.to_string())), ..name });
    if let Node::Origin(node) = &place.node {
        let waiting = format!("{} {}", words::QUEUE.of(language), node.waiting());
        let token = if node.waiting() > 0 { Token::Warning } else { Token::Muted };
        let pen = Pen::new(size * 0.95, token).bold(node.waiting() > 0).centred();
        marks.push(pen.write("origin queue", (x, y + half + size * 1.3), &waiting));
    }
}

/// The number in the middle: before any change what is found in the cache, after one what moved.
fn headline(globe: &dyn Globe, client: &Client, frame: &Frame, layout: &Layout, marks: &mut Vec<Mark>) {
    let facts = globe.facts();
    let find =
        |name: &str| facts.iter().find(|fact: &&Fact| fact.name == name).map(|fact| fact.value.as_f64());
    let percent = |share: f64| format!("{:.1}%", share * 100.0);
    let (number, caption, contrast) = match (client.before(), find("moved_share"), find("modulo_moved_share"))
    {
        (Some(_), Some(moved), modulo) => {
            let here = globe.settings().at(0) == 0;
            let other = if here {
                find("ring_moved_share").map(|share| (words::RING_WOULD, share))
            } else {
                modulo.map(|share| (words::MODULO_WOULD, share))
            };
            (Some(moved), words::MOVED, other)
        }
        // Before the first answer there is no share.
        _ => (find("hit_share").filter(|_| find("requests") > Some(0.0)), words::HITS, None),
    };
    let number = number.map_or_else(|| "–".to_owned(), percent);
    let (size, (x, top)) = layout.headline();
    let small = (layout.radius * 0.066).clamp(9.0, 14.5);
    let pen = |size, token| Pen::new(size, token).centred().on(Token::Surface);
    marks.push(pen(size, Token::Ink).bold(true).write("headline", (x, top), &number));
    let caption = caption.of(frame.language);
    marks.push(pen(small, Token::Muted).write("caption", (x, top + small * 1.7), caption));
    if let Some((words, share)) = contrast {
        let line = words.of(frame.language).replace("{}", &percent(share));
        marks.push(pen(small, Token::Warning).write("contrast", (x, top + small * 3.5), &line));
    }
}

/// A selected key: where it lies, and the way clockwise to its server.
pub(super) fn lookup(world: &World<Cache>, key: u32, frame: &Frame) -> Vec<Mark> {
    let nodes = world.places().iter().enumerate().map(|(id, place)| (NodeId(id as u32), place.role));
    let layout = Layout::new(frame.width, frame.height, nodes);
    let Some(client) = first_client(world) else { return Vec::new() };
    let view = client.view();
    let position = world.shared().position(key);
    let Some(owner) = view.owner(position) else { return Vec::new() };
    let scheme = world.shared().parameters.options.scheme;
    let key_name = format!("key-{key}");
    let pen = Pen::new(12.0, Token::Ink).bold(true).centred();
    let mut marks = Vec::new();
    let place = layout.place(owner);
    let Some(turn) = arcs::turn(scheme, position) else {
        let at = between(place, layout.centre, 0.45);
        marks.push(Mark::new(
            "lookup way",
            Shape::Line { from: at, to: place },
            Paint::stroke(Token::Ink, 1.6).dashed(Dash::Dashed),
        ));
        marks.push(pen.write("lookup name", at, &key_name));
        return marks;
    };
    // Clockwise to the first point at or after the key.
    let points = view.placement().points().unwrap_or_default();
    let next = points.get(points.partition_point(|(point, _)| *point < position)).or(points.first());
    let end = next.and_then(|(point, _)| arcs::turn(scheme, *point)).unwrap_or(turn);
    let inner = layout.radius - 22.0;
    marks.push(Mark::new(
        "lookup way",
        Shape::Path(layout.arc(turn, end, inner)),
        Paint::stroke(Token::Ink, 2.2).dashed(Dash::Dashed),
    ));
    let (from, to) = (layout.at(end, inner), layout.at(end, layout.radius));
    marks.push(Mark::new("lookup arrival", Shape::Line { from, to }, Paint::stroke(Token::Ink, 2.2)));
    marks.push(Mark::new(
        "lookup hand-over",
        Shape::Line { from: layout.at(end, layout.radius + 8.0), to: place },
        Paint::stroke(Token::Ink, 1.2).dashed(Dash::Dashed).faded(0.6),
    ));
    let (x, y) = layout.at(turn, inner);
    let title = format!("{key_name} → {}", name(world, owner));
    marks.push(
        Mark::new("lookup key", Shape::Circle { x, y, r: 5.5 }, Paint::fill(Token::Ink))
            .of(Thing::Key(key), title),
    );
    let at = layout.at(turn, inner - 26.0);
    marks.push(pen.write("lookup name", (at.0, at.1 + 4.0), &key_name));
    marks
}
