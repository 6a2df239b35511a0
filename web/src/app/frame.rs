//! The frame loop: time goes on, and what moves is painted without building the page anew.

use super::late::Late;
use super::{App, Msg};
use crate::picture::{Dot, Palette, Picture, Thing, canvas};
use crate::player::{Player, View};
use crate::scenes::Frame;
use gloo::utils::window;
use snowglobe_core::scenario::Moment;
use snowglobe_core::sim::{SECOND, format_time};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use yew::Context;

/// Milliseconds between two renewals of the page's structure while playing.
const STRUCTURE: f64 = 120.0;
/// Steps computed ahead in one frame.
const AHEAD: u64 = 8_000;
/// Of them, steps between two looks at the clock, and the milliseconds after which the rest waits: as many as painting
/// leaves of what a frame may take.
const BETWEEN_LOOKS: u64 = 10;
const LONGEST_FRAME: f64 = 4.0;
const AHEAD_TIME: (f64, f64) = (0.1, 1.5);
/// Decimals of a time in a list.
const DECIMALS: usize = 3;
/// Wall time for which a change stays lit, milliseconds.
const FLASH: f64 = 280.0;

/// What of the page is renewed with a frame, besides what moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Renewal {
    /// Nothing.
    Nothing,
    /// What stands still is drawn; the page shows it with the next frame.
    Picture,
    /// The page, with what was drawn last.
    Page,
    /// Both at once.
    Both,
}

/// A picture that is made anew with each frame, or where that takes long, as often as leaves time
/// for other things.
#[derive(Default)]
pub(super) struct Flowing {
    picture: Picture,
    /// That of the branch beside the one shown.
    beside: Picture,
    /// When it may be made anew, in milliseconds of the frames' clock.
    due: f64,
}

impl Flowing {
    fn renew(&mut self, now: f64, player: &mut Player, late: Option<&Late>, frame: &Frame) {
        if now < self.due {
            return;
        }
        let begun = clock();
        self.picture = drawn(player, late, frame);
        self.beside = player.beside(|player| drawn(player, late, frame)).unwrap_or_default();
        self.due = now + (clock() - begun) * 4.0;
    }

    /// Leaves this frame to other things.
    fn wait(&mut self, now: f64) {
        self.due = self.due.max(now + 1.0);
    }
}

/// Milliseconds since some moment.
fn clock() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

impl App {
    /// Asks for the next frame, if there is anything to do in it.
    pub(super) fn request_frame(&mut self, ctx: &Context<Self>) {
        let busy = self.player.as_ref().is_some_and(|player| player.playing || !is_ready(player));
        if !busy || self.awaiting {
            return;
        }
        self.awaiting = true;
        let on_frame = self.on_frame.get_or_insert_with(|| {
            let link = ctx.link().clone();
            Closure::new(move |time: f64| link.send_message(Msg::Frame(time)))
        });
        // Without a frame there is nothing to draw on.
        let _ = window().request_animation_frame(on_frame.as_ref().unchecked_ref());
    }

    /// One frame: what of the page should be renewed with it. While time goes on, a picture that stands still is made anew
    /// in one frame and put into the page in the next, so that neither takes longer than a frame may.
    pub(super) fn take_frame(&mut self, time: f64) -> Renewal {
        self.awaiting = false;
        let wall = time - self.last_frame;
        self.last_frame = time;
        let motion = self.motion;
        let redrawn = std::mem::take(&mut self.redrawn);
        let Some(player) = &mut self.player else { return Renewal::Nothing };
        let renewing = time - self.last_view > STRUCTURE;
        let was_ready = is_ready(player);
        let left = (LONGEST_FRAME - self.painting).clamp(AHEAD_TIME.0, AHEAD_TIME.1);
        let longest = if renewing || redrawn { AHEAD_TIME.0 } else { left };
        let ready =
            run_ahead(player, longest) && player.beside(|player| run_ahead(player, longest)).unwrap_or(true);
        let step = player.globe.moment().step;
        let moved = player.tick(wall);
        let stepped = player.globe.moment().step != step;
        let renewal = match renewing && (stepped || !ready) {
            _ if !player.playing || ready != was_ready => Renewal::Both,
            _ if redrawn => Renewal::Page,
            // While it flows, there is no picture to be made.
            true if is_flowing(player.view) => Renewal::Both,
            true => Renewal::Picture,
            false => Renewal::Nothing,
        };
        self.redrawn = renewal == Renewal::Picture;
        if matches!(renewal, Renewal::Both | Renewal::Picture) {
            self.last_view = time;
        }
        if matches!(renewal, Renewal::Both | Renewal::Page) {
            // What moves is painted after the structure.
            if player.playing {
                self.flowing.wait(time);
            }
        } else if moved && motion {
            self.paint();
        }
        renewal
    }

    /// How the scene is to be drawn.
    pub(super) fn scene_frame(&self) -> Frame {
        let (width, height) = self.size;
        let rate = self.player.as_ref().map_or((1, 100), |player| player.rate(player.speed));
        let flash = (FLASH * 1e6 * rate.0 as f64 / rate.1 as f64) as u64;
        let watched = match self.player.as_ref().and_then(|player| player.selected.as_ref()) {
            Some(Thing::Key(key)) => Some(*key),
            _ => None,
        };
        let subject = self.player.as_ref().and_then(|player| player.following.subject());
        Frame {
            width,
            height,
            language: self.language,
            flash,
            motion: self.motion,
            watched,
            since: None,
            subject,
        }
    }

