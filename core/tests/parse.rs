//! Expressions and their postfix lists, side by side.
//!
//! A list is written as its elements, one behind the other: `[tcp src port 80]` for an identifier
//! with its qualifiers, `(5 items)` behind a relation for the arithmetic that belongs to it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how tests tell of a failure")]

use barecap_core::filter::ast::{ArithOp, ByteOp, Id, Item, Kind, Pflog, Proto, RelOp, Span};
use barecap_core::filter::error::{Error, ErrorKind, NoRoom};
use barecap_core::filter::parser::{Frame, parse};
use heapless::Vec;
use std::net::{Ipv4Addr, Ipv6Addr};

fn under(text: &str, span: Span) -> &str {
    &text[span.start as usize..span.end as usize]
}

fn relation(op: RelOp) -> &'static str {
    match op {
        RelOp::Eq => "=",
        RelOp::Ne => "!=",
        RelOp::Gt => ">",
        RelOp::Ge => ">=",
        RelOp::Lt => "<",
        RelOp::Le => "<=",
    }
}

fn arith(op: ArithOp) -> &'static str {
    match op {
        ArithOp::Add => "+",
        ArithOp::Sub => "-",
        ArithOp::Mul => "*",
        ArithOp::Div => "/",
        ArithOp::Mod => "%",
        ArithOp::And => "&",
        ArithOp::Or => "|",
        ArithOp::Xor => "^",
        ArithOp::Shl => "<<",
        ArithOp::Shr => ">>",
    }
}

fn id(text: &str, id: Id, name: Span) -> String {
    let v4 = |addr: u32, bits: u8| match bits {
        32 => Ipv4Addr::from(addr).to_string(),
        bits => format!("{}'{bits}", Ipv4Addr::from(addr)),
    };
    match id {
        Id::Number(number) => number.to_string(),
        Id::V4 { addr, bits } => v4(addr, bits),
        Id::V4Prefix { addr, bits, len } => format!("{}/{len}", v4(addr, bits)),
        Id::V4Mask { addr, bits, mask, mask_bits } => {
            format!("{} mask {}", v4(addr, bits), v4(mask, mask_bits))
        }
        Id::V6(addr) => Ipv6Addr::from(addr).to_string(),
        Id::V6Prefix { addr, len } => format!("{}/{len}", Ipv6Addr::from(addr)),
        Id::Mac(mac) => mac.map(|byte| format!("{byte:02x}")).join(":"),
        Id::Mac8(mac) => format!("${mac:02x}"),
        Id::Decnet(addr) => format!("{}.{}", addr >> 10, addr & 0x3ff),
        Id::Name => format!("{:?}", under(text, name)),
    }
}

fn qualified(proto: Proto, word: &str) -> String {
    format!("{} {word}", proto.keyword()).trim().to_owned()
}

fn element(text: &str, item: &Item) -> String {
    match item.kind {
        Kind::And => "and".into(),
        Kind::Or => "or".into(),
        Kind::Not => "not".into(),
        Kind::Match { quals, id: of, name } => {
            let mut words = vec![quals.proto.keyword(), quals.dir.keyword(), quals.kind.keyword()];
            words.retain(|word| !word.is_empty());
            format!("[{} {}]", words.join(" "), id(text, of, name))
        }
        Kind::Protocol(proto) => proto.keyword().into(),
        Kind::Broadcast(proto) => qualified(proto, "broadcast"),
        Kind::Multicast(proto) => qualified(proto, "multicast"),
        Kind::Byte { index, op, value } => {
            let op = match op {
                ByteOp::Eq => "=",
                ByteOp::Lt => "<",
                ByteOp::Gt => ">",
                ByteOp::And => "&",
                ByteOp::Or => "|",
            };
            format!("byte {index} {op} {value}")
        }
        Kind::WlanType { value, mask } => format!("wlan {value:#04x}/{mask:#04x}"),
        Kind::Pflog(Pflog::IfName(name)) => format!("ifname {:?}", under(text, name)),
        Kind::Pflog(Pflog::RuleSet(name)) => format!("rset {:?}", under(text, name)),
        Kind::AtmField { field, op, value } => {
            format!("{field:?} {} {value}", relation(op)).to_lowercase()
        }
        Kind::Ss7Field { field, high, op, value } => {
            let high = if high { "h" } else { "" };
            format!("{high}{field:?} {} {value}", relation(op)).to_lowercase()
        }
        Kind::Relation { op, items } => format!("{} ({items} items)", relation(op)),
        Kind::Number(number) => number.to_string(),
        Kind::Length => "len".into(),
        Kind::Load { proto, size } => format!("{}[:{size}]", proto.keyword()),
        Kind::Negate => "neg".into(),
        Kind::Arith(op) => arith(op).into(),
        other => format!("{other:?}"),
    }
}

