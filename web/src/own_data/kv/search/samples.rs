//! Settings to begin with.

use snowglobe_core::scenario::Settings;
use snowglobe_core::systems::kv::PARAMETERS;

/// One copy is enough for a read and for a write: R + W ≤ N.
#[must_use]
pub fn loose() -> Vec<(u8, u64)> {
    settings(&[("r", "1"), ("w", "1"), ("resolution", "last_writer_wins"), ("duration", "10s")])
}

/// A register of which a majority is asked twice for each operation, as Attiya, Bar-Noy and Dolev have it.
#[must_use]
pub fn strict() -> Vec<(u8, u64)> {
    settings(&[("r", "2"), ("w", "2"), ("resolution", "atomic_register"), ("keys", "2"), ("duration", "10s")])
}

/// That a seed broke its promise, and nothing else.
#[cfg(test)]
pub fn story(seed: u64) -> super::Story {
    super::Story {
        promise: "linearizable".into(),
        seed,
        small_seed: seed,
        at: 1,
        actions: Vec::new(),
        actions_before: 0,
        smaller: Vec::new(),
        link: String::new(),
    }
}

fn settings(named: &[(&str, &str)]) -> Vec<(u8, u64)> {
    let mut settings = Settings::defaults(PARAMETERS);
    for (name, value) in named {
        // A test sees that each is taken.
        settings.set_named(name, value).ok();
    }
    settings.differences()
}
