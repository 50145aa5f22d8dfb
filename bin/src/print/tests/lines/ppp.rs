//! Packets of PPP, made value by value, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[
    (
        "PPP: negotiation",
        1,
        &[
            (
                9,
                "ff03c0210101001301020304c0231f0213070201020304",
                "LCP, Conf-Request (0x01), id 1, length 21\n\tencoded length 19 (=Option(s) length 15)\n\t  MRU Option (0x01), length 2 (length bogus, should be = 4)\n\t  Auth-Prot Option (0x03), length 4: PAP\n\tunknown LCP option 0x1f\n\t  End-Disc Option (0x13), length 7: IPv4 1.2.3.4",
            ),
            (
                9,
                "ff03c0210c01000c0102030468690000",
                "LCP, Ident (0x0c), id 1, length 14\n\tencoded length 12 (=Option(s) length 8)\n\t  Magic-Num 0x01020304\n\t  Message\n\t    hi^@^@[|LCP]",
            ),
            (
                9,
                "ff03c0210001000c0102030400000c01",
                "LCP, Vendor-Extension (0x00), id 1, length 14\n\tencoded length 12 (=Option(s) length 8)\n\t  Magic-Num 0x01020304 Vendor: Cisco (12)",
            ),
            (
                9,
                "ff03c0210d01000c0102030400000005",
                "LCP, Time-Rem (0x0d), id 1, length 14\n\tencoded length 12 (=Option(s) length 8)\n\t  Magic-Num 0x01020304, Seconds-Remaining 5s",
            ),
            (
                9,
                "ff03c02101010003",
                "LCP, Conf-Request (0x01), id 1, length 6\n\tencoded length 3 (< 4))",
            ),
            (
                9,
                "ff03c02101010009",
                "LCP, Conf-Request (0x01), id 1, length 6\n\tencoded length 9 (> packet length 4))",
            ),
            (
                9,
                "ff03802101010007030301",
                "IPCP, Conf-Request (0x01), id 1, length 9\n\tencoded length 7 (=Option(s) length 3)\n\t  IP-Addr Option (0x03), length 3 (length bogus, should be = 6)",
            ),
            (
                9,
                "ff03c02b0101000a010601020304",
                "BACP, Conf-Request (0x01), id 1, length 12\n\tencoded length 10 (=Option(s) length 6)\n\t  Favored-Peer Option (0x01), length 6: Magic-Num 0x01020304",
            ),
            (9, "ff03c0210101", "LCP, [|LCP]"),
        ],
    ),
    (
        "PPP: protocols",
        0,
        &[
            (9, "ff0302016162", "HELLO \n\t0x0000:  6162"),
            (9, "ff0300fd6162", "compressed PPP data"),
            (9, "ff03003dc0016162", "MLPPP, seq 0x001, Flags [begin, end], length 4"),
            (9, "ff03c223030100086162", "CHAP, Success (0x03), id 1, Msg ab [|ppp]"),
            (9, "ff03c02304010004", "PAP, unknown (0x04), id 1"),
        ],
    ),
    (
        "IPCP: compression of headers without suboptions, and with those that end them",
        1,
        &[
            (
                9,
                "ff03802101070012020e006100010002000300040005",
                "IPCP, Conf-Request (0x01), id 7, length 20\n\tencoded length 18 (=Option(s) length 14)\n\t  IP-Comp Option (0x02), length 14: IP Header Compression (0x61):[|ipcp]",
            ),
            (
                9,
                "ff03802101070019021500610001000200030004000501020003000202",
                "IPCP, Conf-Request (0x01), id 7, length 27\n\tencoded length 25 (=Option(s) length 21)\n\t  IP-Comp Option (0x02), length 21: IP Header Compression (0x61):\n\t    TCP Space 1, non-TCP Space 2, maxPeriod 3, maxTime 4, maxHdr 5\n\t      Suboptions, length 7\n\t\tRTP-Compression Suboption #1, length 2",
            ),
        ],
    ),
    (
        "IPCP: compression of headers, dumped where all of it is there behind what was read",
        2,
        &[
            (
                9,
                "ff03802101070012020e006100010002000300040005",
                "IPCP, Conf-Request (0x01), id 7, length 20\n\tencoded length 18 (=Option(s) length 14)\n\t0x0000:  8021 0107 0012\n\t  IP-Comp Option (0x02), length 14: IP Header Compression (0x61):[|ipcp]",
            ),
            (
                9,
                "ff0380210107001402100061000100020003000400050102",
                "IPCP, Conf-Request (0x01), id 7, length 22\n\tencoded length 20 (=Option(s) length 16)\n\t0x0000:  8021 0107 0014\n\t  IP-Comp Option (0x02), length 16: IP Header Compression (0x61):\n\t    TCP Space 1, non-TCP Space 2, maxPeriod 3, maxTime 4, maxHdr 5\n\t      Suboptions, length 2\n\t\tRTP-Compression Suboption #1, length 2",
            ),
        ],
    ),
];

