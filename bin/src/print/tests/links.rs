//! Packets of link types that few captures have, value by value, and the lines that tcpdump prints of
//! them.

extern crate std;

use super::rare::saved;
use super::{Options, Saved, TimeForm, print};
use crate::print::Printer;
use std::boxed::Box;
use std::string::String;
use std::vec::Vec;

/// What a row shows, the count of -v, whether -e is given, the link type, the packets in hexadecimal
/// with their length on the wire where they are cut, and the text.
type Row = (&'static str, u8, bool, u16, &'static [&'static str], &'static str);

const ROWS: &[Row] = &[
    (
        "Juniper: extensions, and packets without a link-layer header",
        2,
        true,
        178,
        &[
            "4d4743810023010200050203736f30030101040204050502010606040e00000007010c08014009010100000000000000000000000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d474380000501090101050102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "4d4743ff0000000000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d474302000000000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "4d47440102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "4d4743800023010200050203736f300301010402:80",
            "4d4743:9",
        ],
        " In \n\tJuniper PCAP Flags [Ext, In], PCAP Extension(s) total length 35\n\t  Device Interface Index Extension TLV #1, length 2, value 1280\n\t  Device Interface Name Extension TLV #2, length 3, value \n\t  Device Media Type Extension TLV #3, length 1, value Ethernet (1)\n\t  Logical Interface Index Extension TLV #4, length 2, value 1284\n\t  Logical Unit Number Extension TLV #5, length 2, value 1537\n\t  Logical Interface Encapsulation Extension TLV #6, length 4, value Ethernet (14)\n\t  TTP derived Device Media Type Extension TLV #7, length 1, value GRE (12)\n\t  TTP derived Logical Interface Encapsulation Extension TLV #8, length 1, value  (64)\n\t  Unknown Extension TLV #9, length 1, value 1\n\t-----original packet-----\n\thlen 41, proto 0x0000, 00:00:00:00:00:00 > 00:00:00:00:00:00, ethertype IPv4 (0x0800), length 42: (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 28)\n    10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut \n\tJuniper PCAP Flags [Ext], PCAP Extension(s) total length 5 [extension_length 5 < 11] (invalid)\n In \n\tJuniper PCAP Flags [Ext, Filter, IIF, no-L2, In], PCAP Extension(s) total length 0\n\t-----original packet-----\n\tno-L2-hdr, (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 28)\n    10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut \n\tJuniper PCAP Flags [no-L2]no-L2-hdr, no IP-hdr found!\nno magic-number found!\nOut \n\tJuniper PCAP Flags [Ext], PCAP Extension(s) total length 35 [|juniper_ether]\n [|juniper_ether]\n",
    ),
    (
        "Juniper: multilink PPP",
        0,
        true,
        130,
        &[
            "4d474301070200214500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d4743000023450102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "4d474300ff0300214500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d47430054010203c02101050004",
            "4d47430047010203000006074500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d474300470102030c00060700214500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d47430047010203001006076000000000081140000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f0102030400080000",
            "4d4743004701020300200607000011404500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d474300470102030040060700214500001c00010000400166de0a0000010a0000020800f7ff00000000",
        ],
        " In MLPPP-PIC, cookie-len 2, cookie 0x0702: hlen 6, proto 0x0021, Bundle-ID 7: IP (0x0021), length 30: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut MLPPP-PIC, cookie-len 2, cookie 0x0023: hlen 6, proto 0x4501, OSI (0x0023), length 42: OSI NLPID Unknown (0x45): length: 40\n\t0x0000:  4501 0203 0405 0607 0809 0a0b 0c0d 0e0f\n\t0x0010:  1011 1213 1415 1617 1819 1a1b 1c1d 1e1f\n\t0x0020:  2021 2223 2425 2627\nOut MLPPP-PIC, cookie-len 2, cookie 0xff03: hlen 6, proto 0x0021, IP (0x0021), length 30: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut MLPPP-PIC, cookie-len 4, cookie 0x54010203: hlen 8, proto 0xc021, Bundle-ID 1: LCP (0xc021), length 6: LCP, Conf-Request (0x01), id 5, length 6\nOut MLPPP-PIC, cookie-len 8, cookie 0x4701020300000607: hlen 12, proto 0x0000, Bundle-ID 192: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut MLPPP-PIC, cookie-len 8, cookie 0x470102030c000607: hlen 12, proto 0x0000, Bundle-ID 192: IP (0x0021), length 30: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut MLPPP-PIC, cookie-len 8, cookie 0x4701020300100607: hlen 12, proto 0x0010, Bundle-ID 192: 1:203:405:607:809:a0b:c0d:e0f.258 > 1011:1213:1415:1617:1819:1a1b:1c1d:1e1f.772: UDP, length 0\nOut MLPPP-PIC, cookie-len 8, cookie 0x4701020300200607: hlen 12, proto 0x0020, Bundle-ID 192: MPLS (label 1, tc 0, [S], ttl 64) 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut MLPPP-PIC, cookie-len 8, cookie 0x4701020300400607: hlen 12, proto 0x0040, Bundle-ID 192: IP (0x0021), length 30: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n",
    ),
    (
        "Juniper: multilink frame relay",
        0,
        true,
        131,
        &[
            "4d474300070203cc4500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d4743005401020303008a0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "4d474300070212344500001c00010000400166de0a0000010a0000020800f7ff00000000",
        ],
        "Out MLFR-PIC, cookie-len 2, cookie 0x0702: hlen 8, proto 0x03cc, Bundle-ID 7, OSI NLPID IPv4 (0xcc): 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut MLFR-PIC, cookie-len 4, cookie 0x54010203: hlen 10, proto 0x0300, Bundle-ID 1, OSI NLPID X25 ES-IS (0x8a): length: 40\n\t0x0000:  8a01 0203 0405 0607 0809 0a0b 0c0d 0e0f\n\t0x0010:  1011 1213 1415 1617 1819 1a1b 1c1d 1e1f\n\t0x0020:  2021 2223 2425 2627\nOut MLFR-PIC, cookie-len 2, cookie 0x0702: hlen 8, proto 0x1234, Bundle-ID 7, unknown protocol 0x1234, length 28\n",
    ),
    (
        "Juniper: bundles of frame relay",
        1,
        true,
        134,
        &[
            "4d474300e0000401046162",
            "4d474300c001184103cc4500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d47430000000001fefe8a0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "4d47430054070000000003cc4500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d474300030000001234",
            "4d47430047010203000006074500001c00010000400166de0a0000010a0000020800f7ff00000000",
        ],
        "Out MFR-PIC, cookie-len 0: hlen 4, proto 0xe000, FRF.16 Control, Flags [Begin, End, Control], Hello, length 7\n\tIE Bundle ID (1), length 4: ab\nOut MFR-PIC, cookie-len 0: hlen 4, proto 0xc001, FRF.16 Frag, seq 1, Flags [Begin, End], Q.922, hdr-len 2, DLCI 100, Flags [none], NLPID IPv4 (0xcc), length 32: (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 28)\n    10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut MFR-PIC, cookie-len 4, cookie 0x00000001: hlen 8, proto 0xfefe, OSI NLPID Unknown (0xfe): length: 41\n\t0x0000:  fe8a 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0010:  0f10 1112 1314 1516 1718 191a 1b1c 1d1e\n\t0x0020:  1f20 2122 2324 2526 27\nOut MFR-PIC, cookie-len 6, cookie 0x540700000000: hlen 12, proto 0x03cc, Bundle-ID 7, OSI NLPID IPv4 (0xcc): (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 28)\n    10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut MFR-PIC, cookie-len 4, cookie 0x03000000: hlen 8, proto 0x1234, Bundle-ID 3, unknown protocol 0x1234, length 2\nOut MFR-PIC, cookie-len 8, cookie 0x4701020300000607: hlen 12, proto 0x0000, (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 28)\n    10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n",
    ),
    (
        "Juniper: encryption services",
        0,
        true,
        132,
        &[
            "4d474300000709030102030405060708090a0b0c4500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d474300000709040102030405060708090a0b0c4500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d474300000709050102030405060708090a0b0c4500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d474300000709024500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d474300000709064500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d47430000070903:60",
        ],
        "Out ES-PIC, cookie-len 0: hlen 4, proto 0x0007, ES SA, index 7, ttl 9 type ESP AUTH (3), spi 16909060, Tunnel 5.6.7.8 > 9.10.11.12, length 28\n10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut ES-PIC, cookie-len 0: hlen 4, proto 0x0007, ES SA, index 7, ttl 9 type AH AUTH (4), spi 16909060, Tunnel 5.6.7.8 > 9.10.11.12, length 28\n10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut ES-PIC, cookie-len 0: hlen 4, proto 0x0007, ES SA, index 7, ttl 9 type ESP ENCR (5), spi 16909060, Tunnel 5.6.7.8 > 9.10.11.12, length 28\n10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut ES-PIC, cookie-len 0: hlen 4, proto 0x0007, ES SA, index 7, ttl 9 type ESP ENCR-AH AUTH (2), length 32\n [version 0 != 4] (invalid)\nOut ES-PIC, cookie-len 0: hlen 4, proto 0x0007, ES Invalid type 6, length 32\nOut ES-PIC, cookie-len 0: hlen 4, proto 0x0007,  [|juniper_es]\n",
    ),
    (
        "Juniper: GGSN",
        0,
        true,
        133,
        &[
            "4d47430000000100010200004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d47430000000200010200004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d47430000000300010200004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d47430000000600010200006000000000081140000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f0102030400080000",
            "4d474300540102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
        ],
        "Out GGSN-PIC, cookie-len 8, cookie 0x0000010001020000: hlen 12, proto 0x4500, proto Null (1), vlan 258: \nOut GGSN-PIC, cookie-len 8, cookie 0x0000020001020000: hlen 12, proto 0x4500, proto IPv4 (2), vlan 258: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut GGSN-PIC, cookie-len 8, cookie 0x0000030001020000: hlen 12, proto 0x4500, proto Unknown (3), vlan 258: \nOut GGSN-PIC, cookie-len 8, cookie 0x0000060001020000: hlen 12, proto 0x6000, proto IPv6 (6), vlan 258: 1:203:405:607:809:a0b:c0d:e0f.258 > 1011:1213:1415:1617:1819:1a1b:1c1d:1e1f.772: UDP, length 0\nOut GGSN-PIC, cookie-len 10 (invalid)\n",
    ),
    (
        "Juniper: GGSN, without its header",
        0,
        false,
        133,
        &["4d47430000000300010200004500001c00010000400166de0a0000010a0000020800f7ff00000000"],
        "unknown GGSN proto (3)\n",
    ),
    (
        "Juniper: services",
        0,
        true,
        136,
        &[
            "4d47430001020304050607084500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d4743000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
        ],
        "Out AS-PIC, cookie-len 8, cookie 0x0102030405060708: hlen 12, proto 0x4500, service-id 69 flags 0x00 service-set-id 0x001c iif 65536: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut AS-PIC, cookie-len 8, cookie 0x0102030405060708: hlen 12, proto 0x090a, service-id 9 flags 0x0a service-set-id 0x0b0c iif 921360: \n",
    ),
    (
        "Juniper: monitor",
        0,
        true,
        164,
        &[
            "4d47430001020304050607086000000000081140000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f0102030400080000",
        ],
        "Out MONITOR-PIC, cookie-len 8, cookie 0x0102030405060708: hlen 12, proto 0x6000, service-id 528704, iif 0, pkt-type 96: 1:203:405:607:809:a0b:c0d:e0f.258 > 1011:1213:1415:1617:1819:1a1b:1c1d:1e1f.772: UDP, length 0\n",
    ),
    (
        "Juniper: ATM, first generation",
        1,
        false,
        137,
        &[
            "4d47430001000000aaaa0300000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d47430001000000038a0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "4d474300010000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d474300010000000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 28)\n    10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOSI NLPID 0x8a unknown, length: 40\n\t0x0000:  8a01 0203 0405 0607 0809 0a0b 0c0d 0e0f\n\t0x0010:  1011 1213 1415 1617 1819 1a1b 1c1d 1e1f\n\t0x0020:  2021 2223 2425 2627\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 28)\n    10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n\n",
    ),
    (
        "Juniper: ATM, second generation",
        0,
        true,
        135,
        &[
            "4d4743000000000000000000c02101050004",
            "4d47430100000001000000004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d474300000000010000000000000000000000000000000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d4743000000000000000010000000001234567821000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2f0a",
            "4d4743000000000000000000fefe038a0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
        ],
        "Out ATM2-PIC, cookie-len 8, cookie 0x0000000000000000: hlen 12, proto 0xc021, LCP (0xc021), length 6: LCP, Conf-Request (0x01), id 5, length 6\n In ATM2-PIC, cookie-len 8, cookie 0x0000000100000000: hlen 12, proto 0x4500, 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut ATM2-PIC, cookie-len 8, cookie 0x0000000100000000: hlen 12, proto 0x0000, 00:00:00:00:00:00 > 00:00:00:00:00:00, ethertype IPv4 (0x0800), length 42: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut ATM2-PIC, cookie-len 8, cookie 0x0000000000000010: control-word 0x00000000 hlen 16, proto 0x0000, OAM F5, vpi 35, vci 17767, payload [ VCC OAM F5 flow segment ], clp 0, length 56\nOut ATM2-PIC, cookie-len 8, cookie 0x0000000000000000: hlen 12, proto 0xfefe, LLC, dsap OSI (0xfe) Individual, ssap OSI (0xfe) Command, ctrl 0x03: OSI NLPID X25 ES-IS (0x8a): length: 40\n\t0x0000:  8a01 0203 0405 0607 0809 0a0b 0c0d 0e0f\n\t0x0010:  1011 1213 1415 1617 1819 1a1b 1c1d 1e1f\n\t0x0020:  2021 2223 2425 2627\n",
    ),
    (
        "Juniper: PPPoE",
        0,
        true,
        167,
        &[
            "4d47430000000000000000000000000008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
        ],
        "Out PPPoE-PIC, cookie-len 0: hlen 4, proto 0x0000, 00:00:00:00:00:00 > 00:00:00:00:00:00, ethertype IPv4 (0x0800), length 42: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n",
    ),
    (
        "Juniper: PPPoE over ATM",
        0,
        true,
        168,
        &[
            "4d47430008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d47430012344500001c00010000400166de0a0000010a0000020800f7ff00000000",
        ],
        "Out PPPoE ATM-PIC, cookie-len 0: hlen 4, proto 0x0800, 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut PPPoE ATM-PIC, cookie-len 0: hlen 4, proto 0x1234, unknown ethertype 0x1234\n",
    ),
    (
        "Juniper: PPP",
        0,
        true,
        179,
        &["4d474300ff0300214500001c00010000400166de0a0000010a0000020800f7ff00000000"],
        "Out hlen 4, proto 0x0000, IP (0x0021), length 32: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n",
    ),
    (
        "Juniper: frame relay",
        0,
        true,
        180,
        &[
            "4d474300184103cc4500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d47430001",
            "4d4743001841030001020304",
        ],
        "Out hlen 4, proto 0x0000, Q.922, hdr-len 2, DLCI 100, Flags [none], NLPID IPv4 (0xcc), length 32: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut hlen 4, proto 0x0000, Q.922, invalid address\nOut hlen 4, proto 0x0000, Pad! Q.922, hdr-len 2, DLCI 100, Flags [none], NLPID unknown (0x01), length 8: \n\t0x0000:  0203 04                                  ...\n",
    ),
    (
        "Juniper: HDLC",
        0,
        true,
        181,
        &[
            "4d4743000f0008004500001c00010000400166de0a0000010a0000020800f7ff00000000",
            "4d47430007001234",
        ],
        "Out hlen 4, proto 0x0000, unicast, ethertype IPv4 (0x0800), length 32: 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\nOut hlen 4, proto 0x0000, 0x07, ethertype Unknown (0x1234), length 4: \n",
    ),
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
        "802.15.4: addresses",
        3,
        false,
        195,
        &[
            "21880102030405060708090a0b0c0d0e0f1011121314151617186162d43a",
            "41880102030405060708090a0b0c0d0e0f10111213141516171861620f24",
            "11c80102030405060708090a0b0c0d0e0f1011121314151617186162e582",
            "01ec0102030405060708090a0b0c0d0e0f1011121314151617186162525b",
            "41ac0102030405060708090a0b0c0d0e0f1011121314151617186162947c",
            "41290102030405060708090a0b0c0d0e0f10111213141516171861624509",
            "41fc0102030405060708090a0b0c0d0e0f10111213141516171861621543",
            "41200102030405060708090a0b0c0d0e0f10111213141516171861626fd9",
            "41000102030405060708090a0b0c0d0e0f1011121314151617186162c5c0",
            "01010102030405060708090a0b0c0d0e0f10111213141516171861621f86",
            "01480102030405060708090a0b0c0d0e0f10111213141516171861626165",
            "01040102030405060708090a0b0c0d0e0f10111213141516171861626695",
            "02000102030405060708090a0b0c0d0e0f1011121314151617186162648e",
            "0188010203:20",
        ],
        "IEEE 802.15.4 Data packet v0 AR, seq 01 0302:0504 < 0706:0908 FCS 3ad4 \n\t0x0000:  0a0b 0c0d 0e0f 1011 1213 1415 1617 1861  ...............a\n\t0x0010:  62                                       b\nIEEE 802.15.4 Data packet v0 PAN ID Compression, seq 01 0302:0504 < -:0706 FCS 240f \n\t0x0000:  0809 0a0b 0c0d 0e0f 1011 1213 1415 1617  ................\n\t0x0010:  1861 62                                  .ab\nIEEE 802.15.4 Data packet v0 Frame Pending, seq 01 0302:0504 < 0706:0f:0e:0d:0c:0b:0a:09:08 FCS 82e5 \n\t0x0000:  1011 1213 1415 1617 1861 62              .........ab\nIEEE 802.15.4 Data packet v2 seq 01 0302:0b:0a:09:08:07:06:05:04 < -:13:12:11:10:0f:0e:0d:0c FCS 5b52 \n\t0x0000:  1415 1617 1861 62                        .....ab\nIEEE 802.15.4 Data packet v2 PAN ID Compression, seq 01 0302:0b:0a:09:08:07:06:05:04 < -:0d0c FCS 7c94 \n\t0x0000:  0e0f 1011 1213 1415 1617 1861 62         ...........ab\nIEEE 802.15.4 Data packet v2 PAN ID Compression, Sequence Number Suppression, seq suppressed -:0201 < -:none FCS 945 \n\t0x0000:  0304 0506 0708 090a 0b0c 0d0e 0f10 1112  ................\n\t0x0010:  1314 1516 1718 6162                      ......ab\nIEEE 802.15.4 Data packet v3 PAN ID Compression, seq 01 -:09:08:07:06:05:04:03:02 < -:11:10:0f:0e:0d:0c:0b:0a FCS 4315 \n\t0x0000:  1213 1415 1617 1861 62                   .......ab\nIEEE 802.15.4 Data packet v2 PAN ID Compression, seq 01 0302:none < -:none FCS d96f \n\t0x0000:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1213  ................\n\t0x0010:  1415 1617 1861 62                        .....ab\nIEEE 802.15.4 Data packet v0 PAN ID Compression, seq 01 [ERROR: PAN ID Compression != 0, and only one address with frame version < 2]-:none < -:none FCS c0c5 \n\t0x0000:  0203 0405 0607 0809 0a0b 0c0d 0e0f 1011  ................\n\t0x0010:  1213 1415 1617 1861 62                   .......ab\nIEEE 802.15.4 Data packet v0 Sequence Number Suppression, [ERROR: Sequence number suppressed on frames where version < 2]seq suppressed -:none < -:none FCS 861f \n\t0x0000:  0102 0304 0506 0708 090a 0b0c 0d0e 0f10  ................\n\t0x0010:  1112 1314 1516 1718 6162                 ........ab\nIEEE 802.15.4 Data packet v0 seq 01 [ERROR: Invalid src address mode]\nIEEE 802.15.4 Data packet v0 seq 01 [ERROR: Invalid dst address mode]\nIEEE 802.15.4 ACK packet v0 seq 01 -:none < -:none FCS 8e64 \n\t0x0000:  0203 0405 0607 0809 0a0b 0c0d 0e0f 1011  ................\n\t0x0010:  1213 1415 1617 1861 62                   .......ab\nIEEE 802.15.4 Data packet v0 seq 01 0302:[ERROR: Truncated before dst_addr]\n",
    ),
    (
        "802.15.4: other frames",
        3,
        false,
        230,
        &[
            "04000102030405060708090a0b0c0d0e0f1011121314",
            "06000102030405060708090a0b0c0d0e0f1011121314",
            "07000102030405060708090a0b0c0d0e0f1011121314",
            "b5000102030405060708090a0b0c0d0e0f1011121314",
            "ad010102030405060708090a0b0c0d0e0f1011121314",
            "ad4d0102030405060708090a0b0c0d0e0f1011121314",
            "4d000102030405060708090a0b0c0d0e0f1011121314",
        ],
        "IEEE 802.15.4 Reserved packet \nIEEE 802.15.4 Fragment packet \nIEEE 802.15.4 Extended packet \nIEEE 802.15.4 Multipurpose packet seq 00 -:08:07:06:05:04:03:02:01 <  -:0a09 wrong FCS 1413 vs 76b0 (assume no FCS stored) \n\t0x0000:  0b0c 0d0e 0f10 1112 1314                 ..........\nIEEE 802.15.4 Multipurpose packet v0 PAN ID Present, seq 01 0302:0504 <  -:0706 wrong FCS 1413 vs b292 (assume no FCS stored) \n\t0x0000:  0809 0a0b 0c0d 0e0f 1011 1213 14         .............\nIEEE 802.15.4 Multipurpose packet v0 Frame Pending, AR, PAN ID Present, Sequence Number Suppression, 0201:0403 <  -:0605 wrong FCS 1413 vs adad (assume no FCS stored) \n\t0x0000:  0708 090a 0b0c 0d0e 0f10 1112 1314       ..............\nIEEE 802.15.4 Multipurpose packet v0 seq 01 [ERROR: Invalid src address mode]\n",
    ),
    (
        "802.15.4: security",
        3,
        false,
        195,
        &[
            "0988010203040506070809000102030405060708090a0b0c0d0e0f10111213141516171819",
            "0988010203040506070809020102030405060708090a0b0c0d0e0f10111213141516171819",
            "09880102030405060708090d0102030405060708090a0b0c0d0e0f10111213141516171819",
            "0988010203040506070809160102030405060708090a0b0c0d0e0f10111213141516171819",
            "09880102030405060708091f0102030405060708090a0b0c0d0e0f10111213141516171819",
            "09880102030405060708093f0102030405060708090a0b0c0d0e0f10111213141516171819",
            "09880102030405060708091d",
            "09880102030405060708091d010203",
            "09880102030405060708091d01020304050607",
        ],
        "IEEE 802.15.4 Data packet v0 Security Enabled, seq 01 0302:0504 < 0706:0908 \n\tSecurity Level 0, Key Id Mode 0, Frame Counter 0x04030201 Implicitwrong FCS 1918 vs f100 (assume no FCS stored) \n\t0x0000:  0506 0708 090a 0b0c 0d0e 0f10 1112 1314  ................\n\t0x0010:  1516 1718 19                             .....\nIEEE 802.15.4 Data packet v0 Security Enabled, seq 01 0302:0504 < 0706:0908 \n\tSecurity Level 2, Key Id Mode 0, Frame Counter 0x04030201 Implicit\n\tMIC 1213141516171819 wrong FCS 1918 vs 4788 (assume no FCS stored) \n\t0x0000:  0506 0708 090a 0b0c 0d0e 0f10 11         .............\nIEEE 802.15.4 Data packet v0 Security Enabled, seq 01 0302:0504 < 0706:0908 \n\tSecurity Level 5, Key Id Mode 1, Frame Counter 0x04030201 KeyIndex 0x05, \n\tMIC 16171819 wrong FCS 1918 vs 547 (assume no FCS stored) \n\t0x0000:  0607 0809 0a0b 0c0d 0e0f 1011 1213 1415  ................\nIEEE 802.15.4 Data packet v0 Security Enabled, seq 01 0302:0504 < 0706:0908 \n\tSecurity Level 6, Key Id Mode 2, Frame Counter 0x04030201 KeySource 0x0605:8074x, KeyIndex 0x09, \n\tMIC 1213141516171819 wrong FCS 1918 vs be9c (assume no FCS stored) \n\t0x0000:  0a0b 0c0d 0e0f 1011                      ........\nIEEE 802.15.4 Data packet v0 Security Enabled, seq 01 0302:0504 < 0706:0908 \n\tSecurity Level 7, Key Id Mode 3, Frame Counter 0x04030201 KeySource 0c:0b:0a:09:08:07:06:05, KeyIndex 0x09, \n\tMIC 0a0b0c0d0e0f10111213141516171819 wrong FCS 1918 vs 2fda (assume no FCS stored) \nIEEE 802.15.4 Data packet v0 Security Enabled, seq 01 0302:0504 < 0706:0908 \n\tSecurity Level 7, Key Id Mode 3, KeySource 08:07:06:05:04:03:02:01, KeyIndex 0x05, \n\tMIC 0a0b0c0d0e0f10111213141516171819 wrong FCS 1918 vs 1fe1 (assume no FCS stored) \n\t0x0000:  0607 0809                                ....\nIEEE 802.15.4 Data packet v0 Security Enabled, seq 01 0302:0504 < 0706:0908 \n\tSecurity Level 5, Key Id Mode 3, [ERROR: Truncated before Frame Counter]\nIEEE 802.15.4 Data packet v0 Security Enabled, seq 01 0302:0504 < 0706:0908 \n\tSecurity Level 5, Key Id Mode 3, [ERROR: Truncated before Frame Counter]\nIEEE 802.15.4 Data packet v0 Security Enabled, seq 01 0302:0504 < 0706:0908 \n\tSecurity Level 5, Key Id Mode 3, Frame Counter 0x04030201 [ERROR: Truncated before Key Source]\n",
    ),
    (
        "802.15.4: beacons",
        2,
        false,
        230,
        &[
            "008001020304053fd200120102030405060708090a0b0c0d0e0f1011121314",
            "008001020304050000820501020304050671",
            "0080010203040500000701",
            "00800102030405",
        ],
        "IEEE 802.15.4 Beacon packet v0 seq 01 -:none < 0302:0504 \n\tBeacon order = 15, Superframe order = 3, Final CAP Slot = 2, BLE enabled, PAN Coordinator, Association Permit\n\tGTS Descriptor Count = 0, \n\tPending address list, # short addresses = 2, # extended addresses = 1, Short address list = [ 0201 0403 ], Extended address list = [ 0c:0b:0a:09:08:07:06:05 ]\n\t0x0000:  0d0e 0f10 1112 1314                      ........\nIEEE 802.15.4 Beacon packet v0 seq 01 -:none < 0302:0504 \n\tBeacon order = 0, Superframe order = 0, Final CAP Slot = 0GTS Descriptor Count = 2, GTS Directions Mask = 05, [ [ 0201, Start slot = 2, Length = 0 ] [ 0504, Start slot = 5, Length = 0 ] ]\n\tPending address list, # short addresses = 1, # extended addresses = 7 [ERROR: Pending address list truncated]\nIEEE 802.15.4 Beacon packet v0 seq 01 -:none < 0302:0504 \n\tBeacon order = 0, Superframe order = 0, Final CAP Slot = 0 [ERROR: Truncated GTS Info List]\nIEEE 802.15.4 Beacon packet v0 seq 01 -:none < 0302:0504 [ERROR: Truncated before beacon information]\n",
    ),
    (
        "802.15.4: commands",
        0,
        false,
        230,
        &[
            "038801020304050607080901d6",
            "0388010203040506070809010000",
            "038801020304050607080902010201",
            "038801020304050607080902010209",
            "03880102030405060708090302",
            "038801020304050607080904",
            "03880102030405060708090801020304050607",
            "0388010203040506070809080102030405060708",
            "03880102030405060708090923",
            "03880102030405060708090915",
            "03880102030405060708091c010203",
            "0388010203040506070809300102",
            "0388010203040506070809",
        ],
        "IEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 Command ID = Association Request command FFD, AC powered, Fast association, Security supported, Allocate address, \nIEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 Command ID = Association Request command Invalid Association request command length\n\t0x0000:  0000                                     ..\nIEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 Command ID = Association Response command Short address = 0201, PAN at capacity\nIEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 Command ID = Association Response command Short address = 0201, Status = 0x09\nIEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 Command ID = Disassociation Notification command Reason = The device wishes to leave the PAN\nIEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 Command ID = Data Request command \nIEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 Command ID = Coordinator realignment command Pan ID = 0x0201, Coordinator short address = 0403, Channel Number = 5, Short address = 0706\nIEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 Command ID = Coordinator realignment command Pan ID = 0x0201, Coordinator short address = 0403, Channel Number = 5, page = 8, Short address = 0706\nIEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 Command ID = GTS request command GTS Length = 3, Transmit-only GTS, GTS allocation\nIEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 Command ID = GTS request command GTS Length = 5, Receive-only GTS, GTS deallocations\nIEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 Command ID = DSME Link Report command Command Data = 01 02 03 \n\t0x0000:  0102 03                                  ...\nIEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 Command ID = Reserved 0x30 Command Data = 01 02 \n\t0x0000:  0102                                     ..\nIEEE 802.15.4 Command packet v0 0302:0504 < 0706:0908 [ERROR: Truncated before Command ID]\n",
    ),
    (
        "802.15.4: a header of a tap",
        0,
        false,
        283,
        &["000008000a0000000188010203040506070809", "010004000188010203040506070809"],
        "IEEE 802.15.4 Data packet v0 0302:0504 < 0706:0908 \n (invalid)\n",
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
];

#[test]
fn link_types_that_few_captures_have_print_as_they_do_with_tcpdump() {
    for (what, verbose, link_header, link_type, packets, expected) in ROWS {
        let packets: Vec<Saved> = packets
            .iter()
            .map(|packet| {
                let (hex, length) = packet.split_once(':').unwrap_or((packet, ""));
                let packet = saved(hex);
                Saved { length: length.parse().unwrap_or(packet.length), ..packet }
            })
            .collect();
        let o = Options {
            verbose: *verbose,
            link_header: *link_header,
            numeric: true,
            time: TimeForm::None,
            ..Options::default()
        };
        let text = print(&mut Box::new(Printer::new()), &o, *link_type, &packets);
        assert_eq!(String::from_utf8_lossy(&text), *expected, "{what}");
    }
}
