//! Lists of pairs: `(host a and port b) or (host c and port d) or ...` becomes a search among all of them.
//!
//! **What is preserved.** The first alternatives stay as they are, so that behind them every address that
//! the others look at can be loaded: the first one loads it, or it looks at the source and the destination
//! and has found the source. Then the next one of which the address has nothing in common with it loads the
//! destination. The other alternatives then load nothing but what is behind the addresses, and that only
//! where an address is found: the protocol, the fragment offset and a port. So those loads may be made as soon
//! as it is known that an address is in any of the pairs; and if what is in none is rejected, before that,
//! as whatever fails on the way rejects too.
//!
//! What is looked for in IPv4 is not looked for in IPv6 before, where frames tell by one test which it is;
//! Juniper's do not.
//!
//! *One port.* If the pairs look at one port of a packet, all that find the address load the same, and the
//! order of what follows does not matter. Pairs are searched by address or by port, whichever has fewer
//! values, and for each value the other one is asked for as a set. If the packet has one of those, too, it is
//! stored in a slot before the search: it then is in X at all ends of it, and is not loaded at each.
//!
//! *Either port.* The first pair that has the address looks at the source port and, if that is another one,
//! loads the destination port. Behind that all is loaded, and the order does not matter. So a search for the
//! address looks at the source port as the first of its pairs does, and then for all of them. A search by
//! port does so only if no address is in several pairs.
//!
//! *Either port and either address*: the first pair may have the source or the destination. So it is noted
//! which is the first one of each, by rank, the greater the earlier it stands, and port: in two slots of
//! their own. The greater number is the first one's.

use super::build::{Builder, End, Exits, Way};
use super::ip::Carriers;
use super::layout::Layout;
use super::link;
use super::list6::{halve, sort};
use super::port::Transport;
use super::primitive::Primitive;
use super::runs::{Listed, listed};
use super::{FALSE, Leaf, TRUE};
use crate::filter::ast::ArithOp;
use crate::graph::{Graph, Interval, NodeId, Operand, Test, ValueId};

/// From how many pairs on a list is searched.
const SHORTEST: usize = 4;
/// And one with either port and either address, of which the notes take some thirty instructions.
const SHORTEST_NOTED: usize = 12;
/// How many slots the notes of a list take.
const NOTES: u8 = 2;
/// How many values of a graph are set aside for all else.
const SPARE: usize = 64;

/// An address and a port, each in an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    address: Interval,
    ports: (u16, u16),
    /// The greater the earlier it stands in the text, and never 0.
    rank: u16,
    /// Whether the list is searched by port, and for each port the address is asked for.
    by_port: bool,
    /// Whether it is the first of its list.
    pub(super) is_first: bool,
}

impl Pair {
    /// What the pair is noted as, if its ports are one.
    const fn note(&self) -> u32 {
        (self.rank as u32) << 16 | self.ports.0 as u32
    }

    fn ports(&self) -> Interval {
        (self.ports.0.into(), self.ports.1.into())
    }

    /// What the pair is found by, and what is then asked for.
    fn key(&self) -> [Interval; 2] {
        match self.by_port {
            true => [self.ports(), self.address],
            false => [self.address, self.ports()],
        }
    }

    /// A number that is the greater the later the pair stands in a search: of those that are found at
    /// once, the first is the earliest.
    pub(super) fn number(&self) -> u128 {
        let [(lo, hi), _] = self.key();
        u128::from(lo) << 64 | u128::from(hi) << 32 | u128::from(!self.rank)
    }
}

/// What the pairs of a list have in common.
type Kind = (Listed, Listed);

/// What two leaves ask for, if it is an address and a port.
#[inline(never)]
fn pair([host, port]: &[Leaf; 2]) -> Option<(Kind, Pair)> {
    let (of_host, address) = listed(&{ host.primitive })?;
    let (of_port, (low, high)) = listed(&{ port.primitive })?;
    let (Listed::Net4 { carriers, .. }, Listed::Ports { .. }) = (of_host, of_port) else {
        return None;
    };
    let fits = carriers.any(Carriers::IP4) && of_host.is_union() && of_port.is_union();
    let pair = Pair {
        address,
        ports: (low as u16, high as u16),
        rank: 0,
        by_port: false,
        is_first: false,
    };
    fits.then_some(((of_host, of_port), pair))
}

/// The pairs of leaves that are such.
fn pairs(list: &[Leaf]) -> impl Iterator<Item = Pair> {
    list.as_chunks().0.iter().map_while(pair).map(|(_, pair)| pair)
}

