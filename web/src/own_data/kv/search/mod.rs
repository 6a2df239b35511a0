//! Looking for a counterexample: what is asked, and one worker's part of the work.
//!
//! ```
//! use snowglobe_web::own_data::kv::search::{Part, Request, Told, samples};
//!
//! let request = Request { seeds: 50, ..Request::new(samples::loose(), "linearizable") };
//! let mut part = Part::new(&request)?;
//! let story = loop {
//!     match part.step(100_000) {
//!         Told::Found(story) => break story,
//!         Told::Ended => panic!("R + W ≤ N promises nothing"),
//!         _ => {}
//!     }
//! };
//! assert!(story.actions.len() <= 2);
//! # Ok::<(), snowglobe_web::own_data::kv::search::Refusal>(())
//! ```
//!
//! The search itself is the core's [`counterexample`](snowglobe_core::counterexample), the same that the example `sweep` runs.

use std::fmt;

use serde::{Deserialize, Serialize};
use snowglobe_core::check::Promise;
use snowglobe_core::counterexample::{Counterexample, Progress, Search, Seeds};
use snowglobe_core::scenario::link::{Link, LinkError, Shown};
use snowglobe_core::scenario::{Moment, Scenario, ScenarioError, Settings};
use snowglobe_core::sim::Nanos;
use snowglobe_core::systems::kv::{Kv, PARAMETERS, Resolution, Workload, index};

pub mod hunt;
pub mod party;
pub mod samples;

/// The most seeds that are tried in one go.
pub const MOST_SEEDS: u64 = 100_000;
/// The code of the view of what clients asked for, as links have it.
pub const HISTORY_VIEW: u8 = 6;
/// The code of the tab that lists what was done.
pub const ADJUST_TAB: u8 = 1;

/// What is asked; goes to each worker with its part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Settings that differ from the defaults, by index.
    pub settings: Vec<(u8, u64)>,
    /// The name of the [`Promise`].
    pub promise: String,
    /// The first seed.
    pub from: u64,
    /// How many are tried, 1 to [`MOST_SEEDS`].
    pub seeds: u64,
    /// Which part of how many, from 0.
    pub part: (u64, u64),
}

/// Why there is no search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The link cannot be read.
    Link(LinkError),
    /// It is of another system.
    OtherSystem,
    /// There is no such run.
    Scenario(ScenarioError),
    /// With values side by side there is no one order.
    Siblings,
    /// Clients ask nothing: no promise can be broken.
    NoWorkload,
    /// There is no such number of seeds.
    Seeds,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "counterexample: {self:?}")
    }
}

impl std::error::Error for Refusal {}

/// What a part tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// So many of its seeds were tried.
    Looking {
        /// Seeds.
        tried: u64,
    },
    /// One of them breaks the promise, and is made smaller.
    Shrinking {
        /// The seed.
        seed: u64,
        /// Candidates that were run.
        tried: u64,
        /// Actions that are left.
        actions: u64,
    },
    /// It is as small as could be done.
    Found(Box<Story>),
    /// None of its seeds breaks the promise.
    Ended,
}

/// A run that breaks a promise, made small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// The name of the promise.
    pub promise: String,
    /// The seed by which it was found.
    pub seed: u64,
    /// That of the story that is left: with other settings chance falls otherwise.
    pub small_seed: u64,
    /// When it breaks.
    pub at: Nanos,
    /// What is left of the faults: when, and what.
    pub actions: Vec<(Nanos, String)>,
    /// Faults there were.
    pub actions_before: u64,
    /// Settings that were made smaller: index, before, and now.
    pub smaller: Vec<(u8, u64, u64)>,
    /// The link that shows the moment.
    pub link: String,
}

impl Request {
    /// A search among a thousand seeds.
    #[must_use]
    pub fn new(settings: Vec<(u8, u64)>, promise: &str) -> Self {
        Self { settings, promise: promise.to_owned(), from: 0, seeds: 1_000, part: (0, 1) }
    }

