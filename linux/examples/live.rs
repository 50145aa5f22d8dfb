//! Captures on an interface until Ctrl-C, and prints a line for each packet.
//!
//! `cargo run --example live -- [INTERFACE]`

use barecap_linux::{Capture, Config, Error, InterfaceName, Packet, Signal, Signals, Source};
use rustix::fd::AsFd;

fn main() {
    let name = std::env::args().nth(1).unwrap_or_else(|| "any".into());
    let source = match InterfaceName::new(name.as_bytes()) {
        _ if name == "any" => Source::Any,
        Some(name) => Source::Interface(name),
        None => return eprintln!("{name}: no interface has such a name"),
    };
    if let Err(error) = run(source) {
        eprintln!("{name}: {error}");
        if let Some(detail) = error.detail() {
            eprintln!("({detail})");
        }
    }
}

fn run(source: Source) -> Result<(), Error> {
    let signals = Signals::block(&[Signal::Interrupt, Signal::Terminate])?;
    let mut config = Config::new(source);
    config.block_timeout_ms = 100;
    let prepared = Capture::prepare(&config)?;
    let mut capture = prepared.start(None)?;
    eprintln!("listening, link type {}", capture.link_type());
    while signals.next()?.is_none() {
        capture.wait(&[signals.as_fd()], None)?;
        while let Some(packet) = capture.next_packet()? {
            print(&packet);
        }
    }
    // What came before the signal is still to be had.
    capture.finish()?;
    while let Some(packet) = capture.next_packet()? {
        print(&packet);
    }
    eprintln!("{:?}", capture.statistics()?);
    Ok(())
}

fn print(packet: &Packet<'_>) {
    println!(
        "{}.{:09} interface {} {:?}: {} of {} bytes",
        packet.seconds,
        packet.nanoseconds,
        packet.interface,
        packet.kind,
        packet.data.len(),
        packet.wire_length
    );
}
