//! The player: a run, a clock that may go, and what of it is shown. Knows no browser.
//!
//! ```text
//!   tick(16 ms)  at 1/100×  ──►  virtual time + 160 µs  ──►  globe.seek_time
//! ```

mod address;
mod beside;
mod lesson;

pub use address::{Address, Route};
pub use beside::done_differently;
pub use lesson::Following;

use crate::picture::Thing;
use crate::scenes::{Scene, scene};
use crate::text::Preference;
use crate::views::Counted;
use snowglobe_core::scenario::link::{Link, Shown};
use snowglobe_core::scenario::{Moment, Scenario, ScenarioError};
use snowglobe_core::sim::{Globe, Kind, Nanos, RunError};
use snowglobe_core::systems;

/// Which view of the run is on the stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Where things are.
    #[default]
    Topology,
    /// Who told whom, and when.
    SpaceTime,
    /// All of it in rows.
    Table,
    /// The same traffic dealt with in several ways, side by side.
    Lanes,
    /// The same work done by two engines.
    Compare,
    /// What is in a file, byte by byte.
    Bytes,
    /// What clients asked for, and how long it took.
    History,
    /// What the storage engine of a machine has in memory and on its disk.
    Engine,
}

impl View {
    /// Every view, in the order of their codes in links.
    pub const ALL: [Self; 8] = [
        Self::Topology,
        Self::SpaceTime,
        Self::Table,
        Self::Lanes,
        Self::Compare,
        Self::Bytes,
        Self::History,
        Self::Engine,
    ];
}

/// Which tab of the panel is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The lesson.
    #[default]
    Follow,
    /// Parameters, faults, own data.
    Adjust,
    /// Whatever is selected.
    Inspect,
}

impl Tab {
    /// Every tab, in the order of their codes in links.
    pub const ALL: [Self; 3] = [Self::Follow, Self::Adjust, Self::Inspect];
}

/// Speeds by their key, 1 to 9: virtual time per wall time as numerator and denominator.
pub const SPEEDS: [(u64, u64); 9] =
    [(1, 3_000), (1, 1_000), (1, 300), (1, 100), (1, 30), (1, 10), (1, 3), (1, 1), (3, 1)];

/// The speed at which a hop of 10 ms takes a second.
pub const DEFAULT_SPEED: usize = 3;

/// A gap between two frames that is longer than this was not watched: milliseconds.
const LONGEST_FRAME: f64 = 500.0;

/// A run being watched.
pub struct Player {
    /// The run.
    pub globe: Box<dyn Globe>,
    /// How it looks.
    pub scene: Box<dyn Scene>,
    /// The same for the branch beside the one shown: a scene remembers what it drew last.
    scene_beside: Box<dyn Scene>,
    /// The events of it, as far as the space-time diagram has counted them.
    pub counted: Counted,
    /// Those of the branch beside.
    counted_beside: Counted,
    /// Whether time goes on by itself.
    pub playing: bool,
    /// Index into [`SPEEDS`].
    pub speed: usize,
    /// The view on the stage.
    pub view: View,
    /// The tab of the panel.
    pub tab: Tab,
    /// Where in the lesson the reader is.
    pub following: Following,
    /// What is selected.
    pub selected: Option<Thing>,
    /// Part of a nanosecond that has not been played yet.
    remainder: f64,
}

impl Player {
    /// Opens a scenario at its beginning.
    ///
    /// # Errors
    /// [`ScenarioError`] if it cannot be run.
    pub fn open(scenario: Scenario) -> Result<Self, ScenarioError> {
        let unknown = || ScenarioError::UnknownSystem(scenario.system.clone());
        let scenes = (scene(&scenario.system), scene(&scenario.system));
        let (Some(scene), Some(scene_beside)) = scenes else { return Err(unknown()) };
        let (following, usual) = (Following::of(&scenario.system), scene.usual_speed());
        let globe = systems::open(scenario)?;
        Ok(Self {
            globe,
            scene,
            scene_beside,
            counted: Counted::default(),
            counted_beside: Counted::default(),
            playing: false,
            speed: usual,
            view: View::default(),
            tab: Tab::default(),
            following,
            selected: None,
            remainder: 0.0,
        })
    }

    /// Opens a link at its moment, paused.
    ///
    /// # Errors
    /// [`ScenarioError`] if what it asks for cannot be run.
    pub fn open_link(link: Link) -> Result<(Self, Preference), ScenarioError> {
        let mut player = Self::open(link.scenario)?;
        let Shown { language, view, tab, lesson_step, selected, beside } = link.shown;
        player.globe.seek(link.moment);
        player.globe.compare(beside.map(|branch| branch as usize));
        let view = View::ALL.get(usize::from(view)).copied();
        player.view = view.filter(|view| player.scene.views().contains(view)).unwrap_or_default();
        player.tab = Tab::ALL.get(usize::from(tab)).copied().unwrap_or_default();
        player.selected = selected.as_deref().and_then(Thing::parse);
        let at = player.globe.moment().at;
        player.following.show(lesson_step.map(usize::from), at);
        player.speed = player.pace();
        Ok((player, Preference::from_code(language)))
    }

    /// The link of the moment shown.
    #[must_use]
    pub fn link(&self, language: Preference) -> Link {
        let shown = Shown {
            language: language.code(),
            view: self.view as u8,
            tab: self.tab as u8,
            lesson_step: self.following.step().and_then(|step| u8::try_from(step).ok()),
            selected: self.selected.as_ref().map(ToString::to_string),
            beside: self.globe.beside().map(|beside| beside.timeline),
        };
        Link { scenario: self.globe.scenario().clone(), moment: self.globe.moment(), shown }
    }

