//! The engine of a machine and its disk; of a key, those of all machines at which it is at home, beside each other.
//!
//! ```text
//!   [n0] [n1] [n2] [n3] [n4]            to choose from
//!   n2                   n4             the preference list of the key in hand
//!   [ memtable ▓░ ]      [ memtable ▓▓ ]
//!   [ log ▓▓      ]      [ log ▓      ]
//!   [ L0  ▬▬●▬▬   ]      [ L0  ▬▬○▬▬  ]  ● it is here   ○ a read looks here in vain
//! ```
//!
//! A file that is selected is shown byte by byte. What a read would look at is told by a copy of the engine, so that
//! looking changes nothing.

mod stored;
mod tree;

pub(super) use stored::{file_entries, newest, would_read};
pub(super) use tree::unlike;

use super::{identity, key, name, replica, words};
use crate::picture::{Area, DotKind, Mark, Paint, Picture, Thing, Token};
use crate::scenes::Frame;
use crate::scenes::engine::draw::{NAME, NOTE, fit, ground, rect};
use crate::scenes::engine::levels::{self, Rows};
use crate::scenes::engine::path::{self, InHand};
use crate::scenes::engine::{Spot, Stand, Whose, bytes, legend, memory, words as named};
use crate::scenes::marks::crossed_out;
use crate::text::number::counted;
use snowglobe_core::sim::{NodeId, Role, World};
use snowglobe_core::systems::kv::placement::Placement;
use snowglobe_core::systems::kv::{Key, Kv, Store};
use stored::{SCALE, files, logs};

/// Height of a button, and of the room that a line of words takes.
const BUTTON: f32 = 22.0;
const LINE: f32 = 18.0;
/// What the row of buttons takes.
const TOP: f32 = 6.0 + BUTTON + 6.0;
/// The narrowest that one of several machines may be, and the most that stand beside each other.
const NARROW: f32 = 190.0;
const BESIDE: usize = 3;

/// The machines that are shown, and the key that is looked for in them.
struct Shown {
    machines: Vec<u32>,
    key: Option<Key>,
}

/// What a selection is about: a node, a key, a file of a node; else the first machine.
fn shown(world: &World<Kv>, selected: Option<&Thing>, room: usize) -> Shown {
    let server = |name: &str| world.find(name).filter(|id| replica(world, id.0).is_some()).map(|id| id.0);
    let first = || {
        let mut servers = (0..).zip(world.places()).filter(|(_, place)| place.role == Role::Server);
        servers.next().map(|(id, _)| id)
    };
    let one = |node: Option<u32>| Shown { machines: node.or_else(first).into_iter().collect(), key: None };
    match selected {
        Some(Thing::Node(name)) => one(server(name)),
        Some(Thing::File(place)) => one(place.split_once('/').and_then(|(node, _)| server(node))),
        Some(Thing::Key(id)) => match key(world, *id) {
            Some(key) => {
                let home = world.system().placement.home(Placement::range(key));
                Shown { machines: home.iter().copied().take(room.max(1)).collect(), key: Some(key) }
            }
            None => one(None),
        },
        _ => one(None),
    }
}

pub(super) fn picture(world: &World<Kv>, selected: Option<&Thing>, frame: &Frame) -> Picture {
    let height = world.shared().parameters.tree_height;
    let least = tree::least(frame.height - TOP, NARROW, height);
    let beside = ((frame.width / least) as usize).clamp(1, BESIDE);
    let shown = shown(world, selected, beside);
    let names: Vec<String> = shown.machines.iter().map(|node| name(world, *node)).collect();
    let label = words::ENGINE_PICTURE.of(frame.language).replace("{}", &names.join(", "));
    let mut marks = Vec::new();
    let margin = (frame.width * 0.02).clamp(6.0, 16.0);
    let top = choice(world, &shown, (margin, frame.width - margin), &mut marks);
    let opened = matches!(selected, Some(Thing::File(_)));
    match shown.machines.first().filter(|_| opened).and_then(|node| files(world, *node, top)) {
        Some(files) => {
            let picture = bytes::picture(&files, selected, frame);
            marks.extend(picture.still);
        }
        None => machines(world, &shown, (margin, top), frame, &mut marks),
    }
    Picture { width: frame.width, height: frame.height, label, still: marks, moving: Vec::new() }
}

