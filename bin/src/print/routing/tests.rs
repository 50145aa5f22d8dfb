//! Packets with odd values, and what tcpdump prints of them: lengths that cannot be, versions and types
//! that are not known, values that few send.

mod gateways;
mod groups;
mod values;

use crate::print::tests::print_frame;

/// A frame in hexadecimal, the count of -v, and the lines.
const CASES: &[(&str, u8, &str)] = &[
    (
        "0180c2000014c20229980001001efefe03831b210012010000001bffff333333333333000000000009123403",
        1,
        "IS-ISversion 33 packet not supported\n\
         \t0x0000:  831b 2100 1201 0000 001b ffff 3333 3333\n\
         \t0x0010:  3333 0000 0000 0009 1234 03\n",
    ),
    (
        "0180c2000014c20229980001001efefe038304010012010000001bffff333333333333000000000009123403",
        1,
        "IS-ISfixed header length 4 < minimum header size 8\n\
         \t0x0000:  8304 0100 1201 0000 001b ffff 3333 3333\n\
         \t0x0010:  3333 0000 0000 0009 1234 03\n",
    ),
    (
        "0180c2000014c20229980001001efefe0383ff010012010000001bffff333333333333000000000009123403",
        1,
        "IS-ISfixed header length 255 > packet length 27\n\
         \t0x0000:  83ff 0100 1201 0000 001b ffff 3333 3333\n\
         \t0x0010:  3333 0000 0000 0009 1234 03\n",
    ),
    (
        "0180c2000014c20229980001001efefe03831a01001a010000001bffff333333333333000000000009123403",
        1,
        "IS-IS, length 27\n\
         \tL1 PSNP, hlen: 26, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)- bogus fixed header length 26 should be 17\n\
         \t0x0000:  831a 0100 1a01 0000 001b ffff 3333 3333\n\
         \t0x0010:  3333 0000 0000 0009 1234 03\n",
    ),
    (
        "0180c2000014c20229980001001efefe03831b01001f010000001bffff333333333333000000000009123403",
        0,
        "IS-IS, unknown PDU-Type 31, length 27\n",
    ),
    (
        "0180c2000014c20229980001003afefe03831b0100120100000037ffff333333333333000000000009123403\
         83030201028303010102d30a01000101010101010101f10400000001",
        1,
        "IS-IS, length 55\n\
         \tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\
         \t  lsp-id: 3333.3333.3333.00-00, seq: 0x00000009, lifetime: 65535s\n\
         \t  chksum: 0x1234 (incorrect should be 0xa527), PDU length: 55, Flags: [ L2 IS ]\n\
         \t    Inter-Domain Information Type TLV #131, length: 3\n\
         \t      Inter-Domain Information Type: AS Number TagAS Number: 258\n\
         \t    Inter-Domain Information Type TLV #131, length: 3\n\
         \t      Inter-Domain Information Type: Routing-Domain Specific\n\
         \t      0x0000:  0102\n\
         \t    Restart Signaling TLV #211, length: 10\n\
         \t      Flags [Restart Request], Remaining holding time 1s\n\
         \t    Hello PDU Sequence Number TLV #241, length: 4\n\
         \t      Sequence number: 1\n",
    ),
    (
        "0180c2000014c20229980001002cfefe03831b0100120100000029ffff333333333333000000000009123403\
         800c0a8185c001020304ff00ff00",
        1,
        "IS-IS, length 41\n\
         \tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\
         \t  lsp-id: 3333.3333.3333.00-00, seq: 0x00000009, lifetime: 65535s\n\
         \t  chksum: 0x1234 (incorrect should be 0xf661), PDU length: 41, Flags: [ L2 IS ]\n\
         \t    IPv4 Internal Reachability TLV #128, length: 12\n\
         \t      IPv4 prefix: 1.2.3.4 mask 255.0.255.0, Distribution: up, Metric: 10, Internal\n",
    ),
    (
        "0180c2000014c202299800010067fefe03831b0100120100000064ffff333333333333000000000009123403\
         16471122334455667700000a3c050400000001140203041d0600010203040563020102152401020000000000\
         0000000000000000000000000000000000000000000000000000000000",
        1,
        "IS-IS, length 100\n\
         \tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\
         \t  lsp-id: 3333.3333.3333.00-00, seq: 0x00000009, lifetime: 65535s\n\
         \t  chksum: 0x1234 (incorrect should be 0xcf71), PDU length: 100, Flags: [ L2 IS ]\n\
         \t    Extended IS Reachability TLV #22, length: 71\n\
         \t      IS Neighbor: 1122.3344.5566.77, Metric: 10, sub-TLVs present (60)\n\
         \t        Link Remote Identifier subTLV #5, length: 4, 0x00000001\n\
         \t        Link Protection Type subTLV #20, length: 2, Extra Traffic, Unprotected, Priority 4\n\
         \t        SPB Metric subTLV #29, length: 6, LM: 258, P: 3, P-ID: 1029\n\
         \t        unknown subTLV #99, length: 2\n\
         \t\t    0x0000:  0102\n\
         \t        Interface Switching Capability subTLV #21, length: 36\n\
         \t          Interface Switching Capability:Packet-Switch Capable-1, LSP Encoding: Ethernet V2/DIX\n\
         \t          Max LSP Bandwidth:\n\
         \t            priority level 0: 0.000 Mbps\n\
         \t            priority level 1: 0.000 Mbps\n\
         \t            priority level 2: 0.000 Mbps\n\
         \t            priority level 3: 0.000 Mbps\n\
         \t            priority level 4: 0.000 Mbps\n\
         \t            priority level 5: 0.000 Mbps\n\
         \t            priority level 6: 0.000 Mbps\n\
         \t            priority level 7: 0.000 Mbps\n",
    ),
    (
        "02000000000102000000000208004500003c00010000400600000a0000010a00000200b39c40000000010000\
         0001501801f400000000ffffffffffffffffffffffffffffffff00140901",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 60, bad cksum 0 (->66b9)!)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0xf3b7), seq 1:21, ack 1, win 500, length 20: BGP\n\
         \tUnknown Message (9), length: 20\n\
         \t  no Message 9 decoder\n\
         \t  0x0000:  ffff ffff ffff ffff ffff ffff ffff ffff\n\
         \t  0x0010:  0014 0901\n",
    ),
    (
        "02000000000102000000000208004500003b00010000400600000a0000010a00000200b39c40000000010000\
         0001501801f400000000ffffffffffffffffffffffffffffffff000101",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 59, bad cksum 0 (->66ba)!)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0xfbcc), seq 1:20, ack 1, win 500, length 19: BGP\n\
         message length 1 < 19 (invalid)\n",
    ),
    (
        "02000000000102000000000208004500006700010000400600000a0000010a00000200b39c40000000010000\
         0001501801f400000000ffffffffffffffffffffffffffffffff0015030401ffffffffffffffffffffffffff\
         ffffff0015030501ffffffffffffffffffffffffffffffff0015030600",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 103, bad cksum 0 (->668e)!)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0xdb69), seq 1:64, ack 1, win 500, length 63: BGP\n\
         \tNotification Message (3), length: 21, Hold Timer Expired (4)\n\
         \tNotification Message (3), length: 21, Finite State Machine Error (5) subcode In OpenSent State (1)\n\
         \tNotification Message (3), length: 21, Cease (6), subcode Unknown (0)\n",
    ),
    (
        "02000000000102000000000208004500005400010000400600000a0000010a00000200b39c40000000010000\
         0001501801f400000000ffffffffffffffffffffffffffffffff002c0200000015800f0400040000800f0400\
         060000800f0400018400",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 84, bad cksum 0 (->66a1)!)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0xb86b), seq 1:45, ack 1, win 500, length 44: BGP\n\
         \tUpdate Message (2), length: 44\n\
         \t  Multi-Protocol Unreach NLRI (15), length: 4, Flags [O]: \n\
         \t    AFI: HDLC (4), SAFI: Reserved (0)\n\
         \t    no AFI 4 / SAFI 0 decoder\n\
         \t    0x0000:  0004 0000\n\
         \t  Multi-Protocol Unreach NLRI (15), length: 4, Flags [O]: \n\
         \t    AFI: 802 (6), SAFI: Reserved (0)\n\
         \t    no AFI 6 / SAFI 0 decoder\n\
         \t    0x0000:  0006 0000\n\
         \t  Multi-Protocol Unreach NLRI (15), length: 4, Flags [O]: \n\
         \t    AFI: IPv4 (1), vendor specific SAFI: Route Target Routing Information (132)\n\
         \t      default route target\n",
    ),
    (
        "02000000000102000000000208004500004b00010000400600000a0000010a00000200b39c40000000010000\
         0001501801f400000000ffffffffffffffffffffffffffffffff0023020000000c800d010080120100801c01\
         00",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 75, bad cksum 0 (->66aa)!)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0xb217), seq 1:36, ack 1, win 500, length 35: BGP\n\
         \tUpdate Message (2), length: 35\n\
         \t  RCID Path / Cluster ID (13), length: 1, Flags [O]: \n\
         \t    no Attribute 13 decoder\n\
         \t    0x0000:  00\n\
         \t  Aggregator4 (18), length: 1, Flags [O]: invalid len\n\
         \t  Entropy Label (28), length: 1, Flags [O]: \n\
         \t    no Attribute 28 decoder\n\
         \t    0x0000:  00\n",
    ),
    (
        "02000000000102000000000208004500006a00010000400600000a0000010a00000200b39c40000000010000\
         0001501801f400000000ffffffffffffffffffffffffffffffff0042020000002b8010288801000000010002\
         0306000000010501800a050000010000030c000000000011f10a010203040005",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 106, bad cksum 0 (->668b)!)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0xb169), seq 1:67, ack 1, win 500, length 66: BGP\n\
         \tUpdate Message (2), length: 66\n\
         \t  Extended Community (16), length: 40, Flags [O]: \n\
         \t    eigrp-route-metric (AS, delay) (0x8801), Flags [vendor-specific]: 000000010002\n\
         \t    ospf-route-type (0x0306), Flags [none]: area:0.0.0.1, router-type:External, metric-type:E2E1\n\
         \t    layer2-info (0x800a), Flags [vendor-specific]: Ethernet Raw Mode Control Flags [0x00]:MTU 1\n\
         \t    encapsulation (0x030c), Flags [none]: Tunnel type: SR\n\
         \t    l2vpn-id (0xf10a), Flags [vendor-specific, non-transitive]: 1.2.3.4:5\n",
    ),
    (
        "02000000000102000000000208004500005f00010000400600000a0000010a00000200b39c40000000010000\
         0001501801f400000000ffffffffffffffffffffffffffffffff0037020000002080160d0002000000010203\
         040000000580160d00040000000102030405060708",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 95, bad cksum 0 (->6696)!)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0x8e3e), seq 1:56, ack 1, win 500, length 55: BGP\n\
         \tUpdate Message (2), length: 55\n\
         \t  PMSI Tunnel (22), length: 13, Flags [O]: \n\
         \t    Tunnel-type LDP P2MP LSP (2), Flags [none], MPLS Label 0\n\
         \t      Root-Node 1.2.3.4, LSP-ID 0x00000005\n\
         \t  PMSI Tunnel (22), length: 13, Flags [O]: \n\
         \t    Tunnel-type PIM-SM Tree (4), Flags [none], MPLS Label 0\n\
         \t      Sender 1.2.3.4, P-Group 5.6.7.8\n",
    ),
    (
        "0180c200000e00132157ca7f88cc0a000804aaaa",
        1,
        "LLDP, length 6\n\
         \tSystem Name TLV (5), length 0\n",
    ),
    (
        "0180c200000e00132157ca7f88cc0a05aaaa",
        1,
        "LLDP, length 4\n\
         \tSystem Name TLV (5), length 5 [|lldp]\n",
    ),
    (
        "0180c200000e00132157ca7f88cc020605050102030404060001020304050000",
        1,
        "LLDP, length 18\n\
         \tChassis ID TLV (1), length 6\n\
         \t  Subtype Network address (5): AFI BBN 1822 (5), no AF printer !\n\
         \tPort ID TLV (2), length 6\n\
         \t  Subtype Unknown (0): \n\
         \t  0x0000:  0001 0203 0405\n\
         \tEnd TLV (0), length 0\n",
    ),
    (
        "0180c200000e00132157ca7f88cc02030401020000",
        1,
        "LLDP, length 7\n\
         \tChassis ID TLV (1), length 3\n\
         \t  Subtype MAC address (4):  [|lldp]\n",
    ),
    (
        "02000000000102000000000208004500004000010000015900000a0000010a0000020301002c010101010000\
         00000000000000000000000000000000000000000000000000000000000000000000",
        1,
        "IP (tos 0x0, ttl 1, id 1, offset 0, flags [none], proto OSPF (89), length 64, bad cksum 0 (->a562)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: OSPF [version 3 != 2] (invalid)\n",
    ),
    (
        "02000000000102000000000208004500002c00010000015900000a0000010a00000202090018010101010000\
         0000000000000000000000000000",
        1,
        "IP (tos 0x0, ttl 1, id 1, offset 0, flags [none], proto OSPF (89), length 44, bad cksum 0 (->a576)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: OSPFv2, unknown LS-type 9, length 24\n",
    ),
    (
        "02000000000102000000000208004500004400010000015900000a0000010a00000202040030010101010000\
         0000000000000000000000000000000000010001000101010101010101018000000100000009",
        1,
        "IP (tos 0x0, ttl 1, id 1, offset 0, flags [none], proto OSPF (89), length 68, bad cksum 0 (->a55e)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 48\n\
         \tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\
         \t  LSA #1\n\
         \t    Bogus length 9 < header (20) [|ospf2]\n",
    ),
    (
        "02000000000102000000000208004500004000010000015900000a0000010a0000020205002c010101010000\
         00000000000000000000000000000001040101010101010101018000000100000009",
        1,
        "IP (tos 0x0, ttl 1, id 1, offset 0, flags [none], proto OSPF (89), length 64, bad cksum 0 (->a562)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: OSPFv2, LS-Ack, length 44\n\
         \tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0)\n\
         \t    Bogus length 9 < header (20)\n",
    ),
    (
        "02000000000102000000000208004500004c00010000015900000a0000010a00000202020020010101010000\
         000000000000000000000000000005dc12070000000100000006000100040000000400020008000000070000\
         0000",
        1,
        "IP (tos 0x0, ttl 1, id 1, offset 0, flags [none], proto OSPF (89), length 76, bad cksum 0 (->a556)!)\n\
         \x20   10.0.0.1 > 10.0.0.2: OSPFv2, Database Description, length 56 [len 32]\n\
         \tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0)\n\
         \tOptions [External, LLS], DD Flags [Init, More, Master], MTU: 1500, Sequence: 0x00000001\n\
         \t  LLS: checksum: 0x0000, length: 6\n\
         \t    Extended Options (1), length: 4\n\
         \t      Options: 0x00000004 [?]\n\
         \t    MD5 Authentication (2), length: 8 [should be 20]\n\
         \t      Sequence number: 0x00000007\n",
    ),
    (
        "02000000000102000000000286dd60000000002c5901fe800000000000000000000000000001ff0200000000\
         000000000000000000050304002c010101010000000000000000000000010001201300000001010101018000\
         00010000001801020304",
        2,
        "IP6 (hlim 1, next-header OSPF (89), payload length 44) fe80::1 > ff02::5: OSPFv3, LS-Update, length 44\n\
         \tRouter-ID 1.1.1.1, Backbone Area\n\
         \t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 4\n\
         \t    Unknown LSA (19), Area Local Scope, LSA-ID 0.0.0.1\n\
         \t      0x0000:  0102 0304\n",
    ),
    (
        "02000000000102000000000286dd60000000001c5901fe800000000000000000000000000001ff0200000000\
         000000000000000000050302001c0101010100000000000000000000071305dc000700000001",
        1,
        "IP6 (hlim 1, next-header OSPF (89), payload length 28) fe80::1 > ff02::5: OSPFv3, Database Description, length 28\n\
         \tRouter-ID 1.1.1.1, Backbone Area\n\
         \tOptions [V6, External, Router, AFs Support, LLS, Authentication Trailer], DD Flags [Init, More, Master], MTU 1500, DD-Sequence 0x00000001\n",
    ),
];

#[test]
fn odd_values_are_printed_as_tcpdump_prints_them() {
    for (hex, verbose, expected) in
        CASES.iter().chain(gateways::CASES).chain(groups::CASES).chain(values::CASES)
    {
        assert_eq!(print_frame(hex, *verbose), *expected, "{hex}");
    }
}
