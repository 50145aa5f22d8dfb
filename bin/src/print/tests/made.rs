//! Packets made for the purpose, value by value: what no capture has, and the lines that tcpdump prints
//! of it.

use super::lines::{Row, check};
use super::{Options, TimeForm, print_with};
use crate::print::packet_type;

const ROUTING: &[Row] = &[
    (
        "OSPF: maximum transfer units, summaries and vertices",
        2,
        &[
            (
                228,
                "45000034000100004059666e0a0000010a0000020202002001010101000000000000000000000000000000000000420700000005",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 52)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Database Description, length 32\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0)\n\tOptions [External, Opaque], DD Flags [Init, More, Master], Sequence: 0x00000005",
            ),
            (
                228,
                "45000094000100004059660e0a0000010a00000202040080010101010000000000000000000000000000000000000003000102030102030401010101800000010000001cffffff0001000014000102040102030401010101800000010000001c0000000000000014000102060102030401010101800000010000002c000000010102030400000002010203040000000900000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 148)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 128\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 3 LSAs\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Summary LSA (3), LSA-ID: 1.2.3.4\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t\ttopology multicast (1) metric 20\n\t    0x0000:  ffff ff00 0100 0014\n\t  LSA #2\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    ASBR Summary LSA (4), LSA-ID: 1.2.3.4\n\t    Options: [External]\n\t\ttopology default (0) metric 20\n\t    0x0000:  0000 0000 0000 0014\n\t  LSA #3\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 24\n\t    Multicast Group LSA (6), LSA-ID: 1.2.3.4\n\t    Options: [External]\n\t    Router Router-ID 1.2.3.4\n\t    Network Designated Router 1.2.3.4\n\t    unknown VertexType (9)\n\t    0x0000:  0000 0001 0102 0304 0000 0002 0102 0304\n\t    0x0010:  0000 0009 0000 0000",
            ),
            (
                228,
                "45000048000100004059665a0a0000010a0000020203003401010101000000000000000000000000000000000000000b030000010101010100000006000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 72)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Request, length 52\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0)\n\t  Advertising Router: 1.1.1.1, Domain Wide Opaque LSA (11), Opaque-Type: Graceful restart LSA (3), Opaque-ID: 1\n\t  Advertising Router: 0.0.0.0, Multicast Group LSA (6), LSA-ID: 0.0.0.0 [|ospf2]",
            ),
        ],
    ),
    (
        "OSPF: properties of links and routers",
        1,
        &[
            (
                228,
                "450000a000010000405966020a0000010a0000020204008c0101010100000000000000000000000000000000000000020001020a01000001010101018000000100000028000100040000000000020008000e0001010000000001020a010000010101010180000001000000480002003000130004616263640006000475000000000b000401020304000200080000000000000000000300080000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 160)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 140\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 20\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 1\n\t    Options: [External]\n\t    Router Address TLV (1), length: 4, 0.0.0.0\n\t    Link TLV (2), length: 8\n\t      Link Protection Type subTLV (14), length: 1 != 4 (invalid)\n\t  LSA #2\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 52\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 1\n\t    Options: [External]\n\t    Link TLV (2), length: 48\n\t      unknown subTLV (19), length: 4\n\t\t0x0000:  6162 6364\n\t      Maximum Bandwidth subTLV (6), length: 4, 1298074211356384568021090304.000 Mbps\n\t      Link Local/Remote Identifier subTLV (11), length: 4, 1.2.3.4 (0x01020304)\n\t      Link ID subTLV (2), length: 8, 0.0.0.0 (0x00000000), 0.0.0.0 (0x00000000)\n\t      Local Interface IP address subTLV (3), length: 8 != 4 (invalid)",
            ),
            (
                228,
                "4500006c00010000405966360a0000010a000002020400580101010100000000000000000000000000000000000000020001020a0400000101010101800000010000001c00010004000003310001020b04000001010101018000000100000020000100080000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 108)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 88\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Area Local Opaque LSA (10), Opaque-Type Router Information LSA (4), Opaque-ID 1\n\t    Options: [External]\n\t    Router Capabilities TLV (1), length: 4, value: Capabilities: Reserved, graceful restart capable, graceful restart helper, p2p over LAN, path computation server\n\t  LSA #2\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 12\n\t    Domain Wide Opaque LSA (11), Opaque-Type Router Information LSA (4), Opaque-ID 1\n\t    Options: [External]\n\t    Router Capabilities TLV (1), length: 8, value: \n\t    Bogus length 8 != 4",
            ),
            (
                228,
                "45000054000100004059664e0a0000010a000002020400400101010100000000000000000000000000000000000000010001020b0300000101010101800000010000002400010004000000780002000101000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 84)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 64\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 16\n\t    Domain Wide Opaque LSA (11), Opaque-Type Graceful restart LSA (3), Opaque-ID 1\n\t    Options: [External]\n\t    Grace Period TLV (1), length 4, value: 120s\n\t    Graceful restart Reason TLV (2), length 1, value: Software Restart (1)",
            ),
        ],
    ),
    (
        "OSPF: links that are not known, and entries behind the end",
        1,
        &[(
            228,
            "4500007200010000405966300a0000010a0000020204005e01010101000000000000000000000000000000000000000200010201010203040101010180000001000000240200000101020304000000000900000a000102050102030401010101800000010000001effffff0080ffffff0000",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 114)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 94\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 16\n\t    Router LSA (1), LSA-ID: 1.2.3.4\n\t    Options: [External]\n\t    Router LSA Options: [ASBR]\n\t      Unknown Router Link Type (9)\n\t  LSA #2\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 10\n\t    External LSA (5), LSA-ID: 1.2.3.4\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t\ttopology default (0), type 2, metric infinite [|ospf2]",
        )],
    ),
    (
        "OSPF for IPv6: flags, links and prefixes",
        2,
        &[
            (
                229,
                "60000000001c590100000000000000000000000000000001000000000000000000000000000000020302001c0101010100000000000000000000001305dc001900000005",
                "IP6 (hlim 1, next-header OSPF (89), payload length 28) ::1 > ::2: OSPFv3, Database Description, length 28\n\tRouter-ID 1.1.1.1, Backbone Area\n\tOptions [V6, External, Router], DD Flags [Master, IPv6 MTU], MTU 1500, DD-Sequence 0x00000005",
            ),
            (
                229,
                "6000000000c059010000000000000000000000000000000100000000000000000000000000000002030400c00101010100000000000000000000000400012001000000010101010180000001000000381f0000130400000a0000000000000000000000000300000a0000000000000000000000000001200400000001010101018000000100000020000000000000000000000000000140050000000101010101800000010000003883000014210400002001ff00000000020102030405060708090a0b0c0d0e0f1063646566000120030000000101010101800000010000001c0000001481000000",
                "IP6 (hlim 1, next-header OSPF (89), payload length 192) ::1 > ::2: OSPFv3, LS-Update, length 192\n\tRouter-ID 1.1.1.1, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 36\n\t    Router LSA (1), Area Local Scope, LSA-ID 0.0.0.1\n\t      Options [V6, External, Router], RLA-Flags [ABR, External, Virtual-Link Endpoint, Deprecated, NSSA Translator]\n\t      Virtual Link: Neighbor Router-ID 0.0.0.0\n\t      Neighbor Interface-ID 0.0.0.0, Interface 0.0.0.0, metric 10\n\t      Unknown Router Links Type 0x03\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 12\n\t    Inter-Area Router LSA (4), Area Local Scope, LSA-ID 0.0.0.1\n\t      0x0000:  0000 0000 0000 0000 0000 0000\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 36\n\t    External LSA (5), Domain Wide Scope, LSA-ID 0.0.0.1\n\t     Flags [External Type 2, Forwarding, Tag] metric 20\n\t\t2001:ff00:0:2::/33, Options [Deprecated], metric 0 forward 102:304:506:708:90a:b0c:d0e:f10 tag 99.100.101.102\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Inter-Area Prefix LSA (3), Area Local Scope, LSA-ID 0.0.0.1, metric 20 bogus prefixlen /129 [|ospf3]",
            ),
        ],
    ),
];

