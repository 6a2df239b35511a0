//! How far the work is, and what came of it: a row for each placement, opened to a row for each server.

use snowglobe_core::ring::Scheme;
use yew::html::Scope;
use yew::prelude::*;

use super::state::State;
use super::{Msg, OwnData};
use crate::own_data::cache::report::{Outcome, Report, Spread};
use crate::own_data::cache::words::{self, percent, sentences};
use crate::own_data::stage::{Stage, progress_bar};
use crate::text::Language;

mod by_server;

/// The width of a bar's picture, in its own units.
const BAR: f64 = 100.0;

pub(super) fn view(state: &State, lang: Language, link: &Scope<OwnData>) -> Html {
    html! {
        <div class="own-part own-result" role="group" aria-label={words::RESULT.of(lang)}>
            <div role="status">{ said(state, lang) }</div>
            if let Stage::Working(progress) = &state.task.stage {
                { progress_bar(words::RUN.of(lang), progress, None) }
            }
            if let (Stage::Done(report), Some(asked)) = (&state.task.stage, &state.task.asked) {
                <p class="own-hint">{ sentences::asked(lang, asked) }</p>
                if state.is_stale() {
                    <p class="own-failure">{ words::STALE.of(lang) }</p>
                }
                { table(report, state, lang, link) }
            }
        </div>
    }
}

fn said(state: &State, lang: Language) -> Html {
    let done = |report: &Report| html! { <p>{ sentences::counts(lang, &report.counts) }</p> };
    state.task.stage.said(lang, |progress| sentences::progress(lang, progress), done, sentences::failure)
}

fn table(report: &Report, state: &State, lang: Language, link: &Scope<OwnData>) -> Html {
    let changes = !report.expected_after.is_empty();
    let rows = report.rows.iter().filter_map(|row| {
        let scheme = Scheme::parse(&row.scheme).ok()?;
        Some(match &row.outcome {
            Ok(outcome) => answered(report, outcome, scheme, changes, state, lang, link),
            Err(refusal) => html! {
                <tr key={row.scheme.clone()}>
                    <th scope="row">{ sentences::scheme(lang, scheme) }</th>
                    <td colspan="3" class="own-failure">{ sentences::refusal(lang, refusal) }</td>
                </tr>
            },
        })
    });
    html! {
        <>
            <div class="own-scroll" tabindex="0" role="region" aria-label={words::RESULT.of(lang)}>
                <table class="own-table own-schemes">
                    <thead>
                        <tr>
                            <th scope="col">{ words::PLACEMENT.of(lang) }</th>
                            if changes {
                                <th scope="col">{ words::MOVED.of(lang) }</th>
                            }
                            <th scope="col" title={words::CV_HINT.of(lang)}>{ words::CV.of(lang) }</th>
                            <th scope="col" title={words::BUSIEST_HINT.of(lang)}>{ words::BUSIEST.of(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            <p class="own-hint">
                { format!("{}: {} {}: {}", words::CV.of(lang), words::CV_HINT.of(lang),
                    words::BUSIEST.of(lang), words::BUSIEST_HINT.of(lang)) }
            </p>
        </>
    }
}

/// A placement's row and, if it is open, what it holds.
fn answered(
    report: &Report,
    outcome: &Outcome,
    scheme: Scheme,
    changes: bool,
    state: &State,
    lang: Language,
    link: &Scope<OwnData>,
) -> Html {
    let open = state.open == Some(scheme);
    let total = report.counts.keys;
    let id = format!("own-scheme-{}", scheme.name());
    let both = |measure: fn(&Spread) -> String| match &outcome.after {
        Some(after) => format!("{} → {}", measure(&outcome.before), measure(after)),
        None => measure(&outcome.before),
    };
    html! {
        <>
            <tr>
                <th scope="row">
                    <button type="button" class="own-toggle" aria-expanded={open.to_string()}
                        aria-controls={open.then(|| id.clone())} onclick={link.callback(move |_| Msg::Toggle(scheme))}>
                        { sentences::scheme(lang, scheme) }
                    </button>
                </th>
                if changes {
                    <td>
                        { sentences::keys_and_share(lang, outcome.moved, total) }
                        { bar(&[("own-bar-moved", outcome.moved as f64 / total.max(1) as f64)], None) }
                    </td>
                }
                <td>{ both(|spread| percent(spread.cv)) }</td>
                <td>{ both(|spread| format!("{:.2}×", spread.max_over_mean)) }</td>
            </tr>
            if open {
                <tr id={id}>
                    <td colspan="4">{ by_server::view(report, outcome, scheme, state, lang, link) }</td>
                </tr>
            }
        </>
    }
}

/// Bars of these classes and lengths (0 to 1) under one another, with a mark where the fair share is.
fn bar(bars: &[(&'static str, f64)], fair: Option<f64>) -> Html {
    let height = 6 * bars.len();
    let length = |share: f64| format!("{:.2}", share.clamp(0.0, 1.0) * BAR);
    html! {
        <svg class="own-bar" viewBox={format!("0 0 {BAR} {height}")} preserveAspectRatio="none" aria-hidden="true"
            focusable="false" height={(height).to_string()}>
            <rect class="own-bar-ground" width={BAR.to_string()} height={height.to_string()} />
            { for bars.iter().enumerate().map(|(i, (class, share))| html! {
                <rect class={*class} y={(6 * i + 1).to_string()} width={length(*share)} height="4" />
            }) }
            if let Some(fair) = fair {
                <rect class="own-bar-fair" x={length(fair)} width="0.7" height={height.to_string()} />
            }
        </svg>
    }
}
