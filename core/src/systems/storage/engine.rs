//! A machine with an engine: takes what clients ask, one after the other, and lets each wait for the disk.
//!
//! ```text
//!   put 42 ─▶ queue ─▶ Lsm::put, at once, on the view ─▶ append, sync ─▶ disk0
//!                                                        ◀── done ──────┘ only now: reply to the client
//!   meanwhile, a piece at a time:  Lsm::work ─▶ reads, appends, sync ─▶ disk0
//! ```
//!
//! The process lives in memory: `crash lsm` kills it, and what the [operating system](Outbox) has in hand goes on to the
//! disk. When the disk's power fails under it, the engine forgets everything and opens anew.

use super::message::{Answer, Message, Request, Timer, Trouble};
use super::outbox::Outbox;
use super::setup::{Order, Shared};
use super::store::{EngineError, EngineKind, LastRead, Store};
use super::tally::EngineTally;
use super::{Access, Device, FileCode, Node, Rules, Word};
use crate::flat_map::FlatMap;
use crate::lsm::{Lsm, Pulse};
use crate::sim::{Context, Nanos, NodeId, SECOND};
use alloc::boxed::Box;
use alloc::collections::VecDeque;

/// An operation that waits its turn, or is under way.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The client's number for it.
    pub op: u64,
    /// What it wants.
    pub request: Request,
}

/// The operation that is served.
#[derive(Clone, Debug)]
pub(super) struct Current {
    pub(super) pending: Pending,
    /// What the client is told, once all accesses before the number are done; none while it stalls.
    pub(super) reply: Option<(Answer, u64, u64)>,
    pub(super) begun: Nanos,
}

/// How far the engine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// It has no process, or waits for what is on the disk.
    Mounting,
    /// It is open, and waits for what that asked of the disk: up to this number.
    Opening(u64),
    /// It serves.
    Serving,
    /// It could not be opened.
    Closed,
}

/// A machine with an engine; see the module.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(super) kind: EngineKind,
    pub(super) client: NodeId,
    pub(super) rules: Rules,
    pub(super) outbox: Outbox,
    pub(super) phase: Phase,
    pub(super) store: Option<Store>,
    pub(super) queue: VecDeque<Pending>,
    pub(super) current: Option<Current>,
    /// Background work waits until all accesses before this number are done.
    pub(super) piece: Option<u64>,
    /// Whether there is no background work, as far as is known.
    pub(super) idle: bool,
    /// Whether work failed, and a timer is set to try again.
    pub(super) failed: bool,
    /// What the tables were like when a flush, merge or move was finished last.
    pub(super) pulse: Pulse,
    /// Whether a merge is under way that the trace knows of.
    pub(super) merging: bool,
    /// Lives of the process so far.
    pub(super) connection: u32,
    mounted_at: Nanos,
    recovered: u64,
    /// Operations of this life that were taken in: all up to the first, and these.
    taken: (u64, FlatMap<u64, ()>),
    pub(super) error: Option<EngineError>,
    pub(super) last_read: Option<Box<LastRead>>,
    pub(super) tally: EngineTally,
}

impl Engine {
    /// Operations that may wait; one more is refused.
    pub const MOST_WAITING: usize = 1_000;
    /// How long after a failure work is tried again.
    pub const AGAIN: Nanos = SECOND;
    /// Operations taken in that are remembered one by one.
    const MOST_TAKEN: usize = 1_024;

    pub(super) fn new(kind: EngineKind, client: NodeId, disk: NodeId, rules: Rules) -> Self {
        Self {
            kind,
            client,
            rules,
            outbox: Outbox::new(disk),
            phase: Phase::Mounting,
            store: None,
            queue: VecDeque::new(),
            current: None,
            piece: None,
            idle: true,
            failed: false,
            pulse: Pulse::default(),
            merging: false,
            connection: 0,
            mounted_at: 0,
            recovered: 0,
            taken: (0, FlatMap::default()),
            error: None,
            last_read: None,
            tally: EngineTally::default(),
        }
    }

    pub(super) fn adopt(&mut self, rules: &Rules) {
        self.rules = *rules;
        if let Some(store) = &mut self.store {
            store.adopt(rules);
        }
    }

    pub(super) fn rot(&mut self, file: &str, offset: usize) -> bool {
        self.store.as_mut().is_some_and(|store| store.device_mut().flip(file, offset, super::platter::ROT))
    }

    pub(super) fn on_start(&mut self, context: &mut Context<'_, Node>) {
        self.connection += 1;
        self.phase = Phase::Mounting;
        self.mounted_at = context.clock();
        self.outbox.send_again(context);
        self.outbox.push(Access::Mount, true, context);
    }

    pub(super) fn on_message(&mut self, message: Message, context: &mut Context<'_, Node>) {
        match message {
            Message::Ask { connection, op, request } => {
                self.on_ask(connection, Pending { op, request }, context)
            }
            Message::Carried { epoch, before } if epoch == self.outbox.epoch() => {
                self.outbox.carried(before);
                self.turn(context);
            }
            Message::Mounted { epoch, before, files } if epoch == self.outbox.epoch() => {
                let news = self.outbox.carried(before);
                // Opened once: a second copy of the answer finds the engine open, or another mount on its way.
                if news && self.phase == Phase::Mounting && self.outbox.is_empty() {
                    self.open(Device::new(&files, self.rules.capacity), context);
                }
                self.turn(context);
            }
            Message::Anew { epoch } if epoch > self.outbox.epoch() => {
                self.forget();
                self.outbox.restart(epoch);
                self.on_start(context);
            }
            _ => {}
        }
    }

