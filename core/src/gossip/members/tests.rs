use super::*;

fn all(members: &Members) -> alloc::vec::Vec<(u32, u64)> {
    members.heartbeats().collect()
}

#[test]
fn a_copy_shares_the_table_until_one_hears_something() {
    let mut one = Members::new(0);
    one.merge((1..1_000).map(|node| (node, 5)), 10);
    let whole = one.footprint();
    assert!(whole >= 1_000 * 20, "{whole}");
    let mut other = one.clone();
    assert_eq!((one.footprint(), other.footprint()), (whole / 2, whole / 2));
    let before = all(&one);
    assert_eq!(other.merge(before.iter().copied(), 20), 0);
    assert_eq!(other.footprint(), whole / 2, "what is no news needs no table of its own");
    let changes: [fn(&mut Members); 3] =
        [|m| _ = m.merge([(7, 6)].into_iter(), 20), |m| m.beat(20), |m| m.remove(7)];
    for change in changes {
        let mut copy = one.clone();
        change(&mut copy);
        assert_ne!(all(&copy), before);
        assert_eq!(all(&one), before, "what one hears the other does not");
        // One of the changes takes a member away.
        assert!(copy.footprint() + size_of::<(u32, Heartbeat)>() >= whole, "{}", copy.footprint());
    }
}
