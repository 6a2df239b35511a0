//! Where the bytes to be worked on come from: a file of the reader's, or a text that the page has.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{Blob, File};

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
}

impl From<File> for Source {
    fn from(file: File) -> Self {
        Self { name: Some(file.name()), bytes: file.size() as u64, blob: file.into() }
    }
}
