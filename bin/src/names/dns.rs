//! Host names by DNS: a stub resolver, for names that /etc/hosts does not have.
//!
//! It asks the servers of /etc/resolv.conf for both kinds of addresses, in turn, as resolv.conf(5)
//! has it: `nameserver`, `search` and `domain`, and the options `ndots`, `timeout` and `attempts`;
//! where there is no server, it asks this machine. An answer counts only if it comes from the
//! server that was asked, with the question's number and the question itself (RFC 5452); aliases
//! are followed inside the answer. An answer that a datagram has no room for is asked for over TCP
//! (RFC 7766). That a name does not exist is an answer. A server that fails, does not answer in time
//! or cuts its answer short over TCP as well is an error: no filter is made of half an answer. The time is
//! over, too, when a signal comes that ends the program, which is left to who takes it.

use super::lines;
use barecap_core::filter::names::ResolveError;
use barecap_core::words::{choice, split};
use barecap_linux::interface::Interface;
use barecap_linux::{InterfaceName, Signal, Signals};
use core::ffi::CStr;
use core::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use domain::base::iana::{Class, Rcode, Rtype};
use domain::base::{Message, Name};
use domain::rdata::{A, Aaaa};
use heapless::Vec;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, connect, recv, send, socket_with,
};
use rustix::rand::{GetRandomFlags, getrandom};
use rustix::time::{ClockId, clock_gettime};

const RESOLV_CONF: &CStr = c"/etc/resolv.conf";
/// The port of name servers.
pub const PORT: u16 = 53;

/// The longest name on the wire (RFC 1035, section 2.3.4).
const NAME_MAX: usize = 255;

/// The longest answer: over UDP it has 512 bytes (the same), and over TCP room for more addresses than a filter
/// takes.
const ANSWER_MAX: usize = 4096;

/// A name on the wire.
type Wire = Vec<u8, NAME_MAX>;

/// What resolv.conf(5) says.
struct Config {
    servers: Vec<SocketAddr, 3>,
    /// Domains that are tried behind a name, each as text.
    search: Vec<Vec<u8, NAME_MAX>, 6>,
    ndots: u32,
    /// Seconds.
    timeout: u32,
    attempts: u32,
}

