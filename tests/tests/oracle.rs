//! Filters of the common language, proven equal to what Debian's tcpdump makes of them without its
//! optimizer.
//!
//! Debian's libpcap 1.10.3 and libpcap master, whose language ours is, differ on some primitives;
//! none of those stands here.
#![allow(clippy::expect_used, clippy::panic, reason = "tests fail by panics")]

use barecap_core::filter::Target;
use barecap_core::linktype::LinkType;
use barecap_tests::agreement::Checker;
use barecap_tests::compile::{self, Compiler};
use barecap_tests::etc::Etc;
use barecap_tests::oracle;
use barecap_tests::prove::{self, Ledger, Pair};
use std::time::Duration;

const SNAP_LENGTH: u32 = 262_144;

const FILTERS: &[(LinkType, &[&str])] = &[
    (
        LinkType::EN10MB,
        &[
            "",
            "ip",
            "ip6",
            "arp",
            "rarp",
            "tcp",
            "udp",
            "sctp",
            "icmp",
            "icmp6",
            "igmp",
            "host 192.168.142.1",
            "src host 10.0.0.1",
            "dst host 10.0.0.1 and not src 10.0.0.2",
            "src or dst host 10.0.0.1",
            "src and dst host 10.0.0.1",
            "ip host 10.0.0.1",
            "arp host 10.0.0.1",
            "rarp src host 10.0.0.1",
            "host fe80::1",
            "ip6 src host 2001:db8::1",
            "net 10",
            "net 10.1",
            "src net 192.168.0.0/16",
            "dst net 10.0.0.0 mask 255.255.0.255",
            "ip6 net 2001:db8::/97",
            "port 80",
            "port 80 or 443",
            "tcp port 80 and host 10.0.0.1",
            "udp dst port 53",
            "sctp src port 2905",
            "tcp src and dst port 179",
            "portrange 6000-6008",
            "udp portrange 33434-33534 and not dst host 10.0.0.1",
            "port http",
            "port domain",
            "ip proto 47",
            "ip6 proto 58",
            "proto 17",
            "ip proto \\tcp",
            "ether host 00:11:22:33:44:55",
            "ether src 00:11:22:33:44:55 or ether dst ff:ff:ff:ff:ff:ff",
            "ether broadcast",
            "ether multicast",
            "ip6 multicast",
            "ether proto 0x88cc",
            "ether proto \\arp or ether proto \\ip6",
            "less 64",
            "greater 1500 and udp",
            "len >= 100 and len != 200",
            "tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 and not src and dst net 10.0.0.0/8",
            "tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)",
            "ether[0] & 1 = 0 and ip[16] >= 224",
            "icmp[icmptype] != icmp-echo and icmp[icmptype] != icmp-echoreply",
            "icmp6[icmp6type] = icmp6-echo",
            "udp[4:2] > 100 or udp[0:2] + 1 = udp[2:2]",
            "ip[0] & 0xf != 5",
            "ip[6:2] & 0x1fff != 0 or ip[8] < 5",
            "ip6[40] * 2 > ip6[41] ^ 3",
            "not (tcp or udp) and (ip or ip6)",
            "not ip or not tcp port 22",
            "tcp or ip or len > 100 or ip6",
        ],
    ),
    // Spellings that hardly anybody uses.
    (
        LinkType::EN10MB,
        &[
            "tcp\t[ 13 ]\t& 2 != 0",
            "tcp[13]&2!=0",
            "(ip)and!(tcp)",
            "!!host 1.2.3.4",
            "host (not 1.2.3.4)",
            "host not not 1.2.3.4",
            "tcp port 80 or (443 and not 8)",
            "tcp port (80 or (443 or 8))",
            "port 80 or 4 = len",
            "port 80 or (4 + 1) = len",
            "host 1.2.3.4 or 5.6",
            "host 5",
            "net 0",
            "net 5.6.7 mask 255.255.255",
            "host 4294967295",
            "host 01.02.03.04",
            "host \\10.0.0.1",
            "arp dst host \\10.0.0.1 or ip src host \\10.0.0.2",
            "src host \\fe80::1:2 and not ip6 host \\::1",
            "host 1:2:3:4:5:6:1.2.3.4",
            "ip6 net ::1/128",
            "ether host 0011.2233.4455",
            "ether host 00.11.22.33.44.55",
            "port tcp-syn or icmp-echo",
            "port 00000120",
            "portrange 65535",
            "portrange 80-http",
            "port \\http or \\ssh",
            "ip proto not 6",
            "ip proto icmp-echo",
            "ether proto (0x800 or 0x806)",
            "ether proto \\loopback",
            "vlan tcp-ack",
            "len=icmp6-multicastrouterterm",
            "ip[0:tcp-syn]=1",
            "ip[0:01]=1",
            "-ip[0] = -4",
            "len - - 3 = 7",
            "7 % 4 + 1 = 2 and 7 ^ 1 | 8 = 14",
            "10 - 4 % 3 - 1 = 10",
            "len*2%3^4&7=1",
            "len << (31 + 1) = 0",
            "len >> len = 0",
            "len / (len - len) = 0",
            "ip[len / ip[1]] = 1",
            "ether[len - 4:4] = ip[12:4]",
            "ip[ip[ip[0]]] = tcp[udp[0]]",
            "ether[4294967295] = 1 or ip",
            "link[0] = 1 and fddi[1] = 2 and ppp[2] = 3",
            "es-is or is-is or clnp",
            "llc XID or llc rnr",
            "vlan and vlan and vlan 7 and mpls and mpls and ip6",
            "pppoes and mpls and not mpls 5 and host 10.0.0.1",
            "geneve and geneve and vlan 5 and pppoes and tcp[13] = 2",
        ],
    ),
    (
        LinkType::LINUX_SLL,
        &[
            "ip",
            "host 10.0.0.1 and tcp port 80",
            "not arp and not port 22",
            "ip6 and udp",
            "ether[0:2] = 4",
        ],
    ),
    (
        LinkType::LINUX_SLL2,
        &["ip", "src net 10.0.0.0/8 or port 53", "ip6 host fe80::1", "arp", "tcp[13] & 2 != 0"],
    ),
    (
        LinkType::RAW,
        &["ip", "ip6", "host 10.0.0.1", "tcp dst port 443", "icmp or icmp6", "ip[9] = 6"],
    ),
    // What all frames carry, and what none does, behind accessors too.
    (LinkType::IPV4, &["len > 5 and tcp[11] = 16", "len > 5 and icmp6[11] = 16"]),
    (
        LinkType::IPV6,
        &[
            "len > 5 and icmp6[11] = 16",
            "port 22 or not icmp6[11] = 16",
            "len > 5 or not icmp6[11] > 16",
            "tcp port 22 and icmp6[0] != 1",
            "udp or not ip6[6] = 17",
            "len > 5 or not icmp[0] = 8",
        ],
    ),
    // What lies behind the tags and tunnels in a tunnel.
    (
        LinkType::EN10MB,
        &[
            "geneve and stp",
            "geneve or ether proto 100",
            "vlan and geneve && not vlan or ether host ff:ff:ff:ff:ff:ff",
            "geneve and mpls and broadcast",
        ],
    ),
    // What stands behind LLC in a tunnel lies where the link type around it has it.
    (LinkType::EN10MB, &["vlan and geneve and clnp", "pppoes and geneve and esis"]),
    (LinkType::RAW, &["geneve and clnp", "geneve and iso"]),
    (LinkType::LINUX_SLL, &["geneve and geneve 5 and iso proto 4"]),
    (LinkType::JUNIPER_ETHER, &["geneve and clnp", "pppoes 5 and port 80", "esis"]),
    (LinkType::JUNIPER_ATM1, &["geneve and clnp"]),
    (LinkType::IEEE802_11, &["geneve and clnp"]),
    // A header length of four bytes may be anything.
    (LinkType::IEEE802_11_RADIO_AVS, &["byte 16 > 12", "link[16] > 12"]),
    (LinkType::PPI, &["byte 9 = 36", "not byte 14 > 0x4f", "link[3] = 4"]),
    (LinkType::NULL, &["ip", "ip6", "tcp port 80", "host 10.0.0.1 or host fe80::1"]),
    (LinkType::LOOP, &["ip", "ip6", "udp port 53", "host 10.0.0.1 or host fe80::1"]),
];

