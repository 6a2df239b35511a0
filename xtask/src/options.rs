//! What follows the command's name: flags, options with a value, and words. Anything unknown is refused, so that a typing
//! error is never taken for a wish.
//!
//! `serve --port 0 --no-build` has the flag `--no-build` and the value `0` for `--port`.

use crate::USAGE;

/// The flags each command takes; a name that ends in `=` wants a value.
const KNOWN: &[(&str, &[&str])] = &[
    ("serve", &["--port=", "--prefix=", "--dir=", "--no-build"]),
    ("build", &["--dev"]),
    ("size", &["--no-build"]),
    ("fuzz", &["--seconds="]),
    ("sweep", &["--property=", "--seeds=", "--from=", "--shard="]),
];

/// The commands that take words besides flags.
const WORDY: &[&str] = &["test", "e2e", "bench", "fuzz", "sweep"];

/// A parsed command line.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options {
    flags: Vec<String>,
    values: Vec<(String, String)>,
    pub(crate) words: Vec<String>,
}

impl Options {
    /// Parses what follows `command`. The error says which argument was not understood.
    pub(crate) fn parse(command: &str, args: impl Iterator<Item = String>) -> Result<Self, String> {
        let known = KNOWN.iter().find(|(name, _)| *name == command).map_or(&[][..], |(_, known)| known);
        let mut options = Self::default();
        let mut args = args.filter(|arg| arg != "--");
        while let Some(arg) = args.next() {
            let (name, given) = match arg.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (arg.clone(), None),
            };
            if known.contains(&arg.as_str()) && given.is_none() {
                options.flags.push(arg);
            } else if known.contains(&format!("{name}=").as_str()) {
                let value = given.or_else(|| args.next()).ok_or_else(|| format!("{name} wants a value"))?;
                options.values.push((name, value));
            } else if !arg.starts_with('-') && WORDY.contains(&command) {
                options.words.push(arg);
            } else {
                return Err(format!("`{command}` does not take \"{arg}\"\n\n{USAGE}"));
            }
        }
        Ok(options)
    }

    /// Whether a flag was given.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.flags.iter().any(|flag| flag == name)
    }

    /// The value last given for an option.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests;
