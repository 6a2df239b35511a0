use super::*;

const TENTH: u64 = 971_211_336 * SECOND;

fn clf(text: &str) -> Stamp {
    Memory::default().clf(text.as_bytes())
}

fn iso(text: &str) -> Result<u64, Problem> {
    rfc3339(text.as_bytes()).map(|(time, _)| time)
}

#[test]
fn the_three_notations_say_the_same() {
    assert_eq!(clf("10/Oct/2000:13:55:36 -0700]"), Ok((TENTH, 26)));
    assert_eq!(clf("10/Oct/2000:13:55:36.25 -0700] x"), Ok((TENTH + SECOND / 4, 29)));
    assert_eq!(rfc3339(b"2000-10-10T13:55:36-07:00\""), Ok((TENTH, 25)));
    for text in [
        "2000-10-10T20:55:36Z",
        "2000-10-10t20:55:36z",
        "2000-10-10 20:55:36",
        "2000-10-11T05:55:36+0900",
        "2000-10-11T02:25:36+05:30",
    ] {
        assert_eq!(iso(text), Ok(TENTH), "{text}");
    }
    assert_eq!(iso("2000-10-10T20:55:36.000000001Z"), Ok(TENTH + 1));
    assert_eq!(iso("2000-10-10T20:55:36,5999999999Z"), Ok(TENTH + 599_999_999));
    for (text, length, extra) in [
        ("971211336", 9, 0),
        ("971211336.000000001 k", 19, 1),
        ("971211336007,k", 13, 7_000_000),
        ("971211336000008", 15, 8_000),
        ("971211336000000009", 18, 9),
    ] {
        let (time, used) = epoch(text.as_bytes()).expect("a time");
        // A comma after a whole number is taken for a point without digits: nothing comes of it.
        assert_eq!((time, used), (TENTH + extra, length), "{text}");
    }
}

#[test]
fn days_and_hours_that_there_are_not_are_refused() {
    for text in [
        "30/Feb/2023:00:00:00 +0000",
        "29/Feb/2023:00:00:00 +0000",
        "29/Feb/2100:00:00:00 +0000",
        "00/Jan/2023:00:00:00 +0000",
        "31/Apr/2023:00:00:00 +0000",
        "01/Jan/2023:24:00:00 +0000",
        "01/Jan/2023:00:60:00 +0000",
        "01/Jan/2023:00:00:61 +0000",
        "01/Jan/2023:00:00:00 +2400",
        "01/Jan/2023:00:00:00 +0060",
        "01/Jan/1970:00:00:00 +0001",
        "31/Dec/1969:23:59:59 +0000",
        "01/Jan/2554:00:00:00 +0000",
        "01/Jan/9999:00:00:00.5 +0000",
    ] {
        assert_eq!(clf(text), Err(Problem::ImpossibleTime), "{text}");
    }
    for text in [
        "",
        "10/Oct/2000:13:55:36",
        "10-Oct-2000:13:55:36 +0000",
        "1x/Oct/2000:13:55:36 +0000",
        "10/Okt/2000:13:55:36 +0000",
        "10/Oct/2000:13:55:36 00000",
        "10/Oct/2000 13:55:36 +0000",
        "10/Oct/2000:13:55:36.5",
        "10/Oct/2000:13:55:3a +0000",
        "10/Oct/2000:13:55:36 +0a00",
    ] {
        assert_eq!(clf(text), Err(Problem::NoTime), "{text}");
    }
    for text in
        ["2023-02-30T00:00:00Z", "2023-13-01T00:00:00Z", "2023-01-01T25:61:00Z", "2023-01-01T00:00:00+99:00"]
    {
        assert_eq!(iso(text), Err(Problem::ImpossibleTime), "{text}");
    }
    for text in ["2023-02-30", "2023-01-01T00:00", "2023-01-01T00:00:00+", "2023-1-1T00:00:00Z"] {
        assert_eq!(iso(text), Err(Problem::NoTime), "{text}");
    }
    assert_eq!(epoch(b"99999999999999999999"), Err(Problem::ImpossibleTime));
    assert_eq!(epoch(b"99999999999"), Err(Problem::ImpossibleTime));
    assert_eq!(epoch(b"-5"), Err(Problem::NoTime));
    assert_eq!(epoch(b"123456789012345678901"), Err(Problem::NoTime));
}

#[test]
fn a_leap_day_and_a_leap_second_are_there() {
    assert_eq!(clf("29/Feb/2000:00:00:00 +0000"), Ok((951_782_400 * SECOND, 26)));
    assert_eq!(iso("2024-02-29T23:59:59Z"), Ok(1_709_251_199 * SECOND));
    // The one at the end of 2016.
    let before = 1_483_228_799 * SECOND;
    assert_eq!(iso("2016-12-31T23:59:59Z"), Ok(before));
    for text in ["31/Dec/2016:23:59:60 +0000", "31/Dec/2016:23:59:60.5 +0000"] {
        assert_eq!(clf(text).map(|(time, _)| time), Ok(before + 999_000_000), "{text}");
    }
}

#[test]
fn what_is_remembered_is_what_would_be_read() {
    let stamps = [
        "10/Oct/2000:13:55:36 -0700",
        "10/Oct/2000:13:55:36 -0700",
        "10/Oct/2000:13:55:37 -0700",
        "10/Oct/2000:13:55:37 -0800",
        "30/Feb/2000:13:55:37 -0800",
        "10/Oct/2000:13:55:37 -0800",
        "11/Oct/2000:13:55:37 -0800",
        "11/Oct/2000:25:55:37 -0800",
        "11/Oct/2000:23:55:37 -0800",
        "01/Jan/1970:00:00:00 +0000",
    ];
    let mut memory = Memory::default();
    for stamp in stamps {
        assert_eq!(memory.clf(stamp.as_bytes()), clf(stamp), "{stamp}");
    }
}

#[test]
fn a_time_is_written_as_it_was_read() {
    for text in [
        "1970-01-01T00:00:00.000Z",
        "2000-02-29T12:34:56.789Z",
        "2553-12-31T23:59:59.999Z",
        "2100-03-01T00:00:00.001Z",
    ] {
        assert_eq!(utc(iso(text).expect("a time")), text);
    }
}
