//! A machine of the cluster: keeps records, and coordinates what it is asked for.
//!
//! ```text
//!   Fetch, Store, Handoff, …  ──▶ queue ──▶ one after the other, each takes the service time ──▶ answer
//!   Request ──▶ coordination ──▶ Fetch and Store to others and to itself
//! ```
//!
//! Memory goes with a crash: operations, who is alive, the engine. The disk stays, and the engine is opened on it again.

use super::coordination::Op;
use super::message::{Key, Message, Timer};
use super::parameters::Parameters;
use super::placement::Placement;
use super::record::{Record, Seen, Writer};
use super::repair::Arriving;
use super::requests::Asked;
use super::setup::{Node, Order};
use super::store::Store;
use super::tally::ReplicaTally;
use super::word::Word;
use crate::disk::{Fate, FaultyDisk};
use crate::flat_map::FlatMap;
use crate::gossip::{Members, PhiDetector, Swim};
use crate::lsm::{LsmError, Sync};
use crate::sim::{Context, Nanos, NodeId};
use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What needs the disk.
#[derive(Clone, Debug)]
pub(super) enum Job {
    /// What came as a message.
    Asked(NodeId, Message),
    /// The write of an operation that this node coordinates is made here, upon what it has.
    Mint(u64),
}

/// A machine; see the module.
#[derive(Clone, Debug)]
pub struct Replica {
    /// Its own number.
    pub(super) me: u32,
    /// What it knows of who keeps what, and what it knew when it last saw to it whom its hints are for.
    pub(super) placement: Arc<Placement>,
    pub(super) addressed: Arc<Placement>,
    /// How often it began to write under another name.
    pub(super) life: u32,
    /// Its disk, while the engine is closed.
    pub(super) disk: Option<FaultyDisk>,
    pub(super) store: Option<Store>,
    pub(super) queue: VecDeque<Job>,
    pub(super) working: bool,
    pub(super) ops: FlatMap<u64, Op>,
    pub(super) next_op: u64,
    boots: u32,
    pub(super) members: Members,
    pub(super) detectors: FlatMap<u32, PhiDetector>,
    pub(super) suspected: Vec<u32>,
    /// Where members are probed.
    pub(super) swim: Option<Swim>,
    /// Ranges that are on their way here.
    pub(super) arriving: FlatMap<usize, Arriving>,
    /// What was asked of those ranges meanwhile.
    pub(super) parked: Vec<(usize, Job)>,
    /// Where the next comparison goes on.
    pub(super) compared: usize,
    /// When it last found buckets that differ, and how many pairs of hashes both had compared on the way to them.
    pub(super) last_search: (Nanos, u64),
    /// The last write of each client that was taken up, at which attempt, and after which change of members.
    pub(super) taken_up: FlatMap<NodeId, (u64, u32, u32)>,
    /// The last write of each client that was made here upon siblings, and what it made.
    pub(super) made: FlatMap<NodeId, (u64, Arc<Seen>)>,
    /// The same where registers are atomic, whatever became of the disk; and when a disk was lost.
    pub(super) last_taken: FlatMap<NodeId, u64>,
    pub(super) before_loss: FlatMap<NodeId, u64>,
    /// Tombstones, and when they were made.
    pub(super) graves: FlatMap<Key, Nanos>,
    /// What tombstones knew that it has forgotten. It makes no use of that: see `Reading::buried`.
    pub(super) buried: FlatMap<Key, Arc<Seen>>,
    pub(super) tally: ReplicaTally,
}

impl Replica {
    /// Jobs that may wait; one more is not taken.
    pub const MOST_WAITING: usize = 10_000;

    pub(super) fn new(me: u32, placement: Arc<Placement>) -> Self {
        Self {
            me,
            addressed: Arc::clone(&placement),
            placement,
            life: 0,
            disk: Some(FaultyDisk::default()),
            store: None,
            queue: VecDeque::new(),
            working: false,
            ops: FlatMap::default(),
            next_op: 0,
            boots: 0,
            members: Members::new(me),
            detectors: FlatMap::default(),
            suspected: Vec::new(),
            swim: None,
            arriving: FlatMap::default(),
            parked: Vec::new(),
            compared: 0,
            last_search: (0, 0),
            taken_up: FlatMap::default(),
            made: FlatMap::default(),
            last_taken: FlatMap::default(),
            before_loss: FlatMap::default(),
            graves: FlatMap::default(),
            buried: FlatMap::default(),
            tally: ReplicaTally::default(),
        }
    }

