//! From what the kernel delivers to what a link type promises.
//!
//! A hardware type decides the link type, and whether packets are taken with their link header or
//! without ("cooked"): where the header is of no use or not known, the kernel strips it and a header
//! of libpcap's own making stands in its place, Linux cooked capture version 1 or 2
//! (tcpdump.org/linktypes, LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2). The header is written into
//! the head room of the ring's frame, so no packet is copied for it.
//!
//! The kernel takes the outermost VLAN tag out of a packet and notes it beside. It is put back: in
//! Ethernet behind the two addresses, in a cooked header as its protocol number, the tag's control
//! information and the protocol it had preceding the payload. libpcap does so for version 1 of the
//! cooked header and leaves the tag out in version 2; here it is in both.

use barecap_core::linktype::LinkType;
use linux_raw_sys::if_arp::*;
use linux_raw_sys::if_packet::{TP_STATUS_VLAN_TPID_VALID, TP_STATUS_VLAN_VALID};

use crate::packet::VlanTag;
use crate::ring::{Address, Frame};

/// The number of the loopback interface, in every network namespace.
pub(crate) const LOOPBACK: u32 = 1;

/// What precedes the payload of the packets of a link type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Header {
    /// The kernel's own link header, Ethernet's.
    Ethernet,
    /// The kernel's own link header, of another kind.
    Other,
    /// A cooked header, version 1.
    Cooked1,
    /// A cooked header, version 2.
    Cooked2,
}

impl Header {
    /// The length of the cooked header.
    pub(crate) const fn cooked_length(self) -> usize {
        match self {
            Self::Ethernet | Self::Other => 0,
            Self::Cooked1 => COOKED1,
            Self::Cooked2 => COOKED2,
        }
    }

    /// What precedes a VLAN tag, and moves: for version 2 of the cooked header, whose protocol number is
    /// the first of its fields, all of it.
    const fn before_tag(self) -> usize {
        match self {
            Self::Ethernet => 12,
            Self::Cooked1 => 14,
            Self::Cooked2 => COOKED2,
            Self::Other => usize::MAX,
        }
    }

    /// Whether a packet with this header and so many bytes can have a VLAN tag.
    pub(crate) const fn takes_tag(self, captured: usize) -> bool {
        captured >= self.before_tag()
    }
}

/// The length of a cooked header, version 1.
const COOKED1: usize = 16;
/// The length of a cooked header, version 2.
const COOKED2: usize = 20;
/// The length of a VLAN tag.
pub(crate) const TAG: usize = 4;

/// Hardware types and the link types of their packets, taken with the kernel's link header.
///
/// Not here: what is captured cooked.
const HARDWARE: &[(u32, LinkType)] = &[
    (ARPHRD_ETHER, LinkType::EN10MB),
    (ARPHRD_METRICOM, LinkType::EN10MB),
    (ARPHRD_LOOPBACK, LinkType::EN10MB),
    (ARPHRD_EETHER, LinkType::EN3MB),
    (ARPHRD_AX25, LinkType::AX25_KISS),
    (ARPHRD_PRONET, LinkType::PRONET),
    (ARPHRD_CHAOS, LinkType::CHAOS),
    (ARPHRD_CAN, LinkType::CAN_SOCKETCAN),
    (ARPHRD_IEEE802, LinkType::IEEE802),
    (ARPHRD_IEEE802_TR, LinkType::IEEE802),
    (ARPHRD_ARCNET, LinkType::ARCNET_LINUX),
    (ARPHRD_FDDI, LinkType::FDDI),
    (ARPHRD_IEEE80211, LinkType::IEEE802_11),
    (ARPHRD_IEEE80211_PRISM, LinkType::PRISM_HEADER),
    (ARPHRD_IEEE80211_RADIOTAP, LinkType::IEEE802_11_RADIO),
    (ARPHRD_CISCO, LinkType::C_HDLC),
    (ARPHRD_TUNNEL, LinkType::RAW),
    (ARPHRD_SIT, LinkType::RAW),
    (ARPHRD_SLIP, LinkType::RAW),
    (ARPHRD_CSLIP, LinkType::RAW),
    (ARPHRD_SLIP6, LinkType::RAW),
    (ARPHRD_CSLIP6, LinkType::RAW),
    (ARPHRD_ADAPT, LinkType::RAW),
    (ARPHRD_RAWHDLC, LinkType::RAW),
    (ARPHRD_DLCI, LinkType::RAW),
    (ARPHRD_NONE, LinkType::RAW),
    (ARPHRD_FRAD, LinkType::FRELAY),
    (ARPHRD_LOCALTLK, LinkType::LTALK),
    (18, LinkType::IP_OVER_FC),
    (ARPHRD_FCPP, LinkType::FC_2),
    (ARPHRD_FCAL, LinkType::FC_2),
    (ARPHRD_FCPL, LinkType::FC_2),
    (ARPHRD_FCFABRIC, LinkType::FC_2),
    (ARPHRD_IEEE802154, LinkType::IEEE802_15_4_NOFCS),
    (ARPHRD_VSOCKMON, LinkType::VSOCK),
];

