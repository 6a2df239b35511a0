//! `cargo xtask sweep`: tries seeds and faults of a cluster until its promise is broken, by `core/examples/sweep.rs`.
//!
//! ```text
//! cargo xtask sweep --seeds 1000000 --shard 2/8 > 2.jsonl      on the third of eight machines
//! cat *.jsonl                                                  all that is broken
//! ```

use crate::command::cargo;
use crate::options::Options;
use crate::place;

/// A promise that must hold: what is tried if nothing else is named.
const STRICT: &str = "tests/data/sweep/strict.txt";

/// Runs it on all cores; an error if something is broken.
pub(crate) fn run(options: &Options) -> Result<(), String> {
    let file = match options.words.as_slice() {
        [] => place::root().join(STRICT),
        // Named from where the reader is; it is run from the project's folder.
        [file] => std::path::absolute(file).map_err(|error| format!("{file}: {error}"))?,
        [_, second, ..] => return Err(format!("one scenario at a time; \"{second}\" is a second one")),
    };
    let property = options.value("--property").unwrap_or("linearizable");
    let example = "run --quiet --locked --release -p snowglobe-core --features std --example sweep --";
    let example: Vec<&str> = example.split(' ').collect();
    let mut task = cargo(&example).args(&[file.as_path()]).args(&["--property", property]);
    for name in ["--seeds", "--from", "--shard"] {
        if let Some(value) = options.value(name) {
            task = task.args(&[name, value]);
        }
    }
    task.run()
}
