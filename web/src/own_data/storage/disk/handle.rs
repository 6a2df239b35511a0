//! A file of the browser that can be read and written at once: `FileSystemSyncAccessHandle`, in a worker.

use js_sys::Reflect;
use snowglobe_core::disk::Reason;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FileSystemReadWriteOptions, FileSystemSyncAccessHandle};

/// What a pool needs of a file.
pub trait Handle: std::fmt::Debug {
    /// Bytes in it.
    ///
    /// # Errors
    /// If the browser cannot say.
    fn size(&self) -> Result<u64, Reason>;

    /// Reads from a place, and says how many bytes; fewer than asked for may come at any time, none only at the end.
    ///
    /// # Errors
    /// A failure of the device.
    fn read(&self, at: u64, into: &mut [u8]) -> Result<usize, Reason>;

    /// Writes at a place, and says how many of the bytes.
    ///
    /// # Errors
    /// [`Reason::Full`], or a failure of the device; any part may have been written.
    fn write(&mut self, at: u64, bytes: &[u8]) -> Result<usize, Reason>;

    /// Makes it this long.
    ///
    /// # Errors
    /// As [`Handle::write`].
    fn truncate(&mut self, size: u64) -> Result<(), Reason>;

    /// Makes what was written durable.
    ///
    /// # Errors
    /// A failure of the device.
    fn flush(&mut self) -> Result<(), Reason>;
}

/// What an exception of the browser means.
fn reason(error: &JsValue) -> Reason {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("QuotaExceededError") => Reason::Full,
        Some("NoModificationAllowedError") => Reason::ReadOnly,
        _ => Reason::Device,
    }
}

impl Handle for Box<dyn Handle> {
    fn size(&self) -> Result<u64, Reason> {
        (**self).size()
    }

    fn read(&self, at: u64, into: &mut [u8]) -> Result<usize, Reason> {
        (**self).read(at, into)
    }

    fn write(&mut self, at: u64, bytes: &[u8]) -> Result<usize, Reason> {
        (**self).write(at, bytes)
    }

    fn truncate(&mut self, size: u64) -> Result<(), Reason> {
        (**self).truncate(size)
    }

    fn flush(&mut self) -> Result<(), Reason> {
        (**self).flush()
    }
}

fn at(offset: u64) -> FileSystemReadWriteOptions {
    let options = FileSystemReadWriteOptions::new();
    options.set_at(offset as f64);
    options
}

impl Handle for FileSystemSyncAccessHandle {
    fn size(&self) -> Result<u64, Reason> {
        self.get_size().map(|size| size as u64).map_err(|error| reason(&error))
    }

    fn read(&self, offset: u64, into: &mut [u8]) -> Result<usize, Reason> {
        let read = self.read_with_u8_array_and_options(into, &at(offset));
        read.map(|count| count as usize).map_err(|error| reason(&error))
    }

    fn write(&mut self, offset: u64, bytes: &[u8]) -> Result<usize, Reason> {
        let written = self.write_with_u8_array_and_options(bytes, &at(offset));
        written.map(|count| count as usize).map_err(|error| reason(&error))
    }

    fn truncate(&mut self, size: u64) -> Result<(), Reason> {
        self.truncate_with_f64(size as f64).map_err(|error| reason(&error))
    }

    fn flush(&mut self) -> Result<(), Reason> {
        Self::flush(self).map_err(|error| reason(&error))
    }
}

/// Whether a value is such a file.
#[must_use]
pub fn of(value: JsValue) -> Option<FileSystemSyncAccessHandle> {
    value.dyn_into().ok()
}
