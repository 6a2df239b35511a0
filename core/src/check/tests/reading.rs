//! Histories from elsewhere, and for elsewhere.

use super::super::*;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use proptest::prelude::*;

fn fault(text: &str) -> Option<(usize, Fault)> {
    read(text).err().map(|error| (error.line, error.fault))
}

/// A line of EDN.
fn edn_line(process: u64, kind: &str, function: &str, value: &str) -> String {
    format!("{{:type :{kind}, :f :{function}, :value {value}, :process {process}}}\n")
}

fn edn_lines(lines: &[(u64, &str, &str, &str)]) -> String {
    lines.iter().map(|(process, kind, function, value)| edn_line(*process, kind, function, value)).collect()
}

#[test]
fn edn_is_read_line_by_line_or_in_a_vector() {
    let lines =
        edn_lines(&[(0, "invoke", "write", "1"), (0, "ok", "write", "1"), (1, "invoke", "read", "nil")]);
    let stale = lines.clone() + &edn_line(1, "ok", "read", "nil");
    let log = read(&stale).expect("a history");
    assert_eq!(log.lines, [(1, Some(2)), (3, Some(4))]);
    let Verdict::Broken(window) = linearizable(&log.history) else { panic!("a stale read") };
    assert_eq!((window.culprit, window.span), (OperationId(1), (1, 4)));
    let one = format!("; a comment {{\n [{stale} #_#_{{:type [1]}} 2\n]");
    assert_eq!(read(&one).map(|log| linearizable(&log.history)), Ok(Verdict::Broken(window)));
    assert_eq!(
        read(&lines).map(|log| log.lines),
        Ok(Vec::from([(1, Some(2)), (3, None)])),
        "it never returned"
    );
}

/// Without times the order in the text is that of time, however many calls and returns stand in a line.
#[test]
fn a_vector_in_one_line_is_in_order() {
    let stale = edn_lines(&[
        (0, "invoke", "write", "1"),
        (0, "ok", "write", "1"),
        (1, "invoke", "read", "nil"),
        (1, "ok", "read", "nil"),
    ]);
    let edn = format!("[{}]", stale.replace('\n', " "));
    let json = r#"[{"type":"invoke","process":0,"f":"write","value":1},{"type":"ok","process":0,"f":"write","value":1},{"type":"invoke","process":1,"f":"read","value":null},{"type":"ok","process":1,"f":"read","value":null}]"#;
    for text in [&*edn, json] {
        let log = read(text).expect("a history");
        assert_eq!((&*log.lines, log.timed), (&[(1, Some(1)), (1, Some(1))][..], false));
        let Verdict::Broken(window) = linearizable(&log.history) else { panic!("a stale read: {text}") };
        assert_eq!(window.span, (1, 4));
    }
    let timed = edn.replace(":process", ":time 5, :process");
    assert_eq!(read(&timed).map(|log| linearizable(&log.history)), Ok(Verdict::Kept), "all at one time");
}

