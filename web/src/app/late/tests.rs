use super::LATE;
use crate::picture::Shape;
use crate::player::{Player, View};
use crate::scenes::Frame;
use crate::text::Language;
use snowglobe_core::scenario::Scenario;
use snowglobe_core::sim::SECOND;

/// The times on the axis of a history, and where they stand.
fn times(player: &mut Player) -> Vec<(String, Shape)> {
    let language = Language::English;
    let frame = Frame {
        width: 676.0,
        height: 280.0,
        language,
        flash: 0,
        motion: true,
        watched: None,
        since: None,
        subject: None,
    };
    let picture = (LATE.drawn)(player, &frame);
    let times = picture.still.into_iter().filter(|mark| mark.key.starts_with("time "));
    times.map(|mark| (mark.key, mark.shape)).collect()
}

#[test]
fn histories_side_by_side_have_one_axis() {
    let mut player = Player::open(Scenario::new("kv", 7)).expect("it can be run");
    player.view = View::History;
    player.globe.seek_time(10 * SECOND);
    player.globe.seek_time(3 * SECOND);
    player.act("partition {c0 c1} | {n0 n1 n2 n3 n4}").expect("it can be done");
    assert_eq!(player.globe.lanes().len(), 2, "acting in the past makes a branch");
    player.globe.seek_time(10 * SECOND);
    let alone = times(&mut player);
    player.toggle_beside();
    let (own, other) = (times(&mut player), player.beside(times).expect("it is there"));
    assert!(own.len() > 3, "{own:?}");
    assert_eq!(own, other);
    player.swap();
    player.toggle_beside();
    assert_ne!(times(&mut player), alone, "alone, each has its own");
    assert_eq!(player.globe.moment().at, 10 * SECOND);
}
