//! Small samples, so that a visitor can try without a file; embedded, so that the single file has them too.
//!
//! ```
//! use snowglobe_web::own_data::cache::{samples, servers};
//!
//! assert_eq!(servers::parse(samples::SERVERS.as_bytes()).problems, []);
//! ```

/// A memcached pool with weights and remarks.
pub const SERVERS: &str = include_str!("../../../../static/samples/servers.txt");
/// Cache keys as a web shop has them, one a line.
pub const KEYS: &str = include_str!("../../../../static/samples/keys.txt");
/// The access log of a cache, with a header, quotes and keys that come more than once.
pub const ACCESS_LOG: &str = include_str!("../../../../static/samples/access-log.csv");

/// A sample of keys to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// [`KEYS`].
    Keys,
    /// [`ACCESS_LOG`].
    AccessLog,
}

impl Sample {
    /// Its file name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keys => "keys.txt",
            Self::AccessLog => "access-log.csv",
        }
    }

    /// What is in it.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Keys => KEYS,
            Self::AccessLog => ACCESS_LOG,
        }
    }
}
