//! A run without a page around it, for `tests/e2e/bench.mjs` to measure as WebAssembly.
//!
//! ```js
//! const run = new Rerun("1.AbC…");   // a link
//! run.finish();                      // 1000000 steps
//! run.seek(run.horizon() / 2);
//! run.count("reads");                // a fact of that moment
//! lines_in(bytes);                   // how fast bytes can be read at all
//! ```

#[cfg(feature = "storage-data")]
use crate::own_data::storage::disk::any::AnyDisk;
#[cfg(feature = "player")]
use crate::text::{Language, errors::Told};
#[cfg(feature = "storage-data")]
use snowglobe_core::{
    disk::MemoryDisk,
    lsm::{Lsm, Options},
};
#[cfg(feature = "player")]
use snowglobe_core::{
    scenario::link::Link,
    sim::{Globe, Value},
    systems,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// The run of a link.
#[cfg(feature = "player")]
#[wasm_bindgen]
pub struct Rerun {
    globe: Box<dyn Globe>,
}

#[cfg(feature = "player")]
#[wasm_bindgen]
impl Rerun {
    /// Opens the run of a link at its beginning; nothing is computed yet.
    ///
    /// # Errors
    /// A sentence, if the link cannot be opened.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Result<Self, String> {
        let link = Link::decode(link).map_err(|error| error.told(Language::English))?;
        let globe = systems::open(link.scenario).map_err(|error| error.told(Language::English))?;
        Ok(Self { globe })
    }

    /// Computes the branch shown to its end; how many steps it has.
    pub fn finish(&mut self) -> f64 {
        while !self.globe.run_ahead(1_000_000) {}
        let lanes = self.globe.lanes();
        lanes.get(self.globe.moment().timeline as usize).map_or(0.0, |lane| lane.steps as f64)
    }

    /// A fact of the moment that is a count, by its name; 0 if there is none.
    #[must_use]
    pub fn count(&self, name: &str) -> f64 {
        let facts = self.globe.facts();
        let counts = facts.iter().filter(|fact| fact.name == name).filter_map(|fact| match fact.value {
            Value::Count(count) => Some(count as f64),
            _ => None,
        });
        counts.sum()
    }

    /// When the run ends, nanoseconds.
    #[must_use]
    pub fn horizon(&self) -> f64 {
        self.globe.horizon() as f64
    }

    /// Goes to a time in nanoseconds; the digest of the run up to there, in hexadecimal.
    pub fn seek(&mut self, at: f64) -> String {
        self.globe.seek_time(at as u64);
        format!("{:016x}", self.globe.digest())
    }
}

/// How many lines end in the bytes, each found and looked at by nobody: what reading a log costs without
/// understanding it.
#[cfg(feature = "gateway-data")]
#[wasm_bindgen]
#[must_use]
pub fn lines_in(bytes: &[u8]) -> usize {
    let (mut from, mut lines) = (0, 0);
    for end in memchr::memchr_iter(b'\n', bytes) {
        std::hint::black_box(bytes.get(from..end));
        from = end + 1;
        lines += 1;
    }
    lines
}

/// The engine that keeps a reader's records, in memory and full of records of 16 and 100 bytes.
#[cfg(feature = "storage-data")]
#[wasm_bindgen]
pub struct Records {
    lsm: Lsm<AnyDisk>,
}

#[cfg(feature = "storage-data")]
#[wasm_bindgen]
impl Records {
    /// An empty one.
    ///
    /// # Errors
    /// A sentence, if it cannot be opened.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Self, String> {
        let lsm = Lsm::open(AnyDisk::Memory(MemoryDisk::default()), Options::default())
            .map_err(|error| error.to_string())?;
        Ok(Self { lsm })
    }

    /// Puts so many records, in an order that looks like chance.
    ///
    /// # Errors
    /// A sentence, if one cannot be put.
    pub fn put(&mut self, count: u32) -> Result<(), String> {
        for number in 0..count {
            self.lsm.put(&key(number), &[b'v'; 100]).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// Gets so many of them; how many there were.
    ///
    /// # Errors
    /// A sentence, if one cannot be read.
    pub fn get(&self, count: u32) -> Result<u32, String> {
        let mut found = 0;
        for number in 0..count {
            let value = self.lsm.get_with(&key(number), <[u8]>::len).map_err(|error| error.to_string())?;
            found += u32::from(value == Some(100));
        }
        Ok(found)
    }
}

/// A key of 16 bytes; the multiplier scatters the numbers.
#[cfg(feature = "storage-data")]
fn key(number: u32) -> [u8; 16] {
    let mut key = *b"0000000000000000";
    let mut rest = number.wrapping_mul(2_654_435_761);
    for digit in key.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    key
}
