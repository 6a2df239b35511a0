//! What holds for the commands of every system.

use crate::sim::{ActionError, Run, RunError, System};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Debug;
use proptest::prelude::*;

/// A name that a node may have.
pub(super) fn name() -> impl Strategy<Value = String> {
    "[a-z0-9가-힣_.:-]{1,12}"
}

pub(super) fn is_read_back<S: System<Command: PartialEq + Debug>>(command: &S::Command) {
    assert_eq!(S::parse(&command.to_string()).as_ref(), Ok(command));
}

/// Neither any text nor the beginning of a command makes the reader panic.
pub(super) fn may_be_read<S: System>(any: &str, command: &S::Command, at: prop::sample::Index) {
    let _ = S::parse(any);
    let text: Vec<char> = command.to_string().chars().collect();
    let _ = S::parse(&text[..at.index(text.len())].iter().collect::<String>());
}

pub(super) fn examples_are_understood<S: System>() {
    for example in S::COMMANDS {
        let command = S::parse(example).unwrap_or_else(|error| panic!("{example}: {error}"));
        assert_eq!(command.to_string(), *example);
    }
}

/// A mistake is answered by a command that is none.
pub(super) fn is_answered<S: System>(mistake: &str) {
    let Err(ActionError::Malformed { expected, .. }) = S::parse(mistake) else {
        panic!("{mistake} was taken")
    };
    assert!(S::parse(expected).is_ok());
}

pub(super) fn is_unknown<S: System>(text: &str) {
    let verb = text.split(' ').next().unwrap_or_default().to_string();
    assert_eq!(S::parse(text).err(), Some(ActionError::UnknownVerb(verb)));
}

/// Why an action is not done.
pub(super) fn refusal<S: System>(run: &mut Run<S>, action: &str) -> String {
    match run.act(action) {
        Err(RunError::Action(error)) => error.to_string(),
        other => panic!("{action}: {other:?}"),
    }
}
