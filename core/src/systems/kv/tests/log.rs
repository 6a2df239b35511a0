use super::ended;
use crate::check::{Action, Key, Outcome, Promise, edn, json_lines, linearizable, read};
use crate::systems::kv::{history, log};
use alloc::format;

#[test]
fn what_is_written_is_read_back_and_judged_alike() {
    let run = ended(
        "r 1; w 1; quorum sloppy; keys 5; rate 60; duration 12s; deletes 10; at 1s put cart tea; \
         at 2s partition {c0 n0 n1} | {c1 n2 n3 n4}; at 3s get cart; at 4s crash n1; at 7s heal",
    );
    let (kept, (log, left_out)) = (history(run.world()), log(run.world()));
    let has = |what: fn(&Outcome<i64>) -> bool| log.operations().iter().any(|one| what(&one.outcome));
    assert!(
        has(|outcome| matches!(outcome, Outcome::Done { .. })) && has(|outcome| *outcome == Outcome::Unknown)
    );
    assert!(log.operations().iter().any(|operation| operation.key == Key::Name("cart".into())));
    assert!(left_out > 0, "siblings were read");
    let values =
        log.operations().iter().filter_map(|operation| match (&operation.action, &operation.outcome) {
            (Action::Write(value), _) | (_, Outcome::Done { read: Some(value), .. }) => Some(*value),
            _ => None,
        });
    let most = values.max().expect("there are values");
    assert!(most > 10 && most <= log.operations().len() as i64, "{most}: few numbers, and small ones");
    for text in [edn(&log, left_out), json_lines(&log, left_out)] {
        assert!(text.lines().next().is_some_and(|first| first.contains(&format!("{left_out}"))));
        let told = read(&text).expect("it can be read").history;
        assert_eq!(linearizable(&told), linearizable(&log));
        let alike = told.operations().iter().zip(log.operations()).all(|(told, own)| {
            (&told.key, &told.action, told.called, &told.outcome)
                == (&own.key, &own.action, own.called, &own.outcome)
        });
        assert!(alike && told.operations().len() == log.operations().len());
    }
    for (name, promise) in Promise::ALL {
        assert_eq!(promise.judge(&kept, 0, &0), promise.judge(&log, 0, &0), "{name}");
    }
}
