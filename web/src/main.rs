//! Starts the page; in a worker, nothing: there only the exported functions are wanted.

use snowglobe_web::app::App;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::AppHandle;

thread_local! {
    static PAGE: RefCell<Option<AppHandle<App>>> = const { RefCell::new(None) };
}

fn main() {
    if js_sys::global().dyn_into::<web_sys::Window>().is_err() {
        return;
    }
    let place = gloo::utils::document().get_element_by_id("app");
    if let Some(place) = place {
        place.set_inner_html("");
        let page = yew::Renderer::<App>::with_root(place).render();
        PAGE.set(Some(page));
    }
}

/// Takes the page down: the program of another chapter comes after this one.
#[wasm_bindgen]
pub fn leave() {
    if let Some(page) = PAGE.take() {
        page.destroy();
    }
}
