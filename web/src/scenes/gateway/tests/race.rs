//! The book's race, message by message: two gateways read 3 and both write 4.

use super::*;
use crate::views::{Cast, Story, mermaid};
use snowglobe_core::sim::Kind;

fn race() -> Box<dyn Globe> {
    let settings = [
        ("traffic", "recorded"),
        ("nodes", "2"),
        ("counting", "read_then_write"),
        ("clients", "2"),
        ("window", "10s"),
        ("latency", "10ms"),
    ];
    globe(&settings, &["1s send c0", "1s send c1 at u0"], "1s")
}

/// What happens between gateways and store, in words.
fn told(language: Language) -> Vec<String> {
    let mut globe = race();
    let cast = Cast::new(&globe.residents());
    let wording = GatewayDetails.wording(&*globe, language);
    let records = globe.records(SECOND, 2 * SECOND).to_vec();
    let story = Story { records: &records, cast: &cast, actions: &[], wording: &*wording };
    let store = cast.named("store").expect("it is there").id;
    let own = records.iter().filter(|record| record.node == store && record.kind != Kind::Timer);
    own.filter_map(|record| story.tell_at_node(record)).collect()
}

#[test]
fn the_lost_update_can_be_followed() {
    insta::assert_snapshot!(told(Language::English).join("\n"));
    insta::assert_snapshot!(told(Language::Korean).join("\n"));
}

#[test]
fn it_is_a_diagram_too() {
    let mut globe = race();
    let (cast, wording) = (Cast::new(&globe.residents()), GatewayDetails.wording(&*globe, Language::English));
    let records = globe.records(SECOND, SECOND * 11 / 10).to_vec();
    let story = Story { records: &records, cast: &cast, actions: &[], wording: &*wording };
    let diagram = mermaid::diagram(&story);
    assert_eq!(diagram.matches("write u0 = 1").count(), 2, "{diagram}");
}
