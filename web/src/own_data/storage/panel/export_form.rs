//! Everything out: exported as a file, or deleted.

use yew::html::Scope;
use yew::prelude::*;

use super::state::{Opening, Part, State};
use super::{Msg, OwnDatabase, said};
use crate::own_data::form::fields::button;
use crate::own_data::storage::failure::Failure;
use crate::own_data::storage::request::Export;
use crate::own_data::storage::words::{self, size};
use crate::text::Language;

pub(super) fn view(state: &State, lang: Language, link: &Scope<OwnDatabase>) -> Html {
    let about = state.status.as_ref().and_then(|status| status.about.as_ref());
    let original = about.is_some_and(|about| about.form.is_some());
    let export = |id: &'static str, export: Export, label: &'static str| {
        html! {
            <button type="button" {id} class="own-button" disabled={!state.is_free()}
                onclick={link.callback(move |_| Msg::Export(export))}>{ label }</button>
        }
    };
    html! {
        <div class="own-part" role="group" aria-labelledby="own-export-title">
            <h3 id="own-export-title" class="own-label">{ words::EXPORT.of(lang) }</h3>
            <p class="own-hint">{ words::EXPORT_HINT.of(lang) }</p>
            <div class="own-buttons">
                if original {
                    { export("own-export-original", Export::Original, words::ORIGINAL.of(lang)) }
                }
                { export("own-export-csv", Export::Csv, words::AS_CSV.of(lang)) }
                { export("own-export-json", Export::Json, words::AS_JSON.of(lang)) }
                if state.busy == Some(Part::Export) {
                    { button(words::CANCEL.of(lang), link.callback(|_| Msg::Cancel)) }
                }
            </div>
            <div role="status">
                { said(state, &[Part::Export], lang) }
                if state.exported.is_some() {
                    <p>{ words::EXPORTING.of(lang) }</p>
                }
                if state.stopped {
                    <p>{ words::EXPORT_STOPPED.of(lang) }</p>
                }
            </div>
            if let Some(progress) = state.exported {
                <p class="own-hint">{ size(progress.done) }</p>
            }
            { destroy(state, lang, link) }
        </div>
    }
}

/// Deleting is asked for twice. What is damaged can be deleted as well; what another tab has open cannot.
fn destroy(state: &State, lang: Language, link: &Scope<OwnDatabase>) -> Html {
    let damaged = matches!(&state.opening, Opening::Failed(failure) if *failure != Failure::Locked);
    let can = state.is_free() || damaged;
    html! {
        <div class="own-buttons">
            if state.sure {
                <button type="button" id="own-sure" class="own-button" disabled={!can}
                    onclick={link.callback(|_| Msg::Destroy)}>{ words::SURE.of(lang) }</button>
                { button(words::KEEP.of(lang), link.callback(|_| Msg::Sure(false))) }
                <span class="own-hint" role="status">{ words::SURE_HINT.of(lang) }</span>
            } else {
                <button type="button" id="own-destroy" class="own-button" disabled={!can}
                    onclick={link.callback(|_| Msg::Sure(true))}>{ words::DESTROY.of(lang) }</button>
            }
        </div>
    }
}
