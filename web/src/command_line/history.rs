//! The commands that were typed, for as long as the page is open.
//!
//! ```text
//!   typed:  put cart tea, get cart; in the field: "he"
//!   ↑ get cart   ↑ put cart tea   ↓ get cart   ↓ "he", as it was left
//! ```

/// Commands kept.
pub const MOST: usize = 50;

/// What was typed before, and where in it the reader is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    lines: Vec<String>,
    /// The line that is shown, if one is.
    at: Option<usize>,
    /// What was being typed before an earlier one was looked for.
    left: String,
}

impl History {
    /// Keeps a command; one that is given again and again is kept once.
    pub fn keep(&mut self, line: &str) {
        self.at = None;
        let line = line.trim();
        if line.is_empty() || self.lines.last().is_some_and(|last| last == line) {
            return;
        }
        if self.lines.len() == MOST {
            self.lines.remove(0);
        }
        self.lines.push(line.to_owned());
    }

    /// The command before the one shown; `draft` is what stands in the field.
    pub fn older(&mut self, draft: &str) -> Option<String> {
        let at = self.at.unwrap_or(self.lines.len()).checked_sub(1)?;
        if self.at.is_none() {
            draft.clone_into(&mut self.left);
        }
        self.at = Some(at);
        self.lines.get(at).cloned()
    }

    /// The command after the one shown; after the last what was being typed.
    pub fn newer(&mut self) -> Option<String> {
        let at = self.at? + 1;
        let line = self.lines.get(at).cloned();
        self.at = line.as_ref().map(|_| at);
        Some(line.unwrap_or_else(|| std::mem::take(&mut self.left)))
    }

    /// Whether an earlier command is shown.
    #[must_use]
    pub fn is_looked_through(&self) -> bool {
        self.at.is_some()
    }

    /// What is shown is being changed: it is no earlier command any more.
    pub fn leave(&mut self) {
        self.at = None;
    }
}
