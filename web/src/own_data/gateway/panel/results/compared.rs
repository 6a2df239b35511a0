//! One rule under all nine algorithms, and with other limits.

use yew::prelude::*;

use super::by_rule::region;
use super::{Part, bar};
use crate::own_data::gateway::report::{Comparison, LimitAnswer, Outcome, Report, RuleReport};
use crate::own_data::gateway::words::{self, count, results, sentences};
use crate::text::Language;

pub(super) fn view(
    report: &Report,
    at: usize,
    rule: &RuleReport,
    comparison: &Comparison,
    lang: Language,
) -> Html {
    html! {
        <>
            { algorithms(report, at, rule, comparison, lang) }
            { limits(rule, comparison, lang) }
        </>
    }
}

fn algorithms(
    report: &Report,
    at: usize,
    rule: &RuleReport,
    comparison: &Comparison,
    lang: Language,
) -> Html {
    html! {
        <>
            <div class="own-scroll" tabindex="0" role="region" aria-label={region(at, words::ALGORITHMS, lang)}>
                <table class="own-table own-algorithms">
                    <caption>{ words::ALGORITHMS.of(lang) }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ words::ALGORITHM.of(lang) }</th>
                            <th scope="col" class="own-number">{ words::ADMITTED.of(lang) }</th>
                            <th scope="col" class="own-number">{ words::DELAYED.of(lang) }</th>
                            <th scope="col" class="own-number">{ words::DENIED.of(lang) }</th>
                            <th scope="col" class="own-number" title={words::STRICTER_HINT.of(lang)}>{ words::STRICTER.of(lang) }</th>
                            <th scope="col" class="own-number" title={words::LAXER_HINT.of(lang)}>{ words::LAXER.of(lang) }</th>
                            <td class="own-wide" />
                        </tr>
                    </thead>
                    <tbody>
                        { for comparison.outcomes.iter().map(|outcome| {
                            row(outcome, outcome.algorithm == report.algorithm, rule.requests, lang)
                        }) }
                    </tbody>
                </table>
            </div>
            <p class="own-hint">
                { format!("{}: {} {}: {}", words::STRICTER.of(lang), words::STRICTER_HINT.of(lang),
                    words::LAXER.of(lang), words::LAXER_HINT.of(lang)) }
            </p>
            if let Some(forgotten) = sentences::forgotten(lang, comparison.forgotten) {
                <p class="own-failure">{ forgotten }</p>
            }
        </>
    }
}

fn row(outcome: &Outcome, decides: bool, requests: u64, lang: Language) -> Html {
    let name = sentences::algorithm(lang, &outcome.algorithm);
    let name = if decides { format!("{name} ({})", words::DECIDES.of(lang)) } else { name };
    let share = |part: u64| sentences::share(part, requests);
    html! {
        <tr class={decides.then_some("own-chosen")}>
            <th scope="row">{ name }</th>
            if let Some(sums) = outcome.sums {
                { for [sums.admitted, sums.delayed, sums.denied, sums.stricter, sums.laxer].map(|number| html! {
                    <td class="own-number">{ count(number) }</td>
                }) }
                <td class="own-wide">
                    { bar(&[
                        (Part::Admitted, share(sums.admitted)),
                        (Part::Delayed, share(sums.delayed)),
                        (Part::Denied, share(sums.denied)),
                    ]) }
                </td>
            } else {
                <td colspan="6">{ words::NOT_COMPARED.of(lang) }</td>
            }
        </tr>
    }
}

/// Which limit would have denied 1 %, and 0.1 %.
fn limits(rule: &RuleReport, comparison: &Comparison, lang: Language) -> Html {
    let name = |algorithm: &str| sentences::algorithm(lang, algorithm);
    let row = |answer: &LimitAnswer| {
        html! {
            <>
                <dt>{ results::at_most(lang, answer) }</dt>
                <dd>{ format!("{}: {}", name("fixed_window"), results::by_window(lang, answer, rule.limit.window)) }</dd>
                <dd>{ format!("{}: {}", name("token_bucket"), results::by_bucket(lang, answer, rule.limit.window)) }</dd>
            </>
        }
    };
    html! {
        <>
            <h4>{ words::OTHER_LIMITS.of(lang) }</h4>
            <dl class="own-limits">{ for comparison.answers.iter().map(row) }</dl>
            <p class="own-hint">{ words::RUNGS.of(lang) }</p>
        </>
    }
}
