//! The tab "follow": the step at hand, its question first.

use super::{App, Msg, Notice, surroundings, words};
use crate::lesson::{Ask, Telling};
use crate::player::Player;
use crate::text::errors::Told;
use crate::text::fill::{Part, plain};
use yew::html::Scope;
use yew::prelude::*;

/// What holds the words of a step.
const WORDS: &str = "step";
/// What holds a question and its answers.
const QUESTION: &str = "question";

impl App {
    pub(super) fn view_follow(&self, link: &Scope<Self>, player: &Player) -> Html {
        let following = &player.following;
        let step = following.step();
        let last = following.len().saturating_sub(1);
        let back = step.filter(|step| *step > 0).map(|step| step - 1);
        let next = step.map_or(Some(0), |step| (step < last).then_some(step + 1));
        let go = |to: Option<usize>| link.batch_callback(move |_: MouseEvent| to.map(Msg::Lesson));
        html! {
            <>
                { self.view_step_words(link, player) }
                <nav class="row steps" aria-label={self.say(words::FOLLOW)}>
                    <button type="button" class="button" disabled={back.is_none()} onclick={go(back)}>{ self.say(words::PREVIOUS) }</button>
                    <span class="spread" />
                    <button type="button" class="button primary" disabled={next.is_none()} onclick={go(next)}>{ self.say(words::NEXT) }</button>
                </nav>
                if following.is_answered() {
                    { self.view_bars(player) }
                }
                { self.view_left_out(player) }
            </>
        }
    }

    /// The words of the step at hand: heading, question, and what is to be understood.
    pub(super) fn view_step_words(&self, link: &Scope<Self>, player: &Player) -> Html {
        let following = &player.following;
        let Some((step, telling)) = following.current() else {
            return self.view_no_step(player);
        };
        let number = following.step().map_or(0, |step| step + 1);
        let fill = |text: &str| self.filled(link, telling, text);
        html! {
            <article class="step" id={WORDS}>
                <p class="hint">{ self.step_line(player, number) }</p>
                <h2>{ fill(step.title.of(self.language)) }</h2>
                { for step.lead.iter().map(|lead| html! { <p>{ fill(lead.of(self.language)) }</p> }) }
                { for step.ask.iter().map(|ask| self.view_question(link, player, telling, ask)) }
                if following.is_answered() {
                    { for step.body.of(self.language).split("\n\n").map(|text| html! { <p>{ fill(text) }</p> }) }
                    if step.table { { self.view_late(link, player, |late| late.step_table) } }
                    { self.view_way_back(link, player, telling) }
                }
            </article>
        }
    }

    /// So that nobody takes the model for the world.
    pub(super) fn view_left_out(&self, player: &Player) -> Html {
        html! {
            <details class="left-out">
                <summary>{ self.say(words::LEAVES_OUT) }</summary>
                <ul>{ for player.following.leaves_out(self.language).map(|point| html! { <li>{ point }</li> }) }</ul>
            </details>
        }
    }

    fn step_line(&self, player: &Player, number: usize) -> String {
        let of = player.following.len().to_string();
        let step = self.say(words::LESSON_STEP).replace("{n}", &number.to_string()).replace("{of}", &of);
        format!("{step} · t = {}", super::frame::seconds(player.globe.moment().at))
    }

    pub(super) fn view_no_step(&self, player: &Player) -> Html {
        let chapter = crate::chapters::chapter(player.globe.system());
        html! {
            <article class="step">
                { for chapter.map(|chapter| html! { <><h2>{ self.say(chapter.title) }</h2><p>{ self.say(chapter.about) }</p></> }) }
                <p class="hint">{ format!("t = {}", super::frame::seconds(player.globe.moment().at)) }</p>
            </article>
        }
    }

    fn view_question(&self, link: &Scope<Self>, player: &Player, telling: &Telling, ask: &Ask) -> Html {
        let choices = telling.choices(ask, self.language).unwrap_or_default();
        let guessed = player.following.guessed();
        let answered = player.following.is_answered();
        let verdict = guessed.map(|guess| {
            let right = choices.get(guess).is_some_and(|choice| choice.right);
            let answer: Vec<String> =
                choices.iter().filter(|choice| choice.right).map(|choice| plain(&choice.parts)).collect();
            if right {
                self.say(words::RIGHT).to_owned()
            } else {
                format!("{} {}.", self.say(words::WRONG), answer.join(", "))
            }
        });
        html! {
            <section class="question" id={QUESTION} tabindex="-1">
                <h3>{ format!("{} — ", self.say(words::GUESS_FIRST)) }{ self.filled(link, telling, ask.of(self.language)) }</h3>
                <div class="row wrap" role="group" aria-label={self.say(words::GUESS_FIRST)}>
                    { for choices.iter().enumerate().map(|(index, choice)| {
                        let chosen = guessed == Some(index);
                        let state = match (answered, choice.right, chosen) {
                            (true, true, _) => "right",
                            (true, false, true) => "wrong",
                            _ => "",
                        };
                        html! {
                            <button type="button" class={classes!("button", "choice", state)} aria-pressed={chosen.to_string()}
                                disabled={answered}
                                onclick={link.callback(move |_| Msg::Guess(index))}>{ plain(&choice.parts) }</button>
                        }
                    }) }
                </div>
                <p class="verdict" role="status">{ verdict.unwrap_or_default() }</p>
            </section>
        }
    }

    /// When the reader is somewhere else: the way to what the words are about.
    fn view_way_back(&self, link: &Scope<Self>, player: &Player, telling: &Telling) -> Html {
        let here = player.is_told() && player.globe.moment().at == telling.moment.at;
        if here {
            return Html::default();
        }
        html! {
            <p class="row wrap">
                if !player.is_told() { <span class="hint">{ self.say(words::LEFT_LESSON) }</span> }
                <button type="button" class="button small" onclick={link.callback(|_| Msg::Told)}>{ self.say(words::BACK_TO_STEP) }</button>
            </p>
        }
    }

    pub(super) fn filled(&self, link: &Scope<Self>, telling: &Telling, text: &str) -> Html {
        let parts = telling.fill(text, self.language).unwrap_or_else(|_| vec![Part::Plain(text.to_owned())]);
        self.running(link, &parts)
    }

    /// Goes to a step; one that cannot be told is said to be so. Its words are read from the beginning, but a page
    /// around a frame stays where it is.
    pub(super) fn go_to_lesson(&mut self, step: usize) {
        let Some(player) = &mut self.player else { return };
        if let Err(error) = player.go_to_step(step) {
            self.notice = Some(Notice { text: error.told(self.language), wrong: true });
        } else if !self.embed {
            surroundings::show(WORDS);
        }
    }

    /// Takes a guess, and shows what happened. A step is answered once.
    pub(super) fn take_guess(&mut self, choice: usize) {
        let Some(player) = self.player.as_mut().filter(|player| !player.following.is_answered()) else {
            return;
        };
        player.following.guess(choice);
        self.go_to_told();
    }

    pub(super) fn go_to_told(&mut self) {
        let Some(player) = &mut self.player else { return };
        if let Err(error) = player.go_to_told() {
            self.notice = Some(Notice { text: error.told(self.language), wrong: true });
        }
        // What was pressed cannot keep the focus: it has nothing more to do, or is gone.
        surroundings::focus(QUESTION);
    }
}
