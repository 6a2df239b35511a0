//! The tab "inspect": what is known of the selected thing.

use super::{App, Msg, words};
use crate::picture::Thing;
use crate::player::Player;
use crate::scenes::{Details, Entry, Finder, Place};
use crate::text::number::{duration, fine_moment, grouped};
use crate::text::vocabulary::vocabulary;
use crate::views::{Cast, Story};
use snowglobe_core::sim::format_time;
use wasm_bindgen::JsCast;
use yew::html::Scope;
use yew::prelude::*;

/// Entries by heading; before the first heading there may be some, too.
fn sections(entries: &[Entry]) -> impl Iterator<Item = &[Entry]> {
    entries.chunk_by(|_, next| next.place != Place::Heading)
}

impl App {
    pub(super) fn view_inspect(&self, link: &Scope<Self>, player: &Player, of: &dyn Details) -> Html {
        let at = super::frame::seconds(player.globe.moment().at);
        html! {
            <>
                <p class="hint">{ format!("t = {at}") }</p>
                { match &player.selected {
                    None => html! { <><h2 class="unseen">{ self.say(words::INSPECT) }</h2><p class="empty">{ self.say(words::NOTHING_SELECTED) }</p></> },
                    Some(thing) => self.view_thing(link, player, of, thing),
                } }
                { for of.finder().map(|finder| self.view_thing_finder(link, finder)) }
                if of.judges() {
                    { self.view_judged(link, player) }
                }
                <h3>{ self.say(words::BRANCHES) }</h3>
                { self.view_comparison(link, player, of) }
                <h3>{ self.say(words::THIS_RUN) }</h3>
                <dl class="entries">
                    <dt>{ self.say(words::DIGEST) }</dt>
                    <dd><code>{ format!("{:016x}", player.globe.digest()) }</code></dd>
                    <dt>{ self.say(words::STEPS) }</dt>
                    <dd>{ grouped(player.globe.moment().step) }</dd>
                </dl>
                { self.view_left_out(player) }
            </>
        }
    }

    fn view_thing(&self, link: &Scope<Self>, player: &Player, of: &dyn Details, thing: &Thing) -> Html {
        let entries = of.inspect(&*player.globe, thing, self.language);
        let title = match thing {
            Thing::Node(name) => name.clone(),
            Thing::Key(key) => of.key_name(&*player.globe, *key),
            Thing::Message(id) => format!("{} {id}", self.say(words::MESSAGE)),
            Thing::File(place) => place.clone(),
            Thing::Call(places) => {
                let place = places.split(' ').next().unwrap_or_default();
                format!("{} {place}", self.say(words::OPERATION))
            }
            Thing::Action(_) => self.say(words::ACTION).to_owned(),
        };
        html! {
            <section class="thing">
                <h2>{ self.chip(link, thing, &title) }
                    <button type="button" class="button quiet small" onclick={link.callback(|_| Msg::Select(None))}>
                        { self.say(words::UNSELECT) }</button></h2>
                if entries.is_empty() {
                    { self.view_gone(link, player, of, thing) }
                } else {
                    { for sections(&entries).map(|section| self.view_section(link, section)) }
                }
                { for of.inside(thing).filter(|view| *view != player.view).map(|view| html! {
                    <p class="row"><button type="button" class="button" onclick={link.callback(move |_| Msg::Show(view))}>
                        { self.say(words::LOOK_INTO) }</button></p>
                }) }
                { self.view_faults_of(link, player, of, thing) }
            </section>
        }
    }

    /// A heading, if it begins with one, and what stands under it.
    fn view_section(&self, link: &Scope<Self>, section: &[Entry]) -> Html {
        let (heading, entries) = match section.split_first() {
            Some((first, rest)) if first.place == Place::Heading => (Some(first), rest),
            _ => (None, section),
        };
        let named = |entry: &Entry, text: &str| match &entry.thing {
            Some(thing) => self.chip(link, thing, text),
            None => html! { { text.to_owned() } },
        };
        html! {
            <>
                { for heading.map(|heading| html! {
                    <h3>{ heading.name.clone() }{ " " }<span class="count">{ heading.value.clone() }</span></h3>
                }) }
                if !entries.is_empty() {
                    <dl class="entries">
                        { for entries.iter().map(|entry| match entry.place {
                            Place::Row => html! { <>
                                <dt>{ named(entry, &entry.name) }</dt><dd class="known">{ entry.value.clone() }</dd>
                            </> },
                            Place::Line | Place::Heading => html! { <>
                                <dt>{ entry.name.clone() }</dt><dd>{ named(entry, &entry.value) }</dd>
                            </> },
                        }) }
                    </dl>
                }
            </>
        }
    }

