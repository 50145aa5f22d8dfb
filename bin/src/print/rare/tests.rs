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
];

#[test]
fn values_that_few_send_are_printed_as_tcpdump_prints_them() {
    for (hex, verbose, expected) in CASES {
        assert_eq!(print_frame(hex, *verbose), *expected, "{hex}");
    }
}
