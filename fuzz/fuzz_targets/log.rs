//! The target `log`; see [`Format::Log`].

#![no_main]

use snowglobe_fuzz::fuzz::Format;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    _ = Format::Log.try_out(input);
});
