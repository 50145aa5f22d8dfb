//! Translation validation: optimized programs agree with plain ones, by the checker of core; and
//! the checker agrees with the solver.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panics")]

use barecap_core::filter::Context;
use barecap_core::insn::{Insn, opcode};
use barecap_core::linktype::LinkType;
use barecap_tests::agreement::{Checker, Found, mutated};
use barecap_tests::compile::{self, Compiler};
use barecap_tests::conformance::{self, Accept};
use barecap_tests::deep::{Deep, Whose};
use barecap_tests::etc::Etc;
use barecap_tests::floors;
use barecap_tests::generate::{Filter, Generator};
use barecap_tests::packets;
use barecap_tests::prove::{self, Pair};
use barecap_tests::random::Random;
use std::collections::BTreeMap;
use std::env;
use std::time::Duration;

#[test]
fn optimized_conformance_filters_agree_with_plain_ones() {
    let Some(folder) = conformance::folder() else {
        println!("agreement: skipped: no conformance data");
        return;
    };
    let mut names = [Etc::default(), Etc::new(Some(&folder.join("names")))];
    let (mut compiler, mut checker) = (Compiler::default(), Checker::default());
    let (mut decided, mut all) = ([0; 2], [0; 2]);
    for block in conformance::read::<Accept>(&folder.join("accept.jsonl")) {
        if block.skip_reason.is_some() {
            continue;
        }
        for filter in &block.filters {
            let mut compile = |optimize| {
                let context = Context {
                    link_type: compile::link_type(&block.dlt).expect("a known link type"),
                    snap_length: block.snaplen,
                    netmask: conformance::netmask(block.netmask.as_deref()),
                    target: compile::target(&block.target).expect("a known target"),
                    optimize,
                };
                let names = &mut names[usize::from(block.names)];
                compiler.compile(filter, &context, names).map(<[_]>::to_vec)
            };
            let plain = compile(false).unwrap();
            let reference = conformance::program(&block.unoptimized);
            let optimized = compile(true).ok();
            let others = [Some(reference), optimized];
            for (at, other) in others.iter().enumerate() {
                let Some(other) = other else { continue };
                all[at] += 1;
                match checker.check(other, &plain, 300_000) {
                    Ok(Found::Agree) => decided[at] += 1,
                    Ok(Found::Differ(packet)) => panic!("{} {filter}: {packet}", block.dlt),
                    Ok(Found::Undecided) => println!("undecided: {} {filter}", block.dlt),
                    // Programs with loops are no programs here.
                    Err(_) => all[at] -= 1,
                }
            }
        }
    }
    println!("agreement with the reference decided: {} of {}", decided[0], all[0]);
    floors::hold("agreement of optimized and plain decided", decided[1], all[1]);
}

#[test]
fn the_checker_is_right_where_the_solver_knows() {
    let (folder, script) = match (conformance::folder(), prove::prover()) {
        (Some(folder), Ok(script)) => (folder, script),
        (None, _) => return println!("agreement: skipped: no conformance data"),
        (_, Err(missing)) => return println!("agreement: skipped: {missing}"),
    };
    // Programs of which one instruction was changed, more of them if there is patience.
    let rounds = if env::var_os("BARECAP_PATIENT").is_some() { 20 } else { 1 };
    let mut random = Random::new(7);
    let mut checker = Checker::default();
    let mut found = BTreeMap::new();
    let mut pairs = Vec::new();
    let blocks = conformance::read::<Accept>(&folder.join("accept.jsonl"));
    for (at, block) in blocks.iter().enumerate() {
        let a = conformance::program(&block.unoptimized);
        // Those that take the solver long say no more than the others.
        if a.is_empty() || a.len() > 40 {
            continue;
        }
        for round in 0..rounds {
            let b = mutated(&a, &mut random);
            let Ok(answer) = checker.check(&a, &b, 300_000) else { continue };
            let id = format!("{at} {round} {} {}", block.dlt, block.filters[0]);
            found.insert(id.clone(), answer);
            pairs.push(Pair { id, a: a.clone(), b });
        }
    }
    let outcome = prove::prove(&script, pairs.iter(), Duration::from_secs(2));
    let (mut known, mut both) = (pairs.len() - outcome.undecided.len(), 0);
    let differ: BTreeMap<_, _> = outcome.differ.into_iter().collect();
    let undecided: BTreeMap<_, _> = outcome.undecided.into_iter().collect();
    for (id, answer) in &found {
        if undecided.contains_key(id) {
            continue;
        }
        let packet = differ.get(id);
        match answer {
            Found::Agree => assert!(packet.is_none(), "{id}: differs: {packet:?}"),
            Found::Differ(ours) => assert!(packet.is_some(), "{id}: proven equal, not {ours}"),
            Found::Undecided => {}
        }
        both += usize::from(*answer != Found::Undecided);
    }
    known = known.min(found.len());
    println!("agreement: {} of {} differ", differ.len(), found.len());
    println!("agreement: the solver knows {known}");
    floors::hold("agreement as the solver finds it", both, found.len());
}

