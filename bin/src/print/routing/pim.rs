//! PIM (RFC 7761, 3973, 5015, 5059); version 1 of it is in `pim_1`.
//!
//! Left out: the bodies of ECMP redirects.

use crate::print::checksum;
use crate::print::toolkit::*;
use crate::print::transport::Net;
use crate::print::{ip, ip6};

const PROTOCOL: u8 = 103;
const REGISTER: u8 = 1;

const TYPES: Table = table!("Unknown Type";
    0: "Hello" "Register" "Register Stop" "Join / Prune" "Bootstrap" "Assert" "Graft"
    "Graft Acknowledgement" "Candidate RP Advertisement" "Prune Refresh" "DF Election" "ECMP Redirect",
);
const OPTIONS: Table = table!("Unknown";
    1: "Hold Time" "LAN Prune Delay", 18: "DR Priority (Old)" "DR Priority" "Generation ID"
    "State Refresh Capability" "Bi-Directional Capability", 24: "Address List",
    65001: "Address List (Old)",
);
const REGISTER_FLAGS: Table = table!("none"; 0x8000_0000: "Border", 0x4000_0000: "Null");
const ELECTIONS: Table = table!("Unknown"; 1: "Offer" "Winner" "Backoff" "Pass");

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("pim");
    let (version, kind) = (b.u8(0)? >> 4, b.u8(0)? & 15);
    put!(c, "PIMv{}", version);
    if version != 2 {
        put!(c, ", length {}", b.len());
        return Ok(());
    }
    if c.v() == 0 {
        put!(c, ", {}, length {}", Name(TYPES, kind.into()), b.len());
        return Ok(());
    }
    put!(c, ", length {}\n\t", b.len());
    c.protocol = text!("pimv2");
    put!(c, "{}", Name(TYPES, kind.into()));
    if b.len() < 2 {
        return short(c, b.len(), 2);
    }
    // The other half is what some types have more of (RFC 9436).
    let size = usize::from(b.u8(1)? & 15);
    if size != 0 {
        put!(c, ", RFC2117-encoding");
    }
    if b.len() < 4 {
        return short(c, b.len(), 4);
    }
    let sum = b.u16(2)?;
    put!(c, ", cksum 0x{:04x} ", sum);
    // Of a register only the header counts; some senders know no better.
    let head = b.get(0, 8).is_ok_and(|head| kind == REGISTER && wrong(net, head) == 0);
    c.literal(match b.get(0, b.len()) {
        _ if sum == 0 || kind == REGISTER && b.len() < 8 => text!("(unverified)"),
        _ if head => text!("(correct)"),
        Err(_) => text!("(unverified)"),
        Ok(bytes) if wrong(net, bytes) == 0 => text!("(correct)"),
        Ok(_) => text!("(incorrect)"),
    });
    message(c, kind, if size != 0 { Some(size) } else { None }, b)
}

/// Prints what is behind a message's header; `size` is that of its addresses, where they have no family.
#[inline(never)]
fn message(c: &mut Ctx<'_>, kind: u8, size: Option<usize>, b: &Bytes<'_>) -> Res {
    let mut addresses = Addresses { rest: b.from(4), size };
    match kind {
        0 => hello(c, &addresses),
        REGISTER => register(c, b),
        2 => {
            put!(c, " group=");
            addresses.group(c)?;
            put!(c, " source=");
            addresses.unicast(c)
        }
        3 | 6 | 7 => join(c, kind, &mut addresses),
        4 => bootstrap(c, &mut addresses),
        5 => {
            put!(c, " group=");
            addresses.group(c)?;
            put!(c, " src=");
            addresses.unicast(c)?;
            let rest = addresses.rest;
            rest.need(0, 8)?;
            if rest.u32(0)? & 0x8000_0000 != 0 {
                put!(c, " RPT");
            }
            show!(c, &rest, " pref={4&7fffffff} metric={4}")
        }
        8 => {
            show!(c, b, " prefix-cnt={@4=1}{|} prio={1}")?;
            let count = b.u8(4)?;
            if b.len() < 8 {
                return Err(Cut);
            }
            put!(c, " holdtime=");
            c.duration(b.u16(6)?.into());
            put!(c, " RP=");
            addresses.rest = b.from(8);
            addresses.unicast(c)?;
            for i in 0..count {
                if addresses.rest.len() == 0 {
                    break;
                }
                put!(c, " Group{}=", i);
                addresses.group(c)?;
            }
            Ok(())
        }
        9 => {
            put!(c, " src=");
            addresses.unicast(c)?;
            put!(c, " grp=");
            addresses.group(c)?;
            put!(c, " forwarder=");
            addresses.unicast(c)?;
            let time = addresses.rest.u16(0)?;
            put!(c, " TUNR ");
            c.duration(time.into());
            Ok(())
        }
        10 => election(c, b.u8(1)? >> 4, &mut addresses),
        _ => {
            put!(c, " [type {}]", kind);
            Ok(())
        }
    }
}