const CUT: &[Cut] = &[
    (
        "passwords and challenges",
        1,
        &[
            (9, 6, "ff03c0230101", "[|pap 0x01]"),
            (9, 40, "ff03c02301010010", "PAP, Auth-Req (0x01), id 1 [|ppp]"),
            (9, 11, "ff03c02301010006014103", "PAP, Auth-Req (0x01), id 1, Peer A"),
            (9, 9, "ff03c0230101000401", "PAP, Auth-Req (0x01), id 1[|pap]"),
            (9, 5, "ff03c22301", "[|chap 0x01]"),
            (
                9,
                11,
                "ff03c22302010006024141",
                "CHAP, Response (0x02), id 1, Value 4141, Name  [|ppp]",
            ),
            (9, 40, "ff03c2230101000604aa", "CHAP, Challenge (0x01), id 1, Value aa [|ppp]"),
        ],
    ),
    (
        "echoes of links that are cut",
        1,
        &[
            (
                1,
                60,
                "000218030007000423a95d8e8864110000170010c0210a6a000ea4cbea344142",
                "PPPoE  [ses 0x17] LCP, Echo-Reply (0x0a), id 106, length 16\n\tencoded length 14 (=Option(s) length 10)\n\t  Magic-Num 0xa4cbea34\n\t  -----trailing data-----[|LCP]",
            ),
            (
                1,
                60,
                "000218030007000423a95d8e8864110000170010c021096a",
                "PPPoE  [ses 0x17] LCP, Echo-Request (0x09), id 106, length 16 [|ppp]",
            ),
        ],
    ),
    (
        "PPP: options beyond the message, options without names, and those of a wrong length",
        1,
        &[
            (
                9,
                14,
                "ff0380210107000a010b00000000",
                "IPCP, Conf-Request (0x01), id 7, length 12\n\tencoded length 10 (=Option(s) length 6)",
            ),
            (
                9,
                14,
                "ff03c0210107000a010a00000000",
                "LCP, Conf-Request (0x01), id 7, length 12\n\tencoded length 10 (=Option(s) length 6)\n\t  MRU Option (0x01), length 10 (length bogus, should be = 4) [remaining options length 6 < 10] (invalid)",
            ),
            (
                9,
                12,
                "ff03c0210107000881010102",
                "LCP, Conf-Request (0x01), id 7, length 10\n\tencoded length 8 (=Option(s) length 4)\n\tunknown LCP option 0x81",
            ),
            (
                9,
                14,
                "ff0380210107000a030401020102",
                "IPCP, Conf-Request (0x01), id 7, length 12\n\tencoded length 10 (=Option(s) length 6)\n\t  IP-Addr Option (0x03), length 4 (length bogus, should be = 6)",
            ),
            (
                9,
                14,
                "ff03c0210107000a050401020702",
                "LCP, Conf-Request (0x01), id 7, length 12\n\tencoded length 10 (=Option(s) length 6)\n\t  Magic-Num Option (0x05), length 4 (length bogus, should be = 6)",
            ),
            (
                9,
                13,
                "ff03c021010700090103010702",
                "LCP, Conf-Request (0x01), id 7, length 11\n\tencoded length 9 (=Option(s) length 5)\n\t  MRU Option (0x01), length 3 (length bogus, should be = 4)\n\t  PFC Option (0x07), length 2",
            ),
        ],
    ),
    (
        "PPP: windows, rejected packets, suboptions, and texts that are not there",
        1,
        &[
            (
                9,
                12,
                "ff0380fd010700081a046801",
                "CCP, Conf-Request (0x01), id 7, length 10\n\tencoded length 8 (=Option(s) length 4)\n\t  Deflate Option (0x1a), length 4: Window: 6K, Method: zlib (0x8), MBZ: 0, CHK: 1",
            ),
            (
                9,
                18,
                "ff03c0210807000701046162636465666768",
                "LCP, Prot-Reject (0x08), id 7, length 16\n\tencoded length 7 (=Option(s) length 3)\n\t  Rejected unknown Protocol (0x0104)\n\t  Rejected Packet\n\t    0x0000:  6162 6364 65",
            ),
            (
                9,
                22,
                "ff03802101070012020e006100000000000000000000",
                "IPCP, Conf-Request (0x01), id 7, length 20\n\tencoded length 18 (=Option(s) length 14)\n\t  IP-Comp Option (0x02), length 14: IP Header Compression (0x61):[|ipcp]",
            ),
            (
                9,
                26,
                "ff03802101070016021200610000000000000000000003020100",
                "IPCP, Conf-Request (0x01), id 7, length 24\n\tencoded length 22 (=Option(s) length 18)\n\t  IP-Comp Option (0x02), length 18: IP Header Compression (0x61):\n\t    TCP Space 0, non-TCP Space 0, maxPeriod 0, maxTime 0, maxHdr 0\n\t      Suboptions, length 4\n\t\tUnknown Suboption #3, length 2",
            ),
            (
                9,
                26,
                "ff0380210107001602120061000000000000000000000302",
                "IPCP, Conf-Request (0x01), id 7, length 24\n\tencoded length 22 (=Option(s) length 18)\n\t  IP-Comp Option (0x02), length 18: IP Header Compression (0x61):\n\t    TCP Space 0, non-TCP Space 0, maxPeriod 0, maxTime 0, maxHdr 0\n\t      Suboptions, length 4\n\t\tUnknown Suboption #3, length 2[|ipcp]",
            ),
            (9, 9, "ff03c0230107000500", "PAP, Auth-Req (0x01), id 7[|pap]"),
            (
                9,
                18,
                "ff0380570107000e010a0000",
                "IP6CP, Conf-Request (0x01), id 7, length 16\n\tencoded length 14 (=Option(s) length 10)\n\t  Interface-ID Option (0x01), length 10[|ip6cp]",
            ),
            (
                9,
                16,
                "ff03c0210007000c0000000700",
                "LCP, Vendor-Extension (0x00), id 7, length 14\n\tencoded length 12 (=Option(s) length 8)\n\t  Magic-Num 0x00000007 [|ppp]",
            ),
            (
                9,
                16,
                "ff03c0210d07000c0000000700",
                "LCP, Time-Rem (0x0d), id 7, length 14\n\tencoded length 12 (=Option(s) length 8)\n\t  Magic-Num 0x00000007 [|ppp]",
            ),
            (
                9,
                15,
                "ff03c0210107000b13070201",
                "LCP, Conf-Request (0x01), id 7, length 13\n\tencoded length 11 (=Option(s) length 7)\n\t  End-Disc Option (0x13), length 7 [|ppp]",
            ),
            (
                9,
                14,
                "ff03c0210107000a00060000",
                "LCP, Conf-Request (0x01), id 7, length 12\n\tencoded length 10 (=Option(s) length 6)\n\t  Vend-Ext Option (0x00), length 6 [|ppp]",
            ),
        ],
    ),
    (
        "PPP: options with their bytes",
        2,
        &[(
            9,
            14,
            "ff0380210107000a03060a000001",
            "IPCP, Conf-Request (0x01), id 7, length 12\n\tencoded length 10 (=Option(s) length 6)\n\t0x0000:  8021 0107 000a\n\t  IP-Addr Option (0x03), length 6: 10.0.0.1\n\t    0x0000:  0a00 0001",
        )],
    ),
    (
        "PPP: several links, bandwidth, escapes, and what has no address",
        0,
        &[
            (9, 5, "ff03003d01", "MLPPP, [|mlppp]"),
            (9, 5, "ff03c02d61", ""),
            (
                9,
                34,
                "ff037e214500001e00010000401166cc0a0000010a00000203e803e9000a00006869",
                "IP 10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2",
            ),
            (
                9,
                54,
                "ff037e5760000000000a1140fe800000000000000000000000000001ff02000000000000000000000000000103e803e9000a00006869",
                "IP6 fe80::1.1000 > ff02::1.1001: UDP, length 2",
            ),
            (9, 4, "ff037e21", ""),
            (50, 6, "000045010203", "unknown addr 45; ctrl 01"),
        ],
    ),
];

#[test]
fn ppp_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
}
