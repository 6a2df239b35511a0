//! Starts the page.

use yew::prelude::*;

#[component]
fn Hello() -> Html {
    let count = use_state(|| 0);
    let onclick = {
        let count = count.clone();
        move |_| count.set(*count + 1)
    };
    html! { <main><h1>{ "Snowglobe" }</h1><button {onclick}>{ *count }</button></main> }
}

fn main() {
    let worker = js_sys::global().dyn_into::<web_sys::Window>().is_err();
    if !worker {
        yew::Renderer::<Hello>::new().render();
    }
}
use wasm_bindgen::JsCast;
