//! The cluster under random faults, seed after seed: what is promised holds in each, what is not is broken in some.
//!
//! A seed decides the settings that are left open, the workload and the faults. `SEEDS=20000` sweeps more of them, and
//! `FIRST=1234 SEEDS=1` one again.

use snowglobe_core::check::{Promise, Verdict, linearizable};
use snowglobe_core::counterexample::{Progress, Search};
use snowglobe_core::random::SplitMix64;
use snowglobe_core::scenario::{Scenario, Timed, file};
use snowglobe_core::sim::{Nanos, Run, SECOND};
use snowglobe_core::systems::kv::{self, Kv, index};
use snowglobe_core::systems::parameters;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

const MS: Nanos = SECOND / 1_000;

/// What is fixed of the runs of a sweep.
#[derive(Clone, Copy)]
struct Sweep {
    n: u64,
    r: u64,
    w: u64,
    sloppy: u64,
    resolution: u64,
    /// Whether machines join, leave and are replaced.
    members: bool,
    /// Whether replicas compare what they have, and a quiet end gives them time for it.
    settles: bool,
    deletes: u64,
}

const STRICT: Sweep =
    Sweep { n: 3, r: 2, w: 2, sloppy: 0, resolution: ATOMIC, members: false, settles: false, deletes: 0 };
const SIBLINGS: u64 = 0;
const LAST_WRITER_WINS: u64 = 1;
const ATOMIC: u64 = 2;

fn scenario(sweep: Sweep, seed: u64) -> Scenario {
    let mut random = SplitMix64::new(seed).fork("sweep", 0);
    let nodes = sweep.n + random.below(3);
    let quiet = if sweep.settles { 30 * SECOND } else { 0 };
    let active = 5 * SECOND;
    let settings = [
        (index::NODES, nodes),
        (index::N, sweep.n),
        (index::R, sweep.r),
        (index::W, sweep.w),
        (index::QUORUM, sweep.sloppy),
        (index::RESOLUTION, sweep.resolution),
        (index::READ_REPAIR, random.below(2)),
        (index::REPAIR_PERIOD, if sweep.settles { 50 * MS } else { random.below(2) * 300 * MS }),
        (index::CLIENTS, 3),
        (index::KEYS, 1 + random.below(3)),
        (index::RATE, 20),
        (index::DELETES, sweep.deletes),
        (index::TIMEOUT, 100 * MS),
        (index::RETRIES, random.below(3)),
        (index::ROUTING, random.below(2)),
        (index::GOSSIP_PERIOD, 200 * MS),
        (index::FAIL_TIMEOUT, 800 * MS),
        (index::SKEW, random.below(3) * 300 * MS),
        (index::DURATION, active + quiet),
        (index::QUIET, quiet),
    ];
    let mut scenario = Scenario::new("kv", seed);
    scenario.settings = settings.iter().map(|(at, value)| (*at as u8, *value)).collect();
    scenario.timelines[0].actions = faults(sweep, nodes, active, &mut random);
    scenario
}

/// Faults at random moments; in the end everything is mended and up.
fn faults(sweep: Sweep, nodes: u64, active: Nanos, random: &mut SplitMix64) -> Vec<Timed> {
    let mut down: Vec<u64> = Vec::new();
    let mut at = 200 * MS;
    let mut actions = Vec::new();
    let mut joined = nodes;
    while at < active - 800 * MS {
        let node = random.below(nodes);
        let action = match random.below(if sweep.members { 14 } else { 11 }) {
            0 | 1 => {
                let mut sides = [format!("n{} ", (node + 1) % nodes), format!("n{node} ")];
                let others = (0..nodes).filter(|at| *at != node && *at != (node + 1) % nodes);
                let all = others.map(|at| format!("n{at} ")).chain((0..3).map(|at| format!("c{at} ")));
                all.for_each(|name| sides[random.below(2) as usize] += &name);
                let arrow = if random.chance(1, 4) { "->" } else { "|" };
                format!("partition {{{}}} {arrow} {{{}}}", sides[0].trim(), sides[1].trim())
            }
            2 => String::from("heal"),
            3 | 4 => match down.iter().position(|other| *other == node) {
                None => {
                    down.push(node);
                    format!("crash n{node}")
                }
                Some(place) => {
                    down.remove(place);
                    format!("restart n{node}")
                }
            },
            5 => match down.pop() {
                Some(node) => format!("restart n{node}"),
                None => format!("loss {}%", random.below(30)),
            },
            6 => format!("loss {}%", random.below(30)),
            7 => format!("duplicate {}%", random.below(40)),
            8 => format!("reorder {}% {}ms", random.below(40), 1 + random.below(400)),
            9 => format!("slow n{node} {}x", 1 + random.below(200)),
            10 => format!("skew n{node} {}ms", random.below(1_000)),
            11 => {
                joined += 1;
                format!("join n{joined}")
            }
            12 => format!("leave n{node}"),
            _ => {
                down.retain(|other| *other != node);
                format!("replace n{node}")
            }
        };
        actions.push(Timed { at, action });
        at += random.below(600 * MS);
    }
    let mend = ["heal", "loss 0%", "duplicate 0%", "reorder 0% 1ms"].map(String::from);
    let up = down.iter().map(|node| format!("restart n{node}"));
    let fast = (0..nodes).map(|node| format!("slow n{node} 1x"));
    let at = active - 500 * MS;
    actions.extend(mend.into_iter().chain(up).chain(fast).map(|action| Timed { at, action }));
    actions
}

