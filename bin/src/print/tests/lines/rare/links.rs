//! Packets of link types that few captures have, made value by value, and the lines that tcpdump prints of them.

use super::{Frames, Talk, check_frames, check_talks};
use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[(
    "Linux cooked: types below those of Ethernet",
    0,
    &[
        (
            113,
            "0000000100060200000000020200020064617461",
            "\n\t0x0000:  6461 7461                                data",
        ),
        (
            113,
            "0000000100060200000000020200060064617461",
            " In 02:00:00:00:00:02 ethertype NS (0x0600), length 20: \n\t0x0000:  6461 7461                                data",
        ),
    ],
)];

const CUT: &[Cut] = &[
    (
        "ARP: numbers of frame relay",
        0,
        &[
            (
                1,
                34,
                "0200000000020200000000010806000f08000204000218410a00000100000a000002",
                "ARP, Reply 10.0.0.1 is-at DLCI 100, length 20",
            ),
            (
                1,
                34,
                "0200000000020200000000010806000f08000204000218400a00000100000a000002",
                "ARP, Reply 10.0.0.1 is-at <Truncated>, length 20",
            ),
            (
                1,
                34,
                "0200000000020200000000010806000f08000204000219410a00000100000a000002",
                "ARP, Reply 10.0.0.1 is-at <Invalid DLCI>, length 20",
            ),
            (
                1,
                30,
                "0200000000020200000000010806000f0800000400020a0000010a000002",
                "ARP, FrameRelay (len 0), IPv4 (len 4), length 16",
            ),
        ],
    ),
    (
        "HDLC: SLARP that is too short",
        0,
        &[(50, 4, "8f008035", "SLARP (length: 0),  [|chdlc_slarp]")],
    ),
];

