//! Emission: from the decision graph to instructions.
//!
//! Two passes over the nodes, both in the order of their indices, so neither searches nor
//! recurses. The first (`plan`) goes down from the root and finds out, for every node, what the
//! registers hold when control arrives, and where in its code each arriving edge may enter. The
//! second goes up from the leaves and writes the program backwards, so that every jump's target
//! already has its place; the finished program is turned round.
//!
//! **Entries.** The code of a node loads its value to A (and an operand that is a value to X),
//! then jumps. An edge enters at the start, or further down if what the skipped instructions
//! compute is already where they would put it: past the load, past the load of the offset to X,
//! or between a load and the mask behind it. It also enters past the first instruction, if that
//! takes to X what X holds, and passes over a node that would do no more than that.
//!
//! **Why that preserves meaning.** A load is a test of length: where it fails, the packet is
//! rejected. An edge skips a load only if a register already holds that very value, and a register
//! holds a value only because every path along that edge has computed it from the same packet,
//! which has not changed since: had the load been going to fail, it would have failed there. The
//! same goes for divisions. A value that some of the paths have not computed is computed by
//! everyone who enters where it is missing. The order in which the parts of one value are
//! evaluated does not matter, as all failures have the same effect; the order of nodes is kept.
//!
//! **Stored values.** What the graph stores stays in X where it can: it is taken there if what
//! follows needs it there, and goes to its slot only if somebody reads the slot. What is still read
//! is seen in the finished program, and slots that nobody reads are given up in another round.
//! A store that stands before the place where it goes on already is not written again.
//!
//! **Far jumps.** A conditional jump reaches 255 instructions. A farther one goes to an island
//! right behind the jumping instruction, where control cannot fall into it: a copy of the `ret`,
//! or a `ja`. Islands serve every later-emitted jump that still reaches them.
//!
//! **Returns and scratch memory.** Linux's check of scratch memory takes what follows a `ret` to
//! have been reached from it (`ja` does not have that trap). A program that uses scratch memory
//! therefore has its two returns at the end, where nothing follows, and `ja` in all its islands.

mod code;
mod plan;
mod slots;

pub(crate) use plan::Plan;

use heapless::VecView;

use crate::graph::{Graph, Interval, Node, NodeId, Operand, Test, Value, Words};
use crate::insn::{Insn, opcode};
use code::Coder;
use plan::{Ends, Entry, NOWHERE, State, Way};
use slots::Slots;

/// Why a graph could not be turned into a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EmitError {
    /// The program does not fit its buffer, or is longer than any that runs.
    NoRoom,
    /// There are more nodes than plans for them.
    NoPlans,
    /// An arithmetic expression needs more than the 16 scratch slots at the same time.
    TooManyRegisters,
    /// A frame is used where X may hold something else.
    FrameLost,
}

/// Writes the program for a graph to `out`; packets that reach [`NodeId::ACCEPT`] make it return
/// `snap_length`, others 0. `plans` is working memory, one for each node; what it holds does not
/// matter.
pub(crate) fn emit(
    graph: &Graph<'_>,
    root: NodeId,
    snap_length: u32,
    plans: &mut [Plan],
    out: &mut VecView<Insn>,
) -> Result<(), EmitError> {
    let plans = match plans.get_mut(..graph.node_count()) {
        Some(plans) => plans,
        None => return Err(EmitError::NoPlans),
    };
    let mut slots = Slots::choose(graph, root);
    loop {
        let ends = plan::plan(graph, root, &slots, plans);
        if !ends.sound {
            return Err(EmitError::FrameLost);
        }
        out.clear();
        Emitter {
            graph,
            snap_length,
            plans: &mut *plans,
            slots: &slots,
            out: &mut *out,
            accept: Return::NOWHERE,
            reject: Return::NOWHERE,
        }
        .program(root, ends)?;
        out.reverse();
        let reads = |insn: &&Insn| matches!(insn.code, opcode::LD_MEM | opcode::LDX_MEM);
        let loaded = out.iter().filter(reads).fold(0, |slots, insn| slots | 1 << insn.k);
        // A slot that nobody reads only costs its stores.
        if !slots.keep(loaded) {
            return Ok(());
        }
    }
}

