//! What is said about things: by the inspector, the table, buttons, and by whoever looks for a user.

use super::*;
use crate::picture::Thing;
use snowglobe_core::sim::{Role, Verb};
use snowglobe_core::systems::gateway::{Command, PARAMETERS};

#[test]
fn everything_can_be_inspected() {
    let settings = [("nodes", "2"), ("counting", "script"), ("rate", "40"), ("skew", "200ms")];
    let globe = globe(&settings, &[], "3s");
    for resident in globe.residents() {
        for language in LANGUAGES {
            let thing = Thing::Node(resident.name.to_string());
            let entries = GatewayDetails.inspect(&*globe, &thing, language);
            assert!(entries.len() >= 4, "{}: {entries:?}", resident.name);
            assert!(entries.iter().all(|entry| !entry.name.is_empty() && !entry.value.is_empty()));
        }
    }
    let of = |name: &str| GatewayDetails.inspect(&*globe, &Thing::Node(name.into()), Language::English);
    let value = |name: &str, what: &str| {
        of(name).into_iter().find(|entry| entry.name == what).map(|entry| entry.value)
    };
    assert_eq!(value("g1", "clock error").as_deref(), Some("+200 ms"));
    assert_eq!(value("g0", "clock error"), None);
    let counter = value("store", "counter of u0");
    assert!(counter.as_ref().is_some_and(|told| told.ends_with("/5")), "{counter:?}");
    let table = GatewayDetails.table(&*globe, Language::English);
    assert_eq!(table.rows.len(), globe.residents().len());
    assert!(table.rows.iter().all(|(_, _, cells)| cells.len() + 1 == table.columns.len()));
}

/// What is told of the first answer that says this, as it goes from a gateway to the balancer.
fn header(globe: &mut dyn Globe, says: &str) -> Vec<(String, String)> {
    for step in 0..500 {
        globe.seek_step(step);
        let world = super::super::world(globe).expect("a gateway");
        for flight in world.flights() {
            let entries = GatewayDetails.inspect(globe, &Thing::Message(flight.id), Language::English);
            let is = |name: &str, value: &str| {
                entries.iter().any(|entry| entry.name == name && entry.value.starts_with(value))
            };
            if is("says", says) && is("from", "g0") {
                return entries.into_iter().skip(5).map(|entry| (entry.name, entry.value)).collect();
            }
        }
    }
    panic!("nothing says {says}")
}

#[test]
fn an_answer_tells_of_the_limit_in_its_header() {
    let settings =
        [("clients", "1"), ("traffic", "recorded"), ("algorithm", "fixed_window"), ("window", "10s")];
    let mut globe = globe(&settings, &["1s send c0 6"], "1s");
    let told = |fields: &[(String, String)]| {
        fields.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>()
    };
    assert_eq!(
        told(&header(&mut *globe, "429")),
        [
            "X-Ratelimit-Limit: 5",
            "X-Ratelimit-Remaining: 0",
            "X-Ratelimit-Retry-After: 9",
            "Retry-After: 9",
            "RateLimit-Policy: \"u0\";q=5;w=10",
            "RateLimit: \"u0\";r=0;t=9"
        ]
    );
    let served = told(&header(&mut *globe, "200"));
    assert_eq!(
        served,
        [
            "X-Ratelimit-Limit: 5",
            "X-Ratelimit-Remaining: 4",
            "RateLimit-Policy: \"u0\";q=5;w=10",
            "RateLimit: \"u0\";r=4"
        ]
    );
}

#[test]
fn a_user_can_be_found() {
    let by = |counted_by, typed: &str| {
        let globe = globe(&[("counted_by", counted_by), ("addresses", "4")], &[], "1s");
        GatewayDetails.find(&*globe, typed, Language::English)
    };
    assert_eq!(by("user", " u7 "), Ok(Thing::Key(7)));
    assert_eq!(by("device", "d1"), Ok(Thing::Key(1)));
    assert_eq!(by("address", "10.0.1.1"), Ok(Thing::Key(64)));
    for (counted_by, typed) in [("user", "u100"), ("user", "x"), ("device", "u1"), ("address", "10.0.0")] {
        let sentence = by(counted_by, typed).expect_err(typed);
        assert!(sentence.ends_with('.') && !sentence.contains("{}"), "{sentence}");
    }
    let globe = globe(&[], &[], "1s");
    assert_eq!(GatewayDetails.key_name(&*globe, 7), "u7");
}

