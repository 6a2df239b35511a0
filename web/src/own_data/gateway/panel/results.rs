//! How far the work is, and what came of it: a headline, how the log was read, when, which rule, which line.

use yew::html::Scope;
use yew::prelude::*;

use super::state::{Stage, State};
use super::{AccessLog, Msg, Saved};
use crate::own_data::gateway::export::Table;
use crate::own_data::gateway::report::Report;
use crate::own_data::gateway::words::{self, results, sentences};
use crate::text::Language;

mod by_rule;
mod chart;
mod compared;
mod denied;
mod reading;

/// The width of a bar's picture, in its own units.
const BAR: f64 = 100.0;

pub(super) fn view(state: &State, place: &NodeRef, lang: Language, link: &Scope<AccessLog>) -> Html {
    html! {
        <div ref={place.clone()} class="own-part own-result" tabindex="-1" role="group" aria-label={words::RESULT.of(lang)}>
            <div role="status">{ said(&state.stage, lang) }</div>
            if let Stage::Working { done, total, lines } = &state.stage {
                { progress(*done, *total, *lines, lang) }
            }
            if let Stage::Done(report) = &state.stage {
                if state.is_stale() {
                    <p class="own-failure">{ words::STALE.of(lang) }</p>
                }
                <p class="own-hint">
                    { format!("{}: {}. ", words::ALGORITHM.of(lang), sentences::algorithm(lang, &report.algorithm)) }
                    { words::CAVEAT.of(lang) }
                </p>
                { files(report, lang, link) }
                { reading::view(&report.reading, lang) }
                { chart::overall(report, lang) }
                { by_rule::view(report, state, lang, link) }
                { denied::view(report, lang) }
            }
        </div>
    }
}

fn said(stage: &Stage, lang: Language) -> Html {
    match stage {
        Stage::Idle => Html::default(),
        // Said once: the numbers that change with each chunk are beside it.
        Stage::Working { .. } => html! { <p>{ words::WORKING.of(lang) }</p> },
        Stage::Cancelled => html! { <p>{ words::CANCELLED.of(lang) }</p> },
        Stage::Done(report) => {
            html! { <p class="own-headline">{ sentences::outcome(lang, report) }</p> }
        }
        Stage::Failed(failure) => {
            html! { <p class="own-failure">{ sentences::failure(lang, failure) }</p> }
        }
    }
}

fn progress(done: u64, total: u64, lines: u64, lang: Language) -> Html {
    let text = sentences::progress(lang, done, total, lines);
    html! {
        <>
            <progress class="own-progress" aria-label={words::RUN.of(lang)} aria-valuetext={text.clone()}
                value={done.to_string()} max={total.max(1).to_string()} />
            <p>{ text }</p>
        </>
    }
}

/// A button for each file that the report can be saved as.
fn files(report: &Report, lang: Language, link: &Scope<AccessLog>) -> Html {
    let button = |saved: Saved, name: &'static str| {
        html! {
            <button type="button" class="own-button" onclick={link.callback(move |_| Msg::Save(saved))}>{ name }</button>
        }
    };
    let tables = Table::ALL.into_iter().filter(|table| table.is_in(report));
    html! {
        <details class="own-save">
            <summary>{ words::DOWNLOAD.of(lang) }</summary>
            <div class="own-buttons">
                { button(Saved::Json, words::ALL_AS_JSON.of(lang)) }
                { for tables.map(|table| button(Saved::Csv(table), results::table(lang, table))) }
            </div>
            <p class="own-hint">{ words::DOWNLOAD_HINT.of(lang) }</p>
        </details>
    }
}

/// A part of a bar.
#[derive(Clone, Copy)]
enum Part {
    Admitted,
    Delayed,
    Denied,
}

/// A bar of parts and how much of the whole they are, beside one another. What is denied stands out in height, too.
fn bar(parts: &[(Part, f64)]) -> Html {
    let mut from = 0.0;
    let parts = parts.iter().map(|(part, share)| {
        let (x, width) = (from, share.clamp(0.0, 1.0) * BAR);
        from += width;
        let (class, y, height) = match part {
            Part::Admitted => ("own-bar-after", "3", "4"),
            Part::Delayed => ("own-bar-before", "3", "4"),
            Part::Denied => ("own-bar-denied", "0", "10"),
        };
        html! { <rect {class} x={format!("{x:.2}")} {y} width={format!("{width:.2}")} {height} /> }
    });
    html! {
        <svg class="own-bar" viewBox={format!("0 0 {BAR} 10")} preserveAspectRatio="none" aria-hidden="true"
            focusable="false" height="10">{ for parts }</svg>
    }
}
