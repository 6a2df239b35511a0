//! When a line says it was: a stamp in any of three notations → nanoseconds since the Unix epoch.
//!
//! ```text
//!   10/Oct/2000:13:55:36 -0700          Common Log Format, nginx's $time_local
//!   2000-10-10T13:55:36.5-07:00         RFC 3339, nginx's $time_iso8601; without a zone it is UTC
//!   971211336   971211336.5   971211336500   the epoch in seconds, with a fraction, in milliseconds
//! ```
//!
//! All three are 20:55:36 UTC of that day. A zone is honoured; a day that the month does not have, 25
//! o'clock and years before 1970 are refused. A leap second (`:60`) is taken as `:59.999`, since Unix time has
//! no room for it. Written by hand: a crate's parser takes about as long for one stamp as a line may
//! take in all, and most stamps are the same as the one before, which [`Memory`] knows.

use super::Problem;

/// Nanoseconds in a second.
pub const SECOND: u64 = 1_000_000_000;
/// Later years do not fit into 64 bits of nanoseconds.
const LAST_YEAR: i64 = 2_553;

/// A time, and how many bytes of the text said it.
pub(super) type Stamp = Result<(u64, usize), Problem>;

/// The last stamp of the Common Log Format, since the next is often the same, or of the same day.
#[derive(Debug)]
pub(super) struct Memory {
    text: [u8; 26],
    time: u64,
    /// The Unix time of the day's first second in its zone.
    midnight: i64,
}

impl Default for Memory {
    fn default() -> Self {
        Self { text: *b"01/Jan/1970:00:00:00 +0000", time: 0, midnight: 0 }
    }
}

impl Memory {
    /// Reads `10/Oct/2000:13:55:36 -0700` at the start of a text; a fraction may follow the seconds.
    #[inline]
    pub(super) fn clf(&mut self, text: &[u8]) -> Stamp {
        match text.first_chunk::<26>() {
            Some(stamp) if *stamp == self.text => Ok((self.time, 26)),
            Some(stamp) if stamp.get(20) == Some(&b' ') => self.new_clf(stamp).map(|time| (time, 26)),
            _ => fractional_clf(text),
        }
    }

    fn new_clf(&mut self, stamp: &[u8; 26]) -> Result<u64, Problem> {
        if stamp[..12] != self.text[..12] || stamp[20..] != self.text[20..] {
            let [date @ .., _] = stamp.first_chunk::<12>().ok_or(Problem::NoTime)?;
            let zone = stamp.last_chunk::<5>().ok_or(Problem::NoTime)?;
            *self = Self::known(stamp, clf_date(date)? - clf_zone(zone)?)?;
        } else {
            *self = Self::known(stamp, self.midnight)?;
        }
        Ok(self.time)
    }

    fn known(stamp: &[u8; 26], midnight: i64) -> Result<Self, Problem> {
        let [_, _, _, _, _, _, _, _, _, _, _, b':', clock @ .., _, _, _, _, _, _] = stamp else {
            return Err(Problem::NoTime);
        };
        Ok(Self { text: *stamp, time: unix(midnight, clock_of_day(clock)?)?, midnight })
    }
}

/// The rare one, `10/Oct/2000:13:55:36.123 -0700`.
#[cold]
fn fractional_clf(text: &[u8]) -> Stamp {
    let (Some([date @ .., b':']), Some(clock)) =
        (text.first_chunk::<12>(), text.get(12..20).and_then(|text| text.first_chunk()))
    else {
        return Err(Problem::NoTime);
    };
    let (fraction, rest) = fraction(text.get(20..).unwrap_or_default());
    let [b' ', zone @ ..] = rest else {
        return Err(Problem::NoTime);
    };
    let zone = zone.first_chunk::<5>().ok_or(Problem::NoTime)?;
    let midnight = clf_date(date)? - clf_zone(zone)?;
    let time = unix(midnight, add_fraction(clock_of_day(clock)?, fraction))?;
    Ok((time, text.len() - rest.len() + 6))
}