/// Filters that look right and are not.
const REFUSED: &[&str] = &[
    "ip[0] = 0x",
    "ip[0] = 08",
    "ip[0:4] = 4294967296",
    "ip[0:4] = 0x100000000",
    "ip[0] = 037777777777",
    "len-3 = 7",
    "len => 3",
    "len ! 3",
    "len / (0) = 1",
    "len % 0 = 1",
    "ip[0] << 0x20 = 1",
    "ip[0:0] = 1",
    "ip[0:-1] = 1",
    "ip[0:len] = 1",
    "ip[0] = 1 = 1",
    "(ip[0] = 1) = 1",
    "ip[0]",
    "tcp-syn",
    "port 65536",
    "port 1-",
    "port http_",
    "port 080",
    "portrange http-alt-90",
    "portrange 1-99999",
    "\\tcp",
    "host \\",
    "ip host \\::1",
    "ip6 host \\10.0.0.1",
    "net \\10.0.0.0",
    "host \\1.2.3.4/32",
    "ip proto tcp",
    "ip proto \\6",
    "ether proto IP",
    "(port 80) or 443",
    "port 80 and (tcp or 443)",
    "net 5/8",
    "net 5.6.7.0/33",
    "net 5.6.7/16",
    "net 5.6.7.8 mask 255.0.255.255",
    "net 5 mask 255",
    "host 5.6.7.8/32",
    "host 1:2:3:4:5:6:7",
    "host 1::2::3",
    "host ::12345",
    "host 1.2.3.256",
    "host 0x1.2.3.4",
    "ether host 00:11-22:33:44:55",
    "ether host $fff",
    "src or src 1.2.3.4",
    "src proto 6",
    "src tcp port 80",
    "tcp port src 80",
    "ip port 80",
    "less -5",
    "less (5)",
    "byte 0 != 1",
    "byte (0) = 1",
    "action 7",
    "iso proto \\es-is",
    "decnet 1.2",
    "stp[0] = 1",
    "ether protochain 6",
    "()",
    "ip not tcp",
    "ip & tcp",
    "ip and and tcp",
];

