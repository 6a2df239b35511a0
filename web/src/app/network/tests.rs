use super::*;
use crate::scenes::Details;
use crate::scenes::kv::KvDetails;
use snowglobe_core::scenario::{Scenario, Timed};
use snowglobe_core::sim::{Globe, Verb};
use snowglobe_core::systems;

fn nodes() -> [String; 4] {
    ["c0", "n0", "n1", "n2"].map(str::to_owned)
}

#[test]
fn every_button_is_an_action_that_can_be_read() {
    let cuts = between(&nodes(), &["n1".to_owned(), "n0".to_owned(), "gone".to_owned()]);
    assert_eq!(cuts.first().map(String::as_str), Some("partition {n0 n1} | {c0 n2}"));
    for line in cuts.iter().map(String::as_str).chain(FAULTS) {
        assert!(matches!(Verb::parse(line), Ok(Some(_))), "{line}");
    }
}

/// A cluster of which a node is down.
fn cluster() -> Box<dyn Globe> {
    let mut scenario = Scenario::new("kv", 7);
    scenario.timelines[0].actions = vec![Timed { at: 1, action: "crash n2".to_owned() }];
    let mut globe = systems::open(scenario).expect("it can be run");
    globe.seek_time(2);
    globe
}

#[test]
fn every_command_to_the_cluster_is_a_button() {
    let globe = cluster();
    let mut lines: Vec<String> = FAULTS.map(str::to_owned).to_vec();
    lines.extend(between(&nodes(), &["n0".to_owned()]));
    for resident in globe.residents() {
        lines.extend(KvDetails.actions(&*globe, &resident).into_iter().map(|action| action.action));
    }
    lines.extend(KvDetails.grow(&*globe).map(|action| action.action));
    let verb = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    for example in globe.action_examples() {
        assert!(lines.iter().any(|line| verb(line) == verb(example)), "no button for: {example}");
    }
    // And each of them does what it says.
    for line in lines {
        assert_eq!(cluster().act(&line), Ok(()), "{line}");
    }
}
