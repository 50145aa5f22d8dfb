//! Copies of savefiles into pcapng, of several into one above all: what each of them says of its interfaces
//! and of itself.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::folder::Folder;
use barecap_tests::savefile::{MICRO, NANO};
use barecap_tests::told::{TCP, Told, blocks, option, printed, run, said, text};
use std::fs;

const INTERFACE: u32 = 1;
const STATISTICS: u32 = 5;
const PACKET: u32 = 6;

/// A file with one interface of this name, a packet, and numbers of the interface's packets.
fn file(name: &str, swapped: bool) -> Told {
    let ethernet = [&[2; 12][..], &[8, 0], TCP].concat();
    let mut file = Told { bytes: Vec::new(), swapped };
    file.section(1);
    file.interface(1, name, 6, 0);
    file.packet(0, 1, &ethernet);
    file.others(1);
    file
}

/// The first interface of a file is that of its packets and of its numbers, whichever it is in the copy.
#[test]
fn files_of_a_list_have_interfaces_of_their_own() {
    let folder = Folder::new("list-own");
    let [first, second, list, to] = ["1", "2", "list", "out.pcapng"].map(|it| folder.file(it));
    fs::write(&list, format!("{first}\n{second}\n{first}\n")).unwrap();
    for swapped in [false, true] {
        fs::write(&first, file("eth0", false).bytes).unwrap();
        fs::write(&second, file("eth1", swapped).bytes).unwrap();
        let told = said(&["-V", &list, "-w", &to]);
        assert!(!told.contains("Warning"), "{told}");
        let copy = fs::read(&to).unwrap();
        let numbers = |kind: u32| -> Vec<u32> {
            let of = blocks(&copy).into_iter().filter(|block| block.0 == kind);
            of.map(|(_, body)| u32::from_ne_bytes(body[..4].try_into().unwrap())).collect()
        };
        assert_eq!(numbers(INTERFACE).len(), 2);
        assert_eq!(numbers(PACKET), [0, 1, 0]);
        assert_eq!(numbers(STATISTICS), [0, 1, 0]);
    }
}

/// What the first file says of itself is in the copy; that others say something else is counted.
#[test]
fn what_other_files_say_of_themselves_is_counted() {
    let folder = Folder::new("list-said");
    let [first, second, list, to] = ["1", "2", "list", "out.pcapng"].map(|it| folder.file(it));
    for (told, left) in [(&b"said"[..], 0), (b"other", 1), (b"said more", 1)] {
        for (path, told) in [(&first, &b"said"[..]), (&second, told)] {
            let mut file = Told { bytes: Vec::new(), swapped: false };
            file.block(0x0a0d_0d0a, |file| {
                file.put(0x1a2b_3c4d_u32.to_ne_bytes());
                file.put(1_u16.to_ne_bytes());
                file.put(0_u16.to_ne_bytes());
                file.put(u64::MAX.to_ne_bytes());
                file.option(1, told);
                file.option(0, b"");
            });
            file.interface(1, "eth0", 6, 0);
            fs::write(path, &file.bytes).unwrap();
        }
        fs::write(&list, format!("{first}\n{second}\n")).unwrap();
        let warning = "Warning: blocks that could not be copied: 1, ";
        let said = said(&["-V", &list, "-w", &to]);
        assert_eq!(said.contains(warning), left > 0, "{said}");
    }
}

