//! An access log and rules from end to end: files in, reports and tables out, and nothing that breaks on
//! arbitrary bytes.

use proptest::prelude::*;
use snowglobe_core::limiter::{Algorithm, Limit};
use snowglobe_web::own_data::gateway::analysis::{PartSpec, Setting, Spec};
use snowglobe_web::own_data::gateway::export::{Table, csv, json};
use snowglobe_web::own_data::gateway::failure::Failure;
use snowglobe_web::own_data::gateway::gzip::Gunzip;
use snowglobe_web::own_data::gateway::line::address::Clients;
use snowglobe_web::own_data::gateway::line::{Field, Fields, Format, Parser, Wanted, detect, utc};
use snowglobe_web::own_data::gateway::lines::{Lines, Piece};
use snowglobe_web::own_data::gateway::order::Order;
use snowglobe_web::own_data::gateway::reader::Reader;
use snowglobe_web::own_data::gateway::report::Report;
use snowglobe_web::own_data::gateway::request::Request;
use snowglobe_web::own_data::gateway::samples;
use snowglobe_web::own_data::gateway::session::Session;
use snowglobe_web::own_data::gateway::words::{results, sentences};
use snowglobe_web::text::Language;
use std::fmt::Write;

const FORMATS: [Format; 4] = [Format::Common, Format::Combined, Format::Json, Format::Plain];

fn run(request: &Request, file: &[u8], chunk: usize) -> Result<Report, Failure> {
    let mut session = Session::new(request.clone(), file.len() as u64)?;
    for chunk in file.chunks(chunk) {
        let mut rest = chunk;
        while !rest.is_empty() {
            rest = &rest[session.push(rest)?..];
        }
    }
    session.finish()
}

