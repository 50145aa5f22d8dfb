//! Headers and records of every byte order, and what is wrong with them.

extern crate std;
use super::super::{Item, Step};
use super::*;
use std::string::ToString;
use std::vec::Vec;

/// Fields of a file as bytes, in this machine's order or the other.
struct Bytes(Vec<u8>, bool);

impl Bytes {
    fn u16(mut self, value: u16) -> Self {
        let value = if self.1 { value.swap_bytes() } else { value };
        self.0.extend(value.to_ne_bytes());
        self
    }
    fn u32(mut self, value: u32) -> Self {
        let value = if self.1 { value.swap_bytes() } else { value };
        self.0.extend(value.to_ne_bytes());
        self
    }
    fn words(self, values: &[u32]) -> Self {
        values.iter().fold(self, |bytes, &value| bytes.u32(value))
    }
    fn data(mut self, data: &[u8]) -> Self {
        self.0.extend(data);
        self
    }
}

fn file(swapped: bool, magic: u32, version: (u16, u16), snap: u32, link: u32) -> Bytes {
    let bytes = Bytes(Vec::new(), swapped).u32(magic).u16(version.0).u16(version.1);
    bytes.words(&[0, 0, snap, link])
}

/// One packet as a test looks at it: seconds, nanoseconds, wire length, captured bytes.
type Packet = (i64, u64, u32, Vec<u8>);

/// What a file holds: interface and byte order, packets, and how it ends.
type Contents = (Option<(Interface, bool)>, Vec<Packet>, Result<(), Error>);

fn read(file: &[u8]) -> Contents {
    let mut interfaces = heapless::Vec::<Interface, 1>::new();
    let mut reader = super::super::Reader::new(&mut interfaces);
    let (mut at, mut packets) = (0, Vec::new());
    let end = loop {
        match reader.next(&file[at..], true) {
            Ok(Step::Got(item, len)) => {
                if let Item::Packet(Record { time, length, data, .. }) = item {
                    let data = file[at..][data].to_vec();
                    packets.push((time.seconds, time.nanos, length, data));
                }
                at += len;
            }
            Ok(Step::End) => break Ok(()),
            Ok(Step::Need(_)) => panic!("asks for more at the end"),
            Err(error) => {
                assert_eq!(reader.next(&file[at..], true), Err(error));
                break Err(error);
            }
        }
    };
    let swapped = reader.swapped();
    (reader.interfaces().first().map(|&interface| (interface, swapped)), packets, end)
}

#[test]
fn every_magic_and_byte_order_is_read() {
    for swapped in [false, true] {
        for (magic, nanos) in [(MICRO, 7000), (NANO, 7), (KUZNETZOV, 7000)] {
            let mut bytes = file(swapped, magic, (2, 4), 1000, 1).words(&[9, 7, 3, 60]);
            if magic == KUZNETZOV {
                bytes = bytes.words(&[1, 2]);
            }
            let (interface, packets, end) = read(&bytes.data(b"abc").0);
            let (interface, order) = interface.unwrap();
            assert_eq!(order, swapped);
            assert_eq!(interface.link_type, LinkType::EN10MB);
            let snap = if magic == KUZNETZOV { 1014 } else { 1000 };
            assert_eq!(interface.snap_length, snap);
            assert_eq!(packets, [(9, nanos, 60, b"abc".to_vec())]);
            assert_eq!(end, Ok(()));
        }
    }
}

#[test]
fn old_versions_swap_the_two_lengths() {
    // Version, the two lengths as written, the wire length they mean.
    let cases = [
        ((2, 0), [60, 3], 60),
        ((2, 2), [60, 3], 60),
        ((543, 0), [60, 3], 60),
        ((2, 3), [60, 3], 60),
        ((2, 3), [3, 60], 60),
        ((2, 3), [3, 3], 3),
        ((2, 4), [3, 60], 60),
        ((2, 4), [3, 2], 2),
    ];
    for (version, lengths, length) in cases {
        let bytes = file(false, MICRO, version, 1000, 1).words(&[0, 0]).words(&lengths);
        let (_, packets, end) = read(&bytes.data(b"abc").0);
        assert_eq!((packets.len(), packets[0].2, end), (1, length, Ok(())), "{version:?}");
    }
}

