//! The programs of the site, one for each chapter and one for what it does with own data: compiled, cut, wrapped, named.
//!
//! ```text
//!   cargo rustc ──► storage.wasm ──cut──► what is loaded at first ──wasm-bindgen──► storage-1f.js, storage-2e.wasm
//!                                    └──► what `app::late` wants   ───────────────► storage-late-3d.wasm
//! ```
//!
//! The cut follows the relocations that the linker leaves in on request: what only the split point reaches goes.
//! Method: J. Maitin-Shepard, "Splitting into multiple lazily-loaded modules", wasm-bindgen issue 3939.

use crate::command::{Task, cargo};
use crate::{page, place};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_split_cli_support::{Options, transform};

/// A program, by the name that an address has for it, and its files.
pub(crate) struct Program {
    pub(crate) name: String,
    pub(crate) glue: String,
    pub(crate) wasm: String,
}

/// How the glue asks for the script that loads what was cut off, and what that script is called.
const LINK: &str = "__wasm_split.js";
/// What is in that script, and what takes its place: hosts that do not know the type of wasm are to do, too.
const STREAMING: &str = "WebAssembly.instantiateStreaming(src, imports)";
const OURS: &str = "globalThis.snowglobe.instantiate(src, imports)";

/// Makes the program of a feature and puts its files into a folder.
pub(crate) fn make(name: &str, dist: &Path) -> Result<Program, String> {
    eprintln!("the program {name}");
    let aside = dist.join("program");
    let cut = is_cut(name);
    let compiled = compile(name, cut)?;
    let wasm = if cut { split(name, &compiled, &aside)? } else { compiled };
    Task::new("wasm-bindgen")
        .args(&["--target", "web", "--no-typescript", "--remove-name-section", "--remove-producers-section"])
        // The table of functions is an export of the linker's; what comes late is entered there.
        .args(&["--keep-lld-exports", "--out-name", name, "--out-dir"])
        .args(&[&aside, &wasm])
        .run_aside()?;
    let program = gather(name, &aside, dist, cut)?;
    fs::remove_dir_all(&aside).map_err(|error| format!("cannot remove {}: {error}", aside.display()))?;
    Ok(program)
}

/// Whether a part of it is loaded late: what is done with own data is wanted whole.
fn is_cut(name: &str) -> bool {
    !name.ends_with("-data")
}

/// The features that it is compiled with.
pub(crate) fn features(name: &str) -> String {
    if is_cut(name) { format!("{name},split") } else { name.to_owned() }
}

/// Compiles it; where the file is.
fn compile(name: &str, cut: bool) -> Result<PathBuf, String> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let features = features(name);
    let mut task = cargo(&["rustc", "--quiet", "--locked", "--release", "--target", TARGET])
        .args(&["-p", "snowglobe-web", "--bin", "snowglobe-web", "--no-default-features"])
        .args(&["--features", &features]);
    if cut {
        task = task.args(&["--", "-Clink-args=--emit-relocs", "-Cstrip=none"]);
    }
    task.run_aside()?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| place::root().join("target"), PathBuf::from);
    Ok(place::root().join(target).join(TARGET).join("release/snowglobe-web.wasm"))
}

/// Cuts it; where the part is that is loaded at first.
fn split(name: &str, compiled: &Path, aside: &Path) -> Result<PathBuf, String> {
    let input = fs::read(compiled).map_err(|error| format!("cannot read {}: {error}", compiled.display()))?;
    let main = aside.join(format!("{name}.wasm"));
    let mut options = Options::new(&input);
    options.output_dir = aside;
    options.main_out_path = &main;
    transform(options).map_err(|error| format!("the program {name} could not be cut: {error:#}"))?;
    Ok(main)
}

/// Names its files after what is in them and moves them; the glue is told the names.
fn gather(name: &str, aside: &Path, dist: &Path, cut: bool) -> Result<Program, String> {
    let read = |file: &str| {
        let path = aside.join(file);
        fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let bound = format!("{name}_bg.wasm");
    let mut glue = place::read(&aside.join(format!("{name}.js")))?;
    if cut {
        let late = without_custom(&read("split_late.wasm")?);
        let named = format!("{name}-late-{}.wasm", page::fingerprint(&late));
        place::write(&dist.join(&named), late)?;
        glue = with_link(&glue, &place::read(&aside.join(LINK))?.replace("split_late.wasm", &named))?;
    }
    let wasm = read(&bound)?;
    let named = format!("{name}-{}.wasm", page::fingerprint(&wasm));
    place::write(&dist.join(&named), wasm)?;
    let glue = minifier::js::minify(&glue.replace(&bound, &named)).to_string();
    let script = format!("{name}-{}.js", page::fingerprint(glue.as_bytes()));
    place::write(&dist.join(&script), glue)?;
    Ok(Program { name: name.to_owned(), glue: script, wasm: named })
}

/// A module without its custom sections: names of functions and the like, which nothing needs to run.
fn without_custom(module: &[u8]) -> Vec<u8> {
    let (head, mut rest) = module.split_at(module.len().min(8));
    let mut kept = head.to_vec();
    while let Some((section, after)) = section(rest) {
        if section.first() != Some(&0) {
            kept.extend_from_slice(section);
        }
        rest = after;
    }
    kept
}

/// The first section, with its number and its length (as LEB128) before it, and what follows.
fn section(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let digits = 1 + bytes.get(1..)?.iter().position(|byte| byte & 0x80 == 0)?;
    let number =
        bytes.get(1..=digits)?.iter().rev().try_fold(0_usize, |number, byte| {
            number.checked_mul(0x80)?.checked_add(usize::from(byte & 0x7f))
        })?;
    bytes.split_at_checked((1 + digits).checked_add(number)?)
}

/// The glue with the script in it that loads what was cut off: a worker is made of the glue's text alone.
fn with_link(glue: &str, link: &str) -> Result<String, String> {
    let import = format!("import * as import1 from \"./{LINK}\"\n");
    let body = link.lines().filter(|line| !line.starts_with("import ")).collect::<Vec<_>>().join("\n");
    let load = "__wasm_split_load_late";
    let export = format!("export const {load} = ");
    if !glue.contains(&import) || !body.contains(&export) || !body.contains(STREAMING) {
        return Err(format!("the glue and {LINK} are not what they were: see {}", file!()));
    }
    let body = body.replace(&export, &format!("const {load} = ")).replace(STREAMING, OURS);
    Ok(glue.replacen(
        &import,
        &format!("const import1 = (() => {{\n{body}\nreturn {{ {load} }};\n}})();\n"),
        1,
    ))
}

#[cfg(test)]
mod tests;
