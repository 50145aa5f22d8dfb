//! Splits the arguments into options and operands, as getopt_long(3) does.
//!
//! Options may stand behind operands, unless POSIXLY_CORRECT is set; `--` ends them. Letters may be
//! clustered (`-nvr FILE`, `-rFILE`). Long options may be cut to any prefix that names only one of
//! them, and take their value behind `=` or as the next argument.

use super::Flag;
use super::table::FLAGS;
use crate::message::Line;
use crate::process::Strings;
use core::ffi::CStr;

/// One element of the command line.
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// An option, and its value if it takes one.
    Flag(&'static Flag, &'a CStr),
    /// Part of the filter.
    Operand(&'a CStr),
}

/// What is wrong with an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error<'a> {
    /// There is no such letter.
    UnknownShort(u8),
    /// There is no such name.
    UnknownLong(&'a [u8]),
    /// The prefix fits several names.
    Ambiguous(&'a [u8]),
    /// The letter's value is missing.
    ShortNeedsValue(u8),
    /// The name's value is missing.
    LongNeedsValue(&'static str),
    /// The name takes no value, and was given one.
    NoValueAllowed(&'static str),
    /// tcpdump has this option; it is left out here.
    Refused(Name, &'static str),
}

/// An option as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// By its letter.
    Short(u8),
    /// By its name.
    Long(&'static str),
}

impl Error<'_> {
    /// Adds what is wrong to a message.
    pub fn describe(&self, line: &mut Line) {
        let letter;
        let (before, name, after): (&str, &[u8], &str) = match *self {
            Self::UnknownShort(short) => {
                letter = [short];
                ("invalid option -- '", &letter, "'")
            }
            Self::UnknownLong(name) => ("unrecognized option '--", name, "'"),
            Self::Ambiguous(prefix) => ("option '--", prefix, "' is ambiguous; possibilities:"),
            Self::ShortNeedsValue(short) => {
                letter = [short];
                ("option requires an argument -- '", &letter, "'")
            }
            Self::LongNeedsValue(name) => ("option '--", name.as_bytes(), "' requires an argument"),
            Self::NoValueAllowed(name) => {
                ("option '--", name.as_bytes(), "' doesn't allow an argument")
            }
            Self::Refused(Name::Short(short), _) => {
                letter = [short];
                ("-", &letter, " is not supported: ")
            }
            Self::Refused(Name::Long(name), _) => ("--", name.as_bytes(), " is not supported: "),
        };
        line.bytes(before.as_bytes()).bytes(name).bytes(after.as_bytes());
        match *self {
            Self::Ambiguous(prefix) => {
                for long in FLAGS.iter().filter_map(Flag::long) {
                    if long.as_bytes().starts_with(prefix) {
                        line.bytes(b" '--").bytes(long.as_bytes()).bytes(b"'");
                    }
                }
            }
            Self::Refused(_, reason) => {
                line.bytes(reason.as_bytes());
            }
            _ => {}
        }
    }
}

/// Goes through the arguments from left to right.
#[derive(Clone, Debug)]
pub struct Parser<'a> {
    arguments: Strings<'a>,
    /// The next argument to look at.
    next: usize,
    /// What is left of a cluster of letters.
    cluster: &'a [u8],
    /// Nothing but operands follow.
    ended: bool,
    /// The first operand ends the options.
    in_order: bool,
}

impl<'a> Parser<'a> {
    /// Begins behind the program's name.
    #[must_use]
    pub fn new(arguments: Strings<'a>, in_order: bool) -> Self {
        Self { arguments, next: 1, cluster: b"\0", ended: false, in_order }
    }

    /// The next whole argument.
    fn argument(&mut self) -> Option<&'a CStr> {
        let argument = self.arguments.get(self.next)?;
        self.next += 1;
        Some(argument)
    }

    fn short(&mut self, letter: u8) -> Result<Argument<'a>, Error<'a>> {
        let flag = FLAGS
            .iter()
            .find(|flag| flag.short() == Some(letter))
            .ok_or(Error::UnknownShort(letter))?;
        if let Some(reason) = flag.status.refusal() {
            return Err(Error::Refused(Name::Short(letter), reason));
        }
        if flag.value().is_none() {
            return Ok(Argument::Flag(flag, c""));
        }
        let rest = core::mem::replace(&mut self.cluster, b"\0");
        let value = match CStr::from_bytes_with_nul(rest) {
            Ok(value) if !value.is_empty() => Some(value),
            _ => self.argument(),
        };
        Ok(Argument::Flag(flag, value.ok_or(Error::ShortNeedsValue(letter))?))
    }

    /// `text` is what stands behind the two dashes, with its zero byte.
    fn long(&mut self, text: &'a [u8]) -> Result<Argument<'a>, Error<'a>> {
        let end = text.iter().position(|&byte| byte == b'=' || byte == 0).unwrap_or(0);
        let (name, rest) = text.split_at(end);
        let value = match rest.split_first() {
            Some((b'=', value)) => CStr::from_bytes_with_nul(value).ok(),
            _ => None,
        };
        let (flag, long) = find_long(name)?;
        if let Some(reason) = flag.status.refusal() {
            return Err(Error::Refused(Name::Long(long), reason));
        }
        match (flag.value(), value) {
            (None, None) => Ok(Argument::Flag(flag, c"")),
            (None, Some(_)) => Err(Error::NoValueAllowed(long)),
            (Some(_), value) => {
                let value = value.or_else(|| self.argument()).ok_or(Error::LongNeedsValue(long))?;
                Ok(Argument::Flag(flag, value))
            }
        }
    }
}

/// The option of a name or of a prefix that is nobody else's.
fn find_long<'a>(name: &'a [u8]) -> Result<(&'static Flag, &'static str), Error<'a>> {
    let mut found = None;
    for flag in FLAGS {
        let Some(long) = flag.long() else { continue };
        if long.as_bytes() == name {
            return Ok((flag, long));
        }
        if long.as_bytes().starts_with(name) {
            if found.is_some() {
                // An exact match may still follow, so this is decided at the end.
                found = Some(Err(Error::Ambiguous(name)));
            } else {
                found = Some(Ok((flag, long)));
            }
        }
    }
    found.unwrap_or(Err(Error::UnknownLong(name)))
}