/// Hardware types that are known to be captured cooked, and the link types of their packets, all
/// of which have version 1 of the cooked header.
const COOKED: &[(u32, LinkType)] = &[
    (ARPHRD_ATM, LinkType::LINUX_SLL),
    (ARPHRD_PPP, LinkType::LINUX_SLL),
    (ARPHRD_IRDA, LinkType::LINUX_IRDA),
    (ARPHRD_LAPD, LinkType::LINUX_LAPD),
    (ARPHRD_NETLINK, LinkType::NETLINK),
];
const ARPHRD_LAPD: u32 = 8445;

/// The two versions of the cooked header.
const VERSIONS: [LinkType; 2] = [LinkType::LINUX_SLL, LinkType::LINUX_SLL2];

/// What Ethernet's hardware carries: its own frames, or those of a cable network, which a cable modem
/// termination system sends as they are to whoever monitors it.
const ON_ETHERNET: [LinkType; 2] = [LinkType::EN10MB, LinkType::DOCSIS];

/// How the packets of an interface are captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) link_type: LinkType,
    pub(crate) header: Header,
    /// Whether the hardware type is one of those above.
    pub(crate) known: bool,
}

impl Link {
    /// For an interface of this hardware type.
    pub(crate) fn of_hardware(hardware: u16) -> Self {
        let find = |table: &[(u32, LinkType)]| {
            table.iter().find(|(number, _)| *number == u32::from(hardware)).map(|(_, it)| *it)
        };
        if let Some(link_type) = find(HARDWARE) {
            return Self::of_whole(link_type);
        }
        match find(COOKED) {
            Some(link_type) => Self { link_type, header: Header::Cooked1, known: true },
            None => Self { link_type: LinkType::LINUX_SLL, header: Header::Cooked1, known: false },
        }
    }

    /// For frames that are taken with the kernel's link header.
    pub(crate) fn of_whole(link_type: LinkType) -> Self {
        let ethernet = link_type == LinkType::EN10MB;
        let header = if ethernet { Header::Ethernet } else { Header::Other };
        Self { link_type, header, known: true }
    }

    /// For the pseudo-interface "any".
    pub(crate) const fn of_any() -> Self {
        Self { link_type: LinkType::LINUX_SLL2, header: Header::Cooked2, known: true }
    }

    /// The link types that stand for each other, on hardware of this type; the same twice where there is
    /// one.
    pub(crate) fn choice(self, hardware: Option<u16>) -> [LinkType; 2] {
        let is_ethernet = hardware.map(u32::from) == Some(ARPHRD_ETHER);
        match self.link_type {
            LinkType::LINUX_SLL | LinkType::LINUX_SLL2 => VERSIONS,
            LinkType::EN10MB | LinkType::DOCSIS if is_ethernet => ON_ETHERNET,
            only => [only; 2],
        }
    }

