//! Reading: one key with the way that the engine went for it, and a range of keys, page by page.

use yew::html::Scope;
use yew::prelude::*;

use super::state::{Part, State};
use super::{Msg, OwnDatabase, said, shown};
use crate::own_data::form::fields::typed;
use crate::own_data::storage::request::{Got, Page};
use crate::own_data::storage::words::{self, sentences, size};
use crate::text::Language;

/// What Enter in a field does: the same as its button.
fn submit(link: &Scope<OwnDatabase>, msg: fn() -> Msg) -> Callback<SubmitEvent> {
    link.callback(move |event: SubmitEvent| {
        event.prevent_default();
        msg()
    })
}

/// A field of one line with its name.
pub(super) fn line(id: &'static str, label: &'static str, text: &str, on: Callback<String>) -> Html {
    html! {
        <>
            <label for={id}>{ label }</label>
            <input {id} type="text" autocomplete="off" spellcheck="false" value={text.to_owned()} oninput={typed(on)} />
        </>
    }
}

pub(super) fn view(state: &State, lang: Language, link: &Scope<OwnDatabase>) -> Html {
    html! {
        <div class="own-part" role="group" aria-labelledby="own-read-title">
            <h3 id="own-read-title" class="own-label">{ words::READ.of(lang) }</h3>
            <form onsubmit={submit(link, || Msg::Get)}>
                <div class="own-fields">
                    { line("own-key", words::KEY.of(lang), &state.key, link.callback(Msg::Key)) }
                </div>
                <div class="own-buttons">
                    <button class="own-button" id="own-get" disabled={!state.is_free()}>{ words::GET.of(lang) }</button>
                </div>
            </form>
            <div role="status">
                { said(state, &[Part::Read], lang) }
                if let Some(got) = &state.got {
                    <p class="own-found"><code>{ shown(&got.key) }</code>{ ": " }{ sentences::found(lang, got) }</p>
                }
            </div>
            if let Some(got) = &state.got {
                { path(got, lang) }
            }
        </div>
    }
}

fn path(got: &Got, lang: Language) -> Html {
    let steps = got.steps.iter().map(|step| html! { <li>{ sentences::step(lang, step) }</li> });
    html! {
        <>
            if let Some((value, _)) = &got.value {
                <pre class="own-value" tabindex="0" role="region" aria-label={words::VALUE.of(lang)}><code>{ shown(value) }</code></pre>
            }
            <p class="own-label" id="own-path-title">{ words::PATH.of(lang) }</p>
            <ol class="own-path" aria-labelledby="own-path-title">{ for steps }</ol>
        </>
    }
}

/// The part for a range.
pub(super) fn scan(state: &State, lang: Language, link: &Scope<OwnDatabase>) -> Html {
    html! {
        <div class="own-part" role="group" aria-labelledby="own-scan-title">
            <h3 id="own-scan-title" class="own-label">{ words::SCAN.of(lang) }</h3>
            <form onsubmit={submit(link, || Msg::Scan)}>
                <div class="own-fields">
                    { line("own-prefix", words::PREFIX.of(lang), &state.range.0, link.callback(Msg::Prefix)) }
                    { line("own-from", words::FROM.of(lang), &state.range.1, link.callback(Msg::From)) }
                </div>
                <div class="own-buttons">
                    <button class="own-button" id="own-scan" disabled={!state.is_free()}>{ words::SHOW.of(lang) }</button>
                </div>
            </form>
            <div role="status">
                { said(state, &[Part::Scan], lang) }
                if state.page.as_ref().is_some_and(|page| page.rows.is_empty()) {
                    <p>{ words::NO_KEYS.of(lang) }</p>
                }
            </div>
            if let Some(page) = state.page.as_ref().filter(|page| !page.rows.is_empty()) {
                { rows(page, lang, link) }
                if page.more {
                    <div class="own-buttons">
                        <button type="button" class="own-button" id="own-next" disabled={!state.is_free()}
                            onclick={link.callback(|_| Msg::Next)}>{ words::NEXT.of(lang) }</button>
                    </div>
                }
            }
        </div>
    }
}

fn rows(page: &Page, lang: Language, link: &Scope<OwnDatabase>) -> Html {
    let rows = page.rows.iter().map(|(key, value, bytes)| {
        let (text, picked) = (shown(key), key.clone());
        let cut = if (value.len() as u64) < *bytes { "…" } else { "" };
        html! {
            <tr>
                <th scope="row"><button type="button" class="own-pick" onclick={link.callback(move |_| Msg::Pick(picked.clone()))}>
                    <code>{ text }</code></button></th>
                <td><code>{ shown(value) }{ cut }</code></td>
                <td>{ size(*bytes) }</td>
            </tr>
        }
    });
    html! {
        <div class="own-scroll" tabindex="0" role="region" aria-label={words::SCAN.of(lang)}>
            <table class="own-table own-keys">
                <thead><tr>
                    { for [words::KEY, words::VALUE, words::BYTES].map(|name| html! { <th scope="col">{ name.of(lang) }</th> }) }
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
