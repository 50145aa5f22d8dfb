//! The packets of a savefile one by one, for whoever takes them at a pace of his own.

use super::{Error, Savefile};
use crate::signals::Signals;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::options;
use barecap_core::savefile::{Item, Record, Step};
use core::ops::Range;

/// What comes next in a savefile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A packet, its link type, and how many bytes it is to [`Savefile::advance`] over it.
    Packet(Record, LinkType, usize),
    /// So many bytes are wanted, for which [`Savefile::read`] may have to wait.
    More(usize),
    /// Nothing.
    End,
}

impl Savefile<'_> {
    /// What comes next; it comes again until it was advanced over.
    ///
    /// # Errors
    ///
    /// It makes no sense, or the file ends within it.
    pub fn look(&mut self) -> Result<Next, Error> {
        loop {
            let step = self.reader.next(self.input.window(), self.input.at_end());
            match step.map_err(Error::Format)? {
                Step::Need(bytes) => return Ok(Next::More(bytes)),
                Step::Got(Item::Packet(record), bytes) => {
                    let interface = self.reader.interfaces().get(record.interface as usize);
                    let link_type = interface.map_or(self.first.link_type, |it| it.link_type);
                    return Ok(Next::Packet(record, link_type, bytes));
                }
                Step::Got(item, bytes) => {
                    match item {
                        Item::Option(place) => self.note_check_length(place),
                        Item::Interface(number) => self.keep_check_length(number),
                        _ => {}
                    }
                    self.input.advance(bytes);
                }
                Step::End => return Ok(Next::End),
            }
        }
    }

    /// The bytes of the packet that is next.
    #[must_use]
    pub fn bytes(&self, place: Range<usize>) -> &[u8] {
        self.input.window().get(place).unwrap_or_default()
    }

    /// Goes on behind a packet.
    pub fn advance(&mut self, bytes: usize) {
        self.input.advance(bytes);
    }

    /// Waits for more bytes, and reads them; answers whether a signal came that ends the program.
    ///
    /// # Errors
    ///
    /// Reading failed.
    pub fn read(&mut self, bytes: usize, signals: &Signals) -> Result<bool, Error> {
        if self.input.wait(signals).map_err(Error::Input)? {
            return Ok(true);
        }
        self.input.fill(bytes).map_err(Error::Input)?;
        Ok(false)
    }

    /// Goes back to its beginning.
    ///
    /// # Errors
    ///
    /// It is a pipe, or those of [`Savefile::open`].
    pub fn rewind(&mut self) -> Result<(), Error> {
        self.input.rewind().map_err(|errno| Error::Input(crate::input::Error::Read(errno)))?;
        self.reader.restart();
        self.begin()
    }

    /// The link type of the first interface.
    #[must_use]
    pub fn link_type(&self) -> LinkType {
        self.first.link_type
    }

    /// Takes note of what an option says of the interface that is being read.
    pub(super) fn note_check_length(&mut self, option: Range<usize>) {
        let swapped = self.reader.swapped();
        let option = self.input.window().get(option).unwrap_or_default();
        if let Some(length) = options::interface_check_length(option, swapped) {
            self.checks.0 = length;
        }
    }

    /// Takes note of the interface that has been read.
    pub(super) fn keep_check_length(&mut self, number: u32) {
        let length = core::mem::take(&mut self.checks.0);
        if let Some(place) = self.checks.1.get_mut(number as usize) {
            *place = length;
        }
    }

    /// How many bytes of frame check sequence the file says that a packet ends with: a pcapng file says it of
    /// the interface, or of the packet.
    #[must_use]
    pub fn check_length(&self, record: &Record) -> usize {
        if !self.reader.is_pcapng() {
            return self.first.check_length().unwrap_or_default().into();
        }
        let own = self.input.window().get(record.options.clone()).unwrap_or_default();
        let own = options::packet_check_length(own, self.reader.swapped());
        let length = own.or_else(|| self.checks.1.get(record.interface as usize).copied());
        length.unwrap_or_default().into()
    }

    /// Whether it is a file, which can be read again.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.input.is_file()
    }
}
