//! The keys: a file dropped or chosen, a sample, or pasted; and which column of a table they are in.

use yew::html::Scope;
use yew::prelude::*;

use super::state::State;
use super::{Msg, OwnData};
use crate::own_data::cache::keys::Reading;
use crate::own_data::cache::samples::Sample;
use crate::own_data::cache::words::{self, sentences};
use crate::own_data::form::fields::{Field, button, check, option, select};
use crate::own_data::form::{Pick, file_part, paste};
use crate::own_data::sniff::{Format, PREVIEW_ROWS, Table};
use crate::text::Language;

/// The value of the choice "the whole line".
const WHOLE_LINE: &str = "line";

pub(super) fn view(state: &State, lang: Language, link: &Scope<OwnData>) -> Html {
    let pick = Pick {
        id: "own-keys",
        title: words::KEYS.of(lang),
        hint: words::KEYS_DROP.of(lang).to_owned(),
        choose: words::KEYS_FILE.of(lang),
        accept: "",
    };
    let sample = |sample: Sample| link.callback(move |_| Msg::KeysSample(sample));
    let content = html! {
        <>
            <div class="own-buttons">
                { pick.button(link.callback(Msg::KeysFile)) }
                { button(words::KEYS_SAMPLE.of(lang), sample(Sample::Keys)) }
                { button(words::KEYS_SAMPLE_CSV.of(lang), sample(Sample::AccessLog)) }
            </div>
            { paste("own-keys", words::KEYS_PASTE.of(lang), &state.pasted, link.callback(Msg::Pasted)) }
            <div class="own-said" role="status">{ chosen(state, lang) }</div>
            { shape(state, lang, link) }
        </>
    };
    file_part(&pick, link.callback(Msg::KeysFile), content)
}

/// What was chosen and what it looks like.
fn chosen(state: &State, lang: Language) -> Html {
    let Some(source) = &state.task.source else {
        return Html::default();
    };
    let name = source.name.clone().unwrap_or_else(|| words::PASTED.of(lang).to_owned());
    html! {
        <p>
            <strong>{ name }</strong>{ format!(" ({}). ", words::size(source.bytes)) }
            if let Some(format) = &state.format {
                { sentences::format(lang, format) }
            }
        </p>
    }
}

fn shape(state: &State, lang: Language, link: &Scope<OwnData>) -> Html {
    match &state.format {
        Some(Format::Csv(table)) => columns(table, &state.reading, lang, link),
        Some(Format::Lines { preview }) => html! {
            <ul class="own-preview" aria-label={words::PREVIEW.of(lang)}>
                { for preview.iter().map(|line| html! { <li>{ line }</li> }) }
            </ul>
        },
        _ => Html::default(),
    }
}

fn columns(table: &Table, reading: &Reading, lang: Language, link: &Scope<OwnData>) -> Html {
    let (chosen, header) = match reading {
        Reading::Column { column, header, .. } => (Some(*column), *header),
        Reading::Lines => (None, false),
    };
    let field = Field { id: "own-column", label: words::COLUMN.of(lang), hint: None };
    let columns = table.columns.iter().enumerate().map(|(index, name)| {
        let label = if header { format!("{}: {name}", index + 1) } else { (index + 1).to_string() };
        option(index.to_string(), label, chosen == Some(index))
    });
    let line = option(WHOLE_LINE, words::WHOLE_LINE.of(lang), chosen.is_none());
    let named = Field { id: "own-header", label: words::HEADER.of(lang), hint: None };
    html! {
        <>
            <div class="own-fields">
                { select(&field, columns.chain([line]), link.callback(|value: String| Msg::Column(value.parse().ok()))) }
                if chosen.is_some() {
                    { check(&named, header, link.callback(Msg::Header)) }
                }
            </div>
            { preview(table, chosen, header, lang) }
        </>
    }
}

/// The first rows, the chosen column standing out.
fn preview(table: &Table, chosen: Option<usize>, header: bool, lang: Language) -> Html {
    let class = |index: usize| (chosen == Some(index)).then_some("own-chosen");
    let row = |cells: &[String]| {
        let cells = cells.iter().enumerate().map(|(i, cell)| html! { <td class={class(i)}>{ cell }</td> });
        html! { <tr>{ for cells }</tr> }
    };
    let names = table
        .columns
        .iter()
        .enumerate()
        .map(|(i, name)| html! { <th scope="col" class={class(i)}>{ name }</th> });
    html! {
        <div class="own-scroll" tabindex="0" role="region" aria-label={words::PREVIEW.of(lang)}>
            <table class="own-table">
                if header {
                    <thead><tr>{ for names }</tr></thead>
                }
                <tbody>
                    if !header {
                        { row(&table.columns) }
                    }
                    { for table.rows.iter().take(PREVIEW_ROWS).map(|cells| row(cells)) }
                </tbody>
            </table>
        </div>
    }
}
