//! What the records of the cluster say.

use crate::picture::{Thing, Token};
use crate::text::{Language, Text, template, words};
use crate::views::{Cast, Wording};
use snowglobe_core::sim::{Kind, Label, NodeId, Record, Role, World};
use snowglobe_core::systems::kv::{Key, Kv, Word};

words! {
    /// Message.
    GET: "get {k}", "get {k}";
    /// Message.
    PUT: "put {k} {v}", "put {k} {v}";
    /// Message.
    DELETE: "delete {k}", "delete {k}";
    /// Message.
    FORWARD: "{k} 쓰기를 맡긴다", "coordinate {k}";
    /// Message.
    FOUND: "{k}: {v}", "{k}: {v}";
    /// Message.
    WRITTEN: "{k} 썼다", "{k} written";
    /// Message.
    REFUSED: "{k} 거절", "{k} refused";
    /// Message.
    GAVE_UP: "{k} 시간 초과", "{k} timed out";
    /// Message.
    FETCH: "{k} 있나?", "{k}?";
    /// Message.
    STORE: "저장 {k}: {v}", "store {k}: {v}";
    /// Message.
    STORE_HINT: "저장 {k}, {n} 대신", "store {k} for {n}";
    /// Message.
    STORED: "{k} 저장함", "{k} stored";
    /// Message.
    HANDOFF: "단서 이양 {k}: {v}", "handoff {k}: {v}";
    /// Message.
    HANDED_OFF: "{k} 받음", "{k} received";
    /// Message.
    GOSSIP: "가십", "gossip";
    /// Message.
    GOSSIP_REQUEST: "가십 요청", "gossip request";
    /// Message.
    GOSSIP_REPLY: "가십 응답", "gossip reply";
    /// Message.
    COMPARE: "머클 비교 {a}", "compare {a}";
    /// Message.
    EXCHANGE: "구간 {a} 교환", "exchange {a}";
    /// Message.
    PULL: "구간 {a} 달라", "pull {a}";
    /// Message.
    PUSHED: "구간 {a}", "range {a}";
    /// Message.
    TAKEN: "구간 {a} 받았다", "took {a}";
    /// Message.
    PING: "살아 있나?", "ping";
    /// Message.
    PING_REQ: "{n} 대신 물어봐 줘", "ping {n} for me";
    /// Message.
    ACK: "살아 있다", "ack";
    /// Note.
    DOUBTS: "의심한다: {n}", "suspects {n}";
    /// Note.
    CLEARS: "의심을 거둔다: {n}", "suspects {n} no longer";
    /// Note.
    SUSPECTS: "죽었다고 본다: {n}", "believes {n} dead";
    /// Note.
    TRUSTS: "다시 살아 있다고 본다: {n}", "believes {n} alive again";
    /// Note.
    REPAIRS: "읽기 복구: {m}의 {k}", "read repair: mends {k} at {m}";
    /// Note.
    SIBLINGS: "{k}에 서로 모르는 값이 {b}개다", "has {b} versions of {k} side by side";
    /// Note.
    DROPPED: "마지막 쓰기가 이겨 {k}의 값을 버렸다", "lets the last writer win over what it had not seen of {k}";
    /// Note.
    HINT_EXPIRED: "너무 오래된 단서를 버린다: {m} 몫의 {k}", "drops a hint of {k} for {m}: too old";
    /// Note.
    NO_ROOM: "단서를 둘 자리가 없다: {m} 몫의 {k}", "has no room for a hint of {k} for {m}";
    /// Note.
    BURIED: "{k}의 툼스톤을 치운다", "forgets the tombstone of {k}";
    /// Note.
    MOVES: "맡은 구간이 바뀐다: {a}개가 오고 {b}개가 간다", "gets {a} ranges and gives up {b}";
    /// Note.
    ARRIVED: "다 받았다: 구간 {a}", "has all of range {a}";
    /// Note.
    FORGOT: "지웠다: 구간 {a}", "has forgotten range {a}";
    /// Note.
    OPENED: "로그를 되살려 열었다. 레코드 {a}개", "has opened its engine: {a} records";
    /// Note.
    FAILED: "디스크를 읽거나 쓰지 못한다", "cannot read or write its disk";
    /// Operation.
    READS: "{k} 읽기 시작", "reads {k}";
    /// Operation.
    WRITES: "{k} 쓰기 시작: {v}", "writes {k}: {v}";
    /// Operation.
    DELETES: "{k} 지우기 시작", "deletes {k}";
    /// Operation.
    HAS_READ: "{k} 읽음: {v}", "has read {k}: {v}";
    /// Operation.
    HAS_WRITTEN: "{k} 썼다", "has written {k}";
    /// Operation.
    HAS_NOT: "{k} 답을 받지 못함", "got no answer for {k}";
    /// Verdict.
    LOST_OWN: "자기가 쓴 값이 보이지 않는다: {k}", "does not see its own write of {k}";
    /// Verdict.
    WENT_BACK: "전에 읽은 것보다 오래된 값을 읽었다: {k}", "read an older {k} than before";
    /// There is no value.
    NOTHING: "없음", "nothing";
}

