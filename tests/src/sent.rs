//! Savefiles that tests send (--send), and what arrives of them at the other end of a pair of interfaces.

use crate::binary::{barecap, listen, said, signal};
use crate::folder::Folder;
use crate::savefile;
use std::fs;
use std::io::{Read, Write};
use std::process::{Child, Command, Output, Stdio};

/// The link type of Ethernet.
pub const ETHERNET: u32 = 1;
/// That of packets that begin with IP.
pub const RAW: u32 = 101;
/// That of packets of all interfaces.
pub const COOKED: u32 = 113;

/// A packet of a savefile.
#[derive(Clone, Debug)]
pub struct Packet {
    /// When it came, in microseconds since [`EPOCH`].
    pub micros: u64,
    /// Its captured bytes.
    pub bytes: Vec<u8>,
    /// How long it was.
    pub length: usize,
}

/// A frame of a protocol of its own, for everybody, with a number.
pub fn frame(number: u16, length: usize) -> Vec<u8> {
    let mut frame = vec![0; length];
    frame[..6].fill(0xff);
    frame[6..12].copy_from_slice(&[2, 0, 0, 0, 0, 9]);
    frame[12..14].copy_from_slice(&[0x88, 0xb5]);
    frame[14..16].copy_from_slice(&number.to_be_bytes());
    for (at, byte) in frame.iter_mut().enumerate().skip(16) {
        *byte = (at as u16 ^ number) as u8;
    }
    frame
}

/// A whole packet.
pub fn packet(micros: u64, bytes: Vec<u8>) -> Packet {
    Packet { micros, length: bytes.len(), bytes }
}

/// Packets of many lengths, so far apart.
pub fn packets(count: u16, apart: u64) -> Vec<Packet> {
    let length = |number: u16| 60 + usize::from(number) * 37 % 1440;
    (0..count)
        .map(|number| packet(u64::from(number) * apart, frame(number, length(number))))
        .collect()
}

/// When files begin, in microseconds.
pub const EPOCH: u64 = 1_700_000_000_000_000;

/// A file of packets.
pub fn pcap(link_type: u32, packets: &[Packet]) -> Vec<u8> {
    let mut file = savefile::header(link_type);
    for Packet { micros, bytes, length } in packets {
        let time = EPOCH + micros;
        let time = [time / 1_000_000, time % 1_000_000].map(|part| part as u32);
        file.extend(savefile::record(time, bytes, *length));
    }
    file
}

/// A file with an interface of each of these link types, and packets on them by number.
pub fn pcapng(link_types: &[u32], packets: &[(u32, Packet)]) -> Vec<u8> {
    let mut file = savefile::section();
    for link_type in link_types {
        file.extend(savefile::interface(*link_type));
    }
    for (interface, Packet { micros, bytes, length }) in packets {
        file.extend(savefile::packet(*interface, EPOCH + micros, bytes, *length));
    }
    file
}

/// When packets came, in nanoseconds, and their bytes.
pub type Arrived = Vec<(u64, Vec<u8>)>;

/// The packets of a pcap file with nanoseconds.
pub fn read(path: &str) -> Arrived {
    let file = fs::read(path).unwrap();
    let word = |at: usize| u64::from(u32::from_ne_bytes(*file[at..].first_chunk().unwrap()));
    assert_eq!(word(0), u64::from(savefile::NANO));
    let (mut at, mut packets) = (24, Vec::new());
    while at < file.len() {
        let end = at + 16 + word(at + 8) as usize;
        packets.push((word(at) * 1_000_000_000 + word(at + 4), file[at + 16..end].to_vec()));
        at = end;
    }
    packets
}

/// Runs a program to its end, within a minute.
pub fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new("timeout");
    command.arg("60").arg(barecap()).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// Runs --send on `va`, and answers with what it said, its exit code, and what has arrived at `vb`.
pub fn send(folder: &Folder, arguments: &[&str]) -> (String, Option<i32>, Arrived) {
    let file = folder.file("arrived");
    let filter = "ether proto 0x88b5 or vlan";
    let capture = ["-i", "vb", "-Q", "in", "--nano", "-w", &file, "-B", "16384", filter];
    let capture = listen(&capture, Stdio::null());
    let output = run(&[&["-i", "va", "--send"], arguments].concat());
    signal(&capture, "INT");
    let captured = capture.wait_with_output().unwrap();
    assert!(said(&captured).contains("\n0 packets dropped by kernel"), "{}", said(&captured));
    (said(&output), output.status.code(), read(&file))
}

/// Starts --send on `va` with standard error in a pipe and this in standard input, and comes back when
/// it sends.
pub fn start(arguments: &[&str], stdin: &[u8]) -> Child {
    let mut child = Command::new(barecap())
        .args(["-i", "va", "--send"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.as_mut().unwrap().write_all(stdin).unwrap();
    let (mut text, stderr) = (String::new(), child.stderr.as_mut().unwrap());
    while !text.ends_with('\n') {
        let mut byte = [0];
        assert_eq!(stderr.read(&mut byte).unwrap(), 1, "{text}");
        text.push(char::from(byte[0]));
    }
    assert!(text.contains("sending "), "{text}");
    child
}

/// The bytes of packets that are sent.
pub fn bytes_of<'a>(packets: impl IntoIterator<Item = &'a Packet>) -> Vec<Vec<u8>> {
    packets.into_iter().map(|packet| packet.bytes.clone()).collect()
}

/// The bytes of packets that have arrived.
pub fn bytes_arrived(arrived: &[(u64, Vec<u8>)]) -> Vec<Vec<u8>> {
    arrived.iter().map(|(_, bytes)| bytes.clone()).collect()
}
