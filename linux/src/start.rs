//! Beginning a capture: from a configuration to a socket with its ring and filter in place.
//!
//! The order is what matters. A packet socket of protocol 0 receives nothing, so it gets its ring,
//! its filter and promiscuous mode in that state, and is bound to the interface and to a protocol
//! last. No packet comes before the filter, so none has to be thrown away or looked at again; libpcap
//! has the ring running first and drains it.

use barecap_core::insn::{Insn, ancillary, opcode};
use barecap_core::linktype::LinkType;
use barecap_core::verify::Verified;
use linux_raw_sys::if_packet;
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, bind, socket_with, sockopt};

use crate::attach::{Unwanted, UserSpace, attach};
use crate::capture::Capture;
use crate::capture::deliver::KNOWN_WORDS;
use crate::config::{Config, Direction, Source};
use crate::error::{Call, Error};
use crate::fanout::{Gate, Group};
use crate::intake::Intake;
use crate::interface::Interface;
use crate::link::{LOOPBACK, Link};
use crate::several::Place;
use crate::stamp::TimeStamp;
use crate::switch;
use crate::sys;

/// A capture that has not begun: its socket receives nothing yet.
#[derive(Debug)]
pub struct Prepared {
    socket: OwnedFd,
    config: Config,
    interface: Option<Interface>,
    link: Link,
}

impl Source {
    /// The link type that packets from here have, unless another is asked for. No privileges are
    /// needed to know.
    ///
    /// # Errors
    /// [`Error::NoSuchDevice`], or what kept netlink from answering.
    pub fn link_type(&self) -> Result<LinkType, Error> {
        Ok(self.look(true)?.1.link_type)
    }

    /// The interface, if it is one, and how its packets are captured; whether it leads to a switch is asked
    /// if `switches` says so.
    fn look(&self, switches: bool) -> Result<(Option<Interface>, Link), Error> {
        match self {
            Self::Interface(name) => {
                let interface = Interface::by_name(name)?;
                let link = Link::of_hardware(interface.hardware);
                let tagged = if switches { switch::link_type(&interface) } else { None };
                Ok((Some(interface), tagged.map_or(link, Link::of_whole)))
            }
            Self::Any => Ok((None, Link::of_any())),
        }
    }
}

impl Capture<'_> {
    /// Opens what is to be captured on.
    ///
    /// # Errors
    /// [`Error::NoSuchDevice`], [`Error::PermissionDenied`], [`Error::NotSupported`], or what kept a
    /// system call from working.
    pub fn prepare(config: &Config) -> Result<Prepared, Error> {
        let (interface, link) = config.source.look(config.switches)?;
        let socket_type = if link.is_cooked() { SocketType::DGRAM } else { SocketType::RAW };
        let socket = socket_with(AddressFamily::PACKET, socket_type, SocketFlags::CLOEXEC, None)
            .map_err(|errno| match errno {
                Errno::PERM | Errno::ACCESS => Error::PermissionDenied,
                Errno::AFNOSUPPORT => Error::NotSupported,
                errno => Error::System { call: Call::Socket, errno },
            })?;
        Ok(Prepared { socket, config: config.clone(), interface, link })
    }
}

impl Prepared {
    /// The link type that packets will have, for which the filter is to be compiled.
    #[must_use]
    pub fn link_type(&self) -> LinkType {
        self.link.link_type
    }

    /// The link types to choose from, the present one among them.
    pub fn link_types(&self) -> impl Iterator<Item = LinkType> {
        let choice = self.choice();
        let count = if choice[0] == choice[1] { 1 } else { 2 };
        choice.into_iter().take(count)
    }

    fn choice(&self) -> [LinkType; 2] {
        self.link.choice(self.interface.as_ref().map(|interface| interface.hardware))
    }

    /// The interface, as it was when the capture was prepared; none for "any".
    #[must_use]
    pub fn interface(&self) -> Option<&Interface> {
        self.interface.as_ref()
    }

    /// How many bytes of a packet are kept: [`field@Config::snap_length`], as a number above 0, which a filter
    /// is to be compiled with.
    #[must_use]
    pub fn snap_length(&self) -> u32 {
        self.config.snap_length()
    }

    /// Chooses another link type: on "any" and on interfaces with cooked headers, the two versions
    /// of those stand for each other; on Ethernet, DOCSIS stands for the frames that a cable modem
    /// termination system sends there.
    ///
    /// # Errors
    /// [`Error::LinkType`] where packets cannot have it.
    pub fn set_link_type(&mut self, link_type: LinkType) -> Result<(), Error> {
        if !self.choice().contains(&link_type) {
            return Err(Error::LinkType);
        }
        self.link = self.link.with_link_type(link_type);
        Ok(())
    }

