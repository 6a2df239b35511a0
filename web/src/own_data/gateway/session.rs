//! One log under work, in chunks, packed or not.
//!
//! ```text
//!  chunk ──▶ gzip? ──▶ head (64 KiB: which format?) ──▶ Lines ──▶ Parser ──▶ Order ──▶ Analysis ──▶ Report
//! ```

use serde::{Deserialize, Serialize};
