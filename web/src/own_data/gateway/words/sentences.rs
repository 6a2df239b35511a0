//! Sentences with something filled in: what was read, what came out, why nothing did.
//!
//! ```
//! use snowglobe_web::own_data::gateway::failure::Failure;
//! use snowglobe_web::own_data::gateway::words::sentences::failure;
//! use snowglobe_web::text::Language;
//!
//! let text = failure(Language::English, &Failure::Packed { by: "zip".into() });
//! assert_eq!(text, "The file is packed by zip. Unpack it, or pack it by gzip.");
//! ```

use snowglobe_core::limiter::Limit;

use super::{count, file_failure, percent, rules};
use crate::own_data::gateway::failure::{Failure, RulesFailure};
use crate::own_data::gateway::gzip::{Broken, Fault};
use crate::own_data::gateway::line::{Format, Problem, SECOND};
use crate::own_data::gateway::report::{Reading, Report, RuleReport};
use crate::own_data::stage::Progress;
use crate::text::Language::{self, English as En, Korean as Ko};
use crate::text::algorithms;

/// Why there is no report, and what to do.
#[must_use]
pub fn failure(lang: Language, failure: &Failure) -> String {
    match (lang, failure) {
        (lang, Failure::File(failure)) => file_failure(lang, failure),
        (lang, Failure::Gzip { broken, lines }) => broken_gzip(lang, *broken, *lines),
        (Ko, Failure::Packed { by }) => {
            format!("{by} 형식으로 압축된 파일이다. 풀어서 넣거나 gzip으로 다시 압축해서 넣는다.")
        }
        (En, Failure::Packed { by }) => {
            format!("The file is packed by {by}. Unpack it, or pack it by gzip.")
        }
        (Ko, Failure::Empty) => "빈 파일이다. 읽을 줄이 하나도 없다.".into(),
        (En, Failure::Empty) => "The file is empty: there is not one line to read.".into(),
        (Ko, Failure::UnknownFormat { line }) => format!(
            "접속 기록의 형식을 알아볼 수 없다. Common, Combined, nginx JSON, 또는 ‘시각 키’ 형식이어야 한다. 첫 줄: {line}"
        ),
        (En, Failure::UnknownFormat { line }) => format!(
            "The format is not known. It must be Common, Combined, nginx JSON, or a time and a key a line. The first line is: {line}"
        ),
        (Ko, Failure::NothingUnderstood { lines, problem: why, line }) => format!(
            "줄 {}개 가운데 알아볼 수 있는 줄이 하나도 없다. 기록 형식을 다시 고른다. 첫 줄은 {}: {line}",
            count(*lines),
            problem(Ko, *why)
        ),
        (En, Failure::NothingUnderstood { lines, problem: why, line }) => format!(
            "Of {} lines not one was understood. Choose the format anew. The first: {}: {line}",
            count(*lines),
            problem(En, *why)
        ),
        (lang, Failure::Rules(failure)) => rules_failure(lang, failure),
    }
}

fn rules_failure(lang: Language, failure: &RulesFailure) -> String {
    match (lang, failure) {
        (lang, RulesFailure::Wrong { rules: text, .. }) => rules::wrong(lang, text),
        (Ko, RulesFailure::None) => {
            "규칙에 한도가 하나도 없다. rate_limit에 unit과 requests_per_unit을 쓴다.".into()
        }
        (En, RulesFailure::None) => {
            "There is not one limit in the rules. Write a rate_limit with unit and requests_per_unit.".into()
        }
        (Ko, RulesFailure::TooMany { rules, max }) => {
            format!("한도가 {}개다. 한 번에 {}개까지 계산하므로 규칙을 나눈다.", count(*rules as u64), max)
        }
        (En, RulesFailure::TooMany { rules, max }) => {
            format!(
                "There are {} limits, and at most {max} are worked out at once: split the rules.",
                count(*rules as u64)
            )
        }
    }
}

