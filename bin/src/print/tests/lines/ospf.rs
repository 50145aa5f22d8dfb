//! Packets of OSPF, made value by value, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[
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
    (
        "OSPF: what follows the properties of a link is read once more, as its length is not taken off",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500006c00010000405966360a0000010a000002020400580102030400000000000000000000000000000000000000020009020a01000009020202028000000100000020000200080001000101000000000902020a00000102020202800000010000001cffffff000a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 108)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 88\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 12\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Link TLV (2), length: 8\n\t      Link Type subTLV (1), length: 1, Point-to-point (1)\n\t    unknown TLV (9), length: 514\n\t    Bogus length 514 > 4\n\t  LSA #2\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Network LSA (2), LSA-ID: 10.0.0.1\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      10.0.0.1",
            ),
            (
                1,
                "020000000002020000000001080045000074000100004059662e0a0000010a000002020400600102030400000000000000000000000000000000000000020009020a01000009020202028000000100000028000100040a000001000200080001000101000000000902020a00000102020202800000010000001cffffff000a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 116)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 96\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 20\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Router Address TLV (1), length: 4, 10.0.0.1\n\t    Link TLV (2), length: 8\n\t      Link Type subTLV (1), length: 1, Point-to-point (1)\n\t    unknown TLV (9), length: 514\n\t    Bogus length 514 > 4\n\t  LSA #2\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Network LSA (2), LSA-ID: 10.0.0.1\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      10.0.0.1",
            ),
        ],
    ),
    (
        "OSPF: lengths of what is known of links that are wrong",
        1,
        &[
            (
                1,
                "020000000002020000000001080045000064000100004059663e0a0000010a000002020400500102030400000000000000000000000000000000000000020009020a0100000902020202800000010000001800000000000902020a00000102020202800000010000001cffffff000a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 100)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 80\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 4\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    unknown TLV (0), length: 0\n\t  LSA #2\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Network LSA (2), LSA-ID: 10.0.0.1\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      10.0.0.1",
            ),
            (
                1,
                "020000000002020000000001080045000068000100004059663a0a0000010a000002020400540102030400000000000000000000000000000000000000020009020a0100000902020202800000010000001c0002000400000000000902020a00000102020202800000010000001cffffff000a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 104)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 84\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Link TLV (2), length: 4 (invalid)\n\t  LSA #2\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Network LSA (2), LSA-ID: 10.0.0.1\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      10.0.0.1",
            ),
            (
                1,
                "02000000000202000000000108004500006c00010000405966360a0000010a000002020400580102030400000000000000000000000000000000000000020009020a01000009020202028000000100000020000200080001000901000000000902020a00000102020202800000010000001cffffff000a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 108)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 88\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 12\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Link TLV (2), length: 8\n\t      Link Type subTLV (1), length: 9\n\t    Remaining TLV length 8 < 13\n\t  LSA #2\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Network LSA (2), LSA-ID: 10.0.0.1\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      10.0.0.1",
            ),
            (
                1,
                "020000000002020000000001080045000068000100004059663a0a0000010a000002020400540102030400000000000000000000000000000000000000020009020a0100000902020202800000010000001c0002000101000000000902020a00000102020202800000010000001cffffff000a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 104)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 84\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Link TLV (2), length: 1\n\t    Remaining TLV length 1 < 4\n\t  LSA #2\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Network LSA (2), LSA-ID: 10.0.0.1\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      10.0.0.1",
            ),
            (
                1,
                "020000000002020000000001080045000068000100004059663a0a0000010a000002020400540102030400000000000000000000000000000000000000020009020a0100000902020202800000010000001c0001000101000000000902020a00000102020202800000010000001cffffff000a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 104)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 84\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Router Address TLV (1), length: 1\n\t    TLV length 1 < 4\n\t  LSA #2\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Network LSA (2), LSA-ID: 10.0.0.1\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      10.0.0.1",
            ),
            (
                1,
                "02000000000202000000000108004500006c00010000405966360a0000010a000002020400580102030400000000000000000000000000000000000000020009020a01000009020202028000000100000020000100080a0000010a000001000902020a00000102020202800000010000001cffffff000a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 108)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 88\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 12\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Router Address TLV (1), length: 8, 10.0.0.1\n\t  LSA #2\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Network LSA (2), LSA-ID: 10.0.0.1\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      10.0.0.1",
            ),
            (
                1,
                "020000000002020000000001080045000074000100004059662e0a0000010a000002020400600102030400000000000000000000000000000000000000020009020a010000090202020280000001000000280002001000110009000000000000000000000000000902020a00000102020202800000010000001cffffff000a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 116)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 96\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 20\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Link TLV (2), length: 16\n\t      Bandwidth Constraints subTLV (17), length: 9\n\t\tBandwidth Constraints Model ID: Russian dolls (0)\n\t\tlength 9 != N x 4 (invalid)\n\t  LSA #2\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Network LSA (2), LSA-ID: 10.0.0.1\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      10.0.0.1",
            ),
            (
                1,
                "02000000000202000000000108004500006c00010000405966360a0000010a000002020400580102030400000000000000000000000000000000000000020009020a0100000902020202800000010000002000020007000200040a000001000902020a00000102020202800000010000001cffffff000a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 108)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 88\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 12\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Link TLV (2), length: 7\n\t      Link ID subTLV (2), length: 4\n\t    Remaining TLV length 7 < 8\n\t  LSA #2\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Network LSA (2), LSA-ID: 10.0.0.1\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      10.0.0.1",
            ),
            (
                1,
                "02000000000202000000000108004500008000010000405966220a0000010a0000020204006c0102030400000000000000000000000000000000000000010009020a01000009020202028000000100000050000200380010000800000000000000000011002800000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 128)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 108\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 60\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Link TLV (2), length: 56\n\t      Shared Risk Link Group subTLV (16), length: 8\n\t\t  Shared risk group: 0, 0 (invalid)",
            ),
            (
                1,
                "020000000002020000000001080045000058000100004059664a0a0000010a000002020400440102030400000000000000000000000000000000000000010009020a01000009020202028000000100000028000900056162636465000000000100040a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 88)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 68\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 20\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    unknown TLV (9), length: 5\n\t      0x0000:  6162 6364 65\n\t    Router Address TLV (1), length: 4, 10.0.0.1",
            ),
        ],
    ),
    (
        "OSPF: how a link is protected",
        1,
        &[(
            1,
            "02000000000202000000000108004500005000010000405966520a0000010a0000020204003c0102030400000000000000000000000000000000000000010009020a0100000902020202800000010000002000020008000e00040f020304",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 80)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 60\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 12\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Link TLV (2), length: 8\n\t      Link Protection Type subTLV (14), length: 4, Extra Traffic, Unprotected, Shared, Dedicated 1:1",
        )],
    ),
    (
        "OSPF: link states that are shown in hexadecimal, and one that ends it",
        2,
        &[
            (
                1,
                "020000000002020000000001080045000068000100004059663a0a0000010a000002020400540102030400000000000000000000000000000000000000020009020a0100000902020202800000010000001c000100040a000001000902020a00000102020202800000010000001cffffff000a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 104)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 84\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Router Address TLV (1), length: 4, 10.0.0.1\n\t    0x0000:  0001 0004 0a00 0001\n\t  LSA #2\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Network LSA (2), LSA-ID: 10.0.0.1\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      10.0.0.1\n\t    0x0000:  ffff ff00 0a00 0001",
            ),
            (
                1,
                "02000000000202000000000108004500006c00010000405966360a0000010a000002020400580102030400000000000000000000000000000000000000020009020a01000009020202028000000100000020000200080001000101000000000902020a00000102020202800000010000001cffffff000a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 108)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 88\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 2 LSAs\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 12\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Link TLV (2), length: 8\n\t      Link Type subTLV (1), length: 1, Point-to-point (1)\n\t    unknown TLV (9), length: 514\n\t    Bogus length 514 > 4\n\t  LSA #2\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 8\n\t    Network LSA (2), LSA-ID: 10.0.0.1\n\t    Options: [External]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      10.0.0.1\n\t    0x0000:  ffff ff00 0a00 0001",
            ),
        ],
    ),
    (
        "OSPF: restarts that nothing is known of",
        1,
        &[
            (
                1,
                "020000000002020000000001080045000054000100004059664e0a0000010a000002020400400102030400000000000000000000000000000000000000010009020a030000090202020280000001000000240000000461626364000100040a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 84)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 64\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 16\n\t    Area Local Opaque LSA (10), Opaque-Type Graceful restart LSA (3), Opaque-ID 9\n\t    Options: [External]\n\t    unknown TLV (0), length 4, value: ",
            ),
            (
                1,
                "02000000000202000000000108004500005000010000405966520a0000010a0000020204003c0102030400000000000000000000000000000000000000010009020a0300000902020202800000010000002000090000000100040a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 80)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 60\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 9s, length 12\n\t    Area Local Opaque LSA (10), Opaque-Type Graceful restart LSA (3), Opaque-ID 9\n\t    Options: [External]\n\t    unknown TLV (9), length 0, value: ",
            ),
        ],
    ),
    (
        "OSPF: headers that are cut, and digests behind what they are in",
        1,
        &[
            (
                1,
                "020000000002020000000001080045000054000100004059664e0a0000010a00000202020040010203040000000000000000000000000000000005dc020700000009000a020101010100020202028000000000000024000b02020101010102020202",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 84)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Database Description, length 64\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0)\n\tOptions [External], DD Flags [Init, More, Master], MTU: 1500, Sequence: 0x00000009\n\t  Advertising Router 2.2.2.2, seq 0x80000000, age 10s, length 16\n\t    Router LSA (1), LSA-ID: 1.1.1.0\n\t    Options: [External] [|ospf2]",
            ),
            (
                1,
                "02000000000202000000000108004500007000010000405966320a0000010a00000202020040010203040000000000000000000000000000000005dc020700000009000a020101010100020202028000000000000024000b020201010101020202028000000100000024000c020301010102020202028000000200000024",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 112)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Database Description, length 92 [len 64]\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0)\n\tOptions [External], DD Flags [Init, More, Master], MTU: 1500, Sequence: 0x00000009\n\t  Advertising Router 2.2.2.2, seq 0x80000000, age 10s, length 16\n\t    Router LSA (1), LSA-ID: 1.1.1.0\n\t    Options: [External]\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 11s, length 16\n\t    Network LSA (2), LSA-ID: 1.1.1.1\n\t    Options: [External]",
            ),
            (
                1,
                "02000000000202000000000108004500006000010000405966420a0000010a0000020203ea600102030400000000000000020000011000000005000000010a0000010a000001000000010a0000010a000001000000010a0000010a0000016465666768696a6b6c6d6e6f70717273",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 96)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Request, length 60 [len 60000]\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: MD5 (2)\n\tKey-ID: 1, Auth-Length: 16, Crypto Sequence Number: 0x00000005\n\t  Advertising Router: 10.0.0.1, Router LSA (1), LSA-ID: 10.0.0.1\n\t  Advertising Router: 10.0.0.1, Router LSA (1), LSA-ID: 10.0.0.1\n\t  Advertising Router: 10.0.0.1, Router LSA (1), LSA-ID: 10.0.0.1",
            ),
        ],
    ),
    (
        "OSPFv3: neighbors and headers that are cut",
        2,
        &[
            (
                1,
                "02000000000202000000000186dd6000000000265940fe800000000000000000000000000001ff020000000000000000000000000001030100260102030400000000000000000000000501000013000a00280a0000010a0000010a00",
                "IP6 (hlim 64, next-header OSPF (89), payload length 38) fe80::1 > ff02::1: OSPFv3, Hello, length 38\n\tRouter-ID 1.2.3.4, Backbone Area\n\tOptions [V6, External, Router]\n\t  Hello Timer 10s, Dead Timer 40s, Interface-ID 0.0.0.5, Priority 1\n\t  Designated Router 10.0.0.1, Backup Designated Router 10.0.0.1\n\t  Neighbor List: [|ospf3]",
            ),
            (
                1,
                "02000000000202000000000186dd60000000002c5940fe800000000000000000000000000001ff020000000000000000000000000001030100260102030400000000000000000000000501000013000a00280a0000010a0000010a0000010a000001",
                "IP6 (hlim 64, next-header OSPF (89), payload length 44) fe80::1 > ff02::1: OSPFv3, Hello, length 44\n\tRouter-ID 1.2.3.4, Backbone Area\n\tOptions [V6, External, Router]\n\t  Hello Timer 10s, Dead Timer 40s, Interface-ID 0.0.0.5, Priority 1\n\t  Designated Router 10.0.0.1, Backup Designated Router 10.0.0.1\n\t  Neighbor List:\n\t    10.0.0.1 [|ospf3]",
            ),
            (
                1,
                "02000000000202000000000186dd6000000000585940fe800000000000000000000000000001ff0200000000000000000000000000010302002e0102030400000000000000000000001305dc000700000009000a200101010100020202028000000000000024000b200201010101020202028000000100000024000c200301010102020202028000000200000024",
                "IP6 (hlim 64, next-header OSPF (89), payload length 88) fe80::1 > ff02::1: OSPFv3, Database Description, length 88\n\tRouter-ID 1.2.3.4, Backbone Area\n\tOptions [V6, External, Router], DD Flags [Init, More, Master], MTU 1500, DD-Sequence 0x00000009 [|ospf3]",
            ),
        ],
    ),
    (
        "OSPF: signaling between neighbors up to the packet's end",
        1,
        &[
            (
                1,
                "020000000002020000000001080045000064000100004059663e0a0000010a0000020201002c0102030400000000000000000000000000000000ffffff00000a1201000000280a0000010a000001000000000001000000000003000200140000000000000000000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 100)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Hello, length 80 [len 44]\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0)\n\tOptions [External, LLS]\n\t  Hello Timer 10s, Dead Timer 40s, Mask 255.255.255.0, Priority 1\n\t  Designated Router 10.0.0.1, Backup Designated Router 10.0.0.1\n\t  LLS: checksum: 0x0000, length: 0\n\t    Extended Options (1), length: 0 [should be 4]\n\t      Options: 0x00000003 [LSDB resync, Restart]\n\t    MD5 Authentication (2), length: 20\n\t      Sequence number: 0x00000000",
            ),
            (
                1,
                "02000000000202000000000108004500005100010000405966510a0000010a0000020201002c0102030400000000000000000000000000000000ffffff00000a1201000000280a0000010a0000010000000400090001070001000400000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 81)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Hello, length 61 [len 44]\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0)\n\tOptions [External, LLS]\n\t  Hello Timer 10s, Dead Timer 40s, Mask 255.255.255.0, Priority 1\n\t  Designated Router 10.0.0.1, Backup Designated Router 10.0.0.1\n\t  LLS: checksum: 0x0000, length: 4\n\t    Unknown TLV (9), length: 1\n\t    Extended Options (1), length: 4\n\t      Options: 0x00000001 [LSDB resync]",
            ),
        ],
    ),
    (
        "OSPF: more constraints than there are classes",
        1,
        &[(
            0,
            "0200000045c000ac100a000001599f0528230102e0000005020400980afff523000000006fc400000000000000000000000000010009020a010000090afff52580000002b003007c000200640011003c01000000000200040afff545000300040a098f01000400040a098f02000500040000003f000600044b9450c0000700044c9450c0000800204c9450c04c9450c04c9450c04c9450c04c9450c04c9450c04c9450c04c9450c00009000400000000",
            "IP (tos 0xc0, ttl 1, id 4106, offset 0, flags [none], proto OSPF (89), length 172)\n    40.35.1.2 > 224.0.0.5: OSPFv2, LS-Update, length 152\n\tRouter-ID 10.255.245.35, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 10.255.245.37, seq 0x80000002, age 9s, length 104\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Link TLV (2), length: 100\n\t      Bandwidth Constraints subTLV (17), length: 60\n\t\tBandwidth Constraints Model ID: Maximum allocation (1)\n\t\tlength 60 > 36 (invalid)",
        )],
    ),
    (
        "OSPF: routers without links and external routes without any, where the packet ends",
        1,
        &[
            (
                12,
                "45000048000100004059665a0a0000010a00000202040034010101010000000000000000000000000000000000000001000502010101010101010101000000010000001800000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 72)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 52\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x00000001, age 5s, length 4\n\t    Router LSA (1), LSA-ID: 1.1.1.1\n\t    Options: [External]\n\t    Router LSA Options: [none] [|ospf2]",
            ),
            (
                12,
                "45000048000100004059665a0a0000010a00000202040034010101010000000000000000000000000000000000000001000502050101010101010101000000010000001800000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 72)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 52\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x00000001, age 5s, length 4\n\t    External LSA (5), LSA-ID: 1.1.1.1\n\t    Options: [External]\n\t    Mask 0.0.0.0 [|ospf2]",
            ),
        ],
    ),
    (
        "OSPF of another version",
        0,
        &[(
            12,
            "4500004000010000405966620a0000010a0000020b01002c01010101000000000000000000000000000000000000000000000000000000000000000000000000",
            "IP 10.0.0.1 > 10.0.0.2: OSPF [version 11 != 2] (invalid)",
        )],
    ),
    (
        "OSPF: neighbors, descriptions and signalling that the packet ends in",
        1,
        &[
            (
                12,
                "4500004100010000405966610a0000010a0000020201002d0102030400000000000000000000000000000000ffffff00000a1201000000280a0000010a00000205",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 65)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Hello, length 45\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0)\n\tOptions [External, LLS]\n\t  Hello Timer 10s, Dead Timer 40s, Mask 255.255.255.0, Priority 1\n\t  Designated Router 10.0.0.1, Backup Designated Router 10.0.0.2\n\t  Neighbor List: [|ospf2]",
            ),
            (
                12,
                "4500004c00010000405966560a0000010a0000020201002c0102030400000000000000000000000000000000ffffff00000a1201000000280a0000010a000002123400030001000400000003",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 76)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Hello, length 56 [len 44]\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0)\n\tOptions [External, LLS]\n\t  Hello Timer 10s, Dead Timer 40s, Mask 255.255.255.0, Priority 1\n\t  Designated Router 10.0.0.1, Backup Designated Router 10.0.0.2\n\t  LLS: checksum: 0x1234, length: 3\n\t    Extended Options (1), length: 4\n\t      Options: 0x00000003 [LSDB resync, Restart]",
            ),
            (
                12,
                "4500004200010000405966600a0000010a0000020201002c0102030400000000000000000000000000000000ffffff00000a1201000000280a0000010a0000021234",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 66)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Hello, length 46 [len 44]\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: none (0)\n\tOptions [External, LLS]\n\t  Hello Timer 10s, Dead Timer 40s, Mask 255.255.255.0, Priority 1\n\t  Designated Router 10.0.0.1, Backup Designated Router 10.0.0.2\n\t  LLS: checksum: 0x1234 [|ospf2]",
            ),
        ],
    ),
    (
        "OSPFv3: link states of few kinds",
        2,
        &[
            (
                12,
                "60000000003059fffe800000000000000000000000000001ff02000000000000000000000000000203040030010203040000000000000000000000010001200a0000000101010101800000011234001c0001000401020304",
                "IP6 (hlim 255, next-header OSPF (89), payload length 48) fe80::1 > ff02::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Intra-Area TE LSA (10), Area Local Scope, LSA-ID 0.0.0.1\n\t      0x0000:  0001 0004 0102 0304",
            ),
            (
                12,
                "60000000003059fffe800000000000000000000000000001ff02000000000000000000000000000203040030010203040000000000000000000000010001200b0000000101010101800000011234001c0001000401020304",
                "IP6 (hlim 255, next-header OSPF (89), payload length 48) fe80::1 > ff02::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Grace LSA (11), Area Local Scope, LSA-ID 0.0.0.1\n\t      0x0000:  0001 0004 0102 0304",
            ),
            (
                12,
                "60000000003059fffe800000000000000000000000000001ff02000000000000000000000000000203040030010203040000000000000000000000010001200c0000000101010101800000011234001c0001000401020304",
                "IP6 (hlim 255, next-header OSPF (89), payload length 48) fe80::1 > ff02::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Router Information LSA (12), Area Local Scope, LSA-ID 0.0.0.1\n\t      0x0000:  0001 0004 0102 0304",
            ),
            (
                12,
                "60000000003059fffe800000000000000000000000000001ff02000000000000000000000000000203040030010203040000000000000000000000010001200d0000000101010101800000011234001c0001000401020304",
                "IP6 (hlim 255, next-header OSPF (89), payload length 48) fe80::1 > ff02::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Inter-AS-TE LSA (13), Area Local Scope, LSA-ID 0.0.0.1\n\t      0x0000:  0001 0004 0102 0304",
            ),
            (
                12,
                "60000000003059fffe800000000000000000000000000001ff02000000000000000000000000000203040030010203040000000000000000000000010001200e0000000101010101800000011234001c0001000401020304",
                "IP6 (hlim 255, next-header OSPF (89), payload length 48) fe80::1 > ff02::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Layer 1 VPN LSA (14), Area Local Scope, LSA-ID 0.0.0.1\n\t      0x0000:  0001 0004 0102 0304",
            ),
            (
                12,
                "60000000003059fffe800000000000000000000000000001ff02000000000000000000000000000203040030010203040000000000000000000000010001000b0000000101010101800000011234001c0001000400000078",
                "IP6 (hlim 255, next-header OSPF (89), payload length 48) fe80::1 > ff02::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 1.2.3.4, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Grace LSA (11), Link Local Scope, LSA-ID 0.0.0.1\n\t    Grace Period TLV (1), length 4, value: 120s",
            ),
        ],
    ),
    (
        "OSPF: signaling behind a digest that is longer than it is",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500005c00010000405966460a0000010a0000020201002c0102030400000000000000020000011000000005ffffff00000a1201000000280a0000010a0000016465666768696a6b6c6d6e6f70717273000000030001000400000003",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 92)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Hello, length 56 [len 44]\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: MD5 (2)\n\tKey-ID: 1, Auth-Length: 16, Crypto Sequence Number: 0x00000005\n\tOptions [External, LLS]\n\t  Hello Timer 10s, Dead Timer 40s, Mask 255.255.255.0, Priority 1\n\t  Designated Router 10.0.0.1, Backup Designated Router 10.0.0.1\n\t[LLS truncated]",
            ),
            (
                1,
                "02000000000202000000000108004500005c00010000405966460a0000010a0000020201002c0102030400000000000000020000010000000005ffffff00000a1201000000280a0000010a0000016465666768696a6b6c6d6e6f70717273000000030001000400000003",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 92)\n    10.0.0.1 > 10.0.0.2: OSPFv2, Hello, length 56 [len 44]\n\tRouter-ID 1.2.3.4, Backbone Area, Authentication Type: MD5 (2)\n\tKey-ID: 1, Auth-Length: 0, Crypto Sequence Number: 0x00000005\n\tOptions [External, LLS]\n\t  Hello Timer 10s, Dead Timer 40s, Mask 255.255.255.0, Priority 1\n\t  Designated Router 10.0.0.1, Backup Designated Router 10.0.0.1\n\t  LLS: checksum: 0x6465, length: 26215\n\t    Unknown TLV (26729), length: 27243",
            ),
        ],
    ),
    (
        "OSPF: link states whose lengths are odd, and external ones without a topology",
        2,
        &[
            (
                1,
                "020000000002020000000001080045000058000100004059664a0a0000010a0000020204004401010101000000000000000000000000000000000000000100012002c0a80100020202028000000112340019ffffff0080000014010203040000000701000005",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 88)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 68\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 1s, length 5\n\t    Network LSA (2), LSA-ID: 192.168.1.0\n\t    Options: [Demand Circuit]\n\t    Mask 255.255.255.0\n\t    Connected Routers:\n\t      128.0.0.20\n\t    0x0000:  ffff ff00 80",
            ),
            (
                1,
                "020000000002020000000001080045000058000100004059664a0a0000010a0000020204004401010101000000000000000000000000000000000000000100012003c0a8010002020202800000011234001dffffff0080000014010203040000000701000005",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 88)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 68\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 1s, length 9\n\t    Summary LSA (3), LSA-ID: 192.168.1.0\n\t    Options: [Demand Circuit]\n\t    Mask 255.255.255.0\n\t\ttopology default (0) metric 20\n\t\ttopology multicast (1) metric 131844\n\t    0x0000:  ffff ff00 8000 0014 01",
            ),
            (
                1,
                "020000000002020000000001080045000048000100004059665a0a0000010a0000020204003401010101000000000000000000000000000000000000000100012004c0a80100020202028000000112340019ffffff00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 72)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 52\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 1s, length 5\n\t    ASBR Summary LSA (4), LSA-ID: 192.168.1.0\n\t    Options: [Demand Circuit] [|ospf2]",
            ),
            (
                1,
                "020000000002020000000001080045000058000100004059664a0a0000010a0000020204004401010101000000000000000000000000000000000000000100012005c0a80100020202028000000112340014ffffff0080000014010203040000000701000005",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 88)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 68\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 1s, length 0\n\t    External LSA (5), LSA-ID: 192.168.1.0\n\t    Options: [Demand Circuit]\n\t    Mask 255.255.255.0",
            ),
            (
                1,
                "020000000002020000000001080045000048000100004059665a0a0000010a0000020204003401010101000000000000000000000000000000000000000100012005c0a80100020202028000000112340017ffffff00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 72)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 52\n\tRouter-ID 1.1.1.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 1s, length 3\n\t    External LSA (5), LSA-ID: 192.168.1.0\n\t    Options: [Demand Circuit]\n\t    Mask 255.255.255.0 [|ospf2]",
            ),
        ],
    ),
    (
        "Graceful restart: less than a value is left, where the packet ends and where it goes on",
        1,
        &[
            (
                1,
                "020000000002020000000001080045000055000100004059664d0a0000010a00000202040041c00000020000000024c900000000000000000000000000010001000903000000c000000280000000d41d00250001000400000028000200010100000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 85)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 65\n\tRouter-ID 192.0.0.2, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 192.0.0.2, seq 0x80000000, age 1s, length 17\n\t    Link Local Opaque LSA (9), Opaque-Type Graceful restart LSA (3), Opaque-ID 0\n\t    Options: [none]\n\t    Grace Period TLV (1), length 4, value: 40s\n\t    Graceful restart Reason TLV (2), length 1, value: Software Restart (1)",
            ),
            (
                1,
                "020000000002020000000001080045000055000100004059664d0a0000010a00000202040041c00000020000000024c900000000000000000000000000010001000903000000c000000280000000d41d00250001000400000028000200010100000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 85)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 65\n\tRouter-ID 192.0.0.2, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 192.0.0.2, seq 0x80000000, age 1s, length 17\n\t    Link Local Opaque LSA (9), Opaque-Type Graceful restart LSA (3), Opaque-ID 0\n\t    Options: [none]\n\t    Grace Period TLV (1), length 4, value: 40s\n\t    Graceful restart Reason TLV (2), length 1, value: Software Restart (1)",
            ),
        ],
    ),
    (
        "the type of a link with many neighbors",
        1,
        &[(
            0,
            "0200000045c000ac100a000001599f0528230102e0000005020400980afff523000000006fc400000000000000000000000000010009020a010000090afff52580000002b003007c000200640001000102000000000200040afff545000300040a098f01000400040a098f02000500040000003f000600044c9450c0000700044c9450c0000800204c9450c04c9450c04c9450c04c9450c04c9450c04c9450c04c9450c04c9450c00009000400000000",
            "IP (tos 0xc0, ttl 1, id 4106, offset 0, flags [none], proto OSPF (89), length 172)\n    40.35.1.2 > 224.0.0.5: OSPFv2, LS-Update, length 152\n\tRouter-ID 10.255.245.35, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 10.255.245.37, seq 0x80000002, age 9s, length 104\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 9\n\t    Options: [External]\n\t    Link TLV (2), length: 100\n\t      Link Type subTLV (1), length: 1, Multi-Access (2)\n\t      Link ID subTLV (2), length: 4, 10.255.245.69 (0x0afff545)\n\t      Local Interface IP address subTLV (3), length: 4, 10.9.143.1\n\t      Remote Interface IP address subTLV (4), length: 4, 10.9.143.2\n\t      Traffic Engineering Metric subTLV (5), length: 4, Metric 63\n\t      Maximum Bandwidth subTLV (6), length: 4, 622.080 Mbps\n\t      Maximum Reservable Bandwidth subTLV (7), length: 4, 622.080 Mbps\n\t      Unreserved Bandwidth subTLV (8), length: 32\n\t\tTE-Class 0: 622.080 Mbps\n\t\tTE-Class 1: 622.080 Mbps\n\t\tTE-Class 2: 622.080 Mbps\n\t\tTE-Class 3: 622.080 Mbps\n\t\tTE-Class 4: 622.080 Mbps\n\t\tTE-Class 5: 622.080 Mbps\n\t\tTE-Class 6: 622.080 Mbps\n\t\tTE-Class 7: 622.080 Mbps\n\t      Administrative Group subTLV (9), length: 4, 0x00000000",
        )],
    ),
    (
        "OSPF: all acknowledgements are printed, also behind one whose length cannot be",
        1,
        &[(
            12,
            "45000054000100004059664e0a0000010a0000020205004002020202000000010000000000000000000000000000000000000000010101018000000100000000002e220101010101010101018000000162ba0030",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 84)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Ack, length 64\n\tRouter-ID 2.2.2.2, Area 0.0.0.1, Authentication Type: none (0)\n\t    Bogus length 0 < header (20)\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 46s, length 28\n\t    Router LSA (1), LSA-ID: 1.1.1.1\n\t    Options: [External, Demand Circuit]",
        )],
    ),
    (
        "OSPF: traffic engineering that ends before a header, at the end of the packet and before it",
        1,
        &[
            (
                228,
                "4500004e00010000405966540a0000010a0000020204003a0000000100000000000000000000000000000000000000010001020a0100000101010101800000010000001e000100040a0000010001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 78)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 58\n\tRouter-ID 0.0.0.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 10\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 1\n\t    Options: [External]\n\t    Router Address TLV (1), length: 4, 10.0.0.1",
            ),
            (
                228,
                "4500004e00010000405966540a0000010a0000020204003a0000000100000000000000000000000000000000000000010001020a0100000101010101800000010000001d000100040a0000010001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto OSPF (89), length 78)\n    10.0.0.1 > 10.0.0.2: OSPFv2, LS-Update, length 58\n\tRouter-ID 0.0.0.1, Backbone Area, Authentication Type: none (0), 1 LSA\n\t  LSA #1\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 9\n\t    Area Local Opaque LSA (10), Opaque-Type Traffic Engineering LSA (1), Opaque-ID 1\n\t    Options: [External]\n\t    Router Address TLV (1), length: 4, 10.0.0.1",
            ),
        ],
    ),
    (
        "OSPFv3: traffic engineering, of a link only as tcpdump has it",
        2,
        &[
            (
                229,
                "60000000003c594020010db800000000000000000000000120010db80000000000000000000000020304003c000000010000000000000000000000010001000a00000001010101018000000100000028000100040a000001000200080001000102000000",
                "IP6 (hlim 64, next-header OSPF (89), payload length 60) 2001:db8::1 > 2001:db8::2: OSPFv3, LS-Update, length 60\n\tRouter-ID 0.0.0.1, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 20\n\t    Intra-Area TE LSA (10), Link Local Scope, LSA-ID 0.0.0.1\n\t    Router Address TLV (1), length: 4, 10.0.0.1\n\t    Link TLV (2), length: 8\n\t      Link Type subTLV (1), length: 1, Multi-Access (2) [|ospf3]",
            ),
            (
                229,
                "600000000030594020010db800000000000000000000000120010db800000000000000000000000203040030000000010000000000000000000000010001000a0000000101010101800000010000001c000100040a000001",
                "IP6 (hlim 64, next-header OSPF (89), payload length 48) 2001:db8::1 > 2001:db8::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 0.0.0.1, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Intra-Area TE LSA (10), Link Local Scope, LSA-ID 0.0.0.1\n\t    Router Address TLV (1), length: 4, 10.0.0.1",
            ),
            (
                229,
                "600000000030594020010db800000000000000000000000120010db800000000000000000000000203040030000000010000000000000000000000010001a00a0000000101010101800000010000001c000100040a000001",
                "IP6 (hlim 64, next-header OSPF (89), payload length 48) 2001:db8::1 > 2001:db8::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 0.0.0.1, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    Intra-Area TE LSA (10), Area Local Scope, transitive, LSA-ID 0.0.0.1\n\t      0x0000:  0001 0004 0a00 0001",
            ),
        ],
    ),
    (
        "OSPFv3: external networks that are too short, and a prefix that is too long",
        2,
        &[
            (
                229,
                "60000000002b594020010db800000000000000000000000120010db80000000000000000000000020304002b000000010000000000000000000000010001400500000001010101018000000100000017010000",
                "IP6 (hlim 64, next-header OSPF (89), payload length 43) 2001:db8::1 > 2001:db8::2: OSPFv3, LS-Update, length 43\n\tRouter-ID 0.0.0.1, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 3\n\t    External LSA (5), Domain Wide Scope, LSA-ID 0.0.0.1 [|ospf3]",
            ),
            (
                229,
                "60000000002c594020010db800000000000000000000000120010db80000000000000000000000020304002c00000001000000000000000000000001000140050000000101010101800000010000001801000007",
                "IP6 (hlim 64, next-header OSPF (89), payload length 44) 2001:db8::1 > 2001:db8::2: OSPFv3, LS-Update, length 44\n\tRouter-ID 0.0.0.1, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 4\n\t    External LSA (5), Domain Wide Scope, LSA-ID 0.0.0.1\n\t     Flags [Tag] metric 7 [|ospf3]",
            ),
            (
                229,
                "60000000002e594020010db800000000000000000000000120010db80000000000000000000000020304002e00000001000000000000000000000001000140050000000101010101800000010000001a010000079000",
                "IP6 (hlim 64, next-header OSPF (89), payload length 46) 2001:db8::1 > 2001:db8::2: OSPFv3, LS-Update, length 46\n\tRouter-ID 0.0.0.1, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 6\n\t    External LSA (5), Domain Wide Scope, LSA-ID 0.0.0.1\n\t     Flags [Tag] metric 7 [|ospf3]",
            ),
            (
                229,
                "600000000030594020010db800000000000000000000000120010db80000000000000000000000020304003000000001000000000000000000000001000140050000000101010101800000010000001c0100000790000000",
                "IP6 (hlim 64, next-header OSPF (89), payload length 48) 2001:db8::1 > 2001:db8::2: OSPFv3, LS-Update, length 48\n\tRouter-ID 0.0.0.1, Backbone Area\n\t  Advertising Router 1.1.1.1, seq 0x80000001, age 1s, length 8\n\t    External LSA (5), Domain Wide Scope, LSA-ID 0.0.0.1\n\t     Flags [Tag] metric 7 bogus prefixlen /144 [|ospf3]",
            ),
        ],
    ),
];

const CUT: &[Cut] = &[(
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
)];

#[test]
fn ospf_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
}
