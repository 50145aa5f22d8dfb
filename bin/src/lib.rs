//! The command line of barecap, as a library: everything but start-up, so that tests, benchmarks
//! and fuzzers can call it with the standard library beside them.
#![no_std]

pub mod message;
pub mod print;
pub mod process;

/// The memory functions are the binary's; here they are only tested.
#[cfg(test)]
#[path = "rt/mem.rs"]
mod mem;

use process::Process;

/// Runs the program and returns its exit code.
#[must_use]
pub fn run(process: &Process<'_>) -> u8 {
    message::Line::new().bytes(process.name()).bytes(b": nothing to do yet").send();
    1
}
