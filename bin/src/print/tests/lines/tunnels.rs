//! Packets of tunnels and of what secures packets, made value by value, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[
    (
        "Geneve: to its port, not from it",
        0,
        &[
            (
                228,
                "4500002400010000401166c60a0000010a00000217c103e8001000000000655800000000",
                "IP 10.0.0.1.6081 > 10.0.0.2.1000: UDP, length 8",
            ),
            (
                228,
                "4500002400010000401166c60a0000010a00000203e817c1001000000000123400000100",
                "IP 10.0.0.1.1000 > 10.0.0.2.6081: Geneve, Flags [none], vni 0x1: geneve-proto-0x1234",
            ),
        ],
    ),
    (
        "layer two tunnels",
        0,
        &[
            (
                1,
                "0000000000000000000000000800450000c200010000401166280a0000010a00000206a506a500ae0000c80200a600030005000100028008000000000001800d00000001000100026572728008000000020100800a0000000300000003800a0000000400000001800e00000005010203040506070800080000000600098009000000076c616380070000000876800800000009000780080000000a000480090000000b010203800c0000000c00010261626380160000000d0102030405060708090a0b0c0d0e0f1080080000000e0005",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 *MSGTYPE(SCCRQ) *RESULT_CODE(1/2 err) *PROTO_VER(1.0) *FRAMING_CAP(AS) *BEARER_CAP(D) *TIE_BREAKER(0102030405060708) FIRM_VER(9) *HOST_NAME(lac) *VENDOR_NAME(v) *ASSND_TUN_ID(7) *RECV_WIN_SIZE(4) *CHALLENGE(010203) *Q931_CC(1, 02 abc) *CHALLENGE_RESP(0102030405060708090a0b0c0d0e0f10) *ASSND_SESS_ID(5)",
            ),
            (
                1,
                "0000000000000000000000000800450000ab000100004011663f0a0000010a00000206a506a500970000c802008f0003000500010002800800000000000c800a0000000f00000007800a0000001000000001800a0000001100000002800a0000001200000002800a00000013000000018008000000140001800700000015318007000000163280070000001733800a000000180000dac0800a000000190000000180080000001a010280080000001b010280080000001c0102",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 *MSGTYPE(ICCN) *CALL_SER_NUM(7) *MINIMUM_BPS(1) *MAXIMUM_BPS(2) *BEARER_TYPE(A) *FRAMING_TYPE(S) *PACKET_PROC_DELAY(obsolete) *CALLED_NUMBER(1) *CALLING_NUMBER(2) *SUB_ADDRESS(3) *TX_CONN_SPEED(56000) *PHY_CHANNEL_ID(1) *INI_RECV_LCP(0102) *LAST_SENT_LCP(0102) *LAST_RECV_LCP(0102)",
            ),
            (
                1,
                "0000000000000000000000000800450000c100010000401166290a0000010a00000206a506a500ad0000c80200a5000300050001000280080000001d000280080000001e6d6580080000001f010280080000002000038008000000210102802000000022000000000001000000020000000300000004000000050000000680100000002300000000000a0000000b800800000024010280070000002567800a0000002600000009800600000027800d0000002e0001000201686980070000002f7880070009000778c0070000000778",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 *PROXY_AUTH_TYPE(CHAP) *PROXY_AUTH_NAME(me) *PROXY_AUTH_CHAL(0102) *PROXY_AUTH_ID(3) *PROXY_AUTH_RESP(0102) *CALL_ERRORS(CRCErr=1 FrameErr=2 HardOver=3 BufOver=4 Timeout=5 AlignErr=6 ) *ACCM(send=0000000a recv=0000000b ) *RANDOM_VECTOR(0102) *PRIVATE_GRP_ID(g) *RX_CONN_SPEED(9) *SEQ_REQUIRED() *PPP_DISCON_CC(0001, 0002 at peer hi) *AVP-#47() *VENDOR0009:ATTR0007(78) *?HOST_NAME(???)",
            ),
            (
                1,
                "00000000000000000000000008004500006800010000401166820a0000010a00000206a506a500540000c802004c0003000500010002800800000000006380080000001d0009800b0000002e0001000203800900000001000178800d0000002200000000000178800600000023801e00000007616263",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 *MSGTYPE(MSGTYPE-#99) *PROXY_AUTH_TYPE(AuthType-#9) *PPP_DISCON_CC(0001, 0002 Direction-#3) *RESULT_CODE(1 AVP too short) *CALL_ERRORS(CRCErr=1 AVP too short) *ACCM(AVP too short)  [|l2tp]",
            ),
            (
                1,
                "00000000000000000000000008004500002800010000401166c20a0000010a00000206a506a500140000c802000c0003000500010002",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 ZLB",
            ),
            (
                1,
                "00000000000000000000000008004500002200010000401166c80a0000010a00000206a506a5000e0000800200030005",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[T](3/5) No length",
            ),
            (
                1,
                "00000000000000000000000008004500003000010000401166ba0a0000010a00000206a506a5001c0000c802000500030005000100028008000000000001",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 Length 5 smaller than header length",
            ),
            (
                1,
                "00000000000000000000000008004500003000010000401166ba0a0000010a00000206a506a5001c0000c802003c00030005000100028008000000000001",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 Length 60 larger than packet",
            ),
            (
                1,
                "00000000000000000000000008004500002200010000401166c80a0000010a00000206a506a5000e0000000100030005",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2f:",
            ),
            (
                1,
                "00000000000000000000000008004500002200010000401166c80a0000010a00000206a506a5000e0000000300030005",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  Unknown Version, neither L2F(1) nor L2TP(2)",
            ),
            (
                1,
                "00000000000000000000000008004500003600010000401166b40a0000010a00000206a506a5002200004302001a0003000500020000ff03c0210101000a050601020304",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[LOP](3/5) {LCP, Conf-Request (0x01), id 1, length 12}",
            ),
            (
                1,
                "00000000000000000000000008004500002200010000401166c80a0000010a00000206a506a5000e0000000200030005",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[](3/5) { [|ppp]}",
            ),
        ],
    ),
    (
        "MPLS",
        1,
        &[
            (
                1,
                "ffffffffffff000c29903a8b88470000410145",
                "MPLS (label 4 (rsvd), tc 0, [S], ttl 1)\n\tIP  [length 1 < 20] (invalid)",
            ),
            (
                1,
                "ffffffffffff000c29903a8b884700064101616263",
                "MPLS (label 100, tc 0, [S], ttl 1)\n\tIP6  [length 3 < 40] (invalid)",
            ),
            (1, "ffffffffffff000c29903a8b88470000", "MPLS (invalid)"),
        ],
    ),
    (
        "NSH",
        3,
        &[
            (
                1,
                "ffffffffffff000c29903a8b894f00460f09000005ff00000000000000000000000000000000",
                "NSH, ver 0, flags [none], TTL 1, length 6, md type experimental, next-protocol unknown (0x09), service-path-id 0x000005, service-index 0xff\n    ERROR: unknown-next-protocol",
            ),
            (
                1,
                "ffffffffffff000c29903a8b894f00010101000005ff",
                "NSH, ver 0, flags [none], TTL 0, length 1, md type 1, next-protocol IPv4, service-path-id 0x000005, service-index 0xff (less than two headers) (invalid)",
            ),
            (1, "ffffffffffff000c29903a8b894f0003", " (packet length 2 < 8) (invalid)"),
        ],
    ),
    (
        "PPPoE",
        0,
        &[
            (
                1,
                "ffffffffffff000c29903a8b88631109000007d0",
                "PPPoE PADI [len 2000!] [len 2000 > 0!]",
            ),
            (
                1,
                "ffffffffffff000c29903a8b886311090001000401010002",
                "PPPoE PADI [ses 0x1] [|pppoe]",
            ),
            (1, "ffffffffffff000c29903a8b8864110000", " (length 3 < 6) (invalid)"),
        ],
    ),
    (
        "VXLAN, also on the port of Linux",
        0,
        &[
            (
                12,
                "4500002000010000401166ca0a0000010a000002000112b5000c000000000000",
                "IP 10.0.0.1.1 > 10.0.0.2.4789: VXLAN (invalid)",
            ),
            (
                12,
                "4500002400010000401166c60a0000010a000002000112b6001000000c00000700000000",
                "IP 10.0.0.1.1 > 10.0.0.2.4790: VXLAN-GPE, flags [IP], vni 0: ERROR: unknown-next-protocol (invalid)",
            ),
            (
                12,
                "4500002400010000401166c60a0000010a00000200012118001000000000000100000200",
                "IP 10.0.0.1.1 > 10.0.0.2.8472: VXLAN, flags [invalid] (0x00), vni 2\n [|ether]",
            ),
        ],
    ),
    (
        "GRE",
        0,
        &[(
            12,
            "4500001800010000402f66b40a0000010a00000200010800",
            "IP 10.0.0.1 > 10.0.0.2: GREv1, no-payload, length 4",
        )],
    ),
    (
        "Geneve",
        1,
        &[(
            12,
            "4500003600010000401166b40a0000010a000002000117c1002200000100655800000105000001010000000000000000000000000000",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 54)\n    10.0.0.1.1 > 10.0.0.2.6081: Geneve, Flags [none], vni 0x1, rsvd 0x5, options [class Standard (0x0) type 0x1 len 8 [bad length]]\n\t [|llc]",
        )],
    ),
    (
        "authentication headers have their length with -v only",
        0,
        &[(
            12,
            "4500002c000100004033669c0a0000010a0000023b04000000000100000000130102030405060708090a0b0c",
            "IP 10.0.0.1 > 10.0.0.2: AH(spi=0x00000100,seq=0x13,icv=0x0102030405060708090a0b0c): no next header",
        )],
    ),
    (
        "PPPoE: tags are text as far as it is shown",
        0,
        &[
            (
                1,
                "000102030405060708090a0b88631109000000080103000420202001",
                "PPPoE PADI [Host-Uniq \"   .\"]",
            ),
            (
                1,
                "000102030405060708090a0b88631109000000560103005241414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141",
                "PPPoE PADI [Host-Uniq \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"]",
            ),
            (
                1,
                "000102030405060708090a0b8863110900000024010300200102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20",
                "PPPoE PADI [Host-Uniq 0x0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20]",
            ),
        ],
    ),
    (
        "MPLS over UDP: what is unknown ends with the datagram",
        1,
        &[(
            1,
            "02000000000202000000000108004500002e00010000401166bc0a0000010a0000029c4019eb001800000000655810206e6f20495020686561646572",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 46)\n    10.0.0.1.40000 > 10.0.0.2.6635: MPLS (label 6 (rsvd), tc 2, [S], ttl 88)\n\t0x0000:  1020 6e6f 2049 5020 6865 6164            ..no.IP.head",
        )],
    ),
    (
        "L2TP: a header that is longer than its packet, with and without its own length",
        0,
        &[
            (
                1,
                "02000000000202000000000108004500002300010000401166c70a0000010a0000029c4006a5000f000002020001000200",
                "IP 10.0.0.1.40000 > 10.0.0.2.1701:  l2tp:[O](1/2) [|l2tp]",
            ),
            (
                1,
                "02000000000202000000000108004500002300010000401166c70a0000010a0000029c4006a5000f000082020001000200",
                "IP 10.0.0.1.40000 > 10.0.0.2.1701:  l2tp:[TO](1/2) [|l2tp]",
            ),
        ],
    ),
    (
        "GRE: source routes whose next hop is past their end",
        0,
        &[
            (
                1,
                "02000000000202000000000108004500004400010000402f66880a0000010a00000240000800000000000800080401020304000000004500001c00010000401166ce0a0000010a0000020001000200080000",
                "IP 10.0.0.1 > 10.0.0.2: GREv0, off 0x0, (rtaf=ip, badoff/len=8/4), length 48: IP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 0",
            ),
            (
                1,
                "02000000000202000000000108004500004400010000402f66880a0000010a00000240000800000000000800040401020304000000004500001c00010000401166ce0a0000010a0000020001000200080000",
                "IP 10.0.0.1 > 10.0.0.2: GREv0, off 0x0, (rtaf=ip, badoff/len=4/4), length 48: IP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 0",
            ),
            (
                1,
                "02000000000202000000000108004500004000010000402f668c0a0000010a000002400008000000000008000000000000004500001c00010000401166ce0a0000010a0000020001000200080000",
                "IP 10.0.0.1 > 10.0.0.2: GREv0, off 0x0, (rtaf=ip, badoff/len=0/0), length 44: IP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 0",
            ),
        ],
    ),
];

