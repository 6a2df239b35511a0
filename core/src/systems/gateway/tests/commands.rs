use super::{facts, gates, run};
use crate::sim::{Nanos, Run, SECOND};
use crate::systems::gateway::{Command, Gateway, PARAMETERS, Rules};
use crate::systems::tests::{
    examples_are_understood, is_answered, is_read_back, is_unknown, may_be_read, name, refusal,
};
use proptest::prelude::*;

fn command() -> impl Strategy<Value = Command> {
    let user = prop::option::of(0..=Command::LAST_USER);
    let rule = (0..Rules::CHANGEABLE.len(), any::<u64>()).prop_map(|(place, value)| {
        use crate::scenario::Range::{Choice, Count, Percent, Thousandths, Time};
        let index = Rules::CHANGEABLE[place].0;
        let (low, high) = match PARAMETERS[index].range {
            Count(low, high) | Percent(low, high) | Thousandths(low, high) | Time(low, high) => (low, high),
            Choice(names) => (0, names.len() as u64 - 1),
        };
        Command::Rule(index, low + value % (high - low + 1))
    });
    prop_oneof![
        rule,
        (name(), 1..=Command::MOST_AT_ONCE, user).prop_map(|(client, count, user)| Command::Send {
            client,
            count,
            user
        }),
        (name(), 0..=Command::MOST_RATE).prop_map(|(client, rate)| Command::Rate { client, rate }),
    ]
}

proptest! {
    #[test]
    fn written_and_read_back(command in command()) {
        is_read_back::<Gateway>(&command);
    }

    #[test]
    fn anything_may_be_read(any in "\\PC{0,60}", command in command(), at: prop::sample::Index) {
        may_be_read::<Gateway>(&any, &command, at);
    }
}

#[test]
fn examples_are_understood_and_mistakes_answered() {
    examples_are_understood::<Gateway>();
    for (index, example) in Rules::CHANGEABLE {
        assert!(
            matches!(Command::parse(example), Ok(Command::Rule(parsed, _)) if parsed == *index),
            "{example}"
        );
        assert!(Command::EXAMPLES.contains(example), "{example}");
    }
    for text in [
        "limit",
        "limit 0",
        "limit 10001",
        "limit 5 6",
        "limit -1",
        "window 2",
        "window 9ms",
        "algorithm magic",
        "counting",
        "send",
        "send c0 0",
        "send c0 1001",
        "send c0 3 at",
        "send c0 3 at 7",
        "send c0 at u100",
        "send c0 at u7 3",
        "rate c0",
        "rate c0 20001",
        "rate c0 0.0001",
        "rate c0 1.",
        "rate c0 -1",
        "rate c0 +1",
    ] {
        is_answered::<Gateway>(text);
    }
    // What stays as it is for the whole run is no command.
    for text in ["dance c0", "nodes 3", "clients 4", "latency2 3ms", "Limit 5", ""] {
        is_unknown::<Gateway>(text);
    }
}

#[test]
fn commands_that_make_no_sense_are_refused() {
    let mut run = run("traffic recorded");
    run.seek_time(SECOND);
    assert!(refusal(&mut run, "send g0").contains("only a client asks"));
    assert!(refusal(&mut run, "rate store 3").contains("only a client asks"));
    assert!(refusal(&mut run, "send c9").contains("no node \"c9\""));
    run.act("crash c1").expect("it is up");
    assert!(refusal(&mut run, "send c1").contains("the client is down"));
    assert!(refusal(&mut run, "rate c1 5").contains("the client is down"));
}

#[test]
fn what_is_ordered_is_bounded_like_what_was_set() {
    let mut run = run("clients 20; rate 1; duration 600s; retries 10");
    run.seek_time(SECOND);
    run.act("rate c0 100").expect("660,000 attempts are not too many");
    assert!(refusal(&mut run, "rate c1 10000").contains("more than 20 million steps"));
    // The first is taken into account: alone, this would be little enough.
    assert!(refusal(&mut run, "rate c1 250").contains("more than 20 million steps"));
    run.act("retries 0").expect("fewer attempts");
    run.act("rate c1 250").expect("now it is little enough");
    assert!(refusal(&mut run, "retries 10").contains("more than 20 million steps"));
    assert_eq!(facts(&run)("limit"), 5.0);
}

/// Requests that had been let through by a time.
fn admitted_by(run: &mut Run<Gateway>, time: Nanos) -> f64 {
    run.seek_time(time);
    facts(run)("admitted")
}

#[test]
fn rules_change_while_gateways_run() {
    let mut run = run("clients 1; traffic steady; rate 100; algorithm fixed_window; api_time 0s; \
                       at 2s limit 10; at 4s limit 3; at 6s window 2s; at 6s limit 6");
    let admitted = [2, 4, 6, 10].map(|second| admitted_by(&mut run, second * SECOND - 1));
    assert_eq!(admitted, [10.0, 30.0, 36.0, 48.0], "5, 10 and 3 a second, then 6 in two");
    assert_eq!(facts(&run)("limit"), 6.0);
    assert_eq!(facts(&run)("window"), 2.0);
}

#[test]
fn what_was_used_is_not_forgiven_when_the_rules_change() {
    for algorithm in crate::limiter::Algorithm::NAMES {
        let other = if algorithm == "fixed_window" { "sliding_log" } else { "fixed_window" };
        let settings =
            "clients 1; traffic recorded; api_time 0s; client_timeout 10s; window 10s; limit 5; burst 5";
        let lines = alloc::format!(
            "{settings}; algorithm {algorithm}; at 1s send c0 4; at 2s algorithm {other}; at 3s send c0 4"
        );
        let mut run = run(&lines);
        run.seek_time(9 * SECOND);
        let (told, waiting) = (facts(&run), f64::from(gates(&run)[0].held()));
        assert_eq!(told("admitted") + waiting, 5.0, "{algorithm}");
    }
}

#[test]
fn a_gateway_that_is_down_starts_with_the_new_rules() {
    let mut run = run("nodes 2; at 1s crash g1; at 2s limit 9; at 3s restart g1");
    run.seek_time(2 * SECOND);
    assert!(gates(&run).iter().all(|gate| gate.rules().limit == 9));
    run.seek_time(4 * SECOND);
    assert!(gates(&run).iter().all(|gate| gate.rules().limit == 9));
}

#[test]
fn a_client_asks_as_it_is_told() {
    let told = super::end(
        "clients 2; traffic recorded; at 1s send c0 3; at 2s send c1 at u7; at 3s rate c1 0.5; \
                           at 9s rate c1 0; duration 30s",
    );
    assert_eq!((told("u0_admitted"), told("u7_admitted")), (3.0, 1.0));
    assert_eq!(told("u1_admitted"), 3.0, "at 5, 7 and 9 seconds");
}
