//! Sorting where size counts for more than speed: `core`'s sorts are several kilobytes for each
//! type.

/// Sorts a list in place (Williams, "Algorithm 232: Heapsort", 1964).
pub(crate) fn heap_sort<T>(list: &mut [T], is_less: impl Fn(&T, &T) -> bool) {
    let len = list.len();
    for step in (0..len + len / 2).rev() {
        // First the heap is built, then its greatest element goes to the end, again and again.
        let (mut at, end) = match step.checked_sub(len) {
            Some(parent) => (parent, len),
            None => {
                list.swap(0, step);
                (0, step)
            }
        };
        loop {
            let mut child = 2 * at + 1;
            if child >= end {
                break;
            }
            if child + 1 < end && is_less(&list[child], &list[child + 1]) {
                child += 1;
            }
            if !is_less(&list[at], &list[child]) {
                break;
            }
            list.swap(at, child);
            at = child;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::heap_sort;
    use crate::testing::Random;

    #[test]
    fn sorts() {
        let mut random = Random::new(1);
        for len in 0..40 {
            let mut list = [0; 40];
            for item in &mut list {
                *item = random.below(20);
            }
            let mut expected = list;
            expected[..len].sort_unstable();
            heap_sort(&mut list[..len], |a, b| a < b);
            assert_eq!(list, expected);
        }
    }
}
