//! The pictures of the cluster are made without a browser, and looked at here as marks.

use super::{KvDetails, KvScene};
use crate::picture::{Palette, Theme, Thing, to_svg};
use crate::scenes::testing::{self, LANGUAGES, SIZES, frame, is_legible};
use crate::scenes::{Details, Scene};
use crate::text::Language;
use snowglobe_core::sim::Globe;

fn globe(settings: &[(&str, &str)], actions: &[&str], at: &str) -> Box<dyn Globe> {
    testing::globe("kv", settings, actions, at)
}

fn globes() -> Vec<(&'static str, Box<dyn Globe>)> {
    vec![
        ("at the start", globe(&[], &[], "0s")),
        ("a while on", globe(&[], &[], "9s")),
        ("split", globe(&[], &["2s partition {c0 n0 n1} | {c1 n2 n3 n4}"], "8s")),
        ("with hints", globe(&[("quorum", "sloppy"), ("rate", "100")], &["1s crash n2"], "12s")),
        (
            "in zones",
            globe(&[("nodes", "12"), ("data_centres", "2"), ("zones", "3")], &["1s crash n2"], "3s"),
        ),
        ("many", globe(&[("nodes", "100")], &[], "3s")),
        ("named", globe(&[("workload", "none")], &["1s put cart tea", "2s lose n1"], "3s")),
    ]
}

#[test]
fn nothing_overlaps_at_any_size() {
    for (name, globe) in &globes() {
        for language in LANGUAGES {
            for size in SIZES {
                let frame = frame(size, language);
                is_legible(&KvScene.still(&**globe, &frame), &format!("{name}, {size:?}, {language:?}"));
            }
        }
    }
}

#[test]
fn no_size_breaks_it() {
    for size in [(0.0, 0.0), (1.0, 1.0), (120.0, 120.0), (5_000.0, 10.0)] {
        for (_, globe) in &globes() {
            let picture = KvScene.still(&**globe, &frame(size, Language::Korean));
            assert!(!to_svg(&picture, Palette(Theme::Dark)).contains("NaN"));
        }
    }
}

#[test]
fn a_key_shows_its_preference_list_and_who_has_what() {
    let globe = globe(&[("workload", "none")], &["1s put cart tea"], "3s");
    let thing = KvDetails.find(&*globe, "cart", Language::English).expect("it was typed");
    let marks = KvScene.highlight(&*globe, &thing, &frame((800.0, 600.0), Language::English));
    assert_eq!(marks.iter().filter(|mark| mark.key.starts_with("preference ")).count(), 3);
    let told = KvDetails.inspect(&*globe, &thing, Language::English);
    assert_eq!(told.iter().filter(|entry| entry.value.starts_with("tea ")).count(), 3, "{told:?}");
    assert!(KvDetails.find(&*globe, "nobody", Language::English).is_err());
}

/// Where a machine stands is written in it, and told by the inspector: what takes how much along when it fails.
#[test]
fn zones_and_centres_are_named() {
    let site = |settings: &[(&str, &str)]| {
        let globe = globe(settings, &[], "1s");
        let picture = KvScene.still(&*globe, &frame((800.0, 600.0), Language::English));
        let sites = picture.still.iter().filter(|mark| mark.key.starts_with("site "));
        let told = KvDetails.inspect(&*globe, &Thing::Node("n5".into()), Language::English);
        let entry =
            |name: &str| told.iter().find(|entry| entry.name == name).map(|entry| entry.value.clone());
        (sites.count(), entry("data centre"), entry("zone"))
    };
    assert_eq!(site(&[("nodes", "6")]), (0, None, None));
    assert_eq!(site(&[("nodes", "6"), ("zones", "4")]), (6, None, Some("1".into())));
    let both = site(&[("nodes", "6"), ("data_centres", "2"), ("zones", "4")]);
    assert_eq!(both, (6, Some("1".into()), Some("2".into())));
}

#[test]
fn two_sides_of_a_cut_have_a_letter_each() {
    let globe = globe(&[], &["2s partition {c0 n0 n1} | {c1 n2 n3 n4}"], "8s");
    let picture = KvScene.still(&*globe, &frame((800.0, 600.0), Language::English));
    let badges = picture.still.iter().filter(|mark| mark.key.starts_with("side name ")).count();
    assert_eq!(badges, 7);
    let crashed = KvDetails.inspect(&*globe, &Thing::Node("n0".into()), Language::English);
    assert!(crashed.len() > 8);
}
