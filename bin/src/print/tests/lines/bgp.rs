//! Packets of BGP, made value by value, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Row, check};

const ROWS: &[Row] = &[
    (
        "BGP: an option that is longer than what there is of options",
        1,
        &[(
            12,
            "4500004f00010000400666a60a0000010a00000200b303e800000001000000025018000900000000ffffffffffffffffffffffffffffffff0027010400640e10010101010a02060104000100010228",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 79)\n    10.0.0.1.179 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x4756), seq 1:40, ack 2, win 9, length 39: BGP\n\tOpen Message (1), length: 39\n\t  Version 4, my AS 100, Holdtime 3600s, ID 1.1.1.1\n\t  Optional parameters, length: 10\n\t    Option Capabilities Advertisement (2), length: 6\n\t      Multiprotocol Extensions (1), length: 4\n\t\tAFI IPv4 (1), SAFI Unicast (1)\n\t     Option 2, length: 40, goes past the end of the options",
        )],
    ),
    (
        "BGP: routes without a family",
        1,
        &[(
            1,
            "02000000000202000000000108004500004700010000400666ae0a0000010a00000200b39c4000000001000000015018020000000000ffffffffffffffffffffffffffffffff001f0200000008800e010040010100",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 71)\n    10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0xe2d4), seq 1:32, ack 1, win 512, length 31: BGP\n\tUpdate Message (2), length: 31\n\t  Multi-Protocol Reach NLRI (14), length: 1, Flags [O]:  [|bgp]",
        )],
    ),
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
        "a capability that goes past the packet, and the next option",
        2,
        &[(
            1,
            "02000000000202000000000108004500005100010000400666a40a0000010a00000200b303e800000001000000015018020000000000ffffffffffffffffffffffffffffffff00290104fde8005a020202020c020440440000020480008000",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 81)\n    10.0.0.1.179 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x384c), seq 1:42, ack 1, win 512, length 41: BGP\n\tOpen Message (1), length: 41\n\t  Version 4, my AS 65000, Holdtime 90s, ID 2.2.2.2\n\t  Optional parameters, length: 12\n\t    Option Capabilities Advertisement (2), length: 4\n\t      Graceful Restart (64), length: 68 [|bgp]\n\t    Option Capabilities Advertisement (2), length: 4\n\t      Route Refresh (Cisco) (128), length: 0\n\t      Route Refresh (Cisco) (128), length: 0",
        )],
    ),
    (
        "BGP: metrics of AIGP with a byte more, which is skipped, and with one too few",
        1,
        &[
            (
                228,
                "4500005200010000400666a30a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff002a0200000013c01a1001000c00000000000007d0ff02000407",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 82)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xe8ae), seq 1:43, ack 1, win 500, length 42: BGP\n\tUpdate Message (2), length: 42\n\t  Accumulated IGP Metric (26), length: 16, Flags [OT]: \n\t    AIGP TLV (1), length 12, metric 2000\n\t    Unknown TLV (2), length 4\n\t      0x0000:  07",
            ),
            (
                228,
                "4500004c00010000400666a90a0000010a0000029c4000b30000000100000001501801f400000000ffffffffffffffffffffffffffffffff0024020000000dc01a0a01000a000000000007d0",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 76)\n    10.0.0.1.40000 > 10.0.0.2.179: Flags [P.], cksum 0x0000 (incorrect -> 0xbffe), seq 1:37, ack 1, win 500, length 36: BGP\n\tUpdate Message (2), length: 36\n\t  Accumulated IGP Metric (26), length: 10, Flags [OT]: \n\t    AIGP TLV (1), length 10 [|bgp]",
            ),
        ],
    ),
];

#[test]
fn bgp_print_as_with_tcpdump() {
    check(ROWS);
}
