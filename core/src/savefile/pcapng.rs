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

use super::error::{Error, Part};
use super::timestamp::{Resolution, Timestamp};
use super::{Interface, Item, Record, Step, bytes_at, half, max_snap_length, word};
use crate::linktype::LinkType;
use heapless::VecView;

/// The block type of a section header, the same in both byte orders: the first word of a file.
pub(super) const SECTION: u32 = 0x0a0d_0d0a;
const INTERFACE: u32 = 1;
const OBSOLETE_PACKET: u32 = 2;
const SIMPLE_PACKET: u32 = 3;
const PACKET: u32 = 6;

const BYTE_ORDER: u32 = 0x1a2b_3c4d;

const END_OF_OPTIONS: u16 = 0;
const TIME_RESOLUTION: u16 = 9;
const TIME_OFFSET: u16 = 14;

/// Type and length before a block's body.
const BLOCK_HEADER_LEN: u32 = 8;
/// The length behind it.
const TRAILER_LEN: u32 = 4;
/// The shortest and the longest section header block that libpcap believes.
const SECTION_LEN: (u32, u32) = (28, 1 << 20);
/// The longest block of another kind, if a packet of the link type does not need more.
const MAX_BLOCK_LEN: u32 = 16 << 20;
/// What libpcap grants the options of a packet.
const MAX_OPTIONS_LEN: u32 = 128 << 10;

/// Where a packet's data begin at the latest.
pub(super) const MAX_PACKET_HEADER_LEN: usize = 28;

/// Reads the blocks of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    swapped: bool,
    /// Whether the file's first section has begun.
    begun: bool,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Block,
    /// Options of the interface that was added last.
    Options,
    Trailer,
    /// The trailer of an interface's block.
    InterfaceTrailer,
}

