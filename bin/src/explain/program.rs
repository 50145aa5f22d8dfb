//! The program of a filter: what each instruction does, and which part of the filter it is from.

use super::{INSNS, Part, Tree};
use crate::filter::{Workspace, compile};
use crate::message::Line;
use crate::packed::text;
use crate::print::Sink;
use barecap_core::filter::Context;
use barecap_core::insn::opcode::*;
use barecap_core::insn::{Insn, ancillary};
use barecap_core::numbers::put;

/// Which parts of the filter an instruction is from, as items of the tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    count: u16,
    first: u16,
    last: u16,
    /// Whether something jumps here.
    target: bool,
}

impl Origin {
    pub(super) const NONE: Self = Self { count: 0, first: 0, last: 0, target: false };

    fn add(&mut self, part: u16) {
        if self.count == 0 {
            self.first = part;
        } else if self.last == part {
            return;
        }
        self.last = part;
        self.count = self.count.saturating_add(1);
    }
}

/// Whether an instruction loads from the packet, or what else comes from outside the program.
const fn is_load(insn: &Insn) -> bool {
    matches!(insn.code, LD_ABS | LDH_ABS | LDB_ABS | LD_IND | LDH_IND | LDB_IND | LDXB_MSH | LD_LEN)
}

/// Before the first load.
const NO_LOAD: Insn = Insn::stmt(LD_IMM, 0);

/// What an instruction is known by: a load by itself, a test by its constant and what is loaded
/// last before it.
type Mark = (Insn, u32);

/// What an instruction is known by, if it is by something.
fn mark(insn: Insn, last_load: &mut Insn) -> Option<Mark> {
    if insn.code & 7 == LD_IMM || insn.code == LDXB_MSH {
        *last_load = if insn.code == LDXB_MSH { *last_load } else { insn };
        return is_load(&insn).then_some((insn, 0));
    }
    is_conditional(insn.code).then_some((*last_load, insn.k))
}

/// What instructions are known by, each once however many have it, with the parts that they are from: so
/// that a part costs what it holds, and not all of the program.
#[derive(Debug)]
pub(super) struct Marks {
    /// Each stands where its hash says, or in the next place that was free.
    places: [Known; PLACES],
}

/// A mark and the parts of its instructions; that those are a target says that the place is not free.
type Known = (Mark, Origin);

/// Twice as many as there can be, so that there is always a free one, and mostly near.
const PLACES: usize = 2 * INSNS;

impl Marks {
    pub(super) const fn new() -> Self {
        Self { places: [((NO_LOAD, 0), Origin::NONE); PLACES] }
    }

    /// Where a mark stands or would stand.
    fn place(&mut self, mark: &Mark) -> Option<&mut Known> {
        // Few marks differ in the kind of load alone.
        let (load, k) = mark;
        let hash = (load.k.rotate_right(16) ^ k).wrapping_mul(0x9e37_79b1);
        let mut at = (hash >> 8) as usize % PLACES;
        while self.places.get(at).is_some_and(|(known, origin)| origin.target && known != mark) {
            at = (at + 1) % PLACES;
        }
        self.places.get_mut(at)
    }
}

