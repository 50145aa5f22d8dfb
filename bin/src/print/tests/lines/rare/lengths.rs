//! Packets whose lengths contradict each other, or that are cut where a value begins, and the lines that
//! tcpdump prints of them.

use crate::print::tests::lines::{Cut, check_cut};

const CUT: &[Cut] = &[
    (
        "EIGRP: cables",
        2,
        &[(
            1,
            253,
            "c20273fe0000c20173fe0000080045c000ef000000000258a2f50a0000010a000002020124b90000000800000018000000170a0000640102001c0000000000000a00000064000005dc00ff01000018c0a8010102001d00000000000064000003e8000005dc00ff0100001e0a0000040202001c0000000000006e000003e8000005dc01ff01000018c0a8030102001d000000000000c8000003e8000005dc01ff0100001e0a00000c0102001c000000000000d2000003e8000005dc02ff01000018c0a8040102001d0000000000012c000003e8000005dc02ff0100001e0a0000080102001c00000000000136000003e8000005dc03ff01000018c0a802",
            "IP (tos 0xc0, ttl 2, id 0, offset 0, flags [none], proto EIGRP (88), length 239)\n    10.0.0.1 > 10.0.0.2: \n\tEIGRP v2, opcode: Update (1), chksum: 0x24b9, Flags: [End-of-Table]\n\tseq: 0x00000018, ack: 0x00000017, VRID: 2560, AS: 100, length: 199\n\t  IP Internal routes TLV (0x0102), length: 28\n\t    IPv4 prefix:     192.168.1.0/24, nexthop: self\n\t      delay 25 ms, bandwidth 25600 Kbps, mtu 1500, hop 0, reliability 255, load 1\n\t    0x0000:  0000 0000 0000 0a00 0000 6400 0005 dc00\n\t    0x0010:  ff01 0000 18c0 a801\n\t  IP Internal routes TLV (0x0102), length: 29\n\t    IPv4 prefix:        10.0.0.4/30, nexthop: self\n\t      delay 256 ms, bandwidth 256000 Kbps, mtu 1500, hop 0, reliability 255, load 1\n\t    0x0000:  0000 0000 0000 6400 0003 e800 0005 dc00\n\t    0x0010:  ff01 0000 1e0a 0000 04\n\t  AppleTalk Internal routes TLV (0x0202), length: 28\n\t     Cable-Range: 6336-43011, nexthop: self\n\t      delay 281 ms, bandwidth 256000 Kbps, mtu 1500, hop 1, reliability 255, load 1\n\t    0x0000:  0000 0000 0000 6e00 0003 e800 0005 dc01\n\t    0x0010:  ff01 0000 18c0 a803\n\t  IP Internal routes TLV (0x0102), length: 29\n\t    IPv4 prefix:       10.0.0.12/30, nexthop: self\n\t      delay 512 ms, bandwidth 256000 Kbps, mtu 1500, hop 1, reliability 255, load 1\n\t    0x0000:  0000 0000 0000 c800 0003 e800 0005 dc01\n\t    0x0010:  ff01 0000 1e0a 0000 0c\n\t  IP Internal routes TLV (0x0102), length: 28\n\t    IPv4 prefix:     192.168.4.0/24, nexthop: self\n\t      delay 537 ms, bandwidth 256000 Kbps, mtu 1500, hop 2, reliability 255, load 1\n\t    0x0000:  0000 0000 0000 d200 0003 e800 0005 dc02\n\t    0x0010:  ff01 0000 18c0 a804\n\t  IP Internal routes TLV (0x0102), length: 29\n\t    IPv4 prefix:        10.0.0.8/30, nexthop: self\n\t      delay 768 ms, bandwidth 256000 Kbps, mtu 1500, hop 2, reliability 255, load 1\n\t    0x0000:  0000 0000 0001 2c00 0003 e800 0005 dc02\n\t    0x0010:  ff01 0000 1e0a 0000 08\n\t  IP Internal routes TLV (0x0102), length: 28\n\t    IPv4 prefix:     192.168.2.0/24, nexthop: self\n\t      delay 793 ms, bandwidth 256000 Kbps, mtu 1500, hop 3, reliability 255, load 1\n\t    0x0000:  0000 0000 0001 3600 0003 e800 0005 dc03\n\t    0x0010:  ff01 0000 18c0 a802",
        )],
    ),
    (
        "Rx: too short for a call",
        2,
        &[
            (
                1,
                107,
                "00e0f9cc18000060089fb1f308004500005de255000040116fbc839720158397013b1b591b58000a3d96bfcdb4be1b557a5c0000012700000000000001b90221000245d400010000000000000002000000010000016008000001000000163c000005a40000002000000004",
                "IP (tos 0x0, ttl 64, id 57941, offset 0, flags [none], proto UDP (17), length 93)\n    131.151.32.21.7001 > 131.151.1.59.7000: [bad udp cksum 0x3d96 -> 0xe0dc!]  rx ack cid 1b557a5c call# 295 seq 0 ser 441 <client-init>,<slow-start> (2)",
            ),
            (
                1,
                90,
                "00e0f9cc18000060089fb1f308004500004ce258000040116fca839720158397013b07001b5b00219108a13ba33e5b27adcc0000000100000001000000010105000244e50034000002070000000b757365",
                "IP (tos 0x0, ttl 64, id 57944, offset 0, flags [none], proto UDP (17), length 76)\n    131.151.32.21.1792 > 131.151.1.59.7003: [bad udp cksum 0x9108 -> 0x225a!]  rx data cid 5b27adcc call# 1 seq 1 ser 1 <client-init>,<last-pckt> (25)",
            ),
            (
                1,
                70,
                "00e0f9cc18000060089fb1f3080045000038e24b000040116fcf839720158397013b1b591b580040ed52bfcdb4be1b557a5c0000012500000001000001b40105000235370001",
                "IP (tos 0x0, ttl 64, id 57931, offset 0, flags [none], proto UDP (17), length 56, bad cksum 6fcf (->6feb)!)\n    131.151.32.21.7001 > 131.151.1.59.7000: [bad udp cksum 0xed52 -> 0x5d03!]  rx data cid 1b557a5c call# 293 seq 1 ser 436 <client-init>,<last-pckt> (28)",
            ),
            (
                1,
                70,
                "ffffffffffff0101010d0101080045e5003820480000fc1100f0def168c6833ff1920daf1b5af13ce400000100f41f4d001480ffffef000000011e0101000101006c0045fff3",
                "IP (tos 0xe5,ECT(1), ttl 252, id 8264, offset 0, flags [none], proto UDP (17), length 56, bad cksum f0 (->e0fd)!)\n    222.241.104.198.3503 > 131.63.241.146.7002: [bad udp cksum 0xe400 -> 0x670c!]  rx data cid 1f4d0014 call# 2164260847 seq 1 ser 503382272 <client-init> (28)",
            ),
        ],
    ),
    (
        "Rx: too short for a call",
        0,
        &[(
            1,
            70,
            "00e0f9cc18000060089fb1f3080045000038e24d000040116f8283972015839701921b591b5800348f62bfcdb4be1b557a64000001420000000100000647010501023c050001",
            "IP 131.151.32.21.7001 > 131.151.1.146.7000:  rx data (28)",
        )],
    ),
    (
        "Rx: too short for a call",
        1,
        &[(
            1,
            70,
            "00e0f9cc1800005056002015080045000038a554000080116c9c8397205b8397013b1b591b580020a6329705850ddfdcf3f80000048d0000000100000482013f000000000009",
            "IP (tos 0x0, ttl 128, id 42324, offset 0, flags [none], proto UDP (17), length 56)\n    131.151.32.91.7001 > 131.151.1.59.7000:  rx data seq 1 ser 1154 (24)",
        )],
    ),
    (
        "CFM: what is dumped",
        2,
        &[
            (
                1,
                65570,
                "000cfb49967ec0c1c0a09b9dabcd00ff0000ff00000100050104f000000cfb499608",
                "CFMv0 unknown (255), MD Level 0, length 65556\n\tFirst TLV offset 0\n\t  0x0000:  ff00 0001 0005 0104 f000 000c fb49 9608\n\tUnknown TLV (0xff), length 0\n\tSender ID TLV (0x01), length 5\n\t  Chassis-ID Type MAC address (4), Chassis-ID length 1 (invalid MAC address length)\n\t  Management Address Domain Length 0\n\t  0x0000:  01\n\tUnknown TLV (0x0c), length 64329 [|cfm]",
            ),
            (
                1,
                65570,
                "000cfb49967ec0c1c0a09b9dabcd00ff0000ff0000ff00047c049e00000cfb499608",
                "CFMv0 unknown (255), MD Level 0, length 65556\n\tFirst TLV offset 0\n\t  0x0000:  ff00 00ff 0004 7c04 9e00 000c fb49 9608\n\tUnknown TLV (0xff), length 0\n\tUnknown TLV (0xff), length 4\n\t  0x0000:  7c04 9e00\n\tEnd TLV (0x00)",
            ),
        ],
    ),
    (
        "ES-IS: addresses and what ends among them",
        1,
        &[
            (
                107,
                65570,
                "000c0522008211015526574370a10200220400002200",
                "UI 22! ES-IS, length 65565\n\tredirect (6), v: 1, checksum: 0x70a1 (incorrect should be 0x0605), holding time: 22339s, length indicator: 17\n\t  00.22 [|esis]",
            ),
            (
                107,
                65570,
                "000c0532008211015542534370a1020004",
                "UI 32! ES-IS, length 65565\n\tESH (2), v: 1, checksum: 0x70a1 (unverified), holding time: 21315s, length indicator: 17\n\t  Number of Source Addresses: 2\n\t  NET (length: 0): isonsap_string: illegal length [|esis]",
            ),
            (
                107,
                65570,
                "000c0522008211015542e04370a1026f04ecff000000",
                "UI 22! ES-IS, length 65565\n\tESH (2), v: 1, checksum: 0x70a1 (incorrect should be 0x321b), holding time: 57411s, length indicator: 17\n\t  Number of Source Addresses: 2 [|esis]",
            ),
            (
                107,
                65570,
                "000c05220082110155465305bfff050004ec00000077",
                "UI 22! ES-IS, length 65565\n\tredirect (6), v: 1, checksum: 0xbfff (incorrect should be 0x27e2), holding time: 21253s, length indicator: 17\n\t  00.04ec.0000 [|esis]",
            ),
        ],
    ),
    (
        "ES-IS: addresses and what ends among them",
        0,
        &[(
            107,
            65570,
            "000c0522008211015500000000a1020004",
            "UI 22! ES-IS, unknown type (0), length 65565",
        )],
    ),
    (
        "ES-IS: addresses and what ends among them",
        2,
        &[
            (
                107,
                262144,
                "0a0c052200821101554653e8030004ecfb0000004000",
                "UI 22! ES-IS, length 262139\n\tredirect (6), v: 1, checksum: 0x0300 (incorrect should be 0x72f3), holding time: 21480s, length indicator: 17\n\t0x0000:  8211 0155 4653 e803 00\n\t  ec.fb00.00 [|esis]",
            ),
            (
                107,
                65570,
                "000c0532008211015542534370a1360004ecff000000",
                "UI 32! ES-IS, length 65565\n\tESH (2), v: 1, checksum: 0x70a1 (incorrect should be 0x30e5), holding time: 21315s, length indicator: 17\n\t0x0000:  8211 0155 4253 4370 a1\n\t  Number of Source Addresses: 54\n\t  NET (length: 0): isonsap_string: illegal length\n\t  NET (length: 4): ec.ff00.00\n\t  NET (length: 0): isonsap_string: illegal length [|esis]",
            ),
            (
                107,
                65570,
                "000c053500820d015542c44370a1020004ecff000000",
                "UI 35! ES-IS, length 65565\n\tESH (2), v: 1, checksum: 0x70a1 (incorrect should be 0xc319), holding time: 50243s, length indicator: 13\n\t0x0000:  820d 0155 42c4 4370 a1\n\t  Number of Source Addresses: 2\n\t  NET (length: 0): isonsap_string: illegal length, bad esh/li",
            ),
            (
                107,
                65570,
                "000c052200820d010e465305ffff050004ec00000000",
                "UI 22! ES-IS, length 65565\n\tredirect (6), v: 1, checksum: 0xffff (incorrect should be 0xebe0), holding time: 21253s, length indicator: 13\n\t0x0000:  820d 010e 4653 05ff ff, bad redirect/li",
            ),
            (
                107,
                22,
                "000c05220082110155465305ffff050004ec00000008",
                "UI 22! ES-IS, length 17\n\tredirect (6), v: 1, checksum: 0xffff (incorrect should be 0xabcd), holding time: 21253s, length indicator: 17\n\t0x0000:  8211 0155 4653 05ff ff\n\t  00.04ec.0000 [|esis]",
            ),
        ],
    ),
    (
        "ForCES: what follows it",
        0,
        &[(
            113,
            88,
            "0000fffe00000000000000000000080045000048006f40002e849ae2d3814808968cfeca1a32bcbcb0ab4c965cd37bba0003001f0118bd590000004d00000020100f000640000001000000060000000000000083c0400000",
            "IP 211.129.72.8.6706 > 150.140.254.202.48316: sctp[ForCES LP] (1) [DATA] (B)(E) [TSN: 18398553] [SID: 0] [SSEQ 77] [PPID 0x20] \n\tForCES HeartBeat Illegal ForCES pkt len - min 24, total recvd 15, advertised 24 \n\t[0x0000:  100f 0006 4000 0001 0000 0006 0000 00\n\t] [|sctp]",
        )],
    ),
    (
        "RPKI: other versions",
        2,
        &[(
            1,
            413,
            "0cc47a08e912002590894f6908004500018f8f9040004006a46bcc00370acc0936500143da80d5f35a6f1614480680180410c9b600000101080a8df355a3b7d9ddc1b164003c",
            "IP (tos 0x0, ttl 64, id 36752, offset 0, flags [DF], proto TCP (6), length 399, bad cksum a46b (->a474)!)\n    204.0.55.10.323 > 204.9.54.80.55936: Flags [P.], seq 3589495407:3589495754, ack 370427910, win 1040, options [nop,nop,TS val 2381534627 ecr 3084508609], length 347\n\tRPKI-RTRv177 (unknown)",
        )],
    ),
    (
        "RPKI: other versions",
        1,
        &[(
            1,
            72,
            "0cc47a08e912002590894f6908004500003a8f9040004006a46bcc00370acc0936500143da80d5f35a6f1614489280180410c9b600000101080a8cf355a3b7d9ddc1b164003c0000",
            "IP (tos 0x0, ttl 64, id 36752, offset 0, flags [DF], proto TCP (6), length 58, bad cksum a46b (->a5c9)!)\n    204.0.55.10.323 > 204.9.54.80.55936: Flags [P.], cksum 0xc9b6 (incorrect -> 0xd89a), seq 3589495407:3589495413, ack 370428050, win 1040, options [nop,nop,TS val 2364757411 ecr 3084508609], length 6(6 bytes is too few to decode) (invalid)",
        )],
    ),
    (
        "PPTP: reserved words, and numbers with their lengths",
        2,
        &[
            (
                1,
                94,
                "0800209f6b7200000000000008004500005003ba40008006e0570a01010b0a01010a0bd106bbd973ee888b6e2064501843d41726000000a800011a2b3c4d00070000000078280000012c05f5e10000000003000000030040000000000000",
                "IP (tos 0x0, ttl 128, id 954, offset 0, flags [DF], proto TCP (6), length 80, bad cksum e057 (->e0d7)!)\n    10.1.1.11.3025 > 10.1.1.10.1723: Flags [P.], cksum 0x1726 (incorrect -> 0x17a6), seq 3648253576:3648253616, ack 2339250276, win 17364, length 40: pptp Length=168 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_MSGTYPE=OCRQ CALL_ID(0) CALL_SER_NUM(30760) MIN_BPS(300) MAX_BPS(100000000) BEARER_TYPE(Any) FRAME_TYPE(E) RECV_WIN(64) PROC_DELAY(0) PHONE_NO_LEN(0) PHONE_NO() SUB_ADDR( [|pptp]",
            ),
            (
                1,
                222,
                "0800209f6b720000000000000800450000d003ba40008006e0570a01010b0a01010a0b2806bbd973ee888b6e2064501843d41726000000a800011a2b3c4d0007006000007a280000012c05f5e100000000030000000300400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IP (tos 0x0, ttl 128, id 954, offset 0, flags [DF], proto TCP (6), length 208)\n    10.1.1.11.2856 > 10.1.1.10.1723: Flags [P.], cksum 0x1726 (incorrect -> 0x156f), seq 3648253576:3648253744, ack 2339250276, win 17364, length 168: pptp Length=168 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_MSGTYPE=OCRQ [ERROR: reserved=96 must be zero] CALL_ID(0) CALL_SER_NUM(31272) MIN_BPS(300) MAX_BPS(100000000) BEARER_TYPE(Any) FRAME_TYPE(E) RECV_WIN(64) PROC_DELAY(0) PHONE_NO_LEN(0) PHONE_NO() SUB_ADDR()",
            ),
            (
                1,
                86,
                "0000000000000800209f6b720800450000484fb840004006d4e10a01010a0a01010b06bb0bd18b6e2064d973ef3350187d7856430000002000011a2b3c4d00081100000000000100000005f5e1000040000000000000",
                "IP (tos 0x0, ttl 64, id 20408, offset 0, flags [DF], proto TCP (6), length 72)\n    10.1.1.10.1723 > 10.1.1.11.3025: Flags [P.], cksum 0x5643 (incorrect -> 0x4540), seq 2339250276:2339250308, ack 3648253747, win 32120, length 32: pptp Length=32 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_MSGTYPE=OCRP [ERROR: reserved=4352 must be zero] CALL_ID(0) PEER_CALL_ID(0) RESULT_CODE(1:Connected) ERR_CODE(0:None) CAUSE_CODE(0) CONN_SPEED(100000000) RECV_WIN(64) PROC_DELAY(0) PHY_CHAN_ID(0)",
            ),
            (
                1,
                78,
                "0800209f6b7200000000000008004500004003bb40008006e0e60a01010b0a01010a0bd106bbd973ef308b6e2084501843b478260000001800011a2b3c4d000f001a00000000ffffffffffffffff",
                "IP (tos 0x0, ttl 128, id 955, offset 0, flags [DF], proto TCP (6), length 64)\n    10.1.1.11.3025 > 10.1.1.10.1723: Flags [P.], cksum 0x7826 (incorrect -> 0x780c), seq 3648253744:3648253768, ack 2339250308, win 17332, length 24: pptp Length=24 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_MSGTYPE=SLI [ERROR: reserved=26 must be zero] PEER_CALL_ID(0) SEND_ACCM(0xffffffff) RECV_ACCM(0xffffffff)",
            ),
        ],
    ),
    (
        "PPTP: reserved words, and numbers with their lengths",
        0,
        &[(
            1,
            210,
            "0800209f6b720000000000000800450000c403b940008006e0640a01010b0a01010a0bd106bbd973edec8b6e1fc850184470746e0000009c00011a2b3c110001000101000000000000010000000100000870000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000004d6963726f736f66742057696e646f7773204e540000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "IP 10.1.1.11.3025 > 10.1.1.10.1723: Flags [P.], seq 3648253420:3648253576, ack 2339250120, win 17520, length 156: pptp UNEXPECTED Magic-Cookie!!(1a2b3c11) Magic-Cookie=1a2b3c11 CTRL_MSGTYPE=SCCRQ [ERROR: reserved=1 must be zero] PROTO_VER(1.0) FRAME_CAP(A) BEARER_CAP(A) MAX_CHAN(0) FIRM_REV(2160) HOSTNAME() VENDOR(Microsoft Windows NT)",
        )],
    ),
    (
        "PPTP: reserved words, and numbers with their lengths",
        1,
        &[
            (
                1,
                86,
                "0000000000000800209f6b720800450000484fb840004006d4e10a01010a0a01010b06bb0bd18b6e2064d973ef3050187d7856430000002000011a2b3c4d81080200000000000100000005f5e1000040000000000000",
                "IP (tos 0x0, ttl 64, id 20408, offset 0, flags [DF], proto TCP (6), length 72)\n    10.1.1.10.1723 > 10.1.1.11.3025: Flags [P.], cksum 0x5643 (incorrect -> 0xd342), seq 2339250276:2339250308, ack 3648253744, win 32120, length 32: pptp Length=32 CTRL-MSG Magic-Cookie=1a2b3c4d UNKNOWN_CTRL_MSGTYPE(33032) [ERROR: reserved=512 must be zero]",
            ),
            (
                1,
                210,
                "0000000000000800209f6b720800450000c44fb640004006d4670a01010a0a01010b06bb0bd18b6e1fc8d973ee8850187d78fcf70000009c00011a2b3c4d00022800010001000000000000000000000100016c6f63616c00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000004d6f7265746f6e426179000000000000000000000000000000000000000000000000000000000000ff0000000000000000000000000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 20406, offset 0, flags [DF], proto TCP (6), length 196)\n    10.1.1.10.1723 > 10.1.1.11.3025: Flags [P.], cksum 0xfcf7 (incorrect -> 0xd5f6), seq 2339250120:2339250276, ack 3648253576, win 32120, length 156: pptp Length=156 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_MSGTYPE=SCCRP [ERROR: reserved=10240 must be zero] PROTO_VER(1.0) RESULT_CODE(1:Successful channel establishment) ERR_CODE(0:None) FRAME_CAP() BEARER_CAP() MAX_CHAN(1) FIRM_REV(1) HOSTNAME(local) VENDOR(MoretonBay)",
            ),
        ],
    ),
    (
        "Q.933: references",
        3,
        &[(
            107,
            382,
            "08412c000811886b00070014a530b0afffffffffffffe00217f79e003128ea481f7fe1fa1c35a8ef5b00ca0bfc4b1170c9a33f6e6da9584e00a9865b9b84364b45b14598b309d84ce978e8ca2748984f2251f421c698a812b096dbf26c4857e8eee7305da9b0c2c746c5f7c779341465dcdc54f8e7566762a45f1a8f9ab0d10fd9c2c2a32d69f7a6a7b61c852756456252f301b5d491778eb59d7b2b7660bce6f3d20692365b003f9a8a41aae9953268d997",
            "UI 2c! Pad! Q.933, CCITT, codeset 0, unknown message (0x6b), length 377\n\tunknown IE (0x00), length 7: ",
        )],
    ),
    (
        "sFlow: headers by what is captured",
        0,
        &[
            (
                1,
                70,
                "002001010102985d8283411386dd600d50aa0010114000300000000000000000000100010001002000000000000000000001000100028d1b18c700e0b2210000000500000002",
                "IP6 30::1:1:1.36123 > 20::1:1:2.6343: sFlowv5 [length 8 < 28] (invalid)",
            ),
            (
                1,
                68,
                "1cc1de188bbc3ce5a638b9b90800450000362fb70000fd1164d60fb801c30fb80309134e18c705101962000000050000430112b801c30000000100a0366900c5fe2f0000",
                "IP 15.184.1.195.4942 > 15.184.3.9.6343:  [|sflow]",
            ),
        ],
    ),
    (
        "sFlow: headers by what is captured",
        2,
        &[
            (
                1,
                466,
                "1cc1de188bbc3ce5a638b9b90800450001c4000040003e110ab90fb80df80fb80309c43518c701b0bb5f00000005000000010fb80d3400000064000068022f9c2410000000010000000200800184000068020200",
                "IP (tos 0x0, ttl 62, id 0, offset 0, flags [DF], proto UDP (17), length 452)\n    15.184.13.248.50229 > 15.184.3.9.6343: sFlowv5, IPv4 agent 15.184.13.52, agent-id 100, seqnum 26626, uptime 798762000, samples 1, length 424\n\tcounter sample (2), length 8388996, (invalid) [|sflow]",
            ),
            (
                1,
                51,
                "1cc1de188bbc3ce5a638b9b908004500002500000000fe11113fa857f0010fb803099c4018c700800000000500029fbf366a4d",
                "IP (tos 0x0, ttl 254, id 0, offset 0, flags [none], proto UDP (17), length 37, bad cksum 113f (->11ae)!)\n    168.87.240.1.40000 > 15.184.3.9.6343: [no cksum]  [|sflow]",
            ),
            (
                1,
                80,
                "1cc1de188bbc3ce5a638b9b90800450000422fb10000fd1164dc0fb801c30fb80309134e18c70510bd0f00000005000100010fb801c30000000100a0366300c5f65d0000000700000004000000ac001e",
                "IP (tos 0x0, ttl 253, id 12209, offset 0, flags [none], proto UDP (17), length 66, bad cksum 64dc (->69be)!)\n    15.184.1.195.4942 > 15.184.3.9.6343: [bad udp cksum 0xbd0f -> 0x69e1!]  [|sflow]",
            ),
            (
                1,
                1150,
                "1cc1de188bbc3ce5a638b9b90800450004702fb90000fd1165880fb801c30fb80309134e18c7245c48c60010000500000001",
                "IP (tos 0x0, ttl 253, id 12217, offset 0, flags [none], proto UDP (17), length 1136)\n    15.184.1.195.4942 > 15.184.3.9.6343:  [|sflow]",
            ),
        ],
    ),
    (
        "sFlow: headers by what is captured",
        1,
        &[(
            1,
            914,
            "00301bb9a7cb004010187745080045000380ed760000401172f30a0000fa0a0102050f3718c70010647200000085000000010a0000fa0000000000499131954194b600000005000000010000009c006777c20000001500",
            "IP (tos 0x0, ttl 64, id 60790, offset 0, flags [none], proto UDP (17), length 896, bad cksum 72f3 (->72f7)!)\n    10.0.0.250.3895 > 10.1.2.5.6343: sFlowv133 [length 8 < 28] (invalid)",
        )],
    ),
    (
        "OSPFv3: a restart of a wrong length",
        2,
        &[(
            107,
            156,
            "48d186dd6e00000000bc5901fe800000000000000000000000000003fe8000000000000000000000000000010304006c03030303000000005e37000000000004001f000b0000000602020202800000017ed3003801000033fe800000000000000000000000000002000000014000000020010db800000000001f20010000000002020202800000129364001801000033002020030000000502020202",
            "IP6 [header+payload length 228 > length 152] (invalid) (class 0xe0, hlim 1, next-header OSPF (89), payload length 188) fe80::3 > fe80::1: OSPFv3, LS-Update, length 112\n\tRouter-ID 3.3.3.3, Backbone Area\n\t  Advertising Router 2.2.2.2, seq 0x80000001, age 31s, length 36\n\t    Grace LSA (11), Link Local Scope, LSA-ID 0.0.0.6\n\t    unknown TLV (256), length 51, value: \n\t    Bogus length 51 > 32 [|ospf3]",
        )],
    ),
    (
        "CFM: senders that are too short",
        1,
        &[(
            1,
            33,
            "000cfb49967ec0c1c0a09b9d8902a0090004000000000100050604010401110100",
            "CFMv0 unknown (9), MD Level 5, length 19\n\tFirst TLV offset 4\n\t  0x0000:  0000 0000 0100 0506 0401 04\n\tSender ID TLV (0x01), length 5\n\t  Chassis-ID Type MAC address (4), Chassis-ID length 6\n\t  (TLV too short)\n\tSender ID TLV (0x01), length 4353\n\t\t packet is too short",
        )],
    ),
    (
        "CFM: senders that are too short",
        2,
        &[(
            1,
            44,
            "000cfb49967ec0c1c0a09b9d8902a00900040000000001000d06040102030405060107110201020200010100",
            "CFMv0 unknown (9), MD Level 5, length 30\n\tFirst TLV offset 4\n\t  0x0000:  0000 0000 0100 0d06 0401 0203 0405 0601\n\t  0x0010:  0711 0201 0202\n\tSender ID TLV (0x01), length 13\n\t  Chassis-ID Type MAC address (4), Chassis-ID length 6\n\t  MAC 01:02:03:04:05:06\n\t  Management Address Domain Length 1\n\t  Management Address Domain: 0x0000:  07\n\t  Management Address Length 17\n\t  (TLV too short)",
        )],
    ),
    (
        "CFM: text that ends early",
        1,
        &[(
            1,
            36,
            "000cfb49967ec0c1c0a09b9d8902a00900040000000001000a0601050000040500000000",
            "CFMv0 unknown (9), MD Level 5, length 22\n\tFirst TLV offset 4\n\t  0x0000:  0000 0000 0100 0a06 0105 0000 0405\n\tSender ID TLV (0x01), length 10\n\t  Chassis-ID Type Chassis component (1), Chassis-ID length 6^E\n\t  Management Address Domain Length 0\n\tEnd TLV (0x00)",
        )],
    ),
    (
        "CFM: the address of a domain, in lines",
        1,
        &[(
            1,
            46,
            "000cfb49967ec0c1c0a09b9d8902a0090004000000000100140011000102030405060708090a0b0c0d0e0f100000",
            "CFMv0 unknown (9), MD Level 5, length 32\n\tFirst TLV offset 4\n\t  0x0000:  0000 0000 0100 1400 1100 0102 0304 0506\n\t  0x0010:  0708 090a 0b0c 0d0e\n\tSender ID TLV (0x01), length 20\n\t  Management Address Domain Length 17\n\t  Management Address Domain: 0x0000:  0001 0203 0405 0607 0809 0a0b 0c0d 0e0f\n\t  Management Address Domain: 0x0010:  10\n\t  Management Address Length 0\n\tEnd TLV (0x00)",
        )],
    ),
    (
        "CFM: values that are cut",
        1,
        &[(
            1,
            60,
            "000cfb49967ec0c1c0a09b9d8902a0090004000000001f000301",
            "CFMv0 unknown (9), MD Level 5, length 46\n\tFirst TLV offset 4\n\t  0x0000:  0000 0000 1f00 0301\n\tOrganization Specific TLV (0x1f), length 3 [|cfm]",
        )],
    ),
    (
        "RPKI: lengths",
        1,
        &[
            (
                1,
                70,
                "02000000000202000000000108004500003800010000400666bd0a0000010a000002014303e800000001000000015018020000000000000a0000000000100000000100000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 56)\n    10.0.0.1.323 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x9472), seq 1:17, ack 1, win 512, length 16\n\tRPKI-RTRv0, Error Report PDU (10), length: 16\n\t  Error code: Corrupt Data (0), Encapsulated PDU length: 1\n\t    -----encapsulated PDU-----(1 bytes is too few to decode) (invalid) (invalid)",
            ),
            (
                1,
                80,
                "02000000000202000000000108004500003100010000400666c40a0000010a000002014303e800000001000000015018020000000000000800000000000901",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 49)\n    10.0.0.1.323 > 10.0.0.2.1000: Flags [P.], cksum 0x0000 (incorrect -> 0x9383), seq 1:10, ack 1, win 512, length 9\n\tRPKI-RTRv0, Cache Reset PDU (8), length: 9 (invalid)",
            ),
        ],
    ),
    (
        "Babel: no room for a header",
        1,
        &[(
            1,
            50,
            "02000000000202000000000108004500002400010000401166c60a0000010a0000021a281a28000a00002a02000401020304",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 36)\n    10.0.0.1.6696 > 10.0.0.2.6696: babel 2 (invalid)",
        )],
    ),
    (
        "Babel: a short time stamp",
        1,
        &[(
            1,
            62,
            "02000000000202000000000108004500003000010000401166ba0a0000010a0000021a281a28001c00002a02000c040a0000000101900302010210020102",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 48)\n    10.0.0.1.6696 > 10.0.0.2.6696: babel 2 (12)\n\tHello seqno 1 interval 4.00s sub-timestamp (invalid)\n\t----\n\tMAC len 2",
        )],
    ),
    (
        "NFS: a node whose attributes are cut",
        1,
        &[(
            1,
            110,
            "020000000002020000000001080045000060000100004011668a0a0000010a00000202bc0801004c0000000000070000000000000002000186a3000000030000000b00000000000000000000000000000000000000080001020304050607000000026e6d00000000000700000001",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 96)\n    10.0.0.1.700 > 10.0.0.2.2049: NFS request xid 7 68 mknod fh Un/0001020304050607 \"nm\" [|nfs]",
        )],
    ),
    (
        "sFlow: lengths",
        1,
        &[
            (
                1,
                74,
                "02000000000202000000000108004500003c00010000401166ae0a0000010a00000203e818c7002600000000000500000001000000010000000700000008000000090000000200000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 60)\n    10.0.0.1.1000 > 10.0.0.2.6343: sFlowv5, IPv4 agent 0.0.0.1, agent-id 7, seqnum 8, uptime 9, samples 2, length 30 [|sflow]",
            ),
            (
                1,
                90,
                "02000000000202000000000108004500004c000100004011669e0a0000010a00000203e818c700100000000000050000000c00000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 76)\n    10.0.0.1.1000 > 10.0.0.2.6343: sFlowv5, IPv6 agent ::, agent-id 0, seqnum 0, uptime 0, samples 0, length 8 [tlen 8 < 40] (invalid)",
            ),
        ],
    ),
    (
        "Q.933: references that are cut",
        0,
        &[(107, 7, "08410308026262", "Q.933, length 3 [|q.933]")],
    ),
    (
        "EIGRP: cables",
        1,
        &[(
            1,
            102,
            "020000000002020000000001080045000058000100004058664b0a0000010a00000202010000000000000000000000000000000000000203003000000000000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
            "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto EIGRP (88), length 88)\n    10.0.0.1 > 10.0.0.2: \n\tEIGRP v2, opcode: Update (1), chksum: 0x0000, Flags: [none]\n\tseq: 0x00000000, ack: 0x00000000, VRID: 0, AS: 0, length: 48\n\t  AppleTalk External routes TLV (0x0203), length: 48\n\t     Cable-Range: 8225-8739, nexthop: self\n\t      origin-router 66051, origin-as 67438087, origin-proto unknown, flags [0x0d], tag 0x08090a0b, metric 3599\n\t      delay 2695541 ms, bandwidth 336926231 Kbps, mtu 1579290, hop 27, reliability 28, load 29",
        )],
    ),
    (
        "GeoNetworking: a header that is cut",
        0,
        &[(
            1,
            111,
            "ffffffffffff000c426968be894794510002001d0002c0cc000c426968c1f7d0b2381eaed88f035fbd0e00000000001670000f010300c0cc000c426968bef7d0b2381eaed88f035fbd0e0000000000",
            "GeoNet src:00:0c:42:69:68:be; v:9 NH:4-Unknown HT:5-1-TopoScopeBcast-MH HopLim:2 Payload:29 GN_ADDR:c0:cc:00:0c:42:69:68:c1 lat:514775183 lon:56605966 [|geonet]",
        )],
    ),
    (
        "resolver: the length of a message is told where it is another, and asked for of other versions only",
        0,
        &[
            (
                12,
                57,
                "4500003800010000401166b20a0000010a00000203e80399002400000000001d000000000000000700000000000000000000000000000000",
                "IP 10.0.0.1.1000 > 10.0.0.2.921:  lwres noop? [len: 29 != 28][extra]",
            ),
            (
                12,
                56,
                "4500003800010000401166b20a0000010a00000203e803990024000080000000000000000000000700000000000000000000000000000000",
                "IP 10.0.0.1.1000 > 10.0.0.2.921:  lwres noop? [len: 2147483648 != 28][extra]",
            ),
            (
                12,
                56,
                "4500003800010000401166b20a0000010a00000203e80399002400000000001d000100000000000700000000000000000000000000000000",
                "IP 10.0.0.1.1000 > 10.0.0.2.921:  lwres v1 [|lwres]",
            ),
        ],
    ),
];

#[test]
fn lengths_that_contradict_print_as_with_tcpdump() {
    check_cut(CUT);
}
