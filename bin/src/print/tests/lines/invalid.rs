//! Packets whose lengths and values make no sense, made one by one, and how tcpdump since 4.99.6 says so.

use super::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[
    (
        "DHCP: options that are too short, too long, or no flag",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500011f00010000401165cb0a0000010a00000200440043010b0000010106000000000700000000000000000000000000000000000000000200000000010000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000063825363790518010203042e00130201004d03016100ff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 287)\n    10.0.0.1.68 > 10.0.0.2.67: BOOTP/DHCP, Request from 02:00:00:00:00:01, length 259, xid 0x7, Flags [none]\n\t  Client-Ethernet-Address 02:00:00:00:00:01\n\t  Vendor-rfc1048 Extensions\n\t    Magic Cookie 0x63825363\n\t    Classless-Static-Route (121), length 5: [Remaining length (4) < 7 bytes] (invalid)\n\t    Netbios-Node (46), length 0[length < 1 byte] (invalid)\n\t    IPF (19), length 2: [length != 1 byte] (invalid)\n\t    User-Class (77), length 3: \n\t      instance#1: \"a\", length 1\n\t      instance#2: [suboption length == 0] (invalid)",
            ),
            (
                1,
                "02000000000202000000000108004500011f00010000401165cb0a0000010a00000200440043010b00000101060000000007000000000000000000000000000000000000000002000000000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000638253634d04016105625104100000615b04ffffffffff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 287)\n    10.0.0.1.68 > 10.0.0.2.67: BOOTP/DHCP, Request from 02:00:00:00:00:01, length 259, xid 0x7, Flags [none]\n\t  Client-Ethernet-Address 02:00:00:00:00:01\n\t  Vendor-rfc1048 Extensions\n\t    Magic Cookie 0x63825363\n\t    User-Class (77), length 4: \n\t      instance#1: \"a\", length 1\n\t      instance#2: [length 1 < suboption length 5 (invalid)\n\t    FQDN (81), length 4: [MBZ nibble 0x1 != 0]  (invalid)\"a\"\n\t    Last-Transaction-Time (91), length 4: 4294967295",
            ),
        ],
    ),
    (
        "DHCP: web addresses that are cut",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500011400010000401165d60a0000010a00000200440043010000000101060000000007000000000000000000000000000000000000000002000000000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000638253638f050002616200ff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 276)\n    10.0.0.1.68 > 10.0.0.2.67: BOOTP/DHCP, Request from 02:00:00:00:00:01, length 248, xid 0x7, Flags [none]\n\t  Client-Ethernet-Address 02:00:00:00:00:01\n\t  Vendor-rfc1048 Extensions\n\t    Magic Cookie 0x63825363\n\t    SZTP-Redirect (143), length 5: \n\t\t    length 2: \"ab\"[length < 2 bytes] (invalid)\n\t  trailing data length 1",
            ),
            (
                1,
                "02000000000202000000000108004500011600010000401165d40a0000010a00000200440043010200000101060000000007000000000000000000000000000000000000000002000000000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000638253638f0700026162000563ff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 278)\n    10.0.0.1.68 > 10.0.0.2.67: BOOTP/DHCP, Request from 02:00:00:00:00:01, length 250, xid 0x7, Flags [none]\n\t  Client-Ethernet-Address 02:00:00:00:00:01\n\t  Vendor-rfc1048 Extensions\n\t    Magic Cookie 0x63825363\n\t    SZTP-Redirect (143), length 7: \n\t\t    length 2: \"ab\"\n\t\t    length 5: length goes past end of option",
            ),
        ],
    ),
    (
        "BOOTP: an area of Carnegie Mellon University is read by four bytes",
        1,
        &[(
            1,
            "02000000000202000000000108004500010d00010000401165dd0a0000010a0000020044004300f900000201060000000007000000000000000000000000000000000000000002000000000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000434d55004d",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 269)\n    10.0.0.1.68 > 10.0.0.2.67: BOOTP/DHCP, Reply, length 241, xid 0x7, Flags [none]\n\t  Client-Ethernet-Address 02:00:00:00:00:01 vend-cmu [|bootp]",
        )],
    ),
    (
        "IPv6: options of a wrong length, and what is in one that is too long for it",
        1,
        &[
            (
                1,
                "02000000000202000000000186dd600000000008004020010db800000000000000000000000120010db80000000000000000000000023b00050100000000",
                "IP6 (hlim 64, next-header HBH (0), payload length 8) 2001:db8::1 > 2001:db8::2: HBH  [(rtalert) length 1 != 2] (invalid)",
            ),
            (
                1,
                "02000000000202000000000186dd6000000000183c4020010db800000000000000000000000120010db80000000000000000000000023b02c90f0000000000000000000000000000000000000000",
                "IP6 (hlim 64, next-header DSTOPT (60), payload length 24) 2001:db8::1 > 2001:db8::2: DSTOPT  [(homeaddr) length 15 < 16] (invalid)",
            ),
            (
                1,
                "02000000000202000000000186dd6000000000183c4020010db800000000000000000000000120010db80000000000000000000000023b02c9120000000000000000000000000000000002050000",
                "IP6 (hlim 64, next-header DSTOPT (60), payload length 24) 2001:db8::1 > 2001:db8::2: DSTOPT (homeaddr: :: [remaining length 2 < 7] (invalid)",
            ),
            (
                1,
                "02000000000202000000000186dd6000000000183c4020010db800000000000000000000000120010db80000000000000000000000023b02c9130000000000000000000000000000000000020000",
                "IP6 (hlim 64, next-header DSTOPT (60), payload length 24) 2001:db8::1 > 2001:db8::2: DSTOPT (homeaddr: ::, pad1, unknown subopt-type 0x02 len=0)(pad1) no next header",
            ),
        ],
    ),
    (
        "IPv6: a routing header of an odd length, and a fragment that is shorter than its header",
        1,
        &[
            (
                1,
                "02000000000202000000000186dd6000000000102b4020010db800000000000000000000000120010db80000000000000000000000023b010001000000000000000000000000",
                "IP6 (hlim 64, next-header Routing (43), payload length 16) 2001:db8::1 > 2001:db8::2: RT6 (len=1, type=0 [Deprecated], segleft=1, rsv=0x0 [length 1] (invalid)",
            ),
            (
                1,
                "02000000000202000000000186dd6000000000042c4020010db800000000000000000000000120010db800000000000000000000000211000008000000070000000000000000",
                "IP6 (hlim 64, next-header Fragment (44), payload length 4) 2001:db8::1 > 2001:db8::2: frag ( [|frag6]",
            ),
        ],
    ),
    (
        "mobility: options that go beyond their header, or are too short for what they hold",
        1,
        &[
            (
                1,
                "02000000000202000000000186dd600000000010874020010db800000000000000000000000120010db80000000000000000000000023b010000000000000207010200000000",
                "IP6 (hlim 64, next-header Mobility (135), payload length 16) 2001:db8::1 > 2001:db8::2: mobility: BRR [remaining length 8 < 9] (invalid)",
            ),
            (
                1,
                "02000000000202000000000186dd600000000010874020010db800000000000000000000000120010db80000000000000000000000023b010000000000000302010200000000",
                "IP6 (hlim 64, next-header Mobility (135), payload length 16) 2001:db8::1 > 2001:db8::2: mobility: BRR(alt-CoA:  [remaining length 8 < 18] (invalid)",
            ),
            (
                1,
                "02000000000202000000000186dd600000000010874020010db800000000000000000000000120010db80000000000000000000000023b010000000000000502010200000000",
                "IP6 (hlim 64, next-header Mobility (135), payload length 16) 2001:db8::1 > 2001:db8::2: mobility: BRR(auth) [remaining length 8 < 12] (invalid)",
            ),
            (
                1,
                "02000000000202000000000186dd600000000018874020010db800000000000000000000000120010db80000000000000000000000023b0200000000000001066161616161610000000000000001",
                "IP6 (hlim 64, next-header Mobility (135), payload length 24) 2001:db8::1 > 2001:db8::2: mobility: BRR(padn)(pad1)(pad1)(pad1)(pad1)(pad1)(pad1)(pad1) [remaining length 1 < 2] (invalid)",
            ),
            (
                1,
                "02000000000202000000000186dd600000000010874020010db800000000000000000000000120010db80000000000000000000000023b010500000000000000000000000000",
                "IP6 (hlim 64, next-header Mobility (135), payload length 16) 2001:db8::1 > 2001:db8::2: mobility: BU seq#=0 lifetime=0(pad1)(pad1)(pad1)(pad1)",
            ),
        ],
    ),
    (
        "RIP: what is triggered, what nobody knows, and version 0",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500002000010000401166ca0a0000010a00000202080208000c000007020000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 32)\n    10.0.0.1.520 > 10.0.0.2.520: \n\tRIPv2, Triggered Response, length: 4",
            ),
            (
                1,
                "02000000000202000000000108004500002000010000401166ca0a0000010a00000202080208000c000005020000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 32)\n    10.0.0.1.520 > 10.0.0.2.520: \n\tRIPv2, unknown command (5), length: 4\n\t0x0000:  0502 0000",
            ),
            (
                1,
                "02000000000202000000000108004500003400010000401166b60a0000010a000002020802080020000002000000000200000a000001000000000000000000000003",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 52)\n    10.0.0.1.520 > 10.0.0.2.520: \n\tRIPv0, Response, length: 24, unknown version",
            ),
            (
                1,
                "02000000000202000000000108004500002000010000401166ca0a0000010a00000202080208000c000003010000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 32)\n    10.0.0.1.520 > 10.0.0.2.520: \n\tRIPv1, Trace on, length: 4",
            ),
        ],
    ),
    (
        "RIPng: another version, and a metric of zero",
        0,
        &[
            (
                1,
                "02000000000202000000000186dd60000000000c114020010db800000000000000000000000120010db800000000000000000000000202090209000c123401020000",
                "IP6 2001:db8::1.521 > 2001:db8::2.521: ripng [version 2, must be 1] (invalid)",
            ),
            (
                1,
                "02000000000202000000000186dd600000000020114020010db800000000000000000000000120010db800000000000000000000000202090209002012340201000020010db800000000000000000000000100004000",
                "IP6 2001:db8::1.521 > 2001:db8::2.521:  ripng-resp 1: 2001:db8::1/64",
            ),
            (
                1,
                "02000000000202000000000186dd600000000022114020010db800000000000000000000000120010db800000000000000000000000202090209002212340101000000000000000000000000000000000000000000100000",
                "IP6 2001:db8::1.521 > 2001:db8::2.521:  ripng-req dump",
            ),
        ],
    ),
    (
        "OSPFv3: a route that refers to a link state, and to one of a link",
        2,
        &[
            (
                1,
                "02000000000202000000000186dd600000000038594020010db800000000000000000000000120010db800000000000000000000000203040038010203040000000000000000000000010001400500000001010203048000000100000024000000072000200120010db801020304",
                "IP6 (hlim 64, next-header OSPF (89), payload length 56) 2001:db8::1 > 2001:db8::2: OSPFv3, LS-Update, length 56\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.2.3.4, seq 0x80000001, age 1s, length 16\n\t    External LSA (5), Domain Wide Scope, LSA-ID 0.0.0.1\n\t     Flags [none] metric 7\n\t\t2001:db8::/32, metric 8193 RefLSID: 1.2.3.4",
            ),
            (
                1,
                "02000000000202000000000186dd60000000003c594020010db800000000000000000000000120010db80000000000000000000000020304003c010203040000000000000000000000010001400500000001010203048000000100000028010000072000000820010db80000000701020304",
                "IP6 (hlim 64, next-header OSPF (89), payload length 60) 2001:db8::1 > 2001:db8::2: OSPFv3, LS-Update, length 60\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.2.3.4, seq 0x80000001, age 1s, length 20\n\t    External LSA (5), Domain Wide Scope, LSA-ID 0.0.0.1\n\t     Flags [Tag] metric 7\n\t\t2001:db8::/32, metric 8 tag 0.0.0.7",
            ),
        ],
    ),
    (
        "PIM: addresses of an encoding that has no such, and grafts that are too short",
        2,
        &[
            (
                1,
                "02000000000202000000000108004500002200010000406766720a0000010a0000022001000000180006010001020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PIM (103), length 34)\n    10.0.0.1 > 10.0.0.2: PIMv2, length 14\n\tHello, RFC2117-encoding, cksum 0x0000 (unverified)\n\t  Address List Option (24), length 6, Value: \n\t     [|pimv2]",
            ),
            (
                1,
                "02000000000202000000000108004500001800010000400266e10a0000010a00000214070000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGMP (2), length 24)\n    10.0.0.1 > 10.0.0.2: igmp pimv1 Graft-ACK [|pimv1] bad igmp cksum 0!",
            ),
            (
                1,
                "02000000000202000000000108004500001900010000400266e00a0000010a0000021406000010",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGMP (2), length 25)\n    10.0.0.1 > 10.0.0.2: igmp pimv1 Graft [|pimv1] bad igmp cksum 0!",
            ),
        ],
    ),
    (
        "PIM version 1: one source in one line, with one -v too",
        1,
        &[(
            1,
            "02000000000202000000000108004500003a00010000400266bf0a0000010a00000214030000100000000a0000010000003c00200401e1000001ffffffff0001000007200a000005",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGMP (2), length 58)\n    10.0.0.1 > 10.0.0.2: igmp pimv1 Join/Prune RPF 10.0.0.1 Hold 1mJoin (10.0.0.5/32, 225.0.0.1) Sparse SPT bad igmp cksum 0!",
        )],
    ),
    (
        "TCP: CC.ECHO",
        0,
        &[(
            1,
            "02000000000202000000000108004500003000010000400666c50a0000010a000002005004d2000003e8000007d070020200000000000d06000000070000",
            "IP 10.0.0.1.80 > 10.0.0.2.1234: Flags [S], seq 1000, win 512, options [ccecho 7,eol], length 0",
        )],
    ),
    (
        "DTP, VTP: lengths that cannot be",
        1,
        &[
            (
                1,
                "01000ccccccc020000000001000daaaa0300000c20040100020003",
                "DTPv1, length 5\n\tStatus (0x0002) TLV, length 3[TLV length 3] (invalid)",
            ),
            (
                1,
                "01000ccccccc0200000000010050aaaa0300000c2003010100640000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "VTPv1, Message Summary advertisement (0x01), length 72\n\tDomain name:  [MgmtD Len 100] (invalid)",
            ),
        ],
    ),
    (
        "NSH: too short for its type",
        1,
        &[(
            1,
            "020000000002020000000001894f2003010131ddff2a00000000",
            "NSH, flags [O], service-path-id 0x31ddff, service-index 0x2a\n    IP  [length 0 < 20] (invalid)",
        )],
    ),
    (
        "PTP: the lesser number of the version, flags, and types that are reserved",
        0,
        &[
            (
                1,
                "02000000000202000000000188f70012002c050010000000000000000000000000000001020304050607000100020003000000000001000000020102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e",
                "PTPv2.1, majorSdoId: 0x0, msg type: sync msg, length: 44, domain: 5, reserved1: 0, Flags [profile specific 1], NS correction: 0, sub NS correction: 0, reserved2: 0, clock identity: 0x1020304050607, port id: 1, seq id: 2, control: 0 (Sync), log message interval: 3, originTimeStamp: 1.000000002 seconds",
            ),
            (
                1,
                "02000000000202000000000188f70402002c050070000000000000000000000000000001020304050607000100020603000000000001000000020102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e",
                "PTPv2, majorSdoId: 0x0, msg type: Reserved, length: 44, domain: 5, reserved1: 0, Flags [profile specific 1, profile specific 2, security mask], NS correction: 0, sub NS correction: 0, reserved2: 0, clock identity: 0x1020304050607, port id: 1, seq id: 2, control: 6 (Reserved), log message interval: 3",
            ),
            (
                1,
                "02000000000202000000000188f70002002c050018c00000000000000000000000000001020304050607000100020003",
                "PTPv2, majorSdoId: 0x0, msg type: sync msg, length: 44, domain: 5, reserved1: 0, Flags [profile specific 1, unknown], NS correction: 0, sub NS correction: 0, reserved2: 0, clock identity: 0x1020304050607, port id: 1, seq id: 2, control: 0 (Sync), log message interval: 3, originTimeStamp: [|ptp]",
            ),
            (
                1,
                "02000000000202000000000188f7002100000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "PTPv1.2 (not implemented)",
            ),
        ],
    ),
    (
        "CLNP: an echo's answer carries a packet, too",
        1,
        &[(
            1,
            "0180c20000140200000000010024fefe03811b013c1f00210000080000000000000000080000000000000000810000000000",
            "CLNP, length 33\n\tEcho Response PDU, hlen: 27, v: 1, lifetime: 30.0s, Segment PDU length: 33, checksum: 0x0000 (unverified)\n\tFlags [none]\n\tsource address (length 8): 00.0000.0000.0000.00\n\tdest   address (length 8): 00.0000.0000.0000.00\n\t-----original packet-----\n\t [|clnp]",
        )],
    ),
    (
        "IS-IS: blocks of segments of other lengths",
        1,
        &[
            (
                1,
                "0180c20000140200000000010037fefe03831b01001401000000340000000000000000000000000000000003f21701020304000210c0000007010501020304050103000009",
                "IS-IS, length 52\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000000, lifetime:     0s\n\t  chksum: 0x0000 (unverified), PDU length: 52, Flags: [ L2 IS ]\n\t    IS-IS Router Capability TLV #242, length: 23\n\t      Router-ID 1.2.3.4, Flags [none]\n\t\tSR-Capabilities subTLV #2, length: 16, Flags [ipv4, ipv6], Range 7, Unknown SID length5, SID value 9",
            ),
            (
                1,
                "0180c2000014020000000001002efefe03831b010014010000002b0000000000000000000000000000000003f20e01020304000207c0000007000101",
                "IS-IS, length 43\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000000, lifetime:     0s\n\t  chksum: 0x0000 (unverified), PDU length: 43, Flags: [ L2 IS ]\n\t    IS-IS Router Capability TLV #242, length: 14\n\t      Router-ID 1.2.3.4, Flags [none]\n\t\tSR-Capabilities subTLV #2, length: 7, Flags [ipv4, ipv6], Range 7",
            ),
        ],
    ),
    (
        "IPv6: options that what is left of their header has no room for, and one that has",
        1,
        &[
            (
                229,
                "600000000008004020010db800000000000000000000000120010db80000000000000000000000023b00010200000500",
                "IP6 (hlim 64, next-header HBH (0), payload length 8) 2001:db8::1 > 2001:db8::2: HBH (padn) [(rtalert) remaining length 2 < 4] (invalid)",
            ),
            (
                229,
                "600000000008004020010db800000000000000000000000120010db80000000000000000000000023b00010100050100",
                "IP6 (hlim 64, next-header HBH (0), payload length 8) 2001:db8::1 > 2001:db8::2: HBH (padn) [(rtalert) remaining length 3 < 4] (invalid)",
            ),
            (
                229,
                "6000000000083c4020010db800000000000000000000000120010db80000000000000000000000023b00c90401020304",
                "IP6 (hlim 64, next-header DSTOPT (60), payload length 8) 2001:db8::1 > 2001:db8::2: DSTOPT  [(homeaddr) remaining length 6 < 18] (invalid)",
            ),
            (
                229,
                "600000000008004020010db800000000000000000000000120010db80000000000000000000000023b000100c2020102",
                "IP6 (hlim 64, next-header HBH (0), payload length 8) 2001:db8::1 > 2001:db8::2: HBH (padn) [(jumbo) remaining length 4 < 6] (invalid)",
            ),
            (
                229,
                "600000000008004020010db800000000000000000000000120010db80000000000000000000000023b00c20301020300",
                "IP6 (hlim 64, next-header HBH (0), payload length 8) 2001:db8::1 > 2001:db8::2: HBH  [(jumbo) length 3 != 4] (invalid)",
            ),
        ],
    ),
    (
        "ISAKMP: a certificate and a request of one that are too short for a type",
        1,
        &[
            (
                228,
                "4500003d00010000401166ad0a0000010a00000201f401f400290000000000000000000000000000000000000610020800000001000000210000000501",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 61)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 1.0 msgid 00000001: phase 2/others ? ident[]:\n    (cert: [|cert])",
            ),
            (
                228,
                "4500003d00010000401166ad0a0000010a00000201f401f400290000000000000000000000000000000000000710020800000001000000210000000501",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 61)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 1.0 msgid 00000001: phase 2/others ? ident[]:\n    (cr: [|cr])",
            ),
        ],
    ),
];

