//! Debian's packages, installed where we may: on Debian or a child of it, as root. Elsewhere a sentence
//! says what to install.

use crate::command::Task;
use crate::place;
use std::path::Path;

/// Whether this is Debian or a child of it, and we are root.
pub(crate) fn may_install() -> bool {
    let root = Task::new("id").args(&["-u"]).text().is_ok_and(|id| id.trim() == "0");
    root && Path::new("/etc/debian_version").exists() && place::program("apt-get").is_some()
}

/// Installs packages, or says that `missing` is and how to have them.
pub(crate) fn install(packages: &[&str], minutes: &str, missing: &str) -> Result<(), String> {
    if !may_install() {
        return Err(format!("{missing}\non Debian: sudo apt-get install {}", packages.join(" ")));
    }
    eprintln!("set-up: {} from Debian's packages, about {minutes} min", packages.join(", "));
    let quiet = ["-qq", "-o", "Dpkg::Use-Pty=0"];
    Task::new("apt-get").args(&quiet).args(&["update"]).run_aside()?;
    Task::new("apt-get")
        .args(&quiet)
        .args(&["install", "-y", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run_aside()
}
