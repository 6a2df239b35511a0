//! Writing: one record put or deleted.

use yew::html::Scope;
use yew::prelude::*;

use super::read_form::line;
use super::state::{Part, State};
use super::{Msg, OwnDatabase, said};
use crate::own_data::form::fields::typed;
use crate::own_data::storage::words;
use crate::text::Language;

pub(super) fn view(state: &State, lang: Language, link: &Scope<OwnDatabase>) -> Html {
    let kept = state.status.as_ref().is_some_and(|status| status.kept);
    let done = match (state.written, kept) {
        (Some(Part::Put), true) => Some(words::PUT_DONE),
        (Some(Part::Put), false) => Some(words::PUT_IN_MEMORY),
        (Some(Part::Delete), true) => Some(words::DELETED),
        (Some(Part::Delete), false) => Some(words::DELETED_IN_MEMORY),
        _ => None,
    };
    let free = state.is_free();
    html! {
        <div class="own-part" role="group" aria-labelledby="own-write-title">
            <h3 id="own-write-title" class="own-label">{ words::WRITE.of(lang) }</h3>
            <div class="own-fields">
                { line("own-record-key", words::KEY.of(lang), &state.record.0, link.callback(Msg::RecordKey)) }
                <label for="own-record-value">{ words::VALUE.of(lang) }</label>
                <textarea id="own-record-value" class="own-text" rows="2" spellcheck="false" autocomplete="off"
                    value={state.record.1.clone()} oninput={typed(link.callback(Msg::RecordValue))} />
            </div>
            <div class="own-buttons">
                <button type="button" class="own-button" id="own-put" disabled={!free}
                    onclick={link.callback(|_| Msg::Put)}>{ words::PUT.of(lang) }</button>
                <button type="button" class="own-button" id="own-delete" disabled={!free}
                    onclick={link.callback(|_| Msg::Delete)}>{ words::DELETE.of(lang) }</button>
            </div>
            <div id="own-written" role="status">
                { said(state, &[Part::Put, Part::Delete], lang) }
                if let Some(done) = done {
                    <p>{ done.of(lang) }</p>
                }
            </div>
        </div>
    }
}
