//! An access log under rules against two plain reads of the same lines. One is as plain as can be: the file read
//! in the same chunks, its line ends found by memchr, and every line looked at by nobody. The other is what
//! programs do that read lines: `BufRead::lines`. What is on top is the price of understanding.
//!
//! The log is one of a busy shop: 200 requests a second by 20,000 addresses, a few of them far busier than
//! the rest. One rule a minute for each address is what a visitor asks first; the others show what more
//! costs.

use crate::measure::in_turns;
use crate::report::Report;
use snowglobe_core::random::SplitMix64;
use snowglobe_web::own_data::gateway::line::{SECOND, utc};
use snowglobe_web::own_data::gateway::request::Request;
use snowglobe_web::own_data::gateway::session::Session;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

const LINES: usize = 200_000;
/// As much as the page's worker reads at a time.
const CHUNK: usize = 1 << 20;
const PEER: &str = "plain read of the same lines";
const LINES_PEER: &str = "BufRead::lines of the same";

const BY_ADDRESS: &str = "  - key: remote_address\n    rate_limit: {unit: minute, requests_per_unit: 60}\n";
const BY_PATH: &str = "  - key: path\n    rate_limit: {unit: minute, requests_per_unit: 600}\n";

/// Writes a line of a log: random, and its number.
type Line = fn(&mut SplitMix64, u64) -> String;

pub(crate) fn measure(report: &mut Report) {
    let one = format!("domain: shop\ndescriptors:\n{BY_ADDRESS}");
    let two = format!("{one}{BY_PATH}");
    let cases: [(&str, Line, &str, bool); 4] = [
        ("access log, lines natively", combined, &one, false),
        ("access log, lines natively, 2 rules", combined, &two, false),
        ("access log, lines natively, JSON", json, &one, false),
        ("access log, lines natively, compared", combined, &one, true),
    ];
    for (name, line, rules, compare) in cases {
        if !report.wants(name) {
            continue;
        }
        let log = Log::write(line);
        let request = Request { compare, ..Request::new(rules) };
        let mut sides: [&mut dyn FnMut(); 3] =
            [&mut || log.analyse(&request), &mut || log.read(), &mut || log.read_lines()];
        let times = in_turns(LINES, &mut sides);
        report.line(name, times[0], Some((PEER, times[1])));
        report.line(name, times[0], Some((LINES_PEER, times[2])));
    }
}

/// A file that goes when it is no longer needed.
struct Log {
    path: PathBuf,
}

impl Log {
    fn write(line: Line) -> Self {
        let path = std::env::temp_dir().join(format!("snowglobe-bench-{}.log", std::process::id()));
        let mut random = SplitMix64::new(4);
        let text: String = (0..LINES as u64).map(|number| line(&mut random, number)).collect();
        std::fs::write(&path, text).expect("room for a log");
        Self { path }
    }

    fn analyse(&self, request: &Request) {
        let mut session = Session::new(request.clone(), LINES as u64 * 200).expect("sound rules");
        chunks(&self.path, |chunk| assert_eq!(session.push(chunk), Ok(chunk.len())));
        let report = session.finish().expect("a report");
        assert_eq!(report.requests, LINES as u64);
        assert!(report.denied > 0);
    }

    fn read(&self) {
        let mut lines = 0;
        chunks(&self.path, |chunk| {
            let mut from = 0;
            for end in memchr::memchr_iter(b'\n', chunk) {
                black_box(chunk.get(from..end));
                from = end + 1;
                lines += 1;
            }
        });
        assert_eq!(lines, LINES);
    }

    fn read_lines(&self) {
        let file = File::open(&self.path).expect("the log is there");
        let mut read = 0;
        for line in BufReader::with_capacity(CHUNK, file).lines() {
            black_box(line.expect("it can be read"));
            read += 1;
        }
        assert_eq!(read, LINES);
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        std::fs::remove_file(&self.path).ok();
    }
}

fn chunks(path: &Path, mut take: impl FnMut(&[u8])) {
    let mut file = File::open(path).expect("the log is there");
    let mut buffer = vec![0; CHUNK];
    loop {
        match file.read(&mut buffer).expect("it can be read") {
            0 => break,
            read => take(&buffer[..read]),
        }
    }
}

const AGENTS: [&str; 4] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "curl/8.5.0",
    "python-requests/2.31.0",
];

/// An address, of which the first are the busiest, a path and an agent.
fn parts(random: &mut SplitMix64) -> (String, String, &'static str) {
    let share = random.below(1 << 20) as f64 / f64::from(1 << 20);
    let client = (20_000.0 * share * share * share) as u64;
    let address = format!("10.{}.{}.{}", client % 200, client / 200, client % 251);
    let path = format!("/products/{}?page={}", random.below(3_000), random.below(9));
    (address, path, AGENTS[random.below(4) as usize])
}

fn time(number: u64) -> u64 {
    (1_700_000_000 + number / 200) * SECOND
}

fn combined(random: &mut SplitMix64, number: u64) -> String {
    let (address, path, agent) = parts(random);
    // 14 November 2023, and from midnight on the 15th: an hour has no more than 720,000 of these lines.
    let utc = utc(time(number));
    let (day, clock) = (&utc[8..10], &utc[11..19]);
    format!(
        "{address} - - [{day}/Nov/2023:{clock} +0000] \"GET {path} HTTP/1.1\" 200 {} \"https://shop.example/\" \"{agent}\"\n",
        random.below(50_000)
    )
}

fn json(random: &mut SplitMix64, number: u64) -> String {
    let (address, path, agent) = parts(random);
    format!(
        "{{\"time_iso8601\":\"{}\",\"remote_addr\":\"{address}\",\"request\":\"GET {path} HTTP/1.1\",\"status\":200,\
         \"body_bytes_sent\":{},\"http_user_agent\":\"{agent}\"}}\n",
        utc(time(number)),
        random.below(50_000)
    )
}
