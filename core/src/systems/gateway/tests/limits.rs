use super::{end, facts, gates, run};
use crate::limiter::Algorithm;
use crate::sim::{Nanos, SECOND};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;

#[test]
fn around_an_edge_a_fixed_window_lets_twice_the_limit_through_and_a_log_does_not() {
    let worst = |algorithm: &str| {
        let told = end(&format!("clients 1; traffic edge; api_time 0s; algorithm {algorithm}"));
        (told("worst_window"), told("wrongly_admitted"))
    };
    // Ten edges with five on either side.
    assert_eq!(worst("fixed_window"), (10.0, 50.0));
    assert_eq!(worst("token_bucket_interval"), (10.0, 50.0));
    assert_eq!(worst("sliding_log"), (5.0, 0.0));
    assert_eq!(worst("sliding_log_book"), (5.0, 0.0));
    assert_eq!(worst("leaky_bucket"), (5.0, 0.0), "counted where it leaves the queue");
    assert!(worst("sliding_counter").0 < 8.0, "damped by the window before");
}

/// 2 a minute, and a request every 10 seconds for ten minutes.
const INSISTENT: &str = "clients 1; traffic recorded; limit 2; window 60s; duration 600s; api_time 0s; \
                         at 0s rate c0 0.1";

#[test]
fn the_log_of_the_book_starves_who_keeps_asking() {
    let book = end(&format!("{INSISTENT}; algorithm sliding_log_book"));
    assert_eq!((book("u0_admitted"), book("u0_denied")), (2.0, 57.0), "only the first two of all");
    let log = end(&format!("{INSISTENT}; algorithm sliding_log"));
    assert_eq!(log("u0_admitted"), 20.0, "two of every six");
    assert_eq!((book("wrongly_denied"), log("wrongly_denied")), (18.0, 0.0));
    // Whichever decides, the observers saw both.
    assert_eq!((log("sliding_log_book_admitted"), book("sliding_log_admitted")), (2.0, 20.0));
}

#[test]
fn a_queue_lets_out_the_limit_at_every_tick_and_keeps_the_rest_waiting() {
    let lines = "clients 1; traffic recorded; algorithm leaky_bucket; limit 2; burst 6; api_time 0s; \
                 client_timeout 10s; at 100ms send c0 9";
    let mut run = run(lines);
    let mut left = Vec::new();
    for second in 0..4 {
        run.seek_time(second * SECOND + SECOND / 2);
        left.push((gates(&run)[0].held(), facts(&run)("admitted")));
    }
    assert_eq!(left, [(6, 0.0), (4, 2.0), (2, 4.0), (0, 6.0)]);
    let told = facts(&run);
    assert_eq!((told("delayed"), told("denied"), told("worst_window")), (6.0, 3.0, 2.0));
}

/// One client that asks 20 times as often as it may.
const EAGER: &str = "clients 1; traffic steady; rate 100; api_time 0s; algorithm sliding_log";

#[test]
fn addresses_multiply_what_is_counted_by_address_and_nothing_else() {
    let admitted = |by: &str, addresses: u32| {
        end(&format!("{EAGER}; rate 800; counted_by {by}; addresses {addresses}"))("admitted")
    };
    for addresses in [1, 2, 8] {
        let times = f64::from(addresses);
        assert_eq!(admitted("address", addresses), 100.0 * times, "5 a second for 20 s, each");
        assert_eq!((admitted("user", addresses), admitted("device", addresses)), (100.0, 100.0));
    }
}

#[test]
fn a_device_stays_when_the_account_changes() {
    let asked: alloc::string::String =
        (0..10).map(|user| format!("; at {}ms send c0 at u{user}", 100 + user)).collect();
    let admitted = |more: &str| {
        end(&format!("clients 1; traffic recorded; api_time 0s; algorithm fixed_window; {more}{asked}"))(
            "admitted",
        )
    };
    assert_eq!((admitted("counted_by user"), admitted("counted_by device")), (10.0, 5.0));
    assert_eq!(admitted("layers user_and_address; address_limit 3"), 3.0);
}

#[test]
fn a_request_passes_if_every_layer_lets_it() {
    let lines = "clients 4; traffic steady; rate 400; api_time 0s; addresses 2";
    for counting in ["local", "script", "sorted_set_atomic"] {
        let told = |more: &str| end(&format!("{lines}; algorithm sliding_log; counting {counting}; {more}"));
        // Four users of five a second, for twenty seconds.
        let user = told("layers user");
        assert_eq!((user("admitted"), user("worst_window")), (400.0, 5.0), "{counting}");
        let address = told("layers user_and_address; limit 20; address_limit 3");
        // The first client has two addresses.
        assert_eq!(address("worst_address_window"), 3.0, "{counting}");
        assert_eq!((address("u0_admitted"), address("u1_admitted")), (120.0, 60.0), "{counting}");
        let all = told("layers user_address_and_all; address_limit 5; global_limit 8");
        assert_eq!((all("worst_global_window"), all("admitted")), (8.0, 160.0), "{counting}");
        for told in [&user, &address, &all] {
            assert_eq!((told("wrongly_admitted"), told("wrongly_denied")), (0.0, 0.0), "{counting}");
        }
    }
}

