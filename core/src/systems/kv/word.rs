//! The vocabulary of the trace, and how the terminal tells it.

use super::{Key, Kv};
use crate::sim::{Label, NodeId, World};
use alloc::format;
use alloc::string::String;

macro_rules! vocabulary {
    ($($(#[$what:meta])* $word:ident = $text:literal,)+) => {
        /// The tag of each label; see the variants for what its numbers are.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub enum Word {
            $($(#[$what])* $word,)+
        }

        impl Word {
            const ALL: &'static [Self] = &[$(Self::$word,)+];

            /// The word in English, as the transcript of the terminal has it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)+
                }
            }
        }
    };
}

vocabulary! {
    /// Request; `a` is the key.
    Get = "get",
    /// Request; `a` is the key, `b` the value.
    Put = "put",
    /// Request; `a` is the key.
    Delete = "delete",
    /// A write is passed on to who is to coordinate it; `a` is the key.
    Forward = "coordinate the write of",
    /// Answer; `a` is the key, `b` how many values (upper byte) and the first.
    Found = "found",
    /// Answer; `a` is the key.
    Written = "written",
    /// Answer; `a` is the key.
    Refused = "refused: too few replicas of",
    /// Answer; `a` is the key.
    GaveUp = "too few answered for",
    /// To a replica; `a` is the key.
    Fetch = "what have you of",
    /// From a replica; `a` is the key, `b` as of an answer.
    Fetched = "have of",
    /// To a replica; `a` is the key, `b` as of an answer.
    Store = "store",
    /// To one who stands in; `a` is the key, `b` the node it is for.
    StoreHint = "store, as a hint,",
    /// From a replica; `a` is the key.
    Stored = "stored",
    /// A hint on its way; `a` is the key.
    Handoff = "this was for you:",
    /// Its answer; `a` is the key.
    HandedOff = "have it now:",
    /// `a` heartbeats.
    Gossip = "gossip, heartbeats:",
    /// `a` is the range, `b` how many hashes.
    Compare = "compare range",
    /// `a` is the range, `b` how many records.
    Exchange = "exchange records of range",
    /// `a` is the range.
    Pull = "give me range",
    /// `a` is the range, `b` how many records.
    Pushed = "here is range",
    /// `a` is the range.
    Taken = "you may forget range",
    /// Timer of a client.
    Next = "next operation",
    /// Timer of a client; `a` is the request.
    ClientWaited = "waited long enough for request",
    /// Timer of a replica.
    Worked = "has worked",
    /// Timer of a coordinator; `a` is its number.
    Waited = "waited long enough for operation",
    /// Timer.
    GossipTime = "a gossip period begins",
    /// Timer.
    RepairTime = "compare a range with another replica",
    /// Note: `a` is the node that is believed dead.
    Suspects = "believes dead",
    /// Note: `a` is the node that is believed alive again.
    Trusts = "believes alive again",
    /// Note: a read found a replica with something older, and mends it; `a` is the key, `b` the node.
    Repairs = "mends what another has of",
    /// Note: `a` is the key, `b` how many values.
    Siblings = "has versions side by side of",
    /// Note: `a` is the key, `b` how many versions.
    Dropped = "let the last writer win over what it had not seen, of",
    /// Note: a hint was too old; `a` is the key, `b` for whom it was.
    HintExpired = "drops a hint that is too old, of",
    /// Note: there was no room for a hint; `a` is the key.
    NoRoom = "has no room for a hint of",
    /// Note: a tombstone was old enough; `a` is the key.
    Buried = "forgets the tombstone of",
    /// Note: `a` ranges come, `b` go.
    Moves = "has other ranges; comes and goes:",
    /// Note: a range has come; `a` is the range, `b` how many records.
    Arrived = "has all of range",
    /// Note: a range has gone; `a` is the range.
    Forgot = "has forgotten range",
    /// Note: the engine is open; `a` records.
    Opened = "has opened its engine; records:",
    /// Note: the engine could not be opened, or failed.
    Failed = "cannot read or write its disk",
    /// Operation; `a` is the key.
    Reads = "reads",
    /// Operation; `a` is the key, `b` the value.
    Writes = "writes",
    /// Operation; `a` is the key.
    Deletes = "deletes",
    /// Operation ended; `a` is the key, `b` as of an answer.
    HasRead = "has read",
    /// Operation ended; `a` is the key.
    HasWritten = "has written",
    /// Operation ended; `a` is the key; `b` = 1 if nobody knows whether it took effect.
    HasNot = "got no answer for",
    /// Verdict: a client does not see what it has written itself; `a` is the key.
    LostOwnWrite = "does not read its own write of",
    /// Verdict: a client reads something older than it has read before; `a` is the key.
    WentBack = "reads something older than before of",
    /// Are you there? `a` is who wants to know.
    Ping = "are you there? asks",
    /// To another: `a` is who is to be pinged.
    PingReq = "ping for me:",
    /// I am; `a` is who wanted to know.
    Ack = "I am here, to",
    /// Timer: a ping has waited long enough.
    PingWaited = "waited long enough for an answer to a ping",
    /// Note: `a` is the node that did not answer.
    Doubts = "suspects",
    /// Note: `a` is the node that denied it in time.
    Clears = "suspects no longer",
    /// `a` heartbeats: what has another heard beyond them?
    GossipRequest = "gossip request, heartbeats:",
    /// `a` heartbeats.
    GossipReply = "gossip reply, heartbeats:",
}

impl Word {
    /// The word of a tag; `None` for the world's own tags.
    #[must_use]
    pub fn of(label: Label) -> Option<Self> {
        Self::ALL.get(usize::from(label.tag)).copied()
    }

    pub(crate) const fn with(self, a: u64, b: u64) -> Label {
        Label::new(self as u16, a, b)
    }
}

/// What a label says, in English.
pub(super) fn tell(world: &World<Kv>, label: Label) -> String {
    let Some(word) = Word::of(label) else { return format!("tag {}", label.tag) };
    let (name, a, b) = (word.name(), label.a, label.b);
    let system = world.system();
    let key = || system.key_name(u32::try_from(a).unwrap_or(Key::NAMED));
    let node = |id: u64| {
        let place = u32::try_from(id).ok().and_then(|id| world.place(NodeId(id)));
        place.map_or_else(|| format!("node {id}"), |place| String::from(&*place.name))
    };
    match word {
        Word::Next | Word::Worked | Word::GossipTime | Word::RepairTime | Word::Failed | Word::PingWaited => {
            String::from(name)
        }
        Word::ClientWaited | Word::Waited | Word::Opened => format!("{name} {a}"),
        Word::Gossip | Word::GossipRequest | Word::GossipReply => format!("{name} {a}"),
        Word::Pull | Word::Taken | Word::Forgot => format!("{name} {a}"),
        Word::Compare => format!("{name} {a}: {b} hashes"),
        Word::Exchange | Word::Pushed | Word::Arrived => format!("{name} {a}: {b} records"),
        Word::Moves => format!("{name} {a}, {b}"),
        Word::Suspects | Word::Trusts | Word::Doubts | Word::Clears => format!("{name} {}", node(a)),
        Word::Ping | Word::PingReq | Word::Ack => format!("{name} {}", node(a)),
        Word::StoreHint | Word::HintExpired => format!("{name} {} for {}", key(), node(b)),
        Word::Repairs => format!("{name} {}: {}", key(), node(b)),
        Word::Put | Word::Writes => format!("{name} {} {}", key(), system.value_name(b)),
        Word::Found | Word::Fetched | Word::Store | Word::Handoff | Word::HasRead => {
            let first = system.value_name(b & ((1 << 56) - 1));
            match b >> 56 {
                0 => format!("{name} {}: nothing", key()),
                1 => format!("{name} {}: {first}", key()),
                count => format!("{name} {}: {first} and {} more", key(), count - 1),
            }
        }
        Word::Siblings | Word::Dropped => format!("{name} {}: {b}", key()),
        _ => format!("{name} {}", key()),
    }
}
