//! Sets up what the browser tests need: Chromium, its driver and Node from Debian's packages when we may install them,
//! else a sentence that says what to install; and two packages of npm in the per-user cache.

use crate::command::Task;
use crate::{debian, place};
use std::env;
use std::path::{Path, PathBuf};

/// The oldest Node that playwright-core runs on.
const NODE: u32 = 18;
/// The npm packages, pinned.
const PACKAGES: &[(&str, &str)] = &[("playwright-core", "1.57.0"), ("axe-core", "4.11.0")];
/// Debian's packages, and the fonts without which Korean is drawn as boxes.
const DEBIAN: &[&str] = &["chromium", "chromium-driver", "nodejs", "npm", "fonts-noto-cjk"];

/// What was found.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
    /// The folder whose `node_modules` holds the packages.
    pub(crate) packages: PathBuf,
}

/// Finds or installs all of it.
pub(crate) fn set_up() -> Result<Browser, String> {
    let fonts_wanted = debian::may_install() && !Path::new("/usr/share/doc/fonts-noto-cjk").exists();
    if fonts_wanted || find().is_err() {
        install()?;
    }
    let (chromium, driver) = find()?;
    Ok(Browser { chromium, driver, packages: packages()? })
}

/// Node alone, for measuring sizes.
pub(crate) fn node() -> Result<(), String> {
    let said = Task::new("node").args(&["--version"]).text().unwrap_or_default();
    let major = said.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE => Ok(()),
        Some(_) => Err(format!("Node {} is too old: install {NODE} or later", said.trim())),
        None => Err(format!("Node is missing: install {NODE} or later, with npm")),
    }
}

fn find() -> Result<(PathBuf, PathBuf), String> {
    node()?;
    if place::program("npm").is_none() {
        return Err("npm is missing: it comes with Node".into());
    }
    let chromium = given("CHROMIUM").or_else(|| {
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
            .into_iter()
            .find_map(place::program)
    });
    let driver = given("CHROMEDRIVER").or_else(|| place::program("chromedriver"));
    match (chromium, driver) {
        (Some(chromium), Some(driver)) => Ok((chromium, driver)),
        (None, _) => Err("Chromium is missing: install it, or name it in CHROMIUM".into()),
        (_, None) => {
            Err("Chromium's driver is missing: install chromedriver, or name it in CHROMEDRIVER".into())
        }
    }
}

fn given(name: &str) -> Option<PathBuf> {
    env::var_os(name).map(PathBuf::from).filter(|path| path.is_file())
}

fn install() -> Result<(), String> {
    let missing = find().err().unwrap_or_default();
    // Node may have come from elsewhere, and then Debian's npm would pull in a second one.
    let here = node().is_ok() && place::program("npm").is_some();
    let wanted: Vec<&str> = DEBIAN
        .iter()
        .copied()
        .filter(|name| !here || !debian::may_install() || !matches!(*name, "nodejs" | "npm"))
        .collect();
    debian::install(&wanted, "2", &missing)
}

/// The folder with the npm packages, at exactly their versions.
fn packages() -> Result<PathBuf, String> {
    let dir = place::cache()?.join("node");
    let there = |(name, version): &(&str, &str)| {
        let text = place::read(&dir.join("node_modules").join(name).join("package.json")).unwrap_or_default();
        text.contains(&format!("\"version\": \"{version}\""))
    };
    if PACKAGES.iter().all(there) {
        return Ok(dir);
    }
    let wanted: Vec<String> = PACKAGES.iter().map(|(name, version)| format!("{name}@{version}")).collect();
    eprintln!("set-up: {} from npm", wanted.join(", "));
    place::write(&dir.join("package.json"), "{ \"private\": true }\n")?;
    Task::new("npm")
        .args(&["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--prefix"])
        .args(&[&dir])
        .args(&wanted)
        .run_aside()?;
    Ok(dir)
}
