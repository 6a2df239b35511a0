//! The tab "adjust": parameters, servers, faults, charts, own data.

use super::{App, Msg, words};
use crate::own_data::panel::OwnData;
use crate::picture::Thing;
use crate::player::Player;
use crate::text::cache_words;
use snowglobe_core::scenario::{Parameter, Range};
use snowglobe_core::sim::{Role, format_time};
use wasm_bindgen::JsCast;
use yew::html::Scope;
use yew::prelude::*;

/// The parameters in the order in which people look for them, by group.
const GROUPS: [(crate::text::Text, &[&str]); 4] = [
    (words::GROUP_PLACEMENT, &["placement", "hash", "virtual_nodes", "epsilon", "replicas"]),
    (words::GROUP_SERVERS, &["servers", "service_time", "timeout", "warm"]),
    (words::GROUP_TRAFFIC, &["keys", "popularity", "zipf", "hot_share", "clients", "rate", "latency"]),
    (words::GROUP_ORIGIN, &["origin_time", "origin_workers", "duration"]),
];

impl App {
    pub(super) fn view_adjust(&self, link: &Scope<Self>, player: &Player) -> Html {
        html! {
            <>
                { self.view_charts(player) }
                { self.view_servers(link, player) }
                { self.view_console(link, player) }
                { for GROUPS.into_iter().enumerate().map(|(index, (title, names))| html! {
                    <details class="group" open={index < 1}>
                        <summary>{ self.say(title) }</summary>
                        { for names.iter().map(|name| self.view_parameter(link, player, name)) }
                    </details>
                }) }
                { self.view_seed(link, player) }
                <details class="group own">
                    <summary>{ self.say(words::OWN_DATA) }</summary>
                    <OwnData lang={self.language} on_use_servers={link.callback(Msg::UseServers)} />
                </details>
            </>
        }
    }

    fn view_parameter(&self, link: &Scope<Self>, player: &Player, name: &str) -> Html {
        let parameters = player.globe.parameters();
        let Some((index, parameter)) = parameters.iter().enumerate().find(|(_, p)| p.name == name) else {
            return Html::default();
        };
        let value = player.globe.settings().at(index);
        let label = cache_words::parameter(name).map_or(name, |text| self.say(text));
        let help = cache_words::parameter_help(name).map(|text| self.say(text));
        let control = match parameter.range {
            Range::Choice(names) => self.view_choice(link, index, parameter, names, value),
            _ => self.view_number(link, index, parameter, value),
        };
        html! {
            <label class="field" title={help}>
                <span>{ label.to_owned() }</span>
                { control }
            </label>
        }
    }

