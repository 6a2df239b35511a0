use super::{heap_sort, insertion_sort};
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
    fn insertion_keeps_the_order_of_equals(list in prop::collection::vec(0u8..4, 0..100)) {
        let mut tagged: Vec<(u8, usize)> = list.iter().copied().zip(0..).collect();
        insertion_sort(&mut tagged, |a, b| a.0 < b.0);
        prop_assert!(tagged.windows(2).all(|pair| pair[0] <= pair[1]));
    }
}
