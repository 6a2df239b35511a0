//! The page: one component that holds the player and turns what the reader does into changes of it.
//!
//! ```text
//!   reader ─► Msg ─► update ─► Player ─► view (structure, as often as it changes)
//!                                  └───► paint (what moves, each frame, straight to the canvas)
//! ```

mod adjust;
mod asking;
mod charts;
mod command_line;
mod console;
mod curve;
mod cuts;
mod dialog;
mod embed;
mod follow;
mod frame;
mod header;
mod inspect;
mod judged;
mod keyboard;
mod landing;
mod late;
mod legend;
mod network;
mod panel;
mod parameter;
mod parts;
mod share;
mod sides;
mod stage;
mod step_table;
mod surroundings;
mod table;
mod timeline;
mod transcript;
mod update;
mod words;

use crate::command_line::History;
use crate::document;
use crate::picture::{Dot, Picture, Theme, Thing};
use crate::player::{Player, Tab, View};
use crate::text::{Language, Preference};
use snowglobe_core::sim::{Nanos, Record};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

/// What is open over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Ways to share the moment.
    Share,
    /// The keys.
    Help,
    /// Finding an action or a chapter by name.
    Find,
}

/// A sentence shown for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub wrong: bool,
}

/// What can happen to the page.
pub enum Msg {
    /// The browser is about to draw; its clock in milliseconds.
    Frame(f64),
    /// The address changed.
    AddressChanged,
    /// The stage may have another size.
    Resized,
    /// The reader prefers another theme or less motion.
    PreferencesChanged,
    /// A key was pressed.
    Key(KeyboardEvent),
    /// Play or pause.
    Toggle,
    /// Another chapter, by its system.
    Chapter(&'static str),
    /// The program of that chapter cannot be had.
    ChapterLost,
    /// One step on.
    Forward,
    /// One step back.
    Back,
    /// To the beginning.
    ToStart,
    /// To a time.
    Seek(Nanos),
    /// To a part of the whole run.
    SeekPart(f64),
    /// Another speed, by index.
    Speed(usize),
    /// Another view.
    Show(View),
    /// Another tab.
    Open(Tab),
    /// Another branch.
    Branch(usize),
    /// Another branch beside the one shown, or none.
    Beside,
    /// This branch beside the one shown.
    Compare(usize),
    /// The branch beside the one shown is acted on from now on.
    Swap,
    /// Something is selected, or nothing.
    Select(Option<Thing>),
    /// A thing is looked up by what was typed.
    FindThing(String),
    /// The run up to the moment shown is held to what clients are promised.
    Judge,
    /// A place on the stage was chosen, pixels.
    Pick(f32, f32),
    /// The pointer is over something, or nothing.
    Hover(Option<Thing>),
    /// An action in its textual form.
    Act(String),
    /// A branch without one action.
    Without(usize),
    /// A storm.
    Shake,
    /// A parameter, by index, becomes this text.
    Set(usize, String),
    /// Another seed.
    Seed(String),
    /// A fresh seed.
    FreshSeed,
    /// Everything as it was at first.
    Reset,
    /// A step of the lesson.
    Lesson(usize),
    /// A guess at the question of the step.
    Guess(usize),
    /// The moment that the step at hand tells about.
    Told,
    /// The other language.
    Language(Language),
    /// The other theme.
    Theme,
    /// Open or close something over the page.
    Dialog(Option<Dialog>),
    /// What is typed into the action line.
    Draft(String),
    /// What is looked for.
    Query(String),
    /// What is being typed for a parameter, by its index, or for the seed.
    Typing(Option<usize>, String),
    /// Something to share was copied or downloaded, or not.
    Shared(Notice),
    /// A file is made of the moment shown, and handed out: by whom, and which of them.
    Save(fn(&App, &Player, usize) -> Notice, usize),
    /// A sentence has been shown long enough.
    Forget,
    /// A range of time begins or ends here, for the diagram to copy.
    Mark,
    /// The transcript opens or closes.
    Transcript,
    /// The legend opens or closes.
    Legend,
    /// The line for commands is to be written in.
    Write,
    /// What is loaded late is there, or it did not come.
    Arrived(Result<&'static late::Late, late::Lost>),
}

/// The page.
pub struct App {
    player: Option<Player>,
    /// The chapter whose desk for own data is shown, if one is.
    own_data: Option<&'static str>,
    /// Another program is on its way: what the address asks for stays there.
    leaving: bool,
    language: Language,
    preference: Preference,
    theme: Theme,
    theme_chosen: bool,
    motion: bool,
    embed: bool,
    size: (f32, f32),
    dialog: Option<Dialog>,
    notice: Option<Notice>,
    /// When it says nothing more, in the time of the run.
    told_until: Nanos,
    hovered: Option<Thing>,
    draft: String,
    history: Rc<RefCell<History>>,
    query: String,
    /// What was typed for a setting, by its index, or for the seed, and could not be taken.
    refused: parameter::AllRefused,
    marked: Option<Nanos>,
    transcript: bool,
    legend: legend::Legend,
    /// The line for commands is to have the focus.
    to_write: bool,
    /// The run is to be judged.
    to_judge: bool,
    /// What the panel showed last.
    contents: Option<panel::Contents>,
    picture: Rc<Picture>,
    second: sides::Second,
    flowing: frame::Flowing,
    dots: Vec<Dot>,
    stage: NodeRef,
    canvas: NodeRef,
    head: NodeRef,
    clock: NodeRef,
    dialog_box: NodeRef,
    opener: Option<web_sys::HtmlElement>,
    records: Vec<Record>,
    told: Vec<Record>,
    /// What was found of the promises to clients.
    judged: Option<judged::Verdicts>,
    last_frame: f64,
    last_view: f64,
    /// What stands still was drawn with the last frame, and is not in the page yet.
    redrawn: bool,
    /// Milliseconds that painting took last.
    painting: f64,
    awaiting: bool,
    on_frame: Option<Closure<dyn FnMut(f64)>>,
    surroundings: Option<surroundings::Surroundings>,
    late: Option<&'static late::Late>,
    fetching: Cell<late::Fetching>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let (language, theme) = document::chosen();
        let mut app = Self {
            player: None,
            own_data: None,
            leaving: false,
            language: language.unwrap_or_else(document::language),
            preference: language.map_or(Preference::Reader, Preference::Chosen),
            theme: theme.unwrap_or_else(document::theme),
            theme_chosen: theme.is_some(),
            motion: surroundings::motion(),
            embed: false,
            size: (676.0, 560.0),
            dialog: None,
            notice: None,
            told_until: Nanos::MAX,
            hovered: None,
            draft: String::new(),
            history: Rc::default(),
            query: String::new(),
            refused: parameter::AllRefused::default(),
            marked: None,
            transcript: false,
            legend: legend::Legend::default(),
            to_write: false,
            to_judge: false,
            contents: None,
            picture: Rc::new(Picture::default()),
            second: sides::Second::default(),
            flowing: frame::Flowing::default(),
            dots: Vec::new(),
            stage: NodeRef::default(),
            canvas: NodeRef::default(),
            head: NodeRef::default(),
            clock: NodeRef::default(),
            dialog_box: NodeRef::default(),
            opener: None,
            records: Vec::new(),
            told: Vec::new(),
            judged: None,
            last_frame: 0.0,
            last_view: 0.0,
            redrawn: false,
            painting: 0.0,
            awaiting: false,
            on_frame: None,
            surroundings: None,
            late: late::at_first(),
            fetching: Cell::default(),
        };
        app.open_address();
        app.surroundings = Some(surroundings::Surroundings::listen(ctx.link()));
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.handle(ctx, msg)
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        match (&self.player, self.embed) {
            (Some(player), true) => self.view_embed(link, player),
            (Some(player), false) => self.view_player(link, player),
            (None, _) => {
                self.own_data.map_or_else(|| self.view_landing(link), |system| self.view_desk(link, system))
            }
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        document::announce((self.language, self.preference), self.theme, self.theme_chosen, self.title());
        if let (Some(surroundings), Some(stage)) = (&mut self.surroundings, self.stage.cast()) {
            surroundings.watch_size(stage);
        }
        self.move_focus();
        if panel::turns(&mut self.contents, self.player.as_ref().map(panel::Contents::of)) {
            panel::to_top();
        }
        self.focus_console();
        self.paint();
        self.request_frame(ctx);
        self.fetch_late(ctx.link());
        if first || self.embed {
            surroundings::tell_height();
        }
    }
}

impl App {
    /// A text in the reader's language.
    fn say(&self, text: crate::text::Text) -> &'static str {
        text.of(self.language)
    }

    fn view_player(&self, link: &yew::html::Scope<Self>, player: &Player) -> Html {
        html! {
            <div class="page">
                <a class="skip" href="#stage">{ self.say(words::SKIP) }</a>
                { self.view_header(link, Some(player)) }
                <div class="middle">
                    { self.view_chapters(Some(player.globe.system())) }
                    <main class="work" id="stage">
                        { self.view_views(link, player) }
                        { self.view_stage(link, player) }
                        <p class="unseen" role="status">{ self.told_sides(player) }</p>
                    </main>
                    <aside class="panel" aria-label={self.say(words::PANEL)}>
                        { self.view_tabs(link, player) }
                        <div class="panel-body" id="panel" role="tabpanel" tabindex="0"
                            aria-labelledby={Self::tab_id(player.tab)}>
                            { self.view_panel(link, player) }
                        </div>
                    </aside>
                </div>
                { self.view_timeline(link, player) }
                if self.dialog.is_some() {
                    { self.view_late(link, player, |late| late.dialog) }
                }
                { self.view_notice(link) }
            </div>
        }
    }

    /// The desk for own data, in a program that has it.
    fn view_desk(&self, link: &yew::html::Scope<Self>, system: &'static str) -> Html {
        #[cfg(feature = "own-data")]
        {
            let language = self.other_language();
            html! {
                <crate::own_data::desk::Desk {system} lang={self.language} theme={self.theme}
                    on_language={link.callback(move |()| Msg::Language(language))} on_theme={link.callback(|()| Msg::Theme)} />
            }
        }
        #[cfg(not(feature = "own-data"))]
        {
            let _ = system;
            self.view_landing(link)
        }
    }

    fn view_panel(&self, link: &yew::html::Scope<Self>, player: &Player) -> Html {
        match player.tab {
            Tab::Follow => self.view_follow(link, player),
            Tab::Adjust => self.view_late(link, player, |late| late.adjust),
            Tab::Inspect => self.view_late(link, player, |late| late.inspect),
        }
    }

    fn canvas(&self) -> Option<HtmlCanvasElement> {
        self.canvas.cast::<HtmlCanvasElement>()
    }
}
