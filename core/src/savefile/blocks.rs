//! Writing pcapng (draft-ietf-opsawg-pcapng): a section, its interfaces, packets, and what became of
//! them.
//!
//! Blocks are put together in memory that the caller brings, [`Blocks`]; what does not fit leaves
//! it as it was before the block. Those around packets are written once a file, so they are built
//! field by field. Around a packet stand a header and a trailer of few words: [`packet_header`] and
//! [`PacketEnd`].
//!
//! Everything is in this machine's byte order.
//!
//! A copy of the packets that a filter wants, of whatever file. A section numbers its interfaces anew,
//! and each may have another link type, and so needs another program:
//!
//! ```
//! # #[cfg(all(feature = "language", feature = "pcapng"))] {
//! use barecap_core::heapless;
//! use barecap_core::compile::compile;
//! use barecap_core::filter::{Context, Target, names::NoNames};
//! use barecap_core::savefile::blocks::{Blocks, Description, Notes, PacketEnd, packet_header, units};
//! use barecap_core::savefile::timestamp::Precision;
//! use barecap_core::savefile::{Interface, Item, Reader, Step};
//! use barecap_core::vm::{Decoded, Op, Packet};
//! use barecap_core::workspace::Small;
//!
//! fn copy(file: &[u8], filter: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
//!     let mut workspace = Box::new(Small::new());
//!     let mut interfaces = heapless::Vec::<Interface, 4>::new();
//!     let mut reader = Reader::new(&mut interfaces);
//!     // Programs by numbers here, of which those of sections that were read before are so many.
//!     let (mut programs, mut before) = (heapless::Vec::<Decoded<[Op; 320]>, 4>::new(), 0);
//!     let mut memory = [0; 512];
//!     let mut blocks = Blocks::new(&mut memory);
//!     blocks.section(b"copy", b"", b"")?;
//!     let mut new = blocks.bytes().to_vec();
//!     let mut rest = file;
//!     while let Step::Got(item, len) = reader.next(rest, true)? {
//!         match item {
//!             Item::Interface(number) => {
//!                 if number == 0 {
//!                     before = programs.len() as u32;
//!                 }
//!                 let interface = reader.interfaces()[number as usize];
//!                 let target = Target::of_savefile(reader.swapped());
//!                 let context = Context { target, ..Context::new(interface.link_type) };
//!                 let program = compile(filter, &context, &mut NoNames, &mut workspace)?;
//!                 let decoded = Decoded::owned(program, [Op::BLANK; 320]).ok_or("too long")?;
//!                 programs.push(decoded).map_err(|_| "too many interfaces")?;
//!                 let resolution = Precision::Nano.into();
//!                 let mut blocks = Blocks::new(&mut memory);
//!                 blocks.interface(&Description { resolution, offset: 0, ..interface.into() })?;
//!                 new.extend(blocks.bytes());
//!             }
//!             Item::Packet(record) => {
//!                 let (bytes, length) = (&rest[record.data], record.length);
//!                 let interface = before + record.interface;
//!                 if programs[interface as usize].run(Packet { bytes, length, ancillary: None }) > 0 {
//!                     let (time, captured) = (units(record.time, Precision::Nano), bytes.len() as u32);
//!                     let notes = Notes::default();
//!                     new.extend(packet_header(interface, time, captured, length, notes));
//!                     new.extend(bytes);
//!                     new.extend(PacketEnd::new(captured, notes).parts().concat());
//!                 }
//!             }
//!             _ => {}
//!         }
//!         rest = &rest[len..];
//!     }
//!     Ok(new)
//! }
//!
//! # use barecap_core::{linktype::LinkType, savefile::{pcap, timestamp::Timestamp}};
//! # let header = pcap::Header {
//! #     link_type: LinkType::EN10MB,
//! #     extension: 0,
//! #     snap_length: 1500,
//! #     precision: Precision::Micro,
//! # };
//! # let mut file = header.encode().to_vec();
//! # for (kind, seconds) in [(6, 1), (0xdd, 2), (6, 3)] {
//! #     let mut frame = [0; 61];
//! #     frame[12..14].copy_from_slice(&[8, kind]);
//! #     file.extend(header.encode_record(Timestamp { seconds, nanos: 5000 }, 61, 99));
//! #     file.extend(frame);
//! # }
//! let arp = copy(&file, "arp")?;
//! # let twice = copy(&[&arp[..], &arp].concat(), "arp")?;
//! # for (file, times) in [(&arp, &[1, 3][..]), (&twice, &[1, 3, 1, 3])] {
//! #     let mut interfaces = heapless::Vec::<Interface, 4>::new();
//! #     let mut reader = Reader::new(&mut interfaces);
//! #     let (mut rest, mut found) = (&file[..], vec![]);
//! #     while let Step::Got(item, len) = reader.next(rest, true)? {
//! #         if let Item::Packet(record) = item {
//! #             assert_eq!((record.length, record.data.len(), record.time.nanos), (99, 61, 5000));
//! #             assert_eq!(record.interface as usize + 1, reader.interfaces().len());
//! #             found.push(record.time.seconds);
//! #         }
//! #         rest = &rest[len..];
//! #     }
//! #     let kept: Vec<_> = found.chunks(2).flatten().copied().collect();
//! #     assert_eq!(kept, times);
//! # }
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod packet;

