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

/// The codes and values of options.
fn options_of(bytes: &[u8]) -> Vec<(u16, Vec<u8>)> {
    let (mut rest, mut all) = (bytes, Vec::new());
    while let Some((code, whole)) = options::first(rest, false) {
        let length = usize::from(u16::from_ne_bytes([rest[2], rest[3]]));
        all.push((code, rest[4..4 + length].to_vec()));
        rest = &rest[whole..];
    }
    all
}

/// An option as it is written.
fn option(code: u16, value: &[u8]) -> Vec<u8> {
    let mut memory = [0; 64];
    let mut blocks = Blocks::new(&mut memory);
    blocks.option(code, value).unwrap();
    blocks.bytes().to_vec()
}

#[test]
fn what_is_said_besides_is_read() {
    let mut memory = [0; 1024];
    let mut blocks = Blocks::new(&mut memory);
    blocks.section(b"barecap", b"why", &option(3, b"Linux")).unwrap();
    let other =
        [option(1, b"a tunnel"), option(FILTER, b"\0udp"), option(CHECK_LENGTH, &[2])].concat();
    let described = Description {
        link_type: LinkType::RAW,
        snap_length: 96,
        resolution: Precision::Nano.into(),
        offset: -5,
        check_length: Some(4),
        options: b"",
        name: b"tun0",
        filter: b"tcp",
    };
    blocks.interface(&described).unwrap();
    // What other options say is not said again.
    blocks.interface(&Description { options: &other, ..described }).unwrap();
    blocks.interface(&Description::default()).unwrap();
    let begin = Timestamp { seconds: 5000, nanos: 7000 };
    let end = Timestamp { seconds: 6000, nanos: 9000 };
    let counts =
        Counts { begin, end, received: 1 << 40, dropped_by_interface: 3, dropped_by_system: 4 };
    blocks.statistics(1, Precision::Micro, &counts).unwrap();
    let file = blocks.bytes().to_vec();

    let mut memory = heapless::Vec::<Interface, 4>::new();
    let mut reader = Reader::new(&mut memory).carrying(true);
    let (mut rest, mut said, mut carried) = (&file[..], Vec::new(), Vec::new());
    while let Step::Got(item, length) = reader.next(rest, true).unwrap() {
        match item {
            Item::Option(place) => said.extend(options_of(&rest[place])),
            Item::Block(kind, Some(place)) => carried.push((kind.0, &rest[place])),
            _ => {}
        }
        rest = &rest[length..];
    }
    let own = |options: &[(u16, &[u8])]| -> Vec<_> {
        options.iter().map(|(code, value)| (*code, value.to_vec())).collect()
    };
    let name = (NAME, &b"tun0"[..]);
    assert_eq!(
        said,
        own(&[
            name,
            (CHECK_LENGTH, &[4]),
            (FILTER, b"\0tcp"),
            (1, b"a tunnel"),
            (FILTER, b"\0udp"),
            (CHECK_LENGTH, &[2]),
            name,
        ])
    );
    let interfaces = reader.interfaces();
    let read = |at: usize| Description::from(interfaces[at]);
    let known = Description { name: b"", filter: b"", ..described };
    assert_eq!(read(0), known);
    assert_eq!(read(1), Description { check_length: Some(2), ..known });
    assert_eq!(read(2), Description::default());

    let [(SECTION, section), (INTERFACE_STATISTICS, statistics)] = carried[..] else {
        panic!("{carried:?}");
    };
    let section = options_of(section);
    assert_eq!(section, own(&[(1, b"why"), (3, b"Linux"), (APPLICATION, b"barecap")]));
    // The interface and the time of the end; then both times, and the counts.
    let words =
        |words: &[u32]| words.iter().flat_map(|word| word.to_ne_bytes()).collect::<Vec<_>>();
    let [begin, end] = [5_000_000_007, 6_000_000_009].map(high_low);
    assert_eq!(statistics[..12], words(&[1, end[0], end[1]]));
    assert_eq!(
        options_of(&statistics[12..]),
        [
            (BEGIN, words(&begin)),
            (END, words(&end)),
            (RECEIVED, (1_u64 << 40).to_ne_bytes().to_vec()),
            (DROPPED_BY_INTERFACE, 3_u64.to_ne_bytes().to_vec()),
            (DROPPED_BY_SYSTEM, 4_u64.to_ne_bytes().to_vec()),
        ]
    );
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
