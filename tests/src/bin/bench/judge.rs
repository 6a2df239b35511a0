//! The judge of orders on long histories that are as they should be, which it has to look at to the end.
//!
//! Twenty clients ask one after the other, half of them to write; an operation takes effect at a moment between its call
//! and its return, so that nearly twenty are under way at any time. Every hundredth answer to a write is lost: nobody knows
//! whether it was done.

use crate::measure::in_turns;
use crate::report::Report;
use snowglobe_core::check::{Action, History, Verdict, linearizable};
use snowglobe_core::random::SplitMix64;
use std::collections::BTreeMap;

const OPERATIONS: usize = 100_000;
const CLIENTS: usize = 20;

pub(crate) fn measure(report: &mut Report) {
    for keys in [1_000, 10] {
        let name = format!("linearizable 100k ops, {keys} keys");
        if report.wants(&name) {
            let history = history(keys);
            let times =
                in_turns(OPERATIONS, &mut [&mut || assert_eq!(linearizable(&history), Verdict::Kept)]);
            report.line(&name, times[0], None);
        }
    }
}

/// An operation before it is known what a read finds.
struct Asked {
    client: u64,
    key: u64,
    /// What is written; none for a read.
    write: Option<u64>,
    called: u64,
    done: u64,
    returned: u64,
    is_lost: bool,
}

fn history(keys: u64) -> History<u64, u64> {
    let mut random = SplitMix64::new(keys);
    let mut free = [0; CLIENTS];
    let mut all: Vec<Asked> = (0..OPERATIONS)
        .map(|number| {
            let client = number % CLIENTS;
            let called = free[client] + 1 + random.below(1_000);
            let done = called + 1 + random.below(1_000);
            let returned = done + 1 + random.below(1_000);
            free[client] = returned;
            let write = random.chance(1, 2).then_some(number as u64);
            let is_lost = write.is_some() && random.chance(1, 100);
            Asked { client: client as u64, key: random.below(keys), write, called, done, returned, is_lost }
        })
        .collect();
    all.sort_by_key(|asked| asked.done);
    let mut held: BTreeMap<u64, u64> = BTreeMap::new();
    let found: Vec<Option<u64>> = all
        .iter()
        .map(|asked| match asked.write {
            Some(value) => held.insert(asked.key, value).and(None),
            None => held.get(&asked.key).copied(),
        })
        .collect();
    let mut all: Vec<(Asked, Option<u64>)> = all.into_iter().zip(found).collect();
    all.sort_by_key(|(asked, _)| asked.called);
    let mut history = History::new();
    for (asked, found) in all {
        let action = asked.write.map_or(Action::Read, Action::Write);
        let id = history.call(asked.client, asked.key, action, asked.called);
        if !asked.is_lost {
            history.done(id, asked.returned, found);
        }
    }
    history
}
