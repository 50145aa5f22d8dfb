//! Geneve (RFC 8926) and VXLAN (RFC 7348) over UDP over IPv4 or IPv6.
//!
//! What follows in the text looks at the frame inside. Where its headers lie depends on the
//! lengths of the headers outside; Geneve may also carry a network packet without a link-layer
//! header, whose protocol is then named by the Geneve header itself. All this is found at run
//! time and kept in three slots: the link-layer header, the field that names the protocol, and
//! the payload. A fourth one is where the tunnel's own header begins, so that what finds the others
//! is there once, for IPv4 and IPv6. If the primitive does not hold, nothing is stored.
//!
//! With 16 slots, up to four tunnels may stand one behind the other in the text; libpcap, which has
//! the same code twice, takes a fifth.

use super::build::{Builder, Exits};
use super::layout::{Layout, Place};
use super::link;
use super::port::UDP;
use crate::filter::ast::ArithOp;
use crate::graph::{NodeId, Operand, Test, Value, ValueId};

/// Which tunnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tunnel {
    Geneve,
    Vxlan,
}

/// The network layer that a tunnel runs over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    Ip4,
    Ip6,
}

/// The link-layer protocol that Geneve names Ethernet by.
const ETHERNET_IN_GENEVE: u32 = 0x6558;
const UDP_HEADER: u32 = 8;

impl Builder<'_, '_> {
    /// A tunnel header; `next` is the layout behind it.
    pub(super) fn tunnel(
        &mut self,
        tunnel: Tunnel,
        vni: Option<u32>,
        next: &Layout,
        exits: Exits,
    ) -> NodeId {
        let mut exits = exits;
        // What stands behind is reached from IPv4 and from IPv6, each of which has stored where
        // the tunnel's own header begins.
        let mut outer = next.tunnel;
        if !self.reads(next) {
            outer.slot = None;
        }
        if let Some(slot) = outer.slot {
            self.read |= slot.bit();
            let stored = self.value(Value::Stored(slot.number()));
            exits.on_true = self.inside(tunnel, stored, next, exits.on_true);
        }
        exits.on_false = self.under(link::IP6, exits, |b, exits| {
            let begin = b.tunnel_header(Over::Ip6, tunnel, vni, outer, exits);
            b.ip6_next(UDP, exits.then(begin))
        });
        self.under(link::IP, exits, |b, exits| {
            let begin = b.tunnel_header(Over::Ip4, tunnel, vni, outer, exits);
            let begin = b.first_fragment(exits.then(begin));
            b.ip4_next(UDP, exits.then(begin))
        })
    }

    /// Whether anything behind a tunnel looks at what the tunnel moves.
    fn reads(&self, next: &Layout) -> bool {
        (next.header.bit() | next.field.bit() | next.payload.bit()) & self.read != 0
    }

    /// The destination port, the version or the flags, and the network identifier.
    fn tunnel_header(
        &mut self,
        over: Over,
        tunnel: Tunnel,
        vni: Option<u32>,
        outer: Place,
        exits: Exits,
    ) -> NodeId {
        let mut exits = exits;
        let begin = self.behind_udp(over);
        if outer.slot.is_some() {
            exits.on_true = self.store(outer, begin, exits.on_true);
        } else if tunnel == Tunnel::Geneve {
            let protocol = self.load_at(Some(begin), 2, 2);
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

    /// Stores where the headers inside lie; `outer` is where the tunnel's own header begins.
    fn inside(&mut self, tunnel: Tunnel, outer: ValueId, at: &Layout, next: NodeId) -> NodeId {
        const FIXED: u32 = 8;
        if tunnel == Tunnel::Vxlan {
            return self.ethernet_inside(at, outer, FIXED, next);
        }
        let first = self.load_at(Some(outer), 0, 1);
        let words = self.arith_k(ArithOp::And, first, 0x3f);
        let options = self.arith_k(ArithOp::Shl, words, 2);
        let header = self.arith(ArithOp::Add, options, outer);
        // Behind Geneve's fixed part and its options the frame begins; with Ethernet's header, if
        // Geneve's own protocol field, two bytes from its start, says so.
        let with = self.ethernet_inside(at, header, FIXED, next);
        let begin = self.arith_k(ArithOp::Add, header, FIXED);
        let field = self.arith_k(ArithOp::Add, outer, 2);
        let without = self.store(at.payload, begin, next);
        let without = self.store(at.header, begin, without);
        let without = self.store(at.field, field, without);
        let protocol = self.load_at(Some(outer), 2, 2);
        let exits = Exits { on_true: with, on_false: without };
        let begin = self.test(protocol, Test::Eq(Operand::Const(ETHERNET_IN_GENEVE)), exits);
        self.reach(first, begin)
    }

    /// Stores where the parts of an Ethernet frame lie, which begins so many bytes behind `begin`.
    fn ethernet_inside(&mut self, at: &Layout, begin: ValueId, bytes: u32, next: NodeId) -> NodeId {
        let mut next = next;
        for (place, offset) in [(at.payload, 14), (at.header, 0), (at.field, 12)] {
            let value = self.arith_k(ArithOp::Add, begin, bytes + offset);
            next = self.store(place, value, next);
        }
        next
    }

    /// Whether there is a link-layer header inside the tunnel: it and the payload are not at the
    /// same place then, tags between them aside.
    pub(super) fn has_link_header(&mut self, exits: Exits) -> NodeId {
        let header = self.offset_of(Place { offset: 0, ..self.layout.header });
        let payload = self.offset_of(Place { offset: 0, ..self.layout.payload });
        self.test(payload, Test::Eq(Operand::Value(header)), exits.not())
    }
}
