//! A sentence in the reader's language for every error of the core that the page can meet.
//!
//! English is the error's own `Display`; Korean is written here. The matches are exhaustive, so
//! that a new variant does not compile without its sentence. A sentence says what is wrong, where,
//! and what to do.
//!
//! ```text
//!   TooMuchWork { steps: 30_000_000, … }
//!   → 이 실행은 30,000,000걸음쯤 걸린다. 20,000,000걸음까지만 된다. 요청 수나 시간을 줄이면 된다.
//! ```

use super::Language;
use super::number::grouped;
use super::particle::Pair;
#[cfg(feature = "player")]
use crate::lesson::LessonError;
use snowglobe_core::quorum::{MAX_REPLICAS, QuorumError};
use snowglobe_core::ring::PlacementError;
use snowglobe_core::scenario::file::{FileError, MAX_LENGTH, Problem};
use snowglobe_core::scenario::link::{Link, LinkError};
use snowglobe_core::scenario::{Range, Scenario, ScenarioError};
use snowglobe_core::sim::{ActionError, RunError, Verb, format_time};
use std::fmt::Display;

/// An error that the page knows how to tell.
pub trait Told: Display {
    /// The Korean sentence.
    fn korean(&self) -> String;

    /// The sentence in a language.
    fn told(&self, language: Language) -> String {
        match language {
            Language::Korean => self.korean(),
            Language::English => self.to_string(),
        }
    }
}

/// A word in quotes with the particle that fits it.
fn with(word: &str, pair: &str) -> String {
    let particle = Pair::parse(pair).map_or("", |pair| pair.after(word));
    format!("\u{2018}{word}\u{2019}{particle}")
}

impl Told for ScenarioError {
    fn korean(&self) -> String {
        match self {
            Self::UnknownSystem(name) => format!("이 판에는 {} 시스템이 없다.", with(name, "이라는/라는")),
            Self::UnknownParameter { name } => format!("{} 설정은 없다.", with(name, "이라는/라는")),
            Self::OutOfRange { parameter, value } => {
                let what =
                    super::vocabulary::parameter(parameter.name).map_or(parameter.name, |text| text.ko);
                let wrong = format!("{what} 설정에 {} 쓸 수 없다.", with(value, "을/를"));
                match parameter.range {
                    Range::Choice(names) => format!("{wrong} 다음 중에서 고르면 된다: {}.", names.join(", ")),
                    Range::Count(low, high)
                    | Range::Percent(low, high)
                    | Range::Thousandths(low, high)
                    | Range::Time(low, high) => {
                        format!("{wrong} {}부터 {}까지 된다.", parameter.show(low), parameter.show(high))
                    }
                }
            }
            Self::TooManyTimelines { count } => {
                format!(
                    "갈래가 {}개다. 1개부터 {}개까지 된다.",
                    grouped(*count as u64),
                    Scenario::MAX_TIMELINES
                )
            }
            Self::TooManyActions { count } => {
                let most = grouped(Scenario::MAX_ACTIONS as u64);
                format!("동작이 {}개다. {most}개까지 된다.", grouped(*count as u64))
            }
            Self::BadTimeline { index } => {
                format!(
                    "{index}번 갈래가 맞지 않는다. 갈라져 나온 갈래가 없거나 동작의 시각 순서가 어긋났다."
                )
            }
            Self::Action { at, text, error } => {
                format!("{} 시점의 동작 \u{2018}{text}\u{2019}: {}", format_time(*at), error.korean())
            }
            Self::Quorum(error) => error.korean(),
            Self::TooFewNodes { nodes, n } => {
                format!("N이 {n}인데 노드가 {nodes}대뿐이다. N을 줄이거나 노드를 늘리면 된다.")
            }
            Self::TooMuchWork { steps, limit } => format!(
                "이 실행은 {}걸음쯤 걸린다. {}걸음까지만 된다. 초당 요청 수나 실행 시간을 줄이면 된다.",
                grouped(*steps),
                grouped(*limit)
            ),
            Self::Placement(error) => error.korean(),
        }
    }
}

impl Told for LinkError {
    fn korean(&self) -> String {
        match self {
            Self::NotALink => {
                "Snowglobe 링크가 아니다. 링크는 \u{2018}1.\u{2019}이나 \u{2018}2.\u{2019}로 시작한다."
                    .to_owned()
            }
            Self::Newer(version) => {
                format!("더 새로운 판에서 만든 링크다(형식 {version}). 페이지를 새로 고치면 열 수 있다.")
            }
            Self::Character(place) => {
                format!("링크의 {}번째 글자가 잘못되었다. 링크를 다시 복사하면 된다.", grouped(*place as u64))
            }
            Self::Damaged => "링크가 깨졌거나 끝이 잘렸다. 처음부터 끝까지 다시 복사하면 된다.".to_owned(),
            Self::TooLong(length) => format!(
                "링크가 {}글자다. {}글자까지 열 수 있다.",
                grouped(*length as u64),
                grouped(Link::MAX_LENGTH as u64)
            ),
            Self::Scenario(error) => format!("링크는 읽었지만 실행할 수 없다. {}", error.korean()),
        }
    }
}

