//! The program of a filter: what each instruction does, and which part of the filter it is from.

use super::{Part, Tree};
use crate::filter::{Workspace, compile};
use crate::message::Line;
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

/// Whether an instruction is a conditional jump.
const fn is_test(insn: &Insn) -> bool {
    insn.code & 7 == JA && insn.code != JA
}

/// Whether an instruction loads from the packet, or what else comes from outside the program.
const fn is_load(insn: &Insn) -> bool {
    matches!(insn.code, LD_ABS | LDH_ABS | LDB_ABS | LD_IND | LDH_IND | LDB_IND | LDXB_MSH | LD_LEN)
}

/// Before the first load.
const NO_LOAD: Insn = Insn::stmt(LD_IMM, 0);

/// What an instruction is known by: a load by itself, a test by its constant and what is loaded
/// last before it.
fn mark(insn: Insn, last_load: &mut Insn) -> Option<(Insn, u32)> {
    if insn.code & 7 == LD_IMM || insn.code == LDXB_MSH {
        *last_load = if insn.code == LDXB_MSH { *last_load } else { insn };
        return is_load(&insn).then_some((insn, 0));
    }
    is_test(&insn).then_some((*last_load, insn.k))
}

/// Finds out which parts of the filter the instructions are from.
pub(super) fn find_origins(
    tree: Tree<'_>,
    context: &Context,
    workspace: &mut Workspace,
    part: &mut Part,
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
            _ if is_test(insn) => {
                target(insn.jt.into());
                target(insn.jf.into());
            }
            _ => {}
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
        let mut load_there = NO_LOAD;
        for there in alone.iter().filter_map(|insn| mark(*insn, &mut load_there)) {
            let mut load = NO_LOAD;
            for (insn, origin) in program.iter().zip(&mut *origins) {
                // Those headers' own instructions are theirs.
                let theirs =
                    behind && origin.count > 0 && tree.is_encapsulation(origin.first.into());
                if mark(*insn, &mut load) == Some(there) && !theirs {
                    origin.add(index as u16);
                }
            }
        }
    }
    // What is in no part as it is belongs to what stands before it.
    let mut before = Origin::NONE;
    for (insn, origin) in program.iter().zip(origins) {
        if origin.count == 0 && insn.code != RET_K {
            *origin = Origin { target: origin.target, ..before };
        }
        before = *origin;
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
        out.str("digraph filter {\nnode [shape=box fontname=monospace]\n");
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
                _ if is_test(insn) => put(&mut line, " yes ({3}), no ({3})", &[yes, no]),
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
        line.bytes(b"\\l");
        begins =
            matches!(insn.code & 7, JA | RET_K) || origins.get(at + 1).is_some_and(|o| o.target);
        if begins {
            line.bytes(b"\"]\n");
            let edges = match insn.code {
                RET_K | RET_A => "",
                JA => "n{d} -> n{d}\n",
                _ if is_test(insn) => "n{d} -> n{d} [label=yes]\nn{d} -> n{d} [label=no]\n",
                _ => "n{d} -> n{d}\n",
            };
            let to = match insn.code {
                JA => far,
                _ if is_test(insn) => yes,
                _ => next,
            };
            let _ = put(&mut line, edges, &[block, to, block, no]);
        }
        out.bytes(line.text());
    }
    if dot {
        out.str("}\n");
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
        out.str(", ");
        tree.write(origin.last.into(), &mut |text| out.str(text));
    } else if origin.count > 2 {
        out.str(" and ");
        out.dec(u64::from(origin.count) - 1);
        out.str(" more");
    }
}

/// What an instruction does, with the registers A and X as `a` and `x`.
fn statement(insn: &Insn, line: &mut Line) {
    const OPERATORS: [&str; 11] = ["+", "-", "*", "/", "|", "&", "<<", ">>", "", "%", "^"];
    let Insn { code, k, .. } = *insn;
    let form = match code {
        LD_ABS | LDH_ABS | LDB_ABS if let Some(name) = ancillary::name(k) => {
            line.bytes(b"a = ").bytes(name.as_bytes());
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
            line.bytes(b"a ").bytes(operator.as_bytes());
            line.bytes(if is_test(insn) { b" " } else { b"= " });
            if code & 8 == 0 { "{x}" } else { "x" }
        }
    };
    let _ = put(line, form, &[k]);
    if is_test(insn) {
        line.bytes(b"?");
    }
}
