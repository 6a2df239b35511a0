//! The verdict on a history: in a sentence, promise by promise, and what shows one broken, as a drawing and as a list.

use gloo::utils::window;
use yew::html::Scope;
use yew::prelude::*;

use super::{Msg, Promises};
use crate::own_data::form::fields::{Field, button, option, select};
use crate::own_data::kv::drawing::{ending, picture};
use crate::own_data::kv::excerpt::{Excerpt, Part};
use crate::own_data::kv::report::{Found, Judged, Report};
use crate::own_data::kv::session::Session;
use crate::own_data::kv::words::{self, sentences};
use crate::own_data::stage::{Stage, progress_bar};
use crate::own_data::task::Task;
use crate::picture::bars::Ending;
use crate::picture::dom::StillLayer;
use crate::picture::{Palette, Theme};
use crate::text::Language;
use crate::text::promises;
use snowglobe_core::check::Promise;

/// Room beside the drawing, and the widest that it gets: pixels.
const BESIDE: f32 = 64.0;
const WIDEST: f32 = 880.0;

/// The place of the first promise that is broken.
pub(super) fn first_broken(report: &Report) -> usize {
    let is_broken = |judged: &Judged| matches!(judged.found, Found::Broken(_));
    report.judged.iter().position(is_broken).unwrap_or_default()
}

pub(super) fn view(
    task: &Task<Session>,
    shown: usize,
    (lang, theme): (Language, Theme),
    link: &Scope<Promises>,
) -> Html {
    html! {
        <div class="own-part own-result" role="group" aria-label={words::RESULT.of(lang)}>
            <div role="status">{ said(task, lang) }</div>
            if let Stage::Working(progress) = &task.stage {
                { progress_bar(words::VERDICT.of(lang), progress, Some(sentences::progress(lang, progress))) }
                <div class="own-buttons">{ button(words::CANCEL.of(lang), link.callback(|_| Msg::Cancel)) }</div>
            }
            if let Stage::Done(report) = &task.stage {
                <p>{ sentences::contents(lang, report) }</p>
                { table(report, lang) }
                { where_broken(report, shown, (lang, theme), link) }
            }
        </div>
    }
}

fn said(task: &Task<Session>, lang: Language) -> Html {
    let working = |_: &_| words::JUDGING.of(lang).to_owned();
    let done = |report: &Report| html! { <p class="own-headline">{ sentences::headline(lang, report) }</p> };
    task.stage.said(lang, working, done, sentences::failure)
}

/// Each promise, what it is, and whether it was kept.
fn table(report: &Report, lang: Language) -> Html {
    let row = |judged: &Judged| {
        let promise = Promise::named(&judged.promise).unwrap_or(Promise::Linearizable);
        let broken = matches!(judged.found, Found::Broken(_)).then_some("own-failure");
        html! {
            <tr>
                <th scope="row">{ promises::name(promise).of(lang) }<br /><span class="own-hint">{ promises::about(promise).of(lang) }</span></th>
                <td class={classes!("own-verdict", broken)}>{ sentences::found(&judged.found).of(lang) }</td>
            </tr>
        }
    };
    html! {
        <>
            <table class="own-table own-promises">
                <thead><tr><th scope="col">{ words::PROMISE.of(lang) }</th><th scope="col">{ words::VERDICT.of(lang) }</th></tr></thead>
                <tbody>{ for report.judged.iter().map(row) }</tbody>
            </table>
            <p class="own-hint">{ words::CERTAIN.of(lang) }{ " " }{ sentences::too_long(lang, &report.judged) }</p>
        </>
    }
}

/// What shows a promise broken; which, if several are.
fn where_broken(
    report: &Report,
    shown: usize,
    (lang, theme): (Language, Theme),
    link: &Scope<Promises>,
) -> Html {
    let broken: Vec<(usize, &Judged, &Excerpt)> = report
        .judged
        .iter()
        .enumerate()
        .filter_map(|(at, judged)| {
            if let Found::Broken(excerpt) = &judged.found { Some((at, judged, &**excerpt)) } else { None }
        })
        .collect();
    let Some((_, _, excerpt)) = broken.iter().find(|(at, ..)| *at == shown).or(broken.first()) else {
        return Html::default();
    };
    let field = Field { id: "own-shown", label: words::WHICH.of(lang), hint: None };
    let options = broken.iter().map(|(at, judged, _)| {
        option(at.to_string(), sentences::promise(lang, &judged.promise), *at == shown)
    });
    let choose = link.callback(|value: String| Msg::Show(value.parse().unwrap_or_default()));
    html! {
        <section class="own-section">
            <h3>{ words::WINDOW.of(lang) }</h3>
            if broken.len() > 1 {
                <div class="own-fields">{ select(&field, options, choose) }</div>
            }
            <div class="own-scroll own-history">
                <StillLayer picture={picture(excerpt, width(), lang)} palette={Palette(theme)} inert={true} />
            </div>
            if let Some(left_out) = sentences::left_out(lang, excerpt) {
                <p class="own-hint">{ left_out }</p>
            }
            { list(excerpt, lang) }
        </section>
    }
}

/// As much room as there is.
fn width() -> f32 {
    let inner = window().inner_width().ok().and_then(|width| width.as_f64());
    (inner.unwrap_or_default() as f32 - BESIDE).min(WIDEST)
}

/// The operations in words, numbered as in the drawing.
fn list(excerpt: &Excerpt, lang: Language) -> Html {
    let item = |shown| {
        let words = sentences::operation(lang, shown, excerpt.times);
        match (ending(shown), shown.part) {
            (Ending::Wrong, _) => {
                html! { <li><strong>{ words }{ " — " }{ words::CULPRIT.of(lang) }</strong></li> }
            }
            (_, Part::Beside) => {
                html! { <li class="own-beside">{ words }{ " (" }{ words::BESIDE.of(lang) }{ ")" }</li> }
            }
            _ => html! { <li>{ words }</li> },
        }
    };
    html! {
        <>
            <h4>{ words::LIST.of(lang) }</h4>
            <ol class="own-operations">{ for excerpt.operations.iter().map(item) }</ol>
        </>
    }
}
