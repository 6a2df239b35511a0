//! What the worker's script calls: [`Store`] with bytes for requests and answers, and the files of the browser.
//!
//! ```js
//! const store = new StorageWork([names0, names1], files);   // FileSystemSyncAccessHandles; none: memory
//! store.ask(request);                                       // postcard bytes of Request, and of Answer
//! for (; store.wanted() > 0;) store.add(await another());
//! ```
//!
//! Each call throws the postcard bytes of a [`Failure`].

use js_sys::{Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use snowglobe_core::disk::MemoryDisk;
use snowglobe_core::lsm::LsmError;
use wasm_bindgen::prelude::*;

use super::disk::PoolDisk;
use super::disk::any::AnyDisk;
use super::disk::handle::{Handle, of};
use super::failure::Failure;
use super::store::Store;
use crate::own_data::failure::FileFailure;
use crate::own_data::worker::thrown;

/// The script that follows the wasm-bindgen glue in the worker.
pub const SCRIPT: &str = include_str!("worker.js");

/// The database for JavaScript; see the module.
#[wasm_bindgen]
#[derive(Debug)]
pub struct StorageWork {
    store: Store,
}

/// Handles of files as a pool takes them.
fn handles(values: &Array) -> Vec<Box<dyn Handle>> {
    values.iter().filter_map(of).map(|handle| Box::new(handle) as Box<dyn Handle>).collect()
}

#[wasm_bindgen]
impl StorageWork {
    /// The database in these files: two for the names, and those of the pool in order; without them in memory.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(names: &Array, files: &Array) -> Self {
        let Ok(tables) = <[Box<dyn Handle>; 2]>::try_from(handles(names)) else {
            return Self { store: Store::open(AnyDisk::Memory(MemoryDisk::default())) };
        };
        let store = match PoolDisk::new(tables, handles(files)) {
            Ok(pool) => Store::open(AnyDisk::Pool(Box::new(pool))),
            Err(error) => Store::failed(error),
        };
        Self { store }
    }

    /// How many more files there should be.
    pub fn wanted(&mut self) -> usize {
        self.store.pool().map_or(0, |pool| pool.wanted())
    }

    /// Takes one more file.
    ///
    /// # Errors
    /// If the browser will not have it emptied.
    pub fn add(&mut self, handle: JsValue) -> Result<(), Uint8Array> {
        let pair = self.store.pool().zip(of(handle));
        let added = pair.map_or(Ok(()), |(pool, handle)| pool.add(Box::new(handle)));
        added.map_err(|error| thrown(&Failure::from(LsmError::from(error))))
    }

    /// See [`Store::ask`].
    ///
    /// # Errors
    /// As there.
    pub fn ask(&mut self, request: &[u8]) -> Result<Uint8Array, Uint8Array> {
        given(self.store.ask(read(request)?))
    }

    /// See [`Store::start_import`].
    ///
    /// # Errors
    /// As there.
    pub fn start_import(&mut self, import: &[u8]) -> Result<(), Uint8Array> {
        self.store.start_import(read(import)?).map_err(|failure| thrown(&failure))
    }

    /// See [`Store::import`].
    ///
    /// # Errors
    /// As there.
    pub fn import_chunk(&mut self, chunk: &[u8]) -> Result<(), Uint8Array> {
        self.store.import(chunk).map_err(|failure| thrown(&failure))
    }

    /// See [`Store::imported`].
    #[must_use]
    pub fn imported(&self) -> f64 {
        self.store.imported() as f64
    }

    /// See [`Store::finish_import`].
    ///
    /// # Errors
    /// As there.
    pub fn finish_import(&mut self, cancelled: bool) -> Result<Uint8Array, Uint8Array> {
        given(self.store.finish_import(cancelled))
    }

    /// See [`Store::start_export`].
    ///
    /// # Errors
    /// As there.
    pub fn start_export(&mut self, export: &[u8]) -> Result<Uint8Array, Uint8Array> {
        bytes(self.store.start_export(read(export)?))
    }

    /// See [`Store::export`].
    ///
    /// # Errors
    /// As there.
    pub fn export_piece(&mut self) -> Result<Uint8Array, Uint8Array> {
        bytes(self.store.export())
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Uint8Array> {
    postcard::from_bytes(bytes).map_err(|error| thrown(&broken(&error)))
}

fn broken(error: &postcard::Error) -> Failure {
    FileFailure::Broken { reason: error.to_string() }.into()
}

fn given<T: Serialize>(answer: Result<T, Failure>) -> Result<Uint8Array, Uint8Array> {
    bytes(answer.and_then(|answer| postcard::to_allocvec(&answer).map_err(|error| broken(&error))))
}

fn bytes(result: Result<Vec<u8>, Failure>) -> Result<Uint8Array, Uint8Array> {
    result.map(|bytes| Uint8Array::from(bytes.as_slice())).map_err(|failure| thrown(&failure))
}
