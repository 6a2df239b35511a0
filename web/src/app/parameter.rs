//! One parameter as a field: its name, its value, its range, and why it may change nothing.

use super::curve::Curve;
use super::{App, Msg};
use crate::player::Player;
use crate::scenes::Details;
use crate::text::vocabulary::{Explained, explained};
use snowglobe_core::flat_map::FlatMap;
use snowglobe_core::scenario::{Parameter, Range};
use wasm_bindgen::JsCast;
use yew::html::Scope;
use yew::prelude::*;

/// A value that is being typed, or was and cannot be: it stays until it is mended, with the reason beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    /// What was typed.
    pub(super) typed: String,
    /// Why it cannot be.
    pub(super) reason: Option<String>,
}

/// All of them by the index of their parameter; the seed has none.
pub(super) type AllRefused = FlatMap<Option<usize>, Refused>;

impl App {
    pub(super) fn view_parameter(
        &self,
        link: &Scope<Self>,
        player: &Player,
        of: &dyn Details,
        name: &str,
    ) -> Html {
        let parameters = player.globe.parameters().iter().enumerate();
        let Some((index, parameter)) = parameters.clone().find(|(_, parameter)| parameter.name == name)
        else {
            return Html::default();
        };
        let value = player.globe.settings().at(index);
        let words = explained(player.globe.system());
        let named = words.parameter(name);
        let label = named.map_or(name, |named| self.say(named.name)).to_owned();
        let help = named.map(|named| self.say(named.help));
        let idle = of.idle(&*player.globe, name).map(|text| self.say(text));
        if let Range::Count(0, u64::MAX) = parameter.range {
            return self.view_curve(link, (index, value), label, help, idle);
        }
        let control = match parameter.range {
            Range::Choice(names) => {
                self.view_choice(link, index, (parameter, &words), names, value, idle.is_some())
            }
            _ => self.view_number(link, index, parameter, value, idle.is_some()),
        };
        html! {
            <label class="field" title={help}>
                <span>{ label }{ for idle.map(|idle| html! { <small>{ idle }</small> }) }</span>
                { control }
            </label>
        }
    }

    /// A number that uses all of its bits is a drawn curve.
    fn view_curve(
        &self,
        link: &Scope<Self>,
        (index, value): (usize, u64),
        label: String,
        help: Option<&'static str>,
        idle: Option<&'static str>,
    ) -> Html {
        let on_change = link.callback(move |curve: u64| Msg::Set(index, curve.to_string()));
        html! {
            <div class="field drawn" title={help}>
                <span>{ label.clone() }{ for idle.map(|idle| html! { <small>{ idle }</small> }) }</span>
                <Curve {value} name={label} disabled={idle.is_some()} {on_change} />
            </div>
        }
    }

    fn view_choice(
        &self,
        link: &Scope<Self>,
        index: usize,
        (parameter, words): (&Parameter, &Explained),
        names: &'static [&'static str],
        value: u64,
        idle: bool,
    ) -> Html {
        let change = link.batch_callback(move |event: Event| {
            let select = event.target()?.dyn_into::<web_sys::HtmlSelectElement>().ok()?;
            Some(Msg::Set(index, select.value()))
        });
        let named = |name: &str| words.choice(parameter.name, name);
        let chosen = names.get(value as usize).and_then(|name| named(name));
        html! {
            <select onchange={change} disabled={idle} title={chosen.map(|named| self.say(named.help))}>
                { for names.iter().enumerate().map(|(at, name)| html! {
                    <option value={*name} selected={at as u64 == value}>
                        { named(name).map_or(*name, |named| self.say(named.name)) }</option>
                }) }
            </select>
        }
    }

    fn view_number(
        &self,
        link: &Scope<Self>,
        index: usize,
        parameter: &Parameter,
        value: u64,
        idle: bool,
    ) -> Html {
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
        let refused = self.refused.get(&Some(index));
        let shown = refused.map_or_else(|| parameter.show(value), |refused| refused.typed.clone());
        let wrong = refused.and_then(|refused| refused.reason.clone());
        let between = format!("{} – {}", parameter.show(low), parameter.show(high));
        html! {
            <span class="number">
                <input type="text" inputmode="decimal" autocomplete="off" disabled={idle} value={shown}
                    aria-invalid={wrong.is_some().then_some("true")} onchange={change}
                    oninput={Self::typing(link, Some(index))} />
                <small class={classes!(wrong.is_some().then_some("wrong"))}>{ wrong.unwrap_or(between) }</small>
            </span>
        }
    }

    /// Keeps what is being typed while the page around it is renewed.
    pub(super) fn typing(link: &Scope<Self>, index: Option<usize>) -> Callback<InputEvent> {
        link.batch_callback(move |event: InputEvent| {
            let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
            Some(Msg::Typing(index, input.value()))
        })
    }
}
