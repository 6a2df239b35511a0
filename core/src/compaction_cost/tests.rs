use super::*;

#[test]
fn no_numbers_make_it_panic_or_hang() {
    for policy in [Policy::Leveled, Policy::Tiered] {
        assert_eq!(CompactionCost::of(policy, 10, 0, 10), None);
        assert_eq!(CompactionCost::of(policy, 10, 1, 1), None);
        assert_eq!(CompactionCost::of(policy, MAX_FLUSHES + 1, 1, 10), None);
        assert_eq!(CompactionCost::of(policy, 0, 1, 2).map(|cost| cost.write_amplification()), Some(0.0));
        let huge = CompactionCost::of(policy, u64::MAX, u64::MAX / 1_000, 2).expect("a thousand flushes");
        assert!(huge.write_amplification() > 1.0);
        let wide = CompactionCost::of(policy, 1_000, 1, u64::MAX).expect("no level is ever full");
        assert_eq!(wide.merged, if policy == Policy::Tiered { 0 } else { 500_500 });
    }
}
