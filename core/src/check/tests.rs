mod promises;
mod reading;

use super::*;
use alloc::vec;
use alloc::vec::Vec;
use proptest::prelude::*;

type Register = History<(), u8>;

/// Whether some order works, by trying all of them.
fn naive(history: &Register) -> bool {
    fn place(todo: &[&Operation<(), u8>], held: Option<u8>) -> bool {
        let must = |o: &&&Operation<(), u8>| matches!(o.outcome, Outcome::Done { .. });
        if !todo.iter().any(|o| must(&o)) {
            return true;
        }
        let returns = todo.iter().filter_map(|o| match o.outcome {
            Outcome::Done { at, .. } => Some(at),
            _ => None,
        });
        let until = returns.min().expect("one must come");
        todo.iter().enumerate().filter(|(_, o)| o.called <= until).any(|(at, o)| {
            let read = match &o.outcome {
                Outcome::Done { read, .. } => Some(*read),
                _ => None,
            };
            let next = match o.action {
                Action::Read if read.is_none_or(|read| read == held) => held,
                Action::Write(value) => Some(value),
                Action::Cas(from, to) if held == Some(from) => Some(to),
                _ => return false,
            };
            let mut rest = todo.to_vec();
            rest.remove(at);
            place(&rest, next)
        })
    }
    let todo: Vec<_> = history.operations().iter().filter(|o| o.outcome != Outcome::Failed).collect();
    place(&todo, None)
}

