//! The kernel against a plain loop over a `BinaryHeap`, and against nexosim, on the work of [`relay`](crate::relay).

use crate::measure::in_turns;
use crate::relay::{Hop, LATENCY, LONGEST, NODES, Relays, time_for};
use crate::report::Report;
use nexosim::model::{Context, Model, schedulable};
use nexosim::simulation::{Mailbox, SimInit, Simulation};
use nexosim::time::MonotonicTime;
use serde::{Deserialize, Serialize};
use snowglobe_core::random::SplitMix64;
use snowglobe_core::scenario::Scenario;
use snowglobe_core::sim::{Digest, Nanos, Run, Said};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hint::black_box;
use std::time::Duration;

const HOPS: u64 = 200_000;
const SEED: u64 = 7;

pub(crate) fn measure(report: &mut Report) {
    for (name, pending) in [("kernel event, 1k pending", 1_000), ("kernel event, 100k pending", 100_000)] {
        if report.wants(name) {
            against_a_heap(report, name, pending);
        }
    }
    let name = "kernel event, 1k pending, nexosim";
    if report.wants(name) {
        against_nexosim(report, name, 1_000);
    }
}

fn against_a_heap(report: &mut Report, name: &str, pending: u64) {
    let (mut ours, mut theirs) = (Endless::new(pending), Loop::new(pending));
    // The same hops at the same times, or it would not be the same work.
    let span = time_for(HOPS, pending);
    assert_eq!(ours.advance(span), theirs.advance(span), "{name}: the two sides differ");
    let mut sides: [&mut dyn FnMut(); 2] =
        [&mut || _ = black_box(ours.advance(span)), &mut || _ = black_box(theirs.advance(span))];
    if let [ours, theirs] = in_turns(HOPS as usize, &mut sides)[..] {
        report.line(name, ours, Some(("BinaryHeap loop", theirs)));
    }
}

fn against_nexosim(report: &mut Report, name: &str, pending: u64) {
    let (mut ours, mut theirs) = (Endless::new(pending), nexosim_relays(pending));
    let span = time_for(HOPS, pending);
    let mut sides: [&mut dyn FnMut(); 2] = [&mut || _ = black_box(ours.advance(span)), &mut || {
        theirs.step_until(Duration::from_nanos(span)).expect("nothing halts it")
    }];
    if let [ours, theirs] = in_turns(HOPS as usize, &mut sides)[..] {
        report.line(name, ours, Some(("nexosim", theirs)));
    }
}

/// Our kernel on a run that outlasts the measurement; no trace is kept.
struct Endless {
    run: Run<Relays>,
}

impl Endless {
    fn new(pending: u64) -> Self {
        let mut scenario = Scenario::new("relay", SEED);
        scenario.settings = vec![(0, pending), (1, LONGEST)];
        Self { run: Run::new(scenario).expect("the settings fit") }
    }

    /// Hops in the next `span` nanoseconds, and the digest after them.
    fn advance(&mut self, span: Nanos) -> (u64, u64) {
        let before = self.run.world().step_count();
        self.run.seek_time(self.run.moment().at + span);
        (self.run.world().step_count() - before, self.run.world().digest())
    }
}

/// A message in the heap: earliest first, and first sent first at the same time.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    time: Nanos,
    sequence: u64,
    id: u64,
    from: u32,
    to: u32,
    count: u64,
}

/// The loop that anyone would write first.
struct Loop {
    heap: BinaryHeap<Reverse<Entry>>,
    nodes: Vec<SplitMix64>,
    passed: Vec<u64>,
    latencies: SplitMix64,
    digest: Digest,
    sequence: u64,
    now: Nanos,
    end: Nanos,
}

const SENT: u64 = 0;
const DELIVERED: u64 = 2;

