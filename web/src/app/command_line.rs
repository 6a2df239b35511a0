//! The line for commands: what it may become is offered below it, and what was typed before comes back.
//!
//! ```text
//!   ↓ ↑      through what is offered; Enter takes it into the line
//!   ↑        from the line: the command before; ↓ the one after
//!   Enter    does it
//!   Escape   closes what is offered; leaves the field if it is empty
//! ```
//!
//! The focus stays in the field, and `aria-activedescendant` says what is chosen: the pattern of a combobox.

use super::{App, Msg, Notice, surroundings, words};
use crate::command_line::{History, Stock, completion};
use crate::player::{Player, Tab};
use crate::scenes::Details;
use crate::text::errors::Told;
use crate::text::vocabulary::vocabulary;
use gloo::events::{EventListener, EventListenerOptions};
use snowglobe_core::sim::{ActionError, Verb};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::html::Scope;
use yew::prelude::*;

/// Lines that are offered at a time; the arrow keys go on beyond them.
const SHOWN: usize = 8;

/// The field in which it is written.
const FIELD: &str = "console";

/// A line that is offered, and what it does.
type Offer = (String, Option<&'static str>);

/// What the line needs.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct CommandLineProps {
    /// What stands in it.
    pub(super) draft: AttrValue,
    /// What it may become.
    pub(super) offers: Vec<Offer>,
    /// What was typed before.
    pub(super) history: Rc<RefCell<History>>,
    /// An example.
    pub(super) example: AttrValue,
    /// Its name, the button's, how its keys are used.
    pub(super) words: [&'static str; 3],
    /// Something else stands in it.
    pub(super) on_draft: Callback<String>,
    /// It is to be done.
    pub(super) on_act: Callback<String>,
    /// So many bytes were to be put in, and were not.
    pub(super) on_too_long: Callback<usize>,
}

/// The line, its button and what is offered.
#[component]
pub(super) fn CommandLine(props: &CommandLineProps) -> Html {
    let CommandLineProps { draft, offers, history, example, words, on_draft, on_act, on_too_long } =
        props.clone();
    let [name, act, keys] = words;
    let field = use_node_ref();
    // What is offered, if it is, and the one that is chosen: as it is now, not as it was last drawn.
    let offered = use_mut_ref(|| None::<Option<usize>>);
    let draw = use_force_update();
    use_guard(field.clone(), name, on_too_long.clone());
    let is_there = !offers.is_empty();
    let shown = offered.borrow().is_some() && is_there;
    let at = offered.borrow().flatten().filter(|at| *at < offers.len());
    let show = {
        let offered = Rc::clone(&offered);
        move |what: Option<Option<usize>>| {
            offered.replace(what);
            draw.force_update();
        }
    };
    let typed = {
        let (draft, history, on_draft, show) =
            (draft.clone(), Rc::clone(&history), on_draft.clone(), show.clone());
        Callback::from(move |event: InputEvent| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let text = input.value();
            if text.len() > Verb::MAX_LENGTH {
                input.set_value(&draft);
                return on_too_long.emit(text.len());
            }
            history.borrow_mut().leave();
            show(Some(None));
            on_draft.emit(text);
        })
    };
    // A page under load may be a turn behind what is typed: what is done is what stands in the field.
    let written = {
        let (field, draft) = (field.clone(), draft.clone());
        move || field.cast::<HtmlInputElement>().map_or_else(|| draft.to_string(), |field| field.value())
    };
    let write = {
        let field = field.clone();
        move |line: String| {
            field.cast::<HtmlInputElement>().into_iter().for_each(|field| field.set_value(&line));
            on_draft.emit(line);
        }
    };
    let pressed = {
        let (written, write, offers, history) =
            (written.clone(), write.clone(), offers.clone(), Rc::clone(&history));
        let (offered, show, field) = (Rc::clone(&offered), show.clone(), field.clone());
        Callback::from(move |event: KeyboardEvent| {
            // Enter and the arrows also end and choose syllables that are being put together.
            if event.is_composing() {
                return;
            }
            let recall = |line: Option<String>| {
                show(None);
                line.into_iter().for_each(&write);
            };
            let earlier = history.borrow().is_looked_through();
            let now = *offered.borrow();
            match (event.key().as_str(), now.flatten().filter(|at| *at < offers.len())) {
                ("ArrowUp", Some(at)) => show(Some(at.checked_sub(1))),
                ("ArrowUp", None) => {
                    let line = history.borrow_mut().older(&written());
                    recall(line);
                }
                ("ArrowDown", None) if earlier => {
                    let line = history.borrow_mut().newer();
                    recall(line);
                }
                ("ArrowDown", at) => {
                    show(Some(Some(at.map_or(0, |at| at + 1).min(offers.len().saturating_sub(1)))))
                }
                ("Enter", Some(at)) => {
                    offers.get(at).into_iter().for_each(|(line, _)| write(line.clone()));
                    show(Some(None));
                }
                ("Escape", _) if now.is_some() && is_there => show(None),
                // Then the keys of the page are at hand again.
                ("Escape", _) if written().is_empty() => {
                    field.cast::<HtmlElement>().into_iter().for_each(|field| _ = field.blur())
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let submit = {
        let (history, show) = (Rc::clone(&history), show.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let line = written();
            history.borrow_mut().keep(&line);
            show(None);
            on_act.emit(line);
        })
    };
    let close = Callback::from(move |_: FocusEvent| show(None));
    let first = at.map_or(0, |at| (at + 1).saturating_sub(SHOWN));
    let count = offers.len().to_string();
    let row = |(index, (line, about)): (usize, &Offer)| {
        let take = {
            let (line, write) = (line.clone(), write.clone());
            // Before the field would lose the focus.
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                write(line.clone());
            })
        };
        html! {
            <li id={format!("offer-{index}")} role="option" aria-selected={(at == Some(index)).to_string()}
                aria-posinset={(index + 1).to_string()} aria-setsize={count.clone()} onmousedown={take}>
                <code>{ line.clone() }</code>{ for about.map(|about| html! { <small>{ about }</small> }) }
            </li>
        }
    };
    html! {
        <>
            <form class="console" onsubmit={submit}>
                <label><span class="unseen">{ name }</span>
                    <input ref={field} id={FIELD} type="text" role="combobox" aria-autocomplete="list" aria-expanded={shown.to_string()}
                        aria-controls={shown.then_some("offers")} aria-describedby="console-keys"
                        aria-activedescendant={at.filter(|_| shown).map(|at| format!("offer-{at}"))}
                        autocomplete="off" spellcheck="false" placeholder={example} value={draft}
                        oninput={typed} onkeydown={pressed} onblur={close} /></label>
                <button type="submit" class="button">{ act }</button>
                if shown {
                    <ul id="offers" class="offers" role="listbox" aria-label={name}>
                        { for offers.iter().enumerate().skip(first).take(SHOWN).map(row) }
                    </ul>
                }
            </form>
            <p class="hint" id="console-keys">{ keys }</p>
        </>
    }
}

/// Keeps out what is far too long before the browser lays it out: a value of ten megabytes would stop the page for seconds.
///
/// What it tells is told in the language of `name`, which is that of the field.
#[hook]
pub(super) fn use_guard(field: NodeRef, name: &'static str, on_too_long: Callback<usize>) {
    use_effect_with(name, move |_| {
        let listener = field.cast::<Element>().map(|field| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&field, "beforeinput", options, move |event| {
                let input = event.dyn_ref::<web_sys::InputEvent>();
                let bytes = input.and_then(web_sys::InputEvent::data).map_or(0, |data| data.len());
                if bytes > Verb::MAX_LENGTH {
                    event.prevent_default();
                    on_too_long.emit(bytes);
                }
            })
        });
        move || drop(listener)
    });
}

