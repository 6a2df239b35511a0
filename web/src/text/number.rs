//! Numbers as people write them, in both languages.
//!
//! ```text
//!   Count(10000)   10,000
//!   Share(0.1982)  19.8%          Share(0.25)  25%         Share(0.0001)  <0.1%
//!   Number(1.156)  1.16
//!   Time(1.5 s)    1.5초 / 1.5 s
//!   counted(1)     of "{} {hint|hints}"  1 hint
//! ```

use super::{Language, Text};
use snowglobe_core::sim::{Nanos, SECOND, Value, format_time};

/// A value with its unit.
#[must_use]
pub fn show(value: Value, language: Language) -> String {
    match value {
        Value::Count(count) => grouped(count),
        Value::Share(share) => percent(share),
        Value::Number(number) => decimal(number),
        Value::Time(time) => duration(time, language),
    }
}

/// A count in groups of three digits: `1,234,567`.
#[must_use]
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A text with the count in place of `{}`, and of each `{one|many}` the word that goes with it.
#[must_use]
pub fn counted(text: Text, count: u64, language: Language) -> String {
    let mut told = String::new();
    let mut rest = text.of(language);
    while let Some((before, (inner, after))) =
        rest.split_once('{').and_then(|(before, inner)| Some((before, inner.split_once('}')?)))
    {
        told.push_str(before);
        match inner.split_once('|') {
            Some((one, many)) => told.push_str(if count == 1 { one } else { many }),
            None => told.push_str(&grouped(count)),
        }
        rest = after;
    }
    told + rest
}

/// A part of a whole in percent with one decimal, or none for nothing and everything. What is not
/// quite nothing or not quite everything is never rounded to it.
#[must_use]
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if !percent.is_finite() {
        return "–".to_owned();
    }
    if percent == 0.0 || (percent - 100.0).abs() < 1e-9 {
        return format!("{}%", percent.round());
    }
    if percent > 0.0 && percent < 0.05 {
        return "<0.1%".to_owned();
    }
    if (99.95..100.0).contains(&percent) {
        return ">99.9%".to_owned();
    }
    format!("{percent:.1}%")
}

/// A number with at most two decimals.
#[must_use]
pub fn decimal(number: f64) -> String {
    if !number.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    rest.map_or_else(|| format!("{sign}{whole}"), |rest| format!("{sign}{whole}.{rest}"))
}

/// A duration in the largest of s, ms, µs and ns that keeps it at one or more, with at most two
/// decimals.
#[must_use]
pub fn duration(time: Nanos, language: Language) -> String {
    let units = [(SECOND, "s"), (1_000_000, "ms"), (1_000, "µs"), (1, "ns")];
    let (size, unit) = units.into_iter().find(|(size, _)| time >= *size).unwrap_or((SECOND, "s"));
    let amount = decimal(time as f64 / size as f64);
    match (language, unit) {
        (Language::Korean, "s") => format!("{amount}초"),
        (Language::Korean, _) => format!("{amount}{unit}"),
        (Language::English, _) => format!("{amount} {unit}"),
    }
}

/// A moment of a run in seconds, to the millisecond: where more would only be noise.
#[must_use]
pub fn moment(at: Nanos, language: Language) -> String {
    let (seconds, millis) = (at / SECOND, at % SECOND / 1_000_000);
    match language {
        Language::Korean => format!("{seconds}.{millis:03}초"),
        Language::English => format!("{seconds}.{millis:03} s"),
    }
}

/// A moment of a run as links write it, to the microsecond: where the order of events counts.
#[must_use]
pub fn fine_moment(at: Nanos) -> String {
    format_time(at - at % 1_000)
}

#[cfg(test)]
mod tests;
