//! Two branches side by side: two stages at one moment, what was done differently, and the numbers in which they differ.
//!
//! ```text
//!   ┌ Branch 2  crash n2 · 8 s ┐ ┌ Branch 1  nothing else done ┐
//!   │                          │ │                             │
//!   └──────────────────────────┘ └─────────────────────────────┘
//!                 reads   refused   stale reads
//!     Branch 2      412        31             2
//!     Branch 1      447       ≠ 0           ≠ 0
//! ```

use super::frame::seconds;
use super::{App, Msg, surroundings, words};
use crate::icon::Icon;
use crate::picture::{Dot, Picture};
use crate::player::{Player, View, done_differently};
use crate::scenes::{Details, Table};
use crate::text::number::show;
use crate::text::vocabulary::vocabulary;
use crate::text::{Language, Text};
use snowglobe_core::sim::{Fact, Lane};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::html::Scope;
use yew::prelude::*;

/// The button that opens and leaves the comparison.
pub(super) const TOGGLE: &str = "beside";

/// The stage of the branch beside the one shown.
#[derive(Default)]
pub(super) struct Second {
    picture: Rc<Picture>,
    pub(super) dots: Vec<Dot>,
    pub(super) canvas: NodeRef,
    aside: Aside,
}

impl Second {
    /// What is drawn and told now.
    pub(super) fn take(&mut self, picture: Picture, aside: Aside) {
        if *self.picture != picture {
            self.picture = Rc::new(picture);
        }
        self.aside = aside;
    }
}

/// What is told of both branches at the moment shown.
#[derive(Default)]
pub(super) struct Aside {
    /// By name: what it is on the branch shown, and on the one beside it.
    numbers: Vec<(&'static str, [Option<String>; 2])>,
    /// The table of the branch beside, in that view.
    table: Table,
}

/// Reads what is told of both branches.
pub(super) fn aside(player: &mut Player, of: &dyn Details, language: Language) -> Aside {
    let told = |facts: &[Fact], name: &str| {
        let fact = facts.iter().find(|fact| fact.name == name);
        fact.map(|fact| show(fact.value, language))
    };
    let tabled = player.view == View::Table;
    let own = player.globe.facts();
    let beside = player.beside(|player| {
        let table = if tabled { of.table(&*player.globe, language) } else { Table::default() };
        (player.globe.facts(), table)
    });
    let (other, table) = beside.unwrap_or_default();
    let names = of.compared().iter().copied();
    Aside { numbers: names.map(|name| (name, [told(&own, name), told(&other, name)])).collect(), table }
}

impl App {
    /// Which branches are side by side, for those who do not see it; nothing while there is one.
    pub(super) fn told_sides(&self, player: &Player) -> String {
        let Some(beside) = player.globe.beside() else { return String::new() };
        let number = |timeline: u32| (timeline + 1).to_string();
        let told = self.say(words::SIDE_BY_SIDE).replace("{a}", &number(player.globe.moment().timeline));
        told.replace("{b}", &number(beside.timeline))
    }

    pub(super) fn view_sides(&self, link: &Scope<Self>, player: &Player, of: &dyn Details) -> Html {
        let Some(beside) = player.globe.beside() else { return Html::default() };
        let (shown, beside) = (player.globe.moment().timeline as usize, beside.timeline as usize);
        let lanes = player.globe.lanes();
        // Where time goes to the right, the same moment is above itself.
        let stacked = matches!(player.view, View::Lanes | View::Compare | View::History);
        let table = player.view == View::Table;
        html! {
            <div class={classes!("sides", stacked.then_some("stacked"))}>
                <section class="side" aria-label={self.name_of(shown)}>
                    <header>
                        <strong>{ self.name_of(shown) }</strong>
                        { self.view_done(&lanes, shown, beside) }
                        <span class="acts">{ self.say(words::ACTS_HERE) }</span>
                    </header>
                    <div class="glass" ref={self.stage.clone()} onclick={link.batch_callback(Self::picked)}>
                        if table {
                            { self.view_table(link, player, of) }
                        } else {
                            { self.view_layers(link, player, &self.picture, &self.canvas) }
                            { self.view_legend(link, player) }
                        }
                    </div>
                </section>
                <section class="side" aria-label={self.name_of(beside)}>
                    <header>
                        { self.view_which(link, lanes.len(), shown, beside) }
                        { self.view_done(&lanes, beside, shown) }
                        { self.view_sides_buttons(link) }
                    </header>
                    <div class="glass">
                        if table {
                            { self.view_rows(link, player, &self.second.aside.table, self.table_of(beside)) }
                        } else {
                            { self.view_layers(link, player, &self.second.picture, &self.second.canvas) }
                        }
                    </div>
                </section>
                { self.view_differences(player, [shown, beside]) }
            </div>
        }
    }

