//! The panel for an access log: rules and a log in, what would have been denied out.
//!
//! ```text
//! html! { <AccessLog lang={lang} /> }
//!
//!  rules_form ─┐
//!  log_form ───┼──▶ state::State ──▶ Request ──▶ Job ──▶ Report ──▶ results: headline, reading, over time,
//!  how_form ───┘                                                            by rule, denied lines, files
//! ```
//!
//! What was typed lives in [`state::State`], which knows no browser; the parts of the form and the
//! result each have a file. Nothing here blocks: files are read in slices and worked on by the job of a
//! [`Task`](crate::own_data::task::Task).

use js_sys::{Array, Uint8Array};
use snowglobe_core::limiter::Algorithm;
use snowglobe_core::limiter::rules::MAX_BYTES;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, File, HtmlElement};
use yew::prelude::*;

use super::export::{Table, csv, json};
use super::line::Format;
use super::report::Report;
use super::request::{Request, Watch};
use super::samples;
use super::session::Session;
use super::simulation;
use super::words;
use crate::own_data::download;
use crate::own_data::failure::FileFailure;
use crate::own_data::form;
use crate::own_data::job;
use crate::own_data::source::Source;
use crate::own_data::stage::Stage;
use crate::own_data::task::{Head, News};
use crate::text::Language;
use state::{Example, Search, State, Watching};

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
    /// The beginning of a log was read.
    Head(Head),
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
    /// News of a job.
    Job(News<Event>),
    /// A rule is to be opened, or closed.
    Toggle(usize),
    /// A key's requests are to be seen again.
    Watch(Watch),
    /// News of a job that looks for them.
    Seen(News<Event>),
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
    /// Where the result stands, and whether the reader is to be taken there: the button that tries the sample is far
    /// above it.
    result: NodeRef,
    go_to_result: bool,
}

impl Component for AccessLog {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self { state: State::default(), result: NodeRef::default(), go_to_result: false }
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
            Msg::RulesFile(file) => {
                Source::from(file).read(MAX_BYTES as u64, ctx.link().callback(Msg::RulesRead));
                return false;
            }
            Msg::RulesRead(read) => state.take_rules_file(read),
            Msg::LogFile(file) => self.take_log(ctx, file.into()),
            Msg::LogSample => self.take_sample(),
            Msg::Head(head) => match state.task.current(head) {
                Some(Ok(head)) => state.look_at(&head),
                Some(Err(failure)) => state.refuse_log(failure.into()),
                None => return false,
            },
            Msg::Format(format) => state.set_format(format),
            Msg::Algorithm(algorithm) => state.algorithm = algorithm,
            Msg::Proxies(text) => state.proxies = text,
            Msg::GroupIpv6(yes) => state.group_ipv6 = yes,
            Msg::Compare(yes) => state.compare = yes,
            Msg::Run => self.run(ctx),
            Msg::Cancel => state.task.cancel(),
            Msg::Job(event) => match state.task.current(event) {
                Some(Event::Report(report)) => state.finish(report),
                Some(event) => state.task.hear(event),
                None => return false,
            },
            Msg::Watch(watch) => self.watch(ctx, watch),
            Msg::Seen(event) => match state.task.current(event) {
                Some(event) => self.see(event),
                None => return false,
            },
            Msg::Toggle(rule) => state.toggle(rule),
            Msg::Save(saved) => {
                if let Stage::Done(report) = &state.task.stage {
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
        let parts = html! {
            <>
                <div class="own-buttons">
                    <button type="button" id="own-try" class="own-button" aria-describedby="own-try-hint"
                        onclick={link.callback(|_| Msg::Try)}>{ words::TRY.of(lang) }</button>
                    <span id="own-try-hint" class="own-hint">{ words::TRY_HINT.of(lang) }</span>
                </div>
                { rules_form::view(state, lang, link) }
                { log_form::view(state, lang, link) }
                { how_form::view(state, lang, link) }
                { results::view(state, &self.result, lang, link) }
            </>
        };
        form::panel(lang, words::TITLE.of(lang), parts)
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        // Before it is there, there is nowhere to scroll to.
        if !self.state.task.stage.is_working()
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
    /// Takes another log: what was worked out of the old one is no longer shown.
    fn take_log(&mut self, ctx: &Context<Self>, source: Source) {
        self.state.forget_log();
        if let Err(failure) = self.state.task.take(source, ctx.link().callback(Msg::Head)) {
            self.state.refuse_log(failure.into());
        }
    }

    fn take_sample(&mut self) {
        if let Ok(source) = Source::text(Some(samples::LOG_NAME), samples::LOG) {
            self.state.forget_log();
            self.state.task.hold(source);
            self.state.set_format(None);
            self.state.look_at(samples::LOG.as_bytes());
        }
    }

    fn run(&mut self, ctx: &Context<Self>) {
        if let Ok(request) = self.state.request() {
            self.state.task.run(request, ctx.link().callback(Msg::Job));
            self.state.watching = None;
        }
    }

    /// Goes through the log once more, for the requests of one key.
    fn watch(&mut self, ctx: &Context<Self>, watch: Watch) {
        let Some(asked) = &self.state.task.asked else {
            return;
        };
        let request = Request { compare: false, watch: Some(watch), ..asked.clone() };
        if let Some(progress) = self.state.task.start(request, ctx.link().callback(Msg::Seen)) {
            self.state.watching = Some(Watching { watch, progress, search: Search::Running });
        }
    }

    fn see(&mut self, event: Event) {
        let Some(watching) = &mut self.state.watching else {
            return;
        };
        match event {
            Event::Progress(progress) => watching.progress = progress,
            Event::Failed(failure) => {
                watching.search = Search::Failed(failure);
                self.state.task.end();
            }
            Event::Report(report) => {
                let rule = report.rules.get(watching.watch.rule);
                let algorithm = Algorithm::parse(&report.algorithm).unwrap_or_default();
                let link = report.seen.as_ref().zip(rule);
                let link = link.and_then(|(seen, rule)| simulation::link(algorithm, &rule.limit, seen));
                watching.search = link.map_or(Search::Nothing, |link| Search::Found(link.encode()));
                self.state.task.end();
            }
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
