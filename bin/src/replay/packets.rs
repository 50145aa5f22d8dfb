//! The packets of a savefile one by one, for whoever takes them at a pace of his own.

use super::{Error, Savefile};
use crate::signals::Signals;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::options;
use barecap_core::savefile::{Interface, Item, Record, Step};
use barecap_linux::Signal;
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
                Step::Got(_, bytes) => self.input.advance(bytes),
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

    /// Waits for more bytes, and reads them; or answers with a signal that has come instead.
    ///
    /// # Errors
    ///
    /// Reading failed.
    pub fn read(&mut self, bytes: usize, signals: &Signals) -> Result<Option<Signal>, Error> {
        let signal = self.input.wait(signals).map_err(Error::Input)?;
        if signal.is_none() {
            self.input.fill(bytes).map_err(Error::Input)?;
        }
        Ok(signal)
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

    /// How many bytes of frame check sequence the file says that a packet ends with: of its interface, or,
    /// in a pcapng file, of the packet itself.
    #[must_use]
    pub fn check_length(&self, record: &Record) -> usize {
        let own = self.input.window().get(record.options.clone()).unwrap_or_default();
        let own = options::packet_check_length(own, self.reader.swapped());
        let interface = self.reader.interfaces().get(record.interface as usize);
        let length = own.or_else(|| interface.and_then(Interface::check_length));
        length.unwrap_or_default().into()
    }

    /// Whether it is a file, which can be read again.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.input.is_file()
    }
}
