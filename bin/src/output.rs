//! Savefiles being written: every byte is accounted for.
//!
//! Packets are collected in a buffer and written together. Whatever goes wrong, the file ends on a
//! whole record: a record is in the buffer whole or not at all, so that even a kill leaves whole
//! records behind; and after a write that stopped half-way (a full disk above all) the file is cut
//! back to the last record that is there whole. The packets that were lost are counted.

use crate::message::Line;
use crate::outlet::Outlet;
use crate::section::{Origin, Section, Source};
use crate::signals::Signals;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::blocks::{Counts, block};
use barecap_core::savefile::carried::Kind;
use barecap_core::savefile::pcap::{HEADER_LEN, Header, RECORD_HEADER_LEN};
use barecap_core::savefile::timestamp::Timestamp;
use core::ffi::CStr;
use rustix::fs::{FileType, Gid, OFlags, Uid};
use rustix::io::Errno;

/// The memory of an [`Output`]: what is written at once.
pub type Buffer = [u8; 128 << 10];

/// Records that are so long together are written from where they stand, not by way of the buffer.
const DIRECT: usize = 16 << 10;

/// Whose packets are, as pcapng files say it, in the order of the kernel's numbers: inbound for this
/// machine, for all, for some and for others, and outbound.
pub const KINDS: [u32; 5] = [1 | 1 << 2, 1 | 3 << 2, 1 | 2 << 2, 1 | 4 << 2, 2];

/// A packet to be written or shown.
#[derive(Clone, Copy, Debug)]
pub struct Packet<'a> {
    /// When it was captured.
    pub time: Timestamp,
    /// How long it was.
    pub length: u32,
    /// What of it was captured.
    pub data: &'a [u8],
    /// The link type of the interface it was captured on.
    pub link_type: LinkType,
    /// The number of that interface, as the capture or the savefile that is read counts them.
    pub interface: u32,
    /// Whose it was, as pcapng files say it; 0 if it is not known.
    pub flags: u32,
    /// Whether its checksum is still to be filled in by the network card.
    pub offloaded: bool,
    /// How many packets were lost since the one before, as far as that is known.
    pub drops: u64,
    /// What the pcapng file it is from says of it, where that goes on.
    pub origin: Option<Origin<'a>>,
}

/// What stands before the packets of a file.
#[derive(Debug)]
pub struct Preface<'a> {
    /// That of a pcap file; a pcapng file's first interface is the same.
    pub header: Header,
    /// What a pcapng file says besides; nothing for a pcap file.
    pub section: Option<Section<'a>>,
}

/// A savefile being written.
#[derive(Debug)]
pub struct Output<'a> {
    to: Outlet<'a>,
    preface: Preface<'a>,
    buffer: &'a mut Buffer,
    used: usize,
    /// Packets in the buffer.
    held: u64,
    /// Packets written, into this file and those before it.
    written: u64,
    /// Packets of those before it, which are complete.
    complete: u64,
    /// The size of this file's contents, with what is in the buffer.
    size: u64,
    /// The size of the file up to the last whole record, if it is one that can be cut back.
    whole: Option<u64>,
}

/// A savefile could not be written on; it has been cut back to whole records if it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// Why.
    pub errno: Errno,
    /// The packets that are in the file.
    pub written: u64,
    /// The packets that were to be written and are not in the file.
    pub lost: u64,
}

impl<'a> Output<'a> {
    /// Creates or empties a file, or takes standard output for `-`, and writes the file's header. A FIFO
    /// is waited for until somebody reads it, or one of the signals ends that, where they are blocked.
    ///
    /// # Errors
    ///
    /// Those of open(2) and write(2); `EINTR` for a signal.
    pub fn create(
        path: &CStr,
        preface: Preface<'a>,
        buffer: &'a mut Buffer,
        signals: Option<&'a Signals>,
    ) -> Result<Self, Errno> {
        let mut output = Self {
            to: Outlet::open(path, signals)?,
            preface,
            buffer,
            used: 0,
            held: 0,
            written: 0,
            complete: 0,
            size: 0,
            whole: None,
        };
        output.begin()?;
        Ok(output)
    }

