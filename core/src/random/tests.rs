//! Published sequences, bounds at their edges, and the shapes of the draws over many seeds.

use alloc::string::ToString;
use alloc::vec::Vec;
use proptest::prelude::*;

use super::*;

fn mean_of(count: u32, mut draw: impl FnMut() -> f64) -> f64 {
    (0..count).map(|_| draw()).sum::<f64>() / f64::from(count)
}

#[test]
fn splitmix_draws_its_published_sequence() {
    let mut random = SplitMix64::new(1_234_567);
    assert_eq!(random.next(), 6_457_827_717_110_365_317);
    assert_eq!(random.next(), 3_203_168_211_198_807_973);
    assert_eq!(random.seed(), 1_234_567);
}

#[test]
fn xoshiro_draws_its_published_sequence() {
    let mut random = Xoshiro256::from_state([1, 2, 3, 4]).expect("not all zero");
    let drawn: Vec<u64> = (0..4).map(|_| random.next()).collect();
    assert_eq!(drawn, [11_520, 0, 1_509_978_240, 1_215_971_899_390_074_240]);
    assert_eq!(Xoshiro256::from_state([0; 4]), Err(ZeroState));
    assert!(ZeroState.to_string().contains("four zeros"));
}

#[test]
fn xoshiro_takes_its_state_from_splitmix() {
    let mut source = SplitMix64::new(9);
    let state = core::array::from_fn(|_| source.next());
    assert_eq!(Xoshiro256::from_state(state), Ok(Xoshiro256::new(9)));
}

#[test]
fn pcg_draws_its_published_sequence() {
    let mut random = Pcg32::new(42, 54);
    let drawn: Vec<u32> = (0..3).map(|_| random.next()).collect();
    assert_eq!(drawn, [0xa15c_02b7, 0x7b47_f409, 0xba1d_3330]);
}

#[test]
fn bounds_at_their_edges() {
    let mut random = SplitMix64::new(5);
    for _ in 0..100 {
        assert_eq!(random.below(0), 0);
        assert_eq!(random.below(1), 0);
        assert_eq!(random.range(7, 7), 7);
        assert_eq!(random.range(7, 3), 7);
        assert!(random.range(u64::MAX - 1, u64::MAX) >= u64::MAX - 1);
        assert!(!random.chance(0, 10));
        assert!(random.chance(10, 10));
        assert!(!random.chance(0, 0));
        assert!(random.chance(1, 0));
        assert_eq!(random.exponential_nanos(0), 0);
        assert_eq!(random.normal_nanos(250, 0), 250);
    }
    let mut copy = random.clone();
    assert_eq!(random.range(0, u64::MAX), copy.next());
}

#[test]
fn a_range_reaches_both_its_ends() {
    let mut random = SplitMix64::new(1);
    let mut seen = [0; 3];
    for _ in 0..300 {
        seen[random.range(10, 12) as usize - 10] += 1;
    }
    assert!(seen.iter().all(|&times| times > 60), "{seen:?}");
}

#[test]
fn forks_differ_by_seed_purpose_and_index() {
    let mut firsts = Vec::new();
    for seed in 0..20 {
        for purpose in ["", "node", "network.loss", "network.latency"] {
            for index in 0..20 {
                firsts.push(SplitMix64::new(seed).fork(purpose, index).next());
            }
        }
    }
    let count = firsts.len();
    firsts.sort_unstable();
    firsts.dedup();
    assert_eq!(firsts.len(), count);
}

/// Pinned: links and digests depend on it.
#[test]
fn forks_keep_their_values() {
    let fork = SplitMix64::new(42).fork("node", 7);
    assert_eq!(fork.seed(), 3_288_517_654_999_696_383);
    assert_eq!(fork.fork("disk", 0).seed(), 16_041_210_597_125_152_889);
}

#[test]
fn a_shuffle_reaches_every_order_about_as_often() {
    let mut times = [0_u32; 6];
    for seed in 0..6_000 {
        let mut items = [0, 1, 2];
        SplitMix64::new(seed).shuffle(&mut items);
        let order = match items {
            [0, 1, 2] => 0,
            [0, 2, 1] => 1,
            [1, 0, 2] => 2,
            [1, 2, 0] => 3,
            [2, 0, 1] => 4,
            _ => 5,
        };
        times[order] += 1;
    }
    // 1,000 each with a deviation of 29.
    assert!(times.iter().all(|t| (850..1_150).contains(t)), "{times:?}");
}

#[test]
fn durations_have_their_mean_and_spread() {
    let mut random = SplitMix64::new(3);
    let mean = mean_of(40_000, || random.exponential_nanos(1_000_000) as f64);
    assert!((mean / 1e6 - 1.0).abs() < 0.02, "{mean}");

    let draws: Vec<f64> = (0..40_000).map(|_| random.normal_nanos(1_000_000, 100_000) as f64).collect();
    let mean = crate::stats::mean(&draws);
    let deviation = crate::stats::cv(&draws) * mean;
    assert!((mean / 1e6 - 1.0).abs() < 0.002, "{mean}");
    assert!((deviation / 1e5 - 1.0).abs() < 0.02, "{deviation}");
}