impl Config {
    fn read(path: &CStr) -> Result<Self, Errno> {
        let (servers, search) = (Vec::new(), Vec::new());
        let mut config = Self { servers, search, ndots: 1, timeout: 5, attempts: 2 };
        lines(path, &mut |line| config.line(line))?;
        if config.servers.is_empty() {
            let _ = config.servers.push(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), PORT));
        }
        Ok(config)
    }

    /// Takes what a line says; servers and domains beyond the usual number are passed over.
    fn line(&mut self, line: &[u8]) {
        let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        match words.next().and_then(|word| choice(word, "nameserver search domain options")) {
            Some(0) => {
                if let Some(server) = words.next().and_then(server) {
                    let _ = self.servers.push(server);
                }
            }
            // The last of these lines counts.
            Some(1 | 2) => {
                self.search.clear();
                for domain in words {
                    if let Ok(domain) = Vec::from_slice(domain) {
                        let _ = self.search.push(domain);
                    }
                }
            }
            Some(3) => {
                for word in words {
                    let mut parts = word.splitn(2, |&byte| byte == b':');
                    let (name, number) = (parts.next(), parts.next());
                    let Some(number) = number.and_then(|n| str::from_utf8(n).ok()?.parse().ok())
                    else {
                        continue;
                    };
                    match name.and_then(|name| choice(name, "ndots timeout attempts")) {
                        Some(0) => self.ndots = u32::min(number, 15),
                        Some(1) => self.timeout = number.clamp(1, 30),
                        Some(2) => self.attempts = number.clamp(1, 5),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

/// A server by its address, behind which the interface may stand that it is reached by (RFC 4007,
/// section 11): `fe80::1%eth0`.
fn server(word: &[u8]) -> Option<SocketAddr> {
    let mut parts = split(word, b'%');
    let address = str::from_utf8(parts.next()?).ok()?.parse().ok()?;
    let mut server = SocketAddr::new(address, PORT);
    if let (SocketAddr::V6(server), Some(zone)) = (&mut server, parts.next()) {
        let interface = Interface::by_name(&InterfaceName::new(zone)?).ok()?;
        server.set_scope_id(interface.index);
    }
    Some(server)
}

/// A name on the wire, with a domain behind it; nothing if no host can have it.
fn wire(name: &[u8], domain: &[u8]) -> Option<Wire> {
    let mut wire = Wire::new();
    for part in [name, domain] {
        let part = part.strip_suffix(b".").unwrap_or(part);
        if part.is_empty() {
            continue;
        }
        for label in split(part, b'.') {
            let length =
                u8::try_from(label.len()).ok().filter(|length| (1..64).contains(length))?;
            wire.push(length).ok()?;
            wire.extend_from_slice(label).ok()?;
        }
    }
    wire.push(0).ok()?;
    Some(wire)
}

/// Calls `v4` and `v6` with each address of a host.
pub(super) fn host(
    name: &str,
    v4: &mut dyn FnMut(Ipv4Addr),
    v6: &mut dyn FnMut(Ipv6Addr),
) -> Result<(), ResolveError> {
    let config = Config::read(RESOLV_CONF).map_err(super::resolve::unreadable)?;
    let name = name.as_bytes();
    let dots = name.iter().filter(|&&byte| byte == b'.').count() as u32;
    let whole = name.ends_with(b".");
    // By itself, which is before the domains or behind them.
    let alone = [&b""[..]];
    let (first, last) = alone.split_at(usize::from(dots >= config.ndots));
    let search = config.search.iter().filter(|_| !whole).map(|domain| domain.as_slice());
    for domain in first.iter().copied().chain(search).chain(last.iter().copied()) {
        let Some(wire) = wire(name, domain) else { continue };
        let mut found = false;
        config.ask(&wire, Rtype::A, &mut |message, owner| {
            for record in message.answer().ok()?.limit_to_in::<A>() {
                let record = record.ok()?;
                if record.owner() == owner {
                    found = true;
                    v4(record.data().addr());
                }
            }
            Some(())
        })?;
        config.ask(&wire, Rtype::AAAA, &mut |message, owner| {
            for record in message.answer().ok()?.limit_to_in::<Aaaa>() {
                let record = record.ok()?;
                if record.owner() == owner {
                    found = true;
                    v6(record.data().addr());
                }
            }
            Some(())
        })?;
        if found {
            break;
        }
    }
    Ok(())
}

/// An answer, and the name that is left when aliases are followed.
type Take<'t> = &'t mut dyn FnMut(&Message<[u8]>, &domain::base::ParsedName<&[u8]>) -> Option<()>;

impl Config {
    /// Asks the servers in turn, as often as is wanted, until one answers. The last failure is told.
    fn ask(&self, name: &[u8], kind: Rtype, take: Take<'_>) -> Result<(), ResolveError> {
        let mut failure = ResolveError::TimedOut;
        for _ in 0..self.attempts {
            for &server in &self.servers {
                match self.exchange(server, name, kind, take) {
                    Ok(()) => return Ok(()),
                    Err(error) => failure = error,
                }
            }
        }
        Err(failure)
    }

    /// Asks one server, over TCP if the answer has no room in a datagram.
    fn exchange(
        &self,
        server: SocketAddr,
        name: &[u8],
        kind: Rtype,
        take: Take<'_>,
    ) -> Result<(), ResolveError> {
        let mut id = [0; 2];
        getrandom(&mut id, GetRandomFlags::empty()).map_err(super::resolve::unreadable)?;
        let question = Question { id: u16::from_be_bytes(id), name, kind };
        match self.converse(server, SocketType::DGRAM, &question, take) {
            Err(ResolveError::TooMany) => {
                self.converse(server, SocketType::STREAM, &question, take)
            }
            answered => answered,
        }
    }

    /// Asks one server by a socket of a type, and waits for its answer.
    fn converse(
        &self,
        server: SocketAddr,
        way: SocketType,
        question: &Question<'_>,
        take: Take<'_>,
    ) -> Result<(), ResolveError> {
        let query = question.query().ok_or(ResolveError::ServerFailed)?;
        let family = match server {
            SocketAddr::V4(_) => AddressFamily::INET,
            SocketAddr::V6(_) => AddressFamily::INET6,
        };
        let signals = [Signal::Hangup, Signal::Interrupt, Signal::Terminate, Signal::Alarm];
        let limit = Limit {
            deadline: now() + i64::from(self.timeout) * SECOND,
            signals: Signals::watch(&signals).map_err(|_| ResolveError::NoServer)?,
        };
        // The system draws the port, and passes on only what comes from the server.
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let socket = socket_with(family, way, flags, None).map_err(super::resolve::unreadable)?;
        match connect(&socket, &server) {
            Ok(()) => {}
            Err(Errno::INPROGRESS) => limit.wait(&socket, PollFlags::OUT)?,
            Err(_) => return Err(ResolveError::NoServer),
        }
        let is_stream = way == SocketType::STREAM;
        let query = query.get(if is_stream { 0 } else { LENGTH }..).unwrap_or_default();
        send(&socket, query, SendFlags::NOSIGNAL).map_err(|_| ResolveError::NoServer)?;
        let mut buffer = [0; ANSWER_MAX];
        if is_stream {
            let answer = stream(&socket, &mut buffer, &limit)?;
            return question.read(answer, take).unwrap_or(Err(ResolveError::ServerFailed));
        }
        loop {
            let length = receive(&socket, &mut buffer, &limit)?;
            let answer = buffer.get(..length).unwrap_or_default();
            if let Some(result) = question.read(answer, take) {
                return result;
            }
        }
    }
}

/// The answer in a stream, which has its length before it.
fn stream<'b>(
    socket: &OwnedFd,
    buffer: &'b mut [u8; ANSWER_MAX],
    limit: &Limit,
) -> Result<&'b [u8], ResolveError> {
    let (mut filled, mut end) = (0, LENGTH);
    while filled < end {
        let Some(room) = buffer.get_mut(filled..end) else { return Err(ResolveError::TooMany) };
        match receive(socket, room, limit)? {
            0 => return Err(ResolveError::ServerFailed),
            length => filled += length,
        }
        if filled == LENGTH
            && let Some(length) = buffer.first_chunk()
        {
            end = LENGTH + usize::from(u16::from_be_bytes(*length));
        }
    }
    Ok(buffer.get(LENGTH..end).unwrap_or_default())
}

/// Receives what has come, or comes in time.
fn receive(socket: &OwnedFd, room: &mut [u8], limit: &Limit) -> Result<usize, ResolveError> {
    loop {
        limit.wait(socket, PollFlags::IN)?;
        match recv(socket, &mut *room, RecvFlags::DONTWAIT) {
            Ok((length, _)) => return Ok(length),
            Err(Errno::AGAIN | Errno::INTR) => {}
            // Nobody listens there.
            Err(_) => return Err(ResolveError::NoServer),
        }
    }
}

/// When an answer comes too late: at a time, and when a signal comes that ends the program.
struct Limit {
    deadline: i64,
    signals: Signals,
}

impl Limit {
    /// Waits until a socket can be written to or read from, or it is too late.
    fn wait(&self, socket: &OwnedFd, events: PollFlags) -> Result<(), ResolveError> {
        loop {
            let left = self.deadline - now();
            if left <= 0 {
                return Err(ResolveError::TimedOut);
            }
            let left = Timespec { tv_sec: left / SECOND, tv_nsec: left % SECOND };
            let mut fds = [PollFd::new(socket, events), PollFd::new(&self.signals, PollFlags::IN)];
            match poll(&mut fds, Some(&left)) {
                Ok(0) | Err(Errno::INTR) => {}
                Ok(_) if fds[1].revents().is_empty() => return Ok(()),
                Ok(_) => return Err(ResolveError::TimedOut),
                Err(errno) => return Err(super::resolve::unreadable(errno)),
            }
        }
    }
}

const SECOND: i64 = 1_000_000_000;

/// Nanoseconds on a clock that nobody sets.
fn now() -> i64 {
    let time = clock_gettime(ClockId::Monotonic);
    time.tv_sec * SECOND + time.tv_nsec
}

/// The bytes of a message's length, which it has before it in a stream (RFC 1035, section 4.2.2).
const LENGTH: usize = 2;

/// A question and the number that its answer has.
struct Question<'q> {
    id: u16,
    name: &'q [u8],
    kind: Rtype,
}

impl Question<'_> {
    /// The question as a message with its length before it; nothing if the name is too long.
    fn query(&self) -> Option<Vec<u8, { LENGTH + 12 + NAME_MAX + 4 }>> {
        let length = 12 + self.name.len() as u16 + 4;
        // One question, and recursion desired.
        let header = [length, self.id, 0x100, 1, 0, 0, 0];
        let mut query = Vec::new();
        for word in header {
            query.extend_from_slice(&word.to_be_bytes()).ok()?;
        }
        query.extend_from_slice(self.name).ok()?;
        for word in [self.kind.to_int(), Class::IN.to_int()] {
            query.extend_from_slice(&word.to_be_bytes()).ok()?;
        }
        Some(query)
    }

    /// What an answer says; nothing if it does not answer the question.
    fn read(&self, answer: &[u8], take: Take<'_>) -> Option<Result<(), ResolveError>> {
        let message = Message::from_slice(answer).ok()?;
        let header = message.header();
        let question = message.sole_question().ok()?;
        let asked = Name::from_octets(self.name).ok()?;
        let same = question.qname() == &asked
            && question.qtype() == self.kind
            && question.qclass() == Class::IN
            && header.id() == self.id
            && header.qr();
        if !same {
            return None;
        }
        Some(match header.rcode() {
            _ if header.tc() => Err(ResolveError::TooMany),
            Rcode::NXDOMAIN => Ok(()),
            Rcode::NOERROR => message
                .canonical_name()
                .and_then(|owner| take(message, &owner))
                .ok_or(ResolveError::ServerFailed),
            _ => Err(ResolveError::ServerFailed),
        })
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::ffi::CString;
    use std::string::{String, ToString};

    fn config(contents: &str) -> Config {
        let name = std::thread::current().name().map_or(String::new(), |it| it.replace(':', "-"));
        let path = std::format!("/tmp/barecap-{name}-{}", std::process::id());
        std::fs::write(&path, contents).unwrap();
        let config = Config::read(&CString::new(&*path).unwrap()).unwrap();
        std::fs::remove_file(path).unwrap();
        config
    }

    #[test]
    fn what_resolv_conf_says() {
        let many = "nameserver 10.0.0.1\nnameserver ::1\nnameserver 10.0.0.3\nnameserver 10.0.0.4";
        for (contents, servers) in [
            ("", &["127.0.0.1:53"][..]),
            (
                "# nameserver 10.0.0.1\n;nameserver 10.0.0.2\nnameservers 10.0.0.3",
                &["127.0.0.1:53"],
            ),
            ("nameserver\t10.0.0.1 10.0.0.2", &["10.0.0.1:53"]),
            ("nameserver 10.0.0\nnameserver ::g\n nameserver\n", &["127.0.0.1:53"]),
            (many, &["10.0.0.1:53", "[::1]:53", "10.0.0.3:53"]),
            ("nameserver fe80::1%lo", &["[fe80::1%1]:53"]),
            // Not without the interface.
            ("nameserver fe80::1%nosuch\nnameserver ::1%", &["127.0.0.1:53"]),
        ] {
            let found: std::vec::Vec<_> =
                config(contents).servers.iter().map(SocketAddr::to_string).collect();
            assert_eq!(found, servers, "{contents}");
        }
        for (contents, domains) in [
            ("search a.b c", &["a.b", "c"][..]),
            ("search a b\ndomain c.d\n", &["c.d"]),
            ("domain c\nsearch a\tb  c d e f g", &["a", "b", "c", "d", "e", "f"]),
            ("search a\nsearch", &[]),
        ] {
            let config = config(contents);
            let found = config.search.iter().map(|it| str::from_utf8(it).unwrap());
            assert!(found.eq(domains.iter().copied()), "{contents}");
        }
        for (contents, options) in [
            ("", [1, 5, 2]),
            ("options ndots:2 timeout:3 attempts:4", [2, 3, 4]),
            ("options ndots:0 timeout:0 attempts:0", [0, 1, 1]),
            ("options ndots:99 timeout:99 attempts:99", [15, 30, 5]),
            ("options ndots timeout:x attempts: rotate edns0:1 ndots:4294967296", [1, 5, 2]),
            ("options ndots:2\noptions ndots:3", [3, 5, 2]),
        ] {
            let Config { ndots, timeout, attempts, .. } = config(contents);
            assert_eq!([ndots, timeout, attempts], options, "{contents}");
        }
    }

    #[test]
    fn names_on_the_wire() {
        let (label, long) = ("x".repeat(63), "x".repeat(64));
        // Four labels of 63 bytes are one byte too long with the zero.
        let most = [&label[..], &label, &label, &label[..61]].join(".");
        for (name, domain, wanted) in [
            ("a.bc", "", Some("\u{1}a\u{2}bc\0")),
            ("a.bc.", "", Some("\u{1}a\u{2}bc\0")),
            ("a", "b.c", Some("\u{1}a\u{1}b\u{1}c\0")),
            ("a", "b.c.", Some("\u{1}a\u{1}b\u{1}c\0")),
            ("a", ".", Some("\u{1}a\0")),
            (".", "", Some("\0")),
            ("a..b", "", None),
            (".a", "", None),
            ("a..", "", None),
            (&label, "", Some(&std::format!("?{label}\0"))),
            (&long, "", None),
            (&std::format!("{most}x"), "", None),
            (&most, "a", None),
        ] {
            let found = wire(name.as_bytes(), domain.as_bytes());
            assert_eq!(found.as_deref(), wanted.map(str::as_bytes), "{name} {domain}");
        }
        assert_eq!(wire(most.as_bytes(), b"").map(|wire| wire.len()), Some(NAME_MAX));
    }

    #[test]
    fn only_answers_to_the_question_count() {
        const NAME: &[u8] = b"\x01a\x00";
        // The number, flags, one question with its name, type and class, and an address.
        let answer = |number: u8, flags: [u8; 2], questions: u8, question: &[u8]| {
            let counts = [0, questions, 0, 1, 0, 0, 0, 0];
            let record = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 10, 1, 2, 3];
            [&[7, number], &flags[..], &counts, question, &record].concat()
        };
        let good = b"\x01A\x00\x00\x01\x00\x01";
        const FLAGS: [u8; 2] = [0x81, 0x80];
        for (bytes, result) in [
            (answer(9, FLAGS, 1, good), Some(Ok(1))),
            (answer(8, FLAGS, 1, good), None),
            (answer(9, [0x01, 0x80], 1, good), None),
            (answer(9, FLAGS, 1, b"\x01b\x00\x00\x01\x00\x01"), None),
            (answer(9, FLAGS, 1, b"\x01a\x00\x00\x1c\x00\x01"), None),
            (answer(9, FLAGS, 1, b"\x01a\x00\x00\x01\x00\x03"), None),
            (answer(9, FLAGS, 0, b""), None),
            (answer(9, FLAGS, 2, &good.repeat(2)), None),
            (answer(9, [0x83, 0x80], 1, good), Some(Err(ResolveError::TooMany))),
            (answer(9, [0x81, 0x83], 1, good), Some(Ok(0))),
            (answer(9, [0x81, 0x82], 1, good), Some(Err(ResolveError::ServerFailed))),
            (answer(9, [0x81, 0x85], 1, good), Some(Err(ResolveError::ServerFailed))),
            (b"\x07\x09".to_vec(), None),
        ] {
            let mut found = 0;
            let question = Question { id: 0x0709, name: NAME, kind: Rtype::A };
            let said = question.read(&bytes, &mut |message, owner| {
                for record in message.answer().ok()?.limit_to_in::<A>() {
                    found += i32::from(record.ok()?.owner() == owner);
                }
                Some(())
            });
            let said = said.map(|result| result.map(|()| found));
            assert_eq!(said, result, "{}", bytes.escape_ascii());
        }
    }
}
