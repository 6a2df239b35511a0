//! The target `redo`; see [`Format::Redo`].

#![no_main]

use snowglobe_fuzz::fuzz::Format;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    _ = Format::Redo.try_out(input);
});
