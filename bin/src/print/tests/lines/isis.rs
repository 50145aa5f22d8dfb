//! Packets of IS-IS, CLNP and ES-IS, made value by value, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[
    (
        "IS-IS: properties that end beyond their value",
        1,
        &[
            (
                1,
                "01005e900003020100040000002dfefe03831b010014010000002a04af222222222222000000000006d4a703160d0102030405060708090a090804",
                "IS-IS, length 42\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x4377), PDU length: 42, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 13\n\t      IS Neighbor: 0102.0304.0506.07, Metric: 526602, sub-TLVs present (9)\n\t        IPv4 neighbor address subTLV #8, length: 4 (> remaining tlv length)",
            ),
            (
                1,
                "01005e900003020100040000002dfefe03831b010014010000002a04af222222222222000000000006d4a703160d0102030405060708090a020804",
                "IS-IS, length 42\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xe0e0), PDU length: 42, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 13\n\t      IS Neighbor: 0102.0304.0506.07, Metric: 526602, sub-TLVs present (2)\n\t        IPv4 neighbor address subTLV #8, length: 4 (remaining data in subTLVs shorter than the current subTLV)",
            ),
            (
                1,
                "01005e9000030201000400000024fefe03831b010014010000002104af222222222222000000000006d4a703800400010000",
                "IS-IS, length 33\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xa202), PDU length: 33, Flags: [ L2 IS ]\n\t    IPv4 Internal Reachability TLV #128, length: 4short IPv4 Reachability (4 vs 12)",
            ),
        ],
    ),
    (
        "IS-IS: values without content or too short",
        1,
        &[
            (
                1,
                "01005e9000030201000400000030fefe03831b010014010000002d04af222222222222000000000006d4a703810089000d0400010000040400010000f200",
                "IS-IS, length 45\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xb55b), PDU length: 45, Flags: [ L2 IS ]\n\t    Protocols supported TLV #129, length: 0\n\t      NLPID(s): \n\t    Hostname TLV #137, length: 0\n\t      Hostname: \n\t    Purge Originator Identifier TLV #13, length: 4 No system IDs supplied\n\t    Partition DIS TLV #4, length: 4\n\t    IS-IS Router Capability TLV #242, length: 0 [object length 0 < 5] (invalid)",
            ),
            (
                1,
                "01005e9000030201000400000024fefe03831b010014010000002104af222222222222000000000006d4a703fa0400000c07",
                "IS-IS, length 33\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x0c0c), PDU length: 33, Flags: [ L2 IS ]\n\t    Vendor Private TLV #250, length: 4\n\t      Vendor: Cisco (12)\n\t\t0x0000:  07",
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
        "IS-IS: values that are too short, or as long as few are",
        1,
        &[
            (
                1,
                "0180c20000140200000000010023fefe03831b010014010000002004af222222222222000000000006d4a7030503000000",
                "IS-IS, length 32\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xa37e), PDU length: 32, Flags: [ L2 IS ]\n\t    Prefix Neighbors TLV #5, length: 3",
            ),
            (
                1,
                "0180c2000014020000000001002afefe03831b010014010000002704af222222222222000000000006d4a703050a0a808080024704490001",
                "IS-IS, length 39\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xd621), PDU length: 39, Flags: [ L2 IS ]\n\t    Prefix Neighbors TLV #5, length: 10\n\t      Metric Block, Default Metric: 10, Internal\n\t\tAddress: 47/8\n\t\tAddress: 49.00/16\n\t\tAddress: prefix length 1 < 2",
            ),
            (
                1,
                "0180c20000140200000000010022fefe03831b010014010000001f04af222222222222000000000006d4a70307020102",
                "IS-IS, length 31\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xb26b), PDU length: 31, Flags: [ L2 IS ]\n\t    Instance Identifier TLV #7, length: 2",
            ),
            (
                1,
                "0180c20000140200000000010025fefe03831b010014010000002204af222222222222000000000006d4a7030a050301020304",
                "IS-IS, length 34\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x0608), PDU length: 34, Flags: [ L2 IS ]\n\t    Authentication TLV #10, length: 5\n\t      Generic Crypto key-id: 258, password: 0304",
            ),
            (
                1,
                "0180c20000140200000000010022fefe03831b010014010000001f04af222222222222000000000006d4a7030a02ff01",
                "IS-IS, length 31\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xaf6d), PDU length: 31, Flags: [ L2 IS ]\n\t    Authentication TLV #10, length: 2\n\t      Routing Domain private password: \n\t\t  0x0000:  01",
            ),
            (
                1,
                "0180c20000140200000000010024fefe03831b010014010000002104af222222222222000000000006d4a7030a0401610062",
                "IS-IS, length 33\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x4c0b), PDU length: 33, Flags: [ L2 IS ]\n\t    Authentication TLV #10, length: 4\n\t      simple text password: a",
            ),
            (
                1,
                "0180c2000014020000000001002dfefe03831b010014010000002a04af222222222222000000000006d4a7030d0d000102030405060708090a0b0c",
                "IS-IS, length 42\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x972a), PDU length: 42, Flags: [ L2 IS ]\n\t    Purge Originator Identifier TLV #13, length: 13 No system IDs supplied",
            ),
            (
                1,
                "0180c20000140200000000010035fefe03831b010014010000003204af222222222222000000000006d4a7030d15020102030405060708090a0b0c0d0e0f1011121314",
                "IS-IS, length 50\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x7eb4), PDU length: 50, Flags: [ L2 IS ]\n\t    Purge Originator Identifier TLV #13, length: 21\n\t      Purge Originator System-ID: 0102.0304.0506\n\t      Received from System-ID: 0708.090a.0b0c",
            ),
            (
                1,
                "0180c20000140200000000010028fefe03831b010014010000002504af222222222222000000000006d4a7038a080102030405060708",
                "IS-IS, length 37\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xf67c), PDU length: 37, Flags: [ L2 IS ]\n\t    Shared Risk Link Group TLV #138, length: 8\n\t      IS Neighbor: 0102.0304.0506.07, Flags: [unnumbered]",
            ),
            (
                1,
                "0180c2000014020000000001002cfefe03831b010014010000002904af222222222222000000000006d4a7038a0c0102030405060708090a0b0c",
                "IS-IS, length 41\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x4104), PDU length: 41, Flags: [ L2 IS ]\n\t    Shared Risk Link Group TLV #138, length: 12\n\t      IS Neighbor: 0102.0304.0506.07, Flags: [unnumbered]\n\t      IPv4 interface address: 9.10.11.12",
            ),
            (
                1,
                "0180c20000140200000000010029fefe03831b010014010000002604af222222222222000000000006d4a703d309010203040506070809",
                "IS-IS, length 38\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xf827), PDU length: 38, Flags: [ L2 IS ]\n\t    Restart Signaling TLV #211, length: 9\n\t      Flags [Restart Request], Remaining holding time 515s, for 0405.0607.0809",
            ),
            (
                1,
                "0180c20000140200000000010023fefe03831b010014010000002004af222222222222000000000006d4a703e503cfff01",
                "IS-IS, length 32\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xaac5), PDU length: 32, Flags: [ L2 IS ]\n\t    Multi Topology TLV #229, length: 3\n\t      Development, Experimental or Proprietary Topology (0xfff), Flags: [ATT bit set, Overload bit set]\n\t      invalid MT-ID",
            ),
            (
                1,
                "0180c20000140200000000010029fefe03831b010014010000002604af222222222222000000000006d4a703f009000102030405060708",
                "IS-IS, length 38\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xea21), PDU length: 38, Flags: [ L2 IS ]\n\t    Point-to-point Adjacency State TLV #240, length: 9\n\t      Adjacency State: Up (0)\n\t      Extended Local circuit-ID: 0x01020304 [|isis]",
            ),
            (
                1,
                "0180c20000140200000000010030fefe03831b010014010000002d04af222222222222000000000006d4a70387100000000a580a01010703052c01020304",
                "IS-IS, length 45\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x5589), PDU length: 45, Flags: [ L2 IS ]\n\t    Extended IPv4 Reachability TLV #135, length: 16\n\t      IPv4 prefix:        10.1.1.0/24, Distribution: up, Metric: 10, sub-TLVs present (7)\n\t        Prefix SID subTLV #3, length: 5, Flags [No-PHP, Value, Local], Algo strict-SPF (1), label 131844",
            ),
            (
                1,
                "0180c2000014020000000001002cfefe03831b010014010000002904af222222222222000000000006d4a703870c0000000a580a010103030100",
                "IS-IS, length 41\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x958b), PDU length: 41, Flags: [ L2 IS ]\n\t    Extended IPv4 Reachability TLV #135, length: 12\n\t      IPv4 prefix:        10.1.1.0/24, Distribution: up, Metric: 10, sub-TLVs present (3)\n\t        Prefix SID subTLV #3, length: 1 [|isis]",
            ),
        ],
    ),
    (
        "IS-IS: properties of links",
        1,
        &[
            (
                1,
                "0180c2000014020000000001002ffefe03831b010014010000002c04af222222222222000000000006d4a703160f3333333333330000000a0413020007",
                "IS-IS, length 44\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x2e79), PDU length: 44, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 15\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (4)\n\t        Link Attribute subTLV #19, length: 2, [ Local Protection Available, Link excluded from local protection path, Local maintenance required ] (0x0007)",
            ),
            (
                1,
                "0180c2000014020000000001002ffefe03831b010014010000002c04af222222222222000000000006d4a703160f3333333333330000000a0413020000",
                "IS-IS, length 44\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xaffe), PDU length: 44, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 15\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (4)\n\t        Link Attribute subTLV #19, length: 2, [ Unknown ] (0x0000)",
            ),
            (
                1,
                "0180c20000140200000000010059fefe03831b010014010000005604af222222222222000000000006d4a70316393333333333330000000a2e152c0101000000000000000000000000000000000000000000000000000000000000000000000000000001020304",
                "IS-IS, length 86\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xb071), PDU length: 86, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 57\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (46)\n\t        Interface Switching Capability subTLV #21, length: 44\n\t          Interface Switching Capability:Packet-Switch Capable-1, LSP Encoding: Packet\n\t          Max LSP Bandwidth:\n\t            priority level 0: 0.000 Mbps\n\t            priority level 1: 0.000 Mbps\n\t            priority level 2: 0.000 Mbps\n\t            priority level 3: 0.000 Mbps\n\t            priority level 4: 0.000 Mbps\n\t            priority level 5: 0.000 Mbps\n\t            priority level 6: 0.000 Mbps\n\t            priority level 7: 0.000 Mbps\n\t          Min LSP Bandwidth: 0.000 Mbps\n\t          Interface MTU: 258",
            ),
            (
                1,
                "0180c20000140200000000010059fefe03831b010014010000005604af222222222222000000000006d4a70316393333333333330000000a2e152c6401000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IS-IS, length 86\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0xf9ce), PDU length: 86, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 57\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (46)\n\t        Interface Switching Capability subTLV #21, length: 44\n\t          Interface Switching Capability:Time-Division-Multiplex, LSP Encoding: Packet\n\t          Max LSP Bandwidth:\n\t            priority level 0: 0.000 Mbps\n\t            priority level 1: 0.000 Mbps\n\t            priority level 2: 0.000 Mbps\n\t            priority level 3: 0.000 Mbps\n\t            priority level 4: 0.000 Mbps\n\t            priority level 5: 0.000 Mbps\n\t            priority level 6: 0.000 Mbps\n\t            priority level 7: 0.000 Mbps\n\t          Min LSP Bandwidth: 0.000 Mbps\n\t          Indication Standard SONET/SDH",
            ),
            (
                1,
                "0180c2000014020000000001002efefe03831b010014010000002b04af222222222222000000000006d4a703160e3333333333330000000a031f0101",
                "IS-IS, length 43\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x5450), PDU length: 43, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 14\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (3)\n\t        unknown subTLV #31, length: 1\n\t\t    0x0000:  01",
            ),
            (
                1,
                "0180c20000140200000000010039fefe03831b010014010000003604af222222222222000000000006d4a70316193333333333330000000a0e200cfc010102030405060708090a",
                "IS-IS, length 54\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x024c), PDU length: 54, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 25\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (14)\n\t        LAN Adjacency Segment Identifier subTLV #32, length: 12\n\t          Flags: [Address family IPv6, Backup, Value, Local significance, Set of adjacencies, Persistent]\n\t          Weight: 1\n\t          Neighbor System-ID: 0102.0304.0506\n\t          Label: 460809",
            ),
            (
                1,
                "0180c20000140200000000010039fefe03831b010014010000003604af222222222222000000000006d4a70316193333333333330000000a0e200c10010102030405060708090a",
                "IS-IS, length 54\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x46f4), PDU length: 54, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 25\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (14)\n\t        LAN Adjacency Segment Identifier subTLV #32, length: 12\n\t          Flags: [Local significance]\n\t          Weight: 1\n\t          Neighbor System-ID: 0102.0304.0506 (invalid)",
            ),
            (
                1,
                "0180c20000140200000000010035fefe03831b010014010000003204af222222222222000000000006d4a70316153333333333330000000a0a20080001010203040506",
                "IS-IS, length 50\n\tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\t  chksum: 0xd4a7 (incorrect should be 0x2356), PDU length: 50, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 21\n\t      IS Neighbor: 3333.3333.3333.00, Metric: 10, sub-TLVs present (10)\n\t        LAN Adjacency Segment Identifier subTLV #32, length: 8\n\t          Flags: [none]\n\t          Weight: 1\n\t          Neighbor System-ID: 0102.0304.0506 [|isis]",
            ),
        ],
    ),
    (
        "CLNP: what is behind the addresses, and what is wrong before them",
        1,
        &[
            (
                1,
                "0180c20000140200000000010036fefe0381330114fc00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f1011",
                "CLNP, length 51\n\tData PDU, hlen: 51, v: 1, lifetime: 10.0s, Segment PDU length: 96, checksum: 0x0000 (unverified)\n\tFlags [Segmentation permitted, more Segments, request Error Report]\n\tsource address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11\n\tdest   address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11li < size of fixed part of CLNP header, addresses, and segment part\n\t0x0000:  8133 0114 fc00 6000 0014 4900 0101 0203\n\t0x0010:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1449\n\t0x0020:  0001 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0030:  0f10 11",
            ),
            (
                1,
                "0180c20000140200000000010040fefe0381390114bc00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f101101020304050664617461",
                "CLNP, length 61\n\tData PDU, hlen: 57, v: 1, lifetime: 10.0s, Segment PDU length: 96, checksum: 0x0000 (unverified)\n\tFlags [Segmentation permitted, request Error Report]\n\tsource address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11\n\tdest   address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11\n\tData Unit ID: 0x0102, Segment Offset: 772, Total PDU Length: 1286\n\t  undecoded non-header data, length 4\n\t  0x0000:  6461 7461",
            ),
            (
                1,
                "0180c2000014020000000001003ffefe03813c01141c00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f1011cd01f5cc0100070101",
                "CLNP, length 60\n\tData PDU, hlen: 60, v: 1, lifetime: 10.0s, Segment PDU length: 96, checksum: 0x0000 (unverified)\n\tFlags [none]\n\tsource address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11\n\tdest   address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11\n\t  Priority Option #205, length 1, value: 0x5\n\t  Padding Option #204, length 1, value: padding data\n\t  Unknown Option #7, length 1, value: \n\t  0x0000:  01",
            ),
            (
                1,
                "0180c20000140200000000010037fefe03813401141c00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f101107",
                "CLNP, length 52\n\tData PDU, hlen: 52, v: 1, lifetime: 10.0s, Segment PDU length: 96, checksum: 0x0000 (unverified)\n\tFlags [none]\n\tsource address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11\n\tdest   address (length 20): 49.0001.0102.0304.0506.0708.090a.0b0c.0d0e.0f10.11, bad opts/li\n\t0x0000:  8134 0114 1c00 6000 0014 4900 0101 0203\n\t0x0010:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1449\n\t0x0020:  0001 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0030:  0f10 1107",
            ),
            (
                1,
                "0180c20000140200000000010036fefe03813302141c00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f1011",
                "CLNPversion 2 packet not supported\n\t0x0000:  8133 0214 1c00 6000 0014 4900 0101 0203\n\t0x0010:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1449\n\t0x0020:  0001 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0030:  0f10 11",
            ),
            (
                1,
                "0180c20000140200000000010036fefe03810801141c00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f1011",
                "CLNP length indicator 8 < min PDU size:810801141C00600000144900010102030405060708090A0B0C0D0E0F1011144900010102030405060708090A0B0C0D0E0F1011\n\t0x0000:  8108 0114 1c00 6000 0014 4900 0101 0203\n\t0x0010:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1449\n\t0x0020:  0001 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0030:  0f10 11",
            ),
            (
                1,
                "0180c20000140200000000010036fefe03813c01141c00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f1011",
                "CLNP length indicator(60) > PDU size (51)!\n\t0x0000:  813c 0114 1c00 6000 0014 4900 0101 0203\n\t0x0010:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1449\n\t0x0020:  0001 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0030:  0f10 11",
            ),
            (
                1,
                "0180c20000140200000000010036fefe03811e01141c00600000144900010102030405060708090a0b0c0d0e0f1011144900010102030405060708090a0b0c0d0e0f1011",
                "CLNPli < size of fixed part of CLNP header and addresses\n\t0x0000:  811e 0114 1c00 6000 0014 4900 0101 0203\n\t0x0010:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1449\n\t0x0020:  0001 0102 0304 0506 0708 090a 0b0c 0d0e\n\t0x0030:  0f10 11",
            ),
        ],
    ),
    (
        "ES-IS without a header, or a wrong one",
        1,
        &[
            (1, "0180c20000140200000000010005fefe038201", "ES-ISno header at all!"),
            (1, "0180c20000140200000000010008fefe03820e010002", "ES-IS [|esis]"),
            (
                1,
                "0180c20000140200000000010011fefe03820e020002001e00000103490001",
                "ES-IS version 2 packet not supported",
            ),
            (
                1,
                "0180c20000140200000000010011fefe03820a010002001e00000103490001",
                "ES-IS length indicator 10 < min PDU size:820A010002001E00000103490001",
            ),
            (
                1,
                "0180c20000140200000000010011fefe038264010002001e00000103490001",
                "ES-IS length indicator(100) > PDU size (14)!",
            ),
            (1, "0180c20000140200000000010005fefe030001", ", length: 2"),
        ],
    ),
    (
        "ES-IS in a line",
        0,
        &[(
            1,
            "0180c20000140200000000010014fefe038211010004001e000003490001c6020005",
            "ES-IS, ISH, length 17",
        )],
    ),
];

const CUT: &[Cut] = &[
    (
        "IS-IS: routes that are cut, of which tcpdump does not say so",
        1,
        &[
            (
                1,
                153,
                "0180c2000014c20129980000008bfefe03831b010012010000008804af22222222222200000000000fb5030101040349000a8101cc890252328404c0a80a0180180a8080800a000a00fffffffc0a808080c0",
                "IS-IS, length 136\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x0000000f, lifetime:  1199s\n\t  chksum: 0xb503 (unverified), PDU length: 136, Flags: [ L1 IS ]\n\t    Area address(es) TLV #1, length: 4\n\t      Area address (length: 3): 49.000a\n\t    Protocols supported TLV #129, length: 1\n\t      NLPID(s): IPv4 (0xcc)\n\t    Hostname TLV #137, length: 2\n\t      Hostname: R2\n\t    IPv4 Interface address(es) TLV #132, length: 4\n\t      IPv4 interface address: 192.168.10.1\n\t    IPv4 Internal Reachability TLV #128, length: 24\n\t      IPv4 prefix:       10.0.10.0/30, Distribution: up, Metric: 10, Internal",
            ),
            (
                1,
                153,
                "0180c2000014c20129980000008bfefe03831b010012010000008804af22222222222200000000000fb5030101040349000a8101cc890252328404c0a80a0180180a8080800a",
                "IS-IS, length 136\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 2222.2222.2222.00-00, seq: 0x0000000f, lifetime:  1199s\n\t  chksum: 0xb503 (unverified), PDU length: 136, Flags: [ L1 IS ]\n\t    Area address(es) TLV #1, length: 4\n\t      Area address (length: 3): 49.000a\n\t    Protocols supported TLV #129, length: 1\n\t      NLPID(s): IPv4 (0xcc)\n\t    Hostname TLV #137, length: 2\n\t      Hostname: R2\n\t    IPv4 Interface address(es) TLV #132, length: 4\n\t      IPv4 interface address: 192.168.10.1\n\t    IPv4 Internal Reachability TLV #128, length: 24",
            ),
        ],
    ),
    (
        "IS-IS: properties that are cut",
        1,
        &[
            (
                1,
                68,
                "0200000000020200000000010036fefe03831b010012010000003304b000000000000000000000000100000316160102030405060000000a0b0c0900010203040506",
                "IS-IS, length 51\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 51, Flags: [ L2 IS ]\n\t    Extended IS Reachability TLV #22, length: 22\n\t      IS Neighbor: 0102.0304.0506.00, Metric: 10, sub-TLVs present (11)\n\t        Bandwidth Constraints (old) subTLV #12, length: 9 [|isis]",
            ),
            (
                1,
                61,
                "020000000002020000000001002ffefe03831b010012010000002c04b0000000000000000000000001000003f20f0a000001010308000000000000",
                "IS-IS, length 44\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 44, Flags: [ L2 IS ]\n\t    IS-IS Router Capability TLV #242, length: 15\n\t      Router-ID 10.0.0.1, Flags [S bit]\n\t\tunknown subTLV #3, length: 8",
            ),
            (
                1,
                61,
                "020000000002020000000001002ffefe03831b010012010000002c04b0000000000000000000000001000003f20f0a000001",
                "IS-IS, length 44\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 44, Flags: [ L2 IS ]\n\t    IS-IS Router Capability TLV #242, length: 15\n\t      Router-ID 10.0.0.1 [|isis]",
            ),
            (
                1,
                58,
                "020000000002020000000001002cfefe03831b010012010000002904b0000000000000000000000001000003900c00020308000000000000",
                "IS-IS, length 41\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 41, Flags: [ L2 IS ]\n\t    Multi-Topology Capability TLV #144, length: 12\n\t      O: 0, RES: 0, MTID(s): 2\n\t      SPBM Service Identifier and Unicast Address subTLV #3, length: 8 [|isis]",
            ),
        ],
    ),
    (
        "IS-IS: properties that are cut, and hexadecimal",
        2,
        &[
            (
                1,
                61,
                "020000000002020000000001002ffefe03831b010012010000002c04b0000000000000000000000001000003f20f0a000001010308000000000000",
                "IS-IS, length 44\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t0x0000:  831b 0100 1201 0000\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 44, Flags: [ L2 IS ]\n\t  0x0000:  002c 04b0 0000 0000 0000 0000 0000 0001\n\t  0x0010:  0000 03\n\t    IS-IS Router Capability TLV #242, length: 15\n\t      Router-ID 10.0.0.1, Flags [S bit]\n\t\tunknown subTLV #3, length: 8\n\t      0x0000:  0a00 0001 0103 0800 0000 0000 00",
            ),
            (
                1,
                58,
                "020000000002020000000001002cfefe03831b010012010000002904b0000000000000000000000001000003900c00020308000000000000",
                "IS-IS, length 41\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t0x0000:  831b 0100 1201 0000\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 41, Flags: [ L2 IS ]\n\t  0x0000:  0029 04b0 0000 0000 0000 0000 0000 0001\n\t  0x0010:  0000 03\n\t    Multi-Topology Capability TLV #144, length: 12\n\t      O: 0, RES: 0, MTID(s): 2\n\t      SPBM Service Identifier and Unicast Address subTLV #3, length: 8 [|isis]\n\t      0x0000:  0002 0308 0000 0000 0000",
            ),
        ],
    ),
    (
        "IS-IS: values that are cut",
        1,
        &[
            (
                1,
                53,
                "0200000000020200000000010027fefe03831b010012010000002404b00000000000000000000000010000030a0701736563",
                "IS-IS, length 36\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 36, Flags: [ L2 IS ]\n\t    Authentication TLV #10, length: 7\n\t      simple text password: sec [|isis]",
            ),
            (
                1,
                50,
                "0200000000020200000000010024fefe03831b010012010000002104b000000000000000000000000100000389046e61",
                "IS-IS, length 33\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 33, Flags: [ L2 IS ]\n\t    Hostname TLV #137, length: 4\n\t      Hostname: na [|isis]",
            ),
            (
                1,
                51,
                "0200000000020200000000010025fefe03831b010012010000002204b000000000000000000000000100000389056e61006d",
                "IS-IS, length 34\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 34, Flags: [ L2 IS ]\n\t    Hostname TLV #137, length: 5\n\t      Hostname: na",
            ),
            (
                1,
                56,
                "020000000002020000000001002afefe03831b010012010000002704b0000000000000000000000001000003030a0000000000000000",
                "IS-IS, length 39\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 39, Flags: [ L2 IS ]\n\t    ES Neighbor(s) TLV #3, length: 10 [|isis]",
            ),
            (
                1,
                62,
                "0200000000020200000000010030fefe03831b010012010000002d04b00000000000000000000000010000038a1000000000",
                "IS-IS, length 45\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 45, Flags: [ L2 IS ]\n\t    Shared Risk Link Group TLV #138, length: 16 [|isis]",
            ),
            (
                1,
                50,
                "0200000000020200000000010024fefe03831b010012010000002104b000000000000000000000000100000383040161",
                "IS-IS, length 33\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 33, Flags: [ L2 IS ]\n\t    Inter-Domain Information Type TLV #131, length: 4\n\t      Inter-Domain Information Type: Routing-Domain Specific\n\t      0x0000:  61",
            ),
            (
                1,
                53,
                "0200000000020200000000010027fefe03831b010012010000002404b00000000000000000000000010000030507000000000401",
                "IS-IS, length 36\n\tL1 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\t  lsp-id: 0000.0000.0000.00-00, seq: 0x00000001, lifetime:  1200s\n\t  chksum: 0x0000 (unverified), PDU length: 36, Flags: [ L2 IS ]\n\t    Prefix Neighbors TLV #5, length: 7\n\t      Metric Block, Default Metric: 0, Internal\n\t\t  Delay Metric: 0, Internal\n\t\t  Expense Metric: 0, Internal\n\t\t  Error Metric: 0, Internal [|isis]",
            ),
        ],
    ),
];

#[test]
fn isis_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
}
