//! Sends the same small packet again and again, and says how long that took.
//!
//! `cargo run --release --example send -- INTERFACE COUNT [LENGTH]`

use std::time::Instant;

use barecap_linux::{Capture, Config, Direction, Error, InterfaceName, Source};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| words.get(at).and_then(|word| word.parse().ok());
    let name = words.first().and_then(|name| InterfaceName::new(name.as_bytes()));
    let (Some(name), Some(count)) = (name, number(1)) else {
        return eprintln!("usage: send INTERFACE COUNT [LENGTH]");
    };
    let start = Instant::now();
    match send(name, count, number(2).unwrap_or(60)) {
        Ok(()) => println!("{count} packets in {:.3} s", start.elapsed().as_secs_f64()),
        Err(error) => eprintln!("{name}: {error}"),
    }
}

fn send(name: InterfaceName, count: usize, length: usize) -> Result<(), Error> {
    let mut config = Config::new(Source::Interface(name));
    // Nothing that comes in is of interest; what goes out from here does not come back.
    config.direction = Direction::Out;
    config.buffer_bytes = 0;
    let capture = Capture::prepare(&config)?.start(None)?;
    // To nobody in particular, of an Ethernet protocol for local experiments.
    let mut packet = vec![0_u8; length.max(14)];
    packet[0] = 0x02;
    packet[6] = 0x02;
    packet[12..14].copy_from_slice(&[0x88, 0xb5]);
    for _ in 0..count {
        capture.send(&packet)?;
    }
    Ok(())
}
