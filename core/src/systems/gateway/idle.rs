//! Which parameters change nothing, given the others: what a form greys out.

use super::choice::{Backoff, CountedBy, Counting, Layers, OnStoreFailure, Strictness, Traffic};
use super::{Parameters, Rules, index};
use crate::scenario::Settings;
use alloc::vec::Vec;

/// The indices of the parameters that have no effect on what happens, ascending. The observers of
/// [`Lanes`](super::Lanes) always heed limit, window and burst.
///
/// `algorithm`, for example, has none where the counting is a way of limiting by itself: reading and then
/// writing a counter is a fixed window, and a sorted set is a sliding log.
#[must_use]
pub fn idle(settings: &Settings) -> Vec<usize> {
    let (rules, parameters) = (Rules::read(settings), Parameters::read(settings));
    let counting = rules.counting;
    let local_fallback = counting.asks_store() && rules.on_store_failure == OnStoreFailure::Local;
    let forced = counting.forces_algorithm() && !local_fallback;
    let one_clock = matches!(counting, Counting::Script | Counting::SortedSetAtomic) && !local_fallback;
    let addresses_count = rules.counted_by == CountedBy::Address || rules.layers != Layers::User;
    let unpaced = matches!(parameters.traffic, Traffic::Edge | Traffic::Recorded);
    let without = |index| match index {
        index::ALGORITHM => forced,
        index::BURST => forced || !rules.algorithm.uses_burst(),
        index::SYNC_PERIOD => counting != Counting::LocalSync,
        index::STORE_TIME => counting == Counting::Local,
        index::STORE_TIMEOUT | index::ON_STORE_FAILURE => !counting.asks_store(),
        index::BALANCING => parameters.nodes == 1,
        index::SOFT_PERCENT | index::SOFT_FOR => rules.strictness == Strictness::Hard,
        index::ADDRESS_LIMIT => rules.layers == Layers::User,
        index::GLOBAL_LIMIT => rules.layers != Layers::UserAddressAndAll,
        index::RATE => unpaced,
        index::BURST_SIZE => parameters.traffic != Traffic::Bursts,
        index::CURVE => parameters.traffic != Traffic::Curve,
        index::BACKOFF => rules.retries == 0,
        index::BACKOFF_BASE => rules.retries == 0 || rules.backoff == Backoff::None,
        index::ADDRESSES => !addresses_count,
        index::SKEW => parameters.nodes == 1 || one_clock,
        _ => false,
    };
    (0..super::PARAMETERS.len()).filter(|index| without(*index)).collect()
}
