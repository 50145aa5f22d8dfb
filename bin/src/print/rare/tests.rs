//! Packets with values that few send, and what tcpdump prints of them.

use crate::print::tests::print_frame;

/// A frame in hexadecimal, the count of -v, and the lines.
const CASES: &[(&str, u8, &str)] = &[
    (
        "02000000000102000000000208004500005000010000011100000a0000010a00000202860286003c00000001\
         0030010203040000040000260000000101000018800011100000000700000009010405dc030478790c040306\
         0601000205dc",
        1,
        "IP (tos 0x0, ttl 1, id 1, offset 0, flags [none], proto UDP (17), length 80, bad cksum 0 (->a59a)!)\n\
         \x20   10.0.0.1.646 > 10.0.0.2.646: \n\
         \tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 48\n\
         \t  Label Mapping Message (0x0400), length: 38, Message ID: 0x00000001, Flags: [ignore if unknown]\n\
         \t    FEC TLV (0x0100), length: 24, Flags: [ignore and don't forward if unknown]\n\
         \t      Martini VC FEC (0x80): Structure-agnostic E1 over Packet, no control word, group-ID 7, VC-ID 9, VC-info-length: 16\n\
         \t\tInterface Parameter: MTU (0x01), len 4: 1500\n\
         \t\tInterface Parameter: Description (0x03), len 4: xy\n\
         \t\tInterface Parameter: VCCV (0x0c), len 4\n\
         \t\t  Control Channels (0x03) = [PWE3 control word, MPLS Router Alert Label]\n\
         \t\t  CV Types (0x06) = [LSP Ping, BFD]\n\
         \t    MTU TLV (0x0601), length: 2, Flags: [ignore and don't forward if unknown]\n\
         \t      MTU: 1500\n",
    ),
    (
        "02000000000102000000000208004500004200010000011100000a0000010a00000202860286002e00000001\
         00220102030400000400001800000001010000108000051400000007000000090c040101",
        1,
        "IP (tos 0x0, ttl 1, id 1, offset 0, flags [none], proto UDP (17), length 66, bad cksum 0 (->a5a8)!)\n\
         \x20   10.0.0.1.646 > 10.0.0.2.646: \n\
         \tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 34\n\
         \t  Label Mapping Message (0x0400), length: 24, Message ID: 0x00000001, Flags: [ignore if unknown]\n\
         \t    FEC TLV (0x0100), length: 16, Flags: [ignore and don't forward if unknown]\n\
         \t      Martini VC FEC (0x80): Ethernet, no control word, group-ID 7, VC-ID 9, VC-info-length: 20 [tlv length 4 < 16] (invalid)\n",
    ),
    (
        "02000000000102000000000208004500004200010000011100000a0000010a00000202860286002e00000001\
         0022010203040000030000180000000101010006000b0000000001010006001400000000",
        1,
        "IP (tos 0x0, ttl 1, id 1, offset 0, flags [none], proto UDP (17), length 66, bad cksum 0 (->a5a8)!)\n\
         \x20   10.0.0.1.646 > 10.0.0.2.646: \n\
         \tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 34\n\
         \t  Address Message (0x0300), length: 24, Message ID: 0x00000001, Flags: [ignore if unknown]\n\
         \t    Address List TLV (0x0101), length: 6, Flags: [ignore and don't forward if unknown]\n\
         \t      Address Family: Novell IPX, addresses\n\
         \t    Address List TLV (0x0101), length: 6, Flags: [ignore and don't forward if unknown]\n\
         \t      Address Family: Unknown (20), addresses\n",
    ),
    (
        "02000000000202000000000108004500003600010000401166b40a0000010a00000202860286002200000001\
         00160a00000100000302000c112233440402000400000005",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 54)\n\
         \x20   10.0.0.1.646 > 10.0.0.2.646: \n\
         \tLDP, Label-Space-ID: 10.0.0.1:0, pdu-length: 22\n\
         \t  Unknown Message (0x0302), length: 12, Message ID: 0x11223344, Flags: [ignore if unknown]\n\
         \t  0x0000:  0402 0004 0000 0005\n",
    ),
    (
        "02000000000202000000000108004500005b000100004011668f0a0000010a00000202860286004700000001\
         001e0a0000010000010000141122334404000004000fc000040100040a000001000100190a00000100000402\
         000f1122334401000007020001140a012f",
        0,
        "IP 10.0.0.1.646 > 10.0.0.2.646: LDP, Label-Space-ID: 10.0.0.1:0, pdu-length: 30\n",
    ),
    (
        "02000000000202000000000108004500005b000100004011668f0a0000010a00000202860286004700000001\
         001e0a0000010000010000141122334404000004000fc000040100040a000001000100190a00000100000402\
         000f1122334401000007020001140a012f",
        2,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 91)\n\
         \x20   10.0.0.1.646 > 10.0.0.2.646: [no cksum] \n\
         \tLDP, Label-Space-ID: 10.0.0.1:0, pdu-length: 30\n\
         \t  Hello Message (0x0100), length: 20, Message ID: 0x11223344, Flags: [ignore if unknown]\n\
         \t    Common Hello Parameters TLV (0x0400), length: 4, Flags: [ignore and don't forward if unknown]\n\
         \t      Hold Time: 15s, Flags: [Targeted Hello, Request for targeted Hellos]\n\
         \t    IPv4 Transport Address TLV (0x0401), length: 4, Flags: [ignore and don't forward if unknown]\n\
         \t      IPv4 Transport Address: 10.0.0.1\n\
         \t  0x0000:  0400 0004 000f c000 0401 0004 0a00 0001\n\
         \t  0x0010:  0001 0019\n\
         \tLDP, Label-Space-ID: 10.0.0.1:0, pdu-length: 25\n\
         \t  Label Withdraw Message (0x0402), length: 15, Message ID: 0x11223344, Flags: [ignore if unknown]\n\
         \t    FEC TLV (0x0100), length: 7, Flags: [ignore and don't forward if unknown]\n\
         \t      Prefix FEC (0x02): IPv4 prefix 10.1.32.0/20\n\
         \t  0x0000:  0100 0007 0200 0114 0a01 2f\n",
    ),
    (
        "02000000000202000000000108004500006800010000401166820a0000010a00000202860286005400000001\
         00480a00000100000400003e11223344010000020200010000098000050600000001000100000c8000050200\
         000001000000070100000e80000506000000010000000704020200000900",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 104)\n\
         \x20   10.0.0.1.646 > 10.0.0.2.646: \n\
         \tLDP, Label-Space-ID: 10.0.0.1:0, pdu-length: 72\n\
         \t  Label Mapping Message (0x0400), length: 62, Message ID: 0x11223344, Flags: [ignore if unknown]\n\
         \t    FEC TLV (0x0100), length: 2, Flags: [ignore and don't forward if unknown]\n\
         \t      Prefix FEC (0x02) [tlv length 1 < 2] (invalid)\n\
         \t    FEC TLV (0x0100), length: 9, Flags: [ignore and don't forward if unknown]\n\
         \t      Martini VC FEC (0x80) [tlv length 8 < 11] (invalid)\n\
         \t    FEC TLV (0x0100), length: 12, Flags: [ignore and don't forward if unknown]\n\
         \t      Martini VC FEC (0x80): Ethernet, no control word, group-ID 1, VC-ID 7, VC-info-length: 2 (invalid, < 4\n\
         \t    FEC TLV (0x0100), length: 14, Flags: [ignore and don't forward if unknown]\n\
         \t      Martini VC FEC (0x80): Ethernet, no control word, group-ID 1, VC-ID 7, VC-info-length: 6\n\
         \t\t TLV contents go past end of message\n",
    ),
    (
        "02000000000202000000000108004500002e00010000401166bc0a0000010a00000202860286001a00000001\
         000e0a00000100000100000211223344",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 46)\n\
         \x20   10.0.0.1.646 > 10.0.0.2.646: \n",
    ),
    (
        "02000000000202000000000108004500003600010000401166b40a0000010a00000202860286002200000002\
         00160a00000100000100000c112233440400000400000000",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 54)\n\
         \x20   10.0.0.1.646 > 10.0.0.2.646: \n\
         \tLDP version 2 packet not supported\n",
    ),
    (
        "02000000000202000000000108004500003600010000401166b40a0000010a00000202860286002200000001\
         00160a000001000001000028112233440400000400000000",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 54)\n\
         \x20   10.0.0.1.646 > 10.0.0.2.646: \n\
         \tLDP, Label-Space-ID: 10.0.0.1:0, pdu-length: 22\n\
         \t  Hello Message (0x0100), length: 40, Message ID: 0x11223344, Flags: [ignore if unknown] [|ldp]\n",
    ),
    (
        "02000000000202000000000108004500006c000100004011667e0a0000010a00000202ba02ba005800000050\
         00098286001c0a000001ff01000702000001000000020a00000161620000828600180a000001ff0100070001\
         0002000000020a000001828600180a000001ff01000700010001000000090a000001",
        1,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 108)\n\
         \x20   10.0.0.1.698 > 10.0.0.2.698: OLSRv4, seq 0x0009, length 80\n\
         \tNameservice Message (0x82), originator 10.0.0.1, ttl 255, hop 1\n\
         \t  vtime 6.000s, msg-seq 0x0007, length 28\n\
         \t  Version 512, Entries 1\n\
         \t    #0: type 000000, length 2, address 10.0.0.1, name \"ab\"\n\
         \tNameservice Message (0x82), originator 10.0.0.1, ttl 255, hop 1\n\
         \t  vtime 6.000s, msg-seq 0x0007, length 24\n\
         \t  Version 1, Entries 2 (invalid)\n\
         \tNameservice Message (0x82), originator 10.0.0.1, ttl 255, hop 1\n\
         \t  vtime 6.000s, msg-seq 0x0007, length 24\n\
         \t  Version 1, Entries 1\n\
         \t    #0: type 000000, length 9 (invalid)\n",
    ),
    (
        "02000000000202000000000108004500002000010000401166ca0a0000010a00000202ba02ba000c00000000\
         0009",
        0,
        "IP 10.0.0.1.698 > 10.0.0.2.698: OLSRv4, seq 0x0009, length 0\n",
    ),
    (
        "02000000000202000000000186dd6000000000641140fe800000000000000000000000000001ff0200000000\
         0000000000000000000102ba02ba00640000005c000904860058fe800000000000000000000000000001ff01\
         0007fe800000000000000000000000000001fffffffffffffff00000000000000001fe800000000000000000\
         00000000000181818181818181818181818181818181",
        1,
        "IP6 (hlim 64, next-header UDP (17), payload length 100) fe80::1.698 > ff02::1.698: [bad udp cksum 0x0000 -> 0xf05c!] OLSRv6, seq 0x0009, length 92\n\
         \tHNA Message (0x04), originator fe80::1, ttl 255, hop 1\n\
         \t  vtime 6.000s, msg-seq 0x0007, length 88\n\
         \t  Advertised networks (total 2)\n\
         \t    #0: fe80::1/60\n\
         \t    #0: fe80::1/0\n",
    ),
    (
        "02000000000202000000000186dd60000000007a1140fe800000000000000000000000000001ff0200000000\
         000000000000000000011a281a28007a00002a02006e080b0300480901900001010021080a03004000019000\
         010100050701000060019001070200000e080118100a01020a030f1301180007051000010203040506070a01\
         020a030a0e00000007400000010203040506070d0a0010180001900001010004080000000701908005110101",
        1,
        "IP6 (hlim 64, next-header UDP (17), payload length 122) fe80::1.6696 > ff02::1.6696: [bad udp cksum 0x0000 -> 0xc214!] babel 2 (110)\n\
         \tUpdate fe80::2100:0:0:0/72 metric 256 seqno 1 interval 4.00s\n\
         \tUpdate fe80::/64 metric 256 seqno 1 interval 4.00s\n\
         \tIHU  [|babel]\n\
         \tNext Hop invalid AE 0\n\
         \tSS-Request for (10.1.2.0/24, 10.3.0.0/16)\n\
         \tSS-MH-Request (5 hops) for (10.1.2.0/24, 10.3.0.0/16) seqno 7 id 00:01:02:03:04:05:06:07\n\
         \tSeqno Request (64 hops) for invalid AE 0 seqno 7 id 00:01:02:03:04:05:06:07\n\
         \tSS-Update ::/24 from ::/16 metric 256 seqno 1 interval 4.00s\n\
         \tHello seqno 7 interval 4.00s (M) (invalid)\n\
         \tPC (invalid)\n",
    ),
    (
        "02000000000202000000000186dd6000000000111140fe800000000000000000000000000001ff0200000000\
         000000000000000000011a281a28001100002a0200050703010001",
        1,
        "IP6 (hlim 64, next-header UDP (17), payload length 17) fe80::1.6696 > ff02::1.6696: [bad udp cksum 0x0000 -> 0x9aec!] babel 2 (5)\n\
         \tNext Hop (invalid)\n",
    ),
];

#[test]
fn values_that_few_send_are_printed_as_tcpdump_prints_them() {
    for (hex, verbose, expected) in CASES {
        assert_eq!(print_frame(hex, *verbose), *expected, "{hex}");
    }
}