fn parsed(text: &str) -> Result<std::vec::Vec<Item>, Error> {
    let mut items = Vec::<Item, 256>::new();
    let mut stack = Vec::<Frame, 64>::new();
    parse(text, &mut items, &mut stack)?;
    Ok(items.to_vec())
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let list = match parsed(text) {
            Ok(items) => {
                items.iter().map(|item| element(text, item)).collect::<std::vec::Vec<_>>().join(" ")
            }
            Err(error) => panic!("{}\n{}", error.message(text), error.caret(text)),
        };
        assert_eq!(list, *expected, "{text}");
    }
}

#[test]
fn boolean_operators() {
    check(&[
        ("", ""),
        (" \t\r\n", ""),
        ("ip", "ip"),
        // Equal precedence, to the left.
        ("ip or arp and tcp", "ip arp or tcp and"),
        ("ip and arp or tcp", "ip arp and tcp or"),
        ("ip or (arp and tcp)", "ip arp tcp and or"),
        ("((ip))", "ip"),
        ("not ip and tcp", "ip not tcp and"),
        ("not (ip and tcp)", "ip tcp and not"),
        ("!ip||!!tcp&&udp", "ip not tcp not not or udp and"),
        ("not not not ip", "ip not not not"),
    ]);
}

#[test]
fn identifiers_and_qualifiers() {
    check(&[
        ("host 10.0.0.1", "[host 10.0.0.1]"),
        ("src 10.1", "[src 10.1.0.0'16]"),
        ("ip src or dst host 010.0.0.1", "[ip src or dst host 10.0.0.1]"),
        ("dst and src net 10.1.2", "[src and dst net 10.1.2.0'24]"),
        ("net 10", "[net 10]"),
        ("net 10.0.0.0/8", "[net 10.0.0.0/8]"),
        ("net 10.1 / 0x10", "[net 10.1.0.0'16/16]"),
        ("net 10.1 mask 255.255", "[net 10.1.0.0'16 mask 255.255.0.0'16]"),
        ("host ::1", "[host ::1]"),
        ("net fe80::/10", "[net fe80::/10]"),
        ("host ::ffff:1.2.3.4", "[host ::ffff:1.2.3.4]"),
        ("host 1:2:3:4:5:6:7:8", "[host 1:2:3:4:5:6:7:8]"),
        ("host 1:2:3:4:5:6:7::", "[host 1:2:3:4:5:6:7:0]"),
        ("host 1:2:3:4:5:6:1.2.3.4", "[host 1:2:3:4:5:6:102:304]"),
        ("ether host a:b:c:d:e:f", "[link host 0a:0b:0c:0d:0e:0f]"),
        ("ether src 00-11-22-aa-BB-cc", "[link src 00:11:22:aa:bb:cc]"),
        ("ether dst 0.1.2.3.4.5", "[link dst 00:01:02:03:04:05]"),
        ("ether host 0011.22aa.bbcc", "[link host 00:11:22:aa:bb:cc]"),
        ("ether host 001122aabbcc", "[link host 00:11:22:aa:bb:cc]"),
        // Twelve digits are a link-layer address, more are a number.
        ("ether host 012345670123", "[link host 01:23:45:67:01:23]"),
        ("host 0012345670123", "[host 1402433619]"),
        ("link host $e or $FF", "[link host $0e] [link host $ff] or"),
        ("wlan ra 1:2:3:4:5:6", "[link ra 01:02:03:04:05:06]"),
        ("wlan address3 1:2:3:4:5:6", "[link addr3 01:02:03:04:05:06]"),
        ("decnet src host 50.764", "[decnet src host 50.764]"),
        ("decnet host 0001.0002", "[decnet host 1.2]"),
        ("host my-host.example.", "[host \"my-host.example.\"]"),
        ("host 10.0.0.1.2", "[host \"10.0.0.1.2\"]"),
        ("host 10.", "[host \"10.\"]"),
        ("host \\tcp", "[host \"tcp\"]"),
        ("host \\a]b&c", "[host \"a]b&c\"]"),
        ("tcp portrange 80-90", "[tcp portrange \"80-90\"]"),
        ("ip proto \\tcp", "[ip proto \"tcp\"]"),
        ("ip6 protochain 0x11", "[ip6 protochain 17]"),
        ("gateway gw", "[gateway \"gw\"]"),
        ("port icmp6-echo", "[port 128]"),
    ]);
}

