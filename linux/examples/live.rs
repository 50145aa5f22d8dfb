//! Captures on an interface what passes a filter, until Ctrl-C, and prints a line for each packet.
//!
//! `cargo run --example live -- [INTERFACE [FILTER]]`

use barecap_core::compile::compile;
use barecap_core::filter::{Context, Target, names::NoNames};
use barecap_core::workspace::Small;
use barecap_linux::rustix::fd::AsFd;
use barecap_linux::{Capture, Config, Error, Packet, Signal, Signals, Source, interface};

fn main() {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_else(|| "any".into());
    let filter = words.collect::<Vec<_>>().join(" ");
    if let Err(error) = name.parse().and_then(|source| run(source, &filter)) {
        eprintln!("{name}: {error}");
        if let Some(detail) = error.detail() {
            eprintln!("({detail})");
        }
    }
}

fn run(source: Source, filter: &str) -> Result<(), Error> {
    let signals = Signals::block(&[Signal::Interrupt, Signal::Terminate])?;
    let mut config = Config::new(source);
    config.block_timeout_ms = 100;
    let prepared = Capture::prepare(&config)?;
    let mut context = Context::new(prepared.link_type());
    context.snap_length = prepared.snap_length();
    context.target = Target::LinuxLive;
    if let Some(interface) = prepared.interface() {
        context.netmask = interface::ipv4_network(interface.index)?.map(|(_, mask)| mask);
    }
    let mut workspace = Box::new(Small::new());
    let program = match compile(filter, &context, &mut NoNames, &mut workspace) {
        Ok(program) => program,
        Err(error) => {
            eprintln!("{}\n{}", error.message(filter), error.caret(filter));
            return Ok(());
        }
    };
    let mut capture = prepared.start(Some(program))?;
    if let Some(reason) = capture.user_space() {
        eprintln!("{reason}");
    }
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