/// What a pcap file says of frame check sequences goes on.
#[test]
fn the_length_of_check_sequences_is_copied() {
    let folder = Folder::new("list-check");
    let [from, to] = ["in.pcap", "out.pcapng"].map(|it| folder.file(it));
    for (extension, wanted) in [
        (0, None),
        (2 << 28, None),
        (1 << 26 | 2 << 28, Some([4_u8])),
        (1 << 26, Some([0])),
        (1 << 26 | 15 << 28, Some([30])),
    ] {
        for swapped in [false, true] {
            let mut file = Told { bytes: Vec::new(), swapped };
            file.put(MICRO.to_ne_bytes());
            file.put(2_u16.to_ne_bytes());
            file.put(4_u16.to_ne_bytes());
            for word in [0, 0, 262_144, extension | 1_u32] {
                file.put(word.to_ne_bytes());
            }
            fs::write(&from, &file.bytes).unwrap();
            said(&["-r", &from, "-w", &to]);
            let copy = fs::read(&to).unwrap();
            let blocks = blocks(&copy);
            let (_, interface) = blocks.iter().find(|(kind, _)| *kind == INTERFACE).unwrap();
            let found = option(&interface[8..], 13);
            assert_eq!(found, wanted.as_ref().map(<[u8; 1]>::as_slice), "{extension:x} {swapped}");
        }
    }
}

/// What a pcapng file says of frame check sequences, in bytes or in bits, goes on into a pcap file, and is
/// said once in another pcapng file. That other interfaces have none such is told, as a pcap file cannot say it.
#[test]
fn a_pcap_file_says_the_length_of_check_sequences() {
    let folder = Folder::new("list-check-pcap");
    let [from, to, same] = ["in.pcapng", "out.pcap", "out.pcapng"].map(|it| folder.file(it));
    let known = 1 << 26;
    for (says, wanted, is_other) in [
        (&[][..], 0, false),
        (&[0], known, true),
        (&[2], known | 1 << 28, true),
        (&[4], known | 2 << 28, true),
        (&[16], known | 1 << 28, true),
        (&[32], known | 2 << 28, true),
        (&[240], known | 15 << 28, true),
        // What a pcap file cannot say: three bytes, and more than 30.
        (&[3], 0, false),
        (&[24], 0, false),
        (&[255], 0, false),
    ] {
        for swapped in [false, true] {
            let mut file = Told { bytes: Vec::new(), swapped };
            file.section(1);
            for says in [Some(says), None] {
                file.block(INTERFACE, |file| {
                    file.put(1_u16.to_ne_bytes());
                    file.put(0_u16.to_ne_bytes());
                    file.put(2000_u32.to_ne_bytes());
                    if let Some(says) = says {
                        file.option(13, says);
                    }
                    // Not what the one before says where that has no value.
                    file.option(1, &[4; 4]);
                    file.option(0, b"");
                });
            }
            fs::write(&from, &file.bytes).unwrap();
            let said = said(&["-r", &from, "-w", &to]);
            assert_eq!(said.contains("Warning: not all packets end with"), is_other, "{said}");
            let copy = fs::read(&to).unwrap();
            let word = u32::from_ne_bytes(*copy[20..].first_chunk().unwrap());
            assert_eq!(word, wanted | 1, "{says:?} {swapped}");
            self::said(&["-r", &from, "-w", &same]);
            let copy = fs::read(&same).unwrap();
            let described = |&(kind, body): &(u32, &[u8])| {
                (kind == INTERFACE)
                    .then(|| body.chunks(2).filter(|it| *it == 13_u16.to_ne_bytes()).count())
            };
            let described: Vec<_> = blocks(&copy).iter().filter_map(described).collect();
            assert_eq!(described, [1, 0], "{says:?} {swapped}");
            assert_eq!(option(&blocks(&copy)[1].1[8..], 13), Some(says));
        }
    }
}

/// A pcap file with one packet of these captured bytes.
fn pcap(magic: u32, snap_length: u32, fraction: u32, captured: usize) -> Vec<u8> {
    let version = if cfg!(target_endian = "big") { 0x0002_0004 } else { 0x0004_0002 };
    let length = captured as u32;
    let words = [magic, version, 0, 0, snap_length, 101, 1_700_000_000, fraction, length, length];
    let data = [TCP, &[0; 2000]].concat();
    [&words.map(u32::to_ne_bytes).concat(), &data[..captured]].concat()
}

