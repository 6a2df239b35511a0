//! Live charts: share per server against what would be even, and the system's own series.

use super::{App, words};
use crate::picture::Palette;
use crate::player::Player;
use crate::scenes::{Chart, Details, Shares};
use crate::text::vocabulary::vocabulary;
use crate::text::{Text, number};
use snowglobe_core::sim::{Overview, SECOND, Value};
use yew::prelude::*;

/// Size of a line chart, in its own units.
const CHART: (f64, f64) = (320.0, 64.0);
/// Bins over which a part is averaged, so that the line can be read.
const SMOOTH: usize = 20;
/// Servers shown; the table has all of them.
const MOST_BARS: usize = 24;

/// How much a counter rises in a second, over the bins up to this one.
fn rate(overview: &Overview, index: usize, bin: usize) -> f64 {
    let value = |bin: usize| overview.sample(bin).get(index).copied().unwrap_or_default();
    let (from, since) = bin.checked_sub(SMOOTH).map_or((0, bin + 1), |from| (value(from), SMOOTH));
    value(bin).saturating_sub(from) as f64 * SECOND as f64 / (overview.bin() as f64 * since as f64)
}

/// A point of a chart: its height from 0 to 1, and the value that it stands for.
fn point(overview: &Overview, chart: Chart, most: f64, bin: usize) -> (f64, Value) {
    let value =
        |bin: usize, index: usize| overview.sample(bin).get(index).copied().unwrap_or_default() as f64;
    match chart {
        Chart::Gauge(_, index) => (value(bin, index) / most, Value::Count(value(bin, index) as u64)),
        Chart::Rate(_, index) => {
            let rate = rate(overview, index, bin);
            (rate / most, Value::Number(rate))
        }
        Chart::Part(_, one, other) => {
            let from = bin.saturating_sub(SMOOTH);
            let (one, other) = (value(bin, one) - value(from, one), value(bin, other) - value(from, other));
            let part = if one + other > 0.0 { one / (one + other) } else { 1.0 };
            (part, Value::Share(part))
        }
    }
}

impl App {
    pub(super) fn view_charts(&self, player: &Player, of: &dyn Details) -> Html {
        html! {
            <section class="charts">
                { self.view_bars(player) }
                { for of.charts().iter().map(|chart| self.view_line(player, *chart)) }
            </section>
        }
    }

    fn view_line(&self, player: &Player, chart: Chart) -> Html {
        let lanes = player.globe.lanes();
        let moment = player.globe.moment();
        let Some(lane) = lanes.get(moment.timeline as usize) else { return Html::default() };
        let overview = lane.overview;
        let (title, most): (Text, f64) = match chart {
            Chart::Part(title, ..) => (title, 1.0),
            Chart::Rate(title, index) => {
                let rates = (0..overview.len()).map(|bin| rate(overview, index, bin));
                (title, rates.fold(f64::MIN_POSITIVE, f64::max))
            }
            Chart::Gauge(title, index) => {
                let values = (0..overview.len()).filter_map(|bin| overview.sample(bin).get(index));
                (title, values.copied().max().unwrap_or_default().max(1) as f64)
            }
        };
        let (width, height) = CHART;
        let place = |bin: usize| {
            let x = (bin + 1) as f64 / Overview::BINS as f64 * width;
            let share = point(overview, chart, most, bin).0.clamp(0.0, 1.0);
            format!("{x:.1},{:.1}", height - share * (height - 2.0) - 1.0)
        };
        let points: Vec<String> = (0..overview.len()).step_by(4).map(place).collect();
        let x = (moment.at as f64 / player.globe.horizon().max(1) as f64 * width).to_string();
        let bin = ((moment.at / overview.bin()) as usize).min(overview.len().saturating_sub(1));
        let now = number::show(point(overview, chart, most, bin).1, self.language);
        html! {
            <figure class="line">
                <figcaption>{ self.say(title) }<output>{ now.clone() }</output></figcaption>
                <svg viewBox={format!("0 0 {width} {height}")} preserveAspectRatio="none" role="img"
                    aria-label={format!("{}: {now}", self.say(title))}>
                    <polyline points={points.join(" ")} fill="none" stroke="currentColor" stroke-width="1.6"
                        vector-effect="non-scaling-stroke" />
                    <line x1={x.clone()} x2={x} y1="0" y2={height.to_string()} class="chart-now"
                        vector-effect="non-scaling-stroke" />
                </svg>
            </figure>
        }
    }

    /// Who has how much, with a mark where an even share would end.
    pub(super) fn view_bars(&self, player: &Player) -> Html {
        let Shares { columns: [of, count, share], bars, facts } = player.scene.shares(&*player.globe);
        if bars.is_empty() {
            return Html::default();
        }
        let most = bars.iter().map(|bar| bar.share.max(bar.even.unwrap_or_default())).fold(0.01, f64::max);
        let palette = Palette(self.theme);
        html! {
            <>
                <table class="shares">
                    <thead><tr><th scope="col">{ self.say(of) }</th><td></td>
                        <th scope="col">{ self.say(count) }</th><th scope="col">{ self.say(share) }</th></tr></thead>
                    <tbody>{ for bars.iter().take(MOST_BARS).map(|bar| {
                        let width = (bar.share / most * 100.0).to_string();
                        let even = bar.even.map(|even| (even / most * 100.0).to_string());
                        html! {
                            <tr key={bar.name.clone()}>
                                <th scope="row">{ bar.name.clone() }</th>
                                <td class="bar-cell"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                                    <rect x="0" y="1" width={width} height="6" fill={palette.value(bar.token)} />
                                    { for even.map(|even| html! {
                                        <line x1={even.clone()} x2={even} y1="0" y2="8" class="even" vector-effect="non-scaling-stroke" />
                                    }) }
                                </svg></td>
                                <td>{ number::show(Value::Count(bar.count), self.language) }</td>
                                <td>{ number::show(Value::Share(bar.share), self.language) }</td>
                            </tr>
                        }
                    }) }</tbody>
                </table>
                { for bars.len().checked_sub(MOST_BARS).filter(|more| *more > 0).map(|more| html! {
                    <p class="hint">{ self.say(words::MORE_SERVERS).replace("{}", &more.to_string()) }</p>
                }) }
                <p class="hint">{ self.told(player, facts) }</p>
            </>
        }
    }

    /// Facts as one line, with their names.
    fn told(&self, player: &Player, names: &[&str]) -> String {
        let facts = player.globe.facts();
        let words = vocabulary(player.globe.system());
        let told = names.iter().filter_map(|name| {
            let fact = facts.iter().find(|fact| fact.name == *name)?;
            Some(format!("{} {}", self.say(words.fact(name)?), number::show(fact.value, self.language)))
        });
        told.collect::<Vec<_>>().join(" · ")
    }
}
