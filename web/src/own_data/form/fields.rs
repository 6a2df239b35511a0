//! The fields of a form: each with its label, and a hint if there is one.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What a field is called.
pub struct Field {
    /// Its id; the hint's has `-hint` behind it.
    pub id: &'static str,
    /// Its name.
    pub label: &'static str,
    /// What it is for.
    pub hint: Option<&'static str>,
}

impl Field {
    fn hint_id(&self) -> Option<String> {
        self.hint.map(|_| format!("{}-hint", self.id))
    }

    fn hint(&self) -> Html {
        self.hint_id().map(|id| html! { <p {id} class="own-hint">{ self.hint }</p> }).unwrap_or_default()
    }
}

/// A choice from a list of [`option`]s; their values go to `on`.
pub fn select(field: &Field, options: impl IntoIterator<Item = Html>, on: Callback<String>) -> Html {
    let onchange = Callback::from(move |event: yew::Event| {
        on.emit(event.target_unchecked_into::<HtmlSelectElement>().value());
    });
    html! {
        <>
            <label for={field.id}>{ field.label }</label>
            <select id={field.id} aria-describedby={field.hint_id()} {onchange}>{ for options }</select>
            { field.hint() }
        </>
    }
}

/// One of the list.
pub fn option(value: impl Into<AttrValue>, label: impl Into<AttrValue>, selected: bool) -> Html {
    html! { <option value={value.into()} {selected}>{ label.into() }</option> }
}

/// A number as typed, with what is wrong with it.
pub fn number(
    field: &Field,
    (least, most): (u32, u32),
    text: &str,
    wrong: Option<&'static str>,
    on: Callback<String>,
) -> Html {
    html! {
        <>
            <label for={field.id}>{ field.label }</label>
            <input id={field.id} type="number" inputmode="numeric" min={least.to_string()} max={most.to_string()}
                aria-describedby={field.hint_id()} aria-invalid={wrong.is_some().to_string()}
                value={text.to_owned()} oninput={typed(on)} />
            if let Some(id) = field.hint_id() {
                <div {id} class="own-hint">
                    if let Some(wrong) = wrong {
                        <p class="own-failure" role="status">{ wrong }</p>
                    }
                    <p>{ field.hint }</p>
                </div>
            }
        </>
    }
}

/// Something that is so, or not.
pub fn check(field: &Field, checked: bool, on: Callback<bool>) -> Html {
    let onchange = Callback::from(move |event: yew::Event| {
        on.emit(event.target_unchecked_into::<HtmlInputElement>().checked());
    });
    html! {
        <>
            <span class="own-check">
                <input type="checkbox" id={field.id} {checked} aria-describedby={field.hint_id()} {onchange} />
                { " " }<label for={field.id}>{ field.label }</label>
            </span>
            { field.hint() }
        </>
    }
}

/// A button among others.
pub fn button(label: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="own-button" {onclick}>{ label }</button> }
}

/// Listens to what is typed in a field of one line or of many.
pub fn typed(on: Callback<String>) -> Callback<InputEvent> {
    Callback::from(move |event: InputEvent| {
        let Some(target) = event.target() else {
            return;
        };
        let line = target.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
        let lines = || target.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
        if let Some(text) = line.or_else(lines) {
            on.emit(text);
        }
    })
}
