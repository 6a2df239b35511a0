//! One placement opened: each server's share before and after, where the moved keys went, the table.

use snowglobe_core::ring::Scheme;
use yew::html::Scope;
use yew::prelude::*;

use super::super::state::State;
use super::super::{Msg, OwnData};
use super::bar;
use crate::own_data::cache::report::{Outcome, Report, Spread};
use crate::own_data::cache::words::{self, count, percent, sentences};
use crate::own_data::stage::progress_bar;
use crate::text::{Language, Text};

/// Flows listed one by one; the rest is summed up.
const FLOWS_SHOWN: usize = 20;

pub(super) fn view(
    report: &Report,
    outcome: &Outcome,
    scheme: Scheme,
    state: &State,
    lang: Language,
    link: &Scope<OwnData>,
) -> Html {
    html! {
        <div class="own-details">
            { servers(report, outcome, lang) }
            if !outcome.flows.is_empty() {
                { flows(report, outcome, lang) }
            }
            if let Some(hint) = hint(scheme) {
                <p class="own-hint">{ hint.of(lang) }</p>
            }
            <div class="own-buttons">
                <button type="button" class="own-button" disabled={state.exporting.is_some()}
                    onclick={link.callback(move |_| Msg::Download(scheme))}>
                    { words::DOWNLOAD.of(lang) }
                </button>
            </div>
            <div role="status">
                if state.exporting == Some(scheme) {
                    <p>{ words::WRITING.of(lang) }</p>
                }
                if let Some(failure) = &state.export_failure {
                    <p class="own-failure">{ sentences::failure(lang, failure) }</p>
                }
            </div>
            if state.exporting == Some(scheme) {
                { progress_bar(words::WRITING.of(lang), &state.exported, None) }
            }
            <p class="own-hint">{ words::DOWNLOAD_HINT.of(lang) }</p>
        </div>
    }
}

/// What is peculiar to a placement.
fn hint(scheme: Scheme) -> Option<Text> {
    match scheme {
        Scheme::Ketama => Some(words::KETAMA_HINT),
        Scheme::Jump => Some(words::JUMP_HINT),
        Scheme::Bounded => Some(words::BOUNDED_HINT),
        _ => None,
    }
}

fn servers(report: &Report, outcome: &Outcome, lang: Language) -> Html {
    let total = report.counts.keys.max(1) as f64;
    let keys = |spread: &Spread, index: usize| spread.keys.get(index).copied().unwrap_or(0);
    let after = outcome.after.as_ref();
    let largest =
        outcome.before.keys.iter().chain(after.iter().flat_map(|s| &s.keys)).max().copied().unwrap_or(1);
    let expected = if after.is_some() { &report.expected_after } else { &report.expected_before };
    let rows = report.servers.iter().enumerate().map(|(index, name)| {
        let fair = expected.get(index).copied().unwrap_or(0.0);
        let scale = |keys: u64| keys as f64 / largest.max(1) as f64;
        let mut bars = vec![("own-bar-before", scale(keys(&outcome.before, index)))];
        bars.extend(after.map(|spread| ("own-bar-after", scale(keys(spread, index)))));
        html! {
            <tr key={name.clone()}>
                <th scope="row" class="own-server">{ name }</th>
                <td>{ cell(keys(&outcome.before, index), total) }</td>
                if let Some(spread) = after {
                    <td>{ cell(keys(spread, index), total) }</td>
                }
                <td>{ percent(fair) }{ bar(&bars, Some(fair * total / largest.max(1) as f64)) }</td>
            </tr>
        }
    });
    html! {
        <table class="own-table">
            <caption>{ words::DETAILS.of(lang) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ words::SERVER.of(lang) }</th>
                    if after.is_some() {
                        <th scope="col">{ words::BEFORE.of(lang) }</th>
                        <th scope="col">{ words::AFTER.of(lang) }</th>
                    } else {
                        <th scope="col">{ words::SHARE.of(lang) }</th>
                    }
                    <th scope="col">{ words::FAIR_SHARE.of(lang) }</th>
                </tr>
            </thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

fn cell(keys: u64, total: f64) -> String {
    format!("{} ({})", percent(keys as f64 / total), count(keys))
}

fn flows(report: &Report, outcome: &Outcome, lang: Language) -> Html {
    let name = |index: usize| report.servers.get(index).cloned().unwrap_or_default();
    let rest =
        outcome.in_other_flows + outcome.flows.iter().skip(FLOWS_SHOWN).map(|flow| flow.keys).sum::<u64>();
    let rows = outcome.flows.iter().take(FLOWS_SHOWN).map(|flow| {
        html! { <tr><td>{ format!("{} → {}", name(flow.from), name(flow.to)) }</td><td>{ count(flow.keys) }</td></tr> }
    });
    html! {
        <>
            <table class="own-table">
                <caption>{ words::FLOWS.of(lang) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::SERVER.of(lang) }</th>
                        <th scope="col">{ words::FLOW_KEYS.of(lang) }</th>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
            if rest > 0 {
                <p class="own-hint">{ sentences::other_flows(lang, rest) }</p>
            }
        </>
    }
}
