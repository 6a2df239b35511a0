//! `cargo xtask size`: what a first visit loads, and the single file, raw and compressed as hosts do. KB are 1,000 bytes.
//!
//! Node's zlib does the compressing; it is there for the browser tests, and building needs neither.

use crate::command::Task;
use crate::page::{attribute, links};
use crate::{browser, build, place, setup};
use std::path::Path;

/// The most that a first visit may load, in bytes of brotli.
const BUDGET: u64 = 350_000;

/// Builds if asked to, prints the table, and fails where the budget is exceeded.
pub(crate) fn command(build: bool) -> Result<(), String> {
    browser::node()?;
    if build {
        setup::for_building()?;
        build::site(true)?;
    }
    let dist = place::dist();
    println!("{:<40} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip", "brotli");
    let mut page = Size::default();
    for name in first_load(&dist)? {
        page += measured(&dist, &name)?;
    }
    let mut total = Size::default();
    for program in programs(&dist)? {
        let mut visit = page;
        for name in &program {
            visit += measured(&dist, name)?;
        }
        if visit.brotli > total.brotli {
            total = visit;
        }
    }
    total.print("first load, with the largest program");
    measured(&dist, "snowglobe.html")?;
    println!("budget: {} of {} bytes of brotli", total.brotli, BUDGET);
    if total.brotli > BUDGET {
        return Err(format!("the first load is {} bytes over its budget of {BUDGET}", total.brotli - BUDGET));
    }
    Ok(())
}

#[derive(Clone, Copy, Default)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Size {
    fn print(&self, name: &str) {
        println!("{name:<40} {:>9} {:>9} {:>9}", self.raw, self.gzip, self.brotli);
    }
}

impl std::ops::AddAssign for Size {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// The files of each chapter's program, as the start script names them.
fn programs(dist: &Path) -> Result<Vec<Vec<String>>, String> {
    let start = first_load(dist)?.into_iter().find(|name| name.starts_with("start-"));
    let script = place::read(&dist.join(start.ok_or("the page names no start script")?))?;
    let names = |entry: &str| {
        let quoted = entry.split('"').filter_map(|part| part.strip_prefix("./"));
        quoted.map(str::to_owned).collect::<Vec<_>>()
    };
    let entries = script.split_once("const PROGRAMS").and_then(|(_, rest)| rest.split_once('}'));
    let entries = entries.map_or("", |(entries, _)| entries).split_inclusive(']');
    let programs: Vec<_> = entries.map(names).filter(|names| !names.is_empty()).collect();
    if programs.is_empty() {
        return Err("the start script names no programs".into());
    }
    Ok(programs)
}

/// The size of a file, printed.
fn measured(dist: &Path, name: &str) -> Result<Size, String> {
    let size = measure(dist, name)?;
    size.print(name);
    Ok(size)
}

/// The page and every file that it names.
fn first_load(dist: &Path) -> Result<Vec<String>, String> {
    let html = place::read(&dist.join("index.html"))?;
    let scripts =
        html.match_indices("<script").filter_map(|(at, _)| html.get(at..)?.split_inclusive('>').next());
    let named = links(&html)
        .filter_map(|tag| attribute(tag, "href"))
        .chain(scripts.filter_map(|tag| attribute(tag, "src")));
    let names = named.filter_map(|href| href.strip_prefix("./")).map(str::to_owned);
    Ok(["index.html".to_owned()].into_iter().chain(names).collect())
}

fn measure(dist: &Path, name: &str) -> Result<Size, String> {
    let said = Task::new("node")
        .args(&["--input-type=module", "--eval", include_str!("size.mjs")])
        .args(&[dist.join(name)])
        .text()?;
    let mut numbers = said.split_whitespace().map(str::parse::<u64>);
    let mut next =
        || numbers.next().and_then(Result::ok).ok_or_else(|| format!("{name} could not be measured: {said}"));
    Ok(Size { raw: next()?, gzip: next()?, brotli: next()? })
}
