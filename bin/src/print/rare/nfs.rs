//! The network file system, versions 2 (RFC 1094) and 3 (RFC 1813), over remote procedure calls
//! (RFC 5531) and their encoding (RFC 4506).
//!
//! An answer does not say what it answers: the calls seen last are remembered by their number and
//! ends. The numbers of version 2 are printed as those of the same procedures of version 3.

mod answers;
mod values;

use crate::print::rare::recent::Recent;
use crate::print::toolkit::*;
use crate::print::transport::Net;
use answers::{answer_2, answer_3};
pub(super) use values::octal;
use values::{STABLE, TYPES, Wanted, Xdr};

pub(crate) const PORT: u16 = 2049;
pub(super) const CALL: u32 = 0;
const REPLY: u32 = 1;
/// What answers to a call begin with: number, kind, state. A verifier of some length is behind it, and then
/// the state of the call.
const REPLY_HEADER: usize = 12;

/// The procedures, by the numbers of version 3.
mod procedure {
    pub(super) const NULL: u32 = 0;
    pub(super) const GETATTR: u32 = 1;
    pub(super) const SETATTR: u32 = 2;
    pub(super) const LOOKUP: u32 = 3;
    pub(super) const ACCESS: u32 = 4;
    pub(super) const READLINK: u32 = 5;
    pub(super) const READ: u32 = 6;
    pub(super) const WRITE: u32 = 7;
    pub(super) const CREATE: u32 = 8;
    pub(super) const MKDIR: u32 = 9;
    pub(super) const SYMLINK: u32 = 10;
    pub(super) const MKNOD: u32 = 11;
    pub(super) const REMOVE: u32 = 12;
    pub(super) const RMDIR: u32 = 13;
    pub(super) const RENAME: u32 = 14;
    pub(super) const LINK: u32 = 15;
    pub(super) const READDIR: u32 = 16;
    pub(super) const READDIRPLUS: u32 = 17;
    pub(super) const FSSTAT: u32 = 18;
    pub(super) const FSINFO: u32 = 19;
    pub(super) const PATHCONF: u32 = 20;
    pub(super) const COMMIT: u32 = 21;
    /// One of version 2 that does nothing.
    pub(super) const NOP: u32 = 22;
}
use procedure::*;

const PROCEDURES: Table = table!("proc-{}";
    0: "null" "getattr" "setattr" "lookup" "access" "readlink" "read" "write" "create" "mkdir"
    "symlink" "mknod" "remove" "rmdir" "rename" "link" "readdir" "readdirplus" "fsstat" "fsinfo"
    "pathconf" "commit",
);
/// The procedures of version 2 as those of version 3.
const VERSION_2: [u8; 18] = [0, 1, 2, 22, 3, 5, 6, 22, 7, 8, 12, 14, 15, 10, 9, 13, 16, 18];
const REFUSED: Table = table!("Invalid failure code {}";
    0: "OK" "Bogus Credentials (seal broken)"
    "Rejected Credentials (client should begin new session)" "Bogus Verifier (seal broken)"
    "Verifier expired or was replayed" "Credentials are too weak" "Bogus response verifier"
    "Unknown failure",
);
const ACCEPTED: Table = table!("ar_stat {}";
    1: "PROG_UNAVAIL" "PROG_MISMATCH" "PROC_UNAVAIL" "GARBAGE_ARGS" "SYSTEM_ERR",
);
const RIGHTS: Table = table!("?";
    1: "NFS_ACCESS_READ", 2: "NFS_ACCESS_LOOKUP", 4: "NFS_ACCESS_MODIFY", 8: "NFS_ACCESS_EXTEND",
    16: "NFS_ACCESS_DELETE", 32: "NFS_ACCESS_EXECUTE",
);

/// A call: its number, who sent it and to whom, the version and the procedure.
type Call = (u32, [u8; 16], [u8; 16], bool, u32);

/// The calls seen last.
pub(crate) struct Calls(Recent<Call>);

impl Calls {
    pub(crate) const fn new() -> Self {
        Self(Recent::new((0, [0; 16], [0; 16], false, 0)))
    }

    /// The first call of a number: one that is sent again is the same.
    fn find(&self, number: u32, from: [u8; 16], to: [u8; 16]) -> Option<Call> {
        let is_it = |seen: &&Call| (seen.0, seen.1, seen.2) == (number, from, to);
        self.0.iter().find(is_it).copied()
    }
}

