//! Scenes: how each system looks. A scene reads the run at the moment shown and nothing else.

#[cfg(feature = "cache")]
pub mod cache;
#[cfg(any(feature = "cache", feature = "kv"))]
mod circle;
#[cfg(any(feature = "storage", feature = "kv"))]
mod engine;
mod entry;
mod flow;
#[cfg(feature = "gateway")]
pub mod gateway;
#[cfg(feature = "kv")]
pub mod kv;
pub mod legend;
mod marks;
#[cfg(feature = "storage")]
pub mod storage;
#[cfg(test)]
pub(crate) mod testing;
mod upkeep;

pub use entry::{Entry, Place};
pub use legend::Meaning;

use crate::picture::animated::Motion;
use crate::picture::{Dot, Mark, Picture, Thing, Token};
use crate::player::{DEFAULT_SPEED, View};
use crate::text::{Language, Text};
use crate::views::{Held, Request, Wording};
use snowglobe_core::sim::{Globe, Label, Nanos, Record, Resident, Role, SECOND};
use std::rc::Rc;

/// What the step of a lesson that is at hand is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// The fact that its question is about.
    pub fact: Option<String>,
    /// The first node that it points at.
    pub node: Option<String>,
}

/// Where and how a scene is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Width of the stage, pixels.
    pub width: f32,
    /// Height of the stage, pixels.
    pub height: f32,
    /// The reader's language.
    pub language: Language,
    /// Virtual time for which a change stays lit.
    pub flash: Nanos,
    /// Whether things may move; if not, a message is drawn half-way.
    pub motion: bool,
    /// The key that is selected, if one is.
    pub watched: Option<u32>,
    /// Beside another picture of the same time: since when that shows it.
    pub since: Option<Nanos>,
    /// What the step at hand is about, if there is one.
    pub subject: Option<Rc<Subject>>,
}

/// A table view: a row for each thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Headings; the first column names the row.
    pub columns: Vec<String>,
    /// Rows: the thing, its name, and the other cells.
    pub rows: Vec<(Thing, String, Vec<String>)>,
}

/// The share chart: who has how much of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// What the bars stand for: the headings of name, count and share.
    pub columns: [Text; 3],
    /// The bars.
    pub bars: Vec<Bar>,
    /// Facts told under them, by name.
    pub facts: &'static [&'static str],
}

/// One bar of the share chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Whose it is.
    pub name: String,
    /// Its colour.
    pub token: Token,
    /// How many.
    pub count: u64,
    /// Part of the whole.
    pub share: f64,
    /// Part that would be even, or is meant to be, if any is.
    pub even: Option<f64>,
}

/// Finding a thing by a name that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finder {
    /// What can be found.
    pub label: Text,
    /// An example of what to type.
    pub example: &'static str,
}

/// Something that can be done, as a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What the button says.
    pub label: Text,
    /// The action in its textual form.
    pub action: String,
}

/// What a judge says of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What was promised.
    pub promise: Text,
    /// What was found of it.
    pub found: String,
    /// Where it was broken, if it was: when, what shows it, and what that is called.
    pub broken: Option<(Nanos, Thing, String)>,
}

/// A series as a line chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// A gauge, by its index in the series, against its own maximum.
    Gauge(Text, usize),
    /// The part that one counter has of itself and another, over a while.
    Part(Text, usize, usize),
    /// How much a counter rises in a second, over a while, against the most that it does.
    Rate(Text, usize),
}

/// A file that a run can be taken along as.
#[derive(Clone, Copy, Debug)]
pub struct Export {
    /// What it is.
    pub label: Text,
    /// The name of the file.
    pub file: &'static str,
    /// Its media type.
    pub kind: &'static str,
    /// What is in it, up to the moment shown.
    pub text: fn(&dyn Globe) -> String,
}

/// A while of virtual time as an animation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// From when.
    pub from: Nanos,
    /// Until when.
    pub to: Nanos,
    /// How long it is watched.
    pub seconds: f32,
}

/// How one system looks.
pub trait Scene {
    /// The views of it, in the order of their tabs.
    fn views(&self) -> &'static [View];
    /// How long a message is under way, about.
    fn hop(&self) -> Nanos {
        SECOND / 100
    }
    /// How many times slower than others it is watched: for what takes microseconds.
    fn slow_motion(&self) -> u64 {
        1
    }
    /// The speed at which a hop takes about a second, an index of [`SPEEDS`](crate::player::SPEEDS).
    fn usual_speed(&self) -> usize {
        DEFAULT_SPEED
    }
    /// What stands still on the stage.
    fn still(&self, globe: &dyn Globe, frame: &Frame) -> Picture;
    /// What is drawn over it for a selected thing.
    fn highlight(&self, globe: &dyn Globe, thing: &Thing, frame: &Frame) -> Vec<Mark>;
    /// What moves on it.
    fn moving(&self, globe: &mut dyn Globe, frame: &Frame, selected: Option<&Thing>, out: &mut Vec<Dot>);
    /// Who has how much of what matters here.
    fn shares(&self, globe: &dyn Globe) -> Shares;
    /// Whether there is a legend for its topology, see [`Details::meanings`].
    fn has_legend(&self) -> bool {
        false
    }
}

