//! Packets made to show one thing each, and the lines that tcpdump prints of them: values beyond those
//! of the conformance data, lengths that are wrong, packets that are cut, and what a build of before
//! printed otherwise. ci/print-differential finds such packets. Each file has those of one subject, and
//! `rare` those of printers that the default build has not.

extern crate std;

mod bgp;
mod bridges;
mod control;
mod internet;
mod invalid;
mod isis;
mod keys;
mod leases;
mod lengths;
mod management;
mod neighbors;
mod options;
mod ospf;
mod ppp;
#[cfg(feature = "print-rare")]
mod rare;
mod said;
mod services;
#[cfg(feature = "print-smb")]
mod smb;
mod tunnels;
mod wireless;

use super::{Options, TimeForm, print_hex, print_with};
use crate::print::packet_type;

/// What a row shows, the count of -v, and packets: link type, bytes in hexadecimal, the line.
type Row = (&'static str, u8, &'static [(u16, &'static str, &'static str)]);

/// What a row shows, the count of -v, and packets: link type, length on the wire, captured bytes in
/// hexadecimal, the line.
type Cut = (&'static str, u8, &'static [(u16, u32, &'static str, &'static str)]);

/// The type of a packet as -T has it, the count of -v, that of -q, an IP packet in hexadecimal, and the
/// text.
type Typed = (&'static str, u8, u8, &'static str, &'static str);

/// Prints the packets of rows, and compares their lines.
fn check(rows: &[Row]) {
    for (what, verbose, packets) in rows {
        for (link_type, hex, line) in *packets {
            let text = print_hex(*link_type, None, hex, *verbose);
            assert_eq!(text.trim_end_matches('\n'), *line, "{what}");
        }
    }
}

/// As [`check`], with lengths on the wire.
fn check_cut(rows: &[Cut]) {
    for (what, verbose, packets) in rows {
        for (link_type, length, hex, line) in *packets {
            let text = print_hex(*link_type, Some(*length), hex, *verbose);
            assert_eq!(text.trim_end_matches('\n'), *line, "{what}");
        }
    }
}

/// Prints packets that the user says are of a type, and compares.
fn check_typed(rows: &[Typed]) {
    for &(name, verbose, quiet, hex, text) in rows {
        let packet_type = packet_type(name.as_bytes()).expect("it is printed");
        let time = TimeForm::None;
        let o = Options { packet_type, verbose, quiet, numeric: true, time, ..Options::default() };
        assert_eq!(print_with(&o, 12, None, hex), text, "{name}");
    }
}
