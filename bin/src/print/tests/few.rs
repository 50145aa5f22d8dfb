//! Odd values of protocols that few networks carry, with the lines that tcpdump prints of them.

use super::lines::{Row, check};

const ROWS: &[Row] = &[
    (
        "RPKI: a length that its kind has not, an error that is too short for what it holds, and unknown messages",
        1,
        &[
            (
                1,
                "02000000000202000000000108004500004400010000400666b10a0000010a0000020143000100000001000000015018020000000000000500000000000c6162636400000000000000080000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 68)\n    10.0.0.1.323 > 10.0.0.2.1: Flags [P.], cksum 0x0000 (incorrect -> 0xd388), seq 1:29, ack 1, win 512, length 28\n\tRPKI-RTRv0, Unknown PDU (5), length: 12\n\t  0x0000:  0005 0000 0000 000c 6162 6364\n\tRPKI-RTRv0, Serial Notify PDU (0), length: 8 (invalid)",
            ),
            (
                1,
                "02000000000202000000000108004500003c00010000400666b90a0000010a0000020143000100000001000000015018020000000000000a00010000000c000000080000000000000000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 60)\n    10.0.0.1.323 > 10.0.0.2.1: Flags [P.], cksum 0x0000 (incorrect -> 0x9851), seq 1:21, ack 1, win 512, length 20\n\tRPKI-RTRv0, Error Report PDU (10), length: 12\n\t  Error code: Internal Error (1), Encapsulated PDU length: 8 (invalid)",
            ),
        ],
    ),
    (
        "PGM: options that are too short, and one without a name",
        1,
        &[
            (
                1,
                "020000000002020000000001080045000030000100004071665a0a0000010a00000203e807d0040100000102030405060004000000050000000600040003",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 48)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.1000 > 10.0.0.2.2000: PGM, length 4 0x010203040506 ODATA trail 6 seq 5[Bad total option length 3 < 4]",
            ),
            (
                1,
                "02000000000202000000000108004500003400010000407166560a0000010a00000203e807d004010000010203040506000400000005000000060004000820030000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 52)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.1000 > 10.0.0.2.2000: PGM, length 4 0x010203040506 ODATA trail 6 seq 5 OPTS LEN 8[Bad option, length 3 < 4] [32]",
            ),
            (
                1,
                "02000000000202000000000108004500003400010000407166560a0000010a00000203e807d0040100000102030405060004000000050000000600040008a0040000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 52)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.1000 > 10.0.0.2.2000: PGM, length 4 0x010203040506 ODATA trail 6 seq 5 OPTS LEN 8 OPT_A0 [4]  [32]",
            ),
            (
                1,
                "02000000000202000000000108004500003400010000407166560a0000010a00000203e807d004010000010203040506000400000005000000060004000806040000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 52)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.1000 > 10.0.0.2.2000: PGM, length 4 0x010203040506 ODATA trail 6 seq 5 OPTS LEN 8 OPT_06 [4]  [32]",
            ),
        ],
    ),
    (
        "AoE: errors",
        1,
        &[
            (
                1,
                "02000000000202000000000188a21c020001020000000007",
                "AoE length 10, Ver 1, Flags: [Response, Error]\n\tError: Bad argument parameter\n\tMajor: 0x0001, Minor: 0x02, Command: Issue ATA Command, Tag: 0x00000007 (invalid)",
            ),
            (
                1,
                "02000000000202000000000188a21c07000102020000000700000300",
                "AoE length 14, Ver 1, Flags: [Response, Error]\n\tError: Invalid (7)\n\tMajor: 0x0001, Minor: 0x02, Command: MAC Mask List, Tag: 0x00000007\n\tMCmd: Read Mac Mask List, MError: Mask list full, Dir Count: 0",
            ),
        ],
    ),
];

#[test]
fn values_of_few_networks_print_as_they_do_with_tcpdump() {
    check(ROWS);
}
