use super::*;
use std::collections::BTreeMap;

/// Denies keys in this order; each knows how often, as the table would.
fn deny(keys: impl Iterator<Item = u64>) -> (Vec<(u64, u64)>, BTreeMap<u64, u64>) {
    let mut counts = BTreeMap::new();
    let mut top = Top::default();
    for key in keys {
        let times = counts.entry(key).or_insert(0);
        *times += 1;
        top.denied(key, *times, || key.to_string());
    }
    let sorted = top.sorted().into_iter().map(|entry| (entry.key, entry.denied));
    (sorted.collect(), counts)
}

#[test]
fn the_first_half_is_exact_among_ten_thousand_keys() {
    // Key k about 10,000 / k times, in no order; keys that fall on the same place of the index among them.
    let keys = (0..200_000_u64).map(|i| {
        let random = (i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 11) as f64 / (1_u64 << 53) as f64;
        (10_000_f64.powf(random) as u64) * 512
    });
    let (top, counts) = deny(keys);
    let mut expected: Vec<(u64, u64)> = counts.into_iter().collect();
    expected.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.to_string().cmp(&b.0.to_string())));
    assert_eq!(top.len(), KEPT);
    assert_eq!(top[..KEPT / 2], expected[..KEPT / 2]);
}

#[test]
fn many_equals_do_not_push_out_the_first() {
    let (top, _) = deny([7; 50].into_iter().chain((0..100_000).map(|i| 1_000 + i % 5_000)));
    assert_eq!(top[0], (7, 50));
    assert!(top.iter().skip(1).all(|(_, denied)| *denied == 20), "{top:?}");
}

#[test]
fn a_key_that_the_table_forgot_goes_on_counting() {
    let mut top = Top::default();
    (1..=10).for_each(|times| top.denied(1, times, || "one".into()));
    (1..=10).for_each(|times| top.denied(1, times, || unreachable!("it has a name")));
    assert_eq!(top.sorted(), [Entry { key: 1, name: "one".into(), denied: 20 }]);
}
