//! The engine: what it has in memory, and how it is doing.
//!
//! ```text
//!   lsm  stalled · 3 waiting
//!   memtable 12 · 1.4 KiB          frozen ▪ ▪        block cache
//!   ▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░                               ▓▓▓░░░░
//! ```

use super::layout::Machine;
use super::words;
use crate::picture::{Area, Mark, Paint, Thing, Token};
use crate::scenes::engine::draw::{NAME, NOTE, fit, gauge, ground, rect};
use crate::scenes::engine::memory::{labelled, memory};
use crate::text::number::grouped;
use crate::text::{Language, Text};
use snowglobe_core::sim::Place;
use snowglobe_core::systems::storage::{Engine, Node};

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
