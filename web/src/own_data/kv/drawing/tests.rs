use super::*;
use crate::own_data::kv::report::{Found, Report};
use crate::own_data::kv::samples;
use crate::picture::{Palette, Theme, to_svg};
use snowglobe_core::check::read;
use std::collections::BTreeSet;

const LANGUAGES: [Language; 2] = [Language::Korean, Language::English];

fn excerpt(text: &str) -> Excerpt {
    let report = Report::of(&read(text).expect("a history"));
    let broken = report.judged.into_iter().find_map(|judged| match judged.found {
        Found::Broken(excerpt) => Some(*excerpt),
        _ => None,
    });
    broken.expect("it is broken")
}

/// Many processes at once, one of which reads what nobody wrote.
fn crowded() -> Excerpt {
    let mut text = String::new();
    let mut line = |process: usize, kind: &str, value: i64| {
        let function = if process == 0 { "read" } else { "write" };
        text.push_str(&format!("{{:process {process}, :type :{kind}, :f :{function}, :value {value}}}\n"));
    };
    line(0, "invoke", 0);
    for round in 0..6 {
        (1..=8).for_each(|process| line(process, "invoke", round * 100 + process as i64));
        (1..=8).for_each(|process| line(process, "ok", round * 100 + process as i64));
    }
    line(0, "ok", 7_777_777_777);
    excerpt(&text)
}

fn mark<'a>(picture: &'a Picture, key: &str) -> &'a Mark {
    picture.still.iter().find(|mark| mark.key == key).unwrap_or_else(|| panic!("no {key}"))
}

fn said<'a>(picture: &'a Picture, key: &str) -> &'a str {
    match &mark(picture, key).shape {
        Shape::Text { text, .. } => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_bars_stand_in_their_lanes_and_the_culprit_stands_out() {
    let picture = picture(&excerpt(samples::STALE), 720.0, Language::English);
    let bars: Vec<&Mark> = picture.still.iter().filter(|mark| mark.key.starts_with("bar ")).collect();
    let wrong = bars.iter().filter(|mark| mark.paint.stroke == Some(Token::Danger)).count();
    assert_eq!(wrong, 1);
    let numbers = |key: &str| picture.still.iter().filter(|mark| mark.key.starts_with(key)).count();
    assert_eq!((numbers("process "), numbers("window")), (4, 3));
    assert_eq!(bars.len(), excerpt(samples::STALE).operations.len());
    let culprit = bars.iter().position(|mark| mark.paint.stroke == Some(Token::Danger)).expect("one");
    let number = bars[culprit].key.trim_start_matches("bar ");
    assert!(picture.label.ends_with(&format!("operation {number} breaks it.")), "{}", picture.label);
}

#[test]
fn the_window_reaches_from_the_first_call_to_the_return_of_the_culprit() {
    let excerpt = excerpt(samples::STALE);
    let picture = picture(&excerpt, 720.0, Language::English);
    let culprit = excerpt.operations.iter().position(|shown| shown.part == Part::Culprit).expect("one") + 1;
    let Shape::Rect { x, w, .. } = mark(&picture, "window").shape else { panic!() };
    let Shape::Rect { x: from, w: wide, .. } = mark(&picture, &format!("bar {culprit}")).shape else {
        panic!()
    };
    assert!((x + w - from - wide).abs() < 0.1, "it ends with the culprit");
    let first = excerpt.operations.iter().position(|shown| shown.part != Part::Beside).expect("one") + 1;
    let Shape::Rect { x: first, .. } = mark(&picture, &format!("bar {first}")).shape else { panic!() };
    assert!((x - first).abs() < 0.1, "it begins with the first call in it");
    assert!(said(&picture, &format!("words {culprit}")).contains("read → 1"));
}

#[test]
fn what_never_returned_is_open_to_the_edge() {
    let picture = picture(&excerpt(samples::UNKNOWN), 720.0, Language::Korean);
    let tails: Vec<&Mark> = picture.still.iter().filter(|mark| mark.key.starts_with("tail ")).collect();
    let Shape::Line { to, .. } = tails[0].shape else { panic!() };
    assert_eq!((tails.len(), to.0), (1, 720.0 - GAP));
}

#[test]
fn nothing_overlaps_or_sticks_out_at_any_width() {
    for (name, excerpt) in
        [("stale", excerpt(samples::STALE)), ("lost", excerpt(samples::UNKNOWN)), ("crowded", crowded())]
    {
        for (width, language) in
            [0.0, 300.0, 720.0, 1_400.0].into_iter().flat_map(|w| LANGUAGES.map(|l| (w, l)))
        {
            let picture = picture(&excerpt, width, language);
            let whole = Area { x: 0.0, y: 0.0, w: picture.width, h: picture.height };
            let areas: Vec<(&str, Area)> = picture
                .still
                .iter()
                .filter_map(|m| Some((m.key.as_str(), Area::of_text(&m.shape)?)))
                .collect();
            for (at, (one, area)) in areas.iter().enumerate() {
                assert!(area.is_inside(whole), "{name} {width}: {one} sticks out: {area:?}");
                for (other, second) in &areas[at + 1..] {
                    assert!(!area.overlaps(*second), "{name} {width}: {one} and {other} overlap");
                }
            }
            let keys: BTreeSet<&str> = picture.still.iter().map(|mark| mark.key.as_str()).collect();
            assert_eq!(keys.len(), picture.still.len(), "{name}: names are unique");
            assert!(!to_svg(&picture, Palette(Theme::Dark)).contains("NaN"));
        }
    }
}

#[test]
fn extreme_times_are_drawn() {
    let text = format!(
        "{{:process 0, :type :invoke, :f :read, :value nil, :time 0}}\n{{:process 0, :type :ok, :f :read, :value 5, :time {}}}\n",
        i64::MAX
    );
    let picture = picture(&excerpt(&text), 500.0, Language::English);
    assert!(!to_svg(&picture, Palette(Theme::Light)).contains("NaN"));
}
