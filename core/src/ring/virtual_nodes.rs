//! Where the virtual nodes of a node lie: at the hashes of `name#0`, `name#1`, …

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use crate::hash::HashFunction;

/// The positions of the first `count` virtual nodes of a node on the 64-bit circle: those of the
/// hashes of `{node}#{i}`. O(length of the name) each.
///
/// ```
/// use snowglobe_core::hash::HashFunction;
/// use snowglobe_core::ring::positions;
///
/// let last = positions(&"server-1", 18, HashFunction::Xxh64).last();
/// assert_eq!(last, Some(0x6687_7792_c7c3_7f1f));
/// ```
pub fn positions<N: fmt::Display + ?Sized>(
    node: &N,
    count: u32,
    hash: HashFunction,
) -> impl Iterator<Item = u64> + use<N> {
    let mut name: String = node.to_string();
    name.push('#');
    let mut label: Vec<u8> = name.into_bytes();
    let prefix = label.len();
    (0..count).map(move |i| {
        label.truncate(prefix);
        push_decimal(&mut label, i);
        hash.hash(&label)
    })
}

/// Appends a number in decimal. Formatting through `fmt` would cost more than hashing it.
fn push_decimal(text: &mut Vec<u8>, number: u32) {
    let mut digits = [0; 10];
    let mut rest = number;
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    text.extend_from_slice(&digits[start..]);
}