    fn on_ask(&mut self, connection: u32, pending: Pending, context: &mut Context<'_, Node>) {
        if self.phase == Phase::Closed {
            return self.reply_to(connection, &pending, Answer::Refused(Trouble::Closed), 0, context);
        }
        if connection != self.connection {
            if self.is_open() {
                self.hello(context);
            }
            return;
        }
        if pending.op <= self.taken.0 || self.taken.1.insert(pending.op, ()).is_some() {
            return;
        }
        if self.taken.1.len() > Self::MOST_TAKEN
            && let Some((first, ())) = self.taken.1.pop_first()
        {
            self.taken.0 = first;
        }
        if self.queue.len() >= Self::MOST_WAITING {
            return self.reply(&pending, Answer::Refused(Trouble::Crowded), 0, context);
        }
        self.queue.push_back(pending);
        self.turn(context);
    }

    pub(super) fn reply(
        &self,
        pending: &Pending,
        answer: Answer,
        sequence: u64,
        context: &mut Context<'_, Node>,
    ) {
        self.reply_to(self.connection, pending, answer, sequence, context);
    }

    fn reply_to(
        &self,
        connection: u32,
        pending: &Pending,
        answer: Answer,
        sequence: u64,
        context: &mut Context<'_, Node>,
    ) {
        let key = pending.request.key().clone();
        context.send(self.client, Message::Reply { connection, op: pending.op, key, sequence, answer });
    }

    fn hello(&self, context: &mut Context<'_, Node>) {
        let message = Message::Hello { connection: self.connection, recovered: self.recovered };
        context.send(self.client, message);
    }

    /// Opens the engine on what the disk has.
    fn open(&mut self, device: Device, context: &mut Context<'_, Node>) {
        match Store::open(self.kind, device, context.shared(), &self.rules) {
            Ok(store) => {
                self.store = Some(store);
                self.error = None;
                let until = self.send(true, context);
                self.phase = Phase::Opening(until);
                self.watch();
            }
            Err(error) => {
                self.phase = Phase::Closed;
                self.fail(error, context);
                for pending in core::mem::take(&mut self.queue) {
                    self.reply(&pending, Answer::Refused(Trouble::Closed), 0, context);
                }
            }
        }
    }

    /// What was asked of the disk is done: the engine serves.
    pub(super) fn opened(&mut self, context: &mut Context<'_, Node>) {
        self.phase = Phase::Serving;
        self.idle = false;
        self.recovered = self.store.as_ref().map_or(0, |store| store.sequence().0);
        self.tally.recovery_time = context.clock().saturating_sub(self.mounted_at);
        self.tally.recoveries += 1;
        context.note(Word::Recovered.with(self.recovered, self.tally.recovery_time));
        if self.connection > 1 {
            self.hello(context);
        }
    }

    /// Something went wrong: told, and kept for whoever looks.
    pub(super) fn fail(&mut self, error: EngineError, context: &mut Context<'_, Node>) {
        if let Some((file, offset)) = error.damage() {
            self.tally.damaged += 1;
            context.verdict(Word::Damaged.with(FileCode::of(file).packed(), offset));
        }
        context.note(Word::Refuses.with(error.trouble() as u64, 0));
        self.error = Some(error);
    }

    /// Sends what the engine asked of its disk. The number of the access after the last that is waited for; with
    /// `all`, after the last.
    pub(super) fn send(&mut self, all: bool, context: &mut Context<'_, Node>) -> u64 {
        let Some(store) = &mut self.store else { return 0 };
        let asked = store.device_mut().take();
        let last =
            if all { asked.len().checked_sub(1) } else { asked.iter().rposition(Access::is_waited_for) };
        let mut until = 0;
        for (index, access) in asked.into_iter().enumerate() {
            let awaited = Some(index) == last;
            let number = self.outbox.push(access, awaited, context);
            if awaited {
                until = number + 1;
            }
        }
        until
    }

    pub(super) fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Node>) {
        match timer {
            Timer::Resend => self.outbox.on_timer(context),
            Timer::Again => {
                self.failed = false;
                self.idle = false;
                self.turn(context);
            }
            _ => {}
        }
    }

    pub(super) fn on_order(&mut self, order: &Order, context: &mut Context<'_, Node>) {
        match order {
            Order::Flush => self.flush(context),
            Order::Compact => self.compact(context),
            Order::Adopted => {
                self.idle = false;
                self.failed = false;
                self.turn(context);
            }
            _ => {}
        }
    }

    /// All that the process had in memory.
    fn forget(&mut self) {
        self.tally.keep(self.store.as_ref());
        self.tally.merges_cut += u64::from(self.lsm().and_then(Lsm::merging).is_some());
        self.store = None;
        self.queue.clear();
        (self.current, self.piece) = (None, None);
        (self.idle, self.failed, self.merging) = (true, false, false);
        self.taken = (0, FlatMap::default());
        self.last_read = None;
        self.phase = Phase::Mounting;
    }

    pub(super) fn on_crash(&mut self) {
        self.forget();
        self.outbox.stop();
    }

    /// The machine's power fails: the operating system has nothing in hand any more.
    pub(super) fn lose_power(&mut self) {
        let epoch = self.outbox.epoch();
        self.outbox.restart(epoch);
    }

    pub(super) fn footprint(&self) -> usize {
        let values = self.queue.iter().map(|pending| match &pending.request {
            Request::Put { value, .. } => value.len(),
            _ => 0,
        });
        self.store.as_ref().map_or(0, Store::footprint)
            + self.outbox.footprint()
            + values.map(|bytes| bytes + size_of::<Pending>()).sum::<usize>()
            + self.taken.1.len() * 16
            + self.last_read.as_ref().map_or(0, |read| read.footprint())
    }

    /// The settings that all nodes may read.
    pub(super) fn work_bytes(shared: &Shared) -> u64 {
        shared.parameters.work_bytes
    }
}
