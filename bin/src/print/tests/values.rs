//! Values of routing protocols that few routers send, lengths that are wrong, and where a value ends the
//! packet, with the lines that tcpdump prints of them.

use super::lines::{Row, check};

const BGP: &[Row] = &[
    (
        "BGP: sets of systems, attributes in an attribute, and what is dumped behind them",
        2,
        &[
            (
                12,
                "4500004f00010000400666a60a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff0027020000001080020601020001000280020403010001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 79)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0x6102), seq 1:40, ack 1, win 500, length 39: BGP\n\tUpdate Message (2), length: 39\n\t  AS Path (2), length: 6, Flags [O]: { 1 2 }\n\t    0x0000:  0102 0001 0002\n\t  AS Path (2), length: 4, Flags [O]: ( 1 )\n\t    0x0000:  0301 0001",
            ),
            (
                12,
                "4500005100010000400666a40a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff0029020000001280800f000000070001010140050400000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 81)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0x21f1), seq 1:42, ack 1, win 500, length 41: BGP\n\tUpdate Message (2), length: 41\n\t  Attribute Set (128), length: 15, Flags [O]: \n\t    Origin AS: 7\n\t      Origin (1), length: 1: EGP\n\t    0x0000:  01\n\t      Local Preference (5), length: 4, Flags [T]: 1\n\t    0x0000:  0000 0001",
            ),
            (
                12,
                "4500004a00010000400666ab0a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff0022020000000b8080080102030405060708",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 74)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0x5f00), seq 1:35, ack 1, win 500, length 34: BGP\n\tUpdate Message (2), length: 34\n\t  Attribute Set (128), length: 8, Flags [O]: \n\t    Origin AS: 16909060\n\t      Atomic Aggregate (6), length: 7, Flags [+5]:  [path attr too short]\n\t    0x0000:  01",
            ),
            (
                12,
                "4500004e00010000400666a70a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff0026020000000f80200c0102030405060708090a0b0c",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 78)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xa6de), seq 1:39, ack 1, win 500, length 38: BGP\n\tUpdate Message (2), length: 38\n\t  Large Community (32), length: 12, Flags [O]: \n\t    16909060:84281096:151653132",
            ),
            (
                12,
                "4500004300010000400666b20a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff001b0200000004801a0101",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 67)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xdb29), seq 1:28, ack 1, win 500, length 27: BGP\n\tUpdate Message (2), length: 27\n\t  Accumulated IGP Metric (26), length: 1, Flags [O]: \n\t    0x0000:  01",
            ),
        ],
    ),
    (
        "BGP: capabilities and refreshes without names, without their values, or without a decoder",
        2,
        &[
            (
                12,
                "4500005200010000400666a30a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff002a01040001005a010203040d02060104010200ee0203440101",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 82)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xebdb), seq 1:43, ack 1, win 500, length 42: BGP\n\tOpen Message (1), length: 42\n\t  Version 4, my AS 1, Holdtime 90s, ID 1.2.3.4\n\t  Optional parameters, length: 13\n\t    Option Capabilities Advertisement (2), length: 6\n\t      Multiprotocol Extensions (1), length: 4\n\t\tAFI Unknown (258), SAFI Unknown (238)\n\t\t0x0000:  0102 00ee\n\t    Option Capabilities Advertisement (2), length: 3\n\t      Multisession BGP (68), length: 1\n\t\tno decoder for Capability 68\n\t\t0x0000:  01",
            ),
            (
                12,
                "4500004c00010000400666a90a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff002401040001005a010203040702050103000100",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 76)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xe730), seq 1:37, ack 1, win 500, length 36: BGP\n\tOpen Message (1), length: 36\n\t  Version 4, my AS 1, Holdtime 90s, ID 1.2.3.4\n\t  Optional parameters, length: 7\n\t    Option Capabilities Advertisement (2), length: 5\n\t      Multiprotocol Extensions (1), length: 3 (too short, < 4)",
            ),
            (
                12,
                "4500004a00010000400666ab0a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff002201040001005a01020304050203410101",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 74)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xedf3), seq 1:35, ack 1, win 500, length 34: BGP\n\tOpen Message (1), length: 34\n\t  Version 4, my AS 1, Holdtime 90s, ID 1.2.3.4\n\t  Optional parameters, length: 5\n\t    Option Capabilities Advertisement (2), length: 3\n\t      32-Bit AS Number (65), length: 1 (too short, < 4)",
            ),
            (
                12,
                "4500003c00010000400666b90a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff00140500",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 60)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xf7b8), seq 1:21, ack 1, win 500, length 20: BGP\n\tRoute Refresh Message (5), length: 20 [|bgp]",
            ),
        ],
    ),
    (
        "BGP: path identifiers, by how the prefixes end",
        1,
        &[
            (
                12,
                "4500004300010000400666b20a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff001b020000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 67)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xfaaa), seq 1:28, ack 1, win 500, length 27: BGP\n\tUpdate Message (2), length: 27\n\t  Updated routes:\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0",
            ),
            (
                12,
                "4500004800010000400666ad0a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff00200200000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 72)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xfaa0), seq 1:33, ack 1, win 500, length 32: BGP\n\tUpdate Message (2), length: 32\n\t  Updated routes:\n\t    0.0.0.0/0   Path Id: 0 [|bgp]",
            ),
            (
                12,
                "4500004900010000400666ac0a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff0021020000000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 73)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xfa9e), seq 1:34, ack 1, win 500, length 33: BGP\n\tUpdate Message (2), length: 33\n\t  Updated routes:\n\t    0.0.0.0/0   Path Id: 0\n\t    0.0.0.0/0   Path Id: 0",
            ),
            (
                12,
                "4500004c00010000400666a90a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff0024020000000000000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 76)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xfa98), seq 1:37, ack 1, win 500, length 36: BGP\n\tUpdate Message (2), length: 36\n\t  Updated routes:\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0\n\t    0.0.0.0/0",
            ),
        ],
    ),
    (
        "BGP: route targets, originators of multicast, and distribution trees",
        1,
        &[
            (
                12,
                "4500004a00010000400666ab0a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff0022020000000b800f080001842000000007",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 74)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0x5bec), seq 1:35, ack 1, win 500, length 34: BGP\n\tUpdate Message (2), length: 34\n\t  Multi-Protocol Unreach NLRI (15), length: 8, Flags [O]: \n\t    AFI: IPv4 (1), vendor specific SAFI: Route Target Routing Information (132)\n\t      origin AS: 7, route-target: 0:0/0",
            ),
            (
                12,
                "4500004c00010000400666a90a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff0024020000000d800f0a0001842b000000070002",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 76)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0x59d9), seq 1:37, ack 1, win 500, length 36: BGP\n\tUpdate Message (2), length: 36\n\t  Multi-Protocol Unreach NLRI (15), length: 10, Flags [O]: \n\t    AFI: IPv4 (1), vendor specific SAFI: Route Target Routing Information (132)\n\t      origin AS: 7, route-target: partial-type: (0000/11)",
            ),
            (
                12,
                "4500005200010000400666a30a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff002a0200000013800f100001845a000000070002000501020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 82)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0x4f8d), seq 1:43, ack 1, win 500, length 42: BGP\n\tUpdate Message (2), length: 42\n\t  Multi-Protocol Unreach NLRI (15), length: 16, Flags [O]: \n\t    AFI: IPv4 (1), vendor specific SAFI: Route Target Routing Information (132)\n\t      origin AS: 7, route-target: 5:16909056/58 (0002 0005 0102 0300)",
            ),
            (
                12,
                "4500005200010000400666a30a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff002a0200000013800f1000018460000000070102000501020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 82)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0x4e87), seq 1:43, ack 1, win 500, length 42: BGP\n\tUpdate Message (2), length: 42\n\t  Multi-Protocol Unreach NLRI (15), length: 16, Flags [O]: \n\t    AFI: IPv4 (1), vendor specific SAFI: Route Target Routing Information (132)\n\t      origin AS: 7, route-target: 0.5.1.2:772/64 (0102 0005 0102 0304)",
            ),
            (
                12,
                "4500005200010000400666a30a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff002a0200000013800f1000018460000000070202000501020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 82)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0x4d87), seq 1:43, ack 1, win 500, length 42: BGP\n\tUpdate Message (2), length: 42\n\t  Multi-Protocol Unreach NLRI (15), length: 16, Flags [O]: \n\t    AFI: IPv4 (1), vendor specific SAFI: Route Target Routing Information (132)\n\t      origin AS: 7, route-target: 327938:772/64 (0202 0005 0102 0304)",
            ),
            (
                12,
                "4500005000010000400666a50a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff00280200000011800f0e0001845000000007030200050102",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 80)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0x51a1), seq 1:41, ack 1, win 500, length 40: BGP\n\tUpdate Message (2), length: 40\n\t  Multi-Protocol Unreach NLRI (15), length: 14, Flags [O]: \n\t    AFI: IPv4 (1), vendor specific SAFI: Route Target Routing Information (132)\n\t      origin AS: 7, route target: unknown-type(0302) (0302 0005 0102/48)",
            ),
            (
                12,
                "4500005000010000400666a50a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff00280200000011800f0e0001846400000007000501020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 80)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0x518b), seq 1:41, ack 1, win 500, length 40: BGP\n\tUpdate Message (2), length: 40\n\t  Multi-Protocol Unreach NLRI (15), length: 14, Flags [O]: \n\t    AFI: IPv4 (1), vendor specific SAFI: Route Target Routing Information (132)\n\t      (illegal prefix length)",
            ),
            (
                12,
                "4500004f00010000400666a60a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff00270200000010800f0d00010501080000000100000002",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 79)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xcb03), seq 1:40, ack 1, win 500, length 39: BGP\n\tUpdate Message (2), length: 39\n\t  Multi-Protocol Unreach NLRI (15), length: 13, Flags [O]: \n\t    AFI: IPv4 (1), SAFI: Multicast VPN (5)\n\t      Route-Type: Intra-AS I-PMSI (1), length: 8, RD: 1:2 (= 0.0.0.2), Originator bogus address length 0",
            ),
            (
                12,
                "4500005f00010000400666960a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff00370200000020800f1d000105011800000001000000020102030405060708090a0b0c0d0e0f10",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 95)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0x6293), seq 1:56, ack 1, win 500, length 55: BGP\n\tUpdate Message (2), length: 55\n\t  Multi-Protocol Unreach NLRI (15), length: 29, Flags [O]: \n\t    AFI: IPv4 (1), SAFI: Multicast VPN (5)\n\t      Route-Type: Intra-AS I-PMSI (1), length: 24, RD: 1:2 (= 0.0.0.2), Originator 102:304:506:708:90a:b0c:d0e:f10",
            ),
            (
                12,
                "4500005d00010000400666980a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff0035020000001e800e1b000142040102030400800000000100000002010203040506070807",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 93)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0x7039), seq 1:54, ack 1, win 500, length 53: BGP\n\tUpdate Message (2), length: 53\n\t  Multi-Protocol Reach NLRI (14), length: 27, Flags [O]: \n\t    AFI: IPv4 (1), SAFI: MDT (66)\n\t    nexthop: 1.2.3.4, nh-length: 4, no SNPA\n\t      RD: 1:2 (= 0.0.0.2), VPN IP Address: 1.2.3.4, MC Group Address: 5.6.7.8\n\t    (illegal prefix length)",
            ),
        ],
    ),
    (
        "BGP: routes of multicast, with addresses of lengths that are wrong, and that are cut",
        1,
        &[
            (
                1,
                "0200000000020200000000010800450000cd00010000400666280a0000010a00000200b39c4000000001000000015018020000000000ffffffffffffffffffffffffffffffff00a5020000008e800f8b00010503160000fc0000000001200a000001200a0000010a00000103160000fc0000000001200a000001000a0000010a000001050e0000fc0000000001210a0000010506160000fc00000000010000fc00200a000001200a000001072e0000fc00000000010000fc0080000102030405060708090a0b0c0d0e0f80000102030405060708090a0b0c0d0e0f",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 205)\n    10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0x60d1), seq 1:166, ack 1, win 512, length 165: BGP\n\tUpdate Message (2), length: 165\n\t  Multi-Protocol Unreach NLRI (15), length: 139, Flags [O]: \n\t    AFI: IPv4 (1), SAFI: Multicast VPN (5)\n\t      Route-Type: S-PMSI (3), length: 22, RD: 64512:1 (= 0.0.0.1), Source 10.0.0.1, Group 10.0.0.1, Originator bogus address length 96\n\t      Route-Type: S-PMSI (3), length: 22, RD: 64512:1 (= 0.0.0.1), Source 10.0.0.1, Originator 200a:0:100:a00:1:a00:1:50e\n\t      Route-Type: Source-Active (5), length: 14, RD: 64512:1 (= 0.0.0.1), Source bogus address length 33, Group bogus address length 5\n\t      Route-Type: Shared Tree Join (6), length: 22, RD: 64512:1 (= 0.0.0.1), Source-AS 64512, Source 10.0.0.1, Group 10.0.0.1\n\t      Route-Type: Source Tree Join (7), length: 46, RD: 64512:1 (= 0.0.0.1), Source-AS 64512, Source 1:203:405:607:809:a0b:c0d:e0f, Group 1:203:405:607:809:a0b:c0d:e0f",
            ),
            (
                1,
                "02000000000202000000000108004500005200010000400666a30a0000010a00000200b39c4000000001000000015018020000000000ffffffffffffffffffffffffffffffff002a0200000013800f1000010505120000fc0000000001200a00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 82)\n    10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0xb4ce), seq 1:43, ack 1, win 512, length 42: BGP\n\tUpdate Message (2), length: 42\n\t  Multi-Protocol Unreach NLRI (15), length: 16, Flags [O]: \n\t    AFI: IPv4 (1), SAFI: Multicast VPN (5)\n\t      Route-Type: Source-Active (5), length: 18, RD: 64512:1 (= 0.0.0.1)",
            ),
            (
                1,
                "02000000000202000000000108004500004c00010000400666a90a0000010a00000200b39c4000000001000000015018020000000000ffffffffffffffffffffffffffffffff0024020000000d800f0a000105010c0000fc0000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 76)\n    10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0xcc04), seq 1:37, ack 1, win 512, length 36: BGP\n\tUpdate Message (2), length: 36\n\t  Multi-Protocol Unreach NLRI (15), length: 10, Flags [O]: \n\t    AFI: IPv4 (1), SAFI: Multicast VPN (5)\n\t      Route-Type: Intra-AS I-PMSI (1), length: 12 [|bgp]",
            ),
        ],
    ),
    (
        "OSPF: more constraints than there are classes",
        1,
        &[(
            0,
            "0200000045c000ac100a000001599f0528230102e0000005020400980afff523000000006fc400000000000000000000000000010009020a010000090afff52580000002b003007c000200640011003c01000000000200040afff545000300040a098f01000400040a098f02000500040000003f000600044b9450c0000700044c9450c0000800204c9450c04c9450c04c9450c04c9450c04c9450c04c9450c04c9450c04c9450c00009000400000000",
            "IP (tos 0xc0, ttl 1, id 4106, offset 0, flags [none], proto OSPF (89), length 172)\n    40.35.1.2 > 224.0.0.5: OSPFv2, LS-Update, length 152\n\tRouter-ID 10.255.245.35, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 10.255.245.37, seq 0x80000002, age 9s, length 104\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Link TLV (2), length: 100\n\t      Bandwidth Constraints subTLV (17), length: 60\n\t\tBandwidth Constraints Model ID: Maximum allocation (1)\n\t\tlength 60 > 36 (invalid)",
        )],
    ),
];

