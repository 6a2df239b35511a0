use super::*;

/// All sets of so many of n, as bits.
fn sets(n: u8, of: u8) -> impl Iterator<Item = u32> + Clone {
    (0..1_u32 << n).filter(move |set| set.count_ones() == u32::from(of))
}

#[test]
fn the_closed_forms_are_what_counting_all_sets_gives() {
    for n in 1..=6 {
        for (r, w) in (1..=n).flat_map(|r| (1..=n).map(move |w| (r, w))) {
            let quorum = Quorum::new(n, r, w).expect("sound");
            let pairs = sets(n, w).flat_map(|written| sets(n, r).map(move |read| (written, read)));
            let stale = pairs.clone().filter(|(written, read)| written & read == 0).count() as u128;
            assert_eq!(quorum.stale_pairs(), (stale, pairs.count() as u128));
            assert_eq!(quorum.reads_meet_writes(), stale == 0);
            let apart = sets(n, w).any(|one| sets(n, w).any(|other| one & other == 0));
            assert_eq!(quorum.writes_meet(), !apart);
        }
    }
}

#[test]
fn what_is_no_quorum_is_refused() {
    assert_eq!(Quorum::new(0, 1, 1), Err(QuorumError::Replicas { n: 0 }));
    assert_eq!(Quorum::new(61, 1, 1), Err(QuorumError::Replicas { n: 61 }));
    assert_eq!(Quorum::new(3, 0, 1), Err(QuorumError::Read { r: 0, n: 3 }));
    assert_eq!(Quorum::new(3, 2, 4), Err(QuorumError::Write { w: 4, n: 3 }));
    let largest = Quorum::new(60, 30, 30).expect("it is possible");
    assert!(!largest.reads_meet_writes() && largest.stale_share() < 1e-17);
}
