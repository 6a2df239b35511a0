//! The space-time diagram as a reader sees it: steps of the lesson, a verdict, a message that is chosen.

use super::*;
use crate::picture::{Area, Mark, Shape};
use crate::scenes::testing::{frame, is_legible, texts, words};
use crate::text::Text;
use snowglobe_core::scenario::Scenario;
use snowglobe_core::sim::Nanos;
use std::collections::BTreeMap;

const DESK: (f32, f32) = (690.0, 594.0);
const TELEPHONE: (f32, f32) = (368.0, 320.0);
const MS: Nanos = SECOND / 1_000;

/// The first sight of a step of the lesson on the cluster.
fn at_step(id: &str) -> Player {
    let mut player = Player::open(Scenario::new("kv", 7)).expect("it can be run");
    let step = player.following.index_of(id).expect("such a step");
    assert!(player.go_to_step(step).is_ok());
    player.view = View::SpaceTime;
    player
}

/// The moment of the step's first verdict, as one comes to it.
fn at_verdict(id: &str) -> Player {
    let mut player = at_step(id);
    assert!(player.go_to_told().is_ok());
    let details = of(&player).expect("it has details");
    let judged = details.judge(&*player.globe, Language::English);
    let (at, thing, _) = judged.into_iter().find_map(|judged| judged.broken).expect("a promise is broken");
    player.globe.seek_time(at);
    player.selected = Some(thing);
    player
}

fn seen(player: &mut Player, size: (f32, f32)) -> Picture {
    let picture = drawn(player, &frame(size, Language::English));
    is_legible(&picture, &format!("{size:?} at {}", player.globe.moment().at));
    picture
}

fn called<'a>(picture: &'a Picture, start: &'a str) -> impl Iterator<Item = &'a Mark> {
    picture.still.iter().filter(move |mark| mark.key.starts_with(start))
}

/// The cards: their frames, not their words.
fn cards(picture: &Picture) -> Vec<Area> {
    let area = |mark: &Mark| match mark.shape {
        Shape::Rect { x, y, w, h, .. } => Some(Area { x, y, w, h }),
        _ => None,
    };
    called(picture, "held ").filter_map(area).collect()
}

#[test]
fn a_loaded_run_can_be_read() {
    for (id, at) in
        [("cap", 20 * SECOND), ("cap", 14 * SECOND), ("stale-reads", 2_500 * MS), ("stale-reads", SECOND)]
    {
        let mut player = at_step(id);
        player.globe.seek_time(at);
        let picture = seen(&mut player, DESK);
        let (lines, named) = (called(&picture, "message ").count(), called(&picture, "text ").count());
        assert!((6..=70).contains(&lines), "{lines} messages, {id} at {at}");
        assert!(named * 3 > lines, "{named} of {lines} have their words, {id} at {at}");
    }
    // While it is played fast there are lines only: nobody could read so quickly.
    let mut player = at_step("cap");
    player.playing = true;
    let picture = seen(&mut player, DESK);
    assert!(called(&picture, "message ").count() > 80);
    assert_eq!(called(&picture, "text ").count(), 0);
}

#[test]
fn a_verdict_shows_the_read_that_was_wrong() {
    for size in [DESK, TELEPHONE] {
        let mut player = at_verdict("stale-reads");
        let picture = seen(&mut player, size);
        let bar = called(&picture, "request 0").next().expect("it is there");
        let Shape::Rect { y, h, .. } = bar.shape else { panic!("{bar:?}") };
        assert!(y > 60.0 && h > 20.0, "all of it: {bar:?}");
        assert_eq!(
            (bar.paint.stroke, bar.thing.as_ref()),
            (Some(crate::picture::Token::Danger), player.selected.as_ref())
        );
        assert!(
            called(&picture, "request text 0")
                .next()
                .and_then(words)
                .is_some_and(|text| text.starts_with("get key-"))
        );
        assert!(
            called(&picture, "request text 1")
                .next()
                .and_then(words)
                .is_some_and(|text| text.starts_with("put key-"))
        );
        // What has nothing to do with it is faint and has no words.
        let faint = called(&picture, "message ").filter(|mark| mark.paint.opacity < 0.5).count();
        let (all, named) = (called(&picture, "message ").count(), called(&picture, "text ").count());
        assert!(faint * 2 > all && named <= all - faint, "{faint} of {all}, {named} with words");
    }
}

