//! Packets of gateways and of routing that few networks have, made value by value, and the lines that tcpdump prints of them.

use super::{Talk, check_talks};
use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[
    (
        "RPKI: a length that its kind has not, an error that is too short for what it holds, and unknown messages",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500004400010000400666b10a0000010a0000020143000100000001000000015018020000000000000500000000000c6162636400000000000000080000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 68)\n    10.0.0.1.323 > 10.0.0.2.1: Flags [P.], cksum 0x0000 (incorrect -> 0xd388), seq 1:29, ack 1, win 512, length 28\n\tRPKI-RTRv0, Unknown PDU (5), length: 12\n\t  0x0000:  0005 0000 0000 000c 6162 6364\n\tRPKI-RTRv0, Serial Notify PDU (0), length: 8 (invalid)",
            ),
            (
                1,
                "02000000000202000000000108004500003c00010000400666b90a0000010a0000020143000100000001000000015018020000000000000a00010000000c000000080000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 60)\n    10.0.0.1.323 > 10.0.0.2.1: Flags [P.], cksum 0x0000 (incorrect -> 0x9851), seq 1:21, ack 1, win 512, length 20\n\tRPKI-RTRv0, Error Report PDU (10), length: 12\n\t  Error code: Internal Error (1), Encapsulated PDU length: 8 (invalid)",
            ),
        ],
    ),
    (
        "Babel: a request for any source whose lengths say otherwise",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500002500010000401166c50a0000010a0000021a281a28001100002a0200050e0300ffff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 37)\n    10.0.0.1.6696 > 10.0.0.2.6696: babel 2 (5)\n\tSS-Request  (invalid)",
            ),
            (
                1,
                "02000000000202000000000108004500002500010000401166c50a0000010a0000021a281a28001100002a0200050e03000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 37)\n    10.0.0.1.6696 > 10.0.0.2.6696: babel 2 (5)\n\tSS-Request for any",
            ),
        ],
    ),
    (
        "LISP: no records",
        1,
        &[(
            1,
            "02000000000202000000000108004500004000010000401166aa0a0000010a00000210f610f6002c0000300000000000000000000007000100140505050505050505050505050505050505050505",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 64)\n    10.0.0.1.4342 > 10.0.0.2.4342: LISP-Map-Register, flags [none],\n    0 record(s), Authentication SHA1,\n    Authentication-Data: 0x0000:  0505 0505 0505 0505 0505 0505 0505 0505\n    Authentication-Data: 0x0010:  0505 0505 (invalid)",
        )],
    ),
    (
        "IGRP: bytes behind the routes, fewer and more than one has",
        0,
        &[
            (
                1,
                "02000000000202000000000108004500002500010000400966cd0a0000010a0000021101000900000000000000000000000000",
                "IP 10.0.0.1 > 10.0.0.2: igrp: update V1 edit=1 AS=9 (0/0/0) (invalid)",
            ),
            (
                1,
                "02000000000202000000000108004500002e00010000400966c40a0000010a0000021101000900000000000000000000000000000000000000000000",
                "IP 10.0.0.1 > 10.0.0.2: igrp: update V1 edit=1 AS=9 (0/0/0) [extra bytes 14] (invalid)",
            ),
            (
                1,
                "02000000000202000000000108004500003000010000400966c20a0000010a00000211010009000100000000000000000000000000000000000000000000",
                "IP 10.0.0.1 > 10.0.0.2: igrp: update V1 edit=1 AS=9 (1/0/0) *.0.0.0 d=0 b=0 r=0 l=0 M=0 mtu=0 in 0 hops (invalid)",
            ),
        ],
    ),
    (
        "values of EIGRP that are too long or too short",
        1,
        &[
            (
                12,
                "4500003c00010000405866670a0000010a0000020205ee68000000000000000000000000000000640001000c010001000000000f0004002f0c040102",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EIGRP (88), length 60)\n    10.0.0.1 > 10.0.0.2: \n\tEIGRP v2, opcode: Hello (5), chksum: 0xee68, Flags: [none]\n\tseq: 0x00000000, ack: 0x00000000, VRID: 0, AS: 100, length: 20\n\t  General Parameters TLV (0x0001), length: 12\n\t    holdtime: 15s, k1 1, k2 0, k3 1, k4 0, k5 0\n\t    0x0000:  0c04 0102",
            ),
            (
                12,
                "4500004000010000405866630a0000010a0000020205ee68000000000000000000000000000000640204000400020008010203040204000c0102030405060708",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EIGRP (88), length 64)\n    10.0.0.1 > 10.0.0.2: \n\tEIGRP v2, opcode: Hello (5), chksum: 0xee68, Flags: [none]\n\tseq: 0x00000000, ack: 0x00000000, VRID: 0, AS: 100, length: 24\n\t  AppleTalk Cable setup TLV (0x0204), length: 4 (too short, < 12)\n\t  Authentication TLV (0x0002), length: 8\n\t    0x0000:  0102 0304\n\t  AppleTalk Cable setup TLV (0x0204), length: 12\n\t    Cable-range: 258-772, Router-ID 84281096",
            ),
        ],
    ),
    (
        "times, gateways and masks of OLSR",
        1,
        &[
            (
                12,
                "4500003c00010000401166ae0a0000010a00000202ba02ba00280000002000090485001c0102030401000007000000000012040a0aafdc00ffffff00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 60)\n    10.0.0.1.698 > 10.0.0.2.698: OLSRv4, seq 0x0009, length 32\n\tHNA Message (0x04), originator 1.2.3.4, ttl 1, hop 0\n\t  vtime 3.000s, msg-seq 0x0007, length 28\n\t  Advertised networks (total 2)\n\t    Smart-Gateway: IPV4 IPv6-PREFIX 0/0, 10.175.220.0/24",
            ),
            (
                12,
                "4500003c00010000401166ae0a0000010a00000202ba02ba00280000002000090485001c0102030401000007000000000003040a0aafdc00ff00ff00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 60)\n    10.0.0.1.698 > 10.0.0.2.698: OLSRv4, seq 0x0009, length 32\n\tHNA Message (0x04), originator 1.2.3.4, ttl 1, hop 0\n\t  vtime 3.000s, msg-seq 0x0007, length 28\n\t  Advertised networks (total 2)\n\t    Smart-Gateway: LINKSPEED IPV4 10000/200, 10.175.220.0/4294967295",
            ),
            (
                12,
                "4500004800010000401166a20a0000010a00000202ba02ba00340000002c00090185002801020304010000070000050306000018000102030405060708090a0b0c0d0e0f10111213",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 72)\n    10.0.0.1.698 > 10.0.0.2.698: OLSRv4, seq 0x0009, length 44\n\tHello Message (0x01), originator 1.2.3.4, ttl 1, hop 0\n\t  vtime 3.000s, msg-seq 0x0007, length 40\n\t  hello-time 2.000s, MPR willingness 3\n\t    link-type Symmetric, neighbor-type Symmetric, len 24\n\t      neighbor\n\t\t0.1.2.3 4.5.6.7 8.9.10.11 12.13.14.15 16.17.18.19 ",
            ),
        ],
    ),
    (
        "what Babel's messages end with",
        1,
        &[
            (
                12,
                "4500002e00010000401166bc0a0000010a0000021a281a28001a00002a02000c080a000120000064000500100000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 46)\n    10.0.0.1.6696 > 10.0.0.2.6696: babel 2 (12)\n\tUpdate/unknown any metric 16 seqno 5 interval 1.00s\n\t----\n\tPad 1\n\tPad 1",
            ),
            (
                12,
                "4500002a00010000401166c00a0000010a0000021a281a28001600002a02000a09020520060a00000102",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 42)\n    10.0.0.1.6696 > 10.0.0.2.6696: babel 2 (10)\n\tRoute Request  (invalid)",
            ),
        ],
    ),
    (
        "locators of LISP without an address",
        1,
        &[(
            12,
            "4500004400010000401166a60a0000010a00000210f610f60030000040000001000000000000000000010000000005a001201000000000010a1e01640164016400000005",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 68)\n    10.0.0.1.4342 > 10.0.0.2.4342: LISP-Map-Notify, flags [none],\n    1 record(s), Authentication SHA1,\n      Record TTL 1440, Authoritative, No-Action, Map Version: 0, EID 10.30.1.100/32, 1 locator(s)\n       \n          Priority/Weight 1/100, Multicast Priority/Weight 1/100, flags [none],",
        )],
    ),
    (
        "Babel: challenges that are too long",
        1,
        &[
            (
                1,
                "0200000000020200000000010800450000e200010000401166080a0000010a0000021a281a2800ce00002a0200c212c0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 226)\n    10.0.0.1.6696 > 10.0.0.2.6696: babel 2 (194)\n\tChallenge Request len 192",
            ),
            (
                1,
                "0200000000020200000000010800450000e300010000401166070a0000010a0000021a281a2800cf00002a0200c312c100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 227)\n    10.0.0.1.6696 > 10.0.0.2.6696: babel 2 (195)\n\tChallenge Request (invalid)",
            ),
        ],
    ),
    (
        "Babel: Hellos at no set time, and intervals that only updates have as endless",
        1,
        &[(
            1,
            "02000000000202000000000186dd60000000003b1140fe800000000000000000000000000001ff0200000000000000000000000000011a281a28003b00002a02002f0406000000070000040680000007ffff050600010009ffff020600000007ffff080d01001800ffff00070009010203",
            "IP6 (hlim 64, next-header UDP (17), payload length 59) fe80::1.6696 > ff02::1.6696: [bad udp cksum 0x0000 -> 0xef1a!] babel 2 (47)\n\tHello seqno 7 unscheduled\n\tHello (Unicast) seqno 7 interval 655.35s\n\tIHU any rxcost 9 interval 655.35s\n\tAcknowledgment Request 0007 655.35s\n\tUpdate 1.2.3.0/24 metric 9 seqno 7 interval infinity",
        )],
    ),
    (
        "AARP without nodes",
        0,
        &[
            (
                1,
                "02000000000102000000000280f30001809b0604000102000000000100010203020000000009000506ff",
                "aarp who-has 1286 tell 258.3",
            ),
            (
                1,
                "02000000000102000000000280f30001809b06040003020000000001000102ff02000000000900050604",
                "aarp probe 1286.4 tell 258",
            ),
            (
                1,
                "02000000000102000000000280f30001809b0604000202000000000100010203020000000009000506ff",
                "aarp reply 258.3 is-at 02:00:00:00:00:01",
            ),
        ],
    ),
    (
        "ForCES: a vendor's operation",
        3,
        &[(
            113,
            "0000fffe00000000000000000000080045000070000740002e849b22d3814808968cfeca1a30def5b1b6e4513de8ecb8000300500a036e0e00000006000000001003001040000001000070020000000000000007f8400000100000280000000300000002e302001c01100018000000020000003c000000010112000800000001",
            "IP (tos 0x0, ttl 46, id 7, offset 0, flags [DF], proto SCTP (132), length 112)\n    211.129.72.8.6704 > 150.140.254.202.57077: sctp[ForCES HP]\n\t1) [DATA] (B)(E) [TSN: 167996942] [SID: 0] [SSEQ 6] [PPID 0x0] \n\tForCES Config \n\tForCES Version 1 len 64B flags 0xf8400000 \n\tSrcID 0x40000001(CE) DstID 0x7002(FE) Correlator 0x7\n\tForCES flags:\n\t  AlwaysACK(0x3), prio=7, execute-all-or-none(0x1),\n\t  Standalone(0x0), StartofTransaction(0x0)\n\t  Extra flags: rsv(b5-7) 0x0 rsv(b13-31) 0x0\n\tLFBselect TLV, length 40 (data length 36 Bytes)\n         #3(Classid 3) instance 2\n          Oper TLV Invalid OPTLV(0xe302) length 28\n          Data[\n          0x0000:  0110 0018 0000 0002 0000 003c 0000 0001\n          0x0010:  0112 0008 0000 0001\n          ]",
        )],
    ),
    (
        "ForCES: a vendor's operation, briefly",
        1,
        &[(
            113,
            "0000fffe00000000000000000000080045000070000740002e849b22d3814808968cfeca1a30def5b1b6e4513de8ecb8000300500a036e0e00000006000000001003001040000001000070020000000000000007f8400000100000280000000300000002e302001c01100018000000020000003c000000010112000800000001",
            "IP (tos 0x0, ttl 46, id 7, offset 0, flags [DF], proto SCTP (132), length 112)\n    211.129.72.8.6704 > 150.140.254.202.57077: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 167996942] [SID: 0] [SSEQ 6] [PPID 0x0] \n\tForCES Config \n\tForCES Version 1 len 64B flags 0xf8400000 \n\tSrcID 0x40000001(CE) DstID 0x7002(FE) Correlator 0x7",
        )],
    ),
    (
        "ARCnet of IPX",
        0,
        &[
            (7, "0102fa00000100000000000000000000", "IPX  [|ipx]"),
            (7, "0102fa", "01 02 ipx 3:  phds [|arcnet]"),
        ],
    ),
    (
        "Q.933: what is known is dumped too",
        2,
        &[
            (
                107,
                "18490308007d950601010003020101",
                "Q.933, ANSI, codeset 5, Status Reply (0x7d), length 11\n\tunknown IE (0x06), length 1: \n\t0x0000:  01\n\tunknown IE (0x00), length 3: ",
            ),
            (
                107,
                "1c41030800755101010003020102",
                "Q.933, CCITT, codeset 0, Status Enquiry (0x75), length 10\n\tCCITT Report Type IE (0x51), length 1: Link verify (1)\n\t  0x0000:  01\n\tunknown IE (0x00), length 3: ",
            ),
        ],
    ),
    (
        "EIGRP too short",
        1,
        &[(
            1,
            "0200000000010200000000028137ffff002d00110000000000000000000085be0000000000000000000085be027f00000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "(NOV-ETHII) IPX 00000000.00:00:00:00:00:00.85be > 00000000.00:00:00:00:00:00.85be: EIGRP unknown (127), length: 15 (too short, < 20)",
        )],
    ),
];

