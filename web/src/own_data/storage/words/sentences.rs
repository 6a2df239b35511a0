//! Sentences with something filled in. Korean particles stand only after nouns that are written here.

use super::{count, size};
use crate::own_data::stage::Progress;
use crate::own_data::storage::failure::Failure;
use crate::own_data::storage::records::Problem;
use crate::own_data::storage::records::look::Look;
use crate::own_data::storage::request::{Got, Report, Step};
use crate::own_data::words::file_failure;
use crate::text::Language::{self, English as En, Korean as Ko};
use crate::text::storage_errors::engine_error;

/// Why something was not done, and what to do.
#[must_use]
pub fn failure(lang: Language, failure: &Failure) -> String {
    match (lang, failure) {
        (_, Failure::File(failure)) => file_failure(lang, failure),
        (_, Failure::Engine(error)) => engine_error(lang, error),
        (Ko, Failure::Import { records, error }) => format!(
            "가져오다가 멈췄다. 그때까지 넣은 레코드 {}개는 남아 있다. {}",
            count(*records),
            engine_error(lang, error)
        ),
        (En, Failure::Import { records, error }) => format!(
            "The import stopped. The {} records put until then are there. {}",
            count(*records),
            engine_error(lang, error)
        ),
        (Ko, Failure::Locked) => {
            "다른 탭이 이 데이터베이스를 열어 두었다. 그 탭을 닫고 다시 연다. 두 탭이 같은 파일에 쓰면 안 되기 때문이다.".into()
        }
        (En, Failure::Locked) => {
            "Another tab has this database open. Close that tab, then open it again: two tabs must not write the same files.".into()
        }
        (Ko, Failure::OutOfTurn) => "먼저 하던 일이 끝나야 한다. 다시 해 본다.".into(),
        (En, Failure::OutOfTurn) => "What was begun before must end first. Try again.".into(),
    }
}

/// What a file looks like.
#[must_use]
pub fn look(lang: Language, look: &Look) -> &'static str {
    match (lang, look) {
        (Ko, Look::Empty) => "빈 파일이다.",
        (En, Look::Empty) => "The file is empty.",
        (Ko, Look::Binary) => "텍스트 파일이 아니다. 압축한 파일이면 풀어서 넣는다.",
        (En, Look::Binary) => "The file is no text. If it is compressed, unpack it first.",
        (Ko, Look::Utf16) => "UTF-16으로 저장된 파일이다. UTF-8로 다시 저장해서 넣는다.",
        (En, Look::Utf16) => "The file is saved as UTF-16. Save it as UTF-8 and try again.",
        (Ko, Look::OtherJson) => {
            "JSON이지만 한 줄에 객체 하나씩이 아니다. jq -c '.[]' 같은 도구로 한 줄에 하나씩 풀어서 넣는다."
        }
        (En, Look::OtherJson) => {
            "This is JSON, but not an object a line. Write it as one object a line, for example with jq -c '.[]', and try again."
        }
        (Ko, Look::Packages) => "데비안 패키지 목록이다. 키는 패키지 이름이다.",
        (En, Look::Packages) => "A Debian package index. The key is the name of the package.",
        (Ko, Look::Json(_)) => "한 줄에 JSON 객체 하나씩이다.",
        (En, Look::Json(_)) => "A JSON object a line.",
        (Ko, Look::Csv(_)) => "표다.",
        (En, Look::Csv(_)) => "A table.",
    }
}

/// How far an import is.
#[must_use]
pub fn progress(lang: Language, progress: &Progress) -> String {
    let (done, total, records) = (size(progress.done), size(progress.total), count(progress.count));
    match lang {
        Ko => format!("{total} 가운데 {done} 읽음, 넣은 레코드 {records}개"),
        En => format!("{done} of {total} read, {records} records put"),
    }
}

/// How an import went.
#[must_use]
pub fn report(lang: Language, report: &Report) -> String {
    let records = count(report.records);
    match (lang, report.cancelled) {
        (Ko, false) => format!("레코드 {records}개를 넣었다."),
        (En, false) => format!("{records} records were put."),
        (Ko, true) => format!("멈췄다. 그때까지 넣은 레코드 {records}개는 남아 있다."),
        (En, true) => format!("Stopped. The {records} records put until then are there."),
    }
}

/// How many of the records took the place of others.
#[must_use]
pub fn replaced(lang: Language, number: u64) -> String {
    match lang {
        Ko => format!("그 가운데 {}개는 키가 같은 앞선 레코드를 대신했다.", count(number)),
        En => format!("{} of them took the place of an earlier record with the same key.", count(number)),
    }
}

