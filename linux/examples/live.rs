//! Captures on an interface what passes a filter, until Ctrl-C, and prints a line for each packet.
//!
//! `cargo run --example live -- [INTERFACE [FILTER]]`

use barecap_core::compile::compile;
use barecap_core::filter::{Context, Target, names::NoNames};
use barecap_core::workspace::Small;
use barecap_linux::rustix::fd::AsFd;
use barecap_linux::{Capture, Config, Error, Packet, Signal, Signals, Source, interface};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_else(|| "any".into());
    let filter = words.collect::<Vec<_>>().join(" ");
    match name.parse().and_then(|source| run(source, &filter)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{name}: {error}");
            if let Some(detail) = error.detail() {
                eprintln!("({detail})");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(source: Source, filter: &str) -> Result<ExitCode, Error> {
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
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut capture = prepared.start(Some(program))?;
    if let Some(reason) = capture.user_space() {
        eprintln!("{reason}");
    }
    eprintln!("listening, link type {}", capture.link_type());
    // The interface may be deleted meanwhile. What came before that, or before the signal, is still to be had.
    let end = listen(&mut capture, &signals);
    capture.finish()?;
    deliver(&mut capture)?;
    eprintln!("{:?}", capture.statistics()?);
    end.map(|()| ExitCode::SUCCESS)
}

fn listen(capture: &mut Capture<'_>, signals: &Signals) -> Result<(), Error> {
    while signals.next()?.is_none() {
        capture.wait(&[signals.as_fd()], None)?;
        deliver(capture)?;
    }
    Ok(())
}

fn deliver(capture: &mut Capture<'_>) -> Result<(), Error> {
    while let Some(packet) = capture.next_packet()? {
        print(&packet);
    }
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
