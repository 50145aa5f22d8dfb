//! Lists of addresses and ports: optimized, they answer as the plain program does, for packets of their
//! members and of what is nearly one, cut short at every length; and long ones are short to run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panics")]

use barecap_core::filter::{Context, Target};
use barecap_core::insn::Insn;
use barecap_core::linktype::LinkType;
use barecap_core::verify::{MAX_LEN, State, facts, verify_user};
use barecap_tests::agreement::{Checker, Found};
use barecap_tests::compile::{self, Compiler};
use barecap_tests::etc::Etc;
use barecap_tests::folder::Folder;
use barecap_tests::machine::{self, Input};
use barecap_tests::random::Random;
use std::net::{Ipv4Addr, Ipv6Addr};

/// What one member of a list asks for.
#[derive(Clone, Copy)]
struct Member {
    words: [u32; 4],
    port: u16,
}

impl Member {
    /// Few different words, so that members begin alike, or many.
    fn new(random: &mut Random, variety: usize) -> Self {
        let mut word = |count: usize| (random.below(count) as u32 + 1).wrapping_mul(0x2101_0001);
        let words = [word(variety), word(3), word(variety), word(9)];
        Self { words, port: random.below(40) as u16 + 60 }
    }

    fn v4(self) -> Ipv4Addr {
        Ipv4Addr::from(self.words[0].wrapping_add(self.words[3]))
    }

    fn v6(self) -> Ipv6Addr {
        let [a, b, c, d] = self.words.map(u128::from);
        Ipv6Addr::from(a << 96 | b << 64 | c << 32 | d)
    }

    /// The IPv6 network that it is in.
    fn net(self, bits: u32) -> String {
        format!("{}/{bits}", Ipv6Addr::from(u128::from(self.v6()) & u128::MAX << (128 - bits)))
    }
}

type Kind = fn(Member) -> String;

const KINDS: [(&str, Kind); 23] = [
    ("hosts", |m| format!("host {}", m.v4())),
    ("sources", |m| format!("src host {}", m.v4())),
    ("networks", |m| format!("dst net {}.{}.0.0/16", m.v4().octets()[0], m.v4().octets()[1])),
    ("ports", |m| format!("port {}", m.port)),
    ("destination ports", |m| format!("tcp dst port {}", m.port)),
    ("ranges", |m| format!("portrange {}-{}", m.port, m.port + m.port % 5)),
    ("stations", |m| format!("ether host 0:0:{:x}:0:0:{:x}", m.port, m.words[3] % 251)),
    ("IPv6 hosts", |m| format!("host {}", m.v6())),
    ("IPv6 hosts as said", |m| format!("ip6 src or dst host {}", m.v6())),
    ("IPv6 sources", |m| format!("ip6 src host {}", m.v6())),
    ("IPv6 both", |m| format!("src and dst host {}", m.v6())),
    ("IPv6 networks", |m| format!("net {}", m.net(96))),
    ("IPv6 odd networks", |m| format!("net {}", m.net(72))),
    ("pairs", |m| format!("(host {} and tcp port {})", m.v4(), m.port)),
    ("sources and ports", |m| format!("(src host {} and dst port {})", m.v4(), m.port)),
    ("pairs in one direction", |m| format!("(dst host {} and tcp dst port {})", m.v4(), m.port)),
    ("pairs of few ports", |m| format!("(src host {} and src port {})", m.v4(), m.port % 4)),
    ("pairs of either host", |m| format!("(ip host {} and tcp dst port {})", m.v4(), m.port % 8)),
    ("pairs of either port", |m| format!("(dst host {} and udp port {})", m.v4(), m.port)),
    ("pairs of networks and ranges", |m| {
        let [net, of, ..] = m.v4().octets();
        format!("(dst net {net}.{of} and src portrange {}-{})", m.port, m.port + m.port % 3)
    }),
    ("pairs of networks in one another", |m| {
        let [net, of, in_it, _] = m.v4().octets();
        match m.port % 2 {
            0 => format!("(src net {net}.{of} and src port {})", m.port),
            _ => format!("(src net {net}.{of}.{in_it} and src port {})", m.port),
        }
    }),
    ("pairs of either and ranges", |m| {
        format!("(host {} and tcp portrange {}-{})", m.v4(), m.port, m.port + m.port % 3)
    }),
    ("IPv6 pairs", |m| format!("(host {} and port {})", m.v6(), m.port)),
];

