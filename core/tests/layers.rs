//! Where primitives look, on link types and behind tags and tunnels: packets put together from their
//! headers, and what of them filters find.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how tests tell of a failure")]
#![cfg_attr(
    not(all(feature = "atm", feature = "ss7", feature = "wlan")),
    allow(dead_code, reason = "fewer tests need it")
)]

use barecap_core::compile::compile;
use barecap_core::filter::names::NoNames;
use barecap_core::filter::{Context, Target};
use barecap_core::linktype::LinkType;
use barecap_core::vm::{Packet, run};
use barecap_core::workspace::Workspace;

const MACS: &[u8] = &[2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2];
const IP: &[u8] = &[0x08, 0];
const IP6: &[u8] = &[0x86, 0xdd];
/// VLAN 5 and 6.
const VLAN_5: &[u8] = &[0x81, 0, 0, 5];
const VLAN_6: &[u8] = &[0x81, 0, 0, 6];
/// Label 16 above the bottom of the stack, and label 17 at it.
const MPLS_16: &[u8] = &[0, 1, 0, 64];
const MPLS_17: &[u8] = &[0, 1, 0x11, 64];
const MPLS: &[u8] = &[0x88, 0x47];
/// Session 7, up to PPP's protocol.
const PPPOE_7: &[u8] = &[0x88, 0x64, 0x11, 0, 0, 7, 0, 50];
/// 10.0.0.1 to 10.0.0.2.
const TCP: &[u8] = &[0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
const UDP: &[u8] = &[0x45, 0, 0, 80, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
/// 192.168.0.1 to 192.168.0.2.
const INNER: &[u8] = &[0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0, 192, 168, 0, 1, 192, 168, 0, 2];
/// To ports 80, 6081 and 4789.
const TO_80: &[u8] = &[0x12, 0x34, 0, 80, 0, 20, 0, 0, 0, 0, 0, 0, 0x50, 2, 0, 0];
const TO_GENEVE: &[u8] = &[0x12, 0x34, 0x17, 0xc1, 0, 60, 0, 0];
const TO_VXLAN: &[u8] = &[0x12, 0x34, 0x12, 0xb5, 0, 60, 0, 0];
/// Network 9, with one option word, of an Ethernet frame and of an IPv4 packet.
const GENEVE_ETHERNET: &[u8] = &[1, 0, 0x65, 0x58, 0, 0, 9, 0, 1, 2, 3, 4];
const GENEVE_IP: &[u8] = &[1, 0, 0x08, 0, 0, 0, 9, 0, 1, 2, 3, 4];
const VXLAN_9: &[u8] = &[8, 0, 0, 0, 0, 0, 9, 0];
/// Ten bytes of radiotap; a data frame to an access point; LLC and SNAP up to the type.
const RADIOTAP: &[u8] = &[0, 0, 10, 0, 0, 0, 0, 0, 0, 0];
const DATA: &[u8] = &[0x08, 0x01, 0, 0, 2, 0, 0, 0, 0, 9, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0, 0];
const SNAP: &[u8] = &[0xaa, 0xaa, 3, 0, 0, 0];
/// SunATM: LLC on circuit 1.33 and LANE on circuit 0.5, coming in.
const ATM_LLC: &[u8] = &[2, 1, 0, 33];
const ATM_LANE: &[u8] = &[1, 0, 0, 5];
/// MTP2: a message of 20 bytes from 2 to 1 with selection 3 for SCCP.
const MTP2: &[u8] = &[0, 0, 20, 0x83, 1, 0x80, 0, 0x30];

/// Room for filters that take all scratch slots.
type Room = Workspace<512, 256, 256, 1024, 1024>;

/// Whether a filter finds a packet, compiled with the optimizer and without; or what is wrong with
/// it.
fn finds(link_type: LinkType, filter: &str, packet: Bytes<'_>) -> Result<bool, String> {
    let bytes = packet.concat();
    let mut workspace = Box::new(Room::new());
    let mut answers = [false; 2];
    for (answer, optimize) in answers.iter_mut().zip([false, true]) {
        let target = Target::SavefileUnswapped;
        let context = Context { target, optimize, ..Context::new(link_type) };
        let program = compile(filter, &context, &mut NoNames, &mut workspace);
        let program = program.map_err(|error| error.message(filter).to_string())?;
        let length = bytes.len() as u32;
        *answer = run(program, Packet { bytes: &bytes, length, ancillary: None }) > 0;
    }
    assert_eq!(answers[0], answers[1], "{filter}");
    Ok(answers[0])
}

/// A packet, in parts.
type Bytes<'a> = &'a [&'a [u8]];

/// A packet, and filters with whether they find it.
type Case<'a> = (Bytes<'a>, &'a [(&'a str, bool)]);