#[test]
fn what_else_stands_in_a_map_is_skipped() {
    let text = "#jepsen.history.Op{:index 0, :time 5, :type :invoke, :process :nemesis, :f :start, :value nil}
        {:error [:a {:b #{1 2}} \"}\\\"\" \\} 1.5e9 12/7], :process 3 :type :invoke :f :cas :value (1 2) :time 7N
         :exception nil}
        {:process 3, :type :fail, :f :cas, :value [1 2], :time 9, #inst \"2020\" 1}";
    let log = read(text).expect("a history");
    let operations = log.history.operations();
    let cas = Operation {
        client: 3,
        key: Key::Only,
        action: Action::Cas(1, 2),
        called: 7,
        outcome: Outcome::Failed,
    };
    assert_eq!(operations, [cas]);
}

#[test]
fn pairs_of_key_and_value_are_told_from_values() {
    let text = edn_lines(&[
        (0, "invoke", "write", "[5 1]"),
        (0, "ok", "write", "[5 1]"),
        (0, "invoke", "cas", "[\"x\" [1 2]]"),
        (0, "info", "cas", "nil"),
        (1, "invoke", "cas", "[1 2]"),
        (1, "ok", "cas", "[1 2]"),
        (1, "invoke", "read", "[:y nil]"),
        (1, "ok", "read", "[:y 4]"),
    ]);
    let history = read(&text).expect("a history").history;
    let told: Vec<_> = history.operations().iter().map(|o| (o.key.clone(), o.action.clone())).collect();
    let name = |name: &str| Key::Name(name.into());
    assert_eq!(
        told,
        [
            (Key::Number(5), Action::Write(1)),
            (name("x"), Action::Cas(1, 2)),
            (Key::Only, Action::Cas(1, 2)),
            (name("y"), Action::Read),
        ]
    );
    let other = edn_lines(&[(1, "invoke", "read", "[5 nil]"), (1, "ok", "read", "[6 1]")]);
    assert_eq!(fault(&other), Some((2, Fault::OtherKey)));
}

#[test]
fn json_lines_are_read() {
    let text = r#"{"type":"invoke","process":0,"f":"write","key":"a\u00e9\ud83c\udf75","value":1,"time":10}
                  {"type":"invoke","process":1,"f":"read","key":"aé🍵","value":null,"time":11,"extra":{"a":[[]]}}
                  {"type":"ok","process":1,"f":"read","key":"aé🍵","value":1,"time":20}"#;
    let log = read(text).expect("a history");
    assert_eq!(log.lines, [(1, None), (2, Some(3))]);
    assert_eq!(log.history.operations()[1].outcome, Outcome::Done { at: 20, read: Some(1) });
    assert_eq!(log.history.operations()[0].key, log.history.operations()[1].key);
    assert_eq!(linearizable(&log.history), Verdict::Kept);
    assert_eq!(read(&format!("[{}]", text.replace("\n", ","))).map(|log| log.history), Ok(log.history));
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let begin = edn_line(0, "invoke", "read", "nil");
    let second = |line: &str| fault(&format!("{begin}{line}"));
    assert_eq!(second("{:type :ok, :f :read, :value 3, :proc"), Some((2, Fault::Truncated)));
    assert_eq!(second("{:type :ok, :f :read, :value \"3"), Some((2, Fault::Truncated)));
    assert_eq!(second("{:type :ok, #_"), Some((2, Fault::Truncated)));
    assert_eq!(fault(&format!("[{begin}")), Some((1, Fault::Truncated)));
    assert_eq!(second("{:type :ok]"), Some((2, Fault::Bracket)));
    assert_eq!(second("]"), Some((2, Fault::NoMap)));
    assert_eq!(second("hello"), Some((2, Fault::NoMap)));
    assert_eq!(second("{:type}"), Some((2, Fault::NoMap)));
    assert_eq!(second("{:type :done, :process 0}"), Some((2, Fault::Type)));
    assert_eq!(second("{:type :ok, :process 0, :f :append}"), Some((2, Fault::Function)));
    assert_eq!(second("{:type :ok, :process -1, :f :read}"), Some((2, Fault::Process)));
    assert_eq!(second("{:type :ok, :process 0, :f :read, :value [1 2 3]}"), Some((2, Fault::Value)));
    assert_eq!(second("{:type :ok, :process 0, :f :read, :value 1, :time 9}"), Some((2, Fault::Time)));
    let huge = format!("{{:type :ok, :process 0, :f :read, :value {}}}", "9".repeat(10_000));
    assert_eq!(second(&huge), Some((2, Fault::Value)));
    assert_eq!(second("{:type :ok, :process 9, :f :read}"), Some((2, Fault::NotCalled)));
    let early =
        "{:type :invoke, :f :read, :process 0, :time 10}\n\n{:type :ok, :f :read, :process 0, :time 9}";
    assert_eq!(fault(early), Some((3, Fault::BeforeCall)));
    for empty in ["", "\n\n", "[]", "[ ]", "hello\nworld", "; nothing"] {
        assert_eq!(fault(empty), Some((1, Fault::Nothing)), "{empty:?}");
    }
}

#[test]
fn depth_is_bounded() {
    let deep = |depth: usize| {
        let inside = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        edn_lines(&[(0, "invoke", "read", "nil")]).replace("{:", &format!("{{:error {inside}, :"))
    };
    assert_eq!(fault(&deep(MOST_NESTED - 1)), None);
    assert_eq!(fault(&deep(MOST_NESTED)), Some((1, Fault::Nesting)));
    assert_eq!(fault(&deep(1_000_000)), Some((1, Fault::Nesting)));
    let absent = format!("{{{} 1", "#_".repeat(1_000_000));
    assert_eq!(fault(&absent), Some((1, Fault::Truncated)));
    let absent = format!("{{{}", "#_[".repeat(1_000_000));
    assert_eq!(fault(&absent), Some((1, Fault::Nesting)));
}

fn history() -> impl Strategy<Value = History<Key, i64>> {
    let action = prop_oneof![
        Just(Action::Read),
        any::<i64>().prop_map(Action::Write),
        any::<(i64, i64)>().prop_map(|(from, to)| Action::Cas(from, to)),
    ];
    let key = prop_oneof![
        Just(Key::Only),
        any::<i64>().prop_map(Key::Number),
        any::<String>().prop_map(Key::Name),
    ];
    let one = (0_u64..4, key, action, (0_u64..4, 0_u64..4), 0..4, any::<Option<i64>>());
    proptest::collection::vec(one, 1..20).prop_map(|operations| {
        let mut history = History::new();
        let mut free = [0; 4];
        let mut now = 0;
        for (client, key, action, (pause, took), outcome, read) in operations {
            now = free[client as usize].max(now + pause);
            let is_read = action == Action::Read;
            let id = history.call(client, key, action, now);
            match outcome {
                0 => history.failed(id),
                1 => {}
                _ => {
                    history.done(id, now + took, read.filter(|_| is_read));
                    free[client as usize] = now + took;
                }
            }
        }
        history
    })
}

/// Pieces of which texts that are nearly histories are made.
fn nearly() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "#",
        "#{",
        "#_",
        "\\",
        "\"",
        ";",
        "\n",
        " ",
        ",",
        ":",
        ":type",
        ":invoke",
        ":ok",
        ":f",
        ":read",
        ":value",
        "nil",
        "1",
        "-",
        ":process",
        ":time",
        "\"type\"",
        "\"ok\"",
        "\\u00e9",
        "\\ud83c",
        "é",
        "\u{feff}",
        "{\"",
        "N",
        "jepsen.util - 0\t:ok\t",
    ];
    proptest::collection::vec(proptest::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn what_is_written_comes_in_the_order_of_time() {
    let mut history = History::new();
    let slow = history.call(1, Key::Only, Action::Write(1), 10);
    let quick = history.call(2, Key::Only, Action::Read, 20);
    history.done(quick, 30, None);
    history.done(slow, 40, None);
    let log = read(&edn(&history, 0)).expect("a history");
    assert_eq!(log.lines, [(1, Some(4)), (2, Some(3))]);
}

/// In Jepsen's model a process of which nobody knows asks no more.
#[test]
fn a_client_goes_on_as_another_process() {
    let mut history = History::new();
    for (client, known, called) in [(0, false, 10), (2, true, 20), (0, false, 30), (0, true, 40)] {
        let id = history.call(client, Key::Only, Action::Write(called as i64), called);
        if known {
            history.done(id, called + 5, None);
        }
    }
    for text in [edn(&history, 0), json_lines(&history, 0)] {
        let read = read(&text).expect("a history").history;
        let processes: Vec<u64> = read.operations().iter().map(|operation| operation.client).collect();
        assert_eq!(processes, [0, 2, 3, 6]);
    }
}

#[test]
fn what_is_left_out_is_said() {
    let mut history = History::new();
    history.call(1, Key::Only, Action::Write(1), 10);
    let (with, without) = (edn(&history, 3), edn(&history, 0));
    assert_eq!(
        with,
        format!(
            ";; Left out: 3 reads that found several values side by side. A register has one.\n{without}"
        )
    );
    let (first, rest) = json_lines(&history, 3)
        .split_once('\n')
        .map(|(a, b)| (String::from(a), String::from(b)))
        .expect("lines");
    assert!(first.ends_with(",\"left_out\":3}") && !rest.contains("left_out"), "{first}");
    assert_eq!(read(&with).map(|log| log.history), Ok(history.clone()));
    assert_eq!(read(&json_lines(&history, 3)).map(|log| log.history), Ok(history));
}

/// A history with its processes as they are written.
fn by_process(history: &History<Key, i64>) -> History<Key, i64> {
    let mut told = History::new();
    let clients = history.operations().iter().map(|operation| operation.client).max().unwrap_or_default() + 1;
    let mut lost = [0; 4];
    for operation in history.operations() {
        let lives = &mut lost[operation.client as usize];
        let process = operation.client + *lives * clients;
        let id = told.call(process, operation.key.clone(), operation.action.clone(), operation.called);
        match operation.outcome {
            Outcome::Done { at, read } => told.done(id, at, read),
            Outcome::Failed => told.failed(id),
            Outcome::Unknown => *lives += 1,
        }
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn what_is_written_is_read_back(history in history()) {
        let told = by_process(&history);
        prop_assert_eq!(read(&edn(&history, 0)).map(|log| log.history), Ok(told.clone()));
        prop_assert_eq!(read(&json_lines(&history, 7)).map(|log| log.history), Ok(told));
    }

    #[test]
    fn a_part_of_what_is_written_is_no_trouble(history in history(), part in 0.0..1.0) {
        for text in [edn(&history, 0), json_lines(&history, 0)] {
            let mut cut = (text.len() as f64 * part) as usize;
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            let whole = text[..cut].is_empty() || text[..cut].ends_with(['\n', '}']);
            let lines = text[..cut].bytes().filter(|byte| *byte == b'\n').count();
            match read(&text[..cut]) {
                Ok(_) => prop_assert!(whole),
                Err(error) if cut == 0 => prop_assert_eq!(error.fault, Fault::Nothing),
                Err(error) => prop_assert_eq!((error.line, error.fault), (lines + 1, Fault::Truncated)),
            }
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>(), nearly in nearly()) {
        let _ = (read(&text), read(&nearly), read(&format!("{{{nearly}")), read(&format!("{{\"{nearly}")));
    }
}