/// Reads `2000-10-10T13:55:36.5-07:00` at the start of a text. For the `T` there may be a blank.
pub(super) fn rfc3339(text: &[u8]) -> Stamp {
    let Some([year @ .., b'-', m1, m2, b'-', d1, d2, b'T' | b't' | b' ']) = text.first_chunk::<11>() else {
        return Err(Problem::NoTime);
    };
    let clock = text.get(11..19).and_then(|text| text.first_chunk()).ok_or(Problem::NoTime)?;
    let (year, month, day) = (number(year)?, number(&[*m1, *m2])?, number(&[*d1, *d2])?);
    let date = unix_date(year, month, day)?;
    let clock = clock_of_day(clock)?;
    let (fraction, rest) = fraction(text.get(19..).unwrap_or_default());
    let (zone, length) = match rest {
        [b'Z' | b'z', ..] => (0, 1),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2, ..] => (clf_zone(&[*sign, *h1, *h2, *m1, *m2])?, 6),
        [sign @ (b'+' | b'-'), h1, h2, m1, m2, ..] => (clf_zone(&[*sign, *h1, *h2, *m1, *m2])?, 5),
        [b'+' | b'-', ..] => return Err(Problem::NoTime),
        _ => (0, 0),
    };
    let time = unix(date - zone, add_fraction(clock, fraction))?;
    Ok((time, text.len() - rest.len() + length))
}

/// Reads a number at the start of a text: seconds, milliseconds, microseconds or nanoseconds since the
/// epoch, told apart by how many digits stand before the point (11, 14, 17 or 20 at most).
pub(super) fn epoch(text: &[u8]) -> Stamp {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let unit = match digits {
        1..=11 => SECOND,
        12..=14 => 1_000_000,
        15..=17 => 1_000,
        18..=20 => 1,
        _ => return Err(Problem::NoTime),
    };
    let (whole, rest) = text.split_at(digits);
    let whole = whole
        .iter()
        .try_fold(0_u64, |sum, digit| sum.checked_mul(10)?.checked_add(u64::from(digit.wrapping_sub(b'0'))));
    let (fraction, rest) = fraction(rest);
    let time = whole.and_then(|whole| whole.checked_mul(unit)).and_then(|time| {
        let part = fraction.map_or(0, u64::from) / (SECOND / unit);
        time.checked_add(part)
    });
    Ok((time.ok_or(Problem::ImpossibleTime)?, text.len() - rest.len()))
}

/// Whichever of the three it is.
pub(super) fn any(text: &[u8]) -> Stamp {
    match text {
        [_, _, b'/', ..] => fractional_or_plain_clf(text),
        [_, _, _, _, b'-', ..] => rfc3339(text),
        _ => epoch(text),
    }
}

fn fractional_or_plain_clf(text: &[u8]) -> Stamp {
    Memory::default().clf(text)
}

/// Nanoseconds of a fraction, if there is one, and what follows it.
fn fraction(text: &[u8]) -> (Option<u32>, &[u8]) {
    let [b'.' | b',', rest @ ..] = text else {
        return (None, text);
    };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = rest.split_at(digits);
    let nanos =
        (0..9).fold(0, |sum, at| sum * 10 + digits.get(at).map_or(0, |digit| u32::from(digit - b'0')));
    (Some(nanos), rest)
}

/// Nanoseconds of `13:55:36` since midnight.
#[inline]
fn clock_of_day(text: &[u8; 8]) -> Result<u64, Problem> {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = *text else {
        return Err(Problem::NoTime);
    };
    let (hour, minute, second) = (number(&[h1, h2])?, number(&[m1, m2])?, number(&[s1, s2])?);
    if hour > 23 || minute > 59 || second > 60 {
        return Err(Problem::ImpossibleTime);
    }
    let nanos = (hour * 3_600 + minute * 60 + second) as u64 * SECOND;
    Ok(if second == 60 { nanos - 1_000_000 } else { nanos })
}

