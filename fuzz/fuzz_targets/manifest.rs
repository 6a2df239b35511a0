//! The target `manifest`; see [`Format::Manifest`].

#![no_main]

use snowglobe_fuzz::fuzz::Format;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    _ = Format::Manifest.try_out(input);
});
