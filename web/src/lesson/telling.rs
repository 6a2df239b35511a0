//! A step as words: its texts, choices and expectations, filled from its run.

use super::{Ask, LessonError, Step, Words, expression};
use crate::text::Language;
use crate::text::fill::{FillError, Part, fill};
use crate::text::number;
use snowglobe_core::flat_map::FlatMap;
use snowglobe_core::scenario::Moment;
use snowglobe_core::sim::{Globe, SECOND, Value};
use snowglobe_core::systems;
use std::collections::BTreeMap;

/// What a step's run says at its moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// The moment.
    pub moment: Moment,
    pub(super) values: FlatMap<String, Value>,
}

/// A choice of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What it says.
    pub parts: Vec<Part>,
    /// Whether the run says so too.
    pub right: bool,
}

impl Step {
    /// Computes what the step's run says at its moment: the facts and `now`, its settings (`settings.name`)
    /// and the time of its last action (`acted_at`), the facts of the runs it is compared with
    /// (`name.fact`), and the values that the step names itself. `globe` is the run of
    /// [`Step::scenario`]. Cost: that of [`Step::moment`] and a run up to it for each comparison;
    /// worth keeping.
    ///
    /// # Errors
    /// [`LessonError`] if the moment is not reached or a named value cannot be computed.
    pub fn tell(&self, globe: &mut dyn Globe) -> Result<Telling, LessonError> {
        let (moment, facts) = self.reach(globe)?;
        let mut values = self.given(&BTreeMap::new())?;
        values.extend(facts.iter().map(|fact| (fact.name.to_owned(), fact.value)));
        values.insert("now".to_owned(), Value::Time(moment.at));
        for (name, changed) in &self.compare {
            let other = systems::open(self.scenario_with(changed)?)?.facts_at(0, moment.at);
            values.extend(other.iter().map(|fact| (format!("{name}.{}", fact.name), fact.value)));
        }
        self.name(&mut values)?;
        Ok(Telling { moment, values })
    }

    /// Adds the values that the step names itself; they may refer to one another in any order.
    fn name(&self, values: &mut FlatMap<String, Value>) -> Result<(), LessonError> {
        let mut waiting: Vec<(&String, &String)> = self.named.iter().collect();
        while let Some((_, first)) = waiting.first() {
            let (before, text) = (waiting.len(), (*first).clone());
            let mut missing = None;
            waiting.retain(|(name, text)| match expression::value(text, &|name| values.get(name).copied()) {
                Ok(value) => {
                    values.insert((*name).clone(), value);
                    false
                }
                Err(error) => {
                    missing.get_or_insert(error);
                    true
                }
            });
            if let Some(error) = missing.filter(|_| waiting.len() == before) {
                return Err(LessonError::Expression { text, error });
            }
        }
        Ok(())
    }
}

impl Telling {
    /// A value by its name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<Value> {
        self.values.get(name).copied()
    }

    /// A text of the step, such as `step.body.of(language)`, filled.
    ///
    /// # Errors
    /// [`FillError`] if it names what the run does not have.
    pub fn fill(&self, text: &str, language: Language) -> Result<Vec<Part>, FillError> {
        fill(text, language, &|name| self.value(name))
    }

    /// Whether a condition holds.
    ///
    /// # Errors
    /// [`LessonError::Expression`] if it cannot be read.
    pub fn holds(&self, condition: &str) -> Result<bool, LessonError> {
        let wrong = |error| LessonError::Expression { text: condition.to_owned(), error };
        expression::holds(condition, &|name| self.value(name)).map_err(wrong)
    }

    /// The value of an expression.
    ///
    /// # Errors
    /// [`LessonError::Expression`] if it cannot be read.
    pub fn compute(&self, text: &str) -> Result<Value, LessonError> {
        let wrong = |error| LessonError::Expression { text: text.to_owned(), error };
        expression::value(text, &|name| self.value(name)).map_err(wrong)
    }

    /// The choices of a question. Of numbers the right one is that nearest to what the run says,
    /// of words those whose condition holds.
    ///
    /// # Errors
    /// [`LessonError::Expression`] if a choice has no value; a text that cannot be filled is shown
    /// as it is written.
    pub fn choices(&self, ask: &Ask, language: Language) -> Result<Vec<Choice>, LessonError> {
        if ask.choices.is_empty() {
            let choice = |words: &Words| {
                let text = words.of(language);
                let parts = self.fill(text, language).unwrap_or_else(|_| vec![Part::Plain(text.to_owned())]);
                Ok(Choice { parts, right: self.holds(&words.when)? })
            };
            return ask.words.iter().map(choice).collect();
        }
        let run = self.compute(&ask.answer)?;
        let answer = run.as_f64();
        let values: Vec<Value> =
            ask.choices.iter().map(|text| self.compute(text)).collect::<Result<_, _>>()?;
        let distance = |value: &Value| (value.as_f64() - answer).abs();
        let nearest = values.iter().map(distance).fold(f64::INFINITY, f64::min);
        let unit = ask.unit.as_ref().map_or("{}", |unit| unit.of(language));
        let choice = |value: Value| Choice {
            parts: vec![Part::Plain(unit.replace("{}", &number::show(like(run, value), language)))],
            right: distance(&value) == nearest,
        };
        Ok(values.into_iter().map(choice).collect())
    }
}

/// A value in the unit of another: what is compared is written alike.
fn like(unit: Value, value: Value) -> Value {
    let number = value.as_f64();
    match unit {
        Value::Count(_) => Value::Count(number.round() as u64),
        Value::Share(_) => Value::Share(number),
        Value::Number(_) => Value::Number(number),
        Value::Time(_) => Value::Time((number * SECOND as f64).round() as u64),
    }
}
