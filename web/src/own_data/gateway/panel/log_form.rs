//! The log: a file dropped or chosen, or the sample, and how it is written.

use yew::html::Scope;
use yew::prelude::*;

use super::state::{Look, State};
use super::{AccessLog, Msg};
use crate::own_data::form::fields::{Field, button, option, select};
use crate::own_data::form::{Pick, file_part};
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
    let pick = Pick {
        id: "own-log",
        title: words::LOG.of(lang),
        hint: format!("{} {}", words::LOG_DROP.of(lang), words::LOG_HINT.of(lang)),
        choose: words::LOG_FILE.of(lang),
        accept: "",
    };
    let content = html! {
        <>
            <div class="own-buttons">
                { pick.button(link.callback(Msg::LogFile)) }
                { button(words::LOG_SAMPLE.of(lang), link.callback(|_| Msg::LogSample)) }
            </div>
            <div class="own-said" role="status">{ chosen(state, lang) }</div>
            if let Some(Look::Log(_, lines)) = &state.look {
                <ul class="own-preview" aria-label={words::PREVIEW.of(lang)}>
                    { for lines.iter().map(|line| html! { <li><code title={line.clone()}>{ line }</code></li> }) }
                </ul>
            }
            <div class="own-fields">{ format(state, lang, link) }</div>
        </>
    };
    file_part(&pick, link.callback(Msg::LogFile), content)
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
    if look.is_none() && state.task.source.is_none() {
        return Html::default();
    }
    html! {
        <p>
            if let Some(source) = &state.task.source {
                <strong><code>{ source.name.clone() }</code></strong>{ format!(" ({}). ", size(source.bytes)) }
            }
            { look }
        </p>
    }
}

fn format(state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    let field = Field { id: "own-format", label: words::FORMAT.of(lang), hint: None };
    let told = option("told", words::FORMAT_TOLD.of(lang), state.format.is_none());
    let formats = FORMATS
        .map(|(name, format)| option(name, sentences::format(lang, format), state.format == Some(format)));
    let on = link.callback(|value: String| {
        Msg::Format(FORMATS.into_iter().find(|(name, _)| *name == value).map(|(_, format)| format))
    });
    select(&field, [told].into_iter().chain(formats), on)
}
