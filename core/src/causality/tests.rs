use super::*;
use alloc::string::ToString;
use alloc::vec::Vec;
use proptest::prelude::*;

type Clock = VectorClock<u8>;

fn clock() -> impl Strategy<Value = Clock> {
    proptest::collection::vec((0_u8..5, 0_u64..4), 0..6).prop_map(Clock::from_iter)
}

proptest! {
    #[test]
    fn comparing_is_comparing_each_counter(x in clock(), y in clock()) {
        let less = (0..5).any(|n| x.get(&n) < y.get(&n));
        let greater = (0..5).any(|n| x.get(&n) > y.get(&n));
        prop_assert_eq!(x.compare(&y), Relation::of(less, greater));
        prop_assert_eq!(y.compare(&x), x.compare(&y).reversed());
    }

    #[test]
    fn merging_is_the_least_clock_after_both(x in clock(), y in clock(), z in clock()) {
        let both = x.merged(&y);
        for n in 0..5 {
            prop_assert_eq!(both.get(&n), x.get(&n).max(y.get(&n)));
        }
        prop_assert_eq!(&both, &y.merged(&x));
        prop_assert_eq!(both.merged(&z), x.merged(&y.merged(&z)));
        let mut taken = x.clone();
        taken.merge(&y);
        prop_assert_eq!(taken, both);
    }

    #[test]
    fn replicas_that_hear_of_the_same_writes_have_the_same_values(
        steps in proptest::collection::vec((0_usize..3, 0_usize..3, any::<bool>()), 0..40),
    ) {
        let mut replicas: [Siblings<usize, u32>; 3] = Default::default();
        let mut contexts: [VectorClock<usize>; 3] = Default::default();
        for (number, (at, client, write)) in (0..).zip(steps) {
            if write {
                replicas[at].write(&contexts[client], &at, number);
            } else {
                let (other, before) = (replicas[client].clone(), replicas[at].clone());
                prop_assert_eq!(replicas[at].sync(&other), replicas[at] != before);
            }
            if number % 3 == 0 {
                contexts[client] = replicas[at].context();
            }
        }
        let [a, b, c] = &replicas;
        let gathered = |order: [&Siblings<usize, u32>; 4]| {
            let mut all = Siblings::default();
            for replica in order {
                all.sync(replica);
            }
            all
        };
        prop_assert_eq!(gathered([a, b, c, a]), gathered([c, b, a, b]));
    }
}

#[test]
fn the_figure_of_the_dynamo_paper() {
    let mut at_x = Siblings::default();
    at_x.write(&VectorClock::default(), &"Sx", "D1");
    at_x.write(&at_x.context(), &"Sx", "D2");
    let (mut at_y, mut at_z) = (at_x.clone(), at_x.clone());
    at_y.write(&at_x.context(), &"Sy", "D3");
    at_z.write(&at_x.context(), &"Sz", "D4");
    assert_eq!(at_y.context().to_string(), "[Sx 2, Sy 1]");
    assert_eq!(at_y.compare(&at_z), Relation::Concurrent);
    at_x.sync(&at_y);
    at_x.sync(&at_z);
    assert_eq!(at_x.values().copied().collect::<Vec<_>>(), ["D3", "D4"]);
    at_x.write(&at_x.context(), &"Sx", "D5");
    assert_eq!(at_x.values().copied().collect::<Vec<_>>(), ["D5"]);
    assert_eq!(at_x.context().to_string(), "[Sx 3, Sy 1, Sz 1]");
}

/// The behaviours that Riak's `dvvset` tests hold, written anew.
#[test]
fn a_write_takes_the_place_of_what_its_client_had_read_and_of_nothing_else() {
    let values = |set: &Siblings<&str, u32>| set.values().copied().collect::<Vec<_>>();
    let mut a = Siblings::default();
    // Written blindly, twice: both stay.
    a.write(&VectorClock::default(), &"a", 1);
    a.write(&VectorClock::default(), &"a", 2);
    assert_eq!(values(&a), [2, 1]);
    // Upon the first only.
    a.write(&VectorClock::from([("a", 1)]), &"a", 3);
    assert_eq!(values(&a), [3, 2]);
    let dots: Vec<_> = a.dots().map(|(dot, value)| (*dot.writer, dot.counter, *value)).collect();
    assert_eq!(dots, [("a", 3, 3), ("a", 2, 2)]);
    // At another server, which has not heard of all that the client has read: it must not come back by a sync.
    let mut b = Siblings::default();
    b.write(&a.context(), &"b", 4);
    b.sync(&a);
    assert_eq!(values(&b), [4]);
    a.sync(&b);
    assert_eq!(a, b);
    // Two servers, each upon the same version: siblings; and a hundred writes one upon the other leave one.
    let seen = a.context();
    a.write(&seen, &"a", 5);
    b.write(&seen, &"b", 6);
    a.sync(&b);
    assert_eq!(values(&a), [5, 6]);
    for number in 0..100 {
        a.write(&a.context(), &"a", number);
    }
    assert_eq!(values(&a), [99]);
}

#[test]
fn pruning_may_bring_an_ancestor_back_as_a_sibling() {
    let old = VectorClock::from([("a", 1)]);
    let mut new = VectorClock::from([("a", 1), ("b", 1), ("c", 1)]);
    assert_eq!(old.compare(&new), Relation::Before);
    new.prune(2, |writer| writer.bytes().next());
    assert_eq!(new.to_string(), "[b 1, c 1]");
    assert_eq!(old.compare(&new), Relation::Concurrent);
}

#[test]
fn a_cause_has_the_smaller_number() {
    let (mut a, mut b) = (LamportClock::default(), LamportClock::default());
    for _ in 0..5 {
        a.tick();
    }
    let sent = a.tick();
    let came = b.receive(sent);
    assert!(sent < came && came < b.tick());
    assert_eq!(LamportClock::default().receive(u64::MAX), u64::MAX, "there it stands still");
}

proptest! {
    #[test]
    fn hybrid_times_grow_and_stay_near_the_wall(steps in proptest::collection::vec((0_usize..3, 0_usize..3, 0_u64..20), 1..80)) {
        let skew = [0_u64, 7, 40];
        let mut clocks = [HybridClock::default(); 3];
        let mut now = 100;
        for (from, to, passed) in steps {
            now += passed;
            let sent = clocks[from].tick(now + skew[from]);
            let before = clocks[to].now();
            let came = clocks[to].receive(sent, now + skew[to]);
            prop_assert!(came > sent && came > before);
            prop_assert!((now + skew[to]..=now + 40).contains(&came.wall), "{came:?} at {now}");
        }
    }
}

#[test]
fn a_clock_far_ahead_is_refused() {
    let mut clock = HybridClock::default();
    let day = HybridTime { wall: 86_400, count: 0 };
    assert_eq!(clock.receive_within(day, 10, 500), Err(TooFarAhead { ahead: 86_390, most: 500 }));
    assert_eq!(clock, HybridClock::default());
    assert!(clock.receive_within(day, 86_000, 500).is_ok());
    let last = HybridTime { wall: 5, count: u32::MAX };
    assert_eq!(HybridClock::default().receive(last, 0), HybridTime { wall: 6, count: 0 });
}
