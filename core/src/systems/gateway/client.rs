//! A client: asks when its plan says so, and tries again when it was refused.
//!
//! ```text
//!   retries 2, backoff exponential, base 200 ms
//!   0 ms asks ──► 429    200 ms later asks ──► 429    400 ms later asks ──► 200, or gives up
//! ```

use super::choice::Backoff;
use super::key::{Address, Key};
use super::message::{Message, Outcome, Request, Timer};
use super::traffic::Plan;
use super::{Node, Rules, Word};
use crate::random::SplitMix64;
use crate::sim::{Context, Nanos};
use alloc::collections::BTreeMap;

/// An operation that is under way.
#[derive(Clone, Copy, Debug)]
struct Pending {
    user: u32,
    attempt: u32,
    /// Whether an answer to this attempt is out, and not a pause before the next.
    asked: bool,
}

/// How an operation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Served,
    Refused,
    Failed,
}

/// A client.
#[derive(Clone, Debug)]
pub struct Client {
    rules: Rules,
    number: u32,
    plan: Plan,
    /// How often the plan was replaced.
    plans: u32,
    arrivals: SplitMix64,
    jitter: SplitMix64,
    pending: BTreeMap<u64, Pending>,
    next_op: u64,
    next_address: u32,
    /// Attempts since the start of the run.
    pub requests: u64,
    /// Of those, the ones that were not the first of their operation.
    pub retries: u64,
    /// Operations that were served.
    pub served: u64,
    /// Operations that were refused to the last.
    pub refused: u64,
    /// Operations that ended without an answer, or with one that something is broken or full.
    pub failed: u64,
}

impl Client {
    /// Operations that a client waits for; one more, and it gives up on the oldest.
    pub const MAX_WAITING: usize = 5_000;

    pub(super) fn new(number: u32, plan: Plan, rules: Rules, random: &SplitMix64) -> Self {
        Self {
            rules,
            number,
            plan,
            plans: 0,
            arrivals: random.fork("gateway.arrivals", u64::from(number)),
            jitter: random.fork("gateway.jitter", u64::from(number)),
            pending: BTreeMap::new(),
            next_op: 0,
            next_address: 0,
            requests: 0,
            retries: 0,
            served: 0,
            refused: 0,
            failed: 0,
        }
    }