/// A header that is shorter than it must be.
fn short(c: &mut Ctx<'_>, length: usize, least: usize) -> Res {
    put!(c, "[length {} < {}]", length, least);
    c.invalid();
    Ok(())
}

/// What remains of the checksum: zero where it is right.
fn wrong(net: &Net<'_>, bytes: &[u8]) -> u16 {
    if net.is_v6() { net.checksum(PROTOCOL, bytes.len(), bytes) } else { checksum::of(bytes) }
}

/// A walk through encoded addresses (RFC 7761, section 4.9.1).
struct Addresses<'a> {
    rest: Bytes<'a>,
    /// The length of addresses in the older encoding, which has no family.
    size: Option<usize>,
}

impl<'a> Addresses<'a> {
    /// The size of the next address, and of what stands before it.
    fn next(&self) -> Res<(usize, usize)> {
        match self.size {
            Some(4) => return Ok((0, 4)),
            Some(_) => return Err(Short),
            None => {}
        }
        match (self.rest.u8(0)?, self.rest.u8(1)?) {
            (1, 0) => Ok((2, 4)),
            (2, 0) => Ok((2, 16)),
            _ => Err(Short),
        }
    }

    fn unicast(&mut self, c: &mut Ctx<'_>) -> Res {
        let (head, size) = self.next()?;
        self.rest.check(head, size)?;
        put!(c, "{}", Address(self.rest.get(head, size)?));
        self.rest = self.rest.from(head + size);
        Ok(())
    }

    /// An address with flags and a mask; answers the flags.
    fn masked(&mut self, c: &mut Ctx<'_>) -> Res<u8> {
        let (head, size) = self.next()?;
        self.rest.check(head, 2 + size)?;
        let (flags, mask) = (self.rest.u8(head)?, self.rest.u8(head + 1)?);
        put!(c, "{}", Address(self.rest.get(head + 2, size)?));
        if usize::from(mask) != size * 8 {
            put!(c, "/{}", mask);
        }
        self.rest = self.rest.from(head + 2 + size);
        Ok(flags)
    }

    fn group(&mut self, c: &mut Ctx<'_>) -> Res {
        let flags = self.masked(c)?;
        if flags != 0 {
            put!(c, "(0x{:02x})", flags);
        }
        Ok(())
    }

    fn source(&mut self, c: &mut Ctx<'_>) -> Res {
        let flags = self.masked(c)?;
        if flags != 0 {
            put!(c, "(");
            for (bit, letter) in [(4, b'S'), (2, b'W'), (1, b'R')] {
                if flags & bit != 0 {
                    c.out.byte(letter);
                }
            }
            if flags & 0xf8 != 0 {
                put!(c, "+0x{:02x}", flags & 0xf8);
            }
            put!(c, ")");
        }
        Ok(())
    }
}

#[inline(never)]
fn hello(c: &mut Ctx<'_>, &Addresses { mut rest, size }: &Addresses<'_>) -> Res {
    while rest.len() > 0 {
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        show!(c, &rest, "\n\t  {2N} Option ({@0=2}), length {2}, Value: ", OPTIONS)?;
        let value = rest.from(4).claim(length);
        value.check(0, length)?;
        let wanted = match kind {
            1 => 2,
            18 | 19 if length == 0 => 0,
            2 | 18..=21 => 4,
            _ => length,
        };
        if length != wanted {
            put!(c, "[option length {} != {}]", length, wanted);
            c.invalid();
            return Ok(());
        }
        match kind {
            1 => c.duration(value.u16(0)?.into()),
            2 => show!(
                c,
                &value,
                "\n\t    T-bit={2>15}, LAN delay {@0=2&7fff}ms, Override interval {2}ms"
            )?,
            18 | 19 if length == 0 => put!(c, "Bi-Directional Capability (Old)"),
            18 | 19 => show!(c, &value, "{4}")?,
            20 => show!(c, &value, "0x{4:08x}")?,
            21 => {
                show!(c, &value, "v{1}")?;
                if value.u8(1)? != 0 {
                    put!(c, ", interval ");
                    c.duration(value.u8(1)?.into());
                }
                if value.u16(2)? != 0 {
                    show!(c, &value, " ?0x{@2=2:04x}?")?;
                }
            }
            22 => {}
            24 | 65001 => {
                let mut addresses = Addresses { rest: value, size };
                while c.v() > 1 && addresses.rest.len() > 0 {
                    put!(c, "\n\t    ");
                    addresses.unicast(c)?;
                }
            }
            _ if c.v() <= 1 => c.hex_lines(text!("\n\t    "), value.inside()),
            _ => {}
        }
        if c.v() > 1 {
            c.hex_lines(text!("\n\t    "), value.inside());
        }
        rest = rest.from(4 + length);
    }
    Ok(())
}

