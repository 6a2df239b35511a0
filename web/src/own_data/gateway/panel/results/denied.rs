//! The first lines that were denied.

use yew::prelude::*;

use crate::own_data::gateway::report::{DeniedLine, Report};
use crate::own_data::gateway::words::{self, count, results, sentences};
use crate::text::Language;

pub(super) fn view(report: &Report, lang: Language) -> Html {
    if report.first_denied.is_empty() {
        return Html::default();
    }
    let columns = [words::LINE, words::TIME, words::RULE, words::KEY, words::TEXT];
    html! {
        <section class="own-section">
            <h3>{ words::FIRST_DENIED.of(lang) }</h3>
            <div class="own-scroll own-tall" tabindex="0" role="region" aria-label={words::FIRST_DENIED.of(lang)}>
                <table class="own-table own-lines">
                    <thead>
                        <tr>{ for columns.map(|name| html! { <th scope="col">{ name.of(lang) }</th> }) }</tr>
                    </thead>
                    <tbody>{ for report.first_denied.iter().map(|line| row(report, line, lang)) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(report: &Report, line: &DeniedLine, lang: Language) -> Html {
    let rule = report.rules.get(line.rule);
    let rule = rule.map(|rule| format!("{}: {}", sentences::rule(rule), sentences::limit(lang, &rule.limit)));
    html! {
        <tr>
            <td class="own-number">{ count(line.number) }</td>
            <td>{ results::instant(line.time) }</td>
            <td title={rule}>{ line.rule + 1 }</td>
            <td><span class="own-cut" title={line.key.clone()}>{ &line.key }</span></td>
            <td><code class="own-cut" title={line.text.clone()}>{ &line.text }</code></td>
        </tr>
    }
}
