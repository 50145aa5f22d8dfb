//! Splits the arguments into options and operands, as getopt_long(3) does.
//!
//! Options may stand behind operands, unless POSIXLY_CORRECT is set; `--` ends them. Letters may be
//! clustered (`-nvr FILE`, `-rFILE`). Long options may be cut to any prefix that names only one of
//! them, and take their value behind `=` or as the next argument.

use super::{Flag, Status};
use crate::message::{Line, Refused};
use crate::packed::text;
use crate::process::Strings;
use core::ffi::CStr;

/// One element of the command line.
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// An option, and its value; nothing for one that takes none.
    Flag(Flag, &'a CStr),
    /// Part of the filter.
    Operand(&'a CStr),
}

/// Goes through the arguments from left to right.
#[derive(Clone, Debug)]
pub struct Parser<'a> {
    arguments: Strings<'a>,
    /// The next argument to look at.
    next: usize,
    /// What is left of a cluster of letters.
    cluster: &'a CStr,
    /// Nothing but operands follow.
    ended: bool,
    /// The first operand ends the options.
    in_order: bool,
}

impl<'a> Parser<'a> {
    /// Begins behind the program's name.
    #[must_use]
    pub fn new(arguments: Strings<'a>, in_order: bool) -> Self {
        Self { arguments, next: 1, cluster: c"", ended: false, in_order }
    }

    /// The next element, if there is one.
    ///
    /// # Errors
    ///
    /// It is no option, or not written as it should be: `line` says what is wrong.
    pub fn next(&mut self, line: &mut Line) -> Result<Option<Argument<'a>>, Refused> {
        while self.cluster.is_empty() {
            let Some(argument) = self.argument() else { return Ok(None) };
            match argument.to_bytes() {
                _ if self.ended => {}
                b"--" => {
                    self.ended = true;
                    continue;
                }
                [b'-', b'-', ..] => return self.long(&argument[2..], line).map(Some),
                [b'-', _, ..] => {
                    self.cluster = &argument[1..];
                    continue;
                }
                _ => self.ended = self.in_order,
            }
            return Ok(Some(Argument::Operand(argument)));
        }
        self.short(line).map(Some)
    }

    /// The next whole argument.
    fn argument(&mut self) -> Option<&'a CStr> {
        let argument = self.arguments.get(self.next)?;
        self.next += 1;
        Some(argument)
    }

    /// The next option of a cluster.
    fn short(&mut self, line: &mut Line) -> Result<Argument<'a>, Refused> {
        let letter = &self.cluster.to_bytes()[..1];
        self.cluster = &self.cluster[1..];
        let Some(flag) = Flag::find(&|flag| [flag.letter()] == letter && letter != b" ") else {
            line.literal(text!("invalid option -- '")).bytes(letter).literal(text!("'"));
            return Err(Refused);
        };
        refuse_left_out(flag, b"-", letter, line)?;
        let mut value = c"";
        if !flag.value().is_empty() {
            value = core::mem::take(&mut self.cluster);
            if value.is_empty() {
                value = self.argument().ok_or_else(|| {
                    line.literal(text!("option requires an argument -- '"))
                        .bytes(letter)
                        .literal(text!("'"));
                    Refused
                })?;
            }
        }
        Ok(Argument::Flag(flag, value))
    }

    /// An option by its name; `text` is what stands behind the two dashes.
    fn long(&mut self, text: &'a CStr, line: &mut Line) -> Result<Argument<'a>, Refused> {
        let bytes = text.to_bytes();
        let end = bytes.iter().position(|&byte| byte == b'=');
        let flag = find_long(bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default(), line)?;
        let name = flag.long();
        refuse_left_out(flag, b"--", name, line)?;
        let wrong = match (flag.value().is_empty(), end) {
            (true, None) => return Ok(Argument::Flag(flag, c"")),
            (true, Some(_)) => &b"' doesn't allow an argument"[..],
            (false, Some(end)) => return Ok(Argument::Flag(flag, &text[end + 1..])),
            // Optional, and so never the next argument.
            (false, None) if flag.value().first() == Some(&b'[') => {
                return Ok(Argument::Flag(flag, c""));
            }
            (false, None) => match self.argument() {
                Some(value) => return Ok(Argument::Flag(flag, value)),
                None => b"' requires an argument",
            },
        };
        line.literal(text!("option '--")).bytes(name).bytes(wrong);
        Err(Refused)
    }
}

/// Refuses an option that tcpdump has and that is left out here.
fn refuse_left_out(flag: Flag, dashes: &[u8], name: &[u8], line: &mut Line) -> Result<(), Refused> {
    let Status::Refused(reason) = flag.status() else { return Ok(()) };
    line.bytes(dashes).bytes(name).literal(text!(" is not supported: ")).bytes(reason.as_bytes());
    Err(Refused)
}

/// The option of a name or of a prefix that is nobody else's.
fn find_long(name: &[u8], line: &mut Line) -> Result<Flag, Refused> {
    let fits = |flag: &Flag| !flag.long().is_empty() && flag.long().starts_with(name);
    if let Some(flag) = Flag::find(&|flag| fits(flag) && flag.long() == name) {
        return Ok(flag);
    }
    let Some(first) = Flag::find(&fits) else {
        line.literal(text!("unrecognized option '--")).bytes(name).literal(text!("'"));
        return Err(Refused);
    };
    if Flag::find(&|flag| fits(flag) && flag.index != first.index).is_none() {
        return Ok(first);
    }
    line.literal(text!("option '--")).bytes(name).literal(text!("' is ambiguous; possibilities:"));
    for flag in Flag::all().filter(fits) {
        line.literal(text!(" '--")).bytes(flag.long()).literal(text!("'"));
    }
    Err(Refused)
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
        let mut parser = Parser::new(arguments, in_order);
        loop {
            let mut line = Line::new();
            out.push(match parser.next(&mut line) {
                Ok(None) => return out,
                Ok(Some(Argument::Operand(text))) => text.to_str().unwrap().to_owned(),
                Ok(Some(Argument::Flag(flag, value))) => {
                    let letter = [flag.letter()];
                    let name = if letter == *b" " { flag.long() } else { &letter };
                    let name = core::str::from_utf8(name).unwrap();
                    std::format!("-{name}={}", value.to_str().unwrap())
                }
                Err(Refused) => {
                    out.push(String::from_utf8(line.text().to_vec()).unwrap());
                    return out;
                }
            });
        }
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
            (&["- "], "invalid option -- ' '"),
            (&["--debug"], "--debug-filter-parser is not supported: it is for debugging"),
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
            (&["-Y"], "-Y is not supported: it is for debugging tcpdump itself"),
            (&["--="], "option '--' is ambiguous"),
        ] {
            let parsed = parse(words, false);
            assert!(parsed[0].starts_with(message), "{words:?} gave {parsed:?}");
        }
    }

    #[test]
    fn every_letter_and_name_stands_once() {
        let flags: Vec<Flag> = Flag::all().collect();
        let all = cfg!(all(
            feature = "extcap",
            feature = "follow",
            feature = "monitor",
            feature = "rings",
            feature = "send"
        ));
        assert_eq!(flags.len() == super::super::COUNT, all);
        assert!(flags.iter().map(|flag| flag.index).is_sorted());
        for (i, flag) in flags.iter().enumerate() {
            assert!(flag.letter() != b' ' || !flag.long().is_empty());
            for other in &flags[i + 1..] {
                assert!(flag.letter() == b' ' || flag.letter() != other.letter(), "{flag:?}");
                assert!(flag.long().is_empty() || flag.long() != other.long(), "{flag:?}");
            }
        }
    }
}
