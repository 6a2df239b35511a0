//! Sets up nginx, whose own log and limits `tests/tests/nginx` holds ours against: from Debian's packages
//! when we may install them, else a sentence that says what to install. Where an init system starts what is
//! installed, it starts this too; the test needs the program only.

use crate::{debian, place};
use std::path::Path;

/// Where the packages of systems put it; not all of these are on everyone's `PATH`. The test looks there, too.
const PLACES: &[&str] =
    &["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx"];

/// Finds or installs it.
pub(crate) fn set_up() -> Result<(), String> {
    if is_there() {
        return Ok(());
    }
    debian::install(&["nginx-light"], "1", "nginx is missing: install it")?;
    if is_there() { Ok(()) } else { Err("nginx was installed and is not where it is looked for".into()) }
}

fn is_there() -> bool {
    place::program("nginx").is_some() || PLACES.iter().any(|path| Path::new(path).is_file())
}
