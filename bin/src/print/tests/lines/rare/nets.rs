//! Link-layer protocols and link types, value by value: short, wrong and seldom ones, and the lines that
//! tcpdump prints of them.

extern crate std;

use super::all_saved;
use crate::print::Printer;
use crate::print::tests::{Options, TimeForm, options, print};
use std::boxed::Box;
use std::string::String;

/// What a row shows, the options, the link type, the packets in hexadecimal with their length on the wire
/// where they are cut, and the text.
type Row = (&'static str, &'static str, u16, &'static [&'static str], &'static str);

const ROWS: &[Row] = &[
    (
        "802.15.4: elements of the header and of the payload, checksums of four bytes, pages",
        "-vvv",
        195,
        &[
            "01aa11222233334444555503006162630016803f706179",
            "01aa11222233334444555501137a003f038078797a008801c86500f8706179",
            "01aa112222333344445555003f01",
            "01aa112222333344445555003f03906162",
            "01aa11222233334444555502186162",
            "01aa112222333344445555024861628048",
            "01aa1122223333444455550080",
            "01aa112222333344445555003f82006162",
            "01aa112222333344445555",
            "09aa1122223333444455550d0100000007803f6461744d494338",
            "0188112222333344445555706179f8a61e50",
            "63881122223333444408010203040b060781",
            "0000000000",
        ],
        "IEEE 802.15.4 Data packet v2 IE present, seq 11 2222:3333 < 4444:5555 \n\tVendor Specific Header IE [ length = 3, IE Data = 61 62 63 ] \n\tReserved 0x2c [] \n\tHeader Termination 2 IE [] wrong FCS 7961 vs 7c54 (assume no FCS stored) \n\t0x0000:  7061 79                                  pay\nIEEE 802.15.4 Data packet v2 IE present, seq 11 2222:3333 < 4444:5555 \n\tTRLE Descriptor IE [ length = 1, IE Data = 7a ] \n\tHeader Termination 1 IE [] \n\tESDU IE [ length = 3, IE Data = 78 79 7a ]\n\t\n\tMLME IE []\n\t\n\tReserved 0x09 [ length = 1, IE Data = 65 ]\n\t\n\tList termination []\n\twrong FCS 7961 vs 92f (assume no FCS stored) \n\t0x0000:  7061 79                                  pay\nIEEE 802.15.4 Data packet v2 IE present, seq 11 2222:3333 < 4444:5555 \n\tHeader Termination 1 IE [] [ERROR: Truncated header IE]\nIEEE 802.15.4 Data packet v2 IE present, seq 11 2222:3333 < 4444:5555 \n\tHeader Termination 1 IE [] \n\tVendor Specific Nested IE [ length = 3, [ERROR: Truncated IE data]\nIEEE 802.15.4 Data packet v2 IE present, seq 11 2222:3333 < 4444:5555 \n\tReserved 0x30 [ length = 2, IE Data = 61 62 ] wrong FCS 6261 vs 7d33 (assume no FCS stored) \nIEEE 802.15.4 Data packet v2 IE present, seq 11 2222:3333 < 4444:5555 Reserved Element ID 90, length = 2 IE Data = 61 62 ] Reserved Element ID 91, length = 0 ] wrong FCS 4880 vs 8bd2 (assume no FCS stored) \nIEEE 802.15.4 Data packet v2 IE present, seq 11 2222:3333 < 4444:5555 [ERROR: Header IE with type 1] \n\tVendor Specific Header IE [] wrong FCS 8000 vs 9ae0 (assume no FCS stored) \nIEEE 802.15.4 Data packet v2 IE present, seq 11 2222:3333 < 4444:5555 \n\tHeader Termination 1 IE [] [ERROR: Payload IE with type 0] \n\tESDU IE [ length = 130, [ERROR: Truncated IE data]\nIEEE 802.15.4 Data packet v2 IE present, seq 11 2222:3333 < 4444:5555 [ERROR: Truncated header IE]\nIEEE 802.15.4 Data packet v2 Security Enabled, IE present, seq 11 2222:3333 < 4444:5555 \n\tSecurity Level 5, Key Id Mode 1, Frame Counter 0x00000001 KeyIndex 0x07, \n\tHeader Termination 2 IE [] \n\tMIC 4d494338 wrong FCS 3843 vs f1ee (assume no FCS stored) \n\t0x0000:  6461 74                                  dat\nIEEE 802.15.4 Data packet v0 seq 11 2222:3333 < 4444:5555 FCS 501ea6f8 \n\t0x0000:  7061 79                                  pay\nIEEE 802.15.4 Command packet v0 AR, PAN ID Compression, seq 11 2222:3333 < -:4444 wrong FCS 8107 vs d0cf (assume no FCS stored) Command ID = Coordinator realignment command Pan ID = 0x0201, Coordinator short address = 0403, Channel Number = 267, Short address = 0706\nIEEE 802.15.4 Beacon packet v0 seq 00  [|802.15.4]\n",
    ),
    (
        "Radiotap: vendors' fields",
        "",
        127,
        &[
            "00001c00200000c0ff0000a020000000100001020300020061622030800034120200000000aa0200000000bb0200000000cc100031323334353637386162010000026869",
            "00001f00200000c020000080200000a0200000001000010203000200616220800034120200000000aa0200000000bb0200000000cc100031323334353637386162010000026869",
            "00000e00200000e0200000001020800034120200000000aa0200000000bb0200000000cc100031323334353637386162010000026869",
            "000009002000004010800034120200000000aa0200000000bb0200000000cc100031323334353637386162010000026869",
            "00001a00200000c0000000a020000000100001020300ff006162800034120200000000aa0200000000bb0200000000cc100031323334353637386162010000026869",
        ],
        "16dBm signal 32dBm signal Beacon (hi) ESS\n16dBm signal 32dBm signal Beacon (hi) ESS\n16dBm signal 32dBm signal Beacon (hi) ESS\n16dBm signal  [|802.11_radio]Beacon (hi) ESS\n16dBm signal Beacon (hi) ESS\n",
    ),
    (
        "802.11: a name ends at a zero byte",
        "",
        105,
        &["800034120200000000aa0200000000bb0200000000cc100031323334353637386162010000046800696a"],
        "Beacon (h) ESS\n",
    ),
    (
        "802.11: where dumps begin",
        "-X",
        105,
        &[
            "0c003412616263646566",
            "084034120200000000aa0200000000bb0200000000cc10000201",
            "080034120200000000aa0200000000bb0200000000cc:40",
        ],
        "unknown 802.11 frame type (3)\n\t0x0000:  0c00 3412 6162 6364 6566                 ..4.abcdef\nData [|802.11]\n\t0x0000:  0201                                     ..\n [|802.11]\n",
    ),
    (
        "802.11: dumps behind other headers",
        "-X",
        192,
        &["000008007f0000000000", "000004007f000000", "000008:40"],
        " [|802.11_radio]\n [length 4 < 8 or > 65532] (invalid)\n [|ppi]\n",
    ),
    (
        "Headers of AVS and Prism that are cut are not dumped",
        "-X",
        163,
        &["802110:30", "0000000100000007"],
        " [|802.11_radio_avs]\n [|802.11_radio_avs]\n",
    ),
    (
        "Headers of AVS and Prism that are cut are not dumped",
        "-X",
        119,
        &[
            "8021:30",
            "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000:160",
        ],
        " [|prism]\n [|prism]\n",
    ),
    (
        "Cooked: frames behind a radio's header, and protocols beyond lengths",
        "-e",
        113,
        &[
            "00000323000601020304050600000004000009002000000010800034120200000000aa0200000000bb0200000000cc100031323334353637386162010000026869",
            "000000010000000000000000000005dd6162",
        ],
        " In 01:02:03:04:05:06 802.2, length 65: 16dBm signal BSSID:02:00:00:00:00:cc DA:02:00:00:00:00:aa SA:02:00:00:00:00:bb Beacon (hi) ESS\n In ethertype Unknown (0x05dd), length 18: \n\t0x0000:  6162                                     ab\n",
    ),
    (
        "Cooked, version 2: frames behind a radio's header",
        "",
        276,
        &[
            "0004000000000007032300060102030405060000000009002000000010800034120200000000aa0200000000bb0200000000cc100031323334353637386162010000026869",
        ],
        "?     In  16dBm signal Beacon (hi) ESS\n",
    ),
    (
        "Cooked: a tag that is cut is not dumped",
        "-X",
        113,
        &["0000000100060102030405060000810000"],
        " [|vlan]\n",
    ),
    (
        "Frame relay: sets of codes, messages and elements of the link's states",
        "-v",
        107,
        &[
            "00010308010046010100",
            "00010308007d95809101010003020102",
            "00010308004e9f01010003020102",
            "00010308007d96010100",
            "00010308000000020101",
            "00010308005a030001",
            "00010308007d9503010207039482821902010207041402828207051402028282",
            "000103080075",
            "00010308007551",
        ],
        "Q.933, CCITT, codeset 0, Call Ref: 0x00, Restart (0x46), length 6\n\tANSI Report Type IE (0x01), length 1: Full Status (0)\nQ.933, ANSI, codeset 5, Status Reply (0x7d), length 12\n\tunknown IE (0x01), length 1: \n\t0x0000:  00\n\tunknown IE (0x03), length 2: \n\t0x0000:  0102\nQ.933, CCITT, codeset 7, Restart ACK (0x4e), length 10\n\tunknown IE (0x01), length 1: \n\t0x0000:  00\n\tANSI Link Verify IE (0x03), length 2: TX Seq:   1, RX Seq:   2\nQ.933, CCITT, codeset 6, Status Reply (0x7d), length 6\n\tunknown IE (0x01), length 1: \n\t0x0000:  00\nQ.933, CCITT, codeset 0, ESC to National (0x00), length 6\n\tunknown IE (0x00), length 2: \nQ.933, CCITT, codeset 0, Release Complete (0x5a), length 5\n\tANSI Link Verify IE (0x03), length 0: \nQ.933, ANSI, codeset 5, Status Reply (0x7d), length 28\n\tANSI Link Verify IE (0x03), length 1: Invalid LINK VERIFY IE\n\tANSI PVC Status IE (0x07), length 3: Invalid DLCI in PVC STATUS IE\n\tANSI Link Verify IE (0x19), length 2: TX Seq:   1, RX Seq:   2\n\tANSI PVC Status IE (0x07), length 4: DLCI 20481: status Active\n\tANSI PVC Status IE (0x07), length 5: DLCI 2621443: status Active\nQ.933, CCITT, codeset 0, Status Enquiry (0x75), length 2\nQ.933, CCITT, codeset 0, Status Enquiry (0x75), length 3 [|q.933]\n",
    ),
    (
        "Frame relay: states in short",
        "",
        107,
        &["00010308007d95030102070394828219020102", "00010308007d9500020101", "0001030800:12"],
        "Q.933, ANSI, codeset 5, Status Reply, Invalid LINK VERIFY IE, Invalid DLCI in PVC STATUS IE, TX Seq:   1, RX Seq:   2, length 15\nQ.933, ANSI, codeset 5, Status Reply\nQ.933, length 8 [|q.933]\n",
    ),
    (
        "Frame relay: a bridged frame has no padding",
        "-e",
        107,
        &[
            "184103800080c2000702000000000202000000000108004500002000010000401166ca0a0000010a00000203e8ea61000c000061626364",
            "184103800080c20009104002000000000202000000000142420300000000",
            "184103800080c20004415002000000000202000000000142420300000000",
        ],
        "Q.922, hdr-len 2, DLCI 100, Flags [none], NLPID SNAP (0x80), length 55: oui Ethernet bridged (0x0080c2), pid Ethernet w/o FCS (0x0007), length 46: 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 46: 10.0.0.1.1000 > 10.0.0.2.60001: UDP, length 4\nQ.922, hdr-len 2, DLCI 100, Flags [none], NLPID SNAP (0x80), length 30: oui Ethernet bridged (0x0080c2), pid Token Ring w/o FCS (0x0009), length 21: 10 40 02:00:00:00:00:01 > 02:00:00:00:00:02, length 21: LLC, dsap STP (0x42) Individual, ssap STP (0x42) Command, ctrl 0x03: STP 802.1d, Config (invalid)\nQ.922, hdr-len 2, DLCI 100, Flags [none], NLPID SNAP (0x80), length 30: oui Ethernet bridged (0x0080c2), pid FDDI + FCS (0x0004), length 21: async0 02:00:00:00:00:01 > 02:00:00:00:00:02, length 20: LLC, dsap STP (0x42) Individual, ssap STP (0x42) Command, ctrl 0x03: STP 802.1d, Config (invalid)\n",
    ),
    (
        "A bundle's frame of one byte",
        "",
        182,
        &["e0", "e000"],
        " [|mfr]\n[length 2 < 4] (invalid)\n",
    ),
    (
        "-q: less of other headers",
        "-q -e",
        129,
        &["01020000d40000014500002000010000401166ca0a0000010a00000203e8ea61000c000061626364"],
        "01 02 40: 10.0.0.1.1000 > 10.0.0.2.60001: UDP, length 4\n",
    ),
    (
        "ARCnet: Novell's protocol",
        "",
        129,
        &["01020000fa000001ffff001e0000000000000000000000000000000000000000000000000000"],
        "IPX 00000000.00:00:00:00:00:00.0000 > 00000000.00:00:00:00:00:00.0000: ipx-#0 0\n",
    ),
    (
        "-q: less of other headers",
        "-q -e",
        226,
        &[
            "0002000000000000000000000000000000000001000000024500002000010000401166ca0a0000010a00000203e8ea61000c000061626364",
            "0009000000000000000000000000000000000001000000026162",
        ],
        "1 > 2, IPv4, length 56: 10.0.0.1.1000 > 10.0.0.2.60001: UDP, length 4\n1 > 2, Unknown Ethertype (0x0009), length 26: \n",
    ),
    (
        "-q: less of other headers",
        "-q -e",
        239,
        &[
            "02000005240009004500002000010000401166ca0a0000010a00000203e8ea61000c000061626364",
            "070000050600090061620000",
            "0200000500000100",
        ],
        "version 0, resource ID 5, IPv4, length 40: 10.0.0.1.1000 > 10.0.0.2.60001: UDP, length 4\nversion 0, resource ID 5, Unknown NFLOG (0x07), length 12: \nversion 0, resource ID 5, IPv4, length 8:  (invalid)\n",
    ),
    (
        "SNAP: bridged rings, and identifiers",
        "",
        1,
        &[
            "0200000000020200000000010040aaaa030080c2000361621040020000000002020000000001aaaa0300000008004500002000010000401166ca0a0000010a00000203e8ea61000c000061626364",
            "0200000000020200000000010040aaaa030080c2000a61626350020000000002020000000001aaaa0300000008004500002000010000401166ca0a0000010a00000203e8ea61000c000061626364",
            "020000000002020000000001000aaaaa030080c200026162",
            "0200000000020200000000010010aaaa030080c200080000000000000000",
            "020000000002020000000001000aaaaa030000f812346162",
        ],
        "IP 10.0.0.1.1000 > 10.0.0.2.60001: UDP, length 4\nIP 10.0.0.1.1000 > 10.0.0.2.60001: UDP, length 4\n02:00:00:00:00:01 > 02:00:00:00:00:02 SNAP, oui Ethernet bridged (0x0080c2), pid 802.4 + FCS (0x0002), length 2: \n\t0x0000:  aaaa 0300 80c2 0002 6162                 ........ab\n02:00:00:00:00:01 > 02:00:00:00:00:02 SNAP, oui Ethernet bridged (0x0080c2), pid 802.4 w/o FCS (0x0008), length 8: \n\t0x0000:  aaaa 0300 80c2 0008 0000 0000 0000 0000  ................\n02:00:00:00:00:01 > 02:00:00:00:00:02 SNAP, oui Cisco bridged (0x0000f8), pid Unknown (0x1234), length 2: \n\t0x0000:  aaaa 0300 00f8 1234 6162                 .......4ab\n",
    ),
    (
        "MACsec: a length behind it",
        "-e",
        1,
        &[
            "02000000000202000000000188e500000000000700284242030000000000000000000000000000000000000000000000000000000000000000000000000049494949494949494949494949494949",
        ],
        "02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype 802.1AE MACsec (0x88e5), length 78: an 0, pn 7, flags none, 802.3LLC, dsap STP (0x42) Individual, ssap STP (0x42) Command, ctrl 0x03: STP 802.1d, Config, Flags [none], bridge-id 0000.00:00:00:00:00:00.0000, length 37\n",
    ),
    (
        "EAP: what is too short",
        "-v",
        1,
        &[
            "020000000002020000000001888e010000050105000501",
            "020000000002020000000001888e010000050105000502",
            "020000000002020000000001888e010000050105000503",
            "020000000002020000000001888e01000005010500050d",
            "020000000002020000000001888e010000050105000512",
            "020000000002020000000001888e010000050105000515",
            "020000000002020000000001888e010000050105000517",
            "020000000002020000000001888e01000005010500052b",
            "020000000002020000000001888e010000050105000519",
            "020000000002020000000001888e01000009010500090d80616263",
            "020000000002020000000001888e01000006010500062b81",
        ],
        "EAP packet (0) v1, len 5, Request (1), id 5, len 5\n\t\t Type Identity (1)\nEAP packet (0) v1, len 5, Request (1), id 5, len 5\n\t\t Type Notification (2) (too short for EAP Notification request/response)\nEAP packet (0) v1, len 5, Request (1), id 5, len 5\n\t\t Type Nak (3) (too short for EAP Legacy NAK request/response)\nEAP packet (0) v1, len 5, Request (1), id 5, len 5\n\t\t Type TLS (13) (too short for EAP TLS/TTLS request/response)\nEAP packet (0) v1, len 5, Request (1), id 5, len 5\n\t\t Type SIM (18) (too short for EAP SIM/AKA request/response)\nEAP packet (0) v1, len 5, Request (1), id 5, len 5\n\t\t Type TTLS (21) (too short for EAP TLS/TTLS request/response)\nEAP packet (0) v1, len 5, Request (1), id 5, len 5\n\t\t Type AKA (23) (too short for EAP SIM/AKA request/response)\nEAP packet (0) v1, len 5, Request (1), id 5, len 5\n\t\t Type FAST (43) (too short for EAP FAST request/response)\nEAP packet (0) v1, len 5, Request (1), id 5, len 5\n\t\t Type unknown (25)\nEAP packet (0) v1, len 9, Request (1), id 5, len 9\n\t\t Type TLS (13) flags [L bit] 0x80 (too short for EAP TLS/TTLS request/response with length)\nEAP packet (0) v1, len 6, Request (1), id 5, len 6\n\t\t Type FAST (43) FASTv1 flags [L bit] 0x81 (too short for EAP FAST request/response with length)\n",
    ),
    (
        "Shortest path bridging: what is agreed on, and too little for it",
        "-v",
        1,
        &[
            "02000000000202000000000100c0424203000004027c010203040506070800000009111213141516171880010100140002000f0000004000726567696f6e0000000000000000000000000000000000000000000000000000000300000000000000000000000000000000000000142122232425262728140055505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4",
            "02000000000202000000000100c5424203000004027c010203040506070800000009111213141516171880010100140002000f0000004000726567696f6e0000000000000000000000000000000000000000000000000000000300000000000000000000000000000000000000142122232425262728140054000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "02000000000202000000000100c0424203000004027c010203040506070800000009111213141516171880010100140002000f0000004000726567696f6e000000000000000000000000000000000000000000000000000000030000000000000000000000000000000000000014212223242526272814005600000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "02000000000202000000000100c0424203000004027c010203040506070800000009111213141516171880010100140002000f0000004000726567696f6e0000000000000000000000000000000000000000000000000000000300000000000000000000000000000000000000142122232425262728140055505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182:206",
        ],
        "STP 802.1aq, Rapid STP, CIST Flags [Learn, Forward, Agreement], length 189\n\tport-role Designated, CIST root-id 0102.03:04:05:06:07:08, CIST ext-pathcost 9\n\tCIST regional-root-id 1112.13:14:15:16:17:18, CIST port-id 8001,\n\tmessage-age 1.00s, max-age 20.00s, hello-time 2.00s, forwarding-delay 15.00s\n\tv3len 64, MCID Name region, rev 3,\n\t\tdigest 00000000000000000000000000000000, CIST int-root-pathcost 20,\n\tCIST bridge-id 2122.23:24:25:26:27:28, CIST remaining-hops 20\n\tv4len 85, AUXMCID Name QRSTUVWXYZ[\\]^_`abcdefghijklmnop, Rev 29042,\n\t\tdigest 737475767778797a7b7c7d7e7f808182\n\tAgreement num 2, Discarded Agreement num 0, Agreement valid-flag 0,\n\tRestricted role-flag: 0, Format id 8 cap 133, Convention id 8 cap 134,\n\tEdge count 34696, Agreement digest 9192939495969798999a9b9c9d9e9fa0a1a2a3a4\nSTP 802.1aq, Rapid STP, CIST Flags [Learn, Forward, Agreement], length 194\n\tport-role Designated, CIST root-id 0102.03:04:05:06:07:08, CIST ext-pathcost 9\n\tCIST regional-root-id 1112.13:14:15:16:17:18, CIST port-id 8001,\n\tmessage-age 1.00s, max-age 20.00s, hello-time 2.00s, forwarding-delay 15.00s\n\tv3len 64, MCID Name region, rev 3,\n\t\tdigest 00000000000000000000000000000000, CIST int-root-pathcost 20,\n\tCIST bridge-id 2122.23:24:25:26:27:28, CIST remaining-hops 20 (invalid)\nSTP 802.1aq, Rapid STP, CIST Flags [Learn, Forward, Agreement], length 189\n\tport-role Designated, CIST root-id 0102.03:04:05:06:07:08, CIST ext-pathcost 9\n\tCIST regional-root-id 1112.13:14:15:16:17:18, CIST port-id 8001,\n\tmessage-age 1.00s, max-age 20.00s, hello-time 2.00s, forwarding-delay 15.00s\n\tv3len 64, MCID Name region, rev 3,\n\t\tdigest 00000000000000000000000000000000, CIST int-root-pathcost 20,\n\tCIST bridge-id 2122.23:24:25:26:27:28, CIST remaining-hops 20 (invalid)\nSTP 802.1aq, Rapid STP, CIST Flags [Learn, Forward, Agreement], length 189\n\tport-role Designated, CIST root-id 0102.03:04:05:06:07:08, CIST ext-pathcost 9\n\tCIST regional-root-id 1112.13:14:15:16:17:18, CIST port-id 8001,\n\tmessage-age 1.00s, max-age 20.00s, hello-time 2.00s, forwarding-delay 15.00s\n\tv3len 64, MCID Name region, rev 3,\n\t\tdigest 00000000000000000000000000000000, CIST int-root-pathcost 20,\n\tCIST bridge-id 2122.23:24:25:26:27:28, CIST remaining-hops 20\n\tv4len 85, AUXMCID Name QRSTUVWXYZ[\\]^_`abcdefghijklmnop, Rev 29042,\n\t\tdigest 737475767778797a7b7c7d7e7f808182 [|stp]\n",
    ),
    (
        "Shortest path bridging: too little of an agreement",
        "",
        1,
        &[
            "02000000000202000000000100c5424203000004027c010203040506070800000009111213141516171880010100140002000f0000004000726567696f6e0000000000000000000000000000000000000000000000000000000300000000000000000000000000000000000000142122232425262728140054000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "020000000002020000000001006b424203000004027c010203040506070800000009111213141516171880010100140002000f0000004000726567696f6e0000000000000000000000000000000000000000000000000000000300000000000000000000000000000000000000142122232425262728140055",
        ],
        "STP 802.1aq, Rapid STP, CIST Flags [Learn, Forward, Agreement], length 194 (invalid)\nSTP 802.1aq, Rapid STP, CIST Flags [Learn, Forward, Agreement], length 104 (invalid)\n",
    ),
    (
        "CFM: senders, vendors and what is too short",
        "-v",
        1,
        &[
            "020000000002020000000001890260020504000000071f0006000102037a7a00",
            "02000000000202000000000189026002050400000007010008020061620078797a00",
            "0200000000020200000000018902600205040000000701000603050762630000",
            "02000000000202000000000189026002050400000007010008050502626364650000",
            "0200000000020200000000018902600205040000000701000002000000",
            "0200000000020200000000018902600205040000000701000601046101620500",
            "020000000002020000000001890260020504000000070100040101610500",
            "020000000002020000000001890260050506000000000000000000000000000000000000000000",
            "020000000002020000000001890260010505000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "020000000002020000000001890260010546000000070009042c000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "02000000000202000000000189020001",
            "02000000000202000000000189026029:30",
            "020000000002020000000001890260010546000000000000000000000000:90",
        ],
        "CFMv0 Loopback Reply, MD Level 3, length 18\n\tFirst TLV offset 4\n\t  0x0000:  0000 0007 1f00 0600 0102\n\tOrganization Specific TLV (0x1f), length 6, Vendor: Unknown (258), Sub-Type 3\n\t  0x0000:  0001 0203 7a7a\n\tEnd TLV (0x00)\nCFMv0 Loopback Reply, MD Level 3, length 20\n\tFirst TLV offset 4\n\t  0x0000:  0000 0007 0100 0802 0061 6200\n\tSender ID TLV (0x01), length 8\n\t  Chassis-ID Type Reserved (0), Chassis-ID length 2\n\t  Management Address Domain Length 0\n\t  0x0000:  0200 61\n\tEnd TLV (0x00)\nCFMv0 Loopback Reply, MD Level 3, length 18\n\tFirst TLV offset 4\n\t  0x0000:  0000 0007 0100 0603 0507\n\tSender ID TLV (0x01), length 6\n\t  Chassis-ID Type Network address (5), Chassis-ID length 3\n\t  Network Address Type E.163 (7)\n\t  Management Address Domain Length 0\n\tEnd TLV (0x00)\nCFMv0 Loopback Reply, MD Level 3, length 20\n\tFirst TLV offset 4\n\t  0x0000:  0000 0007 0100 0805 0502 6263\n\tSender ID TLV (0x01), length 8\n\t  Chassis-ID Type Network address (5), Chassis-ID length 5\n\t  Network Address Type IPv6 (2)(invalid IPv6 address length 4)\n\t  Management Address Domain Length 0\n\tEnd TLV (0x00)\nCFMv0 Loopback Reply, MD Level 3, length 15\n\tFirst TLV offset 4\n\t  0x0000:  0000 0007 0100 00\n\tSender ID TLV (0x01), length 0 (too short, must be >= 1)\n\tPort status TLV (0x02), length 0 (too short, must be >= 1)\nCFMv0 Loopback Reply, MD Level 3, length 18\n\tFirst TLV offset 4\n\t  0x0000:  0000 0007 0100 0601 0461\n\tSender ID TLV (0x01), length 6\n\t  Chassis-ID Type MAC address (4), Chassis-ID length 1 (invalid MAC address length)\n\t  Management Address Domain Length 1\n\t  Management Address Domain: 0x0000:  62\n\t  Management Address Length 5\n\t  (TLV too short)\nCFMv0 Loopback Reply, MD Level 3, length 16\n\tFirst TLV offset 4\n\t  0x0000:  0000 0007 0100 0401\n\tSender ID TLV (0x01), length 4\n\t  Chassis-ID Type Chassis component (1), Chassis-ID length 1a\n\t  Management Address Domain Length 5\n\t  (TLV too short)\n\tEnd TLV (0x00)\nCFMv0 Linktrace Message, MD Level 3, length 25\n\tFirst TLV offset 6 (too small 4, must be >= 17)\nCFMv0 Continuity Check Message, MD Level 3, length 85\n\tFirst TLV offset 5 (too small 1, must be >= 70)\nCFMv0 Continuity Check Message, MD Level 3, length 75\n\tFirst TLV offset 70, Flags [CCM Interval 5]\n\t  CCM Interval 10.000s, min CCM Lifetime 32.500s, max CCM Lifetime 35.000s\n\t  Sequence Number 0x00000007, MA-End-Point-ID 0x0009\n\t  MD Name Format Character string (4), MD Name length 44 (too large, must be <= 44)\n\n\t\t packet is too short\n [|cfm]\nCFMv0 Continuity Check Message, MD Level 3, length 76\n\tFirst TLV offset 70 [|cfm]\n",
    ),
    (
        "CDP: values of lengths that are wrong",
        "-v",
        1,
        &[
            "020000000002020000000001006daaaa0300000c200002b412340002000661620002000900000001010002000b000000010101cc0002000f000000010101cc000461620002000f000000010102cccd00016100020013000000010101cc0004010203047a7a0016000661620004000561000a000400070007616263",
            "0200000000020200000000010010aaaa0300000c200002b4123400010000",
            "0200000000020200000000010010aaaa0300000c200002b4123400010009",
            "020000000002020000000001000daaaa0300000c200002b4123400",
            "020000000002020000000001000aaaaa0300000c20000201",
        ],
        "CDPv2, ttl: 180s, checksum: 0x1234 (unverified), length 101\n\tAddress (0x0002), value length: 2 bytes:  (not enough space for num)\n\tAddress (0x0002), value length: 5 bytes:  (not enough space for PT+PL)\n\tAddress (0x0002), value length: 7 bytes:  (not enough space for P+AL)\n\tAddress (0x0002), value length: 11 bytes:  (not enough space for A)\n\tAddress (0x0002), value length: 11 bytes: pt=0x01, pl=2, pb= cc cd, al=1, a= 61\n\tAddress (0x0002), value length: 15 bytes: IPv4 (1) 1.2.3.4 (2 bytes of stray data)\n\tManagement Addresses (0x0016), value length: 2 bytes:  (malformed TLV)\n\t  0x0000:  6162\n\tCapability (0x0004), value length: 1 byte:  (malformed TLV)\n\t  0x0000:  61\n\tNative VLAN ID (0x000a), value length: 0 bytes:  (malformed TLV)\n\tPrefixes (0x0007), value length: 3 bytes:  [length 3 is not a multiple of 5]\nCDPv2, ttl: 180s, checksum: 0x1234 (unverified), length 8\n\tDevice-ID (0x0001), TLV length: 0 bytes (too short) (invalid)\nCDPv2, ttl: 180s, checksum: 0x1234 (unverified), length 8 (TLV length 9 > 4) (invalid)\nCDPv2, ttl: 180s, checksum: 0x1234 (unverified), length 5 (remaining packet length 1 < 4) (invalid)\n (packet length 2 < 4) (invalid)\n",
    ),
    (
        "Slow protocols: LACP and markers",
        "-v",
        1,
        &[
            "02000000000202000000000188090101011480000102030405060007010000093d000000021480000102030405060007010000093dc20000031000050000000000000000000000000000000000",
            "02000000000202000000000188090101010561626309047a7a0101",
            "020000000002020000000001880901026162",
            "0200000000020200000000018809010101096162",
            "0200000000020200000000018809010101",
            "02000000000202000000000188090201011000070102030405060000006300000000",
            "02000000000202000000000188090201010461620202",
            "020000000002020000000001880901",
            "0200000000020200000000018809",
            "020000000002020000000001880907616263",
        ],
        "LACPv1, length 63\n\tActor Information TLV (0x01), length 20\n\t  System 01:02:03:04:05:06, System Priority 32768, Key 7, Port 9, Port Priority 256\n\t  State Flags [Activity, Aggregation, Synchronization, Collecting, Distributing]\n\tPartner Information TLV (0x02), length 20\n\t  System 01:02:03:04:05:06, System Priority 32768, Key 7, Port 9, Port Priority 256\n\t  State Flags [Activity, Aggregation, Synchronization, Collecting, Distributing]\n\tCollector Information TLV (0x03), length 16\n\t  Max Delay 5\n\tTerminator TLV (0x00), length 0\nLACPv1, length 13\n\tActor Information TLV (0x01), length 5\n\t    ERROR: illegal length - should be 20\n\tUnknown TLV (0x09), length 4\n\t  0x0000:  7a7a\n\tActor Information TLV (0x01), length 1\n\t    ERROR: illegal length - should be >= 2\nLACP version 2 packet not supported\nLACPv1, length 6\n\tActor Information TLV (0x01), length 9\n\t\t packet is too short\nLACPv1, length 3\n\t\t packet is too short\nMARKERv1, length 20\n\tMarker Information TLV (0x01), length 16\n\t  Request System 01:02:03:04:05:06, Request Port 7, Request Transaction ID 0x00000063\n\tTerminator TLV (0x00), length 0\nMARKERv1, length 8\n\tMarker Information TLV (0x01), length 4\n\t    ERROR: illegal length - should be 16\n\tUnknown TLV (0x02), length 2\n\n\t\t packet is too short\n\n\t\t packet is too short\nunknown (7), length 4\n\t0x0000:  0761 6263\n",
    ),
    (
        "Slow protocols: with more, and with less",
        "-vv",
        1,
        &["020000000002020000000001880901010310000500000000000000000000000001056162630000"],
        "LACPv1, length 25\n\tCollector Information TLV (0x03), length 16\n\t  Max Delay 5\n\t  0x0000:  0005 0000 0000 0000 0000 0000 0000\n\tActor Information TLV (0x01), length 5\n\t    ERROR: illegal length - should be 20\n\t  0x0000:  6162 63\n\tTerminator TLV (0x00), length 0\n",
    ),
    (
        "Slow protocols: with more, and with less",
        "",
        1,
        &[
            "0200000000020200000000018809010103100005000000000000000000000000",
            "020000000002020000000001880902",
            "0200000000020200000000018809030050010007",
            "020000000002020000000001880907616263",
        ],
        "LACPv1, length 18\n (packet is too short)\nOAM, length 6\nunknown (7), length 4\n\t0x0000:  0761 6263\n",
    ),
    (
        "Slow protocols: OAM",
        "-v",
        1,
        &[
            "02000000000202000000000188090300570001100100070d1f0ddc00000c76656e640205616263fe056162630000",
            "02000000000202000000000188090300000100070128000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425040561626305020000",
            "02000000000202000000000188090300000100",
            "02000000000202000000000188090300000402",
            "020000000002020000000001880903000004",
            "020000000002020000000001880903000002616263",
            "020000000002020000000001880903000009616263",
            "02000000000202000000000188090300",
        ],
        "OAM, length 32\n\tCode Information OAM PDU, Flags [Link Fault, Dying Gasp, Critical Event, Local Stable, Remote Stable]\n\t  Local Information Type (1), length 16\n\t    OAM-Version 1, Revision 7\n\t    State-Parser-Action looping back, State-MUX-Action discarding\n\t    OAM-Config Flags [Active, Unidirectional, Remote-Loopback, Link-Events, Variable-Retrieval], OAM-PDU-Config max-PDU size 1500\n\t    OUI Cisco (0x00000c), Vendor-Private 0x76656e64\n\t  Remote Information Type (2), length 5\n\t    ERROR: illegal length - should be 16\n\t  0x0000:  0205 6162 63\n\t  Organization specific Information Type (254), length 5\n\t  0x0000:  fe05 6162 63\n\t  End of TLV marker Information Type (0), length 0\nOAM, length 55\n\tCode Event Notification OAM PDU, Flags [none]\n\t  Sequence Number 7\n\t  Errored Symbol Period Event Link Event Type (1), length 40\n\t    Timestamp 100 ms, Errored Window 144964032628459529\n\t    Errored Threshold 723685415333072913\n\t    Errors 1302406798037686297\n\t    Error Running Total 1881128180742299681\n\t    Event Running Total 572728357\n\t  Errored Frame Seconds Summary Event Link Event Type (4), length 5\n\t    ERROR: illegal length - should be 40\n\t  0x0000:  0405 6162 63\n\t  Reserved Link Event Type (5), length 2\n\t  0x0000:  0502\n\t  End of TLV marker Link Event Type (0), length 0\nOAM, length 5\n\tCode Event Notification OAM PDU, Flags [none]\n\t\t packet is too short\nOAM, length 5\n\tCode Loopback Control OAM PDU, Flags [none]\n\t  Command Disable OAM Remote Loopback (2)\nOAM, length 4\n\tCode Loopback Control OAM PDU, Flags [none]\n\t\t packet is too short\nOAM, length 7\n\tCode Variable Request OAM PDU, Flags [none]\n\t  0x0000:  6162 63\nOAM, length 7\n\tCode Unknown (9) OAM PDU, Flags [none]\n\t  0x0000:  6162 63\nOAM, length 2\n\t\t packet is too short\n",
    ),
    (
        "MPCP",
        "-v",
        1,
        &[
            "020000000002020000000001880800010000004d",
            "020000000002020000000001880800020000004d1a0102030405060708090a0b0c0d0e",
            "020000000002020000000001880800020000004d01616263",
            "020000000002020000000001880800030000004d0283010203040506",
            "020000000002020000000001880800030000004d0200",
            "020000000002020000000001880800040000004d0305",
            "020000000002020000000001880800050000004d000307000905",
            "020000000002020000000001880800060000004d0000030004",
            "020000000002020000000001880800080000004d6162",
            "02000000000202000000000188080004000000",
        ],
        "MPCP, Opcode Pause, length 6\nMPCP, Opcode Gate, Timestamp 77 ticks, length 21\n\tGrant Numbers 2, Flags [ Discovery, Force Grant #1 ]\n\tGrant #1, Start-Time 16909060 ticks, duration 1286 ticks\n\tGrant #2, Start-Time 117967114 ticks, duration 2828 ticks\n\tSync-Time 3342 ticks\nMPCP, Opcode Gate, Timestamp 77 ticks, length 10\n\tGrant Numbers 1, Flags [ ? ] [|mpcp]\nMPCP, Opcode Report, Timestamp 77 ticks, length 14\n\tTotal Queue-Sets 2\n\t  Queue-Set #2, Report-Bitmap [ Q0, Q1, Q7 ]\n\t    Q1 Report, Duration 258 ticks\n\t    Q2 Report, Duration 772 ticks\n\t    Q8 Report, Duration 1286 ticks\nMPCP, Opcode Report, Timestamp 77 ticks, length 8\n\tTotal Queue-Sets 2\n\t  Queue-Set #2, Report-Bitmap [ Unknown ]\nMPCP, Opcode Register Request, Timestamp 77 ticks, length 8\n\tFlags [ Register, De-Register ], Pending-Grants 5\nMPCP, Opcode Register, Timestamp 77 ticks, length 12\n\tAssigned-Port 3, Flags [ Re-Register, De-Register, ACK, NACK ]\n\tSync-Time 9 ticks, Echoed-Pending-Grants 5\nMPCP, Opcode Register ACK, Timestamp 77 ticks, length 11\n\tEchoed-Assigned-Port 3, Flags [ Reserved ]\n\tEchoed-Sync-Time 4 ticks\nMPCP, Opcode Unknown (8), Timestamp 77 ticks, length 8\n\t0x0000:  0008 0000 004d 6162\n [|mpcp]\n",
    ),
    (
        "Broadcom's tags without -e",
        "",
        281,
        &[
            "0200000000020200000000010020000408004500002000010000401166ca0a0000010a00000203e8ea61000c000061626364",
        ],
        "BRCM tag OP: EG, CID: 32, RC: [reserved], TC: 0, port: 4, IP 10.0.0.1.1000 > 10.0.0.2.60001: UDP, length 4\n",
    ),
    (
        "Broadcom's tags before frames without -e",
        "",
        282,
        &[
            "0020000402000000000202000000000108004500002000010000401166ca0a0000010a00000203e8ea61000c000061626364",
        ],
        "IP 10.0.0.1.1000 > 10.0.0.2.60001: UDP, length 4\n",
    ),
    (
        "PPP in HDLC framing: another address",
        "-X",
        50,
        &["45123456", "451234566162"],
        "unknown addr 34; ctrl 56\n\t0x0000:  3456                                     4V\nunknown addr 34; ctrl 56\n\t0x0000:  3456 6162                                4Vab\n",
    ),
    (
        "Cisco's HDLC: what it carries, and too little for SLARP",
        "",
        104,
        &["0f00080661626364", "0f00884700000101", "0f0080356162"],
        "unknown CHDLC protocol (0x0806)\nMPLS (label 0, tc 0, [S], ttl 1) IP  [length 0 < 20] (invalid)\nSLARP (length: 2),  [|chdlc_slarp]\n",
    ),
    (
        "Cisco's HDLC under BSD/OS's number",
        "-e",
        112,
        &["0f0008004500002000010000401166ca0a0000010a00000203e8ea61000c000061626364"],
        "unicast, ethertype IPv4 (0x0800), length 36: 10.0.0.1.1000 > 10.0.0.2.60001: UDP, length 4\n",
    ),
    (
        "LLDP: DCBX",
        "-v",
        1,
        &[
            "02000000000202000000000188cc0207040200000000010408050602000000000106020078fe3a001b2102020a0102030405060708090a04120102e304101112131415161718191a1b1c1d06060102e304a507080c01020304050607084b3132330000",
            "02000000000202000000000188cc0207040200000000010408050602000000000106020078fe09001b21020e036162630000",
            "02000000000202000000000188cc0207040200000000010408050602000000000106020078fe06001b210161620000",
            "02000000000202000000000188cc0207040200000000010408050602000000000106020078fe06001b210361620000",
            "02000000000202000000000188cc0207040200000000010408050602000000000106020078fe09001b210208036162630000",
        ],
        "LLDP, length 85\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 8\n\t  Subtype Interface Name (5): ^F^B\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 58: OUI DCBX (0x001b21)\n\t  DCB Capability Exchange Protocol Rev 1.01 Subtype (2)\n\t    Control - Protocol Control (type 0x1, length 10)\n\t      Oper_Version: 1\n\t      Max_Version: 2\n\t      Sequence Number: 50595078\n\t      Acknowledgement Number: 117967114\n\t    Feature - Priority Group (type 0x2, length 18)\n\t      Oper_Version: 1\n\t      Max_Version: 2\n\t      Info block(0xE3): Enable bit: 1, Willing bit: 1, Error Bit: 1\n\t      SubType: 4\n\t      Priority Allocation\n\t          PgId_0: 1\n\t          PgId_1: 0\n\t          PgId_2: 1\n\t          PgId_3: 1\n\t          PgId_4: 1\n\t          PgId_5: 2\n\t          PgId_6: 1\n\t          PgId_7: 3\n\t      Priority Group Allocation\n\t          Pg percentage[0]: 20\n\t          Pg percentage[1]: 21\n\t          Pg percentage[2]: 22\n\t          Pg percentage[3]: 23\n\t          Pg percentage[4]: 24\n\t          Pg percentage[5]: 25\n\t          Pg percentage[6]: 26\n\t          Pg percentage[7]: 27\n\t      NumTCsSupported: 28\n\t    Feature - Priority Flow Control (type 0x3, length 6)\n\t      Oper_Version: 1\n\t      Max_Version: 2\n\t      Info block(0xE3): Enable bit: 1, Willing bit: 1, Error Bit: 1\n\t      SubType: 4\n\t      PFC Config (0xA5)\n\t          Priority Bit 0: Enabled\n\t          Priority Bit 1: Disabled\n\t          Priority Bit 2: Enabled\n\t          Priority Bit 3: Disabled\n\t          Priority Bit 4: Disabled\n\t          Priority Bit 5: Enabled\n\t          Priority Bit 6: Disabled\n\t          Priority Bit 7: Enabled\n\t      NumTCPFCSupported: 7\n\t    Feature - Application (type 0x4, length 12)\n\t      Oper_Version: 1\n\t      Max_Version: 2\n\t      Info block(0x03): Enable bit: 0, Willing bit: 0, Error Bit: 0\n\t      SubType: 4\n\t      Application Value\n\t          Application Protocol ID: 0x0506\n\t          SF (0x0) Application Protocol ID is L2 EtherType\n\t          OUI: 0x07084b\n\t          User Priority Map: 0x31\n\tEnd TLV (0), length 0\nLLDP, length 36\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 8\n\t  Subtype Interface Name (5): ^F^B\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 9: OUI DCBX (0x001b21)\n\t  DCB Capability Exchange Protocol Rev 1.01 Subtype (2)\n\t    0x0000:  6162 63\n\t  0x0000:  001b 2102 0e03 6162 63\n\tEnd TLV (0), length 0\nLLDP, length 33\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 8\n\t  Subtype Interface Name (5): ^F^B\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 6: OUI DCBX (0x001b21)\n\t  DCB Capability Exchange Protocol Rev 1 Subtype (1)\n\t  0x0000:  001b 2101 6162\n\tEnd TLV (0), length 0\nLLDP, length 33\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 8\n\t  Subtype Interface Name (5): ^F^B\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 6: OUI DCBX (0x001b21)\n\t  unknown Subtype (3)\n\tEnd TLV (0), length 0\nLLDP, length 36\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 8\n\t  Subtype Interface Name (5): ^F^B\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 9: OUI DCBX (0x001b21)\n\t  DCB Capability Exchange Protocol Rev 1.01 Subtype (2)\n\tEnd TLV (0), length 0\n",
    ),
    (
        "LLDP: DCBX in full",
        "-vv",
        1,
        &[
            "02000000000202000000000188cc0207040200000000010408050602000000000106020078fe0a001b21020804010203040000",
        ],
        "LLDP, length 37\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\t  0x0000:  0402 0000 0000 01\n\tPort ID TLV (2), length 8\n\t  Subtype Interface Name (5): ^F^B\n\t  0x0000:  0506 0200 0000 0001\n\tTime to Live TLV (3), length 2: TTL 120s\n\t  0x0000:  0078\n\tOrganization specific TLV (127), length 10: OUI DCBX (0x001b21)\n\t  DCB Capability Exchange Protocol Rev 1.01 Subtype (2)\n\t    Feature - Application (type 0x4, length 4)\n\t      Oper_Version: 1\n\t      Max_Version: 2\n\t      Info block(0x03): Enable bit: 0, Willing bit: 0, Error Bit: 0\n\t      SubType: 4\n\t    0x0000:  0102 0304\n\t  0x0000:  001b 2102 0804 0102 0304\n\tEnd TLV (0), length 0\n",
    ),
    (
        "LLDP: identifiers of objects, and other organizations",
        "-v",
        1,
        &[
            "02000000000202000000000188cc0207040200000000010408050602000000000106020078101005010a000001030000000704616263640000",
            "02000000000202000000000188cc0207040200000000010408050602000000000106020078100201010000",
            "02000000000202000000000188cc0207040200000000010408050602000000000106020078fe0600005e0161620000",
            "02000000000202000000000188cc0207040200000000010408050602000000000106020078fe0800005e02616263640000",
            "02000000000202000000000188cc0207040200000000010408050602000000000106020078fe0900120f0103000000020000",
        ],
        "LLDP, length 43\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 8\n\t  Subtype Interface Name (5): ^F^B\n\tTime to Live TLV (3), length 2: TTL 120s\n\tManagement Address TLV (8), length 16\n\t  Management Address length 5, AFI IPv4 (1): 10.0.0.1\n\t  System Port Number Interface Numbering (3): 7\n\t  OID length 4abcd\n\tEnd TLV (0), length 0\nLLDP, length 29\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 8\n\t  Subtype Interface Name (5): ^F^B\n\tTime to Live TLV (3), length 2: TTL 120s\n\tManagement Address TLV (8), length 2 [|lldp]\nLLDP, length 33\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 8\n\t  Subtype Interface Name (5): ^F^B\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 6: OUI IANA (0x00005e)\n\tEnd TLV (0), length 0\nLLDP, length 35\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 8\n\t  Subtype Interface Name (5): ^F^B\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 8: OUI IANA (0x00005e)\n\t  unknown Subtype (2)\n\t  0x0000:  0000 5e02 6162 6364\n\tEnd TLV (0), length 0\nLLDP, length 36\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 8\n\t  Subtype Interface Name (5): ^F^B\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 9: OUI IEEE 802.3 Private (0x00120f)\n\t  MAC/PHY configuration/status Subtype (1)\n\t    autonegotiation [supported, enabled] (0x03)\n\t    PMD autoneg capability [unknown] (0x0000)\n\t    MAU type 10BASE_5 (0x0002)\n\tEnd TLV (0), length 0\n",
    ),
];

#[test]
fn links_value_by_value_print_as_they_do_with_tcpdump() {
    for (what, arguments, link_type, packets, expected) in ROWS {
        let o = options(arguments).unwrap();
        let o = Options { numeric: true, number: false, time: TimeForm::None, ..o };
        let text = print(&mut Box::new(Printer::new()), &o, *link_type, &all_saved(packets));
        assert_eq!(String::from_utf8_lossy(&text), *expected, "{what}");
    }
}
