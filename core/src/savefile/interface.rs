//! What savefiles say of interfaces, in the same words for both formats.
//!
//! How long the frame check sequences of packets are is in a pcap file's link type word, and in an
//! option of a pcapng file; here it is kept as the former has it.

use super::timestamp::Resolution;
use crate::linktype::LinkType;

/// What a file says of all packets of one interface. A pcap file has one interface, number 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interface {
    /// The link type of its packets.
    pub link_type: LinkType,
    /// The high 6 bits of a pcap file's link type word, in place: what its writer knew of frame
    /// check sequences. What a pcapng file says of them is put in the same form, if it can be.
    pub extension: u32,
    /// No packet has more captured bytes.
    pub snap_length: u32,
    /// Whether a pcapng file says that there is no limit, for which that is the longest that is believed.
    pub unlimited: bool,
    /// The unit of time.
    pub resolution: Resolution,
    /// Seconds that its times lack.
    pub offset: i64,
}

/// The bit of a pcap file's link type word that says that the length of frame check sequences is known:
/// so many pairs of bytes as the four highest bits say.
const CHECK_LENGTH_KNOWN: u32 = 1 << 26;

impl Interface {
    /// How many bytes of frame check sequence its packets end with, if the file says so.
    #[must_use]
    pub const fn check_length(&self) -> Option<u8> {
        let is_known = self.extension & CHECK_LENGTH_KNOWN != 0;
        if is_known { Some(2 * (self.extension >> 28) as u8) } else { None }
    }

    /// Takes note of what a pcapng file says of that. The draft has it in bits, and most who write it in
    /// bytes; no sequence has 16 bytes, and none so few bits. One of odd bytes has no place here.
    #[cfg(feature = "pcapng")]
    pub(super) const fn note_check_length(&mut self, says: u8) {
        let bits = if says < 16 { 8 * says } else { says } as u32;
        if bits.is_multiple_of(16) {
            self.extension = CHECK_LENGTH_KNOWN | (bits / 16) << 28;
        }
    }
}

impl Default for Interface {
    fn default() -> Self {
        Self {
            link_type: LinkType::EN10MB,
            extension: 0,
            snap_length: 0,
            unlimited: false,
            resolution: Resolution::default(),
            offset: 0,
        }
    }
}
