use super::*;
use snowglobe_core::check::{Promise, Verdict, read};

fn excerpt(text: &str, promise: Promise) -> Excerpt {
    let log = read(text).expect("a history");
    let Verdict::Broken(window) = promise.judge(&log.history, 0, &0) else { panic!("it is broken") };
    Excerpt::of(&log, &window)
}

/// Process, function, value: called and done one after the other.
fn told(operations: &[(u64, &str, Option<i64>)]) -> String {
    let line = |(process, function, value): &(u64, &str, Option<i64>)| {
        let value = value.map_or("nil".to_owned(), |value| value.to_string());
        format!(
            "INFO jepsen.util - {process} :invoke :{function} {value}\nINFO jepsen.util - {process} :ok :{function} {value}\n"
        )
    };
    operations.iter().map(line).collect()
}

#[test]
fn the_window_stands_with_a_little_around_it() {
    let mut operations: Vec<_> = (0..10).map(|value| (0, "write", Some(value))).collect();
    operations.extend([
        (1, "read", Some(8)),
        (2, "write", Some(20)),
        (2, "write", Some(21)),
        (2, "write", Some(22)),
    ]);
    let excerpt = excerpt(&told(&operations), Promise::Linearizable);
    let parts: Vec<(i64, Part)> = excerpt
        .operations
        .iter()
        .map(|shown| match shown.asked {
            Asked::Write(value) => (value, shown.part),
            _ => (shown.read.expect("a value"), shown.part),
        })
        .collect();
    use Part::{Beside, Culprit, Inside};
    let expected = [
        (5, Beside),
        (6, Beside),
        (7, Beside),
        (8, Beside),
        (9, Inside),
        (8, Culprit),
        (20, Beside),
        (21, Beside),
    ];
    assert_eq!(parts, expected);
    assert_eq!((excerpt.span, excerpt.times, excerpt.left_out), ((19, 22), Times::Lines, 0));
    assert_eq!((excerpt.processes(), excerpt.key), (vec![0, 1, 2], None));
    assert_eq!(excerpt.operations[5].lines, (21, Some(22)));
}

#[test]
fn times_are_told_or_counted() {
    let map = |kind, function, value, process, more: &str| {
        format!("{{:type :{kind} :f :{function} :value {value} :process {process}{more}}}")
    };
    let times = |between: &str, time: fn(u64) -> String| {
        let maps = [("invoke", "write", "1", 0), ("ok", "write", "1", 0), ("invoke", "read", "nil", 1)];
        let maps = maps.into_iter().chain([("ok", "read", "nil", 1)]).zip(1..);
        let maps = maps.map(|((kind, f, value, process), at)| map(kind, f, value, process, &time(at)));
        excerpt(&maps.collect::<Vec<_>>().join(between), Promise::Linearizable).times
    };
    assert_eq!(times("\n", |at| format!(" :time {at}")), Times::Told);
    assert_eq!(times("\n", |_| String::new()), Times::Lines);
    assert_eq!(times(" ", |_| String::new()), Times::Counted);
}

#[test]
fn a_long_window_keeps_its_end_and_its_culprit() {
    // Two reads of one client far apart: everything between them is in the window.
    let mut text = told(&[(0, "write", Some(1))]);
    text.push_str("INFO jepsen.util - 5000 :invoke :read nil\n");
    for value in 2..100 {
        text.push_str(&told(&[(value as u64, "write", Some(value)), (1_000, "read", Some(value))]));
    }
    text.push_str("INFO jepsen.util - 5000 :ok :read 555\n");
    let excerpt = excerpt(&text, Promise::Linearizable);
    assert!(excerpt.operations.len() <= MOST_OPERATIONS + 1 + AROUND.0 + AROUND.1);
    let culprits: Vec<_> = excerpt.operations.iter().filter(|shown| shown.part == Part::Culprit).collect();
    assert_eq!(culprits.len(), 1);
    assert_eq!(culprits[0].read, Some(555));
}