#[test]
fn identifiers_take_the_qualifiers_before_them() {
    check(&[
        ("tcp port 80 or 443", "[tcp port 80] [tcp port 443] or"),
        ("host a and not b", "[host \"a\"] [host \"b\"] not and"),
        ("port (80 or 443)", "[port 80] [port 443] or"),
        ("port (80)", "[port 80]"),
        ("port ((80) or 443)", "[port 80] [port 443] or"),
        ("port (80 or (443 and not 22))", "[port 80] [port 443] [port 22] not and or"),
        ("port not (80 or 443)", "[port 80] [port 443] or not"),
        ("ip proto (6 or 17) and 1", "[ip proto 6] [ip proto 17] or [ip proto 1] and"),
        ("host a and (b or c)", "[host \"a\"] [host \"b\"] [host \"c\"] or and"),
        (
            "host a and (not (b or c) or 5)",
            "[host \"a\"] [host \"b\"] [host \"c\"] or not [host 5] or and",
        ),
        ("host a and (port 5 or 6)", "[host \"a\"] [port 5] [port 6] or and"),
        ("host a and (5) and 6", "[host \"a\"] [host 5] and [host 6] and"),
        // A group of whole primitives passes on what was in force before it.
        ("host a and (port 5) and b", "[host \"a\"] [port 5] and [host \"b\"] and"),
        (
            "host a and ((port 5) and b) or c",
            "[host \"a\"] [port 5] [host \"b\"] and and [host \"c\"] or",
        ),
        ("not port 80 and 443", "[port 80] not [port 443] and"),
        ("src 1.2.3.4 or not not 5", "[src 1.2.3.4] [src 5] not not or"),
    ]);
}

#[test]
fn arithmetic() {
    check(&[
        ("1 = 1", "1 1 = (2 items)"),
        ("len > 5 and ip", "len 5 > (2 items) ip and"),
        ("tcp[0] = 1", "0 tcp[:1] 1 = (3 items)"),
        ("ip[2:2] <= len - 4", "2 ip[:2] len 4 - <= (5 items)"),
        (
            "tcp[((tcp[12:1] & 0xf0) >> 2):4] != 0x47455420",
            "12 tcp[:1] 240 & 2 >> tcp[:4] 1195725856 != (8 items)",
        ),
        ("(tcp[0] + 1) * 2 = 4", "0 tcp[:1] 1 + 2 * 4 = (7 items)"),
        ("((5)) + (((6))) = 11", "5 6 + 11 = (4 items)"),
        ("(5 = 5)", "5 5 = (2 items)"),
        ("not 5 = 6", "5 6 = (2 items) not"),
        ("not (5) = 6", "5 6 = (2 items) not"),
        ("not (5 = 6)", "5 6 = (2 items) not"),
        ("-5 = - -len", "5 neg len neg neg = (5 items)"),
        ("len - -1 = 1", "len 1 neg - 1 = (5 items)"),
        ("tcp[tcpflags] & (tcp-syn|tcp-fin) != 0", "13 tcp[:1] 2 1 | & 0 != (7 items)"),
        // The order of precedence: | & << + *
        ("1 | 2 & 3 << 4 + 5 * 6 = 7", "1 2 3 4 5 6 * + << & | 7 = (12 items)"),
        ("1 * 2 + 3 << 4 & 5 | 6 = 7", "1 2 * 3 + 4 << 5 & 6 | 7 = (12 items)"),
        ("10 - 4 - 3 = 3", "10 4 - 3 - 3 = (6 items)"),
        ("-2 * 3 = 1", "2 neg 3 * 1 = (5 items)"),
        // % and ^ take everything to their right.
        ("7 % 4 + 1 = 2", "7 4 1 + % 2 = (6 items)"),
        ("7 % 4 * 2 = 7", "7 4 2 * % 7 = (6 items)"),
        ("7 ^ 1 | 8 = 14", "7 1 8 | ^ 14 = (6 items)"),
        ("10 - 4 % 3 - 1 = 10", "10 4 3 1 - % - 10 = (8 items)"),
        ("1 ^ 3 ^ 3 = 1", "1 3 3 ^ ^ 1 = (6 items)"),
        ("2 * 7 % 4 = 6", "2 7 4 % * 6 = (6 items)"),
        ("-5 % 3 = 1", "5 3 % neg 1 = (5 items)"),
        // A number behind a primitive: the token after it decides.
        ("port 80 and 5 = 5", "[port 80] 5 5 = (2 items) and"),
        ("port 80 and (5 = 5 or port 1)", "[port 80] 5 5 = (2 items) [port 1] or and"),
        ("port 80 and (5) + 1 = 6", "[port 80] 5 1 + 6 = (4 items) and"),
        ("port 80 and - 5 = 3", "[port 80] 5 neg 3 = (3 items) and"),
        ("port 80 and not 5 & 4 = 4", "[port 80] 5 4 & 4 = (4 items) not and"),
    ]);
}

