//! The tab "adjust": the line for commands, charts, servers, actions, parameters, own data.

use super::frame::brief;
use super::{App, Msg, words};
use crate::chapters::chapter;
use crate::picture::Thing;
use crate::player::Player;
use crate::scenes::{Action, Details};
use crate::text::vocabulary::explained;
use snowglobe_core::sim::{Nanos, format_time};
use wasm_bindgen::JsCast;
use yew::html::Scope;
use yew::prelude::*;

/// Buttons beside a server; the inspector has all of them.
const MOST_BUTTONS: usize = 3;

impl App {
    pub(super) fn view_adjust(&self, link: &Scope<Self>, player: &Player, of: &dyn Details) -> Html {
        html! {
            <>
                <h2 class="unseen">{ self.say(words::ADJUST) }</h2>
                { self.view_console(link, player, of) }
                { self.view_charts(player, of) }
                { self.view_servers(link, player, of) }
                { for of.asks().then(|| self.view_asking(link, player)) }
                { self.view_network(link, player) }
                <section>
                    <h3>{ self.say(words::ACTIONS_HERE) }</h3>
                    { self.view_actions(link, player) }
                </section>
                { for of.groups().iter().enumerate().map(|(index, (title, names))| html! {
                    <details class="group" open={index < 1}>
                        <summary>{ self.say(*title) }</summary>
                        { for names.iter().map(|name| self.view_parameter(link, player, of, name)) }
                        { for of.belief(&*player.globe).filter(|_| index < 1).map(|(words, step)| html! {
                            <p><a class="own-data" href={format!("#{}/{step}", player.globe.system())}>{ self.say(words) }</a></p>
                        }) }
                    </details>
                }) }
                { self.view_seed(link, player) }
                { self.view_own_data(player) }
            </>
        }
    }

    /// The way to what the chapter does with the reader's own data.
    fn view_own_data(&self, player: &Player) -> Html {
        let chapter = chapter(player.globe.system());
        let own = chapter.and_then(|chapter| Some((chapter.system?, chapter.own_data?)));
        let run = chapter.filter(|chapter| chapter.takes_runs).map(|_| player.link(self.preference).encode());
        own.map_or_else(Html::default, |(system, about)| {
            let run = run.map_or_else(String::new, |run| format!("/{run}"));
            html! {
                <section>
                    <h3>{ self.say(words::OWN_DATA) }</h3>
                    <p><a class="own-data" href={format!("#{system}-data{run}")}>{ self.say(about) }</a></p>
                </section>
            }
        })
    }

    /// A button that acts; of which node, if it stands beside others alike.
    pub(super) fn action_button(&self, link: &Scope<Self>, of: Option<&str>, action: Action) -> Html {
        let Action { label, action } = action;
        let label = self.say(label);
        let system = self.player.as_ref().map_or("", |player| player.globe.system());
        let about = explained(system).action(&action).map(|named| self.say(named.help));
        let name = of.map_or_else(|| label.to_owned(), |of| format!("{of}: {label}"));
        let title = about.map_or_else(|| action.clone(), |about| format!("{about} ({action})"));
        let act = link.callback(move |_| Msg::Act(action.clone()));
        html! {
            <button type="button" class="button small" {title} aria-label={name} onclick={act}>{ label }</button>
        }
    }

    fn view_servers(&self, link: &Scope<Self>, player: &Player, of: &dyn Details) -> Html {
        let residents = player.globe.residents();
        let servers = residents.iter().filter(|resident| of.lists(resident.role));
        html! {
            <section>
                <h3>{ self.say(words::SERVERS) }</h3>
                <ul class="servers">
                    { for servers.map(|resident| {
                        let name = resident.name.to_string();
                        let actions = of.actions(&*player.globe, resident);
                        html! {
                            <li key={name.clone()}>
                                { self.chip(link, &Thing::Node(name.clone()), &name) }
                                <span class="spread" />
                                { for actions.into_iter().take(MOST_BUTTONS).map(|action| self.action_button(link, Some(&name), action)) }
                            </li>
                        }
                    }) }
                </ul>
                { for of.grow(&*player.globe).map(|action| self.action_button(link, None, action)) }
            </section>
        }
    }

    /// A time in a list, whole in its title, and the way there.
    pub(super) fn moment_button(link: &Scope<Self>, at: Nanos) -> Html {
        let go = link.callback(move |_| Msg::Seek(at));
        html! { <button type="button" class="moment" title={format_time(at)} onclick={go}>{ brief(at) }</button> }
    }

    /// What was and will be done on this branch.
    fn view_actions(&self, link: &Scope<Self>, player: &Player) -> Html {
        let lanes = player.globe.lanes();
        let lane = lanes.get(player.globe.moment().timeline as usize);
        let actions = lane.map(|lane| lane.actions).unwrap_or_default();
        if actions.is_empty() {
            return html! { <p class="empty">{ self.say(words::NO_ACTIONS) }</p> };
        }
        html! {
            <ol class="actions">
                { for actions.iter().enumerate().map(|(index, timed)| {
                    html! {
                        <li>
                            { Self::moment_button(link, timed.at) }
                            <code>{ timed.action.clone() }</code>
                            <span class="spread" />
                            <button type="button" class="button small" aria-label={format!("{}: {}", timed.action, self.say(words::WITHOUT))}
                                onclick={link.callback(move |_| Msg::Without(index))}>{ self.say(words::WITHOUT) }</button>
                        </li>
                    }
                }) }
            </ol>
        }
    }

    fn view_seed(&self, link: &Scope<Self>, player: &Player) -> Html {
        let change = link.batch_callback(|event: Event| {
            let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
            Some(Msg::Seed(input.value()))
        });
        let refused = self.refused.get(&None);
        let wrong = refused.and_then(|refused| refused.reason.clone());
        let seed =
            refused.map_or_else(|| player.globe.scenario().seed.to_string(), |refused| refused.typed.clone());
        html! {
            <section>
                <label class="field"><span>{ self.say(words::SEED) }</span>
                    <input type="text" inputmode="numeric" autocomplete="off" value={seed}
                        aria-invalid={wrong.is_some().then_some("true")} onchange={change} oninput={Self::typing(link, None)} /></label>
                // Not `for`, which would shift its neighbours and take the focus from the field.
                if let Some(wrong) = wrong { <p class="hint wrong">{ wrong }</p> }
                <div class="row wrap">
                    <button type="button" class="button" onclick={link.callback(|_| Msg::FreshSeed)}>{ self.say(words::FRESH_SEED) }</button>
                    <button type="button" class="button" onclick={link.callback(|_| Msg::Reset)}>{ self.say(words::RESET) }</button>
                </div>
            </section>
        }
    }
}
