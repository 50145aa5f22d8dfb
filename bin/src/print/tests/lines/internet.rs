//! Packets of IP, IPv6, ARP, IGMP and TCP, made value by value, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Cut, Row, check, check_cut};

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
        "IPv6: of jumbo payloads only the first is looked at",
        1,
        &[
            (
                1,
                "02000000000202000000000186dd6000000000180040fe800000000000000000000000000001ff0200000000000000000000000000013b02c204000111700100c204000000050100000000000000",
                "IP6 (hlim 64, next-header HBH (0), payload length 24) fe80::1 > ff02::1: HBH (jumbo: 70000 - payload len != 0) (padn)(jumbo: 5 - already seen) (padn)(pad1)(pad1)(pad1)(pad1)(pad1)(pad1) no next header",
            ),
            (
                1,
                "02000000000202000000000186dd6000000000183c40fe800000000000000000000000000001ff0200000000000000000000000000013b02c204000111700100c204000111710100000000000000",
                "IP6 (hlim 64, next-header DSTOPT (60), payload length 24) fe80::1 > ff02::1: DSTOPT (jumbo: 70000 - not a hop-by-hop option) (padn)(jumbo: 70001 - already seen) (padn)(pad1)(pad1)(pad1)(pad1)(pad1)(pad1) no next header",
            ),
            (
                1,
                "02000000000202000000000186dd6000000000000040fe800000000000000000000000000001ff0200000000000000000000000000013b02c204000000050100c204000111700100000000000000",
                "IP6 (hlim 64, next-header HBH (0), payload length 0) fe80::1 > ff02::1: HBH (jumbo: 5 - < 65536) (padn)(jumbo: 70000 - already seen) (padn)(pad1)(pad1)(pad1)(pad1)(pad1)(pad1) [No valid Jumbo Payload Hop-by-Hop option found] (invalid)",
            ),
            (
                1,
                "02000000000202000000000186dd600000000010004000000000000000000000000000000001000000000000000000000000000000023b01c20400000005c204000111700100",
                "IP6 (hlim 64, next-header HBH (0), payload length 16) ::1 > ::2: HBH (jumbo: 5 - payload len != 0) (jumbo: 70000 - already seen) (padn) no next header",
            ),
            (
                1,
                "02000000000202000000000186dd6000000000103c4000000000000000000000000000000001000000000000000000000000000000023b01c20400000005c204000111700100",
                "IP6 (hlim 64, next-header DSTOPT (60), payload length 16) ::1 > ::2: DSTOPT (jumbo: 5 - not a hop-by-hop option) (jumbo: 70000 - already seen) (padn) no next header",
            ),
        ],
    ),
    (
        "mobility: the flags of a binding update are one byte, and what carries none is told first",
        0,
        &[
            (
                229,
                "600000000009874020010db800000000000000000000000120010db80000000000000000000000023b01050000000001a0",
                "IP6 2001:db8::1 > 2001:db8::2: mobility: BU seq#=1 AL [|mobility]",
            ),
            (
                229,
                "600000000001874020010db800000000000000000000000120010db800000000000000000000000202",
                "IP6 2001:db8::1 > 2001:db8::2: mobility: (payload protocol 2 should be 59)  [|mobility]",
            ),
        ],
    ),
    (
        "ICMP: a quoted packet whose length ends before its length",
        1,
        &[
            (
                12,
                "4500003800010000400166c20a0000010a00000203030000000000004500000300010000401166ce0a0000010a00000203e803e900080000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 56)\n    10.0.0.1 > 10.0.0.2: ICMP 10.0.0.2 udp port 1001 unreachable, length 36 (wrong icmp cksum 0 (->f53c)!)\n\t [|icmp]",
            ),
            (
                12,
                "4500003800010000400166c20a0000010a00000203030000000000004500000400010000401166ce0a0000010a00000203e803e900080000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 56)\n    10.0.0.1 > 10.0.0.2: ICMP 10.0.0.2 udp port 1001 unreachable, length 36 (wrong icmp cksum 0 (->f53b)!)\n\tIP  [length 4 < 20] (invalid)",
            ),
        ],
    ),
    (
        "IPv6: behind a jumbo payload an option that is wrong",
        1,
        &[(
            229,
            "600000000000004020010db800000000000000000000000120010db80000000000000000000000023a01c20400020000c2020000000000000000000000000000",
            "IP6 (hlim 64, next-header HBH (0), payload length 0) 2001:db8::1 > 2001:db8::2: HBH (jumbo: 131072)  [(jumbo) length 2 != 4] (invalid)",
        )],
    ),
];

