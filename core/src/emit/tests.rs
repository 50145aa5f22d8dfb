extern crate std;

use heapless::Vec;
use std::boxed::Box;
use std::string::ToString;

use super::*;
use crate::filter::ast::ArithOp;
use crate::graph::{Value, ValueId};
use crate::listing::Assembly;
use crate::testing::{Memory, Random, accepts, random_graph, random_packets};
use crate::verify::{verify, verify_user};
use crate::vm::run;

type Program = Box<Vec<Insn, 16384>>;

fn program(graph: &Graph<'_>, root: NodeId) -> Program {
    let mut plans = Box::new([Plan::BLANK; 16384]);
    let mut out = Box::new(Vec::new());
    emit(graph, root, 96, &mut plans[..], &mut *out).unwrap();
    out
}

fn listing(graph: &Graph<'_>, root: NodeId) -> std::string::String {
    let program = program(graph, root);
    verify(&program).unwrap();
    // Columns as they are, but without line numbers.
    Assembly(&program).to_string()
}

fn load(graph: &mut Graph<'_>, offset: u32, size: u8) -> ValueId {
    graph.intern_value(Value::Load { offset, size }).unwrap()
}

fn arith(graph: &mut Graph<'_>, op: ArithOp, a: ValueId, k: u32) -> ValueId {
    let k = graph.intern_value(Value::Const(k)).unwrap();
    graph.intern_value(Value::Arith(op, a, k)).unwrap()
}

fn eq(graph: &mut Graph<'_>, value: ValueId, k: u32, yes: NodeId, no: NodeId) -> NodeId {
    let test = Test::Eq(Operand::Const(k));
    graph.intern_node(Node { value, test, on_true: yes, on_false: no }).unwrap()
}

#[test]
fn programs_mean_what_their_graphs_mean() {
    let mut memory = Memory::new();
    let mut random = Random::new(1);
    for round in 0..4000 {
        let mut graph = memory.graph();
        let size = 1 + random.below(if round % 10 == 0 { 60 } else { 12 });
        let root = random_graph(&mut graph, &mut random, size);
        let program = program(&graph, root);
        let verified =
            verify(&program).unwrap_or_else(|refusal| panic!("{refusal}\n{}", Assembly(&program)));
        random_packets(&mut random, |packet| {
            let expected = if accepts(&graph, root, packet) { 96 } else { 0 };
            assert_eq!(run(verified, packet), expected, "{packet:?}\n{}", Assembly(&program));
        });
    }
}

#[test]
fn far_jumps_go_to_islands() {
    let mut memory = Memory::new();
    let mut random = Random::new(2);
    for scratch in [false, true] {
        let mut graph = memory.graph();
        let (mut tail, mut root) = (NodeId::REJECT, NodeId::REJECT);
        let mut deep = load(&mut graph, 0, 1);
        if scratch {
            deep = arith(&mut graph, ArithOp::And, deep, 3);
            deep = arith(&mut graph, ArithOp::Add, deep, 1);
        }
        for n in 0..1500 {
            let value = if scratch {
                // Another offset between keeps the deep one from staying in X.
                let base = if n % 2 == 0 { deep } else { load(&mut graph, 0, 1) };
                graph.intern_value(Value::LoadAt { base, offset: n % 3, size: 1 }).unwrap()
            } else {
                load(&mut graph, n % 5, 1)
            };
            if n == 40 {
                tail = root;
            }
            let yes = random.pick(&[NodeId::ACCEPT, NodeId::REJECT, tail]);
            root = eq(&mut graph, value, n % 256, yes, root);
        }
        let program = program(&graph, root);
        let mut masks = [0; 16384];
        let verified = verify_user(&program, &mut masks).unwrap();
        assert!(program.iter().any(|insn| insn.code == opcode::JA));
        let returns = program.iter().filter(|insn| insn.code == opcode::RET_K).count();
        assert!(if scratch { returns == 2 } else { returns > 2 }, "{returns}");
        random_packets(&mut random, |packet| {
            let expected = if accepts(&graph, root, packet) { 96 } else { 0 };
            assert_eq!(run(verified, packet), expected, "{packet:?}");
        });
    }
}

