//! Answers of the network file system, by the procedure that they answer.

use super::procedure::*;
use super::values::{Xdr, stable};
use crate::print::toolkit::*;

pub(super) fn answer_2(c: &mut Ctx<'_>, procedure: u32, x: &mut Xdr<'_>) -> Res {
    let all = c.v() > 1;
    if !x.status(c)? {
        return Ok(());
    }
    match procedure {
        GETATTR | SETATTR => x.attributes(c, false, false)?,
        LOOKUP | CREATE | MKDIR => {
            x.handle(c, false)?;
            if c.v() > 0 {
                x.attributes(c, false, all)?;
            }
        }
        READLINK => {
            put!(c, " ");
            x.name(c)?;
        }
        READ | WRITE if c.v() > 0 => x.attributes(c, false, all)?,
        READDIR => {
            put!(c, " offset 0x{:x} size {} ", x.number()?, x.number()?);
            c.literal(if x.number()? != 0 { text!(" eof") } else { text!("") });
        }
        FSSTAT => show!(c, &x.0, " tsize {4} bsize {4} blocks {4} bfree {4} bavail {4}")?,
        _ => {}
    }
    Ok(())
}

pub(super) fn answer_3(c: &mut Ctx<'_>, procedure: u32, is_done: bool, x: &mut Xdr<'_>) -> Res {
    let v = c.v();
    let label = |c: &mut Ctx<'_>, text| c.literal(if v > 0 { text } else { text!("") });
    match procedure {
        GETATTR if is_done => x.attributes(c, true, false)?,
        SETATTR | REMOVE | RMDIR => x.before_and_after(c)?,
        LOOKUP => {
            if is_done {
                x.handle(c, true)?;
                x.after(c)?;
            }
            if v > 1 {
                put!(c, " post dattr:");
                x.after(c)?;
            }
        }
        ACCESS => {
            label(c, text!(" attr:"));
            x.after(c)?;
            if is_done {
                put!(c, " c {:04x}", x.number()?);
            }
        }
        READLINK if is_done => {
            x.after(c)?;
            put!(c, " ");
            x.name(c)?;
        }
        READ => {
            x.after(c)?;
            if is_done && v > 0 {
                put!(c, " {} bytes", x.number()?);
                c.literal(if x.number()? != 0 { text!(" EOF") } else { text!("") });
            }
        }
        WRITE => {
            x.before_and_after(c)?;
            if is_done && v > 0 {
                put!(c, " {} bytes", x.number()?);
                if v > 1 {
                    stable(c, x.number()?);
                    put!(c, " verf {:x}", x.long()?);
                }
            }
        }
        CREATE..=MKNOD if is_done => created(c, x)?,
        CREATE..=MKNOD => x.before_and_after(c)?,
        RENAME if v > 0 => {
            put!(c, " from:");
            x.before_and_after(c)?;
            put!(c, " to:");
            x.before_and_after(c)?;
        }
        LINK if v > 0 => {
            put!(c, " file POST:");
            x.after(c)?;
            put!(c, " dir:");
            x.before_and_after(c)?;
        }
        READDIR | READDIRPLUS => {
            label(c, text!(" POST:"));
            x.after(c)?;
            if is_done && v > 0 {
                put!(c, " verf {}", X(x.0.get(0, 8)?));
            }
        }
        FSSTAT => {
            label(c, text!(" POST:"));
            x.after(c)?;
            x.0.check(0, 52)?;
            show!(c, &x.0, " tbytes {8} fbytes {8} abytes {8}")?;
            if v > 0 {
                show!(c, &x.0, " tfiles {@24=8} ffiles {8} afiles {8} invar {4}")?;
            }
        }
        FSINFO => {
            label(c, text!(" POST:"));
            x.after(c)?;
            if is_done {
                limits(c, x)?;
            }
        }
        PATHCONF => {
            label(c, text!(" POST:"));
            x.after(c)?;
            if is_done {
                paths(c, x)?;
            }
        }
        COMMIT => {
            x.before_and_after(c)?;
            if v > 1 {
                put!(c, " verf {:x}", x.long()?);
            }
        }
        _ => {}
    }
    Ok(())
}

/// What was made, if its handle is told.
fn created(c: &mut Ctx<'_>, x: &mut Xdr<'_>) -> Res {
    if x.number()? == 0 {
        return Ok(());
    }
    x.handle(c, true)?;
    if c.v() > 0 {
        x.after(c)?;
    }
    if c.v() > 1 {
        put!(c, " dir attr:");
        x.before_and_after(c)?;
    }
    Ok(())
}

/// How much is read and written at once, and how large files may be.
fn limits(c: &mut Ctx<'_>, x: &Xdr<'_>) -> Res {
    x.0.check(0, 48)?;
    show!(c, &x.0, " rtmax {4} rtpref {4} wtmax {@12=4} wtpref {4} dtpref {@24=4}")?;
    if c.v() > 0 {
        show!(c, &x.0, " rtmult {@8=4} wtmult {@20=4} maxfsz {@28=8}")?;
        show!(c, &x.0, " delta {@36=4}.{4:06} ")?;
    }
    Ok(())
}

/// What names may be, and links.
fn paths(c: &mut Ctx<'_>, x: &mut Xdr<'_>) -> Res {
    x.0.check(0, 24)?;
    show!(c, &x.0, " linkmax {4} namemax {4}")?;
    x.bytes(8)?;
    for name in [text!("notrunc"), text!("chownres"), text!("igncase"), text!("keepcase")] {
        put!(c, " {}", if x.number()? != 0 { name } else { text!("") });
    }
    Ok(())
}
