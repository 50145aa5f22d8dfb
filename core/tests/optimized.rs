//! Random filters mean the same optimized and not: the checker finds no packet that tells the two
//! programs apart, nor do packets that are put together from what the filter asks for.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how tests tell of a failure")]

use barecap_core::agree::{Agreement, Memory, agree};
use barecap_core::compile::compile;
use barecap_core::filter::error::ErrorKind;
use barecap_core::filter::names::NoNames;
use barecap_core::filter::{Context, Target};
use barecap_core::insn::{Insn, opcode::*};
use barecap_core::linktype::LinkType;
use barecap_core::verify::{State, Verified, facts, verify};
use barecap_core::vm::{Packet, run};
use barecap_core::workspace::{Medium, Workspace};
use std::net::{Ipv4Addr, Ipv6Addr};

type Room = Workspace<512, 512, 1024, 2048, 4096>;

/// Xorshift (Marsaglia, 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 32) as usize * n) >> 32
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// An address and a port, of which there are few, so that some meet and many begin alike.
#[derive(Clone, Copy)]
struct End {
    v4: Ipv4Addr,
    v6: Ipv6Addr,
    port: u16,
}

impl End {
    fn new(random: &mut Random, variety: usize) -> Self {
        let mut word = |count| (random.below(count) as u32).wrapping_mul(0x2101_0001);
        let words = [word(2), word(2), word(variety), word(variety)];
        let v6 = words.into_iter().fold(0, |all, word| all << 32 | u128::from(word));
        let port = 60 + random.below(2 * variety) as u16;
        Self { v4: Ipv4Addr::from(0x0a00_0000 | words[3] >> 8), v6: Ipv6Addr::from(v6), port }
    }

    /// One primitive that asks for it.
    fn primitive(self, kind: usize) -> String {
        let Self { v4, v6, port } = self;
        let [a, b, c, _] = v4.octets();
        let net = |bits: u32| Ipv6Addr::from(u128::from(v6) & u128::MAX << (128 - bits));
        match kind {
            0 => format!("host {v4}"),
            1 => format!("src host {v4}"),
            2 => format!("dst net {a}.{b}.{c}"),
            3 => format!("port {port}"),
            4 => format!("tcp dst port {port}"),
            5 => format!("portrange {port}-{}", port + port % 5),
            6 => format!("ether host 2:0:0:0:0:{:x}", port % 256),
            7 => format!("host {v6}"),
            8 => format!("ip6 src host {v6}"),
            9 => format!("src and dst host {v6}"),
            10 => format!("net {}/96", net(96)),
            11 => format!("ip6 dst net {}/72", net(72)),
            12 => format!("(host {v4} and tcp port {port})"),
            13 => format!("(src host {v6} and udp dst port {port})"),
            14 => format!("ip[2:2] {} {}", ["=", ">", "<="][usize::from(port % 3)], port % 64),
            15 => format!("ip proto {}", 1 + port % 20),
            16 => format!("link[{}] = {}", port % 200, port % 3),
            17 => format!("link[len - {}] & {} = 1", port % 9, 1 + port % 7),
            18 => format!("(geneve and udp dst port {port})"),
            19 => format!("ip[ip[0] - {}:2] >= {port}", port % 80),
            20 => format!("len {} ip[{}:2]", ["=", ">", "<"][usize::from(port % 3)], port % 20),
            21 => format!("tcp[13] & {} != 0", port % 64),
            // Two ends of an interval, or not.
            22 => format!("(ip[8] >= {} and ip[{}] < {})", port % 64, 8 + port % 2, port % 80),
            _ => format!(
                "(ip[8] & 18 {} {} or ip[8] > 250)",
                ["=", ">"][usize::from(port % 2)],
                port % 20
            ),
        }
    }
}

const KINDS: usize = 24;

const LINK_TYPES: [LinkType; 7] = [
    LinkType::EN10MB,
    LinkType::RAW,
    LinkType::IEEE802_11_RADIO,
    LinkType::IEEE802_11_RADIO_AVS,
    LinkType::C_HDLC,
    LinkType::LINUX_SLL,
    LinkType::PFLOG,
];

/// A list of one kind.
fn list(ends: &[End], kind: usize) -> String {
    let list: Vec<_> = ends.iter().map(|end| end.primitive(kind)).collect();
    list.join(" or ")
}

