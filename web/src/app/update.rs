//! What each message does.

use super::frame::Renewal;
use super::parameter::{AllRefused, Refused};
use super::{App, Msg, Notice, surroundings, words};
use crate::document;
use crate::player::{Address, Player, Route, Tab};
use crate::text::errors::Told;
use crate::text::{Language, Preference, template};
use snowglobe_core::scenario::{Scenario, ScenarioError};
use snowglobe_core::sim::{Nanos, SECOND};
use yew::Context;

/// How long a storm goes on.
const STORM: Nanos = 3 * SECOND;

/// What is ahead on a branch before somebody acts there.
struct Ahead {
    branches: usize,
    actions: usize,
}

impl Ahead {
    fn of(player: &Player) -> Self {
        let (lanes, moment) = (player.globe.lanes(), player.globe.moment());
        let actions = lanes.get(moment.timeline as usize).map_or(&[][..], |lane| lane.actions);
        Self { branches: lanes.len(), actions: actions.iter().filter(|timed| timed.at > moment.at).count() }
    }

    /// What has become of it by an action; of a request while time stands still, how to see what comes of that.
    fn told(&self, player: &Player, action: &str, language: Language) -> Option<String> {
        let branches = player.globe.lanes().len();
        if branches > self.branches && self.actions > 0 {
            let words = [("n", &*branches.to_string()), ("k", &*self.actions.to_string())];
            return Some(template::fill(words::BRANCHED, language, &words));
        }
        let asks = matches!(action.split(' ').next(), Some("put" | "get" | "delete"));
        (asks && !player.playing).then(|| words::ASKED.of(language).to_owned())
    }
}

impl App {
    pub(super) fn handle(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.foresee(&msg);
        match msg {
            Msg::Frame(time) => {
                let renewal = self.take_frame(time);
                if self.player.as_ref().is_some_and(|player| player.globe.moment().at > self.told_until) {
                    self.told_until = Nanos::MAX;
                    self.notice.take_if(|notice| !notice.wrong);
                }
                self.request_frame(ctx);
                if matches!(renewal, Renewal::Both | Renewal::Picture) {
                    self.refresh();
                }
                return matches!(renewal, Renewal::Both | Renewal::Page);
            }
            Msg::AddressChanged => self.open_address(),
            Msg::Resized if !self.measure() => return false,
            Msg::Resized => {}
            Msg::PreferencesChanged => {
                self.motion = surroundings::motion();
                if !self.theme_chosen {
                    self.theme = document::theme();
                }
            }
            Msg::Arrived(late) => self.take_late(late),
            Msg::Key(event) => return self.on_key(ctx, &event),
            Msg::Language(language) => {
                self.language = language;
                self.preference = Preference::Chosen(language);
            }
            Msg::Theme => {
                use crate::picture::Theme;
                self.theme = if self.theme == Theme::Dark { Theme::Light } else { Theme::Dark };
                self.theme_chosen = true;
            }
            Msg::Dialog(dialog) => {
                self.dialog = dialog;
                self.notice = None;
                self.query.clear();
                if let (Some(_), Some(player)) = (dialog, &mut self.player) {
                    player.playing = false;
                }
            }
            Msg::Draft(draft) => self.draft = draft,
            Msg::Query(query) => self.query = query,
            Msg::Typing(index, typed) => {
                self.refused.insert(index, Refused { typed, reason: None });
            }
            Msg::Hover(thing) => self.hovered = thing,
            Msg::Shared(notice) => self.notice = Some(notice),
            Msg::Save(save, which) => {
                self.notice = self.player.as_ref().map(|player| save(self, player, which));
            }
            Msg::Forget => self.notice = None,
            // The change of the address opens it.
            Msg::Chapter(system) => document::go_to_hash(system),
            Msg::ChapterLost => {
                self.leaving = false;
                self.complain(words::CHAPTER_LOST.of(self.language).to_owned());
            }
            Msg::Transcript => self.transcript = !self.transcript,
            Msg::Legend => self.toggle_legend(),
            Msg::Write => self.open_console(),
            msg => self.play(msg),
        }
        self.refresh();
        if self.player.as_ref().is_some_and(|player| !player.playing) {
            self.write_address();
        }
        true
    }

