//! What the inspector tells of a node: its keys with what they carry, and how suspicious the silence of others is.

use super::machine::MOST_KEYS;
use crate::picture::Thing;
use crate::scenes::kv::KvDetails;
use crate::scenes::testing::globe;
use crate::scenes::{Details, Entry, Place};
use crate::text::Language;
use snowglobe_core::sim::Globe;

fn told(globe: &dyn Globe, node: &str, language: Language) -> Vec<Entry> {
    KvDetails.inspect(globe, &Thing::Node(node.into()), language)
}

fn keys(entries: &[Entry]) -> Vec<&Entry> {
    let listed = |entry: &&Entry| entry.place == Place::Row && matches!(entry.thing, Some(Thing::Key(_)));
    entries.iter().filter(listed).collect()
}

#[test]
fn a_node_lists_its_keys_with_their_clocks() {
    let globe = globe("kv", &[("workload", "none")], &["1s put cart tea", "2s put jar jam"], "3s");
    let mut homes = 0;
    for node in ["n0", "n1", "n2", "n3", "n4"] {
        for entry in keys(&told(&*globe, node, Language::English)) {
            let name = entry.name.as_str();
            let (value, clock) = entry.value.split_once(' ').expect("a value and a clock");
            assert!([("cart", "tea"), ("jar", "jam")].contains(&(name, value)), "{entry:?}");
            assert!(clock.ends_with('}'), "{entry:?}");
            homes += usize::from(name == "cart");
        }
    }
    assert_eq!(homes, 3, "N copies of it");
}

#[test]
fn versions_side_by_side_come_first_and_say_so() {
    let settings = [
        ("r", "1"),
        ("w", "1"),
        ("quorum", "sloppy"),
        ("workload", "none"),
        ("fail_timeout", "2s"),
        ("gossip_period", "500ms"),
    ];
    let actions = [
        "1s put cart milk",
        "1s put jar jam",
        "2s partition {c0 n0 n1} | {c1 n2 n3 n4}",
        "8s put cart eggs at c0",
        "8s put cart rice at c1",
        "12s heal",
        "24s get cart",
    ];
    let globe = globe("kv", &settings, &actions, "26s");
    let split = |language, said: &str| {
        let nodes = ["n0", "n1", "n2", "n3", "n4"].map(|node| told(&*globe, node, language));
        let first: Vec<Entry> =
            nodes.iter().filter_map(|node| keys(node).first().copied().cloned()).collect();
        first.into_iter().filter(|entry| entry.value.starts_with(said)).collect::<Vec<_>>()
    };
    let english = split(Language::English, "2 side by side: ");
    assert!(!english.is_empty() && english.len() == split(Language::Korean, "갈라진 값 2개: ").len());
    for entry in english {
        assert!(entry.name == "cart" && entry.value.contains(" ∥ "), "{entry:?}");
    }
}

#[test]
fn many_keys_are_not_all_listed() {
    let globe = globe("kv", &[("keys", "200"), ("rate", "500"), ("reads", "0%")], &[], "3s");
    let entries = told(&*globe, "n0", Language::English);
    let records = entries.iter().find(|entry| entry.name == "keys").expect("a number").value.clone();
    let records: usize = records.parse().expect("a number");
    assert!(records > MOST_KEYS);
    assert_eq!(keys(&entries).len(), MOST_KEYS);
    assert!(
        entries.iter().any(|entry| entry.name == format!("and {} more", records - MOST_KEYS)),
        "{entries:?}"
    );
}

#[test]
fn suspicion_is_told_where_it_decides() {
    let of = |detector: &str| {
        let globe = globe(
            "kv",
            &[("detector", detector), ("workload", "none"), ("gossip_period", "500ms")],
            &["8s crash n1"],
            "12s",
        );
        let entries = told(&*globe, "n0", Language::English);
        let phi = |node: &str| {
            let told =
                entries.iter().find(|entry| entry.place == Place::Row && entry.name == node)?.value.clone();
            told.split_once("φ ").map(|(_, phi)| phi.parse::<f64>().expect("a number"))
        };
        (phi("n1"), phi("n2"))
    };
    let (crashed, alive) = of("phi");
    assert!(crashed.expect("told") > 2.0 * alive.expect("told"), "{crashed:?}, {alive:?}");
    assert_eq!(of("timeout"), (None, None));
}