/// Unites the lists of pairs; answers whether there are such. `slot` is the first one that nobody else
/// stores in.
#[inline(never)]
pub(super) fn unite(
    leaves: &mut [Leaf],
    layouts: &[Layout],
    graph: &mut Graph<'_>,
    slot: &mut u8,
) -> bool {
    let (mut at, mut united) = (0, false);
    while at < leaves.len() {
        let mut next = at;
        let mut kind = None;
        while let Some(two) = leaves[next..].first_chunk()
            && let Some((same, _)) = pair(two)
            && let [host, port] = two
            && (kind.is_none() || kind == Some(same) && host.entries == 2)
            && (host.layout, port.exits[TRUE]) == (leaves[at].layout, leaves[at + 1].exits[TRUE])
            && host.exits == [next as u32 + 1, port.exits[FALSE]]
            && port.entries == 1
            && next - at < usize::from(u16::MAX)
        {
            kind = Some(same);
            next += 2;
            if leaves[next - 1].exits[FALSE] as usize != next {
                break;
            }
        }
        if let Some((host, port)) = kind
            && layouts[usize::from(leaves[at].layout)].tells_versions_apart()
            && let Some(head) = head(&leaves[at..next], host)
            && let Some(by_port) = order(&leaves[at + head..next], (host, port), graph, *slot)
        {
            let exits = leaves[next - 1].exits;
            let list = &mut leaves[at + head..next];
            become_members(list, by_port);
            list[0].exits = exits;
            *slot += if is_noted(host.way(), port.way()) { NOTES } else { 1 };
            united = true;
        }
        at = next.max(at + 1);
    }
    united
}

/// Whether it is noted which pairs of a list have an address of the packet.
fn is_noted(way: Way, port_way: Way) -> bool {
    (way, port_way) == (Way::Either, Way::Either)
}

/// How many leaves of a list stay as they are, if not all.
fn head(list: &[Leaf], host: Listed) -> Option<usize> {
    let mut addresses = pairs(list).map(|pair| pair.address);
    let (lo, hi) = addresses.next()?;
    match host.way() {
        Way::Either => Some(2 * addresses.position(|other| other.0 > hi || other.1 < lo)? + 4),
        _ => Some(2),
    }
}

/// Whether a list is to be searched by port and not by address, if it is to be searched.
fn order(list: &[Leaf], kind: Kind, graph: &mut Graph<'_>, slot: u8) -> Option<bool> {
    let (is_noted, count) = (is_noted(kind.0.way(), kind.1.way()), list.len() / 2);
    if count < if is_noted { SHORTEST_NOTED } else { SHORTEST } || slot + NOTES > 16 {
        return None;
    }
    let addresses = values(list, graph, |pair| pair.address);
    if is_noted {
        let single = |pair: Pair| pair.ports.0 == pair.ports.1;
        let is_room = count + SPARE <= graph.value_capacity();
        return (addresses.is_some() && is_room && pairs(list).all(single)).then_some(false);
    }
    let ports = values(list, graph, |pair| pair.ports());
    let may_be_by_port = kind.1.way() != Way::Either || addresses == Some(count);
    match (addresses, ports.filter(|_| may_be_by_port)) {
        (Some(addresses), Some(ports)) => Some(ports < addresses),
        (None, None) => None,
        (addresses, _) => Some(addresses.is_none()),
    }
}

/// How many different intervals there are, if those that differ have nothing in common.
fn values(list: &[Leaf], graph: &mut Graph<'_>, of: fn(&Pair) -> Interval) -> Option<usize> {
    let from = graph.interval_count();
    let room = pairs(list).all(|pair| graph.push_interval(of(&pair)).is_ok());
    graph.sort_intervals(from);
    let sorted = graph.set(graph.last_set(graph.interval_count() - from));
    let (mut count, mut apart) = (1, room);
    for (one, other) in sorted.iter().zip(sorted.iter().skip(1)) {
        count += usize::from(one != other);
        apart &= one == other || one.1 < other.0;
    }
    graph.drop_intervals(from);
    apart.then_some(count)
}

/// Makes the leaves of a list the members of one search, in ascending order.
fn become_members(list: &mut [Leaf], by_port: bool) {
    let mut rank = (list.len() / 2) as u16;
    for leaves in list.as_chunks_mut().0 {
        if let Some((_, pair)) = pair(leaves) {
            leaves[0].primitive = Primitive::Pair(Pair { rank, by_port, ..pair });
            leaves[1].primitive = Primitive::United;
        }
        rank -= 1;
    }
    sort(list);
    if let Some(pair) = member(&list[0]) {
        list[0].primitive = Primitive::Pair(Pair { is_first: true, ..pair });
    }
}

