//! Sentences under the pictures and tables of a report.
//!
//! ```
//! use snowglobe_web::own_data::gateway::report::{LimitAnswer, Step};
//! use snowglobe_web::own_data::gateway::words::results::by_window;
//! use snowglobe_web::text::Language;
//!
//! let step = |limit, denied| Some(Step { limit, denied });
//! let answer = LimitAnswer { per_mille: 10, requests: 9_000, window: [step(37, 88), step(36, 92)], bucket: [None; 2] };
//! assert_eq!(
//!     by_window(Language::English, &answer, 60_000_000_000),
//!     "With 37 per minute 0.98\u{a0}% would have been denied; with 36, 1.02\u{a0}%."
//! );
//! ```

use snowglobe_core::limiter::Limit;

use super::sentences::{limit, share, span};
use super::{count, percent};
use crate::own_data::gateway::analysis::timeline::Timeline;
use crate::own_data::gateway::export::Table;
use crate::own_data::gateway::line::{SECOND, utc};
use crate::own_data::gateway::order::HELD_LINES;
use crate::own_data::gateway::report::{LimitAnswer, Reading, RuleReport, Step};
use crate::own_data::words::size;
use crate::text::Language::{self, English as En, Korean as Ko};

/// How many limits the rules have.
#[must_use]
pub fn limits_read(lang: Language, limits: usize) -> String {
    let limits = count(limits as u64);
    match lang {
        Ko => format!("한도 {limits}개를 읽었다."),
        En => format!("Limits read: {limits}."),
    }
}

/// That a file is longer than rules may be.
#[must_use]
pub fn rules_too_long(lang: Language, max: u64) -> String {
    let max = size(max);
    match lang {
        Ko => format!("규칙은 {max}까지 읽는데 파일이 더 크다. 적어 둔 규칙은 그대로 두었다."),
        En => {
            format!("At most {max} of rules is read, and the file has more. What was written here is kept.")
        }
    }
}

/// What a log seems to be, when that is not known before it is unpacked, or read further.
#[must_use]
pub fn not_known_yet(lang: Language, gzip: bool) -> &'static str {
    match (lang, gzip) {
        (Ko, true) => "gzip으로 압축된 파일이다. 풀면서 읽는다.",
        (En, true) => "It is packed by gzip and will be unpacked while it is read.",
        (Ko, false) => "앞부분만으로는 형식을 알 수 없다. 읽으면서 정한다.",
        (En, false) => "Its beginning does not tell the format. It is told while the log is read.",
    }
}

/// Where the lines came from: packed or not, how much text, from when to when, and how late one may be.
#[must_use]
pub fn source(lang: Language, reading: &Reading) -> String {
    let (bytes, held) = (size(reading.bytes), count(HELD_LINES as u64));
    let (first, last) = (instant(reading.first), instant(reading.last));
    match (lang, reading.gzip) {
        (Ko, gzip) => format!(
            "{}텍스트 {bytes}, {first}부터 {last}까지(UTC). 끝난 차례로 적는 서버가 많아서, {held}줄까지 늦게 나온 줄은 시각에 맞게 제자리에 놓는다.",
            if gzip { "gzip을 푼 " } else { "" }
        ),
        (En, gzip) => format!(
            "{bytes} of text{}, from {first} to {last} (UTC). Many servers write a line when a request ends: one that stands up to {held} lines too late is put back where its time belongs.",
            if gzip { " unpacked from gzip" } else { "" }
        ),
    }
}

/// What a rule did, in a sentence.
#[must_use]
pub fn rule_outcome(lang: Language, rule: &RuleReport) -> String {
    let [requests, keys, admitted, delayed, denied] =
        [rule.requests, rule.keys, rule.admitted, rule.delayed, rule.denied].map(count);
    let share = percent(share(rule.denied, rule.requests));
    let waited = match (lang, rule.delayed) {
        (_, 0) => String::new(),
        (Ko, _) => format!(", 지연 {delayed}개"),
        (En, _) => format!(", delayed: {delayed}"),
    };
    match lang {
        Ko => format!("요청 {requests}개, 키 {keys}개. 통과 {admitted}개{waited}, 거절 {denied}개({share})."),
        En => format!(
            "Requests: {requests}, keys: {keys}. Admitted: {admitted}{waited}, denied: {denied} ({share})."
        ),
    }
}

/// What a chart shows: from when to when, and how long a bar is.
#[must_use]
pub fn chart(lang: Language, line: &Timeline) -> String {
    let end = line.start + line.width * line.buckets.len() as u64;
    let (first, last) = (instant(line.start), instant(end));
    let (number, unit) = span(lang, line.width);
    match (lang, number) {
        (Ko, _) => format!("{first}부터 {last}까지(UTC), 막대 하나가 {number}{unit}."),
        (En, 1) => format!("From {first} to {last} (UTC), a bar for each {unit}."),
        (En, _) => format!("From {first} to {last} (UTC), a bar for every {number} {unit}s."),
    }
}