    /// Goes on in another file; the one before it is finished.
    ///
    /// # Errors
    ///
    /// Those of [`Self::create`].
    pub fn turn(&mut self, path: &CStr) -> Result<(), Errno> {
        self.to.turn(path)?;
        self.complete = self.written;
        self.begin()
    }

    /// Begins a file.
    fn begin(&mut self) -> Result<(), Errno> {
        self.size = 0;
        self.whole = None;
        let status = self.to.meet_reader()?;
        if FileType::from_raw_mode(status.st_mode) == FileType::RegularFile {
            // Standard output may be a file that holds something already.
            self.whole = if !self.to.is_shared() {
                Some(0)
            } else if rustix::fs::fcntl_getfl(&self.to)?.contains(OFlags::APPEND) {
                u64::try_from(status.st_size).ok()
            } else {
                rustix::fs::tell(&self.to).ok()
            };
        }
        self.put_preface().map_err(|error| error.errno)
    }

    /// Writes what the file begins with.
    fn put_preface(&mut self) -> Result<(), Error> {
        match self.preface.section.as_ref().map(Section::interfaces) {
            None => self.append(&self.preface.header.encode()),
            Some(interfaces) => {
                self.put(&Section::begin)?;
                (0..interfaces).try_for_each(|number| self.describe(number))?;
            }
        }
        self.flush()
    }

    /// Gives the file to a user, if it is one that was made or emptied here.
    ///
    /// # Errors
    ///
    /// Those of fchown(2).
    pub fn give_to(&self, user: Uid, group: Gid) -> Result<(), Errno> {
        if self.to.is_shared() || self.whole.is_none() {
            return Ok(());
        }
        rustix::fs::fchown(&self.to, Some(user), Some(group))
    }

    /// The size of this file's contents, with what is still to be written.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Something went wrong with a file that is written as it should be.
    #[must_use]
    pub fn failed(&self, errno: Errno) -> Error {
        Error { errno, written: self.written, lost: 0 }
    }

    /// Whether packets of a link type can be in the file.
    #[must_use]
    pub fn holds(&self, link_type: LinkType) -> bool {
        link_type == self.preface.header.link_type || self.preface.section.is_some()
    }

    /// Whether packets of that second can be in the file: pcap has 32 bits for it.
    #[must_use]
    pub fn holds_second(&self, second: i64) -> bool {
        match &self.preface.section {
            None => u32::try_from(second).is_ok(),
            Some(section) => section.holds_second(second),
        }
    }

    /// Adds a packet.
    ///
    /// # Errors
    ///
    /// Those of write(2); this packet is then among the lost.
    pub fn packet(&mut self, packet: &Packet<'_>) -> Result<(), Error> {
        if self.preface.section.is_some() {
            return self.block(packet);
        }
        let Packet { time, length, data, .. } = *packet;
        let record_len = RECORD_HEADER_LEN + data.len();
        self.make_room(record_len, 1)?;
        self.size += record_len as u64;
        if record_len > self.buffer.len() {
            let header = self.preface.header.encode_record(time, data.len() as u32, length);
            return self.long(&[&header, data], 1);
        }
        let end = self.used + record_len;
        let room = self.buffer.get_mut(self.used..end).and_then(<[u8]>::split_first_chunk_mut);
        if let Some((to_header, to_data)) = room {
            *to_header = self.preface.header.encode_record(time, data.len() as u32, length);
            to_data.copy_from_slice(data);
            self.used = end;
        }
        Ok(())
    }

    /// Whether the file is a pcap file in which records look as in one with this header.
    #[must_use]
    pub fn is_like(&self, header: &Header) -> bool {
        let own = &self.preface.header;
        self.preface.section.is_none()
            && (own.link_type, own.precision) == (header.link_type, header.precision)
    }

    /// Adds packets to a pcap file, as the records that they are in another one.
    ///
    /// # Errors
    ///
    /// Those of write(2); the packets are then among the lost.
    pub fn records(&mut self, records: &[u8], packets: u64) -> Result<(), Error> {
        if records.len() < DIRECT {
            self.make_room(records.len(), packets)?;
            self.append(records);
            return Ok(());
        }
        self.make_room(usize::MAX, packets)?;
        self.size += records.len() as u64;
        let mut done = 0;
        match self.to.write(records, &mut done) {
            Ok(()) => {
                self.advance(done, packets);
                Ok(())
            }
            Err(errno) => {
                let whole = self.whole_records(records.get(..done).unwrap_or_default());
                Err(self.fail(errno, done, whole))
            }
        }
    }