/// The pair in a leaf of a list.
pub(super) fn member(leaf: &Leaf) -> Option<Pair> {
    match leaf.primitive {
        Primitive::Pair(pair) => Some(pair),
        _ => None,
    }
}

/// Where the addresses or the ports of packets lie, and which of them are looked at.
#[derive(Clone, Copy)]
struct Ends {
    values: [ValueId; 2],
    way: Way,
}

impl Ends {
    const fn value(&self, end: End) -> ValueId {
        let [source, destination] = self.values;
        match end {
            End::Source => source,
            End::Destination => destination,
        }
    }
}

/// Where to go if the value of some pairs is found.
type Inside<'i, 'b, 'g> = dyn FnMut(&mut Builder<'b, 'g>, &[Leaf]) -> NodeId + 'i;

impl<'b, 'g> Builder<'b, 'g> {
    /// Any of some pairs in ascending order, behind the two leaves of the pair before them.
    pub(super) fn any_pair(&mut self, leaves: &[Leaf], exits: Exits) -> NodeId {
        let [host, port, list @ ..] = leaves else { return exits.on_false };
        let (
            Primitive::Net4 { way, .. },
            Primitive::Ports { transport, way: port_way, .. },
            Some(Pair { by_port, .. }),
        ) = (host.primitive, port.primitive, list.first().and_then(member))
        else {
            return exits.on_false;
        };
        self.under(link::IP, exits, |b, exits| {
            let network = b.layout.network();
            let values = [b.load(network.plus(12), 4), b.load(network.plus(16), 4)];
            let addresses = Ends { values, way };
            let values = [b.load_behind_ip4(0, 2), b.load_behind_ip4(2, 2)];
            let ports = Ends { values, way: port_way };
            let rejects = exits.on_false == NodeId::REJECT;
            let behind = |b: &mut Self, begin| b.has_ports(transport, ports, exits.then(begin));
            if is_noted(way, port_way) {
                if !rejects {
                    return b.noted_pairs(list, addresses, ports, exits, &behind);
                }
                let begin = b.noted_pairs(list, addresses, ports, exits, &|_, begin| begin);
                return behind(b, begin);
            }
            let (keys, mut others) = if by_port { (ports, addresses) } else { (addresses, ports) };
            // One value that is asked for at every end of the search is loaded before it.
            let loaded = others.way.end().map(|end| {
                let (slot, stored) = b.slot_of_search();
                let value = others.value(end);
                others.values = [stored; 2];
                (slot, value)
            });
            let mut begin = b.ends(keys.way, exits, &mut |b, end, exits| {
                let mut inside = |b: &mut Self, equal: &[Leaf]| match equal.split_at_checked(1) {
                    Some((first, rest)) if port_way == Way::Either && !by_port => {
                        let begin = b.has_any(rest, |pair| pair.ports(), others, exits);
                        b.has_any(first, |pair| pair.ports(), others, exits.or_else(begin))
                    }
                    _ => b.has_any(equal, |pair| pair.key()[1], others, exits),
                };
                b.search_pairs(list, keys.value(end), exits.on_false, &mut inside)
            });
            if let Some((slot, value)) = loaded {
                begin = b.keep(slot, value, begin);
            }
            begin = behind(b, begin);
            let address = |pair: &Pair| pair.address;
            if rejects { begin } else { b.has_any(list, address, addresses, exits.then(begin)) }
        })
    }

    /// Whether a packet is of a protocol and has ports, of which the first is then loaded.
    fn has_ports(&mut self, transport: Transport, ports: Ends, exits: Exits) -> NodeId {
        let first = ports.value(ports.way.end().unwrap_or(End::Source));
        let reached = self.reach(first, exits.on_true);
        let mut begin = exits.on_false;
        for &number in transport.numbers().iter().rev() {
            let fragment = self.first_fragment(exits.then(reached));
            begin = self.ip4_next(number, Exits { on_true: fragment, on_false: begin });
        }
        begin
    }

