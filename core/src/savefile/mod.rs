//! Savefiles: packets and their time stamps in files, over byte slices.
//!
//! Nothing here reads or writes: a reader is shown the bytes at hand and answers with a [`Step`]:
//! how many more it needs, or what stands there and how far to go on. Whoever drives it brings the
//! memory (a buffer, a mapped file) and says when no more bytes will come; a file that ends inside
//! a record is an error that says how much is missing, never a shorter record. Bytes are hostile:
//! every length is checked against a bound before it is believed, so a driver with a buffer of
//! [`max_record_length`] bytes never has to grow it.
//!
//! Writing is the same: [`pcap::Header`] and, for pcapng, [`blocks`] answer with the bytes that stand
//! before and behind a packet's own.
//!
//! The formats are those of draft-ietf-opsawg-pcap and of libpcap's `pcap-savefile(5)`; error
//! texts are libpcap's, so that scripts which match them still work.

pub mod blocks;
pub mod carried;
pub mod error;
mod interface;
pub mod options;
pub mod pcap;
#[cfg(feature = "pcapng")]
pub mod pcapng;
pub mod timestamp;

pub use interface::Interface;

use crate::linktype::LinkType;
use core::ops::Range;
use error::{Error, Part};
use heapless::VecView;
use timestamp::Timestamp;

/// What a reader makes of the bytes it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<T> {
    /// It must be shown at least this many, counted from the first byte it was shown now. It is never
    /// the answer where the reader was told that there are no more.
    Need(usize),
    /// It read something, and wants to go on behind this many bytes.
    Got(T, usize),
    /// The file ends here, as it should.
    End,
}

/// What there is in a savefile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An interface, by its number: [`Reader::interfaces`] has what is said of it. A file's first
    /// item is interface 0. A pcapng file may have several sections, each with interfaces of its own:
    /// another interface 0 is the first of a new section, and those before it are gone.
    Interface(u32),
    /// An option of the interface that comes next, at this place among the bytes the reader was shown;
    /// those that say how times are meant are not among them.
    Option(Range<usize>),
    /// A packet.
    Packet(Record),
    /// Packets that are not in the file, where the reader was told to look for them, or a block says so
    /// that holds the packet which comes next.
    Missing(Missing),
    /// A block that goes into a copy, where the reader was told that one is made: its kind, and where its
    /// body stands among those bytes; nothing for one that is longer than [`carried::LONGEST`].
    Block(carried::Kind, Option<Range<usize>>),
    /// Bytes that tell nothing of packets.
    Nothing,
}

/// One packet of a savefile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// When it was captured.
    pub time: Timestamp,
    /// Its length on the wire; a file may hold a captured length above it.
    pub length: u32,
    /// Where its captured bytes stand among those the reader was shown.
    pub data: Range<usize>,
    /// The number of the interface it was captured on.
    pub interface: u32,
    /// The time as a pcapng file has it, in the interface's units; of a pcap file 0.
    pub units: u64,
    /// Where what a pcapng file says of it besides stands among those bytes, as
    /// [`options`] reads it. It is left out if that takes more bytes than the longest packet, or, where a
    /// copy is made, than [`carried::LONGEST`], and of a file that ends within it.
    pub options: Range<usize>,
}

/// Packets that were lost when the file was captured, as a pcapng file tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The number of the interface.
    pub interface: u32,
    /// What is counted.
    pub kind: MissingKind,
    /// How many.
    pub count: u64,
}

/// How lost packets are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingKind {
    /// Those between two packets, of which the second was read last (`epb_dropcount`), or is read next
    /// (in the obsolete kind of packet).
    BeforePacket,
    /// Those the interface has dropped since the capture began (`isb_ifdrop`).
    ByInterface,
    /// Those the system has dropped since the capture began (`isb_osdrop`).
    BySystem,
}

/// The largest snap length libpcap believes for a link type: a record that claims more is an
/// error, whatever the file's own snap length says.
#[must_use]
pub const fn max_snap_length(link_type: LinkType) -> u32 {
    match link_type {
        LinkType::DBUS => 128 << 20,
        LinkType::EBHSCR => 8 << 20,
        LinkType::USBPCAP => 1 << 20,
        _ => 256 << 10,
    }
}

