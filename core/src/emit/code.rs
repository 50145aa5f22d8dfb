//! The code of one value: how it gets to A, with or without another one in X.
//!
//! Written backwards, like the whole program, without recursion: the operation first, then what
//! brings about its operands. Where both operands of an operation need both registers, the one
//! that needs more scratch slots is computed first and waits in a slot (Sethi & Ullman, "The
//! generation of optimal code for arithmetic expressions", 1970), so that an expression of n
//! operations never needs more than log2(n) slots.

use heapless::VecView;

use super::EmitError;
use super::plan::{Plan, X, x_behind};
use super::slots::Slots;
use crate::filter::ast::ArithOp;
use crate::graph::{Graph, Value, ValueId};
use crate::insn::{Insn, opcode};

/// Writes the code of one node's values.
pub(crate) struct Coder<'a, 'g> {
    graph: &'a Graph<'g>,
    slots: &'a Slots,
    /// What holds where the code starts.
    plan: &'a Plan,
    /// Slots for intermediate results that are free at this point.
    free: u16,
    out: &'a mut VecView<Insn>,
    /// Values to be computed before what is already written, each with the slot it waits in.
    waiting: [(ValueId, u32); 16],
    waiting_count: usize,
}

impl<'a, 'g> Coder<'a, 'g> {
    pub(crate) fn new(
        graph: &'a Graph<'g>,
        slots: &'a Slots,
        plan: &'a Plan,
        out: &'a mut VecView<Insn>,
    ) -> Self {
        Self {
            graph,
            slots,
            plan,
            free: slots.free(),
            out,
            waiting: [(graph.value_id(0), 0); 16],
            waiting_count: 0,
        }
    }

    /// Writes code that puts `a` in A.
    pub(crate) fn value(&mut self, a: ValueId) -> Result<(), EmitError> {
        self.compute(Some(a))
    }

    /// Writes code that puts `a` in A and `b` in X.
    pub(crate) fn pair(&mut self, a: ValueId, b: ValueId) -> Result<(), EmitError> {
        let next = self.bring_together(a, b)?;
        self.compute(next)
    }

    /// Writes code that puts a value in X.
    pub(crate) fn index(&mut self, id: ValueId) -> Result<(), EmitError> {
        let next = self.put_in_x(id)?;
        self.compute(next)
    }

    fn compute(&mut self, mut next: Option<ValueId>) -> Result<(), EmitError> {
        loop {
            while let Some(id) = next {
                if self.waiting_count == 0 && self.plan.has_in_x(id) {
                    // Nothing comes before that could have changed X.
                    if let Value::Stored(_) = self.graph.value(id) {
                        return self.push(opcode::TXA, 0);
                    }
                }
                next = self.step(id)?;
            }
            let Some(last) = self.waiting_count.checked_sub(1) else { return Ok(()) };
            self.waiting_count = last;
            let (id, slot) = self.waiting[last];
            self.push(opcode::ST, slot)?;
            self.free |= 1 << slot;
            next = Some(id);
        }
    }

    /// Writes the last instruction of the code for a value, and what goes with it; answers the
    /// value that has to be in A before.
    fn step(&mut self, id: ValueId) -> Result<Option<ValueId>, EmitError> {
        if let Some(slot) = self.slot_to_load(id) {
            self.push(opcode::LD_MEM, slot)?;
            return Ok(None);
        }
        if let Some(slot) = self.slots.slot(id) {
            self.push(opcode::ST, slot)?;
        }
        match self.graph.value(id) {
            Value::Const(k) => self.push(opcode::LD_IMM, k)?,
            Value::Load { offset, size } => {
                let code = match size {
                    1 => opcode::LDB_ABS,
                    2 => opcode::LDH_ABS,
                    _ => opcode::LD_ABS,
                };
                self.push(code, offset)?;
            }
            Value::Length => self.push(opcode::LD_LEN, 0)?,
            Value::Stored(n) => self.push(opcode::LD_MEM, stored_in(n))?,
            // It is in X, or the plan would not have been followed.
            Value::Frame(_) => self.push(opcode::TXA, 0)?,
            Value::Ancillary(word) => {
                self.push(opcode::LD_ABS, crate::insn::ancillary::OFFSET.wrapping_add(word))?;
            }
            Value::LoadAt { base, offset, size } => {
                let code = match size {
                    1 => opcode::LDB_IND,
                    2 => opcode::LDH_IND,
                    _ => opcode::LD_IND,
                };
                self.push(code, offset)?;
                return self.put_in_x(base);
            }
            Value::Negate(a) => {
                self.push(opcode::NEG, 0)?;
                return Ok(Some(a));
            }
            Value::Arith(op, a, b) => {
                if let (true, Some(k)) = (takes_constant(self.graph, op, b), self.graph.constant(b))
                {
                    match op {
                        // As people write it.
                        ArithOp::Add if k > i32::MAX as u32 => {
                            self.push(opcode::SUB_K, k.wrapping_neg())?;
                        }
                        _ => self.push(opcode_of(op), k)?,
                    }
                    return Ok(Some(a));
                }
                self.push(opcode_of(op) | SOURCE_X, 0)?;
                return self.bring_together(a, b);
            }
        }
        Ok(None)
    }

