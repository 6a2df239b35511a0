//! What clients were promised, and whether the run at hand kept it: asked for by a button, with the way to the moment at
//! which it did not.

use super::{App, Msg, words};
use crate::player::{Player, Tab, View};
use crate::scenes::{Details, Judged};
use crate::text::Language;
use crate::text::number::duration;
use crate::text::template;
use crate::text::vocabulary::explained;
use snowglobe_core::scenario::{Moment, Range, Scenario};
use yew::html::Scope;
use yew::prelude::*;

/// Verdicts on a run, up to a moment of it.
pub(super) struct Verdicts {
    scenario: Scenario,
    moment: Moment,
    language: Language,
    all: Vec<Judged>,
    again: Option<Again>,
}

/// The setting by which it may be done better: its index, its value, and how that is said.
struct Again {
    index: usize,
    value: String,
    said: String,
}

impl Again {
    fn of(player: &Player, details: &dyn Details, language: Language) -> Option<Self> {
        let (name, value) = details.remedy(&*player.globe)?;
        let index = player.globe.parameters().iter().position(|parameter| parameter.name == name)?;
        let words = explained(player.globe.system());
        let named = words.parameter(name)?.name.of(language);
        let (value, said) = match player.globe.parameters().get(index)?.range {
            Range::Choice(names) => {
                let choice = *names.get(usize::try_from(value).ok()?)?;
                let chosen = words.choice(name, choice)?.name.of(language);
                let said = match choice {
                    "yes" => named.to_owned(),
                    "no" => format!("{named} {chosen}"),
                    _ => chosen.to_owned(),
                };
                (choice.to_owned(), said)
            }
            _ => (value.to_string(), format!("{named}={value}")),
        };
        let said = template::fill(words::AGAIN_WITH, language, &[("", &said)]);
        Some(Self { index, value, said })
    }
}

impl Verdicts {
    /// On the run that is played, up to the moment shown.
    pub(super) fn of(player: &Player, details: Option<&dyn Details>, language: Language) -> Self {
        let globe = &*player.globe;
        let all = details.map_or_else(Vec::new, |of| of.judge(globe, language));
        let broken = all.iter().any(|judged| judged.broken.is_some());
        let again = details.filter(|_| broken).and_then(|of| Again::of(player, of, language));
        Self { scenario: globe.scenario().clone(), moment: globe.moment(), language, all, again }
    }

    /// Whether they are on the branch that is played, and can be read.
    fn is_of(&self, player: &Player, language: Language) -> bool {
        let globe = &*player.globe;
        let branch = self.moment.timeline == globe.moment().timeline;
        branch && self.language == language && self.scenario == *globe.scenario()
    }
}

impl App {
    /// Judges the run that an address asks to have judged: now, or as soon as the judge is there. What is broken first is
    /// shown.
    pub(super) fn judge_at_once(&mut self, wanted: bool) {
        self.to_judge = wanted;
        let (Some(player), Some(late)) = (self.player.as_mut().filter(|_| wanted), self.late) else { return };
        self.to_judge = false;
        player.tab = Tab::Inspect;
        let verdicts = (late.judge)(player, self.language);
        player.selected =
            verdicts.all.iter().find_map(|judged| judged.broken.as_ref()).map(|(_, thing, _)| thing.clone());
        self.judged = Some(verdicts);
    }

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
        let again = verdicts.and_then(|verdicts| verdicts.again.as_ref()).map(|again| {
            let (index, value) = (again.index, again.value.clone());
            let set = move |_| vec![Msg::Set(index, value.clone()), Msg::Judge];
            html! { <button type="button" class="button again" onclick={link.batch_callback(set)}>{ again.said.clone() }</button> }
        });
        html! {
            <>
                <h3>{ self.say(words::PROMISES) }</h3>
                if let Some(verdicts) = verdicts {
                    <p class="hint">{ self.say(words::JUDGED_UNTIL).replace("{}", &duration(verdicts.moment.at, self.language)) }</p>
                    <dl class="entries judged">{ for verdicts.all.iter().map(row) }</dl>
                } else {
                    <p class="hint">{ self.say(words::PROMISES_HINT) }</p>
                }
                <p class="row wrap"><button type="button" class="button judge" onclick={link.callback(|_| Msg::Judge)}>
                    { self.say(words::JUDGE) }</button>{ for again }</p>
            </>
        }
    }
}
