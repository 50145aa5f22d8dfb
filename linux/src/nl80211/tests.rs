//! The steps against what a kernel answers: messages in hex with what each part means, as mac80211 has
//! them, and as hostile ones would be.
//!
//! The numbers are those of include/uapi/linux/nl80211.h and genetlink.h, in little-endian order.
#![cfg(target_endian = "little")]

extern crate std;

use super::steps::{self, Kernel, Opened};
use super::{MonitorError, Running, Step};
use crate::interface::InterfaceName;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, recv, send, socketpair,
};
use std::string::ToString;
use std::vec;
use std::vec::Vec;

/// The bytes of a message; what stands behind `#` says what they are.
fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .lines()
        .flat_map(|line| line.split('#').next().unwrap_or_default().chars())
        .filter_map(|digit| digit.to_digit(16).map(|digit| digit as u8))
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

const ASK_FAMILY: &str = "
    20000000 1000 0100 01000000 00000000  # 32 bytes to GENL_ID_CTRL, NLM_F_REQUEST, number 1
    03 01 0000                            # CTRL_CMD_GETFAMILY, version 1
    0c00 0200 6e6c383032313100            # CTRL_ATTR_FAMILY_NAME nl80211
";
const FAMILY: &str = "
    88000000 1000 0000 01000000 d2040000  # 136 bytes of GENL_ID_CTRL, number 1, for port 1234
    01 02 0000                            # CTRL_CMD_NEWFAMILY, version 2
    0c00 0200 6e6c383032313100            # CTRL_ATTR_FAMILY_NAME nl80211
    0600 0100 1c00 0000                   # CTRL_ATTR_FAMILY_ID 28
    0800 0300 01000000                    # CTRL_ATTR_VERSION 1
    0800 0400 00000000                    # CTRL_ATTR_HDRSIZE 0
    0800 0500 45010000                    # CTRL_ATTR_MAXATTR 325
    2c00 0680                             # CTRL_ATTR_OPS, nested
      1400 0100                           #   the first
        0800 0100 01000000                #     CTRL_ATTR_OP_ID NL80211_CMD_GET_WIPHY
        0800 0200 0e000000                #     CTRL_ATTR_OP_FLAGS
      1400 0200                           #   the second
        0800 0100 02000000                #     CTRL_ATTR_OP_ID NL80211_CMD_SET_WIPHY
        0800 0200 1a000000                #     CTRL_ATTR_OP_FLAGS
    1c00 0780                             # CTRL_ATTR_MCAST_GROUPS, nested
      1800 0100                           #   the first
        0800 0200 0a000000                #     CTRL_ATTR_MCAST_GRP_ID 10
        0b00 0100 636f6e66696700 00       #     CTRL_ATTR_MCAST_GRP_NAME config
";
const ASK_INTERFACE: &str = "
    1c000000 1c00 0100 01000000 00000000  # 28 bytes to nl80211, NLM_F_REQUEST, number 1
    05 00 0000                            # NL80211_CMD_GET_INTERFACE
    0800 0300 03000000                    # NL80211_ATTR_IFINDEX 3
";
const STATION: &str = "
    5c000000 1c00 0000 01000000 d2040000  # 92 bytes of nl80211
    07 01 0000                            # NL80211_CMD_NEW_INTERFACE
    0800 0300 03000000                    # NL80211_ATTR_IFINDEX 3
    0a00 0400 776c616e3000 0000           # NL80211_ATTR_IFNAME wlan0
    0800 0100 00000000                    # NL80211_ATTR_WIPHY 0
    0800 0500 02000000                    # NL80211_ATTR_IFTYPE NL80211_IFTYPE_STATION
    0c00 9900 0100000000000000            # NL80211_ATTR_WDEV 1
    0a00 0600 020000000000 0000           # NL80211_ATTR_MAC
    0800 2e00 04000000                    # NL80211_ATTR_GENERATION 4
    0500 5300 00 000000                   # NL80211_ATTR_4ADDR 0
";
const ASK_MONITOR: &str = "
    34000000 1c00 0500 01000000 00000000  # 52 bytes to nl80211, NLM_F_REQUEST and NLM_F_ACK, number 1
    07 00 0000                            # NL80211_CMD_NEW_INTERFACE
    0800 0300 03000000                    # NL80211_ATTR_IFINDEX 3: of its radio
    0900 0400 6d6f6e3000 000000           # NL80211_ATTR_IFNAME mon0
    0800 0500 06000000                    # NL80211_ATTR_IFTYPE NL80211_IFTYPE_MONITOR
    0400 cc00                             # NL80211_ATTR_SOCKET_OWNER
