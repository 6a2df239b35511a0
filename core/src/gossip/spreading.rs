//! A rumour in rounds: everyone acts upon what they knew when the round began.

use crate::random::SplitMix64;
use alloc::vec;

/// Rounds after which it is given up.
const MOST_ROUNDS: u32 = 400;

/// Who tells whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Those who know send.
    Push,
    /// Those who do not know ask.
    Pull,
    /// Everyone talks to someone, and both know then.
    PushPull,
}

impl Mode {
    /// Their names, in the order of links.
    pub const NAMES: &'static [&'static str] = &["push", "pull", "push_pull"];

    /// The one at a place of the list; the first if there is no such place.
    #[must_use]
    pub fn at(place: u64) -> Self {
        match place {
            1 => Self::Pull,
            2 => Self::PushPull,
            _ => Self::Push,
        }
    }
}

/// How a rumour spreads; node 0 knows it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spreading {
    /// Nodes.
    pub nodes: u32,
    /// How many others a node talks to in a round; one may be drawn twice.
    pub fanout: u32,
    /// Who tells whom.
    pub mode: Mode,
    /// The share of talks that are lost: so many of so many.
    pub loss: (u64, u64),
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Rounds until all knew; `None` if they did not within 400.
    pub rounds: Option<u32>,
    /// Talks, the lost ones counted.
    pub messages: u64,
}

impl Spreading {
    /// One such spreading. O(nodes × fanout × rounds).
    #[must_use]
    pub fn run(&self, seed: u64) -> Spread {
        let mut random = SplitMix64::new(seed);
        let mut knows = vec![false; self.nodes as usize];
        if let Some(first) = knows.first_mut() {
            *first = true;
        }
        let mut messages = 0;
        for round in 0..MOST_ROUNDS {
            if knows.iter().all(|knows| *knows) {
                return Spread { rounds: Some(round), messages };
            }
            let before = knows.clone();
            for (node, knew) in before.iter().enumerate() {
                let silent = match self.mode {
                    Mode::Push => !knew,
                    Mode::Pull => *knew,
                    Mode::PushPull => false,
                };
                if silent {
                    continue;
                }
                for _ in 0..self.fanout {
                    let other = self.other(node, &mut random);
                    messages += 1;
                    if self.loss.0 > 0 && random.chance(self.loss.0, self.loss.1) {
                        continue;
                    }
                    if self.mode != Mode::Pull && *knew {
                        knows[other] = true;
                    }
                    if self.mode != Mode::Push && before[other] {
                        knows[node] = true;
                    }
                }
            }
        }
        Spread { rounds: None, messages }
    }

    /// Any other node.
    fn other(&self, node: usize, random: &mut SplitMix64) -> usize {
        let drawn = random.below(u64::from(self.nodes - 1)) as usize;
        if drawn >= node { drawn + 1 } else { drawn }
    }
}
