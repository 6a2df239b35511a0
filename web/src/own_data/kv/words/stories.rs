//! Sentences on a search for a counterexample: settings, how far it is, what was found.
//!
//! ```
//! use snowglobe_web::own_data::kv::search::samples;
//! use snowglobe_web::own_data::kv::words::stories::settings;
//! use snowglobe_web::text::Language;
//!
//! assert_eq!(settings(Language::English, &samples::loose())[0], "R: 1");
//! ```

use snowglobe_core::sim::Value;
use snowglobe_core::systems::kv::PARAMETERS;

use super::{count, sentences};
use crate::own_data::kv::search::hunt::Standing;
use crate::own_data::kv::search::{MOST_SEEDS, Refusal, Story};
use crate::text::Language::{self, English as En, Korean as Ko};
use crate::text::errors::Told;
use crate::text::number;
use crate::text::vocabulary::vocabulary;

/// Settings by their names.
#[must_use]
pub fn settings(lang: Language, settings: &[(u8, u64)]) -> Vec<String> {
    let told = |&(index, value): &(u8, u64)| setting(lang, index).zip(shown(lang, index, value));
    settings.iter().filter_map(told).map(|(name, value)| format!("{name}: {value}")).collect()
}

/// Settings that were made smaller.
#[must_use]
pub fn smaller(lang: Language, story: &Story) -> Vec<String> {
    let told = |&(index, before, now): &(u8, u64, u64)| {
        let (name, before) = (setting(lang, index)?, shown(lang, index, before)?);
        Some(format!("{name}: {before} → {}", shown(lang, index, now)?))
    };
    story.smaller.iter().filter_map(told).collect()
}

/// What a setting is called.
fn setting(lang: Language, index: u8) -> Option<&'static str> {
    let parameter = PARAMETERS.get(usize::from(index))?;
    Some(vocabulary("kv").parameter(parameter.name).map_or(parameter.name, |title| title.name.of(lang)))
}

/// A value of it.
fn shown(lang: Language, index: u8, value: u64) -> Option<String> {
    let parameter = PARAMETERS.get(usize::from(index))?;
    let value = parameter.show(value);
    let choice = vocabulary("kv").choice(parameter.name, &value);
    Some(choice.map_or(value, |title| title.name.of(lang).to_owned()))
}

/// Why there is no search, and what to do.
#[must_use]
pub fn refusal(lang: Language, refusal: &Refusal) -> String {
    match (lang, refusal) {
        (lang, Refusal::Link(error)) => error.told(lang),
        (lang, Refusal::Scenario(error)) => error.told(lang),
        (Ko, Refusal::OtherSystem) => "키-값 저장소의 링크가 아니다. 키-값 저장소 화면의 주소를 붙여 넣는다.".into(),
        (En, Refusal::OtherSystem) => "The link is not of the key-value store. Paste an address of that chapter.".into(),
        (Ko, Refusal::Siblings) => {
            "갈라진 값을 모두 돌려주는 설정에서는 읽기 하나의 답이 여럿일 수 있어 선형성을 따질 수 없다. 다른 약속을 고르거나 충돌 해결 설정을 바꾼다."
                .into()
        }
        (En, Refusal::Siblings) => {
            "Where values are kept side by side a read can have several answers, and there is no one order to look for. Choose another promise, or another way to settle conflicts."
                .into()
        }
        (Ko, Refusal::NoWorkload) => {
            "이 설정에서는 클라이언트가 스스로 아무것도 묻지 않아 깨질 약속이 없다. 실험 화면의 ‘조절’에서 부하를 고르고 다시 온다.".into()
        }
        (En, Refusal::NoWorkload) => {
            "With these settings clients ask nothing by themselves, so nothing can break. Choose a workload under Adjust, and come back."
                .into()
        }
        (Ko, Refusal::Seeds) => format!("시드 수는 1에서 {} 사이의 정수여야 한다.", count(MOST_SEEDS)),
        (En, Refusal::Seeds) => format!("The number of seeds must be a whole number from 1 to {}.", count(MOST_SEEDS)),
    }
}

/// How far a search is.
#[must_use]
pub fn standing(lang: Language, standing: &Standing) -> String {
    let (tried, seeds) = (count(standing.tried), count(standing.seeds));
    match (lang, standing.shrinking) {
        (Ko, None) => format!("시드 {seeds}개 가운데 {tried}개를 돌려 보았다. 아직 깨지지 않았다."),
        (En, None) => format!("{tried} of {seeds} seeds tried; none broke the promise so far."),
        (Ko, Some((seed, runs, actions))) => format!(
            "시드 {}에서 깨졌다. 이야기를 줄이고 있다: {}번 돌려 보았고 남은 동작은 {}개.",
            count(seed),
            count(runs),
            count(actions)
        ),
        (En, Some((seed, runs, actions))) => format!(
            "Seed {} breaks it. The story is being made smaller: {} runs, actions left: {}.",
            count(seed),
            count(runs),
            count(actions)
        ),
    }
}

/// What came of a search.
#[must_use]
pub fn outcome(lang: Language, standing: &Standing, story: Option<&Story>) -> String {
    let tried = count(standing.tried);
    match (lang, story) {
        (Ko, Some(story)) => format!("반례를 찾았다. 시드 {}에서 약속이 깨진다.", count(story.seed)),
        (En, Some(story)) => format!("Found: seed {} breaks the promise.", count(story.seed)),
        (Ko, None) => format!(
            "시드 {tried}개를 돌려 보았지만 약속이 한 번도 깨지지 않았다. 깨지지 않는다는 증명은 아니다."
        ),
        (En, None) => {
            format!("{tried} seeds were tried, and none broke the promise. That is no proof that none does.")
        }
    }
}

/// What was found, in a sentence.
#[must_use]
pub fn found(lang: Language, story: &Story) -> String {
    let (seed, at) = (count(story.seed), number::show(Value::Time(story.at), lang));
    let promise = sentences::promise(lang, &story.promise);
    let (before, now) = (count(story.actions_before), count(story.actions.len() as u64));
    let small = match lang {
        _ if story.small_seed == story.seed => String::new(),
        Ko => format!(" 줄인 이야기의 시드는 {}.", count(story.small_seed)),
        En => format!(" The small story has seed {}.", count(story.small_seed)),
    };
    match lang {
        Ko => format!(
            "시드 {seed}: {at} 시점에 ‘{promise}’ 약속이 깨진다. 남은 동작은 {before}개 가운데 {now}개.{small}"
        ),
        En => format!(
            "Seed {seed}: at {at} the promise “{promise}” is broken. Actions left: {now} of {before}.{small}"
        ),
    }
}