/// What one layer denies costs nothing in another.
#[test]
fn who_is_turned_away_for_the_sake_of_all_does_not_pay() {
    for algorithm in Algorithm::NAMES {
        // Two pass; of what then comes, all is denied by the third layer.
        let lines = format!(
            "clients 1; traffic recorded; layers user_address_and_all; algorithm {algorithm}; limit 5; burst 5; \
             address_limit 9; global_limit 2; window 10s; client_timeout 30s; api_time 0s; at 1s send c0 20; \
             at 1500ms global_limit 100; at 2s send c0 20; duration 60s"
        );
        let mut run = run(&lines);
        run.seek_time(9 * SECOND);
        let through = facts(&run)("admitted") + f64::from(gates(&run)[0].held());
        // The book writes down even what is denied.
        let expected = if algorithm == "sliding_log_book" { 2.0 } else { 5.0 };
        assert_eq!(through, expected, "{algorithm}");
    }
}

/// How many were let through in each second.
fn by_second(lines: &str) -> Vec<u64> {
    let mut run = run(lines);
    let mut seconds = BTreeMap::new();
    for second in 0..20u64 {
        run.seek_time((second + 1) * SECOND);
        seconds.insert(second, facts(&run)("admitted") as u64);
    }
    let sums: Vec<u64> = core::iter::once(0).chain(seconds.into_values()).collect();
    sums.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[test]
fn a_soft_limit_is_passed_by_so_much_and_for_so_long() {
    for (counting, algorithm) in [
        ("local", "fixed_window"),
        ("local", "sliding_log"),
        ("script", "fixed_window"),
        ("sorted_set_atomic", "sliding_log"),
    ] {
        let lines = format!(
            "clients 1; traffic steady; rate 100; api_time 0s; latency 1us; store_time 0s; counting {counting}; \
             algorithm {algorithm}; strictness soft; soft_percent 40%; soft_for 3s"
        );
        let seconds = by_second(&lines);
        assert_eq!(seconds[..3], [7, 7, 7], "{counting} {algorithm}");
        assert!(seconds[4..].iter().all(|count| *count == 5), "{counting} {algorithm}: {seconds:?}");
        let told = end(&lines);
        assert!(told("worst_window") <= 7.0 && told("wrongly_admitted") >= 6.0, "{counting} {algorithm}");
        let hard = end(&lines.replace("soft;", "hard;"));
        assert_eq!((hard("admitted"), hard("worst_window")), (100.0, 5.0), "{counting} {algorithm}");
    }
}

#[test]
fn who_keeps_within_the_limit_for_a_window_may_pass_it_again() {
    let lines = "clients 1; traffic steady; rate 100; api_time 0s; latency 1us; algorithm fixed_window; \
                 strictness soft; soft_percent 40%; soft_for 3s; at 10s rate c0 2; at 12s rate c0 100";
    let seconds = by_second(lines);
    assert_eq!(seconds[4..10], [5; 6]);
    assert_eq!(seconds[12..15], [7, 7, 7], "{seconds:?}");
    assert_eq!(seconds[17..], [5; 3], "{seconds:?}");
}

#[test]
fn a_refusal_says_how_long_to_wait() {
    let wait = |more: &str| {
        let lines = format!(
            "clients 1; traffic recorded; api_time 0s; latency 10ms; store_time 0s; {more}; at 600ms send c0 5; \
             at 700ms send c0"
        );
        (end(&lines)("latest_retry_after") * 1e9 + 0.5) as Nanos
    };
    let ms = SECOND / 1_000;
    // Asked at 720 ms: the window ends at 1,000 ms, and the log has room a second after 620 ms.
    assert_eq!(wait("algorithm fixed_window"), 280 * ms);
    assert_eq!(wait("algorithm sliding_log"), 900 * ms);
    // A token comes back every 200 ms.
    assert_eq!(wait("algorithm token_bucket"), 100 * ms);
    // In the store 10 ms later.
    assert_eq!(wait("algorithm fixed_window; counting script"), 270 * ms);
    assert_eq!(wait("counting sorted_set_atomic"), 900 * ms);
    // Told 20 ms after the gateway looked at its clock.
    assert_eq!(wait("counting sorted_set"), 880 * ms);
}
