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

/// What the header of a file says of all its packets.
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

    /// The bytes before a packet's own in a file with this header. The format has room for the
    /// low 32 bits of the seconds.
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
        let interface = Interface { link_type, extension, snap_length, resolution, offset: 0 };
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
mod tests {
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
                Err(error) => break Err(error),
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
            let (resolution, offset) = (Precision::Nano.into(), 0);
            let want = Interface { link_type, extension, snap_length, resolution, offset };
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
            (
                with(9, 60, b"ab"),
                "truncated dump file; tried to read 60 captured bytes, only got 2",
            ),
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
            let want = Interface { link_type, extension, snap_length, resolution, offset: 0 };
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
}
