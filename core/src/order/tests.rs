use super::{heap_sort, insertion_sort, sort_by_numbers};
use alloc::vec::Vec;
use proptest::prelude::*;

proptest! {
    #[test]
    fn both_agree_with_the_standard_sort(list in prop::collection::vec(any::<u16>(), 0..200)) {
        let mut expected = list.clone();
        expected.sort_unstable();
        let (mut heap, mut insertion) = (list.clone(), list);
        heap_sort(&mut heap, |a, b| a < b);
        insertion_sort(&mut insertion, |a, b| a < b);
        prop_assert_eq!(&heap, &expected);
        prop_assert_eq!(&insertion, &expected);
    }

    #[test]
    fn by_numbers_is_the_stable_standard_sort(list in prop::collection::vec((0u64..6, 0u64..6), 0..200)) {
        let mut tagged: Vec<((u64, u64), usize)> = list.into_iter().zip(0..).collect();
        let mut expected = tagged.clone();
        expected.sort_by_key(|(key, _)| *key);
        sort_by_numbers(&mut tagged, |((first, second), _)| [*first, *second]);
        prop_assert_eq!(tagged, expected);
    }

    #[test]
    fn insertion_keeps_the_order_of_equals(list in prop::collection::vec(0u8..4, 0..100)) {
        let mut tagged: Vec<(u8, usize)> = list.iter().copied().zip(0..).collect();
        insertion_sort(&mut tagged, |a, b| a.0 < b.0);
        prop_assert!(tagged.windows(2).all(|pair| pair[0] <= pair[1]));
    }
}
