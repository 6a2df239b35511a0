//! Finding: chapters, steps of the lesson, and actions by name, all in one list.

use super::{App, Msg, words};
use crate::chapters::CHAPTERS;
use crate::command_line::{Stock, examples};
use crate::player::Player;
use crate::scenes::Details;
use crate::text::vocabulary::vocabulary;
use wasm_bindgen::JsCast;
use yew::html::Scope;
use yew::prelude::*;

/// Rows shown.
const ROWS: usize = 12;

impl App {
    pub(super) fn view_finder(&self, link: &Scope<Self>, player: &Player, of: &dyn Details) -> Html {
        let wanted = self.query.trim().to_lowercase();
        let fits = |text: &str| wanted.is_empty() || text.to_lowercase().contains(&wanted);
        let mut rows: Vec<(String, &'static str, Callback<MouseEvent>)> = Vec::new();
        let steps = player.following.about(&wanted, self.language).into_iter().map(|(index, title)| {
            let go = link.batch_callback(move |_| vec![Msg::Dialog(None), Msg::Lesson(index)]);
            (format!("{}. {title}", index + 1), self.say(words::FOLLOW), go)
        });
        for (chapter, system) in CHAPTERS.iter().filter_map(|chapter| Some((chapter, chapter.system?))) {
            let go = link.batch_callback(move |_| vec![Msg::Dialog(None), Msg::Chapter(system)]);
            rows.push((self.say(chapter.title).to_owned(), self.say(words::CHAPTERS), go));
        }
        let words = vocabulary(player.globe.system());
        for example in examples::all(&Stock::of(&*player.globe, of, player.selected.as_ref())) {
            let name = words.action(&example).map(|named| self.say(named.name));
            let text = name.map_or_else(|| example.clone(), |name| format!("{name} — {example}"));
            let act = link.batch_callback(move |_| vec![Msg::Dialog(None), Msg::Act(example.clone())]);
            rows.push((text, self.say(words::ACTION), act));
        }
        rows.push((
            self.say(words::SHAKE).to_owned(),
            self.say(words::ACTION),
            link.batch_callback(|_| vec![Msg::Dialog(None), Msg::Shake]),
        ));
        let rows = rows.into_iter().filter(|(text, ..)| fits(text));
        let mut rows: Vec<_> = steps.chain(rows).take(ROWS).collect();
        let unmatched = rows.is_empty();
        let verb = wanted.split(' ').next().unwrap_or_default();
        if unmatched && words.action(verb).is_some() {
            let query = self.query.clone();
            let act = link.batch_callback(move |_| vec![Msg::Dialog(None), Msg::Act(query.clone())]);
            rows.push((self.query.clone(), self.say(words::DO), act));
        }
        let typed = link.batch_callback(|event: InputEvent| {
            let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
            Some(Msg::Query(input.value()))
        });
        html! {
            <>
                <label class="finder"><span>{ self.say(words::FIND_WHAT) }</span>
                    <input type="search" class="first" autocomplete="off" value={self.query.clone()} oninput={typed} /></label>
                if unmatched { <p class="empty" role="status">{ self.say(words::NO_MATCH) }</p> }
                <ul class="found">
                    { for rows.into_iter().map(|(text, kind, go)| html! {
                        <li><button type="button" class="button quiet" onclick={go}><span>{ text }</span><small>{ kind }</small></button></li>
                    }) }
                </ul>
            </>
        }
    }
}
