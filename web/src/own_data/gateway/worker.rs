//! What the worker's script calls for an access log: [`Session`] with bytes for arguments and results.
//!
//! ```js
//! const work = new AccessLogWork(request, file.size); // request: postcard bytes of Request
//! while (bytes.length > 0) bytes = bytes.subarray(work.push(bytes));
//! const report = work.finish();                       // postcard bytes of Report
//! ```

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::session::Session;
use crate::own_data::worker::{begin, finish, thrown};

/// A [`Session`] for JavaScript. Each call throws the postcard bytes of a [`Failure`](super::failure::Failure).
#[wasm_bindgen]
#[derive(Debug)]
pub struct AccessLogWork {
    session: Session,
}

#[wasm_bindgen]
impl AccessLogWork {
    /// Begins the work: see [`Session::new`].
    ///
    /// # Errors
    /// As there.
    #[wasm_bindgen(constructor)]
    pub fn new(request: &[u8], file_bytes: f64) -> Result<AccessLogWork, Uint8Array> {
        Ok(Self { session: begin(request, file_bytes)? })
    }

    /// Lines read so far.
    #[must_use]
    pub fn count(&self) -> f64 {
        self.session.lines() as f64
    }

    /// See [`Session::push`].
    ///
    /// # Errors
    /// As there.
    pub fn push(&mut self, chunk: &[u8]) -> Result<usize, Uint8Array> {
        self.session.push(chunk).map_err(|f| thrown(&f))
    }

    /// See [`Session::finish`].
    ///
    /// # Errors
    /// As there.
    pub fn finish(&mut self) -> Result<Uint8Array, Uint8Array> {
        finish(&mut self.session)
    }
}
