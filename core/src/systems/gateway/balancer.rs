//! The balancer before the gateways: where every request comes in and every answer goes out, and so the
//! place to judge.
//!
//! It does not look whether a gateway is alive: what it sends to a dead one is lost, and the client finds
//! out by waiting. Its clock is the one that everything is judged by; the parameter `skew` leaves it alone.

use super::choice::Balancing;
use super::judge::{Reference, Windows, Worst};
use super::key::Keys;
use super::message::{Message, Outcome, Request};
use super::{Node, Rules, Word};
use crate::sim::{Context, Nanos, NodeId, SECOND};
use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

/// How requests were dealt with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dealt {
    /// Requests that came, repeated attempts included.
    pub offered: u64,
    /// Let through, at once or later.
    pub admitted: u64,
    /// Not let through.
    pub denied: u64,
    /// Of those let through, the ones that had to wait.
    pub delayed: u64,
    /// Let through where the limit was full.
    pub wrongly_admitted: u64,
    /// Not let through where an exact log would have, and where there was room. May sink: see
    /// [`judge`](super::judge).
    pub wrongly_denied: u64,
    /// What became of them is not known: no answer came in time.
    pub unjudged: u64,
    /// Admitted and denied, by user; ascending.
    pub users: Vec<(u32, u64, u64)>,
    /// What the latest refusal said, if waiting helps.
    pub latest_retry_after: Option<Nanos>,
}

impl Dealt {
    fn of_user(&mut self, user: u32, admitted: bool) {
        let place = match self.users.binary_search_by_key(&user, |(user, ..)| *user) {
            Ok(place) => place,
            Err(place) => {
                self.users.insert(place, (user, 0, 0));
                place
            }
        };
        if let Some((_, yes, no)) = self.users.get_mut(place) {
            *yes += u64::from(admitted);
            *no += u64::from(!admitted);
        }
    }
}

/// A request whose answer is out.
#[derive(Clone, Copy, Debug)]
struct Pending {
    keys: Keys,
    arrived: Nanos,
    /// What the exact log says.
    due: bool,
}

/// A denial that seems wrong, while an answer is still out about a request that came before it and may have taken
/// its room.
#[derive(Clone, Copy, Debug)]
struct Doubted {
    number: u64,
    keys: Keys,
    arrived: Nanos,
}

/// The balancer.
#[derive(Clone, Debug)]
pub struct Balancer {
    rules: Rules,
    turn: u64,
    requests: u64,
    pending: BTreeMap<u64, Pending>,
    /// What judges is the observer's, and survives a crash.
    reference: Reference,
    windows: Windows,
    /// In the order in which they came.
    doubted: VecDeque<Doubted>,
    /// How requests were dealt with since the start of the run.
    pub dealt: Dealt,
}

impl Balancer {
    /// Requests whose answers it waits for; one more, and the oldest is never judged.
    pub const MAX_WAITING: usize = 10_000;
    /// How long it waits to judge one.
    pub const PATIENCE: Nanos = 60 * SECOND;

    pub(super) fn new(rules: Rules) -> Self {
        Self {
            rules,
            turn: 0,
            requests: 0,
            pending: BTreeMap::new(),
            reference: Reference::default(),
            windows: Windows::default(),
            doubted: VecDeque::new(),
            dealt: Dealt::default(),
        }
    }

