//! Status and header fields.

use crate::limiter::http::{OK, Quota, TOO_MANY_REQUESTS, respond};
use crate::limiter::*;
use alloc::string::String;
use alloc::vec::Vec;

fn values<'a>(headers: &'a [(&str, String)], name: &str) -> Vec<&'a str> {
    headers.iter().filter(|(other, _)| *other == name).map(|(_, value)| value.as_str()).collect()
}

/// 5 a minute; milliseconds.
fn quota(name: &str) -> Quota<'_> {
    Quota { name, limit: Limit::new(5, 60_000), per_second: 1_000 }
}

#[test]
fn a_denied_request_is_told_when_to_come_back() {
    let mut window = FixedWindow::new(quota("posts").limit).expect("sound");
    window.check(90_001, 5);
    // 29.999 s are left of the minute.
    let response = respond(&[(quota("posts"), window.check(90_001, 1))]);
    assert_eq!(response.status, TOO_MANY_REQUESTS);
    assert_eq!(
        response.text(),
        "X-Ratelimit-Limit: 5\nX-Ratelimit-Remaining: 0\nX-Ratelimit-Retry-After: 30\nRetry-After: 30\n\
         RateLimit-Policy: \"posts\";q=5;w=60\nRateLimit: \"posts\";r=0;t=30\n"
    );
    let in_time = respond(&[(quota("posts"), window.check(90_001, 0))]);
    assert_eq!((in_time.status, values(&in_time.headers, "Retry-After").len()), (OK, 0));
}

#[test]
fn what_never_fits_is_not_told_to_wait() {
    let mut window = FixedWindow::new(quota("posts").limit).expect("sound");
    let response = respond(&[(quota("posts"), window.check(0, 6))]);
    assert_eq!(response.status, TOO_MANY_REQUESTS);
    assert_eq!(values(&response.headers, "Retry-After").len(), 0);
    assert_eq!(values(&response.headers, "RateLimit"), ["\"posts\";r=5"]);
}

#[test]
fn a_request_that_waits_is_accepted() {
    let limit = Limit::new(1, 1_000).with_burst(2);
    let mut queue = LeakyBucket::new(limit).expect("sound");
    let quota = Quota { limit, ..quota("jobs") };
    let response = respond(&[(quota, queue.check(0, 1))]);
    assert_eq!((response.status, values(&response.headers, "X-Ratelimit-Remaining")), (OK, Vec::from(["1"])));
    assert_eq!(values(&response.headers, "RateLimit-Policy"), ["\"jobs\";q=1;w=1;snowglobe-burst=2"]);
}

#[test]
fn of_several_limits_the_strictest_answers_and_all_are_named() {
    let day = Quota { limit: Limit::new(7, 86_400_000), ..quota("day") };
    let decide = |limit, cost| {
        let mut window = FixedWindow::new(limit).expect("sound");
        window.check(0, cost);
        window.check(0, 1)
    };
    let decisions = [
        (quota("minute"), decide(quota("").limit, 5)),
        (day, decide(day.limit, 7)),
        (quota("spare"), decide(quota("").limit, 1)),
    ];
    let response = respond(&decisions);
    assert_eq!(values(&response.headers, "X-Ratelimit-Limit"), ["7"]);
    assert_eq!(values(&response.headers, "Retry-After"), ["86400"]);
    assert_eq!(
        values(&response.headers, "RateLimit"),
        ["\"minute\";r=0;t=60, \"day\";r=0;t=86400, \"spare\";r=3"]
    );
    let none = respond(&[]);
    assert_eq!((none.status, none.headers.len()), (OK, 0));
}

/// No header can be smuggled in, and a window that the field cannot say is left out.
#[test]
fn names_and_windows_that_a_header_cannot_carry() {
    let mut window = FixedWindow::new(quota("").limit).expect("sound");
    let decision = window.check(0, 1);
    let odd = Quota { limit: Limit::new(5, 1_500), per_second: 1_000, name: "a\"b\\c\r\nSet-Cookie: é 글" };
    let response = respond(&[(odd, decision)]);
    assert_eq!(values(&response.headers, "RateLimit-Policy"), ["\"a\\\"b\\\\c??Set-Cookie: ? ?\";q=5"]);
    let timeless = respond(&[(Quota { per_second: 0, ..quota("x") }, decision)]);
    assert_eq!(values(&timeless.headers, "RateLimit-Policy"), ["\"x\";q=5;w=60000"]);
}
