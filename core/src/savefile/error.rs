//! What can be wrong with a savefile. The texts are libpcap's.

use super::timestamp::TooFine;
use crate::numbers;
use core::fmt;

/// A savefile could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The file ends inside something.
    Truncated {
        /// Inside what.
        part: Part,
        /// How many bytes it has.
        tried: u32,
        /// How many of them there were.
        got: u32,
    },
    /// The first four bytes are those of no known format.
    UnknownFormat,
    /// A version of the pcap format that no one has defined.
    Version {
        /// Major version.
        major: u16,
        /// Minor version.
        minor: u16,
    },
    /// Bits of the link type word that must be zero are not.
    Reserved(u32),
    /// A record claims more captured bytes than the file's snap length, and more than any packet
    /// of the link type has.
    AboveSnapLength {
        /// What it claims.
        captured: u32,
        /// The file's snap length.
        snap_length: u32,
    },
    /// A record claims more captured bytes than any packet of the link type has.
    AboveMaximum {
        /// What it claims.
        captured: u32,
        /// The most there may be.
        maximum: u32,
    },
    /// A version of the pcapng format that no one has defined.
    PcapngVersion {
        /// Major version.
        major: u16,
        /// Minor version.
        minor: u16,
    },
    /// The block that begins a section has a length that no such block has.
    SectionLength {
        /// The length.
        length: u32,
        /// The least it may be.
        minimum: u32,
        /// The most it may be.
        maximum: u32,
    },
    /// A block is too short for what it must hold.
    BlockTooShort {
        /// Its length.
        length: u32,
        /// The least it may be.
        minimum: u32,
    },
    /// A block's length is not a multiple of 4.
    BlockNotAligned(u32),
    /// A block is longer than any should be.
    BlockTooLong {
        /// Its length.
        length: u32,
        /// The most it may be.
        maximum: u32,
    },
    /// The two lengths of a block, before and behind it, are not the same.
    Trailer {
        /// The length before it.
        header: u32,
        /// The length behind it.
        trailer: u32,
    },
    /// A block, of this type, is too short for what it says it holds.
    BlockTooFull(u32),
    /// An option's value has not the length that it must have.
    OptionLength {
        /// The option's code.
        code: u16,
        /// The value's length.
        length: u16,
    },
    /// An interface's unit of time is too small.
    Resolution(TooFine),
    /// A packet is said to have come from an interface that the section does not have.
    UnknownInterface(u32),
    /// A packet stands before the file's first interface.
    PacketBeforeInterface,
    /// The file ends before it named an interface.
    NoInterface,
    /// A section has more interfaces than there is memory for.
    TooManyInterfaces {
        /// How many there is memory for.
        capacity: u32,
    },
}

impl From<TooFine> for Error {
    fn from(error: TooFine) -> Self {
        Self::Resolution(error)
    }
}

/// A part of a savefile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The header of the file.
    FileHeader,
    /// The header of a record.
    RecordHeader,
    /// The captured bytes of a record.
    Data,
    /// A block of a pcapng file.
    Block,
}

impl Error {
    /// The text and its numbers, as [`numbers::put`] takes them.
    fn text(self) -> (&'static str, [u32; 3]) {
        match self {
            Self::Truncated { part, tried, got } => {
                let text = match part {
                    Part::FileHeader => {
                        "truncated dump file; tried to read {d} file header bytes, only got {d}"
                    }
                    Part::RecordHeader => {
                        "truncated dump file; tried to read {d} header bytes, only got {d}"
                    }
                    Part::Data => {
                        "truncated dump file; tried to read {d} captured bytes, only got {d}"
                    }
                    Part::Block => {
                        "truncated pcapng dump file; tried to read {d} bytes, only got {d}"
                    }
                };
                (text, [tried, got, 0])
            }
            Self::UnknownFormat => ("unknown file format", [0; 3]),
            Self::Version { major, minor } => {
                ("unsupported pcap savefile version {d}.{d}", [major.into(), minor.into(), 0])
            }
            Self::Reserved(bits) => {
                ("savefile linktype reserved field not zero (0x{8})", [bits, 0, 0])
            }
            Self::AboveSnapLength { captured, snap_length } => (
                "invalid packet capture length {d}, bigger than snaplen of {d}",
                [captured, snap_length, 0],
            ),
            Self::AboveMaximum { captured, maximum } => (
                "invalid packet capture length {d}, bigger than maximum of {d}",
                [captured, maximum, 0],
            ),
            Self::PcapngVersion { major, minor } => {
                ("unsupported pcapng savefile version {d}.{d}", [major.into(), minor.into(), 0])
            }
            Self::SectionLength { length, minimum, maximum } => (
                "Section Header Block in pcapng dump file has invalid length {d} < _{d}_ < {d} \
                 (BT_SHB_INSANE_MAX)",
                [minimum, length, maximum],
            ),
            Self::BlockTooShort { length, minimum } => {
                ("block in pcapng dump file has a length of {d} < {d}", [length, minimum, 0])
            }
            Self::BlockNotAligned(length) => (
                "block in pcapng dump file has a length of {d} that is not a multiple of 4",
                [length, 0, 0],
            ),
            Self::BlockTooLong { length, maximum } => {
                ("pcapng block size {d} > maximum {d}", [length, maximum, 0])
            }
            Self::Trailer { header, trailer } => (
                "block total length in header {d} and trailer {d} don't match",
                [header, trailer, 0],
            ),
            Self::BlockTooFull(kind) => {
                ("block of type {d} in pcapng dump file is too short", [kind, 0, 0])
            }
            Self::OptionLength { code, length } => {
                ("option {d} in a pcapng file has a length of {d}", [code.into(), length.into(), 0])
            }
            Self::Resolution(TooFine { base, exponent }) => (
                "Interface Description Block if_tsresol option resolution {d}^-{d} is too high",
                [base.into(), exponent.into(), 0],
            ),
            Self::UnknownInterface(number) => (
                "a packet arrived on interface {d}, but there's no Interface Description Block for \
                 that interface",
                [number, 0, 0],
            ),
            Self::PacketBeforeInterface => (
                "the capture file has a packet block before any Interface Description Blocks",
                [0; 3],
            ),
            Self::NoInterface => ("the capture file has no Interface Description Blocks", [0; 3]),
            Self::TooManyInterfaces { capacity } => {
                ("more than {d} interfaces in one section of a pcapng file", [capacity, 0, 0])
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, values) = self.text();
        numbers::put(f, text, &values)
    }
}

impl core::error::Error for Error {}
