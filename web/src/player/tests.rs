//! The player is driven as a reader drives it; the run behind it is real.

use super::*;
use crate::lesson::lesson;
use crate::text::Language;
use snowglobe_core::sim::SECOND;

fn player() -> Player {
    let mut player = Player::open(Scenario::new("cache", 7)).expect("the defaults run");
    player.globe.run_ahead(u64::MAX);
    player
}

#[test]
fn time_goes_on_at_the_chosen_speed_and_only_while_playing() {
    let mut player = player();
    assert!(!player.tick(16.0), "a paused player stands still");
    player.toggle();
    for _ in 0..100 {
        player.tick(16.6);
    }
    // 1,660 ms of wall time at 1/100.
    assert_eq!(player.globe.moment().at, 16_600_000);
    assert!(!player.tick(501.0), "a gap that nobody watched is not played");
    assert_eq!(player.globe.moment().at, 16_600_000);
}

#[test]
fn it_stops_at_the_end_and_begins_anew_from_there() {
    let mut player = player();
    player.seek(player.globe.horizon() - 1_000);
    player.toggle();
    player.tick(400.0);
    assert_eq!((player.globe.moment().at, player.playing), (player.globe.horizon(), false));
    player.toggle();
    assert_eq!((player.globe.moment().at, player.playing), (0, true));
}

#[test]
fn a_step_forward_and_one_back_come_to_the_same_moment() {
    let mut player = player();
    player.seek(SECOND);
    player.step_forward();
    let (moment, digest) = (player.globe.moment(), player.globe.digest());
    for _ in 0..5 {
        player.step_forward();
    }
    let beyond = player.globe.moment();
    assert!(beyond.step > moment.step && beyond.at >= moment.at);
    for _ in 0..5 {
        player.step_back();
    }
    assert_eq!((player.globe.moment(), player.globe.digest()), (moment, digest));
}

#[test]
fn stepping_back_from_the_first_moment_stays_there() {
    let mut player = player();
    player.step_back();
    assert_eq!(player.globe.moment().at, 0);
}

#[test]
fn a_link_brings_back_the_moment_and_what_is_shown() {
    let mut player = player();
    player.seek(SECOND);
    player.act("crash s1").expect("s1 is up");
    player.seek(3 * SECOND);
    (player.view, player.tab) = (View::SpaceTime, Tab::Inspect);
    player.selected = Some(Thing::Node("s2".to_owned()));
    let link = player.link(Preference::Chosen(Language::English));
    let text = link.encode();
    let again = Link::decode(&text).expect("what was written can be read");
    let (again, preference) = Player::open_link(again).expect("and run");
    assert_eq!(again.globe.digest(), player.globe.digest());
    assert_eq!(again.globe.moment(), player.globe.moment());
    assert_eq!((again.view, again.tab, again.selected), (player.view, player.tab, player.selected));
    assert_eq!((preference, again.playing), (Preference::Chosen(Language::English), false));
}

#[test]
fn a_bad_setting_leaves_the_run_as_it_was() {
    let mut player = player();
    player.seek(SECOND);
    let before = player.globe.moment();
    let mut scenario = player.globe.scenario().clone();
    scenario.settings = vec![(0, 99)];
    assert!(player.rebuild(scenario).is_err());
    assert_eq!(player.globe.moment(), before);
}

#[test]
fn a_guess_comes_before_the_answer() {
    let mut player = player();
    let steps = lesson("cache").expect("there is a lesson").step;
    let asks = steps.iter().position(|step| step.ask.is_some()).expect("some step asks");
    player.go_to_step(asks).expect("every step can be told");
    assert!(!player.following.is_answered());
    player.following.guess(0);
    player.go_to_told().expect("the step's run is there");
    let (_, telling) = player.following.current().expect("a step is at hand");
    assert_eq!((player.following.is_answered(), player.globe.moment().at), (true, telling.moment.at));
    assert!(player.is_told());
    player.seek(0);
    player.act("crash s1").expect("s1 is up");
    assert!(!player.is_told(), "the words are not about a run that the reader changed");
}

