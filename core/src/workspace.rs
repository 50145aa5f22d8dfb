//! The memory that a compilation works in.
//!
//! One value holds everything: syntax tree, decision graph, plans of emission, the program. Its
//! capacities are const generics; the compiler itself sees only views of it, so that a second set
//! of capacities costs no second compiler. Making one is free and may be done in a `static`;
//! nothing in it is cleared between compilations.

use heapless::Vec;

use crate::emit::Plan;
use crate::filter::ast::Item;
use crate::filter::parser::Frame;
use crate::graph::{Interval, NodeEntry, NodeId, ValueEntry, ValueId};
use crate::insn::Insn;
use crate::lower::{Address, Layout, Leaf, Operand};
use crate::optimize::{Element, Facts, Mark, POOL};

/// Memory for compiling filters, one after another.
///
/// | | bounds | bytes for each |
/// |---|---|---|
/// | `ITEMS` | the elements of the syntax tree (about two for each primitive, and each level of nesting while it is read) | 56 |
/// | `PRIMITIVES` | the primitives among them (and lists of addresses and ports, of which each may count twice) | 100 |
/// | `VALUES` | the different values that are tested (65,534 are used at most) | 40 |
/// | `NODES` | the tests at any one time (long lists are optimized in parts) | 48 |
/// | `INSNS` | the instructions of the program (65,535 are used at most) | 10 |
///
/// About 11 KiB come on top of that, and 8 KiB of stack while a filter is compiled. Too little of
/// anything is an error that says of what ([`NoRoom`](crate::filter::error::NoRoom)); so begin with
/// [`Small`], and have more of what is missing. Every workspace has room for the 64 addresses that all
/// names of a filter stand for together, and for headers to be moved 15 times, by `vlan` and its like.
/// Time is bounded with it, as a filter is refused that has too much of anything: of forty kinds of
/// hostile filters, of any length, none took 10 ms in [`Large`].
///
/// A workspace is all zeros to begin with. In a `static` of its own it takes no room in a program's file
/// or in flash memory; as part of a value that is not all zeros it does. A large one is best in a `static`
/// too, as on its way into a `Box` it may come by the stack:
///
/// ```
/// use barecap_core::workspace::Medium;
/// use std::sync::Mutex;
///
/// static WORKSPACE: Mutex<Medium> = Mutex::new(Medium::new());
/// # drop(WORKSPACE.lock());
/// ```
#[derive(Debug)]
pub struct Workspace<
    const ITEMS: usize,
    const PRIMITIVES: usize,
    const VALUES: usize,
    const NODES: usize,
    const INSNS: usize,
> {
    pub(crate) items: Vec<Item, ITEMS>,
    pub(crate) frames: Vec<Frame, ITEMS>,
    pub(crate) leaves: Vec<Leaf, PRIMITIVES>,
    pub(crate) operands: Vec<Operand, PRIMITIVES>,
    pub(crate) arithmetic: Vec<ValueId, PRIMITIVES>,
    pub(crate) entries: Vec<NodeId, PRIMITIVES>,
    pub(crate) layouts: Vec<Layout, 16>,
    pub(crate) addresses: Vec<Address, 64>,
    pub(crate) values: Vec<ValueEntry, VALUES>,
    pub(crate) value_heads: [u32; VALUES],
    pub(crate) nodes: Vec<NodeEntry, NODES>,
    pub(crate) node_heads: [u32; NODES],
    pub(crate) sets: Vec<Interval, PRIMITIVES>,
    pub(crate) plans: [Plan; NODES],
    pub(crate) marks: [Mark; NODES],
    pub(crate) facts: [Facts; POOL],
    pub(crate) elements: Vec<Element, PRIMITIVES>,
    pub(crate) masks: [u16; INSNS],
    pub(crate) insns: Vec<Insn, INSNS>,
}

/// Room for ordinary filters, in 48 KB: with the stack that compiling takes, at most 64 KiB.
pub type Small = Workspace<128, 128, 128, 192, 320>;

/// Room for lists of a thousand addresses, ports, or pairs of them, in less than 1 MiB; 800 of IPv6, if
/// their direction is open and the headers before them of any length, as in IEEE 802.11.
pub type Medium = Workspace<4096, 2048, 1152, 7424, 19_456>;

/// Room for lists of two thousand, in 1.7 MB.
pub type Large = Workspace<4096, 4096, 1152, 16_384, 20_480>;

impl<
    const ITEMS: usize,
    const PRIMITIVES: usize,
    const VALUES: usize,
    const NODES: usize,
    const INSNS: usize,
> Workspace<ITEMS, PRIMITIVES, VALUES, NODES, INSNS>
{
    /// Memory with nothing in it.
    #[must_use]
    pub const fn new() -> Self {
        const { assert!(VALUES > 0 && NODES > 0, "a graph needs room for a value and a node") };
        Self {
            items: Vec::new(),
            frames: Vec::new(),
            leaves: Vec::new(),
            operands: Vec::new(),
            arithmetic: Vec::new(),
            entries: Vec::new(),
            layouts: Vec::new(),
            addresses: Vec::new(),
            values: Vec::new(),
            value_heads: [0; VALUES],
            nodes: Vec::new(),
            node_heads: [0; NODES],
            sets: Vec::new(),
            plans: [Plan::BLANK; NODES],
            marks: [Mark::BLANK; NODES],
            facts: [Facts::NOTHING; POOL],
            elements: Vec::new(),
            masks: [0; INSNS],
            insns: Vec::new(),
        }
    }
}

impl<
    const ITEMS: usize,
    const PRIMITIVES: usize,
    const VALUES: usize,
    const NODES: usize,
    const INSNS: usize,
> Default for Workspace<ITEMS, PRIMITIVES, VALUES, NODES, INSNS>
{
    fn default() -> Self {
        Self::new()
    }
}
