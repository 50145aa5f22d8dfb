//! Packets whose elements lie upon each other: what is printed of each stays within bounds, and ends in a
//! mark. Unbounded, their text or the work for it would grow with the square of their length; they are not
//! as long as they could be, so that it is many times what is allowed and does not take long.

extern crate std;

use super::{LinkType, NoNames, Options, PacketInfo, Printer, Saved, Sink, TimeForm, print};
use crate::print::{ROOM, TIMES};
use std::boxed::Box;
use std::vec::Vec;
use std::{assert, format, vec};

/// About how long each is.
const LENGTH: usize = 20_000;

/// An IP packet of a protocol.
fn ip(protocol: u8, payload: &[u8]) -> Vec<u8> {
    let length = (20 + payload.len()) as u16;
    let [high, low] = length.to_be_bytes();
    let header = [0x45, 0, high, low, 0, 1, 0, 0, 64, protocol, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
    [&header, payload].concat()
}

/// A datagram of UDP from and to a port.
fn udp(port: u16, payload: &[u8]) -> Vec<u8> {
    let length = (8 + payload.len()) as u16;
    let header = [port, port, length, 0].map(u16::to_be_bytes);
    ip(17, &[header.as_flattened(), payload].concat())
}

/// One whose payload begins with some bytes and goes on with others over and over.
fn datagram(port: u16, first: &[u8], again: &[u8]) -> Vec<u8> {
    let room = LENGTH - 28 - first.len();
    udp(port, &[first, &again.repeat(room / again.len())].concat())
}

/// A message of DNS with records whose names point to a place in the data of the first.
fn names(data: &[u8], place: usize) -> Vec<u8> {
    let pointer = (0xc000 | place as u16).to_be_bytes();
    // A name server, whose name is one, too.
    let record = [&pointer[..], &[0, 2, 0, 1, 0, 0, 0, 0, 0, 2], &pointer].concat();
    let room = LENGTH - 28 - 23 - data.len();
    let [high, low] = (1 + (room / record.len()) as u16).to_be_bytes();
    let head = [0, 1, 0x85, 0x80, 0, 0, high, low, 0, 0, 0, 0];
    let length = (data.len() as u16).to_be_bytes();
    let first = [&head[..], &[0, 0, 10, 0, 1, 0, 0, 0, 0], &length, data].concat();
    datagram(53, &first, &record)
}

/// A message of ISAKMP of one payload over and over.
fn isakmp(kind: u8, version: u8, exchange: u8, payload: &[u8]) -> Vec<u8> {
    let mut header = [1; 28];
    header[8..20].fill(0);
    header[16..19].copy_from_slice(&[kind, version, exchange]);
    datagram(500, &header, payload)
}

/// A message of ForCES in a chunk of SCTP: operations that no message has.
fn forces() -> Vec<u8> {
    let length = LENGTH / 16 * 16 - 64;
    let [high, low] = (length as u16 / 4).to_be_bytes();
    let mut message = Vec::from([0x10, 3, high, low, 0, 0, 0, 2, 0x40, 0, 0, 0]);
    message.resize(24, 0);
    let [high, low] = (length as u16 - 24).to_be_bytes();
    message.extend([0x10, 0, high, low, 0, 0, 0, 1, 0, 0, 0, 1]);
    message.extend([0, 99, 0, 4].repeat((length - 36) / 4));
    let [high, low] = (length as u16 + 16).to_be_bytes();
    let mut packet = Vec::from([0x1a, 0x30, 0x1a, 0x30, 0, 0, 0, 0, 0, 0, 0, 0]);
    packet.extend([0, 3, high, low, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    packet.extend(message);
    ip(132, &packet)
}

/// Samples of sFlow whose records are all the samples behind them, too.
fn sflow() -> Vec<u8> {
    let header = [5, 1, 0x0a00_0001, 1, 1, 1, 100_000].map(u32::to_be_bytes);
    datagram(6343, header.as_flattened(), &4_u32.to_be_bytes())
}

#[test]
fn text_and_work_are_bounded() {
    // Pointers, each to the one before it; labels; and labels of bits, which are digits in print.
    let ladder: Vec<u8> =
        (0..4000).flat_map(|i| (0xc000 | (23_u16 + 2 * i)).to_be_bytes()).collect();
    let ladder = [&[0, 0], &ladder[..]].concat();
    let labels = [&[1, b'a'].repeat(4000)[..], &[0]].concat();
    let bits = [&[&[0x41, 0][..], &[0xaa; 32]].concat().repeat(235)[..], &[0]].concat();
    let rare = cfg!(feature = "print-rare");
    for (what, packet, verbose, mark) in [
        ("pointers", names(&ladder, 23 + 2 * 3999), 1, " [|domain]"),
        ("labels", names(&labels, 23), 1, " [|domain]"),
        ("labels of bits", names(&bits, 23), 1, " [|domain]"),
        ("secrets", isakmp(41, 32, 34, &[41, 0, 0, 8, 1, 0, 0x40, 6]), 4, " [|isakmp]"),
        ("operations", forces(), 3, if rare { " [|forces]" } else { "" }),
        ("samples", sflow(), 1, ""),
    ] {
        let o = Options { verbose, numeric: true, time: TimeForm::None, ..Options::default() };
        let length = packet.len();
        let packet = Saved { seconds: 0, fraction: 0, length: length as u32, data: packet };
        let text = print(&mut Box::new(Printer::new()), &o, 12, &[packet]);
        // What is printed last may go on to the end of the packet.
        let most = (length + ROOM) * TIMES + 8 * length;
        assert!(text.len() < most, "{what}: {} of {most}", text.len());
        let mark = format!("{mark}\n");
        assert!(text.ends_with(mark.as_bytes()), "{what}: {}", text.len());
    }
}

/// What stands in the buffer before a packet's text is not counted for it, however large the buffer is.
#[test]
fn each_packet_has_bounds_of_its_own() {
    let mut text = Vec::new();
    let mut write = |bytes: &[u8]| {
        text.extend_from_slice(bytes);
        true
    };
    let mut buffer = vec![0; 1 << 20];
    let mut sink = Sink::new(&mut buffer, &mut write);
    let mut printer = Box::new(Printer::new());
    let o = Options { numeric: true, time: TimeForm::None, ..Options::default() };
    // A name of many labels: for each it is asked whether there is too much text.
    let name = [&[3, b'w', b'w', b'w'].repeat(40)[..], &[0]].concat();
    let question = [&[0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0], &name[..], &[0, 1, 0, 1]].concat();
    let data = udp(53, &question);
    let info = PacketInfo {
        offloaded: false,
        origin: None,
        seconds: 0,
        fraction: 0,
        length: data.len() as u32,
        link_type: LinkType(12),
        data: &data,
    };
    for _ in 0..20_000 {
        printer.packet(&info, &o, &mut NoNames, &mut sink);
    }
    sink.flush();
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let mut lines = lines.peekable();
    let first = lines.peek().copied().unwrap_or_default();
    assert!(first.ends_with(b" (177)"), "{first:?}");
    assert!(lines.all(|line| line == first));
}