/// What a reader sees of the sample: under each algorithm, and all of one report.
#[test]
fn the_sample() {
    let mut text = String::new();
    for algorithm in Algorithm::ALL {
        let request = Request { algorithm: algorithm.name().into(), ..Request::new(samples::RULES) };
        let report = run(&request, samples::LOG.as_bytes(), 1_000).expect("a report");
        let rules: Vec<u64> = report.rules.iter().map(|rule| rule.denied).collect();
        writeln!(
            text,
            "{:<24} denied {:>3}, delayed {:>3}, by rule {rules:?}",
            algorithm.name(),
            report.denied,
            report.delayed
        )
        .expect("text");
    }
    let request = Request { compare: true, ..Request::new(samples::RULES) };
    let report = run(&request, samples::LOG.as_bytes(), 1_000).expect("a report");
    for lang in [Language::English, Language::Korean] {
        writeln!(text, "\n{}\n{}", sentences::read(lang, &report.reading), sentences::outcome(lang, &report))
            .expect("text");
        for rule in &report.rules {
            writeln!(text, "{}: {}", sentences::rule(rule), sentences::limit(lang, &rule.limit))
                .expect("text");
            for answer in rule.comparison.iter().flat_map(|comparison| &comparison.answers) {
                let window = rule.limit.window;
                let said =
                    [results::by_window(lang, answer, window), results::by_bucket(lang, answer, window)];
                writeln!(text, "  {}: {}", results::at_most(lang, answer), said.join(" ")).expect("text");
            }
        }
    }
    for table in Table::ALL {
        let rows = String::from_utf8(csv(&report, table)).expect("text").replace("\r\n", "\n");
        let rows: Vec<&str> = rows.lines().take(25).collect();
        writeln!(text, "\n{}.csv\n{}", table.name(), rows.join("\n")).expect("text");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn the_sample_shows_what_its_words_say() {
    let request = Request::new(samples::RULES);
    let report = run(&request, samples::LOG.as_bytes(), 77).expect("a report");
    assert_eq!(report.rules[0].top[0].key, "2001:db8:bad:1::/64");
    assert_eq!(report.rules[1].top[0].key, "198.51.100.23");
    assert_eq!((report.reading.skipped(), report.reading.late > 0), (1, true));
    // Ungrouped, the scraper hides.
    let loose = Request { clients: Clients::default(), ..request };
    let hidden = run(&loose, samples::LOG.as_bytes(), 77).expect("a report");
    assert!(hidden.rules[0].top.iter().all(|key| !key.key.starts_with("2001:db8:bad")));
}

#[test]
fn the_json_can_be_read_by_others() {
    let request = Request { compare: true, ..Request::new(samples::RULES) };
    let report = run(&request, samples::LOG.as_bytes(), 4_096).expect("a report");
    let value: serde_json::Value = serde_json::from_str(&json(&report)).expect("JSON");
    assert_eq!(value["denied"], report.denied);
    assert_eq!(value["rules"][1]["parts"][0]["value"], "/login");
    assert_eq!(value["rules"][0]["top"][0]["key"], "2001:db8:bad:1::/64");
    assert_eq!(value["reading"]["first"], utc(report.reading.first));
    assert_eq!(value["rules"][0]["comparison"]["algorithms"].as_array().map(Vec::len), Some(9));
}

/// Memory does not grow with the file: what is held after a million lines is what was held after a hundred
/// thousand.
#[test]
fn half_a_million_lines_of_as_many_keys_pass() {
    let rules = "domain: a\ndescriptors:\n  - key: ip\n    rate_limit: {unit: hour, requests_per_unit: 1}\n";
    let mut session = Session::new(Request::new(rules), 1 << 33).expect("a session");
    let mut chunk = String::new();
    for number in 0..500_000_u64 {
        writeln!(chunk, "{} key-{}", 1_700_000_000 + number / 1_000, number * 7_919 % 500_000).expect("text");
        if chunk.len() > 1 << 20 {
            session.push(chunk.as_bytes()).expect("text");
            chunk.clear();
        }
    }
    session.push(chunk.as_bytes()).expect("text");
    let report = session.finish().expect("a report");
    assert_eq!((report.requests, report.denied, report.rules[0].keys), (500_000, 0, 500_000));
}

fn each_ip() -> Vec<Spec> {
    vec![Spec { parts: vec![PartSpec::each("ip")], limit: Limit::new(2, 1_000_000_000) }]
}

/// Bytes as a log might have them, and others.
fn noise() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..40),
        Just(
            b"192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] \"GET /a?b HTTP/1.0\" 200 23 \"-\" \"x\\\"y\""
                .to_vec()
        ),
        Just(b"{\"msec\":971211336.5,\"remote_addr\":\"192.0.2.7\",\"uri\":\"\\u00e9\\/\"}".to_vec()),
        Just(b"971211336.25 user".to_vec()),
        Just(b"2000-02-30T13:55:36Z,key".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"\0".to_vec()),
        Just(b"\xEF\xBB\xBF".to_vec()),
        Just(b"\"\\".to_vec()),
        Just(b"[".to_vec()),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Where to cut.
fn cuts() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(1..50_usize, 1..60)
}

