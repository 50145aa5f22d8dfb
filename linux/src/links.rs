//! What becomes of interfaces while they are captured on: the kernel tells whoever has joined the group
//! `RTMGRP_LINK` of its routing socket (rtnetlink(7)) about each that appears, changes or goes.
//!
//! The kernel keeps what it tells in a queue. Where that is full it drops what follows, and says so once
//! (`ENOBUFS`); then what is in the queue is worth nothing either, as it may be older than what was
//! dropped: [`News::Lost`] says that the interfaces are to be looked through anew
//! ([`interface::each`](crate::interface::each)).

use linux_raw_sys::netlink as nl;
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::{Errno, retry_on_intr};
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::{AddressFamily, RecvFlags, SocketFlags, SocketType, bind, recv, socket_with};

use crate::error::{Call, Error};
use crate::interface::Interface;
use crate::netlink::{Message, messages, word};

/// Room for what the kernel tells at once: it makes messages no longer than that for a reader that
/// has not shown larger buffers.
pub const ROOM: usize = 16 * 1024;

/// How many messages are thrown away at most before the interfaces are looked through.
const OLD: usize = 4096;

/// Interfaces, watched.
///
/// ```
/// use barecap_linux::{Links, News, links};
///
/// let links = Links::watch()?;
/// let mut room = [0; links::ROOM];
/// // Nothing has happened since; its descriptor is readable when something has.
/// assert!(matches!(links.receive(&mut room)?, News::Nothing | News::Changes(_)));
/// # Ok::<(), barecap_linux::Error>(())
/// ```
#[derive(Debug)]
pub struct Links {
    socket: OwnedFd,
}

/// What has become of an interface.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    /// It is there: it has appeared, or something about it is not as it was.
    There(Interface),
    /// That with this number is not there any more, in this network namespace.
    Gone(u32),
}

/// What there is to know.
#[derive(Debug)]
pub enum News<'b> {
    /// Nothing more.
    Nothing,
    /// This.
    Changes(Changes<'b>),
    /// More than there was room for: all interfaces are to be looked through.
    Lost,
}

/// Changes in the order in which they came about.
#[derive(Debug)]
pub struct Changes<'b> {
    datagram: &'b [u8],
}

impl Links {
    /// Has the kernel tell from now on.
    ///
    /// # Errors
    /// Those of socket(2) and bind(2).
    pub fn watch() -> Result<Self, Error> {
        let socket = socket_with(
            AddressFamily::NETLINK,
            SocketType::RAW,
            SocketFlags::CLOEXEC | SocketFlags::NONBLOCK,
            None,
        )
        .map_err(Error::system(Call::NetlinkSocket))?;
        bind(&socket, &SocketAddrNetlink::new(0, nl::RTMGRP_LINK))
            .map_err(Error::system(Call::Bind))?;
        Ok(Self { socket })
    }

    /// What has been told since the last time, a part at a time, without waiting.
    ///
    /// # Errors
    /// That of recv(2).
    pub fn receive<'b>(&self, room: &'b mut [u8; ROOM]) -> Result<News<'b>, Error> {
        match retry_on_intr(|| recv(&self.socket, &mut room[..], RecvFlags::TRUNC)) {
            Ok((_, length)) => match room.get(..length) {
                Some(datagram) => Ok(News::Changes(Changes { datagram })),
                None => Ok(News::Lost),
            },
            Err(Errno::AGAIN) => Ok(News::Nothing),
            Err(Errno::NOBUFS) => {
                for _ in 0..OLD {
                    if recv(&self.socket, &mut room[..1], RecvFlags::TRUNC) == Err(Errno::AGAIN) {
                        break;
                    }
                }
                Ok(News::Lost)
            }
            Err(errno) => Err(Error::System { call: Call::NetlinkReceive, errno }),
        }
    }
}

impl AsFd for Links {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

impl Iterator for Changes<'_> {
    type Item = Change;

    fn next(&mut self) -> Option<Change> {
        messages(&mut self.datagram).find_map(|message| change(&message))
    }
}

/// What a message says, if it is about an interface: a bridge tells of its ports in messages of the
/// same types, of another address family, and one that leaves a bridge has not gone.
fn change(message: &Message<'_>) -> Option<Change> {
    let Message { kind, body, .. } = *message;
    if body.first() != Some(&0) {
        return None;
    }
    if kind == nl::RTM_NEWLINK as u16 {
        Interface::from_message(body).map(Change::There)
    } else if kind == nl::RTM_DELLINK as u16 {
        word(body, 4).map(Change::Gone)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::netlink::{self, tests::push_attribute};
    extern crate std;
    use std::vec::Vec;

    /// A message about the interface `number`, of a family, with a name or without.
    fn message(kind: u32, family: u8, number: u32, name: &[u8]) -> Vec<u8> {
        let mut body = Vec::from([family, 0, 1, 0]);
        body.extend(number.to_ne_bytes());
        body.extend([0; 8]);
        if !name.is_empty() {
            push_attribute(&mut body, 3, &[name, b"\0"].concat());
        }
        netlink::tests::message(kind, &body)
    }

    fn changes(datagram: &[u8]) -> Vec<(bool, u32)> {
        let changes = Changes { datagram };
        let seen = changes.map(|change| match change {
            Change::There(interface) => (true, interface.index),
            Change::Gone(index) => (false, index),
        });
        seen.collect()
    }

    #[test]
    fn what_is_told_of_bridges_and_without_names_is_passed_over() {
        const NEW: u32 = 16;
        const GONE: u32 = 17;
        const BRIDGE: u8 = 7;
        let mut datagram = message(NEW, 0, 5, b"va");
        datagram.extend(message(GONE, BRIDGE, 5, b"va"));
        datagram.extend(message(NEW, BRIDGE, 6, b"vb"));
        datagram.extend(message(NEW, 0, 7, b""));
        datagram.extend(message(20, 0, 8, b"vc"));
        // Of another family than a bridge's, and of none.
        datagram.extend(message(GONE, 10, 5, b"va"));
        datagram.extend(16_u32.to_ne_bytes());
        datagram.extend((GONE as u16).to_ne_bytes());
        datagram.extend([0; 10]);
        datagram.extend(message(GONE, 0, 5, b""));
        assert_eq!(changes(&datagram), [(true, 5), (false, 5)]);
    }

    #[test]
    fn hostile_bytes_end_the_reading_and_nothing_else() {
        let whole = [message(16, 0, 5, b"va"), message(17, 0, 5, b"va")].concat();
        for end in 0..whole.len() {
            let seen = changes(&whole[..end]);
            assert!(seen.len() <= 1 && seen.iter().all(|seen| *seen == (true, 5)), "{end}");
        }
        for at in 0..whole.len() {
            for value in [0, 1, 3, 0x7f, 0xff] {
                let mut torn = whole.clone();
                torn[at] = value;
                assert!(changes(&torn).len() <= 2, "{at} {value}");
            }
        }
    }
}
