//! Sentences with something filled in: how far the work is, what came out, why nothing did.
//!
//! ```
//! use snowglobe_web::own_data::cache::failure::Failure;
//! use snowglobe_web::own_data::cache::words::sentences::failure;
//! use snowglobe_web::text::Language;
//!
//! assert_eq!(failure(Language::English, &Failure::NoServers), "There is no server. Fill the list of servers first.");
//! ```

use snowglobe_core::ring::Scheme;

use super::{count, percent, size};
use crate::own_data::cache::failure::Failure;
use crate::own_data::cache::keys::{Counts, MAX_KEY_BYTES};
use crate::own_data::cache::report::Refusal;
use crate::own_data::cache::request::{Change, Request};
use crate::own_data::cache::servers::ServerEntry;
use crate::own_data::sniff::Format;
use crate::own_data::stage::Progress;
use crate::own_data::words::file_failure;
use crate::text::Language::{self, English as En, Korean as Ko};

/// How many servers a list holds.
#[must_use]
pub fn servers_read(lang: Language, servers: &[ServerEntry]) -> String {
    let (number, weight) = (servers.len() as u64, servers.iter().map(|s| u64::from(s.weight)).sum());
    match lang {
        Ko => format!("서버 {}대, 가중치 합 {}.", count(number), count(weight)),
        En => format!("Servers: {}, total weight {}.", count(number), count(weight)),
    }
}

/// Why there is no report, and what to do.
#[must_use]
pub fn failure(lang: Language, failure: &Failure) -> String {
    match (lang, failure) {
        (lang, Failure::File(failure)) => file_failure(lang, failure),
        (Ko, Failure::TooManyKeys { max }) => {
            format!(
                "키는 {}개까지 읽는다. 이 파일에는 더 많아서 멈췄다. 나누어 넣거나 일부만 뽑아 넣는다.",
                count(*max)
            )
        }
        (En, Failure::TooManyKeys { max }) => {
            format!(
                "At most {} keys are read, and this file has more. Split it or take a sample of it.",
                count(*max)
            )
        }
        (Ko, Failure::NoKeys) => "키가 하나도 없다. 파일이 비었거나 고른 열이 비어 있다.".into(),
        (En, Failure::NoKeys) => "There is not one key: the file, or the chosen column, is empty.".into(),
        (Ko, Failure::NoServers) => "서버가 하나도 없다. 서버 목록을 먼저 채운다.".into(),
        (En, Failure::NoServers) => "There is no server. Fill the list of servers first.".into(),
        (Ko, Failure::NobodyLeft) => {
            "서버가 한 대뿐이라 죽으면 키를 맡을 서버가 없다. 서버를 더 적는다.".into()
        }
        (En, Failure::NobodyLeft) => {
            "The only server cannot die: nobody would be left to take its keys.".into()
        }
        (Ko, Failure::AlreadyThere { name }) => {
            format!("추가하려는 {name} 서버는 목록에 이미 있다.")
        }
        (En, Failure::AlreadyThere { name }) => {
            format!("{name}, which is to be added, is in the list already.")
        }
        (Ko, Failure::NotThere { name }) => {
            format!("{name} 서버는 목록에 없다. 다른 서버를 고른다.")
        }
        (En, Failure::NotThere { name }) => {
            format!("{name} is not in the list. Choose another server.")
        }
        (Ko, Failure::VirtualNodes { max, .. }) => virtual_nodes(Ko, *max),
        (En, Failure::VirtualNodes { max, .. }) => virtual_nodes(En, *max),
    }
}

/// The range of virtual nodes.
#[must_use]
pub fn virtual_nodes(lang: Language, max: u32) -> String {
    match lang {
        Ko => format!("가상 노드는 1에서 {} 사이의 정수여야 한다.", count(u64::from(max))),
        En => format!("Virtual nodes must be a whole number from 1 to {}.", count(u64::from(max))),
    }
}

/// Why one placement gave no answer.
#[must_use]
pub fn refusal(lang: Language, refusal: &Refusal) -> String {
    match (lang, refusal) {
        (Ko, Refusal::TooManyPoints { points, max }) => {
            format!(
                "점이 {}개나 필요한데 {}개까지 둔다. 가상 노드나 가중치를 줄인다.",
                count(*points),
                count(*max)
            )
        }
        (En, Refusal::TooManyPoints { points, max }) => {
            format!(
                "needs {} points, at most {} are kept. Lower virtual nodes or weights.",
                count(*points),
                count(*max)
            )
        }
        (Ko, Refusal::Other(reason)) => format!("이 방식으로는 놓을 수 없다. ({reason})"),
        (En, Refusal::Other(reason)) => format!("cannot place these keys ({reason})"),
    }
}

/// What the file seems to be.
#[must_use]
pub fn format(lang: Language, format: &Format) -> String {
    match (lang, format) {
        (Ko, Format::Empty) => "빈 파일이다.".into(),
        (En, Format::Empty) => "The file is empty.".into(),
        (Ko, Format::Binary) => "텍스트 파일이 아니다. UTF-8로 저장한 텍스트나 CSV를 넣는다.".into(),
        (En, Format::Binary) => "This file is no text. Use a text file or a CSV saved as UTF-8.".into(),
        (Ko, Format::Lines { .. }) => "한 줄에 키 하나씩 있는 파일로 보인다.".into(),
        (En, Format::Lines { .. }) => "It looks like a file with a key a line.".into(),
        (Ko, Format::Csv(table)) => format!("열이 {}개인 표로 보인다.", table.columns.len()),
        (En, Format::Csv(table)) => {
            format!("It looks like a table of {} columns.", table.columns.len())
        }
    }
}