/// The plain program of a filter and the optimized one.
fn both(
    compiler: &mut Compiler,
    filter: &str,
    context: &Context,
) -> Result<[Vec<Insn>; 2], String> {
    let mut compile = |optimize| {
        let context = Context { optimize, ..*context };
        compiler.compile(filter, &context, &mut Etc::default()).map(<[Insn]>::to_vec)
    };
    Ok([compile(false)?, compile(true)?])
}

fn kind(name: &str) -> Kind {
    KINDS.iter().find(|kind| kind.0 == name).unwrap().1
}

/// What stands around a list.
const AROUND: [fn(&str) -> String; 9] = [
    str::to_owned,
    |list| format!("not ({list})"),
    |list| format!("tcp and ({list})"),
    |list| format!("arp or {list} or udp port 99"),
    |list| format!("ip[8] > 5 and {list}"),
    |list| format!("(ip[8] = 7 or host 33.1.0.1) and tcp port 60 or {list}"),
    |list| format!("vlan and ({list})"),
    |list| format!("{list} or (vlan and ({list}))"),
    |list| format!("tcp port 60 or ({list}) and ip6[48] = 1"),
];

/// A packet between two members, and how long its headers are up to the addresses.
fn packet(link_type: LinkType, tag: bool, v6: bool, ends: [Member; 2], protocol: u8) -> Vec<u8> {
    let ethertype: u16 = if v6 { 0x86dd } else { 0x0800 };
    let tagged = |bytes: &mut Vec<u8>| {
        if tag {
            bytes.extend([0x81, 0, 0, 1]);
        }
        bytes.extend(ethertype.to_be_bytes());
    };
    let mut bytes = Vec::new();
    match link_type {
        LinkType::EN10MB => {
            for Member { words, port } in [ends[1], ends[0]] {
                bytes.extend([0, 0, port as u8, 0, 0, (words[3] % 251) as u8]);
            }
            tagged(&mut bytes);
        }
        LinkType::LINUX_SLL2 => {
            bytes.extend(ethertype.to_be_bytes());
            bytes.extend([0; 18]);
        }
        LinkType::IEEE802_11_RADIO => {
            bytes.extend([0, 0, 8, 0, 0, 0, 0, 0, 8]);
            bytes.extend([0; 23]);
            bytes.extend([0xaa, 0xaa, 3, 0, 0, 0]);
            bytes.extend(ethertype.to_be_bytes());
        }
        _ => {}
    }
    if v6 {
        bytes.extend([0x60, 0, 0, 0, 0, 20, protocol, 64]);
        ends.iter().for_each(|end| bytes.extend(end.v6().octets()));
    } else {
        bytes.extend([0x45, 0, 0, 40, 0, 0, 0, 0, 64, protocol, 0, 0]);
        ends.iter().for_each(|end| bytes.extend(end.v4().octets()));
    }
    ends.iter().for_each(|end| bytes.extend(end.port.to_be_bytes()));
    bytes.extend([0, 0, 0, 1, 1, 1, 1, 1]);
    bytes
}

#[test]
fn lists_answer_as_plain_programs_do() {
    let mut random = Random::new(6);
    let mut compiler = Compiler::default();
    let (mut filters, mut runs, mut accepted) = (0, 0, 0);
    let link_types = [
        LinkType::EN10MB,
        LinkType::EN10MB,
        LinkType::LINUX_SLL2,
        LinkType::RAW,
        LinkType::IEEE802_11_RADIO,
    ];
    for round in 0..10 {
        for (at, (name, kind)) in KINDS.iter().enumerate() {
            let count = [2, 7, 12, 24, 25, 40, 70, 110][random.below(8)];
            let count = if (round + at).is_multiple_of(40) { 300 } else { count };
            let variety = [1, 2, 5, 200][random.below(4)];
            let members: Vec<Member> =
                (0..count).map(|_| Member::new(&mut random, variety)).collect();
            let list: Vec<String> = members.iter().map(|member| kind(*member)).collect();
            let around = if random.below(2) == 0 { 0 } else { random.below(AROUND.len()) };
            let filter = AROUND[around](&list.join(" or "));
            let link_type = link_types[random.below(link_types.len())];
            let live = link_type == LinkType::EN10MB && random.below(4) == 0;
            let target = if live { Target::LinuxLive } else { Target::Default };
            let context = Context { target, ..compile::context(link_type, 262_144) };
            // Not every kind is there on every link type, and some mean nothing.
            let Ok([plain, optimized]) = both(&mut compiler, &filter, &context) else { continue };
            filters += 1;
            for _ in 0..12 {
                let mut end = || match random.below(3) {
                    0 => Member::new(&mut random, variety),
                    1 => members[random.below(members.len().min(3))],
                    _ => members[random.below(members.len())],
                };
                let ends = [end(), end()];
                let protocol = [6, 6, 17, 132][random.below(4)];
                let tag = filter.contains("vlan") && random.below(3) > 0;
                let v6 = name.contains("IPv6") != (random.below(8) == 0);
                let bytes = packet(link_type, tag, v6, ends, protocol);
                let ancillary = std::array::from_fn(|_| random.below(2) as u32);
                for captured in bytes.len().saturating_sub(56)..=bytes.len() {
                    let (bytes, length) = (&bytes[..captured], bytes.len() as u32);
                    let input = Input { bytes, length, ancillary };
                    let answers = [&plain, &optimized].map(|program| machine::run(program, &input));
                    runs += 1;
                    accepted += usize::from(answers[0].is_some_and(|kept| kept > 0));
                    assert_eq!(answers[0], answers[1], "{link_type} {name}: {filter}: {bytes:x?}");
                }
            }
        }
    }
    println!("lists: {filters} filters, {runs} packets, {accepted} of them accepted");
    assert!(filters > 130 && accepted > runs / 20 && accepted < runs * 9 / 10);
}

