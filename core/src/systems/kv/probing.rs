//! Members that are probed, where that is the failure detector: [`Swim`] on the wire.
//!
//! ```text
//!   every gossip period:  n0 ── Ping ──▶ n2 ── Ack ──▶ n0
//!   no answer for a third of it:  n0 ── PingReq n2 ──▶ n1 ── Ping ──▶ n2 ── Ack ──▶ n1 ── Ack ──▶ n0
//! ```
//!
//! Who probes for another keeps nothing in mind: ping and answer say who wants to know. A direct answer has a third of
//! the period, and one by way of another the rest: it goes twice as far.

use super::choice::Detector;
use super::message::{Message, Timer};
use super::replica::Replica;
use super::setup::Node;
use super::word::Word;
use crate::gossip::{Members, Probe, Rumour, Standing, Swim};
use crate::sim::{Context, NodeId};
use alloc::sync::Arc;
use alloc::vec::Vec;

impl Replica {
    /// Whom it believes dead.
    #[must_use]
    pub fn suspected(&self) -> &[u32] {
        &self.suspected
    }

    /// Whom it has heard of.
    #[must_use]
    pub fn members(&self) -> &Members {
        &self.members
    }

    /// What it believes of a member that is probed; none where nobody is.
    #[must_use]
    pub fn rumour(&self, member: u32) -> Option<Rumour> {
        self.swim.as_ref()?.rumour(member)
    }

    /// Whether a node is alive as far as this one knows.
    #[must_use]
    pub fn believes_alive(&self, node: u32) -> bool {
        !self.suspected.contains(&node)
    }

    /// It comes up, for the so many-th time: what others believe of its earlier lives is out of date.
    pub(super) fn begin_probing(&mut self, boots: u32, context: &Context<'_, Node>) {
        if context.shared().parameters.detector == Detector::Swim {
            let mut swim = Swim::new(self.me, u64::from(boots) << 32);
            swim.keep(self.others());
            self.swim = Some(swim);
        }
    }

    /// A period begins.
    pub(super) fn probe(&mut self, context: &mut Context<'_, Node>) {
        let parameters = context.shared().parameters;
        let (now, me) = (context.clock(), context.id());
        // Who has left probes nobody.
        let Some(swim) = self.swim.as_mut().filter(|_| self.placement.member(self.me).is_some()) else {
            return;
        };
        swim.expire(now, parameters.fail_timeout);
        if let Some(Probe { number, member }) = swim.probe(now, context.random()) {
            context.after(parameters.gossip_period / 3, Timer::Pinged { number });
            self.ping(member, (number, me), context);
        }
        self.believe(context);
    }

    fn ping(&mut self, member: u32, (number, asker): (u64, NodeId), context: &mut Context<'_, Node>) {
        let news = self.news_for(member);
        self.tally.gossip += 1;
        context.send(NodeId(member), Message::Ping { number, asker, news });
    }

    fn news_for(&mut self, member: u32) -> Arc<Vec<Rumour>> {
        Arc::new(self.swim.as_mut().map_or_else(Vec::new, |swim| swim.tell(member)))
    }

    /// A ping was not answered in time: others are to try.
    pub(super) fn on_no_answer(&mut self, number: u64, context: &mut Context<'_, Node>) {
        let most = context.shared().parameters.indirect_probes;
        let Some(swim) = &self.swim else { return };
        let Some(Probe { member, .. }) = swim.probing() else { return };
        for helper in swim.helpers(number, most, context.random()) {
            let news = self.news_for(helper);
            self.tally.gossip += 1;
            context.send(NodeId(helper), Message::PingReq { number, member, news });
        }
    }

    pub(super) fn on_ping(
        &mut self,
        from: NodeId,
        (number, asker): (u64, NodeId),
        news: &[Rumour],
        context: &mut Context<'_, Node>,
    ) {
        self.hear(news, context);
        let news = self.news_for(from.0);
        self.tally.gossip += 1;
        context.send(from, Message::Ack { number, asker, news });
    }

    pub(super) fn on_ping_req(
        &mut self,
        from: NodeId,
        (number, member): (u64, u32),
        news: &[Rumour],
        context: &mut Context<'_, Node>,
    ) {
        self.hear(news, context);
        self.ping(member, (number, from), context);
    }

    pub(super) fn on_ack(
        &mut self,
        (number, asker): (u64, NodeId),
        news: Arc<Vec<Rumour>>,
        context: &mut Context<'_, Node>,
    ) {
        self.hear(&news, context);
        if asker != context.id() {
            self.tally.gossip += 1;
            // As it came: it says that who answered is alive.
            context.send(asker, Message::Ack { number, asker, news });
        } else if let Some(swim) = &mut self.swim {
            swim.answered(number);
        }
    }

    fn hear(&mut self, news: &[Rumour], context: &mut Context<'_, Node>) {
        let now = context.clock();
        if let Some(swim) = &mut self.swim {
            news.iter().for_each(|rumour| swim.hear(*rumour, now));
        }
        self.believe(context);
    }

    /// Whoever is faulty is believed dead, and nobody else.
    fn believe(&mut self, context: &mut Context<'_, Node>) {
        let changes = self.swim.as_mut().map_or_else(Vec::new, Swim::changes);
        for change in changes {
            let (before, after) = (change.before, change.after);
            let node = u64::from(after.member);
            if let Some(at) = self.suspected.iter().position(|other| *other == after.member)
                && after.standing != Standing::Faulty
            {
                self.suspected.remove(at);
                let same_life = before.incarnation >> 32 == after.incarnation >> 32;
                self.tally.false_suspicions += u64::from(same_life);
                context.note(Word::Trusts.with(node, 0));
            }
            match (before.standing, after.standing) {
                (Standing::Suspect | Standing::Alive, Standing::Faulty) => {
                    self.suspected.push(after.member);
                    self.tally.suspicions += 1;
                    context.note(Word::Suspects.with(node, 0));
                }
                (Standing::Alive | Standing::Faulty, Standing::Suspect) => {
                    context.note(Word::Doubts.with(node, 0));
                }
                (Standing::Suspect, Standing::Alive) => {
                    self.tally.refuted += 1;
                    context.note(Word::Clears.with(node, 0));
                }
                _ => {}
            }
        }
    }
}
