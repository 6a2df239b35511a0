//! Checksums that systems borrow as placement hashes: CRC-16 (Redis Cluster), CRC-32, CRC-32C.
//!
//! A CRC is linear: it finds damaged bits, it does not scatter similar keys. It is here because
//! widely used clients place by it. Parameters from the CRC catalogue (Cook).

use crc::{CRC_16_XMODEM, CRC_32_ISCSI, CRC_32_ISO_HDLC, Crc};

static XMODEM: Crc<u16> = Crc::<u16>::new(&CRC_16_XMODEM);
static ISO_HDLC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);
static ISCSI: Crc<u32> = Crc::<u32>::new(&CRC_32_ISCSI);

/// Number of hash slots in a Redis Cluster.
pub const SLOT_COUNT: u16 = 16_384;

/// CRC-16/XMODEM, the one that Redis Cluster uses. O(length).
#[must_use]
pub fn crc16_xmodem(bytes: &[u8]) -> u16 {
    XMODEM.checksum(bytes)
}

/// CRC-32 as in zlib, PNG and Ethernet (ISO-HDLC). O(length).
#[must_use]
pub fn crc32(bytes: &[u8]) -> u32 {
    ISO_HDLC.checksum(bytes)
}

/// CRC-32C (Castagnoli), as in iSCSI (RFC 3720) and many storage formats. O(length).
#[must_use]
pub fn crc32c(bytes: &[u8]) -> u32 {
    ISCSI.checksum(bytes)
}

/// The part of a key that Redis Cluster hashes: what stands in the first pair of braces if that
/// is not empty, else the whole key. Keys with the same tag share a slot.
///
/// ```
/// use snowglobe_core::hash::hash_tag;
///
/// assert_eq!(hash_tag(b"{user1000}.following"), b"user1000");
/// assert_eq!(hash_tag(b"foo{}{bar}"), b"foo{}{bar}");
/// ```
#[must_use]
pub fn hash_tag(key: &[u8]) -> &[u8] {
    let tag = || {
        let open = key.iter().position(|&b| b == b'{')?;
        let rest = key.get(open + 1..)?;
        let close = rest.iter().position(|&b| b == b'}')?;
        rest.get(..close).filter(|tag| !tag.is_empty())
    };
    tag().unwrap_or(key)
}

/// The Redis Cluster slot of a key, `0..SLOT_COUNT`: CRC-16 of its [`hash_tag`]. O(length).
#[must_use]
pub fn redis_slot(key: &[u8]) -> u16 {
    crc16_xmodem(hash_tag(key)) % SLOT_COUNT
}