#[test]
fn optimized_random_filters_agree_with_plain_ones() {
    let mut generator = Generator::new(11);
    let (mut compiler, mut checker) = (Compiler::default(), Checker::default());
    let mut names = Etc::default();
    let (mut decided, mut all) = (0, 0);
    for _ in 0..2000 {
        let filter = generator.filter();
        let plain = Context { netmask: Some(0), ..compile::context(filter.link_type, 262_144) };
        let mut compile = |optimize| {
            let context = Context { optimize, ..plain };
            compiler.compile(&filter.text, &context, &mut names).map(<[_]>::to_vec)
        };
        let Ok(a) = compile(false) else { continue };
        // What is refused because it matches nothing has to match nothing.
        let b = compile(true).unwrap_or_else(|error| {
            assert!(error.contains("rejects all packets"), "{}: {error}", filter.text);
            vec![Insn::stmt(opcode::RET_K, 0)]
        });
        all += 1;
        match checker.check(&a, &b, 3_000_000) {
            Ok(Found::Agree) => decided += 1,
            Ok(Found::Differ(packet)) => panic!("{} {}: {packet}", filter.link_type, filter.text),
            Ok(Found::Undecided) | Err(_) => {
                println!("undecided: {} {}", filter.link_type, filter.text);
            }
        }
    }
    // How many there are is the generator's business: few of those that it draws are refused.
    println!("agreement of random filters: {decided} of {all}");
    assert!(all > 1600, "{all} are filters");
    floors::hold_faults("agreement of random filters undecided", all - decided);
}

/// What is deep in encapsulations, long and full of arithmetic, in live captures and savefiles too.
#[test]
fn optimized_deep_filters_agree_with_plain_ones() {
    let mut generator = Deep::new(13, Whose::Ours);
    let (mut compiler, mut checker) = (Compiler::default(), Checker::default());
    let mut names = Etc::default();
    let (mut decided, mut all) = (0, 0);
    for _ in 0..if env::var_os("BARECAP_PATIENT").is_some() { 20_000 } else { 100 } {
        let mut compile = |filter: &Filter, optimize| {
            let plain = compile::context(filter.link_type, 262_144);
            let (netmask, target) = (Some(0xffff_ff00), filter.target);
            let context = Context { optimize, netmask, target, ..plain };
            compiler.compile(&filter.text, &context, &mut names).map(<[_]>::to_vec)
        };
        let filter = generator
            .filter(|filter| compile(filter, false).is_ok_and(|program| program.len() <= 500));
        let Filter { link_type, target, text } = &filter;
        let plain = compile(&filter, false).unwrap();
        let optimized = compile(&filter, true).unwrap_or_else(|error| {
            assert!(
                error.contains("rejects all packets"),
                "{link_type} {target:?} {text}: {error}"
            );
            vec![Insn::stmt(opcode::RET_K, 0)]
        });
        let packet = packets::told_apart(&plain, &optimized);
        assert_eq!(packet, None, "{link_type} {target:?} {text}");
        all += 1;
        match checker.check(&plain, &optimized, 300_000).unwrap() {
            Found::Agree => decided += 1,
            Found::Differ(packet) => panic!("{link_type} {target:?} {text}: {packet}"),
            Found::Undecided => println!("undecided: {link_type} {target:?} {text:.60}"),
        }
    }
    println!("agreement of deep filters: {decided} of {all}");
}

/// `count` primitives, each with numbers of its own.
fn list(count: u64, one: impl Fn([u8; 4], u16) -> String) -> String {
    let mut random = Random::new(count);
    let primitives: Vec<String> = (0..count)
        .map(|_| one((random.word() as u32).to_be_bytes(), random.word() as u16))
        .collect();
    primitives.join(" or ")
}

