//! The class by which the worker's script has the [`Work`] of a chapter done, with bytes for values.
//!
//! ```js
//! const work = new Class(request, file.size); // request: postcard bytes
//! work.push(chunk);                           // as often as there are chunks
//! const report = work.finish();               // postcard bytes
//! ```
//!
//! Each call throws the postcard bytes of the chapter's failure.

use js_sys::Uint8Array;
use serde::Serialize;

use super::failure::FileFailure;
use super::work::Work;
use super::worker::thrown;

/// Declares the class of a chapter's [`Work`]: `class!(Name, Session);`.
macro_rules! class {
    ($name:ident, $session:ty) => {
        /// The work for JavaScript. Each call throws the postcard bytes of a failure.
        #[wasm_bindgen]
        #[derive(Debug)]
        pub struct $name {
            session: $session,
        }

        #[wasm_bindgen]
        impl $name {
            /// Begins the work: see [`Work::begin`].
            ///
            /// # Errors
            /// As there.
            #[wasm_bindgen(constructor)]
            pub fn new(request: &[u8], file_bytes: f64) -> Result<$name, Uint8Array> {
                Ok(Self { session: $crate::own_data::class::begin(request, file_bytes)? })
            }

            /// See [`Work::count`].
            #[must_use]
            pub fn count(&self) -> f64 {
                Work::count(&self.session) as f64
            }

            /// See [`Work::push`].
            ///
            /// # Errors
            /// As there.
            pub fn push(&mut self, chunk: &[u8]) -> Result<usize, Uint8Array> {
                Work::push(&mut self.session, chunk).map_err(|f| $crate::own_data::worker::thrown(&f))
            }

            /// See [`Work::finish`].
            ///
            /// # Errors
            /// As there.
            pub fn finish(&mut self) -> Result<Uint8Array, Uint8Array> {
                $crate::own_data::class::finish(&mut self.session)
            }
        }
    };
}
pub(super) use class;

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

fn broken<W: Work>(error: &postcard::Error) -> W::Failure {
    FileFailure::Broken { reason: error.to_string() }.into()
}
