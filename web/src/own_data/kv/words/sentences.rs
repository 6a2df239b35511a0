//! Sentences on a history: how far the work is, what is in it, what was found, what an operation did.
//!
//! ```
//! use snowglobe_web::own_data::kv::failure::Failure;
//! use snowglobe_web::own_data::kv::words::sentences::failure;
//! use snowglobe_web::text::Language;
//!
//! assert_eq!(failure(Language::English, &Failure::Empty), "The file is empty: there is nothing to judge.");
//! ```

use snowglobe_core::check::Promise;

use super::{count, faults, file_failure, size};
use crate::own_data::kv::excerpt::{Asked, Excerpt, Part, Shown, Times};
use crate::own_data::kv::failure::Failure;
use crate::own_data::kv::report::{Found, Judged, MOST_FOR_SESSIONS, Report};
use crate::own_data::kv::words;
use crate::own_data::stage::Progress;
use crate::text::Language::{self, English as En, Korean as Ko};
use crate::text::Text;
use crate::text::promises;

/// Why there is no verdict, and what to do.
#[must_use]
pub fn failure(lang: Language, failure: &Failure) -> String {
    match (lang, failure) {
        (lang, Failure::File(failure)) => file_failure(lang, failure),
        (Ko, Failure::Empty) => "빈 파일이다. 판정할 것이 없다.".into(),
        (En, Failure::Empty) => "The file is empty: there is nothing to judge.".into(),
        (lang, Failure::NoHistory { .. }) => {
            failure.fault().map_or_else(String::new, |(line, fault)| faults::fault(lang, line, fault))
        }
    }
}

/// How far the work is.
#[must_use]
pub fn progress(lang: Language, progress: &Progress) -> String {
    let (lines, done, total) = (count(progress.count), size(progress.done), size(progress.total));
    match lang {
        Ko => format!("{total} 가운데 {done}, {lines}줄을 읽었다."),
        En => format!("{lines} lines read, {done} of {total}."),
    }
}

/// What is in a history.
#[must_use]
pub fn contents(lang: Language, report: &Report) -> String {
    let [operations, keys, processes, failed, unknown] =
        [report.operations, report.keys, report.processes, report.failed, report.unknown].map(count);
    match lang {
        Ko => format!(
            "작업 {operations}건, 키 {keys}개, 프로세스 {processes}개. 실패한 작업 {failed}건, 끝을 알 수 없는 작업 {unknown}건."
        ),
        En => format!(
            "Operations: {operations}, keys: {keys}, processes: {processes}. Failed: {failed}; of unknown end: {unknown}."
        ),
    }
}

/// The verdict on linearizability, in a sentence.
#[must_use]
pub fn headline(lang: Language, report: &Report) -> String {
    let linearizable = report.judged.first().map(|judged| &judged.found);
    match (lang, linearizable) {
        (Ko, Some(Found::Kept)) => "선형성을 지키는 이력이다.".into(),
        (En, Some(Found::Kept)) => "The history is linearizable.".into(),
        (lang, Some(Found::Broken(excerpt))) => broken(lang, excerpt),
        (lang, Some(Found::Undecided { key, operations, unknown })) => {
            undecided(lang, key.as_deref(), *operations, *unknown)
        }
        (Ko, Some(Found::TooLong) | None) => "판정하지 않았다.".into(),
        (En, Some(Found::TooLong) | None) => "It was not judged.".into(),
    }
}

fn broken(lang: Language, excerpt: &Excerpt) -> String {
    let lines = excerpt.operations.iter().filter(|shown| shown.part != Part::Beside);
    let first = count(lines.clone().map(|shown| shown.lines.0).min().unwrap_or_default());
    let culprit = lines.clone().find(|shown| shown.part == Part::Culprit);
    let last = count(culprit.and_then(|shown| shown.lines.1).unwrap_or_default());
    match (lang, &excerpt.key) {
        (Ko, None) => format!(
            "선형성이 깨진 이력이다. {first}번째 줄에서 {last}번째 줄까지는 어떤 순서로도 설명되지 않는다."
        ),
        (Ko, Some(key)) => format!(
            "선형성이 깨진 이력이다. ‘{key}’ 키의 {first}번째 줄에서 {last}번째 줄까지는 어떤 순서로도 설명되지 않는다."
        ),
        (En, None) => format!("The history is not linearizable: no order explains lines {first} to {last}."),
        (En, Some(key)) => {
            format!(
                "The history is not linearizable: no order explains lines {first} to {last} on the key “{key}”."
            )
        }
    }
}

fn undecided(lang: Language, key: Option<&str>, operations: u64, unknown: u64) -> String {
    let (operations, unknown) = (count(operations), count(unknown));
    match (lang, key) {
        (Ko, key) => format!(
            "선형성을 지키는지 가릴 수 없다. {}작업 {operations}건 가운데 {unknown}건의 끝을 알 수 없어서, 따져 볼 순서가 너무 많다. 이력을 더 짧게 나누어 넣는다.",
            key.map_or_else(String::new, |key| format!("‘{key}’ 키의 "))
        ),
        (En, key) => format!(
            "Whether the history is linearizable cannot be said: of {operations} operations{} {unknown} have an unknown end, which leaves too many orders to try. Split it into shorter histories.",
            key.map_or_else(String::new, |key| format!(" on the key “{key}”"))
        ),
    }
}

