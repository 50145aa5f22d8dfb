//! Packets that the user says are of a type (-T), and the lines that tcpdump prints of them.

use super::{Typed, check_typed};

const TYPED: &[Typed] = &[
    (
        "rtp",
        1,
        0,
        "4500003000010000401166ba0a0000010a00000203e807d0001c000090801234000000ff01020304bede0001aabbccdd",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 48)\n    10.0.0.1.1000 > 10.0.0.2.2000: udp/rtp 8 c0 +* 4660 255 16909060\n",
    ),
    (
        "rtp",
        1,
        0,
        "4500003000010000401166ba0a0000010a00000203e807d0001c000090801234000000ff01020304bede0002aabbccdd",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 48)\n    10.0.0.1.1000 > 10.0.0.2.2000: udp/rtp 8 c0 +* 4660 255 16909060 !ext\n",
    ),
    (
        "rtp",
        1,
        0,
        "4500002a00010000401166c00a0000010a00000203e807d00016000090001234000000ff01020304bede",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 42)\n    10.0.0.1.1000 > 10.0.0.2.2000: udp/rtp 2 c0 + 4660 255 16909060 [|rtp]\n",
    ),
    (
        "rtp",
        1,
        0,
        "4500002c00010000401166be0a0000010a00000203e807d00018000040801234000000ff0101000081010000",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 44)\n    10.0.0.1.1000 > 10.0.0.2.2000: udp/rtpv1 8 c0 + 4660 255 16842752\n",
    ),
    (
        "rtp",
        1,
        0,
        "4500002800010000401166c20a0000010a00000203e807d00014000040801234000000ff81020000",
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 40)\n    10.0.0.1.1000 > 10.0.0.2.2000: udp/rtpv1 4 c0 + 4660 255 2164391936 !opt\n",
    ),
    (
        "resp",
        0,
        0,
        "4500002000010000401166ca0a0000010a00000203e807d00007000061626364",
        "IP 10.0.0.1.1000 > 10.0.0.2.2000: truncated-udplength 7\n",
    ),
    ("resp", 0, 0, "4500002000010000401166ca0a0000010a00000203e807d0000c000061626364", "IP \n"),
    (
        "geneve",
        0,
        0,
        "4500004e000100004011669c0a0000010a00000213881770003a0000000065580000070002000000000202000000000108004500001c00010000400166de0a0000010a0000020800f7ff00000000",
        "IP 10.0.0.1.5000 > 10.0.0.2.6000: Geneve, Flags [none], vni 0x7: IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 0, seq 0, length 8\n",
    ),
];

#[test]
fn what_is_said_to_be_so_prints_as_with_tcpdump() {
    check_typed(TYPED);
}
