//! Packets of gateways and of what else has little to show, made value by value, and the lines that
//! tcpdump prints of them; where it reads numbers in the wrong order, the right ones.

use super::rare::{Row, check};

const ROWS: &[Row] = &[
    (
        "EGP, with its gateways",
        1,
        228,
        &[
            "4500002800010000400866cb0a0000010a000002020300010000004d0005001e0078000000000000",
            "4500002400010000400866cf0a0000010a000002020302050000004d0005000000000000",
            "4500002400010000400866cf0a0000010a000002020304090000004d0005000000000000",
            "4500002400010000400866cf0a0000010a00000202030700000000070005000000000000",
            "4500002400010000400866cf0a0000010a000002020500020000004d0005000000000000",
            "4500002400010000400866cf0a0000010a000002020502020000004d0005000000000000",
            "4500002a00010000400866c90a0000010a0000020202000100000007000500000a000000000000000000",
            "4500002600010000400866cd0a0000010a000002020800030000000700050004000000000000",
            "4500002600010000400866cd0a0000010a000002020800000000000700050007000000000000",
            "4500002400010000400866cf0a0000010a00000202090000000000070005000000000000",
            "4500002400010000400866cf0a0000010a00000201050000000000070005000000000000",
            "4500003900010000400866ba0a0000010a000002020100010000004d000501010a0000000102030205010a0602ac10c001020405060107010b",
            "4500002a00010000400866c90a0000010a000002020100010000004d00050200c001020001010501c001",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 40)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 20, acquire request active_mode hello:30 poll:120\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 16, acquire refuse going_down\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 16, acquire cease_ack[status 9]\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 7, seq 5, length 16, acquire [code 7]\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 16, hello state:down\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 16, [reach code 2]\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 42)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 7, seq 5, length 22, poll state:up net:10.0.0.0\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 38)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 7, seq 5, length 18, error [status 3] excessive_polling_rate\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 38)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 7, seq 5, length 18, error state:indeterminate [reason 7]\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 7, seq 5, length 16, [type 9]\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 36)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv1, AS 7, seq 5, length 16 [version 1 != 2] (invalid)\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 57)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 37, update state:up 10.0.0.0 int 1 ext 1 int 10.1.2.3 (d5: 10.0.0.0, d6: 172.16.0.0 192.1.2.0) ext 10.4.5.6 (d7: 11.0.0.0)\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EGP (8), length 42)\n\
         \x20   10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 22, update state:up 192.1.2.0 int 2 ext 0 int 192.1.2.1 (d5: [|egp]\n",
    ),
    (
        "EGP",
        0,
        228,
        &[
            "4500002800010000400866cb0a0000010a000002020300010000004d0005001e0078000000000000",
            "4500002a00010000400866c90a0000010a000002020100010000004d00050200c001020001010501c001",
        ],
        "IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 20\n\
         IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 77, seq 5, length 22\n",
    ),
    (
        "IGRP",
        0,
        228,
        &[
            "4500004a00010000400966a80a0000010a000002110700090001000100018ae40102030003e800000a05dcff0102c00102ffffffffffff0001020304ac100100000000000000000000ff",
            "4500002000010000400966d20a0000010a00000212070009000000000000edef",
            "4500002e00010000400966c40a0000010a00000221070009000000020000eefc0102030003e800000a05dcff0102",
            "4500003c00010000400966b60a0000010a0000021307000900000001000036f60102030003e800000a05dcff0102c00102ffffffffffff0001020304",
        ],
        "IP 10.0.0.1 > 10.0.0.2: igrp: update V1 edit=7 AS=9 (1/1/1) *.1.2.3 d=10000 b=1000000 r=255 l=1 M=1010 mtu=1500 in 2 hops 192.1.2.0 d=167772150 b=0 r=2 l=3 M=16777215 mtu=1 in 4 hops X172.16.1.0 d=0 b=0 r=0 l=0 M=0 mtu=0 in 255 hops\n\
         IP 10.0.0.1 > 10.0.0.2: igrp: request V1 edit=7 AS=9 (0/0/0)\n\
         IP 10.0.0.1 > 10.0.0.2: igrp: update V2 edit=7 AS=9 (0/2/0) 1.2.3.0 d=10000 b=1000000 r=255 l=1 M=1010 mtu=1500 in 2 hops (invalid)\n\
         IP 10.0.0.1 > 10.0.0.2: igrp: op-#3 V1 edit=7 AS=9 (0/1/0) 1.2.3.0 d=10000 b=1000000 r=255 l=1 M=1010 mtu=1500 in 2 hops [extra bytes 14] (invalid)\n",
    ),
    (
        "IGRP, with its checksum",
        1,
        228,
        &[
            "4500004a00010000400966a80a0000010a000002110700090001000100018ae40102030003e800000a05dcff0102c00102ffffffffffff0001020304ac100100000000000000000000ff",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGRP (9), length 74)\n\
         \x20   10.0.0.1 > 10.0.0.2: igrp: update V1 edit=7 AS=9 (1/1/1) checksum=0x8ae4 *.1.2.3 d=10000 b=1000000 r=255 l=1 M=1010 mtu=1500 in 2 hops 192.1.2.0 d=167772150 b=0 r=2 l=3 M=16777215 mtu=1 in 4 hops X172.16.1.0 d=0 b=0 r=0 l=0 M=0 mtu=0 in 255 hops\n",
    ),
    (
        "mobile IP's minimal encapsulation, and Sun's disks",
        1,
        228,
        &[
            "4500002b00010000403766990a0000010a0000021180de6b010203040506070800010002000b0000616263",
            "45000027000100004037669d0a0000010a0000021100eaf90102030400010002000b0000616263",
            "4500001700010000404d66970a0000010a000002616263",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto Mobile IP (55), length 43)\n\
         \x20   10.0.0.1 > 10.0.0.2: mobile: [S] 5.6.7.8 > 1.2.3.4 (oproto=17)\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto Mobile IP (55), length 39)\n\
         \x20   10.0.0.1 > 10.0.0.2: mobile: [] > 1.2.3.4 (oproto=17)\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto unknown (77), length 23)\n\
         \x20   10.0.0.1 > 10.0.0.2:  nd 3\n",
    ),
    (
        "mobile IP's minimal encapsulation",
        0,
        228,
        &[
            "4500002b00010000403766990a0000010a0000021180de6b010203040506070800010002000b0000616263",
            "45000027000100004037669d0a0000010a0000021100eaf90102030400010002000b0000616263",
        ],
        "IP 10.0.0.1 > 10.0.0.2: mobile: [S] \n\
         IP 10.0.0.1 > 10.0.0.2: mobile: [] \n",
    ),
    (
        "MSDP, with its data",
        2,
        228,
        &[
            "4500006a000100004006668b0a0000010a000002027fc3500000000100000001501802000000000001003f020102030400000020e00102030506070800000020e0010203050607084500001f00010000401166cb0a0000010a00000200010002000b0000616263040003",
            "4500004800010000400666ad0a0000010a000002027fc35000000001000000015018020000000000030020020102030400000020e00102030506070800000020e001020305060708",
            "4500003a00010000400666bb0a0000010a000002027fc3500000000100000001501802000000000002000800e001010104000461050003090003",
            "4500002b00010000400666ca0a0000010a000002027fc35000000001000000015018020000000000090003",
            "4500002b00010000400666ca0a0000010a000002027fc35000000001000000015018020000000000040009",
        ],
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 106)\n\
         \x20   10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], cksum 0x0000 (incorrect -> 0xeed0), seq 1:67, ack 1, win 512, length 66: msdp [len 63] SA 2 entries [w/data] IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 31)\n\
         \x20   10.0.0.1.1 > 10.0.0.2.2: [no cksum] UDP, length 3 [len 3] Keepalive\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 72)\n\
         \x20   10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], cksum 0x0000 (incorrect -> 0xd06a), seq 0:32, ack 1, win 512, length 32: msdp [len 32] SA-Response 2 entries\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 58)\n\
         \x20   10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], cksum 0x0000 (incorrect -> 0xd876), seq 0:18, ack 1, win 512, length 18: msdp [len 8] SA-Request for 224.1.1.1 [len 4] Keepalive[len=4]  [len 3] Notification [len 3] [type=9 len=3]\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 43)\n\
         \x20   10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], cksum 0x0000 (incorrect -> 0xc7f5), seq 0:3, ack 1, win 512, length 3: msdp [type 9] (invalid)\n\
         IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 43)\n\
         \x20   10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], cksum 0x0000 (incorrect -> 0xc6f5), seq 0:3, ack 1, win 512, length 3: msdp [len 9] [length 3 < 9] (invalid)\n",
    ),
    (
        "MSDP",
        0,
        228,
        &[
            "4500006a000100004006668b0a0000010a000002027fc3500000000100000001501802000000000001003f020102030400000020e00102030506070800000020e0010203050607084500001f00010000401166cb0a0000010a00000200010002000b0000616263040003",
            "4500004800010000400666ad0a0000010a000002027fc35000000001000000015018020000000000030020020102030400000020e00102030506070800000020e001020305060708",
            "4500003a00010000400666bb0a0000010a000002027fc3500000000100000001501802000000000002000800e001010104000461050003090003",
            "4500002b00010000400666ca0a0000010a000002027fc35000000001000000015018020000000000090003",
            "4500002b00010000400666ca0a0000010a000002027fc35000000001000000015018020000000000040009",
        ],
        "IP 10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], seq 1:67, ack 1, win 512, length 66: msdp SA 2 entries [w/data] Keepalive\n\
         IP 10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], seq 0:32, ack 1, win 512, length 32: msdp SA-Response 2 entries\n\
         IP 10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], seq 0:18, ack 1, win 512, length 18: msdp SA-Request for 224.1.1.1 Keepalive[len=4]  Notification [type=9 len=3]\n\
         IP 10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], seq 0:3, ack 1, win 512, length 3: msdp [type 9] (invalid)\n\
         IP 10.0.0.1.639 > 10.0.0.2.50000: Flags [P.], seq 0:3, ack 1, win 512, length 3: msdp [length 3 < 9] (invalid)\n",
    ),
    (
        "BEEP",
        0,
        228,
        &[
            "4500003700010000400666be0a0000010a000002c3502830000000010000000150180200000000004d534720312032202e203020350d0a",
            "4500002d00010000400666c80a0000010a000002c3502830000000010000000150180200000000005250592031",
            "4500002d00010000400666c80a0000010a000002c350283000000001000000015018020000000000454e440d0a",
            "4500002b00010000400666ca0a0000010a000002c3502830000000010000000150180200000000004d5347",
            "4500002c00010000400666c90a0000010a000002c35028300000000100000001501802000000000061626364",
        ],
        "IP 10.0.0.1.50000 > 10.0.0.2.10288: Flags [P.], seq 1:16, ack 1, win 512, length 15 BEEP MSG\n\
         IP 10.0.0.1.50000 > 10.0.0.2.10288: Flags [P.], seq 0:5, ack 1, win 512, length 5 BEEP RPY\n\
         IP 10.0.0.1.50000 > 10.0.0.2.10288: Flags [P.], seq 0:5, ack 1, win 512, length 5 BEEP END\n\
         IP 10.0.0.1.50000 > 10.0.0.2.10288: Flags [P.], seq 0:3, ack 1, win 512, length 3 BEEP (payload or undecoded)\n\
         IP 10.0.0.1.50000 > 10.0.0.2.10288: Flags [P.], seq 0:4, ack 1, win 512, length 4 BEEP (payload or undecoded)\n",
    ),
];

#[test]
fn packets_of_gateways_print_as_they_do_with_tcpdump() {
    check(ROWS);
}
