use super::*;

#[test]
fn a_curve_is_made_of_its_bars() {
    let curve = 0x0369_cfff_fc96_3001;
    let bars: Vec<u64> = (0..BARS).map(|index| bar(curve, index)).collect();
    assert_eq!(bars, [0, 3, 6, 9, 12, 15, 15, 15, 15, 12, 9, 6, 3, 0, 0, 1]);
    let again =
        bars.into_iter().zip(0..).fold(u64::MAX, |curve, (height, index)| with_bar(curve, index, height));
    assert_eq!(again, curve);
}

#[test]
fn no_bar_is_higher_than_full_or_beyond_the_last() {
    assert_eq!(with_bar(0, 0, 99), 0xf000_0000_0000_0000);
    assert_eq!(with_bar(0, 99, 7), 7);
    assert_eq!(bar(7, 99), 7);
}
