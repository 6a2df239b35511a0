//! Time: unsigned nanoseconds since the run began, and their one textual form.
//!
//! `1.5s`, `20ms`, `300us`, `7ns`; a bare number is refused, because a reader could not tell
//! which unit was meant. `parse_duration(&format_time(t)) == Some(t)` for every `t`.

use alloc::format;
use alloc::string::String;

/// Nanoseconds, of a duration or since the run began. Overflows after 584 years.
pub type Nanos = u64;

/// One second in nanoseconds.
pub const SECOND: Nanos = 1_000_000_000;

const UNITS: [(&str, Nanos); 4] = [("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", SECOND)];

/// Writes a time in the largest unit that keeps it at or above one, without loss.
#[must_use]
pub fn format_time(time: Nanos) -> String {
    let (unit, size) = UNITS.into_iter().rev().find(|(_, size)| time >= *size).unwrap_or(("s", SECOND));
    let (whole, rest) = (time / size, time % size);
    if rest == 0 {
        return format!("{whole}{unit}");
    }
    let digits = format!("{:0width$}", rest, width = size.ilog10() as usize);
    format!("{whole}.{}{unit}", digits.trim_end_matches('0'))
}

/// Reads a time such as `1.5s` or `20ms`; `None` if it is not one, or is finer than a
/// nanosecond, or overflows.
#[must_use]
pub fn parse_duration(text: &str) -> Option<Nanos> {
    let unit_at = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(unit_at);
    let size = UNITS.into_iter().find(|(name, _)| *name == unit)?.1;
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let digits = size.ilog10() as usize;
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(rest) || rest.len() > digits || number.ends_with('.') {
        return None;
    }
    let fraction: Nanos = if rest.is_empty() { 0 } else { format!("{rest:0<digits$}").parse().ok()? };
    whole.parse::<Nanos>().ok()?.checked_mul(size)?.checked_add(fraction)
}