impl Told for FileError {
    fn korean(&self) -> String {
        let problem = match &self.problem {
            Problem::Version => "시나리오는 \u{2018}snowglobe 1\u{2019} 줄로 시작해야 한다.".to_owned(),
            Problem::Form(form) => format!("{} 같은 꼴로 써야 한다.", with(form, "과/와")),
            Problem::System(name) if name.is_empty() => {
                "설정보다 먼저 \u{2018}system cache\u{2019} 같은 줄로 시스템을 정해야 한다.".to_owned()
            }
            Problem::System(name) => format!("{} 시스템은 없다.", with(name, "이라는/라는")),
            Problem::Scenario(error) => error.korean(),
            Problem::TooLong => {
                format!("시나리오 파일은 {}바이트까지 된다.", grouped(MAX_LENGTH as u64))
            }
        };
        format!("{}번째 줄: {problem}", grouped(self.line as u64))
    }
}

impl Told for RunError {
    fn korean(&self) -> String {
        match self {
            Self::Action(error) => error.korean(),
            Self::TooManyBranches => format!("갈래가 이미 {}개라 더 만들 수 없다.", Scenario::MAX_TIMELINES),
            Self::TooManyActions => {
                format!("동작이 이미 {}개라 더 할 수 없다.", grouped(Scenario::MAX_ACTIONS as u64))
            }
            Self::NoSuchAction(index) => format!("이 갈래에는 {index}번 동작이 없다."),
            Self::NoSuchMoment => "갈래는 실행이 시작되기 전에 생길 수 없다.".to_owned(),
        }
    }
}

impl Told for ActionError {
    fn korean(&self) -> String {
        match self {
            Self::UnknownVerb(verb) => format!("{} 동작은 없다.", with(verb, "이라는/라는")),
            Self::Malformed { text, expected } => {
                format!("{} 읽을 수 없다. \u{2018}{expected}\u{2019}처럼 쓰면 된다.", with(text, "은/는"))
            }
            Self::UnknownNode(name) => format!("{} 노드는 없다.", with(name, "이라는/라는")),
            // The reason is told by `refusals`, to whom it can happen.
            Self::NotNow(_) => "지금은 할 수 없다.".to_owned(),
            Self::TooLong(bytes) => too_long("동작이", *bytes, Verb::MAX_LENGTH),
            Self::WordTooLong { what, bytes, most } => {
                too_long(if *what == "key" { "키가" } else { "값이" }, *bytes, *most)
            }
        }
    }
}

fn too_long(what: &str, bytes: usize, most: usize) -> String {
    format!("{what} {}바이트다. {}바이트까지 된다.", grouped(bytes as u64), grouped(most as u64))
}

impl Told for QuorumError {
    fn korean(&self) -> String {
        match self {
            Self::Replicas { n } => format!("N이 {n}이다. 1부터 {MAX_REPLICAS}까지 된다."),
            Self::Read { r, n } => format!("R이 {r}이다. 1부터 N({n})까지 된다."),
            Self::Write { w, n } => format!("W가 {w}이다. 1부터 N({n})까지 된다."),
        }
    }
}

impl Told for PlacementError {
    fn korean(&self) -> String {
        match self {
            Self::Empty => "서버가 하나도 없다. 서버를 추가하면 된다.".to_owned(),
            Self::DuplicateServer { name } => {
                format!("서버 {} 목록에 두 번 나온다. 하나만 남기면 된다.", with(name, "이/가"))
            }
            Self::UnknownServer { name } => format!("{} 서버는 없다.", with(name, "이라는/라는")),
            Self::EmptyName => "이름이 빈 서버가 있다. 이름을 붙이면 된다.".to_owned(),
            Self::NameTooLong { bytes, max } => {
                format!("서버 이름이 {}바이트다. {max}바이트까지 된다.", grouped(*bytes as u64))
            }
            Self::ZeroWeight { name } => {
                format!("서버 \u{2018}{name}\u{2019}의 가중치가 0이다. 1 이상으로 하거나 목록에서 빼면 된다.")
            }
            Self::WeightTooLarge { name, weight, max } => format!(
                "서버 \u{2018}{name}\u{2019}의 가중치 {} 너무 크다. {}까지 된다.",
                with(&grouped(u64::from(*weight)), "은/는"),
                grouped(u64::from(*max))
            ),
            Self::ZeroVirtualNodes => "가상 노드가 0개면 링이 빈다. 1개 이상으로 하면 된다.".to_owned(),
            Self::TooManyVirtualNodes { virtual_nodes, max } => {
                format!(
                    "가상 노드 {}개는 너무 많다. {}개까지 된다.",
                    grouped((*virtual_nodes).into()),
                    grouped((*max).into())
                )
            }
            Self::TooManyPoints { points, max } => format!(
                "점이 {}개 필요하지만 {}개까지 된다. 서버 수, 가중치, 가상 노드 수 가운데 하나를 줄이면 된다.",
                grouped(*points),
                grouped(*max)
            ),
            Self::TooManyServers { servers, max } => {
                format!(
                    "서버 {}대는 너무 많다. {}대까지 된다.",
                    grouped(*servers as u64),
                    grouped(*max as u64)
                )
            }
        }
    }
}

#[cfg(feature = "player")]
impl Told for LessonError {
    fn korean(&self) -> String {
        match self {
            Self::Scenario(error) => error.korean(),
            Self::System(name) => format!("{} 시스템은 없다.", with(name, "이라는/라는")),
            Self::Time(text) => {
                format!("{} 시각이 아니다. \u{2018}2s\u{2019}처럼 쓰면 된다.", with(text, "은/는"))
            }
            Self::NeverReached(until) => {
                format!("실행이 끝날 때까지 \u{2018}{until}\u{2019} 조건이 한 번도 맞지 않았다.")
            }
            Self::Expression { text, error } => {
                format!("수업의 식 \u{2018}{text}\u{2019}의 {}번째 바이트를 계산할 수 없다.", error.at + 1)
            }
        }
    }
}

#[cfg(test)]
mod tests;
