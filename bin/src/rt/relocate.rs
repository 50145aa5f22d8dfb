//! Self-relocation of a static position-independent program.
//!
//! The kernel loads the file at a random address and relocates nothing, so every pointer in
//! initialized data still holds its offset in the file. The linker lists them in the dynamic
//! section, in two forms: RELA entries, and RELR, a packed list of places whose addend stands in
//! the place itself. Nothing else can occur: there are no symbols to resolve.
//!
//! Until [`Image::relocate`] returns, no code may use a pointer from initialized data. So there is
//! no `match` here (a jump table would be such data), no formatting, and no check that can panic.
//!
//! Source: the System V ABI, "Dynamic Section" and "Relative Relocation Table" (gABI 4.3 draft).

use super::arch::RELATIVE;
use core::ffi::c_void;
use rustix::mm::{MprotectFlags, mprotect};

const DT_NULL: usize = 0;
const DT_RELA: usize = 7;
const DT_RELASZ: usize = 8;
const DT_RELRSZ: usize = 35;
const DT_RELR: usize = 36;
const PT_GNU_RELRO: u32 = 0x6474_e552;

/// Size of a RELA entry: place, kind and addend, a word each.
const RELA_ENTRY: usize = 24;

/// The program in memory.
pub(super) struct Image {
    /// The ELF header, which is also the address the file is loaded at.
    pub(super) header: *const u8,
    /// The dynamic section: pairs of tag and value.
    pub(super) dynamic: *const usize,
}

/// A 64-bit ELF program header.
#[repr(C)]
struct ProgramHeader {
    kind: u32,
    flags: u32,
    offset: usize,
    address: usize,
    physical_address: usize,
    file_size: usize,
    memory_size: usize,
    alignment: usize,
}

impl Image {
    /// Adds the load address to every pointer in initialized data.
    ///
    /// # Safety
    ///
    /// To be called once, before anything uses such a pointer; both addresses must be those of
    /// this very program.
    #[inline(always)]
    pub(super) unsafe fn relocate(&self) {
        let base = self.header as usize;
        let (mut rela, mut rela_size, mut relr, mut relr_size) = (0, 0, 0, 0);
        // SAFETY: the linker ends the dynamic section with DT_NULL, and its tables name only
        // places in writable segments of this program, each a whole word.
        unsafe {
            let mut at = self.dynamic;
            while *at != DT_NULL {
                let value = *at.add(1);
                if *at == DT_RELA {
                    rela = value;
                } else if *at == DT_RELASZ {
                    rela_size = value;
                } else if *at == DT_RELR {
                    relr = value;
                } else if *at == DT_RELRSZ {
                    relr_size = value;
                }
                at = at.add(2);
            }

            let mut entry = self.word(rela);
            let end = self.word(rela.wrapping_add(rela_size));
            while entry < end {
                if *entry.add(1) == RELATIVE {
                    *self.word(*entry) = base.wrapping_add(*entry.add(2));
                }
                entry = entry.byte_add(RELA_ENTRY);
            }

            // An even entry is a place; an odd one a bitmap of the 63 words behind the last.
            let mut entry = self.word(relr);
            let end = self.word(relr.wrapping_add(relr_size));
            let mut place = self.word(0);
            while entry < end {
                if *entry & 1 == 0 {
                    place = self.word(*entry);
                    *place = (*place).wrapping_add(base);
                    place = place.add(1);
                } else {
                    let mut bits = *entry >> 1;
                    let mut word = place;
                    while bits != 0 {
                        if bits & 1 != 0 {
                            *word = (*word).wrapping_add(base);
                        }
                        bits >>= 1;
                        word = word.wrapping_add(1);
                    }
                    place = place.wrapping_add(usize::BITS as usize - 1);
                }
                entry = entry.add(1);
            }
        }
    }

    /// Makes the data that only relocation had to write read-only (RELRO).
    ///
    /// # Safety
    ///
    /// To be called after [`Self::relocate`], with rustix's parameters initialized.
    pub(super) unsafe fn protect(&self) {
        let page = rustix::param::page_size();
        // SAFETY: e_phoff is the eighth field of the ELF header, at byte 32, and e_phnum is at
        // byte 56; the program headers are loaded with the first segment.
        let headers = unsafe {
            let offset = *self.header.byte_add(32).cast::<usize>();
            let count = *self.header.byte_add(56).cast::<u16>();
            let first = self.header.byte_add(offset).cast::<ProgramHeader>();
            core::slice::from_raw_parts(first, usize::from(count))
        };
        for header in headers {
            if header.kind == PT_GNU_RELRO {
                let start = (self.header as usize + header.address) & !(page - 1);
                let end =
                    (self.header as usize + header.address + header.memory_size) & !(page - 1);
                // SAFETY: the linker laid this range out to be read-only from here on. Failure
                // only leaves it writable.
                let _ = unsafe { mprotect(start as *mut c_void, end - start, MprotectFlags::READ) };
            }
        }
    }

    /// The address of an offset in the program, as words.
    #[inline(always)]
    fn word(&self, offset: usize) -> *mut usize {
        self.header.wrapping_add(offset).cast::<usize>().cast_mut()
    }
}
