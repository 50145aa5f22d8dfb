//! The reader of pcapng against files of both byte orders, shown to it a few bytes at a time.

extern crate std;

mod blocks;

use super::super::Step;
use super::super::options::{self, Subject};
use super::*;
use std::string::{String, ToString};
use std::vec::Vec;
use std::{format, vec};

/// A file under construction, in this machine's byte order or the other.
#[derive(Clone)]
struct File {
    bytes: Vec<u8>,
    swapped: bool,
}

impl File {
    fn new(swapped: bool) -> Self {
        Self { bytes: Vec::new(), swapped }.section()
    }
    fn put16(&mut self, value: u16) {
        let value = if self.swapped { value.swap_bytes() } else { value };
        self.bytes.extend(value.to_ne_bytes());
    }
    fn put32(&mut self, value: u32) {
        let value = if self.swapped { value.swap_bytes() } else { value };
        self.bytes.extend(value.to_ne_bytes());
    }
    fn put32s(&mut self, values: &[u32]) {
        values.iter().for_each(|&value| self.put32(value));
    }
    fn block(mut self, kind: u32, body: impl FnOnce(&mut Self)) -> Self {
        let start = self.bytes.len();
        self.put32(kind);
        self.put32(0);
        body(&mut self);
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
        let total = (self.bytes.len() - start + 4) as u32;
        self.put32(total);
        let word = self.bytes[self.bytes.len() - 4..].to_vec();
        self.bytes[start + 4..start + 8].copy_from_slice(&word);
        self
    }
    fn section(self) -> Self {
        self.block(SECTION, |file| {
            file.put32(BYTE_ORDER);
            file.put16(1);
            file.put16(0);
            file.put32s(&[u32::MAX, u32::MAX]);
        })
    }
    fn interface(self, link: u16, snap: u32, options: &[(u16, &[u8])]) -> Self {
        self.block(INTERFACE, |file| {
            file.put16(link);
            file.put16(0);
            file.put32(snap);
            file.options(options);
        })
    }
    fn options(&mut self, options: &[(u16, &[u8])]) {
        for (code, value) in options {
            self.put16(*code);
            self.put16(value.len() as u16);
            self.bytes.extend(*value);
            self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
        }
    }
    fn packet(self, interface: u32, ticks: u64, length: u32, data: &[u8]) -> Self {
        self.block(PACKET, |file| {
            file.put32(interface);
            file.put32((ticks >> 32) as u32);
            file.put32(ticks as u32);
            file.put32(data.len() as u32);
            file.put32(length);
            file.bytes.extend(data);
            file.bytes.resize(file.bytes.len().next_multiple_of(4), 0);
            file.options(&[(1, b"a comment"), (0, b"")]);
        })
    }
}

fn text(bytes: &[u8]) -> &str {
    core::str::from_utf8(bytes).unwrap_or("?")
}

/// The code of each option and its value as text.
fn options_of(bytes: &[u8], subject: Subject, reader: &super::super::Reader<'_>) -> String {
    let mut bytes = bytes.to_vec();
    let whole = options::normalize(&mut bytes, subject, reader.swapped());
    let (mut rest, mut said) = (&bytes[..whole], String::new());
    while let Some((code, length)) = options::first(rest, false) {
        said += &format!("{code} {};", text(&rest[4..length]).trim_end_matches('\0'));
        rest = &rest[length..];
    }
    said
}

/// What a file holds, as text; the error last, if there is one. Bytes are shown to the reader
/// a few at a time, and never more than it asks for.
fn read(file: &[u8]) -> Vec<String> {
    read_all(file, false, false).0
}

/// The same, and what is missing.
fn read_and_look(file: &[u8], looks: bool) -> Vec<String> {
    read_all(file, looks, false).0
}

