//! A report as files: a CSV for each of its tables, and all of it as JSON.
//!
//! ```text
//! rules.csv      rule,name,limit,window_seconds,burst,requests,admitted,delayed,denied
//! keys.csv       rule,key,admitted,denied
//! timeline.csv   from,seconds,requests,denied
//! denied.csv     line,time,rule,key,text
//! algorithms.csv rule,algorithm,admitted,delayed,denied,stricter,laxer
//! limits.csv     rule,at_most_per_mille,algorithm,limit,denied,requests
//! ```
//!
//! `rule` is a rule's number, from 1 as in the file of rules, by which the tables can be joined. Times are
//! RFC 3339 in UTC. Keys and lines come from strangers, so no field of a CSV is left a formula
//! ([`csv`](crate::own_data::csv)).

use super::line::{SECOND, utc};
use super::report::{Report, RuleReport};
use super::words::sentences;
use crate::own_data::csv::write_field;

mod json;

pub use json::json;

/// A table of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// What each rule did.
    Rules,
    /// The keys denied most, of each rule.
    Keys,
    /// Requests and denials over time.
    Timeline,
    /// The first denied lines.
    Denied,
    /// What each algorithm did, if they were compared.
    Algorithms,
    /// Which limit would have denied 1 %, and 0.1 %, if that was worked out.
    Limits,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Rules, Self::Keys, Self::Timeline, Self::Denied, Self::Algorithms, Self::Limits];

    /// Its name, as in that of its file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Keys => "keys",
            Self::Timeline => "timeline",
            Self::Denied => "denied",
            Self::Algorithms => "algorithms",
            Self::Limits => "limits",
        }
    }

    const fn columns(self) -> &'static str {
        match self {
            Self::Rules => "rule,name,limit,window_seconds,burst,requests,admitted,delayed,denied",
            Self::Keys => "rule,key,admitted,denied",
            Self::Timeline => "from,seconds,requests,denied",
            Self::Denied => "line,time,rule,key,text",
            Self::Algorithms => "rule,algorithm,admitted,delayed,denied,stricter,laxer",
            Self::Limits => "rule,at_most_per_mille,algorithm,limit,denied,requests",
        }
    }

    /// Whether there is anything in it.
    #[must_use]
    pub fn is_in(self, report: &Report) -> bool {
        match self {
            Self::Algorithms | Self::Limits => report.rules.iter().any(|rule| rule.comparison.is_some()),
            _ => true,
        }
    }
}

/// One table as a CSV (RFC 4180). O(rows).
#[must_use]
pub fn csv(report: &Report, table: Table) -> Vec<u8> {
    let mut rows = Rows { out: table.columns().as_bytes().to_vec() };
    rows.out.extend_from_slice(b"\r\n");
    let numbered = || (1..).zip(&report.rules);
    match table {
        Table::Rules => numbered().for_each(|(number, rule)| rows.rule(number, rule)),
        Table::Keys => {
            for (number, rule) in numbered() {
                for key in &rule.top {
                    rows.row(&[
                        Cell::Number(number),
                        Cell::Text(&key.key),
                        key.admitted.into(),
                        key.denied.into(),
                    ]);
                }
            }
        }
        Table::Timeline => {
            let line = &report.timeline;
            for (at, [requests, denied]) in (0..).zip(&line.buckets) {
                let from = utc(line.start + at * line.width);
                let seconds = line.width / SECOND;
                rows.row(&[Cell::Text(&from), seconds.into(), (*requests).into(), (*denied).into()]);
            }
        }
        Table::Denied => {
            for line in &report.first_denied {
                let (time, rule) = (utc(line.time), line.rule as u64 + 1);
                rows.row(&[
                    line.number.into(),
                    Cell::Text(&time),
                    rule.into(),
                    Cell::Text(&line.key),
                    Cell::Text(&line.text),
                ]);
            }
        }
        Table::Algorithms => numbered().for_each(|(number, rule)| rows.algorithms(number, rule)),
        Table::Limits => numbered().for_each(|(number, rule)| rows.limits(number, rule)),
    }
    rows.out
}

/// A field.
enum Cell<'a> {
    Number(u64),
    Text(&'a str),
}

impl From<u64> for Cell<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

struct Rows {
    out: Vec<u8>,
}

impl Rows {
    fn row(&mut self, cells: &[Cell<'_>]) {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.out.push(b',');
            }
            match cell {
                Cell::Number(number) => self.out.extend_from_slice(number.to_string().as_bytes()),
                Cell::Text(text) => write_field(text.as_bytes(), &mut self.out),
            }
        }
        self.out.extend_from_slice(b"\r\n");
    }

    fn rule(&mut self, number: u64, rule: &RuleReport) {
        let name = sentences::rule(rule);
        let seconds = rule.limit.window / SECOND;
        let (amount, burst) = (rule.limit.amount.into(), rule.limit.burst.into());
        let numbers = [amount, seconds, burst, rule.requests, rule.admitted, rule.delayed, rule.denied];
        let name = [Cell::Number(number), Cell::Text(&name)];
        let cells: Vec<Cell<'_>> = name.into_iter().chain(numbers.map(Cell::Number)).collect();
        self.row(&cells);
    }

    fn algorithms(&mut self, number: u64, rule: &RuleReport) {
        let outcomes = rule.comparison.iter().flat_map(|comparison| &comparison.outcomes);
        for (outcome, sums) in outcomes.filter_map(|outcome| Some((outcome, outcome.sums?))) {
            let sums = [sums.admitted, sums.delayed, sums.denied, sums.stricter, sums.laxer];
            let name = [Cell::Number(number), Cell::Text(&outcome.algorithm)];
            let cells: Vec<Cell<'_>> = name.into_iter().chain(sums.map(Cell::Number)).collect();
            self.row(&cells);
        }
    }

    fn limits(&mut self, number: u64, rule: &RuleReport) {
        for answer in rule.comparison.iter().flat_map(|comparison| &comparison.answers) {
            for (algorithm, steps) in [("fixed_window", answer.window), ("token_bucket", answer.bucket)] {
                for step in steps.into_iter().flatten() {
                    self.row(&[
                        number.into(),
                        answer.per_mille.into(),
                        Cell::Text(algorithm),
                        step.limit.into(),
                        step.denied.into(),
                        answer.requests.into(),
                    ]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
