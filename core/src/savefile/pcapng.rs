//! The pcapng format (draft-ietf-opsawg-pcapng): blocks, of which some hold packets.
//!
//! ```text
//! block      type(4) total length(4) body... total length(4)
//! section    byte-order magic(4) major(2) minor(2) section length(8) options...
//! interface  link type(2) reserved(2) snap length(4) options...
//! packet     interface(4) time high(4) time low(4) captured(4) length(4) data... options...
//! simple     length(4) data...
//! obsolete   interface(2) drops(2) time high(4) time low(4) captured(4) length(4) data...
//! option     code(2) length(2) value..., padded to 4 bytes
//! ```
//!
//! A section has its own byte order and numbers its interfaces from 0; each interface has its own
//! link type, snap length and unit of time. All of it is read; blocks that do not bear on packets are
//! passed over piece by piece, so that none of them has to fit into memory. So are statistics, unless
//! it is asked for what they say of lost packets. A file may begin several sections, and the numbering
//! of interfaces then begins again.
//!
//! Lengths are held to libpcap's bounds, and its texts tell of those that break them. Interfaces of
//! several link types and snap lengths, and sections of both byte orders, are read from one file;
//! libpcap refuses those.

use super::blocks::{
    BYTE_ORDER, DROPPED_BY_INTERFACE, DROPPED_BY_SYSTEM, INTERFACE, INTERFACE_STATISTICS, PACKET,
    SECTION, TIME_OFFSET, TIME_RESOLUTION,
};
use super::carried::{Kind, LONGEST};
use super::error::{Error, Part};
use super::options::{CHECK_LENGTH, DROPS, END_OF_OPTIONS};
use super::timestamp::{Resolution, Timestamp};
use super::{
    Found, Interface, Item, MAX_PACKET_HEADER_LEN, Missing, MissingKind, Pause, Record,
    check_captured, halves, max_record_length, max_snap_length, snap_length, words,
};
use crate::linktype::LinkType;
use heapless::VecView;

const OBSOLETE_PACKET: u32 = 2;
const SIMPLE_PACKET: u32 = 3;
/// Says in an obsolete packet's block that it is not known how many were lost before it.
const UNKNOWN_DROPS: u16 = u16::MAX;
/// A custom block that asks not to be copied.
const CUSTOM_NOT_COPIED: u32 = 0x4000_0bad;

/// Type and length before a block's body.
const BLOCK_HEADER_LEN: u32 = 8;
/// The length behind it.
const TRAILER_LEN: u32 = 4;
/// What of a section header block is read.
const SECTION_FIELDS_LEN: u32 = 24;
/// The shortest and the longest section header block that libpcap believes.
const SECTION_LEN: (u32, u32) = (28, 1 << 20);
/// The longest block of another kind, if a packet of the link type does not need more.
const MAX_BLOCK_LEN: u32 = 16 << 20;
/// What libpcap grants the options of a packet.
const MAX_OPTIONS_LEN: u32 = 128 << 10;

/// Reads the blocks of a file.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) swapped: bool,
    /// Whether an interface was described, in any section.
    named: bool,
    state: State,
    /// Length of the block that is being read.
    total: u32,
    /// How much of it is left, trailer included.
    left: u32,
    /// How much of what is left is passed over next.
    skip: u32,
    /// Whether it is looked for what is missing.
    pub(super) looks: bool,
    /// Whether it was said what is missing before the packet that comes next.
    told: bool,
    /// Whether blocks are shown that go into a copy.
    carries: bool,
}

/// What comes next in the file, once what is skipped is past.
#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Block,
    /// Options of the interface that was added last.
    Options,
    Trailer,
    /// The trailer of an interface's block.
    InterfaceTrailer,
    /// Options that may say what is missing, of a block of this type and interface.
    Losses(u32, u32),
}

impl Reader {
    /// A reader at the beginning of a file, which shows blocks that go into a copy or passes over them.
    pub(super) fn new(carries: bool) -> Self {
        Self { carries, ..Self::default() }
    }

