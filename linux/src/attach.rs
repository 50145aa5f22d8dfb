//! Where a filter runs: in the kernel if it can, so that unwanted packets cost no room in the ring.
//!
//! A program is written for packets as the link type has them; the kernel runs it on packets as a
//! socket has them, without the cooked header, which is made later. So for cooked link types the
//! program is translated. Loads from the payload move down by the header's length. Loads of the
//! header's fields become ancillary loads, where the kernel has the field and the load its width.
//! What the wire's length is read for has the header's length added. Before the program stand the
//! tests for packets that are never wanted, such as the second copies that loopback makes.
//!
//! What has no translation is not attached, nor is what the kernel would refuse or answer otherwise
//! than libpcap's interpreter does ([`difference`]). Such a program runs here, on
//! whole packets, with the same meaning at a higher price.

use core::fmt;

use arrayvec::ArrayVec;
use barecap_core::insn::opcode::*;
use barecap_core::insn::{Insn, ancillary};
use barecap_core::verify::{Difference, MAX_LEN, difference};
use linux_raw_sys::if_packet::PACKET_OUTGOING;
use rustix::fd::{AsFd, BorrowedFd};
use rustix::io::Errno;

use crate::error::ErrnoText;
use crate::link::{Header, LOOPBACK, Link};
use crate::sys;

/// Why a filter does not run in the kernel. It runs in user space then, with the same meaning, but
/// every packet that comes along takes room in the ring until it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UserSpace {
    /// It has more instructions than the kernel takes.
    TooLong,
    /// The kernel's memory for a socket's filter is used up: `net.core.optmem_max`.
    NoMemory,
    /// The kernel refused it.
    Refused(Errno),
    /// It looks at parts of the cooked header that the kernel has no word for.
    CookedHeader,
    /// The kernel's machine gives another answer than libpcap's.
    Different(Difference),
}

impl fmt::Display for UserSpace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "Filter too complex for kernel",
            Self::NoMemory => {
                "Couldn't allocate kernel memory for filter: \
                 try increasing net.core.optmem_max with sysctl"
            }
            Self::Refused(_) => "Kernel filter failed: ",
            Self::CookedHeader => "Filter runs in user space: the kernel has no cooked header",
            Self::Different(_) => "Filter runs in user space: the kernel would ",
        })?;
        match self {
            Self::Refused(errno) => ErrnoText(*errno).fmt(f),
            Self::Different(difference) => difference.fmt(f),
            _ => Ok(()),
        }
    }
}

/// Packets that are never wanted, whatever the filter says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unwanted {
    /// Those that this machine sends.
    pub(crate) outgoing: bool,
    /// Those that this machine does not send.
    pub(crate) incoming: bool,
    /// What the loopback interface sends: it comes in again.
    pub(crate) loopback_copies: bool,
}

/// Attaches a program to a socket, in the place of the one before. Where it cannot be attached, only
/// the tests for unwanted packets are, and the answer is why.
pub(crate) fn attach(
    socket: impl AsFd,
    link: Link,
    unwanted: Unwanted,
    program: &[Insn],
) -> Result<Option<UserSpace>, Errno> {
    // Before there is an assembly: either takes much of the stack.
    let program = match difference(program) {
        Some(difference) => Err(UserSpace::Different(difference)),
        None => Ok(program),
    };
    put(socket.as_fd(), link.header, unwanted, program)
}

/// Attaches what stands before a program, and the program, if that is one for the kernel.
#[inline(never)]
fn put(
    socket: BorrowedFd<'_>,
    header: Header,
    unwanted: Unwanted,
    program: Result<&[Insn], UserSpace>,
) -> Result<Option<UserSpace>, Errno> {
    let mut assembly = Assembly::default();
    assembly.refuse(unwanted);
    let tests = assembly.insns.len();
    let reason = match program.and_then(|program| assembly.translate(header, program)) {
        Ok(()) => match sys::attach_filter(socket, &assembly.insns) {
            Ok(()) => return Ok(None),
            Err(Errno::NOMEM) => UserSpace::NoMemory,
            Err(errno) => UserSpace::Refused(errno),
        },
        Err(reason) => reason,
    };
    assembly.insns.truncate(tests);
    assembly.push(Insn::stmt(RET_K, u32::MAX))?;
    sys::attach_filter(socket, &assembly.insns)?;
    Ok(Some(reason))
}

/// A program for the kernel, being put together.
#[derive(Default)]
struct Assembly {
    insns: ArrayVec<Insn, MAX_LEN>,
}

