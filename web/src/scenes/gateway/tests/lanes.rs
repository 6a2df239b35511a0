use super::*;
use crate::picture::{Palette, Theme, Thing, to_svg};
use crate::player::View;

/// The book's attack on the edge of a window.
fn edge() -> Box<dyn Globe> {
    globe(&[("traffic", "edge"), ("clients", "1"), ("algorithm", "fixed_window")], &[], "4500ms")
}

#[test]
fn nothing_overlaps_at_any_size() {
    let busy = [("nodes", "8"), ("clients", "20"), ("rate", "4000"), ("skew", "130ms"), ("limit", "400")];
    let globes = [
        ("at the start", globe(&[], &[], "0s")),
        ("an edge", edge()),
        ("many", globe(&busy, &[], "5s")),
        ("a queue", globe(&[("rate", "60"), ("algorithm", "leaky_bucket")], &[], "5s")),
        ("an hour", globe(&[("window", "3600s"), ("duration", "30s")], &[], "20s")),
    ];
    for (name, globe) in &globes {
        for language in LANGUAGES {
            for size in SIZES {
                let picture = GatewayDetails.drawn(View::Lanes, &**globe, None, &frame(size, language));
                is_legible(&picture, &format!("{name}, {size:?}, {language:?}"));
            }
        }
    }
}

#[test]
fn an_edge_attack_as_a_picture() {
    let picture = GatewayDetails.drawn(View::Lanes, &*edge(), None, &frame((676.0, 560.0), Language::Korean));
    insta::assert_snapshot!(to_svg(&picture, Palette(Theme::Light)));
}

#[test]
fn the_band_is_the_true_window() {
    let picture =
        GatewayDetails.drawn(View::Lanes, &*edge(), None, &frame((676.0, 560.0), Language::English));
    assert_eq!(said(&picture, "most fixed_window"), Some("10"), "twice the limit around an edge");
    assert_eq!(said(&picture, "most sliding_log"), Some("5"));
    assert_eq!(said(&picture, "number fixed_window 2"), Some("10"));
    assert_eq!(said(&picture, "number sliding_log 2"), Some("5"));
    let above = |key: &str| picture.still.iter().any(|mark| mark.key == format!("above {key}"));
    assert!(above("fixed_window") && !above("sliding_log"));
}

#[test]
fn every_lane_shows_every_request() {
    let globe = globe(&[("clients", "1"), ("rate", "10")], &[], "3s");
    let picture =
        GatewayDetails.drawn(View::Lanes, &*globe, None, &frame((1_240.0, 900.0), Language::English));
    let count = |key: &str, letter: char, each: usize| {
        let mark = picture.still.iter().find(|mark| mark.key == key);
        mark.map_or(0, |mark| match &mark.shape {
            Shape::Path(path) => path.matches(letter).count() / each,
            _ => 0,
        })
    };
    let requests = |lane: &str| {
        // A struck circle has two arcs; what waits is drawn as entering.
        let passed = if lane == "leaky_bucket" {
            count("entered leaky_bucket", 'M', 1)
        } else {
            count(&format!("passed {lane}"), 'M', 1)
        };
        passed + count(&format!("denied {lane}"), 'A', 2)
    };
    let all = requests("fixed_window");
    assert!(all > 20, "{all}");
    for lane in snowglobe_core::limiter::Algorithm::NAMES {
        assert_eq!(requests(lane), all, "{lane}");
    }
}

#[test]
fn a_small_stage_has_fewer_lanes_and_says_so() {
    let globe = globe(&[("algorithm", "sliding_counter_ceil")], &[], "5s");
    let picture = GatewayDetails.drawn(View::Lanes, &*globe, None, &frame((302.0, 198.0), Language::English));
    let lanes = picture.still.iter().filter(|mark| mark.key.starts_with("track ")).count();
    assert!((2..9).contains(&lanes), "{lanes}");
    let note = said(&picture, "note").expect("there is one");
    assert!(note.starts_with(&format!("{lanes} of 9 lanes")), "{note}");
    assert!(said(&picture, "name sliding_counter_ceil").is_some(), "the one that decides is there");
}

#[test]
fn lanes_show_what_was_chosen_even_twice() {
    let mut settings =
        vec![("lane_1", "leaky_bucket"), ("lane_2", "fixed_window"), ("lane_3", "leaky_bucket")];
    let others: Vec<String> = (4..=9).map(|lane| format!("lane_{lane}")).collect();
    settings.extend(others.iter().map(|lane| (lane.as_str(), "none")));
    let globe = globe(&settings, &[], "3s");
    for size in SIZES {
        let picture = GatewayDetails.drawn(View::Lanes, &*globe, None, &frame(size, Language::Korean));
        is_legible(&picture, &format!("{size:?}"));
        let mut keys: Vec<_> = picture.still.iter().map(|mark| &mark.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), picture.still.len(), "no two marks have the same key");
    }
    let picture = GatewayDetails.drawn(View::Lanes, &*globe, None, &frame((676.0, 560.0), Language::English));
    let lanes: Vec<_> = picture.still.iter().filter(|mark| mark.key.starts_with("track ")).collect();
    let names: Vec<_> = lanes.iter().map(|mark| mark.key.as_str()).collect();
    assert_eq!(names, ["track leaky_bucket", "track fixed_window", "track leaky_bucket 2"]);
}

#[test]
fn a_key_can_be_chosen() {
    let globe = globe(&[("clients", "3"), ("rate", "30")], &[], "5s");
    let at = |watched| {
        GatewayDetails.drawn(
            View::Lanes,
            &*globe,
            None,
            &Frame { watched, ..frame((676.0, 560.0), Language::English) },
        )
    };
    let picture = at(None);
    for key in 0..3 {
        assert!(picture.still.iter().any(|mark| mark.thing == Some(Thing::Key(key)) && mark.label.is_some()));
    }
    assert_eq!(at(Some(0)), picture, "the first client's, if none is chosen");
    assert_ne!(at(Some(2)), picture);
    // The numbers are of the key as well: those of all keys are the sum.
    let number = |watched, key: &str| {
        let said = said(&at(watched), key).map(str::to_owned).expect("there is one");
        said.parse::<u64>().expect("a small number")
    };
    for (place, fact) in ["admitted", "denied"].into_iter().enumerate() {
        let of_key = |key| number(Some(key), &format!("number fixed_window {place}"));
        let facts = globe.facts();
        let name = format!("fixed_window_{fact}");
        let all = facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.as_f64());
        assert_eq!(Some((0..3).map(of_key).sum::<u64>() as f64), all, "{fact}");
    }
}

#[test]
fn no_size_breaks_it() {
    for size in [(0.0, 0.0), (1.0, 1.0), (120.0, 120.0), (5_000.0, 10.0)] {
        for globe in [edge(), globe(&[("rate", "20000"), ("window", "10ms"), ("duration", "2s")], &[], "1s")]
        {
            let picture = GatewayDetails.drawn(View::Lanes, &*globe, None, &frame(size, Language::Korean));
            assert!(!to_svg(&picture, Palette(Theme::Dark)).contains("NaN"));
        }
    }
}
