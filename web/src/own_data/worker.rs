//! What all workers have in common: the script of those that work on a file, and how failures leave Rust.
//!
//! The messages are described in `worker.js`; the class that the script makes one of is declared by `class`.

use js_sys::Uint8Array;
use serde::Serialize;

/// The script that follows the wasm-bindgen glue in the worker.
pub const SCRIPT: &str = include_str!("worker.js");

/// A failure as bytes, to be thrown.
pub(super) fn thrown<F: Serialize>(failure: &F) -> Uint8Array {
    // A failure is a few short strings; should it not encode, empty bytes decode to "broken".
    Uint8Array::from(postcard::to_allocvec(failure).unwrap_or_default().as_slice())
}