impl<'a> Iterator for Parser<'a> {
    type Item = Result<Argument<'a>, Error<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((&letter, rest)) = self.cluster.split_first()
                && letter != 0
            {
                self.cluster = rest;
                return Some(self.short(letter));
            }
            let argument = self.argument()?;
            match argument.to_bytes_with_nul() {
                _ if self.ended => {}
                b"--\0" => {
                    self.ended = true;
                    continue;
                }
                [b'-', b'-', name @ ..] => return Some(self.long(name)),
                [b'-', letters @ ..] if letters.len() > 1 => {
                    self.cluster = letters;
                    continue;
                }
                _ => self.ended = self.in_order,
            }
            return Some(Ok(Argument::Operand(argument)));
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::borrow::ToOwned;
    use std::ffi::CString;
    use std::string::String;
    use std::vec::Vec;

    /// Parses words; options come out as `-l=value`, operands as they are, an error as its text.
    fn parse(words: &[&str], in_order: bool) -> Vec<String> {
        let words: Vec<CString> =
            core::iter::once(&"barecap").chain(words).map(|w| CString::new(*w).unwrap()).collect();
        let pointers: Vec<_> = words.iter().map(|word| word.as_ptr()).collect();
        // SAFETY: the strings live until the end of this function.
        let arguments = unsafe { Strings::from_raw(&pointers) };
        let mut out = Vec::new();
        for argument in Parser::new(arguments, in_order) {
            out.push(match argument {
                Ok(Argument::Operand(text)) => text.to_str().unwrap().to_owned(),
                Ok(Argument::Flag(flag, value)) => {
                    let name = match (flag.short(), flag.long()) {
                        (Some(letter), _) => String::from(char::from(letter)),
                        (None, long) => long.unwrap().to_owned(),
                    };
                    std::format!("-{name}={}", value.to_str().unwrap())
                }
                Err(error) => {
                    let mut line = Line::new();
                    error.describe(&mut line);
                    String::from_utf8(line.text().to_vec()).unwrap()
                }
            });
        }
        out
    }

    #[test]
    fn options_and_operands() {
        for (words, parsed) in [
            (&["-n", "tcp"][..], &["-n=", "tcp"][..]),
            (&["tcp", "-n"], &["tcp", "-n="]),
            (&["-nvr", "f", "x"], &["-n=", "-v=", "-r=f", "x"]),
            (&["-nrf", "x"], &["-n=", "-r=f", "x"]),
            (&["-r-", "-"], &["-r=-", "-"]),
            (&["-r", "-n", "-n"], &["-r=-n", "-n="]),
            (&["-r", "--", "--", "-n"], &["-r=--", "-n"]),
            (&["--", "--", "-n"], &["--", "-n"]),
            (&["--interface=lo", "--interface", "lo", "--int", "lo"], &["-i=lo", "-i=lo", "-i=lo"]),
            (&["--count", "--number"], &["-count=", "-#="]),
            (&["--snapshot-length="], &["-s="]),
            (&["-r", "", "", "x"], &["-r=", "", "x"]),
            (&["-a"], &["-a="]),
        ] {
            assert_eq!(parse(words, false), parsed, "{words:?}");
        }
    }

    #[test]
    fn options_end_at_the_first_operand_if_posix_wants_it() {
        assert_eq!(parse(&["-n", "tcp", "-n"], true), ["-n=", "tcp", "-n"]);
    }

    #[test]
    fn errors() {
        for (words, message) in [
            (&["-k"][..], "invalid option -- 'k'"),
            (&["-\u{1b}"], "invalid option -- '?'"),
            (&["--foo=1"], "unrecognized option '--foo'"),
            (&["--linkt"], "option '--linktype' requires an argument"),
            (
                &["--li"],
                "option '--li' is ambiguous; possibilities: '--list-interfaces' \
                 '--list-data-link-types' '--linktype' '--list-time-stamp-types'",
            ),
            (&["--count=3"], "option '--count' doesn't allow an argument"),
            (&["-r"], "option requires an argument -- 'r'"),
            (&["-Ex"], "-E is not supported: nothing is decrypted or signed here"),
            (&["--fp-type"], "--fp-type is not supported: it is for debugging tcpdump itself"),
            (&["--="], "option '--' is ambiguous"),
        ] {
            let parsed = parse(words, false);
            assert!(parsed[0].starts_with(message), "{words:?} gave {parsed:?}");
        }
    }

    #[test]
    fn every_letter_and_name_stands_once() {
        for (i, flag) in FLAGS.iter().enumerate() {
            assert!(flag.short().is_some() || flag.long().is_some());
            for other in &FLAGS[i + 1..] {
                assert!(flag.short().is_none() || flag.short() != other.short(), "{flag:?}");
                assert!(flag.long().is_none() || flag.long() != other.long(), "{flag:?}");
                assert!(flag.id != other.id, "{flag:?}");
            }
        }
    }
}
