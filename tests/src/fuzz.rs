//! What a fuzzer does with its bytes; the fuzz targets and the test that replays their corpus both
//! call it.

use barecap_core::assemble::{
    Error, Label, Source, assemble, read_decimal, read_initializer, read_listing,
};
use barecap_core::compile::compile;
use barecap_core::filter::error::ErrorKind;
use barecap_core::filter::names::NoNames;
use barecap_core::filter::{Context, Target};
use barecap_core::insn::Insn;
use barecap_core::linktype::LinkType;
use barecap_core::listing::{Assembly, Decimal, Initializer};
use barecap_core::savefile::blocks::{Blocks, Description, Notes, PacketEnd, packet_header, units};
use barecap_core::savefile::carried::{self, Kind};
use barecap_core::savefile::error::Error as SavefileError;
use barecap_core::savefile::options::{Subject, normalize};
use barecap_core::savefile::timestamp::{Precision, Timestamp};
use barecap_core::savefile::{Item, Missing, MissingKind, Reader, Record, Step, max_record_length};
use barecap_core::verify::{State, charge, difference, facts, verify};
use barecap_core::vm::{Decoded, Headers, Op, Packet, run, run_as_kernel};
use barecap_core::workspace::Small;
use barecap_linux::ring::{Frame, Memory, v2, v3};
use std::cell::RefCell;

thread_local! {
    /// Two workspaces, for the program as it is written and for the optimized one.
    static WORKSPACES: RefCell<Box<[Small; 2]>> = RefCell::new(Box::new([Small::new(), Small::new()]));
}

