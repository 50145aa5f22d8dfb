//! What several threads change, one at a time: a lock that sleeps, and the calls of futex(2) under it.
//!
//! The lock is the second mutex of Ulrich Drepper, "Futexes Are Tricky" (2011): its word is 0 when it is
//! free, 1 when it is held, and 2 when somebody may sleep on it as well. So nobody calls the kernel
//! where nobody waits.
//!
//! None of the calls has a time, so the one from before times had 64 bits does on machines of 32 as
//! well. Kernels can be built without it there; they have the newer one.

use core::cell::UnsafeCell;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::{AtomicU32, Ordering};

use crate::syscall;
use syscalls::Sysno;

const FREE: u32 = 0;
const HELD: u32 = 1;
const WAITED_FOR: u32 = 2;

/// Something that threads take turns with.
///
/// ```
/// use barecap_linux::thread::{Lock, Threads};
///
/// let sum = Lock::new(0);
/// let add = |number: &mut u32| *sum.lock() += *number;
/// // SAFETY: to add takes no thread-local storage.
/// unsafe { Threads::new(3)?.run(&mut [1, 2, 3], &add, &mut |_| {}) }?;
/// assert_eq!(*sum.lock(), 6);
/// # Ok::<(), barecap_linux::Error>(())
/// ```
#[derive(Debug)]
pub struct Lock<T> {
    word: AtomicU32,
    value: UnsafeCell<T>,
}

// SAFETY: the value is reached by one thread at a time alone, which may be another than the one before.
unsafe impl<T: Send> Sync for Lock<T> {}

impl<T> Lock<T> {
    /// One that is free.
    pub const fn new(value: T) -> Self {
        Self { word: AtomicU32::new(FREE), value: UnsafeCell::new(value) }
    }

    /// Waits until nobody else holds it, and holds it until the answer is dropped. Who holds it already
    /// waits for ever.
    pub fn lock(&self) -> Held<'_, T> {
        if self.word.compare_exchange(FREE, HELD, Ordering::Acquire, Ordering::Relaxed).is_err() {
            while self.word.swap(WAITED_FOR, Ordering::Acquire) != FREE {
                sleep(&self.word, WAITED_FOR);
            }
        }
        Held { lock: self, value: PhantomData }
    }
}

/// What is behind a [`Lock`], while it is held.
#[derive(Debug)]
pub struct Held<'a, T> {
    lock: &'a Lock<T>,
    /// It can be sent and shared as what it stands for can.
    value: PhantomData<&'a mut T>,
}

impl<T> Deref for Held<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: while the lock is held, this is the only way to the value.
        unsafe { &*self.lock.value.get() }
    }
}

impl<T> DerefMut for Held<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: while the lock is held, this is the only way to the value.
        unsafe { &mut *self.lock.value.get() }
    }
}

impl<T> Drop for Held<'_, T> {
    fn drop(&mut self) {
        if self.lock.word.swap(FREE, Ordering::Release) == WAITED_FOR {
            wake(&self.lock.word);
        }
    }
}

const FUTEX_WAIT: u32 = 0;
const FUTEX_WAKE: u32 = 1;

/// Sleeps while a word has a value, until it is said that this may have changed. It may be less: the word
/// is to be looked at again.
pub(super) fn sleep(word: &AtomicU32, value: u32) {
    futex(word, FUTEX_WAIT, value);
}

/// Wakes one that sleeps on a word.
fn wake(word: &AtomicU32) {
    futex(word, FUTEX_WAKE, 1);
}

fn futex(word: &AtomicU32, operation: u32, value: u32) {
    let call = |number| {
        // SAFETY: the kernel reads the word, which lives through the call, and is given no time.
        unsafe { syscall!(number, word.as_ptr(), operation, value, 0_usize, 0_usize, 0) }
    };
    let _result = call(Sysno::futex);
    #[cfg(target_pointer_width = "32")]
    if _result == Err(syscalls::Errno::ENOSYS) {
        let _ = call(Sysno::futex_time64);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MOST, Threads};
    use super::*;

    #[test]
    fn one_at_a_time_has_it() {
        const ROUNDS: u64 = 20_000;
        // Not even torn apart in two words.
        let pair = Lock::new([0_u64; 2]);
        let mut jobs = [0_u64; MOST];
        let body = |seen: &mut u64| {
            for _ in 0..ROUNDS {
                let mut pair = pair.lock();
                let [first, second] = *pair;
                // Without the standard library's panic, which is not for these threads.
                if first != second {
                    pair[0] = u64::MAX / 2;
                }
                pair[0] += 1;
                *seen = core::hint::black_box(pair[0]);
                pair[1] += 1;
            }
        };
        // SAFETY: the jobs use a lock and numbers alone.
        unsafe { Threads::new(MOST).unwrap().run(&mut jobs, &body, &mut |_| {}) }.unwrap();
        assert_eq!(*pair.lock(), [ROUNDS * MOST as u64; 2]);
        assert_eq!(jobs.iter().max(), Some(&(ROUNDS * MOST as u64)));
        assert_eq!(pair.word.load(Ordering::Relaxed), FREE);
    }

    #[test]
    fn who_waits_is_woken() {
        // Who holds it sleeps meanwhile, so that the others have to.
        let lock = Lock::new(0);
        let body = |_: &mut u8| {
            for _ in 0..10 {
                let mut count = lock.lock();
                rustix::event::poll(
                    &mut [],
                    Some(&rustix::event::Timespec { tv_sec: 0, tv_nsec: 1_000_000 }),
                )
                .unwrap();
                *count += 1;
            }
        };
        // SAFETY: the jobs use a lock and a system call alone.
        unsafe { Threads::new(4).unwrap().run(&mut [0; 4], &body, &mut |_| {}) }.unwrap();
        assert_eq!(*lock.lock(), 40);
    }
}
