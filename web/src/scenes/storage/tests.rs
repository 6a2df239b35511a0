//! The pictures of the storage engine are made without a browser, and looked at here as marks.

use super::{StorageDetails, StorageScene};
use crate::picture::{Mark, Palette, Picture, Theme, Thing, to_svg};
use crate::player::View;
use crate::scenes::testing::{self, LANGUAGES, SIZES, frame, is_legible, said};
use crate::scenes::{Details, Frame, Scene};
use crate::text::Language;
use snowglobe_core::sim::Globe;

fn globe(settings: &[(&str, &str)], actions: &[&str], at: &str) -> Box<dyn Globe> {
    testing::globe("storage", settings, actions, at)
}

/// A key that was put, flushed, deleted and read again.
fn deleted() -> Box<dyn Globe> {
    let actions = ["1s put 42 blue", "2s flush", "3s put 42 red", "4s flush", "5s delete 42", "6s get 42"];
    globe(
        &[("workload", "none"), ("preload", "100"), ("policy", "size_tiered"), ("size_ratio", "10")],
        &actions,
        "7s",
    )
}

/// The same key and its neighbours, as a range.
fn scanned() -> Box<dyn Globe> {
    let actions = ["1s put 42 blue", "2s flush", "3s put 42 red", "4s put 43 red", "5s scan 40 49"];
    globe(
        &[("workload", "none"), ("preload", "100"), ("policy", "size_tiered"), ("size_ratio", "10")],
        &actions,
        "6s",
    )
}

/// Runs of every kind.
fn globes() -> Vec<(&'static str, Box<dyn Globe>)> {
    let both = ("compare", "with_btree");
    vec![
        ("at the start", globe(&[], &[], "0s")),
        ("a while on", globe(&[], &[], "12s")),
        ("deep", globe(&[("workload", "fill_random"), ("keys", "4000"), ("rate", "300")], &[], "12s")),
        ("with a tree", globe(&[both, ("workload", "overwrite"), ("rate", "200")], &[], "9s")),
        (
            "stalled",
            globe(
                &[("disk", "disk_2010"), ("sync", "never"), ("rate", "400"), ("workload", "overwrite")],
                &[],
                "9s",
            ),
        ),
        ("without power", globe(&[both], &["3s power_cut"], "4s")),
        ("a key deleted", deleted()),
        ("a range read", scanned()),
    ]
}

#[test]
fn nothing_overlaps_at_any_size() {
    for (name, globe) in &globes() {
        for language in LANGUAGES {
            for size in SIZES {
                let frame = frame(size, language);
                let what = format!("{name}, {size:?}, {language:?}");
                is_legible(&StorageScene::default().still(&**globe, &frame), &what);
                for view in [View::Compare, View::Bytes] {
                    let picture = StorageDetails.drawn(view, &**globe, None, &frame);
                    is_legible(&picture, &format!("{what}, {view:?}"));
                }
            }
        }
    }
}

#[test]
fn no_size_breaks_it() {
    for size in [(0.0, 0.0), (1.0, 1.0), (120.0, 120.0), (5_000.0, 10.0)] {
        for (_, globe) in &globes() {
            let frame = frame(size, Language::Korean);
            let drawn = |view| StorageDetails.drawn(view, &**globe, None, &frame);
            for picture in
                [StorageScene::default().still(&**globe, &frame), drawn(View::Compare), drawn(View::Bytes)]
            {
                assert!(!to_svg(&picture, Palette(Theme::Dark)).contains("NaN"));
            }
        }
    }
}

fn keys<'a>(picture: &'a Picture, prefix: &str) -> Vec<&'a Mark> {
    picture.still.iter().filter(|mark| mark.key.starts_with(prefix)).collect()
}

