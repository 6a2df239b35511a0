//! How far all parts of a search are, and when it is over: what any part finds first must not depend on how quick it is.
//!
//! ```text
//!  part 0   seeds 0 2 4 6 …        tried 3: goes on, 4 was kept
//!  part 1   seeds 1 3 5 7 …        5 breaks it ──▶ part 0 is done with once it has tried 4
//! ```
//!
//! So what is found is the least seed that breaks the promise, as one worker alone would find it.

use super::{Request, Story, Told};

/// How far one part is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Progress {
    Looking,
    Shrinking { seed: u64, tried: u64, actions: u64 },
    Found(Box<Story>),
    Over,
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunt {
    from: u64,
    seeds: u64,
    /// Seeds that each part tried, and how far it is.
    parts: Vec<(u64, Progress)>,
}

/// How far a hunt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Seeds tried by all parts.
    pub tried: u64,
    /// Of so many.
    pub seeds: u64,
    /// A seed that breaks the promise, candidates tried to make it smaller, and actions left.
    pub shrinking: Option<(u64, u64, u64)>,
}

impl Hunt {
    /// The beginning of a search by so many parts.
    #[must_use]
    pub fn new(request: &Request, parts: u64) -> Self {
        let parts = (0..parts.max(1)).map(|_| (0, Progress::Looking)).collect();
        Self { from: request.from, seeds: request.seeds, parts }
    }

    /// Takes what a part tells. Gives the parts that need not go on.
    pub fn hear(&mut self, part: usize, told: Told) -> Vec<usize> {
        let share = self.share(part);
        if let Some((done, progress)) = self.parts.get_mut(part) {
            match told {
                Told::Looking { tried } => *done = tried,
                Told::Shrinking { seed, tried, actions } => {
                    *progress = Progress::Shrinking { seed, tried, actions };
                }
                Told::Found(story) => *progress = Progress::Found(story),
                Told::Ended => (*done, *progress) = (share, Progress::Over),
            }
        }
        let Some(best) = self.best() else { return Vec::new() };
        let surplus = |part: &usize| match self.parts.get(*part) {
            Some((tried, Progress::Looking)) => self.next(*part, *tried) > best,
            Some((_, Progress::Shrinking { seed, .. })) => *seed > best,
            _ => false,
        };
        let surplus: Vec<usize> = (0..self.parts.len()).filter(surplus).collect();
        for part in &surplus {
            if let Some((_, progress)) = self.parts.get_mut(*part) {
                *progress = Progress::Over;
            }
        }
        surplus
    }

    /// Seeds of a part.
    fn share(&self, part: usize) -> u64 {
        self.seeds.saturating_sub(part as u64).div_ceil(self.parts.len() as u64)
    }

    /// The seed that a part tries next.
    fn next(&self, part: usize, tried: u64) -> u64 {
        self.from.saturating_add(part as u64).saturating_add(tried.saturating_mul(self.parts.len() as u64))
    }

    /// The least seed that is known to break the promise.
    fn best(&self) -> Option<u64> {
        let seeds = self.parts.iter().filter_map(|(_, progress)| match progress {
            Progress::Shrinking { seed, .. } => Some(*seed),
            Progress::Found(story) => Some(story.seed),
            Progress::Looking | Progress::Over => None,
        });
        seeds.min()
    }

    /// How far it is.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let shrinking = self.parts.iter().filter_map(|(_, progress)| match progress {
            Progress::Shrinking { seed, tried, actions } => Some((*seed, *tried, *actions)),
            _ => None,
        });
        let tried = self.parts.iter().map(|(tried, _)| tried).sum();
        Standing { tried, seeds: self.seeds, shrinking: shrinking.min() }
    }

    /// What came of it, once it is over: the story of the least seed, or none.
    #[must_use]
    pub fn outcome(&self) -> Option<Option<&Story>> {
        let is_over =
            |(_, progress): &(u64, Progress)| matches!(progress, Progress::Found(_) | Progress::Over);
        let stories = self.parts.iter().filter_map(|(_, progress)| match progress {
            Progress::Found(story) => Some(&**story),
            _ => None,
        });
        self.parts.iter().all(is_over).then(|| stories.min_by_key(|story| story.seed))
    }
}