/// The vocabulary of the cluster in one language, with the names that the reader gave to keys and values.
pub(super) struct KvWording {
    system: Option<Kv>,
    /// Machines that are members no more: messages about them may be under way.
    left: Vec<(u32, String)>,
    language: Language,
}

/// In place of a name that nobody has typed yet.
const UNKNOWN: char = '…';

/// The thing that a message is about.
pub(super) fn about(label: Label) -> Option<Thing> {
    use Word::{
        Delete, Fetch, Fetched, Forward, Found, GaveUp, Get, HandedOff, Handoff, Put, Refused, Store,
        StoreHint, Stored, Written,
    };
    let of_key = matches!(
        Word::of(label)?,
        Get | Put
            | Delete
            | Forward
            | Found
            | Written
            | Refused
            | GaveUp
            | Fetch
            | Fetched
            | Store
            | StoreHint
            | Stored
            | Handoff
            | HandedOff
    );
    of_key.then(|| u32::try_from(label.a).ok().map(Thing::Key)).flatten()
}

/// Whether a message answers another.
pub(super) fn is_reply(label: Label) -> bool {
    use Word::{Ack, Fetched, Found, GaveUp, GossipReply, HandedOff, Pushed, Refused, Stored, Written};
    matches!(
        Word::of(label),
        Some(Ack | Fetched | Found | GaveUp | GossipReply | HandedOff | Pushed | Refused | Stored | Written)
    )
}

/// The colour of a message: what mends stands out, and what is always there does not.
pub(super) fn colour(label: Label) -> Token {
    use Word::{
        Ack, Compare, Exchange, GaveUp, Gossip, GossipReply, GossipRequest, HandedOff, Handoff, Ping,
        PingReq, Pull, Pushed, Refused, StoreHint, Taken,
    };
    match Word::of(label) {
        Some(Gossip | GossipRequest | GossipReply | Ping | Ack) => Token::Faint,
        Some(StoreHint | Handoff | HandedOff | Compare | Exchange | Pull | Pushed | Taken | PingReq) => {
            Token::Warning
        }
        Some(Refused | GaveUp) => Token::Danger,
        _ if is_reply(label) => Token::Reply,
        _ => Token::Request,
    }
}

impl KvWording {
    /// As things are in a world, if there is one.
    pub(super) fn new(world: Option<&World<Kv>>, language: Language) -> Self {
        let system = world.map(|world| world.system().clone());
        let left = world.map_or_else(Vec::new, |world| {
            let is_out = |id: u32| world.system().placement.member(id).is_none();
            let places = (0..).zip(world.places());
            let left = places.filter(|(id, place)| place.role == Role::Server && is_out(*id));
            left.map(|(id, place)| (id, place.name.to_string())).collect()
        });
        Self { system, left, language }
    }

    /// The name of a machine that is a member, or was.
    fn member(&self, id: u64) -> &str {
        let member = u32::try_from(id).ok().and_then(|id| self.system.as_ref()?.placement.member(id));
        let left = self.left.iter().find(|(left, _)| u64::from(*left) == id);
        member.map(|member| &*member.name).or(left.map(|(_, name)| &**name)).unwrap_or_default()
    }

    fn key(&self, id: u64) -> String {
        let id = u32::try_from(id).unwrap_or(u32::MAX);
        let name = self.system.as_ref().map(|system| system.key_name(id));
        let number = format!("key-{id}");
        // What is still to come may be about a key that nobody has typed yet.
        let unknown = id >= Key::NAMED && name.as_ref().is_none_or(|name| *name == number);
        if unknown { UNKNOWN.to_string() } else { name.unwrap_or(number) }
    }

    /// Values as a label has them: how many in the upper byte, and the first.
    fn values(&self, packed: u64) -> String {
        let name = |value| self.system.as_ref().map_or_else(String::new, |system| system.value_name(value));
        match packed >> 56 {
            0 => NOTHING.of(self.language).to_owned(),
            1 => name(packed & ((1 << 56) - 1)),
            count => format!("{} +{}", name(packed & ((1 << 56) - 1)), count - 1),
        }
    }

