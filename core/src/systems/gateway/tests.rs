//! Tests of the gateway: its commands, its parts, and what must be seen when it is shaken.

mod changing;
mod commands;
mod counting;
mod faults;
mod judging;
mod limits;
mod plans;
mod retries;
mod telling;
mod watching;

use super::{Gate, Gateway, Node, Store, Word};
use crate::scenario::file;
use crate::sim::{Fact, Kind, Label, Nanos, Record, Run, System};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// A run of the lines of a scenario file, set apart by semicolons: `nodes 2; at 1s crash store`.
fn run(lines: &str) -> Run<Gateway> {
    let mut text = String::from("snowglobe 1\nsystem gateway\nseed 7\n");
    for line in lines.split(';').map(str::trim).filter(|line| !line.is_empty()) {
        let verb = if line.starts_with("at ") || line.starts_with("seed ") { "" } else { "set " };
        text.push_str(&format!("{verb}{line}\n"));
    }
    let scenario = file::read(&text, crate::systems::parameters).expect("a scenario file");
    Run::new(scenario).expect("it fits")
}

/// The numbers of the moment shown, by name.
fn facts(run: &Run<Gateway>) -> impl Fn(&str) -> f64 + use<> {
    let facts: BTreeMap<&'static str, f64> =
        Gateway::facts(run.world()).into_iter().map(|Fact { name, value }| (name, value.as_f64())).collect();
    move |name| *facts.get(name).unwrap_or_else(|| panic!("no fact {name}"))
}

/// The numbers at the end of a run.
fn end(lines: &str) -> impl Fn(&str) -> f64 + use<> {
    at(lines, Nanos::MAX)
}

/// The numbers at a time of a run.
fn at(lines: &str, time: Nanos) -> impl Fn(&str) -> f64 + use<> {
    let mut run = run(lines);
    run.seek_time(time.min(run.horizon()));
    facts(&run)
}

fn store(run: &Run<Gateway>) -> &Store {
    let node = run.world().places().iter().map(|place| &place.node);
    node.filter_map(|node| if let Node::Store(store) = node { Some(store) } else { None })
        .next()
        .expect("there is one")
}

fn gates(run: &Run<Gateway>) -> Vec<&Gate> {
    let node = run.world().places().iter().map(|place| &place.node);
    node.filter_map(|node| if let Node::Gate(gate) = node { Some(gate) } else { None }).collect()
}

/// All records that say this word.
fn said(run: &mut Run<Gateway>, kind: Kind, word: Word) -> Vec<Record> {
    let horizon = run.horizon();
    let own = |record: &&Record| record.kind == kind && record.label.tag != Label::FLIP;
    let records = run.records(0, horizon).iter().filter(own).copied();
    records.filter(|record| Word::of(record.label) == Some(word)).collect()
}
