//! Pairs of interfaces that tests make while they are captured on, and what the savefile has of them then.

use crate::binary::Ended;
use crate::namespace::{ip, wait_until_running};
use crate::told::option;
use std::fs;
use std::net::UdpSocket;

/// All of so many packets were captured, and nothing else is wrong.
pub fn has_all(ended: &Ended, packets: usize) {
    let numbers = format!(
        "{packets} packets captured\n{packets} packets received by filter\n0 packets dropped"
    );
    assert!(ended.said.contains(&numbers), "{packets}: {}", ended.said);
    assert_eq!(ended.code, Some(0), "{}", ended.said);
}

/// Makes a pair of interfaces, the first of which has the address 10.NET.0.1/24. What is sent to .2
/// there goes out without a question.
pub fn make(name: &str, peer: &str, net: u8) {
    add(name, peer);
    bring_up(name, net);
}

/// Makes a pair of which the second is up.
pub fn add(name: &str, peer: &str) {
    let _ = fs::write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
    ip(&format!("link add {name} type veth peer name {peer}"));
    ip(&format!("link set {peer} up"));
}

/// Brings one up whose other end is up, and waits until it can send: before, what is sent goes nowhere.
pub fn bring_up(name: &str, net: u8) {
    ip(&format!("address replace 10.{net}.0.1/24 dev {name}"));
    ip(&format!("link set {name} up"));
    ip(&format!("neigh replace 10.{net}.0.2 lladdr 02:00:00:00:00:02 dev {name}"));
    wait_until_running(name);
}

/// Sends datagrams to 10.NET.0.2, of which each holds a mark.
pub fn send(net: u8, count: usize, mark: u8) {
    let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
    for _ in 0..count {
        socket.send_to(&[mark; 20], (format!("10.{net}.0.2"), 9)).unwrap();
    }
}

/// A pcapng file: its interfaces, and its packets.
pub struct Contents {
    /// Names and link types.
    pub interfaces: Vec<(String, u32)>,
    /// Numbers of interfaces and marks.
    pub packets: Vec<(u32, u8)>,
    /// When each was captured.
    pub times: Vec<u64>,
    /// Numbers of interfaces and how many packets each received.
    pub counts: Vec<(u32, u64)>,
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_ne_bytes(*bytes[at..].first_chunk().unwrap())
}

/// Reads a file of this machine's byte order.
pub fn read(path: &str) -> Contents {
    let file = fs::read(path).unwrap();
    let mut contents =
        Contents { interfaces: vec![], packets: vec![], times: vec![], counts: vec![] };
    let mut at = 0;
    while at < file.len() {
        let length = word(&file, at + 4) as usize;
        let body = &file[at + 8..at + length - 4];
        match word(&file, at) {
            1 => {
                let name = String::from_utf8_lossy(option(&body[8..], 2).unwrap()).into_owned();
                contents.interfaces.push((name, word(body, 0) & 0xffff));
            }
            5 => {
                let received = option(&body[12..], 4).unwrap();
                let received = u64::from_ne_bytes(received.try_into().unwrap());
                contents.counts.push((word(body, 0), received));
            }
            6 => {
                let data = &body[20..20 + word(body, 12) as usize];
                contents.packets.push((word(body, 0), *data.last().unwrap()));
                contents.times.push(u64::from(word(body, 4)) << 32 | u64::from(word(body, 8)));
            }
            _ => {}
        }
        at += length;
    }
    contents
}

impl Contents {
    /// How many packets with a mark an interface has.
    pub fn count(&self, number: u32, mark: u8) -> usize {
        self.packets.iter().filter(|packet| **packet == (number, mark)).count()
    }

    /// The numbers of each interface are those of its packets.
    pub fn is_counted(&self) {
        for (number, received) in &self.counts {
            let packets = self.packets.iter().filter(|packet| packet.0 == *number).count();
            assert_eq!(packets as u64, *received, "{number}");
        }
    }

    /// The names of the interfaces.
    pub fn names(&self) -> Vec<&str> {
        self.interfaces.iter().map(|(name, _)| &**name).collect()
    }
}

/// What has barecap do so.
pub const FOLLOW: &str = "--follow-interfaces";