/// Filters that libpcap 1.10.3 reads otherwise or not at all, and what master takes them for.
const SAME: &[(&str, &str)] = &[
    // The numbers of a range are numbers like all others.
    ("portrange 010-0x20", "portrange 8-32"),
    ("udp dst portrange 0x50-0120", "udp dst port 80"),
];

#[test]
fn other_writings_mean_the_same() {
    let mut compiler = Compiler::default();
    let mut names = Etc::default();
    let context = compile::context(LinkType::EN10MB, SNAP_LENGTH);
    for (one, other) in SAME {
        let mut program =
            |filter| compiler.compile(filter, &context, &mut names).map(<[_]>::to_vec);
        assert_eq!(program(one), program(other), "{one}");
        assert!(program(one).is_ok(), "{one}");
    }
}

#[test]
fn what_tcpdump_refuses_is_refused() {
    let missing = oracle::missing();
    if let Some(missing) = &missing {
        println!("oracle: refusals are not compared: {missing}");
    }
    let mut compiler = Compiler::default();
    let context = compile::context(LinkType::EN10MB, SNAP_LENGTH);
    for filter in REFUSED {
        assert!(compiler.compile(filter, &context, &mut Etc::default()).is_err(), "{filter}");
        let accepted =
            missing.is_none() && oracle::program(LinkType::EN10MB, Target::Default, filter).is_ok();
        assert!(!accepted, "tcpdump takes {filter}");
    }
}

#[test]
fn programs_are_proven_equal_to_tcpdumps() {
    let script = match (oracle::missing(), prove::prover()) {
        (None, Ok(script)) => script,
        (Some(missing), _) | (None, Err(missing)) => {
            println!("oracle: skipped: {missing}");
            return;
        }
    };
    let mut compiler = Compiler::default();
    let mut names = Etc::default();
    let mut pairs = Vec::new();
    for &(link_type, filters) in FILTERS {
        for filter in filters {
            let context = compile::context(link_type, SNAP_LENGTH);
            let ours = compiler.compile(filter, &context, &mut names);
            let a = ours.unwrap_or_else(|error| panic!("{link_type} {filter}: {error}")).to_vec();
            let b =
                oracle::program(link_type, Target::Default, filter).expect("tcpdump compiles it");
            pairs.push(Pair { id: format!("{link_type} {filter}"), a, b });
        }
    }
    let all = pairs.len();
    // Headers of variable length take the solver minutes.
    let mut checker = Checker::default();
    pairs.retain(|pair| !checker.agree(&pair.a, &pair.b));
    let checked = all - pairs.len();
    let outcome = Ledger::open().prove(&script, &pairs, Duration::from_secs(20));
    println!("oracle: {} of {all} proven equal", outcome.equal + checked);
    assert!(outcome.differ.is_empty(), "{:?}", outcome.differ);
    assert!(outcome.undecided.is_empty(), "{:?}", outcome.undecided);
}
