//! Where the database is kept, what that means, and how much is in it.

use yew::html::Scope;
use yew::prelude::*;

use super::state::{Opening, State};
use super::{Msg, OwnDatabase};
use crate::own_data::form::fields::button;
use crate::own_data::storage::request::Status;
use crate::own_data::storage::words::{self, count, sentences, size};
use crate::text::Language;

pub(super) fn view(state: &State, lang: Language, link: &Scope<OwnDatabase>) -> Html {
    html! {
        <div class="own-part" role="group" aria-labelledby="own-where-title">
            <h3 id="own-where-title" class="own-label">{ words::WHERE.of(lang) }</h3>
            <div id="own-where" role="status">{ place(state, lang) }</div>
            if matches!(state.opening, Opening::Failed(_)) {
                <div class="own-buttons">{ button(words::AGAIN.of(lang), link.callback(|_| Msg::Again)) }</div>
            }
            if let Some(status) = &state.status {
                { figures(status, lang) }
            }
        </div>
    }
}

fn place(state: &State, lang: Language) -> Html {
    match (&state.opening, &state.status) {
        (Opening::Failed(failure), _) => {
            html! { <p class="own-failure">{ sentences::failure(lang, failure) }</p> }
        }
        (Opening::Open(persisted), Some(status)) if status.kept => {
            let kept = if *persisted { words::PERSISTED } else { words::NOT_PERSISTED };
            html! { <><p>{ words::KEPT.of(lang) }</p><p class="own-hint">{ kept.of(lang) }</p></> }
        }
        (Opening::Open(_), Some(_)) => html! { <p class="own-failure">{ words::MEMORY.of(lang) }</p> },
        _ => html! { <p>{ words::OPENING.of(lang) }</p> },
    }
}

fn figures(status: &Status, lang: Language) -> Html {
    let keys = status.keys.map_or_else(|| words::NOT_COUNTED.of(lang).to_owned(), count);
    let files = format!("{} ({})", count(status.files.0), size(status.files.1));
    let rows = [(words::KEYS, keys), (words::IN_MEMORY, count(status.in_memory)), (words::FILES, files)];
    let levels = status.levels.iter().enumerate().filter(|(_, (tables, ..))| *tables > 0);
    let levels: Html = levels
        .map(|(level, (tables, entries, bytes))| {
            html! {
                <tr>
                    <th scope="row">{ level }</th>
                    <td>{ count(*tables) }</td><td>{ count(*entries) }</td><td>{ size(*bytes) }</td>
                </tr>
            }
        })
        .collect();
    html! {
        <>
            <table class="own-table own-figures">
                <caption>{ words::FIGURES.of(lang) }</caption>
                <tbody>
                    { for rows.into_iter().map(|(name, text)| html! {
                        <tr><th scope="row">{ name.of(lang) }</th><td>{ text }</td></tr>
                    }) }
                </tbody>
            </table>
            if status.levels.iter().any(|(tables, ..)| *tables > 0) {
                <table class="own-table">
                    <caption>{ words::LEVELS.of(lang) }</caption>
                    <thead><tr>
                        { for [words::LEVEL, words::TABLES, words::ENTRIES, words::BYTES].map(|name| html! {
                            <th scope="col">{ name.of(lang) }</th>
                        }) }
                    </tr></thead>
                    <tbody>{ levels }</tbody>
                </table>
            }
        </>
    }
}
