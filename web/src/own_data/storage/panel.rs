//! The panel for a reader's own database: a file in, keys read and written, everything out again.
//!
//! ```text
//! html! { <OwnDatabase lang={lang} /> }
//!
//!  import_form ─┐                                      ┌─▶ figures: where it is kept, how much there is
//!  read_form ───┼──▶ messages ──▶ Station (a worker) ──┼─▶ the part that asked
//!  write_form ──┘          state::State ◀── News ──────┘
//! ```

use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::failure::Failure;
use super::records::look::look;
use super::request::{Export, Import, MAX_FILE, MAX_IN_MEMORY, Request, Scan};
use super::samples;
use super::station::{News, Station};
use super::words;
use crate::own_data::download;
use crate::own_data::failure::{FileFailure, check_size};
use crate::own_data::form;
use crate::own_data::job::local::read_slice;
use crate::own_data::sniff::SNIFF_BYTES;
use crate::own_data::source::Source;
use crate::own_data::stage::{Progress, Stage};
use crate::text::Language;
use state::{Opening, Part, State};

mod export_form;
mod figures;
mod import_form;
mod read_form;
pub mod state;
mod write_form;

/// What the panel is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct Props {
    /// The language of the page.
    pub lang: Language,
}

/// What can happen to the panel.
#[derive(Debug)]
pub enum Msg {
    /// News of the database.
    News(News),
    /// It is to be opened again.
    Again,
    /// A file was dropped or chosen.
    File(File),
    /// The sample was asked for.
    Sample,
    /// The file of this number begins so.
    Head(u32, Result<Vec<u8>, FileFailure>),
    /// A column or field was chosen.
    Choose(usize),
    /// The first row names the columns, or not.
    Header(bool),
    /// Take the file in.
    Import,
    /// Stop that, or an export.
    Cancel,
    /// The key to be read was edited.
    Key(String),
    /// Read it.
    Get,
    /// The prefix was edited.
    Prefix(String),
    /// The first key was edited.
    From(String),
    /// Go through the range.
    Scan,
    /// And on.
    Next,
    /// A key of the list is to be read.
    Pick(Vec<u8>),
    /// The key to be written was edited.
    RecordKey(String),
    /// The value was edited.
    RecordValue(String),
    /// Put it.
    Put,
    /// Delete it.
    Delete,
    /// Write everything out.
    Export(Export),
    /// Ask whether the database may go, or ask no more.
    Sure(bool),
    /// It may.
    Destroy,
}

/// The panel; see the module.
#[derive(Debug)]
pub struct OwnDatabase {
    state: State,
    station: Station,
    /// Numbers files, so that late news of an old one is known as such.
    number: u32,
    export: Option<Export>,
}

impl Component for OwnDatabase {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let station = Station::start(ctx.link().callback(Msg::News));
        Self { state: State::default(), station, number: 0, export: None }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let state = &mut self.state;
        match msg {
            Msg::News(news) => self.hear(news),
            Msg::Again => {
                state.opening = Opening::Waiting;
                self.station = Station::start(ctx.link().callback(Msg::News));
            }
            Msg::File(file) => self.take(ctx, file.into()),
            Msg::Sample => {
                if let Ok(source) = Source::text(Some(samples::TEAS_NAME), samples::TEAS) {
                    self.take(ctx, source);
                }
            }
            Msg::Head(number, head) if number == self.number => match head {
                Ok(head) => state.look_at(look(&head)),
                Err(failure) => state.import = Stage::Failed(failure.into()),
            },
            Msg::Head(..) => return false,
            Msg::Choose(place) => state.choose(place),
            Msg::Header(named) => state.set_header(named),
            Msg::Import => self.import(),
            Msg::Cancel => {
                self.station.cancel();
                return false;
            }
            Msg::Key(key) => state.key = key,
            Msg::Get => {
                let key = state.key.clone().into_bytes();
                self.ask(Part::Read, Request::Get(key));
            }
            Msg::Prefix(prefix) => state.range.0 = prefix,
            Msg::From(from) => state.range.1 = from,
            Msg::Scan => {
                let (prefix, from) = state.range.clone();
                state.scan = Scan { prefix: prefix.into(), from: from.into(), after: None };
                let scan = state.scan.clone();
                self.ask(Part::Scan, Request::Scan(scan));
            }
            Msg::Next => {
                let last = state.page.as_ref().and_then(|page| page.rows.last());
                state.scan.after = last.map(|(key, ..)| key.clone());
                let scan = state.scan.clone();
                self.ask(Part::Scan, Request::Scan(scan));
            }
            Msg::Pick(key) => {
                state.key = String::from_utf8_lossy(&key).into_owned();
                self.ask(Part::Read, Request::Get(key));
            }
            Msg::RecordKey(key) => state.record.0 = key,
            Msg::RecordValue(value) => state.record.1 = value,
            Msg::Put => {
                let (key, value) = state.record.clone();
                self.ask(Part::Put, Request::Put(key.into(), value.into()));
            }
            Msg::Delete => {
                let key = state.record.0.clone();
                self.ask(Part::Delete, Request::Delete(key.into()));
            }
            Msg::Export(export) => {
                if state.begin(Part::Export) {
                    state.exported = Some(Progress::default());
                    self.export = Some(export);
                    self.station.export(export);
                }
            }
            Msg::Sure(sure) => state.sure = sure,
            Msg::Destroy => {
                state.sure = false;
                state.opening = Opening::Waiting;
                (state.status, state.got, state.page, state.busy, state.failed) =
                    (None, None, None, None, None);
                state.import = Stage::Idle;
                self.station.destroy();
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (lang, link, state) = (ctx.props().lang, ctx.link(), &self.state);
        let parts = html! {
            <>
                { figures::view(state, lang, link) }
                { import_form::view(state, lang, link) }
                { read_form::view(state, lang, link) }
                { read_form::scan(state, lang, link) }
                { write_form::view(state, lang, link) }
                { export_form::view(state, lang, link) }
            </>
        };
        form::panel(lang, words::TITLE.of(lang), parts)
    }
}

impl OwnDatabase {
    fn ask(&mut self, part: Part, request: Request) {
        if self.state.begin(part) {
            self.station.ask(request);
        }
    }

