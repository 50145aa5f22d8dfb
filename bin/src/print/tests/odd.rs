//! Packets of routing protocols, applications and what few networks carry, with lengths that are wrong
//! or values that few send, and the lines that tcpdump prints of them; found by ci/print-differential.

use super::lines::{Row, check};

const ROUTING: &[Row] = &[
    (
        "IS-IS: properties that end beyond their value",
        1,
        &[
            (
                1,
                "01005e900003020100040000002dfefe03831b010014010000002a04af222222222222000000000006d4a703160d0102030405060708090a090804",
                "IS-IS, length 42\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x4377), PDU length: 42, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 13\n\t      IS Neighbor: 0102.0304.0506.07, Metric: 526602, sub-TLVs present (9)\n\t        IPv4 neighbor address subTLV #8, length: 4 (> remaining tlv length)",
            ),
            (
                1,
                "01005e900003020100040000002dfefe03831b010014010000002a04af222222222222000000000006d4a703160d0102030405060708090a020804",
                "IS-IS, length 42\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xe0e0), PDU length: 42, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 13\n\t      IS Neighbor: 0102.0304.0506.07, Metric: 526602, sub-TLVs present (2)\n\t        IPv4 neighbor address subTLV #8, length: 4 (remaining data in subTLVs shorter than the current subTLV)",
            ),
            (
                1,
                "01005e9000030201000400000024fefe03831b010014010000002104af222222222222000000000006d4a703800400010000",
                "IS-IS, length 33\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xa202), PDU length: 33, Flags: [ L2 IS ]\n\t    IPv4 Internal Reachability TLV #128, length: 4short IPv4 Reachability (4 vs 12)",
            ),
        ],
    ),
    (
        "IS-IS: values without content or too short",
        1,
        &[
            (
                1,
                "01005e9000030201000400000030fefe03831b010014010000002d04af222222222222000000000006d4a703810089000d0400010000040400010000f200",
                "IS-IS, length 45\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xb55b), PDU length: 45, Flags: [ L2 IS ]\n\t    Protocols supported TLV #129, length: 0\n\t      NLPID(s): \n\t    Hostname TLV #137, length: 0\n\t      Hostname: \n\t    Purge Originator Identifier TLV #13, length: 4 No system IDs supplied\n\t    Partition DIS TLV #4, length: 4\n\t    IS-IS Router Capability TLV #242, length: 0 [object length 0 < 5] (invalid)",
            ),
            (
                1,
                "01005e9000030201000400000024fefe03831b010014010000002104af222222222222000000000006d4a703fa0400000c07",
                "IS-IS, length 33\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x0c0c), PDU length: 33, Flags: [ L2 IS ]\n\t    Vendor Private TLV #250, length: 4\n\t      Vendor: Cisco (12)\n\t\t0x0000:  07",
            ),
        ],
    ),
    (
        "OSPF: what graceful restart has is cut by its length",
        1,
        &[(
            12,
            "45000043000100004059665f0a0000010a0000020204003cc000000200000000000000000000000000000000000000010001000903000000c000000280000000000000",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 67)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 47 [len 60]\n\tRouter-ID 192.0.0.2, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1 [|ospf2]",
        )],
    ),
    (
        "RIP: families before what must be zero",
        1,
        &[(
            12,
            "4500003400010000401166b60a0000010a0000020208020800200000020100000005000101020304000000000000000000000003",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 52)\n    10.0.0.1.520 > 10.0.0.2.520: \n\tRIPv1, Response, length: 24, routes: 1\n\t AFI Unknown (5), \n\t  0x0000:  0102 0304 0000 0000 0000 0000 0000 0003",
        )],
    ),
];