/// The second pass. Positions count from the end of the program, as that is written first.
struct Emitter<'a, 'g> {
    graph: &'a Graph<'g>,
    snap_length: u32,
    plans: &'a mut [Plan],
    slots: &'a Slots,
    out: &'a mut VecView<Insn>,
    accept: Return,
    reject: Return,
}

/// Where a jump leads.
#[derive(Clone, Copy)]
enum Target {
    Node(NodeId),
    /// An instruction of the same node's code.
    Place(u16),
}

/// Where the program returns a verdict.
#[derive(Clone, Copy)]
struct Return {
    /// At the end.
    last: u16,
    /// In the nearest island: a copy, or a jump to the end.
    near: u16,
}

impl Return {
    const NOWHERE: Self = Self { last: NOWHERE, near: NOWHERE };
}

impl Emitter<'_, '_> {
    /// Writes the program, last instruction first.
    fn program(mut self, root: NodeId, ends: Ends) -> Result<(), EmitError> {
        let (root, _) = plan::through(self.graph, self.slots, root, State::START);
        if root.is_leaf() {
            let k = self.verdict(root);
            self.push(Insn::stmt(opcode::RET_K, k))?;
            return Ok(());
        }
        // The returns stand at the end, the rejecting one last.
        if ends.rejects {
            self.reject.last = self.push(Insn::stmt(opcode::RET_K, 0))?;
        }
        if ends.accepts {
            self.accept.last = self.push(Insn::stmt(opcode::RET_K, self.snap_length))?;
        }
        for index in 0..=root.index() {
            if self.plans[index].is_reached() {
                self.node(index)?;
            }
        }
        Ok(())
    }

    /// Writes the code of one node.
    #[inline(never)]
    fn node(&mut self, index: usize) -> Result<(), EmitError> {
        let node = self.graph.node(self.graph.node_id(index));
        let jump = self.jump(&node, index)?;
        let plan = &mut self.plans[index];
        plan.jump = jump;
        let behind = self.out.len();
        let first = plan.first;
        if first == Entry(0) {
            return Ok(());
        }
        let mut coder = Coder::new(self.graph, self.slots, plan, self.out);
        match (node.test, node.test.operand()) {
            (Test::Assign(_), _) => coder.index(node.value)?,
            (Test::Store(_), _) if self.graph.is_immediate_in_x(node.value) => {
                coder.index(node.value)?;
            }
            (_, Some(Operand::Value(w))) => coder.pair(node.value, w)?,
            _ => coder.value(node.value)?,
        }
        match first {
            Entry::FULL => self.plans[index].start = self.last()?,
            Entry::SECOND => {
                // As if the instruction that nobody needs stood there.
                self.plans[index].start = self.last()?;
                self.out.pop();
            }
            // Nobody enters at the start: the code begins with its first entry in use.
            Entry(first) => self.out.truncate(behind + usize::from(first)),
        }
        Ok(())
    }

    /// Writes a node's jump; answers its position.
    #[inline(never)]
    fn jump(&mut self, node: &Node, index: usize) -> Result<u16, EmitError> {
        let state = self.plans[index].state_behind(self.graph, self.slots, node);
        let (code_k, code_x) = match node.test {
            Test::Eq(_) => (opcode::JEQ_K, opcode::JEQ_X),
            Test::Gt(_) => (opcode::JGT_K, opcode::JGT_X),
            Test::Ge(_) => (opcode::JGE_K, opcode::JGE_X),
            Test::Set(_) => (opcode::JSET_K, opcode::JSET_X),
            // Without the optimizer there are neither sets nor words.
            Test::In(set) if cfg!(feature = "optimize") => {
                let exits = [node.on_true, node.on_false].map(Target::Node);
                let list = self.graph.set(set);
                return match self.search(list, (0, u32::MAX), exits, state)? {
                    Target::Node(node) => self.fall(node, state),
                    Target::Place(place) => Ok(place),
                };
            }
            Test::Words(words) if cfg!(feature = "optimize") => {
                return self.words(node, words, state);
            }
            Test::In(_) | Test::Words(_) | Test::Reach | Test::Assign(_) => {
                return self.fall(node.on_true, state);
            }
            Test::Store(n) => {
                let way = plan::way_to_store(self.graph, self.slots, node);
                let by_a = way == Way::ByA;
                let code = if by_a { opcode::ST } else { opcode::STX };
                let tax = (way == Way::ByBoth).then_some(Insn::stmt(opcode::TAX, 0));
                let stored = self.slots.is_stored(n);
                let store = stored.then_some(Insn::stmt(code, code::stored_in(n)));
                return self.finish([tax, store], node.on_true, state);
            }
        };
        let (code, k) = match node.test.operand() {
            Some(Operand::Const(k)) => (code_k, k),
            _ => (code_x, 0),
        };
        self.branch(code, k, [node.on_true, node.on_false].map(Target::Node), state)
    }

