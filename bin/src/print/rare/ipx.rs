//! Novell's internetwork packet exchange, with its announcements of services (SAP) and routes (RIP);
//! "IPX Router Specification", Novell 1992. What else it carries is named by the socket of its
//! destination.

use super::eigrp;
use crate::print::toolkit::*;

pub(crate) const ETHERTYPE: u16 = 0x8137;
const HEADER: usize = 30;
const EIGRP: u16 = 0x85be;
const SOCKETS: Table = table!("ipx-#{:x}";
    0x451: "ipx-ncp", 0x455: "ipx-netbios" "ipx-diags", 0x553: "ipx-nwlink-dgm",
);
const SERVICES: Table = table!("ipx-sap-?{:x}"; 1: "req" "resp" "nearest-req" "nearest-resp");
const ROUTES: Table = table!("ipx-rip-?{:x}"; 1: "req" "resp");
/// The length of a service's name, filled up with zeros.
const NAME: usize = 48;

/// Prints a packet behind its Ethertype.
pub(crate) fn in_ethernet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, "(NOV-ETHII) ");
    print(c, b)
}

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ipx");
    if !c.link_named {
        put!(c, "IPX ");
    }
    b.need(0, HEADER)?;
    show!(c, b, "{@18=4:08x}.{6C}.{2:04x} > {@6=4:08x}.{6C}.{2:04x}:")?;
    let length = usize::from(b.u16(2)?);
    if length < HEADER {
        return c.short(text!("length"), length, HEADER);
    }
    put!(c, " ");
    let rest = b.claim(length).from(HEADER);
    match b.u16(16)? {
        0x452 => services(c, &rest),
        0x453 => routes(c, &rest),
        EIGRP => eigrp::print(c, &rest).or(Err(Short)),
        socket => {
            put!(c, "{} {}", Name(SOCKETS, socket.into()), rest.len());
            #[cfg(feature = "print-smb")]
            if matches!(socket, 0x455 | 0x553) {
                return crate::print::smb::netbeui::over_ipx(c, &rest);
            }
            Ok(())
        }
    }
}

/// Prints the command of a message; answers it and what follows, or nothing where it is unknown.
fn command<'a>(
    c: &mut Ctx<'_>,
    b: &Bytes<'a>,
    before: Literal,
    commands: Table,
) -> Res<Option<(u16, Bytes<'a>)>> {
    let command = b.u16(0)?;
    if b.len() < 2 {
        c.short(text!("length"), b.len(), 2)?;
        return Ok(None);
    }
    let Some(name) = commands.get(command.into()) else {
        put!(c, "{}", Name(commands, command.into()));
        return Ok(None);
    };
    put!(c, "{}{}", before, name);
    Ok(Some((command, b.from(2))))
}

/// Services, each a type, a name, an address without its socket, and hops.
fn services(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let Some((command, mut rest)) = command(c, b, text!("ipx-sap-"), SERVICES)? else {
        return Ok(());
    };
    let is_answer = command & 1 == 0;
    // A message has seven services at most; tcpdump goes on to an eighth.
    for _ in 0..8 {
        if is_answer && rest.len() == 0 {
            break;
        }
        rest.need(0, 2)?;
        if is_answer && rest.len() < 2 {
            c.invalid();
            break;
        }
        show!(c, &rest, " {2:04x}")?;
        if !is_answer {
            break;
        }
        put!(c, " '");
        rest = rest.from(2);
        if rest.len() < NAME {
            put!(c, "'");
            c.invalid();
            break;
        }
        if !c.zero_text(rest.first(NAME).data()) {
            rest.need(0, NAME)?;
        }
        put!(c, "'");
        rest = rest.from(NAME);
        rest.need(0, 10)?;
        if rest.len() < 10 {
            c.invalid();
            break;
        }
        show!(c, &rest, " addr {4:08x}.{6C}")?;
        rest = rest.from(10);
        rest.need(0, 4)?;
        if rest.len() < 4 {
            c.invalid();
            break;
        }
        rest = rest.from(4);
    }
    Ok(())
}

/// Routes: network, hops, ticks.
fn routes(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let Some((command, mut rest)) = command(c, b, text!("ipx-rip-"), ROUTES)? else {
        return Ok(());
    };
    // A message has fifty routes at most.
    for _ in 0..50 {
        if rest.len() == 0 {
            break;
        }
        if rest.len() < 8 {
            c.invalid();
            break;
        }
        show!(c, &rest, " {4:08x}/{2}.{2}")?;
        if command == 1 {
            break;
        }
        rest = rest.from(8);
    }
    Ok(())
}