use core::fmt;

pub use packet::{Notes, PACKET_HEADER_LEN, PacketEnd, packet_header, units};

use super::Interface;
use super::options::{self, CHECK_LENGTH, END_OF_OPTIONS, FILTER};
use super::timestamp::{Precision, Resolution, Timestamp};
use crate::linktype::LinkType;

/// The block type of a section header, the same in both byte orders: the first word of a file.
pub(super) const SECTION: u32 = 0x0a0d_0d0a;
pub(super) const INTERFACE: u32 = 1;
pub(super) const INTERFACE_STATISTICS: u32 = 5;
pub(super) const PACKET: u32 = 6;

pub(super) const BYTE_ORDER: u32 = 0x1a2b_3c4d;

const COMMENT: u16 = 1;
/// Options of a section header.
pub(super) const APPLICATION: u16 = 4;
/// Options of an interface description.
const NAME: u16 = 2;
pub(super) const TIME_RESOLUTION: u16 = 9;
pub(super) const TIME_OFFSET: u16 = 14;
/// Options of interface statistics.
const BEGIN: u16 = 2;
const END: u16 = 3;
const RECEIVED: u16 = 4;
pub(super) const DROPPED_BY_INTERFACE: u16 = 5;
pub(super) const DROPPED_BY_SYSTEM: u16 = 7;

/// Blocks that are put together in a caller's memory.
///
/// ```
/// use barecap_core::linktype::LinkType;
/// use barecap_core::savefile::blocks::{Blocks, Description};
/// use barecap_core::savefile::timestamp::Precision;
///
/// let mut memory = [0; 256];
/// let mut blocks = Blocks::new(&mut memory);
/// blocks.section(b"barecap", b"-i eth0 -w file.pcapng", b"").unwrap();
/// let eth0 = Description { name: b"eth0", ..Description::default() };
/// blocks.interface(&eth0).unwrap();
/// assert_eq!(blocks.bytes()[..4], 0x0a0d_0d0a_u32.to_ne_bytes());
/// ```
#[derive(Debug)]
pub struct Blocks<'m> {
    memory: &'m mut [u8],
    used: usize,
}

/// There is no room for a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRoom;

impl fmt::Display for NoRoom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no room for the block")
    }
}

impl core::error::Error for NoRoom {}

/// What is said of an interface before its packets; of Ethernet, unless told otherwise. What its
/// options say is not said again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Description<'a> {
    /// The link type of its packets.
    pub link_type: LinkType,
    /// No packet has more captured bytes; 0 for no limit.
    pub snap_length: u32,
    /// The unit of time of its packets.
    pub resolution: Resolution,
    /// Seconds that their times lack.
    pub offset: i64,
    /// How many bytes of frame check sequence its packets end with, if that is known; left out where an
    /// option says so.
    pub check_length: Option<u8>,
    /// What another file said of it, in whole options, none of them about time.
    pub options: &'a [u8],
    /// Its name; nothing if it is not known.
    pub name: &'a [u8],
    /// The filter that its packets have passed; nothing if there was none. One that is too long for
    /// an option is left out.
    pub filter: &'a [u8],
}

