//! Lessons: what to do, where to look, what to say, and what must hold for it to be true.
//!
//! A lesson is data. Each of its steps is a whole scenario, so that any step can be opened, linked
//! and tested alone. What the text says in numbers is read from the run:
//!
//! ```text
//!   step "a-server-joins"                 the run at the first moment after "join s4" at which
//!     do    2s join s4                      answers_since_change > 300
//!     until answers_since_change > 300      ┌───────────────────────────────────┐
//!     ask   choices keys/4, keys/5          │ keys 10,000  moved_keys 1,982 …   │
//!     body  "{server s4:은/는} 키 {moved_keys}개를 …" ── filled from these values
//!     expect 0.15 < moved_share < 0.25   ── tested against them
//! ```
//!
//! The order is that of predict, observe, explain (White and Gunstone, "Probing Understanding",
//! 1992): the question comes first, then the run answers, then the words.

mod data;
mod error;
pub mod expression;
mod step;
mod table;
mod telling;

pub use data::{Act, Ask, Bilingual, Head, Lesson, Show, Step, Table, Words};
pub use error::LessonError;
pub use table::{Cell, Filling};
pub use telling::{Choice, Telling};

use crate::text::Language;

/// What the build script made of the lesson on `$system`: the file of that ending, or returns `None`.
macro_rules! built {
    ($system:expr, $ending:literal) => {{
        let bytes: &[u8] = match $system {
            #[cfg(feature = "cache")]
            "cache" => include_bytes!(concat!(env!("OUT_DIR"), "/cache", $ending)),
            #[cfg(feature = "gateway")]
            "gateway" => include_bytes!(concat!(env!("OUT_DIR"), "/gateway", $ending)),
            #[cfg(feature = "storage")]
            "storage" => include_bytes!(concat!(env!("OUT_DIR"), "/storage", $ending)),
            #[cfg(feature = "kv")]
            "kv" => include_bytes!(concat!(env!("OUT_DIR"), "/kv", $ending)),
            _ => return None,
        };
        postcard::from_bytes(bytes).ok()
    }};
}

/// The lesson on a system; `None` if there is none. Cost: decodes it anew each time, some tens of
/// kilobytes.
#[must_use]
pub fn lesson(system: &str) -> Option<Lesson> {
    built!(system, ".lesson")
}

/// The table of a step of it, if it has one.
#[must_use]
pub fn table(system: &str, step: &str) -> Option<Table> {
    let tables: Vec<(String, Table)> = built!(system, ".tables")?;
    tables.into_iter().find(|(id, _)| id == step).map(|(_, table)| table)
}

/// The text of `$type` in one language.
macro_rules! spoken {
    ($($type:ty),+) => {$(
        impl $type {
            /// The text in one language, placeholders unfilled.
            #[must_use]
            pub fn of(&self, language: Language) -> &str {
                match language {
                    Language::Korean => &self.ko,
                    Language::English => &self.en,
                }
            }
        }
    )+};
}

spoken!(Bilingual, Ask, Head, Words);

impl Lesson {
    /// The index of the step of this id.
    #[must_use]
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.step.iter().position(|step| step.id == id)
    }
}
