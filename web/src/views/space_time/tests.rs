use super::*;
use crate::picture::{Area, Palette, Shape, Theme, Thing, to_svg};
use crate::text::Language;
use crate::views::testing::{MS, Rough, actions, cache, records, residents};
use snowglobe_core::sim::Kind;
use std::collections::BTreeSet;

fn small(language: Language) -> Picture {
    small_with(language, None, false)
}

/// The small story with the clocks of a message that is chosen, or of all events.
pub(super) fn small_with(language: Language, chosen: Option<u64>, all: bool) -> Picture {
    let cast = Cast::new(&residents());
    let (records, actions) = (records(), actions());
    let story = Story { records: &records, cast: &cast, actions: &actions, wording: &Rough(language) };
    let selected = chosen.map(Thing::Message);
    let asked = Asked { clocks: all, selected: selected.as_ref(), ..Asked::default() };
    let mut chart = Chart::new(&cast, (480.0, 400.0), SECOND).at(75 * MS, (7 * MS, 107 * MS));
    chart.foot = legend::room(&chart, &asked, language);
    let counted = Counted::of(&story);
    let clocks = Clocks { counted: &counted, chosen, all };
    let clocks = (all || chosen.is_some()).then_some(&clocks);
    draw(&chart, &story, &routes(story.records), &Shown { asked: &asked, cards: &[], clocks })
}

fn of_cache(language: Language, width: f32, height: f32, span: Nanos) -> Picture {
    let asked = Asked { size: (width, height), span: (span, span), ..Asked::default() };
    picture(&mut *cache(), &Rough(language), &asked, &mut Counted::default())
}

/// A short while of the cache with something selected.
pub(super) fn of_cache_with(selected: Option<&Thing>, clocks: bool) -> Picture {
    let asked =
        Asked { size: (676.0, 560.0), span: (60 * MS, 60 * MS), selected, clocks, ..Asked::default() };
    picture(&mut *cache(), &Rough(Language::English), &asked, &mut Counted::default())
}

pub(super) fn texts(picture: &Picture) -> Vec<(&str, Area)> {
    let mut texts = Vec::new();
    for mark in &picture.still {
        if let (Shape::Text { text: words, .. }, Some(area)) = (&mark.shape, Area::of_text(&mark.shape)) {
            texts.push((words.as_str(), area));
        }
    }
    texts
}

#[test]
fn a_small_story_as_a_picture() {
    insta::assert_snapshot!(to_svg(&small(Language::Korean), Palette(Theme::Light)));
}

#[test]
fn every_kind_of_event_can_be_seen() {
    let picture = small(Language::English);
    let has = |key: &str| picture.still.iter().any(|mark| mark.key.starts_with(key));
    for key in [
        "now",
        "head s1",
        "life s1 1",
        "turn s1",
        "band 53",
        "action 0",
        "message 3",
        "end 3",
        "end 5",
        "note",
    ] {
        assert!(has(key), "nothing called {key}");
    }
    let shape =
        |key: &str| picture.still.iter().find(|mark| mark.key.starts_with(key)).map(|mark| &mark.shape);
    assert!(matches!(shape("end 1 "), Some(Shape::Circle { .. })), "an arrival ends in a dot");
    assert!(matches!(shape("end 3 "), Some(Shape::Path(_))), "a loss ends in a cross");
    assert!(matches!(shape("end 5 "), Some(Shape::Rect { .. })), "what is held stands at its sender");
    let lane = |key: &str| match shape(key) {
        Some(Shape::Line { from, to }) => (from.0, to.0),
        other => panic!("{key} is {other:?}"),
    };
    let ((c0, db), (_, cut)) = ((lane("life c0").0, lane("life db").0), lane("message 4 "));
    assert!((cut - (c0 + db) / 2.0).abs() < 0.1, "a cut link loses it half-way");
}

