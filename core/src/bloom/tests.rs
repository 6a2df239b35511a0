use super::*;
use alloc::format;
use alloc::vec::Vec;
use proptest::prelude::*;

/// The share of 100,000 absent keys that pass.
fn measured(contains: impl Fn(&[u8]) -> bool) -> f64 {
    let passed = (0..100_000).filter(|i| contains(format!("out-{i}").as_bytes())).count();
    passed as f64 / 1e5
}

#[test]
fn closed_forms_are_those_of_the_paper() {
    assert_eq!(bits_for(1_000, 0.01), 9_586);
    assert_eq!([best_hashes(10_000, 1_000), best_hashes(8_000, 1_000), best_hashes(1, 1_000)], [7, 6, 1]);
    assert!((false_positive_rate(1_000, 1_000, 1) - 0.632_120_558_828_557_7).abs() < 1e-15);
    // What would divide by nothing.
    assert_eq!((false_positive_rate(0, 1, 1), false_positive_rate(1, 0, 3)), (1.0, 0.0));
    assert_eq!(
        (blocked_rate(0, 1, 1), blocked_rate(512, 0, 3), blocked_rate(1, u64::MAX, 3)),
        (1.0, 0.0, 1.0)
    );
    assert_eq!((best_hashes(u64::MAX, 0), bits_for(1, 1.0), bits_for(1, f64::NAN)), (u32::MAX, 0, 0));
}

#[test]
fn filters_are_as_wrong_as_the_closed_forms_say() {
    for bits_per_key in [5.0, 10.0, 16.0] {
        let mut plain = Bloom::with_bits_per_key(20_000, bits_per_key).expect("sound");
        let mut blocked = BlockedBloom::with_bits_per_key(20_000, bits_per_key).expect("sound");
        for i in 0..20_000 {
            plain.insert(format!("in-{i}").as_bytes());
            blocked.insert(format!("in-{i}").as_bytes());
        }
        let expected = false_positive_rate(plain.bits(), 20_000, plain.hashes());
        let found = measured(|key| plain.contains(key));
        assert!((found - expected).abs() < expected * 0.15 + 1e-4, "{bits_per_key}: {found}, not {expected}");
        assert!((plain.estimated_rate() / expected - 1.0).abs() < 0.1);
        let expected = blocked_rate(blocked.bits(), 20_000, blocked.hashes());
        let found = measured(|key| blocked.contains(key));
        assert!((found - expected).abs() < expected * 0.15 + 1e-4, "{bits_per_key}: {found}, not {expected}");
        assert!((blocked.estimated_rate() / expected - 1.0).abs() < 0.1);
        assert!((0.4..0.55).contains(&blocked.fill_ratio()) && (0.45..0.55).contains(&plain.fill_ratio()));
    }
}

#[test]
fn a_blocked_filter_keeps_the_rate_it_was_asked_for() {
    for rate in [0.1, 0.01, 0.001] {
        let filter = BlockedBloom::with_rate(10_000, rate).expect("sound");
        assert!(blocked_rate(filter.bits(), 10_000, filter.hashes()) <= rate);
        assert!(filter.bits() < bits_for(10_000, rate) * 3 / 2);
    }
}

#[test]
fn what_cannot_be_is_refused() {
    assert_eq!(Bloom::new(0, 1), Err(BloomError::Bits(0)));
    assert_eq!(Bloom::new(MAX_BITS + 1, 1), Err(BloomError::Bits(MAX_BITS + 1)));
    assert_eq!(Bloom::new(8, MAX_HASHES + 1), Err(BloomError::Hashes(MAX_HASHES + 1)));
    assert_eq!(BlockedBloom::new(512, 15), Err(BloomError::Hashes(15)));
    assert_eq!(Bloom::with_rate(9, 1.0), Err(BloomError::Rate(1.0)));
    assert!(Bloom::with_rate(9, f64::NAN).is_err() && Bloom::with_bits_per_key(9, f64::NAN).is_err());
    assert_eq!(Bloom::with_bits_per_key(9, 0.0), Err(BloomError::BitsPerKey(0.0)));
    assert!(BlockedBloom::with_rate(u64::MAX, 1e-300).is_err() && BlockedBloom::with_rate(9, 0.0).is_err());
    assert!(Bloom::with_rate(0, 0.5).is_ok() && BlockedBloom::with_rate(0, 0.5).is_ok());
}

/// The bytes of a small filter, after a change.
fn changed(change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut filter = Bloom::new(100, 3).expect("sound");
    filter.insert(b"tea");
    let mut bytes = filter.to_bytes();
    change(&mut bytes);
    bytes
}

#[test]
fn bytes_that_are_no_filter_are_refused() {
    let read = |change: fn(&mut Vec<u8>)| Bloom::from_bytes(&changed(change));
    assert!(read(|_| ()).is_ok_and(|filter| filter.contains(b"tea")));
    assert_eq!(read(|bytes| bytes[0] = b'X'), Err(BloomError::Kind));
    assert_eq!(read(|bytes| bytes[4] = 2), Err(BloomError::Version(2)));
    assert_eq!(read(|bytes| bytes[5] = 1), Err(BloomError::Kind));
    assert_eq!(read(|bytes| bytes[8..16].fill(255)), Err(BloomError::Bits(u64::MAX)));
    assert_eq!(read(|bytes| bytes.truncate(35)), Err(BloomError::Length(36)));
    for at in 0..36 {
        assert!(Bloom::from_bytes(&changed(|bytes| bytes[at] ^= 4)).is_err(), "{at}");
    }
}

proptest! {
    #[test]
    fn what_was_added_is_found(keys in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20), 1..200)) {
        let mut plain = Bloom::with_rate(keys.len() as u64, 0.1).expect("sound");
        let mut blocked = BlockedBloom::with_rate(keys.len() as u64, 0.1).expect("sound");
        for key in &keys {
            plain.insert(key);
            blocked.insert(key);
        }
        let plain_again = Bloom::from_bytes(&plain.to_bytes()).expect("it was written so");
        let blocked_again = BlockedBloom::from_bytes(&blocked.to_bytes()).expect("it was written so");
        prop_assert!(plain == plain_again && blocked == blocked_again);
        for key in &keys {
            prop_assert!(plain_again.contains(key) && blocked_again.contains(key));
            prop_assert!(plain.places(key).all(|place| plain.is_set(place)));
        }
    }

    #[test]
    fn no_bytes_make_it_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..200), seal in any::<bool>()) {
        if seal && bytes.len() >= 20 {
            bytes[..6].copy_from_slice(b"SGBF\x01\x00");
            let end = bytes.len() - 4;
            bytes[8..16].copy_from_slice(&(((end - 16) * 8) as u64).to_le_bytes());
            let checksum = crate::hash::crc32c(&bytes[..end]).to_le_bytes();
            bytes[end..].copy_from_slice(&checksum);
        }
        for filter in Bloom::from_bytes(&bytes).iter() {
            let _ = filter.contains(b"tea");
        }
        let _ = BlockedBloom::from_bytes(&bytes);
    }
}
