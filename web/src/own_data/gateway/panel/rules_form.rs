//! The rules: typed, pasted, dropped or an example, with what is wrong in them.

use snowglobe_core::limiter::rules::{MAX_BYTES, Preset};
use web_sys::HtmlTextAreaElement;
use yew::html::Scope;
use yew::prelude::*;

use super::state::{Example, RulesFile, State};
use super::{AccessLog, Msg};
use crate::own_data::file_input::{drop_zone, file_button};
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
    let zone = drop_zone(link.callback(Msg::RulesFile));
    let oninput = link.callback(|event: InputEvent| {
        Msg::Rules(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    let wrong = matches!(state.checked, Some(Err(_)));
    html! {
        <div class="own-part own-drop" ondragover={zone.ondragover} ondrop={zone.ondrop}>
            <label class="own-label" for="own-rules">{ words::RULES.of(lang) }</label>
            <p class="own-hint" id="own-rules-hint">
                { words::RULES_HINT.of(lang) }{ " " }{ words::RULES_DROP.of(lang) }
            </p>
            <textarea id="own-rules" class="own-text" rows="10" spellcheck="false" autocomplete="off"
                placeholder={PLACEHOLDER} aria-describedby="own-rules-hint own-rules-said" aria-invalid={wrong.to_string()}
                value={state.rules.clone()} {oninput} />
            <div id="own-rules-said" class="own-said" role="status">{ said(state, lang) }</div>
            <div class="own-buttons">
                { file_button("own-rules-file", words::RULES_FILE.of(lang), ".yaml,.yml,.txt,text/plain",
                    link.callback(Msg::RulesFile)) }
                if state.replaced.is_some() {
                    <button type="button" class="own-button" onclick={link.callback(|_| Msg::PutBack)}>
                        { words::RULES_BACK.of(lang) }
                    </button>
                }
            </div>
            <div class="own-buttons" role="group" aria-labelledby="own-examples">
                <span id="own-examples" class="own-hint">{ words::EXAMPLES.of(lang) }</span>
                { for EXAMPLES.map(|(example, name)| html! {
                    <button type="button" class="own-button"
                        onclick={link.callback(move |_| Msg::Example(example))}>{ name.of(lang) }</button>
                }) }
            </div>
        </div>
    }
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
