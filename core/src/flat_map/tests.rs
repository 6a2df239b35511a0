use super::FlatMap;
use crate::random::SplitMix64;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// Whatever is done to both, it holds what the standard library's map holds.
#[test]
fn it_is_a_map() {
    let mut random = SplitMix64::new(3);
    for _ in 0..200 {
        let (mut flat, mut model) = (FlatMap::default(), BTreeMap::new());
        for _ in 0..random.next() % 60 {
            let (key, value) = (random.next() % 16, random.next() >> 1);
            match random.next() % 8 {
                0 => assert_eq!(flat.remove_entry(&key), model.remove_entry(&key)),
                1 => assert_eq!(flat.pop_first(), model.pop_first()),
                2 => {
                    flat.retain(|key, _| key % 3 > 0);
                    model.retain(|key, _| key % 3 > 0);
                }
                3 => assert_eq!(
                    flat.get_mut(&key).map(|held| core::mem::replace(held, value)),
                    model.get_mut(&key).map(|held| core::mem::replace(held, value))
                ),
                4 => {
                    *flat.get_or_default(&key) += 1;
                    *model.entry(key).or_default() += 1;
                }
                _ => assert_eq!(flat.insert(key, value), model.insert(key, value)),
            }
            assert_eq!(flat.get(&key), model.get(&key));
            assert_eq!(flat.contains_key(&key), model.contains_key(&key));
            assert_eq!(flat.first(), model.first_key_value());
            assert_eq!(flat.iter().collect::<Vec<_>>(), model.iter().collect::<Vec<_>>());
        }
    }
}