/// What of a scene is wanted only when a reader asks for it: in the page it is loaded then, see [`late`](crate::app::late).
pub trait Details {
    /// What its records say; the run knows what a reader has named.
    fn wording(&self, globe: &dyn Globe, language: Language) -> Box<dyn Wording>;
    /// The messages of a stretch of time as motions, for an animation.
    fn motions(&self, globe: &dyn Globe, records: &[Record], frame: &Frame, stretch: Stretch) -> Vec<Motion>;
    /// What is on the stage in a view that only some scenes have; nothing in any other.
    fn drawn(&self, view: View, globe: &dyn Globe, selected: Option<&Thing>, frame: &Frame) -> Picture {
        let _ = (view, globe, selected);
        Picture { width: frame.width, height: frame.height, ..Picture::default() }
    }
    /// What the signs of the topology mean; the legend names those that are on it.
    fn meanings(&self) -> &'static [Meaning] {
        &[]
    }
    /// Since when such a view shows time, if it would show more or less of it in another run: two side by side have one
    /// axis.
    fn since(&self, view: View, globe: &dyn Globe, frame: &Frame) -> Option<Nanos> {
        let _ = (view, globe, frame);
        None
    }
    /// Files of what is known of the run, for other programs.
    fn exports(&self) -> &'static [Export] {
        &[]
    }
    /// The table view.
    fn table(&self, globe: &dyn Globe, language: Language) -> Table;
    /// What is known of a thing.
    fn inspect(&self, globe: &dyn Globe, thing: &Thing, language: Language) -> Vec<Entry>;
    /// Things that can be found by typing, if any.
    fn finder(&self) -> Option<Finder>;
    /// What people call a key.
    fn key_name(&self, globe: &dyn Globe, key: u32) -> String {
        let _ = globe;
        format!("key-{key}")
    }
    /// Keys that are known by name, those that a reader has named first.
    fn keys(&self, globe: &dyn Globe) -> Vec<String> {
        let _ = globe;
        Vec::new()
    }
    /// The thing that was typed, or a sentence on what can be.
    ///
    /// # Errors
    /// The sentence.
    fn find(&self, globe: &dyn Globe, typed: &str, language: Language) -> Result<Thing, String>;
    /// What nodes have of a thing at the moment shown, for the space-time diagram.
    fn held(&self, globe: &dyn Globe, thing: &Thing, language: Language) -> Vec<Held> {
        let _ = (globe, thing, language);
        Vec::new()
    }
    /// What the cards of that say, in a sentence.
    fn held_told(&self, globe: &dyn Globe, language: Language) -> &'static str {
        let _ = (globe, language);
        ""
    }
    /// The thing that a message is about.
    fn about(&self, label: Label) -> Option<Thing> {
        let _ = label;
        None
    }
    /// What a thing stands for of what clients asked, and what shows what is wrong with it, for the space-time diagram.
    fn requests(&self, globe: &dyn Globe, thing: &Thing, language: Language) -> Vec<Request> {
        let _ = (globe, thing, language);
        Vec::new()
    }
    /// Whether there are promises to clients that a run can be held to.
    fn judges(&self) -> bool {
        false
    }
    /// Holds the run up to the moment shown to each of them. Bounded, but not for every frame.
    fn judge(&self, globe: &dyn Globe, language: Language) -> Vec<Judged> {
        let _ = (globe, language);
        Vec::new()
    }
    /// The parameter, and its value, with which a promise that was broken may be kept, when the run is done again.
    fn remedy(&self, globe: &dyn Globe) -> Option<(&'static str, u64)> {
        let _ = globe;
        None
    }
    /// Whether events have their vector clocks beside them in the space-time diagram: where what could be known of what
    /// is the subject.
    fn shows_clocks(&self) -> bool {
        false
    }
    /// The view in which more of a thing is to be seen, if there is one.
    fn inside(&self, thing: &Thing) -> Option<View> {
        let _ = thing;
        None
    }
    /// Facts by which branches are compared, by name.
    fn compared(&self) -> &'static [&'static str];
    /// The series worth a chart.
    fn charts(&self) -> &'static [Chart];
    /// The parameters by group, in the order in which people look for them.
    fn groups(&self) -> &'static [(Text, &'static [&'static str])];
    /// What is often believed of parameters as they are set, and the step of the lesson at which one sees whether it is so;
    /// told with the first group.
    fn belief(&self, globe: &dyn Globe) -> Option<(Text, &'static str)> {
        let _ = globe;
        None
    }
    /// Why a parameter changes nothing as the others are set; `None` if it does.
    fn idle(&self, globe: &dyn Globe, parameter: &str) -> Option<Text>;
    /// What can be done to a node now.
    fn actions(&self, globe: &dyn Globe, resident: &Resident) -> Vec<Action>;
    /// Whether nodes of a role are listed with what can be done to them.
    fn lists(&self, role: Role) -> bool {
        role == Role::Server
    }
    /// Whether clients can be told to put, get and delete a value that a reader chooses.
    fn asks(&self) -> bool {
        false
    }
    /// How one more server is added.
    fn grow(&self, globe: &dyn Globe) -> Option<Action>;
}

/// The scene of a system, if this program has it.
#[must_use]
pub fn scene(system: &str) -> Option<Box<dyn Scene>> {
    match system {
        #[cfg(feature = "cache")]
        "cache" => Some(Box::new(cache::CacheScene::default())),
        #[cfg(feature = "gateway")]
        "gateway" => Some(Box::new(gateway::GatewayScene)),
        #[cfg(feature = "storage")]
        "storage" => Some(Box::new(storage::StorageScene::default())),
        #[cfg(feature = "kv")]
        "kv" => Some(Box::new(kv::KvScene)),
        _ => None,
    }
}

/// The details of a system's scene, if this program has it.
#[must_use]
pub fn details(system: &str) -> Option<&'static dyn Details> {
    match system {
        #[cfg(feature = "cache")]
        "cache" => Some(&cache::CacheDetails),
        #[cfg(feature = "gateway")]
        "gateway" => Some(&gateway::GatewayDetails),
        #[cfg(feature = "storage")]
        "storage" => Some(&storage::StorageDetails),
        #[cfg(feature = "kv")]
        "kv" => Some(&kv::KvDetails),
        _ => None,
    }
}