/// The same, with what is missing if it is looked for that, and with blocks that go into a copy if one is
/// made; and what is said of interfaces and packets besides.
fn read_all(file: &[u8], looks: bool, carries: bool) -> (Vec<String>, Vec<String>) {
    let mut interfaces = heapless::Vec::<Interface, 2>::new();
    let mut reader = super::super::Reader::new(&mut interfaces).carrying(carries);
    let (mut at, mut shown) = (0, 0);
    let (mut seen, mut said) = (Vec::new(), Vec::new());
    loop {
        let end = file.len().min(at + shown);
        let bytes = &file[at..end];
        match reader.next(bytes, end == file.len()) {
            Ok(Step::Need(want)) => {
                assert!(want > bytes.len());
                shown = want;
            }
            Ok(Step::End) => return (seen, said),
            Ok(Step::Got(item, len)) => {
                assert!(len <= bytes.len());
                match item {
                    Item::Interface(number) => {
                        let interface = reader.interfaces()[number as usize];
                        seen.push(format!("{number} {}", interface.link_type));
                        if looks {
                            reader.look_for_missing();
                        }
                    }
                    Item::Option(place) => {
                        said.push(options_of(&bytes[place], Subject::Interface, &reader));
                    }
                    Item::Packet(Record { time, length, data, interface, options, .. }) => {
                        let data = text(&bytes[data]);
                        let Timestamp { seconds, nanos } = time;
                        seen.push(format!("{interface} {seconds} {nanos} {length} {data}"));
                        said.push(options_of(&bytes[options], Subject::Packet, &reader));
                    }
                    Item::Missing(Missing { interface, kind, count }) => {
                        seen.push(format!("{interface} {kind:?} {count}"));
                    }
                    Item::Block(kind, place) => {
                        assert!(carries);
                        let length = place.map(|place| bytes[place].len());
                        seen.push(format!("{:#x} {length:?}", kind.0));
                    }
                    Item::Nothing => {}
                }
                at += len;
                shown = 0;
            }
            Err(error) => {
                assert_eq!(reader.next(bytes, end == file.len()), Err(error));
                seen.push(error.to_string());
                return (seen, said);
            }
        }
    }
}

#[test]
fn everything_that_bears_on_packets_is_read() {
    for swapped in [false, true] {
        let offset = if swapped { 100i64.to_be_bytes() } else { 100i64.to_le_bytes() };
        let file = File::new(swapped)
            .block(0x0bad, |file| file.put32(7))
            .interface(1, 96, &[(2, b"eth0"), (9, &[9]), (0, b"")])
            .interface(101, 0, &[(14, &offset), (9, &[0x81])])
            .packet(0, 5_000_000_007, 60, b"abcde")
            .packet(1, 3, 60, b"")
            .block(SIMPLE_PACKET, |file| {
                file.put32(3);
                file.bytes.extend(b"xyz");
            })
            .block(OBSOLETE_PACKET, |file| {
                file.put16(1);
                file.put16(0xffff);
                file.put32s(&[0, 8, 2, 9]);
                file.bytes.extend(b"pq");
            })
            .block(OBSOLETE_PACKET, |file| {
                file.put16(1);
                file.put16(3);
                file.put32s(&[0, 9, 1, 9]);
                file.bytes.extend(b"r");
            });
        let big = File { swapped: !swapped, ..file }.section();
        let file = big.interface(113, 5, &[]).packet(0, 1, 9, b"abcd");
        let want = [
            "0 EN10MB",
            "1 RAW",
            "0 5 7 60 abcde",
            "1 101 500000000 60 ",
            "0 0 0 3 xyz",
            "1 104 0 9 pq",
            "1 BeforePacket 3",
            "1 104 500000000 9 r",
            "0 LINUX_SLL",
            "0 0 1000 9 abcd",
        ];
        assert_eq!(read(&file.bytes), want);
    }
}

#[test]
fn what_is_said_besides_is_shown() {
    for swapped in [false, true] {
        let file = File::new(swapped)
            .interface(1, 0, &[(2, b"eth0"), (9, &[6]), (1, b"first"), (14, &[0; 8])])
            .packet(0, 1, 9, b"abc")
            // A simple packet has no options, whatever stands behind it.
            .block(SIMPLE_PACKET, |file| {
                file.put32(3);
                file.bytes.extend(b"xyz\0");
                file.options(&[(1, b"nothing"), (0, b"")]);
            })
            .interface(101, 0, &[(3, b"a tunnel"), (0, b""), (2, b"hidden")])
            .packet(1, 2, 9, b"");
        let (seen, said) = read_all(&file.bytes, false, false);
        let packets = ["0 EN10MB", "0 0 1000 9 abc", "0 0 0 3 xyz", "1 RAW", "1 0 2000 9 "];
        assert_eq!(seen, packets);
        let comment = "1 a comment;";
        assert_eq!(said, ["2 eth0;", "1 first;", comment, "", "3 a tunnel;", comment]);
        // A block that does not end has its packet, and not what is said of it.
        let (seen, said) = read_all(&file.bytes[..file.bytes.len() - 5], false, false);
        assert_eq!((seen.len(), said.last().map(String::as_str)), (6, Some("")));
    }
}

