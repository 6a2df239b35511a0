use super::ended;
use crate::systems::kv::{CallId, Ended, Finding, call, clients, findings, judged};
use alloc::format;

/// Settings under which reads go wrong in every way.
fn shaken() -> crate::sim::Run<crate::systems::kv::Kv> {
    ended(
        "r 1; w 1; quorum sloppy; keys 5; rate 60; duration 12s; at 2s partition {c0 n0 n1} | {c1 n2 n3 n4}; \
         at 7s heal",
    )
}

#[test]
fn as_many_as_the_judges_count() {
    let run = shaken();
    let (world, found) = (run.world(), findings(run.world(), 0));
    let count = |what: fn(&Finding) -> bool| found.iter().filter(|finding| what(finding)).count() as u64;
    let (told, tally) = (judged(world), clients(world));
    assert!(told.stale_reads > 5 && tally.lost_own > 0 && tally.went_back > 0, "{told:?} {tally:?}");
    assert_eq!(count(|finding| finding.stale), told.stale_reads);
    assert_eq!(count(|finding| finding.verdict.lost_own), tally.lost_own);
    assert_eq!(count(|finding| finding.verdict.went_back), tally.went_back);
}

#[test]
fn each_has_what_it_misses() {
    let run = shaken();
    for finding in findings(run.world(), 0) {
        let of = |id: CallId| call(run.world(), id).expect("it is there");
        let (read, against) = (of(finding.read), of(finding.against.expect("nobody crashed")));
        let Some((_, Ended::Read(reading))) = &read.ended else { panic!("{finding:?} is no read") };
        let (at, how) = against.ended.as_ref().expect("it has ended");
        assert!(*at <= read.called && against.key == read.key, "{finding:?}");
        let missed = match how {
            Ended::Written(made) => !reading.covers(made, None),
            Ended::Read(earlier) => finding.verdict.went_back && !reading.covers(&earlier.seen, None),
            _ => false,
        };
        assert!(missed, "{}", format!("{finding:?}: {against:?}"));
    }
}

#[test]
fn what_ended_before_is_not_judged() {
    let run = shaken();
    let (all, late) = (findings(run.world(), 0), findings(run.world(), 6_000_000_000));
    assert!(!late.is_empty() && late.len() < all.len());
    assert!(late.iter().all(|finding| all.contains(finding)));
}
