//! Groups `hash.*`: hash functions, digests, slots, jump and rendezvous.

use serde_json::Value;
use snowglobe_core::hash;
use snowglobe_core::ring::{jump_hash, winner};

use super::input::{count, field, hex, numbers, same, text, texts, unsigned, wrapped};
use super::{Check, Outcome, Vector};

pub(super) fn check(group: &str) -> Option<Check> {
    Some(match group {
        "hash.fnv1a32" => |v| narrow(v, |b, _| hash::fnv1a_32(b)),
        "hash.fnv1a64" => |v| wide(v, |b, _| hash::fnv1a_64(b)),
        "hash.murmur3_x86_32" => |v| narrow(v, |b, seed| hash::murmur3_x86_32(b, seed as u32)),
        "hash.murmur3_x64_128" => murmur_128,
        "hash.xxh32" => |v| narrow(v, |b, seed| hash::xxh32(b, seed as u32)),
        "hash.xxh64" => |v| wide(v, hash::xxh64),
        "hash.xxh3_64" => |v| wide(v, hash::xxh3),
        "hash.crc32" => |v| narrow(v, |b, _| hash::crc32(b)),
        "hash.crc32c" => |v| narrow(v, |b, _| hash::crc32c(b)),
        "hash.siphash24" => siphash,
        "hash.digest" => digest,
        "hash.smhasher" => smhasher,
        "hash.redis_slot" => redis_slot,
        "hash.jump" => jump,
        "hash.rendezvous" => rendezvous,
        _ => return None,
    })
}

fn narrow(vector: &Vector, function: fn(&[u8], u64) -> u32) -> Outcome {
    let got = function(&message(&vector.input)?, seed(&vector.input)?);
    same(&u64::from(got), &unsigned(&vector.expect)?)
}

fn wide(vector: &Vector, function: fn(&[u8], u64) -> u64) -> Outcome {
    let got = function(&message(&vector.input)?, seed(&vector.input)?);
    same(&got, &unsigned(&vector.expect)?)
}

fn seed(input: &Value) -> Result<u64, String> {
    input.get("seed").map_or(Ok(0), unsigned)
}

/// The bytes to hash: given in hex, or one byte repeated, or the buffer of xxHash's self-test.
fn message(input: &Value) -> Result<Vec<u8>, String> {
    if input.get("sanity_len").is_some() {
        let len = count(input, "sanity_len")?;
        let bytes = std::iter::successors(Some(2_654_435_761u64), |generator| {
            Some(generator.wrapping_mul(11_400_714_785_074_694_797))
        });
        let bytes = bytes.map(|generator| (generator >> 56) as u8);
        return Ok(bytes.take(len as usize).collect());
    }
    if input.get("repeat_byte").is_some() {
        let byte = hex(text(input, "repeat_byte")?)?;
        return Ok(byte.repeat(count(input, "count")? as usize));
    }
    hex(text(input, "hex")?)
}

fn murmur_128(vector: &Vector) -> Outcome {
    let seed = seed(&vector.input)? as u32;
    let (h1, h2) = hash::murmur3_x64_128(&message(&vector.input)?, seed);
    same(&vec![h1, h2], &numbers(&vector.expect)?)
}

fn siphash(vector: &Vector) -> Outcome {
    let input = &vector.input;
    let key = match input.get("key") {
        Some(_) => hex(text(input, "key")?)?,
        None => (0..16).collect(),
    };
    let key = <[u8; 16]>::try_from(key).map_err(|_| "the key is not 16 bytes".to_owned())?;
    let message = match input.get("len") {
        Some(_) => (0..count(input, "len")?).map(|i| i as u8).collect(),
        None => message(input)?,
    };
    same(&hash::siphash24(&message, key), &unsigned(&vector.expect)?)
}

fn digest(vector: &Vector) -> Outcome {
    let message = message(&vector.input)?;
    let digest = match text(&vector.input, "algo")? {
        "md5" => hash::md5(&message).to_vec(),
        "sha1" => hash::sha1(&message).to_vec(),
        "sha256" => hash::sha256(&message).to_vec(),
        other => return Err(format!("unknown digest \"{other}\"")),
    };
    let expected = vector.expect.as_str().unwrap_or_default();
    same(&digest, &hex(expected)?)
}

/// Appleby's check of a whole function: the hash of the hashes of 256 keys.
fn smhasher(vector: &Vector) -> Outcome {
    let function: fn(&[u8], u32) -> Vec<u8> = match text(&vector.input, "algo")? {
        "murmur3_x86_32" => |b, seed| hash::murmur3_x86_32(b, seed).to_le_bytes().to_vec(),
        "murmur3_x64_128" => |b, seed| {
            let (h1, h2) = hash::murmur3_x64_128(b, seed);
            [h1.to_le_bytes(), h2.to_le_bytes()].concat()
        },
        "xxh32" => |b, seed| hash::xxh32(b, seed).to_le_bytes().to_vec(),
        "xxh64" => |b, seed| hash::xxh64(b, seed.into()).to_le_bytes().to_vec(),
        other => return Err(format!("unknown function \"{other}\"")),
    };
    let keys: Vec<u8> = (0..=255).collect();
    let hashes: Vec<u8> = (0..256)
        .flat_map(|i| function(&keys[..i], 256 - i as u32))
        .collect();
    let start = function(&hashes, 0);
    let got = start.iter().take(4).rev();
    let got = got.fold(0, |n, &byte| (n << 8) | u64::from(byte));
    same(&got, &unsigned(&vector.expect)?)
}

fn redis_slot(vector: &Vector) -> Outcome {
    let slot = hash::redis_slot(text(&vector.input, "key")?.as_bytes());
    same(&u64::from(slot), &unsigned(&vector.expect)?)
}

fn jump(vector: &Vector) -> Outcome {
    let key = wrapped(field(&vector.input, "key")?)?;
    // Fewer than one bucket counts as one, negative numbers included.
    let buckets = wrapped(field(&vector.input, "buckets")?)? as i64;
    let got = jump_hash(key, buckets.max(1) as u64);
    same(&got, &unsigned(&vector.expect)?)
}

fn rendezvous(vector: &Vector) -> Outcome {
    let nodes = texts(&vector.input, "nodes")?;
    let won = winner(text(&vector.input, "key")?.as_bytes(), &nodes);
    same(&won.map(|i| nodes[i]), &vector.expect.as_str())
}
