//! The pcapng format (draft-ietf-opsawg-pcapng): blocks, of which some hold packets.
//!
//! ```text
//! block      type(4) total length(4) body... total length(4)
//! section    byte-order magic(4) major(2) minor(2) section length(8) options...
//! interface  link type(2) reserved(2) snap length(4) options...
//! packet     interface(4) time high(4) time low(4) captured(4) length(4) data... options...
//! simple     length(4) data...
//! obsolete   interface(2) drops(2) time high(4) time low(4) captured(4) length(4) data...
//! option     code(2) length(2) value..., padded to 4 bytes
//! ```
//!
//! A section has its own byte order and numbers its interfaces from 0; each interface has its own
//! link type, snap length and unit of time. All of it is read; blocks and options that do not bear
//! on packets are passed over piece by piece, so that none of them has to fit into memory. A file
//! may begin several sections, and the numbering of interfaces then begins again.
//!
//! Lengths are held to libpcap's bounds, and its texts tell of those that break them. Interfaces of
//! several link types and snap lengths, and sections of both byte orders, are read from one file;
//! libpcap refuses those.

use super::blocks::{BYTE_ORDER, END_OF_OPTIONS, INTERFACE, PACKET, SECTION, TIME_RESOLUTION};
use super::error::{Error, Part};
use super::timestamp::{Resolution, Timestamp};
use super::{
    Found, Interface, Item, MAX_PACKET_HEADER_LEN, Pause, Record, check_captured, halves,
    max_snap_length, snap_length, words,
};
use crate::linktype::LinkType;
use heapless::VecView;

const OBSOLETE_PACKET: u32 = 2;
const SIMPLE_PACKET: u32 = 3;

const TIME_OFFSET: u16 = 14;

/// Type and length before a block's body.
const BLOCK_HEADER_LEN: u32 = 8;
/// The length behind it.
const TRAILER_LEN: u32 = 4;
/// What of a section header block is read.
const SECTION_FIELDS_LEN: u32 = 24;
/// The shortest and the longest section header block that libpcap believes.
const SECTION_LEN: (u32, u32) = (28, 1 << 20);
/// The longest block of another kind, if a packet of the link type does not need more.
const MAX_BLOCK_LEN: u32 = 16 << 20;
/// What libpcap grants the options of a packet.
const MAX_OPTIONS_LEN: u32 = 128 << 10;

/// Reads the blocks of a file.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) swapped: bool,
    /// Whether an interface was described, in any section.
    named: bool,
    state: State,
    /// Length of the block that is being read.
    total: u32,
    /// How much of it is left, trailer included.
    left: u32,
    /// How much of what is left is passed over next.
    skip: u32,
}

/// What comes next in the file, once what is skipped is past.
#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Block,
    /// Options of the interface that was added last.
    Options,
    Trailer,
    /// The trailer of an interface's block.
    InterfaceTrailer,
}