/// How long the checker is patient with one of them.
const STEPS: u32 = 100_000;

/// Pairs of few addresses and ports, on link types that tell IPv4 from IPv6 and on those that do not, are
/// proven to mean the same on every packet.
#[test]
fn short_lists_of_pairs_are_proven() {
    let mut random = Random::new(10);
    let mut compiler = Compiler::default();
    let mut checker = Checker::default();
    let (mut proven, mut undecided) = (0, 0);
    for (link_type, around) in
        [(LinkType::EN10MB, &AROUND[..6]), (LinkType::JUNIPER_ETHER, &AROUND[..1])]
    {
        for (name, kind) in KINDS.iter().filter(|(name, _)| name.starts_with("pairs")) {
            // In both directions, short ones are no search.
            let either = name.contains("either and") || *name == "pairs";
            let least = if either && link_type == LinkType::EN10MB { 14 } else { 5 };
            for around in around {
                let variety = 1 + random.below(3);
                let list: Vec<String> = (0..least + random.below(3))
                    .map(|_| {
                        let port = 60 + random.below(2 * variety) as u16;
                        kind(Member { port, ..Member::new(&mut random, variety) })
                    })
                    .collect();
                let filter = around(&list.join(" or "));
                let context = compile::context(link_type, 262_144);
                // Some mean nothing on some link types.
                let Ok([plain, optimized]) = both(&mut compiler, &filter, &context) else {
                    continue;
                };
                match checker.check(&plain, &optimized, STEPS).unwrap() {
                    Found::Agree => proven += 1,
                    Found::Differ(packet) => panic!("{link_type} {name}: {filter}: {packet}"),
                    Found::Undecided => undecided += 1,
                }
            }
        }
    }
    println!("lists: {proven} of pairs are proven, {undecided} left open");
    assert!(proven > 45, "{proven}");
}

/// Lists in which the same address stands more than once, and lists that are entered at two places.
#[test]
fn odd_lists_of_pairs_are_proven() {
    let mut compiler = Compiler::default();
    let mut checker = Checker::default();
    let pairs = |kind: fn(u32, u32) -> String, list: &[(u32, u32)]| -> String {
        list.iter().map(|&(host, port)| format!(" or {}", kind(host, port))).collect()
    };
    let of_destinations: fn(u32, u32) -> String =
        |host, port| format!("(dst host 10.0.0.{host} and udp port {port})");
    let of_either: fn(u32, u32) -> String =
        |host, port| format!("(host 10.0.0.{host} and udp dst port {port})");
    for (before, kind, list) in [
        ("arp", of_destinations, &[(9, 9), (1, 1), (1, 2), (2, 1), (3, 2), (4, 1)][..]),
        ("arp", of_either, &[(1, 1), (1, 2), (2, 1), (1, 3), (3, 2), (2, 4), (4, 4), (5, 1)]),
        // Behind the second pair, or the first port, nothing may be known of the destination.
        (
            "ip[8] > 5 and (host 10.0.0.1 and udp dst port 1)",
            of_either,
            &[(2, 2), (3, 3), (2, 4), (4, 5), (5, 6), (6, 7)],
        ),
        (
            "(ip[8] = 7 or host 10.0.0.1) and udp dst port 1",
            of_either,
            &[(2, 2), (3, 3), (2, 4), (4, 5), (5, 6), (6, 7)],
        ),
    ] {
        let filter = before.to_owned() + &pairs(kind, list);
        let context = compile::context(LinkType::EN10MB, 262_144);
        let [plain, optimized] = both(&mut compiler, &filter, &context).unwrap();
        let found = checker.check(&plain, &optimized, 100 * STEPS);
        assert_eq!(found, Ok(Found::Agree), "{filter}");
    }
}

