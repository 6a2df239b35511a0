//! What a chapter brings to have a file worked on: a question, an answer, and what turns the bytes of
//! the file into it.
//!
//! ```text
//!   Work::check(request, bytes) ──▶ Work::begin ──▶ push(chunk)… ──▶ finish ──▶ Report
//!                                        Tables:    start_export(name) ──▶ export(chunk)… ──▶ finish_export
//! ```
//!
//! [`Job`](super::job::Job) drives it from the page, in a worker or without one. In the worker it is the
//! wasm-bindgen class named [`Work::CLASS`], whose methods are these with bytes for values; see `worker.js`.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::failure::{FileFailure, check_size};

/// The work on one file.
pub trait Work: Debug + Sized + 'static {
    /// The name of the class that the worker's script makes one of.
    const CLASS: &'static str;
    /// The question; goes to the worker as it is.
    type Request: Clone + Debug + Serialize + 'static;
    /// The answer.
    type Report: Debug + DeserializeOwned + 'static;
    /// Why there is none.
    type Failure: Clone + Debug + DeserializeOwned + From<FileFailure> + 'static;

    /// The largest file that is read.
    const MAX_FILE_BYTES: u64;
    /// How many of its first bytes tell what is in a file.
    const HEAD_BYTES: usize;

    /// Whether the question makes sense.
    ///
    /// # Errors
    /// Why not.
    fn check_request(request: &Self::Request) -> Result<(), Self::Failure>;

    /// Whether it does for a file of this many bytes, before anything is read.
    ///
    /// # Errors
    /// [`FileFailure::TooLarge`], or as [`Work::check_request`].
    fn check(request: &Self::Request, file_bytes: u64) -> Result<(), Self::Failure> {
        check_size(file_bytes, Self::MAX_FILE_BYTES)?;
        Self::check_request(request)
    }

    /// Begins the work on a file of this many bytes.
    ///
    /// # Errors
    /// As [`Work::check`].
    fn begin(request: Self::Request, file_bytes: u64) -> Result<Self, Self::Failure>;

    /// Takes the next chunk of the file, and says how many bytes of it: what is packed may hold more work
    /// than is good to do at once, and then the rest must be given again. More than none unless the chunk
    /// is empty.
    ///
    /// # Errors
    /// Why the file must not be read further.
    fn push(&mut self, chunk: &[u8]) -> Result<usize, Self::Failure>;

    /// Ends the file.
    ///
    /// # Errors
    /// Why there is no report.
    fn finish(&mut self) -> Result<Self::Report, Self::Failure>;

    /// How many keys, or lines, were read so far in this pass.
    fn count(&self) -> u64;
}

/// Work that can write tables from the file, in another pass over it, once the report is done.
pub trait Tables: Work {
    /// Begins a table. Gives its first bytes.
    ///
    /// # Errors
    /// If there is no such table, or no report yet.
    fn start_export(&mut self, table: &str) -> Result<Vec<u8>, Self::Failure>;

    /// Takes the next chunk of the file again and gives what it adds to the table.
    ///
    /// # Errors
    /// As [`Work::push`].
    fn export(&mut self, chunk: &[u8]) -> Result<Vec<u8>, Self::Failure>;

    /// Ends the table and gives its last bytes.
    ///
    /// # Errors
    /// As [`Work::finish`].
    fn finish_export(&mut self) -> Result<Vec<u8>, Self::Failure>;
}
