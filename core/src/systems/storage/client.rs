//! A client: does what its workload draws and what it is told, and judges what it reads.

use super::draws::{Drawn, Draws};
use super::histogram::Histogram;
use super::judge::Judge;
use super::message::{Message, Request, Timer};
use super::setup::Order;
use super::word::Ending;
use super::{Key, Node, Rules, Word};
use crate::flat_map::FlatMap;
use crate::random::SplitMix64;
use crate::sim::{Context, Latency, Nanos, NodeId, SECOND};
use alloc::sync::Arc;

/// How a client's operations ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientTally {
    /// Operations that ended.
    pub operations: u64,
    /// Puts that were acknowledged.
    pub puts: u64,
    /// Gets that were answered.
    pub gets: u64,
    /// Deletes that were acknowledged.
    pub deletes: u64,
    /// Scans that were answered.
    pub scans: u64,
    /// Operations that were refused, and arrivals for which there was no room.
    pub refused: u64,
    /// Operations that ended without an answer.
    pub unknown: u64,
    /// Acknowledged writes that were gone after a restart.
    pub lost_writes: u64,
    /// Reads that missed an acknowledged write.
    pub lost: u64,
    /// Reads of a deleted key that found it.
    pub resurrected: u64,
    /// Reads that found what nobody wrote.
    pub wrong: u64,
}

/// An operation under way.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) request: Request,
    /// When it began.
    pub(super) since: Nanos,
    /// Whether a put follows when it is answered.
    pub(super) modify: bool,
    /// Whether it came from the workload.
    pub(super) drawn: bool,
}

/// A client; see the module.
#[derive(Clone, Debug)]
pub struct Client {
    engine: NodeId,
    pub(super) rules: Rules,
    draws: Draws,
    gaps: SplitMix64,
    pub(super) judge: Judge,
    waiting: FlatMap<u64, Asked>,
    next_op: u64,
    connection: u32,
    /// Timers of another number are of a rate that is over.
    pace: u32,
    patient: bool,
    pub(super) tally: ClientTally,
    pub(super) puts: Histogram,
    pub(super) gets: Histogram,
}

impl Client {
    /// Operations under way; an arrival more is refused.
    pub const MOST_WAITING: usize = 1_000;
    /// How long it waits for an answer, and up to a second more.
    pub const PATIENCE: Nanos = 5 * SECOND;
    /// The most records of a commanded scan.
    pub const MOST_SCANNED: u32 = 1_000;

    pub(super) fn new(engine: NodeId, rules: Rules, random: &SplitMix64, judge: Judge, preload: u32) -> Self {
        Self {
            engine,
            rules,
            draws: Draws::new(random, preload),
            gaps: random.fork("storage gaps", 0),
            judge,
            waiting: FlatMap::default(),
            next_op: 0,
            connection: 1,
            pace: 0,
            patient: false,
            tally: ClientTally::default(),
            puts: Histogram::default(),
            gets: Histogram::default(),
        }
    }

    /// How its operations ended.
    #[must_use]
    pub fn tally(&self) -> ClientTally {
        self.tally
    }

    /// Times of puts and deletes, and of gets.
    #[must_use]
    pub fn times(&self) -> (&Histogram, &Histogram) {
        (&self.puts, &self.gets)
    }

    /// What it knows of its keys.
    #[must_use]
    pub fn judge(&self) -> &Judge {
        &self.judge
    }

    /// The engine that it asks.
    #[must_use]
    pub fn engine(&self) -> NodeId {
        self.engine
    }

    /// Operations under way, by number, with what they want and since when.
    pub fn waiting(&self) -> impl Iterator<Item = (u64, &Request, Nanos)> {
        self.waiting.iter().map(|(op, asked)| (*op, &asked.request, asked.since))
    }

    pub(super) fn adopt(&mut self, rules: &Rules) {
        self.rules = *rules;
    }

    pub(super) fn on_start(&mut self, context: &mut Context<'_, Node>) {
        self.set_off(context);
    }

    /// Begins anew by the rate that holds now.
    fn set_off(&mut self, context: &mut Context<'_, Node>) {
        self.pace += 1;
        if self.rules.rate > 0 {
            self.schedule(context);
        } else {
            self.draw(context);
        }
    }

    fn schedule(&mut self, context: &mut Context<'_, Node>) {
        let mean = SECOND / self.rules.rate.max(1);
        let gap = Latency::Exponential(0, mean).sample(&mut self.gaps);
        context.after(gap, Timer::Arrival(self.pace));
    }

    /// Draws the next operation and begins it.
    pub(super) fn draw(&mut self, context: &mut Context<'_, Node>) {
        if self.rules.rate == 0 && self.waiting.values().any(|asked| asked.drawn) {
            return;
        }
        let Some(drawn) = self.draws.next(context.shared(), self.rules.deletes) else { return };
        let number = Key::Number;
        match drawn {
            Drawn::Get(key) => self.begin(Request::Get { key: number(key) }, false, true, context),
            Drawn::Modify(key) => self.begin(Request::Get { key: number(key) }, true, true, context),
            Drawn::Scan(from, limit) => {
                self.begin(Request::Scan { from: number(from), to: None, limit }, false, true, context);
            }
            Drawn::Put(key) => self.put(number(key), None, true, context),
            Drawn::Delete(key) => self.delete(number(key), true, context),
        }
    }

