//! One program for several filters: proven to accept whatever one of them accepts, and on packets
//! that are long enough nothing else.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panics")]

use barecap_core::any_of::any_of;
use barecap_core::filter::Target;
use barecap_core::insn::Insn;
use barecap_core::insn::opcode::*;
use barecap_core::linktype::LinkType;
use barecap_core::verify::{State, facts, verify};
use barecap_tests::compile::{self, Compiler};
use barecap_tests::etc::Etc;
use barecap_tests::prove::{self, Ledger, Pair};
use std::time::Duration;

const SNAP_LENGTH: u32 = 262_144;

/// Link type, the filter for all or none, and the parts.
const CASES: &[(LinkType, &str, &[&str])] = &[
    (LinkType::EN10MB, "", &["arp"]),
    (LinkType::EN10MB, "", &["tcp port 443", "icmp", "arp"]),
    (LinkType::EN10MB, "host 10.0.0.1", &["tcp port 443", "udp port 53", "arp"]),
    (LinkType::EN10MB, "", &["vlan 5 and tcp", "tcp", "mpls"]),
    (LinkType::EN10MB, "not port 22", &["ip6 and tcp[13] & 2 != 0", "tcp[tcpflags] = tcp-syn"]),
    (LinkType::EN10MB, "", &["inbound and tcp", "outbound and udp", "vlan"]),
    (LinkType::EN10MB, "tcp", &["", "port 80"]),
    (LinkType::EN10MB, "", &["tcp port 443", "vlan and tcp"]),
    (LinkType::EN10MB, "", &["less 100", "greater 200", "ether[300] = 1"]),
    (LinkType::LINUX_SLL2, "", &["tcp port 443", "arp or rarp", "ip6 host fe80::1"]),
    (LinkType::RAW, "ip", &["host 10.0.0.1", "icmp", "ip[2:2] > 1000"]),
];

/// What accepts a packet that both programs accept: the second stands behind the first, whose
/// packets go on to it.
fn both(first: &[Insn], second: &[Insn]) -> Vec<Insn> {
    let goes_on = |(at, insn): (usize, &Insn)| {
        if insn.code == RET_K && insn.k > 0 {
            Insn::stmt(JA, (first.len() - at - 1) as u32)
        } else {
            *insn
        }
    };
    first.iter().enumerate().map(goes_on).chain(second.iter().copied()).collect()
}

/// A program behind a load that only longer packets survive.
fn on_longer(furthest: Option<u32>, program: Vec<Insn>) -> Vec<Insn> {
    let load = furthest.map(|furthest| Insn::stmt(LDB_ABS, furthest));
    load.into_iter().chain(program).collect()
}

#[test]
fn one_program_accepts_what_any_filter_accepts() {
    let script = match prove::prover() {
        Ok(script) => script,
        Err(missing) => return println!("any_of: skipped: {missing}"),
    };
    let mut compiler = Compiler::default();
    let mut pairs = Vec::new();
    for &(link_type, all, parts) in CASES {
        let mut context = compile::context(link_type, SNAP_LENGTH);
        context.target = Target::LinuxLive;
        let mut compile = |filter: &str| {
            let program = compiler.compile(filter, &context, &mut Etc::default());
            program.unwrap_or_else(|error| panic!("{filter}: {error}")).to_vec()
        };
        let programs: Vec<_> = parts.iter().map(|part| compile(part)).collect();
        let all = (!all.is_empty()).then(|| compile(all));
        let verified: Vec<_> = programs.iter().map(|program| verify(program).unwrap()).collect();
        let mut states = vec![State::BLANK; 4096];
        let mut program = heapless::Vec::<Insn, 4096>::new();
        let first = all.as_ref().map(|all| verify(all).unwrap());
        any_of(first, &verified, SNAP_LENGTH, &mut states, &mut program).unwrap();
        verify(&program).unwrap();
        let all = all.unwrap_or_else(|| vec![Insn::stmt(RET_K, SNAP_LENGTH)]);
        // In the kernel a packet is as long as what is there of it. If it is no longer than the
        // furthest load, its length is tested and it is accepted; that there are no others which the
        // program lets go is what is proven, on packets with one byte more.
        let reach = |part| facts(part, &mut states.clone()).unwrap().max_offset;
        let furthest = verified.iter().filter_map(|part| reach(*part)).max();
        for (name, part) in parts.iter().zip(&programs) {
            let wanted = both(&all, part);
            pairs.push(Pair {
                id: format!("{link_type} {name} of {parts:?}"),
                a: on_longer(furthest, both(&wanted, &program)),
                b: on_longer(furthest, wanted),
            });
        }
    }
    let outcome = Ledger::open().prove(&script, &pairs, Duration::from_secs(60));
    println!("any_of: {} of {} proven", outcome.equal, pairs.len());
    assert!(outcome.differ.is_empty(), "{:?}", outcome.differ);
    assert!(outcome.undecided.is_empty(), "{:?}", outcome.undecided);
}
