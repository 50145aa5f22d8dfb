//! What stands around the data of a packet in pcapng: few words, made in registers.

use super::{Blocks, PACKET, halves, high_low, native, padding};
use crate::savefile::options::{DROPS, END_OF_OPTIONS, FLAGS};
use crate::savefile::timestamp::{Precision, Timestamp};

/// Length of the header of a packet, as it is written.
pub const PACKET_HEADER_LEN: usize = 28;
/// The most that stands behind what another file said of a packet.
const PACKET_END_LEN: usize = 8 + 12 + 4 + 4;
/// A block in which a packet has no data and no options.
const EMPTY_PACKET_LEN: u32 = PACKET_HEADER_LEN as u32 + 4;

/// What is known of a packet beside its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Notes<'a> {
    /// What another file said of it, in whole options.
    pub options: &'a [u8],
    /// Whose packet it was: the draft's `epb_flags`, 0 if nothing is known. The low two bits are 1 for
    /// one that came in and 2 for one that went out, the next three 1 for this machine's alone, 2
    /// for a group's, 3 for everybody's and 4 for another machine's.
    pub flags: u32,
    /// How many packets were lost since the one before, if that is known.
    pub drops: u64,
}

impl Notes<'_> {
    const fn length(self) -> u32 {
        let flags = if self.flags != 0 { 8 } else { 0 };
        let drops = if self.drops != 0 { 12 } else { 0 };
        let options = self.options.len() as u32 + flags + drops;
        if options > 0 { options + 4 } else { 0 }
    }
}

/// What stands before the data of a packet; `time` is in the interface's units: those of
/// [`Record::units`](crate::savefile::Record::units), where the interface is described as in the pcapng file that
/// the packet is from, and otherwise as [`units`] makes them of the time.
///
/// ```
/// use barecap_core::savefile::blocks::{Notes, PacketEnd, packet_header, units};
/// use barecap_core::savefile::timestamp::{Precision, Timestamp};
///
/// let (data, length) = ([0x45; 49], 1500);
/// let captured = data.len() as u32;
/// // It came in, and three were lost before it.
/// let notes = Notes { flags: 1, drops: 3, ..Notes::default() };
/// let time = units(Timestamp { seconds: 1_700_000_000, nanos: 5_000 }, Precision::Micro);
/// let end = PacketEnd::new(captured, notes);
/// let [padding, options, last] = end.parts();
/// let header = packet_header(0, time, captured, length, notes);
/// let block = [&header, &data[..], padding, options, last].concat();
/// assert_eq!(block[4..8], (block.len() as u32).to_ne_bytes());
/// ```
#[must_use]
pub fn packet_header(
    interface: u32,
    time: u64,
    captured: u32,
    length: u32,
    notes: Notes<'_>,
) -> [u8; PACKET_HEADER_LEN] {
    let padded = captured.next_multiple_of(4);
    let total = EMPTY_PACKET_LEN + padded + notes.length();
    let [high, low] = high_low(time);
    let mut bytes = [0; PACKET_HEADER_LEN];
    let words = [PACKET, total, interface, high, low, captured, length];
    for (place, word) in bytes.as_chunks_mut().0.iter_mut().zip(words) {
        *place = word.to_ne_bytes();
    }
    bytes
}

/// What stands behind the data of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PacketEnd<'a> {
    padding: usize,
    options: &'a [u8],
    bytes: [u8; PACKET_END_LEN],
    length: usize,
}

impl<'a> PacketEnd<'a> {
    /// The end of a packet with so many captured bytes.
    #[must_use]
    pub fn new(captured: u32, notes: Notes<'a>) -> Self {
        let mut memory = [0; PACKET_END_LEN];
        let mut blocks = Blocks::new(&mut memory);
        // There is room for all of it.
        let _ = (|| {
            if notes.flags != 0 {
                blocks.words(&[halves(FLAGS, 4), notes.flags])?;
            }
            if notes.drops != 0 {
                let [first, second] = native(notes.drops);
                blocks.words(&[halves(DROPS, 8), first, second])?;
            }
            if notes.length() > 0 {
                blocks.words(&[halves(END_OF_OPTIONS, 0)])?;
            }
            blocks.words(&[EMPTY_PACKET_LEN + captured.next_multiple_of(4) + notes.length()])
        })();
        let (padding, length) = (padding(captured as usize), blocks.used);
        Self { padding, options: notes.options, bytes: memory, length }
    }

    /// Its bytes, which are those of all parts.
    #[must_use]
    pub fn parts(&self) -> [&[u8]; 3] {
        let padding = [0; 3].get(..self.padding).unwrap_or_default();
        [padding, self.options, self.bytes.get(..self.length).unwrap_or_default()]
    }
}

/// A time as the number of its units since 1970, for an interface without an offset whose
/// [`Description::resolution`](super::Description::resolution) is that precision. Seconds before 1970
/// count as none, and there can be no more units than 64 bits have.
#[must_use]
pub fn units(time: Timestamp, precision: Precision) -> u64 {
    let per_second = 1_000_000_000 / u64::from(precision.nanos());
    let seconds = u64::try_from(time.seconds).unwrap_or(0).saturating_mul(per_second);
    // A fraction that is none may be of any size.
    let fraction = match precision {
        Precision::Micro => time.fraction(precision).into(),
        Precision::Nano => time.nanos,
    };
    seconds.saturating_add(fraction)
}
