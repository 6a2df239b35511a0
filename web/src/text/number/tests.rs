use super::*;
use Language::{English, Korean};

#[test]
fn numbers_are_written_as_people_do() {
    let table = [
        (Value::Count(0), "0", "0"),
        (Value::Count(999), "999", "999"),
        (Value::Count(1_000), "1,000", "1,000"),
        (Value::Count(1_234_567), "1,234,567", "1,234,567"),
        (Value::Share(0.198_2), "19.8%", "19.8%"),
        (Value::Share(0.25), "25.0%", "25.0%"),
        (Value::Share(0.0), "0%", "0%"),
        (Value::Share(1.0), "100%", "100%"),
        (Value::Share(0.000_1), "<0.1%", "<0.1%"),
        (Value::Share(0.999_9), ">99.9%", ">99.9%"),
        (Value::Share(2.5), "250.0%", "250.0%"),
        (Value::Share(f64::NAN), "–", "–"),
        (Value::Number(1.156), "1.16", "1.16"),
        (Value::Number(3.0), "3", "3"),
        (Value::Number(-1_234.5), "-1,234.5", "-1,234.5"),
        (Value::Number(f64::INFINITY), "–", "–"),
        (Value::Time(1_500_000_000), "1.5초", "1.5 s"),
        (Value::Time(20_000_000), "20ms", "20 ms"),
        (Value::Time(0), "0초", "0 s"),
        (Value::Time(350), "350ns", "350 ns"),
    ];
    for (value, korean, english) in table {
        assert_eq!(show(value, Korean), korean, "{value:?}");
        assert_eq!(show(value, English), english, "{value:?}");
    }
}

#[test]
fn moments_are_told_to_the_millisecond() {
    assert_eq!(moment(7_674_772_190, Language::Korean), "7.674초");
    assert_eq!(moment(20 * SECOND, Language::English), "20.000 s");
    assert_eq!(moment(5_999_999, Language::English), "0.005 s");
}

#[test]
fn one_is_counted_as_one() {
    let text = Text { ko: "항목 {}건", en: "{} {entry|entries}, of {} {read|reads}" };
    assert_eq!(counted(text, 1, English), "1 entry, of 1 read");
    assert_eq!(counted(text, 0, English), "0 entries, of 0 reads");
    assert_eq!(counted(text, 1_234, English), "1,234 entries, of 1,234 reads");
    assert_eq!(counted(text, 1, Korean), "항목 1건");
    assert_eq!(
        counted(Text { ko: "{", en: "a } b {" }, 1, English),
        "a } b {",
        "whatever is not closed stays"
    );
}
