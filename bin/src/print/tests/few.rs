//! Odd values of protocols that few networks carry, with the lines that tcpdump prints of them.

use super::lines::{Row, check};

const ROWS: &[Row] = &[
    (
        "RPKI: a length that its kind has not, an error that is too short for what it holds, and unknown messages",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500004400010000400666b10a0000010a0000020143000100000001000000015018020000000000000500000000000c6162636400000000000000080000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 68)\n    10.0.0.1.323 > 10.0.0.2.1: Flags [P.], cksum 0x0000 (incorrect -> 0xd388), seq 1:29, ack 1, win 512, length 28\n\tRPKI-RTRv0, Unknown PDU (5), length: 12\n\t  0x0000:  0005 0000 0000 000c 6162 6364\n\tRPKI-RTRv0, Serial Notify PDU (0), length: 8 (invalid)",
            ),
            (
                1,
                "02000000000202000000000108004500003c00010000400666b90a0000010a0000020143000100000001000000015018020000000000000a00010000000c000000080000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 60)\n    10.0.0.1.323 > 10.0.0.2.1: Flags [P.], cksum 0x0000 (incorrect -> 0x9851), seq 1:21, ack 1, win 512, length 20\n\tRPKI-RTRv0, Error Report PDU (10), length: 12\n\t  Error code: Internal Error (1), Encapsulated PDU length: 8 (invalid)",
            ),
        ],
    ),
    (
        "PGM: options that are too short, and one without a name",
        1,
        &[
            (
                1,
                "020000000002020000000001080045000030000100004071665a0a0000010a00000203e807d0040100000102030405060004000000050000000600040003",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 48)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.1000 > 10.0.0.2.2000: PGM, length 4 0x010203040506 ODATA trail 6 seq 5[Bad total option length 3 < 4]",
            ),
            (
                1,
                "02000000000202000000000108004500003400010000407166560a0000010a00000203e807d004010000010203040506000400000005000000060004000820030000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 52)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.1000 > 10.0.0.2.2000: PGM, length 4 0x010203040506 ODATA trail 6 seq 5 OPTS LEN 8[Bad option, length 3 < 4] [32]",
            ),
            (
                1,
                "02000000000202000000000108004500003400010000407166560a0000010a00000203e807d0040100000102030405060004000000050000000600040008a0040000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 52)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.1000 > 10.0.0.2.2000: PGM, length 4 0x010203040506 ODATA trail 6 seq 5 OPTS LEN 8 OPT_A0 [4]  [32]",
            ),
            (
                1,
                "02000000000202000000000108004500003400010000407166560a0000010a00000203e807d004010000010203040506000400000005000000060004000806040000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 52)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.1000 > 10.0.0.2.2000: PGM, length 4 0x010203040506 ODATA trail 6 seq 5 OPTS LEN 8 OPT_06 [4]  [32]",
            ),
        ],
    ),
    (
        "AoE: errors",
        1,
        &[
            (
                1,
                "02000000000202000000000188a21c020001020000000007",
                "AoE length 10, Ver 1, Flags: [Response, Error]\n\tError: Bad argument parameter\n\tMajor: 0x0001, Minor: 0x02, Command: Issue ATA Command, Tag: 0x00000007 (invalid)",
            ),
            (
                1,
                "02000000000202000000000188a21c07000102020000000700000300",
                "AoE length 14, Ver 1, Flags: [Response, Error]\n\tError: Invalid (7)\n\tMajor: 0x0001, Minor: 0x02, Command: MAC Mask List, Tag: 0x00000007\n\tMCmd: Read Mac Mask List, MError: Mask list full, Dir Count: 0",
            ),
        ],
    ),
    (
        "AoE: counts of addresses that are wrong, and nothing",
        1,
        &[
            (
                1,
                "02000000000202000000000188a2180000010203000000070100000000000000",
                "AoE length 18, Ver 1, Flags: [Response]\n\tMajor: 0x0001, Minor: 0x02, Command: Reserve/Release, Tag: 0x00000007\n\tRCmd: Set reserve list, NMacs: 0 (invalid)",
            ),
            (
                1,
                "02000000000202000000000188a2180000010203000000070101000000000000",
                "AoE length 18, Ver 1, Flags: [Response]\n\tMajor: 0x0001, Minor: 0x02, Command: Reserve/Release, Tag: 0x00000007\n\tRCmd: Set reserve list, NMacs: 1\n\tEthernet Address 0: 00:00:00:00:00:00",
            ),
            (1, "02000000000202000000000188a2", "AoE length 0 (invalid)"),
        ],
    ),
    (
        "Babel: a request for any source whose lengths say otherwise",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500002500010000401166c50a0000010a0000021a281a28001100002a0200050e0300ffff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 37)\n    10.0.0.1.6696 > 10.0.0.2.6696: babel 2 (5)\n\tSS-Request  (invalid)",
            ),
            (
                1,
                "02000000000202000000000108004500002500010000401166c50a0000010a0000021a281a28001100002a0200050e03000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 37)\n    10.0.0.1.6696 > 10.0.0.2.6696: babel 2 (5)\n\tSS-Request for any",
            ),
        ],
    ),
    (
        "MACsec: behind another tag it is not read",
        0,
        &[(
            1,
            "0200000000020200000000018100000588e500000000000300000102030405060708000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype 802.1AE MACsec (0x88e5), length 74: \n\t0x0000:  0000 0000 0003 0000 0102 0304 0506 0708  ................\n\t0x0010:  0001 0203 0405 0607 0809 0a0b 0c0d 0e0f  ................\n\t0x0020:  1011 1213 1415 1617 1819 1a1b 1c1d 1e1f  ................\n\t0x0030:  2021 2223 2425 2627                      .!\"#$%&'",
        )],
    ),
    (
        "NFS: a handle that does not fill its last word",
        1,
        &[(
            1,
            "001c7300009a0050563e2bcc0800450000c8df37400040065bbd0acf4a950a629f7503e108015783ecebaf5a983c80180517fff500000101080a61da495b2445f5f280000090056495690000000000000002000186a30000000300000007000000010000002c005a96160000000d63656e746f7337325f6261736500000000000000000000000000000200000000000001a6000000000000000000000007f0c862c6000010000000000014ab02000000000258aa7a5b0000000000000000000000000000000000000003000000020000000368690a00",
            "IP (tos 0x0, ttl 64, id 57143, offset 0, flags [DF], proto TCP (6), length 200)\n    10.207.74.149.993 > 10.98.159.117.2049: Flags [P.], cksum 0xfff5 (incorrect -> 0x7c07), seq 1468263659:1468263807, ack 2941950012, win 1303, options [nop,nop,TS val 1641695579 ecr 608564722], length 148: NFS request xid 90477929 144 write fh U/F0C862C6 1487567451 (346751488) bytes @ 17592186044416 <filesync>",
        )],
    ),
    (
        "AoE: what is done with addresses",
        1,
        &[(
            1,
            "02000000000202000000000188a21800000102020000000700010003000100000000000000020000000000000003000000000000",
            "AoE length 38, Ver 1, Flags: [Response]\n\tMajor: 0x0001, Minor: 0x02, Command: MAC Mask List, Tag: 0x00000007\n\tMCmd: Edit Mac Mask List, MError: Unknown (0x00), Dir Count: 3\n\t DCmd: Add mac address to mask list, Ethernet Address: 00:00:00:00:00:00\n\t DCmd: Delete mac address from mask list, Ethernet Address: 00:00:00:00:00:00\n\t DCmd: Unknown (0x03), Ethernet Address: 00:00:00:00:00:00",
        )],
    ),
    (
        "LISP: no records",
        1,
        &[(
            1,
            "02000000000202000000000108004500004000010000401166aa0a0000010a00000210f610f6002c0000300000000000000000000007000100140505050505050505050505050505050505050505",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 64)\n    10.0.0.1.4342 > 10.0.0.2.4342: LISP-Map-Register, flags [none],\n    0 record(s), Authentication SHA1,\n    Authentication-Data: 0x0000:  0505 0505 0505 0505 0505 0505 0505 0505\n    Authentication-Data: 0x0010:  0505 0505 (invalid)",
        )],
    ),
    (
        "DCCP: behind other headers",
        0,
        &[
            (
                1,
                "02000000000202000000000108004500004400010000403366840a0000010a00000221040000000000000000000000000000000000000000000003e807d00400000001000000000000056162636461626364",
                "IP 10.0.0.1 > 10.0.0.2: AH(spi=0x00000000,seq=0x0,icv=0x000000000000000000000000): 10.0.0.1.1000 > 10.0.0.2.2000: DCCP DCCP-Request (service=1633837924) ",
            ),
            (
                1,
                "02000000000202000000000186dd6000000000203c40fe800000000000000000000000000001ff020000000000000000000000000001210001040000000003e807d00400000001000000000000056162636461626364",
                "IP6 fe80::1 > ff02::1: DSTOPT fe80::1.1000 > ff02::1.2000: DCCP DCCP-Request (service=1633837924) ",
            ),
        ],
    ),
    (
        "IGRP: bytes behind the routes, fewer and more than one has",
        0,
        &[
            (
                1,
                "02000000000202000000000108004500002500010000400966cd0a0000010a0000021101000900000000000000000000000000",
                "IP 10.0.0.1 > 10.0.0.2: igrp: update V1 edit=1 AS=9 (0/0/0) (invalid)",
            ),
            (
                1,
                "02000000000202000000000108004500002e00010000400966c40a0000010a0000021101000900000000000000000000000000000000000000000000",
                "IP 10.0.0.1 > 10.0.0.2: igrp: update V1 edit=1 AS=9 (0/0/0) [extra bytes 14] (invalid)",
            ),
            (
                1,
                "02000000000202000000000108004500003000010000400966c20a0000010a00000211010009000100000000000000000000000000000000000000000000",
                "IP 10.0.0.1 > 10.0.0.2: igrp: update V1 edit=1 AS=9 (1/0/0) *.0.0.0 d=0 b=0 r=0 l=0 M=0 mtu=0 in 0 hops (invalid)",
            ),
        ],
    ),
    (
        "RSVP: messages without a name",
        1,
        &[(
            1,
            "02000000000202000000000108004500002800010000402e66a50a0000010a000002104d000040000014000814010300000000010000",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto RSVP (46), length 40)\n    10.0.0.1 > 10.0.0.2: \n\tRSVPv1 unknown, type: 77 Message (77), Flags: [none], length: 20, ttl: 64, checksum: 0x0000\n\t    0x0000:  0008 1401 0300 0000 0001 0000",
        )],
    ),
    (
        "Arista: more nanoseconds than there are in a second",
        0,
        &[
            (
                1,
                "020000000002020000000001d28b000101105ceeed0157e79b8508004500002000010000401166ca0a0000010a00000200010002000c000061626364",
                "ethertype Arista Vendor Specific Protocol (0xd28b), length 60: SubType Timestamp (0x0001), Timescale UTC (1), Format 64-bit (1), HwInfo R/R2 (0), Timestamp 2019-05-29 20:35:14.474796421: IP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 4",
            ),
            (
                1,
                "020000000002020000000001d28b00010120eec1ed013b9a08004500002000010000401166ca0a0000010a00000200010002000c000061626364",
                "ethertype Arista Vendor Specific Protocol (0xd28b), length 58: SubType Timestamp (0x0001), Timescale UTC (1), Format 48-bit (2), HwInfo R/R2 (0), Timestamp 61124.976280986: IP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 4",
            ),
        ],
    ),
    (
        "Ethernet: connectivity faults of old",
        0,
        &[(
            1,
            "020000000002020000000001abcd0000000000000000000000000000000000000000",
            "CFMv0 unknown (0), MD Level 0, length 20",
        )],
    ),
    (
        "Juniper: extensions of the upper half, and none",
        2,
        &[
            (
                178,
                "4d47438000088002008c040201004500002000010000401166ca0a0000010a00000200010002000c000061626364",
                "\n\tJuniper PCAP Flags [Ext], PCAP Extension(s) total length 8\n\t  Unknown Extension TLV #128, length 2, value 140\n\t  Logical Interface Index Extension TLV #4, length 2, value 1\n\t-----original packet-----\n\t00:00:40:11:66:ca > 45:00:00:20:00:01, ethertype Unknown (0x0a00), length 32: \n\t0x0000:  0001 0a00 0002 0001 0002 000c 0000 6162  ..............ab\n\t0x0010:  6364                                     cd",
            ),
            (
                178,
                "4d474380000706010e00028c004500002000010000401166ca0a0000010a00000200010002000c000061626364",
                "\n\tJuniper PCAP Flags [Ext], PCAP Extension(s) total length 7\n\t  Logical Interface Encapsulation Extension TLV #6, length 1, value Ethernet (14)\n\t-----original packet-----\n\t00:00:40:11:66:ca > 45:00:00:20:00:01, ethertype Unknown (0x0a00), length 32: \n\t0x0000:  0001 0a00 0002 0001 0002 000c 0000 6162  ..............ab\n\t0x0010:  6364                                     cd",
            ),
        ],
    ),
    (
        "timed: times before zero, and that cannot be",
        0,
        &[
            (
                1,
                "02000000000202000000000108004500006900010000401166810a0000010a000002020d020d0055000001010005ffffffff00000002686f737400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IP 10.0.0.1.525 > 10.0.0.2.525: TSP_ADJTIME vers 1 seq 5 time -0.999998 name host",
            ),
            (
                1,
                "02000000000202000000000108004500006900010000401166810a0000010a000002020d020d0055000005010005fffffffb000f423f686f737400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IP 10.0.0.1.525 > 10.0.0.2.525: TSP_SETTIME vers 1 seq 5 time -4.000001 name host",
            ),
            (
                1,
                "02000000000202000000000108004500006900010000401166810a0000010a000002020d020d0055000016010005fffffffb00000000686f737400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IP 10.0.0.1.525 > 10.0.0.2.525: TSP_SETDATE vers 1 seq 5 time -5.000000 name host",
            ),
            (
                1,
                "02000000000202000000000108004500006900010000401166810a0000010a000002020d020d005500001701000500000005ffffffff686f737400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IP 10.0.0.1.525 > 10.0.0.2.525: TSP_SETDATEREQ vers 1 seq 5",
            ),
            (
                1,
                "02000000000202000000000108004500006900010000401166810a0000010a000002020d020d00550000060100050000000000000000686f737400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IP 10.0.0.1.525 > 10.0.0.2.525: TSP_MASTERUP vers 1 seq 5 name host",
            ),
        ],
    ),
    (
        "NFS: procedures that do nothing, and messages the wrong way",
        0,
        &[
            (
                1,
                "02000000000202000000000108004500004400010000401166a60a0000010a00000203e8080100300000000000070000000000000002000186a3000000020000001400000000000000000000000000000000",
                "IP 10.0.0.1.1000 > 10.0.0.2.2049: NFS request xid 7 40 nop",
            ),
            (
                1,
                "02000000000202000000000108004500004400010000401166a60a0000010a00000203e8080100300000000000070000000000000002000186a3000000020000001a00000000000000000000000000000000",
                "IP 10.0.0.1.1000 > 10.0.0.2.2049: NFS request xid 7 40 proc-26",
            ),
            (
                1,
                "02000000000202000000000108004500006400010000401166860a0000010a000002080103e800500000000000070000000000000002000186a3000000020000000400000000000000000000000000000000404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f",
                "IP 10.0.0.1.2049 > 10.0.0.2.1000: UDP, length 72",
            ),
            (
                1,
                "02000000000202000000000108004500007400010000400666810a0000010a000002080103e80000000100000001501802000000000000000064000000070000000000000002000186a3000000020000000400000000000000000000000000000000404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f",
                "IP 10.0.0.1.2049 > 10.0.0.2.1000: Flags [P.], seq 1:77, ack 1, win 512, length 76",
            ),
            (
                1,
                "020000000002020000000001080045000078000100004006667d0a0000010a00000203e808010000000100000001501802000000000080000048000000070000000000000002000186a3000000020000000100000000000000000000000000000000404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f6d6f7265",
                "IP 10.0.0.1.1000 > 10.0.0.2.2049: Flags [P.], seq 1:81, ack 1, win 512, length 80: NFS request xid 7 72 getattr fh ABCDEFGH/1515935574",
            ),
        ],
    ),
    (
        "RSVP: properties",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500003800010000402e66950a0000010a00000210010000400000240010cc01000100000104616204046364000c16010000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto RSVP (46), length 56)\n    10.0.0.1 > 10.0.0.2: \n\tRSVPv1 Path Message (1), Flags: [none], length: 36, ttl: 64, checksum: 0x0000\n\t  Properties Object (204) Flags: [ignore and forward if unknown], Class-Type: 1 (1), length: 16\n\t    TLV count: 1, padding bytes: 0\n\t      Cos TLV (0x01), length: 4\n\t\t0x0000:  6162\n\t      Metric 2 TLV (0x04), length: 4\n\t\t0x0000:  6364\n\t  Hello Object (22) Flags: [reject if unknown], Class-Type: Hello Request (1), length: 12\n\t    Source Instance: 0x00000000, Destination Instance: 0x00000000",
            ),
            (
                1,
                "02000000000202000000000108004500003800010000402e66950a0000010a00000210010000400000240010cc01000100020806616263640000000c16010000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto RSVP (46), length 56)\n    10.0.0.1 > 10.0.0.2: \n\tRSVPv1 Path Message (1), Flags: [none], length: 36, ttl: 64, checksum: 0x0000\n\t  Properties Object (204) Flags: [ignore and forward if unknown], Class-Type: 1 (1), length: 16\n\t    TLV count: 1, padding bytes: 2\n\t      CCC Status TLV (0x08), length: 6\n\t\t0x0000:  6162 6364\n\t  Hello Object (22) Flags: [reject if unknown], Class-Type: Hello Request (1), length: 12\n\t    Source Instance: 0x00000000, Destination Instance: 0x00000000",
            ),
            (
                1,
                "02000000000202000000000108004500003400010000402e66990a0000010a0000021001000040000020000ccc010001000001016162000c16010000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto RSVP (46), length 52)\n    10.0.0.1 > 10.0.0.2: \n\tRSVPv1 Path Message (1), Flags: [none], length: 32, ttl: 64, checksum: 0x0000\n\t  Properties Object (204) Flags: [ignore and forward if unknown], Class-Type: 1 (1), length: 12\n\t    TLV count: 1, padding bytes: 0\n\t      Cos TLV (0x01), length: 1\n\t  ERROR: property TLV is too short",
            ),
            (
                1,
                "02000000000202000000000108004500003400010000402e66990a0000010a0000021001000040000020000ccc010001000001286162000c16010000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto RSVP (46), length 52)\n    10.0.0.1 > 10.0.0.2: \n\tRSVPv1 Path Message (1), Flags: [none], length: 32, ttl: 64, checksum: 0x0000\n\t  Properties Object (204) Flags: [ignore and forward if unknown], Class-Type: 1 (1), length: 12\n\t    TLV count: 1, padding bytes: 0\n\t      Cos TLV (0x01), length: 40\n\t  ERROR: object is too short",
            ),
        ],
    ),
    (
        "UDLD: values without content",
        1,
        &[(
            1,
            "0200000000020200000000010018aaaa0300000c01112101000000090004000600086e616d65",
            "UDLDv1, Code Probe message (1), Flags [RT] (0x01), length 16\n\tChecksum 0x0000 (unverified)\n\tUnknown (0x0009) TLV, length 4 (invalid)",
        )],
    ),
    (
        "VTP: revisions",
        1,
        &[(
            1,
            "0200000000020200000000010050aaaa0300000c200301010105636973636f000000000000000000000000000000000000000000000000000000ff0000020a00000139333033303130313031303100000000000000000000000000000000",
            "VTPv1, Message Summary advertisement (0x01), length 72\n\tDomain name: cisco, Followers: 1\n\t  Config Rev ff000002, Updater 10.0.0.1, Timestamp 0x39333033 0x30313031 0x30313031, MD5 digest: 00000000000000000000000000000000",
        )],
    ),
    (
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
    ),
];

#[test]
fn values_of_few_networks_print_as_they_do_with_tcpdump() {
    check(ROWS);
}
