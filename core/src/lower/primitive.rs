//! Primitives: what is left of an element of the syntax tree when it is checked and its names are
//! resolved, and the way from there to nodes.

use super::build::{Builder, Exits, Way};
use super::ip::{Address, Carriers, prefix_mask, words};
use super::osi::pdu_types;
use super::pairs::Pair;
use super::pflog;
use super::port::Transport;
use super::rules::{HAS_ATM, HAS_SS7, HAS_WLAN};
use super::runs::Listed;
use super::tunnel::Tunnel;
use super::wlan::AddressField;
use crate::filter::ast::{
    AtmField, AtmType, ByteOp, Item, Llc, Proto, RelOp, Span, Ss7Field, Ss7Unit,
};
use crate::graph::{NodeId, Operand, Set, Test, ValueId};
use heapless::VecView;

/// One test of the filter, ready to be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Primitive {
    /// The frame carries a protocol.
    Link(u32),
    /// The IPv4 or IPv6 header says that a protocol follows.
    Ip { carriers: Carriers, number: u8 },
    /// The same for a header anywhere behind.
    ProtoChain { carriers: Carriers, number: u8 },
    /// An IPv4 network.
    Net4 { carriers: Carriers, way: Way, address: u32, mask: u32 },
    /// An IPv6 network, by the length of its prefix.
    Net6 { way: Way, address: [u8; 16], prefix: u8 },
    /// The addresses of a name, as a range of the resolved addresses.
    Hosts { carriers: Carriers, way: Way, first: u32, end: u32 },
    /// A station, and not the addresses of a name.
    Gateway { carriers: Carriers, station: [u8; 6], first: u32, end: u32 },
    /// A port in a range.
    Ports { transport: Transport, way: Way, low: u16, high: u16 },
    /// A 48-bit link-layer address.
    Mac48 { way: Way, address: [u8; 6] },
    /// A 48-bit link-layer address in an address field of 802.11.
    WlanAddress { field: AddressField, address: [u8; 6] },
    /// An 8-bit link-layer address.
    Mac8 { way: Way, address: u8 },
    /// A 48-bit link-layer destination with the group bit.
    LinkMulticast,
    /// A DECnet address.
    Decnet { way: Way, address: u16 },
    /// An OSI network-layer protocol.
    Iso(u8),
    /// An IS-IS PDU type by its number.
    IsIs(u8),
    /// The IS-IS PDU types of a keyword.
    IsIsTypes(Proto),
    /// A destination whose host part is all zeros or all ones.
    IpBroadcast { mask: u32 },
    /// An IPv4 destination in 224/4.
    IpMulticast,
    /// An IPv6 destination in ff00::/8.
    Ip6Multicast,
    /// The length on the wire is at most this.
    AtMost(u32),
    /// The length on the wire is at least this.
    AtLeast(u32),
    /// One byte compared.
    Byte { index: u32, op: ByteOp, value: u8 },
    /// The packet was sent by this machine, or received.
    Direction { outbound: bool },
    /// The interface's index, in the cooked header or in an ancillary word.
    Interface { cooked: bool, index: u32 },
    /// A VLAN tag in the packet.
    Vlan { id: Option<u32> },
    /// A VLAN tag in the metadata of a live capture or in the packet.
    LiveVlan { id: Option<u32> },
    /// An MPLS label.
    Mpls { label: Option<u32> },
    /// A PPPoE session frame.
    PppoeSession { id: Option<u32> },
    /// Geneve or VXLAN.
    Tunnel { tunnel: Tunnel, vni: Option<u32> },
    /// An LLC frame of a type.
    Llc(Llc),
    /// The first frame-control byte of 802.11 under a mask.
    WlanType { mask: u8, value: u8 },
    /// The direction bits of 802.11.
    WlanDirection(u8),
    /// A number in the pf log header.
    PflogNumber { field: pflog::Number, number: u32 },
    /// A name in the pf log header.
    PflogText { field: pflog::Text, name: Span },
    /// A kind of ATM traffic.
    AtmType(AtmType),
    /// A numeric ATM field.
    AtmField { field: AtmField, op: RelOp, value: u16 },
    /// An SS7 signal unit, behind `begin` bytes.
    Ss7Unit { unit: Ss7Unit, high: bool, begin: u8 },
    /// A numeric SS7 field, behind `begin` bytes.
    Ss7Field { field: Ss7Field, high: bool, begin: u8, op: RelOp, value: u16 },
    /// Any of several that differ in their address or port.
    Union(Listed, Set),
    /// One that is in such a union.
    United,
    /// Any of some IPv6 networks in the same way as the primitive before, and with prefixes that are
    /// as long: this one, and those of the [`Primitive::Member6`]s behind it. They are in ascending
    /// order; the rank is the greater the earlier they stand in the text.
    AnyNet6 { address: [u8; 16], rank: u16 },
    /// One that is in such a list.
    Member6 { address: [u8; 16], rank: u16 },
    /// A pair of an address and a port, with what else the two primitives before the first one of its
    /// list have, which stands for any of the list. They are in ascending order, by their addresses or by
    /// their ports.
    Pair(Pair),
    /// A relation over elements of the syntax tree.
    Relation { first: u32, end: u32, op: RelOp },
}

/// What building a primitive reads besides the primitive.
pub(super) struct Sources<'s> {
    pub(super) text: &'s str,
    pub(super) items: &'s [Item],
    pub(super) addresses: &'s [Address],
    pub(super) stack: &'s mut VecView<ValueId>,
}