#[test]
fn nothing_is_written_on_a_line_or_a_card() {
    for id in ["dynamos-story", "one-write-three-copies", "cap", "stale-reads"] {
        for size in [DESK, TELEPHONE, (1_340.0, 880.0)] {
            for after in [0, 5, 13, 21] {
                let mut player = at_step(id);
                let now = player.globe.moment().at;
                player.globe.seek_time(now + after * MS);
                let picture = seen(&mut player, size);
                let lines = picture.still.iter().filter(|mark| {
                    mark.key == "now" || (mark.key.starts_with("action ") && words(mark).is_none())
                });
                let line = |mark: &Mark| match mark.shape {
                    Shape::Line { from, to } => {
                        Some(Area { x: from.0, y: from.1 - 0.5, w: to.0 - from.0, h: 1.0 })
                    }
                    _ => None,
                };
                let mut taken: Vec<Area> = lines.filter_map(line).collect();
                assert!(!taken.is_empty());
                let own = called(&picture, "held ").filter(|mark| words(mark).is_some()).count();
                let cards = cards(&picture);
                let on_cards = texts(&picture)
                    .iter()
                    .filter(|(_, area)| cards.iter().any(|card| card.overlaps(*area)))
                    .count();
                assert_eq!(on_cards, own, "{id} + {after} ms at {size:?}");
                taken.retain(|line| texts(&picture).iter().any(|(_, area)| line.overlaps(*area)));
                assert!(taken.is_empty(), "{id} + {after} ms at {size:?}: {taken:?}");
            }
        }
    }
}

#[test]
fn a_message_that_is_chosen_leaves_the_cards() {
    let mut player = at_step("dynamos-story");
    assert_eq!(cards(&seen(&mut player, DESK)).len(), 3);
    let now = player.globe.moment().at;
    let records = player.globe.records(now - 10 * MS, now);
    let sent = records.iter().find(|record| record.kind == Kind::Sent).map(|record| record.id);
    player.selected = sent.map(Thing::Message);
    assert!(player.selected.is_some());
    assert_eq!(cards(&seen(&mut player, DESK)).len(), 3);
    player.selected = Some(Thing::Node("n1".to_owned()));
    assert_eq!(cards(&seen(&mut player, DESK)).len(), 3, "those of the step");
    // Without the step, those of what the message is about.
    player.selected = sent.map(Thing::Message);
    assert!(player.rebuild(Scenario { seed: 38, ..player.globe.scenario().clone() }).is_ok());
    assert_eq!(player.pointed(), None);
    let now = player.globe.moment().at;
    let records = player.globe.records(now - SECOND, now);
    let sent = records.iter().find(|record| record.kind == Kind::Sent && record.label.a >= 1 << 24);
    player.selected = sent.map(|record| Thing::Message(record.id));
    assert_eq!(cards(&seen(&mut player, DESK)).len(), 3);
}

#[test]
fn on_a_telephone_all_have_their_cards() {
    for language in [Language::Korean, Language::English] {
        // Also where the browser leaves little of it.
        for (told, size) in [(false, TELEPHONE), (true, TELEPHONE), (true, (TELEPHONE.0, 240.0))] {
            let mut player = at_step("dynamos-story");
            assert!(!told || player.go_to_told().is_ok());
            let picture = drawn(&mut player, &frame(size, language));
            let cards = cards(&picture);
            assert_eq!(cards.len(), 3, "n0, n2 and n4, {told}, {size:?}");
            assert!(cards.iter().all(|card| card.x >= 0.0 && card.x + card.w <= TELEPHONE.0), "{cards:?}");
            let said = called(&picture, "held ").filter_map(words).collect::<String>();
            assert!(!said.contains('…'), "{said}");
        }
    }
}

