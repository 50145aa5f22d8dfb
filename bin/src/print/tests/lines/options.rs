//! Packets that print otherwise with some options, and the lines that tcpdump prints of them.

extern crate std;

use super::{TimeForm, print_with};
use crate::print::tests::{Options, Saved, options, print_named};
use crate::print::{Lookup, Printer};
use std::boxed::Box;
use std::string::String;

/// What a row shows, the options, the link type, a packet in hexadecimal, and the text.
type Row = (&'static str, &'static str, u16, &'static str, &'static str);

const ROWS: &[Row] = &[
    (
        "Telnet: each command on a line of its own",
        "-vvv -X",
        1,
        "02000000000202000000000108004500003a00010000400666bb0a0000010a000002001703e800000001000000015018020000000000fffd03fffa2700006e616d650176fff06869",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 58)\n    10.0.0.1.23 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x51fb), seq 1:19, ack 1, win 512, length 18\nTelnet:\n0x0000:  fffd 03               \tDO SUPPRESS GO AHEAD\n0x0003:  fffa 2700 006e 616d 6501 76ff f0\n\t\t\t\tSB NEW-ENVIRON IS 0 0x6e 0x61 0x6d 0x65 0x1 0x76 SE\n\n\t0x0000:  4500 003a 0001 0000 4006 66bb 0a00 0001  E..:....@.f.....\n\t0x0010:  0a00 0002 0017 03e8 0000 0001 0000 0001  ................\n\t0x0020:  5018 0200 0000 0000 fffd 03ff fa27 0000  P............'..\n\t0x0030:  6e61 6d65 0176 fff0 6869                 name.v..hi\n",
    ),
    (
        "Telnet: with less of -v as without -X",
        "-vv -X",
        1,
        "02000000000202000000000108004500002b00010000400666ca0a0000010a000002001703e800000001000000015018020000000000fffd03",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 43)\n    10.0.0.1.23 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x92c8), seq 1:4, ack 1, win 512, length 3 [telnet DO SUPPRESS GO AHEAD]\n\t0x0000:  4500 002b 0001 0000 4006 66ca 0a00 0001  E..+....@.f.....\n\t0x0010:  0a00 0002 0017 03e8 0000 0001 0000 0001  ................\n\t0x0020:  5018 0200 0000 0000 fffd 03              P..........\n",
    ),
    (
        "SCTP: a payload is not dumped twice",
        "-vv -x",
        1,
        "02000000000202000000000108004500003400010000408466430a0000010a000002005007d000000001000000000003001400000001000200030000000061626364",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto SCTP (132), length 52)\n    10.0.0.1.80 > 10.0.0.2.2000: sctp\n\t1) [DATA] (B)(E) [TSN: 1] [SID: 2] [SSEQ 3] [PPID 0x0] [Payload]\n\t0x0000:  4500 0034 0001 0000 4084 6643 0a00 0001\n\t0x0010:  0a00 0002 0050 07d0 0000 0001 0000 0000\n\t0x0020:  0003 0014 0000 0001 0002 0003 0000 0000\n\t0x0030:  6162 6364\n",
    ),
    (
        "802.11: a mesh header with an address, and it is told",
        "-H -e",
        105,
        "88000000020000000001020000000002020000000003100000000105010203040a0000000004aaaa03000000080600010800060400010000000000000000000000000000000000000000",
        "MeshData (AE 1 TTL 5 seq 67305985 A4:0a:00:00:00:00:04) CF +QoS DA:02:00:00:00:00:01 SA:02:00:00:00:00:02 BSSID:02:00:00:00:00:03 LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype ARP (0x0806), length 28: Request who-has 0.0.0.0 tell 0.0.0.0, length 28\n",
    ),
    (
        "802.11: what begins as no mesh header does is none",
        "-H",
        105,
        "8800000002000000000102000000000202000000000310000000aaaa03000000080600010800060400010000000000000000000000000000000000000000",
        "ARP, Request who-has 0.0.0.0 tell 0.0.0.0, length 28\n",
    ),
    (
        "802.11: without -H none is looked for",
        "-e",
        105,
        "8800000002000000000102000000000202000000000310000000000501020304aaaa03000000080600010800060400010000000000000000000000000000000000000000",
        "CF +QoS DA:02:00:00:00:00:01 SA:02:00:00:00:00:02 BSSID:02:00:00:00:00:03 LLC, dsap Null (0x00) Individual, ssap SNA (0x04) Response, ctrl 0x0201: Supervisory, Receiver Ready, rcv seq 1, Flags [Response], length 42\n",
    ),
    (
        "802.11: of what ends where a mesh header would start nothing is dumped",
        "-H -x",
        105,
        "8800000002000000000102000000000202000000000310000000",
        " [|802.11]\n",
    ),
    (
        "PPI: of -q the type is left",
        "-q -e",
        192,
        "000008000100000002000000000202000000000108004500001f00010000401166cb0a0000010a00000203e807d0000b0000616263",
        "EN10MB, length 53: 02:00:00:00:00:01 > 02:00:00:00:00:02, IPv4, length 45: 10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 3\n",
    ),
    (
        "PPI: of -q the type is left, where it is not printed",
        "-q",
        192,
        "00000800650000004500001f00010000401166cb0a0000010a00000203e807d0000b0000616263",
        "UNKNOWN, length 39: \n",
    ),
    (
        "a cooked header: behind a tag a length is no type",
        "",
        113,
        "000400010006020000000001000081000005020042420300000000",
        "ethertype Unknown, STP 802.1d, Config (invalid)\n",
    ),
    (
        "ICMP, ICMPv6: what is cut of a message is dumped without its link-layer header",
        "-X",
        1,
        "02000000000202000000000108004500001b00010000400166df0a0000010a00000209000000010200",
        "IP 10.0.0.1 > 10.0.0.2:  [|icmp]\n\t0x0000:  4500 001b 0001 0000 4001 66df 0a00 0001  E.......@.f.....\n\t0x0010:  0a00 0002 0900 0000 0102 00              ...........\n",
    ),
    (
        "ICMPv6: what is cut of an option of neighbors, too",
        "-v -X",
        1,
        "02000000000202000000000186dd60000000001c3a4020010db800000000000000000000000120010db8000000000000000000000002870000000000000020010db800000000000000000000000101010000",
        "IP6 (hlim 64, next-header ICMPv6 (58), payload length 28) 2001:db8::1 > 2001:db8::2: [bad icmp6 cksum 0x0000 -> 0xee78!] ICMP6, neighbor solicitation, length 28, who has 2001:db8::1 [|icmp6]\n\t0x0000:  6000 0000 001c 3a40 2001 0db8 0000 0000  `.....:@........\n\t0x0010:  0000 0000 0000 0001 2001 0db8 0000 0000  ................\n\t0x0020:  0000 0000 0000 0002 8700 0000 0000 0000  ................\n\t0x0030:  2001 0db8 0000 0000 0000 0000 0000 0001  ................\n\t0x0040:  0101 0000                                ....\n",
    ),
    (
        "ICMPv6: and of what a problem is with",
        "-X",
        1,
        "02000000000202000000000186dd6000000000043a4020010db800000000000000000000000120010db800000000000000000000000204000000",
        "IP6 2001:db8::1 > 2001:db8::2: ICMP6, parameter problem [|icmp6]\n\t0x0000:  6000 0000 0004 3a40 2001 0db8 0000 0000  `.....:@........\n\t0x0010:  0000 0000 0000 0001 2001 0db8 0000 0000  ................\n\t0x0020:  0000 0000 0000 0002 0400 0000            ............\n",
    ),
    (
        "NTP: what is cut of its times, and not of its first bytes",
        "-v -X",
        1,
        "02000000000202000000000108004500002200010000401166c80a0000010a000002007b007b000e0000240106ec0000",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 34)\n    10.0.0.1.123 > 10.0.0.2.123: NTPv4, Server, length 6\n\tLeap indicator:  (0) (invalid)\n\t0x0000:  4500 0022 0001 0000 4011 66c8 0a00 0001  E..\"....@.f.....\n\t0x0010:  0a00 0002 007b 007b 000e 0000 2401 06ec  .....{.{....$...\n\t0x0020:  0000                                     ..\n",
    ),
    (
        "DHCPv6: a relay that is cut is dumped with the link-layer header",
        "-v -X",
        1,
        "02000000000202000000000186dd60000000000d114020010db800000000000000000000000120010db800000000000000000000000202230223000d12340c00000000",
        "IP6 (hlim 64, next-header UDP (17), payload length 13) 2001:db8::1.547 > 2001:db8::2.547: [bad udp cksum 0x1234 -> 0x9419!] dhcp6 relay-fwd ( [|dhcp6]\n\t0x0000:  0200 0000 0002 0200 0000 0001 86dd 6000  ..............`.\n\t0x0010:  0000 000d 1140 2001 0db8 0000 0000 0000  .....@..........\n\t0x0020:  0000 0000 0001 2001 0db8 0000 0000 0000  ................\n\t0x0030:  0000 0000 0002 0223 0223 000d 1234 0c00  .......#.#...4..\n\t0x0040:  0000 00                                  ...\n",
    ),
    (
        "ES-IS: a cut address",
        "-v -X",
        1,
        "0180c2000014020000000001000efefe03820d010004000500000301",
        "ES-IS length indicator(13) > PDU size (11)!\n\t0x0000:  820d 0100 0400 0500 0003 01              ...........\n",
    ),
    (
        "EAP: a frame that is cut",
        "-X",
        1,
        "020000000002020000000001888e010000",
        " [|eap]\n\t0x0000:  0100 00                                  ...\n",
    ),
    (
        "Linux cooked capture: what is unknown is dumped with the header of LLC",
        "-X",
        113,
        "0000000100060200000000010000000458207f0a01020304",
        "Unknown SSAP 0x20 > Unknown DSAP 0x58 Unnumbered, sabme, Flags [Poll], length 8\n\t0x0000:  5820 7f0a 0102 0304                      X.......\n",
    ),
];

