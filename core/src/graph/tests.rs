//! What is interned means what was asked for, and what is known of it holds.

extern crate std;

use super::*;
use crate::testing::{
    Frames, Memory, Random, accepts, evaluate, next, plain_value, random_node, random_packets,
    random_value,
};

#[test]
fn values_mean_what_they_meant_before_they_were_simplified() {
    let mut memory = Memory::new();
    let mut random = Random::new(11);
    let frames = Frames::default();
    let (mut values, mut failures) = (0, 0);
    for _ in 0..8000 {
        let mut graph = memory.graph();
        let depth = 1 + random.below(3);
        let plain = plain_value(&mut graph, &mut random, depth);
        let id = graph.intern_value(plain).unwrap();
        let facts = graph.facts(id);
        random_packets(&mut random, |packet| {
            let value = evaluate(&graph, plain, packet, &frames);
            let simple = graph.value(id);
            assert_eq!(evaluate(&graph, simple, packet, &frames), value, "{plain:?} {simple:?}");
            let captured = packet.bytes.len() as u32;
            match value {
                Some(value) => {
                    values += 1;
                    let bounded = value <= facts.max && value & !facts.ones == 0;
                    assert!(bounded && captured >= facts.extent && !facts.never, "{facts:?}");
                }
                None => {
                    failures += 1;
                    assert!(facts.may_fail, "{simple:?} {facts:?}");
                    assert!(!facts.fixed || captured < facts.extent, "{simple:?} {facts:?}");
                }
            }
        });
    }
    assert!(values > 100_000 && failures > 50_000, "{values} {failures}");
}

#[test]
fn nodes_lead_where_they_led_before_they_were_simplified() {
    let mut memory = Memory::new();
    let mut random = Random::new(12);
    for _ in 0..2000 {
        let mut graph = memory.graph();
        let values = [(); 3].map(|()| {
            let depth = random.below(3);
            random_value(&mut graph, &mut random, depth)
        });
        let mut ends = std::vec![NodeId::ACCEPT, NodeId::REJECT];
        for _ in 0..4 {
            let node = random_node(&mut graph, &mut random, &values, &ends);
            let id = graph.intern_node(node).unwrap();
            random_packets(&mut random, |packet| {
                let there = next(&graph, node, packet, &mut Frames::default());
                let expected = accepts(&graph, there, packet);
                assert_eq!(accepts(&graph, id, packet), expected, "{node:?} {packet:?}");
            });
            ends.push(id);
        }
    }
}

#[test]
fn sets_have_what_their_intervals_had() {
    let mut memory = Memory::new();
    let mut random = Random::new(13);
    for _ in 0..2000 {
        let mut graph = memory.graph();
        graph.push_interval((7, 9)).unwrap();
        let near = |random: &mut Random, from: u32| match random.below(6) {
            0 => u32::MAX - random.below(3),
            _ => from.saturating_add(random.below(12)),
        };
        let intervals: std::vec::Vec<_> = (0..1 + random.below(8))
            .map(|_| {
                let lo = near(&mut random, 0);
                (lo, near(&mut random, lo))
            })
            .collect();
        for &interval in &intervals {
            graph.push_interval(interval).unwrap();
        }
        let set = graph.finish_set(1);
        let set = graph.set(set);
        let has =
            |list: &[Interval], value| list.iter().any(|(lo, hi)| (lo..=hi).contains(&&value));
        for value in (0..30).chain(u32::MAX - 4..=u32::MAX) {
            assert_eq!(has(set, value), has(&intervals, value), "{value} {intervals:?} {set:?}");
        }
        // In order, and with something between them.
        assert!(set.windows(2).all(|pair| pair[0].1 < u32::MAX && pair[0].1 + 1 < pair[1].0));
    }
}