    /// What concerns the run.
    fn play(&mut self, msg: Msg) {
        let goes_on = matches!(
            msg,
            Msg::Toggle | Msg::Forward | Msg::Back | Msg::ToStart | Msg::Seek(_) | Msg::SeekPart(_)
        );
        if goes_on {
            self.notice.take_if(|notice| !notice.wrong);
        }
        let Some(player) = &mut self.player else { return };
        match msg {
            Msg::Toggle => player.toggle(),
            Msg::Forward => player.step_forward(),
            Msg::Back => player.step_back(),
            Msg::ToStart => player.seek(0),
            Msg::Seek(time) => player.seek(time),
            Msg::SeekPart(part) => player.seek((player.globe.horizon() as f64 * part.clamp(0.0, 1.0)) as u64),
            Msg::Speed(speed) => player.speed = speed.min(crate::player::SPEEDS.len() - 1),
            Msg::Show(view) => player.view = view,
            Msg::Open(tab) => {
                player.tab = tab;
                self.notice = None;
            }
            Msg::Branch(branch) => {
                player.globe.switch_to(branch);
                player.forget_evidence();
            }
            Msg::Beside if player.globe.lanes().len() < 2 => {
                self.complain(words::ONE_BRANCH.of(self.language).to_owned())
            }
            Msg::Beside => player.toggle_beside(),
            Msg::Compare(branch) => player.globe.compare(Some(branch)),
            Msg::Swap => player.swap(),
            Msg::Pick(x, y) => {
                if let Some(thing) = self.message_at(x, y) {
                    self.play(Msg::Select(Some(thing)));
                }
            }
            Msg::FindThing(typed) => self.find(&typed),
            Msg::Judge => {
                let Some(late) = self.late else { return };
                self.judged = Some((late.judge)(player, self.language));
            }
            Msg::Select(thing) => {
                if thing.is_some() {
                    player.playing = false;
                    player.tab = Tab::Inspect;
                }
                player.selected = thing;
            }
            Msg::Mark => {
                let now = player.globe.moment().at;
                self.marked = if self.marked.is_none() { Some(now) } else { None };
            }
            Msg::Lesson(step) => {
                self.refused.clear();
                self.notice = None;
                self.go_to_lesson(step);
            }
            Msg::Guess(choice) => self.take_guess(choice),
            Msg::Told => self.go_to_told(),
            msg => self.change(msg),
        }
    }

    /// What changes the run itself.
    fn change(&mut self, msg: Msg) {
        let Some(player) = &mut self.player else { return };
        let language = self.language;
        let mut scenario = player.globe.scenario().clone();
        let ahead = Ahead::of(player);
        let mut said = None;
        let result = match msg {
            Msg::Act(text) => match player.act(&text) {
                Ok(()) => {
                    said = ahead.told(player, &text, language);
                    player.forget_evidence();
                    self.draft.clear();
                    Ok(())
                }
                Err(error) => Err(match self.late {
                    Some(late) => (late.refused)(&error, player, language),
                    None => error.told(language),
                }),
            },
            Msg::Without(action) => {
                player.forget_evidence();
                player.globe.without(action).map(|_| ()).map_err(|e| e.told(language))
            }
            Msg::Shake => {
                let shaken = player.globe.shake(surroundings::fresh_seed(), STORM);
                player.playing = shaken.is_ok();
                player.forget_evidence();
                return self.tell_storm(shaken.map_err(|error| error.told(language)));
            }
            Msg::Set(index, text) => {
                let mut settings = player.globe.settings().clone();
                let name = settings.parameters().get(index).map_or("", |parameter| parameter.name);
                let set = settings.set_named(name, text.trim());
                scenario.settings = settings.differences();
                let done = set.and_then(|()| player.rebuild(scenario)).map_err(|error| error.told(language));
                keep(&mut self.refused, Some(index), text, done)
            }
            Msg::Seed(text) => {
                let seed = text.trim().parse().map_err(|_| words::BAD_SEED.of(language).to_owned());
                let done = seed.and_then(|seed| {
                    scenario.seed = seed;
                    player.rebuild(scenario).map_err(|error| error.told(language))
                });
                keep(&mut self.refused, None, text, done)
            }
            Msg::FreshSeed => {
                self.refused.remove(&None);
                scenario.seed = surroundings::fresh_seed();
                player.rebuild(scenario).map_err(|error| error.told(language))
            }
            Msg::Reset => {
                self.refused.clear();
                let fresh = Scenario::new(player.globe.system(), scenario.seed);
                player.rebuild(fresh).map_err(|error| error.told(language))
            }
            _ => Ok(()),
        };
        let wrong = result.err().map(|text| Notice { text, wrong: true });
        self.notice = wrong.or(said.map(|text| Notice { text, wrong: false }));
    }

