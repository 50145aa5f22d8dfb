//! `cargo +nightly fuzz run program`: the verifier and the virtual machine, from any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| barecap_tests::fuzz::program(data));