/// How a kind of packet block lays out its body.
struct Layout {
    kind: u32,
    header_len: u32,
    interface: u32,
    /// Where the two words of time stand, if it has them.
    time: Option<usize>,
    captured: Option<usize>,
    length: usize,
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// A reader at the beginning of a file.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            swapped: false,
            begun: false,
            named: false,
            state: State::Block,
            total: 0,
            left: 0,
            skip: 0,
        }
    }

    /// Whether the section was written in the other byte order than this machine's.
    #[must_use]
    pub fn swapped(&self) -> bool {
        self.swapped
    }

    /// Reads what `bytes` begin with; `at_end` says that there are no more. The section's
    /// interfaces are gathered in `interfaces`.
    pub fn next(
        &mut self,
        bytes: &[u8],
        at_end: bool,
        interfaces: &mut VecView<Interface>,
    ) -> Result<Step<Item>, Error> {
        if self.skip > 0 {
            if bytes.is_empty() {
                return self.short(bytes, at_end, 1);
            }
            let skipped = self.skip.min(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
            self.skip -= skipped;
            self.left -= skipped;
            return Ok(Step::Got(Item::Nothing, skipped as usize));
        }
        match self.state {
            State::Block => self.block(bytes, at_end, interfaces),
            State::Options => self.option(bytes, at_end, interfaces),
            State::Trailer | State::InterfaceTrailer => {
                let Some(trailer) = word(bytes, 0, self.swapped) else {
                    return self.short(bytes, at_end, 4);
                };
                if trailer != self.total {
                    return Err(Error::Trailer { header: self.total, trailer });
                }
                let item = match self.state {
                    State::InterfaceTrailer => {
                        Item::Interface(interfaces.len().saturating_sub(1) as u32)
                    }
                    _ => Item::Nothing,
                };
                (self.state, self.left) = (State::Block, 0);
                Ok(Step::Got(item, TRAILER_LEN as usize))
            }
        }
    }

    /// Fewer bytes are at hand than are wanted inside a block.
    fn short(&self, bytes: &[u8], at_end: bool, want: usize) -> Result<Step<Item>, Error> {
        if !at_end {
            return Ok(Step::Need(want));
        }
        let tried = self.total - BLOCK_HEADER_LEN;
        let got = (self.total - self.left) as usize + bytes.len();
        let got = got.saturating_sub(BLOCK_HEADER_LEN as usize) as u32;
        Err(Error::Truncated { part: Part::Block, tried, got })
    }

    fn block(
        &mut self,
        bytes: &[u8],
        at_end: bool,
        interfaces: &mut VecView<Interface>,
    ) -> Result<Step<Item>, Error> {
        let (Some(kind), Some(total)) =
            (word(bytes, 0, self.swapped), word(bytes, 4, self.swapped))
        else {
            return match (at_end, bytes.len()) {
                (false, _) => Ok(Step::Need(BLOCK_HEADER_LEN as usize)),
                (true, 0) if !self.named => Err(Error::NoInterface),
                (true, 0) => Ok(Step::End),
                (true, got) => {
                    let part = Part::Block;
                    Err(Error::Truncated { part, tried: BLOCK_HEADER_LEN, got: got as u32 })
                }
            };
        };
        if kind == SECTION {
            return self.section(bytes, at_end, interfaces);
        }
        if !self.begun {
            return Err(Error::UnknownFormat);
        }
        let maximum = interfaces.iter().fold(MAX_BLOCK_LEN, |maximum, interface| {
            let packet = max_snap_length(interface.link_type) + MAX_OPTIONS_LEN;
            maximum.max(packet + MAX_PACKET_HEADER_LEN as u32 + TRAILER_LEN)
        });
        let minimum = BLOCK_HEADER_LEN + TRAILER_LEN;
        if total < minimum {
            return Err(Error::BlockTooShort { length: total, minimum });
        }
        if !total.is_multiple_of(4) {
            return Err(Error::BlockNotAligned(total));
        }
        if total > maximum {
            return Err(Error::BlockTooLong { length: total, maximum });
        }
        (self.total, self.left) = (total, total);
        let packet = |interface| Layout {
            kind,
            header_len: MAX_PACKET_HEADER_LEN as u32,
            interface,
            time: Some(12),
            captured: Some(20),
            length: 24,
        };
        let layout = match kind {
            INTERFACE => return self.interface(bytes, at_end, interfaces),
            PACKET => packet(word(bytes, 8, self.swapped).unwrap_or(0)),
            OBSOLETE_PACKET => packet(u32::from(half(bytes, 8, self.swapped))),
            SIMPLE_PACKET => {
                Layout { kind, header_len: 12, interface: 0, time: None, captured: None, length: 8 }
            }
            _ => {
                self.left -= BLOCK_HEADER_LEN;
                (self.state, self.skip) = (State::Trailer, total - minimum);
                return Ok(Step::Got(Item::Nothing, BLOCK_HEADER_LEN as usize));
            }
        };
        self.packet(bytes, at_end, &layout, interfaces)
    }

    fn section(
        &mut self,
        bytes: &[u8],
        at_end: bool,
        interfaces: &mut VecView<Interface>,
    ) -> Result<Step<Item>, Error> {
        let Some(magic) = word(bytes, 8, false).filter(|_| bytes.len() >= 24) else {
            if !at_end {
                return Ok(Step::Need(24));
            }
            let (part, got) = (Part::Block, bytes.len() as u32);
            return Err(Error::Truncated { part, tried: 24, got });
        };
        let swapped = match magic {
            BYTE_ORDER => false,
            _ if magic.swap_bytes() == BYTE_ORDER => true,
            _ => return Err(Error::UnknownFormat),
        };
        let total = word(bytes, 4, swapped).unwrap_or(0);
        let (minimum, maximum) = SECTION_LEN;
        if total < minimum || total > maximum {
            return Err(Error::SectionLength { length: total, minimum, maximum });
        }
        if !total.is_multiple_of(4) {
            return Err(Error::BlockNotAligned(total));
        }
        let (major, minor) = (half(bytes, 12, swapped), half(bytes, 14, swapped));
        if major != 1 || !matches!(minor, 0 | 2) {
            return Err(Error::PcapngVersion { major, minor });
        }
        interfaces.clear();
        // Like libpcap, this does not look at the length behind a section's header.
        (self.swapped, self.begun, self.state) = (swapped, true, State::Block);
        (self.total, self.left, self.skip) = (total, total - 24, total - 24);
        Ok(Step::Got(Item::Nothing, 24))
    }

    fn interface(
        &mut self,
        bytes: &[u8],
        at_end: bool,
        interfaces: &mut VecView<Interface>,
    ) -> Result<Step<Item>, Error> {
        let minimum = 16 + TRAILER_LEN;
        if self.total < minimum {
            return Err(Error::BlockTooShort { length: self.total, minimum });
        }
        if bytes.len() < 16 {
            return self.short(bytes, at_end, 16);
        }
        let link_type = LinkType::from_savefile(half(bytes, 8, self.swapped));
        let snap_length = match word(bytes, 12, self.swapped).unwrap_or(0) {
            snap_length @ 1..=0x7fff_ffff => snap_length,
            _ => max_snap_length(link_type),
        };
        let interface = Interface { link_type, snap_length, ..Interface::default() };
        let capacity = interfaces.capacity() as u32;
        interfaces.push(interface).map_err(|_| Error::TooManyInterfaces { capacity })?;
        self.named = true;
        (self.state, self.left) = (State::Options, self.total - 16);
        Ok(Step::Got(Item::Nothing, 16))
    }

    fn option(
        &mut self,
        bytes: &[u8],
        at_end: bool,
        interfaces: &mut VecView<Interface>,
    ) -> Result<Step<Item>, Error> {
        let room = self.left - TRAILER_LEN;
        if room < 4 {
            (self.state, self.skip) = (State::InterfaceTrailer, room);
            return Ok(Step::Got(Item::Nothing, 0));
        }
        // The value of an option that is understood is 8 bytes at most.
        let (code, len) = (half(bytes, 0, self.swapped), half(bytes, 2, self.swapped));
        let understood = matches!(code, TIME_RESOLUTION | TIME_OFFSET);
        let want = if understood && bytes.len() >= 4 { 4 + usize::from(len.min(8)) } else { 4 };
        if bytes.len() < want {
            return self.short(bytes, at_end, want);
        }
        let whole = 4 + u32::from(len).next_multiple_of(4);
        if whole > room {
            return Err(Error::BlockTooFull(INTERFACE));
        }
        if code == END_OF_OPTIONS {
            (self.state, self.skip) = (State::InterfaceTrailer, room);
            return Ok(Step::Got(Item::Nothing, 0));
        }
        if let Some(interface) = interfaces.last_mut() {
            match (code, len) {
                (TIME_RESOLUTION, 1) => {
                    let [byte] = bytes_at(bytes, 4);
                    interface.resolution = Resolution::from_byte(byte)?;
                }
                (TIME_OFFSET, 8) => {
                    let offset = i64::from_ne_bytes(bytes_at(bytes, 4));
                    interface.offset = if self.swapped { offset.swap_bytes() } else { offset };
                }
                (TIME_RESOLUTION | TIME_OFFSET, _) => {
                    return Err(Error::OptionLength { code, length: len });
                }
                _ => {}
            }
        }
        (self.left, self.skip) = (self.left - 4, whole - 4);
        Ok(Step::Got(Item::Nothing, 4))
    }

    fn packet(
        &mut self,
        bytes: &[u8],
        at_end: bool,
        layout: &Layout,
        interfaces: &VecView<Interface>,
    ) -> Result<Step<Item>, Error> {
        let header_len = layout.header_len as usize;
        let minimum = layout.header_len + TRAILER_LEN;
        if self.total < minimum {
            return Err(Error::BlockTooShort { length: self.total, minimum });
        }
        if bytes.len() < header_len {
            return self.short(bytes, at_end, header_len);
        }
        let field = |at| word(bytes, at, self.swapped).unwrap_or(0);
        let number = layout.interface;
        let Some(interface) = interfaces.get(number as usize) else {
            return Err(match self.named {
                true => Error::UnknownInterface(number),
                false => Error::PacketBeforeInterface,
            });
        };
        let length = field(layout.length);
        let snap_length = interface.snap_length;
        let captured = layout.captured.map_or(length.min(snap_length), field);
        if captured > snap_length {
            return Err(Error::AboveSnapLength { captured, snap_length });
        }
        let maximum = max_snap_length(interface.link_type);
        if captured > maximum {
            return Err(Error::AboveMaximum { captured, maximum });
        }
        let room = self.total - minimum;
        if captured > room {
            return Err(Error::BlockTooFull(layout.kind));
        }
        let end = header_len + captured as usize;
        if bytes.len() < end {
            return self.short(bytes, at_end, end);
        }
        let time = match layout.time {
            Some(at) => {
                let ticks = u64::from(field(at)) << 32 | u64::from(field(at + 4));
                interface.resolution.timestamp(ticks, interface.offset)
            }
            None => Timestamp::default(),
        };
        let data = header_len..end;
        (self.state, self.left) = (State::Trailer, self.total - end as u32);
        self.skip = room - captured;
        Ok(Step::Got(Item::Packet(Record { time, length, data, interface: number }), end))
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
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
        let (mut reader, mut at, mut shown) = (Reader::new(), 0, 0);
        let mut seen = Vec::new();
        loop {
            let end = file.len().min(at + shown);
            let bytes = &file[at..end];
            match reader.next(bytes, end == file.len(), &mut interfaces) {
                Ok(Step::Need(want)) => {
                    assert!(want > bytes.len());
                    shown = want;
                }
                Ok(Step::End) => return seen,
                Ok(Step::Got(item, len)) => {
                    assert!(len <= bytes.len());
                    match item {
                        Item::Interface(number) => {
                            let interface = interfaces[number as usize];
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
                (0, 0..8) => Some(format!("8 bytes, only got {got}")),
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
