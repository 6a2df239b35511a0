//! The page inside another page: the stage, the words of the moment, one row of controls.

use super::icon::Icon;
use super::{App, surroundings, words};
use crate::player::Player;
use yew::html::Scope;
use yew::prelude::*;

impl App {
    pub(super) fn view_embed(&self, link: &Scope<Self>, player: &Player) -> Html {
        let moment = format!("{}#{}", surroundings::root(), player.link(self.preference).encode());
        html! {
            <div class="page embed">
                <main class="embed-middle" id="stage">
                    { self.view_stage(link, player) }
                    <section class="embed-words" tabindex="0" aria-label={self.say(words::PANEL)}>
                        { self.view_step_words(link, player) }
                    </section>
                </main>
                <footer class="embed-bar">
                    { self.view_transport(link, player) }
                    { self.view_scrubber(link, player) }
                    <a class="button quiet" href={moment} target="_blank" rel="noopener">
                        { Icon::Snow.html() }<span>{ self.say(words::OPEN_HERE) }</span></a>
                </footer>
                { self.view_notice(link) }
            </div>
        }
    }
}
