//! The panel for an access log: rules and a log in, what would have been denied out.
//!
//! ```text
//! html! { <AccessLog lang={lang} on_watch={go_to_the_link} /> }
//!
//!  rules_form ─┐
//!  log_form ───┼──▶ state::State ──▶ Request ──▶ Job ──▶ Report ──▶ results: headline, reading, over time,
//!  how_form ───┘                                                            by rule, denied lines, files
//! ```
//!
//! What was typed lives in [`state::State`], which knows no browser; the parts of the form and the
//! result each have a file. Nothing here blocks: files are read in slices and worked on by a [`Job`].

use js_sys::{Array, Uint8Array};
use snowglobe_core::limiter::Algorithm;
use snowglobe_core::limiter::rules::MAX_BYTES;
use snowglobe_core::scenario::link::Link;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, File, HtmlElement};
use yew::prelude::*;

use super::export::{Table, csv, json};
use super::line::Format;
use super::reader::HEAD_BYTES;
use super::report::Report;
use super::request::{Request, Watch};
use super::samples;
use super::session::{MAX_FILE_BYTES, Session};
use super::simulation;
use super::words;
use crate::own_data::download;
use crate::own_data::failure::{FileFailure, check_size};
use crate::own_data::job::local::read_slice;
use crate::own_data::job::{self, Job};
use crate::own_data::source::Source;
use crate::text::Language;
use state::{Example, RulesFile, Search, Stage, State, Watching};

mod how_form;
mod log_form;
mod results;
mod rules_form;
pub mod state;

/// What the panel is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct Props {
    /// The language of the page.
    pub lang: Language,
    /// Goes to a run in which a key's requests can be seen again.
    pub on_watch: Callback<Link>,
}

/// News of the work on a log.
type Event = job::Event<Session>;

/// What can happen to the panel.
#[derive(Debug)]
pub enum Msg {
    /// The sample is to be tried.
    Try,
    /// The rules were edited.
    Rules(String),
    /// An example is to be put in.
    Example(Example),
    /// The rules that it took the place of are wanted back.
    PutBack,
    /// A file of rules was dropped or chosen.
    RulesFile(File),
    /// That file was read.
    RulesRead(Result<Vec<u8>, FileFailure>),
    /// A log was dropped or chosen.
    LogFile(File),
    /// The sample log was asked for.
    LogSample,
    /// The beginning of the log with this number was read.
    Head(u32, Result<Vec<u8>, FileFailure>),
    /// A format was chosen.
    Format(Option<Format>),
    /// An algorithm was chosen.
    Algorithm(Algorithm),
    /// The number of proxies was edited.
    Proxies(String),
    /// IPv6 addresses count by /64, or not.
    GroupIpv6(bool),
    /// Algorithms and limits are to be compared, or not.
    Compare(bool),
    /// Work it out.
    Run,
    /// Stop that.
    Cancel,
    /// News of the job with this number.
    Job(u32, Event),
    /// A rule is to be opened, or closed.
    Toggle(usize),
    /// A key's requests are to be seen again.
    Watch(Watch),
    /// News of the job with this number, which looks for them.
    Seen(u32, Event),
    /// A file of the result is wanted.
    Save(Saved),
}

/// A file that a report can be saved as.
#[derive(Clone, Copy, Debug)]
pub enum Saved {
    /// All of it.
    Json,
    /// One table.
    Csv(Table),
}

/// The panel; see the module.
#[derive(Debug)]
pub struct AccessLog {
    state: State,
    job: Option<Job<Session>>,
    /// Numbers the jobs and the files, so that late news of an old one is known as such.
    number: u32,
    /// Where the result stands, and whether the reader is to be taken there: the button that tries the sample is far
    /// above it.
    result: NodeRef,
    go_to_result: bool,
}

