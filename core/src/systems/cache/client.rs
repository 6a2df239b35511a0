//! A client of the cache: asks, waits, gives up on servers and takes them back.

use super::waiting::Waiting;
use super::{Message, Node, Shared, Timer, View, Word};
use crate::sim::{Context, Nanos, NodeId, SECOND};
use alloc::vec::Vec;

/// How a client's requests ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// Answers of cache servers that held the key.
    pub hits: u64,
    /// Answers of cache servers that did not.
    pub misses: u64,
    /// Waits that were given up.
    pub timeouts: u64,
    /// Operations that ended, whatever the way.
    pub done: u64,
    /// Operations that the database refused.
    pub refused: u64,
}

/// An operation that is under way.
#[derive(Clone, Copy, Debug)]
struct Pending {
    key: u32,
    server: Option<NodeId>,
    attempt: u32,
    /// The list in force when this attempt began.
    epoch: u32,
}

impl Pending {
    /// In place of the attempt, once a cache server has answered and the database is asked.
    const ANSWERED: u32 = u32::MAX;
}

/// What outsiders tell a client.
#[derive(Clone, Debug)]
pub enum Order {
    /// The list of servers is now this one.
    Adopt(View),
    /// This client alone forgets a server.
    Forget(NodeId),
    /// This client alone remembers it again.
    Recall(NodeId),
}

/// A client.
#[derive(Clone, Debug)]
pub struct Client {
    configured: View,
    view: View,
    /// The list in force before the last change, to compare with.
    before: Option<View>,
    changed_at: Nanos,
    epoch: u32,
    ejected: Vec<NodeId>,
    forgotten: Vec<NodeId>,
    pending: Waiting<Pending>,
    next_op: u64,
    /// Requests of late to each server of the view, for placements that look at load.
    loads: Vec<u64>,
    retrying: bool,
    /// Since the start of the run.
    pub total: Tallies,
    /// Of attempts that began after the last change of the list.
    pub since_change: Tallies,
}

impl Client {
    /// How often ejected servers are probed.
    pub const RETRY: Nanos = 2 * SECOND;
    const DECAY: Nanos = SECOND;
    /// Attempts at cache servers before the database is asked.
    const ATTEMPTS: u32 = 3;
    /// Operations that a client waits for; one more, and it gives up on the oldest. The database
    /// is waited for without a time-out, so this is what ends an operation whose query was lost.
    pub const MAX_WAITING: usize = 5_000;

    pub(crate) fn new(view: View) -> Self {
        Self {
            loads: alloc::vec![0; view.nodes().len()],
            configured: view.clone(),
            view,
            before: None,
            changed_at: 0,
            epoch: 0,
            ejected: Vec::new(),
            forgotten: Vec::new(),
            pending: Waiting::new(),
            next_op: 0,
            retrying: false,
            total: Tallies::default(),
            since_change: Tallies::default(),
        }
    }

    /// The list in force here.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The list in force before the last change here.
    #[must_use]
    pub fn before(&self) -> Option<&View> {
        self.before.as_ref()
    }

    /// Servers that this client gave up on.
    #[must_use]
    pub fn ejected(&self) -> &[NodeId] {
        &self.ejected
    }

    /// What this client's clock showed when its list changed last.
    #[must_use]
    pub fn changed_at(&self) -> Nanos {
        self.changed_at
    }

