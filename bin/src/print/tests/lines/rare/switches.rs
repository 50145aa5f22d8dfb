//! Packets of switches, made value by value, and the lines that tcpdump prints of them.

use super::{Frames, Talk, check_frames, check_talks};
use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[
    (
        "MACsec: behind another tag it is not read",
        0,
        &[(
            1,
            "0200000000020200000000018100000588e500000000000300000102030405060708000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype 802.1AE MACsec (0x88e5), length 74: \n\t0x0000:  0000 0000 0003 0000 0102 0304 0506 0708  ................\n\t0x0010:  0001 0203 0405 0607 0809 0a0b 0c0d 0e0f  ................\n\t0x0020:  1011 1213 1415 1617 1819 1a1b 1c1d 1e1f  ................\n\t0x0030:  2021 2223 2425 2627                      .!\"#$%&'",
        )],
    ),
    (
        "Arista: more nanoseconds than there are in a second",
        0,
        &[
            (
                1,
                "020000000002020000000001d28b000101105ceeed0157e79b8508004500002000010000401166ca0a0000010a00000200010002000c000061626364",
                "ethertype Arista Vendor Specific Protocol (0xd28b), length 60: SubType Timestamp (0x0001), Timescale UTC (1), Format 64-bit (1), HwInfo R/R2 (0), Timestamp 2019-05-29 20:35:13.1474796421 (invalid ns): IP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 4",
            ),
            (
                1,
                "020000000002020000000001d28b00010120eec1ed013b9a08004500002000010000401166ca0a0000010a00000200010002000c000061626364",
                "ethertype Arista Vendor Specific Protocol (0xd28b), length 58: SubType Timestamp (0x0001), Timescale UTC (1), Format 48-bit (2), HwInfo R/R2 (0), Timestamp 61121.3976280986 (invalid ns): IP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 4",
            ),
        ],
    ),
    (
        "Ethernet: connectivity faults of old",
        0,
        &[(
            1,
            "020000000002020000000001abcd0000000000000000000000000000000000000000",
            "CFMv0 unknown (0), MD Level 0, length 20",
        )],
    ),
    (
        "UDLD: values without content",
        1,
        &[(
            1,
            "0200000000020200000000010018aaaa0300000c01112101000000090004000600086e616d65",
            "UDLDv1, Code Probe message (1), Flags [RT] (0x01), length 16\n\tChecksum 0x0000 (unverified)\n\tUnknown (0x0009) TLV, length 4 (invalid)",
        )],
    ),
    (
        "VTP: revisions",
        1,
        &[(
            1,
            "0200000000020200000000010050aaaa0300000c200301010105636973636f000000000000000000000000000000000000000000000000000000ff0000020a00000139333033303130313031303100000000000000000000000000000000",
            "VTPv1, Message Summary advertisement (0x01), length 72\n\tDomain name: cisco, Followers: 1\n\t  Config Rev ff000002, Updater 10.0.0.1, Timestamp 0x39333033 0x30313031 0x30313031, MD5 digest: 00000000000000000000000000000000",
        )],
    ),
    (
        "short lengths of MACsec",
        0,
        &[(
            1,
            "b6b95d808d79caf9df4f509a88e5206200000042caf9df4f509a00640800450000202df140004011a787c0a87201c0a8720292531a0a000c89e73132330a079d1505db571783ceb1aec143e4e374",
            " (invalid)",
        )],
    ),
    (
        "frames of connectivity that are not known",
        2,
        &[(
            1,
            "0180c200003000112233445589024006000401020304050607080009",
            "CFMv0 unknown (6), MD Level 2, length 14\n\tFirst TLV offset 4\n\t  0x0000:  0102 0304 0506\n\tReply Ingress TLV (0x05), length 1543\n\t\t packet is too short",
        )],
    ),
    (
        "OpenFlow: a frame is printed with less verbosity",
        3,
        &[
            (
                12,
                "4500006400010000400666910a0000010a00000219fd03e800000001000000015018020000000000010a003c0000000100000001002a00010000020000000001020000000002080600010800060400010200000000010a0000010000000000000a000002",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 100)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x4a21), seq 1:61, ack 1, win 512, length 60: OpenFlow\n\tversion 1.0, type PACKET_IN, length 60, xid 0x00000001\n\t buffer_id 0x00000001, total_len 42, in_port 1, reason NO_MATCH\n\t data (42 octets), frame decoding below\nARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28",
            ),
            (
                12,
                "4500004c00010000400666a90a0000010a00000219fd03e800000001000000015018020000000000010a001c0000000100000001000a00010000020000000001020000000100000800000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 76)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x7582), seq 1:37, ack 1, win 512, length 36: OpenFlow\n\tversion 1.0, type PACKET_IN, length 28, xid 0x00000001\n\t buffer_id 0x00000001, total_len 10, in_port 1, reason NO_MATCH\n\t data (10 octets), frame decoding below\n [|ether]\n\tversion 1.0, type HELLO, length 8, xid 0x00000001",
            ),
        ],
    ),
    (
        "OpenFlow: a frame is printed with less verbosity, still verbosely",
        4,
        &[(
            12,
            "4500006400010000400666910a0000010a00000219fd03e800000001000000015018020000000000010a003c0000000100000001002a00010000020000000001020000000002080600010800060400010200000000010a0000010000000000000a000002",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 100)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x4a21), seq 1:61, ack 1, win 512, length 60: OpenFlow\n\tversion 1.0, type PACKET_IN, length 60, xid 0x00000001\n\t buffer_id 0x00000001, total_len 42, in_port 1, reason NO_MATCH\n\t data (42 octets), frame decoding below\nARP, Ethernet (len 6), IPv4 (len 4), Request who-has 10.0.0.2 tell 10.0.0.1, length 28",
        )],
    ),
    (
        "OpenFlow: wrong lengths are told",
        2,
        &[
            (
                12,
                "4500004400010000400666b10a0000010a00000219fd03e800000001000000015018020000000000010d001c000000010000000100020010000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 68)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x7a8a), seq 1:29, ack 1, win 512, length 28: OpenFlow\n\tversion 1.0, type PACKET_OUT, length 28, xid 0x00000001\n\t buffer_id 0x00000001, in_port 2, actions_len 16 [actions_len 16 > 12] (invalid)",
            ),
            (
                12,
                "4500004000010000400666b50a0000010a00000219fd03e800000001000000015018020000000000010d00180000000100000001000200080001000700000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 64)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x7a92), seq 1:25, ack 1, win 512, length 24: OpenFlow\n\tversion 1.0, type PACKET_OUT, length 24, xid 0x00000001\n\t buffer_id 0x00000001, in_port 2, actions_len 8\n\t action type SET_VLAN_VID, len 7 [alen 7 < 8] (invalid)",
            ),
            (
                12,
                "4500004000010000400666b50a0000010a00000219fd03e800000001000000015018020000000000010d00180000000100000001000200080001001000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 64)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x7a89), seq 1:25, ack 1, win 512, length 24: OpenFlow\n\tversion 1.0, type PACKET_OUT, length 24, xid 0x00000001\n\t buffer_id 0x00000001, in_port 2, actions_len 8\n\t action type SET_VLAN_VID, len 16 [alen 16 > 8] (invalid)",
            ),
            (
                12,
                "4500005000010000400666a50a0000010a00000219fd03e800000001000000015018020000000000010d0028000000010000000100020018ffff0008005c16c7ffff0010005c16c70000000100000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 80)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x4c0b), seq 1:41, ack 1, win 512, length 40: OpenFlow\n\tversion 1.0, type PACKET_OUT, length 40, xid 0x00000001\n\t buffer_id 0x00000001, in_port 2, actions_len 24\n\t action type VENDOR, len 8, vendor 0x005c16c7 (Big Switch Networks)\n\t  [len 0 < 4] (invalid)\n\t action type VENDOR, len 16, vendor 0x005c16c7 (Big Switch Networks)\n\t  subtype MIRROR [len 4 != 12] (invalid)",
            ),
            (
                12,
                "45000076000100004006667f0a0000010a00000219fd03e8000000010000000150180200000000000110001000000001000000000000000001100010000000010001000000000000011000100000000100050000000000000111000f00000001000000000000000111000f0000000100020000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 118)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x540a), seq 1:79, ack 1, win 512, length 78: OpenFlow\n\tversion 1.0, type STATS_REQUEST, length 16, xid 0x00000001\n\t type DESC, flags 0x0000 [len 4 != 0] (invalid)\n\tversion 1.0, type STATS_REQUEST, length 16, xid 0x00000001\n\t type FLOW, flags 0x0000 [len 4 != 44] (invalid)\n\tversion 1.0, type STATS_REQUEST, length 16, xid 0x00000001\n\t type QUEUE, flags 0x0000 [len 4 != 8] (invalid)\n\tversion 1.0, type STATS_REPLY, length 15, xid 0x00000001\n\t type DESC, flags 0x0000\n\t  [len 3 != 1056] (invalid)\n\tversion 1.0, type STATS_REPLY, length 15, xid 0x00000001\n\t type AGGREGATE, flags 0x0000\n\t [remaining length 3 != 24] (invalid)",
            ),
            (
                12,
                "4500012c00010000400665c90a0000010a00000219fd03e8000000010000000150180200000000000111000f00000001000300000000000111000f00000001000400000000000111000f000000010001000000000001110064000000010001000000570000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000011100640000000100010000005900000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000111000f00000001ffff0000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 300)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x9493), seq 1:261, ack 1, win 512, length 260: OpenFlow\n\tversion 1.0, type STATS_REPLY, length 15, xid 0x00000001\n\t type TABLE, flags 0x0000\n\t [remaining length 3 < 64] (invalid)\n\tversion 1.0, type STATS_REPLY, length 15, xid 0x00000001\n\t type PORT, flags 0x0000\n\t  [remaining length 3 < 104] (invalid)\n\tversion 1.0, type STATS_REPLY, length 15, xid 0x00000001\n\t type FLOW, flags 0x0000\n\t [remaining length 3 < 88] (invalid)\n\tversion 1.0, type STATS_REPLY, length 100, xid 0x00000001\n\t type FLOW, flags 0x0000\n\t length 87 [entry_len 87 < 88] (invalid)\n\tversion 1.0, type STATS_REPLY, length 100, xid 0x00000001\n\t type FLOW, flags 0x0000\n\t length 89 [entry_len 89 > 88] (invalid)\n\tversion 1.0, type STATS_REPLY, length 15, xid 0x00000001\n\t type VENDOR, flags 0x0000 [len 3 < 4] (invalid)",
            ),
            (
                12,
                "450000a7000100004006664e0a0000010a00000219fd03e8000000010000000150180200000000000115001800000001000000000000000000000001000700000115001800000001000000000000000000000001000900000115001c00000001000000000000000000000001000c000000000000011500200000000100000000000000000000000100100000000000000000000001150013000000010000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 167)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x7547), seq 1:128, ack 1, win 512, length 127: OpenFlow\n\tversion 1.0, type QUEUE_GET_CONFIG_REPLY, length 24, xid 0x00000001\n\t port 0\n\t  queue_id 1, len 7 [prop. desc. length 7 < 8] (invalid)\n\tversion 1.0, type QUEUE_GET_CONFIG_REPLY, length 24, xid 0x00000001\n\t port 0\n\t  queue_id 1, len 9 [prop. desc. length 9 > 8] (invalid)\n\tversion 1.0, type QUEUE_GET_CONFIG_REPLY, length 28, xid 0x00000001\n\t port 0\n\t  queue_id 1, len 12\n\t   [remaining length 4 < 8] (invalid)\n\tversion 1.0, type QUEUE_GET_CONFIG_REPLY, length 32, xid 0x00000001\n\t port 0\n\t  queue_id 1, len 16\n\t   property NONE, len 0 [property length 0 < 8] (invalid)\n\tversion 1.0, type QUEUE_GET_CONFIG_REPLY, length 19, xid 0x00000001\n\t port 0\n\t  [remaining length 3 < 8] (invalid)",
            ),
            (
                12,
                "4500004b00010000400666aa0a0000010a00000219fd03e8000000010000000150180200000000000400000b000000010000000400000c00000001000100030400000c0000000100010005",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 75)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x53ac), seq 1:36, ack 1, win 512, length 35: OpenFlow\n\tversion 1.3, type HELLO, length 11, xid 0x00000001\n\t [remaining length 3 < 4] (invalid)\n\tversion 1.3, type HELLO, length 12, xid 0x00000001\n\t type VERSIONBITMAP, length 3 [bitmap length 3 < 4] (invalid)\n\tversion 1.3, type HELLO, length 12, xid 0x00000001\n\t type VERSIONBITMAP, length 5 [bitmap length 5 > 4] (invalid)",
            ),
            (
                12,
                "45000099000100004006665c0a0000010a00000219fd03e800000001000000015018020000000000010f002000000001000000000000000000000000000000000000000000000000010600510000000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 153)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x78ea), seq 1:114, ack 1, win 512, length 113: OpenFlow\n\tversion 1.0, type PORT_MOD, length 32, xid 0x00000001\n\t port_no 0, hw_addr 00:00:00:00:00:00\n\t  config 0x00000000\n\t  mask 0x00000000\n\t  advertise 0x00000000\n\tversion 1.0, type FEATURES_REPLY, length 81, xid 0x00000001\n\t dpid 0x0000000000000000, n_buffers 0, n_tables 0\n\t capabilities 0x00000000\n\t actions 0x00000000\n\t  port_no 0, hw_addr 00:00:00:00:00:00, name ''\n\t   config 0x00000000\n\t   state 0x00000000 (STP_LISTEN)\n\t   curr 0x00000000\n\t   advertised 0x00000000\n\t   supported 0x00000000\n\t   peer 0x00000000 [\n\t  port def. length 1 < 48] (invalid)",
            ),
            (
                12,
                "4500004000010000400666b50a0000010a00000219fd03e8000000010000000150180200000000000104000c00000001ff0000020104000c00000001ff00000a",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 64)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x7b9b), seq 1:25, ack 1, win 512, length 24: OpenFlow\n\tversion 1.0, type VENDOR, length 12, xid 0x00000001, vendor 0xff000002 (NoviFlow)\n\tversion 1.0, type VENDOR, length 12, xid 0x00000001, vendor 0xff00000a (MPLS-TP OpenFlow Extensions for SPTN)",
            ),
        ],
    ),
];