/// Where a packet's data begin at the latest, behind the header of a pcapng block.
const MAX_PACKET_HEADER_LEN: usize = 28;

/// The most bytes a reader ever needs to be shown at once of a file of this link type; for a copy see
/// [`carried::LONGEST`].
///
/// With less memory most files can be read, too. A packet takes 28 bytes more than were captured of it, and
/// what a pcapng file says of it or of an interface is rarely longer than a few hundred. A file that asks
/// for more than there is, by [`Step::Need`], has to be given up there.
#[must_use]
pub const fn max_record_length(link_type: LinkType) -> usize {
    MAX_PACKET_HEADER_LEN + max_snap_length(link_type) as usize
}

/// Reads a savefile of either format.
///
/// It is driven from the first byte of the file on: what a [`Step`] says is read is not shown
/// again.
///
/// ```
/// use barecap_core::savefile::{Interface, Item, Reader, Step};
/// use barecap_core::heapless::Vec;
///
/// fn count(file: &[u8]) -> Result<u32, barecap_core::savefile::error::Error> {
///     let mut interfaces = Vec::<Interface, 16>::new();
///     let mut reader = Reader::new(&mut interfaces);
///     let (mut at, mut packets) = (0, 0);
///     loop {
///         match reader.next(&file[at..], true)? {
///             Step::Got(item, len) => {
///                 packets += u32::from(matches!(item, Item::Packet(_)));
///                 at += len;
///             }
///             // All there is was shown, so nothing more can be asked for.
///             Step::Need(_) | Step::End => return Ok(packets),
///         }
///     }
/// }
/// assert_eq!(count(b"pcap").unwrap_err().to_string(), "unknown file format");
/// ```
///
/// What comes in pieces is gathered until there is enough of it:
///
/// ```
/// use barecap_core::heapless;
/// use barecap_core::linktype::LinkType;
/// use barecap_core::savefile::timestamp::{Precision, Timestamp};
/// use barecap_core::savefile::{Interface, Item, Reader, Step, pcap};
/// use std::error::Error;
/// use std::io::Read;
///
/// fn count(mut file: impl Read) -> Result<u32, Box<dyn Error>> {
///     let mut interfaces = heapless::Vec::<Interface, 16>::new();
///     let mut reader = Reader::new(&mut interfaces);
///     let (mut buffer, mut at, mut end) = (vec![0; 64], 0, 0);
///     let (mut at_end, mut packets) = (false, 0);
///     loop {
///         match reader.next(&buffer[at..end], at_end)? {
///             Step::Got(item, len) => {
///                 packets += u32::from(matches!(item, Item::Packet(_)));
///                 at += len;
///             }
///             Step::Need(len) => {
///                 buffer.copy_within(at..end, 0);
///                 (at, end) = (0, end - at);
///                 // Never more than `max_record_length` says.
///                 buffer.resize(buffer.len().max(len), 0);
///                 let more = file.read(&mut buffer[end..])?;
///                 (end, at_end) = (end + more, more == 0);
///             }
///             Step::End => return Ok(packets),
///         }
///     }
/// }
///
/// let header = pcap::Header {
///     link_type: LinkType::EN10MB,
///     extension: 0,
///     snap_length: 1500,
///     precision: Precision::Nano,
/// };
/// let mut file = header.encode().to_vec();
/// for seconds in 0..3 {
///     file.extend(header.encode_record(Timestamp { seconds, nanos: 5 }, 100, 1500));
///     file.extend([0xff; 100]);
/// }
/// assert_eq!(count(&file[..])?, 3);
/// let error = count(&file[..file.len() - 1]).unwrap_err();
/// assert!(error.to_string().ends_with("tried to read 100 captured bytes, only got 99"));
/// # Ok::<(), Box<dyn Error>>(())
/// ```
#[derive(Debug)]
pub struct Reader<'m> {
    format: Option<Format>,
    /// Whether blocks are shown that go into a copy.
    #[cfg(feature = "pcapng")]
    carries: bool,
    interfaces: &'m mut VecView<Interface>,
}