const CUT: &[Cut] = &[
    (
        "IP: of a header that is cut the lengths, and with IPv6 the fields",
        1,
        &[
            (1, 54, "020000000002020000000001080045000028000140004006", "IP  [|ip]"),
            (
                1,
                54,
                "02000000000202000000000108004500022800014000400600",
                "IP [total length 552 > length 40] (invalid)  [|ip]",
            ),
            (
                1,
                74,
                "02000000000202000000000186dd6ab12345021406",
                "IP6 [header+payload length 572 > length 60] (invalid) (class 0xab, flowlabel 0x12345,  [|ip6]",
            ),
            (
                1,
                74,
                "02000000000202000000000186dd6ab123450214",
                "IP6 [header+payload length 572 > length 60] (invalid)  [|ip6]",
            ),
            (
                1,
                74,
                "02000000000202000000000186dd600000000014064000",
                "IP6 (hlim 64, next-header TCP (6), payload length 20)  [|ip6]",
            ),
        ],
    ),
    (
        "routing headers",
        0,
        &[
            (
                1,
                78,
                "0013c4c784f000123fae22f786dd6000000000182b04220000000000024402123ffffeae22f7220000000000024000020000000000043b0202020000000022000000000002100002000000000004",
                "IP6 2200::244:212:3fff:feae:22f7 > 2200::240:2:0:0:4: RT6 (len=2, type=2, segleft=2, [0]2200::210:2:0:0:4) no next header",
            ),
            (
                1,
                78,
                "0013c4c784f000123fae22f786dd6000000000182b04220000000000024402123ffffeae22f7220000000000024000020000000000043b0204010105000022000000000002100002000000000004",
                "IP6 2200::244:212:3fff:feae:22f7 > 2200::240:2:0:0:4: RT6 (len=2, type=4, segleft=1, last-entry=1, flags=0x5, tag=0, [0]2200::210:2:0:0:4) no next header",
            ),
            (
                1,
                78,
                "0013c4c784f000123fae22f786dd6000000000182b04220000000000024402123ffffeae22f7220000000000024000020000000000043b02",
                "IP6 2200::244:212:3fff:feae:22f7 > 2200::240:2:0:0:4: RT6 (len=2 [|rt6]",
            ),
            (
                1,
                78,
                "0013c4c784f000123fae22f786dd6000000000182b04220000000000024402123ffffeae22f722000000000002400002000000000004",
                "IP6 2200::244:212:3fff:feae:22f7 > 2200::240:2:0:0:4:  [|ip6]",
            ),
        ],
    ),
    (
        "options of TCP, and quoted packets, that are cut",
        0,
        &[
            (
                1,
                66,
                "0000000000000000000000000800450000341b704000400621527f0000017f000001da70005037588a49377aa3a98011305f0be100000101080a4ddc97214d",
                "IP 127.0.0.1.55920 > 127.0.0.1.80: Flags [F.], seq 928549449, ack 930784169, win 12383, options [nop,nop,TS [|tcp]",
            ),
            (
                9,
                172,
                "ff030021450000a813964000ff014db10a0500010c0404040b00cd0400000000450000",
                "IP 10.5.0.1 > 12.4.4.4:  [|icmp]",
            ),
            (
                1,
                60,
                "01005e0101030002021951280800460000200000400001023662c0a80bc9e101010394",
                "IP 192.168.11.201 > 225.1.1.3:  [remaining caplen(21) < header length(24)] [|ip]",
            ),
        ],
    ),
    (
        "IP: pointers of routes",
        1,
        &[
            (
                1,
                48,
                "02000000000202000000000108004600002200010000401159c50a0000010a0000020703050003e803e9000a00006869",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 34, options (RR [bad ptr 5],EOL))\n    10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2",
            ),
            (
                1,
                56,
                "02000000000202000000000108004800002a0001000040114a9f0a0000010a000002070a0c0a0101010a0202020003e803e9000a00006869",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 42, options (RR [bad length 10] 10.1.1.1, 10.2.2.2,,unknown 2 [bad length 0]))\n    10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2",
            ),
            (
                1,
                56,
                "02000000000202000000000108004800002a000100004011569e0a0000010a000002070b000a0101010a0202020003e803e9000a00006869",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 42, options (RR [bad ptr 0] 10.1.1.1, 10.2.2.2,,EOL))\n    10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2",
            ),
            (
                1,
                56,
                "02000000000202000000000108004800002a0001000040114c9e0a0000010a000002070b0a0a0101010a0202020003e803e9000a00006869",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 42, options (RR [bad ptr 10] 10.1.1.1, 10.2.2.2,,EOL))\n    10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2",
            ),
        ],
    ),
    (
        "IPv6: destination options are not looked at without -v; fragments that are cut; TCP that is not there",
        0,
        &[
            (
                1,
                72,
                "02000000000202000000000186dd6000000000123c40fe800000000000000000000000000001ff020000000000000000000000000001110005000000000003e803e9000a00006869",
                "IP6 fe80::1 > ff02::1: DSTOPT 1000 > 1001: UDP, length 2",
            ),
            (
                1,
                72,
                "02000000000202000000000186dd6000000000122c40fe800000000000000000000000000001ff0200000000000000000000000000011100000000000007",
                "IP6 fe80::1 > ff02::1: frag (0|10) ",
            ),
            (
                1,
                82,
                "02000000000202000000000186dd60000000001c3c40fe800000000000000000000000000001ff0200000000000000000000000000010600000000000000",
                "IP6 fe80::1 > ff02::1: DSTOPT fe80::1 > ff02::1: [|tcp]",
            ),
        ],
    ),
    (
        "IPv6: jumbo payloads of a wrong length, or that are cut",
        0,
        &[
            (
                1,
                72,
                "02000000000202000000000186dd6000000000000040fe800000000000000000000000000001ff0200000000000000000000000000011100c2000000000003e803e9000a00006869",
                "IP6 fe80::1 > ff02::1: HBH  [(jumbo) length 0 != 4] (invalid)[No valid Jumbo Payload Hop-by-Hop option found] (invalid)",
            ),
            (
                1,
                72,
                "02000000000202000000000186dd6000000000000040fe800000000000000000000000000001ff02000000000000000000000000000111",
                "IP6 fe80::1 > ff02::1:  [|hbh]",
            ),
        ],
    ),
    (
        "IPv6: sub-options behind their option, and checksums behind routing headers",
        1,
        &[
            (
                1,
                88,
                "02000000000202000000000186dd6000000000223c40fe800000000000000000000000000001ff0200000000000000000000000000011102c913fe8000000000000000000000000000010102610003e803e9000a00006869",
                "IP6 (hlim 64, next-header DSTOPT (60), payload length 34) fe80::1 > ff02::1: DSTOPT (homeaddr: fe80::1 [remaining length 3 < 4] (invalid)",
            ),
            (
                1,
                88,
                "02000000000202000000000186dd6000000000222b40fe800000000000000000000000000001ff020000000000000000000000000001110202000000000020010db8000000000000000000000abc03e803e9000a00006869",
                "IP6 (hlim 64, next-header Routing (43), payload length 34) fe80::1 > ff02::1: RT6 (len=2, type=2, segleft=0, rsv=0x0, [0]2001:db8::abc) 1000 > 1001: [bad udp cksum 0x0000 -> 0x58a9!] UDP, length 2",
            ),
            (
                1,
                120,
                "02000000000202000000000186dd6000000000423c40fe800000000000000000000000000001ff0200000000000000000000000000012b000000000000002b0202000000000020010db8000000000000000000000abc1102020100000000fe80000000000000000000000000000103e803e9000a00006869",
                "IP6 (hlim 64, next-header DSTOPT (60), payload length 66) fe80::1 > ff02::1: DSTOPT (pad1)(pad1)(pad1)(pad1)(pad1)(pad1) RT6 (len=2, type=2, segleft=0, rsv=0x0, [0]2001:db8::abc) RT6 (len=2, type=2, segleft=1, rsv=0x0, [0]fe80::1) 1000 > 1001: [bad udp cksum 0x0000 -> 0x58a9!] UDP, length 2",
            ),
        ],
    ),
    (
        "TCP: blocks of the first segment, codes that are cut, and options of several paths",
        0,
        &[
            (
                1,
                66,
                "02000000000202000000000108004500003400010000400666c10a0000010a00000203e807d0000003e8000007d08010020000000000050a000007d1000007d20101",
                "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 2000, win 512, options [sack 1 {2:3},nop,nop], length 0",
            ),
            (
                1,
                70,
                "02000000000202000000000108004500003800010000400666bd0a0000010a00000203e807d0000000010000000190100200000000001d1001",
                "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 512, options [tcp-ao keyid 1 [|tcp]",
            ),
            (
                1,
                70,
                "02000000000202000000000108004500003800010000400666bd0a0000010a00000203e807d0000000010000000190100200000000001d1001020000",
                "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 512, options [tcp-ao keyid 1 rnextkeyid 2 mac 0x0000 [|tcp]",
            ),
            (
                1,
                62,
                "02000000000202000000000108004500003000010000400666c50a0000010a00000203e807d0000000010000000170020200000000001e08200100000000",
                "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [S], seq 1, win 512, options [mptcp 8 dss[bad opt]",
            ),
            (
                1,
                58,
                "02000000000202000000000108004500002c00010000400666c90a0000010a00000203e807d0000000010000000160100200000000001e032001",
                "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 512, options [mptcp 3 dss[bad opt]",
            ),
            (
                1,
                58,
                "02000000000202000000000108004500002c00010000400666c90a0000010a00000203e807d0000000010000000160100200000000001e034001",
                "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 512, options [mptcp 3 rem-addr[bad opt]",
            ),
        ],
    ),
    (
        "ARP: addresses of ATM of a wrong length",
        1,
        &[(
            1,
            86,
            "0200000000020200000000010806001308001400000103140005000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "ARP, ATM, IPv4 (len 3/5), Request who-has <wrong tplen> (00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00) tell <wrong splen>, length 72",
        )],
    ),
    (
        "IPv6: two headers of hop-by-hop options, reports that are too short, and headers of redirected packets",
        1,
        &[
            (
                1,
                72,
                "02000000000202000000000186dd6000000000120040fe800000000000000000000000000001ff020000000000000000000000000001000000000000000003e803e9000a00006869",
                "IP6 (hlim 64, next-header HBH (0), payload length 18) fe80::1 > ff02::1: HBH (pad1)(pad1)(pad1)(pad1)(pad1)(pad1) [The Hop-by-Hop Options header was already found] (invalid)",
            ),
            (
                1,
                62,
                "02000000000202000000000186dd6000000000073a40fe800000000000000000000000000001ff0200000000000000000000000000018f00733600000001",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 7) fe80::1 > ff02::1: [bad icmp6 cksum 0x7336 -> 0x7338!] ICMP6, multicast listener report v2 [invalid len 7]",
            ),
            (
                1,
                78,
                "02000000000202000000000186dd6000000000183a40fe800000000000000000000000000001ff020000000000000000000000000001850076240000000001010200000000010401000000000000",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 24) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router solicitation, length 24\n\t  source link-address option (1), length 8 (1): 02:00:00:00:00:01\n\t  redirected header option (4), length 8 (1): \n\t    0x0000:  0101 0200 0000 0001",
            ),
        ],
    ),
    (
        "IPv6: no length, and what is read anyhow",
        1,
        &[
            (
                1,
                90,
                "02000000000202000000000186dd6000000000002b40fe800000000000000000000000000001ff02000000000000000000000000000111020000000000000000000000000000000000000000000003e807d0000c000061626364",
                "IP6 (hlim 64, next-header Routing (43), payload length 0) fe80::1 > ff02::1: RT6 (len=2, type=0 [Deprecated], segleft=0, rsv=0x0, [0]::)  [|ip6]",
            ),
            (
                1,
                74,
                "02000000000202000000000186dd6000000000003c40fe800000000000000000000000000001ff020000000000000000000000000001110001040000000003e807d0000c000061626364",
                "IP6 (hlim 64, next-header DSTOPT (60), payload length 0) fe80::1 > ff02::1: DSTOPT (padn)  [|ip6]",
            ),
            (
                1,
                66,
                "02000000000202000000000186dd6000000000001140fe800000000000000000000000000001ff02000000000000000000000000000103e807d0000c000061626364",
                "IP6 (hlim 64, next-header UDP (17), payload length 0) fe80::1 > ff02::1:  [|udp]",
            ),
            (
                1,
                74,
                "02000000000202000000000186dd6000000000002c40fe800000000000000000000000000001ff020000000000000000000000000001110000000000000003e807d0000c000061626364",
                "IP6 (hlim 64, next-header Fragment (44), payload length 0) fe80::1 > ff02::1: frag (0x00000000:0|[length < 0] (invalid))  [|ip6]",
            ),
        ],
    ),
    (
        "RIP: a header that is cut",
        0,
        &[(
            1,
            66,
            "02000000000202000000000108004500003400010000401166b60a0000010a0000020208020800200000020200",
            "IP 10.0.0.1.520 > 10.0.0.2.520:  [|rip]",
        )],
    ),
    (
        "IPv4: an option whose type or length is cut ends the line, one whose value is cut does not",
        1,
        &[
            (
                228,
                36,
                "470000240001000040115f320a0000010a000002",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 36, options ( [|ip]",
            ),
            (
                228,
                36,
                "470000240001000040115f320a0000010a00000201",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 36, options (NOP, [|ip]",
            ),
            (
                228,
                36,
                "470000240001000040115f320a0000010a0000020194",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 36, options (NOP,RA [|ip]",
            ),
            (
                228,
                36,
                "470000240001000040115f320a0000010a000002019404",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 36, options (NOP,RA [truncated-option]))\n    10.0.0.1 > 10.0.0.2:  [|ip]",
            ),
            (
                228,
                36,
                "4700002400010000401158b50a0000010a0000020707040a00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 36, options (RR [truncated-option]))\n    10.0.0.1 > 10.0.0.2:  [|ip]",
            ),
        ],
    ),
];

#[test]
fn internet_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
}