    /// Nothing, if it is about something that nobody has typed yet.
    fn fill(&self, template: Text, label: Label, cast: Option<&Cast>) -> String {
        let node = |id: u64| cast.map_or_else(String::new, |cast| cast.name(NodeId(id as u32)).to_owned());
        let named = match Word::of(label) {
            // One value, without a count.
            Some(Word::Put | Word::Writes) => {
                self.system.as_ref().map_or_else(String::new, |system| system.value_name(label.b))
            }
            _ => self.values(label.b),
        };
        let (text, key) = (template.of(self.language), self.key(label.a));
        let unknown = |name: &str, place: &str| name.starts_with(UNKNOWN) && text.contains(place);
        if unknown(&key, "{k}") || unknown(&named, "{v}") {
            return String::new();
        }
        let (first, second) = (label.a.to_string(), label.b.to_string());
        let (one, other) = (node(label.a), node(label.b));
        let words = [("k", &key), ("v", &named), ("n", &one), ("m", &other), ("a", &first), ("b", &second)];
        template::fill(template, self.language, &words.map(|(place, word)| (place, word.as_str())))
    }
}

impl Wording for KvWording {
    fn language(&self) -> Language {
        self.language
    }

    fn message(&self, label: Label) -> String {
        let text = match Word::of(label) {
            Some(Word::Get) => GET,
            Some(Word::Put) => PUT,
            Some(Word::Delete) => DELETE,
            Some(Word::Forward) => FORWARD,
            Some(Word::Found | Word::Fetched) => FOUND,
            Some(Word::Written) => WRITTEN,
            Some(Word::Refused) => REFUSED,
            Some(Word::GaveUp) => GAVE_UP,
            Some(Word::Fetch) => FETCH,
            Some(Word::Store) => STORE,
            Some(Word::StoreHint) => STORE_HINT,
            Some(Word::Stored) => STORED,
            Some(Word::Handoff) => HANDOFF,
            Some(Word::HandedOff) => HANDED_OFF,
            Some(Word::Gossip) => GOSSIP,
            Some(Word::GossipRequest) => GOSSIP_REQUEST,
            Some(Word::GossipReply) => GOSSIP_REPLY,
            Some(Word::Compare) => COMPARE,
            Some(Word::Exchange) => EXCHANGE,
            Some(Word::Pull) => PULL,
            Some(Word::Pushed) => PUSHED,
            Some(Word::Taken) => TAKEN,
            Some(Word::Ping) => PING,
            Some(Word::PingReq) => PING_REQ,
            Some(Word::Ack) => ACK,
            _ => return String::new(),
        };
        let filled = self.fill(text, label, None);
        // For whom a hint is, and who is to be pinged.
        let about = match Word::of(label) {
            Some(Word::StoreHint) => label.b,
            Some(Word::PingReq) => label.a,
            _ => return filled,
        };
        if filled.is_empty() {
            return filled;
        }
        let words = [("k", &*self.key(label.a)), ("n", self.member(about))];
        template::fill(text, self.language, &words)
    }

    fn is_reply(&self, label: Label) -> bool {
        is_reply(label)
    }

    fn message_token(&self, label: Label) -> Token {
        colour(label)
    }

    fn record(&self, record: &Record, cast: &Cast) -> Option<String> {
        let text = match (record.kind, Word::of(record.label)?) {
            (Kind::Changed, Word::Doubts) => DOUBTS,
            (Kind::Changed, Word::Clears) => CLEARS,
            (Kind::Changed, Word::Suspects) => SUSPECTS,
            (Kind::Changed, Word::Trusts) => TRUSTS,
            (Kind::Changed, Word::Repairs) => REPAIRS,
            (Kind::Changed, Word::Siblings) => SIBLINGS,
            (Kind::Changed, Word::Dropped) => DROPPED,
            (Kind::Changed, Word::HintExpired) => HINT_EXPIRED,
            (Kind::Changed, Word::NoRoom) => NO_ROOM,
            (Kind::Changed, Word::Buried) => BURIED,
            (Kind::Changed, Word::Moves) => MOVES,
            (Kind::Changed, Word::Arrived) => ARRIVED,
            (Kind::Changed, Word::Forgot) => FORGOT,
            (Kind::Changed, Word::Opened) => OPENED,
            (Kind::Changed, Word::Failed) => FAILED,
            (Kind::Called, Word::Reads) => READS,
            (Kind::Called, Word::Writes) => WRITES,
            (Kind::Called, Word::Deletes) => DELETES,
            (Kind::Returned, Word::HasRead) => HAS_READ,
            (Kind::Returned, Word::HasWritten) => HAS_WRITTEN,
            (Kind::Returned, Word::HasNot) => HAS_NOT,
            (Kind::Verdict, Word::LostOwnWrite) => LOST_OWN,
            (Kind::Verdict, Word::WentBack) => WENT_BACK,
            _ => return None,
        };
        Some(self.fill(text, record.label, Some(cast))).filter(|told| !told.is_empty())
    }
}