/// The highest bars of a chart, for who does not see it.
#[must_use]
pub fn peaks(lang: Language, line: &Timeline, bars: &[[u64; 2]]) -> String {
    let at = |bucket: usize| when(line, bars.len(), bucket);
    let most = |measure: fn(&[u64; 2]) -> u64| {
        let heights = bars.iter().map(measure).enumerate();
        heights.rev().max_by_key(|(_, height)| *height).map(|(index, height)| (at(index), count(height)))
    };
    let (Some((busy, requests)), Some((worst, denied))) = (most(|bar| bar.iter().sum()), most(|bar| bar[1]))
    else {
        return String::new();
    };
    match (lang, denied.as_str()) {
        (Ko, "0") => format!("가장 바쁜 막대는 {busy}, 요청 {requests}개. 거절은 없다."),
        (En, "0") => format!("The busiest bar is {busy} with {requests} requests. None was denied."),
        (Ko, _) => format!(
            "가장 바쁜 막대는 {busy}, 요청 {requests}개. 거절이 가장 많은 막대는 {worst}, 거절 {denied}개."
        ),
        (En, _) => format!(
            "The busiest bar is {busy} with {requests} requests. Most were denied at {worst}: {denied}."
        ),
    }
}

/// Where a bucket of so many begins: the time of day, or, where a day is not all of it, the date as well.
#[must_use]
pub fn when(line: &Timeline, buckets: usize, bucket: usize) -> String {
    let instant = instant(line.start + line.width * bucket as u64);
    let days = line.width * buckets as u64 > 86_400 * SECOND;
    let (from, to) = if days { (5, 16) } else { (11, 19) };
    instant.get(from..to).unwrap_or_default().to_owned()
}

/// The share that an answer is about, as a heading.
#[must_use]
pub fn at_most(lang: Language, answer: &LimitAnswer) -> String {
    let target = format!("{}\u{a0}%", answer.per_mille as f64 / 10.0);
    match lang {
        Ko => format!("거절이 {target} 이하가 되려면"),
        En => format!("To deny at most {target}"),
    }
}

/// Which fixed windows would have denied so little.
#[must_use]
pub fn by_window(lang: Language, answer: &LimitAnswer, window: u64) -> String {
    steps(lang, answer, &answer.window, window)
}

/// Which token buckets would have denied so little.
#[must_use]
pub fn by_bucket(lang: Language, answer: &LimitAnswer, window: u64) -> String {
    steps(lang, answer, &answer.bucket, window)
}

fn steps(lang: Language, answer: &LimitAnswer, steps: &[Option<Step>; 2], window: u64) -> String {
    let amount = |step: &Step| Limit::new(u32::try_from(step.limit).unwrap_or(u32::MAX), window);
    let limit = |step: &Step| limit(lang, &amount(step));
    let denied = |step: &Step| match (lang, step.denied) {
        (Ko, 0) => "하나도 거절되지 않았을 것이다".to_owned(),
        (En, 0) => "none would have been denied".to_owned(),
        (Ko, denied) => format!("{}가 거절되었을 것이다", two_decimals(share(denied, answer.requests))),
        (En, denied) => format!("{} would have been denied", two_decimals(share(denied, answer.requests))),
    };
    let part = |step: &Step| two_decimals(share(step.denied, answer.requests));
    match (lang, steps) {
        (Ko, [Some(enough), Some(below)]) => {
            format!(
                "{}였다면 {}. {}개였다면 {}.",
                limit(enough),
                denied(enough),
                count(below.limit),
                part(below)
            )
        }
        (En, [Some(enough), Some(below)]) => {
            format!(
                "With {} {}; with {}, {}.",
                limit(enough),
                denied(enough),
                count(below.limit),
                part(below)
            )
        }
        (Ko, [Some(enough), None]) => format!("{}였다면 {}.", limit(enough), denied(enough)),
        (En, [Some(enough), None]) => format!("With {} {}.", limit(enough), denied(enough)),
        (Ko, [None, Some(below)]) => {
            format!("{}보다 큰 한도여야 한다. 그 한도로도 {}.", limit(below), denied(below))
        }
        (En, [None, Some(below)]) => format!("More than {}: with that, {}.", limit(below), denied(below)),
        (_, [None, None]) => "–".to_owned(),
    }
}

/// A share as a percentage with two decimals: an answer close to 1 % must not read as 1 %.
fn two_decimals(share: f64) -> String {
    format!("{:.2}\u{a0}%", share * 100.0)
}

/// A table, as a button names it.
#[must_use]
pub fn table(lang: Language, table: Table) -> &'static str {
    match (lang, table) {
        (Ko, Table::Rules) => "규칙별(CSV)",
        (En, Table::Rules) => "By rule (CSV)",
        (Ko, Table::Keys) => "많이 거절된 키(CSV)",
        (En, Table::Keys) => "Keys denied most (CSV)",
        (Ko, Table::Timeline) => "시간별(CSV)",
        (En, Table::Timeline) => "Over time (CSV)",
        (Ko, Table::Denied) => "처음 거절된 줄(CSV)",
        (En, Table::Denied) => "First denied lines (CSV)",
        (Ko, Table::Algorithms) => "알고리즘별(CSV)",
        (En, Table::Algorithms) => "By algorithm (CSV)",
        (Ko, Table::Limits) => "다른 한도(CSV)",
        (En, Table::Limits) => "Other limits (CSV)",
    }
}

/// A time in UTC to the second: `2025-05-12 01:03:08`.
#[must_use]
pub fn instant(time: u64) -> String {
    utc(time).chars().take(19).map(|char| if char == 'T' { ' ' } else { char }).collect()
}

#[cfg(test)]
mod tests;
