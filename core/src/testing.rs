//! What several tests need: random numbers, packets and graphs, and the meaning of a graph.

extern crate std;

mod program;

use heapless::Vec;
use std::boxed::Box;
use std::vec;

use crate::filter::ast::ArithOp;
use crate::graph::{
    Graph, Interval, Node, NodeEntry, NodeId, Operand, Test, Value, ValueEntry, ValueId, arith,
};
use crate::vm::Packet;

pub(crate) use program::{interpret, random_program};

/// Xorshift (Marsaglia, 2003).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Less than `n`.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        (((self.next() >> 32) * u64::from(n)) >> 32) as u32
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u32) as usize]
    }
}

/// Memory for a graph.
pub(crate) struct Memory {
    values: Vec<ValueEntry, 4096>,
    nodes: Vec<NodeEntry, 4096>,
    value_heads: [u32; 256],
    node_heads: [u32; 1024],
    sets: Vec<Interval, 1024>,
}

impl Memory {
    pub(crate) fn new() -> Box<Self> {
        Box::new(Self {
            values: Vec::new(),
            nodes: Vec::new(),
            value_heads: [0; 256],
            node_heads: [0; 1024],
            sets: Vec::new(),
        })
    }

    pub(crate) fn graph(&mut self) -> Graph<'_> {
        let Self { values, nodes, value_heads, node_heads, sets } = self;
        Graph::new(values, nodes, value_heads, node_heads, sets)
    }
}

/// What the frames of a graph are at one place.
pub(crate) type Frames = [Option<u32>; 8];

/// What a value is for a packet; nothing if it cannot be evaluated.
pub(crate) fn evaluate(
    graph: &Graph<'_>,
    value: Value,
    packet: Packet<'_>,
    frames: &Frames,
) -> Option<u32> {
    let evaluate = |id| evaluate(graph, graph.value(id), packet, frames);
    let load = |offset: u32, size: u8| {
        let bytes = packet.bytes.get(offset as usize..)?.get(..usize::from(size))?;
        Some(bytes.iter().fold(0, |value, &byte| value << 8 | u32::from(byte)))
    };
    match value {
        Value::Const(k) => Some(k),
        Value::Load { offset, size } => load(offset, size),
        Value::LoadAt { base, offset, size } => load(evaluate(base)?.checked_add(offset)?, size),
        Value::Length => Some(packet.length),
        Value::Ancillary(distance) => packet.ancillary.map(|words| words[distance as usize / 4]),
        Value::Negate(a) => Some(evaluate(a)?.wrapping_neg()),
        Value::Frame(n) | Value::Stored(n) => {
            Some(frames[usize::from(n)].expect("a frame is assigned before its use"))
        }
        Value::Arith(op, a, b) => arith(op, evaluate(a)?, evaluate(b)?),
    }
}

/// Whether a graph accepts a packet.
pub(crate) fn accepts(graph: &Graph<'_>, root: NodeId, packet: Packet<'_>) -> bool {
    let mut frames = Frames::default();
    let mut at = root;
    while !at.is_leaf() {
        at = next(graph, graph.node(at), packet, &mut frames);
    }
    at == NodeId::ACCEPT
}

/// Where a node leads a packet.
pub(crate) fn next(
    graph: &Graph<'_>,
    node: Node,
    packet: Packet<'_>,
    frames: &mut Frames,
) -> NodeId {
    let evaluate = |id| evaluate(graph, graph.value(id), packet, frames);
    let Some(value) = evaluate(node.value) else { return NodeId::REJECT };
    let operand = match node.test.operand() {
        None => Some(0),
        Some(Operand::Const(k)) => Some(k),
        Some(Operand::Value(w)) => evaluate(w),
    };
    let Some(operand) = operand else { return NodeId::REJECT };
    let holds = match node.test {
        Test::In(set) => graph.set(set).iter().any(|&(lo, hi)| (lo..=hi).contains(&value)),
        Test::Words(words) => {
            let (words, from) = graph.words(words);
            let Value::Load { offset, .. } = graph.value(node.value) else {
                unreachable!("words are at a fixed offset")
            };
            let mut holds = true;
            for (at, &word) in words[from..].iter().enumerate() {
                let bytes = packet.bytes.get(offset as usize + 4 * at..).unwrap_or_default();
                let Some(bytes) = bytes.first_chunk() else { return NodeId::REJECT };
                holds = u32::from_be_bytes(*bytes) == word;
                if !holds {
                    break;
                }
            }
            holds
        }
        test => test.holds(value, operand),
    };
    if let Test::Assign(frame) = node.test
        && let Value::Frame(n) = graph.value(frame)
    {
        frames[usize::from(n)] = Some(value);
    }
    if let Test::Store(n) = node.test {
        frames[usize::from(n)] = Some(value);
    }
    if holds { node.on_true } else { node.on_false }
}

/// A random value over the first bytes of a packet, and small enough that it varies little.
pub(crate) fn random_value(graph: &mut Graph<'_>, random: &mut Random, depth: u32) -> ValueId {
    let value = plain_value(graph, random, depth);
    graph.intern_value(value).unwrap()
}