/// Each case is a packet, and filters with whether they find it.
fn check(link_type: LinkType, cases: &[Case<'_>]) {
    for (packet, filters) in cases {
        for (filter, found) in *filters {
            assert_eq!(finds(link_type, filter, packet), Ok(*found), "{filter} {packet:02x?}");
        }
    }
}

#[test]
fn tags_and_labels_move_what_follows() {
    // They do so for all that stands behind them in the text, found or not.
    check(
        LinkType::EN10MB,
        &[
            (
                &[MACS, IP, TCP, TO_80],
                &[
                    ("tcp port 80", true),
                    ("vlan", false),
                    ("not vlan and tcp", false),
                    ("vlan or tcp", false),
                    ("tcp or vlan", true),
                ],
            ),
            (
                &[MACS, VLAN_5, IP, TCP, TO_80],
                &[
                    ("tcp port 80", false),
                    ("vlan and tcp port 80", true),
                    ("vlan 5 and tcp port 80", true),
                    ("vlan 6 and tcp", false),
                    ("vlan and vlan", false),
                    ("vlan or tcp", true),
                ],
            ),
            (
                &[MACS, VLAN_6, VLAN_5, IP, TCP, TO_80],
                &[
                    ("vlan 6 and vlan 5 and host 10.0.0.1", true),
                    ("vlan 5", false),
                    ("vlan and tcp", false),
                ],
            ),
            (
                &[MACS, MPLS, MPLS_16, MPLS_17, TCP, TO_80],
                &[
                    ("mpls 16", true),
                    ("mpls 17", false),
                    ("mpls and mpls 17", true),
                    ("mpls 16 and mpls 17 and tcp port 80", true),
                    ("mpls and host 10.0.0.1", false),
                ],
            ),
            (
                &[MACS, PPPOE_7, &[0, 0x21], TCP, TO_80],
                &[
                    ("pppoes", true),
                    ("pppoes 7 and tcp port 80", true),
                    ("pppoes 8", false),
                    ("pppoes and ip6", false),
                    ("tcp", false),
                ],
            ),
        ],
    );
}

#[test]
fn what_the_right_operand_needs_is_asked_first() {
    // What is asked second is not there, which a short packet would end at.
    check(
        LinkType::EN10MB,
        &[(
            &[MACS, IP],
            &[
                ("not igrp[0] = ip6[0]", true),
                ("not ip6[0] = igrp[0]", false),
                ("tcp[0] = icmp6[0] or len = 14", true),
                ("icmp6[0] = tcp[0] or len = 14", false),
                // Within packet data the index comes first.
                ("not igrp[ip6[0]] = 0", true),
                ("not ip6[igrp[0]] = 0", false),
            ],
        )],
    );
}

#[test]
fn what_never_holds_drops_what_is_asked_before() {
    // Nothing is there to be looked at.
    check(
        LinkType::RAW,
        &[(
            &[],
            &[
                ("not atalk[9] < ip[0]", true),
                ("ip or not ip[0] < atalk[9]", true),
                ("not atalk[ip[0]] = 4", true),
                ("not ip[0] + atalk[0] = 4", false),
            ],
        )],
    );
    // But the length of the header, which it would be behind, is.
    check(
        LinkType::PFLOG,
        &[
            (
                &[],
                &[
                    ("not arp[171] = 205", false),
                    ("not arp host 1.2.3.4", true),
                    ("not iso", true),
                    ("not iso proto 20", false),
                    ("not l1", false),
                    ("not decnet host 1.2", false),
                    ("len < 5 or l1", false),
                ],
            ),
            (&[&[0]], &[("not iso proto 20 and not l1 and not decnet host 1.2", true)]),
        ],
    );
}

#[test]
fn tunnels_are_looked_into() {
    check(
        LinkType::EN10MB,
        &[
            (
                &[MACS, IP, UDP, TO_GENEVE, GENEVE_ETHERNET, MACS, IP, INNER, TO_80],
                &[
                    ("geneve", true),
                    ("geneve 9 and tcp port 80", true),
                    ("geneve 8", false),
                    ("geneve and host 192.168.0.1", true),
                    ("geneve and host 10.0.0.1", false),
                    ("host 10.0.0.1 and geneve and host 192.168.0.1", true),
                    ("geneve and ether src 02:00:00:00:00:02", true),
                    ("vxlan", false),
                ],
            ),
            (
                &[MACS, IP, UDP, TO_GENEVE, GENEVE_IP, INNER, TO_80],
                &[("geneve and tcp port 80", true), ("geneve and ip6", false)],
            ),
            // Where no tunnel was found, the frame inside begins with the packet, and its type.
            (
                &[IP, &[0; 10], IP6, &[0; 40]],
                &[
                    ("ip6 or geneve", true),
                    ("geneve or ip", true),
                    ("geneve or ip6", false),
                    ("(vxlan or len > 0) and ip and not ip6", true),
                ],
            ),
            (
                &[MACS, VLAN_5, IP, UDP, TO_VXLAN, VXLAN_9, MACS, VLAN_6, IP, INNER, TO_80],
                &[
                    ("vlan 5 and vxlan 9 and vlan 6 and tcp port 80", true),
                    ("vlan and vxlan and vlan 5", false),
                    ("vlan and vxlan and tcp", false),
                    ("vxlan", false),
                ],
            ),
        ],
    );
}

#[test]
#[cfg(feature = "wlan")]
fn headers_of_any_length_are_stepped_over() {
    let cases: &[Case<'_>] = &[
        (
            &[RADIOTAP, DATA, SNAP, IP, TCP, TO_80],
            &[
                ("tcp port 80", true),
                ("type data", true),
                ("subtype data and not type mgt", true),
                ("dir tods", true),
                ("wlan addr2 02:00:00:00:00:01", true),
                ("wlan ra 02:00:00:00:00:09", true),
                ("ip6", false),
            ],
        ),
        (
            &[&[0, 0, 11, 0, 0, 0, 0, 0, 0, 0, 7], DATA, SNAP, IP, TCP, TO_80],
            &[("tcp port 80", true), ("radio[10] = 7", true)],
        ),
        // A header that says that it is longer than the packet.
        (
            &[&[0, 0, 200, 0, 0, 0, 0, 0, 0, 0], DATA, SNAP, IP, TCP],
            // A tunnel asks for the lengths, also where it is not looked for.
            &[("tcp", false), ("not tcp", false), ("len > 0", true), ("len > 0 or geneve", false)],
        ),
    ];
    check(LinkType::IEEE802_11_RADIO, cases);
}

#[test]
fn offsets_that_are_kept_leave_headers_their_scratch_slots() {
    let packet: Bytes<'_> =
        &[MACS, IP, UDP, TO_GENEVE, GENEVE_ETHERNET, MACS, IP, INNER, TO_80, &[0; 80]];
    for count in 1..18 {
        // All are asked for once before one is asked for again.
        let offsets = |test: &str| -> Vec<_> {
            (0..count).map(|at| format!("not ether[ether[{at}]{test}")).collect()
        };
        let offsets = [offsets("] = 255"), offsets(":2] = 65535")].concat().join(" and ");
        for (filter, found) in [
            (format!("geneve 9 and {offsets} and host 192.168.0.1"), true),
            (format!("{offsets} and geneve and {offsets} and tcp dst port 80"), true),
            (format!("(geneve or ip6) and {offsets} and host 10.0.0.1"), false),
        ] {
            assert_eq!(finds(LinkType::EN10MB, &filter, packet), Ok(found), "{filter}");
        }
        let filter = format!("{offsets} and src host 10.0.0.1");
        let frame: Bytes<'_> = &[DATA, SNAP, IP, TCP, TO_80];
        if cfg!(feature = "wlan") {
            assert_eq!(finds(LinkType::IEEE802_11, &filter, frame), Ok(true), "{filter}");
        }
    }
}

#[test]
#[cfg(all(feature = "atm", feature = "ss7"))]
fn telephone_networks() {
    check(
        LinkType::SUNATM,
        &[
            (
                &[ATM_LLC, SNAP, IP, TCP, TO_80],
                &[
                    ("llc and tcp port 80", true),
                    ("tcp port 80", true),
                    ("vpi 1 and vci 33", true),
                    ("vci > 33", false),
                    ("lane", false),
                ],
            ),
            (
                &[ATM_LANE, &[0, 0], MACS, IP, TCP, TO_80],
                &[
                    ("lane and tcp port 80", true),
                    ("lane and ether src 02:00:00:00:00:02", true),
                    ("sc", true),
                    ("llc", false),
                ],
            ),
        ],
    );
    check(
        LinkType::MTP2,
        &[(
            &[MTP2],
            &[
                ("msu", true),
                ("fisu or lssu", false),
                ("sio 0x83", true),
                ("dpc 1 and opc 2", true),
                ("dpc 2", false),
                ("sls 3", true),
            ],
        )],
    );
    for filter in ["lane and vpi 9", "pppoes and metac", "lane and lane"] {
        let error = finds(LinkType::SUNATM, filter, &[]).unwrap_err();
        assert!(error.ends_with("supported only on SUNATM"), "{filter}: {error}");
    }
}

/// The pfvar.h of each system has codes of its own behind those that all have.
#[test]
fn pf_log_names_of_all_systems() {
    for (filter, at, code) in [
        ("reason synproxy", 3, 14),
        ("reason map-failed", 3, 15),
        ("reason state-locked", 3, 15),
        ("reason translate", 3, 15),
        ("reason dummynet", 3, 15),
        ("reason no-route", 3, 16),
        ("action synproxy-drop", 2, 10),
        ("action defer", 2, 11),
        ("action dummynet", 2, 11),
        ("action match", 2, 12),
        ("action nodummynet", 2, 12),
        ("action divert", 2, 13),
        ("action nat64", 2, 13),
        ("action rt", 2, 14),
        ("action nonat64", 2, 14),
        ("action afrt", 2, 15),
    ] {
        let mut header = [0; 64];
        header[at] = code;
        check(LinkType::PFLOG, &[(&[&header], &[(filter, true)])]);
        header[at] += 1;
        check(LinkType::PFLOG, &[(&[&header], &[(filter, false)])]);
    }
}

#[test]
fn cisco_hdlc_by_both_numbers() {
    const CISCO: &[u8] = &[0x0f, 0];
    for link_type in [LinkType::C_HDLC, LinkType(112)] {
        check(
            link_type,
            &[
                (
                    &[CISCO, IP, TCP, TO_80],
                    &[("ip", true), ("host 10.0.0.2", true), ("ip6 or arp or iso", false)],
                ),
                (
                    &[CISCO, MPLS, MPLS_16, MPLS_17, TCP, TO_80],
                    &[("mpls 16 and mpls 17 and tcp port 80", true), ("mpls 17", false)],
                ),
                (&[CISCO, &[0xfe, 0xfe, 0, 0x83, 0]], &[("iso", true), ("isis", true)]),
            ],
        );
        for filter in ["vlan", "link host 2:0:0:0:0:1", "inbound", "llc"] {
            let error = finds(link_type, filter, &[]).unwrap_err();
            assert!(error.contains(" not supported on DLT"), "{filter}: {error}");
        }
    }
}

#[test]
fn networks_without_link_headers() {
    check(
        LinkType::RAW,
        &[
            (&[TCP, TO_80], &[("tcp port 80", true), ("ip6", false)]),
            (&[&[0x60], &[0; 39], IP6], &[("ip6", true), ("ip", false)]),
        ],
    );
    let addresses = [[2, 0, 0, 0], [0, 0, 0, 2]];
    for (family, link_type) in [(addresses[0], LinkType::NULL), (addresses[1], LinkType::LOOP)] {
        check(link_type, &[(&[&family, TCP, TO_80], &[("tcp port 80", true), ("ip6", false)])]);
    }
    // The numbers of IPv6 on all the BSDs, and another one.
    for (family, found) in [(24, true), (28, true), (30, true), (25, false)] {
        let packet: Bytes<'_> = &[&[0, 0, 0, family, 0x60], &[0; 39]];
        check(LinkType::LOOP, &[(packet, &[("ip6", found)])]);
    }
}

#[test]
fn directions_are_where_the_link_type_says_them() {
    // A byte, and whether the packet came in and went out.
    type Says = (u8, bool, bool);
    let table: &[(LinkType, usize, &[Says])] = &[
        (LinkType::SLIP, 0, &[(0, true, false), (1, false, true), (2, false, false)]),
        (LinkType::PPP_PPPD, 0, &[(0, true, false), (1, false, true), (2, false, false)]),
        (LinkType::LINUX_SLL, 1, &[(0, true, false), (3, true, false), (4, false, true)]),
        (LinkType::LINUX_SLL2, 10, &[(0, true, false), (3, true, false), (4, false, true)]),
        (LinkType::IPNET, 3, &[(2, true, false), (1, false, true), (0, false, false)]),
        (LinkType::PFLOG, 60, &[(1, true, false), (2, false, true), (0, false, false)]),
        (LinkType::JUNIPER_ES, 3, &[(1, true, false), (0, false, true), (3, true, false)]),
        (
            LinkType::DSA_TAG_BRCM,
            12,
            &[(0x1f, true, false), (0x3f, false, true), (0x5f, false, false)],
        ),
        (
            LinkType::DSA_TAG_DSA,
            12,
            // To the CPU, from it, to a sniffer, and from one port to another.
            &[(0x3f, true, false), (0x7f, false, true), (0xbf, true, false), (0xff, false, false)],
        ),
    ];
    for &(link_type, place, values) in table {
        for &(value, inbound, outbound) in values {
            let mut packet = [0; 64];
            packet[place] = value;
            let filters = &[
                ("inbound", inbound),
                ("not inbound", !inbound),
                ("outbound", outbound),
                ("not outbound", !outbound),
            ];
            check(link_type, &[(&[&packet], filters)]);
            let (short, filters) =
                (&packet[..place], &[("inbound", false), ("not outbound", false)]);
            check(link_type, &[(&[short], filters)]);
        }
    }
}

#[test]
#[cfg(all(feature = "atm", feature = "wlan"))]
fn numbers_of_link_protocols_have_the_range_of_the_link_type() {
    // Where LLC is, the lower numbers are its access points, which are bytes.
    let (sap, ethertype) = ("LLC DSAP", "EtherType");
    let llc = &[(256, sap, 255), (1500, sap, 255), (65536, ethertype, 65535)][..];
    let numbered = |field| [(65536, field, 65535)];
    let refused = [
        (LinkType::EN10MB, llc),
        (LinkType::IP_OVER_FC, llc),
        (LinkType::SUNATM, llc),
        (LinkType::IEEE802_11, llc),
        (LinkType::LINUX_SLL, llc),
        (LinkType::LINUX_SLL2, &numbered(ethertype)),
        (LinkType::APPLE_IP_OVER_IEEE1394, &numbered(ethertype)),
        (LinkType::PPP, &numbered("PPP protocol")),
        (LinkType::PPP_BSDOS, &numbered("PPP protocol")),
        (LinkType::C_HDLC, &numbered("HDLC protocol")),
    ];
    for (link_type, cases) in refused {
        for (number, field, most) in cases {
            let error = finds(link_type, &format!("link proto {number}"), &[]).unwrap_err();
            let said = format!("{field} {number} greater than maximum {most}");
            assert!(error.contains(&said), "{link_type} {number}: {error}");
        }
    }
    let type_256 = &[("link proto 256", true), ("link proto 1500", false)];
    check(LinkType::LINUX_SLL2, &[(&[&[1, 0], &[0; 18]], type_256)]);
    check(LinkType::APPLE_IP_OVER_IEEE1394, &[(&[&[0; 16], &[1, 0]], type_256)]);
    // Link types that tell a few protocols take any number; Juniper's say the same of all.
    for link_type in [
        LinkType::NULL,
        LinkType::LOOP,
        LinkType::ENC,
        LinkType::RAW,
        LinkType::IPNET,
        LinkType::ARCNET,
        LinkType::FRELAY,
        LinkType::LTALK,
    ] {
        for number in [256, 1500, 0x10800, u32::MAX] {
            let filter = format!("link proto {number} or len = 24");
            check(link_type, &[(&[&[2, 0, 0, 0], TCP], &[(&filter, true)])]);
            let filter = format!("link proto {number} or len = 23");
            check(link_type, &[(&[&[2, 0, 0, 0], TCP], &[(&filter, false)])]);
        }
    }
    let magic: Bytes<'_> = &[b"MGC", &[0]];
    check(
        LinkType::JUNIPER_ES,
        &[(magic, &[("link proto 1500", true), ("link proto 65536", true)])],
    );
}

#[test]
fn what_is_known_without_a_packet_drops_what_stands_before_it() {
    // Link types, what never holds there, what always does, and what depends on the packet.
    type Known<'a> = (LinkType, &'a [&'a str], &'a [&'a str], &'a [&'a str]);
    let table: &[Known<'_>] = &[
        (
            LinkType::IPV4,
            &[
                "ip6",
                "arp",
                "(rarp net 10.0.0.0/8)",
                "(ip6 net 2001:db8::/32)",
                "(ip6 net ::/0)",
                "host ::1",
                "(ip6 multicast)",
                "(ip6 proto 6)",
                "icmp6",
                "decnet",
                "(decnet src 1.1)",
                "iso",
                "clnp",
                "isis",
                "l1",
                "ip6[0] = 1",
                "1 = arp[0]",
                "- ip6[0] = 1",
                "ip6[0] * 2 = 1",
                "ip[ip6[0]] = 1",
                "(ip and ip6)",
                "(ip6 and tcp)",
                "(tcp and ip6)",
                "(ip6 or arp)",
                "(not ip)",
                "pppoes",
                "(pppoes 4)",
            ],
            &[
                "ip",
                "(net 0.0.0.0/0)",
                "(net ::/0 or ip)",
                "(ip or tcp)",
                "(tcp or ip)",
                "(not ip6)",
            ],
            &["tcp", "(ip and tcp)", "(tcp and ip)", "(ip6 or tcp)", "port 53", "2 * ip6[0] = 1"],
        ),
        (
            LinkType::IPV6,
            &["ip", "(net 10.0.0.0/8)", "(ip multicast)", "tcp[0] = 1", "icmp", "(ip proto 6)"],
            &["ip6", "(net ::/0)"],
            &["tcp", "(ip6 net 2001:db8::/32)", "host ::1"],
        ),
        (
            LinkType::LTALK,
            &["tcp", "port 53", "(host 10.0.0.1)", "(net 0.0.0.0/0)", "iso", "decnet", "vxlan"],
            &["atalk"],
            &["atalk[0] = 1"],
        ),
        (LinkType::NULL, &["arp", "iso", "stp"], &[], &["ip", "ip6"]),
        (LinkType::FRELAY, &["arp", "decnet"], &[], &["ip", "iso", "clnp"]),
        (LinkType::ARCNET, &["iso", "stp"], &[], &["ip", "arp"]),
        (LinkType::IEEE802, &[], &["llc"], &["ip", "iso", "(llc i)"]),
    ];
    for (link_type, never, always, by_packet) in table {
        // A load from beyond the packet rejects it, wherever the load is looked at.
        let drops = |filter: &str| finds(*link_type, filter, &[]);
        for known in *never {
            let filter = format!("not (link[9] = 1 and {known})");
            assert_eq!(drops(&filter), Ok(true), "{link_type} {filter}");
            let filter = format!("link[9] = 1 or {known}");
            assert_eq!(drops(&filter), Ok(false), "{link_type} {filter}");
        }
        for known in *always {
            let filter = format!("link[9] = 1 or {known}");
            assert_eq!(drops(&filter), Ok(true), "{link_type} {filter}");
            let filter = format!("not (link[9] = 1 and {known})");
            assert_eq!(drops(&filter), Ok(false), "{link_type} {filter}");
        }
        for unknown in *by_packet {
            for filter in
                [format!("not (link[9] = 1 and {unknown})"), format!("link[9] = 1 or {unknown}")]
            {
                assert_eq!(drops(&filter), Ok(false), "{link_type} {filter}");
            }
        }
    }
}