    /// Draws what moves, and sets the clock and the scrubber's head.
    pub(super) fn paint(&mut self) {
        let frame = self.scene_frame();
        let palette = Palette(self.theme);
        self.move_head();
        // A table has none.
        let Some(canvas) = self.canvas() else { return };
        let begun = clock();
        let size = (frame.width, frame.height);
        self.dots.clear();
        let Some(player) = &mut self.player else { return canvas::draw(&canvas, &[], &[], size, palette) };
        let flows = player.playing && self.motion && is_flowing(player.view);
        if flows {
            self.flowing.renew(self.last_frame, player, self.late, &frame);
        }
        let marks = |picture| -> &[crate::picture::Mark] { if flows { picture } else { &[] } };
        moving(player, &frame, &mut self.dots);
        canvas::draw(&canvas, marks(&self.flowing.picture.still), &self.dots, size, palette);
        if let Some(canvas) = self.second.canvas.cast() {
            let dots = &mut self.second.dots;
            dots.clear();
            player.beside(|player| moving(player, &frame, dots));
            canvas::draw(&canvas, marks(&self.flowing.beside.still), dots, size, palette);
        }
        self.painting = clock() - begun;
    }

    fn move_head(&self) {
        let Some(player) = &self.player else { return };
        let at = player.globe.moment().at;
        if let Some(clock) = self.clock.cast::<web_sys::Element>() {
            clock.set_text_content(Some(&seconds(at)));
        }
        if let Some(head) = self.head.cast::<web_sys::Element>() {
            let part = at as f64 / player.globe.horizon().max(1) as f64 * 100.0;
            // An attribute of a line that is there can be set.
            let _ = head.set_attribute("x1", &format!("{part:.3}%"));
            let _ = head.set_attribute("x2", &format!("{part:.3}%"));
        }
    }

    /// Reads the size of the stage; true if it changed. In the midst of a change of the page this would cost the browser
    /// a layout of its own, so it is left to when the stage tells of another size.
    pub(super) fn measure(&mut self) -> bool {
        let Some(stage) = self.stage.cast::<web_sys::Element>() else { return false };
        let rect = stage.get_bounding_client_rect();
        let size = ((rect.width() as f32).max(120.0).floor(), (rect.height() as f32).max(120.0).floor());
        let changed = size != self.size;
        self.size = size;
        changed
    }
}

/// Whether a view is painted as a whole with each frame while time goes on.
fn is_flowing(view: View) -> bool {
    matches!(view, View::SpaceTime | View::Lanes | View::Compare | View::History)
}

/// What moves over the picture of the moment.
fn moving(player: &mut Player, frame: &Frame, out: &mut Vec<Dot>) {
    if player.view == View::Topology {
        player.scene.moving(&mut *player.globe, frame, player.selected.as_ref(), out);
    }
}

/// Whether all that is shown is computed to its end.
fn is_ready(player: &Player) -> bool {
    let (lanes, beside) = (player.globe.lanes(), player.globe.beside());
    let complete = |moment: Moment| lanes.get(moment.timeline as usize).is_some_and(|lane| lane.complete);
    complete(player.globe.moment()) && beside.is_none_or(complete)
}

/// Computes ahead for some milliseconds of a frame; true once there is nothing left to compute.
fn run_ahead(player: &mut Player, longest: f64) -> bool {
    let begun = clock();
    let mut ready = player.globe.run_ahead(0);
    for _ in 0..AHEAD / BETWEEN_LOOKS {
        if ready || clock() - begun > longest {
            break;
        }
        ready = player.globe.run_ahead(BETWEEN_LOOKS);
    }
    ready
}

/// The picture of the moment, in the view that is chosen; empty while that is not there yet.
pub(super) fn drawn(player: &mut Player, late: Option<&Late>, frame: &Frame) -> Picture {
    if player.view != View::Topology {
        return late.map_or_else(Picture::default, |late| (late.drawn)(player, frame));
    }
    let mut picture = player.scene.still(&*player.globe, frame);
    if let Some(thing) = &player.selected {
        picture.still.extend(player.scene.highlight(&*player.globe, thing, frame));
    }
    picture
}

/// A time in seconds with three decimals, as a clock shows it.
pub(super) fn seconds(time: u64) -> String {
    format!("{}.{:03} s", time / SECOND, time % SECOND / 1_000_000)
}

/// A time in its largest unit with at most three decimals, as a list has room for: `1.234s` of `1.234567891s`.
pub(super) fn brief(time: u64) -> String {
    let whole = format_time(time);
    let unit_at = whole.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(whole.len());
    let (number, unit) = whole.split_at(unit_at);
    let Some((units, decimals)) = number.split_once('.').filter(|(_, decimals)| decimals.len() > DECIMALS)
    else {
        return whole;
    };
    let kept: String = decimals.chars().take(DECIMALS).collect();
    match kept.trim_end_matches('0') {
        "" => format!("{units}{unit}"),
        kept => format!("{units}.{kept}{unit}"),
    }
}

#[cfg(test)]
mod tests;
