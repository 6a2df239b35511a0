use super::*;
use crate::own_data::gateway::analysis::watched::Watched;
use crate::own_data::gateway::request::{Request, Watch};
use crate::own_data::gateway::samples;
use crate::own_data::gateway::session::Session;
use snowglobe_core::random::SplitMix64;
use snowglobe_core::sim::Value;
use snowglobe_core::systems;

fn sample(request: Request) -> crate::own_data::gateway::report::Report {
    let mut session = Session::new(request, samples::LOG.len() as u64).expect("a session");
    session.push(samples::LOG.as_bytes()).expect("text");
    session.finish().expect("a report")
}

/// For every algorithm and rule: the run denies at the moment at which the log's request was denied.
#[test]
fn the_run_denies_what_the_report_denies() {
    for algorithm in Algorithm::ALL {
        let request = Request { algorithm: algorithm.name().into(), ..Request::new(samples::RULES) };
        let report = sample(request.clone());
        for (rule, of) in report.rules.iter().enumerate() {
            assert!(can_be_shown(&of.limit));
            let watch = Some(Watch { rule, key: of.top[0].id });
            let seen = sample(Request { watch, ..request.clone() }).seen.expect("what was watched");
            let denied = seen.denied.expect("a denial");
            let link = link(algorithm, &of.limit, &seen).expect("a link");
            let text = link.encode();
            assert_eq!(snowglobe_core::scenario::link::Link::decode(&text).expect("a link"), link);
            let mut globe = systems::open(link.scenario).expect("it fits");
            let fact = |globe: &dyn snowglobe_core::sim::Globe| {
                globe.facts().iter().find(|fact| fact.name == "denied").map(|fact| fact.value)
            };
            let first = seen.times[0] - WAY;
            let start = first - first % of.limit.window;
            globe.seek_time(denied - start - 1);
            assert_eq!(fact(&*globe), Some(Value::Count(0)), "{algorithm} {rule}");
            globe.seek_time(denied - start + SECOND / 2);
            assert_ne!(fact(&*globe), Some(Value::Count(0)), "{algorithm} {rule}");
        }
    }
}

/// A key under a limit for hours, in requests that hug the edges of windows: the run either denies just what the
/// log's limiter denies of what was kept, or is not offered.
#[test]
fn the_run_goes_as_the_log_did_or_is_not_offered() {
    let limit = Limit::new(6, SECOND).with_burst(9);
    let mut random = SplitMix64::new(11);
    let (mut offered, mut refused) = (0, 0);
    for algorithm in Algorithm::ALL {
        for trace in 0..12u64 {
            let mut watched = Watched::new(algorithm, limit).expect("a limiter");
            let mut time = 1_700_000_000 * SECOND;
            for _ in 0..2_000 {
                // Every other trace goes on without a rest, a little faster than the limit.
                time += match (trace % 2, random.below(12)) {
                    (0, 0) => random.below(5) * SECOND,
                    (0, 1) => SECOND - time % SECOND,
                    (0, 2) => (2 * SECOND - 1 - time % SECOND) % SECOND,
                    (0, _) => random.below(SECOND / 5),
                    _ => SECOND * 331 / 2_000,
                };
                watched.note(time);
            }
            let seen = watched.finish();
            let Some(link) = link(algorithm, &limit, &seen) else {
                refused += 1;
                continue;
            };
            offered += 1;
            let mut alone = algorithm.limiter(limit).expect("a limiter");
            let denials = seen.times.iter().filter(|time| !alone.check(**time, 1).is_admitted()).count();
            let mut globe = systems::open(link.scenario).expect("it fits");
            globe.run_ahead(u64::MAX);
            globe.seek_time(globe.horizon());
            let told = globe.facts().iter().find(|fact| fact.name == "denied").map(|fact| fact.value);
            assert_eq!(told, Some(Value::Count(denials as u64)), "{algorithm} {trace}");
        }
    }
    assert!(offered > 40 && refused > 3, "{offered} {refused}");
}

#[test]
fn a_limit_that_would_show_nothing_is_not_offered() {
    assert!(can_be_shown(&Limit::new(199, 60 * SECOND)));
    assert!(!can_be_shown(&Limit::new(200, 60 * SECOND)));
    assert!(!can_be_shown(&Limit::new(5, 3_600 * SECOND)));
    assert!(!can_be_shown(&Limit::new(5, SECOND).with_burst(1_000)));
    assert_eq!(
        link(Algorithm::default(), &Limit::new(5, SECOND), &Seen { times: vec![], denied: None }),
        None
    );
}