/// Finds out which parts of the filter the instructions are from.
pub(super) fn find_origins(
    tree: Tree<'_>,
    context: &Context,
    workspace: &mut Workspace,
    part: &mut Part,
    marks: &mut Marks,
    program: &[Insn],
    origins: &mut [Origin],
) {
    for (at, insn) in program.iter().enumerate() {
        let mut target = |distance: u32| {
            let there = (at + 1).checked_add(distance as usize);
            if let Some(origin) = there.and_then(|there| origins.get_mut(there)) {
                origin.target = true;
            }
        };
        match insn.code {
            JA => target(insn.k),
            _ if is_conditional(insn.code) => {
                target(insn.jt.into());
                target(insn.jf.into());
            }
            _ => {}
        }
    }
    let mut load = NO_LOAD;
    for mark in program.iter().filter_map(|insn| mark(*insn, &mut load)) {
        if let Some(place) = marks.place(&mark) {
            *place = (mark, Origin { target: true, ..Origin::NONE });
        }
    }
    let plain = Context { optimize: false, ..*context };
    for index in tree.primitives(0..tree.items.len()) {
        // Alone, but for the headers that it is behind.
        part.clear();
        let mut whole = true;
        let mut add = |bytes: &str| whole &= part.push_str(bytes).is_ok();
        let mut behind = false;
        for outer in tree.primitives(0..index).filter(|at| tree.is_encapsulation(*at)) {
            tree.write(outer, &mut add);
            add(" and ");
            behind = true;
        }
        tree.write(index, &mut add);
        if !whole {
            continue;
        }
        let Ok(alone) = compile(part, &plain, workspace) else { continue };
        let mut load = NO_LOAD;
        for mark in alone.iter().filter_map(|insn| mark(*insn, &mut load)) {
            let Some((_, origin)) = marks.place(&mark) else { continue };
            // Those headers' own instructions are theirs.
            let theirs = behind && origin.count > 0 && tree.is_encapsulation(origin.first.into());
            if origin.target && !theirs {
                origin.add(index as u16);
            }
        }
    }
    // What is in no part as it is belongs to what stands before it.
    let (mut before, mut load) = (Origin::NONE, NO_LOAD);
    for (insn, origin) in program.iter().zip(origins) {
        let own = mark(*insn, &mut load).and_then(|mark| marks.place(&mark));
        before = match own {
            Some((_, own)) if own.count > 0 => *own,
            _ if insn.code == RET_K => Origin::NONE,
            _ => before,
        };
        *origin = Origin { target: origin.target, ..before };
    }
}

/// Writes the program, as text or as a graph for dot(1).
pub(super) fn write(
    out: &mut Sink<'_>,
    tree: Tree<'_>,
    dot: bool,
    program: &[Insn],
    origins: &[Origin],
) {
    if dot {
        out.literal(text!("digraph filter {\nnode [shape=box fontname=monospace]\n"));
    }
    let mut block = 0;
    let mut begins = true;
    for (at, (insn, origin)) in program.iter().zip(origins).enumerate() {
        let mut line = Line::new();
        let next = at as u32 + 1;
        let [yes, no] = [insn.jt, insn.jf].map(|distance| next + u32::from(distance));
        let far = next.wrapping_add(insn.k);
        if !dot {
            let _ = put(&mut line, "({3}) ", &[at as u32]);
            statement(insn, &mut line);
            let _ = match insn.code {
                JA => put(&mut line, " ({3})", &[far]),
                _ if is_conditional(insn.code) => {
                    put(&mut line, " yes ({3}), no ({3})", &[yes, no])
                }
                _ => Ok(()),
            };
            out.bytes(line.text());
            parts(out, tree, origin, 50_usize.saturating_sub(line.text().len()));
            out.byte(b'\n');
            continue;
        }
        if begins || origin.target {
            block = at as u32;
            let _ = put(&mut line, "n{d} [label=\"", &[block]);
        }
        statement(insn, &mut line);
        line.literal(text!("\\l"));
        begins =
            matches!(insn.code & 7, JA | RET_K) || origins.get(at + 1).is_some_and(|o| o.target);
        if begins {
            line.literal(text!("\"]\n"));
            let edges = match insn.code {
                RET_K | RET_A => "",
                JA => "n{d} -> n{d}\n",
                _ if is_conditional(insn.code) => {
                    "n{d} -> n{d} [label=yes]\nn{d} -> n{d} [label=no]\n"
                }
                _ => "n{d} -> n{d}\n",
            };
            let to = match insn.code {
                JA => far,
                _ if is_conditional(insn.code) => yes,
                _ => next,
            };
            let _ = put(&mut line, edges, &[block, to, block, no]);
        }
        out.bytes(line.text());
    }
    if dot {
        out.literal(text!("}\n"));
    }
}