const CUT: &[Cut] = &[(
    "tags of switches",
    0,
    &[
        (
            284,
            64,
            "d6c528213eaf0050b6291070000a000008060001080006040002",
            "DSA port 0.1 > CPU, VLAN 0u,  [|arp]",
        ),
        (
            284,
            64,
            "d6c528213eaf0050b6291070800e000008060001080006040002",
            "DSA port 0.1 > Rx Sniffer, VLAN 0u,  [|arp]",
        ),
        (
            285,
            64,
            "d6c528213eaf0050b6291070dada0000c00c000008060001080006040002",
            "EDSA 0xdada, Forward trunk 0.1, VLAN 0u,  [|arp]",
        ),
    ],
)];

const TALKS: &[Talk] = &[
    (
        "slow protocols: link aggregation, markers and maintenance",
        0,
        1,
        &[
            "0200000000020200000000018809010101148000000102030405000100ff00103d000000021480000a0b0c0d0e0f000200fe001100000000031000050000000000000000000000000000aa",
            "02000000000202000000000188090201011000010a0b0c0d0e0f000000070000020401020000",
            "020000000002020000000001880903ffd5000110011234021ffdee0080c2deadbeef0210020001052005ee0000c100000001fe0700000c01020303ff0006",
            "020000000002020000000001880903000001000701280102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223242526021a0102030405060708090a0b0c0d0e0f10111213141516171805040102fe020000",
            "02000000000202000000000188090300000400",
            "0200000000020200000000018809",
            "020000000002020000000001880901",
            "02000000000202000000000188090102",
            "02000000000202000000000188090200",
            "02000000000202000000000188090a0b0c",
            "020000000002020000000001880903",
        ],
        "LACPv1, length 61\nMARKERv1, length 24\nOAM, length 48\nOAM, length 80\nOAM, length 5\n (packet is too short)\n (packet is too short)\nLACP version 2 packet not supported\nMARKER version 0 packet not supported\nOSSP, length 3\nOAM, length 1\n",
    ),
    (
        "slow protocols: all of their values",
        1,
        1,
        &[
            "0200000000020200000000018809010101148000000102030405000100ff00103d000000021480000a0b0c0d0e0f000200fe001100000000031000050000000000000000000000000000aa",
            "02000000000202000000000188090201011000010a0b0c0d0e0f000000070000020401020000",
            "020000000002020000000001880903ffd5000110011234021ffdee0080c2deadbeef0210020001052005ee0000c100000001fe0700000c01020303ff0006",
            "020000000002020000000001880903000001000701280102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223242526021a0102030405060708090a0b0c0d0e0f10111213141516171805040102fe020000",
            "02000000000202000000000188090300000400",
            "02000000000202000000000188090300000401",
            "02000000000202000000000188090300000402",
            "02000000000202000000000188090300000403",
            "0200000000020200000000018809",
            "020000000002020000000001880901",
            "02000000000202000000000188090102",
            "02000000000202000000000188090200",
            "02000000000202000000000188090a0b0c",
            "020000000002020000000001880903",
            "0200000000020200000000018809030000020102030405060708090a0b0c0d0e0f101112",
            "0200000000020200000000018809030000fe010203",
            "020000000002020000000001880903000009010203",
            "02000000000202000000000188090300000101",
            "020000000002020000000001880903000004",
            "020000000002020000000001880901010101",
            "020000000002020000000001880901010103aa0316ffff",
            "020000000002020000000001880902010111",
            "020000000002020000000001880901010a",
            "0200000000020200000000018809030000000100",
            "0200000000020200000000018809030000000104aabb0a01",
            "02000000000202000000000188090300000100070329",
        ],
        "LACPv1, length 61\n\tActor Information TLV (0x01), length 20\n\t  System 00:01:02:03:04:05, System Priority 32768, Key 1, Port 16, Port Priority 255\n\t  State Flags [Activity, Aggregation, Synchronization, Collecting, Distributing]\n\tPartner Information TLV (0x02), length 20\n\t  System 0a:0b:0c:0d:0e:0f, System Priority 32768, Key 2, Port 17, Port Priority 254\n\t  State Flags [none]\n\tCollector Information TLV (0x03), length 16\n\t  Max Delay 5\n\tTerminator TLV (0x00), length 0\nMARKERv1, length 24\n\tMarker Information TLV (0x01), length 16\n\t  Request System 0a:0b:0c:0d:0e:0f, Request Port 1, Request Transaction ID 0x00000007\n\tUnknown TLV (0x02), length 4\n\t  0x0000:  0102\n\tTerminator TLV (0x00), length 0\nOAM, length 48\n\tCode Information OAM PDU, Flags [Link Fault, Critical Event, Local Stable, Remote Stable]\n\t  Local Information Type (1), length 16\n\t    OAM-Version 1, Revision 4660\n\t    State-Parser-Action discarding, State-MUX-Action forwarding\n\t    OAM-Config Flags [Active, Unidirectional, Remote-Loopback, Link-Events, Variable-Retrieval], OAM-PDU-Config max-PDU size 1518\n\t    OUI Ethernet bridged (0x0080c2), Vendor-Private 0xdeadbeef\n\t  Remote Information Type (2), length 16\n\t    OAM-Version 2, Revision 1\n\t    State-Parser-Action looping back, State-MUX-Action discarding\n\t    OAM-Config Flags [none], OAM-PDU-Config max-PDU size 1518\n\t    OUI Unknown (0x0000c1), Vendor-Private 0x00000001\n\t  Organization specific Information Type (254), length 7\n\t  0x0000:  fe07 0000 0c01 02\n\t  Reserved Information Type (3), length 3\n\t  0x0000:  0303 ff\n\t  End of TLV marker Information Type (0), length 6\nOAM, length 80\n\tCode Event Notification OAM PDU, Flags [none]\n\t  Sequence Number 7\n\t  Errored Symbol Period Event Link Event Type (1), length 40\n\t    Timestamp 25800 ms, Errored Window 217304205466536202\n\t    Errored Threshold 796025588171149586\n\t    Errors 1374746970875762970\n\t    Error Running Total 1953468353580376354\n\t    Event Running Total 589571366\n\t  Errored Frame Event Link Event Type (2), length 26\n\t    ERROR: illegal length - should be 40\n\t  0x0000:  021a 0102 0304 0506 0708 090a 0b0c 0d0e\n\t  0x0010:  0f10 1112 1314 1516 1718\n\t  Reserved Link Event Type (5), length 4\n\t  0x0000:  0504 0102\n\t  Organization specific Link Event Type (254), length 2\n\t  0x0000:  fe02\n\t  End of TLV marker Link Event Type (0), length 0\nOAM, length 5\n\tCode Loopback Control OAM PDU, Flags [none]\n\t  Command Unknown (0)\nOAM, length 5\n\tCode Loopback Control OAM PDU, Flags [none]\n\t  Command Enable OAM Remote Loopback (1)\nOAM, length 5\n\tCode Loopback Control OAM PDU, Flags [none]\n\t  Command Disable OAM Remote Loopback (2)\nOAM, length 5\n\tCode Loopback Control OAM PDU, Flags [none]\n\t  Command Unknown (3)\n\n\t\t packet is too short\n\n\t\t packet is too short\nLACP version 2 packet not supported\nMARKER version 0 packet not supported\nOSSP, length 3\n\t\t packet is too short\nOAM, length 1\n\t\t packet is too short\nOAM, length 22\n\tCode Variable Request OAM PDU, Flags [none]\n\t  0x0000:  0102 0304 0506 0708 090a 0b0c 0d0e 0f10\n\t  0x0010:  1112\nOAM, length 7\n\tCode Vendor Private OAM PDU, Flags [none]\n\t  0x0000:  0102 03\nOAM, length 7\n\tCode Unknown (9) OAM PDU, Flags [none]\n\t  0x0000:  0102 03\nOAM, length 5\n\tCode Event Notification OAM PDU, Flags [none]\n\t\t packet is too short\nOAM, length 4\n\tCode Loopback Control OAM PDU, Flags [none]\n\t\t packet is too short\nLACPv1, length 4\n\tActor Information TLV (0x01), length 1\n\t    ERROR: illegal length - should be >= 2\nLACPv1, length 9\n\tActor Information TLV (0x01), length 3\n\t    ERROR: illegal length - should be 20\n\tCollector Information TLV (0x03), length 22\n\t\t packet is too short\nMARKERv1, length 4\n\tMarker Information TLV (0x01), length 17\n\t\t packet is too short\nLACPv1, length 3\n\t\t packet is too short\nOAM, length 6\n\tCode Information OAM PDU, Flags [none]\n\t  Local Information Type (1), length 0\n\t    ERROR: illegal length - should be >= 2\nOAM, length 10\n\tCode Information OAM PDU, Flags [none]\n\t  Local Information Type (1), length 4\n\t    ERROR: illegal length - should be 16\n\t  0x0000:  0104 aabb\n\t  Reserved Information Type (10), length 1\n\t    ERROR: illegal length - should be >= 2\nOAM, length 8\n\tCode Event Notification OAM PDU, Flags [none]\n\t  Sequence Number 7\n\t  Errored Frame Period Event Link Event Type (3), length 41\n\t\t packet is too short\n",
    ),
    (
        "slow protocols: all of their values and their bytes",
        2,
        1,
        &[
            "0200000000020200000000018809010101148000000102030405000100ff00103d000000021480000a0b0c0d0e0f000200fe001100000000031000050000000000000000000000000000aa",
            "02000000000202000000000188090201011000010a0b0c0d0e0f000000070000020401020000",
            "020000000002020000000001880903ffd5000110011234021ffdee0080c2deadbeef0210020001052005ee0000c100000001fe0700000c01020303ff0006",
            "020000000002020000000001880903000001000701280102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223242526021a0102030405060708090a0b0c0d0e0f10111213141516171805040102fe020000",
            "0200000000020200000000018809030000020102030405060708090a0b0c0d0e0f101112",
            "0200000000020200000000018809030000000104aabb0a01",
        ],
        "LACPv1, length 61\n\tActor Information TLV (0x01), length 20\n\t  System 00:01:02:03:04:05, System Priority 32768, Key 1, Port 16, Port Priority 255\n\t  State Flags [Activity, Aggregation, Synchronization, Collecting, Distributing]\n\t  0x0000:  8000 0001 0203 0405 0001 00ff 0010 3d00\n\t  0x0010:  0000\n\tPartner Information TLV (0x02), length 20\n\t  System 0a:0b:0c:0d:0e:0f, System Priority 32768, Key 2, Port 17, Port Priority 254\n\t  State Flags [none]\n\t  0x0000:  8000 0a0b 0c0d 0e0f 0002 00fe 0011 0000\n\t  0x0010:  0000\n\tCollector Information TLV (0x03), length 16\n\t  Max Delay 5\n\t  0x0000:  0005 0000 0000 0000 0000 0000 0000\n\tTerminator TLV (0x00), length 0\nMARKERv1, length 24\n\tMarker Information TLV (0x01), length 16\n\t  Request System 0a:0b:0c:0d:0e:0f, Request Port 1, Request Transaction ID 0x00000007\n\t  0x0000:  0001 0a0b 0c0d 0e0f 0000 0007 0000\n\tUnknown TLV (0x02), length 4\n\t  0x0000:  0102\n\tTerminator TLV (0x00), length 0\nOAM, length 48\n\tCode Information OAM PDU, Flags [Link Fault, Critical Event, Local Stable, Remote Stable]\n\t  Local Information Type (1), length 16\n\t    OAM-Version 1, Revision 4660\n\t    State-Parser-Action discarding, State-MUX-Action forwarding\n\t    OAM-Config Flags [Active, Unidirectional, Remote-Loopback, Link-Events, Variable-Retrieval], OAM-PDU-Config max-PDU size 1518\n\t    OUI Ethernet bridged (0x0080c2), Vendor-Private 0xdeadbeef\n\t  0x0000:  0110 0112 3402 1ffd ee00 80c2 dead beef\n\t  Remote Information Type (2), length 16\n\t    OAM-Version 2, Revision 1\n\t    State-Parser-Action looping back, State-MUX-Action discarding\n\t    OAM-Config Flags [none], OAM-PDU-Config max-PDU size 1518\n\t    OUI Unknown (0x0000c1), Vendor-Private 0x00000001\n\t  0x0000:  0210 0200 0105 2005 ee00 00c1 0000 0001\n\t  Organization specific Information Type (254), length 7\n\t  0x0000:  fe07 0000 0c01 02\n\t  Reserved Information Type (3), length 3\n\t  0x0000:  0303 ff\n\t  End of TLV marker Information Type (0), length 6\nOAM, length 80\n\tCode Event Notification OAM PDU, Flags [none]\n\t  Sequence Number 7\n\t  Errored Symbol Period Event Link Event Type (1), length 40\n\t    Timestamp 25800 ms, Errored Window 217304205466536202\n\t    Errored Threshold 796025588171149586\n\t    Errors 1374746970875762970\n\t    Error Running Total 1953468353580376354\n\t    Event Running Total 589571366\n\t  0x0000:  0128 0102 0304 0506 0708 090a 0b0c 0d0e\n\t  0x0010:  0f10 1112 1314 1516 1718 191a 1b1c 1d1e\n\t  0x0020:  1f20 2122 2324 2526\n\t  Errored Frame Event Link Event Type (2), length 26\n\t    ERROR: illegal length - should be 40\n\t  0x0000:  021a 0102 0304 0506 0708 090a 0b0c 0d0e\n\t  0x0010:  0f10 1112 1314 1516 1718\n\t  Reserved Link Event Type (5), length 4\n\t  0x0000:  0504 0102\n\t  Organization specific Link Event Type (254), length 2\n\t  0x0000:  fe02\n\t  End of TLV marker Link Event Type (0), length 0\nOAM, length 22\n\tCode Variable Request OAM PDU, Flags [none]\nOAM, length 10\n\tCode Information OAM PDU, Flags [none]\n\t  Local Information Type (1), length 4\n\t    ERROR: illegal length - should be 16\n\t  0x0000:  0104 aabb\n\t  Reserved Information Type (10), length 1\n\t    ERROR: illegal length - should be >= 2\n",
    ),
    (
        "control of passive optical networks",
        0,
        1,
        &[
            "020000000002020000000001880800000102030401020304",
            "020000000002020000000001880800010102030401020304",
            "020000000002020000000001880800020102030401020304",
            "020000000002020000000001880800060102030401020304",
            "020000000002020000000001880800010000",
        ],
        "MPCP, Opcode Unknown (0), Timestamp 16909060 ticks, length 10\nMPCP, Opcode Pause, length 10\nMPCP, Opcode Gate, Timestamp 16909060 ticks, length 10\nMPCP, Opcode Register ACK, Timestamp 16909060 ticks, length 10\n [|mpcp]\n",
    ),
    (
        "control of passive optical networks: grants, queues and registrations",
        1,
        1,
        &[
            "02000000000202000000000188080001010203040102030405060708090a0b0c0d0e0f1011121314",
            "02000000000202000000000188080007010203040102030405060708090a0b0c0d0e0f1011121314",
            "0200000000020200000000018808000200000005000102030405060708090a0b0c0d0e0f1011121314",
            "0200000000020200000000018808000200000005fa0102030405060708090a0b0c0d0e0f1011121314",
            "0200000000020200000000018808000200000005030102030405060708090a0b0c0d0e0f1011121314",
            "0200000000020200000000018808000200000005040102030405060708090a0b0c0d0e0f1011121314",
            "0200000000020200000000018808000300000005040700010002000300820001000211",
            "020000000002020000000001880800030000000501070001",
            "020000000002020000000001880800040000000500010203040506070809",
            "020000000002020000000001880800040000000501010203040506070809",
            "020000000002020000000001880800040000000503010203040506070809",
            "020000000002020000000001880800060000000500010203040506070809",
            "020000000002020000000001880800060000000501010203040506070809",
            "020000000002020000000001880800060000000503010203040506070809",
            "02000000000202000000000188080005000000050102000102030405060708090a0b0c0d0e0f1011121314",
            "02000000000202000000000188080005000000050102010102030405060708090a0b0c0d0e0f1011121314",
            "02000000000202000000000188080005000000050102020102030405060708090a0b0c0d0e0f1011121314",
            "02000000000202000000000188080005000000050102030102030405060708090a0b0c0d0e0f1011121314",
            "02000000000202000000000188080005000000050102040102030405060708090a0b0c0d0e0f1011121314",
            "02000000000202000000000188080005000000050102070102030405060708090a0b0c0d0e0f1011121314",
            "02000000000202000000000188080005000000050102030405",
            "020000000002020000000001880800060000000501020304",
            "020000000002020000000001880800030000000503",
        ],
        "MPCP, Opcode Pause, length 26\nMPCP, Opcode Unknown (7), Timestamp 16909060 ticks, length 26\n\t0x0000:  0007 0102 0304 0102 0304 0506 0708 090a\n\t0x0010:  0b0c 0d0e 0f10 1112 1314\nMPCP, Opcode Gate, Timestamp 5 ticks, length 27\n\tGrant Numbers 0, Flags [ ? ]\n\tSync-Time 258 ticks\nMPCP, Opcode Gate, Timestamp 5 ticks, length 27\n\tGrant Numbers 2, Flags [ Discovery, Force Grant #1, Force Grant #2, Force Grant #3, Force Grant #4 ]\n\tGrant #1, Start-Time 16909060 ticks, duration 1286 ticks\n\tGrant #2, Start-Time 117967114 ticks, duration 2828 ticks\n\tSync-Time 3342 ticks\nMPCP, Opcode Gate, Timestamp 5 ticks, length 27\n\tGrant Numbers 3, Flags [ ? ]\n\tGrant #1, Start-Time 16909060 ticks, duration 1286 ticks\n\tGrant #2, Start-Time 117967114 ticks, duration 2828 ticks\n\tGrant #3, Start-Time 219025168 ticks, duration 4370 ticks\n\tSync-Time 4884 ticks\nMPCP, Opcode Gate, Timestamp 5 ticks, length 27\n\tGrant Numbers 4, Flags [ ? ]\n\tGrant #1, Start-Time 16909060 ticks, duration 1286 ticks\n\tGrant #2, Start-Time 117967114 ticks, duration 2828 ticks\n\tGrant #3, Start-Time 219025168 ticks, duration 4370 ticks [|mpcp]\nMPCP, Opcode Report, Timestamp 5 ticks, length 21\n\tTotal Queue-Sets 4\n\t  Queue-Set #4, Report-Bitmap [ Q0, Q1, Q2 ]\n\t    Q1 Report, Duration 1 ticks\n\t    Q2 Report, Duration 2 ticks\n\t    Q3 Report, Duration 3 ticks\n\t  Queue-Set #4, Report-Bitmap [ Unknown ]\n\t  Queue-Set #4, Report-Bitmap [ Q1, Q7 ]\n\t    Q2 Report, Duration 1 ticks\n\t    Q8 Report, Duration 2 ticks\nMPCP, Opcode Report, Timestamp 5 ticks, length 10\n\tTotal Queue-Sets 1\nMPCP, Opcode Register Request, Timestamp 5 ticks, length 16\n\tFlags [ Reserved ], Pending-Grants 1\nMPCP, Opcode Register Request, Timestamp 5 ticks, length 16\n\tFlags [ Register ], Pending-Grants 1\nMPCP, Opcode Register Request, Timestamp 5 ticks, length 16\n\tFlags [ Register, De-Register ], Pending-Grants 1\nMPCP, Opcode Register ACK, Timestamp 5 ticks, length 16\n\tEchoed-Assigned-Port 258, Flags [ Reserved ]\n\tEchoed-Sync-Time 772 ticks\nMPCP, Opcode Register ACK, Timestamp 5 ticks, length 16\n\tEchoed-Assigned-Port 258, Flags [ ACK ]\n\tEchoed-Sync-Time 772 ticks\nMPCP, Opcode Register ACK, Timestamp 5 ticks, length 16\n\tEchoed-Assigned-Port 258, Flags [ ACK ]\n\tEchoed-Sync-Time 772 ticks\nMPCP, Opcode Register, Timestamp 5 ticks, length 29\n\tAssigned-Port 258, Flags [ Reserved ]\n\tSync-Time 258 ticks, Echoed-Pending-Grants 3\nMPCP, Opcode Register, Timestamp 5 ticks, length 29\n\tAssigned-Port 258, Flags [ Re-Register ]\n\tSync-Time 258 ticks, Echoed-Pending-Grants 3\nMPCP, Opcode Register, Timestamp 5 ticks, length 29\n\tAssigned-Port 258, Flags [ De-Register ]\n\tSync-Time 258 ticks, Echoed-Pending-Grants 3\nMPCP, Opcode Register, Timestamp 5 ticks, length 29\n\tAssigned-Port 258, Flags [ Re-Register, De-Register, ACK ]\n\tSync-Time 258 ticks, Echoed-Pending-Grants 3\nMPCP, Opcode Register, Timestamp 5 ticks, length 29\n\tAssigned-Port 258, Flags [ NACK ]\n\tSync-Time 258 ticks, Echoed-Pending-Grants 3\nMPCP, Opcode Register, Timestamp 5 ticks, length 29\n\tAssigned-Port 258, Flags [ Re-Register, De-Register, ACK, NACK ]\n\tSync-Time 258 ticks, Echoed-Pending-Grants 3\nMPCP, Opcode Register, Timestamp 5 ticks, length 11 [|mpcp]\nMPCP, Opcode Register ACK, Timestamp 5 ticks, length 10 [|mpcp]\nMPCP, Opcode Report, Timestamp 5 ticks, length 7\n\tTotal Queue-Sets 3 [|mpcp]\n",
    ),
    (
        "queries for VLANs, verbosity 0",
        0,
        228,
        &[
            "4500005600010000401166940a0000010a0000020635063500420000010100090000000700000c0100040a00000900000c02000665746830007800000c08000602030405060700000d00000361626300000000000178",
            "4500005e000100004011668c0a0000010a00000206350635004a000001040304000000f700000c040007646f6de4696e0100000c06000602030405060700000c0500140102030405060708090a0b0c0d0e0f101112131400000c03000176",
            "4500002d00010000401166bd0a0000010a0000020635063500190000010204010000000700000c0100030a0000",
            "4500002d00010000401166bd0a0000010a0000020635063500190000010305010000000700000c0600030a0000",
            "4500002a00010000401166c00a0000010a0000020635063500160000010501010000000700000c070000",
            "4500002d00010000401166bd0a0000010a0000020635063500190000010100010000000700000c020004616263",
            "4500002900010000401166c10a0000010a000002063506350015000001010001000000076162636465",
            "4500002400010000401166c60a0000010a00000206350635001000000201000000000007",
            "4500002000010000401166ca0a0000010a00000206350635000c000001010000",
            "4500005600010000401166940a0000010a00000206350635000f0000010100090000000700000c0100040a00000900000c02000665746830007800000c08000602030405060700000d00000361626300000000000178",
            "4500005600010000401166940a0000010a0000020635063500140000010100090000000700000c0100040a00000900000c02000665746830007800000c08000602030405060700000d00000361626300000000000178",
            "4500005600010000401166940a0000010a0000020635063500180000010100090000000700000c0100040a00000900000c02000665746830007800000c08000602030405060700000d00000361626300000000000178",
        ],
        "IP 10.0.0.1.1589 > 10.0.0.2.1589: VQPv1 Request, Join Port Message, error-code No error (0), length 58\nIP 10.0.0.1.1589 > 10.0.0.2.1589: VQPv1 Response, Reconfirm Message, error-code Access denied (3), length 66\nIP 10.0.0.1.1589 > 10.0.0.2.1589: VQPv1 Response, VLAN Message, error-code Shutdown port (4), length 17\nIP 10.0.0.1.1589 > 10.0.0.2.1589: VQPv1 Request, Reconfirm Message, error-code Wrong VTP domain (5), length 17\nIP 10.0.0.1.1589 > 10.0.0.2.1589: VQPv1 unknown (5) Message, error-code unknown (1), length 14\nIP 10.0.0.1.1589 > 10.0.0.2.1589: VQPv1 Request, Join Port Message, error-code No error (0), length 17\nIP 10.0.0.1.1589 > 10.0.0.2.1589: VQPv1 Request, Join Port Message, error-code No error (0), length 13\nIP 10.0.0.1.1589 > 10.0.0.2.1589: VQP version 2 packet not supported\nIP 10.0.0.1.1589 > 10.0.0.2.1589:  [|vqp]\nIP 10.0.0.1.1589 > 10.0.0.2.1589:  (invalid)\nIP 10.0.0.1.1589 > 10.0.0.2.1589: VQPv1 Request, Join Port Message, error-code No error (0), length 12\nIP 10.0.0.1.1589 > 10.0.0.2.1589: VQPv1 Request, Join Port Message, error-code No error (0), length 16\n",
    ),
    (
        "queries for VLANs, verbosity 1",
        1,
        228,
        &[
            "4500005600010000401166940a0000010a0000020635063500420000010100090000000700000c0100040a00000900000c02000665746830007800000c08000602030405060700000d00000361626300000000000178",
            "4500005e000100004011668c0a0000010a00000206350635004a000001040304000000f700000c040007646f6de4696e0100000c06000602030405060700000c0500140102030405060708090a0b0c0d0e0f101112131400000c03000176",
            "4500002d00010000401166bd0a0000010a0000020635063500190000010204010000000700000c0100030a0000",
            "4500002d00010000401166bd0a0000010a0000020635063500190000010305010000000700000c0600030a0000",
            "4500002a00010000401166c00a0000010a0000020635063500160000010501010000000700000c070000",
            "4500002d00010000401166bd0a0000010a0000020635063500190000010100010000000700000c020004616263",
            "4500002900010000401166c10a0000010a000002063506350015000001010001000000076162636465",
            "4500002400010000401166c60a0000010a00000206350635001000000201000000000007",
            "4500002000010000401166ca0a0000010a00000206350635000c000001010000",
            "4500005600010000401166940a0000010a00000206350635000f0000010100090000000700000c0100040a00000900000c02000665746830007800000c08000602030405060700000d00000361626300000000000178",
            "4500005600010000401166940a0000010a0000020635063500140000010100090000000700000c0100040a00000900000c02000665746830007800000c08000602030405060700000d00000361626300000000000178",
            "4500005600010000401166940a0000010a0000020635063500180000010100090000000700000c0100040a00000900000c02000665746830007800000c08000602030405060700000d00000361626300000000000178",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 86)\n    10.0.0.1.1589 > 10.0.0.2.1589: \n\tVQPv1, Request, Join Port Message, error-code No error (0), seq 0x00000007, items 9, length 58\n\t  Client IP Address Object (0x00000c01), length 4, value: 10.0.0.9 (0x0a000009)\n\t  Port Name Object (0x00000c02), length 6, value: eth0\n\t  MAC Address Object (0x00000c08), length 6, value: 02:03:04:05:06:07\n\t  Unknown Object (0x00000d00), length 3, value: \n\t    0x0000:  6162 63\n\t  Unknown Object (0x00000000), length 1, value: \nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 94)\n    10.0.0.1.1589 > 10.0.0.2.1589: \n\tVQPv1, Response, Reconfirm Message, error-code Access denied (3), seq 0x000000f7, items 4, length 66\n\t  VTP Domain Object (0x00000c04), length 7, value: domM-din^A\n\t  MAC Null Object (0x00000c06), length 6, value: 02:03:04:05:06:07\n\t  Ethernet Packet Object (0x00000c05), length 20, value: ^A^B^C^D^E^F^G^H^I^J^K^L^M^N^O^P^Q^R^S^T\n\t  VLAN Name Object (0x00000c03), length 1, value: v\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 45)\n    10.0.0.1.1589 > 10.0.0.2.1589: \n\tVQPv1, Response, VLAN Message, error-code Shutdown port (4), seq 0x00000007, items 1, length 17\n\t  Client IP Address Object (0x00000c01), length 3, value:  (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 45)\n    10.0.0.1.1589 > 10.0.0.2.1589: \n\tVQPv1, Request, Reconfirm Message, error-code Wrong VTP domain (5), seq 0x00000007, items 1, length 17\n\t  MAC Null Object (0x00000c06), length 3, value:  (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 42)\n    10.0.0.1.1589 > 10.0.0.2.1589: \n\tVQPv1, unknown (5) Message, error-code unknown (1), seq 0x00000007, items 1, length 14\n\t  Unknown Object (0x00000c07), length 0, value: \nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 45)\n    10.0.0.1.1589 > 10.0.0.2.1589: \n\tVQPv1, Request, Join Port Message, error-code No error (0), seq 0x00000007, items 1, length 17\n\t  Port Name Object (0x00000c02), length 4, value:  [|vqp]\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 41)\n    10.0.0.1.1589 > 10.0.0.2.1589: \n\tVQPv1, Request, Join Port Message, error-code No error (0), seq 0x00000007, items 1, length 13 [|vqp]\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 36)\n    10.0.0.1.1589 > 10.0.0.2.1589: VQP version 2 packet not supported\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 32)\n    10.0.0.1.1589 > 10.0.0.2.1589:  [|vqp]\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 86)\n    10.0.0.1.1589 > 10.0.0.2.1589:  (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 86)\n    10.0.0.1.1589 > 10.0.0.2.1589: \n\tVQPv1, Request, Join Port Message, error-code No error (0), seq 0x00000007, items 9, length 12 (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 86)\n    10.0.0.1.1589 > 10.0.0.2.1589: \n\tVQPv1, Request, Join Port Message, error-code No error (0), seq 0x00000007, items 9, length 16\n\t  Client IP Address Object (0x00000c01), length 4, value:  (invalid)\n",
    ),
    (
        "queries for VLANs, verbosity 2",
        2,
        228,
        &[
            "4500005600010000401166940a0000010a0000020635063500420000010100090000000700000c0100040a00000900000c02000665746830007800000c08000602030405060700000d00000361626300000000000178",
            "4500005e000100004011668c0a0000010a00000206350635004a000001040304000000f700000c040007646f6de4696e0100000c06000602030405060700000c0500140102030405060708090a0b0c0d0e0f101112131400000c03000176",
            "4500002d00010000401166bd0a0000010a0000020635063500190000010204010000000700000c0100030a0000",
            "4500002d00010000401166bd0a0000010a0000020635063500190000010305010000000700000c0600030a0000",
            "4500002a00010000401166c00a0000010a0000020635063500160000010501010000000700000c070000",
            "4500002d00010000401166bd0a0000010a0000020635063500190000010100010000000700000c020004616263",
            "4500002900010000401166c10a0000010a000002063506350015000001010001000000076162636465",
            "4500002400010000401166c60a0000010a00000206350635001000000201000000000007",
            "4500002000010000401166ca0a0000010a00000206350635000c000001010000",
            "4500005600010000401166940a0000010a00000206350635000f0000010100090000000700000c0100040a00000900000c02000665746830007800000c08000602030405060700000d00000361626300000000000178",
            "4500005600010000401166940a0000010a0000020635063500140000010100090000000700000c0100040a00000900000c02000665746830007800000c08000602030405060700000d00000361626300000000000178",
            "4500005600010000401166940a0000010a0000020635063500180000010100090000000700000c0100040a00000900000c02000665746830007800000c08000602030405060700000d00000361626300000000000178",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 86)\n    10.0.0.1.1589 > 10.0.0.2.1589: [no cksum] \n\tVQPv1, Request, Join Port Message, error-code No error (0), seq 0x00000007, items 9, length 58\n\t  Client IP Address Object (0x00000c01), length 4, value: 10.0.0.9 (0x0a000009)\n\t  Port Name Object (0x00000c02), length 6, value: eth0\n\t  MAC Address Object (0x00000c08), length 6, value: 02:03:04:05:06:07\n\t  Unknown Object (0x00000d00), length 3, value: \n\t  Unknown Object (0x00000000), length 1, value: \nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 94)\n    10.0.0.1.1589 > 10.0.0.2.1589: [no cksum] \n\tVQPv1, Response, Reconfirm Message, error-code Access denied (3), seq 0x000000f7, items 4, length 66\n\t  VTP Domain Object (0x00000c04), length 7, value: domM-din^A\n\t  MAC Null Object (0x00000c06), length 6, value: 02:03:04:05:06:07\n\t  Ethernet Packet Object (0x00000c05), length 20, value: ^A^B^C^D^E^F^G^H^I^J^K^L^M^N^O^P^Q^R^S^T\n\t  VLAN Name Object (0x00000c03), length 1, value: v\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 45)\n    10.0.0.1.1589 > 10.0.0.2.1589: [no cksum] \n\tVQPv1, Response, VLAN Message, error-code Shutdown port (4), seq 0x00000007, items 1, length 17\n\t  Client IP Address Object (0x00000c01), length 3, value:  (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 45)\n    10.0.0.1.1589 > 10.0.0.2.1589: [no cksum] \n\tVQPv1, Request, Reconfirm Message, error-code Wrong VTP domain (5), seq 0x00000007, items 1, length 17\n\t  MAC Null Object (0x00000c06), length 3, value:  (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 42)\n    10.0.0.1.1589 > 10.0.0.2.1589: [no cksum] \n\tVQPv1, unknown (5) Message, error-code unknown (1), seq 0x00000007, items 1, length 14\n\t  Unknown Object (0x00000c07), length 0, value: \nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 45)\n    10.0.0.1.1589 > 10.0.0.2.1589: [no cksum] \n\tVQPv1, Request, Join Port Message, error-code No error (0), seq 0x00000007, items 1, length 17\n\t  Port Name Object (0x00000c02), length 4, value:  [|vqp]\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 41)\n    10.0.0.1.1589 > 10.0.0.2.1589: [no cksum] \n\tVQPv1, Request, Join Port Message, error-code No error (0), seq 0x00000007, items 1, length 13 [|vqp]\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 36)\n    10.0.0.1.1589 > 10.0.0.2.1589: [no cksum] VQP version 2 packet not supported\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 32)\n    10.0.0.1.1589 > 10.0.0.2.1589: [no cksum]  [|vqp]\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 86)\n    10.0.0.1.1589 > 10.0.0.2.1589: [no cksum]  (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 86)\n    10.0.0.1.1589 > 10.0.0.2.1589: [no cksum] \n\tVQPv1, Request, Join Port Message, error-code No error (0), seq 0x00000007, items 9, length 12 (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 86)\n    10.0.0.1.1589 > 10.0.0.2.1589: [no cksum] \n\tVQPv1, Request, Join Port Message, error-code No error (0), seq 0x00000007, items 9, length 16\n\t  Client IP Address Object (0x00000c01), length 4, value:  (invalid)\n",
    ),
    (
        "Realtek's switches",
        0,
        1,
        &[
            "020000000002020000000001889901000102030405060708090a0b0c0d0e0f1011",
            "020000000002020000000001889901010102030405060708090a0b0c0d0e0f1011",
            "020000000002020000000001889901020102030405060708090a0b0c0d0e0f1011",
            "020000000002020000000001889901030102030405060708090a0b0c0d0e0f1011",
            "020000000002020000000001889901800102030405060708090a0b0c0d0e0f1011",
            "020000000002020000000001889901810102030405060708090a0b0c0d0e0f1011",
            "020000000002020000000001889900",
            "020000000002020000000001889902",
            "020000000002020000000001889903",
            "020000000002020000000001889904",
            "020000000002020000000001889923",
            "02000000000202000000000188999f",
            "0200000000020200000000018899a0",
            "0200000000020200000000018899b0",
            "0200000000020200000000018899",
            "020000000002020000000001889901",
            "0200000000020200000000018899010102",
            "020000000002020000000001889901800102030405060708090a0b0c0d0e0f",
            "0200000000020200000000010009aaaa03000000889902",
            "02000000000202000000000108004500002700010000402f66a50a0000010a00000200006558020000000002020000000001889902",
            "02000000000202000000000181000005889903",
        ],
        "02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: hello, auth=0x0102\n02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: get addr=0x0403, data=0x08070605, auth=0x0102, cookie=0x0d0e0f10090a0b0c \n02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: set addr=0x0403, data=0x08070605, auth=0x0102, cookie=0x0d0e0f10090a0b0c \n02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: unknown opcode (0x03), auth=0x0102\n02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP reply: hello, auth=0x0102 downlink_port=3, uplink_port=4, uplink_mac=05:06:07:08:09:0a, vendor_id=0d0e0f10 ,chip_id=0b0c \n02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP reply: get addr=0x0403, data=0x08070605, auth=0x0102, cookie=0x0d0e0f10090a0b0c \n02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek unknown type 0x00\n02:00:00:00:00:01 > 02:00:00:00:00:02, REP\n02:00:00:00:00:01 > 02:00:00:00:00:02, RLDP\n02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek 8-byte DSA tag\n02:00:00:00:00:01 > 02:00:00:00:00:02, RLDP\n02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek RTL8306 4-byte DSA tag\n02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek RTL8366RB 4-byte DSA tag\n02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek unknown type 0xb0\n02:00:00:00:00:01 > 02:00:00:00:00:02,  [|rtl]\n02:00:00:00:00:01 > 02:00:00:00:00:02,  [|rrcp]\n02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: get [|rrcp]\n02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP reply: hello, auth=0x0102 [|rrcp]\n02:00:00:00:00:01 > 02:00:00:00:00:02, REP\nIP 10.0.0.1 > 10.0.0.2: GREv0, length 19: 02:00:00:00:00:01 > 02:00:00:00:00:02, REP\n02:00:00:00:00:01 > 02:00:00:00:00:02, RLDP\n",
    ),
    (
        "Realtek's switches, without the ends of a frame",
        0,
        113,
        &[
            "0004000100060203040506070000889902",
            "0004000100060203040506070000889901010102030405060708090a0b0c0d0e0f1011",
        ],
        "REP\nRRCP query: get addr=0x0403, data=0x08070605, auth=0x0102, cookie=0x0d0e0f10090a0b0c \n",
    ),
    (
        "slow protocols of organizations",
        1,
        1,
        &[
            "02000000000202000000000188090a0019a7000110000000040004020000000000000000000000000000000000000000000000000000000000000000",
            "02000000000202000000000188090a0019",
        ],
        "OSSP, length 46\n\
         \tOUI: ITU-T (0x0019a7)\n\
         \t  0x0000:  0001 1000 0000 0400 0402 0000 0000 0000\n\
         \t  0x0010:  0000 0000 0000 0000 0000 0000 0000 0000\n\
         \t  0x0020:  0000 0000 0000 0000 0000\n\
         OSSP, length 3\n\
         \t\t packet is too short\n",
    ),
    (
        "a heartbeat",
        0,
        1,
        &[
            "000000000000020000000001886f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f",
            "000000000000020000000001886f101112131415161718191a1b1c",
        ],
        "MS NLB heartbeat, host priority: 454695192, cluster IP: 28.29.30.31, host IP: 32.33.34.35\nMS NLB heartbeat, host priority: 454695192 [|msnlb]\n",
    ),
];

