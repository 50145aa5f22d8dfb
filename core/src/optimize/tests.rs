extern crate std;

mod known;

use std::boxed::Box;
use std::format;

use super::question::{Asked, Question, ask};
use super::*;
use crate::emit::{Plan, emit};
use crate::filter::ast::ArithOp;
use crate::graph::{Node, Operand, Test, Value, ValueId};
use crate::testing::{
    Frames, Memory as GraphMemory, Random, accepts, evaluate, random_graph, random_node,
    random_packets, random_value,
};
use crate::verify::verify;
use crate::vm::{Packet, run};

/// Every node that can be reached, for messages.
fn show(graph: &Graph<'_>, root: NodeId) -> std::string::String {
    let mut text = format!("root {root:?}\n");
    for index in (0..graph.node_count()).rev() {
        let node = graph.node(graph.node_id(index));
        text += &format!("{index}: {:?} {:?}", graph.value(node.value), node.test);
        if let Some(Operand::Value(operand)) = node.test.operand() {
            text += &format!(" {:?}", graph.value(operand));
        }
        text += &format!(" ? {:?} : {:?}\n", node.on_true, node.on_false);
    }
    text
}

/// Optimizes random graphs, each of which is made twice, as the passes change it in place.
fn check(rounds: u64, make: impl Fn(&mut Graph<'_>, u64) -> NodeId) {
    let mut before = GraphMemory::new();
    let mut after = GraphMemory::new();
    let mut marks = Box::new([Mark::BLANK; 4096]);
    let mut pool = Box::new([Facts::NOTHING; POOL]);
    let mut elements = heapless::Vec::<Element, 64>::new();
    let mut plans = Box::new([Plan::BLANK; 4096]);
    for round in 0..rounds {
        let mut original = before.graph();
        let old_root = make(&mut original, round);
        let mut graph = after.graph();
        let root = make(&mut graph, round);
        let mut memory = Memory { marks: &mut marks[..], pool: &mut pool, elements: &mut elements };
        let root = optimize(&mut graph, root, &mut memory, &Alike::default());
        let shared = share(&mut graph, root, &mut memory, 0);
        let mut program = heapless::Vec::<_, 4096>::new();
        let emitted = emit(&graph, shared.unwrap_or(root), 96, &mut plans[..], &mut program);
        assert!(shared.is_some() || emitted.is_ok());
        let verified = verify(&program);
        random_packets(&mut Random::new(round), |packet| {
            assert_eq!(
                accepts(&graph, root, packet),
                accepts(&original, old_root, packet),
                "round {round}, {packet:?}\n{}\n{}",
                show(&original, old_root),
                show(&graph, root)
            );
            let (Ok(()), Ok(program)) = (emitted, verified) else { return };
            assert_eq!(
                run(program, packet) != 0,
                accepts(&original, old_root, packet),
                "round {round}, {packet:?}\n{}\n{}\n{}",
                show(&original, old_root),
                show(&graph, shared.unwrap_or(root)),
                crate::listing::Assembly(&program),
            );
        });
    }
}

#[test]
fn optimized_graphs_mean_the_same() {
    check(4_000, |graph, round| {
        let size = 1 + Random::new(round).below(if round % 10 == 0 { 60 } else { 16 });
        random_graph(graph, &mut Random::new(round), size)
    });
}

#[test]
fn wide_graphs_mean_the_same() {
    // Layers of nodes, each of which is known something of when the first of the next one is looked at.
    check(300, |graph, round| {
        let mut random = Random::new(round);
        let values = [(); 3].map(|()| random_value(graph, &mut random, 1));
        let mut below = std::vec![NodeId::ACCEPT, NodeId::REJECT];
        for width in [40, 30, 20, 10, 4, 2, 1] {
            let mut layer = || {
                let ends = [(); 3].map(|()| random.pick(&below));
                let node = random_node(graph, &mut random, &values, &ends);
                graph.intern_node(node).unwrap()
            };
            below = (0..width).map(|_| layer()).collect();
        }
        below[0]
    });
}

/// A value of the two slots, or of what is at the offsets in them.
fn reading_value(graph: &mut Graph<'_>, random: &mut Random, slots: [ValueId; 2]) -> ValueId {
    use ArithOp::{Add, And, Or, Sub};
    let (slot, size, offset) = (random.pick(&slots), random.pick(&[1, 1, 2]), random.below(3));
    let k = graph.intern_value(Value::Const(random.below(4))).unwrap();
    let value = match random.below(8) {
        0 => Value::Negate(slot),
        1 => Value::Arith(random.pick(&[And, Or, Sub]), slot, k),
        2 => Value::Arith(Add, slots[0], slots[1]),
        3 => {
            let base = graph.intern_value(Value::Arith(Add, slot, k)).unwrap();
            Value::LoadAt { base, offset, size }
        }
        4 | 5 => Value::LoadAt { base: slot, offset, size },
        _ => Value::Load { offset, size },
    };
    graph.intern_value(value).unwrap()
}

/// A value to store: something, or what is in another slot, with a constant from `add` on, and rounded down
/// perhaps.
fn stored_value(
    graph: &mut Graph<'_>,
    random: &mut Random,
    others: &[ValueId],
    add: u32,
) -> ValueId {
    use ArithOp::{Add, And};
    let load = Value::Load { offset: random.below(3), size: random.pick(&[1, 1, 4]) };
    let inner = match random.below(6) {
        0 => others.first().copied(),
        1 => Some(random_value(graph, random, 1)),
        2 => Some(graph.intern_value(Value::Const(0)).unwrap()),
        _ => None,
    };
    let inner = inner.unwrap_or_else(|| graph.intern_value(load).unwrap());
    let mut arith = |op, a, k| {
        let k = graph.intern_value(Value::Const(k)).unwrap();
        graph.intern_value(Value::Arith(op, a, k)).unwrap()
    };
    let inner = if random.below(2) == 0 { arith(And, inner, 3) } else { inner };
    let sum = arith(Add, inner, add + random.below(3));
    if random.below(3) == 0 { arith(And, sum, random.pick(&[!1, !3])) } else { sum }
}

/// A few random nodes over some values; the last of them.
fn random_nodes(
    graph: &mut Graph<'_>,
    random: &mut Random,
    values: &[ValueId],
    ends: &[NodeId],
) -> NodeId {
    let mut ends = ends.to_vec();
    for _ in 0..random.below(7) {
        let node = random_node(graph, random, values, &ends);
        ends.push(graph.intern_node(node).unwrap());
    }
    ends[ends.len() - 1]
}

#[test]
fn graphs_that_store_mean_the_same() {
    check(4_000, |graph, round| {
        let random = &mut Random::new(round);
        let slots = [0, 1].map(|n| graph.intern_value(Value::Stored(n)).unwrap());
        let values = [(); 4].map(|()| reading_value(graph, random, slots));
        let mut root = random_nodes(graph, random, &values, &[NodeId::ACCEPT, NodeId::REJECT]);
        // Every path stores in the first slot, and then in the second, perhaps what is in the first.
        for (n, others) in [(1, &slots[..1]), (0, &[])] {
            let add = random.below(3);
            let mut stores = std::vec![NodeId::REJECT];
            for _ in 0..1 + random.below(3) {
                let value = stored_value(graph, random, others, add);
                let node = Node { value, test: Test::Store(n), on_true: root, on_false: root };
                stores.push(graph.intern_node(node).unwrap());
            }
            let mut values = [(); 4].map(|()| random_value(graph, random, 1));
            values[0] = others.first().copied().unwrap_or(values[0]);
            root = random_nodes(graph, random, &values, &stores);
        }
        root
    });
}

/// A random part of a graph whose loads are at `base`, and at fixed distances from it.
fn part(graph: &mut Graph<'_>, seed: u64, base: Option<ValueId>, distances: [u32; 3]) -> NodeId {
    let mut random = Random::new(seed);
    let mut ends = std::vec![NodeId::ACCEPT, NodeId::REJECT];
    for _ in 0..2 + random.below(6) {
        let offset = distances[random.below(3) as usize];
        let size = random.pick(&[1, 1, 2]);
        let load = match base {
            None => Value::Load { offset, size },
            Some(base) => Value::LoadAt { base, offset, size },
        };
        let mut value = graph.intern_value(load).unwrap();
        match random.below(12) {
            0..4 => {
                let mask = graph.intern_value(Value::Const(6)).unwrap();
                value = graph.intern_value(Value::Arith(ArithOp::And, value, mask)).unwrap();
            }
            4 => value = graph.intern_value(Value::Negate(value)).unwrap(),
            5 => value = graph.intern_value(Value::Length).unwrap(),
            _ => {}
        }
        let mut k = Operand::Const(random.below(3));
        if random.below(8) == 0 {
            // What needs X for itself.
            let byte = graph.intern_value(Value::Load { offset: 1, size: 1 }).unwrap();
            let far = Value::LoadAt { base: byte, offset: 1, size: 1 };
            k = Operand::Value(graph.intern_value(far).unwrap());
        }
        let test = random.pick(&[Test::Eq(k), Test::Ge(k), Test::Set(k)]);
        let recent = &ends[ends.len().saturating_sub(3)..];
        let (on_true, on_false) = (random.pick(recent), random.pick(recent));
        ends.push(graph.intern_node(Node { value, test, on_true, on_false }).unwrap());
    }
    ends[ends.len() - 1]
}

#[test]
fn shared_parts_mean_the_same() {
    let mut memory = GraphMemory::new();
    let mut marks = Box::new([Mark::BLANK; 4096]);
    let mut plans = Box::new([Plan::BLANK; 4096]);
    let mut pool = Box::new([Facts::NOTHING; POOL]);
    let mut elements = heapless::Vec::<Element, 64>::new();
    let mut sharings = [0; 2];
    for round in 0..3_000 {
        let mut random = Random::new(round);
        let mut graph = memory.graph();
        let first = graph.intern_value(Value::Load { offset: 0, size: 1 }).unwrap();
        let fifteen = graph.intern_value(Value::Const(3)).unwrap();
        let header = graph.intern_value(Value::Arith(ArithOp::And, first, fifteen)).unwrap();
        // The distances grow alike, or, between fixed offsets, by multiples.
        let mut root = random.pick(&[NodeId::REJECT, NodeId::ACCEPT]);
        for side in 0..2 + random.below(3) {
            let (base, distances) = match random.below(3) {
                0 => (Some(header), [2, 3, 5]),
                1 => (None, [2, 3, 5].map(|at| at + side)),
                _ => (None, [2 + side, 3 + 2 * side, 5 + 4 * side]),
            };
            let inner = part(&mut graph, round, base, distances);
            let k = Operand::Const(side);
            let node = Node { value: first, test: Test::Eq(k), on_true: inner, on_false: root };
            root = graph.intern_node(node).unwrap();
        }
        let mut memory = Memory { marks: &mut marks[..], pool: &mut pool, elements: &mut elements };
        let mut current = root;
        for again in 0..2 {
            let Some(shared) = share(&mut graph, current, &mut memory, again) else { break };
            current = shared;
            let mut program = heapless::Vec::<_, 4096>::new();
            let emitted = emit(&graph, shared, 96, &mut plans[..], &mut program);
            sharings[usize::from(emitted.is_ok())] += 1;
            let verified = verify(&program);
            random_packets(&mut random, |packet| {
                let expected = accepts(&graph, root, packet);
                assert_eq!(accepts(&graph, shared, packet), expected, "{}", show(&graph, shared));
                if let (Ok(()), Ok(program)) = (emitted, verified) {
                    assert_eq!(run(program, packet) != 0, expected);
                }
            });
        }
    }
    assert!(sharings[1] > 300, "{sharings:?}");
    assert_eq!(sharings[0], 0, "a frame was lost");
}
