//! What opens over the page, and the sentence at its foot.

use super::keyboard::KEYS;
use super::{App, Dialog, Msg, words};
use crate::icon::Icon;
use crate::player::Player;
use crate::scenes::Details;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::html::Scope;
use yew::prelude::*;

impl App {
    pub(super) fn view_dialog(&self, link: &Scope<Self>, player: &Player, of: &dyn Details) -> Html {
        let Some(dialog) = self.dialog else { return Html::default() };
        let (title, body) = match dialog {
            Dialog::Share => (words::SHARE, self.view_share(link, player)),
            Dialog::Help => (words::HELP, self.view_help()),
            Dialog::Find => (words::FIND, self.view_finder(link, player, of)),
        };
        let close = link.callback(|_: MouseEvent| Msg::Dialog(None));
        html! {
            <div class="shade">
                <div class="shade-catch" onclick={close.clone()} aria-hidden="true" />
                <div class="dialog" role="dialog" aria-modal="true" aria-label={self.say(title)} ref={self.dialog_box.clone()} tabindex="-1">
                    <div class="dialog-head"><h2>{ self.say(title) }</h2>
                        { self.icon_button(Icon::Close, self.say(words::CLOSE), "quiet", close) }</div>
                    { body }
                </div>
            </div>
        }
    }

    /// Keeps the focus in a dialog while it is open, and gives it back to what opened it.
    pub(super) fn move_focus(&mut self) {
        match (self.dialog_box.cast::<HtmlElement>(), self.opener.take()) {
            (Some(dialog), None) => {
                // Before what has the focus is out of reach and loses it. An SVG element has focus() as well.
                self.opener = document().active_element().map(JsCast::unchecked_into);
                put_behind(true);
                let first = dialog.query_selector(".first").ok().flatten().map(JsCast::unchecked_into);
                // An element that is not there any more takes no focus, and nothing is lost.
                let _ = first.unwrap_or(dialog).focus();
            }
            (None, Some(opener)) => {
                put_behind(false);
                let _ = opener.focus();
            }
            (_, opener) => self.opener = opener,
        }
    }

    fn view_help(&self) -> Html {
        html! {
            <dl class="entries keys">
                { for KEYS.iter().map(|(key, text)| html! { <><dt><kbd>{ *key }</kbd></dt><dd>{ self.say(*text) }</dd></> }) }
            </dl>
        }
    }

    pub(super) fn view_notice(&self, link: &Scope<Self>) -> Html {
        html! {
            <div class="notices" role="status" aria-live="polite">
                { for self.notice.iter().map(|notice| html! {
                    <p class={classes!("notice", notice.wrong.then_some("wrong"))}>
                        <span>{ notice.text.clone() }</span>
                        { self.icon_button(Icon::Close, self.say(words::CLOSE), "quiet small", link.callback(|_| Msg::Forget)) }
                    </p>
                }) }
            </div>
        }
    }
}

/// Takes what is behind a dialog out of reach, or gives it back.
fn put_behind(inert: bool) {
    let page = document().query_selector(".page").ok().flatten();
    let Some(parts) = page.map(|page| page.children()) else { return };
    let parts = (0..parts.length()).filter_map(|index| parts.item(index));
    for part in parts.filter(|part| !["shade", "notices"].contains(&part.class_name().as_str())) {
        // Only fails for a name that no attribute can have.
        let _ = part.toggle_attribute_with_force("inert", inert);
    }
}