    /// Writes code that takes a value to X, by way of A if need be; answers the value that has to
    /// be in A before.
    fn put_in_x(&mut self, id: ValueId) -> Result<Option<ValueId>, EmitError> {
        if self.immediate_in_x(id)? {
            return Ok(None);
        }
        if let Some(slot) = self.slots.slot(id) {
            // The store that `step` writes comes before this; A holds the value for both.
            debug_assert!(self.plan.in_mask & 1 << slot == 0);
        }
        self.push(opcode::TAX, 0)?;
        Ok(Some(id))
    }

    /// Writes the one instruction that takes a value to X and leaves A alone, if there is one.
    fn immediate_in_x(&mut self, id: ValueId) -> Result<bool, EmitError> {
        if let Some(slot) = self.slot_to_load(id) {
            self.push(opcode::LDX_MEM, slot)?;
        } else if let Some(offset) = self.graph.header_length(id) {
            self.push(opcode::LDXB_MSH, offset)?;
        } else {
            match self.graph.value(id) {
                Value::Const(k) => self.push(opcode::LDX_IMM, k)?,
                Value::Length => self.push(opcode::LDX_LEN, 0)?,
                Value::Stored(n) => self.push(opcode::LDX_MEM, stored_in(n))?,
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Writes code that has `a` in A and `b` in X at its end; answers the value that has to be in
    /// A before.
    fn bring_together(&mut self, a: ValueId, b: ValueId) -> Result<Option<ValueId>, EmitError> {
        if self.slot_to_load(a).is_none() && x_behind(self.graph, self.slots, a) == X::Holds(b) {
            return Ok(Some(a));
        }
        if a == b {
            self.push(opcode::TAX, 0)?;
            return Ok(Some(a));
        }
        if self.immediate_in_x(b)? {
            return Ok(Some(a));
        }
        if self.graph.keeps_x(a) || self.slot_to_load(a).is_some() {
            self.step(a)?;
            self.push(opcode::TAX, 0)?;
            return Ok(Some(b));
        }
        if self.free == 0 {
            return Err(EmitError::TooManyRegisters);
        }
        let slot = self.free.trailing_zeros();
        self.free &= !(1 << slot);
        // First what needs more scratch; it waits in the slot for the other one.
        let (x, y) = (self.graph.facts(a).scratch, self.graph.facts(b).scratch);
        let (first, second) = if y >= x {
            self.push(opcode::LDX_MEM, slot)?;
            (b, a)
        } else {
            self.push(opcode::LD_MEM, slot)?;
            self.push(opcode::TAX, 0)?;
            (a, b)
        };
        let waiting =
            self.waiting.get_mut(self.waiting_count).ok_or(EmitError::TooManyRegisters)?;
        *waiting = (first, slot);
        self.waiting_count += 1;
        Ok(Some(second))
    }

    /// The slot from which a value can be had.
    fn slot_to_load(&self, id: ValueId) -> Option<u32> {
        let slot = self.slots.slot(id)?;
        if self.plan.in_mask & 1 << slot == 0 {
            return None;
        }
        Some(slot)
    }

    #[inline(never)]
    fn push(&mut self, code: u16, k: u32) -> Result<(), EmitError> {
        self.out.push(Insn::stmt(code, k)).map_err(|_| EmitError::NoRoom)
    }
}

/// The scratch slot of a stored value: they are counted from the last.
pub(crate) const fn stored_in(number: u8) -> u32 {
    15 - (number as u32 & 15)
}

/// What makes an ALU instruction take its second operand from X.
const SOURCE_X: u16 = 0x08;

/// Whether an operation on `a` and `b` is one instruction with `b` as its constant. Linux refuses
/// division by a constant 0 and shifts by 32 or more, so those go through X.
pub(crate) fn takes_constant(graph: &Graph<'_>, op: ArithOp, b: ValueId) -> bool {
    match graph.constant(b) {
        None => false,
        Some(0) => !matches!(op, ArithOp::Div | ArithOp::Mod),
        Some(k) => k < 32 || !matches!(op, ArithOp::Shl | ArithOp::Shr),
    }
}

const fn opcode_of(op: ArithOp) -> u16 {
    match op {
        ArithOp::Add => opcode::ADD_K,
        ArithOp::Sub => opcode::SUB_K,
        ArithOp::Mul => opcode::MUL_K,
        ArithOp::Div => opcode::DIV_K,
        ArithOp::Mod => opcode::MOD_K,
        ArithOp::And => opcode::AND_K,
        ArithOp::Or => opcode::OR_K,
        ArithOp::Xor => opcode::XOR_K,
        ArithOp::Shl => opcode::LSH_K,
        ArithOp::Shr => opcode::RSH_K,
    }
}