    /// Requests whose answers are out.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.pending.len()
    }

    /// The window in which most of one key was let through, at a layer, since the rules changed last.
    #[must_use]
    pub fn worst(&self, layer: u8) -> Worst {
        self.windows.worst(layer)
    }

    /// The rules in force here.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    pub(super) fn on_message(&mut self, message: Message, context: &mut Context<'_, Node>) {
        match message {
            Message::Ask(request) => self.on_ask(request, context),
            Message::Answer { request, outcome, waited } => {
                self.judge(&request, outcome, waited, context);
                context.send(request.client, Message::Answer { request, outcome, waited });
            }
            _ => {}
        }
    }

    fn on_ask(&mut self, mut request: Request, context: &mut Context<'_, Node>) {
        let now = context.clock();
        self.requests += 1;
        request.number = self.requests;
        request.arrived = now;
        self.dealt.offered += 1;
        let keys = self.rules.keys(&request);
        let due = self.reference.admits(&keys, now, &self.rules);
        self.give_up(now);
        self.pending.insert(request.number, Pending { keys, arrived: now, due });
        let gateway = self.choose(&keys, context);
        context.send(gateway, Message::Ask(request));
    }

    fn choose(&mut self, keys: &Keys, context: &Context<'_, Node>) -> NodeId {
        let shared = context.shared();
        let turn = match self.rules.balancing {
            Balancing::RoundRobin => {
                self.turn += 1;
                self.turn - 1
            }
            Balancing::Sticky => u64::from(keys.first().id),
        };
        shared.gateway((turn % u64::from(shared.parameters.nodes)) as u32)
    }

    /// Forgets those that nobody will answer any more.
    fn give_up(&mut self, now: Nanos) {
        while let Some((oldest, pending)) = self.pending.first_key_value()
            && (self.pending.len() >= Self::MAX_WAITING
                || pending.arrived.saturating_add(Self::PATIENCE) < now)
        {
            let oldest = *oldest;
            self.pending.remove(&oldest);
            self.dealt.unjudged += 1;
        }
    }

    fn judge(&mut self, request: &Request, outcome: Outcome, waited: Nanos, context: &mut Context<'_, Node>) {
        // A second copy of an answer changes nothing.
        let Some(Pending { keys, arrived, due }) = self.pending.remove(&request.number) else { return };
        let admitted = outcome.is_admitted();
        self.dealt.admitted += u64::from(admitted);
        self.dealt.denied += u64::from(!admitted);
        self.dealt.of_user(request.user, admitted);
        if let Outcome::Refused { retry_after, .. } = outcome {
            self.dealt.latest_retry_after = retry_after;
        }
        if !admitted {
            if due && self.windows.had_room(&keys, arrived, &self.rules) {
                self.dealt.wrongly_denied += 1;
                self.doubt(Doubted { number: request.number, keys, arrived });
            }
            return;
        }
        self.dealt.delayed += u64::from(waited > 0);
        let pending = self.pending.first_key_value().map_or(arrived, |(_, pending)| pending.arrived);
        let oldest = self.doubted.front().map_or(pending, |doubted| pending.min(doubted.arrived));
        let passed = arrived.saturating_add(waited);
        let rightly = self.windows.add(&keys, passed, oldest, &self.rules, |key, count| {
            context.verdict(Word::Exceeded.with(key.packed(), u64::from(count)));
        });
        self.dealt.wrongly_admitted += u64::from(!rightly);
        self.reconsider(passed);
    }

    /// Keeps a denial in mind as long as a request that came before it may have taken its room.
    fn doubt(&mut self, denied: Doubted) {
        self.no_longer_doubt();
        if self.pending.first_key_value().is_some_and(|(oldest, _)| *oldest < denied.number) {
            if self.doubted.len() >= Self::MAX_WAITING {
                self.doubted.pop_front();
            }
            let place = self.doubted.partition_point(|other| other.number < denied.number);
            self.doubted.insert(place, denied);
        }
    }

    /// One more was let through at this time: takes back that denials were wrong which it left no room for.
    fn reconsider(&mut self, passed: Nanos) {
        let mut place = self.doubted.partition_point(|denied| denied.arrived < passed);
        while let Some(denied) = self.doubted.get(place)
            && denied.arrived.saturating_sub(passed) < self.rules.window
        {
            if self.windows.had_room(&denied.keys, denied.arrived, &self.rules) {
                place += 1;
            } else {
                self.doubted.remove(place);
                self.dealt.wrongly_denied -= 1;
            }
        }
        self.no_longer_doubt();
    }

    /// What no answer is out about that could change it is settled.
    fn no_longer_doubt(&mut self) {
        let oldest = self.pending.first_key_value().map_or(u64::MAX, |(oldest, _)| *oldest);
        let settled = self.doubted.partition_point(|denied| denied.number < oldest);
        self.doubted.drain(..settled);
    }

    pub(super) fn adopt(&mut self, rules: &Rules, now: Nanos) {
        if !rules.promise_as(&self.rules) {
            self.windows.restart(now);
            self.doubted.clear();
        }
        self.rules = *rules;
    }

    pub(super) fn on_crash(&mut self) {
        self.dealt.unjudged += self.pending.len() as u64;
        self.pending.clear();
        self.doubted.clear();
        self.turn = 0;
    }

    pub(super) fn footprint(&self) -> usize {
        // An entry of a tree takes about a third more than itself.
        self.pending.len() * (size_of::<Pending>() + 24)
            + self.reference.footprint(&self.rules)
            + self.windows.footprint()
            + self.doubted.capacity() * size_of::<Doubted>()
            + self.dealt.users.capacity() * size_of::<(u32, u64, u64)>()
    }
}
