//! Members that are listened for: each counts its heartbeats, and counters are passed on until they stand still.
//!
//! ```text
//!   every gossip period, own heartbeat + 1 and with `fanout` others, drawn by lot:
//!     push       n0 ── Gossip 0:7 1:4 2:9 ─────────▶ n1    takes in what is news to it
//!     pull       n0 ── GossipRequest 0:7 1:4 2:9 ──▶ n1
//!                n0 ◀── GossipReply 1:5 ────────────       what is news to n0, and no more
//!     push_pull  the same, and n1 takes in 0:7, too
//!   silent for too long? ──▶ believed dead, until something new is heard
//! ```
//!
//! A question lists what the asker has heard, so that the answer can be short. Where counters are all there is to know,
//! such a digest is as good as the news; whether the other takes it in is all that sets pull and push-pull apart.
//!
//! Demers and others (1987) on the three ways; van Renesse, Minsky and Hayden (1998) on heartbeats by gossip.

use super::choice::Detector;
use super::message::Message;
use super::replica::Replica;
use super::setup::Node;
use super::word::Word;
use crate::gossip::{Intervals, Mode, PhiDetector};
use crate::sim::{Context, Nanos, NodeId};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// Intervals that φ is computed of.
const INTERVALS: usize = 50;

impl Replica {
    /// A gossip period begins.
    pub(super) fn exchange_heartbeats(&mut self, context: &mut Context<'_, Node>) {
        self.members.beat(context.clock());
        let others: Vec<u32> = self.others().collect();
        let heartbeats: Arc<Vec<(u32, u64)>> = Arc::new(self.members.heartbeats().collect());
        let message = match context.shared().parameters.gossip_mode {
            Mode::Push => Message::Gossip(heartbeats),
            Mode::Pull | Mode::PushPull => Message::GossipRequest(heartbeats),
        };
        for _ in 0..context.shared().parameters.fanout.min(others.len() as u32) {
            let at = context.random().below(others.len() as u64) as usize;
            if let Some(to) = others.get(at) {
                self.tally.gossip += 1;
                context.send(NodeId(*to), message.clone());
            }
        }
    }

    /// Another asks what it has not heard. What it has heard itself it tells to be compared with, and who only pulls is
    /// not listened to.
    pub(super) fn on_gossip_request(
        &mut self,
        from: NodeId,
        heard: &[(u32, u64)],
        context: &mut Context<'_, Node>,
    ) {
        if context.shared().parameters.gossip_mode == Mode::PushPull {
            self.on_gossip(heard, context);
        }
        self.tally.gossip += 1;
        context.send(from, Message::GossipReply(Arc::new(self.members.news_to(heard).collect())));
    }

    pub(super) fn on_gossip(&mut self, heartbeats: &[(u32, u64)], context: &mut Context<'_, Node>) {
        let now = context.clock();
        let period = context.shared().parameters.gossip_period;
        let phi = context.shared().parameters.detector == Detector::Phi;
        for (node, counter) in heartbeats {
            let known = self.members.get(*node).map(|heartbeat| heartbeat.counter);
            // Who left is still talked about for a while.
            if *node == self.me
                || self.placement.member(*node).is_none()
                || known.is_some_and(|known| known >= *counter)
            {
                continue;
            }
            self.members.merge([(*node, *counter)].into_iter(), now);
            let same_life = known.is_some_and(|known| known >> 32 == *counter >> 32);
            if phi {
                // How long it was away says nothing of how often there is news of it.
                if !same_life {
                    self.detectors.insert(*node, PhiDetector::new(INTERVALS, period, Intervals::ByGossip));
                }
                if let Some(detector) = self.detectors.get_mut(node) {
                    detector.heartbeat(now);
                }
            }
            if let Some(at) = self.suspected.iter().position(|other| other == node) {
                self.suspected.remove(at);
                self.tally.false_suspicions += u64::from(same_life);
                context.note(Word::Trusts.with(u64::from(*node), 0));
            }
        }
    }

    /// How suspicious the silence of a node is.
    #[must_use]
    pub fn phi(&self, node: u32, now: Nanos) -> f64 {
        self.detectors.get(&node).map_or(0.0, |detector| detector.phi(now))
    }

    pub(super) fn suspect(&mut self, context: &mut Context<'_, Node>) {
        let parameters = context.shared().parameters;
        let now = context.clock();
        if self.placement.member(self.me).is_none() {
            // Nobody tells who has left anything.
            return;
        }
        let late = self.members.silent(now, parameters.fail_timeout);
        let silent: Vec<u32> = if parameters.detector == Detector::Phi {
            let most = parameters.phi as f64 / 1_000.0;
            // Of whom nothing was ever heard there is no φ.
            let never = late.filter(|node| !self.detectors.contains_key(node));
            let odd = self.detectors.iter().filter(|(_, one)| one.phi(now) > most).map(|(node, _)| *node);
            never.chain(odd).collect()
        } else {
            late.collect()
        };
        for node in silent {
            if self.placement.member(node).is_some() && !self.suspected.contains(&node) {
                self.suspected.push(node);
                self.tally.suspicions += 1;
                context.note(Word::Suspects.with(u64::from(node), 0));
            }
        }
    }
}