impl Loop {
    fn new(pending: u64) -> Self {
        let random = SplitMix64::new(SEED);
        let mut all = Self {
            heap: BinaryHeap::new(),
            nodes: (0..NODES).map(|index| random.fork("node", u64::from(index))).collect(),
            passed: vec![0; NODES as usize],
            latencies: random.fork("network.latency", 0),
            digest: Digest::default(),
            sequence: 0,
            now: 0,
            end: 0,
        };
        for node in 0..NODES {
            let share = pending / u64::from(NODES) + u64::from(u64::from(node) < pending % u64::from(NODES));
            for _ in 0..share {
                all.send(node, 0);
            }
        }
        all
    }

    fn send(&mut self, from: u32, count: u64) {
        let to = self.nodes[from as usize].below(u64::from(NODES)) as u32;
        let time = self.now + LATENCY.sample(&mut self.latencies);
        self.sequence += 1;
        let id = self.sequence;
        fold(&mut self.digest, self.now, SENT, from, to, id, count);
        self.heap.push(Reverse(Entry { time, sequence: id, id, from, to, count }));
    }

    fn advance(&mut self, span: Nanos) -> (u64, u64) {
        self.end += span;
        let mut hops = 0;
        while let Some(Reverse(entry)) = self.heap.peek()
            && entry.time <= self.end
        {
            let Some(Reverse(entry)) = self.heap.pop() else { break };
            self.now = entry.time;
            fold(&mut self.digest, self.now, DELIVERED, entry.to, entry.from, entry.id, entry.count);
            self.passed[entry.to as usize] += 1;
            self.send(entry.to, entry.count + 1);
            hops += 1;
        }
        (hops, self.digest.value())
    }
}

/// As the kernel folds a record.
fn fold(digest: &mut Digest, time: Nanos, kind: u64, node: u32, peer: u32, id: u64, count: u64) {
    let label = Hop(count).label();
    digest.fold([
        time,
        u64::from(node) << 32 | u64::from(peer),
        kind << 48 | u64::from(label.tag),
        id,
        label.a,
        label.b,
    ]);
}

/// All nodes in one model that sends to itself, on one thread: what costs nexosim least.
#[derive(Serialize, Deserialize)]
struct Together {
    pending: u64,
    // nexosim can write a model to disk; this one never is.
    #[serde(skip)]
    state: Option<State>,
}

struct State {
    nodes: Vec<(SplitMix64, u64)>,
    latencies: SplitMix64,
    digest: Digest,
    sequence: u64,
}

#[Model]
impl Together {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>) {
        for index in 0..self.pending {
            self.pass_on((index % u64::from(NODES)) as u32, 0, context);
        }
    }

    #[nexosim(schedulable)]
    async fn deliver(&mut self, (id, from, to, count): (u64, u32, u32, u64), context: &Context<Self>) {
        let now = since_start(context);
        let Some(state) = &mut self.state else { return };
        fold(&mut state.digest, now, DELIVERED, to, from, id, count);
        state.nodes[to as usize].1 += 1;
        self.pass_on(to, count + 1, context);
    }

    fn pass_on(&mut self, from: u32, count: u64, context: &Context<Self>) {
        let now = since_start(context);
        let Some(state) = &mut self.state else { return };
        let to = state.nodes[from as usize].0.below(u64::from(NODES)) as u32;
        let delay = LATENCY.sample(&mut state.latencies);
        state.sequence += 1;
        let id = state.sequence;
        fold(&mut state.digest, now, SENT, from, to, id, count);
        let message = (id, from, to, count);
        context
            .schedule_event(Duration::from_nanos(delay), schedulable!(Self::deliver), message)
            .expect("it lies in the future");
    }
}

fn since_start(context: &Context<Together>) -> Nanos {
    context.time().duration_since(MonotonicTime::EPOCH).as_nanos() as Nanos
}

fn nexosim_relays(pending: u64) -> Simulation {
    let random = SplitMix64::new(SEED);
    let state = State {
        nodes: (0..NODES).map(|index| (random.fork("node", u64::from(index)), 0)).collect(),
        latencies: random.fork("network.latency", 0),
        digest: Digest::default(),
        sequence: 0,
    };
    let bench = SimInit::with_num_threads(1);
    let model = Together { pending, state: Some(state) };
    bench.add_model(model, Mailbox::new(), "relays").init(MonotonicTime::EPOCH).expect("it starts")
}