const FRAMES: &[Frames] = &[
    (
        "MACsec: tags and lengths within it",
        0,
        true,
        1,
        &[
            "02000000000202000000000188e5000000000003810000050054aaaaaaaaaaaaaaaaaaaa:60",
            "02000000000202000000000188e50000000000038870aaaa0300000008004500002000010000401166ca0a0000010a00000200010002000c00006162636400000000000000000000000000000000",
            "02000000000202000000000188e5000000000003d28b00010110000000000000000008004500002000010000401166ca0a0000010a00000200010002000c00006162636400000000000000000000000000000000",
        ],
        "02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype 802.1AE MACsec (0x88e5), length 60: an 0, pn 3, flags none,  [|ether]\n02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype 802.1AE MACsec (0x88e5), length 78: an 0, pn 3, flags none, LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 32: 10.0.0.1.1 > 10.0.0.2.2: UDP, length 4\n02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype 802.1AE MACsec (0x88e5), length 84: an 0, pn 3, flags none, ethertype Arista Vendor Specific Protocol (0xd28b), length 84: SubType Timestamp (0x0001), Timescale UTC (1), Format 64-bit (1), HwInfo R/R2 (0), Timestamp 1970-01-01 00:00:00.000000000: ethertype IPv4 (0x0800), length 84: 10.0.0.1.1 > 10.0.0.2.2: UDP, length 4\n",
    ),
    (
        "Arista: what follows a time stamp",
        0,
        true,
        1,
        &[
            "020000000002020000000001d28b0001011000000000000000000020aaaa0300000008004500002000010000401166ca0a0000010a00000200010002000c000061626364",
            "020000000002020000000001d28b0001011000000000000000008870aaaa0300000008004500002000010000401166ca0a0000010a00000200010002000c000061626364",
            "020000000002020000000001d28b00010110000000000000000088e500000000000308004500002000010000401166ca0a0000010a00000200010002000c00006162636400000000000000000000000000000000",
            "02000000000202000000000181000005d28b00010110000000000000000008004500002000010000401166ca0a0000010a00000200010002000c000061626364",
        ],
        "02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype Arista Vendor Specific Protocol (0xd28b), length 68: SubType Timestamp (0x0001), Timescale UTC (1), Format 64-bit (1), HwInfo R/R2 (0), Timestamp 1970-01-01 00:00:00.000000000: 802.3, length 32: LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 24: [total length 32 > length 24] (invalid) 10.0.0.1.1 > 10.0.0.2.2: truncated-udp 4\n02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype Arista Vendor Specific Protocol (0xd28b), length 68: SubType Timestamp (0x0001), Timescale UTC (1), Format 64-bit (1), HwInfo R/R2 (0), Timestamp 1970-01-01 00:00:00.000000000: LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 32: 10.0.0.1.1 > 10.0.0.2.2: UDP, length 4\n02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype Arista Vendor Specific Protocol (0xd28b), length 84: SubType Timestamp (0x0001), Timescale UTC (1), Format 64-bit (1), HwInfo R/R2 (0), Timestamp 1970-01-01 00:00:00.000000000: ethertype 802.1AE MACsec (0x88e5), length 84: an 0, pn 3, flags none, ethertype IPv4 (0x0800), 10.0.0.1.1 > 10.0.0.2.2: UDP, length 4\n02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype 802.1Q (0x8100), length 64: vlan 5, p 0, ethertype Arista Vendor Specific Protocol (0xd28b), length 64: SubType Timestamp (0x0001), Timescale UTC (1), Format 64-bit (1), HwInfo R/R2 (0), Timestamp 1970-01-01 00:00:00.000000000: ethertype IPv4 (0x0800), length 64: 10.0.0.1.1 > 10.0.0.2.2: UDP, length 4\n",
    ),
    (
        "CDP: the length comes last without -v, and behind nothing that is wrong",
        0,
        false,
        1,
        &[
            "01000ccccccc001906eab8850018aaaa0300000c200002b41234000100066162000100066364",
            "01000ccccccc001906eab8850010aaaa0300000c200002b412340001001e",
        ],
        "CDPv2, ttl: 180s, Device-ID 'ab', Device-ID 'cd', length 16\nCDPv2, ttl: 180s (TLV length 30 > 4) (invalid)\n",
    ),
];

#[test]
fn switches_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
    check_talks(TALKS);
    check_frames(FRAMES);
}
