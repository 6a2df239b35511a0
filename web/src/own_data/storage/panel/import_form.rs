//! The file to be imported: which, what it looks like, where its keys are; how far the import is, and what came of it.

use yew::html::Scope;
use yew::prelude::*;

use super::state::{Missing, Part, State};
use super::{Msg, OwnDatabase};
use crate::own_data::form::fields::{Field, button, check, option, select};
use crate::own_data::form::{Pick, file_part};
use crate::own_data::sniff::Table;
use crate::own_data::stage::{Stage, progress_bar};
use crate::own_data::storage::records::Format;
use crate::own_data::storage::records::look::Look;
use crate::own_data::storage::request::Report;
use crate::own_data::storage::words::{self, count, sentences, size};
use crate::text::Language;

pub(super) fn view(state: &State, lang: Language, link: &Scope<OwnDatabase>) -> Html {
    let pick = Pick {
        id: "own-import",
        title: words::IMPORT.of(lang),
        hint: words::IMPORT_DROP.of(lang).to_owned(),
        choose: words::FILE.of(lang),
        accept: "",
    };
    let missing = state.missing().map(|missing| match missing {
        Missing::Database => words::NOT_OPEN.of(lang),
        Missing::File => words::NO_FILE_YET.of(lang),
        Missing::OtherFile => words::OTHER_FILE.of(lang),
    });
    let working = state.busy == Some(Part::Import);
    let content = html! {
        <>
            <div class="own-buttons">
                { pick.button(link.callback(Msg::File)) }
                { button(words::SAMPLE.of(lang), link.callback(|_| Msg::Sample)) }
            </div>
            <div class="own-said" role="status">{ chosen(state, lang) }</div>
            { keys(state, lang, link) }
            <div class="own-buttons">
                <button type="button" class="own-button own-main" aria-describedby="own-missing"
                    disabled={missing.is_some() || !state.is_free()} onclick={link.callback(|_| Msg::Import)}>
                    { words::RUN.of(lang) }
                </button>
                if working {
                    { button(words::CANCEL.of(lang), link.callback(|_| Msg::Cancel)) }
                }
            </div>
            <p id="own-missing" class="own-hint">{ missing.unwrap_or(words::VALUE_HINT.of(lang)) }</p>
            { outcome(state, lang) }
        </>
    };
    file_part(&pick, link.callback(Msg::File), content)
}

fn chosen(state: &State, lang: Language) -> Html {
    let Some(source) = &state.source else { return Html::default() };
    let look = state.look.as_ref().map(|look| {
        let class = look.format().is_none().then_some("own-failure");
        html! { <span {class}>{ sentences::look(lang, look) }</span> }
    });
    html! {
        <p>
            <strong><code>{ source.name.clone() }</code></strong>{ format!(" ({}). ", size(source.bytes)) }{ look }
        </p>
    }
}

/// Where the keys are.
fn keys(state: &State, lang: Language, link: &Scope<OwnDatabase>) -> Html {
    let on = link.batch_callback(|value: String| value.parse().ok().map(Msg::Choose));
    match (&state.look, &state.format) {
        (Some(Look::Json(fields)), Some(Format::Json { field })) => {
            let label = Field { id: "own-key-field", label: words::KEY_FIELD.of(lang), hint: None };
            let options = fields
                .iter()
                .enumerate()
                .map(|(at, name)| option(at.to_string(), name.clone(), name == field));
            html! { <div class="own-fields">{ select(&label, options, on) }</div> }
        }
        (Some(Look::Csv(table)), Some(Format::Csv { column, header, .. })) => {
            let label = Field { id: "own-key-field", label: words::KEY_COLUMN.of(lang), hint: None };
            let options = table.columns.iter().enumerate().map(|(at, name)| {
                let label = if *header { format!("{}: {name}", at + 1) } else { (at + 1).to_string() };
                option(at.to_string(), label, at == *column)
            });
            let named = Field { id: "own-header", label: words::HEADER.of(lang), hint: None };
            html! {
                <>
                    <div class="own-fields">
                        { select(&label, options, on) }
                        { check(&named, *header, link.callback(Msg::Header)) }
                    </div>
                    { preview(table, *column, *header, lang) }
                </>
            }
        }
        _ => Html::default(),
    }
}

/// The first rows, the chosen column standing out.
fn preview(table: &Table, column: usize, header: bool, lang: Language) -> Html {
    let class = |at: usize| (at == column).then_some("own-chosen");
    let row = |cells: &[String]| {
        html! { <tr>{ for cells.iter().enumerate().map(|(at, cell)| html! { <td class={class(at)}>{ cell }</td> }) }</tr> }
    };
    let names = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, name)| html! { <th scope="col" class={class(at)}>{ name }</th> });
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
                    { for table.rows.iter().map(|cells| row(cells)) }
                </tbody>
            </table>
        </div>
    }
}

fn outcome(state: &State, lang: Language) -> Html {
    let done = |report: &Report| {
        let replaced = report.replaced.filter(|number| *number > 0);
        html! {
            <>
                <p class="own-headline">{ sentences::report(lang, report) }</p>
                if let Some(number) = replaced {
                    <p class="own-replaced">{ sentences::replaced(lang, number) }</p>
                }
            </>
        }
    };
    let working = |_: &_| words::RUN.of(lang).to_owned();
    html! {
        <>
            <div role="status">
                if !state.import.is_working() {
                    { state.import.said(lang, working, done, sentences::failure) }
                }
            </div>
            if let Stage::Working(progress) = &state.import {
                { progress_bar(words::IMPORT.of(lang), progress, Some(sentences::progress(lang, progress))) }
            }
            if let Stage::Done(report) = &state.import {
                { skipped(report, lang) }
            }
        </>
    }
}

/// The records that were skipped: how many, and the first of them.
fn skipped(report: &Report, lang: Language) -> Html {
    if report.skipped.is_empty() {
        return Html::default();
    }
    let reasons = report.skipped.iter().map(|(problem, number)| sentences::skipped(lang, *problem, *number));
    let rows = report.shown.iter().map(|(line, problem, text)| {
        html! {
            <tr>
                <td>{ count(*line) }</td><td>{ sentences::problem(lang, *problem) }</td>
                <td><code>{ text }</code></td>
            </tr>
        }
    });
    html! {
        <>
            <ul class="own-problems">{ for reasons.map(|reason| html! { <li>{ reason }</li> }) }</ul>
            <div class="own-scroll" tabindex="0" role="region" aria-label={words::SKIPPED.of(lang)}>
                <table class="own-table">
                    <caption>{ words::SKIPPED.of(lang) }</caption>
                    <thead><tr>
                        <th scope="col">{ words::LINE.of(lang) }</th><th scope="col">{ words::WHY.of(lang) }</th>
                        <th scope="col">{ words::TEXT.of(lang) }</th>
                    </tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
        </>
    }
}
