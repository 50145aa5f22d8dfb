//! How a program becomes its fast form ([`Decoded`](super::Decoded)): what is known of A on every path to
//! an instruction is carried along, so that a comparison can be made a test that loads its field itself;
//! and what stands behind an instruction is taken into its operation as far as they go together.

use super::decoded::{FIRST_RETURN, Op, RETURNS, kind};
use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};

/// How many jumps in a row are followed.
const JUMPS: usize = 8;

struct Decoder<'p> {
    insns: &'p [Insn],
    returns: [u32; RETURNS],
    used: usize,
}

/// The size of a load of packet bytes, and where the four bytes begin that end with it.
fn field(insn: &Insn) -> Option<(u32, u32)> {
    let (size, bits) = match insn.code {
        LD_ABS | LD_IND => (4, u32::MAX),
        LDH_ABS | LDH_IND => (2, 0xffff),
        LDB_ABS | LDB_IND => (1, 0xff),
        _ => return None,
    };
    let fixed = matches!(insn.code, LD_ABS | LDH_ABS | LDB_ABS);
    if fixed && insn.k >= ancillary::OFFSET {
        return None;
    }
    // A sum that passes 2^32 may do so by its last bytes only, and is left to the plain load.
    let end = insn.k.checked_add(size)?;
    Some((end.checked_sub(4)?, bits))
}

/// Where an instruction at a place may go.
fn targets(at: usize, insn: &Insn) -> [Option<usize>; 2] {
    let Insn { code, jt, jf, k } = *insn;
    let by = |distance: usize| Some(at + 1 + distance);
    match code {
        RET_K | RET_A => [None, None],
        JA => [by(k as usize), None],
        code if code & 7 == JA => [by(jt.into()), by(jf.into())],
        _ => [by(0), None],
    }
}

/// Decodes a program into an operation of each instruction; answers the constants that it returns, and
/// where it begins.
pub(super) fn decode(insns: &[Insn], ops: &mut [Op]) -> ([u32; RETURNS], u16) {
    let mut decoder = Decoder { insns, returns: [0; RETURNS], used: 0 };
    ops.fill(Op::BLANK);
    decoder.meet(ops, 0, None);
    for (at, insn) in insns.iter().enumerate() {
        let Some(op) = ops.get(at) else { break };
        let known = match *op {
            Op { kind: kind::UNREACHED, .. } => continue,
            Op { kind: kind::KNOWN, k, mask, .. } => Some((k, mask)),
            _ => None,
        };
        decoder.propagate(ops, at, insn, known);
        let decoded = decoder.decode(at, insn, known);
        if let Some(op) = ops.get_mut(at) {
            *op = decoded;
        }
    }
    let entry = decoder.place(0);
    (decoder.returns, entry)
}

