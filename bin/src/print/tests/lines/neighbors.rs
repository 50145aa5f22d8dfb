//! Packets of LLDP, CDP and RIP, made value by value, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[
    (
        "RIP: families before what must be zero",
        1,
        &[(
            12,
            "4500003400010000401166b60a0000010a0000020208020800200000020100000005000101020304000000000000000000000003",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 52)\n    10.0.0.1.520 > 10.0.0.2.520: \n\tRIPv1, Response, length: 24, routes: 1\n\t AFI Unknown (5), \n\t  0x0000:  0102 0304 0000 0000 0000 0000 0000 0003",
        )],
    ),
    (
        "LLDP: transmission selection, bridging at the edge, and a size of frames that is not there",
        1,
        &[
            (
                1,
                "0180c200000e02000000000188cc0207040200000000010405056574683006020078fe190080c209f800000000000000000000000000000000000000000000",
                "LLDP, length 49\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 5\n\t  Subtype Interface Name (5): eth0\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 25: OUI Ethernet bridged (0x0080c2)\n\t  ETS Configuration Subtype (9)\n\t    Willing:1, CBS:2, RES:7, Max TCs:0\n\t    Priority Assignment Table\n\t     Priority : 0   1   2   3   4   5   6   7\n\t     Value    : 0   0   0   0   0   0   0   0  \n\t    TC Bandwidth Table\n\t     TC%   : 0   1   2   3   4   5   6   7\n\t     Value : 0   0   0   0   0   0   0   0  \n\t    TSA Assignment Table\n\t     Traffic Class: 0   1   2   3   4   5   6   7\n\t     Value        : 0   0   0   0   0   0   0   0  \n\tEnd TLV (0), length 0",
            ),
            (
                1,
                "0180c200000e02000000000188cc0207040200000000010405056574683006020078fe090080c20d000000c0000000",
                "LLDP, length 33\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 5\n\t  Subtype Interface Name (5): eth0\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 9: OUI Ethernet bridged (0x0080c2)\n\t  EVB Subtype (13)\n\t    EVB Bridge Status\n\t      RES: 0, BGID: 0, RRCAP: 0, RRCTR: 0\n\t    EVB Station Status\n\t      RES: 0, SGID: 0, RRREQ: 0,RRSTAT: 0\n\t    R: 0, RTE: 0, EVB Mode: Reserved for future Standardization [3]\n\t    ROL: 0, RWD: 0, RES: 0, ROL: 0, RKA: 0\n\tEnd TLV (0), length 0",
            ),
            (
                1,
                "0180c200000e02000000000188cc0207040200000000010405056574683006020078fe0500120f04010000",
                "LLDP, length 29\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 02:00:00:00:00:01\n\tPort ID TLV (2), length 5\n\t  Subtype Interface Name (5): eth0\n\tTime to Live TLV (3), length 2: TTL 120s\n\tOrganization specific TLV (127), length 5: OUI IEEE 802.3 Private (0x00120f)\n\t  Max frame size Subtype (4)\n\tEnd TLV (0), length 0",
            ),
        ],
    ),
    (
        "CDP: names, units and fields that are not known",
        1,
        &[(
            1,
            "01000ccccccc0200000000010037aaaa0300000c200002b40000000400080000000600100006189c00110008000005dc000f0007010007001700090168657265001f000563",
            "CDPv2, ttl: 180s, checksum: 0x0000 (unverified), length 47\n\tCapability (0x0004), value length: 4 bytes: (0x00000006): Transparent Bridge, Source Route Bridge\n\tpower consumption (0x0010), value length: 2 bytes: 6.30W\n\tMTU (0x0011), value length: 4 bytes: 1500 bytes\n\tATA-186 VoIP VLAN request (0x000f), value length: 3 bytes: app 1, vlan 7\n\tPhysical Location (0x0017), value length: 5 bytes: 0x01/here\n\tunknown field type (0x001f), value length: 1 byte: \n\t  0x0000:  63",
        )],
    ),
    (
        "CDP: numbers of other lengths, and how many addresses are left",
        1,
        &[(
            1,
            "0200000000020200000000010057aaaa0300000c200002b4123400100006010100100007190000000f0006000500170005070011000605dc0002001a000000020101cc00040a0000010101cc00040a00000200020013000000020101810002616201000000",
            "CDPv2, ttl: 180s, checksum: 0x1234 (unverified), length 79\n\tpower consumption (0x0010), value length: 2 bytes: 0.26W\n\tpower consumption (0x0010), value length: 3 bytes: 1638.40W\n\tATA-186 VoIP VLAN request (0x000f), value length: 2 bytes: unknown 0x0005\n\tPhysical Location (0x0017), value length: 1 byte: 0x07\n\tMTU (0x0011), value length: 2 bytes:  (malformed TLV)\n\t  0x0000:  05dc\n\tAddress (0x0002), value length: 22 bytes: IPv4 (2) 10.0.0.1 IPv4 (1) 10.0.0.2\n\tAddress (0x0002), value length: 15 bytes: pt=0x01, pl=1, pb= 81, al=2, a= 61 62 pt=0x01, pl=0, pb=, al=0, a=",
        )],
    ),
    (
        "HSRP: a datagram that is longer than it says",
        1,
        &[(
            1,
            "02000000000202000000000108004500003000010000401166ba0a0000010a00000207c107c100120000000008030a640100636973636f0000000a000001",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 48)\n    10.0.0.1.1985 > 10.0.0.2.1985: HSRPv0-hello 10: state=standby group=1 addr=10.0.0.1 hellotime=3s holdtime=10s priority=100 auth=\"cisco\"",
        )],
    ),
    (
        "LLDP: a management address that is none",
        1,
        &[(
            1,
            "0180c200000e002354c2570288cc020704000102030405100801000200000007000000",
            "LLDP, length 21\n\tChassis ID TLV (1), length 7\n\t  Subtype MAC address (4): 00:01:02:03:04:05\n\tManagement Address TLV (8), length 8\n\t  Management Address length 1, AFI Reserved (0), no AF printer !\n\t  Interface Index Interface Numbering (2): 7\n\tEnd TLV (0), length 0",
        )],
    ),
];

const CUT: &[Cut] = &[(
    "lengths of LLDP, flags of Geneve",
    1,
    &[
        (
            1,
            45,
            "0180c200000e08002742ba5988ccfe030080c2fe060080c2020200fe080080c20c080000000205050101020300",
            "LLDP, length 31\n\tOrganization specific TLV (127), length 3: OUI Ethernet bridged (0x0080c2)\n\tOrganization specific TLV (127), length 6: OUI Ethernet bridged (0x0080c2)\n\t  Port and Protocol VLAN ID Subtype (2)\n\tOrganization specific TLV (127), length 8: OUI Ethernet bridged (0x0080c2)\n\t  Application Priority Subtype (12)\n\t    RES: 8\n\t    Application Priority Table\n\t      Priority: 0, RES: 0, Sel: 0, Protocol ID: 0\n\tChassis ID TLV (1), length 5\n\t  Subtype Network address (5):  [|lldp]",
        ),
        (
            1,
            50,
            "001b213cac30001b213cab640800450000247fad4000401132af1400000114000002314a17c1001000000011655800000a00",
            "IP (tos 0x0, ttl 64, id 32685, offset 0, flags [DF], proto UDP (17), length 36, bad cksum 32af (->9319)!)\n    20.0.0.1.12618 > 20.0.0.2.6081: Geneve, Flags [R2R6], vni 0xa\n\t [|ether]",
        ),
    ],
)];

#[test]
fn neighbors_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
}
