//! Expressions over the values of a run: choices, conditions and expectations of a lesson.
//!
//! ```text
//!   keys / 4                              2,500 keys
//!   (servers - 1) / servers               75%
//!   0.15 < moved_share < 25%              true or false
//!   needless_keys == 0 and v1.cv > cv     `v1.cv` is the fact of a compared run
//!   sqrt(1 / servers), ln(nodes)          functions; the logarithm is the natural one
//!   count(9 / cv)                         makes a count of a number
//! ```
//!
//! Kinds are kept: a count by a plain number stays a count, a count over a count is a share, so
//! that a choice is shown as the run's own values are. Recursive descent over a bounded depth;
//! everything is evaluated, nothing is short-cut, so that an unknown name never hides.

use snowglobe_core::sim::{SECOND, Value, parse_duration};
use std::fmt;

/// Why an expression has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionError {
    /// The byte where it begins.
    pub at: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Something else was expected here.
    Expected(&'static str),
    /// The run has no value of this name.
    Unknown(String),
    /// More parentheses within one another than [`MAX_DEPTH`].
    TooDeep,
    /// Division by zero, or a result that is no number.
    NotANumber,
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at byte {}: ", self.at)?;
        match &self.problem {
            Problem::Expected(what) => write!(f, "expected {what}"),
            Problem::Unknown(name) => write!(f, "the run has no \"{name}\""),
            Problem::TooDeep => write!(f, "more than {MAX_DEPTH} parentheses within one another"),
            Problem::NotANumber => f.write_str("this divides by zero or is no number"),
        }
    }
}

impl std::error::Error for ExpressionError {}

/// Parentheses within one another, at most.
pub const MAX_DEPTH: usize = 32;

/// The value of an expression. Cost: linear in the text.
///
/// # Errors
/// [`ExpressionError`] with its place.
pub fn value(text: &str, lookup: &dyn Fn(&str) -> Option<Value>) -> Result<Value, ExpressionError> {
    let mut reader = Reader { text, at: 0, depth: 0, lookup };
    let amount = reader.sum()?;
    reader.end()?;
    Ok(amount.value())
}

/// Whether a condition holds. Cost: linear in the text.
///
/// # Errors
/// [`ExpressionError`] with its place.
pub fn holds(text: &str, lookup: &dyn Fn(&str) -> Option<Value>) -> Result<bool, ExpressionError> {
    let mut reader = Reader { text, at: 0, depth: 0, lookup };
    let mut all = reader.comparison()?;
    while reader.word("and") {
        all &= reader.comparison()?;
    }
    reader.end()?;
    Ok(all)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Written in the expression: takes on the kind of what it meets.
    Bare,
    Count,
    Share,
    Number,
    Time,
}

#[derive(Clone, Copy)]
struct Amount {
    number: f64,
    kind: Kind,
}

impl Amount {
    fn of(value: Value) -> Self {
        let kind = match value {
            Value::Count(_) => Kind::Count,
            Value::Share(_) => Kind::Share,
            Value::Number(_) => Kind::Number,
            Value::Time(_) => Kind::Time,
        };
        Self { number: value.as_f64(), kind }
    }

    fn value(self) -> Value {
        match self.kind {
            Kind::Share => Value::Share(self.number),
            Kind::Time => Value::Time((self.number * SECOND as f64).round() as u64),
            Kind::Count => Value::Count(self.number.round() as u64),
            Kind::Bare if self.number >= 0.0 && self.number.fract() == 0.0 => {
                Value::Count(self.number as u64)
            }
            Kind::Bare | Kind::Number => Value::Number(self.number),
        }
    }

    fn combine(self, sign: char, other: Self) -> Self {
        let (a, b) = (self.number, other.number);
        let number = match sign {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            _ => a / b,
        };
        Self { number, kind: kind(sign, self.kind, other.kind) }
    }
}

