use super::*;

#[test]
fn times_stand_in_their_order_within_the_edges() {
    let axis = Axis { from: 100, to: 300, left: 10.0, right: 210.0 };
    assert_eq!([0, 100, 200, 300, 999].map(|time| axis.x(time)), [10.0, 10.0, 110.0, 210.0, 210.0]);
    assert_eq!(axis.ticks(60.0).collect::<Vec<_>>(), [100, 200, 300]);
}

#[test]
fn no_time_is_too_late() {
    let axis = Axis { from: u64::MAX - 1, to: u64::MAX, left: 0.0, right: 500.0 };
    assert!(axis.ticks(20.0).all(|time| time >= u64::MAX - 1));
    assert!(axis.x(u64::MAX) > 499.0);
    assert_eq!(round_step(u64::MAX), u64::MAX);
    assert_eq!([0, 1, 3, 6, 20, 51].map(round_step), [1, 1, 5, 10, 20, 100]);
}
