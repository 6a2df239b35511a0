//! What can be done to the network between the nodes: groups of nodes are cut apart, messages are late, lost or doubled.
//!
//! ```text
//!   n0 and n1 chosen of five   ─►  partition {n0 n1} | {c0 c1 n2 n3 n4}, and back: heal
//! ```

use super::{App, Msg, words};
use crate::player::Player;
use crate::text::vocabulary::explained;
use yew::html::Scope;
use yew::prelude::*;

/// Nodes that can be chosen; a command could not name many more.
const MOST: usize = 40;

/// What is done to all messages, and how it ends.
const FAULTS: [&str; 9] = [
    "heal",
    "release",
    "latency 50ms..200ms",
    "loss 5%",
    "loss 0%",
    "duplicate 5%",
    "duplicate 0%",
    "reorder 10% 30ms",
    "reorder 0% 0ns",
];

/// What the choice of groups needs.
#[derive(Clone, PartialEq, Properties)]
struct CuttingProps {
    /// The nodes.
    nodes: Vec<String>,
    /// What choosing them means.
    about: &'static str,
    /// What can be done to the groups.
    verbs: [&'static str; 3],
    /// It is to be done.
    on_act: Callback<String>,
}

/// The actions on a group of nodes and all others: both ways, one way, held back.
fn between(nodes: &[String], chosen: &[String]) -> [String; 3] {
    let group = |inside: bool| {
        let names: Vec<&str> =
            nodes.iter().filter(|node| chosen.contains(node) == inside).map(String::as_str).collect();
        format!("{{{}}}", names.join(" "))
    };
    let (these, others) = (group(true), group(false));
    [
        format!("partition {these} | {others}"),
        format!("partition {these} -> {others}"),
        format!("hold {these} -> {others}"),
    ]
}

/// Nodes to choose, and what is done to those.
#[component]
fn Cutting(props: &CuttingProps) -> Html {
    let CuttingProps { nodes, about, verbs, on_act } = props.clone();
    let chosen = use_state(Vec::<String>::new);
    let here = nodes.iter().filter(|node| chosen.contains(node)).count();
    let disabled = here == 0 || here == nodes.len();
    let toggle = |node: &String| {
        let (chosen, node) = (chosen.clone(), node.clone());
        Callback::from(move |_: MouseEvent| {
            let mut others: Vec<String> = chosen.iter().filter(|other| **other != node).cloned().collect();
            if others.len() == chosen.len() {
                others.push(node.clone());
            }
            chosen.set(others);
        })
    };
    html! {
        <>
            <p class="hint">{ about }</p>
            <div class="row wrap">
                { for nodes.iter().take(MOST).map(|node| html! {
                    <button type="button" class="button small" aria-pressed={chosen.contains(node).to_string()} onclick={toggle(node)}>{ node.clone() }</button>
                }) }
            </div>
            <div class="row wrap">
                { for verbs.into_iter().zip(between(&nodes, &chosen)).map(|(verb, line)| {
                    let (on_act, title) = (on_act.clone(), (!disabled).then(|| line.clone()));
                    html! { <button type="button" class="button small" {title} {disabled} onclick={move |_| on_act.emit(line.clone())}>{ verb }</button> }
                }) }
            </div>
        </>
    }
}

impl App {
    pub(super) fn view_network(&self, link: &Scope<Self>, player: &Player) -> Html {
        let nodes =
            player.globe.residents().iter().map(|resident| resident.name.to_string()).collect::<Vec<_>>();
        let named = explained(player.globe.system());
        // Back to what is set.
        let latency = player.globe.parameters().iter().position(|parameter| parameter.name == "latency");
        let usual = latency.and_then(|index| Some((player.globe.parameters().get(index)?, index)));
        let usual = usual.map(|(parameter, index)| {
            format!("latency {}", parameter.show(player.globe.settings().at(index)))
        });
        let button = |line: String| {
            let Some(named) = named.action(&line) else { return Html::default() };
            let (_, rest) = line.split_once(' ').unwrap_or_default();
            let rest = if rest.starts_with("0%") {
                self.say(words::OFF).to_owned()
            } else {
                rest.replace("..", "–")
            };
            let label = format!("{} {rest}", self.say(named.name));
            let title = format!("{} ({line})", self.say(named.help));
            let act = link.callback(move |_| Msg::Act(line.clone()));
            html! { <button type="button" class="button small" {title} onclick={act}>{ label.trim_end().to_owned() }</button> }
        };
        html! {
            <>
            { self.view_cuts(link, player) }
            <details class="group">
                <summary>{ self.say(words::NETWORK) }</summary>
                <Cutting {nodes} about={self.say(words::CHOOSE_NODES)} on_act={link.callback(Msg::Act)}
                    verbs={[words::CUT_BOTH, words::CUT_ONE_WAY, words::HOLD_BACK].map(|text| self.say(text))} />
                <div class="row wrap">{ for FAULTS.into_iter().map(str::to_owned).chain(usual).map(button) }</div>
            </details>
            </>
        }
    }
}

#[cfg(test)]
mod tests;
