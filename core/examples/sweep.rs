//! Tries seeds of the key-value cluster until a promise is broken, on all cores; each break is made a small story.
//!
//! ```text
//! cargo run --release -p snowglobe-core --features std --example sweep -- FILE --property linearizable \
//!     [--seeds 1000] [--from 0] [--shard 0/4]
//! ```
//!
//! FILE is a scenario: its settings, and actions of its own if it has any, are those of each run; faults are drawn from the
//! seed. Properties: linearizable, read_your_writes, monotonic_reads, monotonic_writes, writes_follow_reads, convergence,
//! no_lost_write, no_resurrection. Part i of n (`--shard i/n`, from 0) tries every n-th seed, so that n machines do the work
//! of one: their lines put together are all that is broken.
//!
//! Prints a line of JSON for each seed that breaks the property, in the order of seeds: the seed, when it goes wrong, the
//! actions that are left, and a link. The last line says how many seeds were tried. How far it is goes to stderr. Exit status 0 if nothing broke, 1 if
//! something did, 2 for a bad file or argument.

use snowglobe_core::check::Promise;
use snowglobe_core::counterexample::{Counterexample, Progress, Search, Seeds};
use snowglobe_core::scenario::link::{Link, Shown};
use snowglobe_core::scenario::{Moment, Scenario, Settings, file};
use snowglobe_core::sim::{System, format_time};
use snowglobe_core::systems::kv::{Kv, Resolution, index};
use snowglobe_core::systems::parameters;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Write};
use std::num::NonZero;
use std::process::ExitCode;
use std::sync::mpsc;

const USAGE: &str = "usage: sweep FILE --property linearizable [--seeds 1000] [--from 0] [--shard 0/4]";
/// How often it is told how far the work is.
const TOLD: u64 = 20;
/// Steps of runs between two looks at what a search found.
const STEPS: u64 = 1_000_000;

fn main() -> ExitCode {
    match Request::read(std::env::args_os().skip(1)).and_then(|request| sweep(&request)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(sentence) => {
            // Nobody may be listening to this either.
            let _ = writeln!(io::stderr(), "{sentence}");
            ExitCode::from(2)
        }
    }
}

/// What the command line asks for.
struct Request {
    scenario: Scenario,
    promise: Promise,
    seeds: Seeds,
    shard: (u64, u64),
}

impl Request {
    fn read(mut arguments: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let (mut path, mut promise) = (None, None);
        let (mut count, mut from, mut shard) = (1_000_u64, 0_u64, (0, 1));
        while let Some(argument) = arguments.next() {
            let mut value = || {
                let value = arguments.next().and_then(|value| value.into_string().ok());
                value.ok_or_else(|| USAGE.to_owned())
            };
            let number =
                |text: &str| text.parse().map_err(|_| format!("\"{text}\" is not a number of seeds"));
            match argument.to_str() {
                Some("--property") => {
                    let name = value()?;
                    let named = Promise::named(&name);
                    promise = Some(named.ok_or_else(|| {
                        let names: Vec<&str> = Promise::ALL.iter().map(|(name, _)| *name).collect();
                        format!("there is no property \"{name}\"; there are {}", names.join(", "))
                    })?);
                }
                Some("--seeds") => count = number(&value()?)?,
                Some("--from") => from = number(&value()?)?,
                Some("--shard") => {
                    let text = value()?;
                    let parts = text.split_once('/').and_then(|(i, n)| i.parse().ok().zip(n.parse().ok()));
                    let parts = parts.filter(|(i, n): &(u64, u64)| i < n);
                    shard = parts.ok_or_else(|| format!("\"{text}\" is not a part such as 0/4, from 0"))?;
                }
                Some(option) if option.starts_with("--") => {
                    return Err(format!("there is no option \"{option}\"; {USAGE}"));
                }
                _ if path.is_none() => path = Some(argument),
                _ => return Err(USAGE.to_owned()),
            }
        }
        let (path, promise) = path.zip(promise).ok_or_else(|| USAGE.to_owned())?;
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let scenario =
            file::read(&text, parameters).map_err(|error| format!("{}, {error}", path.display()))?;
        if scenario.system != Kv::NAME {
            return Err(format!("{}: only of the system kv are histories judged", path.display()));
        }
        let settings = Settings::from_differences(Kv::PARAMETERS, &scenario.settings);
        let siblings =
            settings.is_ok_and(|settings| settings.at(index::RESOLUTION) == Resolution::Siblings as u64);
        if siblings && promise == Promise::Linearizable {
            return Err(
                "with siblings a read can tell several values: there is no one order to look for".into()
            );
        }
        let seeds = Seeds::from(from..from.saturating_add(count)).part(shard.0, shard.1);
        Ok(Self { scenario, promise, seeds, shard })
    }
}