const APPLICATIONS: &[Row] = &[
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
];

const TUNNELS: &[Row] = &[
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
];

#[cfg(feature = "print-rare")]
const RARE: &[Row] = &[(
    "DCCP: headers that are too short",
    2,
    &[
        (
            12,
            "4500001c00010000402166be0a0000010a00000203e807d005000000",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto DCCP (33), length 28)\n     [|dccp]",
        ),
        (
            12,
            "4500002100010000402166b90a0000010a00000203e807d0050000000701020304",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto DCCP (33), length 33)\n    truncated-dccp - 3 bytes missing!",
        ),
        (
            12,
            "4500002400010000402166b60a0000010a00000203e807d0040000000601020304050607",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto DCCP (33), length 36)\n    10.0.0.1.1000 > 10.0.0.2.2000: DCCP (CCVal 0, CsCov 0, cksum 0x0000 (incorrect -> 0xca03)) truncated-DCCP-Ack - 4 bytes missing!",
        ),
        (
            12,
            "4500002400010000402166b60a0000010a00000203e807d0040000001801020304050607",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto DCCP (33), length 36)\n    10.0.0.1.1000 > 10.0.0.2.2000: DCCP (CCVal 0, CsCov 0, cksum 0x0000 (incorrect -> 0xb803)) unknown-type-12 (ack=329223) seq 66051 <Option 4, Option 5, Option 6, Option 7>",
        ),
        (
            12,
            "4500002c00010000402166ae0a0000010a00000203e807d0050000000f0102030405060708090a0b0c0d0e0f",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto DCCP (33), length 44)\n    10.0.0.1.1000 > 10.0.0.2.2000: DCCP (CCVal 0, CsCov 0, cksum 0x0000 (incorrect -> 0x93cb)) truncated-DCCP-Reset - 4 bytes missing!",
        ),
        (
            12,
            "4500003c000100004021669e0a0000010a00000203e807d00a0000000b0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto DCCP (33), length 60)\n    10.0.0.1.1000 > 10.0.0.2.2000: DCCP (CCVal 0, CsCov 0, cksum 0x0000 (incorrect -> 0xd9fa)) DCCP-CloseReq (ack=11042563100175) seq 2211975595527 <Option 16, Option 17, Option 18, Option 19, Option 20, Option 21, Option 22, Option 23, Option 24, Option 25, Option 26, Option 27, Option 28, Option 29, Option 30, Option 31>",
        ),
    ],
)];

