//! Judges of sessions and of replicas, on small histories; and that none speaks ill of a register that is in order.

use super::super::*;
use alloc::vec::Vec;
use proptest::prelude::*;

/// Client, action, called, returned, read: of one register.
type Told = (u64, Action<u64>, u64, Option<u64>, Option<u64>);

const R: Action<u64> = Action::Read;

fn w(value: u64) -> Action<u64> {
    Action::Write(value)
}

fn history(told: &[Told]) -> History<(), u64> {
    let mut history = History::new();
    for (client, action, called, returned, read) in told {
        let id = history.call(*client, (), action.clone(), *called);
        if let Some(at) = returned {
            history.done(id, *at, *read);
        }
    }
    history
}

/// The promises that are broken after 1,000, and what shows it.
fn broken(told: &[Told]) -> Vec<(&'static str, Vec<usize>)> {
    let history = history(told);
    let window = |promise: Promise| match promise.judge(&history, 1_000, &0) {
        Verdict::Broken(window) => {
            assert!(window.operations.contains(&window.culprit));
            Some((promise.name(), window.operations.into_iter().map(|id| id.0).collect()))
        }
        Verdict::Kept | Verdict::Undecided(_) => None,
    };
    let weaker = Promise::ALL.iter().filter(|(_, promise)| *promise != Promise::Linearizable);
    weaker.filter_map(|(_, promise)| window(*promise)).collect()
}

#[test]
fn a_client_is_to_see_its_own_writes() {
    let mut told = Vec::from([
        (1, w(5), 0, Some(10), None),
        (1, w(6), 20, Some(30), None),
        (1, R, 40, Some(50), Some(5)),
    ]);
    assert_eq!(broken(&told), [("read_your_writes", Vec::from([0, 1, 2]))]);
    told[2].4 = None;
    assert_eq!(broken(&told), [("read_your_writes", Vec::from([1, 2]))], "nothing is older than anything");
    told[2].4 = Some(6);
    assert_eq!(broken(&told), []);
    // Somebody else's write that overlapped may have come after.
    told[0] = (2, w(5), 0, Some(25), None);
    told[2].4 = Some(5);
    assert_eq!(broken(&told), []);
    // But not if somebody read it before ours was asked for.
    told.push((3, R, 11, Some(19), Some(5)));
    assert_eq!(broken(&told), [("read_your_writes", Vec::from([0, 1, 2]))]);
    // Nobody knows whether ours was done.
    told[1].3 = None;
    assert_eq!(broken(&told), []);
}

#[test]
fn a_client_is_not_to_go_back() {
    let mut told = Vec::from([
        (1, w(5), 0, Some(10), None),
        (2, w(6), 20, Some(30), None),
        (3, R, 40, Some(50), Some(6)),
        (3, R, 60, Some(70), Some(5)),
    ]);
    assert_eq!(broken(&told), [("monotonic_reads", Vec::from([0, 1, 2, 3]))]);
    told[3].0 = 4;
    assert_eq!(broken(&told), [], "a stale read of somebody else is no matter of sessions");
    told[3].0 = 3;
    told[3].2 = 45;
    assert_eq!(broken(&told), [], "the two reads overlap");
    told[3].2 = 60;
    told[0].3 = Some(25);
    assert_eq!(broken(&told), [], "the writes overlap");
    told[0].3 = Some(20);
    assert_eq!(broken(&told), [], "they may overlap");
}

#[test]
fn writes_of_one_client_come_in_order() {
    let mut told = Vec::from([
        (1, w(5), 0, Some(10), None),
        (1, w(6), 20, Some(30), None),
        (3, R, 40, Some(50), Some(6)),
        (3, R, 60, Some(70), Some(5)),
    ]);
    let all = Vec::from([0, 1, 2, 3]);
    assert_eq!(broken(&told), [("monotonic_reads", all.clone()), ("monotonic_writes", all)]);
    told[0].3 = None;
    assert_eq!(broken(&told), [], "the first may have come late");
}

#[test]
fn a_write_comes_after_what_its_writer_had_seen() {
    let mut told = Vec::from([
        (1, w(5), 0, Some(100), None),
        (2, R, 10, Some(15), Some(5)),
        (2, w(6), 20, Some(30), None),
        (3, R, 40, Some(50), Some(6)),
        (3, R, 60, Some(70), Some(5)),
    ]);
    let all = Vec::from([0, 2, 3, 4]);
    assert_eq!(broken(&told), [("monotonic_reads", all.clone()), ("writes_follow_reads", all)]);
    // Somebody else had seen it: that order is of real time only.
    told[1].0 = 4;
    assert_eq!(broken(&told), [("monotonic_reads", Vec::from([0, 2, 3, 4]))]);
}

