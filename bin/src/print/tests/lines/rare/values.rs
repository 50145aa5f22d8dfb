//! Packets of which one value is wrong, made one by one, and the lines that tcpdump 4.99.6 prints of them.

use crate::print::tests::lines::{Row, check};

const ROWS: &[Row] = &[
    (
        "PGM: a length of options among them",
        1,
        &[
            (
                228,
                "4500003400010000407166560a0000010a00000213ec13ec04010000010203040506000000000001000000020004000880040000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 52)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.5100 > 10.0.0.2.5100: PGM, length 0 0x010203040506 ODATA trail 2 seq 1 OPTS LEN 8 OPTS LEN (extra?) 0 [32]",
            ),
            (
                228,
                "4500003400010000407166560a0000010a00000213ec13ec04010000010203040506000000000001000000020004000880050000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 52)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.5100 > 10.0.0.2.5100: PGM, length 0 0x010203040506 ODATA trail 2 seq 1 OPTS LEN 8[Total option length leaves no room for final option]",
            ),
        ],
    ),
    (
        "Lightweight resolver: what has no name or another version ends, and lengths of addresses",
        1,
        &[
            (
                228,
                "4500003900010000401166b10a0000010a0000029c400399002500000000001d00000000000000070001000400000000000000000000000061",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 57)\n    10.0.0.1.40000 > 10.0.0.2.921:  lwres v0 #0x10004?",
            ),
            (
                228,
                "4500003a00010000401166b00a0000010a0000029c400399002600000000001e0001000000000007000100010000000000000000000000006162",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 58)\n    10.0.0.1.40000 > 10.0.0.2.921:  lwres v1",
            ),
            (
                228,
                "4500004500010000401166a50a0000010a0000029c400399003100000000002900000000000000070001000200000000000000000000000000000000000000010005010203",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 69)\n    10.0.0.1.40000 > 10.0.0.2.921:  lwres v0 getnamebyaddr? [|lwres]",
            ),
            (
                228,
                "4500004500010000401166a50a0000010a0000029c400399003100000000002900000000000000070001000200000000000000000000000000000000000000010003010203",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 69)\n    10.0.0.1.40000 > 10.0.0.2.921:  lwres v0 getnamebyaddr? (invalid)",
            ),
            (
                228,
                "4500004900010000401166a10a0000010a0000029c400399003500000000002d0000000100000007000100010000000000000000000000000000000000000001000100000600000004",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 73)\n    10.0.0.1.40000 > 10.0.0.2.921:  lwres v0 getaddrsbyname 0/1 ^@ [|lwres]",
            ),
        ],
    ),
    (
        "NFS: handles that begin with a device",
        0,
        &[
            (
                228,
                "4500006800010000401166820a0000010a00000203e8080100540000000000010000000000000002000186a30000000300000001000000000000000000000000000000000000002000000102404142434445464748494a4b4c4d4e4f505152535455565758595a5b",
                "IP 10.0.0.1.1000 > 10.0.0.2.2049: NFS request xid 1 76 getattr fh 1,2/1212762699",
            ),
            (
                228,
                "4500006800010000401166820a0000010a00000203e8080100540000000000010000000000000002000186a3000000030000000100000000000000000000000000000000000000200000000000000102404142434445464748494a4b4c4d4e4f5051525354555657",
                "IP 10.0.0.1.1000 > 10.0.0.2.2049: NFS request xid 1 76 getattr fh 1,2/1145390663",
            ),
            (
                228,
                "4500005400010000401166960a0000010a00000203e8080100400000000000010000000000000002000186a30000000300000001000000000000000000000000000000000000000c000001024041424344454647",
                "IP 10.0.0.1.1000 > 10.0.0.2.2049: NFS request xid 1 56 getattr fh Unk/000001024041424344454647",
            ),
        ],
    ),
    (
        "Logs of packet filters: reasons, actions, and headers that are too short",
        0,
        &[
            (
                117,
                "3d000703656d3000000000000000000000000000616e63680000000000000000000000000000000500000003ffffffff0001869f0000000000000007020000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
                "rule 5.anch.3/3(short): nobinat out on em0: \n\t0x0000:  4500 001c 0001 0000 4001 66de 0a00 0001  E.......@.f.....\n\t0x0010:  0a00 0002 0800 f7ff 0000 0000            ............",
            ),
            (
                117,
                "3d000704656d3000000000000000000000000000616e63680000000000000000000000000000000500000003ffffffff0001869f0000000000000007020000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
                "rule 5.anch.3/4(normalize): nobinat out on em0: \n\t0x0000:  4500 001c 0001 0000 4001 66de 0a00 0001  E.......@.f.....\n\t0x0010:  0a00 0002 0800 f7ff 0000 0000            ............",
            ),
            (
                117,
                "3d000304656d3000000000000000000000000000616e63680000000000000000000000000000000500000003ffffffff0001869f0000000000000007020000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
                "rule 5.anch.3/4(normalize): noscrub out on em0: \n\t0x0000:  4500 001c 0001 0000 4001 66de 0a00 0001  E.......@.f.....\n\t0x0010:  0a00 0002 0800 f7ff 0000 0000            ............",
            ),
            (
                117,
                "3c000704656d3000000000000000000000000000616e63680000000000000000000000000000000500000003ffffffff0001869f0000000000000007020000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
                "[pflog: invalid header length!]",
            ),
        ],
    ),
    (
        "LSP ping: values that end before what fills them up to words",
        1,
        &[
            (
                228,
                "4500004d000100004011669d0a0000010a00000211af0daf003900000001000001020000000000000000000140cd7b240001ce7500000000000000000001000bff0100050c0101012000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 77)\n    10.0.0.1.4527 > 10.0.0.2.3503: \n\tLSP-PINGv1, msg-type: MPLS Echo Request (1), length: 49\n\t  reply-mode: Reply via an IPv4/IPv6 UDP packet (2)\n\t  Return Code: No return code or return code contained in the Error Code TLV (0)\n\t  Return Subcode: (0)\n\t  Sender Handle: 0x00000000, Sequence: 1\n\t  TimeStamp Sent: 1087208228.000027564 (2070-07-21T16:45:24Z)\n\t  TimeStamp Received: no timestamp\n\t  Target FEC Stack TLV (1), length: 11\n\t    Unknown subTLV (65281), length: 5\n\t      0x0000:  0c01 0101 20\n\t\t TLV is too short",
            ),
            (
                228,
                "4500004d000100004011669d0a0000010a00000211af0daf003900000001000001020000000000000000000140cd7b240001ce7500000000000000000001000dff0100050c0101012000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 77)\n    10.0.0.1.4527 > 10.0.0.2.3503: \n\tLSP-PINGv1, msg-type: MPLS Echo Request (1), length: 49\n\t  reply-mode: Reply via an IPv4/IPv6 UDP packet (2)\n\t  Return Code: No return code or return code contained in the Error Code TLV (0)\n\t  Return Subcode: (0)\n\t  Sender Handle: 0x00000000, Sequence: 1\n\t  TimeStamp Sent: 1087208228.000027564 (2070-07-21T16:45:24Z)\n\t  TimeStamp Received: no timestamp\n\t  Target FEC Stack TLV (1), length: 13\n\t    Unknown subTLV (65281), length: 5\n\t      0x0000:  0c01 0101 20\n\t      TLV is too short\n\t    0x0000:  ff01 0005 0c01 0101 2000 0000 00\n\t\t packet is too short",
            ),
            (
                228,
                "4500004300010000401166a70a0000010a00000211af0daf002f00000001000001020000000000000000000140cd7b240001ce75000000000000000000070003010101",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 67)\n    10.0.0.1.4527 > 10.0.0.2.3503: \n\tLSP-PINGv1, msg-type: MPLS Echo Request (1), length: 39\n\t  reply-mode: Reply via an IPv4/IPv6 UDP packet (2)\n\t  Return Code: No return code or return code contained in the Error Code TLV (0)\n\t  Return Subcode: (0)\n\t  Sender Handle: 0x00000000, Sequence: 1\n\t  TimeStamp Sent: 1087208228.000027564 (2070-07-21T16:45:24Z)\n\t  TimeStamp Received: no timestamp\n\t  Interface Label Stack TLV (7), length: 3\n\t    0x0000:  0101 01\n\t\t packet is too short",
            ),
        ],
    ),
    (
        "PGM: options that are longer than the packet",
        1,
        &[(
            1,
            "02000000000202000000000108004500003400010000407166560a0000010a00000203e807d004010000010203040506000400000005000000060004020301040000",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 52)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.1000 > 10.0.0.2.2000: PGM, length 4 0x010203040506 ODATA trail 6 seq 5 OPTS LEN 515[Bad OPT_FRAGMENT option, length 4 != 16]",
        )],
    ),
    (
        "Time daemon: microseconds below zero",
        0,
        &[(
            228,
            "4500002d00010000401166bd0a0000010a000002020d020d0019000001010005fffffffb000f4341686f737400",
            "IP 10.0.0.1.525 > 10.0.0.2.525: TSP_ADJTIME vers 1 seq 5 time -4.-00257 name host",
        )],
    ),
    (
        "Encapsulation interface: families that are none",
        0,
        &[
            (
                109,
                "02007f0000000007000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
                "(authentic): SPI 0x00000007: ",
            ),
            (
                109,
                "0200000000000007000800004500001c00010000400166de0a0000010a0000020800f7ff00000000",
                "(authentic): SPI 0x00000007: IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8",
            ),
        ],
    ),
];

#[test]
fn values_that_are_wrong_print_as_with_tcpdump() {
    check(ROWS);
}
