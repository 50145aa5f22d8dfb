//! Lists of IPv6 networks: primitives that differ only in their network become a search for the
//! address among all of them, word by word.
//!
//! **One direction.** The first primitive of a list stays alone; behind it the first word can be
//! loaded. Which words are loaded after that depends on the address. If the prefixes are as long, a
//! word that is equal to those of several networks is followed by a load of the next one, whichever
//! of them comes first, and one that is equal to none by no load at all. So the search makes the
//! same loads, and what it finds does not depend on the order.
//!
//! **Both directions.** Behind the first primitive all of the source can be loaded, as it stands
//! before the destination, and so can the destination's first word. The others are loaded while the
//! networks are compared in their order, and a packet that is cut short there is rejected then, unless
//! its source has been found before. So the source is searched first, and which network it is in is
//! *noted*: by its rank, which is the greater the earlier it stands in the list, or 0. Then the
//! destination is searched, and before a further word is loaded it is *asked* whether the source
//! would have been found by then: the word is first loaded for the earliest of the networks that
//! begin as the destination does, and the source is looked at before the destination, so that is
//! so if the noted rank is at least that network's. Nothing has to be asked where the first
//! primitive, of which the source was not, begins like that too and has loaded the word already; and
//! nothing has to be noted if that is so everywhere.
//!
//! The ranks of a list are stored in a slot of their own, in whatever state of the other slots the list
//! is reached. They stay in X, if the headers lie at fixed offsets.

use super::build::{Builder, End, Exits, Way};
use super::ip::{prefix_mask, words};
use super::layout::{Layout, Place};
use super::pairs::member;
use super::primitive::Primitive;
use super::{FALSE, Leaf, TRUE, link};
use crate::graph::{Graph, NodeId, Operand, Test, ValueId};
use crate::sort::heap_sort;

/// From how many primitives on a list in one direction is searched.
const SHORTEST: usize = 11;
/// And one in both directions, which is not shorter so, but faster.
const SHORTEST_EITHER: usize = 24;
/// How many tests come one after another at the ends of a search.
const LEAF: usize = 3;

/// Unites the lists of networks of prefixes that are as long; those in both directions only if the
/// program may be longer so, and answers whether there are such. `slot` is the first one that nobody else
/// stores in.
#[inline(never)]
pub(super) fn unite(
    leaves: &mut [Leaf],
    layouts: &[Layout],
    graph: &Graph<'_>,
    slot: u8,
    roomy: bool,
) -> bool {
    let mut room = Room::new(graph, leaves.len(), slot);
    let (mut at, mut takes_room) = (0, false);
    while let Some(first) = leaves.get(at) {
        let (layout, exit, what) = (first.layout, first.exits[TRUE], listed(first));
        let mut next = at + 1;
        while let Some(leaf) = leaves.get(next)
            && what.is_some()
            && listed(leaf) == what
            && leaves[next - 1].exits[FALSE] as usize == next
            && (leaf.entries, leaf.layout, leaf.exits[TRUE]) == (1, layout, exit)
            && next - at < usize::from(u16::MAX)
        {
            next += 1;
        }
        if let Some((way, prefix)) = what
            && next - at >= if way == Way::Either { SHORTEST_EITHER } else { SHORTEST }
        {
            let (first, list) = leaves[at..next].split_at_mut(1);
            let fixed = layouts[usize::from(layout)].network().slot.is_none();
            let ranked = is_ranked(&first[0], list, prefix);
            let either = way == Way::Either;
            if !either || roomy && room.take(list.len(), prefix, fixed, ranked) {
                takes_room |= either;
                let behind = list[list.len() - 1].exits[FALSE];
                become_members(list);
                list[0].exits = [exit, behind];
            }
        }
        at = next;
    }
    takes_room
}

/// What is left for lists in both directions.
struct Room {
    /// Less than none, if there may be too little for the other primitives.
    nodes: isize,
    values: usize,
    intervals: usize,
    slots: u8,
}

