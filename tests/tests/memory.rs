//! How much memory compilations need: the workspace, and the stack besides.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panics")]

use barecap_core::compile::compile;
use barecap_core::filter::Context;
use barecap_core::filter::error::ErrorKind;
use barecap_core::linktype::LinkType;
use barecap_core::verify::MAX_LEN;
use barecap_core::workspace::{Large, Medium, Small};
use barecap_tests::compile as tools;
use barecap_tests::conformance::{self, Accept};
use barecap_tests::etc::Etc;
use barecap_tests::random::Random;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::{Barrier, Mutex};
use std::{fs, mem, thread};

/// What every conformance filter has to fit in, with the stack.
const ROOM: usize = 64 * 1024;

/// A workspace for lists of a thousand must stay below this.
const ROOM_OF_LISTS: usize = 1024 * 1024;

/// How many bytes of the mapping around an address are in memory.
fn resident(address: usize) -> usize {
    let maps = fs::read_to_string("/proc/self/smaps").expect("a map of this process");
    let mut is_inside = false;
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let first = words.next().unwrap_or_default();
        if let Some((from, to)) = first.split_once('-') {
            let number = |text| usize::from_str_radix(text, 16);
            if let (Ok(from), Ok(to)) = (number(from), number(to)) {
                is_inside = (from..to).contains(&address);
            }
        } else if is_inside && first == "Rss:" {
            let kib: usize = words.next().and_then(|n| n.parse().ok()).expect("a size");
            return kib * 1024;
        }
    }
    panic!("no mapping around {address:#x}");
}

/// The stack that some work needs, in whole pages.
fn stack_of(work: impl FnOnce() + Send) -> usize {
    let (barrier, address) = (Barrier::new(2), Mutex::new(0));
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(4 << 20);
        let thread = thread.spawn_scoped(scope, || {
            let here = 0_u8;
            *address.lock().unwrap() = &raw const here as usize;
            // Measured before and after the work, while this thread waits.
            barrier.wait();
            barrier.wait();
            work();
            barrier.wait();
            barrier.wait();
        });
        let thread = thread.expect("a thread");
        barrier.wait();
        let address = *address.lock().unwrap();
        let before = resident(address);
        barrier.wait();
        barrier.wait();
        let after = resident(address);
        barrier.wait();
        thread.join().expect("the work is done");
        // The page that the work began on was there already.
        after - before + 4096
    })
}

#[test]
fn conformance_filters_compile_in_64_kib_with_the_stack() {
    static WORKSPACE: Mutex<Small> = Mutex::new(Small::new());
    let Some(folder) = conformance::folder() else {
        println!("memory: skipped: no conformance data");
        return;
    };
    let blocks = conformance::read::<Accept>(&folder.join("accept.jsonl"));
    let mut names = [Etc::default(), Etc::new(Some(&folder.join("names")))];
    let mut count = 0;
    let stack = stack_of(|| {
        let mut workspace = WORKSPACE.lock().unwrap();
        for block in blocks.iter().filter(|block| block.skip_reason.is_none()) {
            for (filter, optimize) in block.filters.iter().flat_map(|f| [(f, false), (f, true)]) {
                let context = Context {
                    link_type: tools::link_type(&block.dlt).expect("a known link type"),
                    snap_length: block.snaplen,
                    netmask: conformance::netmask(block.netmask.as_deref()),
                    target: tools::target(&block.target).expect("a known target"),
                    optimize,
                };
                let names = &mut names[usize::from(block.names)];
                let result = compile(filter, &context, names, &mut workspace);
                let is_refused =
                    result.is_err_and(|error| matches!(error.kind, ErrorKind::NoRoom { .. }));
                assert!(!is_refused, "{} {filter} does not fit", block.dlt);
                count += 1;
            }
        }
    });
    let workspace = mem::size_of::<Small>();
    println!("memory: {count} compilations in {workspace} bytes and {stack} of stack");
    // Code that is not optimized keeps everything on the stack.
    if cfg!(not(debug_assertions)) {
        assert!(workspace + stack <= ROOM, "{workspace} and {stack} of stack");
    }
}