    /// The same packets with another link type of those that stand for theirs.
    pub(crate) fn with_link_type(self, link_type: LinkType) -> Self {
        let header = match link_type {
            LinkType::LINUX_SLL => Header::Cooked1,
            LinkType::LINUX_SLL2 => Header::Cooked2,
            // What the kernel took for a tag was where Ethernet has it, whatever the frame is.
            _ => self.header,
        };
        Self { link_type, header, ..self }
    }

    /// Whether the kernel is to strip its own link header.
    pub(crate) const fn is_cooked(self) -> bool {
        self.header.cooked_length() > 0
    }
}

/// Head room that is enough for a cooked header and a VLAN tag besides what every frame has: asked
/// for with `PACKET_RESERVE`. Without a link header a frame has 28 bytes, but behind one of 28, with
/// several tags in it, none that another tag could take.
pub(crate) const RESERVE: u32 = 8;

/// The tag that the kernel took out of a packet. A tag of 0 with no word on its being valid is none:
/// kernels before 3.0 could not say.
#[inline(always)]
pub(crate) fn vlan_tag(frame: &Frame) -> Option<VlanTag> {
    if frame.vlan_control == 0 && frame.status & TP_STATUS_VLAN_VALID == 0 {
        return None;
    }
    let named = frame.status & TP_STATUS_VLAN_TPID_VALID != 0;
    let protocol = if named { frame.vlan_protocol } else { 0x8100 };
    Some(VlanTag { protocol, control: frame.vlan_control })
}

/// Writes a cooked header in front of a packet: `bytes` begins where the header does.
#[inline(never)]
pub(crate) fn write_cooked(header: Header, address: &Address, bytes: &mut [u8]) {
    let [p, q] = address.protocol().to_be_bytes();
    let [h, w] = address.hardware().to_be_bytes();
    // Where it comes from and goes to: the kernel hands over none with higher numbers than the headers have.
    let kind = address.kind();
    let [i, j, m, n] = address.interface().to_be_bytes();
    let [a, b, c, d, e, f, g, z] = address.bytes();
    let length = address.length();
    match header {
        Header::Ethernet | Header::Other => {}
        Header::Cooked1 => {
            if let Some(to) = bytes.first_chunk_mut() {
                *to = [0, kind, h, w, 0, length, a, b, c, d, e, f, g, z, p, q];
            }
        }
        Header::Cooked2 => {
            if let Some(to) = bytes.first_chunk_mut() {
                *to = [p, q, 0, 0, i, j, m, n, h, w, kind, length, a, b, c, d, e, f, g, z];
            }
        }
    }
}

