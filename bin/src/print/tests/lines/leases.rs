//! Messages of DHCPv6, option by option, and the lines that tcpdump prints of them.

use crate::print::tests::lines::{Row, check};

const ROWS: &[Row] = &[
    (
        "identifiers: UUIDs, of which some have another length",
        1,
        &[
            (
                229,
                "600000000022114020010db800000000000000000000000120010db8000000000000000000000002022202230022000007010203000100120004000102030405060708090a0b0c0d0e0f",
                "IP6 (hlim 64, next-header UDP (17), payload length 34) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x5e95!] dhcp6 reply (xid=10203 (client-ID uuid 000102030405060708090a0b0c0d0e0f))",
            ),
            (
                229,
                "600000000021114020010db800000000000000000000000120010db8000000000000000000000002022202230021000007010203000100110004000102030405060708090a0b0c0d0e",
                "IP6 (hlim 64, next-header UDP (17), payload length 33) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x5ea7!] dhcp6 reply (xid=10203 (client-ID uuid  ?))",
            ),
        ],
    ),
    (
        "texts with their lengths: more than one, none, a byte that is left, and what goes beyond the option",
        1,
        &[
            (
                229,
                "600000000017114020010db800000000000000000000000120010db8000000000000000000000002022202230017000007010203000f000700016100026263",
                "IP6 (hlim 64, next-header UDP (17), payload length 23) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0xd088!] dhcp6 reply (xid=10203 (user-class a,bc))",
            ),
            (
                229,
                "600000000014114020010db800000000000000000000000120010db8000000000000000000000002022202230014000007010203000f000000880000",
                "IP6 (hlim 64, next-header UDP (17), payload length 20) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x9671!] dhcp6 reply (xid=10203 (user-class ) (SZTP-redirect ))",
            ),
            (
                229,
                "600000000014114020010db800000000000000000000000120010db8000000000000000000000002022202230014000007010203000f000400016100",
                "IP6 (hlim 64, next-header UDP (17), payload length 20) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x35f4!] dhcp6 reply (xid=10203 (user-class a ?))",
            ),
            (
                229,
                "600000000016114020010db800000000000000000000000120010db800000000000000000000000202220223001600000701020300880006000161000362",
                "IP6 (hlim 64, next-header UDP (17), payload length 22) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x3213!] dhcp6 reply (xid=10203 (SZTP-redirect a, ?))",
            ),
        ],
    ),
    (
        "texts: a start file has all of it, a description of the device five bytes at least",
        1,
        &[
            (
                229,
                "600000000013114020010db800000000000000000000000120010db8000000000000000000000002022202230013000007010203003b0003610062",
                "IP6 (hlim 64, next-header UDP (17), payload length 19) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0xd3cb!] dhcp6 reply (xid=10203 (Bootfile-URL a^@b))",
            ),
            (
                229,
                "600000000014114020010db800000000000000000000000120010db800000000000000000000000202220223001400000701020300700004613a2f2f",
                "IP6 (hlim 64, next-header UDP (17), payload length 20) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x062b!] dhcp6 reply (xid=10203 (MUD-URL ?))",
            ),
            (
                229,
                "600000000015114020010db800000000000000000000000120010db800000000000000000000000202220223001500000701020300700005613a2f2f62",
                "IP6 (hlim 64, next-header UDP (17), payload length 21) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0xa427!] dhcp6 reply (xid=10203 (MUD-URL a://b))",
            ),
        ],
    ),
    (
        "status codes that have no names",
        1,
        &[
            (
                229,
                "600000000012114020010db800000000000000000000000120010db8000000000000000000000002022202230012000007010203000d0002000b",
                "IP6 (hlim 64, next-header UDP (17), payload length 18) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x96f2!] dhcp6 reply (xid=10203 (status-code code11))",
            ),
            (
                229,
                "600000000012114020010db800000000000000000000000120010db8000000000000000000000002022202230012000007010203000d00020100",
                "IP6 (hlim 64, next-header UDP (17), payload length 18) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x95fd!] dhcp6 reply (xid=10203 (status-code INVALID code))",
            ),
        ],
    ),
    (
        "servers of time: four bytes are none",
        1,
        &[
            (
                229,
                "600000000014114020010db800000000000000000000000120010db80000000000000000000000020222022300140000070102030038000400010000",
                "IP6 (hlim 64, next-header UDP (17), payload length 20) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x96cb!] dhcp6 reply (xid=10203 (NTP-server))",
            ),
            (
                229,
                "600000000015114020010db800000000000000000000000120010db8000000000000000000000002022202230015000007010203003800050001000000",
                "IP6 (hlim 64, next-header UDP (17), payload length 21) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x96c8!] dhcp6 reply (xid=10203 (NTP-server subopt:1 ?))",
            ),
            (
                229,
                "600000000015114020010db800000000000000000000000120010db8000000000000000000000002022202230015000007010203003800050001000200",
                "IP6 (hlim 64, next-header UDP (17), payload length 21) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x96c6!] dhcp6 reply (xid=10203 (NTP-server [|dhcp6])",
            ),
        ],
    ),
    (
        "authentication: nothing is known of a protocol, and a value of a type that has no name",
        1,
        &[
            (
                229,
                "60000000001b114020010db800000000000000000000000120010db800000000000000000000000202220223001b000007010203000b000b0000000000000000000000",
                "IP6 (hlim 64, next-header UDP (17), payload length 27) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x96e4!] dhcp6 reply (xid=10203 (authentication proto: 0, alg: 0, RDM: mono, RD: 0000 0000 0000 0000 ??))",
            ),
            (
                229,
                "60000000001b114020010db800000000000000000000000120010db800000000000000000000000202220223001b000007010203000b000b0200000000000000000000",
                "IP6 (hlim 64, next-header UDP (17), payload length 27) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x94e4!] dhcp6 reply (xid=10203 (authentication proto: delayed, alg: 0, RDM: mono, RD: 0000 0000 0000 0000))",
            ),
            (
                229,
                "60000000002c114020010db800000000000000000000000120010db800000000000000000000000202220223002c000007010203000b001c03000000000000000000000000000000000000000000000000000000",
                "IP6 (hlim 64, next-header UDP (17), payload length 44) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x93b1!] dhcp6 reply (xid=10203 (authentication proto: reconfigure, alg: 0, RDM: mono, RD: 0000 0000 0000 0000 type: ?? value: 00000000 00000000 00000000 00000000))",
            ),
        ],
    ),
    (
        "a label with a zero in it ends there",
        1,
        &[(
            229,
            "600000000018114020010db800000000000000000000000120010db8000000000000000000000002022202230018000007010203004000080361006202636400",
            "IP6 (hlim 64, next-header UDP (17), payload length 24) 2001:db8::1.546 > 2001:db8::2.547: [bad udp cksum 0x0000 -> 0x2c92!] dhcp6 reply (xid=10203 (AFTR-Name a.cd))",
        )],
    ),
];

#[test]
fn leases_print_as_with_tcpdump() {
    check(ROWS);
}
