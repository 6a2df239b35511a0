//! The pictures of the cluster are made without a browser, and looked at here as marks.

use super::{KvDetails, KvScene};
use crate::picture::{Palette, Shape, Theme, Thing, Token, to_svg};
use crate::player::View;
use crate::scenes::testing::{self, LANGUAGES, SIZES, frame, is_legible};
use crate::scenes::{Details, Scene};
use crate::text::Language;
use crate::views::Counted;
use crate::views::space_time::{self, Asked};
use snowglobe_core::sim::{Globe, Kind};

fn globe(settings: &[(&str, &str)], actions: &[&str], at: &str) -> Box<dyn Globe> {
    testing::globe("kv", settings, actions, at)
}

fn globes() -> Vec<(&'static str, Box<dyn Globe>)> {
    vec![
        ("at the start", globe(&[], &[], "0s")),
        ("a while on", globe(&[], &[], "9s")),
        ("split", globe(&[], &["2s partition {c0 n0 n1} | {c1 n2 n3 n4}"], "8s")),
        ("with hints", globe(&[("quorum", "sloppy"), ("rate", "100")], &["1s crash n2"], "12s")),
        (
            "in zones",
            globe(&[("nodes", "12"), ("data_centres", "2"), ("zones", "3")], &["1s crash n2"], "3s"),
        ),
        ("many", globe(&[("nodes", "100")], &[], "3s")),
        ("named", globe(&[("workload", "none")], &["1s put cart tea", "2s lose n1"], "3s")),
    ]
}

#[test]
fn nothing_overlaps_at_any_size() {
    for (name, globe) in &globes() {
        for language in LANGUAGES {
            for size in SIZES {
                let frame = frame(size, language);
                is_legible(&KvScene.still(&**globe, &frame), &format!("{name}, {size:?}, {language:?}"));
            }
        }
    }
}

#[test]
fn no_size_breaks_it() {
    for size in [(0.0, 0.0), (1.0, 1.0), (120.0, 120.0), (5_000.0, 10.0)] {
        for (_, globe) in &globes() {
            let picture = KvScene.still(&**globe, &frame(size, Language::Korean));
            assert!(!to_svg(&picture, Palette(Theme::Dark)).contains("NaN"));
        }
    }
}

#[test]
fn a_key_shows_its_preference_list_and_who_has_what() {
    let globe = globe(&[("workload", "none")], &["1s put cart tea"], "3s");
    let thing = KvDetails.find(&*globe, "cart", Language::English).expect("it was typed");
    let marks = KvScene.highlight(&*globe, &thing, &frame((800.0, 600.0), Language::English));
    assert_eq!(marks.iter().filter(|mark| mark.key.starts_with("order number ")).count(), 3);
    let told = KvDetails.inspect(&*globe, &thing, Language::English);
    assert_eq!(told.iter().filter(|entry| entry.value.starts_with("tea ")).count(), 3, "{told:?}");
    assert!(KvDetails.find(&*globe, "nobody", Language::English).is_err());
}

/// Where a machine stands is written in it, and told by the inspector: what takes how much along when it fails.
#[test]
fn zones_and_centres_are_named() {
    let site = |settings: &[(&str, &str)]| {
        let globe = globe(settings, &[], "1s");
        let picture = KvScene.still(&*globe, &frame((800.0, 600.0), Language::English));
        let sites = picture.still.iter().filter(|mark| mark.key.starts_with("site "));
        let told = KvDetails.inspect(&*globe, &Thing::Node("n5".into()), Language::English);
        let entry =
            |name: &str| told.iter().find(|entry| entry.name == name).map(|entry| entry.value.clone());
        (sites.count(), entry("data centre"), entry("zone"))
    };
    assert_eq!(site(&[("nodes", "6")]), (0, None, None));
    assert_eq!(site(&[("nodes", "6"), ("zones", "4")]), (6, None, Some("1".into())));
    let both = site(&[("nodes", "6"), ("data_centres", "2"), ("zones", "4")]);
    assert_eq!(both, (6, Some("1".into()), Some("2".into())));
}