    /// An action has a time and can be undone; anything else is simply not there now.
    fn view_gone(&self, link: &Scope<Self>, player: &Player, of: &dyn Details, thing: &Thing) -> Html {
        let lanes = player.globe.lanes();
        let lane = lanes.get(player.globe.moment().timeline as usize);
        let action = match thing {
            Thing::Action(id) => lane.and_then(|lane| Some((*id, lane.actions.get(*id as usize)?))),
            _ => None,
        };
        let Some((id, timed)) = action else { return self.view_told(player, of) };
        let at = timed.at;
        html! {
            <>
                <p><code>{ timed.action.clone() }</code>{ format!(" · {}", format_time(at)) }</p>
                <p class="row">
                    <button type="button" class="button" onclick={link.callback(move |_| Msg::Seek(at))}>{ self.say(words::GO_THERE) }</button>
                    <button type="button" class="button" onclick={link.callback(move |_| Msg::Without(id as usize))}>{ self.say(words::WITHOUT) }</button>
                </p>
            </>
        }
    }

    /// What the trace tells of a message that is not under way now.
    fn view_told(&self, player: &Player, of: &dyn Details) -> Html {
        if self.told.is_empty() {
            return html! { <p class="empty">{ self.say(words::GONE) }</p> };
        }
        let (cast, wording) =
            (Cast::new(&player.globe.residents()), of.wording(&*player.globe, self.language));
        let story = Story { records: &self.told, cast: &cast, actions: &[], wording: &*wording };
        html! {
            <dl class="entries told">
                { for self.told.iter().filter_map(|record| Some(html! {
                    <><dt>{ fine_moment(record.time) }</dt><dd>{ story.tell(record)? }</dd></>
                })) }
            </dl>
        }
    }

    /// What can be done to a node.
    fn view_faults_of(&self, link: &Scope<Self>, player: &Player, of: &dyn Details, thing: &Thing) -> Html {
        let Thing::Node(name) = thing else { return Html::default() };
        let residents = player.globe.residents();
        let Some(resident) = residents.iter().find(|resident| *resident.name == **name) else {
            return Html::default();
        };
        let actions = of.actions(&*player.globe, resident);
        html! {
            <div class="row wrap">
                { for actions.into_iter().map(|action| self.action_button(link, None, action)) }
            </div>
        }
    }

    fn view_thing_finder(&self, link: &Scope<Self>, finder: Finder) -> Html {
        let find = link.batch_callback(|event: Event| {
            let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
            Some(Msg::FindThing(input.value()))
        });
        html! {
            <label class="field">
                <span>{ self.say(finder.label) }</span>
                <input type="text" inputmode="numeric" placeholder={finder.example} onchange={find} />
            </label>
        }
    }

    /// The same moment on every branch, side by side.
    fn view_comparison(&self, link: &Scope<Self>, player: &Player, of: &dyn Details) -> Html {
        let lanes = player.globe.lanes();
        if lanes.len() < 2 {
            return html! { <p class="empty">{ self.say(words::ONE_BRANCH) }</p> };
        }
        let at = player.globe.moment().at;
        let current = player.globe.moment().timeline as usize;
        let words = vocabulary(player.globe.system());
        // More columns than these would not be read side by side.
        let branches: Vec<usize> = (0..lanes.len()).rev().filter(|index| *index != current).take(3).collect();
        let branches: Vec<usize> = std::iter::once(current).chain(branches).collect();
        let facts: Vec<_> = branches.iter().map(|branch| player.globe.facts_at(*branch, at)).collect();
        html! {
            <div class="table-scroll" tabindex="0" role="region" aria-label={self.say(words::BRANCHES)}><table class="compare">
                <thead><tr><th scope="col">{ duration(at, self.language) }</th>{ for branches.iter().map(|branch| {
                    let branch = *branch;
                    let go = link.callback(move |_| Msg::Branch(branch));
                    html! { <th scope="col"><button type="button" class="button small" aria-pressed={(branch == current).to_string()} onclick={go}>
                        { format!("{} {}", self.say(words::BRANCH), branch + 1) }</button></th> }
                }) }</tr></thead>
                <tbody>{ for of.compared().iter().copied().map(|name| html! {
                    <tr>
                        <th scope="row">{ words.fact(name).map(|text| self.say(text)) }</th>
                        { for facts.iter().map(|facts| {
                            let value = facts.iter().find(|fact| fact.name == name).map(|fact| fact.value);
                            html! { <td>{ value.map_or_else(|| "–".to_owned(), |value| crate::text::number::show(value, self.language)) }</td> }
                        }) }
                    </tr>
                }) }</tbody>
            </table></div>
        }
    }
}
