//! The memory that the kernel and a capture share, and who may touch what of it when.
//!
//! A ring is cut into units, frames in version 2 and blocks in version 3. Each has a status word: 0,
//! the unit is the kernel's to fill; with `TP_STATUS_USER` set, it is the reader's. [`Memory`] keeps
//! to that: the bytes of a unit are to be had only while it is held, and it is held only between
//! [`Memory::acquire`], which finds the bit set, and [`Memory::release`], which gives it back. Both
//! are the two ends of a release-acquire pair with the kernel's own (packet(7) and the kernel's
//! Documentation/networking/packet_mmap.rst). At most one unit is held.
//!
//! Once nothing is captured any more ([`Memory::set_quiet`]) a unit can be held whatever its status
//! says ([`Memory::seize`]). What the kernel may still do then is to close the block it was filling: it
//! sets the status word, some fields of the block's header, and the first word of the block's last
//! frame. So header words are read one by one, atomically, and no reference ever covers one.
//!
//! A ring for sending works the other way round: a frame with status 0 is the sender's to fill, and
//! the kernel's from the moment that the status asks for it to be sent until it is 0 again
//! ([`Memory::acquire_sent`], [`Memory::release_as`]).
//!
//! Nothing in here believes an offset: every access is checked against the held unit, and a unit
//! against the memory. Tests and fuzzers hand in memory of their own, [`Memory::from_words`].

use core::ffi::c_void;
use core::marker::PhantomData;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicU32, Ordering};

use linux_raw_sys::if_packet::{
    TP_STATUS_KERNEL, TP_STATUS_SEND_REQUEST, TP_STATUS_SENDING, TP_STATUS_USER,
};
use rustix::fd::AsFd;
use rustix::io::Errno;
use rustix::mm::{MapFlags, ProtFlags, munmap};

use crate::sys::{mmap, mmap_anonymous};

/// A place in the memory that changes hands as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Where it begins.
    pub(super) start: usize,
    /// How long it is, in bytes.
    pub(super) len: usize,
    /// Where in it the status word stands.
    pub(super) status: usize,
}

/// The memory of a ring.
#[derive(Debug)]
pub struct Memory<'a> {
    base: NonNull<u8>,
    len: usize,
    held: Option<Unit>,
    quiet: bool,
    mapped: bool,
    lifetime: PhantomData<&'a mut [u64]>,
}

// SAFETY: it is the only one that refers to the memory, which belongs to no thread; the kernel fills it
// on any processor.
unsafe impl Send for Memory<'_> {}
// SAFETY: who refers to it shared with others reads: bytes that are written by whoever refers to it alone,
// and words that change atomically.
unsafe impl Sync for Memory<'_> {}

impl<'a> Memory<'a> {
    /// Memory of the caller's own, laid out as a ring.
    #[must_use]
    pub fn from_words(words: &'a mut [u64]) -> Self {
        let len = size_of_val(words);
        Self {
            base: NonNull::from(words).cast(),
            len,
            held: None,
            quiet: false,
            mapped: false,
            lifetime: PhantomData,
        }
    }
}

impl Memory<'static> {
    /// Memory that nobody else writes to, all of it held.
    pub(crate) fn private(len: usize) -> Result<Self, Errno> {
        // SAFETY: a new mapping at a place of the kernel's choosing touches no existing memory.
        let base = unsafe {
            mmap_anonymous(
                core::ptr::null_mut(),
                len,
                ProtFlags::READ | ProtFlags::WRITE,
                MapFlags::PRIVATE,
            )
        }?;
        let mut memory = Self::mapped(base, len)?;
        memory.held = Some(Unit { start: 0, len, status: 0 });
        Ok(memory)
    }

    /// Maps the ring of a packet socket, of this many bytes.
    pub(crate) fn map(socket: impl AsFd, len: usize) -> Result<Self, Errno> {
        // SAFETY: a new mapping at a place of the kernel's choosing touches no existing memory.
        let base = unsafe {
            mmap(
                core::ptr::null_mut(),
                len,
                ProtFlags::READ | ProtFlags::WRITE,
                MapFlags::SHARED,
                socket,
                0,
            )
        }?;
        Self::mapped(base, len)
    }

    fn mapped(base: *mut c_void, len: usize) -> Result<Self, Errno> {
        Ok(Self {
            base: NonNull::new(base.cast()).ok_or(Errno::NOMEM)?,
            len,
            held: None,
            quiet: false,
            mapped: true,
            lifetime: PhantomData,
        })
    }
}