/// The machines as buttons, as many as fit into a row; where the rest may begin.
fn choice(world: &World<Kv>, shown: &Shown, (left, right): (f32, f32), marks: &mut Vec<Mark>) -> f32 {
    let mut x = left;
    let servers = (0..).zip(world.places()).filter(|(_, place)| place.role == Role::Server);
    for (id, place) in servers {
        let chosen = shown.machines.contains(&id);
        let pen = NOTE.coloured(if chosen { Token::Ink } else { Token::Muted }).bold(chosen);
        let wide = NOTE.bold(true).width(&place.name) + 26.0;
        // Those that are shown are named in any case, at their cards.
        if x + wide > right {
            break;
        }
        let line = if chosen { (Token::Accent, 2.0) } else { (Token::Faint, 1.2) };
        let area = Area { x, y: 6.0, w: wide, h: BUTTON - 2.0 };
        let button = Mark::new(
            format!("choose {id}"),
            rect(area, 6.0),
            Paint::fill(Token::Card).lined(line.0, line.1),
        );
        marks.push(button.of(Thing::Node(place.name.to_string()), place.name.to_string()));
        let dot = Area { x: x + 6.0, y: area.y + 6.0, w: 8.0, h: 8.0 };
        marks.push(Mark::new(
            format!("colour {id}"),
            rect(dot, 4.0),
            Paint::fill(Token::Node(identity(world, id))),
        ));
        marks.push(pen.write(format!("choose name {id}"), (x + 19.0, area.y + 14.0), &place.name));
        x += wide + 5.0;
    }
    TOP
}

/// The machines beside each other, and what their marks mean below.
fn machines(
    world: &World<Kv>,
    shown: &Shown,
    (margin, top): (f32, f32),
    frame: &Frame,
    marks: &mut Vec<Mark>,
) {
    let count = shown.machines.len();
    if count == 0 {
        let at = (frame.width / 2.0, frame.height / 2.0);
        marks.push(NAME.centred().write("no machine", at, words::NO_MACHINE.of(frame.language)));
        return;
    }
    let foot = if frame.height > 240.0 { LINE + 4.0 } else { 4.0 };
    let gap = margin * 0.75;
    let w = (frame.width - 2.0 * margin - gap * (count - 1) as f32) / count as f32;
    for (place, node) in shown.machines.iter().enumerate() {
        let area = Area {
            x: margin + (w + gap) * place as f32,
            y: top,
            w,
            h: (frame.height - top - foot).max(20.0),
        };
        machine(world, (*node, shown.key), area, frame, marks);
    }
    if foot > LINE {
        let area = Area { x: margin, y: frame.height - foot, w: frame.width - 2.0 * margin, h: foot };
        explain(shown.key.is_some(), area, frame, marks);
    }
}