    fn view_choice(
        &self,
        link: &Scope<Self>,
        index: usize,
        parameter: &Parameter,
        names: &'static [&'static str],
        value: u64,
    ) -> Html {
        let change = link.batch_callback(move |event: Event| {
            let select = event.target()?.dyn_into::<web_sys::HtmlSelectElement>().ok()?;
            Some(Msg::Set(index, select.value()))
        });
        html! {
            <select onchange={change}>
                { for names.iter().enumerate().map(|(at, name)| html! {
                    <option value={*name} selected={at as u64 == value}>
                        { cache_words::choice(parameter.name, name).map_or(*name, |text| self.say(text)) }</option>
                }) }
            </select>
        }
    }

    fn view_number(&self, link: &Scope<Self>, index: usize, parameter: &Parameter, value: u64) -> Html {
        let change = link.batch_callback(move |event: Event| {
            let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
            Some(Msg::Set(index, input.value()))
        });
        let (low, high) = match parameter.range {
            Range::Count(a, b) | Range::Percent(a, b) | Range::Thousandths(a, b) | Range::Time(a, b) => {
                (a, b)
            }
            Range::Choice(names) => (0, names.len() as u64),
        };
        let between = format!("{} – {}", parameter.show(low), parameter.show(high));
        html! {
            <span class="number">
                <input type="text" inputmode="decimal" autocomplete="off" value={parameter.show(value)} onchange={change} />
                <small>{ between }</small>
            </span>
        }
    }

    fn view_servers(&self, link: &Scope<Self>, player: &Player) -> Html {
        let residents = player.globe.residents();
        let servers = residents.iter().filter(|resident| resident.role == Role::Server);
        let next =
            (0..).map(|number| format!("s{number}")).find(|name| residents.iter().all(|r| *r.name != **name));
        let join = next.unwrap_or_default();
        let action = format!("join {join}");
        html! {
            <section>
                <h3>{ self.say(words::SERVERS) }</h3>
                <ul class="servers">
                    { for servers.map(|resident| {
                        let name = resident.name.to_string();
                        let (words, action) = if resident.up { (words::DO_CRASH, format!("crash {name}")) } else { (words::DO_RESTART, format!("restart {name}")) };
                        let leave = format!("leave {name}");
                        let weigh = format!("weight {name} 2");
                        let button = |words: crate::text::Text, action: String| {
                            let title = format!("{}: {}", name, self.say(words));
                            html! { <button type="button" class="button small" aria-label={title} onclick={link.callback(move |_| Msg::Act(action.clone()))}>{ self.say(words) }</button> }
                        };
                        html! {
                            <li key={name.clone()}>
                                { self.chip(link, &Thing::Node(name.clone()), &name) }
                                <span class="spread" />
                                { button(words, action) }
                                { button(words::DO_LEAVE, leave) }
                                { button(words::DO_WEIGH, weigh) }
                            </li>
                        }
                    }) }
                </ul>
                <button type="button" class="button" onclick={link.callback(move |_| Msg::Act(action.clone()))}>
                    { super::icon::Icon::Plus.html() }{ format!("{} {join}", self.say(words::ADD_SERVER)) }</button>
            </section>
        }
    }

    /// One line for any action, and the actions of this branch.
    fn view_console(&self, link: &Scope<Self>, player: &Player) -> Html {
        let submit = {
            let draft = self.draft.clone();
            link.batch_callback(move |event: SubmitEvent| {
                event.prevent_default();
                (!draft.trim().is_empty()).then(|| Msg::Act(draft.clone()))
            })
        };
        let typed = link.batch_callback(|event: InputEvent| {
            let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
            Some(Msg::Draft(input.value()))
        });
        let lanes = player.globe.lanes();
        let actions =
            lanes.get(player.globe.moment().timeline as usize).map(|lane| lane.actions).unwrap_or_default();
        html! {
            <section>
                <h3>{ self.say(words::ACTIONS) }</h3>
                <form class="console" onsubmit={submit}>
                    <label><span class="unseen">{ self.say(words::ACTION) }</span>
                        <input type="text" list="actions" autocomplete="off" spellcheck="false" maxlength="2000"
                            placeholder="partition {c0} | {s1}" value={self.draft.clone()} oninput={typed} /></label>
                    <button type="submit" class="button">{ self.say(words::DO) }</button>
                    <datalist id="actions">{ for player.globe.action_examples().into_iter().map(|example| html! { <option value={example} /> }) }</datalist>
                </form>
                if actions.is_empty() {
                    <p class="empty">{ self.say(words::NO_ACTIONS) }</p>
                } else {
                    <ol class="actions">
                        { for actions.iter().enumerate().map(|(index, timed)| {
                            let at = timed.at;
                            html! {
                                <li>
                                    <button type="button" class="moment" onclick={link.callback(move |_| Msg::Seek(at))}>{ format_time(at) }</button>
                                    <code>{ timed.action.clone() }</code>
                                    <span class="spread" />
                                    <button type="button" class="button small" onclick={link.callback(move |_| Msg::Without(index))}>{ self.say(words::WITHOUT) }</button>
                                </li>
                            }
                        }) }
                    </ol>
                }
            </section>
        }
    }

    fn view_seed(&self, link: &Scope<Self>, player: &Player) -> Html {
        let change = link.batch_callback(|event: Event| {
            let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
            Some(Msg::Seed(input.value()))
        });
        html! {
            <div class="row wrap">
                <label class="field grow"><span>{ self.say(words::SEED) }</span>
                    <input type="text" inputmode="numeric" autocomplete="off" value={player.globe.scenario().seed.to_string()} onchange={change} /></label>
                <button type="button" class="button" onclick={link.callback(|_| Msg::FreshSeed)}>{ self.say(words::FRESH_SEED) }</button>
                <button type="button" class="button" onclick={link.callback(|_| Msg::Reset)}>{ self.say(words::RESET) }</button>
            </div>
        }
    }
}