#[test]
fn versions_of_the_key_in_hand_are_where_they_are() {
    let globe = deleted();
    let frame = Frame { watched: Some(42), ..frame((676.0, 560.0), Language::English) };
    let picture = StorageScene::default().still(&*globe, &frame);
    let entries = StorageDetails.inspect(&*globe, &Thing::Key(42), Language::English);
    let found: Vec<&str> = entries.iter().map(|entry| entry.value.as_str()).collect();
    assert_eq!(
        keys(&picture, "version ").len(),
        4,
        "{found:?}: the preloaded one, blue, red, and the tombstone"
    );
    let other = StorageScene::default().still(&*globe, &Frame { watched: Some(43), ..frame });
    assert_eq!(keys(&other, "version ").len(), 1);
    assert_eq!(said(&picture, "key in hand name"), Some("key-000042"));
    let entries = StorageDetails.inspect(&*globe, &Thing::Key(42), Language::English);
    let said: Vec<&str> = entries.iter().map(|entry| entry.value.as_str()).collect();
    assert!(said[0].ends_with("a tombstone"), "{said:?}");
    assert_eq!(said[1], "memtable");
    assert!(said[3].contains("(L0)"), "{said:?}");
}

#[test]
fn a_range_says_what_each_run_gave() {
    let globe = scanned();
    let frame = frame((676.0, 560.0), Language::English);
    let picture = StorageScene::default().still(&*globe, &frame);
    assert_eq!(said(&picture, "given in memory 0"), Some("2"), "both were put after the flush");
    assert_eq!(said(&picture, "given at 0"), Some("11"), "one was flushed, ten were there before");
    assert_eq!(said(&picture, "range in hand name"), Some("key-000040 to key-000049: 10 rows"));
    let entries = StorageDetails.inspect(&*globe, &Thing::Node("lsm".to_owned()), Language::English);
    let hidden = entries.iter().find(|entry| entry.name == "no rows");
    assert_eq!(hidden.map(|entry| entry.value.as_str()), Some("3 (older versions, tombstones)"));
    // A key that is looked at is what is shown, and not the range.
    let watched = StorageScene::default().still(&*globe, &Frame { watched: Some(42), ..frame });
    assert_eq!(said(&watched, "range in hand name"), None);
}

#[test]
fn every_byte_of_a_file_is_shown_with_what_it_is() {
    let globe = deleted();
    let frame = frame((1_240.0, 900.0), Language::English);
    let scene = StorageDetails;
    let open = |place: &str| scene.drawn(View::Bytes, &*globe, Some(&Thing::File(place.to_owned())), &frame);
    let files = keys(&open("CURRENT"), "file ").len();
    assert!(files >= 6, "{files}");
    let log = keys(&open("CURRENT"), "file log")
        .first()
        .map(|mark| mark.key.trim_start_matches("file ").to_owned());
    let log = log.expect("there is a log");
    let picture = open(&log);
    let size = keys(&picture, "byte ").len();
    assert!(size > 60, "{size}");
    let labels: Vec<&str> = picture.still.iter().filter_map(|mark| mark.label.as_deref()).collect();
    assert!(labels.iter().any(|label| label.contains("key-000042")), "{labels:?}");
    // From the place of a span on.
    let later = open(&format!("{log}@32"));
    assert_eq!(keys(&later, "byte ").first().map(|mark| mark.key.as_str()), Some("byte 32"));
    let entries = scene.inspect(&*globe, &Thing::File(format!("{log}@32")), Language::English);
    assert!(entries.iter().any(|entry| entry.name == "what it is"), "{entries:?}");
}

#[test]
fn the_comparison_shows_what_the_run_says() {
    let frame = frame((676.0, 560.0), Language::English);
    let scene = StorageDetails;
    let alone = scene.drawn(View::Compare, &*globe(&[], &[], "5s"), None, &frame);
    assert!(keys(&alone, "bar ").is_empty() && alone.label.contains("alone"));
    let globe = globe(
        &[("compare", "with_btree"), ("workload", "overwrite"), ("distribution", "uniform")],
        &[],
        "9s",
    );
    let facts = globe.facts();
    let fact = |name: &str| facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.as_f64());
    let picture = scene.drawn(View::Compare, &*globe, None, &frame);
    let told = keys(&picture, "value write_amplification");
    assert_eq!(told.len(), 2);
    for name in ["write_amplification", "btree_write_amplification"] {
        let number = crate::text::number::decimal(fact(name).expect("a fact"));
        assert!(picture.label.contains(&format!("{number}×")), "{name}: {}", picture.label);
    }
}
