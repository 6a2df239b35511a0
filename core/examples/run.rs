//! Plays a link or a scenario file in the terminal: transcript, final numbers, digest.
//!
//! ```text
//! cargo run --release -p snowglobe-core --features std --example run -- LINK-OR-FILE \
//!     [--until 5s] [--branch 0] [--lines 200] [--json]
//! ```
//!
//! A link may be bare (`1.…`) or a whole address with the link behind `#` or `?s=`. The digest is
//! the one that a browser shows for the same moment. Ends with status 2 and one sentence if the
//! link, the file or an argument is no good.

use snowglobe_core::scenario::link::Link;
use snowglobe_core::scenario::{Moment, Scenario, file};
use snowglobe_core::sim::{Fact, Globe, Nanos, Value, format_time, parse_duration};
use snowglobe_core::systems;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: run LINK-OR-FILE [--until 5s] [--branch 0] [--lines 200] [--json]";
/// Lines of the transcript unless told otherwise, and at most: what a run keeps at hand.
const LINES: usize = 200;
const MOST_LINES: usize = 100_000;

fn main() -> ExitCode {
    match Request::read(std::env::args_os().skip(1)).and_then(|request| play(&request)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            // Nobody may be listening to this either.
            let _ = writeln!(io::stderr(), "{sentence}");
            ExitCode::from(2)
        }
    }
}

/// What the command line asks for.
struct Request {
    source: OsString,
    until: Option<Nanos>,
    branch: Option<u32>,
    lines: usize,
    json: bool,
}

impl Request {
    fn read(mut arguments: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let mut request =
            Self { source: OsString::new(), until: None, branch: None, lines: LINES, json: false };
        while let Some(argument) = arguments.next() {
            let mut value = |form: &str| {
                let value = arguments.next().and_then(|value| value.into_string().ok());
                value.ok_or_else(|| format!("write it like \"{form}\""))
            };
            match argument.to_str() {
                Some("--json") => request.json = true,
                Some("--until") => {
                    let text = value("--until 5s")?;
                    let time = parse_duration(&text);
                    request.until =
                        Some(time.ok_or_else(|| format!("\"{text}\" is not a time such as 5s or 20ms"))?);
                }
                Some("--branch") => {
                    let text = value("--branch 0")?;
                    request.branch =
                        Some(text.parse().map_err(|_| format!("\"{text}\" is not the number of a branch"))?);
                }
                Some("--lines") => {
                    let text = value("--lines 200")?;
                    let lines = text.parse().ok().filter(|lines| *lines <= MOST_LINES);
                    request.lines =
                        lines.ok_or_else(|| format!("\"{text}\" is not a number up to {MOST_LINES}"))?;
                }
                Some(option) if option.starts_with("--") => {
                    return Err(format!("there is no option \"{option}\"; {USAGE}"));
                }
                _ if request.source.is_empty() => request.source = argument,
                _ => return Err(format!("one link or file at a time; {USAGE}")),
            }
        }
        if request.source.is_empty() { Err(USAGE.to_owned()) } else { Ok(request) }
    }
}

fn play(request: &Request) -> Result<(), String> {
    let (scenario, moment) = open(&request.source)?;
    let mut globe = systems::open(scenario).map_err(|error| error.to_string())?;
    let branches = globe.lanes().len();
    let branch = request.branch.or(moment.map(|moment| moment.timeline)).unwrap_or_default();
    if branch as usize >= branches {
        return Err(format!("there is no branch {branch}; this scenario has {branches}, counted from 0"));
    }
    let shown = moment.map(|moment| {
        globe.seek(moment);
        (globe.moment(), globe.digest())
    });
    globe.switch_to(branch as usize);
    while !globe.run_ahead(100_000) {}
    let until = request.until.unwrap_or(Nanos::MAX).min(globe.horizon());
    globe.seek_time(until);
    let mut out = BufWriter::new(io::stdout().lock());
    let told = if request.json {
        tell_json(&mut out, &*globe, shown)
    } else {
        tell(&mut out, &mut *globe, shown, request.lines)
    };
    match told.and_then(|()| out.flush()) {
        // Whoever read has read enough.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("cannot write: {error}")),
        _ => Ok(()),
    }
}

