//! Packets of ICMP, ICMPv6, RPL and mobility headers, made value by value, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[
    (
        "ICMPv6: flags of what is asked of a node",
        0,
        &[
            (
                229,
                "6000000000203a40fe800000000000000000000000000001ff0200000000000000000000000000018b0000000003003f000000000000000000000000000000000000000000000001",
                "IP6 fe80::1 > ff02::1: ICMP6, node information query (node addresses [TACLSG] [invalid flag Truncate present], subject=::1), length 32",
            ),
            (
                229,
                "6000000000203a40fe800000000000000000000000000001ff0200000000000000000000000000018b00000000040022000000000000000000000000000000000000000000000001",
                "IP6 fe80::1 > ff02::1: ICMP6, node information query (ipv4 addresses [A], subject=::1), length 32",
            ),
            (
                229,
                "6000000000203a40fe800000000000000000000000000001ff0200000000000000000000000000018b0000000004ff80000000000000000000000000000000000000000000000001",
                "IP6 fe80::1 > ff02::1: ICMP6, node information query (ipv4 addresses [none], subject=::1), length 32",
            ),
            (
                229,
                "6000000000103a40fe800000000000000000000000000001ff0200000000000000000000000000018b000000000100000000000000000000",
                "IP6 fe80::1 > ff02::1: ICMP6, node information query (unknown), length 16",
            ),
            (
                229,
                "6000000000243a40fe800000000000000000000000000001ff0200000000000000000000000000018c0000000003002200000000000000000000000900000000000000000000000000000001",
                "IP6 fe80::1 > ff02::1: ICMP6, node information reply (node addresses [AG] ::1(9)), length 36",
            ),
            (
                229,
                "6000000000193a40fe800000000000000000000000000001ff0200000000000000000000000000018c000000000400220000000000000000000000090a00000107",
                "IP6 fe80::1 > ff02::1: ICMP6, node information reply (ipv4 addresses [AG] 10.0.0.1(9) [|icmp6]",
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
        "ICMPv6: flags of renumbering without names",
        1,
        &[
            (
                229,
                "6000000000103a4020010db800000000000000000000000120010db80000000000000000000000028a000000000000070100000900000000",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 16) 2001:db8::1 > 2001:db8::2: [bad icmp6 cksum 0x0000 -> 0x1930!] ICMP6, router renumbering, command, seq=7[seg=1,maxdelay=9] [|icmp6]",
            ),
            (
                229,
                "6000000000103a4020010db800000000000000000000000120010db80000000000000000000000028a000000000000070101000900000000",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 16) 2001:db8::1 > 2001:db8::2: [bad icmp6 cksum 0x0000 -> 0x192f!] ICMP6, router renumbering, command, seq=7[none,seg=1,maxdelay=9] [|icmp6]",
            ),
            (
                229,
                "6000000000103a4020010db800000000000000000000000120010db80000000000000000000000028a000000000000070181000900000000",
                "IP6 (hlim 64, next-header ICMPv6 (58), payload length 16) 2001:db8::1 > 2001:db8::2: [bad icmp6 cksum 0x0000 -> 0x18af!] ICMP6, router renumbering, command, seq=7[T,seg=1,maxdelay=9] [|icmp6]",
            ),
        ],
    ),
];

const CUT: &[Cut] = &[
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
        "ICMPv6: a node's name of no bytes",
        0,
        &[(
            1,
            70,
            "02000000000202000000000186dd6000000000103a40fe800000000000000000000000000001ff0200000000000000000000000000018c00a558000200003132333435363738",
            "IP6 fe80::1 > ff02::1: ICMP6, node information reply (node name, \"\"), length 16",
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
];

#[test]
fn control_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
}
