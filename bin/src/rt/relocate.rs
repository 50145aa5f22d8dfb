//! Self-relocation of a static position-independent program.
//!
//! The kernel loads the file at a random address and relocates nothing, so every pointer in
//! initialized data still holds its offset in the file. The linker lists them in the dynamic
//! section: as RELA entries (on MIPS and most 32-bit architectures as REL ones, whose addend stands in the
//! place itself), and as RELR, a packed list of such places. Nothing else can occur: there are no symbols to
//! resolve. MIPS lists the pointers of its global offset table nowhere, and has them relocated before
//! (`mips.rs`).
//!
//! Until [`Image::relocate`] returns, no code may use a pointer from initialized data. So there is
//! no `match` here (a jump table would be such data), no formatting, and no check that can panic.
//!
//! Sources: the System V ABI, "Dynamic Section" and "Relative Relocation Table" (gABI 4.3 draft).

use super::arch::RELATIVE;
use core::ffi::c_void;
use rustix::mm::{MprotectFlags, mprotect};

const DT_NULL: usize = 0;
const DT_RELA: usize = 7;
const DT_REL: usize = 17;
const DT_RELRSZ: usize = 35;
const DT_RELR: usize = 36;
const PT_GNU_RELRO: u32 = 0x6474_e552;

/// Whether entries have no addend of their own: so it is on all 32-bit architectures here but PowerPC, and on
/// MIPS.
const REL: bool = cfg!(any(
    all(target_pointer_width = "32", not(target_arch = "powerpc")),
    target_arch = "mips64"
));

/// The tag of the table, and behind it that of the table's size.
const DT_TABLE: usize = if REL { DT_REL } else { DT_RELA };

/// Size of an entry, in words: place, kind and, in RELA, the addend.
const ENTRY: usize = if REL { 2 } else { 3 };

/// The program in memory.
pub(super) struct Image {
    /// The ELF header, which is also the address the file is loaded at.
    pub(super) header: *const u8,
    /// The dynamic section: pairs of tag and value.
    pub(super) dynamic: *const usize,
}

/// An ELF program header. Its flags stand behind its kind in 64-bit files, and further on in others.
#[repr(C)]
struct ProgramHeader {
    kind: u32,
    #[cfg(target_pointer_width = "64")]
    flags: u32,
    offset: usize,
    address: usize,
    physical_address: usize,
    file_size: usize,
    memory_size: usize,
    #[cfg(target_pointer_width = "32")]
    flags: u32,
    alignment: usize,
}

/// Where `e_phoff` and `e_phnum` stand in the ELF header.
const PROGRAM_HEADERS: usize = if cfg!(target_pointer_width = "64") { 32 } else { 28 };
const PROGRAM_HEADER_COUNT: usize = if cfg!(target_pointer_width = "64") { 56 } else { 44 };

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
        let (mut table, mut table_size, mut relr, mut relr_size) = (0, 0, 0, 0);
        // SAFETY: the linker ends the dynamic section with DT_NULL, and its tables name only
        // places in writable segments of this program, each a whole word.
        unsafe {
            let mut at = self.dynamic;
            while *at != DT_NULL {
                let value = *at.add(1);
                if *at == DT_TABLE {
                    table = value;
                } else if *at == DT_TABLE + 1 {
                    table_size = value;
                } else if *at == DT_RELR {
                    relr = value;
                } else if *at == DT_RELRSZ {
                    relr_size = value;
                }
                at = at.add(2);
            }

            let mut entry = self.word(table);
            let end = self.word(table.wrapping_add(table_size));
            while entry < end {
                if *entry.add(1) == RELATIVE {
                    let place = self.word(*entry);
                    *place = base.wrapping_add(if REL { *place } else { *entry.add(2) });
                }
                entry = entry.add(ENTRY);
            }

            // An even entry is a place; an odd one a bitmap of the words behind the last, one fewer
            // than a word has bits.
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
        // SAFETY: the program headers are loaded with the first segment, as the ELF header is.
        let headers = unsafe {
            let offset = *self.header.byte_add(PROGRAM_HEADERS).cast::<usize>();
            let count = *self.header.byte_add(PROGRAM_HEADER_COUNT).cast::<u16>();
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
