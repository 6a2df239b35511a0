//! The legend in a corner of the stage: what the signs that are on the picture mean, and no others.
//!
//! ```text
//!   ▾ Legend
//!   ◌ believed dead by some        open where there is much room, folded elsewhere;
//!   ● request   ○ reply            a reader opens and folds it
//! ```
//!
//! While time goes on, what moves comes and goes with every frame: what has been seen stays until it is paused.

use super::{App, Msg, words};
use crate::picture::dom::StillLayer;
use crate::picture::{Dot, Palette, Picture};
use crate::player::{Player, View};
use crate::scenes::legend::{Sign, seen};
use crate::scenes::{Details, Frame, Meaning};
use std::rc::Rc;
use yew::html::Scope;
use yew::prelude::*;

/// A stage on which it is open by itself, pixels.
const ROOM: (f32, f32) = (760.0, 480.0);

/// Which signs are there: what stands still, and what moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct OnPicture {
    still: u32,
    moving: u32,
}

/// What is on the stages of the branch shown and of the one beside it: what stands still, and what was painted last.
pub(super) type OnStage<'a> = ([Option<&'a Picture>; 2], [&'a [Dot]; 2]);

/// What of it is shown.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Legend {
    /// What the reader wants, once that is known.
    open: Option<bool>,
    on: OnPicture,
}

impl Legend {
    /// Whether it is open on a stage of this size: as the reader wants it, or where there is room once its words are there.
    fn is_open(&self, (width, height): (f32, f32), late: bool) -> bool {
        self.open.unwrap_or(late && width >= ROOM.0 && height >= ROOM.1)
    }

    /// What is there now; while time goes on, besides what moved before.
    pub(super) fn take(&mut self, now: OnPicture, playing: bool) {
        let before = if playing { self.on.moving } else { 0 };
        self.on = OnPicture { still: now.still, moving: now.moving | before };
    }
}

/// Reads it off the pictures of the branches shown. While time goes on, what moves is known from the frame `painted` last:
/// a thousand nodes send too much to be asked for twice.
pub(super) fn on_picture(
    player: &mut Player,
    of: &dyn Details,
    frame: &Frame,
    (pictures, painted): OnStage<'_>,
) -> OnPicture {
    let meanings = of.meanings();
    let still = pictures.into_iter().flatten();
    let still = still.fold(0, |all, picture| all | seen(meanings, &picture.still, &[]));
    if player.playing {
        let moving = painted.into_iter().fold(0, |all, dots| all | seen(meanings, &[], dots));
        return OnPicture { still, moving };
    }
    let mut dots = Vec::new();
    let mut moving = |player: &mut Player| {
        player.scene.moving(&mut *player.globe, frame, player.selected.as_ref(), &mut dots);
    };
    moving(player);
    player.beside(moving);
    OnPicture { still, moving: seen(meanings, &[], &dots) }
}

impl App {
    /// Whether it is to be read now.
    pub(super) fn has_open_legend(&self) -> bool {
        let there = |player: &Player| player.view == View::Topology && player.scene.has_legend();
        self.player.as_ref().is_some_and(there) && self.legend.is_open(self.size, self.late.is_some())
    }

    pub(super) fn toggle_legend(&mut self) {
        self.legend.open = Some(!self.has_open_legend());
    }

    pub(super) fn view_legend(&self, link: &Scope<Self>, player: &Player) -> Html {
        if player.view != View::Topology || !player.scene.has_legend() {
            return Html::default();
        }
        let open = self.has_open_legend();
        // The page says whether it is open, not the browser.
        let toggle = link.callback(|event: MouseEvent| {
            event.prevent_default();
            Msg::Legend
        });
        html! {
            <details class="legend" {open}>
                <summary onclick={toggle}>{ self.say(words::LEGEND) }</summary>
                if open { { self.view_late(link, player, |late| late.legend) } }
            </details>
        }
    }

    /// What is on the picture, each sign with its words.
    pub(super) fn view_meanings(&self, of: &dyn Details) -> Html {
        let on = self.legend.on.still | self.legend.on.moving;
        let there = of.meanings().iter().enumerate().filter(|(at, _)| on >> at & 1 == 1);
        html! {
            <ul>{ for there.map(|(at, Meaning { sign, text, .. })| html! {
                <li key={at}>
                    <StillLayer picture={Rc::new(drawn(*sign))} palette={Palette(self.theme)} inert=true />
                    <span>{ self.say(*text) }</span>
                </li>
            }) }</ul>
        }
    }
}

/// A sign as a picture of its own; the words beside it name it.
fn drawn(sign: Sign) -> Picture {
    let (size, middle) = (Sign::SIZE, Sign::SIZE / 2.0);
    Picture { width: size, height: size, still: sign.marks("sign", (middle, middle)), ..Picture::default() }
}

#[cfg(test)]
mod tests;