    fn take(&mut self, ctx: &Context<Self>, source: Source) {
        self.number += 1;
        let (number, link, blob) = (self.number, ctx.link().clone(), source.blob.clone());
        let end = source.bytes.min(SNIFF_BYTES as u64);
        self.state.take(source);
        spawn_local(async move { link.send_message(Msg::Head(number, read_slice(&blob, 0, end).await)) });
    }

    fn import(&mut self) {
        let state = &mut self.state;
        let file = state.source.as_ref().zip(state.format.clone());
        let Some((source, format)) = file else { return };
        let name = source.name.clone().unwrap_or_default();
        let (blob, total) = (source.blob.clone(), source.bytes);
        let kept = state.status.as_ref().is_some_and(|status| status.kept);
        if let Err(failure) = check_size(total, if kept { MAX_FILE } else { MAX_IN_MEMORY }) {
            state.import = Stage::Failed(failure.into());
        } else if state.begin(Part::Import) {
            state.import = Stage::Working(Progress { total, ..Progress::default() });
            self.station.import(blob, Import { format, name });
        }
    }

    fn hear(&mut self, news: News) {
        let state = &mut self.state;
        match news {
            News::Opened(persisted) => {
                state.opening = Opening::Open(persisted);
                state.busy = Some(Part::Figures);
                self.station.ask(Request::Status);
            }
            News::Answer(answer) => state.hear(*answer),
            News::Progress(progress) if state.busy == Some(Part::Import) => {
                state.import = Stage::Working(progress);
            }
            News::Progress(progress) => state.exported = Some(progress),
            News::Imported(report) => state.imported(*report),
            News::Exported(blob) => {
                (state.busy, state.exported) = (None, None);
                // Should the browser refuse, it says so itself.
                download::offer(&blob, &self.file_name()).ok();
            }
            News::Cancelled => (state.busy, state.exported, state.stopped) = (None, None, true),
            News::Failed(failure) => {
                let engine = matches!(failure, Failure::Import { .. });
                state.fail(failure);
                // What was put before it failed is there.
                if engine {
                    state.busy = Some(Part::Figures);
                    self.station.ask(Request::Status);
                }
            }
        }
    }

    /// What the export is called: as what was imported, if it is written so.
    fn file_name(&self) -> String {
        let about = self.state.status.as_ref().and_then(|status| status.about.as_ref());
        match (self.export, about) {
            (Some(Export::Csv), _) => "snowglobe.csv".to_owned(),
            (Some(Export::Json), _) => "snowglobe.jsonl".to_owned(),
            (_, Some(about)) if !about.name.is_empty() => about.name.clone(),
            _ => "snowglobe.txt".to_owned(),
        }
    }
}

/// What failed in a part, said.
fn said(state: &State, parts: &[Part], lang: Language) -> Html {
    match state.failure(parts) {
        Some(failure) => html! { <p class="own-failure">{ words::sentences::failure(lang, failure) }</p> },
        None => Html::default(),
    }
}

/// Bytes as they are shown: a text, or as much of one as there is.
fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
