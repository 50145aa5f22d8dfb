//! Threads that stay on the processors whose packets they write (--fanout cpu).
//!
//! The kernel gives a packet to the ring whose number is that of the processor, divided by the number of
//! rings, that is left over (`fanout_demux_cpu` in net/packet/af_packet.c). So each thread is kept to
//! these processors: with as many rings as processors, to one. What a processor has just put down is in
//! its cache there, and no two threads are put on one processor while another has none.
//!
//! Which processors there are for it is up to whoever started this (taskset(1), cpuset(7)): none are
//! added to those. A ring without a processor among them gets its packets all the same, and its thread
//! runs where all may run; that is said.

use crate::message::Line;
use crate::packed::text;
use crate::settings::{Each, Settings};
use rustix::io::Errno;
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

/// The processors for the thread of each ring; where there are none, it runs where all may run.
pub(super) fn share_out(program: &[u8], settings: &Settings<'_>) -> Each<CpuSet> {
    let mut shares = Each::new();
    if !settings.is_by_processor() {
        return shares;
    }
    let allowed = match sched_getaffinity(None) {
        Ok(allowed) => allowed,
        Err(errno) => {
            warn(program, errno);
            return shares;
        }
    };
    let rings = settings.rings as usize;
    // There can be no more rings than interfaces.
    let _ = shares.resize(rings, CpuSet::new());
    for processor in (0..CpuSet::MAX_CPU).filter(|processor| allowed.is_set(*processor)) {
        let ring = processor.checked_rem(rings).unwrap_or_default();
        if let Some(share) = shares.get_mut(ring) {
            share.set(processor);
        }
    }
    let without = shares.iter().filter(|share| share.count() == 0).count();
    if without > 0 {
        let mut line = Line::of(program);
        line.literal(text!("WARNING: "))
            .number(without as u64)
            .literal(text!(" of "))
            .number(rings as u64);
        line.literal(text!(" threads are kept to no processor: this process may not run on those that the packets of"))
        .literal(text!(" their rings come on (taskset(1))"))
        .send();
    }
    shares
}

/// Keeps this thread to processors.
pub(super) fn keep_to(program: &[u8], processors: &CpuSet) {
    if let Err(errno) = sched_setaffinity(None, processors) {
        warn(program, errno);
    }
}

fn warn(program: &[u8], errno: Errno) {
    let mut line = Line::of(program);
    line.literal(text!("WARNING: a thread is not kept to its processors: ")).errno(errno).send();
}
