//! The Internet checksum (RFC 1071), over parts of any length.

/// A checksum being computed.
#[derive(Clone, Copy, Default)]
pub(crate) struct Checksum {
    sum: u64,
    /// Whether an odd number of bytes was added so far.
    odd: bool,
}

impl Checksum {
    /// Adds bytes.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> &mut Self {
        let mut bytes = bytes;
        if self.odd
            && let Some((&first, rest)) = bytes.split_first()
        {
            self.sum += u64::from(first);
            self.odd = false;
            bytes = rest;
        }
        // Words of this machine's order: their sum has its bytes in another order, and is else the same.
        let (words, rest) = bytes.as_chunks::<8>();
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        let mut sum = u64::from_ne_bytes(last);
        for word in words {
            let (more, carry) = sum.overflowing_add(u64::from_ne_bytes(*word));
            sum = more + u64::from(carry);
        }
        self.sum += u64::from(u16::from_be(folded(sum)));
        self.odd ^= rest.len() % 2 == 1;
        self
    }

    /// The checksum: zero where the bytes hold a correct one.
    pub(crate) fn finish(&self) -> u16 {
        !folded(self.sum)
    }
}

/// A sum of 16 bits, to which carries beyond those were added.
fn folded(mut sum: u64) -> u16 {
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    sum as u16
}

/// The checksum of one run of bytes.
pub(crate) fn of(bytes: &[u8]) -> u16 {
    Checksum::default().add(bytes).finish()
}

/// What a checksum field should hold, given what it holds and the sum over the bytes with it.
pub(crate) fn should_be(field: u16, sum: u16) -> u16 {
    let sum = u32::from(field) + u32::from(sum);
    ((sum & 0xffff) + (sum >> 16)) as u16
}

/// The checksum of ISO 8473 (Fletcher's, of RFC 1008) that belongs at an offset of some bytes,
/// whatever stands there now.
#[cfg(feature = "print-routing")]
pub(crate) fn fletcher(bytes: &[u8], at: usize) -> u16 {
    let (mut first, mut second) = (0u32, 0u32);
    for (i, &byte) in bytes.iter().enumerate() {
        let byte = if i == at || i == at + 1 { 0 } else { byte };
        first = (first + u32::from(byte)) % 255;
        second = (second + first) % 255;
    }
    // The two bytes make both sums zero.
    let after = (bytes.len() - at) as u32 % 255;
    let x = ((after + 254) * first + 510 - second) % 255;
    let y = (second + 510 - (after * first) % 255) % 255;
    let filled = |value: u32| if value == 0 { 255 } else { value };
    (filled(x) << 8 | filled(y)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up() {
        let bytes = [0x45u8, 0, 0, 0x54, 0xa6, 0xf2, 0x40, 0, 0x40, 1, 7, 0x99, 3];
        for cut in 0..bytes.len() {
            let (a, b) = bytes.split_at(cut);
            assert_eq!(Checksum::default().add(a).add(&[]).add(b).finish(), of(&bytes));
        }
        assert_eq!(of(&[]), 0xffff);
        // The example of RFC 1071, section 3.
        assert_eq!(of(&[0, 1, 0xf2, 3, 0xf4, 0xf5, 0xf6, 0xf7]), !0xddf2);
    }
}