#[test]
fn every_button_works() {
    let settings = [("nodes", "2"), ("counting", "script")];
    let states = [
        globe(&settings, &[], "3s"),
        globe(&settings, &["1s crash g0", "1s crash store", "1s slow a0 10x"], "3s"),
        globe(&settings, &["1s skew g0 200ms", "1s skew g1 -200ms", "1s partition {g0} | {store}"], "3s"),
    ];
    for globe in &states {
        for resident in globe.residents() {
            let actions = GatewayDetails.actions(&**globe, &resident);
            assert!(!actions.is_empty(), "nothing can be done to {}", resident.name);
            for offered in actions {
                let mut again = systems::open(globe.scenario().clone()).expect("it ran before");
                again.run_ahead(u64::MAX);
                again.seek_time(3 * SECOND);
                again.act(&offered.action).unwrap_or_else(|error| panic!("{}: {error}", offered.action));
            }
        }
    }
    let skewed = states[2].residents();
    let right = |name: &str| {
        let resident = skewed.iter().find(|resident| &*resident.name == name).expect("it is there");
        let actions = GatewayDetails.actions(&*states[2], resident);
        let action =
            actions.into_iter().find(|action| action.action.starts_with("skew")).expect("it is wrong");
        let mut again = systems::open(states[2].scenario().clone()).expect("it ran before");
        again.run_ahead(u64::MAX);
        again.seek_time(3 * SECOND);
        again.act(&action.action).expect("it can be set right");
        again.residents().into_iter().find(|resident| &*resident.name == name).map(|resident| resident.clock)
    };
    assert_eq!((right("g0"), right("g1")), (Some(3 * SECOND), Some(3 * SECOND)));
}

#[test]
fn every_parameter_is_in_a_group() {
    let globe = globe(&[], &[], "1s");
    let groups = GatewayDetails.groups();
    for parameter in PARAMETERS {
        let count = groups.iter().filter(|(_, names)| names.contains(&parameter.name)).count();
        assert_eq!(count, 1, "{}", parameter.name);
    }
    // What has no effect says why, and the rest does not.
    assert!(GatewayDetails.idle(&*globe, "sync_period").is_some());
    assert!(GatewayDetails.idle(&*globe, "limit").is_none());
    assert!(Command::EXAMPLES.len() + Verb::examples().count() > 20);
    assert!(GatewayDetails.lists(Role::Origin) && !GatewayDetails.lists(Role::Client));
}

#[test]
fn comparisons_and_charts_name_what_there_is() {
    let globe = globe(&[("clients", "3")], &[], "5s");
    let facts = globe.facts();
    for name in GatewayDetails.compared().iter().chain(GatewayScene.shares(&*globe).facts) {
        assert!(facts.iter().any(|fact| fact.name == *name), "no fact {name}");
    }
    let series = globe.series();
    for chart in GatewayDetails.charts() {
        use crate::scenes::Chart::{Gauge, Part, Rate};
        let (title, name) = match chart {
            Gauge(title, index) | Rate(title, index) => (title, series[*index]),
            Part(title, one, _) => (title, series[*one]),
        };
        let title = title.en.to_lowercase();
        let first = name.split('_').next().expect("a word");
        assert!(title.contains(first), "{title} is about {name}");
    }
    let shares = GatewayScene.shares(&*globe);
    assert_eq!(shares.bars.len(), 3);
    assert!((shares.bars.iter().map(|bar| bar.share).sum::<f64>() - 1.0).abs() < 1e-9);
}
