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

/// Where a frame came from: the kernel's `struct sockaddr_ll` (packet(7)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    /// The Ethernet protocol number.
    pub protocol: u16,
    /// The number of the interface.
    pub interface: u32,
    /// The interface's hardware type, an `ARPHRD_` number.
    pub hardware: u16,
    /// Who it was for, a `PACKET_` number.
    pub kind: u8,
    /// The length of the sender's link address, which may be longer than what is kept of it.
    pub length: u8,
    /// The first bytes of the sender's link address; zeros behind its end.
    pub bytes: [u8; 8],
}

impl Address {
    /// Reads the five words of a `struct sockaddr_ll`.
    pub(crate) fn from_words([family, interface, hardware, low, high]: [u32; 5]) -> Self {
        let [hardware, kind_and_length] = halves(hardware);
        let [kind, length] = kind_and_length.to_ne_bytes();
        let ([a, b, c, d], [e, f, g, h]) = (low.to_ne_bytes(), high.to_ne_bytes());
        // The kernel writes as many bytes as the address has, and leaves what was there behind them.
        let mut bytes = [a, b, c, d, e, f, g, h];
        if let Some(rest) = bytes.get_mut(usize::from(length)..) {
            rest.fill(0);
        }
        let [_, protocol] = halves(family);
        Self { protocol: u16::from_be(protocol), interface, hardware, kind, length, bytes }
    }
}

/// The two 16-bit fields that share a word, in the order of their addresses.
pub(crate) fn halves(word: u32) -> [u16; 2] {
    let [a, b, c, d] = word.to_ne_bytes();
    [u16::from_ne_bytes([a, b]), u16::from_ne_bytes([c, d])]
}
