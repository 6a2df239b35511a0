//! Where things are: the project, its built site, and the per-user cache that clones share.
//!
//! The cache holds `tools/bin` (trunk and company) and `node` (the end-to-end tests' packages).

use std::env;
use std::path::{Path, PathBuf};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The built site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The per-user cache; an error where the machine names no place for one.
pub(crate) fn cache() -> Result<PathBuf, String> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let place = set("SNOWGLOBE_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|dir| dir.join("snowglobe")))
        .or_else(|| set("HOME").map(|dir| dir.join(".cache/snowglobe")))
        .or_else(|| set("LOCALAPPDATA").map(|dir| dir.join("snowglobe")))
        .ok_or("no place for a cache: set SNOWGLOBE_CACHE to a folder that may be written")?;
    Ok(if place.is_absolute() { place } else { root().join(place) })
}

/// Where the tools' programs are.
pub(crate) fn tools_bin() -> Result<PathBuf, String> {
    Ok(cache()?.join("tools/bin"))
}

/// The full path of a program: among our tools, else on `PATH`.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let ours = tools_bin().ok();
    let path = env::var_os("PATH").unwrap_or_default();
    ours.into_iter().chain(env::split_paths(&path)).map(|dir| dir.join(&file)).find(|full| full.is_file())
}

/// Reads a text file; the error names it.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a file and the folders above it; the error names it.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), String> {
    path.parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::write(path, content))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}
