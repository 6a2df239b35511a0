use crate::picture::{Area, Dash, Mark, Picture, Shape, Thing, Token};
use crate::scenes::kv::{KvDetails, KvScene};
use crate::scenes::testing::{SIZES, frame, globe};
use crate::scenes::{Details, Frame, Scene};
use crate::text::Language;

fn mark<'a>(picture: &'a Picture, key: &str) -> &'a Mark {
    picture.still.iter().find(|mark| mark.key == key).expect("it is drawn")
}

fn circle(mark: &Mark) -> (f32, f32, f32) {
    match mark.shape {
        Shape::Circle { x, y, r } => (x, y, r),
        _ => panic!("{} is no circle", mark.key),
    }
}

fn distance(a: (f32, f32), b: (f32, f32)) -> f32 {
    ((a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)).sqrt()
}

/// How far a point is from what is written.
fn apart(at: (f32, f32), area: Area) -> f32 {
    let nearest = (at.0.clamp(area.x, area.x + area.w), at.1.clamp(area.y, area.y + area.h));
    distance(at, nearest)
}

#[test]
fn the_name_of_a_machine_that_is_down_can_be_read() {
    for settings in [&[("nodes", "5")][..], &[("nodes", "6"), ("data_centres", "3")], &[("nodes", "32")]] {
        let globe = globe("kv", settings, &["1s crash n2"], "2s");
        for size in SIZES {
            let picture = KvScene.still(&*globe, &frame(size, Language::English));
            // Clients come first.
            let node = mark(&picture, "node 4");
            assert_eq!((node.paint.dash, node.paint.stroke), (Dash::Dotted, Some(Token::Dead)));
            let (x, y, r) = circle(mark(&picture, "down 4"));
            for words in ["name 4", "site 4"] {
                let Some(words) = picture.still.iter().find(|mark| mark.key == words) else { continue };
                let area = Area::of_text(&words.shape).expect("it is written");
                assert!(apart((x, y), area) > r * 0.7, "{settings:?}, {size:?}: {area:?} and {x}, {y}, {r}");
            }
        }
    }
}

#[test]
fn ways_to_the_machines_of_a_key_are_beneath_what_is_written() {
    let globe = globe("kv", &[("workload", "none")], &["1s put cart tea"], "3s");
    let thing = KvDetails.find(&*globe, "cart", Language::English).expect("it was typed");
    let Thing::Key(key) = thing else { panic!("{thing:?} is no key") };
    for size in SIZES {
        let frame = Frame { watched: Some(key), ..frame(size, Language::English) };
        let picture = KvScene.still(&*globe, &frame);
        let at = |key: &str| picture.still.iter().position(|mark| mark.key == key).expect("it is drawn");
        let bubbles: Vec<(f32, f32, f32)> =
            (2..7).map(|id| circle(mark(&picture, &format!("node {id}")))).collect();
        for way in ["preference 0", "preference 1", "preference 2"] {
            let Shape::Line { to, .. } = mark(&picture, way).shape else { panic!("{way} is no line") };
            let nearest = bubbles.iter().map(|(x, y, r)| distance(to, (*x, *y)) - r).fold(f32::MAX, f32::min);
            assert!(nearest.abs() < 0.1, "{way} ends {nearest} from a bubble at {size:?}");
            assert!(at(way) < at("node 0") && at(way) < at("plate"), "{way}");
        }
        let over = KvScene.highlight(&*globe, &Thing::Key(key), &frame);
        assert!(over.iter().all(|mark| !matches!(mark.shape, Shape::Line { .. })), "nothing leads across it");
    }
}
