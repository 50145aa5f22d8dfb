//! Savefiles that tests write, block by block, in this machine's byte order; and how many packets one holds.
//! They are laid out here as the drafts of pcap and pcapng say, and not by the code that is tested.

use crate::binary::{barecap, said};
use std::process::{Command, Stdio};

/// Times of a pcap file are in microseconds.
pub const MICRO: u32 = 0xa1b2_c3d4;
/// Times of a pcap file are in nanoseconds.
pub const NANO: u32 = 0xa1b2_3c4d;
/// The two words of a version, 2.4.
pub const VERSION: u32 = if cfg!(target_endian = "big") { 0x0002_0004 } else { 0x0004_0002 };

/// Words in this machine's byte order.
#[must_use]
pub fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_ne_bytes()).collect()
}

/// The header of a pcap file in microseconds.
#[must_use]
pub fn header(link_type: u32) -> Vec<u8> {
    words(&[MICRO, VERSION, 0, 0, 262_144, link_type])
}

/// A record of a pcap file: when the packet came, in seconds and parts of one, its captured bytes, and how
/// long it was.
#[must_use]
pub fn record(time: [u32; 2], bytes: &[u8], length: usize) -> Vec<u8> {
    let head = words(&[time[0], time[1], bytes.len() as u32, length as u32]);
    [&head, bytes].concat()
}

/// The header of a section of a pcapng file.
#[must_use]
pub fn section() -> Vec<u8> {
    words(&[0x0a0d_0d0a, 28, 0x1a2b_3c4d, 1, u32::MAX, u32::MAX, 28])
}

/// The description of an interface, whose times are in microseconds.
#[must_use]
pub fn interface(link_type: u32) -> Vec<u8> {
    words(&[1, 20, link_type, 262_144, 20])
}

/// An enhanced packet block: the number of its interface, when it came, its captured bytes, and how long it
/// was.
#[must_use]
pub fn packet(interface: u32, time: u64, bytes: &[u8], length: usize) -> Vec<u8> {
    let mut data = bytes.to_vec();
    data.resize(bytes.len().next_multiple_of(4), 0);
    let size = 32 + data.len() as u32;
    let [high, low] = [time >> 32, time & 0xffff_ffff].map(|part| part as u32);
    let head = words(&[6, size, interface, high, low, bytes.len() as u32, length as u32]);
    [head, data, words(&[size])].concat()
}

/// A file with so many packets of Ethernet of one length, a second apart.
#[must_use]
pub fn savefile(packets: u32, length: u32) -> Vec<u8> {
    let mut file = header(1);
    for number in 0..packets {
        file.extend(record([number, 0], &vec![number as u8; length as usize], length as usize));
    }
    file
}

/// How many packets a savefile holds, which must be whole.
///
/// # Panics
/// If it is not.
#[must_use]
pub fn count(path: &str) -> u32 {
    let mut command = Command::new(barecap());
    let output = command.args(["-r", path, "--count"]).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    text.split(' ').next().unwrap().parse().unwrap()
}
