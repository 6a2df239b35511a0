//! What every chapter's class in the worker has in common: the script that makes one, and bytes for values.
//!
//! ```js
//! const work = new Class(request, file.size); // request: postcard bytes
//! work.push(chunk);                           // as often as there are chunks
//! const report = work.finish();               // postcard bytes
//! ```
//!
//! Each call throws the postcard bytes of the chapter's failure. The messages are described in `worker.js`.

use js_sys::Uint8Array;
use serde::Serialize;

use super::failure::FileFailure;
use super::work::Work;

/// The script that follows the wasm-bindgen glue in the worker.
pub const SCRIPT: &str = include_str!("worker.js");

/// Begins the work that the bytes ask for.
pub(super) fn begin<W: Work>(request: &[u8], file_bytes: f64) -> Result<W, Uint8Array>
where
    W::Request: serde::de::DeserializeOwned,
    W::Failure: Serialize,
{
    let request = postcard::from_bytes(request).map_err(|error| thrown(&broken::<W>(&error)))?;
    W::begin(request, file_bytes as u64).map_err(|failure| thrown(&failure))
}

/// The report as bytes.
pub(super) fn finish<W: Work>(work: &mut W) -> Result<Uint8Array, Uint8Array>
where
    W::Report: Serialize,
    W::Failure: Serialize,
{
    let report = work.finish().map_err(|failure| thrown(&failure))?;
    postcard::to_allocvec(&report)
        .map(|bytes| Uint8Array::from(bytes.as_slice()))
        .map_err(|error| thrown(&broken::<W>(&error)))
}

/// A failure as bytes, to be thrown.
pub(super) fn thrown<F: Serialize>(failure: &F) -> Uint8Array {
    // A failure is a few short strings; should it not encode, empty bytes decode to "broken".
    Uint8Array::from(postcard::to_allocvec(failure).unwrap_or_default().as_slice())
}

fn broken<W: Work>(error: &postcard::Error) -> W::Failure {
    FileFailure::Broken { reason: error.to_string() }.into()
}
