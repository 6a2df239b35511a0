//! What the cluster does without being told so, as tables: stale reads, siblings, the price of evening replicas out, and
//! how soon and how wrongly silence is taken for death. Fixed seeds; a change of a table is a change of behaviour. What
//! must hold whatever the numbers are is asserted beside them.

use snowglobe_core::scenario::file;
use snowglobe_core::sim::{Run, SECOND};
use snowglobe_core::systems::kv::placement::Placement;
use snowglobe_core::systems::kv::{self, Ended, Key, Kv, Node, Store};
use snowglobe_core::systems::parameters;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// A run of these words: settings, and actions `at` times, with semicolons between.
fn run(seed: u64, text: &str) -> Run<Kv> {
    let lines = text.split("; ").map(|line| match line.strip_prefix("at ") {
        Some(_) => format!("{line}\n"),
        None => format!("set {line}\n"),
    });
    let text = format!("snowglobe 1\nsystem kv\nseed {seed}\n{}", lines.collect::<String>());
    Run::new(file::read(&text, parameters).expect("a scenario file")).expect("it fits")
}

fn ended(seed: u64, text: &str) -> Run<Kv> {
    let mut run = run(seed, text);
    run.seek_time(run.horizon());
    run
}

/// A machine is away for a while, messages are lost, and nothing is mended by reading.
#[test]
fn stale_reads_by_quorum_loss_and_who_counts() {
    let mut table = String::from("N R W   at most    strict                       sloppy\n             ");
    for _ in 0..2 {
        ["loss 0%", "5%", "20%"]
            .iter()
            .for_each(|loss| write!(table, "{loss:>9}").expect("a string takes it"));
    }
    for (n, r, w) in [(3, 1, 1), (3, 1, 2), (3, 2, 1), (3, 2, 2), (3, 1, 3), (3, 3, 1), (5, 2, 2), (5, 3, 3)]
    {
        let quorum = snowglobe_core::quorum::Quorum::new(n, r, w).expect("R and W are from 1 to N");
        let most = quorum.stale_share() * 100.0;
        write!(table, "\n{n} {r} {w} {most:>7.1} %").expect("a string takes it");
        for kind in ["strict", "sloppy"] {
            let shares = [0, 5, 20].map(|loss| {
                let run = ended(
                    7,
                    &format!(
                        "nodes 7; n {n}; r {r}; w {w}; quorum {kind}; resolution last_writer_wins; read_repair no; \
                         clients 10; keys 3; rate 100; gossip_period 200ms; fail_timeout 2s; duration 20s; \
                         at 1ms loss {loss}%; at 5s crash n0; at 6s crash n1; at 12s restart n0; at 13s restart n1"
                    ),
                );
                let (clients, judged) = (kv::clients(run.world()), kv::judged(run.world()));
                assert!(clients.reads > 30, "{n} {r} {w} {kind} {loss}: {}", clients.reads);
                judged.stale_reads as f64 / clients.reads as f64 * 100.0
            });
            for share in shares {
                write!(table, "{share:>7.2} %").expect("a string takes it");
                if kind == "strict" {
                    assert!(share <= most, "{n} {r} {w}: {share} of at most {most}");
                }
            }
            if !quorum.reads_meet_writes() {
                assert!(shares[0] < shares[2], "{n} {r} {w} {kind}: what is lost is missed");
            }
        }
    }
    insta::assert_snapshot!(table);
}