/// How many records were skipped, and why.
#[must_use]
pub fn skipped(lang: Language, problem: Problem, number: u64) -> String {
    match lang {
        Ko => format!("{}: {}개", self::problem(lang, problem), count(number)),
        En => format!("{}: {}", self::problem(lang, problem), count(number)),
    }
}

/// Why a record was skipped.
#[must_use]
pub const fn problem(lang: Language, problem: Problem) -> &'static str {
    match (lang, problem) {
        (Ko, Problem::NoKey) => "키가 없다",
        (En, Problem::NoKey) => "no key",
        (Ko, Problem::Json) => "JSON 객체가 아니다",
        (En, Problem::Json) => "no JSON object",
        (Ko, Problem::Zero) => "값이 0인 바이트가 있다",
        (En, Problem::Zero) => "a zero byte",
        (Ko, Problem::LongKey) => "키가 64 KiB보다 길다",
        (En, Problem::LongKey) => "a key longer than 64 KiB",
        (Ko, Problem::Long) => "레코드가 64 MiB보다 길다",
        (En, Problem::Long) => "a record longer than 64 MiB",
    }
}

/// What a read came to.
#[must_use]
pub fn found(lang: Language, got: &Got) -> String {
    match (lang, &got.value) {
        (Ko, Some((shown, bytes))) if (shown.len() as u64) < *bytes => {
            format!("값은 {}다. 앞의 {}만 보인다.", size(*bytes), size(shown.len() as u64))
        }
        (En, Some((shown, bytes))) if (shown.len() as u64) < *bytes => {
            format!("The value has {}; its first {} are shown.", size(*bytes), size(shown.len() as u64))
        }
        (Ko, Some((_, bytes))) => format!("값은 {}다.", size(*bytes)),
        (En, Some((_, bytes))) => format!("The value has {}.", size(*bytes)),
        (Ko, None) => "이 키는 없다.".into(),
        (En, None) => "There is no such key.".into(),
    }
}

/// A step of a read.
#[must_use]
pub fn step(lang: Language, step: &Step) -> String {
    match (lang, *step) {
        (_, Step::Memtable { frozen, found }) => {
            let (which, what) = match (lang, frozen, found) {
                (Ko, false, true) => ("멤테이블", "있다"),
                (Ko, false, false) => ("멤테이블", "없다"),
                (Ko, true, true) => ("굳은 멤테이블", "있다"),
                (Ko, true, false) => ("굳은 멤테이블", "없다"),
                (En, false, true) => ("Memtable", "here it is"),
                (En, false, false) => ("Memtable", "not here"),
                (En, true, true) => ("Frozen memtable", "here it is"),
                (En, true, false) => ("Frozen memtable", "not here"),
            };
            format!("{which}: {what}")
        }
        (Ko, Step::Filter { table }) => {
            format!("SSTable {table}: 블룸 필터가 없다고 한다. 블록을 읽지 않았다")
        }
        (En, Step::Filter { table }) => {
            format!("SSTable {table}: its Bloom filter says no, so no block was read")
        }
        (Ko, Step::Index { table, block: Some(block) }) => {
            format!("SSTable {table}: 필터는 막지 않았다. 색인을 보니, 있다면 블록 {block}에 있다")
        }
        (En, Step::Index { table, block: Some(block) }) => {
            format!("SSTable {table}: no filter ruled it out; by its index it would be in block {block}")
        }
        (Ko, Step::Index { table, block: None }) => {
            format!("SSTable {table}: 색인을 보니 맨 끝 키보다 뒤다. 블록을 읽지 않았다")
        }
        (En, Step::Index { table, block: None }) => {
            format!("SSTable {table}: by its index the key comes behind all, so no block was read")
        }
        (_, Step::Block { table, block, cached, found }) => {
            let (from, what) = match (lang, cached, found) {
                (Ko, true, true) => ("캐시에 있었고", "키가 있다"),
                (Ko, true, false) => ("캐시에 있었고", "키가 없다"),
                (Ko, false, true) => ("디스크에서 읽었고", "키가 있다"),
                (Ko, false, false) => ("디스크에서 읽었고", "키가 없다"),
                (En, true, true) => ("in the cache", "here it is"),
                (En, true, false) => ("in the cache", "not here"),
                (En, false, true) => ("read from the disk", "here it is"),
                (En, false, false) => ("read from the disk", "not here"),
            };
            match lang {
                Ko => format!("SSTable {table}, 블록 {block}: {from} {what}"),
                En => format!("SSTable {table}, block {block}: {from}, {what}"),
            }
        }
    }
}
