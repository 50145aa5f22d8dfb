//! Threads without a C library: clone(2) on stacks of our own, and their ends awaited by futex(2).
//!
//! A thread shares everything with the one that starts it and has nothing of its own but its stack: no
//! thread-local storage and no signal stack, so what runs on it must do without them, as all of this
//! crate does and the standard library does not. A program of that has its own threads, and no use for
//! these. Signals stay blocked as they are. Stacks are mapped before ([`Threads::new`]), so that a
//! sandbox can be put up in between: whatever it is, the threads are inside. There it takes clone(2)
//! with [`FLAGS`], futex(2) and exit(2).
//!
//! What threads share is in atomic words, or behind a [`Lock`].
//!
//! A thread is over when the kernel has cleared the word that it was given for that
//! (`CLONE_CHILD_CLEARTID`), which is after its last step on its stack. [`Threads::run`] does not return
//! before, so threads may borrow what outlives that call, as with `std::thread::scope`.

mod clone;
mod lock;

use core::ptr::NonNull;
use core::sync::atomic::{AtomicU32, Ordering};

use crate::syscall;
use arrayvec::ArrayVec;
use linux_raw_sys::general::{
    CLONE_CHILD_CLEARTID, CLONE_FILES, CLONE_FS, CLONE_SIGHAND, CLONE_SYSVSEM, CLONE_THREAD,
    CLONE_VM,
};
use rustix::io::Errno;
use rustix::mm::{MapFlags, MprotectFlags, ProtFlags, mprotect, munmap};
use syscalls::Sysno;

use crate::error::{Call, Error};
use crate::sys::mmap_anonymous;
use clone::clone;
pub use lock::{Held, Lock};

/// What a thread shares with the one that starts it: the first argument of clone(2), or on s390x the second.
pub const FLAGS: u32 = CLONE_VM
    | CLONE_FS
    | CLONE_FILES
    | CLONE_SIGHAND
    | CLONE_THREAD
    | CLONE_SYSVSEM
    | CLONE_CHILD_CLEARTID;

/// The size of a stack, and of the memory below it that nothing may touch, a page of any kernel.
const STACK: usize = 256 << 10;
const GUARD: usize = 64 << 10;

/// How many threads there can be at once.
pub const MOST: usize = 16;

/// Stacks for threads, of 256 KiB each, of which the system gives what is used; what would be below meets a
/// guard.
///
/// ```
/// use barecap_linux::thread::Threads;
///
/// let mut numbers = [1, 2, 3];
/// // SAFETY: to multiply takes no thread-local storage.
/// unsafe { Threads::new(3)?.run(&mut numbers, &|number| *number *= 10, &mut |_| {}) }?;
/// assert_eq!(numbers, [10, 20, 30]);
/// # Ok::<(), barecap_linux::Error>(())
/// ```
#[derive(Debug)]
pub struct Threads {
    stacks: ArrayVec<Stack, MOST>,
}

impl Threads {
    /// Maps stacks for so many threads, of which there are at most [`MOST`].
    ///
    /// # Errors
    /// That of mmap(2) or mprotect(2): no memory left.
    pub fn new(count: usize) -> Result<Self, Error> {
        let mut stacks = ArrayVec::new();
        for _ in 0..count.min(MOST) {
            let stack = Stack::new().map_err(Error::system(Call::Map))?;
            // There is room for as many.
            let _ = stacks.try_push(stack);
        }
        Ok(Self { stacks })
    }

    /// Runs `body` on each of the jobs, each on a thread of its own, and `here` meanwhile on this one;
    /// returns when all are over. Of more jobs than there are stacks, the first are done.
    ///
    /// `here` is told if not all threads could be started, and has to see to it that those that run
    /// come to an end.
    ///
    /// # Safety
    /// `body` must use no thread-local storage, which would be that of this thread: most of the standard
    /// library does, to print, to panic, to ask for memory or to say which thread it is.
    ///
    /// # Errors
    /// That of clone(2): too many processes, or a sandbox that forbids it.
    pub unsafe fn run<T: Send, F: Fn(&mut T) + Sync>(
        &mut self,
        jobs: &mut [T],
        body: &F,
        here: &mut dyn FnMut(Result<(), Error>),
    ) -> Result<(), Error> {
        // All are awaited when this is dropped, also where `here` panics.
        let mut running = Running { stacks: &mut self.stacks };
        let started = running.start(jobs, body);
        here(started);
        drop(running);
        started
    }
}

/// Threads that run on stacks.
struct Running<'a> {
    stacks: &'a mut [Stack],
}

impl Running<'_> {
    fn start<T: Send, F: Fn(&mut T) + Sync>(
        &mut self,
        jobs: &mut [T],
        body: &F,
    ) -> Result<(), Error> {
        for (stack, job) in self.stacks.iter_mut().zip(jobs) {
            // SAFETY: job and body are not touched by anybody else before the thread is over: the
            // caller keeps them borrowed, and drops `self` before that ends. A job can be sent to a
            // thread, and the body be shared with it.
            unsafe { stack.start(Start { body, job }) }.map_err(Error::system(Call::Clone))?;
        }
        Ok(())
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.stacks.iter().for_each(Stack::wait);
    }
}

/// What a thread is to do.
struct Start<T, F> {
    body: *const F,
    job: *mut T,
}

