//! The stage: what stands still as SVG in the page, what moves on a canvas over it.

use super::late::Late;
use super::{App, Msg, words};
use crate::picture::{Dot, Palette, Picture, Thing};
use crate::player::{Player, View};
use crate::scenes::Frame;
use crate::views::StillLayer;
use snowglobe_core::sim::Kind;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::html::Scope;
use yew::prelude::*;

/// How far back the transcript looks, and the most records that it reads.
const LOOK_BACK: u64 = 5 * snowglobe_core::sim::SECOND;
const MOST_RECORDS: usize = 20_000;
/// How near to a message's dot a click must be, pixels.
const REACH: f32 = 12.0;

impl App {
    /// Makes the picture of what stands still anew.
    pub(super) fn refresh(&mut self) {
        self.look_up();
        let frame = self.scene_frame();
        let legend = self.has_open_legend();
        let Some(player) = &mut self.player else {
            self.picture = Rc::new(super::landing::picture(frame));
            return;
        };
        if self.transcript || self.dialog == Some(super::Dialog::Share) {
            let now = player.globe.moment().at;
            let from = now.saturating_sub(LOOK_BACK).min(self.marked.unwrap_or(now));
            let records = player.globe.records(from, now);
            let skipped = records.len().saturating_sub(MOST_RECORDS);
            self.records = records.iter().skip(skipped).copied().collect();
        }
        let (late, calm) = (self.late, !self.motion);
        let pointed = self.hovered.as_ref().filter(|thing| matches!(thing, Thing::Node(_)));
        let pointed =
            pointed.filter(|thing| player.view == View::Topology && player.selected.as_ref() != Some(*thing));
        let draw = |player: &mut Player| {
            let mut picture = at_rest(player, late, &frame, calm);
            if let Some(thing) = pointed {
                picture.still.extend(player.scene.highlight(&*player.globe, thing, &frame));
            }
            picture
        };
        let picture = draw(player);
        let beside = player.beside(draw);
        if let Some(late) = late.filter(|_| legend) {
            let other = beside.as_ref().map_or(&[][..], |_| &self.second.dots);
            let stage = ([Some(&picture), beside.as_ref()], [&self.dots[..], other]);
            let seen = (late.seen)(player, &frame, stage);
            self.legend.take(seen, player.playing);
        }
        let aside = late.filter(|_| beside.is_some()).map(|late| (late.aside)(player, self.language));
        if *self.picture != picture {
            self.picture = Rc::new(picture);
        }
        self.second.take(beside.unwrap_or_default(), aside.unwrap_or_default());
    }

    pub(super) fn view_stage(&self, link: &Scope<Self>, player: &Player) -> Html {
        if player.globe.beside().is_some() {
            return self.view_late(link, player, |late| late.sides);
        }
        html! {
            <div class="glass" ref={self.stage.clone()} onclick={link.batch_callback(Self::picked)}>
                if player.view == View::Table {
                    { self.view_late(link, player, |late| late.table) }
                } else if player.view != View::Topology && self.late().is_none() {
                    { self.view_waiting() }
                } else {
                    { self.view_layers(link, player, &self.picture, &self.canvas) }
                    { self.view_legend(link, player) }
                }
            </div>
        }
    }

    /// What stands still, and over it the canvas for what moves.
    pub(super) fn view_layers(
        &self,
        link: &Scope<Self>,
        player: &Player,
        picture: &Rc<Picture>,
        canvas: &NodeRef,
    ) -> Html {
        html! {
            <>
                <StillLayer picture={picture.clone()} palette={Palette(self.theme)}
                    selected={player.selected.clone()} hovered={self.hovered.clone()}
                    on_select={link.callback(|thing| Msg::Select(Some(thing)))}
                    on_hover={link.callback(Msg::Hover)} />
                <canvas class="moving" ref={canvas.clone()} aria-hidden="true" />
            </>
        }
    }

    /// Where a click landed that chose nothing that stands still.
    pub(super) fn picked(event: MouseEvent) -> Option<Msg> {
        let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        if target.closest("[data-thing], button, summary").ok().flatten().is_some() {
            return None;
        }
        let rect = event.current_target()?.dyn_into::<web_sys::Element>().ok()?.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top());
        Some(Msg::Pick(x as f32, y as f32))
    }

    /// The message whose dot is nearest to a place, if one is near.
    pub(super) fn message_at(&self, x: f32, y: f32) -> Option<Thing> {
        let distance = |dot: &Dot| ((dot.x - x).powi(2) + (dot.y - y).powi(2)).sqrt();
        let near = self.dots.iter().filter(|dot| dot.message != 0 && distance(dot) <= REACH);
        let nearest = near.min_by(|a, b| distance(a).total_cmp(&distance(b)));
        nearest.map(|dot| Thing::Message(dot.message))
    }

    /// What the trace says of the selected message around this moment.
    fn look_up(&mut self) {
        self.told.clear();
        let Some(player) = &mut self.player else { return };
        let Some(Thing::Message(id)) = player.selected else { return };
        let now = player.globe.moment().at;
        let records = player.globe.records(now.saturating_sub(LOOK_BACK), now.saturating_add(LOOK_BACK));
        let of_message =
            |kind| matches!(kind, Kind::Sent | Kind::Copied | Kind::Delivered | Kind::Dropped(_));
        let told = records.iter().filter(|record| record.id == id && of_message(record.kind));
        self.told = told.copied().collect();
    }
}

/// What stands still of the branch shown. While a diagram flows, it is painted with every frame: then it is only named here.
fn at_rest(player: &mut Player, late: Option<&Late>, frame: &Frame, calm: bool) -> Picture {
    let flowing = match player.view {
        View::SpaceTime => Some(words::SPACE_TIME),
        View::Lanes => Some(words::LANES),
        View::Compare => Some(words::COMPARE),
        View::History => Some(words::HISTORY),
        View::Topology | View::Table | View::Bytes | View::Engine => None,
    };
    match flowing.filter(|_| player.playing && !calm) {
        Some(name) => {
            let label = name.of(frame.language).to_owned();
            Picture { width: frame.width, height: frame.height, label, ..Picture::default() }
        }
        None => super::frame::drawn(player, late, frame),
    }
}
