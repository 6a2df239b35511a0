//! What stands still: machines with their memory and their disks, three numbers above, what the marks mean below.

use super::layout::{Layout, Machine};
use super::{axis, card, in_hand, memory, moving, pages, scan, words};
use crate::picture::{Area, Mark, Paint, Picture, Shape, Token};
use crate::scenes::Frame;
use crate::scenes::engine::draw::{NOTE, ground};
use crate::scenes::engine::levels::{self, Rows};
use crate::scenes::engine::{DiskFile, Whose, legend};
use crate::scenes::marks::{Pen, crossed_out};
use crate::text::number::decimal;
use snowglobe_core::sim::{Globe, NodeId, Value, World};
use snowglobe_core::systems::storage::{self, Engine, EngineKind, FileCode, LastRead, Platter, Storage};

/// The engines of a run.
pub(super) fn kinds(world: &World<Storage>) -> &'static [EngineKind] {
    match storage::tree(world) {
        Some(_) => &[EngineKind::Lsm, EngineKind::Tree],
        None => &[EngineKind::Lsm],
    }
}

/// Places on a stage of this size, and the marks of what is there.
fn stage(world: &World<Storage>, frame: &Frame) -> (Layout, Vec<Mark>) {
    let mut layout = Layout::new((frame.width, frame.height), kinds(world));
    let mut marks = Vec::new();
    let mut machines = std::mem::take(&mut layout.machines);
    for (place, machine) in machines.iter_mut().enumerate() {
        draw(world, frame, place as u32 * 3, machine, &mut marks);
    }
    layout.machines = machines;
    (layout, marks)
}

/// Where things are, for what moves between them.
pub(super) fn layout(world: &World<Storage>, frame: &Frame) -> Layout {
    stage(world, frame).0
}

pub(super) fn picture(world: &World<Storage>, globe: &dyn Globe, frame: &Frame) -> Picture {
    let (layout, mut marks) = stage(world, frame);
    if let Some(area) = layout.headline {
        headline(globe, area, frame, &mut marks);
    }
    if let Some(area) = layout.legend {
        entries(area, frame, &mut marks);
    }
    let label = if layout.machines.len() > 1 { words::PICTURE_BOTH } else { words::PICTURE };
    let label = label.of(frame.language).to_owned();
    Picture { width: frame.width, height: frame.height, label, still: marks, moving: Vec::new() }
}

/// One machine: its client, its engine, its disk, and the key in hand.
fn draw(world: &World<Storage>, frame: &Frame, first: u32, machine: &mut Machine, marks: &mut Vec<Mark>) {
    let [client, engine_id, disk_id] = [0, 1, 2].map(|place| NodeId(first + place));
    links(machine, marks);
    if let Some(place) = world.place(client) {
        let (x, y, r) = machine.client;
        let paint = ground(place.up, Token::Ink);
        let mark = Mark::new(format!("client {}", place.name), Shape::Circle { x, y, r }, paint);
        marks.push(mark.of(crate::picture::Thing::Node(place.name.to_string()), place.name.to_string()));
        let pen = Pen::new((r * 0.62).clamp(8.0, 12.0), Token::Ink).centred();
        marks.push(pen.write(format!("client name {}", place.name), (x, y + pen.drop()), &place.name));
    }
    let engine = match machine.kind {
        EngineKind::Lsm => storage::engine(world),
        EngineKind::Tree => storage::tree(world),
    };
    let (Some(engine), Some(engine_place)) = (engine, world.place(engine_id)) else { return };
    let pool = world.shared().parameters.btree.pool_pages;
    memory::engine(machine, engine, engine_place, (pool, frame.language), marks);
    if let (Some(disk), Some(place)) = (storage::platter(world, machine.kind), world.place(disk_id)) {
        let tally = engine.tally();
        let merged_away =
            (machine.kind == EngineKind::Lsm).then_some((tally.merged_away, tally.tombstones_gone));
        card::card(machine, disk, place, (merged_away, frame.language), marks);
        match machine.kind {
            EngineKind::Lsm => tables(world, frame, engine, machine, marks),
            EngineKind::Tree => tree(world, frame, engine, machine, marks),
        }
        if !place.up {
            let Area { x, y, w, h } = machine.disk;
            let at = (x + w / 2.0, y + h / 2.0);
            marks.push(crossed_out(format!("down {}", place.name), at, (w.min(h) * 0.3).min(40.0)));
        }
    }
    if !engine_place.up {
        let Area { x, y, w, h } = machine.engine;
        let at = (x + w / 2.0, y + h / 2.0);
        marks.push(crossed_out(format!("down {}", engine_place.name), at, (w.min(h) * 0.4).min(30.0)));
    }
}

/// Who talks to whom, faintly.
fn links(machine: &Machine, marks: &mut Vec<Mark>) {
    let (cx, cy, r) = machine.client;
    let Area { x, y, w, h } = machine.engine;
    let middle = x + w / 2.0;
    for (key, from, to) in [
        ("link of client", (cx + r, cy), (x, y + h / 2.0)),
        ("link of disk", (middle, y + h), (middle, machine.disk.y)),
    ] {
        let key = format!("{key} {cx} {cy}");
        marks.push(Mark::new(key, Shape::Line { from, to }, Paint::stroke(Token::Faint, 1.2)));
    }
}

