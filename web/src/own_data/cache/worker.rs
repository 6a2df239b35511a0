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
use crate::own_data::class::class;
use crate::own_data::work::{Tables, Work};
use crate::own_data::worker::thrown;

class!(OwnDataWork, Session);

#[wasm_bindgen]
impl OwnDataWork {
    /// See [`Tables::start_export`].
    ///
    /// # Errors
    /// As there.
    pub fn start_export(&mut self, scheme: &str) -> Result<Uint8Array, Uint8Array> {
        bytes(self.session.start_export(scheme))
    }

    /// See [`Tables::export`].
    ///
    /// # Errors
    /// As there.
    pub fn export_chunk(&mut self, chunk: &[u8]) -> Result<Uint8Array, Uint8Array> {
        bytes(self.session.export(chunk))
    }

    /// See [`Tables::finish_export`].
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
