//! The rules: typed, pasted, dropped or an example, with what is wrong in them.

use snowglobe_core::limiter::rules::{MAX_BYTES, Preset};
use yew::html::Scope;
use yew::prelude::*;

use super::state::{Example, RulesFile, State};
use super::{AccessLog, Msg};
use crate::own_data::form::fields::button;
use crate::own_data::form::{Pick, Writing, text_part};
use crate::own_data::gateway::analysis::SHOWN_LINE;
use crate::own_data::gateway::analysis::shown::shown;
use crate::own_data::gateway::failure::{Failure, RulesFailure};
use crate::own_data::gateway::words::{self, file_failure, results, sentences};
use crate::text::{Language, Text};

/// The shape of rules, in the empty field.
const PLACEHOLDER: &str = "domain: shop\ndescriptors:\n  - key: remote_address\n    rate_limit:\n      unit: minute\n      requests_per_unit: 60";

/// The examples, as the buttons name them.
const EXAMPLES: [(Example, Text); 4] = [
    (Example::Sample, words::RULES_SAMPLE),
    (Example::Book(Preset::Posts), words::POSTS),
    (Example::Book(Preset::Accounts), words::ACCOUNTS),
    (Example::Book(Preset::Rewards), words::REWARDS),
];

pub(super) fn view(state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    let pick = Pick {
        id: "own-rules",
        title: words::RULES.of(lang),
        hint: format!("{} {}", words::RULES_HINT.of(lang), words::RULES_DROP.of(lang)),
        choose: words::RULES_FILE.of(lang),
        accept: ".yaml,.yml,.txt,text/plain",
    };
    let writing = Writing {
        rows: 10,
        placeholder: PLACEHOLDER,
        wrong: matches!(state.checked, Some(Err(_))),
        text: state.rules.clone(),
        on: link.callback(Msg::Rules),
    };
    let example = |(example, name): (Example, Text)| {
        button(name.of(lang), link.callback(move |_| Msg::Example(example)))
    };
    let content = html! {
        <>
            <div id="own-rules-said" class="own-said" role="status">{ said(state, lang) }</div>
            <div class="own-buttons">
                { pick.button(link.callback(Msg::RulesFile)) }
                if state.replaced.is_some() {
                    { button(words::RULES_BACK.of(lang), link.callback(|_| Msg::PutBack)) }
                }
            </div>
            <div class="own-buttons" role="group" aria-labelledby="own-examples">
                <span id="own-examples" class="own-hint">{ words::EXAMPLES.of(lang) }</span>
                { for EXAMPLES.map(example) }
            </div>
        </>
    };
    text_part(&pick, link.callback(Msg::RulesFile), writing, content)
}

/// How many limits there are, or what is wrong, and where.
fn said(state: &State, lang: Language) -> Html {
    let file = state.rules_file.as_ref().map(|problem| match problem {
        RulesFile::TooLong => results::rules_too_long(lang, MAX_BYTES as u64),
        RulesFile::NoText => words::RULES_NO_TEXT.of(lang).to_owned(),
        RulesFile::Unreadable(failure) => file_failure(lang, failure),
    });
    html! {
        <>
            if let Some(Ok(limits)) = state.checked {
                <p>{ results::limits_read(lang, limits) }</p>
            }
            if let Some(Err(failure)) = &state.checked {
                <p class="own-failure">{ sentences::failure(lang, failure) }</p>
                { place(state, failure) }
            }
            if let Some(problem) = file {
                <p class="own-failure">{ problem }</p>
            }
        </>
    }
}

/// The line in which rules are wrong.
fn place(state: &State, failure: &Failure) -> Html {
    let Failure::Rules(RulesFailure::Wrong { line, .. }) = failure else {
        return Html::default();
    };
    let text = state.rules.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    html! { <p><code class="own-cut">{ format!("{line} │ {}", shown(text.as_bytes(), SHOWN_LINE)) }</code></p> }
}
