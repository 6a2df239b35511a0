//! When a request counts as a new one, and what becomes of those under way when the members change.
//!
//! A message may come twice, and late. If a write were made again after others had followed it, what they wrote would be
//! gone: so a coordinator takes up each write of a client once. Where registers are atomic that is on the disk, for it
//! must hold across a crash, too.
//!
//! Where siblings are kept a client that asks again may reach another coordinator, which takes the write up without knowing
//! of the first: then it has two names, but every version carries its request, and two of one request are read as one.
//! What is left is this: if a third client writes over the first before both have met, the second stays beside that.
//!
//! Where the last writer wins, a write that is asked for again bears the time at which it was first asked for, by the clock of
//! its client: so who has read it and written over it stays the later one, whichever coordinator takes it up again. What is left
//! is a first request that comes after the second: it bears the time at which it came.
//!
//! A change of members is known to all at once, but what travels is not called back: an answer that was given before
//! says nothing of the new preference list. So operations begin anew, under new numbers.

use super::choice::Resolution;
use super::coordination::Op;
use super::message::{Key, Message, Outcome, Timer};
use super::record::Stamp;
use super::replica::{Job, Replica};
use super::setup::Node;
use crate::lsm::LsmError;
use crate::sim::{Context, Nanos, NodeId};

/// A write as it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asked {
    pub(super) client: NodeId,
    pub(super) request: u64,
    pub(super) attempt: u32,
    pub(super) since: Nanos,
    /// The change of members after which it was passed on anew. Who passed it on before may have to make it now.
    pub(super) version: u32,
}

impl Replica {
    /// Whether a write is one that was not taken up before; from now on it is.
    pub(super) fn takes_up(
        &mut self,
        asked: Asked,
        key: Key,
        context: &mut Context<'_, Node>,
    ) -> Result<bool, LsmError> {
        let Asked { client, request, attempt, version, .. } = asked;
        if context.shared().parameters.resolution != Resolution::AtomicRegister {
            let last = self.taken_up.get(&client).copied().unwrap_or_default();
            let new = (request, attempt, version) > last;
            if new {
                self.taken_up.insert(client, (request, attempt, version));
            }
            return Ok(new);
        }
        let Some(store) = &mut self.store else { return Ok(false) };
        // A machine in the place of a lost one has an address of its own: what was sent to the other does not reach it.
        let elsewhere = self.before_loss.get(&client).copied().unwrap_or_default();
        if request > store.taken_up(client.0)?.max(elsewhere) {
            store.take_up(client.0, request)?;
            self.last_taken.insert(client, request);
            return Ok(true);
        }
        if attempt > 0 {
            context.send(client, Message::Reply { request, key, outcome: Outcome::Unknown });
        }
        Ok(false)
    }

    /// An operation that was not begun is none.
    pub(super) fn refuse(&mut self, number: u64, context: &mut Context<'_, Node>) {
        if let Some(Op { client, request, key, .. }) = self.ops.remove(&number) {
            self.tally.refused += 1;
            context.send(client, Message::Reply { request, key, outcome: Outcome::Refused });
        }
    }

    /// The number of a write where the last writer wins.
    pub(super) fn stamp(&self, asked: Asked, context: &Context<'_, Node>) -> Stamp {
        let time = if asked.attempt > 0 { asked.since } else { context.clock() };
        Stamp { time, writer: self.writer(), request: asked.request }
    }

    /// Operations under way begin anew with the members of now.
    pub(super) fn ask_anew(&mut self, context: &mut Context<'_, Node>) {
        let kind = context.shared().parameters.kind;
        let mut under_way = core::mem::take(&mut self.ops);
        under_way.retain(|_, op| !op.answered);
        while let Some((_, mut op)) = under_way.pop_first() {
            op.targets = self.targets(op.key, kind);
            op.answers.clear();
            let own = op.targets.iter().any(|target| target.node == self.me);
            let mints = op.mints();
            if mints && !own {
                if let Some(node) = self.first_alive(&op.targets, context) {
                    let Op { client, request, attempt, since, key, action, .. } = op;
                    let version = self.placement.version;
                    let forward = Message::Forward { client, request, attempt, since, version, key, action };
                    context.send(NodeId(node), forward);
                }
                continue;
            }
            let writing = op.writes();
            op.targets = self.contacted(op.targets, op.key, writing, context);
            self.next_op += 1;
            let number = self.next_op;
            self.ops.insert(number, op);
            context.after(context.shared().parameters.timeout, Timer::Deadline { op: number });
            if mints {
                self.enqueue(Job::Mint(number), context);
            } else {
                self.ask(number, context);
            }
        }
    }
}
