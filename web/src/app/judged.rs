//! What clients were promised, and whether the run at hand kept it: asked for by a button, with the way to the moment at
//! which it did not.

use super::{App, Msg, words};
use crate::player::{Player, View};
use crate::scenes::{Details, Judged};
use crate::text::Language;
use crate::text::number::duration;
use snowglobe_core::scenario::{Moment, Scenario};
use yew::html::Scope;
use yew::prelude::*;

/// Verdicts on a run, up to a moment of it.
pub(super) struct Verdicts {
    scenario: Scenario,
    moment: Moment,
    language: Language,
    all: Vec<Judged>,
}

impl Verdicts {
    /// On the run that is played, up to the moment shown.
    pub(super) fn of(player: &Player, details: Option<&dyn Details>, language: Language) -> Self {
        let globe = &*player.globe;
        let all = details.map_or_else(Vec::new, |of| of.judge(globe, language));
        Self { scenario: globe.scenario().clone(), moment: globe.moment(), language, all }
    }

    /// Whether they are on the branch that is played, and can be read.
    fn is_of(&self, player: &Player, language: Language) -> bool {
        let globe = &*player.globe;
        let branch = self.moment.timeline == globe.moment().timeline;
        branch && self.language == language && self.scenario == *globe.scenario()
    }
}

impl App {
    /// What was promised to clients, and whether that was kept until the moment at which it was asked.
    pub(super) fn view_judged(&self, link: &Scope<Self>, player: &Player) -> Html {
        let verdicts = self.judged.as_ref().filter(|verdicts| verdicts.is_of(player, self.language));
        let row = |judged: &Judged| {
            let found = match &judged.broken {
                None => html! { { judged.found.clone() } },
                Some((at, thing, said)) => {
                    let (at, thing) = (*at, thing.clone());
                    let go = link.clone();
                    let go = Callback::from(move |_: MouseEvent| {
                        go.send_message_batch(vec![
                            Msg::Seek(at),
                            Msg::Show(View::History),
                            Msg::Select(Some(thing.clone())),
                        ]);
                    });
                    html! {
                        <><strong class="broken">{ judged.found.clone() }</strong>{ format!(" · {said} ") }
                        <button type="button" class="button small" onclick={go}>{ self.say(words::GO_THERE) }</button></>
                    }
                }
            };
            html! { <><dt>{ self.say(judged.promise) }</dt><dd>{ found }</dd></> }
        };
        html! {
            <>
                <h3>{ self.say(words::PROMISES) }</h3>
                if let Some(verdicts) = verdicts {
                    <p class="hint">{ self.say(words::JUDGED_UNTIL).replace("{}", &duration(verdicts.moment.at, self.language)) }</p>
                    <dl class="entries judged">{ for verdicts.all.iter().map(row) }</dl>
                } else {
                    <p class="hint">{ self.say(words::PROMISES_HINT) }</p>
                }
                <p class="row"><button type="button" class="button judge" onclick={link.callback(|_| Msg::Judge)}>
                    { self.say(words::JUDGE) }</button></p>
            </>
        }
    }
}
