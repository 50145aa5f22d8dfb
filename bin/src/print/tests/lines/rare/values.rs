//! Packets of which one value is wrong, made one by one, and the lines that tcpdump 4.99.6 prints of them.

use crate::print::tests::lines::{Row, check};

const ROWS: &[Row] = &[
    (
        "PGM: a length of options among them",
        1,
        &[
            (
                228,
                "4500003400010000407166560a0000010a00000213ec13ec04010000010203040506000000000001000000020004000880040000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 52)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.5100 > 10.0.0.2.5100: PGM, length 0 0x010203040506 ODATA trail 2 seq 1 OPTS LEN 8 OPTS LEN (extra?) 0 [32]",
            ),
            (
                228,
                "4500003400010000407166560a0000010a00000213ec13ec04010000010203040506000000000001000000020004000880050000",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto PGM (113), length 52)\n    10.0.0.1 > 10.0.0.2: 10.0.0.1.5100 > 10.0.0.2.5100: PGM, length 0 0x010203040506 ODATA trail 2 seq 1 OPTS LEN 8[Total option length leaves no room for final option]",
            ),
        ],
    ),
    (
        "Lightweight resolver: what has no name or another version ends, and lengths of addresses",
        1,
        &[
            (
                228,
                "4500003900010000401166b10a0000010a0000029c400399002500000000001d00000000000000070001000400000000000000000000000061",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 57)\n    10.0.0.1.40000 > 10.0.0.2.921:  lwres v0 #0x10004?",
            ),
            (
                228,
                "4500003a00010000401166b00a0000010a0000029c400399002600000000001e0001000000000007000100010000000000000000000000006162",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 58)\n    10.0.0.1.40000 > 10.0.0.2.921:  lwres v1",
            ),
            (
                228,
                "4500004500010000401166a50a0000010a0000029c400399003100000000002900000000000000070001000200000000000000000000000000000000000000010005010203",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 69)\n    10.0.0.1.40000 > 10.0.0.2.921:  lwres v0 getnamebyaddr? [|lwres]",
            ),
            (
                228,
                "4500004500010000401166a50a0000010a0000029c400399003100000000002900000000000000070001000200000000000000000000000000000000000000010003010203",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 69)\n    10.0.0.1.40000 > 10.0.0.2.921:  lwres v0 getnamebyaddr? (invalid)",
            ),
            (
                228,
                "4500004900010000401166a10a0000010a0000029c400399003500000000002d0000000100000007000100010000000000000000000000000000000000000001000100000600000004",
                "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 73)\n    10.0.0.1.40000 > 10.0.0.2.921:  lwres v0 getaddrsbyname 0/1 ^@ [|lwres]",
            ),
        ],
    ),
];

#[test]
fn values_that_are_wrong_print_as_with_tcpdump() {
    check(ROWS);
}