/// Reads a file if there is one of this name, else a link or an address that holds one.
fn open(source: &OsStr) -> Result<(Scenario, Option<Moment>), String> {
    let path = Path::new(source);
    if path.exists() {
        return open_file(path).map(|scenario| (scenario, None));
    }
    let link = source.to_str().and_then(link_in);
    let Some(link) = link else {
        return Err(format!("\"{}\" is neither a file nor a Snowglobe link", source.to_string_lossy()));
    };
    let link = Link::decode(link).map_err(|error| error.to_string())?;
    Ok((link.scenario, Some(link.moment)))
}

/// The link in a text: the text itself, or what an address has behind `#` or `s=`.
fn link_in(text: &str) -> Option<&str> {
    let text = text.trim();
    if let Some((_, fragment)) = text.split_once('#')
        && !fragment.is_empty()
    {
        return Some(fragment);
    }
    let query = text.split_once('?').map(|(_, query)| query.trim_end_matches('#'));
    if let Some(link) = query.and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("s="))) {
        return Some(link);
    }
    text.split_once('.').filter(|(version, _)| version.bytes().all(|b| b.is_ascii_digit())).map(|_| text)
}

fn open_file(path: &Path) -> Result<Scenario, String> {
    let cannot = |error: io::Error| format!("cannot read {}: {error}", path.display());
    let mut bytes = Vec::new();
    let mut some = std::fs::File::open(path).map_err(cannot)?.take(file::MAX_LENGTH as u64 + 1);
    some.read_to_end(&mut bytes).map_err(cannot)?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{} is not a text in UTF-8", path.display()))?;
    file::read(&text, systems::parameters).map_err(|error| format!("{}, {error}", path.display()))
}

type Shown = Option<(Moment, u64)>;

fn tell(out: &mut impl Write, globe: &mut dyn Globe, shown: Shown, lines: usize) -> io::Result<()> {
    let end = globe.moment();
    writeln!(out, "system {}, seed {}, branch {}", globe.system(), globe.scenario().seed, end.timeline)?;
    let records: Vec<_> = globe.records(0, end.at).iter().take(lines + 1).copied().collect();
    for record in records.iter().take(lines) {
        writeln!(out, "{}", globe.line(record))?;
    }
    if let Some(next) = records.get(lines) {
        let (from, to) = (next.step, end.step);
        writeln!(out, "… and so on: steps {from} to {to} are not shown (--lines {} shows more)", lines * 2)?;
    }
    writeln!(out)?;
    for Fact { name, value } in globe.facts() {
        writeln!(out, "{name:<26} {}", plain(value))?;
    }
    writeln!(out)?;
    if let Some((moment, digest)) = shown {
        let at = format_time(moment.at);
        writeln!(
            out,
            "digest {digest:016x} at the moment of the link: branch {}, {at}, step {}",
            moment.timeline, moment.step
        )?;
    }
    writeln!(out, "digest {:016x} at {}, step {}", globe.digest(), format_time(end.at), end.step)
}

fn plain(value: Value) -> String {
    match value {
        Value::Count(count) => count.to_string(),
        Value::Share(share) => format!("{:.2} %", share * 100.0),
        Value::Number(number) => format!("{number:.4}"),
        Value::Time(time) => format_time(time),
    }
}

fn tell_json(out: &mut impl Write, globe: &dyn Globe, shown: Shown) -> io::Result<()> {
    let number = |value| match value {
        Value::Count(count) | Value::Time(count) => serde_json::Value::from(count),
        Value::Share(number) | Value::Number(number) => serde_json::Value::from(number),
    };
    let facts = globe.facts().into_iter().map(|Fact { name, value }| (name.to_owned(), number(value)));
    let moment = |moment: Moment, digest: u64| {
        serde_json::json!({
            "branch": moment.timeline, "at_ns": moment.at, "step": moment.step, "digest": format!("{digest:016x}"),
        })
    };
    let end = globe.moment();
    let object = serde_json::json!({
        "system": globe.system(),
        "seed": globe.scenario().seed,
        "branch": end.timeline,
        "until_ns": end.at,
        "steps": end.step,
        "digest": format!("{:016x}", globe.digest()),
        "facts": facts.collect::<serde_json::Map<_, _>>(),
        "moment": shown.map(|(at, digest)| moment(at, digest)),
    });
    writeln!(out, "{object}")
}
