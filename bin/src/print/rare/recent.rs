//! What came last of a kind, such as calls that answers are still to come to.

/// The last 64, in a ring. Without any it is all that `none` is, which of zeros takes no room in the
/// binary.
pub(crate) struct Recent<T> {
    /// The whole ring, those places included that are free yet.
    pub(super) places: [T; 64],
    /// How many have come.
    count: usize,
}

impl<T: Copy> Recent<T> {
    pub(super) const fn new(none: T) -> Self {
        Self { places: [none; 64], count: 0 }
    }

    /// Takes the place of the oldest.
    pub(super) fn enter(&mut self, item: T) {
        let next = self.count % self.places.len();
        if let Some(place) = self.places.get_mut(next) {
            *place = item;
        }
        self.count = self.count.wrapping_add(1);
    }

    /// Those that have come.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.places.iter().take(self.count)
    }
}
