//! The settings that are one of a few names.
//!
//! A link holds the place of a name in its list, so names are only ever added at the end.

use crate::limiter::Algorithm;
use crate::systems::choice::choice;

choice! {
    /// Where requests are counted, and how.
    Counting {
        /// Each gateway counts for itself.
        Local = "local",
        /// The store keeps a number; a gateway reads it, compares, and writes it back one higher: a
        /// fixed window, whatever the algorithm set. Two that read the same number count one request.
        ReadThenWrite = "read_then_write",
        /// The algorithm runs in the store, by the store's clock.
        Script = "script",
        /// The store keeps a sorted set of times; a gateway has it trimmed and counted, and adds its own
        /// time with a second command: a sliding log, by the gateways' clocks.
        SortedSet = "sorted_set",
        /// Trimmed, counted and added as one unit, by the store's clock.
        SortedSetAtomic = "sorted_set_atomic",
        /// Each gateway counts for itself, and every so often they tell each other through the store.
        LocalSync = "local_sync",
    }
}

impl Counting {
    /// Whether a gateway asks the store about each request.
    #[must_use]
    pub const fn asks_store(self) -> bool {
        !matches!(self, Self::Local | Self::LocalSync)
    }

    /// The algorithm of its own that it limits by; `None` if that is whichever is set.
    #[must_use]
    pub const fn algorithm(self) -> Option<Algorithm> {
        match self {
            Self::ReadThenWrite => Some(Algorithm::FixedWindow),
            Self::SortedSet | Self::SortedSetAtomic => Some(Algorithm::SlidingLog),
            Self::Local | Self::Script | Self::LocalSync => None,
        }
    }

    /// Whether it limits by an algorithm of its own.
    #[must_use]
    pub const fn forces_algorithm(self) -> bool {
        self.algorithm().is_some()
    }
}

choice! {
    /// What a gateway does if the store does not answer.
    OnStoreFailure {
        /// Lets everything through.
        Open = "open",
        /// Lets nothing through.
        Closed = "closed",
        /// Counts for itself.
        Local = "local",
    }
}

choice! {
    /// To which gateway a request goes.
    Balancing {
        /// To one after the other.
        RoundRobin = "round_robin",
        /// Requests that count together go to the same one.
        Sticky = "sticky",
    }
}

choice! {
    /// Whether the limit may be passed for a while.
    Strictness {
        /// Never.
        Hard = "hard",
        /// Somewhat, for some time.
        Soft = "soft",
    }
}

choice! {
    /// What is limited; a request passes if every layer lets it.
    Layers {
        /// Whoever it is counted by.
        User = "user",
        /// And the address that it comes from.
        UserAndAddress = "user_and_address",
        /// And all requests together.
        UserAddressAndAll = "user_address_and_all",
    }
}

choice! {
    /// What identifies who asks.
    CountedBy {
        /// The account.
        User = "user",
        /// The address that the request comes from.
        Address = "address",
        /// The device, whatever the account.
        Device = "device",
    }
}

choice! {
    /// When clients ask.
    Traffic {
        /// At even intervals, the clients in turn.
        Steady = "steady",
        /// At random, at a constant rate.
        Poisson = "poisson",
        /// Many at once, with pauses that keep the rate; all clients at the same time.
        Bursts = "bursts",
        /// Around the edge between two windows: the limit just before, and the limit just after.
        Edge = "edge",
        /// At random, at a rate that follows the drawn curve.
        Curve = "curve",
        /// Only when an action says so.
        Recorded = "recorded",
    }
}

choice! {
    /// How long a client waits before it tries again.
    Backoff {
        /// Not at all.
        None = "none",
        /// Always as long.
        Fixed = "fixed",
        /// Twice as long each time.
        Exponential = "exponential",
        /// At random, up to what exponential would wait: the waits of those who were refused together
        /// spread out ("full jitter": Brooker, "Exponential Backoff and Jitter", 2015).
        Jitter = "jitter",
    }
}

impl Layers {
    /// How many limits lie over one another.
    #[must_use]
    pub const fn count(self) -> u8 {
        match self {
            Self::User => 1,
            Self::UserAndAddress => 2,
            Self::UserAddressAndAll => 3,
        }
    }
}
