//! The terminal: `cargo run -p snowglobe-core --example check` judges a log of Jepsen, EDN, and JSON lines.

use snowglobe_core::check::{Outcome, Verdict, edn, json_lines, linearizable};
use snowglobe_core::scenario::file;
use snowglobe_core::sim::Run;
use snowglobe_core::systems::kv::{self, Kv};
use snowglobe_core::systems::parameters;
use snowglobe_tests::example;
use std::process::Command;

/// Exit status, what it says, and what it complains of.
fn check(name: &str, log: &str) -> (Option<i32>, String, String) {
    let path = std::env::temp_dir().join(format!("snowglobe-check-{}-{name}.log", std::process::id()));
    std::fs::write(&path, log).expect("room for a log");
    let output = Command::new(example::program("check")).arg(&path).output().expect("it runs");
    std::fs::remove_file(&path).ok();
    let text = |bytes| String::from_utf8(bytes).expect("it is text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const WRITE: &str = "INFO  jepsen.util - 0\t:invoke\t:write\t1\nINFO  jepsen.util - 0\t:ok\t:write\t1\n";

#[test]
fn logs_are_judged() {
    let fresh = "INFO  jepsen.util - 1\t:invoke\t:read\tnil\nINFO  jepsen.util - 1\t:ok\t:read\t1\n";
    let kept = check("kept", &format!("INFO  jepsen.core - hello\n{WRITE}{fresh}"));
    assert_eq!(kept, (Some(0), "linearizable\n".into(), String::new()));

    let (status, told, _) = check("stale", &format!("{WRITE}{}", fresh.replace("read\t1", "read\tnil")));
    assert_eq!(status, Some(1));
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines,
        [
            "not linearizable: no order for lines 1 to 4",
            "  process 0, line 1: write 1 -> line 2: ok",
            "  process 1, line 3: read -> line 4: nil    <- broken by its return",
        ]
    );

    let (status, told, error) = check("broken", "INFO  jepsen.util - 0\t:ok\t:write\t1\n");
    assert_eq!((status, told.as_str()), (Some(2), ""));
    assert!(error.contains("line 1: the process returns from what it has not called"), "{error}");
}

#[test]
fn what_would_take_too_long_ends_undecided() {
    let mut log = String::new();
    let mut line = |fields: String| log.push_str(&format!("INFO  jepsen.util - {fields}\n"));
    // Sixty writes of which nobody knows, and reads that go from the first to the second and back.
    (1..=60).for_each(|value| line(format!("{value}\t:invoke\t:write\t{value}")));
    for value in [1, 2, 1].into_iter().chain(3..=60) {
        line("0\t:invoke\t:read\tnil".into());
        line(format!("0\t:ok\t:read\t{value}"));
    }
    let (status, told, error) = check("undecided", &log);
    assert_eq!((status, error.as_str()), (Some(3), ""));
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines,
        [
            "undecided: there are too many orders to try on the key of",
            "  process 1, line 1: write 1 -> nobody knows"
        ]
    );
}

#[test]
fn edn_and_json_lines_are_judged() {
    let edn = "{:type :invoke, :f :write, :value [7 1], :process 0, :time 100}\n\
               {:type :ok, :f :write, :value [7 1], :process 0, :time 200}\n\
               {:type :invoke, :f :read, :value [7 nil], :process 1, :time 300}\n\
               {:type :ok, :f :read, :value [7 1], :process 1, :time 400}\n";
    assert_eq!(check("edn-kept", edn), (Some(0), "linearizable\n".into(), String::new()));

    let json = "{\"type\":\"invoke\",\"f\":\"write\",\"key\":7,\"value\":1,\"process\":0,\"time\":100}\n\
                {\"type\":\"ok\",\"f\":\"write\",\"key\":7,\"value\":1,\"process\":0,\"time\":200}\n\
                {\"type\":\"invoke\",\"f\":\"read\",\"key\":7,\"value\":null,\"process\":1,\"time\":300}\n\
                {\"type\":\"ok\",\"f\":\"read\",\"key\":7,\"value\":null,\"process\":1,\"time\":400}\n";
    let (status, told, _) = check("json-stale", json);
    assert_eq!(status, Some(1));
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines,
        [
            "not linearizable: no order for lines 1 to 4",
            "  process 0, line 1: write 1 of 7 -> line 2: ok",
            "  process 1, line 3: read of 7 -> line 4: nil    <- broken by its return",
        ]
    );

    let (status, _, error) = check("edn-cut", &edn[..edn.len() - 9]);
    assert_eq!(status, Some(2));
    assert!(error.contains("line 4: the text ends in the midst of what begins here"), "{error}");
}

/// What the page exports, the example judges as the page does.
#[test]
fn exported_histories_are_judged_alike() {
    for (name, text, expected) in [
        ("broken", "seed 7\nset r 1\nset w 1\nset quorum sloppy\n", Some(1)),
        ("kept", "seed 7\nset resolution atomic_register\n", Some(0)),
    ] {
        let text = format!(
            "snowglobe 1\nsystem kv\n{text}set rate 60\nset keys 5\nset deletes 10%\nset duration 12s\n\
             at 1s put cart tea\nat 2s partition {{c0 n0 n1}} | {{c1 n2 n3 n4}}\nat 3s get cart\n\
             at 4s crash n1\nat 7s heal\n"
        );
        let scenario = file::read(&text, parameters).expect("a scenario");
        let mut run = Run::<Kv>::new(scenario).expect("it fits");
        run.seek_time(run.horizon());
        let (history, left_out) = kv::log(run.world());
        let unknown = history.operations().iter().filter(|one| one.outcome == Outcome::Unknown).count();
        assert!(unknown > 2, "clients go on as other processes");
        assert_eq!(linearizable(&history) == Verdict::Kept, expected == Some(0));
        for (form, text) in [("edn", edn(&history, left_out)), ("json", json_lines(&history, left_out))] {
            let (status, told, error) = check(&format!("{name}-{form}"), &text);
            assert_eq!((status, error.as_str()), (expected, ""), "{name} as {form}: {told}");
        }
    }
}
