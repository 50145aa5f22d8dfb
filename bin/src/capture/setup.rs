//! Before the first packet: a socket for each interface that is not on the network yet, the link type
//! that its packets will have, and the filter for that.

use super::live::SEVERAL;
use crate::expect;
use crate::filter;
use crate::flags::Id;
use crate::interfaces;
use crate::message::{Line, Reported};
use crate::packed::text;
use crate::settings::{Each, MAX_SNAP_LENGTH, Settings};
use barecap_core::filter::{Context, Target};
use barecap_core::verify::Verified;
use barecap_linux::{Capture, Config, Error, Prepared, Source, interface};
#[cfg(feature = "rings")]
use barecap_linux::{Fanout, Group};
#[cfg(feature = "follow")]
use core::cell::Cell;

/// How long the kernel may keep a packet before it hands over the block that it is in, in
/// milliseconds: when somebody is looking, or packets of other rings have to wait for it in theirs, or it
/// is to be passed on at once (-U); and when only a file is written.
///
/// In dense traffic blocks are full before their time is up. In between, a block handed over early
/// is one whose memory goes unused: what counts then is how many there are. A ring of sixteen lasts for
/// 0.8 seconds, as tcpdump's does, while a terminal, a network or the kernel keeps the program waiting;
/// nobody sees the twentieth part of a second.
const TIMEOUT_SHOWN: u32 = 50;
const TIMEOUT_WRITTEN: u32 = 1000;

/// What is said of a link type that an interface does not have.
pub(super) const UNSUPPORTED: &[u8] = b" is not one of the DLTs supported by this device";

/// Whether the link type of "any" is told though nobody asked, where packets are shown.
const TOLD: bool = cfg!(feature = "print");

/// The sockets, one an interface.
pub(super) type Opened = Each<Prepared>;

/// What is to be captured, and who says so if that does not work.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) program: &'a [u8],
    pub(super) settings: &'a Settings<'a>,
    /// The filter's text.
    pub(super) filter: &'a [u8],
    /// Where an interface that vanishes while it is opened is noted, and no error yet.
    #[cfg(feature = "follow")]
    pub(super) vanished: Option<&'a Cell<bool>>,
}

impl Asked<'_> {
    /// Says why the capture did not come about.
    pub(super) fn failed(&self, source: &Source, error: &Error) -> Reported {
        #[cfg(feature = "follow")]
        if let Some(vanished) = self.vanished
            && matches!(error, Error::Gone | Error::NoSuchDevice)
        {
            vanished.set(true);
            return Reported;
        }
        let mut line = Line::of(self.program);
        line.about(interfaces::name(source)).shown(error);
        // For a device that is not there, the detail would say the same again.
        if !matches!(error, Error::NoSuchDevice)
            && let Some(detail) = error.detail()
        {
            line.literal(text!(" (")).bytes(detail.as_bytes()).literal(text!(")"));
        }
        line.fail()
    }

    /// Opens a socket that receives nothing yet; its packets are to be merged with others or not.
    pub(super) fn open(&self, source: &Source, merged: bool) -> Result<Prepared, Reported> {
        Capture::prepare(&self.config(*source, merged)).map_err(|error| self.failed(source, &error))
    }

    /// Opens all interfaces, with the link types that are asked for; `names` is how many there are, apart
    /// from the rings that one of them is shared out over.
    pub(super) fn open_all(
        &self,
        sources: &Each<Source>,
        merged: bool,
        names: usize,
    ) -> Result<Opened, Reported> {
        let mut others = false;
        let opened: Opened = for_each(sources, &mut |source| {
            let mut prepared = self.open(source, merged)?;
            self.choose_link_type(source, &mut prepared, merged && others && names == 1)?;
            others = true;
            Ok(prepared)
        })?;
        if SEVERAL {
            self.check_link_types(&opened)?;
        }
        Ok(opened)
    }

    pub(super) fn config(&self, source: Source, merged: bool) -> Config {
        let settings = self.settings;
        let mut config = Config::new(source);
        config.snap_length = settings.snap_length;
        config.promiscuous = !settings.has(Id::NoPromiscuous);
        config.immediate = settings.has(Id::Immediate);
        config.direction = settings.direction;
        config.time_stamp = settings.time_stamp;
        config.followed = settings.follows();
        let at_once = merged || settings.shows() || settings.expects();
        config.block_timeout_ms = match at_once || settings.has(Id::PacketBuffered) {
            true => TIMEOUT_SHOWN,
            false => TIMEOUT_WRITTEN,
        };
        // Twice libpcap's. In immediate mode each packet has a frame of its own, however short it is, and
        // most are short.
        config.buffer_bytes *= if config.immediate { 4 } else { 2 };
        if let Some(size) = settings.buffer_size {
            config.buffer_bytes = size.saturating_mul(1024);
        }
        config
    }

    /// The interface once for each of the rings that share its packets.
    #[cfg(feature = "rings")]
    pub(super) fn share_out(&self, sources: &Each<Source>) -> Result<Each<Source>, Reported> {
        let mut shared = sources.clone();
        if self.settings.rings > 1 {
            let [source] = sources[..] else {
                let wrong = b"--rings is for one interface, and these are several";
                return Err(Line::of(self.program).bytes(wrong).fail());
            };
            // There can be no more rings than interfaces.
            let _ = shared.resize(self.settings.rings as usize, source);
        }
        Ok(shared)
    }

    /// What the rings are members of, if there are several.
    #[cfg(feature = "rings")]
    pub(super) fn group(&self) -> Option<Group> {
        let Settings { rings, fanout, .. } = self.settings;
        (*rings > 1).then(|| Group::new(Fanout::new(*fanout)))
    }

    /// Has packets be of the link type that is asked for, if one is, and says so unless it was said.
    fn choose_link_type(
        &self,
        source: &Source,
        prepared: &mut Prepared,
        said: bool,
    ) -> Result<(), Reported> {
        let link_type = match self.settings.link_type {
            Some(link_type) => link_type,
            // There is a choice, of which tcpdump tells.
            None if TOLD && *source == Source::Any && !self.settings.is_extcap() => {
                prepared.link_type()
            }
            None => return Ok(()),
        };
        let mut line = Line::of(self.program);
        if prepared.set_link_type(link_type).is_err() {
            return Err(line.shown(&link_type).bytes(UNSUPPORTED).fail());
        }
        if !said {
            line.literal(text!("data link type ")).shown(&link_type).send();
        }
        Ok(())
    }

    /// Refuses several link types where there can be but one.
    fn check_link_types(&self, opened: &[Prepared]) -> Result<(), Reported> {
        let mut types = opened.iter().map(Prepared::link_type);
        let first = types.next();
        if types.all(|link_type| Some(link_type) == first) {
            return Ok(());
        }
        let mut line = Line::of(self.program);
        if self.settings.expects() {
            let wrong = b"--expect wants interfaces of one link type, and these have several";
            return Err(line.bytes(wrong).fail());
        }
        if self.settings.has(Id::Write) && !self.settings.pcapng {
            let wrong = b"these interfaces have several link types, which a pcap file cannot hold";
            return Err(line.bytes(wrong).literal(text!(": --write-format=pcapng can")).fail());
        }
        Ok(())
    }

    /// What the filter is compiled for.
    pub(super) fn context(&self, opened: &Prepared) -> Context {
        Context {
            link_type: opened.link_type(),
            snap_length: self.settings.snap_length,
            netmask: Some(self.netmask(opened)),
            target: Target::LinuxLive,
            optimize: !self.settings.has(Id::NoOptimize),
        }
    }

    /// The network mask of the interface, for `broadcast`: asked for only if that may stand in the
    /// filter, since it costs system calls. Where none is known it is 0, as in tcpdump.
    fn netmask(&self, opened: &Prepared) -> u32 {
        let wanted = self.filter.windows(b"broadcast".len()).any(|word| word == b"broadcast");
        match opened.interface() {
            Some(interface) if wanted => match interface::ipv4_network(interface.index) {
                Ok(Some((_, mask))) => mask,
                _ => 0,
            },
            _ => 0,
        }
    }
}