/// What a thread tells: a seed that is done with, and what came of it.
type Told = (u64, Option<Counterexample>);

/// How many seeds broke the property.
fn sweep(request: &Request) -> Result<u64, String> {
    let one = |seeds| Search::<Kv, _>::new(request.scenario.clone(), request.promise, seeds);
    one(request.seeds).map_err(|error| error.to_string())?;
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get) as u64;
    let (send, told) = mpsc::channel::<Told>();
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let send = send.clone();
            let mut seeds = request.seeds.part(thread, threads);
            scope.spawn(move || {
                while seeds.next < seeds.end {
                    let seed = seeds.next;
                    seeds.next = seed.saturating_add(seeds.stride);
                    // The search was set up once already, so that it can be again.
                    let Ok(mut search) = one((seed..seed + 1).into()) else { return };
                    let found = loop {
                        match search.step(STEPS) {
                            Progress::Found(found) => break Some(found),
                            Progress::Ended => break None,
                            Progress::Looking { .. } | Progress::Shrinking { .. } => {}
                        }
                    };
                    // Nobody may be reading any more.
                    if send.send((seed, found)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        print(request, told).map_err(|error| format!("cannot write: {error}"))
    })
}

/// Prints what is found in the order of seeds, whichever thread was quicker.
fn print(request: &Request, told: mpsc::Receiver<Told>) -> io::Result<u64> {
    let mut out = io::stdout().lock();
    let (mut tried, mut broken, mut next) = (0_u64, 0_u64, request.seeds.next);
    let all = request.seeds.end.saturating_sub(next).div_ceil(request.seeds.stride);
    let mut early: BTreeMap<u64, Option<Counterexample>> = BTreeMap::new();
    for (done, (seed, found)) in (1..).zip(told) {
        early.insert(seed, found);
        while let Some(found) = early.remove(&next) {
            tried += 1;
            next = next.saturating_add(request.seeds.stride);
            if let Some(found) = found {
                broken += 1;
                writeln!(out, "{}", line(request, &found))?;
                out.flush()?;
            }
        }
        if done * TOLD / all > (done - 1) * TOLD / all {
            // Nobody may be listening.
            let _ = writeln!(io::stderr(), "{done} of {all} seeds, {broken} broken");
        }
    }
    let shard = format!("{}/{}", request.shard.0, request.shard.1);
    let property = request.promise.name();
    let last = serde_json::json!({ "property": property, "shard": shard, "tried": tried, "broken": broken });
    writeln!(out, "{last}")?;
    Ok(broken)
}

fn line(request: &Request, found: &Counterexample) -> serde_json::Value {
    let actions = |scenario: &Scenario| {
        let timed = scenario.timelines.iter().flat_map(|timeline| &timeline.actions);
        timed.map(|timed| format!("{} {}", format_time(timed.at), timed.action)).collect::<Vec<String>>()
    };
    let moment = Moment { timeline: 0, at: found.at, step: u64::MAX };
    let link = Link { scenario: found.scenario.clone(), moment, shown: Shown::default() };
    serde_json::json!({
        "property": request.promise.name(),
        "seed": found.seed,
        "at_ns": found.at,
        "actions": actions(&found.scenario),
        "actions_before": actions(&found.first).len(),
        "link": link.encode(),
    })
}