/// The parts of the filter that an instruction is from, behind so many spaces.
fn parts(out: &mut Sink<'_>, tree: Tree<'_>, origin: &Origin, spaces: usize) {
    if origin.count == 0 {
        return;
    }
    out.spaces(spaces);
    tree.write(origin.first.into(), &mut |text| out.str(text));
    if origin.count == 2 {
        out.literal(text!(", "));
        tree.write(origin.last.into(), &mut |text| out.str(text));
    } else if origin.count > 2 {
        out.literal(text!(" and "));
        out.dec(u64::from(origin.count) - 1);
        out.literal(text!(" more"));
    }
}

/// What an instruction does, with the registers A and X as `a` and `x`.
fn statement(insn: &Insn, line: &mut Line) {
    const OPERATORS: [&str; 11] = ["+", "-", "*", "/", "|", "&", "<<", ">>", "", "%", "^"];
    let Insn { code, k, .. } = *insn;
    let form = match code {
        LD_ABS | LDH_ABS | LDB_ABS if let Some(name) = ancillary::name(k) => {
            line.literal(text!("a = ")).bytes(name.as_bytes());
            return;
        }
        LD_ABS => "a = [{d}:4]",
        LDH_ABS => "a = [{d}:2]",
        LDB_ABS => "a = [{d}:1]",
        LD_IND => "a = [x + {d}:4]",
        LDH_IND => "a = [x + {d}:2]",
        LDB_IND => "a = [x + {d}:1]",
        LD_LEN => "a = length",
        LD_IMM => "a = {d}",
        LD_MEM => "a = m{d}",
        LDX_IMM => "x = {d}",
        LDX_MEM => "x = m{d}",
        LDX_LEN => "x = length",
        LDXB_MSH => "x = 4 * ([{d}:1] & 15)",
        ST => "m{d} = a",
        STX => "m{d} = x",
        NEG => "a = -a",
        TAX => "x = a",
        TXA => "a = x",
        RET_K if k == 0 => "drop",
        RET_K => "keep {d}",
        RET_A => "keep a",
        JA => "go on at",
        _ => {
            let operator = match code & 0xf7 {
                JEQ_K => "=",
                JGT_K => ">",
                JGE_K => ">=",
                JSET_K => "&",
                _ => OPERATORS.get(usize::from(code >> 4)).copied().unwrap_or_default(),
            };
            line.literal(text!("a ")).bytes(operator.as_bytes());
            line.literal(if is_conditional(insn.code) { text!(" ") } else { text!("= ") });
            if code & 8 == 0 { "{x}" } else { "x" }
        }
    };
    let _ = put(line, form, &[k]);
    if is_conditional(insn.code) {
        line.literal(text!("?"));
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::boxed::Box;
    use std::vec::Vec;

    #[test]
    fn marks_stand_near_where_they_belong() {
        // Lists of ports, of addresses, of bytes at many places, and of bits.
        let load = |code, k| Insn::stmt(code, k);
        let ports = (0..4096).map(|port| (load(LDH_IND, 14 + port % 2 * 2), port / 2));
        let hosts = (0..4096).map(|host| (load(LD_ABS, 26), 0x0a00_0000 | host << 4));
        let networks = (0..2048).map(|network| (load(LD_ABS, 30), network << 16));
        let bytes = (0..2048).map(|byte| (load(LDB_ABS, byte / 4), byte % 4 * 64));
        let bits = (0..1024).map(|bit| (load(LDB_IND, bit), 1 << (bit % 32)));
        let all: Vec<Mark> = ports.chain(hosts).chain(networks).chain(bytes).chain(bits).collect();
        assert!(all.len() < INSNS);
        let mut marks = Box::new(Marks::new());
        for (number, mark) in all.iter().enumerate() {
            let place = marks.place(mark).unwrap();
            assert!(!place.1.target, "{mark:?}");
            *place = (*mark, Origin { first: number as u16, target: true, ..Origin::NONE });
        }
        for (number, mark) in all.iter().enumerate() {
            assert_eq!(marks.place(mark).map(|place| place.1.first), Some(number as u16));
        }
        // How many places there are in a row that are not free: no search takes more steps.
        let rows = marks.places.split(|(_, origin)| !origin.target).map(<[Known]>::len);
        let steps = rows.map(|row| row * row).sum::<usize>();
        assert!(steps < 16 * all.len(), "{steps}");
    }
}
