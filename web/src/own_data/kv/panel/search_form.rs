//! What is looked for: settings, a promise, how many seeds.

use snowglobe_core::check::Promise;
use snowglobe_core::scenario::link::{Link, Shown};
use snowglobe_core::scenario::{Moment, Scenario};
use yew::html::Scope;
use yew::prelude::*;

use super::state::{Looking, Searching};
use super::{Msg, Promises};
use crate::own_data::form::fields::{Field, button, number, option, select, typed};
use crate::own_data::kv::search::{MOST_SEEDS, samples};
use crate::own_data::kv::words::{self, stories};
use crate::text::Language;
use crate::text::promises;

pub(super) fn view(looking: &Looking, lang: Language, link: &Scope<Promises>) -> Html {
    let running = matches!(looking.searching, Searching::Running(_));
    let refused = looking.request().err();
    html! {
        <div class="own-part" role="group" aria-labelledby="own-search">
            <h3 id="own-search" class="own-label">{ words::SEARCH.of(lang) }</h3>
            <p class="own-hint">{ words::SEARCH_HINT.of(lang) }</p>
            <div class="own-fields">{ fields(looking, lang, link) }</div>
            <div class="own-buttons">
                <button type="button" class="own-button own-main" id="own-look" disabled={refused.is_some() || running}
                    aria-describedby="own-refused" onclick={link.callback(|_| Msg::Look(false))}>{ words::START.of(lang) }</button>
                if looking.can_go_on() {
                    { button(words::GO_ON.of(lang), link.callback(|_| Msg::Look(true))) }
                }
                if running {
                    { button(words::CANCEL.of(lang), link.callback(|_| Msg::Stop)) }
                }
            </div>
            <p id="own-refused" class="own-failure" role="status">{ refused.map(|refusal| stories::refusal(lang, &refusal)) }</p>
        </div>
    }
}

fn fields(looking: &Looking, lang: Language, link: &Scope<Promises>) -> Html {
    let promise =
        Field { id: "own-promise", label: words::PROMISE.of(lang), hint: about(&looking.promise, lang) };
    let options = Promise::ALL
        .iter()
        .map(|(name, promise)| option(*name, promises::name(*promise).of(lang), *name == looking.promise));
    let seeds =
        Field { id: "own-seeds", label: words::SEEDS.of(lang), hint: Some(words::SEEDS_HINT.of(lang)) };
    html! {
        <>
            { link_field(looking, lang, link) }
            { select(&promise, options, link.callback(Msg::Promise)) }
            { number(&seeds, (1, MOST_SEEDS as u32), &looking.seeds, None, link.callback(Msg::Seeds)) }
        </>
    }
}

fn about(promise: &str, lang: Language) -> Option<&'static str> {
    Promise::named(promise).map(|promise| promises::about(promise).of(lang))
}

/// The link, the settings that are in it, and two to try.
fn link_field(looking: &Looking, lang: Language, link: &Scope<Promises>) -> Html {
    let settings =
        looking.settings.as_ref().map_or_else(|_| Vec::new(), |settings| stories::settings(lang, settings));
    let sample = |words: crate::text::Text, settings: fn() -> Vec<(u8, u64)>| {
        button(words.of(lang), link.callback(move |_| Msg::Link(link_with(settings()))))
    };
    html! {
        <>
            <label for="own-link">{ words::SETTINGS_LINK.of(lang) }</label>
            <input id="own-link" type="text" autocomplete="off" spellcheck="false" aria-describedby="own-link-hint"
                aria-invalid={looking.settings.is_err().to_string()} value={looking.link.clone()} oninput={typed(link.callback(Msg::Link))} />
            <div id="own-link-hint" class="own-hint">
                <p>{ words::SETTINGS_LINK_HINT.of(lang) }</p>
                if settings.is_empty() {
                    if looking.settings.is_ok() {
                        <p>{ words::NO_SETTINGS.of(lang) }</p>
                    }
                } else {
                    <p>{ words::SETTINGS.of(lang) }</p>
                    <ul class="own-settings">{ for settings.into_iter().map(|setting| html! { <li>{ setting }</li> }) }</ul>
                }
                <div class="own-buttons">
                    { sample(words::LOOSE, samples::loose) }
                    { sample(words::STRICT, samples::strict) }
                </div>
            </div>
        </>
    }
}

/// A link with these settings.
fn link_with(settings: Vec<(u8, u64)>) -> String {
    let scenario = Scenario { settings, ..Scenario::new("kv", 0) };
    Link { scenario, moment: Moment::default(), shown: Shown::default() }.encode()
}
