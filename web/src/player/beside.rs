//! Two branches of a run watched side by side, by one clock.
//!
//! ```text
//!   ┌ branch 2, which acts ┐  ┌ branch 1, beside it ┐
//!   │  crash n2 at 8 s     │  │  nothing else done  │      t = 9.2 s on both
//!   └──────────────────────┘  └─────────────────────┘
//! ```
//!
//! The one beside goes to the moment of the other whenever it is looked at, so that nothing has to keep them together.

use super::Player;
use snowglobe_core::scenario::Timed;
use std::mem::swap;

impl Player {
    /// Puts another branch beside the one shown: the one that it came from, or else the newest. Takes it away if one is
    /// there.
    pub fn toggle_beside(&mut self) {
        if self.globe.beside().is_some() {
            return self.globe.compare(None);
        }
        let shown = self.globe.moment().timeline as usize;
        let lanes = self.globe.lanes();
        let parent = lanes.get(shown).map(|lane| lane.parent).filter(|parent| *parent != shown);
        let branch = parent.or_else(|| lanes.len().checked_sub(1));
        self.globe.compare(branch);
    }

    /// Acts on the other branch from now on, and shows this one beside it.
    pub fn swap(&mut self) {
        if let Some(beside) = self.globe.beside() {
            self.globe.switch_to(beside.timeline as usize);
            self.forget_evidence();
            self.swap_memories();
        }
    }

    /// Looks at the branch beside the one shown, at the same moment, if there is one.
    pub fn beside<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let beside = self.globe.beside()?;
        let at = self.globe.moment().at;
        self.globe.swap();
        self.swap_memories();
        if beside.at != at {
            self.globe.seek_time(at);
        }
        let seen = look(self);
        self.globe.swap();
        self.swap_memories();
        Some(seen)
    }

    /// What is remembered of one branch is of no use for the other.
    fn swap_memories(&mut self) {
        swap(&mut self.scene, &mut self.scene_beside);
        swap(&mut self.counted, &mut self.counted_beside);
    }
}

/// What was done on a branch and not on another: the first such action, and how many there are. Both lists in order of
/// time; O(n²) at worst in what differs.
#[must_use]
pub fn done_differently<'a>(here: &'a [Timed], there: &[Timed]) -> Option<(&'a Timed, usize)> {
    let mut others: Vec<&Timed> = there.iter().collect();
    let mut own = here.iter().filter(|timed| {
        let same = others.iter().position(|other| other == timed);
        same.map(|same| others.remove(same)).is_none()
    });
    let first = own.next()?;
    Some((first, 1 + own.count()))
}

#[cfg(test)]
mod tests;
