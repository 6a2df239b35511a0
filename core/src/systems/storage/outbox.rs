//! What the operating system of an engine's machine has in hand: accesses that the disk has not said to have done.
//!
//! ```text
//!   before = 7      7 append, 8 sync, 9 read          on their way, or at the disk
//!   "done up to 8"  ─▶  9 read                        and the operation that waited for 8 goes on
//! ```
//!
//! It outlives the process, as a kernel outlives one that is killed, and loses everything with the machine's power.
//! When no answer comes for a while, the oldest are sent again: a disk ignores what it has done already.

use super::{Access, Message, Node, Timer};
use crate::sim::{Context, Nanos, NodeId, SECOND};
use alloc::collections::VecDeque;
use alloc::sync::Arc;

/// Accesses on their way; see the module.
#[derive(Clone, Debug)]
pub struct Outbox {
    disk: NodeId,
    epoch: u32,
    /// All accesses before this number are done.
    before: u64,
    /// Those from there on, and whether an answer is waited for.
    sent: VecDeque<(Arc<Access>, bool)>,
    /// Whether a timer is set, and for how long the next one is.
    ticking: bool,
    pause: Nanos,
    /// Whether there was an answer since the timer was set.
    answered: bool,
}

impl Outbox {
    /// How long it waits for an answer at first, besides the time of four messages.
    pub const PAUSE: Nanos = SECOND / 20;
    /// How long at most.
    pub const LONGEST: Nanos = 5 * SECOND;
    /// How many are sent again at once.
    const AGAIN: usize = 64;

    pub(super) fn new(disk: NodeId) -> Self {
        Self {
            disk,
            epoch: 0,
            before: 0,
            sent: VecDeque::new(),
            ticking: false,
            pause: Self::PAUSE,
            answered: false,
        }
    }

    /// Accesses that are not done, by number.
    pub fn outstanding(&self) -> impl Iterator<Item = (u64, &Access)> {
        (self.before..).zip(self.sent.iter().map(|(access, _)| &**access))
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sent.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sent.is_empty()
    }

    /// All accesses before this number are done.
    #[must_use]
    pub fn before(&self) -> u64 {
        self.before
    }

    /// The epoch of the disk that it speaks to.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Sends an access; its number.
    pub(super) fn push(&mut self, access: Access, awaited: bool, context: &mut Context<'_, Node>) -> u64 {
        let number = self.before + self.sent.len() as u64;
        self.sent.push_back((Arc::new(access), awaited));
        self.send(number, context);
        self.tick(context);
        number
    }

    fn send(&self, number: u64, context: &mut Context<'_, Node>) {
        let Some((access, awaited)) = self.sent.get((number - self.before) as usize) else { return };
        let message =
            Message::Access { epoch: self.epoch, number, awaited: *awaited, access: Arc::clone(access) };
        context.send(self.disk, message);
    }

    fn tick(&mut self, context: &mut Context<'_, Node>) {
        if !self.ticking {
            self.ticking = true;
            self.answered = false;
            let pause = self.pause.saturating_add(4 * context.shared().parameters.latency);
            context.after(pause, Timer::Resend);
        }
    }

    /// All before this number are done. Says whether that is news.
    pub(super) fn carried(&mut self, before: u64) -> bool {
        let news = before.saturating_sub(self.before).min(self.sent.len() as u64);
        self.sent.drain(..news as usize);
        self.before += news;
        self.answered = true;
        self.pause = Self::PAUSE;
        news > 0
    }

    /// The timer rings.
    pub(super) fn on_timer(&mut self, context: &mut Context<'_, Node>) {
        self.ticking = false;
        if self.sent.is_empty() {
            return;
        }
        if !self.answered {
            self.send_again(context);
            self.pause = (self.pause * 2).min(Self::LONGEST);
        }
        self.tick(context);
    }

    /// The oldest are sent again.
    pub(super) fn send_again(&mut self, context: &mut Context<'_, Node>) {
        let count = self.sent.len().min(Self::AGAIN) as u64;
        (self.before..self.before + count).for_each(|number| self.send(number, context));
        if count > 0 {
            self.tick(context);
        }
    }

    /// The machine stops: no timer rings any more.
    pub(super) fn stop(&mut self) {
        self.ticking = false;
        self.pause = Self::PAUSE;
    }

    /// Everything in hand is lost; another epoch of the disk begins.
    pub(super) fn restart(&mut self, epoch: u32) {
        self.sent.clear();
        self.before = 0;
        self.epoch = epoch;
        self.pause = Self::PAUSE;
    }

    pub(super) fn footprint(&self) -> usize {
        self.sent.iter().map(|(access, _)| access.footprint() + 16).sum()
    }
}
