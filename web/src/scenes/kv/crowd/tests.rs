use crate::picture::{Mark, Picture, Shape, Thing, Token};
use crate::scenes::Scene;
use crate::scenes::kv::KvScene;
use crate::scenes::testing::{LANGUAGES, SIZES, frame, globe, is_legible, said};
use crate::text::Language;
use snowglobe_core::sim::{Globe, NodeId, Place};
use snowglobe_core::systems::kv::Node;
use std::collections::BTreeSet;

/// A cluster without requests, so that nothing but gossip goes on.
fn crowd(nodes: &str, actions: &[&str]) -> Box<dyn Globe> {
    globe(
        "kv",
        &[("nodes", nodes), ("workload", "none"), ("duration", "2s"), ("fail_timeout", "500ms")],
        actions,
        "1500ms",
    )
}

fn picture(globe: &dyn Globe) -> Picture {
    KvScene.still(globe, &frame((676.0, 560.0), Language::English))
}

fn mark<'a>(picture: &'a Picture, key: &str) -> &'a Mark {
    picture.still.iter().find(|mark| mark.key == key).expect("it is drawn")
}

#[test]
fn a_thousand_machines_are_dots_that_do_not_cover_each_other() {
    let globe = crowd("1000", &[]);
    for size in SIZES {
        for language in LANGUAGES {
            let picture = KvScene.still(&*globe, &frame(size, language));
            is_legible(&picture, &format!("{size:?}, {language:?}"));
            assert!(picture.label.contains("1,000"), "{}", picture.label);
        }
    }
    let picture = picture(&*globe);
    let dots: Vec<(f32, f32, f32)> = picture
        .still
        .iter()
        .filter(|mark| mark.label.is_none() && matches!(mark.thing, Some(Thing::Node(_))))
        .filter_map(|mark| match mark.shape {
            Shape::Circle { x, y, r } => Some((x, y, r)),
            _ => None,
        })
        .collect();
    assert_eq!(dots.len(), 1_000);
    for (index, (x, y, r)) in dots.iter().enumerate() {
        assert!((*r..=676.0 - r).contains(x) && (*r..=560.0 - r).contains(y), "dot {index} sticks out");
        for (other, (u, v, _)) in dots.iter().enumerate().skip(index + 1) {
            let apart = ((x - u).powi(2) + (y - v).powi(2)).sqrt();
            assert!(apart > r * 1.6, "{index} and {other} are {apart} apart, and {r} wide");
        }
    }
}

#[test]
fn a_dot_says_without_colour_what_becomes_of_its_machine() {
    let globe = crowd("200", &["100ms crash n7"]);
    let picture = picture(&*globe);
    // Clients come first: n7 is the ninth node, n8 the tenth.
    let (down, up) = (mark(&picture, "node 9"), mark(&picture, "node 10"));
    assert!(matches!(down.shape, Shape::Path(_)), "a cross");
    assert!(matches!(up.shape, Shape::Circle { .. }));
    // Half a second of silence is nothing while gossip goes round once a second; a minute of it is much.
    let hollow = |picture: &Picture| picture.still.iter().filter(|mark| is_hollow(mark)).count();
    assert_eq!(hollow(&picture), doubted(&*globe));
    assert!(hollow(&picture) > 100, "{}", hollow(&picture));
    let patient = globe_of(&[("nodes", "200"), ("workload", "none"), ("fail_timeout", "60s")]);
    assert_eq!(hollow(&self::picture(&*patient)), 0);
}

/// Machines that are up and suspected by any other that is.
fn doubted(globe: &dyn Globe) -> usize {
    let world = crate::scenes::kv::world(globe).expect("a cluster");
    let up = |node: &u32| world.place(NodeId(*node)).is_some_and(|place| place.up);
    let suspected = |place: &Place<Node>| match &place.node {
        Node::Replica(replica) if place.up => replica.suspected().to_vec(),
        _ => Vec::new(),
    };
    let all: BTreeSet<u32> = world.places().iter().flat_map(suspected).collect();
    all.into_iter().filter(up).count()
}

/// Whether it is the dot of a machine that is suspected.
fn is_hollow(mark: &Mark) -> bool {
    mark.label.is_none() && mark.thing.is_some() && mark.paint.fill == Some(Token::Card)
}

fn globe_of(settings: &[(&str, &str)]) -> Box<dyn Globe> {
    globe("kv", settings, &[], "1500ms")
}

#[test]
fn one_is_named_when_it_is_pointed_at() {
    let globe = crowd("1000", &["100ms crash n7"]);
    for size in SIZES {
        for name in ["n0", "n7", "n500", "n999"] {
            let thing = Thing::Node(name.to_owned());
            let marks = KvScene.highlight(&*globe, &thing, &frame(size, Language::English));
            assert_eq!(marks.len(), 2, "a ring and a name");
            let shown = Picture { width: size.0, height: size.1, still: marks, ..Picture::default() };
            is_legible(&shown, &format!("{name}, {size:?}"));
            let key = shown.still[1].key.clone();
            let told = if name == "n7" { "n7 — down" } else { name };
            assert!(said(&shown, &key).is_some_and(|said| said.starts_with(told)), "{name}");
        }
    }
}

/// Where names are written nothing is added; on a telephone 32 machines have no room for theirs.
#[test]
fn one_is_named_where_there_is_no_room_for_names() {
    let few = crowd("32", &["100ms crash n7"]);
    let node = Thing::Node("n7".to_owned());
    let pointed_at = |size| KvScene.highlight(&*few, &node, &frame(size, Language::English));
    assert!(pointed_at((676.0, 560.0)).is_empty(), "it is written already");
    let (width, height) = (298.0, 294.0);
    let mut shown = KvScene.still(&*few, &frame((width, height), Language::English));
    assert_eq!(said(&shown, "name 9"), None);
    shown.still.extend(pointed_at((width, height)));
    is_legible(&shown, "on a telephone");
    assert_eq!(said(&shown, "ring name 9"), Some("n7"));
}

/// Who holds another dead is grey, as a hollow dot or a full one.
#[test]
fn who_knows_of_a_death_is_grey() {
    let greys = |fail_timeout| {
        let settings = [("nodes", "200"), ("workload", "none"), ("fail_timeout", fail_timeout)];
        let picture = picture(&*globe_of(&settings));
        let is_grey = |mark: &&Mark| [mark.paint.stroke, mark.paint.fill].contains(&Some(Token::Dead));
        let nodes = picture.still.iter().filter(|mark| mark.key.starts_with("node "));
        let grey = nodes.filter(is_grey).count();
        assert_eq!(said(&picture, "headline"), Some(format!("{grey}/200").as_str()));
        grey
    };
    assert_eq!((greys("60s"), greys("500ms")), (0, 200));
}
