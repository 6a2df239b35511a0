//! The bar at the top, the list of chapters beside the stage, the tabs and views.

use super::{App, Dialog, Msg, surroundings, words};
use crate::chapters::{CHAPTERS, chapter};
use crate::icon::Icon;
use crate::picture::Theme;
use crate::player::{Player, Tab, View};
use crate::text::Language;
use wasm_bindgen::JsCast;
use yew::html::Scope;
use yew::prelude::*;

impl App {
    pub(super) fn view_header(&self, link: &Scope<Self>, player: Option<&Player>) -> Html {
        let here = player.and_then(|player| chapter(player.globe.system()));
        let crumb = here.map(|chapter| {
            let title = self.say(chapter.title);
            match self.language {
                Language::Korean => format!("{}장 · {title}", chapter.number),
                Language::English => format!("Chapter {} · {title}", chapter.number),
            }
        });
        let theme = if self.theme == Theme::Dark { Icon::Sun } else { Icon::Moon };
        let other = self.other_language();
        html! {
            <header class="bar">
                <a class="brand" href="#">{ Icon::Snow.html() }<span>{ "Snowglobe" }</span></a>
                { for crumb.map(|crumb| html! { <h1 class="crumb">{ crumb }</h1> }) }
                <span class="spread" />
                if player.is_some() {
                    <button type="button" class="button quiet find" aria-label={self.say(words::FIND)} onclick={link.callback(|_| Msg::Dialog(Some(Dialog::Find)))}>
                        { Icon::Search.html() }<span class="wide-only">{ self.say(words::FIND) }</span><kbd class="wide-only">{ "/" }</kbd>
                    </button>
                    <button type="button" class="button" title={self.say(words::SHAKE_TITLE)} onclick={link.callback(|_| Msg::Shake)}>
                        { Icon::Shake.html() }<span>{ self.say(words::SHAKE) }</span>
                    </button>
                }
                { self.icon_button(theme, self.say(words::THEME), "quiet", link.callback(|_| Msg::Theme)) }
                <button type="button" class="button quiet" lang={if other == Language::Korean { "ko" } else { "en" }}
                    onclick={link.callback(move |_| Msg::Language(other))}>
                    { if other == Language::Korean { "한국어" } else { "English" } }
                </button>
                if player.is_some() {
                    <button type="button" class="button primary" onclick={link.callback(|_| Msg::Dialog(Some(Dialog::Share)))}>
                        { Icon::Share.html() }<span>{ self.say(words::SHARE) }</span>
                    </button>
                }
            </header>
        }
    }

    pub(super) fn view_chapters(&self, here: Option<&str>) -> Html {
        html! {
            <nav class="chapters" aria-label={self.say(words::CHAPTERS)}>
                <ol>
                    { for CHAPTERS.iter().map(|chapter| {
                        let number = html! { <span class="number">{ chapter.number }</span> };
                        let title = self.say(chapter.title);
                        match chapter.system {
                            Some(system) => {
                                let current = (here == Some(system)).then_some("page");
                                html! { <li><a href={format!("#{system}")} aria-current={current}>{ number }{ title }</a></li> }
                            }
                            None => html! {
                                <li class="to-come"><span title={self.say(words::TO_COME)}>{ number }{ title }
                                    <span class="unseen">{ format!(" ({})", self.say(words::TO_COME)) }</span></span></li>
                            },
                        }
                    }) }
                </ol>
            </nav>
        }
    }

    pub(super) fn view_views(&self, link: &Scope<Self>, player: &Player) -> Html {
        let name = |view| match view {
            View::Topology => words::TOPOLOGY,
            View::SpaceTime => words::SPACE_TIME,
            View::Table => words::TABLE,
            View::Lanes => words::LANES,
            View::Compare => words::COMPARE,
            View::Bytes => words::BYTES,
            View::History => words::HISTORY,
            View::Engine => words::ENGINE,
        };
        html! {
            <div class="views" role="group" aria-label={self.say(words::VIEWS)}>
                { for player.scene.views().iter().copied().map(|view| html! {
                    <button type="button" class="view-tab" aria-pressed={(player.view == view).to_string()}
                        onclick={link.callback(move |_| Msg::Show(view))}>{ self.say(name(view)) }</button>
                }) }
            </div>
        }
    }

    /// The arrows go from tab to tab while one of them has the focus.
    fn tab_beside(tab: Tab, event: &KeyboardEvent) -> Option<Msg> {
        let steps = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => Tab::ALL.len() - 1,
            _ => return None,
        };
        if event.shift_key() {
            return None;
        }
        event.prevent_default();
        let here = Tab::ALL.iter().position(|other| *other == tab)?;
        let next = Tab::ALL.get((here + steps) % Tab::ALL.len()).copied()?;
        surroundings::focus(Self::tab_id(next));
        Some(Msg::Open(next))
    }

    /// A tab that was clicked on does not keep the focus: the arrows then go on stepping through time.
    fn tab_chosen(tab: Tab, event: &MouseEvent) -> Msg {
        let clicked = event.target().filter(|_| event.detail() > 0);
        if let Some(button) = clicked.and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) {
            // With the focus still there, the page is right, too.
            let _ = button.blur();
        }
        Msg::Open(tab)
    }

    pub(super) fn tab_id(tab: Tab) -> &'static str {
        match tab {
            Tab::Follow => "tab-follow",
            Tab::Adjust => "tab-adjust",
            Tab::Inspect => "tab-inspect",
        }
    }

    pub(super) fn view_tabs(&self, link: &Scope<Self>, player: &Player) -> Html {
        let tabs =
            [(Tab::Follow, words::FOLLOW), (Tab::Adjust, words::ADJUST), (Tab::Inspect, words::INSPECT)];
        html! {
            <div class="tabs" role="tablist" aria-label={self.say(words::PANEL)}>
                { for tabs.into_iter().map(|(tab, name)| html! {
                    <button type="button" class="tab" role="tab" id={Self::tab_id(tab)} aria-controls="panel"
                        onkeydown={link.batch_callback(move |event: KeyboardEvent| Self::tab_beside(tab, &event))}
                        aria-selected={(player.tab == tab).to_string()}
                        onclick={link.callback(move |event| Self::tab_chosen(tab, &event))}>{ self.say(name) }</button>
                }) }
            </div>
        }
    }
}