#[test]
fn headers_of_files_are_judged_as_libpcap_judges_them() {
    let mut short = file(false, MICRO, (2, 4), 1000, 1).0;
    short.truncate(20);
    let cases = [
        (Vec::new(), "truncated dump file; tried to read 4 file header bytes, only got 0"),
        (b"ab".to_vec(), "truncated dump file; tried to read 4 file header bytes, only got 2"),
        (b"abcd".to_vec(), "unknown file format"),
        (short, "truncated dump file; tried to read 24 file header bytes, only got 20"),
        (file(true, MICRO, (2, 9), 9, 1).0, "unsupported pcap savefile version 2.9"),
        (file(true, MICRO, (1, 4), 9, 1).0, "unsupported pcap savefile version 1.4"),
        (
            file(true, MICRO, (2, 4), 9, 0x03ff_0001).0,
            "savefile linktype reserved field not zero (0x03ff0000)",
        ),
    ];
    for (bytes, message) in cases {
        assert_eq!(read(&bytes).2.unwrap_err().to_string(), message);
    }
}

#[test]
fn link_type_and_snap_length_are_understood() {
    // Snap length and link type word as written; link type, extension and snap length meant.
    let cases = [
        (96, 1, LinkType::EN10MB, 0, 96),
        (96, 101, LinkType::RAW, 0, 96),
        (96, 65000, LinkType(65000), 0, 96),
        (96, 0x2400_0001, LinkType::EN10MB, 0x2400_0000, 96),
        (0, 1, LinkType::EN10MB, 0, 262_144),
        (u32::MAX, 1, LinkType::EN10MB, 0, 262_144),
        (0x7fff_ffff, 1, LinkType::EN10MB, 0, 0x7fff_ffff),
        (0, 231, LinkType::DBUS, 0, 128 << 20),
    ];
    for (snap, word, link_type, extension, snap_length) in cases {
        let (interface, _) = read(&file(false, NANO, (2, 4), snap, word).0).0.unwrap();
        let resolution = Precision::Nano.into();
        let want =
            Interface { link_type, extension, snap_length, resolution, ..Interface::default() };
        assert_eq!(interface, want);
    }
}

#[test]
fn records_are_judged_as_libpcap_judges_them() {
    let with = |snap, captured, data: &[u8]| {
        file(false, MICRO, (2, 4), snap, 1).words(&[1, 2, captured, 60]).data(data).0
    };
    let header = file(false, MICRO, (2, 4), 9, 1).words(&[1, 2]).0;
    let cases = [
        (header, "truncated dump file; tried to read 16 header bytes, only got 8"),
        (with(9, 5, b"ab"), "truncated dump file; tried to read 5 captured bytes, only got 2"),
        (with(9, 60, b"ab"), "truncated dump file; tried to read 60 captured bytes, only got 2"),
        (
            with(262_144, u32::MAX, b""),
            "invalid packet capture length 4294967295, bigger than snaplen of 262144",
        ),
        (
            with(0x7fff_ffff, 300_000, b""),
            "invalid packet capture length 300000, bigger than maximum of 262144",
        ),
    ];
    for (bytes, message) in cases {
        let (_, packets, end) = read(&bytes);
        assert_eq!((packets.len(), end.unwrap_err().to_string()), (0, message.into()));
    }
    let (_, packets, end) = read(&with(2, 5, b"abcde"));
    assert_eq!((packets, end), (std::vec![(1, 2000, 60, b"ab".to_vec())], Ok(())));
}