    /// Operations under way.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.pending.len()
    }

    pub(crate) fn on_start(&mut self, context: &mut Context<'_, Node>) {
        // Its list is a file of its own: what the client forgot by order stays forgotten.
        if !self.forgotten.is_empty() {
            self.refresh(context);
        }
        self.schedule(context);
        context.after(Self::DECAY, Timer::Decay);
    }

    /// The next request: gaps are exponential, so that arrivals are a Poisson process.
    fn schedule(&self, context: &mut Context<'_, Node>) {
        let parameters = context.shared().parameters;
        let mean = u64::from(parameters.clients) * SECOND / parameters.rate;
        let gap = crate::sim::Latency::Exponential(0, mean).sample(context.random());
        context.after(gap, Timer::Arrival);
    }

    fn begin(&mut self, context: &mut Context<'_, Node>) {
        self.next_op += 1;
        let (op, key) = (self.next_op, pick(context));
        context.called(op, Word::Read.with(u64::from(key), 0));
        if self.pending.len() >= Self::MAX_WAITING
            && let Some(oldest) = self.pending.oldest()
        {
            self.total.refused += 1;
            self.end(oldest, 2, context);
        }
        self.pending.push(op, Pending { key, server: None, attempt: 0, epoch: self.epoch });
        self.attempt(op, context);
    }

    /// Asks the server that the list names, or the database if there is none left to ask.
    fn attempt(&mut self, op: u64, context: &mut Context<'_, Node>) {
        let Some(mut pending) = self.pending.find(op).copied() else { return };
        pending.attempt += 1;
        pending.epoch = self.epoch;
        let chosen = if pending.attempt <= Self::ATTEMPTS { self.choose(pending.key, context) } else { None };
        pending.server = chosen;
        if let Some(kept) = self.pending.find(op) {
            *kept = pending;
        }
        let key = pending.key;
        if let Some(server) = chosen {
            let timeout = context.shared().parameters.timeout;
            context.send(server, Message::Get { op, key });
            context.after(timeout, Timer::Timeout { op, attempt: pending.attempt });
        } else {
            let origin = context.shared().origin;
            context.send(origin, Message::Query { op, key });
        }
    }

    fn choose(&mut self, key: u32, context: &mut Context<'_, Node>) -> Option<NodeId> {
        let position = context.shared().position(key);
        let replicas = context.shared().parameters.replicas;
        let index = if replicas > 1 {
            let mut owners = Vec::new();
            self.view.placement().owners_at(position, replicas, &mut owners).ok()?;
            let pick = context.random().below(owners.len().max(1) as u64) as usize;
            *owners.get(pick)?
        } else {
            self.view.placement().owner_under(position, &self.loads).ok()?
        };
        if let Some(load) = self.loads.get_mut(index) {
            *load += 1;
        }
        self.view.node(index)
    }

    pub(crate) fn on_message(&mut self, from: NodeId, message: Message, context: &mut Context<'_, Node>) {
        match message {
            Message::Found { op, hit, .. } => self.on_found(op, from, hit, context),
            Message::Row { op, refused, .. } => self.on_row(op, refused, context),
            Message::Alive => self.on_alive(from, context),
            _ => {}
        }
    }

    fn on_found(&mut self, op: u64, from: NodeId, hit: bool, context: &mut Context<'_, Node>) {
        // An answer after the client gave up, or a second copy of one, changes nothing.
        let awaited =
            |pending: &Pending| pending.server == Some(from) && pending.attempt != Pending::ANSWERED;
        let Some(pending) = self.pending.find(op).copied().filter(awaited) else { return };
        let current = pending.epoch == self.epoch;
        for tallies in
            [Some(&mut self.total), current.then_some(&mut self.since_change)].into_iter().flatten()
        {
            tallies.hits += u64::from(hit);
            tallies.misses += u64::from(!hit);
        }
        if hit {
            return self.end(op, 0, context);
        }
        // Told apart from an attempt: a late time-out must not count against the server.
        if let Some(pending) = self.pending.find(op) {
            pending.attempt = Pending::ANSWERED;
        }
        let origin = context.shared().origin;
        context.send(origin, Message::Query { op, key: pending.key });
    }

    fn on_row(&mut self, op: u64, refused: bool, context: &mut Context<'_, Node>) {
        let Some(pending) = self.pending.find(op).copied() else { return };
        if refused {
            self.total.refused += 1;
        } else if let Some(server) = pending.server {
            context.send(server, Message::Set { key: pending.key });
        }
        self.end(op, if refused { 2 } else { 1 }, context);
    }

    fn end(&mut self, op: u64, source: u64, context: &mut Context<'_, Node>) {
        if let Some(pending) = self.pending.take(op) {
            self.total.done += 1;
            context.returned(op, Word::Answered.with(u64::from(pending.key), source));
        }
    }

    pub(crate) fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Node>) {
        match timer {
            Timer::Arrival => {
                self.schedule(context);
                self.begin(context);
            }
            Timer::Timeout { op, attempt } => self.on_timeout(op, attempt, context),
            Timer::Retry => self.probe(context),
            Timer::Decay => {
                self.loads.iter_mut().for_each(|load| *load /= 2);
                context.after(Self::DECAY, Timer::Decay);
            }
            Timer::Worked { .. } => {}
        }
    }

    fn on_timeout(&mut self, op: u64, attempt: u32, context: &mut Context<'_, Node>) {
        let Some(pending) = self.pending.find(op).copied().filter(|pending| pending.attempt == attempt)
        else {
            return;
        };
        self.total.timeouts += 1;
        if let Some(server) = pending.server
            && self.view.index_of(server).is_some()
        {
            self.ejected.push(server);
            context.note(Word::Ejected.with(u64::from(server.0), 0));
            self.refresh(context);
            if !self.retrying {
                self.retrying = true;
                context.after(Self::RETRY, Timer::Retry);
            }
        }
        self.attempt(op, context);
    }

    fn probe(&mut self, context: &mut Context<'_, Node>) {
        self.retrying = !self.ejected.is_empty();
        if self.retrying {
            for server in &self.ejected {
                context.send(*server, Message::Probe);
            }
            context.after(Self::RETRY, Timer::Retry);
        }
    }

    fn on_alive(&mut self, from: NodeId, context: &mut Context<'_, Node>) {
        if self.ejected.contains(&from) {
            self.ejected.retain(|server| *server != from);
            context.note(Word::Readmitted.with(u64::from(from.0), 0));
            self.refresh(context);
        }
    }

    pub(crate) fn on_order(&mut self, order: &Order, context: &mut Context<'_, Node>) {
        match order {
            Order::Adopt(view) => self.configured = view.clone(),
            Order::Forget(server) => self.forgotten.push(*server),
            Order::Recall(server) => self.forgotten.retain(|other| other != server),
        }
        self.ejected.retain(|server| self.configured.index_of(*server).is_some());
        self.refresh(context);
    }

    /// Makes the list in force: the configured one without what this client cannot or will not use.
    fn refresh(&mut self, context: &mut Context<'_, Node>) {
        let gone: Vec<NodeId> = self.ejected.iter().chain(&self.forgotten).copied().collect();
        let next = if gone.is_empty() {
            self.configured.clone()
        } else {
            // A part of a list that could be placed can be placed.
            match self.configured.without(&gone) {
                Ok(view) => view,
                Err(_) => return,
            }
        };
        self.loads = alloc::vec![0; next.nodes().len()];
        self.before = Some(core::mem::replace(&mut self.view, next));
        self.changed_at = context.clock();
        self.epoch += 1;
        self.since_change = Tallies::default();
        context.note(Word::Listed.with(self.view.nodes().len() as u64, 0));
    }

    pub(crate) fn on_crash(&mut self) {
        self.pending.clear();
        self.ejected.clear();
        self.retrying = false;
        self.view = self.configured.clone();
        self.loads = alloc::vec![0; self.view.nodes().len()];
        self.epoch += 1;
        self.since_change = Tallies::default();
    }

    /// The list changes while the client is down: it will start with the new one.
    pub(crate) fn reconfigure(&mut self, view: &View) {
        self.configured = view.clone();
        self.on_crash();
    }

    pub(crate) fn footprint(&self) -> usize {
        // A list of this client's own is not shared with the others.
        let own = [Some(&self.view), self.before.as_ref()].into_iter().flatten();
        let own: usize = own.filter(|view| !view.is(&self.configured)).map(View::footprint).sum();
        own + self.pending.footprint() + self.loads.len() * 8
    }
}

/// Which key is wanted next.
fn pick(context: &mut Context<'_, Node>) -> u32 {
    let Shared { parameters, zipf, .. } = context.shared();
    if parameters.hot_percent > 0 && context.random().chance(parameters.hot_percent, 100) {
        return 0;
    }
    match zipf {
        None => context.random().below(u64::from(parameters.keys)) as u32,
        Some(zipf) => zipf.sample(context.random()) - 1,
    }
}
