//! The page's end of the work on one file: a worker, or without one this very thread in small chunks.
//!
//! ```text
//! Job::<W>::start(file, request, on)   ──▶ on(Progress…), on(Report)  or  on(Failed)
//! job.export(table)                    ──▶ on(Progress…), on(Table)   or  on(Failed)
//! drop(job)                            ends it at once: the worker is terminated
//! ```
//!
//! The page keeps `globalThis.snowglobe = {glue, module}`: the text of the wasm-bindgen glue and the
//! compiled `WebAssembly.Module`. The worker is a classic script made of that glue and `worker.js`, so no
//! file is fetched and it works from `file://` and in an opaque-origin frame. A browser that will
//! not start it gets the fallback, which reads 256 KiB at a time and lets the page breathe between.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker};
use yew::Callback;

use super::failure::FileFailure;
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
    Worker(WorkerEngine),
    Local(Rc<RefCell<Option<W>>>),
}

#[derive(Debug)]
struct WorkerEngine {
    worker: Worker,
    url: String,
    ready: bool,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(web_sys::Event)>,
}

impl Drop for WorkerEngine {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        Url::revoke_object_url(&self.url).ok();
    }
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
            Engine::Worker(engine) => {
                let message = object(&[("type", "export".into()), ("table", table.into())]);
                engine.worker.post_message(&message)
            }
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

fn start_worker<W: Work>(inner: &Rc<Inner<W>>) -> Result<WorkerEngine, JsValue> {
    let page = Reflect::get(&js_sys::global(), &"snowglobe".into())?;
    let glue = Reflect::get(&page, &"glue".into())?.as_string().ok_or(JsValue::NULL)?;
    let module = Reflect::get(&page, &"module".into())?;
    if module.is_undefined() {
        return Err(JsValue::NULL);
    }
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let parts = Array::of3(&glue.into(), &"\n".into(), &SCRIPT.into());
    let script = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&script)?;
    // Chromium starts no module worker from a blob where the origin is opaque (file://, a sandboxed frame).
    let worker = Worker::new(&url)?;

    let weak = Rc::downgrade(inner);
    let on_message = Closure::new(move |event: MessageEvent| {
        if let Some(inner) = weak.upgrade() {
            hear(&inner, &event.data());
        }
    });
    let weak = Rc::downgrade(inner);
    let on_error = Closure::new(move |event: web_sys::Event| {
        event.prevent_default();
        if let Some(inner) = weak.upgrade() {
            worker_died(&inner, &event);
        }
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));

    let request = postcard::to_allocvec(&inner.request).map_err(|e| JsValue::from(e.to_string()))?;
    let message = object(&[
        ("type", "start".into()),
        ("work", W::CLASS.into()),
        ("module", module),
        ("file", inner.file.clone().into()),
        ("request", Uint8Array::from(request.as_slice()).into()),
    ]);
    // From here on the drop of the engine stops the worker, should posting fail.
    let engine = WorkerEngine { worker, url, ready: false, _on_message: on_message, _on_error: on_error };
    engine.worker.post_message(&message)?;
    Ok(engine)
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

/// What a thrown value says of itself.
fn text(value: &JsValue) -> String {
    let message = || Reflect::get(value, &"message".into()).ok().and_then(|m| m.as_string());
    value.as_string().or_else(message).unwrap_or_else(|| format!("{value:?}"))
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a fresh plain object cannot fail.
        Reflect::set(&object, &(*name).into(), value).ok();
    }
    object
}