    /// Writes what is in the buffer if so many bytes do not fit behind it, and counts the packets
    /// that they are.
    #[inline(always)]
    fn make_room(&mut self, bytes: usize, packets: u64) -> Result<(), Error> {
        if bytes > self.buffer.len() - self.used {
            self.flush_before(packets)?;
        }
        self.held += packets;
        Ok(())
    }

    /// Writes what is in the buffer; packets that were to follow are among the lost if that fails.
    #[cold]
    #[inline(never)]
    fn flush_before(&mut self, packets: u64) -> Result<(), Error> {
        self.flush().map_err(|error| Error { lost: error.lost + packets, ..error })
    }

    /// Writes a record longer than the buffer, which is empty, and is so many packets: part by part,
    /// and taken back if one fails.
    #[cold]
    #[inline(never)]
    fn long(&mut self, parts: &[&[u8]], packets: u64) -> Result<(), Error> {
        let mut done = 0;
        for part in parts {
            if let Err(errno) = self.to.write(part, &mut done) {
                return Err(self.fail(errno, done, (0, 0)));
            }
        }
        self.advance(done, packets);
        Ok(())
    }

    /// Adds a packet to a pcapng file.
    #[inline(never)]
    fn block(&mut self, packet: &Packet<'_>) -> Result<(), Error> {
        let Some(section) = &self.preface.section else { return Ok(()) };
        let (header, end) = section.around(packet);
        let [padding, options, rest] = end.parts();
        self.parts(&[&header, packet.data, padding, options, rest], 1)
    }

    /// Adds a block in parts, which is so many packets.
    fn parts(&mut self, parts: &[&[u8]], packets: u64) -> Result<(), Error> {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        self.make_room(length, packets)?;
        if length > self.buffer.len() {
            self.size += length as u64;
            return self.long(parts, packets);
        }
        parts.iter().for_each(|part| self.append(part));
        Ok(())
    }

    /// Adds a block of another pcapng file; answers whether it can be in this one. What a section says of
    /// itself is there if it is what this one says.
    ///
    /// # Errors
    ///
    /// Those of write(2).
    pub fn carried(&mut self, kind: Kind, body: &[u8]) -> Result<bool, Error> {
        let Some(section) = &self.preface.section else { return Ok(false) };
        if kind == Kind::SECTION || !section.carries(kind) {
            return Ok(kind == Kind::SECTION && section.said() == body);
        }
        let (header, end, length) = kind.around(body.len());
        self.parts(&[&header, body, end.get(..length).unwrap_or_default()], 0)?;
        Ok(true)
    }

    /// The number that an interface has in the file, if it has one elsewhere; it is described first,
    /// where it is new and where that can be said. In a pcap file there is one.
    ///
    /// # Errors
    ///
    /// Those of write(2), and of a file with too many interfaces.
    pub fn interface(&mut self, source: Source<'_>, elsewhere: u32) -> Result<u32, Error> {
        let Some(section) = &mut self.preface.section else {
            if cfg!(feature = "pcapng")
                && source.interface.extension != self.preface.header.extension
            {
                let text =
                    b"Warning: not all packets end with the frame check sequences that the copy says";
                Line::new().bytes(text).send();
            }
            return Ok(0);
        };
        if let Some(number) = section.number(source, elsewhere) {
            return Ok(number);
        }
        self.add(source)
    }

    /// Describes an interface with the next number, in a pcapng file; which that is.
    ///
    /// # Errors
    ///
    /// Those of write(2), and of a file with too many interfaces.
    pub fn add(&mut self, source: Source<'_>) -> Result<u32, Error> {
        let Some(section) = &mut self.preface.section else { return Ok(0) };
        let Some(number) = section.add(source) else {
            // What came before has its place.
            self.flush()?;
            return Err(self.failed(Errno::FBIG));
        };
        self.describe(number)?;
        Ok(number as u32)
    }

    /// Describes an interface of the section, in a pcapng file.
    fn describe(&mut self, number: usize) -> Result<(), Error> {
        self.put(&|section, room| section.describe(number, room))
    }