    /// Virtual time per wall time at a speed, as numerator and denominator.
    #[must_use]
    pub fn rate(&self, speed: usize) -> (u64, u64) {
        let (up, down) = SPEEDS.get(speed).copied().unwrap_or((1, 100));
        (up, down * self.scene.slow_motion())
    }

    /// Lets wall time pass, in milliseconds; true if anything moved.
    pub fn tick(&mut self, wall: f64) -> bool {
        if !self.playing || wall <= 0.0 || wall > LONGEST_FRAME {
            return false;
        }
        let (up, down) = self.rate(self.speed);
        let due = wall * 1e6 * up as f64 / down as f64 + self.remainder;
        self.remainder = due.fract();
        let next = self.globe.moment().at.saturating_add(due as Nanos);
        self.globe.seek_time(next);
        if next >= self.globe.horizon() {
            self.playing = false;
        }
        true
    }

    /// Begins or stops to play; from the end it begins anew.
    pub fn toggle(&mut self) {
        if !self.playing && self.globe.moment().at >= self.globe.horizon() {
            self.globe.seek_time(0);
        }
        self.playing = !self.playing;
    }

    /// Goes to a time and stops there.
    pub fn seek(&mut self, time: Nanos) {
        self.playing = false;
        self.globe.seek_time(time);
    }

    /// Goes to the next step that is worth looking at, on the branch shown or on the one beside it, and stops there.
    pub fn step_forward(&mut self) {
        self.playing = false;
        let own = self.next_stop();
        let beside = self.beside(Self::next_stop).flatten();
        let sooner = beside.filter(|beside| own.is_none_or(|own| beside.0 < own.0));
        let end = self.globe.horizon();
        match (sooner, own) {
            (Some((at, _)), _) => self.globe.seek_time(at),
            (None, Some((_, step))) => self.globe.seek_step(step),
            (None, None) => self.globe.seek_time(end),
        }
    }

    /// Goes to the step before this one that is worth looking at, on either branch, and stops there.
    pub fn step_back(&mut self) {
        self.playing = false;
        let own = self.last_stop();
        let beside = self.beside(Self::last_stop).flatten();
        let later = beside.filter(|beside| own.is_none_or(|own| beside.0 > own.0));
        match (later, own) {
            (Some((at, _)), _) => self.globe.seek_time(at),
            (None, Some((_, step))) => self.globe.seek_step(step),
            (None, None) => self.globe.seek_time(0),
        }
    }

    /// The next step of the branch shown that is worth looking at, and its time.
    fn next_stop(&mut self) -> Option<(Nanos, u64)> {
        let Moment { at, step, .. } = self.globe.moment();
        let mut reach = self.globe.horizon() / 256 + 1;
        while at < self.globe.horizon() {
            let until = at.saturating_add(reach).min(self.globe.horizon());
            let records = self.globe.records(at, until);
            let next = records.iter().find(|record| record.step > step && stands_out(record.kind));
            let next = next.map(|record| (record.time, record.step));
            if next.is_some() || until >= self.globe.horizon() {
                return next;
            }
            reach = reach.saturating_mul(4);
        }
        None
    }

    /// The step of the branch shown before this moment that is worth looking at, and its time.
    fn last_stop(&mut self) -> Option<(Nanos, u64)> {
        let Moment { at, step, .. } = self.globe.moment();
        let between = at > self.globe.step_time();
        let mut reach = self.globe.horizon() / 256 + 1;
        loop {
            let from = at.saturating_sub(reach);
            // Between two steps, the step before this moment is the one already taken.
            let before = |taken: u64| taken < step || (between && taken == step);
            let records = self.globe.records(from, at);
            let last = records.iter().rev().find(|record| before(record.step) && stands_out(record.kind));
            let last = last.map(|record| (record.time, record.step)).filter(|(_, step)| *step > 0);
            if last.is_some() || from == 0 {
                return last;
            }
            reach = reach.saturating_mul(4);
        }
    }

    /// Acts at this moment.
    ///
    /// # Errors
    /// [`RunError`] if it cannot be done; nothing has changed then.
    pub fn act(&mut self, text: &str) -> Result<(), RunError> {
        self.globe.act(text)
    }

    /// What is chosen as the evidence of a verdict, operation by operation, is in another run only the first of them.
    pub fn forget_evidence(&mut self) {
        if let Some(Thing::Call(places)) = &mut self.selected {
            places.truncate(places.find(' ').unwrap_or(places.len()));
        }
    }

    /// Changes settings or seed and goes to the same time of the new run.
    ///
    /// # Errors
    /// [`ScenarioError`] if the new run cannot be had; the old one stays.
    pub fn rebuild(&mut self, scenario: Scenario) -> Result<(), ScenarioError> {
        let (moment, beside) = (self.globe.moment(), self.globe.beside());
        let mut globe = systems::open(scenario)?;
        globe.seek(Moment { step: u64::MAX, ..moment });
        globe.compare(beside.map(|beside| beside.timeline as usize));
        self.globe = globe;
        self.forget_evidence();
        Ok(())
    }
}

/// A setting by the name of its parameter, as links write it.
#[must_use]
pub fn setting(system: &str, name: &str, value: u64) -> Option<(u8, u64)> {
    let index = systems::parameters(system)?.iter().position(|parameter| parameter.name == name)?;
    Some((u8::try_from(index).ok()?, value))
}

/// Whether a reader who steps wants to stop here: anything but a routine timer.
fn stands_out(kind: Kind) -> bool {
    kind != Kind::Timer
}

#[cfg(test)]
mod tests;
