//! The page on which a chapter works on a reader's own data: `#cache-data`, `#gateway-data`, `#kv-data`, `#storage-data`.
//!
//! It is a program of its own, so that who only watches does not load it. In the single file, which
//! has every program, the page around it shows [`Desk`] instead.

use crate::chapters::chapter;
use crate::document;
use crate::icon::Icon;
use crate::picture::Theme;
use crate::text::{Language, Preference, Text, words};
use gloo::events::EventListener;
use gloo::utils::window;
use yew::prelude::*;

words! {
    /// The title of a desk whose chapter is not open yet.
    OWN_DATA: "내 데이터", "Own data";
    /// Link.
    BACK: "실험으로 돌아가기", "Back to the experiment";
    /// Button.
    THEME: "밝게 / 어둡게", "Light / dark";
}

/// What the desk is given.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The system of the chapter.
    pub system: AttrValue,
    /// The reader's language.
    pub lang: Language,
    /// The theme of the page.
    pub theme: Theme,
    /// The language is to be the other one.
    pub on_language: Callback<()>,
    /// The theme is to be the other one.
    pub on_theme: Callback<()>,
}

/// The desk of a chapter, with the bar above it.
#[component]
pub fn Desk(props: &Props) -> Html {
    let Props { system, lang, theme, on_language, on_theme } = props;
    let other = if *lang == Language::Korean { ("en", "English") } else { ("ko", "한국어") };
    let title = title(system).of(*lang);
    let (on_language, on_theme) = (on_language.clone(), on_theme.clone());
    html! {
        <div class="page landing">
            <header class="bar">
                <a class="brand" href="#">{ Icon::Snow.html() }<span>{ "Snowglobe" }</span></a>
                <h1 class="crumb">{ title }</h1>
                <span class="spread" />
                <a class="button" href={format!("#{system}")}>{ BACK.of(*lang) }</a>
                <button type="button" class="button quiet" title={THEME.of(*lang)} aria-label={THEME.of(*lang)}
                    onclick={move |_| on_theme.emit(())}>{ if *theme == Theme::Dark { Icon::Sun.html() } else { Icon::Moon.html() } }</button>
                <button type="button" class="button quiet" lang={other.0} onclick={move |_| on_language.emit(())}>{ other.1 }</button>
            </header>
            <main class="contents desk" id="stage">{ panel(system, *lang, *theme) }</main>
        </div>
    }
}

/// What the desk is called: as its chapter.
fn title(system: &str) -> Text {
    chapter(system).map_or(OWN_DATA, |chapter| chapter.title)
}

/// What the chapter has on its desk.
fn panel(system: &str, lang: Language, theme: Theme) -> Html {
    // Only a drawing must know how the page looks.
    let _ = theme;
    match system {
        #[cfg(feature = "cache-data")]
        "cache" => {
            use super::cache::{panel::OwnData, servers::ServerEntry, simulation};
            let simulate = Callback::from(|servers: Vec<ServerEntry>| {
                document::go_to_hash(&simulation::link(&servers).encode());
            });
            html! { <OwnData {lang} on_use_servers={simulate} /> }
        }
        #[cfg(feature = "gateway-data")]
        "gateway" => html! { <super::gateway::panel::AccessLog {lang} /> },
        #[cfg(feature = "kv-data")]
        "kv" => html! { <super::kv::panel::Promises {lang} {theme} /> },
        #[cfg(feature = "storage-data")]
        "storage" => html! { <super::storage::panel::OwnDatabase {lang} /> },
        _ => Html::default(),
    }
}

/// What can happen to the page.
pub enum Msg {
    /// The other language.
    Language,
    /// The other theme.
    Theme,
    /// The address asks for something else.
    AddressChanged,
}

/// The program: a desk, alone.
pub struct DeskPage {
    system: AttrValue,
    language: (Language, Preference),
    theme: (Theme, bool),
    _address: EventListener,
}

impl Component for DeskPage {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let (language, theme) = document::chosen();
        let link = ctx.link().clone();
        let preference = language.map_or(Preference::Reader, Preference::Chosen);
        Self {
            system: system().unwrap_or_default().into(),
            language: (language.unwrap_or_else(document::language), preference),
            theme: (theme.unwrap_or_else(document::theme), theme.is_some()),
            _address: EventListener::new(&window(), "hashchange", move |_| {
                link.send_message(Msg::AddressChanged)
            }),
        }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Language => {
                let other =
                    if self.language.0 == Language::Korean { Language::English } else { Language::Korean };
                self.language = (other, Preference::Chosen(other));
            }
            Msg::Theme => {
                let other = if self.theme.0 == Theme::Dark { Theme::Light } else { Theme::Dark };
                self.theme = (other, true);
            }
            // The way past the header is no other place.
            Msg::AddressChanged if document::turn() => {}
            Msg::AddressChanged => return false,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <Desk system={self.system.clone()} lang={self.language.0} theme={self.theme.0}
                on_language={ctx.link().callback(|()| Msg::Language)} on_theme={ctx.link().callback(|()| Msg::Theme)} />
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        let title = title(&self.system).of(self.language.0);
        document::announce(self.language, self.theme.0, self.theme.1, format!("{title} · Snowglobe"));
    }
}

/// The chapter whose own data the address asks for.
fn system() -> Option<String> {
    let asked = asked();
    let name = asked.split('/').next().unwrap_or_default();
    name.strip_suffix("-data").map(str::to_owned)
}

/// The link of a run that the reader brought along: `#kv-data/1.AbC…`.
#[must_use]
pub fn run() -> Option<String> {
    asked().split_once('/').map(|(_, link)| link.to_owned())
}

/// What stands behind the `#` of the address.
fn asked() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').trim_start_matches('/').to_owned()
}
