//! Where the bytes to be worked on come from: a file of the reader's, or a text that the page has.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};
use yew::Callback;

use super::failure::{FileFailure, check_size};
use super::job::local::read_slice;

/// A file, or a text as one.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's name; none if pasted.
    pub name: Option<String>,
    /// How many bytes it has.
    pub bytes: u64,
    /// The file.
    pub blob: Blob,
}

impl Source {
    /// A text as a file of that name.
    ///
    /// # Errors
    /// What the browser threw, should it refuse.
    pub fn text(name: Option<&str>, text: &str) -> Result<Self, JsValue> {
        let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
        Ok(Self { name: name.map(str::to_owned), bytes: text.len() as u64, blob })
    }

    /// Reads all of it, if it is no larger than `max`: a list or rules, to be put into a field.
    pub fn read(self, max: u64, on: Callback<Result<Vec<u8>, FileFailure>>) {
        spawn_local(async move {
            on.emit(match check_size(self.bytes, max) {
                Ok(()) => read_slice(&self.blob, 0, self.bytes).await,
                Err(failure) => Err(failure),
            });
        });
    }
}

impl From<File> for Source {
    fn from(file: File) -> Self {
        Self { name: Some(file.name()), bytes: file.size() as u64, blob: file.into() }
    }
}