#[test]
fn two_sides_of_a_cut_have_a_letter_each() {
    let globe = globe(&[], &["2s partition {c0 n0 n1} | {c1 n2 n3 n4}"], "8s");
    let picture = KvScene.still(&*globe, &frame((800.0, 600.0), Language::English));
    let badges = picture.still.iter().filter(|mark| mark.key.starts_with("side name ")).count();
    assert_eq!(badges, 7);
    let crashed = KvDetails.inspect(&*globe, &Thing::Node("n0".into()), Language::English);
    assert!(crashed.len() > 8);
}

/// The run of a step of the lesson, at the end of the step.
fn at_step(id: &str) -> (Box<dyn Globe>, Thing) {
    let lesson = crate::lesson::lesson("kv").expect("there is one");
    let step = lesson.step.iter().find(|step| step.id == id).expect("such a step");
    let mut globe = snowglobe_core::systems::open(step.scenario().expect("it fits")).expect("it runs");
    globe.run_ahead(u64::MAX);
    globe.seek_time(testing::time(&step.until));
    (globe, step.point.first().and_then(|text| Thing::parse(text)).expect("something is pointed at"))
}

#[test]
fn the_story_of_the_dynamo_paper_ends_with_its_clocks() {
    let (mut globe, cart) = at_step("dynamos-story");
    let lines = |globe: &dyn Globe| {
        let mut held: Vec<String> =
            KvDetails.held(globe, &cart, Language::English).iter().map(|held| held.lines.join(" ")).collect();
        held.sort();
        held
    };
    // Figure 3, with n2, n4 and n0 for Sx, Sy and Sz.
    assert_eq!(lines(&*globe), ["E n2:3 {n0:1, n2:3, n4:1}"; 3]);
    globe.seek_time(testing::time("1500ms"));
    assert_eq!(lines(&*globe), ["A n2:1 {n2:1}"; 3]);
    globe.seek_time(testing::time("3500ms"));
    assert_eq!(lines(&*globe), ["B n2:2 {n2:2}"; 3]);
    globe.seek_time(testing::time("7s"));
    assert_eq!(lines(&*globe), ["B n2:2 {n2:2}", "C n4:1 {n2:2, n4:1}", "D n0:1 {n0:1, n2:2}"]);
    // Where both are, each has its own clock.
    let side_by_side = (70..120).any(|tenth| {
        globe.seek_time(tenth * testing::time("100ms"));
        lines(&*globe).contains(&"D {n0:1, n2:2} C {n2:2, n4:1}".to_owned())
    });
    assert!(side_by_side);
    globe.seek_time(testing::time("7s"));
    let (held, wording) =
        (KvDetails.held(&*globe, &cart, Language::English), KvDetails.wording(&*globe, Language::English));
    let (span, told) = (testing::time("100ms"), KvDetails.held_told(&*globe, Language::English));
    let mut picture = |size| {
        let asked = Asked {
            size,
            span: (span, span),
            held: &held,
            held_told: told,
            clocks: true,
            ..Asked::default()
        };
        space_time::picture(&mut *globe, &*wording, &asked, &mut Counted::default())
    };
    let desk = picture((676.0, 560.0));
    is_legible(&desk, "with cards");
    let cards = desk.still.iter().filter(|mark| mark.key.starts_with("held ")).count();
    assert_eq!(cards, 9, "a card and two lines for each copy");
    // On a telephone a clock takes several lines, and none of them gives way to what else is written.
    let telephone = picture((368.0, 560.0));
    is_legible(&telephone, "with cards on a telephone");
    let lines: Vec<&str> = testing::texts(&telephone).into_iter().map(|(text, _)| text).collect();
    for part in ["n4:1}", "n2:2}"] {
        assert!(lines.iter().any(|line| line.ends_with(part)), "{part}: {lines:?}");
    }
}

