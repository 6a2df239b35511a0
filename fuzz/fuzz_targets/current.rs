//! The target `current`; see [`Format::Current`].

#![no_main]

use snowglobe_fuzz::fuzz::Format;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    _ = Format::Current.try_out(input);
});
