//! Filters made small: as many words as possible are left out while what is odd about a filter
//! stays.

/// The words of a filter; each parenthesis and bracket is one.
fn words(filter: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in filter.chars() {
        match c {
            ' ' => words.push(String::new()),
            '(' | ')' | '[' | ']' => words.extend([c.to_string(), String::new()]),
            _ => words.last_mut().expect("at least one").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The smallest filter that this finds for which `odd` holds, if it holds for this one.
pub fn shrink(filter: &str, mut odd: impl FnMut(&str) -> bool) -> String {
    let mut small = words(filter);
    if !odd(&small.join(" ")) {
        return filter.into();
    }
    let mut size = small.len().div_ceil(2);
    loop {
        let (mut from, before) = (0, small.len());
        while from < small.len() {
            let mut fewer = small.clone();
            fewer.drain(from..small.len().min(from + size));
            if odd(&fewer.join(" ")) {
                small = fewer;
            } else {
                from += size.div_ceil(2);
            }
        }
        match (size, small.len() < before) {
            // What was left out may make room for more.
            (_, true) => size = size.min(small.len().div_ceil(2)).max(1),
            (0 | 1, false) => break,
            (_, false) => size = size.div_ceil(2),
        }
    }
    // Two words at a distance: parentheses.
    for from in (0..small.len()).rev() {
        for to in (from + 1..small.len()).rev() {
            let paired = matches!((small.get(from), small.get(to)), (Some(a), Some(b))
                if (a == "(" && b == ")") || (a == "[" && b == "]"));
            let mut fewer = small.clone();
            if paired {
                fewer.remove(to);
                fewer.remove(from);
                if odd(&fewer.join(" ")) {
                    small = fewer;
                }
            }
        }
    }
    small.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_odd_stays() {
        let odd = |filter: &str| filter.contains("byte 1 & 2") && filter.matches('(').count() < 2;
        assert_eq!(shrink("(ip or byte 1 & 2) and not tcp[0] = 1", odd), "byte 1 & 2");
        assert_eq!(shrink("ip", |_| false), "ip");
    }
}