#[derive(Debug)]
enum Format {
    Pcap(pcap::Reader),
    #[cfg(feature = "pcapng")]
    Pcapng(pcapng::Reader),
}

/// Why a reader of one format gives nothing.
#[derive(Clone, Copy)]
enum Pause {
    /// It must be shown more bytes.
    Short,
    /// Nothing is left, and the file may end here.
    End,
    /// Nothing is left, but it is an error if the file ends here.
    #[cfg(feature = "pcapng")]
    Early,
    /// What is there makes no sense.
    Wrong,
}

/// What a reader of one format has found, or what keeps it from it. Handing nothing up but how far
/// it came and why it pauses keeps the readers small.
struct Found {
    item: Item,
    /// So many bytes it must be shown, if it is short of some.
    want: usize,
    /// If there are no more bytes: what they are missing from, and how many that has.
    part: Part,
    tried: u32,
    /// How many of those were there before the bytes that are shown.
    before: i64,
    error: Error,
    /// Whether there are no more bytes.
    #[cfg(feature = "pcapng")]
    at_end: bool,
}

impl Found {
    /// Something is wrong.
    #[inline(never)]
    fn wrong(&mut self, error: Error) -> Pause {
        self.error = error;
        Pause::Wrong
    }

    /// So many bytes are wanted of a part that has `tried`, of which some came before.
    #[inline(never)]
    fn short(&mut self, want: usize, part: Part, tried: u32, before: i64) -> Pause {
        (self.want, self.part, self.tried, self.before) = (want, part, tried, before);
        Pause::Short
    }
}

impl<'m> Reader<'m> {
    /// A reader at the beginning of a file. What the memory for interfaces held does not matter;
    /// a pcap file needs room for one, a pcapng file for those of a section.
    pub fn new(interfaces: &'m mut VecView<Interface>) -> Self {
        interfaces.clear();
        Self {
            format: None,
            #[cfg(feature = "pcapng")]
            carries: false,
            interfaces,
        }
    }

    /// Whether blocks are shown that go into a copy of a pcapng file besides its interfaces and packets;
    /// they are passed over otherwise.
    #[cfg(feature = "pcapng")]
    #[must_use]
    pub fn carrying(self, carries: bool) -> Self {
        Self { carries, ..self }
    }

    /// Looks for packets that are missing from a pcapng file, once its first interface was read: from
    /// then on, what stands behind each packet is read too. It is to be said again of another file.
    #[cfg(feature = "pcapng")]
    pub fn look_for_missing(&mut self) {
        if let Some(Format::Pcapng(reader)) = &mut self.format {
            reader.looks = true;
        }
    }

    /// Goes on with another file, from its beginning.
    pub fn restart(&mut self) {
        self.interfaces.clear();
        self.format = None;
    }

    /// What the file has said of its interfaces so far.
    #[must_use]
    pub fn interfaces(&self) -> &[Interface] {
        self.interfaces
    }

    /// Whether what was read last was written in the other byte order than this machine's, which filters
    /// are [compiled for](crate::filter::Target::of_savefile).
    #[must_use]
    pub fn swapped(&self) -> bool {
        match &self.format {
            Some(Format::Pcap(reader)) => reader.swapped,
            #[cfg(feature = "pcapng")]
            Some(Format::Pcapng(reader)) => reader.swapped,
            None => false,
        }
    }

    /// Whether the file is one in pcapng.
    #[must_use]
    pub fn is_pcapng(&self) -> bool {
        match &self.format {
            #[cfg(feature = "pcapng")]
            Some(Format::Pcapng(_)) => true,
            _ => false,
        }
    }

    /// The header of a file into which the records of this one can be copied byte for byte, as long as
    /// no packet is cut; nothing if they would have to be written anew.
    #[must_use]
    pub fn header(&self) -> Option<pcap::Header> {
        match (&self.format, self.interfaces.first()) {
            (Some(Format::Pcap(reader)), Some(interface)) => reader.header_of(interface),
            _ => None,
        }
    }

