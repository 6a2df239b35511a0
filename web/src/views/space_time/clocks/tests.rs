use super::super::tests::{of_cache_with, small_with, texts};
use super::*;
use crate::picture::{Palette, Picture, Theme, Thing, to_svg};
use crate::views::Story;
use crate::views::space_time::{Asked, picture};
use crate::views::testing::{MS, Rough, cache, record, residents, say};
use snowglobe_core::sim::{Globe, Kind, Nanos, Record, SECOND};
use snowglobe_core::systems::cache::Word;
use std::collections::BTreeMap;

fn said<'a>(picture: &'a Picture, key: &str) -> Option<&'a str> {
    let mark = picture.still.iter().find(|mark| mark.key == key)?;
    match &mark.shape {
        Shape::Text { text, .. } => Some(text),
        _ => None,
    }
}

fn written(picture: &Picture) -> usize {
    picture.still.iter().filter(|mark| mark.key.starts_with("clock ")).count()
}

#[test]
fn a_small_story_with_clocks_as_a_picture() {
    insta::assert_snapshot!(to_svg(&small_with(Language::Korean, None, true), Palette(Theme::Light)));
}

#[test]
fn events_have_their_clocks_beside_them() {
    let picture = small_with(Language::English, None, true);
    // By node and step: a get and its arrival, the answer and its arrival, a crash that nobody knows of.
    let clocks = [
        ("0 11", "[1,0,0]"),
        ("1 21", "[1,1,0]"),
        ("1 22", "[1,2,0]"),
        ("0 31", "[2,2,0]"),
        ("2 31", "[0,0,1]"),
    ];
    for (event, clock) in clocks {
        assert_eq!(said(&picture, &format!("clock {event}")), Some(clock), "{event}");
    }
    let legend: Vec<&str> = texts(&picture).into_iter().map(|(text, _)| text).collect();
    assert!(legend.iter().any(|text| text.starts_with("Vector clocks [c0,s0,s1]: ")), "{legend:?}");
    assert_eq!(written(&small_with(Language::English, None, false)), 0);
}

#[test]
fn a_message_that_is_chosen_says_its_clocks_in_full() {
    let picture = small_with(Language::English, Some(2), false);
    let chosen: Vec<&str> = picture
        .still
        .iter()
        .filter(|mark| mark.key.starts_with("chosen clock "))
        .filter_map(|mark| said(&picture, &mark.key))
        .collect();
    assert_eq!(chosen, ["{c0:1, s0:2}", "{c0:2, s0:2}"]);
    let labels: Vec<&str> = picture.still.iter().filter_map(|mark| mark.label.as_deref()).collect();
    let told = "s0 → c0 hit key-7, sent at {c0:1, s0:2}, received at {c0:2, s0:2}";
    assert!(labels.contains(&told), "{labels:?}");
    assert!(labels.contains(&"c0 → s1 get key-9, sent at {c0:3, s0:2}"), "{labels:?}");
}

/// What could be known of what, by following every line of the diagram: the events from which each can be reached.
fn pasts(story: &Story<'_>, counted: &Counted) -> Vec<Vec<bool>> {
    let mut pasts: Vec<Vec<bool>> = Vec::new();
    let mut last = BTreeMap::new();
    for (at, event) in counted.between(0, Nanos::MAX) {
        let mut past = vec![false; at];
        let mut follow = |from: usize| {
            for (known, before) in past.iter_mut().zip(&pasts[from]) {
                *known |= *before;
            }
        };
        let arrived = |record: &&Record| {
            (record.kind, record.id, record.step) == (Kind::Delivered, event.heard, event.step)
        };
        let heard = story.records.iter().find(arrived);
        let sent = heard.and_then(|_| counted.sent(event.heard));
        for from in last.get(&event.node).copied().into_iter().chain(sent) {
            follow(from);
        }
        past.push(true);
        pasts.push(past);
        last.insert(event.node, at);
    }
    pasts
}

