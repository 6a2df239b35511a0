//! The parts of which the form on every desk is made: for a file, for a text, for the question.
//!
//! ```text
//!  panel ┬ file_part: dropped or chosen by Pick::button ┐
//!        ├ text_part: typed, or a file as well          ├──▶ messages of the chapter's panel
//!        └ question_part: fields, and Run or Cancel     ┘
//! ```
//!
//! Their ids are the chapter's, with an ending: `own-keys`, `own-keys-title`, `own-keys-file`.

use web_sys::File;
use yew::prelude::*;

use super::file_input::{drop_zone, file_button};
use super::words::{CANCEL, PRIVACY, RUN};
use crate::text::Language;
use fields::{button, typed};

pub mod fields;

/// All that is on a desk, under its title.
pub fn panel(lang: Language, title: &'static str, parts: Html) -> Html {
    html! {
        <section class="own" aria-labelledby="own-title">
            <h2 id="own-title">{ title }</h2>
            <p class="own-privacy">{ PRIVACY.of(lang) }</p>
            { parts }
        </section>
    }
}

/// What is said of a file that can be dropped or chosen.
pub struct Pick {
    /// The id of the part that it belongs to.
    pub id: &'static str,
    /// What the part is for.
    pub title: &'static str,
    /// What to drop.
    pub hint: String,
    /// The button by which a file is chosen.
    pub choose: &'static str,
    /// What that offers, as in HTML; all if empty.
    pub accept: &'static str,
}

impl Pick {
    /// The button by which a file is chosen.
    pub fn button(&self, take: Callback<File>) -> Html {
        file_button(format!("{}-file", self.id), self.choose, self.accept, take)
    }
}

/// A part for a file.
pub fn file_part(pick: &Pick, take: Callback<File>, content: Html) -> Html {
    let (zone, title) = (drop_zone(take), format!("{}-title", pick.id));
    html! {
        <div class="own-part own-drop" role="group" aria-labelledby={title.clone()}
            ondragover={zone.ondragover} ondrop={zone.ondrop}>
            <h3 id={title} class="own-label">{ pick.title }</h3>
            <p class="own-hint">{ &pick.hint }</p>
            { content }
        </div>
    }
}

/// A text that is typed, or pasted.
pub struct Writing {
    /// Lines of its field.
    pub rows: u32,
    /// What stands in the empty field.
    pub placeholder: &'static str,
    /// Whether something is wrong in it, which is said in an element with the id `…-said`.
    pub wrong: bool,
    /// The text.
    pub text: String,
    /// Takes what it becomes.
    pub on: Callback<String>,
}

/// A part for a text; a file dropped on it goes to `take`.
pub fn text_part(pick: &Pick, take: Callback<File>, writing: Writing, content: Html) -> Html {
    let (zone, id) = (drop_zone(take), pick.id);
    let hint = format!("{id}-hint");
    html! {
        <div class="own-part own-drop" ondragover={zone.ondragover} ondrop={zone.ondrop}>
            <label class="own-label" for={id}>{ pick.title }</label>
            <p class="own-hint" id={hint.clone()}>{ &pick.hint }</p>
            <textarea {id} class="own-text" rows={writing.rows.to_string()} spellcheck="false" autocomplete="off"
                placeholder={writing.placeholder} aria-describedby={format!("{hint} {id}-said")}
                aria-invalid={writing.wrong.to_string()} value={writing.text} oninput={typed(writing.on)} />
            { content }
        </div>
    }
}

/// A field for what would be in a file, folded away.
pub fn paste(id: &'static str, label: &'static str, text: &str, on: Callback<String>) -> Html {
    html! {
        <details class="own-paste">
            <summary>{ label }</summary>
            <textarea {id} class="own-text" rows="5" spellcheck="false" autocomplete="off"
                aria-label={label} value={text.to_owned()} oninput={typed(on)} />
        </details>
    }
}

/// Whether the question can be asked.
pub struct Asking {
    /// What is missing for that, and so what to do next.
    pub missing: Option<String>,
    /// Whether it is being worked out.
    pub working: bool,
    /// Works it out.
    pub run: Callback<MouseEvent>,
    /// Stops that.
    pub cancel: Callback<MouseEvent>,
}

/// The part for the question: its fields, and the button that asks it.
pub fn question_part(
    id: &'static str,
    title: &'static str,
    lang: Language,
    fields: Html,
    asking: Asking,
) -> Html {
    let Asking { missing, working, run, cancel } = asking;
    html! {
        <div class="own-part" role="group" aria-labelledby={id}>
            <h3 {id} class="own-label">{ title }</h3>
            <div class="own-fields">{ fields }</div>
            <div class="own-buttons">
                <button type="button" class="own-button own-main" disabled={missing.is_some() || working}
                    aria-describedby="own-missing" onclick={run}>{ RUN.of(lang) }</button>
                if working {
                    { button(CANCEL.of(lang), cancel) }
                }
            </div>
            <p id="own-missing" class="own-hint">{ missing }</p>
        </div>
    }
}
