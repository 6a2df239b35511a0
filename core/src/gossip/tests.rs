use super::*;
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
    let mut steady = PhiDetector::new(50, 1_000, 20);
    let mut shaky = PhiDetector::new(50, 1_000, 20);
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
fn a_rumour_with_nobody_to_tell_is_known_at_once() {
    let alone = Spreading { nodes: 1, fanout: 1, mode: Mode::Push, loss: (0, 1) };
    assert_eq!(alone.run(1), Spread { rounds: Some(0), messages: 0 });
    let lost = Spreading { nodes: 2, loss: (1, 1), ..alone };
    assert_eq!(lost.run(1), Spread { rounds: None, messages: 400 });
}
