//! Starts the page; in a worker, nothing: there only the exported functions are wanted.

#[cfg(feature = "player")]
use snowglobe_web::app::App as Page;
#[cfg(not(feature = "player"))]
use snowglobe_web::own_data::desk::DeskPage as Page;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::AppHandle;

thread_local! {
    static PAGE: RefCell<Option<AppHandle<Page>>> = const { RefCell::new(None) };
}

fn main() {
    if js_sys::global().dyn_into::<web_sys::Window>().is_ok() {
        enter();
    }
}

/// Puts the page up: at the start, and when this program takes over once more.
#[wasm_bindgen]
pub fn enter() {
    let place = gloo::utils::document().get_element_by_id("app");
    if let Some(place) = place {
        place.set_inner_html("");
        let page = yew::Renderer::<Page>::with_root(place).render();
        PAGE.set(Some(page));
    }
}

/// Takes the page down: another program comes after this one.
#[wasm_bindgen]
pub fn leave() {
    if let Some(page) = PAGE.take() {
        page.destroy();
    }
}
