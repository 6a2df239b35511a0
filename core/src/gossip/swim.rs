//! Asking instead of listening: each member is probed in turn, by others too before it is suspected.
//!
//! ```text
//!   a period   n0 ── ping ──▶ n1                               n1 answers: it is alive
//!              n0 ── ping ──▶ n2                               nothing, for a third of the period:
//!              n0 ── probe n2 for me ──▶ n1, n3 ── ping ──▶ n2 still nothing when the period ends: n2 is suspected
//!   later      n2 hears of it: "alive", under a higher number  or does not, within the patience: n2 is faulty
//! ```
//!
//! The load of a member does not grow with their number, and one lost message, or one broken way, does not make a member
//! suspect. What is found out rides on the pings and their answers, so that there are no messages for it alone.
//!
//! ```
//! use snowglobe_core::gossip::{Standing, Swim};
//! use snowglobe_core::random::SplitMix64;
//!
//! let mut random = SplitMix64::new(7);
//! let (mut a, mut b) = (Swim::new(0, 0), Swim::new(1, 0));
//! a.keep([1, 2].into_iter());
//! b.keep([0, 2].into_iter());
//! // Node 0 probes node 1, or node 2; nobody answers. It would ask the other one, who does not answer either.
//! let first = a.probe(1_000, &mut random).expect("there is somebody");
//! assert_eq!(a.helpers(first.number, 3, &mut random), [3 - first.member]);
//! a.probe(2_000, &mut random);
//! let doubted = a.rumour(first.member).expect("a member");
//! assert_eq!(doubted.standing, Standing::Suspect);
//!
//! // If it is node 1 that is told so, it denies it: under a higher number, which overrides the suspicion everywhere.
//! b.hear(snowglobe_core::gossip::Rumour { member: 1, ..doubted }, 2_100);
//! assert_eq!(b.incarnation(), 1);
//! b.tell(0).into_iter().for_each(|rumour| a.hear(rumour, 2_200));
//! assert!(a.rumour(1).is_some_and(|rumour| rumour.standing == Standing::Alive));
//! ```
//!
//! **Bounds.** Members are probed in a random order, all of them before any comes again: a member that is gone is probed,
//! and suspected, within 2 n − 1 periods by each of the n others, whatever is lost; heard of it has each mostly long before.
//! A rumour is told at most 3 ⌈log₂ n⌉ times by a member.
//!
//! Das, Gupta and Motivala, "SWIM: Scalable Weakly-consistent Infection-style Process Group Membership Protocol" (2002).
//! There, who was declared faulty must join again under another name; here, as in memberlist, a higher number is enough, and
//! whoever is believed faulty is still probed and told so, so that both sides of a mended network find each other.

use crate::flat_map::FlatMap;
use crate::order::heap_sort;
use crate::random::SplitMix64;
use alloc::vec::Vec;

/// Rumours that ride on one message, besides what is told of its sender and its receiver.
const MOST_TOLD: usize = 8;

/// What is believed of a member. The later ones override the earlier ones of the same incarnation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing speaks against it.
    #[default]
    Alive,
    /// It did not answer; it may still deny that it is gone.
    Suspect,
    /// It did not deny it in time.
    Faulty,
}

/// What is told of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rumour {
    /// Of whom.
    pub member: u32,
    /// How often it had denied a suspicion by then: what is told of an earlier one is out of date.
    pub incarnation: u64,
    /// What is believed.
    pub standing: Standing,
}

impl Rumour {
    /// Whether this is to be believed rather than that.
    fn overrides(self, other: Self) -> bool {
        (self.incarnation, self.standing) > (other.incarnation, other.standing)
    }
}

/// A member that is to be pinged, and the number that the answer must carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// The number.
    pub number: u64,
    /// Whom.
    pub member: u32,
}

/// Something else is believed of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Until now.
    pub before: Rumour,
    /// From now on.
    pub after: Rumour,
}

/// A rumour that is passed on.
#[derive(Clone, Copy, Debug)]
struct News {
    rumour: Rumour,
    /// How often it was told.
    told: u32,
}

/// What one member knows and does; see the module.
#[derive(Clone, Debug)]
pub struct Swim {
    own: u32,
    incarnation: u64,
    /// What is believed of the others, and since when by the clock of the one who believes it.
    members: FlatMap<u32, (Rumour, u64)>,
    /// Who is yet to be probed before all are probed again; the next is the last.
    round: Vec<u32>,
    probing: Option<Probe>,
    number: u64,
    news: Vec<News>,
    changes: Vec<Change>,
}

impl Swim {
    /// Of a member that knows of nobody else. One that forgot what it was must begin with a higher number than it ever had.
    #[must_use]
    pub fn new(own: u32, incarnation: u64) -> Self {
        let own_rumour = Rumour { member: own, incarnation, standing: Standing::Alive };
        Self {
            own,
            incarnation,
            members: FlatMap::default(),
            round: Vec::new(),
            probing: None,
            // Answers to what an earlier life asked are no answers to this one.
            number: incarnation,
            news: Vec::from([News { rumour: own_rumour, told: 0 }]),
            changes: Vec::new(),
        }
    }

    /// How often it has denied a suspicion, and with what number it began.
    #[must_use]
    pub fn incarnation(&self) -> u64 {
        self.incarnation
    }

    /// What is believed of another; none of one who does not belong here.
    #[must_use]
    pub fn rumour(&self, member: u32) -> Option<Rumour> {
        self.members.get(&member).map(|(rumour, _)| *rumour)
    }