/// A list of one kind with something around it, or an expression of all.
fn filter(random: &mut Random, ends: &[End]) -> String {
    let simple = [
        "tcp", "udp", "ip6", "arp", "icmp", "vlan", "not ip", "vlan 1", "mpls", "less 60", "pppoes",
    ];
    if random.below(3) > 0 {
        let kind = random.below(KINDS);
        let list = list(ends, kind);
        return match random.below(6) {
            0 => format!("not ({list})"),
            1 => format!("{} and ({list})", random.pick(&simple)),
            2 => format!("{list} or {}", random.pick(&simple)),
            3 => format!("{list} or (vlan and ({list}))"),
            _ => list,
        };
    }
    let mut text = String::new();
    for at in 0..2 + random.below(5) {
        if at > 0 {
            text += random.pick(&[" and ", " or ", " or ", " and not "]);
        }
        if random.below(3) == 0 {
            text += random.pick(&simple);
        } else {
            let kind = random.below(KINDS);
            text += &random.pick(ends).primitive(kind);
        }
        if at % 2 == 1 {
            text = format!("({text})");
        }
    }
    text
}

/// A packet from one end to another.
fn packet(random: &mut Random, link_type: LinkType, [from, to]: [End; 2]) -> Vec<u8> {
    let v6 = random.below(2) == 0;
    let ethertype = if v6 { [0x86, 0xdd] } else { [8, 0] };
    let mut bytes = Vec::new();
    match link_type {
        LinkType::EN10MB => {
            for end in [to, from] {
                bytes.extend([2, 0, 0, 0, 0, end.port as u8]);
            }
            match random.below(4) {
                0 => bytes.extend([0x81, 0, 0, random.below(2) as u8]),
                1 => bytes.extend([0x88, 0x47, 0, 0, 0x11, 64]),
                _ => {}
            }
        }
        LinkType::IEEE802_11_RADIO => {
            bytes.extend([0, 0, 8, 0, 0, 0, 0, 0, 8]);
            bytes.extend([0; 23]);
            bytes.extend([0xaa, 0xaa, 3, 0, 0, 0]);
        }
        _ => {}
    }
    if link_type != LinkType::RAW {
        bytes.extend(ethertype);
    }
    let protocol = random.pick(&[6, 6, 17, 1]);
    if v6 {
        bytes.extend([0x60, 0, 0, 0, 0, 20, protocol, 64]);
        [from, to].iter().for_each(|end| bytes.extend(end.v6.octets()));
    } else {
        bytes.extend([0x45, 0, 0, 40, 0, 0, 0, 0, 64, protocol, 0, 0]);
        [from, to].iter().for_each(|end| bytes.extend(end.v4.octets()));
    }
    [from, to].iter().for_each(|end| bytes.extend(end.port.to_be_bytes()));
    bytes.extend([0, 0, 0, 1, 1, 1, 1, 1, 0x50, 2]);
    bytes
}

/// A program with one instruction a little different.
fn mutated(program: &[Insn], random: &mut Random) -> Vec<Insn> {
    let mut program = program.to_vec();
    let at = random.below(program.len());
    let insn = &mut program[at];
    match (insn.code, random.below(4)) {
        (JGT_K, 0) => insn.code = JGE_K,
        (JSET_K, 0) => insn.code = JEQ_K,
        (LDB_ABS, 0) => insn.code = LDH_ABS,
        (LDH_IND, 0) => insn.code = LDB_IND,
        (_, 1) if insn.code & 7 == JA => std::mem::swap(&mut insn.jt, &mut insn.jf),
        (_, 2) => insn.k ^= 1 << random.below(16),
        _ => insn.k = insn.k.wrapping_add(random.pick(&[1, u32::MAX])),
    }
    program
}

/// Sums that wrap: as an interval of what was added to, all numbers have nothing outside of them.
#[test]
fn comparisons_with_sums_that_wrap() {
    static ROOM: std::sync::Mutex<Room> = std::sync::Mutex::new(Room::new());
    let room = &mut *ROOM.lock().unwrap();
    let context = Context { optimize: true, ..Context::new(LinkType::EN10MB) };
    // The sum is 5 for 11, 6 for 27 and large for 0.
    let sum = "((((ether[0:4] + 7) >> 1) - 9) >> 3) + 5";
    for (filter, found) in [
        (format!("{sum} >= 5"), [true, true, true]),
        (format!("not {sum} < 5"), [true, true, true]),
        (format!("{sum} >= 6"), [false, true, true]),
        (format!("{sum} < 6"), [true, false, false]),
        (format!("{sum} > 6"), [false, false, true]),
    ] {
        let program = compile(&filter, &context, &mut NoNames, room);
        let program = program.unwrap_or_else(|error| panic!("{}", error.message(&filter)));
        let answers = [11, 27, 0].map(|last| {
            run(program, Packet { bytes: &[0, 0, 0, last], length: 60, ancillary: None }) > 0
        });
        assert_eq!(answers, found, "{filter}");
    }
}

