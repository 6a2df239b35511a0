use super::*;
use crate::random::SplitMix64;
use alloc::vec::Vec;

#[test]
fn suspicion_grows_as_published() {
    let expected =
        [(500.0, 0.1), (1_000.0, 0.3), (1_200.0, 1.6), (1_400.0, 4.7), (1_600.0, 10.8), (1_700.0, 15.3)];
    for (waited, value) in expected {
        let found = phi(waited, 1_000.0, 100.0);
        assert!((found - value).abs() <= 0.1, "{found} after {waited}");
    }
    assert!(phi(1e9, 1_000.0, 100.0).is_finite());
}

#[test]
fn a_detector_learns_how_regular_a_node_is() {
    let mut steady = PhiDetector::new(50, 1_000, Intervals::Regular(20));
    let mut shaky = PhiDetector::new(50, 1_000, Intervals::Regular(20));
    let (mut one, mut other) = (0, 0);
    assert_eq!(steady.phi(9_999), 0.0, "nothing was heard yet");
    for beat in 0..100 {
        one += 1_000;
        other += if beat % 2 == 0 { 400 } else { 1_600 };
        steady.heartbeat(one);
        shaky.heartbeat(other);
    }
    assert!(steady.phi(one + 1_300) > 20.0);
    assert!(shaky.phi(other + 1_300) < 1.0, "this node often takes so long");
    assert!(steady.phi(one + 1_300) > steady.phi(one + 1_100));
}

/// News that comes at each moment with the same chance: φ errs as often as it says, where a normal distribution would have
/// it wrong by orders of magnitude.
#[test]
fn by_gossip_phi_errs_as_often_as_it_says() {
    let mut random = SplitMix64::new(7);
    let mut detectors =
        [Intervals::ByGossip, Intervals::Regular(20)].map(|assumed| PhiDetector::new(1_000, 1_000, assumed));
    let (mut now, mut wrong, beats) = (0, [0; 2], 100_000);
    for beat in 0..beats {
        now += random.exponential_nanos(1_000_000_000) / 1_000_000;
        for (detector, wrong) in detectors.iter_mut().zip(&mut wrong) {
            *wrong += u32::from(beat > 1_000 && detector.phi(now) > 3.0);
            detector.heartbeat(now);
        }
    }
    let [gossip, regular] = wrong.map(|wrong| f64::from(wrong) / f64::from(beats));
    assert!((0.0007..0.0014).contains(&gossip), "{gossip} of a thousandth");
    assert!(regular > 0.01, "{regular}");
    assert!((phi_of_gossip(1_000.0, 1_000.0) - 0.434).abs() < 1e-3);
}

#[test]
fn old_news_keep_nobody_alive() {
    let (mut a, mut b, mut c) = (Members::new(0), Members::new(1), Members::new(2));
    a.beat(10);
    assert_eq!(b.merge(a.heartbeats(), 20), 1);
    assert_eq!(c.merge(b.heartbeats(), 30), 2);
    for now in (100..2_000).step_by(100) {
        b.beat(now);
        c.merge(b.heartbeats(), now);
        b.merge(c.heartbeats(), now);
    }
    assert_eq!(c.silent(2_000, 500).collect::<Vec<_>>(), [0]);
    assert_eq!(c.get(0).map(|heartbeat| heartbeat.heard), Some(30));
    c.remove(0);
    assert_eq!(c.silent(2_000, 500).count(), 0);
}

#[test]
fn news_is_what_another_has_not_heard() {
    let mut knows = Members::new(3);
    knows.merge([(1, 5), (4, 2), (7, 9)].into_iter(), 10);
    let news = |heard: &[(u32, u64)]| knows.news_to(heard).collect::<Vec<_>>();
    assert_eq!(news(&[]), [(1, 5), (3, 0), (4, 2), (7, 9)]);
    assert_eq!(news(&[(1, 4), (2, 8), (3, 0), (4, 2), (7, 10)]), [(1, 5)]);
    let all: Vec<_> = knows.heartbeats().collect();
    assert_eq!(news(&all), []);
}

#[test]
fn a_rumour_with_nobody_to_tell_is_known_at_once() {
    let alone = Spreading { nodes: 1, fanout: 1, mode: Mode::Push, loss: (0, 1) };
    assert_eq!(alone.run(1), Spread { rounds: Some(0), messages: 0 });
    let lost = Spreading { nodes: 2, loss: (1, 1), ..alone };
    assert_eq!(lost.run(1), Spread { rounds: None, messages: 400 });
}
