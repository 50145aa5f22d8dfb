//! The walk along all paths of both programs.
//!
//! Each program runs until the path does not know the answer to what it asks. Then the path decides:
//! it goes on with one answer, and comes back for the other. The first program decides first, so the
//! second one follows it where it asks the same. A path ends where both have returned, or at a place
//! that was finished before (`memo`). What a part of the walk needed is the union of what its answers
//! follow from, without the decisions in it.

use super::Walk;
use super::memo::Place;
use super::reasons::Reasons;
use super::step::{Ask, Machine, REJECT, RETURNED, Step};
use super::value::{CAPTURED, Value};
use crate::insn::Insn;

/// A decision, to which the walk comes back.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The machines behind the question.
    machines: [Machine; 2],
    /// The program that has asked.
    who: usize,
    pub(super) ask: Ask,
    /// The answer that is gone on with, and whether the other was before.
    pub(super) answer: bool,
    is_second: bool,
    /// How much the path had learned.
    undo: usize,
    /// What the way here from the decision before needed.
    before: Reasons,
    /// What the question and its finished answer needed.
    needed: Reasons,
    pub(super) place: Place,
}

impl Walk<'_> {
    /// Walks all paths. Answers whether the programs agree on them, and nothing if it cannot say;
    /// if they do not, the facts are those of the path on which they differ.
    pub(super) fn run(&mut self, programs: [&[Insn]; 2]) -> Option<bool> {
        self.memo.find_live(programs);
        let captured = self.intern(Value::Captured)?;
        debug_assert!(captured == CAPTURED);
        let zero = self.constant(0)?;
        let start = Machine { at: 0, a: zero, x: zero, scratch: [zero; 16] };
        let mut machines = [start; 2];
        loop {
            let mut needed = Reasons::NONE;
            let mut open = [None; 2];
            for ((open, machine), program) in open.iter_mut().zip(&mut machines).zip(programs) {
                *open = self.advance(program, machine, &mut needed)?;
            }
            let decided = match open {
                [None, None] if machines[0].a != machines[1].a => match self.impossible() {
                    None => return Some(false),
                    Some(reasons) => {
                        needed = reasons;
                        None
                    }
                },
                [None, None] => None,
                [Some(first), _] => self.decide(programs, machines, 0, first, &mut needed)?,
                [None, Some(second)] => self.decide(programs, machines, 1, second, &mut needed)?,
            };
            let next = match decided {
                Some(machines) => Some(machines),
                None => self.go_back(needed)?,
            };
            match next {
                Some(next) => machines = next,
                None => return Some(true),
            }
        }
    }

    /// Runs a program up to a question that the path does not answer, or to its end. What the question
    /// itself follows from is no part of the way to it: it is asked only where that is known.
    fn advance(
        &mut self,
        program: &[Insn],
        machine: &mut Machine,
        needed: &mut Reasons,
    ) -> Option<Option<(Machine, Ask, Reasons)>> {
        loop {
            self.steps = self.steps.checked_sub(1)?;
            match machine.at {
                RETURNED => return Some(None),
                REJECT => {
                    (machine.at, machine.a) = (RETURNED, self.constant(0)?);
                    return Some(None);
                }
                _ => {}
            }
            let mut behind = *machine;
            let insn = *program.get(machine.at as usize)?;
            let mut used = Reasons::NONE;
            if let Step::Ask(ask) = self.step(insn, &mut behind, &mut used)? {
                let Some((answer, reasons)) = self.answer(ask.question) else {
                    return Some(Some((behind, ask, used)));
                };
                needed.join(&reasons);
                behind.at = ask.to[usize::from(!answer)];
            }
            needed.join(&used);
            *machine = behind;
        }
    }

    /// Decides a question for both ways, unless the place is finished; where the path goes on.
    /// Nothing if it ends here, by what is needed then.
    fn decide(
        &mut self,
        programs: [&[Insn]; 2],
        mut machines: [Machine; 2],
        who: usize,
        (behind, ask, used): (Machine, Ask, Reasons),
        needed: &mut Reasons,
    ) -> Option<Option<[Machine; 2]>> {
        let place = self.memo.place(&machines, programs.map(<[_]>::len));
        if let Some(reasons) = self.is_finished(&place) {
            needed.join(&reasons);
            return Some(None);
        }
        machines[who] = behind;
        // First what ends the path at once.
        let answer = ask.to[1] != REJECT;
        let (undo, before) = (self.undo.len(), *needed);
        let frame = Frame {
            machines,
            who,
            ask,
            answer,
            is_second: false,
            undo,
            before,
            needed: used,
            place,
        };
        self.frames.push(frame).ok()?;
        self.take(needed)
    }

    /// Goes on with the last decision's answer. Nothing if that cannot be, by what is needed then.
    fn take(&mut self, needed: &mut Reasons) -> Option<Option<[Machine; 2]>> {
        let Frame { mut machines, who, ask, answer, .. } = *self.frames.last()?;
        *needed = Reasons::NONE;
        Some(match self.learn(ask.question, answer)? {
            Ok(()) => {
                machines[who].at = ask.to[usize::from(!answer)];
                Some(machines)
            }
            Err(reasons) => {
                *needed = reasons;
                None
            }
        })
    }

    /// Goes back, after a path that needed some decisions, to the last one whose other answer is
    /// still to be taken; where the path goes on from there, if there is one.
    fn go_back(&mut self, mut needed: Reasons) -> Option<Option<[Machine; 2]>> {
        while let Some(depth) = self.frames.len().checked_sub(1) {
            self.steps = self.steps.checked_sub(1)?;
            needed.remove(depth);
            let frame = self.frames.get_mut(depth)?;
            frame.needed.join(&needed);
            let (undo, is_second) = (frame.undo, frame.is_second);
            (frame.is_second, frame.answer) = (true, frame.answer ^ !is_second);
            self.forget(undo);
            if !is_second {
                if let Some(machines) = self.take(&mut needed)? {
                    return Some(Some(machines));
                }
                continue;
            }
            let all = self.frames.last()?.needed;
            self.keep_finished(&all);
            needed = self.frames.pop()?.before;
            needed.join(&all);
        }
        Some(None)
    }
}