/// A stack, with the word at its low end that says whether a thread runs on it.
#[derive(Debug)]
struct Stack {
    base: NonNull<u8>,
}

impl Stack {
    fn new() -> Result<Self, Errno> {
        let access = ProtFlags::READ | ProtFlags::WRITE;
        // SAFETY: a new mapping at a place of the kernel's choosing touches no existing memory.
        let base = unsafe {
            mmap_anonymous(core::ptr::null_mut(), GUARD + STACK, access, MapFlags::PRIVATE)
        }?;
        let stack = Self { base: NonNull::new(base.cast()).ok_or(Errno::NOMEM)? };
        // SAFETY: nothing refers to the memory just mapped.
        unsafe { mprotect(base, GUARD, MprotectFlags::empty()) }?;
        Ok(stack)
    }

    /// What is not 0 while a thread runs.
    fn word(&self) -> &AtomicU32 {
        // SAFETY: the word is in the mapping, aligned to a page, and was zeros at first. Everybody
        // reads and writes it atomically. The stack grows towards it, and a thread would have to use
        // nearly all of it to come there, which the guard below cannot tell from using all of it.
        unsafe { AtomicU32::from_ptr(self.base.add(GUARD).as_ptr().cast()) }
    }

    /// Starts a thread.
    ///
    /// # Safety
    /// What `start` points to must be the thread's own until it is over, the body shared with others.
    unsafe fn start<T, F: Fn(&mut T)>(&mut self, start: Start<T, F>) -> Result<(), Errno> {
        const { assert!(size_of::<Start<u8, u8>>() == 2 * size_of::<usize>()) };
        const { assert!(size_of::<Start<T, F>>() == 2 * size_of::<usize>()) };
        self.word().store(1, Ordering::Relaxed);
        // From the top down: what is to be done, its place, and where to begin.
        // SAFETY: the top four words of the mapping, on which nothing runs, aligned as a stack is.
        let top = unsafe {
            let top = self.base.add(GUARD + STACK).cast::<usize>();
            let place = top.sub(2).cast::<Start<T, F>>();
            place.write(start);
            top.sub(4).write(place.as_ptr() as usize);
            top.sub(3).write(begin::<T, F> as *const () as usize);
            top.sub(4)
        };
        // SAFETY: the new thread takes two words from a stack of its own, calls `begin` with one of
        // them, and never returns; this one goes on as after any system call.
        let result = unsafe { clone(top.as_ptr(), self.word().as_ptr()) };
        if result.is_err() {
            self.word().store(0, Ordering::Relaxed);
        }
        result
    }

    /// Waits until the thread is over, if one was started.
    fn wait(&self) {
        loop {
            let value = self.word().load(Ordering::Acquire);
            if value == 0 {
                return;
            }
            lock::sleep(self.word(), value);
        }
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        self.wait();
        // SAFETY: exactly what `new` mapped, and no thread is on it.
        let _ = unsafe { munmap(self.base.as_ptr().cast(), GUARD + STACK) };
    }
}

/// Where a thread begins, and ends.
///
/// # Safety
/// Only as the first call on a stack that [`Stack::start`] has prepared.
unsafe extern "C" fn begin<T, F: Fn(&mut T)>(start: *const Start<T, F>) -> ! {
    // SAFETY: `Stack::start` has put it there, and its caller promises the rest.
    unsafe { (*(*start).body)(&mut *(*start).job) };
    loop {
        // SAFETY: it ends this thread and no other, and does not return.
        let _ = unsafe { syscall!(Sysno::exit, 0) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::sync::atomic::AtomicUsize;

    #[test]
    fn threads_do_their_jobs_beside_this_one_and_are_awaited() {
        let mut threads = Threads::new(MOST).unwrap();
        for _ in 0..3 {
            let mut jobs = [0_usize; MOST + 1];
            let (begun, told) = (AtomicUsize::new(0), AtomicU32::new(0));
            let body = |job: &mut usize| {
                begun.fetch_add(1, Ordering::SeqCst);
                // No thread is over before all run, with this one.
                while told.load(Ordering::SeqCst) == 0 {
                    rustix::thread::sched_yield();
                }
                *job = 7;
            };
            let mut here = |started| {
                assert_eq!(started, Ok(()));
                while begun.load(Ordering::SeqCst) < MOST {
                    rustix::thread::sched_yield();
                }
                told.store(1, Ordering::SeqCst);
            };
            // SAFETY: the jobs are system calls and atomic words.
            unsafe { threads.run(&mut jobs, &body, &mut here) }.unwrap();
            assert_eq!(jobs[..MOST], [7; MOST]);
            assert_eq!(jobs[MOST], 0);
        }
    }

    #[test]
    fn a_stack_is_aligned_and_holds_what_a_thread_needs() {
        let mut jobs = [0_u8; 2];
        let body = |job: &mut u8| {
            #[repr(align(16))]
            struct Large([u8; 32 << 10]);
            let mut large = Large([1; 32 << 10]);
            let at = core::hint::black_box(&mut large);
            *job = at.0[100] + u8::from(!(core::ptr::from_ref(at) as usize).is_multiple_of(16));
        };
        // SAFETY: the jobs use their stacks alone.
        unsafe { Threads::new(2).unwrap().run(&mut jobs, &body, &mut |_| {}) }.unwrap();
        assert_eq!(jobs, [1, 1]);
    }
}
