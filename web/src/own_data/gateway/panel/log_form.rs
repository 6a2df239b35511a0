//! The log: a file dropped or chosen, or the sample, and how it is written.

use web_sys::HtmlSelectElement;
use yew::html::Scope;
use yew::prelude::*;

use super::state::{Look, State};
use super::{AccessLog, Msg};
use crate::own_data::file_input::{drop_zone, file_button};
use crate::own_data::gateway::line::Format;
use crate::own_data::gateway::words::{self, results, sentences, size};
use crate::text::Language;

/// The formats, as the choice has them.
const FORMATS: [(&str, Format); 4] = [
    ("common", Format::Common),
    ("combined", Format::Combined),
    ("json", Format::Json),
    ("plain", Format::Plain),
];

pub(super) fn view(state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    let zone = drop_zone(link.callback(Msg::LogFile));
    html! {
        <div class="own-part own-drop" role="group" aria-labelledby="own-log-title"
            ondragover={zone.ondragover} ondrop={zone.ondrop}>
            <h3 id="own-log-title" class="own-label">{ words::LOG.of(lang) }</h3>
            <p class="own-hint">{ words::LOG_DROP.of(lang) }{ " " }{ words::LOG_HINT.of(lang) }</p>
            <div class="own-buttons">
                { file_button("own-log-file", words::LOG_FILE.of(lang), "", link.callback(Msg::LogFile)) }
                <button type="button" class="own-button" onclick={link.callback(|_| Msg::LogSample)}>
                    { words::LOG_SAMPLE.of(lang) }
                </button>
            </div>
            <div class="own-said" role="status">{ chosen(state, lang) }</div>
            if let Some(Look::Log(_, lines)) = &state.look {
                <ul class="own-preview" aria-label={words::PREVIEW.of(lang)}>
                    { for lines.iter().map(|line| html! { <li><code title={line.clone()}>{ line }</code></li> }) }
                </ul>
            }
            { format(state, lang, link) }
        </div>
    }
}

/// What was chosen and what it looks like.
fn chosen(state: &State, lang: Language) -> Html {
    let look = state.look.as_ref().map(|look| match look {
        Look::Log(format, _) => html! { { sentences::format(lang, *format) } },
        Look::Gzip => html! { { results::not_known_yet(lang, true) } },
        Look::Unclear => html! { { results::not_known_yet(lang, false) } },
        Look::Wrong(failure) => {
            html! { <span class="own-failure">{ sentences::failure(lang, failure) }</span> }
        }
    });
    if look.is_none() && state.source.is_none() {
        return Html::default();
    }
    html! {
        <p>
            if let Some(source) = &state.source {
                <strong><code>{ source.name.clone() }</code></strong>{ format!(" ({}). ", size(source.bytes)) }
            }
            { look }
        </p>
    }
}

fn format(state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    let onchange = link.callback(|event: yew::Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Format(FORMATS.into_iter().find(|(name, _)| *name == value).map(|(_, format)| format))
    });
    html! {
        <div class="own-fields">
            <label for="own-format">{ words::FORMAT.of(lang) }</label>
            <select id="own-format" {onchange}>
                <option value="told" selected={state.format.is_none()}>{ words::FORMAT_TOLD.of(lang) }</option>
                { for FORMATS.map(|(name, format)| html! {
                    <option value={name} selected={state.format == Some(format)}>
                        { sentences::format(lang, format) }
                    </option>
                }) }
            </select>
        </div>
    }
}
