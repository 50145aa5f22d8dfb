//! A captured packet, borrowed from where the kernel put it.

use core::time::Duration;

/// Who a packet was for, as the kernel saw it (packet(7), `sll_pkttype`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PacketType {
    /// For this machine.
    Host,
    /// For all on the link.
    Broadcast,
    /// For a group on the link.
    Multicast,
    /// For another machine: seen in promiscuous mode.
    OtherHost,
    /// Sent from this machine.
    Outgoing,
    /// A number without a name here.
    Other(u8),
}

impl PacketType {
    pub(crate) const fn from_kernel(number: u8) -> Self {
        match number {
            0 => Self::Host,
            1 => Self::Broadcast,
            2 => Self::Multicast,
            3 => Self::OtherHost,
            4 => Self::Outgoing,
            other => Self::Other(other),
        }
    }
}

/// What the kernel notes beside a packet (the `TP_STATUS_` bits of packet(7)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status(pub(crate) u32);

impl Status {
    /// Packets were dropped before this one for lack of room.
    #[must_use]
    pub const fn losing(self) -> bool {
        self.0 & linux_raw_sys::if_packet::TP_STATUS_LOSING != 0
    }

    /// The packet is on its way out and its checksum is yet to be filled in by the hardware: what
    /// stands in the packet is not wrong, but not the checksum either.
    #[must_use]
    pub const fn checksum_not_ready(self) -> bool {
        self.0 & linux_raw_sys::if_packet::TP_STATUS_CSUMNOTREADY != 0
    }

    /// The hardware or the driver has found the checksum of the transport layer right.
    #[must_use]
    pub const fn checksum_valid(self) -> bool {
        self.0 & linux_raw_sys::if_packet::TP_STATUS_CSUM_VALID != 0
    }

    /// The packet is a train of TCP segments that the hardware will cut up, or has put together.
    #[must_use]
    pub const fn is_tcp_train(self) -> bool {
        self.0 & linux_raw_sys::if_packet::TP_STATUS_GSO_TCP != 0
    }

    /// The time stamp is from the network hardware's clock.
    #[must_use]
    pub const fn hardware_time(self) -> bool {
        self.0 & linux_raw_sys::if_packet::TP_STATUS_TS_RAW_HARDWARE != 0
    }
}

/// A VLAN tag that the kernel had taken out of the packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VlanTag {
    /// The tag's protocol: 0x8100, or 0x88a8 for an outer tag.
    pub protocol: u16,
    /// Priority, drop eligibility and VLAN number.
    pub control: u16,
}

impl VlanTag {
    /// The number of the VLAN.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.control & 0xfff
    }
}

/// A captured packet. Its bytes stay where the kernel put them until the next one is asked for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Packet<'a> {
    /// The bytes, from the first of the link type's header: what was sent or received up to the
    /// snap length, with the cooked header and the VLAN tag back in place.
    pub data: &'a [u8],
    /// How long the packet was, the cooked header and the VLAN tag included.
    pub wire_length: u32,
    /// When it was captured: seconds since 1970.
    pub seconds: u32,
    /// When it was captured: nanoseconds since the second began.
    pub nanoseconds: u32,
    /// The number of the interface it was captured on, of which
    /// [`Interface::by_index`](crate::interface::Interface::by_index) has the name.
    pub interface: u32,
    /// Who it was for, or that this machine sent it.
    pub kind: PacketType,
    /// What the kernel notes beside it.
    pub status: Status,
    /// How many packets were lost for lack of room since it was last asked, which it is at the first
    /// packet behind a gap, and then now and then: 0 is no promise. What
    /// [`Capture::statistics`](crate::Capture::statistics) has counted meanwhile is told with the next.
    pub drops: u64,
    /// Which of the filters of [`Capture::watch`](crate::Capture::watch) it passes, a bit each, the
    /// lowest for the first.
    pub passed: u32,
    /// The VLAN tag that was put back, where there was one. A tag that the kernel has left in the packet, as
    /// it does where a program of this machine wrote it, is in the bytes alone.
    pub vlan: Option<VlanTag>,
}

impl Packet<'_> {
    /// When it was captured: the time since 1970.
    #[must_use]
    pub const fn time(&self) -> Duration {
        Duration::new(self.seconds as u64, self.nanoseconds)
    }
}
