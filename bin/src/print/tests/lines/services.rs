//! Packets of names, addresses, times, files and texts, made value by value, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Cut, Row, check, check_cut};

const ROWS: &[Row] = &[
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
        "PTP's signaling, as IEEE 1588 spells it",
        0,
        &[(
            12,
            "4500004800010000401166a20a0000010a000002013f013f003400000c02002c00000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "IP 10.0.0.1.319 > 10.0.0.2.319: PTPv2, majorSdoId: 0x0, msg type: signaling msg, length: 44, domain: 0, reserved1: 0, Flags [none], NS correction: 0, sub NS correction: 0, reserved2: 0, clock identity: 0x0, port id: 0, seq id: 0, control: 0 (Sync), log message interval: 0, port identity: 0x0, port id: 0",
        )],
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
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 281)\n    10.0.0.1.68 > 10.0.0.2.67: BOOTP/DHCP, Request from 00:01:02:03:04:05, length 253, xid 0x7, Flags [none]\n\t  Client-Ethernet-Address 00:01:02:03:04:05\n\t  Vendor-rfc1048 Extensions\n\t    Magic Cookie 0x63825363\n\t    Agent-Information (82), length 1: \n\t  trailing data length 1\n\t    Classless-Static-Route (121), length 7: (1.0.0.0/8:2.3.4.5),[Mask width (33) > 32] (invalid)",
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
        "text: words of other protocols",
        0,
        &[
            (
                12,
                "4500001f00010000401166cb0a0000010a00000213c413c4000b0000616263",
                "IP 10.0.0.1.5060 > 10.0.0.2.5060: SIP",
            ),
            // Over TCP tcpdump does not print it.
            (
                12,
                "4500002f00010000400666c60a0000010a00000213c413c400000001000000015018006400000000494e56495445200d",
                "IP 10.0.0.1.5060 > 10.0.0.2.5060: Flags [P.], seq 1:8, ack 1, win 100, length 7",
            ),
        ],
    ),
    (
        "DNS: bit-string labels, and names that end the packet or are too long",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500005200010000401166980a0000010a00000200350fa0003e000012348180000100010000000003777777076578616d706c6503636f6d0000010001c00c0002000100000e100009410babff03636f6d00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 82)\n    10.0.0.1.53 > 10.0.0.2.4000: 4660 1/0/0 www.example.com. NS \\[xabe/11].com. (54)",
            ),
            (
                1,
                "02000000000202000000000108004500006c000100004011667e0a0000010a00000200350fa00058000012348180000100010000000003777777076578616d706c6503636f6d0000010001c00c0002000100000e1000234100aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa00",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 108)\n    10.0.0.1.53 > 10.0.0.2.4000: 4660 1/0/0 www.example.com. NS \\[xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/256]. (80)",
            ),
            (
                1,
                "02000000000202000000000108004500004c000100004011669e0a0000010a00000200350fa00038000012348180000100010000000003777777076578616d706c6503636f6d0000010001c00c0002000100000e1000034120ab",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 76)\n    10.0.0.1.53 > 10.0.0.2.4000: 4660 1/0/0 www.example.com. NS \\[xab [|domain]",
            ),
            (
                1,
                "02000000000202000000000108004500004e000100004011669c0a0000010a00000200350fa0003a000012348180000100010000000003777777076578616d706c6503636f6d0000010001c00c0002000100000e1000050361626301",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 78)\n    10.0.0.1.53 > 10.0.0.2.4000: 4660 1/0/0 www.example.com. NS abc. (50)",
            ),
            (
                1,
                "02000000000202000000000108004500004e000100004011669c0a0000010a00000200350fa0003a000012348180000100010000000003777777076578616d706c6503636f6d0000010001c00c0002000100000e10000503616263c0",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 78)\n    10.0.0.1.53 > 10.0.0.2.4000: 4660 1/0/0 www.example.com. NS abc. (50)",
            ),
            (
                1,
                "02000000000202000000000108004500014c000100004011659e0a0000010a00000200350fa00138000012348180000100010000000003777777076578616d706c6503636f6d0000010001c00c0002000100000e1001033f7979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979793f7979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979793f7979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979793d797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979797979790377777700",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 332)\n    10.0.0.1.53 > 10.0.0.2.4000: 4660 1/0/0 www.example.com. NS yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.w<DOMAIN NAME TOO LONG> (304)",
            ),
        ],
    ),
    (
        "DNS: an extended code, tags and a closest trust point",
        2,
        &[
            (
                1,
                "02000000000202000000000108004500004800010000401166a20a0000010a00000200350fa00034000012348185000100000000000103777777076578616d706c6503636f6d00000100010000290001010000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 72)\n    10.0.0.1.53 > 10.0.0.2.4000: [no cksum] 4660Resp21 q: A? www.example.com. 0/0/1 ar: . OPT UDPsize=1 (44)",
            ),
            (
                1,
                "02000000000202000000000108004500005400010000401166960a0000010a00000200350fa00040000012348180000100000000000103777777076578616d706c6503636f6d0000010001000029100000000e10000c001000020102000d0002c0ff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 84)\n    10.0.0.1.53 > 10.0.0.2.4000: [no cksum] 4660 q: A? www.example.com. 0/0/1 ar: . OPT UDPsize=4096 [CLIENT-TAG 0102,CHAIN ] (56)",
            ),
        ],
    ),
    (
        "TFTP: texts that are empty",
        0,
        &[
            (
                1,
                "02000000000202000000000108004500002500010000401166c50a0000010a00000203e8004500110000000166000061006200",
                "IP 10.0.0.1.1000 > 10.0.0.2.69: TFTP, length 9, RRQ \"f\"  a b",
            ),
            (
                1,
                "02000000000202000000000108004500002400010000401166c60a0000010a00000203e80045001000000006006100006200",
                "IP 10.0.0.1.1000 > 10.0.0.2.69: TFTP, length 8, OACK a b",
            ),
        ],
    ),
    (
        "BOOTP: Carnegie Mellon's flags, and a name that fills its field",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500013000010000401165ba0a0000010a00000200430044011c00000101060012345678000000000000000000000000000000000000000002000000000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000434d5500010000000102030401020304010203040102030401020304010203040102030401020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 304)\n    10.0.0.1.67 > 10.0.0.2.68: BOOTP/DHCP, Request from 02:00:00:00:00:01, length 276, xid 0x12345678, Flags [none]\n\t  Client-Ethernet-Address 02:00:00:00:00:01 vend-cmu DG:1.2.3.4 SM:1.2.3.4 NS1:1.2.3.4 NS2:1.2.3.4 IEN1:1.2.3.4 IEN2:1.2.3.4 TS1:1.2.3.4 TS2:1.2.3.4",
            ),
            (
                1,
                "02000000000202000000000108004500013000010000401165ba0a0000010a00000200430044011c00000101060012345678000000000000000000000000000000000000000002000000000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000434d5500060000000102030401020304010203040102030401020304010203040102030401020304",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 304)\n    10.0.0.1.67 > 10.0.0.2.68: BOOTP/DHCP, Request from 02:00:00:00:00:01, length 276, xid 0x12345678, Flags [none]\n\t  Client-Ethernet-Address 02:00:00:00:00:01 vend-cmu F:0x6 DG:1.2.3.4 SM*:1.2.3.4 NS1:1.2.3.4 NS2:1.2.3.4 IEN1:1.2.3.4 IEN2:1.2.3.4 TS1:1.2.3.4 TS2:1.2.3.4",
            ),
            (
                1,
                "02000000000202000000000108004500010d00010000401165dd0a0000010a0000020043004400f90000010106001234567800000000000000000000000000000000000000000200000000010000000000000000000078787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000063825363ff",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 269)\n    10.0.0.1.67 > 10.0.0.2.68: BOOTP/DHCP, Request from 02:00:00:00:00:01, length 241, xid 0x12345678, Flags [none]\n\t  Client-Ethernet-Address 02:00:00:00:00:01\n\t  sname \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\" [|bootp]",
            ),
        ],
    ),
    (
        "TFTP: nothing behind the header of UDP",
        1,
        &[(
            1,
            "02000000000202000000000108004500001e00010000401166cc0a0000010a00000203e80045000800000001",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 30)\n    10.0.0.1.1000 > 10.0.0.2.69: TFTP, length 0 [|tftp]",
        )],
    ),
    (
        "SSH: versions without their end, and none",
        0,
        &[
            (
                1,
                "02000000000202000000000108004500003200010000400666c30a0000010a00000200160001000000010000000150180200000000005353482d322e302d4f70",
                "IP 10.0.0.1.22 > 10.0.0.2.1: Flags [P.], seq 1:11, ack 1, win 512, length 10",
            ),
            (
                1,
                "02000000000202000000000108004500002e00010000400666c70a0000010a00000200160001000000010000000150180200000000005353482d320d",
                "IP 10.0.0.1.22 > 10.0.0.2.1: Flags [P.], seq 1:7, ack 1, win 512, length 6",
            ),
            (
                1,
                "02000000000202000000000108004500002e00010000400666c70a0000010a00000200160001000000010000000150180200000000005353482d320a",
                "IP 10.0.0.1.22 > 10.0.0.2.1: Flags [P.], seq 1:7, ack 1, win 512, length 6: SSH: SSH-2",
            ),
            (
                1,
                "02000000000202000000000108004500003000010000400666c50a0000010a00000200160001000000010000000150180200000000005353482d32000d0a",
                "IP 10.0.0.1.22 > 10.0.0.2.1: Flags [P.], seq 1:9, ack 1, win 512, length 8",
            ),
            (
                1,
                "02000000000202000000000108004500002b00010000400666ca0a0000010a0000020016000100000001000000015018020000000000535348",
                "IP 10.0.0.1.22 > 10.0.0.2.1: Flags [P.], seq 1:4, ack 1, win 512, length 3 [|ssh]",
            ),
        ],
    ),
    (
        "HTTP: what begins a message ends with white space and is text",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500003900010000400666bc0a0000010a00000203e80050000000010000000150180200000000005055547fff3020485454502f312e310d0a",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 57)\n    10.0.0.1.1000 > 10.0.0.2.80: Flags [P.], cksum 0x0000 (incorrect -> 0xc072), seq 1:18, ack 1, win 512, length 17: HTTP",
            ),
            (
                1,
                "02000000000202000000000108004500002f00010000400666c60a0000010a00000203e8005000000001000000015018020000000000474554092f0d0a",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 47)\n    10.0.0.1.1000 > 10.0.0.2.80: Flags [P.], cksum 0x0000 (incorrect -> 0xc12d), seq 1:8, ack 1, win 512, length 7: HTTP, length: 7\n\tGET\t/",
            ),
            (
                1,
                "0200000000020200000000010800450000ad00010000400666480a0000010a00000203e80050000000010000000150180200000000004141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141203230300a",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 173)\n    10.0.0.1.1000 > 10.0.0.2.80: Flags [P.], cksum 0x0000 (incorrect -> 0xea58), seq 1:134, ack 1, win 512, length 133: HTTP, length: 133\n\tAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA 200",
            ),
            (
                1,
                "0200000000020200000000010800450000ae00010000400666470a0000010a00000203e8005000000001000000015018020000000000414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141414141203230300a",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 174)\n    10.0.0.1.1000 > 10.0.0.2.80: Flags [P.], cksum 0x0000 (incorrect -> 0xa15f), seq 1:135, ack 1, win 512, length 134: HTTP",
            ),
            (
                1,
                "02000000000202000000000108004500003900010000400666bc0a0000010a00000203e8005000000001000000015018020000000000485454502f312e3109323030204f4b0d0a",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 57)\n    10.0.0.1.1000 > 10.0.0.2.80: Flags [P.], cksum 0x0000 (incorrect -> 0xecb9), seq 1:18, ack 1, win 512, length 17: HTTP",
            ),
            (
                1,
                "02000000000202000000000108004500002e00010000400666c70a0000010a00000203e800500000000100000001501802000000000020323030200a",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 46)\n    10.0.0.1.1000 > 10.0.0.2.80: Flags [P.], cksum 0x0000 (incorrect -> 0x251e), seq 1:7, ack 1, win 512, length 6: HTTP",
            ),
        ],
    ),
    (
        "FTP: half of a line's end is no line",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500002c00010000400666c90a0000010a00000203e8001500000001000000015018020000000000610d0a0d",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 44)\n    10.0.0.1.1000 > 10.0.0.2.21: Flags [P.], cksum 0x0000 (incorrect -> 0x2aad), seq 1:5, ack 1, win 512, length 4: FTP, length: 4\n\ta",
            ),
            (
                1,
                "02000000000202000000000108004500002900010000400666cc0a0000010a00000203e80015000000010000000150180200000000000d",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 41)\n    10.0.0.1.1000 > 10.0.0.2.21: Flags [P.], cksum 0x0000 (incorrect -> 0x88ca), seq 1:2, ack 1, win 512, length 1: FTP, length: 1",
            ),
        ],
    ),
    (
        "DNS: addresses of resources that are too short for one",
        0,
        &[(
            228,
            "4500004800010000401166a20a0000010a000002003503e80034000000018180000000020000000000010000010000003c000300010000010000010000003c000700010002616263",
            "IP 10.0.0.1.53 > 10.0.0.2.1000: 1 [0q] 2/0/0 URI len 3 is too short (< 4), URI 1 2 abc (44)",
        )],
    ),
];

