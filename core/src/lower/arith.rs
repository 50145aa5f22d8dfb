//! Relations between arithmetic expressions, and packet data accessors.
//!
//! The elements of an expression stand in postfix order, so evaluating them takes one stack and no
//! recursion. An accessor brings a test with it: `tcp[0]` is there only in a first fragment that
//! carries TCP. The tests come before the relation, so that its negation negates all of it; as in
//! libpcap 1.11 those of its right operand stand first, which short packets tell. As there too an
//! operator keeps the tests of its left operand only: `1 + tcp[0] = 5` does not ask whether there is
//! TCP.

use super::build::{Builder, Exits};
use super::layout::{Layout, Place};
use super::link;
use super::proto::{Layer, facts};
use crate::filter::ast::{Item, Kind, Proto, RelOp};
use crate::filter::error::NoRoom;
use crate::graph::{Full, NodeId, Operand, Test, Value, ValueId};
use heapless::VecView;

/// Whether an accessor in a relation asks for what its link type never carries.
pub(super) fn never_holds(items: &[Item], layout: &Layout) -> bool {
    let never = |operand: &[Item]| {
        kept_tests(operand).any(|proto| {
            let facts = facts(proto);
            facts.layer != Layer::None && layout.carriage(facts.link_protocol()) == Some(false)
        })
    };
    let (left, right) = items.split_at(last_operand(items));
    never(left) || never(right)
}

/// The accessors of an operand whose tests are kept, from the outermost to the innermost.
fn kept_tests(operand: &[Item]) -> impl Iterator<Item = Proto> {
    let mut rest = operand;
    core::iter::from_fn(move || {
        while let Some((item, before)) = rest.split_last() {
            match item.kind {
                Kind::Load { proto, .. } => {
                    rest = before;
                    return Some(proto);
                }
                Kind::Negate => rest = before,
                Kind::Arith(_) => rest = &before[..last_operand(before)],
                _ => break,
            }
        }
        None
    })
}

impl Builder<'_, '_> {
    /// Compares the two arithmetic expressions that `items` are.
    pub(super) fn relation(
        &mut self,
        items: &[Item],
        op: RelOp,
        stack: &mut VecView<ValueId>,
        exits: Exits,
    ) -> NodeId {
        stack.clear();
        for item in items {
            let value = self.element(item.kind, stack);
            let capacity = stack.capacity() as u32;
            if stack.push(value).is_err() {
                self.full = Some(Full { what: NoRoom::Nesting, capacity });
            }
        }
        let (Some(right), Some(left)) = (stack.pop(), stack.pop()) else {
            return exits.on_false;
        };
        let begin = self.compare(left, op, right, exits);
        let (left, right) = items.split_at(last_operand(items));
        let begin = self.checks(left, exits, begin);
        self.checks(right, exits, begin)
    }

    /// One element of an expression, its operands on the stack.
    fn element(&mut self, kind: Kind, stack: &mut VecView<ValueId>) -> ValueId {
        let mut pop = || stack.pop();
        match kind {
            Kind::Number(k) => self.constant(k),
            Kind::Length => self.value(Value::Length),
            Kind::Load { proto, size } => match pop() {
                Some(index) => self.accessor(proto, index, size),
                None => self.constant(0),
            },
            Kind::Negate => match pop() {
                Some(operand) => self.value(Value::Negate(operand)),
                None => self.constant(0),
            },
            Kind::Arith(op) => match (pop(), pop()) {
                (Some(right), Some(left)) => self.arith(op, left, right),
                _ => self.constant(0),
            },
            _ => self.constant(0),
        }
    }

    /// Packet data by a protocol's accessor.
    fn accessor(&mut self, proto: Proto, index: ValueId, size: u8) -> ValueId {
        let place = match facts(proto).layer {
            Layer::None if proto == Proto::Radio => Place::at(0),
            Layer::None => self.layout.header,
            Layer::Ip | Layer::Ip4 => {
                let base = self.behind_ip4();
                return self.load_behind(Some(base), index, self.layout.network().offset, size);
            }
            Layer::Ip6 => self.behind_ip6(),
            _ => self.layout.network(),
        };
        self.load_indexed(place, index, size)
    }

    fn compare(&mut self, left: ValueId, op: RelOp, right: ValueId, exits: Exits) -> NodeId {
        match (self.graph.value(left), self.graph.value(right)) {
            (_, Value::Const(k)) => self.compare_k(left, op, k, exits),
            (Value::Const(k), _) => self.compare_k(right, mirrored(op), k, exits),
            _ => self.compare_with(left, op, Operand::Value(right), exits),
        }
    }

    /// Compares a value with a constant.
    pub(super) fn compare_k(&mut self, value: ValueId, op: RelOp, k: u32, exits: Exits) -> NodeId {
        self.compare_with(value, op, Operand::Const(k), exits)
    }

    fn compare_with(
        &mut self,
        value: ValueId,
        op: RelOp,
        operand: Operand,
        exits: Exits,
    ) -> NodeId {
        match op {
            RelOp::Eq => self.test(value, Test::Eq(operand), exits),
            RelOp::Ne => self.test(value, Test::Eq(operand), exits.not()),
            RelOp::Gt => self.test(value, Test::Gt(operand), exits),
            RelOp::Le => self.test(value, Test::Gt(operand), exits.not()),
            RelOp::Ge => self.test(value, Test::Ge(operand), exits),
            RelOp::Lt => self.test(value, Test::Ge(operand), exits.not()),
        }
    }

    /// The tests that one operand brings, before `begin`: those of the accessors on its left edge,
    /// of which the outermost stands last in the text and is tested last.
    fn checks(&mut self, operand: &[Item], exits: Exits, mut begin: NodeId) -> NodeId {
        for proto in kept_tests(operand) {
            // What never holds drops what would be tested before it.
            if begin == exits.on_false {
                break;
            }
            let exits = exits.then(begin);
            let facts = facts(proto);
            let number = facts.number() as u8;
            begin = match facts.layer {
                Layer::None => begin,
                Layer::Ip | Layer::Ip4 => {
                    let first = self.first_fragment(exits);
                    self.ip4_proto(number, exits.then(first))
                }
                Layer::Ip6 => {
                    let next = self.ip6_next(number, exits);
                    self.carries(link::IP6, exits.then(next))
                }
                _ => self.carries(facts.number(), exits),
            };
        }
        begin
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