    /// Operations under way.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.pending.len()
    }

    /// When it asks.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(super) fn on_start(&mut self, context: &mut Context<'_, Node>) {
        let now = context.clock();
        self.schedule(now, now, context);
    }

    /// Sets a timer for the first requests at `from` or later, where it is `now`.
    fn schedule(&mut self, from: Nanos, now: Nanos, context: &mut Context<'_, Node>) {
        if let Some((due, count)) = self.plan.next(from, &mut self.arrivals) {
            context.after(due.saturating_sub(now), Timer::Arrival { due, count, plan: self.plans });
        }
    }

    fn begin(&mut self, user: u32, context: &mut Context<'_, Node>) {
        self.next_op += 1;
        let op = self.next_op;
        context.called(op, Word::Wants.with(Key::user(user).packed(), 0));
        if self.pending.len() >= Self::MAX_WAITING
            && let Some((oldest, _)) = self.pending.first_key_value()
        {
            self.end(*oldest, End::Failed, context);
        }
        self.pending.insert(op, Pending { user, attempt: 0, asked: false });
        self.attempt(op, context);
    }

    fn attempt(&mut self, op: u64, context: &mut Context<'_, Node>) {
        let Some(pending) = self.pending.get_mut(&op) else { return };
        pending.attempt += 1;
        pending.asked = true;
        let Pending { user, attempt, .. } = *pending;
        let shared = context.shared();
        // Only the first client has more than one address.
        let addresses = if self.number == 0 { shared.parameters.addresses } else { 1 };
        let address = Address::of(self.number, self.next_address);
        self.next_address = (self.next_address + 1) % addresses;
        self.requests += 1;
        self.retries += u64::from(attempt > 1);
        let (client, device) = (context.id(), self.number);
        let request =
            Request { client, op, attempt, user, address, device, number: 0, arrived: 0, left: None };
        context.send(shared.balancer, Message::Ask(request));
        context.after(shared.parameters.client_timeout, Timer::Timeout { op, attempt });
    }

    pub(super) fn on_message(&mut self, message: Message, context: &mut Context<'_, Node>) {
        let Message::Answer { request, outcome, .. } = message else { return };
        // An answer after the client gave up, or a second copy of one, changes nothing.
        let awaited = |pending: &&Pending| pending.asked && pending.attempt == request.attempt;
        if self.pending.get(&request.op).filter(awaited).is_none() {
            return;
        }
        match outcome {
            Outcome::Served => self.end(request.op, End::Served, context),
            Outcome::Refused { .. } => self.disappointed(request.op, End::Refused, context),
            Outcome::Overloaded | Outcome::Unavailable => {
                self.disappointed(request.op, End::Failed, context);
            }
        }
    }

    /// An attempt came to nothing: tries again, or ends like this.
    fn disappointed(&mut self, op: u64, end: End, context: &mut Context<'_, Node>) {
        let Some(pending) = self.pending.get_mut(&op) else { return };
        if pending.attempt > self.rules.retries {
            return self.end(op, end, context);
        }
        pending.asked = false;
        let pause = pause(&self.rules, pending.attempt, &mut self.jitter);
        if pause == 0 { self.attempt(op, context) } else { context.after(pause, Timer::Again { op }) }
    }

    fn end(&mut self, op: u64, end: End, context: &mut Context<'_, Node>) {
        if let Some(pending) = self.pending.remove(&op) {
            match end {
                End::Served => self.served += 1,
                End::Refused => self.refused += 1,
                End::Failed => self.failed += 1,
            }
            context.returned(op, Word::Ended.with(Key::user(pending.user).packed(), end as u64));
        }
    }

    pub(super) fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Node>) {
        match timer {
            Timer::Arrival { due, count, plan } if plan == self.plans => {
                // On the plan's time, so that a clock that jumps shifts no request.
                self.schedule(due.saturating_add(1), due, context);
                (0..count).for_each(|_| self.begin(self.number, context));
            }
            Timer::Timeout { op, attempt } => {
                let awaited = |pending: &&Pending| pending.asked && pending.attempt == attempt;
                if self.pending.get(&op).filter(awaited).is_some() {
                    self.disappointed(op, End::Failed, context);
                }
            }
            Timer::Again { op } => self.attempt(op, context),
            _ => {}
        }
    }

    /// Asks so many times at once, as itself or as another user.
    pub(super) fn send(&mut self, count: u32, user: Option<u32>, context: &mut Context<'_, Node>) {
        (0..count).for_each(|_| self.begin(user.unwrap_or(self.number), context));
    }

    /// Asks at another rate from now on, in requests in a thousand seconds.
    pub(super) fn set_rate(&mut self, rate: u64, context: &mut Context<'_, Node>) {
        let now = context.clock();
        self.plan = self.plan.at_rate(rate, now);
        self.plans += 1;
        self.schedule(now.saturating_add(1), now, context);
    }

    pub(super) fn adopt(&mut self, rules: &Rules) {
        self.rules = *rules;
    }

    pub(super) fn on_crash(&mut self) {
        self.pending.clear();
        self.next_address = 0;
    }

    pub(super) fn footprint(&self) -> usize {
        self.pending.len() * (size_of::<Pending>() + 24)
    }
}

/// How long to wait after so many attempts.
pub(super) fn pause(rules: &Rules, attempts: u32, jitter: &mut SplitMix64) -> Nanos {
    let doubled = rules.backoff_base.saturating_mul(1 << attempts.saturating_sub(1).min(20));
    match rules.backoff {
        Backoff::None => 0,
        Backoff::Fixed => rules.backoff_base,
        Backoff::Exponential => doubled,
        Backoff::Jitter => jitter.range(1, doubled),
    }
}
