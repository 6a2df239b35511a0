//! What the tests of the views share: a wording, a hand-made story, a short run of the cache.

use super::{Cast, Wording};
use crate::text::Language;
use snowglobe_core::scenario::{Scenario, Timed};
use snowglobe_core::sim::{Globe, Kind, Label, Nanos, NodeId, Reason, Record, Resident, Role, Run, SECOND};
use snowglobe_core::systems::cache::{Cache, Word};
use std::sync::Arc;

pub(super) const MS: Nanos = SECOND / 1_000;

/// Words the cache roughly.
pub(super) struct Rough(pub(super) Language);

impl Wording for Rough {
    fn language(&self) -> Language {
        self.0
    }

    fn message(&self, label: Label) -> String {
        let word = Word::of(label).map(|word| format!("{word:?}").to_lowercase()).unwrap_or_default();
        if self.0 == Language::Korean {
            format!("{word} 키 {}", label.a)
        } else {
            format!("{word} key-{}", label.a)
        }
    }

    fn is_reply(&self, label: Label) -> bool {
        matches!(Word::of(label), Some(Word::Hit | Word::Miss | Word::Row | Word::Busy | Word::Alive))
    }

    fn record(&self, record: &Record, cast: &Cast) -> Option<String> {
        match Word::of(record.label)? {
            Word::Ejected => Some(format!("ejected {}", cast.name(NodeId(record.label.a as u32)))),
            Word::Read => Some(format!("wants key-{}", record.label.a)),
            _ => None,
        }
    }
}

pub(super) fn say(word: Word, key: u64) -> Label {
    Label::new(word as u16, key, 0)
}

pub(super) fn resident(id: u32, name: &str, role: Role, up: bool) -> Resident {
    Resident { id: NodeId(id), name: Arc::from(name), role, up, slowness: 100, clock: 0 }
}

/// c0, s0, s1 (down), db.
pub(super) fn residents() -> Vec<Resident> {
    vec![
        resident(0, "c0", Role::Client, true),
        resident(1, "s0", Role::Server, true),
        resident(2, "s1", Role::Server, false),
        resident(3, "db", Role::Origin, true),
    ]
}

pub(super) fn record(
    time: Nanos,
    kind: Kind,
    ends: (u32, u32),
    id: u64,
    until: Nanos,
    label: Label,
) -> Record {
    let (node, peer) = (NodeId(ends.0), NodeId(ends.1));
    let step = time / MS + 1;
    Record { time, step, kind, node, peer, id, until, label }
}

/// A hit, a crash and a message lost to it, a partition and a message lost to that, an ejection.
pub(super) fn records() -> Vec<Record> {
    let nobody = (u32::MAX, u32::MAX);
    let none = Label::default();
    let (get, hit) = (say(Word::Get, 7), say(Word::Hit, 7));
    let (lost, row) = (say(Word::Get, 9), say(Word::Query, 9));
    vec![
        record(10 * MS, Kind::Sent, (0, 1), 1, 20 * MS, get),
        record(20 * MS, Kind::Delivered, (1, 0), 1, 20 * MS, get),
        record(21 * MS, Kind::Sent, (1, 0), 2, 30 * MS, hit),
        record(30 * MS, Kind::Acted, nobody, 0, 30 * MS, none),
        record(30 * MS, Kind::Delivered, (0, 1), 2, 30 * MS, hit),
        record(32 * MS, Kind::Sent, (0, 2), 3, 42 * MS, lost),
        record(42 * MS, Kind::Dropped(Reason::Down), (2, 0), 3, 42 * MS, lost),
        record(45 * MS, Kind::Changed, (0, 0), 0, 45 * MS, say(Word::Ejected, 2)),
        record(53 * MS, Kind::Acted, nobody, 1, 53 * MS, none),
        record(55 * MS, Kind::Sent, (0, 3), 4, 60 * MS, row),
        record(60 * MS, Kind::Dropped(Reason::Partition), (3, 0), 4, 60 * MS, row),
        record(70 * MS, Kind::Sent, (0, 1), 5, Nanos::MAX, get),
        record(80 * MS, Kind::Acted, nobody, 2, 80 * MS, none),
    ]
}

pub(super) fn actions() -> Vec<Timed> {
    let timed = |at: Nanos, action: &str| Timed { at: at * MS, action: action.to_owned() };
    vec![timed(30, "crash s1"), timed(53, "partition {c0} | {db}"), timed(80, "heal")]
}

/// Two seconds of the cache in which much goes wrong, at one second.
pub(super) fn cache() -> Box<dyn Globe> {
    let mut scenario = Scenario::new("cache", 7);
    let timed = |at: Nanos, action: &str| Timed { at: at * MS, action: action.to_owned() };
    let actions = [
        timed(900, "loss 10%"),
        timed(930, "crash s1"),
        timed(950, "partition {c0} | {s2 db}"),
        timed(950, "flap s3 10ms 3"),
        timed(1_010, "heal"),
        timed(1_015, "restart s1"),
    ];
    if let Some(root) = scenario.timelines.first_mut() {
        root.actions = actions.to_vec();
    }
    let mut run = Run::<Cache>::new(scenario).expect("the scenario is sound");
    while !run.run_ahead(10_000) {}
    run.seek_time(SECOND);
    Box::new(run)
}