/// Such a value as it is before it is simplified.
pub(crate) fn plain_value(graph: &mut Graph<'_>, random: &mut Random, depth: u32) -> Value {
    let kinds = if depth == 0 { 6 } else { 14 };
    let size = random.pick(&[1, 1, 2, 4]);
    match random.below(kinds) {
        0 => Value::Const(random.pick(&[0, 1, 2, 4, 15, 31, 32, 255, 254, u32::MAX, 0xf0])),
        1 => Value::Length,
        2 => Value::Ancillary(random.pick(&[4, 48])),
        3..6 => Value::Load { offset: random.below(8), size },
        6 | 7 => {
            let base = random_value(graph, random, depth - 1);
            Value::LoadAt { base, offset: random.pick(&[0, 1, 2, 3, u32::MAX]), size }
        }
        8 => Value::Negate(random_value(graph, random, depth - 1)),
        9 => {
            let load = graph.intern_value(Value::Load { offset: random.below(4), size: 1 });
            let mask = graph.intern_value(Value::Const(random.pick(&[15, 15, 1, 3])));
            let (load, mask) = (load.unwrap(), mask.unwrap());
            let masked = graph.intern_value(Value::Arith(ArithOp::And, load, mask)).unwrap();
            let two = graph.intern_value(Value::Const(random.pick(&[2, 2, 0]))).unwrap();
            Value::Arith(ArithOp::Shl, masked, two)
        }
        10 => {
            // Near the end of the packet, by a sum that wraps.
            let base = random.pick(&[Value::Length, Value::Load { offset: 0, size: 4 }]);
            let (base, less) = (graph.intern_value(base), graph.intern_value(Value::Const(1)));
            let base = Value::Arith(ArithOp::Sub, base.unwrap(), less.unwrap());
            let base = graph.intern_value(base).unwrap();
            Value::LoadAt { base, offset: random.below(2), size }
        }
        _ => {
            use ArithOp::*;
            let op = random.pick(&[Add, Sub, Mul, Div, Mod, And, And, Or, Xor, Shl, Shr]);
            let a = random_value(graph, random, depth - 1);
            let b = random_value(graph, random, depth - 1);
            Value::Arith(op, a, b)
        }
    }
}

/// A random graph of about `size` nodes over few values, so that paths meet and tests repeat.
pub(crate) fn random_graph(graph: &mut Graph<'_>, random: &mut Random, size: u32) -> NodeId {
    let values: std::vec::Vec<_> = (0..1 + random.below(6))
        .map(|_| {
            let depth = random.below(4);
            random_value(graph, random, depth)
        })
        .collect();
    let mut ends = vec![NodeId::ACCEPT, NodeId::REJECT];
    let mut root = NodeId::REJECT;
    for _ in 0..size {
        let node = random_node(graph, random, &values, &ends);
        root = graph.intern_node(node).unwrap();
        ends.push(root);
    }
    root
}

/// A random node over some values, which leads to one of some nodes, often to the last of them.
pub(crate) fn random_node(
    graph: &mut Graph<'_>,
    random: &mut Random,
    values: &[ValueId],
    ends: &[NodeId],
) -> Node {
    let constant = Operand::Const(random.pick(&[0, 1, 2, 3, 4, 8, 60, 255, 0xff00, u32::MAX]));
    let operand = match random.below(5) {
        0 => Operand::Value(random.pick(values)),
        _ => constant,
    };
    let test = match random.below(10) {
        0..4 => Test::Eq(operand),
        4 => Test::Gt(operand),
        5 => Test::Ge(operand),
        6 | 7 => Test::Set(operand),
        8 => {
            let from = graph.interval_count();
            for _ in 0..1 + random.below(12) {
                let lo = random.below(40);
                let hi = lo + random.pick(&[0, 0, 0, 1, 9]);
                graph.push_interval((lo, random.pick(&[hi, hi, hi, u32::MAX]))).unwrap();
            }
            Test::In(graph.finish_set(from))
        }
        _ => Test::Reach,
    };
    let recent = &ends[ends.len().saturating_sub(6)..];
    let on_true = if random.below(8) == 0 { random.pick(ends) } else { random.pick(recent) };
    let mut on_false = random.pick(recent);
    if test == Test::Reach {
        on_false = on_true;
    }
    let mut value = random.pick(values);
    let mut test = test;
    if random.below(8) == 0 {
        let word = |random: &mut Random| random.pick(&[0, 0, 1, 0x0101_0101, 0x0704_0000]);
        let words = [(); 4].map(|()| word(random));
        let at = graph.push_words(words).unwrap();
        test = Test::Words(Graph::name_words(at, random.below(3) as usize));
        value = graph.intern_value(Value::Load { offset: random.below(5), size: 4 }).unwrap();
    }
    Node { value, test, on_true, on_false }
}

/// Calls `check` with packets of every short length, with random and with small bytes.
pub(crate) fn random_packets(random: &mut Random, mut check: impl FnMut(Packet<'_>)) {
    let words = [7, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0];
    for length in 0..14_u32 {
        for _ in 0..4 {
            let mut bytes = [0; 14];
            let top = random.pick(&[2, 5, 16, 256]);
            for byte in &mut bytes {
                *byte = random.below(top) as u8;
            }
            check(Packet {
                bytes: &bytes[..length as usize],
                length: random.pick(&[length, length + 1, 0, 60]),
                ancillary: Some(&words),
            });
        }
    }
}