    /// Reads what `bytes` begin with. The section's interfaces are gathered in `interfaces`.
    #[inline(never)]
    pub(super) fn next(
        &mut self,
        bytes: &[u8],
        interfaces: &mut VecView<Interface>,
        found: &mut Found,
    ) -> Result<usize, Pause> {
        let head = words(bytes, self.swapped);
        if self.skip > 0 {
            if bytes.is_empty() {
                return Err(self.short(found, 1));
            }
            let skipped = self.skip.min(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
            self.skip -= skipped;
            return self.passed(skipped);
        }
        match self.state {
            State::Block => self.block(bytes, head, interfaces, found),
            State::Options => self.option(bytes, head, interfaces, found),
            State::Losses(kind, interface) => self.losses(bytes, head, kind, interface, found),
            State::Trailer | State::InterfaceTrailer => {
                if bytes.len() < 4 {
                    return Err(self.short(found, 4));
                }
                let (header, trailer) = (self.total, head[0]);
                if trailer != header {
                    return Err(found.wrong(Error::Trailer { header, trailer }));
                }
                if let State::InterfaceTrailer = self.state {
                    found.item = Item::Interface(interfaces.len() as u32 - 1);
                }
                self.state = State::Block;
                self.passed(TRAILER_LEN)
            }
        }
    }

    /// Moves on within the block.
    fn passed(&mut self, bytes: u32) -> Result<usize, Pause> {
        self.left -= bytes;
        Ok(bytes as usize)
    }

    /// More bytes are wanted of a block.
    #[inline(never)]
    fn short(&self, found: &mut Found, want: u32) -> Pause {
        let header = i64::from(BLOCK_HEADER_LEN);
        let before = i64::from(self.total - self.left) - header;
        found.short(want as usize, Part::Block, self.total - BLOCK_HEADER_LEN, before)
    }

    fn block(
        &mut self,
        bytes: &[u8],
        head: [u32; 7],
        interfaces: &mut VecView<Interface>,
        found: &mut Found,
    ) -> Result<usize, Pause> {
        // What is short now is short of the beginning of a block.
        let least = match head {
            [SECTION, ..] if bytes.len() >= BLOCK_HEADER_LEN as usize => SECTION_FIELDS_LEN,
            _ => BLOCK_HEADER_LEN,
        };
        if bytes.is_empty() {
            return Err(if self.named { Pause::End } else { Pause::Early });
        }
        if bytes.len() < least as usize {
            return Err(found.short(least as usize, Part::Block, least, 0));
        }
        let [kind, total, ..] = head;
        if kind == SECTION {
            return self.section(bytes, interfaces, found);
        }
        let minimum = match kind {
            INTERFACE => 16,
            PACKET | OBSOLETE_PACKET => MAX_PACKET_HEADER_LEN as u32,
            SIMPLE_PACKET => 12,
            INTERFACE_STATISTICS if self.looks => 20,
            _ => BLOCK_HEADER_LEN,
        };
        let room = room_behind(minimum, kind, total, interfaces, found)?;
        (self.total, self.left) = (total, total);
        if bytes.len() < minimum as usize {
            return Err(self.short(found, minimum));
        }
        match kind {
            INTERFACE => self.interface(head, interfaces, found)?,
            PACKET | OBSOLETE_PACKET | SIMPLE_PACKET => {
                return self.packet(bytes, head, room, interfaces, found);
            }
            INTERFACE_STATISTICS if self.looks => self.state = State::Losses(kind, head[2]),
            CUSTOM_NOT_COPIED => (self.state, self.skip) = (State::Trailer, room),
            _ => return self.other(bytes, kind, minimum, found),
        }
        self.passed(minimum)
    }

    /// The fields of an interface's block, which its options stand behind.
    fn interface(
        &mut self,
        head: [u32; 7],
        interfaces: &mut VecView<Interface>,
        found: &mut Found,
    ) -> Result<(), Pause> {
        let link_type = LinkType::from_savefile(halves(head[2], self.swapped)[0]);
        let snap_length = snap_length(head[3], link_type);
        let unlimited = head[3] == 0;
        let interface = Interface { link_type, snap_length, unlimited, ..Interface::default() };
        let capacity = interfaces.capacity() as u32;
        if interfaces.push(interface).is_err() {
            return Err(found.wrong(Error::TooManyInterfaces { capacity }));
        }
        (self.state, self.named) = (State::Options, true);
        Ok(())
    }

    /// A packet of any kind, whose data and options have so much room.
    fn packet(
        &mut self,
        bytes: &[u8],
        head: [u32; 7],
        room: u32,
        interfaces: &[Interface],
        found: &mut Found,
    ) -> Result<usize, Pause> {
        let kind = head[0];
        let [low, drops] = halves(head[2], self.swapped);
        let number = match kind {
            PACKET => head[2],
            OBSOLETE_PACKET => low.into(),
            _ => 0,
        };
        let Some(interface) = interfaces.get(number as usize) else {
            return Err(found.wrong(match self.named {
                true => Error::UnknownInterface(number),
                false => Error::PacketBeforeInterface,
            }));
        };
        let (units, time, length, captured) = match kind {
            SIMPLE_PACKET => (0, Timestamp::default(), head[2], head[2].min(interface.snap_length)),
            _ => {
                let units = u64::from(head[3]) << 32 | u64::from(head[4]);
                let time = interface.resolution.timestamp(units, interface.offset);
                (units, time, head[6], head[5])
            }
        };
        if kind == OBSOLETE_PACKET && !matches!(drops, 0 | UNKNOWN_DROPS) && !self.told {
            self.told = true;
            let kind = MissingKind::BeforePacket;
            found.item = Item::Missing(Missing { interface: number, kind, count: drops.into() });
            return Ok(0);
        }
        check_captured(captured, interface, true, found)?;
        if captured > room {
            return Err(found.wrong(Error::BlockTooFull(kind)));
        }
        let block_end = self.total - TRAILER_LEN;
        let begin = block_end - room;
        let end = begin + captured;
        if bytes.len() < end as usize {
            return Err(self.short(found, end));
        }
        let mut options = end.next_multiple_of(4) as usize..block_end as usize;
        let longest = if self.carries { LONGEST } else { max_record_length(interface.link_type) };
        let short = self.total as usize <= longest;
        if self.looks || kind == SIMPLE_PACKET || options.is_empty() || !short {
            options = 0..0;
        }
        // They are worth waiting for, but not an error if they do not come.
        if bytes.len() < options.end {
            if !found.at_end {
                return Err(self.short(found, block_end));
            }
            options = 0..0;
        }
        (self.state, self.skip, self.told) = (State::Trailer, room - captured, false);
        if kind == PACKET && self.looks {
            let padding = captured.next_multiple_of(4) - captured;
            (self.state, self.skip) = (State::Losses(kind, number), padding);
        }
        let (data, interface) = (begin as usize..end as usize, number);
        found.item = Item::Packet(Record { time, length, data, interface, units, options });
        self.passed(end)
    }

    /// A block that holds no packet, or the options of a section, behind so many bytes: passed over, or
    /// shown whole if it goes into a copy.
    fn other(
        &mut self,
        bytes: &[u8],
        kind: u32,
        behind: u32,
        found: &mut Found,
    ) -> Result<usize, Pause> {
        let end = self.total - TRAILER_LEN;
        (self.state, self.skip) = (State::Trailer, end - behind);
        if !self.carries {
            return self.passed(behind);
        }
        if end as usize > LONGEST {
            found.item = Item::Block(Kind(kind), None);
            return self.passed(behind);
        }
        if bytes.len() < end as usize {
            (self.state, self.skip) = (State::Block, 0);
            return Err(self.short(found, end));
        }
        self.skip = 0;
        found.item = Item::Block(Kind(kind), Some(behind as usize..end as usize));
        self.passed(end)
    }

    fn section(
        &mut self,
        bytes: &[u8],
        interfaces: &mut VecView<Interface>,
        found: &mut Found,
    ) -> Result<usize, Pause> {
        let swapped = words(bytes, false)[2] != BYTE_ORDER;
        let [_, length, magic, version, ..] = words(bytes, swapped);
        if magic != BYTE_ORDER {
            return Err(found.wrong(Error::UnknownFormat));
        }
        let (minimum, maximum) = SECTION_LEN;
        if length < minimum || length > maximum {
            return Err(found.wrong(Error::SectionLength { length, minimum, maximum }));
        }
        if !length.is_multiple_of(4) {
            return Err(found.wrong(Error::BlockNotAligned(length)));
        }
        let [major, minor] = halves(version, swapped);
        if major != 1 || !matches!(minor, 0 | 2) {
            return Err(found.wrong(Error::PcapngVersion { major, minor }));
        }
        interfaces.clear();
        // Like libpcap, this does not look at the length behind a section's header.
        (self.swapped, self.total, self.left) = (swapped, length, length);
        self.other(bytes, SECTION, SECTION_FIELDS_LEN, found)
    }

    fn option(
        &mut self,
        bytes: &[u8],
        head: [u32; 7],
        interfaces: &mut VecView<Interface>,
        found: &mut Found,
    ) -> Result<usize, Pause> {
        let Some((code, length, whole)) =
            self.option_head(bytes, head[0], (INTERFACE, State::InterfaceTrailer), found)?
        else {
            return Ok(0);
        };
        let expected = match code {
            TIME_RESOLUTION => 1,
            TIME_OFFSET => 8,
            _ => length,
        };
        if length != expected {
            return Err(found.wrong(Error::OptionLength { code, length }));
        }
        if bytes.len() < whole as usize {
            return Err(self.short(found, whole));
        }
        if !matches!(code, TIME_RESOLUTION | TIME_OFFSET) {
            found.item = Item::Option(0..whole as usize);
        }
        let byte = bytes.get(4).copied().unwrap_or_default();
        if let Some(interface) = interfaces.last_mut() {
            if code == CHECK_LENGTH && length > 0 {
                interface.note_check_length(byte);
            } else if code == TIME_RESOLUTION {
                interface.resolution = match Resolution::from_byte(byte) {
                    Ok(resolution) => resolution,
                    Err(error) => return Err(found.wrong(error.into())),
                };
            } else if code == TIME_OFFSET {
                interface.offset = self.long([head[1], head[2]]).cast_signed();
            }
        }
        self.passed(whole)
    }

    /// The code of an option, its length, and that with its head and padding; nothing at the end of the
    /// options of a block of this type, behind which that state follows.
    fn option_head(
        &mut self,
        bytes: &[u8],
        head: u32,
        (kind, behind): (u32, State),
        found: &mut Found,
    ) -> Result<Option<(u16, u16, u32)>, Pause> {
        let room = self.left - TRAILER_LEN;
        if room > 0 && bytes.len() < 4 {
            return Err(self.short(found, 4));
        }
        let [code, length] = halves(head, self.swapped);
        if room == 0 || code == END_OF_OPTIONS {
            (self.state, self.skip) = (behind, room);
            return Ok(None);
        }
        let whole = 4 + u32::from(length).next_multiple_of(4);
        if whole > room {
            return Err(found.wrong(Error::BlockTooFull(kind)));
        }
        Ok(Some((code, length, whole)))
    }

    /// An option behind a packet, or of statistics.
    #[inline(never)]
    fn losses(
        &mut self,
        bytes: &[u8],
        head: [u32; 7],
        kind: u32,
        interface: u32,
        found: &mut Found,
    ) -> Result<usize, Pause> {
        let Some((code, length, whole)) =
            self.option_head(bytes, head[0], (kind, State::Trailer), found)?
        else {
            return Ok(0);
        };
        let missing = match (kind, code) {
            (PACKET, DROPS) => MissingKind::BeforePacket,
            (INTERFACE_STATISTICS, DROPPED_BY_INTERFACE) => MissingKind::ByInterface,
            (INTERFACE_STATISTICS, DROPPED_BY_SYSTEM) => MissingKind::BySystem,
            _ => {
                self.skip = whole - 4;
                return self.passed(4);
            }
        };
        if length != 8 {
            return Err(found.wrong(Error::OptionLength { code, length }));
        }
        if bytes.len() < whole as usize {
            return Err(self.short(found, whole));
        }
        let count = self.long([head[1], head[2]]);
        found.item = Item::Missing(Missing { interface, kind: missing, count });
        self.passed(whole)
    }

    /// A number of eight bytes in the section's byte order.
    fn long(&self, [first, second]: [u32; 2]) -> u64 {
        let is_big = self.swapped == cfg!(target_endian = "little");
        let (high, low) = if is_big { (first, second) } else { (second, first) };
        u64::from(high) << 32 | u64::from(low)
    }
}

/// How much room is behind the first bytes of a block, of which it must have so many, unless its length
/// is none that a block can have.
fn room_behind(
    minimum: u32,
    kind: u32,
    total: u32,
    interfaces: &[Interface],
    found: &mut Found,
) -> Result<u32, Pause> {
    let mut maximum = MAX_BLOCK_LEN;
    // There may be many interfaces, and few blocks are so long.
    if total > maximum {
        let most = interfaces.iter().fold(0, |most, it| most.max(max_snap_length(it.link_type)));
        maximum = maximum.max(most + MAX_OPTIONS_LEN + MAX_PACKET_HEADER_LEN as u32 + TRAILER_LEN);
    }
    let empty = BLOCK_HEADER_LEN + TRAILER_LEN;
    if total < empty {
        return Err(found.wrong(Error::BlockTooShort { length: total, minimum: empty }));
    }
    if !total.is_multiple_of(4) {
        return Err(found.wrong(Error::BlockNotAligned(total)));
    }
    if total > maximum {
        return Err(found.wrong(Error::BlockTooLong { length: total, maximum }));
    }
    let room = total.checked_sub(minimum + TRAILER_LEN);
    room.ok_or_else(|| found.wrong(Error::BlockTooFull(kind)))
}

#[cfg(test)]
mod tests;
