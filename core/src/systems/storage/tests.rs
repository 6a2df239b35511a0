//! Tests of the storage engine on its disk: its commands, its parts, and what must be seen when the power fails.

mod bounds;
mod commands;
mod crashes;
mod damage;
mod full;
mod network;
mod parts;
mod promises;
mod replay;
mod tombstones;

use super::{Engine, EngineKind, Key, Platter, Storage, Word, client, engine, platter, value};
use crate::scenario::{Scenario, ScenarioError, file};
use crate::sim::{Fact, Kind, Label, Nanos, Record, Run, System};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// The scenario of some lines of a scenario file, set apart by semicolons: `rate 50; at 1s power_cut`.
fn scenario(lines: &str) -> Result<Scenario, ScenarioError> {
    let mut text = String::from("snowglobe 1\nsystem storage\nseed 7\n");
    for line in lines.split(';').map(str::trim).filter(|line| !line.is_empty()) {
        let verb = if line.starts_with("at ") || line.starts_with("seed ") { "" } else { "set " };
        text.push_str(&format!("{verb}{line}\n"));
    }
    Ok(file::read(&text, crate::systems::parameters).expect("a scenario file"))
}

fn run(lines: &str) -> Run<Storage> {
    let made = scenario(lines).and_then(Run::new);
    made.unwrap_or_else(|error| panic!("{lines}: {error}"))
}

/// A run at its end.
fn ended(lines: &str) -> Run<Storage> {
    let mut run = run(lines);
    run.seek_time(run.horizon());
    run
}

/// The numbers of the moment shown, by name.
fn facts(run: &Run<Storage>) -> impl Fn(&str) -> f64 + use<> {
    let facts: BTreeMap<&'static str, f64> =
        Storage::facts(run.world()).into_iter().map(|Fact { name, value }| (name, value.as_f64())).collect();
    move |name| *facts.get(name).unwrap_or_else(|| panic!("no fact {name}"))
}

/// The numbers at the end of a run.
fn end(lines: &str) -> impl Fn(&str) -> f64 + use<> {
    facts(&ended(lines))
}

fn lsm(run: &Run<Storage>) -> &Engine {
    engine(run.world()).expect("there is one")
}

fn disk(run: &Run<Storage>) -> &Platter {
    platter(run.world(), EngineKind::Lsm).expect("there is one")
}

/// All records that say this word.
fn said(run: &mut Run<Storage>, kind: Kind, word: Word) -> Vec<Record> {
    let horizon = run.horizon();
    let own = |record: &&Record| record.kind == kind && record.label.tag != Label::FLIP;
    let records = run.records(0, horizon).iter().filter(own).copied();
    records.filter(|record| Word::of(record.label) == Some(word)).collect()
}

/// The times at which something happens, ascending.
fn times(run: &mut Run<Storage>) -> Vec<Nanos> {
    let horizon = run.horizon();
    let mut times: Vec<Nanos> = run.records(0, horizon).iter().map(|record| record.time).collect();
    times.dedup();
    times
}

/// Every key has in the engine what was acknowledged last, if no write of it is open.
fn holds_what_was_acknowledged(run: &Run<Storage>, kind: EngineKind, keys: u32, bytes: usize) {
    let judge = client(run.world(), kind).expect("there is one").judge();
    let machine = super::setup::machine(run.world(), kind).expect("there is one");
    for key in (0..keys).map(Key::Number) {
        let version = judge.acknowledged(&key);
        let stored = key.stored();
        let found = match kind {
            EngineKind::Lsm => machine.lsm().expect("open").clone().get(stored.as_bytes()).expect("sound"),
            EngineKind::Tree => machine.tree().expect("open").clone().get(stored.as_bytes()).expect("sound"),
        };
        let expected = (version > 0).then(|| value(&key, version, bytes).to_vec());
        if !judge.is_open(&key) {
            assert_eq!(found, expected, "{key}");
        }
    }
}