/// A fraction comes on top, but not of the last millisecond that stands for a leap second.
fn add_fraction(clock: u64, fraction: Option<u32>) -> u64 {
    if clock.is_multiple_of(SECOND) { clock + fraction.map_or(0, u64::from) } else { clock }
}

/// Seconds east of Greenwich, from `+0900`.
fn clf_zone(text: &[u8; 5]) -> Result<i64, Problem> {
    let [sign @ (b'+' | b'-'), h1, h2, m1, m2] = *text else {
        return Err(Problem::NoTime);
    };
    let (hours, minutes) = (number(&[h1, h2])?, number(&[m1, m2])?);
    if hours > 23 || minutes > 59 {
        return Err(Problem::ImpossibleTime);
    }
    let seconds = hours * 3_600 + minutes * 60;
    Ok(if sign == b'-' { -seconds } else { seconds })
}

/// The Unix time of a day's beginning in Greenwich, from `10/Oct/2000`.
fn clf_date(text: &[u8; 11]) -> Result<i64, Problem> {
    let [d1, d2, b'/', month @ .., b'/', y1, y2, y3, y4] = text else {
        return Err(Problem::NoTime);
    };
    let month = match month {
        b"Jan" => 1,
        b"Feb" => 2,
        b"Mar" => 3,
        b"Apr" => 4,
        b"May" => 5,
        b"Jun" => 6,
        b"Jul" => 7,
        b"Aug" => 8,
        b"Sep" => 9,
        b"Oct" => 10,
        b"Nov" => 11,
        b"Dec" => 12,
        _ => return Err(Problem::NoTime),
    };
    unix_date(number(&[*y1, *y2, *y3, *y4])?, month, number(&[*d1, *d2])?)
}

fn unix_date(year: i64, month: i64, day: i64) -> Result<i64, Problem> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return Err(Problem::ImpossibleTime),
    };
    if !(1..=days).contains(&day) || !(1970..=LAST_YEAR).contains(&year) {
        return Err(Problem::ImpossibleTime);
    }
    Ok(days_since_epoch(year, month, day) * 86_400)
}

/// Howard Hinnant's `days_from_civil`: years begin in March, so that the leap day is the last of one.
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (century, rest) = (year / 400, year % 400);
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    century * 146_097 + rest * 365 + rest / 4 - rest / 100 + day_of_year - 719_468
}

#[inline]
fn unix(midnight: i64, clock: u64) -> Result<u64, Problem> {
    let second = midnight + (clock / SECOND) as i64;
    let second = u64::try_from(second).map_err(|_| Problem::ImpossibleTime)?;
    Ok(second * SECOND + clock % SECOND)
}

#[inline]
fn number(digits: &[u8]) -> Result<i64, Problem> {
    digits.iter().try_fold(0, |sum, digit| match digit {
        b'0'..=b'9' => Ok(sum * 10 + i64::from(digit - b'0')),
        _ => Err(Problem::NoTime),
    })
}

/// Writes a time as RFC 3339 in UTC, to the millisecond.
///
/// ```
/// use snowglobe_web::own_data::gateway::line::utc;
///
/// assert_eq!(utc(971_211_336_500_000_000), "2000-10-10T20:55:36.500Z");
/// ```
#[must_use]
pub fn utc(time: u64) -> String {
    let (seconds, millis) = (time / SECOND, time % SECOND / 1_000_000);
    let (days, clock) = ((seconds / 86_400) as i64, seconds % 86_400);
    let (year, month, day) = date_of(days);
    let (hour, minute, second) = (clock / 3_600, clock / 60 % 60, clock % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

/// The reverse of [`days_since_epoch`], by the same author.
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (century, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (year + century * 400 + next, month, day)
}

#[cfg(test)]
mod tests;
