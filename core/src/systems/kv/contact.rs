//! Whom a coordinator asks for a key, and whose answers count.
//!
//! ```text
//!   home        n3 n4 n0    strict: these;  sloppy: the first N alive, each with a hint for whom it stands in
//!   contact     all         all N are asked, and the first R or W answers are enough
//!               quorum      so many are drawn at random, and the others hear nothing: N = 3, R = W = 1
//!                             put ──▶ n4    get ──▶ n0    of the nine pairs of one written and one read six miss each other
//! ```
//!
//! Dynamo asks all N. To ask no more than a quorum is how Gifford's weighted voting is told (1979), and how reads that are
//! not speculative do in Cassandra; who was not asked is left for read repair and anti-entropy. Then C(N − W, R) / C(N, R)
//! is no bound but what is to be expected, see [`Quorum::stale_share`](crate::quorum::Quorum::stale_share).

use super::choice::{Contact, QuorumKind, Resolution};
use super::coordination::Target;
use super::message::Key;
use super::placement::Placement;
use super::replica::Replica;
use super::setup::Node;
use crate::sim::Context;
use alloc::vec::Vec;

impl Replica {
    /// Who of these is to make a write: one alive, and if there is one, one whose answer counts here.
    pub(super) fn first_alive(&self, targets: &[Target], context: &Context<'_, Node>) -> Option<u32> {
        let mut alive = targets.iter().filter(|target| self.believes_alive(target.node));
        let near = alive.clone().find(|target| self.counts(**target, context));
        near.or_else(|| alive.next()).map(|target| target.node)
    }

    /// Whom to ask for a key: those at home, or the first N that are believed alive, each for one at home that is not.
    pub(super) fn targets(&self, key: Key, kind: QuorumKind) -> Vec<Target> {
        let range = Placement::range(key);
        let home = self.placement.home(range);
        let plain = |node: &u32| Target { node: *node, hint: None };
        if kind == QuorumKind::Strict {
            return home.iter().map(plain).collect();
        }
        let (alive, dead): (Vec<u32>, Vec<u32>) = home.iter().partition(|node| self.believes_alive(**node));
        let spare = self.placement.order(range).iter().skip(home.len());
        let mut spare = spare.filter(|node| self.believes_alive(**node));
        let stand_in = |dead: u32| match spare.next() {
            Some(node) => Target { node: *node, hint: Some(dead) },
            // Nobody is left to stand in.
            None => Target { node: dead, hint: None },
        };
        alive.iter().map(plain).chain(dead.into_iter().map(stand_in)).collect()
    }

    /// Whether what a replica answers counts.
    pub(super) fn counts(&self, target: Target, context: &Context<'_, Node>) -> bool {
        !context.shared().parameters.local_quorum
            || self.centre_of(target.hint.unwrap_or(target.node)) == self.centre()
    }

    fn centre_of(&self, node: u32) -> Option<u32> {
        self.placement.member(node).map(|member| member.centre)
    }

    fn centre(&self) -> Option<u32> {
        self.centre_of(self.me)
    }

    /// How many must answer: R or W; within a data centre more than half of its replicas.
    pub(super) fn needed(&self, key: Key, writing: bool, context: &Context<'_, Node>) -> usize {
        let parameters = &context.shared().parameters;
        if parameters.local_quorum {
            let home = self.placement.home(Placement::range(key)).iter();
            return home.filter(|node| self.centre_of(**node) == self.centre()).count() / 2 + 1;
        }
        let quorum = parameters.quorum;
        usize::from(if writing { quorum.w() } else { quorum.r() })
    }

    /// Of those who may be asked, those who are: all, or as many as are needed, drawn at random among those whose answers
    /// may come and count. Who makes a write upon what it has is among them.
    pub(super) fn contacted(
        &self,
        mut targets: Vec<Target>,
        key: Key,
        writing: bool,
        context: &mut Context<'_, Node>,
    ) -> Vec<Target> {
        let parameters = &context.shared().parameters;
        if parameters.contact == Contact::All {
            return targets;
        }
        let needed = match parameters.resolution {
            // It reads and writes, whichever it is.
            Resolution::AtomicRegister => {
                self.needed(key, false, context).max(self.needed(key, true, context))
            }
            Resolution::Siblings | Resolution::LastWriterWins => self.needed(key, writing, context),
        };
        let mints = writing && parameters.resolution == Resolution::Siblings;
        let own = targets.iter().position(|target| mints && target.node == self.me);
        let own = own.map(|at| targets.remove(at));
        targets.retain(|target| self.believes_alive(target.node) && self.counts(*target, context));
        context.random().shuffle(&mut targets);
        let here = own.filter(|own| self.counts(*own, context));
        targets.truncate(needed - usize::from(here.is_some()));
        targets.extend(own);
        targets
    }
}
