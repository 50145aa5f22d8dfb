//! Options of pcapng blocks, as they are carried from one file to another.
//!
//! ```text
//! option     code(2) length(2) value..., padded to 4 bytes
//! ```
//!
//! Most values are texts and bytes, which mean the same everywhere. Those that are numbers are in the
//! byte order of their section, so a copy in another order has to know which they are; the table here
//! is that of draft-ietf-opsawg-pcapng. Sections, names and secrets have none of their own.

use super::{halves, word};

/// Ends the options of a block.
pub(super) const END_OF_OPTIONS: u16 = 0;

/// Options of an interface.
pub(super) const FILTER: u16 = 11;
const SPEED: u16 = 8;
const TIME_ZONE: u16 = 10;
const SEND_SPEED: u16 = 16;
const RECEIVE_SPEED: u16 = 17;
pub(super) const CHECK_LENGTH: u16 = 13;

/// Options of a packet.
pub(super) const FLAGS: u16 = 2;
pub(super) const DROPS: u16 = 4;
const PACKET_ID: u16 = 5;
const QUEUE: u16 = 6;
const VERDICT: u16 = 7;
const PROCESS: u16 = 8;

/// Options of statistics: the first and the last time, and the first and the last of the counts.
const BEGIN: u16 = 2;
const END: u16 = 3;
const RECEIVED: u16 = 4;
const DELIVERED: u16 = 8;

/// Options of any block that begin with the number of whoever defines them.
const CUSTOM: [u16; 4] = [2988, 2989, 19372, 19373];

/// What options are about, which says what their codes mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An interface.
    Interface,
    /// A packet.
    Packet,
    /// What became of the packets of an interface.
    Statistics,
    /// Anything else.
    Other,
}

/// Where a value that begins with this byte has numbers, how many, and how many bytes each has.
fn numbers(subject: Subject, code: u16, kind: Option<&u8>) -> (usize, usize, usize) {
    match (subject, code) {
        (Subject::Interface, SPEED | SEND_SPEED | RECEIVE_SPEED)
        | (Subject::Packet, DROPS | PACKET_ID)
        | (Subject::Statistics, RECEIVED..=DELIVERED) => (0, 1, 8),
        (Subject::Interface, TIME_ZONE) | (Subject::Packet, FLAGS | QUEUE) => (0, 1, 4),
        // A time is a high word and a low one.
        (Subject::Statistics, BEGIN | END) => (0, 2, 4),
        // Behind the kind of verdict: of programs; that of hardware is bytes.
        (Subject::Packet, VERDICT) if kind != Some(&0) => (1, 1, 8),
        (Subject::Packet, PROCESS) => (0, 2, 4),
        _ if CUSTOM.contains(&code) => (0, 1, 4),
        _ => (0, 0, 1),
    }
}

/// The code of the option that bytes begin with, and how long it is with its padding; nothing behind
/// the last one, and where one does not end.
#[must_use]
pub fn first(bytes: &[u8], swapped: bool) -> Option<(u16, usize)> {
    let [code, length] = halves(word(bytes.first_chunk()?, swapped), swapped);
    let whole = 4 + usize::from(length).next_multiple_of(4);
    (code != END_OF_OPTIONS && whole <= bytes.len()).then_some((code, whole))
}

/// How many bytes of frame check sequence a packet ends with, if its own options say so (its flags).
#[must_use]
pub fn packet_check_length(options: &[u8], swapped: bool) -> Option<u8> {
    let flags = word(find(options, FLAGS, swapped)?.get(4..)?.first_chunk()?, swapped);
    let length = (flags >> 5 & 15) as u8;
    (length > 0).then_some(length)
}

/// The value of the first option with this code, without its padding; numbers in it are in the byte order of
/// its section.
///
/// The codes are those of draft-ietf-opsawg-pcapng: of an interface's options 2 is its name (if_name), 3 a
/// description and 12 the operating system, of a packet's 2 are its flags (epb_flags), of all 1 is a comment.
///
/// ```
/// use barecap_core::heapless;
/// use barecap_core::savefile::{Interface, Item, Reader, Step, options};
/// # use barecap_core::savefile::blocks::{Blocks, Description};
/// # let mut memory = [0; 256];
/// # let mut blocks = Blocks::new(&mut memory);
/// # blocks.section(b"", b"", b"").unwrap();
/// # let described = Description { name: b"veth1", filter: b"udp", ..Description::default() };
/// # blocks.interface(&described).unwrap();
/// # let file = blocks.bytes();
///
/// const NAME: u16 = 2;
/// let mut interfaces = heapless::Vec::<Interface, 4>::new();
/// let mut reader = Reader::new(&mut interfaces);
/// let (mut rest, mut names) = (file, vec![]);
/// while let Step::Got(item, len) = reader.next(rest, true)? {
///     if let Item::Option(place) = item {
///         names.extend(options::value(&rest[place], NAME, reader.swapped()));
///     }
///     rest = &rest[len..];
/// }
/// assert_eq!(names, [b"veth1"]);
/// # Ok::<(), barecap_core::savefile::error::Error>(())
/// ```
#[must_use]
pub fn value(options: &[u8], wanted: u16, swapped: bool) -> Option<&[u8]> {
    let option = find(options, wanted, swapped)?;
    let [_, length] = halves(word(option.first_chunk()?, swapped), swapped);
    option.get(4..4 + usize::from(length))
}

