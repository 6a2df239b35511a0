use super::*;
use crate::picture::{Palette, Theme, to_svg};
use crate::views::testing::{MS, cache};
use snowglobe_core::scenario::Timed;
use snowglobe_core::sim::SECOND;

fn rect(picture: &Picture, key: &str) -> Option<(f32, f32, f32, f32)> {
    let mark = picture.still.iter().find(|mark| mark.key == key)?;
    match mark.shape {
        Shape::Rect { x, y, w, h, .. } => Some((x, y, w, h)),
        _ => None,
    }
}

fn path<'a>(picture: &'a Picture, key: &str) -> &'a str {
    let mark = picture.still.iter().find(|mark| mark.key == key);
    match mark.map(|mark| &mark.shape) {
        Some(Shape::Path(path)) => path,
        other => panic!("{key} is {other:?}"),
    }
}

#[test]
fn one_lane_shows_what_happened_and_what_was_done() {
    let globe = cache();
    let (height, picture) = lanes(&*globe, None);
    assert_eq!((height, picture.width), (LONE, WIDTH));
    assert_eq!(rect(&picture, "lane 0"), Some((0.0, 0.0, WIDTH, LONE)));
    // At one second of twenty.
    assert_eq!(rect(&picture, "played 0"), Some((0.0, 0.0, 50.0, LONE)));
    assert!(path(&picture, "steps 0").matches('M').count() > COLUMNS / 2);
    assert!(path(&picture, "losses 0").starts_with('M'));
    // Six actions within six thousandths of the run: five columns at most.
    assert!((3..=5).contains(&path(&picture, "acted 0").matches('M').count()));
    assert!(picture.still.iter().all(|mark| mark.key != "marked"));
}

#[test]
fn a_branch_begins_at_its_fork() {
    let mut globe = cache();
    globe.seek_time(12 * SECOND);
    globe.seek_time(10 * SECOND);
    globe.act("crash s2").expect("the node is up");
    assert_eq!(globe.lanes().len(), 2, "acting where something was seen already forks");
    while !globe.run_ahead(100_000) {}
    globe.seek_time(15 * SECOND);
    let (height, picture) = lanes(&*globe, Some(12 * SECOND));
    assert_eq!(height, TALL * 2.0);
    assert_eq!(rect(&picture, "lane 1").map(|(x, _, w, _)| (x, w)), Some((500.0, 500.0)));
    assert_eq!(rect(&picture, "played 0").map(|(x, _, w, _)| (x, w)), Some((0.0, 500.0)));
    assert_eq!(rect(&picture, "played 1").map(|(x, _, w, _)| (x, w)), Some((500.0, 250.0)));
    assert_eq!(rect(&picture, "marked"), Some((600.0, 0.0, 150.0, TALL * 2.0)));
    let first = path(&picture, "steps 1").trim_start_matches('M').split(' ').next().map(str::to_owned);
    assert!(first.is_some_and(|x| x.parse::<f32>().is_ok_and(|x| x >= 498.0)), "it has bars before its fork");
    // A branch beside the one shown stands out as it does.
    let faint = |picture: &Picture| {
        let steps = picture.still.iter().find(|mark| mark.key == "steps 0");
        steps.map(|mark| mark.paint.opacity)
    };
    let alone = faint(&picture);
    globe.compare(Some(0));
    let beside = faint(&lanes(&*globe, None).1);
    assert!(beside > alone, "{beside:?} beside, {alone:?} alone");
    globe.compare(None);
    // Before the fork, the past is that of the parent alone.
    globe.seek_time(5 * SECOND);
    let (_, picture) = lanes(&*globe, None);
    assert_eq!(rect(&picture, "played 0").map(|(x, _, w, _)| (x, w)), Some((0.0, 250.0)));
    assert_eq!(rect(&picture, "played 1"), None);
}

#[test]
fn many_branches_stay_within_the_height() {
    let mut globe = cache();
    globe.seek_time(12 * SECOND);
    for index in 0..31 {
        globe.switch_to(0);
        globe.seek_time((5 * SECOND) + index * 10 * MS);
        let act = Timed { at: globe.moment().at, action: "crash s2".to_owned() };
        globe.act_all(vec![act]).expect("there is room for a branch");
    }
    let (height, picture) = lanes(&*globe, None);
    assert_eq!(globe.lanes().len(), 32);
    assert_eq!(height, MOST);
    for index in 0..32 {
        let (_, y, _, h) = rect(&picture, &format!("lane {index}")).expect("every branch has a lane");
        assert!(h > 2.0 && y >= 0.0 && y + h <= MOST + 0.01, "lane {index} at {y}, {h} high");
    }
    assert!(to_svg(&picture, Palette(Theme::Light)).len() < 400_000);
}

#[test]
fn bars_are_logarithmic() {
    assert_eq!(part(0, 100), 0.0);
    assert_eq!(part(100, 100), 1.0);
    assert!(part(1, 1_000_000) >= 0.15);
    assert!((part(999, 999_999) - 0.5).abs() < 0.01);
}