#[test]
fn records_are_as_long_as_their_link_type_allows() {
    let cases = [
        (LinkType::EN10MB, 262_144),
        (LinkType::DBUS, 134_217_728),
        (LinkType::EBHSCR, 8_388_608),
        (LinkType::USBPCAP, 1_048_576),
    ];
    for (link_type, most) in cases {
        let error = |snap, captured| {
            let header = file(false, MICRO, (2, 4), snap, link_type.0.into());
            let (_, packets, end) = read(&header.words(&[1, 2, captured, 60]).0);
            assert_eq!(packets, []);
            end.unwrap_err().to_string()
        };
        let short = "truncated dump file; tried to read";
        assert_eq!(error(most, most), std::format!("{short} {most} captured bytes, only got 0"));
        for (snap, limit) in [(most, "snaplen"), (most + 1, "maximum")] {
            let above = most + 1;
            assert_eq!(
                error(snap, above),
                std::format!(
                    "invalid packet capture length {above}, bigger than {limit} of {most}"
                )
            );
        }
    }
}

/// A stream of numbers for generated input (Marsaglia's xorshift).
fn random(state: &mut u64) -> u32 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 16) as u32
}

fn generated(state: &mut u64) -> (Header, Vec<u8>, Vec<Packet>) {
    let header = Header {
        link_type: LinkType::RAW,
        extension: 0,
        snap_length: 40,
        precision: if random(state) & 1 == 0 { Precision::Micro } else { Precision::Nano },
    };
    let mut bytes = header.encode().to_vec();
    let mut packets = Vec::new();
    for _ in 0..random(state) % 6 {
        let time = Timestamp::from_parts(
            random(state),
            random(state) % (1_000_000_000 / header.precision.nanos()),
            header.precision,
        );
        let data: Vec<u8> = (0..random(state) % 40).map(|i| i as u8).collect();
        let length = random(state);
        bytes.extend(header.encode_record(time, data.len() as u32, length));
        bytes.extend(&data);
        packets.push((time.seconds, time.nanos, length, data));
    }
    (header, bytes, packets)
}

#[test]
fn what_is_written_is_read_back() {
    let state = &mut 1;
    for _ in 0..200 {
        let (header, bytes, packets) = generated(state);
        let (interface, read, end) = read(&bytes);
        let Header { link_type, extension, snap_length, precision } = header;
        let resolution = precision.into();
        let want =
            Interface { link_type, extension, snap_length, resolution, ..Interface::default() };
        assert_eq!(interface, Some((want, false)));
        assert_eq!((read, end), (packets, Ok(())));
    }
}

#[test]
fn a_prefix_gives_whole_records_and_asks_for_what_is_missing() {
    let state = &mut 2;
    for _ in 0..20 {
        let (_, bytes, packets) = generated(state);
        for len in 0..bytes.len() {
            let (_, some, end) = read(&bytes[..len]);
            assert_eq!(some, packets[..some.len()]);
            let whole = 24 + some.iter().map(|p| 16 + p.3.len()).sum::<usize>();
            match end {
                Ok(()) => assert_eq!(len, whole),
                Err(Error::Truncated { tried, got, .. }) => assert!(got < tried),
                Err(error) => panic!("{error}"),
            }
            // Shown a prefix of a file that may go on, it asks for more than that, and never
            // for more than the record has.
            let mut interfaces = heapless::Vec::<Interface, 1>::new();
            let mut reader = super::super::Reader::new(&mut interfaces);
            let mut at = 0;
            let more = loop {
                match reader.next(&bytes[at..len], false).unwrap() {
                    Step::Got(_, read) => at += read,
                    Step::Need(more) => break more,
                    Step::End => panic!("the end is not known"),
                }
            };
            assert!(more > len - at && (at + more <= bytes.len() || more == 1));
        }
    }
}

#[test]
fn hostile_bytes_give_an_answer() {
    let state = &mut 3;
    for _ in 0..2000 {
        let (_, mut bytes, _) = generated(state);
        for _ in 0..1 + random(state) % 8 {
            let at = random(state) as usize % bytes.len();
            bytes[at] = random(state) as u8;
        }
        let _ = read(&bytes);
        let noise: Vec<u8> = (0..random(state) % 200).map(|_| random(state) as u8).collect();
        let mut noisy = file(random(state) & 1 == 0, NANO, (2, 4), 96, 1).0;
        noisy.extend(noise);
        let _ = read(&noisy);
    }
}
