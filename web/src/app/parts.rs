//! Pieces that several parts of the page use: buttons, chips, running text with chips in it.

use super::{App, Msg};
use crate::icon::Icon;
use crate::picture::{Palette, Thing};
use crate::text::fill::Part;
use yew::html::Scope;
use yew::prelude::*;

/// Characters of the longest particle, with what stands behind it.
const LONGEST_TIED: usize = 8;

impl App {
    /// A button with an icon; `name` is what it does.
    pub(super) fn icon_button(
        &self,
        icon: Icon,
        name: &'static str,
        class: &'static str,
        msg: Callback<MouseEvent>,
    ) -> Html {
        html! {
            <button type="button" class={classes!("button", class)} title={name} aria-label={name} onclick={msg}>
                { icon.html() }
            </button>
        }
    }

    /// A thing as a chip: its colour and its name. Hovering it lights it on the stage.
    pub(super) fn chip(&self, link: &Scope<Self>, thing: &Thing, text: &str) -> Html {
        let lit = self.hovered.as_ref() == Some(thing);
        let select = {
            let thing = thing.clone();
            link.callback(move |_| Msg::Select(Some(thing.clone())))
        };
        let enter = {
            let thing = thing.clone();
            link.callback(move |_: MouseEvent| Msg::Hover(Some(thing.clone())))
        };
        let leave = link.callback(|_: MouseEvent| Msg::Hover(None));
        html! {
            <button type="button" class={classes!("chip", lit.then_some("lit"))} onclick={select}
                onmouseenter={enter} onmouseleave={leave}>
                { self.dot(thing) }{ text.to_owned() }
            </button>
        }
    }

    /// The coloured dot of a thing that has an identity colour.
    fn dot(&self, thing: &Thing) -> Html {
        let colour = match thing {
            Thing::Node(name) => self.colour_of(name),
            _ => None,
        };
        colour.map_or_else(Html::default, |colour| {
            html! {
                <svg class="chip-dot" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
                    <circle cx="5" cy="5" r="4.4" fill={colour} />
                </svg>
            }
        })
    }

    /// The identity colour of a server, by its name.
    pub(super) fn colour_of(&self, name: &str) -> Option<&'static str> {
        let player = self.player.as_ref()?;
        let bars = player.globe.residents();
        let servers = bars.iter().filter(|resident| resident.role == snowglobe_core::sim::Role::Server);
        let index = servers.enumerate().find(|(_, resident)| &*resident.name == name)?.0;
        Some(Palette::identity((index % usize::from(Palette::IDENTITIES)) as u8))
    }

    /// Running text: plain, strong, values and chips.
    pub(super) fn running(&self, link: &Scope<Self>, parts: &[Part]) -> Html {
        let show = |part: &Part| match part {
            Part::Plain(text) => html! { { text.clone() } },
            Part::Strong(text) => html! { <strong>{ text.clone() }</strong> },
            Part::Value { text, .. } => html! { <span class="value">{ text.clone() }</span> },
            Part::Chip { thing, text } => self.chip(link, thing, text),
        };
        let mut shown = Vec::new();
        let mut parts = parts.iter().peekable();
        while let Some(part) = parts.next() {
            let next = parts.next_if(|next| {
                matches!(part, Part::Value { .. } | Part::Chip { .. }) && matches!(next, Part::Plain(_))
            });
            let Some(Part::Plain(text)) = next else {
                shown.push(show(part));
                continue;
            };
            let (tied, rest) = tied(text);
            shown.push(
                html! { <><span class="tied">{ show(part) }{ tied.to_owned() }</span>{ rest.to_owned() }</> },
            );
        }
        shown.into_iter().collect()
    }
}

/// What of a text belongs to the name or number before it, a particle or a full stop, and the rest. A line is not to break
/// between them, as it would after a button.
fn tied(text: &str) -> (&str, &str) {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    // A word that goes on for long is no particle.
    if text[..end].chars().count() > LONGEST_TIED { ("", text) } else { text.split_at(end) }
}

#[cfg(test)]
mod tests;
