//! What a limiter answers, and what it shows of itself.

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may go on now.
    Admitted,
    /// It waits in the queue.
    Delayed {
        /// When it is served; `u64::MAX` if that is beyond the end of time.
        at: u64,
    },
    /// It is refused.
    Denied,
}

/// The answer to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What becomes of it.
    pub verdict: Verdict,
    /// The most that is ever admitted at once: the size of the bucket or queue, or the amount of a
    /// window.
    pub limit: u32,
    /// What would still be admitted at this instant, in requests of cost 1.
    pub remaining: u32,
    /// How long after the time given with the request the same request would be admitted if nothing
    /// else came: 0 if it was, and not a unit of time too early or too late if not. `None` if waiting
    /// does not help, since it costs more than the limit or time ends first.
    pub retry_after: Option<u64>,
}

impl Decision {
    /// Whether the request goes on, now or later.
    #[must_use]
    #[inline]
    pub const fn is_admitted(&self) -> bool {
        !matches!(self.verdict, Verdict::Denied)
    }

    /// Whether this and not the other is what a request under both limits is told: denied before delayed
    /// before admitted, then whichever lasts longer, then whichever leaves less.
    #[must_use]
    pub fn is_stricter_than(&self, other: &Decision) -> bool {
        let rank = |decision: &Decision| match decision.verdict {
            // Waiting that does not help is the longest.
            Verdict::Denied => (2, decision.retry_after.unwrap_or(u64::MAX), decision.retry_after.is_none()),
            Verdict::Delayed { at } => (1, at, false),
            Verdict::Admitted => (0, 0, false),
        };
        (rank(self), other.remaining) > (rank(other), self.remaining)
    }

    #[inline]
    pub(super) const fn admitted(limit: u32, remaining: u32) -> Decision {
        Decision { verdict: Verdict::Admitted, limit, remaining, retry_after: Some(0) }
    }

    /// Denied at `now`; the same would pass at `at`.
    #[inline]
    pub(super) const fn denied(limit: u32, remaining: u32, now: u64, at: Option<u64>) -> Decision {
        let retry_after = match at {
            Some(at) => Some(at.saturating_sub(now)),
            None => None,
        };
        Decision { verdict: Verdict::Denied, limit, remaining, retry_after }
    }
}

/// How full a limiter is: what a picture of it draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gauge {
    /// Tokens left, requests in the queue, level of the meter, count of the window, stamps in the log,
    /// or estimate of the sliding counter: the whole part.
    pub level: u64,
    /// What is beyond the whole part, in millionths, rounded down.
    pub millionths: u32,
    /// What [`Gauge::level`] is drawn against: the size of the bucket or queue, or the amount.
    pub capacity: u64,
    /// How long until the limiter is as good as new if nothing else comes; `None` if time ends first.
    pub idle_after: Option<u64>,
}

impl Gauge {
    #[inline]
    pub(super) const fn whole(level: u64, capacity: u32) -> Gauge {
        Gauge { level, millionths: 0, capacity: capacity as u64, idle_after: Some(0) }
    }

    /// The same and `parts` of `whole` more.
    pub(super) fn with_parts(self, parts: u64, whole: u64) -> Gauge {
        // Parts are fewer than make a whole, so this is below a million.
        let millionths = (u128::from(parts) * 1_000_000 / u128::from(whole)) as u32;
        Gauge { millionths, ..self }
    }

    /// The same, as good as new from `at` on.
    #[inline]
    pub(super) const fn idle_at(self, at: Option<u64>, now: u64) -> Gauge {
        let idle_after = match at {
            Some(at) => Some(at.saturating_sub(now)),
            None => None,
        };
        Gauge { idle_after, ..self }
    }
}
