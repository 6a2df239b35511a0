//! How a node answers a request with the help of replicas.
//!
//! ```text
//!   get    Fetch to all N ──▶ R have answered ──▶ answer the client ──▶ all have: mend those with something older
//!   put    siblings          at a node of the preference list: write upon what is here, Store to the others
//!          last writer wins  a number by the clock, Store to all
//!          atomic register   Fetch to all, R have answered: the next number, Store to all
//!                            ──▶ W have it ──▶ answer the client
//! ```
//!
//! An atomic register is the algorithm of Attiya, Bar-Noy and Dolev (1995) for several writers: with R + W > N a read tells
//! only what W replicas have, so that no later read can miss it.

use super::choice::{QuorumKind, Resolution};
use super::message::{Action, Key, Message, Outcome, Reading, Timer};
use super::placement::Placement;
use super::record::{Record, Seen, Stamp, Version};
use super::replica::{Job, Replica};
use super::requests::Asked;
use super::setup::Node;
use super::store::Before;
use super::word::Word;
use crate::lsm::LsmError;
use crate::sim::{Context, Nanos, NodeId};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// A replica that is asked, and for whom if it only stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Which.
    pub node: u32,
    /// For whom it stands in.
    pub hint: Option<u32>,
}

/// What an operation waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// What replicas have.
    Fetching,
    /// That replicas keep something.
    Storing,
}

/// An operation under way.
#[derive(Clone, Debug)]
pub struct Op {
    pub(super) client: NodeId,
    pub(super) request: u64,
    pub(super) attempt: u32,
    pub(super) since: Nanos,
    /// The key.
    pub key: Key,
    pub(super) action: Action,
    /// What it waits for.
    pub phase: Phase,
    /// Who was asked.
    pub targets: Vec<Target>,
    /// Who answered in this phase, and what a read of theirs said.
    pub answers: Vec<(u32, Option<Arc<Record>>)>,
    /// All that is known. Who answers the same shares it.
    merged: Arc<Record>,
    /// What tombstones knew that replicas have forgotten.
    buried: Option<Arc<Seen>>,
    /// What the client is told once enough keep it.
    own: Option<Arc<Seen>>,
    pub(super) answered: bool,
}

impl Op {
    /// Whether its write is yet to be made, upon what there is.
    pub(super) fn mints(&self) -> bool {
        let siblings = matches!(*self.merged, Record::Siblings(_));
        siblings && self.own.is_none() && self.writes()
    }

    /// Whether it is a write.
    pub(super) fn writes(&self) -> bool {
        matches!(self.action, Action::Put(..))
    }

    /// Whether a replica has answered in this phase.
    fn has_answered(&self, node: u32) -> bool {
        self.answers.iter().any(|(other, _)| *other == node)
    }
}

impl Replica {
    pub(super) fn coordinate(
        &mut self,
        asked: Asked,
        key: Key,
        action: Action,
        forwarded: bool,
        context: &mut Context<'_, Node>,
    ) {
        let parameters = &context.shared().parameters;
        let Asked { client, request, attempt, since, version } = asked;
        if matches!(action, Action::Put(..)) && !self.takes_up(asked, key, context).unwrap_or(false) {
            return;
        }
        let mut targets = self.targets(key, parameters.kind);
        let resolution = parameters.resolution;
        let is_put = matches!(action, Action::Put(..));
        let mints = is_put && resolution == Resolution::Siblings;
        let own = targets.iter().any(|target| target.node == self.me);
        if mints && !own {
            let live = self.first_alive(&targets, context);
            let strict = parameters.kind == QuorumKind::Strict;
            match live.filter(|_| strict || !forwarded) {
                Some(node) => {
                    let message = Message::Forward { client, request, attempt, since, version, key, action };
                    return context.send(NodeId(node), message);
                }
                None if strict => {
                    self.tally.refused += 1;
                    return context.send(client, Message::Reply { request, key, outcome: Outcome::Refused });
                }
                // Who passed it on sees the cluster otherwise: it is taken in place of the last.
                None => {
                    if let Some(last) = targets.last_mut() {
                        *last = Target { node: self.me, hint: last.hint.or(Some(last.node)) };
                    }
                }
            }
        }
        self.tally.coordinated += 1;
        let needed = self.needed(key, is_put, context);
        let alive = targets
            .iter()
            .filter(|target| self.believes_alive(target.node) && self.counts(**target, context));
        if alive.count() < needed {
            self.tally.refused += 1;
            return context.send(client, Message::Reply { request, key, outcome: Outcome::Refused });
        }
        let targets = self.contacted(targets, key, is_put, context);
        self.next_op += 1;
        let number = self.next_op;
        let fetches = !is_put || resolution == Resolution::AtomicRegister;
        let phase = if fetches { Phase::Fetching } else { Phase::Storing };
        let merged = Arc::new(Record::empty(resolution));
        let mut op = Op {
            client,
            request,
            attempt,
            since,
            key,
            action,
            phase,
            targets,
            answers: Vec::new(),
            merged,
            buried: None,
            own: None,
            answered: false,
        };
        if let Action::Put(value, seen) = &op.action
            && resolution == Resolution::LastWriterWins
        {
            let stamp = self.stamp(asked, context);
            let version = Version { stamp, request, value: *value, at: context.clock() };
            Arc::make_mut(&mut op.merged).write(seen, self.writer(), version);
            op.own = Some(Arc::new(op.merged.seen()));
        }
        self.ops.insert(number, op);
        context.after(parameters.timeout, Timer::Deadline { op: number });
        if mints {
            self.enqueue(Job::Mint(number), context);
        } else {
            self.ask(number, context);
        }
    }

