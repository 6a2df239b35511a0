//! stub
#[derive(Clone, Debug)]
pub struct SplitMix64 { seed: u64, s: u64 }
impl SplitMix64 {
    pub fn new(seed: u64) -> Self { Self { seed, s: seed } }
    pub fn next(&mut self) -> u64 { self.s = self.s.wrapping_add(0x9E3779B97F4A7C15); let mut z = self.s; z = (z ^ (z >> 30)).wrapping_mul(0xBF58476D1CE4E5B9); z = (z ^ (z >> 27)).wrapping_mul(0x94D049BB133111EB); z ^ (z >> 31) }
    pub fn below(&mut self, n: u64) -> u64 { (u128::from(self.next()) * u128::from(n) >> 64) as u64 }
    pub fn chance(&mut self, p: u64, q: u64) -> bool { self.below(q) < p }
    pub fn f64(&mut self) -> f64 { (self.next() >> 11) as f64 / 9007199254740992.0 }
    pub fn fork(&self, purpose: &str, index: u64) -> Self { let h = xxhash_rust::xxh64::xxh64(purpose.as_bytes(), self.seed ^ index.wrapping_mul(0x9E3779B97F4A7C15)); Self::new(h) }
}