#[test]
fn lists_of_a_thousand_compile_in_1_mib() {
    static WORKSPACE: Mutex<Medium> = Mutex::new(Medium::new());
    let mut random = Random::new(1000);
    let mut list = |one: &dyn Fn(&mut Random) -> String| {
        let primitives: Vec<String> = (0..1000).map(|_| one(&mut random)).collect();
        primitives.join(" or ")
    };
    let address = |random: &mut Random| Ipv4Addr::from(random.word() as u32);
    let port = |random: &mut Random| random.word() as u16;
    let network = |random: &mut Random| {
        let length = 9 + random.below(24) as u32;
        let address = random.word() as u32 & u32::MAX << (32 - length);
        format!("net {}/{length}", Ipv4Addr::from(address))
    };
    let range = |random: &mut Random| {
        let low = random.below(65_000);
        format!("portrange {low}-{}", low + random.below(100))
    };
    let station = |random: &mut Random| {
        let [a, b, c, d, e, f, ..] = random.word().to_be_bytes();
        format!("{a:x}:{b:x}:{c:x}:{d:x}:{e:x}:{f:x}")
    };
    let address6 = |random: &mut Random| {
        let low = u128::from(random.word()) << 64 | u128::from(random.word());
        Ipv6Addr::from(0xfd00 << 112 | low >> 16)
    };
    let workspace = mem::size_of_val(&*WORKSPACE.lock().unwrap());
    assert!(workspace <= ROOM_OF_LISTS, "{workspace}");
    let context = Context { optimize: true, ..tools::context(LinkType::EN10MB, 262_144) };
    // As many instructions as Linux takes, where a search tree is as exact as the list; a search for
    // IPv6 hosts has to note what it finds.
    let (tree, chain, noted) = (MAX_LEN, 16_384, 19_000);
    for (filter, most) in [
        (list(&|r| format!("host {}", address(r))), tree),
        (list(&|r| format!("src host {}", address(r))), tree),
        (list(&network), tree),
        (list(&|r| format!("port {}", port(r))), tree),
        (list(&|r| format!("tcp dst port {}", port(r))), tree),
        (list(&range), tree),
        (list(&|r| format!("ether host {}", station(r))), chain),
        (list(&|r| format!("host {}", address6(r))), noted),
        (list(&|r| format!("(host {} and tcp port {})", address(r), port(r))), chain),
        (format!("not ({})", list(&|r| format!("host {}", address(r)))), tree),
    ] {
        let mut workspace = WORKSPACE.lock().unwrap();
        let program = compile(&filter, &context, &mut Etc::default(), &mut workspace);
        let length = program.expect("a program").len();
        assert!(length <= most, "{length}: {filter:.40}");
    }
}

/// Nothing recurses: whatever is nested or repeated thousands of times ends in a program or in an
/// error, in the stack that shallow filters need.
#[test]
fn deep_filters_need_no_deep_stack() {
    static WORKSPACE: Mutex<Large> = Mutex::new(Large::new());
    let around = |before: &str, count: usize, inside: &str, after: &str| {
        format!("{}{inside}{}", before.repeat(count), after.repeat(count))
    };
    let filters = [
        around("(", 20_000, "ip", ")"),
        around("(", 20_000, "ip", ""),
        around("not ", 2_000, "ip", ""),
        around("not (", 2_000, "tcp or ", "udp)"),
        around("(ip or (tcp and ", 1_000, "udp", "))"),
        format!("{} = 5", around("(", 2_000, "ip[0]", "+1)")),
        format!("{} = 5", around("(1+", 400, "ip[0]", ")")),
        format!("{} = 5", around("ip[", 500, "0", "]")),
        format!("{} = len", around("-", 4_000, "1", "")),
        "len > 5 and ".repeat(1_000) + "vlan",
        "host 10.0.0.1 or not ".repeat(1_500) + "arp",
        "a".repeat(100_000),
        " ".repeat(100_000),
    ];
    for optimize in [false, true] {
        let context = Context { optimize, ..tools::context(LinkType::EN10MB, 262_144) };
        let compile_all = |filters: &[String]| {
            stack_of(|| {
                let mut workspace = WORKSPACE.lock().unwrap();
                for filter in filters {
                    let _ = compile(filter, &context, &mut Etc::default(), &mut workspace);
                }
            })
        };
        let shallow = compile_all(&["tcp port 80 and not len + 1 = 7".into(), "nonsense".into()]);
        let deep = compile_all(&filters);
        println!("memory: {deep} of stack for deep filters, {shallow} for shallow ones");
        // A frame of the smallest kind, two thousand times, would be more.
        assert!(deep <= shallow + 16 * 1024, "{deep}");
    }
}