impl Sources<'_> {
    fn addresses(&self, first: u32, end: u32) -> &[Address] {
        self.addresses.get(first as usize..end as usize).unwrap_or_default()
    }
}

impl Builder<'_, '_> {
    /// Builds the nodes of a primitive. Those that assign slots are built by their own methods.
    pub(super) fn primitive(
        &mut self,
        primitive: &Primitive,
        sources: &mut Sources<'_>,
        exits: Exits,
    ) -> NodeId {
        match *primitive {
            Primitive::Link(protocol) => self.carries(protocol, exits),
            Primitive::Ip { carriers, number } => self.ip_proto(carriers, number, exits),
            Primitive::ProtoChain { carriers, number } => self.protochain(carriers, number, exits),
            Primitive::Net4 { carriers, way, address, mask } => {
                self.net4(carriers, way, address, mask, exits)
            }
            Primitive::Net6 { way, address, prefix } => {
                self.net6(way, words(address), prefix_mask(prefix.into()), exits)
            }
            Primitive::Hosts { carriers, way, first, end } => {
                self.hosts(carriers, way, sources.addresses(first, end), exits)
            }
            Primitive::Gateway { carriers, station, first, end } => {
                self.gateway(carriers, station, sources.addresses(first, end), exits)
            }
            Primitive::Ports { transport, way, low, high } => {
                self.ports(transport, way, low, high, exits)
            }
            Primitive::Mac48 { way, address } => self.mac48(way, address, exits),
            Primitive::WlanAddress { field, address } if HAS_WLAN => {
                self.wlan_field(field, address, exits)
            }
            Primitive::Mac8 { way, address } => self.mac8(way, address, exits),
            Primitive::LinkMulticast => self.group_bit(exits),
            Primitive::Decnet { way, address } => self.decnet(way, address, exits),
            Primitive::Iso(number) => self.iso_proto(number, exits),
            Primitive::IsIs(number) => self.isis_types(&[number], exits),
            Primitive::IsIsTypes(proto) => self.isis_types(pdu_types(proto), exits),
            Primitive::IpBroadcast { mask } => self.ip_broadcast(mask, exits),
            Primitive::IpMulticast => self.ip_multicast(exits),
            Primitive::Ip6Multicast => self.ip6_multicast(exits),
            Primitive::AtMost(n) => self.length(Test::Gt(Operand::Const(n)), exits.not()),
            Primitive::AtLeast(n) => self.length(Test::Ge(Operand::Const(n)), exits),
            Primitive::Byte { index, op, value } => self.byte(index, op, value, exits),
            Primitive::Direction { outbound } => self.direction(outbound, exits),
            Primitive::Interface { cooked, index } => self.interface(cooked, index, exits),
            Primitive::Vlan { id } => self.vlan(id, exits),
            Primitive::Mpls { label } => self.mpls(label, exits),
            Primitive::PppoeSession { id } => self.pppoe_session(id, exits),
            // These have methods of their own, as they move what is behind them.
            Primitive::Tunnel { .. } | Primitive::LiveVlan { .. } => exits.on_false,
            Primitive::Llc(kind) => self.llc(kind, exits),
            Primitive::WlanType { mask, value } if HAS_WLAN => self.wlan_type(mask, value, exits),
            Primitive::WlanDirection(value) if HAS_WLAN => self.wlan_direction(value, exits),
            Primitive::PflogNumber { field, number } => self.pflog_number(field, number, exits),
            Primitive::PflogText { field, name } => {
                let name = name.of(sources.text).as_bytes();
                self.pflog_text(field, name, exits)
            }
            Primitive::AtmType(kind) if HAS_ATM => self.atm_type(kind, exits),
            Primitive::AtmField { field, op, value } if HAS_ATM => {
                self.atm_field(field, op, value, exits)
            }
            Primitive::Ss7Unit { unit, high, begin } if HAS_SS7 => {
                self.ss7_unit(unit, high, begin, exits)
            }
            Primitive::Ss7Field { field, high, begin, op, value } if HAS_SS7 => {
                self.ss7_field(field, high, begin, op, value, exits)
            }
            Primitive::Union(listed, set) if cfg!(feature = "optimize") => {
                self.listed = Some(set);
                let begin = self.listed(listed, exits);
                self.listed = None;
                begin
            }
            // The list that it is in is built by a method of its own; and without the optimizer there
            // are none of these.
            Primitive::Union(..)
            | Primitive::United
            | Primitive::AnyNet6 { .. }
            | Primitive::Member6 { .. }
            | Primitive::Pair(_) => exits.on_false,
            // Those of link types that are left out are not made.
            Primitive::WlanAddress { .. }
            | Primitive::WlanType { .. }
            | Primitive::WlanDirection(_)
            | Primitive::AtmType(_)
            | Primitive::AtmField { .. }
            | Primitive::Ss7Unit { .. }
            | Primitive::Ss7Field { .. } => exits.on_false,
            Primitive::Relation { first, end, op } => {
                let items = sources.items.get(first as usize..end as usize).unwrap_or_default();
                self.relation(items, op, sources.stack, exits)
            }
        }
    }

    /// Builds what asks for a set instead of an address or port.
    fn listed(&mut self, listed: Listed, exits: Exits) -> NodeId {
        match listed {
            Listed::Net4 { carriers, way } => self.net4(carriers, way, 0, u32::MAX, exits),
            Listed::Ports { transport, way } => self.ports(transport, way, 0, 0, exits),
            Listed::Mac48 { way } => self.mac48(way, [0; 6], exits),
        }
    }
}
