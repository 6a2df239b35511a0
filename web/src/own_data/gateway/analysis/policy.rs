//! One of the nine algorithms, chosen at run time, for a table of many keys.
//!
//! ```
//! use snowglobe_core::limiter::{Algorithm, Keyed, Limit};
//! use snowglobe_web::own_data::gateway::analysis::policy::Chosen;
//!
//! let policy = Chosen::new(Algorithm::FixedWindow, Limit::new(1, 60))?;
//! let mut table = Keyed::<u64, _>::new(10, policy)?;
//! assert!(table.check(&7, 0, 1).is_admitted());
//! assert!(!table.check(&7, 1, 1).is_admitted());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! An enum of the nine costs a branch that always goes the same way; a table for each of them would be nine
//! times the code on the page. The larger states are kept elsewhere ([`Boxed`]), so that all the rest fit
//! into one line of cache with their key.

use snowglobe_core::limiter::policy::{self, Policy};
use snowglobe_core::limiter::{Algorithm, Decision, Gauge, Limit, LimitError, Verdict};

/// Declares an enum of the nine policies and one of their states.
macro_rules! nine {
    ($($name:ident: $policy:ty;)*) => {
        /// One of the nine.
        #[derive(Clone, Debug)]
        pub enum Chosen {
            $(#[doc = concat!("[`Algorithm::", stringify!($name), "`].")] $name($policy),)*
        }

        /// What it keeps for a key.
        #[derive(Clone, Debug)]
        pub enum Kept {
            $(#[doc = concat!("By [`Algorithm::", stringify!($name), "`].")] $name(<$policy as Policy>::State),)*
        }

        impl Chosen {
            /// The policy of that algorithm. The book's log keeps no more than it needs.
            ///
            /// # Errors
            /// If the limit makes no sense for it.
            pub fn new(algorithm: Algorithm, limit: Limit) -> Result<Self, LimitError> {
                let chosen = match algorithm {
                    $(Algorithm::$name => Self::$name(limit.try_into()?),)*
                };
                Ok(if let Self::SlidingLogBook(book) = chosen { Self::SlidingLogBook(Boxed(book.0.keeping(0))) } else { chosen })
            }
        }

        /// The same expression whichever policy it is.
        macro_rules! whichever {
            ($chosen:expr, $p:ident => $answer:expr) => {
                match $chosen {
                    $(Chosen::$name($p) => $answer,)*
                }
            };
        }

        /// The same expression whichever policy it is, and its state. That a state was made by another policy
        /// cannot be, and yet must have an answer.
        macro_rules! both {
            ($chosen:expr, $kept:expr, $p:ident, $s:ident => $answer:expr, $other:expr) => {
                match ($chosen, $kept) {
                    $((Chosen::$name($p), Kept::$name($s)) => $answer,)*
                    _ => $other,
                }
            };
        }

        impl Policy for Chosen {
            type State = Kept;

            fn limit(&self) -> Limit {
                whichever!(self, policy => policy.limit())
            }

            fn fresh(&self) -> Kept {
                match self {
                    $(Self::$name(policy) => Kept::$name(policy.fresh()),)*
                }
            }

            #[inline]
            fn check(&self, state: &mut Kept, now: u64, cost: u32) -> Decision {
                let denied = Decision { verdict: Verdict::Denied, limit: 0, remaining: 0, retry_after: None };
                both!(self, state, policy, state => policy.check(state, now, cost), denied)
            }

            fn peek(&self, state: &Kept, now: u64) -> Gauge {
                let nothing = Gauge { level: 0, millionths: 0, capacity: 0, idle_after: None };
                both!(self, state, policy, state => policy.peek(state, now), nothing)
            }

            fn idle_at(&self, state: &Kept) -> Option<u64> {
                both!(self, state, policy, state => policy.idle_at(state), None)
            }

            fn most_in(&self, span: u64) -> u64 {
                whichever!(self, policy => policy.most_in(span))
            }

            fn heap_bytes(&self, state: &Kept) -> usize {
                both!(self, state, policy, state => policy.heap_bytes(state), 0)
            }
        }
    };
}

/// A policy whose states stand elsewhere.
#[derive(Clone, Debug)]
pub struct Boxed<P>(P);

impl<P: TryFrom<Limit, Error = LimitError>> TryFrom<Limit> for Boxed<P> {
    type Error = LimitError;

    fn try_from(limit: Limit) -> Result<Self, LimitError> {
        limit.try_into().map(Self)
    }
}

impl<P: Policy> Policy for Boxed<P> {
    type State = Box<P::State>;

    fn limit(&self) -> Limit {
        self.0.limit()
    }

    fn fresh(&self) -> Self::State {
        Box::new(self.0.fresh())
    }

    #[inline]
    fn check(&self, state: &mut Self::State, now: u64, cost: u32) -> Decision {
        self.0.check(state, now, cost)
    }

    fn peek(&self, state: &Self::State, now: u64) -> Gauge {
        self.0.peek(state, now)
    }

    fn idle_at(&self, state: &Self::State) -> Option<u64> {
        self.0.idle_at(state)
    }

    fn most_in(&self, span: u64) -> u64 {
        self.0.most_in(span)
    }

    fn heap_bytes(&self, state: &Self::State) -> usize {
        size_of::<P::State>() + self.0.heap_bytes(state)
    }
}

nine! {
    TokenBucketInterval: policy::TokenBucketInterval;
    TokenBucket: policy::TokenBucket;
    LeakyBucket: policy::LeakyBucket;
    LeakyMeter: Boxed<policy::LeakyMeter>;
    FixedWindow: policy::FixedWindow;
    SlidingLog: Boxed<policy::SlidingLog>;
    SlidingLogBook: Boxed<policy::SlidingLogBook>;
    SlidingCounter: policy::SlidingCounter<false>;
    SlidingCounterCeil: policy::SlidingCounter<true>;
}