const CUT: &[Cut] = &[
    (
        "times",
        1,
        &[
            (
                1,
                90,
                "00241dd70b17bceafaa47900080045b8004c228240003e11735684c7040184c79881007bc1250038ded82410087fff0000150000095284c707c9dd47fb3a567637c0dd47fff4edb0ccbcdd47fff4ee0f4743dd47fff4ee1119cf",
                "IP (tos 0xb8, ttl 62, id 8834, offset 0, flags [DF], proto UDP (17), length 76)\n    132.199.4.1.123 > 132.199.152.129.49445: NTPv4, Server, length 48\n\tLeap indicator:  (0), Stratum 16 (reserved), poll 8 (256s), precision 127\n\tRoot Delay: 65280.000320, Root dispersion: 0.036407, Reference-ID: 0x84c707c9\n\t  Reference Timestamp:  3712482106.337741360 (2017-08-23T13:01:46Z)\n\t  Origin Timestamp:     3712483316.928478999 (2017-08-23T13:21:56Z)\n\t  Receive Timestamp:    3712483316.929920629 (2017-08-23T13:21:56Z)\n\t  Transmit Timestamp:   3712483316.929948437 (2017-08-23T13:21:56Z)\n\t    Originator - Receive Timestamp:  +0.001441629\n\t    Originator - Transmit Timestamp: +0.001469437",
            ),
            (
                1,
                90,
                "00241dd70b17bceafaa47900080045b8004c228240003e11735684c7040184c79881007bc1250038ded82401080000000000000000000000000000000000000000000000000000000000000000000000000000dd47fff4edb0cc",
                "IP (tos 0xb8, ttl 62, id 8834, offset 0, flags [DF], proto UDP (17), length 76)\n    132.199.4.1.123 > 132.199.152.129.49445: NTPv4, Server, length 48\n\tLeap indicator:  (0), Stratum 1 (primary reference), poll 8 (256s), precision 0\n\tRoot Delay: 0.000000, Root dispersion: 0.000000, Reference-ID: ^@^@^@^@\n\t  Reference Timestamp:  0.000000000\n\t  Origin Timestamp:     0.000000000\n\t  Receive Timestamp:    0.000000000\n\t  Transmit Timestamp:   14501887.956751870 (2036-07-24T02:46:23Z)\n\t    Originator - Receive Timestamp:  0.000000000\n\t    Originator - Transmit Timestamp: 14501887.956751870 (2036-07-24T02:46:23Z)",
            ),
            (
                1,
                90,
                "00241dd70b17bceafaa47900080045b8004c228240003e11735684c7040184c79881007bc1250038ded8243f08e800000000000000000a0000010000000000000000000000000000000000000000000000000000000000000000",
                "IP (tos 0xb8, ttl 62, id 8834, offset 0, flags [DF], proto UDP (17), length 76)\n    132.199.4.1.123 > 132.199.152.129.49445: NTPv4, Server, length 48\n\tLeap indicator:  (0), Stratum 63 (reserved), poll 8 (256s), precision -24\n\tRoot Delay: 0.000000, Root dispersion: 0.000000, Reference-ID: 10.0.0.1 INFO_REPLY",
            ),
            (
                1,
                90,
                "00241dd70b17bceafaa47900080045b8004c228240003e11735684c7040184c79881007bc1250038ded82402080000000000000000000a000001dd47fb3a567637",
                "IP (tos 0xb8, ttl 62, id 8834, offset 0, flags [DF], proto UDP (17), length 76)\n    132.199.4.1.123 > 132.199.152.129.49445: NTPv4, Server, length 48\n\tLeap indicator:  (0), Stratum 2 (secondary reference), poll 8 (256s), precision 0\n\tRoot Delay: 0.000000, Root dispersion: 0.000000, Reference-ID: 0x0a000001 [|ntp]",
            ),
        ],
    ),
    (
        "names in DHCPv6",
        1,
        &[
            (
                1,
                78,
                "000c2938f368000c299ba15d86dd6000000000181140fe80000000000000020c29fffe9ba15dfe80000000000000020c29fffe38f368022302220018000007aa56ce001800080361626300c00000",
                "IP6 (hlim 64, next-header UDP (17), payload length 24) fe80::20c:29ff:fe9b:a15d.547 > fe80::20c:29ff:fe38:f368.546: [bad udp cksum 0x0000 -> 0x4fa9!] dhcp6 reply (xid=aa56ce (DNS-search-list abc.  [|dhcp6])",
            ),
            (
                1,
                84,
                "000c2938f368000c299ba15d86dd60000000001e1140fe80000000000000020c29fffe9ba15dfe80000000000000020c29fffe38f36802230222001e000007aa56ce0018000603616263c0010001000403787900",
                "IP6 (hlim 64, next-header UDP (17), payload length 30) fe80::20c:29ff:fe9b:a15d.547 > fe80::20c:29ff:fe38:f368.546: [bad udp cksum 0x0000 -> 0x13e0!] dhcp6 reply (xid=aa56ce (DNS-search-list abc.^@.^Cxy^@. [|dhcp6])",
            ),
            (
                1,
                73,
                "000c2938f368000c299ba15d86dd6000000000131140fe80000000000000020c29fffe9ba15dfe80000000000000020c29fffe38f368022302220013000007aa56ce00180003c0ff00",
                "IP6 (hlim 64, next-header UDP (17), payload length 19) fe80::20c:29ff:fe9b:a15d.547 > fe80::20c:29ff:fe38:f368.546: [bad udp cksum 0x0000 -> 0xf53c!] dhcp6 reply (xid=aa56ce (DNS-search-list  [|dhcp6])",
            ),
            (
                1,
                75,
                "000c2938f368000c299ba15d86dd6000000000151140fe80000000000000020c29fffe9ba15dfe80000000000000020c29fffe38f368022302220015000007aa56ce004000050361626301",
                "IP6 (hlim 64, next-header UDP (17), payload length 21) fe80::20c:29ff:fe9b:a15d.547 > fe80::20c:29ff:fe38:f368.546: [bad udp cksum 0x0000 -> 0x4f4a!] dhcp6 reply (xid=aa56ce (AFTR-Name abc. ?))",
            ),
        ],
    ),
    (
        "texts: first words that may be cut",
        0,
        &[
            (
                1,
                70,
                "02000000000202000000000108004500003800010000400666bd0a0000010a0000029c40005000000001000000015018020000000000474554",
                "IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], seq 1:17, ack 1, win 512, length 16: HTTP",
            ),
            (
                1,
                64,
                "02000000000202000000000108004500003200010000401166b80a0000010a00000213c413c4001e0000494e56495445",
                "IP 10.0.0.1.5060 > 10.0.0.2.5060: SIP",
            ),
        ],
    ),
    (
        "SSH: versions that are cut",
        0,
        &[
            (
                1,
                73,
                "02000000000202000000000108004500003b00010000400666ba0a0000010a00000200160001000000010000000150180200000000005353482d322e",
                "IP 10.0.0.1.22 > 10.0.0.2.1: Flags [P.], seq 1:20, ack 1, win 512, length 19 [|ssh]",
            ),
            (
                1,
                73,
                "02000000000202000000000108004500003b00010000400666ba0a0000010a00000200160001000000010000000150180200000000005353",
                "IP 10.0.0.1.22 > 10.0.0.2.1: Flags [P.], seq 1:20, ack 1, win 512, length 19 [|ssh]",
            ),
            (
                1,
                73,
                "02000000000202000000000108004500003b00010000400666ba0a0000010a00000200160001000000010000000150180200000000005353482d322e302d4f70656e5353485f380d",
                "IP 10.0.0.1.22 > 10.0.0.2.1: Flags [P.], seq 1:20, ack 1, win 512, length 19 [|ssh]",
            ),
        ],
    ),
    (
        "RADIUS: the attribute of a vendor that is cut behind its type",
        2,
        &[(
            1,
            79,
            "02000000000202000000000108004500004100010000401166a90a0000010a00000207150715002d000004010025000000000000000000000000000000001a11000057c811",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 65)\n    10.0.0.1.1813 > 10.0.0.2.1813: [no cksum] RADIUS, length: 37\n\tAccounting-Request (4), id: 0x01, Authenticator: 00000000000000000000000000000000\n\t  Vendor-Specific Attribute (26), length: 17, Value: Vendor: Unknown (22472) [|radius]",
        )],
    ),
];

#[test]
fn services_print_as_with_tcpdump() {
    check(ROWS);
    check_cut(CUT);
}
