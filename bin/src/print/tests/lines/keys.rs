//! Packets of ISAKMP, made value by value, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[
    (
        "ISAKMP: notifications of both versions",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500006200010000401166880a0000010a00000201f401f4004e0000010203040506070800000000000000000b10050000000000000000460b0000100000000101006001000000010000001a00000001010060008001000100020002001000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 98)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I inf:\n    (n: doi=ipsec proto=isakmp type=REPLAY-STATUS status=(replay detection enabled))\n    (n: doi=ipsec proto=isakmp type=RESPONDER-LIFETIME attrs=((type=enc value=1des)(type=hash len=2 value=0010)(type=#0 len=0 value=)))",
            ),
            // Attributes end with their notification, and not with the packet.
            (
                12,
                "4500005800010000401100000a0000010a00000201f401f400440000010101010101010100000000000000000b100500000000000000003c0d0000180000000101006000800b0001000c000400000e100000000861626364",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 88, bad cksum 0 (->6692)!)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I inf:\n    (n: doi=ipsec proto=isakmp type=RESPONDER-LIFETIME attrs=((type=lifetype value=sec)(type=lifeduration len=4 value=00000e10)))\n    (vid: len=4)",
            ),
            (
                1,
                "020000000002020000000001080045000050000100004011669a0a0000010a00000201f401f4003c0000010203040506070800000000000000000b1005000000000000000034000000180000000101004006303132333435363738396162",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 80)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I inf:\n    (n: doi=ipsec proto=isakmp type=#6 data=(30313233343536373839...6162))",
            ),
            (
                1,
                "02000000000202000000000108004500004600010000401166a40a0000010a00000201f401f400320000010203040506070800000000000000000b100500000000000000002a0000000e00000000010260026162",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 70)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I inf:\n    (n: doi=0 proto=1 type=#24578 spi=6162)",
            ),
            (
                1,
                "020000000002020000000001080045000050000100004011669a0a0000010a00000201f401f4003c0000010203040506070800000000000000002920250000000000000000342900000c01044000616263640000000c0104000761626364",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 80)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 2.0 msgid 00000000: parent_sa inf2:\n    (n: prot_id=isakmp type=16384(initial_contact))\n    (n: prot_id=isakmp type=7(invalid_syntax) spi=61626364)",
            ),
        ],
    ),
    (
        "ISAKMP: values that are too short, and proposals' lengths",
        3,
        &[
            (
                1,
                "02000000000202000000000108004500004e000100004011669c0a0000010a00000201f401f4003a00000102030405060708000000000000000022202200000000000000003223000005002b0000070100000000000a76656e646f72",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 78)\n    10.0.0.1.500 > 10.0.0.2.500: [no cksum] isakmp 2.0 msgid 00000000 cookie 0102030405060708->0000000000000000: parent_sa ikev2_init:\n    (v2ke: len=5 < 8)\n    (v2IDi: len=3 010000 ipv4: [|v2IDi])",
            ),
            (
                1,
                "02000000000202000000000108004500004800010000401166a20a0000010a00000201f401f4003400000102030405060708000000000000000027202200000000000000002c2b00000601000000000a76656e646f72",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 72)\n    10.0.0.1.500 > 10.0.0.2.500: [no cksum] isakmp 2.0 msgid 00000000 cookie 0102030405060708->0000000000000000: parent_sa ikev2_init:\n    (v2auth: len=2 method=rsasig authdata=( [|v2auth])",
            ),
            (
                1,
                "02000000000202000000000108004500003d00010000401166ad0a0000010a00000201f401f400290000010203040506070800000000000000002420220000000000000000210000000501",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 61)\n    10.0.0.1.500 > 10.0.0.2.500: [no cksum] isakmp 2.0 msgid 00000000 cookie 0102030405060708->0000000000000000: parent_sa ikev2_init:\n    ( [|v2IDr])",
            ),
            (
                1,
                "02000000000202000000000108004500005200010000401166980a0000010a00000201f401f4003e0000010203040506070800000000000000002620220000000000000000362b000008016162632b00000876656e640000000a76656e646f72",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 82)\n    10.0.0.1.500 > 10.0.0.2.500: [no cksum] isakmp 2.0 msgid 00000000 cookie 0102030405060708->0000000000000000: parent_sa ikev2_init:\n    (v2cr: len=4 01616263)\n    (v2vid: len=4 vid=vend)\n    (v2vid: len=6 vid=vendor 76656e646f72)",
            ),
            (
                1,
                "020000000002020000000001080045000050000100004011669a0a0000010a00000201f401f4003c00000102030405060708000000000000000005100200000000000000003405000008001101f40c00000a001101f47879000000060000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 80)\n    10.0.0.1.500 > 10.0.0.2.500: [no cksum] isakmp 1.0 msgid 00000000 cookie 0102030405060708->0000000000000000: phase 1 I ident:\n    (id: idtype=#0 protoid=17 port=500)\n    (id: idtype=#0 protoid=17 port=500 len=2 7879)\n    (d: [|d])",
            ),
            (
                1,
                "02000000000202000000000108004500005d000100004011668d0a0000010a00000201f401f400490000010203040506070800000000000000002120220000000000000000412800001c0000001401010002030000080100000c0000000802000005000000096e6f6e6365",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 93)\n    10.0.0.1.500 > 10.0.0.2.500: [no cksum] isakmp 2.0 msgid 00000000 cookie 0102030405060708->0000000000000000: parent_sa ikev2_init:\n    (sa: len=24\n        (p: #1 protoid=isakmp transform=2 len=20\n            (t: #1 type=encr id=aes )\n            (t: #2 type=prf id=#5 )))\n    (nonce: len=5 nonce=(6e6f6e6365) )",
            ),
        ],
    ),
    (
        "ISAKMP: deleted associations whose indices have no length",
        1,
        &[
            (
                12,
                "4500004400010000401166a60a0000010a00000201f401f400300000000000000000000000000000000000000c10050000000000000000280000000c0000000101000003",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 68)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 ? inf:\n    (d: doi=ipsec proto=isakmp spilen=0 nspi=3)",
            ),
            (
                12,
                "4500004400010000401166a60a0000010a00000201f401f400300000000000000000000000000000000000000c10050000000000000000280000000c0000000101040000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 68)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 ? inf:\n    (d: doi=ipsec proto=isakmp spilen=4 nspi=0 spi=)",
            ),
            (
                12,
                "4500004800010000401166a20a0000010a00000201f401f400340000000000000000000000000000000000000c100500000000000000002c00000010000000010102000201020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 72)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 ? inf:\n    (d: doi=ipsec proto=isakmp spilen=2 nspi=2 spi=0102,0304)",
            ),
        ],
    ),
];

const CUT: &[Cut] = &[
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
];

#[test]
fn keys_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
}
