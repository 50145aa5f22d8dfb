//! Where dumps begin: behind the link-layer header, with that of LLC and of tags; at the packet's start
//! where a byte of it was asked for that was not captured; and behind the link-layer header again where
//! a printer found too little of its own header or of a value. What tcpdump does was measured.

extern crate std;

use crate::print::tests::print_with;
use crate::print::{Options, TimeForm};
use std::string::String;

/// What a row shows, and packets: link type, length on the wire, captured bytes in hexadecimal, the
/// line, and how many digits the dump leaves out; nothing is dumped where that is all.
type Row = (&'static str, &'static [(u16, u32, &'static str, &'static str, usize)]);

const ROWS: &[Row] = &[
    (
        "LLC, and what is behind it",
        &[
            (1, 400, "01000ccccccc001906eab8850182aaaa030000", " [|snap]", 38),
            (
                1,
                60,
                "0180c2000000001906eab88c0027424203000002020e8001001906eab880",
                "STP 802.1w, Rapid STP, Flags [Proposal] [|stp]",
                0,
            ),
            (
                1,
                60,
                "0180c2000000001906eab88c0027424203000002020e8001001906eab880000000008001001906eab880800c0000140002000f000000000000000000",
                "STP 802.1w, Rapid STP, Flags [Proposal], bridge-id 8001.00:19:06:ea:b8:80.800c, length 36",
                34,
            ),
            (
                1,
                60,
                "01000ccccccc001906eab8850025aaaa0300000c200401000100084c616200000200050400030005",
                "DTPv1, length 29",
                44,
            ),
        ],
    ),
    (
        "tags of VLANs, and switches'",
        &[
            (1, 64, "ffffffffffff0020d25a", " [|ether]", 20),
            (1, 64, "ffffffffffff0020d25afb3f88a800c881", " [|vlan]", 34),
            (1, 64, "ffffffffffff0020d25afb3f88a800c8810007d1080600010800", " [|arp]", 0),
            (
                1,
                64,
                "ffffffffffff0020d25afb3f88a800c8810007d1080600010800060400010020d25afb3fac154f61",
                " [|arp]",
                0,
            ),
            (284, 102, "d6c528213eaf0050b6291070c00a0000", " [|dsa]", 32),
            (
                284,
                102,
                "d6c528213eaf0050b6291070c00a000008004500005436e940004001466cc0a81e01c0a81e020800964f351200018901a95c00000000306c0b000000",
                "DSA Forward port 0.1, VLAN 0u, IP 192.168.30.1 > 192.168.30.2: ICMP echo request, id 13586, seq 1, length 64",
                36,
            ),
            (
                1,
                130,
                "3e6ff374237c2eb73f3995c388e52c00000000482eb73f3995c3000150c6",
                "2e:b7:3f:39:95:c3 > 3e:6f:f3:74:23:7c 802.1AE MACsec, an 0, pn 72, flags ECI, sci 2eb73f3995c30001, ",
                56,
            ),
            (
                1,
                130,
                "3e6ff374237c2eb73f3995c388e52c00000000482eb73f3995c3000150c68aabf6822b69adc7f4bca4d8af67543764c9b9274dcb49f57641d6ee5aaa34b117484565fb62d328",
                "2e:b7:3f:39:95:c3 > 3e:6f:f3:74:23:7c 802.1AE MACsec, an 0, pn 72, flags ECI, sci 2eb73f3995c30001, ",
                56,
            ),
        ],
    ),
    (
        "headers that are cut, and bytes that are missing",
        &[
            (
                1,
                74,
                "00112233446600112233445508004500003c9b28400040061376c0a8010bd157f91283f3003523fec80c0000",
                "IP 192.168.1.11.33779 > 209.87.249.18.53:  [|tcp]",
                28,
            ),
            (
                1,
                74,
                "00112233446600112233445508004500003c9b28400040061376c0a8010bd157f91283f3003523fec80c00000000a002faf00c410000",
                "IP 192.168.1.11.33779 > 209.87.249.18.53: Flags [S], seq 603899916, win 64240, options [ [|tcp]",
                0,
            ),
            (
                1,
                74,
                "00112233446600112233445508004500003c9b28400040061376c0a8010bd157f91283f3003523fec80c00000000a002faf00c4100000204",
                "IP 192.168.1.11.33779 > 209.87.249.18.53: Flags [S], seq 603899916, win 64240, options [mss [|tcp]",
                28,
            ),
            (
                1,
                74,
                "00112233446600112233445508004500003c9b28400040061376c0a8010bd157f91283f3003523fec80c00000000a002faf00c410000020405b4",
                "IP 192.168.1.11.33779 > 209.87.249.18.53: Flags [S], seq 603899916, win 64240, options [mss 1460, [|tcp]",
                0,
            ),
            (
                1,
                74,
                "00112233446600112233445508004500003c9b28400040061376c0a8010bd157f91283f3003523fec80c00000000a002faf00c410000020405b40402080a79e2ca9a00000000",
                "IP 192.168.1.11.33779 > 209.87.249.18.53: Flags [S], seq 603899916, win 64240, options [mss 1460,sackOK,TS val 2044906138 ecr 0, [|tcp]",
                0,
            ),
            (
                1,
                98,
                "00112233446600112233445508004500005459cd0000401194aec0a8010bd157f912abbe0035004078245934012000010000",
                "IP 192.168.1.11.43966 > 209.87.249.18.53:  [|domain]",
                28,
            ),
            (
                1,
                98,
                "00112233446600112233445508004500005459cd0000401194aec0a8010bd157f912abbe003500407824593401200001000000000001037777770774",
                "IP 192.168.1.11.43966 > 209.87.249.18.53: 22836+ [1au] [|domain]",
                28,
            ),
            (
                1,
                230,
                "333300000001b09928c8d66c86dd6000000000b03afffe80000000000000b29928fffec8d66cff0200000000000000000000000000018600",
                "IP6 fe80::b299:28ff:fec8:d66c > ff02::1: ICMP6, router advertisement, length 176",
                28,
            ),
            (
                1,
                230,
                "333300000001b09928c8d66c86dd6000000000b03afffe80000000000000b29928fffec8d66cff020000000000000000000000000001860024014020",
                "IP6 fe80::b299:28ff:fec8:d66c > ff02::1: ICMP6, router advertisement, length 176",
                28,
            ),
            (
                1,
                681,
                "ffffffffffff0101010101010800450000a6002f400040113c217f0000017f00000101f401f401c800001b9310c2",
                "IP 127.0.0.1.500 > 127.0.0.1.500:  [|isakmp]",
                28,
            ),
            (1, 302, "0180c200000e002354c2570288cc020704002354", "LLDP, length 288 [|lldp]", 28),
            (
                1,
                154,
                "aabbcc000510aabbcc00011081000064080045c0008800100000ff2f9e73a9fe6401a9fe64052000",
                "IP 169.254.100.1 > 169.254.100.5: GREv0 [|gre]",
                36,
            ),
        ],
    ),
    (
        "link types",
        &[
            (9, 177, "ff03", " [|ppp]", 4),
            (239, 180, "020000", " [|nflog]", 6),
            (
                239,
                180,
                "02000014080001000800012705000a00000000000800040000000002100008000006ffffb8a386b9c3d6000006000f000001000006001100000e000012",
                " [|nflog]",
                120,
            ),
            (271, 76, "0300000000000000020000000000000000040000", " [|vsock]", 40),
            (
                271,
                76,
                "0300000000000000020000000000000000040000d2040000010002002c0000000300000000000000020000000000000000040000d204000000000000",
                "VIRTIO 3.1024 > 2.1234 CONNECT, length 60",
                64,
            ),
            (127, 170, "000059006f4800", " [|802.11_radio]", 14),
            (
                127,
                170,
                "000059006f480080f70177100000000068d698000000000010026c09a000eaaa01000000000002006c09a000031b68d698000000000001000140334080aa009fff019cffaa00000000000000000000000000000000000000004000",
                "10016360us tsft 1.0 Mb/s 2412 MHz 11b -22dBm signal -86dBm noise antenna 1 [bit 32]  [|802.11]",
                182,
            ),
            (
                127,
                170,
                "000059006f480080f70177100000000068d698000000000010026c09a000eaaa01000000000002006c09a000031b68d698000000000001000140334080aa009fff019cffaa000000000000000000000000000000000000000040000000ffffffffffff90a4dec04611ffffffffffff10000004",
                "10016360us tsft 1.0 Mb/s 2412 MHz 11b -22dBm signal -86dBm noise antenna 1 [bit 32] Probe Request [|802.11]",
                226,
            ),
            (104, 24, "8f0080", " [|chdlc]", 0),
            (104, 24, "8f008035000000020000", "SLARP (length: 20),  [|chdlc_slarp]", 8),
            (107, 86, "8000", " [|fr]", 4),
        ],
    ),
    (
        "lines of RESP",
        &[
            (
                1,
                63,
                "02000000000202000000000108004500003100010000400666c40a0000010a00000218eb03e80000000100000001501802000000000024330d0a61",
                "IP 10.0.0.1.6379 > 10.0.0.2.1000: Flags [P.], seq 1:10, ack 1, win 512, length 9: RESP [|resp]",
                28,
            ),
            (
                1,
                60,
                "02000000000202000000000108004500002e00010000400666c70a0000010a00000218eb03e80000000100000001501802000000000050494e",
                "IP 10.0.0.1.6379 > 10.0.0.2.1000: Flags [P.], seq 1:7, ack 1, win 512, length 6: RESP [|resp]",
                0,
            ),
        ],
    ),
    (
        "the header of sFlow",
        &[(
            1,
            370,
            "005300445566005300112233080045000164000100004011f4bec0000264c0000265bb0118c70150731a0000",
            "IP 192.0.2.100.47873 > 192.0.2.101.6343:  [|sflow]",
            0,
        )],
    ),
    (
        "lines and blocks of bytes, and numbers in front of them",
        &[
            (
                1,
                126,
                "020000000002020000000001080045000070000100004011667a0a0000010a00000203200801005c0000000000070000000000000002000186a300000003",
                "IP 10.0.0.1.800 > 10.0.0.2.2049: NFS request xid 7 84 [|nfs]",
                28,
            ),
            (
                1,
                126,
                "020000000002020000000001080045000070000100004011667a0a0000010a00000203200801005c0000000000070000000000000002000186a3000000030000000100000001",
                "IP 10.0.0.1.800 > 10.0.0.2.2049: NFS request xid 7 84 getattr [|nfs]",
                0,
            ),
            (
                1,
                126,
                "020000000002020000000001080045000070000100004011667a0a0000010a00000203200801005c0000000000070000000000000002000186a30000000300000001000000010000000863636363",
                "IP 10.0.0.1.800 > 10.0.0.2.2049: NFS request xid 7 84 getattr [|nfs]",
                28,
            ),
            (
                1,
                126,
                "020000000002020000000001080045000070000100004011667a0a0000010a00000203200801005c0000000000070000000000000002000186a30000000300000001000000010000000863636363636363630000000100000000",
                "IP 10.0.0.1.800 > 10.0.0.2.2049: NFS request xid 7 84 getattr [|nfs]",
                0,
            ),
            (
                1,
                68,
                "02000000000202000000000108004500003600010000400666bf0a0000010a00000218eb03e80000000100000001501802000000000050494e472061",
                "IP 10.0.0.1.6379 > 10.0.0.2.1000: Flags [P.], seq 1:15, ack 1, win 512, length 14: RESP [|resp]",
                0,
            ),
            (
                1,
                69,
                "02000000000202000000000108004500003700010000400666be0a0000010a00000218eb03e8000000010000000150180200000000002b504f4e4720",
                "IP 10.0.0.1.6379 > 10.0.0.2.1000: Flags [P.], seq 1:16, ack 1, win 512, length 15: RESP [|resp]",
                28,
            ),
        ],
    ),
];

#[test]
fn dumps_begin_where_those_of_tcpdump_do() {
    let o = Options { numeric: true, time: TimeForm::None, hex: 1, ..Options::default() };
    for (what, packets) in ROWS {
        for (link_type, length, hex, line, left_out) in *packets {
            let text = print_with(&o, *link_type, Some(*length), hex);
            let (first, dump) = text.split_once('\n').unwrap();
            assert_eq!(first, *line, "{what}");
            let dumped: String = dump
                .lines()
                .filter_map(|line| line.split_once(':'))
                .flat_map(|(_, bytes)| bytes.chars())
                .filter(|c| *c != ' ')
                .collect();
            assert_eq!(dumped, hex[*left_out..], "{what}: {line}");
        }
    }
}