fn cut<'a>(text: &'a [u8], sizes: &[usize]) -> Vec<&'a [u8]> {
    let (mut rest, mut pieces) = (text, Vec::new());
    for size in sizes {
        let (piece, after) = rest.split_at(rest.len().min(*size));
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

proptest! {
    #[test]
    fn any_cut_gives_the_same_lines(text in noise(), sizes in cuts()) {
        let read = |pieces: &[&[u8]]| {
            let mut seen: Vec<(u64, bool, Vec<u8>)> = Vec::new();
            let mut take = |number: u64, piece: Piece<'_>| match piece {
                Piece::Line(line) => seen.push((number, false, line.to_vec())),
                Piece::Zero(line) | Piece::TooLong(line) => seen.push((number, true, line.to_vec())),
            };
            let mut lines = Lines::default();
            pieces.iter().for_each(|piece| lines.push(piece, &mut take));
            lines.finish(&mut take);
            seen
        };
        let whole = read(&[&text]);
        prop_assert_eq!(&read(&cut(&text, &sizes)), &whole);
        let breaks = text.iter().filter(|byte| **byte == b'\n').count() as u64;
        let count = whole.len() as u64;
        prop_assert!(count == breaks || count == breaks + 1);
    }

    #[test]
    fn no_bytes_break_a_parser(text in noise()) {
        let mut wanted = Wanted::default();
        for name in ["user", "path", "agent", "x_forwarded_for", "status", "device"] {
            wanted.add(name);
        }
        for format in FORMATS {
            let mut parser = Parser::new(format, wanted.clone());
            let mut fields = Fields::default();
            for line in text.split(|byte| *byte == b'\n') {
                if parser.parse(line, &mut fields).is_ok() {
                    let both = [line, parser.written()].concat();
                    let address = fields.of(Field::Address, &both);
                    prop_assert!(!address.is_empty() || !fields.of(Field::Forwarded, &both).is_empty());
                    let _ = Clients { proxies: 2, group_ipv6: true }.of(address, fields.of(Field::Forwarded, &both));
                    let _ = utc(fields.time);
                }
            }
        }
        let _ = detect(&text);
    }

    #[test]
    fn no_bytes_break_the_unpacking(
        text in proptest::collection::vec(any::<u8>(), 0..400), sizes in cuts(), header in any::<bool>(),
    ) {
        let file = if header { [b"\x1f\x8b\x08\0\0\0\0\0\0\x03", text.as_slice()].concat() } else { text };
        let unpack = |pieces: &[&[u8]]| {
            let mut out = Vec::new();
            let mut gunzip = Gunzip::new();
            for piece in pieces {
                let mut rest = *piece;
                while !rest.is_empty() {
                    let used = gunzip.push(rest, &mut |bytes| out.extend_from_slice(bytes))?;
                    rest = &rest[used..];
                }
            }
            gunzip.finish().map(|()| out)
        };
        // What is wrong may be noticed a little later in another cut, but not whether it is.
        prop_assert_eq!(unpack(&[&file]).map_err(|broken| broken.fault), unpack(&cut(&file, &sizes)).map_err(|broken| broken.fault));
    }

    #[test]
    fn lines_go_out_in_order_and_none_is_lost(times in proptest::collection::vec(0..60_u64, 0..300), held in 1..40_usize) {
        let mut order = Order::new(held, 1);
        let mut out = Vec::new();
        for (number, time) in (1..).zip(&times) {
            let (held, keys) = order.next_slot();
            held.fields.time = *time;
            held.keep(number, b"a line", b"");
            keys[0] = number;
            order.push();
            while let Some(due) = order.overdue() {
                prop_assert_eq!(due.keys[0], due.held.number);
                out.push((due.time, due.held.number));
            }
        }
        order.end();
        while let Some(due) = order.overdue() {
            out.push((due.time, due.held.number));
        }
        // Sorted, and of one stamp in the order of the file, but for lines that came too late.
        prop_assert!(out.is_sorted_by_key(|(time, _)| *time));
        let mut numbers: Vec<u64> = out.iter().map(|(_, number)| *number).collect();
        if order.too_late() == 0 {
            prop_assert!(out.is_sorted());
            prop_assert!(out.iter().all(|(time, number)| *time == times[*number as usize - 1]));
        }
        numbers.sort_unstable();
        prop_assert!(numbers.into_iter().eq(1..=times.len() as u64));
        // Who is no more lines late than are held is never too late.
        let late = |at: usize| times[..at].iter().filter(|before| **before > times[at]).count();
        if (0..times.len()).all(|at| late(at) <= held) {
            prop_assert_eq!(order.too_late(), 0);
        }
    }

    #[test]
    fn no_bytes_break_the_work_and_any_cut_gives_the_same_report(text in noise(), sizes in cuts(), format in 0..5_usize) {
        let read = |pieces: &[&[u8]]| {
            let mut reader = Reader::new(each_ip(), Setting::default(), FORMATS.get(format).copied());
            for piece in pieces {
                reader.push(piece)?;
            }
            reader.finish(false)
        };
        let whole = read(&[&text]);
        prop_assert_eq!(&read(&cut(&text, &sizes)), &whole);
        if let Ok(report) = whole {
            prop_assert_eq!(report.reading.lines, report.requests + report.reading.blank + report.reading.skipped());
            Table::ALL.into_iter().for_each(|table| drop(csv(&report, table)));
            prop_assert!(serde_json::from_str::<serde_json::Value>(&json(&report)).is_ok());
        }
    }
}
