//! Orders of reads and writes.

use crate::limiter::race::{MAX_CLIENTS, MAX_STEPS, RaceError, Step, outcomes, replay};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// Every order, one by one.
fn walk(steps: &mut Vec<Step>, done: &mut [u8], counts: &mut BTreeMap<u32, u64>) {
    let mut ended = true;
    for client in 0..done.len() {
        if done[client] == 2 {
            continue;
        }
        ended = false;
        let number = client as u32;
        steps.push(if done[client] == 0 { Step::Read(number) } else { Step::Write(number) });
        done[client] += 1;
        walk(steps, done, counts);
        done[client] -= 1;
        steps.pop();
    }
    if ended {
        *counts.entry(replay(0, steps).expect("reads before it writes")).or_insert(0) += 1;
    }
}

#[test]
fn counting_gives_what_walking_through_all_orders_gives() {
    for clients in 0..=5u32 {
        let mut counts = BTreeMap::new();
        walk(&mut Vec::new(), &mut alloc::vec![0; clients as usize], &mut counts);
        assert_eq!(outcomes(clients), Ok(counts.into_iter().collect()), "{clients} clients");
    }
}

#[test]
fn there_are_as_many_orders_as_there_should_be() {
    for clients in 1..=MAX_CLIENTS {
        let outcomes = outcomes(clients).expect("few");
        let all: u64 = (1..=2 * u64::from(clients)).product::<u64>() >> clients;
        assert_eq!(outcomes.iter().map(|(_, count)| count).sum::<u64>(), all);
        // Only one after the other is right: n! orders.
        assert_eq!(outcomes.last(), Some(&(clients, (1..=u64::from(clients)).product())));
    }
}

#[test]
fn what_cannot_be_played_is_refused() {
    assert_eq!(outcomes(MAX_CLIENTS + 1), Err(RaceError::TooManyClients { clients: MAX_CLIENTS + 1 }));
    let steps = alloc::vec![Step::Read(0); MAX_STEPS + 1];
    assert_eq!(replay(0, &steps), Err(RaceError::TooManySteps { steps: MAX_STEPS + 1 }));
    assert_eq!(replay(0, &steps[1..]), Ok(0));
    let twice = [Step::Read(7), Step::Write(7), Step::Write(7)];
    assert_eq!(replay(0, &twice), Err(RaceError::WriteBeforeRead { client: 7 }));
    assert_eq!(replay(u32::MAX, &[Step::Read(1), Step::Write(1)]), Ok(u32::MAX));
}
