//! A worker that runs this very program: the page's hold on it.
//!
//! The page keeps `globalThis.snowglobe = {glue, module}`: the text of the wasm-bindgen glue and the
//! compiled `WebAssembly.Module`. The worker is a classic script made of that glue and a text of ours, so no
//! file is fetched and it works from `file://` and in an opaque-origin frame.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker};

/// A worker; it ends when this is dropped.
#[derive(Debug)]
pub struct Running {
    /// The worker.
    pub worker: Worker,
    /// Whether it has said that it runs.
    pub ready: bool,
    url: String,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(web_sys::Event)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        Url::revoke_object_url(&self.url).ok();
    }
}

impl Running {
    /// Starts a worker of the glue and this script. Gives the module, too, which it must be sent.
    ///
    /// # Errors
    /// What the browser threw, or nothing if the page has no module.
    pub fn start(
        script: &str,
        mut on_message: impl FnMut(JsValue) + 'static,
        mut on_error: impl FnMut(web_sys::Event) + 'static,
    ) -> Result<(Self, JsValue), JsValue> {
        let page = Reflect::get(&js_sys::global(), &"snowglobe".into())?;
        let glue = Reflect::get(&page, &"glue".into())?.as_string().ok_or(JsValue::NULL)?;
        let module = Reflect::get(&page, &"module".into())?;
        if module.is_undefined() {
            return Err(JsValue::NULL);
        }
        let options = BlobPropertyBag::new();
        options.set_type("text/javascript");
        let parts = Array::of3(&glue.into(), &"\n".into(), &script.into());
        let script = Blob::new_with_str_sequence_and_options(&parts, &options)?;
        let url = Url::create_object_url_with_blob(&script)?;
        // Chromium starts no module worker from a blob where the origin is opaque (file://, a sandboxed frame).
        let worker = Worker::new(&url)?;
        let on_message: Closure<dyn FnMut(MessageEvent)> =
            Closure::new(move |event: MessageEvent| on_message(event.data()));
        let on_error: Closure<dyn FnMut(web_sys::Event)> = Closure::new(move |event: web_sys::Event| {
            event.prevent_default();
            on_error(event);
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok((Self { worker, ready: false, url, _on_message: on_message, _on_error: on_error }, module))
    }

    /// Sends a message.
    ///
    /// # Errors
    /// What the browser threw.
    pub fn post(&self, fields: &[(&str, JsValue)]) -> Result<(), JsValue> {
        let message = Object::new();
        for (name, value) in fields {
            // Setting a field of a fresh plain object cannot fail.
            Reflect::set(&message, &(*name).into(), value).ok();
        }
        self.worker.post_message(&message)
    }
}

/// What a thrown value says of itself.
#[must_use]
pub fn text(value: &JsValue) -> String {
    let message = || Reflect::get(value, &"message".into()).ok().and_then(|m| m.as_string());
    value.as_string().or_else(message).unwrap_or_else(|| format!("{value:?}"))
}
