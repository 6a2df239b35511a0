//! The page inside another page: the stage, the words of the moment, one row of controls.

use super::{App, surroundings, words};
use crate::icon::Icon;
use crate::player::Player;
use yew::html::Scope;
use yew::prelude::*;

impl App {
    /// The words of the moment that fit into a small frame: the heading and the first paragraph.
    fn view_gist(&self, link: &Scope<Self>, player: &Player) -> Html {
        let Some((step, telling)) = player.following.current().filter(|_| player.is_told()) else {
            return self.view_no_step(player);
        };
        let gist = step.body.of(self.language).split("\n\n").next().unwrap_or_default();
        html! {
            <article class="step">
                <p class="hint">{ format!("t = {}", super::frame::seconds(player.globe.moment().at)) }</p>
                <h2>{ self.filled(link, telling, step.title.of(self.language)) }</h2>
                <p class="gist">{ self.filled(link, telling, gist) }</p>
            </article>
        }
    }

    pub(super) fn view_embed(&self, link: &Scope<Self>, player: &Player) -> Html {
        let compares = player.globe.beside().is_some();
        let moment = format!("{}#{}", surroundings::root(), player.link(self.preference).encode());
        html! {
            <div class="page embed">
                <main class={classes!("embed-middle", compares.then_some("whole"))} id="stage">
                    <h1 class="unseen">{ self.title() }</h1>
                    { self.view_stage(link, player) }
                    if !compares {
                        <section class="embed-words" tabindex="0" aria-label={self.say(words::PANEL)}>
                            { self.view_gist(link, player) }
                        </section>
                    }
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
