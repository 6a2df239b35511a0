//! What each rule did: a line for each, opened to its time, its keys, and how else it could have been.

use yew::html::Scope;
use yew::prelude::*;

use super::super::state::State;
use super::super::{AccessLog, Msg};
use super::{Part, bar, chart, compared};
use crate::own_data::gateway::report::{KeyReport, Report, RuleReport};
use crate::own_data::gateway::words::{self, count, percent, results, sentences};
use crate::text::{Language, Text};

pub(super) fn view(report: &Report, state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    html! {
        <section class="own-section">
            <h3>{ words::BY_RULE.of(lang) }</h3>
            <ol class="own-rules">
                { for report.rules.iter().enumerate().map(|(at, rule)| {
                    entry(report, at, rule, state.open.contains(&at), lang, link)
                }) }
            </ol>
        </section>
    }
}

fn entry(
    report: &Report,
    at: usize,
    rule: &RuleReport,
    open: bool,
    lang: Language,
    link: &Scope<AccessLog>,
) -> Html {
    let id = format!("own-rule-{at}");
    let share = |part: u64| sentences::share(part, rule.requests);
    html! {
        <li key={at}>
            <button type="button" class="own-toggle" aria-expanded={open.to_string()}
                aria-controls={open.then(|| id.clone())} onclick={link.callback(move |_| Msg::Toggle(at))}>
                { format!("{}. {}: {}", at + 1, sentences::rule(rule), sentences::limit(lang, &rule.limit)) }
            </button>
            <p>{ results::rule_outcome(lang, rule) }</p>
            { bar(&[(Part::Admitted, share(rule.admitted + rule.delayed)), (Part::Denied, share(rule.denied))]) }
            if let Some(missing) = sentences::missing(lang, rule) {
                <p class="own-failure">{ missing }</p>
            }
            if open {
                <div {id} class="own-details">{ details(report, at, rule, lang) }</div>
            }
        </li>
    }
}

fn details(report: &Report, at: usize, rule: &RuleReport, lang: Language) -> Html {
    html! {
        <>
            if rule.requests > 0 {
                { chart::of_rule(at, rule, lang) }
            }
            if let Some(forgotten) = sentences::forgotten(lang, rule.forgotten) {
                <p class="own-failure">{ forgotten }</p>
            }
            if !rule.top.is_empty() {
                { keys(at, &rule.top, lang) }
            }
            if let Some(comparison) = &rule.comparison {
                { compared::view(report, at, rule, comparison, lang) }
            }
        </>
    }
}

/// The keys denied most.
fn keys(at: usize, keys: &[KeyReport], lang: Language) -> Html {
    let row = |key: &KeyReport| {
        let share = sentences::share(key.denied, key.admitted + key.denied);
        html! {
            <tr>
                <th scope="row"><span class="own-cut" title={key.key.clone()}>{ &key.key }</span></th>
                <td class="own-number">{ count(key.admitted) }</td>
                <td class="own-number">{ count(key.denied) }</td>
                <td class="own-number">{ percent(share) }</td>
                <td class="own-wide">{ bar(&[(Part::Admitted, 1.0 - share), (Part::Denied, share)]) }</td>
            </tr>
        }
    };
    html! {
        <div class="own-scroll own-tall" tabindex="0" role="region" aria-label={region(at, words::BY_KEY, lang)}>
            <table class="own-table">
                <caption>{ words::BY_KEY.of(lang) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::KEY.of(lang) }</th>
                        <th scope="col" class="own-number">{ words::ADMITTED.of(lang) }</th>
                        <th scope="col" class="own-number">{ words::DENIED.of(lang) }</th>
                        <th scope="col" class="own-number">{ words::SHARE.of(lang) }</th>
                        <td />
                    </tr>
                </thead>
                <tbody>{ for keys.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

/// What a table of a rule is called, unlike those of other rules.
pub(super) fn region(at: usize, table: Text, lang: Language) -> String {
    format!("{} {}: {}", words::RULE.of(lang), at + 1, table.of(lang))
}
