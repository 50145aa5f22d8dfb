//! What can be wrong with a savefile. The texts are libpcap's.

use super::timestamp::TooFine;
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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Truncated { part, tried, got } => {
                let (format, part) = match part {
                    Part::FileHeader => ("", "file header "),
                    Part::RecordHeader => ("", "header "),
                    Part::Data => ("", "captured "),
                    Part::Block => ("pcapng ", ""),
                };
                write!(
                    f,
                    "truncated {format}dump file; tried to read {tried} {part}bytes, only got {got}"
                )
            }
            Self::UnknownFormat => f.write_str("unknown file format"),
            Self::Version { major, minor } => {
                write!(f, "unsupported pcap savefile version {major}.{minor}")
            }
            Self::Reserved(bits) => {
                write!(f, "savefile linktype reserved field not zero (0x{bits:08x})")
            }
            Self::AboveSnapLength { captured, snap_length } => write!(
                f,
                "invalid packet capture length {captured}, bigger than snaplen of {snap_length}"
            ),
            Self::AboveMaximum { captured, maximum } => write!(
                f,
                "invalid packet capture length {captured}, bigger than maximum of {maximum}"
            ),
            Self::PcapngVersion { major, minor } => {
                write!(f, "unsupported pcapng savefile version {major}.{minor}")
            }
            Self::SectionLength { length, minimum, maximum } => write!(
                f,
                "Section Header Block in pcapng dump file has invalid length \
                 {minimum} < _{length}_ < {maximum} (BT_SHB_INSANE_MAX)"
            ),
            Self::BlockTooShort { length, minimum } => {
                write!(f, "block in pcapng dump file has a length of {length} < {minimum}")
            }
            Self::BlockNotAligned(length) => write!(
                f,
                "block in pcapng dump file has a length of {length} that is not a multiple of 4"
            ),
            Self::BlockTooLong { length, maximum } => {
                write!(f, "pcapng block size {length} > maximum {maximum}")
            }
            Self::Trailer { header, trailer } => {
                write!(f, "block total length in header {header} and trailer {trailer} don't match")
            }
            Self::BlockTooFull(kind) => {
                write!(f, "block of type {kind} in pcapng dump file is too short")
            }
            Self::OptionLength { code, length } => {
                write!(f, "option {code} of a pcapng interface has a length of {length}")
            }
            Self::Resolution(TooFine { base, exponent }) => write!(
                f,
                "Interface Description Block if_tsresol option resolution {base}^-{exponent} \
                 is too high"
            ),
            Self::UnknownInterface(number) => write!(
                f,
                "a packet arrived on interface {number}, but there's no Interface Description \
                 Block for that interface"
            ),
            Self::PacketBeforeInterface => f.write_str(
                "the capture file has a packet block before any Interface Description Blocks",
            ),
            Self::NoInterface => {
                f.write_str("the capture file has no Interface Description Blocks")
            }
            Self::TooManyInterfaces { capacity } => {
                write!(f, "more than {capacity} interfaces in one section of a pcapng file")
            }
        }
    }
}

impl core::error::Error for Error {}
