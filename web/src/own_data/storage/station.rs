//! The page's end of the database: a worker that holds it, or without one this very thread, in memory.
//!
//! ```text
//! Station::start(on)                        ──▶ on(Opened…)  or  on(Failed)
//! station.ask(request)                      ──▶ on(Answer)   or  on(Failed)
//! station.import(file, import)              ──▶ on(Progress)…, on(Imported)
//! station.export(export)                    ──▶ on(Progress)…, on(Exported) or on(Cancelled)
//! drop(station)                             ends it at once; what was told to be durable is
//! ```

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::Callback;

use super::failure::Failure;
use super::request::{Answer, Export, Import, Report, Request};
use super::worker::SCRIPT;
use crate::own_data::failure::FileFailure;
use crate::own_data::running::{Running, text};
use crate::own_data::stage::Progress;
use local::Local;

mod local;

/// What the database tells.
#[derive(Debug)]
pub enum News {
    /// It is open. Whether the browser promises to keep it.
    Opened(bool),
    /// What was asked.
    Answer(Box<Answer>),
    /// A part of an import or export is done.
    Progress(Progress),
    /// An import is over.
    Imported(Box<Report>),
    /// An export is.
    Exported(Blob),
    /// It was stopped.
    Cancelled,
    /// What was to be done was not.
    Failed(Failure),
}

/// See the module.
#[derive(Debug)]
pub struct Station {
    inner: Rc<Inner>,
}

#[derive(Debug)]
struct Inner {
    on: Callback<News>,
    engine: RefCell<Engine>,
    dropped: Cell<bool>,
}

#[derive(Debug)]
enum Engine {
    Starting,
    Worker(Running),
    Local(Rc<Local>),
}

impl Drop for Station {
    fn drop(&mut self) {
        self.inner.dropped.set(true);
        // A worker ends with what holds it; work on this thread has to be told.
        if let Engine::Local(local) = self.inner.engine.replace(Engine::Starting) {
            local.cancel();
        }
    }
}

impl Station {
    /// Opens the database. What comes of it is told through `on`, never before this call returns.
    #[must_use]
    pub fn start(on: Callback<News>) -> Self {
        let inner = Rc::new(Inner { on, engine: RefCell::new(Engine::Starting), dropped: Cell::new(false) });
        match start_worker(&inner) {
            Ok(running) => drop(inner.engine.replace(Engine::Worker(running))),
            Err(_) => start_local(&inner),
        }
        Self { inner }
    }

    /// Asks one thing.
    pub fn ask(&self, request: Request) {
        match &*self.inner.engine.borrow() {
            Engine::Starting => {}
            Engine::Worker(running) => self.post(running, "ask", &[("request", encoded(&request))]),
            Engine::Local(local) => local.ask(request, self.inner.on.clone()),
        }
    }

    /// Takes a file in.
    pub fn import(&self, file: Blob, import: Import) {
        match &*self.inner.engine.borrow() {
            Engine::Starting => {}
            Engine::Worker(running) => {
                self.post(running, "import", &[("file", file.into()), ("import", encoded(&import))]);
            }
            Engine::Local(local) => spawn_local(local.clone().import(file, import, self.inner.on.clone())),
        }
    }

    /// Writes everything out.
    pub fn export(&self, export: Export) {
        match &*self.inner.engine.borrow() {
            Engine::Starting => {}
            Engine::Worker(running) => self.post(running, "export", &[("export", encoded(&export))]),
            Engine::Local(local) => spawn_local(local.clone().export(export, self.inner.on.clone())),
        }
    }

    /// Stops an import or export.
    pub fn cancel(&self) {
        match &*self.inner.engine.borrow() {
            Engine::Starting => {}
            Engine::Worker(running) => self.post(running, "cancel", &[]),
            Engine::Local(local) => local.cancel(),
        }
    }

