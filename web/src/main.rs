//! Starts the page; in a worker, nothing: there only the exported functions are wanted.

use wasm_bindgen::JsCast;

fn main() {
    if js_sys::global().dyn_into::<web_sys::Window>().is_err() {
        return;
    }
    let place = gloo::utils::document().get_element_by_id("app");
    if let Some(place) = place {
        place.set_inner_html("");
        yew::Renderer::<snowglobe_web::app::App>::with_root(place).render();
    }
}
