//! ICMP (RFC 792, 950, 1191, 1256). The extensions of its messages are in `icmp_extensions`.

use super::bytes::{Bytes, Res};
use super::checksum;
use super::context::Arg::{Ip4, N, Name};
use super::context::{Ctx, put, show};
use super::ip;
use super::table::{Table, table};
use super::transport::{Net, TCP, UDP};
use crate::literal::Literal;
use crate::packed::text;

const UNREACHABLE: u8 = 3;
const REDIRECT: u8 = 5;
const TIME_EXCEEDED: u8 = 11;
const PARAMETER_PROBLEM: u8 = 12;

const TYPES: Table = table!("type-#{}";
    0: "echo reply", 3: "unreachable", 4: "source quench", 5: "redirect", 8: "echo request",
    9: "router advertisement", 10: "router solicitation", 11: "time exceeded",
    12: "parameter problem", 13: "time stamp request", 14: "time stamp reply",
    15: "information request", 16: "information reply", 17: "address mask request",
);
/// How an unreachable destination is worded: `{}` stands for its address.
const UNREACHABLES: Table = table!("{} unreachable - #{}";
    0: "net {} unreachable", 1: "host {} unreachable",
    5: "{} unreachable - source route failed", 6: "net {} unreachable - unknown",
    7: "host {} unreachable - unknown", 8: "{} unreachable - source host isolated",
    9: "net {} unreachable - admin prohibited", 10: "host {} unreachable - admin prohibited",
    11: "net {} unreachable - tos prohibited", 12: "host {} unreachable - tos prohibited",
    13: "host {} unreachable - admin prohibited filter",
    14: "host {} unreachable - host precedence violation",
    15: "host {} unreachable - precedence cutoff",
);

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("icmp");
    let (kind, code) = (b.u8(0)?, b.u8(1)?);
    body(c, b, kind, code)?;
    c.str_dec(text!(", length "), b.len() as u64);
    if c.v() == 0 {
        return Ok(());
    }
    if !net.fragment
        && let Ok(bytes) = b.get(0, b.len())
    {
        let sum = checksum::of(bytes);
        if sum != 0 {
            let field = b.u16(2)?;
            let right = checksum::should_be(field, sum);
            put!(c, " (wrong icmp cksum {:x} (->{:x})!)", field, right);
        }
    }
    if matches!(kind, UNREACHABLE | 4 | REDIRECT | TIME_EXCEEDED | PARAMETER_PROBLEM) {
        let quoted = b.from(8);
        put!(c, "\n\t");
        let length = quoted.first(quoted.u16(2)?.into()).u16(2)?;
        let printed = ip::print(c, &quoted.claim(length.into()));
        // Extensions are behind it, whatever is in it.
        #[cfg(feature = "print-core")]
        let printed = c.marked(printed);
        printed?;
        c.protocol = text!("icmp");
    }
    #[cfg(feature = "print-core")]
    {
        use super::icmp_extensions::{EXTENSIONS, extended_echo, multi_part};
        match kind {
            UNREACHABLE | TIME_EXCEEDED | PARAMETER_PROBLEM if b.len() > EXTENSIONS => {
                return multi_part(c, b);
            }
            42 | 43 => return extended_echo(c, kind == 42, b),
            _ => {}
        }
    }
    Ok(())
}