/// A frame inside a tunnel over UDP over IPv4, whose own header is 8 bytes long.
fn inside(port: u16, header: [u8; 8], frame: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; 12];
    bytes.extend([0x08, 0, 0x45, 0, 0, 0, 0, 0, 0, 0, 64, 17]);
    bytes.extend([0; 10]);
    for port in [9, port] {
        bytes.extend(port.to_be_bytes());
    }
    bytes.extend([0; 4]);
    bytes.extend(header);
    bytes.extend(frame);
    bytes
}

/// Such a list is built once for each way to it on which headers may lie elsewhere.
#[test]
fn lists_behind_tunnels_that_may_be_missing_answer_as_plain_programs_do() {
    let mut random = Random::new(7);
    let mut compiler = Compiler::default();
    let mut accepted = [0; 2];
    for before in [
        "(geneve or len > 1)",
        "(geneve or len > 1) and (vxlan or len > 2)",
        "(geneve or len > 1) and (vxlan or len > 2) and (geneve or len > 3)",
    ] {
        for name in ["IPv6 hosts", "pairs"] {
            let (kind, v6) = (kind(name), name != "pairs");
            let lists = [(); 2].map(|()| [(); 25].map(|()| Member::new(&mut random, 5)));
            let [one, other] = lists.map(|list| list.map(kind).join(" or "));
            let filter = format!("{before} and ({one}) and ({other})");
            let context = compile::context(LinkType::EN10MB, 262_144);
            let [plain, optimized] = both(&mut compiler, &filter, &context).unwrap();
            for round in 0..800 {
                let mut ends = lists.map(|list| list[random.below(25)]);
                if random.below(4) == 0 {
                    ends[random.below(2)] = Member::new(&mut random, 5);
                }
                let mut bytes = packet(LinkType::EN10MB, false, v6, ends, 6);
                if round % 4 == 0 {
                    // Without the tunnel, all is looked for at the start of the packet.
                    bytes.drain(..14);
                    bytes[..2].copy_from_slice(if v6 { &[0x86, 0xdd] } else { &[0x08, 0x00] });
                }
                for tunnel in (0..round % 4).rev() {
                    bytes = match tunnel % 2 {
                        0 => inside(6081, [0, 0, 0x65, 0x58, 0, 0, 0, 0], &bytes),
                        _ => inside(4789, [8, 0, 0, 0, 0, 0, 0, 0], &bytes),
                    };
                }
                for captured in bytes.len().saturating_sub(56)..=bytes.len() {
                    let (bytes, length) = (&bytes[..captured], bytes.len() as u32);
                    let input = Input { bytes, length, ancillary: [0; 16] };
                    let answers = [&plain, &optimized].map(|program| machine::run(program, &input));
                    assert_eq!(answers[0], answers[1], "{filter}: {bytes:x?}");
                    accepted[usize::from(round % 4 > 0)] += u32::from(answers[0] > Some(0));
                }
            }
        }
    }
    assert!(accepted.iter().all(|&accepted| accepted > 1000), "{accepted:?}");
}

/// Searching lists takes scratch slots, but not from arithmetic that needs them.
#[test]
fn lists_leave_arithmetic_its_scratch_slots() {
    let mut random = Random::new(8);
    let byte = |at: u32| format!("ether[ether[{at}]]");
    let pair = |at| format!("({} ^ {})", byte(at), byte(at + 1));
    for name in ["IPv6 hosts", "pairs"] {
        let lists = [(); 15].map(|()| {
            let list = [(); 25].map(|()| kind(name)(Member::new(&mut random, 200)));
            format!("({})", list.join(" or "))
        });
        let filter = format!("{} ^ {} = 5 or {}", pair(0), pair(2), lists.join(" and "));
        let context = Context { optimize: true, ..compile::context(LinkType::EN10MB, 262_144) };
        let mut compiler = Compiler::default();
        let compiled = compiler.compile(&filter, &context, &mut Etc::default());
        assert_eq!(compiled.map(drop), Ok(()), "{name}");
    }
}

