//! The history of the cluster as a picture, looked at as marks.

use crate::picture::{Mark, Palette, Picture, Theme, Thing, Token, to_svg};
use crate::player::View;
use crate::scenes::kv::KvDetails;
use crate::scenes::testing::{self, LANGUAGES, SIZES, frame, is_legible, said};
use crate::scenes::{Details, Frame};
use crate::text::Language;
use snowglobe_core::sim::{Globe, SECOND};

fn globe(settings: &[(&str, &str)], actions: &[&str], at: &str) -> Box<dyn Globe> {
    testing::globe("kv", settings, actions, at)
}

const CUT: &[&str] = &["2s partition {c0 n0 n1} | {c1 n2 n3 n4}"];
const LOOSE: &[(&str, &str)] =
    &[("r", "1"), ("w", "1"), ("quorum", "sloppy"), ("keys", "5"), ("rate", "60"), ("duration", "12s")];

fn globes() -> Vec<(&'static str, Box<dyn Globe>)> {
    vec![
        ("at the start", globe(&[], &[], "0s")),
        ("a while on", globe(&[], &[], "9s")),
        ("refused and unknown", globe(&[("retries", "0")], &["2s crash n1", "2s crash n2"], "8s")),
        ("cut", globe(LOOSE, CUT, "6s")),
        ("thousands", globe(&[("rate", "2000"), ("clients", "5"), ("duration", "5s")], &[], "4s")),
        ("many clients", globe(&[("clients", "20"), ("rate", "200")], &[], "4s")),
        (
            "named",
            globe(&[("workload", "none")], &["1s put cart tea", "3s get cart", "4s delete cart"], "9s"),
        ),
    ]
}

fn drawn(globe: &dyn Globe, size: (f32, f32), language: Language, chosen: Option<&Thing>) -> Picture {
    KvDetails.drawn(View::History, globe, chosen, &frame(size, language))
}

fn english(globe: &dyn Globe, chosen: Option<&Thing>) -> Picture {
    drawn(globe, (676.0, 560.0), Language::English, chosen)
}

fn bars(picture: &Picture) -> Vec<&Mark> {
    picture.still.iter().filter(|mark| mark.key.starts_with("call ")).collect()
}

#[test]
fn nothing_overlaps_at_any_size() {
    for (name, globe) in &globes() {
        for language in LANGUAGES {
            for size in SIZES {
                let picture = drawn(&**globe, size, language, None);
                is_legible(&picture, &format!("{name}, {size:?}, {language:?}"));
                assert!(picture.still.len() < 3_000, "{name}: {}", picture.still.len());
            }
        }
    }
}

#[test]
fn no_size_breaks_it() {
    for size in [(0.0, 0.0), (1.0, 1.0), (120.0, 120.0), (5_000.0, 10.0)] {
        for (_, globe) in &globes() {
            let picture = drawn(&**globe, size, Language::Korean, None);
            assert!(!to_svg(&picture, Palette(Theme::Dark)).contains("NaN"));
        }
    }
}

#[test]
fn a_bar_says_what_was_asked_and_answered() {
    let mut globe = globe(&[("workload", "none")], &["1s put cart tea at c0", "3s get cart at c1"], "2s");
    let picture = english(&*globe, None);
    assert_eq!(said(&picture, "words 0 0"), Some("put cart=tea"), "{:?}", testing::texts(&picture));
    assert_eq!(bars(&picture).len(), 1, "what is still to come is not there");
    globe.seek_time(9 * SECOND);
    let picture = english(&*globe, None);
    assert_eq!(said(&picture, "words 1 0"), Some("get cart → tea"));
    let label = bars(&picture)[1].label.as_deref().expect("it can be reached");
    assert!(label.starts_with("c1 get cart → tea, 3 s – ") && label.ends_with(", done"), "{label}");
    assert_eq!(bars(&picture)[1].thing, Some(Thing::Call("c1@0".to_owned())));
}

#[test]
fn what_goes_wrong_is_marked_and_told() {
    let globe = globe(LOOSE, CUT, "6s");
    let picture = english(&*globe, None);
    let wrong = |mark: &&&Mark| mark.paint.stroke == Some(Token::Danger) && mark.paint.width > 2.5;
    let marked = bars(&picture);
    let first = *marked.iter().find(wrong).expect("something is read that is old");
    let has = |picture: &Picture| picture.still.iter().filter(|mark| mark.key.starts_with("wrong")).count();
    assert_eq!(has(&picture), 3, "its time is shaded");
    let thing = first.thing.clone().expect("it can be selected");
    let chosen = english(&*globe, Some(&thing));
    assert!(said(&chosen, &first.key.replace("call", "words")).is_some(), "it has its words");
    let told = KvDetails.inspect(&*globe, &thing, Language::English);
    let missed = told.iter().find(|entry| entry.name == "what it misses").expect("it misses something");
    assert!(matches!(missed.thing, Some(Thing::Call(_))), "{told:?}");
    assert_eq!(has(&english(&*globe, Some(&thing))), 3);
    let calm = self::globe(&[], &[], "9s");
    assert_eq!(has(&english(&*calm, None)), 0);
}

