//! Addresses: what the text after `#` or in `?s=` asks for.
//!
//! ```text
//!   …/                       the list of chapters
//!   …/cache/   …/#cache      a chapter at its beginning
//!   …/#cache/the-circle      a step of its lesson
//!   …/#cache-data            the reader's own data under what the chapter is about
//!   …/#kv-data/1.AbC…        the same, with the run that the reader brings along
//!   …/#1.AbC…  …/?s=1.AbC…   a moment
//!   …/#1.AbC…/judged        the moment, and what was promised to clients judged up to it
//!   …/?embed#1.AbC…          the moment without anything around it
//! ```

use crate::chapters::chapter;
use snowglobe_core::scenario::link::{Link, LinkError};

/// What an address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The list of chapters.
    Contents,
    /// A chapter at its beginning, by its system.
    Chapter(&'static str),
    /// A chapter at a step of its lesson, by the name of that.
    Step(&'static str, String),
    /// A reader's own data, by the system of its chapter.
    OwnData(&'static str),
    /// A moment.
    Moment(Box<Link>),
    /// Something that cannot be opened, and why.
    Broken(LinkError),
}

/// An address, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// What it asks for.
    pub route: Route,
    /// Whether only the moment is wanted, for a frame in another page.
    pub embed: bool,
    /// Whether the run is to be judged up to the moment.
    pub judged: bool,
}

impl Address {
    /// Reads an address from its parts: the chapter whose folder was opened (or ""), the query
    /// with or without `?`, and the hash with or without `#`.
    #[must_use]
    pub fn read(folder: &str, query: &str, hash: &str) -> Self {
        let mut embed = false;
        let mut asked = None;
        for part in query.trim_start_matches('?').split('&') {
            match part.split_once('=').unwrap_or((part, "")) {
                ("embed", _) => embed = true,
                ("s", text) => asked = Some(text),
                _ => {}
            }
        }
        let hash = hash.trim_start_matches('#').trim_start_matches('/');
        let text = if hash.is_empty() { asked.unwrap_or(folder) } else { hash };
        let moment = text
            .strip_suffix("/judged")
            .filter(|moment| moment.starts_with("1.") || moment.starts_with("2."));
        Self { route: route(moment.unwrap_or(text)), embed, judged: moment.is_some() }
    }
}

fn route(text: &str) -> Route {
    if text.is_empty() {
        return Route::Contents;
    }
    if let Some(system) = chapter(text).and_then(|chapter| chapter.system) {
        return Route::Chapter(system);
    }
    // A step that there is not is the chapter's first, which then says so: lessons may change.
    if let Some((name, step)) = text.split_once('/')
        && let Some(system) = chapter(name).and_then(|chapter| chapter.system)
    {
        return Route::Step(system, step.to_owned());
    }
    let desk = text.split('/').next().unwrap_or(text);
    let own = desk.strip_suffix("-data").and_then(chapter).filter(|chapter| chapter.own_data.is_some());
    if let Some(system) = own.and_then(|chapter| chapter.system) {
        return Route::OwnData(system);
    }
    match Link::decode(text) {
        Ok(link) => Route::Moment(Box::new(link)),
        Err(error) => Route::Broken(error),
    }
}
