//! What the workers' scripts call: a history judged, and a part of a search, with bytes for arguments and results.
//!
//! ```js
//! const work = new HistoryWork(request, file.size);   // see own_data::class
//! const part = new CounterexampleWork(request);       // postcard bytes of Request
//! while (!part.over) tell(part.step());               // postcard bytes of Told
//! ```

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::search::{Part, Told};
use super::session::Session;
use crate::own_data::class::class;
use crate::own_data::work::Work;

/// Steps of runs between two looks at a search: a fraction of a second.
const STEPS: u64 = 100_000;

class!(HistoryWork, Session);

/// A part of a search for JavaScript.
#[wasm_bindgen]
#[derive(Debug)]
pub struct CounterexampleWork {
    part: Part,
    over: bool,
}

#[wasm_bindgen]
impl CounterexampleWork {
    /// Sets it up.
    ///
    /// # Errors
    /// A sentence: only a page of another version could ask for what cannot be.
    #[wasm_bindgen(constructor)]
    pub fn new(request: &[u8]) -> Result<CounterexampleWork, JsValue> {
        let request = postcard::from_bytes(request).map_err(|error| JsValue::from(error.to_string()))?;
        let part = Part::new(&request).map_err(|refusal| JsValue::from(refusal.to_string()))?;
        Ok(Self { part, over: false })
    }

    /// Whether there is nothing more to do.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn over(&self) -> bool {
        self.over
    }

    /// Goes on for a while.
    ///
    /// # Errors
    /// A sentence, if what is to be told cannot be written.
    pub fn step(&mut self) -> Result<Uint8Array, JsValue> {
        let told = self.part.step(STEPS);
        self.over = matches!(told, Told::Found(_) | Told::Ended);
        let bytes = postcard::to_allocvec(&told).map_err(|error| JsValue::from(error.to_string()))?;
        Ok(Uint8Array::from(bytes.as_slice()))
    }
}