/// The first option with this code, from its code to its padding.
fn find(options: &[u8], wanted: u16, swapped: bool) -> Option<&[u8]> {
    let mut rest = options;
    while let Some((code, whole)) = first(rest, swapped) {
        let (option, behind) = rest.split_at_checked(whole)?;
        if code == wanted {
            return Some(option);
        }
        rest = behind;
    }
    None
}

/// Brings options into this machine's byte order if they are in the other one; how long those are
/// together that are whole, without what ends them.
///
/// ```
/// use barecap_core::savefile::options::{Subject, normalize};
///
/// // A comment, the end, and something behind it.
/// let mut bytes = [0, 1, 0, 1, b'x', 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4].map(|byte: u8| byte);
/// let swapped = cfg!(target_endian = "little");
/// assert_eq!(normalize(&mut bytes, Subject::Packet, swapped), 8);
/// assert_eq!(bytes[..4], [1_u16.to_ne_bytes(), 1_u16.to_ne_bytes()].concat());
/// ```
pub fn normalize(bytes: &mut [u8], subject: Subject, swapped: bool) -> usize {
    let mut at = 0;
    while let Some(rest) = bytes.get_mut(at..)
        && let Some((code, whole)) = first(rest, swapped)
    {
        at += whole;
        if swapped
            && let Some(head) = rest.first_chunk()
            && let [_, length] = halves(word(head, swapped), swapped)
            && let Some((head, value)) =
                rest.get_mut(..4 + usize::from(length)).and_then(<[u8]>::split_first_chunk_mut::<4>)
        {
            let (begin, count, size) = numbers(subject, code, value.first());
            head.as_chunks_mut::<2>().0.iter_mut().for_each(|half| half.reverse());
            // A value that is too short for its numbers stays as it is.
            if let Some(numbers) = value.get_mut(begin..begin + count * size) {
                numbers.chunks_mut(size).for_each(<[u8]>::reverse);
            }
        }
    }
    at
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    /// Options in an order of bytes: numbers are those of the table.
    fn options(subject: Subject, big: bool) -> Vec<u8> {
        let order = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            if big {
                bytes.reverse();
            }
            bytes
        };
        let mut all = Vec::new();
        for code in (1..20).chain(CUSTOM) {
            let value: Vec<u8> = (1..=13).collect();
            let (begin, count, length) = numbers(subject, code, value.first());
            all.extend(order(&code.to_le_bytes()));
            all.extend(order(&13_u16.to_le_bytes()));
            all.extend(&value[..begin]);
            let end = begin + count * length;
            value[begin..end].chunks(length).for_each(|number| all.extend(order(number)));
            all.extend(&value[end..]);
            all.extend([0; 3]);
        }
        all
    }

    #[test]
    fn numbers_are_turned_and_nothing_else() {
        let big = cfg!(target_endian = "big");
        for subject in [Subject::Interface, Subject::Packet, Subject::Statistics, Subject::Other] {
            let own = options(subject, big);
            for (mut bytes, swapped) in [(own.clone(), false), (options(subject, !big), true)] {
                assert_eq!(normalize(&mut bytes, subject, swapped), own.len());
                assert_eq!(bytes, own);
            }
        }
    }

    #[test]
    fn check_sequences_have_lengths() {
        for swapped in [false, true] {
            let order = |bytes: &[u8]| {
                let mut bytes = bytes.to_vec();
                if swapped {
                    bytes.reverse();
                }
                bytes
            };
            let option = |code: u16, value: &[u8]| {
                let head = [code, value.len() as u16].map(|half| order(&half.to_ne_bytes()));
                let mut option = [&head.concat(), value].concat();
                option.resize(option.len().next_multiple_of(4), 0);
                option
            };
            let comment = option(1, b"hello");
            for (flags, bytes) in [(1_u32, None), (1 | 4 << 5, Some(4)), (u32::MAX, Some(15))] {
                let options = [&comment[..], &option(2, &order(&flags.to_ne_bytes()))].concat();
                assert_eq!(packet_check_length(&options, swapped), bytes);
            }
            assert_eq!(packet_check_length(&option(2, &[0xff; 3])[..4], swapped), None);
        }
    }

    #[test]
    fn numbers_are_where_the_draft_has_them() {
        // Of options with these codes, where the first thirteen bytes come to.
        let cases = [
            (Subject::Interface, &[8, 16, 17][..], "87654321 9abcd"),
            (Subject::Interface, &[10], "4321 56789abcd"),
            (Subject::Packet, &[4, 5], "87654321 9abcd"),
            (Subject::Packet, &[2, 6], "4321 56789abcd"),
            // Behind the kind of verdict.
            (Subject::Packet, &[7], "1 98765432 abcd"),
            (Subject::Packet, &[8], "4321 8765 9abcd"),
            (Subject::Statistics, &[2, 3], "4321 8765 9abcd"),
            (Subject::Statistics, &[4, 5, 6, 7, 8], "87654321 9abcd"),
            (Subject::Other, &[2988, 2989, 19372, 19373], "4321 56789abcd"),
            (Subject::Other, &[1, 2, 4, 8], "123456789abcd"),
            (Subject::Interface, &[1, 2, 4, 9, 11, 15], "123456789abcd"),
            (Subject::Packet, &[1, 3, 9], "123456789abcd"),
        ];
        for (subject, codes, expected) in cases {
            for code in codes {
                let head = [*code, 13_u16].map(|half| half.swap_bytes().to_ne_bytes()).concat();
                let mut bytes = [&head[..], &(1..=13).collect::<Vec<u8>>(), &[0; 3]].concat();
                assert_eq!(normalize(&mut bytes, subject, true), 20);
                let digits = expected.chars().filter_map(|digit| digit.to_digit(16));
                assert_eq!(bytes[4..17], digits.map(|digit| digit as u8).collect::<Vec<_>>()[..]);
            }
        }
    }

    #[test]
    fn values_are_found_without_their_padding() {
        for swapped in [false, true] {
            let half = |half: u16| if swapped { half.swap_bytes() } else { half }.to_ne_bytes();
            let mut options = std::vec::Vec::new();
            for (code, text) in
                [(1_u16, "hello"), (3, ""), (2, "eth0"), (1, "again"), (0, ""), (4, "x")]
            {
                options.extend([half(code), half(text.len() as u16)].concat());
                options.extend(text.bytes());
                options.resize(options.len().next_multiple_of(4), 0);
            }
            for (code, text) in
                [(1, Some("hello")), (2, Some("eth0")), (3, Some("")), (4, None), (5, None)]
            {
                assert_eq!(value(&options, code, swapped), text.map(str::as_bytes), "{code}");
            }
            // An option that does not end has no value.
            assert_eq!(value(&options[..10], 1, swapped), None);
        }
    }

    #[test]
    fn what_does_not_end_is_left_out() {
        let own = options(Subject::Packet, cfg!(target_endian = "big"));
        for length in 0..own.len() {
            let whole = normalize(&mut own[..length].to_vec(), Subject::Packet, false);
            assert_eq!(whole, length / 20 * 20, "{length}");
        }
        let mut nothing = [0_u8; 8];
        assert_eq!(normalize(&mut nothing, Subject::Packet, true), 0);
        let mut long = [1, 0, 0xff, 0xff, 0, 0, 0, 0];
        assert_eq!(normalize(&mut long, Subject::Packet, false), 0);
    }

    #[test]
    fn what_is_no_number_is_left_as_it_is() {
        let cases =
            [(FLAGS, &[][..]), (FLAGS, &[1, 2]), (DROPS, &[1; 7]), (VERDICT, b"\0abcdefgh")];
        for (code, value) in cases {
            let options = |turned: bool| {
                let half = |half: u16| if turned { half.swap_bytes() } else { half }.to_ne_bytes();
                let mut value = value.to_vec();
                let head = [half(code), half(value.len() as u16)];
                value.resize(value.len().next_multiple_of(4), 0);
                let behind = [half(1), half(4), [1, 2], [3, 4]];
                [&head.concat(), &value, &behind.concat()[..]].concat()
            };
            let mut bytes = options(true);
            assert_eq!(normalize(&mut bytes, Subject::Packet, true), bytes.len());
            assert_eq!(bytes, options(false), "{code}");
        }
    }
}