#[test]
fn the_legend_is_below_the_diagram_and_explains_the_cards() {
    for size in [DESK, TELEPHONE] {
        let mut player = at_step("dynamos-story");
        let picture = seen(&mut player, size);
        let legend: Vec<&Mark> = called(&picture, "told").collect();
        let top = legend
            .iter()
            .filter_map(|mark| Area::of_text(&mark.shape))
            .map(|area| area.y)
            .fold(size.1, f32::min);
        let said: Vec<&str> = legend.iter().filter_map(|mark| words(mark)).collect();
        assert!(said.join(" ").contains("node:count = writes counted by that node"), "{said:?}");
        for mark in &picture.still {
            let bottom = match &mark.shape {
                Shape::Line { from, to } => from.1.max(to.1),
                Shape::Rect { y, h, .. } => y + h,
                Shape::Circle { y, r, .. } => y + r,
                shape => Area::of_text(shape).map_or(0.0, |area| area.y + area.h),
            };
            assert!(mark.key.starts_with("told") || bottom <= top, "{} at {bottom}, {top}", mark.key);
        }
    }
}

#[test]
fn a_short_step_is_seen_as_a_whole() {
    for size in [DESK, TELEPHONE] {
        let mut player = at_step("one-write-three-copies");
        let first = seen(&mut player, size);
        assert_eq!(called(&first, "message ").count(), 0, "nothing is told while it is to be guessed");
        player.following.guess(0);
        let first = seen(&mut player, size);
        assert_eq!(called(&first, "message ").count(), 7, "all of it is still to come");
        assert!(texts(&first).iter().all(|(text, _)| !text.contains('…')), "{:?}", texts(&first));
        assert!(player.go_to_told().is_ok());
        let last = seen(&mut player, size);
        let end = |mark: &Mark| (mark.key.clone(), format!("{:?}", mark.shape));
        let ends = |picture: &Picture| called(picture, "end ").map(end).collect::<BTreeMap<_, _>>();
        assert_eq!(ends(&first), ends(&last), "nothing has moved but the moment");
        let all: Vec<&str> = texts(&last).into_iter().map(|(text, _)| text).collect();
        assert!(all.contains(&"put cart tea") && all.iter().any(|text| text.starts_with("t = ")), "{all:?}");
    }
}

/// The times on the axis of a history, and where they stand.
fn times(player: &mut Player) -> Vec<(String, Shape)> {
    let frame = frame((676.0, 280.0), Language::English);
    let picture = (LATE.drawn)(player, &frame);
    let times = picture.still.into_iter().filter(|mark| mark.key.starts_with("time "));
    times.map(|mark| (mark.key, mark.shape)).collect()
}

#[test]
fn histories_side_by_side_have_one_axis() {
    let mut player = Player::open(Scenario::new("kv", 7)).expect("it can be run");
    player.view = View::History;
    player.globe.seek_time(10 * SECOND);
    player.globe.seek_time(3 * SECOND);
    player.act("partition {c0 c1} | {n0 n1 n2 n3 n4}").expect("it can be done");
    assert_eq!(player.globe.lanes().len(), 2, "acting in the past makes a branch");
    player.globe.seek_time(10 * SECOND);
    let alone = times(&mut player);
    player.toggle_beside();
    let (own, other) = (times(&mut player), player.beside(times).expect("it is there"));
    assert!(own.len() > 3, "{own:?}");
    assert_eq!(own, other);
    player.swap();
    player.toggle_beside();
    assert_ne!(times(&mut player), alone, "alone, each has its own");
    assert_eq!(player.globe.moment().at, 10 * SECOND);
}

/// What is promised and was broken until the end of a step's story, and again with what is offered against it.
fn broken_and_again(id: &str) -> [Vec<Text>; 2] {
    let mut player = at_step(id);
    assert!(player.go_to_told().is_ok());
    let details = of(&player).expect("it has details");
    let broken = |player: &Player| {
        let judged = details.judge(&*player.globe, Language::English);
        judged.into_iter().filter(|judged| judged.broken.is_some()).map(|judged| judged.promise).collect()
    };
    let before = broken(&player);
    let (name, value) = details.remedy(&*player.globe).expect("there is something to try");
    let mut scenario = player.globe.scenario().clone();
    let mut settings = player.globe.settings().clone();
    let index = settings.parameters().iter().position(|parameter| parameter.name == name).expect("a setting");
    settings.set(index, value).expect("a value of it");
    scenario.settings = settings.differences();
    player.rebuild(scenario).expect("it can be run");
    [before, broken(&player)]
}

#[test]
fn what_is_offered_against_a_broken_promise_helps() {
    let [before, after] = broken_and_again("stale-reads");
    assert!(!before.is_empty());
    assert_eq!(after, Vec::new(), "R goes up until reads meet writes");
}
