//! How to count: which algorithm decides, for whom a line counts, what to compare; and the button.

use snowglobe_core::limiter::Algorithm;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

use super::state::{Missing, Stage, State};
use super::{AccessLog, Msg};
use crate::own_data::gateway::words;
use crate::text::algorithms::algorithm;
use crate::text::{Language, Text};

pub(super) fn view(state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    let working = matches!(state.stage, Stage::Working { .. });
    let missing = state.request().err();
    html! {
        <div class="own-part" role="group" aria-labelledby="own-how-title">
            <h3 id="own-how-title" class="own-label">{ words::QUESTION.of(lang) }</h3>
            <div class="own-fields">
                { algorithms(state, lang, link) }
                { proxies(state, lang, link) }
                { check("own-ipv6", state.group_ipv6, Msg::GroupIpv6, [words::GROUP_IPV6, words::GROUP_IPV6_HINT], lang, link) }
                { check("own-compare", state.compare, Msg::Compare, [words::COMPARE, words::COMPARE_HINT], lang, link) }
            </div>
            <div class="own-buttons">
                <button type="button" class="own-button own-main" disabled={missing.is_some() || working}
                    aria-describedby="own-missing" onclick={link.callback(|_| Msg::Run)}>
                    { words::RUN.of(lang) }
                </button>
                if working {
                    <button type="button" class="own-button" onclick={link.callback(|_| Msg::Cancel)}>
                        { words::CANCEL.of(lang) }
                    </button>
                }
            </div>
            <p id="own-missing" class="own-hint">{ missing.map(|missing| sentence(missing).of(lang)) }</p>
        </div>
    }
}

/// What is missing, and so what to do next.
const fn sentence(missing: Missing) -> Text {
    match missing {
        Missing::Rules => words::NO_RULES_YET,
        Missing::Mending => words::MEND_RULES,
        Missing::Log => words::NO_LOG_YET,
        Missing::OtherLog => words::OTHER_LOG,
        Missing::Proxies => words::WRONG_PROXIES,
    }
}

fn algorithms(state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    let onchange = link.batch_callback(|event: yew::Event| {
        let name = event.target_unchecked_into::<HtmlSelectElement>().value();
        Algorithm::parse(&name).ok().map(Msg::Algorithm)
    });
    let options = Algorithm::ALL.into_iter().filter_map(|one| Some((one, algorithm(one.name())?)));
    let help = algorithm(state.algorithm.name()).map(|named| named.help.of(lang));
    html! {
        <>
            <label for="own-algorithm">{ words::ALGORITHM.of(lang) }</label>
            <select id="own-algorithm" aria-describedby="own-algorithm-hint" {onchange}>
                { for options.map(|(one, named)| html! {
                    <option value={one.name()} selected={state.algorithm == one}>{ named.name.of(lang) }</option>
                }) }
            </select>
            <p id="own-algorithm-hint" class="own-hint">{ help }</p>
        </>
    }
}

fn proxies(state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    let oninput = link.callback(|event: InputEvent| {
        Msg::Proxies(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let wrong = state.proxies.trim().parse::<u8>().is_err();
    html! {
        <>
            <label for="own-proxies">{ words::PROXIES.of(lang) }</label>
            <input id="own-proxies" type="number" inputmode="numeric" min="0" max={u8::MAX.to_string()}
                aria-describedby="own-proxies-hint" aria-invalid={wrong.to_string()}
                value={state.proxies.clone()} {oninput} />
            <div id="own-proxies-hint" class="own-hint">
                if wrong {
                    <p class="own-failure" role="status">{ words::WRONG_PROXIES.of(lang) }</p>
                }
                <p>{ words::PROXIES_HINT.of(lang) }</p>
            </div>
        </>
    }
}

fn check(
    id: &'static str,
    checked: bool,
    msg: fn(bool) -> Msg,
    [name, hint]: [Text; 2],
    lang: Language,
    link: &Scope<AccessLog>,
) -> Html {
    let onchange = link
        .callback(move |event: yew::Event| msg(event.target_unchecked_into::<HtmlInputElement>().checked()));
    let hint_id = format!("{id}-hint");
    html! {
        <>
            <span class="own-check">
                <input type="checkbox" {id} {checked} aria-describedby={hint_id.clone()} {onchange} />
                { " " }<label for={id}>{ name.of(lang) }</label>
            </span>
            <p id={hint_id} class="own-hint">{ hint.of(lang) }</p>
        </>
    }
}
