//! What the browser tells the page: language, theme, motion, keys, size, address.

use super::{App, Msg};
use crate::document::{DARK, global, matches};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use yew::html::Scope;

/// The listeners of the page; they end with it.
pub(super) struct Surroundings {
    _listeners: Vec<EventListener>,
    sizes: Option<web_sys::ResizeObserver>,
    watched: Option<web_sys::Element>,
    _on_size: Closure<dyn FnMut()>,
}

impl Surroundings {
    pub(super) fn listen(link: &Scope<App>) -> Self {
        let send = |msg: fn() -> Msg| {
            let link = link.clone();
            move |_: &web_sys::Event| link.send_message(msg())
        };
        let mut listeners = vec![
            EventListener::new(&window(), "hashchange", send(|| Msg::AddressChanged)),
            EventListener::new(&window(), "chapterlost", send(|| Msg::ChapterLost)),
        ];
        let keys = link.clone();
        let options = EventListenerOptions::enable_prevent_default();
        listeners.push(EventListener::new_with_options(&document(), "keydown", options, move |event| {
            if let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() {
                keys.send_message(Msg::Key(event.clone()));
            }
        }));
        for query in [DARK, CALM] {
            if let Ok(Some(list)) = window().match_media(query) {
                listeners.push(EventListener::new(&list, "change", send(|| Msg::PreferencesChanged)));
            }
        }
        let sized = link.clone();
        let on_size = Closure::new(move || sized.send_message(Msg::Resized));
        let sizes = web_sys::ResizeObserver::new(on_size.as_ref().unchecked_ref()).ok();
        Self { _listeners: listeners, sizes, watched: None, _on_size: on_size }
    }

    /// Tells of each size that the stage takes, this one element and no other.
    pub(super) fn watch_size(&mut self, stage: web_sys::Element) {
        if self.watched.as_ref() == Some(&stage) {
            return;
        }
        if let Some(sizes) = &self.sizes {
            sizes.disconnect();
            sizes.observe(&stage);
        }
        self.watched = Some(stage);
    }
}

impl Drop for Surroundings {
    fn drop(&mut self) {
        if let Some(sizes) = &self.sizes {
            sizes.disconnect();
        }
    }
}

const CALM: &str = "(prefers-reduced-motion: reduce)";

/// Whether things may move.
pub(super) fn motion() -> bool {
    !matches(CALM)
}

/// A fresh seed: the only thing in the page that is drawn from outside, short enough to read out.
pub(super) fn fresh_seed() -> u64 {
    getrandom::u32().map_or(7, |number| u64::from(number % 1_000_000))
}

/// Gives the focus to an element that is in sight, if it is there; the page stays where it is.
pub(super) fn focus(id: &str) {
    let found =
        document().get_element_by_id(id).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(found) = found {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // Without focus the page is still right.
        let _ = found.focus_with_options(&options);
    }
}

/// Gives the focus to a field and brings it into sight; false if it is not there.
pub(super) fn write_in(id: &str) -> bool {
    let field =
        document().get_element_by_id(id).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    field.is_some_and(|field| field.focus().is_ok())
}

/// Scrolls to the beginning of an element, if it is there.
pub(super) fn show(id: &str) {
    if let Some(found) = document().get_element_by_id(id) {
        found.scroll_into_view_with_bool(true);
    }
}

/// The parts of the address: the chapter's folder, the query and the hash.
pub(super) fn address() -> (String, String, String) {
    let location = window().location();
    let folder = global("chapter").and_then(|chapter| chapter.as_string()).unwrap_or_default();
    (folder, location.search().unwrap_or_default(), location.hash().unwrap_or_default())
}

/// Puts a link into the address without a new entry in the history. A frame without an origin may
/// not: then the address stays as it is.
pub(super) fn replace_hash(text: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{text}")));
    }
}

/// The address of the site's first page, to build links that others can open.
pub(super) fn root() -> String {
    let own = || window().location().href().unwrap_or_default();
    let root = global("root").and_then(|root| root.as_string()).unwrap_or_else(own);
    root.split(['#', '?']).next().unwrap_or_default().to_owned()
}

/// The address of the self-contained file, for frames in other pages.
pub(super) fn single_file() -> String {
    let offline = global("offline").and_then(|offline| offline.as_string());
    offline.unwrap_or_else(root)
}

/// Tells the page around a frame how high the content is, in pixels.
pub(super) fn tell_height() {
    let own: JsValue = window().into();
    let Ok(Some(parent)) = window().parent() else { return };
    if JsValue::from(parent.clone()) == own {
        return;
    }
    let height = document().body().map_or(0, |body| body.scroll_height());
    let message = js_sys::Object::new();
    let set = |name: &str, value: &JsValue| js_sys::Reflect::set(&message, &JsValue::from_str(name), value);
    if set("snowglobe", &JsValue::from_str("height")).is_ok() && set("height", &JsValue::from(height)).is_ok()
    {
        // It says nothing but a number, so whoever frames the page may know it.
        let _ = parent.post_message(&message, "*");
    }
}