    /// Says how many actions a storm brought, or why there was none.
    fn tell_storm(&mut self, shaken: Result<(), String>) {
        let Some(player) = &self.player else { return };
        let lanes = player.globe.lanes();
        let moment = player.globe.moment();
        let actions = lanes.get(moment.timeline as usize).map(|lane| lane.actions).unwrap_or_default();
        let coming = actions.iter().filter(|timed| timed.at >= moment.at).count();
        let wrong = shaken.is_err();
        self.told_until = moment.at.saturating_add(STORM);
        let said = |()| words::SHAKEN.of(self.language).replace("{}", &coming.to_string());
        self.notice = Some(Notice { text: shaken.map_or_else(|error| error, said), wrong });
    }

    /// Selects what was typed, or says what can be.
    fn find(&mut self, typed: &str) {
        let Some(player) = &mut self.player else { return };
        let Some(late) = self.late else { return };
        match (late.find)(&*player.globe, typed, self.language) {
            Ok(thing) => player.selected = Some(thing),
            Err(sentence) => self.complain(sentence),
        }
    }

    /// Opens what the address asks for; what cannot be opened leaves what is there.
    pub(super) fn open_address(&mut self) {
        let (folder, query, hash) = surroundings::address();
        // The way past the header to the stage is no other place.
        if hash == "#stage" && self.player.is_some() {
            return;
        }
        let Address { route, embed, judged } = Address::read(&folder, &query, &hash);
        self.embed = embed;
        self.own_data = None;
        match route {
            Route::Contents => self.player = None,
            Route::OwnData(system) => {
                let here = cfg!(feature = "own-data");
                if here {
                    (self.player, self.own_data) = (None, Some(system));
                } else {
                    self.turn();
                }
            }
            Route::Chapter(system) => self.open_chapter(system, ""),
            Route::Step(system, step) => self.open_chapter(system, &step),
            Route::Moment(link) => match Player::open_link(*link) {
                Ok((player, preference)) => {
                    self.preference = preference;
                    if let Preference::Chosen(language) = preference {
                        self.language = language;
                    }
                    self.player = Some(player);
                    self.judge_at_once(judged);
                }
                Err(error) => self.elsewhere(&error),
            },
            Route::Broken(error) => self.complain(error.told(self.language)),
        }
        self.refresh();
    }

    /// Opens a chapter at a step of its lesson, or at the first if it has none of that name, and says so.
    fn open_chapter(&mut self, system: &'static str, step: &str) {
        match Player::open(Scenario::new(system, 7)) {
            Ok(player) => {
                let found = player.following.index_of(step);
                self.player = Some(player);
                self.notice = None;
                self.go_to_lesson(found.unwrap_or_default());
                if found.is_none() && !step.is_empty() {
                    self.complain(no_step(step, self.language));
                }
            }
            Err(error) => self.elsewhere(&error),
        }
    }

    /// Lets the program take over that has what the address asks for; false if there is none.
    fn turn(&mut self) -> bool {
        self.leaving = document::turn();
        self.leaving
    }

    /// What this program cannot open, that of another chapter may.
    fn elsewhere(&mut self, error: &ScenarioError) {
        if let ScenarioError::UnknownSystem(_) = error
            && self.turn()
        {
            return;
        }
        self.complain(error.told(self.language));
    }

    fn complain(&mut self, text: String) {
        self.notice = Some(Notice { text, wrong: true });
    }

    /// Puts the moment into the address.
    fn write_address(&self) {
        if let Some(player) = &self.player
            && !self.embed
            && !self.leaving
        {
            surroundings::replace_hash(&player.link(self.preference).encode());
        }
    }

    /// The title of the document.
    pub(super) fn title(&self) -> String {
        let chapter = self.player.as_ref().and_then(|player| crate::chapters::chapter(player.globe.system()));
        match chapter {
            Some(chapter) => format!("{} · Snowglobe", chapter.title.of(self.language)),
            None => "Snowglobe".to_owned(),
        }
    }

    /// The other language than the one shown.
    pub(super) fn other_language(&self) -> Language {
        match self.language {
            Language::Korean => Language::English,
            Language::English => Language::Korean,
        }
    }
}

/// That a chapter has no step of the name that an address gives; of a long name its beginning.
fn no_step(name: &str, language: Language) -> String {
    const MOST: usize = 40;
    let mut shown: String = name.chars().take(MOST).collect();
    if shown.len() < name.len() {
        shown.push('…');
    }
    words::NO_STEP.of(language).replace("{}", &shown)
}

/// Keeps what was typed in a field if it could not be taken, so that it can be mended.
fn keep(
    refused: &mut AllRefused,
    field: Option<usize>,
    text: String,
    done: Result<(), String>,
) -> Result<(), String> {
    match &done {
        Ok(()) => refused.remove(&field),
        Err(reason) => refused.insert(field, Refused { typed: text, reason: Some(reason.clone()) }),
    };
    done
}

#[cfg(test)]
mod tests;
