//! Sending by a ring, on real interfaces in network namespaces made for the purpose.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use std::time::Duration;

use barecap_linux::{
    Call, Capture, Config, Error, Fit, InterfaceName, Sender, SenderConfig, Source,
};
use barecap_tests::namespace::{self, ip, veth};
use rustix::io::Errno;

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
        // Longer than the interface takes, but not than its frame: for the kernel to refuse.
        assert_eq!(sender.fit(&frame(0, 1530)), Fit::TooLong);
        sender.put(&frame(0, 60)).unwrap();
        sender.put(&frame(0, 1530)).unwrap();
        sender.put(&frame(0, 60)).unwrap();
        assert_eq!(sender.flush(), error(Errno::MSGSIZE));
        let progress = sender.progress();
        assert_eq!((progress.sent, progress.refused, progress.pending()), (1, 1, 1));
        assert_eq!(progress.first_refused, Some(1));
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
