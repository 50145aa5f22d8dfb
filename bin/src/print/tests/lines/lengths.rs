//! Packets whose lengths contradict each other, or that are cut where a value begins, and the lines that
//! tcpdump prints of them.

use super::{Cut, check_cut};

const CUT: &[Cut] = &[
    (
        "OSPF: a header that a digest leaves too little of",
        2,
        &[
            (
                1,
                142,
                "01005e0000050025456017c1080045c0007cbf3000000159df85c0a87905e000000502010834c0a8ff0f000000fe00000002",
                "IP (tos 0xc0, ttl 1, id 48944, offset 0, flags [none], proto OSPF (89), length 124)\n    192.168.121.5 > 224.0.0.5:  [|ospf2]",
            ),
            (
                1,
                122,
                "001e7a793f100025456017c1080045c00068bf250000015985d7c0a87905c0a8792a02020030c0a8ff0f0000000000000002000001105a83411605d8520700001488e32158354d2d39f1c740674ab5d33154000000090001000400000001000200145a834516a3fc33690f22f8b2b5cb448db7d7c76a8b49c5ba",
                "IP (tos 0xc0, ttl 1, id 48933, offset 0, flags [none], proto OSPF (89), length 104)\n    192.168.121.5 > 192.168.121.42: OSPFv2, Database Description, length 68 [len 48]\n\tRouter-ID 192.168.255.15, Backbone Area, Authentication Type: MD5 (2)\n\tKey-ID: 1, Auth-Length: 16, Crypto Sequence Number: 0x5a834116\n\tOptions [External, LLS, Opaque], DD Flags [Init, More, Master], MTU: 1496, Sequence: 0x00001488\n\t    Bogus length 9 < header (20)\n\t  LLS: checksum: 0x5a83, length: 17686",
            ),
        ],
    ),
    (
        "OSPF: a header that a digest leaves too little of",
        0,
        &[(
            1,
            122,
            "0015626afef1001e7a793f10080045c00068090d000001593bf1c0a8792ac0a8790402020020c0a8ff0b0000000000000002",
            "IP 192.168.121.42 > 192.168.121.4:  [|ospf2]",
        )],
    ),
    (
        "OSPF: a header that a digest leaves too little of",
        1,
        &[(
            1,
            141,
            "01005e0000050025456017c1080045c0007ebf3000000159df85c0a87905e000000502010034c0a8ff0f0000000000000002000001105a834125ffffff00000a120100000028c0a87904c0a87905c0a8ff0bc0a8ff0e681a7f736f34a94b2ea4db827cc4d171000000090001000400000001000200145a834125a70046839559862ddbead7da02deeb43482223",
            "IP (tos 0xc0, ttl 1, id 48944, offset 0, flags [none], proto OSPF (89), length 126, bad cksum df85 (->df83)!)\n    192.168.121.5 > 224.0.0.5: OSPFv2, Hello, length 90 [len 52]\n\tRouter-ID 192.168.255.15, Backbone Area, Authentication Type: MD5 (2)\n\tKey-ID: 1, Auth-Length: 16, Crypto Sequence Number: 0x5a834125\n\tOptions [External, LLS]\n\t  Hello Timer 10s, Dead Timer 40s, Mask 255.255.255.0, Priority 1\n\t  Designated Router 192.168.121.4, Backup Designated Router 192.168.121.5\n\t  Neighbor List:\n\t    192.168.255.11\n\t    192.168.255.14\n\t  LLS: checksum: 0x0000, length: 9\n\t    Extended Options (1), length: 4\n\t      Options: 0x00000001 [LSDB resync]\n\t    MD5 Authentication (2), length: 20\n\t      Sequence number: 0x5a834125",
        )],
    ),
    (
        "PIM: counts and addresses at the end",
        1,
        &[(
            1,
            80,
            "01005e00000dc2003dee0001080045c00042025e00000167cc250a000005e000000d2400e5ab0515000001000101010101000004e00000000202",
            "IP (tos 0xc0, ttl 1, id 606, offset 0, flags [none], proto PIM (103), length 66)\n    10.0.0.5 > 224.0.0.13: PIMv2, length 46\n\tBootstrap, cksum 0xe5ab (unverified) tag=515 hashmlen=0 BSRprio=0 BSR=1.1.1.1 (group0: 224.0.0.0/4 RPcnt=2 FRPcnt=2 RP0= [|pimv2]",
        )],
    ),
    (
        "BFD: what is cut, and what ends beyond its packet",
        2,
        &[
            (
                1,
                66,
                "444ca87385cb444ca8a5161b080045c00034d2240000ff118ec4a1010c01a1010c0ce9f90ec8002096377fc003187429abf9d43a40c1000493e0",
                "IP (tos 0xc0, ttl 255, id 53796, offset 0, flags [none], proto UDP (17), length 52)\n    161.1.12.1.59897 > 161.1.12.12.3784:  [|bfd]",
            ),
            (
                1,
                52,
                "444ca87385cb444ca8a5161b080045c00026a6950000ff114a56650000016500000cf45112b0002000a9fec00318457fe0518986",
                "IP (tos 0xc0, ttl 255, id 42645, offset 0, flags [none], proto UDP (17), length 38, bad cksum 4a56 (->4a64)!)\n    101.0.0.1.62545 > 101.0.0.12.4784: [bad udp cksum 0x00a9 -> 0x7d7c!]  [|bfd]",
            ),
            (
                1,
                79,
                "00000100000100109400000208004500003d000400000a112f54c0550102c000000104000ec800257231204405210000400100000000000f4240000f4240000000000109027365637265741bf23db1",
                "IP (tos 0x0, ttl 10, id 4, offset 0, flags [none], proto UDP (17), length 61)\n    192.85.1.2.1024 > 192.0.0.1.3784: [bad udp cksum 0x7231 -> 0x1902!] BFDv1, length: 29\n\tControl, State Down, Flags: [Authentication Present], Diagnostic: No Diagnostic (0x00)\n\tDetection Timer Multiplier: 5 (5000 ms Detection time), BFD Length: 33\n\tMy Discriminator: 0x00004001, Your Discriminator: 0x00000000\n\t  Desired min Tx Interval:    1000 ms\n\t  Required min Rx Interval:   1000 ms\n\t  Required min Echo Interval:    0 ms\n\tAuthentication: Simple Password (1), length: 9\n\t  Auth Key ID: 2, Password: secret",
            ),
        ],
    ),
    (
        "BGP and the TCP below it",
        2,
        &[
            (
                1,
                85,
                "26203c01e00f020100010000080045c000477b2940000106f5c50100030101000302896100b3f1ff0a2f6d9f3d298018003a018a00000101090a",
                "IP (tos 0xc0, ttl 1, id 31529, offset 0, flags [DF], proto TCP (6), length 71)\n    1.0.3.1.35169 > 1.0.3.2.179: Flags [P.], seq 4060023343:4060023362, ack 1839152425, win 58, options [nop,nop,unknown-9 0x [|tcp]",
            ),
            (
                1,
                114,
                "26203c01e00f020100010000080045c000647b2d40000106f5a40100030101000302896100b3f1ff0aad6d9f3dbc8018003a863600000100080a27ca79af27ca7303ffffffffffffffffffffffffffffffff0030020019200404040420050505052001010101200202020003030303030000",
                "IP (tos 0xc0, ttl 1, id 31533, offset 0, flags [DF], proto TCP (6), length 100)\n    1.0.3.1.35169 > 1.0.3.2.179: Flags [P.], cksum 0x8636 (incorrect -> 0x8854), seq 4060023469:4060023517, ack 1839152572, win 58, options [nop,eol], length 48: BGP\n\tUpdate Message (2), length: 48\n\t  Withdrawn routes:\n\t    4.4.4.4/32\n\t    5.5.5.5/32\n\t    1.1.1.1/32\n\t    2.2.2.0/32\n\t    0.0.0.0/3\n\t    0.0.0.0/3 [|bgp]",
            ),
            (
                113,
                84,
                "000402000000ce2a00000000000008004500004405bb400080063ecdc43b3041c0a80101378600b39330a42b09921b6d50182000bec10000ffffffffffffffffffffffffffffffff001303000100ff00ff0e00ff",
                "IP (tos 0x0, ttl 128, id 1467, offset 0, flags [DF], proto TCP (6), length 68, bad cksum 3ecd (->3ed3)!)\n    196.59.48.65.14214 > 192.168.1.1.179: Flags [P.], cksum 0xbec1 (incorrect -> 0x41d4), seq 2469438507:2469438535, ack 160570221, win 8192, length 28: BGP\n\tNotification Message (3), length: 19",
            ),
        ],
    ),
    (
        "BGP and the TCP below it",
        1,
        &[(
            1,
            66,
            "000076010000000076020000080045c00034579b4000ff061d64020101020201010100b39f38e28e258e9cb430e48010003967a4000001b308",
            "IP (tos 0xc0, ttl 255, id 22427, offset 0, flags [DF], proto TCP (6), length 52)\n    2.1.1.2.179 > 2.1.1.1.40760: Flags [.], ack 2629054692, win 57, options [nop,unknown-179 0x [|tcp]",
        )],
    ),
    (
        "EAP: packets without contents",
        1,
        &[(
            1,
            22,
            "00042357a57a000cce88319a888e01000005ff030005",
            "EAP packet (0) v1, len 5, unknown (255), id 3, len 5 [|eap]",
        )],
    ),
    (
        "CLNP: headers that are too short",
        2,
        &[
            (
                1,
                262144,
                "303030303030303030303030fefe308130013030303030ffe53030300730000000000000",
                "CLNPli < size of fixed part of CLNP header and addresses\n\t0x0000:  8130 0130 3030 3030 ffe5 3030 3007 3000\n\t0x0010:  0000 0000 00",
            ),
            (
                1,
                262144,
                "303030303030303030303030fefe30813001303030303030000130300730000000000000",
                "CLNP, length 262129\n\tunknown (16) PDU, hlen: 48, v: 1, lifetime: 24.0s, Segment PDU length: 12336, checksum: 0x3030 (unverified)\n\tFlags [request Error Report]\n\tsource address (length 1): 30\n\tdest   address (length 0): isonsap_string: illegal length\n\t  Unknown Option #48, length 7, value: \n\t  0x0000:  3000 0000 0000 00\n\t  0x0000:  3000 0000 0000 00 [|clnp]",
            ),
        ],
    ),
    (
        "ISAKMP: attributes that are cut",
        2,
        &[(
            1,
            262144,
            "ada99da9965bdac18004000008004760f7209d00e000fe118e30fb494d967eac8005ff12ff7f4501abff7f0201f40864000000ff7f05ffff05772c9d0fe00080ffe8031028002200af01ffef7f2000000010f3f1fa0025000002067fffa61f",
            "IP (tos 0x60, ttl 254, id 40192, offset 0, flags [+, DF, rsvd], proto UDP (17), length 63264, options (unknown 255 [bad length 18]), bad cksum 8e30 (->f45)!)\n    251.73.77.150.32514 > 126.172.128.5.500: isakmp 1.0 msgid 2200af01 cookie 00ff7f05ffff0577->2c9d0fe00080ffe8: phase 2/others ? #40:\n    (t: #243 id=241 (type=#9472 len=2 value=067f)[|attr]) (len mismatch: isakmp 4293885728/ip 2140)",
        )],
    ),
    (
        "IS-IS: checksums of a short packet",
        1,
        &[(
            1,
            114,
            "0180c20000147ae4ef0d00010064fefe03831b0100120100000019fffe192000000008000000000031c3ad030104034900",
            "IS-IS, length 97\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 1920.0000.0008.00-00, seq: 0x00000031, lifetime: 65534s\n\t  chksum: 0xc3ad (incorrect should be 0x95f7), PDU length: 25, Flags: [ L2 IS ] [packet length 25 < 27] (invalid)",
        )],
    ),
    (
        "MPLS: nothing inside",
        0,
        &[(
            1,
            130,
            "529a00825c62529a00c84f88080045000074b6140000401195560a640d9d0a640caac89419eb000c00000002e13f45000054b61400003f01b17d0a01000a0a03000a00007e43a6eb001094073f5e000000004588030000000000101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637",
            "IP 10.100.13.157.51348 > 10.100.12.170.6635: MPLS (label 46, tc 0, [S], ttl 63)",
        )],
    ),
    (
        "NSH: values up to a word",
        3,
        &[(
            1,
            106,
            "00000000000000000000000008004500005c402340004011fc6b7f0000017f00000112b612b6004849f70c000004ffffff0030060201ffffffff0001020112345678000203011234",
            "IP (tos 0x0, ttl 64, id 16419, offset 0, flags [DF], proto UDP (17), length 92)\n    127.0.0.1.4790 > 127.0.0.1.4790: VXLAN-GPE, flags [IP], vni 16777215\n    NSH, ver 0, flags [O], TTL 0, length 6, md type 2, next-protocol IPv4, service-path-id 0xffffff, service-index 0xff\n        TLV Class 1, Type 2, Len 1\n            Value: 0x12\n        TLV Class 2, Type 3, Len 1\n            Value: 0x12 [|nsh]",
        )],
    ),
    (
        "PIM: counts and addresses at the end",
        2,
        &[(
            1,
            60,
            "01005e00000d2e8bb6a6d978080045c0002e14fa4000016779a10a000001e000000d2480d12c01391bea01000a000f0b01000020e10000040000",
            "IP (tos 0xc0, ttl 1, id 5370, offset 0, flags [DF], proto PIM (103), length 46)\n    10.0.0.1 > 224.0.0.13: PIMv2, length 26\n\tBootstrap, cksum 0xd12c (unverified) tag=139 hashmlen=27 BSRprio=234 BSR=10.0.15.11 (group0: 225.0.0.4 RPcnt=0 FRPcnt=0)",
        )],
    ),
    (
        "TCP: options that are cut",
        2,
        &[(
            1,
            74,
            "00000000000000000000000008004500003c1b684000400621527f0000017f000001da7000503758897e00000000a0027fff142100000204400c0402830a",
            "IP (tos 0x0, ttl 64, id 7016, offset 0, flags [DF], proto TCP (6), length 60)\n    127.0.0.1.55920 > 127.0.0.1.80: Flags [S], seq 928549246, win 32767, options [mss 16396,sackOK,unknown-131 0x [|tcp]",
        )],
    ),
    (
        "ES-IS: options",
        1,
        &[
            (
                1,
                46,
                "0200000000020200000000010020fefe03821d01000200090000010149c6020005cd0103e10107cc010099020102",
                "ES-IS, length 29\n\tESH (2), v: 1, checksum: 0x0000 (unverified), holding time: 9s, length indicator: 29\n\t  Number of Source Addresses: 1\n\t  NET (length: 1): 49\n\t  ES Configuration Time Option #198, length 2, value: 5s\n\t  Priority Option #205, length 1, value: \n\t  0x0000:  03\n\t  Addressk Mask Option #225, length 1, value: \n\t  0x0000:  07\n\t  Unknown Option #204, length 1, value: \n\t  0x0000:  00\n\t  Unknown Option #153, length 2, value: \n\t  0x0000:  0102",
            ),
            (
                1,
                34,
                "0200000000020200000000010014fefe038210010006000912340203490102024905",
                "ES-IS, length 17\n\tredirect (6), v: 1, checksum: 0x1234 (incorrect should be 0x4a76), holding time: 9s, length indicator: 16\n\t  03.49\n\t  SNPA (length: 1): 02\n\t  NET (length: 2) 49.05",
            ),
        ],
    ),
    (
        "ES-IS: options",
        2,
        &[(
            1,
            39,
            "0200000000020200000000010019fefe03821601000200090000010149c60100cd0107810281cc",
            "ES-IS, length 22\n\tESH (2), v: 1, checksum: 0x0000 (unverified), holding time: 9s, length indicator: 22\n\t0x0000:  8216 0100 0200 0900 00\n\t  Number of Source Addresses: 1\n\t  NET (length: 1): 49\n\t  ES Configuration Time Option #198, length 1, value: (bad length)\n\t  0x0000:  00\n\t  Priority Option #205, length 1, value: \n\t  0x0000:  07\n\t  0x0000:  07\n\t  Protocols supported Option #129, length 2, value: CLNP (0x81), IPv4 (0xcc)",
        )],
    ),
    (
        "CLNP: options",
        1,
        &[(
            1,
            32,
            "0200000000020200000000010012fefe03810f01071c0009000001490149c100",
            "CLNP, length 15\n\tData PDU, hlen: 15, v: 1, lifetime: 3.5s, Segment PDU length: 9, checksum: 0x0000 (unverified)\n\tFlags [none]\n\tsource address (length 1): 49\n\tdest   address (length 1): 49\n\t  Discard Reason Option #193, length 0, value: , bad opt len\n\t0x0000:  810f 0107 1c00 0900 0001 4901 49c1 00",
        )],
    ),
    (
        "CLNP: options",
        2,
        &[(
            1,
            37,
            "0200000000020200000000010017fefe03811401071c000900000149014999020102cd0107",
            "CLNP, length 20\n\tData PDU, hlen: 20, v: 1, lifetime: 3.5s, Segment PDU length: 9, checksum: 0x0000 (unverified)\n\tFlags [none]\n\tsource address (length 1): 49\n\tdest   address (length 1): 49\n\t  Unknown Option #153, length 2, value: \n\t  0x0000:  0102\n\t  0x0000:  0102\n\t  Priority Option #205, length 1, value: 0x7\n\t  0x0000:  07",
        )],
    ),
    (
        "CLNP: error report",
        1,
        &[
            (
                1,
                47,
                "0200000000020200000000010021fefe03810d0107010009000001490149810d01071c00090000014901490101aaaa",
                "CLNP, length 30\n\tError Report PDU, hlen: 13, v: 1, lifetime: 3.5s, Segment PDU length: 9, checksum: 0x0000 (unverified)\n\tFlags [none]\n\tsource address (length 1): 49\n\tdest   address (length 1): 49\n\t-----original packet-----\n\tCLNP, length 17\n\tData PDU, hlen: 13, v: 1, lifetime: 3.5s, Segment PDU length: 9, checksum: 0x0000 (unverified)\n\tFlags [none]\n\tsource address (length 1): 49\n\tdest   address (length 1): 49\n\t  undecoded non-header data, length 4\n\t  0x0000:  0101 aaaa",
            ),
            (
                1,
                30,
                "0200000000020200000000010010fefe03810d0107010009000001490149",
                "CLNP, length 13\n\tError Report PDU, hlen: 13, v: 1, lifetime: 3.5s, Segment PDU length: 9, checksum: 0x0000 (unverified)\n\tFlags [none]\n\tsource address (length 1): 49\n\tdest   address (length 1): 49 [|clnp]",
            ),
        ],
    ),
    (
        "ICMP: extensions behind a packet that ends early",
        3,
        &[(
            1,
            212,
            "0000000000000000000000000800450000c677c640004001cdf961f2180b61f2180b0303f21b008700004500012777c5400080118e0661f2180b61f2180bebd900a201134e9230820107020100040474726170a481fb060c2b060104019d760101020201400461f2180b020106020134430403aa6479308200d730820012060d2b060104019d7601010201010102010330820012060d2b060104019d7601010201010202010230820046060d2b060104019d76010102010103043525534d53412d452d504f4c4c4552522c20506f6c6c696e6720",
            "IP (tos 0x0, ttl 64, id 30662, offset 0, flags [DF], proto ICMP (1), length 198, bad cksum cdf9 (->ce76)!)\n    97.242.24.11 > 97.242.24.11: ICMP 97.242.24.11 udp port 162 unreachable, length 178 (wrong icmp cksum f21b (->5c00)!)\n\tIP (tos 0x0, ttl 128, id 30661, offset 0, flags [DF], proto UDP (17), length 295)\n    97.242.24.11.60377 > 97.242.24.11.162:   [|snmp]\n\tICMP Multi-Part extension v0 packet not supported",
        )],
    ),
    (
        "BGP: an open message that is too short",
        1,
        &[(
            1,
            83,
            "02000000000202000000000108004500004500010000400666b00a0000010a00000200b303e800000001000000015018020000000000ffffffffffffffffffffffffffffffff00130104000100b40102030400",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 69)\n    10.0.0.1.179 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x8f3e), seq 1:30, ack 1, win 512, length 29: BGP\n\tOpen Message (1), length: 19 [|bgp]",
        )],
    ),
    (
        "BGP: routes that end beyond what holds them",
        1,
        &[(
            1,
            82,
            "02000000000202000000000108004500004400010000400666b10a0000010a00000200b303e800000001000000015018020000000000ffffffffffffffffffffffffffffffff001c020003000f900f000000",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 68)\n    10.0.0.1.179 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x7165), seq 1:29, ack 1, win 512, length 28: BGP\n\tUpdate Message (2), length: 28\n\t  Withdrawn routes:\n\t    0.0.0.0/0 [|bgp]",
        )],
    ),
    (
        "BGP: paths with segments that are empty",
        1,
        &[(
            1,
            95,
            "02000000000202000000000108004500005100010000400666a40a0000010a00000200b303e800000001000000015018020000000000ffffffffffffffffffffffffffffffff00290200000012400206020101920200400206010002010101",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 81)\n    10.0.0.1.179 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x30fc), seq 1:42, ack 1, win 512, length 41: BGP\n\tUpdate Message (2), length: 41\n\t  AS Path (2), length: 6, Flags [T]: 402 \n\t  AS Path (2), length: 6, Flags [T]: { }257 ",
        )],
    ),
    (
        "BGP: a header that is too short at the end, before routes and in a set",
        2,
        &[
            (
                1,
                82,
                "02000000000202000000000108004500004400010000400666b10a0000010a00000200b303e800000001000000015018020000000000ffffffffffffffffffffffffffffffff001c02000000054001010040",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 68)\n    10.0.0.1.179 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x8c74), seq 1:29, ack 1, win 512, length 28: BGP\n\tUpdate Message (2), length: 28\n\t  Origin (1), length: 1, Flags [T]: IGP\n\t    0x0000:  00 [|bgp]",
            ),
            (
                1,
                84,
                "02000000000202000000000108004500004600010000400666af0a0000010a00000200b303e800000001000000015018020000000000ffffffffffffffffffffffffffffffff001e020000000540010100400000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 70)\n    10.0.0.1.179 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x8c70), seq 1:31, ack 1, win 512, length 30: BGP\n\tUpdate Message (2), length: 30\n\t  Origin (1), length: 1, Flags [T]: IGP\n\t    0x0000:  00\n\t  [path attrs too short]\n\t  Updated routes:\n\t    0.0.0.0/0\n\t    0.0.0.0/0",
            ),
            (
                1,
                98,
                "02000000000202000000000108004500005400010000400666a10a0000010a00000200b303e800000001000000015018020000000000ffffffffffffffffffffffffffffffff002c020000001540800b000000004001010050010040030401020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 84)\n    10.0.0.1.179 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x653d), seq 1:45, ack 1, win 512, length 44: BGP\n\tUpdate Message (2), length: 44\n\t  Attribute Set (128), length: 11, Flags [T]: \n\t    Origin AS: 0\n\t      Origin (1), length: 1, Flags [T]: IGP\n\t    0x0000:  00 [path attr too short]\n\t    0x0000:  00\n\t  Next Hop (3), length: 4, Flags [T]: 1.2.3.4\n\t    0x0000:  0102 0304",
            ),
        ],
    ),
    (
        "BGP: points of attachment beyond their attribute",
        1,
        &[(
            1,
            96,
            "02000000000202000000000108004500005200010000400666a30a0000010a00000200b303e800000001000000015018020000000000ffffffffffffffffffffffffffffffff002a0200000013800e0900020400020361626340030401020304",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 82)\n    10.0.0.1.179 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x9f9e), seq 1:43, ack 1, win 512, length 42: BGP\n\tUpdate Message (2), length: 42\n\t  Multi-Protocol Reach NLRI (14), length: 9, Flags [O]: \n\t    AFI: IPv6 (2), SAFI: labeled Unicast (4), nh-length: 0\n\t    2 SNPA\n\t      3 bytes [|bgp]",
        )],
    ),
    (
        "OSPFv3: routers that do not fill their link state",
        2,
        &[(
            1,
            222,
            "333300000005c2001ffa000186dd6e00000000a85901fe800000000000000000000000000001ff020000000000000000000000000005030400a80101010100000001722a0000000000040001200200000005010101018000000127cc001f000000330101010102020202000120090000140001010101800000018f1c002c0001200200000005010101014000000020010db8000000100e10200900000000010101018000000214f6002000002001000000000101010100012001000000000101012680000003558b0028010000330200000a000000050000000501010101",
            "IP6 (class 0xe0, hlim 1, next-header OSPF (89), payload length 168) fe80::1 > ff02::5: OSPFv3, LS-Update, length 168\n\tRouter-ID 1.1.1.1, Area 0.0.0.1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 11\n\t    Network LSA (2), Area Local Scope, LSA-ID 0.0.0.5\n\t      Options [V6, External, Router, Demand Circuit]\n\t      Connected Routers:\n\t\t1.1.1.1 [|ospf3]",
        )],
    ),
    (
        "OSPF: signaling behind a digest",
        1,
        &[(
            1,
            120,
            "01005e0000050025456017c1080045c0006abf3000000159df85c0a87905e000000502010034c0a8ff0f0000000000000002000001105a834125ffffff00000a120100000028c0a87904c0a87905c0a8ff0bc0a8ff0e681a7f736f34a94b2ea4db827cc4d171000000090001000400000001000200145a83",
            "IP (tos 0xc0, ttl 1, id 48944, offset 0, flags [none], proto OSPF (89), length 106, bad cksum df85 (->df97)!)\n    192.168.121.5 > 224.0.0.5: OSPFv2, Hello, length 70 [len 52]\n\tRouter-ID 192.168.255.15, Backbone Area, Authentication Type: MD5 (2)\n\tKey-ID: 1, Auth-Length: 16, Crypto Sequence Number: 0x5a834125\n\tOptions [External, LLS]\n\t  Hello Timer 10s, Dead Timer 40s, Mask 255.255.255.0, Priority 1\n\t  Designated Router 192.168.121.4, Backup Designated Router 192.168.121.5\n\t  Neighbor List:\n\t    192.168.255.11\n\t    192.168.255.14\n\t  LLS: checksum: 0x0000 [|ospf2]",
        )],
    ),
    (
        "PIM: a bootstrap message that ends early",
        1,
        &[(
            1,
            58,
            "01005e00000dc2003dee0001080045c0002c020800000167cc7b0a000005e000000d2400df74094c000001000101010101000004e00000000202",
            "IP (tos 0xc0, ttl 1, id 520, offset 0, flags [none], proto PIM (103), length 44, bad cksum cc7b (->cc91)!)\n    10.0.0.5 > 224.0.0.13: PIMv2, length 24\n\tBootstrap, cksum 0xdf74 (incorrect) tag=94c hashmlen=0 BSRprio=0 BSR=1.1.1.1 (group0: 224.0.0.0/4 RPcnt=2 FRPcnt=2 [|pimv2]",
        )],
    ),
    (
        "DHCPv6: a relayed message that is cut",
        2,
        &[(
            1,
            106,
            "02000000000202000000000186dd6000000000341140fe800000000000000000000000000001ff02000000000000000000000000000102230223003400000c00000000000000000000000000000000010000000000000000000000000000000200090000000800020001",
            "IP6 (hlim 64, next-header UDP (17), payload length 52) fe80::1.547 > ff02::1.547: [bad udp cksum 0x0000 -> 0xf1a3!] dhcp6 relay-fwd (linkaddr=::1 peeraddr=::2 (relay-message (dhcp6 [|dhcp6]) (elapsed-time 1))",
        )],
    ),
    (
        "RADIUS: a tag whose number is cut",
        1,
        &[(
            113,
            87,
            "00000304000600000000000000000800450000475288000040112a1c7f0000017f0000010714b4c90033fe4602b8002be223a663823b20ccc18bcf90c3ecbe2738063200",
            "IP (tos 0x0, ttl 64, id 21128, offset 0, flags [none], proto UDP (17), length 71)\n    127.0.0.1.1812 > 127.0.0.1.46281: RADIUS, length: 43\n\tAccess-Accept (2), id: 0xb8, Authenticator: e223a663823b20ccc18bcf90c3ecbe27\n\t  Egress-VLANID Attribute (56), length: 6, Value: Untagged (0x32)  [|radius]",
        )],
    ),
    (
        "ISAKMP: payloads that are cut",
        1,
        &[(
            1,
            76,
            "02000000000202000000000108004500003e00010000401166ac0a0000010a00000201f401f4002a0000010203040506070800000000000000002920220800000000000000220d0000060804",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 62)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init[I]:\n    ( [|n])",
        )],
    ),
    (
        "NTP: a control message that is cut",
        1,
        &[(
            1,
            100,
            "02000000000202000000000108004500002c00010000401166be0a0000010a000002007b03e80018000016820001000000000000002000000000",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 44)\n    10.0.0.1.123 > 10.0.0.2.1000: NTPv2, Control Message, length 16\n\tLeap indicator:  (0), Response, OK, Last, OpCode=2\n\tSequence=1, Status=0, Assoc.=0, Offset=0, Count=32 (invalid)",
        )],
    ),
    (
        "CDP: a header that is cut",
        0,
        &[(1, 48, "01000cccccccaabbcc0003100022aaaa0300000c20000201", "CDPv2, ttl: 1s [|cdp]")],
    ),
    (
        "ISAKMP: proposals and transforms that go beyond what holds them",
        1,
        &[
            (
                1,
                138,
                "02000000000202000000000108004500007c000100004011666e0a0000010a00000201f401f400680000010203040506070800000000000000002120220800000000000000602b00002c000000ff01030001000000080100000c0000000814030001000000081c0300010000000824030001000000082c0300010000000834030001000000083c030001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 124)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init[I]:\n    (sa: len=40 [|v2sa])\n    (v2vid: len=4 vid=,...)",
            ),
            (
                1,
                138,
                "02000000000202000000000108004500007c000100004011666e0a0000010a00000201f401f400680000010203040506070800000000000000002120220800000000000000602b00002c0000001001030001000000ff0100000c0000000814030001000000081c0300010000000824030001000000082c0300010000000834030001000000083c030001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 124)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init[I]:\n    (sa: len=40\n        (p: #1 protoid=ipsec-esp transform=1 len=16 [|p]))\n    ()",
            ),
            (
                1,
                142,
                "020000000002020000000001080045000080000100004011666a0a0000010a00000201f401f4006c0000010203040506070800000000000000002120220800000000000000642b00002c0200001001030001000000ff0100000c000000000000001001030001000000080100000c0000000828030001000000083003000100000008380300010000000840030001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 128)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init[I]:\n    (sa: len=40\n        (p: #1 protoid=ipsec-esp transform=1 len=16 [|p])\n        (p: #1 protoid=ipsec-esp transform=1 len=16\n            (t: #1 type=encr id=aes )))\n    (v2vid: len=4 vid=(...)",
            ),
            (
                1,
                142,
                "020000000002020000000001080045000080000100004011666a0a0000010a00000201f401f4006c0000010203040506070800000000000000002120220800000000000000642b00002c0200001001030001000000ff0100000c00000000000000ff01030001000000080100000c0000000828030001000000083003000100000008380300010000000840030001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 128)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init[I]:\n    (sa: len=40\n        (p: #1 protoid=ipsec-esp transform=1 len=16 [|p]) [|v2sa])\n    (v2vid: len=4 vid=0...)",
            ),
            (
                1,
                135,
                "02000000000202000000000108004500007900010000401166710a0000010a00000201f401f4006500000102030405060708000000000000000021202208000000000000005d2b00002c00000020010300010300000c0100000c000e00c800000000ff0100000c0000000821030001000000082903000100000008310300010000000839030001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 121)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init[I]:\n    (sa: len=40\n        (p: #1 protoid=ipsec-esp transform=1 len=32\n            (t: #1 type=encr id=aes [|attr]) [|p]))\n    (v2vid: len=4 vid=)...)",
            ),
            (
                1,
                138,
                "02000000000202000000000108004500007c000100004011666e0a0000010a00000201f401f400680000010203040506070800000000000000002120220800000000000000602b00002c02000008010308010000000000000000000000080100000c000000081c0300010000000824030001000000082c0300010000000834030001000000083c030001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 124)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init[I]:\n    (sa: len=40\n        (p: #1 protoid=ipsec-esp transform=1 len=8 [|p]) [|v2sa])",
            ),
            (
                1,
                90,
                "02000000000202000000000108004500004c000100004011669e0a0000010a00000201f401f400380000010203040506070800000000000000002120220800000000000000302b0000200000001c01030001000000080100000c",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 76)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init[I]: [|v2sa]",
            ),
            (
                1,
                90,
                "02000000000202000000000108004500004c000100004011669e0a0000010a00000201f401f400380000010203040506070800000000000000002120220800000000000000302b00001c0000001801030001000000140100000c",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 76)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa ikev2_init[I]: [|v2sa]",
            ),
        ],
    ),
];

#[test]
fn lengths_that_contradict_print_as_with_tcpdump() {
    check_cut(CUT);
}
