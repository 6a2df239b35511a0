//! Live charts: share per server against what would be even, hit share and the database's queue.

use super::{App, words};
use crate::picture::Palette;
use crate::player::Player;
use crate::text::{cache_words, number};
use snowglobe_core::sim::{Overview, Value};
use yew::prelude::*;

/// Size of a line chart, in its own units.
const CHART: (f64, f64) = (320.0, 64.0);
/// Bins over which a share is averaged, so that the line can be read.
const SMOOTH: usize = 20;

impl App {
    pub(super) fn view_charts(&self, player: &Player) -> Html {
        let lanes = player.globe.lanes();
        let Some(lane) = lanes.get(player.globe.moment().timeline as usize) else { return Html::default() };
        let series = player.globe.series();
        let at = |name: &str| series.iter().position(|other| *other == name).unwrap_or_default();
        let (hits, misses, queue) = (at("hits"), at("misses"), at("origin_queue"));
        let overview = lane.overview;
        let value =
            |bin: usize, index: usize| overview.sample(bin).get(index).copied().unwrap_or_default() as f64;
        let hit_share = |bin: usize| {
            let from = bin.saturating_sub(SMOOTH);
            let (hit, miss) =
                (value(bin, hits) - value(from, hits), value(bin, misses) - value(from, misses));
            if hit + miss > 0.0 { hit / (hit + miss) } else { 1.0 }
        };
        let longest = (0..overview.len()).map(|bin| value(bin, queue)).fold(1.0, f64::max);
        let part = player.globe.moment().at as f64 / player.globe.horizon().max(1) as f64;
        let bin =
            ((player.globe.moment().at / overview.bin()) as usize).min(overview.len().saturating_sub(1));
        html! {
            <section class="charts">
                { self.view_bars(player) }
                { self.view_line(words::CHART_HITS, number::show(Value::Share(hit_share(bin)), self.language), overview, part, hit_share) }
                { self.view_line(words::CHART_QUEUE, number::show(Value::Count(value(bin, queue) as u64), self.language), overview, part, |bin| value(bin, queue) / longest) }
            </section>
        }
    }

    fn view_line(
        &self,
        title: crate::text::Text,
        now: String,
        overview: &Overview,
        part: f64,
        share: impl Fn(usize) -> f64,
    ) -> Html {
        let (width, height) = CHART;
        let point = |bin: usize| {
            let x = (bin + 1) as f64 / Overview::BINS as f64 * width;
            format!("{x:.1},{:.1}", height - share(bin).clamp(0.0, 1.0) * (height - 2.0) - 1.0)
        };
        let points: Vec<String> = (0..overview.len()).step_by(4).map(point).collect();
        let x = (part * width).to_string();
        html! {
            <figure class="line">
                <figcaption>{ self.say(title) }<output>{ now.clone() }</output></figcaption>
                <svg viewBox={format!("0 0 {width} {height}")} preserveAspectRatio="none" role="img" aria-label={format!("{}: {now}", self.say(title))}>
                    <polyline points={points.join(" ")} fill="none" stroke="currentColor" stroke-width="1.6" vector-effect="non-scaling-stroke" />
                    <line x1={x.clone()} x2={x} y1="0" y2={height.to_string()} class="chart-now" vector-effect="non-scaling-stroke" />
                </svg>
            </figure>
        }
    }

    /// Keys of each server, with a mark where an even share would end.
    pub(super) fn view_bars(&self, player: &Player) -> Html {
        let bars = player.scene.bars(&*player.globe);
        let most = bars.iter().map(|bar| bar.share.max(bar.even)).fold(0.01, f64::max);
        let palette = Palette(self.theme);
        let facts = player.globe.facts();
        let fact = |name: &str| {
            facts.iter().find(|fact| fact.name == name).map(|fact| number::show(fact.value, self.language))
        };
        let shown = bars.iter().take(24);
        html! {
            <>
                <table class="shares">
                    <thead><tr><th scope="col">{ self.say(words::SERVER) }</th><td></td><th scope="col">{ self.say(words::KEYS) }</th><th scope="col">{ self.say(words::SHARE_OF_KEYS) }</th></tr></thead>
                    <tbody>{ for shown.map(|bar| {
                        let width = (bar.share / most * 100.0).to_string();
                        let even = (bar.even / most * 100.0).to_string();
                        html! {
                            <tr key={bar.name.clone()}>
                                <th scope="row">{ bar.name.clone() }</th>
                                <td class="bar-cell"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                                    <rect x="0" y="1" width={width} height="6" fill={palette.value(bar.token)} />
                                    <line x1={even.clone()} x2={even} y1="0" y2="8" class="even" vector-effect="non-scaling-stroke" />
                                </svg></td>
                                <td>{ number::show(Value::Count(bar.count), self.language) }</td>
                                <td>{ number::show(Value::Share(bar.share), self.language) }</td>
                            </tr>
                        }
                    }) }</tbody>
                </table>
                <p class="hint">
                    { format!("{} {} · {} {}", cache_words::fact("cv").map_or("", |text| self.say(text)), fact("cv").unwrap_or_default(),
                        cache_words::fact("cv_formula").map_or("", |text| self.say(text)), fact("cv_formula").unwrap_or_default()) }
                </p>
            </>
        }
    }
}