#[test]
fn lists_agree_with_plain_programs() {
    let v4 = |[a, b, c, d]: [u8; 4]| format!("{a}.{b}.{c}.{d}");
    let net = |address: [u8; 4], port: u16| {
        let length = 8 + port % 25;
        let network = u32::from_be_bytes(address) & (u32::MAX << (32 - length));
        format!("net {}/{length}", v4(network.to_be_bytes()))
    };
    let mac = |[a, b, c, d]: [u8; 4], e: u16| format!("{:x}:{a:x}:1:{b:x}:{c:x}:{d:x}", e % 7);
    let (mut compiler, mut checker) = (Compiler::default(), Checker::default());
    let mut names = Etc::default();
    for count in [9, 10, 30] {
        for filter in [
            list(count, |a, _| format!("host {}", v4(a))),
            list(count, |a, _| format!("src host {}", v4(a))),
            list(count, |a, _| format!("ip dst host {}", v4(a))),
            list(count, |a, _| format!("src and dst host {}", v4(a))),
            list(count, net),
            list(count, |_, port| format!("port {port}")),
            list(count, |_, port| format!("port {}", port % 200)),
            list(count, |_, port| format!("tcp dst port {port}")),
            list(count, |_, port| format!("udp port {port}")),
            // A range is left by two ends and an IPv6 address by four words: the paths are many.
            list(count.min(12), |_, port| {
                format!("portrange {port}-{}", port.saturating_add(port % 300))
            }),
            list(count, |a, port| format!("ether host {}", mac(a, port))),
            list(count, |a, port| format!("ether src {}", mac(a, port))),
            list(count.min(12), |[a, b, c, d], _| format!("host fd00:{a:x}::{b:x}:{c:x}{d:02x}")),
            list(count.min(12), |a, port| format!("(host {} and tcp port {port})", v4(a))),
            list(count, |[a, b, c, d], _| {
                format!("ip6 src host fd00:{:x}::{:x}:{c:x}{d:02x}", a % 3, b % 3)
            }),
            list(count, |[a, b, ..], _| format!("ip6 dst net fd00:{:x}:{b:x}00::/40", a % 9)),
            list(count, |[a, b, ..], _| format!("src net fd00:{:x}:{:x}::/48", a % 9, b % 9)),
            format!("not ({})", list(count, |a, _| format!("host {}", v4(a)))),
            format!("tcp and ({})", list(count, |_, port| format!("port {port}"))),
            format!("(udp and port 1) or {} or arp", list(count, |_, port| format!("port {port}"))),
            format!("port 1 and not ({})", list(count, |a, _| format!("src host {}", v4(a)))),
            format!("vlan and ({})", list(count, |a, _| format!("host {}", v4(a)))),
            format!("geneve or {}", list(count, |a, _| format!("net {}", v4(a)))),
        ] {
            let mut compile = |optimize| {
                let context = Context { optimize, ..compile::context(LinkType::EN10MB, 262_144) };
                compiler.compile(&filter, &context, &mut names).unwrap().to_vec()
            };
            let (plain, optimized) = (compile(false), compile(true));
            assert!(optimized.len() <= plain.len(), "{filter}");
            assert_eq!(
                checker.check(&plain, &optimized, 10_000_000).unwrap(),
                Found::Agree,
                "{filter}"
            );
        }
    }
}

