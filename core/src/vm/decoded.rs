//! The fast form of a program: decoded once, for many packets.
//!
//! Almost all that a filter does is to load a field, mask it, and compare it with a constant. All
//! of that is one operation here, the *test*: the four bytes that end where the field ends, as one
//! big-endian number; a mask, which takes the field's bits or fewer; and the interval that the
//! result lies in or not. Fields of one, two and four bytes, `and`, and all four comparisons
//! become the same few instructions of the machine, without a dispatch between them. A comparison
//! whose A was loaded further up, on every path, is made a test that loads it again, which costs
//! less than to dispatch. A jump to a `ret` is the return.
//!
//! Every instruction has its own operation, which does what it and those behind it do as far as
//! they are taken together, so jumps may lead anywhere. Fields that end within the first three
//! bytes, which no four bytes end with, have a test of their own; comparisons of one value with
//! several constants that lead to the same place are taken together, and so are a few others.
//! Everything else that a program does is one operation an instruction.

use core::hint::black_box;

use super::{Packet, byte, half, word};
use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};
use crate::verify::{SCRATCH_SLOTS, Verified};

/// One operation. A decoded program needs memory for one of each instruction.
#[derive(Clone, Copy, Debug)]
pub struct Op {
    /// Where the four bytes begin, of a test; else the operand.
    k: u32,
    /// The bits that are tested.
    mask: u32,
    /// The least value of the interval.
    low: u32,
    /// How much more than that its greatest is.
    width: u32,
    /// Where to go if the value lies in the interval, or without a test.
    yes: u16,
    /// Where to go if not.
    no: u16,
    /// The byte with the length of the IPv4 header.
    header: u16,
    kind: u8,
}

/// What an operation does: an opcode, or one of these, which are none.
mod kind {
    /// While decoding: no path comes here that has been looked at. Memory that is all zeros is that,
    /// which is why LD_IMM, whose opcode is 0, has another number.
    pub(super) const UNREACHED: u8 = 0;
    /// LD_IMM.
    pub(super) const CONSTANT: u8 = 0xf0;
    /// While decoding: A is not known.
    pub(super) const UNKNOWN: u8 = 0xf1;
    /// While decoding: A is what a test with this place and mask loads.
    pub(super) const KNOWN: u8 = 0xf2;
    /// A is the masked field at `k`; go by the interval.
    pub(super) const TEST: u8 = 0xf3;
    /// The same at X + `k`.
    pub(super) const TEST_AT_X: u8 = 0xf4;
    /// The same behind `ldxb`.
    pub(super) const TEST_BEHIND_HEADER: u8 = 0xf5;
    /// Mask A; go by the interval.
    pub(super) const MASK: u8 = 0xf6;
    /// Go by the interval that masked A lies in, and keep A.
    pub(super) const BITS: u8 = 0xf7;
    /// Go by whether A is one of the three numbers at `k`, `low` and `width`.
    pub(super) const EITHER: u8 = 0xf8;
    /// The same as the first for a field that ends with byte `k`, one of the first three.
    pub(super) const TEST_EARLY: u8 = 0xfa;
    /// Shift X to the left, and have A be X.
    pub(super) const SHIFT_X: u8 = 0xf9;
}

impl Op {
    /// Memory with nothing in it.
    pub const BLANK: Self =
        Self { k: 0, mask: 0, low: 0, width: 0, yes: 0, no: 0, header: 0, kind: kind::UNREACHED };
}

/// How many different constants can be returned right where a jump goes; the others take an
/// operation.
const RETURNS: usize = 16;

/// The first of the places that stand for constants.
const FIRST_RETURN: usize = u16::MAX as usize + 1 - RETURNS;

/// A program in its fast form, with libpcap's meaning.
#[derive(Clone, Copy, Debug)]
pub struct Decoded<'m> {
    ops: &'m [Op],
    returns: [u32; RETURNS],
    entry: u16,
}

impl<'m> Decoded<'m> {
    /// The longest program that can be decoded.
    pub const MAX_LEN: usize = FIRST_RETURN;

