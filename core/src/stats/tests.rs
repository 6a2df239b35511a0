use super::*;

#[test]
fn nothing_is_not_a_division_by_zero() {
    assert_eq!(mean(&[]), 0.0);
    assert_eq!(cv(&[]), 0.0);
    assert_eq!(cv(&[0.0, 0.0]), 0.0);
    assert_eq!(max_over_mean(&[]), 0.0);
    assert_eq!(moved_fraction::<u8>(&[], &[]), 0.0);
    assert_eq!(modulo_moved(0, 3), 1.0);
    assert_eq!(modulo_moved(0, 0), 1.0);
    assert_eq!(ring_moved_by_leave(0), 0.0);
    assert_eq!(share_cv(0, 0), 0.0);
}

#[test]
fn measures() {
    assert_eq!(cv(&[1.0, 3.0]), 0.5);
    assert_eq!(max_over_mean(&[1.0, 3.0]), 1.5);
    assert_eq!(moved_fraction(&["a", "b"], &["a", "c"]), 0.5);
}

#[test]
fn closed_forms_are_those_of_the_chapter() {
    for (n, m, moved) in [
        (4, 3, 0.75),
        (4, 5, 0.8),
        (4, 8, 0.5),
        (10, 11, 10.0 / 11.0),
        (12, 18, 2.0 / 3.0),
        (5, 5, 0.0),
    ] {
        assert!((modulo_moved(n, m) - moved).abs() < 1e-12, "{n} to {m}");
    }
    for (v, cv) in [
        (1, 0.9045),
        (10, 0.2985),
        (100, 0.0948),
        (200, 0.0671),
        (400, 0.0474),
    ] {
        assert!((share_cv(10, v) - cv).abs() < 5e-5, "{v}");
    }
    assert_eq!(ring_moved_by_join(4), 0.2);
    assert_eq!(ring_moved_by_leave(4), 0.25);
}
