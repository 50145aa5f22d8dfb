//! `--help`, from the table.

use super::{Flag, LONGEST_HELP, Row, Status, rows};
use crate::packed::text;
use crate::print::Sink;
use barecap_core::words::split;

/// Where the explanations begin.
const COLUMN: usize = 30;
/// The longest line.
const WIDTH: usize = 80;

/// Writes the help text.
pub fn write(out: &mut Sink<'_>, program: &[u8]) {
    out.literal(text!("usage: "));
    out.bytes(program);
    out.str(
        " [option ...] [filter]\n\
         Captures packets, or reads them from a savefile; prints them, or keeps them.\n",
    );
    for row in rows() {
        match row {
            Row::Title(title) => {
                out.byte(b'\n');
                out.bytes(title);
                out.literal(text!(":\n"));
            }
            Row::Flag(flag) if flag.status() == Status::Offered => write_flag(out, flag),
            Row::Flag(_) => {}
        }
    }
    out.literal(text!("\nThe filter is in the language of pcap-filter(7).\n"));
}

/// One option: its spellings, and its explanation broken into lines.
fn write_flag(out: &mut Sink<'_>, flag: Flag) {
    let mut at = 0;
    let mut put = |text: &[u8]| {
        out.bytes(text);
        at += text.len();
    };
    put(if flag.letter() == b' ' { b"     " } else { b"  -" });
    put(&[flag.letter()]);
    let (long, value) = (flag.long(), flag.value());
    if !long.is_empty() {
        put(if flag.letter() == b' ' { b"--" } else { b", --" });
        put(long);
    }
    if !value.is_empty() {
        put(match value.first() {
            Some(b'[') => b"",
            _ if long.is_empty() => b" ",
            _ => b"=",
        });
        put(value);
    }
    // At least two spaces before the explanation, if need be on a line of its own.
    if at + 2 > COLUMN {
        at = WIDTH;
    }
    let mut room = [0; LONGEST_HELP];
    for word in split(flag.help(&mut room), b' ') {
        if at + 1 + word.len() > WIDTH {
            out.byte(b'\n');
            at = 0;
        }
        let width = if at < COLUMN { COLUMN - at } else { 1 };
        out.spaces(width);
        out.bytes(word);
        at += width + word.len();
    }
    out.byte(b'\n');
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::String;

    #[test]
    fn every_offered_option_is_explained_and_no_line_is_too_long() {
        let mut text = String::new();
        let mut keep = |bytes: &[u8]| {
            text.push_str(core::str::from_utf8(bytes).unwrap());
            true
        };
        let mut buffer = [0; 100];
        let mut sink = Sink::new(&mut buffer, &mut keep);
        write(&mut sink, b"barecap");
        sink.flush();
        for flag in Flag::all() {
            let long = core::str::from_utf8(flag.long()).unwrap();
            let name = match flag.letter() {
                _ if !long.is_empty() => std::format!("--{long}"),
                letter => std::format!("  -{}", char::from(letter)),
            };
            assert_eq!(text.contains(&name), flag.status() == Status::Offered, "{flag:?}");
            let mut room = [0; LONGEST_HELP];
            let help = core::str::from_utf8(flag.help(&mut room)).unwrap();
            assert!(help.len() < LONGEST_HELP, "{flag:?}");
            let last = help.rsplit(' ').next().unwrap();
            assert!(text.contains(last), "{flag:?}");
        }
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
    }
}
