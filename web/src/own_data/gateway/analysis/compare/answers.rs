//! Which limit would have denied at most 1 %, and at most 0.1 %.
//!
//! ```text
//!   1,000 requests, at most 10 denied:   window: 37 a minute denies 9, 36 denies 11
//!                                        bucket: 48 denies 4, 40 denies 15
//! ```

use crate::own_data::gateway::analysis::ladder::rung;
use crate::own_data::gateway::analysis::windows::Reached;
use crate::own_data::gateway::report::{LimitAnswer, Step};

/// The shares asked about, in thousandths.
const SHARES: [u64; 2] = [10, 1];

pub(super) fn of(reached: &Reached, ladder: &[u64]) -> Vec<LimitAnswer> {
    let requests = reached.denied(0);
    SHARES
        .into_iter()
        .map(|per_mille| {
            let most = requests * per_mille / 1_000;
            LimitAnswer {
                per_mille,
                requests,
                window: by_window(reached, most),
                bucket: by_bucket(ladder, most),
            }
        })
        .collect()
}

/// The least limit that denies so few, and the one below it.
fn by_window(reached: &Reached, most: u64) -> [Option<Step>; 2] {
    let step = |limit: usize| Step { limit: limit as u64, denied: reached.denied(limit) };
    let enough = reached.least_limit(most);
    let below = enough.map(|limit| limit - 1).filter(|limit| *limit > 0);
    [enough.map(step), below.map(step)]
}

/// The least rung that denies so few, and the one below it. If none does, the last is the one below.
fn by_bucket(ladder: &[u64], most: u64) -> [Option<Step>; 2] {
    let step = |at: usize| ladder.get(at).map(|denied| Step { limit: rung(at).into(), denied: *denied });
    let enough = ladder.iter().position(|denied| *denied <= most);
    [enough.and_then(step), enough.unwrap_or(ladder.len()).checked_sub(1).and_then(step)]
}
