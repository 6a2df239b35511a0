//! What the worker's script calls for a file of keys: [`Session`] with bytes for arguments and results.
//!
//! ```js
//! const work = new OwnDataWork(request, file.size); // request: postcard bytes of Request
//! work.push(chunk);                                 // as often as there are chunks
//! const report = work.finish();                     // postcard bytes of Report
//! ```

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use super::session::Session;
use crate::own_data::worker::{begin, finish, thrown};

/// A [`Session`] for JavaScript. Each call throws the postcard bytes of a [`Failure`].
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
        Ok(Self { session: begin(request, file_bytes)? })
    }

    /// Keys read so far in this pass.
    #[must_use]
    pub fn count(&self) -> f64 {
        self.session.keys() as f64
    }

    /// See [`Session::push`]. Takes all of the chunk, and says so.
    ///
    /// # Errors
    /// As there.
    pub fn push(&mut self, chunk: &[u8]) -> Result<usize, Uint8Array> {
        self.session.push(chunk).map(|()| chunk.len()).map_err(|f| thrown(&f))
    }

    /// See [`Session::finish`].
    ///
    /// # Errors
    /// As there.
    pub fn finish(&mut self) -> Result<Uint8Array, Uint8Array> {
        finish(&mut self.session)
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
