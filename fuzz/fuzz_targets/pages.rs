//! The target `pages`; see [`Format::Pages`].

#![no_main]

use snowglobe_fuzz::fuzz::Format;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    _ = Format::Pages.try_out(input);
});
