//! What to ask of the keys, and the button that asks it.

use snowglobe_core::hash::HashFunction;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

use super::state::{Choice, Missing, Stage, State};
use super::{Msg, OwnData};
use crate::own_data::cache::failure::Failure;
use crate::own_data::cache::request::MAX_VIRTUAL_NODES;
use crate::own_data::cache::words::{self, problems, sentences};
use crate::text::Language;

/// Marks the value of a choice "this server dies": no host name begins with it.
const DIES: &str = "dies ";

pub(super) fn view(state: &State, lang: Language, link: &Scope<OwnData>) -> Html {
    let working = matches!(state.stage, Stage::Working { .. });
    let missing = state.request().err();
    html! {
        <div class="own-part" role="group" aria-labelledby="own-question-title">
            <h3 id="own-question-title" class="own-label">{ words::QUESTION.of(lang) }</h3>
            <div class="own-fields">
                { hash(state, lang, link) }
                { virtual_nodes(state, lang, link) }
                { change(state, lang, link) }
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
            <p id="own-missing" class="own-hint">{ missing.map(|m| sentence(lang, &m)) }</p>
        </div>
    }
}

/// What is missing, and so what to do next.
fn sentence(lang: Language, missing: &Missing) -> String {
    match missing {
        Missing::Servers => sentences::failure(lang, &Failure::NoServers),
        Missing::Problems => words::MEND_SERVERS.of(lang).to_owned(),
        Missing::Keys => words::NO_KEYS_YET.of(lang).to_owned(),
        Missing::VirtualNodes => sentences::virtual_nodes(lang, MAX_VIRTUAL_NODES),
        Missing::Added(kind) => {
            format!("{}: {}", words::ADDED.of(lang), problems::problem_kind(lang, kind))
        }
        Missing::Request(failure) => sentences::failure(lang, failure),
    }
}

fn hash(state: &State, lang: Language, link: &Scope<OwnData>) -> Html {
    let onchange = link
        .callback(|event: yew::Event| Msg::Hash(event.target_unchecked_into::<HtmlSelectElement>().value()));
    let options = HashFunction::ALL.iter().map(|hash| {
        html! { <option value={hash.name()} selected={state.hash == hash.name()}>{ hash.name() }</option> }
    });
    html! {
        <>
            <label for="own-hash">{ words::HASH.of(lang) }</label>
            <select id="own-hash" aria-describedby="own-hash-hint" {onchange}>{ for options }</select>
            <p id="own-hash-hint" class="own-hint">{ words::HASH_HINT.of(lang) }</p>
        </>
    }
}

fn virtual_nodes(state: &State, lang: Language, link: &Scope<OwnData>) -> Html {
    let oninput = link.callback(|event: InputEvent| {
        Msg::VirtualNodes(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    html! {
        <>
            <label for="own-virtual-nodes">{ words::VIRTUAL_NODES.of(lang) }</label>
            <input id="own-virtual-nodes" type="number" inputmode="numeric" min="1" max={MAX_VIRTUAL_NODES.to_string()}
                value={state.virtual_nodes.clone()} {oninput} />
        </>
    }
}

fn change(state: &State, lang: Language, link: &Scope<OwnData>) -> Html {
    let onchange = link.callback(|event: yew::Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Choice(match (value.as_str(), value.strip_prefix(DIES)) {
            (_, Some(name)) => Choice::Dies(name.to_owned()),
            ("add", _) => Choice::Add,
            _ => Choice::None,
        })
    });
    let oninput = link
        .callback(|event: InputEvent| Msg::Added(event.target_unchecked_into::<HtmlInputElement>().value()));
    let dies = state.list.servers.iter().map(|server| {
        let selected = matches!(&state.choice, Choice::Dies(name) if *name == server.name);
        html! {
            <option value={format!("{DIES}{}", server.name)} {selected}>{ sentences::dies(lang, &server.name) }</option>
        }
    });
    html! {
        <>
            <label for="own-change">{ words::CHANGE.of(lang) }</label>
            <select id="own-change" {onchange}>
                <option value="none" selected={state.choice == Choice::None}>{ words::CHANGE_NONE.of(lang) }</option>
                <option value="add" selected={state.choice == Choice::Add}>{ words::CHANGE_ADD.of(lang) }</option>
                { for dies }
            </select>
            if state.choice == Choice::Add {
                <label for="own-added">{ words::ADDED.of(lang) }</label>
                <input id="own-added" type="text" spellcheck="false" autocomplete="off"
                    value={state.added.clone()} {oninput} />
            }
        </>
    }
}