    /// Its engine, if it is up and could open it.
    #[must_use]
    pub fn store(&self) -> Option<&Store> {
        self.store.as_ref()
    }

    /// Operations that it coordinates now.
    pub fn operations(&self) -> impl Iterator<Item = &Op> {
        self.ops.values()
    }

    /// What it did since the run began.
    #[must_use]
    pub fn tally(&self) -> ReplicaTally {
        self.tally
    }

    /// What it had is forgotten: if there were writes of its own, the next go under another name.
    pub(super) fn forgets(&mut self, record: &Record) {
        if record.knows(self.writer()) {
            self.life += 1;
        }
    }

    /// The name under which it writes.
    pub(super) fn writer(&self) -> Writer {
        Writer::new(self.me, self.life)
    }

    pub(super) fn on_start(&mut self, context: &mut Context<'_, Node>) {
        let parameters = context.shared().parameters;
        self.boots += 1;
        if self.boots > 1 && parameters.sync != Sync::Always {
            // What was not yet durable is forgotten.
            self.life += 1;
        }
        // Answers to what an earlier life asked must not be taken for answers to this one.
        self.next_op = u64::from(self.boots) << 32;
        let now = context.clock();
        self.members = Members::new(self.me);
        self.members.merge([(self.me, u64::from(self.boots) << 32)].into_iter(), now);
        let others: Vec<u32> = self.others().collect();
        self.members.merge(others.iter().map(|node| (*node, 0)), now);
        self.begin_probing(self.boots, context);
        self.open(&parameters, context);
        // Who hints are for may have gone while this one was down.
        if self.readdress(context).is_err() {
            self.tally.failures += 1;
        }
        // Not all at once, or gossip would come in waves.
        let first = context.random().below(parameters.gossip_period.max(1));
        context.after(first, Timer::Gossip);
        if parameters.repair_period > 0 {
            let first = context.random().below(parameters.repair_period);
            context.after(first, Timer::Repair);
        }
        self.ask_for_arriving(context);
    }

    fn open(&mut self, parameters: &Parameters, context: &mut Context<'_, Node>) {
        let Some(disk) = self.disk.take() else { return };
        let opened = Store::open(disk.clone(), parameters);
        match opened {
            Ok(store) => {
                let mut records = 0;
                for range in 0..super::placement::RANGES {
                    for (key, record) in store.range(range).unwrap_or_default() {
                        records += 1;
                        self.graves.extend(record.buried_at().map(|at| (key, at)));
                    }
                }
                self.store = Some(store);
                if self.boots > 1 {
                    context.note(Word::Opened.with(records, 0));
                }
            }
            Err(_) => {
                self.disk = Some(disk);
                context.note(Word::Failed.with(0, 0));
            }
        }
    }

    pub(super) fn on_crash(&mut self) {
        if let Some(store) = self.store.take() {
            self.disk = Some(store.into_disk(Fate::Lost));
        }
        self.queue.clear();
        self.working = false;
        self.ops.clear();
        self.detectors.clear();
        self.suspected.clear();
        self.swim = None;
        self.parked.clear();
        self.taken_up.clear();
        self.made.clear();
        self.graves.clear();
        self.arriving.values_mut().for_each(|arriving| arriving.came.clear());
    }

    pub(super) fn on_message(&mut self, from: NodeId, message: Message, context: &mut Context<'_, Node>) {
        match message {
            Message::Request { request, attempt, since, key, action } => {
                let asked = Asked { client: from, request, attempt, since, version: 0 };
                self.coordinate(asked, key, action, false, context);
            }
            Message::Forward { client, request, attempt, since, version, key, action } => {
                let asked = Asked { client, request, attempt, since, version };
                self.coordinate(asked, key, action, true, context);
            }
            Message::Fetched { op, record, buried, .. } => self.fetched(op, from.0, record, buried, context),
            Message::Stored { op, .. } => self.on_stored(op, from.0, context),
            Message::Gossip(news) | Message::GossipReply(news) => self.on_gossip(&news, context),
            Message::GossipRequest(heard) => self.on_gossip_request(from, &heard, context),
            Message::Reply { .. } => {}
            Message::Ping { number, asker, news } => self.on_ping(from, (number, asker), &news, context),
            Message::PingReq { number, member, news } => {
                self.on_ping_req(from, (number, member), &news, context);
            }
            Message::Ack { number, asker, news } => self.on_ack((number, asker), news, context),
            asked => self.enqueue(Job::Asked(from, asked), context),
        }
    }