    /// The hardware type, if it is one whose link header is not known: packets have a cooked header
    /// in its place.
    #[must_use]
    pub fn unknown_hardware(&self) -> Option<u16> {
        let interface = self.interface.as_ref()?;
        (!self.link.known).then_some(interface.hardware)
    }

    /// Begins to capture what the filter lets through; without one, everything.
    ///
    /// A filter is borrowed for as long as the capture is used. Where the two cannot be kept side by side, as
    /// in a struct or a task that owns the capture, its instructions are made to last, 8 bytes each:
    ///
    /// ```no_run
    /// use barecap_core::compile::compile;
    /// use barecap_core::filter::{Context, Target, names::NoNames};
    /// use barecap_core::verify::verify;
    /// use barecap_core::workspace::Small;
    /// use barecap_linux::{Capture, Config};
    ///
    /// struct Watcher {
    ///     capture: Capture<'static>,
    /// }
    ///
    /// fn watch(interface: &str, filter: &str) -> Result<Watcher, Box<dyn std::error::Error>> {
    ///     let prepared = Capture::prepare(&Config::new(interface.parse()?))?;
    ///     let mut context = Context::new(prepared.link_type());
    ///     (context.snap_length, context.target) = (prepared.snap_length(), Target::LinuxLive);
    ///     let mut workspace = Box::new(Small::new());
    ///     let program = compile(filter, &context, &mut NoNames, &mut workspace)?;
    ///     let program = verify(program.to_vec().leak())?;
    ///     Ok(Watcher { capture: prepared.start(Some(program))? })
    /// }
    /// ```
    ///
    /// # Errors
    /// [`Error::NotUp`], [`Error::Gone`], or what kept a system call from working. A filter that the
    /// kernel does not run is no error, see [`Capture::user_space`], but for one that asks for words
    /// that only the kernel has: [`Error::Filter`].
    pub fn start<'f>(self, filter: Option<Verified<'f>>) -> Result<Capture<'f>, Error> {
        self.begin(filter, None)
    }

    /// As [`Prepared::start`], as a member of a group: no packet comes before [`Group::open`]. All
    /// members must be prepared alike.
    ///
    /// # Errors
    /// Those of [`Prepared::start`]; that of `PACKET_FANOUT`, `EINVAL` where the kernel does not know
    /// the mode or cannot choose a number for the group (before Linux 4.12).
    pub fn join<'f>(
        self,
        filter: Option<Verified<'f>>,
        group: &mut Group,
    ) -> Result<Capture<'f>, Error> {
        self.begin(filter, Some(group))
    }

    fn begin<'f>(
        self,
        filter: Option<Verified<'f>>,
        group: Option<&mut Group>,
    ) -> Result<Capture<'f>, Error> {
        let Self { socket, config, interface, link } = self;
        // Without an interface of its own, a capture sees those of Ethernet most of all.
        let usual = interface.as_ref().map_or(0, |interface| interface.mtu.saturating_add(22));
        let time_stamp = match &config.source {
            Source::Interface(name) => config.time_stamp.request(&socket, name)?,
            Source::Any => TimeStamp::Host,
        };
        let (intake, fallback) = Intake::open(&socket, &config, usual)?;

        let index = interface.as_ref().map_or(0, |interface| interface.index);
        let is_member = group.is_some();
        let unwanted = refuse_outgoing(&socket, index, config.direction, is_member);
        let (mut gate, mut here, mut user_space) = (None, None, None);
        if is_member {
            gate = Some(Gate::new(&socket, filter)?);
        } else {
            (here, user_space) = place(&socket, link, unwanted, filter, config.snap_length())?;
        }

        if config.promiscuous && index != 0 {
            // struct packet_mreq: interface, type and length of an address, and the address.
            let [t, u] = (if_packet::PACKET_MR_PROMISC as u16).to_ne_bytes();
            let membership = [index, u32::from_ne_bytes([t, u, 0, 0]), 0, 0];
            sys::set_packet_option(&socket, if_packet::PACKET_ADD_MEMBERSHIP, &membership)
                .map_err(gone_or(Call::AddMembership))?;
        }
        let address = sys::LinkAddress { interface: index, protocol: config.protocol };
        bind(&socket, &address).map_err(gone_or(Call::Bind))?;
        match sockopt::socket_error(&socket).map_err(Error::system(Call::SocketError))? {
            Ok(()) => (),
            // The kernel puts the socket onto the network when the interface is up.
            Err(Errno::NETDOWN) if config.followed => (),
            Err(Errno::NETDOWN) => return Err(Error::NotUp),
            Err(errno) => return Err(Error::System { call: Call::Bind, errno }),
        }
        if let Some(group) = group {
            group.add(&socket, unwanted)?;
        }
        let source = &config.source;
        if let Some(error) = fallback {
            log::warn!("{source}: {error}: packets come by {}", intake.method());
        }
        if let Some(reason) = user_space {
            log::info!("{source}: {reason}");
        }
        if time_stamp != config.time_stamp {
            log::info!("{source}: the hardware stamps no packets: the system does");
        }
        Ok(Capture {
            socket,
            gate,
            intake,
            fallback,
            link,
            snap_length: config.snap_length(),
            interface,
            filter: here,
            user_space,
            time_stamp,
            refiltered: u32::MAX,
            unwanted,
            followed: config.followed,
            shut: is_member,
            gone: false,
            pending: false,
            place: Place::new(config.block_timeout_ms),
            watched: &[],
            told_drops: 0,
            asked_at: 0,
            counted_at: 0,
            statistics: Default::default(),
        })
    }
}

