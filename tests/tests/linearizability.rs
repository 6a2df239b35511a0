//! The judge of linearizability beside stateright's, on histories made up by chance.

use proptest::prelude::*;
use snowglobe_core::check::{Action, History, Outcome, Verdict, linearizable};
use stateright::semantics::{ConsistencyTester, LinearizabilityTester, SequentialSpec};

/// A register as stateright is to know it.
#[derive(Clone)]
struct Register(Option<u8>);

#[derive(Clone, Debug, PartialEq)]
enum Answer {
    Read(Option<u8>),
    Done,
    Refused,
}

impl SequentialSpec for Register {
    type Op = Action<u8>;
    type Ret = Answer;

    fn invoke(&mut self, action: &Action<u8>) -> Answer {
        match *action {
            Action::Read => return Answer::Read(self.0),
            Action::Cas(from, _) if self.0 != Some(from) => return Answer::Refused,
            Action::Write(value) | Action::Cas(_, value) => self.0 = Some(value),
        }
        Answer::Done
    }
}

/// What stateright says. Calls come before returns of the same time, as ours takes them; each operation has a thread of its
/// own, since what is never answered would keep a thread for ever.
fn is_kept(history: &History<(), u8>) -> bool {
    let mut events = Vec::new();
    for (thread, operation) in history.operations().iter().enumerate() {
        match &operation.outcome {
            Outcome::Failed => continue,
            Outcome::Unknown => {}
            Outcome::Done { at, read } => {
                let answer =
                    if operation.action == Action::Read { Answer::Read(*read) } else { Answer::Done };
                events.push((*at, true, thread, Some(answer)));
            }
        }
        events.push((operation.called, false, thread, None));
    }
    events.sort_by_key(|(at, is_return, thread, _)| (*at, *is_return, *thread));
    let mut tester = LinearizabilityTester::new(Register(None));
    for (_, _, thread, answer) in events {
        let told = match answer {
            Some(answer) => tester.on_return(thread, answer).map(|_| ()),
            None => tester.on_invoke(thread, history.operations()[thread].action.clone()).map(|_| ()),
        };
        told.expect("a thread calls and then returns");
    }
    tester.is_consistent()
}

fn history() -> impl Strategy<Value = History<(), u8>> {
    let action = prop_oneof![
        4 => Just(Action::Read),
        3 => (1_u8..4).prop_map(Action::Write),
        1 => (1_u8..4, 1_u8..4).prop_map(|(from, to)| Action::Cas(from, to)),
    ];
    let outcome = prop_oneof![6 => Just(0), 1 => Just(1), 1 => Just(2)];
    let one = (action, 0_u64..24, 0_u64..8, outcome, proptest::option::weighted(0.8, 1_u8..4));
    proptest::collection::vec(one, 0..8).prop_map(|operations| {
        let mut history = History::new();
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
    #![proptest_config(ProptestConfig::with_cases(4_000))]
    #[test]
    fn both_judges_say_the_same(history in history()) {
        let verdict = linearizable(&history);
        prop_assert_eq!(verdict == Verdict::Kept, is_kept(&history), "{:?}", verdict);
    }
}
