//! The list of servers: typed, pasted, dropped or the sample, with what is wrong in it.

use yew::html::Scope;
use yew::prelude::*;

use super::state::State;
use super::{Msg, OwnData, sample_servers};
use crate::own_data::cache::words::{self, problems, sentences};
use crate::own_data::form::fields::button;
use crate::own_data::form::{Pick, Writing, text_part};
use crate::text::Language;

pub(super) fn view(state: &State, lang: Language, link: &Scope<OwnData>, can_simulate: bool) -> Html {
    let pick = Pick {
        id: "own-servers",
        title: words::SERVERS.of(lang),
        hint: format!("{} {}", words::SERVERS_HINT.of(lang), words::SERVERS_DROP.of(lang)),
        choose: words::SERVERS_FILE.of(lang),
        accept: ".txt,.conf,.cfg,.csv,text/plain",
    };
    let writing = Writing {
        rows: 5,
        placeholder: "10.0.0.1:11211 1",
        wrong: !state.list.problems.is_empty(),
        text: state.servers_text.clone(),
        on: link.callback(Msg::Servers),
    };
    let content = html! {
        <>
            <div class="own-buttons">
                { pick.button(link.callback(Msg::ServersFile)) }
                { button(words::SERVERS_SAMPLE.of(lang), link.callback(|_| sample_servers())) }
                if can_simulate && state.can_be_simulated() {
                    { button(words::USE_SERVERS.of(lang), link.callback(|_| Msg::UseServers)) }
                }
            </div>
            <div id="own-servers-said" class="own-said" role="status">
                if !state.list.servers.is_empty() {
                    <p>{ sentences::servers_read(lang, &state.list.servers) }</p>
                }
                { problems(state, lang) }
            </div>
        </>
    };
    text_part(&pick, link.callback(Msg::ServersFile), writing, content)
}

fn problems(state: &State, lang: Language) -> Html {
    let all = state.server_file_problem.iter().chain(&state.list.problems);
    let further = state.list.further_problems;
    html! {
        <ul class="own-problems">
            { for all.map(|problem| html! { <li>{ problems::server_problem(lang, problem) }</li> }) }
            if further > 0 {
                <li>{ problems::further_problems(lang, further) }</li>
            }
        </ul>
    }
}
