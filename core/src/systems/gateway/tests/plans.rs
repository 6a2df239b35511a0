use crate::random::SplitMix64;
use crate::scenario::Settings;
use crate::sim::{Nanos, SECOND};
use crate::systems::gateway::{PARAMETERS, Parameters, Plan};
use alloc::vec::Vec;

const MS: Nanos = SECOND / 1_000;

fn parameters(lines: &str) -> Parameters {
    let mut settings = Settings::defaults(PARAMETERS);
    for (name, value) in lines.split("; ").filter_map(|line| line.split_once(' ')) {
        settings.set_named(name, value).expect("a setting");
    }
    Parameters::read(&settings)
}

/// When and how much a client asks until a time.
fn arrivals(plan: &Plan, until: Nanos) -> Vec<(Nanos, u32)> {
    let mut random = SplitMix64::new(7);
    let (mut from, mut arrivals) = (0, Vec::new());
    while let Some((at, count)) = plan.next(from, &mut random)
        && at < until
    {
        assert!(at >= from, "time goes on");
        arrivals.push((at, count));
        from = at + 1;
    }
    arrivals
}

#[test]
fn steady_clients_take_turns_and_keep_the_rate_to_the_nanosecond() {
    let parameters = parameters("traffic steady; clients 3; rate 9");
    let all: Vec<_> = (0..3).map(|client| arrivals(&Plan::of(&parameters, client), 100 * SECOND)).collect();
    assert!(all.iter().all(|arrivals| arrivals.len() == 300));
    assert_eq!(all[0][299].0, 299 * SECOND / 3, "nothing that was rounded adds up");
    assert!(all[0][0].0 < all[1][0].0 && all[1][0].0 < all[2][0].0 && all[2][0].0 < all[0][1].0);
}

#[test]
fn bursts_come_at_once_and_keep_the_rate() {
    let plan = Plan::of(&parameters("traffic bursts; clients 2; rate 8; burst_size 10"), 1);
    assert_eq!(arrivals(&plan, 6 * SECOND), [(0, 10), (2_500 * MS, 10), (5_000 * MS, 10)]);
}

#[test]
fn poisson_keeps_the_rate_on_average_and_no_gap_like_another() {
    let plan = Plan::of(&parameters("traffic poisson; clients 2; rate 200"), 0);
    let arrivals = arrivals(&plan, 100 * SECOND);
    // 10,000 with a deviation of 100.
    assert!((9_600..10_400).contains(&arrivals.len()), "{}", arrivals.len());
    let gaps = arrivals.windows(2).map(|pair| pair[1].0 - pair[0].0);
    // As many gaps are longer than the mean as e⁻¹ says.
    let long = gaps.filter(|gap| *gap > 10 * MS).count() as f64 / arrivals.len() as f64;
    assert!((0.35..0.39).contains(&long), "{long}");
}

#[test]
fn around_an_edge_the_limit_comes_twice() {
    let plan = Plan::of(&parameters("traffic edge; limit 5; window 1s"), 0);
    let times: Vec<Nanos> = arrivals(&plan, 3 * SECOND).iter().map(|(at, _)| at / MS).collect();
    let before = [800, 820, 840, 860, 880];
    let after = [1_000, 1_020, 1_040, 1_060, 1_080];
    let next = before.map(|at| at + 2_000);
    assert_eq!(times, [before, after, next].concat());
    // However many and however short.
    let plan = Plan::of(&parameters("traffic edge; limit 10000; window 10ms"), 0);
    let dense = arrivals(&plan, 20 * MS);
    assert_eq!(dense.len(), 20_000);
    assert!(dense.windows(2).all(|pair| pair[0].0 < pair[1].0));
}

#[test]
fn a_curve_is_followed_and_may_be_silent() {
    // A peak in the third sixteenth, half of it in the last, nothing else.
    let curve = 0x00f0_0000_0000_0008_u64;
    let line = alloc::format!("traffic curve; clients 1; rate 1000; duration 16s; curve {curve}");
    let arrivals = arrivals(&Plan::of(&parameters(&line), 0), 16 * SECOND);
    let in_second = |second: u64| arrivals.iter().filter(|(at, _)| at / SECOND == second).count();
    assert!((900..1_100).contains(&in_second(2)), "{}", in_second(2));
    // 8 of 15 parts.
    assert!((470..600).contains(&in_second(15)), "{}", in_second(15));
    assert_eq!(arrivals.len(), in_second(2) + in_second(15));
}

#[test]
fn about_as_many_come_as_are_expected() {
    for traffic in ["steady", "poisson", "bursts", "edge", "curve", "recorded"] {
        let line = alloc::format!("traffic {traffic}; clients 2; rate 500; duration 20s");
        let parameters = parameters(&line);
        let plan = Plan::of(&parameters, 1);
        let come: u64 = arrivals(&plan, 20 * SECOND).iter().map(|(_, count)| u64::from(*count)).sum();
        let expected = plan.expected(0);
        assert!(come <= expected + expected / 10, "{traffic}: {come} of {expected}");
        assert!(traffic == "curve" || come * 2 >= expected, "{traffic}: {come} of {expected}");
    }
}

#[test]
fn another_rate_begins_where_it_is_set() {
    let plan = Plan::of(&parameters("traffic edge"), 0).at_rate(500, 3 * SECOND);
    assert_eq!(arrivals(&plan, 10 * SECOND), [3, 5, 7, 9].map(|second| (second * SECOND, 1)));
    assert_eq!(arrivals(&plan.at_rate(0, 3 * SECOND), 10 * SECOND), []);
}