#[test]
fn a_link_from_before_the_answer_leaves_the_question_open() {
    let mut player = player();
    let steps = lesson("cache").expect("there is a lesson").step;
    let asks = steps.iter().position(|step| step.ask.is_some()).expect("some step asks");
    player.go_to_step(asks).expect("every step can be told");
    let opened =
        |player: &Player| Player::open_link(player.link(Preference::Reader)).expect("its own link").0;
    assert!(!opened(&player).following.is_answered());
    player.following.guess(0);
    player.go_to_told().expect("the step's run is there");
    assert!(opened(&player).following.is_answered());
}

#[test]
fn an_address_names_a_chapter_a_moment_or_what_is_wrong() {
    let text = player().link(Preference::Reader).encode();
    let route = |folder: &str, query: &str, hash: &str| Address::read(folder, query, hash).route;
    assert_eq!(route("", "", ""), Route::Contents);
    assert_eq!(route("cache", "", ""), Route::Chapter("cache"));
    assert_eq!(route("", "", "#cache"), Route::Chapter("cache"));
    assert_eq!(route("", "", "#cache/the-circle"), Route::Step("cache", "the-circle".to_owned()));
    assert!(matches!(route("", "", "#nobody/the-circle"), Route::Broken(_)));
    assert!(matches!(route("", "", &format!("#{text}")), Route::Moment(_)));
    assert!(matches!(route("", &format!("?s={text}"), ""), Route::Moment(_)));
    assert!(matches!(route("", "", "#2.AAAA"), Route::Broken(_)));
    assert!(matches!(route("", "", "#<script>"), Route::Broken(_)));
    assert!(Address::read("", "?embed", "#cache").embed);
    let judged = Address::read("", "", &format!("#{text}/judged"));
    assert!(judged.judged && matches!(judged.route, Route::Moment(_)));
    assert!(!Address::read("", "", &format!("#{text}")).judged);
    assert!(matches!(route("", "", "#cache/judged"), Route::Step("cache", _)), "a step may be called so");
}

#[test]
fn steps_are_found_by_what_they_speak_of() {
    let player = Player::open(Scenario::new("kv", 7)).expect("it can be run");
    let found = |wanted: &str, language| player.following.about(wanted, language);
    let (ids, all) = (found("cap", Language::English), found("", Language::Korean));
    assert_eq!(ids.first().map(|(at, _)| *at), player.following.index_of("cap"));
    assert_eq!(all.len(), player.following.len());
    for (wanted, language) in
        [("정족수", Language::Korean), ("벡터 시계", Language::Korean), ("merkle", Language::English)]
    {
        assert!(!found(wanted, language).is_empty(), "{wanted}");
    }
    assert!(found("quantum", Language::English).is_empty());
}

#[test]
fn a_step_that_is_watched_unchanged_has_a_short_address() {
    let mut player = Player::open(Scenario::new("kv", 7)).expect("it can be run");
    assert_eq!(player.step_address(), None, "no step is followed");
    let step = player.following.index_of("cap").expect("there is one");
    player.go_to_step(step).expect("it can be told");
    let address = player.step_address().expect("it is its own run");
    let route = Address::read("", "", &format!("#{address}")).route;
    assert_eq!(route, Route::Step("kv", "cap".to_owned()));
    player.globe.seek_time(1);
    assert_eq!(player.step_address().as_deref(), Some("kv/cap"), "wherever in time");
    player.act("crash n0").expect("it can be done");
    assert_eq!(player.step_address(), None, "it is another run now");
}

/// What the stage is to show of a step: the fact of its question, and the node that it points at.
#[test]
fn a_step_says_what_it_is_about() {
    let mut player = Player::open(Scenario::new("kv", 7)).expect("the defaults run");
    assert_eq!(player.following.subject(), None);
    let mut about = |id: &str| {
        let step = player.following.index_of(id).expect("there is such a step");
        player.go_to_step(step).expect("every step can be told");
        player.following.subject().map(|subject| (subject.fact.clone(), subject.node.clone()))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(about("gossip"), Some((some("suspected"), some("n2"))));
    assert_eq!(about("one-bucket-differs"), Some((some("last_search"), None)), "a key is no node");
}
