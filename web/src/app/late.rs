//! What of the page is loaded when a reader does something or first wants it: adjusting, the inspector, what opens over
//! the page, the views with which a chapter does not begin.
//!
//! ```text
//!   view ── late() ── not there yet ──► rendered ── fetch ──► Msg::Arrived ──► view, with all of it
//! ```
//!
//! With the feature `split` the build cuts off what only [`LATE`] reaches and puts it into a file of its own. Without it,
//! as in the single file and in tests, all of it is there from the beginning.

use super::judged::Verdicts;
use super::sides::{self, Aside};
use super::{App, Msg, Notice, legend, words};
use crate::command_line::{Stock, examples};
use crate::picture::{Picture, Thing};
use crate::player::{Player, View};
use crate::scenes::{Details, Frame, details};
use crate::text::{Language, refusals};
use crate::views::{Held, space_time};
use snowglobe_core::sim::{Globe, Kind, RunError, SECOND};
use wasm_bindgen_futures::spawn_local;
use yew::html::Scope;
use yew::prelude::*;

/// A part of the page that is drawn once it is there.
type Part = fn(&App, &Scope<App>, &Player) -> Html;

/// What is loaded when it is first wanted.
pub struct Late {
    pub(super) adjust: Part,
    pub(super) inspect: Part,
    pub(super) dialog: Part,
    pub(super) table: Part,
    pub(super) transcript: Part,
    /// The table of a step of the lesson.
    pub(super) step_table: Part,
    /// What the signs of the topology mean.
    pub(super) legend: Part,
    /// Which of them are there now.
    pub(super) seen: fn(&mut Player, &Frame, legend::OnStage<'_>) -> legend::OnPicture,
    /// Two branches side by side.
    pub(super) sides: Part,
    /// What is told of both of them.
    pub(super) aside: fn(&mut Player, Language) -> Aside,
    /// The picture of a view with which no chapter begins.
    pub(super) drawn: fn(&mut Player, &Frame) -> Picture,
    /// What is found of the promises to clients.
    pub(super) judge: fn(&Player, Language) -> Verdicts,
    /// The thing that was typed, or a sentence on what can be.
    pub(super) find: fn(&dyn Globe, &str, Language) -> Result<Thing, String>,
    /// Why an action was refused.
    pub(super) refused: fn(&RunError, &Player, Language) -> String,
}

static LATE: Late = Late {
    adjust: |app, link, player| of(player).map_or_else(Html::default, |of| app.view_adjust(link, player, of)),
    inspect: |app, link, player| {
        of(player).map_or_else(Html::default, |of| app.view_inspect(link, player, of))
    },
    dialog: |app, link, player| of(player).map_or_else(Html::default, |of| app.view_dialog(link, player, of)),
    table: |app, link, player| of(player).map_or_else(Html::default, |of| app.view_table(link, player, of)),
    transcript: |app, link, player| {
        of(player).map_or_else(Html::default, |of| app.view_transcript(link, player, of))
    },
    step_table: App::view_step_table,
    legend: |app, _, player| of(player).map_or_else(Html::default, |of| app.view_meanings(of)),
    seen: |player, frame, stage| {
        of(player).map_or_else(legend::OnPicture::default, |of| legend::on_picture(player, of, frame, stage))
    },
    sides: |app, link, player| of(player).map_or_else(Html::default, |of| app.view_sides(link, player, of)),
    aside: |player, language| of(player).map_or_else(Aside::default, |of| sides::aside(player, of, language)),
    drawn,
    judge: |player, language| Verdicts::of(player, of(player), language),
    find: |globe, typed, language| {
        details(globe.system()).map_or_else(|| Err(String::new()), |of| of.find(globe, typed, language))
    },
    refused: |error, player, language| {
        let told = refusals::told(error, language);
        of(player).map_or_else(String::new, |of| {
            examples::retold(told, error, &Stock::of(&*player.globe, of, None))
        })
    },
};

/// The details of the scene that is played.
fn of(player: &Player) -> Option<&'static dyn Details> {
    details(player.globe.system())
}

fn drawn(player: &mut Player, frame: &Frame) -> Picture {
    match player.view {
        View::SpaceTime => {
            let (speed, hop) = (player.rate(player.speed), player.scene.hop());
            let Some(of) = of(player) else { return Picture::default() };
            let wording = of.wording(&*player.globe, frame.language);
            let held = held(player, of, frame.language);
            let requests =
                player.selected.as_ref().map(|thing| of.requests(&*player.globe, thing, frame.language));
            let asked = space_time::Asked {
                size: (frame.width, frame.height),
                span: space_time::spans_for(speed, hop, player.playing),
                stretch: player.stretch(),
                held: &held,
                held_told: of.held_told(&*player.globe, frame.language),
                requests: &requests.unwrap_or_default(),
                selected: player.selected.as_ref(),
                clocks: of.shows_clocks(),
                guessing: player.is_told() && !player.following.is_answered(),
            };
            space_time::picture(&mut *player.globe, &*wording, &asked, &mut player.counted)
        }
        view @ (View::Lanes | View::Compare | View::Bytes | View::History | View::Engine) => {
            let Some(of) = of(player) else { return Picture::default() };
            let since = player.beside(|player| of.since(view, &*player.globe, frame)).flatten();
            let frame = Frame { since, ..frame.clone() };
            of.drawn(view, &*player.globe, player.selected.as_ref(), &frame)
        }
        View::Topology | View::Table => Picture::default(),
    }
}

