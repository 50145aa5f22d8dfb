//! Packets made to show one thing each, and the lines that tcpdump prints of them: values beyond those
//! of the conformance data, lengths that are wrong, and what a build of before printed otherwise.
//! ci/print-differential finds such packets.

extern crate std;

use super::print_hex;

/// What a row shows, the count of -v, and packets: link type, bytes in hexadecimal, the line.
pub(super) type Row = (&'static str, u8, &'static [(u16, &'static str, &'static str)]);

const ROWS: &[Row] = &[
    (
        "segments that the interface is to cut",
        1,
        &[(
            12,
            "4500000000010000400666f50a0000010a000002000100020000000100000001501802000000000061626364",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 44 [was 0, presumed TSO])\n    10.0.0.1.1 > 10.0.0.2.2: Flags [P.], cksum 0x0000 (incorrect -> 0xd4fa), seq 1:5, ack 1, win 512, length 4",
        )],
    ),
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
        "layer two tunnels",
        0,
        &[
            (
                1,
                "0000000000000000000000000800450000c200010000401166280a0000010a00000206a506a500ae0000c80200a600030005000100028008000000000001800d00000001000100026572728008000000020100800a0000000300000003800a0000000400000001800e00000005010203040506070800080000000600098009000000076c616380070000000876800800000009000780080000000a000480090000000b010203800c0000000c00010261626380160000000d0102030405060708090a0b0c0d0e0f1080080000000e0005",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 *MSGTYPE(SCCRQ) *RESULT_CODE(1/2 err) *PROTO_VER(1.0) *FRAMING_CAP(AS) *BEARER_CAP(D) *TIE_BREAKER(0102030405060708) FIRM_VER(9) *HOST_NAME(lac) *VENDOR_NAME(v) *ASSND_TUN_ID(7) *RECV_WIN_SIZE(4) *CHALLENGE(010203) *Q931_CC(1, 02 abc) *CHALLENGE_RESP(0102030405060708090a0b0c0d0e0f10) *ASSND_SESS_ID(5)",
            ),
            (
                1,
                "0000000000000000000000000800450000ab000100004011663f0a0000010a00000206a506a500970000c802008f0003000500010002800800000000000c800a0000000f00000007800a0000001000000001800a0000001100000002800a0000001200000002800a00000013000000018008000000140001800700000015318007000000163280070000001733800a000000180000dac0800a000000190000000180080000001a010280080000001b010280080000001c0102",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 *MSGTYPE(ICCN) *CALL_SER_NUM(7) *MINIMUM_BPS(1) *MAXIMUM_BPS(2) *BEARER_TYPE(A) *FRAMING_TYPE(S) *PACKET_PROC_DELAY(obsolete) *CALLED_NUMBER(1) *CALLING_NUMBER(2) *SUB_ADDRESS(3) *TX_CONN_SPEED(56000) *PHY_CHANNEL_ID(1) *INI_RECV_LCP(0102) *LAST_SENT_LCP(0102) *LAST_RECV_LCP(0102)",
            ),
            (
                1,
                "0000000000000000000000000800450000c100010000401166290a0000010a00000206a506a500ad0000c80200a5000300050001000280080000001d000280080000001e6d6580080000001f010280080000002000038008000000210102802000000022000000000001000000020000000300000004000000050000000680100000002300000000000a0000000b800800000024010280070000002567800a0000002600000009800600000027800d0000002e0001000201686980070000002f7880070009000778c0070000000778",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 *PROXY_AUTH_TYPE(CHAP) *PROXY_AUTH_NAME(me) *PROXY_AUTH_CHAL(0102) *PROXY_AUTH_ID(3) *PROXY_AUTH_RESP(0102) *CALL_ERRORS(CRCErr=1 FrameErr=2 HardOver=3 BufOver=4 Timeout=5 AlignErr=6 ) *ACCM(send=0000000a recv=0000000b ) *RANDOM_VECTOR(0102) *PRIVATE_GRP_ID(g) *RX_CONN_SPEED(9) *SEQ_REQUIRED() *PPP_DISCON_CC(0001, 0002 at peer hi) *AVP-#47() *VENDOR0009:ATTR0007(78) *?HOST_NAME(???)",
            ),
            (
                1,
                "00000000000000000000000008004500006800010000401166820a0000010a00000206a506a500540000c802004c0003000500010002800800000000006380080000001d0009800b0000002e0001000203800900000001000178800d0000002200000000000178800600000023801e00000007616263",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 *MSGTYPE(MSGTYPE-#99) *PROXY_AUTH_TYPE(AuthType-#9) *PPP_DISCON_CC(0001, 0002 Direction-#3) *RESULT_CODE(1 AVP too short) *CALL_ERRORS(CRCErr=1 AVP too short) *ACCM(AVP too short)  [|l2tp]",
            ),
            (
                1,
                "00000000000000000000000008004500002800010000401166c20a0000010a00000206a506a500140000c802000c0003000500010002",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 ZLB",
            ),
            (
                1,
                "00000000000000000000000008004500002200010000401166c80a0000010a00000206a506a5000e0000800200030005",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[T](3/5) No length",
            ),
            (
                1,
                "00000000000000000000000008004500003000010000401166ba0a0000010a00000206a506a5001c0000c802000500030005000100028008000000000001",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 Length 5 smaller than header length",
            ),
            (
                1,
                "00000000000000000000000008004500003000010000401166ba0a0000010a00000206a506a5001c0000c802003c00030005000100028008000000000001",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[TLS](3/5)Ns=1,Nr=2 Length 60 larger than packet",
            ),
            (
                1,
                "00000000000000000000000008004500002200010000401166c80a0000010a00000206a506a5000e0000000100030005",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2f:",
            ),
            (
                1,
                "00000000000000000000000008004500002200010000401166c80a0000010a00000206a506a5000e0000000300030005",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  Unknown Version, neither L2F(1) nor L2TP(2)",
            ),
            (
                1,
                "00000000000000000000000008004500003600010000401166b40a0000010a00000206a506a5002200004302001a0003000500020000ff03c0210101000a050601020304",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[LOP](3/5) {LCP, Conf-Request (0x01), id 1, length 12}",
            ),
            (
                1,
                "00000000000000000000000008004500002200010000401166c80a0000010a00000206a506a5000e0000000200030005",
                "IP 10.0.0.1.1701 > 10.0.0.2.1701:  l2tp:[](3/5) { [|ppp]}",
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
                "DTPv1, length 9\n\tStatus (0x0002) TLV, length 99[invalid TLV length 99] (invalid)",
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
                "VTPv1, Message Unknown message type (0x09), length 36\n\tDomain name:  [invalid MgmtD Len 0] (invalid)",
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
        "EAP",
        1,
        &[
            (
                1,
                "ffffffffffff000c29903a8b888e010000050107000601",
                "EAP packet (0) v1, len 5, EAP fragment?",
            ),
            (
                1,
                "ffffffffffff000c29903a8b888e0100000301070003",
                "EAP packet (0) v1, len 3, Request (1), id 7, len 3 (too short for EAP header)",
            ),
            (
                1,
                "ffffffffffff000c29903a8b888e0100000a0107000a158100000005",
                "EAP packet (0) v1, len 10, Request (1), id 7, len 10\n\t\t Type TTLS (21) TTLSv1 flags [L bit] 0x81, len 5",
            ),
        ],
    ),
    (
        "MPLS",
        1,
        &[
            (
                1,
                "ffffffffffff000c29903a8b88470000410145",
                "MPLS (label 4 (rsvd), tc 0, [S], ttl 1)\n\tIP  [length 1 < 20] (invalid)",
            ),
            (
                1,
                "ffffffffffff000c29903a8b884700064101616263",
                "MPLS (label 100, tc 0, [S], ttl 1)\n\tIP6  [length 3 < 40] (invalid)",
            ),
            (1, "ffffffffffff000c29903a8b88470000", "MPLS (invalid)"),
        ],
    ),
    (
        "NSH",
        3,
        &[
            (
                1,
                "ffffffffffff000c29903a8b894f00460f09000005ff00000000000000000000000000000000",
                "NSH, ver 0, flags [none], TTL 1, length 6, md type experimental, next-protocol unknown (0x09), service-path-id 0x000005, service-index 0xff\n    ERROR: unknown-next-protocol",
            ),
            (
                1,
                "ffffffffffff000c29903a8b894f00010101000005ff",
                "NSH, ver 0, flags [none], TTL 0, length 1, md type 1, next-protocol IPv4, service-path-id 0x000005, service-index 0xff (less than two headers) (invalid)",
            ),
            (1, "ffffffffffff000c29903a8b894f0003", " (packet length 2 < 8) (invalid)"),
        ],
    ),
    (
        "PPPoE",
        0,
        &[
            (
                1,
                "ffffffffffff000c29903a8b88631109000007d0",
                "PPPoE PADI [len 2000!] [len 2000 > 0!]",
            ),
            (
                1,
                "ffffffffffff000c29903a8b886311090001000401010002",
                "PPPoE PADI [ses 0x1] [|pppoe]",
            ),
            (1, "ffffffffffff000c29903a8b8864110000", " (length 3 < 6) (invalid)"),
        ],
    ),
    (
        "VXLAN and OTV",
        0,
        &[
            (
                12,
                "4500002000010000401166ca0a0000010a000002000112b5000c000000000000",
                "IP 10.0.0.1.1 > 10.0.0.2.4789: VXLAN (invalid)",
            ),
            (
                12,
                "4500002400010000401166c60a0000010a000002000112b6001000000c00000700000000",
                "IP 10.0.0.1.1 > 10.0.0.2.4790: VXLAN-GPE, flags [IP], vni 0: ERROR: unknown-next-protocol (invalid)",
            ),
            (
                12,
                "4500002400010000401166c60a0000010a00000200012118001000000000000100000200",
                "IP 10.0.0.1.1 > 10.0.0.2.8472: OTV, flags [.] (0x00), overlay 1, instance 2\n [|ether]",
            ),
        ],
    ),
    (
        "protocols under the wrong version of IP",
        0,
        &[
            (
                12,
                "4500001800010000403a66a90a0000010a00000280000000",
                "IP 10.0.0.1 > 10.0.0.2: [ICMPv6 requires IPv6] (invalid)",
            ),
            (
                12,
                "4500002200010000408f664a0a0000010a0000020000000000000000000000000000",
                "IP 10.0.0.1 > 10.0.0.2: [Ethernet requires IPv6] (invalid)",
            ),
        ],
    ),
    (
        "options of IP",
        1,
        &[
            (
                12,
                "470000240001000040014bcb0a0000010a00000207070c01020304000800f7ff00000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 36, options (RR [bad ptr 12] 1.2.3.4,,EOL))\n    10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8",
            ),
            (
                12,
                "46000020000100004001d1d70a0000010a000002940200000800f7ff00000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 32, options (RA [bad length 2],EOL))\n    10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8",
            ),
        ],
    ),
    (
        "DNS",
        2,
        &[
            (
                12,
                "4500004900010000401166a10a0000010a000002003500350035000000070100000100000000000101610262630000010001000029100000000000000c000800080001180001020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 73)\n    10.0.0.1.53 > 10.0.0.2.53: [no cksum] 7+ [1au] A? a.bc. ar: . OPT UDPsize=4096 [ECS  (invalid)] (45)",
            ),
            (
                12,
                "4500004400010000401166a60a0000010a0000020035003500300000000701000001000000000001016102626300000100010000291000000000000007000a0003616263",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 68)\n    10.0.0.1.53 > 10.0.0.2.53: [no cksum] 7+ [1au] A? a.bc. ar: . OPT UDPsize=4096 [COOKIE  (invalid)] (40)",
            ),
            (
                12,
                "4500004200010000401166a80a0000010a00000200350035002e000000070100000100010000000001610262630000010001c00c00010001000186a0000401020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 66)\n    10.0.0.1.53 > 10.0.0.2.53: [no cksum] 7+ [1a] A? a.bc. a.bc. A 1.2.3.4 (38)",
            ),
            (
                12,
                "4500004200010000401166a80a0000010a00000200350035002e000000078180000100010000000001610262630000010001c00c001c0001000186a0000401020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 66)\n    10.0.0.1.53 > 10.0.0.2.53: [no cksum] 7 q: A? a.bc. 1/0/0 a.bc. AAAA [|domain]",
            ),
            (
                12,
                "4500003000010000400666c50a0000010a00000200350005000000010000000150180064000000000005616263646566",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 48)\n    10.0.0.1.53 > 10.0.0.2.5: Flags [P.], cksum 0x0000 (incorrect -> 0x70f0), seq 1:9, ack 1, win 100, length 8 [prefix length(5) != length(6)] (invalid)",
            ),
        ],
    ),
    (
        "DNS with times",
        3,
        &[(
            12,
            "4500004200010000401166a80a0000010a00000200350035002e000000078180000100010000000001610262630000010001c00c0001000102625a00000401020304",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 66)\n    10.0.0.1.53 > 10.0.0.2.53: [no cksum] 7 q: A? a.bc. 1/0/0 a.bc. [1y13w6d23h6m40s] A 1.2.3.4 (38)",
        )],
    ),
    (
        "DHCP",
        1,
        &[(
            12,
            "4500011900010000401165d10a0000010a0000020044004301050000010106000000000700000000000000000000000000000000000000000001020304050000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000063825363520101790708010203040521ff",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 281)\n    10.0.0.1.68 > 10.0.0.2.67: BOOTP/DHCP, Request from 00:01:02:03:04:05, length 253, xid 0x7, Flags [none]\n\t  Client-Ethernet-Address 00:01:02:03:04:05\n\t  Vendor-rfc1048 Extensions\n\t    Magic Cookie 0x63825363\n\t    Agent-Information (82), length 1: \n\t  trailing data length 1\n\t    Classless-Static-Route (121), length 7: (1.0.0.0/8:2.3.4.5),[Mask width (33) > 32]",
        )],
    ),
    (
        "DHCP for IPv6",
        1,
        &[
            (
                12,
                "6000000000461140fe800000000000000000000000000001fe800000000000000000000000000002022202230046000001000007000d000201010020000101002b0002000100130002050500250006000000016162002900055554432b31000b000c010101000000000000000078",
                "IP6 (hlim 64, next-header UDP (17), payload length 70) fe80::1.546 > fe80::2.547: [bad udp cksum 0x0000 -> 0x7420!] dhcp6 solicit (xid=7 (status-code INVALID code) (lifetime ?) (Echo-request-option client-ID) (reconfigure-message ?) (Remote-ID 1 6162) (POSIX-timezone UTC+1) (authentication proto: 1, alg: HMAC-MD5, RDM: 1, RD: 0000 0000 0000 0000 ??))",
            ),
            (
                12,
                "6000000000121140fe800000000000000000000000000001fe800000000000000000000000000002022202230012000001000007001500028061",
                "IP6 (hlim 64, next-header UDP (17), payload length 18) fe80::1.546 > fe80::2.547: [bad udp cksum 0x0000 -> 0x7d01!] dhcp6 solicit (xid=7 (SIP-servers-domain <BAD LABEL TYPE> [|dhcp6])",
            ),
        ],
    ),
    (
        "ICMP",
        1,
        &[(
            12,
            "4500002400010000400166d60a0000010a00000209000000020200010102030400000001",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 36)\n    10.0.0.1 > 10.0.0.2:  [|icmp]",
        )],
    ),
    (
        "ICMPv6",
        3,
        &[
            (
                12,
                "6000000000083a40fe800000000000000000000000000001fe8000000000000000000000000000026400000061626364",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 8) fe80::1 > fe80::2: [bad icmp6 cksum 0x0000 -> 0xd9f1!] ICMP6, unknown icmp6 type (100), length 8",
            ),
            (
                12,
                "6000000000043a40fe800000000000000000000000000001fe80000000000000000000000000000282000000",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 4) fe80::1 > fe80::2: [bad icmp6 cksum 0x0000 -> 0x80bc!] ICMP6, multicast listener query unknown-version (len 4) ",
            ),
            (
                12,
                "6000000000043a40fe800000000000000000000000000001fe80000000000000000000000000000283000000",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 4) fe80::1 > fe80::2: [bad icmp6 cksum 0x0000 -> 0x7fbc!] ICMP6, multicast listener report",
            ),
            (
                12,
                "6000000000303a40fe800000000000000000000000000001fe8000000000000000000000000000028600000040c8070800000000000000000301208001010101010101010101010101010101010101010101010101010101",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 48) fe80::1 > fe80::2: [bad icmp6 cksum 0x0000 -> 0x0331!] ICMP6, router advertisement, length 48\n\thop limit 64, Flags [managed, other stateful], pref high, router lifetime 1800s, reachable time 0ms, retrans timer 0ms\n\t  prefix info option (3), length 8 (1): 101:101:101:101:101:101:101:101/32badlen, Flags [onlink], valid time 16843009s, pref. time 16843009s\n\t    0x0000:  2080 0101 0101\n\t  source link-address option (1), length 8 (1): 01:01:01:01:01:01\n\t    0x0000:  0101 0101 0101\n\t  source link-address option (1), length 8 (1): 01:01:01:01:01:01\n\t    0x0000:  0101 0101 0101\n\t  source link-address option (1), length 8 (1): 01:01:01:01:01:01\n\t    0x0000:  0101 0101 0101",
            ),
        ],
    ),
    (
        "IGMP",
        0,
        &[(
            12,
            "45000020000100000102a5d90a0000010a00000216000000e001010161626364",
            "IP 10.0.0.1 > 10.0.0.2: igmp v2 report 224.1.1.1",
        )],
    ),
    (
        "multipath TCP",
        0,
        &[
            (
                12,
                "4500002c00010000400666c90a0000010a00000200050006000000010000000160020064000000001e040181",
                "IP 10.0.0.1.5 > 10.0.0.2.6: Flags [S], seq 1, win 100, options [mptcp 4 capable v1 flags [AH] csum], length 0",
            ),
            (
                12,
                "4500002c00010000400666c90a0000010a00000200050006000000010000000160100064000000001e040181",
                "IP 10.0.0.1.5 > 10.0.0.2.6: Flags [.], ack 1, win 100, options [mptcp 4 capable[bad opt]",
            ),
            (
                12,
                "4500002c00010000400666c90a0000010a00000200050006000000010000000160100064000000001e045005",
                "IP 10.0.0.1.5 > 10.0.0.2.6: Flags [.], ack 1, win 100, options [mptcp 4 prio non-backup id 5], length 0",
            ),
            (
                12,
                "4500003400010000400666c10a0000010a00000200050006000000010000000180020064000000001e0c11050101010101010101",
                "IP 10.0.0.1.5 > 10.0.0.2.6: Flags [S], seq 1, win 100, options [mptcp 12 join backup id 5 token 0x1010101 nonce 0x1010101], length 0",
            ),
            (
                12,
                "4500003000010000400666c50a0000010a00000200050006000000010000000170100064000000001e08320501020304",
                "IP 10.0.0.1.5 > 10.0.0.2.6: Flags [.], ack 1, win 100, options [mptcp 8 add-addr [bad version/echo] id 5 1.2.3.4], length 0",
            ),
            (
                12,
                "4500002c00010000400666c90a0000010a00000200050006000000010000000160100064000000001e046005",
                "IP 10.0.0.1.5 > 10.0.0.2.6: Flags [.], ack 1, win 100, options [mptcp 4 fail[bad opt]",
            ),
        ],
    ),
    (
        "SNMP",
        1,
        &[
            (
                12,
                "4500001c00010000401166ce0a0000010a000002000500a100080000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 28)\n    10.0.0.1.5 > 10.0.0.2.161:  [nothing to parse]",
            ),
            (
                12,
                "4500001f00010000401166cb0a0000010a000002000500a1000b0000300502",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 31)\n    10.0.0.1.5 > 10.0.0.2.161:  [len1<asnlen5]",
            ),
            (
                12,
                "4500002300010000401166c70a0000010a000002000500a1000f000030050201000400",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 35)\n    10.0.0.1.5 > 10.0.0.2.161:  { SNMPv1 C=\"\" [nothing to parse]} ",
            ),
        ],
    ),
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
        "GRE",
        0,
        &[(
            12,
            "4500001800010000402f66b40a0000010a00000200010800",
            "IP 10.0.0.1 > 10.0.0.2: GREv1, no-payload, length 4",
        )],
    ),
    (
        "Geneve",
        1,
        &[(
            12,
            "4500003600010000401166b40a0000010a000002000117c1002200000100655800000105000001010000000000000000000000000000",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 54)\n    10.0.0.1.1 > 10.0.0.2.6081: Geneve, Flags [none], vni 0x1, rsvd 0x5, options [class Standard (0x0) type 0x1 len 8 [bad length]]\n\t [|llc]",
        )],
    ),
    (
        "NTP",
        1,
        &[
            (
                12,
                "4500002400010000401166c60a0000010a000002007b007b001000001700000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 36)\n    10.0.0.1.123 > 10.0.0.2.123: NTPv2, Reserved, length 8\n\tLeap indicator:  (0)",
            ),
            (
                12,
                "4500001e00010000401166cc0a0000010a000002007b007b000a00002301",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 30)\n    10.0.0.1.123 > 10.0.0.2.123: NTPv4, Client, length 2\n\tLeap indicator:  (0) (invalid)",
            ),
            (
                12,
                "4500002c00010000401166be0a0000010a000002007b007b0018000016020001000000000000000961626364",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 44)\n    10.0.0.1.123 > 10.0.0.2.123: NTPv2, Control Message, length 16\n\tLeap indicator:  (0), Request, OK, Last, OpCode=2\n\tSequence=1, Status=0, Assoc.=0, Offset=0, Count=9 (invalid)",
            ),
        ],
    ),
    (
        "RADIUS",
        1,
        &[
            (
                12,
                "4500004f000100004011669b0a0000010a00000207140714003b0000010700330101010101010101010101010101010140060000000342050161623d060000001b7e043178540a3132333435363738",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 79)\n    10.0.0.1.1812 > 10.0.0.2.1812: RADIUS, length: 51\n\tAccess-Request (1), id: 0x07, Authenticator: 01010101010101010101010101010101\n\t  Tunnel-Type Attribute (64), length: 6, Value: Tag[Unused] L2TP\n\t  Tunnel-Client-Endpoint Attribute (66), length: 5, Value: Tag[1] ab\n\t  NAS-Port-Type Attribute (61), length: 6, Value: Wireless - IEEE 802.16\n\t  Operator-Name Attribute (126), length: 4, Value: [REALM] x\n\t  ARAP-Challenge-Response Attribute (84), length: 10, Value: 3132333435363738",
            ),
            (
                12,
                "4500003900010000401166b10a0000010a00000207140714002500000107001d01010101010101010101010101010101410600000006010961",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 57)\n    10.0.0.1.1812 > 10.0.0.2.1812: RADIUS, length: 29\n\tAccess-Request (1), id: 0x07, Authenticator: 01010101010101010101010101010101\n\t  Tunnel-Medium-Type Attribute (65), length: 6, Value: Tag[Unused] 802\n\t  User-Name Attribute (1), length: 9 (bogus, goes past end of packet)",
            ),
        ],
    ),
    (
        "syslog and TFTP",
        0,
        &[
            (
                12,
                "4500002300010000401166c70a0000010a00000202020202000f00003c313233343e78",
                "IP 10.0.0.1.514 > 10.0.0.2.514:  (invalid)",
            ),
            (
                12,
                "4500002000010000401166ca0a0000010a00000200450045000c000000016100",
                "IP 10.0.0.1.69 > 10.0.0.2.69: TFTP, length 4, RRQ \"a\" [|tftp]",
            ),
        ],
    ),
    (
        "the lower of two ports",
        0,
        &[
            (
                12,
                "4500002000010000401166ca0a0000010a00000214eb0223000c00000b000001",
                "IP 10.0.0.1.5355 > 10.0.0.2.547: dhcp6 inf-req",
            ),
            (
                12,
                "4500003000010000401166ba0a0000010a00000207c10714001c00000201001401010101010101010101010101010101",
                "IP 10.0.0.1.1985 > 10.0.0.2.1812: RADIUS, Access-Accept (2), id: 0x01 length: 20",
            ),
        ],
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

#[test]
fn odd_packets_print_as_they_do_with_tcpdump() {
    check(ROWS);
}

/// Prints the packets of rows, and compares their lines.
pub(super) fn check(rows: &[Row]) {
    for (what, verbose, packets) in rows {
        for (link_type, hex, line) in *packets {
            let text = print_hex(*link_type, None, hex, *verbose);
            assert_eq!(text.trim_end_matches('\n'), *line, "{what}");
        }
    }
}