/// Half of the writers are cut off from the others for a while; each goes on as far as its quorum lets it.
#[test]
fn siblings_by_writers_quorum_and_length_of_a_partition() {
    let mut table = String::from("reads of more than one value (most values)\nR W writers");
    let lengths = [0, 1, 4];
    lengths
        .iter()
        .for_each(|length| write!(table, "{:>14}", format!("{length} s")).expect("a string takes it"));
    for quorum in [1, 2] {
        for writers in [1, 2, 4, 8, 16] {
            write!(table, "\n{quorum} {quorum} {writers:>7}").expect("a string takes it");
            let names = |from: u32, to: u32| (from..to).map(|at| format!(" c{at}")).collect::<String>();
            for length in lengths {
                let (one, other) = (names(0, writers / 2), names(writers / 2, writers));
                let run = ended(
                    7,
                    &format!(
                        "nodes 3; r {quorum}; w {quorum}; clients {writers}; keys 1; rate 40; \
                         timeout 50ms; duration 12s; at 2s partition {{n0{one}}} | {{n1 n2{other}}}; \
                         at {}ms heal",
                        2_000 + length * 1_000 + 1
                    ),
                );
                let (mut reads, mut several, mut most) = (0, 0, 0);
                for (_, calls) in kv::calls(run.world()) {
                    for call in calls.iter() {
                        if let Some((_, Ended::Read(reading))) = &call.ended {
                            reads += 1;
                            several += u32::from(reading.values.len() > 1);
                            most = most.max(reading.values.len());
                        }
                    }
                }
                let share = f64::from(several) / f64::from(reads) * 100.0;
                write!(table, "{share:>8.1} % {:>4}", format!("({most})")).expect("a string takes it");
                if writers == 1 {
                    assert_eq!(several, 0, "who is alone knows all of its writes");
                }
                // A writer's next write takes the place of its last, if that was acknowledged: one may not have been when
                // the network was cut. A minority's never are with W = 2, and pile up on the node that took them.
                assert!(reads > 20);
                if quorum == 1 || length == 0 {
                    assert!(most <= 2 * writers as usize, "{most} of {writers}");
                }
            }
        }
    }
    insta::assert_snapshot!(table);
}

const KEYS: u32 = 200;
/// How high the trees of ranges are by default.
const HEIGHT: u32 = 4;

/// Two replicas with the same keys; then one is down while some keys are written again. What the walk down the trees must
/// cost follows from where those keys lie.
#[test]
fn the_price_of_evening_out_by_keys_that_differ() {
    let story = |differing: u32| {
        let puts = |at: u32, count: u32, word: &str| -> String {
            (0..count).map(|key| format!("; at {at}s put {key} {word}")).collect()
        };
        format!(
            "nodes 2; n 2; r 1; w 1; workload none; clients 1; resolution last_writer_wins; read_repair no; retries 3; \
             latency 1ms; timeout 20ms; gossip_period 5s; fail_timeout 600s; repair_period 50ms; duration 60s{}; \
             at 20s crash n1{}; at 40s restart n1",
            puts(1, KEYS, "old"),
            puts(21, differing, "new")
        )
    };
    let costs = |differing: u32| {
        let mut run = run(7, &story(differing));
        run.seek_time(40 * SECOND - 1);
        let before = kv::replicas(run.world());
        assert_eq!(kv::clients(run.world()).writes, u64::from(KEYS + differing));
        run.seek_time(run.horizon());
        let after = kv::replicas(run.world());
        assert_eq!(kv::divergence(run.world()).0, 0, "{differing}");
        let bytes = after.repair_bytes - before.repair_bytes;
        (after.compared - before.compared, after.exchanged - before.exchanged, bytes)
    };
    let (roots, nothing, bytes_of_roots) = costs(0);
    assert_eq!((nothing, bytes_of_roots), (0, 12 * roots));
    let mut table = String::from("keys that differ   hashes   records   of all     bytes");
    for differing in [1, 2, 5, 10, 20, 50, 100, 200] {
        let (compared, exchanged, bytes) = costs(differing);
        let (hashes, records) = expected(differing);
        assert_eq!((compared - roots, exchanged), (hashes, records), "{differing}");
        let all = exchanged as f64 / f64::from(2 * KEYS) * 100.0;
        let bytes = bytes - bytes_of_roots;
        // Besides the hashes, records: keys of 12 bytes, and a write or two of some two dozen.
        let each = (bytes - 12 * hashes) / exchanged;
        assert!((36..=72).contains(&each), "{each} bytes for a record");
        write!(table, "\n{differing:>16}{hashes:>9}{exchanged:>10}{all:>7.1} %{bytes:>10}")
            .expect("a string takes it");
    }
    insta::assert_snapshot!(table);
}