    /// Reads what `bytes` begin with, if that is a whole record of a pcap file: [`Self::next`] answers
    /// the same, only later, and knows everything else.
    #[must_use]
    #[inline(always)]
    pub fn record(&self, bytes: &[u8]) -> Option<(Record, usize)> {
        match &self.format {
            Some(Format::Pcap(reader)) => reader.record(bytes, self.interfaces),
            _ => None,
        }
    }

    /// Reads what `bytes` begin with; `at_end` says that there are no more bytes.
    ///
    /// # Errors
    /// It makes no sense, or the file ends within it. The reader stays where it is: shown the same bytes it
    /// answers the same, and it goes on where a file ended too early that has grown since.
    pub fn next(&mut self, bytes: &[u8], at_end: bool) -> Result<Step<Item>, Error> {
        if let Some((record, len)) = self.record(bytes) {
            return Ok(Step::Got(Item::Packet(record), len));
        }
        let mut found = Found {
            item: Item::Nothing,
            want: 1,
            part: Part::Block,
            tried: 0,
            before: 0,
            error: Error::NoInterface,
            #[cfg(feature = "pcapng")]
            at_end,
        };
        match self.item(bytes, &mut found) {
            Ok(len) => Ok(Step::Got(found.item, len)),
            Err(Pause::Wrong) => Err(found.error),
            Err(_) if !at_end => Ok(Step::Need(found.want)),
            Err(Pause::End) => Ok(Step::End),
            #[cfg(feature = "pcapng")]
            Err(Pause::Early) => Err(found.error),
            Err(Pause::Short) => {
                let got = (bytes.len() as i64 + found.before) as u32;
                Err(Error::Truncated { part: found.part, tried: found.tried, got })
            }
        }
    }

    #[inline(never)]
    fn item(&mut self, bytes: &[u8], found: &mut Found) -> Result<usize, Pause> {
        match &mut self.format {
            #[cfg(feature = "pcapng")]
            Some(Format::Pcapng(reader)) => reader.next(bytes, self.interfaces, found),
            Some(Format::Pcap(reader)) => Err(reader.missing(bytes, self.interfaces, found)),
            #[cfg(feature = "pcapng")]
            None if words(bytes, false)[0] == blocks::SECTION => {
                self.format = Some(Format::Pcapng(pcapng::Reader::new(self.carries)));
                Ok(0)
            }
            None => {
                let reader = pcap::Reader::open(bytes, self.interfaces, found)?;
                self.format = Some(Format::Pcap(reader));
                found.item = Item::Interface(0);
                Ok(pcap::HEADER_LEN)
            }
        }
    }
}

/// A snap length as it is believed.
fn snap_length(written: u32, link_type: LinkType) -> u32 {
    match written {
        1..=0x7fff_ffff => written,
        _ => max_snap_length(link_type),
    }
}

/// Whether a packet may have so many captured bytes: if `strict`, no more than the snap length.
#[inline(never)]
fn check_captured(
    captured: u32,
    interface: &Interface,
    strict: bool,
    found: &mut Found,
) -> Result<(), Pause> {
    let maximum = max_snap_length(interface.link_type);
    let snap_length = interface.snap_length;
    let above = captured > snap_length;
    match captured > maximum || strict && above {
        false => Ok(()),
        true if above => Err(found.wrong(Error::AboveSnapLength { captured, snap_length })),
        true => Err(found.wrong(Error::AboveMaximum { captured, maximum })),
    }
}

/// The words that bytes begin with, zeros where they end.
#[inline(never)]
fn words(bytes: &[u8], swapped: bool) -> [u32; 7] {
    let mut words = [0; 7];
    for (place, bytes) in words.iter_mut().zip(bytes.as_chunks().0) {
        *place = word(bytes, swapped);
    }
    words
}

/// A word as it was meant.
#[inline(always)]
fn word(bytes: &[u8; 4], swapped: bool) -> u32 {
    let word = u32::from_ne_bytes(*bytes);
    if swapped { word.swap_bytes() } else { word }
}

/// The two halves of a word, in the order in which they stand in the file.
fn halves(word: u32, swapped: bool) -> [u16; 2] {
    let (low, high) = (word as u16, (word >> 16) as u16);
    if swapped == cfg!(target_endian = "big") { [low, high] } else { [high, low] }
}
