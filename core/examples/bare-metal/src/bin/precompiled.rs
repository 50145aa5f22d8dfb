//! A filter on a microcontroller without the language: a program that `tcpdump -ddd` has printed is read,
//! verified and run; frames that match are kept as a savefile in memory, which is read back.
//!
//! Nothing in it can panic: what would be called then is nowhere, and the linker would say so.
#![no_std]
#![no_main]

#[path = "../board.rs"]
mod board;

use barecap_core::assemble::read_decimal;
use barecap_core::insn::Insn;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::pcap::Header;
use barecap_core::savefile::timestamp::{Precision, Timestamp};
use barecap_core::savefile::{Interface, Item, Reader, Step};
use barecap_core::verify::verify_user;
use barecap_core::vm::{Decoded, Op, Packet};
use board::{Console, exit, memory, take};
use core::fmt::Write;
use core::panic::PanicInfo;
use heapless::Vec;

/// `tcpdump -ddd ip multicast`: the first bits of the destination, behind the type.
const FILTER: &str = "6\n40 0 0 12\n21 0 3 2048\n48 0 0 30\n53 0 1 224\n6 0 0 262144\n6 0 0 0\n";

/// As long as programs may be.
const LONGEST: usize = 64;

/// Packets as they stand in a savefile.
struct Log {
    bytes: [u8; 512],
    used: usize,
}

static mut LOG: board::Once<Log> = board::Once::new(Log { bytes: [0; 512], used: 0 });

const HEADER: Header = Header {
    link_type: LinkType::EN10MB,
    extension: 0,
    snap_length: 64,
    precision: Precision::Micro,
};

impl Log {
    /// Appends all parts, or none if there is no room for them.
    fn append(&mut self, parts: &[&[u8]]) -> bool {
        let mut used = self.used;
        for part in parts {
            let Some(room) = self.bytes.get_mut(used..used + part.len()) else { return false };
            for (to, from) in room.iter_mut().zip(*part) {
                *to = *from;
            }
            used += part.len();
        }
        self.used = used;
        true
    }

    /// What was appended.
    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.used).unwrap_or_default()
    }
}

/// The program in the form in which it runs, which owns all it needs.
fn load(text: &str) -> Option<Decoded<[Op; LONGEST]>> {
    let mut program: Vec<Insn, LONGEST> = Vec::new();
    if let Err(error) = read_decimal(text, &mut program) {
        let _ = writeln!(Console, "{error}");
        return None;
    }
    match verify_user(&program, &mut [0; LONGEST]) {
        Ok(verified) => Decoded::owned(verified, [Op::BLANK; LONGEST]),
        Err(refusal) => {
            let _ = writeln!(Console, "{refusal}");
            None
        }
    }
}

fn main() {
    // SAFETY: this is the only place that takes it, and runs once.
    let log = unsafe { take(&raw mut LOG) };
    let Some(filter) = load(FILTER) else { exit(1) };
    let mut whole = log.append(&[&HEADER.encode()]);
    for (seconds, destination) in [224, 10, 239, 192, 255].into_iter().enumerate() {
        let mut frame = [0; 60];
        (frame[12], frame[30]) = (0x08, destination);
        let kept = filter.run(Packet::whole(&frame)).min(HEADER.snap_length);
        let Some(captured) = frame.get(..kept as usize).or(Some(&frame)) else { exit(1) };
        if kept > 0 {
            let time = Timestamp { seconds: seconds as i64, nanos: 0 };
            let record = HEADER.encode_record(time, captured.len() as u32, 60);
            whole &= log.append(&[&record, captured]);
        }
    }
    let mut interfaces: Vec<Interface, 1> = Vec::new();
    let mut reader = Reader::new(&mut interfaces);
    let (mut rest, mut count) = (log.bytes(), 0);
    loop {
        match reader.next(rest, true) {
            Ok(Step::Got(item, len)) => {
                if let Item::Packet(record) = item {
                    // How some compilers print 64 bits could panic.
                    let seconds = record.time.seconds as u32;
                    let _ = writeln!(Console, "{seconds} s: {} bytes", record.length);
                    count += 1;
                }
                rest = rest.get(len..).unwrap_or_default();
            }
            Ok(_) => break,
            Err(error) => {
                let _ = writeln!(Console, "{error}");
                exit(1)
            }
        }
    }
    let (fixed, stack) = memory();
    let _ = writeln!(Console, "memory: {fixed} bytes static, {stack} bytes stack, of 65536");
    exit(u32::from(count != 3 || !whole))
}

unsafe extern "C" {
    /// Is nowhere.
    fn something_can_panic() -> !;
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // SAFETY: a program that calls it cannot be linked.
    unsafe { something_can_panic() }
}
