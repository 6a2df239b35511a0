//! What an access to a disk costs: to get there, and then for each byte.
//!
//! ```text
//!   time of an access = seek + half a turn + bytes / bandwidth          the next bytes cost their bandwidth alone
//! ```
//!
//! ```
//! use snowglobe_core::disk::DiskModel;
//!
//! // A million changes of 100 bytes: each page read and written in its place, or all of it logged, ten times over.
//! let disk = DiskModel::DISK_2010;
//! assert_eq!(disk.in_place_seconds(1_000_000), 20_000.0);
//! assert_eq!(disk.log_seconds(1_000_000 * 100, 10.0), 30.0);
//! ```
//!
//! Sources: Dean, "Numbers Everyone Should Know" (2010), for the disk: 10 ms for a seek and 30 ms for a megabyte.
//! For the other two, round figures of what data sheets give for one access at a time. Gray and Putzolu, "The
//! 5 Minute Rule" (1987), reason with the same model.

/// A disk by its times. A megabyte is 10^6 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiskModel {
    /// Nanoseconds to move the arm, or for whatever else it takes to find a place.
    pub seek: u64,
    /// Nanoseconds until the place comes round: half a turn on average, 0 where nothing turns.
    pub half_turn: u64,
    /// Nanoseconds to read or write a megabyte that lies in one piece.
    pub megabyte: u64,
}

impl DiskModel {
    /// The disk of Dean's numbers. They give 10 ms to get anywhere; at 7,200 turns a minute 4.17 ms of that is
    /// waiting for the turn.
    pub const DISK_2010: Self = Self { seek: 5_830_000, half_turn: 4_170_000, megabyte: 30_000_000 };
    /// A solid-state disk on SATA: 0.1 ms, 500 MB/s.
    pub const SSD: Self = Self { seek: 100_000, half_turn: 0, megabyte: 2_000_000 };
    /// One on NVMe: 0.02 ms, 3.3 GB/s.
    pub const NVME: Self = Self { seek: 20_000, half_turn: 0, megabyte: 300_000 };

    /// Nanoseconds to get to a place.
    #[must_use]
    pub fn positioning(&self) -> u64 {
        self.seek.saturating_add(self.half_turn)
    }

    /// Nanoseconds for so many bytes that follow what was accessed last.
    #[must_use]
    pub fn sequential(&self, bytes: u64) -> u64 {
        let nanos = u128::from(bytes) * u128::from(self.megabyte) / 1_000_000;
        u64::try_from(nanos).unwrap_or(u64::MAX)
    }

    /// Nanoseconds for so many accesses anywhere, with so many bytes in all.
    #[must_use]
    pub fn random(&self, accesses: u64, bytes: u64) -> u64 {
        self.positioning().saturating_mul(accesses).saturating_add(self.sequential(bytes))
    }

    /// Seconds for so many changes of records in their places, each on a page that is not in memory: there to read
    /// it, and there again to write it. The bytes of a page are left out; those of 16 KiB take the disk of 2010
    /// another half millisecond.
    #[must_use]
    pub fn in_place_seconds(&self, updates: u64) -> f64 {
        2.0 * updates as f64 * self.positioning() as f64 / 1e9
    }

    /// Seconds to write so many bytes one after the other, each `amplification` times in all.
    #[must_use]
    pub fn log_seconds(&self, bytes: u64, amplification: f64) -> f64 {
        bytes as f64 * amplification * self.megabyte as f64 / 1e15
    }
}