/// What the user says a packet is, the packet, and its lines.
const TYPED: &[(&str, &str, &str)] = &[
    (
        "rtp",
        "4500003000010000401166ba0a0000010a00000203e807d0001c000090801234000000ff01020304bede0001aabbccdd",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 48)\n    10.0.0.1.1000 > 10.0.0.2.2000: udp/rtp 8 c0 +* 4660 255 16909060",
    ),
    (
        "rtp",
        "4500003000010000401166ba0a0000010a00000203e807d0001c000090801234000000ff01020304bede0002aabbccdd",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 48)\n    10.0.0.1.1000 > 10.0.0.2.2000: udp/rtp 8 c0 +* 4660 255 16909060 !ext",
    ),
    (
        "rtp",
        "4500002a00010000401166c00a0000010a00000203e807d00016000090001234000000ff01020304bede",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 42)\n    10.0.0.1.1000 > 10.0.0.2.2000: udp/rtp 2 c0 + 4660 255 16909060 [|rtp]",
    ),
    (
        "rtp",
        "4500002c00010000401166be0a0000010a00000203e807d00018000040801234000000ff0101000081010000",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 44)\n    10.0.0.1.1000 > 10.0.0.2.2000: udp/rtpv1 8 c0 + 4660 255 16842752",
    ),
    (
        "rtp",
        "4500002800010000401166c20a0000010a00000203e807d00014000040801234000000ff81020000",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 40)\n    10.0.0.1.1000 > 10.0.0.2.2000: udp/rtpv1 4 c0 + 4660 255 2164391936 !opt",
    ),
];

#[test]
fn packets_of_a_type_that_is_said_print_as_they_do_with_tcpdump() {
    for (name, hex, line) in TYPED {
        let packet_type = packet_type(name.as_bytes()).expect("it is printed");
        let time = TimeForm::None;
        let o = Options { packet_type, verbose: 1, numeric: true, time, ..Options::default() };
        assert_eq!(print_with(&o, 12, None, hex).trim_end_matches('\n'), *line, "{name}");
    }
}

#[test]
fn packets_made_of_odd_values_print_as_they_do_with_tcpdump() {
    check(ROUTING);
    check(APPLICATIONS);
    check(TUNNELS);
}

#[cfg(feature = "print-rare")]
#[test]
fn packets_of_rare_protocols_made_of_odd_values_print_as_they_do_with_tcpdump() {
    check(RARE);
}
