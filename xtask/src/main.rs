//! The project's commands, `cargo xtask COMMAND`: a build script for people, in Rust so that rustup is all it needs.
//!
//! ```text
//! cargo xtask serve            the page on http://127.0.0.1:8080/, after setting up what is missing
//! cargo xtask test             everything that must hold
//! cargo xtask test native e2e  only those steps
//! ```
//!
//! The pattern is <https://github.com/matklad/cargo-xtask>.

mod bench;
mod browser;
mod build;
mod command;
mod debian;
mod fuzz;
mod nginx;
mod options;
mod page;
mod place;
mod program;
mod serve;
mod setup;
mod single_file;
mod size;
mod sweep;
mod test;

use options::Options;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  serve [--port N] [--prefix /a/b/] [--no-build] [--dir DIR]
                    build the page and serve it on 127.0.0.1:8080 (or the next free port; 0: any)
  build [--dev]     build the page into dist/, and dist/snowglobe.html, the whole page in one file
  test [STEP...]    run everything that must hold, or only the steps named:
                    fmt clippy clippy-wasm no-std native wasm-node wasm-browser site size e2e
  e2e [FILTER...]   only the end-to-end tests whose name contains a filter, on dist/ as it is
  bench [FILTER]    measure, against the peers; a line of JSON for each on stdout
  fuzz [--seconds N] [TARGET...]
                    make up files of storage engines, N seconds (60) for each format; needs nightly Rust and C++
  sweep [FILE] [--property NAME] [--seeds N] [--from N] [--shard I/N]
                    try seeds and faults of a cluster (FILE: a scenario; else one that promises linearizability) until
                    one breaks NAME (linearizable), on all cores; a line of JSON for each on stdout. Part I of N, from
                    0, is for one of N machines: their lines put together are all
  size [--no-build] raw, gzip and brotli size of what a first visit loads
  fix               format and apply what clippy can fix

The first serve takes about 13 minutes, the first test about 40: tools are built once, into a per-user cache
($SNOWGLOBE_CACHE, else $XDG_CACHE_HOME/snowglobe, else ~/.cache/snowglobe). After that no network is needed.";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_default();
    let done = Options::parse(&name, args).and_then(|options| run(&name, &options));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(name: &str, options: &Options) -> Result<(), String> {
    match name {
        "serve" => serve::command(options),
        "build" => setup::for_building().and_then(|()| build::site(!options.flag("--dev"))),
        "test" => test::all(&options.words),
        "e2e" => test::end_to_end(&options.words),
        "bench" => bench::run(&options.words),
        "fuzz" => fuzz::run(options),
        "sweep" => sweep::run(options),
        "size" => size::command(!options.flag("--no-build")),
        "fix" => test::fix(),
        "" | "help" | "-h" | "--help" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("there is no command \"{other}\"\n\n{USAGE}")),
    }
}
