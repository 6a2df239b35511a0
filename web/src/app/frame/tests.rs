use super::brief;
use snowglobe_core::sim::{SECOND, format_time};

#[test]
fn a_time_in_a_list_has_three_decimals_at_most() {
    let all = [
        (0, "0s"),
        (7, "7ns"),
        (1_500, "1.5us"),
        (20_000_000, "20ms"),
        (1_234_567, "1.234ms"),
        (1_234_567_891, "1.234s"),
        (12 * SECOND + 345_000_000, "12.345s"),
        (12 * SECOND + 1, "12s"),
        (12 * SECOND + 100_000_001, "12.1s"),
    ];
    for (time, told) in all {
        assert_eq!(brief(time), told, "{}", format_time(time));
    }
}
