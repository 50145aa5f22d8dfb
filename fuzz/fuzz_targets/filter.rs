//! `cargo +nightly fuzz run filter`: the compiler, from any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| barecap_tests::fuzz::filter(data));