/// How many nodes are set aside for each primitive, and how much of everything for the filter.
const EACH: isize = 12;
const ALL: usize = 64;

impl Room {
    fn new(graph: &Graph<'_>, leaves: usize, slot: u8) -> Self {
        let nodes = graph.node_capacity().saturating_sub(ALL) as isize;
        Self {
            nodes: nodes - EACH * leaves as isize,
            values: graph.value_capacity().saturating_sub(ALL),
            intervals: graph.interval_capacity().saturating_sub(graph.interval_count()),
            slots: 16_u8.saturating_sub(slot),
        }
    }

    /// Takes what it needs to search a list; says whether it was there.
    fn take(&mut self, count: usize, prefix: u8, fixed: bool, ranked: bool) -> bool {
        // The words behind the first are one node.
        let is_named = fixed && prefix == 128;
        let (tests, intervals) = match is_named {
            true => (2, 2 * count),
            false => (isize::from(prefix.div_ceil(32)), 0),
        };
        // To every two of the list, one node that halves it, in each of the searches.
        let each = 2 * tests + 1 + isize::from(ranked) * 2;
        let nodes = self.nodes + (EACH - each) * count as isize;
        let (values, slots) = if ranked { (count, 1) } else { (0, 0) };
        let left = (
            self.values.checked_sub(values),
            self.intervals.checked_sub(intervals),
            self.slots.checked_sub(slots),
        );
        let (Some(values), Some(intervals), Some(slots), 0..) = (left.0, left.1, left.2, nodes)
        else {
            return false;
        };
        *self = Self { nodes, values, intervals, slots };
        true
    }
}

/// Makes primitives of a list the members of one search, in ascending order.
fn become_members(list: &mut [Leaf]) {
    let count = list.len();
    for (at, leaf) in list.iter_mut().enumerate() {
        if let Primitive::Net6 { address, .. } = leaf.primitive {
            leaf.primitive = Primitive::Member6 { address, rank: (count - at) as u16 };
        }
    }
    sort(list);
    if let Primitive::Member6 { address, rank } = list[0].primitive {
        list[0].primitive = Primitive::AnyNet6 { address, rank };
    }
}

/// What a primitive has in common with others of a list of networks.
fn listed(leaf: &Leaf) -> Option<(Way, u8)> {
    match leaf.primitive {
        Primitive::Net6 { way, address, prefix } if way != Way::Both => {
            let host = u128::MAX.checked_shr(prefix.into()).unwrap_or(0);
            let is_network = u128::from_be_bytes(address) & host == 0;
            (prefix != 0 && is_network).then_some((way, prefix))
        }
        _ => None,
    }
}

/// Puts the members of a list in ascending order, and behind them what is none.
#[inline(never)]
pub(super) fn sort(list: &mut [Leaf]) {
    heap_sort(list, |one, other| number(one) < number(other));
}

/// The halves of a list that is searched by a value of its members, of which one may stand in several, and
/// the least value of the upper half; nothing if it is short, or has one value. `half` is where it is parted if
/// another value begins there.
pub(super) fn halve<'l>(
    list: &'l [Leaf],
    half: usize,
    of: &dyn Fn(&Leaf) -> u32,
) -> Option<(&'l [Leaf], &'l [Leaf], u32)> {
    if list.len() <= LEAF {
        return None;
    }
    let mut pivot = list.get(half).map_or(0, of);
    let mut below = list.partition_point(|leaf| of(leaf) < pivot);
    if below == 0 {
        below = list.partition_point(|leaf| of(leaf) <= pivot);
        pivot = list.get(below).map_or(0, of);
    }
    let (low, high) = list.split_at(below);
    (!low.is_empty() && !high.is_empty()).then_some((low, high, pivot))
}

