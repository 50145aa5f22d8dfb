//! Sends numbered UDP packets as fast as they go, and says how long that took.
//!
//! `cargo run --release --example send -- INTERFACE COUNT [LENGTH]`
//!
//! They go to nobody in particular, from 10.0.0.1 to port 9999 of 10.0.0.2, and one in a hundred to
//! port 7777.

use std::time::Instant;

use barecap_linux::{Error, InterfaceName, Sender, SenderConfig};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| words.get(at).and_then(|word| word.parse().ok());
    let name = words.first().and_then(|name| name.parse().ok());
    let (Some(name), Some(count)) = (name, number(1)) else {
        eprintln!("usage: send INTERFACE COUNT [LENGTH]");
        std::process::exit(1);
    };
    let start = Instant::now();
    match send(name, count, number(2).unwrap_or(60)) {
        Ok(()) => println!("{count} packets in {:.3} s", start.elapsed().as_secs_f64()),
        Err(error) => {
            eprintln!("{name}: {error}");
            std::process::exit(1);
        }
    }
}

fn send(name: InterfaceName, count: usize, length: usize) -> Result<(), Error> {
    let mut config = SenderConfig::new(name);
    config.bypass_queue = true;
    let mut sender = Sender::open(&config)?;
    let packets = [packet(length, 9999), packet(length, 7777)];
    for number in 0..count {
        sender.put(&packets[usize::from(number % 100 == 99)])?;
    }
    sender.flush()
}

/// An Ethernet frame of that many bytes, 46 at least, with IPv4 and UDP in it.
fn packet(length: usize, port: u16) -> Vec<u8> {
    let length = length.max(46);
    let [ip, udp] = [14, 34].map(|header| ((length - header) as u16).to_be_bytes());
    let mut packet = vec![2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x08, 0x00];
    packet.extend([0x45, 0, ip[0], ip[1], 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]);
    let sum: u32 =
        packet[14..].chunks(2).map(|pair| u32::from(pair[0]) << 8 | u32::from(pair[1])).sum();
    let sum = !((sum & 0xffff) + (sum >> 16)) as u16;
    packet[24..26].copy_from_slice(&sum.to_be_bytes());
    packet.extend([0x9c, 0x40]);
    packet.extend(port.to_be_bytes());
    packet.extend([udp[0], udp[1], 0, 0]);
    packet.resize(length, 0);
    packet
}
