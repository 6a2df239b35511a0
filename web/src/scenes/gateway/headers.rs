//! The header fields of an answer: what a gateway tells a client of its limits.
//!
//! ```text
//!   429 (u0)     X-Ratelimit-Limit: 5          200 (u0)     X-Ratelimit-Limit: 5
//!                X-Ratelimit-Remaining: 0                   X-Ratelimit-Remaining: 3
//!                Retry-After: 1                             RateLimit: "u0";r=3
//! ```
//!
//! They are written by the core ([`http`](snowglobe_core::limiter::http)) from what the request carries of the
//! decision. What waited in a queue, and what passed because nobody could be asked, carries nothing.

use super::watch;
use crate::scenes::Entry;
use snowglobe_core::limiter::http::{Advertised, respond};
use snowglobe_core::limiter::{Decision, Limit, Verdict};
use snowglobe_core::sim::{SECOND, World};
use snowglobe_core::systems::gateway::{Gateway, Message, Node, Outcome};

/// The fields of an answer under way that has passed a gateway; none of any other message.
pub(super) fn of(world: &World<Gateway>, id: u64) -> Vec<Entry> {
    let Some(flight) = world.flights().find(|flight| flight.id == id) else { return Vec::new() };
    // An API server knows of no limits.
    let told =
        world.place(flight.from).is_some_and(|place| matches!(place.node, Node::Gate(_) | Node::Balancer(_)));
    let Message::Answer { request, outcome, .. } = &flight.message else { return Vec::new() };
    let Some((key, remaining)) = request.left.filter(|_| told) else { return Vec::new() };
    let (verdict, retry_after) = match outcome {
        Outcome::Served => (Verdict::Admitted, Some(0)),
        Outcome::Refused { retry_after, .. } => (Verdict::Denied, *retry_after),
        Outcome::Overloaded | Outcome::Unavailable => return Vec::new(),
    };
    let rules = watch::rules(world);
    let Limit { amount, window, burst } = rules.limit(key.layer);
    let burst = if rules.in_force().uses_burst() { burst } else { amount };
    let name = key.to_string();
    let limit = Limit { amount, window, burst };
    let advertised = Advertised { name: &name, limit, per_second: SECOND };
    let decision = Decision { verdict, limit: burst, remaining, retry_after };
    let fields = respond(&[(advertised, decision)]).headers;
    fields.into_iter().map(|(name, value)| Entry::named(name.to_owned(), value)).collect()
}