    fn scenario(&self) -> Scenario {
        Scenario { settings: self.settings.clone(), ..Scenario::new("kv", 0) }
    }

    /// Whether there can be such a search. Sets one run up to see.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self) -> Result<(), Refusal> {
        Part::new(self).map(drop)
    }
}

/// The settings of a link, if it is of the cluster; of no text those it begins with.
///
/// # Errors
/// [`Refusal::Link`] or [`Refusal::OtherSystem`].
pub fn settings_of(text: &str) -> Result<Vec<(u8, u64)>, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    // What is pasted may be the whole address.
    let link = text.rsplit_once(['#', '=', '/']).map_or(text, |(_, link)| link);
    let scenario = Link::decode(link).map_err(Refusal::Link)?.scenario;
    if scenario.system != "kv" {
        return Err(Refusal::OtherSystem);
    }
    Ok(scenario.settings)
}

/// One worker's part of a search.
pub struct Part {
    search: Search<Kv, Promise>,
    promise: Promise,
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part").field("promise", &self.promise).finish_non_exhaustive()
    }
}

impl Part {
    /// Sets it up.
    ///
    /// # Errors
    /// Why there is no such search.
    pub fn new(request: &Request) -> Result<Self, Refusal> {
        if !(1..=MOST_SEEDS).contains(&request.seeds) {
            return Err(Refusal::Seeds);
        }
        let promise = Promise::named(&request.promise).unwrap_or(Promise::Linearizable);
        let settings =
            Settings::from_differences(PARAMETERS, &request.settings).map_err(Refusal::Scenario)?;
        if settings.at(index::WORKLOAD) == Workload::None as u64 {
            return Err(Refusal::NoWorkload);
        }
        let siblings = settings.at(index::RESOLUTION) == Resolution::Siblings as u64;
        if siblings && promise == Promise::Linearizable {
            return Err(Refusal::Siblings);
        }
        let seeds = Seeds::from(request.from..request.from.saturating_add(request.seeds));
        let (part, of) = request.part;
        let search = Search::new(request.scenario(), promise, seeds.part(part, of));
        Ok(Self { search: search.map_err(Refusal::Scenario)?, promise })
    }

    /// Goes on for about so many steps of runs.
    pub fn step(&mut self, budget: u64) -> Told {
        match self.search.step(budget) {
            Progress::Looking { tried } => Told::Looking { tried },
            Progress::Shrinking { seed, tried, actions } => {
                Told::Shrinking { seed, tried, actions: actions as u64 }
            }
            Progress::Found(found) => Told::Found(Box::new(story(self.promise, found))),
            Progress::Ended => Told::Ended,
        }
    }
}

/// What was found, to be told and shown.
fn story(promise: Promise, found: Counterexample) -> Story {
    let Counterexample { scenario, at, seed, first } = found;
    let actions =
        |scenario: &Scenario| scenario.timelines.first().map_or(0, |timeline| timeline.actions.len());
    let settings = |scenario: &Scenario| Settings::from_differences(PARAMETERS, &scenario.settings).ok();
    let smaller = settings(&first).zip(settings(&scenario)).map_or_else(Vec::new, |(before, now)| {
        let all = (0..PARAMETERS.len()).map(|index| (index as u8, before.at(index), now.at(index)));
        all.filter(|(_, before, now)| before != now).collect()
    });
    let told = scenario.timelines.first().map_or_else(Vec::new, |timeline| {
        timeline.actions.iter().map(|timed| (timed.at, timed.action.clone())).collect()
    });
    let (actions_before, small_seed) = (actions(&first) as u64, scenario.seed);
    let moment = Moment { timeline: 0, at, step: u64::MAX };
    let shown = Shown { view: HISTORY_VIEW, tab: ADJUST_TAB, ..Shown::default() };
    let link = Link { scenario, moment, shown }.encode();
    Story {
        promise: promise.name().to_owned(),
        seed,
        small_seed,
        at,
        actions: told,
        actions_before,
        smaller,
        link,
    }
}

#[cfg(test)]
mod tests;
