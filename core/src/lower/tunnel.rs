//! Geneve (RFC 8926) and VXLAN (RFC 7348) over UDP over IPv4 or IPv6.
//!
//! What follows in the text looks at the frame inside. Where its headers lie depends on the
//! lengths of the headers outside; Geneve may also carry a network packet without a link-layer
//! header, whose protocol is then named by the Geneve header itself. All this is found at run
//! time and kept in three slots: the link-layer header, the field that names the protocol, and
//! the payload. Inside IPv4 and inside IPv6 they hold different values, so the primitive has two
//! ways out that hold; on the way out that does not hold nothing is assigned.

use super::build::{Builder, Exits};
use super::layout::{Layout, State};
use super::link;
use super::port::UDP;
use crate::filter::ast::ArithOp;
use crate::graph::{NodeId, Operand, Test, ValueId};

/// Which tunnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tunnel {
    Geneve,
    Vxlan,
}

/// The network layer that a tunnel runs over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    Ip4,
    Ip6,
}

impl Over {
    pub(super) const ALL: [Self; 2] = [Self::Ip4, Self::Ip6];

    const fn protocol(self) -> u32 {
        match self {
            Self::Ip4 => link::IP,
            Self::Ip6 => link::IP6,
        }
    }
}

/// The link-layer protocol that Geneve names Ethernet by.
const ETHERNET_IN_GENEVE: u32 = 0x6558;
const UDP_HEADER: u32 = 8;

impl Builder<'_, '_> {
    /// Whether a tunnel can run over this network layer here.
    pub(super) fn can_tunnel(&self, over: Over) -> bool {
        self.layout.carriage(over.protocol()) != Some(false)
    }

    /// A tunnel header; `found` says where to go on inside IPv4 and inside IPv6.
    pub(super) fn tunnel(
        &mut self,
        tunnel: Tunnel,
        vni: Option<u32>,
        found: [NodeId; 2],
        on_false: NodeId,
    ) -> NodeId {
        let [in_ip4, in_ip6] = found;
        let exits = Exits { on_true: in_ip6, on_false };
        let ip6 = self.under(link::IP6, exits, |b, exits| {
            let begin = b.tunnel_header(Over::Ip6, tunnel, vni, exits);
            b.ip6_next(UDP, exits.then(begin))
        });
        let exits = Exits { on_true: in_ip4, on_false: ip6 };
        self.under(link::IP, exits, |b, exits| {
            let begin = b.tunnel_header(Over::Ip4, tunnel, vni, exits);
            let begin = b.first_fragment(exits.then(begin));
            b.byte_is(b.layout.network().plus(9), UDP, exits.then(begin))
        })
    }

    /// The destination port, the version or the flags, and the network identifier.
    fn tunnel_header(
        &mut self,
        over: Over,
        tunnel: Tunnel,
        vni: Option<u32>,
        exits: Exits,
    ) -> NodeId {
        let mut exits = exits;
        if tunnel == Tunnel::Geneve {
            let header = self.behind_udp(over);
            let protocol = self.load_at(Some(header), 2, 2);
            exits.on_true = self.reach(protocol, exits.on_true);
        }
        if let Some(vni) = vni {
            let word = self.udp_load(over, UDP_HEADER + 4, 4);
            exits.on_true = self.equals(word, 0xffff_ff00, vni << 8, exits);
        }
        let first = self.udp_load(over, UDP_HEADER, 1);
        exits.on_true = match tunnel {
            Tunnel::Geneve => self.equals(first, 0xc0, 0, exits),
            Tunnel::Vxlan => self.equals(first, u32::MAX, 8, exits),
        };
        let port = self.udp_load(over, 2, 2);
        let number = match tunnel {
            Tunnel::Geneve => 6081,
            Tunnel::Vxlan => 4789,
        };
        self.test(port, Test::Eq(Operand::Const(number)), exits)
    }

    /// Bytes of the UDP datagram.
    fn udp_load(&mut self, over: Over, offset: u32, size: u8) -> ValueId {
        match over {
            Over::Ip4 => self.load_behind_ip4(offset, size),
            Over::Ip6 => self.load(self.behind_ip6().plus(offset), size),
        }
    }

    /// Where the tunnel's own header begins.
    fn behind_udp(&mut self, over: Over) -> ValueId {
        match over {
            Over::Ip4 => {
                let base = self.behind_ip4();
                let offset = self.layout.network().offset.wrapping_add(UDP_HEADER);
                self.arith_k(ArithOp::Add, base, offset)
            }
            Over::Ip6 => self.offset_of(self.behind_ip6().plus(UDP_HEADER)),
        }
    }

    /// What the slots hold inside a tunnel.
    pub(super) fn inside_tunnel(&mut self, tunnel: Tunnel, over: Over, next: &Layout) -> State {
        const TYPE: u32 = 12;
        const ETHERNET: u32 = 14;
        let outer = self.behind_udp(over);
        let (header, field, payload) = match tunnel {
            Tunnel::Vxlan => (
                self.arith_k(ArithOp::Add, outer, 8),
                self.arith_k(ArithOp::Add, outer, 8 + TYPE),
                self.arith_k(ArithOp::Add, outer, 8 + ETHERNET),
            ),
            Tunnel::Geneve => {
                let first = self.load_at(Some(outer), 0, 1);
                let words = self.arith_k(ArithOp::And, first, 0x3f);
                let options = self.arith_k(ArithOp::Shl, words, 2);
                let header = self.arith(ArithOp::Add, options, outer);
                let header = self.arith_k(ArithOp::Add, header, 8);
                // Behind Geneve's fixed part and its options the frame begins; with Ethernet's
                // header, if Geneve's own protocol field, two bytes from its start, says so.
                let protocol = self.load_at(Some(outer), 2, 2);
                let other = self.arith_k(ArithOp::Xor, protocol, ETHERNET_IN_GENEVE);
                let is_ethernet = self.is_zero(other);
                let skipped = self.arith_k(ArithOp::Mul, is_ethernet, ETHERNET);
                let payload = self.arith(ArithOp::Add, skipped, header);
                let distance = self.arith_k(ArithOp::Add, options, 8 + TYPE - 2);
                let distance = self.arith(ArithOp::Mul, distance, is_ethernet);
                let field = self.arith(ArithOp::Add, distance, outer);
                (header, self.arith_k(ArithOp::Add, field, 2), payload)
            }
        };
        let mut state = self.state;
        for (place, value) in [(next.header, header), (next.field, field), (next.payload, payload)]
        {
            if let Some(slot) = place.slot {
                state.set(slot, value);
            }
        }
        state
    }

    /// Whether there is a link-layer header inside the tunnel: it and the payload are not at the
    /// same place then.
    pub(super) fn has_link_header(&mut self, exits: Exits) -> NodeId {
        let header = self.offset_of(self.layout.header);
        let payload = self.offset_of(self.layout.payload);
        self.test(payload, Test::Eq(Operand::Value(header)), exits.not())
    }
}
