//! Relations between arithmetic expressions, and packet data accessors.
//!
//! The elements of an expression stand in postfix order, so evaluating them takes one stack and no
//! recursion. An accessor brings a test with it: `tcp[0]` is there only in a first fragment that
//! carries TCP. The tests come before the relation, so that its negation negates all of it. As in
//! libpcap an operator keeps the tests of its left operand only: `1 + tcp[0] = 5` does not ask
//! whether there is TCP.

use super::build::{Builder, Exits};
use super::layout::Place;
use super::link;
use super::port::{SCTP, TCP, UDP};
use crate::filter::ast::{Item, Kind, Proto, RelOp};
use crate::filter::error::{ErrorKind, NoRoom};
use crate::graph::{Full, NodeId, Operand, Test, Value, ValueId};
use heapless::VecView;

/// What must hold before an accessor's data are there.
enum Check {
    /// Nothing.
    None,
    /// The frame carries a protocol.
    Link(u32),
    /// The first fragment of an IPv4 packet carries a protocol.
    Ip(u8),
    /// An IPv6 packet carries a protocol directly.
    Ip6(u8),
}

/// What must hold before a protocol's accessor; nothing if it has none.
fn check(proto: Proto) -> Option<Check> {
    Some(match proto {
        Proto::Link | Proto::Radio => Check::None,
        Proto::Ip => Check::Link(link::IP),
        Proto::Arp => Check::Link(link::ARP),
        Proto::Rarp => Check::Link(link::RARP),
        Proto::Ip6 => Check::Link(link::IP6),
        Proto::Atalk => Check::Link(link::ATALK),
        Proto::Decnet => Check::Link(link::DECNET),
        Proto::Sca => Check::Link(link::SCA),
        Proto::Lat => Check::Link(link::LAT),
        Proto::MopDl => Check::Link(link::MOPDL),
        Proto::MopRc => Check::Link(link::MOPRC),
        Proto::Tcp => Check::Ip(TCP),
        Proto::Udp => Check::Ip(UDP),
        Proto::Sctp => Check::Ip(SCTP),
        Proto::Icmp => Check::Ip(1),
        Proto::Igmp => Check::Ip(2),
        Proto::Igrp => Check::Ip(9),
        Proto::Pim => Check::Ip(103),
        Proto::Vrrp | Proto::Carp => Check::Ip(112),
        Proto::Icmp6 => Check::Ip6(58),
        _ => return None,
    })
}

/// Whether a protocol has an accessor.
pub(super) fn has_accessor(proto: Proto) -> bool {
    check(proto).is_some()
}

impl Builder<'_, '_> {
    /// Compares the two arithmetic expressions that `items` are.
    pub(super) fn relation(
        &mut self,
        items: &[Item],
        op: RelOp,
        stack: &mut VecView<ValueId>,
        exits: Exits,
    ) -> Result<NodeId, ErrorKind> {
        stack.clear();
        for item in items {
            let value = self.element(item.kind, stack)?;
            let full = stack.capacity();
            stack
                .push(value)
                .map_err(|_| ErrorKind::NoRoom { what: NoRoom::Nesting, capacity: full as u32 })?;
        }
        let (Some(right), Some(left)) = (stack.pop(), stack.pop()) else {
            return Ok(exits.on_false);
        };
        let begin = self.compare(left, op, right, exits)?;
        let (left, right) = items.split_at(last_operand(items));
        let begin = self.checks(right, exits, begin)?;
        Ok(self.checks(left, exits, begin)?)
    }

