//! A filter on a microcontroller: compiled, printed, and run on packets, without an allocator and
//! without an operating system.
//!
//! `ci/bare-metal` builds it for thumbv7em-none-eabi and runs it in an emulator. It ends with 0 if
//! the filter did what it should, and says how much memory it took.
#![no_std]
#![no_main]

mod board;

use barecap_core::compile::compile;
use barecap_core::filter::names::NoNames;
use barecap_core::filter::Context;
use barecap_core::linktype::LinkType;
use barecap_core::listing::Assembly;
use barecap_core::vm::{Decoded, Op, Packet};
use barecap_core::workspace::Workspace;
use board::{Console, exit, memory, take};
use core::fmt::Write;
use core::panic::PanicInfo;

const FILTER: &str = "tcp port 80 and host 10.0.0.1";

/// The compiler's memory: as much as filters of a dozen primitives take.
type Memory = Workspace<32, 32, 64, 192, 128>;

static mut WORKSPACE: board::Once<Memory> = board::Once::new(Memory::new());
static mut OPERATIONS: board::Once<[Op; 128]> = board::Once::new([Op::BLANK; 128]);

/// An Ethernet frame with an IPv4 header and the ports of TCP.
const fn frame(source: [u8; 4], destination_port: u16) -> [u8; 54] {
    let mut frame = [0; 54];
    frame[12] = 0x08;
    frame[14] = 0x45;
    frame[23] = 6;
    let mut i = 0;
    while i < 4 {
        frame[26 + i] = source[i];
        i += 1;
    }
    [frame[36], frame[37]] = destination_port.to_be_bytes();
    frame
}

fn main() {
    let out = &mut Console;
    let context = Context::new(LinkType::EN10MB);
    // SAFETY: this is the only place that takes them, and runs once.
    let (workspace, operations) = unsafe { (take(&raw mut WORKSPACE), take(&raw mut OPERATIONS)) };
    let program = match compile(FILTER, &context, &mut NoNames, workspace) {
        Ok(program) => program,
        Err(error) => {
            let _ = writeln!(out, "{}", error.message(FILTER));
            exit(1)
        }
    };
    let _ = write!(out, "{FILTER}\n{}", Assembly(&program));
    let Some(decoded) = Decoded::new(program, operations) else { exit(1) };
    let packets = [
        ("from 10.0.0.1 to port 80", frame([10, 0, 0, 1], 80), true),
        ("from 10.0.0.1 to port 81", frame([10, 0, 0, 1], 81), false),
        ("from 10.0.0.2 to port 80", frame([10, 0, 0, 2], 80), false),
    ];
    let mut wrong = 0;
    for (name, bytes, wanted) in &packets {
        let kept = decoded.run(Packet { bytes, length: 54, ancillary: None }) > 0;
        let _ = writeln!(out, "{name}: {}", if kept { "kept" } else { "dropped" });
        wrong += u32::from(kept != *wanted);
    }
    let (fixed, stack) = memory();
    let _ = writeln!(out, "memory: {fixed} bytes static, {stack} bytes stack, of 65536");
    exit(wrong)
}

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    let _ = writeln!(Console, "{info}");
    exit(1)
}
