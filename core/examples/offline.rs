//! Counts the packets of a savefile that pass a filter.
//!
//! `cargo run --example offline -- FILE [FILTER]`
//!
//! A filter is compiled for a link type, so for each of the interfaces that a pcapng file may have.

use std::collections::BTreeMap;
use std::error::Error;

use barecap_core::compile::compile;
use barecap_core::filter::names::NoNames;
use barecap_core::filter::{Context, Target};
use barecap_core::heapless;
use barecap_core::savefile::{Interface, Item, Reader, Record, Step};
use barecap_core::vm::{Decoded, Op, Packet};
use barecap_core::workspace::Small;

fn main() {
    if let Err(error) = run() {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (path, filter) = match words.split_first() {
        Some((path, filter)) => (path, filter.join(" ")),
        None => return Err("usage: offline FILE [FILTER]".into()),
    };
    let bytes = std::fs::read(path)?;
    let mut interfaces = heapless::Vec::<Interface, 16>::new();
    let mut reader = Reader::new(&mut interfaces);
    let mut programs = BTreeMap::new();
    let (mut rest, mut packets, mut passed) = (&bytes[..], 0, 0);
    // All there is was shown, so nothing more can be asked for.
    while let Step::Got(item, len) = reader.next(rest, true)? {
        match item {
            Item::Interface(number) => {
                let interface = reader.interfaces()[number as usize];
                let target = Target::of_savefile(reader.swapped());
                programs.insert(number, decoded(&filter, &interface, target)?);
            }
            Item::Packet(Record { length, data, interface, .. }) => {
                packets += 1;
                let packet = Packet { bytes: &rest[data], length, ancillary: None };
                passed += u64::from(programs[&interface].run(packet) > 0);
            }
            Item::Missing(_) | Item::Option(_) | Item::Block(..) | Item::Nothing => {}
        }
        rest = &rest[len..];
    }
    println!("{passed} of {packets} packets");
    Ok(())
}

/// The filter's program for packets of an interface, in its fast form.
fn decoded(
    filter: &str,
    interface: &Interface,
    target: Target,
) -> Result<Decoded<Vec<Op>>, Box<dyn Error>> {
    let context =
        Context { snap_length: interface.snap_length, target, ..Context::new(interface.link_type) };
    let mut workspace = Box::new(Small::new());
    match compile(filter, &context, &mut NoNames, &mut workspace) {
        Ok(program) => {
            let memory = vec![Op::BLANK; program.len()];
            Decoded::owned(program, memory).ok_or_else(|| "the program is too long".into())
        }
        Err(error) => Err(format!("{}\n{}", error.message(filter), error.caret(filter)).into()),
    }
}