    /// The others are these from now on. Of who is new nothing bad is believed. O(members × log members).
    pub fn keep(&mut self, others: impl Iterator<Item = u32>) {
        let before = core::mem::take(&mut self.members);
        for member in others.filter(|member| *member != self.own) {
            let fresh = Rumour { member, incarnation: 0, standing: Standing::Alive };
            self.members.insert(member, before.get(&member).copied().unwrap_or((fresh, 0)));
        }
        let members = &self.members;
        self.round.retain(|member| members.contains_key(member));
        self.news.retain(|news| news.rumour.member == self.own || members.contains_key(&news.rumour.member));
        self.probing = self.probing.filter(|probe| members.contains_key(&probe.member));
    }

    /// A period begins: who has not answered in the last one is suspected; whom to ping now. None if there is nobody.
    pub fn probe(&mut self, now: u64, random: &mut SplitMix64) -> Option<Probe> {
        if let Some(Probe { member, .. }) = self.probing.take()
            && let Some(known) = self.rumour(member)
        {
            self.hear(Rumour { standing: Standing::Suspect, ..known }, now);
        }
        if self.round.is_empty() {
            self.round.extend(self.members.keys().copied());
            random.shuffle(&mut self.round);
        }
        let member = self.round.pop()?;
        self.number = self.number.saturating_add(1);
        self.probing = Some(Probe { number: self.number, member });
        self.probing
    }

    /// Who is being probed.
    #[must_use]
    pub fn probing(&self) -> Option<Probe> {
        self.probing
    }

    /// A ping has waited long enough: so many others, at most, are to probe the member, too. Nobody if it has answered
    /// meanwhile. Who is believed faulty is not asked. O(members).
    pub fn helpers(&self, number: u64, most: usize, random: &mut SplitMix64) -> Vec<u32> {
        let Some(probe) = self.probing.filter(|probe| probe.number == number) else { return Vec::new() };
        let fit = |rumour: &Rumour| rumour.member != probe.member && rumour.standing != Standing::Faulty;
        let mut helpers: Vec<u32> = self
            .members
            .values()
            .filter(|(rumour, _)| fit(rumour))
            .map(|(rumour, _)| rumour.member)
            .collect();
        random.shuffle(&mut helpers);
        helpers.truncate(most);
        helpers
    }

    /// An answer with this number came, by whatever way.
    pub fn answered(&mut self, number: u64) {
        self.probing = self.probing.filter(|probe| probe.number != number);
    }

    /// Hears what somebody tells. In whatever order and however often rumours come, they leave the same belief.
    pub fn hear(&mut self, rumour: Rumour, now: u64) {
        if rumour.member == self.own {
            let denies = rumour.standing != Standing::Alive && rumour.incarnation == self.incarnation;
            if denies || rumour.incarnation > self.incarnation {
                self.incarnation = rumour.incarnation.saturating_add(1);
                self.spread(self.own_rumour());
            }
            return;
        }
        let Some((known, since)) = self.members.get_mut(&rumour.member) else { return };
        if rumour.overrides(*known) {
            self.changes.push(Change { before: *known, after: rumour });
            (*known, *since) = (rumour, now);
            self.spread(rumour);
        }
    }

    /// Who has been suspected for longer than that has not denied it: it is faulty. O(members).
    pub fn expire(&mut self, now: u64, patience: u64) {
        let late = |(rumour, since): &&(Rumour, u64)| {
            rumour.standing == Standing::Suspect && now.saturating_sub(*since) > patience
        };
        let late: Vec<Rumour> = self.members.values().filter(late).map(|(rumour, _)| *rumour).collect();
        for rumour in late {
            self.hear(Rumour { standing: Standing::Faulty, ..rumour }, now);
        }
    }

    /// What is to ride on a message to another: that the sender is alive, what is believed of the other if that is bad, and
    /// of the rumours those that were told least. O(rumours × log rumours).
    pub fn tell(&mut self, to: u32) -> Vec<Rumour> {
        let mut told = Vec::from([self.own_rumour()]);
        told.extend(self.rumour(to).filter(|rumour| rumour.standing != Standing::Alive));
        heap_sort(&mut self.news, |a, b| (a.told, a.rumour.member) < (b.told, b.rumour.member));
        for news in self.news.iter_mut().take(MOST_TOLD) {
            news.told += 1;
            if !told.contains(&news.rumour) {
                told.push(news.rumour);
            }
        }
        let often = 3 * (usize::BITS - self.members.len().leading_zeros());
        self.news.retain(|news| news.told < often);
        told
    }

    /// What else is believed since this was asked last.
    pub fn changes(&mut self) -> Vec<Change> {
        core::mem::take(&mut self.changes)
    }

    /// Bytes that a copy takes, about.
    #[must_use]
    pub fn footprint(&self) -> usize {
        self.members.len() * 40 + self.round.len() * 4 + self.news.len() * size_of::<News>()
    }

    fn own_rumour(&self) -> Rumour {
        Rumour { member: self.own, incarnation: self.incarnation, standing: Standing::Alive }
    }

    /// Is to be told; what was told of the member so far no more.
    fn spread(&mut self, rumour: Rumour) {
        self.news.retain(|news| news.rumour.member != rumour.member);
        self.news.push(News { rumour, told: 0 });
    }
}

#[cfg(test)]
mod tests;