/// Events have their vector clocks beside them, and nothing covers anything else.
#[test]
fn clocks_stand_where_there_is_room() {
    let runs: [&[&str]; 2] =
        [&[], &["2s crash n2", "2500ms restart n2", "2600ms partition {c0 n0 n1} | {c1 n2 n3 n4}"]];
    for actions in runs {
        let mut globe = globe(&[("rate", "20")], actions, "2650ms");
        for language in LANGUAGES {
            let wording = KvDetails.wording(&*globe, language);
            let now = globe.moment().at;
            let sent = globe
                .records(now - testing::time("20ms"), now)
                .iter()
                .find(|record| record.kind == Kind::Sent);
            let sent = sent.map(|record| Thing::Message(record.id));
            for size in SIZES {
                for (span, selected) in [("200ms", None), ("200ms", sent.as_ref()), ("6s", sent.as_ref())] {
                    let span = testing::time(span);
                    let asked = Asked {
                        size,
                        span: (span, span),
                        selected,
                        clocks: KvDetails.shows_clocks(),
                        ..Asked::default()
                    };
                    let picture =
                        space_time::picture(&mut *globe, &*wording, &asked, &mut Counted::default());
                    is_legible(&picture, &format!("{size:?}, {language:?}, {span} ns, {selected:?}"));
                    let clocks = picture.still.iter().filter(|mark| mark.key.starts_with("clock ")).count();
                    let wide = size.0 > 600.0 && span < testing::time("1s");
                    assert!(!wide || clocks > 4, "{clocks} clocks at {size:?}");
                }
            }
        }
    }
}

#[test]
fn filters_keep_a_read_from_most_tables() {
    let (globe, key) = at_step("the-read-path");
    let frame = frame((676.0, 560.0), Language::English);
    let picture = KvDetails.drawn(View::Engine, &*globe, Some(&key), &frame);
    let looked: Vec<_> = picture.still.iter().filter(|mark| mark.key.starts_with("probe ")).collect();
    let found = looked.iter().filter(|mark| mark.paint.stroke == Some(Token::Good)).count();
    assert_eq!(found, 3, "it is found once at each copy");
    let tables = picture.still.iter().filter(|mark| mark.key.starts_with("table ")).count();
    assert!(tables > 9, "{tables}");
}

/// The tree in which one bucket differs, wherever it is looked at: what is told of it, and all hashes of the way to it.
#[test]
fn the_bucket_that_differs_is_seen_on_a_telephone_too() {
    let (mut globe, key) = at_step("one-bucket-differs");
    globe.seek_time(testing::time("12310ms"));
    for language in LANGUAGES {
        for size in [(368.0, 320.0), (298.0, 294.0), (676.0, 560.0)] {
            let picture = KvDetails.drawn(View::Engine, &*globe, Some(&key), &frame(size, language));
            is_legible(&picture, &format!("{size:?}, {language:?}"));
            let named =
                |prefix: &str| picture.still.iter().filter(|mark| mark.key.starts_with(prefix)).count();
            let machines = named("engine ");
            assert_eq!(named("hash "), 41 * machines, "{size:?}: two on each of twenty levels, and the root");
            let told: Vec<&str> = testing::texts(&picture).into_iter().map(|(text, _)| text).collect();
            assert!(told.iter().any(|text| text.contains("1,048,576")), "{told:?}");
            let mut places = Vec::new();
            for mark in picture.still.iter().filter(|mark| mark.key.starts_with("hash ")) {
                let Shape::Circle { x, y, .. } = mark.shape else { panic!("{mark:?}") };
                assert!((0.0..=size.0).contains(&x) && (0.0..=size.1).contains(&y), "{mark:?}");
                let near = |(a, b): &(f32, f32)| (a - x).abs() < 2.0 && (b - y).abs() < 2.0;
                assert!(!places.iter().any(near), "{size:?}: {mark:?} lies on another");
                places.push((x, y));
            }
        }
    }
}
