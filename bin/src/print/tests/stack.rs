//! Packets of the protocols that carry others, made of values, lengths and cuts that few captures have, and
//! the lines that tcpdump prints of them.

use super::print_hex;

/// What a row shows, the count of -v, and packets: link type, length on the wire, captured bytes in
/// hexadecimal, the line.
type Row = (&'static str, u8, &'static [(u16, u32, &'static str, &'static str)]);

const CORE: &[Row] = &[
    (
        "ICMP: labels of objects that are too short, too little for an object, and advertisements that are cut",
        1,
        &[
            (
                1,
                186,
                "0200000000020200000000010800450000ac000100004001664e0a0000010a0000020b00849b002000004500001e00010000401166cc0a0000010a00000203e803e9000a00006869000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000020008cf40007010100012001000231ff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 172)\n    10.0.0.1 > 10.0.0.2: ICMP time exceeded in-transit, length 152\n\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 30)\n    10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2\n\tICMP Multi-Part extension v2, checksum 0x8cf4 (correct), length 16\n\t  MPLS Stack Entry Object (1), Class-Type: 1, length 7\n\t    label 18, tc 0, ttl 1\n\t  Interface Information Object (2), Class-Type: 49, length 256\n\t    Interface Role: Incoming IP Interface",
            ),
            (
                1,
                179,
                "0200000000020200000000010800450000a500010000400166550a0000010a0000020b00849b002000004500001e00010000401166cc0a0000010a00000203e803e9000a0000686900000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002000ddf90005010101",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 165)\n    10.0.0.1 > 10.0.0.2: ICMP time exceeded in-transit, length 145\n\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 30)\n    10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2\n\tICMP Multi-Part extension v2, checksum 0xddf9 (correct), length 9\n\t  MPLS Stack Entry Object (1), Class-Type: 1, length 5 [|icmp]",
            ),
            (
                1,
                175,
                "0200000000020200000000010800450000a100010000400166590a0000010a0000020b00849b002000004500001e00010000401166cc0a0000010a00000203e803e9000a0000686900000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002000dfff00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 161)\n    10.0.0.1 > 10.0.0.2: ICMP time exceeded in-transit, length 141\n\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 30)\n    10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2\n\tICMP Multi-Part extension v2, checksum 0xdfff (correct), length 5",
            ),
            (
                1,
                41,
                "02000000000202000000000108004500001b00010000400166df0a0000010a0000020900e3c9010212",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 27)\n    10.0.0.1 > 10.0.0.2:  [|icmp]",
            ),
        ],
    ),
    (
        "ICMPv6: names of search lists that point back, and that go on behind their option",
        1,
        &[
            (
                1,
                85,
                "02000000000202000000000186dd60000000001f3a40fe800000000000000000000000000001ff0200000000000000000000000000018500566d000000001f0300000000010003666f6f03636f6d00016100c00800",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 31) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router solicitation, length 31 [|icmp6]",
            ),
            (
                1,
                86,
                "02000000000202000000000186dd6000000000203a40fe800000000000000000000000000001ff0200000000000000000000000000018500626a000000001f0200000000000707666f6f206261720101020000000001",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 32) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router solicitation, length 32\n\t  dnssl option (31), length 16 (2):  lifetime 7s, domain(s): foo bar.^A.^@^@.\n\t  source link-address option (1), length 8 (1): 02:00:00:00:00:01",
            ),
        ],
    ),
    (
        "ICMPv6: messages that are cut",
        1,
        &[
            (
                1,
                78,
                "02000000000202000000000186dd6000000000183a40fe800000000000000000000000000001ff020000000000000000000000000001830080230000",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 24) fe80::1 > ff02::1: ICMP6, multicast listener report",
            ),
            (
                1,
                71,
                "02000000000202000000000186dd6000000000113a40fe800000000000000000000000000001ff0200000000000000000000000000018c002d59000000003132333435363738",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 17) fe80::1 > ff02::1: ICMP6, node information reply [|icmp6]",
            ),
            (
                1,
                62,
                "02000000000202000000000186dd6000000000083a40fe800000000000000000000000000001ff0200000000000000000000000000019300af2f0007c0",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 8) fe80::1 > ff02::1: ICMP6, mobile router advertisement, length 8, id 0x0007 [|icmp6]",
            ),
        ],
    ),
    (
        "ICMPv6: what of a node's names is cut ends the line",
        0,
        &[(
            1,
            70,
            "02000000000202000000000186dd6000000000103a40fe800000000000000000000000000001ff0200000000000000000000000000018c00a558000200003132333435363738",
            "IP6 fe80::1 > ff02::1: ICMP6, node information reply (DNS name [|icmp6]",
        )],
    ),
    (
        "RPL: advertisements without their identifier, and options that are cut",
        2,
        &[
            (
                1,
                62,
                "02000000000202000000000186dd6000000000083a40fe800000000000000000000000000001ff0200000000000000000000000000019b02662c01000009",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 8) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, RPL, (CLR)Destination Advertisement Object [|icmp6]",
            ),
            (
                1,
                78,
                "02000000000202000000000186dd6000000000183a40fe800000000000000000000000000001ff0200000000000000000000000000019b02ff370180000905026162000000000000000000000000",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 24) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, RPL, (CLR)Destination Advertisement Object [dagid:<elided>,seq:9,instance:1,acK,flags:80] opt:rpltarget len:4  opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1",
            ),
            (
                1,
                62,
                "02000000000202000000000186dd6000000000083a40fe800000000000000000000000000001ff0200000000000000000000000000019b0361ab01800409",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 8) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, RPL, (CLR)Destination Advertisement Object Ack [|icmp6]",
            ),
            (
                1,
                83,
                "02000000000202000000000186dd60000000001d3a40fe800000000000000000000000000001ff0200000000000000000000000000019b019fa6010201008803040020010db8000000000000000000000abc01",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 29) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, RPL, (CLR)DODAG Information Object [dagid:2001:db8::abc,seq:3,instance:1,rank:256,grounded,mop:storing,prf:0] [|icmp6]",
            ),
        ],
    ),
    (
        "ICMPv6: flags of renumbering",
        2,
        &[(
            1,
            126,
            "02000000000202000000000186dd6000000000483a40fe800000000000000000000000000001ff0200000000000000000000000000018a00a3000000000701000009000000000107054001400000fe8000000000000000000000000000014008c0c000000e10ffffffffc0000000ff020000000000000000000000000001",
            "IP6 (hlim 64, next-header ICMPv6 (58), payload length 72) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router renumbering, command, seq=7[seg=1,maxdelay=9]\n\tmatch(add,ord=5,min=1,max=64,fe80::1/64)\n\tuse(VP,mask=0xc0,raflags=0xc0,vltime=3600,pltime=infty,ff02::1/64/8)",
        )],
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
                "IP6 fe80::1 > ff02::1: HBH (jumbo: invalid len 0) (invalid)[No valid Jumbo Payload Hop-by-Hop option found] (invalid)",
            ),
            (
                1,
                72,
                "02000000000202000000000186dd6000000000000040fe800000000000000000000000000001ff02000000000000000000000000000111",
                "IP6 fe80::1 > ff02::1:  [|hbhopt]",
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
                "IP6 (hlim 64, next-header DSTOPT (60), payload length 34) fe80::1 > ff02::1: DSTOPT (homeaddr: fe80::1 [|dstopt]",
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
        "mobility: values that are cut, and what is none behind an authentication header",
        1,
        &[
            (
                1,
                78,
                "02000000000202000000000186dd6000000000188740fe800000000000000000000000000001ff0200000000000000000000000000013b02070000000100fe8000",
                "IP6 (hlim 64, next-header Mobility (135), payload length 24) fe80::1 > ff02::1: mobility: BE status=1 [|mobility]",
            ),
            (
                1,
                70,
                "02000000000202000000000186dd6000000000108740fe800000000000000000000000000001ff0200000000000000000000000000013b0100000000000001066162",
                "IP6 (hlim 64, next-header Mobility (135), payload length 16) fe80::1 > ff02::1: mobility: BRR [|mobility]",
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
                "IP6 (hlim 64, next-header Fragment (44), payload length 0) fe80::1 > ff02::1: frag (0x00000000:0|0)  [|ip6]",
            ),
        ],
    ),
    (
        "Ethernet: less in a tunnel than is there",
        0,
        &[
            (
                1,
                100,
                "02000000000202000000000108004500005600010000401166940a0000010a00000203e812b5001e0000080000000000000002000000000202000000000108004500002400010000401166c60a0000010a00000200010002001000006162636465666768",
                "IP 10.0.0.1.1000 > 10.0.0.2.4789: VXLAN, flags [I] (0x08), vni 0\n[length 14 < caplen 50] (invalid)",
            ),
            (
                1,
                100,
                "02000000000202000000000108004500005600010000401166940a0000010a00000203e817c1003c0000000065580000000002000000000202000000000108004500002400010000401166c60a0000010a00000200010002001000006162636465666768",
                "IP 10.0.0.1.1000 > 10.0.0.2.6081: Geneve, Flags [none], vni 0x0: [length 44 < caplen 50] (invalid)",
            ),
        ],
    ),
];