    /// Whether a packet has one of the addresses or ports of some pairs.
    fn has_any(
        &mut self,
        list: &[Leaf],
        of: fn(&Pair) -> Interval,
        ends: Ends,
        exits: Exits,
    ) -> NodeId {
        let from = self.graph.interval_count();
        for pair in list.iter().filter_map(member) {
            if let Err(full) = self.graph.push_interval(of(&pair)) {
                self.full = Some(full);
            }
        }
        let set = self.graph.finish_set(from);
        let only = match *self.graph.set(set) {
            [] => return exits.on_false,
            [only] => Some(only),
            _ => None,
        };
        self.ends(ends.way, exits, &mut |b, end, exits| match only {
            Some(only) => b.within(ends.value(end), only, exits),
            None => b.test(ends.value(end), Test::In(set), exits),
        })
    }

    /// A search for an address or a port among the keys of some pairs; `inside` tells where those lead
    /// of which it is one. Calls itself once for each halving of the list.
    fn search_pairs(
        &mut self,
        list: &[Leaf],
        value: ValueId,
        missed: NodeId,
        inside: &mut Inside<'_, 'b, 'g>,
    ) -> NodeId {
        let key = |leaf: &Leaf| member(leaf).map_or((0, 0), |pair| pair.key()[0]);
        // Keys that differ have nothing in common.
        if let Some((low, high, pivot)) = halve(list, list.len() / 2, &|leaf| key(leaf).0) {
            let on_true = self.search_pairs(high, value, missed, inside);
            let on_false = self.search_pairs(low, value, missed, inside);
            if on_true == on_false {
                return on_true;
            }
            let test = Test::Ge(Operand::Const(pivot));
            return self.test(value, test, Exits { on_true, on_false });
        }
        let (mut begin, mut rest) = (missed, list);
        while let Some(last) = rest.last() {
            let last = key(last);
            let (before, equal) = rest.split_at(rest.partition_point(|leaf| key(leaf) < last));
            let on_true = inside(self, equal);
            if on_true != begin {
                begin = self.within(value, last, Exits { on_true, on_false: begin });
            }
            rest = before;
        }
        begin
    }

    /// Notes which pair is the first one with the source and with the destination, and looks at the ports
    /// as the earlier one does, and then as all others with these; `behind` is asked for what stands before
    /// that.
    fn noted_pairs(
        &mut self,
        list: &[Leaf],
        addresses: Ends,
        ports: Ends,
        exits: Exits,
        behind: &dyn Fn(&mut Self, NodeId) -> NodeId,
    ) -> NodeId {
        let slots = [(); NOTES as usize].map(|()| self.slot_of_search());
        let notes = slots.map(|(_, noted)| noted);
        let is_there = Test::Ge(Operand::Const(1));
        // Where all is loaded, the others of each address, and the two that were noted.
        let mut others = self.ends(addresses.way, exits, &mut |b, end, exits| {
            let mut inside = |b: &mut Self, equal: &[Leaf]| {
                b.has_any(equal.get(1..).unwrap_or_default(), |pair| pair.ports(), ports, exits)
            };
            b.search_pairs(list, addresses.value(end), exits.on_false, &mut inside)
        });
        for note in notes {
            let port = self.noted_port(note);
            let on_true = self.ends(ports.way, exits.or_else(others), &mut |b, end, exits| {
                b.test(ports.value(end), port, exits)
            });
            others = self.test(note, is_there, Exits { on_true, on_false: others });
        }
        let loaded = self.reach(ports.value(End::Destination), others);
        let [on_true, on_false] = notes.map(|earlier| {
            let port = self.noted_port(earlier);
            let begin = self.test(ports.value(End::Source), port, exits.or_else(loaded));
            behind(self, begin)
        });
        let [source, destination] = notes;
        let on_true = self.test(source, is_there, exits.then(on_true));
        let is_earlier = Test::Ge(Operand::Value(destination));
        let mut begin = self.test(source, is_earlier, Exits { on_true, on_false });
        let ends = [End::Source, End::Destination];
        for ((slot, _), end) in slots.into_iter().zip(ends).rev() {
            let missed = self.note(slot, 0, begin);
            let mut inside = |b: &mut Self, equal: &[Leaf]| {
                let note = equal.first().and_then(member).map_or(0, |pair| pair.note());
                b.note(slot, note, begin)
            };
            begin = self.search_pairs(list, addresses.value(end), missed, &mut inside);
        }
        begin
    }

    /// Whether a port is the one that was noted.
    fn noted_port(&mut self, note: ValueId) -> Test {
        Test::Eq(Operand::Value(self.arith_k(ArithOp::And, note, u16::MAX.into())))
    }
}
