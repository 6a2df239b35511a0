//! What is known of one call, for the inspector and for the space-time diagram.

use super::bars::{ending, ending_name, told};
use super::{name, selected_calls, shown_by, thing, words};
use crate::picture::Thing;
use crate::scenes::Entry;
use crate::text::Language;
use crate::text::number::moment;
use crate::views::Request;
use snowglobe_core::sim::World;
use snowglobe_core::systems::kv::{self, CallId, Kv};

pub(in crate::scenes::kv) fn entries(world: &World<Kv>, place: &str, language: Language) -> Vec<Entry> {
    let found = selected_calls(world, Some(&Thing::Call(place.to_owned()))).first().copied();
    let Some((id, call)) = found.and_then(|id| Some((id, kv::call(world, id)?))) else { return Vec::new() };
    let say = |name, value: String| Entry::new(name, value, language);
    let key = world.system().key_name(call.key.id);
    let mut entries = vec![
        say(words::ASKED, told(world, call, language)),
        Entry::node(words::ASKED_BY, name(world, id.client.0), language),
        Entry { thing: Some(Thing::Key(call.key.id)), ..say(words::ASKED_KEY, key) },
        say(words::STATE, ending_name(ending(call)).of(language).to_owned()),
        say(words::ASKED_AT, moment(call.called, language)),
    ];
    let Some((at, _)) = &call.ended else { return entries };
    entries.push(say(words::ENDED_AT, moment(*at, language)));
    let Some(finding) = kv::findings(world, *at).into_iter().find(|finding| finding.read == id) else {
        return entries;
    };
    for (wrong, what) in [
        (finding.verdict.lost_own, words::LOST_OWN),
        (finding.verdict.went_back, words::WENT_BACK),
        (finding.stale, words::STALE_READ),
    ] {
        if wrong {
            entries.push(say(words::WRONG, what.of(language).to_owned()));
        }
    }
    if let Some((against, missed)) = finding.against.and_then(|id| Some((id, kv::call(world, id)?))) {
        let said = format!("{} {}", name(world, against.client.0), told(world, missed, language));
        entries.push(Entry { thing: Some(thing(world, against)), ..say(words::AGAINST, said) });
    }
    entries
}

/// The call that is chosen, and then those that show what is wrong with it.
pub(in crate::scenes::kv) fn requests(world: &World<Kv>, chosen: &Thing, language: Language) -> Vec<Request> {
    let shown = shown_by(world, selected_calls(world, Some(chosen)));
    let request = |(at, id): (usize, &CallId)| {
        let call = kv::call(world, *id)?;
        let text = told(world, call, language);
        let ended = call.ended.as_ref().map(|(at, _)| *at);
        let thing = if at == 0 { chosen.clone() } else { thing(world, *id) };
        let broken = at == 0 && shown.len() > 1 && call.ended.is_some();
        Some(Request { node: id.client, called: call.called, ended, text, broken, thing })
    };
    shown.iter().enumerate().filter_map(request).collect()
}
