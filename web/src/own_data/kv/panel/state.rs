//! What the panel holds of a search: what was typed, how far it is, what was found. It knows no browser.
//!
//! ```
//! use snowglobe_web::own_data::kv::panel::state::Looking;
//!
//! let mut looking = Looking::default();
//! looking.seeds = "none".into();
//! assert!(looking.request().is_err());
//! assert_eq!(looking.seeds, "none"); // nothing typed is lost
//! ```

use snowglobe_core::check::Promise;
use snowglobe_core::systems::kv::{Resolution, index};

use crate::own_data::kv::search::hunt::{Hunt, Standing};
use crate::own_data::kv::search::{Refusal, Request, Story, Told, settings_of};

/// How a search goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Searching {
    /// None was begun.
    #[default]
    Idle,
    /// It is under way.
    Running(Hunt),
    /// It was stopped by the reader, when it was so far.
    Stopped(Standing),
    /// It is over; whether something was found.
    Over(Standing, bool),
    /// It ended by a fault of this program.
    Failed(String),
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Looking {
    /// The link with the settings, as typed.
    pub link: String,
    /// The settings in it.
    pub settings: Result<Vec<(u8, u64)>, Refusal>,
    /// The name of the promise.
    pub promise: String,
    /// How many seeds, as typed.
    pub seeds: String,
    /// How the search goes.
    pub searching: Searching,
    /// What was found, the latest last.
    pub stories: Vec<Story>,
    /// What is being looked for.
    pub asked: Option<Request>,
    /// Whether any part was heard of.
    pub heard: bool,
    /// Numbers searches, so that late news of an old one is known as such.
    pub number: u32,
}

impl Default for Looking {
    fn default() -> Self {
        let mut looking = Self {
            link: String::new(),
            settings: Ok(Vec::new()),
            promise: String::new(),
            seeds: "1000".into(),
            searching: Searching::Idle,
            stories: Vec::new(),
            asked: None,
            heard: false,
            number: 0,
        };
        looking.set_link(String::new());
        looking
    }
}

impl Looking {
    /// Takes a link as typed. If its settings keep values side by side, a promise is chosen that can be looked at there.
    pub fn set_link(&mut self, text: String) {
        self.settings = settings_of(&text);
        self.link = text;
        let Ok(settings) = &self.settings else { return };
        let resolution = settings.iter().find(|(at, _)| usize::from(*at) == index::RESOLUTION);
        let siblings = resolution.map_or(0, |(_, value)| *value) == Resolution::Siblings as u64;
        let linearizable = Promise::Linearizable.name();
        if self.promise.is_empty() || (siblings && self.promise == linearizable) {
            let promise = if siblings { Promise::MonotonicReads.name() } else { linearizable };
            self.promise = promise.to_owned();
        }
    }

    /// The question as it stands.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn request(&self) -> Result<Request, Refusal> {
        let settings = self.settings.clone()?;
        let seeds = self.seeds.trim().parse().map_err(|_| Refusal::Seeds)?;
        let request = Request { seeds, ..Request::new(settings, &self.promise) };
        request.check().map(|()| request)
    }

    /// Whether what is asked now is what the last story answers, so that one can go on from it.
    #[must_use]
    pub fn can_go_on(&self) -> bool {
        let same = |asked: &Request, now: &Request| {
            (&asked.settings, &asked.promise) == (&now.settings, &now.promise)
        };
        let asked = self.asked.as_ref().filter(|_| matches!(self.searching, Searching::Over(_, true)));
        asked.zip(self.request().ok().as_ref()).is_some_and(|(asked, now)| same(asked, now))
    }

    /// Begins a search in so many parts: from the seed after the last one found if `on`. Gives what is asked; nothing if
    /// the form does not make sense.
    pub fn begin(&mut self, on: bool, parts: u64) -> Option<Request> {
        let mut request = self.request().ok()?;
        if on && self.can_go_on() {
            request.from = self.stories.last().map_or(0, |story| story.seed.saturating_add(1));
        } else {
            self.stories.clear();
        }
        self.asked = Some(request);
        self.begin_again(parts)
    }

    /// Begins what was asked for anew, in another number of parts.
    pub fn begin_again(&mut self, parts: u64) -> Option<Request> {
        let request = self.asked.clone()?;
        self.number += 1;
        self.heard = false;
        self.searching = Searching::Running(Hunt::new(&request, parts));
        Some(request)
    }

    /// Stops the search, as the reader wishes.
    pub fn stop(&mut self) {
        self.number += 1;
        if let Searching::Running(hunt) = &self.searching {
            self.searching = Searching::Stopped(hunt.standing());
        }
    }

    /// Notes that the search ended by a fault.
    pub fn fail(&mut self, reason: String) {
        self.number += 1;
        self.searching = Searching::Failed(reason);
    }

    /// Takes what a part tells. Gives the parts that need not go on.
    pub fn hear(&mut self, part: usize, told: Told) -> Vec<usize> {
        self.heard = true;
        let Searching::Running(hunt) = &mut self.searching else { return Vec::new() };
        let surplus = hunt.hear(part, told);
        if let Some(outcome) = hunt.outcome() {
            let (standing, found) = (hunt.standing(), outcome.is_some());
            self.stories.extend(outcome.cloned());
            self.searching = Searching::Over(standing, found);
        }
        surplus
    }
}

#[cfg(test)]
mod tests;
