//! What the document tells any program of the page, and what it is told: language, theme, title, and
//! which program is wanted.

use crate::picture::Theme;
use crate::text::{Language, Preference};
use gloo::utils::{document, window};
use wasm_bindgen::{JsCast, JsValue};

pub(crate) const DARK: &str = "(prefers-color-scheme: dark)";

/// Whether a media query holds.
pub(crate) fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// The theme that the reader's system prefers.
pub(crate) fn theme() -> Theme {
    if matches(DARK) { Theme::Dark } else { Theme::Light }
}

/// The language of the browser; English where it is not Korean.
pub(crate) fn language() -> Language {
    let name = window().navigator().language().unwrap_or_default();
    if name.starts_with("ko") { Language::Korean } else { Language::English }
}

/// What the reader chose in the program of another chapter, before this one took over.
pub(crate) fn chosen() -> (Option<Language>, Option<Theme>) {
    let told = |name| document().document_element().and_then(|root| root.get_attribute(name));
    let language = told("data-language").map(|_| told("lang"));
    let language =
        language.map(|lang| if lang.as_deref() == Some("ko") { Language::Korean } else { Language::English });
    let theme = told("data-theme");
    (language, theme.map(|theme| if theme == "dark" { Theme::Dark } else { Theme::Light }))
}

/// Tells the document what it is written in and whether that was chosen, how it looks, and its title.
pub(crate) fn announce(language: (Language, Preference), theme: Theme, chosen: bool, title: String) {
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

/// What the start of the page left for the program under this name.
pub(crate) fn global(name: &str) -> Option<JsValue> {
    let about = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("snowglobe")).ok()?;
    js_sys::Reflect::get(&about, &JsValue::from_str(name)).ok().filter(|value| !value.is_undefined())
}

/// Whether another program takes over, because the address asks for what this one does not have;
/// false if there is none that has it.
pub(crate) fn turn() -> bool {
    let turn = global("turn").and_then(|turn| turn.dyn_into::<js_sys::Function>().ok());
    let turned = turn.and_then(|turn| turn.call0(&JsValue::NULL).ok());
    turned.is_some_and(|turned| turned.is_truthy())
}

/// Goes to another hash, which the page hears of as it hears of a link that is followed.
#[cfg(any(feature = "player", feature = "cache-data"))]
pub(crate) fn go_to_hash(text: &str) {
    // A frame that may not be moved stays where it is.
    let _ = window().location().set_hash(text);
}