/// Puts a VLAN tag back into a packet that begins 4 bytes into `bytes`, and is one that can have a tag
/// ([`Header::takes_tag`]). Afterwards the packet begins where `bytes` does.
#[inline(never)]
pub(crate) fn insert_tag(header: Header, tag: VlanTag, bytes: &mut [u8]) {
    let end = header.before_tag().saturating_add(TAG);
    let Some(moved) = bytes.get_mut(..end) else { return };
    moved.copy_within(TAG.., 0);
    let [p, q] = tag.protocol.to_be_bytes();
    let [c, d] = tag.control.to_be_bytes();
    let mut put = [p, q, c, d];
    if header == Header::Cooked2
        && let Some(first) = moved.first_chunk_mut()
    {
        // The header names the tag's protocol, and what it named stands behind the tag.
        let [named, by] = *first;
        *first = [p, q];
        put = [c, d, named, by];
    }
    if let Some(at) = moved.last_chunk_mut() {
        *at = put;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of IPv4, interface 7, Ethernet, outgoing, from 01:02:03:04:05:06; garbage behind that.
    fn address() -> Address {
        let bytes: [u8; 20] = {
            let ([p, q], [i, j, k, l]) = (0x0800_u16.to_be_bytes(), 7_u32.to_ne_bytes());
            let [h, w] = 1_u16.to_ne_bytes();
            [17, 0, p, q, i, j, k, l, h, w, 4, 6, 1, 2, 3, 4, 5, 6, 0xee, 0xee]
        };
        Address(core::array::from_fn(|word| {
            u32::from_ne_bytes(*bytes[4 * word..].first_chunk().unwrap())
        }))
    }

    #[test]
    fn hardware_types_have_their_link_types() {
        // By the numbers of include/uapi/linux/if_arp.h and, where that has none, of libpcap.
        let cases: [(&[u16], LinkType, bool, bool); 27] = [
            (&[1, 23, 772], LinkType::EN10MB, false, true),
            (&[2], LinkType::EN3MB, false, true),
            (&[3], LinkType::AX25_KISS, false, true),
            (&[4], LinkType::PRONET, false, true),
            (&[5], LinkType::CHAOS, false, true),
            (&[6, 800], LinkType::IEEE802, false, true),
            (&[7], LinkType::ARCNET_LINUX, false, true),
            (&[18], LinkType::IP_OVER_FC, false, true),
            (&[280], LinkType::CAN_SOCKETCAN, false, true),
            (&[513], LinkType::C_HDLC, false, true),
            (&[15, 256, 257, 258, 259, 264], LinkType::RAW, false, true),
            (&[518, 768, 776, 65534], LinkType::RAW, false, true),
            (&[770], LinkType::FRELAY, false, true),
            (&[773], LinkType::LTALK, false, true),
            (&[774], LinkType::FDDI, false, true),
            (&[784, 785, 786, 787], LinkType::FC_2, false, true),
            (&[801], LinkType::IEEE802_11, false, true),
            (&[802], LinkType::PRISM_HEADER, false, true),
            (&[803], LinkType::IEEE802_11_RADIO, false, true),
            (&[804], LinkType::IEEE802_15_4_NOFCS, false, true),
            (&[826], LinkType::VSOCK, false, true),
            (&[19, 512], LinkType::LINUX_SLL, true, true),
            (&[783], LinkType::LINUX_IRDA, true, true),
            (&[8445], LinkType::LINUX_LAPD, true, true),
            (&[824], LinkType::NETLINK, true, true),
            // Other tunnels, and what nobody knows.
            (&[519, 769, 778, 825], LinkType::LINUX_SLL, true, false),
            (&[0, 8, 9999], LinkType::LINUX_SLL, true, false),
        ];
        let mut count = 0;
        for (hardware, link_type, cooked, known) in cases {
            for number in hardware {
                let link = Link::of_hardware(*number);
                let read = (link.link_type, link.is_cooked(), link.known);
                assert_eq!(read, (link_type, cooked, known), "{number}");
                let whole = link_type == LinkType::EN10MB;
                assert_eq!(link.header == Header::Ethernet, whole, "{number}");
                count += usize::from(known);
            }
        }
        assert_eq!(count, HARDWARE.len() + COOKED.len());
    }

    #[test]
    fn link_types_stand_for_each_other() {
        let any = Link::of_any();
        assert_eq!(any.choice(None), VERSIONS);
        let first = any.with_link_type(LinkType::LINUX_SLL);
        assert_eq!((first.header, first.choice(None)), (Header::Cooked1, VERSIONS));
        assert_eq!(first.with_link_type(LinkType::LINUX_SLL2), any);
        let ethernet = Link::of_hardware(1);
        assert_eq!(ethernet.with_link_type(LinkType::EN10MB), ethernet);
        let cable = ethernet.with_link_type(LinkType::DOCSIS);
        assert_eq!((cable.link_type, cable.header), (LinkType::DOCSIS, Header::Ethernet));
        assert_eq!(cable.with_link_type(LinkType::EN10MB), ethernet);
        for link in [ethernet, cable] {
            assert_eq!(link.choice(Some(1)), ON_ETHERNET);
        }
        for (number, link_type) in HARDWARE.iter().chain(COOKED) {
            let number = *number as u16;
            let several = [1, 19, 512].contains(&number);
            let choice = Link::of_hardware(number).choice(Some(number));
            assert_eq!(choice != [*link_type; 2], several, "{number}");
        }
    }

    #[test]
    fn cooked_headers_are_laid_out_as_registered() {
        let mut bytes = [0xee; 21];
        write_cooked(Header::Cooked1, &address(), &mut bytes);
        assert_eq!(bytes[..16], [0, 4, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, 8, 0]);
        assert_eq!(bytes[16], 0xee);
        write_cooked(Header::Cooked2, &address(), &mut bytes);
        assert_eq!(bytes, [8, 0, 0, 0, 0, 0, 0, 7, 0, 1, 4, 6, 1, 2, 3, 4, 5, 6, 0, 0, 0xee]);
        write_cooked(Header::Cooked2, &address(), &mut bytes[..19]);
    }

    #[test]
    fn a_tag_goes_where_it_was() {
        let tag = VlanTag { protocol: 0x88a8, control: 0x2064 };
        assert_eq!([tag.number(), VlanTag { control: 0xffff, ..tag }.number()], [100, 4095]);
        let mut bytes = [0; 20];
        bytes[4..].copy_from_slice(b"ddddddssssssTTpp");
        insert_tag(Header::Ethernet, tag, &mut bytes);
        assert_eq!(bytes, *b"ddddddssssss\x88\xa8\x20\x64TTpp");

        let mut bytes = [0; 22];
        bytes[4..].copy_from_slice(b"0011223333333366pp");
        insert_tag(Header::Cooked1, tag, &mut bytes);
        assert_eq!(bytes, *b"00112233333333\x88\xa8\x20\x6466pp");

        let mut bytes = [0; 26];
        bytes[4..].copy_from_slice(b"TT--iiiihhklaaaaaaaapp");
        insert_tag(Header::Cooked2, tag, &mut bytes);
        assert_eq!(bytes, *b"\x88\xa8--iiiihhklaaaaaaaa\x20\x64TTpp");

        let before = bytes;
        insert_tag(Header::Other, tag, &mut bytes);
        insert_tag(Header::Ethernet, tag, &mut bytes[..15]);
        assert_eq!(bytes, before);
        for (header, least) in
            [(Header::Ethernet, 12), (Header::Cooked1, 14), (Header::Cooked2, 20)]
        {
            assert!(header.takes_tag(least) && !header.takes_tag(least - 1));
        }
        assert!(!Header::Other.takes_tag(1500));
    }

    #[test]
    fn a_tag_is_there_when_the_kernel_says_so() {
        let frame = |control, protocol, status| Frame {
            start: 0,
            room: 0,
            captured: 0,
            wire_length: 0,
            seconds: 0,
            nanoseconds: 0,
            status,
            vlan_control: control,
            vlan_protocol: protocol,
            address: address(),
        };
        let tag = |protocol, control| Some(VlanTag { protocol, control });
        assert_eq!(vlan_tag(&frame(0, 0, 0)), None);
        assert_eq!(vlan_tag(&frame(5, 0, 0)), tag(0x8100, 5));
        assert_eq!(vlan_tag(&frame(0, 0, TP_STATUS_VLAN_VALID)), tag(0x8100, 0));
        assert_eq!(vlan_tag(&frame(5, 0x88a8, TP_STATUS_VLAN_VALID)), tag(0x8100, 5));
        let both = TP_STATUS_VLAN_VALID | TP_STATUS_VLAN_TPID_VALID;
        assert_eq!(vlan_tag(&frame(5, 0x88a8, both)), tag(0x88a8, 5));
    }
}
