//! Values of services and of what secures them that few send, lengths that are wrong, and where a value
//! ends the packet, with the lines that tcpdump prints of them.

use super::lines::{Row, check};

const ROWS: &[Row] = &[
    (
        "DNS: bit-string labels, and names that end the packet or are too long",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500005200010000401166980a0000010a00000200350fa0003e000012348180000100010000000003777777076578616d706c6503636f6d0000010001c00c0002000100000e100009410babff03636f6d00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 82)\n    10.0.0.1.53 > 10.0.0.2.4000: 4660 1/0/0 www.example.com. NS \\[xabe/11].com. (54)",
            ),
            (
                1,
                "02000000000202000000000108004500006c000100004011667e0a0000010a00000200350fa00058000012348180000100010000000003777777076578616d706c6503636f6d0000010001c00c0002000100000e1000234100aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 108)\n    10.0.0.1.53 > 10.0.0.2.4000: 4660 1/0/0 www.example.com. NS \\[xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/256]. (80)",
            ),
            (
                1,
                "02000000000202000000000108004500004c000100004011669e0a0000010a00000200350fa00038000012348180000100010000000003777777076578616d706c6503636f6d0000010001c00c0002000100000e1000034120ab",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 76)\n    10.0.0.1.53 > 10.0.0.2.4000: 4660 1/0/0 www.example.com. NS \\[xab [|domain]",
            ),
            (
                1,
                "02000000000202000000000108004500004e000100004011669c0a0000010a00000200350fa0003a000012348180000100010000000003777777076578616d706c6503636f6d0000010001c00c0002000100000e1000050361626301",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 78)\n    10.0.0.1.53 > 10.0.0.2.4000: 4660 1/0/0 www.example.com. NS abc. (50)",
            ),
            (
                1,
                "02000000000202000000000108004500004e000100004011669c0a0000010a00000200350fa0003a000012348180000100010000000003777777076578616d706c6503636f6d0000010001c00c0002000100000e10000503616263c0",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 78)\n    10.0.0.1.53 > 10.0.0.2.4000: 4660 1/0/0 www.example.com. NS abc. (50)",
            ),
            (
                1,
                "02000000000202000000000108004500014c000100004011659e0a0000010a00000200350fa00138000012348180000100010000000003777777076578616d706c6503636f6d0000010001c00c0002000100000e1001033f7979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979793f7979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979793f7979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979793d797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979790377777700",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 332)\n    10.0.0.1.53 > 10.0.0.2.4000: 4660 1/0/0 www.example.com. NS yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.w<DOMAIN NAME TOO LONG> (304)",
            ),
        ],
    ),
    (
        "DNS: an extended code, tags and a closest trust point",
        2,
        &[
            (
                1,
                "02000000000202000000000108004500004800010000401166a20a0000010a00000200350fa00034000012348185000100000000000103777777076578616d706c6503636f6d00000100010000290001010000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 72)\n    10.0.0.1.53 > 10.0.0.2.4000: [no cksum] 4660Resp21 q: A? www.example.com. 0/0/1 ar: . OPT UDPsize=1 (44)",
            ),
            (
                1,
                "02000000000202000000000108004500005400010000401166960a0000010a00000200350fa00040000012348180000100000000000103777777076578616d706c6503636f6d0000010001000029100000000e10000c001000020102000d0002c0ff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 84)\n    10.0.0.1.53 > 10.0.0.2.4000: [no cksum] 4660 q: A? www.example.com. 0/0/1 ar: . OPT UDPsize=4096 [CLIENT-TAG 0102,CHAIN ] (56)",
            ),
        ],
    ),
    (
        "SNMP: a trap of version 1 anywhere but in version 2c, its numbers, and what is left behind security's parameters",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500007500010000401166750a0000010a00000203e800a2006100003057020103300d020101020205dc04010402010304183016040580000001020201010201020403626f62040004003029040580000001020400a41e06082b0601020101030040040a0000010201fe0201014304000000643000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 117)\n    10.0.0.1.1000 > 10.0.0.2.162:  { SNMPv3 { F=r } { USM B=1 T=2 U=\"bob\" } { ScopedPDU E=_80_00_00_01_02 C=\"\" { Trap(30)  .1.3.6.1.2.1.1.3.0 10.0.0.1 gt=-2[specific-trap(1)!=0] 100 } } } ",
            ),
            (
                1,
                "02000000000202000000000108004500004300010000401166a70a0000010a00000203e800a2002f0000302502010004067075626c6963a41806058fffffff7f4004010203040201060201014101053000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 67)\n    10.0.0.1.1000 > 10.0.0.2.162:  { SNMPv1 { Trap(24)  .0.4294967295 1.2.3.4 enterpriseSpecific s=1 5 } } ",
            ),
            (
                1,
                "02000000000202000000000108004500007400010000401166760a0000010a00000203e800a1006000003056020103300d020101020205dc040104020103041c301a04026162020101020102040175040004017000000000000000003024040580000001020400a019020101020100020100300e300c06082b060102010103000500",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 116)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv3 { F=r } { USM B=1 T=2 U=\"u\" [5 extra after usm SEQ]} { ScopedPDU E=_80_00_00_01_02 C=\"\" { GetRequest(25) R=1  .1.3.6.1.2.1.1.3.0 } } } ",
            ),
            (
                1,
                "02000000000202000000000108004500005900010000401166910a0000010a00000203e800a100450000303b020103300d020101020205dc0401040201030401ff3024040580000001020400a019020101020100020100300e300c06082b060102010103000500",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 89)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv3 { F=r } { USM [Xtagfield?]} { ScopedPDU E=_80_00_00_01_02 C=\"\" { GetRequest(25) R=1  .1.3.6.1.2.1.1.3.0 } } } ",
            ),
        ],
    ),
    (
        "RADIUS: vendors, locations, passwords and values that are too short",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500005a00010000401166900a0000010a00000203e80714004600000107003e000102030405060708090a0b0c0d0e0f1a0b00000de901036102071a03007f1900030002d9a3b4c500000000d9a3b4c5800000004750537f0300",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 90)\n    10.0.0.1.1000 > 10.0.0.2.1812: RADIUS, length: 62\n\tAccess-Request (1), id: 0x07, Authenticator: 000102030405060708090a0b0c0d0e0f\n\t  Vendor-Specific Attribute (26), length: 11, Value: Vendor: The Broadband Forum (3561)\n\t    Vendor Attribute: 1, Length: 1, Value: a\n\t    Vendor Attribute: 2, Length: 7 (bogus, goes past end of vendor-specific attribute)\n\t  Vendor-Specific Attribute (26), length: 3, Value:  [|radius]\n\t  Location-Information Attribute (127), length: 25, Value: index 3, code Civic, entity Unknown (2), sighting time 3651384517.000000000 (2015-09-16T09:28:37Z), time to live 3651384517.500000000 (2015-09-16T09:28:37Z), method \"GPS\"\n\t  Location-Information Attribute (127), length: 3, Value:  [length 1 < 21] (invalid)",
            ),
            (
                1,
                "02000000000202000000000108004500005300010000401166970a0000010a00000203e80714003f000001070037000102030405060708090a0b0c0d0e0f8007000161626381108001d9a3b4c5000000006e6f7465810c0000d9a3b4c500000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 83)\n    10.0.0.1.1000 > 10.0.0.2.1812: RADIUS, length: 55\n\tAccess-Request (1), id: 0x07, Authenticator: 000102030405060708090a0b0c0d0e0f\n\t  Location-Data Attribute (128), length: 7, Value: index 1, location\n\t    0x0000:  6162 63                                  abc\n\t  Basic-Location-Policy-Rules Attribute (129), length: 16, Value: flags [MBZ-15, Retransmission Allowed], retention expires 3651384517.000000000 (2015-09-16T09:28:37Z), note well \"note\"\n\t  Basic-Location-Policy-Rules Attribute (129), length: 12, Value: flags [none], retention expires 3651384517.000000000 (2015-09-16T09:28:37Z)",
            ),
            (
                1,
                "02000000000202000000000108004500008800010000401166620a0000010a00000203e80714007400000107006c000102030405060708090a0b0c0d0e0f45072000016162450401004612f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff47100106000000000000000000000000540bf7f8f9fafbfcfdfeff380631ffffff7c0a00010000000000007c0a0000000000000000260600000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 136)\n    10.0.0.1.1000 > 10.0.0.2.1812: RADIUS, length: 108\n\tAccess-Request (1), id: 0x07, Authenticator: 000102030405060708090a0b0c0d0e0f\n\t  Tunnel-Password Attribute (69), length: 7, Value: Tag[Unused] Salt 1 ab\n\t  Tunnel-Password Attribute (69), length: 4, Value:  [|radius]\n\t  ARAP-Password Attribute (70), length: 18, Value: User_challenge (F0F1F2F3F4F5F6F7) User_resp(F8F9FAFBFCFDFEFF)\n\t  ARAP-Features Attribute (71), length: 16, Value: User can change password, Min password length: 6, created at: 00000000, expires in: 00000000, Current Time: 00000000\n\t  ARAP-Challenge-Response Attribute (84), length: 11, Value: F7F8F9FAFBFCFDFE\n\t  Egress-VLANID Attribute (56), length: 6, Value: Tagged (0x31) 16777215\n\t  MIP6-Feature-Vector Attribute (124), length: 10, Value: [IP4_HOA_ONLY_SUPPORTED]\n\t  MIP6-Feature-Vector Attribute (124), length: 10, Value: []\n\t  Framed-AppleTalk-Network Attribute (38), length: 6, Value: NAS assigned",
            ),
        ],
    ),
    (
        "EAP: requests that are too short for their type",
        1,
        &[
            (
                1,
                "020000000002020000000001888e010000050105000502",
                "EAP packet (0) v1, len 5, Request (1), id 5, len 5\n\t\t Type Notification (2) (too short for EAP Notification request/response)",
            ),
            (
                1,
                "020000000002020000000001888e010000050105000512",
                "EAP packet (0) v1, len 5, Request (1), id 5, len 5\n\t\t Type SIM (18) (too short for EAP SIM/AKA request/response)",
            ),
            (
                1,
                "020000000002020000000001888e01000006010500061580",
                "EAP packet (0) v1, len 6, Request (1), id 5, len 6\n\t\t Type TTLS (21) TTLSv0 flags [L bit] 0x80 (too short for EAP TLS/TTLS request/response with length)",
            ),
        ],
    ),
    (
        "SCTP: acknowledgements that end amid a block",
        0,
        &[(
            1,
            "020000000002020000000001080045000038000100004084663f0a0000010a00000203e807d000000001e67112b4030000160000000700000008000000020000000100020000",
            "IP 10.0.0.1.1000 > 10.0.0.2.2000: sctp (1) [SACK] [cum ack 7] [a_rwnd 8] [#gap acks 0] [#dup tsns 2] \n\t\t[dup TSN #1: 1] bogus chunk length 22]",
        )],
    ),
    (
        "M3UA: messages and parameters, and their lengths",
        2,
        &[
            (
                1,
                "02000000000202000000000108004500005400010000408466230a0000010a00000203e807d0000000014badc23a00030034000000010002000300000003010001010000002400060008010203040210000864617461000300057800000000060004",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto SCTP (132), length 84)\n    10.0.0.1.1000 > 10.0.0.2.2000: sctp\n\t1) [DATA] (B)(E) [TSN: 1] [SID: 2] [SSEQ 3] [PPID M3UA] \n\t\tTransfer Data Message\n\t\t\tRouting Context: 0x00060008\n\t\t\tProtocol Data: (length 8)\n\t\t\tUnknown Parameter (0x0003): (length 5)\n\t\t\tRouting Context:  (invalid)",
            ),
            (
                1,
                "020000000002020000000001080045000038000100004084663f0a0000010a00000203e807d0000000016a6afbf6000300180000000100020003000000030100030900000008",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto SCTP (132), length 56)\n    10.0.0.1.1000 > 10.0.0.2.2000: sctp\n\t1) [DATA] (B)(E) [TSN: 1] [SID: 2] [SSEQ 3] [PPID M3UA] \n\t\tASP Unknown (0x09) Message",
            ),
            (
                1,
                "020000000002020000000001080045000038000100004084663f0a0000010a00000203e807d0000000018fd50273000300180000000100020003000000030100070100000009",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto SCTP (132), length 56)\n    10.0.0.1.1000 > 10.0.0.2.2000: sctp\n\t1) [DATA] (B)(E) [TSN: 1] [SID: 2] [SSEQ 3] [PPID M3UA] \n\t\tUnknown message class 7\n\t\t\t@@@@@@ Corrupted length 9 of message @@@@@@",
            ),
            (
                1,
                "02000000000202000000000108004500004400010000408466330a0000010a00000203e807d000000001acf3ea46000300210000000100020003000000030100010100000011000400076162630078000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto SCTP (132), length 68)\n    10.0.0.1.1000 > 10.0.0.2.2000: sctp\n\t1) [DATA] (B)(E) [TSN: 1] [SID: 2] [SSEQ 3] [PPID M3UA] \n\t\tTransfer Data Message\n\t\t\tINFO String: (length 7) (invalid)",
            ),
            (
                1,
                "020000000002020000000001080045000038000100004084663f0a0000010a00000203e807d00000000151465433000300180000000100020003000000030200010100000008",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto SCTP (132), length 56)\n    10.0.0.1.1000 > 10.0.0.2.2000: sctp\n\t1) [DATA] (B)(E) [TSN: 1] [SID: 2] [SSEQ 3] [PPID M3UA] ",
            ),
            (
                1,
                "02000000000202000000000108004500003400010000408466430a0000010a00000203e807d0000000015b42fc970003001200000001000200030000000301000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto SCTP (132), length 52)\n    10.0.0.1.1000 > 10.0.0.2.2000: sctp\n\t1) [DATA] (B)(E) [TSN: 1] [SID: 2] [SSEQ 3] [PPID M3UA]  (invalid)",
            ),
        ],
    ),
    (
        "ISAKMP: notifications of both versions",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500006200010000401166880a0000010a00000201f401f4004e0000010203040506070800000000000000000b10050000000000000000460b0000100000000101006001000000010000001a00000001010060008001000100020002001000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 98)\n    10.0.0.1.500 > 10.0.0.2.500: isakmp 1.0 msgid 00000000: phase 1 I inf:\n    (n: doi=ipsec proto=isakmp type=REPLAY-STATUS status=(replay detection enabled))\n    (n: doi=ipsec proto=isakmp type=RESPONDER-LIFETIME attrs=((type=enc value=1des)(type=hash len=2 value=0010)(type=#0 len=0 value=)))",
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
        "Telnet: mechanisms and ciphers",
        0,
        &[(
            1,
            "02000000000202000000000108004500003600010000400666bf0a0000010a000002001703e800000001000000015018020000000000fffa25000ffff0fffa260806fff0",
            "IP 10.0.0.1.23 > 10.0.0.2.1000: Flags [P.], seq 1:15, ack 1, win 512, length 14 [telnet SB AUTHENTICATION IS NTLM SE, SB ENCRYPT DEC_KEYID CAST5_40_CFB64 SE]",
        )],
    ),
    (
        "TFTP: texts that are empty",
        0,
        &[
            (
                1,
                "02000000000202000000000108004500002500010000401166c50a0000010a00000203e8004500110000000166000061006200",
                "IP 10.0.0.1.1000 > 10.0.0.2.69: TFTP, length 9, RRQ \"f\"  a b",
            ),
            (
                1,
                "02000000000202000000000108004500002400010000401166c60a0000010a00000203e80045001000000006006100006200",
                "IP 10.0.0.1.1000 > 10.0.0.2.69: TFTP, length 8, OACK a b",
            ),
        ],
    ),
    (
        "BOOTP: Carnegie Mellon's flags, and a name that fills its field",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500013000010000401165ba0a0000010a00000200430044011c00000101060012345678000000000000000000000000000000000000000002000000000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000434d5500010000000102030401020304010203040102030401020304010203040102030401020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 304)\n    10.0.0.1.67 > 10.0.0.2.68: BOOTP/DHCP, Request from 02:00:00:00:00:01, length 276, xid 0x12345678, Flags [none]\n\t  Client-Ethernet-Address 02:00:00:00:00:01 vend-cmu DG:1.2.3.4 SM:1.2.3.4 NS1:1.2.3.4 NS2:1.2.3.4 IEN1:1.2.3.4 IEN2:1.2.3.4 TS1:1.2.3.4 TS2:1.2.3.4",
            ),
            (
                1,
                "02000000000202000000000108004500013000010000401165ba0a0000010a00000200430044011c00000101060012345678000000000000000000000000000000000000000002000000000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000434d5500060000000102030401020304010203040102030401020304010203040102030401020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 304)\n    10.0.0.1.67 > 10.0.0.2.68: BOOTP/DHCP, Request from 02:00:00:00:00:01, length 276, xid 0x12345678, Flags [none]\n\t  Client-Ethernet-Address 02:00:00:00:00:01 vend-cmu F:0x6 DG:1.2.3.4 SM*:1.2.3.4 NS1:1.2.3.4 NS2:1.2.3.4 IEN1:1.2.3.4 IEN2:1.2.3.4 TS1:1.2.3.4 TS2:1.2.3.4",
            ),
            (
                1,
                "02000000000202000000000108004500010d00010000401165dd0a0000010a0000020043004400f90000010106001234567800000000000000000000000000000000000000000200000000010000000000000000000078787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000063825363ff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 269)\n    10.0.0.1.67 > 10.0.0.2.68: BOOTP/DHCP, Request from 02:00:00:00:00:01, length 241, xid 0x12345678, Flags [none]\n\t  Client-Ethernet-Address 02:00:00:00:00:01\n\t  sname \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\" [|bootp]",
            ),
        ],
    ),
    (
        "TFTP: nothing behind the header of UDP",
        1,
        &[(
            1,
            "02000000000202000000000108004500001e00010000401166cc0a0000010a00000203e80045000800000001",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 30)\n    10.0.0.1.1000 > 10.0.0.2.69: TFTP, length 0 [|tftp]",
        )],
    ),
];

#[test]
fn services_print_as_they_do_with_tcpdump() {
    check(ROWS);
}