impl Default for Description<'_> {
    fn default() -> Self {
        Self {
            link_type: LinkType::EN10MB,
            snap_length: 0,
            resolution: Resolution::default(),
            offset: 0,
            check_length: None,
            options: b"",
            name: b"",
            filter: b"",
        }
    }
}

/// What the file says that it was read from, but for its options.
impl From<Interface> for Description<'_> {
    fn from(interface: Interface) -> Self {
        Self {
            link_type: interface.link_type,
            snap_length: if interface.unlimited { 0 } else { interface.snap_length },
            resolution: interface.resolution,
            offset: interface.offset,
            check_length: interface.check_length(),
            ..Self::default()
        }
    }
}

/// What became of the packets of an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// When the capture began and ended.
    pub begin: Timestamp,
    /// See `begin`.
    pub end: Timestamp,
    /// Packets that passed the filter, those dropped included.
    pub received: u64,
    /// Packets that the interface dropped.
    pub dropped_by_interface: u64,
    /// Packets that the system dropped for lack of room.
    pub dropped_by_system: u64,
}

impl<'m> Blocks<'m> {
    /// No blocks yet.
    pub fn new(memory: &'m mut [u8]) -> Self {
        Self { memory, used: 0 }
    }

    /// The blocks.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.memory.get(..self.used).unwrap_or_default()
    }

    /// Begins a section: a file, or a part of one whose interfaces are numbered anew. `application`
    /// is what wrote it, `comment` what its user may want to know: nothing to leave them out. `options`
    /// is what another file said of its section, in whole options.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn section(
        &mut self,
        application: &[u8],
        comment: &[u8],
        options: &[u8],
    ) -> Result<(), NoRoom> {
        self.block(SECTION, &mut |blocks| {
            // Version 1.0, and a section whose length is not known.
            let version = halves(1, 0);
            blocks.words(&[BYTE_ORDER, version, u32::MAX, u32::MAX])?;
            blocks.option(COMMENT, comment)?;
            blocks.put(options)?;
            blocks.option(APPLICATION, application)
        })
    }

    /// Describes an interface; the first of a section has the number 0.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn interface(&mut self, description: &Description<'_>) -> Result<(), NoRoom> {
        let Description { link_type, snap_length, resolution, offset, .. } = *description;
        let Description { mut check_length, options, name, mut filter, .. } = *description;
        let mut rest = options;
        while let Some((code, length)) = options::first(rest, false) {
            rest = rest.get(length..).unwrap_or_default();
            match code {
                FILTER => filter = b"",
                CHECK_LENGTH => check_length = None,
                _ => {}
            }
        }
        self.block(INTERFACE, &mut |blocks| {
            blocks.words(&[halves(link_type.in_savefile(), 0), snap_length])?;
            blocks.put(options)?;
            blocks.option(NAME, name)?;
            blocks.option(TIME_RESOLUTION, &[resolution.byte()])?;
            if offset != 0 {
                blocks.option(TIME_OFFSET, &offset.to_ne_bytes())?;
            }
            if let Some(length) = check_length {
                blocks.option(CHECK_LENGTH, &[length])?;
            }
            if filter.is_empty() || filter.len() >= usize::from(u16::MAX) - 4 {
                return Ok(());
            }
            // A zero, and then the text of a filter of libpcap's.
            blocks.words(&[halves(FILTER, filter.len() as u16 + 1)])?;
            blocks.put(&[0])?;
            blocks.put(filter)?;
            blocks.pad(filter.len() + 1)
        })
    }

    /// Says what became of the packets of an interface.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn statistics(
        &mut self,
        interface: u32,
        precision: Precision,
        counts: &Counts,
    ) -> Result<(), NoRoom> {
        let [begin, end] = [counts.begin, counts.end].map(|time| high_low(units(time, precision)));
        self.block(INTERFACE_STATISTICS, &mut |blocks| {
            blocks.words(&[interface, end[0], end[1]])?;
            for (code, [first, second]) in [
                (BEGIN, begin),
                (END, end),
                (RECEIVED, native(counts.received)),
                (DROPPED_BY_INTERFACE, native(counts.dropped_by_interface)),
                (DROPPED_BY_SYSTEM, native(counts.dropped_by_system)),
            ] {
                blocks.words(&[halves(code, 8), first, second])?;
            }
            Ok(())
        })
    }

    /// A block, whose length is known when its body is there.
    fn block(
        &mut self,
        kind: u32,
        body: &mut dyn FnMut(&mut Self) -> Result<(), NoRoom>,
    ) -> Result<(), NoRoom> {
        let start = self.used;
        let whole = (|| {
            self.words(&[kind, 0])?;
            body(self)?;
            self.words(&[halves(END_OF_OPTIONS, 0), 0])?;
            let length = (self.used - start) as u32;
            let fields = [start + 4, self.used - 4];
            for at in fields {
                let field = self.memory.get_mut(at..at + 4).ok_or(NoRoom)?;
                field.copy_from_slice(&length.to_ne_bytes());
            }
            Ok(())
        })();
        if whole.is_err() {
            self.used = start;
        }
        whole
    }

    /// An option that is a text, if it is not empty; what is too long for one is cut.
    fn option(&mut self, code: u16, text: &[u8]) -> Result<(), NoRoom> {
        let text = text.get(..usize::from(u16::MAX)).unwrap_or(text);
        if text.is_empty() {
            return Ok(());
        }
        self.words(&[halves(code, text.len() as u16)])?;
        self.put(text)?;
        self.pad(text.len())
    }

    fn words(&mut self, words: &[u32]) -> Result<(), NoRoom> {
        words.iter().try_for_each(|word| self.put(&word.to_ne_bytes()))
    }

    fn pad(&mut self, length: usize) -> Result<(), NoRoom> {
        self.put([0; 3].get(..padding(length)).unwrap_or_default())
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), NoRoom> {
        let end = self.used + bytes.len();
        self.memory.get_mut(self.used..end).ok_or(NoRoom)?.copy_from_slice(bytes);
        self.used = end;
        Ok(())
    }
}

