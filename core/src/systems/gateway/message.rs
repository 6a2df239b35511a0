//! What travels between clients, gateways, store and API servers, and what nodes remind themselves of.
//!
//! Whatever is known about a request travels with it, so that only the balancer, which judges, and a
//! gateway that waits for the store have to remember one.

use super::key::{Address, Key, Keys};
use super::word::{Word, packed_wait};
use crate::sim::{Label, Nanos, NodeId, Said};
use alloc::boxed::Box;
use alloc::sync::Arc;

/// One attempt of a client to have `GET /api` answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Who asks.
    pub client: NodeId,
    /// The client's operation.
    pub op: u64,
    /// Which attempt of it, from 1.
    pub attempt: u32,
    /// As which user.
    pub user: u32,
    /// From where.
    pub address: Address,
    /// On which device.
    pub device: u32,
    /// The number that the balancer gave it; 0 before.
    pub number: u64,
    /// When it reached the balancer, by its clock.
    pub arrived: Nanos,
    /// Whose limit the gateway's word was about, and how many more it would let through; `None` before, and
    /// where it did not say.
    pub left: Option<(Key, u32)>,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 200: an API server did it.
    Served,
    /// 429: the limit of this key is used up.
    Refused {
        /// Whose limit.
        key: Key,
        /// How long to wait; `None` if that would not help.
        retry_after: Option<Nanos>,
    },
    /// 503: let through, and then the API server had no room for it.
    Overloaded,
    /// 503: the store did not answer, and the gateway lets nothing through without it.
    Unavailable,
}

impl Outcome {
    /// Whether the limiter let it through.
    #[must_use]
    pub const fn is_admitted(self) -> bool {
        matches!(self, Self::Served | Self::Overloaded)
    }
}

/// What a limiter says about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The layer's key whose word it is: the strictest.
    pub key: Key,
    /// What it says.
    pub verdict: Verdict,
}

/// The word of a limiter. Waits are durations, so that they mean the same on any clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may go on now.
    Pass {
        /// How many more could; `None` where nobody counted.
        remaining: Option<u32>,
    },
    /// It may go on after this long.
    Wait(Nanos),
    /// It may not; whether asking again after some time would help.
    Deny(Option<Nanos>),
}

/// What a gateway asks of the store. Each names the gateway's request, which comes back in the reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `GET`: the counters of this window.
    Read {
        /// The request.
        number: u64,
        /// Whose counters.
        keys: Keys,
        /// Which window, counted from 0.
        window: u64,
    },
    /// `SET`: these are the counters now. Nobody waits for an answer.
    Write {
        /// Whose counters.
        keys: Keys,
        /// Which window.
        window: u64,
        /// The numbers, layer by layer.
        counts: [u32; 3],
    },
    /// The whole decision as one script.
    Script {
        /// The request.
        number: u64,
        /// Whom it counts for.
        keys: Keys,
    },
    /// `ZREMRANGEBYSCORE` and `ZCARD`: forget what is a window old, and count the rest.
    Trim {
        /// The request.
        number: u64,
        /// Whose sets.
        keys: Keys,
        /// What the gateway's clock shows.
        now: Nanos,
    },
    /// `ZADD`: one more, at this time. Nobody waits for an answer.
    Add {
        /// Whose sets.
        keys: Keys,
        /// What the gateway's clock showed.
        now: Nanos,
    },
    /// Trim, count and add as one unit, by the store's clock.
    TrimAdd {
        /// The request.
        number: u64,
        /// Whose sets.
        keys: Keys,
    },
    /// How much this gateway has let through in all, by key; asks for what the others have.
    Tell {
        /// How often the gateway had lost its memory before it counted this.
        life: u32,
        /// Ascending by key.
        totals: Arc<[(Key, u64)]>,
    },
}

/// What the store answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The counters, or the sizes of the sets.
    Counts {
        /// The request.
        number: u64,
        /// Whose.
        keys: Keys,
        /// How many, layer by layer.
        counts: [u32; 3],
        /// The oldest time in each set; 0 for counters and empty sets.
        oldest: [Nanos; 3],
    },
    /// What the store decided.
    Ruled {
        /// The request.
        number: u64,
        /// The decision.
        ruling: Ruling,
    },
    /// How much all other gateways have let through, by key, ascending.
    Told(Arc<[(Key, u64)]>),
}

/// What travels between nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A request on its way in: from client to balancer to gateway.
    Ask(Request),
    /// A request that was let through: from gateway to API server.
    Pass {
        /// The request.
        request: Request,
        /// How long the gateway kept it waiting.
        waited: Nanos,
    },
    /// The answer on its way out.
    Answer {
        /// The request.
        request: Request,
        /// What became of it.
        outcome: Outcome,
        /// How long a gateway kept it waiting.
        waited: Nanos,
    },
    /// Gateway to store.
    Command(Command),
    /// Store to gateway.
    Reply(Reply),
}

