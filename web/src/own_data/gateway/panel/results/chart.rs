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

/// Bars of admitted and denied; `hatch` names the pattern of the picture.
fn view(hatch: &str, line: &Timeline, bars: &[[u64; 2]], lang: Language) -> Html {
    let highest = bars.iter().map(|bar| bar.iter().sum()).max().unwrap_or(0).max(1);
    let label = format!("{} {}", results::chart(lang, line), results::peaks(lang, line, bars));
    let at = |index: usize| results::instant(line.start + line.width * index as u64);
    // The day is in the caption; the axis has it where a day is not enough.
    let long = line.width * bars.len() as u64 > 86_400 * crate::own_data::gateway::line::SECOND;
    let tick = |index: usize| {
        at(index).chars().skip(if long { 5 } else { 11 }).take(if long { 11 } else { 8 }).collect::<String>()
    };
    html! {
        <figure class="own-chart">
            <figcaption>
                <span class="own-hint">{ label.clone() }</span>
                { legend(hatch, lang) }
            </figcaption>
            <div class="own-plot">
                <div class="own-heights" aria-hidden="true">
                    <span>{ count(highest) }</span>
                    <span>{ "0" }</span>
                </div>
                <svg class="own-bars" role="img" aria-label={label} width="100%" height="120">
                    { pattern(hatch) }
                    { for bars.iter().enumerate().map(|(index, bar)| column(hatch, index, bars.len(), *bar, highest)) }
                    <line class="own-axis" x1="0" x2="100%" y1="100%" y2="100%" />
                </svg>
                <div class="own-ticks" aria-hidden="true">
                    <span>{ tick(0) }</span>
                    <span>{ tick(bars.len() / 2) }</span>
                    <span>{ tick(bars.len()) }</span>
                </div>
            </div>
        </figure>
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
