//! Random filters that grow: one primitive after another is put behind what is there, and kept if the
//! filter is one still.
//!
//! So there are filters that the walk over the grammar ([`crate::generate`]) hardly ever draws, as most
//! of what it puts behind a tunnel or a label is refused: encapsulations in each other with lists,
//! protocol chains and arithmetic around them, in live captures and in savefiles of both byte orders.

use crate::allowed::LINK_TYPES;
use crate::generate::{Filter, Generator};
use crate::random::Random;
use barecap_core::filter::Target;
use barecap_core::linktype::LinkType;

/// Makes filters.
#[derive(Clone, Debug)]
pub struct Deep {
    random: Random,
    generator: Generator,
    whose: Whose,
}

/// Whose filters they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Ours: the packets come from anywhere, and there are protocol chains and whatever is new.
    Ours,
    /// Those that older compilers take as well, for no packets in particular, and if they are `live` for
    /// those of an Ethernet interface too.
    Older {
        /// Whether there are live captures.
        live: bool,
    },
}

/// Numbers at the edges of what shifts, offsets and words are.
const EDGES: &[&str] = &[
    "0",
    "1",
    "2",
    "4",
    "7",
    "8",
    "31",
    "32",
    "33",
    "255",
    "256",
    "1500",
    "0xffff",
    "0x10000",
    "0x7fffffff",
    "0x80000000",
    "0xfffff000",
    "0xfffffffe",
    "0xffffffff",
];

const TARGETS: &[Target] = &[
    Target::LinuxLive,
    Target::LinuxLive,
    Target::SavefileSwapped,
    Target::SavefileUnswapped,
    Target::Default,
];

impl Deep {
    /// A generator whose filters the seed decides.
    #[must_use]
    pub const fn new(seed: u64, whose: Whose) -> Self {
        Self { random: Random::new(!seed), generator: Generator::new(seed), whose }
    }

    /// The next filter, made only of what is taken.
    pub fn filter(&mut self, mut takes: impl FnMut(&Filter) -> bool) -> Filter {
        // A third is for Ethernet.
        let (_, link_type, allows) = match self.random.below(3) {
            0 => LINK_TYPES[0],
            _ => LINK_TYPES[self.random.below(LINK_TYPES.len())],
        };
        let target = TARGETS[self.random.below(TARGETS.len())];
        let is_ethernet = link_type == LinkType::EN10MB;
        let target = match (self.whose, target) {
            (Whose::Ours, _) => target,
            (Whose::Older { live: true }, Target::LinuxLive) if is_ethernet => target,
            _ => Target::Default,
        };
        let mut filter = Filter { link_type, target, text: String::new() };
        let (mut grown, mut open) = (String::new(), 0);
        let wanted = 1 + self.random.below(7);
        let mut found = 0;
        for _ in 0..4 * wanted {
            let (mut text, mut inside) = (grown.clone(), open);
            if found > 0 {
                text +=
                    self.random.pick(&[" and ", " or ", " and ", " or ", " and not ", " or not "]);
            }
            for _ in 0..self.random.below(3) {
                text += self.random.pick(&["(", "(", "not ("]);
                inside += 1;
            }
            text += &match self.random.below(8) {
                0 => self.list(),
                1 | 2 => self.encapsulation(),
                3 => self.relation(),
                4 if target == Target::LinuxLive => self.live(),
                5 if self.whose == Whose::Ours => self.chain(),
                _ => self.generator.alone(allows),
            };
            for _ in 0..self.random.below(3).min(inside) {
                text += ")";
                inside -= 1;
            }
            filter.text = text.clone() + &")".repeat(inside);
            if takes(&filter) {
                (grown, open) = (text, inside);
                found += 1;
            }
            if found == wanted {
                break;
            }
        }
        filter.text = grown + &")".repeat(open);
        filter
    }

    fn live(&mut self) -> String {
        self.random.pick(&["inbound", "outbound", "ifindex 1", "ifindex 2"]).into()
    }

    fn chain(&mut self) -> String {
        let carrier = self.random.pick(&["", "ip ", "ip6 "]);
        format!("{carrier}protochain {}", self.random.pick(&["0", "6", "17", "51", "58", "59"]))
    }