/// What is known of a field is not lost by what is tested of many others.
#[test]
fn what_no_packet_matches_is_refused() {
    static ROOM: std::sync::Mutex<Room> = std::sync::Mutex::new(Room::new());
    let room = &mut *ROOM.lock().unwrap();
    let context = Context { optimize: true, ..Context::new(LinkType::EN10MB) };
    for filter in [
        "ip and ip6",
        "tcp and udp",
        "tcp port 80 and udp",
        "ip[8] > 5 and ip[8] < 3",
        "decnet src 63.5 and ip",
        "decnet host 63.5 and ip",
        "decnet host 63.5 and tcp port 80",
    ] {
        let error = compile(filter, &context, &mut NoNames, room).unwrap_err();
        assert_eq!(error.kind, ErrorKind::RejectsAll, "{filter}");
    }
}

/// What libpcap's own filters do not show: each of these takes more without one thing that the passes find.
#[test]
fn programs_are_short() {
    static ROOM: std::sync::Mutex<Room> = std::sync::Mutex::new(Room::new());
    let room = &mut *ROOM.lock().unwrap();
    for (link_type, filter, most) in [
        (LinkType::LINUX_SLL2, "ip multicast or host 2001:db8::1:2 and fe80::1", 30),
        (LinkType::IEEE802_11, "not geneve", 22),
        (LinkType::LOOP, "udp portrange 80-90 or not (udp dst and src port (80 or 443))", 22),
        (LinkType::RAW, "link[2:2] & 18 < 0 or icmp", 7),
        (LinkType::RAW, "ip[8] < 1 or ip[8] <= 1", 7),
        (LinkType::EN10MB, "ip[8] <= 255 and tcp[0] < 255", 11),
        (LinkType::EN10MB, "ip[0] + 1 >= 0 and ip[0] + 1 > 0", 5),
        (LinkType::EN10MB, "broadcast or not broadcast", 2),
        (LinkType::EN10MB, "port 1 and port 80", 25),
        (LinkType::EN10MB, "link[0:2] > udp[4:2] % 5 or udp[4:2] % 5 < 16", 14),
        (LinkType::IEEE802_11_RADIO, "link[0:4] < 64 and tcp", 48),
        (LinkType::IEEE802_11_RADIO, "port 80 or not ether broadcast", 72),
        (LinkType::PPI, "not llc frmr", 20),
        (LinkType::IEEE802_11, "llc ui or not wlan[3:2] > 1", 15),
    ] {
        let context = Context { optimize: true, ..Context::new(link_type) };
        let program = compile(filter, &context, &mut NoNames, room).unwrap();
        assert!(program.len() <= most, "{link_type} {filter}: {}", program.len());
    }
}

/// What a [`Medium`] workspace is said to have room for, and from how many on a list of IPv6 addresses is
/// searched: the longest path tells.
#[test]
fn long_lists_are_searched_in_a_medium_workspace() {
    static ROOM: std::sync::Mutex<Medium> = std::sync::Mutex::new(Medium::new());
    let room = &mut *ROOM.lock().unwrap();
    let mut random = Random(9);
    let mut states = vec![State::BLANK; 19_456];
    let (ethernet, wlan) = (LinkType::EN10MB, LinkType::IEEE802_11_RADIO);
    for (link_type, kind, v6, count, most) in [
        (ethernet, "host", false, 1000, 50),
        (ethernet, "dst host", false, 1000, 25),
        (ethernet, "host", true, 1000, 75),
        (ethernet, "src host", true, 1000, 30),
        (wlan, "src host", true, 1000, 55),
        // The shortest that are.
        (ethernet, "host", true, 24, 51),
        (ethernet, "src host", true, 11, 16),
        // The longest that fits, as a chain.
        (wlan, "host", true, 800, 13_000),
    ] {
        let context = Context { optimize: true, ..Context::new(link_type) };
        let address = |random: &mut Random| {
            let [a, b, c, d] = [(); 4].map(|()| random.below(1 << 32) as u128);
            match v6 {
                true => Ipv6Addr::from(a << 96 | b << 64 | c << 32 | d).to_string(),
                false => Ipv4Addr::from(a as u32).to_string(),
            }
        };
        let list: Vec<_> = (0..count).map(|_| address(&mut random)).collect();
        let filter = format!("{kind} ({})", list.join(" or "));
        let program = compile(&filter, &context, &mut NoNames, room).unwrap();
        let longest = facts(program, &mut states).unwrap().longest_path;
        assert!(longest <= most, "{link_type} {kind} {count}: {longest}");
    }
}

