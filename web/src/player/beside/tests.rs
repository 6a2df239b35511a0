use super::*;
use crate::player::{Link, Preference, Scenario};
use snowglobe_core::sim::SECOND;

/// A run with a branch on which a server was lost at two seconds; that branch is shown, at three.
fn forked() -> Player {
    let mut player = Player::open(Scenario::new("cache", 7)).expect("the defaults run");
    player.globe.run_ahead(u64::MAX);
    player.seek(4 * SECOND);
    player.seek(2 * SECOND);
    player.globe.act("crash s1").expect("s1 is up");
    player.globe.run_ahead(u64::MAX);
    player.seek(3 * SECOND);
    player
}

/// Time and digest of the branch shown, and of the one beside it.
fn both(player: &mut Player) -> [(u64, u64); 2] {
    let own = (player.globe.moment().at, player.globe.digest());
    let beside = player.beside(|player| (player.globe.moment().at, player.globe.digest()));
    [own, beside.expect("one is beside")]
}

fn alone(branch: usize, at: u64) -> (u64, u64) {
    let mut player = forked();
    player.globe.switch_to(branch);
    player.seek(at);
    (at, player.globe.digest())
}

fn timed(at: u64, action: &str) -> Timed {
    Timed { at, action: action.to_owned() }
}

#[test]
fn one_clock_moves_both() {
    let mut player = forked();
    assert_eq!(player.beside(|_| ()), None);
    player.toggle_beside();
    for at in [3 * SECOND, 6 * SECOND, SECOND] {
        player.seek(at);
        assert_eq!(both(&mut player), [alone(1, at), alone(0, at)]);
    }
    player.toggle();
    player.tick(100.0);
    let at = SECOND + SECOND / 1_000;
    assert_eq!(both(&mut player), [alone(1, at), alone(0, at)]);
    player.toggle_beside();
    assert_eq!((player.globe.beside(), player.globe.moment().at), (None, at));
}

#[test]
fn a_step_stops_at_what_happens_on_either_branch() {
    let mut player = forked();
    let stops = |player: &mut Player| -> Vec<u64> {
        let stop = |_| {
            player.step_forward();
            player.globe.moment().at
        };
        (0..40).map(stop).collect()
    };
    let here = stops(&mut player);
    player.seek(3 * SECOND);
    player.globe.switch_to(0);
    let there = stops(&mut player);
    player.seek(3 * SECOND);
    player.toggle_beside();
    let met = stops(&mut player);
    let last = *met.last().expect("forty stops");
    let mut all: Vec<u64> = here.into_iter().chain(there).filter(|at| *at <= last).collect();
    all.sort_unstable();
    all.dedup();
    let mut seen = met.clone();
    seen.dedup();
    assert_eq!(seen, all);
    // And all the way back.
    for at in met.iter().rev().skip(1) {
        player.step_back();
        assert!(player.globe.moment().at <= *at);
    }
    while player.globe.moment().at > 3 * SECOND {
        assert!(all.contains(&player.globe.moment().at), "{} is no stop", player.globe.moment().at);
        player.step_back();
    }
}

#[test]
fn swapping_changes_who_is_acted_on() {
    let mut player = forked();
    player.swap();
    assert_eq!(player.globe.moment().timeline, 1, "alone, nothing is swapped");
    player.toggle_beside();
    player.seek(5 * SECOND);
    player.swap();
    let beside = player.globe.beside().expect("one is beside");
    assert_eq!((player.globe.moment().timeline, beside.timeline), (0, 1));
    assert_eq!(both(&mut player), [alone(0, 5 * SECOND), alone(1, 5 * SECOND)]);
}

#[test]
fn it_opens_the_parent_or_the_newest_and_a_lone_branch_stays_alone() {
    let mut player = Player::open(Scenario::new("cache", 7)).expect("the defaults run");
    player.toggle_beside();
    assert_eq!(player.globe.beside(), None);
    let mut player = forked();
    player.seek(SECOND);
    player.globe.act("crash s2").expect("s2 is up");
    let opened = |player: &mut Player, shown: usize| {
        player.globe.compare(None);
        player.globe.switch_to(shown);
        player.toggle_beside();
        player.globe.beside().map(|beside| beside.timeline)
    };
    assert_eq!([0, 1, 2].map(|shown| opened(&mut player, shown)), [Some(2), Some(0), Some(1)]);
}

#[test]
fn a_link_opens_the_comparison_again_and_one_of_nothing_is_not_opened() {
    let mut player = forked();
    player.toggle_beside();
    let link = player.link(Preference::Reader);
    let again = Link::decode(&link.encode()).expect("what was written can be read");
    let (mut again, _) = Player::open_link(again).expect("and run");
    assert_eq!(both(&mut again), both(&mut player));
    for beside in [1, 2, u32::MAX] {
        let mut link = link.clone();
        link.shown.beside = Some(beside);
        let (player, _) = Player::open_link(link).expect("the rest of it can be shown");
        assert_eq!(player.globe.beside(), None, "{beside}");
    }
}

#[test]
fn another_setting_keeps_both_branches() {
    let mut player = forked();
    player.toggle_beside();
    let mut scenario = player.globe.scenario().clone();
    scenario.seed = 8;
    player.rebuild(scenario).expect("it runs");
    let beside = player.globe.beside().expect("still there");
    assert_eq!((player.globe.moment().timeline, beside.timeline), (1, 0));
}

#[test]
fn what_was_done_differently_is_the_first_action_of_its_own() {
    let [a, b, c] = [timed(1, "crash s1"), timed(2, "loss 10%"), timed(3, "crash s1")];
    let list = |of: &[&Timed]| -> Vec<Timed> { of.iter().map(|timed| (*timed).clone()).collect() };
    let (all, without) = (list(&[&a, &b, &c]), list(&[&a, &c]));
    assert_eq!(done_differently(&all, &without), Some((&b, 1)));
    assert_eq!(done_differently(&without, &all), None);
    assert_eq!(done_differently(&all, &list(&[&b])), Some((&a, 2)));
    assert_eq!(done_differently(&list(&[&a, &a]), &list(&[&a])), Some((&a, 1)), "twice is not once");
    assert_eq!(done_differently(&[], &all), None);
}
