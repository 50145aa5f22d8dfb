//! Packets with odd values, and what tcpdump prints of them.

use crate::print::tests::print_frame;

#[test]
fn odd_values_are_printed_as_tcpdump_prints_them() {
    for (hex, verbose, expected) in CASES {
        assert_eq!(print_frame(hex, *verbose), *expected, "{hex}");
    }
}

/// A frame in hexadecimal, the count of -v, and the lines.
const CASES: &[(&str, u8, &str)] = &[
    (
        "02000000000102000000000208004500002300010000408400000a0000010a00000203e807d0000000010000\
         0000000000",
        0,
        "IP 10.0.0.1.1000 > 10.0.0.2.2000: sctp (1) [chunk descriptor cut off at end of packet]\n",
    ),
    (
        "02000000000102000000000208004500002500010000408400000a0000010a00000203e807d0000000010000\
         00000b00000400",
        2,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto SCTP (132), length 37, bad cksum 0 (->6652)!)\n\
         \x20   10.0.0.1.1000 > 10.0.0.2.2000: sctp\n\
         \t1) [COOKIE ACK] \n\
         \t2) [chunk descriptor cut off at end of packet]\n",
    ),
    (
        "02000000000102000000000208004500003300010000408400000a0000010a00000203e807d0000000010000\
         000000030013000000010002000300000003414243",
        0,
        "IP 10.0.0.1.1000 > 10.0.0.2.2000: sctp (1) [DATA] (B)(E) [TSN: 1] [SID: 2] [SSEQ 3] [PPID M3UA]  [|sctp]\n",
    ),
    (
        "02000000000102000000000208004500002400010000408400000a0000010a0000021a321a30000000010000\
         00000b000004",
        0,
        "IP 10.0.0.1.6706 > 10.0.0.2.6704: sctp[ForCES LP][ForCES HP] (1) [COOKIE ACK] \n",
    ),
    (
        "02000000000102000000000208004500002400010000408400000a0000010a00000203e807d0000000010000\
         00000b000003",
        0,
        "IP 10.0.0.1.1000 > 10.0.0.2.2000: sctp (1) [Bad chunk length 3, < size of chunk descriptor]\n",
    ),
    (
        "02000000000102000000000208004500003400010000408400000a0000010a00000203e807d0000000010000\
         00000003001400000001000200030000000041424344",
        2,
        "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto SCTP (132), length 52, bad cksum 0 (->6643)!)\n\
         \x20   10.0.0.1.1000 > 10.0.0.2.2000: sctp\n\
         \t1) [DATA] (B)(E) [TSN: 1] [SID: 2] [SSEQ 3] [PPID 0x0] [Payload:\n\
         \t0x0000:  4142 4344                                ABCD]\n",
    ),
    (
        "02000000000102000000000208004500003400010000400600000a0000010a000002001707d0000000010000\
         00015018020000000000fffa1802fff0fffa2707fff0",
        0,
        "IP 10.0.0.1.23 > 10.0.0.2.2000: Flags [P.], seq 1:13, ack 1, win 512, length 12 [telnet SB TERMINAL TYPE INFO SE, SB NEW-ENVIRON 0x7 SE]\n",
    ),
];