#[test]
fn what_options_change_is_changed_as_with_tcpdump() {
    for &(what, args, link_type, hex, expected) in ROWS {
        let o = options(args).expect("options of printing");
        let o = Options { number: false, time: TimeForm::None, ..o };
        assert_eq!(print_with(&o, link_type, None, hex), expected, "{what}");
    }
}

/// Every port has a name.
struct Ports;

impl Lookup for Ports {
    fn tcp_port(&mut self, _port: u16) -> Option<&str> {
        Some("tcp-port")
    }

    fn udp_port(&mut self, _port: u16) -> Option<&str> {
        Some("udp-port")
    }
}

#[test]
fn ports_of_tcp_and_udp_alone_have_names() {
    let transport = [0x03, 0xe8, 0x07, 0xd0, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 2, 0, 1, 0, 0, 0, 0];
    for (protocol, ports) in [
        (6, ["tcp-port", "tcp-port"]),
        (17, ["udp-port", "udp-port"]),
        (33, ["1000", "2000"]),
        (113, ["tcp-port", "tcp-port"]),
        (132, ["1000", "2000"]),
    ] {
        let ip = [0x45, 0, 0, 40, 0, 1, 0, 0, 64, protocol, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
        let data = [ip, transport].concat();
        let packet = Saved { seconds: 0, fraction: 0, length: 40, data };
        let o = Options { time: TimeForm::None, ..Options::default() };
        let text = print_named(&mut Box::new(Printer::new()), &mut Ports, &o, 12, &[packet]);
        let text = String::from_utf8_lossy(&text).into_owned();
        let [from, to] = ports;
        let expected = std::format!("10.0.0.1.{from} > 10.0.0.2.{to}: ");
        let is_printed = protocol == 6 || protocol == 17 || cfg!(feature = "print-rare");
        assert!(!is_printed || text.contains(&expected), "{protocol}: {text}");
    }
}

/// One station has a name.
struct Stations;

impl Lookup for Stations {
    fn ether(&mut self, address: &[u8; 6]) -> Option<&str> {
        (*address == [2, 0, 0, 0, 0, 9]).then_some("router")
    }
}

#[test]
fn stations_have_names_or_that_of_whose_they_are() {
    let cisco = [0x00, 0x00, 0x0c, 1, 2, 3];
    for (numeric, from, to, expected) in [
        (false, cisco, [0xff; 6], "00:00:0c:01:02:03 (oui Cisco) > Broadcast, "),
        (
            false,
            [2, 0, 0, 0, 0, 9],
            [2, 0, 0, 0, 0, 8],
            "router > 02:00:00:00:00:08 (oui Unknown), ",
        ),
        (true, cisco, [0xff; 6], "00:00:0c:01:02:03 > ff:ff:ff:ff:ff:ff, "),
    ] {
        let data = [&to[..], &from, &[0x12, 0x34]].concat();
        let packet = Saved { seconds: 0, fraction: 0, length: 14, data };
        let o = Options { numeric, link_header: true, time: TimeForm::None, ..Options::default() };
        let text = print_named(&mut Box::new(Printer::new()), &mut Stations, &o, 1, &[packet]);
        let text = String::from_utf8_lossy(&text).into_owned();
        assert!(text.starts_with(expected), "{text}");
    }
}

/// Raw IP has no link header that says what a packet is; what it carries has none either, and is not named.
#[test]
fn raw_ip_is_named_beside_addresses_of_links() {
    const INNER: &str = "4500001c00010000401166ce0a0000010a00000203e807d000080000";
    const SAID: &str = "10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 0\n";
    for (outer, expected) in [
        ("450000300001000040046 6c70a0000010a000002", "IP 10.0.0.1 > 10.0.0.2: "),
        (
            "60000000001c0440 00000000000000000000000000000001 00000000000000000000000000000002",
            "IP6 ::1 > ::2: ",
        ),
    ] {
        let hex = [outer, INNER].concat().replace(' ', "");
        let o = Options {
            link_header: true,
            numeric: true,
            time: TimeForm::None,
            ..Options::default()
        };
        assert_eq!(print_with(&o, 12, None, &hex), [expected, SAID].concat());
    }
}

/// Bridges, IPX and what neighbors say of each other have numbers in any case.
#[test]
fn other_addresses_have_no_names() {
    for (hex, expected) in [
        (
            "0180c20000000200000000010026424203 0000 00 00 00 800000000c010203 00000000 800000000c010203 8002 0000 1400 0200 0f00",
            "bridge-id 8000.00:00:0c:01:02:03.8002, ",
        ),
        (
            "33330000000200000000000186dd6000000000103afffe800000000000000000000000000001ff02000000000000000000000000000285000000000000000101000 00c010203",
            "link-address option (1), length 8 (1): 00:00:0c:01:02:03\n",
        ),
    ] {
        let hex = hex.replace(' ', "");
        let o = Options { verbose: 2, time: TimeForm::None, ..Options::default() };
        let text = print_with(&o, 1, None, &hex);
        assert!(text.contains(expected) || cfg!(not(feature = "print-core")), "{text}");
    }
}
