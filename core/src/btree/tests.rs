mod anatomy;
mod crashes;
mod damage;
mod model;
mod pages;
mod strangers;

use super::*;
use alloc::format;
use alloc::vec::Vec;

/// The smallest tree there is.
const SMALL: Options = Options { page_bytes: 4_096, pool_pages: 8, sync_every: 1, checkpoint_bytes: 40_000 };

fn key(number: u64) -> Vec<u8> {
    format!("key-{number:05}").into_bytes()
}

/// A value whose length depends on the number: some take an eighth of a page.
fn value(number: u64) -> Vec<u8> {
    format!("{number}-").into_bytes().into_iter().cycle().take(20 + (number * 131 % 500) as usize).collect()
}