    fn encapsulation(&mut self) -> String {
        const KEYWORDS: &[&str] = &["vlan", "vlan", "mpls", "pppoes", "geneve", "lane", "vxlan"];
        let (_, older) = KEYWORDS.split_last().expect("there are some");
        let is_ours = self.whose == Whose::Ours;
        let keyword = self.random.pick(if is_ours { KEYWORDS } else { older });
        match self.random.below(3) {
            0 if keyword != "lane" => format!("{keyword} {}", self.random.below(6)),
            _ => keyword.into(),
        }
    }

    /// From two to ninety primitives of a kind.
    fn list(&mut self) -> String {
        let random = &mut self.random;
        let most = *random.pick(&[&8, &8, &16, &40, &90]);
        let (count, kind) = (2 + random.below(most), random.below(17));
        let way = random.pick(&["", "src ", "dst ", "src and dst "]);
        let carrier = random.pick(&["", "ip ", "arp "]);
        let transport = random.pick(&["", "tcp ", "udp "]);
        let other = random.pick(&["", "src ", "dst "]);
        let one = |random: &mut Random| {
            let [a, b, c, d] = [2, 3, 40, 65_536].map(|below| random.below(below));
            match kind {
                0 | 1 => format!("{carrier}{way}host 10.{a}.{b}.{c}"),
                2..=4 => format!("{way}host fd00:{a:x}::{b:x}:{c:x}"),
                5 => format!("{carrier}{way}net 10.{b}.{c}.0/24"),
                6 => format!("{way}net fd00:{b:x}:{c:x}00::/40"),
                7 => format!("{transport}{way}port {c}"),
                8 => format!("{transport}{way}port {d}"),
                9 => format!("{transport}{way}portrange {d}-{}", (d + c).min(65_535)),
                10 => format!("ether {way}host 0:1:2:{a:x}:{b:x}:{c:x}"),
                11 => format!("(host 10.{a}.{b}.{c} and {transport}port {c})"),
                12 => format!("(host fd00:{a:x}::{b:x} and {transport}port {c})"),
                13 if a == 0 => format!("{way}host fd00::{b:x}:{c:x}"),
                13 => format!("{way}host 10.0.{b}.{c}"),
                14 => format!("({carrier}{way}host 10.{a}.{b}.{c} and {transport}{other}port {c})"),
                15 => {
                    let [high, low] = [d >> 8, d & 255];
                    format!("({way}host 10.{b}.{high}.{low} and {transport}{other}port {c})")
                }
                _ => format!("ip proto {c}"),
            }
        };
        let list: Vec<String> = (0..count).map(|_| one(random)).collect();
        format!("({})", list.join(self.random.pick(&[" or ", " or ", " or ", " and not "])))
    }

    fn relation(&mut self) -> String {
        let depth = 1 + self.random.below(4);
        let left = self.arithmetic(depth);
        let op = self.random.pick(&["=", "!=", ">", "<", ">=", "<="]);
        let depth = self.random.below(3);
        format!("{left} {op} {}", self.arithmetic(depth))
    }

    fn arithmetic(&mut self, depth: usize) -> String {
        if depth == 0 {
            return match self.random.below(5) {
                0 => "len".into(),
                1 | 2 => self.number(),
                _ => self.accessor(0),
            };
        }
        match self.random.below(10) {
            0 => format!("-({})", self.arithmetic(depth - 1)),
            1 => format!("-{}", self.arithmetic(depth - 1)),
            2 | 3 => self.accessor(depth),
            _ => {
                let ops = &["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "<<", ">>", "&"];
                let op = self.random.pick(ops);
                let [left, right] = [(); 2].map(|()| {
                    let depth = self.random.below(depth);
                    self.arithmetic(depth)
                });
                match self.random.below(3) {
                    0 => format!("{left} {op} {right}"),
                    _ => format!("({left}) {op} ({right})"),
                }
            }
        }
    }

    fn accessor(&mut self, depth: usize) -> String {
        let protocol = self.random.pick(&[
            "ether", "ether", "link", "ip", "ip", "ip6", "tcp", "udp", "icmp", "icmp6", "arp",
            "sctp", "radio", "igmp", "decnet",
        ]);
        let index = match self.random.below(2) {
            0 if depth > 0 => self.arithmetic(depth - 1),
            _ => self.number(),
        };
        format!("{protocol}[{index}{}]", self.random.pick(&["", "", ":1", ":2", ":4"]))
    }

    fn number(&mut self) -> String {
        match self.random.below(5) {
            0 => self.random.pick(EDGES).into(),
            1 => format!("{}", 1_u32 << self.random.below(32)),
            2 => format!("{}", self.random.below(40)),
            _ => format!("{}", self.random.below(8)),
        }
    }
}
