//! The rules that gateways go by: what an operator may change while they run.
//!
//! Every node holds a copy, as workers hold what they read from a file of rules. A change reaches all of
//! them at once, those that are down as well, since the file is on disk.

use super::choice::{Backoff, Balancing, CountedBy, Counting, Layers, OnStoreFailure, Strictness};
use super::index;
use super::key::{Key, Keys, Kind};
use super::message::Request;
use crate::limiter::{Algorithm, AnyLimiter, Limit};
use crate::scenario::Settings;
use crate::sim::Nanos;

/// What of the settings may change while the run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How requests are limited, unless [`Counting::forces_algorithm`].
    pub algorithm: Algorithm,
    /// Requests a window, at the first layer.
    pub limit: u32,
    /// Length of a window.
    pub window: Nanos,
    /// Size of the bucket or queue at the first layer; 0 is as the limit.
    pub burst: u32,
    /// Where requests are counted.
    pub counting: Counting,
    /// How often gateways tell each other what they counted.
    pub sync_period: Nanos,
    /// How long a gateway waits for the store.
    pub store_timeout: Nanos,
    /// What it does then.
    pub on_store_failure: OnStoreFailure,
    /// To which gateway a request goes.
    pub balancing: Balancing,
    /// Whether the limits may be passed for a while.
    pub strictness: Strictness,
    /// By how much, in percent.
    pub soft_percent: u64,
    /// For how long.
    pub soft_for: Nanos,
    /// What is limited.
    pub layers: Layers,
    /// Requests a window from one address, at the second layer.
    pub address_limit: u32,
    /// Requests a window of all, at the third layer.
    pub global_limit: u32,
    /// What identifies who asks, at the first layer.
    pub counted_by: CountedBy,
    /// How often a client tries again.
    pub retries: u32,
    /// How long it waits before.
    pub backoff: Backoff,
    /// The first such wait.
    pub backoff_base: Nanos,
}

impl Rules {
    /// What may change, by parameter, each with an example: a command has the same form for all.
    pub const CHANGEABLE: &'static [(usize, &'static str)] = &[
        (index::ALGORITHM, "algorithm fixed_window"),
        (index::LIMIT, "limit 10"),
        (index::WINDOW, "window 2s"),
        (index::BURST, "burst 8"),
        (index::COUNTING, "counting script"),
        (index::SYNC_PERIOD, "sync_period 200ms"),
        (index::STORE_TIMEOUT, "store_timeout 50ms"),
        (index::ON_STORE_FAILURE, "on_store_failure closed"),
        (index::BALANCING, "balancing sticky"),
        (index::STRICTNESS, "strictness soft"),
        (index::SOFT_PERCENT, "soft_percent 20%"),
        (index::SOFT_FOR, "soft_for 3s"),
        (index::LAYERS, "layers user_and_address"),
        (index::ADDRESS_LIMIT, "address_limit 20"),
        (index::GLOBAL_LIMIT, "global_limit 100"),
        (index::COUNTED_BY, "counted_by address"),
        (index::RETRIES, "retries 3"),
        (index::BACKOFF, "backoff jitter"),
        (index::BACKOFF_BASE, "backoff_base 100ms"),
    ];

    /// Reads the settings; all are in range.
    #[must_use]
    pub fn read(settings: &Settings) -> Self {
        let at = |index| settings.at(index);
        let algorithm = Algorithm::ALL.get(at(index::ALGORITHM) as usize).copied();
        Self {
            algorithm: algorithm.unwrap_or_default(),
            limit: at(index::LIMIT) as u32,
            window: at(index::WINDOW),
            burst: at(index::BURST) as u32,
            counting: Counting::at(at(index::COUNTING)),
            sync_period: at(index::SYNC_PERIOD),
            store_timeout: at(index::STORE_TIMEOUT),
            on_store_failure: OnStoreFailure::at(at(index::ON_STORE_FAILURE)),
            balancing: Balancing::at(at(index::BALANCING)),
            strictness: Strictness::at(at(index::STRICTNESS)),
            soft_percent: at(index::SOFT_PERCENT),
            soft_for: at(index::SOFT_FOR),
            layers: Layers::at(at(index::LAYERS)),
            address_limit: at(index::ADDRESS_LIMIT) as u32,
            global_limit: at(index::GLOBAL_LIMIT) as u32,
            counted_by: CountedBy::at(at(index::COUNTED_BY)),
            retries: at(index::RETRIES) as u32,
            backoff: Backoff::at(at(index::BACKOFF)),
            backoff_base: at(index::BACKOFF_BASE),
        }
    }

    /// Whom a request counts for, layer by layer.
    #[must_use]
    pub fn keys(&self, request: &Request) -> Keys {
        let (kind, id) = match self.counted_by {
            CountedBy::User => (Kind::User, request.user),
            CountedBy::Address => (Kind::Address, request.address.0),
            CountedBy::Device => (Kind::Device, request.device),
        };
        let first = Keys::one(Key { layer: 0, kind, id });
        match self.layers {
            Layers::User => first,
            Layers::UserAndAddress => first.and(Kind::Address, request.address.0),
            Layers::UserAddressAndAll => first.and(Kind::Address, request.address.0).and(Kind::All, 0),
        }
    }

    /// Whether these promise the same as others: of whom how much is let through in how long. Where they do not,
    /// what was let through before is not held against them.
    #[must_use]
    pub fn promise_as(&self, other: &Self) -> bool {
        let promise = |rules: &Self| {
            let limits = (rules.limit, rules.address_limit, rules.global_limit);
            (limits, rules.window, rules.layers, rules.counted_by)
        };
        promise(self) == promise(other)
    }

    /// The algorithm that decides: the one set, unless the way of counting has its own.
    #[must_use]
    pub fn in_force(&self) -> Algorithm {
        self.counting.algorithm().unwrap_or(self.algorithm)
    }

    /// Requests a window at a layer.
    #[must_use]
    pub const fn amount(&self, layer: u8) -> u32 {
        match layer {
            0 => self.limit,
            1 => self.address_limit,
            _ => self.global_limit,
        }
    }

    /// The same with what a soft limit lets through on top.
    #[must_use]
    pub const fn soft_amount(&self, layer: u8) -> u32 {
        self.softened(self.amount(layer))
    }

    const fn softened(&self, amount: u32) -> u32 {
        let extra = (amount as u64 * self.soft_percent).div_ceil(100);
        // At most 10,000 and four times as many.
        amount + extra as u32
    }

    /// The limit of a layer.
    #[must_use]
    pub const fn limit(&self, layer: u8) -> Limit {
        let limit = Limit::new(self.amount(layer), self.window);
        if layer == 0 && self.burst > 0 { limit.with_burst(self.burst) } else { limit }
    }

    /// The same with what a soft limit lets through on top.
    #[must_use]
    pub const fn soft_limit(&self, layer: u8) -> Limit {
        let Limit { amount, window, burst } = self.limit(layer);
        Limit::new(self.softened(amount), window).with_burst(self.softened(burst))
    }

    /// Whether the limits may be passed for a while.
    #[must_use]
    pub fn is_soft(&self) -> bool {
        self.strictness == Strictness::Soft
    }

    /// A fresh limiter. What the parameters may be, every algorithm takes.
    pub(super) fn limiter(algorithm: Algorithm, limit: Limit) -> Option<AnyLimiter> {
        algorithm.limiter(limit).ok()
    }
}
