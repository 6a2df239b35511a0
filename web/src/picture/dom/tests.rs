use super::*;
use crate::picture::{Paint, Token};

fn mark(thing: Option<Thing>, label: Option<&str>) -> Mark {
    let shape = Shape::Circle { x: 0.0, y: 0.0, r: 1.0 };
    let label = label.map(str::to_owned);
    Mark { thing, label, ..Mark::new("key", shape, Paint::fill(Token::Ink)) }
}

#[test]
fn the_keyboard_stops_once_at_each_thing_that_has_a_name() {
    let (s1, s2) = (Thing::Node("s1".into()), Thing::Node("s2".into()));
    let marks = [
        mark(None, None),
        mark(Some(s1.clone()), None),
        mark(Some(s1.clone()), Some("s1")),
        mark(Some(s1), Some("s1 again")),
        mark(Some(s2), Some("s2")),
        mark(None, Some("a name alone")),
    ];
    assert_eq!(stops(&marks, false), [false, false, true, false, true, false]);
    assert_eq!(stops(&marks, true), [false; 6]);
}
