//! Blocks of a pcapng file that go into a copy of it as they are (draft-ietf-opsawg-pcapng).
//!
//! ```text
//! names       type(2) length(2) value..., padded to 4 bytes, up to type 0; options...
//! statistics  interface(4) time high(4) time low(4) options...
//! journal     text...
//! secrets     type(4) length(4) data..., padded to 4 bytes; options...
//! custom      number of whoever defines it(4) anything...
//! ```
//!
//! They are about packets but hold none: the names of addresses, what became of an interface's
//! packets, entries of a journal, the keys that decrypt what was captured, and what others define.
//! Their numbers are in the byte order of their section. [`normalize`] brings them into this machine's,
//! where it is known which they are; of a custom block that cannot be, and of one that no draft names
//! neither.

use super::blocks::{APPLICATION, INTERFACE_STATISTICS, SECTION};
use super::options::{Subject, first, normalize as options};
use super::{max_record_length, word};
use crate::linktype::LinkType;

/// The longest block that is shown whole, with what is said of a packet, to who asks for what goes into a
/// copy, and so the most bytes such a reader needs to be shown at once, unless a packet of the link type
/// needs more. The secrets of many connections are as long as that.
pub const LONGEST: usize = max_record_length(LinkType::USBPCAP);

/// The types of blocks that are carried, beside statistics and sections.
const NAMES: u32 = 4;
const JOURNAL: u32 = 9;
const SECRETS: u32 = 10;
const CUSTOM: u32 = 0x0bad;

/// The type of a block other than an interface's and a packet's, or of the options of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind(pub u32);

impl Kind {
    /// That of a section; its options are carried, but for what wrote it, and nothing else of it.
    pub const SECTION: Self = Self(SECTION);

    /// What stands before and behind the body of a block that is carried, as [`normalize`] left it, and
    /// how long that is which stands behind it.
    #[must_use]
    pub fn around(self, body: usize) -> ([u8; 8], [u8; 8], usize) {
        // Where options end, there is a mark.
        let has_options = matches!(self.0, NAMES | INTERFACE_STATISTICS | SECRETS);
        let length = if has_options { 8 } else { 4 };
        let total = (8 + body + length) as u32;
        let (mut header, mut end) = ([0; 8], [0; 8]);
        let (kind, first) = (self.0.to_ne_bytes(), total.to_ne_bytes());
        header.copy_from_slice([kind, first].as_flattened());
        if let Some(trailer) = end.get_mut(length - 4..length) {
            trailer.copy_from_slice(&first);
        }
        (header, end, length)
    }

    /// Whether it says what packets mean, so that every file with packets behind it wants it: names and
    /// secrets.
    #[must_use]
    pub const fn explains(self) -> bool {
        matches!(self.0, NAMES | SECRETS)
    }

    /// Whether it begins with the number of an interface.
    #[must_use]
    pub const fn is_of_interface(self) -> bool {
        self.0 == INTERFACE_STATISTICS
    }
}

/// Takes what wrote a section out of its options: a copy is written by somebody else. Answers with how
/// long the rest is.
fn without_application(options: &mut [u8]) -> usize {
    let (mut at, mut kept) = (0, 0);
    while let Some((code, length)) = options.get(at..).and_then(|rest| first(rest, false)) {
        if code != APPLICATION {
            options.copy_within(at..at + length, kept);
            kept += length;
        }
        at += length;
    }
    kept
}

/// Brings a block's body into this machine's byte order, if it is in the other one; how long it is
/// without what ends its options and what wrote a section, or nothing if it cannot go into a copy.
pub fn normalize(kind: Kind, body: &mut [u8], swapped: bool) -> Option<usize> {
    let mut subject = Subject::Other;
    let head = match kind.0 {
        SECTION => {
            let whole = options(body, Subject::Other, swapped);
            return Some(without_application(body.get_mut(..whole)?));
        }
        JOURNAL => return Some(body.len()),
        CUSTOM => return (!swapped).then_some(body.len()),
        // Names look like options, and end like them.
        NAMES => {
            let names = options(body, Subject::Other, swapped);
            let [0, 0, _, _] = *body.get(names..)?.first_chunk()? else { return None };
            names + 4
        }
        INTERFACE_STATISTICS => {
            subject = Subject::Statistics;
            turn(body.get_mut(..12)?, swapped);
            12
        }
        SECRETS => {
            let [_, length] = body.get(..8)?.as_chunks().0 else { return None };
            let length = word(length, swapped) as usize;
            turn(body.get_mut(..8)?, swapped);
            8_usize.checked_add(length.checked_next_multiple_of(4)?)?
        }
        _ => return None,
    };
    Some(head + options(body.get_mut(head..)?, subject, swapped))
}