    /// Writes the comparisons of words of which the first is in A; answers where they begin.
    fn words(&mut self, node: &Node, words: Words, state: State) -> Result<u16, EmitError> {
        // No node asks this of anything else.
        let Value::Load { offset, .. } = self.graph.value(node.value) else {
            return Err(EmitError::FrameLost);
        };
        let (words, from) = self.graph.words(words);
        let [mut yes, no] = [node.on_true, node.on_false].map(Target::Node);
        let mut begin = NOWHERE;
        for (at, &word) in words[from..].iter().enumerate().rev() {
            begin = self.branch(opcode::JEQ_K, word, [yes, no], state)?;
            if at > 0 {
                let load = Insn::stmt(opcode::LD_ABS, offset + 4 * at as u32);
                yes = Target::Place(self.push(load)?);
            }
        }
        Ok(begin)
    }

    /// Writes a conditional jump; answers its position.
    fn branch(
        &mut self,
        code: u16,
        k: u32,
        [mut yes, mut no]: [Target; 2],
        state: State,
    ) -> Result<u16, EmitError> {
        loop {
            let jt = self.reach(&mut yes, state)?;
            let jf = self.reach(&mut no, state)?;
            // An island for the second may have moved the first out of reach.
            if let (Some(jt), Some(jf)) = (jt, jf) {
                return self.push(Insn::jump(code, k, jt, jf));
            }
        }
    }

    /// Writes the search for A, which is known to lie within bounds, in a list of intervals;
    /// answers where it begins. Calls itself once for each halving of the list.
    fn search(
        &mut self,
        list: &[Interval],
        (least, most): Interval,
        [inside, outside]: [Target; 2],
        state: State,
    ) -> Result<Target, EmitError> {
        /// How many tests come one after another at the ends: 1 for a single number, and for an
        /// interval as many as make it wait for no other.
        const LEAF: usize = 3;
        let tests = |&(lo, hi): &Interval| if lo == hi { 1 } else { LEAF };
        if list.len() > 1 && (list.len() > LEAF || list.iter().map(tests).sum::<usize>() > LEAF) {
            let (low, high) = list.split_at(list.len() / 2);
            let pivot = high[0].0;
            let high = self.search(high, (pivot, most), [inside, outside], state)?;
            let low = self.search(low, (least, pivot - 1), [inside, outside], state)?;
            return Ok(Target::Place(self.branch(opcode::JGE_K, pivot, [high, low], state)?));
        }
        let mut begin = outside;
        for &(lo, hi) in list.iter().rev() {
            if lo == hi {
                begin = Target::Place(self.branch(opcode::JEQ_K, lo, [inside, begin], state)?);
                continue;
            }
            let mut reached = inside;
            if hi < most {
                let exits = [begin, inside];
                reached = Target::Place(self.branch(opcode::JGE_K, hi + 1, exits, state)?);
            }
            begin = reached;
            // What is below the lowest is below all others.
            if lo > least {
                let exits = [reached, outside];
                begin = Target::Place(self.branch(opcode::JGE_K, lo, exits, state)?);
            }
        }
        Ok(begin)
    }

    /// Goes on at `target` without a test: by falling into it, or by a jump.
    fn fall(&mut self, target: NodeId, state: State) -> Result<u16, EmitError> {
        let (place, _) = self.places(target, state);
        let next = self.out.len() as u16;
        if place + 1 == next {
            return Ok(place);
        }
        if target.is_leaf() && !self.slots.in_use() {
            let k = self.verdict(target);
            return self.push(Insn::stmt(opcode::RET_K, k));
        }
        self.push(Insn::stmt(opcode::JA, u32::from(next - 1 - place)))
    }

