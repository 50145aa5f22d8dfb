//! The memory functions that compiled code calls by name: `memcpy` and its kin.
//!
//! Copies go by 16-byte words without regard to alignment, the last word overlapping the one
//! before it, so that no byte loop remains. On x86_64 large copies go by `rep movsq`, which the
//! processor makes as fast as memory, also without ERMS: of packets that another processor has just
//! written into the ring, 600 bytes already are copied faster so (by 5 %, 1,500 by 20 %); below, its
//! start-up costs more than it saves. Every loop holds an empty `asm!`: without it the compiler
//! recognizes what the loop does and replaces it by a call to the function it stands in.
//!
//! In the library's tests the same file is compiled without its symbols, next to a libc.

use core::arch::asm;
use core::ffi::{c_char, c_int};

/// Bytes a step moves.
const WORD: usize = size_of::<u128>();

/// Copies of at least this many bytes go by string instruction where there is one.
#[cfg(target_arch = "x86_64")]
const LARGE: usize = 512;

/// Keeps the compiler from seeing through a loop.
#[inline(always)]
fn barrier() {
    // SAFETY: no instruction at all.
    unsafe { asm!("", options(nostack, preserves_flags)) }
}

/// A value at any address. Its field is loaded and stored by an instruction or a few; `read_unaligned`
/// copies, which without optimization is a call of `memcpy` on some processors (MIPS), from within it.
#[repr(C, packed)]
struct Anywhere<T>(T);

/// Loads a `T` from any address.
#[inline(always)]
unsafe fn load<T: Copy>(from: *const u8, at: usize) -> T {
    // SAFETY: the caller has a readable `T` there.
    unsafe { (*from.wrapping_add(at).cast::<Anywhere<T>>()).0 }
}

/// Stores a `T` at any address.
#[inline(always)]
unsafe fn store<T: Copy>(to: *mut u8, at: usize, value: T) {
    // SAFETY: the caller has a writable `T` there.
    unsafe { (*to.wrapping_add(at).cast::<Anywhere<T>>()).0 = value }
}

/// Copies fewer than 16 bytes: everything is loaded before anything is stored.
#[inline(always)]
unsafe fn copy_small(to: *mut u8, from: *const u8, len: usize) {
    // SAFETY: every access lies within `len` bytes, by the branch it stands in.
    unsafe {
        if len >= 8 {
            let (head, tail) = (load::<u64>(from, 0), load::<u64>(from, len - 8));
            store(to, 0, head);
            store(to, len - 8, tail);
        } else if len >= 4 {
            let (head, tail) = (load::<u32>(from, 0), load::<u32>(from, len - 4));
            store(to, 0, head);
            store(to, len - 4, tail);
        } else if len >= 2 {
            let (head, tail) = (load::<u16>(from, 0), load::<u16>(from, len - 2));
            store(to, 0, head);
            store(to, len - 2, tail);
        } else if len == 1 {
            store(to, 0, load::<u8>(from, 0));
        }
    }
}

/// memcpy(3).
///
/// # Safety
///
/// `len` bytes must be readable at `from` and writable at `to`. The ranges may overlap if `to` is
/// the lower one (so that [`memmove`] can use it).
#[cfg_attr(not(test), unsafe(no_mangle))]
pub(crate) unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
    // SAFETY: every access lies within `len` bytes. Where the ranges overlap, a word is loaded
    // before a store can reach it: stores trail the loads, and the last word is loaded first.
    unsafe {
        if len < WORD {
            copy_small(to, from, len);
            return to;
        }
        #[cfg(target_arch = "x86_64")]
        if len >= LARGE {
            // All words but the last, which may overlap the one before it.
            let last = load::<u64>(from, len - 8);
            asm!(
                "rep movsq",
                inout("rcx") (len - 1) / 8 => _, inout("rdi") to => _, inout("rsi") from => _,
                options(nostack, preserves_flags)
            );
            store(to, len - 8, last);
            return to;
        }
        let last = load::<u128>(from, len - WORD);
        let mut at = 0;
        while at < len - WORD {
            store(to, at, load::<u128>(from, at));
            at += WORD;
            barrier();
        }
        store(to, len - WORD, last);
    }
    to
}

/// memmove(3).
///
/// # Safety
///
/// `len` bytes must be readable at `from` and writable at `to`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub(crate) unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
    // SAFETY: as in `memcpy`, downwards: a word is loaded before a store can reach it, and the
    // first word is loaded before all stores.
    unsafe {
        // Wraps to a large distance if `to` is the lower one.
        if (to as usize).wrapping_sub(from as usize) >= len {
            return memcpy(to, from, len);
        }
        if len < WORD {
            copy_small(to, from, len);
            return to;
        }
        let first = load::<u128>(from, 0);
        let mut at = len;
        while at > WORD {
            at -= WORD;
            store(to, at, load::<u128>(from, at));
            barrier();
        }
        store(to, 0, first);
    }
    to
}

