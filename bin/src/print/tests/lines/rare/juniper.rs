//! Packets of Juniper's link types, made value by value, and the lines that tcpdump prints of them.

use super::{Frames, check_frames};
use crate::print::tests::lines::{Row, check};

const ROWS: &[Row] = &[(
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
)];

const FRAMES: &[Frames] = &[
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
        "the highest number is none",
        2,
        false,
        178,
        &[
            "4d474385001003010106010e01028a000404ffffffff0050568b5e9f0050568b6dde08004500001c00010000401166ce0a0000010a0000020001000200080000",
        ],
        "\n\tJuniper PCAP Flags [Ext, IIF, In], PCAP Extension(s) total length 16\n\t  Device Media Type Extension TLV #3, length 1, value Ethernet (1)\n\t  Logical Interface Encapsulation Extension TLV #6, length 1, value Ethernet (14)\n\t  Device Interface Index Extension TLV #1, length 2, value 138\n\t  Logical Interface Index Extension TLV #4, length 4, value \n\t-----original packet-----\n\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 28)\n    10.0.0.1.1 > 10.0.0.2.2: [no cksum] UDP, length 0\n",
    ),
];

#[test]
fn juniper_print_as_with_tcpdump() {
    check(ROWS);
    check_frames(FRAMES);
}
