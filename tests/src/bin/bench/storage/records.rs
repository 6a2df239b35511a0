//! Keys, values, and in which order they are asked for.
//!
//! Number 7 has the key `0000000000000014` and a value of 100 bytes that begins with 7.

use snowglobe_core::random::SplitMix64;

pub(super) const VALUE: usize = 100;

pub(super) type Key = [u8; 16];

/// The key of a record.
pub(super) fn key(number: u64) -> Key {
    digits(2 * number)
}

/// A key that no record has, beside that of one.
pub(super) fn missing(number: u64) -> Key {
    digits(2 * number + 1)
}

fn digits(mut number: u64) -> Key {
    let mut key = [b'0'; 16];
    for digit in key.iter_mut().rev() {
        *digit += (number % 10) as u8;
        number /= 10;
    }
    key
}

/// The value of a record: its number, and bytes that no two records share.
pub(super) fn value(number: u64) -> [u8; VALUE] {
    let mut random = SplitMix64::new(number);
    let mut value = [0; VALUE];
    for chunk in value.chunks_mut(8) {
        let bytes = random.next().to_le_bytes();
        chunk.copy_from_slice(&bytes[..chunk.len()]);
    }
    value[..8].copy_from_slice(&number.to_le_bytes());
    value
}

/// Whether a value is one of this record.
pub(super) fn is_of(value: &[u8], number: u64) -> bool {
    value.len() == VALUE && value.starts_with(&number.to_le_bytes())
}

/// The numbers below `count` in random order.
pub(super) fn shuffled(count: u64, seed: u64) -> Vec<u64> {
    let mut numbers: Vec<u64> = (0..count).collect();
    SplitMix64::new(seed).shuffle(&mut numbers);
    numbers
}