    pub(super) fn put(
        &mut self,
        key: Key,
        special: Option<Arc<[u8]>>,
        drawn: bool,
        context: &mut Context<'_, Node>,
    ) {
        if self.is_crowded() {
            return;
        }
        let version = self.judge.begin(&key, false, special.as_ref());
        let value = self.judge.value_of(&key, version);
        self.begin(Request::Put { key, version, value }, false, drawn, context);
    }

    fn delete(&mut self, key: Key, drawn: bool, context: &mut Context<'_, Node>) {
        if self.is_crowded() {
            return;
        }
        let version = self.judge.begin(&key, true, None);
        self.begin(Request::Delete { key, version }, false, drawn, context);
    }

    /// Counts what there is no room for.
    fn is_crowded(&mut self) -> bool {
        let crowded = self.waiting.len() >= Self::MOST_WAITING;
        self.tally.refused += u64::from(crowded);
        crowded
    }

    fn begin(&mut self, request: Request, modify: bool, drawn: bool, context: &mut Context<'_, Node>) {
        if !request.is_write() && self.is_crowded() {
            return;
        }
        self.next_op += 1;
        let op = self.next_op;
        context.called(op, request.label());
        let message = Message::Ask { connection: self.connection, op, request: request.clone() };
        context.send(self.engine, message);
        self.waiting.insert(op, Asked { request, since: context.clock(), modify, drawn });
        if !self.patient {
            self.patient = true;
            context.after(SECOND, Timer::Patience);
        }
    }

    pub(super) fn on_message(&mut self, message: Message, context: &mut Context<'_, Node>) {
        match message {
            Message::Reply { connection, op, sequence, answer, .. } if connection == self.connection => {
                if let Some(asked) = self.waiting.remove(&op) {
                    self.answered(op, asked, (connection, sequence), answer, context);
                }
            }
            Message::Hello { connection, recovered } if connection > self.connection => {
                self.connection = connection;
                let lost = self.judge.recovered(connection, recovered);
                self.tally.lost_writes += lost;
                if lost > 0 {
                    context.verdict(Word::LostWrites.with(lost, recovered));
                }
                // What the last life was asked, the next does not know of.
                while let Some((op, asked)) = self.waiting.pop_first() {
                    self.end_unknown(op, &asked, context);
                }
                if self.rules.rate == 0 {
                    self.draw(context);
                }
            }
            _ => {}
        }
    }

    pub(super) fn give_up(&mut self, request: &Request) {
        if let Request::Put { key, version, .. } | Request::Delete { key, version } = request {
            self.judge.give_up(key, *version);
        }
    }

    fn end_unknown(&mut self, op: u64, asked: &Asked, context: &mut Context<'_, Node>) {
        self.give_up(&asked.request);
        self.tally.unknown += 1;
        self.tally.operations += 1;
        context.returned(op, Word::Ended.with(asked.request.key().packed(), Ending::Unknown as u64));
    }

    pub(super) fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Node>) {
        match timer {
            Timer::Arrival(pace) if pace == self.pace && self.rules.rate > 0 => {
                self.schedule(context);
                self.draw(context);
            }
            Timer::Patience => self.on_patience(context),
            _ => {}
        }
    }

    fn on_patience(&mut self, context: &mut Context<'_, Node>) {
        let now = context.clock();
        let mut ended = false;
        // Numbers rise with time.
        let late = |asked: &Asked| now.saturating_sub(asked.since) >= Self::PATIENCE;
        while self.waiting.first().is_some_and(|(_, asked)| late(asked))
            && let Some((op, asked)) = self.waiting.pop_first()
        {
            self.end_unknown(op, &asked, context);
            ended = true;
        }
        self.patient = !self.waiting.is_empty();
        if self.patient {
            context.after(SECOND, Timer::Patience);
        }
        if ended && self.rules.rate == 0 {
            self.draw(context);
        }
    }

    pub(super) fn on_order(&mut self, order: &Order, context: &mut Context<'_, Node>) {
        match order {
            Order::Put(key, value) => {
                let special = value.as_ref().map(|value| Arc::from(value.as_bytes()));
                self.put(key.clone(), special, false, context);
            }
            Order::Get(key) => self.begin(Request::Get { key: key.clone() }, false, false, context),
            Order::Delete(key) => self.delete(key.clone(), false, context),
            Order::Scan(from, to) => {
                let (from, to) = (from.clone(), Some(to.clone()));
                self.begin(Request::Scan { from, to, limit: Self::MOST_SCANNED }, false, false, context);
            }
            Order::Pace => self.set_off(context),
            Order::Adopted | Order::Flush | Order::Compact => {}
        }
    }

    /// It forgets what it waits for. What it knows of its keys is the judge's, not its own.
    pub(super) fn on_crash(&mut self) {
        while let Some((_, asked)) = self.waiting.pop_first() {
            self.give_up(&asked.request);
        }
        self.patient = false;
    }

    pub(super) fn footprint(&self) -> usize {
        self.judge.footprint()
            + self.waiting.len() * size_of::<(u64, Asked)>()
            + self.puts.footprint()
            + self.gets.footprint()
    }
}
