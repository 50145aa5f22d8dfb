//! Savefiles in pcap that tests write, and how many packets one holds.

use crate::binary::{barecap, said};
use std::process::{Command, Stdio};

/// The two words of a version, 2.4.
const VERSION: u32 = if cfg!(target_endian = "big") { 0x0002_0004 } else { 0x0004_0002 };

/// A file with so many packets of Ethernet of one length, a second apart.
#[must_use]
pub fn savefile(packets: u32, length: u32) -> Vec<u8> {
    let words =
        |words: &[u32]| words.iter().flat_map(|word| word.to_ne_bytes()).collect::<Vec<_>>();
    let mut bytes = words(&[0xa1b2_c3d4, VERSION, 0, 0, 262_144, 1]);
    for packet in 0..packets {
        bytes.extend(words(&[packet, 0, length, length]));
        bytes.extend(std::iter::repeat_n(packet as u8, length as usize));
    }
    bytes
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
