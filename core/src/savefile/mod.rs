//! Savefiles: packets and their time stamps in files, over byte slices.
//!
//! Nothing here reads or writes: a reader is shown the bytes at hand and answers with a [`Step`]:
//! how many more it needs, or what stands there and how far to go on. Whoever drives it brings the
//! memory (a buffer, a mapped file) and says when no more bytes will come; a file that ends inside
//! a record is an error that says how much is missing, never a shorter record. Bytes are hostile:
//! every length is checked against a bound before it is believed, so a driver with a buffer of
//! [`max_record_length`] bytes never has to grow it.
//!
//! The formats are those of draft-ietf-opsawg-pcap and of libpcap's `pcap-savefile(5)`; error
//! texts are libpcap's, so that scripts which match them still work.

pub mod error;
pub mod pcap;
pub mod pcapng;
pub mod timestamp;

use crate::linktype::LinkType;
use core::ops::Range;
use error::Error;
use heapless::VecView;
use timestamp::{Resolution, Timestamp};

/// What a reader makes of the bytes it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<T> {
    /// It must be shown at least this many, counted from the first byte it was shown now.
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
    /// item is interface 0.
    Interface(u32),
    /// A packet.
    Packet(Record),
    /// Bytes that tell nothing of packets.
    Nothing,
}

/// What a file says of all packets of one interface. A pcap file has one interface, number 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interface {
    /// The link type of its packets.
    pub link_type: LinkType,
    /// The high 6 bits of a pcap file's link type word, in place: what its writer knew of frame
    /// check sequences.
    pub extension: u32,
    /// No packet has more captured bytes.
    pub snap_length: u32,
    /// The unit of time.
    pub resolution: Resolution,
    /// Seconds that its times lack.
    pub offset: i64,
}

impl Default for Interface {
    fn default() -> Self {
        Self {
            link_type: LinkType::EN10MB,
            extension: 0,
            snap_length: 0,
            resolution: Resolution::default(),
            offset: 0,
        }
    }
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

/// The most bytes a reader ever needs to be shown at once of a file of this link type.
#[must_use]
pub const fn max_record_length(link_type: LinkType) -> usize {
    pcapng::MAX_PACKET_HEADER_LEN + max_snap_length(link_type) as usize
}

/// Reads a savefile of either format.
///
/// It is driven from the first byte of the file on: what a [`Step`] says is read is not shown
/// again.
///
/// ```
/// use barecap_core::savefile::{Interface, Item, Reader, Step};
/// use heapless::Vec;
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
///             Step::Need(_) | Step::End => return Ok(packets),
///         }
///     }
/// }
/// assert_eq!(count(b"pcap").unwrap_err().to_string(), "unknown file format");
/// ```
#[derive(Debug)]
pub struct Reader<'m> {
    format: Option<Format>,
    interfaces: &'m mut VecView<Interface>,
}

#[derive(Debug)]
enum Format {
    Pcap(pcap::Reader),
    Pcapng(pcapng::Reader),
}

impl<'m> Reader<'m> {
    /// A reader at the beginning of a file. What the memory for interfaces held does not matter;
    /// a pcap file needs room for one, a pcapng file for those of a section.
    pub fn new(interfaces: &'m mut VecView<Interface>) -> Self {
        interfaces.clear();
        Self { format: None, interfaces }
    }

    /// What the file has said of its interfaces so far.
    #[must_use]
    pub fn interfaces(&self) -> &[Interface] {
        self.interfaces
    }

    /// Whether what was read last was written in the other byte order than this machine's.
    #[must_use]
    pub fn swapped(&self) -> bool {
        match &self.format {
            Some(Format::Pcap(reader)) => reader.swapped(),
            Some(Format::Pcapng(reader)) => reader.swapped(),
            None => false,
        }
    }

    /// Reads what `bytes` begin with; `at_end` says that there are no more bytes.
    pub fn next(&mut self, bytes: &[u8], at_end: bool) -> Result<Step<Item>, Error> {
        match &mut self.format {
            Some(Format::Pcapng(reader)) => reader.next(bytes, at_end, self.interfaces),
            Some(Format::Pcap(reader)) => Ok(match reader.next(bytes, at_end)? {
                Step::Got(record, len) => Step::Got(Item::Packet(record), len),
                Step::Need(bytes) => Step::Need(bytes),
                Step::End => Step::End,
            }),
            None if word(bytes, 0, false) == Some(pcapng::SECTION) => {
                self.format = Some(Format::Pcapng(pcapng::Reader::new()));
                Ok(Step::Got(Item::Nothing, 0))
            }
            None => match pcap::Reader::open(bytes, at_end)? {
                Step::Got(reader, len) => {
                    let pcap::Header { link_type, extension, snap_length, precision } =
                        *reader.header();
                    let interface = Interface {
                        link_type,
                        extension,
                        snap_length,
                        resolution: precision.into(),
                        offset: 0,
                    };
                    let pushed = self.interfaces.push(interface);
                    pushed.map_err(|_| Error::TooManyInterfaces { capacity: 0 })?;
                    self.format = Some(Format::Pcap(reader));
                    Ok(Step::Got(Item::Interface(0), len))
                }
                Step::Need(bytes) => Ok(Step::Need(bytes)),
                Step::End => Ok(Step::End),
            },
        }
    }
}

/// The bytes at an offset, or zeros where they are not all there.
fn bytes_at<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes.get(at..).and_then(<[u8]>::first_chunk).copied().unwrap_or([0; N])
}

/// Two bytes at an offset as a number, or 0 where they are not there.
fn half(bytes: &[u8], at: usize, swapped: bool) -> u16 {
    let half = u16::from_ne_bytes(bytes_at(bytes, at));
    if swapped { half.swap_bytes() } else { half }
}

/// The word at an offset, if it is there.
fn word(bytes: &[u8], at: usize, swapped: bool) -> Option<u32> {
    let word = u32::from_ne_bytes(*bytes.get(at..)?.first_chunk()?);
    Some(if swapped { word.swap_bytes() } else { word })
}
