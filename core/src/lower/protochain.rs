//! `protochain`: a protocol anywhere in the chain of headers behind an IP header.
//!
//! libpcap walks the chain with a loop, which no kernel accepts. Here the walk is unrolled to
//! [`DEPTH`] headers; behind them the chain is taken to end. Behind IPv6 the chain goes on through
//! hop-by-hop options, routing, fragment, destination options and authentication headers, behind
//! IPv4 through authentication headers only; at "no next header" and at any other protocol it
//! ends. Of a fragment header only the next header is looked at, and as in libpcap a fragment of
//! an IPv4 packet is not told from a whole one.
//!
//! One thing is different from libpcap on purpose: its step over an authentication header goes to
//! a place counted from the start of the network header instead of from the start of that
//! header (RFC 4302 says how long one is), so what it finds behind one is noise.

use super::build::{Builder, Exits};
use super::ip::Carriers;
use super::link;
use crate::filter::ast::ArithOp;
use crate::graph::{NodeId, Operand, Test, ValueId};

/// How many headers the walk steps over.
const DEPTH: usize = 6;

const AUTHENTICATION: u32 = 51;
const NO_NEXT_HEADER: u32 = 59;
/// IPv6 extension headers whose length field counts units of 8 bytes: destination options,
/// fragment, routing, hop-by-hop options. (A fragment header has zero there.)
const EXTENSIONS: [u32; 4] = [60, 44, 43, 0];

/// One place in the chain: which protocol the header is of, and where it begins.
#[derive(Clone, Copy)]
struct Link {
    protocol: ValueId,
    begin: ValueId,
}

impl Builder<'_, '_> {
    pub(super) fn protochain(&mut self, carriers: Carriers, number: u8, exits: Exits) -> NodeId {
        let mut exits = exits;
        if carriers.any(Carriers::IP6) {
            exits.on_false = self.under(link::IP6, exits, |b, exits| {
                let protocol = b.load(b.layout.network().plus(6), 1);
                let begin = b.offset_of(b.behind_ip6());
                b.chain(Link { protocol, begin }, true, number, exits)
            });
        }
        if !carriers.any(Carriers::IP4) {
            return exits.on_false;
        }
        self.under(link::IP, exits, |b, exits| {
            let network = b.layout.network();
            let protocol = b.load(network.plus(9), 1);
            let begin = b.behind_ip4();
            let begin = b.arith_k(ArithOp::Add, begin, network.offset);
            // The length of the header is found before anything is tested.
            let begin_node = b.chain(Link { protocol, begin }, false, number, exits);
            b.reach(begin, begin_node)
        })
    }

    /// The walk from a first header on.
    fn chain(&mut self, first: Link, ip6: bool, number: u8, exits: Exits) -> NodeId {
        let mut links = [first; DEPTH + 1];
        for at in 1..=DEPTH {
            links[at] = self.next_link(links[at - 1], ip6);
        }
        let is = |b: &mut Self, link: Link, protocol, exits| {
            b.test(link.protocol, Test::Eq(Operand::Const(protocol)), exits)
        };
        let mut begin = is(self, links[DEPTH], number.into(), exits);
        for at in (0..DEPTH).rev() {
            // The header's bytes are loaded before the next protocol is looked at.
            let next = self.reach(links[at + 1].begin, begin);
            let next = self.reach(links[at + 1].protocol, next);
            let mut goes_on = is(self, links[at], AUTHENTICATION, exits.then(next));
            if ip6 {
                for extension in EXTENSIONS {
                    let exits = Exits { on_true: next, on_false: goes_on };
                    goes_on = is(self, links[at], extension, exits);
                }
            }
            let ends = Exits { on_true: exits.on_false, on_false: goes_on };
            begin = is(self, links[at], NO_NEXT_HEADER, ends);
            begin = is(self, links[at], number.into(), exits.or_else(begin));
        }
        begin
    }

    /// The header behind one that is stepped over. An extension header is 8 bytes long and as
    /// many times 8 more as its second byte says; an authentication header as many times 4.
    fn next_link(&mut self, link: Link, ip6: bool) -> Link {
        let protocol = self.load_at(Some(link.begin), 0, 1);
        let units = self.load_at(Some(link.begin), 1, 1);
        let more = if ip6 {
            let differs = self.arith_k(ArithOp::Xor, link.protocol, AUTHENTICATION);
            let is_authentication = self.is_zero(differs);
            let eights = self.arith_k(ArithOp::Shl, units, 3);
            self.arith(ArithOp::Shr, eights, is_authentication)
        } else {
            self.arith_k(ArithOp::Shl, units, 2)
        };
        let begin = self.arith(ArithOp::Add, more, link.begin);
        let begin = self.arith_k(ArithOp::Add, begin, 8);
        Link { protocol, begin }
    }
}
