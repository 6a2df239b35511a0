//! Keyed and cryptographic functions: SipHash-2-4, MD5, SHA-1, SHA-256.
//!
//! MD5 and SHA-1 no longer resist forgery (RFC 6151, RFC 6194). They are here because ketama
//! places by MD5 and Cassandra's first partitioner did too; only their spread matters for that.

use core::hash::Hasher;
use md5::Digest;

/// SipHash-2-4 with the 16-byte `key` (Aumasson and Bernstein 2012). O(length).
///
/// With a secret key nobody outside can choose keys that all land on one server.
#[must_use]
pub fn siphash24(bytes: &[u8], key: [u8; 16]) -> u64 {
    let mut hasher = siphasher::sip::SipHasher24::new_with_key(&key);
    hasher.write(bytes);
    hasher.finish()
}

/// MD5 digest (RFC 1321). O(length).
#[must_use]
pub fn md5(bytes: &[u8]) -> [u8; 16] {
    md5::Md5::digest(bytes).into()
}

/// SHA-1 digest (FIPS 180-4). O(length).
#[must_use]
pub fn sha1(bytes: &[u8]) -> [u8; 20] {
    sha1::Sha1::digest(bytes).into()
}

/// SHA-256 digest (FIPS 180-4). O(length).
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    sha2::Sha256::digest(bytes).into()
}
