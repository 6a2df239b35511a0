//! What the panel holds: everything typed, as it was typed, and how far the work is.
//!
//! ```
//! use snowglobe_web::own_data::cache::panel::state::{Choice, State};
//!
//! let mut state = State::default();
//! state.set_servers("a\nb 0".into());
//! assert_eq!(state.list.problems.len(), 1);
//! assert!(state.request().is_err());
//! assert_eq!(state.servers_text, "a\nb 0"); // nothing typed is lost
//! ```

use snowglobe_core::hash::HashFunction;
use snowglobe_core::ring::Scheme;

use super::MAX_SIMULATED;
use crate::own_data::cache::failure::Failure;
use crate::own_data::cache::keys::Reading;
use crate::own_data::cache::request::{Change, Request};
use crate::own_data::cache::servers::{Problem, ProblemKind, ServerList, parse, parse_entry};
use crate::own_data::cache::session::Session;
use crate::own_data::failure::FileFailure;
use crate::own_data::sniff::{Format, sniff};
use crate::own_data::stage::{Progress, Stage};
use crate::own_data::task::Task;

/// All that the panel shows.
#[derive(Debug)]
pub struct State {
    /// The list of servers as typed.
    pub servers_text: String,
    /// What was read in it.
    pub list: ServerList,
    /// Why a dropped list could not replace the one typed.
    pub server_file_problem: Option<Problem>,
    /// The keys and the work on them.
    pub task: Task<Session>,
    /// What they look like.
    pub format: Option<Format>,
    /// How they are to be read.
    pub reading: Reading,
    /// Keys as pasted.
    pub pasted: String,
    /// The name of the hash function.
    pub hash: String,
    /// Virtual nodes as typed.
    pub virtual_nodes: String,
    /// What happens to the servers.
    pub choice: Choice,
    /// The server to be added, as typed.
    pub added: String,
    /// The placement whose servers are shown.
    pub open: Option<Scheme>,
    /// The placement whose table is being written.
    pub exporting: Option<Scheme>,
    /// How far that is.
    pub exported: Progress,
    /// Why the last table could not be written; the report stays.
    pub export_failure: Option<Failure>,
}

/// What happens to the servers, as chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Nothing.
    #[default]
    None,
    /// The server typed in [`State::added`] joins.
    Add,
    /// This one dies.
    Dies(String),
}

/// What keeps the work from being started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The list is empty.
    Servers,
    /// The list has problems, which are shown beside it.
    Problems,
    /// There are no keys.
    Keys,
    /// What stands in the field of virtual nodes is no number.
    VirtualNodes,
    /// The server to be added cannot be read.
    Added(ProblemKind),
    /// The question makes no sense.
    Request(Failure),
}

impl Default for State {
    fn default() -> Self {
        Self {
            servers_text: String::new(),
            list: ServerList::default(),
            server_file_problem: None,
            task: Task::default(),
            format: None,
            reading: Reading::Lines,
            pasted: String::new(),
            hash: HashFunction::Xxh64.name().to_owned(),
            virtual_nodes: "100".to_owned(),
            choice: Choice::None,
            added: "new-server:11211 1".to_owned(),
            open: None,
            exporting: None,
            exported: Progress::default(),
            export_failure: None,
        }
    }
}

impl State {
    /// Takes the list as typed. A server that was to die and is no longer there is let go.
    pub fn set_servers(&mut self, text: String) {
        self.list = if text.is_empty() { ServerList::default() } else { parse(text.as_bytes()) };
        self.servers_text = text;
        self.server_file_problem = None;
        if let Choice::Dies(name) = &self.choice
            && !self.list.servers.iter().any(|s| s.name == *name)
        {
            self.choice = Choice::None;
        }
    }

    /// Takes a dropped list. If it is no text, what was typed stays.
    pub fn take_server_file(&mut self, bytes: &[u8]) {
        let list = parse(bytes);
        match list
            .problems
            .into_iter()
            .find(|p| matches!(p.kind, ProblemKind::NotText | ProblemKind::TooLong))
        {
            Some(problem) => self.server_file_problem = Some(problem),
            None => {
                self.set_servers(String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned())
            }
        }
    }

    /// Notes that the file of a list was not read.
    pub fn refuse_server_file(&mut self, failure: FileFailure) {
        match failure {
            FileFailure::TooLarge { .. } => {
                self.server_file_problem = Some(Problem { line: 0, kind: ProblemKind::TooLong });
            }
            failure => self.task.stage = Stage::Failed(failure.into()),
        }
    }

    /// Forgets what the keys looked like and their table: others come.
    pub fn forget_keys(&mut self) {
        self.format = None;
        self.exporting = None;
    }

    /// Looks at the beginning of the keys.
    pub fn look_at(&mut self, head: &[u8]) {
        let format = sniff(head);
        self.reading = Reading::suggested(&format);
        self.format = Some(format);
    }

    /// Chooses a column of the table, or the whole line.
    pub fn set_column(&mut self, column: Option<usize>) {
        let Some(Format::Csv(table)) = &self.format else {
            return;
        };
        self.reading = match column {
            None => Reading::Lines,
            Some(column) => {
                let header =
                    if let Reading::Column { header, .. } = self.reading { header } else { table.header };
                Reading::Column { delimiter: table.delimiter, column, header }
            }
        };
    }

    /// Says whether the first row is a header.
    pub fn set_header(&mut self, yes: bool) {
        if let Reading::Column { header, .. } = &mut self.reading {
            *header = yes;
        }
    }

    /// Whether the form no longer says what was asked for the result in view.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.task.is_stale(self.request().ok().as_ref())
    }

    /// Whether there are few enough sound servers to simulate them.
    #[must_use]
    pub fn can_be_simulated(&self) -> bool {
        self.list.problems.is_empty() && (1..=MAX_SIMULATED).contains(&self.list.servers.len())
    }

    /// The question as it stands.
    ///
    /// # Errors
    /// What is missing from it.
    pub fn request(&self) -> Result<Request, Missing> {
        if !self.list.problems.iter().all(|p| p.kind == ProblemKind::Empty) {
            return Err(Missing::Problems);
        }
        if self.list.servers.is_empty() {
            return Err(Missing::Servers);
        }
        let change = match &self.choice {
            Choice::None => Change::None,
            Choice::Add => Change::Add(parse_entry(&self.added).map_err(Missing::Added)?),
            Choice::Dies(name) => Change::Remove(name.clone()),
        };
        let mut request = Request::new(self.list.servers.clone(), change, self.reading.clone());
        request.hash.clone_from(&self.hash);
        request.virtual_nodes = self.virtual_nodes.trim().parse().map_err(|_| Missing::VirtualNodes)?;
        request.check().map_err(Missing::Request)?;
        match (&self.task.source, &self.format) {
            (Some(_), Some(Format::Lines { .. } | Format::Csv(_))) => Ok(request),
            _ => Err(Missing::Keys),
        }
    }
}

#[cfg(test)]
mod tests;