    /// Decodes a program into memory for one operation of each instruction, whose contents do not
    /// matter. There is no answer if that is too little, or the program longer than
    /// [`MAX_LEN`](Self::MAX_LEN).
    ///
    /// ```
    /// use barecap_core::insn::{Insn, opcode};
    /// use barecap_core::verify::verify;
    /// use barecap_core::vm::{Decoded, Op, Packet};
    ///
    /// let program = [
    ///     Insn::stmt(opcode::LDH_ABS, 12),
    ///     Insn::jump(opcode::JEQ_K, 0x86dd, 0, 1),
    ///     Insn::stmt(opcode::RET_K, 96),
    ///     Insn::stmt(opcode::RET_K, 0),
    /// ];
    /// let mut memory = [Op::BLANK; 4];
    /// let decoded = Decoded::new(verify(&program).unwrap(), &mut memory).unwrap();
    /// let mut bytes = [0; 60];
    /// bytes[12..14].copy_from_slice(&[0x86, 0xdd]);
    /// assert_eq!(decoded.run(Packet { bytes: &bytes, length: 60, ancillary: None }), 96);
    /// ```
    #[must_use]
    pub fn new(program: Verified<'_>, memory: &'m mut [Op]) -> Option<Self> {
        let insns = program.insns();
        let ops = memory.get_mut(..insns.len()).filter(|_| insns.len() <= Self::MAX_LEN)?;
        let mut decoder = Decoder { insns, returns: [0; RETURNS], used: 0 };
        ops.fill(Op::BLANK);
        decoder.meet(ops, 0, None);
        for at in 0..insns.len() {
            let known = match ops[at] {
                Op { kind: kind::UNREACHED, .. } => continue,
                Op { kind: kind::KNOWN, k, mask, .. } => Some((k, mask)),
                _ => None,
            };
            decoder.propagate(ops, at, known);
            ops[at] = decoder.decode(at, known);
        }
        let entry = decoder.place(0);
        Some(Self { ops, returns: decoder.returns, entry })
    }

    /// Runs the program; answers how many bytes of the packet to keep, 0 for none.
    #[must_use]
    #[inline]
    pub fn run(&self, packet: Packet<'_>) -> u32 {
        self.execute(packet).unwrap_or(0)
    }

    #[inline]
    fn execute(&self, packet: Packet<'_>) -> Option<u32> {
        const TEST_AT_X: u16 = kind::TEST_AT_X as u16;
        const TEST_BEHIND_HEADER: u16 = kind::TEST_BEHIND_HEADER as u16;
        const MASK: u16 = kind::MASK as u16;
        const CONSTANT: u16 = kind::CONSTANT as u16;
        const EITHER: u16 = kind::EITHER as u16;
        const SHIFT_X: u16 = kind::SHIFT_X as u16;
        const TEST_EARLY: u16 = kind::TEST_EARLY as u16;
        const BITS: u16 = kind::BITS as u16;
        let bytes = packet.bytes;
        let (mut a, mut x) = (0_u32, 0_u32);
        let mut scratch = [0_u32; SCRATCH_SLOTS];
        let mut at = usize::from(self.entry);
        loop {
            let Some(op) = self.ops.get(at) else {
                return self.returns.get(at.wrapping_sub(FIRST_RETURN)).copied();
            };
            if op.kind == kind::TEST {
                a = word(bytes, op.k)? & op.mask;
                at = op.next(a);
                continue;
            }
            let k = op.k;
            let slot = k as usize % SCRATCH_SLOTS;
            at = match u16::from(op.kind) {
                TEST_AT_X => {
                    a = word(bytes, x.checked_add(k)?)? & op.mask;
                    op.next(a)
                }
                TEST_BEHIND_HEADER => {
                    x = 4 * (byte(bytes, op.header.into())? & 0xf);
                    a = word(bytes, x.checked_add(k)?)? & op.mask;
                    op.next(a)
                }
                MASK => {
                    a &= op.mask;
                    op.next(a)
                }
                BITS => op.next(a & op.mask),
                TEST_EARLY => {
                    a = early(bytes, k)? & op.mask;
                    op.next(a)
                }
                EITHER => way((a == k) | (a == op.low) | (a == op.width), op.yes, op.no),
                SHIFT_X => {
                    a = x.wrapping_shl(k);
                    x = a;
                    op.yes.into()
                }
                JEQ_X => way(a == x, op.yes, op.no),
                JGT_X => way(a > x, op.yes, op.no),
                JGE_X => way(a >= x, op.yes, op.no),
                JSET_X => way(a & x != 0, op.yes, op.no),
                RET_K => return Some(k),
                RET_A => return Some(a),
                code => {
                    match code {
                        LD_ABS => a = super::absolute(packet, k, word)?,
                        LDH_ABS => a = super::absolute(packet, k, half)?,
                        LDB_ABS => a = super::absolute(packet, k, byte)?,
                        LD_IND => a = word(bytes, x.checked_add(k)?)?,
                        LDH_IND => a = half(bytes, x.checked_add(k)?)?,
                        LDB_IND => a = byte(bytes, x.checked_add(k)?)?,
                        LD_LEN => a = packet.length,
                        CONSTANT => a = k,
                        LD_MEM => a = scratch[slot],
                        LDX_IMM => x = k,
                        LDX_MEM => x = scratch[slot],
                        LDX_LEN => x = packet.length,
                        LDXB_MSH => x = 4 * (byte(bytes, k)? & 0xf),
                        ST => scratch[slot] = a,
                        STX => scratch[slot] = x,
                        TAX => x = a,
                        TXA => a = x,
                        ADD_K => a = a.wrapping_add(k),
                        ADD_X => a = a.wrapping_add(x),
                        SUB_K => a = a.wrapping_sub(k),
                        SUB_X => a = a.wrapping_sub(x),
                        MUL_K => a = a.wrapping_mul(k),
                        MUL_X => a = a.wrapping_mul(x),
                        DIV_K => a = a.checked_div(k)?,
                        DIV_X => a = a.checked_div(x)?,
                        MOD_K => a = a.checked_rem(k)?,
                        MOD_X => a = a.checked_rem(x)?,
                        OR_K => a |= k,
                        OR_X => a |= x,
                        AND_X => a &= x,
                        XOR_K => a ^= k,
                        XOR_X => a ^= x,
                        LSH_K => a = a.wrapping_shl(k),
                        LSH_X => a = a.checked_shl(x).unwrap_or(0),
                        RSH_K => a = a.wrapping_shr(k),
                        RSH_X => a = a.checked_shr(x).unwrap_or(0),
                        NEG => a = a.wrapping_neg(),
                        _ => return None,
                    }
                    op.yes.into()
                }
            };
        }
    }
}

