//! The pcap format: a 24-byte file header, then records of a 16-byte header and captured bytes.
//!
//! ```text
//! file    magic(4) major(2) minor(2) thiszone(4) sigfigs(4) snap length(4) link type(4)
//! record  seconds(4) fraction(4) captured(4) length(4) [index(4) protocol(2) type(1) pad(1)] data
//! ```
//!
//! Every word is in the byte order of the machine that wrote the file, which the magic tells. A
//! second magic says that fractions are nanoseconds, a third (Alexey Kuznetzov's patched libpcap
//! of old Red Hat systems) that record headers have the 8 bytes in brackets, and its snap lengths
//! do not count the link header of Ethernet.
//!
//! Old writers swapped captured and wire length: all before version 2.3 and those that say 543.0
//! (DG/UX) always, those of 2.3 in some releases, which shows when the captured length is the
//! larger. The link type word holds the LINKTYPE number in its low 16 bits, 10 bits that must be
//! zero, and 6 that tell of frame check sequences and are carried along.
//!
//! Files are written as version 2.4 in this machine's byte order.

use super::error::{Error, Part};
use super::timestamp::{Precision, Timestamp};
use super::{
    Found, Interface, Pause, Record, check_captured, halves, max_snap_length, snap_length, word,
    words,
};
use crate::linktype::LinkType;
use heapless::VecView;

/// Length of the header of a file.
pub const HEADER_LEN: usize = 24;
/// Length of the header of a record, as it is written.
pub const RECORD_HEADER_LEN: usize = 16;

const MICRO: u32 = 0xa1b2_c3d4;
const NANO: u32 = 0xa1b2_3c4d;
const KUZNETZOV: u32 = 0xa1b2_cd34;

const ETHERNET_HEADER_LEN: u32 = 14;
const RESERVED: u32 = 0x03ff_0000;
const EXTENSION: u32 = 0xfc00_0000;

/// What the header of a file says of all its packets. A file is that, and for each packet the header of a
/// record and the captured bytes.
///
/// ```
/// use barecap_core::linktype::LinkType;
/// use barecap_core::savefile::pcap::Header;
/// use barecap_core::savefile::timestamp::{Precision, Timestamp};
///
/// let header = Header {
///     link_type: LinkType::RAW,
///     extension: 0,
///     snap_length: 96,
///     precision: Precision::Micro,
/// };
/// let packet = [0x45; 1500];
/// let captured = &packet[..header.snap_length as usize];
/// let time = Timestamp { seconds: 1_700_000_000, nanos: 123_456_789 };
/// let record = header.encode_record(time, captured.len() as u32, packet.len() as u32);
/// let file = [&header.encode()[..], &record, captured].concat();
/// assert_eq!(file.len(), 24 + 16 + 96);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The link type of every packet.
    pub link_type: LinkType,
    /// The high 6 bits of the link type word, in place: what the writer knew of frame check
    /// sequences.
    pub extension: u32,
    /// No packet has more captured bytes.
    pub snap_length: u32,
    /// The unit of time.
    pub precision: Precision,
}

impl Header {
    /// The first bytes of a new file.
    #[must_use]
    pub fn encode(&self) -> [u8; HEADER_LEN] {
        let magic = match self.precision {
            Precision::Micro => MICRO,
            Precision::Nano => NANO,
        };
        let link_type = u32::from(self.link_type.in_savefile()) | self.extension & EXTENSION;
        let ([a, b], [c, d]) = (2_u16.to_ne_bytes(), 4_u16.to_ne_bytes());
        let version = u32::from_ne_bytes([a, b, c, d]);
        in_memory([magic, version, 0, 0, self.snap_length, link_type])
    }

    /// The bytes before a packet's own in a file with this header. The format has room for the low 32
    /// bits of the seconds, and for a fraction of as many: a greater one, which only a time in
    /// nanoseconds can have that was read as one in microseconds, becomes the greatest, unless it is
    /// [carried](Timestamp::carried) before.
    #[must_use]
    #[inline(always)]
    pub fn encode_record(
        &self,
        time: Timestamp,
        captured: u32,
        length: u32,
    ) -> [u8; RECORD_HEADER_LEN] {
        // In registers: bytes stored word by word and copied as a whole make the processor wait.
        let pair = |low: u32, high: u32| u64::from(low.to_le()) | u64::from(high.to_le()) << 32;
        let time = pair(time.seconds as u32, time.fraction(self.precision));
        (u128::from(time) | u128::from(pair(captured, length)) << 64).to_le_bytes()
    }
}

/// The bytes of words, in this machine's order.
#[inline]
fn in_memory<const WORDS: usize, const BYTES: usize>(words: [u32; WORDS]) -> [u8; BYTES] {
    const { assert!(BYTES == 4 * WORDS) };
    let mut bytes = [0; BYTES];
    bytes.copy_from_slice(words.map(u32::to_ne_bytes).as_flattened());
    bytes
}

/// Reads the records of a file.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) swapped: bool,
    kuznetzov: bool,
    precision: Precision,
    lengths: Lengths,
}

/// In which order a record holds captured and wire length.
#[derive(Debug)]
enum Lengths {
    CapturedFirst,
    CapturedLast,
    SmallerIsCaptured,
}

