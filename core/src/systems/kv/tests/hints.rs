//! How long hints are kept, how many, and for whom they are handed on.

use super::{ended, facts, order, replica, run};
use crate::sim::{Run, SECOND};
use crate::systems::kv::{Key, Kv, Store};
use alloc::format;
use alloc::string::String;

const TYPED: &str = "nodes 5; workload none; quorum sloppy; gossip_period 200ms; fail_timeout 1s; read_repair no; \
     duration 60s";

/// Hints of all nodes; how many were lost; and how many keys are not alike at home.
fn hints(run: &Run<Kv>) -> (f64, f64, f64) {
    let facts = facts(run);
    (facts("hints"), facts("hints_lost"), facts("diverged"))
}

#[test]
fn a_hint_is_kept_for_its_time() {
    let away = &order(TYPED)[0];
    let story = |back: &str| {
        format!("{TYPED}; hint_ttl 5s; at 1s crash {away}; at 10s put cart tea; at {back} restart {away}")
    };
    let mut late = run(&story("20s"));
    late.seek_time(14 * SECOND + SECOND / 2);
    assert_eq!(hints(&late), (1.0, 0.0, 0.0));
    late.seek_time(15 * SECOND + SECOND / 2);
    assert_eq!(hints(&late), (0.0, 1.0, 0.0));
    late.seek_time(late.horizon());
    assert_eq!(hints(&late), (0.0, 1.0, 1.0), "it came back to nothing");
    let early = ended(&story("13s"));
    assert_eq!((hints(&early), facts(&early)("hints_handed")), ((0.0, 0.0, 0.0), 1.0));
}

/// Whatever the clock of the coordinator says: the age is counted by the clock of who keeps it.
#[test]
fn a_hint_is_as_old_as_its_keeping() {
    let order = order(TYPED);
    let (away, keeper) = (&order[0], &order[3]);
    for (skew, resolution) in [(-20, "siblings"), (20, "siblings"), (-20, "last_writer_wins")] {
        let others = order.iter().filter(|name| *name != keeper);
        let skews: String = others.map(|name| format!("at 100ms skew {name} {}ms; ", skew * 1_000)).collect();
        let mut run = run(&format!(
            "{TYPED}; routing owner; retries 5; resolution {resolution}; hint_ttl 5s; {skews}at 30s crash {away}; \
             at 40s put cart tea"
        ));
        run.seek_time(44 * SECOND);
        assert_eq!((hints(&run).0, hints(&run).1), (1.0, 0.0), "{skew} {resolution}");
        run.seek_time(47 * SECOND);
        assert_eq!((hints(&run).0, hints(&run).1), (0.0, 1.0), "{skew} {resolution}");
    }
}

/// What a read of an atomic register writes back was written long ago; the hint is taken now.
#[test]
fn an_old_value_makes_a_new_hint() {
    let away = &order(TYPED)[0];
    let mut run = run(&format!(
        "{TYPED}; resolution atomic_register; hint_ttl 5s; at 1s put cart tea; at 10s crash {away}; at 20s get cart"
    ));
    run.seek_time(24 * SECOND);
    assert_eq!((hints(&run).0, hints(&run).1), (1.0, 0.0));
    run.seek_time(26 * SECOND);
    assert_eq!((hints(&run).0, hints(&run).1), (0.0, 1.0));
}

#[test]
fn there_is_room_for_so_many() {
    let text = "nodes 4; workload none; quorum sloppy; gossip_period 200ms; fail_timeout 1s; read_repair no; \
         retries 5; w 3; r 1; duration 60s; at 1s crash n0";
    let puts: String = (0..60).map(|key| format!("; at {}ms put k{key} v", 10_000 + key * 300)).collect();
    let of = |most: &str| {
        let mut run = run(&format!("{text}; most_hints {most}{puts}"));
        run.seek_time(40 * SECOND);
        let stores = ["n1", "n2", "n3"].map(|name| replica(&run, name).store().map_or(0, Store::hints));
        let facts = facts(&run);
        (stores, facts("hints_lost"), facts("writes"), facts("unknown") + facts("refused"))
    };
    let (stores, lost, writes, unknown) = of("10000");
    let all: u64 = stores.iter().sum();
    assert!(all > 20 && stores.iter().any(|count| *count > 4), "{stores:?}");
    assert_eq!((lost, writes, unknown), (0.0, 60.0, 0.0));
    let (stores, lost, writes, unknown) = of("4");
    assert!(stores.iter().all(|count| *count <= 4), "{stores:?}");
    let kept: u64 = stores.iter().sum();
    // With W = N each is needed: what could not be kept is not acknowledged.
    assert_eq!((lost, unknown, writes), ((all - kept) as f64, (all - kept) as f64, (60 - all + kept) as f64));
    let (stores, lost, ..) = of("0");
    assert_eq!((stores, lost), ([0; 3], all as f64));
}