#[test]
fn the_same_run_gives_the_same_picture() {
    let once = of_cache(Language::Korean, 676.0, 560.0, 60 * MS);
    assert_eq!(once, of_cache(Language::Korean, 676.0, 560.0, 60 * MS));
    assert!(once.still.iter().filter(|mark| mark.key.starts_with("message")).count() > 20);
}

#[test]
fn no_two_texts_overlap() {
    let mut globe = cache();
    let chosen = globe.records(SECOND - 10 * MS, SECOND).iter().find(|record| record.kind == Kind::Sent);
    let chosen = chosen.map(|record| Thing::Message(record.id));
    assert!(chosen.is_some());
    for language in [Language::Korean, Language::English] {
        for size @ (width, height) in [(676.0, 560.0), (320.0, 300.0), (1_200.0, 900.0), (120.0, 120.0)] {
            for (span, selected) in [30 * MS, 60 * MS, 600 * MS, 10 * SECOND]
                .into_iter()
                .flat_map(|span| [(span, None), (span, chosen.as_ref())])
            {
                let asked = Asked { size, span: (span, span), selected, clocks: true, ..Asked::default() };
                let picture = picture(&mut *globe, &Rough(language), &asked, &mut Counted::default());
                let texts = texts(&picture);
                for (index, (one, area)) in texts.iter().enumerate() {
                    for (other, second) in texts.iter().skip(index + 1) {
                        assert!(
                            !area.overlaps(*second),
                            "{one:?} and {other:?} at {width}×{height}, {span} ns"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn keys_are_unique() {
    let picture = of_cache(Language::English, 676.0, 560.0, 600 * MS);
    let mut keys = BTreeSet::new();
    for mark in &picture.still {
        assert!(keys.insert(&mark.key), "two marks are called {}", mark.key);
    }
}

#[test]
fn a_crowd_is_thinned_and_the_picture_says_so() {
    let picture = of_cache(Language::English, 676.0, 560.0, 2 * SECOND);
    let drawn = picture.still.iter().filter(|mark| mark.key.starts_with("message")).count();
    assert!((MOST / 4..=MOST).contains(&drawn), "{drawn} messages");
    let texts = texts(&picture);
    assert!(texts.iter().any(|(text, _)| text.starts_with(&format!("{drawn} of "))), "{texts:?}");
    let reachable = picture.still.iter().filter(|mark| mark.label.is_some());
    let messages = reachable.filter(|mark| matches!(mark.thing, Some(Thing::Message(_)))).count();
    assert!((1..=24).contains(&messages), "{messages} stops for the keyboard");
}

#[test]
fn labels_stay_while_time_goes_on() {
    let at = |now: Nanos| {
        let mut globe = cache();
        globe.seek_time(now);
        let asked = Asked { size: (676.0, 560.0), span: (30 * MS, 30 * MS), ..Asked::default() };
        let picture = picture(&mut *globe, &Rough(Language::English), &asked, &mut Counted::default());
        picture
            .still
            .into_iter()
            .filter(|mark| mark.key.starts_with("text"))
            .map(|mark| mark.key)
            .collect::<BTreeSet<_>>()
    };
    let (before, after) = (at(SECOND), at(SECOND + MS / 10));
    let gone = before.difference(&after).count();
    assert!(gone * 4 < before.len(), "{gone} of {} labels went away", before.len());
}

#[test]
fn no_size_or_span_breaks_it() {
    for (width, height, span) in
        [(0.0, 0.0, 0), (1.0, 1.0, 1), (5_000.0, 10.0, Nanos::MAX), (10.0, 5_000.0, SECOND)]
    {
        let picture = of_cache(Language::Korean, width, height, span);
        assert!(!to_svg(&picture, Palette(Theme::Dark)).is_empty());
    }
    assert_eq!(span_for((1, 100), 10 * MS), 60 * MS);
    assert_eq!(span_for((1, 0), 10 * MS), 6 * SECOND);
    assert_eq!(span_for((u64::MAX, 1), 10 * MS), 10 * SECOND);
}