/// How far the work is.
#[must_use]
pub fn progress(lang: Language, progress: &Progress) -> String {
    let (share, keys) = (progress.percent(), count(progress.count));
    match lang {
        Ko => format!("{share} %, 키 {keys}개를 읽었다."),
        En => format!("{share} %, {keys} keys read."),
    }
}

/// What was read and what was left out.
#[must_use]
pub fn counts(lang: Language, counts: &Counts) -> String {
    let left_out = [
        (counts.blank, "빈 줄 {}개", "{} blank"),
        (counts.missing, "열이 모자란 줄 {}개", "{} rows without the column"),
        (counts.too_long, "너무 긴 키 {}개", "{} too long"),
    ];
    let mut parts = left_out.iter().filter(|(n, _, _)| *n > 0).map(|(n, ko, en)| {
        let text = if lang == Ko { ko } else { en };
        text.replace("{}", &count(*n))
    });
    let first = parts.next();
    let parts = first.into_iter().chain(parts).collect::<Vec<_>>().join(", ");
    match (lang, parts.is_empty()) {
        (Ko, true) => format!("키 {}개를 읽었다.", count(counts.keys)),
        (En, true) => format!("{} keys read.", count(counts.keys)),
        (Ko, false) => format!(
            "키 {}개를 읽었다. 빠진 것: {parts} (키는 {}까지).",
            count(counts.keys),
            size(MAX_KEY_BYTES as u64)
        ),
        (En, false) => format!(
            "{} keys read. Left out: {parts} (a key has at most {}).",
            count(counts.keys),
            size(MAX_KEY_BYTES as u64)
        ),
    }
}

/// What was asked, so that a result says what it is the result of.
#[must_use]
pub fn asked(lang: Language, request: &Request) -> String {
    let (servers, nodes) = (request.servers.len() as u64, u64::from(request.virtual_nodes));
    let change = match (lang, &request.change) {
        (Ko, Change::None) => "서버는 그대로".to_owned(),
        (En, Change::None) => "nothing changes".to_owned(),
        (Ko, Change::Add(new)) => format!("{} 서버를 추가한다(가중치 {})", new.name, new.weight),
        (En, Change::Add(new)) => format!("{} is added (weight {})", new.name, new.weight),
        (lang, Change::Remove(name)) => dies(lang, name),
    };
    match lang {
        Ko => format!("서버 {}대, {}, 가상 노드 {}개, {change}.", count(servers), request.hash, count(nodes)),
        En => format!(
            "Servers: {}, {}, virtual nodes: {}, {change}.",
            count(servers),
            request.hash,
            count(nodes)
        ),
    }
}

/// The choice "this server dies".
#[must_use]
pub fn dies(lang: Language, name: &str) -> String {
    match lang {
        Ko => format!("{name} 서버가 죽는다"),
        En => format!("{name} dies"),
    }
}

/// Keys and the share they are.
#[must_use]
pub fn keys_and_share(lang: Language, keys: u64, total: u64) -> String {
    let share = if total == 0 { 0.0 } else { keys as f64 / total as f64 };
    match lang {
        Ko => format!("{} ({}개)", percent(share), count(keys)),
        En => format!("{} ({})", percent(share), count(keys)),
    }
}

/// Moved keys in flows that are not listed one by one.
#[must_use]
pub fn other_flows(lang: Language, keys: u64) -> String {
    match lang {
        Ko => format!("나머지 자잘한 이동을 모두 더하면 키 {}개다.", count(keys)),
        En => format!("All smaller moves together: {} keys.", count(keys)),
    }
}

/// The name of a placement.
#[must_use]
pub fn scheme(lang: Language, scheme: Scheme) -> &'static str {
    match (lang, scheme) {
        (Ko, Scheme::Modulo) => "나머지 해시",
        (En, Scheme::Modulo) => "Modulo",
        (Ko, Scheme::Ring) => "해시 링",
        (En, Scheme::Ring) => "Hash ring",
        (Ko, Scheme::Ketama) => "ketama (libmemcached)",
        (En, Scheme::Ketama) => "Ketama (libmemcached)",
        (Ko, Scheme::Rendezvous) => "랑데부 해시",
        (En, Scheme::Rendezvous) => "Rendezvous",
        (Ko, Scheme::Jump) => "점프 해시",
        (En, Scheme::Jump) => "Jump",
        (Ko, Scheme::Maglev) => "Maglev",
        (En, Scheme::Maglev) => "Maglev",
        (Ko, Scheme::Slots) => "슬롯 16,384개",
        (En, Scheme::Slots) => "16,384 slots",
        (Ko, Scheme::Bounded) => "부하 상한 링",
        (En, Scheme::Bounded) => "Bounded loads",
    }
}