/// The address in a primitive, or a pair, as a number.
fn number(leaf: &Leaf) -> u128 {
    match leaf.primitive {
        Primitive::Net6 { address, .. }
        | Primitive::AnyNet6 { address, .. }
        | Primitive::Member6 { address, .. } => u128::from_be_bytes(address),
        _ => member(leaf).map_or(u128::MAX, |pair| pair.number()),
    }
}

/// A word of an address.
const fn word_of(address: u128, word: usize) -> u32 {
    (address >> (96 - 32 * word as u32)) as u32
}

/// The greatest rank of some members.
fn rank(list: &[Leaf]) -> u16 {
    let rank = |leaf: &Leaf| match leaf.primitive {
        Primitive::AnyNet6 { rank, .. } | Primitive::Member6 { rank, .. } => rank,
        _ => 0,
    };
    list.iter().map(rank).max().unwrap_or(0)
}

/// Whether some networks differ from the first one before their last word.
fn is_ranked(first: &Leaf, list: &[Leaf], prefix: u8) -> bool {
    let last = 32 * u32::from((prefix.div_ceil(32)).saturating_sub(1));
    let differ = |leaf: &Leaf| (number(leaf) ^ number(first)).checked_shr(128 - last).unwrap_or(0);
    list.iter().any(|leaf| differ(leaf) != 0)
}

/// A search for one of the two addresses.
struct Search {
    address: Place,
    mask: [u32; 4],
    /// The network before the list.
    first: u128,
    /// Where the words of the networks have names, if they have.
    named: Option<usize>,
    found: NodeId,
    missed: NodeId,
    rank: Rank,
}

/// What is done with ranks.
enum Rank {
    Nothing,
    /// Those of what is found are stored in a slot.
    Noted(u8),
    /// What was noted is asked for before words are loaded; it leads to a node.
    Asked(ValueId, NodeId),
}

/// What is known on the way through a search.
#[derive(Clone, Copy)]
struct Trail {
    /// The words so far are those of the network before the list.
    alike: bool,
    /// The rank that was asked for last.
    asked: u16,
}

impl Builder<'_, '_> {
    /// Any of some networks behind the first of them, in ascending order.
    pub(super) fn any_net6(&mut self, networks: &[Leaf], exits: Exits) -> NodeId {
        let [first, list @ ..] = networks else { return exits.on_false };
        let Primitive::Net6 { way, prefix, .. } = first.primitive else { return exits.on_false };
        self.under(link::IP6, exits, |b, exits| {
            let named = b.name_words(list, prefix);
            let search = |address, found, missed, rank| Search {
                address,
                mask: prefix_mask(prefix.into()),
                first: number(first),
                named,
                found,
                missed,
                rank,
            };
            let Exits { on_true, on_false } = exits;
            let network = b.layout.network();
            let [source, destination] =
                [End::Source, End::Destination].map(|end| network.plus(end.of_ip6()));
            if let Some(end) = way.end() {
                let address = network.plus(end.of_ip6());
                return b.search(list, &search(address, on_true, on_false, Rank::Nothing));
            }
            if !is_ranked(first, list, prefix) {
                let other = b.search(list, &search(destination, on_true, on_false, Rank::Nothing));
                return b.search(list, &search(source, on_true, other, Rank::Nothing));
            }
            let (slot, noted) = b.slot_of_search();
            let missed = b.test(noted, Test::Ge(Operand::Const(1)), exits);
            let asked = Rank::Asked(noted, on_true);
            let begin = b.search(list, &search(destination, on_true, missed, asked));
            let missed = b.note(slot, 0, begin);
            b.search(list, &search(source, begin, missed, Rank::Noted(slot)))
        })
    }

    /// Gives the words of networks names, if they are addresses at a fixed offset and there is room.
    fn name_words(&mut self, list: &[Leaf], prefix: u8) -> Option<usize> {
        if prefix < 128 || self.layout.network().slot.is_some() {
            return None;
        }
        let from = self.graph.interval_count();
        for leaf in list {
            if self.graph.push_words(words(number(leaf).to_be_bytes())).is_err() {
                self.graph.drop_intervals(from);
                return None;
            }
        }
        Some(from)
    }

