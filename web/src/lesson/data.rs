//! The shape of a lesson: what `static/lessons/*.toml` says and what the page carries.
//!
//! The build script reads the files through these very types and refuses what they do not know;
//! the page gets them as postcard. See `static/lessons/cache.toml` for a whole lesson.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text in both languages, with placeholders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Korean.
    pub ko: String,
    /// English.
    pub en: String,
}

/// A lesson on one system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// The system, by its name in the core.
    pub system: String,
    /// The chapter of the book.
    pub chapter: u8,
    /// Its title.
    pub title: Bilingual,
    /// What the model leaves out, so that nobody takes it for the world.
    pub model_leaves_out: Vec<Bilingual>,
    /// The steps in order.
    pub step: Vec<Step>,
}

/// One step: a whole scenario of its own, and what to say about one moment of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its stable name, unique in the lesson: lower-case letters and hyphens.
    pub id: String,
    /// The system; the build script copies it from the lesson.
    #[serde(default)]
    pub system: String,
    /// Its heading.
    pub title: Bilingual,
    /// Settings that differ from the defaults, by name, as the core reads them.
    #[serde(default)]
    pub settings: BTreeMap<String, String>,
    /// Seed of the run.
    pub seed: u64,
    /// What is done, in order of time.
    #[serde(default, rename = "do")]
    pub actions: Vec<Act>,
    /// The moment told about: a time such as `3s`, or the first moment at which this expression
    /// holds after the last action.
    pub until: String,
    /// Where a reader who is asked begins to watch, a time such as `1s`. If none is given, a second before the last action.
    #[serde(default)]
    pub begin: Option<String>,
    /// The key of the speed at which it should play, 1 to 9. If none is given, the slowest is taken at which nobody has
    /// to wait long.
    #[serde(default)]
    pub speed: Option<u8>,
    /// Which view of the stage shows it best.
    #[serde(default)]
    pub show: Show,
    /// What to point at, such as `node s4`.
    #[serde(default)]
    pub point: Vec<String>,
    /// The fact that its question is about, which stands large on the stage: `stale_reads`, say. If none is given, the scene
    /// chooses.
    #[serde(default)]
    pub headline: Option<String>,
    /// Values computed from those of the run, by name.
    #[serde(default, rename = "let")]
    pub named: BTreeMap<String, String>,
    /// The same run with some settings changed: its values are read as `name.fact`.
    #[serde(default)]
    pub compare: BTreeMap<String, BTreeMap<String, String>>,
    /// What is said before the question; always shown.
    #[serde(default)]
    pub lead: Option<Bilingual>,
    /// The question, answered before the body is shown.
    #[serde(default)]
    pub ask: Option<Ask>,
    /// What is to be understood.
    pub body: Bilingual,
    /// What must hold at the moment for all this to be true.
    pub expect: Vec<String>,
    /// Whether it has a [`Table`]. In the file that is written here; the build script puts it elsewhere, so that it need
    /// not be loaded before it is wanted.
    #[serde(default)]
    pub table: bool,
}

/// A table of a step, shown with its body: the same run with other settings in each place.
///
/// ```text
///   [step.table]   settings for all of it        what a cell says: cell    "{stale_share}"
///                    column  w = 1    w = 2      of two lines the second is small print
///     row   r = 1            a run    a run      what it is marked with: broken, kept
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What it shows.
    pub caption: Bilingual,
    /// Settings changed in all of its runs.
    #[serde(default)]
    pub settings: BTreeMap<String, String>,
    /// What is done in each of them, in place of what is done in the step.
    #[serde(default, rename = "do")]
    pub actions: Vec<Act>,
    /// The columns.
    pub column: Vec<Head>,
    /// The rows.
    pub row: Vec<Head>,
    /// What a cell says of its run when it has ended.
    pub cell: Bilingual,
    /// What else a cell says whose run breaks a promise.
    #[serde(default)]
    pub broken: Option<Words>,
    /// And one whose run must keep it.
    #[serde(default)]
    pub kept: Option<Words>,
    /// What must hold in every cell.
    pub expect: Vec<String>,
}

/// The head of a row or a column; of the values of runs it may name settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Korean.
    pub ko: String,
    /// English.
    pub en: String,
    /// Settings changed in its runs. Neighbours in a row whose settings are alike tell of one run.
    #[serde(default)]
    pub settings: BTreeMap<String, String>,
    /// What the cells of this column say, where it is not what all say.
    #[serde(default)]
    pub cell: Option<Bilingual>,
}

/// An action and its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// When, such as `2s`.
    pub at: String,
    /// What, in the core's textual form.
    pub action: String,
}

/// A view of the stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Show {
    /// Who is where and what is under way.
    #[default]
    Topology,
    /// Who said what to whom, over time.
    SpaceTime,
    /// Numbers of each server.
    Table,
    /// The same traffic dealt with in several ways.
    Lanes,
    /// The same work done by two engines.
    Compare,
    /// What is in a file.
    Bytes,
    /// What clients asked for, over time.
    History,
    /// The storage engine of a machine.
    Engine,
}

/// A question with its choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Korean.
    pub ko: String,
    /// English.
    pub en: String,
    /// Choices that are numbers: expressions. The right one is that nearest to `answer`.
    #[serde(default)]
    pub choices: Vec<String>,
    /// What the run says, an expression; with `choices` only.
    #[serde(default)]
    pub answer: String,
    /// How a choice that is a number is written, `{}` for the number, such as `{}배`.
    #[serde(default)]
    pub unit: Option<Bilingual>,
    /// Choices that are words. The right one is that whose condition holds.
    #[serde(default)]
    pub words: Vec<Words>,
}

/// A choice in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Korean.
    pub ko: String,
    /// English.
    pub en: String,
    /// When it is right.
    pub when: String,
}