const IS_IS: &[Row] = &[
    (
        "IS-IS: values that are too short, or as long as few are",
        1,
        &[
            (
                1,
                "0180c20000140200000000010023fefe03831b010014010000002004af222222222222000000000006d4a7030503000000",
                "IS-IS, length 32\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xa37e), PDU length: 32, Flags: [ L2 IS ]\n\t    Prefix Neighbors TLV #5, length: 3",
            ),
            (
                1,
                "0180c2000014020000000001002afefe03831b010014010000002704af222222222222000000000006d4a703050a0a808080024704490001",
                "IS-IS, length 39\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xd621), PDU length: 39, Flags: [ L2 IS ]\n\t    Prefix Neighbors TLV #5, length: 10\n\t      Metric Block, Default Metric: 10, Internal\n\t\tAddress: 47/8\n\t\tAddress: 49.00/16\n\t\tAddress: prefix length 1 < 2",
            ),
            (
                1,
                "0180c20000140200000000010022fefe03831b010014010000001f04af222222222222000000000006d4a70307020102",
                "IS-IS, length 31\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xb26b), PDU length: 31, Flags: [ L2 IS ]\n\t    Instance Identifier TLV #7, length: 2",
            ),
            (
                1,
                "0180c20000140200000000010025fefe03831b010014010000002204af222222222222000000000006d4a7030a050301020304",
                "IS-IS, length 34\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x0608), PDU length: 34, Flags: [ L2 IS ]\n\t    Authentication TLV #10, length: 5\n\t      Generic Crypto key-id: 258, password: 0304",
            ),
            (
                1,
                "0180c20000140200000000010022fefe03831b010014010000001f04af222222222222000000000006d4a7030a02ff01",
                "IS-IS, length 31\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xaf6d), PDU length: 31, Flags: [ L2 IS ]\n\t    Authentication TLV #10, length: 2\n\t      Routing Domain private password: \n\t\t  0x0000:  01",
            ),
            (
                1,
                "0180c20000140200000000010024fefe03831b010014010000002104af222222222222000000000006d4a7030a0401610062",
                "IS-IS, length 33\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x4c0b), PDU length: 33, Flags: [ L2 IS ]\n\t    Authentication TLV #10, length: 4\n\t      simple text password: a",
            ),
            (
                1,
                "0180c2000014020000000001002dfefe03831b010014010000002a04af222222222222000000000006d4a7030d0d000102030405060708090a0b0c",
                "IS-IS, length 42\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x972a), PDU length: 42, Flags: [ L2 IS ]\n\t    Purge Originator Identifier TLV #13, length: 13 No system IDs supplied",
            ),
            (
                1,
                "0180c20000140200000000010035fefe03831b010014010000003204af222222222222000000000006d4a7030d15020102030405060708090a0b0c0d0e0f1011121314",
                "IS-IS, length 50\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x7eb4), PDU length: 50, Flags: [ L2 IS ]\n\t    Purge Originator Identifier TLV #13, length: 21\n\t      Purge Originator System-ID: 0102.0304.0506\n\t      Received from System-ID: 0708.090a.0b0c",
            ),
            (
                1,
                "0180c20000140200000000010028fefe03831b010014010000002504af222222222222000000000006d4a7038a080102030405060708",
                "IS-IS, length 37\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xf67c), PDU length: 37, Flags: [ L2 IS ]\n\t    Shared Risk Link Group TLV #138, length: 8\n\t      IS Neighbor: 0102.0304.0506.07, Flags: [unnumbered]",
            ),
            (
                1,
                "0180c2000014020000000001002cfefe03831b010014010000002904af222222222222000000000006d4a7038a0c0102030405060708090a0b0c",
                "IS-IS, length 41\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x4104), PDU length: 41, Flags: [ L2 IS ]\n\t    Shared Risk Link Group TLV #138, length: 12\n\t      IS Neighbor: 0102.0304.0506.07, Flags: [unnumbered]\n\t      IPv4 interface address: 9.10.11.12",
            ),
            (
                1,
                "0180c20000140200000000010029fefe03831b010014010000002604af222222222222000000000006d4a703d309010203040506070809",
                "IS-IS, length 38\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xf827), PDU length: 38, Flags: [ L2 IS ]\n\t    Restart Signaling TLV #211, length: 9\n\t      Flags [Restart Request], Remaining holding time 515s, for 0405.0607.0809",
            ),
            (
                1,
                "0180c20000140200000000010023fefe03831b010014010000002004af222222222222000000000006d4a703e503cfff01",
                "IS-IS, length 32\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xaac5), PDU length: 32, Flags: [ L2 IS ]\n\t    Multi Topology TLV #229, length: 3\n\t      Development, Experimental or Proprietary Topology (0xfff), Flags: [ATT bit set, Overload bit set]\n\t      invalid MT-ID",
            ),
            (
                1,
                "0180c20000140200000000010029fefe03831b010014010000002604af222222222222000000000006d4a703f009000102030405060708",
                "IS-IS, length 38\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xea21), PDU length: 38, Flags: [ L2 IS ]\n\t    Point-to-point Adjacency State TLV #240, length: 9\n\t      Adjacency State: Up (0)\n\t      Extended Local circuit-ID: 0x01020304 [|isis]",
            ),
            (
                1,
                "0180c20000140200000000010030fefe03831b010014010000002d04af222222222222000000000006d4a70387100000000a580a01010703052c01020304",
                "IS-IS, length 45\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x5589), PDU length: 45, Flags: [ L2 IS ]\n\t    Extended IPv4 Reachability TLV #135, length: 16\n\t      IPv4 prefix:        10.1.1.0/24, Distribution: up, Metric: 10, sub-TLVs present (7)\n\t        Prefix SID subTLV #3, length: 5, Flags [No-PHP, Value, Local], Algo strict-SPF (1), label 131844",
            ),
            (
                1,
                "0180c2000014020000000001002cfefe03831b010014010000002904af222222222222000000000006d4a703870c0000000a580a010103030100",
                "IS-IS, length 41\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x958b), PDU length: 41, Flags: [ L2 IS ]\n\t    Extended IPv4 Reachability TLV #135, length: 12\n\t      IPv4 prefix:        10.1.1.0/24, Distribution: up, Metric: 10, sub-TLVs present (3)\n\t        Prefix SID subTLV #3, length: 1 [|isis]",
            ),
        ],
    ),
    (
        "IS-IS: properties of links",
        1,
        &[
            (
                1,
                "0180c2000014020000000001002ffefe03831b010014010000002c04af222222222222000000000006d4a703160f3333333333330000000a0413020007",
                "IS-IS, length 44\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x2e79), PDU length: 44, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 15\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (4)\n\t        Link Attribute subTLV #19, length: 2, [ Local Protection Available, Link excluded from local protection path, Local maintenance required ] (0x0007)",
            ),
            (
                1,
                "0180c2000014020000000001002ffefe03831b010014010000002c04af222222222222000000000006d4a703160f3333333333330000000a0413020000",
                "IS-IS, length 44\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xaffe), PDU length: 44, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 15\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (4)\n\t        Link Attribute subTLV #19, length: 2, [ Unknown ] (0x0000)",
            ),
            (
                1,
                "0180c20000140200000000010059fefe03831b010014010000005604af222222222222000000000006d4a70316393333333333330000000a2e152c0101000000000000000000000000000000000000000000000000000000000000000000000000000001020304",
                "IS-IS, length 86\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xb071), PDU length: 86, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 57\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (46)\n\t        Interface Switching Capability subTLV #21, length: 44\n\t          Interface Switching Capability:Packet-Switch Capable-1, LSP Encoding: Packet\n\t          Max LSP Bandwidth:\n\t            priority level 0: 0.000 Mbps\n\t            priority level 1: 0.000 Mbps\n\t            priority level 2: 0.000 Mbps\n\t            priority level 3: 0.000 Mbps\n\t            priority level 4: 0.000 Mbps\n\t            priority level 5: 0.000 Mbps\n\t            priority level 6: 0.000 Mbps\n\t            priority level 7: 0.000 Mbps\n\t          Min LSP Bandwidth: 0.000 Mbps\n\t          Interface MTU: 258",
            ),
            (
                1,
                "0180c20000140200000000010059fefe03831b010014010000005604af222222222222000000000006d4a70316393333333333330000000a2e152c6401000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IS-IS, length 86\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xf9ce), PDU length: 86, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 57\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (46)\n\t        Interface Switching Capability subTLV #21, length: 44\n\t          Interface Switching Capability:Time-Division-Multiplex, LSP Encoding: Packet\n\t          Max LSP Bandwidth:\n\t            priority level 0: 0.000 Mbps\n\t            priority level 1: 0.000 Mbps\n\t            priority level 2: 0.000 Mbps\n\t            priority level 3: 0.000 Mbps\n\t            priority level 4: 0.000 Mbps\n\t            priority level 5: 0.000 Mbps\n\t            priority level 6: 0.000 Mbps\n\t            priority level 7: 0.000 Mbps\n\t          Min LSP Bandwidth: 0.000 Mbps\n\t          Indication Standard SONET/SDH",
            ),
            (
                1,
                "0180c2000014020000000001002efefe03831b010014010000002b04af222222222222000000000006d4a703160e3333333333330000000a031f0101",
                "IS-IS, length 43\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x5450), PDU length: 43, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 14\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (3)\n\t        unknown subTLV #31, length: 1\n\t\t    0x0000:  01",
            ),
            (
                1,
                "0180c20000140200000000010039fefe03831b010014010000003604af222222222222000000000006d4a70316193333333333330000000a0e200cfc010102030405060708090a",
                "IS-IS, length 54\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x024c), PDU length: 54, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 25\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (14)\n\t        LAN Adjacency Segment Identifier subTLV #32, length: 12\n\t          Flags: [Address family IPv6, Backup, Value, Local significance, Set of adjacencies, Persistent]\n\t          Weight: 1\n\t          Neighbor System-ID: 0102.0304.0506\n\t          Label: 460809",
            ),
            (
                1,
                "0180c20000140200000000010039fefe03831b010014010000003604af222222222222000000000006d4a70316193333333333330000000a0e200c10010102030405060708090a",
                "IS-IS, length 54\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x46f4), PDU length: 54, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 25\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (14)\n\t        LAN Adjacency Segment Identifier subTLV #32, length: 12\n\t          Flags: [Local significance]\n\t          Weight: 1\n\t          Neighbor System-ID: 0102.0304.0506 (invalid)",
            ),
            (
                1,
                "0180c20000140200000000010035fefe03831b010014010000003204af222222222222000000000006d4a70316153333333333330000000a0a20080001010203040506",
                "IS-IS, length 50\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x2356), PDU length: 50, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 21\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (10)\n\t        LAN Adjacency Segment Identifier subTLV #32, length: 8\n\t          Flags: [none]\n\t          Weight: 1\n\t          Neighbor System-ID: 0102.0304.0506 [|isis]",
            ),
        ],
    ),
];

