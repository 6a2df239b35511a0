//! How far a search is, and the stories that it found.

use snowglobe_core::sim::format_time;
use yew::prelude::*;

use super::state::{Looking, Searching};
use crate::own_data::failure::FileFailure;
use crate::own_data::kv::search::Story;
use crate::own_data::kv::words::{self, file_failure, stories};
use crate::own_data::stage::{Progress, progress_bar};
use crate::own_data::words::CANCELLED;
use crate::text::Language;

pub(super) fn view(looking: &Looking, lang: Language) -> Html {
    html! {
        <div class="own-part own-result own-found" role="group" aria-label={words::STORIES.of(lang)}>
            <div role="status">{ said(looking, lang) }</div>
            if let Searching::Running(hunt) = &looking.searching {
                { bar(hunt.standing().tried, hunt.standing().seeds, stories::standing(lang, &hunt.standing()), lang) }
            }
            if !looking.stories.is_empty() {
                <ol class="own-stories">{ for looking.stories.iter().rev().map(|story| told(story, lang)) }</ol>
            }
        </div>
    }
}

/// What is said once; the numbers that change are beside it.
fn said(looking: &Looking, lang: Language) -> Html {
    match &looking.searching {
        Searching::Idle => Html::default(),
        Searching::Running(_) => html! { <p>{ words::LOOKING.of(lang) }</p> },
        Searching::Stopped(standing) => {
            html! { <p>{ CANCELLED.of(lang) }{ " " }{ stories::standing(lang, standing) }</p> }
        }
        Searching::Over(standing, found) => {
            let story = looking.stories.last().filter(|_| *found);
            html! { <p class="own-headline">{ stories::outcome(lang, standing, story) }</p> }
        }
        Searching::Failed(reason) => {
            let failure = FileFailure::Broken { reason: reason.clone() };
            html! { <p class="own-failure">{ file_failure(lang, &failure) }</p> }
        }
    }
}

fn bar(done: u64, total: u64, words: String, lang: Language) -> Html {
    progress_bar(words::SEARCH.of(lang), &Progress { done, total, count: done }, Some(words))
}

/// One story: what it is, what is left of faults and settings, and the way to the moment.
fn told(story: &Story, lang: Language) -> Html {
    let smaller = stories::smaller(lang, story);
    html! {
        <li>
            <p>{ stories::found(lang, story) }</p>
            if story.actions.is_empty() {
                <p class="own-hint">{ words::NO_FAULTS_LEFT.of(lang) }</p>
            } else {
                <p class="own-hint">{ words::FAULTS_LEFT.of(lang) }</p>
                <ul>{ for story.actions.iter().map(|(at, action)| html! { <li><code>{ format!("{} {action}", format_time(*at)) }</code></li> }) }</ul>
            }
            if !smaller.is_empty() {
                <p class="own-hint">{ words::SMALLER.of(lang) }</p>
                <ul>{ for smaller.into_iter().map(|setting| html! { <li>{ setting }</li> }) }</ul>
            }
            <p><a class="own-button own-moment" href={format!("#{}/judged", story.link)}>{ words::SHOW_MOMENT.of(lang) }</a></p>
        </li>
    }
}
