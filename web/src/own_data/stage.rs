//! How far the work on a file is, and how a panel tells it.
//!
//! ```
//! use snowglobe_web::own_data::stage::{Progress, Stage};
//!
//! let progress = Progress { done: 1, total: 4, count: 7 };
//! assert_eq!(progress.percent(), 25);
//! assert!(Stage::<u64, String>::Working(progress).is_working());
//! ```

use std::rc::Rc;

use yew::prelude::*;

use super::words::CANCELLED;
use crate::text::Language;

/// How much of a file was read in this pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read.
    pub done: u64,
    /// Bytes there are.
    pub total: u64,
    /// Keys, or lines, read.
    pub count: u64,
}

impl Progress {
    /// The part that is done, in whole percents.
    #[must_use]
    pub fn percent(&self) -> u64 {
        (self.done * 100).checked_div(self.total).unwrap_or(0)
    }
}

/// How far the work is that ends in a report or a failure.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stage<R, F> {
    /// Not begun.
    #[default]
    Idle,
    /// Under way.
    Working(Progress),
    /// Stopped by the reader.
    Cancelled,
    /// Done.
    Done(Rc<R>),
    /// Over without a result.
    Failed(F),
}

impl<R, F> Stage<R, F> {
    /// Whether the work is under way.
    #[must_use]
    pub const fn is_working(&self) -> bool {
        matches!(self, Self::Working(_))
    }

    /// The stage in words: those given for what differs between chapters.
    pub fn said(
        &self,
        lang: Language,
        working: impl FnOnce(&Progress) -> String,
        done: impl FnOnce(&R) -> Html,
        failed: impl FnOnce(Language, &F) -> String,
    ) -> Html {
        match self {
            Self::Idle => Html::default(),
            Self::Working(progress) => html! { <p>{ working(progress) }</p> },
            Self::Cancelled => html! { <p>{ CANCELLED.of(lang) }</p> },
            Self::Done(report) => done(report),
            Self::Failed(failure) => html! { <p class="own-failure">{ failed(lang, failure) }</p> },
        }
    }
}

/// How much is done of what the label says, as a bar; a text is read out with it and stands under it.
pub fn progress_bar(label: &'static str, progress: &Progress, text: Option<String>) -> Html {
    html! {
        <>
            <progress class="own-progress" aria-label={label} aria-valuetext={text.clone()}
                value={progress.done.to_string()} max={progress.total.max(1).to_string()} />
            if let Some(text) = text {
                <p>{ text }</p>
            }
        </>
    }
}
