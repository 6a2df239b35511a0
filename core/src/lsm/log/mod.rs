//! Files of frames: the log of writes, and the manifest. [`frame`] is their form, [`writer`] adds to them, [`replay`]
//! reads them after a crash.
//!
//! ```text
//!   log-000007                                            log-000009
//!   ┌────────┬────────┬───────┬───────┬─────┐             ┌────────┬────────────────────┬───────┐
//!   │ header │ begin  │ batch │ batch │ ▒▒▒ │  torn       │ header │ begin: after 7, of │ batch │
//!   └────────┴────────┴───────┴───────┴─────┘             └────────┴── 212 bytes ───────┴───────┘
//!                                     212
//! ```
//!
//! A log says after which log it comes and how long that one is, so that a missing or shortened log is found.
//! Only the last log may end in the midst of a frame.

pub(super) mod frame;
pub(super) mod replay;
pub(super) mod writer;
