//! What the worker's script calls: [`Session`] with bytes for arguments and results.
//!
//! ```js
//! const work = new OwnDataWork(request, file.size); // request: postcard bytes of Request
//! work.push(chunk);                                 // as often as there are chunks
//! const report = work.finish();                     // postcard bytes of Report
//! ```
//!
//! Each call throws the postcard bytes of a [`Failure`]. The messages are described in `worker.js`.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use super::session::Session;

/// The script that follows the wasm-bindgen glue in the worker.
pub const SCRIPT: &str = include_str!("worker.js");

/// A [`Session`] for JavaScript.
#[wasm_bindgen]
#[derive(Debug)]
pub struct OwnDataWork {
    session: Session,
}

#[wasm_bindgen]
impl OwnDataWork {
    /// Begins the work: see [`Session::new`].
    ///
    /// # Errors
    /// As there.
    #[wasm_bindgen(constructor)]
    pub fn new(request: &[u8], file_bytes: f64) -> Result<OwnDataWork, Uint8Array> {
        let request =
            postcard::from_bytes(request).map_err(|e| thrown(&Failure::Broken { reason: e.to_string() }))?;
        let session = Session::new(request, file_bytes as u64).map_err(|f| thrown(&f))?;
        Ok(Self { session })
    }

    /// Keys read so far in this pass.
    #[must_use]
    pub fn keys(&self) -> f64 {
        self.session.keys() as f64
    }

    /// See [`Session::push`].
    ///
    /// # Errors
    /// As there.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), Uint8Array> {
        self.session.push(chunk).map_err(|f| thrown(&f))
    }

    /// See [`Session::finish`].
    ///
    /// # Errors
    /// As there.
    pub fn finish(&mut self) -> Result<Uint8Array, Uint8Array> {
        let report = self.session.finish().map_err(|f| thrown(&f))?;
        postcard::to_allocvec(&report)
            .map(|bytes| Uint8Array::from(bytes.as_slice()))
            .map_err(|e| thrown(&Failure::Broken { reason: e.to_string() }))
    }

    /// See [`Session::start_export`].
    ///
    /// # Errors
    /// As there.
    pub fn start_export(&mut self, scheme: &str) -> Result<Uint8Array, Uint8Array> {
        bytes(self.session.start_export(scheme))
    }

    /// See [`Session::export`].
    ///
    /// # Errors
    /// As there.
    pub fn export_chunk(&mut self, chunk: &[u8]) -> Result<Uint8Array, Uint8Array> {
        bytes(self.session.export(chunk))
    }

    /// See [`Session::finish_export`].
    ///
    /// # Errors
    /// As there.
    pub fn finish_export(&mut self) -> Result<Uint8Array, Uint8Array> {
        bytes(self.session.finish_export())
    }
}

fn bytes(result: Result<Vec<u8>, Failure>) -> Result<Uint8Array, Uint8Array> {
    result.map(|bytes| Uint8Array::from(bytes.as_slice())).map_err(|f| thrown(&f))
}

fn thrown(failure: &Failure) -> Uint8Array {
    // A failure is a few short strings; should it not encode, empty bytes decode to "broken".
    Uint8Array::from(postcard::to_allocvec(failure).unwrap_or_default().as_slice())
}