#[test]
fn what_nobody_knows_is_open() {
    let globe = globe(
        &[("workload", "none"), ("retries", "0"), ("timeout", "100ms")],
        &["2s partition {c0} | {n0 n1 n2 n3 n4 c1}", "3s put cart tea at c0"],
        "5s",
    );
    let picture = english(&*globe, None);
    let tails = picture.still.iter().filter(|mark| mark.key.starts_with("tail ")).count();
    assert_eq!(tails, 1, "{:?}", testing::texts(&picture));
    assert!(bars(&picture)[0].label.as_deref().is_some_and(|label| label.ends_with("nobody knows")));
}

#[test]
fn only_what_is_in_the_window_is_drawn() {
    let globe = globe(&[("rate", "2000"), ("clients", "5"), ("duration", "5s")], &[], "4s");
    let count = bars(&english(&*globe, None)).len();
    assert!((5..200).contains(&count), "{count}");
}

/// A run that promises much and one that promises nothing: what is found, where, and that the window is marked.
#[test]
fn a_run_is_held_to_what_clients_are_promised() {
    let strict = globe(&[("resolution", "atomic_register"), ("rate", "60"), ("duration", "12s")], CUT, "10s");
    let found = KvDetails.judge(&*strict, Language::English);
    assert!(found.len() >= 6 && found.iter().all(|judged| judged.broken.is_none()), "{found:?}");
    assert!(found.iter().all(|judged| judged.found == "kept"), "{found:?}");
    let mut loose = globe(LOOSE, CUT, "10s");
    let found = KvDetails.judge(&*loose, Language::Korean);
    let linearizable = found.iter().find(|judged| judged.promise.ko == "선형성").expect("it is asked first");
    let (at, thing, said) = linearizable.broken.clone().expect("a sloppy quorum of one breaks it");
    assert!(linearizable.found.ends_with("에 깨졌다") && said.contains(" get key-"), "{said}");
    loose.seek_time(at);
    let now = KvDetails.judge(&*loose, Language::Korean);
    assert!(now[0].broken.as_ref().is_some_and(|(first, ..)| *first == at), "it is broken there, not before");
    loose.seek_time(at - 1);
    assert_eq!(KvDetails.judge(&*loose, Language::Korean)[0].broken, None);
    loose.seek_time(at);
    let picture = english(&*loose, Some(&thing));
    let dashed = picture
        .still
        .iter()
        .filter(|mark| mark.key.starts_with("call ") && mark.paint.stroke == Some(Token::Danger));
    assert!(picture.still.iter().any(|mark| mark.key.starts_with("wrong")) && dashed.count() >= 2);
}

/// Two branches side by side are compared by eye: the same time is at the same place in both.
#[test]
fn two_histories_have_one_axis() {
    let busy = globe(&[("rate", "60"), ("duration", "12s")], &[], "10s");
    let quiet = globe(&[("workload", "none")], &["1s put cart tea", "9s get cart"], "10s");
    let frame = frame((676.0, 280.0), Language::English);
    let drawn = |globe: &dyn Globe, since| {
        let picture = KvDetails.drawn(View::History, globe, None, &Frame { since, ..frame.clone() });
        is_legible(&picture, "side by side");
        let times = picture.still.into_iter().filter(|mark| mark.key.starts_with("time "));
        times.map(|mark| (mark.key, mark.shape)).collect::<Vec<_>>()
    };
    assert_ne!(drawn(&*busy, None), drawn(&*quiet, None), "alone, each has its own");
    let since = |globe: &dyn Globe| KvDetails.since(View::History, globe, &frame);
    let both = drawn(&*busy, since(&*quiet));
    assert_eq!(both, drawn(&*quiet, since(&*busy)));
    assert!(both.len() > 3, "{both:?}");
    assert_eq!(KvDetails.since(View::Engine, &*busy, &frame), None);
}

/// On a telephone, too, the window of a verdict begins with what shows it, and the legend names every kind of bar.
#[test]
fn on_a_telephone_nothing_of_a_verdict_is_cut() {
    const TELEPHONE: (f32, f32) = (368.0, 320.0);
    let mut loose = globe(LOOSE, CUT, "10s");
    let verdicts = KvDetails.judge(&*loose, Language::English);
    let broken: Vec<_> = verdicts.into_iter().filter_map(|judged| judged.broken).collect();
    assert!(broken.len() > 1);
    for (at, thing, said) in broken {
        loose.seek_time(at);
        let Thing::Call(calls) = &thing else { panic!("{thing:?}") };
        for language in LANGUAGES {
            let picture = drawn(&*loose, TELEPHONE, language, Some(&thing));
            is_legible(&picture, &said);
            for call in calls.split(' ') {
                let own = Some(Thing::Call(call.to_owned()));
                assert!(bars(&picture).iter().any(|mark| mark.thing == own), "{call} of {calls}: {said}");
            }
            let named = picture.still.iter().filter(|mark| mark.key.starts_with("legend name ")).count();
            assert_eq!(named, 6);
        }
    }
}
