//! Blocks are what the format says, and what a reader makes of them.

extern crate std;
use super::super::{Item, Reader, Record, Step};
use super::*;
use std::vec::Vec;

/// A packet: interface, time, wire length and data.
type Packet = (u32, Timestamp, u32, Vec<u8>);

/// The interfaces of a file, by link type and snap length, and its packets.
fn read(file: &[u8]) -> (Vec<(LinkType, u32)>, Vec<Packet>) {
    let mut memory = heapless::Vec::<_, 4>::new();
    let mut reader = Reader::new(&mut memory);
    let (mut rest, mut packets) = (file, Vec::new());
    while let Step::Got(item, length) = reader.next(rest, true).unwrap() {
        if let Item::Packet(Record { time, length, data, interface, .. }) = item {
            packets.push((interface, time, length, rest[data].to_vec()));
        }
        rest = &rest[length..];
    }
    let interfaces = reader.interfaces().iter().map(|it| (it.link_type, it.snap_length)).collect();
    (interfaces, packets)
}

#[test]
fn what_is_written_is_read() {
    let time = Timestamp { seconds: 1_700_000_000, nanos: 123_456_789 };
    let micro = Timestamp { nanos: 123_456_000, ..time };
    let mut memory = [0; 1024];
    let mut blocks = Blocks::new(&mut memory);
    blocks.section(b"barecap", b"a comment", b"").unwrap();
    let eth = Description {
        link_type: LinkType::EN10MB,
        snap_length: 96,
        name: b"eth0",
        filter: b"tcp",
        ..Description::default()
    };
    let raw = Description {
        link_type: LinkType::RAW,
        snap_length: 262_144,
        resolution: Precision::Nano.into(),
        ..Description::default()
    };
    blocks.interface(&eth).unwrap();
    blocks.interface(&raw).unwrap();
    let mut file = blocks.bytes().to_vec();
    let mut expected = Vec::new();
    for length in 0..6 {
        for (number, precision) in [(0, Precision::Micro), (1, Precision::Nano)] {
            // A comment.
            let options = &[1_u16.to_ne_bytes(), 2_u16.to_ne_bytes(), [9; 2], [0; 2]].concat();
            let none = Notes::default();
            for notes in [
                none,
                Notes { flags: 2, ..none },
                Notes { drops: 1 << 40, ..none },
                Notes { flags: 1, drops: 3, ..none },
                Notes { options, ..none },
                Notes { options, flags: 1, drops: 3 },
            ] {
                let data: Vec<u8> = (1..=length).collect();
                let captured = u32::from(length);
                let units = units(time, precision);
                let header = packet_header(number, units, captured, 1500, notes);
                let end = PacketEnd::new(captured, notes).parts().concat();
                assert_eq!(block(&header), Some((true, header.len() + data.len() + end.len())));
                file.extend(header);
                file.extend(&data);
                file.extend(end);
                let time = if number == 0 { micro } else { time };
                expected.push((number, time, 1500, data));
            }
        }
    }
    let mut blocks = Blocks::new(&mut memory);
    let counts = Counts { received: 9, dropped_by_system: 2, ..Counts::default() };
    blocks.statistics(0, Precision::Micro, &counts).unwrap();
    file.extend(blocks.bytes());
    let interfaces = [(LinkType::EN10MB, 96), (LinkType::RAW, 262_144)].to_vec();
    assert_eq!(read(&file), (interfaces, expected));
}

#[test]
fn what_does_not_fit_leaves_no_trace() {
    let mut memory = [0; 100];
    let mut whole = 0;
    for room in 0..100 {
        let mut blocks = Blocks::new(&mut memory[..room]);
        let filter = [b'x'; 20];
        let description = Description { filter: &filter, ..Description::default() };
        let written = blocks.section(b"", b"", b"").and_then(|()| blocks.interface(&description));
        let length = blocks.bytes().len();
        assert_eq!(length, [0, 32, 92][usize::from(room >= 32) + usize::from(room >= 92)]);
        whole += usize::from(written.is_ok());
    }
    assert_eq!(whole, 8);
}

#[test]
fn a_filter_too_long_for_an_option_is_left_out() {
    let mut memory = std::vec![0; 200_000];
    let mut length = |filter: usize| {
        let filter = std::vec![b'x'; filter];
        let mut blocks = Blocks::new(&mut memory);
        blocks.interface(&Description { filter: &filter, ..Description::default() }).unwrap();
        blocks.bytes().len()
    };
    let without = length(0);
    assert_eq!(length(65_530), without + 4 + 65_532);
    assert_eq!(length(65_531), without);
    assert_eq!(length(100_000), without);
}

#[test]
fn units_are_those_of_the_whole_time() {
    let most = u64::from(u32::MAX);
    for (seconds, nanos) in [
        (0, 0),
        (1, 999_999_999),
        // What a pcap file may say.
        (7, 1000 * most),
        (most as i64, most),
        (i64::MAX, 5),
        (-1, 5000),
    ] {
        for precision in [Precision::Micro, Precision::Nano] {
            let unit = u128::from(precision.nanos());
            let whole = u128::from(seconds.max(0).cast_unsigned()) * 1_000_000_000;
            let expected = (whole + u128::from(nanos)) / unit;
            let expected = u64::try_from(expected).unwrap_or(u64::MAX);
            assert_eq!(units(Timestamp { seconds, nanos }, precision), expected, "{seconds}");
        }
    }
}