const TUNNELS: &[Row] = &[
    (
        "AH: what is cut, and what is nothing behind it",
        0,
        &[
            (
                1,
                78,
                "02000000000202000000000186dd6000000000183340fe800000000000000000000000000001ff020000000000000000000000000001",
                "IP6 fe80::1 > ff02::1:  [|ah]",
            ),
            (
                1,
                78,
                "02000000000202000000000186dd6000000000183340fe800000000000000000000000000001ff02000000000000000000000000000187",
                "IP6 fe80::1 > ff02::1: AH [|ah]",
            ),
            (
                1,
                86,
                "02000000000202000000000186dd6000000000203340fe800000000000000000000000000001ff020000000000000000000000000001870400000000000700000008aaaaaaaaaaaaaaaaaaaaaaaa0000000000000000",
                "IP6 fe80::1 > ff02::1: AH(spi=0x00000007,seq=0x8,icv=0xaaaaaaaaaaaaaaaaaaaaaaaa):  ip-proto-135 8",
            ),
        ],
    ),
    (
        "GRE: checksums with routes, routes that are not right or cut, and types that are not looked for",
        1,
        &[
            (
                1,
                84,
                "02000000000202000000000108004500004600010000402f66860a0000010a0000024000080000000000080001040a000001000000004500001e00010000401166cc0a0000010a00000203e803e9000a00006869",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 70)\n    10.0.0.1 > 10.0.0.2: GREv0, Flags [routing present], sum 0x0, off 0x0, (rtaf=ip, badoffset=1), length 50\n\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 30)\n    10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2",
            ),
            (
                1,
                54,
                "02000000000202000000000108004500002800010000402f66a40a0000010a0000024000080000000000080004080a000001",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 40)\n    10.0.0.1 > 10.0.0.2: GREv0, Flags [routing present], sum 0x0, off 0x0, (rtaf=ip 10.0.0.1) [|gre]",
            ),
            (
                1,
                66,
                "02000000000202000000000108004500003400010000402f66980a0000010a0000020000080600000000000000000000000000000000000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 52)\n    10.0.0.1 > 10.0.0.2: GREv0, Flags [none], length 32\n\tgre-proto-0x806",
            ),
            (
                1,
                70,
                "02000000000202000000000108004500003800010000402f66940a0000010a0000020000880b00214500001e00010000401166cc0a0000010a00000203e803e9000a00006869",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 56)\n    10.0.0.1 > 10.0.0.2: GREv0, Flags [none], length 36\n\tgre-proto-0x880b",
            ),
            (
                1,
                50,
                "02000000000202000000000108004500002400010000402f66a80a0000010a0000023081880b0000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 36)\n    10.0.0.1 > 10.0.0.2: GREv1, Flags [key present, sequence# present, ack present], call 0 [|gre]",
            ),
        ],
    ),
    (
        "NSH: metadata that does not fit or is cut, and experiments",
        3,
        &[
            (
                1,
                60,
                "020000000002020000000001894f0fc40201000012ff00010209616263644500001e00010000401166cc0a0000010a00000203e803e9000a00006869",
                "NSH, ver 0, flags [none], TTL 63, length 4, md type 2, next-protocol IPv4, service-path-id 0x000012, service-index 0xff\n        TLV Class 1, Type 2, Len 9 (length too big) (invalid)",
            ),
            (
                1,
                38,
                "020000000002020000000001894f0fc60101000012ff00010203040506",
                "NSH, ver 0, flags [none], TTL 63, length 6, md type 1, next-protocol IPv4, service-path-id 0x000012, service-index 0xff\n        Context[00]: 0x00010203 [|nsh]",
            ),
            (
                1,
                30,
                "020000000002020000000001894f0fc40201000012ff000102046162",
                "NSH, ver 0, flags [none], TTL 63, length 4, md type 2, next-protocol IPv4, service-path-id 0x000012, service-index 0xff\n        TLV Class 1, Type 2, Len 4\n            Value: 0x61:62 [|nsh]",
            ),
            (
                1,
                22,
                "020000000002020000000001894f0fc202fe000012ff",
                "NSH, ver 0, flags [none], TTL 63, length 2, md type 2, next-protocol Experiment 1, service-path-id 0x000012, service-index 0xff\n    ERROR: unknown-next-protocol",
            ),
            (1, 22, "020000000002020000000001894f0fc2", " [|nsh]"),
            (
                1,
                22,
                "020000000002020000000001894f0fc20201000012",
                "NSH, ver 0, flags [none], TTL 63, length 2, md type 2, next-protocol IPv4, service-path-id 0x000012,  [|nsh]",
            ),
        ],
    ),
    (
        "NSH: the length of metadata is looked at where they are printed",
        0,
        &[(
            1,
            52,
            "020000000002020000000001894f0fc20101000012ff4500001e00010000401166cc0a0000010a00000203e803e9000a00006869",
            "NSH, flags [none], service-path-id 0x000012, service-index 0xff: IP 10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2",
        )],
    ),
    (
        "VXLAN-GPE, OTV and Geneve that are cut",
        0,
        &[
            (
                1,
                80,
                "02000000000202000000000108004500004200010000401166a80a0000010a000002138812b6002e00000c",
                "IP 10.0.0.1.5000 > 10.0.0.2.4790: VXLAN-GPE, flags [IP],  [|vxlan_gpe]",
            ),
            (
                1,
                80,
                "02000000000202000000000108004500004200010000401166a80a0000010a000002138812b6002e0000",
                "IP 10.0.0.1.5000 > 10.0.0.2.4790: VXLAN-GPE,  [|vxlan_gpe]",
            ),
            (
                1,
                94,
                "020000000002020000000001080045000050000100004011669a0a0000010a00000213882118003c00000800000100",
                "IP 10.0.0.1.5000 > 10.0.0.2.8472: OTV, flags [I] (0x08), overlay 1,  [|otv]",
            ),
            (
                1,
                80,
                "02000000000202000000000108004500004200010000401166a80a0000010a000002138817c1002e0000400008",
                "IP 10.0.0.1.5000 > 10.0.0.2.6081: Geneve [|geneve]",
            ),
        ],
    ),
    (
        "L2TP: frames that are too short",
        0,
        &[(
            1,
            50,
            "02000000000202000000000108004500002400010000401166c60a0000010a000002138806a500100000000200010002ff03",
            "IP 10.0.0.1.5000 > 10.0.0.2.1701:  l2tp:[](1/2) { [|ppp]}",
        )],
    ),
    (
        "PPP: options beyond the message, options without names, and those of a wrong length",
        1,
        &[
            (
                9,
                14,
                "ff0380210107000a010b00000000",
                "IPCP, Conf-Request (0x01), id 7, length 12\n\tencoded length 10 (=Option(s) length 6)",
            ),
            (
                9,
                14,
                "ff03c0210107000a010a00000000",
                "LCP, Conf-Request (0x01), id 7, length 12\n\tencoded length 10 (=Option(s) length 6)\n\t  MRU Option (0x01), length 10 (length bogus, should be = 4) [remaining options length 6 < 10] (invalid)",
            ),
            (
                9,
                12,
                "ff03c0210107000881010102",
                "LCP, Conf-Request (0x01), id 7, length 10\n\tencoded length 8 (=Option(s) length 4)\n\tunknown LCP option 0x81",
            ),
            (
                9,
                14,
                "ff0380210107000a030401020102",
                "IPCP, Conf-Request (0x01), id 7, length 12\n\tencoded length 10 (=Option(s) length 6)\n\t  IP-Addr Option (0x03), length 4 (length bogus, should be = 6)",
            ),
            (
                9,
                14,
                "ff03c0210107000a050401020702",
                "LCP, Conf-Request (0x01), id 7, length 12\n\tencoded length 10 (=Option(s) length 6)\n\t  Magic-Num Option (0x05), length 4 (length bogus, should be = 6)",
            ),
            (
                9,
                13,
                "ff03c021010700090103010702",
                "LCP, Conf-Request (0x01), id 7, length 11\n\tencoded length 9 (=Option(s) length 5)\n\t  MRU Option (0x01), length 3 (length bogus, should be = 4)\n\t  PFC Option (0x07), length 2",
            ),
        ],
    ),
    (
        "PPP: windows, rejected packets, suboptions, and texts that are not there",
        1,
        &[
            (
                9,
                12,
                "ff0380fd010700081a046801",
                "CCP, Conf-Request (0x01), id 7, length 10\n\tencoded length 8 (=Option(s) length 4)\n\t  Deflate Option (0x1a), length 4: Window: 6K, Method: zlib (0x8), MBZ: 0, CHK: 1",
            ),
            (
                9,
                18,
                "ff03c0210807000701046162636465666768",
                "LCP, Prot-Reject (0x08), id 7, length 16\n\tencoded length 7 (=Option(s) length 3)\n\t  Rejected unknown Protocol (0x0104)\n\t  Rejected Packet\n\t    0x0000:  6162 6364 65",
            ),
            (
                9,
                22,
                "ff03802101070012020e006100000000000000000000",
                "IPCP, Conf-Request (0x01), id 7, length 20\n\tencoded length 18 (=Option(s) length 14)\n\t  IP-Comp Option (0x02), length 14: IP Header Compression (0x61):[|ipcp]",
            ),
            (
                9,
                26,
                "ff03802101070016021200610000000000000000000003020100",
                "IPCP, Conf-Request (0x01), id 7, length 24\n\tencoded length 22 (=Option(s) length 18)\n\t  IP-Comp Option (0x02), length 18: IP Header Compression (0x61):\n\t    TCP Space 0, non-TCP Space 0, maxPeriod 0, maxTime 0, maxHdr 0\n\t      Suboptions, length 4\n\t\tUnknown Suboption #3, length 2",
            ),
            (
                9,
                26,
                "ff0380210107001602120061000000000000000000000302",
                "IPCP, Conf-Request (0x01), id 7, length 24\n\tencoded length 22 (=Option(s) length 18)\n\t  IP-Comp Option (0x02), length 18: IP Header Compression (0x61):\n\t    TCP Space 0, non-TCP Space 0, maxPeriod 0, maxTime 0, maxHdr 0\n\t      Suboptions, length 4\n\t\tUnknown Suboption #3, length 2[|ipcp]",
            ),
            (9, 9, "ff03c0230107000500", "PAP, Auth-Req (0x01), id 7[|pap]"),
            (
                9,
                18,
                "ff0380570107000e010a0000",
                "IP6CP, Conf-Request (0x01), id 7, length 16\n\tencoded length 14 (=Option(s) length 10)\n\t  Interface-ID Option (0x01), length 10[|ip6cp]",
            ),
            (
                9,
                16,
                "ff03c0210007000c0000000700",
                "LCP, Vendor-Extension (0x00), id 7, length 14\n\tencoded length 12 (=Option(s) length 8)\n\t  Magic-Num 0x00000007 [|ppp]",
            ),
            (
                9,
                16,
                "ff03c0210d07000c0000000700",
                "LCP, Time-Rem (0x0d), id 7, length 14\n\tencoded length 12 (=Option(s) length 8)\n\t  Magic-Num 0x00000007 [|ppp]",
            ),
            (
                9,
                15,
                "ff03c0210107000b13070201",
                "LCP, Conf-Request (0x01), id 7, length 13\n\tencoded length 11 (=Option(s) length 7)\n\t  End-Disc Option (0x13), length 7 [|ppp]",
            ),
            (
                9,
                14,
                "ff03c0210107000a00060000",
                "LCP, Conf-Request (0x01), id 7, length 12\n\tencoded length 10 (=Option(s) length 6)\n\t  Vend-Ext Option (0x00), length 6 [|ppp]",
            ),
        ],
    ),
    (
        "PPP: options with their bytes",
        2,
        &[(
            9,
            14,
            "ff0380210107000a03060a000001",
            "IPCP, Conf-Request (0x01), id 7, length 12\n\tencoded length 10 (=Option(s) length 6)\n\t0x0000:  8021 0107 000a\n\t  IP-Addr Option (0x03), length 6: 10.0.0.1\n\t    0x0000:  0a00 0001",
        )],
    ),
    (
        "PPP: several links, bandwidth, escapes, and what has no address",
        0,
        &[
            (9, 5, "ff03003d01", "MLPPP, [|mlppp]"),
            (9, 5, "ff03c02d61", ""),
            (
                9,
                34,
                "ff037e214500001e00010000401166cc0a0000010a00000203e803e9000a00006869",
                "IP 10.0.0.1.1000 > 10.0.0.2.1001: UDP, length 2",
            ),
            (
                9,
                54,
                "ff037e5760000000000a1140fe800000000000000000000000000001ff02000000000000000000000000000103e803e9000a00006869",
                "IP6 fe80::1.1000 > ff02::1.1001: UDP, length 2",
            ),
            (9, 4, "ff037e21", ""),
            (50, 6, "000045010203", "unknown addr 45; ctrl 01"),
        ],
    ),
];

