use super::echo::{Echoes, MS, ended, open};
use super::seeking::state;
use crate::scenario::Moment;
use crate::sim::{Record, Run};
use alloc::vec::Vec;

/// A run with two branches, the second of which lost a node at 200 ms; the second is shown.
fn forked() -> Run<Echoes> {
    let mut run = ended(&[("300ms", "crash n1")]);
    run.seek_time(200 * MS);
    run.act("crash n2").expect("it can be done");
    run
}

fn told(run: &mut Run<Echoes>, from: u64, to: u64) -> Vec<Record> {
    run.records(from * MS, to * MS).to_vec()
}

#[test]
fn two_branches_are_seen_at_once_and_each_is_what_it_is_alone() {
    let (mut run, mut alone) = (forked(), forked());
    run.compare(Some(0));
    for at in [200, 450, 900, 310, 20] {
        run.seek_time(at * MS);
        run.swap();
        run.seek_time(at * MS);
        for branch in [0, 1] {
            assert_eq!(run.moment().timeline, branch);
            alone.switch_to(branch as usize);
            alone.seek_time(at * MS);
            assert_eq!(state(run.world()), state(alone.world()), "branch {branch} at {at} ms");
            let from = at.saturating_sub(100);
            assert_eq!(told(&mut run, from, at), told(&mut alone, from, at), "branch {branch} at {at} ms");
            run.swap();
        }
        run.swap();
    }
    assert_eq!(run.scenario(), alone.scenario(), "looking leaves nothing behind");
}

#[test]
fn each_keeps_its_own_moment_until_it_is_moved() {
    let mut run = forked();
    run.compare(Some(0));
    let opened = run.beside().expect("it is beside");
    assert_eq!((opened.timeline, opened.at), (0, 200 * MS));
    run.seek_time(700 * MS);
    assert_eq!(run.beside(), Some(opened));
    let shown = run.moment();
    run.swap();
    assert_eq!((run.moment(), run.beside()), (opened, Some(shown)));
}

#[test]
fn going_to_the_branch_beside_swaps() {
    let mut run = forked();
    run.compare(Some(0));
    run.seek_time(700 * MS);
    run.switch_to(0);
    assert_eq!((run.moment().timeline, run.moment().at), (0, 700 * MS));
    assert_eq!(run.beside().map(|beside| beside.timeline), Some(1));
}

#[test]
fn only_a_branch_that_is_there_and_not_shown_can_be_beside() {
    let mut run = forked();
    for branch in [Some(1), Some(2), Some(usize::MAX), None] {
        run.compare(branch);
        assert_eq!(run.beside(), None, "{branch:?}");
    }
    run.swap();
    assert_eq!(run.moment().timeline, 1, "with none beside, nothing is swapped");
    run.compare(Some(0));
    run.compare(Some(1));
    assert_eq!(run.beside().map(|beside| beside.timeline), Some(0), "what cannot be leaves what is");
    run.compare(None);
    assert_eq!(run.beside(), None);
}

#[test]
fn acting_leaves_the_branch_beside_as_it_was() {
    let mut run = forked();
    run.compare(Some(0));
    run.seek_time(500 * MS);
    run.act("restart n2").expect("it can be done");
    assert_eq!(run.moment().timeline, 1, "nothing beyond was seen on this one");
    run.seek_time(100 * MS);
    run.act("crash n1").expect("it can be done");
    assert_eq!((run.moment().timeline, run.beside().map(|beside| beside.timeline)), (2, Some(0)));
    run.swap();
    run.seek_time(800 * MS);
    let mut alone = open(run.scenario().clone());
    alone.seek(Moment { timeline: 0, at: 800 * MS, step: u64::MAX });
    assert_eq!(state(run.world()), state(alone.world()));
    // What was seen beside was seen: acting there makes a branch.
    run.seek_time(600 * MS);
    run.act("crash n2").expect("it can be done");
    assert_eq!(run.branches().len(), 4);
}

#[test]
fn the_branch_beside_is_computed_too() {
    let mut run = forked();
    while !run.run_ahead(1_000) {}
    let mut run = open(run.scenario().clone());
    run.switch_to(1);
    run.compare(Some(0));
    run.swap();
    while !run.run_ahead(1_000) {}
    assert_eq!(run.final_digest(), ended(&[("300ms", "crash n1")]).final_digest());
    run.swap();
    assert_eq!(run.final_digest(), None, "the one shown has its own head");
    let before = run.footprint();
    run.compare(None);
    assert!(run.footprint() < before, "its window is given back");
}
