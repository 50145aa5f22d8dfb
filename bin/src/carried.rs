//! Blocks of a pcapng file that are kept while there is no file yet that they go into: those that stand
//! before the first interface of one that is copied, and, of a copy in several files, what each of them
//! begins with.
//!
//! The latter are names and secrets, without which the packets behind them say less; what comes in the
//! midst of one file is in all that follow. Memory is fixed, and what has no room in it is told.

use crate::message::Line;
use barecap_core::savefile::carried::Kind;
use heapless::Vec;

/// Blocks of another file that are kept: each its kind, how long its body is, and that.
#[derive(Debug, Default)]
pub struct Blocks {
    bytes: Vec<u8, { if cfg!(feature = "pcapng") { 256 << 10 } else { 0 } }>,
    /// How long they are in a file.
    length: usize,
    /// Whether it was said that there is no room for all of them.
    is_full: bool,
}

impl Blocks {
    /// No blocks.
    #[must_use]
    pub const fn new() -> Self {
        Self { bytes: Vec::new(), length: 0, is_full: false }
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.bytes.clear();
        (self.length, self.is_full) = (0, false);
    }

    /// Keeps one more; answers whether there was room.
    pub fn push(&mut self, kind: Kind, body: &[u8]) -> bool {
        let head = [kind.0, body.len() as u32].map(u32::to_ne_bytes);
        let head = head.as_flattened();
        let fits = head.len() + body.len() <= self.bytes.capacity() - self.bytes.len()
            && self.bytes.extend_from_slice(head).is_ok()
            && self.bytes.extend_from_slice(body).is_ok();
        if fits {
            let (before, _, behind) = kind.around(body.len());
            self.length += before.len() + body.len() + behind;
        }
        fits
    }

    /// Keeps one that every file is to begin with, if none is like it; says that there is no room.
    #[cold]
    pub fn repeat(&mut self, kind: Kind, body: &[u8]) {
        let is_like = |kept| kept == (kind, body);
        if !self.is_full && !self.iter().any(is_like) && !self.push(kind, body) {
            self.is_full = true;
            let mut line = Line::new();
            line.bytes(
                b"Warning: there is no room for more names and secrets that every file begins ",
            );
            line.bytes(b"with: files to come may be without some").send();
        }
    }

    /// Goes through them.
    pub fn iter(&self) -> impl Iterator<Item = (Kind, &[u8])> {
        let mut rest = self.bytes.as_slice();
        core::iter::from_fn(move || {
            let (head, behind) = rest.split_first_chunk::<8>()?;
            let [kind, length] = head.as_chunks().0 else { return None };
            let (body, behind) = behind.split_at_checked(u32::from_ne_bytes(*length) as usize)?;
            rest = behind;
            Some((Kind(u32::from_ne_bytes(*kind)), body))
        })
    }

    /// How long they are in a file.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }
}
