use crate::causality::VectorClock;
use crate::systems::kv::Key;
use crate::systems::kv::record::{Seen, Stamp, Writer};
use crate::systems::kv::session::Session;
use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use proptest::prelude::*;

fn seen() -> impl Strategy<Value = Seen> {
    let clock = proptest::collection::vec((0..3_u32, 1..4_u64), 0..3);
    (clock, 0..4_u64).prop_map(|(clock, time)| Seen {
        clock: clock
            .into_iter()
            .map(|(node, count)| (Writer::new(node, 0), count))
            .collect::<VectorClock<_>>(),
        stamp: Stamp { time, ..Stamp::default() },
    })
}

proptest! {
    /// All that was read and written of a key is merged, whatever came first; a copy keeps what it had.
    #[test]
    fn what_was_seen_stays(told in proptest::collection::vec((0..4_u32, seen(), proptest::option::of(seen())), 0..20)) {
        let mut session = Session::default();
        let mut model: BTreeMap<Key, (Seen, Option<Seen>)> = BTreeMap::new();
        for (id, read, written) in told {
            let key = Key::numbered(id);
            let (copy, before) = (session.clone(), model.get(&key).cloned());
            session.remember(key, &read, written.clone().map(Arc::new).as_ref());
            let known = model.entry(key).or_default();
            known.0.merge(&read);
            if let Some(written) = written {
                known.1.get_or_insert_default().merge(&written);
            }
            let parts = |session: &Session| {
                let known = session.get(key)?;
                let of = |seen: &Option<Arc<Seen>>| seen.as_deref().cloned();
                Some((of(&known.read).unwrap_or_default(), of(&known.written)))
            };
            prop_assert_eq!(parts(&session), model.get(&key).cloned());
            prop_assert_eq!(parts(&copy), before);
        }
    }
}
