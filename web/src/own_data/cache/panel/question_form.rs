//! What to ask of the keys, and the button that asks it.

use snowglobe_core::hash::HashFunction;
use yew::html::Scope;
use yew::prelude::*;

use super::state::{Choice, Missing, State};
use super::{Msg, OwnData};
use crate::own_data::cache::failure::Failure;
use crate::own_data::cache::request::MAX_VIRTUAL_NODES;
use crate::own_data::cache::words::{self, problems, sentences};
use crate::own_data::form::fields::{Field, number, option, select, typed};
use crate::own_data::form::{Asking, question_part};
use crate::text::Language;

/// Marks the value of a choice "this server dies": no host name begins with it.
const DIES: &str = "dies ";

pub(super) fn view(state: &State, lang: Language, link: &Scope<OwnData>) -> Html {
    let fields = html! {
        <>
            { hash(state, lang, link) }
            { virtual_nodes(state, lang, link) }
            { change(state, lang, link) }
        </>
    };
    let asking = Asking {
        missing: state.request().err().map(|missing| sentence(lang, &missing)),
        working: state.task.stage.is_working(),
        run: link.callback(|_| Msg::Run),
        cancel: link.callback(|_| Msg::Cancel),
    };
    question_part("own-question-title", words::QUESTION.of(lang), lang, fields, asking)
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
    let field = Field { id: "own-hash", label: words::HASH.of(lang), hint: Some(words::HASH_HINT.of(lang)) };
    let options = HashFunction::NAMES.map(|name| option(name, name, state.hash == name));
    select(&field, options, link.callback(Msg::Hash))
}

fn virtual_nodes(state: &State, lang: Language, link: &Scope<OwnData>) -> Html {
    let field = Field { id: "own-virtual-nodes", label: words::VIRTUAL_NODES.of(lang), hint: None };
    number(&field, (1, MAX_VIRTUAL_NODES), &state.virtual_nodes, None, link.callback(Msg::VirtualNodes))
}

fn change(state: &State, lang: Language, link: &Scope<OwnData>) -> Html {
    let field = Field { id: "own-change", label: words::CHANGE.of(lang), hint: None };
    let others = [("none", words::CHANGE_NONE, Choice::None), ("add", words::CHANGE_ADD, Choice::Add)]
        .map(|(value, name, choice)| option(value, name.of(lang), state.choice == choice));
    let dies = state.list.servers.iter().map(|server| {
        let selected = matches!(&state.choice, Choice::Dies(name) if *name == server.name);
        option(format!("{DIES}{}", server.name), sentences::dies(lang, &server.name), selected)
    });
    let on = link.callback(|value: String| {
        Msg::Choice(match (value.as_str(), value.strip_prefix(DIES)) {
            (_, Some(name)) => Choice::Dies(name.to_owned()),
            ("add", _) => Choice::Add,
            _ => Choice::None,
        })
    });
    html! {
        <>
            { select(&field, others.into_iter().chain(dies), on) }
            if state.choice == Choice::Add {
                <label for="own-added">{ words::ADDED.of(lang) }</label>
                <input id="own-added" type="text" spellcheck="false" autocomplete="off"
                    value={state.added.clone()} oninput={typed(link.callback(Msg::Added))} />
            }
        </>
    }
}
