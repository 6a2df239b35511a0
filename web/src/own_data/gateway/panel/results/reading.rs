//! How the log was read, and what was left out of it.

use yew::prelude::*;

use crate::own_data::gateway::line::Problem;
use crate::own_data::gateway::report::Reading;
use crate::own_data::gateway::words::{self, count, results, sentences};
use crate::text::Language;

pub(super) fn view(reading: &Reading, lang: Language) -> Html {
    html! {
        <section class="own-section">
            <h3>{ words::HOW_READ.of(lang) }</h3>
            <p>{ sentences::read(lang, reading) }</p>
            <p class="own-hint">{ results::source(lang, reading) }</p>
            if reading.skipped() > 0 {
                { skipped(reading, lang) }
            }
        </section>
    }
}

/// How many lines have which problem, and the first of them.
fn skipped(reading: &Reading, lang: Language) -> Html {
    let problems = Problem::ALL.into_iter().zip(&reading.problems).filter(|(_, count)| **count > 0);
    let examples = |problem: Problem| reading.examples.iter().filter(move |line| line.problem == problem);
    html! {
        <div class="own-scroll" tabindex="0" role="region" aria-label={words::SKIPPED.of(lang)}>
            <table class="own-table">
                <caption>{ words::SKIPPED.of(lang) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::WHY.of(lang) }</th>
                        <th scope="col" class="own-number">{ words::LINE.of(lang) }</th>
                        <th scope="col">{ words::TEXT.of(lang) }</th>
                    </tr>
                </thead>
                { for problems.map(|(problem, number)| html! {
                    <tbody>
                        <tr>
                            <th scope="rowgroup" colspan="3">
                                { format!("{} ({})", sentences::problem(lang, problem), count(*number)) }
                            </th>
                        </tr>
                        { for examples(problem).map(|line| html! {
                            <tr>
                                <td />
                                <td class="own-number">{ count(line.number) }</td>
                                <td><code class="own-cut" title={line.text.clone()}>{ &line.text }</code></td>
                            </tr>
                        }) }
                    </tbody>
                }) }
            </table>
        </div>
    }
}
