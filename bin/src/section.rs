//! What a pcapng file says besides its packets: who wrote it, of which interfaces they are, with which
//! filter, and what became of those that are missing.
//!
//! A copy of a pcapng file says of interfaces what that says of them, and of packets and the first
//! section too: options go from one to the other as they are, and so do times, in whatever units. They
//! are kept in memory of fixed size; an interface whose options find no room there goes without, which
//! is said. Blocks that are about packets but hold none go on as well; those that cannot are counted.

use crate::flags::Id;
use crate::message::Line;
use crate::output::Packet;
use crate::packed::text;
use crate::settings::Settings;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::Interface;
use barecap_core::savefile::blocks::{
    self, Counts, Description, Notes, PACKET_HEADER_LEN, PacketEnd, packet_header, units,
};
use barecap_core::savefile::carried::Kind;
use barecap_core::savefile::timestamp::Precision;
use core::ops::Range;
use heapless::{Vec, VecView};

const APPLICATION: &[u8] = concat!("barecap ", env!("CARGO_PKG_VERSION")).as_bytes();

/// Without pcapng there is no value of this type, and so no [`Section`].
#[cfg(not(feature = "pcapng"))]
type BuiltIn = core::convert::Infallible;
/// What every [`Section`] has, as pcapng is built in.
#[cfg(feature = "pcapng")]
#[derive(Clone, Copy, Debug)]
struct BuiltIn;

/// Whether there can be a [`Section`].
#[cfg(not(feature = "pcapng"))]
const BUILT_IN: Option<BuiltIn> = None;
/// Whether there can be a [`Section`].
#[cfg(feature = "pcapng")]
const BUILT_IN: Option<BuiltIn> = Some(BuiltIn);

/// How many interfaces a section can have, also of a savefile that is read.
pub const INTERFACES: usize = if BUILT_IN.is_some() { 1024 } else { 1 };

/// How long options can be together that are said of interfaces.
pub const OPTIONS: usize = INTERFACES * if BUILT_IN.is_some() { 256 } else { 0 };

/// What is said of a section, or of an interface while it is read.
pub type Said = Vec<u8, { if BUILT_IN.is_some() { 48 << 10 } else { 0 } }>;

/// What another file says of an interface: what it is, and whole options, none of them about time.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What it is.
    pub interface: Interface,
    /// What is said of it besides; nothing if it is none of a pcapng file.
    pub options: Option<&'a [u8]>,
}

impl Source<'_> {
    /// An interface that is captured on.
    #[must_use]
    pub fn live(link_type: LinkType, snap_length: u32) -> Self {
        let interface = Interface { link_type, snap_length, ..Interface::default() };
        Self { interface, options: None }
    }
}

/// An interface as it is described.
#[derive(Clone, Debug)]
pub struct Described {
    interface: Interface,
    /// Where its options are kept.
    options: Range<usize>,
    /// The section that had it last, of those that were read.
    section: u32,
}

/// Room for interfaces, and for so many bytes that are said of them.
#[derive(Debug, Default)]
pub struct Room<const INTERFACES: usize, const OPTIONS: usize> {
    interfaces: Vec<Described, INTERFACES>,
    options: Vec<u8, OPTIONS>,
}

/// Where a section is kept.
pub type Places<'a> = (&'a mut VecView<Described>, &'a mut VecView<u8>);

impl<const INTERFACES: usize, const OPTIONS: usize> Room<INTERFACES, OPTIONS> {
    /// Empty room.
    #[must_use]
    pub const fn new() -> Self {
        Self { interfaces: Vec::new(), options: Vec::new() }
    }

    /// Its places.
    pub fn places(&mut self) -> Places<'_> {
        (&mut self.interfaces, &mut self.options)
    }
}

/// The section that a file is.
#[derive(Debug)]
pub struct Section<'a> {
    #[allow(dead_code, reason = "where it cannot be, there is no section")]
    built_in: BuiltIn,
    /// The command line.
    comment: &'a [u8],
    /// The names of the first interfaces, as far as they are known.
    names: &'a [&'a [u8]],
    filter: &'a [u8],
    /// The unit of time of packets of interfaces that do not keep their own.
    precision: Precision,
    /// Whether those of pcapng files do.
    own_times: bool,
    /// The interfaces, by their numbers.
    interfaces: &'a mut VecView<Described>,
    /// How many sections were read before the one that is.
    sections: u32,
    /// What another file says of its section, and then of each interface.
    options: &'a mut VecView<u8>,
    /// How long the first of these is.
    said: usize,
}

/// What is said of a file to be written: the command line, where there is a place for it.
#[must_use]
pub fn comment(settings: &Settings<'_>) -> Vec<u8, 1024> {
    if BUILT_IN.is_some() && settings.pcapng { settings.arguments.join() } else { Vec::new() }
}

