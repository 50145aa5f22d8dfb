//! Packets of sensors and vehicles: 802.15.4, ZigBee, GeoNetworking, SOME/IP and sFlow, made value by value, and the lines that tcpdump prints of them.

use super::{Frames, Talk, check_frames, check_talks};
use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[(
    "messages of SOME/IP",
    0,
    &[
        (
            12,
            "4500002c00010000401166be0a0000010a000002771a771a0018000000010002000001080008000501012002",
            "IP 10.0.0.1.30490 > 10.0.0.2.30490: SOMEIP, service 1, method 2, len 264, client 8, session 5, pver 1, iver 1, msgtype TP_REQUEST, retcode E_UNKNOWN_SERVICE",
        ),
        (
            12,
            "4500002500010000401166c50a0000010a000002771a771a00110000000000000000000000",
            "IP 10.0.0.1.30490 > 10.0.0.2.30490: SOMEIP (invalid)",
        ),
    ],
)];

const CUT: &[Cut] = &[(
    "GeoNetworking: a header that ends behind the position",
    1,
    &[(
        1,
        50,
        "0200000000020200000000018947000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
        "GeoNet src:02:00:00:00:00:01; v:0 NH:0-Any HT:0-1-Any HopLim:7 Payload:1029 GN_ADDR:08:09:0a:0b:0c:0d:0e:0f lat:336926231 lon:404298267 [|geonet]",
    )],
)];

