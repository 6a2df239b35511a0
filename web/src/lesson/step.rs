//! A step as a run: its scenario, and the moment it tells about.

use super::expression::{self, Problem};
use super::{LessonError, Step};
use snowglobe_core::flat_map::FlatMap;
use snowglobe_core::scenario::{Moment, Parameter, Range, Scenario, Settings, Timed};
use snowglobe_core::sim::{Fact, Globe, Nanos, SECOND, Value, parse_duration};
use snowglobe_core::systems;
use std::collections::BTreeMap;

/// In how many places between the last action and the end a condition is looked at.
const LOOKS: u64 = 400;

impl Step {
    /// The scenario, whole in itself.
    ///
    /// # Errors
    /// [`LessonError`] if a setting or a time is not what the core knows.
    pub fn scenario(&self) -> Result<Scenario, LessonError> {
        self.scenario_with(&BTreeMap::new())
    }

    /// The settings with some of them changed.
    fn settings_with(&self, changed: &BTreeMap<String, String>) -> Result<Settings, LessonError> {
        let parameters =
            systems::parameters(&self.system).ok_or_else(|| LessonError::System(self.system.clone()))?;
        let mut settings = Settings::defaults(parameters);
        for (name, text) in self.settings.iter().chain(changed) {
            settings.set_named(name, text)?;
        }
        Ok(settings)
    }

    /// What is known of the run before it is run: its settings that are numbers, as `settings.NAME`, and
    /// `acted_at`, the time of the last action.
    pub(super) fn given(
        &self,
        changed: &BTreeMap<String, String>,
    ) -> Result<FlatMap<String, Value>, LessonError> {
        let settings = self.settings_with(changed)?;
        let value = |index: usize, parameter: &Parameter| {
            let value = settings.at(index);
            Some(match parameter.range {
                Range::Count(..) => Value::Count(value),
                Range::Percent(..) => Value::Share(value as f64 / 100.0),
                Range::Thousandths(..) => Value::Number(value as f64 / 1_000.0),
                Range::Time(..) => Value::Time(value),
                Range::Choice(_) => return None,
            })
        };
        let named = settings.parameters().iter().enumerate().filter_map(|(index, parameter)| {
            value(index, parameter).map(|value| (format!("settings.{}", parameter.name), value))
        });
        Ok(named.chain([("acted_at".to_owned(), Value::Time(self.last_action()))]).collect())
    }

    /// The scenario with some settings changed.
    pub(super) fn scenario_with(&self, changed: &BTreeMap<String, String>) -> Result<Scenario, LessonError> {
        let settings = self.settings_with(changed)?;
        let mut scenario = Scenario::new(&self.system, self.seed);
        scenario.settings = settings.differences();
        for act in &self.actions {
            let timed = Timed { at: time(&act.at)?, action: act.action.clone() };
            scenario.timelines.iter_mut().for_each(|timeline| timeline.actions.push(timed.clone()));
        }
        Ok(scenario)
    }

    /// Where a reader should begin to watch: where the step says, or a second before the last action.
    #[must_use]
    pub fn begins_at(&self) -> Nanos {
        let said = self.begin.as_deref().and_then(parse_duration);
        said.unwrap_or_else(|| self.last_action().saturating_sub(SECOND))
    }

    fn last_action(&self) -> Nanos {
        self.actions.last().and_then(|act| parse_duration(&act.at)).unwrap_or_default()
    }

    /// The moment that the step tells about, on the first timeline: after everything that happens
    /// at that nanosecond. Nothing is shown or sought; the run is computed ahead. Cost: that of the
    /// run, and of its facts in some hundred places at most.
    ///
    /// # Errors
    /// [`LessonError`] if the run ends before, or the condition cannot be read.
    pub fn moment(&self, globe: &mut dyn Globe) -> Result<Moment, LessonError> {
        self.reach(globe).map(|(moment, _)| moment)
    }

    /// The moment and the facts of it.
    pub(super) fn reach(&self, globe: &mut dyn Globe) -> Result<(Moment, Vec<Fact>), LessonError> {
        let reached = |at| Moment { timeline: 0, at, step: u64::MAX };
        if globe.moment().timeline == 0 {
            globe.run_ahead(u64::MAX);
        }
        let (from, horizon) = (self.last_action(), globe.horizon());
        if let Some(at) = parse_duration(&self.until) {
            if at < from || at > horizon {
                return Err(LessonError::NeverReached(self.until.clone()));
            }
            return Ok((reached(at), globe.facts_at(0, at)));
        }
        let wrong = |error| LessonError::Expression { text: self.until.clone(), error };
        let mut missing = None;
        for look in 1..=LOOKS {
            let at = from + horizon.saturating_sub(from) * look / LOOKS;
            let facts = globe.facts_at(0, at);
            match expression::holds(&self.until, &|name| value_of(&facts, name)) {
                Ok(true) => return Ok((reached(at), facts)),
                Ok(false) => missing = None,
                // A fact may not be known before the first change, say.
                Err(error) if matches!(error.problem, Problem::Unknown(_)) => missing = Some(error),
                Err(error) => return Err(wrong(error)),
            }
        }
        Err(missing.map_or_else(|| LessonError::NeverReached(self.until.clone()), wrong))
    }
}

fn value_of(facts: &[Fact], name: &str) -> Option<Value> {
    facts.iter().find(|fact| fact.name == name).map(|fact| fact.value)
}

fn time(text: &str) -> Result<Nanos, LessonError> {
    parse_duration(text).ok_or_else(|| LessonError::Time(text.to_owned()))
}
