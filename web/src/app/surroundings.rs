//! What the browser tells the page: language, theme, motion, keys, size, address.

use super::{App, Msg};
use crate::picture::Theme;
use crate::player::Preference;
use crate::text::Language;
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

const DARK: &str = "(prefers-color-scheme: dark)";
const CALM: &str = "(prefers-reduced-motion: reduce)";

fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// The theme that the reader's system prefers.
pub(super) fn theme() -> Theme {
    if matches(DARK) { Theme::Dark } else { Theme::Light }
}

/// Whether things may move.
pub(super) fn motion() -> bool {
    !matches(CALM)
}

/// The language of the browser; English where it is not Korean.
pub(super) fn language() -> Language {
    let name = window().navigator().language().unwrap_or_default();
    if name.starts_with("ko") { Language::Korean } else { Language::English }
}

/// A fresh seed: the only thing in the page that is drawn from outside, short enough to read out.
pub(super) fn fresh_seed() -> u64 {
    getrandom::u32().map_or(7, |number| u64::from(number % 1_000_000))
}

/// What the reader chose in the program of another chapter, before this one took over.
pub(super) fn chosen() -> (Option<Language>, Option<Theme>) {
    let told = |name| document().document_element().and_then(|root| root.get_attribute(name));
    let language = told("data-language").map(|_| told("lang"));
    let language =
        language.map(|lang| if lang.as_deref() == Some("ko") { Language::Korean } else { Language::English });
    let theme = told("data-theme");
    (language, theme.map(|theme| if theme == "dark" { Theme::Dark } else { Theme::Light }))
}

/// Tells the document what it is written in and whether that was chosen, how it looks, and its title.
pub(super) fn announce(language: (Language, Preference), theme: Theme, chosen: bool, title: String) {
    let Some(root) = document().document_element() else { return };
    let (language, preference) = language;
    let lang = if language == Language::Korean { "ko" } else { "en" };
    // An attribute that the document refuses is worth no more than one that is not set.
    let _ = root.set_attribute("lang", lang);
    if preference != Preference::Reader {
        let _ = root.set_attribute("data-language", "chosen");
    }
    if chosen {
        let _ = root.set_attribute("data-theme", if theme == Theme::Dark { "dark" } else { "light" });
    }
    if document().title() != title {
        document().set_title(&title);
    }
}

/// The parts of the address: the chapter's folder, the query and the hash.
pub(super) fn address() -> (String, String, String) {
    let location = window().location();
    let folder = global("chapter").and_then(|chapter| chapter.as_string()).unwrap_or_default();
    (folder, location.search().unwrap_or_default(), location.hash().unwrap_or_default())
}

/// What the start of the page left for the program under this name.
pub(super) fn global(name: &str) -> Option<JsValue> {
    let about = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("snowglobe")).ok()?;
    js_sys::Reflect::get(&about, &JsValue::from_str(name)).ok().filter(|value| !value.is_undefined())
}

/// Whether the program of another chapter takes over; false if there is none, or it is this one.
pub(super) fn turn_to(system: &str) -> bool {
    let turn = global("turn").and_then(|turn| turn.dyn_into::<js_sys::Function>().ok());
    let turned = turn.and_then(|turn| turn.call1(&JsValue::NULL, &JsValue::from_str(system)).ok());
    turned.is_some_and(|turned| turned.is_truthy())
}

/// Puts a link into the address without a new entry in the history. A frame without an origin may
/// not: then the address stays as it is.
pub(super) fn replace_hash(text: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{text}")));
    }
}

/// Goes to another hash, which the page hears of as it hears of a link that is followed.
pub(super) fn go_to_hash(text: &str) {
    // A frame that may not be moved stays where it is.
    let _ = window().location().set_hash(text);
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