#[cfg(feature = "print-rare")]
const RARE: &[Row] = &[
    (
        "ARP: numbers of frame relay",
        0,
        &[
            (
                1,
                34,
                "0200000000020200000000010806000f08000204000218410a00000100000a000002",
                "ARP, Reply 10.0.0.1 is-at DLCI 100, length 20",
            ),
            (
                1,
                34,
                "0200000000020200000000010806000f08000204000218400a00000100000a000002",
                "ARP, Reply 10.0.0.1 is-at <Truncated>, length 20",
            ),
            (
                1,
                34,
                "0200000000020200000000010806000f08000204000219410a00000100000a000002",
                "ARP, Reply 10.0.0.1 is-at <Invalid DLCI>, length 20",
            ),
            (
                1,
                30,
                "0200000000020200000000010806000f0800000400020a0000010a000002",
                "ARP, FrameRelay (len 0), IPv4 (len 4), length 16",
            ),
        ],
    ),
    (
        "GRE: AppleTalk and IPX without their framing",
        0,
        &[
            (
                1,
                51,
                "02000000000202000000000108004500002500010000402f66a70a0000010a0000020000809b00000000000000000000000000",
                "IP 10.0.0.1 > 10.0.0.2: GREv0, length 17: AT 0.0.0 > 0.0.0:  at-#0 0",
            ),
            (
                1,
                68,
                "02000000000202000000000108004500003600010000402f66960a0000010a00000200008137ffff001e0000000000000000000000000000000000000000000000000000",
                "IP 10.0.0.1 > 10.0.0.2: GREv0, length 34: IPX 00000000.00:00:00:00:00:00.0000 > 00000000.00:00:00:00:00:00.0000: ipx-#0 0",
            ),
        ],
    ),
    (
        "HDLC: SLARP that is too short",
        0,
        &[(50, 4, "8f008035", "SLARP (length: 0),  [|chdlc_slarp]")],
    ),
];

fn check(rows: &[Row]) {
    for (what, verbose, packets) in rows {
        for (link_type, length, hex, line) in *packets {
            let text = print_hex(*link_type, Some(*length), hex, *verbose);
            assert_eq!(text.trim_end_matches('\n'), *line, "{what}");
        }
    }
}

#[test]
fn packets_of_the_stack_print_as_they_do_with_tcpdump() {
    check(CORE);
    check(TUNNELS);
}

#[cfg(feature = "print-rare")]
#[test]
fn packets_of_the_stack_with_rare_ones_print_as_they_do_with_tcpdump() {
    check(RARE);
}