impl Memory<'_> {
    /// From now on a unit can be held whatever its status: the kernel fills none any more.
    ///
    /// # Safety
    /// The socket of the ring must have been taken off the network, or its filter let nothing through
    /// for good, and the kernel must have left every section of code that could be filling a unit
    /// (which `bind` waits for).
    pub(crate) unsafe fn set_quiet(&mut self) {
        self.quiet = true;
    }

    /// How long it is, in bytes.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Whether the kernel fills no unit any more.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether a unit is held.
    pub(super) fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Whether a unit is the reader's to take.
    pub(super) fn is_ready(&self, unit: Unit) -> bool {
        match self.status_word(unit) {
            Some(status) => status.load(Ordering::Acquire) & TP_STATUS_USER != 0,
            None => false,
        }
    }

    /// A word of the header of a unit that need not be the reader's. What was written before it is read
    /// is there to whoever reads on.
    pub(super) fn header(&self, unit: Unit, offset: usize) -> Option<u32> {
        let word = self.status_word(Unit { status: offset, ..unit })?;
        Some(word.load(Ordering::Acquire))
    }

    /// Holds a unit if it is the reader's.
    #[inline]
    pub(super) fn acquire(&mut self, unit: Unit) -> bool {
        let ready = self.is_ready(unit);
        if ready {
            self.held = Some(unit);
        }
        ready
    }

    /// Holds a unit if the kernel fills none any more.
    pub(super) fn seize(&mut self, unit: Unit) -> bool {
        let whole = self.quiet && self.status_word(unit).is_some();
        if whole {
            self.held = Some(unit);
        }
        whole
    }

    /// What the status of a unit of a ring for sending says, if it lies inside the memory.
    pub(super) fn sent_status(&self, unit: Unit) -> Option<u32> {
        self.status_word(unit).map(|status| status.load(Ordering::Acquire))
    }

    /// Holds a unit of a ring for sending if the kernel has nothing more to do with it.
    pub(super) fn acquire_sent(&mut self, unit: Unit) -> bool {
        const KERNELS: u32 = TP_STATUS_SEND_REQUEST | TP_STATUS_SENDING;
        let free = self.sent_status(unit).is_some_and(|status| status & KERNELS == 0);
        if free {
            self.held = Some(unit);
        }
        free
    }

    /// Gives the held unit back to the kernel, to be filled.
    pub(super) fn release(&mut self) {
        self.release_as(TP_STATUS_KERNEL);
    }

    /// Gives the held unit back to the kernel, with this status.
    pub(super) fn release_as(&mut self, status: u32) {
        if let Some(unit) = self.held.take()
            && let Some(word) = self.status_word(unit)
        {
            word.store(status, Ordering::Release);
        }
    }

    /// Reads words of the held unit.
    #[inline(always)]
    pub(super) fn words<const N: usize>(&self, offset: usize) -> Option<[u32; N]> {
        let first = self.place(offset, N * 4)?;
        if !offset.is_multiple_of(4) {
            return None;
        }
        Some(core::array::from_fn(|index| {
            // SAFETY: `place` has found 4 * N bytes from `first` on inside the held unit; units and
            // `offset` are multiples of 4, so the word is aligned. The memory outlives `self`. Who
            // else writes here does so a word at a time.
            unsafe { AtomicU32::from_ptr(first.as_ptr().cast::<u32>().add(index)) }
                .load(Ordering::Relaxed)
        }))
    }

    /// A frame's header of so many bytes, without its first word, and that word: who else writes may
    /// still write there.
    #[inline(always)]
    pub(super) fn frame_header<const N: usize>(&self, offset: usize) -> Option<(u32, &[u8; N])> {
        let first = self.place(offset, N + 4)?;
        if !offset.is_multiple_of(4) {
            return None;
        }
        // SAFETY: `place` has found the N + 4 bytes inside the held unit; the word is aligned as in
        // `words`, and nobody else writes to the bytes behind it, as in `bytes`.
        unsafe {
            let word = AtomicU32::from_ptr(first.as_ptr().cast()).load(Ordering::Relaxed);
            Some((word, first.add(4).cast().as_ref()))
        }
    }

    /// Writes a word of the held unit.
    pub(super) fn set_word(&mut self, offset: usize, value: u32) {
        if let Some(word) = self.place(offset, 4)
            && offset.is_multiple_of(4)
        {
            // SAFETY: as in `words`.
            unsafe { AtomicU32::from_ptr(word.as_ptr().cast()) }.store(value, Ordering::Relaxed);
        }
    }

    /// The bytes of a packet in the held unit, if they lie wholly inside.
    #[must_use]
    #[inline(always)]
    pub fn bytes(&self, offset: usize, len: usize) -> Option<&[u8]> {
        let first = self.place(offset, len)?;
        // SAFETY: `place` has found the bytes inside the held unit, which nobody else writes to
        // but for the words named at the head of this file; callers ask for the bytes behind a
        // frame's header only. They are borrowed from `self`, which must be borrowed mutably to
        // release the unit.
        Some(unsafe { core::slice::from_raw_parts(first.as_ptr(), len) })
    }

    /// Asks for what will be read soon: the cache line at so many bytes behind a place of the held unit.
    /// It is a hint, for what the kernel has written on another processor, from whose cache every line
    /// must come; what lies outside may be asked for, in vain.
    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    pub(super) fn expect(&self, offset: usize, distance: usize) {
        use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        let Some(unit) = self.held else { return };
        let place = self.base.as_ptr().wrapping_add(unit.start).wrapping_add(offset);
        // SAFETY: all processors of this kind have it; it reads nothing, changes nothing and faults at
        // no address.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(place.wrapping_add(distance).cast()) };
    }

    /// The bytes of a packet in the held unit, with the head room to put a header in.
    #[inline]
    pub(crate) fn bytes_mut(&mut self, offset: usize, len: usize) -> Option<&mut [u8]> {
        let first = self.place(offset, len)?;
        // SAFETY: as in `bytes`, and `self` is borrowed mutably, so nothing else refers to them.
        Some(unsafe { core::slice::from_raw_parts_mut(first.as_ptr(), len) })
    }

    /// The place of a range of the held unit, if it lies wholly inside.
    #[inline(always)]
    fn place(&self, offset: usize, len: usize) -> Option<NonNull<u8>> {
        let unit = self.held?;
        if offset.checked_add(len)? > unit.len {
            return None;
        }
        // SAFETY: a held unit lies inside the memory (`status_word` has checked it before it was
        // held) and the range inside the unit.
        Some(unsafe { self.base.add(unit.start + offset) })
    }

    /// Writes a word as the kernel does, whoever holds it.
    #[cfg(test)]
    pub(crate) fn store(&self, offset: usize, value: u32) {
        let whole = Unit { start: 0, len: self.len, status: offset };
        self.status_word(whole).unwrap().store(value, Ordering::Release);
    }

    /// The status word of a unit that lies inside the memory, or another word of its header.
    fn status_word(&self, unit: Unit) -> Option<&AtomicU32> {
        let end = unit.start.checked_add(unit.len)?;
        let inside = end <= self.len && unit.status.checked_add(4)? <= unit.len;
        if !inside || !unit.start.is_multiple_of(8) || !unit.status.is_multiple_of(4) {
            return None;
        }
        // SAFETY: the word lies inside the memory and is aligned, both just checked (the memory is
        // itself aligned to 8 or to a page). The kernel reads and writes it atomically.
        Some(unsafe {
            AtomicU32::from_ptr(self.base.add(unit.start + unit.status).as_ptr().cast())
        })
    }
}

impl Drop for Memory<'_> {
    fn drop(&mut self) {
        if self.mapped {
            // SAFETY: exactly what `map` mapped; whoever borrowed from it borrowed from `self`.
            let _ = unsafe { munmap(self.base.as_ptr().cast(), self.len) };
        }
    }
}
