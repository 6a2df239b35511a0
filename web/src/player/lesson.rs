//! Where in the lesson the reader is, and what the step at hand says.

use super::{Player, SPEEDS, Tab, View};
use crate::lesson::{Lesson, LessonError, Show, Step, Telling, lesson};
use crate::picture::Thing;
use crate::scenes::Subject;
use crate::text::Language;
use snowglobe_core::scenario::Scenario;
use snowglobe_core::sim::Nanos;
use snowglobe_core::systems;
use std::rc::Rc;

/// A reader's place in a lesson.
#[derive(Default)]
pub struct Following {
    lesson: Option<Lesson>,
    at: Option<usize>,
    telling: Option<Telling>,
    subject: Option<Rc<Subject>>,
    /// The run of the step at hand.
    scenario: Option<Scenario>,
    guess: Option<usize>,
    answered: bool,
}

impl Following {
    /// The lesson on a system, not begun.
    #[must_use]
    pub fn of(system: &str) -> Self {
        Self { lesson: lesson(system), ..Self::default() }
    }

    /// The index of the step at hand.
    #[must_use]
    pub fn step(&self) -> Option<usize> {
        self.at
    }

    /// How many steps there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lesson.as_ref().map_or(0, |lesson| lesson.step.len())
    }

    /// The index of the step of this id.
    #[must_use]
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.lesson.as_ref()?.index_of(id)
    }

    /// Whether there is no lesson.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The step at hand and what its run says.
    #[must_use]
    pub fn current(&self) -> Option<(&Step, &Telling)> {
        let step = self.lesson.as_ref()?.step.get(self.at?)?;
        Some((step, self.telling.as_ref()?))
    }

    /// What the step at hand is about.
    #[must_use]
    pub fn subject(&self) -> Option<Rc<Subject>> {
        self.subject.clone()
    }

    /// The titles of all steps, placeholders left out.
    #[must_use]
    pub fn titles(&self, language: Language) -> Vec<String> {
        let steps = self.lesson.iter().flat_map(|lesson| &lesson.step);
        steps.map(|step| crate::text::fill::outline(step.title.of(language))).collect()
    }

    /// The steps that speak of something, written in lower case, each with its place and title; first those named so.
    #[must_use]
    pub fn about(&self, wanted: &str, language: Language) -> Vec<(usize, String)> {
        let speaks = |text: &str| text.to_lowercase().contains(wanted);
        let (mut named, mut told) = (Vec::new(), Vec::new());
        let steps = self.lesson.iter().flat_map(|lesson| &lesson.step);
        for (at, (step, title)) in steps.zip(self.titles(language)).enumerate() {
            let lead = step.lead.as_ref().map(|lead| lead.of(language));
            let ask = step.ask.as_ref().map(|ask| ask.of(language));
            if speaks(&title) || speaks(&step.id) {
                named.push((at, title));
            } else if [lead, ask, Some(step.body.of(language))].into_iter().flatten().any(speaks) {
                told.push((at, title));
            }
        }
        named.append(&mut told);
        named
    }

    /// What the model leaves out, a sentence or two each.
    pub fn leaves_out(&self, language: Language) -> impl Iterator<Item = &str> {
        let points = self.lesson.iter().flat_map(|lesson| &lesson.model_leaves_out);
        points.map(move |point| point.of(language))
    }

    /// What the reader guessed.
    #[must_use]
    pub fn guessed(&self) -> Option<usize> {
        self.guess
    }

    /// Whether the body may be shown: there is no question, or it was answered.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.answered || self.current().is_none_or(|(step, _)| step.ask.is_none())
    }

    /// Takes a guess.
    pub fn guess(&mut self, choice: usize) {
        self.guess = Some(choice);
        self.answered = true;
    }

    /// Shows a step's words without going to its run: for a link. Its question is open if the link's moment is before what
    /// the step tells about, and else taken as answered.
    pub fn show(&mut self, step: Option<usize>, at: Nanos) {
        // A step that cannot be told is not shown; the tests tell every one of them.
        let _ = self.tell(step);
        self.answered = self.telling.as_ref().is_none_or(|telling| at >= telling.moment.at);
    }

    fn tell(&mut self, step: Option<usize>) -> Result<(), LessonError> {
        (self.at, self.telling, self.subject, self.guess, self.answered) = (None, None, None, None, false);
        self.scenario = None;
        let found = step.and_then(|index| Some((index, self.lesson.as_ref()?.step.get(index)?)));
        let Some((index, step)) = found else { return Ok(()) };
        let scenario = step.scenario()?;
        let telling = step.tell(&mut *systems::open(scenario.clone())?)?;
        let subject = Rc::new(Subject::of(step));
        (self.at, self.telling, self.scenario) = (Some(index), Some(telling), Some(scenario));
        self.subject = Some(subject);
        Ok(())
    }
}

