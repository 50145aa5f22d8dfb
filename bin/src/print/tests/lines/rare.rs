//! Packets of what few networks carry, as those of the other files.

extern crate std;

mod appletalk;
mod control;
mod decnet;
mod dumps;
mod files;
mod gateways;
mod ipx;
mod juniper;
mod lengths;
mod links;
mod nets;
mod paths;
mod rx;
mod said;
mod sensors;
mod serial;
mod services;
mod switches;
mod values;
mod volumes;

use super::{Typed, check_typed};
use crate::print::Printer;
use crate::print::tests::{Options, Saved, TimeForm, print};
use std::boxed::Box;
use std::string::String;
use std::vec::Vec;

/// What a row shows, the count of -v, the link type, the packets in hexadecimal, and the text. They
/// follow each other, as answers are printed by what they answer.
type Talk = (&'static str, u8, u16, &'static [&'static str], &'static str);

/// What a row shows, the count of -v, whether -e is given, the link type, the packets in hexadecimal
/// with their length on the wire where they are cut, and the text.
type Frames = (&'static str, u8, bool, u16, &'static [&'static str], &'static str);

/// Prints the packets of rows, each with a printer of its own, and compares.
fn check_talks(rows: &[Talk]) {
    for &(what, verbose, link_type, packets, expected) in rows {
        check_frames(&[(what, verbose, false, link_type, packets, expected)]);
    }
}

/// As [`check_talks`], with the link-layer header where it is asked for.
fn check_frames(rows: &[Frames]) {
    for &(what, verbose, link_header, link_type, packets, expected) in rows {
        let time = TimeForm::None;
        let o = Options { verbose, link_header, numeric: true, time, ..Options::default() };
        let text = print(&mut Box::new(Printer::new()), &o, link_type, &all_saved(packets));
        assert_eq!(String::from_utf8_lossy(&text), expected, "{what}");
    }
}

/// Packets as a savefile would hold them, each in hexadecimal, with the length that it had, if it was
/// cut, behind a colon.
fn all_saved(packets: &[&str]) -> Vec<Saved> {
    let one = |packet: &&str| {
        let (hex, length) = packet.split_once(':').unwrap_or((packet, ""));
        let packet = saved(hex);
        Saved { length: length.parse().unwrap_or(packet.length), ..packet }
    };
    packets.iter().map(one).collect()
}

/// A packet in hexadecimal, as a savefile would hold it.
fn saved(hex: &str) -> Saved {
    let digits: Vec<u32> = hex.chars().filter_map(|digit| digit.to_digit(16)).collect();
    let byte = |pair: &[u32]| pair.iter().fold(0, |byte, digit| byte << 4 | *digit as u8);
    let data: Vec<u8> = digits.chunks(2).map(byte).collect();
    let length = u32::try_from(data.len()).unwrap();
    Saved { seconds: 0, fraction: 0, length, data }
}
