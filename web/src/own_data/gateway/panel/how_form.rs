//! How to count: which algorithm decides, for whom a line counts, what to compare; and the button.

use snowglobe_core::limiter::Algorithm;
use yew::html::Scope;
use yew::prelude::*;

use super::state::{Missing, State};
use super::{AccessLog, Msg};
use crate::own_data::form::fields::{Field, check, number, option, select};
use crate::own_data::form::{Asking, question_part};
use crate::own_data::gateway::words;
use crate::text::algorithms::algorithm;
use crate::text::{Language, Text};

pub(super) fn view(state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    let check = |id, checked, msg: fn(bool) -> Msg, [name, hint]: [Text; 2]| {
        let field = Field { id, label: name.of(lang), hint: Some(hint.of(lang)) };
        check(&field, checked, link.callback(msg))
    };
    let fields = html! {
        <>
            { algorithms(state, lang, link) }
            { proxies(state, lang, link) }
            { check("own-ipv6", state.group_ipv6, Msg::GroupIpv6, [words::GROUP_IPV6, words::GROUP_IPV6_HINT]) }
            { check("own-compare", state.compare, Msg::Compare, [words::COMPARE, words::COMPARE_HINT]) }
        </>
    };
    let asking = Asking {
        missing: state.request().err().map(|missing| sentence(missing).of(lang).to_owned()),
        working: state.task.stage.is_working(),
        run: link.callback(|_| Msg::Run),
        cancel: link.callback(|_| Msg::Cancel),
    };
    question_part("own-how-title", words::QUESTION.of(lang), lang, fields, asking)
}

/// What is missing, and so what to do next.
const fn sentence(missing: Missing) -> Text {
    match missing {
        Missing::Rules => words::NO_RULES_YET,
        Missing::Mending => words::MEND_RULES,
        Missing::Log => words::NO_LOG_YET,
        Missing::OtherLog => words::OTHER_LOG,
        Missing::Proxies => words::WRONG_PROXIES,
    }
}

fn algorithms(state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    let hint = algorithm(state.algorithm.name()).map(|named| named.help.of(lang));
    let field = Field { id: "own-algorithm", label: words::ALGORITHM.of(lang), hint };
    let options = Algorithm::ALL.into_iter().filter_map(|one| {
        Some(option(one.name(), algorithm(one.name())?.name.of(lang), state.algorithm == one))
    });
    let on = link.batch_callback(|name: String| Algorithm::parse(&name).ok().map(Msg::Algorithm));
    select(&field, options, on)
}

fn proxies(state: &State, lang: Language, link: &Scope<AccessLog>) -> Html {
    let field =
        Field { id: "own-proxies", label: words::PROXIES.of(lang), hint: Some(words::PROXIES_HINT.of(lang)) };
    let wrong = state.proxies.trim().parse::<u8>().is_err().then(|| words::WRONG_PROXIES.of(lang));
    number(&field, (0, u8::MAX.into()), &state.proxies, wrong, link.callback(Msg::Proxies))
}
