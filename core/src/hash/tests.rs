use alloc::string::ToString;

use super::*;

#[test]
fn names_parse_back_and_differ() {
    for (i, h) in HashFunction::ALL.into_iter().enumerate() {
        assert_eq!(HashFunction::parse(h.name()), Ok(h));
        assert_eq!(HashFunction::parse(&h.name().to_ascii_uppercase()), Ok(h));
        assert!(HashFunction::ALL[..i].iter().all(|o| o.name() != h.name()));
    }
    assert_eq!(HashFunction::parse(""), Err(UnknownHash));
    assert!(UnknownHash.to_string().ends_with(", md5, sha1"));
}

#[test]
fn values_are_as_wide_as_they_say() {
    for h in HashFunction::ALL {
        let top = (0..1000u32).fold(0, |top, i| top | h.hash(&i.to_le_bytes()));
        assert_eq!(64 - top.leading_zeros(), h.bits(), "{h}");
        let key = b"some key";
        assert_eq!(h.position(key) >> (64 - h.bits()), h.hash(key), "{h}");
        assert_eq!(Hash64::position(&h, key), h.position(key), "{h}");
    }
}

#[test]
fn functions_are_the_published_ones() {
    // Each name must stand for the function it says; the functions are tied to vectors elsewhere.
    let of = |h: HashFunction| h.hash(b"foobar");
    assert_eq!(of(HashFunction::Fnv1a), 0x8594_4171_f739_67e8);
    assert_eq!(of(HashFunction::Fnv1aMixed), fmix64(0x8594_4171_f739_67e8));
    assert_eq!(of(HashFunction::Crc32), 0x9ef6_1f95);
    assert_eq!(of(HashFunction::Crc32c), 0x0d5f_5c7f);
    assert_eq!(of(HashFunction::Xxh64), 0xa2aa_05ed_9085_aaf9);
    assert_eq!(of(HashFunction::Xxh3), xxh3(b"foobar", 0));
    assert_eq!(
        of(HashFunction::Murmur3x86_32),
        murmur3_x86_32(b"foobar", 0).into()
    );
    assert_eq!(
        of(HashFunction::Murmur3x64_128),
        murmur3_x64_128(b"foobar", 0).0
    );
    assert_eq!(
        of(HashFunction::SipHash24),
        siphash24(b"foobar", core::array::from_fn(|i| i as u8))
    );
    assert_eq!(
        of(HashFunction::Md5),
        u64::from_le_bytes(*md5(b"foobar").first_chunk().unwrap())
    );
    assert_eq!(of(HashFunction::Sha1), 0x8843_d7f9_2416_211d);
}

#[test]
fn only_the_first_pair_of_braces_makes_a_tag() {
    for (key, tag) in [
        ("{a}{b}", "a"),
        ("x{a}y", "a"),
        ("{}{b}", "{}{b}"),
        ("}{a}", "a"),
        ("{{a}}", "{a"),
        ("{a", "{a"),
        ("a}", "a}"),
        ("", ""),
    ] {
        assert_eq!(hash_tag(key.as_bytes()), tag.as_bytes(), "{key}");
    }
}
