extern crate std;

use std::boxed::Box;
use std::format;

use super::question::{Question, ask};
use super::*;
use crate::emit::{Plan, emit};
use crate::filter::ast::ArithOp;
use crate::graph::{Node, Operand, Test, Value, ValueId};
use crate::testing::{
    Frames, Memory as GraphMemory, Random, accepts, evaluate, random_graph, random_packets,
    random_value,
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

#[test]
fn optimized_graphs_mean_the_same() {
    let mut before = GraphMemory::new();
    let mut after = GraphMemory::new();
    let mut marks = Box::new([Mark::BLANK; 4096]);
    let mut pool = Box::new([Facts::NOTHING; POOL]);
    let mut elements = heapless::Vec::<Element, 64>::new();
    let mut plans = Box::new([Plan::BLANK; 4096]);
    for round in 0..4_000 {
        let size = 1 + Random::new(round).below(if round % 10 == 0 { 60 } else { 16 });
        // The same graph twice, as the passes change it in place.
        let mut original = before.graph();
        let old_root = random_graph(&mut original, &mut Random::new(round), size);
        let mut graph = after.graph();
        let root = random_graph(&mut graph, &mut Random::new(round), size);
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
        if random.below(3) == 0 {
            let mask = graph.intern_value(Value::Const(6)).unwrap();
            value = graph.intern_value(Value::Arith(ArithOp::And, value, mask)).unwrap();
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

/// A value that is a load behind some operations with constants.
fn chain(graph: &mut Graph<'_>, random: &mut Random) -> ValueId {
    use ArithOp::*;
    let size = random.pick(&[1, 1, 2, 4]);
    let offset = random.below(3);
    let mut value = match random.below(4) {
        0 => Value::Length,
        1 => {
            let base = graph.intern_value(Value::Load { offset, size: 1 }).unwrap();
            Value::LoadAt { base, offset, size }
        }
        _ => Value::Load { offset, size },
    };
    for _ in 0..random.below(4) {
        let a = graph.intern_value(value).unwrap();
        let op = random.pick(&[And, And, Add, Sub, Shr, Shl, Or]);
        let k = match op {
            Shr | Shl => random.below(9),
            _ => random.pick(&[1, 2, 3, 6, 15, 0xf0, 0xff, 0xff00, u32::MAX, !15, 1 << 31]),
        };
        value = Value::Arith(op, a, graph.intern_value(Value::Const(k)).unwrap());
    }
    graph.intern_value(value).unwrap()
}

/// A comparison with a number that the value is now and then.
fn comparison(random: &mut Random) -> Test {
    let ends = [0, 1, 15, 16, 0xf0, 255, 256, 0xff00, 0xffff, u32::MAX - 15, u32::MAX];
    let (small, end) = (random.below(20), random.pick(&ends));
    let k = Operand::Const(random.pick(&[small, small, end]));
    random.pick(&[Test::Eq(k), Test::Gt(k), Test::Ge(k), Test::Set(k)])
}

fn is_yes(question: Question, value: u32) -> bool {
    match question {
        Question::Range(lo, hi) => lo <= value && value <= hi,
        Question::Bits(mask, bits) => value & mask == bits,
    }
}

/// Some packets, as their bytes and lengths on the wire.
fn packets(random: &mut Random) -> std::vec::Vec<(std::vec::Vec<u8>, u32)> {
    let mut packets = std::vec![];
    random_packets(random, |packet| packets.push((packet.bytes.to_vec(), packet.length)));
    packets
}

fn holds(test: Test, value: u32) -> bool {
    let Some(Operand::Const(k)) = test.operand() else { unreachable!("it is a comparison") };
    test.holds(value, k)
}

/// What a value is for one of such packets.
fn value_for(
    graph: &Graph<'_>,
    id: ValueId,
    (bytes, length): &(std::vec::Vec<u8>, u32),
) -> Option<u32> {
    let packet = Packet { bytes, length: *length, ancillary: Some(&[7; 16]) };
    evaluate(graph, graph.value(id), packet, &Frames::default())
}

#[test]
fn questions_ask_what_tests_ask() {
    let mut memory = GraphMemory::new();
    let mut random = Random::new(21);
    let mut peeled = 0;
    for _ in 0..6000 {
        let mut graph = memory.graph();
        let value = chain(&mut graph, &mut random);
        let test = comparison(&mut random);
        let Some(asked) = ask(&graph, value, test) else { continue };
        peeled += u32::from(asked.root != value);
        for packet in packets(&mut random) {
            let Some(is) = value_for(&graph, value, &packet) else { continue };
            let root = value_for(&graph, asked.root, &packet).unwrap();
            assert!(!matches!(asked.question, Question::Range(lo, hi) if lo > hi), "{asked:?}");
            let answer = is_yes(asked.question, root) != asked.negated;
            assert_eq!(answer, holds(test, is), "{:?} {test:?} {asked:?}", graph.value(value));
        }
    }
    assert!(peeled > 1000, "{peeled}");
}

#[test]
fn what_is_known_at_a_place_holds_of_the_packets_that_come_there() {
    let mut memory = GraphMemory::new();
    let mut random = Random::new(22);
    let mut answers = 0;
    for _ in 0..4000 {
        let mut graph = memory.graph();
        let mut values: std::vec::Vec<_> = (0..3).map(|_| chain(&mut graph, &mut random)).collect();
        values.push(random_value(&mut graph, &mut random, 2));
        let packets = packets(&mut random);
        // Two packets that go different ways, and what is known where these meet.
        let pair = [(); 2].map(|()| &packets[random.below(packets.len() as u32) as usize]);
        let mut met = Facts::NOTHING;
        for (at, packet) in pair.into_iter().enumerate() {
            let mut facts = Facts::NOTHING;
            for _ in 0..1 + random.below(8) {
                let (value, test) = (random.pick(&values), comparison(&mut random));
                let Some(is) = value_for(&graph, value, packet) else { continue };
                facts.evaluated(&graph, value);
                if let Some(asked) = ask(&graph, value, test) {
                    let answer = holds(test, is) != asked.negated;
                    assert!(facts.allows(&graph, asked, answer));
                    assert!(facts.learn(&graph, asked, answer));
                }
            }
            match at {
                0 => met = facts,
                _ => met.meet(&facts),
            }
            for packet in &pair[..=at] {
                for &value in &values {
                    let is = value_for(&graph, value, packet);
                    assert!(is.is_some() || !met.covers(&graph, value), "{:?}", graph.value(value));
                    assert!(is.is_some() || !met.has_captured_behind(value));
                    let test = comparison(&mut random);
                    let Some((is, asked)) = is.zip(ask(&graph, value, test)) else { continue };
                    let answer = holds(test, is) != asked.negated;
                    assert!(met.allows(&graph, asked, answer), "{asked:?} {met:?}");
                    let known = met.answer(asked);
                    assert!(known.is_none_or(|known| known == answer), "{asked:?} {met:?}");
                    answers += u32::from(known.is_some());
                    let root = value_for(&graph, asked.root, packet).unwrap();
                    let other = random.below(9);
                    let number = random.pick(&[root, root ^ 1, other]);
                    let same = met.is(asked.root, number);
                    assert!(same.is_none_or(|same| same == (root == number)), "{asked:?} {met:?}");
                }
            }
        }
    }
    assert!(answers > 2000, "{answers}");
}