fn kind(sign: char, a: Kind, b: Kind) -> Kind {
    match (sign, a, b) {
        // One over a number of servers is a share of them.
        ('/', Kind::Count | Kind::Bare, Kind::Count) => Kind::Share,
        ('/', a, b) if a == b && a != Kind::Bare => Kind::Number,
        (_, Kind::Bare, other) | (_, other, Kind::Bare) => other,
        ('*', Kind::Share, other) | ('*' | '/', other, Kind::Share) => other,
        (_, a, b) if a == b => a,
        _ => Kind::Number,
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    lookup: &'a dyn Fn(&str) -> Option<Value>,
}

type Read = Result<Amount, ExpressionError>;

impl<'a> Reader<'a> {
    fn rest(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let rest = rest.trim_start();
        self.at = self.text.len() - rest.len();
        rest
    }

    fn sign(&mut self, signs: &[&'static str]) -> Option<&'static str> {
        let rest = self.rest();
        let found = signs.iter().find(|sign| rest.starts_with(**sign))?;
        self.at += found.len();
        Some(found)
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.rest().split(|c: char| !c.is_ascii_alphanumeric()).next() == Some(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn fail<T>(&self, at: usize, problem: Problem) -> Result<T, ExpressionError> {
        Err(ExpressionError { at, problem })
    }

    fn end(&mut self) -> Result<(), ExpressionError> {
        if self.rest().is_empty() { Ok(()) } else { self.fail(self.at, Problem::Expected("the end")) }
    }

    fn comparison(&mut self) -> Result<bool, ExpressionError> {
        let mut left = self.sum()?;
        let mut all = None;
        while let Some(sign) = self.sign(&["<=", ">=", "==", "<", ">"]) {
            let right = self.sum()?;
            let (a, b) = (left.number, right.number);
            let holds = match sign {
                "<=" => a <= b,
                ">=" => a >= b,
                "==" => a == b,
                "<" => a < b,
                _ => a > b,
            };
            all = Some(all.unwrap_or(true) & holds);
            left = right;
        }
        all.map_or_else(|| self.fail(self.at, Problem::Expected("a comparison such as <")), Ok)
    }

    fn sum(&mut self) -> Read {
        self.chain(&["+", "-"], Self::product)
    }

    fn product(&mut self) -> Read {
        self.chain(&["*", "/"], Self::atom)
    }

    fn chain(&mut self, signs: &[&'static str], part: fn(&mut Self) -> Read) -> Read {
        let start = self.at;
        let mut left = part(self)?;
        while let Some(sign) = self.sign(signs) {
            let right = part(self)?;
            left = left.combine(sign.chars().next().unwrap_or('+'), right);
        }
        if left.number.is_finite() { Ok(left) } else { self.fail(start, Problem::NotANumber) }
    }

    fn atom(&mut self) -> Read {
        let rest = self.rest();
        match rest.chars().next() {
            Some('(') => {
                self.at += 1;
                self.inner()
            }
            Some('-') => {
                self.at += 1;
                self.nested(Self::atom).map(|amount| Amount { number: -amount.number, ..amount })
            }
            Some(c) if c.is_ascii_digit() => self.number(rest),
            Some(c) if c.is_ascii_alphabetic() => self.name(rest),
            _ => self.fail(self.at, Problem::Expected("a number, a name or a parenthesis")),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Read) -> Read {
        if self.depth == MAX_DEPTH {
            return self.fail(self.at, Problem::TooDeep);
        }
        self.depth += 1;
        let amount = read(self);
        self.depth -= 1;
        amount
    }

    /// After an opening parenthesis, up to the closing one.
    fn inner(&mut self) -> Read {
        let amount = self.nested(Self::sum)?;
        if self.sign(&[")"]).is_none() {
            return self.fail(self.at, Problem::Expected("a closing parenthesis"));
        }
        Ok(amount)
    }

    /// `25`, `0.25`, `25%`, `1.5s`.
    fn number(&mut self, rest: &str) -> Read {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let unit = rest[digits..].find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len() - digits);
        let start = self.at;
        self.at += digits + unit;
        if unit > 0 {
            let time = parse_duration(&rest[..digits + unit]);
            let amount = time.map(|time| Amount::of(Value::Time(time)));
            return amount.map_or_else(|| self.fail(start, Problem::Expected("a time such as 1.5s")), Ok);
        }
        let Some(number) = decimal(&rest[..digits]) else {
            return self.fail(start, Problem::Expected("a number such as 0.25"));
        };
        match self.sign(&["%"]) {
            Some(_) => Ok(Amount { number: number / 100.0, kind: Kind::Share }),
            None => Ok(Amount { number, kind: Kind::Bare }),
        }
    }

    fn name(&mut self, rest: &str) -> Read {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        let name = &rest[..rest.find(|c| !fits(c)).unwrap_or(rest.len())];
        let start = self.at;
        self.at += name.len();
        if ["sqrt", "ln", "count"].contains(&name) && self.sign(&["("]).is_some() {
            let amount = self.inner()?;
            return Ok(match name {
                "sqrt" => Amount { number: amount.number.sqrt(), ..amount },
                "ln" if amount.number > 0.0 => Amount { number: amount.number.ln(), kind: Kind::Bare },
                "ln" => return self.fail(start, Problem::NotANumber),
                _ => Amount { kind: Kind::Count, ..amount },
            });
        }
        match (self.lookup)(name) {
            Some(value) => Ok(Amount::of(value)),
            None => self.fail(start, Problem::Unknown(name.to_owned())),
        }
    }
}

/// A decimal number such as `12` or `0.25`, of at most fifteen digits. The standard library's parser is
/// exact for any length and brings ten kilobytes of tables for it.
fn decimal(text: &str) -> Option<f64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    let digits = format!("{whole}{rest}");
    if whole.is_empty() || rest.is_empty() || digits.len() > 15 {
        return None;
    }
    let scale = 10u64.pow(rest.len() as u32);
    digits.parse::<u64>().ok().map(|number| number as f64 / scale as f64)
}

#[cfg(test)]
mod tests;