const OSI: &[Row] = &[
    (
        "CLNP: what is behind the addresses, and what is wrong before them",
        1,
        &[
            (
                1,
                "0180c20000140200000000010036fefe0381330114fc00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f1011",
                "CLNP, length 51\n\tData PDU, hlen: 51, v: 1, lifetime: 10.0s, Segment PDU length: 96, checksum: 0x0000 (unverified)\n\tFlags [Segmentation permitted, more Segments, request Error Report]\n\tsource address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11\n\tdest   address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11li < size of fixed part of CLNP header, addresses, and segment part\n\t0x0000:  8133 0114 fc00 6000 0014 4900 0101 0203\n\t0x0010:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1449\n\t0x0020:  0001 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0030:  0f10 11",
            ),
            (
                1,
                "0180c20000140200000000010040fefe0381390114bc00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f101101020304050664617461",
                "CLNP, length 61\n\tData PDU, hlen: 57, v: 1, lifetime: 10.0s, Segment PDU length: 96, checksum: 0x0000 (unverified)\n\tFlags [Segmentation permitted, request Error Report]\n\tsource address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11\n\tdest   address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11\n\tData Unit ID: 0x0102, Segment Offset: 772, Total PDU Length: 1286\n\t  undecoded non-header data, length 4\n\t  0x0000:  6461 7461",
            ),
            (
                1,
                "0180c2000014020000000001003ffefe03813c01141c00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f1011cd01f5cc0100070101",
                "CLNP, length 60\n\tData PDU, hlen: 60, v: 1, lifetime: 10.0s, Segment PDU length: 96, checksum: 0x0000 (unverified)\n\tFlags [none]\n\tsource address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11\n\tdest   address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11\n\t  Priority Option #205, length 1, value: 0x5\n\t  Padding Option #204, length 1, value: padding data\n\t  Unknown Option #7, length 1, value: \n\t  0x0000:  01",
            ),
            (
                1,
                "0180c20000140200000000010037fefe03813401141c00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f101107",
                "CLNP, length 52\n\tData PDU, hlen: 52, v: 1, lifetime: 10.0s, Segment PDU length: 96, checksum: 0x0000 (unverified)\n\tFlags [none]\n\tsource address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11\n\tdest   address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11, bad opts/li\n\t0x0000:  8134 0114 1c00 6000 0014 4900 0101 0203\n\t0x0010:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1449\n\t0x0020:  0001 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0030:  0f10 1107",
            ),
            (
                1,
                "0180c20000140200000000010036fefe03813302141c00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f1011",
                "CLNPversion 2 packet not supported\n\t0x0000:  8133 0214 1c00 6000 0014 4900 0101 0203\n\t0x0010:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1449\n\t0x0020:  0001 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0030:  0f10 11",
            ),
            (
                1,
                "0180c20000140200000000010036fefe03810801141c00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f1011",
                "CLNP length indicator 8 < min PDU size:810801141C00600000144900010102030405060708090A0B0C0D0E0F1011144900010102030405060708090A0B0C0D0E0F1011\n\t0x0000:  8108 0114 1c00 6000 0014 4900 0101 0203\n\t0x0010:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1449\n\t0x0020:  0001 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0030:  0f10 11",
            ),
            (
                1,
                "0180c20000140200000000010036fefe03813c01141c00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f1011",
                "CLNP length indicator(60) > PDU size (51)!\n\t0x0000:  813c 0114 1c00 6000 0014 4900 0101 0203\n\t0x0010:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1449\n\t0x0020:  0001 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0030:  0f10 11",
            ),
            (
                1,
                "0180c20000140200000000010036fefe03811e01141c00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f1011",
                "CLNPli < size of fixed part of CLNP header and addresses\n\t0x0000:  811e 0114 1c00 6000 0014 4900 0101 0203\n\t0x0010:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1449\n\t0x0020:  0001 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0030:  0f10 11",
            ),
        ],
    ),
    (
        "ES-IS without a header, or a wrong one",
        1,
        &[
            (1, "0180c20000140200000000010005fefe038201", "ES-ISno header at all!"),
            (1, "0180c20000140200000000010008fefe03820e010002", "ES-IS [|esis]"),
            (
                1,
                "0180c20000140200000000010011fefe03820e020002001e00000103490001",
                "ES-IS version 2 packet not supported",
            ),
            (
                1,
                "0180c20000140200000000010011fefe03820a010002001e00000103490001",
                "ES-IS length indicator 10 < min PDU size:820A010002001E00000103490001",
            ),
            (
                1,
                "0180c20000140200000000010011fefe038264010002001e00000103490001",
                "ES-IS length indicator(100) > PDU size (14)!",
            ),
            (1, "0180c20000140200000000010005fefe030001", ", length: 2"),
        ],
    ),
    (
        "ES-IS in a line",
        0,
        &[(
            1,
            "0180c20000140200000000010014fefe038211010004001e000003490001c6020005",
            "ES-IS, ISH, length 17",
        )],
    ),
];

