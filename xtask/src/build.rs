//! Builds the site: trunk makes the page, the rest is finished here. `dist/` then holds
//!
//! ```text
//! index.html                 with a content security policy and no inline script
//! start-….js                 starts the program; glue, wasm and style carry a hash in their name too
//! cache/index.html           a chapter's address, for hosts that only know files
//! samples/                   files to try with
//! snowglobe.html             all of it in one file
//! ```

use crate::command::Task;
use crate::page::Page;
use crate::{place, single_file};
use std::fs;
use std::path::Path;

/// Builds `dist/`, optimised or (`release` false) quickly.
pub(crate) fn site(release: bool) -> Result<(), String> {
    let dist = place::dist();
    // Trunk takes NO_COLOR=1 for a mistake.
    let mut trunk = Task::new("trunk").args(&["build"]).without("NO_COLOR");
    if release {
        trunk = trunk.args(&["--release"]);
    }
    trunk.run_aside()?;

    let mut page = Page::parse(place::read(&dist.join("index.html"))?)?;
    no_snippets(&dist)?;
    let starts = place::root().join("web/start");
    let program = place::read(&starts.join("program.js"))?;
    let single = place::read(&starts.join("single.js"))? + "\n" + &program;
    let single = single_file::make(&page, &dist, &single)?;
    place::write(&dist.join("snowglobe.html"), single)?;

    let start = place::read(&starts.join("site.js"))? + "\n" + &program;
    let start = page.start_script(&start)?;
    place::write(&dist.join(&page.start), start)?;
    place::write(&dist.join("index.html"), page.html())?;
    for chapter in chapters()? {
        place::write(&dist.join(&chapter).join("index.html"), page.chapter_html(&chapter))?;
    }
    copy(&place::root().join("static/samples"), &dist.join("samples"))?;
    eprintln!("built {}", dist.display());
    Ok(())
}

/// The chapters' names: each has a folder under `core/src/systems`.
fn chapters() -> Result<Vec<String>, String> {
    let dir = place::root().join("core/src/systems");
    let mut names: Vec<String> = entries(&dir)?.into_iter().filter(|name| dir.join(name).is_dir()).collect();
    names.sort();
    Ok(names)
}

/// The worker and the single file are made of the glue's text alone, so it must not import files of its own.
fn no_snippets(dist: &Path) -> Result<(), String> {
    if dist.join("snippets").exists() {
        return Err(
            "a library brought JavaScript files of its own (dist/snippets): the single file cannot hold them"
                .into(),
        );
    }
    Ok(())
}

/// The names in a folder.
fn entries(dir: &Path) -> Result<Vec<String>, String> {
    let failed = |error| format!("cannot list {}: {error}", dir.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(dir).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    if !from.is_dir() {
        return Ok(());
    }
    for name in entries(from)? {
        let content = fs::read(from.join(&name)).map_err(|error| format!("cannot read {name}: {error}"))?;
        place::write(&to.join(&name), content)?;
    }
    Ok(())
}
