//! The page's end of the work on one file: a worker, or without one this very thread in small chunks.
//!
//! ```text
//! Job::<W>::start(file, request, on)   ──▶ on(Progress…), on(Report)  or  on(Failed)
//! job.export(table)                    ──▶ on(Progress…), on(Table)   or  on(Failed)
//! drop(job)                            ends it at once: the worker is terminated
//! ```
//!
//! The worker is [`Running`] `worker.js`. A browser that will not start it gets the fallback, which reads 256 KiB at a
//! time and lets the page breathe between.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::Callback;

use super::failure::FileFailure;
use super::running::{Running, text};
use super::stage::Progress;
use super::work::{Tables, Work};
use super::worker::SCRIPT;
use local::{export_locally, start_local};

pub mod local;

/// What a job tells.
#[derive(Debug)]
pub enum Event<W: Work> {
    /// A chunk is done.
    Progress(Progress),
    /// The first pass is done.
    Report(Rc<W::Report>),
    /// The table asked for by [`Job::export`].
    Table(Blob),
    /// The work is over without a result.
    Failed(W::Failure),
}

/// The work on one file. Dropping it ends the work.
#[derive(Debug)]
pub struct Job<W: Work> {
    inner: Rc<Inner<W>>,
}

#[derive(Debug)]
struct Inner<W: Work> {
    file: Blob,
    request: W::Request,
    on: Callback<Event<W>>,
    engine: RefCell<Engine<W>>,
    dropped: Cell<bool>,
}

#[derive(Debug)]
enum Engine<W> {
    Starting,
    Worker(Running),
    Local(Rc<RefCell<Option<W>>>),
}

impl<W: Work> Drop for Job<W> {
    fn drop(&mut self) {
        self.inner.dropped.set(true);
        self.inner.engine.replace(Engine::Starting);
    }
}

impl<W: Work> Job<W> {
    /// Starts the work. What comes of it, a refusal included, is told through `on`, never before
    /// this call returns.
    #[must_use]
    pub fn start(file: Blob, request: W::Request, on: Callback<Event<W>>) -> Self {
        let inner = Rc::new(Inner {
            file,
            request,
            on,
            engine: RefCell::new(Engine::Starting),
            dropped: Cell::new(false),
        });
        if let Err(failure) = W::check(&inner.request, inner.file.size() as u64) {
            let inner = inner.clone();
            spawn_local(async move { inner.tell(Event::Failed(failure)) });
        } else {
            match start_worker(&inner) {
                Ok(engine) => drop(inner.engine.replace(Engine::Worker(engine))),
                Err(_) => start_local(&inner),
            }
        }
        Self { inner }
    }
}

impl<W: Tables> Job<W> {
    /// Asks for the table of this name, once the report has come.
    pub fn export(&self, table: &str) {
        let posted = match &*self.inner.engine.borrow() {
            Engine::Starting => Ok(()),
            Engine::Worker(engine) => engine.post(&[("type", "export".into()), ("table", table.into())]),
            Engine::Local(session) => {
                spawn_local(export_locally(self.inner.clone(), session.clone(), table.to_owned()));
                Ok(())
            }
        };
        if let Err(error) = posted {
            self.inner.tell(broken(text(&error)));
        }
    }
}

impl<W: Work> Inner<W> {
    fn tell(&self, event: Event<W>) {
        if !self.dropped.get() {
            self.on.emit(event);
        }
    }
}

fn start_worker<W: Work>(inner: &Rc<Inner<W>>) -> Result<Running, JsValue> {
    let (heard, died) = (Rc::downgrade(inner), Rc::downgrade(inner));
    let on_message = move |message: JsValue| {
        if let Some(inner) = heard.upgrade() {
            hear(&inner, &message);
        }
    };
    let on_error = move |event: web_sys::Event| {
        if let Some(inner) = died.upgrade() {
            worker_died(&inner, &event);
        }
    };
    let (running, module) = Running::start(SCRIPT, on_message, on_error)?;
    let request = postcard::to_allocvec(&inner.request).map_err(|e| JsValue::from(e.to_string()))?;
    running.post(&[
        ("type", "start".into()),
        ("work", W::CLASS.into()),
        ("module", module),
        ("file", inner.file.clone().into()),
        ("request", Uint8Array::from(request.as_slice()).into()),
    ])?;
    Ok(running)
}

fn hear<W: Work>(inner: &Rc<Inner<W>>, message: &JsValue) {
    let field = |name: &str| Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let number = |name: &str| field(name).as_f64().unwrap_or(0.0) as u64;
    let bytes = |name: &str| Uint8Array::new(&field(name)).to_vec();
    let event = match field("type").as_string().as_deref() {
        Some("ready") => {
            if let Engine::Worker(engine) = &mut *inner.engine.borrow_mut() {
                engine.ready = true;
            }
            return;
        }
        Some("progress") => {
            let (done, total, count) = (number("done"), number("total"), number("count"));
            Event::Progress(Progress { done, total, count })
        }
        Some("report") => match postcard::from_bytes(&bytes("report")) {
            Ok(report) => Event::Report(Rc::new(report)),
            Err(error) => broken(error.to_string()),
        },
        Some("table") => Event::Table(field("blob").unchecked_into()),
        Some("failed") => match postcard::from_bytes(&bytes("failure")) {
            Ok(failure) => Event::Failed(failure),
            Err(error) => broken(error.to_string()),
        },
        Some("unreadable") => {
            Event::Failed(FileFailure::Unreadable { reason: text(&field("reason")) }.into())
        }
        _ => broken(text(&field("reason"))),
    };
    inner.tell(event);
}

/// A worker that never got to say "ready" was not allowed to run: the page does the work itself.
fn worker_died<W: Work>(inner: &Rc<Inner<W>>, event: &web_sys::Event) {
    let was_ready = matches!(&*inner.engine.borrow(), Engine::Worker(engine) if engine.ready);
    if was_ready {
        let reason = Reflect::get(event, &"message".into()).map_or_else(|_| String::new(), |m| text(&m));
        inner.tell(broken(reason));
    } else if !inner.dropped.get() {
        start_local(inner);
    }
}

fn broken<W: Work>(reason: String) -> Event<W> {
    Event::Failed(FileFailure::Broken { reason }.into())
}