    /// Says what became of an interface's packets, in a pcapng file.
    ///
    /// # Errors
    ///
    /// Those of write(2).
    pub fn counts(&mut self, interface: u32, counts: &Counts) -> Result<(), Error> {
        self.put(&|section, room| section.counts(interface, counts, room))
    }

    /// Puts a block into a pcapng file, which `block` writes into memory, and says how long it is if there
    /// is room for it: behind what is in the buffer, or in place of that.
    fn put(
        &mut self,
        block: &dyn Fn(&Section<'a>, &mut [u8]) -> Option<usize>,
    ) -> Result<(), Error> {
        while let Some(section) = &self.preface.section {
            let room = self.buffer.get_mut(self.used..).unwrap_or_default();
            if let Some(length) = block(section, room) {
                self.used += length;
                self.size += length as u64;
                break;
            }
            if self.used == 0 {
                return Err(self.failed(Errno::FBIG));
            }
            self.flush()?;
        }
        Ok(())
    }

    /// Puts bytes into the buffer, where there is room for them.
    fn append(&mut self, bytes: &[u8]) {
        let end = self.used + bytes.len();
        if let Some(room) = self.buffer.get_mut(self.used..end) {
            room.copy_from_slice(bytes);
            self.used = end;
            self.size += bytes.len() as u64;
        }
    }

    /// Takes note of whole records that were written.
    fn advance(&mut self, bytes: usize, packets: u64) {
        if let Some(whole) = &mut self.whole {
            *whole += bytes as u64;
        }
        self.written += packets;
        self.held -= packets;
    }

    /// Writes what is in the buffer.
    ///
    /// # Errors
    ///
    /// Those of write(2).
    pub fn flush(&mut self) -> Result<(), Error> {
        let mut done = 0;
        let pending = self.buffer.get(..self.used).unwrap_or_default();
        match self.to.write(pending, &mut done) {
            Ok(()) => {
                self.advance(self.used, self.held);
                self.used = 0;
                Ok(())
            }
            Err(errno) => {
                let whole = self.whole_records(self.buffer.get(..done).unwrap_or_default());
                Err(self.fail(errno, done, whole))
            }
        }
    }

    /// The records that are whole in what was written: how long they are, and how many packets.
    fn whole_records(&self, written: &[u8]) -> (usize, u64) {
        let mut at = 0;
        let mut packets = 0;
        // What stands before the records of a pcap file is flushed by itself; behind it, all that is
        // written at once begins with a record. Everything in a pcapng file is one.
        if self.preface.section.is_some() || self.size > HEADER_LEN as u64 {
            while let Some((is_packet, length)) = self.record(written, at)
                && at + length <= written.len()
            {
                at += length;
                packets += u64::from(is_packet);
            }
        }
        (at, packets)
    }

    /// After a write that stopped behind `done` bytes: counts the records that are there whole, and
    /// cuts off the rest. It is the last that is done with the file.
    fn fail(&mut self, errno: Errno, done: usize, (at, packets): (usize, u64)) -> Error {
        self.advance(at, packets);
        if let Some(whole) = self.whole
            && let Ok(status) = self.to.status()
            // Somebody else may be writing behind our back; what is theirs stays.
            && u64::try_from(status.st_size) == Ok(whole + (done - at) as u64)
        {
            // Whether this works or not, what is reported is the error that came first.
            let _ = rustix::fs::ftruncate(&self.to, whole);
        }
        Error { errno, written: self.written, lost: self.held }
    }

    /// Whether the record at a place in the buffer is a packet's, and how long it is.
    fn record(&self, buffer: &[u8], at: usize) -> Option<(bool, usize)> {
        let record = buffer.get(at..)?;
        if self.preface.section.is_some() {
            return block(record);
        }
        let captured = record.get(8..RECORD_HEADER_LEN)?.first_chunk()?;
        Some((true, RECORD_HEADER_LEN + u32::from_ne_bytes(*captured) as usize))
    }

    /// Writes what is in the buffer and closes the file.
    ///
    /// # Errors
    ///
    /// Those of write(2), and those that some file systems report only when a file is closed.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.flush()?;
        // What is in the file cannot be known any more.
        let Self { written, complete, .. } = *self;
        self.to.close().map_err(|errno| Error {
            errno,
            written: complete,
            lost: written - complete,
        })
    }
}
