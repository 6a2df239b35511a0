//! The vocabulary of the trace, and how it is told in English.

use super::Gateway;
use super::choice::OnStoreFailure;
use super::key::{Address, Key};
use super::parameters::PARAMETERS;
use crate::sim::{Label, Nanos, format_time};
use alloc::format;
use alloc::string::{String, ToString};

/// The tag of each [`Label`]. A user or key stands there as [`Key::packed`] has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Word {
    /// A request; `a` is the user, `b` the address.
    Ask,
    /// A request that was let through; `a` is the user, `b` how long it was kept waiting.
    Pass,
    /// 200; `a` is the user.
    Served,
    /// 429; `a` is the key whose limit is used up, `b` the wait as [`wait`] reads it.
    Refused,
    /// 503 of an API server without room; `a` is the user.
    Overloaded,
    /// 503 of a gateway without a store; `a` is the user.
    Unavailable,
    /// A gateway reads the counter of key `a` for window `b`.
    Read,
    /// The store answers that there are `b` for key `a`.
    Count,
    /// A gateway writes the counter of key `a`: it is `b`.
    Write,
    /// A gateway has the store decide about key `a`.
    Script,
    /// A gateway has the set of key `a` trimmed and counted; its clock shows `b`.
    Trim,
    /// A gateway adds time `b` to the set of key `a`.
    Add,
    /// A gateway has the set of key `a` trimmed, counted and added to, as one unit.
    TrimAdd,
    /// A gateway tells how much it has let through in all: `a`.
    Tell,
    /// The store tells how much the others have: `a`.
    Told,
    /// Let through: key `a` has `b` left.
    Admits,
    /// Let through after a wait of `b`: key `a`.
    Delays,
    /// Not let through: key `a`; `b` is the wait as [`wait`] reads it.
    Denies,
    /// Timer: `a` requests of a client are due.
    Arrival,
    /// Timer: a client has waited long enough for attempt `b` of operation `a`.
    Timeout,
    /// Timer: a client tries operation `a` again.
    Again,
    /// Timer: a gateway has waited long enough for the store's answer to request `a`.
    StoreTimeout,
    /// Timer: a request of user `a` has waited `b` and goes on.
    Release,
    /// Timer: a gateway tells the others what it counted.
    Sync,
    /// Timer: a piece of work is done.
    Worked,
    /// Note: the store now holds counter `b` for key `a`.
    Holds,
    /// Note: the same, over a number that was no lower: the high half of `b` is what was there.
    Loses,
    /// Note: a gateway does without the store for key `a`; `b` is the place of what it does.
    Fallback,
    /// Note: parameter `a` is now `b`.
    Rule,
    /// Note: a gateway learnt that the others let `b` more through for key `a`.
    Learns,
    /// Operation: a client wants an answer, as user `a`.
    Wants,
    /// Operation ended for user `a`: served (`b` = 0), refused (1), or failed (2).
    Ended,
    /// Verdict: `b` requests of key `a` were let through in one window, which is more than its limit.
    Exceeded,
}

impl Word {
    const ALL: [Self; 33] = [
        Self::Ask,
        Self::Pass,
        Self::Served,
        Self::Refused,
        Self::Overloaded,
        Self::Unavailable,
        Self::Read,
        Self::Count,
        Self::Write,
        Self::Script,
        Self::Trim,
        Self::Add,
        Self::TrimAdd,
        Self::Tell,
        Self::Told,
        Self::Admits,
        Self::Delays,
        Self::Denies,
        Self::Arrival,
        Self::Timeout,
        Self::Again,
        Self::StoreTimeout,
        Self::Release,
        Self::Sync,
        Self::Worked,
        Self::Holds,
        Self::Loses,
        Self::Fallback,
        Self::Rule,
        Self::Learns,
        Self::Wants,
        Self::Ended,
        Self::Exceeded,
    ];

    /// The word of a label; `None` for the world's own tags.
    #[must_use]
    pub fn of(label: Label) -> Option<Self> {
        Self::ALL.get(usize::from(label.tag)).copied()
    }

