//! pcapng files with much to say besides their packets, block by block, and the programs that read them.

use crate::binary::barecap;
use std::process::{Command, Output, Stdio};

/// Runs a program.
pub fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// What barecap prints; it must succeed.
pub fn printed(arguments: &[&str]) -> String {
    let output = run(barecap().to_str().unwrap(), arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// What barecap says beside what it prints; it must succeed.
pub fn said(arguments: &[&str]) -> String {
    let output = run(barecap().to_str().unwrap(), arguments);
    let said = text(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

/// Bytes as text.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether a program is there; if not, the test says that it is skipped.
pub fn is_there(test: &str, program: &str) -> bool {
    let there = Command::new(program).arg("-v").output().is_ok();
    if !there {
        println!("{test}: skipped: {program} is missing (apt-get install tshark)");
    }
    there
}

/// The blocks of a file in this machine's byte order: their types and bodies.
pub fn blocks(mut file: &[u8]) -> Vec<(u32, &[u8])> {
    let mut blocks = Vec::new();
    while !file.is_empty() {
        let word = |at: usize| u32::from_ne_bytes(file[at..at + 4].try_into().unwrap());
        let (kind, length) = (word(0), word(4) as usize);
        assert_eq!(word(length - 4) as usize, length, "block {} of type {kind}", blocks.len());
        blocks.push((kind, &file[8..length - 4]));
        file = &file[length..];
    }
    blocks
}

/// The value of an option in this machine's byte order, if it is among these.
pub fn option(mut options: &[u8], code: u16) -> Option<&[u8]> {
    while options.len() >= 4 {
        let half = |at: usize| u16::from_ne_bytes(*options[at..].first_chunk().unwrap());
        let (is, length) = (half(0), usize::from(half(2)));
        if is == code {
            return Some(&options[4..4 + length]);
        }
        options = &options[4 + length.next_multiple_of(4)..];
    }
    None
}

/// A packet of TCP from 10.0.0.1 port 80 to 10.0.0.2.
pub const TCP: &[u8] = &[
    0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0, 80, 4, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0x50, 2, 0, 0, 0, 0, 0, 0,
];

/// A pcapng file with much to say, in this machine's byte order or the other.
pub struct Told {
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether it is in the other byte order.
    pub swapped: bool,
}

impl Told {
    /// A number.
    pub fn put<const N: usize>(&mut self, mut value: [u8; N]) {
        if self.swapped {
            value.reverse();
        }
        self.bytes.extend(value);
    }

    /// Zeros up to a multiple of 4 bytes.
    pub fn pad(&mut self) {
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
    }

    /// A block.
    pub fn block(&mut self, kind: u32, body: impl FnOnce(&mut Self)) {
        let start = self.bytes.len();
        self.put(kind.to_ne_bytes());
        self.put([0; 4]);
        body(self);
        self.pad();
        let total = (self.bytes.len() - start + 4) as u32;
        self.put(total.to_ne_bytes());
        let total = self.bytes[self.bytes.len() - 4..].to_vec();
        self.bytes[start + 4..start + 8].copy_from_slice(&total);
    }

    /// An option.
    pub fn option(&mut self, code: u16, value: &[u8]) {
        self.put(code.to_ne_bytes());
        self.put((value.len() as u16).to_ne_bytes());
        self.bytes.extend(value);
        self.pad();
    }

    /// An option that is a number.
    pub fn number<const N: usize>(&mut self, code: u16, value: [u8; N]) {
        let mut value = value;
        if self.swapped {
            value.reverse();
        }
        self.option(code, &value);
    }

    /// A section, of which the first says something of itself.
    pub fn section(&mut self, section: u32) {
        self.block(0x0a0d_0d0a, |file| {
            file.put(0x1a2b_3c4d_u32.to_ne_bytes());
            file.put(1_u16.to_ne_bytes());
            file.put(0_u16.to_ne_bytes());
            file.put(u64::MAX.to_ne_bytes());
            if section == 0 {
                file.option(2, b"some hardware");
                file.option(1, b"said of a section");
                file.option(4, b"who wrote it");
                file.option(0, b"");
            }
        });
    }

    /// Names of addresses.
    pub fn names(&mut self) {
        self.block(4, |file| {
            for (kind, value) in [(1, &b"\x0a\0\0\x01ten.example\0"[..]), (2, &[0; 20])] {
                file.option(kind, value);
            }
            file.option(0, b"");
            file.option(2, b"a name server");
            file.option(0, b"");
        });
    }

    /// Blocks that are about packets but hold none; the number of packets that the first interface has
    /// received.
    pub fn others(&mut self, received: u64) {
        self.names();
        let time = (1_700_000_000 * 1_000_000_u64, 1_700_000_600 * 1_000_000_u64);
        self.block(5, |file| {
            file.put(0_u32.to_ne_bytes());
            file.time(time.1);
            for (code, time) in [(2_u16, time.0), (3, time.1)] {
                file.put(code.to_ne_bytes());
                file.put(8_u16.to_ne_bytes());
                file.time(time);
            }
            file.number(4, received.to_ne_bytes());
            file.number(7, 3_u64.to_ne_bytes());
            file.option(0, b"");
        });
        self.block(10, |file| {
            file.put(0x544c_534b_u32.to_ne_bytes());
            let keys = b"CLIENT_RANDOM 0 11\n";
            file.put((keys.len() as u32).to_ne_bytes());
            file.bytes.extend(keys);
        });
        self.block(9, |file| file.bytes.extend(b"MESSAGE=an entry of a journal\n\n"));
    }

    /// A time.
    pub fn time(&mut self, units: u64) {
        self.put(((units >> 32) as u32).to_ne_bytes());
        self.put((units as u32).to_ne_bytes());
    }

    /// An interface whose times are in units of 10^-`exponent` seconds, and lack some seconds.
    pub fn interface(&mut self, link: u16, name: &str, exponent: u8, lacks: u64) {
        self.block(1, |file| {
            file.put(link.to_ne_bytes());
            file.put(0_u16.to_ne_bytes());
            file.put(2000_u32.to_ne_bytes());
            file.option(2, name.as_bytes());
            file.option(3, format!("the {name} of the test").as_bytes());
            file.option(1, b"a comment");
            file.option(1, b"and another");
            file.option(12, b"an operating system");
            file.option(15, b"hardware");
            file.number(8, 1_000_000_000_u64.to_ne_bytes());
            file.option(9, &[exponent]);
            if lacks > 0 {
                file.number(14, lacks.to_ne_bytes());
            }
            file.option(0, b"");
        });
    }

    /// A packet of an interface, with much said of it.
    pub fn packet(&mut self, number: u32, units: u64, data: &[u8]) {
        self.block(6, |file| {
            file.put(number.to_ne_bytes());
            file.time(units);
            file.put((data.len() as u32).to_ne_bytes());
            file.put((data.len() as u32 + 7).to_ne_bytes());
            file.bytes.extend(data);
            file.pad();
            file.option(1, b"said of a packet");
            file.number(2, 2_u32.to_ne_bytes());
            file.number(4, 77_u64.to_ne_bytes());
            file.number(5, 0x0102_0304_0506_0708_u64.to_ne_bytes());
            file.option(0, b"");
        });
    }

    /// Sections with three interfaces and 1,800 packets each, and in the first one blocks besides.
    pub fn new(swapped: bool, sections: u32) -> Self {
        let mut file = Self { bytes: Vec::new(), swapped };
        for section in 0..sections {
            file.section(section);
            file.interface(1, "eth7", 6, 0);
            file.interface(101, "tun8", 12, 1_700_000_000);
            file.interface(1, "eth9", 0x80 | 20, 0);
            for second in 0..600_u64 {
                let ethernet = [&[2; 12][..], &[8, 0], TCP].concat();
                file.packet(0, (1_700_000_000 + second) * 1_000_000 + 5, &ethernet);
                file.packet(1, second * 1_000_000_000_000 + 123_456_789_012, TCP);
                file.packet(2, (1_700_000_000 + second) << 20 | 3, &ethernet);
                if section == 0 && second % 300 == 0 {
                    file.others(second);
                }
            }
        }
        file
    }
}