const CUT: &[Cut] = &[
    (
        "Ethernet: less in a tunnel than is there",
        0,
        &[
            (
                1,
                100,
                "02000000000202000000000108004500005600010000401166940a0000010a00000203e812b5001e0000080000000000000002000000000202000000000108004500002400010000401166c60a0000010a00000200010002001000006162636465666768",
                "IP 10.0.0.1.1000 > 10.0.0.2.4789: VXLAN, flags [I] (0x08), vni 0\n[length 14 < caplen 50] (invalid)",
            ),
            (
                1,
                100,
                "02000000000202000000000108004500005600010000401166940a0000010a00000203e817c1003c0000000065580000000002000000000202000000000108004500002400010000401166c60a0000010a00000200010002001000006162636465666768",
                "IP 10.0.0.1.1000 > 10.0.0.2.6081: Geneve, Flags [none], vni 0x0: [length 44 < caplen 50] (invalid)",
            ),
        ],
    ),
    (
        "AH: what is cut, and what is nothing behind it",
        0,
        &[
            (
                1,
                78,
                "02000000000202000000000186dd6000000000183340fe800000000000000000000000000001ff020000000000000000000000000001",
                "IP6 fe80::1 > ff02::1:  [|ah]",
            ),
            (
                1,
                78,
                "02000000000202000000000186dd6000000000183340fe800000000000000000000000000001ff02000000000000000000000000000187",
                "IP6 fe80::1 > ff02::1: AH [|ah]",
            ),
            (
                1,
                86,
                "02000000000202000000000186dd6000000000203340fe800000000000000000000000000001ff020000000000000000000000000001870400000000000700000008aaaaaaaaaaaaaaaaaaaaaaaa0000000000000000",
                "IP6 fe80::1 > ff02::1: AH(spi=0x00000007,seq=0x8,icv=0xaaaaaaaaaaaaaaaaaaaaaaaa):  ip-proto-135 8",
            ),
        ],
    ),
    (
        "GRE: checksums with routes, routes that are not right or cut, and types that are not looked for",
        1,
        &[
            (
                1,
                84,
                "02000000000202000000000108004500004600010000402f66860a0000010a0000024000080000000000080001040a000001000000004500001e00010000401166cc0a0000010a00000203e803e9000a00006869",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 70)\n    10.0.0.1 > 10.0.0.2: GREv0, Flags [routing present], sum 0x0, off 0x0, (rtaf=ip, badoffset=1), length 50\n\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 30)\n    10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2",
            ),
            (
                1,
                54,
                "02000000000202000000000108004500002800010000402f66a40a0000010a0000024000080000000000080004080a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 40)\n    10.0.0.1 > 10.0.0.2: GREv0, Flags [routing present], sum 0x0, off 0x0, (rtaf=ip 10.0.0.1) [|gre]",
            ),
            (
                1,
                66,
                "02000000000202000000000108004500003400010000402f66980a0000010a0000020000080600000000000000000000000000000000000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 52)\n    10.0.0.1 > 10.0.0.2: GREv0, Flags [none], length 32\n\tgre-proto-0x806",
            ),
            (
                1,
                70,
                "02000000000202000000000108004500003800010000402f66940a0000010a0000020000880b00214500001e00010000401166cc0a0000010a00000203e803e9000a00006869",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 56)\n    10.0.0.1 > 10.0.0.2: GREv0, Flags [none], length 36\n\tgre-proto-0x880b",
            ),
            (
                1,
                50,
                "02000000000202000000000108004500002400010000402f66a80a0000010a0000023081880b0000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 36)\n    10.0.0.1 > 10.0.0.2: GREv1, Flags [key present, sequence# present, ack present], call 0 [|gre]",
            ),
        ],
    ),
    (
        "NSH: metadata that does not fit or is cut, and experiments",
        3,
        &[
            (
                1,
                60,
                "020000000002020000000001894f0fc40201000012ff00010209616263644500001e00010000401166cc0a0000010a00000203e803e9000a00006869",
                "NSH, ver 0, flags [none], TTL 63, length 4, md type 2, next-protocol IPv4, service-path-id 0x000012, service-index 0xff\n        TLV Class 1, Type 2, Len 9 (length too big) (invalid)",
            ),
            (
                1,
                38,
                "020000000002020000000001894f0fc60101000012ff00010203040506",
                "NSH, ver 0, flags [none], TTL 63, length 6, md type 1, next-protocol IPv4, service-path-id 0x000012, service-index 0xff\n        Context[00]: 0x00010203 [|nsh]",
            ),
            (
                1,
                30,
                "020000000002020000000001894f0fc40201000012ff000102046162",
                "NSH, ver 0, flags [none], TTL 63, length 4, md type 2, next-protocol IPv4, service-path-id 0x000012, service-index 0xff\n        TLV Class 1, Type 2, Len 4\n            Value: 0x61:62 [|nsh]",
            ),
            (
                1,
                22,
                "020000000002020000000001894f0fc202fe000012ff",
                "NSH, ver 0, flags [none], TTL 63, length 2, md type 2, next-protocol Experiment 1, service-path-id 0x000012, service-index 0xff\n    ERROR: unknown-next-protocol",
            ),
            (1, 22, "020000000002020000000001894f0fc2", " [|nsh]"),
            (
                1,
                22,
                "020000000002020000000001894f0fc20201000012",
                "NSH, ver 0, flags [none], TTL 63, length 2, md type 2, next-protocol IPv4, service-path-id 0x000012,  [|nsh]",
            ),
        ],
    ),
    (
        "NSH: the length of metadata is looked at where they are printed",
        0,
        &[(
            1,
            52,
            "020000000002020000000001894f0fc20101000012ff4500001e00010000401166cc0a0000010a00000203e803e9000a00006869",
            "NSH, flags [none], service-path-id 0x000012, service-index 0xff: IP 10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2",
        )],
    ),
    (
        "VXLAN, VXLAN-GPE and Geneve that are cut",
        0,
        &[
            (
                1,
                80,
                "02000000000202000000000108004500004200010000401166a80a0000010a000002138812b6002e00000c",
                "IP 10.0.0.1.5000 > 10.0.0.2.4790: VXLAN-GPE, flags [IP],  [|vxlan_gpe]",
            ),
            (
                1,
                80,
                "02000000000202000000000108004500004200010000401166a80a0000010a000002138812b6002e0000",
                "IP 10.0.0.1.5000 > 10.0.0.2.4790: VXLAN-GPE,  [|vxlan_gpe]",
            ),
            (
                1,
                94,
                "020000000002020000000001080045000050000100004011669a0a0000010a00000213882118003c00000800000100",
                "IP 10.0.0.1.5000 > 10.0.0.2.8472: VXLAN, flags [I] (0x08),  [|vxlan]",
            ),
            (
                1,
                80,
                "02000000000202000000000108004500004200010000401166a80a0000010a000002138817c1002e0000400008",
                "IP 10.0.0.1.5000 > 10.0.0.2.6081: Geneve [|geneve]",
            ),
        ],
    ),
    (
        "L2TP: frames that are too short",
        0,
        &[(
            1,
            50,
            "02000000000202000000000108004500002400010000401166c60a0000010a000002138806a500100000000200010002ff03",
            "IP 10.0.0.1.5000 > 10.0.0.2.1701:  l2tp:[](1/2) { [|ppp]}",
        )],
    ),
];

#[test]
fn tunnels_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
}
