//! How many must answer: N replicas, W that must have a write, R that must be read.
//!
//! ```
//! use snowglobe_core::quorum::Quorum;
//!
//! let usual = Quorum::new(3, 2, 2)?;
//! assert!(usual.reads_meet_writes() && usual.writes_meet());
//! let quick = Quorum::new(3, 1, 1)?;
//! assert_eq!(quick.stale_pairs(), (6, 9)); // two reads in three find nothing of the write
//! # Ok::<(), snowglobe_core::quorum::QuorumError>(())
//! ```
//!
//! R + W > N means that every set of R replicas has one of every set of W, **if** both are taken of the same N. It says
//! nothing about writes at the same time, about writes that only some of the W took before the client gave up, and about
//! sloppy quorums, where others stand in for replicas that are down: then reads and writes may miss each other though
//! the sum is larger.
//!
//! Gifford, "Weighted Voting for Replicated Data" (1979); `DeCandia` and others, "Dynamo" (2007), section 4.5.

#[cfg(test)]
mod tests;

use core::fmt;

/// Most replicas that a quorum can be of.
pub const MAX_REPLICAS: u8 = 60;

/// N, R and W; R and W are from 1 to N.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quorum {
    n: u8,
    r: u8,
    w: u8,
}

/// Why there can be no such quorum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuorumError {
    /// There are no replicas, or more than [`MAX_REPLICAS`].
    Replicas {
        /// So many.
        n: u8,
    },
    /// A read must ask one replica at least, and can ask no more than there are.
    Read {
        /// So many.
        r: u8,
        /// Of so many.
        n: u8,
    },
    /// So must a write.
    Write {
        /// So many.
        w: u8,
        /// Of so many.
        n: u8,
    },
}

impl fmt::Display for QuorumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Replicas { n } => write!(f, "N is {n}; it must be from 1 to {MAX_REPLICAS}"),
            Self::Read { r, n } => write!(f, "R is {r}; it must be from 1 to N, which is {n}"),
            Self::Write { w, n } => write!(f, "W is {w}; it must be from 1 to N, which is {n}"),
        }
    }
}

impl core::error::Error for QuorumError {}

impl Quorum {
    /// Of N replicas, R to read and W to write.
    ///
    /// # Errors
    /// If any of them is 0, or R or W is above N.
    pub const fn new(n: u8, r: u8, w: u8) -> Result<Self, QuorumError> {
        match (n, r, w) {
            (0, ..) => Err(QuorumError::Replicas { n }),
            _ if n > MAX_REPLICAS => Err(QuorumError::Replicas { n }),
            _ if r == 0 || r > n => Err(QuorumError::Read { r, n }),
            _ if w == 0 || w > n => Err(QuorumError::Write { w, n }),
            _ => Ok(Self { n, r, w }),
        }
    }

    /// Replicas.
    #[must_use]
    pub const fn n(self) -> u8 {
        self.n
    }

    /// Replicas that a read waits for.
    #[must_use]
    pub const fn r(self) -> u8 {
        self.r
    }

    /// Replicas that a write waits for.
    #[must_use]
    pub const fn w(self) -> u8 {
        self.w
    }

    /// Whether whatever is read has a replica with the last write that was acknowledged.
    #[must_use]
    pub const fn reads_meet_writes(self) -> bool {
        self.r + self.w > self.n
    }

    /// Whether any two writes have a replica in common.
    #[must_use]
    pub const fn writes_meet(self) -> bool {
        2 * self.w > self.n
    }

    /// Replicas that may be down while reads still succeed.
    #[must_use]
    pub const fn reads_survive(self) -> u8 {
        self.n - self.r
    }

    /// Replicas that may be down while writes still succeed.
    #[must_use]
    pub const fn writes_survive(self) -> u8 {
        self.n - self.w
    }

    /// Of all pairs of a set that was written and a set that is read: those that have nothing in common, and all.
    #[must_use]
    pub fn stale_pairs(self) -> (u128, u128) {
        let writes = choose(self.n, self.w);
        (writes * choose(self.n - self.w, self.r), writes * choose(self.n, self.r))
    }

    /// How likely it is that a read misses the last write, both sets drawn at random and nothing repaired yet:
    /// C(N − W, R) / C(N, R).
    #[must_use]
    pub fn stale_share(self) -> f64 {
        let (stale, all) = self.stale_pairs();
        stale as f64 / all as f64
    }
}

/// How many sets of `k` there are of `n`, which is at most [`MAX_REPLICAS`].
fn choose(n: u8, k: u8) -> u128 {
    if k > n {
        return 0;
    }
    (0..u128::from(k.min(n - k))).fold(1, |sets, at| sets * (u128::from(n) - at) / (at + 1))
}
