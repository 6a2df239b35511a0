//! The first page: what this is, and the chapters.

use super::{App, words};
use crate::chapters::CHAPTERS;
use crate::picture::Palette;
use crate::picture::Picture;
use crate::player::Player;
use crate::scenes::Frame;
use crate::views::StillLayer;
use snowglobe_core::scenario::Scenario;
use snowglobe_core::sim::SECOND;
use snowglobe_core::systems;
use yew::html::Scope;
use yew::prelude::*;

/// The first chapter of this program in the midst of a run: the page shows nothing that did not run.
pub(super) fn picture(frame: Frame) -> Picture {
    let frame = Frame { width: 320.0, height: 320.0, ..frame };
    let first = systems::NAMES.first().copied().unwrap_or_default();
    let Ok(mut player) = Player::open(Scenario::new(first, 7)) else { return Picture::default() };
    player.globe.seek_time(2 * SECOND);
    player.scene.still(&*player.globe, &frame).without_things()
}

impl App {
    pub(super) fn view_landing(&self, link: &Scope<Self>) -> Html {
        html! {
            <div class="page landing">
                { self.view_header(link, None) }
                <main class="contents" id="stage">
                    <section class="hero">
                        <div>
                            <h1>{ self.say(words::HERO) }</h1>
                            <p>{ self.say(words::HERO_TEXT) }</p>
                            <p><a class="button primary big" href="#cache">{ self.say(words::HERO_START) }</a></p>
                        </div>
                        <div class="hero-picture" aria-hidden="true">
                            <StillLayer picture={self.picture.clone()} palette={Palette(self.theme)} inert=true />
                        </div>
                    </section>
                    <h2>{ self.say(words::CHAPTERS) }</h2>
                    <ol class="cards">
                        { for CHAPTERS.iter().map(|chapter| {
                            let inner = html! {
                                <>
                                    <span class="number">{ chapter.number }</span>
                                    <strong>{ self.say(chapter.title) }</strong>
                                    <span class="about">{ self.say(chapter.about) }</span>
                                </>
                            };
                            match chapter.system {
                                Some(system) => html! { <li><a class="card" href={format!("#{system}")}>{ inner }</a></li> },
                                None => html! { <li><div class="card to-come">{ inner }<span class="soon">{ self.say(words::TO_COME) }</span></div></li> },
                            }
                        }) }
                    </ol>
                    <h2>{ self.say(words::OWN_DATA) }</h2>
                    <ul class="own-data">
                        { for CHAPTERS.iter().filter_map(|chapter| Some((chapter.system?, chapter.own_data?))).map(|(system, about)| html! {
                            <li><a href={format!("#{system}-data")}>{ self.say(about) }</a></li>
                        }) }
                    </ul>
                    <p class="foot">{ self.say(words::PRIVACY) }</p>
                </main>
                { self.view_notice(link) }
            </div>
        }
    }
}