fn broken_gzip(lang: Language, broken: Broken, lines: u64) -> String {
    let (at, lines) = (count(broken.offset), count(lines));
    let what = match (lang, broken.fault) {
        (Ko, Fault::Header) => "gzip 머리말이 아닌 것이 있다",
        (En, Fault::Header) => "something stands there that is no header of gzip",
        (Ko, Fault::Data) => "압축된 내용이 깨졌다",
        (En, Fault::Data) => "what is packed there is damaged",
        (Ko, Fault::Checksum) => "검사합이 맞지 않는다",
        (En, Fault::Checksum) => "the checksum is not that of the text",
        (Ko, Fault::Truncated) => "파일이 도중에 끝났다",
        (En, Fault::Truncated) => "the file ends in the middle",
    };
    match lang {
        Ko => format!(
            "gzip 파일이 {at}바이트 자리에서 깨졌다. {what}. 그 앞의 {lines}줄까지 읽었다. 파일을 다시 받아 넣는다."
        ),
        En => format!(
            "The gzip file is broken at byte {at}: {what}. {lines} lines were read before. Get the file again."
        ),
    }
}

/// Why a line was not understood.
#[must_use]
pub fn problem(lang: Language, problem: Problem) -> &'static str {
    match (lang, problem) {
        (Ko, Problem::ZeroByte) => "값이 0인 바이트가 들어 있다",
        (En, Problem::ZeroByte) => "there is a zero byte in it",
        (Ko, Problem::TooLong) => "64 KiB보다 길다",
        (En, Problem::TooLong) => "it is longer than 64 KiB",
        (Ko, Problem::NoTime) => "시각이 없다",
        (En, Problem::NoTime) => "there is no time in it",
        (Ko, Problem::ImpossibleTime) => "있을 수 없는 시각이다",
        (En, Problem::ImpossibleTime) => "there is no such time",
        (Ko, Problem::NoKey) => "주소나 키가 없다",
        (En, Problem::NoKey) => "there is no address or key in it",
        (Ko, Problem::Shape) => "줄이 잘렸거나 다른 형식이다",
        (En, Problem::Shape) => "it is cut, or of another format",
    }
}

/// How a log is written.
#[must_use]
pub fn format(lang: Language, format: Format) -> &'static str {
    match (lang, format) {
        (_, Format::Common) => "Common Log Format",
        (_, Format::Combined) => "Combined Log Format",
        (Ko, Format::Json) => "한 줄에 JSON 하나",
        (En, Format::Json) => "JSON, an object a line",
        (Ko, Format::Plain) => "한 줄에 시각과 키",
        (En, Format::Plain) => "a time and a key a line",
    }
}

/// The name of an algorithm; its own name if it is not known.
#[must_use]
pub fn algorithm(lang: Language, name: &str) -> String {
    algorithms::algorithm(name).map_or_else(|| name.to_owned(), |named| named.name.of(lang).to_owned())
}

/// How far the work is.
#[must_use]
pub fn progress(lang: Language, progress: &Progress) -> String {
    let (share, lines) = (progress.percent(), count(progress.count));
    match lang {
        Ko => format!("{share} %, {lines}줄을 읽었다."),
        En => format!("{share} %, {lines} lines read."),
    }
}

/// What was read, and what was left out.
#[must_use]
pub fn read(lang: Language, reading: &Reading) -> String {
    let mut text = match lang {
        Ko => format!("{}줄을 읽었다({}).", count(reading.lines), format(lang, reading.format)),
        En => format!("{} lines read ({}).", count(reading.lines), format(lang, reading.format)),
    };
    let skipped = reading.skipped();
    let notes = [
        (reading.blank, "빈 줄 {}개.", "Blank lines: {}."),
        (skipped, "알아볼 수 없어 건너뛴 줄 {}개.", "Not understood and skipped: {}."),
        (reading.late, "차례가 바뀌어 제자리에 놓은 줄 {}개.", "Late, and put back in order: {}."),
        (
            reading.too_late,
            "너무 늦게 나와 그때까지의 시각으로 센 줄 {}개.",
            "Too late for that, and counted at the time reached: {}.",
        ),
    ];
    for (number, ko, en) in notes.into_iter().filter(|(number, ..)| *number > 0) {
        text.push(' ');
        text.push_str(&(if lang == Ko { ko } else { en }).replace("{}", &count(number)));
    }
    text
}