#[test]
fn other_primitives() {
    check(&[
        ("broadcast or ip multicast", "broadcast ip multicast or"),
        ("wlan broadcast", "link broadcast"),
        ("less 100 or greater 0x10", "Less(100) Greater(16) or"),
        ("byte 8 | 5 and byte 1 == 2", "byte 8 | 5 byte 1 = 2 and"),
        ("inbound or outbound or ifindex 7", "Inbound Outbound or IfIndex(7) or"),
        ("vlan and vlan 5 and vlan ((6))", "Vlan(None) Vlan(Some(5)) and Vlan(Some(6)) and"),
        ("mpls 1 or mpls", "Mpls(Some(1)) Mpls(None) or"),
        (
            "pppoed or pppoes or pppoes 7",
            "PppoeDiscovery PppoeSession(None) or PppoeSession(Some(7)) or",
        ),
        ("geneve 1 or vxlan", "Geneve(Some(1)) Vxlan(None) or"),
        (
            "llc or llc I or llc rnr or llc RR or llc frmr",
            "Llc(Any) Llc(Information) or Llc(SType(5)) or Llc(SType(1)) or Llc(UType(135)) or",
        ),
        ("type mgt", "wlan 0x00/0x0c"),
        ("wlan type 8 subtype 0x40", "wlan 0x48/0xfc"),
        ("type ctl subtype ACK", "wlan 0xd4/0xfc"),
        ("wlan subtype qos-data", "wlan 0x88/0xfc"),
        ("subtype ba", "wlan 0x94/0xfc"),
        ("dir fromds or wlan direction 3", "WlanDir(2) WlanDir(3) or"),
        ("on eth0 and ifname \\tcp", "ifname \"eth0\" ifname \"tcp\" and"),
        ("ruleset a", "rset \"a\""),
        ("rnr 1 or srnr 2", "Pflog(Rule(1)) Pflog(SubRule(2)) or"),
        ("reason match or reason 77", "Pflog(Reason(0)) Pflog(Reason(77)) or"),
        ("action block", "Pflog(Action(1))"),
        ("lane or oamf4sc", "AtmType(Lane) AtmType(OamF4Sc) or"),
        ("vpi 5 and vci >= 6", "vpi = 5 vci >= 6 and"),
        ("vci (1 or 2 or 3)", "vci = 1 vci = 2 or vci = 3 or"),
        (
            "fisu or hmsu",
            "Ss7Type { unit: Fisu, high: false } Ss7Type { unit: Msu, high: true } or",
        ),
        ("hsls (5) or dpc != 6", "hsls = 5 dpc != 6 or"),
    ]);
}

#[test]
fn spans_say_where() {
    let text = "tcp dst port 80 or  (10 + len[ ] ) = 5";
    assert!(parsed(text).is_err());
    let text = "tcp dst  port \\ftp or not ip [ 2 : 2 ] + 1 = 5";
    let spans: std::vec::Vec<_> =
        parsed(text).unwrap().iter().map(|item| under(text, item.span).to_owned()).collect();
    let expected = ["tcp dst  port \\ftp", "2", "ip [ 2 : 2 ]", "1", "+", "5", "=", "not", "or"];
    assert_eq!(spans, expected);
}

#[test]
fn too_small_is_an_error() {
    let mut items = Vec::<Item, 2>::new();
    let mut stack = Vec::<Frame, 3>::new();
    let mut kind = |text| parse(text, &mut items, &mut stack).map_err(|error| error.kind);
    assert_eq!(kind("not ip"), Ok(()));
    let what = NoRoom::Items;
    assert_eq!(kind("ip or ip"), Err(ErrorKind::NoRoom { what, capacity: 2 }));
    assert_eq!(kind("(((ip)))"), Ok(()));
    let what = NoRoom::Nesting;
    assert_eq!(kind("((((ip))))"), Err(ErrorKind::NoRoom { what, capacity: 3 }));
}
