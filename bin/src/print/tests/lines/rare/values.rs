//! Packets of which one value is wrong, made one by one, and the lines that tcpdump 4.99.6 prints of them.

use crate::print::tests::lines::{Row, check};

const ROWS: &[Row] = &[(
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
)];

#[test]
fn values_that_are_wrong_print_as_with_tcpdump() {
    check(ROWS);
}
