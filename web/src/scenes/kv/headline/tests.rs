use crate::picture::{Mark, Picture, Token};
use crate::scenes::kv::KvScene;
use crate::scenes::testing::{LANGUAGES, SIZES, frame, globe, is_legible, said};
use crate::scenes::{Frame, Scene, Subject};
use crate::text::Language;
use snowglobe_core::sim::{Globe, Value};
use std::rc::Rc;

/// A stage for a step that is about a fact and a node.
fn about(size: (f32, f32), fact: &str, node: &str) -> Frame {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let subject = Subject { fact: some(fact), node: some(node) };
    Frame { subject: Some(Rc::new(subject)), ..frame(size, Language::English) }
}

const DESK: (f32, f32) = (676.0, 560.0);

fn silent() -> Box<dyn Globe> {
    let quiet = [("nodes", "32"), ("workload", "none"), ("gossip_period", "1s"), ("clients", "1")];
    globe(
        "kv",
        &[quiet.as_slice(), &[("fail_timeout", "20s"), ("duration", "60s")]].concat(),
        &["5s crash n2"],
        "0s",
    )
}

fn count(globe: &dyn Globe, name: &str) -> u64 {
    let value = globe.facts().into_iter().find(|fact| fact.name == name).map(|fact| fact.value);
    match value {
        Some(Value::Count(count)) => count,
        other => panic!("{name}: {other:?}"),
    }
}

fn greys(picture: &Picture) -> usize {
    let grey = |mark: &&Mark| mark.key.starts_with("node ") && mark.paint.fill == Some(Token::Faint);
    picture.still.iter().filter(grey).count()
}

#[test]
fn who_knows_of_a_death_is_counted_and_grey() {
    let mut globe = silent();
    let mut seen = std::collections::BTreeSet::new();
    for second in [0, 24, 26, 27, 28, 29, 40] {
        globe.seek_time(second * 1_000_000_000);
        let picture = KvScene.still(&*globe, &about(DESK, "", "n2"));
        let (knowing, all) = (count(&*globe, "suspected"), 31);
        assert_eq!(said(&picture, "headline"), Some(format!("{knowing}/{all}").as_str()), "at {second} s");
        assert_eq!(greys(&picture) as u64, knowing, "at {second} s");
        assert!(said(&picture, "caption").is_some_and(|caption| caption.contains("n2")));
        seen.insert(knowing);
    }
    assert!(seen.len() > 3 && seen.contains(&0) && seen.contains(&31), "{seen:?}");
    let title = |picture: &Picture| {
        let grey = picture.still.iter().find(|mark| mark.key == "node 6");
        grey.and_then(|mark| mark.label.clone()).unwrap_or_default()
    };
    assert_eq!(title(&KvScene.still(&*globe, &about(DESK, "", "n2"))), "n5 — running, holds another dead");
    // The node that a step is about, and no other.
    let other = KvScene.still(&*globe, &about(DESK, "", "n7"));
    assert_eq!((greys(&other), said(&other, "headline")), (0, Some("0/30")));
}

#[test]
fn without_a_step_it_is_whoever_holds_anyone_dead() {
    let cut = globe("kv", &[("workload", "none")], &["2s partition {c0 n0 n1} | {c1 n2 n3 n4}"], "20s");
    let picture = KvScene.still(&*cut, &frame(DESK, Language::English));
    assert_eq!((greys(&picture), said(&picture, "headline")), (5, Some("5/5")));
    assert_eq!(said(&picture, "caption"), Some("nodes that hold another dead (grey)"));
    let calm = globe("kv", &[], &[], "0s");
    let picture = KvScene.still(&*calm, &frame(DESK, Language::English));
    assert_eq!((said(&picture, "headline"), said(&picture, "caption")), (Some("–"), Some("no reads yet")));
}

/// The fact that a step asks about stands in the middle at each size, and is not told twice.
#[test]
fn what_is_asked_about_comes_first() {
    let hints = [("quorum", "sloppy"), ("rate", "60"), ("keys", "40"), ("read_repair", "no")];
    let globe = globe("kv", &hints, &["1s crash n2", "9s restart n2"], "9500ms");
    for (fact, line) in [("diverged", "keys on which"), ("hints", ""), ("refused", "requests refused")] {
        let value = count(&*globe, fact).to_string();
        for size in SIZES {
            let picture = KvScene.still(&*globe, &about(size, fact, ""));
            is_legible(&picture, &format!("{fact}, {size:?}"));
            assert_eq!(said(&picture, "headline"), Some(value.as_str()), "{fact}, {size:?}");
            let lines = picture.still.iter().filter(|mark| mark.key.starts_with("line "));
            let told: Vec<&str> = lines.filter_map(|mark| said(&picture, &mark.key)).collect();
            assert!(line.is_empty() || !told.iter().any(|said| said.starts_with(line)), "{told:?}");
        }
    }
    assert!(count(&*globe, "diverged") > 0);
    let usual = KvScene.still(&*globe, &frame(DESK, Language::English));
    assert!(said(&usual, "caption").is_some_and(|caption| caption.starts_with("stale of ")));
}

#[test]
fn one_is_told_as_one() {
    let actions = ["1s put cart tea", "2s get cart"];
    let mut globe = globe("kv", &[("workload", "none")], &actions, "3s");
    let caption = |globe: &dyn Globe| {
        let picture = KvScene.still(globe, &frame(DESK, Language::English));
        said(&picture, "caption").unwrap_or_default().to_owned()
    };
    assert_eq!(caption(&*globe), "stale of 1 read");
    globe.seek_time(1_500_000_000);
    assert_eq!(caption(&*globe), "Writes");
}

#[test]
fn it_stands_on_a_plate() {
    for language in LANGUAGES {
        for size in SIZES {
            let picture = KvScene.still(&*silent(), &frame(size, language));
            let at = |key: &str| picture.still.iter().position(|mark| mark.key == key).expect("it is there");
            assert!(at("plate") < at("headline") && at("node 3") < at("plate"));
        }
    }
}
