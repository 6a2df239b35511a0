//! Names and one-sentence explanations for everything of the cache that can be set, done or read.
//!
//! A test asks for every name that the core has, so that none is missing here.

mod commands;
mod placements;
mod readings;
mod settings;

use super::vocabulary::{Named, named, word_tables};
use commands::COMMANDS;
use placements::{HASHES, SCHEMES};
use readings::FACTS;
use settings::PARAMETERS;

word_tables! {
    /// The words of the cache.
    CACHE, EXPLAINED: PARAMETERS,
    [("placement", SCHEMES), ("hash", HASHES), ("popularity", POPULARITIES), ("warm", WARMTH)], COMMANDS, FACTS
}

const POPULARITIES: &[Named] = &[
    named(
        "uniform",
        ("고르게", "Uniform"),
        ("모든 키를 똑같이 자주 찾는다.", "All keys are asked for equally often."),
    ),
    named(
        "zipf",
        ("지프 분포", "Zipf"),
        (
            "몇 안 되는 키를 아주 자주, 나머지는 드물게 찾는다.",
            "A few keys are asked for very often, most hardly ever.",
        ),
    ),
];

const WARMTH: &[Named] = &[
    named("no", ("빈 캐시", "Empty"), ("서버가 빈 채로 시작한다.", "The servers start with nothing stored.")),
    named(
        "yes",
        ("가득 찬 캐시", "Full"),
        ("모든 키가 제 서버에 이미 있다.", "Every key is already on its server."),
    ),
];

#[cfg(test)]
mod tests;