impl Op {
    /// Where to go with a value.
    #[inline]
    fn next(&self, value: u32) -> usize {
        way(value.wrapping_sub(self.low) <= self.width, self.yes, self.no)
    }
}

/// The first `count` bytes, one to three of them, as one number.
#[inline]
fn early(bytes: &[u8], count: u32) -> Option<u32> {
    match bytes.first_chunk() {
        Some(first) => Some(u32::from_be_bytes(*first) >> ((32 - 8 * count) & 31)),
        None => {
            let first = bytes.get(..count as usize)?;
            Some(first.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
        }
    }
}

/// One of two places. This must be a jump to the machine, which can foresee jumps and go on, not a
/// choice between two values, which it would wait for. What stands in one of the arms does nothing
/// but keep compilers from making it a choice.
#[inline]
fn way(holds: bool, yes: u16, no: u16) -> usize {
    if holds {
        black_box(());
        yes.into()
    } else {
        no.into()
    }
}

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
    fn propagate(&self, ops: &mut [Op], at: usize, known: Option<(u32, u32)>) {
        let insn = &self.insns[at];
        let after = match insn.code {
            LD_ABS | LDH_ABS | LDB_ABS => field(insn),
            AND_K => known.map(|(k, mask)| (k, mask & insn.k)),
            LDX_IMM | LDX_MEM | LDX_LEN | LDXB_MSH | ST | STX | TAX => known,
            code if code & 7 == JA => known,
            _ => None,
        };
        for target in self.targets(at).into_iter().flatten() {
            self.meet(ops, target, after);
        }
    }

    /// Where an instruction may go.
    fn targets(&self, at: usize) -> [Option<usize>; 2] {
        let Insn { code, jt, jf, k } = self.insns[at];
        let by = |distance: usize| Some(at + 1 + distance);
        match code {
            RET_K | RET_A => [None, None],
            JA => [by(k as usize), None],
            code if code & 7 == JA => [by(jt.into()), by(jf.into())],
            _ => [by(0), None],
        }
    }

    /// The place of an instruction, or of the constant that it returns; jumps are followed.
    fn place(&mut self, mut at: usize) -> u16 {
        while let Some(&Insn { code: JA, k, .. }) = self.insns.get(at) {
            at += 1 + k as usize;
        }
        if let Some(&Insn { code: RET_K, k, .. }) = self.insns.get(at) {
            let known = self.returns[..self.used].iter().position(|&value| value == k);
            if let Some(place) = known.or_else(|| (self.used < RETURNS).then_some(self.used)) {
                self.returns[place] = k;
                self.used = self.used.max(place + 1);
                return (FIRST_RETURN + place) as u16;
            }
        }
        // No longer than MAX_LEN.
        at as u16
    }

    /// The operation of an instruction, before which this is known of A.
    fn decode(&mut self, at: usize, known: Option<(u32, u32)>) -> Op {
        let insn = self.insns[at];
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
                if let Some((k, bits)) = field(&insn) {
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
            JEQ_K if let Some(op) = self.either(at) => return op,
            AND_K | JEQ_K | JGT_K | JGE_K | JSET_K => {
                // A that is looked at later must not lose bits.
                let free = insn.code != JSET_K || self.ignores_a(at, 0) && self.ignores_a(at, 1);
                return match known.filter(|_| free) {
                    Some((k, mask)) => self.test(at, Op { k, mask, kind: kind::TEST, ..op }),
                    None => self.test(at, Op { kind: kind::MASK, ..op }),
                };
            }
            JEQ_X | JGT_X | JGE_X | JSET_X => {
                let [yes, no] = self.ways(at);
                return Op { yes, no, kind: insn.code as u8, ..op };
            }
            _ => {}
        }
        let yes = if matches!(insn.code, RET_K | RET_A) { 0 } else { self.place(at + 1) };
        let kind = if insn.code == LD_IMM { kind::CONSTANT } else { insn.code as u8 };
        Op { yes, kind, ..op }
    }

    /// Two or three comparisons in a row, of which any that holds leads to the same place.
    fn either(&mut self, at: usize) -> Option<Op> {
        let [yes, mut no] = self.ways(at);
        let first = self.insns[at].k;
        let mut others = [first; 2];
        let mut found = 0;
        while let Some(&Insn { code: JEQ_K, k, .. }) = self.insns.get(usize::from(no))
            && found < 2
            && let [same, next] = self.ways(no.into())
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
    fn ways(&mut self, at: usize) -> [u16; 2] {
        let Insn { jt, jf, .. } = self.insns[at];
        [self.place(at + 1 + usize::from(jt)), self.place(at + 1 + usize::from(jf))]
    }

    /// Makes part of an operation that has loaded A what can be of the instructions at a place: a
    /// mask, and a comparison with a constant.
    fn test(&mut self, mut at: usize, mut op: Op) -> Op {
        if let Some(&Insn { code: AND_K, k, .. }) = self.insns.get(at) {
            op.mask &= k;
            at += 1;
        }
        let Some(&Insn { code, k, .. }) = self.insns.get(at) else { return op };
        let [yes, no] = match code {
            JEQ_K | JGT_K | JGE_K | JSET_K => self.ways(at),
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
            (JSET_K, _) if self.ignores_a(at, 0) && self.ignores_a(at, 1) => {
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
        let (jump, high) = match self.insns.get(next) {
            Some(&Insn { code: JGE_K, k, .. }) => (next, k.checked_sub(1)),
            Some(&Insn { code: JGT_K, k, .. }) => (next, Some(k)),
            _ => return op,
        };
        let [above, below] = self.ways(jump);
        match high.and_then(|high| high.checked_sub(op.low)) {
            Some(width) if above == op.no => Op { width, yes: below, ..op },
            _ => op,
        }
    }

    /// Whether a way of a jump soon loads A, or returns, and does not look at it before.
    fn ignores_a(&self, at: usize, way: usize) -> bool {
        let mut next = self.targets(at)[way];
        for _ in 0..4 {
            let Some((at, insn)) = next.and_then(|at| Some((at, self.insns.get(at)?))) else {
                return false;
            };
            match insn.code {
                RET_K | TXA => return true,
                JA | LDX_IMM | LDX_MEM | LDX_LEN | LDXB_MSH => next = self.targets(at)[0],
                code => return code & 7 == 0,
            }
        }
        false
    }
}
