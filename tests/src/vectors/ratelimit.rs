//! Family `ratelimit`: each algorithm over a list of times, and limiters on several nodes.
//!
//! Times are milliseconds, and every request costs 1.

use std::collections::BTreeMap;

use snowglobe_core::limiter::race::{self, Step};
use snowglobe_core::limiter::{Algorithm, AnyLimiter, Limit, Limiter, Verdict};

use super::compare::same;
use super::{Checked, Field, Group, Vector, VectorError};

pub(super) const GROUPS: &[Group] = &[
    ("ratelimit.trace", trace),
    ("ratelimit.race", race),
    ("ratelimit.distributed", distributed),
    ("ratelimit.clock", clock),
];

/// No vector needs more nodes or requests than these.
const MAX_NODES: usize = 1_000;
const MAX_REQUESTS: usize = 1_000_000;

/// The decisions over a list of times, and how many pass within any window.
fn trace(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let times = input.get("times_ms")?.list_of(Field::u64)?;
    let mut limiter = limiter(&input)?;
    let verdicts: Vec<Verdict> = times.iter().map(|time| limiter.check(*time, 1).verdict).collect();

    let passed = |verdict: &Verdict| *verdict != Verdict::Denied;
    let decisions: String = verdicts.iter().map(|v| if passed(v) { '1' } else { '0' }).collect();
    same("decisions", &expect.get("decisions")?.text()?, &decisions.as_str())?;
    let passed: Vec<u64> =
        times.iter().zip(&verdicts).filter(|(_, v)| passed(v)).map(|(time, _)| *time).collect();
    same("allowed", &expect.get("allowed")?.u64()?, &(passed.len() as u64))?;

    let most = expect.get("max_allowed_in_any_span")?;
    let span = most.get("span_ms")?.u64()?;
    same("max_allowed_in_any_span", &most.get("count")?.u64()?, &most_in_any_span(&passed, span))?;

    let Some(departures) = expect.find("departures_ms") else {
        return Ok(());
    };
    let served = |verdict: &Verdict| match verdict {
        Verdict::Delayed { at } => Some(*at),
        _ => None,
    };
    let found: Vec<Option<u64>> = verdicts.iter().map(served).collect();
    same("departures_ms", &departures.list_of(|time| Ok(time.u64().ok()))?, &found)
}

/// What a vector calls each algorithm and its parameters.
fn limiter(input: &Field) -> Result<AnyLimiter, VectorError> {
    let (algo, params) = (input.get("algo")?, input.get("params")?);
    let (algorithm, [burst, amount, window]) = match algo.text()? {
        "TB-I" => (Algorithm::TokenBucketInterval, ["capacity", "refill", "every_ms"]),
        "TB-C" => (Algorithm::TokenBucket, ["capacity", "refill", "per_ms"]),
        "LB-Q" => (Algorithm::LeakyBucket, ["size", "outflow", "every_ms"]),
        "LB-M" => (Algorithm::LeakyMeter, ["size", "outflow", "per_ms"]),
        "FW" => (Algorithm::FixedWindow, ["limit", "limit", "window_ms"]),
        "SL-A" => (Algorithm::SlidingLog, ["limit", "limit", "window_ms"]),
        "SL-B" => (Algorithm::SlidingLogBook, ["limit", "limit", "window_ms"]),
        "SWC-F" => (Algorithm::SlidingCounter, ["limit", "limit", "window_ms"]),
        "SWC-C" => (Algorithm::SlidingCounterCeil, ["limit", "limit", "window_ms"]),
        _ => return Err(algo.refused("no algorithm of this name is built")),
    };
    let limit = Limit::new(params.get(amount)?.u32()?, params.get(window)?.u64()?);
    let limit = limit.with_burst(params.get(burst)?.u32()?);
    algorithm.limiter(limit).map_err(|error| params.refused(error))
}

/// The most of these times that are in any `(t − span, t]`; they ascend.
fn most_in_any_span(times: &[u64], span: u64) -> u64 {
    let within = |(i, time): (usize, &u64)| {
        let start = times.partition_point(|other| other.saturating_add(span) <= *time);
        (i + 1 - start) as u64
    };
    times.iter().enumerate().map(within).max().unwrap_or(0)
}

fn fixed_window(field: &Field, limit: u32, window: u64) -> Result<AnyLimiter, VectorError> {
    Algorithm::FixedWindow.limiter(Limit::new(limit, window)).map_err(|error| field.refused(error))
}

