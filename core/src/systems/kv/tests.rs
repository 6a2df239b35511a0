//! Tests of the cluster: its parts, what it does when it is shaken, and that it does so twice.

mod bounds;
mod commands;
mod contact;
mod evidence;
mod flushes;
mod graves;
mod heartbeats;
mod hints;
mod log;
mod losses;
mod members;
mod parts;
mod popularity;
mod probing;
mod promises;
mod replay;
mod retries;
mod session;
mod silence;
mod story;
mod zones;

use super::placement::Placement;
use super::{Key, Kv, Node, PARAMETERS, Replica, Word};
use crate::scenario::{Scenario, Timed};
use crate::sim::{Fact, Kind, Run, System, parse_duration};
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A run of these words: settings, `seed` and actions `at` times, with semicolons between. Until its end.
fn ended(text: &str) -> Run<Kv> {
    let mut run = run(text);
    run.seek_time(run.horizon());
    run
}

fn run(text: &str) -> Run<Kv> {
    Run::new(scenario(text)).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn scenario(text: &str) -> Scenario {
    let mut scenario = Scenario::new("kv", 7);
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (name, rest) = part.split_once(' ').expect("two words");
        if name == "seed" {
            scenario.seed = rest.parse().expect("a number");
        } else if name == "at" {
            let (at, action) = rest.split_once(' ').expect("a time and an action");
            let at = parse_duration(at).expect("a time");
            scenario.timelines[0].actions.push(Timed { at, action: action.to_string() });
        } else {
            let index = PARAMETERS.iter().position(|parameter| parameter.name == name);
            let index = index.unwrap_or_else(|| panic!("no parameter {name}"));
            let value = PARAMETERS[index].read(rest).unwrap_or_else(|| panic!("{name} is not {rest}"));
            scenario.settings.retain(|(other, _)| usize::from(*other) != index);
            scenario.settings.push((index as u8, value));
        }
    }
    scenario.settings.sort_unstable();
    scenario.timelines[0].actions.sort_by_key(|timed| timed.at);
    scenario
}

/// The numbers of the moment shown, by name.
fn facts(run: &Run<Kv>) -> impl Fn(&str) -> f64 + use<> {
    let facts: BTreeMap<&'static str, f64> =
        Kv::facts(run.world()).into_iter().map(|Fact { name, value }| (name, value.as_f64())).collect();
    move |name| *facts.get(name).unwrap_or_else(|| panic!("no fact {name}"))
}

/// How often something of that kind happened up to now, under each of these words.
fn told(run: &mut Run<Kv>, kind: Kind, words: &[Word]) -> Vec<usize> {
    let until = run.moment().at;
    let records = run.records(0, until);
    let count = |word: &Word| {
        records.iter().filter(|record| record.kind == kind && Word::of(record.label) == Some(*word)).count()
    };
    words.iter().map(count).collect()
}

fn replica<'a>(run: &'a Run<Kv>, name: &str) -> &'a Replica {
    let world = run.world();
    let place = world.find(name).and_then(|id| world.place(id)).expect("a node");
    match &place.node {
        Node::Replica(replica) => replica,
        Node::Client(_) => panic!("{name} is a client"),
    }
}

/// The nodes of the first typed key's list, by name: those at home first.
fn order(text: &str) -> Vec<String> {
    let run = run(text);
    let placement = &run.world().system().placement;
    let order = placement.order(Placement::range(Key::named("cart", 0))).iter();
    order.filter_map(|node| placement.member(*node)).map(|member| member.name.to_string()).collect()
}