    fn name_of(&self, branch: usize) -> String {
        format!("{} {}", self.say(words::BRANCH), branch + 1)
    }

    fn table_of(&self, branch: usize) -> String {
        format!("{}, {}", self.say(words::TABLE), self.name_of(branch))
    }

    /// What was done on this branch and not on the other.
    fn view_done(&self, lanes: &[Lane<'_>], here: usize, there: usize) -> Html {
        let actions = |branch: usize| lanes.get(branch).map_or(&[][..], |lane| lane.actions);
        let Some((first, count)) = done_differently(actions(here), actions(there)) else {
            return html! { <span class="done">{ self.say(words::NOTHING_ELSE) }</span> };
        };
        let mut when = format!(" · {}", seconds(first.at));
        if count > 1 {
            when.push(' ');
            when.push_str(&self.say(words::AND_MORE).replace("{}", &(count - 1).to_string()));
        }
        let whole = format!("{}{when}", first.action);
        html! { <span class="done" title={whole}><code>{ first.action.clone() }</code>{ when }</span> }
    }

    /// The branch beside: by name, or to be chosen where there are more.
    fn view_which(&self, link: &Scope<Self>, count: usize, shown: usize, beside: usize) -> Html {
        if count < 3 {
            return html! { <strong>{ self.name_of(beside) }</strong> };
        }
        let change = link.batch_callback(|event: Event| {
            let select = event.target()?.dyn_into::<web_sys::HtmlSelectElement>().ok()?;
            Some(Msg::Compare(select.value().parse().ok()?))
        });
        html! {
            <label class="branch-choice">
                <span class="unseen">{ self.say(words::BESIDE_WHICH) }</span>
                <select onchange={change}>
                    { for (0..count).filter(|branch| *branch != shown).map(|branch| html! {
                        <option value={branch.to_string()} selected={branch == beside}>{ self.name_of(branch) }</option>
                    }) }
                </select>
            </label>
        }
    }

    fn view_sides_buttons(&self, link: &Scope<Self>) -> Html {
        // The button goes with what it closes: the focus goes where the comparison can be opened again.
        let leave = link.callback(|_: MouseEvent| {
            surroundings::focus(TOGGLE);
            Msg::Beside
        });
        html! {
            <>
                <button type="button" class="button small" title={self.say(words::SWAP_TITLE)}
                    onclick={link.callback(|_| Msg::Swap)}>{ self.say(words::SWAP) }</button>
                { self.icon_button(Icon::Close, self.say(words::ALONE), "quiet small", leave) }
            </>
        }
    }

    /// The numbers by which branches are compared; what differs is marked by a sign, and bold.
    fn view_differences(&self, player: &Player, branches: [usize; 2]) -> Html {
        let numbers = &self.second.aside.numbers;
        let vocabulary = vocabulary(player.globe.system());
        let row = |side: usize, branch: usize| {
            html! {
                <tr>
                    <th scope="row">{ self.name_of(branch) }</th>
                    { for numbers.iter().map(|(_, values)| self.view_compared(values, side)) }
                </tr>
            }
        };
        html! {
            <div class="table-scroll differences" tabindex="0" role="region" aria-label={self.say(words::DIFFERENCES)}>
                <table>
                    <thead><tr><td></td>{ for numbers.iter().map(|(name, _)| {
                        html! { <th scope="col">{ vocabulary.fact(name).map(|text: Text| self.say(text)) }</th> }
                    }) }</tr></thead>
                    <tbody>{ for branches.into_iter().enumerate().map(|(side, branch)| row(side, branch)) }</tbody>
                </table>
            </div>
        }
    }

    fn view_compared(&self, values: &[Option<String>; 2], side: usize) -> Html {
        let [own, other] = values;
        let value = if side == 0 { own } else { other };
        let differs = own != other;
        html! {
            <td class={classes!(differs.then_some("differs"))}>
                if differs && side == 1 {
                    <span aria-hidden="true">{ "≠ " }</span><span class="unseen">{ self.say(words::DIFFERS) }{ " " }</span>
                }
                { value.clone().unwrap_or_else(|| "–".to_owned()) }
            </td>
        }
    }
}