/// What nodes have of the thing that is selected or that a message selected is about; otherwise of that at which the step of
/// the lesson points.
fn held(player: &mut Player, of: &dyn Details, language: Language) -> Vec<Held> {
    let about = match player.selected {
        Some(Thing::Message(id)) => {
            let now = player.globe.moment().at;
            let records = player.globe.records(now.saturating_sub(SECOND), now.saturating_add(SECOND));
            let sent = records.iter().find(|record| record.id == id && record.kind == Kind::Sent);
            sent.and_then(|record| of.about(record.label))
        }
        _ => None,
    };
    let chosen = about.as_ref().or(player.selected.as_ref());
    let held = chosen.map(|thing| of.held(&*player.globe, thing, language)).unwrap_or_default();
    if held.is_empty() {
        let pointed = player.pointed();
        return pointed.map(|thing| of.held(&*player.globe, &thing, language)).unwrap_or_default();
    }
    held
}

/// That it could not be loaded.
pub struct Lost;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Lost {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(late, fallible)]
fn load() -> Result<&'static Late, Lost> {
    Ok(&LATE)
}

#[cfg(not(feature = "split"))]
async fn load() -> Result<&'static Late, Lost> {
    Ok(&LATE)
}

/// How far the fetching of it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fetching {
    /// Nobody asked for it.
    #[default]
    Unwanted,
    /// It is asked for with the next renewal of the page.
    Wanted,
    /// It is on its way.
    UnderWay,
    /// It did not come; the reader asks again or does not.
    Lost,
}

/// What is there from the beginning.
pub(super) fn at_first() -> Option<&'static Late> {
    if cfg!(feature = "split") { None } else { Some(&LATE) }
}

impl App {
    /// What is loaded late, if it is there; otherwise it is wanted now.
    pub(super) fn late(&self) -> Option<&'static Late> {
        if self.late.is_none() && self.fetching.get() == Fetching::Unwanted {
            self.fetching.set(Fetching::Wanted);
        }
        self.late
    }

    /// A part that is loaded late, or the words that it is on its way.
    pub(super) fn view_late(&self, link: &Scope<Self>, player: &Player, part: fn(&Late) -> Part) -> Html {
        match self.late() {
            Some(late) => part(late)(self, link, player),
            None => self.view_waiting(),
        }
    }

    pub(super) fn view_waiting(&self) -> Html {
        let lost = self.fetching.get() == Fetching::Lost;
        let words = if lost { words::PART_LOST } else { words::ON_ITS_WAY };
        html! { <p class="hint" role="status">{ self.say(words) }</p> }
    }

    /// Fetches what is wanted and not there.
    pub(super) fn fetch_late(&self, link: &Scope<Self>) {
        if self.fetching.get() == Fetching::Wanted {
            self.fetching.set(Fetching::UnderWay);
            let link = link.clone();
            spawn_local(async move { link.send_message(Msg::Arrived(load().await)) });
        }
    }

    /// It is there, or it did not come.
    pub(super) fn take_late(&mut self, late: Result<&'static Late, Lost>) {
        match late {
            Ok(late) => {
                self.late = Some(late);
                self.judge_at_once(self.to_judge);
            }
            Err(Lost) => {
                self.fetching.set(Fetching::Lost);
                self.to_write = false;
                self.notice = Some(Notice { text: self.say(words::PART_LOST).to_owned(), wrong: true });
            }
        }
    }

    /// A reader who does something will want more: it is fetched now, so that it is there later, with or without a network.
    /// Who opens something asks anew for what did not come.
    pub(super) fn foresee(&self, msg: &Msg) {
        let opens = matches!(
            msg,
            Msg::Open(_) | Msg::Show(_) | Msg::Select(_) | Msg::Dialog(_) | Msg::Transcript | Msg::Write
        );
        if opens && self.fetching.get() == Fetching::Lost {
            self.fetching.set(Fetching::Unwanted);
        }
        let by_itself = matches!(
            msg,
            Msg::Frame(_) | Msg::Resized | Msg::PreferencesChanged | Msg::AddressChanged | Msg::Arrived(_)
        );
        if !by_itself {
            self.late();
        }
    }
}

#[cfg(test)]
mod tests;
