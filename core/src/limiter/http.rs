//! What a server says about its limits: status and header fields.
//!
//! Three dialects at once, since clients speak different ones: the book's `X-Ratelimit-*`, the standard
//! `Retry-After`, and the IETF's `RateLimit` and `RateLimit-Policy`. Times become whole seconds, rounded
//! up, so that a client that waits as long as it is told is not too early.
//!
//! ```
//! use snowglobe_core::limiter::http::{Quota, respond};
//! use snowglobe_core::limiter::{Limit, Limiter, TokenBucket};
//!
//! let limit = Limit::new(2, 1_000).with_burst(4); // milliseconds
//! let mut bucket = TokenBucket::new(limit)?;
//! let decision = bucket.check(0, 3);
//! let response = respond(&[(Quota { name: "posts", limit, per_second: 1_000 }, decision)]);
//! assert_eq!(response.status, 200);
//! assert_eq!(response.text(), "\
//! X-Ratelimit-Limit: 4
//! X-Ratelimit-Remaining: 1
//! RateLimit-Policy: \"posts\";q=2;w=1;snowglobe-burst=4
//! RateLimit: \"posts\";r=1
//! ");
//! # Ok::<(), snowglobe_core::limiter::LimitError>(())
//! ```
//!
//! When several limits apply, all of them are named in the IETF's fields, and the
//! [strictest](Decision::is_stricter_than) answers in the others.
//!
//! Sources: Xu, chapter 4; RFC 6585, section 4 (429); RFC 9110, section 10.2.3 (`Retry-After`); RFC 9651
//! (how strings are written); draft-ietf-httpapi-ratelimit-headers-10.

use super::{Decision, Limit};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;

/// Status of what is admitted.
pub const OK: u16 = 200;
/// Status of what is denied.
pub const TOO_MANY_REQUESTS: u16 = 429;

/// A limit as a client is told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota<'a> {
    /// What it is called. Characters that a header cannot carry become `?`.
    pub name: &'a str,
    /// The limit; a burst other than the amount is told as a parameter of its own.
    pub limit: Limit,
    /// Units of time in a second: 1,000 for milliseconds. 0 counts as 1.
    pub per_second: u64,
}

/// Status and header fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// [`OK`] or [`TOO_MANY_REQUESTS`].
    pub status: u16,
    /// Names and values, in the order in which they are sent.
    pub headers: Vec<(&'static str, String)>,
}

impl Response {
    /// A line for each field, as a transcript shows them.
    #[must_use]
    pub fn text(&self) -> String {
        self.headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect()
    }
}

/// What to answer a request that these limits decided about: denied if any of them denied it. No limit
/// gives no field. O(limits).
#[must_use]
pub fn respond(decisions: &[(Quota, Decision)]) -> Response {
    let mut headers = Vec::new();
    let strictest = decisions.iter().copied().reduce(|a, b| if b.1.is_stricter_than(&a.1) { b } else { a });
    let Some((quota, strictest)) = strictest else {
        return Response { status: OK, headers };
    };
    headers.push(("X-Ratelimit-Limit", strictest.limit.to_string()));
    headers.push(("X-Ratelimit-Remaining", strictest.remaining.to_string()));
    let denied = !strictest.is_admitted();
    if let Some(seconds) = strictest.retry_after.filter(|_| denied).map(|wait| quota.seconds(wait)) {
        headers.push(("X-Ratelimit-Retry-After", seconds.to_string()));
        headers.push(("Retry-After", seconds.to_string()));
    }
    let list =
        |item: fn(&(Quota, Decision)) -> String| decisions.iter().map(item).collect::<Vec<_>>().join(", ");
    headers.push(("RateLimit-Policy", list(|(quota, _)| quota.policy())));
    headers.push(("RateLimit", list(|(quota, decision)| quota.standing(decision))));
    Response { status: if denied { TOO_MANY_REQUESTS } else { OK }, headers }
}

impl Quota<'_> {
    /// A span of time in seconds, rounded up.
    fn seconds(&self, span: u64) -> u64 {
        span.div_ceil(self.per_second.max(1))
    }

    /// An item of `RateLimit-Policy`. A window that is not of whole seconds is left out, since the field
    /// has no finer ones.
    fn policy(&self) -> String {
        let Limit { amount, window, burst } = self.limit;
        let mut item = format!("{};q={amount}", quoted(self.name));
        let per_second = self.per_second.max(1);
        if window.is_multiple_of(per_second) {
            let _ = write!(item, ";w={}", window / per_second);
        }
        if burst != amount {
            let _ = write!(item, ";snowglobe-burst={burst}");
        }
        item
    }

    /// An item of `RateLimit`.
    fn standing(&self, decision: &Decision) -> String {
        let mut item = format!("{};r={}", quoted(self.name), decision.remaining);
        if let (false, Some(wait)) = (decision.is_admitted(), decision.retry_after) {
            let _ = write!(item, ";t={}", self.seconds(wait));
        }
        item
    }
}

/// A String of RFC 9651: printable ASCII in quotation marks.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            ' '..='~' => quoted.push(char),
            _ => quoted.push('?'),
        }
    }
    quoted.push('"');
    quoted
}
