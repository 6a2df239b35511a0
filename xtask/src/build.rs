//! Builds the site: trunk makes the page and the programs, the rest is finished here. `dist/` then holds
//!
//! ```text
//! index.html                 with a content security policy and no inline script
//! start-….js                 starts the program of the chapter that the address asks for
//! cache-….js, .wasm          a program for each chapter, and for its own data: a visit loads one
//! cache-late-….wasm          what of it is loaded when it is first wanted
//! cache/index.html           a chapter's address, for hosts that only know files
//! samples/                   files to try with
//! snowglobe.html             all of it in one file, with every chapter in its one program
//! ```

use crate::command::Task;
use crate::page::Page;
use crate::program::{self, Program};
use crate::{place, single_file};
use std::fs;
use std::path::Path;

/// Builds `dist/`, optimised or (`release` false) quickly: then one program serves all chapters.
pub(crate) fn site(release: bool) -> Result<(), String> {
    let dist = place::dist();
    let mut page = trunk(release, &dist)?;
    let starts = place::root().join("web/start");
    let program = place::read(&starts.join("program.js"))?;
    let single = place::read(&starts.join("single.js"))? + "\n" + &program;
    let single = single_file::make(&page, &dist, &single)?;
    place::write(&dist.join("snowglobe.html"), single)?;
    if release {
        page.styles.iter().try_for_each(|style| smaller_style(&dist.join(style)))?;
    }

    let (chapters, names) = (chapters()?, program_names()?);
    let programs = if release { programs(&names, &page, &dist)? } else { shared(&names, &page) };
    let start = place::read(&starts.join("site.js"))? + "\n" + &program;
    let start = page.start_script(&start, &programs, release)?;
    place::write(&dist.join(&page.start), start)?;
    place::write(&dist.join("index.html"), page.html())?;
    for chapter in chapters {
        place::write(&dist.join(&chapter).join("index.html"), page.chapter_html(&chapter))?;
    }
    copy(&place::root().join("static/samples"), &dist.join("samples"))?;
    eprintln!("built {}", dist.display());
    Ok(())
}

/// A style sheet without what only its readers need.
fn smaller_style(path: &Path) -> Result<(), String> {
    let style = place::read(path)?;
    let style = minifier::css::minify(&style).map_err(|error| format!("{}: {error}", path.display()))?;
    place::write(path, style.to_string())
}

/// Has trunk build the page into a folder; the page, taken apart.
fn trunk(release: bool, dist: &Path) -> Result<Page, String> {
    // Trunk takes NO_COLOR=1 for a mistake.
    let mut trunk = Task::new("trunk").args(&["build", "--dist"]).args(&[dist]).without("NO_COLOR");
    if release {
        trunk = trunk.args(&["--release"]);
    }
    trunk.run_aside()?;
    no_snippets(dist)?;
    Page::parse(place::read(&dist.join("index.html"))?)
}

/// The programs: one for each chapter, and one for what it does with own data, if anything. Each is the feature
/// of its name.
pub(crate) fn program_names() -> Result<Vec<String>, String> {
    let dir = place::root().join("web/src/own_data");
    let mut desks = entries(&dir)?;
    desks.retain(|name| dir.join(name).join("panel.rs").exists());
    desks.sort();
    Ok(chapters()?.into_iter().chain(desks.into_iter().map(|name| format!("{name}-data"))).collect())
}

/// Builds each program alone, by the feature of its name, in place of that of everything.
fn programs(names: &[String], whole: &Page, dist: &Path) -> Result<Vec<Program>, String> {
    for file in [&whole.glue, &whole.wasm] {
        fs::remove_file(dist.join(file)).map_err(|error| format!("cannot remove {file}: {error}"))?;
    }
    names.iter().map(|name| program::make(name, dist)).collect()
}

/// The program that has everything, under every name.
fn shared(names: &[String], whole: &Page) -> Vec<Program> {
    let program =
        |name: &String| Program { name: name.clone(), glue: whole.glue.clone(), wasm: whole.wasm.clone() };
    names.iter().map(program).collect()
}

/// The chapters' names: each that the page shows has a folder with its `Details` under `web/src/scenes`.
fn chapters() -> Result<Vec<String>, String> {
    let dir = place::root().join("web/src/scenes");
    let mut names = entries(&dir)?;
    names.retain(|name| dir.join(name).join("details.rs").exists());
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