impl Assembly {
    fn push(&mut self, insn: Insn) -> Result<(), Errno> {
        self.insns.try_push(insn).map_err(|_| Errno::NOMEM)
    }

    /// Writes the tests for unwanted packets; what follows starts with A = 0, as every program does.
    fn refuse(&mut self, unwanted: Unwanted) {
        let load = |word| Insn::stmt(LD_ABS, ancillary::OFFSET + word);
        let kind = load(ancillary::PACKET_TYPE);
        let equal = |k, jt, jf| Insn::jump(JEQ_K, k, jt, jf);
        let drop = Insn::stmt(RET_K, 0);
        let mut write = |insns: &[Insn]| {
            for insn in insns {
                // The tests are a few instructions, and come first.
                let _ = self.push(*insn);
            }
        };
        if unwanted.outgoing {
            write(&[kind, equal(PACKET_OUTGOING, 0, 1), drop]);
        }
        if unwanted.incoming {
            write(&[kind, equal(PACKET_OUTGOING, 1, 0), drop]);
        }
        if unwanted.loopback_copies {
            let interface = load(ancillary::INTERFACE);
            write(&[interface, equal(LOOPBACK, 0, 3), kind, equal(PACKET_OUTGOING, 0, 1), drop]);
        }
        if !self.insns.is_empty() {
            let _ = self.push(Insn::stmt(LD_IMM, 0));
        }
    }

    /// Writes the program that means for the payload what `program` means for header and payload.
    fn translate(&mut self, header: Header, program: &[Insn]) -> Result<(), UserSpace> {
        let skipped = header.cooked_length() as u32;
        // Reading the length takes one more instruction for a cooked packet, so jumps across grow.
        let grows = program.iter().any(|insn| insn.code == LD_LEN);
        for (at, old) in program.iter().enumerate() {
            let grown = |distance: u32| -> u32 {
                let crossed = program.iter().skip(at + 1).take(distance as usize);
                let more = if grows { crossed.filter(|it| it.code == LD_LEN).count() } else { 0 };
                distance.saturating_add(more as u32)
            };
            let new = match old.code {
                _ if skipped == 0 => *old,
                LD_ABS | LDH_ABS | LDB_ABS if old.k >= ancillary::OFFSET => *old,
                LD_ABS | LDH_ABS | LDB_ABS if old.k < skipped => {
                    let word = field(header, old).ok_or(UserSpace::CookedHeader)?;
                    Insn::stmt(LD_ABS, ancillary::OFFSET + word)
                }
                LD_ABS | LDH_ABS | LDB_ABS | LD_IND | LDH_IND | LDB_IND | LDXB_MSH => {
                    let k = old.k.checked_sub(skipped).ok_or(UserSpace::CookedHeader)?;
                    Insn { k, ..*old }
                }
                LDX_LEN | RET_A => return Err(UserSpace::CookedHeader),
                // Bytes to keep are counted from the header on; 0 would be none of the packet.
                RET_K if old.k > 0 => Insn::stmt(RET_K, old.k.saturating_sub(skipped).max(1)),
                JA => Insn { k: grown(old.k), ..*old },
                JEQ_K | JEQ_X | JGT_K | JGT_X | JGE_K | JGE_X | JSET_K | JSET_X => {
                    let far = |_| UserSpace::TooLong;
                    let jt = u8::try_from(grown(old.jt.into())).map_err(far)?;
                    let jf = u8::try_from(grown(old.jf.into())).map_err(far)?;
                    Insn { jt, jf, ..*old }
                }
                _ => *old,
            };
            let mut write = |insn| self.push(insn).map_err(|_| UserSpace::TooLong);
            write(new)?;
            if skipped > 0 && old.code == LD_LEN {
                write(Insn::stmt(ADD_K, skipped))?;
            }
        }
        Ok(())
    }
}

/// The ancillary word that holds what a load from the cooked header loads.
fn field(header: Header, load: &Insn) -> Option<u32> {
    match (header, load.code, load.k) {
        (Header::Cooked1, LDH_ABS, 0) | (Header::Cooked2, LDB_ABS, 10) => {
            Some(ancillary::PACKET_TYPE)
        }
        (Header::Cooked1, LDH_ABS, 2) | (Header::Cooked2, LDH_ABS, 8) => Some(HARDWARE_TYPE),
        (Header::Cooked1, LDH_ABS, 14) | (Header::Cooked2, LDH_ABS, 0) => Some(ancillary::PROTOCOL),
        (Header::Cooked2, LD_ABS, 4) => Some(ancillary::INTERFACE),
        _ => None,
    }
}

