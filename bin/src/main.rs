//! Start-up of the barecap binary: everything else is in the library beside it.
#![no_std]
#![no_main]
// Inline assembly for MIPS is unstable.
#![cfg_attr(any(target_arch = "mips", target_arch = "mips64"), feature(asm_experimental_arch))]

mod rt;

use barecap_cli::Memory;
use barecap_cli::process::Process;

/// What [`rt`] runs once the program is relocated and its arguments are known.
fn main(process: &Process<'_>, memory: &mut Memory) -> u8 {
    barecap_cli::run(process, memory)
}
