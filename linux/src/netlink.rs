//! Questions to the kernel's routing socket: links and addresses; and messages for others.
//!
//! A request is one message, the answer a run of messages in one or more datagrams, each message a
//! header and attributes (netlink(7), rtnetlink(7)). The answer to a dump ends with `NLMSG_DONE`,
//! the answer to a question about one link with that link or an error. What the kernel sends is
//! read as if it were hostile: a length that does not fit ends the message it stands in.
//!
//! The kernel makes a long answer a datagram at a time, as it is read. What appears or goes in between moves
//! the place where it goes on, in its older versions at least, so that something may be passed over that was
//! there all the while. It says of the answer that it was interrupted (`NLM_F_DUMP_INTR`): who would rather
//! have something twice than miss it asks again.

use core::ops::ControlFlow;

use linux_raw_sys::netlink::{self as nl, _bindgen_ty_2 as link};
use rustix::fd::OwnedFd;
use rustix::io::{Errno, retry_on_intr};
use rustix::net::{
    AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, recv, send, socket_with,
};
use static_assertions::assert_eq_size;

use crate::error::{Call, Error};

assert_eq_size!(nl::nlmsghdr, [u8; 16]);
assert_eq_size!(nl::ifinfomsg, [u8; 16]);
assert_eq_size!(nl::ifaddrmsg, [u8; 8]);
assert_eq_size!(nl::rtattr, [u8; 4]);

/// Which links to ask about.
#[derive(Clone, Copy)]
pub(crate) enum Links<'a> {
    /// All, once; some may be missing where others come and go.
    Once,
    /// All, at least once.
    All,
    Index(u32),
    Name(&'a [u8]),
}

/// A message of an answer: its type and flags, its fixed part and attributes.
pub(crate) struct Message<'a> {
    pub(crate) kind: u16,
    flags: u16,
    pub(crate) body: &'a [u8],
}

const HEADER: usize = 16;
/// No error has a higher number (the kernel's `MAX_ERRNO`).
const MOST_ERRNO: i32 = 4095;
/// More than the kernel puts in one datagram for a reader with such a buffer: it makes them of 8 KiB
/// or of the reader's last buffer size, at most 32 KiB.
const ANSWER: usize = 16 * 1024;
/// How often the kernel is asked as long as its answers are interrupted. Newer ones pass nothing over even so,
/// and where interfaces come and go all the while no answer is better than the next.
const TIMES: u32 = 8;
const INTERRUPTED: u16 = nl::NLM_F_DUMP_INTR as u16;

