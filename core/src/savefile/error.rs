//! What can be wrong with a savefile. The texts are libpcap's.

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
    /// A pcapng file, which cannot be read yet (issue 7).
    Pcapng,
    /// A version of the format that no one has defined.
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
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Truncated { part, tried, got } => {
                let part = match part {
                    Part::FileHeader => "file header",
                    Part::RecordHeader => "header",
                    Part::Data => "captured",
                };
                write!(f, "truncated dump file; tried to read {tried} {part} bytes, only got {got}")
            }
            Self::UnknownFormat => f.write_str("unknown file format"),
            Self::Pcapng => f.write_str("pcapng files are not supported yet"),
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
        }
    }
}

impl core::error::Error for Error {}
