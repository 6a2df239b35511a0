//! The target `names`; see [`Format::Names`].

#![no_main]

use snowglobe_fuzz::fuzz::Format;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    _ = Format::Names.try_out(input);
});