    pub(super) fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Node>) {
        match timer {
            Timer::Worked => self.worked(context),
            Timer::Deadline { op } => self.on_deadline(op, context),
            Timer::Gossip => self.gossip(context),
            Timer::Repair => self.repair(context),
            Timer::Pinged { number } => self.on_no_answer(number, context),
            Timer::Next | Timer::GiveUp { .. } => {}
        }
    }

    pub(super) fn on_order(&mut self, order: &Order, context: &mut Context<'_, Node>) {
        if let Order::Adopt(placement) = order {
            self.adopt(placement, context);
        }
    }

    /// The others that belong to the cluster.
    pub(super) fn others(&self) -> impl Iterator<Item = u32> {
        self.placement.members().iter().map(|member| member.node).filter(|node| *node != self.me)
    }

    pub(super) fn enqueue(&mut self, job: Job, context: &mut Context<'_, Node>) {
        if self.queue.len() >= Self::MOST_WAITING || self.store.is_none() {
            return;
        }
        self.queue.push_back(job);
        if !self.working {
            self.working = true;
            self.work(context);
        }
    }

    fn work(&self, context: &mut Context<'_, Node>) {
        let time = context.slowed(context.shared().parameters.service_time);
        context.after(time, Timer::Worked);
    }

    fn worked(&mut self, context: &mut Context<'_, Node>) {
        if let Some(job) = self.queue.pop_front()
            && let Err(_error) = self.carry_out(job, context)
        {
            self.tally.failures += 1;
            context.note(Word::Failed.with(0, 0));
        }
        self.working = !self.queue.is_empty();
        if self.working {
            self.work(context);
        }
    }

    fn carry_out(&mut self, job: Job, context: &mut Context<'_, Node>) -> Result<(), LsmError> {
        let (from, message) = match job {
            Job::Mint(op) => return self.mint(op, context),
            Job::Asked(from, message) => (from, message),
        };
        match message {
            Message::Fetch { op, key } => {
                let range = Placement::range(key);
                if self.arriving.contains_key(&range) {
                    self.park(range, Job::Asked(from, Message::Fetch { op, key }));
                    return Ok(());
                }
                let record = Arc::new(self.look_up(key, context)?);
                let buried = self.buried.get(&key).cloned();
                self.answer(from, Message::Fetched { op, key, record, buried }, context);
            }
            Message::Store { op, key, record, hint } => {
                let kept = match hint {
                    None => {
                        let synced = self.take_in(key, &record, context)?;
                        // A write that comes after the one that wins over it. What is compared comes again and again.
                        if let Some(late) = synced.filter(|synced| op != 0 && !synced.changed) {
                            self.lost(key, late, context);
                        }
                        synced.is_some()
                    }
                    Some(target) => self.take_hint(target, key, &record, context)?,
                };
                if op != 0 && kept {
                    self.answer(from, Message::Stored { op, key }, context);
                }
            }
            Message::Handoff { key, record } => {
                let taken = self.take_in(key, &record, context)?;
                if taken.is_some() {
                    context.send(from, Message::HandedOff { key, record });
                }
            }
            Message::HandedOff { key, record } => self.handed_off(from.0, key, &record)?,
            Message::Compare { range, so_far, nodes } => {
                self.compare(from, (range, so_far), &nodes, context)?;
            }
            Message::Exchange { range, bucket, records, answer } => {
                self.exchange(from, (range, bucket), &records, answer, context)?;
            }
            Message::Pull { range, version } => self.push_range(from, range, version, context)?,
            Message::Pushed { range, version, records } => {
                self.take_range(from, (range, version), &records, context)?;
            }
            Message::Taken { range, .. } => self.forget_range(range, context)?,
            _ => {}
        }
        Ok(())
    }

    /// An answer to a coordinator, which may be this node itself.
    fn answer(&mut self, to: NodeId, message: Message, context: &mut Context<'_, Node>) {
        if to == context.id() {
            self.on_message(to, message, context);
        } else {
            context.send(to, message);
        }
    }

    pub(super) fn footprint(&self) -> usize {
        let store = self.store.as_ref().map_or(0, Store::footprint);
        let disk = self.disk.as_ref().map_or(0, FaultyDisk::footprint);
        store
            + disk
            + self.members.footprint()
            + self.swim.as_ref().map_or(0, Swim::footprint)
            + self.ops.len() * 256
            + self.queue.len() * size_of::<Job>()
            + self.parked.len() * size_of::<(usize, Job)>()
            + (self.graves.len() + 3 * self.buried.len()) * 24
    }
}