    /// Deletes the database, and begins another.
    pub fn destroy(&self) {
        match &*self.inner.engine.borrow() {
            Engine::Starting => {}
            Engine::Worker(running) => self.post(running, "destroy", &[]),
            Engine::Local(local) => local.destroy(self.inner.on.clone()),
        }
    }

    fn post(&self, running: &Running, kind: &str, fields: &[(&str, JsValue)]) {
        let fields: Vec<(&str, JsValue)> = [("type", kind.into())].iter().chain(fields).cloned().collect();
        if let Err(error) = running.post(&fields) {
            let inner = self.inner.clone();
            spawn_local(async move { inner.tell(broken(text(&error))) });
        }
    }
}

impl Inner {
    fn tell(&self, news: News) {
        if !self.dropped.get() {
            self.on.emit(news);
        }
    }
}

fn start_local(inner: &Rc<Inner>) {
    // The engine replaced may own the closure that is running now; it is dropped after it ends.
    let old = inner.engine.replace(Engine::Local(Rc::default()));
    let inner = inner.clone();
    spawn_local(async move {
        drop(old);
        inner.tell(News::Opened(false));
    });
}

fn start_worker(inner: &Rc<Inner>) -> Result<Running, JsValue> {
    let (heard, gone) = (Rc::downgrade(inner), Rc::downgrade(inner));
    let on_message = move |message: JsValue| {
        if let Some(inner) = heard.upgrade() {
            hear(&inner, &message);
        }
    };
    let on_error = move |event: web_sys::Event| {
        if let Some(inner) = gone.upgrade() {
            died(&inner, &event);
        }
    };
    let (running, module) = Running::start(SCRIPT, on_message, on_error)?;
    running.post(&[("type", "start".into()), ("module", module)])?;
    Ok(running)
}

fn hear(inner: &Rc<Inner>, message: &JsValue) {
    let field = |name: &str| Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let number = |name: &str| field(name).as_f64().unwrap_or(0.0) as u64;
    let news = match field("type").as_string().as_deref() {
        Some("ready") => {
            if let Engine::Worker(running) = &mut *inner.engine.borrow_mut() {
                running.ready = true;
            }
            return;
        }
        Some("opened") => News::Opened(field("persisted").as_bool().unwrap_or(false)),
        Some("answer") => decoded(&field("answer"), |answer| News::Answer(Box::new(answer))),
        Some("imported") => decoded(&field("report"), |report| News::Imported(Box::new(report))),
        Some("progress") => {
            News::Progress(Progress { done: number("done"), total: number("total"), count: number("count") })
        }
        Some("exported") => News::Exported(field("blob").unchecked_into()),
        Some("cancelled") => News::Cancelled,
        Some("locked") => News::Failed(Failure::Locked),
        Some("failed") => decoded(&field("failure"), News::Failed),
        Some("unreadable") => News::Failed(FileFailure::Unreadable { reason: text(&field("reason")) }.into()),
        _ => broken(text(&field("reason"))),
    };
    inner.tell(news);
}

/// A worker that never got to say "ready" was not allowed to run: the page does the work itself.
fn died(inner: &Rc<Inner>, event: &web_sys::Event) {
    let was_ready = matches!(&*inner.engine.borrow(), Engine::Worker(running) if running.ready);
    if was_ready {
        let reason = Reflect::get(event, &"message".into()).map_or_else(|_| String::new(), |m| text(&m));
        inner.tell(broken(reason));
    } else if !inner.dropped.get() {
        start_local(inner);
    }
}

fn encoded(value: &impl Serialize) -> JsValue {
    Uint8Array::from(postcard::to_allocvec(value).unwrap_or_default().as_slice()).into()
}

fn decoded<T: DeserializeOwned>(bytes: &JsValue, news: impl FnOnce(T) -> News) -> News {
    match postcard::from_bytes(&Uint8Array::new(bytes).to_vec()) {
        Ok(value) => news(value),
        Err(error) => broken(error.to_string()),
    }
}

fn broken(reason: String) -> News {
    News::Failed(FileFailure::Broken { reason }.into())
}