/// The error of a call that names the interface.
fn gone_or(call: Call) -> impl FnOnce(Errno) -> Error {
    move |errno| match errno {
        Errno::NODEV => Error::Gone,
        errno => Error::System { call, errno },
    }
}

/// Keeps outgoing packets away where none is wanted, at no cost to who sends them; says which tests
/// are left for the filter to make. What a socket refuses counts for nothing where it is a member of a
/// group, which the packets come by.
fn refuse_outgoing(
    socket: &OwnedFd,
    index: u32,
    direction: Direction,
    is_member: bool,
) -> Unwanted {
    // What loopback sends comes in again, so a capture on it wants what comes in.
    let outgoing = direction == Direction::In || index == LOOPBACK;
    let refused = outgoing
        && !is_member
        && sys::set_packet_option(socket, if_packet::PACKET_IGNORE_OUTGOING, &[1]).is_ok();
    Unwanted {
        outgoing: outgoing && !refused,
        incoming: direction == Direction::Out,
        loopback_copies: index == 0 && !outgoing,
    }
}

/// Puts a filter where it runs, for packets of at most so many bytes: into the kernel, or else what is
/// to be run here, and why.
pub(crate) fn place<'f>(
    socket: &OwnedFd,
    link: Link,
    unwanted: Unwanted,
    filter: Option<Verified<'f>>,
    snap_length: u32,
) -> Result<(Option<Verified<'f>>, Option<UserSpace>), Error> {
    // Without a filter the kernel would put whole packets into the ring.
    let everything = [Insn::stmt(opcode::RET_K, snap_length)];
    let program = filter.map_or(&everything[..], Verified::insns);
    let user_space =
        attach(socket, link, unwanted, program).map_err(Error::system(Call::AttachFilter))?;
    let here = if user_space.is_some() { filter } else { None };
    if here.is_some_and(|filter| !can_run_here(&filter)) {
        return Err(Error::Filter);
    }
    Ok((here, user_space))
}

/// Whether all words that a program asks for are known here.
pub(crate) fn can_run_here(program: &[Insn]) -> bool {
    program.iter().all(|insn| {
        let absolute = matches!(insn.code, opcode::LD_ABS | opcode::LDH_ABS | opcode::LDB_ABS);
        !absolute
            || insn.k < ancillary::OFFSET
            || KNOWN_WORDS & 1 << ((insn.k - ancillary::OFFSET) / 4) != 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use opcode::{LD_ABS, LD_IND, LDB_ABS, LDH_ABS, LDX_LEN};

    #[test]
    fn programs_for_words_that_only_the_kernel_has_run_there() {
        let known = [0, 4, 8, 28, 44, 48, 60];
        for word in (0..64).step_by(4) {
            for code in [LD_ABS, LDH_ABS, LDB_ABS] {
                let program = [Insn::stmt(LD_ABS, 0), Insn::stmt(code, ancillary::OFFSET + word)];
                assert_eq!(can_run_here(&program), known.contains(&word), "{code:x} {word}");
            }
        }
        // What is no load of a word is no matter.
        let others = [
            Insn::stmt(LD_ABS, ancillary::OFFSET - 4),
            Insn::stmt(LD_IND, ancillary::OFFSET + 20),
            Insn::stmt(LDX_LEN, ancillary::OFFSET + 20),
        ];
        assert!(can_run_here(&others));
    }
}