/// What came out, in a sentence.
#[must_use]
pub fn outcome(lang: Language, report: &Report) -> String {
    let share = percent(share(report.denied, report.requests));
    let (denied, requests) = (count(report.denied), count(report.requests));
    let mut text = match lang {
        Ko => format!("요청 {requests}개 가운데 {denied}개({share})가 거절되었을 것이다."),
        En => format!("Of {requests} requests {denied} ({share}) would have been denied."),
    };
    if report.delayed > 0 {
        let delayed = count(report.delayed);
        text.push_str(&match lang {
            Ko => format!(" {delayed}개는 큐에서 기다렸을 것이다."),
            En => format!(" {delayed} would have waited in the queue."),
        });
    }
    text
}

/// A part of a whole, 0 to 1; of nothing it is 0.
#[must_use]
pub fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// What a rule is for: `path = /login, remote_address`.
#[must_use]
pub fn rule(rule: &RuleReport) -> String {
    let part = |(name, value): &(String, Option<String>)| match value {
        Some(value) => format!("{name} = {value}"),
        None => name.clone(),
    };
    rule.parts.iter().map(part).collect::<Vec<_>>().join(", ")
}

/// A limit: `1분에 60개`, `60 per minute`.
#[must_use]
pub fn limit(lang: Language, limit: &Limit) -> String {
    let amount = count(limit.amount.into());
    let (number, unit) = span(lang, limit.window);
    match (lang, number) {
        (Ko, _) => format!("{number}{unit}에 {amount}개"),
        (En, 1) => format!("{amount} per {unit}"),
        (En, _) => format!("{amount} per {number} {unit}s"),
    }
}

/// A length of time in the largest unit that goes into it: `3` and `시간`, `hour`.
#[must_use]
pub fn span(lang: Language, nanoseconds: u64) -> (u64, &'static str) {
    let seconds = nanoseconds / SECOND;
    let units = [
        (86_400 * 365, "년", "year"),
        (86_400 * 7, "주", "week"),
        (86_400, "일", "day"),
        (3_600, "시간", "hour"),
        (60, "분", "minute"),
        (1, "초", "second"),
    ];
    let found = units.into_iter().find(|(unit, ..)| seconds > 0 && seconds.is_multiple_of(*unit));
    let (unit, ko, en) = found.unwrap_or((1, "초", "second"));
    (seconds / unit, if lang == Ko { ko } else { en })
}

/// That keys lost their place in the table; nothing if none did.
#[must_use]
pub fn forgotten(lang: Language, keys: u64) -> Option<String> {
    let number = count(keys);
    (keys > 0).then(|| match lang {
        Ko => format!("키가 너무 많아 {number}번은 쓰던 키를 잊고 자리를 내주었다. 그래서 거절 수는 최솟값이다."),
        En => format!("There were too many keys: {number} times one in use was forgotten for another. So the denials are the least that there can have been."),
    })
}

/// That a rule asks for what the log does not have; nothing if it does not.
#[must_use]
pub fn missing(lang: Language, rule: &RuleReport) -> Option<String> {
    let name = rule.missing.as_ref()?;
    Some(match lang {
        Ko => format!("이 형식의 기록에는 {name} 값이 없어서 이 규칙은 쓰이지 않았다."),
        En => format!("Logs of this format have no {name}, so this rule was never asked."),
    })
}
