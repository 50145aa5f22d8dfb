//! `cargo +nightly fuzz run savefile`: the readers of both formats, and the writer of pcapng.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| barecap_tests::fuzz::savefile(data));
