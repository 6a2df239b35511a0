//! A distributed cache: clients, cache servers chosen by a placement, and the database behind.
//!
//! Chapter 5 of the book. Clients look aside, as those of memcached do: a client asks the server
//! that its placement names; on a miss it asks the database and stores the row in the cache.
//!
//! ```text
//!   c0 ── get key-7 ──► s2        hit:   c0 ◄── value ── s2
//!                                 miss:  c0 ◄── miss ─── s2
//!                                        c0 ── query ──► db   (few workers, a queue)
//!                                        c0 ◄── row ──── db
//!                                        c0 ── set key-7 ──► s2
//! ```
//!
//! A server that lets a request time out is ejected from that client's list and probed until it
//! answers again (libmemcached's `AUTO_EJECT_HOSTS` with a failure limit of one). So every client
//! has a list of its own, and two clients may disagree: that is part of what can be seen.
//!
//! Left out of the model: eviction (a server holds whatever is stored), expiry, writes to the
//! database, several keys in one request, and requests coalesced by a server.
//!
//! Karger et al., "Consistent hashing and random trees", STOC 1997; Nishtala et al., "Scaling
//! Memcache at Facebook", NSDI 2013.

mod client;
mod command;
mod facts;
mod message;
mod origin;
mod parameters;
mod server;
mod setup;
mod view;
mod waiting;

pub use client::{Client, Tallies};
pub use command::Command;
pub use facts::{Imbalance, Moves, imbalance, moves};
pub use message::{Message, Timer, Word};
pub use origin::Origin;
pub use parameters::{PARAMETERS, Parameters, Popularity, index};
pub use server::CacheServer;
pub use setup::{Cache, Node, Shared};
pub use view::View;

#[cfg(test)]
mod tests;