impl Decoder<'_> {
    /// Takes in that a path comes to an instruction with this known of A.
    fn meet(&self, ops: &mut [Op], at: usize, known: Option<(u32, u32)>) {
        let Some(op) = ops.get_mut(at) else { return };
        let same = known == Some((op.k, op.mask));
        match (op.kind, known) {
            (kind::UNREACHED, Some((k, mask))) => {
                *op = Op { k, mask, kind: kind::KNOWN, ..Op::BLANK };
            }
            (kind::KNOWN, _) if same => {}
            _ => op.kind = kind::UNKNOWN,
        }
    }

    /// Passes on what is known of A behind an instruction.
    fn propagate(&self, ops: &mut [Op], at: usize, insn: &Insn, known: Option<(u32, u32)>) {
        let after = match insn.code {
            LD_ABS | LDH_ABS | LDB_ABS => field(insn),
            AND_K => known.map(|(k, mask)| (k, mask & insn.k)),
            LDX_IMM | LDX_MEM | LDX_LEN | LDXB_MSH | ST | STX | TAX => known,
            code if code & 7 == JA => known,
            _ => None,
        };
        for target in targets(at, insn).into_iter().flatten() {
            self.meet(ops, target, after);
        }
    }

    /// The place of an instruction, or of the constant that it returns; jumps are followed, but not
    /// along all of a chain each time.
    fn place(&mut self, mut at: usize) -> u16 {
        for _ in 0..JUMPS {
            let Some(&Insn { code: JA, k, .. }) = self.insns.get(at) else { break };
            at += 1 + k as usize;
        }
        if let Some(&Insn { code: RET_K, k, .. }) = self.insns.get(at) {
            let known = self.returns.iter().take(self.used).position(|&value| value == k);
            let place = known.unwrap_or(self.used);
            if let Some(value) = self.returns.get_mut(place) {
                *value = k;
                self.used = self.used.max(place + 1);
                return (FIRST_RETURN + place) as u16;
            }
        }
        // No longer than MAX_LEN.
        at as u16
    }

    /// The operation of an instruction, before which this is known of A.
    fn decode(&mut self, at: usize, insn: &Insn, known: Option<(u32, u32)>) -> Op {
        let op = Op { k: insn.k, mask: u32::MAX, ..Op::BLANK };
        match insn.code {
            LDXB_MSH if insn.k <= u16::MAX.into() => {
                if let Some(next) = self.insns.get(at + 1)
                    && matches!(next.code, LD_IND | LDH_IND | LDB_IND)
                    && let Some((k, bits)) = field(next)
                {
                    let header = insn.k as u16;
                    let kind = kind::TEST_BEHIND_HEADER;
                    return self.test(at + 2, Op { k, mask: bits, header, kind, ..op });
                }
            }
            LDH_ABS if insn.k < 2 => {
                let op = Op { k: insn.k + 2, mask: 0xffff, kind: kind::TEST_EARLY, ..op };
                return self.test(at + 1, op);
            }
            LDB_ABS if insn.k < 3 => {
                let op = Op { k: insn.k + 1, mask: 0xff, kind: kind::TEST_EARLY, ..op };
                return self.test(at + 1, op);
            }
            LD_ABS | LDH_ABS | LDB_ABS | LD_IND | LDH_IND | LDB_IND => {
                if let Some((k, bits)) = field(insn) {
                    let fixed = matches!(insn.code, LD_ABS | LDH_ABS | LDB_ABS);
                    let kind = if fixed { kind::TEST } else { kind::TEST_AT_X };
                    return self.test(at + 1, Op { k, mask: bits, kind, ..op });
                }
            }
            TXA => {
                if let Some([Insn { code: LSH_K, k, .. }, Insn { code: TAX, .. }]) =
                    self.insns.get(at + 1..at + 3)
                {
                    let yes = self.place(at + 3);
                    return Op { k: *k, yes, kind: kind::SHIFT_X, ..op };
                }
            }
            JEQ_K if let Some(op) = self.either(at, insn) => return op,
            AND_K | JEQ_K | JGT_K | JGE_K | JSET_K => {
                // A that is looked at later must not lose bits.
                let free = insn.code != JSET_K || self.ignore_a(at, insn);
                return match known.filter(|_| free) {
                    Some((k, mask)) => self.test(at, Op { k, mask, kind: kind::TEST, ..op }),
                    None => self.test(at, Op { kind: kind::MASK, ..op }),
                };
            }
            JEQ_X | JGT_X | JGE_X | JSET_X => {
                let [yes, no] = self.ways(at, insn);
                return Op { yes, no, kind: insn.code as u8, ..op };
            }
            _ => {}
        }
        let next = at + 1 + if insn.code == JA { insn.k as usize } else { 0 };
        let yes = if matches!(insn.code, RET_K | RET_A) { 0 } else { self.place(next) };
        let kind = if insn.code == LD_IMM { kind::CONSTANT } else { insn.code as u8 };
        Op { yes, kind, ..op }
    }

    /// Two or three comparisons in a row, of which any that holds leads to the same place.
    fn either(&mut self, at: usize, insn: &Insn) -> Option<Op> {
        let [yes, mut no] = self.ways(at, insn);
        let first = insn.k;
        let mut others = [first; 2];
        let mut found = 0;
        while let Some(insn @ &Insn { code: JEQ_K, k, .. }) = self.insns.get(usize::from(no))
            && found < 2
            && let [same, next] = self.ways(no.into(), insn)
            && same == yes
        {
            others[found] = k;
            found += 1;
            no = next;
        }
        let [low, width] = others;
        (found > 0).then_some(Op { k: first, low, width, yes, no, kind: kind::EITHER, ..Op::BLANK })
    }

    /// Where a conditional jump goes.
    fn ways(&mut self, at: usize, insn: &Insn) -> [u16; 2] {
        [insn.jt, insn.jf].map(|distance| self.place(at + 1 + usize::from(distance)))
    }

    /// Makes part of an operation that has loaded A what can be of the instructions at a place: a
    /// mask, and a comparison with a constant.
    fn test(&mut self, mut at: usize, mut op: Op) -> Op {
        if let Some(&Insn { code: AND_K, k, .. }) = self.insns.get(at) {
            op.mask &= k;
            at += 1;
        }
        let Some(insn @ &Insn { code, k, .. }) = self.insns.get(at) else { return op };
        let [yes, no] = match code {
            JEQ_K | JGT_K | JGE_K | JSET_K => self.ways(at, insn),
            _ => [self.place(at); 2],
        };
        let (low, width, [yes, no]) = match (code, k.checked_add(1)) {
            (JEQ_K, _) => (k, 0, [yes, no]),
            (JGE_K, _) => (k, u32::MAX - k, [yes, no]),
            (JGT_K, Some(low)) => (low, u32::MAX - low, [yes, no]),
            (JGT_K, None) => (0, u32::MAX, [no, no]),
            (JSET_K, _) if op.kind == kind::MASK && op.mask == u32::MAX => {
                op.kind = kind::BITS;
                op.mask = k;
                (0, 0, [no, yes])
            }
            // The mask may take fewer bits than A has only if nobody looks at A.
            (JSET_K, _) if self.ignore_a(at, insn) => {
                op.mask &= k;
                (0, 0, [no, yes])
            }
            (JSET_K, _) => {
                let at = at as u16;
                (0, u32::MAX, [at, at])
            }
            _ => (0, u32::MAX, [yes, no]),
        };
        let op = Op { low, width, yes, no, ..op };
        if matches!(code, JGE_K | JGT_K) { self.narrow(op) } else { op }
    }

    /// Where the interval's end is tested next, and both tests fail to the same place, makes one
    /// test of them.
    fn narrow(&mut self, op: Op) -> Op {
        let next = usize::from(op.yes);
        let Some(insn) = self.insns.get(next) else { return op };
        let high = match insn.code {
            JGE_K => insn.k.checked_sub(1),
            JGT_K => Some(insn.k),
            _ => return op,
        };
        let [above, below] = self.ways(next, insn);
        match high.and_then(|high| high.checked_sub(op.low)) {
            Some(width) if above == op.no => Op { width, yes: below, ..op },
            _ => op,
        }
    }

    /// Whether both ways of a jump soon load A, or return, and do not look at it before.
    fn ignore_a(&self, at: usize, jump: &Insn) -> bool {
        targets(at, jump).into_iter().all(|way| self.ignores_a(way))
    }

    fn ignores_a(&self, mut next: Option<usize>) -> bool {
        for _ in 0..4 {
            let Some((at, insn)) = next.and_then(|at| Some((at, self.insns.get(at)?))) else {
                return false;
            };
            match insn.code {
                RET_K | TXA => return true,
                JA | LDX_IMM | LDX_MEM | LDX_LEN | LDXB_MSH => next = targets(at, insn)[0],
                code => return code & 7 == 0,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    //! What programs become. That it means the same is tested where both machines are.

    extern crate std;
    use std::vec;
    use std::vec::Vec;

    use super::kind::*;
    use super::*;
    use crate::listing::Assembly;
    use crate::verify::verify;
    use crate::vm::{Decoded, Packet};

    const LEN: u8 = LD_LEN as u8;
    const MSH: u8 = LDXB_MSH as u8;
    const HALF_AT_X: u8 = LDH_IND as u8;

    /// The kinds of the operations that packets may come to, in the order of their places.
    fn kinds(program: &[Insn]) -> Vec<u8> {
        let program = verify(program).unwrap().insns();
        // What was decoded there before does not matter.
        let mut ops = vec![Op { kind: TEST, mask: 0xff, ..Op::BLANK }; program.len()];
        let (_, entry) = decode(program, &mut ops);
        let mut comes = vec![false; ops.len()];
        let mut open = vec![entry];
        while let Some(at) = open.pop() {
            if let Some(comes) = comes.get_mut(usize::from(at)).filter(|comes| !**comes) {
                *comes = true;
                let op = ops[usize::from(at)];
                let (code, is_test) = (u16::from(op.kind), op.kind >= TEST && op.kind != SHIFT_X);
                let decides = is_test || is_conditional(code);
                open.extend((!matches!(code, RET_K | RET_A)).then_some(op.yes));
                open.extend(decides.then_some(op.no));
            }
        }
        ops.iter().zip(comes).filter(|(_, comes)| *comes).map(|(op, _)| op.kind).collect()
    }

    #[test]
    fn jumps_are_followed_some_at_a_time() {
        for (jumps, left) in [(1, 0), (JUMPS, 0), (JUMPS + 1, 1), (3 * JUMPS + 2, 2)] {
            let mut program = vec![Insn::stmt(JA, 0); jumps];
            program.extend([Insn::stmt(LDB_ABS, 9), Insn::stmt(RET_A, 0)]);
            let mut expected = vec![JA as u8; left];
            expected.extend([TEST, RET_A as u8]);
            assert_eq!(kinds(&program), expected);
            let mut memory = vec![Op::BLANK; program.len()];
            let decoded = Decoded::new(verify(&program).unwrap(), &mut memory).unwrap();
            assert_eq!(decoded.run(Packet::whole(&[7; 10])), 7);
        }
    }

    #[test]
    fn what_goes_together_is_one_operation() {
        let stmt = Insn::stmt;
        let ldb = stmt(LDB_ABS, 9);
        let len = stmt(LD_LEN, 0);
        let (mask, header) = (stmt(AND_K, 15), stmt(LDXB_MSH, 14));
        let ends = [stmt(RET_K, 1), stmt(RET_K, 0)];
        let jump = Insn::jump;
        // A comparison that the two ends follow.
        let is = |k| jump(JEQ_K, k, 0, 1);
        let cases: &[(&[Insn], &[u8])] = &[
            // A load, a mask and a comparison.
            (&[ldb, is(6)], &[TEST]),
            (&[stmt(LD_ABS, 0), is(6)], &[TEST]),
            (&[ldb, mask, jump(JGT_K, 5, 0, 1)], &[TEST]),
            (&[ldb, mask, jump(JSET_K, 5, 0, 1)], &[TEST]),
            // Two ends of an interval.
            (&[ldb, jump(JGE_K, 5, 0, 2), jump(JGT_K, 9, 1, 0)], &[TEST]),
            (&[ldb, jump(JGE_K, 5, 0, 2), jump(JGE_K, 9, 1, 0)], &[TEST]),
            (&[ldb, jump(JGE_K, 9, 0, 2), jump(JGE_K, 9, 1, 0)], &[TEST, TEST]),
            // Fields that four bytes end with, and others.
            (&[stmt(LDB_ABS, 3), is(6)], &[TEST]),
            (&[stmt(LDB_ABS, 2), is(6)], &[TEST_EARLY]),
            (&[stmt(LDH_ABS, 2), is(6)], &[TEST]),
            (&[stmt(LDH_ABS, 1), is(6)], &[TEST_EARLY]),
            (&[stmt(LDH_IND, 2), is(6)], &[TEST_AT_X]),
            (&[stmt(LDH_IND, 1), is(6)], &[HALF_AT_X, MASK]),
            (&[header, stmt(LDH_IND, 16), is(6)], &[TEST_BEHIND_HEADER]),
            (&[header, stmt(LDH_IND, 1), is(6)], &[MSH, HALF_AT_X, MASK]),
            (&[stmt(LDXB_MSH, 0xffff), stmt(LDH_IND, 16), is(6)], &[TEST_BEHIND_HEADER]),
            (&[stmt(LDXB_MSH, 0x1_0000), stmt(LDH_IND, 16), is(6)], &[MSH, TEST_AT_X]),
            // What was loaded on every path is loaded again, whatever happens to X.
            (&[ldb, jump(JEQ_K, 6, 1, 0), header, is(7)], &[TEST, MSH, TEST]),
            (&[ldb, mask, jump(JEQ_K, 6, 1, 0), stmt(ST, 0), is(7)], &[TEST, ST as u8, TEST]),
            (&[ldb, jump(JEQ_K, 6, 1, 0), len, is(7)], &[TEST, LEN, MASK]),
            (
                &[ldb, jump(JEQ_K, 6, 2, 0), stmt(LDB_ABS, 8), header, is(7)],
                &[TEST, TEST, MSH, MASK],
            ),
            (
                &[ldb, jump(JEQ_K, 6, 1, 0), header, jump(JGT_K, 7, 0, 2), is(9)],
                &[TEST, MSH, TEST, TEST],
            ),
            // Where no packet comes nothing is forgotten.
            (&[ldb, jump(JEQ_K, 6, 2, 0), ends[0], len, header, is(7)], &[TEST, MSH, TEST]),
            // A keeps the bits that somebody looks at later.
            (&[ldb, jump(JSET_K, 6, 0, 2), is(7)], &[TEST, BITS, TEST]),
            (&[len, jump(JSET_K, 6, 0, 1)], &[LEN, BITS]),
            (&[len, mask, jump(JSET_K, 6, 0, 1)], &[LEN, MASK]),
            (&[len, mask, jump(JSET_K, 6, 0, 2), is(7)], &[LEN, MASK, BITS, MASK]),
            (&[ldb, jump(JSET_K, 6, 0, 1), header, len, is(7)], &[TEST, MSH, LEN, MASK]),
            // One of several numbers.
            (&[ldb, jump(JEQ_K, 6, 1, 0), is(7)], &[TEST, TEST]),
            (&[len, jump(JEQ_K, 6, 1, 0), is(7)], &[LEN, EITHER]),
            (&[len, jump(JEQ_K, 6, 2, 0), jump(JEQ_K, 7, 1, 0), is(8)], &[LEN, EITHER]),
            (
                &[len, jump(JEQ_K, 6, 3, 0), jump(JEQ_K, 7, 2, 0), jump(JEQ_K, 8, 1, 0), is(9)],
                &[LEN, EITHER, MASK],
            ),
            (&[stmt(TXA, 0), stmt(LSH_K, 2), stmt(TAX, 0), is(4)], &[SHIFT_X, MASK]),
        ];
        for (program, expected) in cases {
            let program = [program, &ends[..]].concat();
            assert_eq!(kinds(&program), *expected, "{}", Assembly(&program));
        }
    }
}
