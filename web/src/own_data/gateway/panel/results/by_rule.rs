//! What each rule did: a line for each, opened to its time, its keys, and how else it could have been.

use yew::html::Scope;
use yew::prelude::*;

use super::super::state::{Search, State};
use super::super::{AccessLog, Msg};
use super::{Part, bar, chart, compared};
use crate::own_data::gateway::analysis::watched::BEFORE;
use crate::own_data::gateway::report::{KeyReport, Report, RuleReport};
use crate::own_data::gateway::request::Watch;
use crate::own_data::gateway::simulation;
use crate::own_data::gateway::words::{self, count, percent, results, sentences};
use crate::own_data::stage::progress_bar;
use crate::text::{Language, Text, number};

pub(super) fn view(report: &Report, state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    html! {
        <section class="own-section">
            <h3>{ words::BY_RULE.of(lang) }</h3>
            <ol class="own-rules">
                { for report.rules.iter().enumerate().map(|(at, rule)| {
                    entry(report, at, rule, state, lang, link)
                }) }
            </ol>
        </section>
    }
}

fn entry(
    report: &Report,
    at: usize,
    rule: &RuleReport,
    state: &State,
    lang: Language,
    link: &Scope<AccessLog>,
) -> Html {
    let open = state.open.contains(&at);
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
                <div {id} class="own-details">{ details(report, at, rule, state, lang, link) }</div>
            }
        </li>
    }
}

fn details(
    report: &Report,
    at: usize,
    rule: &RuleReport,
    state: &State,
    lang: Language,
    link: &Scope<AccessLog>,
) -> Html {
    html! {
        <>
            if rule.requests > 0 {
                { chart::of_rule(at, rule, lang) }
            }
            if let Some(forgotten) = sentences::forgotten(lang, rule.forgotten) {
                <p class="own-failure">{ forgotten }</p>
            }
            if !rule.top.is_empty() {
                { keys(at, rule, state, lang, link) }
                if simulation::can_be_shown(&rule.limit) {
                    <p class="own-hint">{ format!("{}: {}", words::WATCH.of(lang), words::WATCH_HINT.of(lang)) }</p>
                    { watching(at, state, lang) }
                } else {
                    <p class="own-hint">{ not_watched(lang) }</p>
                }
            }
            if let Some(comparison) = &rule.comparison {
                { compared::view(report, at, rule, comparison, lang) }
            }
        </>
    }
}

/// The keys denied most.
fn keys(at: usize, rule: &RuleReport, state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    let shown = simulation::can_be_shown(&rule.limit);
    let row = |key: &KeyReport| {
        let share = sentences::share(key.denied, key.admitted + key.denied);
        html! {
            <tr>
                <th scope="row">
                    <div class="own-key">
                        <span class="own-cut" title={key.key.clone()}>{ &key.key }</span>
                        if shown {
                            { watch(Watch { rule: at, key: key.id }, state, lang, link) }
                        }
                    </div>
                </th>
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
                        <td class="own-wide" />
                    </tr>
                </thead>
                <tbody>{ for rule.top.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

/// The button that shows a key's requests again.
fn watch(watch: Watch, state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    let busy = state.watching.as_ref().is_some_and(|watching| matches!(watching.search, Search::Running));
    html! {
        <button type="button" class="own-button" disabled={busy}
            onclick={link.callback(move |_| Msg::Watch(watch))}>{ words::WATCH.of(lang) }</button>
    }
}

/// How far the search for a key's requests is.
fn watching(at: usize, state: &State, lang: Language) -> Html {
    let watching = state.watching.as_ref().filter(|watching| watching.watch.rule == at);
    html! {
        <>
            <div role="status">
                if let Some(watching) = watching {
                    { match &watching.search {
                        Search::Running => html! { <p>{ words::WATCHING.of(lang) }</p> },
                        // In a tab of its own: this page would have to read the log again.
                        Search::Found(hash) => html! {
                            <p class="own-found">
                                <a id="own-found" href={format!("#{hash}")} target="_blank" rel="noopener">{ words::FOUND.of(lang) }</a>
                                { " " }{ words::FOUND_HINT.of(lang) }
                            </p>
                        },
                        Search::Nothing => html! { <p class="own-failure">{ words::NOTHING_TO_WATCH.of(lang) }</p> },
                        Search::Failed(failure) => html! { <p class="own-failure">{ sentences::failure(lang, failure) }</p> },
                    } }
                }
            </div>
            if let Some(watching) = watching.filter(|watching| matches!(watching.search, Search::Running)) {
                { progress_bar(words::WATCHING.of(lang), &watching.progress, None) }
            }
        </>
    }
}

/// Which limits can be seen at work.
fn not_watched(lang: Language) -> String {
    let longest = number::duration(simulation::LONGEST_WINDOW, lang);
    words::NOT_WATCHED.of(lang).replace("{}", &BEFORE.to_string()).replace("{b}", &longest)
}

/// What a table of a rule is called, unlike those of other rules.
pub(super) fn region(at: usize, table: Text, lang: Language) -> String {
    format!("{} {}: {}", words::RULE.of(lang), at + 1, table.of(lang))
}
