//! What the page does where no test of the page itself looks: the same in wasm as natively.
//!
//! Runs under `wasm-pack test` in Node and in headless Chromium; nothing here needs a document.
#![cfg(target_arch = "wasm32")]

use snowglobe_core::scenario::Scenario;
use snowglobe_core::scenario::link::Link;
use snowglobe_core::sim::SECOND;
use snowglobe_core::systems;
use snowglobe_web::bench::Rerun;
use snowglobe_web::lesson::lesson;
use snowglobe_web::picture::{Palette, Theme, Thing, to_svg};
use snowglobe_web::player::Player;
use snowglobe_web::scenes::Frame;
use snowglobe_web::text::Language;
use snowglobe_web::text::Preference;
use wasm_bindgen_test::wasm_bindgen_test;

/// A player on the second of two branches, half a second after its beginning.
fn player() -> Player {
    let mut player = Player::open(Scenario::new("cache", 7)).expect("the defaults can be run");
    player.seek(3 * SECOND);
    player.seek(SECOND);
    player.act("crash s1").expect("s1 is up");
    player.seek(SECOND * 3 / 2);
    player.selected = Some(Thing::Node("s2".into()));
    player
}

fn svg(player: &Player) -> String {
    let frame = Frame {
        width: 640.0,
        height: 480.0,
        language: Language::Korean,
        flash: 0,
        motion: true,
        watched: None,
        since: None,
        subject: None,
    };
    to_svg(&player.scene.still(&*player.globe, &frame), Palette(Theme::Light))
}

#[wasm_bindgen_test]
fn a_link_opens_the_same_moment() {
    let player = player();
    let text = player.link(Preference::Chosen(Language::English)).encode();
    let link = Link::decode(&text).expect("what was written can be read");
    let (other, preference) = Player::open_link(link).expect("it was open already");
    assert_eq!(preference, Preference::Chosen(Language::English));
    assert_eq!(other.globe.moment(), player.globe.moment());
    assert_eq!(other.globe.digest(), player.globe.digest());
    assert_eq!(other.globe.lanes().len(), 2);
    assert_eq!(other.selected, player.selected);
}

#[wasm_bindgen_test]
fn the_same_moment_is_the_same_picture() {
    let mut player = player();
    let before = svg(&player);
    player.step_forward();
    player.seek(2 * SECOND);
    assert_ne!(svg(&player), before);
    player.seek(SECOND * 3 / 2);
    assert_eq!(svg(&player), before);
    assert!(before.contains("s2"), "{before}");
}

#[wasm_bindgen_test]
fn every_step_of_the_lesson_is_true_here_too() {
    let lesson = lesson("cache").expect("the chapter has a lesson");
    assert!(lesson.step.len() >= 8);
    for step in &lesson.step {
        let scenario = step.scenario().expect("its settings fit");
        let telling =
            step.tell(&mut *systems::open(scenario).expect("it can be run")).expect("it can be told");
        for expectation in &step.expect {
            assert_eq!(telling.holds(expectation), Ok(true), "{}: {expectation}", step.id);
        }
        for language in [Language::Korean, Language::English] {
            telling.fill(step.body.of(language), language).expect("every placeholder is filled");
        }
    }
}

#[wasm_bindgen_test]
fn a_run_is_measured_as_it_is_played() {
    let player = player();
    let mut run = Rerun::new(&player.link(Preference::Reader).encode()).expect("a link");
    assert!(run.finish() > 1_000.0);
    let first = run.seek(run.horizon() / 2.0);
    run.seek(0.0);
    assert_eq!(run.seek(run.horizon() / 2.0), first);
    assert!(Rerun::new("3.x").is_err_and(|error| error.contains("newer version")));
}
