//! A client: asks one thing after the other, and remembers what it has seen.
//!
//! ```text
//!   put 7 ──▶ any node ──▶ … ◀── written      what came back is what it has seen: its next write of the key says so
//!   nothing for 1.5 × the timeout: asks again under the same number, at another node (a write of an atomic register at
//!   the same one); then nobody knows
//! ```

use super::choice::{Resolution, Routing, Workload};
use super::history::{Call, Calls, Verdict};
use super::message::{Action, Key, Message, Outcome, Reading, Timer};
use super::placement::Placement;
use super::record::Seen;
use super::session::Session;
use super::setup::{Node, Order};
use super::tally::ClientTally;
use super::word::Word;
use crate::sim::{Context, Nanos, NodeId, SECOND};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// The request under way.
#[derive(Clone, Debug)]
struct Waiting {
    request: u64,
    key: Key,
    action: Action,
    attempt: u32,
    /// When it first asked, by its own clock.
    since: Nanos,
    /// Whom it was asked of.
    asked: Vec<u32>,
    /// Where it stands among the calls.
    call: usize,
}

/// What is done next whatever chance says.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    key: Key,
    /// A read, or a write of this.
    write: Option<Option<u64>>,
}

/// A client; see the module.
#[derive(Clone, Debug)]
pub struct Client {
    number: u32,
    centre: u32,
    placement: Arc<Placement>,
    waiting: Option<Waiting>,
    wanted: Vec<Wanted>,
    next: u64,
    /// Whether a timer for the next operation is set.
    pausing: bool,
    session: Session,
    calls: Calls,
    tally: ClientTally,
}

impl Client {
    /// Commands that may wait.
    const MOST_WANTED: usize = 1_000;
    /// Requests of one client.
    const REQUESTS: u64 = 1 << 40;

    pub(super) fn new(number: u32, centre: u32, placement: Arc<Placement>) -> Self {
        Self {
            number,
            centre,
            placement,
            waiting: None,
            wanted: Vec::new(),
            next: 0,
            pausing: false,
            session: Session::default(),
            calls: Calls::default(),
            tally: ClientTally::default(),
        }
    }

    /// What it asked for and how that ended.
    #[must_use]
    pub fn calls(&self) -> &Calls {
        &self.calls
    }

    /// How its operations ended.
    #[must_use]
    pub fn tally(&self) -> ClientTally {
        self.tally
    }

