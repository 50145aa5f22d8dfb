extern crate std;

use std::boxed::Box;
use std::format;

use super::*;
use crate::graph::Operand;
use crate::testing::{Memory as GraphMemory, Random, accepts, random_graph, random_packets};

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
    for round in 0..20_000 {
        let size = 1 + Random::new(round).below(if round % 10 == 0 { 60 } else { 16 });
        // The same graph twice, as the passes change it in place.
        let mut original = before.graph();
        let old_root = random_graph(&mut original, &mut Random::new(round), size);
        let mut graph = after.graph();
        let root = random_graph(&mut graph, &mut Random::new(round), size);
        let memory = Memory { marks: &mut marks[..], pool: &mut pool, elements: &mut elements };
        let root = optimize(&mut graph, root, memory);
        assert!(graph.node_count() <= original.node_count());
        random_packets(&mut Random::new(round), |packet| {
            assert_eq!(
                accepts(&graph, root, packet),
                accepts(&original, old_root, packet),
                "round {round}, {packet:?}\n{}\n{}",
                show(&original, old_root),
                show(&graph, root)
            );
        });
    }
}