impl<'a> Section<'a> {
    /// The section of a file that is to be written in pcapng, if it is.
    pub fn new(
        settings: &Settings<'_>,
        [comment, filter]: [&'a [u8]; 2],
        names: &'a [&'a [u8]],
        precision: Precision,
        (said, first): (&[u8], Source<'_>),
        (interfaces, options): Places<'a>,
    ) -> Option<Self> {
        let built_in = BUILT_IN.filter(|_| settings.pcapng)?;
        interfaces.clear();
        options.clear();
        // It comes from smaller memory.
        let _ = options.extend_from_slice(said);
        let mut section = Self {
            built_in,
            comment,
            names,
            filter,
            precision,
            own_times: !settings.has(Id::Precision),
            interfaces,
            sections: 0,
            said: options.len(),
            options,
        };
        let _ = section.add(first);
        Some(section)
    }

    /// An interface with the units of time that it is described with.
    fn in_units(&self, Source { mut interface, options }: Source<'_>) -> Interface {
        if options.is_none() || !self.own_times {
            (interface.resolution, interface.offset) = (self.precision.into(), 0);
        }
        interface
    }

    /// Adds an interface, if there is room for one.
    pub fn add(&mut self, source: Source<'_>) -> Option<usize> {
        let (interface, options) = (self.in_units(source), source.options);
        let (number, begin) = (self.interfaces.len(), self.options.len());
        if self.options.extend_from_slice(options.unwrap_or_default()).is_err() {
            warn(number);
        }
        let options = begin..self.options.len();
        let section = self.sections;
        self.interfaces.push(Described { interface, options, section }).ok()?;
        Some(number)
    }

    /// How many interfaces it has.
    #[must_use]
    pub fn interfaces(&self) -> usize {
        self.interfaces.len()
    }

    /// Puts what a file begins with, before its interfaces, into memory; how long that is, if there is
    /// room.
    pub fn begin(&self, memory: &mut [u8]) -> Option<usize> {
        let mut blocks = blocks::Blocks::new(memory);
        blocks.section(APPLICATION, self.comment, self.said()).ok()?;
        Some(blocks.bytes().len())
    }

    /// What another file says of its section.
    pub fn said(&self) -> &[u8] {
        self.options.get(..self.said).unwrap_or_default()
    }

    /// The number of an interface whose number elsewhere is `other`: that of one of its kind, of which
    /// everything is said that is said of it. Interfaces of one section stay apart.
    pub fn number(&mut self, source: Source<'_>, other: u32) -> Option<u32> {
        if other == 0 {
            self.sections += 1;
        }
        let (interface, options) = (self.in_units(source), source.options.unwrap_or_default());
        let kind =
            |it: &Interface| (it.link_type, it.extension, it.snap_length, it.resolution, it.offset);
        let (sections, kept) = (self.sections, &self.options);
        let alike = |it: &Described| {
            it.section != sections
                && kind(&it.interface) == kind(&interface)
                && kept.get(it.options.clone()) == Some(options)
        };
        let number = self.interfaces.iter().position(alike)?;
        self.interfaces.get_mut(number)?.section = sections;
        Some(number as u32)
    }

    /// Puts the description of an interface into memory; how long that is, if there is room.
    pub fn describe(&self, number: usize, memory: &mut [u8]) -> Option<usize> {
        let Described { interface, options, .. } = self.interfaces.get(number)?;
        let description = Description {
            options: self.options.get(options.clone())?,
            name: self.names.get(number).copied().unwrap_or_default(),
            filter: self.filter,
            ..Description::from(*interface)
        };
        let mut blocks = blocks::Blocks::new(memory);
        blocks.interface(&description).ok()?;
        Some(blocks.bytes().len())
    }

    /// Whether a block of another file can be in this one: if it has times, in units that are kept.
    pub fn carries(&self, kind: Kind) -> bool {
        self.own_times || !kind.is_of_interface()
    }

    /// Puts the numbers of an interface's packets into memory.
    pub fn counts(&self, interface: u32, counts: &Counts, memory: &mut [u8]) -> Option<usize> {
        let mut blocks = blocks::Blocks::new(memory);
        blocks.statistics(interface, self.precision, counts).ok()?;
        Some(blocks.bytes().len())
    }

    /// Whether packets of that second can be there: of files that are copied any, otherwise those whose
    /// units since 1970 have room in 64 bits.
    pub fn holds_second(&self, second: i64) -> bool {
        self.own_times || (0..1 << 34).contains(&second)
    }

    /// What stands before and behind the data of a packet.
    pub fn around<'p>(&self, packet: &Packet<'p>) -> ([u8; PACKET_HEADER_LEN], PacketEnd<'p>) {
        let Packet { time, length, data, interface, flags, drops, origin, .. } = *packet;
        let time = match origin {
            Some(Origin { units, .. }) if self.own_times => units,
            _ => units(time, self.precision),
        };
        let options = origin.map_or(&[][..], |origin| origin.options);
        let (captured, notes) = (data.len() as u32, Notes { options, flags, drops });
        let header = packet_header(interface, time, captured, length, notes);
        (header, PacketEnd::new(captured, notes))
    }
}

/// What a pcapng file says of a packet that goes on into another one.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The time in the interface's units.
    pub units: u64,
    /// Whole options.
    pub options: &'a [u8],
}

/// Whether a copy says what a pcapng file says: where it is one, too.
#[must_use]
pub fn keeps(settings: &Settings<'_>) -> bool {
    BUILT_IN.is_some() && settings.pcapng
}

/// Blocks that are not in a copy.
#[derive(Clone, Copy, Debug, Default)]
pub struct Left {
    count: u64,
    first: u32,
}

impl Left {
    /// Counts one more.
    #[cold]
    pub fn note(&mut self, kind: Kind) {
        if self.count == 0 {
            self.first = kind.0;
        }
        self.count += 1;
    }

    /// Says how many there were, if any.
    pub fn warn(&self) {
        if self.count > 0 {
            let mut line = Line::new();
            line.literal(text!("Warning: blocks that could not be copied: ")).number(self.count);
            line.literal(text!(", the first of type ")).number(self.first.into()).send();
        }
    }
}

/// Says that there was no room for the options of an interface.
#[cold]
pub fn warn(number: usize) {
    let mut line = Line::new();
    line.literal(text!("Warning: the description of interface ")).number(number as u64);
    line.literal(text!(" is too long to be copied")).send();
}