/// The files of a disk that are logs.
fn logs(disk: &Platter, wanted: fn(FileCode) -> bool) -> Vec<DiskFile<'_>> {
    let files = disk.files().filter(|file| wanted(FileCode::of(file.name)));
    files.map(|file| DiskFile { name: file.name, durable: file.durable, volatile: file.volatile }).collect()
}

fn tables(
    world: &World<Storage>,
    frame: &Frame,
    engine: &Engine,
    machine: &mut Machine,
    marks: &mut Vec<Mark>,
) {
    let parameters = &world.shared().parameters;
    let shape = engine.lsm().map(|lsm| lsm.overview().shape);
    let rows = Rows::new(machine.disk, Rows::levels(shape.as_ref()));
    let Some(disk) = storage::platter(world, machine.kind) else { return };
    let usual = parameters.lsm.memtable_bytes as u64 * 2;
    let whose = Whose { owner: "", language: frame.language };
    let files = logs(disk, |code| matches!(code, FileCode::Log(_)));
    let name = words::LOG.of(frame.language);
    machine.spots = levels::logs(&rows, &files, (usual, name), whose, marks);
    let Some(lsm) = engine.lsm() else { return };
    machine.spots.extend(levels::levels(&rows, lsm, axis::scale(parameters.keys), whose, marks));
    match (in_hand::key(engine, frame.watched), engine.last_read()) {
        (Some(key), _) => in_hand::draw(machine, &rows, parameters.keys, (engine, &key), marks),
        (None, Some(LastRead::Scan(range))) => {
            scan::draw(machine, &rows, parameters.keys, (range, frame.language), marks);
        }
        (None, _) => {}
    }
}

fn tree(
    world: &World<Storage>,
    frame: &Frame,
    engine: &Engine,
    machine: &mut Machine,
    marks: &mut Vec<Mark>,
) {
    let Some(disk) = storage::platter(world, machine.kind) else { return };
    let rows = Rows::new(machine.disk, Rows::levels(None));
    let usual = world.shared().parameters.btree.checkpoint_bytes;
    let files = logs(disk, |code| matches!(code, FileCode::Redo(_) | FileCode::RedoNew));
    let whose = Whose { owner: "", language: frame.language };
    machine.spots = levels::logs(&rows, &files, (usual, words::REDO.of(frame.language)), whose, marks);
    let Some(view) = engine.tree().map(snowglobe_core::btree::BTree::view) else { return };
    let top = rows.row(1).y;
    let area = Area { y: top, h: (machine.disk.y + machine.disk.h - 8.0 - top).max(8.0), ..rows.row(1) };
    let grid = pages::grid(area, view.pages, view.page_bytes as u64);
    let label = format!("{} {}", words::PAGES.of(frame.language), view.pages);
    pages::pages(&grid, area, &view, &label, marks);
    machine.grid = Some(grid);
}

/// What writing, reading and keeping costs, as the run says.
fn headline(globe: &dyn Globe, area: Area, frame: &Frame, marks: &mut Vec<Mark>) {
    let facts = globe.facts();
    let fact = |name: &str| match facts.iter().find(|fact| fact.name == name)?.value {
        Value::Number(number) => Some(number),
        _ => None,
    };
    let told = [
        ("write_amplification", words::WRITE_AMPLIFICATION),
        ("read_amplification", words::READ_AMPLIFICATION),
        ("space_amplification", words::SPACE_AMPLIFICATION),
    ];
    let part = area.w / told.len() as f32;
    let big = Pen::new((area.h * 0.42).clamp(15.0, 24.0), Token::Ink).bold(true).centred();
    for (place, (name, words)) in told.into_iter().enumerate() {
        let x = area.x + part * (place as f32 + 0.5);
        let number = |name| {
            fact(name)
                .filter(|number| *number > 0.0)
                .map_or_else(|| "–".to_owned(), |number| format!("{}×", decimal(number)))
        };
        let (own, other) = (number(name), fact(&format!("btree_{name}")));
        let both = other.map_or_else(|| own.clone(), |other| format!("{own} : {}×", decimal(other)));
        let text = if big.width(&both) < part { both } else { own };
        marks.push(big.write(format!("number {name}"), (x, area.y + area.h * 0.46), &text));
        let words = words.of(frame.language);
        if NOTE.width(words) < part {
            marks.push(NOTE.centred().write(format!("of {name}"), (x, area.y + area.h * 0.46 + 20.0), words));
        }
    }
}

/// Of the legend, the marks that a read leaves behind: the last ones.
const LEFT_BEHIND: usize = 3;

/// What the dots and marks mean; as many as there is room for.
fn entries(area: Area, frame: &Frame, marks: &mut Vec<Mark>) {
    let mut entries = [
        (moving::REQUEST, words::REQUEST),
        (moving::ANSWER, words::ANSWER),
        (moving::WRITE, words::WRITES),
        (moving::READ, words::READS),
        (moving::SYNC, words::SYNC),
        legend::FOUND,
        legend::NOT_FOUND,
        legend::FILTERED,
    ];
    // Where there is little room, what a read left behind comes first: it stays longer than what moves.
    if marks.iter().any(|mark| mark.key.starts_with("probe")) {
        entries.rotate_right(LEFT_BEHIND);
    }
    legend::draw(&entries, area, frame.language, marks);
}
