//! Hands a file to the reader.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url};

/// How long the browser has to begin saving before the address is taken back, in milliseconds.
const SAVING_MS: u32 = 60_000;

/// Offers `blob` for saving under `name`.
///
/// # Errors
/// What the browser threw, should it refuse.
pub fn offer(blob: &Blob, name: &str) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = gloo::utils::document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    gloo::timers::callback::Timeout::new(SAVING_MS, move || {
        Url::revoke_object_url(&url).ok();
    })
    .forget();
    Ok(())
}