/// What is read first is not the measure of what comes behind it: neither its unit of time nor its snap
/// length. That unit is used which is asked for.
#[test]
fn a_copy_has_room_for_what_comes_later() {
    let folder = Folder::new("list-later");
    let [first, second, list, to, cut] =
        ["1", "2", "list", "out.pcapng", "out.pcap"].map(|it| folder.file(it));
    fs::write(&first, pcap(MICRO, 100, 123_456, 40)).unwrap();
    fs::write(&second, pcap(NANO, 2000, 123_456_789, 1500)).unwrap();
    fs::write(&list, format!("{first}\n{second}\n")).unwrap();
    let times = |file: &str| {
        let lines = printed(&["--nano", "-ttnr", file]);
        let time = |line: &str| line.split(' ').next().unwrap().to_owned();
        lines.lines().map(time).collect::<Vec<_>>()
    };
    let coarse = ["1700000000.123456000".to_owned(), "1700000000.123456000".to_owned()];
    let fine = [coarse[0].clone(), "1700000000.123456789".to_owned()];
    said(&["-V", &list, "-w", &to]);
    assert_eq!(times(&to), fine);
    said(&["--micro", "-V", &list, "-w", &to]);
    assert_eq!(times(&to), coarse);
    said(&["--micro", "-r", &second, "-w", &to]);
    assert_eq!(times(&to), coarse[1..]);
    said(&["-V", &list, "-w", &cut]);
    let copy = fs::read(&cut).unwrap();
    assert!(u32::from_ne_bytes(*copy[16..].first_chunk().unwrap()) >= 2000);
    assert_eq!(copy.len(), 24 + 16 + 40 + 16 + 1500);
}

/// What was lost before one packet was not lost before those behind it.
#[test]
fn lost_packets_are_told_once() {
    let folder = Folder::new("list-lost");
    let [from, to] = ["in.pcapng", "out.pcapng"].map(|it| folder.file(it));
    let mut file = Told { bytes: Vec::new(), swapped: false };
    file.section(1);
    file.interface(101, "raw0", 6, 0);
    for drops in [0_u16, 5, 0, 2, 0] {
        // An obsolete packet, which says that before its time.
        file.block(2, |file| {
            file.put(0_u16.to_ne_bytes());
            file.put(drops.to_ne_bytes());
            file.time(1_700_000_000_000_000);
            file.put(40_u32.to_ne_bytes());
            file.put(40_u32.to_ne_bytes());
            file.bytes.extend(TCP);
        });
    }
    fs::write(&from, &file.bytes).unwrap();
    said(&["-r", &from, "-w", &to]);
    for file in [&from, &to] {
        let text = printed(&["--check", file]);
        assert!(text.contains(": sound: 5 packets, ") && text.contains(", 7 missing"), "{text}");
    }
}

/// A pcap file has packets of one link type, whichever file they are from.
#[test]
fn pcap_files_have_one_link_type() {
    let folder = Folder::new("list-type");
    let [first, second, list, to] = ["1", "2", "list", "out"].map(|it| folder.file(it));
    for (path, link_type) in [(&first, 1_u32), (&second, 101)] {
        let version = if cfg!(target_endian = "big") { 0x0002_0004 } else { 0x0004_0002 };
        let words = [MICRO, version, 0, 0, 262_144, link_type, 1, 0, 40, 40];
        let words = words.into_iter().flat_map(u32::to_ne_bytes);
        fs::write(path, words.chain(TCP.iter().copied()).collect::<Vec<u8>>()).unwrap();
    }
    fs::write(&list, format!("{first}\n{second}\n")).unwrap();
    let output = run(barecap().to_str().unwrap(), &["-V", &list, "-w", &to]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(": a packet has link-type RAW"), "{said}");
    assert_eq!(fs::read(&to).unwrap().len(), 24 + 16 + TCP.len());
}