#[test]
fn large_sets_are_searched_in_trees() {
    let mut memory = Memory::new();
    let mut random = Random::new(3);
    for width in [0, 1, 7] {
        let mut graph = memory.graph();
        let word = load(&mut graph, 0, 2);
        for n in 0..900 {
            graph.push_interval((70 * n + 3, 70 * n + 3 + width * (n % 3))).unwrap();
        }
        let set = graph.finish_set(0);
        // Both exits are far from most of the tree, and one of them is no verdict.
        let mut miss = NodeId::REJECT;
        for n in 0..200 {
            let next = load(&mut graph, 2 + n % 2, 1);
            miss = eq(&mut graph, next, n, NodeId::ACCEPT, miss);
        }
        let test = Test::In(set);
        let on_true = NodeId::ACCEPT;
        let root = graph.intern_node(Node { value: word, test, on_true, on_false: miss }).unwrap();
        let program = program(&graph, root);
        let verified = verify(&program).unwrap();
        for _ in 0..2000 {
            let bytes = [random.next() as u8, random.next() as u8, random.next() as u8, 9];
            let near = (70 * random.below(900) + random.below(20)) as u16;
            let bytes = match random.below(2) {
                0 => bytes,
                _ => [near.to_be_bytes()[0], near.to_be_bytes()[1], bytes[2], 9],
            };
            let packet = crate::vm::Packet { bytes: &bytes, length: 4, ancillary: None };
            let expected = if accepts(&graph, root, packet) { 96 } else { 0 };
            assert_eq!(run(verified, packet), expected, "{packet:?}");
        }
    }
}

#[test]
fn a_value_in_a_is_not_loaded_again() {
    let mut memory = Memory::new();
    let mut graph = memory.graph();
    let protocol = load(&mut graph, 12, 2);
    let source = load(&mut graph, 26, 4);
    let second = eq(&mut graph, protocol, 0x806, NodeId::ACCEPT, NodeId::REJECT);
    let first = eq(&mut graph, source, 0x0a00_0001, NodeId::ACCEPT, second);
    let root = eq(&mut graph, protocol, 0x800, first, second);
    assert_eq!(
        listing(&graph, root),
        "(000) ldh      [12]\n\
         (001) jeq      #0x800           jt 2\tjf 5\n\
         (002) ld       [26]\n\
         (003) jeq      #0xa000001       jt 6\tjf 4\n\
         (004) ldh      [12]\n\
         (005) jeq      #0x806           jt 6\tjf 7\n\
         (006) ret      #96\n\
         (007) ret      #0\n"
    );
}

#[test]
fn a_header_length_stays_in_x_and_a_mask_takes_what_was_loaded() {
    let mut memory = Memory::new();
    let mut graph = memory.graph();
    let first = load(&mut graph, 0, 1);
    let low = arith(&mut graph, ArithOp::And, first, 15);
    let length = arith(&mut graph, ArithOp::Mul, low, 4);
    let high = arith(&mut graph, ArithOp::And, first, 0xf0);
    let port = |graph: &mut Graph<'_>, offset| {
        graph.intern_value(Value::LoadAt { base: length, offset, size: 2 }).unwrap()
    };
    let (source, target) = (port(&mut graph, 0), port(&mut graph, 2));
    let node = eq(&mut graph, target, 53, NodeId::ACCEPT, NodeId::REJECT);
    let node = eq(&mut graph, source, 53, NodeId::ACCEPT, node);
    let node = eq(&mut graph, high, 0x40, node, NodeId::REJECT);
    let root = eq(&mut graph, first, 0x4f, NodeId::REJECT, node);
    assert_eq!(
        listing(&graph, root),
        "(000) ldb      [0]\n\
         (001) jeq      #0x4f            jt 10\tjf 2\n\
         (002) and      #0xf0\n\
         (003) jeq      #0x40            jt 4\tjf 10\n\
         (004) ldxb     4*([0]&0xf)\n\
         (005) ldh      [x + 0]\n\
         (006) jeq      #0x35            jt 9\tjf 7\n\
         (007) ldh      [x + 2]\n\
         (008) jeq      #0x35            jt 9\tjf 10\n\
         (009) ret      #96\n\
         (010) ret      #0\n"
    );
}

