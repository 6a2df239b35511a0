//! The machine stops at every operation of the disk, and what was synced is there.

use super::model::all;
use super::*;
use crate::disk::{Fate, FaultyDisk, Plan, Reason};
use crate::random::SplitMix64;
use alloc::collections::BTreeMap;

type Model = BTreeMap<Vec<u8>, Vec<u8>>;

/// Changes of the tree in a sweep.
const CHANGES: u64 = 300;

/// Synced every few changes, and checkpoints between.
const OFTEN: Options = Options { sync_every: 3, checkpoint_bytes: 12_000, ..SMALL };
/// Hardly ever: pages have to go before what changed them would have been synced.
const SELDOM: Options = Options { sync_every: 70, checkpoint_bytes: 30_000, ..SMALL };

/// What was asked for, change by change, and how many of these are durable at least.
#[derive(Default)]
struct Story {
    changes: Vec<(Vec<u8>, Option<Vec<u8>>)>,
    durable: usize,
}

impl Story {
    /// Whether a tree is as it was after one of the changes, and none that was durable is lost.
    fn allows(&self, found: &Model) -> bool {
        let (durable, later) = self.changes.split_at(self.durable);
        let mut state = Model::new();
        durable.iter().for_each(|change| make(change, &mut state));
        *found == state
            || later.iter().any(|change| {
                make(change, &mut state);
                *found == state
            })
    }
}

fn make((key, value): &(Vec<u8>, Option<Vec<u8>>), state: &mut Model) {
    match value {
        Some(value) => drop(state.insert(key.clone(), value.clone())),
        None => drop(state.remove(key)),
    }
}

/// Changes until something fails. Those that are not synced may be lost, but only from the end.
fn work(disk: &mut FaultyDisk, story: &mut Story) -> Result<(), BTreeError> {
    change(&mut BTree::open(&mut *disk, OFTEN)?, story, CHANGES / 2)?;
    // The program is killed, and the machine is not.
    let mut tree = BTree::open(disk, SELDOM)?;
    change(&mut tree, story, CHANGES / 2)?;
    tree.close()
}

fn change(tree: &mut BTree<&mut FaultyDisk>, story: &mut Story, count: u64) -> Result<(), BTreeError> {
    let mut random = SplitMix64::new(5 + story.changes.len() as u64);
    for number in 0..count {
        let at = random.below(150);
        let new = random.chance(3, 4).then(|| value(number));
        // It may be there from the moment it is asked for.
        story.changes.push((key(at), new.clone()));
        match new {
            Some(value) => tree.put(&key(at), &value)?,
            None => drop(tree.delete(&key(at))?),
        }
        let (end, durable) = tree.view().log;
        if end == durable {
            story.durable = story.changes.len();
        }
    }
    Ok(())
}

/// Stops at a change of the disk, and opens the tree again.
fn crash_at(at: u64, fate: Fate) -> bool {
    let mut disk = FaultyDisk::new(Plan { crash_at: Some(at), ..Plan::default() });
    let mut story = Story::default();
    let done = work(&mut disk, &mut story);
    disk.restart(fate);
    let mut tree = BTree::open(&mut disk, SMALL).unwrap_or_else(|error| panic!("{at} {fate:?}: {error}"));
    tree.check().unwrap_or_else(|error| panic!("{at} {fate:?}: {error}"));
    let found: Model = all(&mut tree, Direction::Forwards).into_iter().collect();
    assert!(story.allows(&found), "{at} {fate:?}");
    // It goes on as if nothing had been.
    tree.put(b"afterwards", b"1").expect("there is room");
    drop(tree);
    disk.restart(Fate::Lost);
    BTree::open(&mut disk, SMALL).expect("it opens").close().expect("it can");
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    assert_eq!((tree.recovery(), tree.get(b"afterwards")), (Recovery::default(), Ok(Some(b"1".to_vec()))));
    done.is_err()
}

#[test]
fn it_survives_a_crash_at_every_operation_of_the_disk() {
    let mut at = 0;
    while crash_at(at, Fate::Torn(at)) {
        crash_at(at, Fate::Lost);
        crash_at(at, Fate::Kept);
        at += 1;
    }
    assert!(at >= 500, "only {at} operations");
}

#[test]
fn a_crash_while_it_recovers_changes_nothing() {
    for at in (40..500).step_by(23) {
        for again in 0..40 {
            let mut disk = FaultyDisk::new(Plan { crash_at: Some(at), ..Plan::default() });
            let mut story = Story::default();
            work(&mut disk, &mut story).expect_err("it crashes");
            disk.restart(Fate::Torn(at));
            disk.set_plan(Plan { crash_at: Some(disk.changes() + again), ..Plan::default() });
            let second = BTree::open(&mut disk, SMALL).and_then(BTree::close);
            disk.restart(Fate::Torn(again));
            let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
            let found: Model = all(&mut tree, Direction::Forwards).into_iter().collect();
            assert!(story.allows(&found), "{at} {again}");
            if second.is_ok() {
                break;
            }
        }
    }
}

#[test]
fn a_failure_of_the_disk_loses_nothing() {
    for reason in [Reason::Full, Reason::Device] {
        for at in 0..600 {
            let mut disk = FaultyDisk::new(Plan { fail_at: Some((at, reason)), ..Plan::default() });
            let mut story = Story::default();
            let failed = work(&mut disk, &mut story);
            disk.restart(if at % 2 == 0 { Fate::Lost } else { Fate::Torn(at) });
            let mut tree = BTree::open(&mut disk, SMALL).unwrap_or_else(|error| panic!("{at}: {error}"));
            tree.check().unwrap_or_else(|error| panic!("{at}: {error}"));
            let found: Model = all(&mut tree, Direction::Forwards).into_iter().collect();
            assert!(story.allows(&found), "{at} {failed:?}");
        }
    }
}

#[test]
fn a_full_disk_can_be_read_and_goes_on_when_there_is_room() {
    let mut disk = FaultyDisk::new(Plan { capacity: Some(30_000), ..Plan::default() });
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    let full = (0..).find(|number| tree.put(&key(*number), &value(*number)).is_err()).expect("it fills");
    assert!(full > 10);
    for number in 0..full {
        assert_eq!(tree.get(&key(number)), Ok(Some(value(number))));
    }
    drop(tree);
    disk.set_plan(Plan::default());
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    for number in full..full + 200 {
        tree.put(&key(number), &value(number)).expect("there is room again");
    }
    assert_eq!(tree.check().expect("it is sound").entries, full + 200);
}

#[test]
fn after_a_failed_sync_nothing_is_changed_any_more() {
    let mut disk = FaultyDisk::default();
    BTree::open(&mut disk, SMALL).expect("it opens").close().expect("it can");
    let now = disk.changes();
    // Opening syncs the names, cuts the log and syncs it; then come the frame and its sync.
    disk.set_plan(Plan { fail_at: Some((now + 4, Reason::Device)), ..Plan::default() });
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    assert!(matches!(tree.put(b"a", b"1"), Err(BTreeError::Disk(_))));
    assert_eq!(tree.put(b"b", b"1"), Err(BTreeError::Stopped));
    assert_eq!((tree.sync(), tree.checkpoint()), (Err(BTreeError::Stopped), Err(BTreeError::Stopped)));
    assert_eq!(tree.get(b"a"), Ok(Some(b"1".to_vec())), "what may be there can be read");
}