const CUT: &[Cut] = &[(
    "LISP: an identity that is cut, and a header",
    1,
    &[
        (
            1,
            130,
            "02000000000202000000000108004500007400010000401166760a0000010a00000210f610f6006000003200000100000000000000070001001405050505050505050505050505050505050505050000000a01181000000500010a00000101640203000400010a0000010000000000000000000000000000000000000000",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 116)\n    10.0.0.1.4342 > 10.0.0.2.4342: LISP-Map-Register, flags [I-xTR-ID-Present],\n    1 record(s), Authentication SHA1,\n    Authentication-Data: 0x0000:  0505 0505 0505 0505 0505 0505 0505 0505\n    Authentication-Data: 0x0010:  0505 0505\n      Record TTL 10, Authoritative, No-Action, Map Version: 5, EID 10.0.0.1/24, 1 locator(s)\n        LOC 10.0.0.1\n          Priority/Weight 1/100, Multicast Priority/Weight 2/3, flags [Local-Locator], [|lisp]",
        ),
        (
            1,
            130,
            "02000000000202000000000108004500007400010000401166760a0000010a00000210f610f600600000320000010000000000000007",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 116)\n    10.0.0.1.4342 > 10.0.0.2.4342:  [|lisp]",
        ),
    ],
)];

const TALKS: &[Talk] = &[
    (
        "NFS: a verifier that is longer than what is behind its credentials",
        0,
        228,
        &[
            "4500005000010000401166980a0000010a00000203e80801003c000045a117560000000000000002000186a3000000030000000300000001000000040102030400000000000000300000000000000000",
        ],
        "IP 10.0.0.1.1000 > 10.0.0.2.2049: NFS request xid 1168185174 52 lookup [verifier length 48 > 40] (invalid) [|nfs]\n",
    ),
    (
        "LISP: the name of what is encapsulated",
        0,
        228,
        &[
            "4500004c000100004011669e0a0000010a00000210f610f600380000800000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
        ],
        "IP 10.0.0.1.4342 > 10.0.0.2.4342: LISP-Encapsulated-Control-Message,\n",
    ),
    (
        "LDP: parameters of a session that are too short",
        1,
        228,
        &[
            "4500003600010000401166b40a0000010a0000020286028600220000000100160a00000a00000200000c000000010500000400010001",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 54)\n    10.0.0.1.646 > 10.0.0.2.646: \n\tLDP, Label-Space-ID: 10.0.0.10:0, pdu-length: 22\n\t  Initialization Message (0x0200), length: 12, Message ID: 0x00000001, Flags: [ignore if unknown]\n\t    Common Session Parameters TLV (0x0500), length: 4, Flags: [ignore and don't forward if unknown] [tlv length 4 < 14] (invalid)\n",
    ),
    (
        "OpenFlow: messages of Big Switch Networks of other lengths",
        1,
        228,
        &[
            "4500006200010000400666930a0000010a00000219fd03e8000000010000000250180009000000000104001800000001005c16c70000000000000000000000000104001400000001005c16c700000000000000000104000e00000001005c16c70000",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 98)\n    10.0.0.1.6653 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x34ed), seq 1:59, ack 2, win 9, length 58: OpenFlow\n\tversion 1.0, type VENDOR, length 24, xid 0x00000001, vendor 0x005c16c7 (Big Switch Networks)\n\t subtype SET_IP_MASK, index 0, mask 0.0.0.0\n\tversion 1.0, type VENDOR, length 20, xid 0x00000001, vendor 0x005c16c7 (Big Switch Networks)\n\t subtype SET_IP_MASK [len 4 != 8] (invalid)\n\tversion 1.0, type VENDOR, length 14, xid 0x00000001, vendor 0x005c16c7 (Big Switch Networks)\n\t [len 2 < 4] (invalid)\n",
    ),
    (
        "DVMRP: neighbors that are not there",
        0,
        228,
        &[
            "4500002c00010000400266cd0a0000010a00000213060000004a040c0a000002010044050a0000010a000009",
        ],
        "IP 10.0.0.1 > 10.0.0.2: igmp dvmrp Neighbors2 (v 12.4): [10.0.0.2 -> 10.0.0.1 (1/0/querier)] [10.0.0.2 -> 10.0.0.9 (1/0/querier)] [ncount 2] (invalid)\n",
    ),
    (
        "AHCP",
        2,
        228,
        &[
            "450000a100010000401166490a0000010a00000214ef14ef008d00002b01030401020304000102030405060708090a0b0c0d0e0f01000069000102040102030403040102030404100102030405060708090a0b0c0d0e0f100508010203040506070806110102030405060708090a0b0c0d0e0f1011070501020304050b0a0102030405060708090a0c110102030405060708090a0b0c0d0e0f10110d0014020102",
            "4500003d00010000401166ad0a0000010a00000214ef14ef002900002b01030401020304000102030405060708090a0b0c0d0e0f090100050203010203",
            "4500004b000100004011669f0a0000010a00000214ef14ef003700002b01030401020304000102030405060708090a0b0c0d0e0f0200001306120102030405060708090a0b0c0d0e0f1011",
            "4500003800010000401166b20a0000010a00000214ef14ef002400002b02030401020304000102030405060708090a0b0c0d0e0f01000000",
            "4500003800010000401166b20a0000010a00000214ef14ef002400000401030401020304000102030405060708090a0b0c0d0e0f01000000",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 161)\n    10.0.0.1.5359 > 10.0.0.2.5359: [no cksum] AHCP Version 1\n\tHopcount 3, Original Hopcount 4, Nonce 0x01020304, Source Id 00:01:02:03:04:05:06:07, Destination Id 08:09:0a:0b:0c:0d:0e:0f\n\tOffer, Length 105\n\t Pad\n\t Mandatory\n\t Origin Time: 1970-07-15 16:57:40 UTC\n\t Expires: 16909060s\n\t My-IPv6-Address: 102:304:506:708:90a:b0c:d0e:f10\n\t My-IPv4-Address: 1.2.3.4, 5.6.7.8\n\t IPv6 Prefix: 102:304:506:708:90a:b0c:d0e:f10/17\n\t IPv4 Prefix (Length 5)\n\t IPv4 Prefix Delegation: 1.2.3.4/5, 6.7.8.9/10\n\t Name Server: 102:304:506:708:90a:b0c:d0e:f10 (invalid)\n\t NTP Server\n\t Unknown-20 (Length 2)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 61)\n    10.0.0.1.5359 > 10.0.0.2.5359: [no cksum] AHCP Version 1\n\tHopcount 3, Original Hopcount 4, Nonce 0x01020304, Source Id 00:01:02:03:04:05:06:07, Destination Id 08:09:0a:0b:0c:0d:0e:0f\n\tUnknown-9, MBZ 1, Length 5\n\t Origin Time (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 75)\n    10.0.0.1.5359 > 10.0.0.2.5359: [no cksum] AHCP Version 1\n\tHopcount 3, Original Hopcount 4, Nonce 0x01020304, Source Id 00:01:02:03:04:05:06:07, Destination Id 08:09:0a:0b:0c:0d:0e:0f\n\tRequest, Length 19\n\t IPv6 Prefix (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 56)\n    10.0.0.1.5359 > 10.0.0.2.5359: [no cksum] AHCP Version 2 (unknown)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 56)\n    10.0.0.1.5359 > 10.0.0.2.5359: [no cksum] AHCP (invalid)\n",
    ),
    (
        "HNCP, verbosity 0",
        0,
        228,
        &[
            "4500023800010000401164b20a0000010a0000022027202702240000000100000002000401020304000300080102030405060708000400080102030405060708000500300102030405060708090a0b0c0d0e0f10111213140006000000210014002200100102030405060708090a0000000000000008000c0102030405060708090a0b0c000900080102030405060708000a00280102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324636e007800200009000012346167656e740000000023001300000001f76800000000000000000000ffff0a000023000c000000010030010203040506002400140102030400000000000000000000ffff0a01020300250019060801020304050607082a040909090977050161016200030000000000260036001700100102030405060708090a0b0c0d0e0f1000180006016100016200001f001000000000000000000000ffff0a0102030002000000000027001700000000000000000000ffff0a01020305016102626300000028000502616201630000000029001c0102030405060708090a0b0c0d0e0f10036162630001000000010000002a00200102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20002b000100000000002b000414010203002b000481016100002b00058274657874000000002b000183000000002b00018c000000002c000002580000032000000008000b0102030405060708090a0b00002b000200000000002300060000000107300000",
            "4500002300010000401166c70a0000010a00000220272027000f000000010000000100",
            "4500002800010000401166c20a0000010a0000022027202700140000002100080001000000010001",
        ],
        "IP 10.0.0.1.8231 > 10.0.0.2.8231: hncp (540) Request network state, Request node state, Node endpoint, Network state, Node state, Peer, Keep-alive interval, Trust-Verdict, HNCP-Version, Assigned-Prefix (x2), Node-Address, DHCPv4-Data, DHCPv6-Data, DNS-Delegated-Zone, Domain-Name, Node-Name, Managed-PSK, Prefix-Policy (x6), Unassigned, Future use, Private use, Peer, Prefix-Policy, Assigned-Prefix\nIP 10.0.0.1.8231 > 10.0.0.2.8231: hncp (7) [|hncp]\nIP 10.0.0.1.8231 > 10.0.0.2.8231: hncp (12) External-Connection\n",
    ),
    (
        "HNCP, verbosity 1",
        1,
        228,
        &[
            "4500023800010000401164b20a0000010a0000022027202702240000000100000002000401020304000300080102030405060708000400080102030405060708000500300102030405060708090a0b0c0d0e0f10111213140006000000210014002200100102030405060708090a0000000000000008000c0102030405060708090a0b0c000900080102030405060708000a00280102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324636e007800200009000012346167656e740000000023001300000001f76800000000000000000000ffff0a000023000c000000010030010203040506002400140102030400000000000000000000ffff0a01020300250019060801020304050607082a040909090977050161016200030000000000260036001700100102030405060708090a0b0c0d0e0f1000180006016100016200001f001000000000000000000000ffff0a0102030002000000000027001700000000000000000000ffff0a01020305016102626300000028000502616201630000000029001c0102030405060708090a0b0c0d0e0f10036162630001000000010000002a00200102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20002b000100000000002b000414010203002b000481016100002b00058274657874000000002b000183000000002b00018c000000002c000002580000032000000008000b0102030405060708090a0b00002b000200000000002300060000000107300000",
            "4500002300010000401166c70a0000010a00000220272027000f000000010000000100",
            "4500002800010000401166c20a0000010a0000022027202700140000002100080001000000010001",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 568)\n    10.0.0.1.8231 > 10.0.0.2.8231: hncp (540)\n\tRequest network state (4)\n\tRequest node state (8) NID: 01:02:03:04\n\tNode endpoint (12) NID: 01:02:03:04 EPID: 05060708\n\tNetwork state (12) hash: 0102030405060708\n\tNode state (52) NID: 01:02:03:04 seqno: 84281096 151653.132s hash: 0d0e0f1011121314\n\t\tFuture use, External-Connection\n\tPeer (16) Peer-NID: 01:02:03:04 Peer-EPID: 05060708 Local-EPID: 090a0b0c\n\tKeep-alive interval (12) EPID: 01020304 Interval: 84281.096s\n\tTrust-Verdict (44) Verdict: 1 Fingerprint: 05060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324 Common Name: cn\n\tHNCP-Version (13) M: 1 P: 2 H: 3 L: 4 User-agent: agent\n\tAssigned-Prefix (23) EPID: 00000001 Prty: 7 Prefix: 10.0.0.0/8\n\tAssigned-Prefix (16) EPID: 00000001 Prty: 0 Prefix: 102:304:506::/48\n\tNode-Address (24) EPID: 01020304 IP Address: 10.1.2.3\n\tDHCPv4-Data (29)\n\t\tDNS-server (10) 1.2.3.4 5.6.7.8\n\t\tNTP-server (6) 9.9.9.9\n\t\tDNS-search (7) a.b.\n\t\tUnknown (2)\n\tDHCPv6-Data (58)\n\t\tDNS-server (20) 102:304:506:708:90a:b0c:d0e:f10\n\t\tDNS-search-list (10) a. b.\n\t\tSNTP-servers (20) ::ffff:10.1.2.3\n\t\tUnknown (4)\n\tDNS-Delegated-Zone (27) IP-Address: 10.1.2.3 l-s a.bc\n\tDomain-Name (9) Domain: ab.c[|DNS]\n\tNode-Name (32) IP-Address: 102:304:506:708:90a:b0c:d0e:f10 Name: \"abc\"\n\t\tRequest network state (x2)\n\tManaged-PSK (36) PSK: 0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20\n\tPrefix-Policy (5) type: Internet connectivity\n\tPrefix-Policy (8) type: Dest-Prefix: 102::/20\n\tPrefix-Policy (8) type: DNS domain: a\n\tPrefix-Policy (9) type: Opaque UTF-8: text\n\tPrefix-Policy (5) type: Restrictive assignment\n\tPrefix-Policy (5) type: Unknown (140)\n\tUnassigned: type=44 (4)\n\tFuture use: type=600 (4)\n\tPrivate use: type=800 (4)\n\tPeer (15) (invalid)\n\tPrefix-Policy (6) type:  (invalid)\n\tAssigned-Prefix (10) (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 35)\n    10.0.0.1.8231 > 10.0.0.2.8231: hncp (7)\n\tRequest network state (4)\n\t [|hncp]\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 40)\n    10.0.0.1.8231 > 10.0.0.2.8231: hncp (12)\n\tExternal-Connection (12) [|hncp]\n",
    ),
    (
        "HNCP, verbosity 3",
        3,
        228,
        &[
            "4500023800010000401164b20a0000010a0000022027202702240000000100000002000401020304000300080102030405060708000400080102030405060708000500300102030405060708090a0b0c0d0e0f10111213140006000000210014002200100102030405060708090a0000000000000008000c0102030405060708090a0b0c000900080102030405060708000a00280102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324636e007800200009000012346167656e740000000023001300000001f76800000000000000000000ffff0a000023000c000000010030010203040506002400140102030400000000000000000000ffff0a01020300250019060801020304050607082a040909090977050161016200030000000000260036001700100102030405060708090a0b0c0d0e0f1000180006016100016200001f001000000000000000000000ffff0a0102030002000000000027001700000000000000000000ffff0a01020305016102626300000028000502616201630000000029001c0102030405060708090a0b0c0d0e0f10036162630001000000010000002a00200102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20002b000100000000002b000414010203002b000481016100002b00058274657874000000002b000183000000002b00018c000000002c000002580000032000000008000b0102030405060708090a0b00002b000200000000002300060000000107300000",
            "4500002300010000401166c70a0000010a00000220272027000f000000010000000100",
            "4500002800010000401166c20a0000010a0000022027202700140000002100080001000000010001",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 568)\n    10.0.0.1.8231 > 10.0.0.2.8231: [no cksum] hncp (540)\n\tRequest network state (4)\n\tRequest node state (8) NID: 01:02:03:04\n\tNode endpoint (12) NID: 01:02:03:04 EPID: 05060708\n\tNetwork state (12) hash: 0102030405060708\n\tNode state (52) NID: 01:02:03:04 seqno: 84281096 151653.132s hash: 0d0e0f1011121314\n\t\tFuture use: type=6 (4)\n\t\tExternal-Connection (24)\n\t\t\tDelegated-Prefix (20) VLSO: 16909.060s PLSO: 84281.096s Prefix: a00::/9\n\t\t\t\tReserved: type=0 (4)\n\tPeer (16) Peer-NID: 01:02:03:04 Peer-EPID: 05060708 Local-EPID: 090a0b0c\n\tKeep-alive interval (12) EPID: 01020304 Interval: 84281.096s\n\tTrust-Verdict (44) Verdict: 1 Fingerprint: 05060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324 Common Name: cn\n\tHNCP-Version (13) M: 1 P: 2 H: 3 L: 4 User-agent: agent\n\tAssigned-Prefix (23) EPID: 00000001 Prty: 7 Prefix: 10.0.0.0/8\n\tAssigned-Prefix (16) EPID: 00000001 Prty: 0 Prefix: 102:304:506::/48\n\tNode-Address (24) EPID: 01020304 IP Address: 10.1.2.3\n\tDHCPv4-Data (29)\n\t\tDNS-server (10) 1.2.3.4 5.6.7.8\n\t\tNTP-server (6) 9.9.9.9\n\t\tDNS-search (7) a.b.\n\t\tUnknown (2)\n\tDHCPv6-Data (58)\n\t\tDNS-server (20) 102:304:506:708:90a:b0c:d0e:f10\n\t\tDNS-search-list (10) a. b.\n\t\tSNTP-servers (20) ::ffff:10.1.2.3\n\t\tUnknown (4)\n\tDNS-Delegated-Zone (27) IP-Address: 10.1.2.3 l-s a.bc\n\tDomain-Name (9) Domain: ab.c[|DNS]\n\tNode-Name (32) IP-Address: 102:304:506:708:90a:b0c:d0e:f10 Name: \"abc\"\n\t\tRequest network state (4)\n\t\tRequest network state (4)\n\tManaged-PSK (36) PSK: 0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20\n\tPrefix-Policy (5) type: Internet connectivity\n\tPrefix-Policy (8) type: Dest-Prefix: 102::/20\n\tPrefix-Policy (8) type: DNS domain: a\n\tPrefix-Policy (9) type: Opaque UTF-8: text\n\tPrefix-Policy (5) type: Restrictive assignment\n\tPrefix-Policy (5) type: Unknown (140)\n\tUnassigned: type=44 (4)\n\tFuture use: type=600 (4)\n\tPrivate use: type=800 (4)\n\tPeer (15) (invalid)\n\tPrefix-Policy (6) type:  (invalid)\n\tAssigned-Prefix (10) (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 35)\n    10.0.0.1.8231 > 10.0.0.2.8231: [no cksum] hncp (7)\n\tRequest network state (4)\n\t [|hncp]\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 40)\n    10.0.0.1.8231 > 10.0.0.2.8231: [no cksum] hncp (12)\n\tExternal-Connection (12)\n\t\tRequest network state (4)\n\t\t [|hncp]\n",
    ),
    (
        "channels of Babel",
        1,
        228,
        &[
            "4500003300010000401166b70a0000010a0000021a281a28001f00002a020013081101000000000400010002020500ff010709",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 51)\n    10.0.0.1.6696 > 10.0.0.2.6696: babel 2 (19)\n\tUpdate 0.0.0.0/0 metric 2 seqno 1 interval 0.04s sub-diversity reserved-all-1-7-9\n",
    ),
    (
        "AODV: messages, and their drafts for IPv6",
        0,
        12,
        &[
            "4500003400010000401166b60a0000010a000002028e000900200000010102030405060708090a0b0c0d0e0f1011121314151617",
            "4500003a00010000401166b00a0000010a000002028e000900260000010102030405060708090a0b0c0d0e0f1011121314151617010400000100",
            "4500003a00010000401166b00a0000010a000002028e000900260000010102030405060708090a0b0c0d0e0f1011121314151617010300000100",
            "4500003600010000401166b40a0000010a000002028e000900220000010102030405060708090a0b0c0d0e0f10111213141516170703",
            "4500003700010000401166b30a0000010a000002028e000900230000010102030405060708090a0b0c0d0e0f1011121314151617010300",
            "4500003000010000401166ba0a0000010a000002028e0009001c00000200ff090102030405060708090a0b0c0d0e0f10",
            "4500003000010000401166ba0a0000010a000002028e0009001c0000038000020102030405060708090a0b0c0d0e0f10",
            "4500002f00010000401166bb0a0000010a000002028e0009001b0000030000020102030405060708090a0b0c0d0e0f",
            "4500001d00010000401166cd0a0000010a000002028e00090009000004",
            "60000000003811400102030405060708090a0b0c0d0e0f100102030405060708090a0b0c0d0e0f10028e000900380000010102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f",
            "60000000003411400102030405060708090a0b0c0d0e0f100102030405060708090a0b0c0d0e0f10028e0009003400000200ff090102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728",
            "60000000002011400102030405060708090a0b0c0d0e0f100102030405060708090a0b0c0d0e0f10028e000900200000030000010102030405060708090a0b0c0d0e0f1011121314",
            "4500004c000100004011669e0a0000010a000002028e000900380000100102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f",
            "4500004800010000401166a20a0000010a000002028e0009003400001100ff090102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728",
            "4500003400010000401166b60a0000010a000002028e000900200000120000010102030405060708090a0b0c0d0e0f1011121314",
            "4500001d00010000401166cd0a0000010a000002028e00090009000013",
            "4500001d00010000401166cd0a0000010a000002028e00090009000014",
            "4500003100010000401166b90a0000010a000002028e0009001d0000010102030405060708090a0b0c0d0e0f1011121314",
        ],
        "IP 10.0.0.1.654 > 10.0.0.2.9:  aodv rreq 24  hops 3 id 0x04050607\n\tdst 8.9.10.11 seq 202182159 src 16.17.18.19 seq 336926231\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv rreq 30  hops 3 id 0x04050607\n\tdst 8.9.10.11 seq 202182159 src 16.17.18.19 seq 336926231\n\text HELLO 256 ms\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv rreq 30  hops 3 id 0x04050607\n\tdst 8.9.10.11 seq 202182159 src 16.17.18.19 seq 336926231\n\text HELLO - bad length 3\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv rreq 26  hops 3 id 0x04050607\n\tdst 8.9.10.11 seq 202182159 src 16.17.18.19 seq 336926231\n\text 7 3\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv rreq 27  hops 3 id 0x04050607\n\tdst 8.9.10.11 seq 202182159 src 16.17.18.19 seq 336926231 [|aodv]\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv rrep 20  prefix 31 hops 9\n\tdst 1.2.3.4 dseq 84281096 src 9.10.11.12 219025168 ms\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv rerr [D] [items 2] [20]: {1.2.3.4}(84281096) {9.10.11.12}(219025168)\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv rerr  [items 2] [19]: {1.2.3.4}(84281096) [|aodv]\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv rrep-ack 1\nIP6 102:304:506:708:90a:b0c:d0e:f10.654 > 102:304:506:708:90a:b0c:d0e:f10.9:  aodv v6 rreq 48  hops 3 id 0x04050607\n\tdst 809:a0b:c0d:e0f:1011:1213:1415:1617 seq 404298267 src 1c1d:1e1f:2021:2223:2425:2627:2829:2a2b seq 741158447\nIP6 102:304:506:708:90a:b0c:d0e:f10.654 > 102:304:506:708:90a:b0c:d0e:f10.9:  aodv rrep 44  prefix 31 hops 9\n\tdst 102:304:506:708:90a:b0c:d0e:f10 dseq 286397204 src 1516:1718:191a:1b1c:1d1e:1f20:2122:2324 623257384 ms\nIP6 102:304:506:708:90a:b0c:d0e:f10.654 > 102:304:506:708:90a:b0c:d0e:f10.9:  aodv rerr  [items 1] [24]: {102:304:506:708:90a:b0c:d0e:f10}(286397204)\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv rreq 48 [D] hops 3 id 0x04050607\n\tdst 1011:1213:1415:1617:1819:1a1b:1c1d:1e1f seq 134810123 src 2021:2223:2425:2627:2829:2a2b:2c2d:2e2f seq 202182159\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv rrep 44  prefix 31 hops 9\n\tdst 506:708:90a:b0c:d0e:f10:1112:1314 dseq 16909060 src 1516:1718:191a:1b1c:1d1e:1f20:2122:2324 623257384 ms\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv rerr  [items 1] [24]: {102:304:506:708:90a:b0c:d0e:f10}(286397204)\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv rrep-ack 1\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv type 20 1\nIP 10.0.0.1.654 > 10.0.0.2.9:  aodv [|aodv]\n",
    ),
    (
        "Auto-RP: rendezvous points",
        0,
        228,
        &[
            "4500004800010000401166a20a0000010a00000201f0000900340000110200b5000000000a00000101030004e00000000108ef0000000721010203040a00000206010004e0000000",
            "4500003600010000401166b40a0000010a00000201f000090022000012010000000000000a00000100020108ef000000072101020304",
            "4500002400010000401166c60a0000010a00000201f0000900100000130000b500000000",
            "4500003c00010000401166ae0a0000010a00000201f0000900280000110100b5000000000a00000103040004e00000000108ef000000072101020304",
            "4500002300010000401166c70a0000010a00000201f00009000f000001020304050607",
        ],
        "IP 10.0.0.1.496 > 10.0.0.2.9:  auto-rp candidate-advert Hold 3m1s RP 10.0.0.1 PIMv1 224.0.0.0/4,!239.0.0.0/8,!1.2.3.4/33 bidir[rsvd=0x04] RP 10.0.0.2 PIMv2 [rsvd=0x04] 224.0.0.0/4\nIP 10.0.0.1.496 > 10.0.0.2.9:  auto-rp mapping Hold FOREVER RP 10.0.0.1 PIMv? !239.0.0.0/8,!1.2.3.4/33 bidir[rsvd=0x04]\nIP 10.0.0.1.496 > 10.0.0.2.9:  auto-rp type-0x13 Hold 3m1s\nIP 10.0.0.1.496 > 10.0.0.2.9:  auto-rp candidate-advert Hold 3m1s RP 10.0.0.1 PIMv1+2 224.0.0.0/4,!239.0.0.0/8,!1.2.3.4/33 bidir[rsvd=0x04] [|cisco_autorp]\nIP 10.0.0.1.496 > 10.0.0.2.9:  [|cisco_autorp]\n",
    ),
    (
        "EGP, with its gateways",
        1,
        228,
        &[
            "4500002800010000400866cb0a0000010a000002020300010000004d0005001e0078000000000000",
            "4500002400010000400866cf0a0000010a000002020302050000004d0005000000000000",
            "4500002400010000400866cf0a0000010a000002020304090000004d0005000000000000",
            "4500002400010000400866cf0a0000010a00000202030700000000070005000000000000",
            "4500002400010000400866cf0a0000010a000002020500020000004d0005000000000000",
            "4500002400010000400866cf0a0000010a000002020502020000004d0005000000000000",
            "4500002a00010000400866c90a0000010a0000020202000100000007000500000a000000000000000000",
            "4500002600010000400866cd0a0000010a000002020800030000000700050004000000000000",
            "4500002600010000400866cd0a0000010a000002020800000000000700050007000000000000",
            "4500002400010000400866cf0a0000010a00000202090000000000070005000000000000",
            "4500002400010000400866cf0a0000010a00000201050000000000070005000000000000",
            "4500003900010000400866ba0a0000010a000002020100010000004d000501010a0000000102030205010a0602ac10c001020405060107010b",
            "4500002a00010000400866c90a0000010a000002020100010000004d00050200c001020001010501c001",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 40)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 20, acquire request active_mode hello:30 poll:120\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 16, acquire refuse going_down\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 16, acquire cease_ack[status 9]\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 7, seq 5, length 16, acquire [code 7]\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 16, reach hello state:down\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 16, reach [reach code 2]\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 42)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 7, seq 5, length 22, poll state:up net:10.0.0.0\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 38)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 7, seq 5, length 18, error state:3 excessive_polling_rate\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 38)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 7, seq 5, length 18, error state:indeterminate [reason 7]\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 7, seq 5, length 16, [type 9]\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGP [version 1 != 2] (invalid)\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 57)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 37, update state:up 10.0.0.0 int 1 ext 1 int 10.1.2.3 (d5: 10.0.0.0, d6: 172.16.0.0 192.1.2.0) ext 10.4.5.6 (d7: 11.0.0.0)\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 42)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 22, update state:up 192.1.2.0 int 2 ext 0 int 192.1.2.1 (d5: [length 1 < 2] (invalid)\n",
    ),
    (
        "EGP",
        0,
        228,
        &[
            "4500002800010000400866cb0a0000010a000002020300010000004d0005001e0078000000000000",
            "4500002a00010000400866c90a0000010a000002020100010000004d00050200c001020001010501c001",
        ],
        "IP 10.0.0.1 > 10.0.0.2: EGPv2, length 20\n\
         IP 10.0.0.1 > 10.0.0.2: EGPv2, length 22\n",
    ),
    (
        "IGRP",
        0,
        228,
        &[
            "4500004a00010000400966a80a0000010a000002110700090001000100018ae40102030003e800000a05dcff0102c00102ffffffffffff0001020304ac100100000000000000000000ff",
            "4500002000010000400966d20a0000010a00000212070009000000000000edef",
            "4500002e00010000400966c40a0000010a00000221070009000000020000eefc0102030003e800000a05dcff0102",
            "4500003c00010000400966b60a0000010a0000021307000900000001000036f60102030003e800000a05dcff0102c00102ffffffffffff0001020304",
        ],
        "IP 10.0.0.1 > 10.0.0.2: igrp: update V1 edit=7 AS=9 (1/1/1) *.1.2.3 d=10000 b=1000000 r=255 l=1 M=1010 mtu=1500 in 2 hops 192.1.2.0 d=167772150 b=0 r=2 l=3 M=16777215 mtu=1 in 4 hops X172.16.1.0 d=0 b=0 r=0 l=0 M=0 mtu=0 in 255 hops\n\
         IP 10.0.0.1 > 10.0.0.2: igrp: request V1 edit=7 AS=9 (0/0/0)\n\
         IP 10.0.0.1 > 10.0.0.2: igrp: update V2 edit=7 AS=9 (0/2/0) 1.2.3.0 d=10000 b=1000000 r=255 l=1 M=1010 mtu=1500 in 2 hops (invalid)\n\
         IP 10.0.0.1 > 10.0.0.2: igrp: op-#3 V1 edit=7 AS=9 (0/1/0) 1.2.3.0 d=10000 b=1000000 r=255 l=1 M=1010 mtu=1500 in 2 hops [extra bytes 14] (invalid)\n",
    ),
    (
        "IGRP, with its checksum",
        1,
        228,
        &[
            "4500004a00010000400966a80a0000010a000002110700090001000100018ae40102030003e800000a05dcff0102c00102ffffffffffff0001020304ac100100000000000000000000ff",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGRP (9), length 74)\n\
         \x20   10.0.0.1 > 10.0.0.2: igrp: update V1 edit=7 AS=9 (1/1/1) checksum=0x8ae4 *.1.2.3 d=10000 b=1000000 r=255 l=1 M=1010 mtu=1500 in 2 hops 192.1.2.0 d=167772150 b=0 r=2 l=3 M=16777215 mtu=1 in 4 hops X172.16.1.0 d=0 b=0 r=0 l=0 M=0 mtu=0 in 255 hops\n",
    ),
    (
        "mobile IP's minimal encapsulation, and Sun's disks",
        1,
        228,
        &[
            "4500002b00010000403766990a0000010a0000021180de6b010203040506070800010002000b0000616263",
            "45000027000100004037669d0a0000010a0000021100eaf90102030400010002000b0000616263",
            "4500001700010000404d66970a0000010a000002616263",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto Mobile IP (55), length 43)\n\
         \x20   10.0.0.1 > 10.0.0.2: mobile: [S] 5.6.7.8 > 1.2.3.4 (oproto=17)\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto Mobile IP (55), length 39)\n\
         \x20   10.0.0.1 > 10.0.0.2: mobile: [] > 1.2.3.4 (oproto=17)\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto unknown (77), length 23)\n\
         \x20   10.0.0.1 > 10.0.0.2:  nd 3\n",
    ),
    (
        "mobile IP's minimal encapsulation",
        0,
        228,
        &[
            "4500002b00010000403766990a0000010a0000021180de6b010203040506070800010002000b0000616263",
            "45000027000100004037669d0a0000010a0000021100eaf90102030400010002000b0000616263",
        ],
        "IP 10.0.0.1 > 10.0.0.2: mobile: [S] \n\
         IP 10.0.0.1 > 10.0.0.2: mobile: [] \n",
    ),
    (
        "MSDP, with its data",
        2,
        228,
        &[
            "4500006a000100004006668b0a0000010a000002027fc3500000000100000001501802000000000001003f020102030400000020e00102030506070800000020e0010203050607084500001f00010000401166cb0a0000010a00000200010002000b0000616263040003",
            "4500004800010000400666ad0a0000010a000002027fc35000000001000000015018020000000000030020020102030400000020e00102030506070800000020e001020305060708",
            "4500003a00010000400666bb0a0000010a000002027fc3500000000100000001501802000000000002000800e001010104000461050003090003",
            "4500002b00010000400666ca0a0000010a000002027fc35000000001000000015018020000000000090003",
            "4500002b00010000400666ca0a0000010a000002027fc35000000001000000015018020000000000040009",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 106)\n\
         \x20   10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], cksum 0x0000 (incorrect -> 0xeed0), seq 1:67, ack 1, win 512, length 66: msdp [len 63] SA 2 entries [w/data] IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 31)\n\
         \x20   10.0.0.1.1 > 10.0.0.2.2: [no cksum] UDP, length 3 [len 3] Keepalive\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 72)\n\
         \x20   10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], cksum 0x0000 (incorrect -> 0xd06a), seq 0:32, ack 1, win 512, length 32: msdp [len 32] SA-Response 2 entries\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 58)\n\
         \x20   10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], cksum 0x0000 (incorrect -> 0xd876), seq 0:18, ack 1, win 512, length 18: msdp [len 8] SA-Request for 224.1.1.1 [len 4] Keepalive[len=4]  [len 3] Notification [len 3] [type=9 len=3]\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 43)\n\
         \x20   10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], cksum 0x0000 (incorrect -> 0xc7f5), seq 0:3, ack 1, win 512, length 3: msdp [type 9] (invalid)\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 43)\n\
         \x20   10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], cksum 0x0000 (incorrect -> 0xc6f5), seq 0:3, ack 1, win 512, length 3: msdp [len 9] [length 3 < 9] (invalid)\n",
    ),
    (
        "MSDP",
        0,
        228,
        &[
            "4500006a000100004006668b0a0000010a000002027fc3500000000100000001501802000000000001003f020102030400000020e00102030506070800000020e0010203050607084500001f00010000401166cb0a0000010a00000200010002000b0000616263040003",
            "4500004800010000400666ad0a0000010a000002027fc35000000001000000015018020000000000030020020102030400000020e00102030506070800000020e001020305060708",
            "4500003a00010000400666bb0a0000010a000002027fc3500000000100000001501802000000000002000800e001010104000461050003090003",
            "4500002b00010000400666ca0a0000010a000002027fc35000000001000000015018020000000000090003",
            "4500002b00010000400666ca0a0000010a000002027fc35000000001000000015018020000000000040009",
        ],
        "IP 10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], seq 1:67, ack 1, win 512, length 66: msdp SA 2 entries [w/data] Keepalive\n\
         IP 10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], seq 0:32, ack 1, win 512, length 32: msdp SA-Response 2 entries\n\
         IP 10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], seq 0:18, ack 1, win 512, length 18: msdp SA-Request for 224.1.1.1 Keepalive[len=4]  Notification [type=9 len=3]\n\
         IP 10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], seq 0:3, ack 1, win 512, length 3: msdp [type 9] (invalid)\n\
         IP 10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], seq 0:3, ack 1, win 512, length 3: msdp [length 3 < 9] (invalid)\n",
    ),
    (
        "BEEP",
        0,
        228,
        &[
            "4500003700010000400666be0a0000010a000002c3502830000000010000000150180200000000004d534720312032202e203020350d0a",
            "4500002d00010000400666c80a0000010a000002c3502830000000010000000150180200000000005250592031",
            "4500002d00010000400666c80a0000010a000002c350283000000001000000015018020000000000454e440d0a",
            "4500002b00010000400666ca0a0000010a000002c3502830000000010000000150180200000000004d5347",
            "4500002c00010000400666c90a0000010a000002c35028300000000100000001501802000000000061626364",
        ],
        "IP 10.0.0.1.50000 > 10.0.0.2.10288: Flags [P.], seq 1:16, ack 1, win 512, length 15 BEEP MSG\n\
         IP 10.0.0.1.50000 > 10.0.0.2.10288: Flags [P.], seq 0:5, ack 1, win 512, length 5 BEEP RPY\n\
         IP 10.0.0.1.50000 > 10.0.0.2.10288: Flags [P.], seq 0:5, ack 1, win 512, length 5 BEEP END\n\
         IP 10.0.0.1.50000 > 10.0.0.2.10288: Flags [P.], seq 0:3, ack 1, win 512, length 3 BEEP (payload or undecoded)\n\
         IP 10.0.0.1.50000 > 10.0.0.2.10288: Flags [P.], seq 0:4, ack 1, win 512, length 4 BEEP (payload or undecoded)\n",
    ),
    (
        "OSPF: kinds of links, as in all that sets up paths",
        1,
        228,
        &[
            "4500007000010000405966320a0000010a0000020204005c0101010100000000000000000000000000000000000000010001000a0100000101010101800000010000004000020028000f0024330500000000000000000000000000000000000000000000000000000000000000000000",
            "4500007000010000405966320a0000010a0000020204005c0101010100000000000000000000000000000000000000010001000a0100000101010101800000010000004000020028000f0024010a00000000000000000000000000000000000000000000000000000000000000000000",
            "4500007000010000405966320a0000010a0000020204005c0101010100000000000000000000000000000000000000010001000a0100000101010101800000010000004000020028000f0024c80800000000000000000000000000000000000000000000000000000000000000000000",
            "4500007000010000405966320a0000010a0000020204005c0101010100000000000000000000000000000000000000010001000a0100000101010101800000010000004000020028000f0024076300000000000000000000000000000000000000000000000000000000000000000000",
            "4500007000010000405966320a0000010a0000020204005c0101010100000000000000000000000000000000000000010001000a010000010101010180000001000000400002002800110024000000000000000000000000000000000000000000000000000000000000000000000000",
            "4500007000010000405966320a0000010a0000020204005c0101010100000000000000000000000000000000000000010001000a010000010101010180000001000000400002002800110024010000000000000000000000000000000000000000000000000000000000000000000000",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 112)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 92\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 44\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 1\n\t    Options: [none]\n\t    Link TLV (2), length: 40\n\t      Interface Switching Capability subTLV (15), length: 36\n\t\tInterface Switching Capability: Layer-2 Switch Capable\n\t\tLSP Encoding: SDH ITU-T G.707/SONET ANSI T1.105\n\t\tMax LSP Bandwidth:\n\t\t  priority level 0: 0.000 Mbps\n\t\t  priority level 1: 0.000 Mbps\n\t\t  priority level 2: 0.000 Mbps\n\t\t  priority level 3: 0.000 Mbps\n\t\t  priority level 4: 0.000 Mbps\n\t\t  priority level 5: 0.000 Mbps\n\t\t  priority level 6: 0.000 Mbps\n\t\t  priority level 7: 0.000 Mbps\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 112)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 92\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 44\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 1\n\t    Options: [none]\n\t    Link TLV (2), length: 40\n\t      Interface Switching Capability subTLV (15), length: 36\n\t\tInterface Switching Capability: Packet-Switch Capable-1\n\t\tLSP Encoding: Reserved\n\t\tMax LSP Bandwidth:\n\t\t  priority level 0: 0.000 Mbps\n\t\t  priority level 1: 0.000 Mbps\n\t\t  priority level 2: 0.000 Mbps\n\t\t  priority level 3: 0.000 Mbps\n\t\t  priority level 4: 0.000 Mbps\n\t\t  priority level 5: 0.000 Mbps\n\t\t  priority level 6: 0.000 Mbps\n\t\t  priority level 7: 0.000 Mbps\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 112)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 92\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 44\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 1\n\t    Options: [none]\n\t    Link TLV (2), length: 40\n\t      Interface Switching Capability subTLV (15), length: 36\n\t\tInterface Switching Capability: Fiber-Switch Capable\n\t\tLSP Encoding: Lambda (photonic)\n\t\tMax LSP Bandwidth:\n\t\t  priority level 0: 0.000 Mbps\n\t\t  priority level 1: 0.000 Mbps\n\t\t  priority level 2: 0.000 Mbps\n\t\t  priority level 3: 0.000 Mbps\n\t\t  priority level 4: 0.000 Mbps\n\t\t  priority level 5: 0.000 Mbps\n\t\t  priority level 6: 0.000 Mbps\n\t\t  priority level 7: 0.000 Mbps\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 112)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 92\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 44\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 1\n\t    Options: [none]\n\t    Link TLV (2), length: 40\n\t      Interface Switching Capability subTLV (15), length: 36\n\t\tInterface Switching Capability: Unknown\n\t\tLSP Encoding: Unknown\n\t\tMax LSP Bandwidth:\n\t\t  priority level 0: 0.000 Mbps\n\t\t  priority level 1: 0.000 Mbps\n\t\t  priority level 2: 0.000 Mbps\n\t\t  priority level 3: 0.000 Mbps\n\t\t  priority level 4: 0.000 Mbps\n\t\t  priority level 5: 0.000 Mbps\n\t\t  priority level 6: 0.000 Mbps\n\t\t  priority level 7: 0.000 Mbps\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 112)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 92\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 44\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 1\n\t    Options: [none]\n\t    Link TLV (2), length: 40\n\t      Bandwidth Constraints subTLV (17), length: 36\n\t\tBandwidth Constraints Model ID: Russian dolls (0)\n\t\t  Bandwidth constraint CT0: 0.000 Mbps\n\t\t  Bandwidth constraint CT1: 0.000 Mbps\n\t\t  Bandwidth constraint CT2: 0.000 Mbps\n\t\t  Bandwidth constraint CT3: 0.000 Mbps\n\t\t  Bandwidth constraint CT4: 0.000 Mbps\n\t\t  Bandwidth constraint CT5: 0.000 Mbps\n\t\t  Bandwidth constraint CT6: 0.000 Mbps\n\t\t  Bandwidth constraint CT7: 0.000 Mbps\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 112)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 92\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 44\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 1\n\t    Options: [none]\n\t    Link TLV (2), length: 40\n\t      Bandwidth Constraints subTLV (17), length: 36\n\t\tBandwidth Constraints Model ID: Maximum allocation (1)\n\t\t  Bandwidth constraint CT0: 0.000 Mbps\n\t\t  Bandwidth constraint CT1: 0.000 Mbps\n\t\t  Bandwidth constraint CT2: 0.000 Mbps\n\t\t  Bandwidth constraint CT3: 0.000 Mbps\n\t\t  Bandwidth constraint CT4: 0.000 Mbps\n\t\t  Bandwidth constraint CT5: 0.000 Mbps\n\t\t  Bandwidth constraint CT6: 0.000 Mbps\n\t\t  Bandwidth constraint CT7: 0.000 Mbps\n",
    ),
];

#[test]
fn gateways_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
    check_talks(TALKS);
}
