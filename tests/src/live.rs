//! Captures by the capture crate, and numbered packets for them.

use barecap_core::insn::{Insn, opcode::*};
use barecap_core::verify::Verified;
use barecap_linux::{Capture, Config, InterfaceName, Method, Packet, Source};
use std::net::UdpSocket;
use std::time::{Duration, Instant};

/// The port that packets go to.
pub const PORT: u16 = 9999;

/// The ways in which packets come.
pub const METHODS: [Method; 3] = [Method::BlockRing, Method::FrameRing, Method::Receive];

/// A configuration for an interface that hands packets over soon; "any" for all.
///
/// # Panics
/// If that cannot be done.
#[must_use]
pub fn config(name: &str) -> Config {
    let mut config = Config::new(match name {
        "any" => Source::Any,
        name => Source::Interface(InterfaceName::new(name.as_bytes()).unwrap()),
    });
    config.block_timeout_ms = 10;
    config
}

/// `udp dst port 9999` for IPv4, the payload beginning at `at`.
#[must_use]
pub fn to_port(at: u32) -> Vec<Insn> {
    vec![
        Insn::stmt(LDB_ABS, at + 9),
        Insn::jump(JEQ_K, 17, 0, 4),
        Insn::stmt(LDXB_MSH, at),
        Insn::stmt(LDH_IND, at + 2),
        Insn::jump(JEQ_K, PORT.into(), 0, 1),
        Insn::stmt(RET_K, 262_144),
        Insn::stmt(RET_K, 0),
    ]
}

/// A sender of numbered packets.
#[derive(Debug)]
pub struct Sender {
    /// Where from.
    pub socket: UdpSocket,
    /// Where to.
    pub to: (&'static str, u16),
    /// How many have been sent.
    pub sent: u32,
}

impl Sender {
    /// From and to lo, where somebody listens, so that there are no ICMP messages.
    ///
    /// # Panics
    /// If that cannot be done.
    #[must_use]
    pub fn on_lo() -> (Self, UdpSocket) {
        let listener = UdpSocket::bind(("127.0.0.1", PORT)).unwrap();
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        (Self { socket, to: ("127.0.0.1", PORT), sent: 0 }, listener)
    }

    /// Out of the interface with this address, to all on its link.
    ///
    /// # Panics
    /// If that cannot be done.
    #[must_use]
    pub fn from(address: &str, to: &'static str) -> Self {
        let socket = UdpSocket::bind((address, 0)).unwrap();
        socket.set_broadcast(true).unwrap();
        Self { socket, to: (to, PORT), sent: 0 }
    }

    /// Out of `va`, to all on its link.
    #[must_use]
    pub fn on_va() -> Self {
        Self::from("10.9.0.1", "10.9.0.255")
    }

    /// Sends so many.
    ///
    /// # Panics
    /// If that cannot be done.
    pub fn send(&mut self, count: u32) {
        for _ in 0..count {
            let payload = self.sent.to_be_bytes();
            self.socket.send_to(&payload, self.to).unwrap();
            self.sent += 1;
        }
    }
}

/// The number at the end of a packet that a [`Sender`] sent.
///
/// # Panics
/// If it has none.
#[must_use]
pub fn number_of(packet: &Packet<'_>) -> u32 {
    u32::from_be_bytes(*packet.data.last_chunk().unwrap())
}

/// Reads until `wanted` packets are there, or for 5 seconds; what `each` makes of them.
///
/// # Panics
/// If that cannot be done.
pub fn read<T>(
    capture: &mut Capture<'_>,
    wanted: usize,
    mut each: impl FnMut(&Packet<'_>) -> T,
) -> Vec<T> {
    let mut read = Vec::new();
    let start = Instant::now();
    while read.len() < wanted && start.elapsed() < Duration::from_secs(5) {
        capture.wait(&[], Some(Duration::from_millis(100))).unwrap();
        while let Some(packet) = capture.next_packet().unwrap() {
            read.push(each(&packet));
        }
    }
    read
}

/// Reads what is there.
///
/// # Panics
/// If that cannot be done.
pub fn now<T>(capture: &mut Capture<'_>, mut each: impl FnMut(&Packet<'_>) -> T) -> Vec<T> {
    let mut read = Vec::new();
    while capture.wait(&[], Some(Duration::ZERO)).unwrap().packets {
        while let Some(packet) = capture.next_packet().unwrap() {
            read.push(each(&packet));
        }
    }
    read
}

/// Ends a capture and reads what is left.
///
/// # Panics
/// If that cannot be done.
pub fn rest<T>(capture: &mut Capture<'_>, mut each: impl FnMut(&Packet<'_>) -> T) -> Vec<T> {
    capture.finish().unwrap();
    let mut read = Vec::new();
    while let Some(packet) = capture.next_packet().unwrap() {
        read.push(each(&packet));
    }
    assert!(capture.next_packet().unwrap().is_none());
    read
}

/// Starts a capture.
///
/// # Panics
/// If that cannot be done.
#[must_use]
pub fn start<'f>(config: &Config, filter: Option<Verified<'f>>) -> Capture<'f> {
    Capture::prepare(config).unwrap().start(filter).unwrap()
}
