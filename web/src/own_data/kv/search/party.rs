//! The page's end of a search: workers that share the seeds, or without them this very thread, a little at a time.
//!
//! ```text
//! Party::start(request, on)     ──▶ on(Told…) of each part  or  on(Broken)
//! party.end(part)               ends one worker
//! drop(party)                   ends all at once
//! ```

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use yew::Callback;

use super::{Part, Request, Told};
use crate::own_data::running::{Running, text};

/// The script that follows the wasm-bindgen glue in each worker.
const SCRIPT: &str = include_str!("worker.js");
/// The most workers: more wait for one another's memory.
const MOST_WORKERS: u64 = 8;
/// Steps of runs at a time on the page's own thread: some milliseconds.
const LOCAL_STEPS: u64 = 10_000;

/// News of a search.
#[derive(Debug)]
pub enum News {
    /// A part is as far as that.
    Told(usize, Told),
    /// A worker ended by a fault, or was not allowed to run.
    Broken(String),
}

/// See the module.
#[derive(Debug)]
pub struct Party {
    engine: Engine,
}

#[derive(Debug)]
enum Engine {
    Workers(Vec<Option<Running>>),
    /// The timer that takes the next turn.
    Local {
        _turn: Rc<RefCell<Option<Timeout>>>,
    },
}

/// How many workers a search has here: one for each core, if the browser says how many there are.
#[must_use]
pub fn workers() -> u64 {
    let cores = gloo::utils::window().navigator().hardware_concurrency();
    (cores as u64).clamp(1, MOST_WORKERS)
}

impl Party {
    /// Starts so many workers.
    ///
    /// # Errors
    /// What the browser threw, or nothing if the page has no module: then there can be no workers.
    pub fn start(request: &Request, parts: u64, on: &Callback<News>) -> Result<Self, JsValue> {
        let one = |part| start_worker(&Request { part: (part, parts), ..request.clone() }, on).map(Some);
        let workers: Result<Vec<Option<Running>>, JsValue> = (0..parts).map(one).collect();
        Ok(Self { engine: Engine::Workers(workers?) })
    }

    /// Does all of it on this thread.
    #[must_use]
    pub fn local(request: &Request, on: Callback<News>) -> Self {
        let turn = Rc::new(RefCell::new(None));
        if let Ok(part) = Part::new(request) {
            take_turn(Rc::new(RefCell::new(part)), &turn, on);
        }
        Self { engine: Engine::Local { _turn: turn } }
    }

    /// Whether it has workers.
    #[must_use]
    pub const fn has_workers(&self) -> bool {
        matches!(self.engine, Engine::Workers(_))
    }

    /// Ends one part, which need not go on.
    pub fn end(&mut self, part: usize) {
        if let Engine::Workers(workers) = &mut self.engine
            && let Some(worker) = workers.get_mut(part)
        {
            *worker = None;
        }
    }
}

fn start_worker(request: &Request, on: &Callback<News>) -> Result<Running, JsValue> {
    let (heard, broken, part) = (on.clone(), on.clone(), request.part.0 as usize);
    let on_message = move |message: JsValue| heard.emit(hear(part, &message));
    let on_error = move |event: web_sys::Event| {
        let reason = Reflect::get(&event, &"message".into()).map_or_else(|_| String::new(), |m| text(&m));
        broken.emit(News::Broken(reason));
    };
    let (running, module) = Running::start(SCRIPT, on_message, on_error)?;
    let request = postcard::to_allocvec(request).map_err(|error| JsValue::from(error.to_string()))?;
    let request = Uint8Array::from(request.as_slice()).into();
    running.post(&[("type", "start".into()), ("module", module), ("request", request)])?;
    Ok(running)
}

fn hear(part: usize, message: &JsValue) -> News {
    let field = |name: &str| Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED);
    if field("type").as_string().as_deref() != Some("told") {
        return News::Broken(text(&field("reason")));
    }
    match postcard::from_bytes(&Uint8Array::new(&field("told")).to_vec()) {
        Ok(told) => News::Told(part, told),
        Err(error) => News::Broken(error.to_string()),
    }
}

/// Works a little, once the page had its turn; and so on until the part is over, or nobody holds the timer.
fn take_turn(part: Rc<RefCell<Part>>, turn: &Rc<RefCell<Option<Timeout>>>, on: Callback<News>) {
    let next = Rc::downgrade(turn);
    let timer = Timeout::new(0, move || {
        let Some(turn) = next.upgrade() else { return };
        let told = part.borrow_mut().step(LOCAL_STEPS);
        let is_over = matches!(told, Told::Found(_) | Told::Ended);
        on.emit(News::Told(0, told));
        if !is_over {
            take_turn(part, &turn, on);
        }
    });
    // The timer replaced is the one that is running now, or none.
    if let Some(old) = turn.replace(Some(timer)) {
        old.forget();
    }
}
