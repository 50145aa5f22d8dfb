//! `--help`, from the table.

use super::table::FLAGS;
use super::{Category, Flag, Status};
use core::fmt::{Result, Write};

/// Where the explanations begin.
const COLUMN: usize = 30;
/// The longest line.
const WIDTH: usize = 80;

/// Writes the help text.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, program: &str) -> Result {
    writeln!(out, "usage: {program} [option ...] [filter]")?;
    writeln!(out, "Captures packets, or reads them from a savefile; prints them, or keeps them.")?;
    for category in Category::ALL {
        writeln!(out, "\n{}:", category.title())?;
        let offered = |flag: &&Flag| flag.category == category && flag.status == Status::Offered;
        for flag in FLAGS.iter().filter(offered) {
            write_flag(out, flag)?;
        }
    }
    writeln!(out, "\nThe filter is in the language of pcap-filter(7).")
}

/// One option: its spellings, and its explanation broken into lines.
fn write_flag(out: &mut dyn Write, flag: &Flag) -> Result {
    let mut at = 2;
    out.write_str("  ")?;
    if let Some(letter) = flag.short() {
        write!(out, "-{}", char::from(letter))?;
        at += 2;
    } else {
        out.write_str("    ")?;
        at += 4;
    }
    if let Some(long) = flag.long() {
        let comma = if flag.short().is_some() { ", " } else { "" };
        write!(out, "{comma}--{long}")?;
        at += comma.len() + 2 + long.len();
    }
    if let Some(value) = flag.value() {
        let between = if flag.long().is_some() { "=" } else { " " };
        write!(out, "{between}{value}")?;
        at += 1 + value.len();
    }
    // At least two spaces before the explanation, if need be on a line of its own.
    if at + 2 > COLUMN {
        out.write_char('\n')?;
        at = 0;
    }
    for word in flag.help().split(' ') {
        if at > COLUMN && at + 1 + word.len() > WIDTH {
            out.write_char('\n')?;
            at = 0;
        }
        let width = if at < COLUMN { COLUMN - at } else { 1 };
        write!(out, "{:width$}{word}", "")?;
        at += width + word.len();
    }
    out.write_char('\n')
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::String;

    #[test]
    fn every_offered_option_is_explained_and_no_line_is_too_long() {
        let mut text = String::new();
        write(&mut text, "barecap").unwrap();
        for flag in FLAGS {
            let long = flag.long().map(|long| std::format!("--{long}"));
            let short = flag.short().map(|letter| std::format!("  -{}", char::from(letter)));
            let shown = long.or(short).is_some_and(|name| text.contains(&name));
            assert_eq!(shown, flag.status == Status::Offered, "{flag:?}");
        }
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
    }
}