    /// Executes up to two instructions and goes on at `target`. If they stand before it already,
    /// control goes to them there.
    fn finish(
        &mut self,
        insns: [Option<Insn>; 2],
        target: NodeId,
        state: State,
    ) -> Result<u16, EmitError> {
        let (mut place, _) = self.places(target, state);
        let mut insns = insns.into_iter().flatten().rev().peekable();
        let next = self.out.len() as u16;
        if place + 1 == next {
            for insn in insns {
                place = self.push(insn)?;
            }
            return Ok(place);
        }
        while let Some(insn) = insns.peek()
            && self.out.get(usize::from(place) + 1) == Some(insn)
        {
            place += 1;
            insns.next();
        }
        if place + 1 != next {
            place = self.push(Insn::stmt(opcode::JA, u32::from(next - 1 - place)))?;
        }
        for insn in insns {
            place = self.push(insn)?;
        }
        Ok(place)
    }

    /// The distance from an instruction that is about to be written to `target`. If it is too
    /// far, writes an island instead and answers nothing.
    #[inline(never)]
    fn reach(&mut self, target: &mut Target, state: State) -> Result<Option<u8>, EmitError> {
        let (place, near) = match *target {
            Target::Node(target) => self.places(target, state),
            Target::Place(place) => (place, NOWHERE),
        };
        let next = self.out.len() as u16;
        for place in [place, near] {
            if place != NOWHERE
                && let Ok(distance) = u8::try_from(next - 1 - place)
            {
                return Ok(Some(distance));
            }
        }
        let island = match *target {
            Target::Node(leaf) if leaf.is_leaf() && !self.slots.in_use() => {
                Insn::stmt(opcode::RET_K, self.verdict(leaf))
            }
            _ => Insn::stmt(opcode::JA, u32::from(next - 1 - place)),
        };
        let at = self.push(island)?;
        match *target {
            Target::Node(NodeId::ACCEPT) => self.accept.near = at,
            Target::Node(NodeId::REJECT) => self.reject.near = at,
            Target::Place(_) => *target = Target::Place(at),
            Target::Node(target) => {
                let (target, state) = plan::through(self.graph, self.slots, target, state);
                if target.is_leaf() {
                    // Its next island may serve others.
                    let near =
                        if target == NodeId::ACCEPT { &mut self.accept } else { &mut self.reject };
                    near.near = at;
                    return Ok(None);
                }
                let entry = plan::entry(self.graph, self.slots, target, state);
                let plan = &mut self.plans[target.index()];
                plan.near = at;
                plan.near_entry = entry;
            }
        }
        Ok(None)
    }

    /// Where `target` is to be entered, and the nearest island that leads there.
    fn places(&self, target: NodeId, state: State) -> (u16, u16) {
        let (target, state) = plan::through(self.graph, self.slots, target, state);
        match target {
            NodeId::ACCEPT => (self.accept.last, self.accept.near),
            NodeId::REJECT => (self.reject.last, self.reject.near),
            _ => {
                let plan = &self.plans[target.index()];
                let entry = plan::entry(self.graph, self.slots, target, state);
                let place = match entry {
                    Entry::FULL => plan.start,
                    Entry::SECOND => plan.start.wrapping_sub(1),
                    Entry(skipped_to) => plan.jump + u16::from(skipped_to),
                };
                let near = if plan.near_entry == entry { plan.near } else { NOWHERE };
                (place, near)
            }
        }
    }

    const fn verdict(&self, leaf: NodeId) -> u32 {
        if leaf.index() == NodeId::ACCEPT.index() { self.snap_length } else { 0 }
    }

    /// Writes an instruction; answers its position.
    fn push(&mut self, insn: Insn) -> Result<u16, EmitError> {
        self.out.push(insn).map_err(|_| EmitError::NoRoom)?;
        self.last()
    }

    /// The position of the instruction written last.
    #[inline(never)]
    fn last(&self) -> Result<u16, EmitError> {
        // The longest program ends right before [`NOWHERE`].
        let len = u16::try_from(self.out.len()).map_err(|_| EmitError::NoRoom)?;
        Ok(len - 1)
    }
}

// Without the optimizer there are fewer kinds of nodes than these make.
#[cfg(test)]
#[cfg(feature = "optimize")]
mod tests;
