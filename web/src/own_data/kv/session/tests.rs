use super::*;
use crate::own_data::kv::report::Found;
use crate::own_data::kv::samples;
use snowglobe_core::check::Fault;

fn judged_in(text: &[u8], chunk: usize) -> Result<Report, Failure> {
    let mut session = Session::begin((), text.len() as u64)?;
    for chunk in text.chunks(chunk) {
        session.push(chunk)?;
    }
    session.finish()
}

fn judged(text: &str) -> Result<Report, Failure> {
    let whole = judged_in(text.as_bytes(), 1 << 20);
    assert_eq!(judged_in(text.as_bytes(), 7), whole, "however it is cut");
    whole
}

fn broken(report: &Report) -> Vec<&str> {
    let broken = report.judged.iter().filter(|judged| matches!(judged.found, Found::Broken(_)));
    broken.map(|judged| judged.promise.as_str()).collect()
}

fn fault(text: &str) -> Option<(u64, Fault)> {
    judged(text).err().and_then(|failure| failure.fault())
}

#[test]
fn samples_are_what_they_are_called() {
    let good = judged(samples::GOOD).expect("a history");
    assert_eq!(broken(&good), [""; 0]);
    assert!(good.operations >= 8 && good.processes >= 3);
    let stale = judged(samples::STALE).expect("a history");
    assert_eq!(broken(&stale), ["linearizable"], "nobody went back, but it is old");
    let lost = judged(samples::UNKNOWN).expect("a history");
    assert_eq!(lost.unknown, 1);
    assert_eq!(broken(&lost), ["linearizable", "monotonic_reads"]);
}

#[test]
fn all_three_forms_are_judged_alike() {
    let log = judged("INFO  jepsen.util - 0\t:invoke\t:write\t1\nINFO  jepsen.util - 0\t:ok\t:write\t1\n");
    let edn = judged(
        "{:type :invoke, :f :write, :value 1, :process 0}\n{:type :ok, :f :write, :value 1, :process 0}\n",
    );
    let json = judged(
        "{\"type\":\"invoke\",\"f\":\"write\",\"value\":1,\"process\":0}\n{\"type\":\"ok\",\"f\":\"write\",\"value\":1,\"process\":0}\n",
    );
    assert!(log.is_ok());
    assert_eq!((&log, &log), (&edn, &json));
}

#[test]
fn what_is_no_history_is_told_with_its_line() {
    assert_eq!(judged(" \n\u{feff}\n"), Err(Failure::Empty));
    assert_eq!(judged(""), Err(Failure::Empty));
    assert_eq!(fault("hello\nworld\n"), Some((1, Fault::Nothing)));
    let invoke = "{:type :invoke, :f :write, :value 1, :process 0, :time 20}\n";
    let early = format!("{invoke}{}", invoke.replace("invoke", "ok").replace("20", "10"));
    assert_eq!(fault(&early), Some((2, Fault::BeforeCall)));
    assert_eq!(fault(&invoke.replace("invoke", "ok")), Some((1, Fault::NotCalled)));
    let cut = &early[..early.len() - 9];
    assert_eq!(fault(cut), Some((2, Fault::Truncated)));
    let mut session = Session::begin((), 9).expect("a session");
    assert_eq!(session.push(b"abc\0def"), Err(FileFailure::Binary { offset: 3 }.into()));
    let mut session = Session::begin((), 9).expect("a session");
    assert_eq!(session.push(b"\xFF\xFEa"), Err(FileFailure::Utf16.into()));
    let large = Session::begin((), MAX_FILE_BYTES + 1).map(drop);
    assert_eq!(large, Err(FileFailure::TooLarge { bytes: MAX_FILE_BYTES + 1, max: MAX_FILE_BYTES }.into()));
}

#[test]
fn what_would_take_too_long_is_undecided() {
    let mut text = String::new();
    let mut line = |process: u64, kind: &str, function: &str, value: u64| {
        text.push_str(&format!(
            "{{\"type\":\"{kind}\",\"process\":{process},\"f\":\"{function}\",\"key\":\"cart\",\"value\":{value}}}\n"
        ));
    };
    (1..=60).for_each(|value| line(value, "invoke", "write", value));
    for value in [1, 2, 1].into_iter().chain(3..=60) {
        line(0, "invoke", "read", 0);
        line(0, "ok", "read", value);
    }
    let report = judged_in(text.as_bytes(), 1 << 20).expect("a history");
    let expected = Found::Undecided { key: Some("cart".into()), operations: 121, unknown: 60 };
    assert_eq!(report.judged[0].found, expected);
}
