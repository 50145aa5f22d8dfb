//! Blocks that a copy takes along, how long blocks may be, and readers that read one file after another.

use super::*;
use crate::savefile::pcap;
use crate::savefile::timestamp::Precision;

#[test]
fn blocks_are_shown_whole_where_a_copy_is_made() {
    for swapped in [false, true] {
        let comment = [b'c'; 60_000];
        let file = File::new(swapped)
            .block(SECTION, |file| {
                file.put32(BYTE_ORDER);
                file.put16(1);
                file.put16(0);
                file.put32s(&[u32::MAX, u32::MAX]);
                file.options(&[(1, b"a comment"), (0, b"")]);
            })
            .block(0x0bad, |file| file.put32(7))
            .block(CUSTOM_NOT_COPIED, |file| file.put32(7))
            .block(4, |_| {})
            .interface(1, 0, &[])
            // The longest that is shown, and one that is longer.
            .block(9, |file| file.bytes.extend(vec![b'j'; LONGEST - 8]))
            .block(9, |file| file.bytes.extend(vec![b'j'; LONGEST - 4]))
            .block(PACKET, |file| {
                file.put32s(&[0, 0, 7, 4, 9]);
                file.bytes.extend(b"abcd");
                file.options(&[(1, &comment[..]); 5]);
            })
            .packet(0, 8, 9, b"efgh")
            .bytes;
        let packets = ["0 EN10MB", "0 0 7000 9 abcd", "0 0 8000 9 efgh"];
        let (seen, said) = read_all(&file, false, false);
        assert_eq!(seen, packets);
        // What is said of a packet in more bytes than the longest packet has is for copies only.
        assert_eq!(said, ["", "1 a comment;"]);
        let (seen, said) = read_all(&file, false, true);
        let blocks = [
            "0xa0d0d0a Some(0)".into(),
            "0xa0d0d0a Some(20)".into(),
            "0xbad Some(4)".into(),
            "0x4 Some(0)".into(),
            packets[0].into(),
            format!("0x9 Some({})", LONGEST - 8),
            "0x9 None".into(),
            packets[1].into(),
            packets[2].into(),
        ];
        assert_eq!(seen, blocks);
        assert_eq!(said.iter().map(String::len).collect::<Vec<_>>(), [5 * 60_003, 12]);
    }
}

#[test]
fn blocks_are_as_long_as_their_link_types_allow() {
    // DBUS has 128 MiB for a packet, 128 KiB for its options, and 32 bytes around them.
    for (link_type, most) in [(1, 16 << 20), (231, (128 << 20) + (128 << 10) + 32)] {
        for (total, is_long) in [(most, false), (most + 4, true)] {
            let mut file = File::new(false).interface(link_type, 0, &[]);
            file.put32s(&[PACKET, total, 0, 0, 1, 0, 9]);
            let error = read(&file.bytes).pop().unwrap();
            let long = format!("pcapng block size {total} > maximum {most}");
            assert_eq!(error == long, is_long, "{error}");
        }
    }
}

#[test]
fn a_reader_begins_anew_with_another_file() {
    let ng = File::new(true).interface(101, 0, &[(13, &[4])]).bytes;
    let header = pcap::Header {
        link_type: LinkType::EN10MB,
        extension: 0x2400_0000,
        snap_length: 96,
        precision: Precision::Nano,
    };
    let old = header.encode().to_vec();
    let mut foreign: Vec<u8> = old.chunks(4).flat_map(|word| word.iter().rev().copied()).collect();
    // The version is two numbers.
    foreign[4..8].rotate_left(2);
    // What the memory held does not matter.
    let mut interfaces = heapless::Vec::<_, 1>::from_array([Interface::default()]);
    let mut reader = crate::savefile::Reader::new(&mut interfaces);
    let files = [(&ng, true), (&old, false), (&ng, true), (&foreign, false), (&old, false)];
    for (file, is_pcapng) in files {
        let (mut at, mut described) = (0, 0);
        while let Ok(Step::Got(item, length)) = reader.next(&file[at..], true) {
            at += length;
            described += u32::from(item == Item::Interface(0));
        }
        let [interface] = reader.interfaces() else { panic!("there is one") };
        assert_eq!((at, described, reader.is_pcapng()), (file.len(), 1, is_pcapng));
        assert_eq!(interface.check_length(), Some(4));
        // Of records in the other byte order nothing can be copied.
        assert_eq!(reader.swapped(), file != &old);
        assert_eq!(reader.header(), (file == &old).then_some(header));
        reader.restart();
    }
}