#[test]
fn broken_blocks_are_told_in_libpcaps_words() {
    let with = |at: usize, word: u32| {
        let mut bytes = File::new(false).interface(1, 0, &[]).packet(0, 1, 9, b"abcd").bytes;
        bytes[at..at + 4].copy_from_slice(&word.to_ne_bytes());
        bytes
    };
    // Section at 0, interface at 28, packet at 48.
    let cases = [
        (
            with(4, 4_294_967_280),
            "Section Header Block in pcapng dump file has invalid length \
             28 < _4294967280_ < 1048576 (BT_SHB_INSANE_MAX)",
        ),
        (with(8, 1), "unknown file format"),
        (with(12, 3), "unsupported pcapng savefile version 3.0"),
        (with(44, 24), "block total length in header 20 and trailer 24 don't match"),
        (with(32, 8), "block in pcapng dump file has a length of 8 < 12"),
        (with(32, 2_147_483_632), "pcapng block size 2147483632 > maximum 16777216"),
        (with(32, 22), "block in pcapng dump file has a length of 22 that is not a multiple of 4"),
        (
            with(56, 1),
            "a packet arrived on interface 1, but there's no Interface Description Block for \
             that interface",
        ),
        (with(68, 300_000), "invalid packet capture length 300000, bigger than snaplen of 262144"),
        (with(68, 40), "block of type 6 in pcapng dump file is too short"),
    ];
    for (bytes, message) in cases {
        assert_eq!(read(&bytes).last().unwrap(), message);
    }
    let bare = File::new(false).packet(0, 1, 9, b"abcd");
    assert_eq!(
        read(&bare.bytes),
        ["the capture file has a packet block before any Interface Description Blocks"]
    );
    let few = File::new(false).interface(1, 0, &[]).interface(1, 0, &[]).interface(1, 0, &[]);
    assert_eq!(
        read(&few.bytes).last().unwrap(),
        "more than 2 interfaces in one section of a pcapng file"
    );
    let cases: [(&[(_, &[u8])], _); 3] = [
        (&[(9, &[6, 6])], "option 9 in a pcapng file has a length of 2"),
        (
            &[(9, &[20])],
            "Interface Description Block if_tsresol option resolution 10^-20 is too high",
        ),
        (&[(14, b"1")], "option 14 in a pcapng file has a length of 1"),
    ];
    for (options, message) in cases {
        let file = File::new(false).interface(1, 0, options);
        assert_eq!(read(&file.bytes), [message]);
    }
    assert_eq!(
        read(&File::new(false).bytes),
        ["the capture file has no Interface Description Blocks"]
    );
}

/// A file that says what is missing: with options of these codes and lengths.
fn lossy(swapped: bool, packet: &[(u16, usize)], statistics: &[(u16, usize)]) -> File {
    let value = |length| {
        let mut value = vec![0; length];
        // 0x0203 in the byte order of the section.
        let is_little = swapped == cfg!(target_endian = "big");
        value.iter_mut().take(2).zip([3, 2]).for_each(|(to, byte)| *to = byte);
        if !is_little {
            value.reverse();
        }
        value
    };
    let options = |file: &mut File, options: &[(u16, usize)]| {
        for (code, length) in options {
            file.options(&[(*code, &value(*length))]);
        }
    };
    File::new(swapped)
        .interface(1, 0, &[])
        .block(PACKET, |file| {
            file.put32s(&[0, 0, 7, 3, 9]);
            file.bytes.extend(b"abc\0");
            options(file, packet);
        })
        .block(INTERFACE_STATISTICS, |file| {
            file.put32s(&[0, 0, 8]);
            options(file, statistics);
        })
        .packet(0, 8, 9, b"efgh")
}

