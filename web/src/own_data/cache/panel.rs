//! The panel "own data": servers and keys in, every placement's answer out.
//!
//! ```text
//! html! { <OwnData lang={lang} on_use_servers={put_into_the_simulation} /> }
//! ```
//!
//! What was typed lives in [`state::State`], which knows no browser; the parts of the form and the
//! result each have a file. Nothing here blocks: files are read in slices and worked on by a [`Job`].

use std::rc::Rc;

use snowglobe_core::ring::Scheme;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::keys::MAX_FILE_BYTES;
use super::samples::{self, Sample};
use super::servers::{MAX_LIST_BYTES, Problem, ProblemKind, ServerEntry};
use super::session::Session;
use super::words;
use crate::own_data::download;
use crate::own_data::failure::{FileFailure, check_size};
use crate::own_data::job::local::read_slice;
use crate::own_data::job::{self, Job};
use crate::own_data::sniff::SNIFF_BYTES;
use crate::own_data::source::Source;
use crate::text::Language;
use state::{Choice, Stage, State};

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
    /// The beginning of the keys with this number was read.
    Head(u32, Result<Vec<u8>, FileFailure>),
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
    /// News of the job with this number.
    Job(u32, Event),
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
    job: Option<Job<Session>>,
    /// Numbers the jobs and the files, so that late news of an old one is known as such.
    number: u32,
}

impl Component for OwnData {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self { state: State::default(), job: None, number: 0 }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let state = &mut self.state;
        match msg {
            Msg::Servers(text) => state.set_servers(text),
            Msg::ServersFile(file) => return self.read_servers(ctx, file),
            Msg::ServersRead(Ok(bytes)) => state.take_server_file(&bytes),
            Msg::ServersRead(Err(failure)) => state.stage = Stage::Failed(failure.into()),
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
            Msg::Head(number, head) if number == self.number => match head {
                Ok(head) => state.look_at(&head),
                Err(failure) => state.stage = Stage::Failed(failure.into()),
            },
            Msg::Column(column) => state.set_column(column),
            Msg::Header(header) => state.set_header(header),
            Msg::Hash(name) => state.hash = name,
            Msg::VirtualNodes(text) => state.virtual_nodes = text,
            Msg::Choice(choice) => state.choice = choice,
            Msg::Added(text) => state.added = text,
            Msg::Run => self.run(ctx),
            Msg::Cancel => {
                self.job = None;
                state.stage = Stage::Cancelled;
            }
            Msg::Job(number, event) if number == self.number => self.hear(event),
            Msg::Head(..) | Msg::Job(..) => return false,
            Msg::Toggle(scheme) => state.open = if state.open == Some(scheme) { None } else { Some(scheme) },
            Msg::Download(scheme) => {
                if let (Some(job), None) = (&self.job, state.exporting) {
                    state.exporting = Some(scheme);
                    state.export_failure = None;
                    state.exported = (0, 0);
                    job.export(scheme.name());
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
        html! {
            <section class="own" aria-labelledby="own-title">
                <h2 id="own-title">{ words::TITLE.of(lang) }</h2>
                <p class="own-privacy">{ words::PRIVACY.of(lang) }</p>
                { servers_form::view(state, lang, link, ctx.props().on_use_servers.is_some()) }
                { keys_form::view(state, lang, link) }
                { question_form::view(state, lang, link) }
                { results::view(state, lang, link) }
            </section>
        }
    }
}

impl OwnData {
    fn read_servers(&mut self, ctx: &Context<Self>, file: File) -> bool {
        let size = file.size() as u64;
        if size > MAX_LIST_BYTES as u64 {
            self.state.server_file_problem = Some(Problem { line: 0, kind: ProblemKind::TooLong });
            return true;
        }
        let link = ctx.link().clone();
        spawn_local(async move { link.send_message(Msg::ServersRead(read_slice(&file, 0, size).await)) });
        false
    }

    /// Takes new keys: what was worked out of the old ones is no longer shown.
    fn take_keys(&mut self, ctx: &Context<Self>, source: Source) {
        self.job = None;
        self.number += 1;
        let (number, link, blob) = (self.number, ctx.link().clone(), source.blob.clone());
        let end = source.bytes.min(SNIFF_BYTES as u64);
        match check_size(source.bytes, MAX_FILE_BYTES) {
            Err(failure) => self.state.refuse_keys(failure.into()),
            Ok(()) => {
                self.state.set_source(source);
                spawn_local(
                    async move { link.send_message(Msg::Head(number, read_slice(&blob, 0, end).await)) },
                );
            }
        }
    }

    fn run(&mut self, ctx: &Context<Self>) {
        let Some((request, source)) = self.state.request().ok().zip(self.state.source.as_ref()) else {
            return;
        };
        self.number += 1;
        let number = self.number;
        let on = ctx.link().callback(move |event| Msg::Job(number, event));
        let total = source.bytes;
        self.job = Some(Job::start(source.blob.clone(), request.clone(), on));
        self.state.asked = Some(request);
        self.state.exporting = None;
        self.state.export_failure = None;
        self.state.stage = Stage::Working { done: 0, total, keys: 0 };
    }

    fn hear(&mut self, event: Event) {
        let state = &mut self.state;
        match event {
            // While a table is written the report stays in view.
            Event::Progress { done, total, .. } if state.exporting.is_some() => {
                state.exported = (done, total)
            }
            Event::Progress { done, total, count } => {
                state.stage = Stage::Working { done, total, keys: count }
            }
            Event::Report(report) => state.stage = Stage::Done(Rc::clone(&report)),
            Event::Table(blob) => {
                if let Some(scheme) = state.exporting.take() {
                    // Should the browser refuse, it says so itself; the report stays.
                    download::offer(&blob, &format!("snowglobe-{}.csv", scheme.name())).ok();
                }
            }
            Event::Failed(failure) if state.exporting.take().is_some() => {
                state.export_failure = Some(failure)
            }
            Event::Failed(failure) => {
                state.stage = Stage::Failed(failure);
                self.job = None;
            }
        }
    }
}

/// The sample list of servers, for the button.
fn sample_servers() -> Msg {
    Msg::Servers(samples::SERVERS.to_owned())
}