/// All orders of clients that read and write back, or one order.
fn race(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    if let Some(schedule) = input.find("schedule") {
        let steps = schedule.list_of(step)?;
        let start = input.get("start")?.u32()?;
        let last = race::replay(start, &steps).map_err(|error| schedule.refused(error))?;
        same("final", &expect.get("final")?.u32()?, &last)?;
        let writes = steps.iter().filter(|step| matches!(step, Step::Write(_))).count() as u64;
        return same(
            "correct_would_be",
            &expect.get("correct_would_be")?.u64()?,
            &(u64::from(start) + writes),
        );
    }
    let clients = input.get("clients")?;
    let outcomes = race::outcomes(clients.u32()?).map_err(|error| clients.refused(error))?;
    let expected = expect.get("final_value_counts")?;
    let expected = expected.entries()?.into_iter().map(|(value, count)| Ok((value, count.u64()?)));
    let mut expected = expected.collect::<Result<Vec<_>, _>>()?;
    expected.sort_by_key(|(value, _)| value.parse::<u32>().ok());
    let named: Vec<(String, u64)> =
        outcomes.iter().map(|(value, count)| (value.to_string(), *count)).collect();
    let named: Vec<(&str, u64)> = named.iter().map(|(value, count)| (value.as_str(), *count)).collect();
    same("final_value_counts", &expected, &named)?;
    let correct = outcomes.iter().filter(|(value, _)| Ok(*value) == clients.u32()).map(|(_, count)| count);
    same("correct", &expect.get("correct")?.u64()?, &correct.sum())?;
    same("total", &expect.get("total")?.u64()?, &outcomes.iter().map(|(_, count)| count).sum())
}

/// `r2`: client 2 reads; `w2`: it writes.
fn step(field: &Field) -> Result<Step, VectorError> {
    let text = field.text()?;
    let client = |digits: &str| digits.parse().ok();
    let step = match text.split_at_checked(1) {
        Some(("r", digits)) => client(digits).map(Step::Read),
        Some(("w", digits)) => client(digits).map(Step::Write),
        _ => None,
    };
    step.ok_or_else(|| field.refused("a step is r or w and the number of a client"))
}

/// Nodes that each count for themselves, against one that counts for all.
fn distributed(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let nodes = input.get("nodes")?.count(MAX_NODES)?;
    let requests = input.get("requests_in_one_window")?.count(MAX_REQUESTS)?;
    let limit = input.get("limit")?.u32()?;
    // A millisecond for each request, all in one window.
    let node = || fixed_window(&input, limit, requests as u64);
    let allowed = |nodes: usize, node_of: fn(usize, usize) -> usize| {
        let mut limiters = (0..nodes).map(|_| node()).collect::<Result<Vec<_>, _>>()?;
        let passes =
            |request: &usize| limiters[node_of(*request, nodes)].check(*request as u64, 1).is_admitted();
        Ok((0..requests).filter(passes).count() as u64)
    };
    let round_robin = allowed(nodes, |request, nodes| request % nodes)?;
    same("round_robin_allowed", &expect.get("round_robin_allowed")?.u64()?, &round_robin)?;
    let sticky = allowed(nodes, |_, _| 0)?;
    same("sticky_allowed", &expect.get("sticky_allowed")?.u64()?, &sticky)?;
    let central = allowed(1, |_, _| 0)?;
    same("central_store_allowed", &expect.get("central_store_allowed")?.u64()?, &central)
}

/// Two nodes whose clocks differ, on one store that keeps a counter for each window number: what both
/// together let pass in the first true window if each sends as much as it can.
fn clock(vector: &Vector) -> Checked {
    let input = vector.input();
    let window = input.get("window_ms")?.count(MAX_REQUESTS)? as u64;
    let skew = input.get("skew_ms")?.count(MAX_REQUESTS)? as u64;
    let limit = input.get("limit")?.u32()?;
    let counter = fixed_window(&input, limit, window)?;
    let mut store: BTreeMap<u64, AnyLimiter> = BTreeMap::new();
    let mut allowed = 0u64;
    for now in 0..window {
        for clock in [now, now + skew] {
            let counter = store.entry(clock / window).or_insert_with(|| counter.clone());
            while counter.check(clock, 1).is_admitted() {
                allowed += 1;
            }
        }
    }
    same("max_allowed_in_true_window", &vector.expect().get("max_allowed_in_true_window")?.u64()?, &allowed)
}
