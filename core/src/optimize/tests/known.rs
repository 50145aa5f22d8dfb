//! What is asked and what is known, as tables, and against random packets.

use super::*;

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
fn other_words_for_a_question_are_one() {
    use ArithOp::*;
    use Question::{Bits, Range};
    let [eq, gt, ge, set] =
        [Test::Eq, Test::Gt, Test::Ge, Test::Set].map(|test| move |k| test(Operand::Const(k)));
    const MAX: u32 = u32::MAX;
    type Operations<'a> = &'a [(ArithOp, u32)];
    // How many bytes are loaded, what is done to them, the test of that; what is asked of the bytes, and
    // whether the test holds if the answer is no.
    let cases: &[(u8, Operations<'_>, Test, Question, bool)] = &[
        (1, &[], eq(5), Range(5, 5), false),
        (1, &[], eq(255), Range(255, MAX), false),
        (1, &[], gt(5), Range(6, MAX), false),
        (1, &[], ge(5), Range(5, MAX), false),
        (1, &[], set(5), Bits(5, 0), true),
        (1, &[(And, 0xf0)], eq(0x40), Range(0x40, 0x4f), false),
        (1, &[(And, 0xf0)], gt(0x40), Range(0x50, MAX), false),
        (1, &[(And, 0xf0)], ge(0x40), Range(0x40, MAX), false),
        (1, &[(And, 0x3c)], eq(0x14), Bits(0x3c, 0x14), false),
        (1, &[(And, 0x3c)], ge(1), Bits(0x3c, 0), true),
        (1, &[(And, 0x3c)], set(0x0f), Bits(0x0c, 0), true),
        (1, &[(Shr, 4)], eq(4), Range(0x40, 0x4f), false),
        (1, &[(Shr, 4)], ge(4), Range(0x40, MAX), false),
        (1, &[(Shr, 4)], set(3), Bits(0x30, 0), true),
        (4, &[(Shr, 28)], eq(15), Range(0xf000_0000, MAX), false),
        (1, &[(Shl, 2)], eq(8), Range(2, 2), false),
        (1, &[(Shl, 2)], gt(8), Range(3, MAX), false),
        (1, &[(Shl, 2)], set(4), Bits(1, 0), true),
        (1, &[(Add, 3)], eq(8), Range(5, 5), false),
        (4, &[(Add, 3)], eq(2), Range(MAX, MAX), false),
        // The sum is 5 or more, but for the numbers from which on it wraps to less than that.
        (4, &[(Add, 7)], ge(5), Range(MAX - 6, MAX - 2), true),
        (2, &[(Shr, 4), (And, 0xff0)], eq(0x40), Range(0x400, 0x4ff), false),
        (2, &[(Shr, 4), (And, 0x0f)], eq(4), Bits(0xf0, 0x40), false),
        (2, &[(And, 0x0f), (Shl, 2)], eq(20), Bits(0x0f, 5), false),
    ];
    let mut memory = GraphMemory::new();
    for &(size, operations, test, question, negated) in cases {
        let mut graph = memory.graph();
        let load = graph.intern_value(Value::Load { offset: 0, size }).unwrap();
        let value = operations.iter().fold(load, |value, &(op, k)| {
            let k = graph.intern_value(Value::Const(k)).unwrap();
            graph.intern_value(Value::Arith(op, value, k)).unwrap()
        });
        let asked = ask(&graph, value, test);
        assert_eq!(asked, Some(Asked { root: load, question, negated }), "{operations:?} {test:?}");
    }
}

/// The answers to questions.
type Learned<'a> = &'a [(Question, bool)];

/// What is known where those of a value were learned.
fn learned(graph: &Graph<'_>, root: ValueId, answers: Learned<'_>) -> Facts {
    let mut facts = Facts::NOTHING;
    for &(question, answer) in answers {
        assert!(facts.learn(graph, Asked { root, question, negated: false }, answer));
    }
    facts
}

#[test]
fn what_was_learned_answers_other_questions() {
    use Question::{Bits, Range};
    const MAX: u32 = u32::MAX;
    let gaps = |lengths: [u32; 4]| {
        [0, 1, 2, 3].map(|at| (Range(10 * at + 10, 10 * at + 10 + lengths[at as usize]), false))
    };
    let [first, middle, last] = [[1, 2, 3, 4], [3, 1, 2, 4], [4, 3, 2, 1]].map(gaps);
    // What was asked of a byte with which answers, another question, and the answer if that is known.
    let cases: &[(Learned<'_>, Question, Option<bool>)] = &[
        (&[(Range(10, 20), true)], Range(0, 9), Some(false)),
        (&[(Range(10, 20), true)], Range(21, MAX), Some(false)),
        (&[(Range(10, 20), true)], Range(10, 20), Some(true)),
        (&[(Range(10, 20), true)], Range(9, MAX), Some(true)),
        (&[(Range(10, 20), true)], Range(11, 20), None),
        (&[(Range(10, 20), true)], Range(10, 19), None),
        (&[(Range(10, 20), true)], Range(20, 30), None),
        (&[(Range(10, 20), false)], Range(10, 20), Some(false)),
        (&[(Range(10, 20), false)], Range(9, 20), None),
        (&[(Range(0, 9), false), (Range(11, MAX), false)], Range(10, 10), Some(true)),
        (&[(Range(20, MAX), true), (Range(0, 30), true)], Bits(0xe0, 0), Some(true)),
        (&[(Range(0x40, 0x47), true)], Bits(0xf8, 0x40), Some(true)),
        (&[(Range(0x40, 0x47), true)], Bits(0x80, 0x80), Some(false)),
        (&[(Range(0x40, 0x47), true)], Bits(0x04, 0x04), None),
        (&[(Bits(0xf0, 0x40), true)], Range(0x40, 0x4f), Some(true)),
        (&[(Bits(0xf0, 0x40), true)], Range(0x50, MAX), Some(false)),
        (&[(Bits(0xf0, 0x40), true)], Range(0, 0x3f), Some(false)),
        (&[(Bits(0xf0, 0x40), true)], Bits(0xc0, 0x40), Some(true)),
        (&[(Bits(0xf0, 0x40), true)], Bits(0x41, 0x01), Some(false)),
        (&[(Bits(0xf0, 0x40), true)], Bits(0x41, 0x41), None),
        (&[(Bits(0x04, 0), false)], Bits(0x04, 0x04), Some(true)),
        (&[(Bits(0x04, 0x04), false)], Range(0x04, 0x04), None),
        // One of two bits is known, so the other makes the difference.
        (&[(Bits(0x08, 0x08), true), (Bits(0x0c, 0x08), false)], Bits(0x04, 0x04), Some(true)),
        (&[(Bits(0x0c, 0x04), false)], Bits(0x0c, 0x04), Some(false)),
        (&[(Bits(0x0c, 0x04), false)], Bits(0x1c, 0x14), Some(false)),
        (&[(Bits(0x0c, 0x04), false)], Bits(0x08, 0x08), None),
        // There is room for four intervals: the narrowest gap is closed.
        (&first, Range(10, 11), None),
        (&first, Range(20, 22), Some(false)),
        (&first, Range(40, 44), Some(false)),
        (&middle, Range(10, 13), Some(false)),
        (&middle, Range(20, 21), None),
        (&middle, Range(30, 32), Some(false)),
        (&last, Range(30, 32), Some(false)),
        (&last, Range(40, 41), None),
    ];
    let mut memory = GraphMemory::new();
    for (index, &(answers, question, answer)) in cases.iter().enumerate() {
        let mut graph = memory.graph();
        let root = graph.intern_value(Value::Load { offset: 0, size: 1 }).unwrap();
        let facts = learned(&graph, root, answers);
        let asked = Asked { root, question, negated: false };
        assert_eq!(facts.answer(asked), answer, "{index} {question:?}");
    }
}

#[test]
fn what_was_learned_on_both_of_two_paths_is_known_where_they_meet() {
    use Question::{Bits, Range};
    let (one, other) = ((Bits(0x0c, 0x04), false), (Bits(0x30, 0x10), false));
    let byte = (Range(0, 200), true);
    let cases: &[(Learned<'_>, Learned<'_>, Question, Option<bool>)] = &[
        (&[(Range(1, 3), true)], &[(Range(10, 12), true)], Range(4, 9), Some(false)),
        (&[(Range(1, 3), true)], &[(Range(10, 12), true)], Range(1, 12), Some(true)),
        (&[(Range(1, 3), true)], &[(Range(10, 12), true)], Range(3, 9), None),
        (&[(Range(1, 3), true)], &[(Range(10, 12), true)], Range(4, 10), None),
        (&[(Range(1, 3), true)], &[(Range(4, 12), true)], Range(1, 12), Some(true)),
        (&[(Range(1, 9), true)], &[(Range(3, 9), true)], Range(1, 9), Some(true)),
        (&[(Bits(0xf0, 0x40), true)], &[(Bits(0xf0, 0x60), true)], Bits(0xd0, 0x40), Some(true)),
        (&[(Bits(0xf0, 0x40), true)], &[(Bits(0xf0, 0x60), true)], Bits(0x20, 0x20), None),
        (&[(Bits(0xf0, 0x40), true)], &[(Range(0x40, 0x47), true)], Bits(0xf0, 0x40), Some(true)),
        (&[one, other], &[other], Bits(0x30, 0x10), Some(false)),
        (&[one, other], &[other], Bits(0x0c, 0x04), None),
        (&[one, other], &[one, other], Bits(0x0c, 0x04), Some(false)),
        (&[one, other], &[one, other], Bits(0x30, 0x10), Some(false)),
        (&[one], &[byte], Bits(0x0c, 0x04), None),
        (&[one], &[], Bits(0x0c, 0x04), None),
    ];
    let mut memory = GraphMemory::new();
    for (index, &(here, there, question, answer)) in cases.iter().enumerate() {
        let mut graph = memory.graph();
        let root = graph.intern_value(Value::Load { offset: 0, size: 1 }).unwrap();
        let asked = Asked { root, question, negated: false };
        for (here, there) in [(here, there), (there, here)] {
            let mut facts = learned(&graph, root, here);
            facts.meet(&learned(&graph, root, there));
            assert_eq!(facts.answer(asked), answer, "{index} {question:?}");
        }
    }
}

#[test]
fn what_was_learned_longest_ago_is_forgotten_first() {
    let mut memory = GraphMemory::new();
    let mut graph = memory.graph();
    let mut facts = Facts::NOTHING;
    let question = Question::Range(5, 5);
    let asked = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(|offset| {
        let root = graph.intern_value(Value::Load { offset, size: 1 }).unwrap();
        Asked { root, question, negated: false }
    });
    // There is room for eight values, of which the second was learned something of once more.
    for at in [0, 1, 2, 3, 4, 5, 6, 7, 1, 8, 9] {
        assert!(facts.learn(&graph, asked[at], true));
    }
    for (at, asked) in asked.into_iter().enumerate() {
        assert_eq!(facts.answer(asked), (at != 0 && at != 2).then_some(true), "{at}");
    }
}

#[test]
fn what_was_loaded_covers_what_ends_no_farther() {
    use ArithOp::{And, Div};
    let mut memory = GraphMemory::new();
    let mut graph = memory.graph();
    let mut intern = |value| graph.intern_value(value).unwrap();
    let byte = [0, 1, 2].map(|offset| intern(Value::Load { offset, size: 1 }));
    let word = intern(Value::Load { offset: 0, size: 4 });
    let three = intern(Value::Const(3));
    let mut at = |base, offset, size| intern(Value::LoadAt { base, offset, size });
    let [a, b, c] = byte.map(|base| at(base, 4, 2));
    let (near, far, behind) = (at(byte[0], 2, 4), at(byte[0], 5, 2), at(a, 0, 1));
    let mut intern = |value| graph.intern_value(value).unwrap();
    let negated = intern(Value::Negate(a));
    let [masked, divided] = [And, Div].map(|op| intern(Value::Arith(op, a, three)));
    let by_byte = intern(Value::Arith(Div, a, byte[0]));
    let far_b = intern(Value::LoadAt { base: byte[1], offset: 20, size: 1 });
    // What was evaluated, what can be then, and what perhaps not.
    let cases: &[(&[ValueId], &[ValueId], &[ValueId])] = &[
        (&[], &[three], &[byte[0], a]),
        (&[byte[1]], &[byte[0], byte[1]], &[byte[2], word, a]),
        (&[word], &[byte[2], word], &[a]),
        // An offset is no less than 0.
        (&[a], &[a, near, word, negated, masked, divided], &[far, b, by_byte]),
        (&[a, far_b], &[a, near, far_b, b], &[far]),
        (&[negated], &[a], &[far]),
        (&[masked], &[a], &[far]),
        (&[behind], &[behind, a], &[far]),
        // There is room for two variable offsets.
        (&[a, b, c], &[b, c], &[a]),
    ];
    let after = |evaluated: &[ValueId]| {
        let mut facts = Facts::NOTHING;
        evaluated.iter().for_each(|value| facts.evaluated(&graph, *value));
        facts
    };
    for (index, (evaluated, covered, others)) in cases.iter().enumerate() {
        let facts = after(evaluated);
        let covers = |value: &&ValueId| facts.covers(&graph, **value);
        assert_eq!(covered.iter().find(|value| !covers(value)), None, "{index}");
        assert_eq!(others.iter().find(covers), None, "{index}");
    }
    // Where two paths meet, as much is covered as on either.
    let mut met = after(&[b, far]);
    met.meet(&after(&[a, far_b]));
    for (value, covered) in [(a, true), (far, false), (b, true), (far_b, false), (c, false)] {
        assert_eq!(met.covers(&graph, value), covered, "{:?}", graph.value(value));
    }
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
