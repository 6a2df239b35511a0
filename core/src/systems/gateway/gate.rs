//! A gateway: lets a request through to an API server, or answers that there were too many.
//!
//! ```text
//!   counts for itself      lb ──► g0 ──► a0             or   lb ◄── 429 ── g0
//!   asks the store         lb ──► g0 ──► store ──► g0 ──► a0
//!   the store is silent    lb ──► g0 ──► ✗     … store_timeout …     open, closed, or for itself
//! ```
//!
//! A gateway takes no time for its own work. It waits for the store with each request: it has no breaker
//! that would spare later requests the wait.

use super::choice::{Counting, OnStoreFailure};
use super::counters::Counters;
use super::grace::Graces;
use super::key::{Key, Keys};
use super::lanes::Lanes;
use super::message::{Command, Message, Outcome, Reply, Request, Ruling, Timer, Verdict};
use super::sync::Ledger;
use super::{Node, Rules, Word};
use crate::sim::{Context, Nanos};
use alloc::boxed::Box;
use alloc::collections::BTreeMap;

/// A request about which the store was asked.
#[derive(Clone, Copy, Debug)]
struct Asked {
    request: Request,
    keys: Keys,
    /// What the clock showed.
    at: Nanos,
    /// How; the rules may have changed when the answer comes.
    counting: Counting,
}

/// A gateway.
#[derive(Clone, Debug)]
pub struct Gate {
    rules: Rules,
    counters: Counters,
    graces: Graces,
    ledger: Ledger,
    asked: BTreeMap<u64, Asked>,
    /// Whether a timer runs that tells the others.
    syncing: bool,
    next_server: u32,
    held: u32,
    lanes: Lanes,
    /// Times that the store did not answer, since the start of the run.
    pub store_timeouts: u64,
}

impl Gate {
    /// Requests that may wait for the store; one more is dealt with as if it had failed.
    pub const MAX_WAITING: usize = 10_000;

    pub(super) fn new(rules: Rules) -> Self {
        Self {
            rules,
            counters: Counters::default(),
            graces: Graces::default(),
            ledger: Ledger::default(),
            asked: BTreeMap::new(),
            syncing: false,
            next_server: 0,
            held: 0,
            lanes: Lanes::default(),
            store_timeouts: 0,
        }
    }

    /// The limiters with which it counts for itself.
    #[must_use]
    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    /// The observers of all nine algorithms.
    #[must_use]
    pub fn lanes(&self) -> &Lanes {
        &self.lanes
    }

