use super::*;
use crate::own_data::gateway::request::{Request, Watch};
use crate::own_data::gateway::samples;
use crate::own_data::gateway::session::Session;
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
            let start = seen.times[0] - seen.times[0] % of.limit.window;
            globe.seek_time(denied - start - 1);
            assert_eq!(fact(&*globe), Some(Value::Count(0)), "{algorithm} {rule}");
            globe.seek_time(denied - start + SECOND / 2);
            assert_ne!(fact(&*globe), Some(Value::Count(0)), "{algorithm} {rule}");
        }
    }
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