    /// Asks all targets what the phase is about; itself too, in its turn.
    pub(super) fn ask(&mut self, number: u64, context: &mut Context<'_, Node>) {
        let targets = self.ops.get(&number).map_or(0, |op| op.targets.len());
        for at in 0..targets {
            let Some(op) = self.ops.get(&number) else { return };
            let Some(target) = op.targets.get(at).copied().filter(|target| !op.has_answered(target.node))
            else {
                continue;
            };
            let key = op.key;
            let message = match op.phase {
                Phase::Fetching => Message::Fetch { op: number, key },
                Phase::Storing => {
                    let record = Arc::clone(&op.merged);
                    Message::Store { op: number, key, record, hint: target.hint }
                }
            };
            if target.node == self.me {
                self.enqueue(Job::Asked(context.id(), message), context);
            } else {
                context.send(NodeId(target.node), message);
            }
        }
    }

    /// The write is made here, upon what this node has of the key; then the others are asked to keep it.
    pub(super) fn mint(&mut self, number: u64, context: &mut Context<'_, Node>) -> Result<(), LsmError> {
        let (writer, at) = (self.writer(), context.clock());
        let Some(op) = self.ops.get_mut(&number) else { return Ok(()) };
        let Action::Put(value, seen) = &op.action else { return Ok(()) };
        let Some(store) = &mut self.store else { return Ok(()) };
        let me = op.targets.iter().find(|target| target.node == self.me).copied();
        let (key, hint) = (op.key, me.and_then(|target| target.hint));
        if let Some(target) = hint
            && !store.has_room(target, key, context.shared().parameters.most_hints)?
        {
            self.no_room(target, key, context);
            self.refuse(number, context);
            return Ok(());
        }
        // All that is here of the key, for whomever: no two writes of this node may get one number.
        let Before { record, digest } = store.before(key)?;
        let record = record.unwrap_or_else(|| Record::clone(&op.merged));
        let mut after = store.with_hints(key, self.placement.home(Placement::range(key)), record)?;
        let versions = after.versions().count();
        // Who asks again has it made once, even if somebody has written over it since.
        let made = self.made.get(&op.client).filter(|(request, _)| *request == op.request);
        if made.is_none() {
            let stamp = Stamp { time: at, writer, request: op.request };
            after.write(seen, writer, Version { stamp, request: op.request, value: *value, at });
            match hint {
                Some(target) => {
                    self.tally.hints_taken += u64::from(store.hint(target, key)?.is_none());
                    store.put_hint(target, key, &after, at)?;
                }
                None => store.put(key, digest, &after)?,
            }
        }
        let own =
            made.map_or_else(|| Arc::new(after.seen_by_writing(op.request)), |(_, own)| Arc::clone(own));
        self.made.insert(op.client, (op.request, Arc::clone(&own)));
        op.own = Some(own);
        let after = Arc::new(after);
        op.merged = Arc::clone(&after);
        op.answers.push((self.me, None));
        self.noticed(key, (versions, &after), context);
        self.ask(number, context);
        self.check(number, context);
        Ok(())
    }

