//! `cargo +nightly fuzz run ring`: the walkers of both rings, over any memory.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| barecap_tests::fuzz::ring(data));
