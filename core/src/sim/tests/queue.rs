use crate::sim::Queue;
use alloc::vec::Vec;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    /// Push this far after the earliest time allowed.
    Push(u64),
    /// Pop what lies at most this far after it.
    Pop(u64),
}

/// Distances of every size: equal times are as likely as the far end of time.
fn distance() -> impl Strategy<Value = u64> {
    (any::<u64>(), 0u32..=64).prop_map(|(bits, size)| bits.checked_shr(64 - size).unwrap_or(0))
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![3 => distance().prop_map(Step::Push), 2 => distance().prop_map(Step::Pop)];
    proptest::collection::vec(step, 0..400)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Against a list that is searched: earliest first, first in first out at equal times.
    #[test]
    fn pops_as_a_stable_sort_would(steps in steps()) {
        let mut queue = Queue::new();
        let mut list: Vec<(u64, u32)> = Vec::new();
        let mut earliest = 0u64;
        for (number, step) in (0u32..).zip(steps) {
            match step {
                Step::Push(after) => {
                    let time = earliest.saturating_add(after);
                    queue.push(time, number);
                    list.push((time, number));
                }
                Step::Pop(after) => {
                    let limit = earliest.saturating_add(after);
                    let first = list.iter().copied().filter(|(time, _)| *time <= limit).min();
                    prop_assert_eq!(queue.pop_until(limit), first);
                    list.retain(|entry| Some(*entry) != first);
                    earliest = first.map_or(limit, |(time, _)| time);
                }
            }
            prop_assert_eq!(queue.len(), list.len());
        }
        list.sort_unstable();
        let rest: Vec<(u64, u32)> = core::iter::from_fn(|| queue.pop_until(u64::MAX)).collect();
        prop_assert_eq!(rest, list);
        prop_assert!(queue.is_empty());
    }

    /// A copy goes on as the original does.
    #[test]
    fn a_copy_pops_the_same(times in proptest::collection::vec(distance(), 1..200), before in 0usize..200) {
        let mut queue = Queue::new();
        times.iter().enumerate().for_each(|(number, time)| queue.push(*time, number));
        (0..before).for_each(|_| _ = queue.pop_until(u64::MAX));
        let mut copy = queue.clone();
        while let Some(entry) = queue.pop_until(u64::MAX) {
            prop_assert_eq!(copy.pop_until(u64::MAX), Some(entry));
        }
        prop_assert!(copy.is_empty());
    }
}

#[test]
fn what_is_pushed_now_comes_after_what_was_there() {
    let mut queue = Queue::new();
    queue.push(70, 'a');
    queue.push(70, 'b');
    assert_eq!(queue.pop_until(70), Some((70, 'a')));
    queue.push(70, 'c');
    assert_eq!(queue.pop_until(70), Some((70, 'b')));
    assert_eq!(queue.pop_until(70), Some((70, 'c')));
    assert_eq!(queue.pop_until(u64::MAX), None);
}

#[test]
fn the_past_counts_as_now() {
    let mut queue = Queue::new();
    queue.push(1_000, 1);
    assert_eq!(queue.pop_until(u64::MAX), Some((1_000, 1)));
    queue.push(3, 2);
    assert_eq!(queue.pop_until(u64::MAX), Some((1_000, 2)));
}

#[test]
fn holds_the_end_of_time() {
    let mut queue = Queue::new();
    for (number, time) in [u64::MAX, 0, u64::MAX - 1, u64::MAX].into_iter().enumerate() {
        queue.push(time, number);
    }
    let all: Vec<(u64, usize)> = core::iter::from_fn(|| queue.pop_until(u64::MAX)).collect();
    assert_eq!(all, [(0, 1), (u64::MAX - 1, 2), (u64::MAX, 0), (u64::MAX, 3)]);
}