    pub(super) fn fetched(
        &mut self,
        number: u64,
        from: u32,
        record: Arc<Record>,
        buried: Option<Arc<Seen>>,
        context: &mut Context<'_, Node>,
    ) {
        let Some(op) = self.ops.get_mut(&number).filter(|op| op.phase == Phase::Fetching) else { return };
        if op.has_answered(from) {
            return;
        }
        buried.iter().for_each(|buried| Seen::share(&mut op.buried, buried));
        // What the client was told stays as it was; what is mended is not.
        if op.merged.is_blank() {
            op.merged = Arc::clone(&record);
        } else if op.merged != record {
            Arc::make_mut(&mut op.merged).sync(&record);
        }
        op.answers.push((from, Some(record)));
        self.check(number, context);
    }

    pub(super) fn on_stored(&mut self, number: u64, from: u32, context: &mut Context<'_, Node>) {
        let Some(op) = self.ops.get_mut(&number).filter(|op| op.phase == Phase::Storing) else { return };
        if op.has_answered(from) {
            return;
        }
        op.answers.push((from, None));
        self.check(number, context);
    }

    /// Looks whether enough have answered, and whether all have.
    fn check(&mut self, number: u64, context: &mut Context<'_, Node>) {
        let Some(op) = self.ops.get(&number) else { return };
        let counted = op
            .targets
            .iter()
            .filter(|target| op.has_answered(target.node) && self.counts(**target, context))
            .count();
        let enough = counted >= self.needed(op.key, op.phase == Phase::Storing, context);
        let all = op.answers.len() >= op.targets.len();
        if enough && !op.answered {
            self.enough(number, context);
        }
        if all {
            self.end(number, context);
        }
    }

    /// As many as were needed have answered.
    fn enough(&mut self, number: u64, context: &mut Context<'_, Node>) {
        let atomic = context.shared().parameters.resolution == Resolution::AtomicRegister;
        let writer = self.writer();
        let Some(op) = self.ops.get_mut(&number) else { return };
        if op.phase == Phase::Storing || !atomic {
            let reading = Arc::new(Reading::of(&op.merged, op.buried.as_ref()));
            op.answered = true;
            let outcome = match op.action {
                Action::Get => Outcome::Done(reading, None),
                Action::Put(..) => Outcome::Done(reading, Some(op.own.clone().unwrap_or_default())),
            };
            let reply = Message::Reply { request: op.request, key: op.key, outcome };
            return context.send(op.client, reply);
        }
        // The second half: what is told, or written, is first kept by W.
        if let Action::Put(value, seen) = &op.action {
            let at = context.clock();
            let known = op.merged.stamp();
            if op.merged.of_request(op.request).is_none() {
                let stamp = Stamp { time: known.time.saturating_add(1), writer, request: op.request };
                let version = Version { stamp, request: op.request, value: *value, at };
                Arc::make_mut(&mut op.merged).write(seen, writer, version);
            }
            op.own = Some(Arc::new(op.merged.seen()));
        }
        op.phase = Phase::Storing;
        op.answers.clear();
        self.ask(number, context);
    }

    /// All have answered, or no more will.
    fn end(&mut self, number: u64, context: &mut Context<'_, Node>) {
        let Some(op) = self.ops.get(&number).filter(|op| op.answered) else { return };
        let key = op.key;
        let older = op.answers.iter().filter_map(|(node, record)| {
            let record = record.as_ref()?;
            let target = op.targets.iter().find(|target| target.node == *node && target.hint.is_none())?;
            (*record != op.merged).then_some(target.node)
        });
        let older: Vec<u32> = older.collect();
        let merged = Arc::clone(&op.merged);
        let repairing = op.phase == Phase::Fetching && context.shared().parameters.read_repair;
        self.ops.remove(&number);
        for node in older.into_iter().filter(|_| repairing) {
            self.tally.repairs += 1;
            context.note(Word::Repairs.with(u64::from(key.id), u64::from(node)));
            let message = Message::Store { op: 0, key, record: Arc::clone(&merged), hint: None };
            if node == self.me {
                self.enqueue(Job::Asked(context.id(), message), context);
            } else {
                context.send(NodeId(node), message);
            }
        }
    }

    pub(super) fn on_deadline(&mut self, number: u64, context: &mut Context<'_, Node>) {
        let Some(op) = self.ops.get(&number) else { return };
        if !op.answered {
            let reply = Message::Reply { request: op.request, key: op.key, outcome: Outcome::Unknown };
            context.send(op.client, reply);
            self.tally.timeouts += 1;
        }
        self.end(number, context);
        self.ops.remove(&number);
    }
}