/// Below each inner place of a range's tree whose hash differs two hashes are compared; of each bucket that differs both
/// send what they have.
fn expected(differing: u32) -> (u64, u64) {
    let place = |id: u32| {
        (Placement::range(Key::numbered(id)), Store::bucket(Key::numbered(id), HEIGHT) + (1 << HEIGHT))
    };
    let mut full: BTreeMap<_, u64> = BTreeMap::new();
    (0..KEYS).for_each(|id| *full.entry(place(id)).or_default() += 1);
    let buckets: BTreeSet<_> = (0..differing).map(place).collect();
    let above = |(range, bucket): &(usize, usize)| {
        let range = *range;
        (1..=HEIGHT).map(move |up| (range, bucket >> up)).collect::<Vec<_>>()
    };
    let inner: BTreeSet<_> = buckets.iter().flat_map(above).collect();
    (2 * inner.len() as u64, buckets.iter().map(|bucket| 2 * full[bucket]).sum())
}

/// How long after a crash all others know, and how often somebody was taken for dead who was not: means of some seeds.
#[test]
fn detection_and_false_suspicions_by_detector_threshold_and_loss() {
    let losses = [0, 10, 30];
    let mut table = String::from("all know after (wrong in a minute)\ndetector    ");
    losses
        .iter()
        .for_each(|loss| write!(table, "{:>18}", format!("loss {loss}%")).expect("a string takes it"));
    let times = ["1s", "2s", "4s", "8s"];
    let detectors = [
        ("timeout", "fail_timeout", times),
        ("phi", "phi", ["1", "2", "4", "8"]),
        ("swim", "fail_timeout", times),
    ];
    for (detector, setting, thresholds) in detectors {
        let mut before = [(0.0, f64::INFINITY); 3];
        for threshold in thresholds {
            write!(table, "\n{detector:<8}{threshold:>4}").expect("a string takes it");
            for (loss, before) in losses.iter().zip(&mut before) {
                let (known, wrong) =
                    detection(&format!("detector {detector}; {setting} {threshold}; at 1ms loss {loss}%"));
                write!(table, "{known:>9.2} s {:>7}", format!("({wrong:.1})")).expect("a string takes it");
                assert!(known > before.0, "{detector} {threshold} {loss}%: who waits longer knows later");
                assert!(wrong <= before.1, "{detector} {threshold} {loss}%: and errs less");
                *before = (known, wrong);
            }
        }
    }
    insta::assert_snapshot!(table);
}

fn detection(settings: &str) -> (f64, f64) {
    let seeds = 1..=8;
    let (mut known, mut wrong) = (0.0, 0.0);
    for seed in seeds.clone() {
        let text = format!(
            "nodes 5; workload none; gossip_period 200ms; duration 180s; {settings}; at 60s crash n0"
        );
        let mut run = run(seed, &text);
        run.seek_time(60 * SECOND);
        wrong += kv::replicas(run.world()).false_suspicions as f64;
        let mut now = run.moment().at;
        while !all_suspect(&run) {
            now += SECOND / 50;
            run.seek_time(now);
            assert!(now < run.horizon(), "{settings}: somebody never knows");
        }
        known += (now - 60 * SECOND) as f64 / SECOND as f64;
    }
    let runs = seeds.count() as f64;
    (known / runs, wrong / runs)
}

/// Whether all that are up take the first of the machines for dead.
fn all_suspect(run: &Run<Kv>) -> bool {
    let first = run.world().find("n0").expect("there").0;
    run.world().places().iter().filter(|place| place.up).all(|place| match &place.node {
        Node::Replica(replica) => replica.suspected().contains(&first),
        Node::Client(_) => true,
    })
}
