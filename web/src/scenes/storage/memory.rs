//! The engine: what it has in memory, and how it is doing.
//!
//! ```text
//!   lsm  stalled · 3 waiting
//!   memtable 12 · 1.4 KiB          frozen ▪ ▪        block cache
//!   ▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░                               ▓▓▓░░░░
//! ```

use super::draw::{NAME, NOTE, bytes, fit, gauge, ground, rect};
use super::layout::Machine;
use super::words;
use crate::picture::{Area, Mark, Paint, Thing, Token};
use crate::text::number::grouped;
use crate::text::{Language, Text};
use snowglobe_core::lsm::{Lsm, Options};
use snowglobe_core::sim::Place;
use snowglobe_core::systems::storage::{Device, Engine, Node};

/// How an engine is doing, in a word; nothing if all is well.
pub(super) fn state(engine: &Engine, place: &Place<Node>) -> Option<(Text, Token)> {
    if !place.up {
        Some((words::DOWN, Token::Dead))
    } else if engine.recovering() {
        Some((words::RECOVERING, Token::Warning))
    } else if !engine.is_open() {
        Some((words::CLOSED, Token::Danger))
    } else if engine.stalled() {
        Some((words::STALLED, Token::Danger))
    } else if place.slowness > 100 {
        Some((words::SLOW, Token::Warning))
    } else {
        None
    }
}

/// The card of an engine, and what is in it.
pub(super) fn engine(
    machine: &Machine,
    engine: &Engine,
    place: &Place<Node>,
    (pool_pages, language): (usize, Language),
    marks: &mut Vec<Mark>,
) {
    let Area { x, y, w, h } = machine.engine;
    let name = &*place.name;
    let (state, queue) = (state(engine, place), engine.queue().len());
    let told = state.map_or(words::UP, |(text, _)| text).of(language);
    let token = state.map_or(Token::Node(0), |(_, token)| token);
    let card = Mark::new(format!("engine {name}"), rect(machine.engine, 8.0), ground(place.up, token));
    marks.push(card.of(Thing::Node(name.to_owned()), format!("{name}, {told}")));
    let right = x + w - 8.0;
    let mut at = fit(marks, format!("name {name}"), NAME.bold(true), (x + 8.0, y + 14.0), right, name);
    if let Some((text, token)) = state {
        let pen = NOTE.bold(true).coloured(if token == Token::Dead { Token::Muted } else { token });
        at = fit(marks, format!("state {name}"), pen, (at, y + 14.0), right, text.of(language));
    }
    if queue > 0 {
        let waiting = words::WAITING.of(language).replace("{}", &grouped(queue as u64));
        fit(marks, format!("queue {name}"), NOTE, (at, y + 14.0), right, &waiting);
    }
    let inner = Area { x: x + 8.0, y: y + 18.0, w: w - 16.0, h: h - 24.0 };
    if let Some(lsm) = engine.lsm() {
        memory(lsm, name, inner, language, marks);
    } else if let Some(tree) = engine.tree() {
        let view = tree.view();
        let dirty = view.pool.iter().filter(|(_, changed)| *changed).count();
        let most = pool_pages;
        let words = format!("{} {}/{most}", words::POOL.of(language), view.pool.len());
        let area = labelled(inner, marks, &format!("pool {name}"), &words);
        gauge(
            marks,
            &format!("pool {name}"),
            area,
            view.pool.len() as f32 / most.max(1) as f32,
            Token::Soft(0),
        );
        let changed = Area { w: area.w * dirty as f32 / most.max(1) as f32, ..area };
        if dirty > 0 {
            marks.push(Mark::new(format!("dirty {name}"), rect(changed, 3.0), Paint::fill(Token::Accent)));
        }
    }
}

/// A label above what is left for a bar, if there is room for both.
fn labelled(area: Area, marks: &mut Vec<Mark>, key: &str, words: &str) -> Area {
    if area.h < 24.0 || NOTE.width(words) > area.w {
        return Area { h: area.h.clamp(3.0, 14.0), ..area };
    }
    marks.push(NOTE.write(format!("{key} label"), (area.x, area.y + 10.0), words));
    Area { y: area.y + 14.0, h: (area.h - 14.0).clamp(3.0, 18.0), ..area }
}

/// Where the parts of an engine's memory are: memtable, frozen ones, cache.
pub(super) fn parts(area: Area) -> [Area; 3] {
    let gap = (area.w * 0.03).min(12.0);
    let [memtable, frozen] = [area.w * 0.5, area.w * 0.18];
    let left = area.x + memtable + gap;
    [
        Area { w: memtable, ..area },
        Area { x: left, w: frozen, ..area },
        Area { x: left + frozen + gap, w: (area.w - memtable - frozen - 2.0 * gap).max(4.0), ..area },
    ]
}

fn memory(lsm: &Lsm<Device>, name: &str, area: Area, language: Language, marks: &mut Vec<Mark>) {
    let (pulse, options) = (lsm.pulse(), lsm.options());
    let Options { memtable_bytes, frozen_memtables, cache_bytes, .. } = *options;
    let [memtable, frozen, cache] = parts(area);
    let entries = words::ENTRIES.of(language).replace("{}", &grouped(pulse.memtable_entries));
    let label =
        format!("{} {entries} · {}", words::MEMTABLE.of(language), bytes(pulse.memtable_bytes as u64));
    let short = words::MEMTABLE.of(language);
    let label = if NOTE.width(&label) <= memtable.w { label } else { short.to_owned() };
    let room = labelled(memtable, marks, &format!("memtable {name}"), &label);
    let part = pulse.memtable_bytes as f32 / memtable_bytes.max(1) as f32;
    gauge(marks, &format!("memtable {name}"), room, part, Token::Accent);
    let room = labelled(frozen, marks, &format!("frozen {name}"), words::FROZEN.of(language));
    let side = (room.w / frozen_memtables.max(1) as f32).min(18.0);
    for place in 0..frozen_memtables {
        let square = Area { x: room.x + side * place as f32, w: (side - 2.0).max(1.0), ..room };
        let full = place < pulse.frozen;
        let paint = Paint::fill(if full { Token::Accent } else { Token::Surface }).lined(Token::Faint, 1.0);
        marks.push(Mark::new(format!("frozen {name} {place}"), rect(square, 2.0), paint));
    }
    if cache_bytes > 0 {
        let room = labelled(cache, marks, &format!("cache {name}"), words::CACHE.of(language));
        let part = lsm.overview().cached as f32 / cache_bytes as f32;
        gauge(marks, &format!("cache {name}"), room, part, Token::Soft(0));
    }
}
