//! Runs other programs, from the project's folder and with our tools first on `PATH`, and says which one failed.
//!
//! ```text
//! cargo(&["fmt", "--all"]).run()?;      shown as it runs
//! cargo(&["--version"]).text()?;        its output, silently
//! ```

use crate::place;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, io};

/// A program about to be run.
pub(crate) struct Task {
    command: Command,
    shown: String,
}

/// `cargo`, the one that runs us.
pub(crate) fn cargo(args: &[&str]) -> Task {
    let mut task = Task::new(&env::var("CARGO").unwrap_or_else(|_| "cargo".into())).args(args);
    task.shown = format!("cargo {}", args.join(" "));
    task
}

impl Task {
    /// A program by name (looked up among our tools, then on `PATH`) or by path.
    pub(crate) fn new(program: &str) -> Self {
        let full = if program.contains(['/', '\\']) { Some(program.into()) } else { place::program(program) };
        let mut command = Command::new(full.unwrap_or_else(|| program.into()));
        command.current_dir(place::root());
        if let Ok(bin) = place::tools_bin() {
            let rest = env::var_os("PATH").unwrap_or_default();
            if let Ok(path) = env::join_paths([bin].into_iter().chain(env::split_paths(&rest))) {
                command.env("PATH", path);
            }
        }
        let shown = Path::new(program).file_name().and_then(OsStr::to_str).unwrap_or(program).to_owned();
        Self { command, shown }
    }

    /// Adds arguments.
    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: &[S]) -> Self {
        for arg in args {
            self.shown += " ";
            self.shown += &arg.as_ref().to_string_lossy();
            self.command.arg(arg);
        }
        self
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Takes an environment variable away.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs it with its output shown; anything but success is an error.
    pub(crate) fn run(mut self) -> Result<(), String> {
        let status = self.command.status().map_err(|error| self.cannot_start(&error))?;
        if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", self.shown)) }
    }

    /// Runs it with all its output on stderr, for commands whose own stdout is read by programs.
    pub(crate) fn run_aside(mut self) -> Result<(), String> {
        self.command.stdout(io::stderr());
        self.run()
    }

    /// Runs it silently; its standard output.
    pub(crate) fn text(mut self) -> Result<String, String> {
        self.command.stdin(Stdio::null());
        let output = self.command.output().map_err(|error| self.cannot_start(&error))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(format!("`{}` failed ({}): {said}", self.shown, output.status))
    }

    fn cannot_start(&self, error: &io::Error) -> String {
        format!("`{}` could not be started: {error}", self.shown)
    }
}
