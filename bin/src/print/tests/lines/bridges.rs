//! Packets of Ethernet, LLC, spanning trees, and what else is on a link, made value by value, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[
    (
        "service access points and their lengths",
        1,
        &[
            (
                1,
                "ffffffffffff000c29903a8b00050404036162",
                "00:0c:29:90:3a:8b > ff:ff:ff:ff:ff:ff SNA Unnumbered, ui, Flags [Command], length 5\n\t0x0000:  0404 0361 62                             ...ab",
            ),
            (
                1,
                "ffffffffffff000c29903a8b003c8e8e037878787878787878",
                "00:0c:29:90:3a:8b > ff:ff:ff:ff:ff:ff ProWay Unnumbered, ui, Flags [Command], length 11\n\t0x0000:  8e8e 0378 7878 7878 7878 78              ...xxxxxxxx",
            ),
            (
                1,
                "ffffffffffff000c29903a8b0002aaaa",
                " [|llc]\n\t0x0000:  aaaa                                     ..",
            ),
        ],
    ),
    (
        "spanning trees",
        1,
        &[
            (
                1,
                "ffffffffffff000c29903a8b0027424203000100000000000000000000000000000000000000000000000000000000000000000000",
                "unknown STP version, length 36",
            ),
            (
                1,
                "ffffffffffff000c29903a8b0027424203000000020000000000000000000000000000000000000000000000000000000000000000",
                "STP 802.1d, Rapid STP",
            ),
            (
                1,
                "ffffffffffff000c29903a8b0027424203000002000800000000000000000000000000000000000000000000000000000000000000",
                "STP 802.1w, Config, Flags [none], bridge-id 0000.00:00:00:00:00:00.0000, length 36\n\tmessage-age 0.00s, max-age 0.00s, hello-time 0.00s, forwarding-delay 0.00s\n\troot-id 0000.00:00:00:00:00:00, root-pathcost 0, port-role Root",
            ),
        ],
    ),
    (
        "trunks",
        1,
        &[
            (
                1,
                "ffffffffffff000c29903a8b0011aaaa0300000c2004010002006361626364",
                "DTPv1, length 9\n\tStatus (0x0002) TLV, length 99[TLV length 99] (invalid)",
            ),
            (
                1,
                "ffffffffffff000c29903a8b000faaaa0300000c200401000500046162",
                "DTPv1, length 7\n\tUnknown (0x0005) TLV, length 4[2 bytes remaining] (invalid)",
            ),
        ],
    ),
    (
        "VLANs",
        1,
        &[
            (
                1,
                "ffffffffffff000c29903a8b0048aaaa0300000c20030102030461626364000000000000000000000000000000000000000000000000000000000000000518000204000105dc000186a16e616d650601000105010007",
                "VTPv1, Message Subset advertisement (0x02), length 64\n\tDomain name: abcd, Seq number: 3, Config Rev 5\n\tVLAN info status Operational, type FDDI, VLAN-id 1, MTU 1500, SAID 0x000186a1, Name name\n\t\tPruning TLV (0x0006) TLV, Enabled (1)\n\t\tTranslationally bridged VLANs TLV (0x0005) TLV\n\t\t  0x0000:  0501 0007",
            ),
            (
                1,
                "ffffffffffff000c29903a8b002caaaa0300000c2003010903000000000000000000000000000000000000000000000000000000000000000000",
                "VTPv1, Message Unknown message type (0x09), length 36\n\tDomain name:  [MgmtD Len 0] (invalid)",
            ),
        ],
    ),
    (
        "one-way links",
        1,
        &[(
            1,
            "ffffffffffff000c29903a8b0018aaaa0300000c0111211100000001000c6162006364656667",
            "UDLDv1, Code Probe message (1), Flags [RT, MBZ-4] (0x11), length 16\n\tChecksum 0x0000 (unverified)\n\tDevice-ID TLV (0x0001) TLV, length 12, ab",
        )],
    ),
    (
        "cooked captures",
        0,
        &[
            (
                113,
                "000000010006010203040506000000040404036162",
                "SNA Unnumbered, ui, Flags [Command], length 5\n\t0x0000:  0404 0361 62                             ...ab",
            ),
            (
                113,
                "0000000100060102030405060000000c6162",
                "\n\t0x0000:  6162                                     ab",
            ),
        ],
    ),
    (
        "families of loopback",
        0,
        &[
            (
                0,
                "020000466162",
                "AF Unknown (33554502), length 6: \n\t0x0000:  6162                                     ab",
            ),
            (
                0,
                "060000006162",
                "AF NS (6), length 6: \n\t0x0000:  6162                                     ab",
            ),
        ],
    ),
    (
        "channels of radiotap",
        0,
        &[
            (
                127,
                "00000c00080000006c095001d4000000020000000001",
                "2412 MHz 11a Turbo Acknowledgment RA:02:00:00:00:00:01 ",
            ),
            (
                127,
                "00000c00080000006c09b000d4000000020000000001",
                "2412 MHz 11b Turbo Acknowledgment RA:02:00:00:00:00:01 ",
            ),
            (
                127,
                "00000c00080000006c09c001d4000000020000000001",
                "2412 MHz 11a 11g Acknowledgment RA:02:00:00:00:00:01 ",
            ),
            (
                127,
                "00000c00080000006c09a008d4000000020000000001",
                "2412 MHz FHSS 11b Acknowledgment RA:02:00:00:00:00:01 ",
            ),
            (
                127,
                "00001400080004006c09a000400100003c142400d4000000020000000001",
                "5180 MHz 11a Acknowledgment RA:02:00:00:00:00:01 ",
            ),
            (
                127,
                "0000170008000c006c09a000400100003c142400000000d4000000020000000001",
                "5180 MHz 11n Acknowledgment RA:02:00:00:00:00:01 ",
            ),
            (
                127,
                "0000130000000c00400101003c142400020103d4000000020000000001",
                "5180 MHz 11n ht/20 MCS 3 Acknowledgment RA:02:00:00:00:00:01 ",
            ),
        ],
    ),
];

