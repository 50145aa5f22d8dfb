//! `protochain` beside a walk of the headers that shares nothing with the compiler.
//!
//! The walk is written from RFC 8200 (the extension headers of IPv6 that are skipped, each of 8 bytes
//! and as many times 8 more as its second byte says; a fragment header's is reserved and 0) and
//! RFC 4302 (an authentication header, of as many 32-bit words as its second byte says and two more).
//! libpcap's own loop cannot be the reference: no kernel takes it, and what it does at an
//! authentication header is wrong.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panics")]

use barecap_core::filter::Context;
use barecap_core::linktype::LinkType;
use barecap_core::verify::verify;
use barecap_core::vm::{self, Packet};
use barecap_tests::compile::{self, Compiler};
use barecap_tests::etc::Etc;
use barecap_tests::random::Random;

/// How many headers are stepped over: what the README promises.
const DEPTH: usize = 6;

const HOP_BY_HOP: u8 = 0;
const TCP: u8 = 6;
const UDP: u8 = 17;
const ROUTING: u8 = 43;
const FRAGMENT: u8 = 44;
const AUTHENTICATION: u8 = 51;
const NO_NEXT_HEADER: u8 = 59;
const DESTINATION: u8 = 60;

/// Whether the protocol is found in the chain of a packet, as far as that was captured.
fn walk(network: &[u8], version: u8, wanted: u8) -> Option<bool> {
    let byte = |at: usize| network.get(at).copied();
    let (mut protocol, mut begin) = match version {
        4 => (byte(9)?, usize::from(byte(0)? & 15) * 4),
        _ => (byte(6)?, 40),
    };
    for _ in 0..DEPTH {
        if protocol == wanted {
            return Some(true);
        }
        let unit = match (version, protocol) {
            (_, AUTHENTICATION) => 4,
            (6, HOP_BY_HOP | ROUTING | FRAGMENT | DESTINATION) => 8,
            _ => return Some(false),
        };
        protocol = byte(begin)?;
        begin += 8 + unit * usize::from(byte(begin + 1)?);
    }
    Some(protocol == wanted)
}

/// A network header and a chain of headers behind it, most of which make sense.
fn packet(random: &mut Random, version: u8) -> Vec<u8> {
    let headers = random.below(DEPTH + 3);
    let skipped: &[u8] = if version == 4 {
        &[AUTHENTICATION]
    } else {
        &[HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION]
    };
    let mut protocols: Vec<u8> =
        (0..headers).map(|_| skipped[random.below(skipped.len())]).collect();
    protocols.push([TCP, UDP, NO_NEXT_HEADER, ROUTING, 1][random.below(5)]);
    // Now and then one that ends the chain early.
    if random.below(4) == 0 {
        let at = random.below(protocols.len());
        protocols[at] = random.word() as u8;
    }
    let mut bytes = vec![0; if version == 4 { 20 } else { 40 }];
    if version == 4 {
        let words = if random.below(4) == 0 { random.below(16) } else { 5 };
        bytes[0] = 0x40 | words as u8;
        bytes.resize(20.max(words * 4), 0x33);
        bytes[9] = protocols[0];
    } else {
        bytes[0] = 0x60;
        bytes[6] = protocols[0];
    }
    for pair in protocols.windows(2) {
        let unit = if pair[0] == AUTHENTICATION { 4 } else { 8 };
        let more = if pair[0] == FRAGMENT { 0 } else { random.below(4) };
        bytes.extend([pair[1], more as u8]);
        // What would be read at a wrong place is a protocol as well.
        bytes.extend(std::iter::repeat_with(|| [TCP, UDP][random.below(2)]).take(6 + unit * more));
    }
    bytes.extend([0; 8]);
    bytes
}

/// A link type, and what stands before a network header of a version.
type Case = (LinkType, fn(u8) -> Vec<u8>);

const LINKS: [Case; 3] = [
    (LinkType::RAW, |_| Vec::new()),
    (LinkType::EN10MB, |version| [&[2; 12][..], ethertype(version)].concat()),
    (LinkType::LINUX_SLL, |version| [&[0; 14][..], ethertype(version)].concat()),
];

fn ethertype(version: u8) -> &'static [u8] {
    if version == 4 { &[0x08, 0x00] } else { &[0x86, 0xdd] }
}

#[test]
fn chains_are_walked_as_the_rfcs_have_them() {
    let mut compiler = Compiler::default();
    let mut random = Random::new(0);
    let (mut found, mut runs) = (0, 0);
    for (link_type, prefix) in LINKS {
        for wanted in [TCP, UDP, AUTHENTICATION, FRAGMENT, HOP_BY_HOP, NO_NEXT_HEADER, ROUTING] {
            for (words, versions) in [("", &[4, 6][..]), ("ip ", &[4]), ("ip6 ", &[6])] {
                let filter = format!("{words}protochain {wanted}");
                let programs = [false, true].map(|optimize| {
                    let context = Context { optimize, ..compile::context(link_type, 262_144) };
                    let program = compiler.compile(&filter, &context, &mut Etc::default());
                    program.unwrap_or_else(|error| panic!("{filter}: {error}")).to_vec()
                });
                for _ in 0..30 {
                    let version = [4, 6][random.below(2)];
                    let network = packet(&mut random, version);
                    let whole = [prefix(version), network].concat();
                    let before = prefix(version).len();
                    for length in 0..=whole.len() {
                        let bytes = &whole[..length];
                        // The network header's version is looked at where nothing before tells it.
                        let expected = versions.contains(&version)
                            && length > before
                            && walk(&bytes[before..], version, wanted) == Some(true);
                        for program in &programs {
                            let packet =
                                Packet { bytes, length: whole.len() as u32, ancillary: None };
                            let passes = vm::run(verify(program).unwrap(), packet) > 0;
                            assert_eq!(passes, expected, "{link_type} {filter}: {bytes:02x?}");
                            found += u32::from(passes);
                            runs += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(found > runs / 20, "{found} of {runs} packets have what is looked for");
}
