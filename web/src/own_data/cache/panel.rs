//! The panel "own data": servers and keys in, every placement's answer out.
//!
//! ```text
//! html! { <OwnData lang={lang} on_use_servers={put_into_the_simulation} /> }
//! ```
//!
//! What was typed lives in [`state::State`], which knows no browser; the parts of the form and the
//! result each have a file. Nothing here blocks: files are read in slices and worked on by the job of a
//! [`Task`](crate::own_data::task::Task).

use snowglobe_core::ring::Scheme;
use web_sys::File;
use yew::prelude::*;

use super::samples::{self, Sample};
use super::servers::{MAX_LIST_BYTES, ServerEntry};
use super::session::Session;
use super::words;
use crate::own_data::download;
use crate::own_data::failure::FileFailure;
use crate::own_data::form;
use crate::own_data::job;
use crate::own_data::source::Source;
use crate::own_data::stage::{Progress, Stage};
use crate::own_data::task::{Head, News};
use crate::text::Language;
use state::{Choice, State};

mod keys_form;
mod question_form;
mod results;
mod servers_form;
pub mod state;

/// A list of up to this many servers can be put into the simulation.
pub const MAX_SIMULATED: usize = 12;

/// What the panel is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct Props {
    /// The language of the page.
    pub lang: Language,
    /// Takes the list of servers, 1 to [`MAX_SIMULATED`] of them, when the reader wants it simulated.
    /// Without it the button is not there.
    #[prop_or_default]
    pub on_use_servers: Option<Callback<Vec<ServerEntry>>>,
}

/// News of the work on a file of keys.
type Event = job::Event<Session>;

/// What can happen to the panel.
#[derive(Debug)]
pub enum Msg {
    /// The list of servers was edited.
    Servers(String),
    /// A file with servers was dropped or chosen.
    ServersFile(File),
    /// That file was read.
    ServersRead(Result<Vec<u8>, FileFailure>),
    /// A file of keys was dropped or chosen.
    KeysFile(File),
    /// A sample of keys was asked for.
    KeysSample(Sample),
    /// The pasted keys were edited.
    Pasted(String),
    /// The beginning of a file of keys was read.
    Head(Head),
    /// A column was chosen, or the whole line.
    Column(Option<usize>),
    /// The first row is a header, or not.
    Header(bool),
    /// A hash function was chosen.
    Hash(String),
    /// The number of virtual nodes was edited.
    VirtualNodes(String),
    /// What happens to the servers was chosen.
    Choice(Choice),
    /// The server to be added was edited.
    Added(String),
    /// Work it out.
    Run,
    /// Stop that.
    Cancel,
    /// News of a job.
    Job(News<Event>),
    /// One placement's servers are to be shown, or hidden again.
    Toggle(Scheme),
    /// One placement's table is wanted.
    Download(Scheme),
    /// The servers are to be simulated.
    UseServers,
}

/// The panel; see the module.
#[derive(Debug)]
pub struct OwnData {
    state: State,
}

impl Component for OwnData {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self { state: State::default() }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let state = &mut self.state;
        match msg {
            Msg::Servers(text) => state.set_servers(text),
            Msg::ServersFile(file) => {
                Source::from(file).read(MAX_LIST_BYTES as u64, ctx.link().callback(Msg::ServersRead));
                return false;
            }
            Msg::ServersRead(Ok(bytes)) => state.take_server_file(&bytes),
            Msg::ServersRead(Err(failure)) => state.refuse_server_file(failure),
            Msg::KeysFile(file) => self.take_keys(ctx, file.into()),
            Msg::KeysSample(sample) => {
                if let Ok(source) = Source::text(Some(sample.name()), sample.text()) {
                    self.take_keys(ctx, source);
                }
            }
            Msg::Pasted(text) => {
                if let Ok(source) = Source::text(None, &text) {
                    self.take_keys(ctx, source);
                }
                self.state.pasted = text;
            }
            Msg::Head(head) => match state.task.current(head) {
                Some(Ok(head)) => state.look_at(&head),
                Some(Err(failure)) => state.task.stage = Stage::Failed(failure.into()),
                None => return false,
            },
            Msg::Column(column) => state.set_column(column),
            Msg::Header(header) => state.set_header(header),
            Msg::Hash(name) => state.hash = name,
            Msg::VirtualNodes(text) => state.virtual_nodes = text,
            Msg::Choice(choice) => state.choice = choice,
            Msg::Added(text) => state.added = text,
            Msg::Run => self.run(ctx),
            Msg::Cancel => state.task.cancel(),
            Msg::Job(event) => match state.task.current(event) {
                Some(event) => self.hear(event),
                None => return false,
            },
            Msg::Toggle(scheme) => state.open = if state.open == Some(scheme) { None } else { Some(scheme) },
            Msg::Download(scheme) => {
                if state.exporting.is_none() && state.task.export(scheme.name()) {
                    state.exporting = Some(scheme);
                    state.export_failure = None;
                    state.exported = Progress::default();
                }
            }
            Msg::UseServers => {
                if let (Some(take), true) = (&ctx.props().on_use_servers, state.can_be_simulated()) {
                    take.emit(state.list.servers.clone());
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (lang, link, state) = (ctx.props().lang, ctx.link(), &self.state);
        let parts = html! {
            <>
                { servers_form::view(state, lang, link, ctx.props().on_use_servers.is_some()) }
                { keys_form::view(state, lang, link) }
                { question_form::view(state, lang, link) }
                { results::view(state, lang, link) }
            </>
        };
        form::panel(lang, words::TITLE.of(lang), parts)
    }
}

impl OwnData {
    /// Takes new keys: what was worked out of the old ones is no longer shown.
    fn take_keys(&mut self, ctx: &Context<Self>, source: Source) {
        self.state.forget_keys();
        if let Err(failure) = self.state.task.take(source, ctx.link().callback(Msg::Head)) {
            self.state.task.stage = Stage::Failed(failure.into());
        }
    }

    fn run(&mut self, ctx: &Context<Self>) {
        if let Ok(request) = self.state.request() {
            self.state.task.run(request, ctx.link().callback(Msg::Job));
            self.state.exporting = None;
            self.state.export_failure = None;
        }
    }

    fn hear(&mut self, event: Event) {
        let state = &mut self.state;
        match event {
            // While a table is written the report stays in view.
            Event::Progress(progress) if state.exporting.is_some() => state.exported = progress,
            Event::Table(blob) => {
                if let Some(scheme) = state.exporting.take() {
                    // Should the browser refuse, it says so itself; the report stays.
                    download::offer(&blob, &format!("snowglobe-{}.csv", scheme.name())).ok();
                }
            }
            Event::Failed(failure) if state.exporting.take().is_some() => {
                state.export_failure = Some(failure)
            }
            event => state.task.hear(event),
        }
    }
}

/// The sample list of servers, for the button.
fn sample_servers() -> Msg {
    Msg::Servers(samples::SERVERS.to_owned())
}
