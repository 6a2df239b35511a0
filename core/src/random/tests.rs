use alloc::vec::Vec;

use super::*;

#[test]
fn forks_depend_on_seed_purpose_and_number_only() {
    let mut world = SplitMix64::new(3);
    let fork = world.fork("loss", 1);
    world.next();
    assert_eq!(world.fork("loss", 1), fork);
    assert_ne!(world.fork("loss", 2), fork);
    assert_ne!(world.fork("latency", 1), fork);
    assert_ne!(SplitMix64::new(4).fork("loss", 1), fork);
    assert_ne!(fork.fork("loss", 1), fork);
    // A link names a run by its seed: this number must never change.
    assert_eq!(fork.seed(), 0x24e0_0396_3ee1_a2e4);
}

#[test]
fn neighbouring_forks_share_nothing() {
    let world = SplitMix64::new(0);
    let mut firsts: Vec<u64> = (0..10_000).map(|i| world.fork("node", i).next()).collect();
    firsts.sort_unstable();
    firsts.dedup();
    assert_eq!(firsts.len(), 10_000);
    // Were the states of neighbours a step apart, the second draw of one would be the first of
    // the next.
    let second = |i| {
        let mut fork = world.fork("node", i);
        fork.next();
        fork.next()
    };
    assert!((0..10_000).all(|i| firsts.binary_search(&second(i)).is_err()));
}

#[test]
fn edges_of_draws() {
    let mut random = SplitMix64::new(1);
    assert_eq!(random.below(0), 0);
    assert_eq!(random.below(1), 0);
    assert_eq!(random.range(5, 4), 5);
    assert_eq!(random.range(9, 9), 9);
    let mut copy = random.clone();
    assert_eq!(random.range(0, u64::MAX), copy.next());
    assert!(!random.chance(1, 0));
    assert!(random.chance(1, 1));
    assert!(!random.chance(0, 1));
    assert_eq!(random.choose::<u8>(&[]), None);
    assert_eq!(random.choose(&[4]), Some(&4));
    let sides: Vec<u64> = (0..600).map(|_| random.range(1, 6)).collect();
    assert!((1..=6).all(|side| sides.contains(&side)));
    assert!(sides.iter().all(|side| (1..=6).contains(side)));
}

#[test]
fn shuffling_keeps_items_and_reaches_every_order() {
    let mut random = SplitMix64::new(2);
    let mut seen = Vec::new();
    for _ in 0..200 {
        let mut items = [1, 2, 3];
        random.shuffle(&mut items);
        seen.push(items);
        items.sort_unstable();
        assert_eq!(items, [1, 2, 3]);
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 6);
}

#[test]
fn waiting_times_have_their_moments() {
    let mut random = SplitMix64::new(6);
    let n = 100_000;
    let mean = |draws: &[f64]| draws.iter().sum::<f64>() / n as f64;
    let waits: Vec<f64> = (0..n)
        .map(|_| random.exponential(1_000_000) as f64)
        .collect();
    assert!((mean(&waits) / 1e6 - 1.0).abs() < 0.01, "{}", mean(&waits));
    let over = waits.iter().filter(|&&wait| wait > 1e6).count() as f64 / n as f64;
    assert!((over - 0.3679).abs() < 0.005, "{over}");

    let times: Vec<f64> = (0..n)
        .map(|_| random.normal(1_000_000, 100_000) as f64)
        .collect();
    assert!((mean(&times) / 1e6 - 1.0).abs() < 0.002, "{}", mean(&times));
    let squares: Vec<f64> = times.iter().map(|t| (t - 1e6) * (t - 1e6)).collect();
    assert!((libm::sqrt(mean(&squares)) / 1e5 - 1.0).abs() < 0.01);
    assert_eq!(random.exponential(0), 0);
    assert_eq!(random.normal(7, 0), 7);
}

#[test]
fn zipf_shares_follow_the_law() {
    for (thousandths, ratio) in [(0, 1.0), (500, 1.414_213_6), (1000, 2.0), (2000, 4.0)] {
        let zipf = Zipf::with_exponent(1000, thousandths);
        assert!((zipf.share(1) / zipf.share(2) - ratio).abs() < 1e-6);
        let sum: f64 = (1..=1000).map(|rank| zipf.share(rank)).sum();
        assert!((sum - 1.0).abs() < 1e-9);
        assert_eq!((zipf.share(0), zipf.share(1001)), (0.0, 0.0));
    }
    assert_eq!(Zipf::with_exponent(50, 1000), Zipf::new(50));
}

#[test]
fn zipf_draws_as_its_shares_say() {
    let zipf = Zipf::with_exponent(20, 900);
    let mut random = SplitMix64::new(9);
    let mut counts = [0u32; 21];
    for _ in 0..100_000 {
        counts[zipf.sample(&mut random) as usize] += 1;
    }
    for rank in 1..=20 {
        let got = f64::from(counts[rank]) / 1e5;
        assert!(
            (got - zipf.share(rank as u64)).abs() < 0.005,
            "{rank}: {got}"
        );
    }
}

#[test]
fn zipf_takes_any_size() {
    let mut random = SplitMix64::new(1);
    assert_eq!(Zipf::new(0).sample(&mut random), 1);
    assert_eq!(Zipf::with_exponent(3, u32::MAX).ranks(), 3);
}