/// Runs the seeds on all cores; what `look` finds, by seed.
fn sweep<T: Send>(sweep: Sweep, seeds: u64, look: impl Fn(&Run<Kv>) -> Option<T> + Sync) -> BTreeMap<u64, T> {
    each(seeds, |seed| scenario(sweep, seed), look)
}

/// The same of any scenario that a seed makes.
fn each<T: Send>(
    seeds: u64,
    scenario: impl Fn(u64) -> Scenario + Sync,
    look: impl Fn(&Run<Kv>) -> Option<T> + Sync,
) -> BTreeMap<u64, T> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let first = number("FIRST").unwrap_or(1);
    let seeds = number("SEEDS").unwrap_or(seeds);
    let (next, found) = (AtomicU64::new(first), Mutex::new(BTreeMap::new()));
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + seeds {
                return;
            }
            let mut run = Run::<Kv>::new(scenario(seed)).expect("it fits");
            run.seek_time(run.horizon());
            if let Some(told) = look(&run) {
                found.lock().expect("nobody panicked").insert(seed, told);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, std::num::NonZero::get) {
            scope.spawn(work);
        }
    });
    found.into_inner().expect("nobody panicked")
}

fn broken(run: &Run<Kv>) -> Option<String> {
    match linearizable(&kv::history(run.world())) {
        Verdict::Kept => None,
        verdict => Some(format!("{verdict:?}")),
    }
}

#[test]
fn an_atomic_register_is_linearizable_whatever_happens() {
    let answered = AtomicU64::new(0);
    let look = |run: &Run<Kv>| {
        let clients = kv::clients(run.world());
        answered.fetch_add(clients.reads + clients.writes, Ordering::Relaxed);
        broken(run)
    };
    assert_eq!(sweep(STRICT, 1_400, look), BTreeMap::new());
    assert_eq!(sweep(Sweep { n: 5, r: 3, w: 3, ..STRICT }, 700, look), BTreeMap::new());
    // Not because nothing was ever answered.
    let answered = answered.into_inner();
    assert!(answered > 2_100 * 20 || std::env::var("SEEDS").is_ok(), "{answered}");
}

#[test]
fn and_so_it_is_while_machines_come_and_go() {
    let moved = AtomicU64::new(0);
    let look = |run: &Run<Kv>| {
        moved.fetch_add(kv::replicas(run.world()).moved, Ordering::Relaxed);
        broken(run)
    };
    assert_eq!(sweep(Sweep { members: true, ..STRICT }, 500, look), BTreeMap::new());
    assert!(moved.into_inner() > 0);
}

/// In how many of the seeds a read is stale, misses the client's own write, goes back, and a write is lost.
fn seen(fixed: Sweep, seeds: u64) -> [usize; 4] {
    let look = |run: &Run<Kv>| {
        let (clients, judged) = (kv::clients(run.world()), kv::judged(run.world()));
        let counts = [judged.stale_reads, clients.lost_own, clients.went_back, judged.lost_writes];
        Some(counts.map(|count| count > 0))
    };
    let found = sweep(fixed, seeds, look);
    [0, 1, 2, 3].map(|at| found.values().filter(|seen| seen[at]).count())
}

#[test]
fn what_is_not_promised_is_broken_in_some_seed() {
    let [stale, ..] = seen(Sweep { sloppy: 1, resolution: SIBLINGS, ..STRICT }, 100);
    assert!(stale > 0, "sloppy: {stale}");
    let [.., lost] = seen(Sweep { resolution: LAST_WRITER_WINS, ..STRICT }, 100);
    assert!(lost > 0, "the last writer wins: {lost}");
    let [stale, lost_own, back, _] = seen(Sweep { r: 1, w: 1, resolution: LAST_WRITER_WINS, ..STRICT }, 100);
    assert!(stale > 0 && lost_own > 0 && back > 0, "R + W = 2: {stale} {lost_own} {back}");
}