const OSPF: &[Row] = &[
    (
        "OSPF: neighbors, descriptions and signalling that the packet ends in",
        1,
        &[
            (
                12,
                "4500004100010000405966610a0000010a0000020201002d0102030400000000000000000000000000000000ffffff00000a1201000000280a0000010a00000205",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 65)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Hello, length 45\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0)\n\tOptions [External, LLS]\n\t  Hello Timer 10s, Dead Timer 40s, Mask 255.255.255.0, Priority 1\n\t  Designated Router 10.0.0.1, Backup Designated Router 10.0.0.2\n\t  Neighbor List: [|ospf2]",
            ),
            (
                12,
                "4500004c00010000405966560a0000010a0000020201002c0102030400000000000000000000000000000000ffffff00000a1201000000280a0000010a000002123400030001000400000003",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 76)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Hello, length 56 [len 44]\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0)\n\tOptions [External, LLS]\n\t  Hello Timer 10s, Dead Timer 40s, Mask 255.255.255.0, Priority 1\n\t  Designated Router 10.0.0.1, Backup Designated Router 10.0.0.2\n\t  LLS: checksum: 0x1234, length: 3\n\t    Extended Options (1), length: 4\n\t      Options: 0x00000003 [LSDB resync, Restart]",
            ),
            (
                12,
                "4500004200010000405966600a0000010a0000020201002c0102030400000000000000000000000000000000ffffff00000a1201000000280a0000010a0000021234",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 66)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Hello, length 46 [len 44]\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0)\n\tOptions [External, LLS]\n\t  Hello Timer 10s, Dead Timer 40s, Mask 255.255.255.0, Priority 1\n\t  Designated Router 10.0.0.1, Backup Designated Router 10.0.0.2\n\t  LLS: checksum: 0x1234 [|ospf2]",
            ),
        ],
    ),
    (
        "OSPFv3: link states of few kinds",
        2,
        &[
            (
                12,
                "60000000003059fffe800000000000000000000000000001ff02000000000000000000000000000203040030010203040000000000000000000000010001200a0000000101010101800000011234001c0001000401020304",
                "IP6 (hlim 255, next-header OSPF (89), payload length 48) fe80::1 > ff02::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Intra-Area TE LSA (10), Area Local Scope, LSA-ID 0.0.0.1\n\t      0x0000:  0001 0004 0102 0304",
            ),
            (
                12,
                "60000000003059fffe800000000000000000000000000001ff02000000000000000000000000000203040030010203040000000000000000000000010001200b0000000101010101800000011234001c0001000401020304",
                "IP6 (hlim 255, next-header OSPF (89), payload length 48) fe80::1 > ff02::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Grace LSA (11), Area Local Scope, LSA-ID 0.0.0.1\n\t      0x0000:  0001 0004 0102 0304",
            ),
            (
                12,
                "60000000003059fffe800000000000000000000000000001ff02000000000000000000000000000203040030010203040000000000000000000000010001200c0000000101010101800000011234001c0001000401020304",
                "IP6 (hlim 255, next-header OSPF (89), payload length 48) fe80::1 > ff02::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Router Information LSA (12), Area Local Scope, LSA-ID 0.0.0.1\n\t      0x0000:  0001 0004 0102 0304",
            ),
            (
                12,
                "60000000003059fffe800000000000000000000000000001ff02000000000000000000000000000203040030010203040000000000000000000000010001200d0000000101010101800000011234001c0001000401020304",
                "IP6 (hlim 255, next-header OSPF (89), payload length 48) fe80::1 > ff02::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Inter-AS-TE LSA (13), Area Local Scope, LSA-ID 0.0.0.1\n\t      0x0000:  0001 0004 0102 0304",
            ),
            (
                12,
                "60000000003059fffe800000000000000000000000000001ff02000000000000000000000000000203040030010203040000000000000000000000010001200e0000000101010101800000011234001c0001000401020304",
                "IP6 (hlim 255, next-header OSPF (89), payload length 48) fe80::1 > ff02::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Layer 1 VPN LSA (14), Area Local Scope, LSA-ID 0.0.0.1\n\t      0x0000:  0001 0004 0102 0304",
            ),
            (
                12,
                "60000000003059fffe800000000000000000000000000001ff02000000000000000000000000000203040030010203040000000000000000000000010001000b0000000101010101800000011234001c0001000400000078",
                "IP6 (hlim 255, next-header OSPF (89), payload length 48) fe80::1 > ff02::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Grace LSA (11), Link Local Scope, LSA-ID 0.0.0.1\n\t    Grace Period TLV (1), length 4, value: 120s",
            ),
        ],
    ),
];

