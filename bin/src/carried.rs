//! Blocks of a pcapng file that are kept while there is no file yet that they go into: those that stand
//! before the first interface of one that is copied, and, of a copy in several files, what each of them
//! begins with.
//!
//! The latter are names and secrets, without which the packets behind them say less; what comes in the
//! midst of one file is in all that follow. Memory is fixed, and what has no room in it is told.

use crate::message::Line;
use barecap_core::savefile::carried::{Kind, LONGEST};
use heapless::Vec;

/// How long what stands before a body is: with that, names and secrets are as long as they are in a file.
const HEAD: usize = 16;

/// Room for blocks, of which the longest that is read has to fit.
const ROOM: usize = if cfg!(feature = "pcapng") { HEAD + LONGEST } else { 0 };

/// Blocks of another file that are kept: each its kind, how long its body is, and that.
#[derive(Debug, Default)]
pub struct Blocks {
    bytes: Vec<u8, ROOM>,
    /// Whether it was said that there is no room for all of them.
    is_full: bool,
}

impl Blocks {
    /// No blocks.
    #[must_use]
    pub const fn new() -> Self {
        Self { bytes: Vec::new(), is_full: false }
    }

    /// Forgets all of them. Where there are none, nothing is written, so that no memory becomes resident.
    pub fn clear(&mut self) {
        if !self.bytes.is_empty() {
            self.bytes.clear();
            self.is_full = false;
        }
    }

    /// Keeps one more; answers whether there was room.
    pub fn push(&mut self, kind: Kind, body: &[u8]) -> bool {
        let head = [kind.0, body.len() as u32, 0, 0].map(u32::to_ne_bytes);
        HEAD + body.len() <= self.bytes.capacity() - self.bytes.len()
            && self.bytes.extend_from_slice(head.as_flattened()).is_ok()
            && self.bytes.extend_from_slice(body).is_ok()
    }

    /// Keeps one that every file is to begin with, if none is like it; says that there is no room.
    #[cold]
    pub fn repeat(&mut self, kind: Kind, body: &[u8]) {
        let is_like = |kept| kept == (kind, body);
        if !self.is_full && !self.iter().any(is_like) && !self.push(kind, body) {
            self.is_full = true;
            let text = b"Warning: there is no room for more names and secrets in all files";
            Line::new().bytes(text).send();
        }
    }

    /// Goes through them.
    pub fn iter(&self) -> impl Iterator<Item = (Kind, &[u8])> {
        let mut rest = self.bytes.as_slice();
        core::iter::from_fn(move || {
            let (kind, body, behind) = first(rest)?;
            rest = behind;
            Some((kind, body))
        })
    }

    /// How long they are in a file.
    #[must_use]
    pub fn length(&self) -> usize {
        self.bytes.len()
    }
}

/// The first of the blocks that are kept, and what is behind it.
#[inline(never)]
fn first(bytes: &[u8]) -> Option<(Kind, &[u8], &[u8])> {
    let (head, behind) = bytes.split_first_chunk::<HEAD>()?;
    let [kind, length, ..] = head.as_chunks().0 else { return None };
    let (body, behind) = behind.split_at_checked(u32::from_ne_bytes(*length) as usize)?;
    Some((Kind(u32::from_ne_bytes(*kind)), body, behind))
}
