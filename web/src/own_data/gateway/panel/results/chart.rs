//! What was admitted and what was denied over time: a bar for each bucket, the denied on top.
//!
//! ```text
//!   40 ┤        ▨▨        ▨ denied, hatched
//!      │  █     ██        █ admitted
//!    0 ┼──────────────
//!      10:00        10:10
//! ```
//!
//! Places and sizes are shares of the picture, so it is as wide as its place while letters and hatching keep
//! their size.

use yew::prelude::*;

use crate::own_data::gateway::analysis::timeline::Timeline;
use crate::own_data::gateway::report::{Report, RuleReport};
use crate::own_data::gateway::words::{self, count, results};
use crate::text::Language;

/// Under all rules together.
pub(super) fn overall(report: &Report, lang: Language) -> Html {
    let parts = |[requests, denied]: &[u64; 2]| [requests.saturating_sub(*denied), *denied];
    let bars: Vec<[u64; 2]> = report.timeline.buckets.iter().map(parts).collect();
    html! {
        <section class="own-section">
            <h3>{ words::OVER_TIME.of(lang) }</h3>
            { view("own-hatch", &report.timeline, &bars, lang) }
        </section>
    }
}

/// Under one rule.
pub(super) fn of_rule(at: usize, rule: &RuleReport, lang: Language) -> Html {
    view(&format!("own-hatch-{at}"), &rule.timeline, &rule.timeline.buckets, lang)
}

/// Bars of admitted and denied; `hatch` names the pattern of the picture. What it shows is in its caption and its table.
fn view(hatch: &str, line: &Timeline, bars: &[[u64; 2]], lang: Language) -> Html {
    let highest = bars.iter().map(|bar| bar.iter().sum()).max().unwrap_or(0).max(1);
    let ticks = [0, bars.len() / 2, bars.len()].map(|index| results::when(line, bars.len(), index));
    html! {
        <figure class="own-chart">
            <figcaption>
                <span class="own-hint">{ results::chart(lang, line) }{ " " }{ results::peaks(lang, line, bars) }</span>
                { legend(hatch, lang) }
            </figcaption>
            <div class="own-plot" aria-hidden="true">
                <div class="own-heights">
                    <span>{ count(highest) }</span>
                    <span>{ "0" }</span>
                </div>
                <svg class="own-bars" focusable="false" width="100%" height="120">
                    { pattern(hatch) }
                    { for bars.iter().enumerate().map(|(index, bar)| column(hatch, index, bars.len(), *bar, highest)) }
                    <line class="own-axis" x1="0" x2="100%" y1="100%" y2="100%" />
                </svg>
                <div class="own-ticks">{ for ticks.map(|tick| html! { <span>{ tick }</span> }) }</div>
            </div>
            { table(line, bars, lang) }
        </figure>
    }
}

/// The same as a table, of the buckets in which anything was asked for.
fn table(line: &Timeline, bars: &[[u64; 2]], lang: Language) -> Html {
    let rows = bars.iter().enumerate().filter(|(_, bar)| **bar != [0, 0]);
    html! {
        <details>
            <summary>{ words::AS_TABLE.of(lang) }</summary>
            <div class="own-scroll own-tall" tabindex="0" role="group" aria-label={words::OVER_TIME.of(lang)}>
                <table class="own-table">
                    <thead>
                        <tr>
                            <th scope="col">{ words::TIME.of(lang) }</th>
                            <th scope="col" class="own-number">{ words::ADMITTED.of(lang) }</th>
                            <th scope="col" class="own-number">{ words::DENIED.of(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for rows.map(|(index, [admitted, denied])| html! {
                            <tr>
                                <th scope="row">{ results::instant(line.start + line.width * index as u64) }</th>
                                <td class="own-number">{ count(*admitted) }</td>
                                <td class="own-number">{ count(*denied) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </details>
    }
}

fn pattern(id: &str) -> Html {
    html! {
        <defs>
            <pattern id={id.to_owned()} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect class="own-hatch-ground" width="5" height="5" />
                <rect class="own-hatch-line" width="2.5" height="5" />
            </pattern>
        </defs>
    }
}

fn column(hatch: &str, index: usize, columns: usize, [admitted, denied]: [u64; 2], highest: u64) -> Html {
    let percent = |part: f64| format!("{:.3}%", part * 100.0);
    let (admitted, denied) = (admitted as f64 / highest as f64, denied as f64 / highest as f64);
    let (x, width) = (percent((index as f64 + 0.05) / columns as f64), percent(0.9 / columns as f64));
    html! {
        <>
            if admitted > 0.0 {
                <rect class="own-admitted" x={x.clone()} width={width.clone()} y={percent(1.0 - admitted)} height={percent(admitted)} />
            }
            if denied > 0.0 {
                <rect class="own-denied" fill={format!("url(#{hatch})")} {x} {width} y={percent(1.0 - admitted - denied)} height={percent(denied)} />
            }
        </>
    }
}

fn legend(hatch: &str, lang: Language) -> Html {
    html! {
        <span class="own-legend">
            <svg width="14" height="14" aria-hidden="true"><rect class="own-admitted" width="14" height="14" /></svg>
            { words::ADMITTED.of(lang) }
            <svg width="14" height="14" aria-hidden="true">
                <rect class="own-denied" fill={format!("url(#{hatch})")} width="14" height="14" />
            </svg>
            { words::DENIED.of(lang) }
        </span>
    }
}