/// Asks for links with their statistics, and calls `each` with every `RTM_NEWLINK`: the answer has no
/// others.
pub(crate) fn links(
    which: Links<'_>,
    each: &mut dyn FnMut(Message<'_>) -> ControlFlow<()>,
) -> Result<(), Error> {
    let dump = matches!(which, Links::Once | Links::All);
    let mut request = Request::new(nl::RTM_GETLINK as u16, dump);
    let index = if let Links::Index(index) = which { index } else { 0 };
    let [i, j, k, l] = index.to_ne_bytes();
    // struct ifinfomsg: family, pad and type, index, flags, change.
    request.push(&[0, 0, 0, 0, i, j, k, l, 0, 0, 0, 0, 0, 0, 0, 0]);
    // Whatever this asks for, it has the kernel find out how long the longest message will be: without it a
    // dump ends at one that is longer than usual, and nothing says so.
    let mask = nl::RTEXT_FILTER_SKIP_STATS.to_ne_bytes();
    request.attribute(link::IFLA_EXT_MASK as u16, &mask, false);
    if let Links::Name(name) = which {
        request.attribute(link::IFLA_IFNAME as u16, name, true);
    }
    request.exchange(if matches!(which, Links::Once) { 1 } else { TIMES }, each)
}

/// Asks for all addresses of a family (0 for every one), and calls `each` with every `RTM_NEWADDR`.
pub(crate) fn addresses(
    family: u8,
    each: &mut dyn FnMut(Message<'_>) -> ControlFlow<()>,
) -> Result<(), Error> {
    let mut request = Request::new(nl::RTM_GETADDR as u16, true);
    // struct ifaddrmsg: family, prefix length, flags, scope, index.
    request.push(&[family, 0, 0, 0, 0, 0, 0, 0]);
    request.exchange(TIMES, each)
}

/// A request being written; every one fits, names being shorter than 16 bytes. Behind its end are zeros.
pub(crate) struct Request {
    bytes: [u8; 64],
    length: usize,
    dump: bool,
}

impl Request {
    #[inline(always)]
    pub(crate) fn new(kind: u16, dump: bool) -> Self {
        let mut request = Self { bytes: [0; 64], length: 0, dump };
        let flags = nl::NLM_F_REQUEST | if dump { nl::NLM_F_DUMP } else { 0 };
        let ([k, l], [f, g]) = (kind.to_ne_bytes(), (flags as u16).to_ne_bytes());
        let [s, t, u, v] = 1_u32.to_ne_bytes();
        // struct nlmsghdr: the length, which is filled in at the end, type and flags, a number that the
        // answer has too, and the sender's port, which is the kernel's to fill in.
        request.push(&[0, 0, 0, 0, k, l, f, g, s, t, u, v, 0, 0, 0, 0]);
        request
    }

    // It takes less room than a call, as does the other.
    #[inline(always)]
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let end = self.length + bytes.len();
        if let Some(to) = self.bytes.get_mut(self.length..end) {
            to.copy_from_slice(bytes);
            self.length = end;
        }
    }

    /// Adds an attribute: a value, and a zero that ends it where it is `text`.
    pub(crate) fn attribute(&mut self, kind: u16, value: &[u8], text: bool) {
        let length = 4 + value.len() + usize::from(text);
        let ([l, m], [k, n]) = ((length as u16).to_ne_bytes(), kind.to_ne_bytes());
        self.push(&[l, m, k, n]);
        self.push(value);
        self.length = aligned(self.length + usize::from(text));
    }

    /// Has the kernel answer, if only to say that it is done.
    pub(crate) fn acknowledge(&mut self) {
        if let Some(flags) = self.bytes.get_mut(6..8) {
            flags.copy_from_slice(&((nl::NLM_F_REQUEST | nl::NLM_F_ACK) as u16).to_ne_bytes());
        }
    }

    /// The request as it is sent.
    pub(crate) fn finish(&mut self) -> &[u8] {
        if let Some(bytes) = self.bytes.first_chunk_mut() {
            *bytes = (self.length as u32).to_ne_bytes();
        }
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Asks the kernel, so often at most, until an answer was not interrupted.
    fn exchange(
        &mut self,
        times: u32,
        each: &mut dyn FnMut(Message<'_>) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let socket = socket_with(
            AddressFamily::NETLINK,
            SocketType::RAW,
            SocketFlags::CLOEXEC,
            // NETLINK_ROUTE is protocol 0.
            None,
        )
        .map_err(Error::system(Call::NetlinkSocket))?;
        self.exchange_by(&socket, times, each)
    }

    /// The same of whoever is at the other end of a socket.
    fn exchange_by(
        &mut self,
        socket: &OwnedFd,
        times: u32,
        each: &mut dyn FnMut(Message<'_>) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        for _ in 0..times {
            if !self.ask(socket, each)? {
                break;
            }
        }
        Ok(())
    }

    /// Asks once, and reads the answer to its end or as far as `each` wants it; whether it was interrupted.
    #[inline(never)]
    fn ask(
        &mut self,
        socket: &OwnedFd,
        each: &mut dyn FnMut(Message<'_>) -> ControlFlow<()>,
    ) -> Result<bool, Error> {
        let dump = self.dump;
        let request = self.finish();
        retry_on_intr(|| send(socket, request, SendFlags::empty()))
            .map_err(Error::system(Call::NetlinkSend))?;
        let mut interrupted = false;
        let mut answer = [0_u8; ANSWER];
        loop {
            let (_, length) = retry_on_intr(|| recv(socket, &mut answer[..], RecvFlags::TRUNC))
                .map_err(Error::system(Call::NetlinkReceive))?;
            let datagram = answer
                .get(..length)
                .ok_or(Error::System { call: Call::NetlinkReceive, errno: Errno::MSGSIZE })?;
            match read_messages(datagram, &mut interrupted, each) {
                // One question has one answer; a dump goes on until it is said to be done.
                Ok(ControlFlow::Continue(())) if dump => (),
                Ok(_) => return Ok(interrupted),
                Err(Errno::NODEV) => return Err(Error::NoSuchDevice),
                Err(errno) => return Err(Error::System { call: Call::Netlink, errno }),
            }
        }
    }
}

/// The messages of a datagram, which is shortened to what follows. One whose length does not fit ends
/// them.
pub(crate) fn messages<'b>(datagram: &mut &'b [u8]) -> impl Iterator<Item = Message<'b>> {
    core::iter::from_fn(move || {
        let (length, kind) = (word(datagram, 0)? as usize, half(datagram, 4)?);
        let (flags, body) = (half(datagram, 6)?, datagram.get(HEADER..length)?);
        *datagram = datagram.get(aligned(length)..).unwrap_or_default();
        Some(Message { kind, flags, body })
    })
}

/// Hands the messages of one datagram to `each`; breaks where that does, and at the end of the answer.
/// Takes note of an answer that is `interrupted`, of which any message may tell, the last as well; to who
/// breaks off that is no matter.
pub(crate) fn read_messages(
    mut datagram: &[u8],
    interrupted: &mut bool,
    each: &mut dyn FnMut(Message<'_>) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, Errno> {
    for message in messages(&mut datagram) {
        *interrupted |= message.flags & INTERRUPTED != 0;
        match u32::from(message.kind) {
            nl::NLMSG_DONE | nl::NLMSG_ERROR => {
                // The error is negated, and 0 in an acknowledgement and at the end of a whole dump.
                return match word(message.body, 0).map(|it| it.cast_signed().wrapping_neg()) {
                    Some(0) => Ok(ControlFlow::Break(())),
                    Some(errno @ 1..=MOST_ERRNO) => Err(Errno::from_raw_os_error(errno)),
                    _ => Err(Errno::BADMSG),
                };
            }
            _ => {
                if each(message).is_break() {
                    *interrupted = false;
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The attributes of a message, behind its fixed part: type and value. The type of one that holds others
/// may say so, in a bit of its own; none of those is read.
pub(crate) fn attributes(mut bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    core::iter::from_fn(move || {
        let length = usize::from(half(bytes, 0)?);
        let kind = half(bytes, 2)?;
        let value = bytes.get(4..length)?;
        bytes = bytes.get(aligned(length)..).unwrap_or_default();
        Some((kind, value))
    })
}

/// A length rounded up to the 4 bytes that netlink aligns to.
const fn aligned(length: usize) -> usize {
    (length + 3) & !3
}

pub(crate) fn half(bytes: &[u8], offset: usize) -> Option<u16> {
    Some(u16::from_ne_bytes(*bytes.get(offset..)?.first_chunk()?))
}

pub(crate) fn word(bytes: &[u8], offset: usize) -> Option<u32> {
    Some(u32::from_ne_bytes(*bytes.get(offset..)?.first_chunk()?))
}

pub(crate) fn long(bytes: &[u8], offset: usize) -> Option<u64> {
    Some(u64::from_ne_bytes(*bytes.get(offset..)?.first_chunk()?))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    extern crate std;
    use rustix::net::socketpair;
    use std::vec::Vec;

    /// Puts an attribute behind the fixed part of a message, as the kernel does.
    pub(crate) fn push_attribute(body: &mut Vec<u8>, kind: u16, value: &[u8]) {
        body.extend((4 + value.len() as u16).to_ne_bytes());
        body.extend(kind.to_ne_bytes());
        body.extend(value);
        body.resize(aligned(body.len()), 0);
    }

    /// A message as the kernel lays it out.
    pub(crate) fn message(kind: u32, body: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend((HEADER as u32 + body.len() as u32).to_ne_bytes());
        bytes.extend((kind as u16).to_ne_bytes());
        bytes.extend([0; 10]);
        bytes.extend(body);
        bytes.resize(aligned(bytes.len()), 0);
        bytes
    }

    fn kinds(datagram: &[u8]) -> (Vec<u16>, Result<ControlFlow<()>, Errno>) {
        let mut seen = Vec::new();
        let end = read_messages(datagram, &mut false, &mut |message| {
            seen.push(message.kind);
            ControlFlow::Continue(())
        });
        (seen, end)
    }

    #[test]
    fn messages_are_read_up_to_the_end_of_the_answer() {
        let mut datagram = message(16, &[1, 2, 3]);
        datagram.extend(message(20, &[]));
        assert_eq!(kinds(&datagram), (Vec::from([16, 20]), Ok(ControlFlow::Continue(()))));
        datagram.extend(message(nl::NLMSG_DONE, &[0; 4]));
        datagram.extend(message(16, &[]));
        assert_eq!(kinds(&datagram), (Vec::from([16, 20]), Ok(ControlFlow::Break(()))));
    }

    #[test]
    fn an_answer_ends_well_or_with_an_error() {
        let cases = [
            (0, Ok(ControlFlow::Break(()))),
            (-19, Err(Errno::NODEV)),
            (-4095, Err(Errno::from_raw_os_error(4095))),
            (-4096, Err(Errno::BADMSG)),
            (1, Err(Errno::BADMSG)),
            (i32::MIN, Err(Errno::BADMSG)),
            (i32::MAX, Err(Errno::BADMSG)),
        ];
        // The end of a dump has the error that ended it.
        for kind in [nl::NLMSG_ERROR, nl::NLMSG_DONE] {
            for (number, end) in cases {
                let mut body = Vec::from(number.to_ne_bytes());
                body.extend([0; 16]);
                let datagram = [message(kind, &body), message(16, &[])].concat();
                assert_eq!(kinds(&datagram), (Vec::new(), end), "{kind} {number}");
            }
        }
        assert_eq!(kinds(&message(nl::NLMSG_DONE, &[0; 3])).1, Err(Errno::BADMSG));
    }

    /// What comes of asking for all links, where the kernel answers with these datagrams: which messages,
    /// and how often it was asked.
    fn asked(datagrams: &[Vec<u8>], until: u16) -> (Vec<u16>, Result<(), Error>, usize) {
        let flags = SocketFlags::empty();
        let (socket, kernel) =
            socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, flags, None).unwrap();
        for datagram in datagrams {
            send(&kernel, datagram, SendFlags::empty()).unwrap();
        }
        let (mut request, mut seen) = (Request::new(nl::RTM_GETLINK as u16, true), Vec::new());
        let end = request.exchange_by(&socket, TIMES, &mut |message| {
            seen.push(message.kind);
            if message.kind == until { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        let (mut times, mut room) = (0, [0; 64]);
        while let Ok((_, 16)) = recv(&kernel, &mut room[..], RecvFlags::DONTWAIT) {
            assert_eq!(room[..16], *request.finish());
            times += 1;
        }
        (seen, end, times)
    }

    #[test]
    fn an_answer_that_was_interrupted_is_asked_for_again() {
        let flagged = |flags: u32, mut message: Vec<u8>| {
            message[6..8].copy_from_slice(&(flags as u16).to_ne_bytes());
            message
        };
        let torn = |message| flagged(nl::NLM_F_DUMP_INTR | nl::NLM_F_MULTI, message);
        let whole = |message| flagged(!nl::NLM_F_DUMP_INTR, message);
        let link = |kind| message(kind, &[0; 16]);
        let done = || message(nl::NLMSG_DONE, &[0; 4]);
        let never = u16::MAX;
        let good = [whole(link(16)), whole(link(17)), whole(done())];
        assert_eq!(asked(&good, never), (Vec::from([16, 17]), Ok(()), 1));
        for bad in [
            [torn(link(16)), whole(link(17)), whole(done())],
            [whole(link(16)), torn(link(17)), whole(done())],
            [whole(link(16)), whole(link(17)), torn(done())],
        ] {
            let both = [&bad[..], &good].concat();
            let twice = Vec::from([16, 17, 16, 17]);
            assert_eq!(asked(&both, never), (twice.clone(), Ok(()), 2));
            // In datagrams of several messages.
            assert_eq!(asked(&[bad.concat(), good.concat()], never), (twice, Ok(()), 2));
            // Nobody asks again who has what he wants, nor for ever.
            assert_eq!(asked(&both, 17), (Vec::from([16, 17]), Ok(()), 1));
            let (seen, end, times) = asked(&[&bad[..]; 9].concat(), never);
            assert_eq!((seen.len(), end, times), (16, Ok(()), 8));
        }
    }

    #[test]
    fn lengths_that_do_not_fit_end_the_reading() {
        for length in [0_u32, 3, 15, 17, 1000, u32::MAX] {
            let mut datagram = message(16, &[]);
            datagram[..4].copy_from_slice(&length.to_ne_bytes());
            assert_eq!(kinds(&datagram), (Vec::new(), Ok(ControlFlow::Continue(()))), "{length}");
        }
        for length in [0_u16, 3, 9, u16::MAX] {
            let mut bytes = length.to_ne_bytes().to_vec();
            bytes.extend([3, 0, 1, 2, 3, 4]);
            assert_eq!(attributes(&bytes).count(), 0, "{length}");
        }
    }

    #[test]
    fn the_kernel_knows_lo_by_name_and_by_number_and_not_what_is_not_there() {
        let mut count = 0;
        let mut each = |_: Message<'_>| {
            count += 1;
            ControlFlow::Continue(())
        };
        links(Links::Name(b"lo"), &mut each).unwrap();
        links(Links::Index(1), &mut each).unwrap();
        links(Links::All, &mut each).unwrap();
        assert!(count >= 3);
        let refused = links(Links::Name(b"nosuch0"), &mut |_| ControlFlow::Continue(()));
        assert_eq!(refused, Err(Error::NoSuchDevice));
    }
}
