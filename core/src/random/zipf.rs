//! Popularity: a few things are asked for often, most hardly ever.

use alloc::vec::Vec;
use core::fmt;

use super::SplitMix64;

/// Ranks `1..=n` where rank `i` is drawn in proportion to `1 / i^s` (Zipf's law).
///
/// Weights are whole numbers, `floor(2^32 / i^s)`, so that a draw is an integer comparison and
/// comes out the same everywhere. A rank less likely than about 2^-32 of the first has weight 0
/// and is never drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zipf {
    /// Sum of the weights up to each rank.
    cumulative: Vec<u64>,
    total: u64,
}

impl Zipf {
    /// The largest number of ranks: the table takes 8 bytes for each.
    pub const MAX_RANKS: u32 = 1 << 22;

    /// The largest exponent, in thousandths.
    pub const MAX_EXPONENT: u32 = 10_000;

    const SCALE: u64 = 1 << 32;

    /// Ranks `1..=ranks` with exponent `exponent` in thousandths: 0 makes all alike, 1,000 is
    /// the classic law, web traffic is often put at 700 to 1,100. O(ranks).
    ///
    /// # Errors
    /// [`ZipfError`] if there are no ranks or more than [`Self::MAX_RANKS`], or if the exponent
    /// is above [`Self::MAX_EXPONENT`].
    pub fn new(ranks: u32, exponent: u32) -> Result<Self, ZipfError> {
        if ranks == 0 {
            return Err(ZipfError::NoRanks);
        }
        if ranks > Self::MAX_RANKS {
            return Err(ZipfError::TooManyRanks { ranks });
        }
        if exponent > Self::MAX_EXPONENT {
            return Err(ZipfError::ExponentTooLarge { exponent });
        }
        let power = f64::from(exponent) / 1_000.0;
        let mut total = 0;
        let cumulative = (1..=ranks)
            .map(|rank| {
                total += match exponent {
                    0 => Self::SCALE,
                    // Exact, where a quotient of floats could fall short of a whole number.
                    1_000 => Self::SCALE / u64::from(rank),
                    _ => (Self::SCALE as f64 / libm::pow(f64::from(rank), power)) as u64,
                };
                total
            })
            .collect();
        Ok(Self { cumulative, total })
    }

    /// A rank in `1..=ranks()`. O(log ranks), one draw.
    pub fn sample(&self, random: &mut SplitMix64) -> u32 {
        self.rank_at(random.below(self.total))
    }

    /// The rank to which a number below the sum of all weights belongs.
    pub(super) fn rank_at(&self, drawn: u64) -> u32 {
        self.cumulative.partition_point(|&sum| sum <= drawn) as u32 + 1
    }

    /// How many ranks there are.
    #[must_use]
    pub fn ranks(&self) -> u32 {
        self.cumulative.len() as u32
    }

    /// Probability of drawing one of the ranks `1..=rank`, in `0.0..=1.0`. O(1).
    #[must_use]
    pub fn share_of_top(&self, rank: u32) -> f64 {
        let sum = match rank.min(self.ranks()) {
            0 => 0,
            last => self.cumulative[last as usize - 1],
        };
        sum as f64 / self.total as f64
    }
}

/// Why a [`Zipf`] cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZipfError {
    /// There is nothing to draw from.
    NoRanks,
    /// More ranks than a table is built for.
    TooManyRanks {
        /// The number asked for.
        ranks: u32,
    },
    /// The law would leave all but the first ranks without a chance.
    ExponentTooLarge {
        /// The exponent asked for, in thousandths.
        exponent: u32,
    },
}

impl fmt::Display for ZipfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRanks => f.write_str("a popularity needs at least one rank to draw from"),
            Self::TooManyRanks { ranks } => {
                write!(f, "a popularity of {ranks} ranks is too large; use at most {}", Zipf::MAX_RANKS)
            }
            Self::ExponentTooLarge { exponent } => write!(
                f,
                "a popularity exponent of {exponent} thousandths is too large; use at most {}",
                Zipf::MAX_EXPONENT
            ),
        }
    }
}

impl core::error::Error for ZipfError {}
