//! The keys: a file dropped or chosen, a sample, or pasted; and which column of a table they are in.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::html::Scope;
use yew::prelude::*;

use super::state::State;
use super::{Msg, OwnData};
use crate::own_data::cache::keys::Reading;
use crate::own_data::cache::samples::Sample;
use crate::own_data::cache::words::{self, sentences};
use crate::own_data::file_input::{drop_zone, file_button};
use crate::own_data::sniff::{Format, PREVIEW_ROWS, Table};
use crate::text::Language;

/// The value of the choice "the whole line".
const WHOLE_LINE: &str = "line";

pub(super) fn view(state: &State, lang: Language, link: &Scope<OwnData>) -> Html {
    let zone = drop_zone(link.callback(Msg::KeysFile));
    let sample = |sample: Sample| link.callback(move |_| Msg::KeysSample(sample));
    let oninput = link.callback(|event: InputEvent| {
        Msg::Pasted(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    html! {
        <div class="own-part own-drop" role="group" aria-labelledby="own-keys-title"
            ondragover={zone.ondragover} ondrop={zone.ondrop}>
            <h3 id="own-keys-title" class="own-label">{ words::KEYS.of(lang) }</h3>
            <p class="own-hint">{ words::KEYS_DROP.of(lang) }</p>
            <div class="own-buttons">
                { file_button("own-keys-file", words::KEYS_FILE.of(lang), "", link.callback(Msg::KeysFile)) }
                <button type="button" class="own-button" onclick={sample(Sample::Keys)}>
                    { words::KEYS_SAMPLE.of(lang) }
                </button>
                <button type="button" class="own-button" onclick={sample(Sample::AccessLog)}>
                    { words::KEYS_SAMPLE_CSV.of(lang) }
                </button>
            </div>
            <details class="own-paste">
                <summary>{ words::KEYS_PASTE.of(lang) }</summary>
                <textarea id="own-keys" class="own-text" rows="5" spellcheck="false" autocomplete="off"
                    aria-label={words::KEYS_PASTE.of(lang)} value={state.pasted.clone()} {oninput} />
            </details>
            <div class="own-said" role="status">{ chosen(state, lang) }</div>
            { shape(state, lang, link) }
        </div>
    }
}

/// What was chosen and what it looks like.
fn chosen(state: &State, lang: Language) -> Html {
    let Some(source) = &state.source else {
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
    let onchange = link.callback(|event: yew::Event| {
        Msg::Column(event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok())
    });
    let onheader = link.callback(|event: yew::Event| {
        Msg::Header(event.target_unchecked_into::<HtmlInputElement>().checked())
    });
    let options = table.columns.iter().enumerate().map(|(index, name)| {
        let label = if header { format!("{}: {name}", index + 1) } else { (index + 1).to_string() };
        html! { <option value={index.to_string()} selected={chosen == Some(index)}>{ label }</option> }
    });
    html! {
        <>
            <div class="own-fields">
                <label for="own-column">{ words::COLUMN.of(lang) }</label>
                <select id="own-column" {onchange}>
                    { for options }
                    <option value={WHOLE_LINE} selected={chosen.is_none()}>{ words::WHOLE_LINE.of(lang) }</option>
                </select>
                if chosen.is_some() {
                    <span class="own-check">
                        <input type="checkbox" id="own-header" checked={header} onchange={onheader} />
                        <label for="own-header">{ words::HEADER.of(lang) }</label>
                    </span>
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
