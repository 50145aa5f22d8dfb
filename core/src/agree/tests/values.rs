//! Names of values and questions in normal form, against what was computed and asked.

use super::*;
use crate::agree::value::{Id, Value};

/// What a value is for a packet that begins with these four bytes; nothing is loaded behind a value here.
fn evaluate(walk: &Walk<'_>, id: Id, word: u32) -> u32 {
    match walk.value(id) {
        Value::Const(k) => k,
        Value::Load { size, .. } => word >> (32 - 8 * u32::from(size)),
        Value::Negate(a) => evaluate(walk, a, word).wrapping_neg(),
        Value::Arith(op, a, b) => {
            op.of_numbers(evaluate(walk, a, word), evaluate(walk, b, word)).unwrap_or(0)
        }
        Value::Captured | Value::Length | Value::Ancillary(_) => 4,
    }
}

#[test]
fn values_and_questions_mean_what_was_computed_and_asked() {
    const OPS: [Op; 10] =
        [Op::Add, Op::Sub, Op::Mul, Op::Div, Op::Mod, Op::And, Op::Or, Op::Xor, Op::Shl, Op::Shr];
    const EDGES: [u32; 10] = [0, 1, 3, 12, 31, 0xf0, 0xff00, 1 << 31, !15, u32::MAX];
    let memory = &mut *Box::new(Memory::<256>::new());
    let mut random = Random::new(31);
    let mut peeled = 0;
    for _ in 0..20_000 {
        let (mut walk, _) = memory.begin(0);
        walk.intern(Value::Captured).unwrap();
        let words = [(); 12].map(|()| {
            let word = random.next() as u32;
            random.pick(&[word, word & 0x0f0f_0f0f, word & 0xff, 0, u32::MAX])
        });
        // The name of a value, and what it is for each packet.
        let mut value = |random: &mut Random| {
            let size = random.pick(&[1, 2, 4]);
            let mut id = walk.intern(Value::Load { base: None, offset: 0, size }).unwrap();
            let mut is = words.map(|word| word >> (32 - 8 * u32::from(size)));
            for _ in 0..random.below(4) {
                let (small, edge) = (1 + random.below(20), random.pick(&EDGES));
                let (op, k) = (random.pick(&OPS), random.pick(&[small, small, edge]));
                if is.iter().any(|is| op.of_numbers(*is, k).is_none()) {
                    continue;
                }
                id = walk.with_constant(op, id, k).unwrap();
                is = is.map(|is| op.of_numbers(is, k).unwrap());
                if random.below(8) == 0 {
                    (id, is) = (walk.negated(id).unwrap(), is.map(u32::wrapping_neg));
                }
            }
            (id, is)
        };
        let (a, left) = value(&mut random);
        let (other, others) = value(&mut random);
        let (small, edge) = (random.below(20), random.pick(&EDGES));
        let k = random.pick(&[left[0], left[1], small, edge]);
        let (b, right) = match random.below(6) {
            0 => (other, others),
            _ => (walk.constant(k).unwrap(), [k; 12]),
        };
        let code = random.pick(&[JEQ_K, JGT_K, JGE_K, JSET_K]);
        let (question, negated) = walk.question(code, a, b).unwrap();
        peeled += u32::from(!matches!(question, Question::Range { of, .. } if of == a));
        for (at, word) in words.into_iter().enumerate() {
            let (x, y) = (left[at], right[at]);
            assert_eq!(evaluate(&walk, a, word), x, "{:?}", walk.value(a));
            assert!(x <= walk.max(a) && x & !walk.ones(a) == 0, "{:?}", walk.value(a));
            let holds = match code {
                JEQ_K => x == y,
                JGT_K => x > y,
                JGE_K => x >= y,
                _ => x & y != 0,
            };
            let of = |id| evaluate(&walk, id, word);
            let answer = match question {
                Question::Range { of: id, lo, hi } => (lo..=hi).contains(&of(id)),
                Question::Bits { of: id, mask, bits } => of(id) & mask == bits,
                Question::Equal(a, b) => of(a) == of(b),
                Question::Greater(a, b) => of(a) > of(b),
                Question::Behind { .. } => unreachable!("that is asked by loads"),
            };
            assert_eq!(answer != negated, holds, "{:?} {code:#x} {y}: {question:?}", walk.value(a));
        }
    }
    assert!(peeled > 5000, "{peeled}");
}
