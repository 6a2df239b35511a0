//! Sums about windows that start at multiples of their length.

/// Moves `start` to the window that `now` is in, and says how many windows on that is: 0 if `now` is
/// earlier. Divides only when a window has ended.
#[inline]
pub(super) fn move_on(start: &mut u64, now: u64, window: u64) -> u64 {
    let elapsed = now.saturating_sub(*start);
    if elapsed < window {
        return 0;
    }
    *start = now - elapsed % window;
    elapsed / window
}

/// `n / by` for a quotient that is known to fit; a narrow division when it can be. Nobody divides by zero, and
/// saying so lets a compiler leave out what nobody asks for.
#[inline]
pub(super) fn divide(n: u128, by: u64) -> (u128, u64) {
    let by = by.max(1);
    match u64::try_from(n) {
        Ok(n) => (u128::from(n / by), n % by),
        Err(_) => (n / u128::from(by), (n % u128::from(by)) as u64),
    }
}

/// `n / by`, rounded up.
#[inline]
pub(super) fn divide_up(n: u128, by: u64) -> u128 {
    let (whole, rest) = divide(n, by);
    whole + u128::from(rest > 0)
}

/// `time + by`, unless that is beyond the end of time.
#[inline]
pub(super) fn later(time: u64, by: u128) -> Option<u64> {
    u64::try_from(by).ok().and_then(|by| time.checked_add(by))
}

/// How many windows a span of that many consecutive instants can touch.
pub(super) fn windows_touched(span: u64, window: u64) -> u128 {
    match span {
        0 => 0,
        // It can begin with the last instant of a window.
        _ => (u128::from(span) + u128::from(window) - 2) / u128::from(window) + 1,
    }
}

/// How many multiples of `window` can be among that many consecutive instants.
pub(super) fn edges_among(instants: u64, window: u64) -> u128 {
    u128::from(instants).div_ceil(u128::from(window))
}

/// A bound that no more than `at_once` an instant can pass either.
pub(super) fn bound(most: u128, at_once: u32, span: u64) -> u64 {
    let most = most.min(u128::from(at_once) * u128::from(span));
    u64::try_from(most).unwrap_or(u64::MAX)
}
