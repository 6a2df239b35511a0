//! The list of servers: typed, pasted, dropped or the sample, with what is wrong in it.

use web_sys::HtmlTextAreaElement;
use yew::html::Scope;
use yew::prelude::*;

use super::state::State;
use super::{Msg, OwnData, sample_servers};
use crate::own_data::cache::words::{self, problems, sentences};
use crate::own_data::file_input::{drop_zone, file_button};
use crate::text::Language;

pub(super) fn view(state: &State, lang: Language, link: &Scope<OwnData>, can_simulate: bool) -> Html {
    let zone = drop_zone(link.callback(Msg::ServersFile));
    let oninput = link.callback(|event: InputEvent| {
        Msg::Servers(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    let sound = state.list.problems.is_empty();
    html! {
        <div class="own-part own-drop" ondragover={zone.ondragover} ondrop={zone.ondrop}>
            <label class="own-label" for="own-servers">{ words::SERVERS.of(lang) }</label>
            <p class="own-hint" id="own-servers-hint">
                { words::SERVERS_HINT.of(lang) }{ " " }{ words::SERVERS_DROP.of(lang) }
            </p>
            <textarea id="own-servers" class="own-text" rows="5" spellcheck="false" autocomplete="off"
                placeholder="10.0.0.1:11211 1" aria-describedby="own-servers-hint own-servers-said"
                aria-invalid={(!sound).to_string()} value={state.servers_text.clone()} {oninput} />
            <div class="own-buttons">
                { file_button("own-servers-file", words::SERVERS_FILE.of(lang), ".txt,.conf,.cfg,.csv,text/plain",
                    link.callback(Msg::ServersFile)) }
                <button type="button" class="own-button" onclick={link.callback(|_| sample_servers())}>
                    { words::SERVERS_SAMPLE.of(lang) }
                </button>
                if can_simulate && state.can_be_simulated() {
                    <button type="button" class="own-button" onclick={link.callback(|_| Msg::UseServers)}>
                        { words::USE_SERVERS.of(lang) }
                    </button>
                }
            </div>
            <div id="own-servers-said" class="own-said" role="status">
                if !state.list.servers.is_empty() {
                    <p>{ sentences::servers_read(lang, &state.list.servers) }</p>
                }
                { problems(state, lang) }
            </div>
        </div>
    }
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
