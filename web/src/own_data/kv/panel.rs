//! The panel for histories and counterexamples: a history in, the verdict out; settings and a promise in, a story out.
//!
//! ```text
//! html! { <Promises lang={lang} theme={theme} /> }
//!
//!  history_form ──▶ Task ──▶ Job (a worker)  ──▶ Report ──▶ results: headline, promises, drawing, list
//!  search_form ───▶ state::Looking ──▶ Party (workers) ──▶ Hunt ──▶ found: progress, stories
//! ```

use gloo::events::EventListener;
use gloo::utils::window;
use web_sys::File;
use yew::prelude::*;

use super::samples;
use super::search::party::{self, News as Heard, Party};
use super::session::Session;
use super::words;
use crate::own_data::desk;
use crate::own_data::form;
use crate::own_data::job;
use crate::own_data::source::Source;
use crate::own_data::stage::Stage;
use crate::own_data::task::{News, Task};
use crate::picture::Theme;
use crate::text::Language;
use state::{Looking, Searching};

mod found;
mod history_form;
mod results;
mod search_form;
pub mod state;

/// What the panel is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct Props {
    /// The language of the page.
    pub lang: Language,
    /// How it looks.
    pub theme: Theme,
}

/// News of the work on a history.
type Event = job::Event<Session>;

/// A sample history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// One in order.
    Good,
    /// One with a stale read.
    Stale,
    /// One with a write that never returned.
    Unknown,
}

impl Sample {
    /// It as a file: its name and what is in it.
    const fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Good => ("history.edn", samples::GOOD),
            Self::Stale => ("history.log", samples::STALE),
            Self::Unknown => ("history.jsonl", samples::UNKNOWN),
        }
    }
}

/// What can happen to the panel.
#[derive(Debug)]
pub enum Msg {
    /// A history was dropped or chosen.
    File(File),
    /// A sample was asked for.
    Sample(Sample),
    /// Stop judging.
    Cancel,
    /// News of that.
    Job(News<Event>),
    /// What shows this promise broken is to be seen.
    Show(usize),
    /// The window has another size.
    Resized,
    /// The address asks for other settings.
    AddressChanged,
    /// The link with settings was edited.
    Link(String),
    /// A promise was chosen.
    Promise(String),
    /// The number of seeds was edited.
    Seeds(String),
    /// Look for a counterexample; from the seed after the last one found, or from the first.
    Look(bool),
    /// Stop that.
    Stop,
    /// News of the search of this number.
    Heard(u32, Heard),
}

/// The panel; see the module.
#[derive(Debug)]
pub struct Promises {
    task: Task<Session>,
    /// The promise whose excerpt is in view, by its place in the report.
    shown: usize,
    looking: Looking,
    party: Option<Party>,
    _listeners: [EventListener; 2],
}

impl Component for Promises {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let on = |name, msg: fn() -> Msg| {
            let link = ctx.link().clone();
            EventListener::new(&window(), name, move |_| link.send_message(msg()))
        };
        let mut looking = Looking::default();
        looking.set_link(desk::run().unwrap_or_default());
        Self {
            task: Task::default(),
            shown: 0,
            looking,
            party: None,
            _listeners: [on("resize", || Msg::Resized), on("hashchange", || Msg::AddressChanged)],
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let looking = &mut self.looking;
        match msg {
            Msg::File(file) => self.judge(ctx, file.into()),
            Msg::Sample(sample) => {
                let (name, text) = sample.file();
                if let Ok(source) = Source::text(Some(name), text) {
                    self.judge(ctx, source);
                }
            }
            Msg::Cancel => self.task.cancel(),
            Msg::Job(news) => match self.task.current(news) {
                Some(event) => self.hear(event),
                None => return false,
            },
            Msg::Show(at) => self.shown = at,
            Msg::Resized => {}
            Msg::AddressChanged => match desk::run() {
                Some(run) => looking.set_link(run),
                None => return false,
            },
            Msg::Link(text) => looking.set_link(text),
            Msg::Promise(name) => looking.promise = name,
            Msg::Seeds(text) => looking.seeds = text,
            Msg::Look(on) => self.look(ctx, on),
            Msg::Stop => {
                self.party = None;
                looking.stop();
            }
            Msg::Heard(number, heard) if number == looking.number => self.heard(ctx, heard),
            Msg::Heard(..) => return false,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (Props { lang, theme }, link) = (ctx.props(), ctx.link());
        let parts = html! {
            <>
                { history_form::view(&self.task, *lang, link) }
                { results::view(&self.task, self.shown, (*lang, *theme), link) }
                { search_form::view(&self.looking, *lang, link) }
                { found::view(&self.looking, *lang) }
            </>
        };
        form::panel(*lang, words::TITLE.of(*lang), parts)
    }
}

impl Promises {
    /// Takes a history and has it judged at once: there is nothing to choose before.
    fn judge(&mut self, ctx: &Context<Self>, source: Source) {
        self.task.hold(source);
        self.task.run((), ctx.link().callback(Msg::Job));
    }

    fn hear(&mut self, event: Event) {
        if let Event::Report(report) = &event {
            self.shown = results::first_broken(report);
        }
        self.task.hear(event);
        if matches!(self.task.stage, Stage::Done(_)) {
            self.task.end();
        }
    }

    /// Begins a search.
    fn look(&mut self, ctx: &Context<Self>, on: bool) {
        self.party = None;
        let parts = party::workers();
        let Some(request) = self.looking.begin(on, parts) else { return };
        let told = self.told(ctx);
        match Party::start(&request, parts, &told) {
            Ok(party) => self.party = Some(party),
            Err(_) => self.look_here(ctx),
        }
    }

    /// Does the work on this thread: no worker was allowed to run.
    fn look_here(&mut self, ctx: &Context<Self>) {
        if let Some(request) = self.looking.begin_again(1) {
            self.party = Some(Party::local(&request, self.told(ctx)));
        }
    }

    fn told(&self, ctx: &Context<Self>) -> Callback<Heard> {
        let number = self.looking.number;
        ctx.link().callback(move |heard| Msg::Heard(number, heard))
    }

    fn heard(&mut self, ctx: &Context<Self>, heard: Heard) {
        match heard {
            Heard::Told(part, told) => {
                let surplus = self.looking.hear(part, told);
                if let Some(party) = &mut self.party {
                    surplus.into_iter().for_each(|part| party.end(part));
                }
            }
            // Who never said a word was not allowed to run.
            Heard::Broken(_)
                if !self.looking.heard && self.party.as_ref().is_some_and(Party::has_workers) =>
            {
                self.party = None;
                self.look_here(ctx);
            }
            Heard::Broken(reason) => self.looking.fail(reason),
        }
        if !matches!(self.looking.searching, Searching::Running(_)) {
            self.party = None;
        }
    }
}
