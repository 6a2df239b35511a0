//! What happened around this moment, as lines of text.

use super::{App, Msg, words};
use crate::player::Player;
use crate::scenes::Details;
use crate::text::number::fine_moment;
use crate::views::transcript;
use yew::html::Scope;
use yew::prelude::*;

/// Lines shown.
const LINES: usize = 60;

impl App {
    pub(super) fn view_transcript(&self, link: &Scope<Self>, player: &Player, of: &dyn Details) -> Html {
        let step = player.globe.moment().step;
        let wording = of.wording(&*player.globe, self.language);
        let lines = transcript::recent(&*player.globe, &self.records, &*wording, LINES);
        html! {
            <ol class="transcript" id="transcript" tabindex="0" aria-label={self.say(words::TRANSCRIPT)}>
                if lines.is_empty() {
                    <li class="empty">{ self.say(words::NOTHING_YET) }</li>
                }
                { for lines.into_iter().rev().map(|line| {
                    let time = line.time;
                    let now = (line.step == step).then_some("now");
                    html! {
                        <li class={classes!(now, line.kind)}>
                            <button type="button" class="moment" onclick={link.callback(move |_| Msg::Seek(time))}>{ fine_moment(time) }</button>
                            { for line.thing.iter().map(|thing| self.chip(link, thing, &line.name)) }
                            <span>{ line.text.clone() }</span>
                        </li>
                    }
                }) }
            </ol>
        }
    }
}