/// Pinned bits of the draws that go through `libm`: the wasm build must give the same.
#[test]
fn durations_keep_their_values() {
    let mut random = SplitMix64::new(2026);
    let drawn: [u64; 4] = [
        random.exponential_nanos(1_000_000_000),
        random.exponential_nanos(u64::MAX),
        random.normal_nanos(1_000_000_000, 50_000_000),
        random.normal_nanos(1_000_000_000, 1_000_000),
    ];
    let pinned = [1_950_902_149, 11_768_165_534_645_248_000, 944_423_450, 999_738_390];
    assert_eq!(drawn, pinned);
}

#[test]
fn zipf_draws_the_sequence_of_the_oracle() {
    let zipf = Zipf::new(100, 1_000).expect("small");
    let mut random = SplitMix64::new(11);
    let drawn: Vec<u32> = (0..8).map(|_| zipf.sample(&mut random)).collect();
    assert_eq!(drawn, [3, 2, 15, 8, 1, 10, 1, 32]);
}

/// Weights 2^32, 2^31, …: each rank begins where the one before ends.
#[test]
fn zipf_ranks_begin_where_the_one_before_ends() {
    let zipf = Zipf::new(3, 1_000).expect("small");
    let whole = 1 << 32;
    let begins = [(0, 1), (whole - 1, 1), (whole, 2), (whole * 3 / 2 - 1, 2), (whole * 3 / 2, 3)];
    for (drawn, rank) in begins {
        assert_eq!(zipf.rank_at(drawn), rank, "{drawn}");
    }
}

#[test]
fn zipf_shares_follow_the_exponent() {
    let share = |exponent, top| {
        let zipf = Zipf::new(1_000, exponent).expect("small");
        zipf.share_of_top(top)
    };
    assert!((share(0, 100) - 0.1).abs() < 1e-12);
    // 1 / H(1000), H(1000) = 7.4855
    assert!((share(1_000, 1) - 1.0 / 7.485_470_86).abs() < 1e-8);
    // 1 / (sum of i^-2 up to 1000) = 1 / 1.643935
    assert!((share(2_000, 1) - 1.0 / 1.643_934_567).abs() < 1e-6);
    assert!(share(999, 1) < share(1_000, 1) && share(1_000, 1) < share(1_001, 1));
    assert!((share(1_000, 1_000) - 1.0).abs() < 1e-12);
    assert_eq!(share(1_000, 0), 0.0);
    assert_eq!(share(1_000, u32::MAX), 1.0);
}

#[test]
fn zipf_refuses_what_it_cannot_build() {
    assert_eq!(Zipf::new(0, 1_000), Err(ZipfError::NoRanks));
    let ranks = Zipf::MAX_RANKS + 1;
    assert_eq!(Zipf::new(ranks, 0), Err(ZipfError::TooManyRanks { ranks }));
    let error = Zipf::new(1, 10_001).expect_err("beyond the limit");
    assert_eq!(error, ZipfError::ExponentTooLarge { exponent: 10_001 });
    assert!(error.to_string().contains("at most 10000"), "{error}");
    assert_eq!(Zipf::new(1, 10_000).map(|z| z.ranks()), Ok(1));
}

proptest! {
    #[test]
    fn draws_stay_inside(seed: u64, bound in 1_u64.., low: u64, high: u64) {
        let mut random = SplitMix64::new(seed);
        prop_assert!(random.below(bound) < bound);
        let (low, high) = (low.min(high), low.max(high));
        prop_assert!((low..=high).contains(&random.range(low, high)));
        prop_assert!((0.0..1.0).contains(&random.f64()));
    }

    #[test]
    fn forks_do_not_see_draws(seed: u64, draws in 0_u32..50, index: u64, purpose in ".*") {
        let mut random = SplitMix64::new(seed);
        let before = random.fork(&purpose, index);
        for _ in 0..draws {
            random.next();
        }
        prop_assert_eq!(random.fork(&purpose, index), before);
    }

    #[test]
    fn a_shuffle_keeps_the_items(seed: u64, mut items in prop::collection::vec(any::<u8>(), 0..50)) {
        let mut sorted = items.clone();
        SplitMix64::new(seed).shuffle(&mut items);
        items.sort_unstable();
        sorted.sort_unstable();
        prop_assert_eq!(items, sorted);
    }

    #[test]
    fn zipf_ranks_stay_inside(seed: u64, ranks in 1_u32..2_000, exponent in 0_u32..=10_000) {
        let zipf = Zipf::new(ranks, exponent).expect("inside the limits");
        let rank = zipf.sample(&mut SplitMix64::new(seed));
        prop_assert!((1..=ranks).contains(&rank));
    }
}
