//! Where a filter runs: in the kernel if it can, so that unwanted packets cost no room in the ring.
//!
//! A program is written for packets as the link type has them, the kernel runs it on packets as a
//! socket has them: without the cooked header, which is made later. So for cooked link types the
//! program is translated. Loads from the payload move down by the header's length. Loads of the
//! header's fields become ancillary loads, where the kernel has the field and the load has its
//! width. The length on the wire has the header's length added. What has no translation is not
//! attached, and neither is what the kernel refuses; such a program runs here, on whole packets.

use barecap_core::insn::opcode::*;
use barecap_core::insn::{Insn, ancillary};
use core::fmt;
use rustix::fd::AsFd;
use rustix::io::Errno;

use crate::error::ErrnoText;
use crate::link::{Header, Link};
use crate::sys;

/// The most instructions that the kernel takes.
const MAX_LEN: usize = 4096;
/// The ancillary word with the hardware type.
const HARDWARE: u32 = 28;

/// Why a filter does not run in the kernel. It runs in user space then, with the same meaning, but
/// every packet that comes along takes room in the ring until it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UserSpace {
    /// It has more instructions than the 4,096 that the kernel takes.
    TooLong,
    /// The kernel's memory for a socket's filter is used up: `net.core.optmem_max`.
    NoMemory,
    /// The kernel refused it.
    Refused(Errno),
    /// It looks at parts of the cooked header that the kernel has no word for.
    CookedHeader,
}

impl fmt::Display for UserSpace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => f.write_str("Filter too complex for kernel"),
            Self::NoMemory => f.write_str(
                "Couldn't allocate kernel memory for filter: \
                 try increasing net.core.optmem_max with sysctl",
            ),
            Self::Refused(errno) => write!(f, "Kernel filter failed: {}", ErrnoText(*errno)),
            Self::CookedHeader => {
                f.write_str("Kernel filter failed: it cannot see the cooked header")
            }
        }
    }
}

/// Attaches a program to a socket that receives nothing yet; or says why it is not attached.
pub(crate) fn attach(socket: impl AsFd, link: Link, program: &[Insn]) -> Result<(), UserSpace> {
    let result = if link.is_cooked() {
        let mut translation = [Insn::stmt(RET_K, 0); MAX_LEN];
        let translated =
            translate(link.header, program, &mut translation).ok_or(UserSpace::CookedHeader)?;
        sys::attach_filter(socket, translated)
    } else if program.len() > MAX_LEN {
        return Err(UserSpace::TooLong);
    } else {
        sys::attach_filter(socket, program)
    };
    result.map_err(|errno| match errno {
        Errno::NOMEM => UserSpace::NoMemory,
        errno => UserSpace::Refused(errno),
    })
}

/// Writes the program for the payload that means what `program` means for payload and header.
fn translate<'a>(header: Header, program: &[Insn], to: &'a mut [Insn]) -> Option<&'a [Insn]> {
    let skipped = match header {
        Header::Cooked1 => crate::link::COOKED1,
        Header::Cooked2 => crate::link::COOKED2,
        Header::Ethernet | Header::Other => 0,
    } as u32;
    let to = to.get_mut(..program.len())?;
    for (old, new) in program.iter().zip(&mut *to) {
        *new = match old.code {
            LD_ABS | LDH_ABS | LDB_ABS if old.k >= ancillary::OFFSET => *old,
            LD_ABS | LDH_ABS | LDB_ABS if old.k < skipped => {
                Insn::stmt(LD_ABS, ancillary::OFFSET + field(header, old)?)
            }
            LD_ABS | LDH_ABS | LDB_ABS | LD_IND | LDH_IND | LDB_IND | LDXB_MSH => {
                Insn { k: old.k.checked_sub(skipped)?, ..*old }
            }
            LD_LEN | LDX_LEN => return None,
            _ => *old,
        };
    }
    Some(to)
}

/// The ancillary word that holds what a load from the cooked header loads.
fn field(header: Header, load: &Insn) -> Option<u32> {
    match (header, load.code, load.k) {
        (Header::Cooked1, LDH_ABS, 0) | (Header::Cooked2, LDB_ABS, 10) => {
            Some(ancillary::PACKET_TYPE)
        }
        (Header::Cooked1, LDH_ABS, 2) | (Header::Cooked2, LDH_ABS, 8) => Some(HARDWARE),
        (Header::Cooked1, LDH_ABS, 14) | (Header::Cooked2, LDH_ABS, 0) => Some(ancillary::PROTOCOL),
        (Header::Cooked2, LD_ABS, 4) => Some(ancillary::INTERFACE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loads_of_cooked_headers_become_ancillary_loads_or_have_no_translation() {
        let ancillary = |word| Some(Insn::stmt(LD_ABS, ancillary::OFFSET + word));
        let (cooked1, cooked2) = (Header::Cooked1, Header::Cooked2);
        let cases = [
            (cooked1, Insn::stmt(LDH_ABS, 0), ancillary(ancillary::PACKET_TYPE)),
            (cooked1, Insn::stmt(LDB_ABS, 0), None),
            (cooked1, Insn::stmt(LDB_ABS, 1), None),
            (cooked1, Insn::stmt(LDH_ABS, 2), ancillary(HARDWARE)),
            (cooked1, Insn::stmt(LDH_ABS, 14), ancillary(ancillary::PROTOCOL)),
            (cooked1, Insn::stmt(LD_ABS, 14), None),
            (cooked1, Insn::stmt(LDB_ABS, 16), Some(Insn::stmt(LDB_ABS, 0))),
            (cooked1, Insn::stmt(LDXB_MSH, 16), Some(Insn::stmt(LDXB_MSH, 0))),
            (cooked1, Insn::stmt(LDXB_MSH, 15), None),
            (cooked2, Insn::stmt(LDH_ABS, 0), ancillary(ancillary::PROTOCOL)),
            (cooked2, Insn::stmt(LD_ABS, 0), None),
            (cooked2, Insn::stmt(LD_ABS, 4), ancillary(ancillary::INTERFACE)),
            (cooked2, Insn::stmt(LDH_ABS, 4), None),
            (cooked2, Insn::stmt(LDB_ABS, 10), ancillary(ancillary::PACKET_TYPE)),
            (cooked2, Insn::stmt(LDB_ABS, 11), None),
            (cooked2, Insn::stmt(LDH_ABS, 19), None),
            (cooked2, Insn::stmt(LD_IND, 36), Some(Insn::stmt(LD_IND, 16))),
            (cooked2, Insn::stmt(LD_IND, 10), None),
            (cooked2, Insn::stmt(LD_LEN, 0), None),
            (cooked2, Insn::stmt(LD_ABS, 0xffff_f004), Some(Insn::stmt(LD_ABS, 0xffff_f004))),
            (cooked2, Insn::jump(JEQ_K, 4, 1, 2), Some(Insn::jump(JEQ_K, 4, 1, 2))),
            (cooked2, Insn::stmt(RET_K, 4), Some(Insn::stmt(RET_K, 4))),
        ];
        for (header, old, new) in cases {
            let mut to = [Insn::stmt(0, 0); 1];
            let translated = translate(header, &[old], &mut to).map(|program| program[0]);
            assert_eq!(translated, new, "{header:?} {old:?}");
        }
    }
}
