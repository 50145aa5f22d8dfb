//! Times the virtual machine as `tests/benches/peers/bpf_filter.c` times libpcap's, on the same
//! files: every program of one over all packets of the other.
//!
//! `vm-bench PROGRAMS PACKETS MILLISECONDS` prints, for each program, how many packets it keeps and
//! nanoseconds a packet; with a fourth argument for the form that is not decoded.
#![allow(clippy::expect_used, reason = "a development tool")]

use barecap_core::verify::verify;
use barecap_core::vm::{Decoded, Op, Packet, run};
use barecap_tests::listing;
use std::time::{Duration, Instant};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [programs, packets, milliseconds, plain @ ..] = &arguments[..] else {
        eprintln!("vm-bench PROGRAMS PACKETS MILLISECONDS [plain]");
        std::process::exit(2);
    };
    let programs = std::fs::read_to_string(programs).expect("the programs can be read");
    let data = std::fs::read(packets).expect("the packets can be read");
    let wanted = Duration::from_millis(milliseconds.parse().expect("a number of milliseconds"));
    let packets = packets_of(&data);
    for line in programs.lines() {
        let program = listing::parse(line).expect("a program");
        let verified = verify(&program).expect("a program that may run");
        let mut memory = vec![Op::BLANK; program.len()];
        let decoded = Decoded::new(verified, &mut memory).expect("a program of moderate length");
        let (kept, taken) = if plain.is_empty() {
            time(&packets, wanted, |packet| decoded.run(packet))
        } else {
            time(&packets, wanted, |packet| run(verified, packet))
        };
        println!("{kept}\t{taken:.3}");
    }
}

fn packets_of(mut data: &[u8]) -> Vec<Packet<'_>> {
    let mut packets = vec![];
    while let Some((head, rest)) = data.split_first_chunk::<8>() {
        let number = |at: usize| u32::from_ne_bytes([0, 1, 2, 3].map(|i| head[at + i]));
        let (bytes, rest) = rest.split_at(number(0) as usize);
        packets.push(Packet { bytes, length: number(4), ancillary: None });
        data = rest;
    }
    packets
}

/// How many packets are kept, and nanoseconds a packet.
fn time(
    packets: &[Packet<'_>],
    wanted: Duration,
    keep: impl Fn(Packet<'_>) -> u32,
) -> (usize, f64) {
    let start = Instant::now();
    let mut rounds = 0;
    loop {
        let kept = packets.iter().filter(|packet| keep(**packet) != 0).count();
        rounds += 1;
        let taken = start.elapsed();
        if taken >= wanted {
            return (kept, taken.as_nanos() as f64 / f64::from(rounds) / packets.len() as f64);
        }
    }
}
