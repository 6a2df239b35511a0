//! What opens over the page, and the sentence at its foot.

use super::icon::Icon;
use super::keyboard::KEYS;
use super::{App, Dialog, Msg, words};
use crate::player::Player;
use yew::html::Scope;
use yew::prelude::*;

impl App {
    pub(super) fn view_dialog(&self, link: &Scope<Self>, player: &Player) -> Html {
        let Some(dialog) = self.dialog else { return Html::default() };
        let (title, body) = match dialog {
            Dialog::Share => (words::SHARE, self.view_share(link, player)),
            Dialog::Help => (words::HELP, self.view_help()),
            Dialog::Find => (words::FIND, self.view_finder(link, player)),
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
