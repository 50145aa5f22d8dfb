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
pub mod timestamp;

use crate::linktype::LinkType;
use core::ops::Range;
use timestamp::Timestamp;

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

/// One packet of a savefile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// When it was captured.
    pub time: Timestamp,
    /// Its length on the wire; a file may hold a captured length above it.
    pub length: u32,
    /// Where its captured bytes stand among those the reader was shown.
    pub data: Range<usize>,
}

/// The largest snap length libpcap believes for a link type: a record that claims more is an
/// error, whatever the file's own snap length says.
#[must_use]
pub fn max_snap_length(link_type: LinkType) -> u32 {
    match link_type {
        LinkType::DBUS => 128 << 20,
        LinkType::EBHSCR => 8 << 20,
        LinkType::USBPCAP => 1 << 20,
        _ => 256 << 10,
    }
}

/// The most bytes a reader of this link type ever needs to be shown at once.
#[must_use]
pub fn max_record_length(link_type: LinkType) -> usize {
    pcap::MAX_RECORD_HEADER_LEN + max_snap_length(link_type) as usize
}