";
const MONITOR: &str = "
    38000000 1c00 0000 01000000 d2040000  # 56 bytes of nl80211
    07 01 0000                            # NL80211_CMD_NEW_INTERFACE
    0800 0300 09000000                    # NL80211_ATTR_IFINDEX 9
    0900 0400 6d6f6e3000 000000           # NL80211_ATTR_IFNAME mon0
    0800 0100 00000000                    # NL80211_ATTR_WIPHY 0
    0800 0500 06000000                    # NL80211_ATTR_IFTYPE NL80211_IFTYPE_MONITOR
";
const REMOVE: &str = "
    1c000000 1c00 0500 01000000 00000000  # 28 bytes to nl80211, NLM_F_REQUEST and NLM_F_ACK
    08 00 0000                            # NL80211_CMD_DEL_INTERFACE
    0800 0300 09000000                    # NL80211_ATTR_IFINDEX 9
";
const SET_CHANNEL: &str = "
    2c000000 1c00 0500 01000000 00000000  # 44 bytes to nl80211, NLM_F_REQUEST and NLM_F_ACK
    41 00 0000                            # NL80211_CMD_SET_CHANNEL
    0800 0300 09000000                    # NL80211_ATTR_IFINDEX 9
    0800 2600 85090000                    # NL80211_ATTR_WIPHY_FREQ 2437
    0800 2700 00000000                    # NL80211_ATTR_WIPHY_CHANNEL_TYPE NL80211_CHAN_NO_HT
";
const SET_RADIO: &str = "
    2c000000 1c00 0500 01000000 00000000  # as before
    02 00 0000                            # NL80211_CMD_SET_WIPHY
    0800 0300 09000000
    0800 2600 85090000
    0800 2700 00000000
";
const DONE: &str = "
    24000000 0200 0001 01000000 d2040000  # 36 bytes, NLMSG_ERROR, NLM_F_CAPPED, number 1
    00000000                              # 0: it is done
    1c000000 1c00 0500 01000000 d2040000  # the request's header
";

/// The answer that something failed.
fn refused(errno: Errno) -> Vec<u8> {
    let mut answer = hex(DONE);
    answer[16..20].copy_from_slice(&(-errno.raw_os_error()).to_le_bytes());
    answer
}

/// A kernel that is asked this and answers that.
struct Recorded {
    exchanges: vec::IntoIter<(Vec<u8>, Vec<u8>)>,
    up: Result<(), Errno>,
    brought_up: Vec<std::string::String>,
}

impl Recorded {
    fn new(exchanges: &[(&str, Vec<u8>)]) -> Self {
        let exchanges: Vec<_> =
            exchanges.iter().map(|(request, answer)| (hex(request), answer.clone())).collect();
        Self { exchanges: exchanges.into_iter(), up: Ok(()), brought_up: Vec::new() }
    }
}

impl Kernel for Recorded {
    fn ask(&mut self, request: &[u8], answer: &mut [u8]) -> Result<usize, Errno> {
        let (asked, answered) = self.exchanges.next().unwrap();
        assert_eq!(request, asked);
        let length = answered.len().min(answer.len());
        answer[..length].copy_from_slice(&answered[..length]);
        Ok(answered.len())
    }

    fn bring_up(&mut self, name: &InterfaceName) -> Result<(), Errno> {
        self.brought_up.push(name.to_string());
        self.up
    }

    fn index(&mut self, name: &InterfaceName) -> Result<u32, Errno> {
        match name.as_bytes() {
            b"wlan0" => Ok(3),
            b"mon0" => Ok(9),
            _ => Err(Errno::NODEV),
        }
    }
}

fn wlan0() -> InterfaceName {
    InterfaceName::new(b"wlan0").unwrap()
}

/// Goes all the way; what is there then, or why not. All that was to be asked has been.
fn open(recorded: &mut Recorded) -> Result<Opened, MonitorError> {
    let opened = steps::open(recorded, &wlan0());
    assert_eq!(recorded.exchanges.as_slice().len(), 0);
    opened
}