/// Prints a record of a connection.
pub(crate) fn in_tcp(c: &mut Ctx<'_>, net: &Net<'_>, ports: (u16, u16), b: &Bytes<'_>) -> Res {
    let Ok(fragment) = b.u32(0) else { return Ok(()) };
    let message = b.from(4);
    let message = message.claim(message.len().min(fragment as usize & 0x7fff_ffff));
    if fits(ports, &message) {
        put!(c, ": ");
        return print(c, net, &message);
    }
    Ok(())
}

/// Whether a message goes to the port or comes from it, as a call or a reply does.
pub(crate) fn fits(ports: (u16, u16), b: &Bytes<'_>) -> bool {
    match b.u32(4) {
        Ok(CALL) => ports.1 == PORT,
        Ok(REPLY) => ports.0 == PORT,
        _ => false,
    }
}

/// Prints a message that fits.
pub(crate) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    let (number, is_call) = (b.u32(0)?, b.u32(4)? == CALL);
    c.protocol = text!("nfs");
    put!(c, "NFS {} xid {}", if is_call { text!("request") } else { text!("reply") }, number);
    if is_call {
        put!(c, " {}", b.len());
        call(c, net, number, b)
    } else {
        reply(c, net, number, b)
    }
}

fn call(c: &mut Ctx<'_>, net: &Net<'_>, number: u32, b: &Bytes<'_>) -> Res {
    let mut x = Xdr(b.from(16));
    b.need(0, 24).or(Err(Short))?;
    let is_3 = x.number()? == 3;
    let mut procedure = x.number()?;
    // Of version 2, tcpdump knows as many as of version 3.
    if !is_3 && procedure < 26 {
        procedure = VERSION_2.get(procedure as usize).map_or(NOP, |&found| found.into());
    }
    let [from, to] = net.addresses.widened();
    c.flows.calls.0.enter((number, from, to, is_3, procedure));
    named(c, is_3, procedure);
    if matches!(procedure, NULL | NOP..) {
        return Ok(());
    }
    credentials(c, b.len(), &mut x)?;
    arguments(c, is_3, procedure, &mut x)
}

/// Passes over who calls, which need not be longer than the call.
fn credentials(c: &mut Ctx<'_>, mut room: usize, x: &mut Xdr<'_>) -> Res {
    for what in [text!("credentials"), text!("verifier")] {
        x.number()?;
        let length = x.number()? as usize;
        if length > room {
            put!(c, " [{} length {} > {}]", what, length, room);
            c.invalid();
            return Err(Short);
        }
        let padded = length.next_multiple_of(4);
        x.bytes(padded)?;
        room = room.saturating_sub(8 + padded);
    }
    Ok(())
}

/// What a procedure is called with.
fn arguments(c: &mut Ctx<'_>, is_3: bool, procedure: u32, x: &mut Xdr<'_>) -> Res {
    match procedure {
        GETATTR | SETATTR | READLINK | FSSTAT..=PATHCONF => x.handle(c, is_3)?,
        LOOKUP | CREATE | MKDIR | REMOVE | RMDIR => x.handle_and_name(c, is_3)?,
        ACCESS => {
            x.handle(c, is_3)?;
            access(c, x.number()?);
        }
        READ | COMMIT => {
            x.handle(c, is_3)?;
            let at = x.position(is_3)?;
            put!(c, " {} bytes @ {}", x.number()?, at);
        }
        WRITE if is_3 => {
            x.handle(c, is_3)?;
            let (at, count) = (x.long()?, x.number()?);
            let stable = x.number()?;
            put!(c, " {} ({}) bytes @ {}", x.number()?, count, at);
            if c.v() > 0 {
                put!(c, " <{}>", Name(STABLE, stable));
            }
        }
        WRITE => {
            x.handle(c, is_3)?;
            let (begin, at, total) = (x.number()?, x.number()?, x.number()?);
            put!(c, " {} ({}) bytes @ {} ({})", x.number()?, total, at, begin);
        }
        SYMLINK => {
            x.handle_and_name(c, is_3)?;
            put!(c, " ->");
            let wanted = if is_3 { x.wanted()? } else { Default::default() };
            x.name(c)?;
            show_wanted(c, wanted);
        }
        MKNOD => {
            x.handle_and_name(c, is_3)?;
            let kind = x.number()?;
            let wanted = x.wanted()?;
            put!(c, " {}", Name(TYPES, kind));
            if c.v() == 0 {
                return Ok(());
            }
            if matches!(kind, 3 | 4) {
                put!(c, " {}/{}", x.number()?, x.number()?);
            }
            show_wanted(c, wanted);
        }
        RENAME => {
            x.handle_and_name(c, is_3)?;
            put!(c, " ->");
            x.handle_and_name(c, is_3)?;
        }
        LINK => {
            x.handle(c, is_3)?;
            put!(c, " ->");
            x.handle_and_name(c, is_3)?;
        }
        READDIR | READDIRPLUS => {
            x.handle(c, is_3)?;
            let at = x.position(is_3)?;
            let verifier = if is_3 { x.bytes(8)? } else { &[] };
            put!(c, " {} bytes @ {}", x.number()?, at);
            if is_3 && c.v() > 0 {
                if procedure == READDIRPLUS {
                    put!(c, " max {}", x.number()?);
                }
                put!(c, " verf {}", X(verifier));
            }
        }
        _ => {}
    }
    Ok(())
}

