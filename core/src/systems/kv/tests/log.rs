use super::ended;
use crate::check::{Key, Outcome, Promise, edn, json_lines, read};
use crate::systems::kv::{history, log};

#[test]
fn what_is_written_is_read_back_and_judged_alike() {
    let run = ended(
        "r 1; w 1; quorum sloppy; keys 5; rate 60; duration 12s; deletes 10; at 1s put cart tea; \
         at 2s partition {c0 n0 n1} | {c1 n2 n3 n4}; at 3s get cart; at 4s crash n1; at 7s heal",
    );
    let (kept, log) = (history(run.world()), log(run.world()));
    let has = |what: fn(&Outcome<i64>) -> bool| log.operations().iter().any(|one| what(&one.outcome));
    assert!(
        has(|outcome| matches!(outcome, Outcome::Done { .. })) && has(|outcome| *outcome == Outcome::Unknown)
    );
    assert!(log.operations().iter().any(|operation| operation.key == Key::Name("cart".into())));
    assert_eq!(read(&edn(&log)).expect("it can be read").history, log);
    assert_eq!(read(&json_lines(&log)).expect("it can be read").history, log);
    for (name, promise) in Promise::ALL {
        assert_eq!(promise.judge(&kept, 0, &0), promise.judge(&log, 0, &0), "{name}");
    }
}