    /// The rules in force here.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Requests about which the store has not answered.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.asked.len()
    }

    /// Requests that wait in the queue until they may go on.
    #[must_use]
    pub fn held(&self) -> u32 {
        self.held
    }

    pub(super) fn on_start(&mut self, context: &mut Context<'_, Node>) {
        self.keep_syncing(context);
    }

    pub(super) fn on_message(&mut self, message: Message, context: &mut Context<'_, Node>) {
        match message {
            Message::Ask(request) => self.on_ask(request, context),
            Message::Reply(reply) => self.on_reply(reply, context),
            Message::Answer { .. } => context.send(context.shared().balancer, message),
            Message::Pass { .. } | Message::Command(_) => {}
        }
    }

    fn on_ask(&mut self, request: Request, context: &mut Context<'_, Node>) {
        let (now, number) = (context.clock(), request.number);
        let keys = self.rules.keys(&request);
        self.lanes.show(keys.first(), now, request.arrived, &self.rules);
        let counting = self.rules.counting;
        let asked = Asked { request, keys, at: now, counting };
        let command = match counting {
            Counting::Local | Counting::LocalSync => return self.decide(request, &keys, context),
            Counting::ReadThenWrite => Command::Read { number, keys, window: now / self.rules.window },
            Counting::Script => Command::Script { number, keys },
            Counting::SortedSet => Command::Trim { number, keys, now },
            Counting::SortedSetAtomic => Command::TrimAdd { number, keys },
        };
        if self.asked.len() >= Self::MAX_WAITING {
            return self.do_without(asked, context);
        }
        self.asked.insert(number, asked);
        context.send(context.shared().store, Message::Command(command));
        context.after(self.rules.store_timeout, Timer::StoreTimeout { number });
    }

    /// Decides by its own counters.
    fn decide(&mut self, request: Request, keys: &Keys, context: &mut Context<'_, Node>) {
        let ruling = self.counters.decide(keys, context.clock(), &self.rules);
        if self.rules.counting == Counting::LocalSync && !matches!(ruling.verdict, Verdict::Deny(_)) {
            keys.iter().for_each(|key| self.ledger.count(key));
        }
        self.settle(request, ruling, context);
    }

    /// Does what was decided.
    fn settle(&mut self, mut request: Request, ruling: Ruling, context: &mut Context<'_, Node>) {
        context.note(ruling.label());
        request.left = ruling.left();
        match ruling.verdict {
            Verdict::Pass { .. } => self.pass(request, 0, context),
            Verdict::Wait(wait) => {
                self.held += 1;
                context.after(wait, Timer::Release { request: Box::new(request), waited: wait });
            }
            Verdict::Deny(retry_after) => {
                let outcome = Outcome::Refused { key: ruling.key, retry_after };
                context.send(context.shared().balancer, Message::Answer { request, outcome, waited: 0 });
            }
        }
    }

    fn pass(&mut self, request: Request, waited: Nanos, context: &mut Context<'_, Node>) {
        let shared = context.shared();
        let server = shared.server(self.next_server);
        self.next_server = (self.next_server + 1) % shared.parameters.api_servers;
        context.send(server, Message::Pass { request, waited });
    }

    fn on_reply(&mut self, reply: Reply, context: &mut Context<'_, Node>) {
        match reply {
            Reply::Ruled { number, ruling } => {
                // An answer after the gateway gave up, or a second copy of one, changes nothing.
                if let Some(Asked { request, .. }) = self.asked.remove(&number) {
                    self.settle(request, ruling, context);
                }
            }
            Reply::Counts { number, counts, oldest, .. } => {
                if let Some(asked) = self.asked.remove(&number) {
                    self.compare(&asked, counts, oldest, context);
                }
            }
            Reply::Told(others) => {
                for &(key, total) in &*others {
                    let news = self.ledger.learn(key, total);
                    if news > 0 {
                        self.counters.charge(key, news, context.clock(), &self.rules);
                        context.note(Word::Learns.with(key.packed(), news));
                    }
                }
            }
        }
    }

    /// The counts have come: whether one more fits, and if so, writes it down in the store. Meanwhile
    /// another gateway may have read the same.
    fn compare(
        &mut self,
        asked: &Asked,
        counts: [u32; 3],
        oldest: [Nanos; 3],
        context: &mut Context<'_, Node>,
    ) {
        let Asked { request, keys, at, counting } = *asked;
        let (rules, reads) = (self.rules, counting == Counting::ReadThenWrite);
        let mut remaining = u32::MAX;
        for ((key, count), oldest) in keys.iter().zip(counts).zip(oldest) {
            if !self.graces.pass(key, count, at, &rules) {
                let end = if reads { (at / rules.window + 1) * rules.window } else { oldest + rules.window };
                let retry_after = Some(end.saturating_sub(context.clock()));
                return self.settle(request, Ruling { key, verdict: Verdict::Deny(retry_after) }, context);
            }
            remaining = remaining.min(rules.amount(key.layer).saturating_sub(count + 1));
        }
        let command = if reads {
            let counts = counts.map(|count| count.saturating_add(1));
            Command::Write { keys, window: at / rules.window, counts }
        } else {
            Command::Add { keys, now: at }
        };
        context.send(context.shared().store, Message::Command(command));
        self.settle(
            request,
            Ruling { key: keys.first(), verdict: Verdict::Pass { remaining: Some(remaining) } },
            context,
        );
    }

    pub(super) fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Node>) {
        match timer {
            Timer::StoreTimeout { number } => {
                if let Some(asked) = self.asked.remove(&number) {
                    self.store_timeouts += 1;
                    self.do_without(asked, context);
                }
            }
            Timer::Release { request, waited } => {
                self.held -= 1;
                self.pass(*request, waited, context);
            }
            Timer::Sync => {
                self.syncing = false;
                if self.rules.counting == Counting::LocalSync {
                    let tell = Message::Command(self.ledger.tell());
                    context.send(context.shared().store, tell);
                }
                self.keep_syncing(context);
            }
            _ => {}
        }
    }

    /// The store is of no help.
    fn do_without(&mut self, asked: Asked, context: &mut Context<'_, Node>) {
        let Asked { request, keys, .. } = asked;
        let policy = self.rules.on_store_failure;
        context.note(Word::Fallback.with(keys.first().packed(), policy as u64));
        match policy {
            OnStoreFailure::Open => self.settle(request, Ruling::open(keys.first()), context),
            OnStoreFailure::Closed => {
                let outcome = Outcome::Unavailable;
                context.send(context.shared().balancer, Message::Answer { request, outcome, waited: 0 });
            }
            OnStoreFailure::Local => self.decide(request, &keys, context),
        }
    }

    fn keep_syncing(&mut self, context: &mut Context<'_, Node>) {
        if self.rules.counting == Counting::LocalSync && !self.syncing {
            self.syncing = true;
            context.after(self.rules.sync_period, Timer::Sync);
        }
    }

    /// Goes on under other rules.
    pub(super) fn on_rules(&mut self, rules: &Rules, context: &mut Context<'_, Node>) {
        self.adopt(rules, context.clock());
        self.keep_syncing(context);
    }

    /// The file of rules changes; a gateway that is down will start with it.
    pub(super) fn adopt(&mut self, rules: &Rules, now: Nanos) {
        if self.rules != *rules {
            self.counters.adopt(rules, now);
            self.lanes.adopt(rules, &self.rules, now);
            self.rules = *rules;
        }
    }

    pub(super) fn on_crash(&mut self) {
        self.counters.clear();
        self.graces.clear();
        self.ledger.forget();
        self.asked.clear();
        self.syncing = false;
        self.held = 0;
        self.next_server = 0;
    }

    /// Bytes that its counters take where they are written down.
    #[must_use]
    pub fn state_bytes(&self, now: Nanos) -> u64 {
        self.counters.state_bytes(now)
    }

    /// How full the limiter of a key is here.
    #[must_use]
    pub fn gauge(&self, key: Key, now: Nanos) -> Option<crate::limiter::Gauge> {
        self.counters.gauge(key, now)
    }

    pub(super) fn footprint(&self) -> usize {
        self.counters.footprint()
            + self.graces.bytes()
            + self.ledger.footprint()
            + self.asked.len() * (size_of::<Asked>() + 24)
            + self.lanes.footprint()
    }
}