#[test]
fn a_monitor_is_made_set_to_a_channel_and_taken_away() {
    // Where the answer does not say which number it has, or nothing but that it is done, that is asked for.
    for monitor in [MONITOR, &MONITOR.replace("0800 0300", "0800 0301"), DONE] {
        let mut recorded = Recorded::new(&[
            (ASK_FAMILY, hex(FAMILY)),
            (ASK_INTERFACE, hex(STATION)),
            (ASK_MONITOR, hex(monitor)),
            (SET_CHANNEL, hex(DONE)),
            (REMOVE, hex(DONE)),
        ]);
        let opened = steps::open(&mut recorded, &wlan0()).unwrap();
        assert_eq!((&*opened.name.to_string(), opened.made), ("mon0", true));
        assert_eq!(recorded.brought_up, ["mon0"]);
        steps::set_frequency(&mut recorded, &opened, 2437).unwrap();
        steps::remove(&mut recorded, &opened).unwrap();
        assert!(recorded.exchanges.next().is_none());
    }
}

#[test]
fn what_comes_behind_an_answer_is_none_to_the_next_request() {
    let flags = SocketFlags::empty();
    let (socket, kernel) =
        socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, flags, None).unwrap();
    let mut running = Running { socket };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for request in [&b"first"[..], b"second"] {
                let mut room = [0; 8];
                let (_, length) = recv(&kernel, &mut room[..], RecvFlags::empty()).unwrap();
                assert_eq!(room[..length], *request);
                for answer in [request, b"done"] {
                    send(&kernel, answer, SendFlags::empty()).unwrap();
                }
            }
        });
        for request in [&b"first"[..], b"second"] {
            let mut answer = [0; 8];
            let length = running.ask(request, &mut answer).unwrap();
            assert_eq!(answer[..length], *request);
            // As the kernel, which has said all by now.
            let mut ready = [PollFd::new(&running.socket, PollFlags::IN)];
            assert_eq!(poll(&mut ready, None), Ok(1));
        }
    });
}

#[test]
fn one_that_is_a_monitor_is_used_as_it_is_and_stays() {
    let monitor = STATION.replace("0800 0500 02000000", "0800 0500 06000000");
    let mut recorded = Recorded::new(&[(ASK_FAMILY, hex(FAMILY)), (ASK_INTERFACE, hex(&monitor))]);
    let opened = open(&mut recorded).unwrap();
    assert_eq!((&*opened.name.to_string(), opened.made), ("wlan0", false));
    assert!(recorded.brought_up.is_empty());
    steps::remove(&mut recorded, &opened).unwrap();
}

#[test]
fn names_that_are_taken_are_passed_over() {
    let second = ASK_MONITOR.replace("6d6f6e3000", "6d6f6e3100");
    let mut recorded = Recorded::new(&[
        (ASK_FAMILY, hex(FAMILY)),
        (ASK_INTERFACE, hex(STATION)),
        (ASK_MONITOR, refused(Errno::NFILE)),
        (&second, hex(MONITOR)),
    ]);
    assert_eq!(open(&mut recorded).unwrap().name.to_string(), "mon1");
    // All of them, of which the last is mon99.
    let texts: Vec<_> = (0..100)
        .map(|number| {
            let name: Vec<_> = std::format!("mon{number}\0").bytes().collect();
            let digits: std::string::String =
                name.iter().map(|byte| std::format!("{byte:02x}")).collect();
            let padded = std::format!("{digits:0<16}");
            let length = std::format!("{:02x}00 0400 {padded}", 4 + name.len());
            ASK_MONITOR.replace("0900 0400 6d6f6e3000 000000", &length)
        })
        .collect();
    let mut all = vec![(ASK_FAMILY, hex(FAMILY)), (ASK_INTERFACE, hex(STATION))];
    all.extend(texts.iter().map(|text| (&**text, refused(Errno::NFILE))));
    let error = open(&mut Recorded::new(&all)).unwrap_err();
    assert_eq!(error.to_string(), "making a monitor interface: File exists");
}

