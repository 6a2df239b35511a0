//! Groups of members among which messages are lost.

use super::*;
use proptest::prelude::*;

/// Members that talk at once over ways that may be broken.
struct Group {
    members: Vec<Swim>,
    dead: Vec<u32>,
    random: SplitMix64,
    now: u64,
}

/// Whether a message between these two arrives.
type Ways<'a> = &'a mut dyn FnMut(u32, u32) -> bool;

impl Group {
    fn new(count: u32, seed: u64) -> Self {
        let members = (0..count).map(|own| {
            let mut swim = Swim::new(own, 0);
            swim.keep(0..count);
            swim
        });
        Self { members: members.collect(), dead: Vec::new(), random: SplitMix64::new(seed), now: 0 }
    }

    /// A message with what rides on it; whether it arrives.
    fn carry(&mut self, from: u32, to: u32, ways: Ways<'_>) -> bool {
        let told = self.members[from as usize].tell(to);
        let arrives = !self.dead.contains(&to) && !self.dead.contains(&from) && ways(from, to);
        if arrives {
            told.into_iter().for_each(|rumour| self.members[to as usize].hear(rumour, self.now));
        }
        arrives
    }

    /// One of them probes whom it is to probe, with so many helpers.
    fn probe(&mut self, own: u32, helpers: usize, ways: Ways<'_>) -> Option<Probe> {
        let probe = self.members[own as usize].probe(self.now, &mut self.random)?;
        let to = probe.member;
        let mut answered = self.carry(own, to, ways) && self.carry(to, own, ways);
        if !answered {
            for helper in self.members[own as usize].helpers(probe.number, helpers, &mut self.random) {
                answered |= self.carry(own, helper, ways)
                    && self.carry(helper, to, ways)
                    && self.carry(to, helper, ways)
                    && self.carry(helper, own, ways);
            }
        }
        if answered {
            self.members[own as usize].answered(probe.number);
        }
        Some(probe)
    }

    /// All who live probe somebody.
    fn period(&mut self, patience: u64, ways: Ways<'_>) {
        self.now += 1;
        for own in 0..self.members.len() as u32 {
            if !self.dead.contains(&own) {
                self.members[own as usize].expire(self.now, patience);
                self.probe(own, 3, ways);
            }
        }
    }

    fn believes(&self, own: u32, of: u32) -> Standing {
        self.members[own as usize].rumour(of).expect("a member").standing
    }

    fn all_believe(&self, of: u32, standing: Standing) -> bool {
        let living = (0..self.members.len() as u32).filter(|own| *own != of && !self.dead.contains(own));
        living.into_iter().all(|own| self.believes(own, of) == standing)
    }
}

fn rumour(member: u32) -> impl Strategy<Value = Rumour> {
    let standing = prop_oneof![Just(Standing::Alive), Just(Standing::Suspect), Just(Standing::Faulty)];
    (0..4_u64, standing).prop_map(move |(incarnation, standing)| Rumour { member, incarnation, standing })
}