#[test]
fn versions_side_by_side_are_read_in_some_seed() {
    for sloppy in [0, 1] {
        let look = |run: &Run<Kv>| (kv::clients(run.world()).siblings > 0).then_some(());
        let found = sweep(Sweep { sloppy, resolution: SIBLINGS, ..STRICT }, 100, look).len();
        assert!(found > 0, "sloppy {sloppy}");
        assert_eq!(sweep(Sweep { sloppy, ..STRICT }, 50, look).len(), 0, "a register has one");
    }
}

/// A scenario of these lines, and what is random in it.
fn story(seed: u64, lines: &str) -> Scenario {
    let text = format!("snowglobe 1\nsystem kv\nseed {seed}\n{lines}");
    file::read(&text, parameters).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A machine is away, another stands in for it, and is lost with the hint before it could hand it on.
#[test]
fn a_hint_dies_with_its_keeper_in_some_seed() {
    let unlike = |is_lost: bool| {
        let scenario = |seed| {
            let mut random = SplitMix64::new(seed).fork("hint", 0);
            let away = random.below(5);
            let keeper = (away + 1 + random.below(4)) % 5;
            let lost = if is_lost {
                format!("at 12s lose n{keeper}\nat 13s restart n{keeper}\n")
            } else {
                String::new()
            };
            story(
                seed,
                &format!(
                    "set workload none\nset quorum sloppy\nset retries 5\nset fail_timeout 3s\nset read_repair no\n\
                     set duration 40s\nat 1s crash n{away}\nat 10s put cart tea\n{lost}at 20s restart n{away}\n"
                ),
            )
        };
        let look = |run: &Run<Kv>| {
            let replicas = kv::replicas(run.world());
            let (unlike, _) = kv::divergence(run.world());
            // What the lost one had at home itself is another story: here its part was a hint alone.
            (unlike > 0 && replicas.hints_taken > 0 && replicas.hints_handed == 0).then_some(())
        };
        each(40, scenario, look).len()
    };
    assert!(unlike(true) > 0);
    assert_eq!(unlike(false), 0);
}

/// Who was away while others deleted, and forgot that they had, brings back what they deleted.
#[test]
fn a_deletion_is_undone_in_some_seed() {
    let undone = |resolution: &str, ttl: &str| {
        let scenario = |seed| {
            let away = SplitMix64::new(seed).fork("grave", 0).below(5);
            story(
                seed,
                &format!(
                    "set resolution {resolution}\nset keys 20\nset rate 30\nset deletes 50%\nset retries 5\n\
                     set repair_period 100ms\nset tombstone_ttl {ttl}\nset fail_timeout 600s\nset duration 14s\n\
                     at 2s crash n{away}\nat 9s restart n{away}\n"
                ),
            )
        };
        let look = |run: &Run<Kv>| {
            let history = kv::history(run.world());
            matches!(Promise::NoResurrection.judge(&history, 0, &0), Verdict::Broken(_)).then_some(())
        };
        each(40, scenario, look).len()
    };
    for resolution in ["siblings", "last_writer_wins"] {
        assert!(undone(resolution, "1s") > 0, "{resolution}");
        assert_eq!(undone(resolution, "3600s"), 0, "{resolution}");
    }
}

#[test]
fn after_the_faults_all_replicas_are_alike() {
    for resolution in [SIBLINGS, LAST_WRITER_WINS, ATOMIC] {
        for sloppy in [0, 1] {
            let settled = Sweep { resolution, sloppy, settles: true, deletes: 10, ..STRICT };
            let unlike = sweep(settled, 150, |run| {
                let (unlike, _) = kv::divergence(run.world());
                (unlike > 0).then_some(unlike)
            });
            assert_eq!(unlike, BTreeMap::new(), "resolution {resolution}, sloppy {sloppy}");
        }
    }
}

/// The scenarios that `cargo xtask sweep` begins with, on a few seeds.
#[test]
fn the_files_of_the_long_sweep_are_what_they_say() {
    let is_broken = |text: &str| {
        let scenario = file::read(text, parameters).expect("a scenario");
        let mut search =
            Search::<Kv, _>::new(scenario, Promise::Linearizable, (0..50).into()).expect("a run");
        loop {
            match search.step(u64::MAX) {
                Progress::Found(_) => return true,
                Progress::Ended => return false,
                Progress::Looking { .. } | Progress::Shrinking { .. } => {}
            }
        }
    };
    assert!(!is_broken(include_str!("../data/sweep/strict.txt")));
    assert!(is_broken(include_str!("../data/sweep/sloppy.txt")));
}
