//! The table of a step, filled run by run, each in pieces so that nobody has to wait for all of it at once.
//!
//! ```text
//!   work(5,000) ── the first cell's run, 5,000 steps of it ── … ── it has ended: cell(0, 0) says so ── the next
//! ```

#[cfg(test)]
mod tests;

use super::{Bilingual, LessonError, Step, Table, Telling, Words};
use crate::text::Language;
use crate::text::fill::plain;
use snowglobe_core::scenario::Moment;
use snowglobe_core::sim::Globe;
use snowglobe_core::systems;
use std::collections::BTreeMap;

/// A table, and what is known of its runs.
pub struct Filling {
    step: Step,
    table: Table,
    /// Row by row: the settings of each run, and of those that have ended what they say.
    places: Vec<Telling>,
    ended: usize,
    run: Option<Box<dyn Globe>>,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// In lines; those behind the first are small print.
    pub lines: Vec<String>,
    /// That its run breaks the promise, in words.
    pub broken: Option<String>,
    /// That its run must keep it, in words.
    pub kept: Option<String>,
}

impl Filling {
    /// The table of a step with nothing run yet.
    ///
    /// # Errors
    /// [`LessonError`] if a setting is not what the core knows.
    pub fn new(mut step: Step, table: Table) -> Result<Self, LessonError> {
        step.actions.clone_from(&table.actions);
        let mut filling = Self { step, table, places: Vec::new(), ended: 0, run: None };
        while let Some(changed) = filling.changed(filling.places.len()) {
            let moment = Moment { timeline: 0, at: 0, step: u64::MAX };
            let values = filling.step.given(&changed)?;
            filling.places.push(Telling { moment, values });
        }
        Ok(filling)
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// What is set for a place, the columns' settings last.
    fn changed(&self, place: usize) -> Option<BTreeMap<String, String>> {
        let columns = &self.table.column;
        let row = self.table.row.get(place / columns.len())?;
        let mut changed = self.table.settings.clone();
        for head in [row, &columns[place % columns.len()]] {
            changed.extend(head.settings.iter().map(|(name, text)| (name.clone(), text.clone())));
        }
        Some(changed)
    }

    /// Runs so many steps of what is not yet run; false once there is nothing more to run.
    ///
    /// # Errors
    /// [`LessonError`] if a run cannot be run.
    pub fn work(&mut self, steps: u64) -> Result<bool, LessonError> {
        let Some(changed) = self.changed(self.ended) else { return Ok(false) };
        let columns = self.table.column.len();
        let before = self.ended.checked_sub(1).filter(|_| !self.ended.is_multiple_of(columns));
        if let Some(before) = before.filter(|before| self.changed(*before).as_ref() == Some(&changed)) {
            self.places[self.ended] = self.places[before].clone();
            self.ended += 1;
            return Ok(self.ended < self.places.len());
        }
        let mut run = match self.run.take() {
            Some(run) => run,
            None => systems::open(self.step.scenario_with(&changed)?)?,
        };
        if run.run_ahead(steps) {
            let place = &mut self.places[self.ended];
            place.moment.at = run.horizon();
            let facts = run.facts_at(0, place.moment.at);
            place.values.extend(facts.iter().map(|fact| (fact.name.to_owned(), fact.value)));
            self.ended += 1;
        } else {
            self.run = Some(run);
        }
        Ok(self.ended < self.places.len())
    }

    /// What the run of a cell says, once it has ended.
    #[must_use]
    pub fn telling(&self, row: usize, column: usize) -> Option<&Telling> {
        self.places[..self.ended].get(row * self.table.column.len() + column)
    }

    /// What the table shows.
    #[must_use]
    pub fn caption(&self, language: Language) -> String {
        said(self.places.first(), self.table.caption.of(language), language)
    }

    /// The head of a row.
    #[must_use]
    pub fn row(&self, row: usize, language: Language) -> String {
        let telling = self.places.get(row * self.table.column.len());
        said(telling, self.table.row.get(row).map_or("", |head| head.of(language)), language)
    }

    /// The head of a column.
    #[must_use]
    pub fn column(&self, column: usize, language: Language) -> String {
        let telling = self.places.get(column);
        said(telling, self.table.column.get(column).map_or("", |head| head.of(language)), language)
    }

    /// A cell, once its run has ended.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize, language: Language) -> Option<Cell> {
        let telling = self.telling(row, column)?;
        let text: &Bilingual = self.table.column.get(column)?.cell.as_ref().unwrap_or(&self.table.cell);
        let lines = text.of(language).lines().map(|line| said(Some(telling), line, language)).collect();
        let mark = |words: &Option<Words>| {
            let words = words.as_ref().filter(|words| telling.holds(&words.when).unwrap_or_default())?;
            Some(said(Some(telling), words.of(language), language))
        };
        Some(Cell { lines, broken: mark(&self.table.broken), kept: mark(&self.table.kept) })
    }
}

/// A text, filled; as it is written if it cannot be. The tests fill every one.
fn said(telling: Option<&Telling>, text: &str, language: Language) -> String {
    let filled = telling.and_then(|telling| telling.fill(text, language).ok());
    filled.map_or_else(|| text.to_owned(), |parts| plain(&parts))
}