#[test]
fn what_is_refused_says_why() {
    let family = (ASK_FAMILY, hex(FAMILY));
    let station = (ASK_INTERFACE, hex(STATION));
    for (exchanges, step, errno, words) in [
        (
            vec![(ASK_FAMILY, refused(Errno::NOENT))],
            Step::Family,
            Errno::NOENT,
            "no wireless interface is there: the kernel has no nl80211",
        ),
        (
            vec![family.clone(), (ASK_INTERFACE, refused(Errno::NODEV))],
            Step::Look,
            Errno::NODEV,
            "it is no wireless interface, and has no monitor mode",
        ),
        (
            vec![family.clone(), (ASK_INTERFACE, hex(&STATION.replace("0800 0500", "0800 0501")))],
            Step::Look,
            Errno::BADMSG,
            "nl80211 gave an answer that makes no sense",
        ),
        (
            vec![family.clone(), station.clone(), (ASK_MONITOR, refused(Errno::OPNOTSUPP))],
            Step::Make,
            Errno::OPNOTSUPP,
            "its driver makes no monitor interface beside it",
        ),
        (
            vec![family.clone(), station.clone(), (ASK_MONITOR, refused(Errno::PERM))],
            Step::Make,
            Errno::PERM,
            "monitor mode needs CAP_NET_ADMIN",
        ),
        (
            vec![family.clone(), station.clone(), (ASK_MONITOR, refused(Errno::BUSY))],
            Step::Make,
            Errno::BUSY,
            "making a monitor interface: Device or resource busy",
        ),
    ] {
        let error = open(&mut Recorded::new(&exchanges)).unwrap_err();
        assert_eq!(error, MonitorError { step, errno });
        assert_eq!(error.to_string(), words);
    }
    // One that does not come up is taken away again, also where that fails.
    for removed in [hex(DONE), refused(Errno::PERM)] {
        let mut recorded = Recorded::new(&[
            family.clone(),
            station.clone(),
            (ASK_MONITOR, hex(MONITOR)),
            (REMOVE, removed),
        ]);
        recorded.up = Err(Errno::RFKILL);
        let error = open(&mut recorded).unwrap_err();
        assert_eq!(error.to_string(), "the radio is switched off (rfkill unblock wlan)");
    }
}

#[test]
fn a_channel_is_set_or_it_is_said_why_not() {
    let busy = "the channel is that of another interface on the same radio: take that down first";
    let unsupported = || (SET_CHANNEL, refused(Errno::OPNOTSUPP));
    // What says neither that it is done nor why it is not.
    let mut headless = hex(DONE);
    headless.truncate(16);
    headless[0] = 16;
    for (exchanges, words) in [
        (vec![(SET_CHANNEL, hex(DONE))], None),
        (vec![unsupported(), (SET_RADIO, hex(DONE))], None),
        (vec![(SET_CHANNEL, refused(Errno::BUSY))], Some(busy)),
        (vec![unsupported(), (SET_RADIO, refused(Errno::BUSY))], Some(busy)),
        (
            vec![(SET_CHANNEL, refused(Errno::INVAL))],
            Some("the radio does not have this channel, or may not use it in this country"),
        ),
        (
            vec![unsupported(), (SET_RADIO, refused(Errno::OPNOTSUPP))],
            Some("its driver sets no channels in monitor mode"),
        ),
        (vec![(SET_CHANNEL, refused(Errno::PERM))], Some("monitor mode needs CAP_NET_ADMIN")),
        (vec![(SET_CHANNEL, hex(MONITOR))], Some("nl80211 gave an answer that makes no sense")),
        (vec![(SET_CHANNEL, headless)], Some("nl80211 gave an answer that makes no sense")),
        (vec![(SET_CHANNEL, vec![])], Some("nl80211 gave an answer that makes no sense")),
    ] {
        let mut before = Recorded::new(&[
            (ASK_FAMILY, hex(FAMILY)),
            (ASK_INTERFACE, hex(STATION)),
            (ASK_MONITOR, hex(MONITOR)),
        ]);
        let opened = open(&mut before).unwrap();
        let mut recorded = Recorded::new(&exchanges);
        let result = steps::set_frequency(&mut recorded, &opened, 2437);
        assert_eq!(result.map_err(|error| error.to_string()).err().as_deref(), words);
        assert_eq!(recorded.exchanges.as_slice().len(), 0);
    }
}

/// A kernel that answers the first requests as recorded, and the next with these bytes; whatever is
/// asked then is refused.
struct Hostile {
    before: Vec<Vec<u8>>,
    bytes: Vec<u8>,
    asked: usize,
}

