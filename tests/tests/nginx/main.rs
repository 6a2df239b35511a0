//! A log that a real nginx wrote, and the denials of its own `limit_req`, against what is computed from
//! that log.
//!
//! nginx is started on loopback with a configuration and a folder of its own, a client asks it for a few
//! hundred pages within a few seconds, and nginx writes who was rejected into the log beside the time. From
//! the same lines the meter, and the token bucket which is the same, must come to the same denials, line by
//! line.
//!
//! **Where the definitions agree.** `limit_req` with `nodelay` is a leaky bucket as a meter: it keeps an
//! `excess` that leaks at the rate, and rejects when the next request would raise it above `burst`. The
//! first request of a key raises it to 0 and not to 1, so nginx's `burst=4` admits five at once: a meter of
//! size `burst + 1`.
//!
//! **Where they do not.** nginx (src/http/modules/ngx_http_limit_req_module.c, 1.22)
//!
//! - counts in whole thousandths of a request, and its rate in whole thousandths a second: 100 r/m are
//!   1.666 a second, and ours 1.6666…. Whole rates a second, and those that are whole in thousandths, agree.
//! - takes the monotonic clock at the beginning of the turn of its event loop; the log has the wall clock
//!   (`$msec`) of the turn in which the request ends. For a file from disk that is the same turn, but the
//!   two clocks begin their milliseconds at different instants, so a request within 2 ms of being admitted
//!   may fall on either side. Such lines are told apart here, and few may there be; the client asks so that
//!   as a rule there are none.
//! - takes a clock that jumps back by a minute or less for one that stands still, as ours does, and after a
//!   longer jump goes on;
//! - without `nodelay` holds requests back, so their lines stand in the log when they were answered and not
//!   when they came: such a log has not what is needed.

mod client;
mod server;

use server::{RULES, Rule, Server};
use snowglobe_core::limiter::{Algorithm, Limit};
use snowglobe_web::own_data::gateway::analysis::{PartSpec, Setting, Spec};
use snowglobe_web::own_data::gateway::line::SECOND;
use snowglobe_web::own_data::gateway::reader::Reader;
use snowglobe_web::own_data::gateway::report::{LISTED_LINES, Report};
use std::collections::{BTreeMap, BTreeSet};

/// How far apart the clocks of nginx's limiter and of its log may be, and its rounding of both.
const CLOCKS: u64 = 2_000_000;

/// A line of the log, as nginx wrote it.
struct Line<'a> {
    text: &'a str,
    rejected: bool,
}

#[test]
fn the_denials_are_those_of_nginx() {
    let server = Server::start();
    let answers = client::ask(server.port());
    let log = server.stop();
    let lines: Vec<Line<'_>> = log.lines().map(read).collect();
    assert_eq!(lines.len(), answers.len(), "nginx logged another number of requests:\n{log}");
    let by_client = answers.iter().filter(|status| **status == 429).count();
    assert_eq!(lines.iter().filter(|line| line.rejected).count(), by_client, "log and answers differ");
    for rule in RULES {
        compare(rule, &lines);
    }
}

/// Holds one rule's own requests against what is computed for them.
fn compare(rule: &Rule, lines: &[Line<'_>]) {
    let own: Vec<&Line<'_>> = lines.iter().filter(|line| line.text.contains(rule.path())).collect();
    let nginx: BTreeSet<u64> = numbers(own.iter().map(|line| line.rejected));
    let log: String = own.iter().map(|line| format!("{}\n", line.text)).collect();
    for algorithm in [Algorithm::LeakyMeter, Algorithm::TokenBucket] {
        let ours = denied(rule, algorithm, &log);
        let loose = uncertain(rule, &own);
        let differ: Vec<u64> = nginx.symmetric_difference(&ours).copied().collect();
        assert!(
            loose.len() * 20 <= own.len(),
            "{}: the clocks decide too often: {loose:?}\n{log}",
            rule.name
        );
        assert!(
            differ.iter().all(|number| loose.contains(number)),
            "{} by {algorithm}: lines {differ:?} differ, of which the clocks excuse {loose:?}\n{log}",
            rule.name
        );
        assert!(nginx.len() >= 20, "{}: only {} were rejected", rule.name, nginx.len());
        assert!(own.len() - nginx.len() >= 15, "{}: only {} passed", rule.name, own.len() - nginx.len());
    }
}

/// The lines, counted from 1, of which this holds.
fn numbers(flags: impl Iterator<Item = bool>) -> BTreeSet<u64> {
    (1..).zip(flags).filter(|(_, flag)| *flag).map(|(number, _)| number).collect()
}

/// The numbers of the lines that are denied.
fn denied(rule: &Rule, algorithm: Algorithm, log: &str) -> BTreeSet<u64> {
    let report = analyse(rule, algorithm, log);
    assert!(report.denied <= LISTED_LINES as u64, "{}: more denials than a report lists", rule.name);
    report.first_denied.iter().map(|line| line.number).collect()
}

fn analyse(rule: &Rule, algorithm: Algorithm, log: &str) -> Report {
    let limit = Limit { amount: rule.amount, window: rule.seconds * SECOND, burst: rule.burst + 1 };
    let spec = Spec { parts: vec![PartSpec::each("user")], limit };
    let mut reader = Reader::new(vec![spec], Setting { algorithm, ..Setting::default() }, None);
    reader.push(log.as_bytes()).expect("a log");
    let report = reader.finish(false).expect("a report");
    assert_eq!(report.reading.skipped(), 0, "{:?}", report.reading.examples);
    report
}

/// The lines whose verdict the difference of the clocks may change.
fn uncertain(rule: &Rule, lines: &[&Line<'_>]) -> BTreeSet<u64> {
    let mut meters = BTreeMap::new();
    let mut loose = BTreeSet::new();
    let worth = rule.seconds * SECOND / u64::from(rule.amount);
    for (number, line) in (1..).zip(lines) {
        let (user, time) = (field(line.text, "user"), millis(field(line.text, "msec")) * 1_000_000);
        // When the meter will be empty, and how many were admitted since it last was for certain. It
        // follows what nginx decided, so that one loose line does not loosen all after it.
        let (empty, admitted): &mut (u64, u32) = meters.entry(user).or_default();
        if time >= *empty + CLOCKS {
            *admitted = 0;
        }
        let next = time.max(*empty) + worth;
        let latest = time + (u64::from(rule.burst) + 1) * worth;
        // As many as fit into an empty meter pass at any time.
        if *admitted > rule.burst && next.abs_diff(latest) <= CLOCKS {
            loose.insert(number);
        }
        if !line.rejected {
            (*empty, *admitted) = (next, *admitted + 1);
        }
    }
    loose
}

fn read(text: &str) -> Line<'_> {
    let status = field(text, "limit");
    assert!(matches!(status, "PASSED" | "REJECTED"), "limit_req said {status:?}: {text}");
    Line { text, rejected: status == "REJECTED" }
}

/// A field of a line of JSON as the server's configuration writes it.
fn field<'a>(line: &'a str, name: &str) -> &'a str {
    let start = format!("\"{name}\":\"");
    line.split_once(&start).and_then(|(_, rest)| rest.split('"').next()).expect("every line has every field")
}

/// `1700000000.123` in milliseconds.
fn millis(text: &str) -> u64 {
    text.replace('.', "").parse().expect("seconds with three places")
}