impl Reader {
    /// Reads what `bytes` begin with. The section's interfaces are gathered in `interfaces`.
    #[inline(never)]
    pub(super) fn next(
        &mut self,
        bytes: &[u8],
        interfaces: &mut VecView<Interface>,
        found: &mut Found,
    ) -> Result<usize, Pause> {
        let head = words(bytes, self.swapped);
        if self.skip > 0 {
            if bytes.is_empty() {
                return Err(self.short(found, 1));
            }
            let skipped = self.skip.min(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
            self.skip -= skipped;
            return self.passed(skipped);
        }
        match self.state {
            State::Block => self.block(bytes, head, interfaces, found),
            State::Options => self.option(bytes, head, interfaces, found),
            State::Trailer | State::InterfaceTrailer => {
                if bytes.len() < 4 {
                    return Err(self.short(found, 4));
                }
                let (header, trailer) = (self.total, head[0]);
                if trailer != header {
                    return Err(found.wrong(Error::Trailer { header, trailer }));
                }
                if let State::InterfaceTrailer = self.state {
                    found.item = Item::Interface(interfaces.len() as u32 - 1);
                }
                self.state = State::Block;
                self.passed(TRAILER_LEN)
            }
        }
    }

    /// Moves on within the block.
    fn passed(&mut self, bytes: u32) -> Result<usize, Pause> {
        self.left -= bytes;
        Ok(bytes as usize)
    }

    /// More bytes are wanted of a block.
    #[inline(never)]
    fn short(&self, found: &mut Found, want: u32) -> Pause {
        let header = i64::from(BLOCK_HEADER_LEN);
        let before = i64::from(self.total - self.left) - header;
        found.short(want as usize, Part::Block, self.total - BLOCK_HEADER_LEN, before)
    }

    fn block(
        &mut self,
        bytes: &[u8],
        head: [u32; 7],
        interfaces: &mut VecView<Interface>,
        found: &mut Found,
    ) -> Result<usize, Pause> {
        // What is short now is short of the beginning of a block.
        let least = match head {
            [SECTION, ..] if bytes.len() >= BLOCK_HEADER_LEN as usize => SECTION_FIELDS_LEN,
            _ => BLOCK_HEADER_LEN,
        };
        if bytes.is_empty() {
            return Err(if self.named { Pause::End } else { Pause::Early });
        }
        if bytes.len() < least as usize {
            return Err(found.short(least as usize, Part::Block, least, 0));
        }
        let [kind, total, ..] = head;
        if kind == SECTION {
            return self.section(bytes, interfaces, found);
        }
        let minimum = match kind {
            INTERFACE => 16,
            PACKET | OBSOLETE_PACKET => MAX_PACKET_HEADER_LEN as u32,
            SIMPLE_PACKET => 12,
            _ => BLOCK_HEADER_LEN,
        };
        let most = interfaces.iter().fold(0, |most, it| most.max(max_snap_length(it.link_type)));
        let most = most + MAX_OPTIONS_LEN + MAX_PACKET_HEADER_LEN as u32 + TRAILER_LEN;
        let maximum = most.max(MAX_BLOCK_LEN);
        let empty = BLOCK_HEADER_LEN + TRAILER_LEN;
        if total < empty {
            return Err(found.wrong(Error::BlockTooShort { length: total, minimum: empty }));
        }
        if !total.is_multiple_of(4) {
            return Err(found.wrong(Error::BlockNotAligned(total)));
        }
        if total > maximum {
            return Err(found.wrong(Error::BlockTooLong { length: total, maximum }));
        }
        let Some(room) = total.checked_sub(minimum + TRAILER_LEN) else {
            return Err(found.wrong(Error::BlockTooFull(kind)));
        };
        (self.total, self.left) = (total, total);
        if bytes.len() < minimum as usize {
            return Err(self.short(found, minimum));
        }
        let (number, captured) = match kind {
            INTERFACE => {
                let link_type = LinkType::from_savefile(halves(head[2], self.swapped)[0]);
                let snap_length = snap_length(head[3], link_type);
                let interface = Interface { link_type, snap_length, ..Interface::default() };
                let capacity = interfaces.capacity() as u32;
                if interfaces.push(interface).is_err() {
                    return Err(found.wrong(Error::TooManyInterfaces { capacity }));
                }
                (self.state, self.named) = (State::Options, true);
                return self.passed(minimum);
            }
            PACKET => (head[2], Some(head[5])),
            OBSOLETE_PACKET => (halves(head[2], self.swapped)[0].into(), Some(head[5])),
            SIMPLE_PACKET => (0, None),
            _ => {
                (self.state, self.skip) = (State::Trailer, room);
                return self.passed(minimum);
            }
        };
        let Some(interface) = interfaces.get(number as usize) else {
            return Err(found.wrong(match self.named {
                true => Error::UnknownInterface(number),
                false => Error::PacketBeforeInterface,
            }));
        };
        let (time, length, captured) = match captured {
            Some(captured) => {
                let units = u64::from(head[3]) << 32 | u64::from(head[4]);
                (interface.resolution.timestamp(units, interface.offset), head[6], captured)
            }
            None => (Timestamp::default(), head[2], head[2].min(interface.snap_length)),
        };
        check_captured(captured, interface, true, found)?;
        if captured > room {
            return Err(found.wrong(Error::BlockTooFull(kind)));
        }
        let end = minimum + captured;
        if bytes.len() < end as usize {
            return Err(self.short(found, end));
        }
        (self.state, self.skip) = (State::Trailer, room - captured);
        let data = minimum as usize..end as usize;
        found.item = Item::Packet(Record { time, length, data, interface: number });
        self.passed(end)
    }

    fn section(
        &mut self,
        bytes: &[u8],
        interfaces: &mut VecView<Interface>,
        found: &mut Found,
    ) -> Result<usize, Pause> {
        let swapped = words(bytes, false)[2] != BYTE_ORDER;
        let [_, length, magic, version, ..] = words(bytes, swapped);
        if magic != BYTE_ORDER {
            return Err(found.wrong(Error::UnknownFormat));
        }
        let (minimum, maximum) = SECTION_LEN;
        if length < minimum || length > maximum {
            return Err(found.wrong(Error::SectionLength { length, minimum, maximum }));
        }
        if !length.is_multiple_of(4) {
            return Err(found.wrong(Error::BlockNotAligned(length)));
        }
        let [major, minor] = halves(version, swapped);
        if major != 1 || !matches!(minor, 0 | 2) {
            return Err(found.wrong(Error::PcapngVersion { major, minor }));
        }
        interfaces.clear();
        // Like libpcap, this does not look at the length behind a section's header.
        (self.swapped, self.total, self.left) = (swapped, length, length);
        self.skip = length - SECTION_FIELDS_LEN;
        self.passed(SECTION_FIELDS_LEN)
    }

    fn option(
        &mut self,
        bytes: &[u8],
        head: [u32; 7],
        interfaces: &mut VecView<Interface>,
        found: &mut Found,
    ) -> Result<usize, Pause> {
        let room = self.left - TRAILER_LEN;
        if room > 0 && bytes.len() < 4 {
            return Err(self.short(found, 4));
        }
        let [code, length] = halves(head[0], self.swapped);
        if room == 0 || code == END_OF_OPTIONS {
            (self.state, self.skip) = (State::InterfaceTrailer, room);
            return Ok(0);
        }
        let whole = 4 + u32::from(length).next_multiple_of(4);
        if whole > room {
            return Err(found.wrong(Error::BlockTooFull(INTERFACE)));
        }
        let expected = match code {
            TIME_RESOLUTION => 1,
            TIME_OFFSET => 8,
            _ => {
                self.skip = whole - 4;
                return self.passed(4);
            }
        };
        if length != expected {
            return Err(found.wrong(Error::OptionLength { code, length }));
        }
        if bytes.len() < whole as usize {
            return Err(self.short(found, whole));
        }
        if let Some(interface) = interfaces.last_mut() {
            if code == TIME_RESOLUTION {
                let byte = bytes.get(4).copied().unwrap_or_default();
                interface.resolution = match Resolution::from_byte(byte) {
                    Ok(resolution) => resolution,
                    Err(error) => return Err(found.wrong(error.into())),
                };
            } else {
                let [high, low] = match self.swapped == cfg!(target_endian = "big") {
                    true => [head[2], head[1]],
                    false => [head[1], head[2]],
                };
                interface.offset = (i64::from(high) << 32) | i64::from(low);
            }
        }
        self.passed(whole)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::super::Step;
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

    /// What a file holds, as text; the error last, if there is one. Bytes are shown to the reader
    /// a few at a time, and never more than it asks for.
    fn read(file: &[u8]) -> Vec<String> {
        let mut interfaces = heapless::Vec::<Interface, 2>::new();
        let mut reader = super::super::Reader::new(&mut interfaces);
        let (mut at, mut shown) = (0, 0);
        let mut seen = Vec::new();
        loop {
            let end = file.len().min(at + shown);
            let bytes = &file[at..end];
            match reader.next(bytes, end == file.len()) {
                Ok(Step::Need(want)) => {
                    assert!(want > bytes.len());
                    shown = want;
                }
                Ok(Step::End) => return seen,
                Ok(Step::Got(item, len)) => {
                    assert!(len <= bytes.len());
                    match item {
                        Item::Interface(number) => {
                            let interface = reader.interfaces()[number as usize];
                            seen.push(format!("{number} {}", interface.link_type));
                        }
                        Item::Packet(Record { time, length, data, interface }) => {
                            let data = core::str::from_utf8(&bytes[data]).unwrap_or("?");
                            let Timestamp { seconds, nanos } = time;
                            seen.push(format!("{interface} {seconds} {nanos} {length} {data}"));
                        }
                        Item::Nothing => {}
                    }
                    at += len;
                    shown = 0;
                }
                Err(error) => {
                    seen.push(error.to_string());
                    return seen;
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
                "0 LINUX_SLL",
                "0 0 1000 9 abcd",
            ];
            assert_eq!(read(&file.bytes), want);
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
            (
                with(32, 22),
                "block in pcapng dump file has a length of 22 that is not a multiple of 4",
            ),
            (
                with(56, 1),
                "a packet arrived on interface 1, but there's no Interface Description Block for \
                 that interface",
            ),
            (
                with(68, 300_000),
                "invalid packet capture length 300000, bigger than snaplen of 262144",
            ),
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
        let cases: [(&[(_, &[u8])], _); 2] = [
            (
                &[(9, &[20])],
                "Interface Description Block if_tsresol option resolution 10^-20 is too high",
            ),
            (&[(14, b"1")], "option 14 of a pcapng interface has a length of 1"),
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
            }
        }
    }
}
