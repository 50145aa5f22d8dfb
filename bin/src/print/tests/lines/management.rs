//! Packets of management, authentication, and signals of telephones, made value by value, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Row, check};

const ROWS: &[Row] = &[
    (
        "EAP",
        1,
        &[
            (
                1,
                "ffffffffffff000c29903a8b888e010000050107000601",
                "EAP packet (0) v1, len 5, EAP fragment?",
            ),
            (
                1,
                "ffffffffffff000c29903a8b888e0100000301070003",
                "EAP packet (0) v1, len 3, Request (1), id 7, len 3 (too short for EAP header)",
            ),
            (
                1,
                "ffffffffffff000c29903a8b888e0100000a0107000a158100000005",
                "EAP packet (0) v1, len 10, Request (1), id 7, len 10\n\t\t Type TTLS (21) TTLSv1 flags [L bit] 0x81, len 5",
            ),
        ],
    ),
    (
        "SNMP",
        1,
        &[
            (
                12,
                "4500001c00010000401166ce0a0000010a000002000500a100080000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 28)\n    10.0.0.1.5 > 10.0.0.2.161:  [nothing to parse]",
            ),
            (
                12,
                "4500001f00010000401166cb0a0000010a000002000500a1000b0000300502",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 31)\n    10.0.0.1.5 > 10.0.0.2.161:  [len1<asnlen5]",
            ),
            (
                12,
                "4500002300010000401166c70a0000010a000002000500a1000f000030050201000400",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 35)\n    10.0.0.1.5 > 10.0.0.2.161:  { SNMPv1 C=\"\" [nothing to parse]} ",
            ),
        ],
    ),
    (
        "RADIUS",
        1,
        &[
            (
                12,
                "4500004f000100004011669b0a0000010a00000207140714003b0000010700330101010101010101010101010101010140060000000342050161623d060000001b7e043178540a3132333435363738",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 79)\n    10.0.0.1.1812 > 10.0.0.2.1812: RADIUS, length: 51\n\tAccess-Request (1), id: 0x07, Authenticator: 01010101010101010101010101010101\n\t  Tunnel-Type Attribute (64), length: 6, Value: Tag[Unused] L2TP\n\t  Tunnel-Client-Endpoint Attribute (66), length: 5, Value: Tag[1] ab\n\t  NAS-Port-Type Attribute (61), length: 6, Value: Wireless - IEEE 802.16\n\t  Operator-Name Attribute (126), length: 4, Value: [REALM] x\n\t  ARAP-Challenge-Response Attribute (84), length: 10, Value: 3132333435363738",
            ),
            (
                12,
                "4500003900010000401166b10a0000010a00000207140714002500000107001d01010101010101010101010101010101410600000006010961",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 57)\n    10.0.0.1.1812 > 10.0.0.2.1812: RADIUS, length: 29\n\tAccess-Request (1), id: 0x07, Authenticator: 01010101010101010101010101010101\n\t  Tunnel-Medium-Type Attribute (65), length: 6, Value: Tag[Unused] 802\n\t  User-Name Attribute (1), length: 9 (bogus, goes past end of packet)",
            ),
        ],
    ),
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
        "netfilter's log: attributes that end beyond the packet, or before their header does",
        0,
        &[
            (239, "0200001405000100080000000000", " [|nflog]"),
            (239, "02000014050001000800000000000100", " (invalid)"),
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
        "SNMP: tags that it has no use for",
        1,
        &[
            (
                12,
                "4500001f00010000401166cb0a0000010a00000203e800a1000b000001012a",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 31)\n    10.0.0.1.1000 > 10.0.0.2.161:  [P/U/Boolean][!init SEQ]_2a",
            ),
            (
                12,
                "4500001f00010000401166cb0a0000010a00000203e800a1000b00000a0100",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 31)\n    10.0.0.1.1000 > 10.0.0.2.161:  [P/U/U-10][!init SEQ]_00",
            ),
            (
                12,
                "4500001f00010000401166cb0a0000010a00000203e800a1000b000012010a",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 31)\n    10.0.0.1.1000 > 10.0.0.2.161:  [id?P/x/18]",
            ),
            (
                12,
                "4500002000010000401166ca0a0000010a00000203e800a1000c00003f020122",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 32)\n    10.0.0.1.1000 > 10.0.0.2.161:  C/U/Integer[!init SEQ]_22",
            ),
            (
                12,
                "4500002100010000401166c90a0000010a00000203e800a1000d00001f8102012a",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 33)\n    10.0.0.1.1000 > 10.0.0.2.161:  [id?P/x/130]",
            ),
            (
                12,
                "4500001f00010000401166cb0a0000010a00000203e800a1000b00004301ff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 31)\n    10.0.0.1.1000 > 10.0.0.2.161:  [!init SEQ]255",
            ),
            (
                12,
                "4500001f00010000401166cb0a0000010a00000203e800a1000b000045012a",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 31)\n    10.0.0.1.1000 > 10.0.0.2.161:  [P/A/C-5][!init SEQ]_2a",
            ),
            (
                12,
                "4500001f00010000401166cb0a0000010a00000203e800a1000b00008301ff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 31)\n    10.0.0.1.1000 > 10.0.0.2.161:  [!init SEQ][BE_ANY!?]",
            ),
            (
                12,
                "4500001f00010000401166cb0a0000010a00000203e800a1000b0000c00100",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 31)\n    10.0.0.1.1000 > 10.0.0.2.161:  [P/x/P-0][!init SEQ]_00",
            ),
            (
                12,
                "4500001f00010000401166cb0a0000010a00000203e800a1000b0000e00100",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 31)\n    10.0.0.1.1000 > 10.0.0.2.161:  C/x/P-0[!init SEQ]_00",
            ),
            (
                12,
                "4500001e00010000401166cc0a0000010a00000203e800a1000a00000282",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 30)\n    10.0.0.1.1000 > 10.0.0.2.161:  [asnlen? 0<2]",
            ),
            (
                12,
                "4500002100010000401166c90a0000010a00000203e800a1000d00004003010203",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 33)\n    10.0.0.1.1000 > 10.0.0.2.161:  [!init SEQ][inetaddr len!=4]1.2.3",
            ),
        ],
    ),
    (
        "SNMP: errors, traps and lengths that do not agree",
        1,
        &[
            (
                12,
                "45000050000100004011669a0a0000010a00000203e800a1003c0000303202010104067075626c6963a225020201020201020201003019300a06062b06010201010500300b06062b0601020101020103",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 80)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv2c { GetResponse(37) R=258  noSuchName[errorIndex==0] .1.3.6.1.2.1.1= .1.3.6.1.2.1.1=3 } } ",
            ),
            (
                12,
                "45000050000100004011669a0a0000010a00000203e800a1003c0000303202010104067075626c6963a2250202010202011e0201013019300a06062b06010201010500300b06062b0601020101020103",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 80)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv2c { GetResponse(37) R=258  err=30@1 .1.3.6.1.2.1.1= .1.3.6.1.2.1.1=3 } } ",
            ),
            (
                12,
                "4500004300010000401166a70a0000010a00000203e800a1002f0000302502010104067075626c6963a21802020102020100020102300c300a06062b06010201010500",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 67)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv2c { GetResponse(24) R=258 [errorIndex(2) w/o errorStatus] .1.3.6.1.2.1.1= } } ",
            ),
            (
                12,
                "4500005200010000401166980a0000010a00000203e800a1003e0000303402010004067075626c6963a42706062b060102010140040102030402010902010943020102300d300b06062b0601020101020103",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 82)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv1 { Trap(39)  .1.3.6.1.2.1.1 1.2.3.4 gt=9[specific-trap(9)!=0] 258 .1.3.6.1.2.1.1=3 } } ",
            ),
            (
                12,
                "4500005200010000401166980a0000010a00000203e800a1003e0000303402010104067075626c6963a42706062b060102010140040102030402010902010943020102300d300b06062b0601020101020103",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 82)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv2c { Trap(39) [v1 PDU in v2 message]} ",
            ),
            (
                12,
                "4500002c00010000401166be0a0000010a00000203e800a100180000300e02010104067075626c6963020101",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 44)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv2c [no PDU]} ",
            ),
            (
                12,
                "4500003a00010000401166b00a0000010a00000203e800a100260000301c02010104067075626c6963a00f020201020201000201003003020101",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 58)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv2c { GetRequest(15) R=258  [!varbind]1 } } ",
            ),
            (
                12,
                "4500004500010000401166a50a0000010a00000203e800a100310000302702010104067075626c6963a01802020102020100020100300c300a06062b060102010105000500",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 69)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv2c [2 extra after PDU]{ GetRequest(24) R=258  .1.3.6.1.2.1.1 } } ",
            ),
            (
                12,
                "4500004300010000401166a70a0000010a00000203e800a1002f0000302502010004067075626c6963a51802020102020100020100300c300a06062b06010201010500",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 67)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv1 { GetBulk(24) [v2 PDU in v1 message]} ",
            ),
            (
                12,
                "4500002b00010000401166bf0a0000010a00000203e800a100170000300d02010104067075626c6963a000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 43)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv2c { GetRequest(0) [nothing to parse] } } ",
            ),
        ],
    ),
    (
        "SNMP: what version 3 checks",
        1,
        &[
            (
                12,
                "4500006e000100004011667c0a0000010a00000203e800a1005a00003050020103300d02010102020500040100020103041730150403656e67020101020102040475736572040004003023040280010403637478a01802020102020100020100300c300a06062b06010201010500",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 110)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv3 { F= } { USM B=1 T=2 U=\"user\" } { ScopedPDU E=_80_01 C=\"ctx\" { GetRequest(24) R=258  .1.3.6.1.2.1.1 } } } ",
            ),
            (
                12,
                "4500006e000100004011667c0a0000010a00000203e800a1005a00003050020103300d02010102020500040102020103041730150403656e67020101020102040475736572040004003023040280010403637478a01802020102020100020100300c300a06062b06010201010500",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 110)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv3 { [msgFlags=0x02]} ",
            ),
            (
                12,
                "4500006e000100004011667c0a0000010a00000203e800a1005a00003050020103300d020101020205000401ff020103041730150403656e67020101020102040475736572040004003023040280010403637478a01802020102020100020100300c300a06062b06010201010500",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 110)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv3 { [msgFlags=0xFF]} ",
            ),
            (
                12,
                "4500006e000100004011667c0a0000010a00000203e800a1005a00003050020103300d02010102020500040100020101041730150403656e67020101020102040475736572040004003023040280010403637478a01802020102020100020100300c300a06062b06010201010500",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 110)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv3 { F= } [security model 1]} ",
            ),
            (
                12,
                "4500007200010000401166780a0000010a00000203e800a1005e0000305402010330110201010202050004010002010305000500041730150403656e67020101020102040475736572040004003023040280010403637478a01802020102020100020100300c300a06062b06010201010500",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 114)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv3 { F= [1 extra after message SEQ]} { USM [msgSecurityParameters!=STR]} ",
            ),
            (
                12,
                "4500005100010000401166990a0000010a00000203e800a1003d00003033020103300d02010102020500040103020103041730150403656e67020101020102040475736572040004000406736563726574",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 81)\n    10.0.0.1.1000 > 10.0.0.2.161:  { SNMPv3 { F=ap } { USM B=1 T=2 U=\"user\" } { ScopedPDU [!scoped PDU]\"secret\"} } ",
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
        "Telnet: mechanisms and ciphers",
        0,
        &[(
            1,
            "02000000000202000000000108004500003600010000400666bf0a0000010a000002001703e800000001000000015018020000000000fffa25000ffff0fffa260806fff0",
            "IP 10.0.0.1.23 > 10.0.0.2.1000: Flags [P.], seq 1:15, ack 1, win 512, length 14 [telnet SB AUTHENTICATION IS NTLM SE, SB ENCRYPT DEC_KEYID CAST5_40_CFB64 SE]",
        )],
    ),
    (
        "RADIUS: what is cut of a packet of EAP has its name",
        1,
        &[(
            12,
            "4500003500010000401166b50a0000010a000002071407140021000002070019000000000000000000000000000000004f05020700",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 53)\n    10.0.0.1.1812 > 10.0.0.2.1812: RADIUS, length: 25\n\tAccess-Accept (2), id: 0x07, Authenticator: 00000000000000000000000000000000\n\t  EAP-Message Attribute (79), length: 5, Value:  [|eap]",
        )],
    ),
];

#[test]
fn management_print_as_with_tcpdump() {
    check(ROWS);
}