impl Said for Message {
    fn label(&self) -> Label {
        match self {
            Self::Ask(request) => {
                Word::Ask.with(Key::user(request.user).packed(), u64::from(request.address.0))
            }
            Self::Pass { request, waited } => Word::Pass.with(Key::user(request.user).packed(), *waited),
            Self::Answer { request, outcome, .. } => outcome.label(request),
            Self::Command(command) => command.label(),
            Self::Reply(reply) => reply.label(),
        }
    }
}

impl Outcome {
    fn label(self, request: &Request) -> Label {
        let user = Key::user(request.user).packed();
        match self {
            Self::Served => Word::Served.with(user, 0),
            Self::Refused { key, retry_after } => Word::Refused.with(key.packed(), packed_wait(retry_after)),
            Self::Overloaded => Word::Overloaded.with(user, 0),
            Self::Unavailable => Word::Unavailable.with(user, 0),
        }
    }
}

impl Command {
    fn label(&self) -> Label {
        match self {
            Self::Read { keys, window, .. } => Word::Read.with(keys.first().packed(), *window),
            Self::Write { keys, counts, .. } => Word::Write.with(keys.first().packed(), u64::from(counts[0])),
            Self::Script { keys, .. } => Word::Script.with(keys.first().packed(), 0),
            Self::Trim { keys, now, .. } => Word::Trim.with(keys.first().packed(), *now),
            Self::Add { keys, now } => Word::Add.with(keys.first().packed(), *now),
            Self::TrimAdd { keys, .. } => Word::TrimAdd.with(keys.first().packed(), 0),
            Self::Tell { totals, .. } => Word::Tell.with(totals.iter().map(|(_, total)| total).sum(), 0),
        }
    }
}

impl Reply {
    fn label(&self) -> Label {
        match self {
            Self::Counts { keys, counts, .. } => {
                Word::Count.with(keys.first().packed(), u64::from(counts[0]))
            }
            Self::Ruled { ruling, .. } => ruling.label(),
            Self::Told(others) => Word::Told.with(others.iter().map(|(_, total)| total).sum(), 0),
        }
    }
}

impl Ruling {
    /// Lets it through, whoever asks.
    pub(super) const fn open(key: Key) -> Self {
        Self { key, verdict: Verdict::Pass { remaining: None } }
    }

    /// How many more of whom may pass, if it says so. Who is denied has nothing left.
    pub(super) fn left(&self) -> Option<(Key, u32)> {
        let left = match self.verdict {
            Verdict::Pass { remaining } => remaining,
            Verdict::Wait(_) => None,
            Verdict::Deny(_) => Some(0),
        };
        left.map(|left| (self.key, left))
    }

    /// What it says, for the trace.
    pub(super) fn label(&self) -> Label {
        let key = self.key.packed();
        match self.verdict {
            Verdict::Pass { remaining } => Word::Admits.with(key, remaining.unwrap_or_default().into()),
            Verdict::Wait(wait) => Word::Delays.with(key, wait),
            Verdict::Deny(retry_after) => Word::Denies.with(key, packed_wait(retry_after)),
        }
    }
}

/// What a node reminds itself of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Client: so many requests are due.
    Arrival {
        /// When, in the time of the client's plan.
        due: Nanos,
        /// How many at once.
        count: u32,
        /// Which plan; one that was replaced rings in vain.
        plan: u32,
    },
    /// Client: stop waiting for this attempt of an operation.
    Timeout {
        /// The operation.
        op: u64,
        /// Which attempt.
        attempt: u32,
    },
    /// Client: the pause before the next attempt is over.
    Again {
        /// The operation.
        op: u64,
    },
    /// Gateway: the store has not answered about this request.
    StoreTimeout {
        /// The request's number.
        number: u64,
    },
    /// Gateway: this request has waited long enough.
    Release {
        /// The request; apart, since every client's time-out takes as much room as the largest timer.
        request: Box<Request>,
        /// How long it waited.
        waited: Nanos,
    },
    /// Gateway: tell the others what was counted.
    Sync,
    /// Store or API server: the piece of work in hand is done.
    Worked,
}

impl Said for Timer {
    fn label(&self) -> Label {
        match self {
            Self::Arrival { count, .. } => Word::Arrival.with(u64::from(*count), 0),
            Self::Timeout { op, attempt } => Word::Timeout.with(*op, u64::from(*attempt)),
            Self::Again { op } => Word::Again.with(*op, 0),
            Self::StoreTimeout { number } => Word::StoreTimeout.with(*number, 0),
            Self::Release { request, waited } => {
                Word::Release.with(Key::user(request.user).packed(), *waited)
            }
            Self::Sync => Word::Sync.with(0, 0),
            Self::Worked => Word::Worked.with(0, 0),
        }
    }
}
