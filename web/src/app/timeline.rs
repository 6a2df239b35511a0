//! The timeline: transport, speed, the scrubber with its branches, and the transcript.

use super::frame::seconds;
use super::{App, Msg, sides, words};
use crate::icon::Icon;
use crate::picture::Palette;
use crate::player::{Player, SPEEDS};
use crate::text::number::grouped;
use crate::views::{StillLayer, scrubber};
use snowglobe_core::sim::Overview;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::html::Scope;
use yew::prelude::*;

impl App {
    pub(super) fn view_timeline(&self, link: &Scope<Self>, player: &Player) -> Html {
        html! {
            <footer class="timeline" aria-label={self.say(words::TIMELINE)}>
                <div class="transport-row">
                    { self.view_transport(link, player) }
                    { self.view_clock(player) }
                    { self.view_speed(link, player) }
                    <span class="spread" />
                    { self.view_branches(link, player) }
                    <button type="button" class="button quiet" aria-expanded={self.transcript.to_string()} aria-controls="transcript"
                        onclick={link.callback(|_| Msg::Transcript)}>{ self.say(words::TRANSCRIPT) }</button>
                </div>
                { self.view_scrubber(link, player) }
                if self.transcript {
                    { self.view_late(link, player, |late| late.transcript) }
                }
            </footer>
        }
    }

    pub(super) fn view_transport(&self, link: &Scope<Self>, player: &Player) -> Html {
        let (icon, name) =
            if player.playing { (Icon::Pause, words::PAUSE) } else { (Icon::Play, words::PLAY) };
        html! {
            <div class="transport" role="group" aria-label={self.say(words::TRANSPORT)}>
                { self.icon_button(Icon::ToStart, self.say(words::TO_START), "start", link.callback(|_| Msg::ToStart)) }
                { self.icon_button(Icon::Back, self.say(words::BACK), "", link.callback(|_| Msg::Back)) }
                { self.icon_button(icon, self.say(name), "primary play", link.callback(|_| Msg::Toggle)) }
                { self.icon_button(Icon::Forward, self.say(words::FORWARD), "", link.callback(|_| Msg::Forward)) }
            </div>
        }
    }

    fn view_clock(&self, player: &Player) -> Html {
        let moment = player.globe.moment();
        let lanes = player.globe.lanes();
        let lane = lanes.get(moment.timeline as usize);
        let of = lane.map_or(0, |lane| lane.steps);
        let part = lane.map_or(100, |lane| lane.overview.len() * 100 / Overview::BINS as usize);
        let computing = lane.is_some_and(|lane| !lane.complete);
        let more =
            if computing { format!(" ({} {part}%)", self.say(words::COMPUTING)) } else { String::new() };
        let of = grouped(of);
        // As wide as the last step will be: what stands beside it is not to move while time goes on.
        let step = format!("{:\u{2007}>1$}", grouped(moment.step), of.len());
        html! {
            <p class="clock">
                <span class="time">{ "t = " }<span ref={self.clock.clone()}>{ seconds(moment.at) }</span></span>
                <span class="step">{ format!("{} {step} / {of}{more}", self.say(words::STEP)) }</span>
                <span class="seed">{ self.say(words::SEED_NOW).replace("{}", &player.globe.scenario().seed.to_string()) }</span>
            </p>
        }
    }

    fn view_speed(&self, link: &Scope<Self>, player: &Player) -> Html {
        let change = link.batch_callback(|event: InputEvent| {
            let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
            Some(Msg::Speed(input.value().parse().ok()?))
        });
        let shown = speed_text(player.rate(player.speed));
        html! {
            <label class="speed">
                <span class="unseen">{ self.say(words::SPEED) }</span>
                <input type="range" min="0" max={(SPEEDS.len() - 1).to_string()} step="1" value={player.speed.to_string()}
                    aria-valuetext={shown.clone()} oninput={change} />
                <output>{ shown }</output>
            </label>
        }
    }

    fn view_branches(&self, link: &Scope<Self>, player: &Player) -> Html {
        let lanes = player.globe.lanes().len();
        if lanes < 2 {
            return Html::default();
        }
        let current = player.globe.moment().timeline as usize;
        let change = link.batch_callback(|event: Event| {
            let select = event.target()?.dyn_into::<web_sys::HtmlSelectElement>().ok()?;
            Some(Msg::Branch(select.value().parse().ok()?))
        });
        let beside = player.globe.beside().is_some().to_string();
        html! {
            <>
            <label class="branch-choice">
                <span class="unseen">{ self.say(words::BRANCH) }</span>
                <select onchange={change}>
                    { for (0..lanes).map(|index| html! {
                        <option value={index.to_string()} selected={index == current}>
                            { format!("{} {} / {lanes}", self.say(words::BRANCH), index + 1) }</option>
                    }) }
                </select>
            </label>
            <button type="button" class="button" id={sides::TOGGLE} aria-pressed={beside} title={self.say(words::BESIDE_TITLE)}
                onclick={link.callback(|_| Msg::Beside)}>{ self.say(words::BESIDE) }</button>
            </>
        }
    }

    pub(super) fn view_scrubber(&self, link: &Scope<Self>, player: &Player) -> Html {
        let horizon = player.globe.horizon();
        let at = player.globe.moment().at;
        let (height, picture) = scrubber::lanes(&*player.globe, self.marked);
        let part = at as f64 / horizon.max(1) as f64 * 100.0;
        let seek = link.batch_callback(|event: PointerEvent| {
            // A press, or a move while pressed.
            if event.buttons() & 1 == 0 {
                return None;
            }
            // Not the current target: Yew listens at the root of the page.
            let bar =
                event.target()?.dyn_into::<web_sys::Element>().ok()?.closest("[role=slider]").ok()??;
            // A pointer that cannot be captured can still press.
            let _ = bar.set_pointer_capture(event.pointer_id());
            let rect = bar.get_bounding_client_rect();
            Some(Msg::SeekPart((f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0)))
        });
        let step = horizon / 100;
        let keys = link.batch_callback(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "PageUp" => at.saturating_add(step * 10),
                "PageDown" => at.saturating_sub(step * 10),
                "ArrowUp" => at.saturating_add(step),
                "ArrowDown" => at.saturating_sub(step),
                "End" => horizon,
                _ => return None,
            };
            event.prevent_default();
            Some(Msg::Seek(to))
        });
        html! {
            <div class="scrubber" role="slider" tabindex="0" aria-label={self.say(words::SCRUBBER)}
                aria-valuemin="0" aria-valuemax={(horizon / 1_000_000).to_string()} aria-valuenow={(at / 1_000_000).to_string()}
                aria-valuetext={seconds(at)} onpointerdown={seek.clone()} onpointermove={seek} onkeydown={keys}>
                <StillLayer picture={Rc::new(picture)} palette={Palette(self.theme)} inert=true stretch=true />
                <svg class="head" width="100%" height={height.to_string()} aria-hidden="true">
                    <line ref={self.head.clone()} x1={format!("{part}%")} x2={format!("{part}%")} y1="0" y2="100%"
                        stroke="currentColor" stroke-width="2" />
                </svg>
            </div>
        }
    }
}

/// A speed as it is printed: `1/100×`, `3×`.
pub(super) fn speed_text((up, down): (u64, u64)) -> String {
    if down == 1 { format!("{up}×") } else { format!("{up}/{down}×") }
}