/// Makes something for each interface, or reports why it cannot be made for one.
pub(super) fn for_each<'s, T>(
    sources: &'s Each<Source>,
    make: &mut dyn FnMut(&'s Source) -> Result<T, Reported>,
) -> Result<Each<T>, Reported> {
    cfg_select! {
        feature = "several" => {
            let mut each = Each::new();
            for source in sources {
                // There is room for as many.
                let _ = each.push(make(source)?);
            }
            Ok(each)
        }
        _ => {
            let [source] = sources;
            Ok([make(source)?])
        }
    }
}

/// The filter, for each interface.
pub(super) struct Filters<'m> {
    /// One for each link type and network, unless all have the same.
    #[cfg(feature = "several")]
    pool: Option<filter::Pool<'m>>,
    /// That of one interface, or one that lets through what expectations are about.
    same: Option<Verified<'m>>,
}

impl<'m> Filters<'m> {
    /// Compiles the filter, and those of expectations, which are what is to be watched.
    pub(super) fn compile(
        asked: &Asked<'_>,
        opened: &Prepared,
        workspace: &'m mut filter::Workspace,
        programs: &'m mut filter::Programs,
        expect: &'m mut expect::Memory,
    ) -> Result<(Self, expect::Programs<'m>), Reported> {
        let Asked { program, settings, filter: text, .. } = *asked;
        let mut context = asked.context(opened);
        let mut filters = Self {
            #[cfg(feature = "several")]
            pool: None,
            same: None,
        };
        let mut watched = expect::Programs::new();
        if settings.expects() {
            // What is run here needs the packet whole; it is cut to the snap length afterwards.
            context.snap_length = MAX_SNAP_LENGTH;
            (watched, filters.same) =
                expect.compile(program, settings, &context, workspace, Some(text))?;
            return Ok((filters, watched));
        }
        cfg_select! {
            feature = "several" => {
                filters.pool = Some(filter::Pool::new(programs, workspace));
            }
            _ => {
                let _ = programs;
                let filter = filter::Filter::compile(program, text, &context, workspace)?;
                filters.same = filter.unless_all();
            }
        }
        Ok((filters, watched))
    }

    /// The filter for an interface.
    #[cfg_attr(not(feature = "several"), allow(unused_variables, reason = "there is but one"))]
    pub(super) fn get(
        &mut self,
        asked: &Asked<'_>,
        opened: &Prepared,
    ) -> Result<Option<Verified<'m>>, Reported> {
        #[cfg(feature = "several")]
        if let Some(pool) = &mut self.pool {
            return pool.get(asked.program, asked.filter, &asked.context(opened));
        }
        Ok(self.same)
    }
}
