//! Vector clocks against those of crdts: how two of them stand to one another.
//!
//! A round compares pairs of which a quarter each are equal, before, after and concurrent, in no order that a processor
//! could learn. Writers are numbers on both sides; ours are kept in one piece, those of crdts in a `BTreeMap`.

use crate::measure::in_turns;
use crate::report::Report;
use crdts::{Dot, VClock};
use snowglobe_core::causality::{Relation, VectorClock};
use snowglobe_core::random::SplitMix64;
use std::cmp::Ordering;
use std::hint::black_box;

const PEER: &str = "crdts";
const PAIRS: usize = 4_096;

type Counters = Vec<(u64, u64)>;

pub(crate) fn measure(report: &mut Report) {
    for entries in [5, 20] {
        let name = format!("vector clock compare {entries} entries");
        if report.wants(&name) {
            compare(report, &name, entries);
        }
    }
}

fn compare(report: &mut Report, name: &str, entries: u64) {
    let mut random = SplitMix64::new(entries);
    let pairs: Vec<(Counters, Counters)> = (0..PAIRS).map(|_| pair(&mut random, entries)).collect();
    let clock = |counters: &Counters| counters.iter().copied().collect::<VectorClock<u64>>();
    let peer =
        |counters: &Counters| counters.iter().map(|(writer, count)| Dot::new(*writer, *count)).collect();
    let ours: Vec<_> = pairs.iter().map(|(a, b)| (clock(a), clock(b))).collect();
    let theirs: Vec<(VClock<u64>, VClock<u64>)> = pairs.iter().map(|(a, b)| (peer(a), peer(b))).collect();
    let mut seen = [0; 4];
    for ((a, b), (c, d)) in ours.iter().zip(&theirs) {
        let relation = a.compare(b);
        assert_eq!(relation, named(c.partial_cmp(d)), "{a} and {b}");
        seen[relation as usize] += 1;
    }
    assert!(seen.iter().all(|count| count * 5 > PAIRS), "not in equal parts: {seen:?}");
    let mut sides: [&mut dyn FnMut(); 2] =
        [&mut || ours.iter().for_each(|(a, b)| _ = black_box(a.compare(b))), &mut || {
            theirs.iter().for_each(|(a, b)| _ = black_box(a.partial_cmp(b)))
        }];
    let times = in_turns(PAIRS, &mut sides);
    report.line(name, times[0], Some((PEER, times[1])));
}

/// Two clocks of the same writers, one of the four ways.
fn pair(random: &mut SplitMix64, entries: u64) -> (Counters, Counters) {
    let first: Counters = (0..entries).map(|writer| (writer * 7, 1 + random.below(100))).collect();
    let mut second = first.clone();
    let (one, another) = (random.below(entries), random.below(entries - 1));
    let another = (one + 1 + another) % entries;
    match random.below(4) {
        0 => (first, second),
        1 => {
            second[one as usize].1 += 1;
            (first, second)
        }
        2 => {
            second[one as usize].1 += 1;
            (second, first)
        }
        _ => {
            second[one as usize].1 += 1;
            let mut first = first;
            first[another as usize].1 += 1;
            (first, second)
        }
    }
}

fn named(order: Option<Ordering>) -> Relation {
    match order {
        Some(Ordering::Equal) => Relation::Equal,
        Some(Ordering::Less) => Relation::Before,
        Some(Ordering::Greater) => Relation::After,
        None => Relation::Concurrent,
    }
}