    /// Whether it waits for an answer.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    pub(super) fn on_start(&mut self, context: &mut Context<'_, Node>) {
        // What an earlier life waited for nobody waits for any more.
        if let Some(waiting) = self.waiting.take() {
            self.give_up(&waiting, false, context);
        }
        self.pause(context);
    }

    pub(super) fn on_crash(&mut self) {
        self.pausing = false;
        self.wanted.clear();
        self.session.clear();
    }

    pub(super) fn on_order(&mut self, order: &Order, context: &mut Context<'_, Node>) {
        match order {
            Order::Adopt(placement) => self.placement = Arc::clone(placement),
            Order::Do(key, write) => {
                if self.wanted.len() < Self::MOST_WANTED {
                    self.wanted.push(Wanted { key: *key, write: *write });
                }
                self.next_wanted(context);
            }
        }
    }

    /// It is down, and will find the new list when it comes back.
    pub(super) fn reconfigure(&mut self, placement: &Arc<Placement>) {
        self.placement = Arc::clone(placement);
    }

    pub(super) fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Node>) {
        match timer {
            Timer::Next => {
                self.pausing = false;
                // One after the other: what is under way sets the timer when it ends.
                if self.waiting.is_none() {
                    self.choose(context);
                }
            }
            Timer::GiveUp { request, attempt } => {
                let waiting = self.waiting.as_ref();
                if waiting.is_some_and(|waiting| waiting.request == request && waiting.attempt == attempt) {
                    self.again(context);
                }
            }
            _ => {}
        }
    }

    /// The next operation comes by chance, as if each had been asked for by somebody else.
    fn pause(&mut self, context: &mut Context<'_, Node>) {
        let parameters = &context.shared().parameters;
        if self.pausing || parameters.workload == Workload::None {
            return;
        }
        self.pausing = true;
        let mean = u64::from(parameters.clients) * SECOND / parameters.rate;
        let gap = context.random().exponential_nanos(mean);
        context.after(gap, Timer::Next);
    }

    fn choose(&mut self, context: &mut Context<'_, Node>) {
        let parameters = &context.shared().parameters;
        let reads = match parameters.workload {
            Workload::Mixed => parameters.reads,
            Workload::None => return,
            Workload::YcsbA | Workload::YcsbF => 50,
            Workload::YcsbB => 95,
        };
        if context.moment().saturating_add(parameters.quiet) >= parameters.duration {
            return;
        }
        let zipf = &context.shared().zipf;
        let random = context.random();
        let key = match zipf {
            None => random.below(u64::from(parameters.keys)) as u32,
            Some(zipf) => zipf.sample(random) - 1,
        };
        let (reading, deleting) = (random.chance(reads, 100), random.chance(parameters.deletes, 100));
        let key = Key::numbered(key);
        if !reading && parameters.workload == Workload::YcsbF {
            // Read first, then write upon what was read.
            self.wanted.push(Wanted { key, write: Some(Some(self.value(1))) });
            return self.begin(Wanted { key, write: None }, context);
        }
        let value = self.value(0);
        let write = (!reading).then_some((!deleting).then_some(value));
        self.begin(Wanted { key, write }, context);
    }

    /// What the request after so many others writes: its own number, so that no two writes are alike.
    fn value(&self, later: u64) -> u64 {
        u64::from(self.number) * Self::REQUESTS + self.next + 1 + later
    }

    fn next_wanted(&mut self, context: &mut Context<'_, Node>) {
        if self.waiting.is_none() && !self.wanted.is_empty() {
            let wanted = self.wanted.remove(0);
            self.begin(wanted, context);
        }
    }

    fn begin(&mut self, Wanted { key, write }: Wanted, context: &mut Context<'_, Node>) {
        self.next += 1;
        let request = u64::from(self.number) * Self::REQUESTS + self.next;
        let id = u64::from(key.id);
        let (action, label, upon) = match write {
            None => (Action::Get, Word::Reads.with(id, 0), None),
            Some(value) => {
                let seen = self.session.get(key).and_then(|known| known.read.clone()).unwrap_or_default();
                let label = value.map_or(Word::Deletes.with(id, 0), |value| Word::Writes.with(id, value));
                let upon = Arc::clone(&seen);
                (Action::Put(value, seen), label, Some(upon))
            }
        };
        context.called(request, label);
        let call = {
            let (called, verdict) = (context.moment(), Verdict::default());
            self.calls.begin(Call { key, write, upon, called, ended: None, verdict })
        };
        self.waiting = Some(Waiting {
            request,
            key,
            action,
            attempt: 0,
            since: context.clock(),
            asked: Vec::new(),
            call,
        });
        self.send(context);
    }

    fn send(&mut self, context: &mut Context<'_, Node>) {
        let Some(waiting) = &self.waiting else { return };
        let (request, key, action) = (waiting.request, waiting.key, waiting.action.clone());
        let (attempt, since) = (waiting.attempt, waiting.since);
        // What a node has taken up it does not take up again; another would not know.
        let same =
            context.shared().parameters.resolution == Resolution::AtomicRegister && action != Action::Get;
        let before = waiting.asked.last().copied().filter(|_| same);
        if let Some(to) = before.or_else(|| self.coordinator(key, context)) {
            if let Some(waiting) = &mut self.waiting {
                waiting.asked.push(to);
            }
            context.send(NodeId(to), Message::Request { request, attempt, since, key, action });
        }
        let timeout = context.shared().parameters.timeout;
        context.after(timeout + timeout / 2, Timer::GiveUp { request, attempt });
    }

    fn coordinator(&self, key: Key, context: &mut Context<'_, Node>) -> Option<u32> {
        let (all, home) = match context.shared().parameters.routing {
            Routing::AnyNode | Routing::Nearest => (self.placement.members(), &[][..]),
            Routing::Owner => (&[][..], self.placement.home(Placement::range(key))),
        };
        let near_only = context.shared().parameters.routing == Routing::Nearest;
        let near = all.iter().filter(|member| !near_only || member.centre == self.centre);
        let near = near.map(|member| member.node).chain(home.iter().copied());
        // Who did not answer is not asked again while there are others.
        let asked = self.waiting.as_ref().map_or(&[][..], |waiting| &waiting.asked);
        let fresh = near.clone().filter(|node| !asked.contains(node));
        match fresh.clone().count() {
            0 => one_of(near.clone().count(), near, context),
            count => one_of(count, fresh, context),
        }
    }

    fn again(&mut self, context: &mut Context<'_, Node>) {
        let retries = context.shared().parameters.retries;
        let Some(mut waiting) = self.waiting.take() else { return };
        if waiting.attempt >= retries {
            self.give_up(&waiting, false, context);
            return self.rest(context);
        }
        waiting.attempt += 1;
        self.waiting = Some(waiting);
        self.send(context);
    }

    /// No answer: a read had no effect, and nor had what was refused; of a write nobody knows.
    fn give_up(&mut self, waiting: &Waiting, refused: bool, context: &mut Context<'_, Node>) {
        let surely = refused || waiting.action == Action::Get;
        self.calls.end(
            waiting.call,
            context.moment(),
            if surely { super::Ended::Failed } else { super::Ended::Unknown },
        );
        self.deleted(waiting);
        if refused {
            self.tally.refused += 1;
        } else {
            self.tally.unknown += 1;
        }
        let label = Word::HasNot.with(u64::from(waiting.key.id), u64::from(!surely));
        context.returned(waiting.request, label);
    }

    /// What a deletion may have taken with it is not missed any more.
    fn deleted(&mut self, waiting: &Waiting) {
        if let Some(gone) = self.calls.get(waiting.call).and_then(Call::gone) {
            self.session.gone(waiting.key, &gone);
        }
    }

    fn rest(&mut self, context: &mut Context<'_, Node>) {
        self.next_wanted(context);
        if self.waiting.is_none() {
            self.pause(context);
        }
    }

    pub(super) fn on_message(&mut self, message: &Message, context: &mut Context<'_, Node>) {
        let Message::Reply { request, outcome, .. } = message else { return };
        let Some(waiting) = self.waiting.take_if(|waiting| waiting.request == *request) else { return };
        match outcome {
            // What was asked before may still have an effect.
            Outcome::Refused if waiting.attempt == 0 => self.give_up(&waiting, true, context),
            Outcome::Refused | Outcome::Unknown => self.give_up(&waiting, false, context),
            Outcome::Done(reading, own) => self.done(&waiting, reading, own.as_ref(), context),
        }
        self.rest(context);
    }

    fn done(
        &mut self,
        waiting: &Waiting,
        reading: &Arc<Reading>,
        own: Option<&Arc<Seen>>,
        context: &mut Context<'_, Node>,
    ) {
        let key = waiting.key;
        let id = u64::from(key.id);
        let values = &reading.values;
        if let Some(own) = own {
            self.tally.writes += 1;
            context.returned(waiting.request, Word::HasWritten.with(id, 0));
            self.calls.end(waiting.call, context.moment(), super::Ended::Written(Arc::clone(own)));
        } else {
            self.tally.reads += 1;
            self.tally.siblings += u64::from(values.len() > 1);
            let first = values.first().copied().unwrap_or_default() & ((1 << 56) - 1);
            let label = Word::HasRead.with(id, (values.len() as u64).min(255) << 56 | first);
            context.returned(waiting.request, label);
            let verdict = self.judge(key, reading, context);
            self.calls.judged(waiting.call, verdict);
            self.calls.end(waiting.call, context.moment(), super::Ended::Read(Arc::clone(reading)));
        }
        self.session.remember(key, &reading.seen, own);
        if own.is_some() {
            self.deleted(waiting);
        } else if values.is_empty() {
            self.session.gone(key, &reading.seen);
        }
    }

    /// What a session is promised: to see its own writes, and never to go back.
    fn judge(&mut self, key: Key, reading: &Reading, context: &mut Context<'_, Node>) -> Verdict {
        let id = u64::from(key.id);
        let known = self.session.get(key);
        let gone = known.and_then(|known| known.gone.as_deref());
        let misses =
            |seen: &Option<Arc<Seen>>| seen.as_deref().is_some_and(|seen| !reading.covers(seen, gone));
        let verdict = Verdict {
            lost_own: known.is_some_and(|known| misses(&known.written)),
            went_back: known.is_some_and(|known| misses(&known.read)),
        };
        if verdict.lost_own {
            self.tally.lost_own += 1;
            context.verdict(Word::LostOwnWrite.with(id, 0));
        }
        if verdict.went_back {
            self.tally.went_back += 1;
            context.verdict(Word::WentBack.with(id, 0));
        }
        verdict
    }

    pub(super) fn footprint(&self) -> usize {
        self.calls.footprint() + self.session.footprint()
    }
}

/// One of so many, by chance.
fn one_of(
    count: usize,
    mut nodes: impl Iterator<Item = u32>,
    context: &mut Context<'_, Node>,
) -> Option<u32> {
    let at = context.random().below(count.max(1) as u64) as usize;
    nodes.nth(at)
}