/// memset(3).
///
/// # Safety
///
/// `len` bytes must be writable at `to`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub(crate) unsafe extern "C" fn memset(to: *mut u8, byte: c_int, len: usize) -> *mut u8 {
    let word = u128::from(byte as u8) * (u128::MAX / 0xff);
    // SAFETY: every access lies within `len` bytes.
    unsafe {
        let mut at = 0;
        if len < WORD {
            while at < len {
                store(to, at, byte as u8);
                at += 1;
                barrier();
            }
            return to;
        }
        while at < len - WORD {
            store(to, at, word);
            at += WORD;
            barrier();
        }
        store(to, len - WORD, word);
    }
    to
}

/// memcmp(3).
///
/// # Safety
///
/// `len` bytes must be readable at both places.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub(crate) unsafe extern "C" fn memcmp(a: *const u8, b: *const u8, len: usize) -> c_int {
    // SAFETY: every access lies within `len` bytes.
    unsafe {
        let mut at = 0;
        while len - at >= 8 {
            let (x, y) = (load::<u64>(a, at), load::<u64>(b, at));
            if x != y {
                return if u64::from_be(x) < u64::from_be(y) { -1 } else { 1 };
            }
            at += 8;
            barrier();
        }
        while at < len {
            let (x, y) = (load::<u8>(a, at), load::<u8>(b, at));
            if x != y {
                return c_int::from(x) - c_int::from(y);
            }
            at += 1;
            barrier();
        }
    }
    0
}

/// bcmp(3): not zero if the two differ.
///
/// # Safety
///
/// `len` bytes must be readable at both places.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub(crate) unsafe extern "C" fn bcmp(a: *const u8, b: *const u8, len: usize) -> c_int {
    // SAFETY: the same contract.
    unsafe { memcmp(a, b, len) }
}

/// strlen(3).
///
/// # Safety
///
/// `text` must end with a zero byte.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub(crate) unsafe extern "C" fn strlen(text: *const c_char) -> usize {
    let mut len = 0;
    // SAFETY: no byte behind the zero is read.
    while unsafe { load::<u8>(text.cast(), len) } != 0 {
        len += 1;
        barrier();
    }
    len
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    /// Lengths around every branch.
    fn lengths() -> impl Iterator<Item = usize> {
        (0..100).chain(504..530).chain([255, 256, 1500, 4080, 4095, 4096, 4097, 9000])
    }

    fn pattern(len: usize) -> Vec<u8> {
        (0..len).map(|i| (i * 31 % 251) as u8 + 1).collect()
    }

    #[test]
    fn copies_every_length_and_nothing_beyond() {
        for len in lengths() {
            let from = pattern(len + 3);
            let mut to = std::vec![0; len + 8];
            // SAFETY: both vectors are longer than what is copied.
            unsafe { memcpy(to.as_mut_ptr().add(1), from.as_ptr().add(3), len) };
            assert_eq!(to[1..=len], from[3..]);
            assert!(to[0] == 0 && to[len + 1..].iter().all(|&b| b == 0), "length {len}");
        }
    }

    #[test]
    fn moves_as_copy_within_does() {
        for len in lengths() {
            for distance in [0, 1, 2, 7, 8, 15, 16, 17, 64, 4096] {
                for (from, to) in [(0, distance), (distance, 0)] {
                    let mut ours = pattern(len + distance);
                    let mut theirs = ours.clone();
                    // SAFETY: both ranges lie within the vector.
                    unsafe {
                        memmove(ours.as_mut_ptr().add(to), ours.as_ptr().add(from), len);
                    }
                    theirs.copy_within(from..from + len, to);
                    assert!(ours == theirs, "{len} bytes from {from} to {to}");
                }
            }
        }
    }

    #[test]
    fn sets_every_length_and_nothing_beyond() {
        for len in lengths() {
            let mut to = std::vec![7; len + 2];
            // SAFETY: the vector is longer than what is set.
            unsafe { memset(to.as_mut_ptr().add(1), 0x1ab, len) };
            assert!(to[0] == 7 && to[len + 1] == 7);
            assert!(to[1..=len].iter().all(|&b| b == 0xab), "length {len}");
        }
    }

    #[test]
    fn compares_by_the_first_difference() {
        for len in 1..40 {
            let a = pattern(len);
            for i in 0..len {
                let mut b = a.clone();
                b[i] += 1;
                if let Some(later) = b.get_mut(i + 1) {
                    *later = 0;
                }
                // SAFETY: both vectors are `len` bytes long.
                let (less, greater, equal) = unsafe {
                    (
                        memcmp(a.as_ptr(), b.as_ptr(), len),
                        memcmp(b.as_ptr(), a.as_ptr(), len),
                        bcmp(a.as_ptr(), a.as_ptr(), len),
                    )
                };
                assert!(less < 0 && greater > 0 && equal == 0, "length {len}, place {i}");
            }
        }
    }

    #[test]
    fn counts_to_the_zero() {
        for text in [c"", c"a", c"seventeen letters"] {
            // SAFETY: C strings end with a zero byte.
            assert_eq!(unsafe { strlen(text.as_ptr()) }, text.count_bytes());
        }
    }
}
