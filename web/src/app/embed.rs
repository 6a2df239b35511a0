//! The page inside another page: the stage, the words of the moment, one row of controls.

use super::{App, surroundings, words};
use crate::icon::Icon;
use crate::lesson::Step;
use crate::player::Player;
use crate::text::Language;
use yew::html::Scope;
use yew::prelude::*;

/// The first paragraph of what is to be said: what was found once the moment is reached that it is about, before that
/// what goes on.
fn gist(step: &Step, reached: bool, language: Language) -> &str {
    let words = step.lead.as_ref().filter(|_| !reached).unwrap_or(&step.body);
    words.of(language).split("\n\n").next().unwrap_or_default()
}

impl App {
    /// The words of the moment that fit into a small frame: the heading and a paragraph.
    fn view_gist(&self, link: &Scope<Self>, player: &Player) -> Html {
        let Some((step, telling)) = player.following.current().filter(|_| player.is_told()) else {
            return self.view_no_step(player);
        };
        let now = player.globe.moment().at;
        let gist = gist(step, now >= telling.moment.at, self.language);
        html! {
            <article class="step">
                <p class="hint">{ format!("t = {}", super::frame::seconds(now)) }</p>
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

#[cfg(test)]
mod tests;