#[test]
fn what_is_missing_is_told_where_it_is_asked_for() {
    let packets = ["0 EN10MB", "0 0 7000 9 abc", "0 0 8000 9 efgh"];
    for swapped in [false, true] {
        let packet = [(2, 4), (4, 8), (1, 5), (0, 0)];
        let file = lossy(swapped, &packet, &[(2, 8), (5, 8), (7, 8), (0, 0)]).bytes;
        assert_eq!(read(&file), packets);
        let told = [
            packets[0],
            packets[1],
            "0 BeforePacket 515",
            "0 ByInterface 515",
            "0 BySystem 515",
            packets[2],
        ];
        assert_eq!(read_and_look(&file, true), told);
    }
    for (packet, statistics, error) in [
        (&[][..], &[(7, 4)][..], "option 7 in a pcapng file has a length of 4"),
        (&[(4, 12)], &[], "option 4 in a pcapng file has a length of 12"),
    ] {
        let file = lossy(false, packet, statistics).bytes;
        assert_eq!(read(&file), packets);
        assert_eq!(read_and_look(&file, true).last().unwrap(), error);
    }
    // An option that is longer than its block.
    let mut file = lossy(false, &[(4, 8)], &[]).bytes;
    let at = file.windows(4).position(|word| word == [4, 0, 8, 0]).unwrap();
    file[at + 2] = 99;
    let error = "block of type 6 in pcapng dump file is too short";
    assert_eq!(read_and_look(&file, true).last().unwrap(), error);
}

#[test]
fn a_prefix_gives_whole_packets_and_says_what_is_missing() {
    let file = File::new(true).interface(1, 0, &[(9, &[9])]).packet(0, 1, 9, b"abcd");
    let file = file.packet(0, 2, 9, b"efgh").bytes;
    let whole = read(&file);
    let blocks = [28, 28 + 28, 28 + 28 + 56, 28 + 28 + 56 + 56];
    assert_eq!(file.len(), blocks[3]);
    for len in 1..file.len() {
        let mut some = read(&file[..len]);
        let start = blocks.iter().rev().find(|&&end| end <= len).copied().unwrap_or(0);
        let got = len - start;
        let want = match (start, got) {
            (0, 0..4) => Some(format!("4 file header bytes, only got {got}")),
            (0, 4..8) => Some(format!("8 bytes, only got {got}")),
            (0, 8..24) => Some(format!("24 bytes, only got {got}")),
            (0, _) => Some(format!("20 bytes, only got {}", got - 8)),
            (28, 0) => Some("no Interface Description Blocks".into()),
            (_, 0) => None,
            (_, 1..8) => Some(format!("8 bytes, only got {got}")),
            (28, _) => Some(format!("20 bytes, only got {}", got - 8)),
            _ => Some(format!("48 bytes, only got {}", got - 8)),
        };
        if let Some(want) = want {
            let error = some.pop().unwrap();
            assert!(error.ends_with(&want), "{len}: {error}, not {want}");
        }
        assert_eq!(some, whole[..some.len()]);
    }
    assert_eq!(whole.len(), 3);
    assert_eq!(vec![whole[1].as_str(), whole[2].as_str()], ["0 0 1 9 abcd", "0 0 2 9 efgh"]);
}

#[test]
fn a_file_that_grows_is_read_on() {
    let file = File::new(true).interface(1, 0, &[(9, &[9])]).packet(0, 1, 9, b"abcd");
    let file = file.section().interface(101, 0, &[(2, b"lo")]).packet(0, 2, 9, b"efgh").bytes;
    for looks in [false, true] {
        let mut interfaces = heapless::Vec::<Interface, 2>::new();
        let mut reader = super::super::Reader::new(&mut interfaces);
        let (mut at, mut seen) = (0, Vec::new());
        for end in 0..=file.len() {
            while let Ok(Step::Got(item, len)) = reader.next(&file[at..end], true) {
                match item {
                    Item::Packet(record) => seen.push((record.time.nanos, record.interface)),
                    Item::Interface(number) => {
                        seen.push((0, number));
                        if looks {
                            reader.look_for_missing();
                        }
                    }
                    _ => {}
                }
                at += len;
            }
        }
        assert_eq!(seen, [(0, 0), (1, 0), (0, 0), (2000, 0)]);
        assert_eq!(reader.next(&[], true), Ok(Step::End));
    }
}

#[test]
fn hostile_bytes_give_an_answer() {
    let file = File::new(false)
        .interface(1, 0, &[(2, b"eth0"), (9, &[9]), (14, &[0; 8])])
        .packet(0, 1, 9, b"abcd")
        .section()
        .interface(101, 0, &[])
        .packet(0, 2, 9, b"efgh")
        .bytes;
    for at in 0..file.len() {
        for value in [0, 1, 4, 8, 0x10, 0x7f, 0x80, 0xff] {
            let mut file = file.clone();
            file[at] = value;
            read(&file);
            read_and_look(&file, true);
        }
    }
}