const CUT: &[Cut] = &[
    (
        "STP: what is left behind the last tree",
        1,
        &[(
            1,
            151,
            "0180c2000000001ef705a892008942420300000302380000001f27b47d8000030d408000001646b58c8080120100140002000f0000005300427265776572790000000000000000000000000000000000000000000000000000009357ebb7a8d74dd5fef4f2bab50531aa00030d408000001ef705a88014fc6001001ef705a88000000000608014f88002001646b58c8000030d40808014",
            "STP 802.1s, Rapid STP, CIST Flags [Learn, Forward], length 134\n\tport-role Root, CIST root-id 0000.00:1f:27:b4:7d:80, CIST ext-pathcost 200000\n\tCIST regional-root-id 8000.00:16:46:b5:8c:80, CIST port-id 8012,\n\tmessage-age 1.00s, max-age 20.00s, hello-time 2.00s, forwarding-delay 15.00s\n\tv3len 83, MCID Name Brewery, rev 0,\n\t\tdigest 9357ebb7a8d74dd5fef4f2bab50531aa, CIST int-root-pathcost 200000,\n\tCIST bridge-id 8000.00:1e:f7:05:a8:80, CIST remaining-hops 20\n\tMSTI 1, Flags [Learn, Forward, Agreement, Topology change ACK], port-role Designated\n\t\tMSTI regional-root-id 6001.00:1e:f7:05:a8:80, pathcost 0\n\t\tMSTI bridge-prio 6, port-prio 8, hops 20",
        )],
    ),
    (
        "spanning trees, and where they are cut",
        1,
        &[
            (
                1,
                64,
                "01000ccccccd001f6d96ec040032aaaa0300000c010b000002020e8005001f6d96ec00000000008005001f6d96ec0080040020140002000fa000000000020005",
                "STP 802.1w, Rapid STP, Flags [Proposal], bridge-id 8005.00:1f:6d:96:ec:00.8004, length 42\n\tmessage-age 0.12s, max-age 20.00s, hello-time 2.00s, forwarding-delay 15.62s\n\troot-id 8005.00:1f:6d:96:ec:00, root-pathcost 0, port-role Designated",
            ),
            (
                1,
                60,
                "0180c2000000aabbcc000310002642420300000000008001aabbcc000300000000008001aabbcc00030080020000140002",
                "STP 802.1d, Config, Flags [none], bridge-id 8001.aa:bb:cc:00:03:00.8002, length 35 [|stp]",
            ),
            (
                1,
                122,
                "0180c2000000001646b58c8f0089424203000003027c0000001f27b47d8000030d408000001646b58c80800f0100140002000f0000006000427265776572790000000000000000000000000000000000000000000000000000009357ebb7a8d74dd5fef4f2bab50531aa000000008000001646b58c8014f86001",
                "STP 802.1s, Rapid STP (invalid)",
            ),
            (1, 20, "0180c2000000aabbcc0003100003424203000000", " (invalid)"),
        ],
    ),
    (
        "links and trunks of Cisco's",
        1,
        &[
            (
                1,
                32,
                "01000ccccccc001906eab8810011aaaa0300000c011121013956000400060503",
                "UDLDv1, Code Probe message (1), Flags [RT] (0x01), length 9\n\tChecksum 0x3956 (unverified)\n\tMessage Interval TLV (0x0004) TLV, length 6 (invalid)",
            ),
            (
                1,
                31,
                "01000ccccccc001906eab8810012aaaa0300000c0111210139560001000446",
                "UDLDv1, Code Probe message (1), Flags [RT] (0x01), length 9\n\tChecksum 0x3956 (unverified)\n\tDevice-ID TLV (0x0001) TLV, length 4 (invalid)",
            ),
            (
                1,
                60,
                "01000ccccccc001906eab8850025aaaa0300000c200401000100084c6162000002000b0400030005400004000a001906eab885000000000000000000",
                "DTPv1, length 29\n\tDomain (0x0001) TLV, length 8, Lab\n\tStatus (0x0002) TLV, length 11 (invalid)",
            ),
            (
                1,
                60,
                "01000ccccccc001906eab8850025aaaa0300000c200401000100084c61",
                "DTPv1, length 29\n\tDomain (0x0001) TLV, length 8, La [|dtp]",
            ),
            (1, 64, "01000ccccccd001f6d96ec040032aaaa03", " [|snap]"),
        ],
    ),
    (
        "families of loopback",
        0,
        &[(0, 8, "0700000045000014", "OSI NLPID 0x45 unknown, length: 4\n\t0x0000:  4500 0014")],
    ),
    (
        "Loopback: nothing but what is passed over",
        1,
        &[(
            1,
            60,
            "02000000000202000000000190002e0000000700000000000000000000000000000000000000000000000000000000000000",
            "Loopback, skipCount 46 (bogus) (invalid) [|loopback]",
        )],
    ),
    (
        "VTP: headers and bodies that are cut",
        0,
        &[
            (
                1,
                94,
                "0200000000020200000000010050aaaa0300000c200301010105636973636f000000000000000000",
                " [|vtp]",
            ),
            (
                1,
                94,
                "0200000000020200000000010050aaaa0300000c200301010105636973636f000000000000000000000000000000000000000000000000000000000000090a00000139333033",
                "VTPv1, Message Summary advertisement (0x01), length 72 [|vtp]",
            ),
        ],
    ),
];

#[test]
fn bridges_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
}
