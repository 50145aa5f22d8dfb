//! Packets in memory shared with the kernel.
//!
//! The walkers work on [`Memory`], not on a socket, so that tests and fuzzers can hand them rings
//! made by hand. What they find is a [`Frame`]: a packet's header, read, checked and independent of
//! the version of the ring.

mod memory;
pub(crate) mod send;
pub mod v2;
pub mod v3;

pub use memory::Memory;

/// A packet in the held unit of a ring: where its bytes are, and what its header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Where the packet's bytes begin in the unit.
    pub start: usize,
    /// How many bytes before `start` are free to be written to.
    pub room: usize,
    /// How many bytes were captured.
    pub captured: u32,
    /// How long the packet was.
    pub wire_length: u32,
    /// When it was captured: seconds since 1970.
    pub seconds: u32,
    /// When it was captured: nanoseconds since the second began.
    pub nanoseconds: u32,
    /// The `TP_STATUS_` bits.
    pub status: u32,
    /// The control information of the VLAN tag that the kernel took out.
    pub vlan_control: u16,
    /// The protocol of the VLAN tag that the kernel took out.
    pub vlan_protocol: u16,
    /// Where it came from.
    pub address: Address,
}

impl Frame {
    /// No packet: what is there before the first.
    pub const NONE: Self = Self {
        start: 0,
        room: 0,
        captured: 0,
        wire_length: 0,
        seconds: 0,
        nanoseconds: 0,
        status: 0,
        vlan_control: 0,
        vlan_protocol: 0,
        address: Address([0; 5]),
    };

    /// Whether the packet was cut short at the end of its unit, which has so many bytes, and not at the
    /// snap length. What is as long as there is room for may also be as long as is wanted.
    #[inline(always)]
    pub(crate) fn is_cut(&self, unit: usize, snap_length: u32) -> bool {
        self.start + self.captured as usize >= unit
            && self.captured < self.wire_length.min(snap_length)
    }

    /// The frame with so many bytes of its room made part of the packet, if there is as much.
    pub(crate) fn extended(self, header: usize) -> Option<Self> {
        Some(Self {
            start: self.start.checked_sub(header)?,
            room: self.room.checked_sub(header)?,
            captured: self.captured.checked_add(header as u32)?,
            wire_length: self.wire_length.saturating_add(header as u32),
            ..self
        })
    }
}

/// Where a frame came from: the five words of the kernel's `struct sockaddr_ll` (packet(7)), read as
/// they are asked for, since most packets' never are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address(pub [u32; 5]);

impl Address {
    /// The Ethernet protocol number.
    #[must_use]
    pub fn protocol(&self) -> u16 {
        u16::from_be(halves(self.0[0])[1])
    }

    /// The number of the interface.
    #[must_use]
    pub fn interface(&self) -> u32 {
        self.0[1]
    }

    /// The interface's hardware type, an `ARPHRD_` number.
    #[must_use]
    pub fn hardware(&self) -> u16 {
        halves(self.0[2])[0]
    }

    /// Who it was for, a `PACKET_` number.
    #[must_use]
    pub fn kind(&self) -> u8 {
        self.0[2].to_ne_bytes()[2]
    }

    /// The length of the sender's link address, which may be longer than what is kept of it.
    #[must_use]
    pub fn length(&self) -> u8 {
        self.0[2].to_ne_bytes()[3]
    }

    /// The first bytes of the sender's link address; zeros behind its end.
    #[must_use]
    pub fn bytes(&self) -> [u8; 8] {
        let ([a, b, c, d], [e, f, g, h]) = (self.0[3].to_ne_bytes(), self.0[4].to_ne_bytes());
        // The kernel writes as many bytes as the address has, and leaves what was there behind them.
        let mut bytes = [a, b, c, d, e, f, g, h];
        if let Some(rest) = bytes.get_mut(usize::from(self.length())..) {
            rest.fill(0);
        }
        bytes
    }
}

/// The word at a place in a header, 0 behind its end. With a place that is known when this is compiled
/// it is one instruction.
#[inline(always)]
pub(crate) fn word<const BYTES: usize>(header: &[u8; BYTES], at: usize) -> u32 {
    header.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| u32::from_ne_bytes(*bytes))
}

/// The two 16-bit fields that share a word, in the order of their addresses.
pub(crate) fn halves(word: u32) -> [u16; 2] {
    let [a, b, c, d] = word.to_ne_bytes();
    [u16::from_ne_bytes([a, b]), u16::from_ne_bytes([c, d])]
}
