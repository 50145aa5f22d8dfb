//! A machine of its own for classic BPF, beside the one in core: written for being obviously right,
//! with bpf_filter()'s rules. It runs programs that the verifier refuses, such as those of older
//! libpcap that read scratch slots nobody wrote; what loops forever returns nothing.

use barecap_core::insn::{Insn, ancillary};

/// A packet, and what the kernel would know of it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The captured bytes.
    pub bytes: &'a [u8],
    /// The length on the wire.
    pub length: u32,
    /// The ancillary words.
    pub ancillary: [u32; 16],
}

/// What a program returns for a packet; None if it does not end or is no program.
#[must_use]
pub fn run(program: &[Insn], input: &Input<'_>) -> Option<u32> {
    let (mut a, mut x, mut slots) = (0u32, 0u32, [0u32; 16]);
    let load = |offset: Option<u32>, size: u32| {
        let start = offset? as usize;
        let bytes = input.bytes.get(start..start.checked_add(size as usize)?)?;
        Some(bytes.iter().fold(0, |word, &byte| word << 8 | u32::from(byte)))
    };
    let mut at = 0usize;
    for _ in 0..10_000 {
        let Insn { code, jt, jf, k } = *program.get(at)?;
        at += 1;
        let operand = if code & 8 == 0 { k } else { x };
        let size = [4, 2, 1, 0][usize::from(code >> 3 & 3)];
        match (code & 7, code & 0xe0) {
            (0, 0x20) if ancillary::name(k).is_some() => {
                a = input.ancillary[(k - ancillary::OFFSET) as usize / 4];
            }
            (0, 0x20 | 0x40) => {
                let offset = if code & 0xe0 == 0x20 { Some(k) } else { x.checked_add(k) };
                let Some(word) = load(offset, size) else { return Some(0) };
                a = word;
            }
            (0, 0x00) => a = k,
            (0, 0x60) => a = *slots.get(k as usize)?,
            (0, 0x80) => a = input.length,
            (1, 0x00) => x = k,
            (1, 0x60) => x = *slots.get(k as usize)?,
            (1, 0x80) => x = input.length,
            (1, 0xa0) => {
                let Some(byte) = load(Some(k), 1) else { return Some(0) };
                x = (byte & 0xf) * 4;
            }
            (2, _) => *slots.get_mut(k as usize)? = a,
            (3, _) => *slots.get_mut(k as usize)? = x,
            (4, _) => {
                a = match code & 0xf0 {
                    0x00 => a.wrapping_add(operand),
                    0x10 => a.wrapping_sub(operand),
                    0x20 => a.wrapping_mul(operand),
                    0x30 | 0x90 if operand == 0 => return Some(0),
                    0x30 => a / operand,
                    0x40 => a | operand,
                    0x50 => a & operand,
                    0x60 => a.checked_shl(operand).unwrap_or(0),
                    0x70 => a.checked_shr(operand).unwrap_or(0),
                    0x80 => a.wrapping_neg(),
                    0x90 => a % operand,
                    0xa0 => a ^ operand,
                    _ => return None,
                };
            }
            (5, _) => {
                let holds = match code & 0xf0 {
                    0x00 => {
                        // A jump may lead backward.
                        at = at.checked_add_signed(k as i32 as isize)?;
                        continue;
                    }
                    0x10 => a == operand,
                    0x20 => a > operand,
                    0x30 => a >= operand,
                    0x40 => a & operand != 0,
                    _ => return None,
                };
                at += usize::from(if holds { jt } else { jf });
            }
            (6, _) => return Some(if code & 0x18 == 0x10 { a } else { k }),
            (7, _) if code & 0xf8 == 0x80 => a = x,
            (7, _) => x = a,
            _ => return None,
        }
    }
    None
}