    pub(crate) const fn with(self, a: u64, b: u64) -> Label {
        Label::new(self as u16, a, b)
    }
}

/// How long to wait, as one number: the largest if waiting does not help.
pub(super) const fn packed_wait(retry_after: Option<Nanos>) -> u64 {
    match retry_after {
        Some(wait) => wait,
        None => u64::MAX,
    }
}

/// How long to wait, from the number in a label; `None` if waiting does not help.
#[must_use]
pub fn wait(number: u64) -> Option<Nanos> {
    (number != u64::MAX).then_some(number)
}

/// What a label says, in English.
pub(super) fn tell(label: Label) -> String {
    let Label { tag, a, b } = label;
    let Some(word) = Word::of(label) else { return format!("tag {tag}") };
    let who = Key::unpacked(a).map_or_else(|| a.to_string(), |key| key.to_string());
    match word {
        Word::Ask => format!("asks as {who} from {}", Address(b as u32)),
        Word::Pass if b > 0 => format!("passes the request of {who} on after {}", format_time(b)),
        Word::Pass => format!("passes the request of {who} on"),
        Word::Served => format!("200 for {who}"),
        Word::Refused => format!("429 for {who}, {}", advice(b)),
        Word::Overloaded => format!("503 for {who}: the API server has no room"),
        Word::Unavailable => format!("503 for {who}: the store does not answer"),
        Word::Read => format!("reads the counter of {who} for window {b}"),
        Word::Count => format!("the count of {who} is {b}"),
        Word::Write => format!("writes {b} for {who}"),
        Word::Script => format!("has the store decide about {who}"),
        Word::Trim => format!("trims and counts the set of {who} at {}", format_time(b)),
        Word::Add => format!("adds {} to the set of {who}", format_time(b)),
        Word::TrimAdd => format!("trims, counts and adds to the set of {who} at once"),
        Word::Tell => format!("tells that it let {a} through in all"),
        Word::Told => format!("tells that the others let {a} through in all"),
        Word::Admits => format!("lets {who} through, {b} left"),
        Word::Delays => format!("lets {who} through after {}", format_time(b)),
        Word::Denies => format!("denies {who}, {}", advice(b)),
        Word::Arrival if a == 1 => String::from("next request"),
        Word::Arrival => format!("next {a} requests"),
        Word::Timeout => format!("waited long enough for operation {a}"),
        Word::Again => format!("tries operation {a} again"),
        Word::StoreTimeout => format!("waited long enough for the store, request {a}"),
        Word::Release => format!("the request of {who} has waited {}", format_time(b)),
        Word::Sync => String::from("tell the others"),
        Word::Worked => String::from("worked"),
        Word::Holds => format!("holds {b} for {who}"),
        Word::Loses => format!("holds {} for {who} (was {}: an update was lost)", b as u32, b >> 32),
        Word::Fallback => format!("does without the store for {who}: {}", OnStoreFailure::at(b).name()),
        Word::Rule => rule(a, b),
        Word::Learns => format!("learns of {b} more of {who} elsewhere"),
        Word::Wants => format!("asks as {who}"),
        Word::Ended => {
            format!("{who} is {}", ["served", "refused", "failed"].get(b as usize).unwrap_or(&"?"))
        }
        Word::Exceeded => format!("{b} of {who} were let through in one window"),
    }
}

fn advice(number: u64) -> String {
    match wait(number) {
        Some(wait) => format!("retry after {}", format_time(wait)),
        None => String::from("retrying does not help"),
    }
}

fn rule(index: u64, value: u64) -> String {
    let parameter = usize::try_from(index).ok().and_then(|index| PARAMETERS.get(index));
    parameter.map_or_else(
        || format!("parameter {index} is now {value}"),
        |parameter| format!("{} is now {}", parameter.name, parameter.show(value)),
    )
}

/// The system's own part of [`System::tell`](crate::sim::System::tell).
impl Gateway {
    /// What a label says, in English.
    #[must_use]
    pub fn say(label: Label) -> String {
        tell(label)
    }
}
