//! A place for a file: a button to choose it by, and the ground around it to drop it on.

use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// Listeners that make an element take a dropped file.
pub struct DropZone {
    /// Says that a file may be dropped.
    pub ondragover: Callback<DragEvent>,
    /// Takes it.
    pub ondrop: Callback<DragEvent>,
}

/// Listeners for a drop zone: the first of the files dropped goes to `take`; text dropped on a field stays
/// with the field.
pub fn drop_zone(take: Callback<File>) -> DropZone {
    let carries_file = |event: &DragEvent| {
        event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    let ondragover = Callback::from(move |event: DragEvent| {
        if carries_file(&event) {
            event.prevent_default();
        }
    });
    let ondrop = Callback::from(move |event: DragEvent| {
        if carries_file(&event) {
            event.prevent_default();
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.item(0)) {
                take.emit(file);
            }
        }
    });
    DropZone { ondragover, ondrop }
}

/// A file input that looks like a button. The input itself has the focus and the label.
pub fn file_button(id: String, label: &'static str, accept: &'static str, take: Callback<File>) -> Html {
    let onchange = Callback::from(move |event: yew::Event| {
        let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        if let Some(file) = input.files().and_then(|files| files.item(0)) {
            take.emit(file);
        }
        // So that choosing the same file again is heard.
        input.set_value("");
    });
    html! {
        <span class="own-file">
            <input type="file" id={id.clone()} {accept} {onchange} />
            <label class="own-button" for={id}>{ label }</label>
        </span>
    }
}
