//! The options of the command line, each described once.
//!
//! The [`table`] is the only list: [`parse`] recognizes what stands in it, [`help`] prints it,
//! and what an option does is found by its [`Id`]. Options of tcpdump that are left out stand in it
//! too, with the reason, so that using one is refused by name and not by "invalid option".

pub mod help;
pub mod parse;
pub mod table;

use crate::message::Line;
use crate::packed::Text;
use crate::packed::text;
use barecap_core::words::split;
pub use table::{COUNT, Id};

/// Room for what the longest help says of an option.
pub const LONGEST_HELP: usize = 320;

/// One option.
#[derive(Clone, Copy, Debug)]
pub struct Flag {
    /// Its number, that of its [`Id`].
    pub index: usize,
    row: &'static [u8],
}

impl Flag {
    /// Every option, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        rows().filter_map(|row| match row {
            Row::Title(_) => None,
            Row::Flag(flag) => Some(flag),
        })
    }

    /// The first option that is wanted.
    #[inline(never)]
    pub fn find(is_wanted: &dyn Fn(&Self) -> bool) -> Option<Self> {
        Self::all().find(is_wanted)
    }

    /// Its letter, as in `-i`, or a blank.
    #[must_use]
    pub fn letter(&self) -> u8 {
        self.row.first().copied().unwrap_or(b' ')
    }

    /// Whether it is there, and if not, why not.
    #[must_use]
    pub fn status(&self) -> Status {
        match self.row.get(1) {
            Some(b'+') => Status::Offered,
            Some(b'-') => Status::Ignored,
            Some(b'$') => Status::Refused("nothing is decrypted or signed here"),
            Some(b'&') => Status::Refused("names are those of /etc/hosts, which are near at hand"),
            Some(b'%') => Status::Refused("SNMP MIB modules are not read"),
            _ => Status::Refused("it is for debugging tcpdump itself"),
        }
    }

    /// Its name, as in `--interface`, or nothing.
    #[must_use]
    pub fn long(&self) -> &'static [u8] {
        self.part(0)
    }

    /// The name of its value in help texts; nothing if it takes none.
    #[must_use]
    pub fn value(&self) -> &'static [u8] {
        self.part(1)
    }

    /// What it does, put into memory. Empty for an option that is not there.
    #[must_use]
    pub fn help<'r>(&self, room: &'r mut [u8; LONGEST_HELP]) -> &'r [u8] {
        Text::packed(self.part(2)).unpack(room)
    }

    fn part(&self, index: usize) -> &'static [u8] {
        let text = self.row.get(2..).unwrap_or_default();
        split(text, b'|').nth(index).unwrap_or_default()
    }
}

/// Puts the name of an option as it is given: by its letter, if it has one.
pub fn put_name(id: Id, line: &mut Line) {
    let Some(flag) = Flag::find(&|flag| flag.index == id as usize) else { return };
    match flag.letter() {
        b' ' => line.literal(text!("--")).bytes(flag.long()),
        letter => line.bytes(&[b'-', letter]),
    };
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub enum Row {
    /// What the options that follow have in common.
    Title(&'static [u8]),
    /// An option.
    Flag(Flag),
}

/// The table, row by row.
pub fn rows() -> impl Iterator<Item = Row> {
    let mut index = 0;
    // Behind the last newline is nothing.
    let lines = split(&table::TABLE, b'\n').filter(|row| !row.is_empty());
    lines.filter_map(move |row| match row {
        [b'=', title @ ..] => Some(Row::Title(title)),
        _ => {
            index += 1;
            // Left out with its feature.
            let there = row != b"~";
            there.then_some(Row::Flag(Flag { index: index - 1, row }))
        }
    })
}

/// Whether an option is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It does what its help says.
    Offered,
    /// It is accepted for the sake of old scripts, and changes nothing.
    Ignored,
    /// It is an option of tcpdump that is left out, for a reason.
    Refused(&'static str),
}
