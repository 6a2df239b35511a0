//! The table view: all of it in rows.

use super::{App, words};
use crate::player::Player;
use crate::scenes::{Details, Table};
use yew::html::Scope;
use yew::prelude::*;

impl App {
    pub(super) fn view_table(&self, link: &Scope<Self>, player: &Player, of: &dyn Details) -> Html {
        let name = self.say(words::TABLE).to_owned();
        self.view_rows(link, player, &of.table(&*player.globe, self.language), name)
    }

    pub(super) fn view_rows(&self, link: &Scope<Self>, player: &Player, table: &Table, name: String) -> Html {
        html! {
            <div class="table-scroll" tabindex="0" role="region" aria-label={name}>
                <table>
                    <thead><tr>{ for table.columns.iter().map(|heading| html! { <th scope="col">{ heading.clone() }</th> }) }</tr></thead>
                    <tbody>
                        { for table.rows.iter().map(|(thing, name, cells)| html! {
                            <tr key={name.clone()} class={classes!((player.selected.as_ref() == Some(thing)).then_some("selected"))}>
                                <th scope="row">{ self.chip(link, thing, name) }</th>
                                { for cells.iter().map(|cell| html! { <td>{ cell.clone() }</td> }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        }
    }
}
