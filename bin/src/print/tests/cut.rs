//! Packets that are cut, or that say more or less of their lengths than is there, and the lines that
//! tcpdump prints of them. ci/print-differential finds such packets.

extern crate std;

use super::print_hex;

/// What a row shows, the count of -v, and packets: link type, length on the wire, captured bytes in
/// hexadecimal, the line.
type Row = (&'static str, u8, &'static [(u16, u32, &'static str, &'static str)]);

const ROWS: &[Row] = &[
    (
        "STP: what is left behind the last tree",
        1,
        &[(
            1,
            151,
            "0180c2000000001ef705a892008942420300000302380000001f27b47d8000030d408000001646b58c8080120100140002000f0000005300427265776572790000000000000000000000000000000000000000000000000000009357ebb7a8d74dd5fef4f2bab50531aa00030d408000001ef705a88014fc6001001ef705a88000000000608014f88002001646b58c8000030d40808014",
            "STP 802.1s, Rapid STP, CIST Flags [Learn, Forward], length 134\n\tport-role Root, CIST root-id 0000.00:1f:27:b4:7d:80, CIST ext-pathcost 200000\n\tCIST regional-root-id 8000.00:16:46:b5:8c:80, CIST port-id 8012,\n\tmessage-age 1.00s, max-age 20.00s, hello-time 2.00s, forwarding-delay 15.00s\n\tv3len 83, MCID Name Brewery, rev 0,\n\t\tdigest 9357ebb7a8d74dd5fef4f2bab50531aa, CIST int-root-pathcost 200000,\n\tCIST bridge-id 8000.00:1e:f7:05:a8:80, CIST remaining-hops 20\n\tMSTI 1, Flags [Learn, Forward, Agreement, Topology change ACK], port-role Designated\n\t\tMSTI regional-root-id 6001.00:1e:f7:05:a8:80, pathcost 0\n\t\tMSTI bridge-prio 6, port-prio 8, hops 20",
        )],
    ),
    (
        "times",
        1,
        &[
            (
                1,
                90,
                "00241dd70b17bceafaa47900080045b8004c228240003e11735684c7040184c79881007bc1250038ded82410087fff0000150000095284c707c9dd47fb3a567637c0dd47fff4edb0ccbcdd47fff4ee0f4743dd47fff4ee1119cf",
                "IP (tos 0xb8, ttl 62, id 8834, offset 0, flags [DF], proto UDP (17), length 76)\n    132.199.4.1.123 > 132.199.152.129.49445: NTPv4, Server, length 48\n\tLeap indicator:  (0), Stratum 16 (reserved), poll 8 (256s), precision 127\n\tRoot Delay: 65280.000320, Root dispersion: 0.036407, Reference-ID: 0x84c707c9\n\t  Reference Timestamp:  3712482106.337741360 (2017-08-23T13:01:46Z)\n\t  Origin Timestamp:     3712483316.928478999 (2017-08-23T13:21:56Z)\n\t  Receive Timestamp:    3712483316.929920629 (2017-08-23T13:21:56Z)\n\t  Transmit Timestamp:   3712483316.929948437 (2017-08-23T13:21:56Z)\n\t    Originator - Receive Timestamp:  +0.001441629\n\t    Originator - Transmit Timestamp: +0.001469437",
            ),
            (
                1,
                90,
                "00241dd70b17bceafaa47900080045b8004c228240003e11735684c7040184c79881007bc1250038ded82401080000000000000000000000000000000000000000000000000000000000000000000000000000dd47fff4edb0cc",
                "IP (tos 0xb8, ttl 62, id 8834, offset 0, flags [DF], proto UDP (17), length 76)\n    132.199.4.1.123 > 132.199.152.129.49445: NTPv4, Server, length 48\n\tLeap indicator:  (0), Stratum 1 (primary reference), poll 8 (256s), precision 0\n\tRoot Delay: 0.000000, Root dispersion: 0.000000, Reference-ID: ^@^@^@^@\n\t  Reference Timestamp:  0.000000000\n\t  Origin Timestamp:     0.000000000\n\t  Receive Timestamp:    0.000000000\n\t  Transmit Timestamp:   14501887.956751870 (2036-07-24T02:46:23Z)\n\t    Originator - Receive Timestamp:  0.000000000\n\t    Originator - Transmit Timestamp: 14501887.956751870 (2036-07-24T02:46:23Z)",
            ),
            (
                1,
                90,
                "00241dd70b17bceafaa47900080045b8004c228240003e11735684c7040184c79881007bc1250038ded8243f08e800000000000000000a0000010000000000000000000000000000000000000000000000000000000000000000",
                "IP (tos 0xb8, ttl 62, id 8834, offset 0, flags [DF], proto UDP (17), length 76)\n    132.199.4.1.123 > 132.199.152.129.49445: NTPv4, Server, length 48\n\tLeap indicator:  (0), Stratum 63 (reserved), poll 8 (256s), precision -24\n\tRoot Delay: 0.000000, Root dispersion: 0.000000, Reference-ID: 10.0.0.1 INFO_REPLY",
            ),
            (
                1,
                90,
                "00241dd70b17bceafaa47900080045b8004c228240003e11735684c7040184c79881007bc1250038ded82402080000000000000000000a000001dd47fb3a567637",
                "IP (tos 0xb8, ttl 62, id 8834, offset 0, flags [DF], proto UDP (17), length 76)\n    132.199.4.1.123 > 132.199.152.129.49445: NTPv4, Server, length 48\n\tLeap indicator:  (0), Stratum 2 (secondary reference), poll 8 (256s), precision 0\n\tRoot Delay: 0.000000, Root dispersion: 0.000000, Reference-ID: 0x0a000001 [|ntp]",
            ),
        ],
    ),
    (
        "spanning trees, and where they are cut",
        1,
        &[
            (
                1,
                64,
                "01000ccccccd001f6d96ec040032aaaa0300000c010b000002020e8005001f6d96ec00000000008005001f6d96ec0080040020140002000fa000000000020005",
                "STP 802.1w, Rapid STP, Flags [Proposal], bridge-id 8005.00:1f:6d:96:ec:00.8004, length 42\n\tmessage-age 0.12s, max-age 20.00s, hello-time 2.00s, forwarding-delay 15.62s\n\troot-id 8005.00:1f:6d:96:ec:00, root-pathcost 0, port-role Designated",
            ),
            (
                1,
                60,
                "0180c2000000aabbcc000310002642420300000000008001aabbcc000300000000008001aabbcc00030080020000140002",
                "STP 802.1d, Config, Flags [none], bridge-id 8001.aa:bb:cc:00:03:00.8002, length 35 [|stp]",
            ),
            (
                1,
                122,
                "0180c2000000001646b58c8f0089424203000003027c0000001f27b47d8000030d408000001646b58c80800f0100140002000f0000006000427265776572790000000000000000000000000000000000000000000000000000009357ebb7a8d74dd5fef4f2bab50531aa000000008000001646b58c8014f86001",
                "STP 802.1s, Rapid STP (invalid)",
            ),
            (1, 20, "0180c2000000aabbcc0003100003424203000000", " (invalid)"),
        ],
    ),
    (
        "passwords and challenges",
        1,
        &[
            (9, 6, "ff03c0230101", "[|pap 0x01]"),
            (9, 40, "ff03c02301010010", "PAP, Auth-Req (0x01), id 1 [|ppp]"),
            (9, 11, "ff03c02301010006014103", "PAP, Auth-Req (0x01), id 1, Peer A"),
            (9, 9, "ff03c0230101000401", "PAP, Auth-Req (0x01), id 1[|pap]"),
            (9, 5, "ff03c22301", "[|chap 0x01]"),
            (
                9,
                11,
                "ff03c22302010006024141",
                "CHAP, Response (0x02), id 1, Value 4141, Name  [|ppp]",
            ),
            (9, 40, "ff03c2230101000604aa", "CHAP, Challenge (0x01), id 1, Value aa [|ppp]"),
        ],
    ),
    (
        "echoes of links that are cut",
        1,
        &[
            (
                1,
                60,
                "000218030007000423a95d8e8864110000170010c0210a6a000ea4cbea344142",
                "PPPoE  [ses 0x17] LCP, Echo-Reply (0x0a), id 106, length 16\n\tencoded length 14 (=Option(s) length 10)\n\t  Magic-Num 0xa4cbea34\n\t  -----trailing data-----[|LCP]",
            ),
            (
                1,
                60,
                "000218030007000423a95d8e8864110000170010c021096a",
                "PPPoE  [ses 0x17] LCP, Echo-Request (0x09), id 106, length 16 [|ppp]",
            ),
        ],
    ),
    (
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
    ),
    (
        "links and trunks of Cisco's",
        1,
        &[
            (
                1,
                32,
                "01000ccccccc001906eab8810011aaaa0300000c011121013956000400060503",
                "UDLDv1, Code Probe message (1), Flags [RT] (0x01), length 9\n\tChecksum 0x3956 (unverified)\n\tMessage Interval TLV (0x0004) TLV, length 6 (invalid)",
            ),
            (
                1,
                31,
                "01000ccccccc001906eab8810012aaaa0300000c0111210139560001000446",
                "UDLDv1, Code Probe message (1), Flags [RT] (0x01), length 9\n\tChecksum 0x3956 (unverified)\n\tDevice-ID TLV (0x0001) TLV, length 4 (invalid)",
            ),
            (
                1,
                60,
                "01000ccccccc001906eab8850025aaaa0300000c200401000100084c6162000002000b0400030005400004000a001906eab885000000000000000000",
                "DTPv1, length 29\n\tDomain (0x0001) TLV, length 8, Lab\n\tStatus (0x0002) TLV, length 11 (invalid)",
            ),
            (
                1,
                60,
                "01000ccccccc001906eab8850025aaaa0300000c200401000100084c61",
                "DTPv1, length 29\n\tDomain (0x0001) TLV, length 8, La [|dtp]",
            ),
            (1, 64, "01000ccccccd001f6d96ec040032aaaa03", " [|snap]"),
        ],
    ),
    (
        "routing headers",
        0,
        &[
            (
                1,
                78,
                "0013c4c784f000123fae22f786dd6000000000182b04220000000000024402123ffffeae22f7220000000000024000020000000000043b0202020000000022000000000002100002000000000004",
                "IP6 2200::244:212:3fff:feae:22f7 > 2200::240:2:0:0:4: RT6 (len=2, type=2, segleft=2, [0]2200::210:2:0:0:4) no next header",
            ),
            (
                1,
                78,
                "0013c4c784f000123fae22f786dd6000000000182b04220000000000024402123ffffeae22f7220000000000024000020000000000043b0204010105000022000000000002100002000000000004",
                "IP6 2200::244:212:3fff:feae:22f7 > 2200::240:2:0:0:4: RT6 (len=2, type=4, segleft=1, last-entry=1, flags=0x5, tag=0, [0]2200::210:2:0:0:4) no next header",
            ),
            (
                1,
                78,
                "0013c4c784f000123fae22f786dd6000000000182b04220000000000024402123ffffeae22f7220000000000024000020000000000043b02",
                "IP6 2200::244:212:3fff:feae:22f7 > 2200::240:2:0:0:4: RT6 (len=2 [|rt6]",
            ),
            (
                1,
                78,
                "0013c4c784f000123fae22f786dd6000000000182b04220000000000024402123ffffeae22f722000000000002400002000000000004",
                "IP6 2200::244:212:3fff:feae:22f7 > 2200::240:2:0:0:4:  [|ip6]",
            ),
        ],
    ),
    (
        "options of TCP, and quoted packets, that are cut",
        0,
        &[
            (
                1,
                66,
                "0000000000000000000000000800450000341b704000400621527f0000017f000001da70005037588a49377aa3a98011305f0be100000101080a4ddc97214d",
                "IP 127.0.0.1.55920 > 127.0.0.1.80: Flags [F.], seq 928549449, ack 930784169, win 12383, options [nop,nop,TS [|tcp]",
            ),
            (
                9,
                172,
                "ff030021450000a813964000ff014db10a0500010c0404040b00cd0400000000450000",
                "IP 10.5.0.1 > 12.4.4.4:  [|icmp]",
            ),
            (
                1,
                60,
                "01005e0101030002021951280800460000200000400001023662c0a80bc9e101010394",
                "IP 192.168.11.201 > 225.1.1.3:  [remaining caplen(21) < header length(24)] [|ip]",
            ),
        ],
    ),
    (
        "key exchanges of version 1",
        1,
        &[
            (
                0,
                76,
                "020000004500004800000000401100007f0000017f00000201f401f400340000a88875a8198992a600000000000000000a102200000000000000002c0a000008000000000000006400000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 72, bad cksum 0 (->7ca2)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I ikev2_init:\n    (nonce: n len=4) [|nonce]",
            ),
            (
                0,
                80,
                "020000004500004c00000000401100007f0000017f00000201f401f400380000a88875a8198992a600000000000000000a10220000000000000000300a000008000000000a0000030000000800000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 76, bad cksum 0 (->7c9e)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I ikev2_init:\n    (nonce: n len=4)\n    ()",
            ),
            (
                0,
                104,
                "020000004500006400000000401100007f0000017f00000201f401f400500000a88875a8198992a600000000000000000110220000000000000000480a00002400000001000000010000001801010002030000080101000000000064010100000000000800000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 100, bad cksum 0 (->7c86)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I ikev2_init:\n    (sa: doi=ipsec situation=identity\n        (p: #1 protoid=isakmp transform=2\n            (t: #1 id=ike ) [|t]))",
            ),
            (
                0,
                116,
                "020000004500007000000000401100007f0000017f00000201f401f4005c0000a88875a8198992a600000000000000000110220000000000000000540a00003000000001000000010000002401010002030000140101000080010007000200096162636400000008010100000000000800000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 112, bad cksum 0 (->7c7a)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I ikev2_init:\n    (sa: doi=ipsec situation=identity\n        (p: #1 protoid=isakmp transform=2\n            (t: #1 id=ike (type=enc value=aes)[|attr]) [|t]))",
            ),
            (
                0,
                100,
                "020000004500006000000000401100007f0000017f00000201f401f4004c0000a88875a8198992a600000000000000000110220000000000000000440a000020000000010000000700000005000000100101000200000008010100000000000800000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 96, bad cksum 0 (->7c8a)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I ikev2_init:\n    (sa: doi=ipsec situation=identity+secrecy+integrity ident=1\n        (p: #1 protoid=isakmp transform=2\n            (t: #1 id=ike )))\n    (nonce: n len=4)",
            ),
            (
                0,
                84,
                "020000004500005000000000401100007f0000017f00000201f401f4003c0000a88875a8198992a600000000000000000110220000000000000000340a0000100000000200000001000000000000000800000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 80, bad cksum 0 (->7c9a)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I ikev2_init:\n    (sa: doi=2 situation=1)\n    ()",
            ),
            (
                0,
                72,
                "020000004500004400000000401100007f0000017f00000201f401f400300000a88875a8198992a600000000000000000510220000000000000000280000000c0400000061626364",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 68, bad cksum 0 (->7ca6)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I ikev2_init:\n    (id: idtype=IPv4net protoid=0 port=0 len=4 [bad: < 8])",
            ),
            (
                0,
                76,
                "020000004500004800000000401100007f0000017f00000201f401f400340000a88875a8198992a600000000000000000c102200000000000000002c00000010000000010104000261626364",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 72, bad cksum 0 (->7ca2)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I ikev2_init:\n    (d: doi=ipsec proto=isakmp spilen=4 nspi=2 spi=61626364, [|d])",
            ),
            (
                0,
                68,
                "020000004500004000000000401100007f0000017f00000201f401f4002c0000a88875a8198992a600000000000000000a10220100000000000000240000000800000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 64, bad cksum 0 (->7caa)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I ikev2_init[E]: [encrypted nonce]",
            ),
        ],
    ),
    (
        "key exchanges of version 2",
        1,
        &[
            (
                0,
                76,
                "020000004500004800000000401100007f0000017f00000201f401f400340000a88875a8198992a6000000000000000028202200000000000000002c28000008000000000000006400000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 72, bad cksum 0 (->7ca2)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init:\n    (nonce: len=4 data=(00000000000000640000...0000)) [|v2nonce]",
            ),
            (
                0,
                96,
                "020000004500005c00000000401100007f0000017f00000201f401f400480000a88875a8198992a600000000000000002120220000000000000000402800001c0200001801010002030000080100000c000000640100000c0000000800000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 92, bad cksum 0 (->7c8e)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init:\n    (sa: len=24\n        (p: #1 protoid=isakmp transform=2 len=24\n            (t: #1 type=encr id=aes ) [|p]) [|v2sa])\n    ()",
            ),
            (
                0,
                96,
                "020000004500005c00000000401100007f0000017f00000201f401f400480000a88875a8198992a600000000000000002120220000000000000000402800001c0000001801010002030000080100000c000000000100000c0000000800000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 92, bad cksum 0 (->7c8e)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init:\n    (sa: len=24\n        (p: #1 protoid=isakmp transform=2 len=24\n            (t: #1 type=encr id=aes ) [|p])",
            ),
            (
                0,
                88,
                "020000004500005400000000401100007f0000017f00000201f401f400400000a88875a8198992a60000000000000000212022000000000000000038280000140000006401010002000000080100000c0000000800000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 84, bad cksum 0 (->7c96)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init:\n    (sa: len=16 [|v2sa])\n    (nonce: len=4 data=(00000000...))",
            ),
            (
                0,
                108,
                "020000004500006800000000401100007f0000017f00000201f401f400540000a88875a8198992a6000000000000000021202200000000000000004c280000280000002401010002030000140100000c800100070002000961626364000000080100000c0000000800000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 104, bad cksum 0 (->7c82)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init:\n    (sa: len=36\n        (p: #1 protoid=isakmp transform=2 len=36\n            (t: #1 type=encr id=aes (type=#1 value=0007)[|attr]) [|p])) [|v2nonce]",
            ),
            (
                0,
                96,
                "020000004500005c00000000401100007f0000017f00000201f401f400480000a88875a8198992a600000000000000002120220000000000000000402800001c00000018010100022e0000080100000c00000008000000000000000800000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 92, bad cksum 0 (->7c8e)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init:\n    (sa: len=24\n        (p: #1 protoid=isakmp transform=2 len=24\n            (t: #1 type=encr id=aes )\n            (v2e)))\n    (nonce: len=4 data=(00000000...))",
            ),
            (
                0,
                70,
                "020000004500004200000000401100007f0000017f00000201f401f4002e0000a88875a8198992a600000000000000002320220000000000000000260000000a020000006180",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 66, bad cksum 0 (->7ca8)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init:\n    (v2IDi: len=6 fqdn:a.)",
            ),
            (
                0,
                108,
                "020000004500006800000000401100007f0000017f00000201f401f400540000a88875a8198992a6000000000000000027202200000000000000004c0000003002000000000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 104, bad cksum 0 (->7c82)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init:\n    (v2auth: len=44 method=shared-secret data=(00010203040506070809...1415161718191a1b1c1d1e1f2021222324252627))",
            ),
            (
                0,
                68,
                "020000004500004000000000401100007f0000017f00000201f401f4002c0000a88875a8198992a600000000000000002920220000000000000000240000000800004010",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 64, bad cksum 0 (->7caa)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init:\n    (n: prot_id=#0 type=16400(status))",
            ),
            (
                0,
                67,
                "020000004500003f00000000401100007f0000017f00000201f401f4002b0000a88875a8198992a600000000000000002b202200000000000000002300000007616280",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 63, bad cksum 0 (->7cab)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init:\n    (v2vid: len=3 vid=ab.)",
            ),
            (
                0,
                68,
                "020000004500004000000000401100007f0000017f00000201f401f4002c0000a88875a8198992a600000000000000002820220900000000000000240000000800000000",
                "IP (tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP (17), length 64, bad cksum 0 (->7caa)!)\n    127.0.0.1.500 > 127.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init[I]: [encrypted v2nonce]",
            ),
        ],
    ),
    (
        "names in DHCPv6",
        1,
        &[
            (
                1,
                78,
                "000c2938f368000c299ba15d86dd6000000000181140fe80000000000000020c29fffe9ba15dfe80000000000000020c29fffe38f368022302220018000007aa56ce001800080361626300c00000",
                "IP6 (hlim 64, next-header UDP (17), payload length 24) fe80::20c:29ff:fe9b:a15d.547 > fe80::20c:29ff:fe38:f368.546: [bad udp cksum 0x0000 -> 0x4fa9!] dhcp6 reply (xid=aa56ce (DNS-search-list abc.  [|dhcp6])",
            ),
            (
                1,
                84,
                "000c2938f368000c299ba15d86dd60000000001e1140fe80000000000000020c29fffe9ba15dfe80000000000000020c29fffe38f36802230222001e000007aa56ce0018000603616263c0010001000403787900",
                "IP6 (hlim 64, next-header UDP (17), payload length 30) fe80::20c:29ff:fe9b:a15d.547 > fe80::20c:29ff:fe38:f368.546: [bad udp cksum 0x0000 -> 0x13e0!] dhcp6 reply (xid=aa56ce (DNS-search-list abc.^@.^Cxy^@. [|dhcp6])",
            ),
            (
                1,
                73,
                "000c2938f368000c299ba15d86dd6000000000131140fe80000000000000020c29fffe9ba15dfe80000000000000020c29fffe38f368022302220013000007aa56ce00180003c0ff00",
                "IP6 (hlim 64, next-header UDP (17), payload length 19) fe80::20c:29ff:fe9b:a15d.547 > fe80::20c:29ff:fe38:f368.546: [bad udp cksum 0x0000 -> 0xf53c!] dhcp6 reply (xid=aa56ce (DNS-search-list  [|dhcp6])",
            ),
            (
                1,
                75,
                "000c2938f368000c299ba15d86dd6000000000151140fe80000000000000020c29fffe9ba15dfe80000000000000020c29fffe38f368022302220015000007aa56ce004000050361626301",
                "IP6 (hlim 64, next-header UDP (17), payload length 21) fe80::20c:29ff:fe9b:a15d.547 > fe80::20c:29ff:fe38:f368.546: [bad udp cksum 0x0000 -> 0x4f4a!] dhcp6 reply (xid=aa56ce (AFTR-Name abc. ?))",
            ),
        ],
    ),
    (
        "lengths of LLDP, flags of Geneve",
        1,
        &[
            (
                1,
                45,
                "0180c200000e08002742ba5988ccfe030080c2fe060080c2020200fe080080c20c080000000205050101020300",
                "LLDP, length 31\n\tOrganization specific TLV (127), length 3: OUI Ethernet bridged (0x0080c2)\n\tOrganization specific TLV (127), length 6: OUI Ethernet bridged (0x0080c2)\n\t  Port and Protocol VLAN ID Subtype (2)\n\tOrganization specific TLV (127), length 8: OUI Ethernet bridged (0x0080c2)\n\t  Application Priority Subtype (12)\n\t    RES: 8\n\t    Application Priority Table\n\t      Priority: 0, RES: 0, Sel: 0, Protocol ID: 0\n\tChassis ID TLV (1), length 5\n\t  Subtype Network address (5):  [|lldp]",
            ),
            (
                1,
                50,
                "001b213cac30001b213cab640800450000247fad4000401132af1400000114000002314a17c1001000000011655800000a00",
                "IP (tos 0x0, ttl 64, id 32685, offset 0, flags [DF], proto UDP (17), length 36, bad cksum 32af (->9319)!)\n    20.0.0.1.12618 > 20.0.0.2.6081: Geneve, Flags [R2R6], vni 0xa\n\t [|ether]",
            ),
        ],
    ),
    (
        "families of loopback",
        0,
        &[(0, 8, "0700000045000014", "OSI NLPID 0x45 unknown, length: 4\n\t0x0000:  4500 0014")],
    ),
    (
        "IS-IS: routes that are cut, of which tcpdump does not say so",
        1,
        &[
            (
                1,
                153,
                "0180c2000014c20129980000008bfefe03831b010012010000008804af22222222222200000000000fb5030101040349000a8101cc890252328404c0a80a0180180a8080800a000a00fffffffc0a808080c0",
                "IS-IS, length 136\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x0000000f, lifetime:  1199s\n\t  chksum: 0xb503 (unverified), PDU length: 136, Flags: [ L1 IS ]\n\t    Area address(es) TLV #1, length: 4\n\t      Area address (length: 3): 49.000a\n\t    Protocols supported TLV #129, length: 1\n\t      NLPID(s): IPv4 (0xcc)\n\t    Hostname TLV #137, length: 2\n\t      Hostname: R2\n\t    IPv4 Interface address(es) TLV #132, length: 4\n\t      IPv4 interface address: 192.168.10.1\n\t    IPv4 Internal Reachability TLV #128, length: 24\n\t      IPv4 prefix:       10.0.10.0/30, Distribution: up, Metric: 10, Internal",
            ),
            (
                1,
                153,
                "0180c2000014c20129980000008bfefe03831b010012010000008804af22222222222200000000000fb5030101040349000a8101cc890252328404c0a80a0180180a8080800a",
                "IS-IS, length 136\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x0000000f, lifetime:  1199s\n\t  chksum: 0xb503 (unverified), PDU length: 136, Flags: [ L1 IS ]\n\t    Area address(es) TLV #1, length: 4\n\t      Area address (length: 3): 49.000a\n\t    Protocols supported TLV #129, length: 1\n\t      NLPID(s): IPv4 (0xcc)\n\t    Hostname TLV #137, length: 2\n\t      Hostname: R2\n\t    IPv4 Interface address(es) TLV #132, length: 4\n\t      IPv4 interface address: 192.168.10.1\n\t    IPv4 Internal Reachability TLV #128, length: 24",
            ),
        ],
    ),
    (
        "GeoNetworking: a header that ends behind the position",
        1,
        &[(
            1,
            50,
            "0200000000020200000000018947000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "GeoNet src:02:00:00:00:00:01; v:0 NH:0-Any HT:0-1-Any HopLim:7 Payload:1029 GN_ADDR:08:09:0a:0b:0c:0d:0e:0f lat:336926231 lon:404298267 [|geonet]",
        )],
    ),
    (
        "IS-IS: properties that are cut",
        1,
        &[
            (
                1,
                68,
                "0200000000020200000000010036fefe03831b010012010000003304b000000000000000000000000100000316160102030405060000000a0b0c0900010203040506",
                "IS-IS, length 51\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 51, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 22\n\t      IS Neighbor: 0102.0304.0506.00, Metric: 10, sub-TLVs present (11)\n\t        Bandwidth Constraints (old) subTLV #12, length: 9 [|isis]",
            ),
            (
                1,
                61,
                "020000000002020000000001002ffefe03831b010012010000002c04b0000000000000000000000001000003f20f0a000001010308000000000000",
                "IS-IS, length 44\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 44, Flags: [ L2 IS ]\n\t    IS-IS Router Capability TLV #242, length: 15\n\t      Router-ID 10.0.0.1, Flags [S bit]\n\t\tunknown subTLV #3, length: 8",
            ),
            (
                1,
                61,
                "020000000002020000000001002ffefe03831b010012010000002c04b0000000000000000000000001000003f20f0a000001",
                "IS-IS, length 44\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 44, Flags: [ L2 IS ]\n\t    IS-IS Router Capability TLV #242, length: 15\n\t      Router-ID 10.0.0.1 [|isis]",
            ),
            (
                1,
                58,
                "020000000002020000000001002cfefe03831b010012010000002904b0000000000000000000000001000003900c00020308000000000000",
                "IS-IS, length 41\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 41, Flags: [ L2 IS ]\n\t    Multi-Topology Capability TLV #144, length: 12\n\t      O: 0, RES: 0, MTID(s): 2\n\t      SPBM Service Identifier and Unicast Address subTLV #3, length: 8 [|isis]",
            ),
        ],
    ),
    (
        "IS-IS: properties that are cut, and hexadecimal",
        2,
        &[
            (
                1,
                61,
                "020000000002020000000001002ffefe03831b010012010000002c04b0000000000000000000000001000003f20f0a000001010308000000000000",
                "IS-IS, length 44\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t0x0000:  831b 0100 1201 0000\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 44, Flags: [ L2 IS ]\n\t  0x0000:  002c 04b0 0000 0000 0000 0000 0000 0001\n\t  0x0010:  0000 03\n\t    IS-IS Router Capability TLV #242, length: 15\n\t      Router-ID 10.0.0.1, Flags [S bit]\n\t\tunknown subTLV #3, length: 8\n\t      0x0000:  0a00 0001 0103 0800 0000 0000 00",
            ),
            (
                1,
                58,
                "020000000002020000000001002cfefe03831b010012010000002904b0000000000000000000000001000003900c00020308000000000000",
                "IS-IS, length 41\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t0x0000:  831b 0100 1201 0000\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 41, Flags: [ L2 IS ]\n\t  0x0000:  0029 04b0 0000 0000 0000 0000 0000 0001\n\t  0x0010:  0000 03\n\t    Multi-Topology Capability TLV #144, length: 12\n\t      O: 0, RES: 0, MTID(s): 2\n\t      SPBM Service Identifier and Unicast Address subTLV #3, length: 8 [|isis]\n\t      0x0000:  0002 0308 0000 0000 0000",
            ),
        ],
    ),
    (
        "OSPF: what is known of links, cut",
        1,
        &[
            (
                1,
                102,
                "020000000002020000000001080045000058000100004059664a0a0000010a000002020400440102030400000000000000000000000000000000000000010009020a01000009020202028000000100000028000100040a00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 88)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 68\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 20\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Router Address TLV (1), length: 4 [|ospf2]",
            ),
            (
                1,
                102,
                "020000000002020000000001080045000058000100004059664a0a0000010a000002020400440102030400000000000000000000000000000000000000010009020a01000009020202028000000100000028000100040a000001000200",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 88)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 68\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 20\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Router Address TLV (1), length: 4, 10.0.0.1",
            ),
            (
                1,
                102,
                "020000000002020000000001080045000058000100004059664a0a0000010a000002020400440102030400000000000000000000000000000000000000010009020a01000009020202028000000100000028000100040a00000100020008000200040a00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 88)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 68\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 20\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Router Address TLV (1), length: 4, 10.0.0.1\n\t    Link TLV (2), length: 8\n\t      Link ID subTLV (2), length: 4",
            ),
        ],
    ),
    (
        "Loopback: nothing but what is passed over",
        1,
        &[(
            1,
            60,
            "02000000000202000000000190002e0000000700000000000000000000000000000000000000000000000000000000000000",
            "Loopback, skipCount 46 (bogus) (invalid) [|loopback]",
        )],
    ),
    (
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
    ),
    (
        "IS-IS: values that are cut",
        1,
        &[
            (
                1,
                53,
                "0200000000020200000000010027fefe03831b010012010000002404b00000000000000000000000010000030a0701736563",
                "IS-IS, length 36\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 36, Flags: [ L2 IS ]\n\t    Authentication TLV #10, length: 7\n\t      simple text password: sec [|isis]",
            ),
            (
                1,
                50,
                "0200000000020200000000010024fefe03831b010012010000002104b000000000000000000000000100000389046e61",
                "IS-IS, length 33\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 33, Flags: [ L2 IS ]\n\t    Hostname TLV #137, length: 4\n\t      Hostname: na [|isis]",
            ),
            (
                1,
                51,
                "0200000000020200000000010025fefe03831b010012010000002204b000000000000000000000000100000389056e61006d",
                "IS-IS, length 34\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 34, Flags: [ L2 IS ]\n\t    Hostname TLV #137, length: 5\n\t      Hostname: na",
            ),
            (
                1,
                56,
                "020000000002020000000001002afefe03831b010012010000002704b0000000000000000000000001000003030a0000000000000000",
                "IS-IS, length 39\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 39, Flags: [ L2 IS ]\n\t    ES Neighbor(s) TLV #3, length: 10 [|isis]",
            ),
            (
                1,
                62,
                "0200000000020200000000010030fefe03831b010012010000002d04b00000000000000000000000010000038a1000000000",
                "IS-IS, length 45\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 45, Flags: [ L2 IS ]\n\t    Shared Risk Link Group TLV #138, length: 16 [|isis]",
            ),
            (
                1,
                50,
                "0200000000020200000000010024fefe03831b010012010000002104b000000000000000000000000100000383040161",
                "IS-IS, length 33\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 33, Flags: [ L2 IS ]\n\t    Inter-Domain Information Type TLV #131, length: 4\n\t      Inter-Domain Information Type: Routing-Domain Specific\n\t      0x0000:  61",
            ),
            (
                1,
                53,
                "0200000000020200000000010027fefe03831b010012010000002404b00000000000000000000000010000030507000000000401",
                "IS-IS, length 36\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 36, Flags: [ L2 IS ]\n\t    Prefix Neighbors TLV #5, length: 7\n\t      Metric Block, Default Metric: 0, Internal\n\t\t  Delay Metric: 0, Internal\n\t\t  Expense Metric: 0, Internal\n\t\t  Error Metric: 0, Internal [|isis]",
            ),
        ],
    ),
    (
        "texts: first words that may be cut",
        0,
        &[
            (
                1,
                70,
                "02000000000202000000000108004500003800010000400666bd0a0000010a0000029c40005000000001000000015018020000000000474554",
                "IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], seq 1:17, ack 1, win 512, length 16: HTTP",
            ),
            (
                1,
                64,
                "02000000000202000000000108004500003200010000401166b80a0000010a00000213c413c4001e0000494e56495445",
                "IP 10.0.0.1.5060 > 10.0.0.2.5060: SIP",
            ),
        ],
    ),
    (
        "PGM: polls' answers and options that are cut",
        1,
        &[
            (
                1,
                70,
                "02000000000202000000000108004500003800010000407166520a0000010a00000203e807d0020100000102030405060004000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 56)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.1000 > 10.0.0.2.2000: PGM, length 4 0x010203040506  [|pgm]",
            ),
            (
                1,
                70,
                "02000000000202000000000108004500003800010000407166520a0000010a00000203e807d00201000001020304050600040000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 56)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.1000 > 10.0.0.2.2000: PGM, length 4 0x010203040506 POLR seq 0 round 0 [|pgm]",
            ),
        ],
    ),
    (
        "VTP: headers and bodies that are cut",
        0,
        &[
            (
                1,
                94,
                "0200000000020200000000010050aaaa0300000c200301010105636973636f000000000000000000",
                " [|vtp]",
            ),
            (
                1,
                94,
                "0200000000020200000000010050aaaa0300000c200301010105636973636f000000000000000000000000000000000000000000000000000000000000090a00000139333033",
                "VTPv1, Message Summary advertisement (0x01), length 72 [|vtp]",
            ),
        ],
    ),
];

#[test]
fn cut_packets_print_as_they_do_with_tcpdump() {
    for (what, verbose, packets) in ROWS {
        for (link_type, length, hex, line) in *packets {
            let text = print_hex(*link_type, Some(*length), hex, *verbose);
            assert_eq!(text.trim_end_matches('\n'), *line, "{what}");
        }
    }
}
