//! What the targets call: the same that the test `fuzz_corpus` does.

#[path = "../../tests/src/fuzz/mod.rs"]
pub mod fuzz;