/// The ancillary word with the interface's hardware type (`SKF_AD_HATYPE`).
pub(crate) const HARDWARE_TYPE: u32 = 28;

#[cfg(test)]
mod tests {
    use super::*;
    extern crate std;
    use std::boxed::Box;
    use std::vec::Vec;

    const COOKED1: Header = Header::Cooked1;
    const COOKED2: Header = Header::Cooked2;

    fn assembly() -> Box<Assembly> {
        Box::default()
    }

    fn translated(header: Header, program: &[Insn]) -> Result<Vec<Insn>, UserSpace> {
        let mut assembly = assembly();
        assembly.translate(header, program).map(|()| assembly.insns.to_vec())
    }

    #[test]
    fn it_is_told_why_a_filter_does_not_run_in_the_kernel() {
        use std::string::ToString;
        for (reason, words) in [
            (UserSpace::TooLong, "Filter too complex for kernel"),
            (
                UserSpace::NoMemory,
                "Couldn't allocate kernel memory for filter: \
                 try increasing net.core.optmem_max with sysctl",
            ),
            (UserSpace::Refused(Errno::INVAL), "Kernel filter failed: Invalid argument"),
            (UserSpace::CookedHeader, "Filter runs in user space: the kernel has no cooked header"),
        ] {
            assert_eq!(reason.to_string(), words);
        }
        for difference in [Difference::Shift, Difference::Offset] {
            let words = UserSpace::Different(difference).to_string();
            let before = "Filter runs in user space: the kernel would ";
            assert_eq!(words.strip_prefix(before), Some(&*difference.to_string()));
        }
    }

    #[test]
    fn single_instructions_are_translated_or_have_no_translation() {
        let word = |word| Some(Insn::stmt(LD_ABS, ancillary::OFFSET + word));
        let cases = [
            (COOKED1, Insn::stmt(LDH_ABS, 0), word(ancillary::PACKET_TYPE)),
            (COOKED1, Insn::stmt(LDB_ABS, 0), None),
            (COOKED1, Insn::stmt(LDB_ABS, 1), None),
            (COOKED1, Insn::stmt(LDH_ABS, 2), word(HARDWARE_TYPE)),
            (COOKED1, Insn::stmt(LDH_ABS, 14), word(ancillary::PROTOCOL)),
            (COOKED1, Insn::stmt(LD_ABS, 14), None),
            (COOKED1, Insn::stmt(LDB_ABS, 16), Some(Insn::stmt(LDB_ABS, 0))),
            (COOKED1, Insn::stmt(LDXB_MSH, 16), Some(Insn::stmt(LDXB_MSH, 0))),
            (COOKED1, Insn::stmt(LDXB_MSH, 15), None),
            (COOKED2, Insn::stmt(LDH_ABS, 0), word(ancillary::PROTOCOL)),
            (COOKED2, Insn::stmt(LD_ABS, 0), None),
            (COOKED2, Insn::stmt(LD_ABS, 4), word(ancillary::INTERFACE)),
            (COOKED2, Insn::stmt(LDH_ABS, 4), None),
            (COOKED2, Insn::stmt(LDH_ABS, 8), word(HARDWARE_TYPE)),
            (COOKED2, Insn::stmt(LDB_ABS, 10), word(ancillary::PACKET_TYPE)),
            (COOKED2, Insn::stmt(LDB_ABS, 11), None),
            (COOKED2, Insn::stmt(LDH_ABS, 19), None),
            (COOKED2, Insn::stmt(LD_IND, 36), Some(Insn::stmt(LD_IND, 16))),
            (COOKED2, Insn::stmt(LDH_IND, 22), Some(Insn::stmt(LDH_IND, 2))),
            (COOKED2, Insn::stmt(LDB_IND, 20), Some(Insn::stmt(LDB_IND, 0))),
            (COOKED2, Insn::stmt(LD_IND, 10), None),
            (COOKED2, Insn::stmt(LDX_LEN, 0), None),
            (COOKED1, Insn::stmt(RET_A, 0), None),
            (COOKED2, Insn::stmt(LD_ABS, 0xffff_f004), word(ancillary::PACKET_TYPE)),
            (COOKED2, Insn::jump(JEQ_K, 4, 1, 2), Some(Insn::jump(JEQ_K, 4, 1, 2))),
            (COOKED2, Insn::stmt(RET_K, 0), Some(Insn::stmt(RET_K, 0))),
            (COOKED2, Insn::stmt(RET_K, 96), Some(Insn::stmt(RET_K, 76))),
            (COOKED2, Insn::stmt(RET_K, 20), Some(Insn::stmt(RET_K, 1))),
            (Header::Ethernet, Insn::stmt(LDX_LEN, 0), Some(Insn::stmt(LDX_LEN, 0))),
        ];
        for (header, old, new) in cases {
            let translated = translated(header, &[old]).ok().map(|program| program[0]);
            assert_eq!(translated, new, "{header:?} {old:?}");
        }
    }