/// Puts the option that tells an interface's name into memory, for [`Description::options`]; how long it
/// is, 0 if there is no room for it.
///
/// ```
/// let mut memory = [0; 12];
/// assert_eq!(barecap_core::savefile::blocks::name_option(b"veth1", &mut memory), 12);
/// assert_eq!(memory[4..], *b"veth1\0\0\0");
/// ```
pub fn name_option(name: &[u8], memory: &mut [u8]) -> usize {
    let mut blocks = Blocks::new(memory);
    if blocks.option(NAME, name).is_ok() { blocks.used } else { 0 }
}

/// What the header of a block says, whose first 8 bytes are in this machine's byte order: whether it is a
/// packet's, and how many bytes the whole block has; nothing if there are fewer than those 8.
#[must_use]
pub fn block(bytes: &[u8]) -> Option<(bool, usize)> {
    let ([kind, length], _) = bytes.get(..8)?.as_chunks() else { return None };
    Some((u32::from_ne_bytes(*kind) == PACKET, u32::from_ne_bytes(*length) as usize))
}

/// How many bytes are missing to a multiple of 4.
const fn padding(length: usize) -> usize {
    length.wrapping_neg() % 4
}

/// Two fields of 16 bits as the word that they share.
fn halves(first: u16, second: u16) -> u32 {
    let ([a, b], [c, d]) = (first.to_ne_bytes(), second.to_ne_bytes());
    u32::from_ne_bytes([a, b, c, d])
}

/// A number of 64 bits as two words, in the order of memory.
fn native(number: u64) -> [u32; 2] {
    let [a, b, c, d, e, f, g, h] = number.to_ne_bytes();
    [u32::from_ne_bytes([a, b, c, d]), u32::from_ne_bytes([e, f, g, h])]
}

/// The high and the low word of a time.
fn high_low(units: u64) -> [u32; 2] {
    [(units >> 32) as u32, units as u32]
}

#[cfg(test)]
#[cfg(feature = "pcapng")]
mod tests;