fn register(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.check(4, 4)?;
    show!(c, b, ", Flags [ {@4=4N} ]\n\t", REGISTER_FLAGS)?;
    let inner = b.from(8);
    match inner.u8(0)? >> 4 {
        0 => show!(c, &inner, "IP-Null-header {@12=4A} > {4A}"),
        4 => ip::print(c, &inner),
        6 => ip6::print(c, &inner),
        version => {
            put!(c, "IP ver {}", version);
            Ok(())
        }
    }
}

fn join(c: &mut Ctx<'_>, kind: u8, addresses: &mut Addresses<'_>) -> Res {
    if kind != 7 {
        put!(c, ", upstream-neighbor: ");
        addresses.unicast(c)?;
    }
    let head = addresses.rest;
    head.check(0, 4)?;
    let count = head.u8(1)?;
    put!(c, "\n\t  {} group(s)", count);
    if kind != 7 {
        put!(c, ", holdtime: ");
        match head.u16(2)? {
            0xffff => put!(c, "infinite"),
            seconds => c.duration(seconds.into()),
        }
    }
    addresses.rest = head.from(4);
    for i in 1..=u32::from(count) {
        put!(c, "\n\t    group #{}: ", i);
        addresses.group(c)?;
        let head = addresses.rest;
        head.check(0, 4)?;
        let counts = [head.u16(0)?, head.u16(2)?];
        put!(c, ", joined sources: {}, pruned sources: {}", counts[0], counts[1]);
        addresses.rest = head.from(4);
        for (count, name) in counts.into_iter().zip([text!("joined"), text!("pruned")]) {
            for i in 1..=count {
                put!(c, "\n\t      {} source #{}: ", name, i);
                addresses.source(c)?;
            }
        }
    }
    Ok(())
}

fn bootstrap(c: &mut Ctx<'_>, addresses: &mut Addresses<'_>) -> Res {
    show!(c, &addresses.rest, " tag={2x}{|} hashmlen={1}{|}")?;
    // The priority is printed where more follows.
    addresses.rest.check(4, 1)?;
    show!(c, &addresses.rest, " BSRprio={@3=1} BSR=")?;
    addresses.rest = addresses.rest.from(4);
    addresses.unicast(c)?;
    let mut group = 0;
    while addresses.rest.len() > 0 {
        put!(c, " (group{}: ", group as u32);
        group += 1;
        addresses.group(c)?;
        let head = addresses.rest;
        show!(c, &head, " RPcnt={1}{|} FRPcnt={1}")?;
        if head.len() < 4 {
            return Err(Cut);
        }
        let count = head.u8(1)?;
        addresses.rest = head.from(4);
        for i in 0..count {
            if addresses.rest.len() == 0 {
                break;
            }
            put!(c, " RP{}=", i);
            addresses.unicast(c)?;
            let tail = addresses.rest;
            if tail.len() < 2 {
                return Err(Cut);
            }
            put!(c, ",holdtime=");
            c.duration(tail.u16(0)?.into());
            show!(c, &tail, ",prio={@2=1}")?;
            if tail.len() < 4 {
                return Err(Cut);
            }
            addresses.rest = tail.from(4);
        }
        put!(c, ")");
    }
    Ok(())
}

fn election(c: &mut Ctx<'_>, kind: u8, addresses: &mut Addresses<'_>) -> Res {
    put!(c, "\n\t  {}, rpa=", Name(ELECTIONS, kind.into()));
    addresses.unicast(c)?;
    show!(c, &addresses.rest, " sender pref={4}{|} sender metric={4}")?;
    addresses.rest = addresses.rest.from(8);
    match kind {
        3 => {
            put!(c, "\n\t  offer addr=");
            addresses.unicast(c)?;
            show!(c, &addresses.rest, " offer pref={4}{|} offer metric={4}{|} interval {2}ms")
        }
        4 => {
            put!(c, "\n\t  new winner addr=");
            addresses.unicast(c)?;
            show!(c, &addresses.rest, " new winner pref={4}{|} new winner metric={4}")
        }
        _ => Ok(()),
    }
}
