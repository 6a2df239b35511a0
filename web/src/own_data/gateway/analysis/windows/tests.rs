use super::*;

#[test]
fn every_limit_denies_what_windows_of_that_limit_would() {
    let sizes = [5_u32, 1, 1, 9, 30, 2, 9, 4];
    let reached = Reached::default();
    for size in sizes {
        (1..=size).for_each(|number| reached.note(number));
    }
    for limit in 0..40_u32 {
        let lost: u32 = sizes.iter().map(|size| size.saturating_sub(limit)).sum();
        assert_eq!(reached.denied(limit as usize), u64::from(lost), "{limit}");
    }
    for most in 0..70 {
        let least = (1..).find(|limit| reached.denied(*limit) <= most);
        assert_eq!(reached.least_limit(most), least, "{most}");
    }
}

#[test]
fn counts_beyond_the_most_are_put_together() {
    let reached = Reached::default();
    reached.note(u32::MAX);
    reached.note(u32::MAX);
    assert_eq!(reached.denied(MOST - 1), 2);
    assert_eq!(reached.least_limit(1), None);
    assert_eq!(reached.least_limit(2), Some(1));
}

#[test]
fn a_window_begins_at_multiples_of_itself() {
    let mut tally = Tally::default();
    let numbers = [0, 9, 10, 19, 19, 35, 40].map(|now| tally.count(now, 10));
    assert_eq!(numbers, [1, 2, 1, 2, 3, 1, 1]);
}
