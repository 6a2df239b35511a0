//! The history: a file dropped or chosen, or a sample.

use yew::html::Scope;
use yew::prelude::*;

use super::{Msg, Promises, Sample};
use crate::own_data::form::fields::button;
use crate::own_data::form::{Pick, file_part};
use crate::own_data::kv::session::Session;
use crate::own_data::kv::words::{self, size};
use crate::own_data::task::Task;
use crate::text::Language;

pub(super) fn view(task: &Task<Session>, lang: Language, link: &Scope<Promises>) -> Html {
    let pick = Pick {
        id: "own-history",
        title: words::HISTORY.of(lang),
        hint: format!("{} {}", words::HISTORY_DROP.of(lang), words::HISTORY_HINT.of(lang)),
        choose: words::HISTORY_FILE.of(lang),
        accept: "",
    };
    let sample = |words: crate::text::Text, sample| {
        button(words.of(lang), link.callback(move |_| Msg::Sample(sample)))
    };
    let content = html! {
        <>
            <div class="own-buttons">{ pick.button(link.callback(Msg::File)) }</div>
            <div class="own-buttons" role="group" aria-label={words::SAMPLES.of(lang)}>
                <span class="own-hint">{ words::SAMPLES.of(lang) }</span>
                { sample(words::SAMPLE_GOOD, Sample::Good) }
                { sample(words::SAMPLE_STALE, Sample::Stale) }
                { sample(words::SAMPLE_UNKNOWN, Sample::Unknown) }
            </div>
            if let Some(source) = &task.source {
                <p class="own-chosen-file"><strong><code>{ source.name.clone() }</code></strong>{ format!(" ({})", size(source.bytes)) }</p>
            }
        </>
    };
    file_part(&pick, link.callback(Msg::File), content)
}
