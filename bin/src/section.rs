//! What a pcapng file says besides its packets: who wrote it, of which interfaces they are, with which
//! filter, and what became of those that are missing.

use crate::output::Packet;
use crate::settings::Settings;
use barecap_core::savefile::Interface;
use barecap_core::savefile::blocks::{
    Blocks, Counts, Description, Notes, PACKET_HEADER_LEN, PacketEnd, packet_header,
};
use barecap_core::savefile::timestamp::Precision;
use heapless::Vec;

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

/// The section that a file is.
#[derive(Debug)]
pub struct Section<'a> {
    #[allow(dead_code, reason = "where it cannot be, there is no section")]
    built_in: BuiltIn,
    /// The command line.
    comment: &'a [u8],
    /// The name of the first interface, if it is known.
    name: &'a [u8],
    filter: &'a [u8],
    precision: Precision,
    /// The interfaces, by their numbers.
    interfaces: Vec<Interface, 64>,
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
        comment: &'a [u8],
        name: &'a [u8],
        filter: &'a [u8],
        precision: Precision,
        first: Interface,
    ) -> Option<Self> {
        let built_in = BUILT_IN.filter(|_| settings.pcapng)?;
        let mut interfaces = Vec::new();
        let _ = interfaces.push(first);
        Some(Self { built_in, comment, name, filter, precision, interfaces })
    }

    /// Puts what a file begins with into memory; how long that is, if there is room.
    pub fn begin(&self, memory: &mut [u8]) -> Option<usize> {
        let mut blocks = Blocks::new(memory);
        blocks.section(APPLICATION, self.comment).ok()?;
        for number in 0..self.interfaces.len() {
            blocks.interface(&self.description(number)?).ok()?;
        }
        Some(blocks.bytes().len())
    }

    /// The number of an interface whose number elsewhere is `other`: the same, if that is one of its
    /// kind; or else that of any of its kind.
    pub fn number(&self, interface: &Interface, other: u32) -> Option<u32> {
        let alike = |it: &Interface| {
            (it.link_type, it.snap_length) == (interface.link_type, interface.snap_length)
        };
        match self.interfaces.get(other as usize) {
            Some(same) if alike(same) => Some(other),
            _ => self.interfaces.iter().position(alike).map(|number| number as u32),
        }
    }

    /// Adds an interface, and puts its description into memory; its number, and how long that is.
    pub fn describe(&mut self, interface: Interface, memory: &mut [u8]) -> Option<(u32, usize)> {
        let number = self.interfaces.len();
        self.interfaces.push(interface).ok()?;
        let mut blocks = Blocks::new(memory);
        blocks.interface(&self.description(number)?).ok()?;
        Some((number as u32, blocks.bytes().len()))
    }

    fn description(&self, number: usize) -> Option<Description<'_>> {
        let Interface { link_type, snap_length, .. } = *self.interfaces.get(number)?;
        Some(Description {
            link_type,
            snap_length,
            precision: self.precision,
            name: if number == 0 { self.name } else { b"" },
            filter: self.filter,
        })
    }

    /// Puts the numbers of the first interface's packets into memory.
    pub fn counts(&self, counts: &Counts, memory: &mut [u8]) -> Option<usize> {
        let mut blocks = Blocks::new(memory);
        blocks.statistics(0, self.precision, counts).ok()?;
        Some(blocks.bytes().len())
    }

    /// What stands before and behind the data of a packet.
    pub fn around(&self, packet: &Packet<'_>) -> ([u8; PACKET_HEADER_LEN], PacketEnd) {
        let Packet { time, length, data, interface, flags, drops, .. } = *packet;
        let (captured, notes) = (data.len() as u32, Notes { flags, drops });
        let header = packet_header(interface, time, self.precision, captured, length, notes);
        (header, PacketEnd::new(captured, notes))
    }
}