#[test]
fn in_the_end_all_see_the_same() {
    let mut told = Vec::from([
        (1, w(5), 0, Some(100), None),
        (2, w(6), 50, Some(90), None),
        (3, R, 1_010, Some(1_020), Some(5)),
        (4, R, 1_010, Some(1_030), Some(6)),
    ]);
    assert_eq!(broken(&told), [("convergence", Vec::from([0, 1, 2, 3]))]);
    let mut later = told.clone();
    later.push((3, R, 1_100, Some(1_110), Some(6)));
    assert_eq!(broken(&later), [], "the last counts");
    later.push((5, w(7), 1_040, Some(1_050), None));
    later[4].4 = Some(7);
    assert_eq!(broken(&later), [], "the other did not read after the last write");
    told[1].3 = None;
    assert_eq!(broken(&told), [], "one of them may have come between the reads");
    told[1].3 = Some(90);
    told[2].2 = 990;
    assert_eq!(broken(&told), [], "not yet healed");
}

#[test]
fn what_was_acknowledged_is_there() {
    let mut told = Vec::from([
        (1, w(5), 0, Some(10), None),
        (2, w(6), 20, Some(30), None),
        (3, R, 1_010, Some(1_020), Some(5)),
    ]);
    assert_eq!(broken(&told), [("no_lost_write", Vec::from([0, 1, 2]))]);
    let mut stale = told.clone();
    stale.push((4, R, 1_030, Some(1_040), Some(6)));
    assert_eq!(broken(&stale).first().map(|(name, _)| *name), Some("convergence"), "it was only stale");
    // Of several deletions nobody can say which was read.
    let deletions = [(5, w(0), 21, Some(24), None), (5, w(0), 31, Some(34), None)];
    let mut deleted = told.clone();
    deleted.extend(deletions);
    deleted.push((3, R, 1_100, Some(1_110), Some(0)));
    assert_eq!(broken(&deleted), [], "it may have been the last one");
    told[0].3 = Some(25);
    assert_eq!(broken(&told), [], "of two that overlapped one may win");
}

#[test]
fn what_is_deleted_stays_so() {
    let mut told = Vec::from([
        (1, w(5), 0, Some(10), None),
        (1, w(0), 20, Some(30), None),
        (1, w(7), 31, Some(32), None),
        (1, w(0), 33, Some(34), None),
        (2, R, 40, Some(50), Some(0)),
        (3, R, 60, Some(70), Some(5)),
    ]);
    assert_eq!(broken(&told), [("no_resurrection", Vec::from([0, 3, 4, 5]))]);
    told[4].4 = None;
    assert_eq!(broken(&told), [("no_resurrection", Vec::from([0, 3, 4, 5]))]);
    told[4].4 = Some(7);
    assert_eq!(broken(&told), [], "nobody found it gone");
    told[4].4 = Some(0);
    told[4].2 = 33;
    assert_eq!(broken(&told).len(), 1, "it was gone after the first deletion already");
    told[4].2 = 29;
    assert_eq!(broken(&told), [], "nothing was deleted before for certain");
    // A deletion that overlapped with the write says nothing, but the other one does.
    let told = [
        (1, w(5), 0, Some(10), None),
        (1, w(0), 20, Some(30), None),
        (4, w(0), 5, Some(34), None),
        (2, R, 40, Some(50), Some(0)),
        (3, R, 60, Some(70), Some(5)),
    ];
    assert_eq!(broken(&told), [("no_resurrection", Vec::from([0, 1, 3, 4]))]);
}

#[test]
fn names_are_read_back() {
    for (name, promise) in Promise::ALL {
        assert_eq!((Promise::named(name), promise.name()), (Some(*promise), *name));
    }
    assert_eq!(Promise::named("fast"), None);
}

/// Clients that work on registers, each operation with a moment at which it takes effect.
fn atomic() -> impl Strategy<Value = History<u8, u64>> {
    let one = (0_u64..4, 0_u8..2, 0..4, 0_u64..6, 0_u64..40, 0_u64..40, 0..6);
    proptest::collection::vec(one, 1..40).prop_map(|told| {
        let mut free = [0; 4];
        let mut calls = Vec::new();
        for (number, (client, key, kind, pause, before, after, outcome)) in (1..).zip(told) {
            let called = free[client as usize] + pause;
            let (effect, returned) = (called + before, called + before + after);
            free[client as usize] = returned + 1;
            let action = match kind {
                0 | 1 => Action::Read,
                2 => Action::Write(number),
                _ => Action::Write(0),
            };
            calls.push((effect, client, key, action, called, returned, outcome));
        }
        calls.sort_by_key(|call| call.0);
        let mut held = [None; 2];
        let mut history = History::new();
        for (_, client, key, action, called, returned, outcome) in calls {
            let id = history.call(client, key, action.clone(), called);
            let slot = &mut held[key as usize];
            let read = if let Action::Write(value) = action {
                *slot = Some(value);
                None
            } else {
                *slot
            };
            if outcome > 0 {
                history.done(id, returned, read);
            }
        }
        history
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]
    #[test]
    fn a_register_in_order_breaks_no_promise(history in atomic(), healed in 0_u64..400) {
        for (name, promise) in Promise::ALL {
            prop_assert_eq!(promise.judge(&history, healed, &0), Verdict::Kept, "{}", name);
        }
    }
}