    /// One element of an expression, its operands on the stack.
    fn element(&mut self, kind: Kind, stack: &mut VecView<ValueId>) -> Result<ValueId, Full> {
        let mut pop = || stack.pop();
        match kind {
            Kind::Number(k) => self.constant(k),
            Kind::Length => self.graph.intern_value(Value::Length),
            Kind::Load { proto, size } => match pop() {
                Some(index) => {
                    let place = self.accessor(proto)?;
                    self.load_indexed(place, index, size)
                }
                None => self.constant(0),
            },
            Kind::Negate => match pop() {
                Some(operand) => match self.graph.value(operand) {
                    Value::Const(k) => self.constant(k.wrapping_neg()),
                    _ => self.graph.intern_value(Value::Negate(operand)),
                },
                None => self.constant(0),
            },
            Kind::Arith(op) => match (pop(), pop()) {
                (Some(right), Some(left)) => self.arith(op, left, right),
                _ => self.constant(0),
            },
            _ => self.constant(0),
        }
    }

    /// Where the data of a protocol's accessor begin.
    fn accessor(&mut self, proto: Proto) -> Result<Place, Full> {
        Ok(match check(proto) {
            Some(Check::Link(_)) => self.layout.network(),
            Some(Check::Ip(_)) => self.behind_ip4()?,
            Some(Check::Ip6(_)) => self.behind_ip6(),
            Some(Check::None) | None => self.layout.header,
        })
    }

    fn compare(
        &mut self,
        left: ValueId,
        op: RelOp,
        right: ValueId,
        exits: Exits,
    ) -> Result<NodeId, Full> {
        let (left, op, right) = match self.graph.value(left) {
            Value::Const(_) => (right, mirrored(op), left),
            _ => (left, op, right),
        };
        let operand = match self.graph.value(right) {
            Value::Const(k) => Operand::Const(k),
            _ => Operand::Value(right),
        };
        match op {
            RelOp::Eq => self.test(left, Test::Eq(operand), exits),
            RelOp::Ne => self.test(left, Test::Eq(operand), exits.not()),
            RelOp::Gt => self.test(left, Test::Gt(operand), exits),
            RelOp::Le => self.test(left, Test::Gt(operand), exits.not()),
            RelOp::Ge => self.test(left, Test::Ge(operand), exits),
            RelOp::Lt => self.test(left, Test::Ge(operand), exits.not()),
        }
    }

    /// The tests that one operand brings, before `begin`: those of the accessors on its left edge,
    /// of which the outermost stands last in the text and is tested last.
    fn checks(
        &mut self,
        operand: &[Item],
        exits: Exits,
        mut begin: NodeId,
    ) -> Result<NodeId, Full> {
        let mut rest = operand;
        while let Some((item, before)) = rest.split_last() {
            rest = match item.kind {
                Kind::Load { proto, .. } => {
                    let exits = exits.then(begin);
                    begin = match check(proto) {
                        Some(Check::Link(protocol)) => self.carries(protocol, exits)?,
                        Some(Check::Ip(number)) => {
                            let first = self.first_fragment(exits)?;
                            self.ip4_proto(number, exits.then(first))?
                        }
                        Some(Check::Ip6(number)) => {
                            let next = self.ip6_next(number, exits)?;
                            self.carries(link::IP6, exits.then(next))?
                        }
                        Some(Check::None) | None => begin,
                    };
                    before
                }
                Kind::Negate => before,
                Kind::Arith(_) => &before[..last_operand(before)],
                _ => break,
            };
        }
        Ok(begin)
    }
}

/// The relation that holds with the operands exchanged.
const fn mirrored(op: RelOp) -> RelOp {
    match op {
        RelOp::Eq => RelOp::Eq,
        RelOp::Ne => RelOp::Ne,
        RelOp::Gt => RelOp::Lt,
        RelOp::Ge => RelOp::Le,
        RelOp::Lt => RelOp::Gt,
        RelOp::Le => RelOp::Ge,
    }
}

/// Where the last of the complete operands at the end of `items` begins.
fn last_operand(items: &[Item]) -> usize {
    let mut wanted = 1;
    for (at, item) in items.iter().enumerate().rev() {
        match item.kind {
            Kind::Arith(_) => wanted += 1,
            Kind::Negate | Kind::Load { .. } => {}
            _ => wanted -= 1,
        }
        if wanted == 0 {
            return at;
        }
    }
    0
}