#[test]
fn what_a_node_does_in_one_step_is_one_event() {
    let get = say(Word::Get, 7);
    let sent = |at: Nanos, ends, id| record(at, Kind::Sent, ends, id, at + 10 * MS, get);
    let arrived = |at: Nanos, ends, id| record(at, Kind::Delivered, ends, id, at, get);
    let records = [
        sent(10 * MS, (0, 1), 1),
        // It arrives, and two others are sent because of it.
        arrived(20 * MS, (1, 0), 1),
        sent(20 * MS, (1, 0), 2),
        sent(20 * MS, (1, 3), 3),
        arrived(30 * MS, (3, 1), 3),
    ];
    let cast = Cast::new(&residents());
    let counted = Counted::of(&Story {
        records: &records,
        cast: &cast,
        actions: &[],
        wording: &Rough(Language::English),
    });
    let event = counted.arrived(1, 20 * MS).expect("it arrives");
    assert_eq!((counted.sent(2), counted.sent(3)), (Some(event), Some(event)));
    assert_eq!(counted.clock(event), [1, 1, 0, 0]);
    let last = counted.arrived(3, 30 * MS).expect("it arrives");
    assert_eq!(counted.clock(last), [1, 1, 0, 1]);
}

#[test]
fn clocks_are_concurrent_where_no_way_leads_from_one_event_to_the_other() {
    let mut globe = cache();
    let cast = Cast::new(&globe.residents());
    let actions = globe.lanes()[0].actions.to_vec();
    let records = globe.records(0, SECOND).to_vec();
    let story =
        Story { records: &records, cast: &cast, actions: &actions, wording: &Rough(Language::English) };
    let counted = Counted::of(&story);
    let pasts = pasts(&story, &counted);
    assert!(pasts.len() > 300, "{}", pasts.len());
    let mut concurrent = 0;
    for (later, past) in pasts.iter().enumerate() {
        for (earlier, known) in past.iter().enumerate() {
            assert_eq!(counted.are_concurrent(earlier, later), !known, "{earlier} and {later}");
            concurrent += usize::from(!known);
        }
    }
    assert!(concurrent > 1_000, "{concurrent}");
}

#[test]
fn what_is_concurrent_with_the_message_chosen_is_faint() {
    let chosen = |globe: &mut dyn Globe| {
        let now = globe.moment().at;
        let sent = |record: &&Record| record.kind == Kind::Sent;
        globe.records(now - 5 * MS, now).iter().find(sent).map(|record| record.id).expect("one is sent")
    };
    let mut globe = cache();
    let thing = Thing::Message(chosen(&mut *globe));
    let faint = |selected: Option<&Thing>| {
        let picture = of_cache_with(selected, false);
        let lines = picture
            .still
            .iter()
            .filter(|mark| mark.key.starts_with("message "))
            .map(|mark| mark.paint.opacity);
        lines.fold((0, 0), |(faint, all), opacity| (faint + usize::from(opacity <= FAINT), all + 1))
    };
    let (few, all) = faint(Some(&thing));
    assert!(few > 0 && few < all, "{few} of {all}");
    assert_eq!(faint(None).0, 0);
    // One that is nowhere to be seen.
    assert_eq!(faint(Some(&Thing::Message(1))).0, 0);
}

#[test]
fn what_was_counted_before_changes_nothing() {
    let mut globe = cache();
    let mut counted = Counted::default();
    for at in [SECOND, 3 * SECOND / 10, SECOND / 2, SECOND + 20 * MS, SECOND + 21 * MS, 100 * MS] {
        for span in [30 * MS, 100 * MS] {
            globe.seek_time(at);
            let asked = Asked { size: (900.0, 700.0), span: (span, span), clocks: true, ..Asked::default() };
            let kept = picture(&mut *globe, &Rough(Language::English), &asked, &mut counted);
            let fresh = picture(&mut *globe, &Rough(Language::English), &asked, &mut Counted::default());
            assert_eq!(kept, fresh, "at {at}, {span} ns");
        }
    }
    // A branch on which all goes otherwise from here on.
    globe.act("crash s2").expect("it can be done");
    globe.run_ahead(u64::MAX);
    globe.seek_time(SECOND / 2);
    let asked = Asked { size: (900.0, 700.0), span: (40 * MS, 40 * MS), clocks: true, ..Asked::default() };
    let kept = picture(&mut *globe, &Rough(Language::English), &asked, &mut counted);
    assert_eq!(kept, picture(&mut *globe, &Rough(Language::English), &asked, &mut Counted::default()));
}

#[test]
fn a_crowd_has_no_clocks() {
    let at = |span| {
        let asked = Asked { size: (900.0, 700.0), span: (span, span), clocks: true, ..Asked::default() };
        written(&picture(&mut *cache(), &Rough(Language::English), &asked, &mut Counted::default()))
    };
    assert!(at(20 * MS) > 5, "{}", at(20 * MS));
    assert_eq!(at(2 * SECOND), 0);
}