const TALKS: &[Talk] = &[
    (
        "jumbo frames of LLC",
        0,
        1,
        &[
            "020000000002020000000001887042420300000000000000",
            "0200000000020200000000018870aaaa03000000889902",
            "020000000002020000000001810000058870aaaa03000000889902",
        ],
        "STP 802.1d, Config (invalid)\n02:00:00:00:00:01 > 02:00:00:00:00:02, REP\n02:00:00:00:00:01 > 02:00:00:00:00:02, REP\n",
    ),
    (
        "PPPoE as 3Com numbers it, and Sun's disks",
        0,
        1,
        &[
            "0200000000020200000000013c121109000000020000",
            "0200000000020200000000013c13110000010000",
            "02000000000202000000000108004500001800010000404d66960a0000010a00000261626364",
        ],
        "PPPoE PADI [|pppoe]\nPPPoE  [ses 0x1]  [|ppp]\nIP 10.0.0.1 > 10.0.0.2:  nd 4\n",
    ),
    (
        "the framing of BSD/OS, whatever is in it",
        0,
        15,
        &[
            "000000000000000000000000000000004500002000010000401166ca0a0000010a00000200050006000c000061626364",
        ],
        "IP 10.0.0.1.5 > 10.0.0.2.6: UDP, length 4\n",
    ),
    (
        "HDLC by its other number",
        0,
        112,
        &["0f0008004500002000010000401166ca0a0000010a00000200050006000c000061626364"],
        "IP 10.0.0.1.5 > 10.0.0.2.6: UDP, length 4\n",
    ),
    (
        "organizations of LLC",
        0,
        1,
        &[
            "0180c200000e020000000001000caaaa0300049f123400000000",
            "0180c200000e020000000001000caaaa030004ea123400000000",
            "0180c200000e020000000001000caaaa03001018123400000000",
            "0180c200000e020000000001000caaaa030015ad123400000000",
            "0180c200000e020000000001000caaaa03001b21123400000000",
            "0180c200000e020000000001000caaaa03002320123400000000",
            "0180c200000e020000000001000caaaa03002481123400000000",
            "0180c200000e020000000001000caaaa0300e004123400000000",
            "0180c200000e020000000001000caaaa0300e02f123400000000",
            "0180c200000e020000000001000caaaa03080009123400000000",
            "0180c200000e020000000001000caaaa03748771123400000000",
            "0180c200000e020000000001000caaaa03a42305123400000000",
            "0180c200000e020000000001000caaaa03b0d2f5123400000000",
            "0180c200000e020000000001000caaaa03d0f0db123400000000",
            "0180c200000e020000000001000caaaa03004096123400000000",
            "0180c200000e020000000001000caaaa03000130123400000000",
            "0180c200000e020000000001000caaaa03123456123400000000",
        ],
        "02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui Freescale (0x00049f), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0300 049f 1234 0000 0000            .......4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui HP-Labs (0x0004ea), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0300 04ea 1234 0000 0000            .......4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui Broadcom (0x001018), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0300 1018 1234 0000 0000            .......4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui Netronome (0x0015ad), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0300 15ad 1234 0000 0000            .......4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui DCBX (0x001b21), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0300 1b21 1234 0000 0000            .....!.4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui Nicira Networks (0x002320), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0300 2320 1234 0000 0000            ....#..4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui HP (0x002481), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0300 2481 1234 0000 0000            ....$..4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui PMC-Sierra (0x00e004), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0300 e004 1234 0000 0000            .......4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui DOCSIS Spanning Tree (0x00e02f), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0300 e02f 1234 0000 0000            ...../.4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui Hewlett-Packard (0x080009), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0308 0009 1234 0000 0000            .......4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui Infoblox Inc (0x748771), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0374 8771 1234 0000 0000            ...t.q.4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui Open Networking Lab (0xa42305), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 03a4 2305 1234 0000 0000            ....#..4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui Vello Systems (0xb0d2f5), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 03b0 d2f5 1234 0000 0000            .......4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui Ericsson (0xd0f0db), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 03d0 f0db 1234 0000 0000            .......4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui Unknown (0x004096), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0300 4096 1234 0000 0000            ....@..4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui Unknown (0x000130), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0300 0130 1234 0000 0000            .....0.4....\n02:00:00:00:00:01 > 01:80:c2:00:00:0e SNAP, oui Unknown (0x123456), pid Unknown (0x1234), length 4: \n\t0x0000:  aaaa 0312 3456 1234 0000 0000            ....4V.4....\n",
    ),
    (
        "CDP in GRE",
        1,
        228,
        &[
            "4500003e00010000402f668e0a0000010a0000020000200002b40000000100065231000c00066162001b0016000102030405060708090a0b0c0d0e0f1011",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 62)\n    10.0.0.1 > 10.0.0.2: GREv0, Flags [none], length 42\n\tCDPv2, ttl: 180s, checksum: 0x0000 (unverified), length 38\n\tDevice-ID (0x0001), value length: 2 bytes: 'R1'\n\tunknown field type (0x000c), value length: 2 bytes: \n\tunknown field type (0x001b), value length: 18 bytes: \n\t  0x0000:  0001 0203 0405 0607 0809 0a0b 0c0d 0e0f\n\t  0x0010:  1011\n",
    ),
    (
        "classical IP over ATM",
        0,
        19,
        &[
            "aaaa0300000008004500001c00010000401166ce0a0000010a0000020001000200080000",
            "4500001c00010000401166ce0a0000010a0000020001000200080000",
            "aaaa03000000080600010800060400010000000000000000000000000000000000000000",
            "aaaa030000",
        ],
        "IP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 0\nIP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 0\nARP, Request who-has 0.0.0.0 tell 0.0.0.0, length 28\n [|cip]\n",
    ),
];