impl Subject {
    /// What a step is about.
    #[must_use]
    pub fn of(step: &Step) -> Self {
        let node = step.point.iter().find_map(|text| match Thing::parse(text) {
            Some(Thing::Node(name)) => Some(name),
            _ => None,
        });
        Self { fact: step.headline.clone(), node }
    }
}

/// The longest that a reader should wait for what a step tells about, milliseconds.
const PATIENCE: u64 = 15_000;

impl Player {
    /// Goes to a step of the lesson: its run, shortly before what happens in it if there is a
    /// question, else the moment that it tells about.
    ///
    /// # Errors
    /// [`LessonError`] if the step cannot be told; the run stays.
    pub fn go_to_step(&mut self, step: usize) -> Result<(), LessonError> {
        if step >= self.following.len() {
            return Ok(());
        }
        self.following.tell(Some(step))?;
        let Some((step, telling)) = self.following.current() else { return Ok(()) };
        let mut globe = systems::open(step.scenario()?)?;
        globe.run_ahead(u64::MAX);
        self.speed = self.pace();
        if step.ask.is_some() {
            globe.seek_time(step.begins_at());
        } else {
            globe.seek(telling.moment);
        }
        self.view = match step.show {
            Show::Topology => View::Topology,
            Show::SpaceTime => View::SpaceTime,
            Show::Table => View::Table,
            Show::Lanes => View::Lanes,
            Show::Compare => View::Compare,
            Show::Bytes => View::Bytes,
            Show::History => View::History,
            Show::Engine => View::Engine,
        };
        self.selected = step.point.first().and_then(|text| Thing::parse(text));
        self.globe = globe;
        self.tab = Tab::Follow;
        self.playing = false;
        Ok(())
    }

    /// The speed of the step at hand: its own, or one at which nobody has to wait long.
    pub(super) fn pace(&self) -> usize {
        let Some((step, telling)) = self.following.current() else { return self.scene.usual_speed() };
        let own = step.speed.map(|key| usize::from(key).saturating_sub(1).min(SPEEDS.len() - 1));
        own.unwrap_or_else(|| self.speed_for(telling.moment.at.saturating_sub(step.begins_at())))
    }

    /// The slowest speed, from the usual one on, at which so much virtual time passes while one has patience.
    fn speed_for(&self, span: Nanos) -> usize {
        let patient = |speed: &usize| {
            let (up, down) = self.rate(*speed);
            u128::from(span / 1_000_000) * u128::from(down) <= u128::from(PATIENCE * up)
        };
        let mut faster = self.scene.usual_speed()..SPEEDS.len();
        faster.find(patient).unwrap_or(SPEEDS.len() - 1)
    }

    /// Goes to the moment that the step at hand tells about, in the step's own run.
    ///
    /// # Errors
    /// [`LessonError`] if the step's scenario cannot be run.
    pub fn go_to_told(&mut self) -> Result<(), LessonError> {
        let Some((step, telling)) = self.following.current() else { return Ok(()) };
        let (scenario, moment) = (step.scenario()?, telling.moment);
        if *self.globe.scenario() != scenario {
            self.globe = systems::open(scenario)?;
            self.globe.run_ahead(u64::MAX);
        }
        self.playing = false;
        self.globe.seek(moment);
        Ok(())
    }

    /// From where the reader begins to watch to the moment that the step at hand tells about, if this is its run.
    #[must_use]
    pub fn stretch(&self) -> Option<(Nanos, Nanos)> {
        let (step, telling) = self.following.current().filter(|_| self.is_told())?;
        Some((step.begins_at(), telling.moment.at))
    }

    /// The thing at which the step at hand points first, if this is its run.
    #[must_use]
    pub fn pointed(&self) -> Option<Thing> {
        let (step, _) = self.following.current().filter(|_| self.is_told())?;
        step.point.first().and_then(|text| Thing::parse(text))
    }

    /// Whether the run is the one that the step at hand tells about.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.following.scenario.as_ref() == Some(self.globe.scenario())
    }

    /// The address of the step at hand, `kv/cap`, while its own run is watched: short enough to be written by hand. It opens
    /// the step from its beginning.
    #[must_use]
    pub fn step_address(&self) -> Option<String> {
        let (step, _) = self.following.current().filter(|_| self.is_told())?;
        Some(format!("{}/{}", self.globe.system(), step.id))
    }
}