/// One who is taken for alive and cannot be reached holds up nobody else, however many hints there are for it.
#[test]
fn who_cannot_be_reached_holds_up_nobody() {
    // The hints for n0 come first. It is heard, but nothing gets through to it.
    let mut run = run("nodes 5; clients 20; quorum sloppy; gossip_period 500ms; fanout 4; fail_timeout 2s; \
         read_repair no; retries 5; keys 2000; rate 150; reads 0%; quiet 30s; duration 60s; at 1s crash n0; \
         at 1s crash n1; at 39900ms partition {n1 n2 n3 n4} -> {n0}; at 40s restart n0; at 40s restart n1");
    run.seek_time(39 * SECOND);
    let for_each = |run: &Run<Kv>| {
        let mut counts = [0; 2];
        for name in ["n2", "n3", "n4"] {
            let all = replica(run, name).store().and_then(|store| store.all_hints().ok()).unwrap_or_default();
            all.iter().for_each(|hint| counts[hint.target as usize - 20] += 1);
        }
        counts
    };
    let before = for_each(&run);
    assert!(before[0] > 3 * 100 && before[1] > 100, "{before:?}");
    run.seek_time(50 * SECOND);
    let [first, second] = for_each(&run);
    assert_eq!((first, second), (before[0], 0), "{before:?}");
}

/// Six writes of one key are one hint, whoever takes it: one that is asked to keep it, or who makes the write itself.
#[test]
fn a_hint_is_counted_once() {
    let away = &order(TYPED)[0];
    for seed in 1..9 {
        let puts: String = (10..16).map(|at| format!("; at {at}s put cart v{at}")).collect();
        let run = ended(&format!("{TYPED}; seed {seed}; nodes 4; retries 5; at 1s crash {away}{puts}"));
        assert!(facts(&run)("writes") > 4.0);
        assert_eq!((facts(&run)("hints_taken"), facts(&run)("hints")), (1.0, 1.0), "seed {seed}");
    }
}

/// Who kept a hint was down when the one it was for left: it is for whoever is at home now.
#[test]
fn a_hint_for_one_who_left_meanwhile_is_not_handed_to_it() {
    let one = format!("{TYPED}; n 1; r 1; w 1; retries 5");
    let order = order(&one);
    let (away, keeper) = (&order[0], &order[1]);
    let run = ended(&format!(
        "{one}; at 1s crash {away}; at 10s put cart tea; at 12s crash {keeper}; at 14s restart {away}; \
         at 20s leave {away}; at 25s restart {keeper}; at 40s get cart"
    ));
    let facts = facts(&run);
    assert_eq!((facts("writes"), facts("reads")), (1.0, 1.0));
    assert_eq!((facts("stale_reads"), facts("hints")), (0.0, 0.0));
}

/// What comes late to one that is no longer at home is not taken in: nobody would ever ask for it.
#[test]
fn who_left_takes_nothing_in() {
    let text = format!("{TYPED}; timeout 5s; retries 1; latency 1s; fail_timeout 10s; duration 120s");
    let away = &order(&text)[0];
    for seed in 1..40 {
        let run = ended(&format!(
            "{text}; seed {seed}; at 1s crash {away}; at 20s put cart tea; at 40s restart {away}; \
             at 41s reorder 50% 9000ms; at 50s leave {away}"
        ));
        assert_eq!(facts(&run)("writes"), 1.0);
        let left = replica(&run, away).store().expect("up").get(Key::named("cart", 0)).expect("sound");
        assert!(left.is_none(), "seed {seed}: {left:?}");
    }
}

/// One hint for a node that leaves becomes one for the node that comes in its place: the others at home were asked, too.
#[test]
fn a_hint_becomes_one_for_who_comes() {
    let text = format!("{TYPED}; nodes 7; w 3; retries 5");
    let order = order(&text);
    // The next in line is down as well, and cannot keep the hint itself.
    let (away, next) = (&order[0], &order[3]);
    let mut run = run(&format!(
        "{text}; at 1s crash {away}; at 1s crash {next}; at 10s put cart tea; at 20s leave {away}; at 30s restart {next}"
    ));
    // Before anything is handed on.
    run.seek_time(20 * SECOND + SECOND / 1_000);
    assert_eq!(hints(&run).0, 1.0);
    run.seek_time(run.horizon());
    assert_eq!(hints(&run), (0.0, 0.0, 0.0));
}