const NEIGHBORS: &[Row] = &[
    (
        "LLDP: transmission selection, bridging at the edge, and a size of frames that is not there",
        1,
        &[
            (
                1,
                "0180c200000e02000000000188cc0207040200000000010405056574683006020078fe190080c209f800000000000000000000000000000000000000000000",
                "LLDP, length 49\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 5\n\t  Subtype Interface Name (5): eth0\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 25: OUI Ethernet bridged (0x0080c2)\n\t  ETS Configuration Subtype (9)\n\t    Willing:1, CBS:2, RES:7, Max TCs:0\n\t    Priority Assignment Table\n\t     Priority : 0   1   2   3   4   5   6   7\n\t     Value    : 0   0   0   0   0   0   0   0  \n\t    TC Bandwidth Table\n\t     TC%   : 0   1   2   3   4   5   6   7\n\t     Value : 0   0   0   0   0   0   0   0  \n\t    TSA Assignment Table\n\t     Traffic Class: 0   1   2   3   4   5   6   7\n\t     Value        : 0   0   0   0   0   0   0   0  \n\tEnd TLV (0), length 0",
            ),
            (
                1,
                "0180c200000e02000000000188cc0207040200000000010405056574683006020078fe090080c20d000000c0000000",
                "LLDP, length 33\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 5\n\t  Subtype Interface Name (5): eth0\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 9: OUI Ethernet bridged (0x0080c2)\n\t  EVB Subtype (13)\n\t    EVB Bridge Status\n\t      RES: 0, BGID: 0, RRCAP: 0, RRCTR: 0\n\t    EVB Station Status\n\t      RES: 0, SGID: 0, RRREQ: 0,RRSTAT: 0\n\t    R: 0, RTE: 0, EVB Mode: Reserved for future Standardization [3]\n\t    ROL: 0, RWD: 0, RES: 0, ROL: 0, RKA: 0\n\tEnd TLV (0), length 0",
            ),
            (
                1,
                "0180c200000e02000000000188cc0207040200000000010405056574683006020078fe0500120f04010000",
                "LLDP, length 29\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 5\n\t  Subtype Interface Name (5): eth0\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 5: OUI IEEE 802.3 Private (0x00120f)\n\t  Max frame size Subtype (4)\n\tEnd TLV (0), length 0",
            ),
        ],
    ),
    (
        "CDP: names, units and fields that are not known",
        1,
        &[(
            1,
            "01000ccccccc0200000000010037aaaa0300000c200002b40000000400080000000600100006189c00110008000005dc000f0007010007001700090168657265001f000563",
            "CDPv2, ttl: 180s, checksum: 0x0000 (unverified), length 47\n\tCapability (0x0004), value length: 4 bytes: (0x00000006): Transparent Bridge, Source Route Bridge\n\tpower consumption (0x0010), value length: 2 bytes: 6.30W\n\tMTU (0x0011), value length: 4 bytes: 1500 bytes\n\tATA-186 VoIP VLAN request (0x000f), value length: 3 bytes: app 1, vlan 7\n\tPhysical Location (0x0017), value length: 5 bytes: 0x01/here\n\tunknown field type (0x001f), value length: 1 byte: \n\t  0x0000:  63",
        )],
    ),
];

#[test]
fn values_that_few_routers_send_print_as_they_do_with_tcpdump() {
    for rows in [BGP, IS_IS, OSI, OSPF, NEIGHBORS] {
        check(rows);
    }
}
