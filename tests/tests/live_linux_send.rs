//! Sending by a ring, on real interfaces in network namespaces made for the purpose.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use std::fs::File;
use std::os::fd::AsRawFd;
use std::time::Duration;

use barecap_linux::{
    Call, Capture, Config, Error, Fit, InterfaceName, Sender, SenderConfig, Source,
};
use barecap_tests::namespace::{self, ip, veth};
use rustix::io::Errno;
use syscalls::{Sysno, syscall};

fn name(text: &str) -> InterfaceName {
    InterfaceName::new(text.as_bytes()).unwrap()
}

/// An Ethernet frame of a protocol of its own, for everybody, with a number at its end.
fn frame(number: u32, length: usize) -> Vec<u8> {
    let mut frame = vec![0; length];
    frame[..6].fill(0xff);
    frame[12..14].copy_from_slice(&[0x88, 0xb5]);
    frame[length - 4..].copy_from_slice(&number.to_be_bytes());
    frame
}

#[test]
fn what_is_sent_arrives_whole_and_in_order() {
    namespace::run("what_is_sent_arrives_whole_and_in_order", || {
        veth();
        let mut config = Config::new(Source::Interface(name("vb")));
        config.block_timeout_ms = 10;
        config.buffer_bytes = 16 << 20;
        config.protocol = 0x88b5;
        let mut capture = Capture::prepare(&config).unwrap().start(None).unwrap();
        for bypass_queue in [false, true] {
            let mut config = SenderConfig::new(name("va"));
            config.bypass_queue = bypass_queue;
            // So little that the ring is gone through several times.
            config.buffer_bytes = 64 << 10;
            let mut sender = Sender::open(&config).unwrap();
            let length = |number: u32| 18 + number as usize * 7 % 1400;
            for number in 0..500 {
                sender.put(&frame(number, length(number))).unwrap();
            }
            sender.flush().unwrap();
            let progress = sender.progress();
            assert_eq!((progress.put, progress.sent, progress.pending()), (500, 500, 0));
            let mut arrived = 0;
            for _ in 0..100 {
                capture.wait(&[], Some(Duration::from_millis(50))).unwrap();
                while let Some(packet) = capture.next_packet().unwrap() {
                    assert_eq!(packet.data, frame(arrived, length(arrived)));
                    arrived += 1;
                }
                if arrived == 500 {
                    break;
                }
            }
            assert_eq!(arrived, 500);
        }
    });
}

#[test]
fn what_cannot_be_sent_is_an_error() {
    namespace::run("what_cannot_be_sent_is_an_error", || {
        veth();
        let opened = Sender::open(&SenderConfig::new(name("nosuch")));
        assert_eq!(opened.err(), Some(Error::NoSuchDevice));
        let mut sender = Sender::open(&SenderConfig::new(name("va"))).unwrap();
        let error = |errno| Err(Error::System { call: Call::Send, errno });
        assert_eq!(sender.put(&frame(0, 1600)), error(Errno::MSGSIZE));
        // Longer than the interface takes, but not than its frame.
        assert_eq!(sender.fit(&frame(0, 1530)), Fit::TooLong);
        sender.put(&frame(0, 60)).unwrap();
        assert_eq!(sender.put(&frame(0, 1530)), error(Errno::MSGSIZE));
        assert_eq!(sender.put(&[0xff; 13]), error(Errno::INVAL));
        assert_eq!(sender.put(&[]), error(Errno::INVAL));
        sender.put(&frame(0, 60)).unwrap();
        sender.flush().unwrap();
        let progress = sender.progress();
        assert_eq!((progress.put, progress.sent, progress.refused), (2, 2, 0));
        // What only the kernel knows not to fit is the last that it looks at, and that stays an error.
        ip("link set va mtu 1000");
        for length in [60, 1200, 60] {
            sender.put(&frame(0, length)).unwrap();
        }
        assert_eq!(sender.flush(), error(Errno::MSGSIZE));
        for _ in 0..2 {
            assert_eq!(sender.flush(), error(Errno::INVAL));
            assert_eq!(sender.push().map(drop), error(Errno::INVAL));
        }
        let progress = sender.progress();
        assert_eq!((progress.sent, progress.refused, progress.pending()), (3, 1, 1));
        assert_eq!(progress.first_refused, Some(3));
        let mut sender = Sender::open(&SenderConfig::new(name("va"))).unwrap();
        ip("link set va down");
        sender.put(&frame(0, 60)).unwrap();
        assert_eq!(sender.flush(), error(Errno::NETDOWN));
        assert_eq!(sender.push().map(drop), error(Errno::NETDOWN));
        assert_eq!(sender.progress().pending(), 1);
        let opened = Sender::open(&SenderConfig::new(name("va")));
        assert_eq!(opened.err(), Some(Error::NotUp));
        ip("link delete va");
        assert_eq!(sender.push().err(), Some(Error::Gone));
    });
}

/// The kernel would want a header of its own there.
#[test]
fn nothing_is_sent_where_headers_are_cooked() {
    namespace::run("nothing_is_sent_where_headers_are_cooked", || {
        veth();
        let any = Capture::prepare(&Config::new(Source::Any)).unwrap().start(None).unwrap();
        assert_eq!(any.send(&frame(1, 60)), Err(Error::CannotSend));
        let Ok(tunnel) = File::options().read(true).write(true).open("/dev/net/tun") else {
            return println!("cooked headers of tunnels: skipped: no tun interfaces");
        };
        let ask = |request: u32, argument: usize| {
            // SAFETY: the kernel reads and writes a struct ifreq, or takes the number as it is.
            unsafe { syscall!(Sysno::ioctl, tunnel.as_raw_fd(), request, argument) }.unwrap();
        };
        // struct ifreq: the name, and the kind, IFF_TUN; then a hardware type of which little is known, by
        // TUNSETIFF and TUNSETLINK.
        const ARPHRD_IPGRE: usize = 778;
        let mut request = [0_u8; 40];
        request[..4].copy_from_slice(b"tun7");
        request[16..18].copy_from_slice(&1_u16.to_ne_bytes());
        ask(0x4004_54ca, request.as_mut_ptr() as usize);
        ask(0x4004_54cd, ARPHRD_IPGRE);
        ip("link set tun7 up");
        let config = Config::new(Source::Interface(name("tun7")));
        let prepared = Capture::prepare(&config).unwrap();
        assert_eq!(prepared.unknown_hardware(), Some(778));
        assert_eq!(prepared.start(None).unwrap().send(&frame(1, 60)), Err(Error::CannotSend));
        let sender = Sender::open(&SenderConfig::new(name("tun7")));
        assert_eq!(sender.map(drop), Err(Error::CannotSend));
    });
}