/// Compiles a filter with and without optimization. The first byte is the link type's place in the
/// table, the second the target; then comes the expression up to a zero byte, and then a packet,
/// on which both programs must agree.
///
/// # Panics
/// If a program is made that the verifier refuses, if the two programs do not agree on the packet,
/// or if a message cannot be shown.
pub fn filter(data: &[u8]) {
    let [link_type, target, rest @ ..] = data else { return };
    let mut parts = rest.splitn(2, |byte| *byte == 0);
    let Some(Ok(text)) = parts.next().map(str::from_utf8) else { return };
    let bytes = parts.next().unwrap_or_default();
    let mut link_types = LinkType::all();
    let link_type = link_types.nth(usize::from(*link_type) % LinkType::all().len());
    let mut context = Context {
        link_type: link_type.unwrap_or(LinkType::EN10MB),
        snap_length: 262_144,
        netmask: (target & 4 != 0).then_some(0xffff_ff00),
        target: match target & 3 {
            0 => Target::Default,
            1 => Target::LinuxLive,
            2 => Target::SavefileUnswapped,
            _ => Target::SavefileSwapped,
        },
        optimize: false,
    };
    let length = bytes.len() as u32;
    let ancillary = [1; 16];
    WORKSPACES.with_borrow_mut(|workspaces| {
        let verdicts = workspaces.each_mut().map(|workspace| {
            let result = compile(text, &context, &mut NoNames, workspace);
            context.optimize = true;
            match result {
                Ok(program) => {
                    let packet = Packet { bytes, length, ancillary: Some(&ancillary) };
                    Some(run(program, packet))
                }
                Err(error) => {
                    let message = error.message(text).to_string();
                    assert!(!matches!(error.kind, ErrorKind::Refused(_)), "{text:?}: {message}");
                    assert!(message.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
                    assert_eq!(error.caret(text).to_string().lines().count(), 2);
                    None
                }
            }
        });
        if let [Some(plain), Some(optimized)] = verdicts {
            assert_eq!(plain, optimized, "{text:?} on {bytes:02x?}");
        }
    });
}

/// Reads a savefile shown all at once, and piece by piece, each as long as was asked for: both must
/// come to the same packets and the same end, nothing may be asked for that the longest record does
/// not need, and what is written of it again must be read as the same.
///
/// # Panics
/// If one of these is not so.
pub fn savefile(data: &[u8]) {
    let mut memory = heapless::Vec::<_, 8>::new();
    let whole = read_savefile(&mut Reader::new(&mut memory), data, |_, _| data.len());
    let pieces = read_savefile(&mut Reader::new(&mut memory), data, |at, need| {
        // A driver's buffer, which holds a record of any link type in the file.
        assert!(need <= max_record_length(LinkType::DBUS) + 28, "{need} bytes at {at}");
        data.len().min(at.saturating_add(need))
    });
    assert_eq!(whole, pieces);
    // Whoever makes a copy is shown more, and finds the same.
    let mut carrying = Reader::new(&mut memory).carrying(true);
    let shown = |at: usize, need: usize| data.len().min(at.saturating_add(need));
    assert_eq!(whole, read_savefile(&mut carrying, data, shown));
    let (packets, _) = whole;
    // Whoever looks for what is missing looks at more, which may be wrong, and finds no other packets.
    let mut looking = Reader::new(&mut memory);
    let (found, end) = look_through(&mut looking, data, |_, _| data.len(), &mut |_| ());
    // What is said of packets besides is then passed over.
    let bare = |packets: &[SavefilePacket]| {
        packets.iter().map(|(time, len, data, _)| (*time, *len, data.clone())).collect::<Vec<_>>()
    };
    assert!(bare(&packets).starts_with(&bare(&found)));
    assert!(end.is_err() || found.len() == packets.len());
    let mut text = vec![0; 64 * 1024];
    let mut blocks = Blocks::new(&mut text);
    blocks.section(b"fuzz", b"", b"").expect("there is room");
    let description = Description { resolution: Precision::Nano.into(), ..Description::default() };
    blocks.interface(&description).expect("there is room");
    let mut copy = blocks.bytes().to_vec();
    for (time, length, data, options) in &packets {
        let (captured, notes) =
            (data.len() as u32, Notes { flags: 1, drops: captured_drops(data), options });
        copy.extend(packet_header(0, units(*time, Precision::Nano), captured, *length, notes));
        copy.extend(data);
        copy.extend(PacketEnd::new(captured, notes).parts().concat());
    }
    let again = read_savefile(&mut Reader::new(&mut memory), &copy, |_, _| copy.len());
    // Times that nanoseconds since 1970 do not reach, and fractions of a second or more, are changed.
    let bytes = |packets: &[SavefilePacket]| {
        packets.iter().map(|(_, length, data, _)| (*length, data.clone())).collect::<Vec<_>>()
    };
    let mut missing = 0_u64;
    let mut reader = Reader::new(&mut memory);
    let (found, end) =
        look_through(&mut reader, &copy, |at, need| copy.len().min(at + need), &mut |it| {
            missing = u64::saturating_add(missing, it.count);
        });
    // Options that a packet came with may be wrong in themselves, and tell of others.
    assert!(bare(&again.0).starts_with(&bare(&found)));
    assert!(end.is_err() || found.len() == again.0.len());
    let told = again.0.iter().map(|(_, _, data, _)| captured_drops(data)).sum::<u64>();
    assert!(missing == told || packets.iter().any(|(_, _, _, options)| !options.is_empty()));
    let small = packets.iter().all(|(_, _, data, _)| data.len() <= 256 * 1024);
    assert!(!small || bytes(&again.0) == bytes(&packets));
    // What was said of a packet comes first, before what is added, unless it has become too much.
    for ((_, _, data, before), (_, _, _, after)) in packets.iter().zip(&again.0) {
        let much = data.len() + before.len() > 256 * 1024 - 64;
        assert!(much || after.starts_with(before));
    }
}

/// Some packets were lost before, and others not.
fn captured_drops(data: &[u8]) -> u64 {
    data.first().map_or(0, |byte| u64::from(*byte & 1))
}

/// A packet of a savefile: its time, its length, and what was captured of it.
type SavefilePacket = (Timestamp, u32, Vec<u8>, Vec<u8>);

/// What there is in a savefile, shown as far as `shown` says: that is given the place of the first
/// byte that is shown, and how many are wanted.
fn read_savefile(
    reader: &mut Reader<'_>,
    data: &[u8],
    shown: impl Fn(usize, usize) -> usize,
) -> (Vec<SavefilePacket>, Result<(), SavefileError>) {
    read(reader, data, shown, None)
}

/// The same, looking for what is missing.
fn look_through(
    reader: &mut Reader<'_>,
    data: &[u8],
    shown: impl Fn(usize, usize) -> usize,
    missing: &mut dyn FnMut(Missing),
) -> (Vec<SavefilePacket>, Result<(), SavefileError>) {
    read(reader, data, shown, Some(missing))
}

fn read(
    reader: &mut Reader<'_>,
    data: &[u8],
    shown: impl Fn(usize, usize) -> usize,
    mut missing: Option<&mut dyn FnMut(Missing)>,
) -> (Vec<SavefilePacket>, Result<(), SavefileError>) {
    let (mut at, mut need, mut packets) = (0, 1, Vec::new());
    loop {
        let end = shown(at, need);
        match reader.next(&data[at..end], end == data.len()) {
            Ok(Step::Need(more)) => {
                assert!(more > end - at, "it is shown what it asks for");
                need = more;
            }
            Ok(Step::Got(item, length)) => {
                let option = if let Item::Option(place) = &item { place.clone() } else { 0..0 };
                let mut option = data[at..end][option].to_vec();
                let size = option.len();
                assert_eq!(normalize(&mut option, Subject::Interface, reader.swapped()), size);
                match (item, &mut missing) {
                    (Item::Packet(Record { time, length, data: place, options, .. }), _) => {
                        let mut options = data[at..end][options].to_vec();
                        let whole = normalize(&mut options, Subject::Packet, reader.swapped());
                        options.truncate(whole);
                        packets.push((time, length, data[at..end][place].to_vec(), options));
                    }
                    (Item::Block(kind, place), _) => {
                        let mut body = data[at..end][place.unwrap_or_default()].to_vec();
                        let whole = carried::normalize(kind, &mut body, reader.swapped());
                        if let Some(whole) = whole.filter(|_| kind != Kind::SECTION) {
                            let before = body[..whole].to_vec();
                            // What ends options comes behind, and then it is the same again.
                            body.resize(whole + 4, 0);
                            let again = carried::normalize(kind, &mut body, false);
                            assert!(again.is_some_and(|again| again >= whole));
                            assert_eq!(body[..whole], before);
                        }
                    }
                    (Item::Interface(_), Some(_)) => reader.look_for_missing(),
                    (Item::Missing(it), Some(missing)) => missing(it),
                    // Only the obsolete kind of packet says so without being asked.
                    (Item::Missing(it), None) => assert_eq!(it.kind, MissingKind::BeforePacket),
                    (Item::Interface(_) | Item::Option(_) | Item::Nothing, _) => {}
                }
                at += length;
                need = 1;
            }
            Ok(Step::End) => return (packets, Ok(())),
            Err(error) => return (packets, Err(error)),
        }
    }
}

/// Verifies a program, learns what can be known of it, and runs it in every way. The first byte is
/// the number of instructions; then come these, 8 bytes each in little-endian order, and then a
/// packet.
///
/// # Panics
/// If what is known of the program is wrong for the packet, or two ways of running it disagree.
pub fn program(data: &[u8]) {
    let Some((&count, rest)) = data.split_first() else { return };
    let (head, bytes) = rest.split_at(rest.len().min(8 * usize::from(count)));
    let insns: Vec<Insn> = head
        .as_chunks()
        .0
        .iter()
        .map(|&[low, high, jt, jf, a, b, c, d]| Insn {
            code: u16::from_le_bytes([low, high]),
            jt,
            jf,
            k: u32::from_le_bytes([a, b, c, d]),
        })
        .collect();
    let differs = difference(&insns);
    assert!(charge(&insns) >= 96);
    text(Assembly(&insns).to_string().as_bytes());
    let Ok(verified) = verify(&insns) else { return };
    let mut states = vec![State::BLANK; insns.len()];
    let facts = facts(verified, &mut states).expect("there is a state for each");
    let mut memory = vec![Op::BLANK; insns.len()];
    let decoded = Decoded::new(verified, &mut memory).expect("there is an operation for each");
    let packet = Packet { bytes, length: bytes.len() as u32, ancillary: Some(&[1; 16]) };
    let answer = run(verified, packet);
    assert_eq!(decoded.run(packet), answer);
    assert!(facts.returns.contains(answer));
    assert_eq!(facts.difference.map(|(_, difference)| difference), differs);
    let headers = Headers { link: Some(0), network: 14 };
    assert!(differs.is_some() || run_as_kernel(verified, packet, headers) == answer);
    let short = bytes.len().min(facts.max_offset.map_or(0, |at| at as usize + 1));
    assert_eq!(run(verified, Packet { bytes: &bytes[..short], ..packet }), answer);
}

/// Reads a text as each form of a program; what is a program is printed and read again.
///
/// # Panics
/// If it is not the same program then, or an error does not point into the text.
pub fn text(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let (mut program, mut again) = (Box::new(Program::new()), Box::new(Program::new()));
    let mut labels = Box::new(Labels::new());
    let result = assemble(text, program.as_mut_view(), labels.as_mut_view());
    if right(text, result) {
        let source = Source(&program).to_string();
        let mut labels = Box::new(Labels::new());
        let result = assemble(&source, again.as_mut_view(), labels.as_mut_view());
        // There may be more labels in what is printed.
        assert!(result.is_err() || program == again, "{text:?}\n{source}");
    }
    if right(text, read_listing(text, program.as_mut_view())) {
        let listing = Assembly(&program).to_string();
        assert_eq!(read_listing(&listing, again.as_mut_view()), Ok(()), "{listing}");
        assert_eq!(program, again);
    }
    if right(text, read_decimal(text, program.as_mut_view())) {
        assert_eq!(read_decimal(&Decimal(&program).to_string(), again.as_mut_view()), Ok(()));
        assert_eq!(program, again);
    }
    if right(text, read_initializer(text, program.as_mut_view())) {
        let initializer = Initializer(&program).to_string();
        assert_eq!(read_initializer(&initializer, again.as_mut_view()), Ok(()));
        assert_eq!(program, again);
    }
}

/// A program that is read.
type Program = heapless::Vec<Insn, 256>;
/// Its labels.
type Labels<'a> = heapless::Vec<Label<'a>, 256>;

/// Whether a text could be read. If not, the error can be shown.
fn right(text: &str, result: Result<(), Error>) -> bool {
    let Err(error) = result else { return true };
    assert!(text.get(error.span.start as usize..error.span.end as usize).is_some(), "{error:?}");
    let (line, column) = error.line_and_column(text);
    assert!(line > 0 && column > 0 && !error.to_string().is_empty());
    false
}

/// Walks a ring of version 2 or 3 whose memory is the data: the first byte says which, the second how
/// long a block is, the third how long a frame.
///
/// # Panics
/// If a packet lies outside its unit, or the walk does not come to an end.
pub fn ring(data: &[u8]) {
    let [version, block, frame_size, rest @ ..] = data else { return };
    let mut words: Vec<u64> = rest
        .chunks(8)
        .map(|chunk| {
            let mut bytes = [0; 8];
            bytes[..chunk.len()].copy_from_slice(chunk);
            u64::from_ne_bytes(bytes)
        })
        .collect();
    let block_size = (usize::from(*block) + 1) * 64;
    let frame_size = usize::from(*frame_size) * 16;
    // A block more than there is memory for.
    let blocks = words.len() * 8 / block_size + 1;
    let unit = if version % 2 == 0 { frame_size } else { block_size };
    let longest = 2 * words.len() + 4 * blocks;
    let mut memory = Memory::from_words(&mut words);
    let mut frame = Frame::NONE;
    let mut v2 = v2::Walker::new(block_size, blocks, frame_size);
    let mut v3 = v3::Walker::new(block_size, blocks);
    for step in 0.. {
        assert!(step <= longest, "the walk does not end");
        let ready = if version % 2 == 0 { v2.is_ready(&memory) } else { v3.is_ready(&memory) };
        let next = if version % 2 == 0 {
            v2.next(&mut memory, &mut frame)
        } else {
            v3.next(&mut memory, &mut frame)
        };
        match next {
            Ok(true) => {
                let captured = frame.captured as usize;
                assert!(frame.room <= frame.start && frame.start + captured <= unit);
                let bytes = memory.bytes(frame.start - frame.room, frame.room + captured);
                std::hint::black_box(
                    bytes.map(|bytes| bytes.iter().map(|it| *it as usize).sum::<usize>()),
                );
                assert!(bytes.is_some());
            }
            Ok(false) if !ready => break,
            Ok(false) | Err(_) => {}
        }
    }
}