/// One machine: what it has in memory, and on its disk.
fn machine(
    world: &World<Kv>,
    (node, key): (u32, Option<Key>),
    area: Area,
    frame: &Frame,
    marks: &mut Vec<Mark>,
) {
    let Some(place) = world.place(NodeId(node)) else { return };
    let area = match key.zip(tree::room(area, NARROW, world.shared().parameters.tree_height)) {
        Some((key, (room, rest))) => {
            tree::draw(world, (node, key), room, frame, marks);
            rest
        }
        None => area,
    };
    let high = (area.h * 0.26).clamp(30.0, 84.0);
    let gap = (area.h * 0.04).clamp(3.0, 14.0);
    let engine = Area { h: high, ..area };
    let disk = Area { y: area.y + high + gap, h: (area.h - high - gap).max(10.0), ..area };
    let thing = Thing::Node(place.name.to_string());
    for (what, area, label) in [("engine", engine, words::MEMORY_OF), ("disk", disk, words::DISK_OF)] {
        let paint = ground(place.up, Token::Node(identity(world, node)));
        let card = Mark::new(format!("{what} {node}"), rect(area, 8.0), paint);
        marks.push(card.of(thing.clone(), label.of(frame.language).replace("{}", &place.name)));
    }
    let (x, right) = (engine.x + 8.0, engine.x + engine.w - 8.0);
    let at = fit(marks, format!("name {node}"), NAME.bold(true), (x, engine.y + 14.0), right, &place.name);
    let Some(store) = replica(world, node).and_then(|replica| replica.store()).filter(|_| place.up) else {
        let middle = (engine.x + engine.w / 2.0, engine.y + engine.h / 2.0);
        marks.push(crossed_out(format!("down {node}"), middle, (engine.h * 0.4).min(26.0)));
        let said = words::NO_ENGINE.of(frame.language);
        fit(
            marks,
            format!("down name {node}"),
            NOTE,
            (disk.x + 8.0, disk.y + 16.0),
            disk.x + disk.w - 8.0,
            said,
        );
        return;
    };
    let held = counted(words::HINTS_HELD, store.hints(), frame.language);
    if store.hints() > 0 {
        fit(
            marks,
            format!("hints {node}"),
            NOTE.coloured(Token::Warning),
            (at, engine.y + 14.0),
            right,
            &held,
        );
    }
    let inner = Area { x, y: engine.y + 18.0, w: engine.w - 16.0, h: engine.h - 24.0 };
    memory::memory(store.engine(), &place.name, inner, frame.language, marks);
    let owner = format!("{}/", place.name);
    tables(world, (store, key), (engine, disk), Whose { owner: &owner, language: frame.language }, marks);
}

/// The disk: its log, its levels, and the key in hand.
fn tables(
    world: &World<Kv>,
    (store, key): (&Store, Option<Key>),
    (engine, disk): (Area, Area),
    whose: Whose<'_>,
    marks: &mut Vec<Mark>,
) {
    let lsm = store.engine();
    let rows = Rows::new(disk, Rows::levels(Some(&lsm.overview().shape)));
    let usual = lsm.options().memtable_bytes as u64 * 2;
    let log = named::LOG.of(whose.language);
    let mut spots: Vec<Spot> = levels::logs(&rows, &logs(lsm.disk()), (usual, log), whose, marks);
    spots.extend(levels::levels(&rows, lsm, SCALE, whose, marks));
    let Some(key) = key else { return };
    // A file that cannot be read tells nothing of where the key is.
    let versions = store.locate(key).unwrap_or_default();
    let probes = store.trace(key).map(|path| path.probes).unwrap_or_default();
    let name = world.system().key_name(key.id);
    let in_hand = InHand {
        stored: &Store::stored_key(key),
        name: &name,
        versions: &versions,
        probes: &probes,
        owner: whose.owner,
    };
    path::draw(Stand { engine, disk, spots: &spots }, &rows, SCALE, in_hand, marks);
}

/// What the rings at a key mean, or what is left and right of a level.
fn explain(key: bool, area: Area, frame: &Frame, marks: &mut Vec<Mark>) {
    if key {
        let differs = ((DotKind::Hollow, Token::Danger), words::HASH_DIFFERS);
        let meanings = [legend::FOUND, legend::NOT_FOUND, legend::FILTERED, differs];
        let has_tree = marks.iter().any(|mark| mark.key.starts_with("hash "));
        legend::draw(&meanings[..3 + usize::from(has_tree)], area, frame.language, marks);
    } else {
        let at = (area.x, area.y + area.h / 2.0 + 1.0 + NOTE.drop());
        fit(marks, "axis", NOTE, at, area.x + area.w, words::AXIS.of(frame.language));
    }
}

#[cfg(test)]
mod tests;
