//! Which cuts of the network hold now: they add up until they are healed.
//!
//! ```text
//!   2 s   partition {n0} | {n1}     holds
//!   5 s   partition {n0} | {n2}     holds too: n0 is alone
//! ```

use super::{App, Msg, words};
use crate::player::Player;
use crate::text::vocabulary::explained;
use snowglobe_core::sim::{Cut, Globe, Nanos, NodeId, Verb};
use yew::html::Scope;
use yew::prelude::*;

/// What mends them, all at once.
const HEAL: &str = "heal";

/// A cut that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Holding {
    since: Nanos,
    /// The action that made it, as it was written.
    action: String,
    cut: Cut,
}

/// The cuts of the world at the moment shown, each with the action that made it.
pub(super) fn holding(globe: &dyn Globe) -> Vec<Holding> {
    let (cuts, now) = (globe.cuts(), globe.moment());
    let mut all: Vec<Holding> = Vec::new();
    if cuts.is_empty() {
        return all;
    }
    let residents = globe.residents();
    let group = |names: &[String]| {
        let found = names.iter().filter_map(|name| residents.iter().find(|node| *node.name == **name));
        let mut ids: Vec<NodeId> = found.map(|node| node.id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let lanes = globe.lanes();
    let actions = lanes.get(now.timeline as usize).map(|lane| lane.actions).unwrap_or_default();
    for timed in actions.iter().take_while(|timed| timed.at <= now.at) {
        match Verb::parse(&timed.action) {
            // One of this very nanosecond has not been done yet, or nothing would hold.
            Ok(Some(Verb::Heal)) if timed.at < now.at => all.clear(),
            Ok(Some(Verb::Partition(from, to, _))) => {
                let cut = Cut { from: group(&from), to: group(&to) };
                if cuts.contains(&cut) && all.iter().all(|held| held.cut != cut) {
                    all.push(Holding { since: timed.at, action: timed.action.clone(), cut });
                }
            }
            _ => {}
        }
    }
    all
}

impl App {
    /// Each cut that holds, since when, and a button that heals.
    pub(super) fn view_cuts(&self, link: &Scope<Self>, player: &Player) -> Html {
        let all = holding(&*player.globe);
        if all.is_empty() {
            return Html::default();
        }
        let heal = explained(player.globe.system()).action(HEAL);
        let (label, help) = heal.map_or((HEAL, ""), |heal| (self.say(heal.name), self.say(heal.help)));
        let row = |held: &Holding| {
            html! {
                <li>
                    { Self::moment_button(link, held.since) }
                    <code>{ held.action.clone() }</code>
                    <span class="spread" />
                    <button type="button" class="button small" title={help} aria-label={format!("{}: {label}", held.action)}
                        onclick={link.callback(|_| Msg::Act(HEAL.to_owned()))}>{ label }</button>
                </li>
            }
        };
        html! {
            <section class="cuts">
                <h3>{ self.say(words::CUTS) }</h3>
                <ul class="cuts-held">{ for all.iter().map(row) }</ul>
                if all.len() > 1 { <p class="hint">{ self.say(words::CUTS_ADD_UP) }</p> }
            </section>
        }
    }
}

#[cfg(test)]
mod tests;
