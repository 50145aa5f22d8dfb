//! Link states of OSPF and of IS-IS, with lengths and places of their ends that are wrong, and the lines
//! that tcpdump prints of them.

use super::lines::{Row, check};

const ROWS: &[Row] = &[
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
        "IS-IS: properties of prefixes that end beyond them, and of capabilities",
        1,
        &[
            (
                1,
                "0200000000020200000000010034fefe03831b010012010000003104b000000000000000000000000100000387110000000a580a01020304000104000000008101cc",
                "IS-IS, length 49\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 49, Flags: [ L2 IS ]\n\t    Extended IPv4 Reachability TLV #135, length: 17\n\t      IPv4 prefix:        10.1.2.0/24, Distribution: up, Metric: 10, sub-TLVs present (3)\n\t        unknown subTLV #4, length: 0\n\t        32-Bit Administrative tag subTLV #1, length: 4, 0x00000000 (=0)\n\t        unknown subTLV #129, length: 1\n\t\t    0x0000:  cc [|isis]",
            ),
            (
                1,
                "020000000002020000000001002ffefe03831b010012010000002c04b0000000000000000000000001000003870c0000000a580a0102030301008101cc",
                "IS-IS, length 44\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 44, Flags: [ L2 IS ]\n\t    Extended IPv4 Reachability TLV #135, length: 12\n\t      IPv4 prefix:        10.1.2.0/24, Distribution: up, Metric: 10, sub-TLVs present (3)\n\t        Prefix SID subTLV #3, length: 1 [|isis] [|isis]",
            ),
            (
                1,
                "0200000000020200000000010038fefe03831b010012010000003504b000000000000000000000000100000316150102030405060000000a0a200801020304050607088101cc",
                "IS-IS, length 53\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 53, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 21\n\t      IS Neighbor: 0102.0304.0506.00, Metric: 10, sub-TLVs present (10)\n\t        LAN Adjacency Segment Identifier subTLV #32, length: 8\n\t          Flags: [none]\n\t          Weight: 2\n\t          Neighbor System-ID: 0304.0506.0708 [|isis]",
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
        "BGP: routes without a family",
        1,
        &[(
            1,
            "02000000000202000000000108004500004700010000400666ae0a0000010a00000200b39c4000000001000000015018020000000000ffffffffffffffffffffffffffffffff001f0200000008800e010040010100",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 71)\n    10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0xe2d4), seq 1:32, ack 1, win 512, length 31: BGP\n\tUpdate Message (2), length: 31\n\t  Multi-Protocol Reach NLRI (14), length: 1, Flags [O]:  [|bgp]",
        )],
    ),
];

#[test]
fn link_states_print_as_they_do_with_tcpdump() {
    check(ROWS);
}