fn history() -> impl Strategy<Value = Register> {
    let action = prop_oneof![
        4 => Just(Action::Read),
        3 => (1_u8..4).prop_map(Action::Write),
        1 => (1_u8..4, 1_u8..4).prop_map(|(from, to)| Action::Cas(from, to)),
    ];
    let outcome = prop_oneof![6 => Just(0), 1 => Just(1), 1 => Just(2)];
    let one = (action, 0_u64..24, 0_u64..8, outcome, proptest::option::weighted(0.8, 1_u8..4));
    proptest::collection::vec(one, 0..8).prop_map(|operations| {
        let mut history = Register::new();
        for (client, (action, called, took, outcome, read)) in (0..).zip(operations) {
            let read = if action == Action::Read { read } else { None };
            let id = history.call(client, (), action, called);
            match outcome {
                0 => history.done(id, called + took, read),
                1 => history.failed(id),
                _ => {}
            }
        }
        history
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]
    #[test]
    fn it_says_what_trying_all_orders_says(history in history()) {
        let verdict = linearizable(&history);
        prop_assert_eq!(verdict == Verdict::Kept, naive(&history), "{:?}", verdict);
    }

    #[test]
    fn a_window_is_broken_by_itself_and_by_its_last_return(history in history()) {
        let Verdict::Broken(window) = linearizable(&history) else { return Ok(()) };
        let until = |most: u64| {
            let mut cut = Register::new();
            for o in history.operations().iter().filter(|o| o.called <= most) {
                let id = cut.call(o.client, (), o.action.clone(), o.called);
                match o.outcome {
                    Outcome::Done { at, read } if at <= most => cut.done(id, at, read),
                    Outcome::Failed => cut.failed(id),
                    _ => {}
                }
            }
            cut
        };
        prop_assert!(!naive(&until(window.span.1)));
        prop_assert!(window.span.1 == 0 || naive(&until(window.span.1 - 1)));
        prop_assert!(window.operations.contains(&window.culprit));
    }

    #[test]
    fn what_is_broken_is_never_kept_however_little_it_may_look(history in history(), work in 0_u64..300) {
        let (whole, hurried) = (linearizable(&history), linearizable_within(&history, work));
        let agrees = matches!(
            (whole, &hurried),
            (Verdict::Kept, Verdict::Kept) | (Verdict::Broken(_), Verdict::Broken(_)) | (_, Verdict::Undecided(_))
        );
        prop_assert!(agrees, "{:?}", hurried);
    }
}

/// As a client sees it: who, what, from, to, what it read.
type Told = (u64, Action<u8>, u64, u64, Option<u8>);

fn told(operations: &[Told]) -> (Register, Vec<OperationId>) {
    let mut history = Register::new();
    let ids = operations.iter().map(|(client, action, called, at, read)| {
        let id = history.call(*client, (), action.clone(), *called);
        history.done(id, *at, *read);
        id
    });
    let ids = ids.collect();
    (history, ids)
}

#[test]
fn the_window_leaves_out_what_is_not_needed() {
    let (history, ids) = told(&[
        (1, Action::Write(1), 0, 10, None),
        (1, Action::Read, 20, 30, Some(1)),
        (1, Action::Write(2), 40, 50, None),
        (2, Action::Read, 60, 70, Some(1)),
        (2, Action::Read, 80, 90, Some(2)),
    ]);
    let Verdict::Broken(window) = linearizable(&history) else { panic!("a stale read") };
    assert_eq!((window.culprit, window.span), (ids[3], (40, 70)));
    assert_eq!(window.operations, vec![ids[2], ids[3]]);
}

#[test]
fn what_never_returned_may_come_late_or_never() {
    let mut history = Register::new();
    history.call(1, (), Action::Write(7), 0);
    let read = |history: &mut Register, called, value| {
        let id = history.call(2, (), Action::Read, called);
        history.done(id, called + 1, value);
    };
    read(&mut history, 10, None);
    read(&mut history, 100, Some(7));
    assert_eq!(linearizable(&history), Verdict::Kept);
    read(&mut history, 200, None);
    assert!(matches!(linearizable(&history), Verdict::Broken(_)), "once it came it stays");
}

#[test]
fn many_operations_of_many_keys_take_no_recursion() {
    let mut history = History::new();
    for number in 0..100_000_u64 {
        let (key, called) = (number % 50, number * 2);
        let id = history.call(number % 7, key, Action::Write(number), called);
        history.done(id, called + 9, None);
    }
    assert_eq!(linearizable(&history), Verdict::Kept);
}

/// A log of one register: process, type, function, value.
fn log(lines: &[&str]) -> alloc::string::String {
    lines
        .iter()
        .map(|line| alloc::format!("INFO  jepsen.util - {}\n", line.replace(' ', "\t").replace('_', " ")))
        .collect()
}

#[test]
fn a_log_of_jepsen_is_judged() {
    let kept = log(&[
        "0 :invoke :write 1",
        "1 :invoke :cas [1_2]",
        "0 :ok :write 1",
        "1 :ok :cas [1_2]",
        "2 :invoke :read nil",
        "2 :ok :read 2",
    ]);
    assert_eq!(jepsen(&kept).map(|log| linearizable(&log.history)), Ok(Verdict::Kept));
    // The time-out may have been done after the first read, but then the second must find it.
    let lost = log(&[
        "0 :invoke :write 1",
        "0 :info :write 1",
        "1 :invoke :read nil",
        "1 :ok :read 1",
        "1 :invoke :read nil",
        "1 :ok :read nil",
    ]);
    let history = jepsen(&lost).expect("a log").history;
    let Verdict::Broken(window) = linearizable(&history) else { panic!("it was there") };
    assert_eq!(window.culprit, OperationId(2));
}

/// Whoever makes the faults tells of them with the same prefix, and with whatever values.
#[test]
fn the_nemesis_of_a_log_is_skipped() {
    let lines = log(&[
        ":nemesis :info :start nil",
        "0 :invoke :write 1",
        ":nemesis :info :start Cut_off_{:n1_#{:n2}}",
        "0 :ok :write 1",
        ":nemesis",
        "1 :invoke :read nil",
        "1 :ok :read nil",
    ]);
    let log = jepsen(&lines).expect("a log");
    assert_eq!(log.lines, [(2, Some(4)), (6, Some(7))]);
    let Verdict::Broken(window) = linearizable(&log.history) else { panic!("a stale read") };
    assert_eq!((window.culprit, window.span), (OperationId(1), (1, 4)), "by events, not by lines");
}

#[test]
fn what_is_no_history_is_told_with_its_line() {
    let fault = |lines: &[&str]| jepsen(&log(lines)).map(|_| ()).map_err(|error| (error.line, error.fault));
    assert_eq!(fault(&["0 :invoke :write"]), Err((1, Fault::Fields)));
    assert_eq!(fault(&["x :invoke :write 1"]), Err((1, Fault::Process)));
    assert_eq!(fault(&["0 :invoke :write 1", "0 :done :write 1"]), Err((2, Fault::Type)));
    assert_eq!(fault(&["0 :invoke :append 1"]), Err((1, Fault::Function)));
    assert_eq!(fault(&["0 :invoke :write nil"]), Err((1, Fault::Value)));
    assert_eq!(fault(&["0 :invoke :cas [1]"]), Err((1, Fault::Value)));
    assert_eq!(fault(&["0 :invoke :read nil", "0 :ok :read many"]), Err((2, Fault::Value)));
    assert_eq!(fault(&["0 :invoke :read nil", "0 :invoke :read nil"]), Err((2, Fault::CalledTwice)));
    assert_eq!(fault(&["0 :ok :read nil"]), Err((1, Fault::NotCalled)));
    assert_eq!(fault(&["0 :invoke :read nil", "0 :ok :write 1"]), Err((2, Fault::OtherFunction)));
    assert_eq!(fault(&["0 :invoke :write 1"]), Ok(()), "it never returned");
}

/// Writes of which nobody knows; a read of the first, of the second, of the first again, and in the end of all others.
fn back_and_forth(writes: u64) -> Register {
    let mut history = Register::new();
    for value in 1..=writes {
        history.call(value, (), Action::Write(value as u8), value);
    }
    for (read, at) in [1, 2, 1].into_iter().chain(3..=writes).zip(1..) {
        let id = history.call(0, (), Action::Read, at * 100);
        history.done(id, at * 100 + 10, Some(read as u8));
    }
    history
}

#[test]
fn what_would_take_too_long_is_left_undecided() {
    assert!(matches!(linearizable(&back_and_forth(8)), Verdict::Broken(_)));
    let long = back_and_forth(60);
    assert_eq!(linearizable(&long), Verdict::Undecided(OperationId(0)));
}

#[test]
fn all_keys_together_are_bounded_too() {
    let mut history = History::new();
    for key in 0..10 {
        take_over(&mut history, key, &back_and_forth(60));
    }
    let write = history.call(0, 1_000, Action::Write(9), 10_000);
    history.done(write, 10_010, None);
    let stale = history.call(0, 1_000, Action::Read, 10_020);
    history.done(stale, 10_030, None);
    assert_eq!(linearizable(&history), Verdict::Undecided(OperationId(0)), "nobody came to look at the last");
}

#[test]
fn what_nobody_knows_of_and_nobody_saw_costs_nothing() {
    let mut history = Register::new();
    for client in 0..200_u8 {
        history.call(client.into(), (), Action::Write(client), 1);
    }
    let mut read = |value, at| {
        let id = history.call(300, (), Action::Read, at);
        history.done(id, at + 1, Some(value));
        id
    };
    let (_, _, back) = (read(1, 10), read(2, 20), read(1, 30));
    let Verdict::Broken(window) = linearizable(&history) else { panic!("it was written once") };
    assert_eq!(window.culprit, back);
}

#[test]
fn a_value_from_nowhere_needs_no_search() {
    let mut history = Register::new();
    let read = history.call(0, (), Action::Read, 1);
    for round in 0..10_u64 {
        for client in 1..=20 {
            let id = history.call(client, (), Action::Write((client * 10 + round) as u8), round * 100 + 10);
            history.done(id, round * 100 + 90, None);
        }
    }
    history.done(read, 2_000, Some(255));
    let Verdict::Broken(window) = linearizable(&history) else { panic!("nobody wrote it") };
    assert_eq!(window.culprit, read);
}

#[test]
fn what_is_known_to_be_broken_comes_before_what_is_undecided() {
    let mut history = History::new();
    take_over(&mut history, 0, &back_and_forth(60));
    let stale = history.call(0, 1, Action::Read, 10_000);
    history.done(stale, 10_010, Some(9));
    let Verdict::Broken(window) = linearizable(&history) else { panic!("a value from nowhere") };
    assert_eq!(window.culprit, stale);
}

/// Puts the operations of a register into a history, under a key.
fn take_over(history: &mut History<u64, u8>, key: u64, register: &Register) {
    for operation in register.operations() {
        let id = history.call(operation.client, key, operation.action.clone(), operation.called);
        if let Outcome::Done { at, read } = &operation.outcome {
            history.done(id, *at, *read);
        }
    }
}
