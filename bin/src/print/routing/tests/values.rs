//! The cases of LLDP's other organizations, of BGP's sets and of routes of layer 2 and of OSI, and of bridges in IS-IS.

/// A frame in hexadecimal, the count of -v, and the lines.
pub(super) const CASES: &[(&str, u8, &str)] = &[
    (
        "02000000000202000000000188ccfe070012bb01003f04fe080012bb020140652efe080012bb0209a00000fe\
         150012bb03012122232425262728292a2b2c2d2e2f30fe170012bb03020f024445010342617903064d756e69\
         636822fe0a0012bb03032b34393839fe070012bb03056162fe070012bb04520064fe070012bb04300400fe07\
         0012bb05687731fe090012bb0b6173736574fe050012bb0c61fe050012bb01000000",
        1,
        "LLDP, length 152\n\
         \tOrganization specific TLV (127), length 7: OUI ANSI/TIA (0x0012bb)\n\
         \t  LLDP-MED Capabilities Subtype (1)\n\
         \t    Media capabilities [LLDP-MED capabilities, network policy, location identification, extended power via MDI-PSE, extended power via MDI-PD, Inventory] (0x003f)\n\
         \t    Device type [network connectivity] (0x04)\n\
         \tOrganization specific TLV (127), length 8: OUI ANSI/TIA (0x0012bb)\n\
         \t  Network policy Subtype (2)\n\
         \t    Application type [voice] (0x01), Flags [Tagged]\n\
         \t    Vlan id 50, L2 priority 4, DSCP value 46\n\
         \tOrganization specific TLV (127), length 8: OUI ANSI/TIA (0x0012bb)\n\
         \t  Network policy Subtype (2)\n\
         \t    Application type [none] (0x09), Flags [Unknown, reserved]\n\
         \t    Vlan id 0, L2 priority 0, DSCP value 0\n\
         \tOrganization specific TLV (127), length 21: OUI ANSI/TIA (0x0012bb)\n\
         \t  Location identification Subtype (3)\n\
         \t    Location data format coordinate-based LCI (0x01)\n\
         \t    Latitude resolution 8, latitude value 4867695653\n\
         \t    Longitude resolution 9, longitude value 9246877994\n\
         \t    Altitude type floors (2)\n\
         \t    Altitude resolution 44, altitude value 0x2c2d2e2f\n\
         \t    Datum unknown (0x30)\n\
         \tOrganization specific TLV (127), length 23: OUI ANSI/TIA (0x0012bb)\n\
         \t  Location identification Subtype (3)\n\
         \t    Location data format civic address LCI (0x02)\n\
         \t    LCI length 15, LCI what location of the client (0x02), Country-code DE\n\
         \t      CA type 'national subdivisions (state,canton,region,province,prefecture)' (1), length 3: Bay\n\
         \t      CA type 'city, township, shi' (3), length 6: \n\
         \tOrganization specific TLV (127), length 10: OUI ANSI/TIA (0x0012bb)\n\
         \t  Location identification Subtype (3)\n\
         \t    Location data format ECS ELIN (0x03)\n\
         \t    ECS ELIN id +4989\n\
         \tOrganization specific TLV (127), length 7: OUI ANSI/TIA (0x0012bb)\n\
         \t  Location identification Subtype (3)\n\
         \t    Location data format unknown (0x05)\n\
         \t    Location ID \n\
         \t      0x0000:  6162\n\
         \tOrganization specific TLV (127), length 7: OUI ANSI/TIA (0x0012bb)\n\
         \t  Extended power-via-MDI Subtype (4)\n\
         \t    Power type [PD device], Power source [PSE - primary power source]\n\
         \t    Power priority [high] (0x02), Power 10.0 Watts\n\
         \tOrganization specific TLV (127), length 7: OUI ANSI/TIA (0x0012bb)\n\
         \t  Extended power-via-MDI Subtype (4)\n\
         \t    Power type [PSE device], Power source [PSE+local - reserved]\n\
         \t    Power priority [none] (0x00), Power 1024 (Reserved)\n\
         \tOrganization specific TLV (127), length 7: OUI ANSI/TIA (0x0012bb)\n\
         \t  Inventory - hardware revision Subtype (5)\n\
         \t  Hardware revision hw1\n\
         \tOrganization specific TLV (127), length 9: OUI ANSI/TIA (0x0012bb)\n\
         \t  Inventory - asset ID Subtype (11)\n\
         \t  Asset ID asset\n\
         \tOrganization specific TLV (127), length 5: OUI ANSI/TIA (0x0012bb)\n\
         \t  unknown Subtype (12)\n\
         \t  0x0000:  0012 bb0c 61\n\
         \tOrganization specific TLV (127), length 5: OUI ANSI/TIA (0x0012bb)\n\
         \t  LLDP-MED Capabilities Subtype (1)\n\
         \tEnd TLV (0), length 0\n",
    ),
    (
        "02000000000202000000000188ccfe43001b2102020a0001000000070000000504110000e500012345671919\
         1919191919190506060000800008030810000020008906001b21080cbc401b21100a0461626364fe04001b21\
         01fe04001b21030000",
        1,
        "LLDP, length 83\n\
         \tOrganization specific TLV (127), length 67: OUI DCBX (0x001b21)\n\
         \t  DCB Capability Exchange Protocol Rev 1.01 Subtype (2)\n\
         \t    Control - Protocol Control (type 0x1, length 10)\n\
         \t      Oper_Version: 0\n\
         \t      Max_Version: 1\n\
         \t      Sequence Number: 7\n\
         \t      Acknowledgement Number: 5\n\
         \t    Feature - Priority Group (type 0x2, length 17)\n\
         \t      Oper_Version: 0\n\
         \t      Max_Version: 0\n\
         \t      Info block(0xE5): Enable bit: 1, Willing bit: 1, Error Bit: 1\n\
         \t      SubType: 0\n\
         \t      Priority Allocation\n\
         \t          PgId_0: 0\n\
         \t          PgId_1: 1\n\
         \t          PgId_2: 2\n\
         \t          PgId_3: 3\n\
         \t          PgId_4: 4\n\
         \t          PgId_5: 5\n\
         \t          PgId_6: 6\n\
         \t          PgId_7: 7\n\
         \t      Priority Group Allocation\n\
         \t          Pg percentage[0]: 25\n\
         \t          Pg percentage[1]: 25\n\
         \t          Pg percentage[2]: 25\n\
         \t          Pg percentage[3]: 25\n\
         \t          Pg percentage[4]: 25\n\
         \t          Pg percentage[5]: 25\n\
         \t          Pg percentage[6]: 25\n\
         \t          Pg percentage[7]: 25\n\
         \t      NumTCsSupported: 5\n\
         \t    Feature - Priority Flow Control (type 0x3, length 6)\n\
         \t      Oper_Version: 0\n\
         \t      Max_Version: 0\n\
         \t      Info block(0x80): Enable bit: 1, Willing bit: 0, Error Bit: 0\n\
         \t      SubType: 0\n\
         \t      PFC Config (0x08)\n\
         \t          Priority Bit 0: Disabled\n\
         \t          Priority Bit 1: Disabled\n\
         \t          Priority Bit 2: Disabled\n\
         \t          Priority Bit 3: Enabled\n\
         \t          Priority Bit 4: Disabled\n\
         \t          Priority Bit 5: Disabled\n\
         \t          Priority Bit 6: Disabled\n\
         \t          Priority Bit 7: Disabled\n\
         \t      NumTCPFCSupported: 3\n\
         \t    Feature - Application (type 0x4, length 16)\n\
         \t      Oper_Version: 0\n\
         \t      Max_Version: 0\n\
         \t      Info block(0x20): Enable bit: 0, Willing bit: 0, Error Bit: 1\n\
         \t      SubType: 0\n\
         \t      Application Value\n\
         \t          Application Protocol ID: 0x8906\n\
         \t          SF (0x0) Application Protocol ID is L2 EtherType\n\
         \t          OUI: 0x001b21\n\
         \t          User Priority Map: 0x08\n\
         \t      Application Value\n\
         \t          Application Protocol ID: 0x0cbc\n\
         \t          SF (0x1) Application Protocol ID is Socket Number\n\
         \t          OUI: 0x001b21\n\
         \t          User Priority Map: 0x10\n\
         \t    0x0000:  6162 6364\n\
         \t  0x0000:  001b 2102 020a 0001 0000 0007 0000 0005\n\
         \t  0x0010:  0411 0000 e500 0123 4567 1919 1919 1919\n\
         \t  0x0020:  1919 0506 0600 0080 0008 0308 1000 0020\n\
         \t  0x0030:  0089 0600 1b21 080c bc40 1b21 100a 0461\n\
         \t  0x0040:  6263 64\n\
         \tOrganization specific TLV (127), length 4: OUI DCBX (0x001b21)\n\
         \t  DCB Capability Exchange Protocol Rev 1 Subtype (1)\n\
         \t  0x0000:  001b 2101\n\
         \tOrganization specific TLV (127), length 4: OUI DCBX (0x001b21)\n\
         \t  unknown Subtype (3)\n\
         \tEnd TLV (0), length 0\n",
    ),
    (
        "02000000000202000000000188cc10110706020000000002020000000503616263100c01010a000001020000\
         0005000000",
        1,
        "LLDP, length 35\n\
         \tManagement Address TLV (8), length 17\n\
         \t  Management Address length 7, AFI 802 (6): 02:00:00:00:00:02\n\
         \t  Interface Index Interface Numbering (2): 5\n\
         \t  OID length 3abc\n\
         \tManagement Address TLV (8), length 12 [|lldp]\n",
    ),
    (
        "02000000000202000000000188ccfe0800005e0261626364fe0700005e01616263fe0900120f01036c030000\
         0000",
        1,
        "LLDP, length 32\n\
         \tOrganization specific TLV (127), length 8: OUI IANA (0x00005e)\n\
         \t  unknown Subtype (2)\n\
         \t  0x0000:  0000 5e02 6162 6364\n\
         \tOrganization specific TLV (127), length 7: OUI IANA (0x00005e)\n\
         \tOrganization specific TLV (127), length 9: OUI IEEE 802.3 Private (0x00120f)\n\
         \t  MAC/PHY configuration/status Subtype (1)\n\
         \t    autonegotiation [supported, enabled] (0x03)\n\
         \t    PMD autoneg capability [10BASE-T hdx, 10BASE-T fdx, 100BASE-TX hdx, 100BASE-TX fdx, 1000BASE-T hdx, 1000BASE-T fdx] (0x6c03)\n\
         \t    MAU type Unknown (0x0000)\n\
         \tEnd TLV (0), length 0\n",
    ),
    (
        "02000000000202000000000108004500008a000100004006666b0a0000010a00000200b39c40000000010000\
         00015018020000000000ffffffffffffffffffffffffffffffff0062020000004b800f2a001941000c0000fc\
         00000000010a00000100140000fc0000000001000100020010000100106162020018800e1b00c480080a0000\
         010a00000100000c0000fc00000000010a000001",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 138)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0x431d), seq 1:99, ack 1, win 512, length 98: BGP\n\
         \tUpdate Message (2), length: 98\n\
         \t  Multi-Protocol Unreach NLRI (15), length: 42, Flags [O]: \n\
         \t    AFI: VPLS (25), SAFI: VPLS (65)\n\
         \t      RD: 64512:1 (= 0.0.0.1), BGPNH: 10.0.0.1\n\
         \t      RD: 64512:1 (= 0.0.0.1), CE-ID: 1, Label-Block Offset: 2, Label Base 256\n\
         \t\tcircuit status vector (1) length: 16: 0x6162\n\
         \t\tunknown TLV #2, length: 24 [|bgp]\n",
    ),
    (
        "02000000000202000000000108004500009500010000400666600a0000010a00000200b39c40000000010000\
         00015018020000000000ffffffffffffffffffffffffffffffff006d0200000056800f090003011049000102\
         03800f16000380900001010000fc000000000149000102030405800e230003800b0000000000000000490001\
         00900001010000fc000000000149000102030405800e080003010349000100",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 149)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0x62d2), seq 1:110, ack 1, win 512, length 109: BGP\n\
         \tUpdate Message (2), length: 109\n\
         \t  Multi-Protocol Unreach NLRI (15), length: 9, Flags [O]: \n\
         \t    AFI: NSAP (3), SAFI: Unicast (1)\n\
         \t      02.03/16\n\
         \t      00/1\n\
         \t      00/3\n\
         \t  Multi-Protocol Unreach NLRI (15), length: 22, Flags [O]: \n\
         \t    AFI: NSAP (3), SAFI: labeled VPN Unicast (128)\n\
         \t      RD: 64512:1 (= 0.0.0.1), 49.0001.0203.0405/56, label:16 (bottom)\n\
         \t  Multi-Protocol Reach NLRI (14), length: 35, Flags [O]: \n\
         \t    AFI: NSAP (3), SAFI: labeled VPN Unicast (128)\n\
         \t    nexthop: RD: 0:0 (= 0.0.0.0), 49.0001, nh-length: 11, no SNPA\n\
         \t      RD: 64512:1 (= 0.0.0.1), 49.0001.0203.0405/56, label:16 (bottom)\n\
         \t  Multi-Protocol Reach NLRI (14), length: 8, Flags [O]: \n\
         \t    AFI: NSAP (3), SAFI: Unicast (1)\n\
         \t    nexthop: 49.0001, nh-length: 3, no SNPA\n",
    ),
    (
        "02000000000202000000000108004500006200010000400666930a0000010a00000200b39c40000000010000\
         00015018020000000000ffffffffffffffffffffffffffffffff003a0200000023c00814ffffff01ffffff02\
         00010002ffffff0300010003801a05010005000040010100",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 98)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0x0b5b), seq 1:59, ack 1, win 512, length 58: BGP\n\
         \tUpdate Message (2), length: 58\n\
         \t  Community (8), length: 20, Flags [OT]:  NO_EXPORT NO_ADVERTISE1:2,  NO_EXPORT_SUBCONFED1:3\n\
         \t  Accumulated IGP Metric (26), length: 5, Flags [O]: \n\
         \t    AIGP TLV (1), length 5 [|bgp]\n",
    ),
    (
        "02000000000202000000000108004500004a00010000400666ab0a0000010a00000200b39c40000000010000\
         00015018020000000000ffffffffffffffffffffffffffffffff0022020000000bc016040001000140010100",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 74)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0x97c9), seq 1:35, ack 1, win 512, length 34: BGP\n\
         \tUpdate Message (2), length: 34\n\
         \t  PMSI Tunnel (22), length: 4, Flags [OT]:  [|bgp]\n",
    ),
    (
        "02000000000202000000000108004500005100010000400666a40a0000010a00000200b39c40000000010000\
         00015018020000000000ffffffffffffffffffffffffffffffff0029020000001240800f0000fc0040800800\
         00fc0040010100",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 81)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0x2175), seq 1:42, ack 1, win 512, length 41: BGP\n\
         \tUpdate Message (2), length: 41\n\
         \t  Attribute Set (128), length: 15, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Attribute Set (128), length: 8, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Origin (1), length: 1, Flags [T]: IGP\n",
    ),
    (
        "020000000002020000000001080045000097000100004006665e0a0000010a00000200b39c40000000010000\
         00015018020000000000ffffffffffffffffffffffffffffffff006f02000000584080550000fc0040804e00\
         00fc004080470000fc004080400000fc004080390000fc004080320000fc0040802b0000fc004080240000fc\
         0040801d0000fc004080160000fc0040800f0000fc004080080000fc0040010100",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 151)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0x2b16), seq 1:112, ack 1, win 512, length 111: BGP\n\
         \tUpdate Message (2), length: 111\n\
         \t  Attribute Set (128), length: 85, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Attribute Set (128), length: 78, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Attribute Set (128), length: 71, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Attribute Set (128), length: 64, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Attribute Set (128), length: 57, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Attribute Set (128), length: 50, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Attribute Set (128), length: 43, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Attribute Set (128), length: 36, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Attribute Set (128), length: 29, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Attribute Set (128), length: 22, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Attribute Set (128), length: 15, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Attribute Set (128), length: 8, Flags [T]: (too many nested levels, not recursing)\n",
    ),
    (
        "02000000000202000000000108004500005200010000400666a30a0000010a00000200b39c40000000010000\
         00015018020000000000ffffffffffffffffffffffffffffffff002a02000000134080090000fc0040010100\
         404003040a000001",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 82)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0xdcef), seq 1:43, ack 1, win 512, length 42: BGP\n\
         \tUpdate Message (2), length: 42\n\
         \t  Attribute Set (128), length: 9, Flags [T]: \n\
         \t    Origin AS: 64512\n\
         \t      Origin (1), length: 1, Flags [T]: IGP [path attr too short]\n\
         \t  Next Hop (3), length: 4, Flags [T]: 10.0.0.1\n",
    ),
    (
        "02000000000202000000000108004500004700010000400666ae0a0000010a00000200b39c40000000010000\
         00015018020000000000ffffffffffffffffffffffffffffffff001f020000000140010100180a0102",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 71)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0xec3c), seq 1:32, ack 1, win 512, length 31: BGP\n\
         \tUpdate Message (2), length: 31\n\
         \t  [path attrs too short]\n\
         \t  Updated routes:\n\
         \t    1.0.0.0/10   Path Id: 16842776\n",
    ),
    (
        "020000000002020000000001080045000056000100004006669f0a0000010a00000200b39c40000000010000\
         00015018020000000000ffffffffffffffffffffffffffffffff002e0104fc0000b40a00000113020f450500\
         010103004500410400010001",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 86)\n\
         \x20   10.0.0.1.179 > 10.0.0.2.40000: Flags [P.], cksum 0x0000 (incorrect -> 0x4370), seq 1:47, ack 1, win 512, length 46: BGP\n\
         \tOpen Message (1), length: 46\n\
         \t  Version 4, my AS 64512, Holdtime 180s, ID 10.0.0.1\n\
         \t  Optional parameters, length: 19\n\
         \t    Option Capabilities Advertisement (2), length: 15\n\
         \t      Multiple Paths (69), length: 5\n\
         \t\tAFI IPv4 (1), SAFI Unicast (1), Send/Receive: Both (invalid)\n\
         \t      Multiple Paths (69), length: 0 (bogus)\n\
         \t      32-Bit AS Number (65), length: 4\n\
         \t\t 4 Byte AS 65537 [|bgp]\n",
    ),
    (
        "01005e90000302010004000000b5fefe03831b01001401000000b204af222222222222000000000006000003\
         8f2f00010521ff000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f0608000102\
         03001b00058f1800010414000000000000000000000000000000000000000090318002011b01020304050607\
         080000000580000213010201e1000000070050070310020000000001f1238001020340040506901700020113\
         00000000000000000000000000000000000001",
        1,
        "IS-IS, length 178\n\
         \tL2 LSP, hlen: 27, v: 1, pdu-v: 1, sys-id-len: 6 (0), max-area: 3 (0)\n\
         \t  lsp-id: 2222.2222.2222.00-00, seq: 0x00000006, lifetime:  1199s\n\
         \t  chksum: 0x0000 (unverified), PDU length: 178, Flags: [ L2 IS ]\n\
         \t    Multi-Topology-Aware Port Capability TLV #143, length: 47\n\
         \t       RES: 0, MTID(s): 1\n\
         \t       SPB Digest subTLV #5, length: 33\n\
         \t        RES: 7 V: 1 A: 3 D: 3\n\
         \t         Digest: 00010203 04050607 08090a0b 0c0d0e0f \n\
         \t                 10111213 14151617 18191a1b 1c1d1e1f \n\
         \t       SPB BVID subTLV #6, length: 8\n\
         \t           ECT: 00010203 BVID: 1, U:1 M:0  (too short)\n\
         \t    Multi-Topology-Aware Port Capability TLV #143, length: 24\n\
         \t       RES: 0, MTID(s): 1\n\
         \t       SPB MCID subTLV #4, length: 20 (too short)\n\
         \t    Multi-Topology Capability TLV #144, length: 49\n\
         \t      O: 1, RES: 0, MTID(s): 2\n\
         \t      SPB Instance subTLV #1, length: 27\n\
         \t        CIST Root-ID: 01020304 05060708, Path Cost: 00000005, Prio: 32768\n\
         \t        RES: 16, V: 1, SPSource-ID: 196866, No of Trees: 1\n\
         \t         U:1, M:1, A:1, RES:1, ECT: 00000007, BVID: 5, SPVID: 7\n\
         \t      SPBM Service Identifier and Unicast Address subTLV #3, length: 16\n\
         \t        BMAC: 020000000001, RES: 15, VID: 291\n\
         \t        T: 1, R: 0, RES: 0, ISID: 66051\n\
         \t        T: 0, R: 1, RES: 0, ISID: 263430\n\
         \t    Multi-Topology Capability TLV #144, length: 23\n\
         \t      O: 0, RES: 0, MTID(s): 2\n\
         \t      SPB Instance subTLV #1, length: 19\n\
         \t        CIST Root-ID: 00000000 00000000, Path Cost: 00000000, Prio: 0\n\
         \t        RES: 0, V: 0, SPSource-ID: 0, No of Trees: 1 [|isis]\n",
    ),
];
