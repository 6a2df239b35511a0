//! The table of a step of the lesson: there at once, and filled while the reader reads.
//!
//! ```text
//!            W=1          W=2
//!   R=1   66.1%        …            a run after the other, and each in slices between which the page is free
//! ```

use super::App;
use crate::lesson::{Filling, lesson, table};
use crate::player::Player;
use crate::text::Language;
use gloo::timers::callback::Timeout;
use yew::html::Scope;
use yew::prelude::*;

/// Steps that are run at once: some milliseconds.
const SLICE: u64 = 4_000;

impl App {
    pub(super) fn view_step_table(&self, _: &Scope<Self>, player: &Player) -> Html {
        let Some((step, _)) = player.following.current() else { return Html::default() };
        let (key, id) = (step.id.clone(), step.id.clone());
        html! { <StepTable {key} system={player.globe.system()} {id} lang={self.language} /> }
    }
}

/// Which table, and in which language.
#[derive(Clone, Debug, PartialEq, Eq, Properties)]
pub(super) struct Props {
    /// The system.
    pub system: &'static str,
    /// The step.
    pub id: String,
    /// The language.
    pub lang: Language,
}

/// A table while it is filled; nothing if it cannot be.
pub(super) struct StepTable {
    filling: Option<Filling>,
    next: Option<Timeout>,
}

impl Component for StepTable {
    type Message = ();
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let Props { system, id, .. } = ctx.props();
        let step = lesson(system).and_then(|lesson| lesson.step.into_iter().find(|step| step.id == *id));
        let filling = step.zip(table(system, id)).and_then(|(step, table)| Filling::new(step, table).ok());
        let mut this = Self { filling, next: None };
        this.wait(ctx);
        this
    }

    fn update(&mut self, ctx: &Context<Self>, (): ()) -> bool {
        match self.filling.as_mut().map(|filling| filling.work(SLICE)) {
            Some(Ok(true)) => self.wait(ctx),
            Some(Ok(false)) => self.next = None,
            Some(Err(_)) | None => self.filling = None,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(filling) = &self.filling else { return Html::default() };
        let (table, lang) = (filling.table(), ctx.props().lang);
        let (rows, columns) = (table.row.len(), table.column.len());
        html! {
            <table class="step-table" aria-busy={self.next.is_some().to_string()}>
                <caption>{ filling.caption(lang) }</caption>
                <thead><tr>
                    <td />
                    { for (0..columns).map(|column| html! { <th scope="col">{ filling.column(column, lang) }</th> }) }
                </tr></thead>
                <tbody>{ for (0..rows).map(|row| html! {
                    <tr>
                        <th scope="row">{ filling.row(row, lang) }</th>
                        { for (0..columns).map(|column| view_cell(filling, row, column, lang)) }
                    </tr>
                }) }</tbody>
            </table>
        }
    }
}

impl StepTable {
    fn wait(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        self.next = Some(Timeout::new(0, move || link.send_message(())));
    }
}

/// A cell; three dots while its run is under way.
fn view_cell(filling: &Filling, row: usize, column: usize, lang: Language) -> Html {
    let Some(cell) = filling.cell(row, column, lang) else { return html! { <td>{ "…" }</td> } };
    let class = match (&cell.broken, &cell.kept) {
        (Some(_), _) => "broken",
        (None, Some(_)) => "kept",
        (None, None) => "",
    };
    let mut lines = cell.lines.into_iter();
    let first = lines.next().unwrap_or_default();
    html! {
        <td {class}>
            <strong>{ first }</strong>
            { for lines.chain(cell.broken).chain(cell.kept).map(|line| html! { <small>{ line }</small> }) }
        </td>
    }
}
