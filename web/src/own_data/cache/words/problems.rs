//! What is wrong with a list of servers, as sentences that say where it is and what to do.
//!
//! ```
//! use snowglobe_web::own_data::cache::servers::{Problem, ProblemKind};
//! use snowglobe_web::own_data::cache::words::problems::server_problem;
//! use snowglobe_web::text::Language;
//!
//! let problem = Problem { line: 3, kind: ProblemKind::ZeroWeight };
//! assert_eq!(
//!     server_problem(Language::Korean, &problem),
//!     "서버 목록의 3번째 줄: 가중치는 1에서 1,000 사이여야 하는데 0이다. 쓰지 않을 서버라면 줄을 지운다."
//! );
//! ```

use super::{count, size};
use crate::own_data::cache::servers::{
    MAX_HOST_BYTES, MAX_LIST_BYTES, MAX_SERVERS, MAX_WEIGHT, Problem, ProblemKind,
};
use crate::text::Language::{self, English as En, Korean as Ko};

/// What is wrong with the list of servers, and on which line.
#[must_use]
pub fn server_problem(lang: Language, problem: &Problem) -> String {
    let what = problem_kind(lang, &problem.kind);
    match (lang, problem.line) {
        (Ko, 0) => format!("서버 목록: {what}"),
        (En, 0) => format!("Servers: {what}"),
        (Ko, line) => format!("서버 목록의 {line}번째 줄: {what}"),
        (En, line) => format!("Servers, line {line}: {what}"),
    }
}

/// What is wrong with one entry.
#[must_use]
pub fn problem_kind(lang: Language, kind: &ProblemKind) -> String {
    let weight = count(u64::from(MAX_WEIGHT));
    match (lang, kind) {
        (Ko, ProblemKind::Empty) => "서버가 하나도 없다. 한 줄에 하나씩 host:port 가중치를 쓴다.".into(),
        (En, ProblemKind::Empty) => "there is no server. Write one a line: host:port weight.".into(),
        (Ko, ProblemKind::TooLong) => format!("{}까지만 읽는다. 목록을 줄인다.", size(MAX_LIST_BYTES as u64)),
        (En, ProblemKind::TooLong) => {
            format!("at most {} is read. Shorten the list.", size(MAX_LIST_BYTES as u64))
        }
        (Ko, ProblemKind::NotText) => "글이 아니다. UTF-8로 저장한 텍스트 파일이어야 한다.".into(),
        (En, ProblemKind::NotText) => "this is no text. It must be a text file saved as UTF-8.".into(),
        (Ko, ProblemKind::Duplicate { name, first_line }) => {
            format!("{name} 서버는 {first_line}번째 줄에 이미 있다. 둘 중 하나를 지운다.")
        }
        (En, ProblemKind::Duplicate { name, first_line }) => {
            format!("{name} is on line {first_line} already. Remove one of the two.")
        }
        (Ko, ProblemKind::ZeroWeight) => {
            format!("가중치는 1에서 {weight} 사이여야 하는데 0이다. 쓰지 않을 서버라면 줄을 지운다.")
        }
        (En, ProblemKind::ZeroWeight) => {
            format!(
                "a weight must be from 1 to {weight}, and this is 0. To leave a server out, remove its line."
            )
        }
        (Ko, ProblemKind::NegativeWeight { text } | ProblemKind::WeightTooLarge { text }) => {
            format!("가중치는 1에서 {weight} 사이여야 한다(적힌 값: {text}).")
        }
        (En, ProblemKind::NegativeWeight { text } | ProblemKind::WeightTooLarge { text }) => {
            format!("a weight must be from 1 to {weight}, and this is “{text}”.")
        }
        (Ko, ProblemKind::WeightNotANumber { text }) => {
            format!("가중치는 1에서 {weight} 사이의 정수여야 한다(적힌 값: {text}).")
        }
        (En, ProblemKind::WeightNotANumber { text }) => {
            format!("“{text}” stands where a weight should. Write a whole number from 1 to {weight}.")
        }
        (Ko, ProblemKind::BadPort { text }) => {
            format!("포트는 1에서 65,535 사이의 정수여야 한다(적힌 값: {text}).")
        }
        (En, ProblemKind::BadPort { text }) => {
            format!("“{text}” stands where a port should. Write a whole number from 1 to 65,535.")
        }
        (Ko, ProblemKind::BadHost { text }) => {
            format!(
                "‘{text}’에서 호스트를 알아볼 수 없다. host:port로 쓰고, IPv6 주소는 [::1]:11211처럼 대괄호로 묶는다."
            )
        }
        (En, ProblemKind::BadHost { text }) => {
            format!(
                "there is no host to be read in “{text}”. Write host:port, and an IPv6 address in brackets: [::1]:11211."
            )
        }
        (Ko, ProblemKind::HostTooLong { bytes }) => {
            format!("호스트 이름이 {bytes}바이트다. {MAX_HOST_BYTES}바이트까지 쓸 수 있다.")
        }
        (En, ProblemKind::HostTooLong { bytes }) => {
            format!("the host name has {bytes} bytes. At most {MAX_HOST_BYTES} are allowed.")
        }
        (Ko, ProblemKind::TooManyWords { text }) => {
            format!("‘{text}’에 낱말이 너무 많다. host:port 가중치만 쓰고, 설명은 # 뒤에 쓴다.")
        }
        (En, ProblemKind::TooManyWords { text }) => {
            format!("“{text}” has too many words. Write host:port weight, and put remarks after a #.")
        }
        (Ko, ProblemKind::TooManyServers) => {
            format!("서버는 {}대까지 받는다. 이 줄부터는 읽지 않았다.", count(MAX_SERVERS as u64))
        }
        (En, ProblemKind::TooManyServers) => {
            format!(
                "at most {} servers are taken. From this line on nothing was read.",
                count(MAX_SERVERS as u64)
            )
        }
    }
}

/// That there are more problems than are listed.
#[must_use]
pub fn further_problems(lang: Language, number: usize) -> String {
    match lang {
        Ko => format!("이 밖에 고칠 곳이 {number}군데 더 있다."),
        En => format!("And {number} more."),
    }
}
