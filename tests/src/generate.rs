//! Random filters over the whole grammar of the pcap-filter language.
//!
//! A filter is made for a link type, mostly of what the language allows there; a part of the
//! filters is refused all the same (a primitive under an encapsulation that does not carry it, a
//! constant division by zero), which is as it should be: both sides of a comparison must refuse
//! them. Numbers are drawn from small sets, so that equal addresses, ports and offsets meet in one
//! filter and there is something to share.

use crate::allowed::Allows::{self, *};
use crate::allowed::LINK_TYPES;
use crate::random::Random;
use barecap_core::filter::Target;
use barecap_core::linktype::LinkType;
use std::fmt::Write;

/// A filter and what it is for.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The link type it is made for.
    pub link_type: LinkType,
    /// Where the packets come from.
    pub target: Target,
    /// The expression.
    pub text: String,
}

/// Makes filters.
#[derive(Clone, Debug)]
pub struct Generator {
    random: Random,
    allows: &'static [Allows],
    text: String,
}

impl Generator {
    /// A generator whose filters the seed decides.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { random: Random::new(seed), allows: &[], text: String::new() }
    }

    /// The next filter, for a link type that is drawn.
    pub fn filter(&mut self) -> Filter {
        let total = LINK_TYPES.iter().map(|(weight, ..)| usize::from(*weight)).sum();
        let mut at = self.random.below(total);
        let mut drawn = &LINK_TYPES[0];
        for row in LINK_TYPES {
            drawn = row;
            match at.checked_sub(usize::from(row.0)) {
                Some(rest) => at = rest,
                None => break,
            }
        }
        self.allows = drawn.2;
        self.text.clear();
        let depth = self.random.below(4);
        self.expression(depth);
        Filter { link_type: drawn.1, target: Target::Default, text: self.text.clone() }
    }

    /// A primitive alone, mostly of what the link type allows.
    pub fn alone(&mut self, allows: &'static [Allows]) -> String {
        self.allows = allows;
        self.text.clear();
        self.primitive();
        self.text.clone()
    }

    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn put_one(&mut self, from: &[&str]) {
        let one = self.random.pick(from);
        self.put(one);
    }

    fn chance(&mut self, one_in: usize) -> bool {
        self.random.below(one_in) == 0
    }

    fn number(&mut self, below: usize) {
        let n = self.random.below(below);
        let _ = match self.random.below(8) {
            0 => write!(self.text, "0x{n:x}"),
            1 => write!(self.text, "0{n:o}"),
            _ => write!(self.text, "{n}"),
        };
    }

    fn expression(&mut self, depth: usize) {
        if depth == 0 {
            return self.primitive();
        }
        match self.random.below(8) {
            0..=5 => {
                self.expression(depth - 1);
                self.put_one(&[" and ", " or ", " && ", " || ", " and ", " or ", " or not "]);
                self.expression(depth - 1);
            }
            6 => {
                self.put_one(&["not ", "! "]);
                self.put("(");
                self.expression(depth - 1);
                self.put(")");
            }
            _ => {
                self.put("(");
                self.expression(depth - 1);
                self.put(")");
            }
        }
    }

    fn primitive(&mut self) {
        if self.chance(12) {
            self.put("not ");
        }
        let allows = self.allows;
        // What every link type has, and each of what this one has, are as likely.
        let mut kinds = 1 + allows.len();
        if allows.contains(&LinkProto) {
            kinds += 6;
        }
        match allows.get(self.random.below(kinds)) {
            Some(LinkBroadcast) => self.put_one(&["broadcast", "ether broadcast"]),
            Some(LinkMulticast) => self.put_one(&["multicast", "ether multicast"]),
            Some(LinkHost48) => self.link_host(),
            Some(LinkHost8) => {
                self.put_one(&["ether host ", "ether src ", "link dst "]);
                self.put_one(&["$1", "$ff", "$a0"]);
            }
            Some(InOut) => self.put_one(&["inbound", "outbound"]),
            Some(IfIndex) => {
                self.put("ifindex ");
                self.number(3);
            }
            Some(Vlan) => self.optional("vlan", 4096),
            Some(Mpls) => self.optional("mpls", 1 << 20),
            Some(Llc) => {
                self.put("llc");
                self.put_one(&[
                    "", "", " i", " s", " u", " rr", " rnr", " rej", " ui", " ua", " disc", " dm",
                    " sabme", " test", " xid", " frmr",
                ]);
            }
            Some(Wlan) => self.wlan(),
            Some(Radio) => {
                self.put("radio[");
                self.number(40);
                self.put_one(&["] = ", ":2] > ", ":4] & 1 != "]);
                self.number(4);
            }
            Some(Pflog) => self.pflog(),
            Some(Atm) => self.atm(),
            Some(Ss7) => self.ss7(),
            Some(LinkProto) => self.encapsulated(),
            None if allows.contains(&LinkProto) && !self.chance(6) => match self.random.below(7) {
                0..=1 => self.host(),
                2 => self.net(),
                3 => self.port(),
                4 => self.protocol(),
                5 => self.relation(),
                _ => self.put_one(&[
                    "ip", "ip6", "arp", "rarp", "tcp", "udp", "icmp", "icmp6", "sctp", "igmp",
                ]),
            },
            None => match self.random.below(4) {
                0 => {
                    self.put_one(&["less ", "greater ", "len > ", "length <= ", "len != "]);
                    self.number(200);
                }
                1 => {
                    self.put("byte ");
                    self.number(20);
                    self.put_one(&[" = ", " < ", " > ", " & ", " | "]);
                    self.number(256);
                }
                _ => self.relation(),
            },
        }
    }

    /// A keyword, mostly without a number.
    fn optional(&mut self, keyword: &str, below: usize) {
        self.put(keyword);
        if self.chance(3) {
            self.put(" ");
            self.number(below);
        }
    }

    fn direction(&mut self) {
        self.put_one(&["", "", "src ", "dst ", "src or dst ", "src and dst ", "dst and src "]);
    }

    /// Further identifiers under the qualifiers of the last.
    fn more(&mut self, one: fn(&mut Self)) {
        while self.chance(5) {
            self.put_one(&[" or ", " and ", " or not "]);
            one(self);
        }
    }

    fn v4(&mut self) {
        self.put_one(&["10.0.0.1", "10.0.0.2", "10.0.1.1", "192.168.1.1", "224.0.0.1", "0.0.0.0"]);
    }

    fn v6(&mut self) {
        self.put_one(&["fe80::1", "fe80::2", "2001:db8::1:2", "::", "ff02::1", "::ffff:10.0.0.1"]);
    }

    fn host(&mut self) {
        match self.random.below(5) {
            0..=2 => {
                self.put_one(&["", "", "", "ip ", "ip ", "arp ", "rarp "]);
                self.direction();
                self.put("host ");
                if self.chance(8) {
                    self.put("(10.0.0.1 or 10.0.0.2 and not 10.0.1.1)");
                } else if self.chance(8) {
                    // An address as a number, and a part of one.
                    self.put_one(&["167772161", "0xa000001", "10.1", "10.0.1"]);
                } else {
                    self.v4();
                }
                self.more(Self::v4);
            }
            3 => {
                self.put_one(&["", "ip6 "]);
                self.direction();
                self.put("host ");
                self.v6();
                self.more(Self::v6);
            }
            _ => {
                self.put_one(&["src ", "dst ", "host ", "ip host ", "ip6 dst host "]);
                self.put_one(&["localhost", "localhost", "(localhost or 10.0.0.1)"]);
            }
        }
    }

    fn net(&mut self) {
        self.put_one(&["", "", "ip ", "arp ", "rarp ", "ip6 "]);
        self.direction();
        self.put("net ");
        self.put_one(&[
            "10",
            "10.0",
            "10.0.0",
            "10.0.0.1",
            "10.0.0.0/8",
            "10.0.0.0/31",
            "0.0.0.0/0",
            "192.168.0.0/16",
            "10.0.0.0 mask 255.255.0.255",
            "10.0.2.0 mask 255.255.254.0",
            "fe80::/10",
            "2001:db8::/32",
            "2001:db8:0:1::/63",
            "2001:db8::1:0/113",
            "::/0",
            "ff02::1/128",
        ]);
    }

    fn port_number(&mut self) {
        self.put_one(&["80", "443", "53", "0", "65535", "1", "8080", "domain", "http", "ssh"]);
    }

    fn port(&mut self) {
        self.put_one(&["", "", "tcp ", "udp ", "sctp "]);
        self.direction();
        if self.chance(3) {
            self.put("portrange ");
            self.put_one(&["80-90", "0-1023", "90-80", "53-53", "1024-65535", "80", "ssh-http"]);
        } else {
            self.put("port ");
            if self.chance(6) {
                self.put_one(&["(80 or 443)", "(ssh and not 80)", "0x50", "0120"]);
            } else {
                self.port_number();
            }
            self.more(Self::port_number);
        }
    }

    fn protocol(&mut self) {
        match self.random.below(6) {
            0 => {
                self.put_one(&["ip ", "ip6 ", ""]);
                self.put("proto ");
                self.put_one(&[
                    "6",
                    "17",
                    "1",
                    "58",
                    "44",
                    "255",
                    "0",
                    "\\tcp",
                    "\\udp",
                    "\\icmp",
                    "(6 or 17)",
                ]);
            }
            1 => {
                self.put("ether proto ");
                self.put_one(&[
                    "0x800",
                    "0x806",
                    "0x86dd",
                    "0x8100",
                    "0x88cc",
                    "0x1234",
                    "0x42",
                    "0xaa",
                    "6",
                    "\\ip",
                    "\\arp",
                    "\\ip6",
                    "\\rarp",
                    "\\aarp",
                    "\\atalk",
                    "\\iso",
                    "\\stp",
                    "\\ipx",
                    "\\netbeui",
                    "\\decnet",
                    "\\lat",
                    "loopback",
                ]);
            }
            2 => self.put_one(&[
                "ah", "esp", "pim", "igrp", "vrrp", "carp", "atalk", "aarp", "iso", "stp", "ipx",
                "netbeui", "lat", "moprc", "mopdl", "sca", "decnet", "clnp", "esis", "isis", "l1",
                "l2", "iih", "lsp", "snp", "csnp", "psnp",
            ]),
            3 => {
                self.put_one(&["iso proto ", "isis proto "]);
                self.put_one(&["1", "16", "20", "31", "(1 or 16)"]);
            }
            4 => self.put_one(&["ip multicast", "ip6 multicast", "ip broadcast"]),
            _ => {
                self.put("decnet ");
                self.direction();
                self.put("host ");
                self.put_one(&["1.1", "10.1023", "63.5"]);
            }
        }
    }

    fn encapsulated(&mut self) {
        match self.random.below(5) {
            0 => self.put("pppoed"),
            1 => self.optional("pppoes", 65536),
            2 => self.optional("geneve", 1 << 24),
            3 => self.optional("vxlan", 1 << 24),
            _ => self.relation(),
        }
    }

    fn mac(&mut self) {
        self.put_one(&[
            "00:11:22:33:44:55",
            "ff:ff:ff:ff:ff:ff",
            "1:2:3:4:5:6",
            "0011.2233.4455",
            "00-11-22-33-44-55",
        ]);
    }

    fn link_host(&mut self) {
        self.put_one(&["ether ", "ether ", "link ", "wlan "]);
        if self.allows.contains(&Wlan) && self.chance(2) {
            self.put_one(&["addr1 ", "addr2 ", "address3 ", "addr4 ", "ra ", "ta "]);
        } else {
            self.direction();
        }
        self.put("host ");
        self.mac();
        self.more(Self::mac);
    }

    fn wlan(&mut self) {
        match self.random.below(4) {
            0 => self.put_one(&["type mgt", "type ctl", "wlan type data", "type management"]),
            1 => self.put_one(&[
                "type mgt subtype beacon",
                "type mgt subtype probe-req",
                "type ctl subtype ack",
                "type ctl subtype cf-end",
                "type data subtype qos-data",
                "type data subtype null",
                "type 0 subtype 0x40",
                "wlan type 8 subtype 16",
            ]),
            2 => self.put_one(&[
                "subtype deauth",
                "subtype assoc-req",
                "subtype rts",
                "subtype cts",
                "wlan subtype qos",
                "subtype DATA-CF-POLL",
            ]),
            _ => self.put_one(&["dir nods", "dir tods", "direction fromds", "dir dstods", "dir 2"]),
        }
    }

    fn pflog(&mut self) {
        match self.random.below(4) {
            0 => self.put_one(&["ifname em0", "on lo0", "rset main", "ruleset x"]),
            1 => {
                self.put_one(&["rnr ", "rulenum ", "srnr "]);
                self.number(9);
            }
            2 => self.put_one(&["reason match", "reason bad-offset", "reason short", "reason 3"]),
            _ => self.put_one(&["action pass", "action block", "action nat", "action 9"]),
        }
    }

    fn atm(&mut self) {
        match self.random.below(3) {
            0 => self.put_one(&[
                "lane",
                "metac",
                "bcc",
                "oam",
                "oamf4",
                "oamf4ec",
                "oamf4sc",
                "sc",
                "ilmic",
                "connectmsg",
                "metaconnect",
            ]),
            _ => {
                self.put_one(&["vpi ", "vci "]);
                self.put_one(&["", "= ", "> ", "<= ", "!= "]);
                self.number(256);
            }
        }
    }

    fn ss7(&mut self) {
        match self.random.below(3) {
            0 => self.put_one(&["fisu", "lssu", "lsu", "msu", "hfisu", "hlssu", "hmsu"]),
            _ => {
                self.put_one(&["sio ", "opc ", "dpc ", "sls ", "hsio ", "hopc ", "hdpc ", "hsls "]);
                if self.chance(4) {
                    self.put("(1 or 2)");
                } else {
                    self.put_one(&["", "= ", "> ", "< ", "!= "]);
                    self.number(16);
                }
            }
        }
    }

    fn relation(&mut self) {
        let depth = self.random.below(3);
        self.arithmetic(depth);
        self.put_one(&[" = ", " == ", " != ", " > ", " < ", " >= ", " <= "]);
        let depth = self.random.below(2);
        self.arithmetic(depth);
    }

    fn arithmetic(&mut self, depth: usize) {
        if depth > 0 {
            match self.random.below(9) {
                0 => {
                    self.put("(");
                    self.arithmetic(depth - 1);
                    self.put(")");
                }
                1 => {
                    self.put("-");
                    self.arithmetic(depth - 1);
                }
                _ => {
                    self.arithmetic(depth - 1);
                    self.put_one(&[
                        " + ", " - ", " * ", " / ", " % ", " & ", " & ", " | ", " ^ ", " << ",
                        " >> ",
                    ]);
                    self.arithmetic(depth - 1);
                }
            }
            return;
        }
        match self.random.below(7) {
            0 => self.put("len"),
            1 => self.put_one(&[
                "tcp-syn",
                "tcp-ack",
                "icmp-echo",
                "icmptype",
                "tcpflags",
                "icmp6-echo",
            ]),
            2 => {
                let below = self.random.pick(&[&4, &40, &256, &65536, &(1 << (usize::BITS / 2))]);
                self.number(*below);
            }
            _ => self.accessor(),
        }
    }

    fn accessor(&mut self) {
        if !self.allows.contains(&LinkProto) || self.chance(4) {
            self.put_one(&["ether[", "link[", "ether["]);
        } else {
            self.put_one(&[
                "ip[", "ip[", "ip6[", "tcp[", "tcp[", "udp[", "icmp[", "icmp6[", "arp[", "rarp[",
                "sctp[", "igmp[", "pim[", "vrrp[", "igrp[", "atalk[", "decnet[", "lat[", "moprc[",
                "mopdl[", "sca[", "carp[",
            ]);
        }
        match self.random.below(10) {
            0 => self.put("tcpflags"),
            1 => self.put_one(&["len", "ip[0] & 15", "-1", "1 << 2", "ether[0]", "4294967295"]),
            _ => self.number(30),
        }
        self.put_one(&["]", "]", "]", ":1]", ":2]", ":4]"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_depend_on_nothing_but_the_seed() {
        let (mut one, mut two) = (Generator::new(7), Generator::new(7));
        for _ in 0..100 {
            assert_eq!(one.filter().text, two.filter().text);
        }
        assert_ne!(Generator::new(1).filter().text, Generator::new(2).filter().text);
    }
}
