use super::*;
use crate::own_data::gateway::analysis::PartSpec;
use snowglobe_core::limiter::Limit;

fn specs() -> Vec<Spec> {
    vec![Spec { parts: vec![PartSpec::each("ip")], limit: Limit::new(2, 10_000_000_000) }]
}

fn read(text: &[u8], chunk: usize) -> Result<Report, Failure> {
    let mut reader = Reader::new(specs(), Setting::default(), None);
    for chunk in text.chunks(chunk.max(1)) {
        reader.push(chunk)?;
    }
    reader.finish(false)
}

fn line(second: u32) -> String {
    format!("192.0.2.7 - - [14/Nov/2023:22:13:{second:02} +0000] \"GET /{second} HTTP/1.1\" 200 5\n")
}

#[test]
fn every_line_is_a_request_or_counted_under_a_problem() {
    let mut text: Vec<u8> = line(0).into_bytes();
    text.extend_from_slice(b"\r\n   \n");
    text.extend_from_slice(b"nonsense\n");
    text.extend_from_slice(b"192.0.2.7 - - [30/Feb/2023:22:13:20 +0000] \"GET / HTTP/1.1\" 200 5\n");
    text.extend_from_slice(b"192.0.2.7 - - [14/Nov/2023:22:13:20 +0000] \"GET / HT\0P/1.1\" 200 5\n");
    text.extend_from_slice(b"192.0.2.7 - - [14/Nov/2023:22:13:20 +0000] \"GET / HTTP\n");
    text.extend(std::iter::repeat_n(b'x', 1 << 20));
    text.extend_from_slice(format!("\n{}", line(1)).as_bytes());
    let whole = read(&text, text.len()).expect("a report");
    let reading = &whole.reading;
    assert_eq!((reading.lines, whole.requests, reading.blank, reading.skipped()), (9, 2, 2, 5));
    let found: Vec<(Problem, u64)> = Problem::ALL.into_iter().zip(reading.problems.clone()).collect();
    let expected = [
        (Problem::ZeroByte, 1),
        (Problem::TooLong, 1),
        (Problem::NoTime, 0),
        (Problem::ImpossibleTime, 1),
        (Problem::NoKey, 1),
        (Problem::Shape, 1),
    ];
    assert_eq!(found, expected);
    assert_eq!(reading.examples.iter().map(|bad| bad.number).collect::<Vec<_>>(), [4, 5, 6, 7, 8]);
    assert_eq!(
        reading.examples[2].text,
        "192.0.2.7 - - [14/Nov/2023:22:13:20 +0000] \"GET / HT\u{fffd}P/1.1\" 200 5"
    );
    for chunk in [1, 7, 1_000, 65_536] {
        assert!(read(&text, chunk).as_ref() == Ok(&whole), "in chunks of {chunk}");
    }
}

#[test]
fn few_examples_of_many_problems_are_kept() {
    let text = line(0) + &"nonsense without time\n".repeat(10_000);
    let report = read(text.as_bytes(), 4_096).expect("a report");
    assert_eq!((report.reading.skipped(), report.reading.examples.len()), (10_000, LISTED_PROBLEMS));
}

#[test]
fn what_is_no_log_is_refused_with_a_reason() {
    let failure = |text: &[u8]| read(text, 999).map(drop).expect_err("a failure");
    assert_eq!(failure(b""), Failure::Empty);
    assert_eq!(failure(b"\xEF\xBB\xBF\r\n \n"), Failure::Empty);
    assert_eq!(failure(b"\n\nDear diary,\ntoday\n"), Failure::UnknownFormat { line: "Dear diary,".into() });
    assert_eq!(failure(b"\x89PNG\r\n\x1a\n\0\0\0"), FileFailure::Binary { offset: 8 }.into());
    assert_eq!(failure(b"\xFF\xFE1\0"), FileFailure::Utf16.into());
    assert_eq!(failure(b"PK\x03\x04rest"), Failure::Packed { by: "zip".into() });
    assert_eq!(failure(b"\x28\xB5\x2F\xFDrest"), Failure::Packed { by: "zstd".into() });
    let noise: Vec<u8> = (0..5_000_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(matches!(failure(&noise), Failure::File(FileFailure::Binary { .. })));
}

#[test]
fn a_format_asked_for_is_taken_at_its_word() {
    let mut reader = Reader::new(specs(), Setting::default(), Some(Format::Plain));
    reader.push((line(0) + &line(1)).as_bytes()).expect("text");
    let problem = Problem::NoTime;
    let Err(Failure::NothingUnderstood { lines: 2, problem: found, line: text }) = reader.finish(false)
    else {
        panic!("a combined log is no plain one");
    };
    assert_eq!((found, text.as_str()), (problem, line(0).trim_end()));
}

#[test]
fn a_log_that_begins_with_what_a_rotation_left_is_read() {
    let zeros = [vec![0; 1 << 20].as_slice(), b"\n", line(3).as_bytes()].concat();
    let report = read(&zeros, 50_000).expect("a report");
    assert_eq!((report.requests, report.reading.skipped(), report.reading.lines), (1, 1, 2));
    let long = [vec![b'x'; 1 << 20].as_slice(), b"\n", line(3).as_bytes()].concat();
    assert_eq!(read(&long, 50_000).map(|report| report.requests), Ok(1));
}

#[test]
fn lines_out_of_order_count_at_their_time() {
    let order = [0, 5, 3, 4, 9, 9, 1];
    let text: String = order.iter().map(|second| line(*second)).collect();
    let report = read(text.as_bytes(), 100).expect("a report");
    assert_eq!((report.reading.late, report.reading.too_late), (3, 0));
    assert_eq!(report.reading.first, 1_700_000_000_000_000_000 - 20_000_000_000);
    assert_eq!(report.reading.last - report.reading.first, 9_000_000_000);
    // 2 in 10 s: those at 0 and 1 s pass, and the next at 5 s, which is the second line.
    assert_eq!(report.first_denied.iter().map(|line| line.number).collect::<Vec<_>>(), [3, 4, 5, 6]);
}

/// Once the list of denied lines is full only parts of a line are held; keys must still be named by them.
#[test]
fn keys_are_named_after_the_list_of_denied_lines_is_full() {
    let parts = ["ip", "path", "user_agent", "remote_user"].map(PartSpec::each).to_vec();
    let specs = vec![Spec { parts, limit: Limit::new(2, 10_000_000_000) }];
    let mut reader = Reader::new(specs, Setting::default(), None);
    let line = |client: &str, path: &str| {
        format!(
            "{client} - kim [14/Nov/2023:22:13:20 +0000] \"GET {path}?q HTTP/1.1\" 200 5 \"-\" \"curl/8\" \"-\"\n"
        )
    };
    let early = line("192.0.2.7", "/early").repeat(HELD_LINES * 2);
    let late = line("192.0.2.9", "/late").repeat(50) + &line("192.0.2.11", "/escaped\\x22").repeat(40);
    reader.push((early + &late).as_bytes()).expect("a log");
    let report = reader.finish(false).expect("a report");
    assert_eq!(report.first_denied.len(), super::super::report::LISTED_LINES);
    let named: Vec<(&str, u64)> =
        report.rules[0].top.iter().map(|key| (key.key.as_str(), key.denied)).collect();
    let expected = [
        ("192.0.2.7 /early curl/8 kim", HELD_LINES as u64 * 2 - 2),
        ("192.0.2.9 /late curl/8 kim", 48),
        ("192.0.2.11 /escaped\" curl/8 kim", 38),
    ];
    assert_eq!(named, expected);
}