#[test]
fn a_header_length_does_not_fill_the_slot_of_its_half_byte() {
    let mut memory = Memory::new();
    let mut graph = memory.graph();
    let first = load(&mut graph, 0, 1);
    let low = arith(&mut graph, ArithOp::And, first, 15);
    let length = arith(&mut graph, ArithOp::Mul, low, 4);
    let port = graph.intern_value(Value::LoadAt { base: length, offset: 0, size: 2 }).unwrap();
    let behind = |graph: &mut Graph<'_>, offset| {
        graph.intern_value(Value::LoadAt { base: low, offset, size: 2 }).unwrap()
    };
    let (near, far) = (behind(&mut graph, 0), behind(&mut graph, 9));
    let other = load(&mut graph, 7, 1);
    let node = eq(&mut graph, far, 1, NodeId::ACCEPT, NodeId::REJECT);
    let base = graph.intern_value(Value::LoadAt { base: other, offset: 0, size: 1 }).unwrap();
    let node = eq(&mut graph, base, 1, node, NodeId::REJECT);
    let node = eq(&mut graph, near, 5, NodeId::ACCEPT, node);
    let root = eq(&mut graph, port, 53, node, NodeId::REJECT);
    verify(&program(&graph, root)).unwrap();
}

#[test]
fn balanced_expressions_need_few_slots_and_endless_ones_are_an_error() {
    let mut memory = Memory::new();
    let mut graph = memory.graph();
    let mut level: std::vec::Vec<_> = (0..64)
        .map(|n| {
            let byte = load(&mut graph, n, 1);
            graph.intern_value(Value::LoadAt { base: byte, offset: n, size: 1 }).unwrap()
        })
        .collect();
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| graph.intern_value(Value::Arith(ArithOp::Xor, pair[0], pair[1])).unwrap())
            .collect();
    }
    assert!(graph.facts(level[0]).scratch <= 6);
    let root = eq(&mut graph, level[0], 0, NodeId::ACCEPT, NodeId::REJECT);
    verify(&program(&graph, root)).unwrap();

    // A complete tree of depth 20 from equal halves that are not equal values.
    let mut graph = memory.graph();
    let byte = load(&mut graph, 0, 1);
    let mut value = graph.intern_value(Value::LoadAt { base: byte, offset: 0, size: 1 }).unwrap();
    for _ in 0..20 {
        let other = graph.intern_value(Value::Negate(value)).unwrap();
        value = graph.intern_value(Value::Arith(ArithOp::Sub, value, other)).unwrap();
    }
    let root = eq(&mut graph, value, 0, NodeId::ACCEPT, NodeId::REJECT);
    let mut plans = [Plan::BLANK; 4];
    let mut out: Vec<Insn, 64> = Vec::new();
    assert!(emit(&graph, root, 96, &mut plans, &mut out).is_err());
}

#[test]
fn too_little_room_is_an_error() {
    let mut memory = Memory::new();
    let mut graph = memory.graph();
    let byte = load(&mut graph, 0, 1);
    let root = eq(&mut graph, byte, 0, NodeId::ACCEPT, NodeId::REJECT);
    let mut plans = [Plan::BLANK; 1];
    let mut out: Vec<Insn, 3> = Vec::new();
    assert_eq!(emit(&graph, root, 96, &mut plans, &mut out), Err(EmitError::NoRoom));
    let mut out: Vec<Insn, 4> = Vec::new();
    assert_eq!(emit(&graph, root, 96, &mut [], &mut out), Err(EmitError::NoPlans));
    assert_eq!(emit(&graph, root, 96, &mut plans, &mut out), Ok(()));
}