impl Kernel for Hostile {
    fn ask(&mut self, _: &[u8], answer: &mut [u8]) -> Result<usize, Errno> {
        let bytes = match self.before.get(self.asked) {
            Some(bytes) => bytes,
            None if self.asked == self.before.len() => &self.bytes,
            None => return Err(Errno::CONNRESET),
        };
        self.asked += 1;
        let length = bytes.len().min(answer.len());
        answer[..length].copy_from_slice(&bytes[..length]);
        Ok(bytes.len())
    }

    fn bring_up(&mut self, _: &InterfaceName) -> Result<(), Errno> {
        Ok(())
    }

    fn index(&mut self, _: &InterfaceName) -> Result<u32, Errno> {
        Ok(7)
    }
}

#[test]
fn answers_cut_or_changed_anywhere_are_errors_or_harmless() {
    let whole = [hex(FAMILY), hex(STATION), hex(MONITOR)];
    for (number, answer) in whole.iter().enumerate() {
        let run = |bytes: Vec<u8>| {
            let before = whole[..number].to_vec();
            steps::open(&mut Hostile { before, bytes, asked: 0 }, &wlan0())
        };
        for length in 0..answer.len() {
            // Cut by the sender or on the way: what the header says is more than there is.
            let error = run(answer[..length].to_vec());
            // Of a new interface its number may be missing, which is then asked for.
            let lenient = number == 2;
            assert!(error.is_err() || lenient, "{number} {length}: {error:?}");
            // Cut, and the header says so.
            let mut shorter = answer[..length].to_vec();
            if let Some(header) = shorter.first_chunk_mut() {
                *header = (length as u32).to_le_bytes();
            }
            let _ = run(shorter);
        }
        for at in 0..answer.len() {
            for byte in [0, 1, 2, 3, 5, 0x7f, 0x80, 0xfe, 0xff] {
                let mut changed = answer.clone();
                changed[at] = byte;
                let _ = run(changed);
            }
        }
        // Longer than there is room for.
        let mut long = answer.clone();
        long.resize(20_000, 0);
        assert_eq!(run(long).unwrap_err().errno, Errno::MSGSIZE);
    }
}

#[test]
fn errors_say_what_to_do_or_what_was_done() {
    let no_radio = "no wireless interface is there: the kernel has no nl80211";
    let no_monitor = "its driver makes no monitor interface beside it";
    let no_right = "monitor mode needs CAP_NET_ADMIN";
    for (step, errno, words) in [
        (Step::Socket, Errno::PROTONOSUPPORT, no_radio),
        (Step::Family, Errno::NOENT, no_radio),
        (Step::Make, Errno::OPNOTSUPP, no_monitor),
        (Step::Make, Errno::INVAL, no_monitor),
        (Step::BringUp, Errno::PERM, no_right),
        (Step::Make, Errno::ACCESS, no_right),
        (
            Step::BringUp,
            Errno::BUSY,
            "the radio is busy with its other interfaces, beside which it has no monitor mode",
        ),
        (Step::Socket, Errno::NOENT, "socket of generic netlink: No such file or directory"),
        (Step::Family, Errno::BUSY, "looking for nl80211: Device or resource busy"),
        (Step::Look, Errno::INVAL, "asking nl80211 for the interface: Invalid argument"),
        (Step::BringUp, Errno::INVAL, "bringing the monitor interface up: Invalid argument"),
        (Step::Channel, Errno::NODEV, "setting the channel: No such device"),
    ] {
        assert_eq!(MonitorError { step, errno }.to_string(), words);
    }
}

#[test]
fn families_have_numbers_of_their_own() {
    for number in ["0000", "0200", "1000"] {
        let family = FAMILY.replace("0600 0100 1c00", &std::format!("0600 0100 {number}"));
        let error = open(&mut Recorded::new(&[(ASK_FAMILY, hex(&family))])).unwrap_err();
        assert_eq!(error, MonitorError { step: Step::Family, errno: Errno::BADMSG });
    }
}

#[test]
fn channels_have_the_frequencies_that_they_are_known_by() {
    use super::channel_frequency;
    for (channel, frequency) in [
        (0, None),
        (1, Some(2412)),
        (13, Some(2472)),
        (14, Some(2484)),
        (15, None),
        (31, None),
        (32, Some(5160)),
        (36, Some(5180)),
        (165, Some(5825)),
        (177, Some(5885)),
        (178, None),
        (u32::MAX, None),
    ] {
        assert_eq!(channel_frequency(channel), frequency);
    }
}