/// The verdict on a promise, in a word.
#[must_use]
pub fn found(found: &Found) -> Text {
    match found {
        Found::Kept => words::KEPT,
        Found::Broken(_) => words::BROKEN,
        Found::Undecided { .. } => words::UNDECIDED,
        Found::TooLong => words::NOT_JUDGED,
    }
}

/// Why some promises were not judged, if so.
#[must_use]
pub fn too_long(lang: Language, judged: &[Judged]) -> Option<String> {
    let most = count(MOST_FOR_SESSIONS as u64);
    judged.iter().any(|judged| judged.found == Found::TooLong).then(|| match lang {
        Ko => format!("작업이 {most}건을 넘어서 선형성만 판정했다."),
        En => format!("With more than {most} operations only linearizability is judged."),
    })
}

/// What a promise of this name is called.
#[must_use]
pub fn promise(lang: Language, name: &str) -> &'static str {
    Promise::named(name).map_or("", |promise| promises::name(promise).of(lang))
}

/// What a drawing shows.
#[must_use]
pub fn drawing(lang: Language, excerpt: &Excerpt) -> String {
    let (operations, processes) =
        (count(excerpt.operations.len() as u64), count(excerpt.processes().len() as u64));
    let culprit = excerpt.operations.iter().position(|shown| shown.part == Part::Culprit);
    let culprit = culprit.map_or(0, |at| at + 1);
    match lang {
        Ko => format!(
            "프로세스 {processes}개의 작업 {operations}건을 시간에 따라 놓은 막대. 약속이 깨진 구간에 음영이 있고, {culprit}번 작업의 답으로 깨졌다."
        ),
        En => format!(
            "Bars of {operations} operations of {processes} processes over time; the window in which the promise is broken is shaded, and operation {culprit} breaks it."
        ),
    }
}

/// How many operations of a window are not drawn, if any.
#[must_use]
pub fn left_out(lang: Language, excerpt: &Excerpt) -> Option<String> {
    let number = count(excerpt.left_out);
    (excerpt.left_out > 0).then(|| match lang {
        Ko => format!("이 구간의 앞쪽 작업 {number}건은 그리지 않았다."),
        En => format!("{number} earlier operations of the window are not drawn."),
    })
}

/// What was asked, and what came back: `write 2`, `read → 1`, `cas 1 2`; as in the file.
#[must_use]
pub fn asked(lang: Language, shown: &Shown) -> String {
    match shown.asked {
        Asked::Write(value) => format!("{} {value}", words::WRITE.of(lang)),
        Asked::Cas(from, to) => format!("cas {from} {to}"),
        Asked::Read if shown.returned.is_none() => words::READ.of(lang).to_owned(),
        Asked::Read => {
            let read = shown.read.map_or_else(|| "nil".to_owned(), |value| value.to_string());
            format!("{} → {read}", words::READ.of(lang))
        }
    }
}

/// An operation for the list.
#[must_use]
pub fn operation(lang: Language, shown: &Shown, times: Times) -> String {
    let (process, asked, line) = (shown.process, asked(lang, shown), count(shown.lines.0));
    let called = count(shown.called);
    let back = shown.returned.map(count).zip(shown.lines.1.map(count));
    match (lang, back, times) {
        (Ko, Some((_, to)), Times::Lines) => {
            format!("프로세스 {process}, {asked}: {line}번째 줄에서 불러 {to}번째 줄에서 답을 받았다.")
        }
        (Ko, Some((at, to)), Times::Told) => {
            format!(
                "프로세스 {process}, {asked}: 시각 {called}({line}번째 줄)에 불러 {at}({to}번째 줄)에 답을 받았다."
            )
        }
        (Ko, Some((at, to)), Times::Counted) => {
            format!(
                "프로세스 {process}, {asked}: {called}번째({line}번째 줄)로 불러 {at}번째({to}번째 줄)로 답을 받았다."
            )
        }
        (Ko, None, Times::Lines) => {
            format!("프로세스 {process}, {asked}: {line}번째 줄에서 불렀고, 끝을 알 수 없다.")
        }
        (Ko, None, Times::Told) => {
            format!("프로세스 {process}, {asked}: 시각 {called}({line}번째 줄)에 불렀고, 끝을 알 수 없다.")
        }
        (Ko, None, Times::Counted) => {
            format!("프로세스 {process}, {asked}: {called}번째({line}번째 줄)로 불렀고, 끝을 알 수 없다.")
        }
        (En, Some((_, to)), Times::Lines) => {
            format!("process {process}, {asked}: called in line {line}, returned in line {to}.")
        }
        (En, Some((at, to)), Times::Told) => {
            format!(
                "process {process}, {asked}: called at {called} (line {line}), returned at {at} (line {to})."
            )
        }
        (En, Some((at, to)), Times::Counted) => {
            format!(
                "process {process}, {asked}: called as event {called} (line {line}), returned as event {at} (line {to})."
            )
        }
        (En, None, Times::Lines) => {
            format!("process {process}, {asked}: called in line {line}; nobody knows how it ended.")
        }
        (En, None, Times::Told) => {
            format!(
                "process {process}, {asked}: called at {called} (line {line}); nobody knows how it ended."
            )
        }
        (En, None, Times::Counted) => {
            format!(
                "process {process}, {asked}: called as event {called} (line {line}); nobody knows how it ended."
            )
        }
    }
}