    /// Stores a rank, or what stands for it, in a slot.
    pub(super) fn note(&mut self, slot: u8, rank: u32, next: NodeId) -> NodeId {
        let rank = self.constant(rank);
        self.keep(slot, rank, next)
    }

    fn search(&mut self, list: &[Leaf], search: &Search) -> NodeId {
        self.search_word(list, 0, search, 0, Trail { alike: true, asked: 0 })
    }

    /// A search in networks that are equal up to a word, by that word and then by those behind it;
    /// `from` is how many stand before them in the whole list. Calls itself once for each halving of
    /// the list, and for each word.
    fn search_word(
        &mut self,
        list: &[Leaf],
        from: usize,
        search: &Search,
        word: usize,
        trail: Trail,
    ) -> NodeId {
        let of = |leaf: &Leaf| word_of(number(leaf), word);
        let place = search.address.plus(4 * word as u32);
        let half = LEAF * list.len().div_ceil(2 * LEAF);
        if let Some((low, high, pivot)) = halve(list, half, &of) {
            let high = self.search_word(high, from + low.len(), search, word, trail);
            let low = self.search_word(low, from, search, word, trail);
            let value = self.load(place, 4);
            let exits = Exits { on_true: high, on_false: low };
            return self.test(value, Test::Ge(Operand::Const(pivot)), exits);
        }
        let (mut begin, mut rest) = (search.missed, list);
        while let Some(last) = rest.last() {
            let k = of(last);
            let (before, equal) = rest.split_at(rest.partition_point(|leaf| of(leaf) < k));
            let inside = match search.mask.get(word + 1) {
                Some(1..) => {
                    let alike = trail.alike && word_of(search.first, word) == k;
                    self.behind(equal, from + before.len(), search, word, Trail { alike, ..trail })
                }
                _ => self.found(equal, search),
            };
            let exits = Exits { on_true: inside, on_false: begin };
            begin = self.is(place, 4, search.mask[word], k, exits);
            rest = before;
        }
        begin
    }

    /// What follows a word that is equal to those of some networks.
    fn behind(
        &mut self,
        equal: &[Leaf],
        from: usize,
        search: &Search,
        word: usize,
        mut trail: Trail,
    ) -> NodeId {
        let mut ask = None;
        if let (Rank::Asked(noted, found), false) = (&search.rank, trail.alike) {
            let earliest = rank(equal);
            // It is known of an earlier one that the source was not found by then.
            if earliest != trail.asked {
                trail.asked = earliest;
                ask = Some((*noted, *found));
            }
        }
        let [one, ..] = equal else { return search.missed };
        let is_one = equal.last().is_some_and(|last| number(last) == number(one));
        // Where the next word may be the first that differs, it has to be asked behind that.
        let asks_later = trail.alike && matches!(search.rank, Rank::Asked(..));
        let next = match search.named {
            Some(named) if is_one && word < 2 && !asks_later => {
                let words = Graph::name_words(named + 2 * from, word + 1);
                let value = self.load(search.address.plus(4 * word as u32 + 4), 4);
                let on_true = self.found(equal, search);
                let exits = Exits { on_true, on_false: search.missed };
                self.test(value, Test::Words(words), exits)
            }
            _ => self.search_word(equal, from, search, word + 1, trail),
        };
        match ask {
            None => next,
            Some((noted, found)) => {
                let asked = Test::Ge(Operand::Const(trail.asked.into()));
                self.test(noted, asked, Exits { on_true: found, on_false: next })
            }
        }
    }

    /// Where an address leads that was found.
    fn found(&mut self, equal: &[Leaf], search: &Search) -> NodeId {
        match search.rank {
            Rank::Noted(slot) => self.note(slot, rank(equal).into(), search.found),
            _ => search.found,
        }
    }
}
