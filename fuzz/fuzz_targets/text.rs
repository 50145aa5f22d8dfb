//! `cargo +nightly fuzz run text`: the assembler and the readers of programs, from any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| barecap_tests::fuzz::text(data));