#[test]
fn random_filters_mean_the_same_optimized() {
    static ROOMS: std::sync::Mutex<[Room; 2]> = std::sync::Mutex::new([const { Room::new() }; 2]);
    static MEMORY: std::sync::Mutex<Memory<512>> = std::sync::Mutex::new(Memory::new());
    let mut rooms = ROOMS.lock().unwrap();
    let mut memory = MEMORY.lock().unwrap();
    let [first, second] = &mut *rooms;
    let mut random = Random(7);
    let (mut filters, mut proven, mut apart, mut found, mut all) = (0, 0, 0, 0, 0);
    for round in 0..9 * KINDS + 120 {
        // Each primitive on each link type; a long list of each kind; and at random.
        let (kind, link_type) = (round % KINDS, round / KINDS);
        let (variety, count) = match link_type {
            0..7 => (40, 1),
            7 => (40, 70),
            _ => (random.pick(&[2, 3, 40]), random.pick(&[2, 5, 12, 30])),
        };
        let ends: Vec<_> = (0..count).map(|_| End::new(&mut random, variety)).collect();
        let text = match link_type {
            0..8 => list(&ends, kind),
            _ => filter(&mut random, &ends),
        };
        let link_type = match link_type {
            0..7 => LINK_TYPES[link_type],
            7 => LinkType::EN10MB,
            _ => random.pick(&LINK_TYPES),
        };
        let target = random.pick(&[Target::LinuxLive, Target::SavefileUnswapped]);
        let context = |optimize| Context { target, optimize, ..Context::new(link_type) };
        // Not every kind is there on every link type, and some mean nothing.
        let (Ok(plain), Ok(optimized)) = (
            compile(&text, &context(false), &mut NoNames, first),
            compile(&text, &context(true), &mut NoNames, second),
        ) else {
            continue;
        };
        filters += 1;
        let mut proof = false;
        match agree(plain, optimized, 1000, &mut memory) {
            Agreement::Differ(packet) => panic!("{link_type} {text}: {packet:x?}"),
            Agreement::Agree => proof = true,
            Agreement::Undecided => {}
        }
        proven += u32::from(proof);
        let mut agreeing: Vec<Vec<Insn>> = Vec::new();
        for _ in 0..if proof { 6 } else { 0 } {
            // What agrees with one of them does not differ from the other.
            let other = mutated(optimized.insns(), &mut random);
            let Ok(other) = verify(&other) else { continue };
            let mut differs = 0;
            let mut agrees = 0;
            for program in [plain, optimized] {
                match agree(program, other, 1000, &mut memory) {
                    Agreement::Differ(_) => differs += 1,
                    Agreement::Agree => agrees += 1,
                    Agreement::Undecided => {}
                }
            }
            assert!(differs == 0 || agrees == 0, "{link_type} {text}: {other:?}");
            apart += differs;
            if agrees > 0 {
                agreeing.push(other.insns().to_vec());
            }
        }
        for _ in 0..8 {
            let mut end = || match random.below(3) {
                0 => End::new(&mut random, variety),
                _ => random.pick(&ends),
            };
            let ends = [end(), end()];
            let bytes = packet(&mut random, link_type, ends);
            let words: [u32; 16] = std::array::from_fn(|_| random.below(2) as u32);
            let cut = random.below(bytes.len());
            for captured in [bytes.len(), cut] {
                let packet = Packet {
                    bytes: &bytes[..captured],
                    length: bytes.len() as u32,
                    ancillary: Some(&words),
                };
                let answer = |program: Verified<'_>| run(program, packet);
                assert_eq!(answer(plain), answer(optimized), "{link_type} {text}: {packet:x?}");
                for other in &agreeing {
                    let other = answer(verify(other).unwrap());
                    assert_eq!(answer(plain), other, "{link_type} {text}: {packet:x?}");
                }
                found += u32::from(answer(plain) > 0);
                all += 1;
            }
        }
    }
    println!(
        "{filters} filters, {proven} proven, {apart} told apart, {found} of {all} packets found"
    );
    assert!(filters > 200 && proven > 100 && found > all / 20 && found < all * 9 / 10);
}
