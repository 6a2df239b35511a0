//! Family `hash.*`: every hash function against published and computed values.

use snowglobe_core::hash;

use super::compare::same;
use super::{Checked, Field, Group, Vector, VectorError};

pub(super) const GROUPS: &[Group] = &[
    ("hash.fnv1a32", |v| narrow(v, hash::fnv1a_32)),
    ("hash.fnv1a64", |v| wide(v, hash::fnv1a_64)),
    ("hash.crc32", |v| narrow(v, hash::crc32)),
    ("hash.crc32c", |v| narrow(v, hash::crc32c)),
    ("hash.murmur3_x86_32", murmur3_x86_32),
    ("hash.murmur3_x64_128", murmur3_x64_128),
    ("hash.smhasher", smhasher),
    ("hash.xxh32", xxh32),
    ("hash.xxh64", |v| seeded(v, hash::xxh64)),
    ("hash.xxh3_64", |v| seeded(v, hash::xxh3)),
    ("hash.siphash24", siphash24),
    ("hash.digest", digest),
    ("hash.redis_slot", redis_slot),
];

/// The longest message that a vector may ask to be made.
const MAX_MESSAGE: usize = 1 << 24;

/// The message: given in hexadecimal, as one byte repeated, or by the rule of the xxHash self-test
/// (`sanity_len`).
fn message(input: &Field) -> Result<Vec<u8>, VectorError> {
    if let Some(hex) = input.find("hex") {
        return hex.bytes();
    }
    if let Some(length) = input.find("sanity_len") {
        let mut state: u64 = 2_654_435_761;
        return Ok((0..length.count(MAX_MESSAGE)?)
            .map(|_| {
                let byte = (state >> 56) as u8;
                state = state.wrapping_mul(11_400_714_785_074_694_797);
                byte
            })
            .collect());
    }
    let byte = input.get("repeat_byte")?;
    let [byte] = byte.bytes()?[..] else {
        return Err(byte.refused("one byte is repeated"));
    };
    Ok(vec![byte; input.get("count")?.count(MAX_MESSAGE)?])
}

/// The seed, 0 if there is none.
fn seed(input: &Field) -> Result<u64, VectorError> {
    input.find("seed").map_or(Ok(0), |seed| seed.u64())
}

fn seed_32(input: &Field) -> Result<u32, VectorError> {
    input.find("seed").map_or(Ok(0), |seed| seed.u32())
}

fn hashes_to(vector: &Vector, found: u64) -> Checked {
    same("hash", &vector.expect().u64()?, &found)
}

fn narrow(vector: &Vector, function: fn(&[u8]) -> u32) -> Checked {
    hashes_to(vector, function(&message(&vector.input())?).into())
}

fn wide(vector: &Vector, function: fn(&[u8]) -> u64) -> Checked {
    hashes_to(vector, function(&message(&vector.input())?))
}

fn seeded(vector: &Vector, function: fn(&[u8], u64) -> u64) -> Checked {
    let input = vector.input();
    hashes_to(vector, function(&message(&input)?, seed(&input)?))
}

fn xxh32(vector: &Vector) -> Checked {
    let input = vector.input();
    hashes_to(vector, hash::xxh32(&message(&input)?, seed_32(&input)?).into())
}

fn murmur3_x86_32(vector: &Vector) -> Checked {
    let input = vector.input();
    let found = hash::murmur3_x86_32(&message(&input)?, seed_32(&input)?);
    hashes_to(vector, found.into())
}

fn murmur3_x64_128(vector: &Vector) -> Checked {
    let input = vector.input();
    let (low, high) = hash::murmur3_x64_128(&message(&input)?, seed_32(&input)?);
    let expected = vector.expect().list_of(Field::u64)?;
    same("halves", &expected, &vec![low, high])
}

/// SMHasher's own check: keys of every length to 255, each with its seed, hashed, and the results
/// hashed once more.
fn smhasher(vector: &Vector) -> Checked {
    let input = vector.input();
    let algorithm = input.get("algo")?;
    let function: fn(&[u8], u32) -> Vec<u8> = match algorithm.text()? {
        "murmur3_x86_32" => |key, seed| hash::murmur3_x86_32(key, seed).to_le_bytes().into(),
        "murmur3_x64_128" => |key, seed| {
            let (low, high) = hash::murmur3_x64_128(key, seed);
            [low.to_le_bytes(), high.to_le_bytes()].concat()
        },
        "xxh32" => |key, seed| hash::xxh32(key, seed).to_le_bytes().into(),
        "xxh64" => |key, seed| hash::xxh64(key, seed.into()).to_le_bytes().into(),
        _ => return Err(algorithm.refused("no seeded function of this name is built")),
    };
    let bytes: Vec<u8> = (0..=255).collect();
    let results: Vec<u8> =
        (0..256_u32).flat_map(|length| function(&bytes[..length as usize], 256 - length)).collect();
    let last = function(&results, 0);
    let start = last.iter().take(4).rev();
    hashes_to(vector, start.fold(0, |n, &byte| (n << 8) | u64::from(byte)))
}

/// The message is bytes `00, 01, …` to a length, the key `00 … 0f`, unless they are given.
fn siphash24(vector: &Vector) -> Checked {
    let input = vector.input();
    let message = match input.find("len") {
        Some(length) => (0..length.count(MAX_MESSAGE)?).map(|i| i as u8).collect(),
        None => message(&input)?,
    };
    let key = match input.find("key") {
        Some(key) => {
            let bytes = key.bytes()?;
            let sixteen = bytes.try_into();
            sixteen.map_err(|_| key.refused("a key has 16 bytes"))?
        }
        None => std::array::from_fn(|i| i as u8),
    };
    hashes_to(vector, hash::siphash24(&message, key))
}

fn digest(vector: &Vector) -> Checked {
    let input = vector.input();
    let message = message(&input)?;
    let algorithm = input.get("algo")?;
    let found = match algorithm.text()? {
        "md5" => hash::md5(&message).to_vec(),
        "sha1" => hash::sha1(&message).to_vec(),
        "sha256" => hash::sha256(&message).to_vec(),
        _ => return Err(algorithm.refused("no digest of this name is built")),
    };
    same("digest", &vector.expect().bytes()?, &found)
}

fn redis_slot(vector: &Vector) -> Checked {
    let key = vector.input().get("key")?.text()?;
    let found = hash::redis_slot(key.as_bytes());
    same("slot", &vector.expect().u64()?, &found.into())
}
