//! Packets of serial lines, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Cut, check_cut};

const CUT: &[Cut] = &[
    (
        "Cisco HDLC: more than a keepalive is long",
        0,
        &[
            (
                104,
                25,
                "0f008035000000020102030405060708090a0b0c0d0e0f1011",
                "SLARP (length: 21), keepalive: mineseen=0x01020304, yourseen=0x05060708, reliability=0x090a, link uptime=2d3h28m59s",
            ),
            (
                104,
                25,
                "0f008035000000000102030405060708090a0b0c0d0e0f1011",
                "SLARP (length: 21), request",
            ),
        ],
    ),
    (
        "Cisco HDLC: more than a keepalive is long, with -v",
        1,
        &[
            (
                104,
                22,
                "0f008035000000020102030405060708090a0b0c0d0e",
                "SLARP (length: 18), keepalive: mineseen=0x01020304, yourseen=0x05060708, reliability=0x090a, link uptime=2d3h28m59s",
            ),
            (
                104,
                25,
                "0f008035000000020102030405060708090a0b0c0d0e0f1011",
                "SLARP (length: 21), keepalive: mineseen=0x01020304, yourseen=0x05060708, reliability=0x090a, link uptime=2d3h28m59s, (trailing junk: 3 bytes)",
            ),
            (
                104,
                24,
                "0f008035000000000102030405060708090a0b0c0d0e0f10",
                "SLARP (length: 20), request, (trailing junk: 2 bytes)",
            ),
            (
                104,
                25,
                "0f008035000000030102030405060708090a0b0c0d0e0f1011",
                "SLARP (length: 21), 0x03 unknown\n\t0x0000:  0102 0304 0506 0708 090a 0b0c 0d0e 0f10\n\t0x0010:  11, (trailing junk: 3 bytes)",
            ),
        ],
    ),
    (
        "Cisco HDLC: more than a keepalive is long, dumped",
        2,
        &[
            (
                104,
                25,
                "0f008035000000020102030405060708090a0b0c0d0e0f1011",
                "SLARP (length: 21), keepalive: mineseen=0x01020304, yourseen=0x05060708, reliability=0x090a, link uptime=2d3h28m59s, (trailing junk: 3 bytes)\n\t0x0000:  0f10 11",
            ),
            (
                104,
                25,
                "0f008035000000000102030405060708090a0b0c0d0e0f1011",
                "SLARP (length: 21), request, (trailing junk: 3 bytes)\n\t0x0000:  0102 0304 0506 0708 090a 0b0c 0d0e 0f10\n\t0x0010:  11",
            ),
        ],
    ),
];

#[test]
fn serial_lines_print_as_with_tcpdump() {
    check_cut(CUT);
}