const APPLICATIONS: &[Row] = &[
    (
        "sockets: only what a payload carries is shown",
        2,
        &[
            (
                271,
                "0300000000000000020000000000000000040000d2040000040002002c00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000006162",
                "VIRTIO (len 0, type Invalid type (0), op INVALID, flags 0, buf_alloc 0, fwd_cnt 0)\n\t3.1024 > 2.1234 PAYLOAD, length 78\n\t0x0000:  6162",
            ),
            (
                271,
                "0300000000000000020000000000000000040000d2040000040002002c00000000000000",
                "VIRTIO3.1024 > 2.1234 PAYLOAD, length 36 [|vsock]",
            ),
            (
                271,
                "0300000000000000020000000000000000040000d2040000070007002c000000",
                "Invalid transport (7)\n\t3.1024 > 2.1234  invalid op (7), length 32",
            ),
        ],
    ),
    (
        "netfilter's log: attributes that end beyond the packet",
        0,
        &[
            (239, "0200001405000100080000000000", " [|nflog]"),
            (
                239,
                "030000140800090001020304",
                "version 0, resource ID 20, family Unknown (3), length 8: \n\t0x0000:  0102 0304                                ....",
            ),
        ],
    ),
    (
        "RADIUS: a length shorter than the header",
        0,
        &[(
            12,
            "4500003000010000401166ba0a0000010a00000207140714001c0000020100080102030405060708090a0b0c0d0e0f10",
            "IP 10.0.0.1.1812 > 10.0.0.2.1812:  [|radius]",
        )],
    ),
    (
        "text: words of other protocols",
        0,
        &[(
            12,
            "4500001f00010000401166cb0a0000010a00000213c413c4000b0000616263",
            "IP 10.0.0.1.5060 > 10.0.0.2.5060: SIP",
        )],
    ),
];

#[cfg(feature = "print-rare")]
const RARE: &[Row] = &[
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
        "options of DCCP",
        2,
        &[(
            12,
            "4500003800010000402166a20a0000010a0000021389138a090000000600000700000000000000012003002505010203002c040102200100",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto DCCP (33), length 56)\n    10.0.0.1.5001 > 10.0.0.2.5002: DCCP (CCVal 0, CsCov 0, cksum 0x0000 (incorrect -> 0x8723)) DCCP-Ack (ack=0) seq 7 <change_l reserved, ndp_count 1 2 3, nop, data_checksum 0102, change_l optlen too short>",
        )],
    ),
    (
        "messages of SOME/IP",
        0,
        &[
            (
                12,
                "4500002c00010000401166be0a0000010a000002771a771a0018000000010002000001080008000501012002",
                "IP 10.0.0.1.30490 > 10.0.0.2.30490: SOMEIP, service 1, method 2, len 264, client 8, session 5, pver 1, iver 1, msgtype TP_REQUEST, retcode E_UNKNOWN_SERVICE",
            ),
            (
                12,
                "4500002500010000401166c50a0000010a000002771a771a00110000000000000000000000",
                "IP 10.0.0.1.30490 > 10.0.0.2.30490: SOMEIP (invalid)",
            ),
        ],
    ),
    (
        "tags of ATA over Ethernet",
        1,
        &[
            (1, "00030349967ec0c1c0a09b9d88a2ff", "AoE length 1, Ver 15"),
            (
                1,
                "00030349967ec0c1c0a09b9d88a2180040f602030101010101010003",
                "AoE length 14, Ver 1, Flags: [Response]\n\tMajor: 0x40f6, Minor: 0x02, Command: Reserve/Release, Tag: 0x01010101 (invalid)",
            ),
        ],
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
        "frames of connectivity that are not known",
        2,
        &[(
            1,
            "0180c200003000112233445589024006000401020304050607080009",
            "CFMv0 unknown (6), MD Level 2, length 14\n\tFirst TLV offset 4\n\t  0x0000:  0102 0304 0506\n\tReply Ingress TLV (0x05), length 1543\n\t\t packet is too short",
        )],
    ),
];

#[test]
fn odd_packets_of_routing_and_applications_print_as_they_do_with_tcpdump() {
    check(ROUTING);
    check(APPLICATIONS);
}

#[cfg(feature = "print-rare")]
#[test]
fn odd_packets_of_rare_protocols_print_as_they_do_with_tcpdump() {
    check(RARE);
}