fn turn(words: &mut [u8], swapped: bool) {
    if swapped {
        words.as_chunks_mut::<4>().0.iter_mut().for_each(|word| word.reverse());
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec::Vec;

    use super::*;

    /// A part of a body: numbers, which are in the byte order of the section, or bytes.
    #[derive(Clone, Copy)]
    enum Part {
        Half(u16),
        Word(u32),
        Long(u64),
        Bytes(&'static [u8]),
    }
    use Part::*;
    type Parts = Vec<Part>;

    fn body(parts: &[Part], swapped: bool) -> Vec<u8> {
        let mut body = Vec::new();
        for part in parts {
            let start = body.len();
            match *part {
                Half(number) => body.extend(number.to_ne_bytes()),
                Word(number) => body.extend(number.to_ne_bytes()),
                Long(number) => body.extend(number.to_ne_bytes()),
                Bytes(bytes) => body.extend(bytes),
            }
            if swapped && !matches!(part, Bytes(_)) {
                body[start..].reverse();
            }
        }
        body
    }

    #[test]
    fn bodies_are_brought_into_this_machines_order() {
        let [names, journal, secrets, custom] = [NAMES, JOURNAL, SECRETS, CUSTOM].map(Kind);
        let statistics = Kind(INTERFACE_STATISTICS);
        let comment = [Half(1), Half(2), Bytes(b"hi\0\0")];
        let application = [Half(4), Half(4), Bytes(b"them")];
        let system = [Half(3), Half(5), Bytes(b"Linux\0\0\0")];
        let end = [Half(0), Half(0)];
        let name = [Half(1), Half(6), Bytes(&[10, 0, 0, 1]), Bytes(b"a\0\0\0")];
        let counts = [Half(4), Half(8), Long(1 << 33 | 5), Half(2), Half(8), Word(1), Word(2)];
        let (head, times) =
            ([Word(7), Word(5), Bytes(b"a key\0\0\0")], [Word(1), Word(2), Word(3)]);
        // A block, its body, and what of it goes into a copy.
        let cases: &[(Kind, Parts, Option<Parts>)] = &[
            (
                Kind::SECTION,
                [&comment[..], &application, &system, &end].concat(),
                Some([&comment[..], &system].concat()),
            ),
            (Kind::SECTION, Vec::new(), Some(Vec::new())),
            (
                names,
                [&name[..], &end, &comment, &end, &comment].concat(),
                Some([&name[..], &end, &comment].concat()),
            ),
            (names, [&name[..], &end].concat(), Some([&name[..], &end].concat())),
            // Names that do not end.
            (names, name.to_vec(), None),
            (names, [&name[..], &name[..1], &[Half(9)]].concat(), None),
            (
                statistics,
                [&times[..], &counts, &end].concat(),
                Some([&times[..], &counts].concat()),
            ),
            (statistics, times[..2].to_vec(), None),
            (secrets, [&head[..], &comment, &end].concat(), Some([&head[..], &comment].concat())),
            (secrets, head[..2].to_vec(), None),
            (secrets, [Word(7), Word(u32::MAX), Bytes(b"a key\0\0\0")].to_vec(), None),
            (journal, [Bytes(b"an entry")].to_vec(), Some([Bytes(b"an entry")].to_vec())),
            (Kind(0x99), [Bytes(b"anything")].to_vec(), None),
        ];
        for swapped in [false, true] {
            for (kind, parts, kept) in cases {
                let mut bytes = body(parts, swapped);
                let length = normalize(*kind, &mut bytes, swapped);
                let kept = kept.as_ref().map(|kept| body(kept, false));
                assert_eq!(length.map(|length| &bytes[..length]), kept.as_deref(), "{kind:?}");
            }
            // Only who defines a custom block knows its numbers.
            let length = normalize(custom, &mut [1; 8], swapped);
            assert_eq!(length, (!swapped).then_some(8));
        }
    }

    #[test]
    fn what_stands_around_a_body_is_as_long_as_the_block() {
        // Behind options there is a mark.
        for (kind, length) in
            [(NAMES, 8), (INTERFACE_STATISTICS, 8), (SECRETS, 8), (JOURNAL, 4), (CUSTOM, 4)]
        {
            let (before, behind, count) = Kind(kind).around(12);
            let total = [Word(8 + 12 + length)];
            assert_eq!(before[..], body(&[Word(kind), total[0]], false));
            assert_eq!(count, length as usize);
            let (mark, trailer) = behind[..count].split_at(count - 4);
            assert_eq!((mark.iter().sum(), trailer), (0, &body(&total, false)[..]));
        }
    }
}
