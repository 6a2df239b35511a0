//! A rate limiter in a gateway: clients, gateways that count, a store of counters, API servers behind.
//!
//! Chapter 4 of the book. A request passes the balancer to a gateway, which lets it through to an API
//! server or answers that there were too many:
//!
//! ```text
//!   c0 ── GET /api as u0 ──► lb ──► g1 ── read ──► store        where counters are, `counting` says
//!                                   g1 ◄── 3 ───── store
//!                                   g1 ── write 4 ─► store
//!                                   g1 ──► a0 ──► g1 ──► lb ──► c0     200
//!                            lb ◄── g1                                 or 429, retry after 400 ms
//! ```
//!
//! The balancer sees every request in the order in which they come, and [judges](Balancer): it keeps an
//! exact log, and holds what the gateways let through against it. Beside the limiter that decides, every
//! gateway has [nine that watch](Lanes), one for each [`Algorithm`](crate::limiter::Algorithm).
//!
//! # Whose clock
//!
//! A gateway counts by its own clock, which may be wrong (`skew`), and the store by its own where it decides:
//! `script` and `sorted_set_atomic`. So `local`, `local_sync`, `read_then_write` and `sorted_set` suffer from
//! clocks that differ, and those two do not.
//!
//! # What ways of counting force
//!
//! `read_then_write` is a fixed window and the sorted sets are a sliding log of what was let through, whatever
//! the algorithm set; [`idle`] names all parameters that have no effect.
//!
//! Left out of the model: how rules get to the gateways (they are there at once), health checks, breakers,
//! connections, the content of requests, and a store of more than one node.
//!
//! Xu, "System Design Interview" (2020), chapter 4; Stripe, "Scaling your API with rate limiters", 2017;
//! Figma, "An alternative approach to rate limiting", 2017 (sorted sets and their races).

mod balancer;
pub mod choice;
mod client;
mod command;
mod counters;
mod facts;
mod gate;
mod grace;
mod idle;
mod judge;
mod key;
mod lanes;
mod message;
mod parameters;
mod rules;
mod setup;
mod store;
mod sync;
mod traffic;
mod word;
mod worker;

pub use balancer::{Balancer, Dealt};
pub use client::Client;
pub use command::Command;
pub use counters::{Counters, state_bytes};
pub use gate::Gate;
pub use idle::idle;
pub use judge::Worst;
pub use key::{Address, Key, Keys, Kind, MAX_ADDRESSES};
pub use lanes::{Arrival, LANES, LaneTally, Lanes};
pub use message::{Command as StoreCommand, Message, Outcome, Reply, Request, Ruling, Timer, Verdict};
pub use parameters::{PARAMETERS, Parameters, index, shown_lanes};
pub use rules::Rules;
pub use setup::{Gateway, Node, Order, Shared};
pub use store::Store;
pub use traffic::{FULL, POINTS, Plan};
pub use word::{Word, wait};
pub use worker::Worker;

#[cfg(test)]
mod tests;