/// The name of a procedure.
fn named(c: &mut Ctx<'_>, is_3: bool, procedure: u32) {
    put!(c, " ");
    if !is_3 && procedure == NOP {
        put!(c, "nop");
    } else {
        put!(c, "{}", Name(PROCEDURES, procedure));
    }
}

fn show_wanted(c: &mut Ctx<'_>, (wanted, times): Wanted) {
    if c.v() > 0 {
        for (what, value) in
            [text!(" mode "), text!(" uid "), text!(" gid ")].into_iter().zip(wanted)
        {
            let Some(value) = value else { continue };
            c.literal(what);
            if what == text!(" mode ") { octal(c, value) } else { c.out.dec(value.into()) }
        }
    }
    if c.v() > 1 {
        for (what, time) in [text!("atime"), text!("mtime")].into_iter().zip(times) {
            if let Some((seconds, micros)) = time {
                put!(c, " {} {}.{:06}", what, seconds, micros);
            }
        }
    }
}

fn access(c: &mut Ctx<'_>, rights: u32) {
    match rights {
        0 => {}
        0x3f => put!(c, " NFS_ACCESS_FULL"),
        0x40.. => put!(c, " {:04x}", rights),
        _ => {
            let mut before = text!(" ");
            for (_, name) in RIGHTS.entries().filter(|entry| rights & entry.0 != 0) {
                put!(c, "{}{}", before, name);
                before = text!("|");
            }
        }
    }
}

/// Prints a reply whose number has been printed.
pub(crate) fn answer(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("nfs");
    reply(c, net, b.u32(0)?, b)
}

fn reply(c: &mut Ctx<'_>, net: &Net<'_>, number: u32, b: &Bytes<'_>) -> Res {
    put!(c, " ");
    let mut x = Xdr(b.from(8));
    let state = x.number()?;
    match state {
        0 => put!(c, "reply ok {}", b.len()),
        1 => {
            put!(c, "reply ERR {}: ", b.len());
            match x.number()? {
                0 => put!(c, "RPC Version mismatch ({}-{})", x.number()?, x.number()?),
                1 => put!(c, "Auth {}", Name(REFUSED, x.number()?)),
                reason => put!(c, "Unknown reason for rejecting rpc message {}", reason),
            }
            return Ok(());
        }
        _ => {
            put!(c, "reply Unknown rpc response code={} {}", state, b.len());
            return Ok(());
        }
    }
    let [from, to] = net.addresses.widened();
    let Some((_, _, _, is_3, procedure)) = c.flows.calls.find(number, to, from) else {
        return Ok(());
    };
    named(c, is_3, procedure);
    if matches!(procedure, NULL | NOP..) {
        return Ok(());
    }
    let length = b.u32(REPLY_HEADER + 4)? as usize;
    let mut x = Xdr(b.from(REPLY_HEADER + 8));
    x.bytes(length)?;
    let state = x.number()?;
    if state != 0 {
        put!(c, " {}", Name(ACCEPTED, state));
        return Ok(());
    }
    if !is_3 {
        return answer_2(c, procedure, &mut x);
    }
    let is_done = x.status(c)?;
    let result = answer_3(c, procedure, is_done, &mut x);
    // What an error has with it may end anywhere but within a number.
    if !is_done && result == Err(Short) { Ok(()) } else { result }
}
