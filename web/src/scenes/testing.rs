//! What tests of scenes have in common: runs, stages, and what may be said of any picture.

use super::Frame;
use crate::picture::{Area, Mark, Picture, Shape};
use crate::text::Language;
use snowglobe_core::scenario::{Scenario, Settings, Timed};
use snowglobe_core::sim::{Globe, Nanos, SECOND, parse_duration};
use snowglobe_core::systems;

pub(super) const LANGUAGES: [Language; 2] = [Language::Korean, Language::English];

/// Stages: of a desk, a large screen, a tablet, a telephone, and embedded in two sizes.
pub(super) const SIZES: [(f32, f32); 6] =
    [(676.0, 560.0), (1_240.0, 900.0), (420.0, 640.0), (298.0, 294.0), (502.0, 362.0), (302.0, 198.0)];

/// A run of a system with these settings and actions (`"1s crash store"`), at a time.
pub(super) fn globe(system: &str, settings: &[(&str, &str)], actions: &[&str], at: &str) -> Box<dyn Globe> {
    let mut all = Settings::defaults(systems::parameters(system).expect("a system"));
    for (name, value) in settings {
        all.set_named(name, value).expect("it fits");
    }
    let mut scenario = Scenario { settings: all.differences(), ..Scenario::new(system, 7) };
    let timed = actions.iter().map(|action| {
        let (at, action) = action.split_once(' ').expect("a time and an action");
        Timed { at: time(at), action: action.to_owned() }
    });
    scenario.timelines[0].actions = timed.collect();
    let mut globe = systems::open(scenario).expect("it can be run");
    globe.run_ahead(u64::MAX);
    globe.seek_time(time(at));
    globe
}

pub(super) fn time(text: &str) -> Nanos {
    parse_duration(text).expect("a time")
}

pub(crate) fn frame((width, height): (f32, f32), language: Language) -> Frame {
    Frame {
        width,
        height,
        language,
        flash: SECOND / 100,
        motion: true,
        watched: None,
        since: None,
        subject: None,
    }
}

pub(crate) fn texts(picture: &Picture) -> Vec<(&str, Area)> {
    let marks = picture.still.iter();
    marks.filter_map(|mark| Some((words(mark)?, Area::of_text(&mark.shape)?))).collect()
}

pub(crate) fn words(mark: &Mark) -> Option<&str> {
    match &mark.shape {
        Shape::Text { text, .. } => Some(text),
        _ => None,
    }
}

/// The text of a mark.
pub(super) fn said<'a>(picture: &'a Picture, key: &str) -> Option<&'a str> {
    picture.still.iter().find(|mark| mark.key == key).and_then(words)
}

/// Nothing that is written covers something else that is, or leaves the picture; no two marks have one name.
pub(crate) fn is_legible(picture: &Picture, what: &str) {
    let whole = Area { x: 0.0, y: 0.0, w: picture.width, h: picture.height };
    let texts = texts(picture);
    for (index, (one, area)) in texts.iter().enumerate() {
        assert!(area.is_inside(whole), "{what}: {one:?} sticks out: {area:?}");
        for (other, second) in texts.iter().skip(index + 1) {
            assert!(!area.overlaps(*second), "{what}: {one:?} and {other:?} overlap");
        }
    }
    let mut keys = std::collections::BTreeSet::new();
    for mark in &picture.still {
        assert!(keys.insert(&mark.key), "{what}: two marks are called {}", mark.key);
    }
}
