//! Engines of machines as marks: at any size, of any selection, and true to what the engine says.

use crate::picture::{Mark, Palette, Picture, Theme, Thing, to_svg};
use crate::player::View;
use crate::scenes::kv::KvDetails;
use crate::scenes::testing::{self, LANGUAGES, SIZES, frame, is_legible};
use crate::scenes::{Details, Frame};
use crate::text::Language;
use snowglobe_core::sim::Globe;

/// Enough writes that tables are made and merged.
fn busy() -> Box<dyn Globe> {
    let settings =
        [("rate", "4000"), ("reads", "10%"), ("keys", "1000"), ("clients", "20"), ("latency", "1ms")];
    testing::globe("kv", &settings, &["4s crash n2"], "6s")
}

fn drawn(globe: &dyn Globe, thing: Option<&Thing>, frame: &Frame) -> Picture {
    KvDetails.drawn(View::Engine, globe, thing, frame)
}

fn node(name: &str) -> Thing {
    Thing::Node(name.to_owned())
}

fn keys<'a>(picture: &'a Picture, prefix: &str) -> Vec<&'a Mark> {
    picture.still.iter().filter(|mark| mark.key.starts_with(prefix)).collect()
}

/// Things to look at: nothing, a machine, one that is down, a key, a file, and what is not there.
fn things(globe: &dyn Globe) -> Vec<Option<Thing>> {
    let frame = frame((676.0, 560.0), Language::English);
    let picture = drawn(globe, Some(&node("n0")), &frame);
    let log = keys(&picture, "log n0/").first().and_then(|mark| mark.thing.clone());
    assert!(log.is_some());
    let table = keys(&picture, "table n0/").first().and_then(|mark| mark.thing.clone());
    vec![
        None,
        Some(node("n0")),
        Some(node("n2")),
        Some(node("c0")),
        Some(Thing::Key(7)),
        Some(Thing::Key(u32::MAX)),
        log,
        table,
        Some(Thing::File("n9/table-000001".to_owned())),
        Some(Thing::Message(3)),
    ]
}

#[test]
fn nothing_overlaps_at_any_size() {
    for globe in [busy(), testing::globe("kv", &[("nodes", "100")], &[], "1s")] {
        for thing in things(&*globe) {
            for language in LANGUAGES {
                for size in SIZES {
                    let picture = drawn(&*globe, thing.as_ref(), &frame(size, language));
                    is_legible(&picture, &format!("{thing:?}, {size:?}, {language:?}"));
                }
            }
        }
    }
}

#[test]
fn no_size_breaks_it() {
    let globe = busy();
    for size in [(0.0, 0.0), (1.0, 1.0), (120.0, 120.0), (5_000.0, 10.0)] {
        for thing in things(&*globe) {
            let picture = drawn(&*globe, thing.as_ref(), &frame(size, Language::Korean));
            assert!(!to_svg(&picture, Palette(Theme::Dark)).contains("NaN"));
        }
    }
}

#[test]
fn a_key_is_looked_for_at_each_of_its_homes() {
    let globe = busy();
    let before = globe.digest();
    let frame = frame((676.0, 560.0), Language::English);
    let picture = drawn(&*globe, Some(&Thing::Key(7)), &frame);
    assert_eq!(keys(&picture, "engine ").len(), 3);
    let (found, probes) = (keys(&picture, "version ").len(), keys(&picture, "probe ").len());
    assert!(found >= 2 && probes >= 2, "{found} versions, {probes} places looked at");
    assert_eq!(globe.digest(), before, "looking changes nothing");
    let told = KvDetails.inspect(&*globe, &Thing::Key(7), Language::English);
    let places = told.iter().filter(|entry| entry.name == "level").count();
    assert!(places >= 2, "{told:?}");
    assert!(told.iter().any(|entry| entry.name == "memtable"), "a read looks there first: {told:?}");
}

#[test]
fn a_file_opens_and_says_what_its_bytes_are() {
    let globe = busy();
    let frame = frame((1_240.0, 900.0), Language::English);
    let machine = drawn(&*globe, Some(&node("n0")), &frame);
    let table = keys(&machine, "table n0/").first().and_then(|mark| mark.thing.clone());
    let table = table.expect("tables were made");
    let picture = drawn(&*globe, Some(&table), &frame);
    assert!(keys(&picture, "byte ").len() > 60);
    // The way back to the machine stands above the bytes.
    assert!(keys(&picture, "choose ").iter().any(|mark| mark.thing == Some(node("n0"))));
    let told = KvDetails.inspect(&*globe, &table, Language::English);
    for name in ["durable", "entries", "smallest key", "what it is"] {
        assert!(told.iter().any(|entry| entry.name == name), "{name}: {told:?}");
    }
    assert!(KvDetails.inspect(&*globe, &Thing::File("n2/CURRENT".to_owned()), Language::English).is_empty());
}