/// Names of one address each make the same programs as the addresses.
#[test]
fn lists_of_names_are_searched_too() {
    let folder = Folder::new("names");
    let hosts: String = (1..=40).map(|host| format!("10.0.{host}.9 h{host}\n")).collect();
    std::fs::write(folder.0.join("hosts"), hosts).unwrap();
    let mut compiler = Compiler::default();
    let mut program = |host: &dyn Fn(u32) -> String, around: &dyn Fn(String) -> String| {
        let list: Vec<String> = (1..=40).map(|at| around(host(at))).collect();
        let context = Context { optimize: true, ..compile::context(LinkType::EN10MB, 262_144) };
        let mut etc = Etc::new(Some(&folder.0));
        compiler.compile(&list.join(" or "), &context, &mut etc).unwrap().to_vec()
    };
    for (around, most) in [
        (&(|host| format!("host {host}")) as &dyn Fn(String) -> String, 140),
        (&|host| format!("(dst host {host} and tcp dst port 80)"), 80),
    ] {
        let by_name = program(&|at| format!("h{at}"), around);
        assert_eq!(by_name, program(&|at| format!("10.0.{at}.9"), around));
        assert!(by_name.len() <= most, "{}", by_name.len());
    }
}

/// How long the program of a list is, and its longest path.
fn program_of(list: &[String], compiler: &mut Compiler) -> (usize, u32) {
    let context = Context { optimize: true, ..compile::context(LinkType::EN10MB, 262_144) };
    let program = compiler.compile(&list.join(" or "), &context, &mut Etc::default()).unwrap();
    let mut masks = vec![0; program.len()];
    let verified = verify_user(program, &mut masks).unwrap();
    let mut states = vec![State::BLANK; program.len()];
    (program.len(), facts(verified, &mut states).unwrap().longest_path)
}

/// The longest paths of lists of several hundred: logarithmic, where every test belongs to a search.
#[test]
fn long_lists_have_short_paths() {
    let mut random = Random::new(7);
    let mut compiler = Compiler::default();
    for (name, most) in [
        ("hosts", 41),
        ("sources", 20),
        ("ports", 42),
        ("pairs", 106),
        ("pairs in one direction", 30),
        ("pairs of few ports", 36),
        ("IPv6 hosts", 70),
        ("IPv6 sources", 30),
        ("IPv6 networks", 60),
    ] {
        let kind = kind(name);
        let list: Vec<String> = (0..400)
            .map(|_| {
                let words = [(); 4].map(|()| random.word() as u32);
                kind(Member { words, port: random.word() as u16 })
            })
            .collect();
        let (len, longest) = program_of(&list, &mut compiler);
        println!("lists: {name}: {len} instructions, {longest} on the longest path");
        assert!(longest <= most, "{name}: {longest}");
    }
}

/// A thousand pairs, of many ports or few, are no more than the kernel takes.
#[test]
fn long_lists_of_pairs_fit_the_kernel() {
    let mut random = Random::new(9);
    let mut compiler = Compiler::default();
    for (ports, way, most) in [(60_000, "tcp dst port", 3600), (4, "dst port", 1600)] {
        let list: Vec<String> = (0..1000)
            .map(|_| {
                let (host, port) = (Ipv4Addr::from(random.word() as u32), random.below(ports));
                format!("(dst host {host} and {way} {port})")
            })
            .collect();
        let (len, longest) = program_of(&list, &mut compiler);
        println!("lists: {way}: {len} instructions, {longest} on the longest path");
        assert!(len <= most && longest < 50, "{way}: {len}, {longest}");
    }
}

/// A list for which the kernel has no room as a search, but as a chain, is a chain.
#[test]
fn lists_are_no_longer_than_the_kernel_takes() {
    let mut random = Random::new(7);
    let mut compiler = Compiler::default();
    let kind = kind("IPv6 hosts");
    let mut host = || kind(Member { words: [(); 4].map(|()| random.word() as u32), port: 0 });
    for (count, fits, is_search) in
        [(200, true, true), (235, true, false), (250, true, false), (265, false, true)]
    {
        let list: Vec<String> = (0..count).map(|_| host()).collect();
        let (len, longest) = program_of(&list, &mut compiler);
        println!("lists: {count}: {len} instructions, {longest} on the longest path");
        assert_eq!((len <= MAX_LEN, longest < 100), (fits, is_search), "{count}");
    }
}
