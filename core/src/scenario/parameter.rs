//! Parameters: what of a system can be set, with range, unit and default.

use super::ScenarioError;
use crate::sim::{Nanos, format_time, parse_duration};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Which values a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// A whole number, both ends included.
    Count(u64, u64),
    /// Percent, both ends included.
    Percent(u64, u64),
    /// Thousandths, both ends included; written with three decimals.
    Thousandths(u64, u64),
    /// A duration in nanoseconds, both ends included.
    Time(Nanos, Nanos),
    /// One of these names; the value is the index.
    Choice(&'static [&'static str]),
}

impl Range {
    /// The least and the greatest value.
    #[must_use]
    pub fn bounds(self) -> (u64, u64) {
        match self {
            Self::Count(low, high)
            | Self::Percent(low, high)
            | Self::Thousandths(low, high)
            | Self::Time(low, high) => (low, high),
            Self::Choice(names) => (0, (names.len() as u64).saturating_sub(1)),
        }
    }
}

/// One thing that can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its stable name.
    pub name: &'static str,
    /// Its values.
    pub range: Range,
    /// Its value if nothing is said. Links leave defaults out: changing one changes old links.
    pub default: u64,
}

impl Parameter {
    /// Whether a value lies in the range.
    #[must_use]
    pub fn admits(&self, value: u64) -> bool {
        let (low, high) = self.range.bounds();
        (low..=high).contains(&value)
    }

    /// Writes a value as people do: `12`, `80%`, `1.100`, `20ms`, `ring`.
    #[must_use]
    pub fn show(&self, value: u64) -> String {
        match self.range {
            Range::Count(..) => value.to_string(),
            Range::Percent(..) => alloc::format!("{value}%"),
            Range::Thousandths(..) => alloc::format!("{}.{:03}", value / 1000, value % 1000),
            Range::Time(..) => format_time(value),
            Range::Choice(names) => usize::try_from(value)
                .ok()
                .and_then(|index| names.get(index))
                .map_or_else(String::new, |name| String::from(*name)),
        }
    }

    /// Reads what [`Parameter::show`] writes; the unit of a percentage may be left out.
    #[must_use]
    pub fn read(&self, text: &str) -> Option<u64> {
        match self.range {
            Range::Count(..) => text.parse().ok(),
            Range::Percent(..) => text.strip_suffix('%').unwrap_or(text).parse().ok(),
            Range::Thousandths(..) => {
                let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
                let rest = (rest.len() <= 3 && rest.bytes().all(|b| b.is_ascii_digit()))
                    .then(|| alloc::format!("{rest:0<3}"))?;
                whole.parse::<u64>().ok()?.checked_mul(1000)?.checked_add(rest.parse().ok()?)
            }
            Range::Time(..) => parse_duration(text),
            Range::Choice(names) => names.iter().position(|name| *name == text).map(|index| index as u64),
        }
    }
}

/// A value for each parameter of a system, all in range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    parameters: &'static [Parameter],
    values: Vec<u64>,
}

impl Settings {
    /// The defaults.
    #[must_use]
    pub fn defaults(parameters: &'static [Parameter]) -> Self {
        Self { parameters, values: parameters.iter().map(|parameter| parameter.default).collect() }
    }

    /// The defaults, with these values set by index.
    ///
    /// # Errors
    /// [`ScenarioError::UnknownParameter`] or [`ScenarioError::OutOfRange`].
    pub fn from_differences(
        parameters: &'static [Parameter],
        differences: &[(u8, u64)],
    ) -> Result<Self, ScenarioError> {
        let mut settings = Self::defaults(parameters);
        for &(index, value) in differences {
            settings.set(usize::from(index), value)?;
        }
        Ok(settings)
    }

    /// The parameters that these are values of.
    #[must_use]
    pub fn parameters(&self) -> &'static [Parameter] {
        self.parameters
    }

    /// The value at an index; the parameter must exist.
    #[must_use]
    pub fn at(&self, index: usize) -> u64 {
        self.values.get(index).copied().unwrap_or_default()
    }

    /// Sets the value at an index.
    ///
    /// # Errors
    /// [`ScenarioError::UnknownParameter`] or [`ScenarioError::OutOfRange`].
    pub fn set(&mut self, index: usize, value: u64) -> Result<(), ScenarioError> {
        let unknown = || ScenarioError::UnknownParameter { name: alloc::format!("{index}") };
        let parameter = self.parameters.get(index).ok_or_else(unknown)?;
        if !parameter.admits(value) {
            return Err(ScenarioError::OutOfRange { parameter: *parameter, value: parameter.show(value) });
        }
        if let Some(slot) = self.values.get_mut(index) {
            *slot = value;
        }
        Ok(())
    }

    /// Sets a value by the name of its parameter and its text.
    ///
    /// # Errors
    /// [`ScenarioError::UnknownParameter`] or [`ScenarioError::OutOfRange`].
    pub fn set_named(&mut self, name: &str, text: &str) -> Result<(), ScenarioError> {
        let unknown = || ScenarioError::UnknownParameter { name: String::from(name) };
        let index = self.parameters.iter().position(|p| p.name == name).ok_or_else(unknown)?;
        let parameter = self.parameters.get(index).ok_or_else(unknown)?;
        let out_of_range = || ScenarioError::OutOfRange { parameter: *parameter, value: String::from(text) };
        self.set(index, parameter.read(text).ok_or_else(out_of_range)?).map_err(|_| out_of_range())
    }

    /// What differs from the defaults, for a link.
    #[must_use]
    pub fn differences(&self) -> Vec<(u8, u64)> {
        let pairs = self.parameters.iter().zip(&self.values).enumerate();
        pairs.filter(|(_, (p, v))| p.default != **v).map(|(index, (_, v))| (index as u8, *v)).collect()
    }
}