/// What a message says, up to its length.
fn body(c: &mut Ctx<'_>, b: &Bytes<'_>, kind: u8, code: u8) -> Res {
    match kind {
        0 | 8 => {
            let (id, seq) = (b.u16(4)?, b.u16(6)?);
            c.literal(if kind == 8 {
                text!("ICMP echo request, id ")
            } else {
                text!("ICMP echo reply, id ")
            });
            c.out.dec(id.into());
            c.str_dec(text!(", seq "), seq.into());
        }
        UNREACHABLE => unreachable(c, b, code)?,
        REDIRECT => {
            let (destination, gateway) = (b.array::<4>(24)?, b.array::<4>(4)?);
            put!(c, "ICMP ");
            match code {
                0..=3 => {
                    c.literal(if code < 2 { text!("redirect ") } else { text!("redirect-tos ") });
                    c.ip4(*destination);
                    c.literal(if code & 1 == 0 { text!(" to net ") } else { text!(" to host ") });
                    c.ip4(*gateway);
                }
                _ => put!(c, "redirect-#{} {} to {}", code, destination, gateway),
            }
        }
        9 => advertisement(c, b)?,
        TIME_EXCEEDED => {
            // Its own header and that of the packet that it quotes.
            b.check(0, 28)?;
            match code {
                0 => put!(c, "ICMP time exceeded in-transit"),
                1 => put!(c, "ICMP ip reassembly time exceeded"),
                _ => put!(c, "ICMP time exceeded-#{}", code),
            }
        }
        PARAMETER_PROBLEM if code != 0 => put!(c, "ICMP parameter problem - code {}", code),
        PARAMETER_PROBLEM => put!(c, "ICMP parameter problem - octet {}", b.u8(4)?),
        18 => show!(c, b, "ICMP address mask is 0x{@8=4:08x}")?,
        13 => show!(c, b, "ICMP time stamp query id {@4=2} seq {2}")?,
        14 => {
            b.check(0, 20)?;
            show!(c, b, "ICMP time stamp reply id {@4=2} seq {2}")?;
            time_of_day(c, text!(": org "), b.u32(8)?);
            time_of_day(c, text!(", recv "), b.u32(12)?);
            time_of_day(c, text!(", xmit "), b.u32(16)?);
        }
        42 | 43 => {
            show!(
                c,
                b,
                "ICMP extended echo {1&1N}, id {@4=2}, seq {1}",
                table!(""; 0: "request" "reply")
            )?;
        }
        _ => put!(c, "ICMP {}", Name(TYPES, kind.into())),
    }
    Ok(())
}

/// A destination that cannot be reached, and why.
fn unreachable(c: &mut Ctx<'_>, b: &Bytes<'_>, code: u8) -> Res {
    match code {
        2 => {
            show!(c, b, "ICMP {@24=4A} protocol {@17=1} unreachable")?;
        }
        3 => {
            let quoted = b.from(8);
            quoted.check(0, 10)?;
            let header = usize::from(quoted.u8(0)? & 15) * 4;
            let port = quoted.u16(header + 2)?;
            let (protocol, destination) = (quoted.u8(9)?, quoted.array::<4>(16)?);
            put!(c, "ICMP {}", destination);
            match protocol {
                TCP => {
                    put!(c, " tcp port ");
                    c.tcp_port(port);
                }
                UDP => {
                    put!(c, " udp port ");
                    c.udp_port(port);
                }
                _ => put!(c, " protocol {} port {}", protocol, port),
            }
            put!(c, " unreachable");
        }
        4 => {
            let (mtu, destination) = (b.u16(6)?, b.array::<4>(24)?);
            put!(c, "ICMP {} unreachable - need to frag", destination);
            if mtu != 0 {
                put!(c, " (mtu {})", mtu);
            }
        }
        _ => {
            let destination = *b.array::<4>(24)?;
            put!(c, "ICMP ");
            let format = UNREACHABLES.get(code.into()).unwrap_or(UNREACHABLES.other());
            c.put_text(format, &[Ip4(destination), N(code.into())]);
        }
    }
    Ok(())
}

/// A router advertisement (RFC 1256): lifetime and routers with their preference.
fn advertisement(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.check(0, 8)?;
    let (count, size, lifetime) = (b.u8(4)?, b.u8(5)?, b.u16(6)?);
    if size == 2 {
        b.check(8, usize::from(count) * 8)?;
    }
    put!(c, "ICMP router advertisement lifetime ");
    let (hours, minutes, seconds) = (lifetime / 3600, lifetime / 60 % 60, lifetime % 60);
    match lifetime {
        0..60 => put!(c, "{}", seconds),
        60..3600 => put!(c, "{}:{:02}", minutes, seconds),
        _ => put!(c, "{}:{:02}:{:02}", hours, minutes, seconds),
    }
    put!(c, " {}:", count);
    if size != 2 {
        put!(c, " [size {}]", size);
        return Ok(());
    }
    let mut routers = b.from(8);
    for _ in 0..count {
        show!(c, &routers, " {{{4A} {4}}}")?;
        routers = routers.from(8);
    }
    Ok(())
}

/// Milliseconds since midnight, behind what they are.
fn time_of_day(c: &mut Ctx<'_>, name: Literal, milliseconds: u32) {
    c.literal(name);
    let seconds = milliseconds / 1000;
    put!(c, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    put!(c, ".{:03}", milliseconds % 1000);
}