const CUT: &[Cut] = &[
    (
        "RADIUS: what is cut behind a packet of EAP has its name",
        1,
        &[(
            228,
            62,
            "4500003e00010000401166ac0a0000010a00000203e80714002a000001010022000000000000000000000000000000004f0702010005015007000000",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 62)\n    10.0.0.1.1000 > 10.0.0.2.1812: RADIUS, length: 34\n\tAccess-Request (1), id: 0x01, Authenticator: 00000000000000000000000000000000\n\t  EAP-Message Attribute (79), length: 7, Value: Response (2), id 1, len 5\n\t\t Type Identity (1)\n\t  Message-Authenticator Attribute (80), length: 7, Value:  [|eap]",
        )],
    ),
    (
        "IPv6 and its headers: what is there of one that is cut",
        1,
        &[
            (1, 54, "02000000000202000000000186dd600000000000", "IP6  [|ip6]"),
            (
                1,
                62,
                "02000000000202000000000186dd600000000008004020010db800000000000000000000000120010db80000000000000000000000023b",
                "IP6 (hlim 64, next-header HBH (0), payload length 8) 2001:db8::1 > 2001:db8::2:  [|hbh]",
            ),
            (
                1,
                86,
                "02000000000202000000000186dd600000000020874020010db800000000000000000000000120010db80000000000000000000000023b",
                "IP6 (hlim 64, next-header Mobility (135), payload length 32) 2001:db8::1 > 2001:db8::2: mobility:  [|mobility]",
            ),
        ],
    ),
    (
        "IPCP: of an option that is cut no bytes are shown",
        2,
        &[(
            9,
            14,
            "ff0380210101000a5d06c22305",
            "IPCP, Conf-Request (0x01), id 1, length 12\n\tencoded length 10 (=Option(s) length 6)\n\t0x0000:  8021 0101 000a\n\t  unknown Option (0x5d), length 6",
        )],
    ),
    (
        "RIP: routes are read as far as they are there",
        1,
        &[
            (
                1,
                66,
                "02000000000202000000000108004500003400010000401166b60a0000010a000002020802080020000002020000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 52)\n    10.0.0.1.520 > 10.0.0.2.520: \n\tRIPv2, Response, length: 24, routes: 1 or less",
            ),
            (
                1,
                66,
                "02000000000202000000000108004500003400010000401166b60a0000010a000002020802080020000002020000000200000a0000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 52)\n    10.0.0.1.520 > 10.0.0.2.520: \n\tRIPv2, Response, length: 24, routes: 1 or less [|rip]",
            ),
        ],
    ),
    (
        "IS-IS: a digest that is cut",
        1,
        &[(
            1,
            76,
            "0180c2000014020000000001003efefe03831401001101000003658434dcc98a4a05003c01de124f5b2c94b2bab3aa1cc2307905120344146b0a1136b2afabf94832304883",
            "IS-IS, length 59\n\tp2p IIH, hlen: 20, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  source-id: 6584.34dc.c98a, holding time: 18949s, Flags: [Level 1, Level 2]\n\t  circuit-id: 0x01, PDU length: 60\n\t    Multi Topology IS Reachability TLV #222, length: 18\n\t      Reserved for IETF Consensus Topology (0xf5b), Flags: [ATT bit set]\n\t      IS Neighbor: 2c94.b2ba.b3aa.1c, Metric: 12726393, sub-TLVs present (5)\n\t        Traffic Engineering Metric subTLV #18, length: 3, 4461675\n\t    Authentication TLV #10, length: 17\n\t      HMAC-MD5 password: b2afabf94832304883 [|isis]",
        )],
    ),
    (
        "VTP too short",
        0,
        &[
            (
                1,
                46,
                "0180c20000000203040506070020aaaa0300000c20030101000a0000000000000000000000000000",
                " (invalid) [|vtp]",
            ),
            (
                1,
                46,
                "0180c20000000203040506070020aaaa0300000c20030101000a0000000000000000000000000000000000000000",
                " (invalid)",
            ),
        ],
    ),
    (
        "MPLS: a label that is too short, and cut, too",
        0,
        &[
            (
                1,
                20,
                "0200000000010200000000028847000110400001",
                "MPLS (label 17, tc 0, ttl 64) (invalid)",
            ),
            (
                1,
                20,
                "02000000000102000000000288470001104000",
                "MPLS (label 17, tc 0, ttl 64) (invalid) [|mpls]",
            ),
        ],
    ),
    (
        "RADIUS: prefixes that are cut, of lengths that they cannot have and can have",
        1,
        &[
            (
                228,
                51,
                "4500003300010000401166b70a0000010a00000207140714001f000002010017000000000000000000000000000000006103",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 51)\n    10.0.0.1.1812 > 10.0.0.2.1812: RADIUS, length: 23\n\tAccess-Accept (2), id: 0x01, Authenticator: 00000000000000000000000000000000\n\t  Framed-IPv6-Prefix Attribute (97), length: 3, Value:  [length 1 < 2] (invalid)",
            ),
            (
                228,
                69,
                "4500004500010000401166a50a0000010a000002071407140031000002010029000000000000000000000000000000007b150102030405060708090a0b0c0d0e0f101112",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 69)\n    10.0.0.1.1812 > 10.0.0.2.1812: RADIUS, length: 41\n\tAccess-Accept (2), id: 0x01, Authenticator: 00000000000000000000000000000000\n\t  Delegated-IPv6-Prefix Attribute (123), length: 21, Value:  [length 19 > 18] (invalid)",
            ),
            (
                228,
                66,
                "4500004200010000401166a80a0000010a00000207140714002e000002010026000000000000000000000000000000007d120102030405060708090a0b0c0d0e0f",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 66)\n    10.0.0.1.1812 > 10.0.0.2.1812: RADIUS, length: 38\n\tAccess-Accept (2), id: 0x01, Authenticator: 00000000000000000000000000000000\n\t  MIP6-Home-Link-Prefix Attribute (125), length: 18, Value:  [length 16 != 17] (invalid)",
            ),
            (
                228,
                56,
                "4500003800010000401166b20a0000010a00000207140714002400000201001c0000000000000000000000000000000061080102030405",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 56)\n    10.0.0.1.1812 > 10.0.0.2.1812: RADIUS, length: 28\n\tAccess-Accept (2), id: 0x01, Authenticator: 00000000000000000000000000000000\n\t  Framed-IPv6-Prefix Attribute (97), length: 8, Value:  [|radius]",
            ),
        ],
    ),
];

#[test]
fn invalid_values_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
}