const FRAMES: &[Frames] = &[
    (
        "bundles of frame relay: elements",
        2,
        false,
        182,
        &["e000040105616263030601020304030309060401020902", "a0011841", "e00004010903"],
        "FRF.16 Control, Flags [Begin, End, Control], Hello, length 23\n\tIE Bundle ID (1), length 5: abc\n\t  0x0000:  6162 63\n\tIE Magic Number (3), length 6: 0x01020304\n\t  0x0000:  0102 0304\n\tIE Magic Number (3), length 3: [IE data length 1 != 4] (invalid)\n\t  0x0000:  09\n\tIE Vendor Extension (6), length 4: \n\t  0x0000:  0102\nFRF.16 Frag, seq 1, Flags [Begin, Control]\n\t0x0000:  a001 1841\nFRF.16 Control, Flags [Begin, End, Control], Hello, length 6\n\tIE Bundle ID (1), length 9:  [|mfr]\n",
    ),
    (
        "frame relay: a header with -e",
        0,
        true,
        107,
        &[
            "184108004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "184112340102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
        ],
        "Q.922, hdr-len 2, DLCI 100, Flags [none], cisco-ethertype IPv4 (0x0800), length 32: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nQ.922, hdr-len 2, DLCI 100, Flags [none], cisco-ethertype unknown (0x1234), length 43: UI 12! Q.922, hdr-len 2, DLCI 100, Flags [none], NLPID unknown (0x34), length 43: \n\t0x0000:  0102 0304 0506 0708 090a 0b0c 0d0e 0f10  ................\n\t0x0010:  1112 1314 1516 1718 191a 1b1c 1d1e 1f20  ................\n\t0x0020:  2122 2324 2526 27                        !\"#$%&'\n",
    ),
    (
        "ATM: encapsulations",
        0,
        true,
        11,
        &[
            "aaaa0300000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "03cc4500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "000102030405060708090a0b0c0d0e0f101112133030af810102",
            "aaaa0300a03e00010102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "000102030405060708090a0b0c0d0e0f101112133030af81:60",
            "0102030405060708090a0b0c:60",
        ],
        "LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 28: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nCNLPID OSI NLPID IPv4 (0xcc): 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n0001020304050607 08090a0b0c0d0e0f LLC, dsap Unknown (0x30) Individual, ssap Unknown (0x30) Command, ctrl 0xaf: Unnumbered, xid, Flags [Command], length 6: 01 02\nLLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui ATM Forum (0x00a03e), pid Unknown (0x0001), length 39: \n\t0x0000:  aaaa 0300 a03e 0001 0102 0304 0506 0708  .....>..........\n\t0x0010:  090a 0b0c 0d0e 0f10 1112 1314 1516 1718  ................\n\t0x0020:  191a 1b1c 1d1e 1f20 2122 2324 2526 27    ........!\"#$%&'\n0001020304050607 08090a0b0c0d0e0f LLC, dsap Unknown (0x30) Individual, ssap Unknown (0x30) Command, ctrl 0xaf: Unnumbered, xid, Flags [Command], length 40 [|llc]\n\t0x0000:  81                                       .\n [|atm]\n",
    ),
    (
        "ATM: circuits of signals",
        0,
        true,
        123,
        &[
            "000000010903810203000102",
            "000000020903810203000102",
            "0000000509038102035a0102",
            "000000050903810203010102",
            "0000000508",
            "00000005090300:30",
            "80:9",
        ],
        "Rx: VPI:0 VCI:1 meta: \nRx: VPI:0 VCI:2 broadcast sig: \nRx: VPI:0 VCI:5 Q.2931:Release_complete CALL_REF:0x810203\nRx: VPI:0 VCI:5 Q.2931:msgtype#1 CALL_REF:0x810203\nRx: VPI:0 VCI:5 SSCOP, proto 8 \nRx: VPI:0 VCI:5 Q.2931 [|atm]\nTx:  [|sunatm]\n",
    ),
    (
        "ATM: circuits of packets",
        0,
        true,
        123,
        &[
            "82010005aaaa0300000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "81010064000500000000000000000000000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "01010064ff0001020102",
            "01010064ff000a0b0010",
        ],
        "Tx: VPI:1 VCI:5 LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 28: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nTx: VPI:1 VCI:100 lecid:5 00:00:00:00:00:00 > 00:00:00:00:00:00, ethertype IPv4 (0x0800), length 42: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nRx: VPI:1 VCI:100 lec: proto 1 vers 2 join response\nRx: VPI:1 VCI:100 lec: proto a vers b opcode-#16\n",
    ),
    (
        "ATM: cells of operation",
        0,
        false,
        123,
        &[
            "000000030900000031100102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2cab",
        ],
        "OAM F4 (segment), vpi 0, vci 3, payload [ user data, uncongested, SDU 0 ], clp 1, length 53\n",
    ),
    (
        "ATM: cells of operation in full",
        1,
        false,
        123,
        &[
            "000000040912345678180102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2cd7",
            "000000040912345678110102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2fbd",
            "000000040912345678200102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2da3",
            "000000040912345678800102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2da0",
            "000000040912345678850102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e88",
            "000000040912345678f10102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2c5e",
            "000000040912345678100102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e:57",
        ],
        "OAM F5, vpi 35, vci 17767, payload [ VCC OAM F5 flow segment ], clp 0, length 53\n\tcell-type Fault Management (1), func-type Loopback (8)\n\tLoopback-Indicator Request, Correlation-Tag 0x02030405\n\tLocation-ID 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11\n\tSource-ID   12 13 14 15 16 17 18 19 1a 1b 1c 1d\n\tcksum 0x0d7 (correct)\nOAM F5, vpi 35, vci 17767, payload [ VCC OAM F5 flow segment ], clp 0, length 53\n\tcell-type Fault Management (1), func-type RDI (1)\n\tFailure-type 0x01\n\tLocation-ID 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11\n\tcksum 0x3bd (correct)\nOAM F5, vpi 35, vci 17767, payload [ VCC OAM F5 flow segment ], clp 0, length 53\n\tcell-type Performance Management (2), func-type Forward Monitoring (0)\n\tcksum 0x1a3 (correct)\nOAM F5, vpi 35, vci 17767, payload [ VCC OAM F5 flow segment ], clp 0, length 53\n\tcell-type activate/deactivate (8), func-type Performance Monitoring (0)\n\tcksum 0x1a0 (correct)\nOAM F5, vpi 35, vci 17767, payload [ VCC OAM F5 flow segment ], clp 0, length 53\n\tcell-type activate/deactivate (8), func-type none (5)\n\tcksum 0x288 (correct)\nOAM F5, vpi 35, vci 17767, payload [ VCC OAM F5 flow segment ], clp 0, length 53\n\tcell-type System Management (15), func-type unknown (1)\n\tcksum 0x05e (correct)\nOAM F5, vpi 35, vci 17767, payload [ VCC OAM F5 flow segment ], clp 0, length 53\n\tcell-type Fault Management (1), func-type AIS (0) [|oam]\n",
    ),
    (
        "PKTAP",
        0,
        true,
        258,
        &[
            "6c0000000100000001000000656e3000000000000000000000000000000000000000000000000000020000000e000000000000004d0000007368000000000000000000000000000000000000000000000600000000000000000000000000000000000000000000000000000000000000000000000000000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "6c0000000000000001000000656e3000000000000000000000000000000000000000000000000000020000000e000000000000004d0000007368000000000000000000000000000000000000000000000600000000000000000000000000000000000000000000000000000000000000000000000000000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "6c00000001000000e7030000656e3000000000000000000000000000000000000000000000000000020000000e000000000000004d0000007368000000000000000000000000000000000000000000000600000000000000000000000000000000000000000000000000000000000000000000000000000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "640000000100000001000000656e3000000000000000000000000000000000000000000000000000020000000e000000000000004d0000007368000000000000000000000000000000000000000000000600000000000000000000000000000000000000000000000000000000000000000000000000000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "6c0000000100000009000000656e3000000000000000000000000000000000000000000000000000020000000e000000000000004d00000073680000000000000000000000000000000000000000000006000000000000000000000000000000000000000000000000000000ff0300214500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "6c0000000100000001000000656e3000000000000000000000000000000000000000000000000000020000000e000000000000004d00000073680000:150",
            "0f2700000100000001000000656e3000000000000000000000000000000000000000000000000000020000000e000000000000004d00000073680000000000000000000000000000000000000000000006000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
        ],
        "DLT EN10MB (1) len 108, length 150: 00:00:00:00:00:00 > 00:00:00:00:00:00, ethertype IPv4 (0x0800), length 42: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nDLT EN10MB (1) len 108, length 150: no data\nDLT UNKNOWN (999) len 108, length 150: \n\t0x0000:  0000 0000 0000 0000 0000 0000 0800 4500  ..............E.\n\t0x0010:  001c 0001 0000 4001 66de 0a00 0001 0a00  ......@.f.......\n\t0x0020:  0002 0800 f7ff 0000 0000                 ..........\n (pkt_len too small, 100 < 108) (invalid)\nDLT PPP (9) len 108, length 140: IP (0x0021), length 32: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n [|pktap]\n (pkt_len too big, 9999 > 300) (invalid)\n",
    ),
    (
        "PKTAP: what is unknown",
        0,
        false,
        149,
        &[
            "6c00000001000000e7030000656e3000000000000000000000000000000000000000000000000000020000000e000000000000004d0000007368000000000000000000000000000000000000000000000600000000000000000000000000000000000000000000000000000000000000000000000000000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "6c0000000100000002010000656e3000000000000000000000000000000000000000000000000000020000000e000000000000004d000000736800000000000000000000000000000000000000000000060000000000000000000000000000000000000000000000000000006c0000000100000001000000656e3000000000000000000000000000000000000000000000000000020000000e000000000000004d0000007368000000000000000000000000000000000000000000000600000000000000000000000000000000000000000000000000000000000000000000000000000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
        ],
        "DLT UNKNOWN (999) len 108, length 150: \n\t0x0000:  0000 0000 0000 0000 0000 0000 0800 4500  ..............E.\n\t0x0010:  001c 0001 0000 4001 66de 0a00 0001 0a00  ......@.f.......\n\t0x0020:  0002 0800 f7ff 0000 0000                 ..........\nIP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n",
    ),
    (
        "classical IP over ATM",
        0,
        true,
        19,
        &[
            "aaaa0300000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "aaaa030000:40",
        ],
        "36: LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 28: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n28: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n40:  [|cip]\n",
    ),
    (
        "IS-IS: prefix neighbors of which one is cut",
        1,
        false,
        1,
        &[
            "0000000000000000000000000031fefe03831b010014010000002e00000000000000000000000000000000000510a0a0000004aabb05cc00000000000000",
        ],
        "IS-IS, length 45\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000000, lifetime:     0s\n\t  chksum: 0x0000 (unverified), PDU length: 46, Flags: [ Unused 0x0 (invalid) ]\n\t    Prefix Neighbors TLV #5, length: 16\n\t      Metric Block, Default Metric: 32, Internal\n\t\t  Expense Metric: 0, Internal\n\t\t  Error Metric: 0, Internal\n\t\tAddress: aa.bb/16\n\t\tAddress: cc.00/20\n\t\tAddress: prefix length 0 < 2\n",
    ),
    (
        "netANALYZER",
        0,
        true,
        240,
        &[
            "0000000002000000000102000000000208004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "0000000000:40",
            "000000:40",
        ],
        "02:00:00:00:00:02 > 02:00:00:00:00:01, ethertype IPv4 (0x0800), length 42: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n [|ether]\n [|netanalyzer]\n",
    ),
    (
        "netANALYZER, transparent",
        0,
        true,
        241,
        &[
            "00000000000000000000000002000000000102000000000208004500001c00010000400166de0a0000010a0000020800f7ff00000000",
        ],
        "02:00:00:00:00:02 > 02:00:00:00:00:01, ethertype IPv4 (0x0800), length 42: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n",
    ),
    (
        "PPP of a daemon",
        0,
        true,
        166,
        &[
            "000300214500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "010300214500001c00010000400166de0a0000010a0000020800f7ff00000000",
        ],
        "In  IP (0x0021), length 32: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut IP (0x0021), length 32: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n",
    ),
    (
        "IP over IEEE 1394",
        0,
        false,
        138,
        &[
            "0102030405060708090a0b0c0d0e0f1008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "0102030405060708090a0b0c0d0e0f1011:50",
        ],
        "IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n09:0a:0b:0c:0d:0e:0f:10 > 01:02:03:04:05:06:07:08, ethertype Unknown (0x1112), length 39: \n\t0x0000:  1314 1516 1718 191a 1b1c 1d1e 1f20 2122  ..............!\"\n\t0x0010:  2324 2526 27                             #$%&'\n [|ap1394]\n",
    ),
    (
        "a firewall",
        0,
        false,
        99,
        &[
            "01020304050608000000000000000000000000000000000000000000000000000000000000000000000000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "01020304050605dc0000000000000000000000000000000000000000000000000000000000000000000000000102030405",
            "01020304050612340000000000000000000000000000000000000000000000000000000000000000000000000102030405",
            "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e",
        ],
        "IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\ninvalid ethertype 1500, length 49: \n\t0x0000:  0102 0304 05                             .....\nethertype Unknown (0x1234), length 49: \n\t0x0000:  0102 0304 05                             .....\n [|symantec]\n",
    ),
    (
        "encapsulated packets",
        0,
        false,
        109,
        &[
            "0200000000000007000000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "0000000200000007000004004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "0200000000000007000c00004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "0200000000000007010800004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "0500000000000007010c00000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "0102030405060708090a0b",
        ],
        "(unprotected): SPI 0x00000007: IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n(confidential): SPI 0x00000007: IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n(authentic,confidential): SPI 0x00000007: IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n(authentic,SPI 0x00000007: IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n(authentic,confidential,SPI 0x00000007: \n [|enc]\n",
    ),
    (
        "IP over Fibre Channel",
        0,
        true,
        122,
        &[
            "0102030405060708090a0b0c0d0e0f10aaaa0300000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "0102030405060708090a0b0c0d0e0f10aaaa0300a03e0001010203040506070809",
            "0102030405060708090a0b0c0d0e0f:40",
        ],
        "0b:0c:0d:0e:0f:10 > 03:04:05:06:07:08, length 52: LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 28: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n0b:0c:0d:0e:0f:10 > 03:04:05:06:07:08, length 33: LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui ATM Forum (0x00a03e), pid Unknown (0x0001), length 9: \n\t0x0000:  aaaa 0300 a03e 0001 0102 0304 0506 0708  .....>..........\n\t0x0010:  09                                       .\n [|ipfc]\n",
    ),
    (
        "Bluetooth",
        0,
        true,
        201,
        &["00000000010203040506070809", "00000001", "010203"],
        "bluetooth, hci length 9, direction out\n\t0x0000:  0102 0304 0506 0708 09                   .........\nbluetooth, hci length 0, direction in\nbluetooth [|bluetooth]\n",
    ),
    (
        "FDDI",
        0,
        true,
        10,
        &[
            "510102030405060708090a0b0caaaa0300000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "6a0102030405060708090a0b0caaaa0300000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "410102030405060708090a0b0c01020304",
            "800102030405060708090a0b0c01020304",
            "110102030405060708090a0b0c",
            "0102030405060708090a0b0c",
        ],
        "async1 07:08:09:0a:0b:0c > 01:02:03:04:05:06, length 49: LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 28: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nimp_asynca 07:08:09:0a:0b:0c > 01:02:03:04:05:06, length 49: \n\t0x0000:  aaaa 0300 0000 0800 4500 001c 0001 0000  ........E.......\n\t0x0010:  4001 66de 0a00 0001 0a00 0002 0800 f7ff  @.f.............\n\t0x0020:  0000 0000                                ....\ninfo 07:08:09:0a:0b:0c > 01:02:03:04:05:06, length 17: <SMT printer not yet implemented>\nnrt 07:08:09:0a:0b:0c > 01:02:03:04:05:06, length 17: \n\t0x0000:  0102 0304                                ....\n11 07:08:09:0a:0b:0c > 01:02:03:04:05:06, length 13: \n [|fddi]\n",
    ),
    (
        "Token Ring",
        1,
        false,
        6,
        &[
            "10400102030405060708090a0b0caaaa0300000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "10000102030405060708090a0b0c0102030405",
            "104001020304050687010203040586b000110022aaaa0300000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "1040010203040506870102030405c270aaaa0300a03e0001010203040506070809",
            "104001020304050687010203040506",
            "1040010203040506870102030405060001",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 28)\n    10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n10 00 07:08:09:0a:0b:0c > 01:02:03:04:05:06, length 19: \n\t0x0000:  0102 0304 05                             .....\nAll-routes Backward [1:1] [2:2] (4472) IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 28)\n    10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nSingle-route Forward (??) 07:01:02:03:04:05 > 01:02:03:04:05:06 SNAP, oui ATM Forum (0x00a03e), pid Unknown (0x0001), length 9: \n\t0x0000:  aaaa 0300 a03e 0001 0102 0304 0506 0708  .....>..........\n\t0x0010:  09                                       .\n [|token-ring]\n [|token-ring]\n",
    ),
    (
        "Token Ring: a route",
        0,
        true,
        6,
        &[
            "1040010203040506870102030405063000110022aaaa0300000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "0102030405060708090a0b0c0d",
        ],
        "10 40 07:01:02:03:04:05 > 01:02:03:04:05:06, length 56: rt = 630:11:22 (4472) LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 28: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n [|token-ring]\n",
    ),
    (
        "OpenBSD's packet filter",
        0,
        true,
        117,
        &[
            "3d020000656d30000000000000000000000000000000000000000000000000000000000000000005ffffffffffffffff0001869f0000000000000007010000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "3d020104656d3000000000000000000000000000616e63680000000000000000000000000000000500000003ffffffff0001869f0000000000000007020000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "3d03030f656d30000000000000000000000000000000000000000000000000000000000000000005ffffffffffffffff0001869f0000000000000007030000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "2c020000656d30000000000000000000000000000000000000000000000000000000000000000005ffffffffffffffff0001869f0000000000000007010000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "3d020000656d30000000000000000000000000000000000000000000000000000000000000000005ffffffffffffffff0001869f0000000000000007:150",
        ],
        "rule 5/0(match): pass in on em0: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nrule 5.anch.3/4(normalize): block out on em0: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nrule 5/unkn(15): noscrub unkn(3) on em0: \n\t0x0000:  4500 001c 0001 0000 4001 66de 0a00 0001  E.......@.f.....\n\t0x0010:  0a00 0002 0800 f7ff 0000 0000            ............\n[pflog: invalid header length!]\n [|pflog]\n",
    ),
    (
        "OpenBSD's packet filter: no rule is shown",
        0,
        false,
        117,
        &[
            "3d020000656d30000000000000000000000000000000000000000000000000000000000000000005ffffffffffffffff0001869f0000000000000007010000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "3d030000656d30000000000000000000000000000000000000000000000000000000000000000005ffffffffffffffff0001869f0000000000000007010000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
        ],
        "IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nrule 5/0(match): pass in on em0: \n\t0x0000:  4500 001c 0001 0000 4001 66de 0a00 0001  E.......@.f.....\n\t0x0010:  0a00 0002 0800 f7ff 0000 0000            ............\n",
    ),
    (
        "IEEE 802.11: who acknowledges blocks",
        0,
        true,
        105,
        &["94000000020000000002020000000001051020010000000000000000"],
        "RA:02:00:00:00:00:02 TA:02:00:00:00:00:01 BA\n",
    ),
    (
        "SLIP: headers of TCP, compressed and not, and directions that are none",
        0,
        true,
        8,
        &[
            "007009090909090909093950505050504500002c00010000400666c90a0000010a000002000100020000000100000001501802000000000061626364",
            "017009090909090909093950505050504500002c00010000400666c90a0000010a000002000100020000000100000001501802000000000061626364",
            "c37009090909090909093950505050504500002c00010000400666c90a0000010a000002000100020000000100000001501802000000000061626364",
            "c34009090909090909093950505050504500002c00010000400666c90a0000010a000002000100020000000100000001501802000000000061626364",
            "02ff09090909090909093950505050504500002c00010000400666c90a0000010a000002000100020000000100000001501802000000000061626364",
            "008509090909090909093950505050504500002c00010000400666c90a0000010a000002000100020000000100000001501802000000000061626364",
            "01c909090909090909093950505050504500002c00010000400666c90a0000010a000002000100020000000100000001501802000000000061626364",
            "007009090909090909093950505050504500002c00010000400666c90a0000010a0000020001000200000001000000015018",
        ],
        "I utcp 57: 10.0.0.1.1 > 10.0.0.2.2: Flags [P.], seq 1:5, ack 1, win 512, length 4\nO utcp 57: 10.0.0.1.1 > 10.0.0.2.2: Flags [P.], seq 0:4, ack 1, win 512, length 4\nInvalid direction 195 utcp 57: 10.0.0.1.1 > 10.0.0.2.2: Flags [P.], seq 0:4, ack 1, win 512, length 4\nInvalid direction 195 ip 60: 10.0.0.1.1 > 10.0.0.2.2: Flags [P.], seq 0:4, ack 1, win 512, length 4\nInvalid direction 2 10.0.0.1.1 > 10.0.0.2.2: Flags [P.], seq 0:4, ack 1, win 512, length 4\nI ctcp * U=9 A+9 4 (3): 10.0.0.1.1 > 10.0.0.2.2: Flags [P.], seq 0:4, ack 1, win 512, length 4\nO ctcp 9 U=9 S+9 4 (4): 10.0.0.1.1 > 10.0.0.2.2: Flags [P.], seq 0:4, ack 1, win 512, length 4\nI utcp 57:  [|slip]\n",
    ),
    (
        "SLIP: differences of one byte and of three, and a window that becomes smaller",
        0,
        true,
        8,
        &[
            "0087123400fff40080000500000000004500002c00010000400666c90a0000010a000002000100020000000100000001501802000000000061626364",
            "00a212340002000500000000000000004500002c00010000400666c90a0000010a000002000100020000000100000001501802000000000061626364",
            "008a1234fe00010000000000000000004500002c00010000400666c90a0000010a000002000100020000000100000001501802000000000061626364",
        ],
        "I ctcp * U=65524 W-32768 A+5 4 (9): 10.0.0.1.1 > 10.0.0.2.2: Flags [P.], seq 1:5, ack 1, win 512, length 4\nI ctcp * W+512 I+5 4 (6): 10.0.0.1.1 > 10.0.0.2.2: Flags [P.], seq 0:4, ack 1, win 512, length 4\nI ctcp * W+254 S+254 4 (3): 10.0.0.1.1 > 10.0.0.2.2: Flags [P.], seq 0:4, ack 1, win 512, length 4\n",
    ),
    (
        "bridged frames of all kinds",
        0,
        true,
        1,
        &[
            "0180c2000000020304050607000aaaaa030080c200030000",
            "0180c2000000020304050607000aaaaa030080c200050000",
            "0180c2000000020304050607000aaaaa030080c2000b0000",
        ],
        "02:03:04:05:06:07 > 01:80:c2:00:00:00, 802.3, length 10: LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet bridged (0x0080c2), pid Token Ring + FCS (0x0003), length 2:  [|token-ring]\n02:03:04:05:06:07 > 01:80:c2:00:00:00, 802.3, length 10: LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet bridged (0x0080c2), pid 802.6 + FCS (0x0005), length 2: \n\t0x0000:  aaaa 0300 80c2 0005 0000                 ..........\n02:03:04:05:06:07 > 01:80:c2:00:00:00, 802.3, length 10: LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet bridged (0x0080c2), pid 802.6 w/o FCS (0x000b), length 2: \n\t0x0000:  aaaa 0300 80c2 000b 0000                 ..........\n",
    ),
];

#[test]
fn links_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
    check_talks(TALKS);
    check_frames(FRAMES);
}