    #[test]
    fn jumps_across_a_read_of_the_length_grow() {
        let program = [
            Insn::jump(JEQ_K, 1, 3, 0),
            Insn::stmt(LD_LEN, 0),
            Insn::jump(JGT_K, 99, 0, 1),
            Insn::stmt(JA, 1),
            Insn::stmt(LD_LEN, 0),
            Insn::stmt(RET_K, 0),
        ];
        let expected = [
            Insn::jump(JEQ_K, 1, 4, 0),
            Insn::stmt(LD_LEN, 0),
            Insn::stmt(ADD_K, 16),
            Insn::jump(JGT_K, 99, 0, 1),
            Insn::stmt(JA, 2),
            Insn::stmt(LD_LEN, 0),
            Insn::stmt(ADD_K, 16),
            Insn::stmt(RET_K, 0),
        ];
        assert_eq!(translated(COOKED1, &program).unwrap(), expected);
        assert_eq!(translated(Header::Other, &program).unwrap(), program);

        for code in [JEQ_K, JEQ_X, JGT_K, JGT_X, JGE_K, JGE_X, JSET_K, JSET_X] {
            let program = [Insn::jump(code, 7, 0, 1), Insn::stmt(LD_LEN, 0), Insn::stmt(RET_K, 0)];
            let first = translated(COOKED1, &program).unwrap()[0];
            assert_eq!(first, Insn::jump(code, 7, 0, 2));
        }

        let mut far = Vec::from([Insn::jump(JEQ_K, 1, 255, 0), Insn::stmt(LD_LEN, 0)]);
        far.resize(257, Insn::stmt(RET_K, 1));
        assert_eq!(translated(COOKED2, &far), Err(UserSpace::TooLong));
    }

    #[test]
    fn unwanted_packets_are_dropped_and_others_go_on_with_nothing_loaded() {
        use barecap_core::verify::verify;
        use barecap_core::vm::{Packet, run};
        let cases = [
            // Unwanted outgoing, incoming, loopback copies; packet type and interface; kept.
            ((true, false, false), (4, 2), false),
            ((true, false, false), (0, 2), true),
            ((false, true, false), (4, 2), true),
            ((false, true, false), (3, 2), false),
            ((false, false, true), (4, 1), false),
            ((false, false, true), (0, 1), true),
            ((false, false, true), (4, 2), true),
            ((false, true, true), (4, 1), false),
            ((false, true, true), (4, 2), true),
            ((false, false, false), (4, 1), true),
        ];
        for ((outgoing, incoming, loopback_copies), (kind, interface), kept) in cases {
            let mut assembly = assembly();
            assembly.refuse(Unwanted { outgoing, incoming, loopback_copies });
            let program = [Insn::jump(JEQ_K, 0, 0, 1), Insn::stmt(RET_K, 7), Insn::stmt(RET_K, 0)];
            assembly.translate(Header::Ethernet, &program).unwrap();
            let mut words = [0; 16];
            words[ancillary::PACKET_TYPE as usize / 4] = kind;
            words[ancillary::INTERFACE as usize / 4] = interface;
            let packet = Packet { bytes: &[], length: 0, ancillary: Some(&words) };
            let answer = run(verify(&assembly.insns).unwrap(), packet);
            assert_eq!(answer, if kept { 7 } else { 0 }, "{outgoing} {incoming} {kind}");
        }
    }

    #[test]
    fn a_program_that_only_just_fits_does_not_fit_behind_tests() {
        let program = [Insn::stmt(RET_K, 1); MAX_LEN];
        let mut assembly = assembly();
        assert_eq!(assembly.translate(Header::Ethernet, &program), Ok(()));
        assembly.insns.clear();
        assembly.refuse(Unwanted { outgoing: true, ..Unwanted::default() });
        assert_eq!(assembly.translate(Header::Ethernet, &program), Err(UserSpace::TooLong));
        assembly.insns.clear();
        let longer = [Insn::stmt(RET_K, 1); MAX_LEN + 1];
        assert_eq!(assembly.translate(Header::Ethernet, &longer), Err(UserSpace::TooLong));
    }
}