impl Component for AccessLog {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            state: State::default(),
            job: None,
            number: 0,
            result: NodeRef::default(),
            go_to_result: false,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let state = &mut self.state;
        match msg {
            Msg::Try => {
                state.put_example(Example::Sample);
                self.take_sample();
                self.run(ctx);
                self.go_to_result = true;
            }
            Msg::Rules(text) => state.set_rules(text),
            Msg::Example(example) => state.put_example(example),
            Msg::PutBack => state.put_back(),
            Msg::RulesFile(file) => return self.read_rules(ctx, file),
            Msg::RulesRead(read) => state.take_rules_file(read),
            Msg::LogFile(file) => self.take_log(ctx, file.into()),
            Msg::LogSample => self.take_sample(),
            Msg::Head(number, head) if number == self.number => match head {
                Ok(head) => state.look_at(&head),
                Err(failure) => state.refuse_log(failure.into()),
            },
            Msg::Format(format) => state.set_format(format),
            Msg::Algorithm(algorithm) => state.algorithm = algorithm,
            Msg::Proxies(text) => state.proxies = text,
            Msg::GroupIpv6(yes) => state.group_ipv6 = yes,
            Msg::Compare(yes) => state.compare = yes,
            Msg::Run => self.run(ctx),
            Msg::Cancel => {
                self.job = None;
                state.stage = Stage::Cancelled;
            }
            Msg::Job(number, event) if number == self.number => self.hear(event),
            Msg::Watch(watch) => self.watch(ctx, watch),
            Msg::Seen(number, event) if number == self.number => self.see(ctx, event),
            Msg::Head(..) | Msg::Job(..) | Msg::Seen(..) => return false,
            Msg::Toggle(rule) => state.toggle(rule),
            Msg::Save(saved) => {
                if let Stage::Done(report) = &state.stage {
                    // Should the browser refuse, it says so itself; the report stays.
                    save(report, saved).ok();
                }
                return false;
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
                <div class="own-buttons">
                    <button type="button" id="own-try" class="own-button" aria-describedby="own-try-hint"
                        onclick={link.callback(|_| Msg::Try)}>{ words::TRY.of(lang) }</button>
                    <span id="own-try-hint" class="own-hint">{ words::TRY_HINT.of(lang) }</span>
                </div>
                { rules_form::view(state, lang, link) }
                { log_form::view(state, lang, link) }
                { how_form::view(state, lang, link) }
                { results::view(state, &self.result, lang, link) }
            </section>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        // Before it is there, there is nowhere to scroll to.
        if !matches!(self.state.stage, Stage::Working { .. })
            && std::mem::take(&mut self.go_to_result)
            && let Some(result) = self.result.cast::<HtmlElement>()
        {
            // Where the focus cannot go, the eye still can.
            result.focus().ok();
            result.scroll_into_view();
        }
    }
}

impl AccessLog {
    fn read_rules(&mut self, ctx: &Context<Self>, file: File) -> bool {
        let size = file.size() as u64;
        if size > MAX_BYTES as u64 {
            self.state.rules_file = Some(RulesFile::TooLong);
            return true;
        }
        let link = ctx.link().clone();
        spawn_local(async move { link.send_message(Msg::RulesRead(read_slice(&file, 0, size).await)) });
        false
    }

    /// Takes another log: what was worked out of the old one is no longer shown.
    fn take_log(&mut self, ctx: &Context<Self>, source: Source) {
        self.job = None;
        self.number += 1;
        let (number, link, blob) = (self.number, ctx.link().clone(), source.blob.clone());
        let end = source.bytes.min(HEAD_BYTES as u64);
        match check_size(source.bytes, MAX_FILE_BYTES) {
            Err(failure) => self.state.refuse_log(failure.into()),
            Ok(()) => {
                self.state.set_source(source);
                spawn_local(
                    async move { link.send_message(Msg::Head(number, read_slice(&blob, 0, end).await)) },
                );
            }
        }
    }

    fn take_sample(&mut self) {
        if let Ok(source) = Source::text(Some(samples::LOG_NAME), samples::LOG) {
            self.job = None;
            self.number += 1;
            self.state.set_source(source);
            self.state.set_format(None);
            self.state.look_at(samples::LOG.as_bytes());
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
        self.state.watching = None;
        self.state.stage = Stage::Working { done: 0, total, lines: 0 };
    }

    /// Goes through the log once more, for the requests of one key.
    fn watch(&mut self, ctx: &Context<Self>, watch: Watch) {
        let Some((asked, source)) = self.state.asked.as_ref().zip(self.state.source.as_ref()) else {
            return;
        };
        let request = Request { compare: false, watch: Some(watch), ..asked.clone() };
        self.number += 1;
        let number = self.number;
        let on = ctx.link().callback(move |event| Msg::Seen(number, event));
        self.job = Some(Job::start(source.blob.clone(), request, on));
        self.state.watching = Some(Watching { watch, done: 0, total: source.bytes, search: Search::Running });
    }

    fn see(&mut self, ctx: &Context<Self>, event: Event) {
        let Some(watching) = &mut self.state.watching else {
            return;
        };
        match event {
            Event::Progress { done, .. } => watching.done = done,
            Event::Failed(failure) => {
                watching.search = Search::Failed(failure);
                self.job = None;
            }
            Event::Report(report) => {
                let rule = report.rules.get(watching.watch.rule);
                let algorithm = Algorithm::parse(&report.algorithm).unwrap_or_default();
                let link = report.seen.as_ref().zip(rule);
                match link.and_then(|(seen, rule)| simulation::link(algorithm, &rule.limit, seen)) {
                    Some(link) => {
                        ctx.props().on_watch.emit(link);
                        self.state.watching = None;
                    }
                    None => watching.search = Search::Nothing,
                }
                self.job = None;
            }
            Event::Table(_) => {}
        }
    }

    fn hear(&mut self, event: Event) {
        match event {
            Event::Progress { done, total, count } => {
                self.state.stage = Stage::Working { done, total, lines: count };
            }
            Event::Report(report) => {
                self.state.finish(report);
                self.job = None;
            }
            Event::Failed(failure) => {
                self.state.stage = Stage::Failed(failure);
                self.job = None;
            }
            // A report has all its tables in it: none is asked for.
            Event::Table(_) => {}
        }
    }
}

/// Hands a report to the reader as a file.
fn save(report: &Report, saved: Saved) -> Result<(), JsValue> {
    let (bytes, kind, name) = match saved {
        Saved::Json => (json(report).into_bytes(), "application/json", "snowglobe-report.json".to_owned()),
        Saved::Csv(table) => (csv(report, table), "text/csv", format!("snowglobe-{}.csv", table.name())),
    };
    let options = BlobPropertyBag::new();
    options.set_type(&format!("{kind};charset=utf-8"));
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    download::offer(&Blob::new_with_u8_array_sequence_and_options(&parts, &options)?, &name)
}