impl App {
    /// Opens the tab that has the line, to be written in as soon as it is there.
    pub(super) fn open_console(&mut self) {
        let Some(player) = &mut self.player else { return };
        player.tab = Tab::Adjust;
        self.to_write = true;
    }

    /// Gives the line the focus once it is there, if somebody wants to write in it.
    pub(super) fn focus_console(&mut self) {
        let here = self.player.as_ref().is_some_and(|player| player.tab == Tab::Adjust);
        self.to_write = self.to_write && here && !surroundings::write_in(FIELD);
    }

    /// One line for any action.
    pub(super) fn view_console(&self, link: &Scope<Self>, player: &Player, of: &dyn Details) -> Html {
        let stock = Stock::of(&*player.globe, of, player.selected.as_ref());
        let named = vocabulary(player.globe.system());
        // What a line does is told while its verb is being looked for.
        let begins = !self.draft.trim().contains(' ');
        let about = |line: &str| named.action(line).filter(|_| begins).map(|named| self.say(named.name));
        let offers = completion::offers(&self.draft, &stock).into_iter().map(|line| {
            let about = about(&line);
            (line, about)
        });
        let act =
            link.callback(|line: String| if line.trim().is_empty() { Msg::Forget } else { Msg::Act(line) });
        html! {
            <section>
                <h3>{ self.say(words::ACTIONS) }</h3>
                <CommandLine draft={self.draft.clone()} offers={offers.collect::<Vec<_>>()} history={Rc::clone(&self.history)}
                    example={crate::command_line::examples::all(&stock).into_iter().next().unwrap_or_default()}
                    words={[words::ACTION, words::DO, words::CONSOLE_KEYS].map(|text| self.say(text))}
                    on_draft={link.callback(Msg::Draft)} on_act={act} on_too_long={self.too_long(link)} />
            </section>
        }
    }

    /// Says that so many bytes were to be put into a field, and were not.
    pub(super) fn too_long(&self, link: &Scope<Self>) -> Callback<usize> {
        let language = self.language;
        link.callback(move |bytes| {
            let told = ActionError::TooLong(bytes).told(language);
            Msg::Shared(Notice {
                text: format!("{told} {}", words::LEFT_AS_IT_WAS.of(language)),
                wrong: true,
            })
        })
    }
}
