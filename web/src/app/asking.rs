//! What clients are told to write, read or delete, with a key and a value of the reader's own.
//!
//! ```text
//!   key cart, value tea, client c1   ─►  put cart tea at c1, get cart at c1, delete cart at c1
//! ```

use super::command_line::use_guard;
use super::{App, Msg, words};
use crate::player::Player;
use crate::text::vocabulary::vocabulary;
use snowglobe_core::sim::{Role, Verb};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

/// What the form needs.
#[derive(Clone, PartialEq, Properties)]
struct AskingProps {
    /// Who can ask.
    clients: Vec<String>,
    /// What key, value and client are called.
    labels: [&'static str; 3],
    /// What putting, getting and deleting is called.
    verbs: [&'static str; 3],
    /// It is to be done.
    on_act: Callback<String>,
    /// So many bytes were to be put in, and were not.
    on_too_long: Callback<usize>,
}

/// A key, a value, a client, and what it is to do.
#[component]
fn Asking(props: &AskingProps) -> Html {
    let AskingProps { clients, labels, verbs, on_act, on_too_long } = props.clone();
    let [key_label, value_label, client_label] = labels;
    let key = use_state(|| "x".to_owned());
    let value = use_state(|| "tea".to_owned());
    let asker = use_state(String::new);
    let choose = {
        let asker = asker.clone();
        Callback::from(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            select.into_iter().for_each(|select| asker.set(select.value()));
        })
    };
    let at = clients.iter().find(|client| **client == *asker).or(clients.first());
    let at = at.map_or_else(String::new, |client| format!(" at {client}"));
    let (name, word) = (key.trim(), value.trim());
    let lines = [format!("put {name} {word}{at}"), format!("get {name}{at}"), format!("delete {name}{at}")];
    html! {
        <>
            <Word name={key_label} value={(*key).clone()} on_word={Callback::from(move |word| key.set(word))} on_too_long={on_too_long.clone()} />
            <Word name={value_label} value={(*value).clone()} on_word={Callback::from(move |word| value.set(word))} {on_too_long} />
            <label class="field"><span>{ client_label }</span>
                <select onchange={choose}>
                    { for clients.iter().map(|client| html! { <option value={client.clone()} selected={*client == *asker}>{ client.clone() }</option> }) }
                </select></label>
            <div class="row wrap">
                { for verbs.into_iter().zip(lines).map(|(verb, line)| {
                    let (on_act, title) = (on_act.clone(), line.clone());
                    html! { <button type="button" class="button small" {title} onclick={move |_| on_act.emit(line.clone())}>{ verb }</button> }
                }) }
            </div>
        </>
    }
}

/// What a field for one word needs.
#[derive(Clone, PartialEq, Properties)]
struct WordProps {
    name: &'static str,
    value: String,
    on_word: Callback<String>,
    on_too_long: Callback<usize>,
}

/// A field for one word; how long one may be is for the cluster to say.
#[component]
fn Word(props: &WordProps) -> Html {
    let WordProps { name, value, on_word, on_too_long } = props.clone();
    let field = use_node_ref();
    use_guard(field.clone(), name, on_too_long.clone());
    let before = value.clone();
    let typed = Callback::from(move |event: InputEvent| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let text = input.value();
        if text.len() > Verb::MAX_LENGTH {
            input.set_value(&before);
            return on_too_long.emit(text.len());
        }
        on_word.emit(text);
    });
    html! {
        <label class="field"><span>{ name }</span>
            <input ref={field} type="text" autocomplete="off" spellcheck="false" {value} oninput={typed} /></label>
    }
}

impl App {
    pub(super) fn view_asking(&self, link: &Scope<Self>, player: &Player) -> Html {
        let residents = player.globe.residents();
        let clients = residents.iter().filter(|resident| resident.role == Role::Client && resident.up);
        let named = vocabulary(player.globe.system());
        let verbs = ["put", "get", "delete"]
            .map(|verb| named.action(verb).map_or(verb, |named| self.say(named.name)));
        html! {
            <section>
                <h3>{ self.say(words::ASK) }</h3>
                <Asking clients={clients.map(|client| client.name.to_string()).collect::<Vec<_>>()} {verbs}
                    labels={[words::ASKED_KEY, words::ASKED_VALUE, words::ASKING_CLIENT].map(|text| self.say(text))}
                    on_act={link.callback(Msg::Act)} on_too_long={self.too_long(link)} />
            </section>
        }
    }
}