/// More bytes are wanted: in all, and of a part whose first bytes are behind `header` others.
fn short(found: &mut Found, part: Part, header: usize, tried: u32) -> Pause {
    found.short(header + tried as usize, part, tried, -(header as i64))
}

impl Reader {
    /// Reads the header of a file; what it says of packets becomes the only interface.
    pub(super) fn open(
        bytes: &[u8],
        interfaces: &mut VecView<Interface>,
        found: &mut Found,
    ) -> Result<Self, Pause> {
        if bytes.len() < 4 {
            return Err(short(found, Part::FileHeader, 0, 4));
        }
        let known = |magic| matches!(magic, MICRO | NANO | KUZNETZOV);
        let swapped = !known(words(bytes, false)[0]);
        let [magic, version, _, _, written, link, _] = words(bytes, swapped);
        if !known(magic) {
            return Err(found.wrong(Error::UnknownFormat));
        }
        if bytes.len() < HEADER_LEN {
            return Err(short(found, Part::FileHeader, 0, HEADER_LEN as u32));
        }
        let lengths = match halves(version, swapped) {
            [2, 0..=2] | [543, 0] => Lengths::CapturedLast,
            [2, 3] => Lengths::SmallerIsCaptured,
            [2, 4] => Lengths::CapturedFirst,
            [major, minor] => return Err(found.wrong(Error::Version { major, minor })),
        };
        if link & RESERVED != 0 {
            return Err(found.wrong(Error::Reserved(link & RESERVED)));
        }
        let link_type = LinkType::from_savefile(link as u16);
        let kuznetzov = magic == KUZNETZOV;
        let mut snap_length = snap_length(written, link_type);
        if kuznetzov && link_type == LinkType::EN10MB {
            snap_length += ETHERNET_HEADER_LEN;
        }
        let precision = if magic == NANO { Precision::Nano } else { Precision::Micro };
        let (extension, resolution) = (link & EXTENSION, precision.into());
        let interface =
            Interface { link_type, extension, snap_length, resolution, ..Interface::default() };
        if interfaces.push(interface).is_err() {
            return Err(found.wrong(Error::TooManyInterfaces { capacity: 0 }));
        }
        Ok(Self { swapped, kuznetzov, precision, lengths })
    }

    /// The header of a file whose records look like those of this one.
    pub(super) fn header_of(&self, interface: &Interface) -> Option<Header> {
        let Interface { link_type, extension, snap_length, .. } = *interface;
        let alike = !self.swapped && !self.kuznetzov;
        match self.lengths {
            Lengths::CapturedFirst if alike => {
                Some(Header { link_type, extension, snap_length, precision: self.precision })
            }
            _ => None,
        }
    }

    /// Reads a record, if it is there whole and there is nothing wrong with it. Captured bytes beyond
    /// the file's snap length are left out of the packet, as libpcap does.
    ///
    /// This is what runs for every packet, so it does not ask what else there might be.
    #[inline(always)]
    pub(super) fn record(&self, bytes: &[u8], interfaces: &[Interface]) -> Option<(Record, usize)> {
        let interface = interfaces.first()?;
        let (time, captured, length) = self.header(bytes)?;
        let header_len = self.header_len();
        if captured > max_snap_length(interface.link_type) {
            return None;
        }
        let end = header_len + captured as usize;
        if bytes.len() < end {
            return None;
        }
        let data = header_len..header_len + captured.min(interface.snap_length) as usize;
        let (interface, units, options) = (0, 0, 0..0);
        Some((Record { time, length, data, interface, units, options }, end))
    }

    /// Why no record was read.
    #[cold]
    #[inline(never)]
    pub(super) fn missing(
        &self,
        bytes: &[u8],
        interfaces: &[Interface],
        found: &mut Found,
    ) -> Pause {
        let header_len = self.header_len();
        if bytes.is_empty() {
            return Pause::End;
        }
        if bytes.len() < header_len {
            return short(found, Part::RecordHeader, 0, header_len as u32);
        }
        let (Some((_, captured, _)), Some(interface)) = (self.header(bytes), interfaces.first())
        else {
            return found.wrong(Error::UnknownInterface(0));
        };
        match check_captured(captured, interface, false, found) {
            Ok(()) => short(found, Part::Data, header_len, captured),
            Err(pause) => pause,
        }
    }

    fn header_len(&self) -> usize {
        if self.kuznetzov { 24 } else { RECORD_HEADER_LEN }
    }

    /// What the header of a record says: time, captured length and length.
    #[inline(always)]
    fn header(&self, bytes: &[u8]) -> Option<(Timestamp, u32, u32)> {
        let ([seconds, fraction, first, second, ..], _) = bytes.as_chunks() else { return None };
        let word = |bytes| word(bytes, self.swapped);
        let (seconds, fraction, first, second) =
            (word(seconds), word(fraction), word(first), word(second));
        let (captured, length) = match self.lengths {
            Lengths::CapturedLast => (second, first),
            Lengths::SmallerIsCaptured if first > second => (second, first),
            _ => (first, second),
        };
        Some((Timestamp::from_parts(seconds, fraction, self.precision), captured, length))
    }
}

#[cfg(test)]
mod tests;
