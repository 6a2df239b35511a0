use super::*;
use crate::picture::{Mark, Paint, Shape, Theme};

fn motion(begin: f32, duration: f32) -> Motion {
    let (from, to) = ((10.0, 20.0), (50.0, 40.0));
    Motion { from, to, begin, duration, r: 4.0, kind: DotKind::Full, token: Token::Request }
}

fn animated(motions: &[Motion]) -> String {
    let node = Mark::new("n", Shape::Circle { x: 10.0, y: 20.0, r: 8.0 }, Paint::fill(Token::Node(0)));
    let label = "A message".to_owned();
    let picture = Picture { width: 60.0, height: 50.0, label, still: vec![node], moving: Vec::new() };
    to_animated_svg(&picture, motions, 4.0, Palette(Theme::Light))
}

#[test]
fn a_message_crosses_the_picture() {
    let reply = Motion { kind: DotKind::Hollow, token: Token::Reply, ..motion(3.0, 2.0) };
    insta::assert_snapshot!(animated(&[motion(1.0, 1.0), reply]));
}

#[test]
fn one_that_is_under_way_at_the_beginning_comes_in_on_its_way() {
    let svg = animated(&[motion(-1.0, 2.0)]);
    assert!(svg.contains("{ 0% { opacity: 1; transform: translate(0px,0px); } 25% "), "{svg}");
}

#[test]
fn what_lies_outside_is_left_out_and_a_crowd_is_cut() {
    assert!(!animated(&[motion(-3.0, 1.0), motion(5.0, 1.0)]).contains("keyframes"));
    let crowd = animated(&vec![motion(1.0, 1.0); 1_000]);
    assert_eq!(crowd.matches("@keyframes").count(), MOST);
}

#[test]
fn motion_is_only_for_those_who_did_not_ask_for_less() {
    let svg = animated(&[motion(1.0, 1.0)]);
    let (before, after) =
        svg.split_once("@media (prefers-reduced-motion: no-preference)").expect("a media query");
    assert!(!before.contains("animation") && after.contains("animation"));
    assert!(svg.contains("cx=\"30\" cy=\"30\""), "at rest it is half-way");
}

#[test]
fn no_number_breaks_it() {
    let svg =
        |seconds| to_animated_svg(&Picture::default(), &[motion(0.0, 0.0)], seconds, Palette(Theme::Dark));
    for seconds in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e30] {
        assert!(!svg(seconds).contains("NaN"), "{seconds}");
    }
}