/// From 64 primitives on, a list that repeats the same ones is built and optimized by a shorter way.
#[test]
fn long_lists_that_repeat_agree_with_plain_programs() {
    let v4 = |[a, b, c, d]: [u8; 4]| format!("{}.{}.{}.{}", a % 2, b % 3, c % 3, d % 9);
    let v6 = |[a, b, c, d]: [u8; 4]| format!("fd00:{:x}::{b:x}:{c:x}{d:02x}", a % 3);
    let (mut compiler, mut checker) = (Compiler::default(), Checker::default());
    let mut names = Etc::default();
    let pairs: [&dyn Fn([u8; 4], u16) -> String; 9] = [
        &|a, port| format!("(host {} and tcp port {port})", v4(a)),
        &|a, port| format!("(src host {} and tcp dst port {})", v4(a), port % 30),
        &|a, port| format!("(udp src port {} and dst host {})", port % 30, v4(a)),
        &|a, port| format!("(port {port} and ip host {})", v4(a)),
        &|a, port| format!("(dst net {}.{}.0.0/16 and port {port})", a[0] % 2, a[1] % 9),
        &|a, port| format!("(host {} and udp port {port})", v6(a)),
        &|a, port| format!("(ip6 src host {} and port {})", v6(a), port % 30),
        &|a, _| format!("host {}", v6(a)),
        &|a, _| format!("ip6 dst net fd00:{:x}:{:x}::/48", a[0] % 4, a[1]),
    ];
    let (mut decided, mut all) = (0, 0);
    for (at, pair) in pairs.iter().enumerate() {
        let list = list(if at < 7 { 34 } else { 66 }, pair);
        for filter in [list.clone(), format!("not ({list})")] {
            for link_type in [LinkType::EN10MB, LinkType::LINUX_SLL2] {
                let mut compile = |optimize| {
                    let context = Context { optimize, ..compile::context(link_type, 262_144) };
                    compiler.compile(&filter, &context, &mut names).unwrap().to_vec()
                };
                let (plain, optimized) = (compile(false), compile(true));
                assert!(optimized.len() <= plain.len(), "{filter}");
                assert_eq!(packets::told_apart(&plain, &optimized), None, "{filter}");
                all += 1;
                match checker.check(&plain, &optimized, 2_000_000).unwrap() {
                    Found::Agree => decided += 1,
                    Found::Differ(packet) => panic!("{link_type} {filter}: {packet}"),
                    Found::Undecided => println!("undecided: {link_type} {filter:.60}"),
                }
            }
        }
    }
    println!("agreement: {decided} of {all} long lists decided");
}

#[test]
fn filters_that_went_wrong_agree() {
    let (mut compiler, mut checker) = (Compiler::default(), Checker::default());
    for (link_type, filter) in [
        // What is stored for the tunnel is read by nobody, and leads to a verdict.
        (LinkType::FDDI, "ip && not host fe80::2 and vxlan or multicast"),
        (LinkType::EN10MB, "not tcp and geneve or arp"),
    ] {
        let mut compile = |optimize| {
            let context = Context { optimize, ..compile::context(link_type, 262_144) };
            compiler.compile(filter, &context, &mut Etc::default()).unwrap().to_vec()
        };
        let (plain, optimized) = (compile(false), compile(true));
        assert_eq!(checker.check(&plain, &optimized, 1_000_000), Ok(Found::Agree), "{filter}");
    }
}

/// Whatever is changed in a program, a change that a packet shows is never said to make no
/// difference; nor one that the solver sees, if there is one.
#[test]
fn a_change_that_matters_is_never_missed() {
    let script = prove::prover();
    if let Err(missing) = &script {
        println!("agreement: changed programs are not put before the solver: {missing}");
    }
    let patient = env::var_os("BARECAP_PATIENT").is_some();
    let mut random = Random::new(23);
    let mut generator = Generator::new(23);
    let (mut compiler, mut checker) = (Compiler::default(), Checker::default());
    let (mut agree, mut differ, mut all) = (0, 0, 0);
    let mut pairs = Vec::new();
    for round in 0..if patient { 20_000 } else { 1000 } {
        let filter = generator.filter();
        let plain = Context { netmask: Some(0), ..compile::context(filter.link_type, 262_144) };
        let mut compile = |optimize| {
            let context = Context { optimize, ..plain };
            let program = compiler.compile(&filter.text, &context, &mut Etc::default());
            program.map(<[_]>::to_vec)
        };
        let (Ok(a), Ok(b)) = (compile(false), compile(true)) else { continue };
        let b = mutated(&b, &mut random);
        let Ok(answer) = checker.check(&a, &b, 100_000) else { continue };
        all += 1;
        match answer {
            // The virtual machine has confirmed it.
            Found::Differ(_) => differ += 1,
            Found::Undecided => {}
            Found::Agree => {
                agree += 1;
                assert_eq!(packets::told_apart(&a, &b), None, "{round} {}", filter.text);
                if a.len() <= 40 {
                    pairs.push(Pair { id: format!("{round} {}", filter.text), a, b });
                }
            }
        }
    }
    println!("agreement: of {all} changed programs {agree} agree, {differ} differ");
    assert!(agree > all / 20 && differ > all / 2, "{agree} {differ} of {all}");
    if let Ok(script) = script {
        let outcome = prove::prove(&script, pairs.iter(), Duration::from_secs(1));
        println!("agreement: {} of {} by the solver too", outcome.equal, pairs.len());
        assert!(outcome.differ.is_empty(), "{:?}", outcome.differ);
    }
}