const TALKS: &[Talk] = &[
    (
        "GeoNetworking, without the ends of a frame",
        0,
        113,
        &["000400010006020304050607000089470102030405060708090a"],
        "GeoNet ;  (common header length 10 < 36) (invalid)\n",
    ),
    (
        "GeoNetworking in LLC",
        0,
        10,
        &["5002030405060702030405060baaaa0300000089470102030405060708090a"],
        "GeoNet src:02:03:04:05:06:0b;  (common header length 10 < 36) (invalid)\n",
    ),
    (
        "ZigBee in datagrams",
        0,
        228,
        &[
            "4500004000010000401166aa0a0000010a000002455a455a002c00004558010f01020137000000000000000f6188053412ffff0100aabbccddeeff545241494c",
            "4500003500010000401166b50a0000010a000002455a455a002100004558010f0102003700000000000000096188053412ffff0100",
            "4500003500010000401166b50a0000010a000002455a455a002100004558010f0102013700000000000000056188053412ffff0100",
            "4500003500010000401166b50a0000010a000002455a455a002100004558010f0102013700000000000000026188053412ffff0100",
            "4500003500010000401166b50a0000010a000002455a455a002100004558010f0102013700000000000000016188053412ffff0100",
            "4500002f00010000401166bb0a0000010a000002455a455a001b00004558010f010201370000000000000000616263",
            "4500003000010000401166ba0a0000010a000002455a455a001c00004558010f010201370000000000000003060001aa",
            "4500001f00010000401166cb0a0000010a000002455a455a000b0000455901",
            "4500001d00010000401166cd0a0000010a000002455a455a0009000045",
            "4500001e00010000401166cc0a0000010a000002455a455a000a00004558",
            "4500002100010000401166c90a0000010a000002455a455a000d00004558010102",
            "4500002600010000401166c40a0000010a000002455a455a0012000045580202000000070102",
            "4500002300010000401166c70a0000010a000002455a455a000f000045580202000007",
            "4500002300010000401166c70a0000010a000002455a455a000f000045580201000007",
            "4500003c00010000401166ae0a0000010a000002455a455a00280000455802010f010200370000000080000000000000070000000000000000000000",
        ],
        "IP 10.0.0.1.17754 > 10.0.0.2.17754: ZEPv1 Channel ID 15, Device ID 0x0102, CRC, inner len = 15\n\tIEEE 802.15.4 Data packet v0 1234:ffff < -:0001 \n\t0x0000:  aabb ccdd eeff                           ......\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEPv1 Channel ID 15, Device ID 0x0102, LQI 55, inner len = 9\n\tIEEE 802.15.4 Data packet v0 1234:ffff < -:0001 \nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEPv1 Channel ID 15, Device ID 0x0102, CRC, inner len = 5\n\tIEEE 802.15.4 Data packet v0 1234:[ERROR: Truncated before dst_addr]\n\t0x0000:  6188 0534 12ff ff01 00                   a..4.....\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEPv1 Channel ID 15, Device ID 0x0102, CRC, inner len = 2\n\tIEEE 802.15.4 Data packet v0  [|802.15.4]\n\t0x0000:  6188 0534 12ff ff01 00                   a..4.....\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEPv1 Channel ID 15, Device ID 0x0102, CRC, inner len = 1\n\t [|802.15.4]\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEPv1 Channel ID 15, Device ID 0x0102, CRC, inner len = 0\n\t0x0000:  6162 63                                  abc\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEPv1 Channel ID 15, Device ID 0x0102, CRC, inner len = 3\n\tIEEE 802.15.4 Fragment packet \n\t0x0000:  0600 01aa                                ....\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEP [Preamble Code: EY] (invalid)\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEP [|zep]\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEP [|zep]\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEPv1  [len 5 < 16] (invalid)\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEPv2 ACK, seq# = 7\n\t0x0000:  0102                                     ..\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEPv2  [len 7 < 8] (invalid)\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEPv2  [len 7 < 32] (invalid)\nIP 10.0.0.1.17754 > 10.0.0.2.17754: ZEPv2 Type 1, Channel ID 15, Device ID 0x0102, LQI 55, 0.500000000, seq# = 7, inner len = 0\n",
    ),
    (
        "ZigBee in datagrams, and when",
        1,
        228,
        &[
            "4500004500010000401166a50a0000010a000002455a455a00310000455802010f01020137e1e2e3e4800000000000000700000000000000000000096188053412ffff0100",
            "4500004500010000401166a50a0000010a000002455a455a00310000455802000f01020037e1e2e3e4800000000000000700000000000000000000096188053412ffff0100",
            "4500004700010000401166a30a0000010a000002455a455a00330000455802030f0102023700001000800000000000000700000000000000000000096188053412ffff01006162",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 69)\n    10.0.0.1.17754 > 10.0.0.2.17754: ZEPv2 Type 1, Channel ID 15, Device ID 0x0102, CRC, 3789743076.500000000 (2020-02-03 18:24:36), seq# = 7, inner len = 9\n\tIEEE 802.15.4 Data packet v0 seq 05 1234:ffff < -:0001 \nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 69)\n    10.0.0.1.17754 > 10.0.0.2.17754: ZEPv2 Type 0, Channel ID 15, Device ID 0x0102, LQI 55, 3789743076.500000000 (2020-02-03 18:24:36), seq# = 7, inner len = 9\n\tIEEE 802.15.4 Data packet v0 seq 05 1234:ffff < -:0001 \nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 71)\n    10.0.0.1.17754 > 10.0.0.2.17754: ZEPv2 Type 3, Channel ID 15, Device ID 0x0102, CRC, 4096.500000000 (2036-02-07 07:36:32), seq# = 7, inner len = 9\n\tIEEE 802.15.4 Data packet v0 seq 05 1234:ffff < -:0001 \n",
    ),
    (
        "sFlow: samples of packets",
        1,
        228,
        &[
            "450000cc000100004011661e0a0000010a00000203e818c700b8000000000005000000010a01010100000007000000080000000900000001000000010000008c000000010100000200000064000000c80000000380000004c000000500000004000000010000002400000001000000400000000400000014000000000000000000000000000000000000000000000002000000140000003c00000000000000000000000000000800000003e90000001000000001000000020000000300000004000000630000000461626364",
            "450000ec00010000401165fe0a0000010a00000203e818c700d8000000000005000000010a0101010000000700000008000000090000000100000002000000ac0000000101000002000000030000000400000050000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f000000050000001c000102030405060708090a0b0c0d0e0f101112131415161718191a1b000003e90000001c000102030405060708090a0b0c0d0e0f101112131415161718191a1b",
            "45000070000100004011667a0a0000010a00000203e818c7005c000000000005000000010a010101000000070000000800000009000000010000000200000030000000010100000200000002000000050000001c00000000000000000000000000000000000000000000000000000000",
            "4500004c000100004011669e0a0000010a00000203e818c70038000000000005000000010a010101000000070000000800000009000000010000000200000063000000010100000200000000",
            "4500003800010000401166b20a0000010a00000203e818c70024000000000004000000010a01010100000007000000080000000900000001",
            "45000050000100004011669a0a0000010a00000203e818c7003c000000000005000000020000000000000000000000000000000100000007000000080000000900000001000000050000000461626364",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 204)\n    10.0.0.1.1000 > 10.0.0.2.6343: sFlowv5, IPv4 agent 10.1.1.1, agent-id 7, seqnum 8, uptime 9, samples 1, length 176\n\tflow sample (1), length 140, seqnum 1, type 1, idx 2, rate 100, pool 200, drops 3, input 2147483652 output 3221225477 records 4\n\t    enterprise 0 Raw packet (1) length 36\n\t      protocol Ethernet (1), length 64, stripped bytes 4, header_size 20\n\t    enterprise 0 Ethernet frame (2) length 20\n\t      frame len 60, type 1001\n\t    enterprise 0 Extended Switch data (1001) length 16\n\t      src vlan 1, src pri 2, dst vlan 3, dst pri 4\n\t    enterprise 0 Unknown (99) length 4\n\t\t0x0000:  6162 6364\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 236)\n    10.0.0.1.1000 > 10.0.0.2.6343: sFlowv5, IPv4 agent 10.1.1.1, agent-id 7, seqnum 8, uptime 9, samples 1, length 208\n\tcounter sample (2), length 172, seqnum 1, type 1, idx 2, records 3\n\t    enterprise 0, 100 BaseVG counter (4) length 80\n\t      in high prio frames 66051, in high prio octets 289644378304612875\n\t      in norm prio frames 202182159, in norm prio octets 1157726452361532951\n\t      in ipm errors 404298267, oversized 471670303, in data errors 539042339, null addressed frames 606414375\n\t      out high prio frames 673786411, out high prio octets 3183251291827679795, trans into frames 875902519\n\t      in hc high prio octets 4051333365884599871, in hc norm prio octets 4630054748589213255, out hc high prio octets 5208776131293826639\n\t    enterprise 0, Vlan counter (5) length 28\n\t      vlan_id 66051, octets 289644378304612875, unicast_pkt 202182159, multicast_pkt 269554195, broadcast_pkt 336926231, discards 404298267\n\t    enterprise 0, Processor counter (1001) length 28\n\t      5sec 66051, 1min 67438087, 5min 134810123, total_mem 868365761009226259, total_mem 1447087143713839643\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 112)\n    10.0.0.1.1000 > 10.0.0.2.6343: sFlowv5, IPv4 agent 10.1.1.1, agent-id 7, seqnum 8, uptime 9, samples 1, length 84\n\tcounter sample (2), length 48, seqnum 1, type 1, idx 2, records 2\n\t    enterprise 0, Vlan counter (5) length 28\n\t      vlan_id 0, octets 0, unicast_pkt 0, multicast_pkt 0, broadcast_pkt 0, discards 0 (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 76)\n    10.0.0.1.1000 > 10.0.0.2.6343: sFlowv5, IPv4 agent 10.1.1.1, agent-id 7, seqnum 8, uptime 9, samples 1, length 48\n\tcounter sample (2), length 99, (invalid)\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 56)\n    10.0.0.1.1000 > 10.0.0.2.6343: sFlow version 4 packet not supported\nIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 80)\n    10.0.0.1.1000 > 10.0.0.2.6343: sFlowv5, IPv6 agent ::1, agent-id 7, seqnum 8, uptime 9, samples 1, length 52\n\tUnknown (5), length 4,\n\t    0x0000:  6162 6364\n",
    ),
    (
        "vehicles",
        1,
        1,
        &[
            "00000000000002000000000189470110000000140005000102030405060708090a0b0c0d0e0f101112131415161718191a1b00010002006a78",
            "00000000000002000000000189470251000000140005000102030405060708090a0b0c0d0e0f101112131415161718191a1b000000000000000000000000000000000000000000000000000000000000000000010002",
            "00000000000002000000000189470251000000140005000102030405060708090a0b0c0d0e0f101112131415161718191a1b000000",
            "00000000000002000000000189470032000000140005000102030405060708090a0b0c0d0e0f101112131415161718191a1b",
            "00000000000002000000000189470110000000140005000102030405060708090a0b0c0d0e0f101112131415161718191a1b00",
            "00000000000002000000000111110102616263",
            "000000000000020000000001111101",
        ],
        "GeoNet src:02:00:00:00:00:01; v:0 NH:1-BTP-A HT:1-0-Beacon HopLim:5 Payload:20 GN_ADDR:00:01:02:03:04:05:06:07 lat:202182159 lon:269554195; BTP Dst:1 Src:2; ItsPduHeader v:0 t:106-ecoCAM\n\t0x0000:  006a 78                                  .jx\nGeoNet src:02:00:00:00:00:01; v:0 NH:2-BTP-B HT:5-1-TopoScopeBcast-MH HopLim:5 Payload:20 GN_ADDR:00:01:02:03:04:05:06:07 lat:202182159 lon:269554195; BTP Dst:1 Src:2\nGeoNet src:02:00:00:00:00:01; v:0 NH:2-BTP-B HT:5-1-TopoScopeBcast-MH HopLim:5 Payload:20 GN_ADDR:00:01:02:03:04:05:06:07 lat:202182159 lon:269554195 (header size 32 > 3) (invalid)\nGeoNet src:02:00:00:00:00:01; v:0 NH:0-Any HT:3-2-GeoAnycastElipse HopLim:5 Payload:20 GN_ADDR:00:01:02:03:04:05:06:07 lat:202182159 lon:269554195\nGeoNet src:02:00:00:00:00:01; v:0 NH:1-BTP-A HT:1-0-Beacon HopLim:5 Payload:20 GN_ADDR:00:01:02:03:04:05:06:07 lat:202182159 lon:269554195 (BTP length 1 < 4) (invalid)\nCALM FAST src:02:00:00:00:00:01; SrcNwref:1; DstNwref:2; \n\t0x0000:  6162 63                                  abc\nCALM FAST src:02:00:00:00:00:01;  (length 1 < 2) (invalid)\n",
    ),
];

const FRAMES: &[Frames] = &[
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
];

#[test]
fn sensors_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
    check_talks(TALKS);
    check_frames(FRAMES);
}
