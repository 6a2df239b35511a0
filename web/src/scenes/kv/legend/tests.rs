use super::super::{KvDetails, KvScene, words};
use super::{CUT_APART, JUST_DONE, LOST_MESSAGE, MEANINGS, ORDER, RANGES_OF, REQUESTS};
use crate::picture::Thing;
use crate::scenes::legend::seen;
use crate::scenes::testing::{self, frame};
use crate::scenes::{Details, Scene};
use crate::text::{Language, Text};
use snowglobe_core::sim::Globe;

/// What the legend says, in English.
fn told(globe: &mut dyn Globe, selected: Option<&Thing>) -> Vec<&'static str> {
    let frame = frame((676.0, 560.0), Language::English);
    let mut picture = KvScene.still(globe, &frame);
    picture.still.extend(selected.into_iter().flat_map(|thing| KvScene.highlight(globe, thing, &frame)));
    let mut dots = Vec::new();
    KvScene.moving(globe, &frame, selected, &mut dots);
    let on = seen(KvDetails.meanings(), &picture.still, &dots);
    let there = MEANINGS.iter().enumerate().filter(|(at, _)| on >> at & 1 == 1);
    there.map(|(_, meaning)| meaning.text.en).collect()
}

fn says(told: &[&str], text: Text) -> bool {
    told.contains(&text.en)
}

#[test]
fn it_speaks_of_what_is_on_the_picture_alone() {
    assert!(MEANINGS.len() <= 32, "a bit for each");
    let calm = told(&mut *testing::globe("kv", &[("workload", "none")], &[], "0s"), None);
    assert_eq!(calm, [RANGES_OF.en, words::CLIENT.en]);
    let mut dead = testing::globe("kv", &[], &["1s crash n2"], "12s");
    let dead = told(&mut *dead, None);
    assert!(says(&dead, words::HOLDS_DEAD), "{dead:?}");
    assert!(says(&dead, words::DOWN) && !says(&dead, CUT_APART) && !says(&dead, words::LEFT), "{dead:?}");
    let mut cut = testing::globe("kv", &[], &["2s partition {c0 n0 n1} | {c1 n2 n3 n4}"], "8s");
    let cut = told(&mut *cut, None);
    assert!(says(&cut, CUT_APART) && says(&cut, words::SUSPECTED) && !says(&cut, words::DOWN), "{cut:?}");
    let mut left = testing::globe("kv", &[], &["1s leave n2"], "8s");
    let left = told(&mut *left, None);
    assert!(says(&left, words::LEFT) && !says(&left, words::SUSPECTED), "{left:?}");
    let mut typed = testing::globe("kv", &[("workload", "none")], &["1s put cart tea"], "3s");
    let cart = KvDetails.find(&*typed, "cart", Language::English).expect("it was typed");
    assert!(says(&told(&mut *typed, Some(&cart)), ORDER) && !says(&told(&mut *typed, None), ORDER));
}

#[test]
fn what_moves_is_named_while_it_does() {
    let mut globe = testing::globe("kv", &[], &["1ms loss 10%"], "0s");
    let mut all = std::collections::BTreeSet::new();
    for at in 0..400 {
        globe.seek_time(at * testing::time("5ms"));
        all.extend(told(&mut *globe, None));
    }
    for text in [REQUESTS, JUST_DONE, LOST_MESSAGE] {
        assert!(all.contains(text.en), "{}: {all:?}", text.en);
    }
}

/// Among many, machines are dots and crosses: they have signs of their own.
#[test]
fn a_crowd_has_its_own_signs() {
    let mut globe = testing::globe("kv", &[("nodes", "150"), ("rate", "1")], &["100ms crash n7"], "200ms");
    let crowd = told(&mut *globe, None);
    assert_eq!(crowd.iter().filter(|text| **text == words::DOWN.en).count(), 1, "{crowd:?}");
    assert!(!says(&crowd, words::LEFT), "{crowd:?}");
    let mut left = testing::globe("kv", &[("nodes", "150"), ("rate", "1")], &["100ms leave n7"], "200ms");
    assert!(says(&told(&mut *left, None), words::LEFT));
    let doubts = [("nodes", "150"), ("workload", "none"), ("fail_timeout", "500ms")];
    for (at, knows) in [("100ms", false), ("1500ms", true)] {
        let told = told(&mut *testing::globe("kv", &doubts, &[], at), None);
        assert_eq!(says(&told, words::HOLDS_DEAD), knows, "{told:?}");
        assert!(!says(&told, words::DOWN), "{told:?}");
    }
}