proptest! {
    /// Over ways of which any may be broken for good: suspected is only who answered neither the ping nor any helper.
    #[test]
    fn one_way_that_holds_is_enough(seed: u64, broken in proptest::collection::vec(any::<bool>(), 36), helpers in 0..5_usize) {
        let whole = |from: u32, to: u32| !broken[(from * 6 + to) as usize];
        let both = |a: u32, b: u32| whole(a, b) && whole(b, a);
        let mut group = Group::new(6, seed);
        group.now = 1;
        // Chance is asked twice: who would help is known beforehand.
        let mut foretold = group.members[0].clone();
        let mut random = group.random.clone();
        let asked = foretold.probe(1, &mut random).expect("there are others");
        let may_help = foretold.helpers(asked.number, helpers, &mut random);
        prop_assert_eq!(may_help.len(), helpers.min(4));
        prop_assert!(!may_help.contains(&asked.member) && !may_help.contains(&0));

        let probed = group.probe(0, helpers, &mut |from, to| whole(from, to)).expect("there are others");
        prop_assert_eq!(probed, asked);
        group.members[0].probe(2, &mut group.random);
        let reached = both(0, asked.member)
            || may_help.iter().any(|helper| both(0, *helper) && both(*helper, asked.member));
        let expected = if reached { Standing::Alive } else { Standing::Suspect };
        prop_assert_eq!(group.believes(0, asked.member), expected);
    }

    /// However many messages are lost: who is dead is faulty for all others after 2 n − 1 periods and their patience.
    #[test]
    fn the_dead_are_found_within_a_bound(seed: u64, count in 2..9_u32, lost in 0..90_u64, patience in 0..6_u64) {
        let mut group = Group::new(count, seed);
        let mut chance = SplitMix64::new(!seed);
        for _ in 0..count {
            group.period(patience, &mut |_, _| true);
        }
        group.dead.push(0);
        // So many until it is probed, one until that has had no answer, and one more than its patience.
        let others = u64::from(count) - 1;
        for _ in 0..2 * others - 1 + 1 + patience + 1 {
            group.period(patience, &mut |_, _| !chance.chance(lost, 100));
        }
        prop_assert!(group.all_believe(0, Standing::Faulty));
    }

    /// After a time in which messages are lost all who live are alive for all again, and with patience nobody was faulty.
    #[test]
    fn suspicion_is_denied_in_time(seed: u64, count in 2..9_u32, lost in 0..100_u64, bad in 1..6_u32) {
        let mut group = Group::new(count, seed);
        let mut chance = SplitMix64::new(!seed);
        let patience = 4 * u64::from(count) + u64::from(bad);
        for _ in 0..bad {
            group.period(patience, &mut |_, _| !chance.chance(lost, 100));
        }
        for _ in 0..patience + 2 {
            group.period(patience, &mut |_, _| true);
        }
        for own in 0..count {
            prop_assert!(group.all_believe(own, Standing::Alive), "{own}");
            let changes = group.members[own as usize].changes();
            prop_assert!(changes.iter().all(|change| change.after.standing != Standing::Faulty));
        }
    }

    /// Both sides of a cut take each other for dead; when it is mended they find each other.
    #[test]
    fn a_cut_is_overcome(seed: u64, count in 3..9_u32) {
        let mut group = Group::new(count, seed);
        let side = |node: u32| node < count / 2;
        for _ in 0..4 * count + 4 {
            group.period(2, &mut |from, to| side(from) == side(to));
        }
        prop_assert_eq!(group.believes(0, count - 1), Standing::Faulty);
        prop_assert_eq!(group.believes(count - 1, 0), Standing::Faulty);
        for _ in 0..4 * count + 4 {
            group.period(2, &mut |_, _| true);
        }
        for own in 0..count {
            prop_assert!(group.all_believe(own, Standing::Alive), "{own}");
        }
    }

    /// In whatever order rumours come, and however often, the same is believed.
    #[test]
    fn the_order_of_rumours_does_not_matter(rumours in proptest::collection::vec(rumour(1), 1..12), turn: usize) {
        let believed = |rumours: &mut dyn Iterator<Item = &Rumour>| {
            let mut swim = Swim::new(0, 0);
            swim.keep([1].into_iter());
            rumours.for_each(|rumour| swim.hear(*rumour, 5));
            swim.rumour(1)
        };
        let (later, first) = rumours.split_at(turn % rumours.len());
        let forwards = believed(&mut rumours.iter());
        prop_assert_eq!(believed(&mut rumours.iter().rev()), forwards);
        prop_assert_eq!(believed(&mut first.iter().chain(later).chain(first)), forwards);
        let highest = rumours.iter().map(|rumour| (rumour.incarnation, rumour.standing)).max();
        let found = forwards.map(|rumour| (rumour.incarnation, rumour.standing));
        prop_assert_eq!(found, highest.max(Some((0, Standing::Alive))));
    }
}

/// A round names everyone once.
#[test]
fn all_are_probed_before_any_comes_again() {
    let mut random = SplitMix64::new(3);
    let mut swim = Swim::new(2, 0);
    swim.keep(0..6);
    let mut last = Vec::new();
    for _ in 0..4 {
        let mut round: Vec<u32> =
            (0..5).filter_map(|now| swim.probe(now, &mut random)).map(|probe| probe.member).collect();
        assert_ne!(round, last, "in another order each time, with this seed");
        last = round.clone();
        round.sort_unstable();
        assert_eq!(round, [0, 1, 3, 4, 5]);
    }
    // In the midst of a round some leave: neither they nor who was being probed is missed.
    let asked = swim.probe(8, &mut random).expect("there are others").member;
    let stays = if asked == 4 { 3 } else { 4 };
    swim.keep([2, stays].into_iter());
    assert_eq!(swim.probing(), None);
    for now in 9..11 {
        assert_eq!(swim.probe(now, &mut random).map(|probe| probe.member), Some(stays));
    }
    assert_eq!(swim.rumour(asked), None, "who has left is forgotten");
    swim.keep([2].into_iter());
    assert_eq!(swim.probe(11, &mut random), None);
}

/// News is told some times, and then no more; what is known of oneself always.
#[test]
fn rumours_die_out() {
    let mut swim = Swim::new(0, 0);
    swim.keep(0..40);
    for member in 1..21 {
        swim.hear(Rumour { member, incarnation: 1, standing: Standing::Suspect }, 1);
    }
    let own = Rumour { member: 0, incarnation: 0, standing: Standing::Alive };
    let mut times = 0;
    loop {
        let told = swim.tell(30);
        assert_eq!(told[0], own);
        assert!(told.len() <= 1 + MOST_TOLD);
        times += 1;
        if told.len() == 1 {
            break;
        }
    }
    // 21 rumours, each told 18 times, eight to a message.
    assert_eq!(times, (21_u32 * 18).div_ceil(8) + 1);
    assert_eq!(swim.tell(7).len(), 2, "but who is suspected is told so");
}
