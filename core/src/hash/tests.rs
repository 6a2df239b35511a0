//! Published values, and the promises that placements rely on. The full tables are in the vectors.

use alloc::string::ToString;
use proptest::prelude::*;

use super::*;

const CHECK: &[u8] = b"123456789";

#[test]
fn published_check_values() {
    assert_eq!(crc16_xmodem(CHECK), 0x31c3);
    assert_eq!(crc32(CHECK), 0xcbf4_3926);
    assert_eq!(crc32c(CHECK), 0xe306_9283);
    assert_eq!(fnv1a_32(b"foobar"), 0xbf9c_f968);
    assert_eq!(fnv1a_64(b"foobar"), 0x8594_4171_f739_67e8);
    assert_eq!(xxh32(b"", 0), 0x02cc_5d05);
    assert_eq!(xxh64(b"", 0), 0xef46_db37_51d8_e999);
    assert_eq!(xxh3(b"", 0), 0x2d06_8005_38d3_94c2);
    assert_eq!(murmur3_x86_32(b"", 1), 0x514e_28b7);
    assert_eq!(murmur3_x64_128(b"", 0), (0, 0));
}

#[test]
fn siphash_of_its_paper() {
    let key = core::array::from_fn(|i| i as u8);
    let message: [u8; 15] = core::array::from_fn(|i| i as u8);
    assert_eq!(siphash24(&message, key), 0xa129_ca61_49be_45e5);
}

#[test]
fn digests_of_nothing_and_of_abc() {
    assert_eq!(md5(b"")[..4], [0xd4, 0x1d, 0x8c, 0xd9]);
    assert_eq!(sha1(b"abc")[..4], [0xa9, 0x99, 0x3e, 0x36]);
    assert_eq!(sha256(b"abc")[..4], [0xba, 0x78, 0x16, 0xbf]);
}

/// SMHasher's own check: one number that depends on 256 keys of every length and seed.
#[test]
fn murmur_passes_its_verification() {
    let keys: alloc::vec::Vec<u8> = (0..=255).collect();
    let mut narrow = alloc::vec::Vec::new();
    let mut wide = alloc::vec::Vec::new();
    for length in 0..256_usize {
        let seed = 256 - length as u32;
        narrow.extend(murmur3_x86_32(&keys[..length], seed).to_le_bytes());
        let (low, high) = murmur3_x64_128(&keys[..length], seed);
        wide.extend(low.to_le_bytes());
        wide.extend(high.to_le_bytes());
    }
    assert_eq!(murmur3_x86_32(&narrow, 0), 0xb0f5_7ee3);
    assert_eq!(murmur3_x64_128(&wide, 0).0 as u32, 0x6384_ba69);
}

#[test]
fn narrow_functions_fill_the_top_of_the_circle() {
    for h in HashFunction::ALL {
        assert_eq!(h.hash(CHECK) >> (64 - h.bits()), h.value(CHECK), "{h}");
        assert_eq!(h.hash(CHECK), Hash64::hash(&h, CHECK), "{h}");
        assert!(matches!(h.bits(), 16 | 32 | 64), "{h}");
    }
}

#[test]
fn a_hash_of_no_width_has_one_place() {
    struct Nothing;
    impl Hash64 for Nothing {
        fn value(&self, _: &[u8]) -> u64 {
            0
        }
        fn bits(&self) -> u32 {
            0
        }
    }
    assert_eq!(Nothing.hash(CHECK), 0);
}

#[test]
fn names_are_distinct_and_parse_back() {
    for (i, h) in HashFunction::ALL.into_iter().enumerate() {
        assert_eq!(HashFunction::parse(h.name()), Ok(h));
        assert_eq!(HashFunction::parse(&h.name().to_uppercase()), Ok(h));
        assert_eq!(HashFunction::NAMES[i], h.name());
        assert!(!HashFunction::NAMES[..i].contains(&h.name()));
    }
    assert_eq!(HashFunction::parse(""), Err(UnknownHash));
    let message = UnknownHash.to_string();
    assert!(message.contains("one of xxh64, xxh3"), "{message}");
}

#[test]
fn only_the_first_pair_of_braces_is_a_tag() {
    for (key, tag) in [
        ("{user1000}.following", "user1000"),
        ("foo{}{bar}", "foo{}{bar}"),
        ("foo{{bar}}zap", "{bar"),
        ("foo{bar}{zap}", "bar"),
        ("}{", "}{"),
        ("", ""),
    ] {
        assert_eq!(hash_tag(key.as_bytes()), tag.as_bytes(), "{key}");
    }
    assert_eq!(redis_slot(CHECK), 12_739);
}

/// The lesson that the two variants are there for: 64 names that differ in the last bytes.
#[test]
fn fnv_needs_its_finaliser_on_a_circle() {
    let sixteenths = |h: HashFunction| {
        let mut seen = [false; 16];
        for i in 0..64_u8 {
            let name = [b's', b'#', b'0' + i / 10, b'0' + i % 10];
            seen[(h.hash(&name) >> 60) as usize] = true;
        }
        seen.iter().filter(|&&s| s).count()
    };
    assert!(sixteenths(HashFunction::Fnv1a) <= 8);
    assert!(sixteenths(HashFunction::Fnv1aMixed) >= 14);
}

proptest! {
    #[test]
    fn values_fit_their_width(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        for h in HashFunction::ALL {
            prop_assert!(h.bits() == 64 || h.value(&bytes) < 1 << h.bits(), "{}", h);
        }
    }

    #[test]
    fn fmix64_is_a_bijection(a in any::<u64>(), b in any::<u64>()) {
        prop_assert_eq!(fmix64(a) == fmix64(b), a == b);
    }
}
